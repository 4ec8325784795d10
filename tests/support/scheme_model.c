#include "support/scheme_model.h"

#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A node as it is written down here: its parent is the last one above it of the level above. */
struct written_node {
    const char *code;
    double weight;
    enum lg_node_level level;
};

/* domain.md 1.7, first column of found examples [S03]. */
static const struct written_node industrial_main[] = {
    {"", 0.8, LG_NODE_AREA},          {"A", 0.70, LG_NODE_GOAL},
    {"A1", 0.25, LG_NODE_SUB_GOAL},   {"A11", 0.5, LG_NODE_INDICATOR},
    {"A12", 0.5, LG_NODE_INDICATOR},  {"A2", 0.25, LG_NODE_SUB_GOAL},
    {"A21", 1, LG_NODE_INDICATOR},    {"A3", 0.50, LG_NODE_SUB_GOAL},
    {"A31", 0.25, LG_NODE_INDICATOR}, {"A32", 0.22, LG_NODE_INDICATOR},
    {"A33", 0.25, LG_NODE_INDICATOR}, {"A34", 0.28, LG_NODE_INDICATOR},
    {"B", 0.20, LG_NODE_GOAL},        {"B1", 1, LG_NODE_SUB_GOAL},
    {"B11", 0.5, LG_NODE_INDICATOR},  {"B12", 0.5, LG_NODE_INDICATOR},
    {"C", 0.10, LG_NODE_GOAL},        {"C1", 1, LG_NODE_SUB_GOAL},
    {"C11", 1, LG_NODE_INDICATOR},    {NULL, 0, LG_NODE_AREA},
};

/* As the type, but A1 = {A10}. */
static const struct written_node industrial_expansion[] = {
    {"", 0.2, LG_NODE_AREA},          {"A", 0.70, LG_NODE_GOAL},
    {"A1", 0.25, LG_NODE_SUB_GOAL},   {"A10", 1, LG_NODE_INDICATOR},
    {"A2", 0.25, LG_NODE_SUB_GOAL},   {"A21", 1, LG_NODE_INDICATOR},
    {"A3", 0.50, LG_NODE_SUB_GOAL},   {"A31", 0.25, LG_NODE_INDICATOR},
    {"A32", 0.22, LG_NODE_INDICATOR}, {"A33", 0.25, LG_NODE_INDICATOR},
    {"A34", 0.28, LG_NODE_INDICATOR}, {"B", 0.20, LG_NODE_GOAL},
    {"B1", 1, LG_NODE_SUB_GOAL},      {"B11", 0.5, LG_NODE_INDICATOR},
    {"B12", 0.5, LG_NODE_INDICATOR},  {"C", 0.10, LG_NODE_GOAL},
    {"C1", 1, LG_NODE_SUB_GOAL},      {"C11", 1, LG_NODE_INDICATOR},
    {NULL, 0, LG_NODE_AREA},
};

/* The second column; A31 and A32 are halves, as the source's do not add up. */
static const struct written_node mixed_main[] = {
    {"", 0.8, LG_NODE_AREA},         {"A", 0.65, LG_NODE_GOAL},
    {"A1", 0.45, LG_NODE_SUB_GOAL},  {"A11", 0.5, LG_NODE_INDICATOR},
    {"A12", 0.5, LG_NODE_INDICATOR}, {"A3", 0.55, LG_NODE_SUB_GOAL},
    {"A31", 0.5, LG_NODE_INDICATOR}, {"A32", 0.5, LG_NODE_INDICATOR},
    {"B", 0.25, LG_NODE_GOAL},       {"B2", 1, LG_NODE_SUB_GOAL},
    {"B21", 0.5, LG_NODE_INDICATOR}, {"B22", 0.5, LG_NODE_INDICATOR},
    {"C", 0.10, LG_NODE_GOAL},       {"C1", 1, LG_NODE_SUB_GOAL},
    {"C11", 1, LG_NODE_INDICATOR},   {NULL, 0, LG_NODE_AREA},
};

