/*
 * model/labels, data/palette: the catalogues agree, every code has a label in both languages, and
 * no label is left that nothing uses.
 */
#include "model/catalogues.h"
#include "model/diff.h"
#include "model/findings.h"
#include "model/labels.h"
#include "model/land_state.h"
#include "model/land_use.h"
#include "model/palette.h"
#include "model/policy.h"
#include "support/cmocka.h"
#include "support/label_lists.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const enum lg_language languages[] = {LG_CHINESE, LG_ENGLISH};

/* Ids of documents; each looks after its own. */
static const char *const open_beginnings[] = {
    "report.",      "map.",  "workbook.", "qgis.",     "passport.", "geopackage.", "postgis.",
    "field_sheet.", "site.", "sites.",    "calendar.", "mask.",     "sentence.",   NULL,
};

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80U) return false;
    }
    return true;
}

/* The NAMES in braces of a text must all be in the other one. */
static void check_names(const char *id, const char *from, const char *in)
{
    for (const char *at = from; (at = strchr(at, '{')) != NULL; at++) {
        char name[LABEL_ID_SIZE];
        size_t length = strcspn(at, "}") + 1;
        if (length >= sizeof(name) || at[length - 1] != '}') continue;
        memcpy(name, at, length);
        name[length] = '\0';
        if (strstr(in, name) == NULL) fail_msg("%s: %s is in one language alone", id, name);
    }
}

static void catalogues_have_the_same_ids(void **state)
{
    (void)state;
    assert_non_null(lg_catalogues[0].name);
    assert_non_null(lg_catalogues[1].name);
    assert_null(lg_catalogues[2].name);
    for (size_t catalogue = 0; catalogue < 2; catalogue++) {
        for (size_t i = 0; i < label_id_count(catalogue); i++) {
            const char *id = label_id_at(catalogue, i);
            if (id[0] == '\0') continue;
            const char *chinese = label_required(LG_CHINESE, id);
            const char *english = label_required(LG_ENGLISH, id);
            check_names(id, chinese, english);
            check_names(id, english, chinese);
        }
    }
}

/* The workbook's cover tells what each table is about; without a text of it there would be a gap.
 */
static void workbook_knows_every_table(void **state)
{
    (void)state;
    char id[LABEL_ID_SIZE];
    for (size_t i = 0; i < lg_book_sheet_count(); i++) {
        (void)snprintf(id, sizeof(id), "workbook.tab.%s", label_sheets[i].name);
        (void)label_required(LG_CHINESE, id);
        (void)snprintf(id, sizeof(id), "workbook.about.%s", label_sheets[i].name);
        (void)label_required(LG_CHINESE, id);
    }
}

/* ---- codes ---- */

static void check_value(const char *key, const char *code)
{
    for (size_t l = 0; l < 2; l++) {
        if (lg_label_value(languages[l], key, code) == NULL) {
            fail_msg("code %s of %s has no label", code, key);
        }
    }
}

static void codes_have_labels(void **state)
{
    (void)state;
    for (size_t i = 0; i < label_codes_count; i++) {
        char code[LABEL_ID_SIZE];
        const char *codes = label_codes[i].codes;
        while (label_next_word(&codes, code) != NULL) {
            check_value(label_codes[i].key, code);
        }
    }
    for (size_t i = 0; i < LG_FINDING_CODE_COUNT; i++) {
        check_value("code", lg_finding_code_name((enum lg_finding_code)i));
    }
    for (size_t i = 1; i < LG_STATE_COUNT; i++) {
        check_value("land_state", lg_states[i].code);
    }
    for (size_t i = 0; i < LG_GROUP_COUNT; i++) {
        check_value("approved_group", lg_use_groups[i].code);
    }
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        check_value("item", lg_low_item_names[i]);
    }
    for (size_t i = 0; i < LG_DIFF_RELATION_COUNT; i++) {
        check_value("relation", lg_diff_relation_names[i]);
    }
    for (size_t i = 0; i < LG_DIFF_STATUS_COUNT; i++) {
        check_value("status", lg_diff_status_names[i]);
    }
    for (size_t i = 0; i < LG_DIFF_FIELD_COUNT; i++) {
        check_value("field", lg_diff_field_names[i]);
    }
}

static const char *value_of(enum lg_language language, const char *key, const char *code)
{
    return lg_label_value(language, key, code);
}

