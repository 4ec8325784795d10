/*
 * One parcel: the land, the parks, the clock, and what other tables say of it.
 */
#include "landgauge/project.h"
#include "model/land_state.h"
#include "model/law.h"
#include "run/explain_columns.h"
#include "run/explain_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of the first row: what is the same in all rows of a parcel. */
#define PARCEL_ROW "SELECT * FROM register ORDER BY park IS NULL, n"

/* What the clock saw, where there is no table of clocks or the parcel has no clock. */
#define CLOCK_FROM_REGISTER                                                                        \
    "SELECT r.idle_status AS status, r.supply_state, CASE WHEN r.remarks LIKE '%DL_GUESS%' THEN "  \
    "'(' || r.land_state || ')' ELSE r.land_state END AS land_state, r.signed_on, "                \
    "r.handover_on, ifnull(i.start_due, r.start_due) AS start_due, ifnull(i.due_source, CASE "     \
    "WHEN r.start_due IS NOT NULL THEN 'CONTRACT' END) AS due_source, i.due_precision, "           \
    "r.start_due AS agreed_start, r.start_on, r.completion_due, r.completion_on, i.end1, i.end2, " \
    "i.developed_ratio, i.invested_ratio, i.cause, i.evidence, i.route, i.fee_wan, r.price_wan, "  \
    "CASE WHEN r.remarks LIKE '%MISSING:%' THEN replace(substr(r.remarks, instr(r.remarks, "       \
    "'MISSING:') + 8), '|', ';') END AS missing FROM register r LEFT JOIN idle i "                 \
    "ON i.parcel_id = r.parcel_id ORDER BY r.n LIMIT 1"

/* What the rules of the run could suggest. */
#define OPTION_ROWS                                                                                \
    "SELECT json_extract(o.value, '$.code') AS code, json_extract(o.value, '$.zh') AS zh, "        \
    "json_extract(o.value, '$.en') AS en, json_extract(o.value, '$.basis') AS basis "              \
    "FROM run_json, json_each(text, '$.policy.options') o"

static void add_state(struct lg_explaining *explaining, enum lg_word label, const char *code)
{
    if (code == NULL) {
        lg_explain_field(explaining, label, lg_word(LG_WORD_NOT_KNOWN, explaining->language));
        return;
    }
    struct lg_text text = {0};
    const struct lg_state_entry *state = &lg_states[lg_state_find(code)];
    lg_text_printf(&text, "%s %s", code, state->name[explaining->language]);
    lg_explain_field(explaining, label, text.bytes);
    lg_text_reset(&text);
}

static void add_use(struct lg_explaining *explaining, enum lg_word label,
                    const struct lg_found *found, const char *code_column, const char *name_column)
{
    const char *code = lg_found_text(found, 0, code_column);
    const char *name = lg_found_text(found, 0, name_column);
    struct lg_text text = {0};
    lg_text_printf(&text, "%s%s%s", code == NULL ? "" : code, name == NULL ? "" : " ",
                   name == NULL ? "" : name);
    lg_explain_field(explaining, label, text.bytes);
    lg_text_reset(&text);
}

/* "12345.6789 m2", and how far the certificate is from it. */
static void add_areas(struct lg_explaining *explaining, const struct lg_found *found)
{
    struct lg_shown area, difference;
    struct lg_text text = {0};
    double area_m2 = lg_found_number(found, 0, "area_m2");
    double certificate_m2 = lg_found_number(found, 0, "certificate_m2");
    double difference_pct = lg_found_number(found, 0, "area_diff_pct");
    if (!isnan(area_m2)) {
        lg_text_printf(&text, "%s m2", lg_show_number(&area, area_m2, 4));
        lg_explain_field(explaining, LG_WORD_MEASURED, text.bytes);
    }
    lg_text_clear(&text);
    if (!isnan(certificate_m2)) {
        lg_explain_fill(&text, lg_word(LG_WORD_DIFFERS, explaining->language),
                        LG_VALUES(lg_show_number(&area, certificate_m2, 4),
                                  isnan(difference_pct)
                                      ? "?"
                                      : lg_show_number(&difference, difference_pct, 4)));
        lg_explain_field(explaining, LG_WORD_CERTIFICATE, text.bytes);
    }
    lg_text_reset(&text);
}

