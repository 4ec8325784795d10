/*
 * What each part of a figure is made of, as SQL over the register, and the list of its parcels.
 *
 * Source: domain.md 1.3 and 1.4; which rows are built, open or idle says src/data/self/land.sql.
 */
#include "run/explain_figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Half of the last digit of a cell, and a little: ha of eight decimals, 万元 of six. */
#define SLACK_HA  "0.5001e-8"
#define SLACK_WAN "0.51e-6"

#define NO_AREA                                                                                    \
    {                                                                                              \
        "area_ha IS NULL", LG_WORD_LACK_AREA                                                       \
    }
#define NO_STATE                                                                                   \
    {                                                                                              \
        "land_state IS NULL", LG_WORD_LACK_STATE                                                   \
    }

static const struct lg_part parts[] = {
    {"D",
     LG_WORD_PART_SUPPLIED,
     LG_WORD_HECTARES,
     "land",
     "area_ha",
     "supply_state LIKE 'D%'",
     SLACK_HA,
     NULL,
     {NO_AREA, {"supply_state IS NULL", LG_WORD_LACK_SUPPLY}}},
    {"A",
     LG_WORD_PART_BUILT,
     LG_WORD_HECTARES,
     "land_part",
     "part_ha",
     "part_state LIKE 'A%'",
     SLACK_HA,
     NULL,
     {NO_AREA, NO_STATE}},
    {"A2",
     LG_WORD_PART_INDUSTRIAL,
     LG_WORD_HECTARES,
     "land_part",
     "part_ha",
     "part_state = 'A2'",
     SLACK_HA,
     NULL,
     {NO_AREA, NO_STATE, {"land_state = 'A'", LG_WORD_LACK_BUILT_KIND}}},
    {"A + B21",
     LG_WORD_PART_READY,
     LG_WORD_HECTARES,
     "land_part",
     "part_ha",
     "part_state LIKE 'A%' OR part_state = 'B21'",
     SLACK_HA,
     NULL,
     {NO_AREA, NO_STATE, {"land_state IN ('B', 'B2')", LG_WORD_LACK_OPEN_KIND}}},
    {"A + B",
     LG_WORD_PART_BUILDABLE,
     LG_WORD_HECTARES,
     "land_part",
     "part_ha",
     "part_state LIKE 'A%' OR part_state LIKE 'B%'",
     SLACK_HA,
     NULL,
     {NO_AREA, NO_STATE}},
    {"G",
     LG_WORD_PART_IDLE,
     LG_WORD_HECTARES,
     "land",
     "area_ha",
     "is_idle",
     SLACK_HA,
     NULL,
     {NO_AREA,
      {"supply_state LIKE 'D%' AND (idle_status = 'UNKNOWN' OR (idle_status IN ('SUSPENDED', "
       "'STARTED_NODATA') AND parcel_id IN (SELECT parcel_id FROM open_clock)))",
       LG_WORD_LACK_CLOCK}}},
    {"floor area on A",
     LG_WORD_PART_FLOOR,
     LG_WORD_WAN_M2,
     "land",
     "floor_area_m2 / 1e4",
     "is_built",
     SLACK_HA,
     NULL,
     {{"is_built AND NOT is_open AND floor_area_m2 IS NULL", LG_WORD_LACK_FLOOR}}},
    {"footprint on A",
     LG_WORD_PART_FOOTPRINT,
     LG_WORD_WAN_M2,
     "land",
     "footprint_m2 / 1e4",
     "is_built",
     SLACK_HA,
     NULL,
     {{"is_built AND NOT is_open AND footprint_m2 IS NULL", LG_WORD_LACK_FOOTPRINT}}},
    {"floor area on A2",
     LG_WORD_PART_INDUSTRIAL_FLOOR,
     LG_WORD_WAN_M2,
     "land",
     "floor_area_m2 / 1e4",
     "land_state = 'A2'",
     SLACK_HA,
     NULL,
     {{"land_state = 'A2' AND floor_area_m2 IS NULL", LG_WORD_LACK_FLOOR}}},
    /* Taken back from the coefficient, a percentage of four decimals, and the land. */
    {"footprint and yards on A2",
     LG_WORD_PART_YARDS,
     LG_WORD_WAN_M2,
     "land",
     "coefficient_pct * area_ha / 100",
     "land_state = 'A2'",
     "0.5001e-6 * area_ha + coefficient_pct / 100 * 0.5001e-8",
     NULL,
     {{"land_state = 'A2' AND coefficient_pct IS NULL", LG_WORD_LACK_YARDS}}},
    {"industrial fixed investment",
     LG_WORD_PART_INVESTMENT,
     LG_WORD_WAN_YUAN,
     "land",
     "investment_wan",
     "land_state = 'A2'",
     SLACK_WAN,
     "fixed_investment",
     {{NULL, LG_WORD_COUNT}}},
    {"industrial tax",
     LG_WORD_PART_INDUSTRIAL_TAX,
     LG_WORD_WAN_YUAN,
     "land",
     "tax_wan",
     "land_state = 'A2'",
     SLACK_WAN,
     "industrial_tax",
     {{NULL, LG_WORD_COUNT}}},
    {"industrial revenue",
     LG_WORD_PART_REVENUE,
     LG_WORD_WAN_YUAN,
     "land",
     "revenue_wan",
     "land_state = 'A2'",
     SLACK_WAN,
     "industrial_revenue",
     {{NULL, LG_WORD_COUNT}}},
    {"tax of the second and third sector",
     LG_WORD_PART_TAX,
     LG_WORD_WAN_YUAN,
     "land",
     "tax_wan",
     "is_built",
     SLACK_WAN,
     "total_tax",
     {{NULL, LG_WORD_COUNT}}},
    {"resident population",
     LG_WORD_PART_POPULATION,
     LG_WORD_PERSONS,
     NULL,
     NULL,
     NULL,
     NULL,
     "population",
     {{NULL, LG_WORD_COUNT}}},
};

