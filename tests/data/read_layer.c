/*
 * Shows what the reader makes of files, one JSON object a line: for the tests that hold it against
 * what others make of them.
 *
 * usage: read_layer REQUESTS SECONDS_MAX
 *
 * REQUESTS is a file of lines, each for one source: its kind and path, then pairs, all parted by
 * tabs: encoding=GBK, crs=EPSG:4490, where=..., ROLE=FIELD, unit:ROLE=UNIT; "pass" starts a new
 * list of pairs for the same source, which is then opened once more. A line is worked off by a
 * process of its own, which is given SECONDS_MAX: a crash or a hang ends that line only. Answers:
 *
 *   {"open": n, "encoding": ..., "crs": ..., "file_rows": ...}     of pass n
 *   {"row": feature, "rings": [[hole, x, y, ...], ...], "values": {ROLE: value}}
 *   {"finding": code, "feature": ..., "message": ...}
 *   {"refused": status, "message": ...}                            instead of what is missing
 *   {"end": exit code, "signal": ...}                              of every line; one more when
 *                                                                  the process ends badly at last
 */
#include "input/reader.h"
#include "publish/json_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAIRS_MAX = 64, BLOCK_ROWS = 500 };

struct pass {
    enum lg_source_kind kind;
    struct lg_layer layer;
    struct lg_pair fields[PAIRS_MAX], units[PAIRS_MAX];
};

static void put_line(struct lg_json *json)
{
    if (json->text.failed) abort();
    (void)printf("%s\n", json->text.bytes);
    lg_text_reset(&json->text);
}

/* All digits of a double; a vertex may be no number. */
static void add_exact(struct lg_text *text, double value)
{
    if (isfinite(value)) {
        lg_text_printf(text, "%.17g", value);
    } else {
        lg_text_add_text(text, "null");
    }
}

static void add_rings(struct lg_text *text, const struct lg_shapes *shapes, size_t shape)
{
    lg_text_add_char(text, '[');
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        bool is_first = ring == shapes->ring_start[shape];
        lg_text_printf(text, "%s[%d", is_first ? "" : ",", shapes->ring_is_hole[ring] != 0);
        for (size_t i = shapes->vertex_start[ring]; i < shapes->vertex_start[ring + 1]; i++) {
            for (size_t axis = 0; axis < 2; axis++) {
                lg_text_add_char(text, ',');
                add_exact(text, shapes->xy[2 * i + axis]);
            }
        }
        lg_text_add_char(text, ']');
    }
    lg_text_add_char(text, ']');
}

static void add_value(struct lg_text *text, const struct lg_table *table, size_t role, size_t row)
{
    struct lg_date_reading reading;
    char date[LG_DATE_TEXT_SIZE];
    switch (table->roles[role].kind) {
    case LG_KIND_TEXT:
        lg_json_add_text(text, lg_table_text(table, role, row));
        break;
    case LG_KIND_NUMBER:
        add_exact(text, lg_table_number(table, role, row));
        break;
    case LG_KIND_DATE:
        reading = lg_table_reading(table, role, row);
        lg_json_add_text(text, reading.form == LG_DATE_READ    ? lg_date_format(reading.date, date)
                               : reading.form == LG_DATE_EMPTY ? NULL
                                                               : "no date");
        break;
    }
}

static void put_row(const struct lg_block *block, size_t row)
{
    const struct lg_table *table = &block->table;
    struct lg_text text = {0};
    lg_text_printf(&text, "{\"row\":%lld", (long long)table->feature[row]);
    if (row < block->raw.count) {
        lg_text_add_text(&text, ",\"rings\":");
        add_rings(&text, &block->raw, row);
    }
    lg_text_add_text(&text, ",\"values\":{");
    size_t shown = 0;
    for (size_t role = 0; role < table->role_count; role++) {
        if (!table->columns[role].present) continue;
        if (shown++ > 0) lg_text_add_char(&text, ',');
        lg_json_add_text(&text, table->roles[role].name);
        lg_text_add_char(&text, ':');
        add_value(&text, table, role, row);
    }
    lg_text_add_text(&text, "}}");
    if (text.failed) abort();
    (void)printf("%s\n", text.bytes);
    lg_text_reset(&text);
}

