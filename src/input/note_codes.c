/*
 * Which code system the use codes of a field are of. Suggested with the counts, never taken: the
 * same digits mean different things (domain.md 3).
 */
#include "input/look.h"

#include "base/text.h"
#include "model/land_state.h"
#include "model/land_use.h"

#include <stdio.h>
#include <string.h>

/* A system is the layer's when it knows this share of the rows and every other clearly fewer. */
#define KNOWN_SHARE_MIN 0.95
#define RIVAL_GAP_MIN   0.02
enum { RIVAL_ROWS_MIN = 3 };

struct knowledge {
    size_t row_count;
    size_t known[LG_USE_SYSTEM_COUNT]; /* rows whose code the system has */
};

static struct knowledge count_known(const struct lg_field_profile *profile)
{
    struct knowledge knowledge = {.row_count = profile->filled};
    for (size_t i = 0; i < profile->value_count; i++) {
        for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
            bool is_known = system == LG_USE_KFQ
                                ? lg_state_find(profile->values[i]) != LG_STATE_NONE
                                : lg_use_find(system, profile->values[i]) != NULL;
            if (is_known) knowledge.known[system] += profile->row_counts[i];
        }
    }
    return knowledge;
}

/* @return LG_USE_NONE: undecided */
static enum lg_use_system decide(const struct knowledge *knowledge)
{
    enum lg_use_system best = LG_USE_GB2017;
    for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
        if (knowledge->known[system] > knowledge->known[best]) best = system;
    }
    double rows = (double)knowledge->row_count;
    if ((double)knowledge->known[best] < KNOWN_SHARE_MIN * rows) return LG_USE_NONE;
    for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
        size_t behind = knowledge->known[best] - knowledge->known[system];
        bool is_rival = behind < RIVAL_ROWS_MIN || (double)behind < RIVAL_GAP_MIN * rows;
        if (system != best && is_rival) return LG_USE_NONE;
    }
    return best;
}

/* The letters of old plans are told of where there are some. */
static void add_known(struct lg_text *text, const struct knowledge *knowledge)
{
    for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
        if (system == LG_USE_GB50137 && knowledge->known[system] == 0) continue;
        lg_text_printf(text, "%s%s %zu", system == LG_USE_GB2017 ? "" : ", ",
                       lg_use_system_name(system), knowledge->known[system]);
    }
}

/* Codes that only one system can have. */
static void add_tell_tales(struct lg_text *text, const struct lg_field_profile *profile)
{
    size_t six_count = 0;
    size_t letter_count = 0;
    const char *six = NULL;
    const char *letter = NULL;
    for (size_t i = 0; i < profile->value_count; i++) {
        const char *value = profile->values[i];
        size_t digits = strspn(value, "0123456789");
        if (digits == 6 && value[digits] == '\0') {
            six_count += profile->row_counts[i];
            six = value;
        } else if (digits >= 2 && (value[digits] == 'H' || value[digits] == 'h')) {
            letter_count += profile->row_counts[i];
            letter = value;
        }
    }
    if (six_count > 0) {
        lg_text_printf(text, "; codes of six digits (%s) in %zu rows: only ydyh2023 has them", six,
                       six_count);
    }
    if (letter_count > 0) {
        lg_text_printf(text, "; codes with an H (%s) in %zu rows: only survey3 has them", letter,
                       letter_count);
    }
}

/* The codes in most rows that two systems read as different things. */
static void add_ambiguous(struct lg_text *text, const struct lg_field_profile *profile)
{
    enum { SHOWN_MAX = 2 };
    size_t shown[SHOWN_MAX] = {SIZE_MAX, SIZE_MAX};
    for (size_t turn = 0; turn < SHOWN_MAX; turn++) {
        size_t found = SIZE_MAX;
        for (size_t i = 0; i < profile->value_count; i++) {
            const struct lg_use_entry *gb = lg_use_find(LG_USE_GB2017, profile->values[i]);
            const struct lg_use_entry *guide = lg_use_find(LG_USE_YDYH2023, profile->values[i]);
            if (gb == NULL || guide == NULL || gb->group == guide->group || i == shown[0]) continue;
            if (found == SIZE_MAX || profile->row_counts[i] > profile->row_counts[found]) found = i;
        }
        if (found == SIZE_MAX) return;
        shown[turn] = found;
        const char *code = profile->values[found];
        lg_text_printf(text, "; %s (%u rows) is %s in gb2017, %s in ydyh2023", code,
                       profile->row_counts[found], lg_use_find(LG_USE_GB2017, code)->name[0],
                       lg_use_find(LG_USE_YDYH2023, code)->name[0]);
    }
}

/* Whether two systems mean the same by every code of a field. */
static bool agree(const struct lg_field_profile *profile, enum lg_use_system left,
                  enum lg_use_system right)
{
    for (size_t i = 0; i < profile->value_count; i++) {
        const struct lg_use_entry *a = lg_use_find(left, profile->values[i]);
        const struct lg_use_entry *b = lg_use_find(right, profile->values[i]);
        if ((a == NULL) != (b == NULL)) return false;
        if (a != NULL && a->group != b->group) return false;
    }
    return true;
}