static void codes_of_other_keys_are_found(void **state)
{
    (void)state;
    assert_string_equal(value_of(LG_CHINESE, "new_conversion", "FORBIDDEN"), "禁止");
    assert_string_equal(value_of(LG_CHINESE, "old_idle_status", "IDLE1"), "闲置满一年");
    assert_string_equal(value_of(LG_CHINESE, "suspected", "IDLE1"), "疑似闲置满一年");
    assert_string_equal(lg_label_suspected(LG_CHINESE, "idle_status", "IDLE1"), "疑似闲置满一年");
    assert_string_equal(lg_label_suspected(LG_CHINESE, "status", "appeared"), "新出现");
    assert_string_equal(lg_label_suspected(LG_CHINESE, "option1", "RESTORE"),
                        value_of(LG_CHINESE, "option", "RESTORE"));
    assert_string_equal(value_of(LG_ENGLISH, "option2", "BUYBACK"), "paid recovery by agreement");
    assert_string_equal(value_of(LG_ENGLISH, "to_group", "IND"), "industry, mining, storage");
    assert_string_equal(value_of(LG_CHINESE, "to_group", "TOTAL"), "合计");
    assert_string_equal(value_of(LG_CHINESE, "constrained_state", "C2"),
                        value_of(LG_CHINESE, "land_state", "C2"));
    assert_string_equal(value_of(LG_CHINESE, "code", "W_GAP"), "缝隙");
    assert_string_equal(value_of(LG_ENGLISH, "indicator", "A31"), "Floor area ratio");
    assert_string_equal(value_of(LG_ENGLISH, "field", "holder"), "Holder");
    assert_string_equal(value_of(LG_CHINESE, "table", "idle"), "闲置土地台账");
    assert_string_equal(value_of(LG_CHINESE, "suppliable", "nodata"), "缺资料");
    assert_string_equal(value_of(LG_CHINESE, "confirmed", "no"), "疑似");
    assert_string_equal(value_of(LG_ENGLISH, "route", "FEE"), "idle fee");
    assert_null(value_of(LG_ENGLISH, "option1", "BUY"));
    assert_null(value_of(LG_ENGLISH, "holder", "A2"));
}

/* ---- ids that nothing uses, texts in the wrong language ---- */

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static bool is_open(const char *id)
{
    for (size_t i = 0; open_beginnings[i] != NULL; i++) {
        if (begins(id, open_beginnings[i])) return true;
    }
    return false;
}

static bool is_key_of(const char *table, const char *key)
{
    const struct lg_sheet *sheet = label_sheet_of(table);
    const char *keys = label_copy_keys(table);
    return (sheet != NULL && lg_sheet_column(sheet, key) != NULL) ||
           (keys != NULL && label_has_word(keys, key));
}

/* Whether some table takes "column.KEY" because it has no label of its own. */
static bool is_shared_key(const char *key)
{
    char id[LABEL_ID_SIZE];
    for (size_t i = 0; i < label_sheet_count; i++) {
        (void)snprintf(id, sizeof(id), "column.%s.%s", label_sheets[i].name, key);
        if (is_key_of(label_sheets[i].name, key) && lg_label(LG_ENGLISH, id) == NULL) return true;
    }
    for (size_t i = 0; i < label_copy_table_count; i++) {
        (void)snprintf(id, sizeof(id), "column.%s.%s", label_copy_tables[i].table, key);
        if (is_key_of(label_copy_tables[i].table, key) && lg_label(LG_ENGLISH, id) == NULL) {
            return true;
        }
    }
    return false;
}

static bool is_used_column(const char *id)
{
    char table[LABEL_ID_SIZE];
    const char *key = id + strlen("column.");
    const char *dot = strchr(key, '.');
    if (dot == NULL) return is_shared_key(key);
    (void)snprintf(table, sizeof(table), "%.*s", (int)(dot - key), key);
    return is_key_of(table, dot + 1);
}

static bool is_used_table(const char *id)
{
    char table[LABEL_ID_SIZE];
    (void)snprintf(table, sizeof(table), "%s", id + strlen("table."));
    char *about = strchr(table, '.');
    if (about != NULL && strcmp(about, ".about") != 0) return false;
    if (about != NULL) *about = '\0';
    return label_sheet_of(table) != NULL || label_copy_keys(table) != NULL;
}

