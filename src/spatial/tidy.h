/*
 * From delivered polygons to those of a copy that no program stumbles over.
 */
#ifndef LG_SPATIAL_TIDY_H
#define LG_SPATIAL_TIDY_H

#include "model/copy.h"
#include "spatial/prepare.h"

/* What was done to the shape of one row. */
struct lg_tidy_row {
    bool is_lost;            /* nothing usable is left */
    bool is_mended;          /* GEOS made new rings; the counts of directions and vertices are 0 */
    size_t closed_count;     /* rings that were open */
    size_t dropped_count;    /* rings of fewer than three points */
    size_t turned_count;     /* rings that ran the wrong way for the source's format */
    size_t repeated_count;   /* vertices that stood twice in a row */
    double area_before_m2;   /* of mended shapes; else NaN */
    double area_after_m2;    /* of mended shapes; else NaN */
    double lon_deg, lat_deg; /* a place in it; NaN when nothing was done or none is known */
    const char *message;     /* of lost and mended shapes; as long as the block's findings */
};

struct lg_tidy_options {
    struct lg_prepare_options prepare; /* its depth and limits are of no matter */
    bool was_clockwise;                /* outer rings of the source's format */
    bool is_clockwise;                 /* outer rings of the copy's format */
};

/**
 * Mend the raw shapes of a block as the figures rest on them (lg_prepare_block()), then turn every
 * ring the way of the format and drop vertices that stand twice in a row.
 *
 * A shape that needs none of it comes out bit by bit as it went in. A row that the project leaves
 * out (LG_COPY_IS_OUTSIDE) is copied as it is, whatever is wrong with it.
 *
 * @param flags  [table.count] enum lg_copy_row_flags
 * @param block  in: table, raw; its other columns and findings are filled on the way
 * @param tidy   out: cleared; [table.count] shapes in the CRS of the source
 * @param rows   out: [table.count]
 * @return LG_OK; LG_BAD_INPUT; LG_NO_MEMORY
 * @source domain.md 4.2 (shapefiles: outer rings clockwise); RFC 7946, 3.1.6 (counter-clockwise)
 */
LG_NODISCARD enum lg_status lg_tidy_block(struct lg_spatial_worker *worker,
                                          const struct lg_tidy_options *options,
                                          const uint8_t *flags, struct lg_block *block,
                                          struct lg_shapes *tidy, struct lg_tidy_row *rows,
                                          struct lg_error *err);

#endif
