/*
 * A block of rows on its way from input/ through spatial/ into the model.
 *
 * input/ fills table and raw, spatial/ the rest; run/ appends it to the model.
 */
#ifndef LG_MODEL_BLOCK_H
#define LG_MODEL_BLOCK_H

#include "model/findings.h"
#include "model/shapes.h"
#include "model/table.h"

/* How a raw shape came out of spatial/. */
enum lg_shape_fate {
    LG_SHAPE_VALID,
    LG_SHAPE_REPAIRED, /* the area change is a finding */
    LG_SHAPE_LOST,     /* nothing usable left: an empty shape, area NaN, a finding */
};

struct lg_block {
    size_t source;            /* input: position in lg_sources, one source a block */
    bool outer_is_clockwise;  /* input: the format says so (shapefiles); else it says nothing */
    struct lg_table table;    /* input: attributes, columns by role */
    struct lg_shapes raw;     /* input: [table.count] shapes as delivered, any validity */
    struct lg_shapes shapes;  /* spatial: [table.count] repaired, in the CRS of the source */
    struct lg_shapes lon_lat; /* spatial: the same rings and vertices, degrees */
    double *area_m2;          /* [table.count] spatial: national formula; NaN when lost */
    uint8_t *decimals; /* [table.count] spatial: digits at which lon_lat stays valid; 8..12 */
    uint8_t *fate;     /* [table.count] spatial: enum lg_shape_fate */
    size_t capacity;   /* of the three columns above */
    struct lg_findings findings;
};

/** An empty block for rows of these roles. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_block_init(struct lg_block *block, const struct lg_role *roles,
                                          size_t role_count, struct lg_error *err);
/** Forget the rows, keep columns and memory. */
void lg_block_clear(struct lg_block *block);
/** Room for the columns of table.count rows. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_block_size_columns(struct lg_block *block, struct lg_error *err);
void lg_block_reset(struct lg_block *block);

#endif
