#include "measure/tally.h"

#include "base/grow.h"
#include "model/constraints.h"

#include <assert.h>
#include <string.h>

#define M2_PER_MICRO_M2 1e-6
/* A smaller share that constraints leave is rounding. */
#define TURNED_WHOLE 1e-9

/* The part of a parcel that lies in the piece, overlaps aside. */
static double inside_share(const struct lg_model *model, size_t piece)
{
    double area_m2 = model->parcels.area_m2[model->pieces.parcel[piece]];
    return area_m2 > 0.0 ? model->pieces.inside_m2[piece] / area_m2 : (double)NAN;
}

/* Part of a parcel's totals that belongs to a piece; NaN when the parcel has no area. */
static double share_of_totals(const struct lg_model *model, size_t piece)
{
    /* With recorded areas an overlap takes nothing away, neither land nor totals. */
    if (model->area_basis == LG_AREA_RECORDED) return inside_share(model, piece);
    return model->pieces.share[piece];
}

static double account_m2(const struct lg_model *model, size_t piece)
{
    if (model->area_basis == LG_AREA_MEASURED) return model->pieces.counted_m2[piece];
    size_t parcel = model->pieces.parcel[piece];
    return lg_table_number(&model->parcels.table, LG_PARCEL_RECORDED_AREA, parcel) *
           inside_share(model, piece);
}

static double floor_area_m2(const struct lg_model *model, size_t piece)
{
    if (model->buildings.given) {
        return (double)model->pieces.floor_micro_m2[piece] * M2_PER_MICRO_M2;
    }
    size_t parcel = model->pieces.parcel[piece];
    return lg_table_number(&model->parcels.table, LG_PARCEL_FLOOR_AREA, parcel) *
           share_of_totals(model, piece);
}

static double footprint_m2(const struct lg_model *model, size_t piece)
{
    if (model->buildings.given) {
        return (double)model->pieces.footprint_micro_m2[piece] * M2_PER_MICRO_M2;
    }
    size_t parcel = model->pieces.parcel[piece];
    return lg_table_number(&model->parcels.table, LG_PARCEL_FOOTPRINT, parcel) *
           share_of_totals(model, piece);
}

enum lg_status lg_tally_fill_pieces(struct lg_model *model, struct lg_error *err)
{
    struct lg_pieces *pieces = &model->pieces;
    double **columns[] = {&pieces->account_m2, &pieces->footprint_m2, &pieces->floor_area_m2};
    size_t row_count = pieces->count > 0 ? pieces->count : 1;
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        double *column = lg_resize(*columns[i], row_count, sizeof(*column));
        if (column == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for the sums of %zu pieces", row_count);
        }
        *columns[i] = column;
    }
    for (size_t piece = 0; piece < pieces->count; piece++) {
        pieces->account_m2[piece] = account_m2(model, piece);
        pieces->footprint_m2[piece] = footprint_m2(model, piece);
        pieces->floor_area_m2[piece] = floor_area_m2(model, piece);
    }
    return LG_OK;
}

static void add_lack_m2(const struct lg_model *model, struct lg_tally *tally,
                        enum lg_lack_kind kind, size_t piece, double area_m2)
{
    struct lg_lack *lack = &tally->lacks[kind];
    lack->parcel_count++;
    lg_sum_add(&lack->m2, isnan(area_m2) ? model->pieces.counted_m2[piece] : area_m2);
}

static void add_lack(const struct lg_model *model, struct lg_tally *tally, enum lg_lack_kind kind,
                     size_t piece)
{
    add_lack_m2(model, tally, kind, piece, model->pieces.account_m2[piece]);
}

/* Land of a piece on the line of a state: a parcel counts on each line that has some of it. */
static void add_own(struct lg_tally *tally, enum lg_state state, double area_m2)
{
    lg_sum_add(&tally->own_m2[state], area_m2);
    tally->own_parcels[state]++;
}

/*
 * Unbuilt land under constraints is land that cannot be built on.
 * @return what is left of the piece's own state; 0 when nothing is
 */
static double turn_states(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    size_t count;
    const struct lg_constraint_hit *hits = lg_piece_hits(model, piece, &count);
    double area_m2 = model->pieces.account_m2[piece];
    double turned_m2[LG_STATE_COUNT] = {0};
    double left_m2 = area_m2;
    if (count == 0) return left_m2;
    for (size_t i = 0; i < count; i++) {
        double part_m2 = lg_hit_turned_m2(model, &hits[i]);
        turned_m2[model->constraints.items[hits[i].constraint].state] += part_m2;
        left_m2 -= part_m2;
    }
    for (enum lg_state state = LG_STATE_C1; state <= LG_STATE_C3; state++) {
        if (turned_m2[state] > 0.0) add_own(tally, state, turned_m2[state]);
    }
    return left_m2 <= area_m2 * TURNED_WHOLE ? 0.0 : left_m2;
}

