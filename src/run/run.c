/*
 * The main job: the stages in their order. This file alone knows it.
 */
#include "base/hooks.h"
#include "base/pool.h"
#include "base/text.h"
#include "input/reader.h"
#include "measure/measure.h"
#include "publish/database/postgis.h"
#include "publish/publish.h"
#include "quality/quality.h"
#include "run/fix.h"
#include "run/job.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void locked_log(void *user, enum lg_log_level level, const char *text)
{
    struct lg_job *job = user;
    if (job->caller_hooks == NULL || job->caller_hooks->log == NULL) return;
    (void)pthread_mutex_lock(&job->hook_lock);
    job->caller_hooks->log(job->caller_hooks->user, level, text);
    (void)pthread_mutex_unlock(&job->hook_lock);
}

static void locked_progress(void *user, const char *stage, size_t done, size_t total)
{
    struct lg_job *job = user;
    if (job->caller_hooks == NULL || job->caller_hooks->progress == NULL) return;
    (void)pthread_mutex_lock(&job->hook_lock);
    job->caller_hooks->progress(job->caller_hooks->user, stage, done, total);
    (void)pthread_mutex_unlock(&job->hook_lock);
}

void lg_job_log(struct lg_job *job, enum lg_log_level level, const char *text, ...)
{
    char line[1024];
    va_list values;
    va_start(values, text);
    (void)vsnprintf(line, sizeof(line), text, values);
    va_end(values);
    job->hooks.log(job->hooks.user, level, line);
}

static double seconds_now(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return (double)NAN;
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The day it is where the user sits: an evaluation "today" means the local one. */
static lg_date today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL) return LG_DATE_NONE;
    return lg_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static enum lg_status check_project(const struct lg_project *project, struct lg_error *err)
{
    enum lg_status status = lg_check_target(project, err);
    if (status != LG_OK) return status;
    if (project->parks.count == 0) {
        return lg_fail(err, LG_USAGE, "no parks; give --parks FILE or layers: {parks: ...}");
    }
    if (project->parcels.count == 0) {
        return lg_fail(err, LG_USAGE, "no parcels; give --parcels FILE or layers: {parcels: ...}");
    }
    return lg_check_evidence(&project->evidence, err);
}

static enum lg_status prepare_job(struct lg_job *job, struct lg_error *err)
{
    const struct lg_project *project = job->project;
    enum lg_status status = lg_model_new(&job->model, err);
    if (status != LG_OK) return status;
    status = lg_rules_read(project->rules, project->rules_count, &job->model->rules, &job->rule_set,
                           err);
    if (status != LG_OK) return status;
    status = lg_override_rules(job, err);
    if (status != LG_OK) return status;
    lg_log_rule_lists(job);
    job->model->as_of = project->as_of != LG_DATE_NONE ? project->as_of : today();
    if (job->model->as_of == LG_DATE_NONE) {
        return lg_fail(err, LG_USAGE, "the clock gives no date; give --as-of YYYY-MM-DD");
    }
    status = lg_previous_open(job, err);
    if (status != LG_OK) return status;
    job->model->area_basis = project->area;
    /* Recorded areas take an overlap for a mistake of the drawing: it takes nothing away. */
    bool keeps = project->area == LG_AREA_RECORDED;
    job->model->overlaps = keeps ? LG_OVERLAPS_KEEP : project->overlaps;
    return LG_OK;
}

/* The role that joins the supply tables: the first declared, else the one that joins more. */
static enum lg_status join_supply(struct lg_job *job, struct lg_error *err)
{
    if (job->project->supply.count == 0) return LG_OK;
    const char *declared = NULL;
    for (size_t i = 0; declared == NULL && i < job->project->supply.count; i++) {
        declared = job->project->supply.items[i].key;
    }
    enum lg_parcel_role chosen = LG_PARCEL_ID;
    if (declared == NULL) {
        enum lg_status status = lg_supply_choose_key(job->model, &chosen, err);
        if (status != LG_OK) return status;
    }
    size_t key = declared == NULL ? (size_t)chosen
                                  : lg_role_find(lg_parcel_roles, LG_PARCEL_ROLE_COUNT, declared);
    if (key >= LG_PARCEL_ROLE_COUNT || lg_parcel_roles[key].kind != LG_KIND_TEXT) {
        return lg_fail(err, LG_BAD_PROJECT,
                       "supply table: key %s cannot join parcels; give id, supervision_no or "
                       "contract_no",
                       declared);
    }
    lg_job_log(job, LG_LOG_NOTICE, "supply table: joined by %s (%s)", lg_parcel_roles[key].name,
               declared != NULL ? "project file" : "the key that joins more");
    return lg_supply_join(job->model, (enum lg_parcel_role)key, err);
}

