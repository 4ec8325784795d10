/*
 * Which fields could serve which roles besides those taken, which roles nobody serves, and which
 * fields look by their values like something that their names do not say.
 */
#include "input/look.h"

#include "base/text.h"
#include "landgauge/date.h"
#include "model/land_state.h"
#include "model/land_use.h"

#include <stdio.h>
#include <string.h>

/* What cannot be had without a role, in few words. */
static const struct {
    enum lg_source_kind kind;
    size_t role;
    const char *blocks;
} wanted[] = {
    {LG_SOURCE_PARKS, LG_PARK_CODE, "telling parks apart but by their names"},
    {LG_SOURCE_PARKS, LG_PARK_NAME, "park names in the tables"},
    {LG_SOURCE_PARKS, LG_PARK_APPROVED_AREA, "the account against the approved area"},
    {LG_SOURCE_PARKS, LG_PARK_FIXED_INVESTMENT, "investment_per_ha"},
    {LG_SOURCE_PARKS, LG_PARK_INDUSTRIAL_TAX, "industrial_tax_per_ha"},
    {LG_SOURCE_PARKS, LG_PARK_TOTAL_TAX, "tax_per_ha"},
    {LG_SOURCE_PARKS, LG_PARK_POPULATION, "population_per_ha"},
    {LG_SOURCE_PARCELS, LG_PARCEL_ID, "joins to tables"},
    {LG_SOURCE_PARCELS, LG_PARCEL_LAND_STATE, "development_rate, built_rate and what rests on A"},
    {LG_SOURCE_PARCELS, LG_PARCEL_SUPPLY_STATE, "supply_rate, built_rate, idle_rate"},
    {LG_SOURCE_PARCELS, LG_PARCEL_CURRENT_USE, "dividing states that are only A, B or B2"},
    {LG_SOURCE_PARCELS, LG_PARCEL_RECORDED_AREA, "area: recorded, the check against the survey"},
    {LG_SOURCE_PARCELS, LG_PARCEL_START_DUE, "the idle clock, unless a supply table has it"},
    {LG_SOURCE_BUILDINGS, LG_BUILDING_FLOORS, "floor area, unless height or floor_area is there"},
    {LG_SOURCE_ENTERPRISES, LG_ENTERPRISE_PARCEL_ID, "joining enterprises to parcels"},
    {LG_SOURCE_ENTERPRISES, LG_ENTERPRISE_INVESTMENT, "investment by enterprise"},
    {LG_SOURCE_SUPPLY, LG_PARCEL_SUPERVISION_NO, "the join, unless contract_no or id is the key"},
    {LG_SOURCE_SUPPLY, LG_PARCEL_START_DUE, "the idle clock"},
};

static void note_missing(struct lg_look *look)
{
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (wanted[i].kind != look->kind || lg_look_use(look, wanted[i].role) != NULL) continue;
        const struct lg_role *role = &look->roles[wanted[i].role];
        const struct lg_note note = {LG_NOTE_ROLES, wanted[i].role, NULL, NULL, NULL};
        lg_note_add(&look->notes, &note, "no field found (%s): blocks %s", role->label[0],
                    wanted[i].blocks);
    }
}

/* The fields that go by a role's names and were left. */
static void note_losers(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_role *role = &look->roles[use->choice.role];
    struct lg_text losers = {0};
    for (size_t i = 0; i < look->sample.field_count; i++) {
        const struct lg_field *field = &look->sample.fields[i];
        if (look->uses.is_used[i] || !field->is_usable) continue;
        if (lg_field_goes_by(role, field) == NULL) continue;
        lg_text_printf(&losers, "%s%s%s", losers.size == 0 ? "" : ", ", field->name,
                       field->is_filled ? "" : " (empty)");
    }
    const struct lg_note note = {LG_NOTE_ROLES, use->choice.role, use->choice.field, NULL, NULL};
    if (losers.bytes != NULL) {
        lg_note_add(&look->notes, &note, "could be, too, by name: %s", losers.bytes);
    }
    if (losers.failed) look->notes.failed = true;
    lg_text_reset(&losers);
}

static void note_cut_name(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_role *role = &look->roles[use->choice.role];
    const char *name = lg_field_goes_by(role, &look->sample.fields[use->field]);
    if (name == NULL || lg_text_equal_nocase(name, use->choice.field)) return;
    const struct lg_note note = {LG_NOTE_ROLES, use->choice.role, use->choice.field, NULL, NULL};
    lg_note_add(&look->notes, &note, "taken as what a .dbf leaves of %s", name);
}

/* 6 county + 3 + 3 + 2 letters + 5 serial = 19; with 9 more for the unit 28; domain.md 4.1. */
static bool is_parcel_code(const char *value)
{
    size_t length = strlen(value);
    if (length != 19 && length != 28) return false;
    bool is_good = strspn(value, "0123456789") == 12;
    is_good = is_good && strchr("GJZ", value[12]) != NULL &&
              strchr("ABCDEFSXWY", value[13]) != NULL && strspn(value + 14, "0123456789") >= 5;
    return is_good && (length == 19 || strchr("FW", value[19]) != NULL);
}

