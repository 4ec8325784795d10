#include "input/fields.h"

#include "base/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* A name of a .dbf has ten bytes; one cut inside a character may be left with eight or nine. */
enum { CUT_BYTES_MIN = 8 };

#define NO_FIELD SIZE_MAX

bool lg_is_land_state(const char *value, size_t length)
{
    if (length < 1 || length > 3 || value[0] < 'A' || value[0] > 'C') return false;
    for (size_t i = 1; i < length; i++) {
        if (value[i] < '1' || value[i] > '6') return false;
    }
    return true;
}

static bool has_role(const struct lg_field_request *request, size_t role)
{
    return !request->is_supply || lg_supply_carries((enum lg_parcel_role)role);
}

static const char *pair_value(const struct lg_pairs *pairs, const char *key)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].key, key) == 0) return pairs->items[i].value;
    }
    return NULL;
}

/* Whether a stored name is what a .dbf leaves of a longer one. */
static bool is_cut_name(const struct lg_field *field, const char *whole)
{
    size_t size = strlen(field->name);
    if (field->stored_bytes < CUT_BYTES_MIN || size == 0 || size >= strlen(whole)) return false;
    for (size_t i = 0; i < size; i++) {
        char pair[2][2] = {{field->name[i], '\0'}, {whole[i], '\0'}};
        if (!lg_text_equal_nocase(pair[0], pair[1])) return false;
    }
    return true;
}

static size_t find_field(const struct lg_field_request *request, const char *name)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (strcmp(request->fields[i].name, name) == 0) return i;
    }
    for (size_t i = 0; i < request->field_count; i++) {
        if (lg_text_equal_nocase(request->fields[i].name, name)) return i;
    }
    size_t found = NO_FIELD;
    for (size_t i = 0; i < request->field_count; i++) {
        if (!is_cut_name(&request->fields[i], name)) continue;
        if (found != NO_FIELD) return NO_FIELD;
        found = i;
    }
    return found;
}

static enum lg_status fail_no_field(const struct lg_field_request *request, const char *role,
                                    const char *name, struct lg_error *err)
{
    struct lg_text list = {0};
    for (size_t i = 0; i < request->field_count && list.size < 600; i++) {
        lg_text_printf(&list, "%s%s", i == 0 ? "" : " ", request->fields[i].name);
    }
    enum lg_status status =
        lg_fail(err, LG_BAD_INPUT, "%s: no field '%s' for %s of %s; there are: %s", request->file,
                name, role, request->key, list.bytes == NULL ? "none" : list.bytes);
    lg_text_reset(&list);
    return status;
}

static const struct lg_alias *find_alias(const struct lg_role *role, const char *name)
{
    for (const struct lg_alias *alias = role->aliases; alias->field != NULL; alias++) {
        if (lg_text_equal_nocase(alias->field, name)) return alias;
    }
    return NULL;
}

static const struct lg_alias *find_cut_alias(const struct lg_role *role,
                                             const struct lg_field *field)
{
    for (const struct lg_alias *alias = role->aliases; alias->field != NULL; alias++) {
        if (is_cut_name(field, alias->field)) return alias;
    }
    return NULL;
}

const char *lg_field_goes_by(const struct lg_role *role, const struct lg_field *field)
{
    if (lg_text_equal_nocase(field->name, role->name)) return role->name;
    const struct lg_alias *alias = find_alias(role, field->name);
    if (alias == NULL) alias = find_cut_alias(role, field);
    if (alias != NULL) return alias->field;
    return is_cut_name(field, role->name) ? role->name : NULL;
}

/* A state field that also goes by for a use is one only if its values are of the state tree. */
static bool is_plausible(const struct lg_field_request *request, size_t role, size_t field)
{
    if (request->roles != lg_parcel_roles || role != LG_PARCEL_LAND_STATE) return true;
    const char *name = request->fields[field].name;
    bool is_ambiguous = find_alias(&lg_parcel_roles[LG_PARCEL_CURRENT_USE], name) != NULL;
    return !is_ambiguous || request->fields[field].is_state_like;
}