static bool is_used_value(const char *id)
{
    const char *key = id + strlen("value.");
    const char *code = strchr(key, '.');
    if (code == NULL) return false;
    size_t length = (size_t)(code++ - key);
    for (size_t i = 0; i < label_codes_count; i++) {
        bool is_key =
            strncmp(label_codes[i].key, key, length) == 0 && label_codes[i].key[length] == '\0';
        if (is_key && label_has_word(label_codes[i].codes, code)) return true;
    }
    for (size_t i = 0; begins(key, "finding.") && i < LG_FINDING_CODE_COUNT; i++) {
        if (strcmp(lg_finding_code_name((enum lg_finding_code)i), code) == 0) return true;
    }
    return false;
}

static bool is_used_unit(const char *id)
{
    return label_has_word("ha m2 mu pct wan wan_per_ha persons_per_ha days years points m degrees",
                          id + strlen("unit."));
}

static void every_id_is_used(void **state)
{
    static const struct {
        const char *beginning;
        bool (*is_used)(const char *id);
    } kinds[] = {
        {"table.", is_used_table},
        {"column.", is_used_column},
        {"value.", is_used_value},
        {"unit.", is_used_unit},
    };
    (void)state;
    for (size_t i = 0; i < label_id_count(0); i++) {
        const char *id = label_id_at(0, i);
        bool is_used = id[0] == '\0' || is_open(id);
        for (size_t kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]); kind++) {
            if (begins(id, kinds[kind].beginning)) is_used = kinds[kind].is_used(id);
        }
        if (!is_used) fail_msg("nothing uses the label %s", id);
    }
}

static void texts_are_in_their_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < label_id_count(0); i++) {
        const char *id = label_id_at(0, i);
        if (id[0] == '\0' || is_open(id)) continue;
        const char *english = label_required(LG_ENGLISH, id);
        const char *chinese = label_required(LG_CHINESE, id);
        if (!is_ascii(english)) fail_msg("%s: not ASCII: %s", id, english);
        if (is_ascii(chinese) && strcmp(chinese, "%") != 0) {
            fail_msg("%s: not Chinese: %s", id, chinese);
        }
    }
}

/* ---- single labels ---- */

static void labels_are_found(void **state)
{
    (void)state;
    assert_string_equal(lg_label(LG_ENGLISH, "column.area_ha"), "Area (ha)");
    assert_string_equal(lg_label(LG_CHINESE, "column.area_ha"), "面积（公顷）");
    assert_null(lg_label(LG_ENGLISH, "column.area_h"));
    assert_null(lg_label(LG_ENGLISH, "zzz"));
    assert_string_equal(lg_label_column(LG_ENGLISH, "idle", "area_ha"), "Parcel area (ha)");
    assert_string_equal(lg_label_column(LG_ENGLISH, "account", "area_ha"), "Area (ha)");
    assert_string_equal(lg_label_column(LG_ENGLISH, "idle", "no_such_key"), "no_such_key");
    assert_string_equal(lg_label_value(LG_ENGLISH, "status", "IDLE1"), "idle for one full year");
    assert_string_equal(lg_label_value(LG_CHINESE, "land_state", "A2"), "工矿仓储用地");
    assert_null(lg_label_value(LG_CHINESE, "land_state", "Z9"));
    assert_null(lg_label_value(LG_CHINESE, "status", NULL));
}

static void colours_are_found(void **state)
{
    (void)state;
    assert_string_equal(lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE2"), "#d55e00");
    /* A child without a colour of its own has its parent's. */
    assert_string_equal(lg_colour(LG_COLOUR_LAND_STATE, "A31"),
                        lg_colour(LG_COLOUR_LAND_STATE, "A3"));
    assert_string_equal(lg_colour(LG_COLOUR_LAND_STATE, "A52"),
                        lg_colour(LG_COLOUR_LAND_STATE, "A5"));
    assert_string_equal(lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE"),
                        lg_colour(LG_COLOUR_IDLE_STATUS, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_found),  cmocka_unit_test(catalogues_have_the_same_ids),
        cmocka_unit_test(codes_have_labels), cmocka_unit_test(codes_of_other_keys_are_found),
        cmocka_unit_test(every_id_is_used),  cmocka_unit_test(texts_are_in_their_language),
        cmocka_unit_test(colours_are_found), cmocka_unit_test(workbook_knows_every_table),
    };
    return cmocka_run_group_tests_name("model/labels", tests, label_describe_sheets, NULL);
}
