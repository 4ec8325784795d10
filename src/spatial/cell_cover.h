/*
 * How much of each cell of a grid a polygon covers, exactly.
 *
 * The area of a polygon in a cell is a sum over its edges (Green's theorem): each edge is cut at
 * the lines of the grid, and each part adds what lies to its right in its cell and, by its height,
 * in all cells to the right. Nothing is sampled. Heights and areas are whole numbers of
 * LG_CELL_UNITS: heights at the lines are rounded once, the same for every window and for both
 * sides of an edge, so that neighbours share out a cell to the last unit, a cell inside is covered
 * by exactly LG_CELL_UNITS and one outside by 0, and sums do not depend on how a grid is tiled.
 */
#ifndef LG_SPATIAL_CELL_COVER_H
#define LG_SPATIAL_CELL_COVER_H

#include "model/shapes.h"

/*
 * A whole cell; the error of a cell is below one unit for each edge in it. An edge weighs at most
 * one cell: a line may cross a cell 500 times the same way before 64 bits are full.
 */
#define LG_CELL_UNITS ((int64_t)1 << 54)

/* A part of a grid: the cells that are looked at. */
struct lg_cell_window {
    size_t column, row;             /* the first cell */
    size_t column_count, row_count; /* may be 0 */
};

/* Zero-initialise, then use again and again. */
struct lg_cell_cover {
    struct lg_cell_window window;
    int64_t *units;  /* [row_count * column_count] how much of a cell is covered, row by row */
    int64_t *height; /* [row_count * (column_count + 1)] private: of the edges of a cell, signed */
    size_t capacity;
};

/** The cells of a window that may have land of a shape in them. @param box  of the shape */
struct lg_cell_window lg_cell_window_of(struct lg_cell_window window, struct lg_box box);

/**
 * Cover a window by one shape.
 *
 * @param cover   out: window and units
 * @param shapes  in columns and rows of the grid: closed rings, valid, finite, either way round
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_cell_cover_fill(struct lg_cell_cover *cover,
                                               struct lg_cell_window window,
                                               const struct lg_shapes *shapes, size_t shape,
                                               struct lg_error *err);

/** Area of a shape in cells, wherever it lies. */
double lg_cell_cover_area(const struct lg_shapes *shapes, size_t shape);

void lg_cell_cover_reset(struct lg_cell_cover *cover);

/* A sum of covers that does not depend on its order. Zero-initialise. */
struct lg_cell_sum {
    int64_t cells; /* whole ones */
    int64_t units; /* and 0 <= units < LG_CELL_UNITS */
};

void lg_cell_sum_add(struct lg_cell_sum *sum, int64_t units);
void lg_cell_sum_join(struct lg_cell_sum *sum, struct lg_cell_sum other);
/** In cells. */
double lg_cell_sum_value(struct lg_cell_sum sum);

#endif
