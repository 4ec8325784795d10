/*
 * File systems that know no exchange, and renames that go wrong.
 *
 * A test that includes this header is linked with -Wl,--wrap for renameat and renameat2.
 */
#ifndef TESTS_SUPPORT_FAILING_RENAME_H
#define TESTS_SUPPORT_FAILING_RENAME_H

#include <stdbool.h>

/* Whether renameat2 answers EINVAL, as network file systems do. */
void failing_rename_unknown(bool unknown);

/* Let so many calls of renameat succeed and the one after them fail with EIO; negative: none. */
void failing_rename_after(int count);

#endif
