/*
 * quality/: findings on land that spatial/ found to be claimed twice, by nobody, or outside.
 */
#include "model/parcel_pieces.h"
#include "quality/quality.h"

#include <math.h>

static const char *park_code(const struct lg_model *model, size_t park)
{
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
    return code != NULL ? code : "without code";
}

/* ---- parks of the areas ---- */

static bool lies_in(const struct lg_parcel_pieces *index, const struct lg_model *model,
                    size_t parcel, size_t park)
{
    for (size_t i = index->start[parcel]; i < index->start[parcel + 1]; i++) {
        if (model->pieces.park[index->pieces[i]] == park) return true;
    }
    return false;
}

/* The first park in which both parcels of a claim lie. */
static size_t common_park(const struct lg_parcel_pieces *index, const struct lg_model *model,
                          const struct lg_quality_area *area)
{
    for (size_t i = index->start[area->parcel]; i < index->start[area->parcel + 1]; i++) {
        size_t park = model->pieces.park[index->pieces[i]];
        if (park != LG_NO_PARK && lies_in(index, model, area->other_parcel, park)) return park;
    }
    return LG_NO_PARK;
}

static void find_parks(const struct lg_parcel_pieces *index, struct lg_model *model)
{
    for (size_t i = 0; i < model->quality_areas.count; i++) {
        struct lg_quality_area *area = &model->quality_areas.items[i];
        if (area->other_parcel != SIZE_MAX) area->park = common_park(index, model, area);
    }
}

/* ---- parcels partly outside ---- */

/* The part outside of a parcel that lies in a park, too; its finding is spatial's. */
static enum lg_status add_outside(struct lg_model *model, const struct lg_parcel_pieces *index,
                                  size_t piece, struct lg_error *err)
{
    const struct lg_pieces *pieces = &model->pieces;
    size_t parcel = pieces->parcel[piece];
    bool is_part = pieces->park[piece] == LG_NO_PARK && pieces->cut[piece] != LG_WHOLE_SHAPE;
    if (!is_part || !(pieces->share[piece] >= model->rules.out_share_min)) return LG_OK;

    struct lg_quality_area area = lg_quality_area_blank(LG_W_OUT);
    area.park = lg_parcel_park(index, model, parcel);
    area.parcel = parcel;
    area.area_m2 = pieces->inside_m2[piece];
    const double *first = pieces->cut_lon_lat.xy +
                          2 * lg_shapes_first_vertex(&pieces->cut_lon_lat, pieces->cut[piece]);
    area.lon_deg = first[0];
    area.lat_deg = first[1];
    return lg_quality_areas_add(&model->quality_areas, &area, &pieces->cut_lon_lat,
                                pieces->cut[piece], pieces->cut_decimals[pieces->cut[piece]], err);
}

/* ---- findings ---- */

static void take_place(struct lg_finding *finding, const struct lg_quality_area *area)
{
    finding->lon_deg = area->lon_deg;
    finding->lat_deg = area->lat_deg;
    finding->value = area->area_m2;
}

static enum lg_status tell_claim(struct lg_model *model, const struct lg_quality_area *area,
                                 struct lg_error *err)
{
    const char *winner = model->parcels.id[area->parcel];
    const char *loser = model->parcels.id[area->other_parcel];
    bool is_once = model->overlaps == LG_OVERLAPS_ONCE;
    struct lg_finding finding = lg_parcel_finding(model, area->code, area->other_parcel);
    take_place(&finding, area);
    finding.limit = model->rules.sliver_m2;
    if (area->park != LG_NO_PARK) {
        finding.park_code = lg_table_text(&model->parks.table, LG_PARK_CODE, area->park);
    }
    const char *counts_for = is_once ? winner : "both";
    if (area->code == LG_E_DUP) {
        return lg_findings_add(&model->findings, &finding, err,
                               "parcels %s and %s are the same land, %.2f m2, drawn twice; it "
                               "counts for %s; delete one of them",
                               winner, loser, area->area_m2, counts_for);
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "parcels %s and %s share %.2f m2, which counts for %s; correct the "
                           "boundary",
                           winner, loser, area->area_m2, counts_for);
}

static enum lg_status tell_nest(struct lg_model *model, const struct lg_quality_area *area,
                                struct lg_error *err)
{
    struct lg_finding finding = lg_park_finding(model, LG_W_NEST, area->other_park);
    take_place(&finding, area);
    finding.limit = model->rules.sliver_m2;
    return lg_findings_add(&model->findings, &finding, err,
                           "parks %s and %s share %.2f m2, which counts in both; name one as the "
                           "parent of the other, or correct a boundary",
                           park_code(model, area->park), park_code(model, area->other_park),
                           area->area_m2);
}

