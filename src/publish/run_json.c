#include "publish/run_json.h"

#include "publish/json_text.h"
#include "publish/run_policy.h"
#include "publish/run_sources.h"
#include "publish/sheet.h"

#include <math.h>

enum { DECIMALS_SECONDS = 3, DECIMALS_VALUE = 9 };

static const char *area_basis_name(enum lg_area_basis basis)
{
    return basis == LG_AREA_RECORDED ? "recorded" : "measured";
}

static const char *fail_on_name(enum lg_fail_on fail_on)
{
    switch (fail_on) {
    case LG_FAIL_NEVER:
        return "never";
    case LG_FAIL_WARNING:
        return "warning";
    case LG_FAIL_ERROR:
        return "error";
    }
    return NULL;
}

/* Cell values are whole numbers, but for a few products. */
static int value_decimals(double value)
{
    return floor(value) == value ? 0 : DECIMALS_VALUE;
}

/* How the evidence raster was read: its file stands among the sources. */
static void add_evidence(struct lg_json *json, const struct lg_evidence *evidence)
{
    lg_json_open_object(json, "evidence");
    lg_json_int(json, "band", evidence->band > 0 ? (int64_t)evidence->band : 1);
    lg_json_open_array(json, "built");
    for (size_t i = 0; i < evidence->built_count; i++) {
        const struct lg_value_range *range = &evidence->built[i];
        lg_json_open_array(json, NULL);
        lg_json_number(json, NULL, range->first, value_decimals(range->first));
        lg_json_number(json, NULL, range->last, value_decimals(range->last));
        lg_json_close_array(json);
    }
    lg_json_close_array(json);
    lg_json_close_object(json);
}

static void add_options(struct lg_json *json, const struct lg_model *model,
                        const struct lg_run_log *log)
{
    const struct lg_project *project = log->project;
    lg_json_open_object(json, "options");
    lg_json_bool(json, "check_only", log->options->check_only);
    lg_json_text(json, "area", area_basis_name(model->area_basis));
    lg_json_text(json, "repair", project->repair == LG_REPAIR_LINEWORK ? "linework" : "structure");
    lg_json_text(json, "overlaps", model->overlaps == LG_OVERLAPS_KEEP ? "keep" : "once");
    lg_json_text(json, "lang", project->language == LG_ENGLISH ? "en" : "zh");
    lg_json_open_array(json, "formats");
    for (size_t i = 0; lg_format_names[i] != NULL; i++) {
        if ((project->formats & (1U << i)) != 0) lg_json_text(json, NULL, lg_format_names[i]);
    }
    lg_json_close_array(json);
    if (log->schema != NULL) lg_json_text(json, "schema", log->schema);
    lg_json_bool(json, "sensitivity", project->sensitivity);
    lg_json_text(json, "fail_on", fail_on_name(log->options->fail_on));
    if (project->evidence.path != NULL) add_evidence(json, &project->evidence);
    lg_json_close_object(json);
}

