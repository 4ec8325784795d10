/*
 * A figure of a park: which one is meant, what the tables have, and what it is made of.
 */
#include "landgauge/project.h"
#include "model/indicators.h"
#include "model/land_state.h"
#include "run/explain_figure.h"
#include "run/self_rules.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 128, KEY_SIZE = 24, CONDITION_SIZE = 64 };

/*
 * Land under a constraint that has a state counts as that state, apart from the rest of its row,
 * and what was available there (E) cannot be supplied (F).
 */
#define LAND_PARTS                                                                                 \
    "CREATE VIEW land_part AS SELECT n, park, parcel_id, holder, supply_state, idle_status, "      \
    "land_state AS part_state, CASE WHEN constrained_ha > 0 THEN area_ha - constrained_ha ELSE "   \
    "area_ha END AS part_ha FROM land WHERE ifnull(constrained_ha, 0) = 0 OR area_ha IS NULL OR "  \
    "constrained_ha < area_ha UNION ALL SELECT n, park, parcel_id, holder, CASE WHEN "             \
    "supply_state LIKE 'E%' THEN 'F' ELSE supply_state END, idle_status, constrained_state, "      \
    "constrained_ha FROM land WHERE constrained_ha > 0"

/* Clocks that lack a share which would decide, of a site that has rested its full period. */
#define OPEN_CLOCKS                                                                                \
    "CREATE VIEW open_clock AS SELECT parcel_id FROM (SELECT * FROM clocks_suspended UNION ALL "   \
    "SELECT * FROM clocks_nodata) WHERE missing IS NOT NULL AND stopped_end < "                    \
    "(SELECT json_extract(text, '$.as_of') FROM run_json)"
#define OPEN_CLOCKS_OF_REGISTER                                                                    \
    "CREATE VIEW open_clock AS SELECT parcel_id FROM register WHERE idle_status = 'SUSPENDED' "    \
    "AND remarks LIKE '%MISSING:%'"

enum figure_kind {
    FIGURE_RATE,     /* an indicator of model/indicators.h */
    FIGURE_PART,     /* one part: a key of the parks layer that is an area */
    FIGURE_REST,     /* what no parcel covers */
    FIGURE_BOUNDARY, /* the park itself */
    FIGURE_RECORD,
};

/* What is asked for. */
struct figure {
    enum figure_kind kind;
    char key[KEY_SIZE];                    /* column of the parks layer; empty: none */
    const struct lg_indicator_entry *rate; /* of FIGURE_RATE */
    struct lg_part part;                   /* of FIGURE_PART */
    char condition[CONDITION_SIZE];        /* the part's own */
};

/* Keys of areas that are no land state. */
static const struct {
    const char *key;
    enum figure_kind kind;
    const char *formula;
} area_keys[] = {
    {"ready_ha", FIGURE_PART, "A + B21"}, {"idle_ha", FIGURE_PART, "G"},
    {"unsurveyed_ha", FIGURE_REST, NULL}, {"area_ha", FIGURE_BOUNDARY, NULL},
    {"recorded_ha", FIGURE_RECORD, NULL},
};

enum { AREA_KEY_COUNT = sizeof(area_keys) / sizeof(area_keys[0]) };

/* "a2_ha" */
static void state_key(const struct lg_state_entry *state, char key[KEY_SIZE])
{
    (void)snprintf(key, KEY_SIZE, "%s_ha", state->code);
    for (char *at = key; *at != '_'; at++) {
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at - 'A' + 'a');
    }
}

static bool find_rate(const char *name, struct figure *figure)
{
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        const struct lg_indicator_entry *entry = &lg_indicator_entries[i];
        bool is_key = entry->key != NULL && lg_text_equal_nocase(entry->key, name);
        if (!is_key && !lg_text_equal_nocase(entry->code, name)) continue;
        figure->kind = FIGURE_RATE;
        figure->rate = entry;
        (void)snprintf(figure->key, sizeof(figure->key), "%s",
                       entry->key == NULL ? "" : entry->key);
        return true;
    }
    return false;
}

static bool find_state(const char *name, struct figure *figure)
{
    for (int state = LG_STATE_NONE + 1; state < LG_STATE_COUNT; state++) {
        state_key(&lg_states[state], figure->key);
        if (!lg_text_equal_nocase(figure->key, name)) continue;
        figure->kind = FIGURE_PART;
        figure->part =
            lg_part_of_state(lg_states[state].code, figure->condition, sizeof(figure->condition));
        return true;
    }
    return false;
}

