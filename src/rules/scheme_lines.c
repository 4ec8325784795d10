/*
 * What indicators and scores are held against: benchmark lines, ideals, bands, and the classes that
 * parks are ranked in (domain.md 1.5, 1.8, 1.11, 6.7).
 */
#include "rules/scheme_draft.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_SHOWN_MAX = 256, LINE_LENGTH_MAX = 40, CODE_LENGTH_MAX = 24 };

static const unsigned all_types = (1U << LG_TYPE_COUNT) - 1U;

static enum lg_status read_benchmark_texts(const struct lg_scheme_reading *reading,
                                           const struct lg_yaml_node *map,
                                           struct lg_draft_benchmark *row, struct lg_error *err)
{
    static const struct lg_rules_alphabet alphabet = {"line", LG_RULES_SMALL "0123456789-_",
                                                      "a to z, 0 to 9, - and _", LINE_LENGTH_MAX};
    struct lg_arena *memory = &reading->set->memory;
    const struct lg_yaml_node *line = lg_rules_find_text(reading->yaml, map, "line", err);
    if (line == NULL) return LG_BAD_PROJECT;
    enum lg_status status = lg_rules_keep_word(reading, line->text, &alphabet,
                                               lg_rules_place_of(reading, line), &row->line, err);
    if (status == LG_OK) {
        status = lg_rules_take_text(reading->yaml, map, "region", memory, &row->region, err);
    }
    if (status == LG_OK) status = lg_rules_take_placed(reading, map, "of", &row->of, err);
    if (status != LG_OK) return status;
    return lg_rules_take_text(reading->yaml, map, "source", memory, &row->source, err);
}

static enum lg_status read_benchmark_figures(const struct lg_scheme_reading *reading,
                                             const struct lg_yaml_node *map,
                                             struct lg_draft_benchmark *row, struct lg_error *err)
{
    static const struct lg_rules_range years = {"year", 1990, 2100, true};
    static const struct lg_rules_range values = {"value", 0, 1e9, false};
    static const char *const answers[] = {"false", "true"};
    static const struct lg_rules_words words = {"derived", answers, COUNT(answers), 1};
    const char *derived = NULL;
    double year = 0.0;
    enum lg_status status = lg_rules_take_number(reading, map, &years, &year, err);
    if (status == LG_OK) status = lg_rules_take_number(reading, map, &values, &row->value, err);
    const struct lg_yaml_node *day = lg_yaml_find(map, "data_date");
    if (status == LG_OK && day != NULL) {
        status = lg_rules_read_day(reading->yaml, day, "data_date", &row->data_date, err);
    }
    if (status == LG_OK && lg_rules_find_text(reading->yaml, map, "derived", err) == NULL) {
        return LG_BAD_PROJECT;
    }
    if (status == LG_OK) status = lg_rules_read_given_word(reading, map, &words, &derived, err);
    row->year = (int)year;
    row->is_derived = derived == answers[1];
    return status;
}

static enum lg_status read_benchmark(const struct lg_scheme_reading *reading,
                                     const struct lg_yaml_node *map, struct lg_draft_benchmark *row,
                                     struct lg_error *err)
{
    static const char *const keys[] = {"line", "region", "year",    "data_date", "type",
                                       "of",   "value",  "derived", "source"};
    struct lg_reach reach;
    unsigned exact = 0;
    *row = (struct lg_draft_benchmark){
        .rank = reading->draft->set_count, .data_date = LG_DATE_NONE, .set = reading->name};
    enum lg_status status =
        lg_rules_check_keys(reading->yaml, map, "a benchmark", keys, COUNT(keys), err);
    if (status == LG_OK) status = read_benchmark_texts(reading, map, row, err);
    if (status == LG_OK) status = read_benchmark_figures(reading, map, row, err);
    if (status == LG_OK) status = lg_rules_read_reach(reading, map, &reach, &exact, err);
    if (status == LG_OK) row->types = reach.types;
    return status;
}

static bool are_same(const struct lg_draft_benchmark *left, const struct lg_draft_benchmark *right)
{
    return left->types == right->types && strcmp(left->line.text, right->line.text) == 0 &&
           strcmp(left->of.text, right->of.text) == 0;
}

