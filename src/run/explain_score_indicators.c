/*
 * The indicators of a score down to their parcels, what each is held against, and those that a rule
 * set defines.
 *
 * Source: domain.md 1.4, 1.6, 1.11.
 */
#include "run/explain_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED_IN_SCORE = 3 };

#define FIGURE_ROW "SELECT * FROM indicators WHERE park = %s AND code = %s"

/* ---- what an indicator is held against ---- */

static void tell_text(struct lg_explaining *explaining, enum lg_word label, enum lg_word sentence,
                      const char *const *values)
{
    struct lg_text text = {0};
    lg_explain_fill(&text, lg_word(sentence, explaining->language), values);
    lg_explain_field(explaining, label, text.bytes);
    lg_text_reset(&text);
}

/* "100 x 0.95 / 1.1 = 86.3636, capped" */
static void tell_standard(struct lg_explaining *explaining, const struct lg_told_node *node)
{
    double made, slack;
    struct lg_shown score;
    struct lg_text text = {0};
    if (!isnan(node->score)) lg_told_standard(node, &text, &made, &slack);
    if (!isnan(node->score) && (text.size == 0 || node->is_capped)) {
        lg_text_printf(&text, "%s%s", text.size == 0 ? "" : "  ",
                       lg_show_number(&score, node->score, 4));
    }
    if (node->is_capped) {
        lg_text_printf(&text, " %s", lg_word(LG_WORD_CAPPED, explaining->language));
    }
    if (isnan(node->score) && node->status != NULL) lg_text_add_text(&text, node->status);
    lg_explain_field(explaining, LG_WORD_STANDARD, text.bytes);
    lg_text_reset(&text);
}

/* How far the numerator is from the ideal, with the denominator as it is. */
static void tell_distance(struct lg_explaining *explaining, const struct lg_told_node *node)
{
    struct lg_shown amount;
    struct lg_text text = {0};
    double percent = strcmp(node->unit, "%") == 0 ? 100.0 : 1.0;
    double more = (node->ideal - node->value) * node->amount / percent;
    if (node->entry == NULL || isnan(more) || !(node->score < 100.0)) return;
    const struct lg_part *part = lg_part_find(node->entry->numerator);
    (void)lg_figure_part_name(explaining, part, &text);
    lg_explain_item(explaining, more < 0.0 ? LG_WORD_LESS_TO_IDEAL : LG_WORD_MORE_TO_IDEAL,
                    LG_VALUES(lg_show_number(&amount, fabs(more), 4),
                              lg_word(part->unit, explaining->language),
                              text.bytes == NULL ? "" : text.bytes));
    lg_text_reset(&text);
}

static void tell_in_tree(struct lg_explaining *explaining, const struct lg_told_score *told,
                         const struct lg_told_node *node)
{
    struct lg_shown ideal, weight, share;
    struct lg_text text = {0};
    (void)lg_show_number(&weight, node->weight, 4);
    (void)lg_show_number(&share, node->share, 4);
    if (!isnan(node->ideal)) {
        lg_text_printf(&text, "%s %s", lg_show_number(&ideal, node->ideal, 4), node->unit);
        lg_explain_field(explaining, LG_WORD_IDEAL, text.bytes);
    }
    tell_standard(explaining, node);
    if (!isnan(node->weight)) {
        tell_text(explaining, LG_WORD_WEIGHT, LG_WORD_WEIGHT_IN,
                  LG_VALUES(weight.text,
                            node->parent == SIZE_MAX ? "-" : told->nodes[node->parent].code,
                            isnan(node->share) ? "-" : share.text));
    }
    tell_distance(explaining, node);
    lg_text_reset(&text);
}

