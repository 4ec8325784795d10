/*
 * A file for one test, gone when the test program ends.
 */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

#include <stddef.h>

/**
 * Write a file into a folder of this process alone, over one of the same name.
 * @return its path, static text of the next call; ends the program when it cannot be written
 */
const char *scratch_write(const char *name, const void *bytes, size_t size_bytes);

/** The folder itself. */
const char *scratch_folder(void);

#endif
