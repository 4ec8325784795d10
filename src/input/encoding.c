#include "input/encoding.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CENSUS_BYTES ((size_t)8 << 20)
/* Bytes of another encoding break far more texts than one in ten. */
#define BROKEN_TEXTS_ONE_IN 10

struct lg_decoder {
    iconv_t handle;
    bool is_utf8; /* no handle */
};

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static bool has_high_byte(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] >= 0x80) return true;
    }
    return false;
}

/* Whether what follows the well-formed prefix is the beginning of one more character. */
static bool is_utf8_cut(const char *tail, size_t length)
{
    unsigned char lead = (unsigned char)tail[0];
    size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length >= whole) return false;
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)tail[i] & 0xC0) != 0x80) return false;
    }
    return true;
}

static bool is_gb18030_cut(const char *bytes, size_t length)
{
    for (size_t rest = 1; rest <= 3 && rest <= length; rest++) {
        unsigned char lead = (unsigned char)bytes[length - rest];
        if (lead <= 0x80 || lead == 0xFF) continue;
        if (lg_gb18030_valid(bytes, length - rest)) return true;
    }
    return false;
}

/* The first text that has some characters to it: two say nothing to a person. */
static void keep_example(struct lg_text_census *census, const char *bytes, size_t length)
{
    enum { ENOUGH_BYTES = 8 };
    if (census->example_size >= ENOUGH_BYTES || length <= census->example_size) return;
    census->example_size = length < sizeof(census->example) ? length : sizeof(census->example);
    memcpy(census->example, bytes, census->example_size);
}

/* A Chinese character or sign of GB2312: both bytes are high. Latin letters stand apart. */
static bool has_gb2312_pair(const char *bytes, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++) {
        unsigned char lead = (unsigned char)bytes[i];
        unsigned char trail = (unsigned char)bytes[i + 1];
        if (lead < 0x80) continue;
        if (lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1 && trail <= 0xFE) return true;
        i++; /* a pair, though no usual one */
    }
    return false;
}

void lg_census_add(struct lg_text_census *census, const char *bytes, size_t length,
                   bool fills_field)
{
    if (length == 0) return;
    census->value_count++;
    if (!has_high_byte(bytes, length)) return;

    census->high_count++;
    keep_example(census, bytes, length);
    size_t good = lg_utf8_valid_prefix(bytes, length);
    bool utf8_cut = good < length && fills_field && is_utf8_cut(bytes + good, length - good);
    if (good < length && !utf8_cut) census->utf8_bad++;
    bool gb_good = lg_gb18030_valid(bytes, length);
    bool gb_cut = !gb_good && fills_field && is_gb18030_cut(bytes, length);
    if (!gb_good && !gb_cut) census->gb_bad++;
    if (utf8_cut || gb_cut) census->cut_count++;
    census->gb_usual += has_gb2312_pair(bytes, length);
}

static void count_record(struct lg_text_census *census, const struct lg_dbf_field *fields,
                         size_t field_count, const char *record)
{
    for (size_t i = 0; i < field_count; i++) {
        if (fields[i].type != 'C') continue;
        size_t length = 0;
        const char *value = lg_dbf_value(&fields[i], record, &length);
        const char *end = record + fields[i].offset + fields[i].width;
        lg_census_add(census, value, length, value + length == end);
    }
}

enum lg_status lg_census_dbf(struct lg_dbf *dbf, struct lg_text_census *census,
                             struct lg_error *err)
{
    size_t field_count = 0;
    const struct lg_dbf_field *fields = lg_dbf_fields(dbf, &field_count);
    for (size_t i = 0; i < field_count; i++) {
        lg_census_add(census, fields[i].name, fields[i].name_size, fields[i].name_size >= 9);
    }
    size_t record_count = lg_dbf_record_count(dbf);
    size_t seen_bytes = 0;
    for (size_t record = 0; record < record_count; record++) {
        if (seen_bytes > CENSUS_BYTES && census->high_count > 0) break;
        const char *bytes = NULL;
        enum lg_status status = lg_dbf_record(dbf, record, &bytes, err);
        if (status != LG_OK) return status;
        if (bytes[0] != '*') count_record(census, fields, field_count, bytes);
        seen_bytes +=
            field_count == 0 ? 1 : fields[field_count - 1].offset + fields[field_count - 1].width;
    }
    return LG_OK;
}

