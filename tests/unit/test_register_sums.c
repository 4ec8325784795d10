/*
 * measure/matrices and register_sums: random registers, summed here in whole square metres, and one
 * worked by hand.
 */
#include "measure/measure.h"
#include "support/cmocka.h"
#include "support/quality_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct lg_error error;

enum { PARK_COUNT = 3 };

/* A small linear generator: the same registers on every machine. */
static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % below;
}

static void *take(size_t count, size_t size_bytes)
{
    void *taken = calloc(count + 1, size_bytes);
    assert_non_null(taken);
    return taken;
}

/* One piece for each parcel, in ascending parks, the last of them in no park. */
static struct lg_model *random_model(size_t count, unsigned *seed)
{
    static const char *const codes[] = {NULL,   "0601", "0604", "0501", "0701", "0810",
                                        "1201", "0103", "1003", "0699", "06"};
    static const char *const stock[] = {NULL, "S1", "S2c", "S5", "S9"};
    struct lg_model *model = quality_model_new(count);
    struct lg_pieces *pieces = &model->pieces;
    struct lg_table *parks = &model->parks.table;
    assert_int_equal(lg_table_add_rows(parks, PARK_COUNT, &error), LG_OK);
    quality_model_text(parks, LG_PARK_CODE, 0, "K1");
    quality_model_text(parks, LG_PARK_CODE, 1, "K2");
    pieces->count = count;
    pieces->capacity = count;
    pieces->park = take(count, sizeof(size_t));
    pieces->parcel = take(count, sizeof(size_t));
    pieces->account_m2 = take(count, sizeof(double));
    model->parcels.stock_class = take(count, sizeof(char *));
    for (size_t use = 0; use < 3; use++) {
        model->use_systems[use] = LG_USE_GB2017;
    }
    size_t park = 0;
    for (size_t i = 0; i < count; i++) {
        if (park < PARK_COUNT && next_random(seed, (unsigned)count) < 4) park++;
        pieces->park[i] = park < PARK_COUNT ? park : LG_NO_PARK;
        pieces->parcel[i] = i;
        pieces->account_m2[i] = next_random(seed, 20) == 0 ? (double)NAN : next_random(seed, 9999);
        for (size_t role = LG_PARCEL_CURRENT_USE; role <= LG_PARCEL_PLANNED_USE; role++) {
            quality_model_text(&model->parcels.table, role, i, codes[next_random(seed, 11)]);
        }
        model->parcels.land_state[i] = (enum lg_state)next_random(seed, LG_STATE_D);
        model->parcels.supply_state[i] =
            (enum lg_state)(LG_STATE_D + next_random(seed, LG_STATE_COUNT - LG_STATE_D));
        model->parcels.stock_class[i] = stock[next_random(seed, 5)];
    }
    return model;
}

/* Whole square metres and pieces of a park, those of no known area counted as pieces only. */
static double park_m2(const struct lg_model *model, size_t park, size_t *piece_count)
{
    double m2 = 0;
    *piece_count = 0;
    for (size_t i = 0; i < model->pieces.count; i++) {
        if (model->pieces.park[i] != park) continue;
        (*piece_count)++;
        if (!isnan(model->pieces.account_m2[i])) m2 += model->pieces.account_m2[i];
    }
    return m2;
}

/* All cells, all row totals, all column totals and the total of a matrix are the register. */
static void check_matrix(const struct lg_model *model, size_t park, enum lg_parcel_use kind)
{
    double m2[2][2] = {{0}};
    size_t parcels[2][2] = {{0}};
    size_t piece_count;
    double whole_m2 = park_m2(model, park, &piece_count);
    for (size_t i = 0; i < model->results.matrix_count; i++) {
        const struct lg_matrix_cell *cell = &model->results.matrix[i];
        if (cell->park != park || cell->kind != kind) continue;
        size_t row = cell->approved == LG_GROUP_COUNT;
        size_t column = cell->other == LG_GROUP_COUNT;
        m2[row][column] += cell->area_m2;
        parcels[row][column] += cell->parcel_count;
    }
    for (size_t i = 0; i < 4; i++) {
        ASSERT_CLOSE(m2[i / 2][i % 2], whole_m2, 1e-6);
        assert_int_equal(parcels[i / 2][i % 2], piece_count);
    }
}

static void check_sums(const struct lg_model *model, size_t park, const char *by)
{
    double m2 = 0;
    size_t parcels = 0;
    size_t piece_count;
    double whole_m2 = park_m2(model, park, &piece_count);
    const char *last = "";
    bool is_last = false;
    for (size_t i = 0; i < model->results.register_sum_count; i++) {
        const struct lg_register_sum *sum = &model->results.register_sums[i];
        if (sum->park != park || strcmp(sum->by, by) != 0) continue;
        /* Nothing stands behind the row without a code. */
        assert_false(is_last);
        is_last = sum->code == NULL;
        if (!is_last) {
            assert_true(strcmp(last, sum->code) < 0);
            last = sum->code;
        }
        m2 += sum->area_m2;
        parcels += sum->parcel_count;
        ASSERT_CLOSE(sum->whole_m2, whole_m2, 1e-6);
    }
    ASSERT_CLOSE(m2, whole_m2, 1e-6);
    assert_int_equal(parcels, piece_count);
}

