/*
 * spatial/common_area: common areas that can be counted in squares.
 */
#include "spatial/common_area.h"
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

struct clip_case {
    const char *name;
    const char *first, *second; /* rings as "x y, x y; - x y, ...", '-' before a hole */
    double area;
};

#define SQUARE "0 0, 4 0, 4 4, 0 4"
#define COMB   "-1 -1, 5 -1, 5 5, 3 5, 3 1, 1 1, 1 5, -1 5"
#define ELL    "0 0, 4 0, 4 1, 1 1, 1 4, 0 4"

static const struct clip_case cases[] = {
    {"two squares", SQUARE, "2 2, 6 2, 6 6, 2 6", 4.0},
    {"a clockwise window", "0 0, 0 4, 4 4, 4 0", "2 2, 6 2, 6 6, 2 6", 4.0},
    {"a clockwise subject", SQUARE, "2 2, 2 6, 6 6, 6 2", 4.0},
    {"the same shape", SQUARE, SQUARE, 16.0},
    {"apart", SQUARE, "5 0, 9 0, 9 4, 5 4", 0.0},
    {"a common edge", SQUARE, "4 0, 8 0, 8 4, 4 4", 0.0},
    {"a triangle's tip", SQUARE, "2 2, 6 0, 6 4", 2.0},
    {"the subject falls into two parts", SQUARE, COMB, 10.0},
    {"the second is the window", COMB, SQUARE, 10.0},
    {"a hole takes away", SQUARE, "-1 -1, 5 -1, 5 5, -1 5;- 1 1, 1 6, 2 6, 2 1", 13.0},
    {"two parts of one shape", SQUARE, "0 0, 1 0, 1 1, 0 1; 3 3, 9 3, 9 9, 3 9", 2.0},
    {"a vertex on a straight edge is convex", "0 0, 2 0, 4 0, 4 4, 0 4", ELL, 7.0},
    {"neither is convex", ELL, COMB, 7.0},
    {"neither is convex, the other way round", COMB, ELL, 7.0},
    {"both have holes", "0 0, 6 0, 6 6, 0 6;- 1 1, 1 3, 3 3, 3 1",
     "0 0, 6 0, 6 6, 0 6;- 2 2, 2 5, 5 5, 5 2", 24.0},
};

static void read_shape(const char *text, struct lg_shapes *shapes)
{
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    while (*text != '\0') {
        while (*text == ' ') {
            text++;
        }
        bool is_hole = text[0] == '-' && text[1] == ' ';
        if (is_hole) text++;
        double values[64] = {0.0};
        size_t count = 0;
        while (*text != '\0' && *text != ';') {
            char *end;
            values[count++] = strtod(text, &end);
            text = end;
            while (*text == ',' || *text == ' ') {
                text++;
            }
        }
        double *xy;
        assert_int_equal(lg_shapes_add_ring(shapes, is_hole, count / 2 + 1, &xy, NULL), LG_OK);
        memcpy(xy, values, count * sizeof(*xy));
        xy[count] = values[0];
        xy[count + 1] = values[1];
        if (*text == ';') text++;
    }
}

static void check_case(void **state)
{
    const struct clip_case *row = *state;
    struct lg_clip_scratch scratch = {0};
    struct lg_shapes shapes = {0};
    read_shape(row->first, &shapes);
    read_shape(row->second, &shapes);
    /* Where eastings lie: the digits before the point must not cost any behind it. */
    for (size_t i = 0; i < shapes.vertex_count; i++) {
        shapes.xy[2 * i] += 31446000.0;
        shapes.xy[2 * i + 1] += 3280000.0;
    }
    double area = -1.0;
    assert_int_equal(lg_common_area(&scratch, &shapes, 0, &shapes, 1, &area, NULL), LG_OK);
    ASSERT_CLOSE(area, row->area, 1e-12);
    lg_clip_scratch_reset(&scratch);
    lg_shapes_reset(&shapes);
}

int main(void)
{
    return RUN_CASES("spatial/common_area", cases, check_case);
}
