/*
 * A second key to a result: its headline figures computed again from its own files.
 */
#ifndef LANDGAUGE_SELF_CHECK_H
#define LANDGAUGE_SELF_CHECK_H

#include "landgauge/status.h"

#include <stddef.h>

enum lg_self_check_kind {
    LG_SELF_AGREES,      /* figures of a group agree; at most one line for each group */
    LG_SELF_DIFFERS,     /* one figure differs */
    LG_SELF_MORE,        /* further figures of the group differ and are not told one by one */
    LG_SELF_NOT_CHECKED, /* a group, or one place of it, cannot be checked */
    LG_SELF_NOTE,        /* what the reader should know of the result as a whole */
};

/* What a check has to say; the texts live until the callback returns. */
struct lg_self_check_line {
    enum lg_self_check_kind kind;
    const char *group;      /* what was compared with what; NULL for notes */
    size_t count;           /* figures: that agree, or that differ beside the ones told */
    const char *place;      /* of a difference: park, parcel or file */
    const char *figure;     /* of a difference: which figure there */
    const char *in_result;  /* as the result has it; NULL: it has none */
    const char *recomputed; /* NULL: there should be none */
    double difference;      /* in_result - recomputed; NaN where one of them is no number */
    double limit;           /* the largest difference that rounding explains; NaN as above */
    const char *reason;     /* of notes and of what is not checked */
};

struct lg_self_check_summary {
    size_t figure_count;     /* compared, in the sense of one number against one number */
    size_t difference_count; /* of them */
    size_t unchecked_count;  /* groups, or places of a group, that cannot be checked */
};

/**
 * Compute the figures of a result folder again and say where they differ.
 *
 * Reads run.json, tables and layers of the folder, nothing else, and writes nothing. What a missing
 * file makes impossible is told as not checked.
 *
 * @param folder   of a result: the -o of a run or a check
 * @param tell     called for each line, in the order of the checks
 * @param user     handed to tell
 * @param summary  out: filled when LG_OK
 * @return LG_OK, also when figures differ; LG_NO_INPUT (no such folder, a file that cannot be
 *         read); LG_BAD_INPUT (no result, a file that is broken); LG_NO_MEMORY; LG_INTERNAL
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_self_check(
    const char *folder, void (*tell)(void *user, const struct lg_self_check_line *line), void *user,
    struct lg_self_check_summary *summary, struct lg_error *err);

#endif