static bool is_construction_state(const char *value)
{
    return lg_state_is_construction(lg_state_find(value));
}

static bool is_supply_state(const char *value)
{
    enum lg_state state = lg_state_find(value);
    return state != LG_STATE_NONE && !lg_state_is_construction(state);
}

/* Compact dates could be any number: only years of this age count. */
static bool is_day_or_month(const char *value)
{
    size_t length = strlen(value);
    struct lg_date_reading reading = lg_date_read(value, length);
    if (reading.form != LG_DATE_READ || reading.precision == LG_DATE_BY_YEAR) return false;
    int year = 0;
    int month = 0;
    int day = 0;
    lg_date_split(reading.date, &year, &month, &day);
    return year >= 1980 && year <= 2060;
}

static bool is_use_code(const char *value)
{
    if (strlen(value) < 3 || strspn(value, "0123456789") < 3) return false;
    return lg_use_find(LG_USE_GB2017, value) != NULL ||
           lg_use_find(LG_USE_SURVEY3, value) != NULL ||
           lg_use_find(LG_USE_YDYH2023, value) != NULL;
}

/* Kinds of values, the surest first, and the role that each would serve. */
static const struct {
    bool (*holds)(const char *value);
    const char *what;
    const char *roles[LG_SOURCE_KIND_COUNT]; /* NULL: none in that kind */
    bool is_text;                            /* a number field is no such thing */
    size_t value_count_min;                  /* one value in all rows is the layer's, not theirs */
} kinds_of_values[] = {
    {is_parcel_code,
     "parcel codes (宗地代码 or 不动产单元号)",
     {[LG_SOURCE_PARCELS] = "id",
      [LG_SOURCE_BUILDINGS] = "parcel_id",
      [LG_SOURCE_ENTERPRISES] = "parcel_id",
      [LG_SOURCE_SUPPLY] = "id"},
     true,
     1},
    {is_construction_state, "land states (A to C)", {[LG_SOURCE_PARCELS] = "land_state"}, true, 2},
    {is_supply_state, "supply states (D to F)", {[LG_SOURCE_PARCELS] = "supply_state"}, true, 2},
    {is_day_or_month,
     "dates",
     {[LG_SOURCE_PARCELS] = "start_due or another date",
      [LG_SOURCE_SUPPLY] = "start_due or another date",
      [LG_SOURCE_BUILDINGS] = "built_on"},
     false,
     2},
    {is_use_code, "land-use codes", {[LG_SOURCE_PARCELS] = "current_use"}, true, 2},
};

/* Rows with a value that holds; of few rows nothing is concluded. */
static bool looks_like(const struct lg_field_profile *profile, bool (*holds)(const char *value))
{
    enum { ROW_COUNT_MIN = 3 };
    size_t holding = 0;
    for (size_t i = 0; i < profile->value_count; i++) {
        if (holds(profile->values[i])) holding += profile->row_counts[i];
    }
    return holding >= ROW_COUNT_MIN && 10 * holding >= 9 * profile->filled;
}

static void note_values(struct lg_look *look, size_t field)
{
    const struct lg_field_profile *profile = &look->sample.profiles[field];
    size_t count = sizeof(kinds_of_values) / sizeof(kinds_of_values[0]);
    for (size_t i = 0; i < count; i++) {
        const char *role = kinds_of_values[i].roles[look->kind];
        if (role == NULL || !looks_like(profile, kinds_of_values[i].holds)) continue;
        if (profile->value_count < kinds_of_values[i].value_count_min) continue;
        if (kinds_of_values[i].is_text && strcmp(profile->type, "number") == 0) continue;
        size_t position = lg_role_find(look->roles, look->role_count, role);
        const struct lg_field_use *use =
            position < look->role_count ? lg_look_use(look, position) : NULL;
        const struct lg_note note = {LG_NOTE_ROLES, LG_NOTE_NO_ROLE,
                                     look->sample.fields[field].name, NULL, NULL};
        if (use != NULL) {
            lg_note_add(&look->notes, &note, "values look like %s; %s is %s already",
                        kinds_of_values[i].what, role, use->choice.field);
        } else {
            lg_note_add(&look->notes, &note, "values look like %s: name it under fields: as %s?",
                        kinds_of_values[i].what, role);
        }
        return;
    }
}

void lg_note_roles(struct lg_look *look)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_use *use = &look->uses.items[i];
        if (strcmp(use->choice.why, "alias") != 0) continue;
        note_losers(look, use);
        note_cut_name(look, use);
    }
    for (size_t i = 0; i < look->sample.field_count; i++) {
        bool is_taken = look->uses.is_used[i] || !look->sample.fields[i].is_usable;
        if (!is_taken) note_values(look, i);
    }
    note_missing(look);
}