void lg_score_tell_standing(struct lg_explaining *explaining, const struct lg_told_score *told,
                            const struct lg_told_node *node, const struct lg_found *figure)
{
    struct lg_shown number, other;
    if (node != NULL) tell_in_tree(explaining, told, node);
    double rank = lg_found_number(figure, 0, "rank");
    if (!isnan(rank)) {
        (void)lg_show_number(&number, rank, 0);
        (void)lg_show_number(&other, lg_found_number(figure, 0, "rank_of"), 0);
        tell_text(explaining, LG_WORD_RANK, LG_WORD_RANK_OF, LG_VALUES(number.text, other.text));
    }
    double benchmark = lg_found_number(figure, 0, "benchmark");
    const char *source = lg_found_text(figure, 0, "benchmark_source");
    if (!isnan(benchmark)) {
        (void)lg_show_number(&number, benchmark, 4);
        (void)lg_show_number(&other, lg_found_number(figure, 0, "benchmark_distance"), 4);
        tell_text(explaining, LG_WORD_BENCHMARK, LG_WORD_BENCHMARK_IS,
                  LG_VALUES(number.text, other.text, source == NULL ? "-" : source));
    }
    double change = lg_found_number(figure, 0, "change");
    if (!isnan(change)) {
        lg_explain_field(explaining, LG_WORD_CHANGE, lg_show_number(&number, change, 4));
    }
}

/* ---- one indicator ---- */

static enum lg_status tell_benchmarks(struct lg_explaining *explaining, const char *park,
                                      const char *code, struct lg_error *err)
{
    struct lg_found found = {0};
    enum lg_status status = lg_explain_ask(
        explaining, &found, "SELECT * FROM benchmarks WHERE park = %s AND code = %s ORDER BY n",
        LG_VALUES(park, code), err);
    if (found.row_count > 0) lg_explain_heading(explaining, LG_WORD_HEAD_BENCHMARKS, NULL);
    for (size_t row = 0; status == LG_OK && row < found.row_count; row++) {
        struct lg_shown value, distance, percent;
        const char *line = lg_found_text(&found, row, "line");
        const char *source = lg_found_text(&found, row, "source");
        double distance_is = lg_found_number(&found, row, "distance");
        struct lg_text text = {0};
        (void)lg_show_number(&value, lg_found_number(&found, row, "benchmark"), 4);
        (void)lg_show_number(&distance, distance_is, 4);
        (void)lg_show_number(&percent, lg_found_number(&found, row, "distance_pct"), 2);
        lg_explain_fill(&text, lg_word(LG_WORD_BENCHMARK_IS, explaining->language),
                        LG_VALUES(value.text, isnan(distance_is) ? "-" : distance.text,
                                  source == NULL ? "-" : source));
        if (percent.text[0] != '\0') lg_text_printf(&text, "  %s %%", percent.text);
        lg_explain_pair(explaining, line == NULL ? "-" : line, text.bytes);
        lg_text_reset(&text);
    }
    lg_found_reset(&found);
    return status;
}

static void tell_sources(struct lg_explaining *explaining, const struct lg_told_node *node)
{
    lg_explain_field(explaining, LG_WORD_IDEAL_SOURCE, node->ideal_source);
    lg_explain_field(explaining, LG_WORD_WEIGHT_SOURCE, node->weight_source);
}

enum lg_status lg_explain_standing(struct lg_explaining *explaining, const struct lg_found *parks,
                                   size_t row, const char *code, struct lg_error *err)
{
    const char *park = lg_found_text(parks, row, "park");
    const char *park_code = lg_found_text(parks, row, "park_code");
    const char *lack = lg_result_lack(explaining->result, "score_nodes");
    if (lack != NULL || park_code == NULL) {
        lg_explain_item(explaining, LG_WORD_NO_SCORES, LG_VALUES(lack == NULL ? "-" : lack));
        return LG_OK;
    }
    struct lg_told_score told = {.nodes = NULL};
    struct lg_found figure = {0};
    enum lg_status status = lg_told_score_read(explaining, park_code, &told, err);
    if (status == LG_OK) {
        status = lg_explain_ask(explaining, &figure, FIGURE_ROW, LG_VALUES(park, code), err);
    }
    if (status == LG_OK) {
        size_t node = lg_told_find(&told, park, code);
        lg_explain_heading(explaining, LG_WORD_HEAD_STANDING, NULL);
        if (node == SIZE_MAX) lg_explain_item(explaining, LG_WORD_NOT_IN_TREE, NULL);
        lg_score_tell_standing(explaining, &told, node == SIZE_MAX ? NULL : &told.nodes[node],
                               &figure);
        if (node != SIZE_MAX) tell_sources(explaining, &told.nodes[node]);
        status = tell_benchmarks(explaining, park, code, err);
    }
    lg_found_reset(&figure);
    lg_told_score_reset(&told);
    return status;
}

