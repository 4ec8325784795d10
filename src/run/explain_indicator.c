/*
 * A figure of a park: what the tables have, and what it is made of.
 */
#include "landgauge/project.h"
#include "run/explain_score.h"

#include <math.h>
#include <string.h>

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

const char *lg_figure_part_name(const struct lg_explaining *explaining, const struct lg_part *part,
                                struct lg_text *text)
{
    lg_text_clear(text);
    lg_explain_fill(text, lg_word(part->name, explaining->language), LG_VALUES(part->formula));
    return text->bytes;
}

void lg_figure_tell_number(struct lg_explaining *explaining, enum lg_word label, double value,
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

void lg_figure_formula(const struct lg_explaining *explaining,
                       const struct lg_indicator_entry *rate, struct lg_text *text)
{
    struct lg_text name = {0};
    lg_text_printf(text, "%s = %s / ", rate->name[explaining->language],
                   lg_figure_part_name(explaining, lg_part_find(rate->numerator), &name));
    lg_text_add_text(text, lg_figure_part_name(explaining, lg_part_find(rate->denominator), &name));
    if (strcmp(rate->unit, "%") == 0) lg_text_add_text(text, " × 100");
    lg_text_reset(&name);
}

static void tell_formula(struct lg_explaining *explaining, const struct lg_indicator_entry *rate)
{
    struct lg_text formula = {0};
    lg_explain_heading(explaining, LG_WORD_HEAD_FORMULA, NULL);
    lg_figure_formula(explaining, rate, &formula);
    lg_explain_pair(explaining, rate->code, formula.bytes);
    lg_explain_field(explaining, LG_WORD_UNIT, rate->unit);
    lg_text_reset(&formula);
}

/* The indicator as the tables have it; the parks layer where there is no table of indicators. */
static enum lg_status read_rate(struct lg_explaining *explaining, const struct lg_figure *figure,
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
        lg_figure_tell_number(explaining, LG_WORD_NUMERATOR, lg_found_number(found, 0, "numerator"),
                              lg_word(numerator->unit, explaining->language));
        lg_figure_tell_number(explaining, LG_WORD_DENOMINATOR,
                              lg_found_number(found, 0, "denominator"),
                              lg_word(denominator->unit, explaining->language));
    }
    lg_figure_tell_number(explaining, LG_WORD_VALUE, found->row_count > 0 ? value : wide,
                          figure->rate->unit);
    if (reason != NULL && strcmp(reason, "ok") != 0) {
        lg_explain_field(explaining, LG_WORD_NOTE, reason);
    }
    const char *lack = lg_result_lack(explaining->result, "indicators");
    if (lack != NULL) lg_explain_item(explaining, LG_WORD_LACKS_TABLE, LG_VALUES(lack));
    return LG_OK;
}

static enum lg_status tell_rate(struct lg_explaining *explaining, const struct lg_figure *figure,
                                const struct lg_found *parks, size_t row, double wide,
                                struct lg_error *err)
{
    const char *park = lg_found_text(parks, row, "park");
    static const enum lg_word headings[] = {LG_WORD_HEAD_NUMERATOR, LG_WORD_HEAD_DENOMINATOR};
    const struct lg_part *const sides[] = {lg_part_find(figure->rate->numerator),
                                           lg_part_find(figure->rate->denominator)};
    static const char *const columns[] = {"numerator", "denominator"};
    struct lg_found found = {0};
    struct lg_text name = {0};
    enum lg_status status = read_rate(explaining, figure, park, wide, &found, err);
    if (status == LG_OK) {
        status = lg_explain_standing(explaining, parks, row, figure->rate->code, err);
    }
    for (size_t i = 0; status == LG_OK && i < 2; i++) {
        lg_explain_heading(explaining, headings[i],
                           LG_VALUES(lg_figure_part_name(explaining, sides[i], &name)));
        status = lg_explain_part(explaining, sides[i], park, lg_found_number(&found, 0, columns[i]),
                                 err);
    }
    lg_text_reset(&name);
    lg_found_reset(&found);
    return status;
}

