/*
 * The figures of a park from its tally: the tree of states, and what no parcel covers.
 */
#include "measure/tally.h"

#include <assert.h>

/* Each code's own land, and that of its children: children stand behind their parents. */
static void fill_tree(const struct lg_tally *tally, struct lg_park_sums *sums)
{
    struct lg_sum tree_m2[LG_STATE_COUNT];
    for (size_t code = 0; code < LG_STATE_COUNT; code++) {
        tree_m2[code] = tally->own_m2[code];
        sums->state_parcels[code] = tally->own_parcels[code];
    }
    for (size_t code = LG_STATE_COUNT; code-- > 1;) {
        enum lg_state parent = lg_states[code].parent;
        if (parent == LG_STATE_NONE) continue;
        lg_sum_add(&tree_m2[parent], tree_m2[code].total);
        lg_sum_add(&tree_m2[parent], tree_m2[code].rest);
        sums->state_parcels[parent] += sums->state_parcels[code];
    }
    for (size_t code = 0; code < LG_STATE_COUNT; code++) {
        sums->state_m2[code] = lg_sum_value(tree_m2[code]);
    }
}

static double money_of(const struct lg_model *model, size_t park, enum lg_park_role role,
                       const struct lg_money *money)
{
    double yuan = lg_table_number(&model->parks.table, role, park);
    if (!isnan(yuan)) return yuan;
    return money->parcel_count > 0 ? lg_sum_value(money->yuan) : (double)NAN;
}

static double known(const struct lg_tally *tally, enum lg_lack_kind kind, struct lg_sum sum)
{
    return lg_tally_lacks(tally, kind) ? (double)NAN : lg_sum_value(sum);
}

/* Nothing found idle is 0 only where every clock was read. */
static double known_idle_m2(const struct lg_model *model, const struct lg_tally *tally)
{
    double idle_m2 = lg_sum_value(tally->idle_m2);
    if (idle_m2 != 0.0) return idle_m2;
    bool is_known =
        model->rules.idle_from_record
            ? model->parcels.table.columns[LG_PARCEL_RECORDED_IDLE].present
            : !lg_tally_lacks(tally, LG_LACK_CLOCK) && !lg_tally_lacks(tally, LG_LACK_SUPPLY);
    return is_known ? idle_m2 : (double)NAN;
}

void lg_sums_fill(const struct lg_model *model, const struct lg_tally *tally,
                  struct lg_park_sums *sums)
{
    *sums = (struct lg_park_sums){0};
    fill_tree(tally, sums);
    sums->surveyed_m2 = sums->state_m2[LG_STATE_NONE] + sums->state_m2[LG_STATE_A] +
                        sums->state_m2[LG_STATE_B] + sums->state_m2[LG_STATE_C];
    sums->total_m2 = tally->total_m2;
    double gap_m2 = tally->total_m2 - lg_sum_value(tally->covered_m2);
    sums->unsurveyed_m2 = gap_m2 < 0.0 ? 0.0 : gap_m2;
    sums->approved_m2 = lg_table_number(&model->parks.table, LG_PARK_APPROVED_AREA, tally->park);
    sums->ready_m2 = sums->state_m2[LG_STATE_A] + sums->state_m2[LG_STATE_B21];
    sums->idle_m2 = known_idle_m2(model, tally);
    sums->undecided_m2 = lg_sum_value(tally->lacks[LG_LACK_CLOCK].m2);
    sums->undecided_parcels = tally->lacks[LG_LACK_CLOCK].parcel_count;
    sums->guessed_m2 = lg_sum_value(tally->guessed_m2);

    sums->floor_m2 = known(tally, LG_LACK_FLOOR, tally->floor_m2);
    sums->footprint_m2 = known(tally, LG_LACK_FOOTPRINT, tally->footprint_m2);
    sums->industrial_floor_m2 = known(tally, LG_LACK_INDUSTRIAL_FLOOR, tally->industrial_floor_m2);
    sums->industrial_footprint_yards_m2 = known(tally, LG_LACK_YARDS, tally->industrial_yards_m2);

    size_t park = tally->park;
    sums->industrial_investment_yuan =
        money_of(model, park, LG_PARK_FIXED_INVESTMENT, &tally->investment);
    sums->industrial_revenue_yuan =
        money_of(model, park, LG_PARK_INDUSTRIAL_REVENUE, &tally->revenue);
    sums->industrial_tax_yuan =
        money_of(model, park, LG_PARK_INDUSTRIAL_TAX, &tally->industrial_tax);
    sums->tax_yuan = money_of(model, park, LG_PARK_TOTAL_TAX, &tally->tax);
    sums->population = lg_table_number(&model->parks.table, LG_PARK_POPULATION, park);
}
