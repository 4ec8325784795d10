/*
 * The score of a park told as a whole, or one goal of it: the tree with its weighted sums, and what
 * is missing in it.
 *
 * Source: domain.md 1.7.
 */
#include "run/explain_score.h"
#include "landgauge/project.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TREE_WIDTH = 52 };

/* Half of the last digit of a written score of six decimals, and a little. */
static const double half_digit = 0.51e-6;

/* ---- the tree ---- */

/* "0.5000 x 86.3636 = 43.1818  value 0.9500, ideal 1.1000"; how an area weighs is told before. */
static void add_line(const struct lg_explaining *explaining, const struct lg_told_node *node,
                     struct lg_text *text)
{
    struct lg_shown weight, score, weighted, value, ideal;
    const char *none = lg_word(LG_WORD_NOT_KNOWN, explaining->language);
    bool has_score = !isnan(node->score);
    bool is_area = node->parent == SIZE_MAX;
    (void)lg_show_number(&weight, node->weight, 4);
    (void)lg_show_number(&score, node->score, 4);
    (void)lg_show_number(&weighted, node->weighted, 4);
    (void)lg_show_number(&value, node->value, 4);
    (void)lg_show_number(&ideal, node->ideal, 4);
    if (is_area) {
        lg_text_printf(text, "%18s", has_score ? score.text : "-");
    } else {
        lg_text_printf(text, "%6s × %8s = %8s", isnan(node->weight) ? "-" : weight.text,
                       has_score ? score.text : "-", isnan(node->weighted) ? "-" : weighted.text);
    }
    if (node->is_indicator) {
        lg_text_add_text(text, "  ");
        lg_explain_fill(text, lg_word(LG_WORD_TREE_VALUE, explaining->language),
                        LG_VALUES(isnan(node->value) ? none : value.text,
                                  isnan(node->ideal) ? none : ideal.text, node->unit));
    }
    if (node->is_capped) {
        lg_text_printf(text, "  %s", lg_word(LG_WORD_CAPPED, explaining->language));
    }
    if (lg_told_has_reason(node->status)) lg_text_printf(text, "  %s", node->status);
}

static void tell_nodes(struct lg_explaining *explaining, const struct lg_told_score *told,
                       size_t area, const char *code)
{
    struct lg_text label = {0};
    struct lg_text line = {0};
    for (size_t i = area; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        if (i > area && node->parent == SIZE_MAX) break;
        if (!lg_told_is_below(told, i, code)) continue;
        lg_text_clear(&label);
        lg_text_clear(&line);
        lg_text_add_text(&label, node->code);
        if (strcmp(node->code, node->name) != 0) lg_text_printf(&label, " %s", node->name);
        add_line(explaining, node, &line);
        int indent = 2 + 2 * (int)node->depth;
        lg_explain_line(explaining, indent, TREE_WIDTH - indent,
                        label.bytes == NULL ? "" : label.bytes, line.bytes);
    }
    explaining->text.failed = explaining->text.failed || label.failed || line.failed;
    lg_text_reset(&label);
    lg_text_reset(&line);
}

/* ---- whether it adds up ---- */

/* What was looked at, and how much of it does not hold. */
struct checked {
    size_t sums, standards, wrong;
};

static void say_wrong(struct lg_explaining *explaining, enum lg_word sentence, const char *code,
                      double made, double written, struct checked *checked)
{
    struct lg_shown first, second;
    lg_explain_item(explaining, sentence,
                    LG_VALUES(code, lg_show_number(&first, made, 4),
                              isnan(written) ? "-" : lg_show_number(&second, written, 4)));
    checked->wrong++;
}

/* The weighted scores below a node make its score. */
static void check_sum(struct lg_explaining *explaining, const struct lg_told_score *told,
                      size_t node, struct checked *checked)
{
    const struct lg_told_node *above = &told->nodes[node];
    double sum = 0.0;
    double slack = half_digit;
    size_t count = 0;
    for (size_t i = node + 1; i < told->node_count; i++) {
        const struct lg_told_node *below = &told->nodes[i];
        if (below->parent != node || isnan(below->score) || !(below->weight > 0.0)) continue;
        sum += below->weight * below->score;
        slack += 2.0 * half_digit;
        count++;
    }
    if (isnan(above->score)) return;
    checked->sums++;
    if (count > 0 && fabs(sum - above->score) <= slack) return;
    say_wrong(explaining, LG_WORD_SUM_DIFFERS, above->code, sum, above->score, checked);
}

