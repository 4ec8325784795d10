/*
 * run.json: what a book says of the run, and the copy that goes into the new folder.
 */
#include "run/report.h"

#include "base/sql_text.h"
#include "publish/json_text.h"
#include "publish/mask.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_SIZE = 512 };

/* Which columns there are stands beside each reader. */
#define RUN_ROW                                                                                    \
    "SELECT json_extract(text, '$.title'), json_extract(text, '$.as_of'), json_extract(text, "     \
    "'$.options.lang'), json_extract(text, '$.options.area'), json_extract(text, "                 \
    "'$.options.check_only'), json_extract(text, '$.masked') IS NOT NULL FROM run_json"
#define FORMAT_ROWS "SELECT f.value FROM run_json, json_each(text, '$.options.formats') f"
#define RULE_ROWS   "SELECT r.value FROM run_json, json_each(text, '$.rules') r"
#define PARAMETER_ROWS                                                                             \
    "SELECT json_extract(p.value, '$.key'), json_extract(p.value, '$.value'), "                    \
    "json_extract(p.value, '$.set'), json_extract(p.value, '$.source') FROM run_json, "            \
    "json_each(text, '$.parameters') p"
#define INPUT_ROWS                                                                                 \
    "SELECT json_extract(s.value, '$.kind'), json_extract(f.value, '$.path'), "                    \
    "json_extract(f.value, '$.sha256'), json_extract(s.value, '$.crs') FROM run_json, "            \
    "json_each(text, '$.sources') s, json_each(s.value, '$.files') f"
#define NAME_ROWS                                                                                  \
    "SELECT json_extract(t.value, '$.code'), json_extract(t.value, '$.zh'), "                      \
    "json_extract(t.value, '$.en') FROM run_json, json_tree(text, '$.policy') t WHERE t.type = "   \
    "'object' AND json_extract(t.value, '$.zh') IS NOT NULL"

/* Texts of the rows of an answer, all in a row. */
struct texts {
    struct lg_arena *memory;
    size_t width; /* columns of a row */
    size_t count; /* texts */
    size_t capacity;
    const char **items; /* [count] NULL: missing */
};

static enum lg_status take_texts(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct texts *texts = user;
    assert((size_t)lg_result_row_count(row) == texts->width);
    if (texts->count + texts->width > texts->capacity) {
        size_t capacity = 2 * texts->capacity + 16 * texts->width;
        const char **items = lg_arena_take(texts->memory, capacity * sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
        if (texts->count > 0) memcpy(items, texts->items, texts->count * sizeof(*items));
        texts->items = items;
        texts->capacity = capacity;
    }
    for (size_t i = 0; i < texts->width; i++) {
        const char *text = lg_result_row_text(row, (int)i);
        const char *kept = text == NULL ? NULL : lg_arena_text(texts->memory, text, strlen(text));
        if (text != NULL && kept == NULL) return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
        texts->items[texts->count++] = kept;
    }
    return LG_OK;
}

static enum lg_status ask(struct lg_reporting *reporting, const char *sql, size_t width,
                          struct texts *texts, struct lg_error *err)
{
    *texts = (struct texts){.memory = &reporting->book.memory, .width = width};
    return lg_result_ask(reporting->result, sql, take_texts, texts, err);
}

/* The first texts of each row are what a document names: without one run.json is not the run's. */
static enum lg_status need_texts(const struct lg_reporting *reporting, const struct texts *texts,
                                 size_t needed, const char *member, struct lg_error *err)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (i % texts->width >= needed || texts->items[i] != NULL) continue;
        return lg_fail(err, LG_BAD_INPUT,
                       "%s/run.json: %s: a text is missing; take the result from the run",
                       reporting->folder, member);
    }
    return LG_OK;
}

static bool is_word(const char *text, const char *word)
{
    return text != NULL && strcmp(text, word) == 0;
}

static enum lg_status read_run(struct lg_reporting *reporting, struct lg_error *err)
{
    enum { TITLE, AS_OF, LANG, AREA, CHECK_ONLY, MASKED, WIDTH };
    struct lg_book *book = &reporting->book;
    struct texts texts;
    enum lg_status status = ask(reporting, RUN_ROW, WIDTH, &texts, err);
    if (status != LG_OK) return status;
    assert(texts.count == WIDTH);
    book->title = texts.items[TITLE];
    book->as_of = LG_DATE_NONE;
    if (texts.items[AS_OF] != NULL) {
        book->as_of = lg_date_read(texts.items[AS_OF], strlen(texts.items[AS_OF])).date;
    }
    book->area = is_word(texts.items[AREA], "recorded") ? LG_AREA_RECORDED : LG_AREA_MEASURED;
    book->check_only = is_word(texts.items[CHECK_ONLY], "1");
    reporting->is_masked = is_word(texts.items[MASKED], "1");
    reporting->translation.from = is_word(texts.items[LANG], "en") ? LG_ENGLISH : LG_CHINESE;
    reporting->translation.to = reporting->options->language < 0
                                    ? reporting->translation.from
                                    : (enum lg_language)reporting->options->language;
    book->language = reporting->translation.to;
    if (book->as_of != LG_DATE_NONE) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s/run.json: no as_of; take the result from the run",
                   reporting->folder);
}

