/*
 * Words for the columns and the codes of tables that an explanation tells as they stand.
 */
#ifndef LG_RUN_EXPLAIN_COLUMNS_H
#define LG_RUN_EXPLAIN_COLUMNS_H

#include "base/text.h"

/**
 * What a column is called in docs/reference.md.
 * @param column    key, as the table writes it
 * @param language  enum lg_language
 * @return words that live as long as the program; the key itself where none are known
 */
const char *lg_explain_column_label(const char *column, int language);

/**
 * Add a cell: the code as the table has it, and the words for it where there are any.
 * @param text      added to
 * @param column    key of the column; the same code may mean different things in two columns
 * @param value     cell
 * @param language  enum lg_language
 */
void lg_explain_add_cell(struct lg_text *text, const char *column, const char *value, int language);

#endif
