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
    struct lg_arena memory;
};

/**
 * Read rule sets in order, later ones overriding, into the rules of a model.
 *
 * What none of the named sets gives comes from the built-in set that has it; the parameter says so.
 *
 * @param names  [count] built-in names or paths of YAML files; none: kfq-2014, order53-2012,
 *               tibet-2026
 * @param rules  out: every member set
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
 * Fill parcels.conversion: what became of approved, current and planned use (T2).
 *
 * Needs land_state, supply_state and, where there are constraint layers, pieces.forbidden_m2. No
 * case is left out: the truth table stands in docs/method.md.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 6.3
 */
LG_NODISCARD enum lg_status lg_conversion_judge(struct lg_model *model, struct lg_error *err);

/** Fill results.watch, ordered by due date, park-independent: parcel, event. */
LG_NODISCARD enum lg_status lg_watch_fill(struct lg_model *model, struct lg_error *err);

#endif
