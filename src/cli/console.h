/*
 * What a person or a program sees while a command runs: error, log lines, progress.
 */
#ifndef LG_CLI_CONSOLE_H
#define LG_CLI_CONSOLE_H

#include "landgauge/run.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lg_console {
    bool json;          /* lines on stderr are JSON objects */
    bool quiet;         /* errors only */
    bool show_progress; /* draw the bar */
    size_t bar_bytes;   /* of the bar on the terminal now; 0: none */
    int64_t drawn_ms;   /* when it was drawn, on a clock that never goes back */
};

/** A console as the arguments ask for it, so that a wrong argument is told in the same way. */
struct lg_console lg_console_new(int argc, char *const *argv);

/** Tell why a command failed: one line on stderr. */
void lg_console_error(struct lg_console *console, enum lg_status status, const char *message);

/** lg_hooks.log and lg_hooks.progress; user is the struct lg_console. */
void lg_console_log(void *user, enum lg_log_level level, const char *text);
void lg_console_progress(void *user, const char *stage, size_t done, size_t total);

/** Take the bar away. */
void lg_console_clear(struct lg_console *console);

/** Whether stderr is a terminal. */
bool lg_console_is_terminal(void);

/** Write out what stdout still holds. @return LG_OK; LG_WRITE */
LG_NODISCARD enum lg_status lg_console_flush(struct lg_error *err);

/**
 * Write out the closing lines of a command whose output is in place: a full or closed stdout cannot
 * undo that and must not deny it, so it is a warning.
 * @param what  "the result is": what stands written
 */
void lg_console_end(struct lg_console *console, const char *what);

#endif
