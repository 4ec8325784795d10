/*
 * Fuzz base/text: numbers read from any bytes read back the same from 17 digits; the
 * checks of encodings agree with one another.
 */
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_number(double value)
{
    struct lg_text text = {0};
    double again = 0;
    if (!isfinite(value)) abort();
    char digits[40];
    int length = snprintf(digits, sizeof(digits), "%.17g", value);
    if (!lg_number_read(digits, (size_t)length, &again) || again != value) abort();

    for (int decimals = 0; decimals <= 12; decimals += 4) {
        lg_text_clear(&text);
        lg_text_add_fixed(&text, value, decimals);
        if (!lg_number_read(text.bytes, text.size, &again)) abort();
        /* Half a unit of the last decimal, and what a double of this size cannot tell apart. */
        double tolerance = 0.5 * pow(10, -decimals) + fabs(value) * 0x1p-52;
        if (fabs(again - value) > tolerance * (1 + 0x1p-50)) abort();
    }
    lg_text_reset(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    double value = 0;
    if (lg_number_read(bytes, size, &value)) check_number(value);
    if (size == sizeof(value)) {
        memcpy(&value, data, sizeof(value));
        if (isfinite(value)) check_number(value);
    }

    size_t prefix = lg_utf8_valid_prefix(bytes, size);
    if (prefix > size || !lg_utf8_valid(bytes, prefix)) abort();
    if (lg_utf8_valid(bytes, size) != (prefix == size)) abort();
    if (lg_gb18030_valid(bytes, size) && size > 0 && data[0] == 0xFF) abort();

    size_t length = size;
    const char *trimmed = size > 0 ? lg_text_trim(bytes, &length) : bytes;
    if (length > size || (length > 0 && (trimmed < bytes || trimmed + length > bytes + size))) {
        abort();
    }
    return 0;
}
