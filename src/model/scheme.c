#include "model/scheme.h"

#include <math.h>
#include <string.h>

const char *const lg_scope_names[LG_SCOPE_COUNT] = {"主区", "发展方向区"};
const char *const lg_scope_area_names[LG_SCOPE_COUNT][2] = {
    [LG_SCOPE_MAIN] = {"主区", "main area"},
    [LG_SCOPE_EXPANSION] = {"发展方向区", "expansion area"},
};
const char *const lg_eval_type_names[LG_TYPE_COUNT] = {"工业主导型", "产城融合型"};
const char *const lg_operator_texts[] = {
    [LG_AT_LEAST] = ">=", [LG_AT_MOST] = "<=", [LG_ABOVE] = ">", [LG_BELOW] = "<", [LG_EQUAL] = "=",
};

size_t lg_scheme_indicator_count(const struct lg_scheme *scheme)
{
    return lg_indicator_entry_count + scheme->own_count;
}

const struct lg_indicator_entry *lg_scheme_indicator(const struct lg_scheme *scheme,
                                                     size_t position)
{
    if (position < lg_indicator_entry_count) return &lg_indicator_entries[position];
    return &scheme->own[position - lg_indicator_entry_count].entry;
}

size_t lg_scheme_find(const struct lg_scheme *scheme, const char *code)
{
    size_t count = lg_scheme_indicator_count(scheme);
    size_t found = 0;
    while (found < count && strcmp(lg_scheme_indicator(scheme, found)->code, code) != 0) {
        found++;
    }
    return found;
}

const struct lg_tree *lg_scheme_tree(const struct lg_scheme *scheme, enum lg_eval_type type,
                                     enum lg_scope scope)
{
    for (size_t i = 0; i < scheme->tree_count; i++) {
        const struct lg_tree *tree = &scheme->trees[i];
        if (tree->type == type && tree->scope == scope) return tree;
    }
    return NULL;
}

const struct lg_ideal *lg_scheme_ideal(const struct lg_scheme *scheme, const char *park,
                                       enum lg_eval_type type, enum lg_scope scope,
                                       size_t indicator)
{
    for (size_t i = 0; i < scheme->ideal_count; i++) {
        const struct lg_ideal *ideal = &scheme->ideals[i];
        bool fits = ideal->indicator == indicator && (ideal->reach.types >> type & 1U) != 0 &&
                    (ideal->reach.scopes >> scope & 1U) != 0;
        if (!fits) continue;
        if (ideal->park == NULL || (park != NULL && strcmp(ideal->park, park) == 0)) return ideal;
    }
    return NULL;
}

/* A computed figure that is nearer to its line than this lies on it: 90 may come out as
 * 89.9999999999. */
static const double line_ratio = 1e-9;

bool lg_operator_holds(enum lg_operator comparison, double value, double threshold)
{
    if (isnan(value) || isnan(threshold)) return false;
    bool is_on_line = fabs(value - threshold) <= line_ratio * fmax(1.0, fabs(threshold));
    switch (comparison) {
    case LG_AT_LEAST:
        return is_on_line || value > threshold;
    case LG_AT_MOST:
        return is_on_line || value < threshold;
    case LG_ABOVE:
        return !is_on_line && value > threshold;
    case LG_BELOW:
        return !is_on_line && value < threshold;
    case LG_EQUAL:
        return is_on_line;
    }
    return false;
}
