/*
 * One run under way: what its steps share.
 */
#ifndef LG_RUN_JOB_H
#define LG_RUN_JOB_H

#include "input/raster.h"
#include "input/reader.h"
#include "input/result_tables.h"
#include "landgauge/run.h"
#include "model/model.h"
#include "rules/rules.h"
#include "spatial/cover.h"

#include <pthread.h>

enum { LG_STEP_COUNT_MAX = 32 };

/* The open sources of one kind, to be read one after the other as if they were one. */
struct lg_input_readers {
    size_t count;
    struct lg_reader **items; /* [count] */
    size_t row_count;         /* as the files say; for the progress bar */
};

/*
 * The tables, read while the layers are: each thread writes columns of its own, and the findings
 * wait here until the tables are called for.
 */
struct lg_table_reading {
    pthread_t thread;
    bool is_running; /* the thread is to be joined */
    bool is_read;    /* or being read */
    enum lg_status status;
    struct lg_error error;
    struct lg_findings findings;
};

/* The run that this one is compared with. */
struct lg_previous_run {
    struct lg_result *result; /* NULL: there is none */
    const char *name;         /* of its folder, without the way to it */
    lg_date as_of;
};

struct lg_job {
    const struct lg_project *project;
    const struct lg_run_options *options;
    struct lg_hooks hooks;     /* every member usable: a silent one where the caller gave none */
    pthread_mutex_t hook_lock; /* one call at a time */
    const struct lg_hooks *caller_hooks;
    size_t thread_count;
    struct lg_model *model;
    struct lg_rule_set rule_set;
    struct lg_input_readers inputs[LG_SOURCE_KIND_COUNT];
    struct lg_raster *raster; /* NULL: no evidence raster */
    struct lg_table_reading tables;
    struct lg_cover_layer cover; /* the plan or the constraints, while they are laid */
    struct lg_table plan;        /* [cover.count] of the plan, while it is laid */
    struct lg_previous_run previous;
    size_t step_count;
    const char *step_names[LG_STEP_COUNT_MAX];
    double step_seconds[LG_STEP_COUNT_MAX];
};

/** Say what was chosen or found; printf format. */
void lg_job_log(struct lg_job *job, enum lg_log_level level, const char *text, ...) LG_PRINTF(3, 4);

/* target.c: where the result goes. */

struct lg_output_dir;
struct lg_postgis;

/* A folder, a schema of a database, or both. */
struct lg_target {
    struct lg_output_dir *dir;   /* NULL: no folder */
    struct lg_postgis *database; /* NULL: no database */
};

/** Whether the project says where, and each place once. @return LG_OK; LG_USAGE */
LG_NODISCARD enum lg_status lg_check_target(const struct lg_project *project, struct lg_error *err);
/**
 * Lock the folder's place and start the new folder; see whether the database can be written.
 * @return LG_OK; LG_USAGE; LG_NO_OUTPUT; LG_BUSY; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_target_begin(const struct lg_job *job, struct lg_target *target,
                                            struct lg_error *err);
/**
 * Commit the database, then put the folder in its place: the database may have the new result where
 * the folder then cannot be renamed, never the other way round.
 */
LG_NODISCARD enum lg_status lg_target_commit(struct lg_target *target, struct lg_error *err);
/** Leave both as they were. */
void lg_target_abort(struct lg_target *target);

/* load.c: from files to the model. */

/**
 * Open every source before any is read: what is missing is said at once, and the list of files is
 * whole. Closed by lg_close_inputs(), also after a failure.
 */
LG_NODISCARD enum lg_status lg_open_inputs(struct lg_job *job, struct lg_error *err);
void lg_close_inputs(struct lg_job *job);
/** Read, repair and measure the parks: one row per code and scope, in that order. */
LG_NODISCARD enum lg_status lg_load_parks(struct lg_job *job, struct lg_error *err);
/** Read, repair and measure the parcels of all sources, in the order of their ids. */
LG_NODISCARD enum lg_status lg_load_parcels(struct lg_job *job, struct lg_error *err);
/**
 * Read and repair the polygons of a kind that the model does not keep.
 * @param keep  takes the blocks in the order of the files
 */
LG_NODISCARD enum lg_status lg_load_polygons(
    struct lg_job *job, enum lg_source_kind kind, const char *layer, size_t id_role,
    enum lg_status (*keep)(struct lg_job *job, struct lg_block *block, struct lg_error *err),
    struct lg_error *err);
/** Stream the buildings over the pieces. */
LG_NODISCARD enum lg_status lg_load_buildings(struct lg_job *job, struct lg_error *err);
/** Begin to read the tables in a thread of its own, where the job may have a second one. */
void lg_tables_start(struct lg_job *job);
/** Wait until that thread is done; needed before the inputs are closed. */
void lg_tables_wait(struct lg_job *job);
/** The enterprises and the supply table: what the thread read, or read now. */
LG_NODISCARD enum lg_status lg_load_tables(struct lg_job *job, struct lg_error *err);

/* overrides.c */

