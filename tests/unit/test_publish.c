/*
 * publish/publish: which files a run leaves, and that threads cannot be seen in them.
 */
#include "publish/publish.h"
#include "publish/view.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512, MANY = 3000 };

static void join(char path[PATH_SIZE], const char *folder, const char *name)
{
    int length = snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

/* A folder of its own for each test. */
static int make_folder(void **state)
{
    const char *parent = getenv("TMPDIR");
    char *folder = malloc(PATH_SIZE);
    assert_non_null(folder);
    (void)snprintf(folder, PATH_SIZE, "%s/publish.XXXXXX", parent == NULL ? "/tmp" : parent);
    assert_non_null(mkdtemp(folder));
    *state = folder;
    return 0;
}

/* Remove files in a folder; what is a folder itself must be empty by then. */
static void remove_files(const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL) return;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        char path[PATH_SIZE];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        join(path, folder, entry->d_name);
        if (unlink(path) != 0) (void)rmdir(path);
    }
    (void)closedir(dir);
}

static int remove_folder(void **state)
{
    static const char *const inner[] = {"a/tables", "a", "b/tables", "b", "."};
    char *folder = *state;
    for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
        char path[PATH_SIZE];
        join(path, folder, inner[i]);
        remove_files(path);
    }
    int removed = rmdir(folder);
    free(folder);
    return removed;
}

/* Every row of the columns again and again, up to count pieces. */
static void *stretched(const void *items, size_t item_bytes, size_t from, size_t count)
{
    char *all = calloc(count, item_bytes);
    assert_non_null(all);
    for (size_t i = 0; i < count; i++) {
        memcpy(all + i * item_bytes, (const char *)items + (i % from) * item_bytes, item_bytes);
    }
    return all;
}

#define STRETCH(COLUMN)                                                                            \
    do {                                                                                           \
        void *all = stretched(COLUMN, sizeof(*(COLUMN)), from, MANY);                              \
        free(COLUMN);                                                                              \
        (COLUMN) = all;                                                                            \
    } while (0)

static void repeat_pieces(struct lg_pieces *pieces)
{
    size_t from = pieces->count;
    STRETCH(pieces->park);
    STRETCH(pieces->parcel);
    STRETCH(pieces->inside_m2);
    STRETCH(pieces->counted_m2);
    STRETCH(pieces->share);
    STRETCH(pieces->account_m2);
    STRETCH(pieces->footprint_m2);
    STRETCH(pieces->floor_area_m2);
    STRETCH(pieces->cut);
    pieces->count = MANY;
}

struct order {
    unsigned formats;
    bool check_only;
    size_t thread_count;
    volatile sig_atomic_t *stop;
};

/* Publish a model into FOLDER/NAME. */
static enum lg_status publish(const struct lg_model *model, const struct order *order,
                              const char *folder, const char *name, struct lg_error *err)
{
    char path[PATH_SIZE];
    join(path, folder, name);
    struct lg_project *project = NULL;
    assert_int_equal(lg_project_new(&project, NULL), LG_OK);
    project->formats = order->formats;
    const struct lg_run_options options = {.check_only = order->check_only};
    const struct lg_run_summary summary = {0};
    const struct lg_run_log log = {
        .project = project, .options = &options, .summary = &summary, .cpu_s = LG_NO_NUMBER};
    const struct lg_hooks hooks = {.stop = order->stop};
    struct lg_output_dir *dir = NULL;
    assert_int_equal(lg_output_dir_begin(path, &dir, err), LG_OK);
    enum lg_status status = lg_publish(model, &log, order->thread_count, &hooks, dir, NULL, err);
    if (status == LG_OK) {
        assert_int_equal(lg_output_dir_commit(dir, err), LG_OK);
    } else {
        lg_output_dir_abort(dir);
    }
    lg_project_free(project);
    return status;
}

static bool exists(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    struct stat info;
    join(path, folder, name);
    return stat(path, &info) == 0;
}

/* A whole file; free it. */
static char *content_of(const char *folder, const char *name, size_t *size)
{
    char path[PATH_SIZE];
    join(path, folder, name);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    *size = (size_t)info.st_size;
    char *content = calloc(*size + 1, 1);
    assert_non_null(content);
    assert_int_equal(fread(content, 1, *size, file), *size);
    assert_int_equal(fclose(file), 0);
    return content;
}

/* What many rows are written as: documents of them take seconds. */
enum { TEXTS = LG_FORMAT_GEOJSON | LG_FORMAT_CSV | LG_FORMAT_ICS };

struct file_case {
    const char *name;
    unsigned formats;
    bool check_only;
    const char *present[4];
    const char *absent[4];
};

