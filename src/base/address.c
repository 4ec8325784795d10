#include "base/address.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PREFIX      "PG:"
#define LETTERS     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define KEY_LETTERS LETTERS "_"
#define BLANKS      " \t\n\r\f\v"

enum form { FORM_PAIRS, FORM_URI, FORM_OTHER };

/* An address while it is read. */
struct scan {
    const char *address;
    size_t size;
    size_t at;
    void (*take)(void *state, const struct lg_address_part *part);
    void *state;
    struct lg_text key, value;
};

static bool begins_with(const char *text, const char *beginning)
{
    return strncasecmp(text, beginning, strlen(beginning)) == 0;
}

/* What is it, and where does it begin behind the words that say so? */
static enum form form_of(const char *address, size_t *begin)
{
    static const char *const schemes[] = {"postgresql://", "postgres://"};
    bool has_prefix = begins_with(address, PREFIX);
    size_t at = has_prefix ? strlen(PREFIX) + strspn(address + strlen(PREFIX), BLANKS) : 0;
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        if (!begins_with(address + at, schemes[i])) continue;
        *begin = at + strlen(schemes[i]);
        return FORM_URI;
    }
    *begin = at;
    return has_prefix ? FORM_PAIRS : FORM_OTHER;
}

bool lg_address_is_database(const char *address)
{
    size_t begin = 0;
    return address != NULL && form_of(address, &begin) != FORM_OTHER;
}

/* "password", "sslpassword", "pwd" ...; passfile= names a file. */
static bool is_secret(const char *key)
{
    static const char *const words[] = {"pass", "pwd", "secret", "token"};
    if (strcasecmp(key, "passfile") == 0) return false;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        for (const char *at = key; *at != '\0'; at++) {
            if (begins_with(at, words[i])) return true;
        }
    }
    return false;
}

static bool hand_over(struct scan *scan, const char *key, size_t begin, bool is_quoted)
{
    if (scan->key.failed || scan->value.failed) return false;
    const struct lg_address_part part = {
        .key = key,
        .value = scan->value.bytes == NULL ? "" : scan->value.bytes,
        .begin = begin,
        .end = scan->at,
        .is_quoted = is_quoted,
        .is_secret = is_secret(key),
    };
    scan->take(scan->state, &part);
    return true;
}

static bool is_at(const struct scan *scan, const char *bytes)
{
    return scan->at < scan->size && strchr(bytes, scan->address[scan->at]) != NULL;
}

static void skip_blanks(struct scan *scan)
{
    while (is_at(scan, BLANKS)) {
        scan->at++;
    }
}

/* ---- key=value key='value' ---- */

/*
 * A value, quoted or not; a backslash keeps the character behind it. false: a quote is open, or it
 * was closed too early: what stands at once behind it may be the rest of a password.
 */
static bool read_value(struct scan *scan, bool *is_quoted)
{
    lg_text_clear(&scan->value);
    *is_quoted = is_at(scan, "'");
    if (*is_quoted) scan->at++;
    while (scan->at < scan->size && !is_at(scan, *is_quoted ? "'" : BLANKS)) {
        if (is_at(scan, "\\") && scan->at + 1 < scan->size) scan->at++;
        lg_text_add_char(&scan->value, scan->address[scan->at++]);
    }
    if (!*is_quoted) return true;
    if (!is_at(scan, "'")) return false;
    scan->at++;
    return scan->at == scan->size || is_at(scan, BLANKS);
}

static bool read_pair(struct scan *scan)
{
    lg_text_clear(&scan->key);
    while (is_at(scan, KEY_LETTERS)) {
        lg_text_add_char(&scan->key, scan->address[scan->at++]);
    }
    skip_blanks(scan);
    /* Another key would come back in a message of PostgreSQL's library. */
    if (scan->key.size == 0 || !is_at(scan, "=")) return false;
    scan->at++;
    skip_blanks(scan);
    bool is_quoted = false;
    size_t begin = scan->at;
    return read_value(scan, &is_quoted) && hand_over(scan, scan->key.bytes, begin, is_quoted);
}

