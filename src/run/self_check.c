/*
 * The second key: opens a result, prepares what the rules ask, asks them one after the other.
 */
#include "landgauge/self_check.h"

#include "base/text.h"
#include "input/result_tables.h"
#include "landgauge/run.h"
#include "run/self_rules.h"
#include "run/self_shapes.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More differences of a group are counted, not told. */
#define TOLD_MAX 50

enum { NAME_SIZE = 64, REASON_SIZE = 200, SQL_SIZE = 256 };

#define STRING_OF(NUMBER)  #NUMBER
#define SQL_NUMBER(NUMBER) STRING_OF(NUMBER)

struct checking {
    struct lg_result *result;
    void (*tell)(void *user, const struct lg_self_check_line *line);
    void *user;
    struct lg_self_rule rule; /* at work */
    bool applies;             /* the rule does, in this run */
    struct lg_self_check_summary summary;
    char reason[REASON_SIZE]; /* why the rule at work cannot be checked; empty: it can */
};

/* Both sides missing agree, one of them missing differs, and so does a limit that is none. */
#define DIFFERS                                                                                    \
    "CASE WHEN typeof(seen) = 'text' OR typeof(computed) = 'text' THEN seen IS NOT computed WHEN " \
    "seen IS NULL AND computed IS NULL THEN 0 WHEN seen IS NULL OR computed IS NULL THEN 1 ELSE "  \
    "NOT ifnull(abs(seen - computed) <= lim, 0) END"

#define AS_TEXT(COLUMN)                                                                            \
    "CASE typeof(" COLUMN ") WHEN 'null' THEN NULL WHEN 'text' THEN " COLUMN                       \
    " ELSE printf('%.12g', " COLUMN ") END"

/* The table that a bare name stands for: the CSV's, or the layer's; NULL: *lack says why not. */
static const char *find_table(const struct lg_result *result, const char *name,
                              char table[NAME_SIZE], const char **lack)
{
    static const char *const with_layer[] = {"parks", "register", "idle"};
    bool has_layer = false;
    for (size_t i = 0; i < sizeof(with_layer) / sizeof(with_layer[0]); i++) {
        has_layer = has_layer || strcmp(name, with_layer[i]) == 0;
    }
    bool is_exact = strstr(name, "_csv") != NULL || strstr(name, "_layer") != NULL;
    (void)snprintf(table, NAME_SIZE, is_exact ? "%s" : "%s_csv", name);
    *lack = lg_result_lack(result, table);
    if (*lack == NULL) return table;
    if (is_exact || !has_layer) return NULL;
    (void)snprintf(table, NAME_SIZE, "%s_layer", name);
    return lg_result_lack(result, table) == NULL ? table : NULL;
}

/* Whether all the tables are there; *lack: the first reason why not. */
static bool has_all(const struct lg_result *result, const char *needs, const char **lack)
{
    *lack = NULL;
    while (*needs != '\0') {
        char name[NAME_SIZE];
        char table[NAME_SIZE];
        size_t length = strcspn(needs, " ");
        (void)snprintf(name, sizeof(name), "%.*s", (int)length, needs);
        if (find_table(result, name, table, lack) == NULL) return false;
        needs += length;
        needs += strspn(needs, " ");
    }
    return true;
}

static enum lg_status make_view(struct lg_result *result, const char *name, struct lg_error *err)
{
    char table[NAME_SIZE];
    char sql[SQL_SIZE];
    const char *lack = NULL;
    if (find_table(result, name, table, &lack) == NULL) return LG_OK;
    (void)snprintf(sql, sizeof(sql), "CREATE VIEW %s AS SELECT * FROM %s", name, table);
    return lg_result_do(result, sql, err);
}

static enum lg_status make_index(struct lg_result *result, const char *table, const char *column,
                                 struct lg_error *err)
{
    if (lg_result_lack(result, table) != NULL) return LG_OK;
    char sql[SQL_SIZE];
    (void)snprintf(sql, sizeof(sql), "CREATE INDEX %s_%s ON %s (%s)", table, column, table, column);
    return lg_result_do(result, sql, err);
}

static enum lg_status name_tables(struct lg_result *result, struct lg_error *err)
{
    static const char *const indexes[][2] = {
        {"parks_csv", "park"},
        {"parks_layer", "park"},
        {"register_csv", "parcel_id"},
        {"register_layer", "parcel_id"},
        {"land_state_csv", "park"},
        {"indicators_csv", "park"},
        {"account_csv", "park"},
        {"overlay_csv", "parcel_id"},
        {"constraint_shares_csv", "parcel_id"},
        {"clocks_csv", "parcel_id"},
        {"waterfall_csv", "park"},
        {"scores_csv", "park"},
        {"score_nodes_csv", "park"},
        {"potential_csv", "park"},
        {"compliance_csv", "park"},
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && lg_result_table_name(i) != NULL; i++) {
        status = make_view(result, lg_result_table_name(i), err);
    }
    for (size_t i = 0; status == LG_OK && i < sizeof(indexes) / sizeof(indexes[0]); i++) {
        status = make_index(result, indexes[i][0], indexes[i][1], err);
    }
    return status;
}

