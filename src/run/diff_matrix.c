/*
 * From which state to which the land of a park went, by laying the parts in the park over each
 * other.
 *
 * A part counts with the area that its register says (area_ha): so the lines add up to what the
 * runs themselves counted, overlaps once or twice as they did. A parcel that is drawn as it was
 * keeps its land. What two other parts share is measured on the shapes, brought to that scale, and
 * cut back where more would be shared than a part has, as parcels lie over each other. What is left
 * of a part is land that only its side has.
 */
#include "base/grow.h"
#include "run/diff.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NO_STATE "NO_STATE"
#define NO_LAND  "NO_LAND"

/* Closing, in m2 for each line and part of the whole; smaller areas are not written. */
#define CLOSURE_M2    1e-4
#define CLOSURE_RATIO 1e-9

/* Parts of one parcel are of one size to within what two projections make of it. */
#define SAME_RATIO 1e-4

/* Two parts of one park, rows of the old and the new side. */
struct part {
    size_t row[LG_DIFF_SIDES];
    double area_m2;
    bool is_same; /* one parcel, drawn as it was */
};

struct counting {
    struct lg_diffing *diffing;
    struct lg_diff *diff;
    size_t part_count, part_capacity;
    struct part *parts;               /* [part_count] */
    double *shared_m2[LG_DIFF_SIDES]; /* [row count] */
    size_t capacity;                  /* of the transitions */
};

static enum lg_status add_part(struct counting *counting, const struct part *part,
                               struct lg_error *err)
{
    if (counting->part_count == counting->part_capacity) {
        size_t capacity = lg_grow_capacity(counting->part_capacity, counting->part_count + 1);
        struct part *parts = lg_resize(counting->parts, capacity, sizeof(*parts));
        if (parts == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parts", capacity);
        counting->parts = parts;
        counting->part_capacity = capacity;
    }
    counting->parts[counting->part_count++] = *part;
    return LG_OK;
}

/* As large as before; of a parcel whose park was redrawn the parts are not. */
static bool is_as_large(const struct lg_diff_row *from, const struct lg_diff_row *to)
{
    double larger_m2 = fmax(from->drawn_m2, to->drawn_m2);
    return fabs(from->drawn_m2 - to->drawn_m2) <= fmax(LG_DIFF_AREA_M2, SAME_RATIO * larger_m2);
}

/* The rows of two parcels that are in one park; of several, the area is still to be measured. */
static enum lg_status add_rows(struct counting *counting, const size_t parcel[LG_DIFF_SIDES],
                               double area_m2, bool is_same, struct lg_error *err)
{
    const struct lg_diff_side *sides = counting->diff->sides;
    const struct lg_diff_parcel *from = &sides[LG_DIFF_OLD].parcels[parcel[LG_DIFF_OLD]];
    const struct lg_diff_parcel *to = &sides[LG_DIFF_NEW].parcels[parcel[LG_DIFF_NEW]];
    bool is_whole = from->row_count == 1 && to->row_count == 1;
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < from->row_count; i++) {
        const struct lg_diff_row *old_row = &sides[LG_DIFF_OLD].rows[from->first_row + i];
        for (size_t k = 0; status == LG_OK && k < to->row_count; k++) {
            const struct lg_diff_row *new_row = &sides[LG_DIFF_NEW].rows[to->first_row + k];
            if (old_row->park != new_row->park || old_row->park == LG_NO_ROW_HERE) continue;
            const struct part part = {
                .row = {from->first_row + i, to->first_row + k},
                .area_m2 = is_whole ? area_m2 : (double)NAN,
                .is_same = is_same && is_as_large(old_row, new_row),
            };
            status = add_part(counting, &part, err);
        }
    }
    return status;
}

