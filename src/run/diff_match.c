/*
 * Which old parcel became which new one: by id where the land agrees, else by the land in common.
 *
 * A number that another parcel took over is no name: where both sides have shapes, an id counts
 * only when half of the smaller parcel lies in the other. Ids that the program made up (FID:...)
 * or had to number (...#2) count less than land.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_SIZE = 400 };

/* Land of a parcel that other parcels of the other side share is less than this: it is elsewhere.
 */
#define ELSEWHERE_SHARE 0.1

struct matching {
    struct lg_diffing *diffing;
    struct lg_diff *diff;
    bool has_shapes;                   /* both sides have */
    size_t *partner[LG_DIFF_SIDES];    /* [parcel count] of the other side; LG_NO_ROW_HERE */
    bool *is_elsewhere[LG_DIFF_SIDES]; /* [parcel count] the id stands on other land there */
    bool *is_paired[LG_DIFF_SIDES];    /* [parcel count] some pair has it */
    double *shared_m2[LG_DIFF_SIDES];  /* [parcel count] with all parcels of the other side */
    size_t *major[LG_DIFF_SIDES];      /* [parcel count] parcels of the other side that lie in it */
    bool *by_land;                     /* [old parcel count] the partner was found by land */
    size_t capacity;                   /* of the pairs */
    struct lg_shift shift;
};

static size_t find_parcel(const struct lg_diff_side *side, const char *id)
{
    size_t first = 0;
    size_t end = side->parcel_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        int order = strcmp(side->parcels[middle].id, id);
        if (order == 0) return middle;
        if (order < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return LG_NO_ROW_HERE;
}

static bool is_numbered(const char *id)
{
    const char *mark = strrchr(id, '#');
    return mark != NULL && mark[1] != '\0' && mark[1 + strspn(mark + 1, "0123456789")] == '\0';
}

static bool is_plain(const struct lg_diff *diff, const char *id)
{
    char second[ID_SIZE];
    if (strncmp(id, "FID:", 4) == 0 || is_numbered(id)) return false;
    (void)snprintf(second, sizeof(second), "%.390s#2", id);
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        if (find_parcel(&diff->sides[which], second) != LG_NO_ROW_HERE) return false;
    }
    return true;
}

