/*
 * Fuzz date/read: any bytes either are no date or come back as an existing day, which is read
 * again from its own text.
 */
#include "landgauge/date.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lg_date_reading found = lg_date_read((const char *)data, size);
    if ((found.form == LG_DATE_READ) != (found.date != LG_DATE_NONE)) abort();
    if (found.form != LG_DATE_READ) return 0;

    char text[LG_DATE_TEXT_SIZE];
    if (strlen(lg_date_format(found.date, text)) != LG_DATE_TEXT_SIZE - 1) abort();
    if (lg_date_read(text, strlen(text)).date != found.date) abort();
    if (lg_date_add_years(found.date, 100) <= found.date && strcmp(text, "9999-12-31") != 0) {
        abort();
    }
    return 0;
}
