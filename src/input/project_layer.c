/*
 * A layer or table of a project file. The names under fields:, units:, codes: and values: are
 * roles, so what is allowed there comes from the role tables and not from a list of its own.
 */
#include "base/units.h"
#include "input/project_file.h"
#include "model/land_state.h"
#include "model/land_use.h"
#include "model/roles.h"

#include <string.h>

#define ROLES_MAX    128
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TABLE_KEYS   1 /* keys at the end of layer_keys that only a table has */

static const char *const layer_keys[] = {"path",  "encoding", "crs",    "where", "fields",
                                         "units", "codes",    "values", "key"};

/* What a kind of source allows. */
struct kind {
    const char *name; /* in messages */
    const struct lg_role *roles;
    size_t role_count;
    bool is_table;
    bool may_repeat;
    const char *const *join_keys; /* of a table */
    size_t join_key_count;
};

static const char *const enterprise_join_keys[] = {"parcel_id"};
static const char *const supply_join_keys[] = {"supervision_no", "contract_no", "id"};

static const struct kind kinds[LG_SOURCE_KIND_COUNT] = {
    [LG_SOURCE_PARKS] = {"layers.parks", lg_park_roles, LG_PARK_ROLE_COUNT, false, true, NULL, 0},
    [LG_SOURCE_PARCELS] = {"layers.parcels", lg_parcel_roles, LG_PARCEL_ROLE_COUNT, false, true,
                           NULL, 0},
    [LG_SOURCE_BUILDINGS] = {"layers.buildings", lg_building_roles, LG_BUILDING_ROLE_COUNT, false,
                             false, NULL, 0},
    [LG_SOURCE_PLAN] = {"layers.plan", lg_plan_roles, LG_PLAN_ROLE_COUNT, false, true, NULL, 0},
    [LG_SOURCE_CONSTRAINTS] = {"layers.constraints", lg_constraint_roles, LG_CONSTRAINT_ROLE_COUNT,
                               false, true, NULL, 0},
    [LG_SOURCE_ENTERPRISES] = {"tables.enterprises", lg_enterprise_roles, LG_ENTERPRISE_ROLE_COUNT,
                               true, false, enterprise_join_keys, COUNT(enterprise_join_keys)},
    [LG_SOURCE_SUPPLY] = {"tables.supply", lg_parcel_roles, LG_PARCEL_ROLE_COUNT, true, true,
                          supply_join_keys, COUNT(supply_join_keys)},
};

/* A layer under way: where it stands and what it may say. */
struct place {
    const struct lg_project_file *file;
    enum lg_source_kind kind;
    const struct lg_yaml_node *map;
};

static bool allows(const struct place *place, size_t role)
{
    return place->kind != LG_SOURCE_SUPPLY || lg_supply_carries((enum lg_parcel_role)role);
}

_Static_assert((int)LG_PARCEL_ROLE_COUNT <= ROLES_MAX, "room for every role");

/* The role that an entry is named after; NULL, and a message with the roles there are. */
static const struct lg_role *find_role(const struct place *place, const struct lg_yaml_node *node,
                                       struct lg_error *err)
{
    const struct kind *kind = &kinds[place->kind];
    const char *names[ROLES_MAX];
    size_t name_count = 0;
    for (size_t i = 0; i < kind->role_count && name_count < ROLES_MAX; i++) {
        if (!allows(place, i)) continue;
        if (strcmp(kind->roles[i].name, node->key) == 0) return &kind->roles[i];
        names[name_count++] = kind->roles[i].name;
    }
    (void)lg_yaml_unknown(&place->file->yaml, node, true, "unknown role", names, name_count, err);
    return NULL;
}

static enum lg_status no_memory(const struct place *place, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "%s: no memory", place->file->yaml.name);
}

static enum lg_status check_unit(const struct place *place, const struct lg_yaml_node *node,
                                 const struct lg_role *role, struct lg_error *err)
{
    if (role->unit == LG_UNIT_NONE) {
        return lg_yaml_wrong(&place->file->yaml, node->key_line, node->key_column, err,
                             "\"%s\" has no unit; remove the line", role->name);
    }
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double factor = 0.0;
    if (lg_unit_find(node->text, &kind, &factor) && kind == role->unit) return LG_OK;
    return lg_yaml_wrong(&place->file->yaml, node->line, node->column, err,
                         "unit \"%.*s\" does not fit \"%s\"; allowed here: %s",
                         LG_YAML_SHOWN(node->text), role->name, lg_unit_names(role->unit));
}

