/*
 * What the parts of the workbook share: workbook.c, tabs.c, style.c,
 * sheet.c, list.c, codes.c, sentences.c, chart.c, cover.c, file.c.
 */
#ifndef LG_PUBLISH_WORKBOOK_PARTS_H
#define LG_PUBLISH_WORKBOOK_PARTS_H

#include "base/arena.h"
#include "model/palette.h"
#include "publish/workbook/text.h"
#include "publish/workbook/workbook.h"

#include <xlsxwriter.h>

enum {
    LG_WORKBOOK_LAYOUTS_MAX = 48,       /* number formats of figures */
    LG_WORKBOOK_CODE_LAYOUTS_MAX = 180, /* with names of codes: programs open some 200 in all */
    LG_WORKBOOK_HEADER_ROWS = 2,        /* names with units, keys */
    LG_WORKBOOK_KEPT_MAX = 60,          /* different sentences of a column */
    /* A longer table is left to its CSV file: nobody reads it, and it takes half a second more for
     * each hundred thousand cells. */
    LG_WORKBOOK_LONG_ROWS = 100 * 1000,
};

/* Points; of a row with several lines, for programs that do not find it themselves. */
#define LG_WORKBOOK_LINE_HEIGHT 15.0

/* How a table looks: rows of the list in tabs.c. */
struct lg_workbook_look {
    const char *name;   /* of the table */
    const char *frozen; /* key of the last column that stays in sight; NULL: none */
    const char *bar;    /* key of a column with bars; NULL: none */
    bool is_always;     /* stands in the workbook however long it is */
};

struct lg_workbook_tab {
    const struct lg_sheet *sheet;
    const struct lg_workbook_look *look;
    char name[LG_WORKBOOK_NAME_SIZE]; /* of its first part */
    size_t part_count;                /* sheets that its rows take; 0: none, or left out */
    bool is_left_out;                 /* too long */
};

/* A code that some cell has, with its name. */
struct lg_workbook_code {
    const char *key, *code, *label;
};

/* A sentence that some cell has, and what it says in the language of the workbook. */
struct lg_workbook_sentence {
    const char *table, *key, *text, *said;
};

/* What of a column was read; set table and key, leave the rest zero. */
struct lg_workbook_column_sentences {
    const char *table, *key;
    size_t other_count; /* texts that are no sentences */
    size_t kept_count;
    size_t kept[LG_WORKBOOK_KEPT_MAX]; /* [kept_count] positions in the workbook's list */
};

struct lg_workbook {
    const struct lg_book *book;
    const struct lg_document_means *means;
    struct lg_output_dir *dir;
    lxw_workbook *file;
    int descriptor;   /* of the memory that the file is made in; -1: none */
    size_t rows_max;  /* rows of a table on one sheet */
    size_t cut_count; /* cells whose text was too long */
    lxw_error fault;  /* the first that a call said */
    struct lg_arena memory;
    struct lg_text scratch;
    size_t tab_count;
    struct lg_workbook_tab *tabs; /* [tab_count] in their order */
    size_t code_count, code_capacity;
    struct lg_workbook_code *codes; /* [code_count] */
    size_t sentence_count, sentence_capacity;
    struct lg_workbook_sentence *sentences; /* [sentence_count] by table, column, first row */
    lxw_format *title, *heading, *label, *text, *wrapped, *muted, *link, *date, *header, *key,
        *unknown;
    size_t layout_count, code_layout_count;
    struct {
        char layout[LG_WORKBOOK_LAYOUT_SIZE];
        lxw_format *format;
    } layouts[LG_WORKBOOK_LAYOUTS_MAX];
    struct {
        const char *label;
        lxw_format *format;
    } code_layouts[LG_WORKBOOK_CODE_LAYOUTS_MAX];
    lxw_format *colours[64]; /* [lg_colour_count] made when first asked for */
};

/* tabs.c */

/** Choose and name the sheets. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_workbook_plan(struct lg_workbook *wb, struct lg_error *err);
/** The tab of a table, NULL when it has none. */
const struct lg_workbook_tab *lg_workbook_tab(const struct lg_workbook *wb, const char *name);
/** The name of a further part of a tab, from 1. */
void lg_workbook_part_name(const struct lg_workbook_tab *tab, size_t part,
                           char name[LG_WORKBOOK_NAME_SIZE]);

/* style.c */

/** Make the formats that every workbook has. */
void lg_workbook_dress(struct lg_workbook *wb);
/** The format of figures with so many decimals. */
lxw_format *lg_workbook_figure(struct lg_workbook *wb, unsigned decimals, bool has_thousands);
/** The format that shows a code with its name; that of texts once there are too many. */
lxw_format *lg_workbook_code_format(struct lg_workbook *wb, const char *label);
/** Colour the cells of the columns whose codes have colours. */
void lg_workbook_colour(struct lg_workbook *wb, const struct lg_sheet *sheet, lxw_worksheet *to,
                        size_t row_count);

