/*
 * The land of a parcel that counts in parks, and what part of the parcel's totals belongs to it.
 */
#ifndef LG_RULES_PARCEL_LAND_H
#define LG_RULES_PARCEL_LAND_H

#include "model/parcel_pieces.h"

/* Zero-initialise; free with lg_parcel_lands_reset(). */
struct lg_parcel_lands {
    const struct lg_model *model;
    struct lg_parcel_pieces by_parcel;
    bool *is_nested; /* [park count] another park has this one's land already; or a candidate */
};

struct lg_parcel_land {
    double account_m2; /* in parks, each piece of land once, by the chosen basis; NaN: not known */
    double floor_m2;   /* on it; NaN: not known */
    double share;      /* of the parcel's totals that belongs to it, 0..1; NaN: not known */
};

/** @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_parcel_lands_init(struct lg_parcel_lands *lands,
                                                 const struct lg_model *model,
                                                 struct lg_error *err);
void lg_parcel_lands_reset(struct lg_parcel_lands *lands);

/**
 * The land of one parcel; needs pieces.account_m2 and floor_area_m2. 0 m2 in no park; what lies in
 * candidates alone counts in the first of them.
 */
struct lg_parcel_land lg_parcel_land_of(const struct lg_parcel_lands *lands, size_t parcel);

/** Share of the parcel under layers that forbid, 0..1, wherever it lies; NaN: no layer is given, or
 * its land is not known. */
double lg_parcel_forbidden_share(const struct lg_parcel_lands *lands, size_t parcel);

#endif