static void add_stock_class(struct lg_explaining *explaining, const char *code)
{
    const struct lg_law_entry *entry = lg_law_find(LG_LAW_STOCK_CLASS, code);
    if (entry == NULL) return;
    struct lg_text text = {0};
    lg_text_printf(&text, "%s %s  (%s %s  %s)", code, entry->name[explaining->language],
                   entry->words[explaining->language], entry->article[explaining->language],
                   entry->source);
    lg_explain_field(explaining, LG_WORD_STOCK_CLASS, text.bytes);
    lg_text_reset(&text);
}

/* A cell with the words for its code; nothing when it is missing. */
static void add_cell(struct lg_explaining *explaining, const char *label, const char *column,
                     const char *value)
{
    if (value == NULL) return;
    struct lg_text text = {0};
    lg_explain_add_cell(&text, column, value, explaining->language);
    lg_explain_pair(explaining, label, text.bytes);
    explaining->text.failed = explaining->text.failed || text.failed;
    lg_text_reset(&text);
}

/* Columns of the register that are told as they stand. */
static void add_plain_fields(struct lg_explaining *explaining, const struct lg_found *found)
{
    static const struct {
        const char *column;
        enum lg_word label;
    } fields[] = {
        {"supply_mode", LG_WORD_SUPPLY_MODE},
        {"contract_no", LG_WORD_CONTRACT_NO},
        {"supervision_no", LG_WORD_SUPERVISION_NO},
        {"low_efficiency", LG_WORD_LOW_EFFICIENCY},
        {"suppliable", LG_WORD_SUPPLIABLE},
        {"constraints", LG_WORD_CONSTRAINTS},
        {"remarks", LG_WORD_REMARKS},
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        add_cell(explaining, lg_word(fields[i].label, explaining->language), fields[i].column,
                 lg_found_text(found, 0, fields[i].column));
    }
}

static void tell_land(struct lg_explaining *explaining, const struct lg_found *found)
{
    lg_explain_heading(explaining, LG_WORD_HEAD_LAND, NULL);
    lg_explain_field(explaining, LG_WORD_HOLDER, lg_found_text(found, 0, "holder"));
    lg_explain_field(explaining, LG_WORD_LOCATION, lg_found_text(found, 0, "location"));
    add_areas(explaining, found);
    add_state(explaining, LG_WORD_LAND_STATE, lg_found_text(found, 0, "land_state"));
    add_state(explaining, LG_WORD_SUPPLY_STATE, lg_found_text(found, 0, "supply_state"));
    add_use(explaining, LG_WORD_APPROVED_USE, found, "approved_use", "approved_use_name");
    add_use(explaining, LG_WORD_CURRENT_USE, found, "current_use", "current_use_name");
    add_use(explaining, LG_WORD_PLANNED_USE, found, "planned_use", "planned_use_name");
    add_stock_class(explaining, lg_found_text(found, 0, "stock_class"));
    add_plain_fields(explaining, found);
}

static void tell_parks(struct lg_explaining *explaining, const struct lg_found *found)
{
    lg_explain_heading(explaining, LG_WORD_HEAD_PARKS, NULL);
    for (size_t row = 0; row < found->row_count; row++) {
        const char *park = lg_found_text(found, row, "park");
        const char *name = lg_found_text(found, row, "park_name");
        if (park == NULL) {
            lg_explain_pair(explaining, lg_word(LG_WORD_NO_PARK, explaining->language), "-");
            continue;
        }
        struct lg_shown area, share;
        struct lg_text text = {0};
        double split = lg_found_number(found, row, "split");
        (void)lg_show_number(&area, lg_found_number(found, row, "area_ha"), 4);
        (void)lg_show_number(&share, (isnan(split) ? 1.0 : split) * 100.0, 2);
        lg_explain_fill(&text, lg_word(LG_WORD_PARK_COUNTS, explaining->language),
                        LG_VALUES(name == NULL ? "" : name, area.text, share.text));
        lg_explain_pair(explaining, park, text.bytes);
        lg_text_reset(&text);
    }
}

