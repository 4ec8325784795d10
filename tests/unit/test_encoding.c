/*
 * input/encoding: what is believed when declaration and bytes agree, differ or say nothing.
 *
 * 苏州 is CBD5 D6DD in GBK and E88B8F E5B79E in UTF-8; 镕 (E946) is in GBK, not in GB2312.
 */
#include "input/encoding.h"
#include "support/cmocka.h"

#include <string.h>

struct encoding_case {
    const char *name;
    const char *declared;
    const char *cpg;
    const char *value;    /* one text of the table */
    const char *expected; /* encoding */
    int language;
    enum lg_status status;
    bool fills_field;
    bool is_doubtful;
};

static const struct encoding_case cases[] = {
    {"ASCII alone is UTF-8", NULL, NULL, "P-001", "UTF-8", 0, LG_OK, false, false},
    {"undeclared GBK", NULL, NULL, "\xCB\xD5\xD6\xDD", "GB18030", 0, LG_OK, false, false},
    {"undeclared UTF-8", NULL, NULL, "\xE8\x8B\x8F\xE5\xB7\x9E", "UTF-8", 0, LG_OK, false, false},
    {"GB2312 is read as what contains it", NULL, "GB2312", "\xE9\x46", "GB18030", 0, LG_OK, false,
     false},
    {"EUC is read as GB18030", NULL, "EUC\r\n", "\xCB\xD5", "GB18030", 0, LG_OK, false, false},
    {".cpg UTF-8 over GBK is overruled", NULL, "UTF-8", "\xCB\xD5\xD6\xDD", "GB18030", 0, LG_OK,
     false, true},
    {"0x4D over UTF-8 is overruled", NULL, NULL, "\xE8\x8B\x8F\xE5\xB7", NULL, 0x4D, LG_BAD_INPUT,
     false, false},
    {".cpg GBK over UTF-8 that is no GBK is overruled", NULL, "GBK", "\xE8\x8B\x8F", "UTF-8", 0,
     LG_OK, false, true},
    {"a code page that fits anything yields to UTF-8", NULL, "1252", "\xE8\x8B\x8F\xE5\xB7\x9E",
     "UTF-8", 0, LG_OK, false, true},
    {"a code page is believed over bytes that are nothing else", NULL, "1252", "caf\xE9", "CP1252",
     0, LG_OK, false, false},
    {"half a GBK character at the field's end is expected", NULL, NULL, "\xCB\xD5\xD6", "GB18030",
     0, LG_OK, true, false},
    {"half a UTF-8 character at the field's end is expected", NULL, "UTF-8", "\xE8\x8B\x8F\xE5\xB7",
     "UTF-8", 0, LG_OK, true, false},
    {"half a character elsewhere is not", NULL, NULL, "\xCB\xD5\xD6", NULL, 0, LG_BAD_INPUT, false,
     false},
    {"bytes that are neither are refused", NULL, NULL, "\xFF\xFF", NULL, 0, LG_BAD_INPUT, false,
     false},
    {"the user's word stands", "GBK", "UTF-8", "\xCB\xD5", "GB18030", 0, LG_OK, false, false},
    {"the user's word that does not fit is an error", "UTF-8", "GBK", "\xCB\xD5", NULL, 0,
     LG_BAD_INPUT, false, false},
    {".cpg names a code page by its number", NULL, "ANSI 1250", "caf\xE9", "CP1250", 0, LG_OK,
     false, false},
    {".cpg 88592 is a part of ISO 8859", NULL, "88592", "caf\xE9", "ISO-8859-2", 0, LG_OK, false,
     false},
    {".cpg Big-5", NULL, "Big-5", "\xB0\xEA\xBB\x79", "BIG5", 0, LG_OK, false, false},
    {".cpg shiftjis", NULL, "shiftjis", "\x83\x4A", "SHIFT_JIS", 0, LG_OK, false, false},
    {"language driver 0x4F is Big5", NULL, NULL, "\xB0\xEA\xBB\x79", "CP950", 0x4F, LG_OK, false,
     false},
    {"language driver 0x57 says nothing", NULL, NULL, "\xCB\xD5\xD6\xDD", "GB18030", 0x57, LG_OK,
     false, false},
    {"no table is in UTF-16", NULL, "UTF-16", "\xCB\xD5\xD6\xDD", "GB18030", 0, LG_OK, false, true},
    {"the user's UTF-16 for a table is an error", "UTF-16", NULL, "a", NULL, 0, LG_BAD_INPUT, false,
     false},
    {"the user's UTF-16 for a text file stands", "UTF-16LE", NULL, "a", "UTF-16LE", -1, LG_OK,
     false, false},
    {"Latin letters that could be GBK are doubtful", NULL, NULL, "M\xE9xico", "GB18030", 0, LG_OK,
     false, true},
    {"one usual character among rare ones is enough", NULL, NULL, "\xE9\x46\xCB\xD5", "GB18030", 0,
     LG_OK, false, false},
    {"the user's word that is none is an error", "GBX", NULL, "a", NULL, 0, LG_BAD_INPUT, false,
     false},
};

