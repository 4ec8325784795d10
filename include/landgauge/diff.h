/*
 * What changed between two results, told from their own files.
 */
#ifndef LANDGAUGE_DIFF_H
#define LANDGAUGE_DIFF_H

#include "landgauge/run.h"

struct lg_diff_options {
    const char *output_dir; /* where the comparison goes; an earlier comparison is replaced */
    size_t thread_count;    /* 0: all cores */
    int language;           /* enum lg_language of the closing lines; -1: that of the new run */
};

/**
 * Compare two result folders of run and write a folder: tables/diff_*.csv, diff.geojson, diff.json.
 *
 * Reads run.json, tables and register.geojson of both and nothing else; no stage is run again.
 * Parcels are matched by id and by the land that they share; where a folder has no shapes by id
 * alone, which is said. Swapped folders give the mirrored tables.
 *
 * @param old_folder  of a result: the -o of a run
 * @param new_folder  another one
 * @param options     where to, and how told
 * @param hooks       NULL when nobody watches
 * @param changed     out: whether anything differs beyond the tolerances
 * @param text        out: closing lines for a person, owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_USAGE (a folder against itself, the output on one of them or a database);
 *         LG_NO_INPUT (no such folder, a file that cannot be read); LG_BAD_INPUT (no result, one of
 *         check, a file that is broken, no register); LG_NO_OUTPUT; LG_WRITE; LG_BUSY; LG_STOPPED;
 *         LG_NO_MEMORY; LG_INTERNAL (sums that do not close). On any but LG_OK the output folder is
 *         as before.
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_diff(const char *old_folder, const char *new_folder,
                                              const struct lg_diff_options *options,
                                              const struct lg_hooks *hooks, bool *changed,
                                              char **text, struct lg_error *err);

#endif
