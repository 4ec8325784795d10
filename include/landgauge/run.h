/*
 * The main job and the look at a layer before it.
 */
#ifndef LANDGAUGE_RUN_H
#define LANDGAUGE_RUN_H

#include "landgauge/project.h"

#include <signal.h>

enum lg_log_level { LG_LOG_ERROR, LG_LOG_WARNING, LG_LOG_NOTICE };

/* How a caller watches and stops a run; every member may be NULL. */
struct lg_hooks {
    /* One line of what was chosen or found, as it happens; any thread, one call at a time. */
    void (*log)(void *user, enum lg_log_level level, const char *text);
    /* done of total steps of a stage (total 0: not known); any thread, one call at a time. */
    void (*progress)(void *user, const char *stage, size_t done, size_t total);
    void *user;
    const volatile sig_atomic_t *stop; /* not 0: end soon with LG_STOPPED and leave nothing */
};

/* Where scores of indicators end, if anywhere. */
enum lg_cap { LG_CAP_OF_RULES, LG_CAP_100, LG_CAP_NONE };

struct lg_run_options {
    size_t thread_count; /* 0: all cores */
    bool check_only;     /* data quality only: no indicators, no register */
    bool renormalise;    /* score what has gaps; false: as the rule sets say */
    enum lg_cap cap;
    const char *fix_dir; /* where repaired copies of the layers go; NULL: none; with check_only */
    enum lg_fail_on fail_on;
};

enum { LG_CODE_COUNT_MAX = 64 };

/* How often a finding was made. */
struct lg_code_count {
    const char *code;    /* "E_GEOM"; static */
    const char *meaning; /* a few words; static */
    size_t count;
};

/* What the closing lines say. */
struct lg_run_summary {
    size_t park_count, parcel_count, building_count;
    /* By the chosen area basis; without parks that lie in others, and without candidates. */
    double park_area_m2, parcel_inside_m2, idle_m2;
    size_t idle_count, unknown_count;   /* of parcels in parks that are no candidates */
    size_t scored_count, partial_count; /* parks with a combined score; of them, partial ones */
    size_t unscored_count;              /* parks that have none; scores.csv says why */
    size_t error_count, warning_count, notice_count; /* findings */
    size_t code_count;
    struct lg_code_count codes[LG_CODE_COUNT_MAX]; /* [code_count] errors first; none that is 0 */
    size_t copy_count, change_count;               /* repaired copies, changes in them */
    char schema[64];                               /* of a database, where one was written */
    unsigned formats;                              /* LG_FORMAT_*: what stands in the folder */
    bool fail_on_reached;
    lg_date as_of;
};

/**
 * Read, measure, judge and write one project.
 *
 * @param project  with at least one layer of parks and of parcels and an output folder
 * @param options  threads and extent
 * @param hooks    NULL when nobody watches
 * @param summary  out: filled when LG_OK
 * @return LG_OK; LG_USAGE; LG_BAD_INPUT; LG_NO_INPUT; LG_BAD_PROJECT; LG_NO_OUTPUT; LG_WRITE;
 *         LG_BUSY; LG_STOPPED; LG_NO_MEMORY; LG_INTERNAL. On any but LG_OK the output folder, the
 *         schema of the database and the folder of the copies are as they were before, save that
 *         new copies, and a new schema, stay where the folder could not be put in its place.
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_run(const struct lg_project *project,
                                             const struct lg_run_options *options,
                                             const struct lg_hooks *hooks,
                                             struct lg_run_summary *summary, struct lg_error *err);

/**
 * Describe how a layer would be read, and what speaks for it: encoding, CRS, fields, units, code
 * systems, dates, and what looks like one thing and is another.
 *
 * Of a large layer the first 10 000 rows are looked at.
 *
 * @param layer  path and whatever the user declared
 * @param text   out: lines for a person, owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_BAD_INPUT; LG_NO_INPUT; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_inspect(const struct lg_layer *layer, char **text,
                                                 struct lg_error *err);

/**
 * What several layers are to each other: CRS and zones that differ, places that do not meet, kinds
 * of which a project takes one.
 *
 * @param layers  [count] paths and whatever the user declared, at least one
 * @param text    out: lines for a person, owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_BAD_INPUT; LG_NO_INPUT; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_inspect_together(const struct lg_layer *layers,
                                                          size_t count, char **text,
                                                          struct lg_error *err);

/**
 * Write a starter project file for the given layers, which lg_project_read() accepts. Units and
 * code systems that the layers' own numbers speak for stand in it as lines to confirm, with the
 * evidence above them.
 *
 * @param paths  [count] layers; each is taken for what its fields look like
 * @param path   where the YAML goes; an existing file is refused
 * @return LG_OK; LG_BAD_INPUT; LG_NO_INPUT; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_inspect_init(const char *const *paths, size_t count,
                                                      const char *path, struct lg_error *err);

enum { LG_OPENING_SIZE = 128 };

/**
 * What of a result a person opens, and with what.
 *
 * @param formats     LG_FORMAT_*: what stands in its folder
 * @param check_only  of a check
 * @param text        out: as "report.html (browser), landgauge.qgz (QGIS)"; at least one file
 * @return text
 */
LG_PUBLIC const char *lg_opening_format(unsigned formats, bool check_only,
                                        char text[LG_OPENING_SIZE]);

/** Program version ("0.1.0"), and those of GDAL, GEOS and PROJ in one line each; static text. */
LG_PUBLIC const char *lg_version(void);
LG_PUBLIC const char *lg_library_versions(void);

#endif
