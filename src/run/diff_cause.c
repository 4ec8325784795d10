/*
 * What changed in each pair of parcels, and why: the clock is judged again with the facts, the
 * rules and the day of either run; what else moved goes by what can have moved it.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool differ(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return left != right;
    return strcmp(left, right) != 0;
}

bool lg_diff_is_moved(double old_value, double new_value, double noise)
{
    if (isnan(old_value) || isnan(new_value)) return isnan(old_value) != isnan(new_value);
    double largest = fmax(fabs(old_value), fabs(new_value));
    return fabs(new_value - old_value) > fmax(noise, LG_DIFF_RATIO * largest);
}

unsigned lg_diff_fact_cause(const struct lg_diff *diff)
{
    /* The same files give other facts only to another program, or by other options. */
    if ((diff->factors & LG_CAUSE_DATA) != 0) return LG_CAUSE_DATA;
    unsigned others = diff->factors & (LG_CAUSE_RULES | LG_CAUSE_PROGRAM);
    return others != 0 ? others : diff->factors & LG_CAUSE_TIME;
}

bool lg_diff_is_idle(const char *status)
{
    return status != NULL && strncmp(status, "IDLE", 4) == 0;
}

int lg_diff_status_rank(const char *status)
{
    static const struct {
        const char *status;
        int rank;
    } ranks[] = {
        {"N_A", 0},       {"DONE", 0}, {"ACTIVE", 0}, {"WAIT", 0},   {"LATE_FIN", 1},
        {"SUSPENDED", 1}, {"LATE", 2}, {"IDLE1", 3},  {"IDLE_S", 3}, {"IDLE2", 4},
    };
    for (size_t i = 0; status != NULL && i < sizeof(ranks) / sizeof(ranks[0]); i++) {
        if (strcmp(ranks[i].status, status) == 0) return ranks[i].rank;
    }
    return -1;
}

/* ---- the clock ---- */

/* What the clock says with the new facts, rules, day where the bit is set, else the old. */
static const char *judge(const struct lg_diff *diff, const struct lg_diff_parcel *const of[2],
                         unsigned taken)
{
    const struct lg_idle_facts *facts = &of[(taken & LG_CAUSE_DATA) != 0]->clock;
    const struct lg_idle_rules *rules = &diff->sides[(taken & LG_CAUSE_RULES) != 0].rules;
    lg_date as_of = diff->sides[(taken & LG_CAUSE_TIME) != 0].as_of;
    return lg_idle_status_code(lg_idle_judge(rules, facts, as_of).status);
}

