/*
 * CSV (RFC 4180, UTF-8 with byte order mark) of one sheet.
 */
#ifndef LG_PUBLISH_CSV_H
#define LG_PUBLISH_CSV_H

#include "publish/sheet.h"

/**
 * Add a text cell: quoted where it must be; what a spreadsheet would take for a formula (a first
 * character of = + - @, tab or carriage return) gets an apostrophe before it; bytes that are not
 * UTF-8 become U+FFFD; nothing for NULL.
 */
void lg_csv_add_text(struct lg_text *text, const char *value);

/** Add the byte order mark and the keys of the columns. */
void lg_csv_add_header(struct lg_text *text, const struct lg_sheet *sheet);

/** Add the row that was moved to; missing values are empty cells. */
void lg_csv_add_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row);

#endif
