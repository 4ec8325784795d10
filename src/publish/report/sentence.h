/*
 * Sentences made from figures: a label's {NAMES} become figures that say which cell they are.
 *
 * A sentence has several wordings, the one that needs most comes first; the first of which every
 * {NAME} is known is said. So no sentence has a hole.
 */
#ifndef LG_PUBLISH_REPORT_SENTENCE_H
#define LG_PUBLISH_REPORT_SENTENCE_H

#include "publish/report/report.h"

enum { LG_SENTENCE_PARTS = 16 };

struct lg_report_sentence {
    struct lg_report *page;
    size_t part_count;
    struct lg_label_part parts[LG_SENTENCE_PARTS + 1]; /* markup; NULL text: not known */
    struct lg_arena memory;
};

/** @param sentence  end with lg_report_sentence_end() */
void lg_report_sentence_begin(struct lg_report_sentence *sentence, struct lg_report *page);
void lg_report_sentence_end(struct lg_report_sentence *sentence);

/** A figure of a cell. */
void lg_report_sentence_figure(struct lg_report_sentence *sentence, const char *name,
                               enum lg_report_sheet sheet, size_t row, const char *key);
/** A figure that was made of rows. @param value  NaN: not known */
void lg_report_sentence_derived(struct lg_report_sentence *sentence, const char *name,
                                const char *derived, double value, int decimals);
/** A text, escaped. @param text  NULL or empty: not known */
void lg_report_sentence_text(struct lg_report_sentence *sentence, const char *name,
                             const char *text);
/** A text or date of a cell, escaped and shortened. */
void lg_report_sentence_cell(struct lg_report_sentence *sentence, const char *name,
                             enum lg_report_sheet sheet, size_t row, const char *key);
/** Codes of a cell in words. @param words  the column that they stand under; NULL: key */
void lg_report_sentence_codes(struct lg_report_sentence *sentence, const char *name,
                              enum lg_report_sheet sheet, size_t row, const char *key,
                              const char *words);
/** An idle status; suspected (疑似) unless an authority has found it. @param row  of idle */
void lg_report_sentence_status(struct lg_report_sentence *sentence, const char *name, size_t row);
/** The parcel of a cell "parcel_id", led to where the ledger lists it. */
void lg_report_sentence_parcel(struct lg_report_sentence *sentence, const char *name,
                               enum lg_report_sheet sheet, size_t row);

/** What stands between two sentences: nothing in Chinese. */
void lg_report_sentence_space(struct lg_report_sentence *sentence);

/**
 * Say the first wording that has no hole.
 * @param ids  labels, ends with NULL
 * @return whether anything was said
 */
bool lg_report_sentence_say(struct lg_report_sentence *sentence, const char *const *ids);

#endif