static void put_findings(const struct lg_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct lg_finding *finding = &findings->items[i];
        struct lg_json json = {.is_flat = true};
        lg_json_open_object(&json, NULL);
        lg_json_text(&json, "finding", lg_finding_code_name(finding->code));
        lg_json_int(&json, "feature", finding->feature);
        lg_json_number(&json, "value", finding->value, 0);
        lg_json_text(&json, "message", finding->message);
        lg_json_close_object(&json);
        put_line(&json);
    }
}

static void put_open(int number, const struct lg_source *source)
{
    struct lg_json json = {.is_flat = true};
    lg_json_open_object(&json, NULL);
    lg_json_int(&json, "open", number);
    lg_json_text(&json, "encoding", source->encoding);
    lg_json_text(&json, "encoding_why", source->encoding_why);
    lg_json_text(&json, "crs", source->crs);
    lg_json_int(&json, "file_rows", source->feature_count);
    lg_json_close_object(&json);
    put_line(&json);
}

static enum lg_status read_all(struct lg_reader *reader, struct lg_block *block,
                               struct lg_error *err)
{
    enum lg_status status;
    do {
        lg_block_clear(block);
        status = lg_reader_read(reader, BLOCK_ROWS, block, err);
        for (size_t row = 0; status == LG_OK && row < block->table.count; row++) {
            put_row(block, row);
        }
        put_findings(&block->findings);
    } while (status == LG_OK && block->table.count > 0);
    return status;
}

static void show(const struct pass *pass, int number)
{
    struct lg_sources sources = {0};
    struct lg_findings findings = {0};
    struct lg_block block = {0};
    struct lg_reader *reader = NULL;
    struct lg_error err = {""};
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(pass->kind, &role_count);
    enum lg_status status = lg_block_init(&block, roles, role_count, &err);
    if (status == LG_OK) {
        status = lg_reader_open(pass->kind, &pass->layer, &sources, &findings, &reader, &err);
    }
    if (status == LG_OK) {
        put_open(number, &sources.items[0]);
        put_findings(&findings);
        status = read_all(reader, &block, &err);
    }
    if (status != LG_OK) {
        struct lg_json json = {.is_flat = true};
        lg_json_open_object(&json, NULL);
        lg_json_text(&json, "refused", lg_status_name(status));
        lg_json_text(&json, "message", err.message);
        lg_json_close_object(&json);
        put_line(&json);
    }
    lg_reader_close(reader);
    lg_block_reset(&block);
    lg_findings_reset(&findings);
    lg_sources_reset(&sources);
}

static void add_pair(struct lg_pairs *pairs, struct lg_pair *room, const char *key,
                     const char *value)
{
    if (pairs->count == PAIRS_MAX) abort();
    pairs->items = room;
    pairs->items[pairs->count++] = (struct lg_pair){key, value};
}

static void take_word(struct pass *pass, char *word)
{
    char *value = strchr(word, '=');
    if (value == NULL) abort();
    *value++ = '\0';
    if (strcmp(word, "encoding") == 0) {
        pass->layer.encoding = value;
    } else if (strcmp(word, "crs") == 0) {
        pass->layer.crs = value;
    } else if (strcmp(word, "where") == 0) {
        pass->layer.where = value;
    } else if (strncmp(word, "unit:", 5) == 0) {
        add_pair(&pass->layer.units, pass->units, word + 5, value);
    } else {
        add_pair(&pass->layer.fields, pass->fields, word, value);
    }
}

/* The next word of a line, which it is cut from; NULL at its end. */
static char *next_word(char **line)
{
    char *word = *line;
    if (word == NULL) return NULL;
    char *tab = strchr(word, '\t');
    if (tab != NULL) *tab = '\0';
    *line = tab == NULL ? NULL : tab + 1;
    return word;
}

