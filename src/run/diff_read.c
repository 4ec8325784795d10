/*
 * From two result folders to the columns of the comparison. Every text is kept as written; a date
 * that cannot be read is none.
 */
#include "base/grow.h"
#include "landgauge/project.h"
#include "run/diff.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define M2_PER_HA 10000.0

const char *lg_diff_side_name(enum lg_diff_which which)
{
    return which == LG_DIFF_OLD ? "old" : "new";
}

enum lg_status lg_diff_keep(struct lg_diffing *diffing, const char *text, const char **kept,
                            struct lg_error *err)
{
    *kept = NULL;
    if (text == NULL) return LG_OK;
    *kept = lg_arena_text(&diffing->diff.texts, text, strlen(text));
    if (*kept != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the texts of the results");
}

enum lg_status lg_diff_note(struct lg_diffing *diffing, const char *chinese, const char *english,
                            const char *const *values, struct lg_error *err)
{
    struct lg_diff *diff = &diffing->diff;
    const char *const sentences[2] = {[LG_CHINESE] = chinese, [LG_ENGLISH] = english};
    struct lg_diff_note *notes = lg_resize(diff->notes, diff->note_count + 1, sizeof(*diff->notes));
    if (notes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for notes");
    diff->notes = notes;
    struct lg_diff_note *note = &notes[diff->note_count++];
    *note = (struct lg_diff_note){{"", ""}};
    enum lg_status status = LG_OK;
    for (int language = 0; status == LG_OK && language < 2; language++) {
        struct lg_text text = {0};
        lg_explain_fill(&text, sentences[language], values);
        status = text.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for notes")
                             : lg_diff_keep(diffing, text.bytes, &note->text[language], err);
        lg_text_reset(&text);
    }
    return status;
}

/* Replace each % in a statement by the side's name, and ask. */
static enum lg_status ask_side(struct lg_diffing *diffing, enum lg_diff_which which,
                               const char *layout,
                               enum lg_status (*take)(void *user, const struct lg_result_row *row,
                                                      struct lg_error *err),
                               void *user, struct lg_error *err)
{
    struct lg_text sql = {0};
    for (const char *at = layout; *at != '\0'; at++) {
        if (*at == '%') {
            lg_text_add_text(&sql, lg_diff_side_name(which));
        } else {
            lg_text_add_char(&sql, *at);
        }
    }
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_result_ask(diffing->result, sql.bytes, take, user, err);
    lg_text_reset(&sql);
    return status;
}

/* ---- the runs ---- */

/* What a row of a question is read into. */
struct reading {
    struct lg_diffing *diffing;
    enum lg_diff_which which;
    size_t capacity;
    double check_only;
};

static enum lg_status take_run(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct reading *reading = user;
    struct lg_diff_side *side = &reading->diffing->diff.sides[reading->which];
    const char **const places[] = {&side->title, &side->version, &side->as_of_text,
                                   &side->basis, &side->inputs,  &side->rules_text};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(places) / sizeof(places[0]); i++) {
        status = lg_diff_keep(reading->diffing, lg_result_row_text(row, (int)i), places[i], err);
    }
    const char *lang = lg_result_row_text(row, 6);
    side->language = lang != NULL && strcmp(lang, "en") == 0 ? LG_ENGLISH : LG_CHINESE;
    reading->check_only = lg_result_row_number(row, 7);
    return status;
}

static lg_date read_date(const char *text)
{
    struct lg_date_reading reading = lg_date_read(text, strlen(text));
    return reading.form == LG_DATE_READ ? reading.date : LG_DATE_NONE;
}

static enum lg_status read_run(struct lg_diffing *diffing, enum lg_diff_which which,
                               struct lg_error *err)
{
    struct lg_diff_side *side = &diffing->diff.sides[which];
    struct reading reading = {.diffing = diffing, .which = which};
    enum lg_status status = ask_side(
        diffing, which,
        "SELECT json_extract(text, '$.title') AS title, json_extract(text, '$.version') AS "
        "version, "
        "json_extract(text, '$.as_of') AS as_of, json_extract(text, '$.options.area') AS basis, "
        "(SELECT group_concat(line, char(10)) FROM (SELECT json_extract(s.value, '$.kind') || ' ' "
        "|| json_extract(f.value, '$.sha256') AS line FROM json_each(text, '$.sources') s, "
        "json_each(s.value, '$.files') f UNION ALL SELECT json_extract(s.value, '$.kind') || ' ' "
        "|| ifnull(json_extract(s.value, '$.fields'), '') FROM json_each(text, '$.sources') s "
        "ORDER BY 1)) AS inputs, (SELECT group_concat(value, ', ') FROM json_each(text, "
        "'$.rules')) AS rules, json_extract(text, '$.options.lang') AS lang, json_extract(text, "
        "'$.options.check_only') AS check_only FROM %_run",
        take_run, &reading, err);
    if (status != LG_OK) return status;
    if (reading.check_only == 1.0) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: a result of check, which judges no parcel and has no figures; run "
                       "landgauge run for one that can be compared",
                       side->folder);
    }
    if (side->as_of_text != NULL) side->as_of = read_date(side->as_of_text);
    if (side->as_of != LG_DATE_NONE) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s/run.json: no as_of; take the result from the run",
                   side->folder);
}