/* A table of another stage, told as it stands; nothing when the result does not have it. */
static enum lg_status tell_table(struct lg_explaining *explaining, const char *name,
                                 const char *parcel, enum lg_word heading, struct lg_error *err)
{
    enum lg_status status = lg_explain_fetch(explaining, name, "parcel_id", parcel, err);
    if (status != LG_OK || lg_result_lack(explaining->result, name) != NULL) return status;
    struct lg_found found = {0};
    struct lg_text sql = {0};
    lg_text_printf(&sql, "SELECT * FROM %s ORDER BY n", name);
    status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory to explain %s", name)
                        : lg_found_ask(explaining, &found, sql.bytes, err);
    if (status == LG_OK && found.row_count > 0) lg_explain_heading(explaining, heading, NULL);
    for (size_t row = 0; status == LG_OK && row < found.row_count; row++) {
        for (size_t i = 0; i < found.column_count; i++) {
            const char *column = found.names[i];
            bool is_told = strcmp(column, "parcel_id") != 0 && strcmp(column, "n") != 0 &&
                           strcmp(column, "park") != 0 && strcmp(column, "holder") != 0;
            if (is_told) {
                add_cell(explaining, lg_explain_column_label(column, explaining->language), column,
                         lg_found_text(&found, row, column));
            }
        }
    }
    lg_text_reset(&sql);
    lg_found_reset(&found);
    return status;
}

static void add_priority(struct lg_explaining *explaining, const struct lg_found *found)
{
    static const char *const parts[] = {"priority_area", "priority_time", "priority_free",
                                        "priority_ready"};
    struct lg_shown shown;
    double priority = lg_found_number(found, 0, "priority");
    if (isnan(priority)) return;
    struct lg_text text = {0};
    lg_text_printf(&text, "%s =", lg_show_number(&shown, priority, 2));
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        double points = lg_found_number(found, 0, parts[i]);
        lg_text_printf(&text, "%s %s (%s)", i == 0 ? "" : " +",
                       isnan(points) ? "?" : lg_show_number(&shown, points, 2),
                       lg_explain_column_label(parts[i], explaining->language));
    }
    lg_explain_field(explaining, LG_WORD_PRIORITY, text.bytes);
    lg_text_reset(&text);
}

/* An option with the words that the rules of the run had for it, and its basis. */
static void add_option(struct lg_explaining *explaining, const struct lg_found *options,
                       const char *code)
{
    if (code == NULL) return;
    struct lg_text text = {0};
    lg_text_add_text(&text, code);
    for (size_t row = 0; row < options->row_count; row++) {
        const char *other = lg_found_text(options, row, "code");
        if (other == NULL || strcmp(other, code) != 0) continue;
        const char *language = explaining->language == LG_ENGLISH ? "en" : "zh";
        const char *words = lg_found_text(options, row, language);
        const char *basis = lg_found_text(options, row, "basis");
        if (words != NULL) lg_text_printf(&text, " %s", words);
        if (basis != NULL) lg_text_printf(&text, "  (%s)", basis);
    }
    lg_explain_field(explaining, LG_WORD_OPTIONS, text.bytes);
    explaining->text.failed = explaining->text.failed || text.failed;
    lg_text_reset(&text);
}

