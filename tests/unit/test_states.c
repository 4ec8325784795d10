/*
 * measure: land and supply states from codes, uses and contracts; enterprises on their parcels.
 *
 * Rows are worked by hand from domain.md 1.3 and the last paragraph of domain.md 7.
 */
#include "measure/measure.h"
#include "support/cmocka.h"
#include "support/worked_example.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define QUIET LG_FINDING_CODE_COUNT

struct state_case {
    const char *name;
    struct {
        const char *land, *use;
        enum lg_use_system system;
        const char *ready, *supply, *contract_no, *supply_mode;
        double floor_m2;
        bool has_building;
    } in;
    struct {
        enum lg_state land, supply;
        enum lg_finding_code finding; /* one that must be there; QUIET: none at all */
        bool guessed;
    } out;
};

#define GB .system = LG_USE_GB2017

static const struct state_case cases[] = {
    {"a code as it is", {.land = "A31", .supply = "D1"}, {LG_STATE_A31, LG_STATE_D1, QUIET, false}},
    {"blanks and lower case",
     {.land = " b21 ", .supply = "e21"},
     {LG_STATE_B21, LG_STATE_E21, QUIET, false}},
    {"A with an industrial use is A2",
     {.land = "A", .use = "0601", GB, .supply = "D21"},
     {LG_STATE_A2, LG_STATE_D21, QUIET, false}},
    {"A with a street is A31",
     {.land = "A", .use = "1004", GB, .supply = "D1"},
     {LG_STATE_A31, LG_STATE_D1, QUIET, false}},
    {"A with a use that is not urban stays A",
     {.land = "A", .use = "0101", GB, .supply = "D"},
     {LG_STATE_A, LG_STATE_D, LG_W_CODE, false}},
    {"A without a use stays A",
     {.land = "A", .supply = "D"},
     {LG_STATE_A, LG_STATE_D, LG_W_CODE, false}},
    {"a use of no declared system refines nothing",
     {.land = "A", .use = "0601", .supply = "D"},
     {LG_STATE_A, LG_STATE_D, LG_W_CODE, false}},
    {"a finer state is not touched by the use",
     {.land = "A4", .use = "0601", GB, .supply = "D21"},
     {LG_STATE_A4, LG_STATE_D21, QUIET, false}},
    {"B with a homestead is B12",
     {.land = "B", .use = "0702", GB, .supply = "F"},
     {LG_STATE_B12, LG_STATE_F, QUIET, false}},
    {"B with a field is not ready",
     {.land = "B", .use = "0101", GB, .supply = "F"},
     {LG_STATE_B22, LG_STATE_F, QUIET, false}},
    {"B2 that is ready is B21",
     {.land = "B2", .ready = "是", .supply = "E21"},
     {LG_STATE_B21, LG_STATE_E21, QUIET, false}},
    {"B2 that is not ready is B22",
     {.land = "B2", .ready = "否", .supply = "E21"},
     {LG_STATE_B22, LG_STATE_E21, QUIET, false}},
    {"B2 alone stays B2",
     {.land = "B2", .supply = "E21"},
     {LG_STATE_B2, LG_STATE_E21, LG_W_CODE, false}},
    {"a code the tree does not have is no state, and nothing is guessed",
     {.land = "A9", .use = "0601", GB, .supply = "D21", .floor_m2 = 10},
     {LG_STATE_NONE, LG_STATE_D21, LG_E_CODE, false}},
    {"a supply code is no land state",
     {.land = "D21", .supply = "D21"},
     {LG_STATE_NONE, LG_STATE_D21, LG_E_CODE, false}},
    {"a land state is no supply code",
     {.land = "A2", .supply = "A2"},
     {LG_STATE_A2, LG_STATE_NONE, LG_E_CODE, false}},
    {"missing, built by its floor area",
     {.use = "0601", GB, .supply = "D21", .floor_m2 = 10},
     {LG_STATE_A2, LG_STATE_D21, LG_I_GUESS, true}},
    {"missing, a building stands on it",
     {.use = "0501", GB, .supply = "D21", .has_building = true},
     {LG_STATE_A4, LG_STATE_D21, LG_I_GUESS, true}},
    {"missing, of a survey's built class",
     {.use = "08H2A", .system = LG_USE_SURVEY3, .supply = "D1"},
     {LG_STATE_A52, LG_STATE_D1, LG_I_GUESS, true}},
    {"missing, not known to be built",
     {.use = "0601", GB, .supply = "D21"},
     {LG_STATE_B22, LG_STATE_D21, LG_I_GUESS, true}},
    {"missing, not built, but ready",
     {.use = "0601", GB, .supply = "D21", .ready = "1"},
     {LG_STATE_B21, LG_STATE_D21, LG_I_GUESS, true}},
    {"missing, a field",
     {.use = "0103", GB, .supply = "F", .floor_m2 = 10},
     {LG_STATE_B22, LG_STATE_F, LG_I_GUESS, true}},
    {"missing, a river",
     {.use = "1101", GB, .supply = "F"},
     {LG_STATE_C1, LG_STATE_F, LG_I_GUESS, true}},
    {"missing, a homestead with a house",
     {.use = "0702", GB, .supply = "F", .floor_m2 = 90},
     {LG_STATE_B12, LG_STATE_F, LG_I_GUESS, true}},
    {"missing, and no use either",
     {.supply = "D21"},
     {LG_STATE_NONE, LG_STATE_D21, LG_I_MISSING, false}},
    {"the tree in the use column is a survey",
     {.use = "A32", .system = LG_USE_KFQ, .supply = "D1"},
     {LG_STATE_A32, LG_STATE_D1, QUIET, false}},
    {"no supply state, but a contract",
     {.land = "B21", .contract_no = "C-1"},
     {LG_STATE_B21, LG_STATE_D, LG_I_GUESS, false}},
    {"no supply state, but a mode of supply",
     {.land = "B21", .supply_mode = "挂牌出让"},
     {LG_STATE_B21, LG_STATE_D, LG_I_GUESS, false}},
    {"a mode that says it is still available is no contract",
     {.land = "B21", .supply_mode = "尚可供应工矿仓储用地"},
     {LG_STATE_B21, LG_STATE_NONE, LG_I_MISSING, false}},
    {"a given supply state stands before the contract",
     {.land = "B21", .supply = "E21", .contract_no = "C-1"},
     {LG_STATE_B21, LG_STATE_E21, QUIET, false}},
    {"built land that was never supplied",
     {.land = "A2", .supply = "E21"},
     {LG_STATE_A2, LG_STATE_E21, LG_W_STATE, false}},
    {"built land that cannot be supplied",
     {.land = "A2", .supply = "F"},
     {LG_STATE_A2, LG_STATE_F, LG_W_STATE, false}},
    {"built land that was supplied",
     {.land = "A2", .supply = "D1"},
     {LG_STATE_A2, LG_STATE_D1, QUIET, false}},
    {"built rural land was never supplied",
     {.land = "B11", .supply = "F"},
     {LG_STATE_B11, LG_STATE_F, QUIET, false}},
    {"land ready for supply was not supplied",
     {.land = "B21", .supply = "E21"},
     {LG_STATE_B21, LG_STATE_E21, QUIET, false}},
    {"a supply code the tree does not have, and no contract",
     {.land = "B21", .supply = "D23"},
     {LG_STATE_B21, LG_STATE_NONE, LG_E_CODE, false}},
    {"a mark of high technology is no supply code",
     {.land = "A2", .supply = "H1"},
     {LG_STATE_A2, LG_STATE_NONE, LG_E_CODE, false}},
    {"codes in small letters with blanks are codes",
     {.land = " a31 ", .supply = "d22"},
     {LG_STATE_A31, LG_STATE_D22, QUIET, false}},
};

