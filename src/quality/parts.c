/*
 * quality/: how a finding names a row, its field and its file.
 */
#include "quality/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Figures of six decimals and more were computed; single precision ends about there, too. */
enum { DECIMALS_MAX = 6 };
/* One computed figure tells nothing of the digits that the others were written with. */
enum { COLUMN_DECIMALS_MAX = 2 };
/* What single precision leaves of a number, relative. */
#define SINGLE_RATIO 2e-7

const char *lg_quality_file_name(const char *path)
{
    if (path == NULL) return "the layer";
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

struct lg_finding lg_quality_row_finding(const struct lg_model *model, const struct lg_table *table,
                                         enum lg_finding_code code, size_t row)
{
    if (table == &model->parcels.table) return lg_parcel_finding(model, code, row);
    if (table == &model->parks.table) return lg_park_finding(model, code, row);

    struct lg_finding finding = lg_finding_blank(code, "supply");
    finding.source = table->source[row];
    finding.feature = table->feature[row];
    if (table == &model->enterprises) {
        finding.layer = "enterprises";
        finding.parcel_id = lg_table_text(table, LG_ENTERPRISE_PARCEL_ID, row);
    } else {
        assert(table == &model->supply);
        finding.parcel_id = lg_table_text(table, LG_PARCEL_ID, row);
    }
    return finding;
}

const struct lg_field_choice *lg_quality_find_field(const struct lg_model *model,
                                                    const struct lg_table *table, size_t role,
                                                    size_t row)
{
    if (table->source[row] >= model->sources.count) return NULL;
    const struct lg_source *source = &model->sources.items[table->source[row]];
    for (size_t i = 0; i < source->field_count; i++) {
        if (source->fields[i].role == role) return &source->fields[i];
    }
    return NULL;
}

const char *lg_quality_field_name(const struct lg_model *model, const struct lg_table *table,
                                  size_t role, size_t row)
{
    const struct lg_field_choice *choice = lg_quality_find_field(model, table, role, row);
    return choice != NULL ? choice->field : table->roles[role].name;
}

const char *lg_quality_source_name(const struct lg_model *model, const struct lg_table *table,
                                   size_t row)
{
    if (table->source[row] >= model->sources.count) return "the layer";
    return lg_quality_file_name(model->sources.items[table->source[row]].path);
}

/* @return 0..decimals_max */
static int count_decimals(double written, int decimals_max)
{
    double scaled = fabs(written);
    int decimals = 0;
    while (decimals < decimals_max && fabs(scaled - round(scaled)) > SINGLE_RATIO * scaled) {
        scaled *= 10;
        decimals++;
    }
    return decimals;
}

void lg_quality_column_digits(const struct lg_model *model, const struct lg_table *table,
                              size_t role, struct lg_column_digits *digits)
{
    bool is_area = table->roles[role].unit == LG_UNIT_AREA;
    for (size_t source = 0; source < model->sources.count; source++) {
        digits[source] = (struct lg_column_digits){1, 0};
        if (!is_area) continue;
        (void)lg_quality_declared_unit(&model->sources.items[source], role, &digits[source].factor);
        if (digits[source].factor >= LG_M2_PER_HA) digits[source].decimals = COLUMN_DECIMALS_MAX;
    }
    for (size_t row = 0; row < table->count; row++) {
        if (table->source[row] >= model->sources.count) continue;
        struct lg_column_digits *known = &digits[table->source[row]];
        if (known->decimals == COLUMN_DECIMALS_MAX) continue;
        double written = lg_table_number(table, role, row) / known->factor;
        int own = count_decimals(written, COLUMN_DECIMALS_MAX);
        if (own > known->decimals) known->decimals = own;
    }
}

double lg_quality_rounding(double number, const struct lg_column_digits *digits)
{
    static const double halves[DECIMALS_MAX + 1] = {0.5,     0.05,     0.005,    0.0005,
                                                    0.00005, 0.000005, 0.0000005};
    int decimals = count_decimals(number / digits->factor, DECIMALS_MAX);
    return digits->factor * halves[decimals > digits->decimals ? decimals : digits->decimals];
}
