#include "evaluate/tree_score.h"

#include <math.h>
#include <string.h>

/* A value of its own ideal may come out a little above it. */
static const double cap_slack_ratio = 1e-9;

static struct lg_standard no_standard(const char *reason)
{
    return (struct lg_standard){(double)NAN, reason, false};
}

struct lg_standard lg_standard_value(const struct lg_indicator_entry *entry, double value,
                                     double ideal, bool is_uncapped)
{
    if (entry->is_negative && strcmp(entry->unit, "%") != 0) {
        return no_standard("less is better, but it is no percentage: there is no formula");
    }
    if (entry->is_negative && !(ideal < 100.0)) return no_standard("its ideal is not below 100");
    if (!entry->is_negative && !(ideal > 0.0)) return no_standard("its ideal is not above 0");

    struct lg_standard standard = {.reason = NULL};
    standard.value =
        entry->is_negative ? 100.0 * (100.0 - value) / (100.0 - ideal) : 100.0 * value / ideal;
    if (standard.value < 0.0) standard.value = 0.0;
    if (standard.value > 100.0 && !is_uncapped) {
        standard.is_capped = standard.value > 100.0 * (1.0 + cap_slack_ratio);
        standard.value = 100.0;
    }
    return standard;
}

/* The score of a node whose children are all added up. */
static void close_node(const struct lg_tree_node *node, double standard, bool renormalises,
                       struct lg_node_score *result)
{
    if (node->level == LG_NODE_INDICATOR) {
        result->score = standard;
        return;
    }
    bool has_score = result->within > 0.0 && (renormalises || !result->lacks);
    result->score = has_score ? result->sum : (double)NAN;
    if (has_score && renormalises) result->score /= result->within;
    result->is_partial = has_score && (result->is_partial || result->lacks);
}

static void add_to_parent(const struct lg_node_score *node, double weight,
                          struct lg_node_score *parent)
{
    if (weight == 0.0) return;
    if (isnan(node->score)) {
        parent->lacks = true;
        return;
    }
    parent->sum += weight * node->score;
    parent->within += weight;
    parent->is_partial = parent->is_partial || node->is_partial;
}

void lg_tree_score(const struct lg_tree *tree, const double *weights, const double *standards,
                   bool renormalises, struct lg_node_score *nodes)
{
    for (size_t i = 0; i < tree->node_count; i++) {
        nodes[i] = (struct lg_node_score){.score = (double)NAN};
    }
    /* Parents stand before their children: from the end, every node is done before its parent. */
    for (size_t i = tree->node_count; i-- > 0;) {
        close_node(&tree->nodes[i], standards[i], renormalises, &nodes[i]);
        if (i > 0) add_to_parent(&nodes[i], weights[i], &nodes[tree->nodes[i].parent]);
    }
    for (size_t i = 0; i < tree->node_count; i++) {
        nodes[i].weight = weights[i];
        if (i == 0 || !renormalises) continue;
        double within = nodes[tree->nodes[i].parent].within;
        bool counts = !isnan(nodes[i].score) && within > 0.0;
        nodes[i].weight = counts ? weights[i] / within : (double)NAN;
    }
}
