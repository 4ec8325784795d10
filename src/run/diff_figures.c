/*
 * The figures of the parks in both results, as far as either has them: every number of parks,
 * land_state, indicators and scores.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the digits written may hide: hectares have a tolerance, figures with nine digits, others. */
#define NOISE_HA     (LG_DIFF_AREA_M2 / 1e4 + 1e-8)
#define NOISE_DIGITS 1e-8
#define NOISE_OTHER  1.01e-6

enum { SOURCE_COUNT = 4 };

static const struct {
    const char *name;
    const char *tables[LG_DIFF_SIDES];
    const char *parts[5]; /* columns that are figures; NULL: all that are numbers */
} sources[SOURCE_COUNT] = {
    {"parks", {"old_parks", "new_parks"}, {NULL}},
    {"land_state", {"old_land_state", "new_land_state"}, {"area_ha", "parcels", NULL}},
    {"indicators",
     {"old_indicators", "new_indicators"},
     {"value", "numerator", "denominator", "rank", NULL}},
    {"scores", {"old_scores", "new_scores"}, {NULL}},
};

/* A figure of one side. */
struct entry {
    size_t park, source;
    const char *code, *part, *unit, *reason;
    double value;
};

struct comparing {
    struct lg_diffing *diffing;
    size_t source;
    size_t count[LG_DIFF_SIDES], capacity[LG_DIFF_SIDES];
    struct entry *entries[LG_DIFF_SIDES];
    int which;
};

static bool is_one_of(const char *word, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], word) == 0) return true;
    }
    return false;
}

static enum lg_status add_entry(struct comparing *comparing, const struct entry *entry,
                                struct lg_error *err)
{
    int which = comparing->which;
    if (comparing->count[which] == comparing->capacity[which]) {
        size_t capacity = lg_grow_capacity(comparing->capacity[which], comparing->count[which] + 1);
        struct entry *entries = lg_resize(comparing->entries[which], capacity, sizeof(*entries));
        if (entries == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the figures");
        comparing->entries[which] = entries;
        comparing->capacity[which] = capacity;
    }
    struct entry *kept = &comparing->entries[which][comparing->count[which]++];
    *kept = *entry;
    struct lg_diffing *diffing = comparing->diffing;
    enum lg_status status = lg_diff_keep(diffing, entry->code, &kept->code, err);
    if (status == LG_OK) status = lg_diff_keep(diffing, entry->part, &kept->part, err);
    if (status == LG_OK) status = lg_diff_keep(diffing, entry->unit, &kept->unit, err);
    if (status == LG_OK) status = lg_diff_keep(diffing, entry->reason, &kept->reason, err);
    return status;
}

/* A cell as a number; false when it is a word. An empty one is NaN. */
static bool read_cell(const struct lg_result_row *row, int column, double *value)
{
    const char *text = lg_result_row_text(row, column);
    *value = (double)NAN;
    return text == NULL || text[0] == '\0' || lg_number_read(text, strlen(text), value);
}

static const char *cell(const struct lg_result_row *row, const char *name)
{
    for (int i = 0; i < lg_result_row_count(row); i++) {
        if (strcmp(lg_result_row_name(row, i), name) == 0) return lg_result_row_text(row, i);
    }
    return NULL;
}

static bool ends_in_ha(const char *text)
{
    size_t length = strlen(text);
    return length > 3 && strcmp(text + length - 3, "_ha") == 0;
}

/* The unit of an indicator is that of its value; of its parts the tables say none. */
static const char *unit_of(const char *name, const char *unit)
{
    if (ends_in_ha(name)) return "ha";
    return strcmp(name, "value") == 0 ? unit : NULL;
}

static enum lg_status take_row(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    /* Of the scores also what compares with yet another run, or counts the others. */
    static const char *const keys[] = {
        "n",           "park",
        "park_code",   "park_name",
        "scope",       "type",
        "level",       "class",
        "parent",      "eval_type",
        "change",      "type_parks",
        "class_parks", "previous_combined",
        NULL,
    };
    struct comparing *comparing = user;
    const char *const *parts = sources[comparing->source].parts;
    const char *reason = cell(row, "status");
    struct entry entry = {
        .park = lg_diff_find_park(&comparing->diffing->diff, cell(row, "park_code"),
                                  cell(row, "scope")),
        .source = comparing->source,
        .reason = reason != NULL && strcmp(reason, "ok") != 0 ? reason : NULL,
    };
    const char *code = cell(row, "code");
    const char *unit = cell(row, "unit");
    enum lg_status status = LG_OK;
    if (entry.park == LG_NO_ROW_HERE || (parts[0] != NULL && code == NULL)) return LG_OK;
    for (int i = 0; status == LG_OK && i < lg_result_row_count(row); i++) {
        const char *name = lg_result_row_name(row, i);
        bool is_figure = parts[0] != NULL ? is_one_of(name, parts) : !is_one_of(name, keys);
        if (!is_figure || !read_cell(row, i, &entry.value)) continue;
        entry.code = parts[0] != NULL ? code : name;
        entry.part = parts[0] != NULL ? name : NULL;
        entry.unit = unit_of(name, unit);
        status = add_entry(comparing, &entry, err);
    }
    return status;
}

static int compare_texts(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return (left != NULL) - (right != NULL);
    return strcmp(left, right);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->park != b->park) return a->park < b->park ? -1 : 1;
    if (a->source != b->source) return a->source < b->source ? -1 : 1;
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : compare_texts(a->part, b->part);
}

