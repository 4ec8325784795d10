/*
 * What looks like one thing and is another, and what is wrong with a field as a whole.
 */
#include "input/look.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct lg_note plain = {LG_NOTE_CHECKS, LG_NOTE_NO_ROLE, NULL, NULL, NULL};

/* Digits that a double keeps. */
enum { SAFE_DIGIT_COUNT = 15 };

static size_t id_role(const struct lg_look *look)
{
    switch (look->kind) {
    case LG_SOURCE_PARKS:
        return LG_PARK_CODE;
    case LG_SOURCE_PARCELS:
        return LG_PARCEL_ID;
    case LG_SOURCE_BUILDINGS:
        return LG_BUILDING_ID;
    case LG_SOURCE_SUPPLY:
        return LG_PARCEL_SUPERVISION_NO;
    case LG_SOURCE_PLAN:
    case LG_SOURCE_CONSTRAINTS:
    case LG_SOURCE_ENTERPRISES:
    case LG_SOURCE_EVIDENCE:
    case LG_SOURCE_KIND_COUNT:
        break;
    }
    return LG_NOTE_NO_ROLE;
}

static void note_repeated(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_field_profile *profile = &look->sample.profiles[use->field];
    size_t repeated_count = 0;
    size_t row_count = 0;
    size_t most = 0;
    for (size_t i = 0; i < profile->value_count; i++) {
        if (profile->row_counts[i] < 2) continue;
        repeated_count++;
        row_count += profile->row_counts[i];
        if (profile->row_counts[i] > profile->row_counts[most]) most = i;
    }
    if (repeated_count == 0) return;
    /* Parks have one row for each scope. */
    bool is_by_scope = look->kind == LG_SOURCE_PARKS && lg_look_use(look, LG_PARK_SCOPE) != NULL;
    if (is_by_scope) return;
    lg_note_add(&look->notes, &plain,
                "%s (%s) is not unique: %zu value%s in %zu rows, such as %s in %u",
                use->choice.field, look->roles[use->choice.role].name, repeated_count,
                repeated_count == 1 ? "" : "s", row_count, profile->values[most],
                profile->row_counts[most]);
}

/* 0, 1, 2 ... or 1, 2, 3 ... in the order of the rows. */
static bool counts_rows(const struct lg_look *look, size_t field)
{
    enum { ROW_COUNT_MIN = 3 };
    size_t row_count = look->sample.row_count;
    double first = row_count == 0 ? (double)NAN : lg_sample_number(&look->sample, field, 0);
    if (row_count < ROW_COUNT_MIN || !(first >= 0.0) || first > 1.0) return false;
    for (size_t row = 0; row < row_count; row++) {
        double number = lg_sample_number(&look->sample, field, row);
        if (!(fabs(number - (double)row - first) < 0.5)) return false;
    }
    return true;
}

static void note_row_number(struct lg_look *look, const struct lg_field_use *use)
{
    static const char *const names[] = {"OBJECTID", "FID", "OID", "BSM", "MBBSM", "GLTBBSM"};
    bool is_named = false;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        is_named = is_named || lg_text_equal_nocase(use->choice.field, names[i]);
    }
    bool is_counted = counts_rows(look, use->field);
    if (!is_named && !is_counted) return;
    lg_note_add(&look->notes, &plain,
                "%s (%s) %s: such a number changes with every export, and no other table knows it",
                use->choice.field, look->roles[use->choice.role].name,
                is_counted ? "counts the rows" : "is a number of the software's");
}

static bool has_lost_digits(const char *value)
{
    size_t digit_count = 0;
    bool is_broken = false;
    for (const char *c = value; *c != '\0'; c++) {
        bool is_digit = *c >= '0' && *c <= '9';
        if (*c == 'e' || *c == 'E') return digit_count > 0;
        if (!is_digit && *c != '.' && *c != '+' && *c != '-') return false;
        if (*c == '.') is_broken = true;
        if (is_digit && !is_broken) digit_count++;
    }
    return is_broken && digit_count > SAFE_DIGIT_COUNT;
}

/* An id of 19 digits in a field of floating numbers has lost its end. */
static void note_float_id(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_field_profile *profile = &look->sample.profiles[use->field];
    for (size_t i = 0; i < profile->value_count; i++) {
        if (!has_lost_digits(profile->values[i])) continue;
        lg_note_add(&look->notes, &plain,
                    "%s (%s) holds long numbers as floating ones (%s): digits behind the %dth are "
                    "lost; have it delivered as text",
                    use->choice.field, look->roles[use->choice.role].name, profile->values[i],
                    SAFE_DIGIT_COUNT);
        return;
    }
}

/* SHAPE_AREA is what the software computed in its plane, in its square units. */
static void note_software_area(struct lg_look *look)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_use *use = &look->uses.items[i];
        bool is_plane = lg_text_equal_nocase(use->choice.field, "SHAPE_AREA") ||
                        lg_text_equal_nocase(use->choice.field, "SHAPE__AREA");
        if (!is_plane) continue;
        lg_note_add(&look->notes, &plain,
                    "%s (%s) is the plane area that the software computed, no record of a survey; "
                    "name the surveyed one under fields: if there is one",
                    use->choice.field, look->roles[use->choice.role].name);
    }
}

