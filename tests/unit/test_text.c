/*
 * base/text: growing text, numbers out and in, encodings, blanks.
 *
 * Expected digits follow from the exact decimal expansion of the double (0.125 is exact, 1.005 is
 * 1.00499999999999989...), or from the rule in the row's name.
 */
#include "base/sql_text.h"
#include "base/text.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixed_case {
    const char *name;
    double value;
    int decimals;
    const char *text;
};

static const struct fixed_case fixed[] = {
    {"exact half goes up", 0.125, 2, "0.13"},
    {"negative half goes away from zero", -0.125, 2, "-0.13"},
    {"half of one goes up", 0.5, 0, "1"},
    {"two and a half goes up", 2.5, 0, "3"},
    {"just below a half goes down", 1.005, 2, "1.00"},
    {"just above a half goes up", 1.015, 2, "1.01"}, /* 1.01499999999999990230 */
    {"2.675 is below its half", 2.675, 2, "2.67"},
    {"8.345 is above its half", 8.345, 2, "8.35"}, /* 8.34500000000000063949 */
    {"carry into the whole", 0.9999999, 2, "1.00"},
    {"carry through nines", 99999.999, 2, "100000.00"},
    {"no sign before nothing", -0.004, 2, "0.00"},
    {"no sign before negative zero", -0.0, 3, "0.000"},
    {"sign before something", -0.006, 2, "-0.01"},
    {"leading zeros of the fraction", 3.00004, 5, "3.00004"},
    {"an even count of digits", 1005.0, 2, "1005.00"},
    {"an odd count of digits", 10050.0, 3, "10050.000"},
    {"no decimals, no point", 12.4, 0, "12"},
    {"longitude", 91.12345678, 8, "91.12345678"},
    {"twelve decimals", 0.1, 12, "0.100000000000"},
    {"tie at the twelfth decimal", 9007.0001220703125, 12, "9007.000122070313"},
    {"square metres of a country", 9600000000000.25, 1, "9600000000000.3"},
    {"largest exact integer", 9007199254740991, 2, "9007199254740991.00"},
    {"beyond 2^63", 1e22, 2, "10000000000000000000000.00"},
    {"tiny", 5e-324, 2, "0.00"},
    {"not a number adds nothing", (double)NAN, 2, ""},
    {"infinity adds nothing", -HUGE_VAL, 2, ""},
};

static void check_fixed(void **state)
{
    const struct fixed_case *row = *state;
    struct lg_text text = {0};
    lg_text_add_char(&text, '|');
    lg_text_add_fixed(&text, row->value, row->decimals);
    assert_false(text.failed);
    assert_string_equal(text.bytes + 1, row->text);
    /* Rounding without the text gives the double that reading the text gives. */
    if (text.size > 1) {
        double read = 0;
        assert_true(lg_number_read(text.bytes + 1, text.size - 1, &read));
        assert_true(lg_round_fixed(row->value, row->decimals) == read);
    }
    lg_text_reset(&text);
}

struct number_case {
    const char *name;
    const char *text;
    bool read;
    double value;
};

static const struct number_case numbers[] = {
    {"integer", "12", true, 12},
    {"decimal", "12.5", true, 12.5},
    {"blanks around", " 12.5 ", true, 12.5},
    {"wide blanks around", "　12.5　", true, 12.5},
    {"plus sign", "+1", true, 1},
    {"minus sign", "-0.5", true, -0.5},
    {"no digit before the point", ".5", true, 0.5},
    {"no digit behind the point", "5.", true, 5},
    {"exponent", "1.5e3", true, 1500},
    {"signed exponent", "1.5E-3", true, 0.0015},
    {"leading zeros", "000012", true, 12},
    {"padded zeros", "12.500000000000000000000000", true, 12.5},
    {"nearest double of 17 digits", "0.30000000000000004", true, 0.1 + 0.2},
    {"nearest double of many digits", "0.1000000000000000055511151231257827", true, 0.1},
    {"tie of 2^53 and the next goes to even", "9007199254740993", true, 9007199254740992.0},
    {"above the tie goes up", "9007199254740993.0000000000000000001", true, 9007199254740994.0},
    {"largest double", "1.7976931348623157e308", true, DBL_MAX},
    {"smallest double", "5e-324", true, 5e-324},
    {"too small is zero", "1e-400", true, 0},
    {"zero with a large exponent", "0e999999999999", true, 0},
    {"too large", "1e400", false, 0},
    {"much too large", "1e99999999999999999999", false, 0},
    {"empty", "", false, 0},
    {"blank", "  ", false, 0},
    {"sign alone", "-", false, 0},
    {"point alone", ".", false, 0},
    {"exponent without digits", "1e", false, 0},
    {"exponent alone", "e5", false, 0},
    {"grouped by blanks", "1 234", false, 0},
    {"grouped by commas", "1,234", false, 0},
    {"decimal comma", "1,5", false, 0},
    {"hexadecimal", "0x10", false, 0},
    {"infinity", "inf", false, 0},
    {"not a number", "nan", false, 0},
    {"unit behind", "12.5m", false, 0},
    {"two points", "1.2.3", false, 0},
    {"overflowed field", "****", false, 0},
};

