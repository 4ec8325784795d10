/*
 * The order of a comparison: open, read, match, judge, count, write.
 */
#include "run/diff.h"

#include "base/hooks.h"
#include "base/output.h"
#include "base/pool.h"
#include "landgauge/project.h"
#include "publish/database/connection.h"
#include "publish/diff.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Whether two paths are one folder. */
static bool is_one_folder(const char *left, const char *right)
{
    struct stat a;
    struct stat b;
    if (stat(left, &a) != 0 || stat(right, &b) != 0) return false;
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static enum lg_status check_folders(const char *old_folder, const char *new_folder,
                                    const char *output, struct lg_error *err)
{
    if (lg_connection_is_meant(output)) {
        return lg_fail(err, LG_USAGE,
                       "diff: a comparison goes into a folder; only a run writes a database");
    }
    if (is_one_folder(old_folder, new_folder)) {
        return lg_fail(err, LG_USAGE, "%s and %s are one folder: give two results", old_folder,
                       new_folder);
    }
    if (!is_one_folder(old_folder, output) && !is_one_folder(new_folder, output)) return LG_OK;
    return lg_fail(err, LG_USAGE,
                   "%s: the comparison would stand in place of a result that it compares; give "
                   "another -o",
                   output);
}

/* The area that a change of the clock is about: of parts, what both have in common. */
static double changed_m2(const struct lg_diff *diff, const struct lg_diff_pair *pair)
{
    bool is_part = pair->relation == LG_DIFF_SPLIT || pair->relation == LG_DIFF_MERGED ||
                   pair->relation == LG_DIFF_REARRANGED;
    bool has_both =
        pair->parcel[LG_DIFF_OLD] != LG_NO_ROW_HERE && pair->parcel[LG_DIFF_NEW] != LG_NO_ROW_HERE;
    if (is_part && has_both) return pair->overlap_m2;
    bool by_old =
        pair->idle_change == LG_DIFF_IDLE_RESOLVED || pair->idle_change == LG_DIFF_IDLE_GONE;
    int which = by_old ? LG_DIFF_OLD : LG_DIFF_NEW;
    double counted_m2 = diff->sides[which].parcels[pair->parcel[which]].counted_m2;
    return isnan(counted_m2) ? 0.0 : counted_m2;
}

static void count_pairs(struct lg_diff *diff)
{
    struct lg_diff_counts *counts = &diff->counts;
    size_t last_split = LG_NO_ROW_HERE;
    for (size_t i = 0; i < diff->pair_count; i++) {
        const struct lg_diff_pair *pair = &diff->pairs[i];
        counts->by_status[pair->status]++;
        if (pair->relation != LG_DIFF_RELATION_COUNT) counts->by_relation[pair->relation]++;
        bool is_split = pair->relation == LG_DIFF_SPLIT;
        if (is_split && pair->parcel[LG_DIFF_OLD] != last_split) counts->split_parcels++;
        if (is_split) last_split = pair->parcel[LG_DIFF_OLD];
        if (pair->idle_change == LG_DIFF_IDLE_COUNT) continue;
        counts->idle[pair->idle_change]++;
        counts->idle_m2[pair->idle_change] += changed_m2(diff, pair);
    }
}

/* New parcels out of several old ones; pairs stand by the old one. */
static enum lg_status count_merged(struct lg_diff *diff, struct lg_error *err)
{
    size_t count = diff->sides[LG_DIFF_NEW].parcel_count;
    bool *is_seen = calloc(count + 1, sizeof(*is_seen));
    if (is_seen == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to count the pairs");
    for (size_t i = 0; i < diff->pair_count; i++) {
        const struct lg_diff_pair *pair = &diff->pairs[i];
        size_t parcel = pair->parcel[LG_DIFF_NEW];
        if (pair->relation != LG_DIFF_MERGED || is_seen[parcel]) continue;
        is_seen[parcel] = true;
        diff->counts.merged_parcels++;
    }
    free(is_seen);
    return LG_OK;
}

static void count_land(struct lg_diff *diff)
{
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        const struct lg_diff_side *side = &diff->sides[which];
        for (size_t i = 0; i < side->parcel_count; i++) {
            const struct lg_diff_parcel *parcel = &side->parcels[i];
            const char *status = parcel->text[LG_DIFF_IDLE_STATUS];
            if (isnan(parcel->counted_m2)) continue;
            if (lg_diff_is_idle(status)) {
                diff->counts.idle_land_m2[which] += parcel->counted_m2;
            } else if (status != NULL &&
                       strcmp(status, lg_idle_status_code(LG_IDLE_UNKNOWN)) == 0) {
                diff->counts.undecided_land_m2[which] += parcel->counted_m2;
            }
        }
    }
    for (size_t i = 0; i < diff->park_count; i++) {
        diff->counts.changed_parks += diff->parks[i].has_changed;
    }
}

static enum lg_status list_shown(struct lg_diff *diff, struct lg_error *err)
{
    diff->shown = calloc(diff->pair_count + 1, sizeof(*diff->shown));
    if (diff->shown == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the layer");
    for (size_t i = 0; i < diff->pair_count; i++) {
        if (diff->pairs[i].status != LG_DIFF_SAME) diff->shown[diff->shown_count++] = i;
    }
    return LG_OK;
}

/* Slivers that two drawings leave are no links; those of pairs are. */
static void drop_slivers(struct lg_diff *diff)
{
    size_t kept = 0;
    for (size_t i = 0; i < diff->link_count; i++) {
        const struct lg_diff_link *link = &diff->links[i];
        double smaller_m2 =
            fmin(diff->sides[LG_DIFF_OLD].parcels[link->parcel[LG_DIFF_OLD]].drawn_m2,
                 diff->sides[LG_DIFF_NEW].parcels[link->parcel[LG_DIFF_NEW]].drawn_m2);
        bool is_link =
            link->area_m2 >= LG_DIFF_LINK_M2 && link->area_m2 >= LG_DIFF_LINK_PART * smaller_m2;
        if (is_link || link->relation != LG_DIFF_RELATION_COUNT) diff->links[kept++] = *link;
    }
    diff->link_count = kept;
}

static enum lg_status count_all(struct lg_diffing *diffing, struct lg_error *err)
{
    struct lg_diff *diff = &diffing->diff;
    count_pairs(diff);
    count_land(diff);
    drop_slivers(diff);
    enum lg_status status = count_merged(diff, err);
    return status == LG_OK ? list_shown(diff, err) : status;
}

static enum lg_status open_both(struct lg_diffing *diffing, struct lg_error *err)
{
    const struct lg_diff_side *sides = diffing->diff.sides;
    enum lg_status status = lg_result_begin(sides[LG_DIFF_OLD].folder, &diffing->result, err);
    if (status != LG_OK) return status;
    status = lg_result_do(diffing->result, "CREATE VIEW old_run AS SELECT text FROM run_json", err);
    if (status != LG_OK) return status;
    return lg_result_join(diffing->result, sides[LG_DIFF_NEW].folder, "new_run", err);
}

static enum lg_status compare(struct lg_diffing *diffing, const struct lg_hooks *hooks,
                              struct lg_error *err)
{
    static const struct {
        const char *name;
        enum lg_status (*call)(struct lg_diffing *diffing, struct lg_error *err);
    } steps[] = {
        {"open both results", open_both},
        {"read registers and figures", lg_diff_read},
        {"compare rules", lg_diff_read_rules},
        {"match parcels", lg_diff_match},
        {"find causes", lg_diff_find_causes},
        {"count transitions", lg_diff_count_transitions},
        {"compare figures", lg_diff_compare_figures},
        {"count changes", count_all},
    };
    const size_t count = sizeof(steps) / sizeof(steps[0]);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        if (hooks != NULL && hooks->stop != NULL && *hooks->stop != 0) {
            return lg_fail(err, LG_STOPPED, "stopped before: %s", steps[i].name);
        }
        lg_hooks_tell(hooks, steps[i].name, i, count);
        status = steps[i].call(diffing, err);
    }
    return status;
}

static enum lg_status fill_output(struct lg_diffing *diffing, const struct lg_hooks *hooks,
                                  const struct lg_diff_options *options, char **text,
                                  struct lg_error *err)
{
    struct lg_output_dir *dir = NULL;
    struct lg_text told = {0};
    enum lg_status status = lg_output_dir_begin_diff(options->output_dir, &dir, err);
    if (status != LG_OK) return status;
    status = compare(diffing, hooks, err);
    int language =
        options->language >= 0 ? options->language : diffing->diff.sides[LG_DIFF_NEW].language;
    if (status == LG_OK) {
        const struct lg_row_means means = {NULL, diffing->means.thread_count, diffing->means.stop};
        status = lg_publish_diff(&diffing->diff, language, &means, dir, err);
    }
    if (status == LG_OK) {
        lg_diff_tell(&diffing->diff, options->output_dir, language, &told);
        if (told.failed) status = lg_fail(err, LG_NO_MEMORY, "no memory for the closing lines");
    }
    if (status == LG_OK) {
        status = lg_output_dir_commit(dir, err);
    } else {
        lg_output_dir_abort(dir);
    }
    if (status == LG_OK) {
        *text = told.bytes;
    } else {
        lg_text_reset(&told);
    }
    return status;
}

enum lg_status lg_diff(const char *old_folder, const char *new_folder,
                       const struct lg_diff_options *options, const struct lg_hooks *hooks,
                       bool *changed, char **text, struct lg_error *err)
{
    assert(old_folder != NULL && new_folder != NULL && options != NULL && text != NULL);
    assert(options->output_dir != NULL && changed != NULL);

    *text = NULL;
    *changed = false;
    enum lg_status status = check_folders(old_folder, new_folder, options->output_dir, err);
    if (status != LG_OK) return status;
    struct lg_diffing diffing = {
        .means = {options->thread_count > 0 ? options->thread_count : lg_pool_core_count(),
                  lg_hooks_stop(hooks)},
    };
    diffing.diff.sides[LG_DIFF_OLD].folder = old_folder;
    diffing.diff.sides[LG_DIFF_NEW].folder = new_folder;
    status = fill_output(&diffing, hooks, options, text, err);
    if (status == LG_OK) *changed = diffing.diff.is_changed;
    lg_result_close(diffing.result);
    lg_diff_reset(&diffing.diff);
    return status;
}