static void add_rules(struct lg_json *json, const struct lg_run_log *log)
{
    lg_json_open_array(json, "rules");
    for (size_t i = 0; i < log->rule_set_count; i++) {
        lg_json_text(json, NULL, log->rule_sets[i]);
    }
    lg_json_close_array(json);
    lg_json_open_array(json, "parameters");
    for (size_t i = 0; i < log->parameter_count; i++) {
        const struct lg_rule_parameter *parameter = &log->parameters[i];
        lg_json_open_object(json, NULL);
        lg_json_text(json, "key", parameter->key);
        lg_json_text(json, "value", parameter->value);
        lg_json_text(json, "set", parameter->set);
        lg_json_text(json, "source", parameter->source);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

/* The run that this one is compared with, by the name of its folder alone. */
static void add_previous(struct lg_json *json, const struct lg_run_log *log)
{
    char day[LG_DATE_TEXT_SIZE];
    if (log->previous_name == NULL) {
        lg_json_text(json, "previous", NULL);
        return;
    }
    lg_json_open_object(json, "previous");
    lg_json_text(json, "folder", log->previous_name);
    lg_json_text(json, "as_of", lg_date_format(log->previous_as_of, day));
    lg_json_close_object(json);
}

static void add_idle_counts(struct lg_json *json, const struct lg_model *model)
{
    size_t counts[LG_IDLE_STATUS_COUNT] = {0};
    const struct lg_idle_finding *idle = model->parcels.idle;
    for (size_t parcel = 0; idle != NULL && parcel < model->parcels.table.count; parcel++) {
        counts[idle[parcel].status]++;
    }
    lg_json_open_object(json, "parcels_by_idle_status");
    for (int status = 0; idle != NULL && status < LG_IDLE_STATUS_COUNT; status++) {
        lg_json_int(json, lg_idle_status_code((enum lg_idle_status)status),
                    (int64_t)counts[status]);
    }
    lg_json_close_object(json);
}

static void add_counts(struct lg_json *json, const struct lg_view *view,
                       const struct lg_run_log *log)
{
    const struct lg_model *model = view->model;
    lg_json_open_object(json, "counts");
    lg_run_sources_add_rows(json, model);
    lg_json_int(json, "pieces", (int64_t)model->pieces.count);
    lg_json_int(json, "parcels_split_or_outside", (int64_t)view->split_count);
    lg_json_int(json, "overlaps", (int64_t)model->overlap_list.count);
    lg_json_int(json, "idle_ledger_rows", (int64_t)view->idle_count);
    lg_json_int(json, "idle_unknown", (int64_t)log->summary->unknown_count);
    add_idle_counts(json, model);
    lg_json_close_object(json);
}

/* Areas that could be measured, and how many could not. */
struct area_sum {
    double area_m2;
    size_t missing_count;
};

static struct area_sum add_up(const double *areas_m2, size_t count)
{
    struct area_sum sum = {0};
    for (size_t i = 0; i < count; i++) {
        double area_m2 = areas_m2 == NULL ? LG_NO_NUMBER : areas_m2[i];
        if (isnan(area_m2)) {
            sum.missing_count++;
        } else {
            sum.area_m2 += area_m2;
        }
    }
    return sum;
}

static void add_areas(struct lg_json *json, const struct lg_model *model)
{
    const struct lg_pieces *pieces = &model->pieces;
    struct area_sum parks = add_up(model->parks.area_m2, model->parks.table.count);
    struct area_sum parcels = add_up(model->parcels.area_m2, model->parcels.table.count);
    double inside_m2 = 0;
    double counted_m2 = 0;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        if (pieces->park[piece] == LG_NO_PARK) continue;
        inside_m2 += pieces->inside_m2[piece];
        counted_m2 += pieces->counted_m2[piece];
    }
    lg_json_open_object(json, "areas_m2");
    lg_json_number(json, "parks", parks.area_m2, LG_DECIMALS_M2);
    lg_json_number(json, "parcels", parcels.area_m2, LG_DECIMALS_M2);
    lg_json_number(json, "parcels_in_parks", inside_m2, LG_DECIMALS_M2);
    lg_json_number(json, "parcels_counted", counted_m2, LG_DECIMALS_M2);
    lg_json_int(json, "parks_without_area", (int64_t)parks.missing_count);
    lg_json_int(json, "parcels_without_area", (int64_t)parcels.missing_count);
    lg_json_close_object(json);
}

static void add_findings(struct lg_json *json, const struct lg_findings *findings)
{
    size_t counts[LG_FINDING_CODE_COUNT] = {0};
    for (size_t i = 0; i < findings->count; i++) {
        counts[findings->items[i].code]++;
    }
    lg_json_open_array(json, "findings");
    for (int i = 0; i < LG_FINDING_CODE_COUNT; i++) {
        enum lg_finding_code code = (enum lg_finding_code)i;
        if (counts[i] == 0) continue;
        lg_json_open_object(json, NULL);
        lg_json_text(json, "code", lg_finding_code_name(code));
        lg_json_text(json, "severity", lg_severity_name(lg_finding_severity(code)));
        lg_json_int(json, "count", (int64_t)counts[i]);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
}

static void add_summary(struct lg_json *json, const struct lg_run_summary *summary)
{
    lg_json_open_object(json, "summary");
    lg_json_int(json, "parks", (int64_t)summary->park_count);
    lg_json_int(json, "parcels", (int64_t)summary->parcel_count);
    lg_json_int(json, "buildings", (int64_t)summary->building_count);
    lg_json_number(json, "park_area_m2", summary->park_area_m2, LG_DECIMALS_M2);
    lg_json_number(json, "parcel_inside_m2", summary->parcel_inside_m2, LG_DECIMALS_M2);
    lg_json_number(json, "idle_m2", summary->idle_m2, LG_DECIMALS_M2);
    lg_json_int(json, "idle", (int64_t)summary->idle_count);
    lg_json_int(json, "unknown", (int64_t)summary->unknown_count);
    lg_json_int(json, "errors", (int64_t)summary->error_count);
    lg_json_int(json, "warnings", (int64_t)summary->warning_count);
    lg_json_int(json, "notices", (int64_t)summary->notice_count);
    lg_json_bool(json, "fail_on_reached", summary->fail_on_reached);
    lg_json_close_object(json);
}

static void add_timing(struct lg_json *json, const struct lg_run_log *log, size_t thread_count)
{
    lg_json_open_object(json, "timing");
    lg_json_int(json, "threads", (int64_t)thread_count);
    lg_json_open_object(json, "wall_s");
    for (size_t i = 0; i < log->timing_count; i++) {
        lg_json_number(json, log->timing_names[i], log->timing_s[i], DECIMALS_SECONDS);
    }
    lg_json_close_object(json);
    lg_json_number(json, "cpu_s", log->cpu_s, DECIMALS_SECONDS);
    lg_json_close_object(json);
}

void lg_run_json_add(struct lg_text *text, const struct lg_view *view, const struct lg_run_log *log,
                     size_t thread_count)
{
    const struct lg_model *model = view->model;
    char day[LG_DATE_TEXT_SIZE];
    struct lg_json json = {0};
    lg_json_open_object(&json, NULL);
    lg_json_text(&json, "program", "landgauge");
    lg_json_text(&json, "version", lg_version());
    lg_json_text(&json, "libraries", lg_library_versions());
    lg_json_text(&json, "title", log->project->title);
    lg_json_text(&json, "as_of",
                 model->as_of == LG_DATE_NONE ? NULL : lg_date_format(model->as_of, day));
    if (log->project->mask_holders) {
        lg_json_open_array(&json, "masked");
        lg_json_text(&json, NULL, "holder");
        lg_json_close_array(&json);
    }
    add_options(&json, model, log);
    add_rules(&json, log);
    lg_run_policy_add(&json, &model->rules, log->lists);
    lg_run_sources_add(&json, &model->sources, log->project->mask_holders);
    add_previous(&json, log);
    add_counts(&json, view, log);
    add_areas(&json, model);
    add_findings(&json, &model->findings);
    add_summary(&json, log->summary);
    add_timing(&json, log, thread_count);
    lg_json_close_object(&json);
    lg_text_add_char(&json.text, '\n');

    lg_text_add(text, json.text.bytes, json.text.size);
    text->failed = text->failed || json.text.failed;
    lg_text_reset(&json.text);
}
