/*
 * Where a status or a figure of a result comes from, told from the result's own files.
 */
#ifndef LANDGAUGE_EXPLAIN_H
#define LANDGAUGE_EXPLAIN_H

#include "landgauge/status.h"

#include <stdbool.h>

struct lg_explain_options {
    int language;     /* enum lg_language; -1: that of the run */
    bool all_parcels; /* every parcel of a figure instead of the 20 largest, in a score of the 3 */
};

/**
 * Explain a parcel: where it lies, its dates, the questions of the idle clock with the dates put
 * in, the articles behind status and route, what would change them, what was found about it.
 *
 * Reads run.json and the tables of the folder, or its layers where only those were written, and
 * nothing else; no stage is run again.
 *
 * @param folder  of a result: the -o of a run
 * @param parcel  its id as the result writes it
 * @param text    out: lines for a person, owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_USAGE (no such parcel; the message names the nearest); LG_NO_INPUT (no such
 *         folder, a file that cannot be read); LG_BAD_INPUT (no result, one of check, a file that
 *         is broken or missing); LG_NO_MEMORY; LG_INTERNAL
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_explain_parcel(const char *folder, const char *parcel,
                                                        const struct lg_explain_options *options,
                                                        char **text, struct lg_error *err);

/**
 * Explain a figure of a park: formula, numerator, denominator and value, the parcels that make
 * each with their areas, whether they add up, and the parcels that lack the input; of an indicator
 * its ideal, standard value, weight, rank and published figures, where the result has them.
 *
 * Explain a score: its areas and weights, the tree with its weighted sums and whether they add up,
 * what is missing and what that blocks, band and ranks, what each indicator would add at its ideal
 * (arithmetic on the written figures), and each scored indicator down to its largest parcels
 * (domain.md 1.6, 1.7). Explain what a park could still hold (domain.md 1.8).
 *
 * @param park       its code or name; several scopes are told one after the other, in a score
 *                   together
 * @param indicator  code ("A11", or one of the rule set's own) or key ("supply_rate", "idle_ha",
 *                   "a2_ha"); "score", the code of an area, goal or sub-goal ("A", "A1");
 *                   "potential"
 * @param text       out: as above
 * @return as above; LG_USAGE also for an unknown park or indicator; LG_BAD_INPUT also for a score
 *         or potentials of a result that has no such tables
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_explain_indicator(const char *folder, const char *park,
                                                           const char *indicator,
                                                           const struct lg_explain_options *options,
                                                           char **text, struct lg_error *err);

#endif