static void add_piece(struct lg_model *model, bool has_building)
{
    struct lg_pieces *pieces = &model->pieces;
    model->buildings.given = true;
    pieces->parcel = calloc(1, sizeof(*pieces->parcel));
    pieces->footprint_micro_m2 = calloc(1, sizeof(*pieces->footprint_micro_m2));
    assert_non_null(pieces->parcel);
    assert_non_null(pieces->footprint_micro_m2);
    pieces->count = 1;
    pieces->footprint_micro_m2[0] = has_building ? 1000000 : 0;
}

/* One parcel of 1 ha; a guess of any size is allowed. */
static struct lg_model *bare_model(size_t parcel_count)
{
    static const char *const ids[] = {"p0", "p1", "p2"};
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parcels.table, parcel_count, NULL), LG_OK);
    model->parcels.id = calloc(parcel_count, sizeof(*model->parcels.id));
    model->parcels.area_m2 = calloc(parcel_count, sizeof(double));
    assert_non_null(model->parcels.id);
    assert_non_null(model->parcels.area_m2);
    for (size_t parcel = 0; parcel < parcel_count; parcel++) {
        model->parcels.id[parcel] = ids[parcel];
        model->parcels.area_m2[parcel] = HA;
    }
    model->as_of = lg_date_make(2026, 6, 30);
    model->rules.guessed_share_max = 1.0;
    return model;
}