static void check_number(void **state)
{
    const struct number_case *row = *state;
    double value = -1;
    assert_int_equal(lg_number_read(row->text, strlen(row->text), &value), row->read);
    if (row->read && value != row->value) fail_msg("%.17g is not %.17g", value, row->value);
}

static void long_numbers_are_rounded_by_their_last_digit(void **state)
{
    (void)state;
    enum { ZEROS = 5000 };
    static char digits[ZEROS + 32] = "9007199254740993.";
    double value = 0;
    size_t length = strlen(digits);
    memset(digits + length, '0', ZEROS);
    assert_true(lg_number_read(digits, length + ZEROS, &value));
    assert_true(value == 9007199254740992.0);
    digits[length + ZEROS] = '1';
    assert_true(lg_number_read(digits, length + ZEROS + 1, &value));
    assert_true(value == 9007199254740994.0);
}

/* A made-up but even spread of numbers: what the C library writes in 17 digits reads back. */
static void written_numbers_read_back_the_same(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        double value = 0;
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        memcpy(&value, &seed, sizeof(value));
        if (i % 2 == 0) value = (double)(seed >> 24) / pow(10, (double)(seed % 13));
        if (!isfinite(value)) continue;
        char digits[40];
        double found = 0;
        int length = snprintf(digits, sizeof(digits), "%.17g", value);
        assert_true(lg_number_read(digits, (size_t)length, &found));
        if (found != value) fail_msg("%s is read as %.17g", digits, found);
    }
}

static void integers_are_written_to_both_ends(void **state)
{
    (void)state;
    struct lg_text text = {0};
    lg_text_add_int(&text, INT64_MIN);
    lg_text_add_char(&text, ' ');
    lg_text_add_int(&text, 0);
    lg_text_add_char(&text, ' ');
    lg_text_add_int(&text, INT64_MAX);
    assert_string_equal(text.bytes, "-9223372036854775808 0 9223372036854775807");
    lg_text_reset(&text);
}

static void decimal_comma_of_a_locale_stays_out(void **state)
{
    (void)state;
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", "de_DE"};
    size_t i = 0;
    while (i < sizeof(locales) / sizeof(locales[0]) && setlocale(LC_ALL, locales[i]) == NULL) {
        i++;
    }
    if (i == sizeof(locales) / sizeof(locales[0])) {
        print_message("no locale with a decimal comma is installed\n");
        skip();
    }
    struct lg_text text = {0};
    double value = 0;
    lg_text_add_fixed(&text, 1.25, 2);
    lg_text_printf(&text, " %.1f", 1.5);
    bool read = lg_number_read("0.30000000000000004", 19, &value);
    (void)setlocale(LC_ALL, "C");
    assert_string_equal(text.bytes, "1.25 1.5");
    assert_true(read && value == 0.1 + 0.2);
    lg_text_reset(&text);
}