static void add_states(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    double area_m2 = model->pieces.account_m2[piece];
    enum lg_state land = model->parcels.land_state[parcel];
    enum lg_state supply = model->parcels.supply_state[parcel];
    double left_m2 = turn_states(model, tally, piece);
    bool is_turned = left_m2 == 0.0 && area_m2 > 0.0;

    if (isnan(area_m2)) add_lack(model, tally, LG_LACK_AREA, piece);
    if (!is_turned) add_own(tally, land, left_m2);
    if (land == LG_STATE_NONE) add_lack(model, tally, LG_LACK_STATE, piece);
    if (land == LG_STATE_A) add_lack(model, tally, LG_LACK_BUILT_KIND, piece);
    bool is_open = land == LG_STATE_B || land == LG_STATE_B2;
    if (is_open && !is_turned) add_lack_m2(model, tally, LG_LACK_OPEN_KIND, piece, left_m2);
    if (supply == LG_STATE_NONE) {
        add_lack(model, tally, LG_LACK_SUPPLY, piece);
    } else if (lg_state_is_within(supply, LG_STATE_E) && left_m2 < area_m2) {
        if (!is_turned) add_own(tally, supply, left_m2);
        add_own(tally, LG_STATE_F, area_m2 - left_m2);
    } else {
        add_own(tally, supply, area_m2);
    }
    if (model->parcels.land_state_guessed[parcel]) lg_sum_add(&tally->guessed_m2, area_m2);
}

/* What others claim of a piece is of the states of the piece by their shares of it. */
static void add_disputed(const struct lg_model *model, struct lg_tally *tally, size_t piece,
                         enum lg_state land, double disputed_m2)
{
    size_t count;
    const struct lg_constraint_hit *hits = lg_piece_hits(model, piece, &count);
    double area_m2 = model->pieces.account_m2[piece];
    double left_m2 = disputed_m2;
    for (size_t i = 0; i < count && disputed_m2 > 0.0; i++) {
        double part_m2 = disputed_m2 * (lg_hit_turned_m2(model, &hits[i]) / area_m2);
        if (!(part_m2 > 0.0)) continue;
        lg_sum_add(&tally->disputed_m2[model->constraints.items[hits[i].constraint].state],
                   part_m2);
        left_m2 -= part_m2;
    }
    lg_sum_add(&tally->disputed_m2[land], left_m2 <= disputed_m2 * TURNED_WHOLE ? 0.0 : left_m2);
}

/* Recorded areas take an overlap for a mistake of the drawing; measured ones split it off. */
static void add_overlap(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    double area_m2 = model->pieces.account_m2[piece];
    if (model->area_basis == LG_AREA_RECORDED) {
        lg_sum_add(&tally->covered_m2, area_m2);
        return;
    }
    double disputed_m2 = model->pieces.disputed_m2[piece];
    enum lg_state land = model->parcels.land_state[model->pieces.parcel[piece]];
    add_disputed(model, tally, piece, land, disputed_m2);
    lg_sum_add(&tally->covered_m2,
               model->overlaps == LG_OVERLAPS_KEEP ? area_m2 - disputed_m2 : area_m2);
}

static void add_idle(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    const struct lg_idle_finding *idle = &model->parcels.idle[parcel];
    enum lg_state supply = model->parcels.supply_state[parcel];
    if (lg_parcel_is_idle(model, parcel)) {
        lg_sum_add(&tally->idle_m2, model->pieces.account_m2[piece]);
    }
    if (!lg_idle_is_undecided(&model->rules.idle, idle, model->as_of)) return;
    if (lg_state_is_within(supply, LG_STATE_D)) {
        add_lack(model, tally, LG_LACK_CLOCK, piece);
    } else if (supply == LG_STATE_NONE) {
        add_lack(model, tally, LG_LACK_SUPPLY_CLOCK, piece);
    }
}

/* Roads and parks need no floor area; every other built parcel without one leaves a hole. */
static void add_buildings(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    enum lg_state land = model->parcels.land_state[parcel];
    double floor_m2 = model->pieces.floor_area_m2[piece];
    double footprint = model->pieces.footprint_m2[piece];
    bool is_industrial = lg_state_is_within(land, LG_STATE_A2);
    bool is_open = lg_state_is_within(land, LG_STATE_A3) || lg_state_is_within(land, LG_STATE_A51);

    if (!lg_state_is_within(land, LG_STATE_A)) return;
    if (!isnan(floor_m2)) {
        lg_sum_add(&tally->floor_m2, floor_m2);
        if (is_industrial) lg_sum_add(&tally->industrial_floor_m2, floor_m2);
    } else if (!is_open) {
        add_lack(model, tally, LG_LACK_FLOOR, piece);
        if (is_industrial) add_lack(model, tally, LG_LACK_INDUSTRIAL_FLOOR, piece);
    }
    if (!isnan(footprint)) {
        lg_sum_add(&tally->footprint_m2, footprint);
    } else if (!is_open) {
        add_lack(model, tally, LG_LACK_FOOTPRINT, piece);
    }
    if (!is_industrial) return;
    double yards_m2 = lg_table_number(&model->parcels.table, LG_PARCEL_FOOTPRINT_YARDS, parcel) *
                      share_of_totals(model, piece);
    if (isnan(yards_m2)) {
        add_lack(model, tally, LG_LACK_YARDS, piece);
    } else {
        lg_sum_add(&tally->industrial_yards_m2, yards_m2);
    }
}

