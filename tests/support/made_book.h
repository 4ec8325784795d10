/*
 * A book whose layers are written down in a test: parks, register, idle and sites with the columns
 * that maps are drawn from.
 */
#ifndef TESTS_SUPPORT_MADE_BOOK_H
#define TESTS_SUPPORT_MADE_BOOK_H

#include "publish/book.h"

enum { MADE_CELL_MAX = 7, MADE_ROW_MAX = 40 };

/* Cells in the order of the columns; the rings of the shape, NULL: none. */
struct made_row {
    const char *cells[MADE_CELL_MAX];
    const char *rings;
};

struct made_table {
    size_t row_count;
    struct made_row rows[MADE_ROW_MAX];
    struct lg_shapes shapes; /* one for each row */
};

enum { MADE_PARKS, MADE_REGISTER, MADE_IDLE, MADE_SITES, MADE_TABLE_COUNT };

struct made_book {
    struct lg_view view;
    struct lg_book book;
    struct lg_sheet sheets[MADE_TABLE_COUNT];
    struct made_table tables[MADE_TABLE_COUNT];
};

/** Empty layers, in Chinese; free with made_book_reset(). It must stay where it is. */
void made_book_init(struct made_book *made);
void made_book_reset(struct made_book *made);
/** Add a row to one of the MADE_* tables. */
void made_book_add(struct made_book *made, int table, const struct made_row *row);

#endif