static enum lg_source_kind kind_of(const char *word)
{
    static const char *const names[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = "parks",         [LG_SOURCE_PARCELS] = "parcels",
        [LG_SOURCE_BUILDINGS] = "buildings", [LG_SOURCE_ENTERPRISES] = "enterprises",
        [LG_SOURCE_PLAN] = "plan",           [LG_SOURCE_CONSTRAINTS] = "constraints",
        [LG_SOURCE_SUPPLY] = "supply",       [LG_SOURCE_EVIDENCE] = "evidence",
    };
    for (int kind = 0; kind < LG_SOURCE_KIND_COUNT; kind++) {
        if (strcmp(names[kind], word) == 0) return (enum lg_source_kind)kind;
    }
    abort();
}

static void work_off(char *line)
{
    struct pass pass = {.kind = kind_of(next_word(&line))};
    pass.layer.path = next_word(&line);
    if (pass.layer.path == NULL) abort();
    int number = 0;
    for (char *word = next_word(&line); word != NULL; word = next_word(&line)) {
        if (strcmp(word, "pass") != 0) {
            take_word(&pass, word);
            continue;
        }
        show(&pass, number++);
        pass.layer = (struct lg_layer){.path = pass.layer.path};
    }
    show(&pass, number);
}

/* A byte goes into the pipe for each line that is done. */
static void work_off_lines(char *const *lines, size_t count, int pipe_end, unsigned seconds_max)
{
    for (size_t i = 0; i < count; i++) {
        (void)alarm(seconds_max);
        work_off(lines[i]);
        (void)printf("{\"end\":0,\"signal\":0}\n");
        (void)fflush(stdout);
        if (write(pipe_end, "", 1) != 1) abort();
    }
    (void)alarm(0);
}

/* @return lines done */
static size_t start_process(char *const *lines, size_t count, unsigned seconds_max, int *how)
{
    int ends[2];
    (void)fflush(stdout);
    if (pipe(ends) != 0) abort();
    pid_t child = fork();
    if (child < 0) abort();
    if (child == 0) {
        (void)close(ends[0]);
        work_off_lines(lines, count, ends[1], seconds_max);
        exit(EXIT_SUCCESS);
    }
    (void)close(ends[1]);
    size_t done = 0;
    char byte;
    while (read(ends[0], &byte, 1) == 1) {
        done++;
    }
    (void)close(ends[0]);
    if (waitpid(child, how, 0) != child) abort();
    return done;
}

/* One process for all lines, and another one for the rest wherever that ends. */
static void answer(char *const *lines, size_t count, unsigned seconds_max)
{
    for (size_t at = 0; at < count;) {
        int how = 0;
        at += start_process(lines + at, count - at, seconds_max, &how);
        /* What a sanitizer says at the end of the process counts, too. */
        if (WIFEXITED(how) && WEXITSTATUS(how) == 0) continue;
        (void)printf("\n{\"end\":%d,\"signal\":%d}\n", WIFEXITED(how) ? WEXITSTATUS(how) : -1,
                     WIFSIGNALED(how) ? WTERMSIG(how) : 0);
        at++;
    }
}

/* Closed before any process is started: none of them shares its place in the file. */
static char *read_requests(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    char *text = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) text = calloc(1, (size_t)size + 1);
    if (text != NULL && fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        text = NULL;
    }
    if (file != NULL) (void)fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    char *requests = argc == 3 ? read_requests(argv[1]) : NULL;
    if (requests == NULL) {
        (void)fputs("usage: read_layer REQUESTS SECONDS_MAX\n", stderr);
        return EXIT_FAILURE;
    }
    size_t count = 0;
    for (const char *c = requests; *c != '\0'; c++) {
        count += *c == '\n';
    }
    char **lines = calloc(count + 1, sizeof(*lines));
    if (lines == NULL) abort();
    char *rest = requests;
    for (size_t i = 0; i < count; i++) {
        lines[i] = rest;
        rest = strchr(rest, '\n');
        *rest++ = '\0';
    }
    lg_input_start();
    answer(lines, count, (unsigned)strtoul(argv[2], NULL, 10));
    free((void *)lines);
    free(requests);
    return EXIT_SUCCESS;
}