const struct lg_part *lg_part_find(const char *formula)
{
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (strcmp(parts[i].formula, formula) == 0) return &parts[i];
    }
    return NULL;
}

struct lg_part lg_part_of_state(const char *code, char *condition, size_t size)
{
    bool is_supply = code[0] >= 'D';
    bool is_sold = code[0] == 'D'; /* supplied land stays what it is, under a constraint as well */
    (void)snprintf(condition, size, "%s LIKE '%s%%'", is_supply ? "supply_state" : "part_state",
                   code);
    struct lg_part part = {
        .formula = code,
        .name = LG_WORD_PART_STATE,
        .unit = LG_WORD_HECTARES,
        .source = is_sold ? "land" : "land_part",
        .amount = is_sold ? "area_ha" : "part_ha",
        .condition = condition,
        .slack = SLACK_HA,
        .lacks = {NO_AREA, NO_STATE},
    };
    if (is_supply) {
        part.lacks[1] = (struct lg_part_lack){"supply_state IS NULL", LG_WORD_LACK_SUPPLY};
    }
    return part;
}

void lg_explain_quote(struct lg_text *sql, const char *value)
{
    lg_text_add_char(sql, '\'');
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\'') lg_text_add_char(sql, '\'');
        lg_text_add_char(sql, *at);
    }
    lg_text_add_char(sql, '\'');
}

/* "FROM land WHERE park = 'K1 S' AND (...)" */
static void add_rows(struct lg_text *sql, const char *source, const char *park,
                     const char *condition)
{
    lg_text_printf(sql, " FROM %s WHERE park = ", source);
    lg_explain_quote(sql, park);
    lg_text_printf(sql, " AND (%s)", condition);
}

static enum lg_status ask(struct lg_explaining *explaining, struct lg_text *sql,
                          struct lg_found *found, struct lg_error *err)
{
    enum lg_status status = sql->failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                        : lg_found_ask(explaining, found, sql->bytes, err);
    lg_text_reset(sql);
    return status;
}

