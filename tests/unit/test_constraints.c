/*
 * Which land a constraint turns into its state: unbuilt land that nobody has. Expected values by
 * hand, domain.md 1.3 and 5.4.
 */
#include "model/constraints.h"
#include "support/cmocka.h"

#include <math.h>

struct turn_case {
    const char *name;
    enum lg_state land, supply, constraint;
    double expected_m2; /* of 300 m2 under the constraint, counted 1000 m2, recorded 500 m2 */
};

static const struct turn_case cases[] = {
    {"ready land", LG_STATE_B21, LG_STATE_E21, LG_STATE_C2, 150},
    {"land that is not ready", LG_STATE_B22, LG_STATE_F, LG_STATE_C1, 150},
    {"other land", LG_STATE_B2, LG_STATE_NONE, LG_STATE_C3, 150},
    {"built rural land is built", LG_STATE_B11, LG_STATE_F, LG_STATE_C2, 0},
    {"B alone may be built rural land", LG_STATE_B, LG_STATE_F, LG_STATE_C2, 0},
    {"built land", LG_STATE_A2, LG_STATE_D21, LG_STATE_C2, 0},
    {"supplied land is somebody's", LG_STATE_B21, LG_STATE_D21, LG_STATE_C2, 0},
    {"land that cannot be built on", LG_STATE_C1, LG_STATE_F, LG_STATE_C2, 0},
    {"no state known", LG_STATE_NONE, LG_STATE_NONE, LG_STATE_C2, 0},
    {"a constraint without a state", LG_STATE_B21, LG_STATE_E21, LG_STATE_NONE, 0},
};

static double turned_m2(const struct turn_case *row, double account_m2)
{
    size_t parcel = 0;
    double counted_m2 = 1000;
    enum lg_state land = row->land, supply = row->supply;
    struct lg_constraint constraint = {.name = "红线", .state = row->constraint};
    const struct lg_constraint_hit hit = {0, 0, 400, 350, 300};
    const struct lg_model model = {
        .parcels = {.land_state = &land, .supply_state = &supply},
        .pieces = {.count = 1,
                   .parcel = &parcel,
                   .counted_m2 = &counted_m2,
                   .account_m2 = &account_m2},
        .constraints = {.count = 1, .items = &constraint},
    };
    return lg_hit_turned_m2(&model, &hit);
}

static void check_case(void **state)
{
    const struct turn_case *row = *state;
    ASSERT_CLOSE(turned_m2(row, 500), row->expected_m2, 1e-9);
    ASSERT_CLOSE(turned_m2(row, (double)NAN), 0.0, 0.0);
}

int main(void)
{
    return RUN_CASES("model/constraints", cases, check_case);
}
