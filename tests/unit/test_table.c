/*
 * model/table: what is written in a wrong date stays with its row, whatever the rows go through.
 */
#include "model/table.h"

#include "support/cmocka.h"

#include <string.h>

static struct lg_error error;

static void put_date(struct lg_table *table, size_t row, const char *text)
{
    assert_int_equal(lg_table_add_column(table, LG_PARCEL_START_DUE, &error), LG_OK);
    struct lg_date_reading reading = lg_date_read(text, strlen(text));
    table->columns[LG_PARCEL_START_DUE].date[row] = reading;
    if (reading.form != LG_DATE_WRONG) return;
    const char *kept = lg_arena_text(&table->texts, text, strlen(text));
    assert_non_null(kept);
    assert_int_equal(lg_table_keep_wrong(table, LG_PARCEL_START_DUE, row, kept, &error), LG_OK);
}

static struct lg_table make_table(size_t count, const char *const *texts)
{
    struct lg_table table;
    assert_int_equal(lg_table_init(&table, lg_parcel_roles, LG_PARCEL_ROLE_COUNT, &error), LG_OK);
    assert_int_equal(lg_table_add_rows(&table, count, &error), LG_OK);
    for (size_t row = 0; row < count; row++) {
        put_date(&table, row, texts[row]);
    }
    return table;
}

/* NULL: the row has no wrong date. */
static void check_wrong(const struct lg_table *table, size_t count, const char *const *expected)
{
    assert_int_equal(table->count, count);
    for (size_t row = 0; row < count; row++) {
        const char *wrong = lg_table_wrong(table, LG_PARCEL_START_DUE, row);
        if (expected[row] == NULL) {
            assert_null(wrong);
        } else {
            assert_string_equal(wrong, expected[row]);
        }
    }
}

static void test_only_wrong_dates_are_kept(void **state)
{
    (void)state;
    struct lg_table table =
        make_table(4, (const char *const[]){"2024-02-30", "2024-02-29", "", "1900-01-01"});

    check_wrong(&table, 4, (const char *const[]){"2024-02-30", NULL, NULL, NULL});
    lg_table_reset(&table);
}

static void test_sound_dates_take_no_room(void **state)
{
    (void)state;
    struct lg_table table = make_table(2, (const char *const[]){"2024-02-29", ""});

    assert_null(table.columns[LG_PARCEL_START_DUE].wrong);
    lg_table_reset(&table);
}

static void test_rows_appended_bring_their_texts(void **state)
{
    (void)state;
    struct lg_table table = make_table(2, (const char *const[]){"2024-02-29", ""});
    struct lg_table more = make_table(2, (const char *const[]){"20241301", "2024-05-01"});
    struct lg_table sound = make_table(1, (const char *const[]){"2024-05-01"});

    assert_int_equal(lg_table_append(&table, &more, &error), LG_OK);
    assert_int_equal(lg_table_append(&table, &sound, &error), LG_OK);

    check_wrong(&table, 5, (const char *const[]){NULL, NULL, "20241301", NULL, NULL});
    lg_table_reset(&table);
    lg_table_reset(&more);
    lg_table_reset(&sound);
}

static void test_rows_in_a_new_order_keep_their_texts(void **state)
{
    (void)state;
    struct lg_table table = make_table(3, (const char *const[]){"x", "2024-05-01", "z"});

    assert_int_equal(lg_table_reorder(&table, (const size_t[]){2, 0, 1}, &error), LG_OK);

    check_wrong(&table, 3, (const char *const[]){"z", "x", NULL});
    lg_table_reset(&table);
}

/* A block is emptied and filled again: nothing of the rows before may show. */
static void test_cleared_rows_forget_their_texts(void **state)
{
    (void)state;
    struct lg_table table = make_table(1, (const char *const[]){"x"});

    lg_table_clear(&table);
    assert_int_equal(lg_table_add_rows(&table, 20, &error), LG_OK);
    table.columns[LG_PARCEL_START_DUE].date[0].form = LG_DATE_WRONG;

    assert_null(lg_table_wrong(&table, LG_PARCEL_START_DUE, 0));
    assert_null(lg_table_wrong(&table, LG_PARCEL_START_DUE, 19));
    lg_table_reset(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_wrong_dates_are_kept),
        cmocka_unit_test(test_sound_dates_take_no_room),
        cmocka_unit_test(test_rows_appended_bring_their_texts),
        cmocka_unit_test(test_rows_in_a_new_order_keep_their_texts),
        cmocka_unit_test(test_cleared_rows_forget_their_texts),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
