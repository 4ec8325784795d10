/*
 * base/output: files in a result folder and files alone, whole or refused, every write checked.
 */
#include "base/output.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static void large_files_are_written_whole(void **state)
{
    (void)state;
    enum { PIECE_BYTES = 700001, PIECES = 7, BIG_BYTES = 3 * 1024 * 1024 };
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    struct stat there;
    char *piece = malloc(BIG_BYTES);
    assert_non_null(piece);
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    assert_int_equal(lg_output_file_open(dir, LG_OUTPUT_MARK, &file, NULL), LG_OK);
    for (int i = 0; i < PIECES; i++) {
        memset(piece, 'a' + i, PIECE_BYTES);
        assert_int_equal(lg_output_file_write(file, piece, PIECE_BYTES, NULL), LG_OK);
    }
    memset(piece, 'z', BIG_BYTES);
    assert_int_equal(lg_output_file_write(file, piece, BIG_BYTES, NULL), LG_OK);
    assert_int_equal(lg_output_file_write(file, "end", 3, NULL), LG_OK);
    assert_int_equal(lg_output_file_close(file, NULL), LG_OK);
    assert_int_equal(lg_output_dir_commit(dir, NULL), LG_OK);
    assert_int_equal(stat("out/" LG_OUTPUT_MARK, &there), 0);
    assert_int_equal(there.st_size, PIECES * PIECE_BYTES + BIG_BYTES + 3);

    FILE *read = fopen("out/" LG_OUTPUT_MARK, "rb");
    assert_non_null(read);
    for (int i = 0; i < PIECES; i++) {
        assert_int_equal(fread(piece, 1, PIECE_BYTES, read), PIECE_BYTES);
        assert_int_equal(piece[0], 'a' + i);
        assert_int_equal(piece[PIECE_BYTES - 1], 'a' + i);
    }
    assert_int_equal(fread(piece, 1, BIG_BYTES, read), BIG_BYTES);
    assert_int_equal(piece[BIG_BYTES - 1], 'z');
    assert_int_equal(fread(piece, 1, 4, read), 3);
    assert_memory_equal(piece, "end", 3);
    (void)fclose(read);
    free(piece);
}

/* A limit on the size of files stands in for a full disk: the writes fail in the same place. */
static void failed_write_is_said_and_stays_said(void **state)
{
    (void)state;
    enum { LIMIT_BYTES = 100000, PIECE_BYTES = 64 * 1024 };
    static char piece[PIECE_BYTES];
    struct rlimit before;
    struct lg_error err = {""};
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    assert_int_equal(mkdir("out", 0755), 0);
    sandbox_put("out/" LG_OUTPUT_MARK, "good");
    assert_int_equal(lg_output_dir_begin("out/", &dir, NULL), LG_OK);
    assert_int_equal(lg_output_dir_make(dir, "tables", NULL), LG_OK);
    assert_int_equal(lg_output_file_open(dir, "tables/parks.csv", &file, NULL), LG_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {LIMIT_BYTES, before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);

    enum lg_status status = LG_OK;
    int pieces = 0;
    while (status == LG_OK && pieces++ < 100) {
        status = lg_output_file_write(file, piece, sizeof(piece), &err);
    }
    enum lg_status again = lg_output_file_write(file, "x", 1, NULL);
    struct lg_error close_err = {""};
    enum lg_status closed = lg_output_file_close(file, &close_err);
    lg_output_dir_abort(dir);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, handler);

    assert_int_equal(status, LG_WRITE);
    assert_string_equal(err.message, "out/tables/parks.csv: write: File too large");
    assert_int_equal(again, LG_WRITE);
    assert_int_equal(closed, LG_WRITE);
    assert_string_equal(close_err.message, err.message);
    char text[SANDBOX_TEXT_SIZE];
    assert_string_equal(sandbox_get("out/" LG_OUTPUT_MARK, text), "good");
    assert_int_equal(sandbox_count("."), 1);
}

static void names_that_cannot_be_made_are_said(void **state)
{
    (void)state;
    struct lg_error err = {""};
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    assert_int_equal(lg_output_file_open(dir, "tables/parks.csv", &file, &err), LG_NO_OUTPUT);
    assert_string_equal(err.message, "out/tables/parks.csv: create: No such file or directory");
    assert_null(file);
    assert_int_equal(lg_output_dir_make(dir, "tables", NULL), LG_OK);
    assert_int_equal(lg_output_dir_make(dir, "tables", &err), LG_NO_OUTPUT);
    assert_string_equal(err.message, "out/tables: create: File exists");
    lg_output_dir_abort(dir);
}

static void new_file_appears_once(void **state)
{
    (void)state;
    char text[SANDBOX_TEXT_SIZE];
    struct lg_error err = {""};
    assert_int_equal(lg_output_new_file("项目.yaml", "title: a\n", 9, &err), LG_OK);
    assert_string_equal(sandbox_get("项目.yaml", text), "title: a\n");
    assert_int_equal(lg_output_new_file("./项目.yaml", "b", 1, &err), LG_NO_OUTPUT);
    assert_string_equal(err.message,
                        "./项目.yaml: exists already; choose another name or remove it");
    assert_string_equal(sandbox_get("项目.yaml", text), "title: a\n");
    assert_int_equal(lg_output_new_file("missing/a.yaml", "b", 1, &err), LG_NO_OUTPUT);
    assert_string_equal(err.message,
                        "missing/a.yaml: the folder missing does not exist; create it first");
    assert_int_equal(lg_output_new_file("empty", NULL, 0, &err), LG_OK);
    assert_int_equal(sandbox_count("."), 2);
}

static void lost_memory_leaves_nothing(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    for (long allowed = 0; status == LG_NO_MEMORY && allowed < 50; allowed++) {
        struct lg_output_dir *dir = NULL;
        failing_alloc_after(allowed);
        status = lg_output_dir_begin("out", &dir, NULL);
        if (status == LG_OK) status = lg_output_dir_make(dir, "tables", NULL);
        failing_alloc_after(-1);
        lg_output_dir_abort(dir);
        assert_int_equal(sandbox_count("."), 0);
    }
    assert_int_equal(status, LG_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(large_files_are_written_whole),
        IN_SANDBOX(failed_write_is_said_and_stays_said),
        IN_SANDBOX(names_that_cannot_be_made_are_said),
        IN_SANDBOX(new_file_appears_once),
        IN_SANDBOX(lost_memory_leaves_nothing),
    };
    return cmocka_run_group_tests_name("base/output: files", tests, NULL, NULL);
}