static void check_standard(struct lg_explaining *explaining, const struct lg_told_node *node,
                           struct checked *checked)
{
    double made, slack;
    struct lg_text text = {0};
    lg_told_standard(node, &text, &made, &slack);
    lg_text_reset(&text);
    if (isnan(made) || isnan(node->score)) return;
    checked->standards++;
    bool is_cut = node->is_capped && made > 100.0 - slack;
    if (is_cut) made = 100.0;
    if (fabs(made - node->score) <= slack) return;
    say_wrong(explaining, LG_WORD_STANDARD_DIFFERS, node->code, made, node->score, checked);
}

static void check_node(struct lg_explaining *explaining, const struct lg_told_score *told,
                       size_t node, struct checked *checked)
{
    const struct lg_told_node *of = &told->nodes[node];
    if (of->is_indicator) {
        check_standard(explaining, of, checked);
    } else {
        check_sum(explaining, told, node, checked);
    }
    double weighted = of->weight * of->score;
    if (isnan(weighted) || fabs(weighted - of->weighted) <= 2.0 * half_digit) return;
    say_wrong(explaining, LG_WORD_WEIGHTED_DIFFERS, of->code, weighted, of->weighted, checked);
}

static void check_tree(struct lg_explaining *explaining, const struct lg_told_score *told,
                       size_t area, const char *code)
{
    struct lg_shown sums, standards;
    struct checked checked = {0};
    for (size_t i = area; i < told->node_count; i++) {
        if (i > area && told->nodes[i].parent == SIZE_MAX) break;
        if (lg_told_is_below(told, i, code)) check_node(explaining, told, i, &checked);
    }
    if (checked.wrong > 0 || checked.sums + checked.standards == 0) return;
    (void)lg_show_number(&sums, (double)checked.sums, 0);
    (void)lg_show_number(&standards, (double)checked.standards, 0);
    lg_explain_item(explaining, LG_WORD_TREE_CLOSES, LG_VALUES(sums.text, standards.text));
}

void lg_score_tell_trees(struct lg_explaining *explaining, const struct lg_told_score *told,
                         const char *code)
{
    bool has_told = false;
    for (size_t i = 0; i < told->node_count; i++) {
        if (told->nodes[i].parent != SIZE_MAX) continue;
        size_t node = code == NULL ? i : lg_told_find(told, told->nodes[i].park, code);
        if (node == SIZE_MAX) continue;
        if (!has_told) lg_explain_heading(explaining, LG_WORD_HEAD_TREE, NULL);
        has_told = true;
        if (node != i) lg_explain_item(explaining, LG_WORD_IN_AREA, LG_VALUES(told->nodes[i].code));
        tell_nodes(explaining, told, i, code);
        check_tree(explaining, told, i, code);
    }
}

/* ---- what is missing ---- */

static void tell_blocked(struct lg_explaining *explaining, const struct lg_told_score *told,
                         size_t node)
{
    struct lg_text label = {0};
    struct lg_text blocked = {0};
    struct lg_text left_out = {0};
    for (size_t i = told->nodes[node].parent; i != SIZE_MAX; i = told->nodes[i].parent) {
        const struct lg_told_node *above = &told->nodes[i];
        struct lg_text *text = isnan(above->score) ? &blocked : &left_out;
        if (isnan(above->score) || above->is_partial) {
            lg_text_printf(text, "%s%s", text->size == 0 ? "" : ", ", above->code);
        }
    }
    const char *status = told->nodes[node].status;
    (void)lg_told_label(told, &told->nodes[node], &label);
    lg_explain_item(explaining, LG_WORD_MISSING_NODE,
                    LG_VALUES(label.bytes == NULL ? "" : label.bytes, status));
    if (blocked.size > 0) lg_explain_field(explaining, LG_WORD_BLOCKS, blocked.bytes);
    if (left_out.size > 0) lg_explain_field(explaining, LG_WORD_LEFT_OUT_OF, left_out.bytes);
    lg_text_reset(&label);
    lg_text_reset(&blocked);
    lg_text_reset(&left_out);
}

void lg_score_tell_missing(struct lg_explaining *explaining, const struct lg_told_score *told,
                           const char *code)
{
    bool has_told = false;
    const char *whole = lg_found_text(&told->areas, told->whole, "status");
    bool is_whole_told = code == NULL && lg_told_has_reason(whole);
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        bool is_missing = node->is_indicator && isnan(node->score) && node->weight != 0.0 &&
                          lg_told_has_reason(node->status) && lg_told_is_below(told, i, code);
        if (!is_missing) continue;
        if (!has_told) lg_explain_heading(explaining, LG_WORD_HEAD_BLOCKED, NULL);
        has_told = true;
        tell_blocked(explaining, told, i);
    }
    if (!is_whole_told) return;
    if (!has_told) lg_explain_heading(explaining, LG_WORD_HEAD_BLOCKED, NULL);
    lg_explain_item(explaining,
                    isnan(told->combined) ? LG_WORD_NO_COMBINED : LG_WORD_COMBINED_PARTIAL,
                    LG_VALUES(whole));
}