static void add_money(struct lg_money *money, double yuan)
{
    if (isnan(yuan)) return;
    money->parcel_count++;
    lg_sum_add(&money->yuan, yuan);
}

static void add_enterprises(const struct lg_model *model, struct lg_tally *tally, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    double share = share_of_totals(model, piece);
    enum lg_state land = model->parcels.land_state[parcel];
    if (lg_state_is_within(land, LG_STATE_A)) {
        add_money(&tally->tax, model->parcels.tax_yuan[parcel] * share);
    }
    if (!lg_state_is_within(land, LG_STATE_A2)) return;
    add_money(&tally->investment, model->parcels.investment_yuan[parcel] * share);
    add_money(&tally->revenue, model->parcels.revenue_yuan[parcel] * share);
    add_money(&tally->industrial_tax, model->parcels.tax_yuan[parcel] * share);
}

static const char *crs_of(const struct lg_model *model, const struct lg_table *table, size_t row)
{
    size_t source = table->source[row];
    return source < model->sources.count ? model->sources.items[source].crs : NULL;
}

/* In different CRS a straight edge is not the same line, so parcels may stand out a little. */
static bool is_one_crs(const struct lg_model *model, const struct lg_tally *tally)
{
    const char *park_crs = crs_of(model, &model->parks.table, tally->park);
    for (size_t piece = tally->first_piece; piece < tally->end_piece; piece++) {
        const char *crs = crs_of(model, &model->parcels.table, model->pieces.parcel[piece]);
        if (crs != park_crs && (crs == NULL || park_crs == NULL || strcmp(crs, park_crs) != 0)) {
            return false;
        }
    }
    return true;
}

static double total_m2(const struct lg_model *model, const struct lg_tally *tally)
{
    if (model->area_basis == LG_AREA_MEASURED) return model->parks.area_m2[tally->park];
    double recorded_m2 = lg_table_number(&model->parks.table, LG_PARK_RECORDED_AREA, tally->park);
    return isnan(recorded_m2) ? lg_sum_value(tally->covered_m2) : recorded_m2;
}

void lg_tally_fill(const struct lg_model *model, struct lg_tally *tally)
{
    *tally = (struct lg_tally){
        .park = tally->park,
        .first_piece = tally->first_piece,
        .end_piece = tally->end_piece,
    };
    const struct lg_rules *rules = &model->rules;
    for (size_t piece = tally->first_piece; piece < tally->end_piece; piece++) {
        double parcel_m2 = model->parcels.area_m2[model->pieces.parcel[piece]];
        tally->slivers_m2 += fmin(rules->sliver_m2, rules->sliver_share * parcel_m2);
        add_states(model, tally, piece);
        add_overlap(model, tally, piece);
        add_idle(model, tally, piece);
        add_buildings(model, tally, piece);
        add_enterprises(model, tally, piece);
    }
    tally->is_one_crs = is_one_crs(model, tally);
    tally->total_m2 = total_m2(model, tally);
    tally->tolerance_m2 =
        fmax(rules->closure_ha * LG_M2_PER_HA, rules->closure_ratio * tally->total_m2);
}

bool lg_tally_lacks(const struct lg_tally *tally, enum lg_lack_kind kind)
{
    const struct lg_lack *lack = &tally->lacks[kind];
    switch (kind) {
    case LG_LACK_STATE:
    case LG_LACK_BUILT_KIND:
    case LG_LACK_OPEN_KIND:
    case LG_LACK_SUPPLY:
    case LG_LACK_SUPPLY_CLOCK:
        /* Land within the tolerance of the identities changes no figure that they allow. */
        return lg_sum_value(lack->m2) > tally->tolerance_m2;
    case LG_LACK_AREA:
    case LG_LACK_CLOCK:
    case LG_LACK_FLOOR:
    case LG_LACK_INDUSTRIAL_FLOOR:
    case LG_LACK_FOOTPRINT:
    case LG_LACK_YARDS:
    case LG_LACK_COUNT:
        break;
    }
    return lack->parcel_count > 0;
}
