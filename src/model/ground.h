/*
 * A raster as spatial/ sees it: cells, where they lie, and what each tells of the ground.
 *
 * input/ makes it and keeps GDAL to itself. Cells are counted in columns and rows from the corner
 * of the first cell; a point between them is a pair of real numbers.
 */
#ifndef LG_MODEL_GROUND_H
#define LG_MODEL_GROUND_H

#include "landgauge/status.h"

#include <stddef.h>
#include <stdint.h>

/* What a cell tells; one byte each. */
enum lg_ground {
    LG_GROUND_SILENT, /* nothing: no data there */
    LG_GROUND_OPEN,
    LG_GROUND_BUILT,
};

struct lg_ground_grid {
    size_t source;    /* position in lg_sources: path and projection */
    double corner[2]; /* x, y of the outer corner of the first cell, in the plane of the source */
    double column[2]; /* x, y from a cell to the next of its row */
    double row[2];    /* x, y from a cell to the next of its column */
    size_t column_count, row_count;
    size_t tile_columns, tile_rows; /* cells that are well read at once */
    void *state;
    /*
     * What the cells of a window tell, row by row: [columns * rows], all of them in the grid.
     * One thread at a time, any thread. LG_OK; LG_BAD_INPUT when they cannot be read; LG_NO_MEMORY
     */
    enum lg_status (*read)(void *state, const size_t first[2], const size_t count[2],
                           uint8_t *ground, struct lg_error *err);
};

#endif