static const struct file_case file_cases[] = {
    {"documents beside layers and tables",
     LG_FORMATS_ALL,
     false,
     {"a/report.html", "a/landgauge.qgz", "a/landgauge.xlsx", "a/landgauge.gpkg"},
     {"a/tables/report.csv", "a/report.csv", NULL}},
    {"all formats",
     LG_FORMATS_ALL,
     false,
     {"a/run.json", "a/parks.geojson", "a/idle.geojson", "a/tables/indicators.csv"},
     {"a/land_state.geojson", "a/boundary.geojson", "a/parks.csv", "a/tables/run.json"}},
    {"GeoJSON only",
     LG_FORMAT_GEOJSON,
     false,
     {"a/run.json", "a/register.geojson", "a/parks.geojson", "a/idle.geojson"},
     {"a/tables", NULL}},
    {"CSV only",
     LG_FORMAT_CSV,
     false,
     {"a/run.json", "a/tables/register.csv", "a/tables/scores.csv", "a/tables/account.csv"},
     {"a/register.geojson", NULL}},
    {"a check has no calendar and no report",
     LG_FORMATS_ALL,
     true,
     {"a/landgauge.qgz", "a/landgauge.xlsx", "a/landgauge.gpkg", "a/tables/quality.csv"},
     {"a/deadlines.ics", "a/report.html", NULL}},
    {"a check leaves the data quality only",
     LG_FORMATS_ALL,
     true,
     {"a/run.json", "a/quality.geojson", "a/quality_areas.geojson", "a/tables/boundary.csv"},
     {"a/register.geojson", "a/tables/register.csv", "a/tables/indicators.csv",
      "a/tables/scores.csv"}},
};

static void check_files(void **state)
{
    const struct file_case *row = *state;
    void *folder = NULL;
    assert_int_equal(make_folder(&folder), 0);
    struct lg_model *model = small_model_new();
    const struct order order = {row->formats, row->check_only, 1, NULL};
    assert_int_equal(publish(model, &order, folder, "a", NULL), LG_OK);
    for (size_t i = 0; i < 4 && row->present[i] != NULL; i++) {
        assert_true(exists(folder, row->present[i]));
    }
    for (size_t i = 0; i < 4 && row->absent[i] != NULL; i++) {
        assert_false(exists(folder, row->absent[i]));
    }
    lg_model_free(model);
    assert_int_equal(remove_folder(&folder), 0);
}

/* More rows than a block has, over one thread and over three. */
static void threads_cannot_be_seen(void **state)
{
    static const char *const names[] = {"register.geojson", "tables/register.csv", "idle.geojson",
                                        "tables/idle.csv"};
    const char *folder = *state;
    struct lg_model *model = small_model_new();
    repeat_pieces(&model->pieces);
    const struct order alone = {TEXTS, false, 1, NULL};
    const struct order three = {TEXTS, false, 3, NULL};
    assert_int_equal(publish(model, &alone, folder, "a", NULL), LG_OK);
    assert_int_equal(publish(model, &three, folder, "b", NULL), LG_OK);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char left[64];
        char right[64];
        size_t left_size = 0;
        size_t right_size = 0;
        (void)snprintf(left, sizeof(left), "a/%s", names[i]);
        (void)snprintf(right, sizeof(right), "b/%s", names[i]);
        char *left_bytes = content_of(folder, left, &left_size);
        char *right_bytes = content_of(folder, right, &right_size);
        assert_int_equal(left_size, right_size);
        assert_memory_equal(left_bytes, right_bytes, left_size);
        free(left_bytes);
        free(right_bytes);
    }
    lg_model_free(model);
}

/* Every stage may have left its columns out: a run without tables, a check before the rules. */
static void columns_may_be_missing(void **state)
{
    const char *folder = *state;
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    model->as_of = lg_date_make(2026, 1, 2);
    const struct order order = {LG_FORMATS_ALL, false, 2, NULL};
    assert_int_equal(publish(model, &order, folder, "a", NULL), LG_OK);
    size_t size = 0;
    char *csv = content_of(folder, "a/tables/watchlist.csv", &size);
    assert_string_equal(csv, "\xEF\xBB\xBFparcel_id,event,due_on,days_left\r\n");
    free(csv);
    lg_model_free(model);

    model = small_model_new();
    free(model->parcels.idle);
    free(model->parcels.land_state);
    free(model->results.sums);
    free((void *)model->parcels.stock_class);
    model->parcels.idle = NULL;
    model->parcels.land_state = NULL;
    model->results.sums = NULL;
    model->parcels.stock_class = NULL;
    assert_int_equal(publish(model, &order, folder, "b", NULL), LG_OK);
    csv = content_of(folder, "b/tables/idle.csv", &size);
    assert_ptr_equal(strchr(csv, '\n') + 1, csv + size);
    free(csv);
    lg_model_free(model);
}

static void stops_when_asked(void **state)
{
    const char *folder = *state;
    volatile sig_atomic_t stop = 1;
    struct lg_model *model = small_model_new();
    const struct order order = {TEXTS, false, 1, &stop};
    struct lg_error err = {""};
    assert_int_equal(publish(model, &order, folder, "a", &err), LG_STOPPED);
    assert_false(exists(folder, "a"));
    lg_model_free(model);
}

/* A file that cannot grow is what a full disk looks like. */
static void full_disk_leaves_nothing(void **state)
{
    const char *folder = *state;
    struct lg_model *model = small_model_new();
    repeat_pieces(&model->pieces);
    const struct order order = {TEXTS, false, 2, NULL};
    struct lg_error err = {""};
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit small = {MANY, before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum lg_status status = publish(model, &order, folder, "a", &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, handler);
    assert_int_equal(status, LG_WRITE);
    assert_true(strlen(err.message) > 0);
    assert_false(exists(folder, "a"));
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(threads_cannot_be_seen, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(columns_may_be_missing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(full_disk_leaves_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(stops_when_asked, make_folder, remove_folder),
    };
    int failed = RUN_CASES("publish files", file_cases, check_files);
    failed += cmocka_run_group_tests_name("publish", tests, NULL, NULL);
    return failed;
}