/* The formats of the run; an unknown name is of another version, and none of ours. */
static enum lg_status read_formats(struct lg_reporting *reporting, struct lg_error *err)
{
    struct texts texts;
    enum lg_status status = ask(reporting, FORMAT_ROWS, 1, &texts, err);
    reporting->book.formats = 0;
    for (size_t i = 0; i < texts.count; i++) {
        for (size_t format = 0; lg_format_names[format] != NULL; format++) {
            bool is_it = is_word(texts.items[i], lg_format_names[format]);
            if (is_it) reporting->book.formats |= 1U << format;
        }
    }
    return status;
}

static enum lg_status read_rules(struct lg_reporting *reporting, struct lg_error *err)
{
    struct lg_book *book = &reporting->book;
    struct texts texts;
    enum lg_status status = ask(reporting, RULE_ROWS, 1, &texts, err);
    if (status == LG_OK) status = need_texts(reporting, &texts, 1, "rules", err);
    if (status != LG_OK) return status;
    book->rule_set_count = texts.count;
    book->rule_sets = texts.items;
    status = ask(reporting, PARAMETER_ROWS, 4, &texts, err);
    size_t count = texts.count / 4;
    if (status != LG_OK || count == 0) return status;
    struct lg_rule_parameter *parameters =
        lg_arena_take(&book->memory, count * sizeof(*parameters));
    if (parameters == NULL) return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
    for (size_t i = 0; i < count; i++) {
        const char *const *row = texts.items + 4 * i;
        parameters[i] = (struct lg_rule_parameter){row[0], row[1], row[2], row[3]};
    }
    book->parameter_count = count;
    book->parameters = parameters;
    return LG_OK;
}

static enum lg_status read_inputs(struct lg_reporting *reporting, struct lg_error *err)
{
    struct lg_book *book = &reporting->book;
    struct texts texts;
    enum lg_status status = ask(reporting, INPUT_ROWS, 4, &texts, err);
    if (status == LG_OK) status = need_texts(reporting, &texts, 3, "sources", err);
    size_t count = texts.count / 4;
    if (status != LG_OK || count == 0) return status;
    book->inputs = lg_arena_take(&book->memory, count * sizeof(*book->inputs));
    if (book->inputs == NULL) return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
    for (size_t i = 0; i < count; i++) {
        const char *const *row = texts.items + 4 * i;
        book->inputs[i] = (struct lg_book_input){row[0], row[1], row[2], row[3]};
    }
    book->input_count = count;
    return LG_OK;
}

static enum lg_status read_names(struct lg_reporting *reporting, struct lg_error *err)
{
    struct texts texts;
    enum lg_status status = ask(reporting, NAME_ROWS, 3, &texts, err);
    size_t count = texts.count / 3;
    if (status != LG_OK || count == 0) return status;
    struct lg_name_pair *pairs = lg_arena_take(&reporting->book.memory, count * sizeof(*pairs));
    if (pairs == NULL) return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
    for (size_t i = 0; i < count; i++) {
        const char *const *row = texts.items + 3 * i;
        pairs[i] = (struct lg_name_pair){.code = row[0],
                                         .name = {[LG_CHINESE] = row[1], [LG_ENGLISH] = row[2]}};
    }
    reporting->translation.pair_count = count;
    reporting->translation.pairs = pairs;
    return LG_OK;
}

enum lg_status lg_report_read_facts(struct lg_reporting *reporting, struct lg_error *err)
{
    enum lg_status status = read_run(reporting, err);
    if (status == LG_OK) status = read_formats(reporting, err);
    if (status == LG_OK) status = read_rules(reporting, err);
    if (status == LG_OK) status = read_inputs(reporting, err);
    if (status == LG_OK) status = read_names(reporting, err);
    return status;
}

/* ---- the copy ---- */

