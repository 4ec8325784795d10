/*
 * Parcels over parcels, parcels over parks, buildings over parcels.
 *
 * Each runs over the rows of the model with several threads and leaves the same columns whatever
 * their number. Order of calls: overlaps, pieces, gaps, then buildings block by block.
 */
#ifndef LG_SPATIAL_OVERLAY_H
#define LG_SPATIAL_OVERLAY_H

#include "landgauge/run.h"
#include "model/block.h"
#include "model/model.h"
#include "spatial/cover.h"
#include "spatial/worker.h"

/**
 * Join the park features of one code and scope, find parks over parks.
 *
 * parks.overlap_m2 is the land that also lies in other parks (lg_park_is_other()), each square
 * metre once; what a pair shares up to sliver_m2 is nothing. So a candidate's is what it takes of
 * parks, a park's does not know of candidates, and of two candidates neither counts for the other:
 * they are two answers to one question.
 *
 * @param model  in: parks.table rows sorted by code and scope, parks.lon_lat one shape a row;
 *               out: parks.overlap_m2; areas of two parks of different code that share land
 *               without one naming the other as parent: W_NEST, I_CANDIDATE where one of them
 *               is a candidate
 */
LG_NODISCARD enum lg_status lg_overlay_check_parks(struct lg_model *model, struct lg_error *err);

/**
 * Fill parks.nearest_park and parks.nearest_m: the other park (lg_park_is_other()) whose land is
 * nearest; of several equally near ones the first. Less than a centimetre is 0.
 *
 * Edges are straight in the plane of the park's source. The error is below 1e-4 of the distance,
 * and a millimetre, up to 300 km; beyond it grows with the square.
 *
 * @param model  in: parks in order
 * @return LG_OK; LG_BAD_INPUT when a vertex cannot be brought over; LG_INTERNAL when GEOS cannot
 *         measure; LG_NO_MEMORY
 * @source domain.md 6.7 (设立: distance to the nearest park)
 */
LG_NODISCARD enum lg_status lg_overlay_find_nearest_parks(struct lg_model *model,
                                                          struct lg_error *err);

/**
 * Fill model->overlap_list; an area W_OVERLAP for each pair, E_DUP where the two are the same land.
 */
LG_NODISCARD enum lg_status lg_overlay_find_overlaps(struct lg_model *model, size_t thread_count,
                                                     const struct lg_hooks *hooks,
                                                     struct lg_error *err);

/**
 * Fill model->pieces (all columns of spatial/): which part of which parcel counts in which park.
 *
 * A parcel has a row for each park it lies in, and one without a park (LG_NO_PARK) for what lies
 * in none: there inside_m2 and counted_m2 are the same. A parcel whose shape is lost has one row
 * without a park, its areas NaN. Overlaps once: counted_m2 is what winners leave of the row,
 * disputed_m2 the part of it that losers claim; a row that winners take whole stays, with
 * counted_m2 0 and an empty cut shape. Overlaps kept: counted_m2 is inside_m2, disputed_m2 the part
 * that winners claim. cut_lon_lat shows counted_m2. The columns of measure/ are there, not known.
 *
 * inside + outside = parcel, asserted to 1e-9 relative after the adjustment of design.md 5.3;
 * a closing error above 1e-7, and above what dividing edges at other places makes, is a finding
 * E_CLOSURE. Slivers moved are findings
 * W_SLIVER; parcels partly or wholly outside W_OUT.
 */
LG_NODISCARD enum lg_status lg_overlay_cut_parcels(struct lg_model *model, size_t thread_count,
                                                   const struct lg_hooks *hooks,
                                                   struct lg_error *err);

/**
 * Add an area W_GAP for each piece of a park that no parcel covers, from 0.01 m2 on.
 * @param model  in: pieces, sorted by park
 */
LG_NODISCARD enum lg_status lg_overlay_find_gaps(struct lg_model *model, size_t thread_count,
                                                 const struct lg_hooks *hooks,
                                                 struct lg_error *err);

/**
 * Fill parcels.planned_use and model->plan_shares: what the plan layer has for each whole parcel.
 *
 * Polygons of one use count a square metre once. The largest use is the parcel's, of equal ones
 * the first by code, where it has at least half a percent of it; uses with less than
 * rules.plan_share_min of the parcel are left out of plan_shares. Parts below the sliver tolerance
 * are nothing. Land with two uses, above that tolerance, is a finding W_PLAN.
 *
 * @param model  in: parcels in order; plan_shares.texts owns the uses
 * @param layer  groups are positions in uses
 * @param uses   in the order of strcmp; must live as long as the model
 * @return LG_OK; LG_BAD_INPUT when a vertex cannot be brought into the plane of the parcels;
 *         LG_INTERNAL when GEOS cannot overlay two shapes; LG_STOPPED; LG_NO_MEMORY
 * @source domain.md 6.2 (GH_CODE); design.md 5.3
 */
