/*
 * The parks of two results, and which of them have land that others have already.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <string.h>

static enum lg_status take_park(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct lg_diffing *diffing = user;
    struct lg_diff *diff = &diffing->diff;
    struct lg_diff_park *parks = lg_resize(diff->parks, diff->park_count + 1, sizeof(*diff->parks));
    if (parks == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for parks");
    diff->parks = parks;
    struct lg_diff_park *park = &parks[diff->park_count++];
    *park = (struct lg_diff_park){.has_changed = false};
    const char **const places[] = {&park->code, &park->scope, &park->name[LG_DIFF_OLD],
                                   &park->name[LG_DIFF_NEW]};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < 4; i++) {
        status = lg_diff_keep(diffing, lg_result_row_text(row, (int)i), places[i], err);
    }
    if (status == LG_OK && park->scope == NULL) park->scope = "";
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        park->is_there[which] = lg_result_row_number(row, 4 + which) == 1.0;
        park->is_part[which] = lg_result_row_number(row, 6 + which) == 1.0;
        park->area_ha[which] = lg_result_row_number(row, 8 + which);
        park->idle_ha[which] = lg_result_row_number(row, 10 + which);
    }
    return status;
}

static enum lg_status take_answer(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    bool *answer = user;
    (void)err;
    *answer = lg_result_row_number(row, 0) > 0.0;
    return LG_OK;
}

/* Older results know no candidates. */
static enum lg_status has_candidates(struct lg_diffing *diffing, const char *side, bool *has,
                                     struct lg_error *err)
{
    struct lg_text sql = {0};
    lg_text_printf(&sql,
                   "SELECT count(*) AS count FROM pragma_table_info('%s_parks') WHERE name = "
                   "'candidate'",
                   side);
    enum lg_status status = sql.failed
                                ? lg_fail(err, LG_NO_MEMORY, "no memory for the parks")
                                : lg_result_ask(diffing->result, sql.bytes, take_answer, has, err);
    lg_text_reset(&sql);
    return status;
}

/*
 * The rows of a side whose land other rows have already, as a run has it: parks that lie in another
 * one, but those of a circle; and candidates, which are no parks yet.
 */
static enum lg_status find_parts(struct lg_diffing *diffing, const char *side, struct lg_error *err)
{
    bool knows_candidates = false;
    enum lg_status status = has_candidates(diffing, side, &knows_candidates, err);
    if (status != LG_OK) return status;
    struct lg_text sql = {0};
    lg_text_printf(&sql,
                   "CREATE TABLE %s_part AS WITH RECURSIVE line AS (SELECT n, park_code AS code, "
                   "ifnull(scope, '') AS scope, parent, %s AS is_candidate FROM %s_parks), park AS "
                   "(SELECT * FROM line WHERE NOT is_candidate), parent AS (SELECT p.n, "
                   "ifnull((SELECT min(q.n) FROM park q WHERE q.code = p.parent AND q.scope = "
                   "p.scope), (SELECT min(q.n) FROM park q WHERE q.code = p.parent)) AS up FROM "
                   "park p), above AS (SELECT n, up FROM parent WHERE up IS NOT NULL UNION SELECT "
                   "a.n, b.up FROM above a JOIN parent b ON b.n = a.up WHERE b.up IS NOT NULL) "
                   "SELECT p.n FROM line p WHERE p.is_candidate OR (EXISTS (SELECT 1 FROM above a "
                   "WHERE a.n = p.n) AND NOT EXISTS (SELECT 1 FROM above a JOIN park q ON q.n = "
                   "a.up WHERE a.n = p.n AND q.code = p.code))",
                   side, knows_candidates ? "ifnull(candidate, 'no') = 'yes'" : "0", side);
    status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for the parks")
                        : lg_result_do(diffing->result, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

enum lg_status lg_diff_read_parks(struct lg_diffing *diffing, struct lg_error *err)
{
    enum lg_status status = lg_result_do(
        diffing->result,
        "CREATE TABLE park_key AS SELECT park_code AS code, ifnull(scope, '') AS scope FROM "
        "old_parks WHERE park_code IS NOT NULL UNION SELECT park_code, ifnull(scope, '') FROM "
        "new_parks WHERE park_code IS NOT NULL",
        err);
    if (status == LG_OK) status = find_parts(diffing, "old", err);
    if (status == LG_OK) status = find_parts(diffing, "new", err);
    if (status != LG_OK) return status;
    return lg_result_ask(
        diffing->result,
        "SELECT k.code, k.scope, o.park_name AS old_name, w.park_name AS new_name, o.n IS NOT NULL "
        "AS is_old, w.n IS NOT NULL AS is_new, o.n IN (SELECT n FROM old_part) AS old_part, "
        "w.n IN (SELECT n FROM new_part) AS new_part, CAST(o.area_ha AS REAL) AS old_ha, "
        "CAST(w.area_ha AS REAL) AS new_ha, CAST(o.idle_ha AS REAL) AS old_idle, "
        "CAST(w.idle_ha AS REAL) AS new_idle FROM park_key k "
        "LEFT JOIN old_parks o ON o.park_code = k.code AND ifnull(o.scope, '') = k.scope "
        "LEFT JOIN new_parks w ON w.park_code = k.code AND ifnull(w.scope, '') = k.scope "
        "GROUP BY k.code, k.scope ORDER BY k.code, k.scope",
        take_park, diffing, err);
}

static int compare_park(const struct lg_diff_park *park, const char *code, const char *scope)
{
    int order = strcmp(park->code, code);
    return order != 0 ? order : strcmp(park->scope, scope);
}

size_t lg_diff_find_park(const struct lg_diff *diff, const char *code, const char *scope)
{
    size_t first = 0;
    size_t end = diff->park_count;
    if (code == NULL) return LG_NO_ROW_HERE;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        int order = compare_park(&diff->parks[middle], code, scope != NULL ? scope : "");
        if (order == 0) return middle;
        if (order < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return LG_NO_ROW_HERE;
}