/* ---- an indicator of the rule set's own ---- */

#define OWN_ROW                                                                                    \
    "SELECT json_extract(p.value, '$.zh') AS zh, json_extract(p.value, '$.en') AS en, "            \
    "json_extract(p.value, '$.unit') AS unit, json_extract(p.value, '$.numerator') AS numerator, " \
    "json_extract(p.value, '$.denominator') AS denominator, json_extract(p.value, '$.source') AS " \
    "source, json_extract(p.value, '$.set') AS \"set\" FROM run_json, json_each(text, "            \
    "'$.policy.indicators') p WHERE json_extract(p.value, '$.code') = %s"

static void tell_own_formula(struct lg_explaining *explaining, const struct lg_found *rule,
                             const char *code, const char *unit)
{
    const char *numerator = lg_found_text(rule, 0, "numerator");
    const char *denominator = lg_found_text(rule, 0, "denominator");
    const char *source = lg_found_text(rule, 0, "source");
    const char *set = lg_found_text(rule, 0, "set");
    struct lg_text text = {0};
    if (numerator == NULL) {
        lg_explain_item(explaining, LG_WORD_OWN_NO_FORMULA, NULL);
        return;
    }
    lg_text_printf(&text, "(%s)", numerator);
    if (denominator != NULL) lg_text_printf(&text, " / (%s)", denominator);
    if (strcmp(unit, "%") == 0) lg_text_add_text(&text, " × 100");
    lg_explain_pair(explaining, code, text.bytes);
    lg_text_clear(&text);
    lg_text_printf(&text, "%s%s%s", set == NULL ? "" : set, set == NULL ? "" : ": ",
                   source == NULL ? "" : source);
    lg_explain_field(explaining, LG_WORD_OWN_FROM, text.bytes);
    lg_text_reset(&text);
}

/* The value by its numerator and denominator, where there are both. */
static void check_own(struct lg_explaining *explaining, const struct lg_found *figure,
                      const char *unit)
{
    struct lg_shown first, second, difference;
    double percent = strcmp(unit, "%") == 0 ? 100.0 : 1.0;
    double denominator = lg_found_number(figure, 0, "denominator");
    double value = lg_found_number(figure, 0, "value");
    double made = percent * lg_found_number(figure, 0, "numerator") / denominator;
    if (!isfinite(made) || isnan(value)) return;
    double slack = 0.51e-6 + 0.51e-8 * (percent + fabs(made)) / fabs(denominator);
    bool closes = fabs(made - value) <= slack;
    lg_explain_item(explaining, closes ? LG_WORD_MADE_CLOSES : LG_WORD_MADE_DIFFERS,
                    LG_VALUES(lg_show_number(&first, made, 4), lg_show_number(&second, value, 4),
                              lg_show_number(&difference, made - value, 6)));
}

