#include "run/explain_text.h"

#include "base/grow.h"
#include "landgauge/names.h"
#include "landgauge/project.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 24, NEAREST_MAX = 3 };

/* Filled while the rows of a question come in. */
struct taking {
    struct lg_found *found;
};

const char *lg_word(enum lg_word word, int language)
{
    static const char *const words[LG_WORD_COUNT][2] = {
#define LG_WORD_ROW(NAME, CHINESE, ENGLISH) [LG_WORD_##NAME] = {CHINESE, ENGLISH},
        LG_EXPLAIN_WORDS(LG_WORD_ROW)
#undef LG_WORD_ROW
    };
    return words[word][language == LG_ENGLISH ? 1 : 0];
}

static const char *keep(struct lg_found *found, const char *text)
{
    return lg_arena_text(&found->arena, text, strlen(text));
}

static bool name_columns(struct lg_found *found, const struct lg_result_row *row)
{
    found->column_count = (size_t)lg_result_row_count(row);
    found->names = calloc(found->column_count + 1, sizeof(*found->names));
    if (found->names == NULL) return false;
    for (size_t i = 0; i < found->column_count; i++) {
        found->names[i] = keep(found, lg_result_row_name(row, (int)i));
        if (found->names[i] == NULL) return false;
    }
    return true;
}

static bool make_room(struct lg_found *found)
{
    size_t needed = (found->row_count + 1) * found->column_count;
    if (needed <= found->capacity) return true;
    size_t grown = lg_grow_capacity(found->capacity, needed);
    const char **texts = lg_resize((void *)found->texts, grown, sizeof(*texts));
    if (texts != NULL) found->texts = texts;
    double *numbers = lg_resize(found->numbers, grown, sizeof(*numbers));
    if (numbers != NULL) found->numbers = numbers;
    if (texts == NULL || numbers == NULL) return false;
    found->capacity = grown;
    return true;
}

static enum lg_status take_row(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct lg_found *found = ((struct taking *)user)->found;
    bool is_kept = (found->names != NULL || name_columns(found, row)) && make_room(found);
    for (size_t i = 0; is_kept && i < found->column_count; i++) {
        size_t place = found->row_count * found->column_count + i;
        const char *text = lg_result_row_text(row, (int)i);
        found->texts[place] = text == NULL ? NULL : keep(found, text);
        found->numbers[place] = lg_result_row_number(row, (int)i);
        is_kept = text == NULL || found->texts[place] != NULL;
    }
    if (!is_kept) return lg_fail(err, LG_NO_MEMORY, "no memory for the rows to explain");
    found->row_count++;
    return LG_OK;
}

enum lg_status lg_found_ask(struct lg_explaining *explaining, struct lg_found *found,
                            const char *sql, struct lg_error *err)
{
    lg_found_reset(found);
    struct taking taking = {found};
    return lg_result_ask(explaining->result, sql, take_row, &taking, err);
}

void lg_found_reset(struct lg_found *found)
{
    free((void *)found->names);
    free((void *)found->texts);
    free(found->numbers);
    lg_arena_reset(&found->arena);
    *found = (struct lg_found){0};
}

/* The place of a cell; SIZE_MAX: there is none. */
static size_t place_of(const struct lg_found *found, size_t row, const char *name)
{
    if (row >= found->row_count) return SIZE_MAX;
    for (size_t i = 0; i < found->column_count; i++) {
        if (strcmp(found->names[i], name) == 0) return row * found->column_count + i;
    }
    return SIZE_MAX;
}

const char *lg_found_text(const struct lg_found *found, size_t row, const char *name)
{
    size_t place = place_of(found, row, name);
    return place == SIZE_MAX ? NULL : found->texts[place];
}

double lg_found_number(const struct lg_found *found, size_t row, const char *name)
{
    size_t place = place_of(found, row, name);
    return place == SIZE_MAX ? (double)NAN : found->numbers[place];
}

lg_date lg_found_date(const struct lg_found *found, size_t row, const char *name)
{
    const char *text = lg_found_text(found, row, name);
    return text == NULL ? LG_DATE_NONE : lg_date_read(text, strlen(text)).date;
}

const char *lg_explain_parameter(const struct lg_explaining *explaining, const char *key)
{
    const struct lg_found *parameters = &explaining->parameters;
    for (size_t row = 0; row < parameters->row_count; row++) {
        const char *other = lg_found_text(parameters, row, "key");
        if (other != NULL && strcmp(other, key) == 0) {
            return lg_found_text(parameters, row, "value");
        }
    }
    return NULL;
}

const char *lg_show_number(struct lg_shown *shown, double value, int decimals)
{
    struct lg_text text = {0};
    if (!isnan(value)) lg_text_add_fixed(&text, value, decimals);
    (void)snprintf(shown->text, sizeof(shown->text), "%s", text.size > 0 ? text.bytes : "");
    lg_text_reset(&text);
    return shown->text;
}