/* workbook.c */

/**
 * lg_workbook_write() with sheets of fewer rows, for tests.
 * @param rows_max  rows of a table on one sheet, from 1
 * @return as lg_workbook_write()
 */
LG_NODISCARD enum lg_status lg_workbook_make(const struct lg_book *book,
                                             const struct lg_document_means *means, size_t rows_max,
                                             struct lg_output_dir *dir, struct lg_error *err);
/** Keep the first fault of a call. */
void lg_workbook_said(struct lg_workbook *wb, lxw_error fault);
/** What the faults so far come to. @return LG_OK; LG_WRITE; LG_NO_MEMORY; LG_INTERNAL */
LG_NODISCARD enum lg_status lg_workbook_fault(const struct lg_workbook *wb, struct lg_error *err);
/** A text into a cell, never as a formula or a link; nothing when it is NULL. */
void lg_workbook_put(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row, lxw_col_t column,
                     const char *text, lxw_format *format);
/** A date into a cell. */
void lg_workbook_put_date(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row,
                          lxw_col_t column, lg_date date);
/** A sheet of a name, ready for rows; NULL when there was a fault. */
lxw_worksheet *lg_workbook_sheet(struct lg_workbook *wb, const char *name);
/** A label of the workbook, which all have. */
const char *lg_workbook_label(const struct lg_workbook *wb, const char *id);
/** Paper, repeated rows, footer. @param width  of all columns */
void lg_workbook_print_setup(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                             double width);

/* sheet.c */

/** Write one part of a table. @return LG_OK; LG_STOPPED; as lg_workbook_fault() */
LG_NODISCARD enum lg_status lg_workbook_add_table(struct lg_workbook *wb,
                                                  const struct lg_workbook_tab *tab, size_t part,
                                                  struct lg_error *err);

/* list.c: what codes.c and sentences.c are made by */

struct lg_workbook_list_column {
    const char *label;
    double width;
};

/**
 * Begin a sheet that explains what cells have: names of its columns, widths, filter, print set-up.
 * @param columns    [column_count]
 * @param row_count  rows that will follow
 */
void lg_workbook_begin_list(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                            const struct lg_workbook_list_column *columns, size_t column_count,
                            size_t row_count);
/** Room for one row more. @param rows  address of the array [*capacity]; false: memory is out */
bool lg_workbook_make_room(void **rows, size_t *capacity, size_t count, size_t row_bytes);

/* codes.c */

/**
 * The name of a code, which is kept for the sheet of codes; NULL when it has none.
 * @param code  one, or several as "start_due|handover_on;cause"
 */
const char *lg_workbook_code(struct lg_workbook *wb, const char *key, const char *code);
/** Write the sheet of codes. */
void lg_workbook_add_codes(struct lg_workbook *wb, lxw_worksheet *to, const char *name);

/* sentences.c */

/** Keep a text of a column where it is a sentence of the program in another language. */
void lg_workbook_keep_sentence(struct lg_workbook *wb, struct lg_workbook_column_sentences *column,
                               const char *text);
/** Write the sheet of sentences. */
void lg_workbook_add_sentences(struct lg_workbook *wb, lxw_worksheet *to, const char *name);

/* chart.c */

/** Whether there is anything to draw. */
bool lg_workbook_has_chart(const struct lg_workbook *wb);
/** Write the sheet with the charts of the evaluation. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_workbook_add_chart(struct lg_workbook *wb, lxw_worksheet *to,
                                                  const char *name, struct lg_error *err);

/* cover.c */

/** Write the cover; last, when all else is known. */
void lg_workbook_add_cover(struct lg_workbook *wb, lxw_worksheet *to, const char *name);

/* file.c */

/** Start the file in memory. @return LG_OK; LG_NO_MEMORY; LG_NO_OUTPUT */
LG_NODISCARD enum lg_status lg_workbook_open(struct lg_workbook *wb, struct lg_error *err);
/**
 * End the file, write it into the folder and read back that it is whole.
 * @return LG_OK; LG_WRITE; LG_NO_OUTPUT; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_workbook_close(struct lg_workbook *wb, struct lg_error *err);
/** Hand the rows so far to the scratch file, which the library does unseen. @return LG_OK; LG_WRITE
 */
LG_NODISCARD enum lg_status lg_workbook_flush(lxw_worksheet *to, struct lg_error *err);
/** Free what open has taken; also after a failure, or twice. */
void lg_workbook_drop(struct lg_workbook *wb);

#endif
