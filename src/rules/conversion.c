/*
 * The three uses of a parcel held against each other (T2): what may be converted, and how.
 *
 * Uses of different code systems are compared by group, and within industry by the guide's class;
 * never by their digits. The truth table is in docs/method.md.
 *
 * Source: domain.md 6.3; Urban Real Estate Law (城市房地产管理法) 18 and 44, Land Administration
 * Law (土地管理法) 56 [S26]; 中发〔2020〕9号 [S90].
 */
#include "base/answer.h"
#include "base/grow.h"
#include "rules/rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GRANTED_RULE   "城市房地产管理法第18条、第44条"
#define ALLOCATED_RULE "土地管理法第56条"

struct use {
    enum lg_use_group group; /* LG_GROUP_NONE: no code, or none that has a group */
    const char *guide_class; /* of four digits; NULL: none so fine is known */
    bool is_industrial_type; /* one of those between which industry may change */
};

/* What is known of a parcel. */
struct facts {
    struct use approved, current, planned;
    enum lg_answer built;   /* none: no survey tells, and a state from the use itself does not */
    bool is_forbidden;      /* more of it lies under forbidding layers than allowed */
    enum lg_answer granted; /* no: allocated; none: the supply does not tell */
};

enum { CLASS_DIGITS = 4 };

static bool is_known(const struct use *use)
{
    return use->group != LG_GROUP_NONE;
}

static bool have_same_class(const struct use *left, const struct use *right)
{
    return left->guide_class != NULL && right->guide_class != NULL &&
           strcmp(left->guide_class, right->guide_class) == 0;
}

/*
 * Whether one use is another one than the other. One class of the guide is one use, whatever group
 * two systems put it in. Within industry the class counts, unless both are types between which
 * industry may change; a code too coarse for a class is not held against a finer one.
 */
static bool departs(const struct use *from, const struct use *to)
{
    if (have_same_class(from, to)) return false;
    if (from->group != to->group) return true;
    bool has_classes = from->guide_class != NULL && to->guide_class != NULL;
    if (from->group != LG_GROUP_IND || !has_classes) return false;
    return !(from->is_industrial_type && to->is_industrial_type);
}

/* Of one of the types, or a code that is too coarse to say which kind of industry it is. */
static bool may_be_industrial_type(const struct use *use)
{
    return use->is_industrial_type || (use->group == LG_GROUP_IND && use->guide_class == NULL);
}

/* A lawful change between types of industry: every use that is known is one, and two differ. */
static bool is_between_industrial_types(const struct facts *facts)
{
    const struct use *uses[] = {&facts->approved, &facts->current, &facts->planned};
    bool differs = false;
    for (size_t i = 0; i < 3; i++) {
        if (is_known(uses[i]) && !may_be_industrial_type(uses[i])) return false;
        for (size_t j = 0; j < i; j++) {
            bool are_types = uses[i]->is_industrial_type && uses[j]->is_industrial_type;
            differs = differs || (are_types && !have_same_class(uses[i], uses[j]));
        }
    }
    return differs && is_known(&facts->approved);
}

/* What land is before anything was built on it: no other use of what was approved. */
static bool is_earlier_use(enum lg_use_group group)
{
    return group == LG_GROUP_AGR || group == LG_GROUP_WAT || group == LG_GROUP_OTH ||
           group == LG_GROUP_RUR;
}

static const char *result_of(const struct facts *facts)
{
    const struct use *approved = &facts->approved;
    const struct use *current = &facts->current;
    const struct use *planned = &facts->planned;
    if (!is_known(approved)) return "UNDECIDED";
    if (is_between_industrial_types(facts)) return "INDUSTRIAL";
    if (is_known(current) && departs(approved, current)) {
        return facts->built == LG_ANSWER_YES ? "SUSPECTED" : "UNDECIDED";
    }
    /* Where something may stand, nobody knows whether it is what was approved. */
    if (!is_known(current) && facts->built != LG_ANSWER_NO) return "UNDECIDED";
    if (!is_known(planned)) return "UNDECIDED";
    if (departs(approved, planned)) {
        if (facts->is_forbidden) return "FORBIDDEN";
        bool is_dearer = planned->group == LG_GROUP_COM || planned->group == LG_GROUP_RES;
        bool was_dear = approved->group == LG_GROUP_COM || approved->group == LG_GROUP_RES;
        return is_dearer && !was_dear ? "PRICE" : "PLAN_DIFFERS";
    }
    return is_known(current) ? "SAME" : "UNDECIDED";
}

