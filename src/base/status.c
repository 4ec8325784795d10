#include "landgauge/status.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

static const struct {
    const char *name;
    int exit_code; /* sysexits, as design.md 3 fixes them */
} statuses[LG_STATUS_COUNT] = {
    [LG_OK] = {"ok", 0},
    [LG_USAGE] = {"usage", 64},
    [LG_BAD_INPUT] = {"unusable input", 65},
    [LG_NO_INPUT] = {"no input", 66},
    [LG_INTERNAL] = {"internal error", 70},
    [LG_NO_MEMORY] = {"out of memory", 70},
    [LG_NO_OUTPUT] = {"no output", 73},
    [LG_WRITE] = {"write failed", 74},
    [LG_BUSY] = {"busy", 75},
    [LG_BAD_PROJECT] = {"wrong project or rules", 78},
    [LG_STOPPED] = {"stopped", 130},
};

enum lg_status lg_fail(struct lg_error *err, enum lg_status status, const char *text, ...)
{
    assert(status != LG_OK);

    if (err != NULL) {
        va_list values;
        va_start(values, text);
        /* A cut message is still a message. */
        (void)vsnprintf(err->message, sizeof(err->message), text, values);
        va_end(values);
        /* Names out of a damaged file must not break the line, nor reach a terminal as commands. */
        for (char *c = err->message; *c != '\0'; c++) {
            if ((unsigned char)*c < 0x20 || *c == 0x7F) *c = '?';
        }
    }
    return status;
}

const char *lg_status_name(enum lg_status status)
{
    return status < LG_STATUS_COUNT ? statuses[status].name : "unknown status";
}

int lg_status_exit_code(enum lg_status status)
{
    return status < LG_STATUS_COUNT ? statuses[status].exit_code : 70;
}
