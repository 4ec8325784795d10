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

    struct lg_finding finding = lg_finding_blank(code, "supply");
    finding.source = table->source[row];
    finding.feature = table->feature[row];
    if (table == &model->parks.table) {
        finding.layer = "parks";
        finding.park_code = lg_table_text(table, LG_PARK_CODE, row);
    } else if (table == &model->enterprises) {
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

static double written_number(const struct lg_model *model, const struct lg_table *table,
                             size_t role, size_t row, double *factor)
{
    *factor = 1;
    if (table->roles[role].unit != LG_UNIT_NONE && table->source[row] < model->sources.count) {
        (void)lg_quality_declared_unit(&model->sources.items[table->source[row]], role, factor);
    }
    return lg_table_number(table, role, row) / *factor;
}

void lg_quality_column_decimals(const struct lg_model *model, const struct lg_table *table,
                                size_t role, int *decimals)
{
    bool is_area = table->roles[role].unit == LG_UNIT_AREA;
    for (size_t source = 0; source < model->sources.count; source++) {
        double factor = 1;
        if (is_area) {
            (void)lg_quality_declared_unit(&model->sources.items[source], role, &factor);
        }
        decimals[source] = factor >= LG_M2_PER_HA ? COLUMN_DECIMALS_MAX : 0;
    }
    for (size_t row = 0; row < table->count; row++) {
        if (table->source[row] >= model->sources.count) continue;
        int *known = &decimals[table->source[row]];
        if (*known == COLUMN_DECIMALS_MAX) continue;
        double factor;
        double written = written_number(model, table, role, row, &factor);
        int own = count_decimals(written, COLUMN_DECIMALS_MAX);
        if (own > *known) *known = own;
    }
}

double lg_quality_rounding(const struct lg_model *model, const struct lg_table *table, size_t role,
                           size_t row, int decimals_min)
{
    double factor;
    double written = written_number(model, table, role, row, &factor);
    int decimals = count_decimals(written, DECIMALS_MAX);
    return 0.5 * factor * pow(10, -(decimals > decimals_min ? decimals : decimals_min));
}