/* A land state that the parks layer does not have stands in land_state. */
static enum lg_status tell_part(struct lg_explaining *explaining, const struct lg_figure *figure,
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
        lg_figure_tell_number(explaining, LG_WORD_VALUE, wide,
                              lg_word(LG_WORD_HECTARES, explaining->language));
        lg_explain_heading(explaining, LG_WORD_HEAD_PART,
                           LG_VALUES(lg_figure_part_name(explaining, &figure->part, &name)));
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
        lg_figure_tell_number(explaining, LG_WORD_VALUE, wide,
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

static const char *figure_name(const struct lg_explaining *explaining,
                               const struct lg_figure *figure, struct lg_text *text)
{
    switch (figure->kind) {
    case LG_FIGURE_RATE:
        return figure->rate->name[explaining->language];
    case LG_FIGURE_PART:
        return lg_figure_part_name(explaining, &figure->part, text);
    case LG_FIGURE_REST:
        return lg_word(LG_WORD_PART_REST, explaining->language);
    case LG_FIGURE_BOUNDARY:
        return lg_word(LG_WORD_PART_PARK, explaining->language);
    case LG_FIGURE_RECORD:
        return lg_word(LG_WORD_PART_RECORD, explaining->language);
    case LG_FIGURE_POTENTIAL:
        return lg_word(LG_WORD_POTENTIAL, explaining->language);
    case LG_FIGURE_OWN:
        return figure->name;
    case LG_FIGURE_SCORE:
    case LG_FIGURE_NODE:
        break;
    }
    return NULL;
}

/* "potential" stands for itself in the heading, an indicator by its code, an area by its key. */
static const char *figure_code(const struct lg_figure *figure)
{
    if (figure->kind == LG_FIGURE_POTENTIAL) return "potential";
    return figure->rate != NULL ? figure->rate->code : figure->key;
}

static void tell_heading(struct lg_explaining *explaining, const struct lg_figure *figure,
                         const struct lg_found *parks, size_t row)
{
    char day[LG_DATE_TEXT_SIZE];
    struct lg_text title = {0};
    struct lg_text words = {0};
    const char *name = lg_found_text(parks, row, "park_name");
    const char *park = lg_found_text(parks, row, "park");
    lg_text_printf(&title, "%s %s", name == NULL ? "" : name, park);
    const char *what = figure_name(explaining, figure, &words);
    lg_explain_heading(explaining, LG_WORD_HEAD_FIGURE,
                       LG_VALUES(figure_code(figure), what != NULL ? what : "",
                                 title.bytes != NULL ? title.bytes : "",
                                 lg_date_format(explaining->as_of, day)));
    lg_text_reset(&title);
    lg_text_reset(&words);
}

static enum lg_status tell_own(struct lg_explaining *explaining, const struct lg_figure *figure,
                               const struct lg_found *parks, size_t row, struct lg_error *err)
{
    const char *park = lg_found_text(parks, row, "park");
    lg_explain_heading(explaining, LG_WORD_HEAD_FORMULA, NULL);
    enum lg_status status = lg_explain_own(explaining, park, figure->key, err);
    if (status != LG_OK) return status;
    return lg_explain_standing(explaining, parks, row, figure->key, err);
}

static enum lg_status tell_area(struct lg_explaining *explaining, const struct lg_figure *figure,
                                const struct lg_found *parks, size_t row, struct lg_error *err)
{
    const char *park = lg_found_text(parks, row, "park");
    double wide = lg_found_number(parks, row, figure->key);
    if (figure->kind == LG_FIGURE_PART) return tell_part(explaining, figure, park, wide, err);
    if (figure->kind == LG_FIGURE_REST) return tell_rest(explaining, parks, row, wide, err);
    lg_figure_tell_number(explaining, LG_WORD_VALUE, wide,
                          lg_word(LG_WORD_HECTARES, explaining->language));
    lg_explain_item(explaining,
                    figure->kind == LG_FIGURE_BOUNDARY ? LG_WORD_FROM_BOUNDARY
                                                       : LG_WORD_FROM_PARK_RECORD,
                    NULL);
    return LG_OK;
}

static enum lg_status tell_park(struct lg_explaining *explaining, const struct lg_figure *figure,
                                const struct lg_found *parks, size_t row, struct lg_error *err)
{
    if (figure->kind == LG_FIGURE_SCORE) return lg_explain_score(explaining, parks, row, NULL, err);
    if (figure->kind == LG_FIGURE_NODE) {
        return lg_explain_score(explaining, parks, row, figure->key, err);
    }
    tell_heading(explaining, figure, parks, row);
    if (figure->kind == LG_FIGURE_RATE) {
        double wide =
            figure->key[0] == '\0' ? (double)NAN : lg_found_number(parks, row, figure->key);
        return tell_rate(explaining, figure, parks, row, wide, err);
    }
    if (figure->kind == LG_FIGURE_OWN) return tell_own(explaining, figure, parks, row, err);
    if (figure->kind == LG_FIGURE_POTENTIAL) {
        return lg_explain_potential(explaining, parks, row, err);
    }
    return tell_area(explaining, figure, parks, row, err);
}

enum lg_status lg_explain_figure_text(struct lg_explaining *explaining, const char *park,
                                      const char *indicator, struct lg_error *err)
{
    struct lg_figure figure;
    struct lg_found parks = {0};
    enum lg_status status = lg_figure_find_parks(explaining, park, &parks, err);
    if (status == LG_OK) status = lg_figure_fetch(explaining, &parks, err);
    if (status == LG_OK) status = lg_figure_find(explaining, indicator, &figure, err);
    if (status == LG_OK) status = lg_figure_fetch_more(explaining, &parks, &figure, err);
    for (size_t row = 0; status == LG_OK && row < parks.row_count; row++) {
        status = tell_park(explaining, &figure, &parks, row, err);
    }
    lg_found_reset(&parks);
    return status;
}
