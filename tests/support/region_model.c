#include "support/region_model.h"

#include "evaluate/evaluate.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

static const struct lg_region_place places[] = {
    {"西藏", "54", "x"},   {"西藏自治区", "54", "x"}, {"拉萨", "5401", "x"},
    {"那曲", "5406", "x"}, {"阿里", "5425", "x"},
};

const struct region_park region_parks[PARK_COUNT] = {
    {"E", "主区", NULL, "拉萨市", NULL, NONE, 500, 200, 100},
    {"N", "主区", "E", "那曲市", "西藏拉萨市", 0.6, 50, 20, 10},
    {"Q", "主区", NULL, "540100", "青海省格尔木市", 0.75, 300, 100, 40},
    {"S", "主区", NULL, "阿里地区", NULL, NONE, 300, 60, 30},
    {"S", "发展方向区", NULL, "阿里地区", NULL, NONE, 100, 10, 5},
    {"Z", "主区", "E", NULL, NULL, NONE, 80, 40, 20},
};

static void must(bool holds)
{
    if (holds) return;
    (void)fputs("region_model: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

static void set_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    if (text == NULL) return;
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].text[row] = text;
}

/* Land B is the rest of the park; D is what is built, E the rest; a quarter of D is idle. */
static void fill_sums(struct lg_park_sums *sums, const struct region_park *from)
{
    double area_m2 = from->area_ha * 10000;
    double built_m2 = from->built_ha * 10000;
    sums->total_m2 = area_m2;
    sums->state_m2[LG_STATE_A] = sums->state_m2[LG_STATE_A2] = sums->state_m2[LG_STATE_D] =
        built_m2;
    sums->state_m2[LG_STATE_B] = sums->state_m2[LG_STATE_E] = area_m2 - built_m2;
    sums->state_parcels[LG_STATE_A] = sums->state_parcels[LG_STATE_A2] = 1;
    sums->state_parcels[LG_STATE_D] = 1;
    sums->idle_m2 = built_m2 / 4;
    sums->tax_yuan = from->tax_wan * 10000;
    sums->industrial_tax_yuan = sums->tax_yuan / 2;
    sums->industrial_revenue_yuan = sums->tax_yuan * 4;
    sums->industrial_investment_yuan = sums->tax_yuan * 10;
}

struct lg_model *region_model_empty(void)
{
    struct lg_model *model = NULL;
    must(lg_model_new(&model, NULL) == LG_OK);
    model->rules.policy.region_places = places;
    model->rules.policy.region_place_count = sizeof(places) / sizeof(places[0]);
    return model;
}

struct lg_model *region_model_new(const struct region_park *parks, size_t count)
{
    struct lg_model *model = region_model_empty();
    struct lg_table *table = &model->parks.table;
    must(lg_table_add_rows(table, count, NULL) == LG_OK);
    must(lg_table_add_column(table, LG_PARK_SHARE, NULL) == LG_OK);
    model->results.sums = calloc(count, sizeof(*model->results.sums));
    must(model->results.sums != NULL);
    for (size_t i = 0; i < count; i++) {
        set_text(table, LG_PARK_CODE, i, parks[i].code);
        set_text(table, LG_PARK_SCOPE, i, parks[i].scope);
        set_text(table, LG_PARK_PARENT, i, parks[i].parent);
        set_text(table, LG_PARK_HOME, i, parks[i].home);
        set_text(table, LG_PARK_HOST, i, parks[i].host);
        table->columns[LG_PARK_SHARE].number[i] = parks[i].share;
        fill_sums(&model->results.sums[i], &parks[i]);
    }
    return model;
}

struct lg_model *run_scene(const struct region_park *parks, size_t count)
{
    struct lg_model *model = region_model_new(parks, count);
    struct lg_error err = {.message = ""};
    enum lg_status status = lg_enclaves_fill(model, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    return model;
}

const struct lg_regional_total *total_of(const struct lg_model *model, const char *name)
{
    for (size_t i = 0; i < model->results.regional_total_count; i++) {
        const struct lg_regional_total *row = &model->results.regional_totals[i];
        if (strcmp(row->place != NULL ? row->place : row->part, name) == 0) return row;
    }
    fail_msg("no total of %s", name);
    return NULL;
}

void assert_same(double actual, double expected)
{
    assert_int_equal(isnan(actual) != 0, isnan(expected) != 0);
    if (!isnan(expected)) ASSERT_CLOSE(actual, expected, 1e-6);
}

void assert_total(const struct lg_model *model, const char *name, double area_ha, double tax_wan,
                  double shared_wan)
{
    const struct lg_regional_total *row = total_of(model, name);
    assert_same(row->land_m2[LG_TOTAL_AREA] / 10000, area_ha);
    assert_same(row->yuan[LG_MONEY_TOTAL_TAX] / 10000, tax_wan);
    assert_same(row->shared_yuan[LG_MONEY_TOTAL_TAX] / 10000, shared_wan);
    assert_same(row->yuan[LG_MONEY_INDUSTRIAL_TAX] / 10000, tax_wan / 2);
    assert_same(row->shared_yuan[LG_MONEY_INDUSTRIAL_TAX] / 10000, shared_wan / 2);
    assert_same(row->shared_yuan[LG_MONEY_REVENUE] / 10000, shared_wan * 4);
    assert_same(row->shared_yuan[LG_MONEY_INVESTMENT] / 10000, shared_wan * 10);
}

void assert_enclave(const struct lg_model *model, size_t row, const char *type, const char *outside,
                    double home_wan, double host_wan, const char *status)
{
    assert_true(row < model->results.enclave_count);
    const struct lg_enclave *enclave = &model->results.enclaves[row];
    assert_string_equal(enclave->type == NULL ? "-" : enclave->type, type);
    assert_string_equal(enclave->outside, outside);
    assert_same(enclave->home_yuan[LG_MONEY_TOTAL_TAX] / 10000, home_wan);
    assert_same(enclave->host_yuan[LG_MONEY_TOTAL_TAX] / 10000, host_wan);
    assert_string_equal(enclave->status, status);
}