static void text_grows_and_stays_terminated(void **state)
{
    (void)state;
    struct lg_text text = {0};
    lg_text_add(&text, NULL, 0);
    assert_null(text.bytes);
    for (int i = 0; i < 1000; i++) {
        lg_text_add_text(&text, "宗地");
        lg_text_add_char(&text, ',');
        assert_int_equal(strlen(text.bytes), text.size);
    }
    assert_int_equal(text.size, 7000);
    lg_text_clear(&text);
    assert_string_equal(text.bytes, "");
    lg_text_printf(&text, "%s:%d", "第一", 2);
    lg_text_printf(&text, "%0200d", 0);
    assert_int_equal(text.size, 208);
    assert_memory_equal(text.bytes, "第一:2000", 11);
    lg_text_reset(&text);
    assert_null(text.bytes);
}

static void room_is_counted_by_who_writes_there(void **state)
{
    (void)state;
    struct lg_text text = {0};
    lg_text_add_text(&text, "ab");
    char *room = lg_text_room(&text, 1000);
    assert_non_null(room);
    assert_string_equal(text.bytes, "ab");
    room[0] = 'c';
    room[1] = 'd';
    text.size += 2;
    assert_string_equal(text.bytes, "abcd");
    lg_text_reset(&text);
}

static void lost_memory_is_kept_in_mind(void **state)
{
    (void)state;
    struct lg_text text = {0};
    lg_text_add_text(&text, "kept");
    failing_alloc_after(0);
    lg_text_printf(&text, "%0500d", 7);
    char *room = lg_text_room(&text, 500);
    lg_text_add_char(&text, '!');
    failing_alloc_after(-1);
    lg_text_add_text(&text, "ignored");
    assert_null(room);
    assert_true(text.failed);
    assert_string_equal(text.bytes, "kept");
    lg_text_reset(&text);
    assert_false(text.failed);
}

struct short_case {
    const char *name;
    const char *text;
    size_t character_count;
    const char *shown;
};

static const struct short_case shorts[] = {
    {"nothing", "", 3, ""},
    {"as long as may be", "abc", 3, "abc"},
    {"one too many", "abcd", 3, "abc\xE2\x80\xA6"},
    {"characters, not bytes", "\xE5\xAE\x97\xE5\x9C\xB0", 2, "\xE5\xAE\x97\xE5\x9C\xB0"},
    {"cut at a character", "\xE5\xAE\x97\xE5\x9C\xB0", 1, "\xE5\xAE\x97\xE2\x80\xA6"},
    {"none", "a", 0, "\xE2\x80\xA6"},
};

static void shorten(void **state)
{
    const struct short_case *row = *state;
    struct lg_text text = {0};
    lg_text_add_short(&text, row->text, row->character_count);
    assert_false(text.failed);
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, row->shown);
    lg_text_reset(&text);
}

struct encoding_case {
    const char *name;
    const char *bytes;
    size_t utf8_prefix; /* bytes that are well-formed UTF-8 */
    bool gb18030;
};

static const struct encoding_case encodings[] = {
    {"ASCII", "park", 4, true},
    {"empty", "", 0, true},
    {"Chinese in UTF-8", "\xE5\xAE\x97\xE5\x9C\xB0", 6, true}, /* three pairs of GBK as well */
    {"Chinese in GBK", "\xD7\xDA\xB5\xD8", 0, true},
    {"four-byte GB18030", "\x82\x30\xA3\x30", 0, true},
    {"cut UTF-8", "ab\xE5\xAE", 2, true},
    {"cut GBK", "ab\xD7", 2, false},
    {"cut four-byte GB18030", "\x82\x30\xA3", 0, false},
    {"two-byte UTF-8", "\xC3\xA9", 2, true},
    {"four-byte UTF-8", "\xF0\xA0\x80\x80", 4, false},
    {"last code point", "\xF4\x8F\xBF\xBF", 4, true},
    {"beyond the last code point", "\xF4\x90\x80\x80", 0, false},
    {"overlong two bytes", "\xC0\x80", 0, true},
    {"overlong three bytes", "\xE0\x80\x80", 0, false},
    {"overlong four bytes", "\xF0\x8F\xBF\xBF", 0, true},
    {"surrogate", "\xED\xA0\x80", 0, false},
    {"stray continuation", "\x80", 0, false},
    {"never a lead byte", "\xFF\xFF", 0, false},
    {"GBK trail 7F is none", "\x81\x7F", 0, false},
    {"GBK trail 40", "\x81\x40", 0, true},
};