/* The row in place of an earlier set's, or behind all. */
static enum lg_status put_benchmark(const struct lg_scheme_reading *reading,
                                    const struct lg_draft_benchmark *row, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    size_t at = 0;
    while (at < draft->benchmark_count && !are_same(&draft->benchmarks[at], row)) {
        at++;
    }
    if (at < draft->benchmark_count && draft->benchmarks[at].rank == row->rank) {
        const struct lg_rules_place *place = &row->line.place;
        return lg_yaml_wrong(reading->yaml, place->line, place->column, err,
                             "%s of line %s stands twice (the other in line %zu); remove one of "
                             "them",
                             row->of.text, row->line.text, draft->benchmarks[at].line.place.line);
    }
    draft->benchmarks[at] = *row;
    if (at == draft->benchmark_count) draft->benchmark_count++;
    return LG_OK;
}

enum lg_status lg_scheme_read_benchmarks(struct lg_scheme_reading *reading,
                                         const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = lg_rules_check_list(reading->yaml, node, "benchmarks", err);
    if (status != LG_OK) return status;
    draft->benchmarks =
        lg_rules_grow(&reading->set->memory, draft->benchmarks, draft->benchmark_count, node->count,
                      sizeof(*draft->benchmarks));
    if (draft->benchmarks == NULL) return lg_rules_no_memory(err);
    for (const struct lg_yaml_node *map = node->children; map != NULL && status == LG_OK;
         map = map->sister) {
        struct lg_draft_benchmark row;
        status = read_benchmark(reading, map, &row, err);
        if (status == LG_OK) status = put_benchmark(reading, &row, err);
    }
    return status;
}

static enum lg_status make_benchmark(const struct lg_draft_benchmark *draft,
                                     const struct lg_draft_benchmark *first,
                                     const struct lg_scheme *scheme, struct lg_benchmark *row,
                                     struct lg_error *err)
{
    const struct lg_rules_place *place = &draft->line.place;
    size_t indicator = 0;
    if (draft->year != first->year || strcmp(draft->region, first->region) != 0) {
        const struct lg_yaml file = lg_rules_file(place);
        return lg_yaml_wrong(&file, place->line, place->column, err,
                             "line %s is of %s, %d in another row; give this one its own name",
                             draft->line.text, first->region, first->year);
    }
    enum lg_status status = lg_rules_find_indicator(&draft->of, scheme, &indicator, err);
    *row = (struct lg_benchmark){
        .line = draft->line.text,
        .region = draft->region,
        .indicator = indicator,
        .value = draft->value,
        .data_date = draft->data_date,
        .year = draft->year,
        .types = draft->types,
        .is_derived = draft->is_derived,
        .source = draft->source,
        .set = draft->set,
    };
    return status;
}

enum lg_status lg_scheme_make_benchmarks(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                         struct lg_rule_set *set, struct lg_error *err)
{
    size_t count = draft->benchmark_count;
    struct lg_benchmark *rows = lg_arena_take(&set->memory, (count + 1) * sizeof(*rows));
    bool *is_made = lg_arena_take(&set->memory, count + 1);
    if (rows == NULL || is_made == NULL) return lg_rules_no_memory(err);
    memset(is_made, 0, count + 1);
    /* The rows of a line stand together, lines as they are first named. */
    for (size_t i = 0; i < count; i++) {
        const struct lg_draft_benchmark *first = &draft->benchmarks[i];
        for (size_t j = i; j < count && !is_made[i]; j++) {
            if (strcmp(draft->benchmarks[j].line.text, first->line.text) != 0) continue;
            enum lg_status status = make_benchmark(&draft->benchmarks[j], first, scheme,
                                                   &rows[scheme->benchmark_count++], err);
            if (status != LG_OK) return status;
            if (j > i) is_made[j] = true;
        }
    }
    scheme->benchmarks = rows;
    return LG_OK;
}

