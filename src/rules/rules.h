/*
 * Rule sets as data, and what they say of each parcel.
 */
#ifndef LG_RULES_RULES_H
#define LG_RULES_RULES_H

#include "model/model.h"

/* Rule sets as read: for the run log and "landgauge rules". */
struct lg_rule_set {
    size_t name_count;
    const char **names; /* [name_count] in the order applied */
    size_t parameter_count;
    struct lg_rule_parameter *parameters; /* [parameter_count] */
    struct lg_rule_list lists[LG_RULE_LIST_COUNT];
    struct lg_arena memory; /* of all texts, and of the lists of struct lg_policy */
};

/**
 * Read rule sets in order, later ones overriding, into the rules of a model.
 *
 * What none of the named sets gives comes from the built-in set that has it; the parameter says so.
 *
 * @param names  [count] built-in names or paths of YAML files; none: kfq-2014, order53-2012,
 *               control-2008, tibet-2026
 * @param rules  out: every member set; the policy's lists live as long as the set
 * @param set    out: every parameter with its value and source; reset by the caller
 * @return LG_OK; LG_BAD_PROJECT (unknown key, bad value, no such set); LG_NO_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_rules_read(const char *const *names, size_t count,
                                          struct lg_rules *rules, struct lg_rule_set *set,
                                          struct lg_error *err);
void lg_rule_set_reset(struct lg_rule_set *set);

/** Built-in rule sets: name, YAML text; ends with a NULL name. Made from src/data/rules/ at build
 * time. */
struct lg_builtin_rules {
    const char *name;
    const char *text;
};
extern const struct lg_builtin_rules lg_builtin_rules[];

/**
 * Join the supply table to the parcels: a value of the supply table stands over the parcel's own.
 *
 * Rows that join nothing, parcels named by several rows (the latest contract counts) and values
 * that differ are findings (W_JOIN, W_SUPPLY).
 *
 * @param key  parcel role that joins: LG_PARCEL_ID or LG_PARCEL_SUPERVISION_NO ...
 */
LG_NODISCARD enum lg_status lg_supply_join(struct lg_model *model, enum lg_parcel_role key,
                                           struct lg_error *err);

/**
 * Fill parcels.idle, stock_class and bond: the clock of every parcel. Needs land_state and
 * supply_state.
 */
LG_NODISCARD enum lg_status lg_idle_judge_parcels(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.low and parcels.low_efficiency, and set stock_class S3b: industrial land that is
 * built (A2) against the baselines of its industry. Needs pieces.floor_area_m2 and the money.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 2.7, 2.8
 */
LG_NODISCARD enum lg_status lg_low_use_judge(struct lg_model *model, struct lg_error *err);

/**
 * Fill parcels.suppliable, option_first and option_second: what may be done about the land. Needs
 * the final stock_class.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 6.2 (CANSUPPLY), 6.5
 */
LG_NODISCARD enum lg_status lg_options_fill(struct lg_model *model, struct lg_error *err);

/** Fill parcels.priority of the land in the idle ledger. Needs pieces.account_m2. @return LG_OK;
 * LG_NO_MEMORY; @source domain.md 6.5 */
LG_NODISCARD enum lg_status lg_priority_fill(struct lg_model *model, struct lg_error *err);

/** Fill results.watch, ordered by due date, park-independent: parcel, event. */
LG_NODISCARD enum lg_status lg_watch_fill(struct lg_model *model, struct lg_error *err);

#endif
