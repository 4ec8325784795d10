/*
 * base/names: what a mistyped name may have meant. Edits counted by hand.
 */
#include "landgauge/names.h"
#include "support/cmocka.h"

static const char *const names[] = {"parks", "parcels", "buildings", "crs", "as-of"};

struct names_case {
    const char *name;
    const char *word;
    size_t expected; /* 5: none */
};

static const struct names_case cases[] = {
    {"a letter dropped", "parcel", 1},
    {"a letter added", "buildinggs", 2},
    {"a letter changed", "porks", 0},
    {"neighbours swapped are one edit", "csr", 3},
    {"swapped and dropped are two", "prak", 0},
    {"the name itself", "as-of", 4},
    {"a shortened name", "bui", 2},
    {"one letter shortens nothing", "b", 5},
    {"too many edits", "enterprises", 5},
    {"no word", "", 5},
    {"a short name is not made of nothing", "x", 5},
    {"longer than every name",
     "parksparksparksparksparksparksparksparksparksparksparksparksparksparks", 5},
};

static void check_case(void **state)
{
    const struct names_case *row = *state;
    assert_int_equal(lg_names_nearest(row->word, names, 5), row->expected);
}

int main(void)
{
    return RUN_CASES("base/names", cases, check_case);
}
