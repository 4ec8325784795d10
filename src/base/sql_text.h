/*
 * Texts in SQL.
 */
#ifndef LG_BASE_SQL_TEXT_H
#define LG_BASE_SQL_TEXT_H

#include "base/text.h"

/**
 * Add a value as a string of SQL: between single quotes, its own doubled. A backslash stands for
 * itself, as in SQLite and in PostgreSQL with standard_conforming_strings.
 */
void lg_sql_add_text(struct lg_text *sql, const char *value);

/** Add bytes as hexadecimal digits in small letters, without quotes. */
void lg_sql_add_digits(struct lg_text *sql, const struct lg_text *bytes);

#endif