enum lg_status lg_explain_own(struct lg_explaining *explaining, const char *park, const char *code,
                              struct lg_error *err)
{
    static const struct {
        enum lg_word label;
        const char *column;
    } numbers[] = {{LG_WORD_NUMERATOR, "numerator"},
                   {LG_WORD_DENOMINATOR, "denominator"},
                   {LG_WORD_VALUE, "value"}};
    struct lg_found rule = {0};
    struct lg_found figure = {0};
    enum lg_status status = lg_explain_ask(explaining, &rule, OWN_ROW, LG_VALUES(code), err);
    if (status == LG_OK) {
        status = lg_explain_ask(explaining, &figure, FIGURE_ROW, LG_VALUES(park, code), err);
    }
    if (status == LG_OK) {
        const char *unit = lg_found_text(&figure, 0, "unit");
        const char *reason = lg_found_text(&figure, 0, "status");
        tell_own_formula(explaining, &rule, code, unit == NULL ? "" : unit);
        for (size_t i = 0; i < 3; i++) {
            bool is_value = i == 2;
            lg_figure_tell_number(explaining, numbers[i].label,
                                  lg_found_number(&figure, 0, numbers[i].column),
                                  is_value && unit != NULL ? unit : "");
        }
        check_own(explaining, &figure, unit == NULL ? "" : unit);
        if (lg_told_has_reason(reason)) lg_explain_field(explaining, LG_WORD_NOTE, reason);
    }
    lg_found_reset(&rule);
    lg_found_reset(&figure);
    return status;
}

/* ---- all indicators of a score ---- */

/* Indicators at work, and the parts whose parcels were told already. */
struct blocks {
    const struct lg_told_score *told;
    size_t *order;      /* [count] nodes, the heaviest first */
    size_t *part_nodes; /* [part_count] under which a part was told */
    const struct lg_part **parts;
    size_t count, part_count;
};

static void sort_by_share(struct blocks *blocks)
{
    const struct lg_told_node *nodes = blocks->told->nodes;
    for (size_t i = 1; i < blocks->count; i++) {
        size_t moved = blocks->order[i];
        size_t at = i;
        for (; at > 0 && nodes[moved].share > nodes[blocks->order[at - 1]].share; at--) {
            blocks->order[at] = blocks->order[at - 1];
        }
        blocks->order[at] = moved;
    }
}

/* The node of the same area under which the part was told; SIZE_MAX: none. */
static size_t told_under(const struct blocks *blocks, const struct lg_part *part, const char *park)
{
    for (size_t i = 0; i < blocks->part_count; i++) {
        size_t node = blocks->part_nodes[i];
        if (blocks->parts[i] != part) continue;
        if (strcmp(blocks->told->nodes[node].park, park) == 0) return node;
    }
    return SIZE_MAX;
}

static enum lg_status tell_side(struct lg_explaining *explaining, struct blocks *blocks,
                                size_t node, const struct lg_part *part, enum lg_word heading,
                                double figure, struct lg_error *err)
{
    const struct lg_told_node *of = &blocks->told->nodes[node];
    struct lg_text name = {0};
    struct lg_text number = {0};
    struct lg_shown shown;
    (void)lg_figure_part_name(explaining, part, &name);
    size_t under = told_under(blocks, part, of->park);
    const char *amount = isnan(figure) ? "-" : lg_show_number(&shown, figure, 4);
    lg_text_printf(&number, "%s %s", amount, lg_word(part->unit, explaining->language));
    enum lg_status status = LG_OK;
    if (under != SIZE_MAX) {
        lg_explain_item(explaining, LG_WORD_SIDE_AS_ABOVE,
                        LG_VALUES(lg_word(heading, explaining->language),
                                  name.bytes == NULL ? "" : name.bytes, number.bytes,
                                  blocks->told->nodes[under].code));
    } else {
        lg_explain_item(explaining, LG_WORD_SIDE,
                        LG_VALUES(lg_word(heading, explaining->language),
                                  name.bytes == NULL ? "" : name.bytes, number.bytes));
        blocks->parts[blocks->part_count] = part;
        blocks->part_nodes[blocks->part_count++] = node;
        status = lg_explain_part(explaining, part, of->park, figure, err);
    }
    lg_text_reset(&name);
    lg_text_reset(&number);
    return status;
}

