/*
 * GeoJSON (RFC 7946) of one layer: longitude and latitude, MultiPolygon throughout, outer rings
 * counter-clockwise, one feature a line.
 */
#ifndef LG_PUBLISH_GEOJSON_H
#define LG_PUBLISH_GEOJSON_H

#include "publish/book.h"

/* The member names of a layer's properties, ready to be copied. */
struct lg_geojson_keys {
    struct lg_text bytes; /* "\"park_code\":" and so on, one after the other */
    size_t *start;        /* [column_count + 1] into bytes */
};

/** @param keys  out: reset by the caller, after a failure, too. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_geojson_keys_init(struct lg_geojson_keys *keys,
                                                 const struct lg_sheet *sheet,
                                                 struct lg_error *err);
void lg_geojson_keys_reset(struct lg_geojson_keys *keys);

/**
 * Add what stands before the features: type, the member "landgauge", bounding box.
 *
 * The box has the coordinates as they are written, with the most decimals that any row has; a
 * layer without any geometry has no box.
 */
void lg_geojson_add_header(struct lg_text *text, const struct lg_sheet *sheet,
                           const struct lg_book *book);

/** The same for a comparison (view->diff): the member names both runs. */
void lg_geojson_add_diff_header(struct lg_text *text, const struct lg_sheet *sheet,
                                const struct lg_view *view);

/** Add one feature, after the first one with a comma before it. */
void lg_geojson_add_feature(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                            const struct lg_geojson_keys *keys);

/** Add what stands behind the features. */
void lg_geojson_add_footer(struct lg_text *text);

#endif
