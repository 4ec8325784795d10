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
    const char *weight_fault; /* the weights of a tree do not add up: the message; NULL: they do */
    struct lg_arena memory;   /* of all texts, and of the lists of policy and scheme */
};

/**
 * Read rule sets in order, later ones overriding, into the rules of a model.
 *
 * What none of the named sets gives comes from the built-in set that has it; the parameter says so.
 *
 * @param names  [count] built-in names or paths of YAML files; none: kfq-2014, order53-2012,
 *               control-2008, tibet-2026, benchmarks-published
 * @param rules  out: every member set; the lists of policy and scheme live as long as the set
 * @param set    out: every parameter with its value and source; reset by the caller
 * @return LG_OK; LG_BAD_PROJECT (unknown key, bad value, no such set); LG_NO_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_rules_read(const char *const *names, size_t count,
                                          struct lg_rules *rules, struct lg_rule_set *set,
                                          struct lg_error *err);
void lg_rule_set_reset(struct lg_rule_set *set);

/**
 * Whether the weights of every node add up to 1, which they need not where evaluation.renormalise
 * is on. A call of its own, as the command line may set it after the sets are read.
 *
 * @return LG_OK; LG_BAD_PROJECT: the message has line and column of one of the weights
 * @source domain.md 1.7
 */
LG_NODISCARD enum lg_status lg_rules_check_weights(const struct lg_rules *rules,
                                                   const struct lg_rule_set *set,
                                                   struct lg_error *err);

/** Built-in rule sets: name, YAML text; ends with a NULL name. Made from src/data/rules/ at build
 * time. */
struct lg_builtin_rules {
    const char *name;
    const char *text;
};
extern const struct lg_builtin_rules lg_builtin_rules[];

/**
 * The role that joins the supply table where none is declared: id or supervision_no, whichever
 * gives more parcels a row. A row by its id stands for one parcel, so id where both give as many.
 * @param key  out: LG_PARCEL_ID or LG_PARCEL_SUPERVISION_NO
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_supply_choose_key(struct lg_model *model, enum lg_parcel_role *key,
                                                 struct lg_error *err);

/**
 * Join the supply table to the parcels: a value of the supply table stands over the parcel's own,
 * an empty cell over nothing.
 *
 * A row without a value of the key joins by its id. Rows that join nothing, parcels named by
 * several contracts (the latest counts; rows that name no other contract complete it) and values
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

/**
 * Tell of the sites that spatial/ has joined: areas, kind, holders, planned use, constraints, age;
 * bring them into order and name them.
 *
 * @param model  in: results.sites as joined, pieces.account_m2; out: the rest of results.sites
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when the sites of a park do not add up to its idle and
 *         suppliable land
 */
LG_NODISCARD enum lg_status lg_sites_tell(struct lg_model *model, struct lg_error *err);

/** Fill results.watch, ordered by due date, park-independent: parcel, event. */
LG_NODISCARD enum lg_status lg_watch_fill(struct lg_model *model, struct lg_error *err);

/*
 * The lists around the idle ledger. They need the clock, bond, and what lg_measure_parks() fills;
 * the waterfall stands before the summary.
 */

/**
 * Fill results.waterfall: per park the idle land (lg_park_sums.idle_m2), what each constraint takes
 * of it, expected constraints that are not given, seizure, and what is left.
 *
 * A forbidding layer takes what no earlier one has; a flagging one is shown with all of its area
 * and takes nothing. Seizure takes the rest of its parcels.
 *
 * @return LG_OK; LG_INTERNAL when the rows do not add up to 1e-9; LG_NO_MEMORY
 * @source domain.md 6.5
 */
LG_NODISCARD enum lg_status lg_waterfall_fill(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.idle_status and idle_summary.
 * @return LG_OK; LG_INTERNAL when the statuses of a park do not add up to its surveyed land;
 *         LG_NO_MEMORY
 * @source domain.md 6.5, last paragraph
 */
LG_NODISCARD enum lg_status lg_idle_summary_fill(struct lg_model *model, struct lg_error *err);

/** Fill results.requests: the fewest facts that decide each undecided parcel in parks. */
LG_NODISCARD enum lg_status lg_requests_fill(struct lg_model *model, struct lg_error *err);

/** Fill results.holders; parks that lie in another one are not counted again. */
LG_NODISCARD enum lg_status lg_holders_fill(struct lg_model *model, struct lg_error *err);

#endif
