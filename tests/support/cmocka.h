/*
 * cmocka with table-driven tests: each row is a test of its own name.
 */
#ifndef TESTS_SUPPORT_CMOCKA_H
#define TESTS_SUPPORT_CMOCKA_H

/* cmocka needs these before itself. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

/*
 * Run check once for each row of a table whose first member is the row's name (const char *);
 * the row is the test's initial state.
 */
#define RUN_CASES(group, rows, check)                                                              \
    run_case_table(group, rows, sizeof(rows) / sizeof((rows)[0]), sizeof((rows)[0]), check)

int run_case_table(const char *group, const void *rows, size_t row_count, size_t row_size,
                   CMUnitTestFunction check);

/* |actual - expected| <= tolerance, with both numbers in the message. */
#define ASSERT_CLOSE(actual, expected, tolerance)                                                  \
    check_close(actual, expected, tolerance, __FILE__, __LINE__)

void check_close(double actual, double expected, double tolerance, const char *file, int line);

#endif
