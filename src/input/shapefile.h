/*
 * The parts of a shapefile held against each other before OGR is let at them.
 */
#ifndef LG_INPUT_SHAPEFILE_H
#define LG_INPUT_SHAPEFILE_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lg_shapefile {
    char *dbf, *prj, *cpg; /* paths; prj and cpg NULL when there is none */
    char *cpg_text;        /* NULL: no .cpg */
    size_t shape_count;
    uint8_t *lost; /* [shape_count] 1: the .shx leads to no whole shape; NULL: all are there */
};

/**
 * Check that .shp, .shx and .dbf are there and go together.
 *
 * @param path  of the .shp
 * @param name  what messages call it
 * @param parts out: lg_shapefile_reset()
 * @return LG_OK; LG_NO_INPUT (a part is missing); LG_BAD_INPUT (no shapefile, points, lines,
 *         multipatches, counts that differ, cut files, an index of other shapes); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_shapefile_check(const char *path, const char *name,
                                               struct lg_shapefile *parts, struct lg_error *err);
void lg_shapefile_reset(struct lg_shapefile *parts);

/** Whether what OGR hands out for a row is not its shape. @param shape  any number */
bool lg_shapefile_is_lost(const struct lg_shapefile *parts, int64_t shape);

/** The first bytes of a small file as text, NULL when it cannot be read. free() */
char *lg_small_file_read(const char *path, size_t size_max);

#endif
