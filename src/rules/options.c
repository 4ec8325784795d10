/*
 * What may be done about stock land: the rows of the option table that hold for a parcel, in order.
 * And whether land that is still to be supplied can be.
 */
#include "base/answer.h"
#include "base/grow.h"
#include "base/text.h"
#include "rules/facts.h"
#include "rules/parcel_land.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* What the conditions of the table are held against; NULL and NaN: not known. */
struct circumstances {
    double forbid_share;
    const char *cause, *status, *stock_class, *bond, *seized, *started;
    enum lg_use_group group;
};

/* Words for "none" beside those of lg_answer_read(): any other text names a court or a case. */
static bool says_none(const char *text)
{
    static const char *const words[] = {"无", "未查封", "无查封", "未", "-", "/", "none"};
    size_t length = strlen(text);
    const char *trimmed = lg_text_trim(text, &length);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strlen(words[i]) == length && memcmp(words[i], trimmed, length) == 0) return true;
    }
    return false;
}

static const char *seized_of(const struct lg_table *table, size_t parcel)
{
    const char *text = lg_table_text(table, LG_PARCEL_SEIZED, parcel);
    switch (lg_answer_read(text)) {
    case LG_ANSWER_NONE:
        return NULL;
    case LG_ANSWER_NO:
        return "no";
    case LG_ANSWER_YES:
        return "yes";
    case LG_ANSWER_WRONG:
        return says_none(text) ? "no" : "yes";
    }
    return NULL;
}

/* The approved use, else the current one, each in its declared system. */
static enum lg_use_group group_of(const struct lg_model *model, size_t parcel)
{
    static const struct {
        size_t role, system;
    } uses[] = {{LG_PARCEL_APPROVED_USE, 1}, {LG_PARCEL_CURRENT_USE, 0}};
    for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++) {
        const char *code = lg_table_text(&model->parcels.table, uses[i].role, parcel);
        const struct lg_use_entry *entry = lg_use_find(model->use_systems[uses[i].system], code);
        if (entry != NULL && entry->group != LG_GROUP_NONE) return entry->group;
    }
    return LG_GROUP_NONE;
}

static struct circumstances look_at(const struct lg_model *model,
                                    const struct lg_parcel_lands *lands, size_t parcel)
{
    const struct lg_parcels *parcels = &model->parcels;
    lg_date start_on = lg_table_date(&parcels->table, LG_PARCEL_START_ON, parcel);
    bool has_started = start_on != LG_DATE_NONE && start_on <= model->as_of;
    return (struct circumstances){
        .forbid_share = lg_parcel_forbidden_share(lands, parcel),
        .cause = parcels->idle[parcel].cause,
        .status = lg_idle_status_code(parcels->idle[parcel].status),
        .stock_class = parcels->stock_class[parcel],
        .bond = parcels->bond[parcel],
        .seized = seized_of(&parcels->table, parcel),
        .started = has_started ? "yes" : "no",
        .group = group_of(model, parcel),
    };
}

/* A condition of several words; a value that is not known meets none of them. */
static bool meets_any(const char *const *words, const char *value)
{
    if (words[0] == NULL) return true;
    for (size_t i = 0; value != NULL && words[i] != NULL; i++) {
        if (strcmp(words[i], value) == 0) return true;
    }
    return false;
}

static bool meets(const char *word, const char *value)
{
    return word == NULL || (value != NULL && strcmp(word, value) == 0);
}

static bool holds(const struct lg_option_rule *rule, const struct circumstances *here)
{
    /* The negated comparison refuses NaN, too. */
    if (!isnan(rule->forbid_share_over) && !(here->forbid_share > rule->forbid_share_over)) {
        return false;
    }
    bool has_group = rule->groups == 0 || (here->group != LG_GROUP_NONE &&
                                           (rule->groups >> (unsigned)here->group & 1U) != 0);
    return has_group && meets_any(rule->cause, here->cause) &&
           meets_any(rule->status, here->status) &&
           meets_any(rule->stock_class, here->stock_class) && meets(rule->bond, here->bond) &&
           meets(rule->seized, here->seized) && meets(rule->started, here->started);
}

static void choose(const struct lg_policy *policy, const struct circumstances *here,
                   const char **first, const char **second)
{
    for (size_t row = 0; row < policy->option_rule_count && *second == NULL; row++) {
        const struct lg_option_rule *rule = &policy->option_rules[row];
        if (!holds(rule, here)) continue;
        for (size_t i = 0; rule->options[i] != NULL && *second == NULL; i++) {
            if (*first == NULL) {
                *first = rule->options[i];
            } else if (strcmp(*first, rule->options[i]) != 0) {
                *second = rule->options[i];
            }
        }
    }
}

/* Land that waits for something to be done about it, or that an authority has found idle. */
static bool is_asked(const struct lg_model *model, size_t parcel)
{
    static const char *const classes[] = {"S1b", "S2c", "S3b", NULL};
    const char *stock_class = model->parcels.stock_class[parcel];
    return (stock_class != NULL && meets_any(classes, stock_class)) ||
           lg_parcel_is_found_idle(model, parcel);
}

/* domain.md 6.2: land of state E with no more under forbidding layers than the tolerance. */
static const char *suppliable_of(const struct lg_model *model, const struct lg_parcel_lands *lands,
                                 size_t parcel)
{
    if (!lg_state_is_within(model->parcels.supply_state[parcel], LG_STATE_E)) return NULL;
    double share = lg_parcel_forbidden_share(lands, parcel);
    if (isnan(share)) return "nodata";
    return share <= model->rules.forbid_share_max ? "yes" : "no";
}

static enum lg_status size_columns(struct lg_parcels *parcels, struct lg_error *err)
{
    size_t count = parcels->table.count > 0 ? parcels->table.count : 1;
    const char ***columns[] = {&parcels->suppliable, &parcels->option_first,
                               &parcels->option_second};
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        const char **column = lg_resize((void *)*columns[i], count, sizeof(*column));
        if (column == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for the options of %zu parcels", count);
        }
        *columns[i] = column;
    }
    return LG_OK;
}

enum lg_status lg_options_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    assert(parcels->table.count == 0 || parcels->stock_class != NULL);

    struct lg_parcel_lands lands = {.model = NULL};
    enum lg_status status = size_columns(parcels, err);
    if (status == LG_OK) status = lg_parcel_lands_init(&lands, model, err);
    for (size_t parcel = 0; status == LG_OK && parcel < parcels->table.count; parcel++) {
        parcels->suppliable[parcel] = suppliable_of(model, &lands, parcel);
        parcels->option_first[parcel] = NULL;
        parcels->option_second[parcel] = NULL;
        if (!is_asked(model, parcel)) continue;
        struct circumstances here = look_at(model, &lands, parcel);
        choose(&model->rules.policy, &here, &parcels->option_first[parcel],
               &parcels->option_second[parcel]);
    }
    lg_parcel_lands_reset(&lands);
    return status;
}
