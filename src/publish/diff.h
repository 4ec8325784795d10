/*
 * The folder of a comparison: diff.geojson, tables/diff_*.csv, diff.json.
 */
#ifndef LG_PUBLISH_DIFF_H
#define LG_PUBLISH_DIFF_H

#include "base/output.h"
#include "model/diff.h"
#include "publish/rows.h"

/**
 * Write everything into a folder under construction, diff.json last.
 *
 * @param diff      all found and counted
 * @param language  enum lg_language, of the notes in the layer
 * @param means     view is not looked at
 * @param dir       without a folder "tables" yet
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_publish_diff(const struct lg_diff *diff, int language,
                                            const struct lg_row_means *means,
                                            struct lg_output_dir *dir, struct lg_error *err);

#endif
