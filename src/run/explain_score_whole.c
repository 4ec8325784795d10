/*
 * The combined score of a park: its areas, its band, its ranks and the parks before and after.
 *
 * Source: domain.md 1.7, 6.4.
 */
#include "run/explain_score.h"

#include <math.h>
#include <string.h>

enum { AREA_WIDTH = 28 };

/* Half of the last digit of a published score of four decimals, and a little. */
static const double half_digit = 0.51e-4;

/* ---- areas ---- */

static void tell_area(struct lg_explaining *explaining, const struct lg_told_node *node)
{
    struct lg_shown share, score, product;
    struct lg_text label = {0};
    struct lg_text line = {0};
    lg_text_add_text(&label, node->code);
    if (strcmp(node->code, node->name) != 0) lg_text_printf(&label, " %s", node->name);
    (void)lg_show_number(&share, node->share, 4);
    (void)lg_show_number(&score, node->score, 4);
    (void)lg_show_number(&product, node->share * node->score, 4);
    bool counts = !isnan(node->share) && !isnan(node->score);
    lg_text_printf(&line, "%6s × %8s = %8s", isnan(node->share) ? "-" : share.text,
                   isnan(node->score) ? "-" : score.text, counts ? product.text : "-");
    if (lg_told_has_reason(node->status)) lg_text_printf(&line, "  %s", node->status);
    lg_explain_line(explaining, 2, AREA_WIDTH, label.bytes == NULL ? "" : label.bytes, line.bytes);
    lg_text_reset(&label);
    lg_text_reset(&line);
}

/* Areas that have no tree stand in scores alone. */
static void tell_bare_areas(struct lg_explaining *explaining, const struct lg_told_score *told)
{
    for (size_t row = 0; row < told->areas.row_count; row++) {
        const char *park = lg_found_text(&told->areas, row, "park");
        const char *scope = lg_found_text(&told->areas, row, "scope");
        const char *status = lg_found_text(&told->areas, row, "status");
        bool has_tree = false;
        for (size_t i = 0; park != NULL && i < told->node_count; i++) {
            has_tree = has_tree || strcmp(told->nodes[i].park, park) == 0;
        }
        if (has_tree || !lg_told_has_reason(status)) continue;
        lg_explain_pair(explaining, scope == NULL ? "-" : scope, status);
    }
}

/* The scores that scores and score_nodes have of one area. */
static void check_areas(struct lg_explaining *explaining, const struct lg_told_score *told)
{
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        if (node->parent != SIZE_MAX) continue;
        for (size_t row = 0; row < told->areas.row_count; row++) {
            struct lg_shown of_tree, of_area;
            const char *park = lg_found_text(&told->areas, row, "park");
            double score = lg_found_number(&told->areas, row, "score");
            bool is_same = park != NULL && strcmp(park, node->park) == 0;
            if (!is_same || !(fabs(score - node->score) > half_digit)) continue;
            lg_explain_item(explaining, LG_WORD_AREA_DIFFERS,
                            LG_VALUES(node->code, lg_show_number(&of_tree, node->score, 4),
                                      lg_show_number(&of_area, score, 4)));
        }
    }
}

static void check_whole(struct lg_explaining *explaining, const struct lg_told_score *told)
{
    struct lg_shown made, written, difference;
    double sum = 0.0;
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        bool counts = node->parent == SIZE_MAX && !isnan(node->score) && !isnan(node->share);
        if (counts) sum += node->share * node->score;
    }
    if (isnan(told->combined)) return;
    bool closes = fabs(sum - told->combined) <= half_digit;
    lg_explain_item(explaining, closes ? LG_WORD_CHECK_CLOSES : LG_WORD_CHECK_DIFFERS,
                    LG_VALUES(lg_show_number(&made, sum, 4),
                              lg_show_number(&written, told->combined, 4),
                              lg_show_number(&difference, sum - told->combined, 6)));
}