static bool find_area(const char *name, struct figure *figure)
{
    for (size_t i = 0; i < AREA_KEY_COUNT; i++) {
        if (!lg_text_equal_nocase(area_keys[i].key, name)) continue;
        figure->kind = area_keys[i].kind;
        (void)snprintf(figure->key, sizeof(figure->key), "%s", area_keys[i].key);
        if (area_keys[i].formula != NULL) figure->part = *lg_part_find(area_keys[i].formula);
        return true;
    }
    return false;
}

static enum lg_status find_figure(const struct lg_explaining *explaining, const char *name,
                                  struct figure *figure, struct lg_error *err)
{
    if (find_rate(name, figure) || find_area(name, figure) || find_state(name, figure)) {
        return LG_OK;
    }
    const char *names[NAMES_MAX];
    char keys[LG_STATE_COUNT][KEY_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        names[count++] = lg_indicator_entries[i].code;
        if (lg_indicator_entries[i].key != NULL) names[count++] = lg_indicator_entries[i].key;
    }
    for (size_t i = 0; i < AREA_KEY_COUNT; i++) {
        names[count++] = area_keys[i].key;
    }
    for (int state = LG_STATE_NONE + 1; state < LG_STATE_COUNT; state++) {
        state_key(&lg_states[state], keys[state]);
        names[count++] = keys[state];
    }
    assert(count <= NAMES_MAX);
    return lg_explain_unknown(explaining, "indicator", name, names, count, err);
}

