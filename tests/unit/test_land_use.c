/*
 * data/land_use: code systems of domain.md 3. The same digits mean different things in each.
 */
#include "model/land_use.h"
#include "support/cmocka.h"

#include <stdbool.h>
#include <stdio.h>
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
    {"a car park is listed", "120803", "120803", LG_USE_YDYH2023, LG_GROUP_TR},
    {"third level by its four digits", "120809", "1208", LG_USE_YDYH2023, LG_GROUP_TR},
    {"third level by its two digits", "169901", "16", LG_USE_YDYH2023, LG_GROUP_OTH},
    {"no third level in GB/T 21010", "060101", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"an unknown second level stays unknown", "1099", NULL, LG_USE_YDYH2023, LG_GROUP_NONE},
    {"an unknown code", "99", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"letters only", "M", NULL, LG_USE_GB2017, LG_GROUP_NONE},
    {"a letter of an old plan", "M", "M", LG_USE_GB50137, LG_GROUP_IND},
    {"a letter and more digits than are listed", "R21", "R", LG_USE_GB50137, LG_GROUP_RES},
    {"a letter and a digit that is listed", "m12", "M1", LG_USE_GB50137, LG_GROUP_IND},
    {"a street with a small letter", "S1a", "S1", LG_USE_GB50137, LG_GROUP_RD},
    {"a station is no street", "S42", "S", LG_USE_GB50137, LG_GROUP_TR},
    {"a mixed use is no use of the first letter", "BR", NULL, LG_USE_GB50137, LG_GROUP_NONE},
    {"nor one with digits", "M1W1", NULL, LG_USE_GB50137, LG_GROUP_NONE},
    {"no such letter", "X1", NULL, LG_USE_GB50137, LG_GROUP_NONE},
    {"digits are no letters", "0601", NULL, LG_USE_GB50137, LG_GROUP_NONE},
    {"all that is built is no single use", "H14", "H", LG_USE_GB50137, LG_GROUP_NONE},
    {"nor is all that is not", "E", "E", LG_USE_GB50137, LG_GROUP_NONE},
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

/* Codes of so many digits that begin like this. */
static size_t count_below(const struct lg_use_table *table, const char *class, size_t digits)
{
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++) {
        const char *code = table->entries[i].code;
        count += strlen(code) == digits && strncmp(code, class, strlen(class)) == 0;
    }
    return count;
}

/* Sub-classes of each class, counted by hand in domain.md 3.1 to 3.3. */
static void test_classes(void **state)
{
    static const size_t gb2017[] = {0, 3, 4, 7, 4, 7, 4, 2, 10, 6, 9, 10, 7};
    static const size_t survey3[] = {0, 3, 4, 7, 4, 2, 3, 2, 4, 0, 9, 10, 7};
    static const size_t guide[] = {0,  3, 5, 4, 3, 7, 2, 4, 7, 4, 3, 2, 9,
                                   12, 3, 7, 0, 6, 4, 6, 5, 2, 6, 7, 0};
    (void)state;
    for (unsigned class = 1; class <= 12; class ++) {
        char code[3];
        (void)snprintf(code, sizeof(code), "%02u", class);
        assert_int_equal(count_below(&lg_use_gb2017, code, 4), gb2017[class]);
        assert_int_equal(count_below(&lg_use_survey3, code, 4), survey3[class]);
    }
    for (unsigned class = 1; class <= 24; class ++) {
        char code[3];
        (void)snprintf(code, sizeof(code), "%02u", class);
        assert_int_equal(count_below(&lg_use_ydyh2023, code, 4), guide[class]);
    }
}

/* Counts: domain.md 3.1 (12 classes, 73 sub-classes), 3.3 (24 classes, 111 + 2). */
static void test_tables(void **state)
{
    (void)state;
    assert_int_equal(lg_use_gb2017.count, 12 + 73);
    assert_int_equal(count_below(&lg_use_gb2017, "", 4), 73);
    assert_int_equal(count_below(&lg_use_ydyh2023, "", 2), 24);
    assert_int_equal(count_below(&lg_use_ydyh2023, "", 4), 111);
    assert_int_equal(count_below(&lg_use_ydyh2023, "16", 4), 0);
    assert_int_equal(count_below(&lg_use_ydyh2023, "24", 4), 0);
    check_table(&lg_use_gb2017);
    check_table(&lg_use_survey3);
    check_table(&lg_use_ydyh2023);
}