void lg_score_tell_whole(struct lg_explaining *explaining, const struct lg_told_score *told)
{
    const char *partial = lg_found_text(&told->areas, told->whole, "partial");
    struct lg_shown combined;
    struct lg_text text = {0};
    (void)lg_show_number(&combined, told->combined, 4);
    lg_text_add_text(&text, isnan(told->combined) ? lg_word(LG_WORD_NO_VALUE, explaining->language)
                                                  : combined.text);
    if (!isnan(told->combined) && partial != NULL && strcmp(partial, "yes") == 0) {
        lg_text_printf(&text, "  %s", lg_word(LG_WORD_PARTIAL, explaining->language));
    }
    lg_explain_field(explaining, LG_WORD_COMBINED, text.bytes);
    lg_text_reset(&text);
    const char *type = lg_found_text(&told->areas, told->whole, "eval_type");
    lg_explain_field(explaining, LG_WORD_EVAL_TYPE, type);

    lg_explain_heading(explaining, LG_WORD_HEAD_AREAS, NULL);
    for (size_t i = 0; i < told->node_count; i++) {
        if (told->nodes[i].parent == SIZE_MAX) tell_area(explaining, &told->nodes[i]);
    }
    tell_bare_areas(explaining, told);
    if (told->areas.row_count == 1) lg_explain_item(explaining, LG_WORD_ONE_AREA, NULL);
    check_whole(explaining, told);
    check_areas(explaining, told);
}

/* ---- band ---- */

/* The band that begins above or at the score, as run.json has them. */
#define NEXT_BAND                                                                                  \
    "SELECT json_extract(p.value, '$.code') AS code, CAST(json_extract(p.value, '$.from') AS "     \
    "REAL) AS start, json_extract(p.value, '$.source') AS source FROM run_json, json_each(text, "  \
    "'$.policy.bands') p"

static enum lg_status tell_band(struct lg_explaining *explaining, const struct lg_told_score *told,
                                struct lg_error *err)
{
    const char *band = lg_found_text(&told->areas, told->whole, "band");
    const char *name = lg_found_text(&told->areas, told->whole, "band_name");
    if (band == NULL) return LG_OK;
    struct lg_found bands = {0};
    struct lg_shown start, distance;
    struct lg_text text = {0};
    enum lg_status status = lg_found_ask(explaining, &bands, NEXT_BAND " ORDER BY start", err);
    lg_text_printf(&text, "%s %s", band, name == NULL ? "" : name);
    for (size_t row = 0; row < bands.row_count; row++) {
        const char *code = lg_found_text(&bands, row, "code");
        const char *source = lg_found_text(&bands, row, "source");
        if (code == NULL || strcmp(code, band) != 0) continue;
        lg_text_add_text(&text, "  ");
        lg_explain_fill(&text, lg_word(LG_WORD_BAND_FROM, explaining->language),
                        LG_VALUES(lg_show_number(&start, lg_found_number(&bands, row, "start"), 2),
                                  source == NULL ? "" : source));
        break;
    }
    if (status == LG_OK) lg_explain_field(explaining, LG_WORD_BAND, text.bytes);
    for (size_t row = 0; row < bands.row_count; row++) {
        double from = lg_found_number(&bands, row, "start");
        const char *code = lg_found_text(&bands, row, "code");
        if (!(from > told->combined) || code == NULL) continue;
        lg_explain_item(explaining, LG_WORD_NEXT_BAND,
                        LG_VALUES(code, lg_show_number(&start, from, 2),
                                  lg_show_number(&distance, from - told->combined, 4)));
        break;
    }
    lg_text_reset(&text);
    lg_found_reset(&bands);
    return status;
}

/* ---- ranks ---- */

/* A rank: among which parks, and in which columns it stands. */
struct ranking {
    const char *among, *origin, *rank, *count; /* columns of scores */
    enum lg_word label;
    const char *rows; /* all ranked parks among which it is, with the value of among put in */
};

#define RANKED(AMONG, RANK)                                                                        \
    "SELECT s.park_code, s.combined, s." RANK " AS place, (SELECT p.park_name FROM parks p WHERE " \
    "p.park = s.park LIMIT 1) AS park_name FROM scores s WHERE s." AMONG " = %s AND s." RANK       \
    " IS NOT NULL ORDER BY s." RANK ", s.park_code"

static const struct ranking rankings[] = {
    {"eval_type", "type_source", "rank_type", "type_parks", LG_WORD_RANK_TYPE,
     RANKED("eval_type", "rank_type")},
    {"class", "class_source", "rank_class", "class_parks", LG_WORD_RANK_CLASS,
     RANKED("class", "rank_class")},
};