/* ---- the tables ---- */

static enum lg_status fetch_tables(struct lg_diffing *diffing, enum lg_diff_which which,
                                   struct lg_error *err)
{
    static const struct {
        const char *name;
        const char *as[LG_DIFF_SIDES];
    } tables[] = {
        {"register", {"old_register", "new_register"}},
        {"clocks", {"old_clocks", "new_clocks"}},
        {"conversion", {"old_conversion", "new_conversion"}},
        {"parks", {"old_parks", "new_parks"}},
        {"indicators", {"old_indicators", "new_indicators"}},
        {"land_state", {"old_land_state", "new_land_state"}},
        {"scores", {"old_scores", "new_scores"}},
    };
    struct lg_diff_side *side = &diffing->diff.sides[which];
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(tables) / sizeof(tables[0]); i++) {
        const char *as = tables[i].as[which];
        status = lg_result_fetch_of(diffing->result, side->folder, tables[i].name, as,
                                    i == 0 ? &side->row_shapes : NULL,
                                    i == 0 ? &side->has_shapes : NULL, err);
        if (status != LG_OK) return status;
        const char *lack = lg_result_lack(diffing->result, as);
        if (lack == NULL || strcmp(tables[i].name, "scores") == 0) continue;
        if (i == 0 || strcmp(tables[i].name, "parks") == 0) {
            return lg_fail(err, LG_BAD_INPUT,
                           "%s: %s; write the result again with --formats "
                           "geojson,csv",
                           side->folder, lack);
        }
        status = lg_diff_note(diffing, "{0}：不比较 {1}（{2}）", "{0}: {1} not compared ({2})",
                              LG_VALUES(side->folder, tables[i].name, lack), err);
    }
    if (status != LG_OK || side->has_shapes) return status;
    return lg_diff_note(diffing, "{0}：没有 register.geojson，无图形，宗地只按编号对应",
                        "{0}: no register.geojson and so no shapes: parcels are matched by id "
                        "alone",
                        LG_VALUES(side->folder), err);
}

/* What of a conversion is told of a parcel; indexes for the joins. */
static enum lg_status prepare_tables(struct lg_diffing *diffing, enum lg_diff_which which,
                                     struct lg_error *err)
{
    static const char *const indexes[] = {
        "CREATE INDEX %_result_id ON %_result (parcel_id)",
        "CREATE INDEX %_clocks_id ON %_clocks (parcel_id)",
        "CREATE INDEX %_register_id ON %_register (parcel_id)",
        "CREATE INDEX %_parks_code ON %_parks (park_code)",
    };
    enum lg_status status = ask_side(diffing, which,
                                     "CREATE TABLE %_result AS SELECT parcel_id, min(result) AS "
                                     "result FROM %_conversion GROUP BY parcel_id",
                                     NULL, NULL, err);
    for (size_t i = 0; status == LG_OK && i < sizeof(indexes) / sizeof(indexes[0]); i++) {
        status = ask_side(diffing, which, indexes[i], NULL, NULL, err);
    }
    return status;
}

/* Scores are new: that neither run has them is nothing to say. */
static enum lg_status note_scores(struct lg_diffing *diffing, struct lg_error *err)
{
    static const char *const tables[LG_DIFF_SIDES] = {"old_scores", "new_scores"};
    const struct lg_diff_side *sides = diffing->diff.sides;
    const char *lacks[LG_DIFF_SIDES];
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        lacks[which] = lg_result_lack(diffing->result, tables[which]);
    }
    if ((lacks[LG_DIFF_OLD] == NULL) == (lacks[LG_DIFF_NEW] == NULL)) return LG_OK;
    int which = lacks[LG_DIFF_OLD] != NULL ? LG_DIFF_OLD : LG_DIFF_NEW;
    return lg_diff_note(diffing, "{0}：不比较 scores（{1}）", "{0}: scores not compared ({1})",
                        LG_VALUES(sides[which].folder, lacks[which]), err);
}

/* ---- parcels ---- */

enum {
    COLUMN_N,
    COLUMN_CODE,
    COLUMN_SCOPE,
    COLUMN_ID,
    COLUMN_AREA,
    COLUMN_ACCOUNT_HA,
    COLUMN_TEXTS,
    COLUMN_FACTS = COLUMN_TEXTS + LG_DIFF_TEXT_COUNT,
    COLUMN_CLOCK, /* the parcel's id in clocks, then the facts there */
};

