/*
 * What making documents again goes through. For run/report*.c only.
 */
#ifndef LG_RUN_REPORT_H
#define LG_RUN_REPORT_H

#include "base/text.h"
#include "input/result_tables.h"
#include "landgauge/report.h"
#include "model/stored.h"
#include "publish/book.h"
#include "publish/translate.h"

struct lg_reporting {
    const char *folder;
    const struct lg_report_options *options;
    size_t thread_count;
    struct lg_hooks hooks;
    struct lg_result *result;
    struct lg_model *model; /* empty: what sheets are described by */
    struct lg_view *view;
    struct lg_book book;
    bool is_masked;         /* the result has no names already */
    bool has_calendar;      /* it is taken over */
    bool is_calendar_old;   /* it stays in the result, in the language of the run */
    bool is_calendar_lost;  /* it was asked for and is not written */
    unsigned formats_there; /* LG_FORMAT_*: in the folder, at the end */
    struct lg_translation translation;
    size_t untranslated_count;
    size_t row_count;
    struct lg_stored *tables; /* [lg_book_sheet_count()] */
};

/** Facts of the run, of run.json, into the book. @return LG_OK; LG_BAD_INPUT; LG_NO_MEMORY;
 * LG_INTERNAL */
LG_NODISCARD enum lg_status lg_report_read_facts(struct lg_reporting *reporting,
                                                 struct lg_error *err);

/** The tables and layers into the book. @return as lg_report() */
LG_NODISCARD enum lg_status lg_report_read_tables(struct lg_reporting *reporting,
                                                  struct lg_error *err);

/** run.json as it was, with what was changed. @return LG_OK; LG_NO_MEMORY; LG_INTERNAL */
LG_NODISCARD enum lg_status lg_report_add_run_json(struct lg_reporting *reporting,
                                                   struct lg_text *text, struct lg_error *err);

/** The closing lines. */
void lg_report_tell(const struct lg_reporting *reporting, struct lg_text *text);

#endif