static void check_encoding(void **state)
{
    const struct encoding_case *row = *state;
    size_t length = strlen(row->bytes);
    assert_int_equal(lg_utf8_valid_prefix(row->bytes, length), row->utf8_prefix);
    assert_int_equal(lg_utf8_valid(row->bytes, length), row->utf8_prefix == length);
    assert_int_equal(lg_gb18030_valid(row->bytes, length), row->gb18030);
}

struct trim_case {
    const char *name;
    const char *text;
    const char *trimmed;
};

static const struct trim_case trims[] = {
    {"nothing to do", "ab", "ab"},
    {"ASCII blanks", " \t\r\nab \v\f", "ab"},
    {"wide blanks", "　 　ab　 　", "ab"},
    {"blanks inside stay", " a 　b ", "a 　b"},
    {"only blanks", " 　 ", ""},
    {"empty", "", ""},
    {"part of a wide blank stays", "ab\x80\x80", "ab\x80\x80"},
};

static void check_trim(void **state)
{
    const struct trim_case *row = *state;
    size_t length = strlen(row->text);
    const char *trimmed = lg_text_trim(row->text, &length);
    assert_int_equal(length, strlen(row->trimmed));
    assert_memory_equal(trimmed, row->trimmed, length);
}

static void points_are_two_fixed_numbers(void **state)
{
    (void)state;
    struct lg_text text = {0};
    lg_text_add_point(&text, (const double[2]){91.125, -0.5}, 2);
    lg_text_add_point(&text, (const double[2]){-0.001, 9e18}, 0);
    assert_string_equal(text.bytes, "[91.13,-0.50][0,9000000000000000000]");
    lg_text_reset(&text);
}

static void letters_compare_without_case(void **state)
{
    (void)state;
    assert_true(lg_text_equal_nocase("TBBH", "tbbh"));
    assert_true(lg_text_equal_nocase("宗地A", "宗地a"));
    assert_false(lg_text_equal_nocase("TBBH", "TBB"));
    assert_false(lg_text_equal_nocase("[", "{")); /* 32 apart, and no letters */
    assert_true(lg_text_compare_nocase("a", "B") < 0);
    assert_true(lg_text_compare_nocase("b", "A") > 0);
    assert_true(lg_text_compare_nocase("a", "\xE5") < 0);
    assert_int_equal(lg_text_compare_nocase("", ""), 0);
}

static void sql_doubles_its_quotes(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", "''"},
        {"a", "'a'"},
        {"it's ''", "'it''s '''''"},
        {"\\'", "'\\'''"},
    };
    struct lg_text text = {0};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        lg_text_clear(&text);
        lg_sql_add_text(&text, rows[i][0]);
        assert_string_equal(text.bytes, rows[i][1]);
    }
    lg_text_reset(&text);
}

/* A message of several lines, too long for its place, in the middle of a character. */
static void message_is_one_line(void **state)
{
    (void)state;
    char line[10];
    lg_text_line(line, sizeof(line), "a\nb\t\n");
    assert_string_equal(line, "a b");
    lg_text_line(line, sizeof(line), "1234567\xE5\x9C\xB0");
    assert_string_equal(line, "1234567");
    lg_text_line(line, sizeof(line), "\n");
    assert_string_equal(line, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_is_one_line),
        cmocka_unit_test(long_numbers_are_rounded_by_their_last_digit),
        cmocka_unit_test(written_numbers_read_back_the_same),
        cmocka_unit_test(integers_are_written_to_both_ends),
        cmocka_unit_test(decimal_comma_of_a_locale_stays_out),
        cmocka_unit_test(text_grows_and_stays_terminated),
        cmocka_unit_test(room_is_counted_by_who_writes_there),
        cmocka_unit_test(lost_memory_is_kept_in_mind),
        cmocka_unit_test(points_are_two_fixed_numbers),
        cmocka_unit_test(letters_compare_without_case),
        cmocka_unit_test(sql_doubles_its_quotes),
    };
    int failed = RUN_CASES("text: fixed decimals", fixed, check_fixed);
    failed += RUN_CASES("text: numbers", numbers, check_number);
    failed += RUN_CASES("text: cut", shorts, shorten);
    failed += RUN_CASES("text: encodings", encodings, check_encoding);
    failed += RUN_CASES("text: blanks", trims, check_trim);
    return failed + cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
