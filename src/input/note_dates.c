/*
 * How dates are written: the spellings met, months without a day, placeholders, no dates at all.
 */
#include "input/look.h"

#include "base/text.h"
#include "landgauge/date.h"

#include <stdio.h>
#include <string.h>

enum { SPELLING_SIZE = 48, SPELLING_COUNT_MAX = 24, SHOWN_MAX = 6 };

struct spelling {
    char text[SPELLING_SIZE]; /* "YYYY-MM", or the value itself where it is no date */
    size_t row_count;
    bool is_date;
};

struct spellings {
    struct spelling items[SPELLING_COUNT_MAX]; /* [count] */
    size_t count;
    size_t other_count; /* rows of further ones */
    size_t month_count, placeholder_count, wrong_count, none_count;
};

/* Digits become Y, M and D in the order in which they come; a time of day is only said. */
static void spell(const char *value, char text[SPELLING_SIZE])
{
    static const char letters[] = "YMD";
    size_t size = 0;
    size_t run = 0;
    bool is_compact = strspn(value, "0123456789") > 4;
    size_t digits = 0;
    for (const char *c = value; *c != '\0' && size + 8 < SPELLING_SIZE; c++) {
        bool is_digit = *c >= '0' && *c <= '9';
        if (is_digit && is_compact) {
            text[size++] = letters[digits < 4 ? 0 : digits < 6 ? 1 : 2];
            digits++;
            if (digits == 8) break;
        } else if (is_digit) {
            text[size++] = letters[run];
        } else if (run < 2 || (unsigned char)*c >= 0x80) {
            bool ends_run = c > value && c[-1] >= '0' && c[-1] <= '9';
            run += ends_run;
            text[size++] = *c;
            if (run > 2) run = 2;
        } else {
            memcpy(text + size, " time", 5);
            size += 5;
            break;
        }
    }
    text[size] = '\0';
}

static void count_spelling(struct spellings *spellings, const char *text, size_t row_count,
                           bool is_date)
{
    for (size_t i = 0; i < spellings->count; i++) {
        if (strcmp(spellings->items[i].text, text) != 0) continue;
        spellings->items[i].row_count += row_count;
        return;
    }
    if (spellings->count == SPELLING_COUNT_MAX) {
        spellings->other_count += row_count;
        return;
    }
    struct spelling *added = &spellings->items[spellings->count++];
    (void)snprintf(added->text, sizeof(added->text), "%s", text);
    added->row_count = row_count;
    added->is_date = is_date;
}

static struct spellings read_spellings(const struct lg_field_profile *profile)
{
    struct spellings spellings = {.count = 0};
    for (size_t i = 0; i < profile->value_count; i++) {
        const char *value = profile->values[i];
        size_t row_count = profile->row_counts[i];
        struct lg_date_reading reading = lg_date_read(value, strlen(value));
        char text[SPELLING_SIZE];
        bool is_date = reading.form == LG_DATE_READ;
        if (is_date) {
            spell(value, text);
        } else {
            size_t length = strlen(value);
            length = lg_utf8_valid_prefix(value, length < 30 ? length : 30);
            (void)snprintf(text, sizeof(text), "\"%.*s\"", (int)length, value);
        }
        count_spelling(&spellings, text, row_count, is_date);
        spellings.month_count += is_date && reading.precision != LG_DATE_BY_DAY ? row_count : 0;
        spellings.placeholder_count += reading.form == LG_DATE_PLACEHOLDER ? row_count : 0;
        spellings.wrong_count += reading.form == LG_DATE_WRONG ? row_count : 0;
        spellings.none_count += reading.form == LG_DATE_EMPTY ? row_count : 0;
    }
    return spellings;
}

/* Those in most rows first; equal ones stay as they came. */
static void sort(struct spellings *spellings)
{
    for (size_t i = 1; i < spellings->count; i++) {
        struct spelling item = spellings->items[i];
        size_t at = i;
        while (at > 0 && spellings->items[at - 1].row_count < item.row_count) {
            spellings->items[at] = spellings->items[at - 1];
            at--;
        }
        spellings->items[at] = item;
    }
}

static void add_kind(struct lg_text *text, const struct spellings *spellings, bool is_date)
{
    size_t shown = 0;
    size_t rest = is_date ? 0 : spellings->other_count;
    for (size_t i = 0; i < spellings->count; i++) {
        const struct spelling *item = &spellings->items[i];
        if (item->is_date != is_date) continue;
        if (shown == SHOWN_MAX) {
            rest += item->row_count;
            continue;
        }
        lg_text_printf(text, "%s%s %zu", shown == 0 ? "" : ", ", item->text, item->row_count);
        shown++;
    }
    if (rest > 0) lg_text_printf(text, ", others %zu", rest);
}

static void note_role(struct lg_look *look, const struct lg_field_use *use)
{
    struct spellings spellings = read_spellings(&look->sample.profiles[use->field]);
    sort(&spellings);
    struct lg_text text = {0};
    add_kind(&text, &spellings, true);
    if (spellings.month_count > 0) {
        lg_text_printf(&text, "; %zu without a day: the last day of the month or year stands in",
                       spellings.month_count);
    }
    size_t bad = spellings.placeholder_count + spellings.wrong_count + spellings.none_count;
    if (bad > 0) {
        lg_text_printf(&text, "%sno date in %zu: ", text.size == 0 ? "" : "; ", bad);
        add_kind(&text, &spellings, false);
    }
    if (spellings.wrong_count > 0) lg_text_add_text(&text, "; these count as missing");
    const struct lg_note note = {LG_NOTE_DATES, use->choice.role, use->choice.field, NULL, NULL};
    if (text.bytes != NULL) lg_note_add(&look->notes, &note, "%s", text.bytes);
    if (text.failed) look->notes.failed = true;
    lg_text_reset(&text);
}

void lg_note_dates(struct lg_look *look)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_use *use = &look->uses.items[i];
        bool is_date = look->roles[use->choice.role].kind == LG_KIND_DATE;
        if (is_date && look->sample.profiles[use->field].filled > 0) note_role(look, use);
    }
}
