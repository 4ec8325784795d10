/*
 * How the two runs were told to judge: parameters, lists of the rule sets, options.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Key, value, source and rule set of all that one run was told. % is the side. */
static const char rule_rows[] =
    "CREATE TABLE %_rule AS SELECT key, group_concat(value, '; ') AS value, max(source) AS source, "
    "max(set_name) AS set_name FROM ("
    "SELECT json_extract(p.value, '$.key') AS key, json_extract(p.value, '$.value') AS value, "
    "json_extract(p.value, '$.source') AS source, json_extract(p.value, '$.set') AS set_name FROM "
    "%_run, json_each(text, '$.parameters') p "
    "UNION ALL SELECT 'run.' || p.key, p.value, NULL, NULL FROM %_run, json_each(text, "
    "'$.options') "
    "p WHERE p.key IN ('area', 'repair', 'overlaps', 'evidence') "
    "UNION ALL SELECT 'options.' || json_extract(p.value, '$.code'), json_remove(p.value, "
    "'$.code', '$.set', '$.source'), json_extract(p.value, '$.source'), json_extract(p.value, "
    "'$.set') FROM %_run, json_each(text, '$.policy.options') p "
    "UNION ALL SELECT printf('option_table.%02d', p.key + 1), json_remove(p.value, '$.set', "
    "'$.source'), json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, "
    "json_each(text, '$.policy.option_table') p "
    "UNION ALL SELECT 'baselines.' || ifnull(json_extract(p.value, '$.edition'), '*') || '.' || "
    "ifnull(json_extract(p.value, '$.industry'), '*') || '.' || f.key, f.value, "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.baselines') p, json_each(p.value) f WHERE f.key NOT IN ('edition', 'industry', "
    "'set', 'source') "
    "UNION ALL SELECT 'low_weights.' || json_extract(p.value, '$.item'), json_extract(p.value, "
    "'$.value'), json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, "
    "json_each(text, '$.policy.low_weights') p "
    "UNION ALL SELECT 'expected_constraints.' || json_extract(p.value, '$.name'), 'yes', "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.expected_constraints') p "
    "UNION ALL SELECT 'industrial_types.' || json_extract(p.value, '$.code'), 'yes', "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.industrial_types') p "
    "UNION ALL SELECT * FROM %_scheme) WHERE key IS NOT NULL GROUP BY key ORDER BY key";

/* What parks are evaluated by: each weight that counts stands with its node and its parent. */
static const char scheme_rows[] =
    "CREATE TABLE %_scheme AS SELECT 'trees.' || json_extract(t.value, '$.type') || '.' || "
    "json_extract(t.value, '$.scope') || '.' || json_extract(p.value, '$.code') AS key, "
    "ifnull(json_extract(p.value, '$.parent') || ' ', '') || json_extract(p.value, '$.weight') AS "
    "value, json_extract(p.value, '$.source') AS source, json_extract(p.value, '$.set') AS "
    "set_name FROM %_run, json_each(text, '$.policy.trees') t, json_each(t.value, '$.nodes') p "
    "UNION ALL SELECT 'ideals.' || json_extract(p.value, '$.of') || ifnull('.' || "
    "json_extract(p.value, '$.park'), '') || ifnull('.' || (SELECT group_concat(r.value, '+') FROM "
    "json_each(p.value, '$.type') r), '') || ifnull('.' || (SELECT group_concat(r.value, '+') FROM "
    "json_each(p.value, '$.scope') r), ''), json_extract(p.value, '$.value'), "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.ideals') p "
    "UNION ALL SELECT 'benchmarks.' || json_extract(p.value, '$.line') || '.' || "
    "json_extract(p.value, '$.of') || ifnull('.' || (SELECT group_concat(r.value, '+') FROM "
    "json_each(p.value, '$.type') r), ''), json_extract(p.value, '$.value'), json_extract(p.value, "
    "'$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.benchmarks') p "
    "UNION ALL SELECT l.key || '.' || json_extract(p.value, '$.code'), json_remove(p.value, "
    "'$.code', '$.set', '$.source'), json_extract(p.value, "
    "'$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, '$.policy') l, "
    "json_each(l.value) p WHERE l.key IN ('indicators', 'bands') "
    "UNION ALL SELECT 'compliance.' || json_extract(p.value, '$.code'), json_extract(p.value, "
    "'$.value') || ' ' || json_extract(p.value, '$.operator') || ' ' || "
    "ifnull(json_extract(p.value, "
    "'$.threshold'), 'none') || ', weight ' || json_extract(p.value, '$.weight'), "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.compliance') p "
    "UNION ALL SELECT 'flags.' || json_extract(f.value, '$.code') || '.' || json_extract(p.value, "
    "'$.case') || '.' || json_extract(p.value, '$.name'), json_extract(p.value, '$.value') || ' ' "
    "|| json_extract(p.value, '$.operator') || ' ' || json_extract(p.value, '$.threshold'), "
    "json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, json_each(text, "
    "'$.policy.flags') f, json_each(f.value, '$.conditions') p "
    "UNION ALL SELECT printf('park_classes.%02d', p.key + 1), json_extract(p.value, '$.text') || "
    "' ' || json_extract(p.value, '$.class'), json_extract(p.value, '$.source'), "
    "json_extract(p.value, '$.set') FROM %_run, json_each(text, '$.policy.park_classes') p "
    "UNION ALL SELECT 'region_places.' || json_extract(p.value, '$.name'), json_extract(p.value, "
    "'$.code'), json_extract(p.value, '$.source'), json_extract(p.value, '$.set') FROM %_run, "
    "json_each(text, '$.policy.region_places') p";

