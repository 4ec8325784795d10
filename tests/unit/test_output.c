/*
 * base/output: a result folder appears whole, replaces only results, and keeps other runs away.
 */
#include "base/output.h"
#include "support/cmocka.h"
#include "support/failing_rename.h"
#include "support/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static enum lg_status write_file(struct lg_output_dir *dir, const char *name, const char *content)
{
    struct lg_output_file *file = NULL;
    enum lg_status status = lg_output_file_open(dir, name, &file, NULL);
    if (status != LG_OK) return status;
    status = lg_output_file_write(file, content, strlen(content), NULL);
    if (status == LG_OK) return lg_output_file_close(file, NULL);
    lg_output_file_drop(file);
    return status;
}

/* A result of one version: run.json and tables/parks.csv with the same content. */
static enum lg_status write_result(const char *path, const char *version, struct lg_error *err)
{
    struct lg_output_dir *dir = NULL;
    enum lg_status status = lg_output_dir_begin(path, &dir, err);
    if (status != LG_OK) return status;
    if (lg_output_dir_make(dir, "tables", err) != LG_OK ||
        write_file(dir, "tables/parks.csv", version) != LG_OK ||
        write_file(dir, LG_OUTPUT_MARK, version) != LG_OK) {
        lg_output_dir_abort(dir);
        return LG_INTERNAL;
    }
    return lg_output_dir_commit(dir, err);
}

static void assert_result(const char *path, const char *version)
{
    char name[SANDBOX_TEXT_SIZE];
    char text[SANDBOX_TEXT_SIZE];
    (void)snprintf(name, sizeof(name), "%s/%s", path, LG_OUTPUT_MARK);
    assert_string_equal(sandbox_get(name, text), version);
    (void)snprintf(name, sizeof(name), "%s/tables/parks.csv", path);
    assert_string_equal(sandbox_get(name, text), version);
}

/* ---- where a result may appear ---- */

