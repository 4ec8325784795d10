/*
 * data/law: every code that the program can write has its words, in both languages, with a source.
 */
#include "landgauge/rules.h"
#include "model/law.h"
#include "support/cmocka.h"

#include <stddef.h>
#include <string.h>

static const char *const causes[] = {"G1", "G2", "G3", "G4", "G5", "G6", "F1", "P1", "O0", "U0"};
static const char *const classes[] = {"S1", "S1b", "S2a", "S2b", "S2c", "S3a", "S3b", "S4", "S5"};
static const char *const dues[] = {"SUPP", "CONTRACT", "HANDOVER+1Y"};

static void check_entry(enum lg_law_kind kind, const char *code)
{
    const struct lg_law_entry *entry = lg_law_find(kind, code);
    if (entry == NULL) {
        fail_msg("no entry of %s", code);
        return;
    }
    for (int language = 0; language < 2; language++) {
        assert_true(strlen(entry->name[language]) > 0);
        assert_true(strlen(entry->words[language]) > strlen("none"));
        assert_true(strlen(entry->article[language]) > 0);
    }
    /* Chinese and English are not mixed up. */
    assert_true((unsigned char)entry->words[0][0] >= 0x80);
    assert_true((unsigned char)entry->words[1][0] < 0x80);
    assert_int_equal(entry->source[0], '[');
}

static void every_status_and_route(void **state)
{
    (void)state;
    for (int status = 0; status < LG_IDLE_STATUS_COUNT; status++) {
        check_entry(LG_LAW_STATUS, lg_idle_status_code((enum lg_idle_status)status));
    }
    for (int route = 0; route < LG_ROUTE_COUNT; route++) {
        check_entry(LG_LAW_ROUTE, lg_idle_route_code((enum lg_idle_route)route));
    }
}

static void every_cause_class_and_due_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++) {
        check_entry(LG_LAW_CAUSE, causes[i]);
    }
    for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
        check_entry(LG_LAW_STOCK_CLASS, classes[i]);
    }
    for (size_t i = 0; i < sizeof(dues) / sizeof(dues[0]); i++) {
        check_entry(LG_LAW_DUE_SOURCE, dues[i]);
    }
}

static void no_code_twice_and_none_too_many(void **state)
{
    (void)state;
    size_t expected = LG_IDLE_STATUS_COUNT + LG_ROUTE_COUNT + sizeof(causes) / sizeof(causes[0]) +
                      sizeof(classes) / sizeof(classes[0]) + sizeof(dues) / sizeof(dues[0]);
    assert_int_equal(lg_law_entry_count, expected);
    for (size_t i = 0; i < lg_law_entry_count; i++) {
        assert_ptr_equal(lg_law_find(lg_law_entries[i].kind, lg_law_entries[i].code),
                         &lg_law_entries[i]);
    }
}

static void no_code_no_entry(void **state)
{
    (void)state;
    assert_null(lg_law_find(LG_LAW_STATUS, NULL));
    assert_null(lg_law_find(LG_LAW_STATUS, "FEE"));
    assert_null(lg_law_find(LG_LAW_ROUTE, "IDLE1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_and_route),
        cmocka_unit_test(every_cause_class_and_due_source),
        cmocka_unit_test(no_code_twice_and_none_too_many),
        cmocka_unit_test(no_code_no_entry),
    };
    return cmocka_run_group_tests_name("data/law", tests, NULL, NULL);
}