static enum lg_status read_ideal_value(const struct lg_scheme_reading *reading,
                                       const struct lg_yaml_node *map, struct lg_draft_ideal *row,
                                       struct lg_error *err)
{
    static const struct lg_rules_range range = {"value", -1e9, 1e9, false};
    const struct lg_yaml_node *value = lg_yaml_find(map, "value");
    bool has_line = lg_yaml_find(map, "benchmark") != NULL;
    if ((value != NULL) == has_line) {
        return lg_yaml_wrong(reading->yaml, map->line, map->column, err,
                             "an ideal takes value or benchmark; give one of them");
    }
    if (has_line) return lg_rules_take_placed(reading, map, "benchmark", &row->benchmark, err);
    row->value_place = lg_rules_place_of(reading, value);
    return lg_rules_take_number(reading, map, &range, &row->value, err);
}

static enum lg_status read_ideal(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *map, struct lg_draft_ideal *row,
                                 struct lg_error *err)
{
    static const char *const keys[] = {"park",  "type",      "scope", "of",
                                       "value", "benchmark", "source"};
    *row = (struct lg_draft_ideal){.set = reading->name, .rank = {reading->draft->set_count, 0}};
    enum lg_status status =
        lg_rules_check_keys(reading->yaml, map, "an ideal", keys, COUNT(keys), err);
    if (status == LG_OK) status = lg_rules_take_given(reading, map, "park", &row->park, err);
    if (status == LG_OK) {
        status = lg_rules_read_reach(reading, map, &row->reach, &row->rank.exact, err);
    }
    if (row->park != NULL) row->rank.exact += 4U;
    if (status == LG_OK) status = lg_rules_take_placed(reading, map, "of", &row->of, err);
    if (status == LG_OK) status = read_ideal_value(reading, map, row, err);
    if (status != LG_OK) return status;
    return lg_rules_take_text(reading->yaml, map, "source", &reading->set->memory, &row->source,
                              err);
}

static bool are_rivals(const struct lg_draft_ideal *left, const struct lg_draft_ideal *right)
{
    bool same_park = left->park == NULL || right->park == NULL
                         ? left->park == right->park
                         : strcmp(left->park, right->park) == 0;
    return same_park && left->rank.exact == right->rank.exact &&
           (left->reach.types & right->reach.types) != 0 &&
           (left->reach.scopes & right->reach.scopes) != 0 &&
           strcmp(left->of.text, right->of.text) == 0;
}

enum lg_status lg_scheme_read_ideals(struct lg_scheme_reading *reading,
                                     const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = lg_rules_check_list(reading->yaml, node, "ideals", err);
    if (status != LG_OK) return status;
    size_t first = draft->ideal_count;
    struct lg_draft_ideal *rows =
        lg_rules_grow(&reading->set->memory, draft->ideals, first, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    draft->ideals = rows;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        struct lg_draft_ideal *row = &rows[draft->ideal_count];
        status = read_ideal(reading, map, row, err);
        if (status != LG_OK) return status;
        for (size_t i = first; i < draft->ideal_count; i++) {
            if (!are_rivals(&rows[i], row)) continue;
            return lg_yaml_wrong(reading->yaml, map->line, map->column, err,
                                 "two ideals of %s for the same parks (the other in line %zu); "
                                 "remove one of them",
                                 row->of.text, rows[i].of.place.line);
        }
        draft->ideal_count++;
    }
    return LG_OK;
}

/* Ideals under way: rows grow where a benchmark has a figure for each type. */
struct ideals {
    const struct lg_scheme *scheme;
    struct lg_ideal *rows; /* [count] */
    size_t count;
};

static enum lg_status add_ideal(struct ideals *ideals, const struct lg_draft_ideal *draft,
                                size_t indicator, double value, unsigned types,
                                struct lg_error *err)
{
    const struct lg_rules_place *place =
        draft->benchmark.text != NULL ? &draft->benchmark.place : &draft->value_place;
    const struct lg_yaml file = lg_rules_file(place);
    bool is_negative = lg_scheme_indicator(ideals->scheme, indicator)->is_negative;
    if (is_negative && (value < 0.0 || value >= 100.0)) {
        return lg_yaml_wrong(&file, place->line, place->column, err,
                             "the ideal of %s is %g; less is better there: give a percentage from "
                             "0 to below 100",
                             draft->of.text, value);
    }
    if (!is_negative && !(value > 0.0)) {
        return lg_yaml_wrong(&file, place->line, place->column, err,
                             "the ideal of %s is %g; it divides: give a number above 0",
                             draft->of.text, value);
    }
    ideals->rows[ideals->count++] = (struct lg_ideal){
        draft->park, {types, draft->reach.scopes}, indicator, value, draft->source, draft->set};
    return LG_OK;
}

