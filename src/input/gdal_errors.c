#include "input/gdal_errors.h"

#include "base/text.h"

#include <cpl_error.h>

const char *lg_gdal_reason(char buffer[LG_REASON_SIZE])
{
    const char *message = CPLGetLastErrorMsg();
    if (message == NULL || *message == '\0') message = "no reason given";
    lg_text_line(buffer, LG_REASON_SIZE, message);
    return buffer;
}
