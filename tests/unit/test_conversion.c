/*
 * rules/conversion: the three uses of a parcel. Rows worked by hand from domain.md 6.3; the truth
 * table is that of docs/method.md, written down once more.
 *
 * Codes: 0601 industry, 0604 storage, 0501 retail, 0505 offices, 0701 housing, 0810 park, 0103 dry
 * land, 1201 vacant land of GB/T 21010.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/quality_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lg_error error;

enum survey { BUILT, GUESSED_BUILT, OPEN, NO_STATE };

struct conversion_case {
    const char *name;
    const char *approved, *current, *planned; /* GB/T 21010-2017; NULL: no code */
    enum survey survey;
    bool has_no_types; /* the rule set names no industrial types */
    enum lg_state supply;
    const char *mode;
    double forbidden_share;                     /* of the counted land; the limit is 0.01 */
    const char *result, *price, *step, *change; /* "IND>COM" */
};

#define D2  .supply = LG_STATE_D21
#define D1  .supply = LG_STATE_D1
#define ANY .supply = LG_STATE_NONE

static const struct conversion_case cases[] = {
    {"all the same", "0601", "0601", "0601", BUILT, D2, .result = "SAME", .price = "no",
     .step = "NONE", .change = "IND>NONE"},
    {"the same by group", "0501", "0505", "0502", BUILT, D2, .result = "SAME", .price = "no",
     .step = "NONE", .change = "COM>NONE"},
    {"vacant cover of unbuilt land is no other use", "0601", "1201", "0601", OPEN, D2,
     .result = "SAME", .price = "no", .step = "NONE", .change = "IND>NONE"},
    {"a shop where a works was approved, granted", "0601", "0501", "0601", BUILT, D2,
     .result = "SUSPECTED", .price = "yes", .step = "SITE_CHECK_GRANTED", .change = "IND>COM"},
    {"allocated by its state", "0810", "0601", "0810", BUILT, D1, .result = "SUSPECTED",
     .price = "unknown", .step = "SITE_CHECK_ALLOCATED", .change = "GRN>IND"},
    {"allocated by its mode", "0601", "0701", NULL, BUILT, ANY, .mode = "划拨",
     .result = "SUSPECTED", .price = "yes", .step = "SITE_CHECK_ALLOCATED", .change = "IND>RES"},
    {"granted by agreement", "0601", "0701", NULL, BUILT, ANY, .mode = "协议出让",
     .result = "SUSPECTED", .price = "yes", .step = "SITE_CHECK_GRANTED", .change = "IND>RES"},
    {"granted by auction", "0601", "0701", NULL, BUILT, ANY, .mode = "拍卖", .result = "SUSPECTED",
     .price = "yes", .step = "SITE_CHECK_GRANTED", .change = "IND>RES"},
    {"the mode is not known", "0601", "0701", NULL, BUILT, ANY, .mode = "其他",
     .result = "SUSPECTED", .price = "yes", .step = "SITE_CHECK", .change = "IND>RES"},
    {"supplied, nobody says how", "0601", "0701", NULL, BUILT, .supply = LG_STATE_D,
     .result = "SUSPECTED", .price = "yes", .step = "SITE_CHECK", .change = "IND>RES"},
    {"suspicion stands before the plan", "0601", "0501", "0701", BUILT, D2, .result = "SUSPECTED",
     .price = "yes", .step = "SITE_CHECK_GRANTED", .change = "IND>COM"},
    {"a state guessed from the use is no survey", "0601", "0501", "0601", GUESSED_BUILT, D2,
     .result = "UNDECIDED", .price = "unknown", .step = "REQUEST_DATA", .change = "IND>NONE"},
    {"a plan for a park", "0601", "0601", "0810", BUILT, D2, .result = "PLAN_DIFFERS",
     .price = "unknown", .step = "CONVERT_AT_RENEWAL", .change = "IND>GRN"},
    {"from housing to commerce the price differs, too", "0701", "0701", "0501", BUILT, D2,
     .result = "PLAN_DIFFERS", .price = "yes", .step = "CONVERT_AT_RENEWAL", .change = "RES>COM"},
    {"a plan for shops", "0601", "0601", "0501", BUILT, D2, .result = "PRICE", .price = "yes",
     .step = "PRICE_RECALCULATE", .change = "IND>COM"},
    {"a plan for housing on unbuilt land, current use not known", "0601", NULL, "0701", OPEN, D2,
     .result = "PRICE", .price = "yes", .step = "PRICE_RECALCULATE", .change = "IND>RES"},
    {"under a forbidding layer", "0601", "0601", "0501", BUILT, D2, .forbidden_share = 0.02,
     .result = "FORBIDDEN", .price = "yes", .step = "NOT_A_CANDIDATE", .change = "IND>COM"},
    {"so little is a matter of drawing", "0601", "0601", "0501", BUILT, D2, .forbidden_share = 0.01,
     .result = "PRICE", .price = "yes", .step = "PRICE_RECALCULATE", .change = "IND>COM"},
    {"nothing is to change under a forbidding layer", "0601", "0601", "0601", BUILT, D2,
     .forbidden_share = 0.5, .result = "SAME", .price = "no", .step = "NONE", .change = "IND>NONE"},
    {"between types of industry by the plan", "0601", "0601", "0604", BUILT, D2,
     .result = "INDUSTRIAL", .price = "no", .step = "CONVERT_INDUSTRIAL", .change = "IND>IND"},
    {"between types of industry as it is", "0601", "0604", "0601", BUILT, D2,
     .result = "INDUSTRIAL", .price = "no", .step = "CONVERT_INDUSTRIAL", .change = "IND>IND"},
    {"research is one of the types", "0601", "0804", NULL, BUILT, D2, .result = "INDUSTRIAL",
     .price = "no", .step = "CONVERT_INDUSTRIAL", .change = "IND>PUB"},
    {"not while one use is none of the types", "0601", "0604", "0501", BUILT, D2, .result = "PRICE",
     .price = "yes", .step = "PRICE_RECALCULATE", .change = "IND>COM"},
    {"no types, no change between them", "0601", "0604", "0601", BUILT, .has_no_types = true, D2,
     .result = "SUSPECTED", .price = "unknown", .step = "SITE_CHECK_GRANTED", .change = "IND>IND"},
    {"no types, the plan differs", "0601", "0601", "0604", BUILT, .has_no_types = true, D2,
     .result = "PLAN_DIFFERS", .price = "unknown", .step = "CONVERT_AT_RENEWAL",
     .change = "IND>IND"},
    {"mining is none of the types", "0601", "0602", "0601", BUILT, D2, .result = "SUSPECTED",
     .price = "unknown", .step = "SITE_CHECK_GRANTED", .change = "IND>IND"},
    {"a class of industry too coarse to compare", "06", "0601", "0601", BUILT, D2, .result = "SAME",
     .price = "no", .step = "NONE", .change = "IND>NONE"},
    {"a coarse current use between two types", "0601", "06", "0604", BUILT, D2,
     .result = "INDUSTRIAL", .price = "no", .step = "CONVERT_INDUSTRIAL", .change = "IND>IND"},
    {"vacant land between two types", "0601", "1201", "0604", OPEN, D2, .result = "INDUSTRIAL",
     .price = "no", .step = "CONVERT_INDUSTRIAL", .change = "IND>IND"},
    {"no approved use", NULL, "0601", "0501", BUILT, D2, .result = "UNDECIDED", .price = "unknown",
     .step = "REQUEST_DATA", .change = "NONE>NONE"},
    {"an approved use that is no code", "0699", "0601", "0501", BUILT, D2, .result = "UNDECIDED",
     .price = "unknown", .step = "REQUEST_DATA", .change = "NONE>NONE"},
    {"a shop that the survey does not see", "0601", "0501", "0601", OPEN, D2, .result = "UNDECIDED",
     .price = "unknown", .step = "REQUEST_DATA", .change = "IND>NONE"},
    {"nothing known at all", NULL, NULL, NULL, NO_STATE, ANY, .result = "UNDECIDED",
     .price = "unknown", .step = "REQUEST_DATA", .change = "NONE>NONE"},
};