/* What is put over the old members, as JSON; then "written_again" at the end. */
static void add_changes(const struct lg_reporting *reporting, struct lg_text *patch)
{
    const struct lg_book *book = &reporting->book;
    struct lg_json json = {.is_flat = true};
    lg_json_open_object(&json, NULL);
    lg_json_text(&json, "title", book->title);
    if (book->masks_holders) {
        lg_json_open_array(&json, "masked");
        lg_json_text(&json, NULL, LG_MASK_HOLDER);
        lg_json_close_array(&json);
    }
    lg_json_open_object(&json, "options");
    lg_json_text(&json, "lang", book->language == LG_ENGLISH ? "en" : "zh");
    lg_json_open_array(&json, "formats");
    for (size_t i = 0; lg_format_names[i] != NULL; i++) {
        bool is_there = (reporting->formats_there & (1U << i)) != 0;
        if (is_there) lg_json_text(&json, NULL, lg_format_names[i]);
    }
    lg_json_close_array(&json);
    lg_json_close_object(&json);
    lg_json_open_object(&json, "written_again");
    lg_json_text(&json, "version", lg_version());
    lg_json_text(&json, "lang", book->language == LG_ENGLISH ? "en" : "zh");
    lg_json_bool(&json, "masked", book->masks_holders);
    lg_json_close_object(&json);
    lg_json_close_object(&json);
    lg_text_add(patch, json.text.bytes, json.text.size);
    patch->failed = patch->failed || json.text.failed;
    lg_text_reset(&json.text);
}

static enum lg_status patch_run(struct lg_reporting *reporting, struct lg_error *err)
{
    struct lg_text patch = {0};
    struct lg_text sql = {0};
    add_changes(reporting, &patch);
    lg_text_add_text(&sql, "UPDATE run_json SET text = json_patch(text, ");
    if (!patch.failed) lg_sql_add_text(&sql, patch.bytes);
    lg_text_add_char(&sql, ')');
    enum lg_status status = sql.failed || patch.failed
                                ? lg_fail(err, LG_NO_MEMORY, "run.json: no memory")
                                : lg_result_do(reporting->result, sql.bytes, err);
    lg_text_reset(&patch);
    lg_text_reset(&sql);
    return status;
}

/* Of every path among the sources the last part, as the book's inputs have it. */
static enum lg_status mask_paths(struct lg_reporting *reporting, struct lg_error *err)
{
    struct texts texts;
    enum lg_status status = ask(reporting,
                                "SELECT t.fullkey, t.value FROM run_json, json_tree(text, "
                                "'$.sources') t WHERE t.key = 'path' AND t.type = 'text'",
                                2, &texts, err);
    for (size_t i = 0; status == LG_OK && i + 1 < texts.count; i += 2) {
        struct lg_text sql = {0};
        lg_text_add_text(&sql, "UPDATE run_json SET text = json_replace(text, ");
        lg_sql_add_text(&sql, texts.items[i]);
        lg_text_add_text(&sql, ", ");
        lg_sql_add_text(&sql, lg_mask_path(texts.items[i + 1]));
        lg_text_add_char(&sql, ')');
        status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "run.json: no memory")
                            : lg_result_do(reporting->result, sql.bytes, err);
        lg_text_reset(&sql);
    }
    return status;
}

/* Lines and blanks as run.json of a run has them; the text is JSON that SQLite has written. */
static void add_indented(struct lg_text *text, const char *json)
{
    size_t depth = 0;
    bool is_string = false;
    for (; *json != '\0'; json++) {
        bool is_empty = (*json == '{' && json[1] == '}') || (*json == '[' && json[1] == ']');
        bool opens = !is_string && (*json == '{' || *json == '[') && !is_empty;
        bool closes = !is_string && (*json == '}' || *json == ']');
        if (closes) {
            depth--;
            lg_text_printf(text, "\n%*s", (int)(2 * depth), "");
        }
        lg_text_add_char(text, *json);
        if (is_string && *json == '\\') {
            lg_text_add_char(text, *++json);
            continue;
        }
        if (*json == '"') is_string = !is_string;
        if (is_string) continue;
        if (is_empty) lg_text_add_char(text, *++json);
        if (opens) depth++;
        if (opens || *json == ',') lg_text_printf(text, "\n%*s", (int)(2 * depth), "");
        if (*json == ':') lg_text_add_char(text, ' ');
    }
    lg_text_add_char(text, '\n');
}

static enum lg_status take_json(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    const char *json = lg_result_row_text(row, 0);
    if (json != NULL) add_indented(user, json);
    return LG_OK;
}

enum lg_status lg_report_add_run_json(struct lg_reporting *reporting, struct lg_text *text,
                                      struct lg_error *err)
{
    enum lg_status status = patch_run(reporting, err);
    if (status == LG_OK && reporting->book.masks_holders) status = mask_paths(reporting, err);
    if (status != LG_OK) return status;
    status = lg_result_ask(reporting->result, "SELECT text FROM run_json", take_json, text, err);
    if (status != LG_OK || !text->failed) return status;
    return lg_fail(err, LG_NO_MEMORY, "run.json: no memory");
}