/* Every column has a name of its own: of two that are called alike GDAL hands out one. */
#define PARCEL_ROWS                                                                                \
    "SELECT r.n AS place, r.park_code, r.scope, r.parcel_id AS id, r.area_m2, r.area_ha, "         \
    "r.land_state, r.supply_state, r.current_use, r.approved_use, r.planned_use, r.holder, "       \
    "r.idle_status, r.stock_class, r.low_efficiency, v.result, ifnull(r.land_state, '') || '|' "   \
    "|| ifnull(r.supply_state, '') || '|' || ifnull(r.supply_mode, '') || '|' || "                 \
    "ifnull(r.current_use, '') || '|' || ifnull(r.approved_use, '') || '|' || "                    \
    "ifnull(r.planned_use, '') || '|' || ifnull(r.contract_no, '') || '|' || "                     \
    "ifnull(r.signed_on, '') || '|' || ifnull(r.handover_on, '') || '|' || ifnull(r.start_due, "   \
    "'') || '|' || ifnull(r.start_on, '') || '|' || ifnull(r.completion_due, '') || '|' || "       \
    "ifnull(r.completion_on, '') || '|' || ifnull(round(r.price_wan, 6), '') || '|' || "           \
    "ifnull(round(r.floor_area_m2, 3), '') || '|' || ifnull(round(r.footprint_m2, 3), '') || '|' " \
    "|| ifnull(round(r.investment_wan, 4), '') || '|' || ifnull(round(r.tax_wan, 4), '') || '|' "  \
    "|| ifnull(round(r.revenue_wan, 4), '') || '|' || ifnull(r.constraints, '') AS facts, "        \
    "c.parcel_id AS clock_id, c.supply_state AS clock_supply, c.land_state AS clock_state, "       \
    "c.revised_start_due, c.agreed_start, c.handover_on AS clock_handover, c.start_on AS "         \
    "clock_start, c.suspended_on, c.completion_due AS clock_due, c.completion_on AS clock_done, "  \
    "c.recovered_on, c.developed_ratio, c.invested_ratio FROM %s_register r LEFT JOIN %s_result "  \
    "v ON v.parcel_id = r.parcel_id LEFT JOIN %s_clocks c ON c.parcel_id = r.parcel_id ORDER BY "  \
    "r.parcel_id, r.n"

static enum lg_supply supply_of(const char *state)
{
    if (state == NULL) return LG_SUPPLY_UNKNOWN;
    return state[0] == 'D' ? LG_SUPPLIED : LG_SUPPLY_NONE;
}

/* What decides the status; cause and price only choose the route. */
static void read_clock(struct lg_diff_parcel *parcel, const struct lg_result_row *row)
{
    const char *supply = parcel->text[LG_DIFF_SUPPLY_STATE];
    bool is_told = lg_result_row_text(row, COLUMN_CLOCK) != NULL;
    const char *state = lg_result_row_text(row, COLUMN_CLOCK + 2);
    lg_date dates[8];
    for (int i = 0; i < 8; i++) {
        const char *text = lg_result_row_text(row, COLUMN_CLOCK + 3 + i);
        dates[i] = text == NULL ? LG_DATE_NONE : read_date(text);
    }
    double developed = lg_result_row_number(row, COLUMN_CLOCK + 11);
    double invested = lg_result_row_number(row, COLUMN_CLOCK + 12);
    parcel->has_clock = is_told || supply_of(supply) == LG_SUPPLY_NONE;
    parcel->clock = (struct lg_idle_facts){
        .supply = supply_of(supply),
        .surveyed_built = state != NULL && state[0] == 'A', /* a guess stands in brackets */
        .revised_start_due = dates[0],
        .start_due = dates[1],
        .handover_on = dates[2],
        .start_on = dates[3],
        .suspended_on = dates[4],
        .completion_due = dates[5],
        .completion_on = dates[6],
        .recovered_on = dates[7],
        .due_area_m2 = (double)NAN,
        .developed_area_m2 = (double)NAN,
        .developed_pct = developed * 100.0,
        .total_investment_yuan = (double)NAN,
        .invested_yuan = (double)NAN,
        .invested_pct = invested * 100.0,
        .price_yuan = (double)NAN,
    };
}

