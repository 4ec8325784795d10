/*
 * A result folder opened again: its tables and layers in a database that can be asked by SQL.
 *
 * tables/NAME.csv is the table NAME_csv, NAME.geojson the table NAME_layer, each with its rows
 * numbered from 1 in the column n and, where it has code and scope, a column park. run.json is the
 * column text of the one row of run_json. Nothing of a result's making is used to read it.
 */
#ifndef LG_INPUT_RESULT_TABLES_H
#define LG_INPUT_RESULT_TABLES_H

#include "model/shapes.h"

struct lg_result;
struct lg_result_row;

enum lg_result_layer { LG_RESULT_PARKS, LG_RESULT_REGISTER, LG_RESULT_IDLE, LG_RESULT_LAYER_COUNT };

/**
 * Read a result folder.
 *
 * @param folder  as the user wrote it
 * @param result  out: close with lg_result_close(); NULL on failure
 * @return LG_OK, also when files are missing beside run.json; LG_NO_INPUT (no such folder, a file
 *         that cannot be read); LG_BAD_INPUT (no result, a file that is broken); LG_NO_MEMORY;
 *         LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_result_open(const char *folder, struct lg_result **result,
                                           struct lg_error *err);
/**
 * Read run.json of a result folder alone; tables come by lg_result_fetch(). As lg_result_open().
 */
LG_NODISCARD enum lg_status lg_result_begin(const char *folder, struct lg_result **result,
                                            struct lg_error *err);
/**
 * Copy rows of a table into the database: of tables/NAME.csv, or of NAME.geojson where only that
 * is there. Where neither can be had, the table has no rows, and lg_result_lack() says why.
 *
 * @param name    "register": which tables and columns there are stands in input/result_lists.c
 * @param as      name in the database, which no table has yet; static
 * @param column  only rows that have the value in this column; NULL: all rows
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT (broken, a number that is none); LG_NO_MEMORY;
 *         LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_result_fetch(struct lg_result *result, const char *name,
                                            const char *as, const char *column, const char *value,
                                            struct lg_error *err);
/**
 * Read run.json of a second folder, to compare it with the first.
 * @param as  name in the database of its row, as run_json of the first; static
 * @return as lg_result_begin()
 */
LG_NODISCARD enum lg_status lg_result_join(struct lg_result *result, const char *folder,
                                           const char *as, struct lg_error *err);
/**
 * Copy all rows of a table of either folder, as lg_result_fetch(); which columns there are stands
 * in input/result_diffed.c.
 *
 * @param folder  of the first or the second result
 * @param shapes  out: a shape for each row n, at n - 1, when the table is a layer; then
 * NAME.geojson is taken where it is there, and has_shapes says so. NULL: not wanted
 */
LG_NODISCARD enum lg_status lg_result_fetch_of(struct lg_result *result, const char *folder,
                                               const char *name, const char *as,
                                               struct lg_shapes *shapes, bool *has_shapes,
                                               struct lg_error *err);
/** NULL is allowed. */
void lg_result_close(struct lg_result *result);

/** "parks", "register" ...: what lg_result_open() reads by number; NULL behind the last. */
const char *lg_result_table_name(size_t table);

/**
 * Why a table of the database is not there; NULL when it is.
 * @param table  "parks_csv", "register_layer" ..., or as it was fetched: of any other name there is
 *               none
 */
const char *lg_result_lack(const struct lg_result *result, const char *table);

/** The shapes of a layer, a row for each of the table's; empty when the layer is not there. */
const struct lg_shapes *lg_result_shapes(const struct lg_result *result,
                                         enum lg_result_layer layer);

/** Run a statement that gives no rows. @return LG_OK; LG_INTERNAL with what SQLite says */
LG_NODISCARD enum lg_status lg_result_do(struct lg_result *result, const char *sql,
                                         struct lg_error *err);

/**
 * Run a statement and hand its rows out.
 * @param take  called for each row; its failure ends the reading and is handed on
 * @return LG_OK; LG_INTERNAL with what SQLite says; what take returns
 */
LG_NODISCARD enum lg_status lg_result_ask(struct lg_result *result, const char *sql,
                                          enum lg_status (*take)(void *user,
                                                                 const struct lg_result_row *row,
                                                                 struct lg_error *err),
                                          void *user, struct lg_error *err);

/** How many columns a row has, and what they are called. */
int lg_result_row_count(const struct lg_result_row *row);
const char *lg_result_row_name(const struct lg_result_row *row, int column);
/** A column of a row; NULL when it is missing. Lives until the next call on the row. */
const char *lg_result_row_text(const struct lg_result_row *row, int column);
/** A column of a row as a number; NaN when it is missing. */
double lg_result_row_number(const struct lg_result_row *row, int column);

/**
 * Add a table of numbers; the rows are numbered from 1 in the column n.
 * @param columns  their names, ends with NULL
 * @param values   [row_count * count of columns] row by row; NaN becomes NULL
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_result_put(struct lg_result *result, const char *table,
                                          const char *const *columns, const double *values,
                                          size_t row_count, struct lg_error *err);

#endif