/* Keep the pairs that have land in common. */
static enum lg_status keep_links(struct lg_diff *diff, const struct lg_common_lands *lands,
                                 struct lg_error *err)
{
    diff->links = lg_resize(NULL, lands->count + 1, sizeof(*diff->links));
    if (diff->links == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the links");
    for (size_t i = 0; i < lands->count; i++) {
        const struct lg_common_land *land = &lands->items[i];
        if (!(land->area_m2 > 0.0)) continue;
        diff->links[diff->link_count++] = (struct lg_diff_link){
            .parcel = {land->old_shape, land->new_shape},
            .area_m2 = land->area_m2,
            .relation = LG_DIFF_RELATION_COUNT,
        };
    }
    return LG_OK;
}

static enum lg_status find_links(struct matching *matching, struct lg_error *err)
{
    struct lg_diff *diff = matching->diff;
    const struct lg_shapes *from = &diff->sides[LG_DIFF_OLD].parcel_shapes;
    const struct lg_shapes *to = &diff->sides[LG_DIFF_NEW].parcel_shapes;
    struct lg_common_lands lands = {0};
    enum lg_status status = lg_find_common_land(from, to, &lands, err);
    if (status == LG_OK) {
        status = lg_measure_common_land(from, to, &matching->diffing->means, &lands, err);
    }
    if (status == LG_OK) status = keep_links(diff, &lands, err);
    free(lands.items);
    return status;
}

static double drawn_m2(const struct matching *matching, const struct lg_diff_link *link, int which)
{
    return matching->diff->sides[which].parcels[link->parcel[which]].drawn_m2;
}

/* Half of this side's parcel and more is land of the other one. */
static bool is_major(const struct matching *matching, const struct lg_diff_link *link, int which)
{
    return link->area_m2 >= LG_DIFF_MATCH * drawn_m2(matching, link, which);
}

static void sum_links(struct matching *matching)
{
    for (size_t i = 0; i < matching->diff->link_count; i++) {
        const struct lg_diff_link *link = &matching->diff->links[i];
        for (int which = 0; which < LG_DIFF_SIDES; which++) {
            int other = 1 - which;
            matching->shared_m2[which][link->parcel[which]] += link->area_m2;
            if (is_major(matching, link, other)) matching->major[which][link->parcel[which]]++;
        }
    }
}

/* The link of two parcels; NULL: no land in common. */
static struct lg_diff_link *find_link(const struct lg_diff *diff, size_t from, size_t to)
{
    size_t first = 0;
    size_t end = diff->link_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        struct lg_diff_link *link = &diff->links[middle];
        if (link->parcel[0] == from && link->parcel[1] == to) return link;
        bool is_before =
            link->parcel[0] < from || (link->parcel[0] == from && link->parcel[1] < to);
        if (is_before) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}

static void join(struct matching *matching, size_t from, size_t to)
{
    matching->partner[LG_DIFF_OLD][from] = to;
    matching->partner[LG_DIFF_NEW][to] = from;
}

static void match_id(struct matching *matching, size_t from, size_t to)
{
    const struct lg_diff_parcel *old_parcel = &matching->diff->sides[LG_DIFF_OLD].parcels[from];
    const struct lg_diff_parcel *new_parcel = &matching->diff->sides[LG_DIFF_NEW].parcels[to];
    bool is_drawn =
        matching->has_shapes && old_parcel->drawn_m2 > 0.0 && new_parcel->drawn_m2 > 0.0;
    if (!matching->has_shapes || (!is_drawn && old_parcel->has_plain_id)) {
        join(matching, from, to);
        return;
    }
    const struct lg_diff_link *link = find_link(matching->diff, from, to);
    double smaller_m2 = fmin(old_parcel->drawn_m2, new_parcel->drawn_m2);
    if (link != NULL && link->area_m2 >= LG_DIFF_MATCH * smaller_m2) {
        join(matching, from, to);
    } else if (old_parcel->has_plain_id) {
        matching->is_elsewhere[LG_DIFF_OLD][from] = true;
        matching->is_elsewhere[LG_DIFF_NEW][to] = true;
    }
}

static void match_ids(struct matching *matching)
{
    const struct lg_diff_side *old_side = &matching->diff->sides[LG_DIFF_OLD];
    const struct lg_diff_side *new_side = &matching->diff->sides[LG_DIFF_NEW];
    for (size_t from = 0; from < old_side->parcel_count; from++) {
        size_t to = find_parcel(new_side, old_side->parcels[from].id);
        if (to != LG_NO_ROW_HERE) match_id(matching, from, to);
    }
}

static bool is_free(const struct matching *matching, const struct lg_diff_link *link)
{
    return matching->partner[LG_DIFF_OLD][link->parcel[LG_DIFF_OLD]] == LG_NO_ROW_HERE &&
           matching->partner[LG_DIFF_NEW][link->parcel[LG_DIFF_NEW]] == LG_NO_ROW_HERE;
}

/* Of those left: two parcels of which each is the best that half of the other lies in. */
static enum lg_status match_land(struct matching *matching, struct lg_error *err)
{
    struct lg_diff *diff = matching->diff;
    size_t count = diff->sides[LG_DIFF_OLD].parcel_count + diff->sides[LG_DIFF_NEW].parcel_count;
    size_t *best = lg_resize(NULL, count + 1, sizeof(*best)); /* positions of links */
    if (best == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to match %zu parcels", count);
    size_t *const best_of[LG_DIFF_SIDES] = {best, best + diff->sides[LG_DIFF_OLD].parcel_count};
    for (size_t i = 0; i < count; i++) {
        best[i] = LG_NO_ROW_HERE;
    }
    for (size_t i = 0; i < diff->link_count; i++) {
        const struct lg_diff_link *link = &diff->links[i];
        bool is_match = is_free(matching, link) && is_major(matching, link, LG_DIFF_OLD) &&
                        is_major(matching, link, LG_DIFF_NEW);
        for (int which = 0; is_match && which < LG_DIFF_SIDES; which++) {
            size_t *place = &best_of[which][link->parcel[which]];
            bool is_better =
                *place == LG_NO_ROW_HERE || link->area_m2 > diff->links[*place].area_m2;
            if (is_better) *place = i;
        }
    }
    for (size_t from = 0; from < diff->sides[LG_DIFF_OLD].parcel_count; from++) {
        size_t link = best_of[LG_DIFF_OLD][from];
        if (link == LG_NO_ROW_HERE) continue;
        size_t to = diff->links[link].parcel[LG_DIFF_NEW];
        if (best_of[LG_DIFF_NEW][to] != link) continue;
        join(matching, from, to);
        matching->by_land[from] = true;
    }
    free(best);
    return LG_OK;
}

static bool is_lost(const struct matching *matching, int which, size_t parcel)
{
    const struct lg_diff_parcel *of = &matching->diff->sides[which].parcels[parcel];
    return matching->partner[which][parcel] == LG_NO_ROW_HERE &&
           matching->shared_m2[which][parcel] < ELSEWHERE_SHARE * of->drawn_m2;
}

/* Land that was not there before under an id that is no longer on its land: it was moved. */
static void match_moved(struct matching *matching)
{
    const struct lg_diff_side *old_side = &matching->diff->sides[LG_DIFF_OLD];
    for (size_t from = 0; from < old_side->parcel_count; from++) {
        if (!matching->is_elsewhere[LG_DIFF_OLD][from] || !is_lost(matching, LG_DIFF_OLD, from)) {
            continue;
        }
        size_t to = find_parcel(&matching->diff->sides[LG_DIFF_NEW], old_side->parcels[from].id);
        if (is_lost(matching, LG_DIFF_NEW, to)) join(matching, from, to);
    }
}

/* Two drawings of one place that are off by a little, or that are of two places. */
static enum lg_status find_shift(struct matching *matching, struct lg_error *err)
{
    struct lg_diff *diff = matching->diff;
    struct lg_diffing *diffing = matching->diffing;
    struct lg_shown shown[2];
    if (!matching->has_shapes) return LG_OK;
    bool has_parcels =
        diff->sides[LG_DIFF_OLD].parcel_count > 0 && diff->sides[LG_DIFF_NEW].parcel_count > 0;
    if (diff->link_count == 0 && has_parcels) {
        return lg_diff_note(diffing, "两个结果的宗地没有任何共同的土地：请检查坐标系和数据范围",
                            "no parcel of one result has land in common with any of the other: "
                            "check CRS and extent of both",
                            LG_VALUES(NULL), err);
    }
    enum lg_status status =
        lg_diff_find_shift(diff, matching->partner[LG_DIFF_OLD], &matching->shift, err);
    if (status != LG_OK || !matching->shift.is_there) return status;
    return lg_diff_note(
        diffing, "多数宗地整体偏移：向东 {0} 米，向北 {1} 米；仅因此不同的图形不算变化（shifted）",
        "most parcels are shifted by {0} m east and {1} m north: shapes that differ by that alone "
        "are no change (shifted)",
        LG_VALUES(lg_show_number(&shown[0], matching->shift.east_m, 2),
                  lg_show_number(&shown[1], matching->shift.north_m, 2)),
        err);
}

/* ---- pairs ---- */

static enum lg_status add_pair(struct matching *matching, size_t from, size_t to,
                               struct lg_diff_pair **pair, struct lg_error *err)
{
    struct lg_diff *diff = matching->diff;
    if (diff->pair_count == matching->capacity) {
        size_t capacity = lg_grow_capacity(matching->capacity, diff->pair_count + 1);
        struct lg_diff_pair *pairs = lg_resize(diff->pairs, capacity, sizeof(*pairs));
        if (pairs == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu pairs", capacity);
        diff->pairs = pairs;
        matching->capacity = capacity;
    }
    *pair = &diff->pairs[diff->pair_count++];
    **pair = (struct lg_diff_pair){.parcel = {from, to}, .overlap_m2 = (double)NAN};
    const size_t parcels[LG_DIFF_SIDES] = {from, to};
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        if (parcels[which] == LG_NO_ROW_HERE) continue;
        matching->is_paired[which][parcels[which]] = true;
        (*pair)->is_id_elsewhere |= matching->is_elsewhere[which][parcels[which]];
    }
    return LG_OK;
}

static double tolerance_m2(const struct lg_diff_parcel *parcel)
{
    return fmax(LG_DIFF_AREA_M2, parcel->border_m * LG_DIFF_BORDER_M);
}

static enum lg_diff_relation relation_of(const struct matching *matching, size_t from, size_t to,
                                         const struct lg_diff_link *link)
{
    const struct lg_diff_parcel *old_parcel = &matching->diff->sides[LG_DIFF_OLD].parcels[from];
    const struct lg_diff_parcel *new_parcel = &matching->diff->sides[LG_DIFF_NEW].parcels[to];
    if (!matching->has_shapes || old_parcel->drawn_m2 <= 0.0 || new_parcel->drawn_m2 <= 0.0) {
        return LG_DIFF_ID_ONLY;
    }
    if (link == NULL ||
        !(is_major(matching, link, LG_DIFF_OLD) || is_major(matching, link, LG_DIFF_NEW))) {
        return LG_DIFF_OTHER_LAND;
    }
    bool is_split = matching->major[LG_DIFF_OLD][from] > 1 && is_major(matching, link, LG_DIFF_NEW);
    bool is_merged = matching->major[LG_DIFF_NEW][to] > 1 && is_major(matching, link, LG_DIFF_OLD);
    if (is_split && is_merged) return LG_DIFF_REARRANGED;
    if (is_split) return LG_DIFF_SPLIT;
    if (is_merged) return LG_DIFF_MERGED;
    bool is_same = old_parcel->drawn_m2 - link->area_m2 <= tolerance_m2(old_parcel) &&
                   new_parcel->drawn_m2 - link->area_m2 <= tolerance_m2(new_parcel);
    if (is_same) return LG_DIFF_SAME_SHAPE;
    bool is_shifted = lg_diff_is_shifted(&matching->shift, matching->diff, from, to, link->area_m2);
    return is_shifted ? LG_DIFF_SHIFTED : LG_DIFF_RESHAPED;
}

static enum lg_status add_match(struct matching *matching, size_t from, size_t to, bool by_id,
                                struct lg_error *err)
{
    struct lg_diff_pair *pair = NULL;
    struct lg_diff_link *link = find_link(matching->diff, from, to);
    enum lg_status status = add_pair(matching, from, to, &pair, err);
    if (status != LG_OK) return status;
    assert(pair != NULL);
    pair->relation = relation_of(matching, from, to, link);
    pair->matched_by = by_id ? "id" : "overlap";
    if (matching->has_shapes) pair->overlap_m2 = link == NULL ? 0.0 : link->area_m2;
    if (link != NULL) link->relation = pair->relation;
    return LG_OK;
}

/* A parcel without a partner is a part of the one that has most of it. */
static bool is_part(const struct matching *matching, const struct lg_diff_link *link, int which)
{
    return matching->partner[which][link->parcel[which]] == LG_NO_ROW_HERE &&
           is_major(matching, link, which);
}

static enum lg_status pair_up(struct matching *matching, struct lg_error *err)
{
    struct lg_diff *diff = matching->diff;
    enum lg_status status = LG_OK;
    for (size_t from = 0; status == LG_OK && from < diff->sides[LG_DIFF_OLD].parcel_count; from++) {
        size_t to = matching->partner[LG_DIFF_OLD][from];
        if (to == LG_NO_ROW_HERE) continue;
        status = add_match(matching, from, to, !matching->by_land[from], err);
    }
    for (size_t i = 0; status == LG_OK && i < diff->link_count; i++) {
        const struct lg_diff_link *link = &diff->links[i];
        if (!is_part(matching, link, LG_DIFF_OLD) && !is_part(matching, link, LG_DIFF_NEW)) {
            continue;
        }
        status =
            add_match(matching, link->parcel[LG_DIFF_OLD], link->parcel[LG_DIFF_NEW], false, err);
    }
    return status;
}

/* Those of one side alone. */
static enum lg_status add_singles(struct matching *matching, int which, struct lg_error *err)
{
    const struct lg_diff_side *side = &matching->diff->sides[which];
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < side->parcel_count; i++) {
        struct lg_diff_pair *pair = NULL;
        if (matching->is_paired[which][i]) continue;
        status = add_pair(matching, which == LG_DIFF_OLD ? i : LG_NO_ROW_HERE,
                          which == LG_DIFF_NEW ? i : LG_NO_ROW_HERE, &pair, err);
        if (status != LG_OK) return status;
        assert(pair != NULL);
        bool is_covered =
            matching->has_shapes && side->parcels[i].drawn_m2 > 0.0 &&
            matching->shared_m2[which][i] >= LG_DIFF_MATCH * side->parcels[i].drawn_m2;
        pair->relation = is_covered ? LG_DIFF_REARRANGED : LG_DIFF_RELATION_COUNT;
        if (matching->has_shapes) pair->overlap_m2 = matching->shared_m2[which][i];
    }
    return status;
}

static int compare_positions(size_t left, size_t right)
{
    return left < right ? -1 : left > right;
}

static int compare_pairs(const void *left, const void *right)
{
    const struct lg_diff_pair *a = left;
    const struct lg_diff_pair *b = right;
    int order = compare_positions(a->parcel[LG_DIFF_OLD], b->parcel[LG_DIFF_OLD]);
    return order != 0 ? order : compare_positions(a->parcel[LG_DIFF_NEW], b->parcel[LG_DIFF_NEW]);
}

static enum lg_status make_columns(struct matching *matching, struct lg_error *err)
{
    bool is_made = true;
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        size_t count = matching->diff->sides[which].parcel_count + 1;
        matching->partner[which] = malloc(count * sizeof(size_t));
        matching->is_elsewhere[which] = calloc(count, sizeof(bool));
        matching->is_paired[which] = calloc(count, sizeof(bool));
        matching->shared_m2[which] = calloc(count, sizeof(double));
        matching->major[which] = calloc(count, sizeof(size_t));
        is_made = is_made && matching->partner[which] != NULL &&
                  matching->is_elsewhere[which] != NULL && matching->is_paired[which] != NULL &&
                  matching->shared_m2[which] != NULL && matching->major[which] != NULL;
        for (size_t i = 0; matching->partner[which] != NULL && i < count; i++) {
            matching->partner[which][i] = LG_NO_ROW_HERE;
        }
    }
    matching->by_land = calloc(matching->diff->sides[LG_DIFF_OLD].parcel_count + 1, sizeof(bool));
    if (is_made && matching->by_land != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory to match the parcels");
}

static void free_columns(struct matching *matching)
{
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        free(matching->partner[which]);
        free(matching->is_elsewhere[which]);
        free(matching->is_paired[which]);
        free(matching->shared_m2[which]);
        free(matching->major[which]);
    }
    free(matching->by_land);
}

