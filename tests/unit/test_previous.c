/*
 * run/previous: which folders can be compared with, and what becomes of their rows.
 */
#include "run/job.h"
#include "support/cmocka.h"
#include "support/sandbox.h"
#include "support/scheme_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define RUN(AS_OF, CHECK_ONLY)                                                                     \
    "{\"program\": \"landgauge\", \"as_of\": " AS_OF ", \"options\": {\"check_only\": " CHECK_ONLY \
    "}}"
#define GOOD_RUN   RUN("\"2025-06-30\"", "false")
#define INDICATORS "park_code,scope,code,value\r\n"
#define STATES     "park_code,scope,code,area_ha\r\n"
#define SCORES     "park_code,scope,combined,class,rank_class,class_parks\r\n"

/* A folder r/sub/ with these files; NULL: without. */
static void make_result(const char *run, const char *scores, const char *indicators,
                        const char *states)
{
    assert_int_equal(mkdir("r", 0700), 0);
    assert_int_equal(mkdir("r/2025", 0700), 0);
    assert_int_equal(mkdir("r/2025/tables", 0700), 0);
    if (run != NULL) sandbox_put("r/2025/run.json", run);
    if (scores != NULL) sandbox_put("r/2025/tables/scores.csv", scores);
    if (indicators != NULL) sandbox_put("r/2025/tables/indicators.csv", indicators);
    if (states != NULL) sandbox_put("r/2025/tables/land_state.csv", states);
}

/* What was logged, one line after the other. */
static char logged[2048];

static void keep_log(void *user, enum lg_log_level level, const char *text)
{
    (void)user;
    (void)level;
    size_t used = strlen(logged);
    (void)snprintf(logged + used, sizeof(logged) - used, "%s\n", text);
}

/* K001 with two areas, K003 alone. */
static struct lg_model *three_areas(void)
{
    struct lg_model *model = scheme_parks_new(3);
    scheme_parks_expand(model, 1);
    model->rules.evaluation.class_parks_min = 2;
    return model;
}

/* Compare the model with r/2025/. */
static enum lg_status compare(struct lg_model *model, bool check_only, struct lg_error *err)
{
    static const struct lg_project project = {.previous_dir = "r/2025/"};
    const struct lg_run_options options = {.check_only = check_only};
    struct lg_job job = {.project = &project, .options = &options, .model = model};
    job.hooks.log = keep_log;
    logged[0] = '\0';
    enum lg_status status = lg_previous_open(&job, err);
    if (status == LG_OK && job.previous.result != NULL) {
        assert_string_equal(job.previous.name, "2025");
        assert_int_equal(job.previous.as_of, lg_date_make(2025, 6, 30));
    }
    if (status == LG_OK) status = lg_previous_join(&job, err);
    lg_previous_close(&job);
    return status;
}

static double indicator_before(const struct lg_model *model, size_t park, const char *code)
{
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    return model->previous.indicators[park * count + lg_scheme_find(&model->rules.scheme, code)];
}

/*
 * Of four parks of a class two are last together: each has one place from the end, of four. The
 * fifth is of a class of its own, which is too small, the sixth has no score.
 */
static void test_rows_are_joined(void **state)
{
    (void)state;
    make_result(GOOD_RUN,
                SCORES "K000,主区,90,C,1,4\r\n"
                       "K001,主区,60.5,C,3,4\r\n"
                       "K001,发展方向区,,,,\r\n"
                       "K002,主区,60.5,C,3,4\r\n"
                       "K004,主区,80,C,2,4\r\n"
                       "K005,主区,1,D,1,1\r\n",
                INDICATORS "K001,主区,A31,0.9\r\n"
                           "K001,主区,Z99,1\r\n"
                           "K001,发展方向区,A31,0.5\r\n"
                           "K002,主区,A31,7\r\n",
                STATES "K001,主区,A1,12.5\r\n"
                       "K001,主区,A2,\r\n"
                       "K001,主区,Q,3\r\n");
    struct lg_model *model = three_areas();
    assert_int_equal(compare(model, false, NULL), LG_OK);
    const struct lg_previous *previous = &model->previous;
    assert_true(previous->is_given);
    assert_true(previous->parks[0].is_known && previous->parks[1].is_known);
    assert_false(previous->parks[2].is_known);
    ASSERT_CLOSE(previous->parks[0].combined, 60.5, 0.0);
    ASSERT_CLOSE(previous->parks[0].class_last_pct, 25, 1e-12);
    assert_true(isnan(previous->parks[1].combined) && isnan(previous->parks[1].class_last_pct));
    assert_true(isnan(previous->parks[2].combined));
    ASSERT_CLOSE(indicator_before(model, 0, "A31"), 0.9, 0.0);
    ASSERT_CLOSE(indicator_before(model, 1, "A31"), 0.5, 0.0);
    assert_true(isnan(indicator_before(model, 2, "A31")));
    assert_true(isnan(indicator_before(model, 0, "A32")));
    ASSERT_CLOSE(previous->state_m2[LG_STATE_A1], 125000, 1e-9);
    assert_true(isnan(previous->state_m2[LG_STATE_A2]));
    assert_non_null(strstr(logged, "the run before in 2025, as of 2025-06-30"));
    assert_null(strstr(logged, "not before it"));
    lg_model_free(model);
}

