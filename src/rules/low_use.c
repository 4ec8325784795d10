/*
 * Built industrial land that is used too little: floor, footprint, investment, revenue and tax of
 * each parcel against the baselines of its industry. Either so many items fail, or the score is too
 * low; what is not known leaves the answer open only where it could change it.
 */
#include "base/grow.h"
#include "rules/facts.h"
#include "rules/industry.h"
#include "rules/parcel_land.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A value that falls short by less than this share fell short in the arithmetic alone. */
static const double equal_ratio = 1e-9;

static const char contract_source[] = "contract: far_min of the parcel";

/* One parcel's items under way. */
struct look {
    struct lg_low_row rows[LG_LOW_ITEM_COUNT];
};

static double per_land(double whole, const struct lg_parcel_land *land)
{
    return land->account_m2 > 0 ? whole * land->share / land->account_m2 : (double)NAN;
}

static void fill_values(const struct lg_model *model, const struct lg_parcel_land *land,
                        size_t parcel, struct lg_low_row *rows)
{
    const struct lg_parcels *parcels = &model->parcels;
    double yards_m2 = lg_table_number(&parcels->table, LG_PARCEL_FOOTPRINT_YARDS, parcel);
    rows[LG_LOW_FAR].value = land->account_m2 > 0 ? land->floor_m2 / land->account_m2 : (double)NAN;
    rows[LG_LOW_COEFFICIENT].value = per_land(yards_m2, land);
    rows[LG_LOW_INVESTMENT].value = per_land(parcels->investment_yuan[parcel], land);
    rows[LG_LOW_REVENUE].value = per_land(parcels->revenue_yuan[parcel], land);
    rows[LG_LOW_TAX].value = per_land(parcels->tax_yuan[parcel], land);
}

/* A floor of the contract counts where it asks for more than the baseline. */
static void apply_contract(const struct lg_model *model, size_t parcel, struct lg_low_row *row)
{
    double far_min = lg_table_number(&model->parcels.table, LG_PARCEL_FAR_MIN, parcel);
    if (!(far_min > 0) || far_min <= row->baseline) return;
    row->baseline = far_min;
    row->source = contract_source;
}

static bool falls_short(double value, double baseline)
{
    return value < baseline * (1 - equal_ratio);
}

static const char *result_of(const struct lg_low_row *row)
{
    if (isnan(row->baseline)) return "no_baseline";
    if (isnan(row->value)) return "nodata";
    return falls_short(row->value, row->baseline) ? "below" : "met";
}

static void fill_rows(const struct lg_model *model, const struct lg_parcel_lands *lands,
                      const struct lg_industries *industries, size_t parcel, struct look *look)
{
    const struct lg_baseline *baselines[LG_LOW_ITEM_COUNT];
    struct lg_industry industry = lg_industry_of(industries, parcel);
    struct lg_parcel_land land = lg_parcel_land_of(lands, parcel);
    lg_baselines_find(&model->rules.policy, industry, baselines);
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        enum lg_low_item item = (enum lg_low_item)i;
        const struct lg_baseline *row = baselines[i];
        look->rows[i] = (struct lg_low_row){
            .parcel = parcel,
            .item = item,
            .baseline = row != NULL ? lg_baseline_figure(row, item) : (double)NAN,
            .industry = industry.code,
            .edition = industry.edition,
            .source = row != NULL ? row->source : NULL,
        };
    }
    fill_values(model, &land, parcel, look->rows);
    apply_contract(model, parcel, &look->rows[LG_LOW_FAR]);
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        look->rows[i].result = result_of(&look->rows[i]);
    }
}

/* So many failing items make land low in use; fewer baselines than that cannot tell. */
static const char *judge_by_count(const struct lg_rules *rules, const struct look *look)
{
    int given = 0;
    int failing = 0;
    int unknown = 0;
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        const struct lg_low_row *row = &look->rows[i];
        if (isnan(row->baseline)) continue;
        given++;
        unknown += isnan(row->value);
        failing += falls_short(row->value, row->baseline);
    }
    if (given < rules->low_failing_items_min) return "nodata";
    if (failing >= rules->low_failing_items_min) return "yes";
    return failing + unknown < rules->low_failing_items_min ? "no" : "nodata";
}

