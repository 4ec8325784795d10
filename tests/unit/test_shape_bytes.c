/*
 * publish/database/shape_bytes: well-known binary, with the numbers and the rings of the GeoJSON.
 */
#include "publish/database/shape_bytes.h"
#include "support/cmocka.h"

#include <math.h>
#include <string.h>

enum { BYTES_MAX = 512 };

/* Bytes put together by hand. */
struct expected {
    unsigned char bytes[BYTES_MAX];
    size_t size;
};

static void put(struct expected *expected, const void *bytes, size_t size)
{
    assert_true(expected->size + size <= BYTES_MAX);
    memcpy(expected->bytes + expected->size, bytes, size);
    expected->size += size;
}

static void put_head(struct expected *expected, uint32_t type)
{
    const uint16_t one = 1;
    put(expected, &one, 1);
    put(expected, &type, sizeof(type));
}

static void put_count(struct expected *expected, uint32_t count)
{
    put(expected, &count, sizeof(count));
}

static void add_ring(struct lg_shapes *shapes, bool is_hole, const double *xy, size_t count)
{
    double *to = NULL;
    assert_int_equal(lg_shapes_add_ring(shapes, is_hole, count, &to, NULL), LG_OK);
    memcpy(to, xy, 2 * count * sizeof(*xy));
}

static void check_bytes(const struct lg_text *bytes, const struct expected *expected)
{
    assert_int_equal(bytes->size, expected->size);
    assert_memory_equal(bytes->bytes, expected->bytes, expected->size);
}

/* Two polygons, the first with a hole; both of its rings run the wrong way and are turned. */
static void polygons_with_holes(void **state)
{
    (void)state;
    static const double outer[] = {0, 0, 0, 9, 9, 0, 0, 0};
    static const double outer_turned[] = {0, 0, 9, 0, 0, 9, 0, 0};
    static const double hole[] = {1, 1, 2, 1, 1, 2, 1, 1};
    static const double hole_turned[] = {1, 1, 1, 2, 2, 1, 1, 1};
    static const double other[] = {20.004, 0, 21, 0, 20, 1, 20.004, 0};
    static const double other_rounded[] = {20, 0, 21, 0, 20, 1, 20, 0};
    struct lg_shapes shapes = {0};
    struct lg_text bytes = {0};
    struct expected expected = {.size = 0};
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    add_ring(&shapes, false, outer, 4);
    add_ring(&shapes, true, hole, 4);
    add_ring(&shapes, false, other, 4);
    put_head(&expected, 6);
    put_count(&expected, 2);
    put_head(&expected, 3);
    put_count(&expected, 2);
    put_count(&expected, 4);
    put(&expected, outer_turned, sizeof(outer_turned));
    put_count(&expected, 4);
    put(&expected, hole_turned, sizeof(hole_turned));
    put_head(&expected, 3);
    put_count(&expected, 1);
    put_count(&expected, 4);
    put(&expected, other_rounded, sizeof(other_rounded));
    lg_shape_bytes_add(&bytes, &(struct lg_row_shape){&shapes, 0, 2});
    check_bytes(&bytes, &expected);
    lg_text_reset(&bytes);
    lg_shapes_reset(&shapes);
}

static void no_place_is_nothing(void **state)
{
    (void)state;
    struct lg_shapes shapes = {0};
    struct lg_text bytes = {0};
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    lg_shape_bytes_add(&bytes, &(struct lg_row_shape){&shapes, 0, 8});
    lg_shape_bytes_add(&bytes, &(struct lg_row_shape){NULL, 0, 8});
    lg_shape_bytes_add_point(&bytes, (struct lg_row_point){(double)NAN, 1});
    assert_int_equal(bytes.size, 0);
    lg_shapes_reset(&shapes);
}

static void point_is_rounded_as_written(void **state)
{
    (void)state;
    static const double rounded[] = {120.12345679, 30};
    struct lg_text bytes = {0};
    struct expected expected = {.size = 0};
    put_head(&expected, 1);
    put(&expected, rounded, sizeof(rounded));
    lg_shape_bytes_add_point(&bytes, (struct lg_row_point){120.123456789, 30});
    check_bytes(&bytes, &expected);
    lg_text_reset(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(polygons_with_holes),
        cmocka_unit_test(no_place_is_nothing),
        cmocka_unit_test(point_is_rounded_as_written),
    };
    return cmocka_run_group_tests_name("publish/database/shape_bytes", tests, NULL, NULL);
}