/* Words met in .cpg files for what iconv calls otherwise; compared without case. */
static const struct {
    const char *word;
    const char *name;
} encoding_words[] = {
    {"UTF-8", "UTF-8"},         {"UTF8", "UTF-8"},
    {"65001", "UTF-8"},         {"GB18030", "GB18030"},
    {"GB-18030", "GB18030"},    {"54936", "GB18030"},
    {"GBK", "GB18030"},         {"CP936", "GB18030"},
    {"936", "GB18030"},         {"ANSI 936", "GB18030"},
    {"ANSI936", "GB18030"},     {"MS936", "GB18030"},
    {"GB2312", "GB18030"},      {"EUC-CN", "GB18030"},
    {"EUC", "GB18030"},         {"EUCCN", "GB18030"},
    {"HZ-GB-2312", "GB18030"},  {"WINDOWS-936", "GB18030"},
    {"BIG5", "BIG5"},           {"BIG-5", "BIG5"},
    {"8859-1", "ISO-8859-1"},   {"ISO 8859-1", "ISO-8859-1"},
    {"ISO88591", "ISO-8859-1"}, {"SHIFTJIS", "SHIFT_JIS"},
    {"SHIFT JIS", "SHIFT_JIS"},
};

/* The sentinel is compared as a number: (iconv_t)-1 is no pointer to anything. */
static bool open_iconv(const char *name, iconv_t *handle)
{
    *handle = iconv_open("UTF-8", name);
    return (uintptr_t)*handle != UINTPTR_MAX;
}

/* "1252", "ANSI 1251", "88592": code pages by number, as ESRI writes them. */
static void name_by_number(char name[LG_ENCODING_NAME_SIZE])
{
    const char *digits = name;
    char start[6] = {0};
    memcpy(start, name, strnlen(name, 5));
    if (lg_text_equal_nocase(start, "ANSI ")) digits += 5;
    size_t count = strspn(digits, "0123456789");
    if (count < 3 || count > 6 || digits[count] != '\0') return;
    bool is_iso = count > 4 && memcmp(digits, "8859", 4) == 0;
    char number[8];
    memcpy(number, is_iso ? digits + 4 : digits, count + 1 - (is_iso ? 4 : 0));
    (void)snprintf(name, LG_ENCODING_NAME_SIZE, "%s%s", is_iso ? "ISO-8859-" : "CP", number);
}

/* Texts of a table end at a zero byte and have plain letters: UTF-16 and its like cannot be there.
 */
static bool is_for_tables(const char *name)
{
    static const char letters[] = "AZaz09 -._";
    iconv_t handle;
    if (!open_iconv(name, &handle)) return false;
    union {
        const char *in;
        char *out; /* iconv's prototype lacks the const, it does not write */
    } from = {letters};
    char plain[4 * sizeof(letters)];
    char *to = plain;
    size_t left = sizeof(letters) - 1;
    size_t room = sizeof(plain);
    size_t converted = iconv(handle, &from.out, &left, &to, &room);
    (void)iconv_close(handle);
    return converted != (size_t)-1 && from.in == letters + sizeof(letters) - 1 &&
           sizeof(plain) - room == sizeof(letters) - 1 &&
           memcmp(plain, letters, sizeof(letters) - 1) == 0;
}

bool lg_encoding_name(const char *word, char name[LG_ENCODING_NAME_SIZE])
{
    size_t length = strlen(word);
    const char *start = lg_text_trim(word, &length);
    while (length > 0 && (start[length - 1] == '\r' || start[length - 1] == '\n')) {
        length--;
    }
    if (length == 0 || length >= LG_ENCODING_NAME_SIZE) return false;
    memcpy(name, start, length);
    name[length] = '\0';
    for (size_t i = 0; i < sizeof(encoding_words) / sizeof(encoding_words[0]); i++) {
        if (!lg_text_equal_nocase(name, encoding_words[i].word)) continue;
        memcpy(name, encoding_words[i].name, strlen(encoding_words[i].name) + 1);
        return true;
    }
    name_by_number(name);
    iconv_t handle;
    if (!open_iconv(name, &handle)) return false;
    (void)iconv_close(handle);
    return true;
}

