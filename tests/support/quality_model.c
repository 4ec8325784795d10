#include "support/quality_model.h"

#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lg_error error;

static struct lg_rules built_in_limits(void)
{
    return (struct lg_rules){
        .area_ratio_warning = 0.003,
        .area_m2_warning = 50,
        .area_ratio_error = 0.05,
        .out_share_min = 0.05,
        .far_min = 0.05,
        .far_max = 3,
        .figure_ratio = 0.01,
    };
}

static void fill_parcels(struct lg_parcels *parcels, size_t count)
{
    assert_int_equal(lg_table_add_rows(&parcels->table, count, &error), LG_OK);
    parcels->id = calloc(count, sizeof(*parcels->id));
    parcels->area_m2 = calloc(count, sizeof(*parcels->area_m2));
    parcels->center_lon_lat_deg = calloc(2 * count, sizeof(*parcels->center_lon_lat_deg));
    parcels->land_state = calloc(count, sizeof(*parcels->land_state));
    parcels->land_state_guessed = calloc(count, sizeof(*parcels->land_state_guessed));
    parcels->supply_state = calloc(count, sizeof(*parcels->supply_state));
    assert_non_null(parcels->id);
    assert_non_null(parcels->area_m2);
    assert_non_null(parcels->center_lon_lat_deg);
    assert_non_null(parcels->land_state);
    assert_non_null(parcels->land_state_guessed);
    assert_non_null(parcels->supply_state);
    for (size_t row = 0; row < count; row++) {
        parcels->id[row] = "Z1";
        parcels->area_m2[row] = 10000;
        parcels->center_lon_lat_deg[2 * row] = 91;
        parcels->center_lon_lat_deg[2 * row + 1] = 29.65;
    }
}

struct lg_model *quality_model_new(size_t count)
{
    struct lg_model *model;
    size_t source;
    assert_int_equal(lg_model_new(&model, &error), LG_OK);
    assert_int_equal(lg_sources_add(&model->sources, LG_SOURCE_PARCELS, &source, &error), LG_OK);
    model->sources.items[source].path = "/data/宗地.shp";
    model->as_of = lg_date_make(2026, 6, 30);
    model->rules = built_in_limits();
    fill_parcels(&model->parcels, count);
    return model;
}

void quality_model_number(struct lg_table *table, size_t role, size_t row, double value)
{
    assert_int_equal(lg_table_add_column(table, role, &error), LG_OK);
    table->columns[role].number[row] = value;
}

void quality_model_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    assert_int_equal(lg_table_add_column(table, role, &error), LG_OK);
    table->columns[role].text[row] = text;
}

void quality_model_date(struct lg_table *table, size_t role, size_t row, const char *text)
{
    assert_int_equal(lg_table_add_column(table, role, &error), LG_OK);
    struct lg_date_reading reading = lg_date_read(text, strlen(text));
    table->columns[role].date[row] = reading;
    if (reading.form != LG_DATE_WRONG) return;
    assert_int_equal(lg_table_keep_wrong(table, role, row, text, &error), LG_OK);
}

void quality_model_field(struct lg_model *model, size_t source, struct lg_field_choice choice)
{
    struct lg_source *item = &model->sources.items[source];
    struct lg_field_choice *fields =
        lg_arena_take(&model->sources.memory, (item->field_count + 1) * sizeof(*fields));
    assert_non_null(fields);
    if (item->field_count > 0) memcpy(fields, item->fields, item->field_count * sizeof(*fields));
    fields[item->field_count++] = choice;
    item->fields = fields;
}

void quality_model_check(const struct lg_model *model, const char *expected)
{
    char text[256] = "";
    size_t size = 0;
    for (size_t i = 0; i < model->findings.count; i++) {
        int added = snprintf(text + size, sizeof(text) - size, "%s%s", i == 0 ? "" : " ",
                             lg_finding_code_name(model->findings.items[i].code));
        assert_true(added > 0 && size + (size_t)added < sizeof(text));
        size += (size_t)added;
    }
    assert_string_equal(text, expected);
}