static void check_case(void **state)
{
    const struct state_case *row = *state;
    struct lg_model *model = bare_model(1);
    struct lg_table *table = &model->parcels.table;
    model->use_systems[0] = row->in.system;
    set_cell_text(table, LG_PARCEL_LAND_STATE, 0, row->in.land);
    set_cell_text(table, LG_PARCEL_CURRENT_USE, 0, row->in.use);
    set_cell_text(table, LG_PARCEL_READY_FOR_SUPPLY, 0, row->in.ready);
    set_cell_text(table, LG_PARCEL_SUPPLY_STATE, 0, row->in.supply);
    set_cell_text(table, LG_PARCEL_CONTRACT_NO, 0, row->in.contract_no);
    set_cell_text(table, LG_PARCEL_SUPPLY_MODE, 0, row->in.supply_mode);
    set_cell_number(table, LG_PARCEL_FLOOR_AREA, 0, row->in.floor_m2);
    add_piece(model, row->in.has_building);

    assert_int_equal(lg_measure_states(model, NULL), LG_OK);

    assert_string_equal(lg_states[model->parcels.land_state[0]].code,
                        lg_states[row->out.land].code);
    assert_string_equal(lg_states[model->parcels.supply_state[0]].code,
                        lg_states[row->out.supply].code);
    assert_int_equal(model->parcels.land_state_guessed[0], row->out.guessed);
    if (row->out.finding == QUIET) {
        assert_int_equal(model->findings.count, 0);
    } else {
        assert_int_equal(count_findings(model, row->out.finding), 1);
    }
    lg_model_free(model);
}

static void test_many_guesses_are_a_headline(void **state)
{
    (void)state;
    struct lg_model *model = bare_model(3);
    model->use_systems[0] = LG_USE_GB2017;
    model->rules.guessed_share_max = 0.5;
    for (size_t parcel = 0; parcel < 3; parcel++) {
        set_cell_text(&model->parcels.table, LG_PARCEL_SUPPLY_STATE, parcel, "F");
        set_cell_text(&model->parcels.table, LG_PARCEL_LAND_STATE, parcel, "C3");
    }
    set_cell_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, 0, "1101");
    set_cell_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, 1, "1101");
    set_cell_text(&model->parcels.table, LG_PARCEL_LAND_STATE, 0, NULL);
    assert_int_equal(lg_measure_states(model, NULL), LG_OK);
    assert_int_equal(count_findings(model, LG_I_GUESS), 1);
    assert_int_equal(count_findings(model, LG_W_STATE), 0);

    set_cell_text(&model->parcels.table, LG_PARCEL_LAND_STATE, 1, NULL);
    assert_int_equal(lg_measure_states(model, NULL), LG_OK);
    assert_int_equal(count_findings(model, LG_W_STATE), 1);
    lg_model_free(model);
}

