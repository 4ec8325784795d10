/* Text in HTML: nothing that comes from data is markup, numbers as people write them. */
#include "publish/report/html.h"

#include "support/cmocka.h"

#include <math.h>
#include <string.h>

struct text_case {
    const char *name;
    const char *value;
    const char *expected;
};

static const struct text_case texts[] = {
    {"nothing", NULL, ""},
    {"plain", "\u5de5\u4e1a\u7528\u5730 A2", "\u5de5\u4e1a\u7528\u5730 A2"},
    {"a tag", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"the end of an attribute", "\"><img src='x'>", "&quot;&gt;&lt;img src=&#39;x&#39;&gt;"},
    {"an entity", "&lt;", "&amp;lt;"},
    {"control characters",
     "a\x01"
     "b\x7f"
     "c\x1b",
     "a\uFFFD"
     "b\uFFFD"
     "c\uFFFD"},
    {"a tab and a line", "a\tb\nc", "a\tb\nc"},
    {"no UTF-8", "a\xff\xc3z", "a\uFFFD\uFFFDz"},
    {"a surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
    {"half a character", "a\xe5\xb7", "a\uFFFD\uFFFD"},
    {"C1 controls", "\xc2\x85\xc2\x9f\xc2\xa0", "\uFFFD\uFFFD\xc2\xa0"},
    {"line and paragraph separators", "\u2028\u2029", "\uFFFD\uFFFD"},
    {"marks of direction", "\u200e\u200f\u202a\u202e\u2066\u2069\u061c",
     "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"neighbours of those", "\u200d\u2010\u2027\u202f\u2065\u206a",
     "\u200d\u2010\u2027\u202f\u2065\u206a"},
    {"characters that are none", "\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90\xf0\x9f\xbf\xbe",
     "\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"four bytes", "\U0001F3ED\U00020000", "\U0001F3ED\U00020000"},
};

static void text_is_never_markup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct lg_text html = {0};
        lg_html_add(&html, texts[i].value);
        if (strcmp(html.bytes == NULL ? "" : html.bytes, texts[i].expected) != 0) {
            fail_msg("%s: %s instead of %s", texts[i].name, html.bytes, texts[i].expected);
        }
        lg_text_reset(&html);
    }
}

static void long_text_is_cut_between_characters(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        size_t count;
        const char *expected;
    } cases[] = {
        {"abc", 3, "abc"},
        {"abcd", 3, "abc\u2026"},
        {"\u8d85\u957f\u540d", 2, "\u8d85\u957f\u2026"},
        {"<<<", 2, "&lt;&lt;\u2026"},
        {"\xff\xff\xff", 1, "\uFFFD\u2026"},
        {"a", 0, "\u2026"},
        {"", 0, ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct lg_text html = {0};
        lg_html_add_short(&html, cases[i].value, cases[i].count);
        assert_string_equal(html.bytes == NULL ? "" : html.bytes, cases[i].expected);
        lg_text_reset(&html);
    }
}

static void elements_and_attributes_are_closed(void **state)
{
    (void)state;
    struct lg_text html = {0};
    lg_html_add_element(&html, "p", "note", "a<b");
    lg_html_add_element(&html, "td", NULL, NULL);
    lg_html_add_attribute(&html, "title", "\"x\"");
    lg_html_add_attribute(&html, "title", NULL);
    assert_string_equal(html.bytes,
                        "<p class=\"note\">a&lt;b</p><td></td> title=\"&quot;x&quot;\"");
    lg_text_reset(&html);
}

static void numbers_have_thousands_and_a_minus(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *expected;
    } cases[] = {
        {0, 2, "0.00"},
        {999.994, 2, "999.99"},
        {999.995, 2, "1,000.00"},
        {1234567.5, 0, "1,234,568"},
        {-1234.5, 1, "\u22121,234.5"},
        {-0.004, 2, "0.00"},
        {12, 0, "12"},
        {100000, 0, "100,000"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct lg_text html = {0};
        lg_html_add_number(&html, cases[i].value, cases[i].decimals);
        assert_string_equal(html.bytes, cases[i].expected);
        lg_text_reset(&html);
    }
    struct lg_text html = {0};
    lg_html_add_number(&html, (double)NAN, 2);
    assert_int_equal(html.size, 0);
    lg_text_reset(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_never_markup),
        cmocka_unit_test(long_text_is_cut_between_characters),
        cmocka_unit_test(elements_and_attributes_are_closed),
        cmocka_unit_test(numbers_have_thousands_and_a_minus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
