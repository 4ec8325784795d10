#include "input/look.h"

#include "base/address.h"
#include "input/path.h"
#include "input/reader.h"

#include <math.h>
#include <string.h>

/* Enough to tell how far fields are filled. */
enum { LOOK_ROW_COUNT = 10000 };

const struct lg_field_use *lg_look_use(const struct lg_look *look, size_t role)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        if (look->uses.items[i].choice.role == role) return &look->uses.items[i];
    }
    return NULL;
}

/* Map the fields as of a kind; @param layer NULL: by aliases only. */
static enum lg_status map_as(struct lg_look *look, enum lg_source_kind kind,
                             const struct lg_layer *layer, const char *file, struct lg_error *err)
{
    static const struct lg_layer plain = {.path = NULL};
    look->kind = kind;
    look->roles = lg_reader_roles(kind, &look->role_count);
    struct lg_field_request request = {
        .file = file,
        .key = lg_source_key(kind),
        .roles = look->roles,
        .role_count = look->role_count,
        .is_supply = kind == LG_SOURCE_SUPPLY,
        .layer = layer == NULL ? &plain : layer,
        .fields = look->sample.fields,
        .field_count = look->sample.field_count,
    };
    return lg_fields_map(&request, &look->memory, &look->uses, err);
}

static size_t count_uses(const struct lg_look *look, size_t first_role, size_t end_role)
{
    size_t count = 0;
    for (size_t i = 0; i < look->uses.count; i++) {
        size_t role = look->uses.items[i].choice.role;
        count += role >= first_role && role < end_role;
    }
    return count;
}

static enum lg_status guess_table(struct lg_look *look, const char *file, enum lg_source_kind *kind,
                                  struct lg_error *err)
{
    enum lg_status status = map_as(look, LG_SOURCE_SUPPLY, NULL, file, err);
    if (status != LG_OK) return status;
    size_t supply = count_uses(look, LG_PARCEL_CONTRACT_NO, LG_PARCEL_PRICE + 1);
    status = map_as(look, LG_SOURCE_ENTERPRISES, NULL, file, err);
    if (status != LG_OK) return status;
    bool is_supply = supply > count_uses(look, LG_ENTERPRISE_NAME, LG_ENTERPRISE_ROLE_COUNT);
    *kind = is_supply ? LG_SOURCE_SUPPLY : LG_SOURCE_ENTERPRISES;
    look->kind_why = is_supply ? "fields of contracts and deadlines" : "a table";
    return LG_OK;
}

/* Whether a file is named as layers are that keep land from being built (domain.md 5.4). */
static bool is_named_like_constraint(const char *file)
{
    static const char *const words[] = {"红线",   "基本农田", "开发边界", "管理范围", "保护地",
                                        "保护区", "蓄滞洪",   "灾害",     "坡度",     "文物"};
    const char *slash = strrchr(file, '/');
    const char *name = slash == NULL ? file : slash + 1;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strstr(name, words[i]) != NULL) return true;
    }
    return false;
}

/*
 * Buildings have floors or a height, and neither holder, state, use nor recorded land, though a
 * date of completion may look like a parcel's; a plan has one use alone, by a field that plans
 * have; parks have a name or code and nothing of parcels; a constraint is told by its file's name,
 * for it has nothing else.
 */
static enum lg_status guess_layer(struct lg_look *look, const char *file, enum lg_source_kind *kind,
                                  struct lg_error *err)
{
    enum lg_status status = map_as(look, LG_SOURCE_BUILDINGS, NULL, file, err);
    if (status != LG_OK) return status;
    bool has_floors = lg_look_use(look, LG_BUILDING_FLOORS) != NULL ||
                      lg_look_use(look, LG_BUILDING_HEIGHT) != NULL;
    status = map_as(look, LG_SOURCE_PLAN, NULL, file, err);
    if (status != LG_OK) return status;
    bool has_plan = lg_look_use(look, LG_PLAN_PLANNED_USE) != NULL;
    status = map_as(look, LG_SOURCE_PARCELS, NULL, file, err);
    if (status != LG_OK) return status;
    size_t land_uses = count_uses(look, LG_PARCEL_HOLDER, LG_PARCEL_RECORDED_AREA);
    size_t parcel_uses = land_uses + count_uses(look, LG_PARCEL_CONTRACT_NO, LG_PARCEL_PRICE + 1);
    status = map_as(look, LG_SOURCE_PARKS, NULL, file, err);
    if (status != LG_OK) return status;
    bool has_park = count_uses(look, LG_PARK_NAME, LG_PARK_CLASS + 1) > 0 ||
                    lg_look_use(look, LG_PARK_APPROVED_AREA) != NULL;
    bool has_park_facts = count_uses(look, LG_PARK_LEVEL, LG_PARK_ROLE_COUNT) > 0 ||
                          lg_look_use(look, LG_PARK_CODE) != NULL;
    if (has_plan && !has_floors && parcel_uses <= 1) {
        *kind = LG_SOURCE_PLAN;
        look->kind_why = "a planned use and nothing else of parcels";
    } else if (parcel_uses == 0 && !has_floors && !has_park_facts &&
               is_named_like_constraint(file)) {
        *kind = LG_SOURCE_CONSTRAINTS;
        look->kind_why = "the file's name, and no field of parcels or parks";
    } else if (parcel_uses > 0 && (land_uses > 0 || !has_floors)) {
        *kind = LG_SOURCE_PARCELS;
        look->kind_why = "fields of parcels";
    } else if (has_floors) {
        *kind = LG_SOURCE_BUILDINGS;
        look->kind_why = "fields of floors or height";
    } else if (has_park) {
        *kind = LG_SOURCE_PARKS;
        look->kind_why = "fields of parks";
    } else {
        *kind = LG_SOURCE_PARCELS;
        look->kind_why = "polygons without a field that tells";
    }
    return LG_OK;
}