static void add_enterprise(struct lg_model *model, const char *parcel_id, double tax_yuan)
{
    size_t row = model->enterprises.count;
    assert_int_equal(lg_table_add_rows(&model->enterprises, 1, NULL), LG_OK);
    model->enterprises.feature[row] = (int64_t)row;
    set_cell_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, row, parcel_id);
    set_cell_number(&model->enterprises, LG_ENTERPRISE_TAX, row, tax_yuan);
}

static void test_enterprises_of_a_parcel_add_up(void **state)
{
    (void)state;
    struct lg_model *model = bare_model(3);
    set_cell_number(&model->parcels.table, LG_PARCEL_TAX, 1, 7.0);
    set_cell_number(&model->parcels.table, LG_PARCEL_REVENUE, 1, 9.0);
    add_enterprise(model, "p2", 30.0);
    add_enterprise(model, "p0", 1.0);
    add_enterprise(model, "p2", 12.0);
    add_enterprise(model, "p0", (double)NAN);

    assert_int_equal(lg_measure_enterprises(model, NULL), LG_OK);

    ASSERT_CLOSE(model->parcels.tax_yuan[0], 1.0, 0.0);
    /* the table has a tax column: the parcel layer's own does not count beside it */
    assert_true(isnan(model->parcels.tax_yuan[1]));
    ASSERT_CLOSE(model->parcels.tax_yuan[2], 42.0, 0.0);
    /* it has no revenue: the layer's own does */
    ASSERT_CLOSE(model->parcels.revenue_yuan[1], 9.0, 0.0);
    assert_int_equal(count_findings(model, LG_W_JOIN), 0);
    assert_int_equal(count_findings(model, LG_I_MISSING), 1);
    lg_model_free(model);
}

static void test_enterprises_on_no_parcel_are_said(void **state)
{
    (void)state;
    struct lg_model *model = bare_model(1);
    add_enterprise(model, "p9", 30.0);
    add_enterprise(model, "p0", 1.0);
    add_enterprise(model, NULL, 2.0);

    assert_int_equal(lg_measure_enterprises(model, NULL), LG_OK);

    /* one each, and the count */
    assert_int_equal(count_findings(model, LG_W_JOIN), 3);
    assert_non_null(strstr(model->findings.items[0].message, "\"p9\""));
    assert_int_equal(model->findings.items[1].feature, 2);
    ASSERT_CLOSE(model->findings.items[2].value, 2.0, 0.0);
    lg_model_free(model);
}

static void test_no_enterprises_leave_the_fields_of_the_layer(void **state)
{
    (void)state;
    struct lg_model *model = bare_model(2);
    set_cell_number(&model->parcels.table, LG_PARCEL_INVESTMENT, 0, 5.0);
    assert_int_equal(lg_measure_enterprises(model, NULL), LG_OK);
    ASSERT_CLOSE(model->parcels.investment_yuan[0], 5.0, 0.0);
    assert_true(isnan(model->parcels.investment_yuan[1]));
    assert_true(isnan(model->parcels.tax_yuan[0]));
    assert_int_equal(model->findings.count, 0);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_guesses_are_a_headline),
        cmocka_unit_test(test_enterprises_of_a_parcel_add_up),
        cmocka_unit_test(test_enterprises_on_no_parcel_are_said),
        cmocka_unit_test(test_no_enterprises_leave_the_fields_of_the_layer),
    };
    int failed = RUN_CASES("measure/states", cases, check_case);
    return failed + cmocka_run_group_tests_name("measure, tables", tests, NULL, NULL);
}
