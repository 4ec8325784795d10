/*
 * rules/supply: the supply table over the parcels; the latest contract counts, whatever the order.
 */
#include "model/model.h"
#include "rules/rules.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARCEL_COUNT = 4 };

static const char *parcel_ids[PARCEL_COUNT] = {"P1", "P2", "P3", "P4"};

struct supply_row {
    const char *id; /* NULL: none */
    const char *contract_no;
    int signed_year; /* on 1 March; 0: not known */
    double price_yuan;
};

static void set_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].text[row] = text;
}

static void set_number(struct lg_table *table, size_t role, size_t row, double number)
{
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].number[row] = number;
}

static void set_date(struct lg_table *table, size_t role, size_t row, lg_date date)
{
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].date[row] = (struct lg_date_reading){LG_DATE_READ, LG_DATE_BY_DAY, date};
}

static struct lg_model *make_model(const struct supply_row *rows, size_t row_count)
{
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parcels.table, PARCEL_COUNT, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->supply, row_count, NULL), LG_OK);
    model->parcels.id = calloc(PARCEL_COUNT, sizeof(*model->parcels.id));
    assert_non_null(model->parcels.id);
    for (size_t parcel = 0; parcel < PARCEL_COUNT; parcel++) {
        model->parcels.id[parcel] = parcel_ids[parcel];
        set_text(&model->parcels.table, LG_PARCEL_ID, parcel, parcel_ids[parcel]);
    }
    for (size_t row = 0; row < row_count; row++) {
        set_text(&model->supply, LG_PARCEL_ID, row, rows[row].id);
        set_text(&model->supply, LG_PARCEL_CONTRACT_NO, row, rows[row].contract_no);
        set_number(&model->supply, LG_PARCEL_PRICE, row, rows[row].price_yuan);
        set_date(&model->supply, LG_PARCEL_SIGNED_ON, row,
                 rows[row].signed_year > 0 ? lg_date_make(rows[row].signed_year, 3, 1)
                                           : LG_DATE_NONE);
        model->supply.feature[row] = (int64_t)row;
    }
    return model;
}

static size_t count_findings(const struct lg_model *model, enum lg_finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < model->findings.count; i++) {
        count += model->findings.items[i].code == code;
    }
    return count;
}

static void test_values_of_the_table_come_over(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{"P2", "C-2", 2020, 500.0}};
    struct lg_model *model = make_model(rows, 1);
    struct lg_table *table = &model->parcels.table;

    assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

    assert_string_equal(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 1), "C-2");
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_PRICE, 1), 500.0, 0.0);
    assert_int_equal(lg_table_date(table, LG_PARCEL_SIGNED_ON, 1), lg_date_make(2020, 3, 1));
    assert_null(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 0));
    assert_true(isnan(lg_table_number(table, LG_PARCEL_PRICE, 0)));
    assert_int_equal(model->findings.count, 0);
    lg_model_free(model);
}

static void test_table_stands_over_the_layer(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{"P1", "C-1", 2020, 500.0},
                                             {"P3", NULL, 0, (double)NAN}};
    struct lg_model *model = make_model(rows, 2);
    struct lg_table *table = &model->parcels.table;
    set_text(table, LG_PARCEL_CONTRACT_NO, 0, "old");
    set_number(table, LG_PARCEL_PRICE, 0, 500.0);
    set_text(table, LG_PARCEL_CONTRACT_NO, 2, "kept");
    set_number(table, LG_PARCEL_PRICE, 2, 7.0);

    assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

    assert_string_equal(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 0), "C-1");
    assert_string_equal(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 2), "kept");
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_PRICE, 2), 7.0, 0.0);
    /* the contract differs, the price does not */
    assert_int_equal(count_findings(model, LG_W_SUPPLY), 1);
    assert_string_equal(model->findings.items[0].parcel_id, "P1");
    assert_non_null(strstr(model->findings.items[0].message, "\"old\""));
    lg_model_free(model);
}

