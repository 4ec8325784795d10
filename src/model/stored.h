/*
 * A table of a result as its files have it: cells, and of a layer its places.
 *
 * Read by input/ from tables/NAME.csv and NAME.geojson, told apart by publish/, which knows of
 * every column what it holds.
 */
#ifndef LG_MODEL_STORED_H
#define LG_MODEL_STORED_H

#include "base/arena.h"
#include "landgauge/date.h"
#include "model/shapes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As it was read a text; a number or a date once the column says that it is one. */
union lg_stored_cell {
    const char *text; /* NULL: missing */
    double number;
    lg_date date;
};

/* Zero-initialise; free with lg_stored_reset(). */
struct lg_stored {
    const char *name; /* "register"; borrowed */
    size_t column_count;
    const char **keys; /* [column_count] */
    size_t row_count;
    size_t row_capacity;
    union lg_stored_cell *cells; /* [row_count * column_count] row by row */
    char *bytes;                 /* what the texts of cells and keys are in */
    /* Of a layer, when it was read; a feature for each row, in the same order. */
    bool has_places;
    size_t place_count;
    size_t place_capacity;
    const char **ids;        /* [place_count] */
    double *points;          /* [2 * place_count] degrees; NaN: none, or a shape */
    uint8_t *decimals;       /* [place_count] of the shape's coordinates, as written */
    struct lg_shapes shapes; /* [place_count] degrees */
    struct lg_arena memory;  /* of the ids */
};

/** Free what a table has; a zeroed one, too. */
void lg_stored_reset(struct lg_stored *stored);

#endif