static const struct written_node mixed_expansion[] = {
    {"", 0.2, LG_NODE_AREA},         {"A", 0.65, LG_NODE_GOAL},
    {"A1", 0.30, LG_NODE_SUB_GOAL},  {"A10", 1, LG_NODE_INDICATOR},
    {"A3", 0.70, LG_NODE_SUB_GOAL},  {"A31", 0.5, LG_NODE_INDICATOR},
    {"A32", 0.5, LG_NODE_INDICATOR}, {"B", 0.25, LG_NODE_GOAL},
    {"B2", 1, LG_NODE_SUB_GOAL},     {"B21", 0.5, LG_NODE_INDICATOR},
    {"B22", 0.5, LG_NODE_INDICATOR}, {"C", 0.10, LG_NODE_GOAL},
    {"C1", 1, LG_NODE_SUB_GOAL},     {"C11", 1, LG_NODE_INDICATOR},
    {NULL, 0, LG_NODE_AREA},
};

static const struct written_node plain[] = {
    {"", 0, LG_NODE_AREA},         {"A", 1, LG_NODE_GOAL},  {"A3", 1, LG_NODE_SUB_GOAL},
    {"A31", 1, LG_NODE_INDICATOR}, {NULL, 0, LG_NODE_AREA},
};

/* domain.md 1.9, and 300 for B21, 100 for B22, which the example does not score. */
static const struct {
    const char *code;
    double value;
} ideals[] = {
    {"A10", 100}, {"A11", 100}, {"A12", 100}, {"A21", 65},   {"A31", 1.1},
    {"A32", 40},  {"A33", 1.0}, {"A34", 50},  {"B11", 6000}, {"B12", 300},
    {"B21", 300}, {"B22", 100}, {"C11", 0},
};

/* domain.md 1.7 [P]. */
static const struct lg_band bands[] = {
    {80, "HIGH", {"高", "high"}, "P"},
    {60, "UPPER", {"较高", "rather high"}, "P"},
    {40, "MIDDLE", {"中", "middle"}, "P"},
    {0, "LOW", {"低", "low"}, "P"},
};

static const struct lg_class_rule classes[] = {
    {"物流", "专业性园区", "test"},
    {"经济开发区", "综合性园区", "test"},
};

static void write_tree(struct scheme_model *made, struct lg_model *model, enum lg_eval_type type,
                       enum lg_scope scope, const struct written_node *written)
{
    size_t position = (size_t)type * LG_SCOPE_COUNT + scope;
    struct lg_tree *tree = &made->trees[position];
    struct lg_tree_node *nodes = made->nodes[position];
    size_t last[4] = {0};
    *tree = (struct lg_tree){.type = type, .scope = scope, .nodes = nodes, .source = "S03"};
    for (size_t i = 0; written[i].code != NULL; i++) {
        assert_true(i < SCHEME_NODE_MAX);
        enum lg_node_level level = written[i].level;
        nodes[i] = (struct lg_tree_node){
            .code = level == LG_NODE_AREA ? lg_scope_names[scope] : written[i].code,
            .name = {written[i].code, written[i].code},
            .parent = level == LG_NODE_AREA ? 0 : last[level - 1],
            .weight = written[i].weight,
            .weight_source = "S03",
            .weight_set = "test",
            .level = level,
        };
        if (level == LG_NODE_INDICATOR) {
            nodes[i].indicator = lg_scheme_find(&model->rules.scheme, written[i].code);
        }
        last[level] = i;
        tree->node_count = i + 1;
    }
    model->rules.scheme.tree_count = SCHEME_TREE_COUNT;
    model->rules.scheme.trees = made->trees;
}