/* Overlay the rows of parcels that have several. */
static enum lg_status measure_parts(struct counting *counting, struct lg_error *err)
{
    const struct lg_diff_side *sides = counting->diff->sides;
    struct lg_common_lands lands = {0};
    lands.items = lg_resize(NULL, counting->part_count + 1, sizeof(*lands.items));
    if (lands.items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the parts");
    for (size_t i = 0; i < counting->part_count; i++) {
        const struct part *part = &counting->parts[i];
        if (!isnan(part->area_m2)) continue;
        lands.items[lands.count++] = (struct lg_common_land){
            sides[LG_DIFF_OLD].rows[part->row[LG_DIFF_OLD]].shape,
            sides[LG_DIFF_NEW].rows[part->row[LG_DIFF_NEW]].shape,
            (double)NAN,
        };
    }
    enum lg_status status =
        lg_measure_common_land(&sides[LG_DIFF_OLD].row_shapes, &sides[LG_DIFF_NEW].row_shapes,
                               &counting->diffing->means, &lands, err);
    size_t next = 0;
    for (size_t i = 0; status == LG_OK && i < counting->part_count; i++) {
        struct part *part = &counting->parts[i];
        if (isnan(part->area_m2)) part->area_m2 = lands.items[next++].area_m2;
    }
    free(lands.items);
    return status;
}

static enum lg_status find_parts(struct counting *counting, struct lg_error *err)
{
    const struct lg_diff *diff = counting->diff;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < diff->link_count; i++) {
        const struct lg_diff_link *link = &diff->links[i];
        bool is_same = link->relation == LG_DIFF_SAME_SHAPE || link->relation == LG_DIFF_SHIFTED;
        status = add_rows(counting, link->parcel, link->area_m2, is_same, err);
    }
    return status == LG_OK ? measure_parts(counting, err) : status;
}

/* Without shapes two parcels of one id are the same. */
static enum lg_status match_parts(struct counting *counting, struct lg_error *err)
{
    const struct lg_diff *diff = counting->diff;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < diff->pair_count; i++) {
        const struct lg_diff_pair *pair = &diff->pairs[i];
        if (pair->matched_by == NULL) continue;
        status = add_rows(counting, pair->parcel, 0.0, true, err);
    }
    return status;
}

static double counted_m2(const struct lg_diff_row *row)
{
    return row->account_m2 > 0.0 ? row->account_m2 : 0.0;
}

/* From the scale of the drawing to that of the register. */
static double scale_of(const struct lg_diff_row *row)
{
    return row->drawn_m2 > 0.0 ? counted_m2(row) / row->drawn_m2 : 1.0;
}

static void sum_shared(struct counting *counting, bool is_same)
{
    assert(counting->shared_m2[LG_DIFF_OLD] != NULL && counting->shared_m2[LG_DIFF_NEW] != NULL);
    for (size_t i = 0; i < counting->part_count; i++) {
        const struct part *part = &counting->parts[i];
        if (part->is_same != is_same) continue;
        for (int which = 0; which < LG_DIFF_SIDES; which++) {
            counting->shared_m2[which][part->row[which]] += part->area_m2;
        }
    }
}

/*
 * A parcel that is drawn as it was keeps its land: what its drawing shares with that of a neighbour
 * is a sliver, as edges that are straight in a plane are not in degrees, or a shift of the whole.
 */
static void settle_same(struct counting *counting)
{
    const struct lg_diff_side *sides = counting->diff->sides;
    for (size_t i = 0; i < counting->part_count; i++) {
        struct part *part = &counting->parts[i];
        if (!part->is_same) continue;
        part->area_m2 = fmin(counted_m2(&sides[LG_DIFF_OLD].rows[part->row[LG_DIFF_OLD]]),
                             counted_m2(&sides[LG_DIFF_NEW].rows[part->row[LG_DIFF_NEW]]));
    }
    sum_shared(counting, true);
}

static void bring_to_scale(struct counting *counting)
{
    const struct lg_diff_side *sides = counting->diff->sides;
    for (size_t i = 0; i < counting->part_count; i++) {
        struct part *part = &counting->parts[i];
        if (part->is_same) continue;
        const struct lg_diff_row *old_row = &sides[LG_DIFF_OLD].rows[part->row[LG_DIFF_OLD]];
        const struct lg_diff_row *new_row = &sides[LG_DIFF_NEW].rows[part->row[LG_DIFF_NEW]];
        part->area_m2 *= (scale_of(old_row) + scale_of(new_row)) / 2.0;
    }
}

/* No part shares more than what it has left. @param wanted_m2  [row count] by side, all 0 */
static void cut_back(struct counting *counting, double *const wanted_m2[LG_DIFF_SIDES])
{
    const struct lg_diff_side *sides = counting->diff->sides;
    for (size_t i = 0; i < counting->part_count; i++) {
        const struct part *part = &counting->parts[i];
        for (int which = 0; !part->is_same && which < LG_DIFF_SIDES; which++) {
            wanted_m2[which][part->row[which]] += part->area_m2;
        }
    }
    for (size_t i = 0; i < counting->part_count; i++) {
        struct part *part = &counting->parts[i];
        double factor = 1.0;
        for (int which = 0; !part->is_same && which < LG_DIFF_SIDES; which++) {
            size_t row = part->row[which];
            double left_m2 =
                fmax(0.0, counted_m2(&sides[which].rows[row]) - counting->shared_m2[which][row]);
            if (wanted_m2[which][row] > left_m2) {
                factor = fmin(factor, left_m2 / wanted_m2[which][row]);
            }
        }
        part->area_m2 *= factor;
    }
    sum_shared(counting, false);
}