static size_t find_by_alias(const struct lg_field_request *request, const bool *is_used,
                            size_t role, bool must_be_filled)
{
    const struct lg_alias own[2] = {{request->roles[role].name, NULL}, {NULL, NULL}};
    const struct lg_alias *lists[2] = {own, request->roles[role].aliases};
    for (size_t list = 0; list < 2; list++) {
        for (const struct lg_alias *alias = lists[list]; alias->field != NULL; alias++) {
            for (size_t i = 0; i < request->field_count; i++) {
                const struct lg_field *field = &request->fields[i];
                if (is_used[i] || !field->is_usable) continue;
                if (must_be_filled && !field->is_filled) continue;
                if (!lg_text_equal_nocase(field->name, alias->field)) continue;
                if (is_plausible(request, role, i)) return i;
            }
        }
    }
    return NO_FIELD;
}

static bool is_cut_for(const struct lg_field_request *request, size_t role, size_t field)
{
    return has_role(request, role) &&
           (is_cut_name(&request->fields[field], request->roles[role].name) ||
            find_cut_alias(&request->roles[role], &request->fields[field]) != NULL);
}

/* A cut name counts only when it is the beginning of one role's names. */
static size_t find_by_cut_name(const struct lg_field_request *request, const bool *is_used,
                               size_t role)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (is_used[i] || !request->fields[i].is_usable || !is_cut_for(request, role, i)) continue;
        size_t role_hits = 0;
        for (size_t other = 0; other < request->role_count; other++) {
            role_hits += is_cut_for(request, other, i);
        }
        if (role_hits == 1 && is_plausible(request, role, i)) return i;
    }
    return NO_FIELD;
}

static enum lg_status choose_unit(const struct lg_field_request *request, size_t role,
                                  struct lg_field_use *use, struct lg_error *err)
{
    const struct lg_role *is = &request->roles[role];
    const char *declared = pair_value(&request->layer->units, is->name);
    use->factor = 1.0;
    if (is->unit == LG_UNIT_NONE) {
        if (declared == NULL) return LG_OK;
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: %s of %s has no unit; take it out of units:", request->file, is->name,
                       request->key);
    }
    const struct lg_field *field = &request->fields[use->field];
    const struct lg_alias *alias = find_alias(is, field->name);
    if (alias == NULL) alias = find_cut_alias(is, field);
    bool alias_says = alias != NULL && alias->unit != NULL;
    use->choice.unit = declared != NULL ? declared : alias_says ? alias->unit : is->standard_unit;
    use->choice.unit_why = declared != NULL ? "project file" : "data standard";
    enum lg_unit_kind kind = LG_UNIT_NONE;
    if (!lg_unit_find(use->choice.unit, &kind, &use->factor) || kind != is->unit) {
        return lg_fail(err, LG_BAD_INPUT, "%s: unit '%s' for %s of %s is none of: %s",
                       request->file, use->choice.unit, is->name, request->key,
                       lg_unit_names(is->unit));
    }
    return LG_OK;
}

static void choose_codes(const struct lg_field_request *request, size_t role,
                         struct lg_field_use *use)
{
    const struct lg_role *is = &request->roles[role];
    if (!is->is_code && !is->is_industry) return;
    const char *declared = pair_value(&request->layer->codes, is->name);
    bool is_state = strcmp(is->name, "land_state") == 0 || strcmp(is->name, "supply_state") == 0;
    if (declared != NULL) {
        use->choice.codes = declared;
    } else if (is_state) {
        use->choice.codes = "kfq";
    } else if (lg_text_equal_nocase(request->fields[use->field].name, "YDYHFLDM")) {
        /* The field's own standard is the classification of 2023. */
        use->choice.codes = "ydyh2023";
    }
}