static void every_form_of_a_path_works(void **state)
{
    const char *sandbox = *state;
    char absolute[SANDBOX_TEXT_SIZE];
    (void)snprintf(absolute, sizeof(absolute), "%s/absolute", sandbox);
    assert_int_equal(mkdir("a", 0755), 0);
    const struct {
        const char *given, *found;
    } rows[] = {
        {"out", "out"},
        {"slash//", "slash"},
        {"./dot", "dot"},
        {"a/../up", "up"},
        {"a/inside", "a/inside"},
        {absolute, absolute},
        {"结果 2026", "结果 2026"},
        {"-dash", "-dash"},
        {".hidden", ".hidden"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct lg_error err = {""};
        assert_int_equal(write_result(rows[i].given, "first", &err), LG_OK);
        assert_result(rows[i].found, "first");
        assert_int_equal(write_result(rows[i].given, "second", &err), LG_OK);
        assert_result(rows[i].found, "second");
    }
    /* Nothing is left beside the eight results and the folder a with the ninth. */
    assert_int_equal(sandbox_count("."), 9);
    assert_int_equal(sandbox_count("a"), 1);
}

static void the_current_folder_may_become_the_result(void **state)
{
    const char *sandbox = *state;
    assert_int_equal(mkdir("out", 0755), 0);
    assert_int_equal(chdir("out"), 0);
    assert_int_equal(write_result(".", "here", NULL), LG_OK);
    assert_int_equal(chdir(sandbox), 0);
    assert_result("out", "here");
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    (void)state;
    assert_int_equal(mkdir("disk", 0755), 0);
    assert_int_equal(mkdir("disk/real", 0755), 0);
    assert_int_equal(symlink("disk/real", "out"), 0);
    assert_int_equal(write_result("out", "linked", NULL), LG_OK);
    assert_result("out", "linked");
    assert_result("disk/real", "linked");
    assert_int_equal(sandbox_count("disk"), 1);
}

static void modes_follow_the_umask(void **state)
{
    (void)state;
    struct stat there;
    mode_t before = umask(027);
    assert_int_equal(write_result("out", "masked", NULL), LG_OK);
    (void)umask(before);
    assert_int_equal(stat("out", &there), 0);
    assert_int_equal(there.st_mode & 0777, 0750);
    assert_int_equal(stat("out/tables", &there), 0);
    assert_int_equal(there.st_mode & 0777, 0750);
    assert_int_equal(stat("out/tables/parks.csv", &there), 0);
    assert_int_equal(there.st_mode & 0777, 0640);
}

static void what_is_no_result_is_refused_and_kept(void **state)
{
    (void)state;
    assert_int_equal(mkdir("full", 0755), 0);
    sandbox_put("full/宗地.shp", "data");
    sandbox_put("file", "data");
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    static const struct {
        const char *path, *message;
    } rows[] = {
        {"full/", "full: the folder is not empty and holds no earlier result (no run.json in it); "
                  "choose another or empty it"},
        {"file", "file: is no folder; choose another name or remove it"},
        {"dangling", "dangling: is no folder; choose another name or remove it"},
        {"missing/out", "missing/out: the folder missing does not exist; create it first"},
        {"file/out", "file/out: Not a directory"},
        {"/", "/: is the root folder; choose a folder in it"},
        {"", "the output's name is empty; give one"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct lg_error err = {""};
        struct lg_output_dir *dir = NULL;
        assert_int_equal(lg_output_dir_begin(rows[i].path, &dir, &err), LG_NO_OUTPUT);
        assert_string_equal(err.message, rows[i].message);
        assert_null(dir);
    }
    assert_int_equal(sandbox_count("."), 3);
    assert_int_equal(sandbox_count("full"), 1);
}

static void what_came_in_the_meantime_is_kept(void **state)
{
    (void)state;
    struct lg_error err = {""};
    struct lg_output_dir *dir = NULL;
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    assert_int_equal(mkdir("out", 0755), 0);
    sandbox_put("out/notes.txt", "mine");
    assert_int_equal(lg_output_dir_commit(dir, &err), LG_NO_OUTPUT);
    assert_int_equal(sandbox_count("out"), 1);
    assert_int_equal(sandbox_count("."), 1);
}

/* ---- replacing, giving up, waiting ---- */

static void nothing_of_the_earlier_result_stays(void **state)
{
    (void)state;
    assert_int_equal(write_result("out", "first", NULL), LG_OK);
    sandbox_put("out/tables/of_old.csv", "old");
    assert_int_equal(write_result("out", "second", NULL), LG_OK);
    assert_result("out", "second");
    assert_false(sandbox_has("out/tables/of_old.csv"));
    assert_int_equal(sandbox_count("."), 1);
}

static void abort_leaves_what_was_there(void **state)
{
    (void)state;
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    lg_output_dir_abort(dir);
    assert_int_equal(sandbox_count("."), 0);

    assert_int_equal(write_result("out", "first", NULL), LG_OK);
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    assert_int_equal(lg_output_dir_make(dir, "tables", NULL), LG_OK);
    assert_int_equal(lg_output_file_open(dir, "tables/parks.csv", &file, NULL), LG_OK);
    assert_int_equal(lg_output_file_write(file, "half", 4, NULL), LG_OK);
    lg_output_file_drop(file);
    lg_output_dir_abort(dir);
    assert_result("out", "first");
    assert_int_equal(sandbox_count("."), 1);
    lg_output_dir_abort(NULL);
    lg_output_file_drop(NULL);
    assert_int_equal(lg_output_file_close(NULL, NULL), LG_OK);
}

static void second_run_is_busy_and_told_by_whom(void **state)
{
    (void)state;
    char expected[SANDBOX_TEXT_SIZE];
    struct lg_error err = {""};
    struct lg_output_dir *dir = NULL;
    struct lg_output_dir *second = NULL;
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    assert_int_equal(lg_output_dir_begin("./out/", &second, &err), LG_BUSY);
    assert_null(second);
    (void)snprintf(expected, sizeof(expected),
                   "./out: another run (process %ld) is writing here; try again later",
                   (long)getpid());
    assert_string_equal(err.message, expected);
    /* Another result beside it is nobody's business. */
    assert_int_equal(write_result("other", "free", NULL), LG_OK);
    assert_int_equal(write_file(dir, LG_OUTPUT_MARK, "mine"), LG_OK);
    assert_int_equal(lg_output_dir_commit(dir, NULL), LG_OK);
    assert_int_equal(write_result("out", "later", NULL), LG_OK);
    assert_int_equal(sandbox_count("."), 2);
}

static void runs_in_turn_leave_one_whole_result(void **state)
{
    (void)state;
    enum { CHILD_COUNT = 4, ROUNDS = 10, TRIES_MAX = 100000 };
    pid_t children[CHILD_COUNT];
    for (int child = 0; child < CHILD_COUNT; child++) {
        children[child] = fork();
        assert_true(children[child] >= 0);
        if (children[child] > 0) continue;
        enum lg_status status = LG_OK;
        for (int round = 0; round < ROUNDS && status == LG_OK; round++) {
            int tries = 0;
            do {
                status = write_result("out", "whole", NULL);
            } while (status == LG_BUSY && ++tries < TRIES_MAX);
        }
        _exit(status == LG_OK ? 0 : 1);
    }
    for (int child = 0; child < CHILD_COUNT; child++) {
        int ended = 0;
        assert_int_equal(waitpid(children[child], &ended, 0), children[child]);
        assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
    }
    assert_result("out", "whole");
    assert_int_equal(sandbox_count("."), 1);
}

/* ---- killed runs ---- */

enum { KILL_AT_BEGIN, KILL_IN_FILE, KILL_BEFORE_COMMIT, KILL_PLACES };

static void die_at(int place)
{
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    if (lg_output_dir_begin("out", &dir, NULL) != LG_OK) _exit(1);
    if (place == KILL_AT_BEGIN) (void)raise(SIGKILL);
    if (lg_output_file_open(dir, LG_OUTPUT_MARK, &file, NULL) != LG_OK) _exit(1);
    if (lg_output_file_write(file, "half", 4, NULL) != LG_OK) _exit(1);
    if (place == KILL_IN_FILE) (void)raise(SIGKILL);
    if (lg_output_file_close(file, NULL) != LG_OK) _exit(1);
    (void)raise(SIGKILL);
}

static void killed_run_leaves_the_result_and_is_swept(void **state)
{
    (void)state;
    for (int place = 0; place < KILL_PLACES; place++) {
        assert_int_equal(write_result("out", "good", NULL), LG_OK);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) die_at(place);
        int ended = 0;
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
        assert_result("out", "good");
        assert_int_equal(sandbox_count("."), 3); /* with its folder and its lock file */

        struct lg_output_dir *dir = NULL;
        assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
        assert_int_equal(sandbox_count("."), 3); /* with ours */
        lg_output_dir_abort(dir);
        assert_int_equal(sandbox_count("."), 1);
    }
}

static void write_for_ever(void)
{
    for (int round = 0;; round++) {
        char version[SANDBOX_TEXT_SIZE];
        (void)snprintf(version, sizeof(version), "version %d", round);
        if (write_result("out", version, NULL) != LG_OK) _exit(1);
    }
}

static void kill_at_any_moment_leaves_a_whole_result(void **state)
{
    (void)state;
    assert_int_equal(write_result("out", "version 0", NULL), LG_OK);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) write_for_ever();
        struct timespec rest = {0, 1000000 + i * 777777};
        (void)nanosleep(&rest, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        int ended = 0;
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
        char version[SANDBOX_TEXT_SIZE];
        assert_memory_equal(sandbox_get("out/" LG_OUTPUT_MARK, version), "version ", 8);
        assert_result("out", version);
    }
    assert_int_equal(write_result("out", "last", NULL), LG_OK);
    assert_int_equal(sandbox_count("."), 1);
}

