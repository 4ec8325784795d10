/*
 * The result folder: GeoJSON, CSV, run.json.
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
    size_t parameter_count;
    const char *const (*parameters)[4]; /* key, value, rule set, source */
    size_t rule_set_count;
    const char *const *rule_sets;
    size_t timing_count;
    const char *const *timing_names; /* stages */
    const double *timing_s;          /* wall seconds */
    double cpu_s;
};

/**
 * Write everything the formats ask for into a folder under construction.
 *
 * @param threads  texts are formatted in blocks over this many threads, written in order
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_publish(const struct lg_model *model, const struct lg_run_log *log,
                                       size_t thread_count, const struct lg_hooks *hooks,
                                       struct lg_output_dir *dir, struct lg_error *err);

#endif
