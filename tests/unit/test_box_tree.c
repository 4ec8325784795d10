/*
 * model/box_tree: the same positions as a walk through all boxes.
 */
#include "model/box_tree.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>

struct tree_case {
    const char *name;
    size_t count;
    double size_max; /* of a box; the world is 1000 wide */
    double grid;     /* positions are multiples of this; 0: any */
};

static const struct tree_case cases[] = {
    {"an empty tree finds nothing", 0, 10.0, 0.0},
    {"one box", 1, 500.0, 0.0},
    {"one full node", 16, 200.0, 0.0},
    {"one box more than a node", 17, 200.0, 0.0},
    {"exactly two full levels", 256, 100.0, 0.0},
    {"three levels", 3000, 30.0, 0.0},
    {"large boxes over small ones", 500, 1000.0, 0.0},
    {"borders that touch count", 2000, 50.0, 25.0},
    {"points and lines are boxes, too", 1000, 0.0, 10.0},
};

/* A fixed sequence, so that a failure can be seen again. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static double place(uint64_t *state, double width, double grid)
{
    double x = draw(state) * width;
    return grid > 0.0 ? floor(x / grid) * grid : x;
}

static struct lg_box draw_box(uint64_t *state, const struct tree_case *row)
{
    struct lg_box box;
    box.x_min = place(state, 1000.0, row->grid);
    box.y_min = place(state, 1000.0, row->grid);
    box.x_max = box.x_min + place(state, row->size_max, row->grid);
    box.y_max = box.y_min + place(state, row->size_max, row->grid);
    /* Every twentieth is inverted, as the box of an empty shape is. */
    if (draw(state) < 0.05) box = (struct lg_box){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    return box;
}

static void check_case(void **state)
{
    const struct tree_case *row = *state;
    uint64_t seed = 7 + row->count;
    struct lg_box *boxes = calloc(row->count + 1, sizeof(*boxes));
    assert_non_null(boxes);
    for (size_t i = 0; i < row->count; i++) {
        boxes[i] = draw_box(&seed, row);
    }

    struct lg_box_tree *tree;
    struct lg_box_hits hits = {0};
    assert_int_equal(lg_box_tree_new(boxes, row->count, &tree, NULL), LG_OK);
    for (int query = 0; query < 200; query++) {
        struct lg_box box = draw_box(&seed, row);
        assert_int_equal(lg_box_tree_query(tree, box, &hits, NULL), LG_OK);
        size_t found = 0;
        for (size_t i = 0; i < row->count; i++) {
            bool apart = boxes[i].x_min > box.x_max || boxes[i].x_max < box.x_min ||
                         boxes[i].y_min > box.y_max || boxes[i].y_max < box.y_min;
            if (apart || box.x_min > box.x_max || boxes[i].x_min > boxes[i].x_max) continue;
            assert_true(found < hits.count);
            assert_int_equal(hits.items[found], i);
            found++;
        }
        assert_int_equal(hits.count, found);
    }
    lg_box_hits_reset(&hits);
    lg_box_tree_free(tree);
    free(boxes);
}

int main(void)
{
    return RUN_CASES("model/box_tree", cases, check_case);
}