static void tell_neighbour(struct lg_explaining *explaining, enum lg_word sentence,
                           const struct lg_found *others, size_t row, double combined)
{
    struct lg_shown score, distance;
    struct lg_text text = {0};
    double other = lg_found_number(others, row, "combined");
    const char *name = lg_found_text(others, row, "park_name");
    lg_text_printf(&text, "%s%s%s", lg_found_text(others, row, "park_code"),
                   name == NULL ? "" : " ", name == NULL ? "" : name);
    lg_explain_item(explaining, sentence,
                    LG_VALUES(text.bytes == NULL ? "" : text.bytes,
                              lg_show_number(&score, other, 4),
                              lg_show_number(&distance, fabs(other - combined), 4)));
    lg_text_reset(&text);
}

/* The nearest before, the first at the same place, the nearest after. */
static void tell_neighbours(struct lg_explaining *explaining, const struct lg_told_score *told,
                            const struct lg_found *others, double rank)
{
    struct lg_shown more;
    size_t before = others->row_count;
    size_t after = others->row_count;
    size_t beside = others->row_count;
    size_t beside_count = 0;
    for (size_t row = 0; row < others->row_count; row++) {
        double place = lg_found_number(others, row, "place");
        if (place < rank) before = row;
        if (place > rank && after == others->row_count) after = row;
        const char *code = lg_found_text(others, row, "park_code");
        bool is_other = code != NULL && strcmp(code, told->park_code) != 0;
        if (place != rank || !is_other) continue;
        if (beside_count++ == 0) beside = row;
    }
    if (before < others->row_count) {
        tell_neighbour(explaining, LG_WORD_PARK_BEFORE, others, before, told->combined);
    }
    if (beside_count > 0) {
        tell_neighbour(explaining, LG_WORD_PARK_BESIDE, others, beside, told->combined);
    }
    if (beside_count > 1) {
        lg_explain_item(explaining, LG_WORD_PARKS_BESIDE,
                        LG_VALUES(lg_show_number(&more, (double)(beside_count - 1), 0)));
    }
    if (after < others->row_count) {
        tell_neighbour(explaining, LG_WORD_PARK_AFTER, others, after, told->combined);
    }
}

static enum lg_status tell_rank(struct lg_explaining *explaining, const struct lg_told_score *told,
                                const struct ranking *ranking, struct lg_error *err)
{
    const char *among = lg_found_text(&told->areas, told->whole, ranking->among);
    const char *origin = lg_found_text(&told->areas, told->whole, ranking->origin);
    double rank = lg_found_number(&told->areas, told->whole, ranking->rank);
    if (among == NULL) return LG_OK;
    struct lg_shown place, count;
    struct lg_found others = {0};
    struct lg_text text = {0};
    (void)lg_show_number(&place, rank, 0);
    (void)lg_show_number(&count, lg_found_number(&told->areas, told->whole, ranking->count), 0);
    lg_explain_fill(
        &text, lg_word(isnan(rank) ? LG_WORD_NOT_RANKED : LG_WORD_RANKED, explaining->language),
        LG_VALUES(place.text, count.text, among, origin == NULL ? "-" : origin));
    lg_explain_field(explaining, ranking->label, text.bytes);
    lg_text_reset(&text);
    enum lg_status status =
        lg_explain_ask(explaining, &others, ranking->rows, LG_VALUES(among), err);
    if (status == LG_OK && !isnan(rank)) tell_neighbours(explaining, told, &others, rank);
    lg_found_reset(&others);
    return status;
}

enum lg_status lg_score_tell_places(struct lg_explaining *explaining,
                                    const struct lg_told_score *told, struct lg_error *err)
{
    if (isnan(told->combined)) return LG_OK;
    lg_explain_heading(explaining, LG_WORD_HEAD_PLACES, NULL);
    enum lg_status status = tell_band(explaining, told, err);
    for (size_t i = 0; status == LG_OK && i < sizeof(rankings) / sizeof(rankings[0]); i++) {
        status = tell_rank(explaining, told, &rankings[i], err);
    }
    return status;
}