/* ---- causes ---- */

static bool is_about_idle(const struct lg_diff_figure *figure)
{
    static const char *const codes[] = {"idle_ha", "idle_rate", "C11", NULL};
    return is_one_of(figure->code, codes);
}

/* Whether rules differ that a figure follows: those of the clock move it through its parcels. */
static bool rules_differ(const struct lg_diff *diff, bool is_idle, bool is_score)
{
    static const char *const others[] = {"idle.",    "reactivation.", "priority.",
                                         "options.", "option_table.", "evidence.",
                                         "low_",     "baselines.",    "expected_constraints."};
    for (size_t i = 0; i < diff->rule_count; i++) {
        const char *key = diff->rules[i].key;
        bool is_other = false;
        for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++) {
            is_other = is_other || strncmp(key, others[k], strlen(others[k])) == 0;
        }
        if (!is_other) return true;
        if ((is_idle || is_score) && strcmp(key, "reactivation.idle_from") == 0) return true;
    }
    return false;
}

static unsigned cause_of(const struct lg_diff *diff, const struct lg_diff_figure *figure)
{
    const struct lg_diff_park *park = &diff->parks[figure->park];
    bool is_idle = is_about_idle(figure);
    bool is_score = strcmp(figure->source, "scores") == 0 || strcmp(figure->code, "score") == 0;
    unsigned cause = is_idle ? park->idle_cause : park->data_cause;
    if (is_score) cause |= park->idle_cause;
    if (is_idle && cause == 0) cause = park->data_cause;
    if (rules_differ(diff, is_idle, is_score)) cause |= LG_CAUSE_RULES;
    cause &= ~(unsigned)LG_CAUSE_ANY_ONE;
    if (cause != 0) return cause;
    /* No parcel moved: then it was something of the park itself, or how it is computed. */
    if ((diff->factors & LG_CAUSE_DATA) != 0) return LG_CAUSE_DATA;
    return (diff->factors & LG_CAUSE_PROGRAM) != 0 ? LG_CAUSE_PROGRAM : diff->factors;
}

static double noise_of(const struct lg_diff_figure *figure)
{
    const char *name = figure->part != NULL ? figure->part : figure->code;
    if (ends_in_ha(name)) return NOISE_HA;
    if (strcmp(name, "parcels") == 0 || strcmp(name, "rank") == 0) return 0.5;
    if (figure->part == NULL) return NOISE_OTHER;
    return NOISE_DIGITS * fmax(fabs(figure->value[LG_DIFF_OLD]), fabs(figure->value[LG_DIFF_NEW]));
}

/* ---- both sides ---- */

/* Why a side has no value. @param is_uncomparable  out: the whole table is not there */
static const char *lack_of(struct comparing *comparing, const struct lg_diff_figure *figure,
                           const struct entry *entry, int which, bool *is_uncomparable)
{
    const struct lg_diffing *diffing = comparing->diffing;
    const char *lack = lg_result_lack(diffing->result, sources[comparing->source].tables[which]);
    *is_uncomparable = lack != NULL;
    if (lack != NULL) return lack;
    if (!diffing->diff.parks[figure->park].is_there[which]) {
        return which == LG_DIFF_OLD ? "park not in the old result" : "park not in the new result";
    }
    if (entry != NULL && entry->reason != NULL) return entry->reason;
    return which == LG_DIFF_OLD ? "no value in the old result" : "no value in the new result";
}

/* A place among others moves when they do: no change of the park itself. */
static bool is_place(const struct lg_diff_figure *figure)
{
    return strncmp(figure->part != NULL ? figure->part : figure->code, "rank", 4) == 0;
}

