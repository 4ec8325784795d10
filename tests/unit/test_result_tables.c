/*
 * input/result_tables: what a folder must have to be a result, how cells come into the database,
 * and what a missing file or column is called.
 */
#include "input/result_tables.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define RUN   "{\"program\": \"landgauge\"}"
#define STATE "park_code,scope,code,area_ha,area_mu,share_pct,parcels\r\n"
#define PARKS                                                                                      \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"         \
    "\"park_code\":\"K1\",\"parcel_id\":\"P1\",\"area_ha\":1.5,\"idle_ha\":null,\"status\":"       \
    "\"IDLE1\",\"start_due\":\"2020-02-29\",\"end1\":null,\"overdue_days\":3,\"idle_days\":1,"     \
    "\"confirmed\":\"no\",\"due_source\":null,\"end2\":null,\"developed_ratio\":null,"             \
    "\"invested_ratio\":null,\"cause\":null,"                                                      \
    "\"route\":null,\"fee_wan\":null},\"geometry\":%s}]}"
#define SQUARE                                                                                     \
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[91,29],[91.1,29],[91.1,29.1],[91,29.1],"       \
    "[91,29]]]]}"

/* A result with this land_state and this geometry in its layer of idle land; NULL: without. */
static void make_result(const char *run, const char *states, const char *geometry)
{
    assert_int_equal(mkdir("r", 0700), 0);
    assert_int_equal(mkdir("r/tables", 0700), 0);
    if (run != NULL) sandbox_put("r/run.json", run);
    if (states != NULL) sandbox_put("r/tables/land_state.csv", states);
    if (geometry == NULL) return;
    char layer[2000];
    (void)snprintf(layer, sizeof(layer), PARKS, geometry);
    sandbox_put("r/idle.geojson", layer);
}

struct refusal_case {
    const char *name;
    const char *run, *states, *geometry;
    enum lg_status status;
    const char *said;
};

static const struct refusal_case refusal_cases[] = {
    {"no run.json", NULL, NULL, NULL, LG_BAD_INPUT, "run.json is missing"},
    {"an empty run.json", "", NULL, NULL, LG_BAD_INPUT, "empty, or no text"},
    {"no JSON", "{", NULL, NULL, LG_BAD_INPUT, "run.json is no JSON"},
    {"JSON that says no program", "{}", NULL, NULL, LG_BAD_INPUT, "does not say of which program"},
    {"another program's", "{\"program\": \"other\"}", NULL, NULL, LG_BAD_INPUT,
     "run.json is of another program"},
    {"a word for a number", RUN, STATE "K1,S,A,many,15,100,1\r\n", NULL, LG_BAD_INPUT,
     "tables/land_state.csv: row 1: area_ha 'many' is no number"},
    {"a number with a tail", RUN, STATE "K1,S,A,1.5,15,100,1\r\nK1,S,B,1.5x,1,1,1\r\n", NULL,
     LG_BAD_INPUT, "tables/land_state.csv: row 2: area_ha '1.5x' is no number"},
    {"an infinite number", RUN, STATE "K1,S,A,inf,15,100,1\r\n", NULL, LG_BAD_INPUT,
     "'inf' is no number"},
    {"a layer that is no JSON", RUN, NULL, "oops", LG_BAD_INPUT, "idle.geojson: "},
    {"a layer of points", RUN, NULL, "{\"type\":\"Point\",\"coordinates\":[91,29]}", LG_BAD_INPUT,
     "idle.geojson: row 1: its geometry is no polygon"},
    {"a vertex that is no place", RUN, NULL,
     "{\"type\":\"Polygon\",\"coordinates\":[[[500000,29],[91,29],[91,30],[500000,29]]]}",
     LG_BAD_INPUT, "idle.geojson: row 1: a vertex is no longitude and latitude"},
};

static void check_refusal(void **state)
{
    const struct refusal_case *row = *state;
    void *sandbox = NULL;
    assert_int_equal(make_sandbox(&sandbox), 0);
    make_result(row->run, row->states, row->geometry);
    struct lg_result *result = (struct lg_result *)&sandbox;
    struct lg_error err = {.message = ""};
    assert_int_equal(lg_result_open("r", &result, &err), row->status);
    assert_null(result);
    if (strstr(err.message, row->said) == NULL) fail_msg("%s", err.message);
    assert_int_equal(remove_sandbox(&sandbox), 0);
}

static void no_folder_is_no_input(void **state)
{
    (void)state;
    struct lg_result *result = NULL;
    struct lg_error err;
    assert_int_equal(lg_result_open("nowhere", &result, &err), LG_NO_INPUT);
    assert_string_equal(err.message,
                        "nowhere: no such folder; give the folder that was the -o of a run");
    sandbox_put("file", "x");
    assert_int_equal(lg_result_open("file", &result, &err), LG_BAD_INPUT);
    lg_result_close(NULL);
}

/* Texts and numbers of one row. */
struct taken {
    size_t count;
    char texts[4][64];
    double numbers[4];
};

static enum lg_status take(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct taken *taken = user;
    taken->count++;
    for (int i = 0; i < 4; i++) {
        const char *text = lg_result_row_text(row, i);
        (void)snprintf(taken->texts[i], sizeof(taken->texts[i]), "%s", text != NULL ? text : "-");
        taken->numbers[i] = lg_result_row_number(row, i);
    }
    return LG_OK;
}

