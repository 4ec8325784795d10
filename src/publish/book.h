/*
 * A result as its documents need it: every table, and the facts of the run.
 *
 * It is made from the model at the end of a run, or from the files of a result folder. Who writes
 * a document reads the book alone and cannot tell which of them it was.
 */
#ifndef LG_PUBLISH_BOOK_H
#define LG_PUBLISH_BOOK_H

#include "base/arena.h"
#include "publish/publish.h"
#include "publish/sheet.h"

struct lg_mask;

/* A file that was read. */
struct lg_book_input {
    const char *kind; /* "parks", "parcels" ...: as in a project file */
    const char *path; /* as given, or its last part in a masked book */
    const char *sha256;
    const char *crs; /* "EPSG:4540 CGCS2000 / ..."; NULL of tables */
};

/* Its own memory holds the sheets, their columns and the inputs; all else is borrowed. */
struct lg_book {
    const struct lg_view *view; /* what rows are read with */
    enum lg_language language;
    const char *title; /* NULL: none was given */
    lg_date as_of;
    enum lg_area_basis area;
    unsigned formats;      /* LG_FORMAT_*: the files that stand beside each other */
    bool check_only;       /* the data were checked, and nothing else is known */
    bool has_field_sheets; /* the report holds a sheet for each suspected parcel */
    bool masks_holders;
    size_t rule_set_count;
    const char *const *rule_sets; /* [rule_set_count] in the order applied */
    size_t parameter_count;
    const struct lg_rule_parameter *parameters; /* [parameter_count] */
    size_t input_count;
    struct lg_book_input *inputs; /* [input_count] */
    size_t sheet_count;
    struct lg_sheet *sheets; /* [sheet_count] in the order they are written */
    struct lg_mask *mask;    /* NULL: names are shown; publish/mask.h */
    struct lg_arena memory;
};

/* How documents are made. */
struct lg_document_means {
    size_t thread_count;
    const volatile sig_atomic_t *stop; /* NULL: never */
};

/**
 * The book of a run.
 *
 * @param view  all stages done; the book borrows it and the log
 * @param book  out: reset by the caller, after a failure, too
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_book_of_run(const struct lg_view *view, const struct lg_run_log *log,
                                           struct lg_book *book, struct lg_error *err);
/** Free what a book has; a zeroed one, too. */
void lg_book_reset(struct lg_book *book);

/** The sheet of a name ("register"); NULL when the book has none. */
const struct lg_sheet *lg_book_sheet(const struct lg_book *book, const char *name);

/** Whether a sheet has places, and so is a layer. */
bool lg_sheet_is_layer(const struct lg_sheet *sheet);

/** A row to move over sheets of the book; free its scratch in the end. */
struct lg_row lg_book_row(const struct lg_book *book);

/** Describe every table that any book can have, without rows: for tests and the field list. */
size_t lg_book_sheet_count(void);
struct lg_sheet lg_book_sheet_at(size_t position, const struct lg_view *view);
/** Whether a check of the data writes the table. */
bool lg_book_sheet_in_check(size_t position);

#endif
