/*
 * quality/: how a finding names a row, its field and its file.
 */
#include "quality/parts.h"

#include <assert.h>
#include <string.h>

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