/* What a candidate shares is no fault of the data: it is what its set-up is judged by. */
static enum lg_status tell_candidate(struct lg_model *model, const struct lg_quality_area *area,
                                     struct lg_error *err)
{
    bool is_first = lg_park_is_candidate(model, area->park);
    bool are_both = is_first && lg_park_is_candidate(model, area->other_park);
    size_t candidate = is_first ? area->park : area->other_park;
    size_t other = is_first ? area->other_park : area->park;
    struct lg_finding finding = lg_park_finding(model, LG_I_CANDIDATE, candidate);
    take_place(&finding, area);
    finding.limit = model->rules.sliver_m2;
    if (are_both) {
        return lg_findings_add(&model->findings, &finding, err,
                               "candidates %s and %s share %.2f m2; no more than one of them can "
                               "be set up as drawn",
                               park_code(model, candidate), park_code(model, other), area->area_m2);
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "candidate %s shares %.2f m2 with park %s; settle whose land it is "
                           "before the candidate is set up",
                           park_code(model, candidate), area->area_m2, park_code(model, other));
}

static enum lg_status tell_gap(struct lg_model *model, const struct lg_quality_area *area,
                               struct lg_error *err)
{
    struct lg_finding finding = lg_park_finding(model, LG_W_GAP, area->park);
    take_place(&finding, area);
    finding.limit = model->rules.sliver_m2;
    return lg_findings_add(
        &model->findings, &finding, err,
        "no parcel covers %.2f m2 of the park, %.2f m wide on average, %s; it is "
        "unsurveyed in the account; add the parcel or close the gap",
        area->area_m2, area->width_m,
        area->touches_boundary ? "along its boundary" : "between its parcels");
}

/* Gaps that are a matter of drawing one by one, and land all together. */
static enum lg_status tell_small_gaps(struct lg_model *model, size_t park, size_t count,
                                      double area_m2, struct lg_error *err)
{
    if (!(area_m2 > model->rules.sliver_m2)) return LG_OK;
    struct lg_finding finding = lg_park_finding(model, LG_W_GAP, park);
    finding.value = area_m2;
    finding.limit = model->rules.sliver_m2;
    return lg_findings_add(
        &model->findings, &finding, err,
        "%zu gap%s too narrow or too small to be shown, %.2f m2 in all; snap the "
        "parcels to each other and to the boundary",
        count, count == 1 ? "" : "s", area_m2);
}

static bool passes_limits(const struct lg_rules *rules, const struct lg_quality_area *area)
{
    if (area->code != LG_W_GAP) return true;
    return area->area_m2 > rules->sliver_m2 && area->width_m > rules->gap_width_m;
}

static enum lg_status tell_area(struct lg_model *model, const struct lg_quality_area *area,
                                struct lg_error *err)
{
    if (area->code == LG_W_GAP) return tell_gap(model, area, err);
    if (area->code == LG_W_NEST) return tell_nest(model, area, err);
    if (area->code == LG_I_CANDIDATE) return tell_candidate(model, area, err);
    /* spatial/ told of it when the parcel was cut. */
    if (area->code == LG_W_OUT) return LG_OK;
    return tell_claim(model, area, err);
}

/* The areas are sorted: all gaps of a park stand together. */
static enum lg_status tell_areas(struct lg_model *model, struct lg_error *err)
{
    struct lg_quality_areas *areas = &model->quality_areas;
    enum lg_status status = LG_OK;
    size_t small_count = 0;
    double small_m2 = 0.0;
    for (size_t i = 0; i < areas->count && status == LG_OK; i++) {
        struct lg_quality_area *area = &areas->items[i];
        area->is_told = passes_limits(&model->rules, area);
        if (area->is_told) {
            status = tell_area(model, area, err);
        } else {
            small_count++;
            small_m2 += area->area_m2;
        }
        bool is_last = i + 1 == areas->count || areas->items[i + 1].park != area->park ||
                       areas->items[i + 1].code != area->code;
        if (!is_last) continue;
        if (status == LG_OK) {
            status = tell_small_gaps(model, area->park, small_count, small_m2, err);
        }
        small_count = 0;
        small_m2 = 0.0;
    }
    return status;
}

enum lg_status lg_quality_land(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcel_pieces index = {.start = NULL};
    enum lg_status status = lg_parcel_pieces_init(&index, model, err);
    if (status == LG_OK) find_parks(&index, model);
    for (size_t piece = 0; status == LG_OK && piece < model->pieces.count; piece++) {
        status = add_outside(model, &index, piece, err);
    }
    lg_parcel_pieces_reset(&index);
    if (status != LG_OK) return status;
    lg_quality_areas_sort(&model->quality_areas);
    return tell_areas(model, err);
}
