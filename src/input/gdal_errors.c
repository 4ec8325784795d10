#include "input/gdal_errors.h"

#include "base/text.h"

#include <cpl_error.h>

#include <string.h>

const char *lg_gdal_reason(char buffer[LG_REASON_SIZE])
{
    const char *message = CPLGetLastErrorMsg();
    if (message == NULL || *message == '\0') message = "no reason given";
    size_t size = strlen(message);
    if (size >= LG_REASON_SIZE) size = LG_REASON_SIZE - 1;
    size = lg_utf8_valid_prefix(message, size);
    for (size_t i = 0; i < size; i++) {
        buffer[i] = message[i];
        if ((unsigned char)message[i] < 0x20) buffer[i] = ' ';
    }
    while (size > 0 && buffer[size - 1] == ' ') {
        size--;
    }
    buffer[size] = '\0';
    return buffer;
}
