/*
 * The packed tree. All levels lie in one array of boxes: level 0 holds the boxes given, in packed
 * order, each further level one box for every NODE_WIDTH of the level below, up to a single root.
 */
#include "model/box_tree.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    NODE_WIDTH = 16,
    LEVELS_MAX = 17, /* 16^16 boxes are more than a size_t can count */
};

struct lg_box_tree {
    size_t level_count;
    size_t level_start[LEVELS_MAX + 1]; /* offsets into boxes */
    struct lg_box *boxes;
    size_t *positions; /* of the boxes of level 0 */
};

/* A box on its way into the packed order. */
struct packed {
    uint64_t key; /* what it is sorted by */
    size_t position;
};

bool lg_box_meets(struct lg_box left, struct lg_box right)
{
    return left.x_min <= right.x_max && right.x_min <= left.x_max && left.y_min <= right.y_max &&
           right.y_min <= left.y_max && left.x_min <= left.x_max && right.x_min <= right.x_max;
}

/* Sort by the lowest bytes of the keys, equal ones as they stand; an even count of bytes. */
static void sort_by_key(struct packed *items, struct packed *room, size_t count, int byte_count)
{
    assert(byte_count % 2 == 0); /* else the sorted items would lie in the room */

    for (int byte = 0; byte < byte_count; byte++) {
        size_t starts[256] = {0};
        for (size_t i = 0; i < count; i++) {
            starts[items[i].key >> 8 * byte & 0xFF]++;
        }
        size_t start = 0;
        for (size_t digit = 0; digit < 256; digit++) {
            size_t width = starts[digit];
            starts[digit] = start;
            start += width;
        }
        for (size_t i = 0; i < count; i++) {
            room[starts[items[i].key >> 8 * byte & 0xFF]++] = items[i];
        }
        struct packed *swapped = items;
        items = room;
        room = swapped;
    }
}

/* A number's place between two others, in 32 bits: near enough to pack neighbours together. */
static uint64_t place_between(double low, double high, double number)
{
    double place = (number - low) / (high - low) * UINT32_MAX;
    if (!(place > 0.0)) return 0;
    return place < UINT32_MAX ? (uint64_t)place : UINT32_MAX;
}

/* By the middle of the boxes: slices from west to east, each from south to north. */
static void sort_into_tiles(const struct lg_box *boxes, const struct lg_box *all,
                            struct packed *items, struct packed *room, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct lg_box *box = &boxes[items[i].position];
        items[i].key = place_between(2.0 * all->x_min, 2.0 * all->x_max, box->x_min + box->x_max);
    }
    sort_by_key(items, room, count, 4);

    size_t node_count = (count + NODE_WIDTH - 1) / NODE_WIDTH;
    size_t slice_width = (size_t)ceil(sqrt((double)node_count)) * NODE_WIDTH;
    for (size_t i = 0; i < count; i++) {
        const struct lg_box *box = &boxes[items[i].position];
        uint64_t y = place_between(2.0 * all->y_min, 2.0 * all->y_max, box->y_min + box->y_max);
        items[i].key = (uint64_t)(i / slice_width) << 32 | y;
    }
    sort_by_key(items, room, count, 6);
}

static struct lg_box unite(const struct lg_box *boxes, size_t count)
{
    struct lg_box all = boxes[0];
    for (size_t i = 1; i < count; i++) {
        all.x_min = fmin(all.x_min, boxes[i].x_min);
        all.y_min = fmin(all.y_min, boxes[i].y_min);
        all.x_max = fmax(all.x_max, boxes[i].x_max);
        all.y_max = fmax(all.y_max, boxes[i].y_max);
    }
    return all;
}

/* Where each level starts; the last entry is the count of all boxes. */
static void lay_levels(struct lg_box_tree *tree, size_t count)
{
    size_t width = count;
    size_t start = 0;
    tree->level_count = 0;
    while (width > 0) {
        tree->level_start[tree->level_count++] = start;
        start += width;
        width = width == 1 ? 0 : (width + NODE_WIDTH - 1) / NODE_WIDTH;
    }
    tree->level_start[tree->level_count] = start;
}

static void fill_upper_levels(struct lg_box_tree *tree)
{
    for (size_t level = 1; level < tree->level_count; level++) {
        size_t below = tree->level_start[level - 1];
        size_t below_end = tree->level_start[level];
        size_t width = tree->level_start[level + 1] - tree->level_start[level];
        for (size_t node = 0; node < width; node++) {
            size_t first = below + node * NODE_WIDTH;
            size_t child_count = below_end - first < NODE_WIDTH ? below_end - first : NODE_WIDTH;
            tree->boxes[tree->level_start[level] + node] = unite(tree->boxes + first, child_count);
        }
    }
}