static struct taken ask(struct lg_result *result, const char *sql)
{
    struct taken taken = {0};
    struct lg_error err = {.message = ""};
    if (lg_result_ask(result, sql, take, &taken, &err) != LG_OK) fail_msg("%s", err.message);
    return taken;
}

static void cells_come_as_they_stand(void **state)
{
    (void)state;
    struct lg_result *result = NULL;
    make_result(RUN,
                "\xEF\xBB\xBF" STATE "'=K,S,A,1.25000000,,100,1\r\n\"K,2\",'S,B1,0.1,0,0,2\r\n"
                ",S,C,,,,\r\n",
                SQUARE);
    assert_int_equal(lg_result_open("r", &result, NULL), LG_OK);
    struct taken seen = ask(result, "SELECT park, park_code, area_ha, area_mu FROM land_state_csv "
                                    "WHERE n = 1");
    /* The guard against formulas is no part of the text; nothing is not 0. */
    assert_string_equal(seen.texts[0], "=K S");
    assert_string_equal(seen.texts[1], "=K");
    assert_true(seen.numbers[2] == 1.25 && isnan(seen.numbers[3]));
    seen = ask(result, "SELECT park, typeof(area_mu), area_mu, parcels FROM land_state_csv WHERE n "
                       "= 2");
    assert_string_equal(seen.texts[0], "K,2 'S");
    assert_string_equal(seen.texts[1], "real");
    assert_true(seen.numbers[2] == 0.0 && seen.numbers[3] == 2.0);
    /* Land outside every park has no park. */
    seen = ask(result, "SELECT park, scope, area_ha, n FROM land_state_csv WHERE n = 3");
    assert_string_equal(seen.texts[0], "-");
    assert_string_equal(seen.texts[1], "S");

    seen = ask(result, "SELECT start_due, status, area_ha, idle_ha FROM idle_layer");
    assert_string_equal(seen.texts[0], "2020-02-29");
    assert_true(seen.numbers[2] == 1.5 && isnan(seen.numbers[3]));
    const struct lg_shapes *shapes = lg_result_shapes(result, LG_RESULT_IDLE);
    assert_int_equal(shapes->count, 1);
    assert_int_equal(shapes->vertex_count, 5);
    assert_true(shapes->xy[2] == 91.1 && shapes->xy[3] == 29.0);
    assert_int_equal(lg_result_shapes(result, LG_RESULT_PARKS)->count, 0);
    lg_result_close(result);
}

static void lacks_are_named(void **state)
{
    (void)state;
    struct lg_result *result = NULL;
    make_result(RUN, "park_code,scope,code\r\nK1,S,A\r\n", "null");
    assert_int_equal(lg_result_open("r", &result, NULL), LG_OK);
    assert_string_equal(lg_result_lack(result, "land_state_csv"),
                        "tables/land_state.csv has no column area_ha");
    assert_string_equal(lg_result_lack(result, "register_layer"), "register.geojson is missing");
    assert_null(lg_result_lack(result, "idle_layer"));
    assert_true(lg_shapes_is_empty(lg_result_shapes(result, LG_RESULT_IDLE), 0));
    lg_result_close(result);
}

/* A layer without features has no fields either. */
static void empty_layer_is_there(void **state)
{
    (void)state;
    struct lg_result *result = NULL;
    make_result(RUN, STATE, NULL);
    sandbox_put("r/parks.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}");
    assert_int_equal(lg_result_open("r", &result, NULL), LG_OK);
    assert_null(lg_result_lack(result, "parks_layer"));
    assert_null(lg_result_lack(result, "land_state_csv"));
    struct taken seen = ask(result, "SELECT count(*), 0 AS a, 0 AS b, 0 AS c FROM parks_layer");
    assert_int_equal(seen.count, 1);
    assert_true(seen.numbers[0] == 0.0);
    lg_result_close(result);
}

static void numbers_are_put_and_asked(void **state)
{
    (void)state;
    static const char *const columns[] = {"a", "b", NULL};
    const double values[] = {1, (double)NAN, 2, 4};
    struct lg_result *result = NULL;
    struct lg_error err = {.message = ""};
    make_result(RUN, NULL, NULL);
    assert_int_equal(lg_result_open("r", &result, NULL), LG_OK);
    assert_int_equal(lg_result_put(result, "t", columns, values, 2, &err), LG_OK);
    assert_int_equal(lg_result_do(result, "CREATE TABLE u AS SELECT * FROM t", &err), LG_OK);
    struct taken seen = ask(result, "SELECT sum(a), count(b), max(n), total(b) FROM u");
    assert_true(seen.numbers[0] == 3 && seen.numbers[1] == 1 && seen.numbers[2] == 2 &&
                seen.numbers[3] == 4);
    seen = ask(result, "SELECT a FROM t WHERE a > 5");
    assert_int_equal(seen.count, 0);
    assert_int_equal(lg_result_do(result, "SELEKT", &err), LG_INTERNAL);
    assert_non_null(strstr(err.message, "SELEKT"));
    lg_result_close(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(no_folder_is_no_input),     IN_SANDBOX(cells_come_as_they_stand),
        IN_SANDBOX(lacks_are_named),           IN_SANDBOX(empty_layer_is_there),
        IN_SANDBOX(numbers_are_put_and_asked),
    };
    int failed = RUN_CASES("refused results", refusal_cases, check_refusal);
    return failed + cmocka_run_group_tests_name("input/result_tables", tests, NULL, NULL);
}
