/*
 * input/fields: which field is taken for which role, and in which unit.
 */
#include "input/fields.h"
#include "support/cmocka.h"

#include <string.h>

#define FIELDS_MAX 6

struct field_case {
    const char *name;
    struct lg_field fields[FIELDS_MAX]; /* name, stored bytes, usable, filled, state-like */
    struct lg_pair declared;            /* fields: */
    struct lg_pair unit;                /* units: */
    size_t role;
    const char *field; /* NULL: none */
    double factor;
};

#define TEXT(field)                                                                                \
    {                                                                                              \
        field, 0, true, true, false                                                                \
    }
#define EMPTY(field)                                                                               \
    {                                                                                              \
        field, 0, true, false, true                                                                \
    }
#define STATE(field)                                                                               \
    {                                                                                              \
        field, 0, true, true, true                                                                 \
    }
#define CUT(field)                                                                                 \
    {                                                                                              \
        field, sizeof(field) - 1, true, true, false                                                \
    }

static const struct field_case cases[] = {
    {"alias", {TEXT("x"), TEXT("ZDDM")}, {0}, {0}, LG_PARCEL_ID, "ZDDM", 1.0},
    {"alias without case", {TEXT("zddm")}, {0}, {0}, LG_PARCEL_ID, "zddm", 1.0},
    {"the role's own name", {TEXT("BSM"), TEXT("id")}, {0}, {0}, LG_PARCEL_ID, "id", 1.0},
    {"aliases in order", {TEXT("BSM"), TEXT("TBBH")}, {0}, {0}, LG_PARCEL_ID, "TBBH", 1.0},
    {"a filled field before an empty one",
     {EMPTY("ZDDM"), TEXT("TBBH")},
     {0},
     {0},
     LG_PARCEL_ID,
     "TBBH",
     1.0},
    {"the user before aliases",
     {TEXT("ZDDM"), TEXT("NO")},
     {"id", "no"},
     {0},
     LG_PARCEL_ID,
     "NO",
     1.0},
    {"Chinese name cut in ten bytes of GBK",
     {{"土地使用权", 10, true, true, false}},
     {0},
     {0},
     LG_PARCEL_HOLDER,
     "土地使用权",
     1.0},
    {"English name cut at ten",
     {CUT("supply_sta")},
     {0},
     {0},
     LG_PARCEL_SUPPLY_STATE,
     "supply_sta",
     1.0},
    {"a cut name of two roles is nobody's",
     {CUT("completion")},
     {0},
     {0},
     LG_PARCEL_COMPLETION_DUE,
     NULL,
     1.0},
    {"DLDM of states is the state", {STATE("DLDM")}, {0}, {0}, LG_PARCEL_LAND_STATE, "DLDM", 1.0},
    {"DLDM of uses is the use", {TEXT("DLDM")}, {0}, {0}, LG_PARCEL_CURRENT_USE, "DLDM", 1.0},
    {"DLDM of uses is no state", {TEXT("DLDM")}, {0}, {0}, LG_PARCEL_LAND_STATE, NULL, 1.0},
    {"DLMJ is in hectares", {TEXT("DLMJ")}, {0}, {0}, LG_PARCEL_RECORDED_AREA, "DLMJ", 10000.0},
    {"TBMJ is in square metres", {TEXT("TBMJ")}, {0}, {0}, LG_PARCEL_RECORDED_AREA, "TBMJ", 1.0},
    {"JZMJ is in ten thousand square metres",
     {TEXT("JZMJ")},
     {0},
     {0},
     LG_PARCEL_FLOOR_AREA,
     "JZMJ",
     10000.0},
    {"the user's unit before the standard's",
     {TEXT("JZMJ")},
     {0},
     {"floor_area", "m2"},
     LG_PARCEL_FLOOR_AREA,
     "JZMJ",
     1.0},
    {"a field the user names has its alias' unit",
     {TEXT("DLMJ"), TEXT("TBMJ")},
     {"recorded_area", "DLMJ"},
     {0},
     LG_PARCEL_RECORDED_AREA,
     "DLMJ",
     10000.0},
    {"prices are in ten thousand yuan", {TEXT("CJJG")}, {0}, {0}, LG_PARCEL_PRICE, "CJJG", 10000.0},
    {"a field is taken once", {TEXT("WCTZ")}, {0}, {0}, LG_PARCEL_INVESTMENT, NULL, 1.0},
};

