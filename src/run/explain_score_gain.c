/*
 * What would change a score, as arithmetic on the written figures, and which rules it rests on.
 */
#include "run/explain_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GAIN_WIDTH = 48 };

/* ---- gains ---- */

struct gain {
    double points; /* of the combined score */
    size_t node;
};

static int compare_gains(const void *left, const void *right)
{
    const struct gain *a = left;
    const struct gain *b = right;
    if (a->points != b->points) return a->points < b->points ? 1 : -1;
    return (a->node > b->node) - (a->node < b->node);
}

static void tell_gain(struct lg_explaining *explaining, const struct lg_told_score *told,
                      const struct gain *gain)
{
    const struct lg_told_node *node = &told->nodes[gain->node];
    struct lg_shown points, share, score, value, ideal;
    struct lg_text label = {0};
    struct lg_text line = {0};
    (void)lg_show_number(&points, gain->points, 4);
    (void)lg_show_number(&share, node->share, 4);
    (void)lg_show_number(&score, node->score, 4);
    (void)lg_show_number(&value, node->value, 4);
    (void)lg_show_number(&ideal, node->ideal, 4);
    lg_text_printf(&line, "+%s = %s × (100 - %s)  ", points.text, share.text, score.text);
    lg_explain_fill(&line, lg_word(LG_WORD_FROM_TO, explaining->language),
                    LG_VALUES(value.text, ideal.text, node->unit));
    lg_explain_line(explaining, 2, GAIN_WIDTH, lg_told_label(told, node, &label), line.bytes);
    lg_text_reset(&label);
    lg_text_reset(&line);
}

/* All indicators at their ideals make 100. */
static void tell_together(struct lg_explaining *explaining, const struct lg_told_score *told,
                          double points)
{
    struct lg_shown sum, lacking, difference;
    double lacks = 100.0 - told->combined;
    bool closes = fabs(points - lacks) <= 1e-4 + 1e-6 * (double)told->node_count;
    lg_explain_item(explaining, closes ? LG_WORD_GAINS_CLOSE : LG_WORD_GAINS_DIFFER,
                    LG_VALUES(lg_show_number(&sum, points, 4), lg_show_number(&lacking, lacks, 4),
                              lg_show_number(&difference, points - lacks, 6)));
}

/* Those that have a place in the whole, with the largest gain first. @return how many */
static size_t find_gains(const struct lg_told_score *told, const char *code, struct gain *gains)
{
    size_t count = 0;
    for (size_t i = 0; i < told->node_count; i++) {
        const struct lg_told_node *node = &told->nodes[i];
        double points = node->share * (100.0 - node->score);
        if (!node->is_indicator || isnan(points) || !lg_told_is_below(told, i, code)) continue;
        gains[count++] = (struct gain){points, i};
    }
    qsort(gains, count, sizeof(*gains), compare_gains);
    return count;
}

/* Those that cannot gain any more, in a line. */
static void tell_reached(struct lg_explaining *explaining, const struct lg_told_score *told,
                         const struct gain *gains, size_t count)
{
    struct lg_text codes = {0};
    struct lg_text label = {0};
    for (size_t i = 0; i < count; i++) {
        if (gains[i].points > 0.0) continue;
        const struct lg_told_node *node = &told->nodes[gains[i].node];
        if (node->share == 0.0) continue;
        lg_text_printf(&codes, "%s%s", codes.size == 0 ? "" : ", ",
                       lg_told_label(told, node, &label));
    }
    if (codes.size > 0) lg_explain_item(explaining, LG_WORD_REACHED, LG_VALUES(codes.bytes));
    lg_text_reset(&codes);
    lg_text_reset(&label);
}

