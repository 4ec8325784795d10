/*
 * What a figure is told from: the parks that are meant, their rows of the tables, the views.
 */
#include "run/explain_figure.h"
#include "run/self_rules.h"

#include <assert.h>
#include <string.h>

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

enum lg_status lg_figure_find_parks(struct lg_explaining *explaining, const char *name,
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

/* The one code of the parks; NULL: they have several, as parks of one name may. */
static const char *one_code(const struct lg_found *parks)
{
    const char *code = lg_found_text(parks, 0, "park_code");
    for (size_t row = 1; code != NULL && row < parks->row_count; row++) {
        const char *other = lg_found_text(parks, row, "park_code");
        if (other == NULL || strcmp(other, code) != 0) code = NULL;
    }
    return code;
}

/* Only the rows of the parks that are told; all of them where several codes have one name. */
static enum lg_status fetch_tables(struct lg_explaining *explaining, const struct lg_found *parks,
                                   const char *const *tables, struct lg_error *err)
{
    const char *code = one_code(parks);
    const char *column = code == NULL ? NULL : "park_code";
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && tables[i] != NULL; i++) {
        status = lg_explain_fetch(explaining, tables[i], column, code, err);
    }
    return status;
}

enum lg_status lg_figure_fetch(struct lg_explaining *explaining, const struct lg_found *parks,
                               struct lg_error *err)
{
    static const char *const tables[] = {"register", "indicators",  "land_state",
                                         "account",  "score_nodes", NULL};
    enum lg_status status = fetch_tables(explaining, parks, tables, err);
    /* Ranks are told with the parks before and after. */
    if (status == LG_OK) status = lg_explain_fetch(explaining, "scores", NULL, NULL, err);
    const char *lack = lg_result_lack(explaining->result, "register");
    if (status == LG_OK && lack != NULL) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s: %s; explain needs the result of a run, with its tables or layers",
                         explaining->folder, lack);
    }
    return status == LG_OK ? make_views(explaining, err) : status;
}

static enum lg_status fetch_clocks(struct lg_explaining *explaining, struct lg_error *err)
{
    enum lg_status status = lg_result_fetch(explaining->result, "clocks", "clocks_suspended",
                                            "status", "SUSPENDED", err);
    if (status == LG_OK) {
        status = lg_result_fetch(explaining->result, "clocks", "clocks_nodata", "status",
                                 "STARTED_NODATA", err);
    }
    if (status != LG_OK) return status;
    bool lacks = lg_result_lack(explaining->result, "clocks_suspended") != NULL;
    return lg_result_do(explaining->result, lacks ? OPEN_CLOCKS_OF_REGISTER : OPEN_CLOCKS, err);
}

enum lg_status lg_figure_fetch_more(struct lg_explaining *explaining, const struct lg_found *parks,
                                    const struct lg_figure *figure, struct lg_error *err)
{
    static const char *const benchmarks[] = {"benchmarks", NULL};
    static const char *const potentials[] = {"potential", NULL};
    const struct lg_part *idle = lg_part_find("G");
    bool is_score = figure->kind == LG_FIGURE_SCORE || figure->kind == LG_FIGURE_NODE;
    bool is_rate = figure->kind == LG_FIGURE_RATE || figure->kind == LG_FIGURE_OWN;
    bool is_idle = is_score || figure->part.formula == idle->formula ||
                   (figure->rate != NULL && strcmp(figure->rate->numerator, idle->formula) == 0);
    enum lg_status status = is_idle ? fetch_clocks(explaining, err) : LG_OK;
    if (status == LG_OK && is_rate) status = fetch_tables(explaining, parks, benchmarks, err);
    if (status == LG_OK && figure->kind == LG_FIGURE_POTENTIAL) {
        status = fetch_tables(explaining, parks, potentials, err);
    }
    return status;
}
