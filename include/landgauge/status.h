/*
 * What a call came to, and the one line that says why it failed.
 */
#ifndef LANDGAUGE_STATUS_H
#define LANDGAUGE_STATUS_H

#if defined(__GNUC__)
#define LG_NODISCARD            __attribute__((warn_unused_result))
#define LG_PRINTF(text, values) __attribute__((format(printf, text, values)))
#define LG_PUBLIC               __attribute__((visibility("default")))
#else
#define LG_NODISCARD
#define LG_PRINTF(text, values)
#define LG_PUBLIC
#endif

enum lg_status {
    LG_OK,
    LG_USAGE,       /* the command line or an option's value is wrong */
    LG_BAD_INPUT,   /* input was read and cannot be used */
    LG_NO_INPUT,    /* input not found or unreadable */
    LG_INTERNAL,    /* a check of our own failed: a fault of the program */
    LG_NO_MEMORY,   /* an allocation failed */
    LG_NO_OUTPUT,   /* the output cannot be created */
    LG_WRITE,       /* writing the output failed half-way */
    LG_BUSY,        /* another run holds the output folder */
    LG_BAD_PROJECT, /* the project or rules file is wrong */
    LG_STOPPED,     /* the caller asked to stop */
    LG_STATUS_COUNT
};

/* The text is one line: the thing at fault, the fact, what to do. */
struct lg_error {
    char message[1024];
};

/**
 * Keep a message and hand the status on, so that a failing branch is one line.
 *
 * @param err     where the message goes; NULL when nobody wants it
 * @param status  what the caller returns; not LG_OK
 * @param text    printf format of the message; a longer result is cut, control characters become
 * '?'
 * @return status
 */
LG_PUBLIC enum lg_status lg_fail(struct lg_error *err, enum lg_status status, const char *text, ...)
    LG_PRINTF(3, 4);

/**
 * Put "***" wherever a message repeats a password that stands in the address of a database.
 *
 * @param err      may be NULL
 * @param address  "PG:host=... password=...", "postgresql://user:secret@host/..." or another that
 *                 GDAL opens; any other text changes nothing
 */
LG_PUBLIC void lg_error_hide(struct lg_error *err, const char *address);

/** The status in two or three English words; never NULL. */
LG_PUBLIC const char *lg_status_name(enum lg_status status);

/** The exit code of a status by sysexits (design: 0, 64 to 78); LG_STOPPED gives 130. */
LG_PUBLIC int lg_status_exit_code(enum lg_status status);

#endif
