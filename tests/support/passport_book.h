/*
 * A book of the tables that a park's passport is written from, filled by hand.
 */
#ifndef TESTS_SUPPORT_PASSPORT_BOOK_H
#define TESTS_SUPPORT_PASSPORT_BOOK_H

#include "publish/book.h"

enum { CELL_MAX = 12, ROW_MAX = 6 };

enum {
    PARKS,
    STATES,
    SITES,
    STATUSES,
    IDLE,
    SCORES,
    INDICATORS,
    WATCH,
    REGISTER,
    REQUESTS,
    TABLES
};

/* Cells in the order of the columns; NULL: missing. */
struct made_table {
    size_t row_count;
    const char *rows[ROW_MAX][CELL_MAX];
};

/* What stands in a table. */
struct made_row {
    int table; /* -1: no more */
    const char *cells[CELL_MAX];
};

struct passport_book {
    struct lg_view view;
    struct lg_book book;
    struct lg_sheet sheets[TABLES];
    struct made_table tables[TABLES];
};

/**
 * Fill a book with rows.
 * @param rows      ends with a table of -1; of one table at most ROW_MAX
 * @param left_out  a table that the book has not; -1: none
 */
void make_passport_book(struct passport_book *made, const struct made_row *rows, int left_out,
                        enum lg_language language);

#endif