/* What is to be done about it. @return the system to declare; NULL: none, or declared already */
static const char *add_advice(struct lg_text *text, const struct lg_look *look,
                              const struct lg_field_use *use, const struct knowledge *knowledge)
{
    const char *role = look->roles[use->choice.role].name;
    const struct lg_field_profile *profile = &look->sample.profiles[use->field];
    enum lg_use_system system = decide(knowledge);
    const char *declared = use->choice.codes;
    if (declared != NULL) {
        bool fits = system == LG_USE_NONE || system == lg_use_system_find(declared);
        lg_text_printf(text, " -> read as %s%s", declared,
                       fits ? "" : "; declare another under codes:");
        return NULL;
    }
    if (system != LG_USE_NONE) {
        lg_text_printf(text, " -> declare codes: {%s: %s}", role, lg_use_system_name(system));
        return lg_use_system_name(system);
    }
    bool is_same =
        knowledge->known[LG_USE_GB2017] > 0 && agree(profile, LG_USE_GB2017, LG_USE_SURVEY3);
    lg_text_printf(text, " -> undecided%s: ask, then declare codes: {%s: ...}",
                   is_same ? " (gb2017 and survey3 mean the same by every code here)" : "", role);
    return NULL;
}

/* Land states are roles of parcels alone: other layers have other roles by these numbers. */
static bool has_parcel_roles(const struct lg_look *look)
{
    return look->roles == lg_parcel_roles;
}

/* Whether a field that is read as a use is the land state's in other layers. */
static bool is_like_a_state(const struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_role *as_state = &lg_parcel_roles[LG_PARCEL_LAND_STATE];
    return has_parcel_roles(look) &&
           lg_field_goes_by(as_state, &look->sample.fields[use->field]) != NULL;
}

static void note_use(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_field_profile *profile = &look->sample.profiles[use->field];
    struct knowledge knowledge = count_known(profile);
    struct lg_note note = {LG_NOTE_CODES, use->choice.role, use->choice.field, NULL, NULL};
    struct lg_text text = {0};
    lg_text_printf(&text, "rows known of %zu: ", profile->filled);
    add_known(&text, &knowledge);
    /* A layer with land states is one of the evaluation database, where A2 is no plan's letter. */
    bool has_states = has_parcel_roles(look) && lg_look_use(look, LG_PARCEL_LAND_STATE) != NULL;
    if (has_states && knowledge.known[LG_USE_KFQ] > 0) knowledge.known[LG_USE_GB50137] = 0;
    note.declare = add_advice(&text, look, use, &knowledge);
    add_tell_tales(&text, profile);
    if (use->choice.codes == NULL) add_ambiguous(&text, profile);
    if (is_like_a_state(look, use)) {
        lg_text_printf(&text,
                       "; look-alike: %s is the land state in the evaluation database, by "
                       "its values it is a use here",
                       use->choice.field);
    }
    if (text.failed) look->notes.failed = true;
    if (text.bytes != NULL) lg_note_add(&look->notes, &note, "%s", text.bytes);
    lg_text_reset(&text);
}

/* A state field whose values are not of its half of the tree. */
static void note_state(struct lg_look *look, const struct lg_field_use *use)
{
    const struct lg_field_profile *profile = &look->sample.profiles[use->field];
    bool wants_construction = use->choice.role == LG_PARCEL_LAND_STATE;
    size_t good = 0;
    const char *stranger = NULL;
    for (size_t i = 0; i < profile->value_count; i++) {
        enum lg_state state = lg_state_find(profile->values[i]);
        bool is_good =
            state != LG_STATE_NONE && lg_state_is_construction(state) == wants_construction;
        if (is_good) good += profile->row_counts[i];
        if (!is_good && stranger == NULL) stranger = profile->values[i];
    }
    const struct lg_note note = {LG_NOTE_CODES, use->choice.role, use->choice.field, NULL, NULL};
    const char *half = wants_construction ? "A to C" : "D to F";
    const struct lg_role *as_use = &look->roles[LG_PARCEL_CURRENT_USE];
    bool has_double =
        wants_construction && lg_field_goes_by(as_use, &look->sample.fields[use->field]) != NULL;
    if (stranger == NULL) {
        lg_note_add(&look->notes, &note, "all %zu rows are codes of %s%s", profile->filled, half,
                    has_double ? "; look-alike: in other layers the name is a land-use code's"
                               : "");
    } else {
        lg_note_add(&look->notes, &note,
                    "%zu of %zu rows are codes of %s, others are not (%s): name yours under "
                    "values: {%s: ...}",
                    good, profile->filled, half, stranger, look->roles[use->choice.role].name);
    }
}

void lg_note_codes(struct lg_look *look)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_use *use = &look->uses.items[i];
        bool is_code = look->roles[use->choice.role].is_code;
        if (!is_code || look->sample.profiles[use->field].filled == 0) continue;
        bool is_state = has_parcel_roles(look) && (use->choice.role == LG_PARCEL_LAND_STATE ||
                                                   use->choice.role == LG_PARCEL_SUPPLY_STATE);
        if (is_state) {
            note_state(look, use);
        } else {
            note_use(look, use);
        }
    }
}
