#include "support/worked_example.h"

#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct example_land worked_example[PARCEL_COUNT] = {
    {LG_STATE_A1, LG_STATE_D21, 10, 20, 4, 0, LG_IDLE_DONE},
    {LG_STATE_A2, LG_STATE_D21, 120, 96, 40, 54, LG_IDLE_DONE},
    {LG_STATE_A31, LG_STATE_D1, 25, 0, 0, 0, LG_IDLE_DONE},
    {LG_STATE_A32, LG_STATE_D1, 5, 0, 0, 0, LG_IDLE_DONE},
    {LG_STATE_A4, LG_STATE_D21, 8, 30, 8, 0, LG_IDLE_DONE},
    {LG_STATE_A51, LG_STATE_D21, 7, 0, 0, 0, LG_IDLE_DONE},
    {LG_STATE_A52, LG_STATE_D21, 15, 30, 8, 0, LG_IDLE_DONE},
    {LG_STATE_A6, LG_STATE_D21, 6, 10, 3, 0, LG_IDLE_DONE},
    {LG_STATE_A6, LG_STATE_D22, 4, 4, 1, 0, LG_IDLE_DONE},
    {LG_STATE_B11, LG_STATE_F, 4, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_B12, LG_STATE_F, 6, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_B21, LG_STATE_D21, 12, 0, 0, 0, LG_IDLE_FIRST},
    {LG_STATE_B21, LG_STATE_D21, 22, 0, 0, 0, LG_IDLE_WAIT},
    {LG_STATE_B21, LG_STATE_E1, 6, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_B21, LG_STATE_E21, 15, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_B21, LG_STATE_E22, 5, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_B22, LG_STATE_F, 90, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_C1, LG_STATE_F, 20, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_C2, LG_STATE_F, 15, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
    {LG_STATE_C3, LG_STATE_F, 5, 0, 0, 0, LG_IDLE_NOT_APPLICABLE},
};

static const char *const ids[PARCEL_COUNT] = {"p00", "p01", "p02", "p03", "p04", "p05", "p06",
                                              "p07", "p08", "p09", "p10", "p11", "p12", "p13",
                                              "p14", "p15", "p16", "p17", "p18", "p19"};

static void *column(size_t count, size_t size)
{
    void *made = calloc(count, size);
    assert_non_null(made);
    return made;
}

void set_cell_number(struct lg_table *table, size_t role, size_t row, double number)
{
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].number[row] = number;
}

void set_cell_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].text[row] = text;
}

static void fill_parcel(struct lg_model *model, size_t row)
{
    struct lg_parcels *parcels = &model->parcels;
    const struct example_land *land = &worked_example[row];
    parcels->id[row] = ids[row];
    parcels->area_m2[row] = land->ha * HA;
    parcels->land_state[row] = land->land;
    parcels->supply_state[row] = land->supply;
    parcels->idle[row].status = land->status;
    if (land->floor_wan_m2 > 0.0) {
        set_cell_number(&parcels->table, LG_PARCEL_FLOOR_AREA, row, land->floor_wan_m2 * WAN);
        set_cell_number(&parcels->table, LG_PARCEL_FOOTPRINT, row, land->footprint_wan_m2 * WAN);
    }
    if (land->yards_wan_m2 > 0.0) {
        set_cell_number(&parcels->table, LG_PARCEL_FOOTPRINT_YARDS, row, land->yards_wan_m2 * WAN);
    }
    parcels->investment_yuan[row] = row == INDUSTRY ? 480000 * WAN : (double)NAN;
    parcels->tax_yuan[row] = row == INDUSTRY ? 21600 * WAN
                             : row == SHOPS  ? 11400 * WAN
                                             : (double)NAN;
    parcels->revenue_yuan[row] = (double)NAN;
    model->pieces.parcel[row] = row;
    model->pieces.inside_m2[row] = land->ha * HA;
    model->pieces.counted_m2[row] = land->ha * HA;
    model->pieces.share[row] = 1.0;
}