static enum lg_status check_edition(const struct place *place, const struct lg_yaml_node *node,
                                    struct lg_error *err)
{
    const char *names[8];
    size_t count = 0;
    if (lg_industry_edition_find(node->text) != NULL) return LG_OK;
    while (count < COUNT(names) && lg_industry_edition_name(count) != NULL) {
        names[count] = lg_industry_edition_name(count);
        count++;
    }
    return lg_yaml_unknown(&place->file->yaml, node, false, "unknown edition", names, count, err);
}

static enum lg_status check_system(const struct place *place, const struct lg_yaml_node *node,
                                   const struct lg_role *role, struct lg_error *err)
{
    static const char *const systems[] = {"gb2017", "survey3", "ydyh2023", "kfq"};
    if (role->is_industry) return check_edition(place, node, err);
    if (!role->is_code) {
        return lg_yaml_wrong(&place->file->yaml, node->key_line, node->key_column, err,
                             "\"%s\" holds no codes; remove the line", role->name);
    }
    if (lg_use_system_find(node->text) != LG_USE_NONE) return LG_OK;
    return lg_yaml_unknown(&place->file->yaml, node, false, "unknown code system", systems,
                           COUNT(systems), err);
}

/*
 * fields:, units: and codes: have one shape, a text for each role. No check for fields: whether
 * the layer has one is seen when it is opened.
 */
static enum lg_status read_pairs(const struct place *place, const char *key,
                                 enum lg_status (*check)(const struct place *,
                                                         const struct lg_yaml_node *,
                                                         const struct lg_role *, struct lg_error *),
                                 struct lg_pairs *pairs, struct lg_error *err)
{
    const struct lg_project_file *file = place->file;
    const struct lg_yaml_node *map = lg_yaml_find(place->map, key);
    if (map == NULL) return LG_OK;
    if (map->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                             "\"%s\" must be a map from roles to texts", key);
    }
    pairs->items = lg_project_take(file->project, map->count * sizeof(*pairs->items));
    if (pairs->items == NULL) return no_memory(place, err);

    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        const struct lg_role *role = find_role(place, node, err);
        if (role == NULL) return LG_BAD_PROJECT;
        enum lg_status status = lg_project_file_scalar(file, node, node->key, err);
        if (status == LG_OK && check != NULL) status = check(place, node, role, err);
        if (status != LG_OK) return status;
        const char *value = lg_project_keep(file->project, node->text);
        if (value == NULL) return no_memory(place, err);
        pairs->items[pairs->count++] = (struct lg_pair){.key = role->name, .value = value};
    }
    return LG_OK;
}

static bool is_state_role(const struct place *place, const struct lg_role *role)
{
    return kinds[place->kind].roles == lg_parcel_roles &&
           (role == &lg_parcel_roles[LG_PARCEL_LAND_STATE] ||
            role == &lg_parcel_roles[LG_PARCEL_SUPPLY_STATE]);
}

/* One role of values:, a map from their codes to ours; their codes keep their text ("03"). */
static enum lg_status read_codes(const struct place *place, const struct lg_yaml_node *map,
                                 const struct lg_role *role, struct lg_pairs *codes,
                                 struct lg_error *err)
{
    const struct lg_project_file *file = place->file;
    if (map->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                             "\"%s\" must be a map from their codes to ours", map->key);
    }
    codes->items = lg_project_take(file->project, map->count * sizeof(*codes->items));
    if (codes->items == NULL) return no_memory(place, err);

    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        enum lg_status status = lg_project_file_scalar(file, node, node->key, err);
        if (status != LG_OK) return status;
        if (is_state_role(place, role) && lg_state_find(node->text) == LG_STATE_NONE) {
            return lg_yaml_wrong(
                &file->yaml, node->line, node->column, err,
                "\"%.*s\" is no land state; write one of ours, such as A B21 D E F",
                LG_YAML_SHOWN(node->text));
        }
        struct lg_pair pair = {.key = lg_project_keep(file->project, node->key),
                               .value = lg_project_keep(file->project, node->text)};
        if (pair.key == NULL || pair.value == NULL) return no_memory(place, err);
        codes->items[codes->count++] = pair;
    }
    return LG_OK;
}

