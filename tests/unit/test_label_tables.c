/*
 * model/labels: every table and column has a label with its unit, and no two are called the same.
 */
#include "model/indicators.h"
#include "model/labels.h"
#include "support/cmocka.h"
#include "support/label_lists.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { TAB_CHINESE_MAX = 25, TAB_ENGLISH_MAX = 31 };

static const enum lg_language languages[] = {LG_CHINESE, LG_ENGLISH};

/* What the end of a key says of its unit. */
static const struct {
    const char *end, *unit;
} unit_ends[] = {
    {"_per_ha", "/"},     {"_ha", "unit.ha"},     {"_m2", "unit.m2"},
    {"_mu", "unit.mu"},   {"_pct", "unit.pct"},   {"_rate", "unit.pct"},
    {"_wan", "unit.wan"}, {"_days", "unit.days"}, {"_m", "unit.m"},
};

static bool ends(const char *text, const char *end)
{
    size_t length = strlen(text);
    size_t end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static size_t character_count(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0U) != 0x80U;
    }
    return count;
}

static void check_table(enum lg_language language, const char *name)
{
    char id[LABEL_ID_SIZE];
    (void)snprintf(id, sizeof(id), "table.%s", name);
    const char *tab = label_required(language, id);
    size_t most = language == LG_ENGLISH ? TAB_ENGLISH_MAX : TAB_CHINESE_MAX;
    if (character_count(tab) > most) fail_msg("%s is too long for a tab: %s", id, tab);
    /* Not in a tab of a workbook. */
    if (strpbrk(tab, "[]:*?/\\'") != NULL) fail_msg("%s cannot be a tab: %s", id, tab);
    (void)snprintf(id, sizeof(id), "table.%s.about", name);
    (void)label_required(language, id);
}

/* A label that ends in parentheses ends in a unit, and a key with a unit has it in its label. */
static void check_unit(enum lg_language language, const char *table, const char *key)
{
    const char *label = lg_label_column(language, table, key);
    const char *unit = lg_label_unit(language, table, key);
    bool is_closed = ends(label, language == LG_ENGLISH ? ")" : "）");
    if (is_closed && unit == NULL) fail_msg("%s.%s: %s ends in no unit", table, key, label);
    for (size_t i = 0; i < sizeof(unit_ends) / sizeof(unit_ends[0]); i++) {
        if (!ends(key, unit_ends[i].end)) continue;
        const char *asked = lg_label(language, unit_ends[i].unit);
        bool is_right = asked == NULL ? unit != NULL && strstr(unit, unit_ends[i].unit) != NULL
                                      : unit != NULL && strcmp(unit, asked) == 0;
        if (!is_right) fail_msg("%s.%s: %s lacks its unit", table, key, label);
        return;
    }
}

static void check_column(enum lg_language language, const char *table, const char *key)
{
    const char *label = lg_label_column(language, table, key);
    if (strcmp(label, key) == 0) fail_msg("%s.%s has no label", table, key);
    check_unit(language, table, key);
}

static void tables_and_columns_have_labels(void **state)
{
    (void)state;
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < label_sheet_count; i++) {
            check_table(languages[l], label_sheets[i].name);
            for (size_t c = 0; c < label_sheets[i].column_count; c++) {
                check_column(languages[l], label_sheets[i].name, label_sheets[i].columns[c].key);
            }
        }
        for (size_t i = 0; i < label_copy_table_count; i++) {
            char key[LABEL_ID_SIZE];
            const char *keys = label_copy_tables[i].keys;
            check_table(languages[l], label_copy_tables[i].table);
            while (label_next_word(&keys, key) != NULL) {
                check_column(languages[l], label_copy_tables[i].table, key);
            }
        }
    }
}

static const char *tab_of(enum lg_language language, const char *table)
{
    return lg_label_value(language, "table", table);
}

static void check_tab_alone(enum lg_language language, size_t position)
{
    const char *name = label_sheets[position].name;
    for (size_t i = 0; i < position; i++) {
        const char *other = label_sheets[i].name;
        if (strcmp(tab_of(language, name), tab_of(language, other)) == 0) {
            fail_msg("%s and %s have one tab", name, other);
        }
    }
}

static void check_column_alone(enum lg_language language, const struct lg_sheet *sheet,
                               size_t position)
{
    const char *key = sheet->columns[position].key;
    const char *label = lg_label_column(language, sheet->name, key);
    for (size_t i = 0; i < position; i++) {
        const char *other = sheet->columns[i].key;
        if (strcmp(label, lg_label_column(language, sheet->name, other)) == 0) {
            fail_msg("%s: %s and %s are both called %s", sheet->name, key, other, label);
        }
    }
}

static void no_two_are_called_the_same(void **state)
{
    (void)state;
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < label_sheet_count; i++) {
            check_tab_alone(languages[l], i);
            for (size_t c = 0; c < label_sheets[i].column_count; c++) {
                check_column_alone(languages[l], &label_sheets[i], c);
            }
        }
    }
}

/* In the parks layer and in the table of indicators. */
static void check_indicator(enum lg_language language, const struct lg_indicator_entry *entry)
{
    const char *label = lg_label_column(language, "parks", entry->key);
    const char *name = entry->name[language];
    bool is_column = strcmp(label, entry->key) != 0;
    if (is_column && strncmp(label, name, strlen(name)) != 0) {
        fail_msg("%s is %s, and in parks %s", entry->code, name, label);
    }
}

static void indicators_are_called_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        if (lg_indicator_entries[i].key == NULL) continue;
        check_indicator(LG_CHINESE, &lg_indicator_entries[i]);
        check_indicator(LG_ENGLISH, &lg_indicator_entries[i]);
    }
}

static void units_are_found(void **state)
{
    (void)state;
    assert_string_equal(lg_label_unit(LG_CHINESE, "idle", "fee_wan"), "万元");
    assert_string_equal(lg_label_unit(LG_ENGLISH, "idle", "fee_wan"), "10,000 yuan");
    assert_string_equal(lg_label_unit(LG_ENGLISH, "parks", "tax_per_ha"), "10,000 yuan/ha");
    assert_string_equal(lg_label_unit(LG_CHINESE, "parks", "built_rate"), "%");
    assert_null(lg_label_unit(LG_CHINESE, "parks", "far"));
    assert_null(lg_label_unit(LG_ENGLISH, "parks", "no_such_key"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_and_columns_have_labels),
        cmocka_unit_test(no_two_are_called_the_same),
        cmocka_unit_test(indicators_are_called_alike),
        cmocka_unit_test(units_are_found),
    };
    return cmocka_run_group_tests_name("labels of tables", tests, label_describe_sheets, NULL);
}