/* The usable boxes in packed order. @param items  [2 * count] the second half is room to sort */
static size_t pack_boxes(const struct lg_box *boxes, size_t count, struct packed *items)
{
    struct lg_box all = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!lg_box_meets(boxes[i], boxes[i])) continue;
        const struct lg_box both[2] = {all, boxes[i]};
        all = unite(both, 2);
        items[used++].position = i;
    }
    sort_into_tiles(boxes, &all, items, items + count, used);
    return used;
}

enum lg_status lg_box_tree_new(const struct lg_box *boxes, size_t count, struct lg_box_tree **tree,
                               struct lg_error *err)
{
    assert(boxes != NULL || count == 0);
    assert(tree != NULL);

    enum lg_status status;
    *tree = NULL;
    struct lg_box_tree *built = calloc(1, sizeof(*built));
    struct packed *items = lg_resize(NULL, count, 2 * sizeof(*items));
    if (built == NULL || items == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "index of %zu boxes: out of memory", count);
        goto done;
    }
    size_t used = pack_boxes(boxes, count, items);
    lay_levels(built, used);
    built->boxes = malloc((built->level_start[built->level_count] + 1) * sizeof(*built->boxes));
    built->positions = malloc((used + 1) * sizeof(*built->positions));
    if (built->boxes == NULL || built->positions == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "index of %zu boxes: out of memory", count);
        goto done;
    }
    for (size_t i = 0; i < used; i++) {
        built->positions[i] = items[i].position;
        built->boxes[i] = boxes[items[i].position];
    }
    fill_upper_levels(built);
    *tree = built;
    built = NULL;
    status = LG_OK;

done:
    lg_box_tree_free(built);
    free(items);
    return status;
}

static enum lg_status add_hit(struct lg_box_hits *hits, size_t position, struct lg_error *err)
{
    if (hits->count == hits->capacity) {
        size_t capacity = hits->capacity == 0 ? 32 : 2 * hits->capacity;
        size_t *items = realloc(hits->items, capacity * sizeof(*items));
        if (items == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "list of %zu boxes: out of memory", capacity);
        }
        hits->items = items;
        hits->capacity = capacity;
    }
    hits->items[hits->count++] = position;
    return LG_OK;
}

static int compare_sizes(const void *left, const void *right)
{
    const size_t *a = left;
    const size_t *b = right;
    return (*a > *b) - (*a < *b);
}

/* Most queries find a handful: insertion then beats the call of a sort. */
static void sort_hits(struct lg_box_hits *hits)
{
    if (hits->count > 24) {
        qsort(hits->items, hits->count, sizeof(*hits->items), compare_sizes);
        return;
    }
    for (size_t i = 1; i < hits->count; i++) {
        size_t moving = hits->items[i];
        size_t place = i;
        for (; place > 0 && hits->items[place - 1] > moving; place--) {
            hits->items[place] = hits->items[place - 1];
        }
        hits->items[place] = moving;
    }
}

/* As lg_box_meets() for boxes that are known not to be inverted. */
static bool boxes_meet(const struct lg_box *left, const struct lg_box *right)
{
    /* No branches: which of the four says no cannot be foreseen. */
    return (left->x_min <= right->x_max) & (right->x_min <= left->x_max) &
           (left->y_min <= right->y_max) & (right->y_min <= left->y_max);
}

enum lg_status lg_box_tree_query(const struct lg_box_tree *tree, struct lg_box box,
                                 struct lg_box_hits *hits, struct lg_error *err)
{
    assert(tree != NULL);
    assert(hits != NULL);

    /* Depth first: at most NODE_WIDTH open nodes of each level. */
    struct {
        size_t level, node;
    } open[LEVELS_MAX * NODE_WIDTH];
    size_t open_count = 0;

    hits->count = 0;
    if (tree->level_count == 0 || !lg_box_meets(box, box)) return LG_OK;
    /* A level above the root, so that the root is looked at as any other node. */
    open[open_count].level = tree->level_count;
    open[open_count++].node = 0;
    while (open_count > 0) {
        size_t level = open[--open_count].level - 1;
        size_t start = tree->level_start[level];
        size_t width = tree->level_start[level + 1] - start;
        size_t first = open[open_count].node * NODE_WIDTH;
        size_t end = first + NODE_WIDTH < width ? first + NODE_WIDTH : width;
        for (size_t node = first; node < end; node++) {
            if (!boxes_meet(&tree->boxes[start + node], &box)) continue;
            if (level > 0) {
                open[open_count].level = level;
                open[open_count++].node = node;
                continue;
            }
            enum lg_status status = add_hit(hits, tree->positions[node], err);
            if (status != LG_OK) return status;
        }
    }
    sort_hits(hits);
    return LG_OK;
}

void lg_box_tree_free(struct lg_box_tree *tree)
{
    if (tree == NULL) return;

    free(tree->boxes);
    free(tree->positions);
    free(tree);
}

void lg_box_hits_reset(struct lg_box_hits *hits)
{
    free(hits->items);
    *hits = (struct lg_box_hits){0};
}
