/*
 * The files of a result as tables of a database in memory. For input/result_tables.c only.
 */
#ifndef LG_INPUT_RESULT_LOAD_H
#define LG_INPUT_RESULT_LOAD_H

#include "model/shapes.h"

#include <gdal.h>

#include <stdbool.h>

struct lg_result_column {
    const char *name;
    bool is_number;
    bool is_optional; /* NULL in every row where the file has no such column */
};

/* A table of a result, and what of it is looked at. */
struct lg_result_table {
    const char *name; /* "register": tables/register.csv, register.geojson */
    bool has_layer;
    size_t column_count; /* 0: all that the file has, as texts */
    const struct lg_result_column *columns;
    const char *as; /* only when it is fetched under this name; NULL: under any other */
};

enum { LG_RESULT_TABLE_COUNT = 34 };

/* What the self check reads of every file (input/result_checked.c). */
extern const struct lg_result_table lg_result_tables[LG_RESULT_TABLE_COUNT];

/* What explanations, and a run that is compared with one before, read of the tables that they need;
 * ends with a NULL name. */
extern const struct lg_result_table lg_result_lists[];

/* What a comparison reads (input/result_diffed.c); ends with a NULL name. */
extern const struct lg_result_table lg_result_diffed[];

/* One file on its way into the database. */
struct lg_result_file {
    const struct lg_result_table *table;
    const char *path;         /* of the file */
    const char *shown;        /* "tables/register.csv", for messages */
    const char *target;       /* name of the table in the database */
    bool is_layer;            /* GeoJSON: shapes, and numbers that are numbers */
    struct lg_shapes *shapes; /* of a layer; out: a shape for each row; NULL: not wanted */
    const char *column;       /* only rows that have the value in this column; NULL: all rows */
    const char *value;
};

/**
 * Copy one file into the database: its rows numbered from 1 in the column n, in their order; a
 * column park ("CODE SCOPE") where it has both; missing is NULL. Rows that are not wanted are
 * counted, too.
 *
 * @param store   an SQLite database that GDAL opened
 * @param lacks   out: true when the file lacks a column; then nothing is copied
 * @param column  out: the first column that it lacks
 * @return LG_OK; LG_BAD_INPUT (cannot be opened, broken, a number that is none);
 *         LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_result_load(GDALDatasetH store, const struct lg_result_file *file,
                                           bool *lacks, const char **column, struct lg_error *err);

/** Make the table of a file that cannot be copied, without rows. @return LG_OK; LG_INTERNAL */
LG_NODISCARD enum lg_status lg_result_make(GDALDatasetH store, const struct lg_result_file *file,
                                           struct lg_error *err);

#endif