static enum lg_status settle(struct counting *counting, struct lg_error *err)
{
    double *wanted_m2[LG_DIFF_SIDES] = {NULL, NULL};
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        wanted_m2[which] = calloc(counting->diff->sides[which].row_count + 1, sizeof(double));
    }
    bool has_room = wanted_m2[LG_DIFF_OLD] != NULL && wanted_m2[LG_DIFF_NEW] != NULL;
    if (has_room) {
        settle_same(counting);
        bring_to_scale(counting);
        cut_back(counting, wanted_m2);
    }
    free(wanted_m2[LG_DIFF_OLD]);
    free(wanted_m2[LG_DIFF_NEW]);
    return has_room ? LG_OK : lg_fail(err, LG_NO_MEMORY, "no memory for the transitions");
}

/* ---- lines ---- */

static enum lg_status add_line(struct counting *counting, const struct lg_diff_transition *line,
                               struct lg_error *err)
{
    struct lg_diff *diff = counting->diff;
    if (diff->transition_count == counting->capacity) {
        size_t capacity = lg_grow_capacity(counting->capacity, diff->transition_count + 1);
        struct lg_diff_transition *lines = lg_resize(diff->transitions, capacity, sizeof(*lines));
        if (lines == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the transitions");
        diff->transitions = lines;
        counting->capacity = capacity;
    }
    diff->transitions[diff->transition_count++] = *line;
    return LG_OK;
}

static const char *state_of(const struct lg_diff *diff, int which, size_t row, int field)
{
    if (row == LG_NO_ROW_HERE) return NO_LAND;
    const struct lg_diff_side *side = &diff->sides[which];
    const char *state = side->parcels[side->rows[row].parcel].text[field];
    return state != NULL ? state : NO_STATE;
}

/* A line of each kind; a row is LG_NO_ROW_HERE for land that only the other side has. */
static enum lg_status add_land(struct counting *counting, const struct part *part,
                               struct lg_error *err)
{
    static const struct {
        const char *name;
        int field;
    } kinds[] = {{"construction", LG_DIFF_LAND_STATE}, {"supply", LG_DIFF_SUPPLY_STATE}};
    struct lg_diff *diff = counting->diff;
    int known = part->row[LG_DIFF_OLD] != LG_NO_ROW_HERE ? LG_DIFF_OLD : LG_DIFF_NEW;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct lg_diff_transition line = {
            .park = diff->sides[known].rows[part->row[known]].park,
            .kind = kinds[i].name,
            .state = {state_of(diff, LG_DIFF_OLD, part->row[LG_DIFF_OLD], kinds[i].field),
                      state_of(diff, LG_DIFF_NEW, part->row[LG_DIFF_NEW], kinds[i].field)},
            .area_m2 = part->area_m2,
            .part_count = 1,
        };
        status = add_line(counting, &line, err);
    }
    return status;
}

static enum lg_status add_lands(struct counting *counting, struct lg_error *err)
{
    assert(counting->shared_m2[LG_DIFF_OLD] != NULL && counting->shared_m2[LG_DIFF_NEW] != NULL);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < counting->part_count; i++) {
        if (counting->parts[i].area_m2 > 0.0) {
            status = add_land(counting, &counting->parts[i], err);
        }
    }
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        const struct lg_diff_side *side = &counting->diff->sides[which];
        for (size_t row = 0; status == LG_OK && row < side->row_count; row++) {
            struct part rest = {.row = {LG_NO_ROW_HERE, LG_NO_ROW_HERE}};
            if (side->rows[row].park == LG_NO_ROW_HERE) continue;
            rest.row[which] = row;
            rest.area_m2 = counted_m2(&side->rows[row]) - counting->shared_m2[which][row];
            if (rest.area_m2 > 0.0) status = add_land(counting, &rest, err);
        }
    }
    return status;
}

static int compare_lines(const void *left, const void *right)
{
    const struct lg_diff_transition *a = left;
    const struct lg_diff_transition *b = right;
    if (a->park != b->park) return a->park < b->park ? -1 : 1;
    int order = strcmp(a->kind, b->kind);
    if (order == 0) order = strcmp(a->state[LG_DIFF_OLD], b->state[LG_DIFF_OLD]);
    if (order == 0) order = strcmp(a->state[LG_DIFF_NEW], b->state[LG_DIFF_NEW]);
    /* Sums run over sorted areas, so that the order of the rows cannot show. */
    if (order == 0) order = a->area_m2 < b->area_m2 ? -1 : a->area_m2 > b->area_m2;
    return order;
}

