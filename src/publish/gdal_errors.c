#include "publish/gdal_errors.h"

#include <cpl_error.h>

#include <stdio.h>

static void CPL_STDCALL note_failure(CPLErr type, CPLErrorNum number, const char *message)
{
    (void)number;
    struct lg_gdal_errors *errors = CPLGetErrorHandlerUserData();
    if (type < CE_Failure) return;
    if (errors->count++ == 0) {
        (void)snprintf(errors->first, sizeof(errors->first), "%s", message);
    }
}

void lg_gdal_listen(struct lg_gdal_errors *errors)
{
    CPLPushErrorHandlerEx(note_failure, errors);
}

enum lg_status lg_gdal_heard(struct lg_gdal_errors *errors, bool succeeded, const char *name,
                             struct lg_error *err)
{
    CPLPopErrorHandler();
    if (succeeded && errors->count == 0) return LG_OK;
    char *reason = errors->first;
    for (size_t i = 0; reason[i] != '\0'; i++) {
        if ((unsigned char)reason[i] < 0x20) reason[i] = ' ';
    }
    return lg_fail(err, LG_WRITE, "%s: write: %s", name,
                   reason[0] == '\0' ? "failed without a reason" : reason);
}

void lg_gdal_ignore(void)
{
    CPLPopErrorHandler();
}
