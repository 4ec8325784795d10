/*
 * quality/ids: parcel codes of 19 and unit numbers of 28 characters, part by part (domain.md 4.1):
 * 540102 county, 001 district, 002 sub-district, GB feature, 00003 serial; F00010001 unit.
 */
#include "quality/quality.h"

#include "support/cmocka.h"
#include "support/quality_model.h"

#include <string.h>

static struct lg_error error;

struct id_case {
    const char *name;
    const char *id;
    const char *field;
    const char *expected;
    const char *message;
};

static const struct id_case id_cases[] = {
    {"a parcel code", "540102001002GB00003", "ZDDM", "", ""},
    {"a unit number", "540102001002GB00003F00010001", "BDCDYH", "", ""},
    {"a unit number of bare land", "540102001002GB00003W00000000", "BDCDYH", "", ""},
    {"collective ownership", "540102001002JA00003", "ZDDM", "", ""},
    {"no id", NULL, "ZDDM", "", ""},
    {"a tract number", "001", "TBBH", "", ""},
    {"a tract number in the field of codes", "001", "ZDDM", "", ""},
    {"a number of the survey, one digit short of a code", "540102001002100003", "BSM", "", ""},
    {"a number of the survey as long as a code", "5401020010021000031", "BSM", "", ""},
    {"words and numbers", "Lhasa-Plot-GB-00003", "TBBH", "", ""},
    {"a contract number", "5401022024GB0001234", "TBBH", "", ""},
    {"seventeen characters are no code cut by one", "540102001002GB003", "TBBH", "", ""},
    {"a code in any field", "5401O2001002GB00003", "TBBH", "W_ID",
     "the county, are not all digits"},
    {"no such province", "990102001002GB00003", "ZDDM", "W_ID", "are no province"},
    {"a random key", "A7C402F0010BGB0K0D3", "TBBH", "", ""},
    {"district with a letter", "540102O01002GB00003", "ZDDM", "W_ID", "characters 7 to 12"},
    {"no such owner", "540102001002XB00003", "ZDDM", "W_ID", "character 13 is none of G, J, Z"},
    {"no such right", "540102001002GQ00003", "ZDDM", "W_ID", "character 14 is none of A, B"},
    {"small letters", "540102001002gb00003", "ZDDM", "W_ID", "character 13"},
    {"a digit for the letter", "540102001002G800003", "TBBH", "W_ID", "character 14"},
    {"serial with a letter", "540102001002GB0000O", "ZDDM", "W_ID", "the serial number"},
    {"unit without its letter", "540102001002GB00003100010001", "BDCDYH", "W_ID", "character 20"},
    {"unit with a letter in its number", "540102001002GB00003F0001000I", "BDCDYH", "W_ID",
     "characters 21 to 28"},
    {"all digits in the field of codes", "5401020010028800003", "ZDDM", "W_ID", "character 13"},
    {"a parcel code cut by one", "540102001002GB0003", "TBBH", "W_ID",
     "has 18 characters, one too few for a parcel code of 19"},
    {"cut by one in front", "40102001002GB00003", "TBBH", "W_ID", "one too few"},
    {"a character too many", "540102001002GB000003", "TBBH", "W_ID",
     "has 20 characters, one too many for a parcel code of 19"},
    {"a unit number cut by one", "540102001002GB00003F0001001", "BDCDYH", "W_ID",
     "has 27 characters, one too few for a real-estate unit number of 28"},
    {"a unit number with one too many", "540102001002GB00003F000100010", "BDCDYH", "W_ID",
     "has 29 characters, one too many"},
};

