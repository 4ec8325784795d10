/*
 * data/indicators: the list of domain.md 1.4 and the columns of design.md 6.
 */
#include "model/indicators.h"
#include "support/cmocka.h"

#include <string.h>

struct indicator_case {
    const char *name; /* the code */
    const char *key;
    const char *unit;
};

static const struct indicator_case cases[] = {
    {"A10", "development_rate", "%"},
    {"A11", "supply_rate", "%"},
    {"A12", "built_rate", "%"},
    {"A21", "industrial_rate", "%"},
    {"A31", "far", "1"},
    {"A32", "density", "%"},
    {"A33", "industrial_far", "1"},
    {"A34", "industrial_coefficient", "%"},
    {"B11", "investment_per_ha", "wan_yuan/ha"},
    {"B12", "industrial_tax_per_ha", "wan_yuan/ha"},
    {"B12'", "industrial_revenue_per_ha", "wan_yuan/ha"},
    {"B21", "tax_per_ha", "wan_yuan/ha"},
    {"B22", "population_per_ha", "persons/ha"},
    {"C11", "idle_rate", "%"},
};

static void check_case(void **state)
{
    const struct indicator_case *row = *state;
    const struct lg_indicator_entry *found = lg_indicator_find(row->name);
    assert_non_null(found);
    assert_string_equal(found->unit, row->unit);
    if (row->key == NULL) {
        assert_null(found->key);
    } else {
        assert_string_equal(found->key, row->key);
    }
}

static void test_whole(void **state)
{
    (void)state;
    assert_int_equal(lg_indicator_entry_count, sizeof(cases) / sizeof(cases[0]));
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        assert_string_equal(lg_indicator_entries[i].code, cases[i].name);
    }
    assert_null(lg_indicator_find("A22"));
    assert_null(lg_indicator_find(NULL));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole)};
    int failed = RUN_CASES("data/indicators", cases, check_case);
    return failed + cmocka_run_group_tests_name("data/indicators, whole", tests, NULL, NULL);
}
