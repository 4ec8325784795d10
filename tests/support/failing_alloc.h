/*
 * Make the n-th allocation of the code under test fail.
 *
 * A test that includes this header is linked with -Wl,--wrap for malloc, calloc and realloc: calls
 * from our objects come here, calls inside the libraries do not.
 */
#ifndef TESTS_SUPPORT_FAILING_ALLOC_H
#define TESTS_SUPPORT_FAILING_ALLOC_H

/* Let so many allocations succeed and every later one fail; a negative count fails none. */
void failing_alloc_after(long count);

/* Let so many allocations succeed, the next one fail and all after it succeed. */
void failing_alloc_once(long count);

#endif