static unsigned count_bits(unsigned bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

/*
 * The fewest of facts, rules and day that lead from the old status to the new one. Where several
 * do so alone, all of them, marked.
 */
static unsigned find_clock_cause(const struct lg_diff *diff,
                                 const struct lg_diff_parcel *const of[2])
{
    const char *wanted = of[LG_DIFF_NEW]->text[LG_DIFF_IDLE_STATUS];
    const unsigned all = LG_CAUSE_DATA | LG_CAUSE_RULES | LG_CAUSE_TIME;
    for (unsigned size = 1; size <= 3; size++) {
        unsigned found = 0;
        unsigned ways = 0;
        for (unsigned taken = 1; taken <= all; taken++) {
            if (count_bits(taken) != size || differ(judge(diff, of, taken), wanted)) continue;
            found |= taken;
            ways++;
        }
        if (ways == 0) continue;
        return size == 1 && ways > 1 ? found | LG_CAUSE_ANY_ONE : found;
    }
    return 0;
}

/* Whether facts as the program saw them differ; the area is compared by itself. */
static bool facts_differ(const struct lg_diff_parcel *const of[2])
{
    return differ(of[LG_DIFF_OLD]->facts, of[LG_DIFF_NEW]->facts);
}

/* All that differs between the runs and can have moved a figure of these parcels. */
static unsigned suspects(const struct lg_diff *diff, bool has_other_facts, bool has_other_rules,
                         bool by_time)
{
    unsigned cause = has_other_facts ? lg_diff_fact_cause(diff) : 0;
    if (has_other_rules) cause |= LG_CAUSE_RULES;
    if (by_time) cause |= diff->factors & LG_CAUSE_TIME;
    return cause != 0 ? cause : diff->factors & LG_CAUSE_PROGRAM;
}

/* Whether rules differ whose keys begin with one of these; NULL ends them. */
static bool rules_differ(const struct lg_diff *diff, const char *const *prefixes)
{
    for (size_t i = 0; i < diff->rule_count; i++) {
        for (size_t k = 0; prefixes[k] != NULL; k++) {
            if (strncmp(diff->rules[i].key, prefixes[k], strlen(prefixes[k])) == 0) return true;
        }
    }
    return false;
}

static unsigned clock_cause(const struct lg_diff *diff, const struct lg_diff_parcel *const of[2])
{
    static const char *const clock_rules[] = {"idle.", NULL};
    bool is_judged = of[LG_DIFF_OLD]->has_clock && of[LG_DIFF_NEW]->has_clock;
    unsigned none = 0;
    /* Judged again, each side must say what it wrote: else it was another program's clock. */
    if (is_judged && !differ(judge(diff, of, none), of[LG_DIFF_OLD]->text[LG_DIFF_IDLE_STATUS])) {
        unsigned cause = find_clock_cause(diff, of);
        if (cause != 0) return cause;
    }
    return suspects(diff, facts_differ(of), rules_differ(diff, clock_rules), true);
}

/* ---- fields ---- */

static unsigned cause_of(const struct lg_diff *diff, const struct lg_diff_pair *pair,
                         const struct lg_diff_parcel *const of[2], enum lg_diff_field field)
{
    static const char *const low_rules[] = {"low_efficiency.", "baselines.", "low_weights.", "run.",
                                            NULL};
    static const char *const use_rules[] = {"industrial_types.", "reactivation.forbid_share_max",
                                            "reactivation.plan_share_min", NULL};
    static const char *const stock_rules[] = {"reactivation.approval_years", "low_efficiency.",
                                              "baselines.", "low_weights.", NULL};
    switch (field) {
    case LG_DIFF_IDLE_STATUS:
        return clock_cause(diff, of);
    case LG_DIFF_STOCK_CLASS:
        if ((pair->changes >> LG_DIFF_IDLE_STATUS & 1U) != 0) {
            return pair->causes[LG_DIFF_IDLE_STATUS];
        }
        return suspects(diff, facts_differ(of), rules_differ(diff, stock_rules), true);
    case LG_DIFF_LOW_EFFICIENCY:
        return suspects(diff, facts_differ(of), rules_differ(diff, low_rules), false);
    case LG_DIFF_CONVERSION:
        return suspects(diff, facts_differ(of), rules_differ(diff, use_rules), false);
    case LG_DIFF_LAND_STATE:
    case LG_DIFF_SUPPLY_STATE:
    case LG_DIFF_CURRENT_USE:
    case LG_DIFF_APPROVED_USE:
    case LG_DIFF_PLANNED_USE:
    case LG_DIFF_HOLDER:
    case LG_DIFF_AREA:
    case LG_DIFF_FIELD_COUNT:
        break;
    }
    return lg_diff_fact_cause(diff);
}

/* Of parts and unions the area says nothing that the links do not. */
static bool compares_area(enum lg_diff_relation relation)
{
    return relation != LG_DIFF_SPLIT && relation != LG_DIFF_MERGED &&
           relation != LG_DIFF_REARRANGED;
}

static enum lg_diff_idle idle_change_of(const char *from, const char *to, bool was_there,
                                        bool is_there)
{
    bool was_idle = lg_diff_is_idle(from);
    bool is_idle = lg_diff_is_idle(to);
    int rank_from = lg_diff_status_rank(from);
    int rank_to = lg_diff_status_rank(to);
    if (!is_there) return was_idle ? LG_DIFF_IDLE_GONE : LG_DIFF_IDLE_COUNT;
    if (is_idle && !was_idle) return LG_DIFF_IDLE_NEW;
    if (!was_there || !differ(from, to)) return LG_DIFF_IDLE_COUNT;
    if (rank_to < 0) return LG_DIFF_IDLE_UNKNOWN;
    if (was_idle && !is_idle) return LG_DIFF_IDLE_RESOLVED;
    if (rank_from < 0) return LG_DIFF_IDLE_DECIDED;
    if (rank_from == rank_to) return LG_DIFF_IDLE_COUNT;
    return rank_to > rank_from ? LG_DIFF_IDLE_WORSE : LG_DIFF_IDLE_BETTER;
}

static void compare_pair(const struct lg_diff *diff, struct lg_diff_pair *pair)
{
    const struct lg_diff_parcel *of[LG_DIFF_SIDES];
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        of[which] = &diff->sides[which].parcels[pair->parcel[which]];
    }
    for (int field = 0; field < LG_DIFF_TEXT_COUNT; field++) {
        if (differ(of[LG_DIFF_OLD]->text[field], of[LG_DIFF_NEW]->text[field])) {
            pair->changes |= 1U << field;
        }
    }
    double noise_m2 = fmax(LG_DIFF_AREA_M2, of[LG_DIFF_NEW]->border_m * LG_DIFF_BORDER_M);
    if (compares_area(pair->relation) &&
        lg_diff_is_moved(of[LG_DIFF_OLD]->area_m2, of[LG_DIFF_NEW]->area_m2, noise_m2)) {
        pair->changes |= 1U << LG_DIFF_AREA;
    }
    for (int field = 0; field < LG_DIFF_FIELD_COUNT; field++) {
        if ((pair->changes >> field & 1U) == 0) continue;
        pair->causes[field] = cause_of(diff, pair, of, (enum lg_diff_field)field);
        pair->cause |= pair->causes[field];
    }
    bool is_redrawn = pair->relation != LG_DIFF_SAME_SHAPE && pair->relation != LG_DIFF_SHIFTED &&
                      pair->relation != LG_DIFF_ID_ONLY;
    if (is_redrawn) pair->cause |= lg_diff_fact_cause(diff);
    /* Of several fields the causes are joined: that one alone would do holds for the field. */
    if (count_bits(pair->changes) > 1 || is_redrawn) pair->cause &= ~(unsigned)LG_CAUSE_ANY_ONE;
    pair->status = pair->changes != 0 || is_redrawn ? LG_DIFF_CHANGED : LG_DIFF_SAME;
}