static enum lg_status begin_parcel(struct reading *reading, const struct lg_result_row *row,
                                   const char *id, struct lg_error *err)
{
    struct lg_diff_side *side = &reading->diffing->diff.sides[reading->which];
    struct lg_diff_parcel *parcel = &side->parcels[side->parcel_count++];
    *parcel = (struct lg_diff_parcel){
        .first_row = side->row_count,
        .area_m2 = lg_result_row_number(row, COLUMN_AREA),
    };
    enum lg_status status = lg_diff_keep(reading->diffing, id, &parcel->id, err);
    for (int i = 0; status == LG_OK && i < LG_DIFF_TEXT_COUNT; i++) {
        status = lg_diff_keep(reading->diffing, lg_result_row_text(row, COLUMN_TEXTS + i),
                              &parcel->text[i], err);
    }
    if (status == LG_OK) {
        status = lg_diff_keep(reading->diffing, lg_result_row_text(row, COLUMN_FACTS),
                              &parcel->facts, err);
    }
    read_clock(parcel, row);
    return status;
}

/* Room for one more row and one more parcel. */
static bool make_room(struct reading *reading, struct lg_diff_side *side)
{
    if (side->row_count < reading->capacity) return true;
    size_t capacity = lg_grow_capacity(reading->capacity, side->row_count + 1);
    struct lg_diff_row *rows = lg_resize(side->rows, capacity, sizeof(*rows));
    if (rows != NULL) side->rows = rows;
    struct lg_diff_parcel *parcels = lg_resize(side->parcels, capacity, sizeof(*parcels));
    if (parcels != NULL) side->parcels = parcels;
    if (rows != NULL && parcels != NULL) reading->capacity = capacity;
    return rows != NULL && parcels != NULL;
}

static enum lg_status take_parcel_row(void *user, const struct lg_result_row *row,
                                      struct lg_error *err)
{
    struct reading *reading = user;
    struct lg_diff *diff = &reading->diffing->diff;
    struct lg_diff_side *side = &diff->sides[reading->which];
    const char *id = lg_result_row_text(row, COLUMN_ID);
    if (id == NULL) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: register: row %.0f has no parcel_id; take the "
                       "result from the run",
                       side->folder, lg_result_row_number(row, COLUMN_N));
    }
    if (!make_room(reading, side)) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parcels", side->row_count);
    }
    bool is_next =
        side->parcel_count == 0 || strcmp(side->parcels[side->parcel_count - 1].id, id) != 0;
    enum lg_status status = is_next ? begin_parcel(reading, row, id, err) : LG_OK;
    if (status != LG_OK) return status;
    struct lg_diff_parcel *parcel = &side->parcels[side->parcel_count - 1];
    struct lg_diff_row *into = &side->rows[side->row_count++];
    *into = (struct lg_diff_row){
        .park = lg_diff_find_park(diff, lg_result_row_text(row, COLUMN_CODE),
                                  lg_result_row_text(row, COLUMN_SCOPE)),
        .parcel = side->parcel_count - 1,
        .shape = (size_t)lg_result_row_number(row, COLUMN_N) - 1,
        .account_m2 = lg_result_row_number(row, COLUMN_ACCOUNT_HA) * M2_PER_HA,
    };
    parcel->row_count++;
    if (into->park == LG_NO_ROW_HERE) return LG_OK;
    struct lg_diff_park *park = &diff->parks[into->park];
    park->parcel_count[reading->which]++;
    if (!park->is_part[reading->which]) parcel->counted_m2 += into->account_m2;
    return LG_OK;
}

static enum lg_status read_parcels(struct lg_diffing *diffing, enum lg_diff_which which,
                                   struct lg_error *err)
{
    const char *name = lg_diff_side_name(which);
    struct reading reading = {.diffing = diffing, .which = which};
    struct lg_text sql = {0};
    lg_text_printf(&sql, PARCEL_ROWS, name, name, name);
    enum lg_status status =
        sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                   : lg_result_ask(diffing->result, sql.bytes, take_parcel_row, &reading, err);
    lg_text_reset(&sql);
    return status;
}

enum lg_status lg_diff_read(struct lg_diffing *diffing, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (int which = 0; status == LG_OK && which < LG_DIFF_SIDES; which++) {
        status = read_run(diffing, (enum lg_diff_which)which, err);
    }
    for (int which = 0; status == LG_OK && which < LG_DIFF_SIDES; which++) {
        status = fetch_tables(diffing, (enum lg_diff_which)which, err);
        if (status == LG_OK) status = prepare_tables(diffing, (enum lg_diff_which)which, err);
    }
    if (status == LG_OK) status = note_scores(diffing, err);
    if (status == LG_OK) status = lg_diff_read_parks(diffing, err);
    struct lg_diff_side *sides = diffing->diff.sides;
    for (int which = 0; status == LG_OK && which < LG_DIFF_SIDES; which++) {
        status = read_parcels(diffing, (enum lg_diff_which)which, err);
        if (status != LG_OK || !sides[which].has_shapes) continue;
        status = lg_diff_measure(&sides[which], err);
    }
    return status;
}