static void only_our_own_leftovers_are_swept(void **state)
{
    (void)state;
    static const char *const kept[] = {".out.tmp.", ".out.tmp.12x", ".out2.tmp.12", "out.tmp.12",
                                       ".out.tmp.12.lock"};
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        assert_int_equal(mkdir(kept[i], 0755), 0);
    }
    assert_int_equal(mkdir(".out.tmp.12", 0755), 0);
    assert_int_equal(mkdir(".out.tmp.12/tables", 0755), 0);
    sandbox_put(".out.tmp.12/tables/parks.csv", "half");
    assert_int_equal(mkdir("precious", 0755), 0);
    sandbox_put("precious/data", "data");
    assert_int_equal(symlink("../precious", ".out.tmp.12/link"), 0);
    assert_int_equal(write_result("out", "swept", NULL), LG_OK);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        assert_true(sandbox_has(kept[i]));
    }
    assert_false(sandbox_has(".out.tmp.12"));
    assert_true(sandbox_has("precious/data"));
}

static void result_moved_away_by_a_killed_run_comes_back(void **state)
{
    (void)state;
    struct lg_output_dir *dir = NULL;
    assert_int_equal(write_result("out", "old", NULL), LG_OK);
    assert_int_equal(rename("out", ".out.old.12"), 0);
    assert_int_equal(lg_output_dir_begin("out", &dir, NULL), LG_OK);
    lg_output_dir_abort(dir);
    assert_result("out", "old");
    assert_int_equal(sandbox_count("."), 1);

    /* Killed after the new one was in place: the old one has served. */
    assert_int_equal(mkdir(".out.old.12", 0755), 0);
    assert_int_equal(write_result("out", "new", NULL), LG_OK);
    assert_result("out", "new");
    assert_int_equal(sandbox_count("."), 1);
}