/* An older result says nothing of the evaluation: that is no other rule. */
static const char forget_old[] =
    "DELETE FROM old_scheme WHERE NOT EXISTS (SELECT 1 FROM new_scheme)";
static const char forget_new[] =
    "DELETE FROM new_scheme WHERE NOT EXISTS (SELECT 1 FROM old_scheme)";

static const char changed_rows[] =
    "SELECT k.key, CAST(o.value AS TEXT) AS old_value, CAST(w.value AS TEXT) AS new_value, "
    "o.source "
    "AS old_source, w.source AS new_source, o.set_name AS old_set, w.set_name AS new_set FROM "
    "(SELECT key FROM old_rule UNION SELECT key FROM new_rule) k LEFT JOIN "
    "old_rule o ON o.key = k.key LEFT JOIN new_rule w ON w.key = k.key WHERE CAST(o.value AS TEXT) "
    "IS NOT CAST(w.value AS TEXT) ORDER BY k.key";

static enum lg_status make_table(struct lg_diffing *diffing, const char *rows,
                                 enum lg_diff_which which, struct lg_error *err)
{
    struct lg_text sql = {0};
    for (const char *at = rows; *at != '\0'; at++) {
        if (*at == '%' && at[1] == '_') {
            lg_text_add_text(&sql, lg_diff_side_name(which));
        } else {
            lg_text_add_char(&sql, *at);
        }
    }
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_result_do(diffing->result, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

static enum lg_status take_rule(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct lg_diffing *diffing = user;
    struct lg_diff *diff = &diffing->diff;
    struct lg_diff_rule *rules = lg_resize(diff->rules, diff->rule_count + 1, sizeof(*diff->rules));
    if (rules == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the rules");
    diff->rules = rules;
    struct lg_diff_rule *rule = &rules[diff->rule_count++];
    *rule = (struct lg_diff_rule){.key = NULL};
    const char **const places[] = {
        &rule->key,
        &rule->value[LG_DIFF_OLD],
        &rule->value[LG_DIFF_NEW],
        &rule->source[LG_DIFF_OLD],
        &rule->source[LG_DIFF_NEW],
        &rule->set[LG_DIFF_OLD],
        &rule->set[LG_DIFF_NEW],
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(places) / sizeof(places[0]); i++) {
        status = lg_diff_keep(diffing, lg_result_row_text(row, (int)i), places[i], err);
    }
    return status;
}

/* The clock's parameters; one that a run does not say is that of Order 53. */
static void set_parameter(struct lg_idle_rules *rules, const char *key, const char *value)
{
    double number = strtod(value, NULL);
    const struct {
        const char *key;
        int *place;
    } counts[] = {
        {"idle.years_first", &rules->years_first},
        {"idle.years_second", &rules->years_second},
        {"idle.suspended_years", &rules->suspended_years},
        {"idle.handover_plus_years", &rules->handover_plus_years},
        {"idle.developed_numerator", &rules->developed_numerator},
        {"idle.developed_denominator", &rules->developed_denominator},
    };
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        if (strcmp(counts[i].key, key) == 0) *counts[i].place = (int)number;
    }
    if (strcmp(key, "idle.invested_ratio_min") == 0) rules->invested_ratio_min = number;
    if (strcmp(key, "idle.fee_ratio") == 0) rules->fee_ratio = number;
    if (strcmp(key, "idle.anniversary") == 0) {
        rules->anniversary_inclusive = strcmp(value, "inclusive") == 0;
    }
    if (strcmp(key, "idle.built_is_done") == 0) rules->built_is_done = strcmp(value, "true") == 0;
}

static enum lg_status take_parameter(void *user, const struct lg_result_row *row,
                                     struct lg_error *err)
{
    (void)err;
    const char *value = lg_result_row_text(row, 1);
    if (value != NULL) set_parameter(user, lg_result_row_text(row, 0), value);
    return LG_OK;
}

/*
 * The ledger writes shares with six digits: what is a limit to within these was the limit, as a
 * third has no digits that end.
 */
static void snap_share(struct lg_idle_facts *facts, const struct lg_idle_rules *rules)
{
    double limit = (double)rules->developed_numerator / (double)rules->developed_denominator;
    if (fabs(facts->developed_pct / 100.0 - limit) > 0.51e-6) return;
    facts->due_area_m2 = rules->developed_denominator;
    facts->developed_area_m2 = rules->developed_numerator;
}

static bool differ(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return left != right;
    return strcmp(left, right) != 0;
}

static unsigned find_factors(const struct lg_diff *diff)
{
    const struct lg_diff_side *from = &diff->sides[LG_DIFF_OLD];
    const struct lg_diff_side *to = &diff->sides[LG_DIFF_NEW];
    unsigned factors = 0;
    if (differ(from->inputs, to->inputs)) factors |= LG_CAUSE_DATA;
    if (diff->rule_count > 0) factors |= LG_CAUSE_RULES;
    if (from->as_of != to->as_of) factors |= LG_CAUSE_TIME;
    if (differ(from->version, to->version)) factors |= LG_CAUSE_PROGRAM;
    return factors;
}

enum lg_status lg_diff_read_rules(struct lg_diffing *diffing, struct lg_error *err)
{
    static const char *const questions[] = {
        "SELECT key, value FROM old_rule WHERE key LIKE 'idle.%'",
        "SELECT key, value FROM new_rule WHERE key LIKE 'idle.%'",
    };
    struct lg_diff *diff = &diffing->diff;
    enum lg_status status = LG_OK;
    for (int which = 0; status == LG_OK && which < LG_DIFF_SIDES; which++) {
        status = make_table(diffing, scheme_rows, (enum lg_diff_which)which, err);
    }
    if (status == LG_OK) status = lg_result_do(diffing->result, forget_old, err);
    if (status == LG_OK) status = lg_result_do(diffing->result, forget_new, err);
    for (int which = 0; status == LG_OK && which < LG_DIFF_SIDES; which++) {
        struct lg_diff_side *side = &diff->sides[which];
        side->rules = lg_idle_rules_order53();
        status = make_table(diffing, rule_rows, (enum lg_diff_which)which, err);
        if (status == LG_OK) {
            status =
                lg_result_ask(diffing->result, questions[which], take_parameter, &side->rules, err);
        }
        for (size_t i = 0; status == LG_OK && i < side->parcel_count; i++) {
            snap_share(&side->parcels[i].clock, &side->rules);
        }
    }
    if (status == LG_OK) {
        status = lg_result_ask(diffing->result, changed_rows, take_rule, diffing, err);
    }
    if (status == LG_OK) diff->factors = find_factors(diff);
    return status;
}