static enum lg_status take(const struct lg_field_request *request, size_t role, size_t field,
                           const char *why, struct lg_field_uses *uses, struct lg_error *err)
{
    struct lg_field_use *use = &uses->items[uses->count++];
    memset(use, 0, sizeof(*use));
    use->field = field;
    use->choice.role = role;
    use->choice.field = request->fields[field].name;
    use->choice.why = why;
    uses->is_used[field] = true;
    for (size_t i = 0; i < request->layer->value_count; i++) {
        const struct lg_value_map *map = &request->layer->values[i];
        if (strcmp(map->role, request->roles[role].name) == 0) use->values = map;
    }
    choose_codes(request, role, use);
    return choose_unit(request, role, use, err);
}

static enum lg_status take_declared(const struct lg_field_request *request, bool *is_taken,
                                    struct lg_field_uses *uses, struct lg_error *err)
{
    const struct lg_pairs *declared = &request->layer->fields;
    for (size_t i = 0; i < declared->count; i++) {
        const char *name = declared->items[i].key;
        size_t role = lg_role_find(request->roles, request->role_count, name);
        if (role == request->role_count || !has_role(request, role)) {
            return lg_fail(err, LG_BAD_PROJECT, "%s: %s has no role '%s'; see fields: in the guide",
                           request->file, request->key, name);
        }
        if (is_taken[role]) continue;
        size_t field = find_field(request, declared->items[i].value);
        if (field == NO_FIELD) {
            return fail_no_field(request, name, declared->items[i].value, err);
        }
        enum lg_status status = take(request, role, field, "project file", uses, err);
        if (status != LG_OK) return status;
        is_taken[role] = true;
    }
    return LG_OK;
}

/* Passes: names of filled fields, names of empty ones, cut names. */
static enum lg_status take_by_alias(const struct lg_field_request *request, bool *is_taken,
                                    struct lg_field_uses *uses, struct lg_error *err)
{
    for (int pass = 0; pass < 3; pass++) {
        for (size_t role = 0; role < request->role_count; role++) {
            if (is_taken[role] || !has_role(request, role)) continue;
            size_t field = pass == 2 ? find_by_cut_name(request, uses->is_used, role)
                                     : find_by_alias(request, uses->is_used, role, pass == 0);
            if (field == NO_FIELD) continue;
            enum lg_status status = take(request, role, field, "alias", uses, err);
            if (status != LG_OK) return status;
            is_taken[role] = true;
        }
    }
    return LG_OK;
}

static void sort_by_role(struct lg_field_uses *uses)
{
    for (size_t i = 1; i < uses->count; i++) {
        struct lg_field_use use = uses->items[i];
        size_t at = i;
        while (at > 0 && uses->items[at - 1].choice.role > use.choice.role) {
            uses->items[at] = uses->items[at - 1];
            at--;
        }
        uses->items[at] = use;
    }
}

enum lg_status lg_fields_map(const struct lg_field_request *request, struct lg_arena *memory,
                             struct lg_field_uses *uses, struct lg_error *err)
{
    assert(request->layer != NULL && request->roles != NULL);

    uses->count = 0;
    uses->items = lg_arena_take(memory, request->role_count * sizeof(*uses->items));
    uses->is_used = lg_arena_take(memory, request->field_count * sizeof(bool) + 1);
    bool *is_taken = lg_arena_take(memory, request->role_count * sizeof(bool));
    if (uses->items == NULL || uses->is_used == NULL || is_taken == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s: fields", request->file);
    }
    memset(uses->is_used, 0, request->field_count * sizeof(bool));
    memset(is_taken, 0, request->role_count * sizeof(bool));
    enum lg_status status = take_declared(request, is_taken, uses, err);
    if (status == LG_OK) status = take_by_alias(request, is_taken, uses, err);
    sort_by_role(uses);
    return status;
}
