/*
 * The index of a shapefile (.shx) held against the shapes (.shp) that it leads to.
 */
#ifndef LG_INPUT_SHAPE_INDEX_H
#define LG_INPUT_SHAPE_INDEX_H

#include "landgauge/status.h"

#include <stddef.h>
#include <stdint.h>

/**
 * Find the shapes that cannot be had: the index points beside the file or beside a record, at a
 * record of another length or at one that another entry takes, or the record's counts of rings and
 * vertices do not fill it. OGR would read what lies there, or another row's shape.
 *
 * @param shx         path of the index
 * @param shp         path of the shapes
 * @param name        what messages call them
 * @param count       entries of the index
 * @param lost        out: [count] 1: no shape to be had; NULL when all are there; free()
 * @param lost_count  out
 * @return LG_OK; LG_BAD_INPUT when the index is shorter or no shape can be had; LG_NO_MEMORY
 * @source ESRI Shapefile Technical Description, 1998
 */
LG_NODISCARD enum lg_status lg_shape_index_check(const char *shx, const char *shp, const char *name,
                                                 size_t count, uint8_t **lost, size_t *lost_count,
                                                 struct lg_error *err);

#endif