/* What the ledger of idle land has beside the clock. */
static enum lg_status tell_ledger(struct lg_explaining *explaining, const struct lg_found *found,
                                  struct lg_error *err)
{
    if (found->row_count == 0) return LG_OK;
    struct lg_found options = {0};
    enum lg_status status = lg_found_ask(explaining, &options, OPTION_ROWS, err);
    if (status != LG_OK) return status;
    lg_explain_heading(explaining, LG_WORD_HEAD_REACTIVATE, NULL);
    lg_explain_field(explaining, LG_WORD_MORTGAGE, lg_found_text(found, 0, "mortgage"));
    lg_explain_field(explaining, LG_WORD_SEIZED, lg_found_text(found, 0, "seized"));
    add_cell(explaining, lg_word(LG_WORD_BOND, explaining->language), "bond",
             lg_found_text(found, 0, "bond"));
    add_option(explaining, &options, lg_found_text(found, 0, "option1"));
    add_option(explaining, &options, lg_found_text(found, 0, "option2"));
    add_priority(explaining, found);
    lg_found_reset(&options);
    return LG_OK;
}

static void tell_missing(struct lg_explaining *explaining, const struct lg_found *clock)
{
    const char *missing = lg_found_text(clock, 0, "missing");
    if (missing == NULL) return;
    lg_explain_heading(explaining, LG_WORD_HEAD_MISSING, NULL);
    lg_text_printf(&explaining->text, "  - %s\n", missing);
}

static void tell_lack(struct lg_explaining *explaining, const char *table)
{
    const char *lack = lg_result_lack(explaining->result, table);
    if (lack != NULL) lg_explain_item(explaining, LG_WORD_LACKS_TABLE, LG_VALUES(lack));
}

static enum lg_status tell_findings(struct lg_explaining *explaining, const char *parcel,
                                    struct lg_error *err)
{
    struct lg_found found = {0};
    enum lg_status status = lg_explain_fetch(explaining, "quality", "parcel_id", parcel, err);
    if (status == LG_OK) {
        status = lg_found_ask(explaining, &found, "SELECT * FROM quality ORDER BY n", err);
    }
    lg_explain_heading(explaining, LG_WORD_HEAD_FINDINGS, NULL);
    tell_lack(explaining, "quality");
    for (size_t row = 0; row < found.row_count; row++) {
        const char *code = lg_found_text(&found, row, "code");
        const char *severity = lg_found_text(&found, row, "severity");
        const char *message = lg_found_text(&found, row, "message");
        lg_explain_item(explaining, LG_WORD_FINDING,
                        LG_VALUES(severity == NULL ? "" : severity, code == NULL ? "" : code,
                                  message == NULL ? "" : message));
    }
    if (found.row_count == 0 && lg_result_lack(explaining->result, "quality") == NULL) {
        lg_explain_item(explaining, LG_WORD_NOTHING, NULL);
    }
    lg_found_reset(&found);
    return status;
}

/* Whether a parameter had a part in what is told: those of a route only on that route. */
static bool is_used(const char *key, const char *route)
{
    static const struct {
        const char *key, *route;
    } of_routes[] = {
        {"idle.fee_ratio", "FEE"},
        {"idle.notice_days", "INVESTIGATE"},
        {"idle.reply_days", "INVESTIGATE"},
    };
    if (strncmp(key, "idle.", 5) != 0) return strcmp(key, "reactivation.bond_cutoff") == 0;
    for (size_t i = 0; i < sizeof(of_routes) / sizeof(of_routes[0]); i++) {
        if (strcmp(of_routes[i].key, key) != 0) continue;
        return route != NULL && strcmp(of_routes[i].route, route) == 0;
    }
    return true;
}

static void tell_parameters(struct lg_explaining *explaining, const char *route)
{
    const struct lg_found *found = &explaining->parameters;
    lg_explain_heading(explaining, LG_WORD_HEAD_RULES, NULL);
    for (size_t row = 0; row < found->row_count; row++) {
        const char *key = lg_found_text(found, row, "key");
        if (key == NULL || !is_used(key, route)) continue;
        const char *value = lg_found_text(found, row, "value");
        const char *set = lg_found_text(found, row, "set");
        const char *source = lg_found_text(found, row, "source");
        lg_explain_item(explaining, LG_WORD_PARAMETER,
                        LG_VALUES(key, value == NULL ? "" : value, set == NULL ? "" : set,
                                  source == NULL ? "" : source));
    }
}