const char *lg_show_days(struct lg_shown *shown, int days)
{
    (void)snprintf(shown->text, sizeof(shown->text), "%d", days);
    return shown->text;
}

void lg_explain_fill(struct lg_text *text, const char *sentence, const char *const *values)
{
    size_t count = 0;
    while (values != NULL && values[count] != NULL) {
        count++;
    }
    for (const char *at = sentence; *at != '\0'; at++) {
        bool is_place = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
        if (!is_place) {
            lg_text_add_char(text, *at);
            continue;
        }
        size_t place = (size_t)(at[1] - '0');
        assert(place < count);
        lg_text_add_text(text, values[place]);
        at += 2;
    }
}

/* Columns that a terminal takes for a text: two for everything from U+1100 on. */
static int width_of(const char *text)
{
    int width = 0;
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if ((byte & 0xC0U) == 0x80U) continue;
        width += byte >= 0xE1 ? 2 : 1;
    }
    return width;
}

/* A line is a line: what the data bring along must not break it. */
static void add_plain(struct lg_text *text, const char *value)
{
    for (const char *at = value; *at != '\0'; at++) {
        bool is_control = (unsigned char)*at < 0x20 || *at == 0x7f;
        if (is_control) {
            lg_text_add_char(text, '?');
        } else {
            lg_text_add_char(text, *at);
        }
    }
}

void lg_explain_heading(struct lg_explaining *explaining, enum lg_word word,
                        const char *const *values)
{
    if (explaining->text.size > 0) lg_text_add_char(&explaining->text, '\n');
    lg_explain_fill(&explaining->text, lg_word(word, explaining->language), values);
    lg_text_add_char(&explaining->text, '\n');
}

static void add_blanks(struct lg_text *text, int count)
{
    for (int i = 0; i < count; i++) {
        lg_text_add_char(text, ' ');
    }
}

/* Cells that are empty at the end of a line leave no blanks. */
static void trim_end(struct lg_text *text)
{
    while (text->size > 0 && text->bytes[text->size - 1] == ' ') {
        text->bytes[--text->size] = '\0';
    }
}

void lg_explain_line(struct lg_explaining *explaining, int indent, int width, const char *label,
                     const char *value)
{
    if (value == NULL || value[0] == '\0') return;
    add_blanks(&explaining->text, indent);
    add_plain(&explaining->text, label);
    add_blanks(&explaining->text, width - width_of(label));
    lg_text_add_char(&explaining->text, ' ');
    add_plain(&explaining->text, value);
    trim_end(&explaining->text);
    lg_text_add_char(&explaining->text, '\n');
}

void lg_explain_pair(struct lg_explaining *explaining, const char *label, const char *value)
{
    lg_explain_line(explaining, 2, LABEL_WIDTH, label, value);
}

void lg_explain_field(struct lg_explaining *explaining, enum lg_word label, const char *value)
{
    lg_explain_pair(explaining, lg_word(label, explaining->language), value);
}

void lg_explain_item(struct lg_explaining *explaining, enum lg_word word, const char *const *values)
{
    struct lg_text line = {0};
    lg_explain_fill(&line, lg_word(word, explaining->language), values);
    lg_text_add_text(&explaining->text, "  - ");
    if (line.size > 0) add_plain(&explaining->text, line.bytes);
    lg_text_add_char(&explaining->text, '\n');
    explaining->text.failed = explaining->text.failed || line.failed;
    lg_text_reset(&line);
}

enum lg_status lg_explain_fetch(struct lg_explaining *explaining, const char *name,
                                const char *column, const char *value, struct lg_error *err)
{
    return lg_result_fetch(explaining->result, name, name, column, value, err);
}

/* Put the nearest names in front, so many that they fit in a line. @return how many */
static size_t take_nearest(const char *name, const char **names, size_t count)
{
    size_t taken = 0;
    while (taken < NEAREST_MAX && taken < count) {
        size_t nearest = lg_names_nearest(name, names + taken, count - taken);
        if (nearest == count - taken) break;
        const char *found = names[taken + nearest];
        names[taken + nearest] = names[taken];
        names[taken] = found;
        taken++;
    }
    return taken;
}

enum lg_status lg_explain_unknown(const struct lg_explaining *explaining, const char *what,
                                  const char *name, const char **names, size_t count,
                                  struct lg_error *err)
{
    size_t taken = take_nearest(name, names, count);
    if (taken == 0) {
        return lg_fail(err, LG_USAGE,
                       "%s: no %s %.100s; see the tables of the result, or landgauge help explain",
                       explaining->folder, what, name);
    }
    return lg_fail(err, LG_USAGE, "%s: no %s %.100s, did you mean %.100s%s%.100s%s%.100s?",
                   explaining->folder, what, name, names[0], taken > 1 ? ", " : "",
                   taken > 1 ? names[1] : "", taken > 2 ? ", " : "", taken > 2 ? names[2] : "");
}