static enum lg_status add_figure(struct comparing *comparing, const struct entry *old_entry,
                                 const struct entry *new_entry, struct lg_error *err)
{
    struct lg_diff *diff = &comparing->diffing->diff;
    const struct entry *entries[LG_DIFF_SIDES] = {old_entry, new_entry};
    const struct entry *known = new_entry != NULL ? new_entry : old_entry;
    struct lg_diff_figure *figure = &diff->figures[diff->figure_count];
    bool is_uncomparable = false;
    if (known == NULL) return LG_OK;
    *figure = (struct lg_diff_figure){
        .park = known->park,
        .source = sources[known->source].name,
        .code = known->code,
        .part = known->part,
        .unit = known->unit,
    };
    comparing->source = known->source;
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        figure->value[which] = entries[which] != NULL ? entries[which]->value : (double)NAN;
    }
    if (isnan(figure->value[LG_DIFF_OLD]) && isnan(figure->value[LG_DIFF_NEW])) return LG_OK;
    diff->figure_count++;
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        if (!isnan(figure->value[which])) continue;
        const char *lack = lack_of(comparing, figure, entries[which], which, &is_uncomparable);
        enum lg_status status = lg_diff_keep(comparing->diffing, lack, &figure->reason, err);
        if (status != LG_OK) return status;
    }
    bool is_moved =
        lg_diff_is_moved(figure->value[LG_DIFF_OLD], figure->value[LG_DIFF_NEW], noise_of(figure));
    if (!is_moved || is_uncomparable) return LG_OK;
    figure->cause = cause_of(diff, figure);
    diff->is_changed = true;
    if (is_place(figure)) return LG_OK;
    diff->parks[figure->park].has_changed = true;
    diff->parks[figure->park].changed_figures++;
    diff->parks[figure->park].cause |= figure->cause;
    return LG_OK;
}

/* Which comes next; a side that is at its end never does. */
static int compare_ends(const struct entry *from, const struct entry *to)
{
    if (from == NULL) return 1;
    return to == NULL ? -1 : compare_entries(from, to);
}

static enum lg_status merge(struct comparing *comparing, struct lg_error *err)
{
    struct lg_diff *diff = &comparing->diffing->diff;
    const size_t *count = comparing->count;
    size_t at[LG_DIFF_SIDES] = {0, 0};
    enum lg_status status = LG_OK;
    diff->figures = lg_resize(NULL, count[0] + count[1] + 1, sizeof(*diff->figures));
    if (diff->figures == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the figures");
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        if (count[which] == 0) continue;
        qsort(comparing->entries[which], count[which], sizeof(struct entry), compare_entries);
    }
    while (status == LG_OK && (at[0] < count[0] || at[1] < count[1])) {
        const struct entry *from = at[0] < count[0] ? &comparing->entries[0][at[0]] : NULL;
        const struct entry *to = at[1] < count[1] ? &comparing->entries[1][at[1]] : NULL;
        int order = compare_ends(from, to);
        if (order <= 0) at[0]++;
        if (order >= 0) at[1]++;
        status = add_figure(comparing, order <= 0 ? from : NULL, order >= 0 ? to : NULL, err);
    }
    return status;
}

static void count_parks(struct lg_diff *diff)
{
    for (size_t i = 0; i < diff->park_count; i++) {
        struct lg_diff_park *park = &diff->parks[i];
        if (park->is_there[LG_DIFF_OLD] == park->is_there[LG_DIFF_NEW]) continue;
        park->has_changed = true;
        park->cause |= lg_diff_fact_cause(diff);
        diff->is_changed = true;
    }
}

enum lg_status lg_diff_compare_figures(struct lg_diffing *diffing, struct lg_error *err)
{
    struct comparing comparing = {.diffing = diffing};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < (size_t)SOURCE_COUNT * LG_DIFF_SIDES; i++) {
        struct lg_text sql = {0};
        comparing.source = i / LG_DIFF_SIDES;
        comparing.which = (int)(i % LG_DIFF_SIDES);
        const char *table = sources[comparing.source].tables[comparing.which];
        if (lg_result_lack(diffing->result, table) != NULL) continue;
        lg_text_printf(&sql, "SELECT * FROM %s ORDER BY n", table);
        status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                            : lg_result_ask(diffing->result, sql.bytes, take_row, &comparing, err);
        lg_text_reset(&sql);
    }
    if (status == LG_OK) status = merge(&comparing, err);
    count_parks(&diffing->diff);
    free(comparing.entries[LG_DIFF_OLD]);
    free(comparing.entries[LG_DIFF_NEW]);
    return status;
}