/* The clock's row, from its own table or put together from the others. */
static enum lg_status find_clock(struct lg_explaining *explaining, const char *parcel,
                                 struct lg_found *clock, struct lg_error *err)
{
    enum lg_status status = lg_explain_fetch(explaining, "clocks", "parcel_id", parcel, err);
    if (status == LG_OK) status = lg_explain_fetch(explaining, "idle", "parcel_id", parcel, err);
    if (status == LG_OK) {
        status = lg_found_ask(explaining, clock, "SELECT * FROM clocks LIMIT 1", err);
    }
    if (status != LG_OK || clock->row_count > 0) return status;
    return lg_found_ask(explaining, clock, CLOCK_FROM_REGISTER, err);
}

static enum lg_status tell_clock(struct lg_explaining *explaining, const char *parcel,
                                 struct lg_found *clock, struct lg_error *err)
{
    struct lg_found ledger = {0};
    enum lg_status status = find_clock(explaining, parcel, clock, err);
    if (status == LG_OK) {
        tell_lack(explaining, "clocks");
        lg_explain_clock(explaining, clock);
        tell_missing(explaining, clock);
        status = lg_found_ask(explaining, &ledger, "SELECT * FROM idle ORDER BY n LIMIT 1", err);
    }
    if (status == LG_OK) status = tell_ledger(explaining, &ledger, err);
    lg_found_reset(&ledger);
    return status;
}

static enum lg_status tell_unknown(struct lg_explaining *explaining, const char *parcel,
                                   struct lg_error *err)
{
    struct lg_found names = {0};
    enum lg_status status =
        lg_result_fetch(explaining->result, "register", "register_ids", NULL, NULL, err);
    if (status == LG_OK) {
        status = lg_found_ask(explaining, &names,
                              "SELECT DISTINCT parcel_id FROM register_ids "
                              "WHERE parcel_id IS NOT NULL ORDER BY 1",
                              err);
    }
    if (status == LG_OK) {
        status =
            lg_explain_unknown(explaining, "parcel", parcel, names.texts, names.row_count, err);
    }
    lg_found_reset(&names);
    return status;
}

static enum lg_status tell_all(struct lg_explaining *explaining, const char *parcel,
                               const struct lg_found *rows, struct lg_error *err)
{
    tell_land(explaining, rows);
    tell_parks(explaining, rows);
    struct lg_found clock = {0};
    enum lg_status status = tell_clock(explaining, parcel, &clock, err);
    if (status == LG_OK) {
        status = tell_table(explaining, "conversion", parcel, LG_WORD_HEAD_CONVERSION, err);
    }
    if (status == LG_OK) {
        status = tell_table(explaining, "requests", parcel, LG_WORD_HEAD_REQUESTS, err);
    }
    if (status == LG_OK) {
        status = tell_table(explaining, "evidence", parcel, LG_WORD_HEAD_EVIDENCE, err);
    }
    if (status == LG_OK) status = tell_findings(explaining, parcel, err);
    if (status == LG_OK) tell_parameters(explaining, lg_found_text(&clock, 0, "route"));
    lg_found_reset(&clock);
    return status;
}

enum lg_status lg_explain_parcel_text(struct lg_explaining *explaining, const char *parcel,
                                      struct lg_error *err)
{
    struct lg_found rows = {0};
    enum lg_status status = lg_explain_fetch(explaining, "register", "parcel_id", parcel, err);
    const char *lack = lg_result_lack(explaining->result, "register");
    if (status == LG_OK && lack != NULL) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s: %s; explain needs the result of a run, with its tables or layers",
                         explaining->folder, lack);
    }
    if (status == LG_OK) status = lg_found_ask(explaining, &rows, PARCEL_ROW, err);
    if (status == LG_OK) {
        status = rows.row_count == 0 ? tell_unknown(explaining, parcel, err)
                                     : tell_all(explaining, parcel, &rows, err);
    }
    lg_found_reset(&rows);
    return status;
}
