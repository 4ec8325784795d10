/*
 * The score of a park, read back from score_nodes and scores: nodes, their parents, and how much
 * each weighs in the whole.
 *
 * Source: domain.md 1.6, 1.7.
 */
#include "landgauge/project.h"
#include "run/explain_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Half of the last digit of a written figure of six decimals, and a little. */
static const double half_digit = 0.51e-6;

#define NODE_ROWS                                                                                  \
    "SELECT s.*, i.unit AS unit, i.denominator AS amount, (SELECT json_extract(p.value, '$.'||%s)" \
    " FROM run_json, json_each(text, '$.policy.nodes') p WHERE json_extract(p.value, '$.code') = " \
    "s.code) AS node_name, (SELECT json_extract(p.value, '$.'||%s) FROM run_json, json_each(text," \
    " '$.policy.indicators') p WHERE json_extract(p.value, '$.code') = s.code) AS own_name, "      \
    "(SELECT json_extract(p.value, '$.sense') FROM run_json, json_each(text, "                     \
    "'$.policy.indicators') p WHERE json_extract(p.value, '$.code') = s.code) AS sense FROM "      \
    "score_nodes s LEFT JOIN indicators i ON s.level = 'indicator' AND i.park = s.park AND "       \
    "i.code = s.code WHERE s.park_code = %s GROUP BY s.n ORDER BY s.n"

