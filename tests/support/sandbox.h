/*
 * An empty folder for each test, which is its working folder, and looks at what is in it.
 */
#ifndef TESTS_SUPPORT_SANDBOX_H
#define TESTS_SUPPORT_SANDBOX_H

#include <stdbool.h>

enum { SANDBOX_TEXT_SIZE = 256 };

/* A cmocka test in a sandbox; its state is the sandbox's absolute path (const char *). */
#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, make_sandbox, remove_sandbox)

int make_sandbox(void **state);
int remove_sandbox(void **state);

/* Write a small file. */
void sandbox_put(const char *path, const char *content);

/* The start of a file as text in the buffer, or "(no file)". */
const char *sandbox_get(const char *path, char text[SANDBOX_TEXT_SIZE]);

/* Whether there is anything of this name, a dangling link included. */
bool sandbox_has(const char *path);

/* Entries of a folder beside "." and "..". */
int sandbox_count(const char *path);

#endif
