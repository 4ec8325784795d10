/*
 * base/units: names and factors. 1 mu = 2000/3 m2, 1 km2 = 100 ha = 1500 mu (domain.md 4.7).
 */
#include "base/units.h"
#include "support/cmocka.h"

struct unit_case {
    const char *name; /* the unit looked up */
    bool found;
    enum lg_unit_kind kind;
    double factor;
};

static const struct unit_case cases[] = {
    {"m2", true, LG_UNIT_AREA, 1},
    {"ha", true, LG_UNIT_AREA, 10000},
    {"mu", true, LG_UNIT_AREA, 666.66666666666667},
    {"km2", true, LG_UNIT_AREA, 1000000},
    {"wan_m2", true, LG_UNIT_AREA, 10000},
    {"yuan", true, LG_UNIT_MONEY, 1},
    {"wan_yuan", true, LG_UNIT_MONEY, 10000},
    {"yi_yuan", true, LG_UNIT_MONEY, 100000000},
    {"m", true, LG_UNIT_LENGTH, 1},
    {"persons", true, LG_UNIT_PERSONS, 1},
    {"HA", false, LG_UNIT_NONE, 0},
    {"acre", false, LG_UNIT_NONE, 0},
    {"", false, LG_UNIT_NONE, 0},
};

static void check_unit(void **state)
{
    const struct unit_case *row = *state;
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double factor = 0;
    assert_int_equal(lg_unit_find(row->name, &kind, &factor), row->found);
    assert_int_equal(kind, row->kind);
    ASSERT_CLOSE(factor, row->factor, 1e-12 * row->factor);
}

static void square_kilometre_is_1500_mu(void **state)
{
    (void)state;
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double km2 = 0;
    double mu = 0;
    double ha = 0;
    assert_true(lg_unit_find("km2", &kind, &km2));
    assert_true(lg_unit_find("mu", &kind, &mu));
    assert_true(lg_unit_find("ha", &kind, &ha));
    ASSERT_CLOSE(km2 / mu, 1500, 1e-9);
    ASSERT_CLOSE(ha / mu, 15, 1e-12);
    ASSERT_CLOSE(km2 / ha, 100, 1e-12);
}

static void names_of_a_kind_are_all_found(void **state)
{
    (void)state;
    assert_string_equal(lg_unit_names(LG_UNIT_NONE), "");
    assert_string_equal(lg_unit_names(LG_UNIT_AREA), "m2 ha mu km2 wan_m2");
    assert_string_equal(lg_unit_names(LG_UNIT_MONEY), "yuan wan_yuan yi_yuan");
    assert_string_equal(lg_unit_names(LG_UNIT_LENGTH), "m");
    assert_string_equal(lg_unit_names(LG_UNIT_PERSONS), "persons");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(square_kilometre_is_1500_mu),
        cmocka_unit_test(names_of_a_kind_are_all_found),
    };
    int failed = RUN_CASES("base/units", cases, check_unit);
    return failed + cmocka_run_group_tests_name("base/units", tests, NULL, NULL);
}