static void check_id_case(void **state)
{
    const struct id_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    quality_model_field(model, 0,
                        (struct lg_field_choice){.role = LG_PARCEL_ID, .field = row->field});
    quality_model_text(&model->parcels.table, LG_PARCEL_ID, 0, row->id);

    assert_int_equal(lg_quality_ids(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        assert_non_null(strstr(model->findings.items[0].message, row->message));
        assert_string_equal(model->findings.items[0].layer, "parcels");
        ASSERT_CLOSE(model->findings.items[0].lat_deg, 29.65, 0);
    }
    lg_model_free(model);
}

struct feature_case {
    const char *name;
    const char *id;
    enum lg_state land, supply;
    bool is_guess;
    const char *expected;
};

static const struct feature_case feature_cases[] = {
    {"supplied, state-owned construction land", "540102001002GB00003", LG_STATE_NONE, LG_STATE_D21,
     false, ""},
    {"supplied above the ground", "540102001002GS00003", LG_STATE_NONE, LG_STATE_D21, false, ""},
    {"supplied below the ground", "540102001002GX00003", LG_STATE_NONE, LG_STATE_D21, false, ""},
    {"supplied, yet a collective's", "540102001002JB00003", LG_STATE_NONE, LG_STATE_D21, false,
     "W_ID"},
    {"supplied, yet farmland", "540102001002GD00003", LG_STATE_NONE, LG_STATE_D1, false, "W_ID"},
    {"supplied, yet not decided whose", "540102001002ZB00003", LG_STATE_NONE, LG_STATE_D1, false,
     "W_ID"},
    {"a unit number of supplied land", "540102001002JC00003F00010001", LG_STATE_NONE, LG_STATE_D21,
     false, "W_ID"},
    {"surveyed as built, yet a homestead", "540102001002JC00003", LG_STATE_A1, LG_STATE_NONE, false,
     "W_ID"},
    {"guessed to be built", "540102001002JC00003", LG_STATE_A1, LG_STATE_NONE, true, ""},
    {"built rural land is a collective's", "540102001002JB00003", LG_STATE_B11, LG_STATE_F, false,
     ""},
    {"still to be supplied", "540102001002JA00003", LG_STATE_B22, LG_STATE_E2, false, ""},
    {"nothing known", "540102001002JA00003", LG_STATE_NONE, LG_STATE_NONE, false, ""},
    {"an id of another shape", "001", LG_STATE_A2, LG_STATE_D21, false, ""},
};

static void check_feature_case(void **state)
{
    const struct feature_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    quality_model_text(&model->parcels.table, LG_PARCEL_ID, 0, row->id);
    model->parcels.land_state[0] = row->land;
    model->parcels.land_state_guessed[0] = row->is_guess;
    model->parcels.supply_state[0] = row->supply;

    assert_int_equal(lg_quality_ids(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        assert_non_null(strstr(model->findings.items[0].message, "which reads GB"));
    }
    lg_model_free(model);
}

/* A table's row is named by its own number; its feature is the parcel's affair. */
static void test_tables_are_looked_at(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    assert_int_equal(lg_table_add_rows(&model->supply, 2, &error), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->enterprises, 2, &error), LG_OK);
    quality_model_text(&model->supply, LG_PARCEL_ID, 0, "540102001002JB00003");
    quality_model_text(&model->supply, LG_PARCEL_ID, 1, "540102001002GB0003");
    quality_model_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, 0, "540102001002GB00003");
    quality_model_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, 1, "540102001002GB0000X");
    model->supply.feature[1] = 7;
    model->enterprises.feature[1] = 8;

    assert_int_equal(lg_quality_ids(model, &error), LG_OK);

    quality_model_check(model, "W_ID W_ID");
    assert_string_equal(model->findings.items[0].layer, "supply");
    assert_int_equal(model->findings.items[0].feature, 7);
    assert_string_equal(model->findings.items[1].layer, "enterprises");
    assert_int_equal(model->findings.items[1].feature, 8);
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables_are_looked_at)};
    int failed = RUN_CASES("quality/ids", id_cases, check_id_case);
    failed += RUN_CASES("quality/features", feature_cases, check_feature_case);
    return failed + cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