enum lg_status lg_explain_ask(struct lg_explaining *explaining, struct lg_found *found,
                              const char *question, const char *const *values, struct lg_error *err)
{
    struct lg_text sql = {0};
    for (const char *at = question; *at != '\0'; at++) {
        if (at[0] != '%' || at[1] != 's') {
            lg_text_add_char(&sql, *at);
            continue;
        }
        const char *value = *values++;
        lg_explain_quote(&sql, value == NULL ? "" : value);
        at++;
    }
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_found_ask(explaining, found, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

static bool is_text(const struct lg_found *found, size_t row, const char *column, const char *text)
{
    const char *cell = lg_found_text(found, row, column);
    return cell != NULL && strcmp(cell, text) == 0;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *name_of(const struct lg_explaining *explaining, const struct lg_found *rows,
                           size_t row, const struct lg_indicator_entry *entry)
{
    const char *code = or_empty(lg_found_text(rows, row, "code"));
    const char *own = lg_found_text(rows, row, entry == NULL ? "own_name" : "");
    const char *node = lg_found_text(rows, row, "node_name");
    bool is_area = is_text(rows, row, "level", "area");
    if (is_area && strcmp(code, "主区") == 0) {
        return lg_word(LG_WORD_MAIN_AREA, explaining->language);
    }
    if (is_area && strcmp(code, "发展方向区") == 0) {
        return lg_word(LG_WORD_EXPANSION_AREA, explaining->language);
    }
    if (entry != NULL) return entry->name[explaining->language];
    if (own != NULL) return own;
    return node != NULL ? node : or_empty(lg_found_text(rows, row, "name"));
}

/* The node before it, in the same area, that has the code of its parent. */
static size_t parent_of(const struct lg_told_score *told, size_t node)
{
    const char *code = lg_found_text(&told->rows, node, "parent");
    for (size_t i = node; code != NULL && i-- > 0;) {
        const struct lg_told_node *other = &told->nodes[i];
        if (strcmp(other->park, told->nodes[node].park) != 0) return SIZE_MAX;
        if (!other->is_indicator && strcmp(other->code, code) == 0) return i;
    }
    return SIZE_MAX;
}

static void fill_node(const struct lg_explaining *explaining, struct lg_told_score *told,
                      size_t row)
{
    const struct lg_found *rows = &told->rows;
    struct lg_told_node *node = &told->nodes[row];
    const char *sense = lg_found_text(rows, row, "sense");
    bool is_indicator = is_text(rows, row, "level", "indicator");
    *node = (struct lg_told_node){
        .park = or_empty(lg_found_text(rows, row, "park")),
        .code = or_empty(lg_found_text(rows, row, "code")),
        .unit = or_empty(lg_found_text(rows, row, "unit")),
        .status = lg_found_text(rows, row, "status"),
        .weight_source = lg_found_text(rows, row, "weight_source"),
        .ideal_source = lg_found_text(rows, row, "ideal_source"),
        .entry = is_indicator ? lg_indicator_find(lg_found_text(rows, row, "code")) : NULL,
        .weight = lg_found_number(rows, row, "weight"),
        .value = lg_found_number(rows, row, "value"),
        .ideal = lg_found_number(rows, row, "ideal"),
        .score = lg_found_number(rows, row, "score"),
        .weighted = lg_found_number(rows, row, "weighted"),
        .share = (double)NAN,
        .amount = lg_found_number(rows, row, "amount"),
        .is_indicator = is_indicator,
        .is_capped = is_text(rows, row, "capped", "yes"),
        .is_partial = is_text(rows, row, "partial", "yes"),
    };
    if (strcmp(node->unit, "1") == 0) node->unit = "";
    node->has_sense = node->entry != NULL || sense != NULL;
    node->is_negative = node->entry != NULL ? node->entry->is_negative
                                            : sense != NULL && strcmp(sense, "negative") == 0;
    node->name = name_of(explaining, rows, row, node->entry);
    node->parent = parent_of(told, row);
    node->depth = node->parent == SIZE_MAX ? 0 : told->nodes[node->parent].depth + 1;
}

/* The park's row: with a combined score, else of the main area, else the first. */
static size_t find_whole(const struct lg_found *areas)
{
    for (size_t row = 0; row < areas->row_count; row++) {
        if (!isnan(lg_found_number(areas, row, "combined"))) return row;
    }
    for (size_t row = 0; row < areas->row_count; row++) {
        if (is_text(areas, row, "scope", "主区")) return row;
    }
    return 0;
}

/*
 * Weights of the areas in the whole. The one area of a park is the park; where the score of an area
 * was left out the others have its weight; without a combined score they are as written.
 */
static void share_areas(struct lg_told_score *told)
{
    double within = 0.0;
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        if (node->parent == SIZE_MAX && !isnan(node->score)) within += node->weight;
    }
    for (size_t i = 0; i < told->node_count; i++) {
        struct lg_told_node *node = &told->nodes[i];
        if (node->parent != SIZE_MAX) continue;
        bool is_left_out = isnan(node->score) && !isnan(told->combined);
        if (told->areas.row_count == 1) {
            node->share = 1.0;
        } else if (isnan(told->combined)) {
            node->share = node->weight;
        } else if (!is_left_out) {
            node->share = node->weight / within;
        }
    }
}

enum lg_status lg_told_score_read(struct lg_explaining *explaining, const char *park_code,
                                  struct lg_told_score *told, struct lg_error *err)
{
    const char *key = explaining->language == LG_ENGLISH ? "en" : "zh";
    *told = (struct lg_told_score){.park_code = park_code, .combined = (double)NAN};
    enum lg_status status =
        lg_explain_ask(explaining, &told->rows, NODE_ROWS, LG_VALUES(key, key, park_code), err);
    if (status == LG_OK) {
        status = lg_explain_ask(explaining, &told->areas,
                                "SELECT * FROM scores WHERE park_code = %s ORDER BY n",
                                LG_VALUES(park_code), err);
    }
    if (status != LG_OK) return status;
    told->nodes = calloc(told->rows.row_count + 1, sizeof(*told->nodes));
    if (told->nodes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the tree of a score");
    told->whole = find_whole(&told->areas);
    told->combined = lg_found_number(&told->areas, told->whole, "combined");
    told->node_count = told->rows.row_count;
    for (size_t row = 0; row < told->node_count; row++) {
        fill_node(explaining, told, row);
    }
    share_areas(told);
    for (size_t row = 0; row < told->node_count; row++) {
        struct lg_told_node *node = &told->nodes[row];
        if (node->parent == SIZE_MAX) continue;
        node->share = node->weight * told->nodes[node->parent].share;
    }
    return LG_OK;
}

void lg_told_score_reset(struct lg_told_score *told)
{
    lg_found_reset(&told->rows);
    lg_found_reset(&told->areas);
    free(told->nodes);
    *told = (struct lg_told_score){.nodes = NULL};
}

bool lg_told_is_below(const struct lg_told_score *told, size_t node, const char *code)
{
    if (code == NULL) return true;
    for (; node != SIZE_MAX; node = told->nodes[node].parent) {
        if (strcmp(told->nodes[node].code, code) == 0) return true;
    }
    return false;
}

size_t lg_told_find(const struct lg_told_score *told, const char *park, const char *code)
{
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        if (strcmp(node->park, park) == 0 && strcmp(node->code, code) == 0) return i;
    }
    return SIZE_MAX;
}

bool lg_told_has_reason(const char *status)
{
    return status != NULL && strcmp(status, "ok") != 0;
}

const char *lg_told_label(const struct lg_told_score *told, const struct lg_told_node *node,
                          struct lg_text *text)
{
    const struct lg_told_node *area = node;
    lg_text_clear(text);
    lg_text_add_text(text, node->code);
    if (strcmp(node->code, node->name) != 0) lg_text_printf(text, " %s", node->name);
    while (area->parent != SIZE_MAX) {
        area = &told->nodes[area->parent];
    }
    if (told->areas.row_count > 1 && area != node) lg_text_printf(text, " (%s)", area->code);
    return text->bytes == NULL ? "" : text->bytes;
}

void lg_told_standard(const struct lg_told_node *node, struct lg_text *text, double *made,
                      double *slack)
{
    struct lg_shown value, ideal, standard;
    *made = *slack = (double)NAN;
    double top = node->is_negative ? 100.0 - node->value : node->value;
    double bottom = node->is_negative ? 100.0 - node->ideal : node->ideal;
    if (!node->has_sense || isnan(top) || !(bottom > 0.0)) return;
    *made = fmax(0.0, 100.0 * top / bottom);
    *slack = 100.0 * half_digit / bottom * (1.0 + fabs(top) / bottom) + half_digit;
    (void)lg_show_number(&value, node->value, 4);
    (void)lg_show_number(&ideal, node->ideal, 4);
    (void)lg_show_number(&standard, *made, 4);
    lg_text_printf(text,
                   node->is_negative ? "100 × (100 - %s) / (100 - %s) = %s" : "100 × %s / %s = %s",
                   value.text, ideal.text, standard.text);
}