static enum lg_status map(const struct field_case *row, struct lg_arena *memory,
                          struct lg_field_uses *uses, struct lg_error *err)
{
    struct lg_pair declared = row->declared;
    struct lg_pair unit = row->unit;
    struct lg_layer layer = {
        .path = "a.shp",
        .fields = {declared.key == NULL ? 0 : 1, &declared},
        .units = {unit.key == NULL ? 0 : 1, &unit},
    };
    struct lg_field_request request = {
        .file = "a.shp",
        .key = "layers.parcels",
        .roles = lg_parcel_roles,
        .role_count = LG_PARCEL_ROLE_COUNT,
        .layer = &layer,
        .fields = row->fields,
    };
    while (request.field_count < FIELDS_MAX && row->fields[request.field_count].name != NULL) {
        request.field_count++;
    }
    return lg_fields_map(&request, memory, uses, err);
}

static void check_case(void **state)
{
    const struct field_case *row = *state;
    struct lg_arena memory = {0};
    struct lg_field_uses uses;
    assert_int_equal(map(row, &memory, &uses, NULL), LG_OK);
    const struct lg_field_use *found = NULL;
    for (size_t i = 0; i < uses.count; i++) {
        if (uses.items[i].choice.role == row->role) found = &uses.items[i];
    }
    assert_int_equal(found != NULL, row->field != NULL);
    if (found != NULL) {
        assert_string_equal(found->choice.field, row->field);
        ASSERT_CLOSE(found->factor, row->factor, 0.0);
    }
    lg_arena_reset(&memory);
}

static void check_missing_field(void **state)
{
    (void)state;
    const struct field_case row = {.fields = {TEXT("ZDDM"), TEXT("TBMJ")},
                                   .declared = {"id", "PARCEL"}};
    struct lg_arena memory = {0};
    struct lg_field_uses uses;
    struct lg_error err;
    assert_int_equal(map(&row, &memory, &uses, &err), LG_BAD_INPUT);
    assert_string_equal(err.message,
                        "a.shp: no field 'PARCEL' for id of layers.parcels; there are: ZDDM TBMJ");
    lg_arena_reset(&memory);
}

static void check_wrong_unit(void **state)
{
    (void)state;
    const struct field_case row = {.fields = {TEXT("TBMJ")}, .unit = {"recorded_area", "yuan"}};
    struct lg_arena memory = {0};
    struct lg_field_uses uses;
    struct lg_error err;
    assert_int_equal(map(&row, &memory, &uses, &err), LG_BAD_INPUT);
    assert_non_null(strstr(err.message, "'yuan'"));
    assert_non_null(strstr(err.message, "wan_m2"));
    lg_arena_reset(&memory);
}

/* Each role is found by its name, has both labels, and a standard unit of its kind. */
static void check_roles(void **state)
{
    (void)state;
    const struct {
        const struct lg_role *roles;
        size_t count;
    } tables[] = {
        {lg_park_roles, LG_PARK_ROLE_COUNT},
        {lg_parcel_roles, LG_PARCEL_ROLE_COUNT},
        {lg_building_roles, LG_BUILDING_ROLE_COUNT},
        {lg_enterprise_roles, LG_ENTERPRISE_ROLE_COUNT},
    };
    for (size_t table = 0; table < 4; table++) {
        for (size_t i = 0; i < tables[table].count; i++) {
            const struct lg_role *role = &tables[table].roles[i];
            assert_non_null(role->name);
            assert_non_null(role->label[0]);
            assert_non_null(role->label[1]);
            assert_int_equal(lg_role_find(tables[table].roles, tables[table].count, role->name), i);
            assert_int_equal(role->unit != LG_UNIT_NONE, role->standard_unit != NULL);
            assert_null(role->aliases[15].field);
            enum lg_unit_kind kind = role->unit;
            double factor = 0.0;
            if (role->standard_unit != NULL) {
                assert_true(lg_unit_find(role->standard_unit, &kind, &factor));
            }
            assert_int_equal(kind, role->unit);
        }
    }
}

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test(check_missing_field),
        cmocka_unit_test(check_wrong_unit),
        cmocka_unit_test(check_roles),
    };
    int failed = RUN_CASES("input/fields", cases, check_case);
    return failed + cmocka_run_group_tests_name("input/fields", others, NULL, NULL);
}