void scheme_set_ideal(struct scheme_model *made, struct lg_model *model, const char *code,
                      double value)
{
    struct lg_scheme *scheme = &model->rules.scheme;
    size_t indicator = lg_scheme_find(scheme, code);
    size_t i = 0;
    while (i < scheme->ideal_count && made->ideals[i].indicator != indicator) {
        i++;
    }
    assert_true(i < SCHEME_IDEAL_MAX);
    if (i == scheme->ideal_count) scheme->ideal_count++;
    made->ideals[i] = (struct lg_ideal){
        .reach = {3, 3}, .indicator = indicator, .value = value, .source = "test", .set = "test"};
    /* One that is taken away must not be found. */
    if (isnan(value)) made->ideals[i].reach = (struct lg_reach){0, 0};
    scheme->ideals = made->ideals;
}

void scheme_model_set(struct scheme_model *made, struct lg_model *model)
{
    *made = (struct scheme_model){0};
    write_tree(made, model, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, industrial_main);
    write_tree(made, model, LG_TYPE_INDUSTRIAL, LG_SCOPE_EXPANSION, industrial_expansion);
    write_tree(made, model, LG_TYPE_MIXED, LG_SCOPE_MAIN, mixed_main);
    write_tree(made, model, LG_TYPE_MIXED, LG_SCOPE_EXPANSION, mixed_expansion);
    for (size_t i = 0; i < sizeof(ideals) / sizeof(ideals[0]); i++) {
        scheme_set_ideal(made, model, ideals[i].code, ideals[i].value);
    }
    model->rules.scheme.band_count = sizeof(bands) / sizeof(bands[0]);
    model->rules.scheme.bands = bands;
    model->rules.scheme.class_count = sizeof(classes) / sizeof(classes[0]);
    model->rules.scheme.classes = classes;
    model->rules.evaluation.class_parks_min = 8;
}

void scheme_model_set_plain(struct scheme_model *made, struct lg_model *model)
{
    scheme_model_set(made, model);
    for (int type = 0; type < LG_TYPE_COUNT; type++) {
        for (int scope = 0; scope < LG_SCOPE_COUNT; scope++) {
            write_tree(made, model, (enum lg_eval_type)type, (enum lg_scope)scope, plain);
            double weight = scope == LG_SCOPE_MAIN ? 0.8 : 0.2;
            made->nodes[(size_t)type * LG_SCOPE_COUNT + (size_t)scope][0].weight = weight;
        }
    }
    scheme_set_ideal(made, model, "A31", 100);
}

struct lg_tree_node *scheme_node(struct scheme_model *made, enum lg_eval_type type,
                                 enum lg_scope scope, const char *code)
{
    size_t position = (size_t)type * LG_SCOPE_COUNT + scope;
    struct lg_tree_node *nodes = made->nodes[position];
    for (size_t i = 0; i < made->trees[position].node_count; i++) {
        if (strcmp(nodes[i].name[0], code) == 0) return &nodes[i];
    }
    fail_msg("no node %s", code);
    return NULL;
}

static void *zeroed(size_t count, size_t size)
{
    void *made = calloc(count + 1, size);
    assert_non_null(made);
    return made;
}

static void set_text(struct lg_model *model, size_t role, size_t park, const char *text)
{
    assert_int_equal(lg_table_add_column(&model->parks.table, role, NULL), LG_OK);
    model->parks.table.columns[role].text[park] = text;
}

static void fill_park(struct lg_model *model, size_t park)
{
    struct lg_results *results = &model->results;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    char code[16];
    int length = snprintf(code, sizeof(code), "K%03zu", park + 1);
    const char *kept = lg_arena_text(&results->texts, code, (size_t)length);
    assert_non_null(kept);
    set_text(model, LG_PARK_CODE, park, kept);
    set_text(model, LG_PARK_SCOPE, park, lg_scope_names[LG_SCOPE_MAIN]);
    results->sums[park].eval_type = lg_eval_type_names[LG_TYPE_INDUSTRIAL];
    results->sums[park].eval_type_why = "given";
    for (size_t i = 0; i < count; i++) {
        results->indicators[park * count + i] = (struct lg_indicator){
            .park = park,
            .entry = lg_scheme_indicator(&model->rules.scheme, i),
            .value = (double)NAN,
            .reason = "not given",
        };
    }
    for (size_t i = 0; i < LG_FACT_COUNT; i++) {
        results->facts[park * LG_FACT_COUNT + i] = (struct lg_fact_value){(double)NAN, "not given"};
    }
}

