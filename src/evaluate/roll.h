/*
 * The register of the parks as the list of items asks it: which parcels a park has, and what is
 * known of each.
 */
#ifndef LG_EVALUATE_ROLL_H
#define LG_EVALUATE_ROLL_H

#include "model/model.h"

/* An enterprise on a parcel of the layer. */
struct lg_firm {
    size_t parcel;
    const char *name;    /* NULL */
    double office_share; /* of its land, 0..1; NaN: not known */
    double green_share;
};

/* Borrows the model. Zero-initialise; free with lg_roll_reset(). */
struct lg_roll {
    const struct lg_model *model;
    size_t *piece_start; /* [park count + 1] ranges of pieces */
    size_t *low_start;   /* [parcel count + 1] ranges of results.low */
    size_t *firm_start;  /* [parcel count + 1] ranges of firms */
    size_t firm_count;
    struct lg_firm *firms; /* [firm_count] by parcel, name and shares */
};

/** @return LG_OK; LG_NO_MEMORY. Free also after a failure. */
LG_NODISCARD enum lg_status lg_roll_init(struct lg_roll *roll, const struct lg_model *model,
                                         struct lg_error *err);
void lg_roll_reset(struct lg_roll *roll);

/** The row of a parcel's item of low use; NULL: neither value nor baseline is known. */
const struct lg_low_row *lg_roll_low(const struct lg_roll *roll, size_t parcel,
                                     enum lg_low_item item);

#endif