/* The weighted score with the unknown items at their best and at their worst. */
static const char *judge_by_score(const struct lg_rules *rules, const struct look *look)
{
    double weight_sum = 0;
    double known_sum = 0;
    double unknown_sum = 0;
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        const struct lg_low_row *row = &look->rows[i];
        double weight = rules->policy.low_weights[i];
        if (isnan(row->baseline)) continue;
        weight_sum += weight;
        if (isnan(row->value)) {
            unknown_sum += weight;
        } else {
            known_sum += weight * fmin(fmax(row->value, 0) / row->baseline, 1);
        }
    }
    if (!(weight_sum > 0)) return "nodata";
    double worst = 100 * known_sum / weight_sum;
    double best = 100 * (known_sum + unknown_sum) / weight_sum;
    if (falls_short(best, rules->low_score_min)) return "yes";
    return falls_short(worst, rules->low_score_min) ? "nodata" : "no";
}

static enum lg_status add_rows(struct lg_results *results, size_t *capacity,
                               const struct look *look, struct lg_error *err)
{
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        const struct lg_low_row *row = &look->rows[i];
        if (isnan(row->baseline) && isnan(row->value)) continue;
        if (results->low_count == *capacity) {
            size_t wanted = lg_grow_capacity(*capacity, results->low_count + 1);
            struct lg_low_row *rows = lg_resize(results->low, wanted, sizeof(*rows));
            if (rows == NULL) {
                return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows of low use", wanted);
            }
            results->low = rows;
            *capacity = wanted;
        }
        results->low[results->low_count++] = *row;
    }
    return LG_OK;
}

/* Asked of built industrial land in parks; a lost shape may lie in one. */
static bool is_asked(const struct lg_model *model, const struct lg_parcel_lands *lands,
                     size_t parcel)
{
    if (!lg_state_is_within(model->parcels.land_state[parcel], LG_STATE_A2)) return false;
    return isnan(model->parcels.area_m2[parcel]) || lg_parcel_land_of(lands, parcel).share > 0;
}

static enum lg_status judge_all(struct lg_model *model, const struct lg_parcel_lands *lands,
                                const struct lg_industries *industries, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    const struct lg_rules *rules = &model->rules;
    size_t capacity = 0;
    for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
        parcels->low_efficiency[parcel] = NULL;
        if (!is_asked(model, lands, parcel)) continue;
        struct look look;
        fill_rows(model, lands, industries, parcel, &look);
        const char *answer = rules->low_efficiency_scores ? judge_by_score(rules, &look)
                                                          : judge_by_count(rules, &look);
        parcels->low_efficiency[parcel] = answer;
        const char *stock_class = parcels->stock_class[parcel];
        bool is_in_use = stock_class != NULL && strcmp(stock_class, "S5") == 0;
        if (is_in_use && strcmp(answer, "yes") == 0) parcels->stock_class[parcel] = "S3b";
        enum lg_status status = add_rows(&model->results, &capacity, &look, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

enum lg_status lg_low_use_judge(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    size_t count = parcels->table.count > 0 ? parcels->table.count : 1;
    assert(model->pieces.count == 0 || model->pieces.floor_area_m2 != NULL);
    assert(parcels->table.count == 0 ||
           (parcels->tax_yuan != NULL && parcels->stock_class != NULL));

    const char **answers = lg_resize((void *)parcels->low_efficiency, count, sizeof(*answers));
    if (answers == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the use of %zu parcels", count);
    }
    parcels->low_efficiency = answers;
    free(model->results.low);
    model->results.low = NULL;
    model->results.low_count = 0;
    struct lg_parcel_lands lands = {.model = NULL};
    struct lg_industries industries = {.model = NULL};
    enum lg_status status = lg_parcel_lands_init(&lands, model, err);
    if (status == LG_OK) status = lg_industries_init(&industries, model, err);
    if (status == LG_OK) status = judge_all(model, &lands, &industries, err);
    lg_industries_reset(&industries);
    lg_parcel_lands_reset(&lands);
    return status;
}