static enum lg_status tell_parcels(struct lg_explaining *explaining, struct blocks *blocks,
                                   size_t node, const struct lg_found *figure, struct lg_error *err)
{
    const struct lg_told_node *of = &blocks->told->nodes[node];
    const struct lg_part *numerator = lg_part_find(of->entry->numerator);
    const struct lg_part *denominator = lg_part_find(of->entry->denominator);
    enum lg_status status = tell_side(explaining, blocks, node, numerator, LG_WORD_NUMERATOR,
                                      lg_found_number(figure, 0, "numerator"), err);
    if (status == LG_OK) {
        status = tell_side(explaining, blocks, node, denominator, LG_WORD_DENOMINATOR,
                           lg_found_number(figure, 0, "denominator"), err);
    }
    return status;
}

static enum lg_status tell_block(struct lg_explaining *explaining, struct blocks *blocks,
                                 size_t node, struct lg_error *err)
{
    const struct lg_told_node *of = &blocks->told->nodes[node];
    struct lg_found figure = {0};
    struct lg_text label = {0};
    struct lg_text formula = {0};
    struct lg_shown share;
    (void)lg_show_number(&share, of->share, 4);
    lg_explain_heading(
        explaining, LG_WORD_HEAD_BLOCK,
        LG_VALUES(lg_told_label(blocks->told, of, &label), isnan(of->share) ? "-" : share.text));
    enum lg_status status =
        lg_explain_ask(explaining, &figure, FIGURE_ROW, LG_VALUES(of->park, of->code), err);
    if (status == LG_OK && of->entry == NULL) {
        status = lg_explain_own(explaining, of->park, of->code, err);
    } else if (status == LG_OK) {
        lg_figure_formula(explaining, of->entry, &formula);
        lg_explain_pair(explaining, of->code, formula.bytes);
        lg_figure_tell_number(explaining, LG_WORD_VALUE, of->value, of->unit);
    }
    if (status == LG_OK) lg_score_tell_standing(explaining, blocks->told, of, &figure);
    if (status == LG_OK && of->entry != NULL) {
        status = tell_parcels(explaining, blocks, node, &figure, err);
    }
    if (status == LG_OK && !explaining->all) {
        lg_explain_item(explaining, LG_WORD_MORE_OF_IT,
                        LG_VALUES(explaining->folder, blocks->told->park_code, of->code));
    }
    lg_found_reset(&figure);
    lg_text_reset(&label);
    lg_text_reset(&formula);
    return status;
}

static enum lg_status tell_blocks(struct lg_explaining *explaining, struct blocks *blocks,
                                  const char *code, struct lg_error *err)
{
    const struct lg_told_score *told = blocks->told;
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        bool is_scored = node->is_indicator && !isnan(node->score);
        if (is_scored && lg_told_is_below(told, i, code)) blocks->order[blocks->count++] = i;
    }
    sort_by_share(blocks);
    for (size_t i = 0; status == LG_OK && i < blocks->count; i++) {
        status = tell_block(explaining, blocks, blocks->order[i], err);
    }
    return status;
}

enum lg_status lg_score_tell_indicators(struct lg_explaining *explaining,
                                        const struct lg_told_score *told, const char *code,
                                        struct lg_error *err)
{
    size_t listed_max = explaining->listed_max;
    struct blocks blocks = {
        .told = told,
        .order = calloc(told->node_count + 1, sizeof(size_t)),
        .part_nodes = calloc(2 * told->node_count + 1, sizeof(size_t)),
        .parts = (const struct lg_part **)calloc(2 * told->node_count + 1, sizeof(void *)),
    };
    bool has_room = blocks.order != NULL && blocks.part_nodes != NULL && blocks.parts != NULL;
    explaining->listed_max = LISTED_IN_SCORE;
    enum lg_status status =
        has_room ? tell_blocks(explaining, &blocks, code, err)
                 : lg_fail(err, LG_NO_MEMORY, "no memory for the indicators of a score");
    explaining->listed_max = listed_max;
    free(blocks.order);
    free(blocks.part_nodes);
    free((void *)blocks.parts);
    return status;
}