static bool is_known_scope(const char *value)
{
    return strcmp(value, "主区") == 0 || strcmp(value, "发展方向区") == 0;
}

static void note_scope(struct lg_look *look)
{
    const struct lg_role *role = &lg_park_roles[LG_PARK_SCOPE];
    for (size_t i = 0; i < look->sample.field_count; i++) {
        const struct lg_field_profile *profile = &look->sample.profiles[i];
        const char *field = look->sample.fields[i].name;
        if (lg_field_goes_by(role, &look->sample.fields[i]) == NULL) continue;
        if (look->kind == LG_SOURCE_PARCELS && profile->value_count > 1) {
            lg_note_add(&look->notes, &plain,
                        "%s tells the scope of the park and is not read from parcels: scopes come "
                        "from the boundaries of the park layer",
                        field);
        }
        if (look->kind != LG_SOURCE_PARKS) continue;
        for (size_t value = 0; value < profile->value_count; value++) {
            if (is_known_scope(profile->values[value])) continue;
            lg_note_add(&look->notes, &plain,
                        "%s (scope) has \"%s\"; the standard's scopes are 主区 and 发展方向区, "
                        "name yours under values:",
                        field, profile->values[value]);
            break;
        }
    }
}

static void note_stars(struct lg_look *look)
{
    struct lg_text list = {0};
    for (size_t i = 0; i < look->uses.count; i++) {
        size_t field = look->uses.items[i].field;
        size_t count = look->sample.profiles[field].star_count;
        if (count == 0) continue;
        lg_text_printf(&list, "%s%s %zu", list.size == 0 ? "" : ", ",
                       look->sample.fields[field].name, count);
    }
    if (list.bytes != NULL) {
        lg_note_add(&look->notes, &plain,
                    "rows filled with stars, as for no number or one too long for the field, are "
                    "missing: %s",
                    list.bytes);
    }
    if (list.failed) look->notes.failed = true;
    lg_text_reset(&list);
}

static bool is_constant(const struct lg_look *look, size_t field)
{
    const struct lg_field_profile *profile = &look->sample.profiles[field];
    return look->sample.row_count > 1 && profile->value_count == 1 &&
           profile->filled == look->sample.row_count;
}

enum dull_sort { DULL_EMPTY, DULL_ZERO, DULL_CONSTANT };

/* The fields of one sort in one line. */
static void note_dull_fields(struct lg_look *look, enum dull_sort sort, const char *what)
{
    struct lg_text list = {0};
    for (size_t i = 0; i < look->sample.field_count; i++) {
        const struct lg_field_profile *profile = &look->sample.profiles[i];
        bool is_usable = look->sample.fields[i].is_usable;
        bool is_zero = is_constant(look, i) && lg_sample_number(&look->sample, i, 0) == 0.0;
        bool is_of_sort = sort == DULL_EMPTY  ? is_usable && profile->filled == 0
                          : sort == DULL_ZERO ? is_zero
                                              : is_constant(look, i) && !is_zero;
        if (is_of_sort) {
            lg_text_printf(&list, "%s%s", list.size == 0 ? "" : " ", look->sample.fields[i].name);
        }
    }
    if (list.bytes != NULL) lg_note_add(&look->notes, &plain, "%s: %s", what, list.bytes);
    if (list.failed) look->notes.failed = true;
    lg_text_reset(&list);
}

static void note_shapes(struct lg_look *look)
{
    if (look->dimension_count > 0) {
        lg_note_add(&look->notes, &plain,
                    "shapes with heights or measures (Z, M), which are not used: %zu",
                    look->dimension_count);
    }
    if (look->empty_count > 0) {
        lg_note_add(&look->notes, &plain, "rows without a shape, so without an area: %zu",
                    look->empty_count);
    }
    if (look->other_count > 0) {
        lg_note_add(&look->notes, &plain, "parts that are no polygons, left out: %zu",
                    look->other_count);
    }
}

void lg_note_checks(struct lg_look *look)
{
    if (look->sample.deleted_count > 0) {
        lg_note_add(&look->notes, &plain, "rows marked as deleted, left out: %zu",
                    look->sample.deleted_count);
    }
    if (look->area_m2 != NULL) note_shapes(look);
    size_t role = id_role(look);
    const struct lg_field_use *id = role == LG_NOTE_NO_ROLE ? NULL : lg_look_use(look, role);
    if (id != NULL && look->sample.profiles[id->field].filled > 0) {
        note_repeated(look, id);
        note_row_number(look, id);
        note_float_id(look, id);
    }
    note_software_area(look);
    note_scope(look);
    note_stars(look);
    note_dull_fields(look, DULL_EMPTY, "empty in every row");
    note_dull_fields(look, DULL_ZERO, "0 in every row");
    note_dull_fields(look, DULL_CONSTANT, "the same in every row");
}
