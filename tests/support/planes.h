/*
 * Two planes to draw shapes in that need no CRS database.
 */
#ifndef TESTS_SUPPORT_PLANES_H
#define TESTS_SUPPORT_PLANES_H

#include "model/model.h"

/* The south-western corner of both. */
#define WEST  91.0
#define SOUTH 29.0

/* Degrees as they are, and a made-up plane of roughly metres. */
enum { DEGREES, METRES, PLANE_COUNT };

struct lg_projection projection_of(int plane);

/** Add a source of a kind in a plane. Any failure ends the test. */
void add_source(struct lg_model *model, enum lg_source_kind kind, int plane);

#endif