struct lg_model *scheme_parks_new(size_t count)
{
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parks.table, count, NULL), LG_OK);
    model->as_of = lg_date_make(2026, 6, 30);
    struct lg_results *results = &model->results;
    results->sums = zeroed(count, sizeof(*results->sums));
    results->facts = zeroed(count * LG_FACT_COUNT, sizeof(*results->facts));
    results->indicator_count = count * lg_scheme_indicator_count(&model->rules.scheme);
    results->indicators = zeroed(results->indicator_count, sizeof(*results->indicators));
    for (size_t park = 0; park < count; park++) {
        fill_park(model, park);
    }
    return model;
}

void scheme_parks_expand(struct lg_model *model, size_t park)
{
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, park - 1);
    set_text(model, LG_PARK_CODE, park, code);
    set_text(model, LG_PARK_SCOPE, park, lg_scope_names[LG_SCOPE_EXPANSION]);
}

void scheme_parks_set(struct lg_model *model, size_t park, const char *code, double value)
{
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t position = lg_scheme_find(&model->rules.scheme, code);
    assert_true(position < count);
    struct lg_indicator *row = &model->results.indicators[park * count + position];
    row->value = value;
    row->reason = isnan(value) ? "not given" : NULL;
}

void scheme_parks_set_fact(struct lg_model *model, size_t park, size_t fact, double value)
{
    model->results.facts[park * LG_FACT_COUNT + fact] =
        (struct lg_fact_value){value, isnan(value) ? "not given" : NULL};
}

void scheme_parks_before(struct lg_model *model)
{
    size_t count = model->results.indicator_count;
    model->previous.is_given = true;
    model->previous.parks = zeroed(model->parks.table.count, sizeof(*model->previous.parks));
    model->previous.indicators = zeroed(count, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        model->previous.indicators[i] = (double)NAN;
    }
}

struct lg_model *scheme_example_new(void)
{
    static const struct {
        const char *code;
        double value;
    } values[] = {
        {"A10", 100 * 260.0 / 360},
        {"A11", 90},
        {"A12", 100 * 200.0 / 234},
        {"A21", 60},
        {"A31", 0.95},
        {"A32", 32},
        {"A33", 0.8},
        {"A34", 45},
        {"B11", 4000},
        {"B12", 180},
        {"B21", 165},
        {"B22", 60},
        {"C11", 100 * 12.0 / 234},
    };
    /* 30 ha supplied in three years, 14 ha at most in five; of industrial land half of it. */
    static const struct {
        size_t fact;
        double value;
    } facts[] = {
        {LG_STATE_A, 200},
        {LG_STATE_A2, 120},
        {LG_FACT_BUILDABLE, 360},
        {LG_STATE_E, 26},
        {LG_STATE_E21, 15},
        {LG_STATE_D22, 4},
        {LG_FACT_IDLE, 12},
        {LG_FACT_SUPPLY_MEAN_3, 10},
        {LG_FACT_SUPPLY_MAX_5, 14},
        {LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3, 5},
        {LG_FACT_INDUSTRIAL_SUPPLY_MAX_5, 7},
    };
    struct lg_model *model = scheme_parks_new(1);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        scheme_parks_set(model, 0, values[i].code, values[i].value);
    }
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        scheme_parks_set_fact(model, 0, facts[i].fact, facts[i].value);
    }
    return model;
}

const struct lg_score_row *scheme_row(const struct lg_model *model, size_t park, const char *code)
{
    const struct lg_park_score *score = &model->results.scores[park];
    for (size_t i = 0; i < score->row_count; i++) {
        const struct lg_score_row *row = &model->results.score_rows[score->first_row + i];
        if (strcmp(row->node->name[0], code) == 0) return row;
    }
    fail_msg("no row %s", code);
    return NULL;
}