struct order_case {
    const char *name;
    struct supply_row rows[3];
    const char *expected_contract;
};

static const struct order_case orders[] = {
    {"the later contract counts, written first",
     {{"P1", "new", 2021, 2.0}, {"P1", "old", 2019, 1.0}, {"P1", "older", 2018, 1.0}},
     "new"},
    {"the later contract counts, written last",
     {{"P1", "older", 2018, 1.0}, {"P1", "old", 2019, 1.0}, {"P1", "new", 2021, 2.0}},
     "new"},
    {"a dated contract before an undated one",
     {{"P1", "dated", 2018, 1.0}, {"P1", "undated", 0, 1.0}, {"P1", "z", 0, 1.0}},
     "dated"},
    {"of one day: by the values, in this order",
     {{"P1", "a", 2020, 1.0}, {"P1", "c", 2020, 1.0}, {"P1", "b", 2020, 1.0}},
     "c"},
    {"of one day: by the values, in the other order",
     {{"P1", "b", 2020, 1.0}, {"P1", "a", 2020, 1.0}, {"P1", "c", 2020, 1.0}},
     "c"},
};

static void check_order(void **state)
{
    const struct order_case *row = *state;
    struct lg_model *model = make_model(row->rows, 3);

    assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

    assert_string_equal(lg_table_text(&model->parcels.table, LG_PARCEL_CONTRACT_NO, 0),
                        row->expected_contract);
    assert_int_equal(count_findings(model, LG_W_SUPPLY), 1);
    ASSERT_CLOSE(model->findings.items[0].value, 3.0, 0.0);
    lg_model_free(model);
}

static void test_rows_that_join_nothing_are_said(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {
        {"P9", "C-9", 2020, 1.0}, {NULL, "C-0", 2020, 1.0}, {"P4", "C-4", 2020, 1.0}};
    struct lg_model *model = make_model(rows, 3);

    assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

    assert_int_equal(count_findings(model, LG_W_JOIN), 2);
    assert_int_equal(model->findings.items[0].feature, 0);
    assert_non_null(strstr(model->findings.items[0].message, "P9"));
    assert_int_equal(model->findings.items[1].feature, 1);
    lg_model_free(model);
}

static void test_one_contract_for_several_parcels(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{NULL, "C-1", 2020, 1.0}};
    struct lg_model *model = make_model(rows, 1);
    set_text(&model->supply, LG_PARCEL_SUPERVISION_NO, 0, "S-1");
    set_text(&model->parcels.table, LG_PARCEL_SUPERVISION_NO, 0, "S-1");
    set_text(&model->parcels.table, LG_PARCEL_SUPERVISION_NO, 3, "S-1");

    assert_int_equal(lg_supply_join(model, LG_PARCEL_SUPERVISION_NO, NULL), LG_OK);

    assert_string_equal(lg_table_text(&model->parcels.table, LG_PARCEL_CONTRACT_NO, 0), "C-1");
    assert_null(lg_table_text(&model->parcels.table, LG_PARCEL_CONTRACT_NO, 1));
    assert_string_equal(lg_table_text(&model->parcels.table, LG_PARCEL_CONTRACT_NO, 3), "C-1");
    lg_model_free(model);
}

static void test_a_key_that_is_not_there(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{"P1", "C-1", 2020, 1.0}};
    struct lg_model *model = make_model(rows, 1);
    struct lg_error err = {""};
    assert_int_equal(lg_supply_join(model, LG_PARCEL_SUPERVISION_NO, &err), LG_BAD_INPUT);
    assert_non_null(strstr(err.message, "supervision_no"));
    lg_model_free(model);
}

