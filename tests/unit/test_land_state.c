/*
 * data/land_state: the tree of domain.md 1.3.
 */
#include "model/land_state.h"
#include "support/cmocka.h"

struct find_case {
    const char *name;
    const char *code;
    enum lg_state expected;
};

static const struct find_case finds[] = {
    {"a plain code", "B21", LG_STATE_B21},
    {"lower case", "a2", LG_STATE_A2},
    {"blanks around it", " D21 ", LG_STATE_D21},
    {"a wide blank behind it", "E1\xe3\x80\x80", LG_STATE_E1},
    {"no code", NULL, LG_STATE_NONE},
    {"an empty code", "", LG_STATE_NONE},
    {"blanks only", "  ", LG_STATE_NONE},
    {"a code the tree does not have", "A7", LG_STATE_NONE},
    {"more digits than the tree has", "A311", LG_STATE_NONE},
    {"a use code of a survey", "0601", LG_STATE_NONE},
};

static void check_find(void **state)
{
    const struct find_case *row = *state;
    assert_int_equal(lg_state_find(row->code), row->expected);
}

struct within_case {
    const char *name;
    enum lg_state state, ancestor;
    bool expected;
};

static const struct within_case withins[] = {
    {"a state lies in itself", LG_STATE_A2, LG_STATE_A2, true},
    {"a grandchild", LG_STATE_A31, LG_STATE_A, true},
    {"not the other way round", LG_STATE_A, LG_STATE_A31, false},
    {"a sibling", LG_STATE_B21, LG_STATE_B1, false},
    {"D22 is supplied", LG_STATE_D22, LG_STATE_D, true},
    {"nothing known lies nowhere", LG_STATE_NONE, LG_STATE_A, false},
    {"a known state is not the unknown one", LG_STATE_A, LG_STATE_NONE, false},
    {"the unknown is itself", LG_STATE_NONE, LG_STATE_NONE, true},
};

static void check_within(void **state)
{
    const struct within_case *row = *state;
    assert_int_equal(lg_state_is_within(row->state, row->ancestor), row->expected);
}

/* Sums over the tree go from child to parent: a parent that stood behind would be missed. */
static void test_tree(void **state)
{
    (void)state;
    for (enum lg_state code = LG_STATE_A; code < LG_STATE_COUNT; code++) {
        assert_true(lg_states[code].parent < code);
        assert_int_equal(lg_state_find(lg_states[code].code), code);
        assert_non_null(lg_states[code].name[0]);
        assert_non_null(lg_states[code].name[1]);
        char first = lg_states[code].code[0];
        assert_int_equal(lg_state_is_construction(code), first <= 'C');
    }
    assert_false(lg_state_is_construction(LG_STATE_NONE));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_tree)};
    int failed = RUN_CASES("data/land_state find", finds, check_find);
    failed += RUN_CASES("data/land_state within", withins, check_within);
    return failed + cmocka_run_group_tests_name("data/land_state", tests, NULL, NULL);
}