/* The use that the parcel has gone over to, or would; NULL: none. */
static const struct use *target_of(const struct facts *facts, const char *result)
{
    if (strcmp(result, "SAME") == 0 || strcmp(result, "UNDECIDED") == 0) return NULL;
    if (strcmp(result, "SUSPECTED") == 0) return &facts->current;
    bool is_planned =
        strcmp(result, "INDUSTRIAL") != 0 ||
        (facts->planned.is_industrial_type && !have_same_class(&facts->approved, &facts->planned));
    return is_planned ? &facts->planned : &facts->current;
}

static const char *price_adjustment_of(const struct facts *facts, const char *result,
                                       const struct use *target)
{
    if (strcmp(result, "SAME") == 0 || strcmp(result, "INDUSTRIAL") == 0) return "no";
    if (target == NULL || target->group == facts->approved.group) return "unknown";
    bool is_dear = target->group == LG_GROUP_COM || target->group == LG_GROUP_RES;
    return is_dear ? "yes" : "unknown";
}

/* The articles of a change of use: of granted, of allocated land, or of either. */
static const char *articles_of_change(enum lg_answer granted)
{
    if (granted == LG_ANSWER_YES) return GRANTED_RULE;
    if (granted == LG_ANSWER_NO) return ALLOCATED_RULE;
    return GRANTED_RULE "；" ALLOCATED_RULE;
}

static const char *site_check_of(enum lg_answer granted)
{
    if (granted == LG_ANSWER_YES) return "SITE_CHECK_GRANTED";
    if (granted == LG_ANSWER_NO) return "SITE_CHECK_ALLOCATED";
    return "SITE_CHECK";
}

static void set_procedure(struct lg_conversion *conversion, enum lg_answer granted)
{
    static const struct {
        const char *result, *step, *rule; /* NULL: by the way the land was supplied */
    } rows[] = {
        {"SAME", "NONE", ""},
        {"SUSPECTED", NULL, NULL},
        {"PLAN_DIFFERS", "CONVERT_AT_RENEWAL", NULL},
        {"INDUSTRIAL", "CONVERT_INDUSTRIAL", "中发〔2020〕9号"},
        {"PRICE", "PRICE_RECALCULATE", NULL},
        {"FORBIDDEN", "NOT_A_CANDIDATE", "reactivation.forbid_share_max"},
        {"UNDECIDED", "REQUEST_DATA", ""},
    };
    size_t row = 0;
    while (strcmp(rows[row].result, conversion->result) != 0) {
        row++;
    }
    conversion->step = rows[row].step != NULL ? rows[row].step : site_check_of(granted);
    conversion->rule = rows[row].rule != NULL ? rows[row].rule : articles_of_change(granted);
    if (conversion->rule[0] == '\0') conversion->rule = NULL;
}

static struct lg_conversion judge(struct facts facts)
{
    /* On unbuilt land the survey sees its cover, and nothing speaks against the approved use. */
    bool is_cover = facts.built == LG_ANSWER_NO && is_earlier_use(facts.current.group);
    if (is_cover && is_known(&facts.approved)) facts.current = facts.approved;
    struct lg_conversion conversion = {.result = result_of(&facts)};
    const struct use *target = target_of(&facts, conversion.result);
    conversion.from = facts.approved.group;
    conversion.to = target != NULL ? target->group : LG_GROUP_NONE;
    conversion.price_adjustment = price_adjustment_of(&facts, conversion.result, target);
    set_procedure(&conversion, facts.granted);
    return conversion;
}