static const char *text_or_dash(const struct lg_found *found, size_t row, const char *name)
{
    const char *text = lg_found_text(found, row, name);
    return text == NULL ? "-" : text;
}

static void list_row(struct lg_explaining *explaining, const struct lg_part *part,
                     const struct lg_found *found, size_t row, double sum)
{
    struct lg_shown amount, share;
    double value = lg_found_number(found, row, "amount");
    const char *holder = lg_found_text(found, row, "holder");
    struct lg_text text = {0};
    (void)lg_show_number(&amount, value, 4);
    (void)lg_show_number(&share, sum > 0 ? value / sum * 100.0 : 0.0, 2);
    lg_text_printf(&text, "%12s %s %7s %%  %-4s %-4s %-14s %s", amount.text,
                   lg_word(part->unit, explaining->language), share.text,
                   text_or_dash(found, row, "state"), text_or_dash(found, row, "supply_state"),
                   text_or_dash(found, row, "idle_status"), holder == NULL ? "" : holder);
    lg_explain_pair(explaining, text_or_dash(found, row, "parcel_id"), text.bytes);
    lg_text_reset(&text);
}

static enum lg_status list_rows(struct lg_explaining *explaining, const struct lg_part *part,
                                const char *park, const struct lg_found *sums, struct lg_error *err)
{
    struct lg_found found = {0};
    struct lg_text sql = {0};
    double sum = lg_found_number(sums, 0, "amount");
    size_t count = (size_t)lg_found_number(sums, 0, "n");
    bool has_parts = strcmp(part->source, "land_part") == 0;
    lg_text_printf(&sql,
                   "SELECT parcel_id, holder, %s AS state, supply_state, idle_status, "
                   "CAST(%s AS REAL) AS amount",
                   has_parts ? "part_state" : "land_state", part->amount);
    add_rows(&sql, part->source, park, part->condition);
    lg_text_printf(&sql, " AND %s IS NOT NULL ORDER BY amount DESC, parcel_id, n", part->amount);
    if (!explaining->all) lg_text_printf(&sql, " LIMIT %zu", explaining->listed_max);
    enum lg_status status = ask(explaining, &sql, &found, err);
    double listed = 0.0;
    for (size_t row = 0; status == LG_OK && row < found.row_count; row++) {
        list_row(explaining, part, &found, row, sum);
        listed += lg_found_number(&found, row, "amount");
    }
    if (status == LG_OK && count > found.row_count) {
        struct lg_shown more, rest;
        (void)snprintf(more.text, sizeof(more.text), "%zu", count - found.row_count);
        lg_explain_item(explaining, LG_WORD_MORE,
                        LG_VALUES(more.text, lg_show_number(&rest, sum - listed, 4),
                                  lg_word(part->unit, explaining->language)));
    }
    lg_found_reset(&found);
    return status;
}

static bool brings_role(const struct lg_explaining *explaining, const char *role)
{
    const char *roles = lg_found_text(&explaining->run, 0, "park_roles");
    if (role == NULL || roles == NULL) return false;
    char wanted[64];
    (void)snprintf(wanted, sizeof(wanted), ",%s,", role);
    return strstr(roles, wanted) != NULL;
}

/* Whether what is listed makes the figure. */
static void tell_check(struct lg_explaining *explaining, const struct lg_part *part,
                       const struct lg_found *sums, double figure)
{
    struct lg_shown listed, written, difference;
    double sum = lg_found_number(sums, 0, "amount");
    double limit = lg_found_number(sums, 0, "slack") + 1e-8;
    (void)lg_show_number(&listed, sum, 4);
    if (isnan(figure)) {
        lg_explain_item(explaining, LG_WORD_CHECK_NONE, LG_VALUES(listed.text));
        return;
    }
    bool closes = fabs(sum - figure) <= limit;
    (void)lg_show_number(&written, figure, 4);
    (void)lg_show_number(&difference, sum - figure, 8);
    if (!closes && brings_role(explaining, part->park_role)) {
        lg_explain_item(explaining, LG_WORD_OWN_FIGURE,
                        LG_VALUES(part->park_role, written.text, listed.text));
        return;
    }
    const char *idle_from = lg_explain_parameter(explaining, "reactivation.idle_from");
    bool is_recorded =
        part->name == LG_WORD_PART_IDLE && idle_from != NULL && strcmp(idle_from, "clock") != 0;
    if (is_recorded) {
        lg_explain_item(explaining, LG_WORD_FROM_RECORD, NULL);
        return;
    }
    lg_explain_item(explaining, closes ? LG_WORD_CHECK_CLOSES : LG_WORD_CHECK_DIFFERS,
                    LG_VALUES(listed.text, written.text, difference.text));
}