static enum lg_status load_layers(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_load_parks(job, err);
    if (status == LG_OK) status = lg_load_parcels(job, err);
    if (status == LG_OK) status = lg_find_use_systems(job->model, err);
    if (status == LG_OK) status = lg_find_industry_editions(job->model, err);
    return status;
}

static enum lg_status join_tables(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_load_tables(job, err);
    if (status == LG_OK) status = join_supply(job, err);
    if (status == LG_OK) status = lg_measure_enterprises(job->model, err);
    return status;
}

static enum lg_status find_overlaps(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_overlay_check_parks(job->model, err);
    if (status != LG_OK) return status;
    return lg_overlay_find_overlaps(job->model, job->thread_count, &job->hooks, err);
}

static enum lg_status find_nearest_parks(struct lg_job *job, struct lg_error *err)
{
    return lg_overlay_find_nearest_parks(job->model, err);
}

static bool any_piece_in_a_park(const struct lg_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->park[i] != LG_NO_PARK) return true;
    }
    return false;
}

static enum lg_status cut_parcels(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_overlay_cut_parcels(job->model, job->thread_count, &job->hooks, err);
    if (status != LG_OK || any_piece_in_a_park(&job->model->pieces)) return status;
    return lg_fail(err, LG_BAD_INPUT,
                   "none of the %zu parcels lies in any of the %zu parks; check that both layers "
                   "are of the same place and have the right CRS",
                   job->model->parcels.table.count, job->model->parks.table.count);
}

static enum lg_status find_gaps(struct lg_job *job, struct lg_error *err)
{
    return lg_overlay_find_gaps(job->model, job->thread_count, &job->hooks, err);
}

static enum lg_status judge(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_measure_states(job->model, err);
    if (status == LG_OK) status = lg_idle_judge_parcels(job->model, err);
    if (status == LG_OK) status = lg_conversion_judge(job->model, err);
    if (status == LG_OK) status = lg_watch_fill(job->model, err);
    return status;
}

static enum lg_status measure(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_measure_parks(job->model, err);
    if (status == LG_OK) status = lg_measure_matrices(job->model, err);
    return status;
}

static enum lg_status list_ledger(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_waterfall_fill(job->model, err);
    if (status == LG_OK) status = lg_idle_summary_fill(job->model, err);
    if (status == LG_OK) status = lg_requests_fill(job->model, err);
    if (status == LG_OK) status = lg_holders_fill(job->model, err);
    return status;
}

/* A check has no use for them. */
static enum lg_status find_sites(struct lg_job *job, struct lg_error *err)
{
    if (job->options->check_only) return LG_OK;
    enum lg_status status = lg_overlay_join_sites(job->model, job->thread_count, &job->hooks, err);
    return status == LG_OK ? lg_sites_tell(job->model, err) : status;
}

/* Stock classes are final only when low use is judged. */
static enum lg_status sum_register(struct lg_job *job, struct lg_error *err)
{
    return lg_measure_register(job->model, err);
}

/* The last three in this order: areas get their parks, the boundary counts them, all get places. */
static enum lg_status (*const checks[])(struct lg_model *model, struct lg_error *err) = {
    lg_quality_attributes, lg_quality_systems,  lg_quality_ids,         lg_quality_dates,
    lg_quality_areas,      lg_quality_figures,  lg_quality_enterprises, lg_quality_land,
    lg_quality_plan,       lg_quality_evidence, lg_quality_boundary,    lg_quality_complete,
};

static enum lg_status look_for_faults(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(checks) / sizeof(checks[0]); i++) {
        status = checks[i](job->model, err);
    }
    lg_findings_sort(&job->model->findings);
    return status;
}

/* The order of the stages. */
static const struct {
    const char *name;
    enum lg_status (*call)(struct lg_job *job, struct lg_error *err);
} steps[] = {
    {"read parks and parcels", load_layers},
    {"find overlaps", find_overlaps},
    {"find the nearest parks", find_nearest_parks},
    {"cut parcels at parks", cut_parcels},
    {"find gaps", find_gaps},
    {"lay the plan over parcels", lg_lay_plan},
    {"lay constraints over parcels", lg_lay_constraints},
    {"lay buildings over parcels", lg_load_buildings},
    {"lay parcels over the evidence raster", lg_load_evidence},
    {"read and join tables", join_tables},
    {"land states and idle clock", judge},
    {"sums and indicators", measure},
    {"enclaves and regional totals", lg_add_region},
    {"low use, options, priority", lg_weigh_stock},
    {"sums of the register", sum_register},
    {"lists of idle land", list_ledger},
    {"sites of idle land", find_sites},
    {"facts of the register", lg_evaluate_register},
    {"scores and potentials", lg_evaluate_scores},
    {"items to be met", lg_evaluate_items},
    {"assessment", lg_evaluate_flags},
    {"sensitivity of scores", lg_evaluate_sensitivity},
    {"look for faults", look_for_faults},
};