/* A figure of the tables for one park; NaN: there is none. */
static enum lg_status read_figure(struct lg_explaining *explaining, const char *select,
                                  const char *park, const char *code, struct lg_found *found,
                                  struct lg_error *err)
{
    struct lg_text sql = {0};
    lg_text_printf(&sql, "%s WHERE park = ", select);
    lg_explain_quote(&sql, park);
    if (code != NULL) {
        lg_text_add_text(&sql, " AND code = ");
        lg_explain_quote(&sql, code);
    }
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_found_ask(explaining, found, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

static const char *part_name(const struct lg_explaining *explaining, const struct lg_part *part,
                             struct lg_text *text)
{
    lg_text_clear(text);
    lg_explain_fill(text, lg_word(part->name, explaining->language), LG_VALUES(part->formula));
    return text->bytes;
}

static void tell_number(struct lg_explaining *explaining, enum lg_word label, double value,
                        const char *unit)
{
    struct lg_shown shown;
    struct lg_text text = {0};
    if (isnan(value)) {
        lg_text_add_text(&text, lg_word(LG_WORD_NO_VALUE, explaining->language));
    } else {
        lg_text_printf(&text, "%s %s", lg_show_number(&shown, value, 4), unit);
    }
    lg_explain_field(explaining, label, text.bytes);
    lg_text_reset(&text);
}

static void tell_formula(struct lg_explaining *explaining, const struct lg_indicator_entry *rate)
{
    struct lg_text name = {0};
    struct lg_text formula = {0};
    lg_explain_heading(explaining, LG_WORD_HEAD_FORMULA, NULL);
    lg_text_printf(&formula, "%s = %s / ", rate->name[explaining->language],
                   part_name(explaining, lg_part_find(rate->numerator), &name));
    lg_text_add_text(&formula, part_name(explaining, lg_part_find(rate->denominator), &name));
    if (strcmp(rate->unit, "%") == 0) lg_text_add_text(&formula, " × 100");
    lg_explain_pair(explaining, rate->code, formula.bytes);
    lg_explain_field(explaining, LG_WORD_UNIT, rate->unit);
    lg_text_reset(&name);
    lg_text_reset(&formula);
}

/* The indicator as the tables have it; the parks layer where there is no table of indicators. */
static enum lg_status read_rate(struct lg_explaining *explaining, const struct figure *figure,
                                const char *park, double wide, struct lg_found *found,
                                struct lg_error *err)
{
    enum lg_status status =
        read_figure(explaining, "SELECT * FROM indicators", park, figure->rate->code, found, err);
    if (status != LG_OK) return status;
    const char *reason = lg_found_text(found, 0, "status");
    double value = lg_found_number(found, 0, "value");
    const struct lg_part *numerator = lg_part_find(figure->rate->numerator);
    const struct lg_part *denominator = lg_part_find(figure->rate->denominator);
    tell_formula(explaining, figure->rate);
    if (found->row_count > 0) {
        tell_number(explaining, LG_WORD_NUMERATOR, lg_found_number(found, 0, "numerator"),
                    lg_word(numerator->unit, explaining->language));
        tell_number(explaining, LG_WORD_DENOMINATOR, lg_found_number(found, 0, "denominator"),
                    lg_word(denominator->unit, explaining->language));
    }
    tell_number(explaining, LG_WORD_VALUE, found->row_count > 0 ? value : wide, figure->rate->unit);
    if (reason != NULL && strcmp(reason, "ok") != 0) {
        lg_explain_field(explaining, LG_WORD_NOTE, reason);
    }
    const char *lack = lg_result_lack(explaining->result, "indicators");
    if (lack != NULL) lg_explain_item(explaining, LG_WORD_LACKS_TABLE, LG_VALUES(lack));
    return LG_OK;
}

static enum lg_status tell_rate(struct lg_explaining *explaining, const struct figure *figure,
                                const char *park, double wide, struct lg_error *err)
{
    static const enum lg_word headings[] = {LG_WORD_HEAD_NUMERATOR, LG_WORD_HEAD_DENOMINATOR};
    const struct lg_part *const sides[] = {lg_part_find(figure->rate->numerator),
                                           lg_part_find(figure->rate->denominator)};
    static const char *const columns[] = {"numerator", "denominator"};
    struct lg_found found = {0};
    struct lg_text name = {0};
    enum lg_status status = read_rate(explaining, figure, park, wide, &found, err);
    for (size_t i = 0; status == LG_OK && i < 2; i++) {
        lg_explain_heading(explaining, headings[i],
                           LG_VALUES(part_name(explaining, sides[i], &name)));
        status = lg_explain_part(explaining, sides[i], park, lg_found_number(&found, 0, columns[i]),
                                 err);
    }
    lg_text_reset(&name);
    lg_found_reset(&found);
    return status;
}

/* A land state that the parks layer does not have stands in land_state. */
static enum lg_status tell_part(struct lg_explaining *explaining, const struct figure *figure,
                                const char *park, double wide, struct lg_error *err)
{
    struct lg_found found = {0};
    struct lg_text name = {0};
    enum lg_status status = LG_OK;
    if (isnan(wide) && figure->part.name == LG_WORD_PART_STATE) {
        status = read_figure(explaining, "SELECT area_ha FROM land_state", park,
                             figure->part.formula, &found, err);
        wide = lg_found_number(&found, 0, "area_ha");
    }
    if (status == LG_OK) {
        tell_number(explaining, LG_WORD_VALUE, wide,
                    lg_word(LG_WORD_HECTARES, explaining->language));
        lg_explain_heading(explaining, LG_WORD_HEAD_PART,
                           LG_VALUES(part_name(explaining, &figure->part, &name)));
        status = lg_explain_part(explaining, &figure->part, park, wide, err);
    }
    lg_text_reset(&name);
    lg_found_reset(&found);
    return status;
}

/* The park less its rows, and what they claim twice once again. */
static enum lg_status tell_rest(struct lg_explaining *explaining, const struct lg_found *parks,
                                size_t row, double wide, struct lg_error *err)
{
    struct lg_found sums = {0};
    struct lg_found twice = {0};
    struct lg_shown whole, covered, rest, written, difference;
    const char *park = lg_found_text(parks, row, "park");
    const char *basis = lg_found_text(&explaining->run, 0, "basis");
    bool is_recorded = basis != NULL && strcmp(basis, "recorded") == 0;
    double park_ha = lg_found_number(parks, row, is_recorded ? "recorded_ha" : "area_ha");
    enum lg_status status = read_figure(
        explaining, "SELECT CAST(count(*) AS REAL) AS n, total(area_ha) AS ha FROM register", park,
        NULL, &sums, err);
    if (status == LG_OK) {
        status = read_figure(explaining,
                             "SELECT total(CASE WHEN line = 'overlap' AND area_ha < 0 THEN "
                             "-area_ha END) AS ha FROM account",
                             park, NULL, &twice, err);
    }
    if (status == LG_OK) {
        double covered_ha =
            lg_found_number(&sums, 0, "ha") - (is_recorded ? 0 : lg_found_number(&twice, 0, "ha"));
        double rest_ha = fmax(0, park_ha - covered_ha);
        double limit_ha = (lg_found_number(&sums, 0, "n") + 2) * 0.5001e-8;
        tell_number(explaining, LG_WORD_VALUE, wide,
                    lg_word(LG_WORD_HECTARES, explaining->language));
        lg_explain_item(
            explaining, LG_WORD_REST_OF_PARK,
            LG_VALUES(lg_show_number(&whole, park_ha, 4), lg_show_number(&covered, covered_ha, 4)));
        lg_explain_item(explaining,
                        isnan(wide)                        ? LG_WORD_CHECK_NONE
                        : fabs(rest_ha - wide) <= limit_ha ? LG_WORD_CHECK_CLOSES
                                                           : LG_WORD_CHECK_DIFFERS,
                        LG_VALUES(lg_show_number(&rest, rest_ha, 4),
                                  lg_show_number(&written, wide, 4),
                                  lg_show_number(&difference, rest_ha - wide, 8)));
    }
    lg_found_reset(&sums);
    lg_found_reset(&twice);
    return status;
}

static const char *figure_name(const struct lg_explaining *explaining, const struct figure *figure,
                               struct lg_text *text)
{
    switch (figure->kind) {
    case FIGURE_RATE:
        return figure->rate->name[explaining->language];
    case FIGURE_PART:
        return part_name(explaining, &figure->part, text);
    case FIGURE_REST:
        return lg_word(LG_WORD_PART_REST, explaining->language);
    case FIGURE_BOUNDARY:
        return lg_word(LG_WORD_PART_PARK, explaining->language);
    case FIGURE_RECORD:
        return lg_word(LG_WORD_PART_RECORD, explaining->language);
    }
    return NULL;
}

static enum lg_status tell_park(struct lg_explaining *explaining, const struct figure *figure,
                                const struct lg_found *parks, size_t row, struct lg_error *err)
{
    char day[LG_DATE_TEXT_SIZE];
    struct lg_text title = {0};
    struct lg_text words = {0};
    const char *park = lg_found_text(parks, row, "park");
    const char *name = lg_found_text(parks, row, "park_name");
    double wide = (double)NAN;
    if (figure->key[0] != '\0') wide = lg_found_number(parks, row, figure->key);
    lg_text_printf(&title, "%s %s", name == NULL ? "" : name, park);
    const char *what = figure_name(explaining, figure, &words);
    lg_explain_heading(explaining, LG_WORD_HEAD_FIGURE,
                       LG_VALUES(figure->rate != NULL ? figure->rate->code : figure->key,
                                 what != NULL ? what : "", title.bytes != NULL ? title.bytes : "",
                                 lg_date_format(explaining->as_of, day)));
    lg_text_reset(&title);
    lg_text_reset(&words);
    switch (figure->kind) {
    case FIGURE_RATE:
        return tell_rate(explaining, figure, park, wide, err);
    case FIGURE_PART:
        return tell_part(explaining, figure, park, wide, err);
    case FIGURE_REST:
        return tell_rest(explaining, parks, row, wide, err);
    case FIGURE_BOUNDARY:
    case FIGURE_RECORD:
        break;
    }
    tell_number(explaining, LG_WORD_VALUE, wide, lg_word(LG_WORD_HECTARES, explaining->language));
    lg_explain_item(
        explaining,
        figure->kind == FIGURE_BOUNDARY ? LG_WORD_FROM_BOUNDARY : LG_WORD_FROM_PARK_RECORD, NULL);
    return LG_OK;
}

static enum lg_status find_parks(struct lg_explaining *explaining, const char *name,
                                 struct lg_found *parks, struct lg_error *err)
{
    enum lg_status status = lg_explain_fetch(explaining, "parks", NULL, NULL, err);
    const char *lack = lg_result_lack(explaining->result, "parks");
    if (status == LG_OK && lack != NULL) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: %s; explain needs the result of a run, with its tables or layers",
                       explaining->folder, lack);
    }
    struct lg_text sql = {0};
    lg_text_add_text(&sql,
                     "SELECT ifnull(park, park_code) AS park, * FROM parks WHERE park_code = ");
    lg_explain_quote(&sql, name);
    lg_text_add_text(&sql, " OR park_name = ");
    lg_explain_quote(&sql, name);
    lg_text_add_text(&sql, " ORDER BY n");
    if (status == LG_OK && sql.failed) status = lg_fail(err, LG_NO_MEMORY, "no memory for parks");
    if (status == LG_OK) status = lg_found_ask(explaining, parks, sql.bytes, err);
    lg_text_reset(&sql);
    if (status != LG_OK || parks->row_count > 0) return status;

