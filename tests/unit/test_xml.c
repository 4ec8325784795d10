/*
 * publish/qgis/xml: whatever a value holds, the document stays one that XML 1.0 allows.
 */
#include "publish/qgis/xml.h"
#include "support/cmocka.h"

#include <string.h>

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

struct escape_case {
    const char *name;
    const char *value;
    const char *expected;
};

static const struct escape_case escape_cases[] = {
    {"missing is nothing", NULL, ""},
    {"plain text stays", "A21", "A21"},
    {"Chinese stays", "东园（虚构）", "东园（虚构）"},
    {"a character of four bytes stays", "\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80"},
    {"markup in a name", "<A&B\">", "&lt;A&amp;B&quot;&gt;"},
    {"an apostrophe", "it's", "it&apos;s"},
    {"the end of a section of characters", "]]>", "]]&gt;"},
    {"line breaks and tabs outlive an attribute", "a\nb\rc\td", "a&#10;b&#13;c&#9;d"},
    {"other control characters are none of XML", "a\x01\x1f\x7f", "a" BAD BAD BAD},
    {"a lone byte is no UTF-8", "a\xB0z", "a" BAD "z"},
    {"a cut character is no UTF-8", "a\xE4\xB8", "a" BAD BAD},
    {"an overlong form is no UTF-8", "\xC0\xBC", BAD BAD},
    {"a surrogate is no character", "\xED\xA0\x80", BAD BAD BAD},
    {"U+FFFE and U+FFFF are none of XML", "\xEF\xBF\xBE\xEF\xBF\xBF", BAD BAD},
    {"U+FFFD stays", BAD, BAD},
};

static void check_escape(void **state)
{
    const struct escape_case *row = *state;
    struct lg_text text = {0};
    lg_xml_escape(&text, row->value);
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, row->expected);
    lg_text_reset(&text);
}

static void elements_nest(void **state)
{
    (void)state;
    struct lg_text text = {0};
    struct lg_xml xml = {.text = &text};
    lg_xml_open(&xml, "a", (const char *const[]){"name", "x\"y", "n", "1", NULL});
    lg_xml_open(&xml, "b", NULL);
    lg_xml_empty(&xml, "c", (const char *const[]){"k", "", NULL});
    lg_xml_element(&xml, "d", NULL, "1 < 2");
    lg_xml_element(&xml, "e", (const char *const[]){"k", "v", NULL}, NULL);
    lg_xml_close(&xml);
    lg_xml_close(&xml);
    assert_string_equal(text.bytes, "<a name=\"x&quot;y\" n=\"1\">\n"
                                    "<b>\n"
                                    "<c k=\"\"/>\n"
                                    "<d>1 &lt; 2</d>\n"
                                    "<e k=\"v\"></e>\n"
                                    "</b>\n"
                                    "</a>\n");
    assert_int_equal(xml.depth, 0);
    lg_text_reset(&text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(elements_nest)};
    int failed = RUN_CASES("escape", escape_cases, check_escape);
    return failed + cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
