/*
 * base/sorted: what stands in the middle of numbers, and at a share of them.
 */
#include "base/sorted.h"
#include "support/cmocka.h"

#include <string.h>

enum { NUMBERS_MAX = 5 };

struct sorted_case {
    const char *name;
    size_t count;
    double numbers[NUMBERS_MAX];
    double least, lower, median, upper, most; /* quantiles 0, 0.5, the median, 0.75, 1 */
};

static const struct sorted_case sorted_cases[] = {
    {"one", 1, {7}, 7, 7, 7, 7, 7},
    {"two in the middle", 4, {8, 2, 4, 1}, 1, 2, 3, 4, 8},
    {"one in the middle", 5, {8, -2, 4, 1, 3}, -2, 3, 3, 4, 8},
    {"equal ones", 3, {5, 5, 1}, 1, 5, 5, 5, 5},
};

static void check_sorted(void **state)
{
    const struct sorted_case *row = *state;
    double numbers[NUMBERS_MAX];
    memcpy(numbers, row->numbers, sizeof(numbers));
    lg_sorted_make(numbers, row->count);
    ASSERT_CLOSE(lg_sorted_quantile(numbers, row->count, 0.0), row->least, 0.0);
    ASSERT_CLOSE(lg_sorted_quantile(numbers, row->count, 0.5), row->lower, 0.0);
    ASSERT_CLOSE(lg_sorted_median(numbers, row->count), row->median, 0.0);
    ASSERT_CLOSE(lg_sorted_quantile(numbers, row->count, 0.75), row->upper, 0.0);
    ASSERT_CLOSE(lg_sorted_quantile(numbers, row->count, 1.0), row->most, 0.0);
}

static void no_numbers_are_in_order(void **state)
{
    (void)state;
    lg_sorted_make(NULL, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_numbers_are_in_order),
    };
    int failed = RUN_CASES("base/sorted", sorted_cases, check_sorted);
    return failed + cmocka_run_group_tests_name("base/sorted", tests, NULL, NULL);
}
