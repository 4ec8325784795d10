/*
 * run/self_rules: blocks of SQL with what their comments say, and that the built-in ones are whole.
 */
#include "run/self_rules.h"
#include "support/cmocka.h"

#include <string.h>

struct rule_case {
    const char *name;
    const char *text;
    const char *group, *needs, *when, *open; /* NULL: empty */
    const char *sql;                         /* NULL: there is no block */
};

static const struct rule_case rule_cases[] = {
    {"a step of preparation", "CREATE TABLE a\n", NULL, NULL, NULL, NULL, "CREATE TABLE a\n"},
    {"a comparison with all it may say",
     "-- group: g: h\n-- needs: a b\n-- when: x = 1\n-- open: NULL\nSELECT 1\nFROM a\n\nSELECT 2\n",
     "g: h", "a b", "x = 1", "NULL", "SELECT 1\nFROM a\n"},
    {"other comments say nothing", "-- note: no\n--\n-- group : g\nSELECT 1\n", NULL, NULL, NULL,
     NULL, "SELECT 1\n"},
    {"empty lines before it", "\n\n-- needs: a\n\nSELECT 1\n", NULL, "a", NULL, NULL, "SELECT 1\n"},
    {"no line feed at the end", "SELECT 1", NULL, NULL, NULL, NULL, "SELECT 1\n"},
    {"nothing", "", NULL, NULL, NULL, NULL, NULL},
    {"comments alone", "-- group: g\n\n-- more\n", "g", NULL, NULL, NULL, NULL},
    {"a line of columns", "SELECT 1\n@t k a bc\n", NULL, NULL, NULL, NULL,
     "SELECT 1\n"
     "UNION ALL SELECT 't row ' || l.n || ', ' || ifnull(l.k, ''), 'a', l.a, t.a, 0.0 FROM t_layer "
     "l LEFT JOIN t_csv t ON t.n = l.n\n"
     "UNION ALL SELECT 't row ' || l.n || ', ' || ifnull(l.k, ''), 'bc', l.bc, t.bc, 0.0 FROM "
     "t_layer l LEFT JOIN t_csv t ON t.n = l.n\n"},
};

static void check_text(const struct lg_text *text, const char *expected)
{
    if (expected == NULL) {
        assert_int_equal(text->size, 0);
    } else {
        assert_string_equal(text->bytes, expected);
    }
}

static void block_is_read(void **state)
{
    const struct rule_case *row = *state;
    struct lg_self_rule rule = {.sql = {0}};
    const char *at = row->text;
    assert_int_equal(lg_self_rule_read(&at, &rule), row->sql != NULL);
    assert_false(lg_self_rule_failed(&rule));
    check_text(&rule.group, row->group);
    check_text(&rule.needs, row->needs);
    check_text(&rule.when, row->when);
    check_text(&rule.open, row->open);
    check_text(&rule.sql, row->sql);
    lg_self_rule_reset(&rule);
}

/* What one block says must not hang on in the next. */
static void next_block_begins_anew(void **state)
{
    (void)state;
    struct lg_self_rule rule = {.sql = {0}};
    const char *at = "-- group: g\n-- when: w\nSELECT 1\n\nSELECT 2\n";
    assert_true(lg_self_rule_read(&at, &rule));
    assert_true(lg_self_rule_read(&at, &rule));
    assert_int_equal(rule.group.size, 0);
    assert_int_equal(rule.when.size, 0);
    assert_string_equal(rule.sql.bytes, "SELECT 2\n");
    assert_false(lg_self_rule_read(&at, &rule));
    lg_self_rule_reset(&rule);
}

static bool begins_with(const struct lg_text *text, const char *word)
{
    return strncmp(text->bytes, word, strlen(word)) == 0;
}

/* The comparisons of a text; each gives five columns by name, each step of preparation makes or
 * fills a table: a comparison that has lost its group would be none. */
static size_t count_comparisons(const struct lg_self_text *text)
{
    static const char *const columns[] = {" AS place", " AS figure", " AS seen", "computed",
                                          " AS lim"};
    struct lg_self_rule rule = {.sql = {0}};
    const char *at = text->text;
    size_t count = 0;
    while (lg_self_rule_read(&at, &rule)) {
        bool is_step = rule.group.size == 0;
        bool makes = begins_with(&rule.sql, "CREATE ") || begins_with(&rule.sql, "INSERT ");
        if (is_step != makes) fail_msg("%s: %s", text->name, rule.sql.bytes);
        count += !is_step;
        for (size_t i = 0; !is_step && i < sizeof(columns) / sizeof(columns[0]); i++) {
            if (strstr(rule.sql.bytes, columns[i]) == NULL) fail_msg("%s", rule.group.bytes);
        }
    }
    lg_self_rule_reset(&rule);
    return count;
}

static void built_in_blocks_are_whole(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct lg_self_text *text = lg_self_texts; text->name != NULL; text++) {
        count += count_comparisons(text);
    }
    assert_in_range(count, 80, 160);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_block_begins_anew),
        cmocka_unit_test(built_in_blocks_are_whole),
    };
    int failed = RUN_CASES("rules of the self check", rule_cases, block_is_read);
    return failed + cmocka_run_group_tests_name("run/self_rules", tests, NULL, NULL);
}