static void test_small_class_has_no_place(void **state)
{
    (void)state;
    make_result(GOOD_RUN, SCORES "K001,主区,60.5,C,1,1\r\n", INDICATORS, STATES);
    struct lg_model *model = three_areas();
    assert_int_equal(compare(model, false, NULL), LG_OK);
    ASSERT_CLOSE(model->previous.parks[0].combined, 60.5, 0.0);
    assert_true(isnan(model->previous.parks[0].class_last_pct));
    lg_model_free(model);
}

/* A result of an earlier version: its indicators and land are compared all the same. */
static void test_result_without_scores(void **state)
{
    (void)state;
    make_result(GOOD_RUN, NULL, INDICATORS "K003,主区,A31,0.9\r\n", STATES);
    struct lg_model *model = three_areas();
    assert_int_equal(compare(model, false, NULL), LG_OK);
    assert_true(model->previous.parks[2].is_known);
    assert_true(isnan(model->previous.parks[2].combined));
    ASSERT_CLOSE(indicator_before(model, 2, "A31"), 0.9, 0.0);
    assert_non_null(strstr(logged, "no scores (tables/scores.csv is missing)"));
    lg_model_free(model);
}

static void test_run_that_is_not_before(void **state)
{
    (void)state;
    make_result(GOOD_RUN, SCORES, INDICATORS, STATES);
    struct lg_model *model = three_areas();
    model->as_of = lg_date_make(2025, 6, 30);
    assert_int_equal(compare(model, false, NULL), LG_OK);
    assert_non_null(strstr(logged, "as of 2025-06-30, this one as of 2025-06-30: not before it"));
    lg_model_free(model);
}

static void test_check_compares_nothing(void **state)
{
    (void)state;
    struct lg_model *model = three_areas();
    assert_int_equal(compare(model, true, NULL), LG_OK);
    assert_false(model->previous.is_given);
    assert_null(model->previous.parks);
    lg_model_free(model);
}

struct refusal_case {
    const char *name;
    const char *run, *indicators, *states;
    const char *says;
};

static const struct refusal_case refusals[] = {
    {"no result", NULL, NULL, NULL, "no result of landgauge"},
    {"a check", RUN("\"2025-06-30\"", "true"), INDICATORS, STATES, "a result of check"},
    {"no day", RUN("null", "false"), INDICATORS, STATES, "no as_of"},
    {"a day that is none", RUN("\"soon\"", "false"), INDICATORS, STATES, "no as_of"},
    {"no indicators", GOOD_RUN, NULL, STATES, "tables/indicators.csv is missing"},
    {"no land", GOOD_RUN, INDICATORS, NULL, "tables/land_state.csv is missing"},
    {"a column that lacks", GOOD_RUN, "park_code,code,value\r\n", STATES, "has no column scope"},
};

static void check_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        void *folder = NULL;
        struct lg_error err;
        assert_int_equal(make_sandbox(&folder), 0);
        make_result(refusals[i].run, SCORES, refusals[i].indicators, refusals[i].states);
        struct lg_model *model = three_areas();
        assert_int_equal(compare(model, false, &err), LG_BAD_INPUT);
        if (strstr(err.message, refusals[i].says) == NULL) {
            fail_msg("%s: %s", refusals[i].name, err.message);
        }
        assert_false(model->previous.is_given);
        lg_model_free(model);
        assert_int_equal(remove_sandbox(&folder), 0);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_SANDBOX(test_rows_are_joined),
        IN_SANDBOX(test_small_class_has_no_place),
        IN_SANDBOX(test_result_without_scores),
        IN_SANDBOX(test_run_that_is_not_before),
        cmocka_unit_test(test_check_compares_nothing),
        cmocka_unit_test(check_refusals),
    };
    return cmocka_run_group_tests_name("run/previous", tests, NULL, NULL);
}