    status = lg_found_ask(explaining, parks,
                          "SELECT park_code FROM parks WHERE park_code IS NOT NULL UNION SELECT "
                          "park_name FROM parks WHERE park_name IS NOT NULL ORDER BY 1",
                          err);
    if (status != LG_OK) return status;
    return lg_explain_unknown(explaining, "park", name, parks->texts, parks->row_count, err);
}

/* Only the rows of the parks that are told; all of them where several codes have one name. */
static enum lg_status fetch_tables(struct lg_explaining *explaining, const struct lg_found *parks,
                                   const struct figure *figure, struct lg_error *err)
{
    static const char *const tables[] = {"register", "indicators", "land_state", "account"};
    const char *code = lg_found_text(parks, 0, "park_code");
    for (size_t row = 1; code != NULL && row < parks->row_count; row++) {
        const char *other = lg_found_text(parks, row, "park_code");
        if (other == NULL || strcmp(other, code) != 0) code = NULL;
    }
    const char *column = code == NULL ? NULL : "park_code";
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(tables) / sizeof(tables[0]); i++) {
        status = lg_explain_fetch(explaining, tables[i], column, code, err);
    }
    const char *lack = lg_result_lack(explaining->result, "register");
    if (status == LG_OK && lack != NULL) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s: %s; explain needs the result of a run, with its tables or layers",
                         explaining->folder, lack);
    }
    const struct lg_part *idle = lg_part_find("G");
    bool is_idle = figure->part.formula == idle->formula ||
                   (figure->rate != NULL && strcmp(figure->rate->numerator, idle->formula) == 0);
    if (status != LG_OK || !is_idle) return status;
    status = lg_result_fetch(explaining->result, "clocks", "clocks_suspended", "status",
                             "SUSPENDED", err);
    if (status == LG_OK) {
        status = lg_result_fetch(explaining->result, "clocks", "clocks_nodata", "status",
                                 "STARTED_NODATA", err);
    }
    if (status != LG_OK) return status;
    bool lacks = lg_result_lack(explaining->result, "clocks_suspended") != NULL;
    return lg_result_do(explaining->result, lacks ? OPEN_CLOCKS_OF_REGISTER : OPEN_CLOCKS, err);
}

