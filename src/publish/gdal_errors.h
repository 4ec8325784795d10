/*
 * What GDAL says while it writes.
 *
 * GDAL 3.6 closes a file on a full disk without a word to its caller, so every message of its error
 * handler counts beside every call's own word.
 */
#ifndef LG_PUBLISH_GDAL_ERRORS_H
#define LG_PUBLISH_GDAL_ERRORS_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise. */
struct lg_gdal_errors {
    size_t count;
    char first[400]; /* the first of them, in one line */
};

/** Note what GDAL says in this thread until lg_gdal_heard() or lg_gdal_ignore(). */
void lg_gdal_listen(struct lg_gdal_errors *errors);

/**
 * Stop listening; errors of an earlier time count, too.
 *
 * @param name       of what is written, for the message
 * @param succeeded  what the calls themselves said
 * @return LG_OK; LG_WRITE with GDAL's first reason
 */
LG_NODISCARD enum lg_status lg_gdal_heard(struct lg_gdal_errors *errors, bool succeeded,
                                          const char *name, struct lg_error *err);

/** Stop listening to what is said of a file that nobody wants. */
void lg_gdal_ignore(void);

#endif
