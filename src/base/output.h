/*
 * Files and folders that appear whole or not at all.
 *
 * A result folder is built as ".NAME.tmp.PID" beside its place and renamed into it. A lock file
 * ".NAME.lock" beside it (flock) keeps a second run away; folders that a killed run left behind
 * are swept when the lock is held.
 */
#ifndef LG_BASE_OUTPUT_H
#define LG_BASE_OUTPUT_H

#include "base/text.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

struct lg_output_dir;  /* a folder under construction */
struct lg_output_file; /* a buffered file in it, every write checked */

/* A folder with this file in it is a result of ours and may be replaced. */
#define LG_OUTPUT_MARK "run.json"

/* A folder with this file in it is a comparison of two results and may be replaced by another. */
#define LG_OUTPUT_DIFF_MARK "diff.json"

/*
 * A folder that people go on working in has this file: the SHA-256 of every other file, as
 * sha256sum writes it. It may be replaced as long as all of them are as they were written.
 */
#define LG_OUTPUT_LIST "landgauge-fix.sha256"

/**
 * Lock a result folder's place and start the new folder beside it.
 *
 * @param path  where the result shall appear: missing, empty, or an earlier result
 * @param dir   out: end with lg_output_dir_commit() or lg_output_dir_abort()
 * @return LG_OK; LG_BUSY (the message names the holder's process id); LG_NO_OUTPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_dir_begin(const char *path, struct lg_output_dir **dir,
                                                struct lg_error *err);

/**
 * The same for a folder that others will change: an earlier one is replaced only when it holds
 * nothing but what its LG_OUTPUT_LIST names, unchanged. lg_output_dir_list() writes the list.
 */
LG_NODISCARD enum lg_status lg_output_dir_begin_listed(const char *path, struct lg_output_dir **dir,
                                                       struct lg_error *err);

/** The same for a comparison: an earlier comparison is replaced, a result never is. */
LG_NODISCARD enum lg_status lg_output_dir_begin_diff(const char *path, struct lg_output_dir **dir,
                                                     struct lg_error *err);

/** Write the list of all files, each hashed. @return LG_OK; LG_WRITE; LG_NO_OUTPUT; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_output_dir_list(struct lg_output_dir *dir, struct lg_error *err);

/** Where the folder is while it is under construction: for libraries that write by a path. */
const char *lg_output_dir_path(const struct lg_output_dir *dir);

/** Sync a file that a library has written into the folder. @return LG_OK; LG_WRITE */
LG_NODISCARD enum lg_status lg_output_dir_sync(struct lg_output_dir *dir, const char *name,
                                               struct lg_error *err);

/**
 * Take files of another folder over, those that are there already aside: by a second link, else as
 * copies.
 *
 * @param folder  a result
 * @param name    of the one file in it; NULL: all
 * @return LG_OK; LG_NO_INPUT; LG_NO_OUTPUT (also what is neither file nor folder); LG_WRITE;
 *         LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_dir_take(struct lg_output_dir *dir, const char *folder,
                                               const char *name, struct lg_error *err);

/** Make a folder inside ("tables"). @return LG_OK; LG_NO_OUTPUT; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_output_dir_make(struct lg_output_dir *dir, const char *name,
                                               struct lg_error *err);

/**
 * Sync, put the folder in its place, remove what was there, release the lock, free.
 * The old result stays whole until the new one is in place (renameat2 exchange where the file
 * system has it, else two renames).
 *
 * @param dir  consumed in every case; on failure the place is as it was
 * @return LG_OK; LG_WRITE; LG_NO_OUTPUT
 */
LG_NODISCARD enum lg_status lg_output_dir_commit(struct lg_output_dir *dir, struct lg_error *err);

/** Remove the folder under construction, release the lock, free; NULL is allowed. */
void lg_output_dir_abort(struct lg_output_dir *dir);

/**
 * Open a file for writing.
 *
 * @param name  relative to the folder, "tables/parks.csv"
 * @param file  out: end with lg_output_file_close()
 * @return LG_OK; LG_NO_OUTPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_file_open(struct lg_output_dir *dir, const char *name,
                                                struct lg_output_file **file, struct lg_error *err);

/** Write bytes through a 1 MiB buffer. @return LG_OK; LG_WRITE */
LG_NODISCARD enum lg_status lg_output_file_write(struct lg_output_file *file, const void *bytes,
                                                 size_t size_bytes, struct lg_error *err);

/** Write over bytes that were written before: a header, once it is known. @return LG_OK; LG_WRITE
 */
LG_NODISCARD enum lg_status lg_output_file_patch(struct lg_output_file *file, size_t position,
                                                 const void *bytes, size_t size_bytes,
                                                 struct lg_error *err);

/** Flush, sync, close, free; consumed in every case, NULL is LG_OK. @return LG_OK; LG_WRITE */
LG_NODISCARD enum lg_status lg_output_file_close(struct lg_output_file *file, struct lg_error *err);

/**
 * Write a text as one file of the folder.
 * @param text  one that failed is not written
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_dir_write(struct lg_output_dir *dir, const char *name,
                                                const struct lg_text *text, struct lg_error *err);

/** Close and free without caring for the content; NULL is allowed. */
void lg_output_file_drop(struct lg_output_file *file);

/**
 * Write one small file by a temporary file and a rename; an existing file is refused.
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_new_file(const char *path, const void *bytes,
                                               size_t size_bytes, struct lg_error *err);

#endif