enum lg_status lg_diff_match(struct lg_diffing *diffing, struct lg_error *err)
{
    struct lg_diff *diff = &diffing->diff;
    struct matching matching = {.diffing = diffing, .diff = diff};
    matching.has_shapes =
        diff->sides[LG_DIFF_OLD].has_shapes && diff->sides[LG_DIFF_NEW].has_shapes;
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        struct lg_diff_side *side = &diff->sides[which];
        for (size_t i = 0; i < side->parcel_count; i++) {
            side->parcels[i].has_plain_id = is_plain(diff, side->parcels[i].id);
        }
    }
    enum lg_status status = make_columns(&matching, err);
    if (status == LG_OK && matching.has_shapes) status = find_links(&matching, err);
    if (status == LG_OK) {
        sum_links(&matching);
        match_ids(&matching);
        status = match_land(&matching, err);
    }
    if (status == LG_OK) {
        match_moved(&matching);
        status = find_shift(&matching, err);
    }
    if (status == LG_OK) {
        status = pair_up(&matching, err);
    }
    if (status == LG_OK) status = add_singles(&matching, LG_DIFF_OLD, err);
    if (status == LG_OK) status = add_singles(&matching, LG_DIFF_NEW, err);
    if (status == LG_OK && diff->pair_count > 0) {
        qsort(diff->pairs, diff->pair_count, sizeof(*diff->pairs), compare_pairs);
    }
    free_columns(&matching);
    return status;
}
