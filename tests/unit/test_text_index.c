/*
 * base/text_index and base/answer: the small tools of joins and records.
 */
#include "base/answer.h"
#include "base/text_index.h"
#include "support/cmocka.h"

#include <stdio.h>

struct answer_case {
    const char *name;
    const char *text;
    enum lg_answer expected;
};

static const struct answer_case answers[] = {
    {"yes in Chinese", "是", LG_ANSWER_YES},
    {"no in Chinese", "否", LG_ANSWER_NO},
    {"one", "1", LG_ANSWER_YES},
    {"zero", "0", LG_ANSWER_NO},
    {"yes in capitals", "YES", LG_ANSWER_YES},
    {"a letter", "n", LG_ANSWER_NO},
    {"true", "True", LG_ANSWER_YES},
    {"blanks around it", "  是 ", LG_ANSWER_YES},
    {"nothing", NULL, LG_ANSWER_NONE},
    {"blanks only", "  ", LG_ANSWER_NONE},
    {"a word", "疑似", LG_ANSWER_WRONG},
    {"a long word", "not at all", LG_ANSWER_WRONG},
    {"a number", "2", LG_ANSWER_WRONG},
};

static void check_answer(void **state)
{
    const struct answer_case *row = *state;
    assert_int_equal(lg_answer_read(row->text), row->expected);
}

static void test_rows_of_a_text_ascend(void **state)
{
    (void)state;
    static const char *const keys[] = {"b", "a", NULL, "b", "c", "b"};
    struct lg_text_index index;
    assert_int_equal(lg_text_index_build(&index, keys, 6, NULL), LG_OK);
    assert_int_equal(lg_text_index_find(&index, "a"), 1);
    assert_int_equal(lg_text_index_next(&index, 1), LG_NO_ROW);
    assert_int_equal(lg_text_index_find(&index, "b"), 0);
    assert_int_equal(lg_text_index_next(&index, 0), 3);
    assert_int_equal(lg_text_index_next(&index, 3), 5);
    assert_int_equal(lg_text_index_next(&index, 5), LG_NO_ROW);
    assert_int_equal(lg_text_index_find(&index, "d"), LG_NO_ROW);
    assert_int_equal(lg_text_index_find(&index, NULL), LG_NO_ROW);
    lg_text_index_reset(&index);
}

static void test_empty(void **state)
{
    (void)state;
    struct lg_text_index index;
    assert_int_equal(lg_text_index_build(&index, NULL, 0, NULL), LG_OK);
    assert_int_equal(lg_text_index_find(&index, "a"), LG_NO_ROW);
    lg_text_index_reset(&index);
}

static void test_many(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static char texts[COUNT][24];
    static const char *keys[COUNT];
    for (int row = 0; row < COUNT; row++) {
        (void)snprintf(texts[row], sizeof(texts[row]), "540102001001GB%05d", row);
        keys[row] = texts[row];
    }
    struct lg_text_index index;
    assert_int_equal(lg_text_index_build(&index, keys, COUNT, NULL), LG_OK);
    for (size_t row = 0; row < COUNT; row++) {
        assert_int_equal(lg_text_index_find(&index, keys[row]), row);
    }
    lg_text_index_reset(&index);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows_of_a_text_ascend),
                                              cmocka_unit_test(test_empty),
                                              cmocka_unit_test(test_many)};
    int failed = RUN_CASES("base/answer", answers, check_answer);
    return failed + cmocka_run_group_tests_name("base/text_index", tests, NULL, NULL);
}