static const char *const types[] = {"1001", "1101", "0802"};

static void set_survey(struct lg_model *model, enum survey survey)
{
    static const enum lg_state states[] = {LG_STATE_A2, LG_STATE_A2, LG_STATE_B21, LG_STATE_NONE};
    model->parcels.land_state[0] = states[survey];
    model->parcels.land_state_guessed[0] = survey == GUESSED_BUILT;
}

static void *take(size_t size_bytes)
{
    void *taken = calloc(1, size_bytes);
    assert_non_null(taken);
    return taken;
}

/* Two pieces, 6000 and 4000 m2; the forbidden land lies in the second. */
static void add_pieces(struct lg_model *model, double forbidden_share)
{
    struct lg_pieces *pieces = &model->pieces;
    pieces->count = 2;
    pieces->capacity = 2;
    pieces->park = take(2 * sizeof(size_t));
    pieces->parcel = take(2 * sizeof(size_t));
    pieces->counted_m2 = take(2 * sizeof(double));
    pieces->forbidden_m2 = take(2 * sizeof(double));
    pieces->counted_m2[0] = 6000;
    pieces->counted_m2[1] = 4000;
    pieces->forbidden_m2[1] = 10000 * forbidden_share;
}

static void set_use(struct lg_model *model, size_t role, const char *code)
{
    if (code != NULL) quality_model_text(&model->parcels.table, role, 0, code);
}

static struct lg_model *model_of(const struct conversion_case *row)
{
    struct lg_model *model = quality_model_new(1);
    for (size_t use = 0; use < 3; use++) {
        model->use_systems[use] = LG_USE_GB2017;
    }
    set_use(model, LG_PARCEL_APPROVED_USE, row->approved);
    set_use(model, LG_PARCEL_CURRENT_USE, row->current);
    set_use(model, LG_PARCEL_PLANNED_USE, row->planned);
    set_use(model, LG_PARCEL_SUPPLY_MODE, row->mode);
    set_survey(model, row->survey);
    model->parcels.supply_state[0] = row->supply;
    model->rules.forbid_share_max = 0.01;
    if (!row->has_no_types) {
        model->rules.policy.industrial_types = types;
        model->rules.policy.industrial_type_count = sizeof(types) / sizeof(types[0]);
    }
    if (row->forbidden_share > 0) add_pieces(model, row->forbidden_share);
    return model;
}