static void note_step(struct lg_job *job, const char *name, double begin)
{
    assert(job->step_count < LG_STEP_COUNT_MAX);
    job->step_names[job->step_count] = name;
    job->step_seconds[job->step_count] = seconds_now(CLOCK_MONOTONIC) - begin;
    job->step_count++;
}

static enum lg_status run_steps(struct lg_job *job, struct lg_error *err)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (job->hooks.stop != NULL && *job->hooks.stop != 0) {
            return lg_fail(err, LG_STOPPED, "stopped before: %s", steps[i].name);
        }
        double begin = seconds_now(CLOCK_MONOTONIC);
        enum lg_status status = steps[i].call(job, err);
        if (status != LG_OK) return status;
        note_step(job, steps[i].name, begin);
    }
    return LG_OK;
}

static enum lg_status write_copies(struct lg_job *job, struct lg_fix *fix,
                                   struct lg_run_summary *summary, struct lg_error *err)
{
    if (fix == NULL) return LG_OK;
    double begin = seconds_now(CLOCK_MONOTONIC);
    enum lg_status status = lg_fix_write(job, fix, summary, err);
    note_step(job, "write repaired copies", begin);
    return status;
}

/* Idle and undecided parcels in parks, as the idle area is that of parks; candidates are none. */
static enum lg_status count_idle(const struct lg_model *model, struct lg_run_summary *summary,
                                 struct lg_error *err)
{
    bool *is_counted = calloc(model->parcels.table.count + 1, sizeof(*is_counted));
    if (is_counted == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to count idle parcels");
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        size_t parcel = model->pieces.parcel[piece];
        size_t park = model->pieces.park[piece];
        if (park == LG_NO_PARK || is_counted[parcel] || lg_park_is_candidate(model, park)) continue;
        is_counted[parcel] = true;
        enum lg_idle_status status = model->parcels.idle[parcel].status;
        summary->idle_count += lg_idle_is_idle(status);
        summary->unknown_count += status == LG_IDLE_UNKNOWN;
    }
    free(is_counted);
    return LG_OK;
}

_Static_assert((int)LG_FINDING_CODE_COUNT <= (int)LG_CODE_COUNT_MAX, "room for every code");

/* The codes are in the order of severity. */
static void count_codes(const struct lg_findings *findings, struct lg_run_summary *summary)
{
    size_t counts[LG_FINDING_CODE_COUNT] = {0};
    for (size_t i = 0; i < findings->count; i++) {
        counts[findings->items[i].code]++;
    }
    for (size_t i = 0; i < LG_FINDING_CODE_COUNT; i++) {
        enum lg_finding_code code = (enum lg_finding_code)i;
        if (counts[i] == 0) continue;
        summary->codes[summary->code_count++] = (struct lg_code_count){
            lg_finding_code_name(code), lg_finding_code_meaning(code), counts[i]};
    }
}

static enum lg_status summarise(const struct lg_job *job, struct lg_run_summary *summary,
                                struct lg_error *err)
{
    const struct lg_model *model = job->model;
    *summary = (struct lg_run_summary){
        .park_count = model->parks.table.count,
        .parcel_count = model->parcels.table.count,
        .building_count = model->buildings.count,
        .error_count = lg_findings_count(&model->findings, LG_SEVERITY_ERROR),
        .warning_count = lg_findings_count(&model->findings, LG_SEVERITY_WARNING),
        .notice_count = lg_findings_count(&model->findings, LG_SEVERITY_NOTICE),
        .as_of = model->as_of,
    };
    for (size_t park = 0; park < model->parks.table.count; park++) {
        bool is_counted =
            !lg_park_is_candidate(model, park) && lg_park_parent(model, park) == LG_NO_PARK;
        if (!is_counted) continue;
        summary->park_area_m2 += model->results.sums[park].total_m2;
        summary->parcel_inside_m2 += model->results.sums[park].surveyed_m2;
        /* A park without any found beside undecided land: the count of those tells. */
        double idle_m2 = model->results.sums[park].idle_m2;
        summary->idle_m2 += isnan(idle_m2) ? 0.0 : idle_m2;
    }
    lg_count_scores(model, summary);
    count_codes(&model->findings, summary);
    enum lg_fail_on fail_on = job->options->fail_on;
    summary->fail_on_reached = (fail_on != LG_FAIL_NEVER && summary->error_count > 0) ||
                               (fail_on == LG_FAIL_WARNING && summary->warning_count > 0);
    return count_idle(model, summary, err);
}

/*
 * What the folder gets. A check has no deadlines and no report; without the word it is looked at
 * once and mended, so layers and tables do.
 */
