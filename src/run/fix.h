/*
 * Repaired copies of the spatial layers: what lg_run() does where a folder for them is given.
 */
#ifndef LG_RUN_FIX_H
#define LG_RUN_FIX_H

#include "base/output.h"
#include "model/copy.h"
#include "run/job.h"
#include "spatial/tidy.h"

struct lg_fix;

/**
 * Lock the folder of the copies and begin it; the inputs are open.
 *
 * @param fix  out: NULL where no copies are asked for; end with lg_fix_commit() or lg_fix_abort()
 * @return LG_OK; LG_NO_OUTPUT (also for a folder that is one of an input or of the result, or lies
 *         in one); LG_BUSY; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_fix_begin(struct lg_job *job, struct lg_fix **fix,
                                         struct lg_error *err);

/** Copy every source of every spatial layer; the parcels have their ids. NULL is LG_OK. */
LG_NODISCARD enum lg_status lg_fix_write(struct lg_job *job, struct lg_fix *fix,
                                         struct lg_run_summary *summary, struct lg_error *err);

/** Put the folder in its place; consumed in every case, NULL is LG_OK. */
LG_NODISCARD enum lg_status lg_fix_commit(struct lg_fix *fix, struct lg_error *err);

/** NULL is allowed. */
void lg_fix_abort(struct lg_fix *fix);

/* fix_place.c */

/** Refuse a folder for copies that is, holds or lies in one of the inputs' or the result's. */
LG_NODISCARD enum lg_status lg_fix_check_place(const struct lg_project *project,
                                               const char *fix_dir,
                                               const struct lg_sources *sources,
                                               struct lg_error *err);

/**
 * The name of a copy, without extension: the source's own, with a number where it is taken.
 *
 * @param names  [count] those given so far
 * @param name   out: free()
 */
LG_NODISCARD enum lg_status lg_fix_name(const struct lg_source *source, char *const *names,
                                        size_t count, char **name, struct lg_error *err);

/* fix_rows.c */

/** Add what was changed in the shapes of a block. @param tidy  [rows->count] */
LG_NODISCARD enum lg_status lg_fix_tell_rows(const struct lg_block *block, size_t id_role,
                                             const struct lg_shapes *shapes,
                                             const struct lg_copy_rows *rows,
                                             const struct lg_tidy_row *tidy,
                                             struct lg_changes *changes, struct lg_error *err);

/** The suffixes of all parcels that share their id with an earlier one. @param suffixes free() */
LG_NODISCARD enum lg_status lg_fix_suffixes(const struct lg_parcels *parcels,
                                            struct lg_copy_suffix **suffixes, size_t *count,
                                            struct lg_error *err);

#endif