enum lg_status lg_score_tell_gains(struct lg_explaining *explaining,
                                   const struct lg_told_score *told, const char *code,
                                   struct lg_error *err)
{
    struct gain *gains = calloc(told->node_count + 1, sizeof(*gains));
    if (gains == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the gains of a score");
    size_t count = find_gains(told, code, gains);
    double together = 0.0;
    bool is_within = !isnan(told->combined) && code == NULL;
    if (count > 0) {
        lg_explain_heading(explaining, LG_WORD_HEAD_GAINS, NULL);
        lg_explain_item(explaining, isnan(told->combined) ? LG_WORD_GAINS_LATER : LG_WORD_GAINS_ARE,
                        NULL);
    }
    for (size_t i = 0; i < count; i++) {
        together += gains[i].points;
        if (gains[i].points > 0.0) tell_gain(explaining, told, &gains[i]);
    }
    tell_reached(explaining, told, gains, count);
    if (count > 0 && is_within) tell_together(explaining, told, together);
    free(gains);
    return LG_OK;
}

/* ---- origin ---- */

/* A kind of figure that a rule set gives: where it stands in a node and in run.json. */
enum origin { OF_WEIGHTS, OF_IDEALS };

static const struct {
    enum lg_word sentence;
    const char *sets; /* question for the rule sets that give it: source, codes in commas */
} origins[] = {
    [OF_WEIGHTS] = {LG_WORD_WEIGHTS_FROM,
                    "SELECT group_concat(s, ', ') AS sets FROM (SELECT DISTINCT "
                    "json_extract(p.value, '$.set') AS s FROM run_json, json_each(text, "
                    "'$.policy.weights') p WHERE json_extract(p.value, '$.source') = %s AND "
                    "instr(%s, ',' || json_extract(p.value, '$.of') || ',') > 0 ORDER BY 1)"},
    [OF_IDEALS] = {LG_WORD_IDEALS_FROM,
                   "SELECT group_concat(s, ', ') AS sets FROM (SELECT DISTINCT "
                   "json_extract(p.value, '$.set') AS s FROM run_json, json_each(text, "
                   "'$.policy.ideals') p WHERE json_extract(p.value, '$.source') = %s AND "
                   "instr(%s, ',' || json_extract(p.value, '$.of') || ',') > 0 ORDER BY 1)"},
};

static const char *source_of(const struct lg_told_node *node, enum origin origin)
{
    return origin == OF_WEIGHTS ? node->weight_source : node->ideal_source;
}

static bool is_first_of_code(const struct lg_told_score *told, size_t node, enum origin origin,
                             const char *code)
{
    const char *source = source_of(&told->nodes[node], origin);
    for (size_t i = 0; i < node; i++) {
        const char *other = source_of(&told->nodes[i], origin);
        bool is_same = other != NULL && strcmp(other, source) == 0 &&
                       strcmp(told->nodes[i].code, told->nodes[node].code) == 0;
        if (is_same && lg_told_is_below(told, i, code)) return false;
    }
    return true;
}

/* One source, with the codes that it gave a figure. */
static enum lg_status tell_source(struct lg_explaining *explaining,
                                  const struct lg_told_score *told, enum origin origin,
                                  const char *source, const char *code, struct lg_error *err)
{
    struct lg_found sets = {0};
    struct lg_text codes = {0};
    struct lg_text listed = {0};
    struct lg_text from = {0};
    for (size_t i = 0; i < told->node_count; i++) {
        const char *other = source_of(&told->nodes[i], origin);
        bool is_same =
            other != NULL && strcmp(other, source) == 0 && lg_told_is_below(told, i, code);
        if (!is_same || !is_first_of_code(told, i, origin, code)) continue;
        lg_text_printf(&codes, "%s%s", codes.size == 0 ? "" : ", ", told->nodes[i].code);
        lg_text_printf(&listed, ",%s,", told->nodes[i].code);
    }
    enum lg_status status = listed.failed || codes.failed
                                ? lg_fail(err, LG_NO_MEMORY, "no memory for sources")
                                : lg_explain_ask(explaining, &sets, origins[origin].sets,
                                                 LG_VALUES(source, listed.bytes), err);
    const char *set = lg_found_text(&sets, 0, "sets");
    lg_text_printf(&from, "%s%s%s", set == NULL ? "" : set, set == NULL ? "" : ": ", source);
    if (status == LG_OK && from.size > 0) {
        lg_explain_item(explaining, origins[origin].sentence, LG_VALUES(codes.bytes, from.bytes));
    }
    lg_found_reset(&sets);
    lg_text_reset(&codes);
    lg_text_reset(&listed);
    lg_text_reset(&from);
    return status;
}

/* Whether no node before has the same source. */
static bool is_first_source(const struct lg_told_score *told, size_t node, enum origin origin,
                            const char *code)
{
    const char *source = source_of(&told->nodes[node], origin);
    for (size_t i = 0; i < node; i++) {
        const char *other = source_of(&told->nodes[i], origin);
        bool is_same = other != NULL && strcmp(other, source) == 0;
        if (is_same && lg_told_is_below(told, i, code)) return false;
    }
    return true;
}

enum lg_status lg_score_tell_origin(struct lg_explaining *explaining,
                                    const struct lg_told_score *told, const char *code,
                                    struct lg_error *err)
{
    enum lg_status status = LG_OK;
    lg_explain_heading(explaining, LG_WORD_HEAD_ORIGIN, NULL);
    for (int origin = OF_WEIGHTS; origin <= OF_IDEALS; origin++) {
        for (size_t i = 0; status == LG_OK && i < told->node_count; i++) {
            const char *source = source_of(&told->nodes[i], (enum origin)origin);
            bool is_new = source != NULL && lg_told_is_below(told, i, code) &&
                          is_first_source(told, i, (enum origin)origin, code);
            if (!is_new) continue;
            status = tell_source(explaining, told, (enum origin)origin, source, code, err);
        }
    }
    return status;
}