static void look_at_pair(const struct lg_diff *diff, struct lg_diff_pair *pair)
{
    const char *status[LG_DIFF_SIDES] = {NULL, NULL};
    bool is_there[LG_DIFF_SIDES];
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        is_there[which] = pair->parcel[which] != LG_NO_ROW_HERE;
        if (!is_there[which]) continue;
        status[which] = diff->sides[which].parcels[pair->parcel[which]].text[LG_DIFF_IDLE_STATUS];
    }
    pair->idle_change = idle_change_of(status[0], status[1], is_there[0], is_there[1]);
    if (is_there[LG_DIFF_OLD] && is_there[LG_DIFF_NEW]) {
        compare_pair(diff, pair);
        return;
    }
    pair->status = is_there[LG_DIFF_NEW] ? LG_DIFF_APPEARED : LG_DIFF_VANISHED;
    pair->cause = lg_diff_fact_cause(diff);
}

/* A park's figures move with its parcels: by what they were told, or by their clocks. */
static void tell_parks(struct lg_diff *diff, const struct lg_diff_pair *pair)
{
    const unsigned clock_bit = 1U << LG_DIFF_IDLE_STATUS;
    const unsigned judged = clock_bit | 1U << LG_DIFF_STOCK_CLASS | 1U << LG_DIFF_LOW_EFFICIENCY |
                            1U << LG_DIFF_CONVERSION;
    bool has_facts = pair->status != LG_DIFF_CHANGED || (pair->changes & ~judged) != 0 ||
                     !(pair->relation == LG_DIFF_SAME_SHAPE || pair->relation == LG_DIFF_SHIFTED);
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        if (pair->parcel[which] == LG_NO_ROW_HERE) continue;
        const struct lg_diff_side *side = &diff->sides[which];
        const struct lg_diff_parcel *parcel = &side->parcels[pair->parcel[which]];
        for (size_t i = 0; i < parcel->row_count; i++) {
            size_t park = side->rows[parcel->first_row + i].park;
            if (park == LG_NO_ROW_HERE) continue;
            if (has_facts) diff->parks[park].data_cause |= lg_diff_fact_cause(diff);
            if (pair->idle_change == LG_DIFF_IDLE_COUNT) continue;
            diff->parks[park].idle_cause |=
                pair->status == LG_DIFF_CHANGED ? pair->causes[LG_DIFF_IDLE_STATUS] : pair->cause;
        }
    }
}

static enum lg_status list_changes(struct lg_diff *diff, struct lg_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->pair_count; i++) {
        count += count_bits(diff->pairs[i].changes);
    }
    diff->changes = lg_resize(NULL, count + 1, sizeof(*diff->changes));
    if (diff->changes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the changes");
    for (size_t i = 0; i < diff->pair_count; i++) {
        for (int field = 0; field < LG_DIFF_FIELD_COUNT; field++) {
            if ((diff->pairs[i].changes >> field & 1U) == 0) continue;
            diff->changes[diff->change_count++] =
                (struct lg_diff_change){i, (enum lg_diff_field)field};
        }
    }
    return LG_OK;
}

enum lg_status lg_diff_find_causes(struct lg_diffing *diffing, struct lg_error *err)
{
    struct lg_diff *diff = &diffing->diff;
    for (size_t i = 0; i < diff->pair_count; i++) {
        look_at_pair(diff, &diff->pairs[i]);
        if (diff->pairs[i].status == LG_DIFF_SAME) continue;
        diff->is_changed = true;
        tell_parks(diff, &diff->pairs[i]);
    }
    return list_changes(diff, err);
}