static bool is_name(const char *left, const char *right)
{
    return strcmp(left, right) == 0;
}

/*
 * A few broken texts among many are findings of their own, no other encoding: as long as the other
 * of the two has more of them.
 */
static bool is_borne_out(const struct lg_text_census *census, size_t bad, size_t bad_otherwise)
{
    return bad == 0 || (bad <= census->high_count / BROKEN_TEXTS_ONE_IN && bad < bad_otherwise);
}

/* Whether the values can be texts in this encoding; only the two of Chinese data are checked. */
static bool fits(const struct lg_text_census *census, const char *name)
{
    if (is_name(name, "UTF-8")) return is_borne_out(census, census->utf8_bad, census->gb_bad);
    if (is_name(name, "GB18030")) return is_borne_out(census, census->gb_bad, census->utf8_bad);
    return true;
}

static enum lg_status follow_user(const struct lg_encoding_facts *facts,
                                  struct lg_encoding *encoding, struct lg_error *err)
{
    const struct lg_text_census *census = &facts->census;
    bool is_table = facts->language >= 0;
    if (!lg_encoding_name(facts->declared, encoding->name) ||
        (is_table && !is_for_tables(encoding->name))) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: encoding '%s' under %s is not known; write GB18030 or UTF-8",
                       facts->file, facts->declared, facts->key);
    }
    if (!fits(census, encoding->name)) {
        size_t bad = is_name(encoding->name, "UTF-8") ? census->utf8_bad : census->gb_bad;
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: %zu of %zu texts are not %s; change encoding: under %s or leave it out",
                       facts->file, bad, census->high_count, encoding->name, facts->key);
    }
    (void)snprintf(encoding->why, sizeof(encoding->why), "project file");
    return LG_OK;
}

/* Language drivers that say which of the encodings of East Asia; 0x57 and 0x03 say "Windows". */
static const char *name_by_language(int language)
{
    switch (language) {
    case 0x4D:
    case 0x7A:
        return "GB18030";
    case 0x4E:
    case 0x79:
        return "CP949";
    case 0x4F:
    case 0x78:
        return "CP950";
    case 0x13:
    case 0x7B:
        return "CP932";
    default:
        return NULL;
    }
}

/* The declaration of the file itself, spoken in why; false when there is none that counts. */
static bool read_declaration(const struct lg_encoding_facts *facts, struct lg_encoding *encoding)
{
    if (facts->cpg != NULL) {
        char word[32];
        (void)snprintf(word, sizeof(word), "%.*s", (int)strcspn(facts->cpg, "\r\n"), facts->cpg);
        if (lg_encoding_name(word, encoding->name) && is_for_tables(encoding->name)) {
            (void)snprintf(encoding->why, sizeof(encoding->why), ".cpg says %s", word);
            return true;
        }
        (void)snprintf(encoding->why, sizeof(encoding->why),
                       ".cpg says %s, which is no encoding of tables; ", word);
        encoding->doubtful = true;
    }
    const char *name = name_by_language(facts->language);
    if (name == NULL) return false;
    size_t used = strlen(encoding->why);
    memcpy(encoding->name, name, strlen(name) + 1);
    (void)snprintf(encoding->why + used, sizeof(encoding->why) - used,
                   ".dbf language 0x%02X is code page %s", (unsigned)facts->language,
                   is_name(name, "GB18030") ? "936" : name + 2);
    return true;
}

static enum lg_status refuse(const struct lg_encoding_facts *facts, struct lg_error *err)
{
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: of %zu texts with non-ASCII bytes %zu are not UTF-8 and %zu are not "
                   "GB18030; give encoding: under %s [W_ENC]",
                   facts->file, facts->census.high_count, facts->census.utf8_bad,
                   facts->census.gb_bad, facts->key);
}

enum lg_status lg_encoding_decide(const struct lg_encoding_facts *facts,
                                  struct lg_encoding *encoding, struct lg_error *err)
{
    assert(facts->file != NULL && facts->key != NULL);

    const struct lg_text_census *census = &facts->census;
    memset(encoding, 0, sizeof(*encoding));
    encoding->census = *census;
    if (facts->declared != NULL) return follow_user(facts, encoding, err);

