/*
 * evaluate/places: which place a home or host is, by the region's list (domain.md 6.8).
 */
#include "evaluate/enclave_parks.h"
#include "support/cmocka.h"
#include "support/region_model.h"

#include <string.h>

struct place_case {
    const char *name;
    const char *text;
    const char *place, *code; /* NULL: the unknown place; outside */
};

static const struct place_case place_cases[] = {
    {"a name", "拉萨", "拉萨", "5401"},
    {"a name with its kind", "拉萨市", "拉萨", "5401"},
    {"blanks around it", " 拉萨市\t", "拉萨", "5401"},
    {"behind the region", "西藏自治区拉萨市", "拉萨", "5401"},
    {"behind the region in short", "西藏拉萨市达孜区", "拉萨", "5401"},
    {"the region alone", "西藏自治区", "西藏", "54"},
    {"an unknown place of the region", "西藏林芝", "西藏", "54"},
    {"a name behind one that does not hold it", "拉萨那曲", "拉萨", "5401"},
    {"a code of a county", "540102", "拉萨", "5401"},
    {"a code of the region", "540000", "西藏", "54"},
    {"a code of a prefecture that is not listed", "540500", "西藏", "54"},
    {"a code of another province", "632801", "632801", NULL},
    {"a name of another province", "青海省格尔木市", "青海省格尔木市", NULL},
    {"a name inside another", "上海市西藏路", "上海市西藏路", NULL},
    {"a code with more behind it", "54拉萨", "54拉萨", NULL},
    {"nothing", NULL, NULL, NULL},
    {"blanks", "  ", NULL, NULL},
};

static void check_place(void **state)
{
    const struct place_case *row = *state;
    struct lg_model *model = region_model_empty();
    struct lg_places found = {.count = 0};
    size_t at = 99;
    assert_int_equal(lg_places_find(&found, model, row->text, &at, NULL), LG_OK);
    if (row->place == NULL) {
        assert_int_equal(at, LG_PLACE_UNKNOWN);
        assert_int_equal(found.items[at].side, LG_SIDE_UNKNOWN);
    } else {
        assert_int_equal(at, 1);
        assert_string_equal(found.items[at].name, row->place);
        assert_int_equal(found.items[at].side,
                         row->code != NULL ? LG_SIDE_INSIDE : LG_SIDE_OUTSIDE);
        size_t again = 99;
        assert_int_equal(lg_places_find(&found, model, row->text, &again, NULL), LG_OK);
        assert_int_equal(again, at);
    }
    if (row->code != NULL) assert_string_equal(found.items[at].code, row->code);
    lg_places_reset(&found);
    lg_model_free(model);
}

int main(void)
{
    return RUN_CASES("evaluate/places", place_cases, check_place);
}