/* The ids of the rows that lack one thing, so many on a line as a person reads. */
static enum lg_status list_lacking(struct lg_explaining *explaining, const char *park,
                                   const struct lg_part_lack *lack, struct lg_error *err)
{
    struct lg_found found = {0};
    struct lg_text sql = {0};
    lg_text_add_text(&sql, "SELECT parcel_id, CAST(ifnull(some_ha, 0) AS REAL) AS ha");
    add_rows(&sql, "land", park, lack->condition);
    lg_text_add_text(&sql, " ORDER BY ha DESC, parcel_id, n");
    enum lg_status status = ask(explaining, &sql, &found, err);
    double sum_ha = 0.0;
    for (size_t row = 0; row < found.row_count; row++) {
        sum_ha += lg_found_number(&found, row, "ha");
    }
    if (status == LG_OK && found.row_count > 0) {
        struct lg_shown count, area;
        (void)snprintf(count.text, sizeof(count.text), "%zu", found.row_count);
        lg_explain_item(explaining, LG_WORD_LACK_OF,
                        LG_VALUES(lg_word(lack->name, explaining->language), count.text,
                                  lg_show_number(&area, sum_ha, 4)));
        for (size_t row = 0;
             row < found.row_count && (explaining->all || row < explaining->listed_max); row++) {
            (void)lg_show_number(&area, lg_found_number(&found, row, "ha"), 4);
            lg_explain_pair(explaining, text_or_dash(&found, row, "parcel_id"), area.text);
        }
    }
    lg_found_reset(&found);
    return status;
}

static enum lg_status tell_lacks(struct lg_explaining *explaining, const struct lg_part *part,
                                 const char *park, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < LG_PART_LACKS_MAX; i++) {
        if (part->lacks[i].condition == NULL) break;
        status = list_lacking(explaining, park, &part->lacks[i], err);
    }
    return status;
}

enum lg_status lg_explain_part(struct lg_explaining *explaining, const struct lg_part *part,
                               const char *park, double figure, struct lg_error *err)
{
    struct lg_found sums = {0};
    struct lg_text sql = {0};
    if (part->source == NULL) {
        lg_explain_item(explaining, LG_WORD_FROM_PARK_LAYER, LG_VALUES(part->park_role));
        return LG_OK;
    }
    lg_text_printf(&sql,
                   "SELECT CAST(count(%s) AS REAL) AS n, total(%s) AS amount, total(%s) AS slack",
                   part->amount, part->amount, part->slack);
    add_rows(&sql, part->source, park, part->condition);
    enum lg_status status = ask(explaining, &sql, &sums, err);
    if (status == LG_OK) {
        struct lg_shown count, sum;
        (void)lg_show_number(&count, lg_found_number(&sums, 0, "n"), 0);
        (void)lg_show_number(&sum, lg_found_number(&sums, 0, "amount"), 4);
        lg_explain_item(explaining, LG_WORD_LISTED,
                        LG_VALUES(count.text, sum.text, lg_word(part->unit, explaining->language)));
        status = list_rows(explaining, part, park, &sums, err);
    }
    if (status == LG_OK) {
        tell_check(explaining, part, &sums, figure);
        status = tell_lacks(explaining, part, park, err);
    }
    lg_found_reset(&sums);
    return status;
}