    bool declared = read_declaration(facts, encoding);
    /* A single-byte code page fits any bytes: texts that are all UTF-8 are no accident. */
    bool is_utf8 = census->high_count > 0 && census->utf8_bad == 0;
    bool is_other =
        declared && !is_name(encoding->name, "UTF-8") && !is_name(encoding->name, "GB18030");
    if (declared && fits(census, encoding->name) && !(is_other && is_utf8)) return LG_OK;
    bool fits_utf8 = fits(census, "UTF-8");
    if (!fits_utf8 && !fits(census, "GB18030")) return refuse(facts, err);

    const char *name = fits_utf8 ? "UTF-8" : "GB18030";
    size_t bad = fits_utf8 ? census->utf8_bad : census->gb_bad;
    size_t used = strlen(encoding->why);
    if (census->high_count == 0) {
        (void)snprintf(encoding->why + used, sizeof(encoding->why) - used,
                       "all texts are plain ASCII");
    } else {
        (void)snprintf(encoding->why + used, sizeof(encoding->why) - used,
                       "%s%zu of %zu non-ASCII texts are well-formed %s", declared ? ", but " : "",
                       census->high_count - bad, census->high_count, name);
    }
    bool is_odd = census->high_count > 0 && is_name(name, "GB18030") && census->gb_usual == 0;
    if (is_odd) {
        used = strlen(encoding->why);
        (void)snprintf(encoding->why + used, sizeof(encoding->why) - used,
                       ", but none has a usual Chinese character");
    }
    encoding->doubtful = encoding->doubtful || declared || is_odd;
    memcpy(encoding->name, name, strlen(name) + 1);
    return LG_OK;
}

enum lg_status lg_decoder_open(const char *name, struct lg_decoder **decoder, struct lg_error *err)
{
    *decoder = NULL;
    struct lg_decoder *built = calloc(1, sizeof(*built));
    if (built == NULL) return lg_fail(err, LG_NO_MEMORY, "decoder for %s", name);

    built->is_utf8 = is_name(name, "UTF-8") || *name == '\0';
    if (!built->is_utf8) {
        if (!open_iconv(name, &built->handle)) {
            free(built);
            return lg_fail(err, LG_BAD_INPUT, "encoding '%s' is not known", name);
        }
    }
    *decoder = built;
    return LG_OK;
}

void lg_decoder_close(struct lg_decoder *decoder)
{
    if (decoder == NULL) return;

    if (!decoder->is_utf8) (void)iconv_close(decoder->handle);
    free(decoder);
}

static enum lg_decoding copy_utf8(const char *bytes, size_t length, struct lg_text *text)
{
    enum lg_decoding result = LG_DECODED;
    while (length > 0) {
        size_t good = lg_utf8_valid_prefix(bytes, length);
        lg_text_add(text, bytes, good);
        bytes += good;
        length -= good;
        if (length == 0) break;
        if (is_utf8_cut(bytes, length)) return result == LG_DECODED ? LG_DECODED_CUT : result;
        lg_text_add(text, replacement, sizeof(replacement) - 1);
        result = LG_DECODED_BROKEN;
        bytes++;
        length--;
    }
    return result;
}

enum lg_decoding lg_decode(struct lg_decoder *decoder, const char *bytes, size_t length,
                           struct lg_text *text)
{
    if (decoder->is_utf8) return copy_utf8(bytes, length, text);

    enum lg_decoding result = LG_DECODED;
    (void)iconv(decoder->handle, NULL, NULL, NULL, NULL);
    union {
        const char *in;
        char *out; /* iconv's prototype lacks the const, it does not write */
    } from = {bytes};
    size_t left = length;
    while (left > 0) {
        char buffer[512];
        char *to = buffer;
        size_t room = sizeof(buffer);
        size_t converted = iconv(decoder->handle, &from.out, &left, &to, &room);
        int reason = errno;
        lg_text_add(text, buffer, sizeof(buffer) - room);
        if (converted != (size_t)-1) break;
        if (reason == E2BIG) continue;
        if (reason == EINVAL) return result == LG_DECODED ? LG_DECODED_CUT : result;
        lg_text_add(text, replacement, sizeof(replacement) - 1);
        result = LG_DECODED_BROKEN;
        from.in++;
        left--;
    }
    return result;
}
