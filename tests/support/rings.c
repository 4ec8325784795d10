#include "support/rings.h"

#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 64 };

void read_rings(const char *text, struct lg_shapes *shapes)
{
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    while (*text != '\0') {
        while (*text == ' ') {
            text++;
        }
        bool is_hole = text[0] == '-' && text[1] == ' ';
        if (is_hole) text++;
        double values[VALUES_MAX] = {0.0};
        size_t count = 0;
        while (*text != '\0' && *text != ';') {
            char *end;
            assert_true(count < VALUES_MAX);
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