static void tell_reason(struct checking *checking, enum lg_self_check_kind kind, const char *group,
                        const char *reason)
{
    const struct lg_self_check_line line = {
        .kind = kind,
        .group = group,
        .difference = (double)NAN,
        .limit = (double)NAN,
        .reason = reason,
    };
    checking->summary.unchecked_count += kind == LG_SELF_NOT_CHECKED;
    checking->tell(checking->user, &line);
}

static void tell_failed_union(void *user, const char *park)
{
    char reason[REASON_SIZE];
    (void)snprintf(reason, sizeof(reason), "%.100s: GEOS cannot unite its rows", park);
    tell_reason(user, LG_SELF_NOT_CHECKED, "shapes: union of the rows of a park", reason);
}

static enum lg_status take_notes(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct checking *checking = user;
    const char *version = lg_result_row_text(row, 0);
    if (version == NULL || strcmp(version, lg_version()) != 0) {
        char reason[REASON_SIZE];
        (void)snprintf(reason, sizeof(reason),
                       "the result is of version %.40s, this program is %s: differences may come "
                       "from that",
                       version != NULL ? version : "(none said)", lg_version());
        tell_reason(checking, LG_SELF_NOTE, NULL, reason);
    }
    if (lg_result_row_number(row, 1) == 1.0) {
        tell_reason(checking, LG_SELF_NOTE, NULL,
                    "this is a result of check: it has findings and no figures of parks");
    }
    return LG_OK;
}

static enum lg_status take_sliver(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    double sliver_m2 = lg_result_row_number(row, 0);
    *(double *)user = isnan(sliver_m2) ? 0.0 : sliver_m2;
    return LG_OK;
}

/* Out: whether the rule applies; checking->reason: why it cannot be checked. */
static enum lg_status take_state(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct checking *checking = user;
    const char *reason = lg_result_row_text(row, 1);
    checking->applies = lg_result_row_number(row, 0) == 1.0;
    (void)snprintf(checking->reason, sizeof(checking->reason), "%s", reason != NULL ? reason : "");
    return LG_OK;
}

static enum lg_status take_counts(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    size_t *counts = user;
    counts[0] = (size_t)lg_result_row_number(row, 0);
    counts[1] = (size_t)lg_result_row_number(row, 1);
    return LG_OK;
}

static enum lg_status take_difference(void *user, const struct lg_result_row *row,
                                      struct lg_error *err)
{
    (void)err;
    struct checking *checking = user;
    const struct lg_self_check_line line = {
        .kind = LG_SELF_DIFFERS,
        .group = checking->rule.group.bytes,
        .place = lg_result_row_text(row, 0),
        .figure = lg_result_row_text(row, 1),
        .in_result = lg_result_row_text(row, 2),
        .recomputed = lg_result_row_text(row, 3),
        .difference = lg_result_row_number(row, 4),
        .limit = lg_result_row_number(row, 5),
    };
    checking->tell(checking->user, &line);
    return LG_OK;
}

static enum lg_status ask(struct checking *checking, const char *before, const char *behind,
                          enum lg_status (*take)(void *user, const struct lg_result_row *row,
                                                 struct lg_error *err),
                          void *user, struct lg_error *err)
{
    struct lg_text sql = {0};
    lg_text_add_text(&sql, before);
    lg_text_add_text(&sql, checking->rule.sql.bytes);
    lg_text_add_text(&sql, behind);
    enum lg_status status = sql.failed
                                ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                : lg_result_ask(checking->result, sql.bytes, take, user, err);
    lg_text_reset(&sql);
    return status;
}

static enum lg_status compare(struct checking *checking, struct lg_error *err)
{
    size_t counts[2] = {0, 0}; /* compared, of them different */
    enum lg_status status =
        ask(checking, "SELECT count(*), total(" DIFFERS ") FROM (", ")", take_counts, counts, err);
    if (status != LG_OK) return status;
    checking->summary.figure_count += counts[0];
    checking->summary.difference_count += counts[1];
    struct lg_self_check_line line = {
        .kind = LG_SELF_AGREES,
        .group = checking->rule.group.bytes,
        .count = counts[0] - counts[1],
        .difference = (double)NAN,
        .limit = (double)NAN,
    };
    if (line.count > 0 || counts[1] == 0) checking->tell(checking->user, &line);
    if (counts[1] == 0) return LG_OK;
    status = ask(checking,
                 "SELECT place, figure, " AS_TEXT("seen") ", " AS_TEXT(
                     "computed") ", CASE WHEN "
                                 "typeof(seen) IN ('real', 'integer') AND typeof(computed) IN "
                                 "('real', 'integer') "
                                 "THEN seen - computed END, CASE WHEN typeof(seen) <> 'text' AND "
                                 "typeof(computed) "
                                 "<> 'text' THEN lim END FROM (",
                 ") WHERE " DIFFERS " LIMIT " SQL_NUMBER(TOLD_MAX), take_difference, checking, err);
    if (status != LG_OK || counts[1] <= TOLD_MAX) return status;
    line.kind = LG_SELF_MORE;
    line.count = counts[1] - TOLD_MAX;
    checking->tell(checking->user, &line);
    return LG_OK;
}

