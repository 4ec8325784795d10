/*
 * Parks and parcels as rectangles side by side, to lay over each other by hand.
 */
#ifndef TESTS_SUPPORT_OVERLAY_MODEL_H
#define TESTS_SUPPORT_OVERLAY_MODEL_H

#include "support/planes.h"

/* Degrees that widths are counted in. */
#define UNIT 0.001

enum { PARKS_MAX = 4, PARCELS_MAX = 5 };

struct park_row {
    const char *code; /* NULL ends */
    double x0, x1;
    const char *parent;
};

struct parcel_row {
    const char *id; /* ascending; NULL ends */
    double x0, x1;
    int signed_year; /* 0: not known */
    bool other_plane;
};

/**
 * A model of parks from -0.5 to 1.5 and parcels from 0 to 1 to the north; x0 == x1: a shape that
 * was lost. Free with lg_model_free().
 *
 * @param plane  of the parcels, but of those in the other one
 */
struct lg_model *overlay_model_new(enum lg_overlaps overlaps, const struct park_row *parks,
                                   const struct parcel_row *parcels, int plane);

/** Check the parks, find the overlaps, cut the parcels. */
void run_overlays(struct lg_model *model, size_t thread_count);

/** Any failure ends the test. */
void must(enum lg_status status, const struct lg_error *err);

/** Add a rectangle in degrees. */
void add_box(struct lg_shapes *shapes, double x0, double x1, double y0, double y1);

/** Area of a parcel so wide. */
double width_m2(double width);

/** Add rows, and the columns of some roles. */
void add_rows(struct lg_table *table, size_t count, const size_t *roles, size_t role_count);

#endif
