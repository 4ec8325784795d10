/*
 * The rows of a sheet as text, formatted in blocks over threads and written in order.
 */
#ifndef LG_PUBLISH_ROWS_H
#define LG_PUBLISH_ROWS_H

#include "base/output.h"
#include "publish/sheet.h"

#include <signal.h>

/* How a format writes one row. */
struct lg_row_format {
    void (*add_row)(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                    const void *context);
    const void *context; /* handed to every call; any thread reads it */
};

/* With what the rows are written. */
struct lg_row_means {
    const struct lg_view *view;
    size_t thread_count;
    const volatile sig_atomic_t *stop; /* NULL: never */
};

/**
 * Write all rows of a sheet.
 *
 * @param file  open for writing; the text of row i stands before that of row i + 1 whatever the
 *              count of threads
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_rows_write(const struct lg_sheet *sheet,
                                          const struct lg_row_format *format,
                                          const struct lg_row_means *means,
                                          struct lg_output_file *file, struct lg_error *err);

#endif