static struct use use_of(const struct lg_model *model, size_t parcel, enum lg_parcel_use which)
{
    const struct lg_policy *policy = &model->rules.policy;
    const struct lg_use_entry *entry = lg_parcel_use_entry(model, parcel, which);
    struct use use = {.group = entry != NULL ? entry->group : LG_GROUP_NONE};
    if (use.group == LG_GROUP_NONE) return use;
    const char *class = lg_use_guide_class(model->use_systems[which], entry->code);
    if (class == NULL || strlen(class) < CLASS_DIGITS) return use;
    use.guide_class = class;
    for (size_t i = 0; i < policy->industrial_type_count; i++) {
        const char *type = policy->industrial_types[i];
        /* A type may also be a whole class, with everything below it. */
        if (strncmp(type, class, strlen(type)) == 0) use.is_industrial_type = true;
    }
    return use;
}

/* Only a survey tells that something stands; that nothing does, its absence tells as well. */
static enum lg_answer built_by_survey(const struct lg_parcels *parcels, size_t parcel)
{
    enum lg_state state = parcels->land_state[parcel];
    if (state == LG_STATE_NONE) return LG_ANSWER_NONE;
    if (!lg_state_is_within(state, LG_STATE_A)) return LG_ANSWER_NO;
    return parcels->land_state_guessed[parcel] ? LG_ANSWER_NONE : LG_ANSWER_YES;
}

/* Allocated by its state or mode; granted by what is paid for. */
static enum lg_answer granted_by_supply(const struct lg_parcels *parcels, size_t parcel)
{
    static const char *const paid[] = {"出让",   "协议", "招标", "拍卖", "挂牌",
                                       "招拍挂", "租赁", "作价", "有偿"};
    enum lg_state state = parcels->supply_state[parcel];
    const char *mode = lg_table_text(&parcels->table, LG_PARCEL_SUPPLY_MODE, parcel);
    bool is_allocated = mode != NULL && strstr(mode, "划拨") != NULL;
    if (is_allocated || lg_state_is_within(state, LG_STATE_D1)) return LG_ANSWER_NO;
    if (lg_state_is_within(state, LG_STATE_D2)) return LG_ANSWER_YES;
    for (size_t i = 0; mode != NULL && i < sizeof(paid) / sizeof(paid[0]); i++) {
        if (strstr(mode, paid[i]) != NULL) return LG_ANSWER_YES;
    }
    return LG_ANSWER_NONE;
}

/* What of a parcel counts, and what of that lies under forbidding layers, over all its pieces. */
struct forbidden {
    double counted_m2, forbidden_m2;
};

static void sum_forbidden(const struct lg_pieces *pieces, struct forbidden *sums)
{
    if (pieces->forbidden_m2 == NULL) return;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        double counted_m2 = pieces->counted_m2[piece];
        double forbidden_m2 = pieces->forbidden_m2[piece];
        if (isnan(counted_m2) || isnan(forbidden_m2)) continue;
        sums[pieces->parcel[piece]].counted_m2 += counted_m2;
        sums[pieces->parcel[piece]].forbidden_m2 += forbidden_m2;
    }
}

enum lg_status lg_conversion_judge(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    size_t count = parcels->table.count;
    size_t row_count = count > 0 ? count : 1;
    struct forbidden *sums = calloc(row_count, sizeof(*sums));
    struct lg_conversion *rows = lg_resize(parcels->conversion, row_count, sizeof(*rows));
    if (rows != NULL) parcels->conversion = rows;
    if (rows == NULL || sums == NULL) {
        free(sums);
        return lg_fail(err, LG_NO_MEMORY, "no memory for the conversion of %zu parcels", count);
    }
    sum_forbidden(&model->pieces, sums);
    for (size_t parcel = 0; parcel < count; parcel++) {
        double limit_m2 = model->rules.forbid_share_max * sums[parcel].counted_m2;
        rows[parcel] = judge((struct facts){
            .approved = use_of(model, parcel, LG_APPROVED_USE),
            .current = use_of(model, parcel, LG_CURRENT_USE),
            .planned = use_of(model, parcel, LG_PLANNED_USE),
            .built = built_by_survey(parcels, parcel),
            .is_forbidden = sums[parcel].forbidden_m2 > limit_m2,
            .granted = granted_by_supply(parcels, parcel),
        });
    }
    free(sums);
    return LG_OK;
}