static unsigned choose_formats(const struct lg_job *job, const struct lg_target *target)
{
    const struct lg_project *project = job->project;
    const unsigned of_runs = LG_FORMAT_ICS | LG_FORMAT_REPORT;
    if (target->dir == NULL) return 0; /* those are files */
    if (!job->options->check_only) return project->formats;
    return project->formats_given ? project->formats & ~of_runs : LG_FORMATS_CHECK_DEFAULT;
}

static enum lg_status publish(struct lg_job *job, const struct lg_run_summary *summary,
                              const struct lg_target *target, struct lg_error *err)
{
    struct lg_project project = *job->project;
    project.formats = summary->formats;
    lg_settle_places(job->model);
    struct lg_run_log log = {
        .project = &project,
        .options = job->options,
        .summary = summary,
        .rule_set_count = job->rule_set.name_count,
        .rule_sets = job->rule_set.names,
        .parameter_count = job->rule_set.parameter_count,
        .parameters = job->rule_set.parameters,
        .lists = job->rule_set.lists,
        .schema = target->database == NULL ? NULL : lg_postgis_schema(target->database),
        .previous_name = job->previous.name,
        .previous_as_of = job->previous.as_of,
        .timing_count = job->step_count,
        .timing_names = job->step_names,
        .timing_s = job->step_seconds,
        .cpu_s = seconds_now(CLOCK_PROCESS_CPUTIME_ID),
    };
    return lg_publish(job->model, &log, job->thread_count, &job->hooks, target->dir,
                      target->database, err);
}

/* From the locked folder to the folder in its place, or the same of a schema. */
static enum lg_status fill_output(struct lg_job *job, struct lg_run_summary *summary,
                                  struct lg_error *err)
{
    struct lg_target target;
    struct lg_hashing *hashing = NULL;
    struct lg_fix *fix = NULL;
    enum lg_status status = lg_target_begin(job, &target, err);
    if (status != LG_OK) return status;
    status = lg_open_inputs(job, err);
    if (status == LG_OK) status = lg_fix_begin(job, &fix, err);
    if (status == LG_OK) status = lg_hashing_start(&job->model->sources, &hashing, err);
    if (status == LG_OK) {
        lg_tables_start(job);
        status = run_steps(job, err);
        lg_tables_wait(job);
    }
    lg_close_inputs(job);
    if (status == LG_OK) status = summarise(job, summary, err);
    if (status == LG_OK) summary->formats = choose_formats(job, &target);
    enum lg_status hashed = lg_hashing_end(hashing, status == LG_OK ? err : NULL);
    if (status == LG_OK) status = hashed;
    if (status == LG_OK) status = write_copies(job, fix, summary, err);
    if (status == LG_OK) status = publish(job, summary, &target, err);
    if (status == LG_OK && job->hooks.stop != NULL && *job->hooks.stop != 0) {
        status = lg_fail(err, LG_STOPPED, "stopped before the result was put in its place");
    }
    if (status == LG_OK) {
        status = lg_fix_commit(fix, err);
    } else {
        lg_fix_abort(fix);
    }
    if (status != LG_OK) {
        lg_target_abort(&target);
        return status;
    }
    if (target.database != NULL) {
        (void)snprintf(summary->schema, sizeof(summary->schema), "%s",
                       lg_postgis_schema(target.database));
    }
    if (job->project->mask_holders) summary->formats &= ~(unsigned)LG_FORMAT_ICS;
    return lg_target_commit(&target, err);
}

enum lg_status lg_run(const struct lg_project *project, const struct lg_run_options *options,
                      const struct lg_hooks *hooks, struct lg_run_summary *summary,
                      struct lg_error *err)
{
    assert(project != NULL && options != NULL && summary != NULL);

    enum lg_status status = check_project(project, err);
    if (status == LG_OK && options->fix_dir != NULL && !options->check_only) {
        status = lg_fail(err, LG_USAGE, "repaired copies are written by a check, not by a run");
    }
    if (status != LG_OK) return status;
    struct lg_job job = {
        .project = project,
        .options = options,
        .caller_hooks = hooks,
        .thread_count = options->thread_count > 0 ? options->thread_count : lg_pool_core_count(),
    };
    job.hooks = (struct lg_hooks){
        .log = locked_log,
        .progress = locked_progress,
        .user = &job,
        .stop = lg_hooks_stop(hooks),
    };
    if (pthread_mutex_init(&job.hook_lock, NULL) != 0) {
        return lg_fail(err, LG_INTERNAL, "no lock for the progress hooks");
    }
    lg_input_start();
    status = prepare_job(&job, err);
    if (status == LG_OK) status = fill_output(&job, summary, err);
    lg_previous_close(&job);
    lg_findings_reset(&job.tables.findings);
    lg_rule_set_reset(&job.rule_set);
    lg_model_free(job.model);
    (void)pthread_mutex_destroy(&job.hook_lock);
    return status;
}