static void test_random(void **state)
{
    static const char *const ways[] = {"park", "land_state", "supply_state", "use_class",
                                       "stock_class"};
    (void)state;
    unsigned seed = 1;
    for (size_t turn = 0; turn < 60; turn++) {
        struct lg_model *model = random_model(turn * 3, &seed);
        assert_int_equal(lg_measure_matrices(model, &error), LG_OK);
        assert_int_equal(lg_measure_register(model, &error), LG_OK);
        for (size_t park = 0; park < PARK_COUNT; park++) {
            check_matrix(model, park, LG_PLANNED_USE);
            check_matrix(model, park, LG_CURRENT_USE);
            for (size_t way = 0; way < 5; way++) {
                check_sums(model, park, ways[way]);
            }
        }
        lg_model_free(model);
    }
}

/* Three parcels of park K1: 0601 to 0701 100 m2, 0601 to none 20 m2, none to 0701 3 m2. */
static void test_by_hand(void **state)
{
    (void)state;
    unsigned seed = 7;
    struct lg_model *model = random_model(3, &seed);
    struct lg_table *table = &model->parcels.table;
    static const double areas_m2[] = {100, 20, 3};
    static const char *const approved[] = {"0601", "0601", NULL};
    static const char *const planned[] = {"0701", NULL, "0701"};
    for (size_t i = 0; i < 3; i++) {
        model->pieces.park[i] = 0;
        model->pieces.account_m2[i] = areas_m2[i];
        quality_model_text(table, LG_PARCEL_APPROVED_USE, i, approved[i]);
        quality_model_text(table, LG_PARCEL_PLANNED_USE, i, planned[i]);
        quality_model_text(table, LG_PARCEL_CURRENT_USE, i, "0604");
    }
    assert_int_equal(lg_measure_matrices(model, &error), LG_OK);
    static const struct lg_matrix_cell expected[] = {
        {0, LG_PLANNED_USE, LG_GROUP_NONE, LG_GROUP_RES, 3, 1},
        {0, LG_PLANNED_USE, LG_GROUP_NONE, LG_GROUP_COUNT, 3, 1},
        {0, LG_PLANNED_USE, LG_GROUP_IND, LG_GROUP_NONE, 20, 1},
        {0, LG_PLANNED_USE, LG_GROUP_IND, LG_GROUP_RES, 100, 1},
        {0, LG_PLANNED_USE, LG_GROUP_IND, LG_GROUP_COUNT, 120, 2},
        {0, LG_PLANNED_USE, LG_GROUP_COUNT, LG_GROUP_NONE, 20, 1},
        {0, LG_PLANNED_USE, LG_GROUP_COUNT, LG_GROUP_RES, 103, 2},
        {0, LG_PLANNED_USE, LG_GROUP_COUNT, LG_GROUP_COUNT, 123, 3},
        {0, LG_CURRENT_USE, LG_GROUP_NONE, LG_GROUP_IND, 3, 1},
        {0, LG_CURRENT_USE, LG_GROUP_NONE, LG_GROUP_COUNT, 3, 1},
        {0, LG_CURRENT_USE, LG_GROUP_IND, LG_GROUP_IND, 120, 2},
        {0, LG_CURRENT_USE, LG_GROUP_IND, LG_GROUP_COUNT, 120, 2},
        {0, LG_CURRENT_USE, LG_GROUP_COUNT, LG_GROUP_IND, 123, 3},
        {0, LG_CURRENT_USE, LG_GROUP_COUNT, LG_GROUP_COUNT, 123, 3},
        {1, LG_PLANNED_USE, LG_GROUP_COUNT, LG_GROUP_COUNT, 0, 0},
        {1, LG_CURRENT_USE, LG_GROUP_COUNT, LG_GROUP_COUNT, 0, 0},
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const struct lg_matrix_cell *seen = &model->results.matrix[i];
        assert_int_equal(seen->park, expected[i].park);
        assert_int_equal(seen->kind, expected[i].kind);
        assert_int_equal(seen->approved, expected[i].approved);
        assert_int_equal(seen->other, expected[i].other);
        ASSERT_CLOSE(seen->area_m2, expected[i].area_m2, 1e-9);
        assert_int_equal(seen->parcel_count, expected[i].parcel_count);
    }
    lg_model_free(model);
}

struct class_case {
    const char *name;
    enum lg_use_system system;
    const char *code, *class, *class_name;
};

static const struct class_case class_cases[] = {
    {"two digits", LG_USE_GB2017, "0601", "06", "工矿仓储用地"},
    {"an H of the survey", LG_USE_SURVEY3, "05H1", "05", "商业服务业用地"},
    {"third level", LG_USE_YDYH2023, "100102", "10", "工矿用地"},
    {"land state", LG_USE_KFQ, "A31", "A", "已建成城镇建设用地"},
    {"letter of an old plan", LG_USE_GB50137, "M2", "M", "工业用地"},
    {"no such code", LG_USE_GB2017, "0699", NULL, "未知"},
    {"no system", LG_USE_NONE, "0601", NULL, "未知"},
};

static void check_class(void **state)
{
    const struct class_case *row = *state;
    unsigned seed = 7;
    struct lg_model *model = random_model(1, &seed);
    model->pieces.park[0] = 0;
    model->use_systems[LG_CURRENT_USE] = row->system;
    quality_model_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, 0, row->code);
    assert_int_equal(lg_measure_register(model, &error), LG_OK);
    const struct lg_register_sum *sum = &model->results.register_sums[3];
    assert_string_equal(sum->by, "use_class");
    if (row->class == NULL) {
        assert_null(sum->code);
    } else {
        assert_string_equal(sum->code, row->class);
    }
    assert_string_equal(sum->name[0], row->class_name);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_random),
                                              cmocka_unit_test(test_by_hand)};
    int failed = RUN_CASES("measure/register_sums, classes", class_cases, check_class);
    return failed + cmocka_run_group_tests_name("measure/register_sums", tests, NULL, NULL);
}
