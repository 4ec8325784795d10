/*
 * The part of run.json on the input: where each row came from and how it was read.
 */
#ifndef LG_PUBLISH_RUN_SOURCES_H
#define LG_PUBLISH_RUN_SOURCES_H

#include "model/model.h"
#include "publish/json_text.h"

#include <stdbool.h>

/** The name of a kind of source in a project file: "parks". */
const char *lg_source_kind_name(enum lg_source_kind kind);

/**
 * The member "sources": files, encoding, CRS and fields, each with the reason for the choice.
 * @param masked  of paths their last parts alone
 */
void lg_run_sources_add(struct lg_json *json, const struct lg_sources *sources, bool masked);

/** The member "rows": for each kind of source, rows in the files and rows in the model. */
void lg_run_sources_add_rows(struct lg_json *json, const struct lg_model *model);

#endif
