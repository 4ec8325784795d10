/*
 * Where a result appears: its parent folder, the lock beside it, what a killed run left there.
 * For base/output.c only.
 */
#ifndef LG_BASE_OUTPUT_PLACE_H
#define LG_BASE_OUTPUT_PLACE_H

#include "base/text.h"
#include "landgauge/status.h"

#include <stdbool.h>

struct lg_output_place {
    char *shown;      /* as the user wrote it, for messages */
    char *name;       /* its last component, links and dots resolved */
    char *parent;     /* the folder it stands in */
    const char *mark; /* the file by which an earlier one is known; static */
    bool is_listed;   /* and that is the list of what must be unchanged in it */
    int parent_fd;
    int lock_fd;     /* -1: not locked */
    char *lock_name; /* ".NAME.lock" */
    char *work_name; /* ".NAME.tmp.PID", what is under construction */
    char *old_name;  /* ".NAME.old.PID", the earlier result where two renames must do */
};

/**
 * Find the parent folder and the name of a path that may not exist yet.
 *
 * @param path   as the user wrote it
 * @param place  out: end with lg_output_place_close(); also after a failure
 * @return LG_OK; LG_NO_OUTPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_place_open(const char *path, struct lg_output_place *place,
                                                 struct lg_error *err);

/** Keep other runs away until the place is closed. @return LG_OK; LG_BUSY; LG_NO_OUTPUT */
LG_NODISCARD enum lg_status lg_output_place_lock(struct lg_output_place *place,
                                                 struct lg_error *err);

/** Under the lock: remove what killed runs left, put back a result they had moved away. */
void lg_output_place_sweep(const struct lg_output_place *place);

/**
 * Whether a result may appear here: nothing, an empty folder or an earlier result.
 *
 * @param exists  out: there is such a folder
 * @return LG_OK; LG_NO_OUTPUT
 */
LG_NODISCARD enum lg_status lg_output_place_check(const struct lg_output_place *place, bool *exists,
                                                  struct lg_error *err);

/**
 * Whether all files of a folder are those of its list, unchanged.
 *
 * @param shown  what messages call the folder
 * @param path   of the folder
 * @return LG_OK; LG_NO_OUTPUT naming the first that is not; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_list_check(const char *shown, const char *path,
                                                 struct lg_error *err);

/** The list of all files of a folder. @return LG_OK; LG_WRITE; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_output_list_make(const char *path, struct lg_text *list,
                                                struct lg_error *err);

/** Release the lock and free what the place holds. */
void lg_output_place_close(struct lg_output_place *place);

/** Remove a file or a folder with all in it; what cannot be removed stays. */
void lg_output_remove_tree(int parent_fd, const char *name);

#endif
