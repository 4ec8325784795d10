/*
 * Fuzz the dBase reader: any bytes are either a table each of whose records and values can be
 * looked at from end to end, or refused with one line that names the file.
 */
#include "input/dbf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Enough to reach every part of a small file. */
enum { RECORDS_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every byte of every value is read, so that the sanitizers see it. */
static void look_at_record(const struct lg_dbf *dbf, const char *record)
{
    size_t count = 0;
    const struct lg_dbf_field *fields = lg_dbf_fields(dbf, &count);
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        const char *value = lg_dbf_value(&fields[i], record, &length);
        if (length > fields[i].width || strlen(fields[i].name) > 11) abort();
        for (size_t at = 0; at < length; at++) {
            sum += (unsigned char)value[at];
        }
        /* What padding is, is not part of a value. */
        if (length > 0 && value[length - 1] == ' ') abort();
    }
    if (sum == 0xFFFFFFFFU) (void)fputs("", stderr);
}

static void look_at_table(struct lg_dbf *dbf)
{
    size_t count = lg_dbf_record_count(dbf);
    for (size_t i = 0; i < count && i < RECORDS_MAX; i++) {
        struct lg_error err = {.message = ""};
        const char *record = NULL;
        enum lg_status status = lg_dbf_record(dbf, i, &record, &err);
        if (status == LG_OK && record != NULL) {
            look_at_record(dbf, record);
        } else if (status != LG_BAD_INPUT || err.message[0] == '\0') {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536) return 0;
    char path[] = "/tmp/landgauge_fuzz_XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) abort();
    if (write(fd, data, size) != (ssize_t)size || close(fd) != 0) abort();

    struct lg_dbf *dbf = NULL;
    struct lg_error err = {.message = ""};
    enum lg_status status = lg_dbf_open(path, "table.dbf", &dbf, &err);
    if (status == LG_OK) {
        look_at_table(dbf);
    } else if (status != LG_BAD_INPUT || dbf != NULL || strstr(err.message, "table.dbf") == NULL ||
               strpbrk(err.message, "\n\r") != NULL) {
        abort();
    }
    lg_dbf_close(dbf);
    (void)unlink(path);
    return 0;
}
