/*
 * What the files of diff share: the database at work and the steps in their order.
 */
#ifndef LG_RUN_DIFF_H
#define LG_RUN_DIFF_H

#include "base/text.h"
#include "input/result_tables.h"
#include "landgauge/diff.h"
#include "model/diff.h"
#include "run/explain_text.h"
#include "spatial/diff_overlay.h"

/* A comparison at work. */
struct lg_diffing {
    struct lg_result *result; /* old_NAME and new_NAME of both folders */
    struct lg_overlay_means means;
    struct lg_diff diff;
};

/** "old", "new". */
const char *lg_diff_side_name(enum lg_diff_which which);

/** Keep a text as long as the comparison; NULL stays NULL. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_diff_keep(struct lg_diffing *diffing, const char *text,
                                         const char **kept, struct lg_error *err);
/**
 * Add to what could not be compared, in both languages.
 * @param values  for {0} to {9}; ends with NULL
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_diff_note(struct lg_diffing *diffing, const char *chinese,
                                         const char *english, const char *const *values,
                                         struct lg_error *err);

/* diff_read.c: what both folders say of their runs, parks and parcels; where shapes are, their
 * areas. */
LG_NODISCARD enum lg_status lg_diff_read(struct lg_diffing *diffing, struct lg_error *err);
/* diff_parks.c: parks, by code and scope; before the parcels. */
LG_NODISCARD enum lg_status lg_diff_read_parks(struct lg_diffing *diffing, struct lg_error *err);
/** Position of a park by code and scope; LG_NO_ROW_HERE: none, or code NULL. */
size_t lg_diff_find_park(const struct lg_diff *diff, const char *code, const char *scope);
/* diff_shapes.c: drawn areas of rows and parcels; parcel_shapes. */
LG_NODISCARD enum lg_status lg_diff_measure(struct lg_diff_side *side, struct lg_error *err);
/* diff_rules.c: rules, the clock's among them; what differs between the runs at all. */
LG_NODISCARD enum lg_status lg_diff_read_rules(struct lg_diffing *diffing, struct lg_error *err);
/* diff_match.c: links by land in common, pairs by id and land. */
LG_NODISCARD enum lg_status lg_diff_match(struct lg_diffing *diffing, struct lg_error *err);
/* By how much the new drawing as a whole is off the old one. */
struct lg_shift {
    double east_m, north_m;
    bool is_there; /* most parcels are shifted so, by more than LG_DIFF_BORDER_M */
};

/**
 * diff_shift.c: look for a common shift of the parcels that have partners.
 * @param partners  [old parcel count] the new parcel; LG_NO_ROW_HERE
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_diff_find_shift(const struct lg_diff *diff, const size_t *partners,
                                               struct lg_shift *shift, struct lg_error *err);
/** Whether two parcels with that land in common differ by no more than the common shift. */
bool lg_diff_is_shifted(const struct lg_shift *shift, const struct lg_diff *diff, size_t from,
                        size_t to, double common_m2);

/* diff_cause.c: what changed in each pair, and why. */
LG_NODISCARD enum lg_status lg_diff_find_causes(struct lg_diffing *diffing, struct lg_error *err);
/* diff_matrix.c: land of one state to land of another. */
LG_NODISCARD enum lg_status lg_diff_count_transitions(struct lg_diffing *diffing,
                                                      struct lg_error *err);
/* diff_figures.c: the figures of the parks, with their causes. */
LG_NODISCARD enum lg_status lg_diff_compare_figures(struct lg_diffing *diffing,
                                                    struct lg_error *err);

/** The cause of a change in what the runs were told: the data, unless the files are the same. */
unsigned lg_diff_fact_cause(const struct lg_diff *diff);

/** Whether two figures differ by more than noise. @param noise  in their unit */
bool lg_diff_is_moved(double old_value, double new_value, double noise);

/* diff_text.c: the closing lines. @param text  out: the caller's, also after a failure */
void lg_diff_tell(const struct lg_diff *diff, const char *folder, int language,
                  struct lg_text *text);

/** Whether a status code is of idle land; the rank of a status, larger is worse, -1: none. */
bool lg_diff_is_idle(const char *status);
int lg_diff_status_rank(const char *status);

#endif
