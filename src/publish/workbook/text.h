/*
 * Texts and layouts as a workbook takes them.
 */
#ifndef LG_PUBLISH_WORKBOOK_TEXT_H
#define LG_PUBLISH_WORKBOOK_TEXT_H

#include "publish/sheet.h"

enum {
    LG_WORKBOOK_TEXT_MAX = 32767, /* UTF-16 units of a cell */
    LG_WORKBOOK_NAME_MAX = 31,    /* UTF-16 units of the name of a sheet */
    LG_WORKBOOK_NAME_SIZE = LG_WORKBOOK_NAME_MAX * 3 + 1,
    LG_WORKBOOK_LAYOUT_SIZE = 128, /* of a number format in libxlsxwriter */
};

/* The first day that every spreadsheet counts alike: 1900-03-01. */
#define LG_WORKBOOK_FIRST_DATE (-25508)

/**
 * The text as a cell may hold it: bytes that are no UTF-8 and characters that XML cannot have are
 * replaced by U+FFFD as in CSV, line ends are single line feeds, "_x0041_" is kept from being read
 * as "A", and what is longer than a cell ends with an ellipsis.
 *
 * @param place   where a changed text is made; emptied first
 * @param is_cut  out: something is missing at the end
 * @return the text itself when nothing had to be changed
 */
const char *lg_workbook_text(struct lg_text *place, const char *text, bool *is_cut);

/** How wide a text is: Chinese characters are two wide. Of several lines, the widest. */
size_t lg_workbook_width(const char *text);

/**
 * A name for a sheet: no character that is forbidden there, at most 31 long.
 * @param number  above 1: "NAME (number)"
 */
void lg_workbook_name(const char *label, size_t number, char name[LG_WORKBOOK_NAME_SIZE]);

/** Decimals that a column shows: fewer than it has. 255: as many as each figure needs. */
unsigned lg_workbook_decimals(const struct lg_sheet_column *column);

/** Decimals that a figure of nine digits needs, 6 at most. */
unsigned lg_workbook_decimals_of(double value);

/** The number format that shows a code with its name behind: the cell keeps the code alone. */
void lg_workbook_code_layout(const char *label, char layout[LG_WORKBOOK_LAYOUT_SIZE]);

#endif
