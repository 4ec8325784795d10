/*
 * The run before: its scores, indicators and land, read from its result folder and joined to the
 * parks of this run by code and scope.
 */
#include "base/text.h"
#include "base/units.h"
#include "run/job.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RUN_ROW                                                                                    \
    "SELECT json_extract(text, '$.as_of'), json_extract(text, '$.options.check_only') FROM "       \
    "run_json"

/* Place from the end of the class: one behind those that are ranked lower. */
#define SCORE_ROWS                                                                                 \
    "SELECT park, combined, class_parks, CASE WHEN rank_class > 0 THEN 1 + (SELECT count(*) FROM " \
    "previous_scores o WHERE o.class = s.class AND o.rank_class > s.rank_class) END FROM "         \
    "previous_scores s"

#define INDICATOR_ROWS "SELECT park, code, value FROM previous_indicators"
#define STATE_ROWS     "SELECT park, code, area_ha FROM previous_land_state"

static const struct {
    const char *name, *as;
    bool is_needed; /* results of earlier versions have no scores */
} tables[] = {
    {"scores", "previous_scores", false},
    {"indicators", "previous_indicators", true},
    {"land_state", "previous_land_state", true},
};

/* What run.json says. */
struct head {
    lg_date as_of;
    bool is_check;
};

static enum lg_status take_head(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct head *head = user;
    const char *day = lg_result_row_text(row, 0);
    if (day != NULL) head->as_of = lg_date_read(day, strlen(day)).date;
    head->is_check = lg_result_row_number(row, 1) == 1.0;
    return LG_OK;
}

static enum lg_status fetch_tables(struct lg_job *job, const char *folder, struct lg_error *err)
{
    struct lg_result *result = job->previous.result;
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        enum lg_status status =
            lg_result_fetch(result, tables[i].name, tables[i].as, NULL, NULL, err);
        if (status != LG_OK) return status;
        const char *lack = lg_result_lack(result, tables[i].as);
        if (lack == NULL) continue;
        if (tables[i].is_needed) {
            return lg_fail(err, LG_BAD_INPUT,
                           "%s: %s; the run before needs its tables: run it with the format csv",
                           folder, lack);
        }
        lg_job_log(job, LG_LOG_NOTICE, "the run before has no scores (%s): they are not compared",
                   lack);
    }
    return LG_OK;
}

/* The last part of a path. */
static const char *name_folder(struct lg_job *job, const char *folder)
{
    size_t end = strlen(folder);
    while (end > 1 && folder[end - 1] == '/') {
        end--;
    }
    size_t begin = end;
    while (begin > 0 && folder[begin - 1] != '/') {
        begin--;
    }
    return lg_arena_text(&job->model->results.texts, folder + begin, end - begin);
}