/* Every pair of domain.md 3, crosswalk, and some of ours. */
static const struct pair_case {
    const char *name;
    enum lg_use_system system;
    const char *code, *expected;
} pair_cases[] = {
#define PAIR(CODE, GUIDE)                                                                          \
    {                                                                                              \
        "survey " CODE, LG_USE_SURVEY3, CODE, GUIDE                                                \
    }
    PAIR("0601", "1001"),
    PAIR("0602", "1002"),
    PAIR("0508", "1101"),
    PAIR("0603", "1003"),
    PAIR("0701", "0701"),
    PAIR("0702", "0703"),
    PAIR("05", "09"),
    PAIR("08", "08"),
    PAIR("0809", "13"),
    PAIR("09", "15"),
    PAIR("10", "12"),
    PAIR("1001", "1201"),
    PAIR("1003", "1202"),
    PAIR("1004", "1207"),
    PAIR("1006", "0601"),
    PAIR("1007", "1203"),
    PAIR("1008", "1204"),
    PAIR("1009", "1205"),
    PAIR("1101", "1701"),
    PAIR("1102", "1702"),
    PAIR("1103", "1703"),
    PAIR("1104", "1704"),
    PAIR("1107", "1705"),
    PAIR("12", "23"),
    PAIR("1201", "2301"),
    PAIR("1202", "0602"),
    PAIR("06", "10"),
    PAIR("08H2A", "08"),
    {"storage of GB/T 21010", LG_USE_GB2017, "0604", "1101"},
    {"offices of GB/T 21010", LG_USE_GB2017, "0505", "0902"},
    {"industry and storage together fall into two classes", LG_USE_GB2017, "06", NULL},
    {"water and hydraulic works, too", LG_USE_GB2017, "11", NULL},
    {"no code", LG_USE_GB2017, NULL, NULL},
    {"an unknown code", LG_USE_GB2017, "0699", NULL},
    {"a code of the other edition", LG_USE_SURVEY3, "0604", NULL},
    {"the guide itself", LG_USE_YDYH2023, "1001", "1001"},
    {"the guide's third level", LG_USE_YDYH2023, "100102", "1001"},
    {"the guide's third level, not listed", LG_USE_YDYH2023, "080399", "0803"},
    {"the guide's first level", LG_USE_YDYH2023, "10", "10"},
    {"blank land has no second level", LG_USE_YDYH2023, "169901", "16"},
    {"M", LG_USE_GB50137, "M", "1001"},
    {"M2", LG_USE_GB50137, "M2", "1001"},
    {"W", LG_USE_GB50137, "W", "1101"},
    {"B", LG_USE_GB50137, "B", "09"},
    {"A", LG_USE_GB50137, "A", "08"},
    {"R", LG_USE_GB50137, "R2", "07"},
    {"S", LG_USE_GB50137, "S4", "12"},
    {"U", LG_USE_GB50137, "U12", "13"},
    {"G", LG_USE_GB50137, "G", "14"},
    {"H is unmapped", LG_USE_GB50137, "H", NULL},
    {"E is unmapped", LG_USE_GB50137, "E2", NULL},
    {"land states have no class", LG_USE_KFQ, "A2", NULL},
    {"no system", LG_USE_NONE, "0601", NULL},
};

static void check_pair(void **state)
{
    const struct pair_case *row = *state;
    const char *class = lg_use_guide_class(row->system, row->code);
    if (row->expected == NULL) {
        assert_null(class);
    } else {
        assert_non_null(class);
        assert_string_equal(class, row->expected);
    }
}

/* Codes whose two systems put one use into two groups (domain.md 3.1, 3.3). */
static bool differs_by_system(const char *code)
{
    static const char *const codes[] = {"0303", "0304", "0306", "0402", "1203"};
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(code, codes[i]) == 0) return true;
    }
    return false;
}

/* In order, from codes that are there to codes that are there, of the same group. */
static void check_crosswalk(enum lg_use_system system)
{
    const struct lg_use_crosswalk *crosswalk = lg_use_crosswalk_of(system);
    for (size_t i = 0; i < crosswalk->count; i++) {
        const struct lg_use_pair *pair = &crosswalk->pairs[i];
        if (i > 0) assert_true(strcmp(crosswalk->pairs[i - 1].code, pair->code) < 0);
        assert_non_null(pair->source);
        const struct lg_use_entry *from = lg_use_find(system, pair->code);
        const struct lg_use_entry *to = lg_use_find(LG_USE_YDYH2023, pair->guide);
        assert_non_null(from);
        assert_non_null(to);
        if (from == NULL || to == NULL) return;
        assert_string_equal(from->code, pair->code);
        assert_string_equal(to->code, pair->guide);
        if (!differs_by_system(pair->code)) assert_int_equal(from->group, to->group);
    }
}

/* Every code has a pair but those that fall into two classes. */
static void check_complete(enum lg_use_system system, const struct lg_use_table *table,
                           const char *without)
{
    for (size_t i = 0; i < table->count; i++) {
        const char *code = table->entries[i].code;
        char word[16];
        (void)snprintf(word, sizeof(word), " %s ", code);
        bool is_paired = lg_use_guide_class(system, code) != NULL;
        assert_int_equal(is_paired, strstr(without, word) == NULL);
    }
}

static void test_crosswalk(void **state)
{
    (void)state;
    check_crosswalk(LG_USE_GB2017);
    check_crosswalk(LG_USE_SURVEY3);
    check_crosswalk(LG_USE_GB50137);
    assert_null(lg_use_crosswalk_of(LG_USE_YDYH2023));
    check_complete(LG_USE_GB2017, &lg_use_gb2017, " 06 11 1109 ");
    check_complete(LG_USE_SURVEY3, &lg_use_survey3, " 11 1109 ");
    check_complete(LG_USE_GB50137, &lg_use_gb50137, " E H ");
    check_complete(LG_USE_YDYH2023, &lg_use_ydyh2023, "");
}

static void test_groups(void **state)
{
    (void)state;
    for (size_t i = 0; i < LG_GROUP_COUNT; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(lg_use_groups[i].code, lg_use_groups[j].code);
        }
        assert_true(strlen(lg_use_groups[i].name[0]) > 0 && strlen(lg_use_groups[i].name[1]) > 0);
    }
    assert_string_equal(lg_use_groups[LG_GROUP_IND].code, "IND");
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
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables), cmocka_unit_test(test_classes),
        cmocka_unit_test(test_crosswalk), cmocka_unit_test(test_groups),
        cmocka_unit_test(test_systems)};
    int failed = RUN_CASES("data/land_use", cases, check_case);
    failed += RUN_CASES("data/crosswalk", pair_cases, check_pair);
    return failed + cmocka_run_group_tests_name("data/land_use, whole", tests, NULL, NULL);
}