static bool read_pairs(struct scan *scan)
{
    skip_blanks(scan);
    while (scan->at < scan->size) {
        if (!read_pair(scan)) return false;
        skip_blanks(scan);
    }
    return true;
}

/* ---- user:password@host:port,host:port/database?key=value&key=value ---- */

static int hex_digit(char byte)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = byte == '\0' ? NULL : strchr(digits, byte | 0x20);
    return found == NULL ? -1 : (int)(found - digits);
}

/* What stands before the next of some bytes, decoded. false: '@' or '%' where none may stand. */
static bool read_encoded(struct scan *scan, const char *ends, struct lg_text *text)
{
    while (scan->at < scan->size && !is_at(scan, ends)) {
        char byte = scan->address[scan->at++];
        if (byte == '@') return false;
        if (byte == '%') {
            int high = scan->at + 1 < scan->size ? hex_digit(scan->address[scan->at]) : -1;
            int low = high < 0 ? -1 : hex_digit(scan->address[scan->at + 1]);
            if (low < 0 || high * 16 + low == 0) return false;
            byte = (char)(high * 16 + low);
            scan->at += 2;
        }
        lg_text_add_char(text, byte);
    }
    return true;
}

static bool read_part(struct scan *scan, const char *key, const char *ends)
{
    size_t begin = scan->at;
    lg_text_clear(&scan->value);
    if (!read_encoded(scan, ends, &scan->value)) return false;
    return scan->at == begin || hand_over(scan, key, begin, false);
}

static bool read_user(struct scan *scan)
{
    const char *rest = scan->address + scan->at;
    size_t length = 0;
    while (scan->at + length < scan->size && strchr("@/", rest[length]) == NULL) {
        length++;
    }
    if (scan->at + length >= scan->size || rest[length] != '@') return true;
    if (!read_part(scan, "user", ":@")) return false;
    if (is_at(scan, ":")) {
        scan->at++;
        if (!read_part(scan, "password", "@")) return false;
    }
    scan->at++;
    return true;
}

static bool read_host(struct scan *scan, struct lg_text *hosts, struct lg_text *ports)
{
    if (is_at(scan, "[")) {
        scan->at++;
        if (!read_encoded(scan, "]", hosts) || !is_at(scan, "]")) return false;
        scan->at++;
    } else if (!read_encoded(scan, ":/?,", hosts)) {
        return false;
    }
    if (!is_at(scan, ":")) return true;
    scan->at++;
    while (is_at(scan, "0123456789")) {
        lg_text_add_char(ports, scan->address[scan->at++]);
    }
    return scan->at == scan->size || is_at(scan, "/?,");
}

static bool read_hosts(struct scan *scan)
{
    struct lg_text hosts = {0};
    struct lg_text ports = {0};
    size_t begin = scan->at;
    bool is_read = read_host(scan, &hosts, &ports);
    while (is_read && is_at(scan, ",")) {
        scan->at++;
        lg_text_add_char(&hosts, ',');
        lg_text_add_char(&ports, ',');
        is_read = read_host(scan, &hosts, &ports);
    }
    is_read = is_read && !hosts.failed && !ports.failed;
    if (is_read && hosts.size > 0) {
        lg_text_clear(&scan->value);
        lg_text_add(&scan->value, hosts.bytes, hosts.size);
        is_read = hand_over(scan, "host", begin, false);
    }
    if (is_read && ports.size > 0 && strspn(ports.bytes, ",") < ports.size) {
        lg_text_clear(&scan->value);
        lg_text_add(&scan->value, ports.bytes, ports.size);
        is_read = hand_over(scan, "port", begin, false);
    }
    lg_text_reset(&hosts);
    lg_text_reset(&ports);
    return is_read;
}

