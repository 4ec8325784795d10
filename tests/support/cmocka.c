#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int run_case_table(const char *group, const void *rows, size_t row_count, size_t row_size,
                   CMUnitTestFunction check)
{
    struct CMUnitTest *tests = calloc(row_count, sizeof(*tests));
    if (tests == NULL) return 1;

    for (size_t i = 0; i < row_count; i++) {
        const char *row = (const char *)rows + i * row_size;
        memcpy(&tests[i].name, row, sizeof(tests[i].name));
        tests[i].test_func = check;
        memcpy(&tests[i].initial_state, &row, sizeof(row));
    }
    int failed = _cmocka_run_group_tests(group, tests, row_count, NULL, NULL);
    free(tests);
    return failed;
}

void check_close(double actual, double expected, double tolerance, const char *file, int line)
{
    if (fabs(actual - expected) <= tolerance) return;
    print_error("%.17g is not %.17g within %g\n", actual, expected, tolerance);
    _fail(file, line);
}
