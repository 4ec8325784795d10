/*
 * base/repeats: texts that come again, counted by hand while there is room for all, and the same
 * whatever the order when there is not.
 */
#include "base/repeats.h"

#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static struct lg_error error;

struct repeat_case {
    const char *name;
    const char *texts[6]; /* NULL: the end */
    uint64_t count;
    const char *example; /* NULL: none */
};

static const struct repeat_case cases[] = {
    {"nothing", {NULL}, 0, NULL},
    {"one", {"a"}, 0, NULL},
    {"all different", {"a", "b", "A", "aa", "1", "01"}, 0, NULL},
    {"one twice", {"a", "b", "a"}, 1, "a"},
    {"one three times", {"b", "a", "b", "b"}, 2, "b"},
    {"the empty text is a text", {"", "", "a"}, 1, ""},
};

static void check_case(void **state)
{
    const struct repeat_case *row = *state;
    struct lg_repeats repeats = {.hash_count_max = 100};
    size_t count = 0;
    for (; count < 6 && row->texts[count] != NULL; count++) {
        assert_int_equal(lg_repeats_add(&repeats, row->texts[count], &error), LG_OK);
    }

    assert_int_equal(lg_repeats_count(&repeats), row->count);
    assert_int_equal(repeats.text_count, count);
    assert_int_equal(repeats.halvings, 0);
    if (row->example == NULL) {
        assert_null(lg_repeats_example(&repeats));
    } else {
        assert_string_equal(lg_repeats_example(&repeats), row->example);
    }
    lg_repeats_reset(&repeats);
}

enum { NUMBER_COUNT = 20000, STEP = 7919 /* a prime: every number comes once */ };

/* The numbers 0 to 19999 in steps, then the even ones again: 10 000 repeats. */
static void add_numbers(struct lg_repeats *repeats, size_t step, bool evens_first)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < NUMBER_COUNT; i++) {
            size_t number = i * step % NUMBER_COUNT;
            if ((pass == 0) == evens_first && number % 2 != 0) continue;
            char text[32];
            (void)snprintf(text, sizeof(text), "%zu", number);
            assert_int_equal(lg_repeats_add(repeats, text, &error), LG_OK);
        }
    }
}

static void test_many_texts_are_counted_while_there_is_room(void **state)
{
    (void)state;
    struct lg_repeats repeats = {.hash_count_max = NUMBER_COUNT};
    add_numbers(&repeats, 1, false);

    assert_int_equal(lg_repeats_count(&repeats), NUMBER_COUNT / 2);
    assert_int_equal(repeats.halvings, 0);
    lg_repeats_reset(&repeats);
}

/* 1000 of 20 000 are kept at most: a standard error of some 4 %. */
static void test_a_full_room_keeps_a_sample_that_knows_no_order(void **state)
{
    (void)state;
    struct lg_repeats repeats = {.hash_count_max = 1000};
    struct lg_repeats shuffled = {.hash_count_max = 1000};
    add_numbers(&repeats, 1, false);
    add_numbers(&shuffled, STEP, true);

    assert_true(repeats.halvings > 0);
    assert_true(repeats.hash_count <= 1000);
    assert_in_range(lg_repeats_count(&repeats), 8000, 12000);
    assert_int_equal(repeats.halvings, shuffled.halvings);
    assert_int_equal(lg_repeats_count(&repeats), lg_repeats_count(&shuffled));
    assert_string_equal(lg_repeats_example(&repeats), lg_repeats_example(&shuffled));
    lg_repeats_reset(&repeats);
    lg_repeats_reset(&shuffled);
}

/* A text that memory did not suffice for is said; what was known stays known. */
static void test_lost_memory_is_said(void **state)
{
    (void)state;
    struct lg_repeats repeats = {.hash_count_max = 100};
    failing_alloc_after(0);
    assert_int_equal(lg_repeats_add(&repeats, "a", &error), LG_NO_MEMORY);
    failing_alloc_after(-1);
    assert_int_equal(lg_repeats_add(&repeats, "a", &error), LG_OK);
    failing_alloc_after(0);
    assert_int_equal(lg_repeats_add(&repeats, "a", &error), LG_NO_MEMORY);
    failing_alloc_after(-1);
    assert_int_equal(lg_repeats_count(&repeats), 1);
    lg_repeats_reset(&repeats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_texts_are_counted_while_there_is_room),
        cmocka_unit_test(test_a_full_room_keeps_a_sample_that_knows_no_order),
        cmocka_unit_test(test_lost_memory_is_said),
    };
    int failed = RUN_CASES("base/repeats", cases, check_case);
    return failed + cmocka_run_group_tests_name("base/repeats, many", tests, NULL, NULL);
}