static enum lg_status read_values(const struct place *place, struct lg_layer *layer,
                                  struct lg_error *err)
{
    const struct lg_project_file *file = place->file;
    const struct lg_yaml_node *map = lg_yaml_find(place->map, "values");
    if (map == NULL) return LG_OK;
    if (map->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                             "\"values\" must be a map from roles to maps of codes");
    }
    layer->values = lg_project_take(file->project, map->count * sizeof(*layer->values));
    if (layer->values == NULL) return no_memory(place, err);

    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        const struct lg_role *role = find_role(place, node, err);
        if (role == NULL) return LG_BAD_PROJECT;
        struct lg_value_map *values = &layer->values[layer->value_count++];
        *values = (struct lg_value_map){.role = role->name};
        enum lg_status status = read_codes(place, node, role, &values->codes, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status read_join_key(const struct place *place, struct lg_layer *layer,
                                    struct lg_error *err)
{
    const struct kind *kind = &kinds[place->kind];
    enum lg_status status = lg_project_file_text(place->file, place->map, "key", &layer->key, err);
    if (status != LG_OK || layer->key == NULL) return status;
    for (size_t i = 0; i < kind->join_key_count; i++) {
        if (strcmp(kind->join_keys[i], layer->key) == 0) return LG_OK;
    }
    return lg_yaml_unknown(&place->file->yaml, lg_yaml_find(place->map, "key"), false,
                           "unknown join key", kind->join_keys, kind->join_key_count, err);
}

static enum lg_status read_layer(const struct place *place, struct lg_layer *layer,
                                 struct lg_error *err)
{
    const struct lg_project_file *file = place->file;
    const struct kind *kind = &kinds[place->kind];
    const struct lg_yaml_node *map = place->map;
    *layer = (struct lg_layer){.path = NULL};

    enum lg_status status =
        lg_project_file_keys(file, map, kind->name, layer_keys,
                             COUNT(layer_keys) - (kind->is_table ? 0 : TABLE_KEYS), NULL, err);
    if (status == LG_OK) status = lg_project_file_path(file, map, "path", &layer->path, err);
    if (status == LG_OK && layer->path == NULL) {
        status = lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                               "%s has no \"path\"; name the file to read", kind->name);
    }
    if (status == LG_OK) {
        status = lg_project_file_text(file, map, "encoding", &layer->encoding, err);
    }
    if (status == LG_OK) status = lg_project_file_text(file, map, "crs", &layer->crs, err);
    if (status == LG_OK) status = lg_project_file_text(file, map, "where", &layer->where, err);
    if (status == LG_OK) status = read_pairs(place, "fields", NULL, &layer->fields, err);
    if (status == LG_OK) status = read_pairs(place, "units", check_unit, &layer->units, err);
    if (status == LG_OK) status = read_pairs(place, "codes", check_system, &layer->codes, err);
    if (status == LG_OK) status = read_values(place, layer, err);
    if (status == LG_OK) status = read_join_key(place, layer, err);
    return status;
}

enum lg_status lg_project_file_layers(const struct lg_project_file *file,
                                      const struct lg_yaml_node *node, enum lg_source_kind kind,
                                      struct lg_layers *layers, struct lg_error *err)
{
    struct place place = {.file = file, .kind = kind, .map = node};
    bool is_list = node->kind == LG_YAML_LIST;
    if (is_list && !kinds[kind].may_repeat) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "%s takes one source, not a list", kinds[kind].name);
    }
    size_t count = is_list ? node->count : 1;
    if (count == 0) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "%s is an empty list; name a source or remove it", kinds[kind].name);
    }
    layers->items = lg_project_take(file->project, count * sizeof(*layers->items));
    if (layers->items == NULL) return no_memory(&place, err);

    place.map = is_list ? node->children : node;
    while (place.map != NULL && layers->count < count) {
        enum lg_status status = read_layer(&place, &layers->items[layers->count], err);
        if (status != LG_OK) return status;
        layers->count++;
        place.map = place.map->sister;
    }
    return LG_OK;
}