/**
 * Put what the project file and the command line say over the rule sets, and see whether the
 * weights add up then. @return LG_OK; LG_BAD_PROJECT: they do not; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_override_rules(struct lg_job *job, struct lg_error *err);

/* use_systems.c */

/**
 * Fill model->use_systems from the systems that parcel and plan layers declare.
 * @return LG_OK; LG_BAD_PROJECT when two layers declare different ones, or the plan none beside
 * one; LG_BAD_INPUT when a plan has no field for planned_use
 */
LG_NODISCARD enum lg_status lg_find_use_systems(struct lg_model *model, struct lg_error *err);

/* layers.c */

/** Lay the plan over the parcels, where the project has one, and check its codes. */
LG_NODISCARD enum lg_status lg_lay_plan(struct lg_job *job, struct lg_error *err);
/** Lay the constraints over the pieces, where the project has some. */
LG_NODISCARD enum lg_status lg_lay_constraints(struct lg_job *job, struct lg_error *err);

/* evidence.c */

/** Whether there is all that it takes, a raster and its values, or none. @return LG_OK; LG_USAGE */
LG_NODISCARD enum lg_status lg_check_evidence(const struct lg_evidence *evidence,
                                              struct lg_error *err);

/** Open the evidence raster, where the project has one; closed by lg_close_inputs(). */
LG_NODISCARD enum lg_status lg_open_evidence(struct lg_job *job, struct lg_error *err);
/** Lay the parcels over it: parcels.built_up_share and built_up_told. Nothing without a raster. */
LG_NODISCARD enum lg_status lg_load_evidence(struct lg_job *job, struct lg_error *err);

/* parcel_order.c */

/**
 * Give every parcel a unique id, bring the rows into the order of id and geometry, and name
 * repeated ids (E_DUP).
 *
 * In: table, area_m2, decimals, shapes and lon_lat in the order read. Out: id, shape,
 * center_lon_lat_deg, and all row columns in order.
 */
LG_NODISCARD enum lg_status lg_order_parcels(struct lg_model *model, struct lg_error *err);

/* park_order.c */

/** Give every park a code and a scope, join the features of one code and scope, and sort. */
LG_NODISCARD enum lg_status lg_order_parks(struct lg_model *model, struct lg_error *err);

/* stock.c */

/** Find the edition of GB/T 4754 that industry codes of parcels and of enterprises are declared in.
 * @return LG_OK; LG_BAD_PROJECT: two editions for one role */
LG_NODISCARD enum lg_status lg_find_industry_editions(struct lg_model *model, struct lg_error *err);
/** Say which rule sets the lists came from. */
void lg_log_rule_lists(struct lg_job *job);
/** What the sums are needed for: low use by floor and money, then what may be done about land. */
LG_NODISCARD enum lg_status lg_weigh_stock(struct lg_job *job, struct lg_error *err);

/* region.c */

/** Enclaves and the totals of the region; says which places were taken for outside. */
LG_NODISCARD enum lg_status lg_add_region(struct lg_job *job, struct lg_error *err);

/** Bring all shapes in degrees into the form in which they are written. */
void lg_settle_places(struct lg_model *model);

/* evaluate.c */

/** What the register says of each park. */
LG_NODISCARD enum lg_status lg_evaluate_register(struct lg_job *job, struct lg_error *err);
/** Scores, ranks, potentials, and what they are held against. */
LG_NODISCARD enum lg_status lg_evaluate_scores(struct lg_job *job, struct lg_error *err);
/** The items to be met. */
LG_NODISCARD enum lg_status lg_evaluate_items(struct lg_job *job, struct lg_error *err);
/** The flags of Article 10. */
LG_NODISCARD enum lg_status lg_evaluate_flags(struct lg_job *job, struct lg_error *err);
/** How many parks have a score, for the closing lines. */
void lg_count_scores(const struct lg_model *model, struct lg_run_summary *summary);
/** How ranks move with weights and ideals, where the project asks for it. */
LG_NODISCARD enum lg_status lg_evaluate_sensitivity(struct lg_job *job, struct lg_error *err);

/* previous.c */

/**
 * Open the result that the project wants to be compared with, and fetch its tables; nothing without
 * one, or for a check.
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT (no result, of a check, without the tables);
 *         LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_previous_open(struct lg_job *job, struct lg_error *err);
/**
 * Fill model->previous for the parks and indicators of this run. @return LG_OK; LG_NO_MEMORY;
 * LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_previous_join(struct lg_job *job, struct lg_error *err);
/** Close it, also after a failure. */
void lg_previous_close(struct lg_job *job);

/* hashing.c */

struct lg_hashing;

/** Start to hash all files of the sources in a thread of its own. */
LG_NODISCARD enum lg_status lg_hashing_start(struct lg_sources *sources,
                                             struct lg_hashing **hashing, struct lg_error *err);
/** Wait for the digests; consumed in every case, NULL is LG_OK. */
LG_NODISCARD enum lg_status lg_hashing_end(struct lg_hashing *hashing, struct lg_error *err);

#endif
