#include "publish/run_scheme.h"

#include "publish/sheet.h"

#include <math.h>

/* Figures as they were written: nine decimals are more than any rule set gives. */
enum { DECIMALS_FIGURE = 9 };

static void add_figure(struct lg_json *json, const char *key, double value)
{
    bool is_whole = floor(value) == value;
    lg_json_number(json, key, value, is_whole ? 0 : DECIMALS_FIGURE);
}

static void add_names(struct lg_json *json, const char *code, const char *const name[2])
{
    lg_json_text(json, "code", code);
    lg_json_text(json, "zh", name[LG_CHINESE]);
    lg_json_text(json, "en", name[LG_ENGLISH]);
}

static void add_origin(struct lg_json *json, const char *set, const char *source)
{
    lg_json_text(json, "set", set);
    lg_json_text(json, "source", source);
}

/* The words of the bits that are set; nothing where all are. */
static void add_words(struct lg_json *json, const char *key, unsigned bits,
                      const char *const *words, unsigned count)
{
    if (bits == (1U << count) - 1U) return;
    lg_json_open_array(json, key);
    for (unsigned i = 0; i < count; i++) {
        if ((bits >> i & 1U) != 0) lg_json_text(json, NULL, words[i]);
    }
    lg_json_close_array(json);
}

static void add_reach(struct lg_json *json, struct lg_reach reach)
{
    add_words(json, "type", reach.types, lg_eval_type_names, LG_TYPE_COUNT);
    add_words(json, "scope", reach.scopes, lg_scope_names, LG_SCOPE_COUNT);
}