static bool read_parameter(struct scan *scan)
{
    lg_text_clear(&scan->key);
    if (!read_encoded(scan, "=&", &scan->key) || !is_at(scan, "=")) return false;
    if (scan->key.size == 0 || strspn(scan->key.bytes, KEY_LETTERS) != scan->key.size) return false;
    scan->at++;
    size_t begin = scan->at;
    lg_text_clear(&scan->value);
    if (!read_encoded(scan, "=&", &scan->value) || is_at(scan, "=")) return false;
    return hand_over(scan, scan->key.bytes, begin, false);
}

static bool read_uri(struct scan *scan)
{
    if (!read_user(scan) || !read_hosts(scan)) return false;
    if (is_at(scan, "/")) {
        scan->at++;
        if (!read_part(scan, "dbname", "?")) return false;
    }
    while (is_at(scan, "?&")) {
        scan->at++;
        if (!read_parameter(scan)) return false;
    }
    return scan->at == scan->size;
}

/* ---- of other systems: what looks secret ---- */

/* "://user:secret@": to the last '@' before the next slash. */
static bool take_user_secret(struct scan *scan)
{
    size_t colon = 0;
    size_t end = 0;
    for (size_t i = scan->at; i < scan->size && scan->address[i] != '/'; i++) {
        if (scan->address[i] == ':' && colon == 0) colon = i + 1;
        if (scan->address[i] == '@') end = i;
    }
    if (colon == 0 || end < colon) return true;
    lg_text_clear(&scan->value);
    lg_text_add(&scan->value, scan->address + colon, end - colon);
    scan->at = end;
    return hand_over(scan, "password", colon, false);
}

/* "password=secret": to the next sign that can part it from another key. */
static bool take_named_secret(struct scan *scan)
{
    size_t begin = scan->at;
    bool is_quoted = is_at(scan, "'\"{");
    char quote = '\0';
    if (is_quoted) quote = scan->address[scan->at++];
    if (quote == '{') quote = '}';
    lg_text_clear(&scan->value);
    while (scan->at < scan->size &&
           (is_quoted ? scan->address[scan->at] != quote : !is_at(scan, ",;&"))) {
        lg_text_add_char(&scan->value, scan->address[scan->at++]);
    }
    if (is_quoted && scan->at < scan->size) scan->at++;
    return hand_over(scan, "password", begin, is_quoted);
}

/* "MYSQL:land,password=...", "https://...", "/vsicurl/https://...": but no name of a file. */
static bool read_other(struct scan *scan)
{
    const char *text = scan->address;
    size_t letters = strspn(text, LETTERS);
    bool is_connection = letters >= 2 && text[letters] == ':';
    if (!is_connection && strstr(text, "://") == NULL) return true;
    while (scan->at < scan->size) {
        if (strncmp(text + scan->at, "://", 3) == 0) {
            scan->at += 3;
            if (!take_user_secret(scan)) return false;
            continue;
        }
        lg_text_clear(&scan->key);
        while (is_at(scan, KEY_LETTERS)) {
            lg_text_add_char(&scan->key, text[scan->at++]);
        }
        bool has_key = scan->key.size > 0 && is_secret(scan->key.bytes) && is_at(scan, "=");
        if (has_key || scan->key.size == 0) scan->at++;
        if (has_key && !take_named_secret(scan)) return false;
    }
    return true;
}

bool lg_address_each(const char *address, size_t size,
                     void (*take)(void *state, const struct lg_address_part *part), void *state)
{
    assert(address != NULL && take != NULL);

    struct scan scan = {.address = address, .size = size, .take = take, .state = state};
    bool is_read = false;
    switch (form_of(address, &scan.at)) {
    case FORM_PAIRS:
        is_read = read_pairs(&scan);
        break;
    case FORM_URI:
        is_read = read_uri(&scan);
        break;
    case FORM_OTHER:
        is_read = read_other(&scan);
        break;
    }
    is_read = is_read && !scan.key.failed && !scan.value.failed;
    lg_text_reset(&scan.key);
    lg_text_reset(&scan.value);
    return is_read;
}

/* ---- the layer ---- */

static void keep_whether_open(void *state, const struct lg_address_part *part)
{
    *(bool *)state = part->is_secret && !part->is_quoted;
}

