/*
 * The model as the result tables need it: what lies under which parcel, looked up once.
 */
#ifndef LG_PUBLISH_VIEW_H
#define LG_PUBLISH_VIEW_H

#include "model/parcel_pieces.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

struct lg_diff;

/* A number that is missing. */
#define LG_NO_NUMBER ((double)NAN)

/* Borrows the model; the columns are its own. Read only once made, so any thread may look. */
struct lg_view {
    const struct lg_model *model; /* NULL: of a comparison */
    const struct lg_diff *diff;   /* NULL: of a run */
    enum lg_language language;
    struct lg_parcel_pieces by_parcel;
    uint64_t *parcel_findings; /* [parcel count] a bit for each finding code of the parcel */
    size_t *idle_pieces;       /* [idle_count] pieces that the idle ledger lists, in order */
    size_t idle_count;
    size_t *conversion_pieces; /* [conversion_count] pieces that the list of conversions has */
    size_t conversion_count;
    size_t *notice_pieces; /* [notice_count] of them, what has to be made public */
    size_t notice_count;
    size_t *suppliable_pieces; /* [suppliable_count] land in parks that is not yet supplied */
    size_t suppliable_count;
    size_t *clock_parcels; /* [clock_count] parcels in a park that have a clock, in order */
    size_t clock_count;
    size_t *split_parcels; /* [split_count] parcels not wholly counted in one park, in order */
    size_t split_count;
    size_t *told_areas; /* [told_count] quality areas that are findings, in order */
    size_t told_count;
    double *park_indicators; /* [park count * lg_indicator_entry_count] values; NaN: none */
};

/**
 * Look everything up.
 *
 * @param model     all stages done; columns that a stage has not made are taken as missing
 * @param language  of names
 * @param view      out: free with lg_view_free(); NULL on failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_view_new(const struct lg_model *model, enum lg_language language,
                                        struct lg_view **view, struct lg_error *err);
/** NULL is allowed. */
void lg_view_free(struct lg_view *view);

/**
 * Whether idle land has to be public (Order 53 art. 11): found by an authority, and not disposed of
 * (disposed_on, completion_on, recovered_on) by the evaluation date.
 */
bool lg_view_is_public(const struct lg_model *model, size_t parcel);

/** The indicator of a park that stands under a key of the parks layer; NaN when there is none. */
double lg_view_indicator(const struct lg_view *view, size_t park, const char *key);

#endif