static bool is_one_line(const struct lg_diff_transition *a, const struct lg_diff_transition *b)
{
    return a->park == b->park && strcmp(a->kind, b->kind) == 0 &&
           strcmp(a->state[LG_DIFF_OLD], b->state[LG_DIFF_OLD]) == 0 &&
           strcmp(a->state[LG_DIFF_NEW], b->state[LG_DIFF_NEW]) == 0;
}

/* Sort, add up, and leave out what is too small to be written. */
static void add_up(struct lg_diff *diff)
{
    if (diff->transition_count == 0) return;
    qsort(diff->transitions, diff->transition_count, sizeof(*diff->transitions), compare_lines);
    size_t kept = 0;
    size_t next = 0;
    for (size_t first = 0; first < diff->transition_count; first = next) {
        struct lg_diff_transition line = diff->transitions[first];
        for (next = first + 1; next < diff->transition_count; next++) {
            if (!is_one_line(&line, &diff->transitions[next])) break;
            line.area_m2 += diff->transitions[next].area_m2;
            line.part_count++;
        }
        if (line.area_m2 > CLOSURE_M2) diff->transitions[kept++] = line;
    }
    diff->transition_count = kept;
}

/* The lines of a park must add up to the old land and to the new land of each kind. */
static enum lg_status check_sums(const struct lg_diff *diff, struct lg_error *err)
{
    double *sums = calloc(diff->park_count + 1, 6 * sizeof(*sums)); /* side: two kinds, rows */
    if (sums == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to check the transitions");
    for (size_t i = 0; i < diff->transition_count; i++) {
        const struct lg_diff_transition *line = &diff->transitions[i];
        size_t kind = line->kind[0] == 's' ? 1 : 0;
        for (size_t which = 0; which < LG_DIFF_SIDES; which++) {
            if (strcmp(line->state[which], NO_LAND) == 0) continue;
            sums[6 * line->park + 3 * which + kind] += line->area_m2;
        }
    }
    for (size_t which = 0; which < LG_DIFF_SIDES; which++) {
        const struct lg_diff_side *side = &diff->sides[which];
        for (size_t row = 0; row < side->row_count; row++) {
            if (side->rows[row].park == LG_NO_ROW_HERE) continue;
            sums[6 * side->rows[row].park + 3 * which + 2] += counted_m2(&side->rows[row]);
        }
    }
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < 2 * diff->park_count; i++) {
        const double *sum = sums + 3 * i;
        double limit_m2 =
            (double)diff->transition_count * CLOSURE_M2 + CLOSURE_RATIO * sum[2] + CLOSURE_M2;
        if (fabs(sum[0] - sum[2]) <= limit_m2 && fabs(sum[1] - sum[2]) <= limit_m2) continue;
        status = lg_fail(err, LG_INTERNAL,
                         "park %s: the transitions add up to %.4f and %.4f m2 of %.4f m2 of its "
                         "%s land; please report it",
                         diff->parks[i / 2].code, sum[0], sum[1], sum[2],
                         lg_diff_side_name((enum lg_diff_which)(i % 2)));
    }
    free(sums);
    return status;
}

enum lg_status lg_diff_count_transitions(struct lg_diffing *diffing, struct lg_error *err)
{
    struct lg_diff *diff = &diffing->diff;
    struct counting counting = {.diffing = diffing, .diff = diff};
    bool has_shapes = diff->sides[LG_DIFF_OLD].has_shapes && diff->sides[LG_DIFF_NEW].has_shapes;
    for (int which = 0; which < LG_DIFF_SIDES; which++) {
        counting.shared_m2[which] = calloc(diff->sides[which].row_count + 1, sizeof(double));
    }
    enum lg_status status = LG_OK;
    if (counting.shared_m2[LG_DIFF_OLD] == NULL || counting.shared_m2[LG_DIFF_NEW] == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the transitions");
    }
    if (status == LG_OK) {
        status = has_shapes ? find_parts(&counting, err) : match_parts(&counting, err);
    }
    if (status == LG_OK) status = settle(&counting, err);
    if (status == LG_OK) status = add_lands(&counting, err);
    if (status == LG_OK) {
        add_up(diff);
        status = check_sums(diff, err);
    }
    free(counting.parts);
    free(counting.shared_m2[LG_DIFF_OLD]);
    free(counting.shared_m2[LG_DIFF_NEW]);
    return status;
}
