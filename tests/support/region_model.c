#include "support/region_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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
