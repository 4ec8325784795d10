/*
 * base/output: a folder of copies is replaced only while it is as it was written.
 */
#include "base/output.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two files, one through our writer and one as a library writes it, and the list. */
static enum lg_status write_copies(const char *path, const char *content, struct lg_error *err)
{
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    char name[SANDBOX_TEXT_SIZE];
    enum lg_status status = lg_output_dir_begin_listed(path, &dir, err);
    if (status != LG_OK) return status;
    assert_int_equal(lg_output_file_open(dir, "b.dbf", &file, err), LG_OK);
    assert_int_equal(lg_output_file_write(file, "----", 4, err), LG_OK);
    assert_int_equal(lg_output_file_write(file, content, strlen(content), err), LG_OK);
    assert_int_equal(lg_output_file_patch(file, 1, "++", 2, err), LG_OK);
    assert_int_equal(lg_output_file_close(file, err), LG_OK);
    (void)snprintf(name, sizeof(name), "%s/a.gpkg", lg_output_dir_path(dir));
    sandbox_put(name, content);
    assert_int_equal(lg_output_dir_sync(dir, "a.gpkg", err), LG_OK);
    assert_int_equal(lg_output_dir_list(dir, err), LG_OK);
    return lg_output_dir_commit(dir, err);
}

static void the_list_is_that_of_sha256sum(void **state)
{
    (void)state;
    char text[SANDBOX_TEXT_SIZE];
    assert_int_equal(write_copies("out", "abc", NULL), LG_OK);
    assert_string_equal(sandbox_get("out/b.dbf", text), "-++-abc");
    /* FIPS 180-2's digest of "abc"; the other file's is looked for by its name alone. */
    assert_non_null(strstr(sandbox_get("out/" LG_OUTPUT_LIST, text),
                           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                           "  a.gpkg\n"));
    assert_non_null(strstr(text, "  b.dbf\n"));
    assert_null(strstr(text, LG_OUTPUT_LIST));
    assert_int_equal(sandbox_count("out"), 3);
    assert_int_equal(sandbox_count("."), 1);
}

static void an_untouched_folder_is_replaced(void **state)
{
    (void)state;
    char text[SANDBOX_TEXT_SIZE];
    assert_int_equal(write_copies("out", "first", NULL), LG_OK);
    assert_int_equal(write_copies("out", "second", NULL), LG_OK);
    assert_string_equal(sandbox_get("out/a.gpkg", text), "second");
    /* What is gone was not worked on. */
    assert_int_equal(unlink("out/b.dbf"), 0);
    assert_int_equal(write_copies("out", "third", NULL), LG_OK);
    assert_int_equal(mkdir("empty", 0755), 0);
    assert_int_equal(write_copies("empty", "first", NULL), LG_OK);
}

static void assert_refused(const char *path, const char *message)
{
    struct lg_error err = {""};
    int count = sandbox_count(path);
    assert_int_equal(write_copies(path, "new", &err), LG_NO_OUTPUT);
    assert_string_equal(err.message, message);
    assert_int_equal(sandbox_count(path), count);
}

static void work_of_others_is_kept(void **state)
{
    (void)state;
    char text[SANDBOX_TEXT_SIZE];
    assert_int_equal(write_copies("changed", "first", NULL), LG_OK);
    sandbox_put("changed/a.gpkg", "First");
    assert_refused("changed",
                   "changed: a.gpkg is not as it was written, somebody has worked in the "
                   "folder; choose another folder or remove this one");
    assert_string_equal(sandbox_get("changed/a.gpkg", text), "First");
    assert_int_equal(write_copies("added", "first", NULL), LG_OK);
    sandbox_put("added/note.txt", "mine");
    assert_refused("added", "added: note.txt is not as it was written, somebody has worked in the "
                            "folder; choose another folder or remove this one");
    /* The content of one file under the name of another. */
    assert_int_equal(write_copies("moved", "first", NULL), LG_OK);
    assert_int_equal(rename("moved/a.gpkg", "moved/c.gpkg"), 0);
    assert_refused("moved", "moved: c.gpkg is not as it was written, somebody has worked in the "
                            "folder; choose another folder or remove this one");
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(write_copies("folder", "first", NULL), LG_OK);
    assert_int_equal(mkdir("folder/sub", 0755), 0);
    assert_refused("folder", "folder: sub is not as it was written, somebody has worked in the "
                             "folder; choose another folder or remove this one");
}

static void results_and_copies_do_not_replace_each_other(void **state)
{
    (void)state;
    struct lg_output_dir *dir = NULL;
    struct lg_error err = {""};
    assert_int_equal(mkdir("result", 0755), 0);
    sandbox_put("result/" LG_OUTPUT_MARK, "{}");
    assert_refused("result", "result: the folder is not empty and holds no earlier copies (no "
                             "landgauge-fix.sha256 in it); choose another or empty it");
    assert_int_equal(write_copies("copies", "first", NULL), LG_OK);
    assert_int_equal(lg_output_dir_begin("copies", &dir, &err), LG_NO_OUTPUT);
    assert_string_equal(err.message, "copies: the folder is not empty and holds no earlier result "
                                     "(no run.json in it); choose another or empty it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(the_list_is_that_of_sha256sum),
        IN_SANDBOX(an_untouched_folder_is_replaced),
        IN_SANDBOX(work_of_others_is_kept),
        IN_SANDBOX(results_and_copies_do_not_replace_each_other),
    };
    return cmocka_run_group_tests_name("base/output: lists", tests, NULL, NULL);
}