/* Answers to a request name no contract: they complete the one there is, whatever the order. */
static void test_answers_complete_the_contract(void **state)
{
    (void)state;
    static const struct supply_row orders_of_rows[2][2] = {
        {{"P1", "C-1", 2020, (double)NAN}, {"P1", NULL, 0, 5.0}},
        {{"P1", NULL, 0, 5.0}, {"P1", "C-1", 2020, (double)NAN}},
    };
    for (size_t i = 0; i < 2; i++) {
        struct lg_model *model = make_model(orders_of_rows[i], 2);

        assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

        const struct lg_table *table = &model->parcels.table;
        assert_string_equal(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 0), "C-1");
        ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_PRICE, 0), 5.0, 0.0);
        assert_int_equal(count_findings(model, LG_W_SUPPLY), 0);
        lg_model_free(model);
    }
}

/* Another contract completes nothing. */
static void test_another_contract_does_not(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{"P1", "C-2", 2020, (double)NAN},
                                             {"P1", "C-1", 2010, 5.0}};
    struct lg_model *model = make_model(rows, 2);

    assert_int_equal(lg_supply_join(model, LG_PARCEL_ID, NULL), LG_OK);

    assert_true(isnan(lg_table_number(&model->parcels.table, LG_PARCEL_PRICE, 0)));
    assert_int_equal(count_findings(model, LG_W_SUPPLY), 1);
    lg_model_free(model);
}

/* The contract joins by its number, the answer, which has none, by the id. */
static void test_a_row_without_the_key_joins_by_its_id(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {
        {NULL, "C-1", 2020, (double)NAN}, {"P1", NULL, 0, 5.0}, {"P4", NULL, 0, 7.0}};
    struct lg_model *model = make_model(rows, 3);
    set_text(&model->supply, LG_PARCEL_SUPERVISION_NO, 0, "S-1");
    set_text(&model->parcels.table, LG_PARCEL_SUPERVISION_NO, 0, "S-1");

    assert_int_equal(lg_supply_join(model, LG_PARCEL_SUPERVISION_NO, NULL), LG_OK);

    const struct lg_table *table = &model->parcels.table;
    assert_string_equal(lg_table_text(table, LG_PARCEL_CONTRACT_NO, 0), "C-1");
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_PRICE, 0), 5.0, 0.0);
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_PRICE, 3), 7.0, 0.0);
    assert_int_equal(model->findings.count, 0);
    lg_model_free(model);
}

static void test_key_that_joins_more(void **state)
{
    (void)state;
    static const struct supply_row rows[] = {{"P1", "C-1", 2020, 1.0}};
    enum lg_parcel_role key = LG_PARCEL_CONTRACT_NO;
    struct lg_model *model = make_model(rows, 1);
    assert_int_equal(lg_supply_choose_key(model, &key, NULL), LG_OK);
    assert_int_equal(key, LG_PARCEL_ID);

    /* As many by the number: a row by its id stands for its own parcel. */
    set_text(&model->supply, LG_PARCEL_SUPERVISION_NO, 0, "S-1");
    set_text(&model->parcels.table, LG_PARCEL_SUPERVISION_NO, 0, "S-1");
    assert_int_equal(lg_supply_choose_key(model, &key, NULL), LG_OK);
    assert_int_equal(key, LG_PARCEL_ID);

    /* One number for two parcels. */
    set_text(&model->parcels.table, LG_PARCEL_SUPERVISION_NO, 3, "S-1");
    assert_int_equal(lg_supply_choose_key(model, &key, NULL), LG_OK);
    assert_int_equal(key, LG_PARCEL_SUPERVISION_NO);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_complete_the_contract),
        cmocka_unit_test(test_another_contract_does_not),
        cmocka_unit_test(test_a_row_without_the_key_joins_by_its_id),
        cmocka_unit_test(test_key_that_joins_more),
        cmocka_unit_test(test_values_of_the_table_come_over),
        cmocka_unit_test(test_table_stands_over_the_layer),
        cmocka_unit_test(test_rows_that_join_nothing_are_said),
        cmocka_unit_test(test_one_contract_for_several_parcels),
        cmocka_unit_test(test_a_key_that_is_not_there),
    };
    int failed = RUN_CASES("rules/supply order", orders, check_order);
    return failed + cmocka_run_group_tests_name("rules/supply", tests, NULL, NULL);
}