enum lg_status lg_previous_open(struct lg_job *job, struct lg_error *err)
{
    const char *folder = job->project->previous_dir;
    struct head head = {.as_of = LG_DATE_NONE};
    char day[LG_DATE_TEXT_SIZE];
    if (folder == NULL || job->options->check_only) return LG_OK;
    enum lg_status status = lg_result_begin(folder, &job->previous.result, err);
    if (status == LG_OK) {
        status = lg_result_ask(job->previous.result, RUN_ROW, take_head, &head, err);
    }
    if (status != LG_OK) return status;
    if (head.is_check || head.as_of == LG_DATE_NONE) {
        return lg_fail(err, LG_BAD_INPUT, "%s: %s; give the result of a run", folder,
                       head.is_check ? "a result of check, which has no figures"
                                     : "its run.json has no as_of");
    }
    job->previous.as_of = head.as_of;
    job->previous.name = name_folder(job, folder);
    if (job->previous.name == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", folder);
    lg_job_log(job, LG_LOG_NOTICE, "compared with the run before in %s, as of %s",
               job->previous.name, lg_date_format(head.as_of, day));
    if (head.as_of >= job->model->as_of) {
        char own_day[LG_DATE_TEXT_SIZE];
        lg_job_log(job, LG_LOG_NOTICE,
                   "the run before is as of %s, this one as of %s: not before it", day,
                   lg_date_format(job->model->as_of, own_day));
    }
    return fetch_tables(job, folder, err);
}

void lg_previous_close(struct lg_job *job)
{
    lg_result_close(job->previous.result);
    job->previous.result = NULL;
}

/* The rows of a table, which come by park as this run has them, too. */
struct joining {
    struct lg_model *model;
    const char **names; /* [park count] "CODE SCOPE" */
    size_t near;        /* where the park of the row before stands */
};

/* The park of a row; the count of parks: it is not there any more. */
static size_t find_park(struct joining *joining, const struct lg_result_row *row)
{
    size_t count = joining->model->parks.table.count;
    const char *name = lg_result_row_text(row, 0);
    for (size_t i = 0; name != NULL && i < count; i++) {
        size_t park = (joining->near + i) % count;
        if (strcmp(joining->names[park], name) != 0) continue;
        joining->near = park;
        return park;
    }
    return count;
}

static enum lg_status take_score(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct joining *joining = user;
    struct lg_model *model = joining->model;
    size_t park = find_park(joining, row);
    if (park == model->parks.table.count) return LG_OK;
    double class_parks = lg_result_row_number(row, 2);
    struct lg_previous_park *before = &model->previous.parks[park];
    before->is_known = true;
    before->combined = lg_result_row_number(row, 1);
    if (class_parks >= model->rules.evaluation.class_parks_min) {
        before->class_last_pct = 100.0 * lg_result_row_number(row, 3) / class_parks;
    }
    return LG_OK;
}

static enum lg_status take_indicator(void *user, const struct lg_result_row *row,
                                     struct lg_error *err)
{
    (void)err;
    struct joining *joining = user;
    struct lg_model *model = joining->model;
    size_t park = find_park(joining, row);
    if (park == model->parks.table.count) return LG_OK;
    model->previous.parks[park].is_known = true;
    const char *code = lg_result_row_text(row, 1);
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t indicator = code == NULL ? count : lg_scheme_find(&model->rules.scheme, code);
    if (indicator == count) return LG_OK;
    model->previous.indicators[park * count + indicator] = lg_result_row_number(row, 2);
    return LG_OK;
}

static enum lg_status take_state(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    struct joining *joining = user;
    struct lg_model *model = joining->model;
    size_t park = find_park(joining, row);
    if (park == model->parks.table.count) return LG_OK;
    const char *code = lg_result_row_text(row, 1);
    enum lg_state state = code == NULL ? LG_STATE_NONE : lg_state_find(code);
    if (state == LG_STATE_NONE) return LG_OK;
    model->previous.state_m2[park * LG_STATE_COUNT + state] =
        lg_result_row_number(row, 2) * LG_M2_PER_HA;
    return LG_OK;
}

static double *missing_numbers(size_t count)
{
    double *numbers = calloc(count + 1, sizeof(*numbers));
    for (size_t i = 0; numbers != NULL && i < count; i++) {
        numbers[i] = (double)NAN;
    }
    return numbers;
}

static enum lg_status name_parks(struct joining *joining, struct lg_error *err)
{
    struct lg_model *model = joining->model;
    const struct lg_table *parks = &model->parks.table;
    joining->names = calloc(parks->count + 1, sizeof(*joining->names));
    bool is_named = joining->names != NULL;
    for (size_t park = 0; is_named && park < parks->count; park++) {
        struct lg_text text = {0};
        lg_text_printf(&text, "%s %s", lg_table_text(parks, LG_PARK_CODE, park),
                       lg_table_text(parks, LG_PARK_SCOPE, park));
        if (!text.failed) {
            joining->names[park] = lg_arena_text(&model->results.texts, text.bytes, text.size);
        }
        lg_text_reset(&text);
        is_named = joining->names[park] != NULL;
    }
    if (is_named) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the names of %zu parks", parks->count);
}

enum lg_status lg_previous_join(struct lg_job *job, struct lg_error *err)
{
    struct lg_model *model = job->model;
    struct lg_previous *previous = &model->previous;
    struct lg_result *result = job->previous.result;
    struct joining joining = {.model = model};
    size_t park_count = model->parks.table.count;
    if (result == NULL) return LG_OK;
    previous->parks = calloc(park_count + 1, sizeof(*previous->parks));
    previous->indicators = missing_numbers(model->results.indicator_count);
    previous->state_m2 = missing_numbers(park_count * LG_STATE_COUNT);
    bool has_room =
        previous->parks != NULL && previous->indicators != NULL && previous->state_m2 != NULL;
    if (!has_room) return lg_fail(err, LG_NO_MEMORY, "no memory for the run before");
    for (size_t park = 0; park < park_count; park++) {
        previous->parks[park] = (struct lg_previous_park){(double)NAN, (double)NAN, false};
    }
    enum lg_status status = name_parks(&joining, err);
    if (status == LG_OK) status = lg_result_ask(result, SCORE_ROWS, take_score, &joining, err);
    if (status == LG_OK) {
        status = lg_result_ask(result, INDICATOR_ROWS, take_indicator, &joining, err);
    }
    if (status == LG_OK) status = lg_result_ask(result, STATE_ROWS, take_state, &joining, err);
    previous->is_given = status == LG_OK;
    free((void *)joining.names);
    return status;
}
