#include "cli/console.h"

#include "cli/stop.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BAR_CELLS       30
#define BAR_INTERVAL_MS 100 /* at most ten drawings a second */

struct lg_console lg_console_new(int argc, char *const *argv)
{
    struct lg_console console = {.json = false};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) break;
        if (strcmp(argv[i], "--log-format=json") == 0) console.json = true;
        if (i + 1 < argc && strcmp(argv[i], "--log-format") == 0) {
            console.json = strcmp(argv[i + 1], "json") == 0;
        }
    }
    return console;
}

bool lg_console_is_terminal(void)
{
    return isatty(STDERR_FILENO) == 1;
}

/* A message is one line: what a file name or a value brought along must not break it. */
static void write_plain(const char *text)
{
    for (const char *byte = text; *byte != '\0'; byte++) {
        bool is_control = (unsigned char)*byte < 0x20 || *byte == 0x7f;
        (void)fputc(is_control ? '?' : *byte, stderr);
    }
}

/* Bytes of the UTF-8 character that begins here; 0 when it is none. */
static size_t count_character_bytes(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80) return 1;
    size_t count = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : 2;
    if (byte[0] < 0xc2 || byte[0] > 0xf4) return 0;
    for (size_t i = 1; i < count; i++) {
        if ((byte[i] & 0xc0) != 0x80) return 0;
    }
    /* Overlong forms, surrogates, and what lies above U+10FFFF. */
    if ((byte[0] == 0xe0 && byte[1] < 0xa0) || (byte[0] == 0xed && byte[1] > 0x9f)) return 0;
    if ((byte[0] == 0xf0 && byte[1] < 0x90) || (byte[0] == 0xf4 && byte[1] > 0x8f)) return 0;
    return count;
}

static void write_json_text(const char *text)
{
    (void)fputc('"', stderr);
    while (*text != '\0') {
        size_t count = count_character_bytes(text);
        if (count == 0) {
            (void)fputs("\\ufffd", stderr);
            count = 1;
        } else if ((unsigned char)*text < 0x20 || *text == 0x7f) {
            (void)fprintf(stderr, "\\u%04x", (unsigned)(unsigned char)*text);
        } else if (*text == '"' || *text == '\\') {
            (void)fprintf(stderr, "\\%c", *text);
        } else {
            (void)fwrite(text, 1, count, stderr);
        }
        text += count;
    }
    (void)fputc('"', stderr);
}

void lg_console_clear(struct lg_console *console)
{
    if (console->bar_bytes == 0) return;
    (void)fprintf(stderr, "\r%*s\r", (int)console->bar_bytes, "");
    (void)fflush(stderr);
    console->bar_bytes = 0;
}

static void write_line(struct lg_console *console, const char *level, const char *text)
{
    lg_console_clear(console);
    if (console->json) {
        (void)fprintf(stderr, "{\"level\": \"%s\", \"message\": ", level);
        write_json_text(text);
        (void)fputs("}\n", stderr);
        return;
    }
    (void)fprintf(stderr, "landgauge: %s: ", level);
    write_plain(text);
    (void)fputc('\n', stderr);
}

void lg_console_error(struct lg_console *console, enum lg_status status, const char *message)
{
    write_line(console, "error", message[0] != '\0' ? message : lg_status_name(status));
}

static void show_line(void *user, enum lg_log_level level, const char *text)
{
    static const char *const names[] = {
        [LG_LOG_ERROR] = "error", [LG_LOG_WARNING] = "warning", [LG_LOG_NOTICE] = "note"};
    struct lg_console *console = user;
    if (console->quiet && level != LG_LOG_ERROR) return;
    write_line(console, names[level], text);
}

static int64_t read_clock_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show_progress(void *user, const char *stage, size_t done, size_t total)
{
    struct lg_console *console = user;
    if (!console->show_progress) return;
    int64_t now_ms = read_clock_ms();
    if (console->bar_bytes > 0 && now_ms - console->drawn_ms < BAR_INTERVAL_MS) return;

    char bar[160];
    int written;
    if (total > 0) {
        char cells[BAR_CELLS + 1];
        size_t percent = done >= total ? 100 : (size_t)((double)done * 100.0 / (double)total);
        memset(cells, '.', BAR_CELLS);
        memset(cells, '#', percent * BAR_CELLS / 100);
        cells[BAR_CELLS] = '\0';
        written = snprintf(bar, sizeof(bar), "%-12.40s [%s] %3zu %%", stage, cells, percent);
    } else {
        written = snprintf(bar, sizeof(bar), "%-12.40s %zu", stage, done);
    }
    if (written < 0) return;

    /* A shorter bar leaves the tail of the longer one before it: blanks go over that. */
    size_t bytes = strlen(bar);
    size_t tail = console->bar_bytes > bytes ? console->bar_bytes - bytes : 0;
    (void)fprintf(stderr, "\r%s%*s", bar, (int)tail, "");
    (void)fflush(stderr);
    console->bar_bytes = bytes;
    console->drawn_ms = now_ms;
}

struct lg_hooks lg_console_hooks(struct lg_console *console)
{
    return (struct lg_hooks){
        .log = show_line,
        .progress = show_progress,
        .user = console,
        .stop = lg_stop_flag(),
    };
}

enum lg_status lg_console_flush(struct lg_error *err)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0) return LG_OK;
    return lg_fail(err, LG_WRITE, "standard output: %s; give it a place that takes more",
                   strerror(errno));
}

void lg_console_end(struct lg_console *console, const char *what)
{
    char text[100];
    if (lg_console_flush(NULL) == LG_OK) return;
    (void)snprintf(text, sizeof(text), "%s written, the summary could not be", what);
    show_line(console, LG_LOG_WARNING, text);
}
