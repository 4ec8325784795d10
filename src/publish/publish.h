/*
 * The result folder: GeoJSON, CSV, the calendar of deadlines, run.json.
 */
#ifndef LG_PUBLISH_PUBLISH_H
#define LG_PUBLISH_PUBLISH_H

#include "base/output.h"
#include "landgauge/run.h"
#include "model/model.h"

/* What the run log says beside the model. */
struct lg_run_log {
    const struct lg_project *project;
    const struct lg_run_options *options;
    const struct lg_run_summary *summary;
    size_t rule_set_count;
    const char *const *rule_sets; /* [rule_set_count] in the order applied */
    size_t parameter_count;
    const struct lg_rule_parameter *parameters; /* [parameter_count] */
    const struct lg_rule_list *lists;           /* [LG_RULE_LIST_COUNT]; NULL: not known */
    const char *previous_name;                  /* folder of the run before; NULL: none */
    lg_date previous_as_of;
    size_t timing_count;
    const char *const *timing_names; /* [timing_count] stages in their order */
    const double *timing_s;          /* [timing_count] wall seconds */
    double cpu_s;                    /* NaN: not measured */
};

/**
 * Write everything the formats ask for into a folder under construction, run.json last.
 *
 * A run that only checks (options->check_only) writes quality, quality_areas, overlay, boundary
 * and fields alone.
 * Columns that a stage has not made (NULL) are missing values.
 *
 * @param thread_count  at least 1: rows are formatted in blocks over this many threads and written
 *                      in order
 * @param hooks         NULL when nobody watches
 * @param dir           without a folder "tables" yet
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_publish(const struct lg_model *model, const struct lg_run_log *log,
                                       size_t thread_count, const struct lg_hooks *hooks,
                                       struct lg_output_dir *dir, struct lg_error *err);

#endif