/* The rows as the self check sees them. */
static enum lg_status make_views(struct lg_explaining *explaining, struct lg_error *err)
{
    const struct lg_self_text *text = lg_self_texts;
    while (text->name != NULL && strcmp(text->name, "land") != 0) {
        text++;
    }
    assert(text->name != NULL);
    struct lg_self_rule rule = {{0}, {0}, {0}, {0}, {0}};
    const char *at = text->text;
    enum lg_status status = LG_OK;
    while (status == LG_OK && lg_self_rule_read(&at, &rule)) {
        status = lg_result_do(explaining->result, rule.sql.bytes, err);
    }
    if (status == LG_OK && lg_self_rule_failed(&rule)) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the views of the register");
    }
    lg_self_rule_reset(&rule);
    if (status == LG_OK) status = lg_result_do(explaining->result, LAND_PARTS, err);
    return status;
}

enum lg_status lg_explain_figure_text(struct lg_explaining *explaining, const char *park,
                                      const char *indicator, struct lg_error *err)
{
    struct figure figure = {.rate = NULL};
    struct lg_found parks = {0};
    enum lg_status status = find_figure(explaining, indicator, &figure, err);
    if (status == LG_OK) status = find_parks(explaining, park, &parks, err);
    if (status == LG_OK) status = fetch_tables(explaining, &parks, &figure, err);
    if (status == LG_OK) status = make_views(explaining, err);
    for (size_t row = 0; status == LG_OK && row < parks.row_count; row++) {
        status = tell_park(explaining, &figure, &parks, row, err);
    }
    lg_found_reset(&parks);
    return status;
}