static struct lg_conversion judged(const struct conversion_case *row)
{
    struct lg_model *model = model_of(row);
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    struct lg_conversion conversion = model->parcels.conversion[0];
    lg_model_free(model);
    return conversion;
}

static void check_case(void **state)
{
    const struct conversion_case *row = *state;
    struct lg_conversion seen = judged(row);
    char change[16];
    (void)snprintf(change, sizeof(change), "%s>%s", lg_use_groups[seen.from].code,
                   lg_use_groups[seen.to].code);
    assert_string_equal(seen.result, row->result);
    assert_string_equal(seen.price_adjustment, row->price);
    assert_string_equal(seen.step, row->step);
    assert_string_equal(change, row->change);
    bool has_rule = strcmp(row->result, "SAME") != 0 && strcmp(row->result, "UNDECIDED") != 0;
    assert_int_equal(seen.rule != NULL, has_rule);
}

/*
 * The truth table of docs/method.md: approved 0601; current none, the same, farm land, a shop;
 * planned none, the same, a park; whatever is not said is UNDECIDED.
 */
static const char *by_the_table(size_t current, enum survey survey, size_t planned)
{
    enum { NO_CODE, SAME_USE, COVER, OTHER_USE };
    bool is_settled = current == SAME_USE || (current == COVER && survey == OPEN);
    bool differs = current == COVER || current == OTHER_USE;
    if (differs && survey == BUILT) return "SUSPECTED";
    if (is_settled && planned == 1) return "SAME";
    if (is_settled && planned == 2) return "PLAN_DIFFERS";
    if (current == NO_CODE && survey == OPEN && planned == 2) return "PLAN_DIFFERS";
    return "UNDECIDED";
}

static void test_truth_table(void **state)
{
    static const char *const currents[] = {NULL, "0601", "0103", "0501"};
    static const char *const plans[] = {NULL, "0601", "0810"};
    (void)state;
    for (size_t current = 0; current < 4; current++) {
        for (enum survey survey = BUILT; survey <= NO_STATE; survey++) {
            for (size_t planned = 0; planned < 3; planned++) {
                struct conversion_case row = {.approved = "0601",
                                              .current = currents[current],
                                              .planned = plans[planned],
                                              .survey = survey};
                /* The state of unbuilt land may be guessed: nothing stands there either way. */
                assert_string_equal(judged(&row).result, by_the_table(current, survey, planned));
                row.approved = NULL;
                assert_string_equal(judged(&row).result, "UNDECIDED");
            }
        }
    }
}

/* Survey, guide and old plan: the same digits are other uses, other digits the same. */
static void test_systems(void **state)
{
    (void)state;
    struct conversion_case row = {.approved = "0601", .current = "0601K", .planned = "M2"};
    struct lg_model *model = model_of(&row);
    model->use_systems[LG_CURRENT_USE] = LG_USE_SURVEY3;
    model->use_systems[LG_PLANNED_USE] = LG_USE_GB50137;
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    assert_string_equal(model->parcels.conversion[0].result, "SAME");
    model->use_systems[LG_CURRENT_USE] = LG_USE_YDYH2023;
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    assert_string_equal(model->parcels.conversion[0].result, "SUSPECTED");
    lg_model_free(model);
}

/* One class of the guide is one use, though GB/T 21010 has it as farm land and the guide not. */
static void test_one_class_in_two_groups(void **state)
{
    (void)state;
    struct conversion_case row = {.approved = "1203", .current = "1203", .planned = "2303"};
    struct lg_model *model = model_of(&row);
    model->use_systems[LG_PLANNED_USE] = LG_USE_YDYH2023;
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    assert_string_equal(model->parcels.conversion[0].result, "SAME");
    lg_model_free(model);
}

/* A plan layer stands over the parcel's own planned use. */
static void test_plan_layer(void **state)
{
    (void)state;
    struct conversion_case row = {.approved = "0601", .current = "0601", .planned = "0601"};
    struct lg_model *model = model_of(&row);
    model->parcels.planned_use = take(sizeof(*model->parcels.planned_use));
    model->parcels.planned_use[0] = "0701";
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    assert_string_equal(model->parcels.conversion[0].result, "PRICE");
    lg_model_free(model);
}

static void test_no_parcels(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(0);
    assert_int_equal(lg_conversion_judge(model, &error), LG_OK);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_table),
        cmocka_unit_test(test_systems),
        cmocka_unit_test(test_one_class_in_two_groups),
        cmocka_unit_test(test_plan_layer),
        cmocka_unit_test(test_no_parcels),
    };
    int failed = RUN_CASES("rules/conversion", cases, check_case);
    return failed + cmocka_run_group_tests_name("rules/conversion, whole", tests, NULL, NULL);
}