static void add_own(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "indicators");
    for (size_t i = 0; i < scheme->own_count; i++) {
        const struct lg_own_indicator *row = &scheme->own[i];
        lg_json_open_object(json, NULL);
        add_names(json, row->entry.code, row->entry.name);
        lg_json_text(json, "unit", row->entry.unit);
        lg_json_text(json, "numerator", row->entry.numerator);
        lg_json_text(json, "denominator", row->entry.denominator);
        lg_json_text(json, "sense", row->entry.is_negative ? "negative" : "positive");
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_node_names(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "nodes");
    for (size_t i = 0; i < scheme->node_count; i++) {
        const struct lg_node_name *row = &scheme->nodes[i];
        const char *const name[2] = {row->name[0], row->name[1]};
        lg_json_open_object(json, NULL);
        add_names(json, row->code, name);
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

/* With the weight that counts for each node. */
static void add_trees(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "trees");
    for (size_t i = 0; i < scheme->tree_count; i++) {
        const struct lg_tree *tree = &scheme->trees[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "type", lg_eval_type_names[tree->type]);
        lg_json_text(json, "scope", lg_scope_names[tree->scope]);
        add_origin(json, tree->set, tree->source);
        lg_json_open_array(json, "nodes");
        for (size_t j = 0; j < tree->node_count; j++) {
            const struct lg_tree_node *node = &tree->nodes[j];
            lg_json_open_object(json, NULL);
            lg_json_text(json, "code", node->code);
            lg_json_text(json, "parent", j == 0 ? NULL : tree->nodes[node->parent].code);
            add_figure(json, "weight", node->weight);
            add_origin(json, node->weight_set, node->weight_source);
            lg_json_close_object(json);
        }
        lg_json_close_array(json);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_weights(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "weights");
    for (size_t i = 0; i < scheme->weight_count; i++) {
        const struct lg_weight_row *row = &scheme->weights[i];
        lg_json_open_object(json, NULL);
        add_reach(json, row->reach);
        lg_json_text(json, "of", row->of);
        add_figure(json, "value", row->value);
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_benchmarks(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "benchmarks");
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        const struct lg_benchmark *row = &scheme->benchmarks[i];
        char day[LG_DATE_TEXT_SIZE];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "line", row->line);
        lg_json_text(json, "region", row->region);
        lg_json_int(json, "year", row->year);
        lg_json_text(json, "data_date",
                     row->data_date == LG_DATE_NONE ? NULL : lg_date_format(row->data_date, day));
        add_words(json, "type", row->types, lg_eval_type_names, LG_TYPE_COUNT);
        lg_json_text(json, "of", lg_scheme_indicator(scheme, row->indicator)->code);
        add_figure(json, "value", row->value);
        lg_json_bool(json, "derived", row->is_derived);
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_ideals(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "ideals");
    for (size_t i = 0; i < scheme->ideal_count; i++) {
        const struct lg_ideal *row = &scheme->ideals[i];
        lg_json_open_object(json, NULL);
        if (row->park != NULL) lg_json_text(json, "park", row->park);
        add_reach(json, row->reach);
        lg_json_text(json, "of", lg_scheme_indicator(scheme, row->indicator)->code);
        add_figure(json, "value", row->value);
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static const char *set_of(const struct lg_rule_list *lists, enum lg_rule_list_kind kind)
{
    return lists == NULL ? NULL : lists[kind].set;
}

static void add_bands(struct lg_json *json, const struct lg_scheme *scheme,
                      const struct lg_rule_list *lists)
{
    lg_json_open_array(json, "bands");
    for (size_t i = 0; i < scheme->band_count; i++) {
        const struct lg_band *row = &scheme->bands[i];
        const char *const name[2] = {row->name[0], row->name[1]};
        lg_json_open_object(json, NULL);
        add_figure(json, "from", row->from);
        add_names(json, row->code, name);
        add_origin(json, set_of(lists, LG_LIST_BANDS), row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
    lg_json_open_array(json, "park_classes");
    for (size_t i = 0; i < scheme->class_count; i++) {
        const struct lg_class_rule *row = &scheme->classes[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "text", row->text);
        lg_json_text(json, "class", row->park_class);
        add_origin(json, set_of(lists, LG_LIST_PARK_CLASSES), row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_items(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "compliance");
    for (size_t i = 0; i < scheme->item_count; i++) {
        const struct lg_compliance_item *row = &scheme->items[i];
        const char *const name[2] = {row->name[0], row->name[1]};
        lg_json_open_object(json, NULL);
        add_names(json, row->code, name);
        lg_json_text(json, "basis", row->basis);
        lg_json_text(json, "unit", row->unit);
        lg_json_text(json, "value", row->value.text);
        lg_json_text(json, "operator", lg_operator_texts[row->comparison]);
        add_figure(json, "threshold", row->threshold);
        lg_json_text(json, "kind", row->kind);
        add_origin(json, row->set, row->source);
        add_figure(json, "weight", row->weight);
        lg_json_text(json, "weight_set", row->weight_set);
        lg_json_text(json, "weight_source", row->weight_source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_conditions(struct lg_json *json, const struct lg_flag *flag)
{
    lg_json_open_array(json, "conditions");
    for (size_t i = 0; i < flag->condition_count; i++) {
        const struct lg_flag_condition *row = &flag->conditions[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "case", row->case_name);
        lg_json_text(json, "name", row->name);
        lg_json_text(json, "value", row->value.text);
        lg_json_text(json, "operator", lg_operator_texts[row->comparison]);
        add_figure(json, "threshold", row->threshold);
        add_origin(json, row->set, row->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_flags(struct lg_json *json, const struct lg_scheme *scheme)
{
    lg_json_open_array(json, "flags");
    for (size_t i = 0; i < scheme->flag_count; i++) {
        const struct lg_flag *row = &scheme->flags[i];
        const char *const name[2] = {row->name[0], row->name[1]};
        lg_json_open_object(json, NULL);
        add_names(json, row->code, name);
        lg_json_text(json, "applies", row->of_candidates ? "candidates" : "parks");
        lg_json_text(json, "set", row->set);
        add_conditions(json, row);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

void lg_run_scheme_add(struct lg_json *json, const struct lg_scheme *scheme,
                       const struct lg_rule_list *lists)
{
    add_own(json, scheme);
    add_node_names(json, scheme);
    add_trees(json, scheme);
    add_weights(json, scheme);
    add_benchmarks(json, scheme);
    add_ideals(json, scheme);
    add_bands(json, scheme, lists);
    add_items(json, scheme);
    add_flags(json, scheme);
}
