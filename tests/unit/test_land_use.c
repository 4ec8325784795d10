/*
 * data/land_use: code systems of domain.md 3. The same digits mean different things in each.
 */
#include "model/land_use.h"
#include "support/cmocka.h"

#include <string.h>

struct use_case {
    const char *name;
    const char *code;
    const char *expected; /* the entry's code; NULL: not known */
    enum lg_use_system system;
    enum lg_use_group group;
};

static const struct use_case cases[] = {
    {"0601 is industry in GB/T 21010", "0601", "0601", LG_USE_GB2017, LG_GROUP_IND},
    {"0601 is a rural road in the guide", "0601", "0601", LG_USE_YDYH2023, LG_GROUP_AGR},
    {"1001 is a railway in GB/T 21010", "1001", "1001", LG_USE_GB2017, LG_GROUP_TR},
    {"1001 is industry in the guide", "1001", "1001", LG_USE_YDYH2023, LG_GROUP_IND},
    {"1101 is a river in GB/T 21010", "1101", "1101", LG_USE_GB2017, LG_GROUP_WAT},
    {"1101 is logistics in the guide", "1101", "1101", LG_USE_YDYH2023, LG_GROUP_IND},
    {"a class", "07", "07", LG_USE_GB2017, LG_GROUP_RES},
    {"a rural homestead is rural", "0702", "0702", LG_USE_GB2017, LG_GROUP_RUR},
    {"blanks around a code", " 0810 ", "0810", LG_USE_GB2017, LG_GROUP_GRN},
    {"a suffix letter of the survey", "0810A", "0810", LG_USE_SURVEY3, LG_GROUP_GRN},
    {"a suffix behind a letter code", "08H2A", "08H2", LG_USE_SURVEY3, LG_GROUP_PUB},
    {"a letter code in lower case", "05h1", "05H1", LG_USE_SURVEY3, LG_GROUP_COM},
    {"logistics of the survey", "0508", "0508", LG_USE_SURVEY3, LG_GROUP_IND},
    {"the survey has no 0501", "0501", NULL, LG_USE_SURVEY3, LG_GROUP_NONE},
    {"the survey has no 0604", "0604", NULL, LG_USE_SURVEY3, LG_GROUP_NONE},
    {"a recoverable pond", "1104K", "1104", LG_USE_SURVEY3, LG_GROUP_WAT},
    {"third level, listed", "100102", "100102", LG_USE_YDYH2023, LG_GROUP_IND},
    {"third level by its four digits", "120803", "1208", LG_USE_YDYH2023, LG_GROUP_TR},
    {"third level by its two digits", "169901", "16", LG_USE_YDYH2023, LG_GROUP_OTH},
    {"no third level in GB/T 21010", "060101", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"an unknown second level stays unknown", "1099", NULL, LG_USE_YDYH2023, LG_GROUP_NONE},
    {"an unknown code", "99", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"letters only", "M", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"no code", NULL, NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"an empty code", "", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"far too long a code", "06010601060106010601", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"a system not declared knows nothing", "0601", NULL, LG_USE_NONE, LG_GROUP_NONE},
    {"the land-state tree as a use", "A31", "A31", LG_USE_KFQ, LG_GROUP_RD},
};

static void check_case(void **state)
{
    const struct use_case *row = *state;
    const struct lg_use_entry *found = lg_use_find(row->system, row->code);
    if (row->expected == NULL) {
        assert_null(found);
        return;
    }
    assert_non_null(found);
    assert_string_equal(found->code, row->expected);
    assert_int_equal(found->group, row->group);
}

static void check_table(const struct lg_use_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct lg_use_entry *entry = &table->entries[i];
        if (i > 0) assert_true(strcmp(table->entries[i - 1].code, entry->code) < 0);
        assert_int_not_equal(entry->group, LG_GROUP_NONE);
        assert_true(strlen(entry->name[0]) > 0);
        assert_true(strlen(entry->name[1]) > 0);
    }
}

/* Counts: domain.md 3.1 (12 classes, 73 sub-classes), 3.3 (24 classes). */
static void test_tables(void **state)
{
    (void)state;
    assert_int_equal(lg_use_gb2017.count, 12 + 73);
    size_t class_count = 0;
    for (size_t i = 0; i < lg_use_ydyh2023.count; i++) {
        class_count += strlen(lg_use_ydyh2023.entries[i].code) == 2;
    }
    assert_int_equal(class_count, 24);
    check_table(&lg_use_gb2017);
    check_table(&lg_use_survey3);
    check_table(&lg_use_ydyh2023);
}

static void test_systems(void **state)
{
    (void)state;
    for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
        assert_int_equal(lg_use_system_find(lg_use_system_name(system)), system);
    }
    assert_int_equal(lg_use_system_find(" YDYH2023 "), LG_USE_YDYH2023);
    assert_int_equal(lg_use_system_find("gb2007"), LG_USE_NONE);
    assert_int_equal(lg_use_system_find("none"), LG_USE_NONE);
    assert_int_equal(lg_use_system_find(NULL), LG_USE_NONE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables),
                                              cmocka_unit_test(test_systems)};
    int failed = RUN_CASES("data/land_use", cases, check_case);
    return failed + cmocka_run_group_tests_name("data/land_use, whole", tests, NULL, NULL);
}
