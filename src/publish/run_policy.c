#include "publish/run_policy.h"

#include "base/units.h"
#include "publish/run_scheme.h"
#include "publish/sheet.h"

static void add_lists(struct lg_json *json, const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "lists");
    for (size_t i = 0; lists != NULL && i < LG_RULE_LIST_COUNT; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "key", lists[i].key);
        lg_json_text(json, "set", lists[i].set);
        lg_json_int(json, "count", (int64_t)lists[i].count);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_options(struct lg_json *json, const struct lg_policy *policy)
{
    lg_json_open_array(json, "options");
    for (size_t i = 0; i < policy->option_count; i++) {
        const struct lg_option *option = &policy->options[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "code", option->code);
        lg_json_text(json, "zh", option->name[LG_CHINESE]);
        lg_json_text(json, "en", option->name[LG_ENGLISH]);
        lg_json_text(json, "basis", option->basis);
        lg_json_text(json, "set", option->set);
        lg_json_text(json, "source", option->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_words(struct lg_json *json, const char *key, const char *const *words)
{
    if (words[0] == NULL) return;
    lg_json_open_array(json, key);
    for (size_t i = 0; words[i] != NULL; i++) {
        lg_json_text(json, NULL, words[i]);
    }
    lg_json_close_array(json);
}

static void add_conditions(struct lg_json *json, const struct lg_option_rule *rule)
{
    lg_json_open_object(json, "if");
    if (!isnan(rule->forbid_share_over)) {
        lg_json_number(json, "forbid_share_over", rule->forbid_share_over, LG_DECIMALS_RATIO);
    }
    add_words(json, "cause", rule->cause);
    add_words(json, "status", rule->status);
    add_words(json, "stock_class", rule->stock_class);
    if (rule->groups != 0) {
        lg_json_open_array(json, "groups");
        for (unsigned group = 1; group < LG_GROUP_COUNT; group++) {
            if ((rule->groups >> group & 1U) == 0) continue;
            lg_json_text(json, NULL, lg_use_groups[group].code);
        }
        lg_json_close_array(json);
    }
    if (rule->bond != NULL) lg_json_text(json, "bond", rule->bond);
    if (rule->seized != NULL) lg_json_text(json, "seized", rule->seized);
    if (rule->started != NULL) lg_json_text(json, "started", rule->started);
    lg_json_close_object(json);
}

static const char *set_of(const struct lg_rule_list *lists, enum lg_rule_list_kind kind)
{
    return lists == NULL ? NULL : lists[kind].set;
}

static void add_option_table(struct lg_json *json, const struct lg_policy *policy,
                             const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "option_table");
    for (size_t i = 0; i < policy->option_rule_count; i++) {
        const struct lg_option_rule *rule = &policy->option_rules[i];
        lg_json_open_object(json, NULL);
        add_conditions(json, rule);
        add_words(json, "options", rule->options);
        lg_json_text(json, "set", set_of(lists, LG_LIST_OPTION_TABLE));
        lg_json_text(json, "source", rule->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_figure(struct lg_json *json, const char *key, double value)
{
    if (!isnan(value)) lg_json_number(json, key, value, LG_DECIMALS_RATIO);
}

static void add_baselines(struct lg_json *json, const struct lg_policy *policy,
                          const struct lg_rule_list *lists)
{
    static const double wan_per_ha = LG_M2_PER_HA / LG_YUAN_PER_WAN;
    lg_json_open_array(json, "baselines");
    for (size_t i = 0; i < policy->baseline_count; i++) {
        const struct lg_baseline *row = &policy->baselines[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "edition", row->edition);
        lg_json_text(json, "industry", row->industry);
        add_figure(json, "far_min", row->far_min);
        add_figure(json, "coefficient_min", row->coefficient_min);
        add_figure(json, "investment_wan_per_ha_min", row->investment_yuan_per_m2_min * wan_per_ha);
        add_figure(json, "revenue_wan_per_ha_min", row->revenue_yuan_per_m2_min * wan_per_ha);
        add_figure(json, "tax_wan_per_ha_min", row->tax_yuan_per_m2_min * wan_per_ha);
        lg_json_text(json, "set", set_of(lists, LG_LIST_BASELINES));
        lg_json_text(json, "source", row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_weights(struct lg_json *json, const struct lg_policy *policy,
                        const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "low_weights");
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "item", lg_low_item_names[i]);
        lg_json_number(json, "value", policy->low_weights[i], LG_DECIMALS_RATIO);
        lg_json_text(json, "set", set_of(lists, LG_LIST_LOW_WEIGHTS));
        lg_json_text(json, "source", policy->low_weight_sources[i]);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_names(struct lg_json *json, const struct lg_policy *policy,
                      const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "expected_constraints");
    for (size_t i = 0; i < policy->expected_count; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "name", policy->expected[i].name);
        lg_json_text(json, "set", set_of(lists, LG_LIST_EXPECTED_CONSTRAINTS));
        lg_json_text(json, "source", policy->expected[i].source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
    lg_json_open_array(json, "industrial_types");
    for (size_t i = 0; i < policy->industrial_type_count; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "code", policy->industrial_types[i]);
        lg_json_text(json, "set", set_of(lists, LG_LIST_INDUSTRIAL_TYPES));
        lg_json_text(json, "source", policy->industrial_type_sources[i]);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_places(struct lg_json *json, const struct lg_policy *policy,
                       const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "region_places");
    for (size_t i = 0; i < policy->region_place_count; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "name", policy->region_places[i].name);
        lg_json_text(json, "code", policy->region_places[i].code);
        lg_json_text(json, "set", set_of(lists, LG_LIST_REGION_PLACES));
        lg_json_text(json, "source", policy->region_places[i].source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

void lg_run_policy_add(struct lg_json *json, const struct lg_rules *rules,
                       const struct lg_rule_list *lists)
{
    const struct lg_policy *policy = &rules->policy;
    lg_json_open_object(json, "policy");
    add_lists(json, lists);
    add_options(json, policy);
    add_option_table(json, policy, lists);
    add_baselines(json, policy, lists);
    add_weights(json, policy, lists);
    add_names(json, policy, lists);
    add_places(json, policy, lists);
    lg_run_scheme_add(json, &rules->scheme, lists);
    lg_json_close_object(json);
}