static void make_columns(struct lg_model *model)
{
    struct lg_parcels *parcels = &model->parcels;
    struct lg_pieces *pieces = &model->pieces;
    parcels->id = column(PARCEL_COUNT, sizeof(*parcels->id));
    parcels->area_m2 = column(PARCEL_COUNT, sizeof(double));
    parcels->land_state = column(PARCEL_COUNT, sizeof(*parcels->land_state));
    parcels->land_state_guessed = column(PARCEL_COUNT, sizeof(bool));
    parcels->supply_state = column(PARCEL_COUNT, sizeof(*parcels->supply_state));
    parcels->idle = column(PARCEL_COUNT, sizeof(*parcels->idle));
    parcels->investment_yuan = column(PARCEL_COUNT, sizeof(double));
    parcels->revenue_yuan = column(PARCEL_COUNT, sizeof(double));
    parcels->tax_yuan = column(PARCEL_COUNT, sizeof(double));
    pieces->count = PARCEL_COUNT;
    pieces->park = column(PARCEL_COUNT, sizeof(size_t));
    pieces->parcel = column(PARCEL_COUNT, sizeof(size_t));
    pieces->inside_m2 = column(PARCEL_COUNT, sizeof(double));
    pieces->counted_m2 = column(PARCEL_COUNT, sizeof(double));
    pieces->disputed_m2 = column(PARCEL_COUNT, sizeof(double));
    pieces->share = column(PARCEL_COUNT, sizeof(double));
    pieces->footprint_micro_m2 = column(PARCEL_COUNT, sizeof(int64_t));
    pieces->floor_micro_m2 = column(PARCEL_COUNT, sizeof(int64_t));
    model->parks.area_m2 = column(1, sizeof(double));
}

struct lg_model *worked_example_model(void)
{
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parcels.table, PARCEL_COUNT, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parks.table, 1, NULL), LG_OK);
    make_columns(model);
    model->as_of = lg_date_make(2026, 6, 30);
    model->rules = (struct lg_rules){
        .idle = lg_idle_rules_order53(),
        .sliver_m2 = 1.0,
        .sliver_share = 1e-4,
        .closure_ha = 0.01,
        .closure_ratio = 0.001,
        .type_industrial_min = 0.30,
        .type_residential_max = 0.25,
    };
    for (size_t row = 0; row < PARCEL_COUNT; row++) {
        fill_parcel(model, row);
    }
    model->parks.area_m2[0] = 400 * HA;
    set_cell_text(&model->parks.table, LG_PARK_CODE, 0, "Z001");
    set_cell_number(&model->parks.table, LG_PARK_POPULATION, 0, 12000);
    return model;
}

const struct lg_indicator *find_indicator(const struct lg_model *model, const char *code)
{
    for (size_t i = 0; i < model->results.indicator_count; i++) {
        const struct lg_indicator *row = &model->results.indicators[i];
        if (strcmp(row->entry->code, code) == 0) return row;
    }
    fail_msg("no indicator %s", code);
    return NULL;
}

size_t count_findings(const struct lg_model *model, enum lg_finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < model->findings.count; i++) {
        count += model->findings.items[i].code == code;
    }
    return count;
}

double account_ha(const struct lg_model *model, const char *line, enum lg_state code)
{
    double area_m2 = 0.0;
    for (size_t i = 0; i < model->results.account_count; i++) {
        const struct lg_account_row *row = &model->results.account[i];
        if (strcmp(row->line, line) == 0 && row->code == code) area_m2 += row->area_m2;
    }
    return area_m2 / HA;
}

double account_total_ha(const struct lg_model *model)
{
    double area_m2 = 0.0;
    for (size_t i = 0; i < model->results.account_count; i++) {
        if (model->results.account[i].park == 0) area_m2 += model->results.account[i].area_m2;
    }
    return area_m2 / HA;
}
