#include "publish/run_sources.h"

#include "publish/mask.h"

#include <assert.h>

/* Names as in a project file, by enum lg_source_kind. */
static const char *const kind_names[LG_SOURCE_KIND_COUNT] = {
    [LG_SOURCE_PARKS] = "parks",         [LG_SOURCE_PARCELS] = "parcels",
    [LG_SOURCE_BUILDINGS] = "buildings", [LG_SOURCE_ENTERPRISES] = "enterprises",
    [LG_SOURCE_PLAN] = "plan",           [LG_SOURCE_CONSTRAINTS] = "constraints",
    [LG_SOURCE_SUPPLY] = "supply",       [LG_SOURCE_EVIDENCE] = "evidence",
};

const char *lg_source_kind_name(enum lg_source_kind kind)
{
    return kind_names[kind];
}

/* The role's name among those that a kind of source is read with. */
static const char *role_name(enum lg_source_kind kind, size_t role)
{
    switch (kind) {
    case LG_SOURCE_PARKS:
        return lg_park_roles[role].name;
    case LG_SOURCE_PARCELS:
    case LG_SOURCE_SUPPLY:
        return lg_parcel_roles[role].name;
    case LG_SOURCE_BUILDINGS:
        return lg_building_roles[role].name;
    case LG_SOURCE_PLAN:
        return lg_plan_roles[role].name;
    case LG_SOURCE_CONSTRAINTS:
        return lg_constraint_roles[role].name;
    case LG_SOURCE_ENTERPRISES:
        return lg_enterprise_roles[role].name;
    case LG_SOURCE_EVIDENCE:
    case LG_SOURCE_KIND_COUNT:
        break;
    }
    return NULL;
}

/* A count that may not be known (-1). */
static void add_count(struct lg_json *json, const char *key, int64_t count)
{
    if (count < 0) {
        lg_json_null(json, key);
    } else {
        lg_json_int(json, key, count);
    }
}

static void add_fields(struct lg_json *json, const struct lg_source *source)
{
    lg_json_open_array(json, "fields");
    for (size_t i = 0; i < source->field_count; i++) {
        const struct lg_field_choice *choice = &source->fields[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "role", role_name(source->kind, choice->role));
        lg_json_text(json, "field", choice->field);
        lg_json_text(json, "why", choice->why);
        lg_json_text(json, "unit", choice->unit);
        lg_json_text(json, "unit_why", choice->unit_why);
        lg_json_text(json, "codes", choice->codes);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
    lg_json_open_array(json, "unused_fields");
    for (size_t i = 0; i < source->unused_count; i++) {
        lg_json_text(json, NULL, source->unused[i]);
    }
    lg_json_close_array(json);
}

static void add_files(struct lg_json *json, const struct lg_source *source, bool masked)
{
    lg_json_open_array(json, "files");
    for (size_t i = 0; i < source->file_count; i++) {
        const struct lg_input_file *file = &source->files[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "path", masked ? lg_mask_path(file->path) : file->path);
        lg_json_int(json, "size_bytes", (int64_t)file->size_bytes);
        lg_json_text(json, "sha256", file->sha256);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

void lg_run_sources_add(struct lg_json *json, const struct lg_sources *sources, bool masked)
{
    lg_json_open_array(json, "sources");
    for (size_t i = 0; i < sources->count; i++) {
        const struct lg_source *source = &sources->items[i];
        assert(source->kind < LG_SOURCE_KIND_COUNT);
        lg_json_open_object(json, NULL);
        lg_json_text(json, "kind", kind_names[source->kind]);
        lg_json_text(json, "path", masked ? lg_mask_path(source->path) : source->path);
        lg_json_text(json, "layer", source->layer);
        lg_json_text(json, "driver", source->driver);
        lg_json_text(json, "encoding", source->encoding);
        lg_json_text(json, "encoding_why", source->encoding_why);
        lg_json_text(json, "crs", source->crs);
        lg_json_text(json, "crs_why", source->crs_why);
        add_count(json, "feature_count", source->feature_count);
        add_fields(json, source);
        add_files(json, source, masked);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

void lg_run_sources_add_rows(struct lg_json *json, const struct lg_model *model)
{
    int64_t in[LG_SOURCE_KIND_COUNT] = {0};
    for (size_t i = 0; i < model->sources.count; i++) {
        const struct lg_source *source = &model->sources.items[i];
        bool is_known = source->feature_count >= 0 && in[source->kind] >= 0;
        in[source->kind] = is_known ? in[source->kind] + source->feature_count : -1;
    }
    const size_t out[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = model->parks.table.count,
        [LG_SOURCE_PARCELS] = model->parcels.table.count,
        [LG_SOURCE_BUILDINGS] = model->buildings.count,
        [LG_SOURCE_PLAN] = model->plan_shares.polygon_count,
        [LG_SOURCE_CONSTRAINTS] = model->constraints.polygon_count,
        [LG_SOURCE_ENTERPRISES] = model->enterprises.count,
        [LG_SOURCE_SUPPLY] = model->supply.count,
    };
    lg_json_open_object(json, "rows");
    for (int kind = 0; kind < LG_SOURCE_KIND_COUNT; kind++) {
        if (kind == LG_SOURCE_EVIDENCE) continue;
        lg_json_open_object(json, kind_names[kind]);
        add_count(json, "in", in[kind]);
        lg_json_int(json, "out", (int64_t)out[kind]);
        lg_json_close_object(json);
    }
    lg_json_close_object(json);
}
