/*
 * Names and codes of places as delivered, and which of them are one place.
 *
 * A place of the region is known by the rule set's list and is what the longest code says; any
 * other place is its text, and lies outside.
 */
#include "base/grow.h"
#include "evaluate/enclave_parks.h"

#include <stdlib.h>
#include <string.h>

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* "540102": the longest code that it begins with. */
static const char *find_code(const struct lg_policy *policy, const char *text)
{
    const char *found = NULL;
    for (size_t i = 0; i < policy->region_place_count; i++) {
        const char *code = policy->region_places[i].code;
        if (!begins_with(text, code)) continue;
        if (found == NULL || strlen(code) > strlen(found)) found = code;
    }
    return found;
}

/* The longest name that a text begins with; NULL. */
static const struct lg_region_place *find_name(const struct lg_policy *policy, const char *text)
{
    const struct lg_region_place *found = NULL;
    for (size_t i = 0; i < policy->region_place_count; i++) {
        const struct lg_region_place *place = &policy->region_places[i];
        if (!begins_with(text, place->name)) continue;
        if (found == NULL || strlen(place->name) > strlen(found->name)) found = place;
    }
    return found;
}

/* "西藏自治区拉萨市": name by name, as long as each lies in the one before. */
static const char *find_named(const struct lg_policy *policy, const char *text)
{
    const char *code = NULL;
    const struct lg_region_place *next = find_name(policy, text);
    while (next != NULL && (code == NULL || begins_with(next->code, code))) {
        code = next->code;
        text += strlen(next->name);
        next = find_name(policy, text);
    }
    return code;
}

/* What the list calls the place of a code first. */
static const struct lg_region_place *first_of_code(const struct lg_policy *policy, const char *code)
{
    const struct lg_region_place *place = policy->region_places;
    while (strcmp(place->code, code) != 0) {
        place++;
    }
    return place;
}

static enum lg_status add_place(struct lg_places *places, struct lg_place place,
                                struct lg_error *err)
{
    if (places->count == places->capacity) {
        size_t capacity = lg_grow_capacity(places->capacity, places->count + 1);
        struct lg_place *items = lg_resize(places->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the places of parks");
        places->items = items;
        places->capacity = capacity;
    }
    places->items[places->count++] = place;
    return LG_OK;
}

/* By name; a name of the list stands once in it. */
static enum lg_status find_or_add(struct lg_places *places, struct lg_place place, size_t *found,
                                  struct lg_error *err)
{
    for (*found = 1; *found < places->count; (*found)++) {
        if (strcmp(places->items[*found].name, place.name) == 0) return LG_OK;
    }
    return add_place(places, place, err);
}

enum lg_status lg_places_find(struct lg_places *places, struct lg_model *model, const char *text,
                              size_t *place, struct lg_error *err)
{
    *place = LG_PLACE_UNKNOWN;
    if (places->count == 0) {
        enum lg_status status = add_place(places, (struct lg_place){.name = NULL}, err);
        if (status != LG_OK) return status;
    }
    size_t length = text == NULL ? 0 : strlen(text);
    const char *trimmed = text == NULL ? NULL : lg_text_trim(text, &length);
    if (length == 0) return LG_OK;
    const char *name = lg_arena_text(&model->results.texts, trimmed, length);
    if (name == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the places of parks");

    const struct lg_policy *policy = &model->rules.policy;
    bool is_code = strspn(name, "0123456789") == length;
    const char *code = is_code ? find_code(policy, name) : find_named(policy, name);
    if (code == NULL) {
        return find_or_add(places, (struct lg_place){name, NULL, LG_SIDE_OUTSIDE}, place, err);
    }
    name = first_of_code(policy, code)->name;
    return find_or_add(places, (struct lg_place){name, code, LG_SIDE_INSIDE}, place, err);
}

bool lg_places_differ(const struct lg_places *places, size_t left, size_t right)
{
    if (left == right || left == LG_PLACE_UNKNOWN || right == LG_PLACE_UNKNOWN) return false;
    const char *left_code = places->items[left].code;
    const char *right_code = places->items[right].code;
    if (left_code == NULL || right_code == NULL) return true;
    return !begins_with(left_code, right_code) && !begins_with(right_code, left_code);
}

const char *lg_place_outside(const struct lg_place *place)
{
    switch (place->side) {
    case LG_SIDE_INSIDE:
        return "no";
    case LG_SIDE_OUTSIDE:
        return "yes";
    case LG_SIDE_UNKNOWN:
        break;
    }
    return "unknown";
}

void lg_places_reset(struct lg_places *places)
{
    free(places->items);
    *places = (struct lg_places){.count = 0};
}