LG_NODISCARD enum lg_status lg_overlay_lay_plan(struct lg_model *model,
                                                const struct lg_cover_layer *layer,
                                                const char *const *uses, size_t thread_count,
                                                const struct lg_hooks *hooks, struct lg_error *err);

/**
 * Fill model->constraints.hits, pieces.forbidden_m2 and pieces.constrained_m2: what of the counted
 * land of each piece lies under which constraint; constraints.on_parks and parks.forbidden_m2: the
 * same of all the land of each park.
 *
 * Measured by the national formula and brought to the scale on which the piece was closed. Slivers
 * (the smaller of sliver_m2 and sliver_share of the parcel or park) are nothing. A constraint that
 * binds outside takes what lies outside all its polygons. fresh_m2 of the hits of a piece add up to
 * its constrained_m2. Parks are looked at in the plane of their source, pieces in the parcel's.
 *
 * @param model  in: parks and pieces in order, constraints.items
 * @param layer  groups are positions in constraints.items
 * @return as above
 * @source domain.md 5.4, 6.2 (LIMIT, LIMIT_PCT), 6.7 (调区, 设立)
 */
LG_NODISCARD enum lg_status lg_overlay_bind(struct lg_model *model,
                                            const struct lg_cover_layer *layer, size_t thread_count,
                                            const struct lg_hooks *hooks, struct lg_error *err);

/**
 * Fill results.sites: idle and suppliable pieces of one park row that lie together, and the outline
 * of each such site. What rules/ tells of them is left open.
 *
 * Two pieces are joined when they are no further apart than rules.sites.distance_m, or through
 * others; with a distance of 0 when they have a border in common, a corner does not do. Closer than
 * a centimetre is touching.
 *
 * @param model  in: pieces in order, idle clock, suppliable; without these columns no land is in a
 *               site
 * @return LG_OK; LG_NO_MEMORY; LG_STOPPED; LG_INTERNAL when GEOS cannot measure or unite
 */
LG_NODISCARD enum lg_status lg_overlay_join_sites(struct lg_model *model, size_t thread_count,
                                                  const struct lg_hooks *hooks,
                                                  struct lg_error *err);

/* Where buildings find the pieces under them; read only once built, any thread. */
struct lg_building_overlay;

LG_NODISCARD enum lg_status lg_building_overlay_new(const struct lg_model *model,
                                                    struct lg_building_overlay **overlay,
                                                    struct lg_error *err);
void lg_building_overlay_free(struct lg_building_overlay *overlay);

/* One building on one piece: what lg_building_overlay_give() adds up. */
struct lg_building_share {
    size_t piece;
    int64_t footprint_micro_m2, floor_micro_m2;
};

struct lg_building_scratch;

/* Zero-initialise; one worker's result of a block, used again for the next. */
struct lg_building_shares {
    size_t count, capacity;
    struct lg_building_share *items; /* [count] */
    struct lg_building_totals totals;
    struct lg_building_scratch *scratch; /* private: memory of the tests */
};

/**
 * Lay one prepared block of buildings over the pieces; parallel.
 *
 * Floor area of a building: recorded; else footprint x floors; else footprint x max(1,
 * round(height / storey height)); else footprint x 1 with a finding W_FLOORS (design.md 4), one a
 * building, or one a source that has no field for any of the three. It is shared over the pieces
 * by footprint. A building on no parcel is counted, and a finding W_OUT.
 *
 * @param block   prepared at LG_PREPARE_SHAPE depth; findings are added to it
 * @param shares  out: cleared first
 */
LG_NODISCARD enum lg_status lg_building_overlay_work(const struct lg_building_overlay *overlay,
                                                     struct lg_spatial_worker *worker,
                                                     const struct lg_model *model,
                                                     struct lg_block *block,
                                                     struct lg_building_shares *shares,
                                                     struct lg_error *err);

/** Add the shares to the pieces and the totals of the model; one thread at a time. */
void lg_building_overlay_give(struct lg_model *model, const struct lg_building_shares *shares);

void lg_building_shares_reset(struct lg_building_shares *shares);

#endif