/* Fill in whether the rule at work applies, and why it cannot be checked. */
static enum lg_status look_up_state(struct checking *checking, struct lg_error *err)
{
    const struct lg_self_rule *rule = &checking->rule;
    struct lg_text sql = {0};
    lg_text_printf(&sql, "SELECT %s, %s FROM run", rule->when.size > 0 ? rule->when.bytes : "1",
                   rule->open.size > 0 ? rule->open.bytes : "NULL");
    enum lg_status status =
        sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                   : lg_result_ask(checking->result, sql.bytes, take_state, checking, err);
    lg_text_reset(&sql);
    return status;
}

/* A step of preparation, or a comparison. */
static enum lg_status follow_rule(struct checking *checking, struct lg_error *err)
{
    const struct lg_self_rule *rule = &checking->rule;
    const char *lack = NULL;
    bool has_tables =
        has_all(checking->result, rule->needs.size > 0 ? rule->needs.bytes : "", &lack);
    if (rule->group.size == 0) {
        return has_tables ? lg_result_do(checking->result, rule->sql.bytes, err) : LG_OK;
    }
    enum lg_status status = look_up_state(checking, err);
    if (status != LG_OK || !checking->applies) return status;
    if (has_tables && checking->reason[0] == '\0') return compare(checking, err);
    tell_reason(checking, LG_SELF_NOT_CHECKED, rule->group.bytes,
                has_tables ? checking->reason : lack);
    return LG_OK;
}

static enum lg_status follow_rules(struct checking *checking, const char *name,
                                   struct lg_error *err)
{
    const struct lg_self_text *text = lg_self_texts;
    while (text->name != NULL && strcmp(text->name, name) != 0) {
        text++;
    }
    assert(text->name != NULL);
    const char *at = text->text;
    enum lg_status status = LG_OK;
    while (status == LG_OK && lg_self_rule_read(&at, &checking->rule)) {
        status = follow_rule(checking, err);
    }
    if (status == LG_OK && lg_self_rule_failed(&checking->rule)) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the rules of the check");
    }
    return status;
}

static enum lg_status measure_shapes(struct checking *checking, struct lg_error *err)
{
    double sliver_m2 = 0.0;
    enum lg_status status =
        lg_result_ask(checking->result, "SELECT sliver_m2 FROM run", take_sliver, &sliver_m2, err);
    if (status != LG_OK) return status;
    return lg_self_shapes_measure(checking->result, sliver_m2, tell_failed_union, checking, err);
}

enum lg_status lg_self_check(const char *folder,
                             void (*tell)(void *user, const struct lg_self_check_line *line),
                             void *user, struct lg_self_check_summary *summary,
                             struct lg_error *err)
{
    assert(folder != NULL && tell != NULL && summary != NULL);

    struct checking checking = {.tell = tell, .user = user};
    enum lg_status status = lg_result_open(folder, &checking.result, err);
    if (status != LG_OK) return status;
    status = name_tables(checking.result, err);
    if (status == LG_OK) status = follow_rules(&checking, "land", err);
    if (status == LG_OK) status = follow_rules(&checking, "prepare", err);
    if (status == LG_OK) {
        status = lg_result_ask(checking.result, "SELECT version, check_only FROM run", take_notes,
                               &checking, err);
    }
    if (status == LG_OK) status = follow_rules(&checking, "figures", err);
    if (status == LG_OK) status = follow_rules(&checking, "rows", err);
    if (status == LG_OK) status = follow_rules(&checking, "lists", err);
    if (status == LG_OK) status = follow_rules(&checking, "clocks", err);
    if (status == LG_OK) status = follow_rules(&checking, "evaluation", err);
    if (status == LG_OK) status = follow_rules(&checking, "assessment", err);
    if (status == LG_OK) status = follow_rules(&checking, "region", err);
    if (status == LG_OK) status = measure_shapes(&checking, err);
    if (status == LG_OK) status = follow_rules(&checking, "shapes", err);
    lg_self_rule_reset(&checking.rule);
    lg_result_close(checking.result);
    if (status == LG_OK) *summary = checking.summary;
    return status;
}