/* ---- all of it ---- */

static void tell_heading(struct lg_explaining *explaining, const struct lg_told_score *told,
                         const struct lg_found *parks, size_t row, const char *code)
{
    char day[LG_DATE_TEXT_SIZE];
    struct lg_text title = {0};
    const char *name = lg_found_text(parks, row, "park_name");
    const char *what = lg_word(LG_WORD_COMBINED, explaining->language);
    for (size_t i = 0; code != NULL && i < told->node_count; i++) {
        if (strcmp(told->nodes[i].code, code) == 0) what = told->nodes[i].name;
    }
    lg_text_printf(&title, "%s%s%s", name == NULL ? "" : name, name == NULL ? "" : " ",
                   told->park_code);
    lg_explain_heading(explaining, LG_WORD_HEAD_FIGURE,
                       LG_VALUES(code == NULL ? "score" : code, what,
                                 title.bytes == NULL ? "" : title.bytes,
                                 lg_date_format(explaining->as_of, day)));
    lg_text_reset(&title);
}

/* How much a goal makes of the whole, area by area. */
static void tell_node(struct lg_explaining *explaining, const struct lg_told_score *told,
                      const char *code)
{
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        struct lg_shown score, share, part;
        struct lg_text label = {0};
        if (strcmp(node->code, code) != 0) continue;
        (void)lg_told_label(told, node, &label);
        (void)lg_show_number(&score, node->score, 4);
        (void)lg_show_number(&share, node->share, 4);
        (void)lg_show_number(&part, node->share * node->score, 4);
        if (isnan(node->score)) {
            lg_explain_item(explaining, LG_WORD_NODE_NO_SCORE,
                            LG_VALUES(label.bytes == NULL ? "" : label.bytes,
                                      node->status == NULL ? "" : node->status));
        } else {
            lg_explain_item(explaining, LG_WORD_NODE_SCORE,
                            LG_VALUES(label.bytes == NULL ? "" : label.bytes, score.text,
                                      isnan(node->share) ? "-" : share.text,
                                      isnan(node->share) ? "-" : part.text));
        }
        lg_text_reset(&label);
    }
}

static enum lg_status tell_all(struct lg_explaining *explaining, const struct lg_told_score *told,
                               const char *code, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    if (told->areas.row_count == 0) {
        lg_explain_item(explaining, LG_WORD_NO_SCORE_ROWS, NULL);
        return LG_OK;
    }
    if (code != NULL) {
        tell_node(explaining, told, code);
    } else {
        lg_score_tell_whole(explaining, told);
    }
    lg_score_tell_trees(explaining, told, code);
    lg_score_tell_missing(explaining, told, code);
    if (status == LG_OK && code == NULL) status = lg_score_tell_places(explaining, told, err);
    if (status == LG_OK) status = lg_score_tell_gains(explaining, told, code, err);
    if (status == LG_OK) status = lg_score_tell_origin(explaining, told, code, err);
    if (status == LG_OK) status = lg_score_tell_indicators(explaining, told, code, err);
    return status;
}

enum lg_status lg_explain_score(struct lg_explaining *explaining, const struct lg_found *parks,
                                size_t row, const char *code, struct lg_error *err)
{
    static const char *const tables[] = {"scores", "score_nodes"};
    for (size_t i = 0; i < 2; i++) {
        const char *lack = lg_result_lack(explaining->result, tables[i]);
        if (lack == NULL) continue;
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: no table of scores (%s): run landgauge run again, with its tables",
                       explaining->folder, lack);
    }
    /* Areas of one park are told together. */
    const char *park_code = lg_found_text(parks, row, "park_code");
    if (park_code == NULL) {
        return lg_fail(err, LG_BAD_INPUT, "%s: the park has no code by which a score is found",
                       explaining->folder);
    }
    for (size_t other = 0; other < row; other++) {
        const char *told_code = lg_found_text(parks, other, "park_code");
        if (told_code != NULL && strcmp(told_code, park_code) == 0) return LG_OK;
    }
    struct lg_told_score told = {.nodes = NULL};
    enum lg_status status = lg_told_score_read(explaining, park_code, &told, err);
    if (status == LG_OK) {
        tell_heading(explaining, &told, parks, row, code);
        status = tell_all(explaining, &told, code, err);
    }
    lg_told_score_reset(&told);
    return status;
}