/* ---- renames that a file system lacks or refuses ---- */

static void two_renames_do_where_no_exchange_is_known(void **state)
{
    (void)state;
    assert_int_equal(write_result("out", "first", NULL), LG_OK);
    failing_rename_unknown(true);
    enum lg_status status = write_result("out", "second", NULL);
    enum lg_status other_status = lg_output_new_file("file", "new", 3, NULL);
    enum lg_status again_status = lg_output_new_file("file", "newer", 5, NULL);
    failing_rename_unknown(false);
    assert_int_equal(status, LG_OK);
    assert_int_equal(other_status, LG_OK);
    assert_int_equal(again_status, LG_NO_OUTPUT);
    assert_result("out", "second");
    assert_int_equal(sandbox_count("."), 2);
}

static void refused_rename_leaves_the_earlier_result(void **state)
{
    (void)state;
    assert_int_equal(write_result("out", "good", NULL), LG_OK);
    failing_rename_unknown(true);
    for (int refused = 0; refused < 2; refused++) {
        struct lg_error err = {""};
        failing_rename_after(refused);
        enum lg_status status = write_result("out", "bad", &err);
        failing_rename_after(-1);
        assert_int_equal(status, LG_WRITE);
        assert_string_equal(err.message, "out: rename into place: Input/output error");
        assert_result("out", "good");
        assert_int_equal(sandbox_count("."), 1);
    }
    failing_rename_unknown(false);
    failing_rename_after(0);
    enum lg_status status = write_result("fresh", "bad", NULL);
    failing_rename_after(-1);
    assert_int_equal(status, LG_WRITE);
    assert_int_equal(sandbox_count("."), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(every_form_of_a_path_works),
        IN_SANDBOX(the_current_folder_may_become_the_result),
        IN_SANDBOX(a_link_stays_and_its_target_is_replaced),
        IN_SANDBOX(modes_follow_the_umask),
        IN_SANDBOX(what_is_no_result_is_refused_and_kept),
        IN_SANDBOX(what_came_in_the_meantime_is_kept),
        IN_SANDBOX(nothing_of_the_earlier_result_stays),
        IN_SANDBOX(abort_leaves_what_was_there),
        IN_SANDBOX(second_run_is_busy_and_told_by_whom),
        IN_SANDBOX(runs_in_turn_leave_one_whole_result),
        IN_SANDBOX(killed_run_leaves_the_result_and_is_swept),
        IN_SANDBOX(kill_at_any_moment_leaves_a_whole_result),
        IN_SANDBOX(only_our_own_leftovers_are_swept),
        IN_SANDBOX(result_moved_away_by_a_killed_run_comes_back),
        IN_SANDBOX(two_renames_do_where_no_exchange_is_known),
        IN_SANDBOX(refused_rename_leaves_the_earlier_result),
    };
    return cmocka_run_group_tests_name("base/output", tests, NULL, NULL);
}
