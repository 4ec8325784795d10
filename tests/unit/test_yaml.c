/*
 * base/yaml: the tree with its places, and what is refused. Lines and columns counted by hand.
 */
#include "base/yaml.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct yaml_case {
    const char *name;
    const char *text;
    const char *expected; /* message */
};

static const struct yaml_case wrong_cases[] = {
    {"a key given twice", "a: 1\nb: 2\na: 3\n",
     "f:3:1: key \"a\" again (first in line 1); keep one of them [E_T]"},
    {"quoted or not, a key is its text", "{\"03\": a, 03: b}\n",
     "f:1:11: key \"03\" again (first in line 1); keep one of them [E_T]"},
    {"an alias", "a: &x 1\n",
     "f:1:4: anchors (&name) are not taken here; write the value out [E_T]"},
    {"an alias of nothing", "a: *x\n",
     "f:1:4: aliases (*name) are not taken here; write the value out [E_T]"},
    {"a tag", "a: !!str 1\n",
     "f:1:4: tags (!name) are not taken here; put a text in quotes instead [E_T]"},
    {"an empty file", "", "f:1:1: the file is empty [E_T]"},
    {"comments only", "# nothing\n", "f:1:1: the file is empty [E_T]"},
    {"a second document", "a: 1\n---\nb: 2\n",
     "f:2:1: a second document (---); one file holds one [E_T]"},
    {"a list as a key", "[a]: 1\n", "f:1:1: a key must be a plain text [E_T]"},
    {"too deep", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n", "f:1:17: nested more than 16 deep [E_T]"},
    {"GBK", "a: 1\nb: \xd6\xd0\xce\xc4\n",
     "f:2:4: not UTF-8 text (perhaps GBK); save the file as UTF-8 [E_T]"},
    {"columns count characters", "{\xe5\x9b\xad: 1, \xe5\x9b\xad: 2}\n",
     "f:1:8: key \"\xe5\x9b\xad\" again (first in line 1); keep one of them [E_T]"},
    {"a control character", "a: \x01\n", "f:1:4: a control character (byte 0x01); remove it [E_T]"},
    {"a NUL written as an escape", "a: \"x\\0y\"\n",
     "f:1:4: a NUL byte in a text; remove it [E_T]"},
    {"a bracket that is not closed", "a: [1\n",
     "f:2:1: not YAML: did not find expected ',' or ']' [E_T]"},
    {"a line feed in a key stays out of the message", "{\"a\\nb\": 1, \"a\\nb\": 2}\n",
     "f:1:13: key \"a?b\" again (first in line 1); keep one of them [E_T]"},
};

static void check_wrong(void **state)
{
    const struct yaml_case *row = *state;
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_parse("f", "E_T", row->text, strlen(row->text), &yaml, &err),
                     LG_BAD_PROJECT);
    assert_string_equal(err.message, row->expected);
    lg_yaml_reset(&yaml);
}

static void raw_nul_has_a_place(void **state)
{
    (void)state;
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_parse("f", "E_T", "a: 1\nb\0: 2\n", 11, &yaml, &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, "f:2:2: a control character (byte 0x00); remove it [E_T]");
    lg_yaml_reset(&yaml);
}

static void every_node_knows_its_place(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf"
                               "a: 01\r\nb:\r\n  - x\r\n  - ~\r\nc: ''\r\nd:\r\n";
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_parse("f", "E_T", text, strlen(text), &yaml, &err), LG_OK);
    assert_int_equal(yaml.root->kind, LG_YAML_MAP);
    assert_int_equal(yaml.root->count, 4);
    const struct lg_yaml_node *a = lg_yaml_find(yaml.root, "a");
    assert_string_equal(a->text, "01");
    assert_int_equal(a->key_column, 1);
    assert_int_equal(a->column, 4);
    const struct lg_yaml_node *b = lg_yaml_find(yaml.root, "b");
    assert_int_equal(b->kind, LG_YAML_LIST);
    assert_int_equal(b->count, 2);
    assert_int_equal(b->children->line, 3);
    assert_int_equal(b->children->sister->kind, LG_YAML_NOTHING);
    assert_int_equal(lg_yaml_find(yaml.root, "c")->kind, LG_YAML_SCALAR);
    assert_int_equal(lg_yaml_find(yaml.root, "d")->kind, LG_YAML_NOTHING);
    assert_null(lg_yaml_find(yaml.root, "e"));
    assert_null(lg_yaml_find(a, "e"));
    lg_yaml_reset(&yaml);
}

static void large_files_are_refused(void **state)
{
    (void)state;
    size_t size_bytes = LG_YAML_FILE_BYTES_MAX + 1;
    char *text = calloc(size_bytes + 1, 1);
    assert_non_null(text);
    memset(text, '#', size_bytes);
    sandbox_put("large.yaml", text);
    free(text);
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_read("large.yaml", "E_T", &yaml, &err), LG_BAD_PROJECT);
    assert_non_null(strstr(err.message, "1048577 bytes"));
    lg_yaml_reset(&yaml);
}

static void many_entries_are_refused(void **state)
{
    (void)state;
    char text[2 * (LG_YAML_ENTRIES_MAX + 1) + 3] = "[";
    for (size_t i = 0; i <= LG_YAML_ENTRIES_MAX; i++) {
        memcpy(text + 1 + 2 * i, "1,", 2);
    }
    text[sizeof(text) - 2] = ']';
    text[sizeof(text) - 1] = '\0';
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_parse("f", "E_T", text, strlen(text), &yaml, &err), LG_BAD_PROJECT);
    assert_non_null(strstr(err.message, "more than 10000 entries"));
    lg_yaml_reset(&yaml);
}

static void what_is_no_file_is_no_input(void **state)
{
    (void)state;
    struct lg_yaml yaml;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_yaml_read(".", "E_T", &yaml, &err), LG_NO_INPUT);
    assert_non_null(strstr(err.message, "not a file"));
    lg_yaml_reset(&yaml);
    assert_int_equal(lg_yaml_read("no/such.yaml", "E_T", &yaml, &err), LG_NO_INPUT);
    assert_string_equal(err.message, "no/such.yaml: No such file or directory");
    lg_yaml_reset(&yaml);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(raw_nul_has_a_place),         cmocka_unit_test(every_node_knows_its_place),
        cmocka_unit_test(large_files_are_refused),     cmocka_unit_test(many_entries_are_refused),
        cmocka_unit_test(what_is_no_file_is_no_input),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("base/yaml", tests, NULL, NULL);
    failed += RUN_CASES("base/yaml refuses", wrong_cases, check_wrong);
    return failed + remove_sandbox(&sandbox);
}
