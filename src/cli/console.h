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

/** A run is shown on the console, which must outlive it, and ends when the user stops it. */
struct lg_hooks lg_console_hooks(struct lg_console *console);

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
