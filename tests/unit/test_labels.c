/*
 * model/labels, data/palette: the catalogues agree, every header and code has a label in both
 * languages, and a sentence is filled.
 */
#include "model/catalogues.h"
#include "model/labels.h"
#include "model/palette.h"
#include "support/cmocka.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void labels_are_found(void **state)
{
    (void)state;
    assert_string_equal(lg_label(LG_ENGLISH, "column.area_ha"), "Area (ha)");
    assert_string_equal(lg_label(LG_CHINESE, "column.area_ha"), "面积（公顷）");
    assert_null(lg_label(LG_ENGLISH, "column.area_h"));
    assert_null(lg_label(LG_ENGLISH, "zzz"));
    assert_string_equal(lg_label_column(LG_ENGLISH, "idle", "area_ha"), "Parcel area (ha)");
    assert_string_equal(lg_label_column(LG_ENGLISH, "account", "area_ha"), "Area (ha)");
    assert_string_equal(lg_label_column(LG_ENGLISH, "idle", "no_such_key"), "no_such_key");
    assert_string_equal(lg_label_value(LG_ENGLISH, "status", "IDLE1"), "idle for one full year");
    assert_string_equal(lg_label_value(LG_CHINESE, "land_state", "A2"), "工矿仓储用地");
    assert_null(lg_label_value(LG_CHINESE, "land_state", "Z9"));
    assert_null(lg_label_value(LG_CHINESE, "status", NULL));
}

static void colours_are_found(void **state)
{
    (void)state;
    assert_string_equal(lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE2"), "#d55e00");
    /* A child without a colour of its own has its parent's. */
    assert_string_equal(lg_colour(LG_COLOUR_LAND_STATE, "A31"),
                        lg_colour(LG_COLOUR_LAND_STATE, "A3"));
    assert_string_equal(lg_colour(LG_COLOUR_LAND_STATE, "A52"),
                        lg_colour(LG_COLOUR_LAND_STATE, "A5"));
    assert_string_equal(lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE"),
                        lg_colour(LG_COLOUR_IDLE_STATUS, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_found),
        cmocka_unit_test(colours_are_found),
    };
    return cmocka_run_group_tests_name("model/labels", tests, NULL, NULL);
}