static void check_case(void **state)
{
    const struct encoding_case *row = *state;
    struct lg_encoding_facts facts = {
        .file = "a.shp",
        .key = "layers.parcels",
        .declared = row->declared,
        .cpg = row->cpg,
        .language = row->language,
    };
    lg_census_add(&facts.census, row->value, strlen(row->value), row->fills_field);
    struct lg_encoding encoding;
    struct lg_error err = {""};
    assert_int_equal(lg_encoding_decide(&facts, &encoding, &err), row->status);
    if (row->status == LG_OK) {
        assert_string_equal(encoding.name, row->expected);
        assert_int_equal(encoding.doubtful, row->is_doubtful);
        assert_true(strlen(encoding.why) > 0);
    } else {
        assert_non_null(strstr(err.message, "a.shp"));
        assert_non_null(strstr(err.message, "layers.parcels"));
    }
}

/* 苏州 in one encoding, many times, and some broken texts. */
struct share_case {
    const char *name;
    const char *declared;
    const char *cpg;
    const char *good, *broken;
    size_t good_count, broken_count;
    const char *expected; /* NULL: refused */
};

static const struct share_case shares[] = {
    {"one broken text in ten stops no run", NULL, NULL, "\xCB\xD5\xD6\xDD", "\xFF\xFF", 9, 1,
     "GB18030"},
    {"one in nine does", NULL, NULL, "\xCB\xD5\xD6\xDD", "\xFF\xFF", 8, 1, NULL},
    {"nor does it against the user's word", "GBK", NULL, "\xCB\xD5\xD6\xDD", "\xFF\xFF", 9, 1,
     "GB18030"},
    {"nor against the .cpg", NULL, "UTF-8", "\xE8\x8B\x8F", "\xFF\xFF", 9, 1, "UTF-8"},
    {"UTF-8 with a broken text is no GBK", NULL, "GBK", "\xE8\x8B\x8F", "\xFF\xFF", 9, 1, "UTF-8"},
    /* the two characters are well-formed GBK, too: six bytes */
    {"a text that the other encoding breaks less is the other's", "UTF-8", NULL,
     "\xE8\x8B\x8F\xE5\xB7\x9E", "\xCB\xD5\xD6\xDD", 9, 1, NULL},
};

static void check_share(void **state)
{
    const struct share_case *row = *state;
    struct lg_encoding_facts facts = {
        .file = "a.shp", .key = "layers.parcels", .declared = row->declared, .cpg = row->cpg};
    for (size_t i = 0; i < row->good_count; i++) {
        lg_census_add(&facts.census, row->good, strlen(row->good), false);
    }
    for (size_t i = 0; i < row->broken_count; i++) {
        lg_census_add(&facts.census, row->broken, strlen(row->broken), false);
    }
    struct lg_encoding encoding;
    enum lg_status status = lg_encoding_decide(&facts, &encoding, NULL);
    assert_int_equal(status, row->expected == NULL ? LG_BAD_INPUT : LG_OK);
    if (row->expected != NULL) assert_string_equal(encoding.name, row->expected);
}

struct decoding_case {
    const char *name;
    const char *encoding;
    const char *bytes;
    enum lg_decoding result;
    const char *text;
};

static const struct decoding_case decodings[] = {
    {"GBK", "GB18030", "\xCB\xD5\xD6\xDD", LG_DECODED, "苏州"},
    {"four bytes of GB18030: U+20000", "GB18030", "\x95\x32\x82\x36", LG_DECODED, "𠀀"},
    {"half a GBK character is dropped", "GB18030", "\xCB\xD5\xD6", LG_DECODED_CUT, "苏"},
    {"half a UTF-8 character is dropped", "UTF-8", "\xE8\x8B\x8F\xE5\xB7", LG_DECODED_CUT, "苏"},
    {"a broken byte is shown", "UTF-8", "a\xFFz", LG_DECODED_BROKEN, "a\xEF\xBF\xBDz"},
    {"a broken byte of GBK is shown", "GB18030", "a\xFFz", LG_DECODED_BROKEN, "a\xEF\xBF\xBDz"},
};

static void check_decoding(void **state)
{
    const struct decoding_case *row = *state;
    struct lg_decoder *decoder = NULL;
    struct lg_text text = {0};
    assert_int_equal(lg_decoder_open(row->encoding, &decoder, NULL), LG_OK);
    assert_int_equal(lg_decode(decoder, row->bytes, strlen(row->bytes), &text), row->result);
    assert_string_equal(text.bytes, row->text);
    lg_text_reset(&text);
    lg_decoder_close(decoder);
}

int main(void)
{
    int failed = RUN_CASES("input/encoding", cases, check_case);
    failed += RUN_CASES("input/encoding, broken texts", shares, check_share);
    return failed + RUN_CASES("input/decode", decodings, check_decoding);
}