static enum lg_status no_such_line(const struct lg_draft_ideal *draft,
                                   const struct lg_scheme *scheme, struct lg_error *err)
{
    const char *lines[LINES_SHOWN_MAX];
    size_t count = 0;
    for (size_t i = 0; i < scheme->benchmark_count && count < COUNT(lines); i++) {
        const char *line = scheme->benchmarks[i].line;
        if (count > 0 && strcmp(lines[count - 1], line) == 0) continue;
        lines[count++] = line;
        if (strcmp(line, draft->benchmark.text) != 0) continue;
        const struct lg_rules_place *place = &draft->benchmark.place;
        const struct lg_yaml file = lg_rules_file(place);
        return lg_yaml_wrong(&file, place->line, place->column, err,
                             "line %s has no figure of %s for these types; give a value", line,
                             draft->of.text);
    }
    return lg_rules_no_such(&draft->benchmark, "is no benchmark line", lines, count, err);
}

/* Figures of the line for one type stand before those for any: the first that fits counts. */
static enum lg_status add_from_line(struct ideals *ideals, const struct lg_draft_ideal *draft,
                                    size_t indicator, struct lg_error *err)
{
    const struct lg_scheme *scheme = ideals->scheme;
    size_t before = ideals->count;
    for (unsigned any = 0; any < 2; any++) {
        for (size_t i = 0; i < scheme->benchmark_count; i++) {
            const struct lg_benchmark *row = &scheme->benchmarks[i];
            unsigned types = row->types & draft->reach.types;
            if (row->indicator != indicator || types == 0 ||
                (row->types == all_types) != (any == 1) ||
                strcmp(row->line, draft->benchmark.text) != 0) {
                continue;
            }
            enum lg_status status = add_ideal(ideals, draft, indicator, row->value, types, err);
            if (status != LG_OK) return status;
        }
    }
    return ideals->count > before ? LG_OK : no_such_line(draft, scheme, err);
}

/* By insertion: rows of one rank stay as written. */
static void sort_ideals(struct lg_scheme_draft *draft)
{
    for (size_t i = 1; i < draft->ideal_count; i++) {
        struct lg_draft_ideal row = draft->ideals[i];
        size_t at = i;
        while (at > 0 && lg_rules_ranks_before(&row.rank, &draft->ideals[at - 1].rank)) {
            draft->ideals[at] = draft->ideals[at - 1];
            at--;
        }
        draft->ideals[at] = row;
    }
}

enum lg_status lg_scheme_make_ideals(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                     struct lg_rule_set *set, struct lg_error *err)
{
    /* A line has a figure for any type and for each list of types at most. */
    size_t most = draft->ideal_count * (all_types + 1U) + 1;
    struct ideals ideals = {.scheme = scheme};
    ideals.rows = lg_arena_take(&set->memory, most * sizeof(*ideals.rows));
    if (ideals.rows == NULL) return lg_rules_no_memory(err);
    sort_ideals(draft);
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < draft->ideal_count && status == LG_OK; i++) {
        const struct lg_draft_ideal *row = &draft->ideals[i];
        size_t indicator = 0;
        status = lg_rules_find_indicator(&row->of, scheme, &indicator, err);
        if (status != LG_OK) return status;
        status = row->benchmark.text != NULL
                     ? add_from_line(&ideals, row, indicator, err)
                     : add_ideal(&ideals, row, indicator, row->value, row->reach.types, err);
    }
    scheme->ideals = ideals.rows;
    scheme->ideal_count = ideals.count;
    return status;
}