const char *lg_address_layer(const char *address)
{
    size_t begin = 0;
    enum form form = form_of(address, &begin);
    const char *at = strrchr(address, '@');
    if (at == NULL || at == address || at[1] == '\0' || strpbrk(at, "= /") != NULL) return NULL;
    if (form == FORM_OTHER) return at;
    if (strpbrk(at, "'\\?&:") != NULL || at < address + begin) return NULL;
    /* Before the first slash of a URI it parts user and host. */
    if (form == FORM_URI && memchr(address + begin, '/', (size_t)(at - address) - begin) == NULL) {
        return NULL;
    }
    bool is_in_secret = false;
    bool is_read =
        lg_address_each(address, (size_t)(at - address), keep_whether_open, &is_in_secret);
    return is_read && !is_in_secret ? at : NULL;
}

static size_t size_without_layer(const char *address)
{
    const char *layer = lg_address_layer(address);
    return layer == NULL ? strlen(address) : (size_t)(layer - address);
}

static void ignore_part(void *state, const struct lg_address_part *part)
{
    (void)state;
    (void)part;
}

bool lg_address_is_whole(const char *address)
{
    return lg_address_each(address, size_without_layer(address), ignore_part, NULL);
}

/* ---- showing ---- */

struct showing {
    const char *address;
    struct lg_text *shown;
    size_t copied; /* bytes of the address that are dealt with */
    size_t read;   /* bytes that were understood */
    bool strips;
};

/* The key before a value, back to the blank or sign that parts it from the one before. */
static size_t key_begin(const struct showing *showing, size_t value)
{
    size_t at = value;
    while (at > showing->copied && strchr(BLANKS "=", showing->address[at - 1]) != NULL) {
        at--;
    }
    while (at > showing->copied && strchr(KEY_LETTERS, showing->address[at - 1]) != NULL) {
        at--;
    }
    /* Of "user:secret@" the colon goes, too. */
    if (at == value && at > showing->copied && showing->address[at - 1] == ':') at--;
    return at;
}

static void show_part(void *state, const struct lg_address_part *part)
{
    struct showing *showing = state;
    showing->read = part->end;
    if (!part->is_secret) return;
    size_t from = showing->strips ? key_begin(showing, part->begin) : part->begin;
    size_t to = part->end;
    if (showing->strips && showing->address[to] == '&') {
        to++;
    } else if (showing->strips && from > showing->copied &&
               strchr("?&", showing->address[from - 1]) != NULL) {
        from--;
    }
    lg_text_add(showing->shown, showing->address + showing->copied, from - showing->copied);
    if (!showing->strips) lg_text_add_text(showing->shown, LG_ADDRESS_HIDDEN);
    showing->copied = to;
}

static void show(const char *address, bool strips, struct lg_text *shown)
{
    struct showing showing = {.address = address, .shown = shown, .strips = strips};
    (void)form_of(address, &showing.read);
    size_t size = size_without_layer(address);
    bool is_read = lg_address_each(address, size, show_part, &showing);
    size_t end = is_read ? strlen(address) : showing.read;
    while (strips && showing.copied == size && shown->size > 0 &&
           strchr(BLANKS, shown->bytes[shown->size - 1]) != NULL) {
        shown->bytes[--shown->size] = '\0';
    }
    if (end > showing.copied) {
        lg_text_add(shown, address + showing.copied, end - showing.copied);
    }
    if (!is_read && !strips) lg_text_add_text(shown, LG_ADDRESS_HIDDEN);
}

void lg_address_show(const char *address, struct lg_text *shown)
{
    show(address, false, shown);
}

void lg_address_strip(const char *address, struct lg_text *stripped)
{
    show(address, true, stripped);
}

const char *lg_address_shown(struct lg_arena *arena, const char *address)
{
    struct lg_text shown = {0};
    lg_address_show(address, &shown);
    const char *kept =
        shown.failed ? NULL
                     : lg_arena_text(arena, shown.bytes == NULL ? "" : shown.bytes, shown.size);
    lg_text_reset(&shown);
    return kept;
}
