#include "support/compliance_model.h"

#include "evaluate/compliance.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>

static void *grown(void *items, size_t count, size_t item_bytes)
{
    void *made = realloc(items, count * item_bytes);
    assert_non_null(made);
    return made;
}

struct lg_model *compliance_model_new(size_t count)
{
    struct lg_model *model = stock_model_new(count);
    struct lg_results *results = &model->results;
    model->rules.idle = lg_idle_rules_order53();
    model->rules.closure_ha = 0.01;
    model->rules.evaluation.office_share_max = 0.07;
    model->rules.evaluation.green_share_max = 0.20;
    for (size_t parcel = 0; parcel < count; parcel++) {
        model->parcels.stock_class[parcel] = "S5";
    }
    model->parks.area_m2 = grown(NULL, 1, sizeof(double));
    model->parks.area_m2[0] = 10000.0 * (double)count;
    results->sums = calloc(1, sizeof(*results->sums));
    assert_non_null(results->sums);
    results->sums[0].total_m2 = 10000.0 * (double)count;
    results->sums[0].approved_m2 = (double)NAN;
    results->facts = grown(NULL, LG_FACT_COUNT, sizeof(*results->facts));
    for (size_t fact = 0; fact < LG_FACT_COUNT; fact++) {
        results->facts[fact] = (struct lg_fact_value){(double)NAN, NULL};
    }
    results->facts[LG_FACT_TOTAL].value = (double)count;
    results->facts[LG_STATE_E].value = 0;
    results->facts[LG_STATE_A2].value = 0;
    return model;
}

void compliance_model_park(struct lg_model *model, const char *code, const char *scope)
{
    struct lg_results *results = &model->results;
    size_t park = model->parks.table.count;
    assert_int_equal(lg_table_add_rows(&model->parks.table, 1, NULL), LG_OK);
    quality_model_text(&model->parks.table, LG_PARK_CODE, park, code);
    quality_model_text(&model->parks.table, LG_PARK_SCOPE, park, scope);
    model->parks.area_m2 = grown(model->parks.area_m2, park + 1, sizeof(double));
    model->parks.area_m2[park] = model->parks.area_m2[0];
    results->sums = grown(results->sums, park + 1, sizeof(*results->sums));
    results->sums[park] = results->sums[0];
    results->facts = grown(results->facts, (park + 1) * LG_FACT_COUNT, sizeof(*results->facts));
    for (size_t fact = 0; fact < LG_FACT_COUNT; fact++) {
        results->facts[park * LG_FACT_COUNT + fact] = results->facts[fact];
    }
}

struct lg_fact_value *compliance_model_fact(const struct lg_model *model, size_t park, size_t fact)
{
    return &model->results.facts[park * LG_FACT_COUNT + fact];
}

void compliance_model_low(struct lg_model *model, size_t parcel, enum lg_low_item item,
                          double value, double baseline, const char *result)
{
    struct lg_results *results = &model->results;
    results->low = grown(results->low, results->low_count + 1, sizeof(*results->low));
    results->low[results->low_count++] = (struct lg_low_row){
        .parcel = parcel,
        .item = item,
        .value = value,
        .baseline = baseline,
        .source = "made up",
        .result = result,
    };
}

void compliance_model_firm(struct lg_model *model, const char *parcel_id, const char *name,
                           double land_m2, double office_m2, double green_m2)
{
    struct lg_table *table = &model->enterprises;
    size_t row = table->count;
    assert_int_equal(lg_table_add_rows(table, 1, NULL), LG_OK);
    quality_model_text(table, LG_ENTERPRISE_PARCEL_ID, row, parcel_id);
    quality_model_text(table, LG_ENTERPRISE_NAME, row, name);
    quality_model_number(table, LG_ENTERPRISE_LAND_AREA, row, land_m2);
    quality_model_number(table, LG_ENTERPRISE_OFFICE_LAND, row, office_m2);
    quality_model_number(table, LG_ENTERPRISE_GREEN_LAND, row, green_m2);
}

void build_industry(struct lg_model *model, size_t count)
{
    for (size_t parcel = 0; parcel < count; parcel++) {
        model->parcels.land_state[parcel] = LG_STATE_A2;
    }
}

void check_fact(struct lg_model *model, enum lg_fact fact, double value, const char *reason)
{
    struct lg_error error = {.message = ""};
    assert_int_equal(lg_register_facts_fill(model, &error), LG_OK);
    const struct lg_fact_value *made = compliance_model_fact(model, 0, fact);
    if (isnan(value)) {
        assert_true(isnan(made->value));
    } else {
        ASSERT_CLOSE(made->value, value, 1e-9);
    }
    if (reason == NULL) {
        assert_null(made->reason);
    } else {
        assert_non_null(made->reason);
        assert_string_equal(made->reason, reason);
    }
}
