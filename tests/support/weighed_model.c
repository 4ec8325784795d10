#include "support/weighed_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const indicator_codes[WEIGHED_IDEALS] = {"A11", "B11", "B12"};

static void must(bool done)
{
    if (done) return;
    (void)fprintf(stderr, "weighed model: out of memory\n");
    exit(1);
}

static size_t indicator_of(size_t position)
{
    const struct lg_scheme none = {.own_count = 0};
    return lg_scheme_find(&none, indicator_codes[position]);
}

static struct lg_tree_node node_of(const char *code, size_t parent, double weight,
                                   enum lg_node_level level)
{
    return (struct lg_tree_node){
        .code = code, .name = {code, code}, .parent = parent, .weight = weight, .level = level};
}

static struct lg_tree_node *make_nodes(struct lg_arena *arena, enum lg_scope scope, double weight)
{
    struct lg_tree_node *nodes = lg_arena_take(arena, WEIGHED_NODES * sizeof(*nodes));
    must(nodes != NULL);
    nodes[0] = node_of(lg_scope_names[scope], 0, weight, LG_NODE_AREA);
    nodes[1] = node_of("A", 0, 0.5, LG_NODE_GOAL);
    nodes[2] = node_of("A11", 1, 1.0, LG_NODE_INDICATOR);
    nodes[3] = node_of("B", 0, 0.25, LG_NODE_GOAL);
    nodes[4] = node_of("B11", 3, 1.0, LG_NODE_INDICATOR);
    nodes[5] = node_of("C", 0, 0.25, LG_NODE_GOAL);
    nodes[6] = node_of("B12", 5, 1.0, LG_NODE_INDICATOR);
    for (size_t i = 0; i < WEIGHED_IDEALS; i++) {
        nodes[2 + 2 * i].indicator = indicator_of(i);
    }
    return nodes;
}

static void make_scheme(struct lg_model *model, bool has_areas)
{
    struct lg_arena *arena = &model->results.texts;
    struct lg_scheme *scheme = &model->rules.scheme;
    struct lg_tree *trees = lg_arena_take(arena, 2 * sizeof(*trees));
    struct lg_ideal *ideals = lg_arena_take(arena, WEIGHED_IDEALS * sizeof(*ideals));
    must(trees != NULL && ideals != NULL);
    scheme->tree_count = has_areas ? 2 : 1;
    scheme->trees = trees;
    for (size_t i = 0; i < scheme->tree_count; i++) {
        double weight = !has_areas ? 1.0 : i == 0 ? 0.8 : 0.2;
        trees[i] = (struct lg_tree){
            .type = LG_TYPE_INDUSTRIAL,
            .scope = (enum lg_scope)i,
            .node_count = WEIGHED_NODES,
            .nodes = make_nodes(arena, (enum lg_scope)i, weight),
        };
    }
    scheme->ideal_count = WEIGHED_IDEALS;
    scheme->ideals = ideals;
    for (size_t i = 0; i < WEIGHED_IDEALS; i++) {
        ideals[i] = (struct lg_ideal){
            .reach = {~0U, ~0U}, .indicator = indicator_of(i), .value = 100.0, .source = "test"};
    }
    model->rules.evaluation = (struct lg_evaluation_rules){
        .class_parks_min = 8,
        .draws = 200,
        .seed = 20260101,
        .weight_change_max = 0.2,
        .ideal_change_max = 0.05,
    };
}

static void set_park(struct lg_model *model, size_t park, const struct weighed_park *given)
{
    struct lg_table *table = &model->parks.table;
    table->columns[LG_PARK_CODE].text[park] = given->code;
    table->columns[LG_PARK_SCOPE].text[park] = lg_scope_names[given->scope];
    model->results.sums[park].eval_type = lg_eval_type_names[LG_TYPE_INDUSTRIAL];
    struct lg_indicator *indicators = model->results.indicators + park * lg_indicator_entry_count;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        indicators[i] = (struct lg_indicator){
            .park = park,
            .entry = &lg_indicator_entries[i],
            .numerator = (double)NAN,
            .denominator = (double)NAN,
            .value = (double)NAN,
            .reason = "not given in the test",
        };
    }
    for (size_t i = 0; i < WEIGHED_IDEALS; i++) {
        struct lg_indicator *indicator = &indicators[indicator_of(i)];
        indicator->value = given->values[i];
        if (!isnan(given->values[i])) indicator->reason = NULL;
    }
    for (size_t i = 0; i < LG_FACT_COUNT; i++) {
        model->results.facts[park * LG_FACT_COUNT + i] =
            (struct lg_fact_value){(double)NAN, "not given in the test"};
    }
}

struct lg_model *weighed_model_new(const struct weighed_park *parks, size_t count, bool has_areas)
{
    struct lg_model *model = NULL;
    must(lg_model_new(&model, NULL) == LG_OK);
    struct lg_table *table = &model->parks.table;
    must(lg_table_add_rows(table, count, NULL) == LG_OK);
    must(lg_table_add_column(table, LG_PARK_CODE, NULL) == LG_OK);
    must(lg_table_add_column(table, LG_PARK_SCOPE, NULL) == LG_OK);
    struct lg_results *results = &model->results;
    results->indicator_count = count * lg_indicator_entry_count;
    results->sums = calloc(count, sizeof(*results->sums));
    results->indicators = calloc(results->indicator_count, sizeof(*results->indicators));
    results->facts = calloc(count * LG_FACT_COUNT, sizeof(*results->facts));
    must(results->sums != NULL && results->indicators != NULL && results->facts != NULL);
    make_scheme(model, has_areas);
    for (size_t park = 0; park < count; park++) {
        set_park(model, park, &parks[park]);
    }
    return model;
}