static enum lg_status look_at_crs(const struct lg_layer *layer, struct lg_look *look,
                                  struct lg_error *err)
{
    OGREnvelope extent;
    if (OGR_L_GetExtent(look->opened.layer, &extent, TRUE) == OGRERR_NONE) {
        look->box = (struct lg_box){extent.MinX, extent.MinY, extent.MaxX, extent.MaxY};
    }
    struct lg_crs_facts facts = {
        .file = look->file,
        .key = lg_source_key(look->kind),
        .declared = layer->crs,
        .definition = OGR_L_GetSpatialRef(look->opened.layer),
        .is_shapefile = look->opened.is_shapefile,
    };
    enum lg_status status = lg_crs_decide(&facts, &look->crs, &look->crs_error);
    look->has_no_crs = facts.declared == NULL && facts.definition == NULL;
    if (status == LG_OK) status = lg_crs_check_box(&look->crs, &look->box, &look->crs_error);
    if (status == LG_OK && look->box.x_min <= look->box.x_max &&
        lg_crs_box_degrees(&look->crs, &look->box, look->degrees, &look->crs_error) != LG_OK) {
        look->degrees[0] = (double)NAN;
    }
    if (status == LG_OK || status == LG_BAD_INPUT) return LG_OK;
    return lg_fail(err, status, "%s", look->crs_error.message);
}

static enum lg_status take_notes(struct lg_look *look, const char *file, struct lg_error *err)
{
    look->notes.memory = &look->memory;
    lg_note_encoding(look);
    lg_note_crs(look);
    lg_note_roles(look);
    lg_note_units(look);
    lg_note_codes(look);
    lg_note_dates(look);
    lg_note_checks(look);
    return look->notes.failed ? lg_fail(err, LG_NO_MEMORY, "%s: its description", file) : LG_OK;
}

enum lg_status lg_look_take(const struct lg_layer *layer, struct lg_look *look,
                            struct lg_error *err)
{
    memset(look, 0, sizeof(*look));
    look->box = (struct lg_box){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    look->degrees[0] = (double)NAN;
    const char *file = lg_address_shown(&look->memory, layer->path);
    if (file == NULL) return lg_fail(err, LG_NO_MEMORY, "a look at a layer");
    look->file = file;
    bool is_table = lg_path_has_extension(layer->path, "csv") ||
                    lg_path_has_extension(layer->path, "xlsx") ||
                    lg_path_has_extension(layer->path, "dbf");
    enum lg_source_kind kind = is_table ? LG_SOURCE_ENTERPRISES : LG_SOURCE_PARCELS;
    struct lg_open_request request = {
        .kind = kind,
        .file = file,
        .key = lg_source_key(kind),
        .name = lg_source_name(kind),
        .layer = layer,
        .any_kind = true,
    };
    enum lg_status status = lg_opened_init(&request, &look->opened, err);
    if (status != LG_OK) {
        lg_arena_reset(&look->memory);
        return status;
    }
    status = lg_sample_take(&look->opened, LOOK_ROW_COUNT, &look->memory, &look->sample, err);
    bool has_shapes = look->opened.has_geometry && !is_table;
    if (status == LG_OK) {
        status =
            has_shapes ? guess_layer(look, file, &kind, err) : guess_table(look, file, &kind, err);
    }
    if (status == LG_OK) status = map_as(look, kind, layer, file, err);
    if (status == LG_OK && has_shapes) status = look_at_crs(layer, look, err);
    if (status == LG_OK && has_shapes) status = lg_look_measure(look, err);
    if (status == LG_OK) status = take_notes(look, file, err);
    if (status != LG_OK) lg_look_reset(look);
    return status;
}

void lg_look_reset(struct lg_look *look)
{
    if (look->crs.projection.free != NULL) look->crs.projection.free(look->crs.projection.state);
    lg_opened_reset(&look->opened);
    lg_arena_reset(&look->memory);
    memset(look, 0, sizeof(*look));
}
