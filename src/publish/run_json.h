/*
 * run.json: what was read, by what rules it was judged, what came of it (T9).
 */
#ifndef LG_PUBLISH_RUN_JSON_H
#define LG_PUBLISH_RUN_JSON_H

#include "base/text.h"
#include "publish/publish.h"
#include "publish/view.h"

/**
 * Add the run log as a JSON document.
 *
 * All of it but the member "timing", which is the last one, is the same for the same input and
 * rules.
 *
 * @param text          out: failed is set when memory is out
 * @param thread_count  for the timing
 * @source domain.md 6.10, design.md 5.6 and 6
 */
void lg_run_json_add(struct lg_text *text, const struct lg_view *view, const struct lg_run_log *log,
                     size_t thread_count);

#endif
