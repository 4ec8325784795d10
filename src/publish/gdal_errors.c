#include "publish/gdal_errors.h"

#include "base/text.h"

#include <cpl_error.h>

static void CPL_STDCALL note_failure(CPLErr type, CPLErrorNum number, const char *message)
{
    (void)number;
    struct lg_gdal_errors *errors = CPLGetErrorHandlerUserData();
    if (type < CE_Failure) return;
    if (errors->count++ == 0) lg_text_line(errors->first, sizeof(errors->first), message);
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
    const char *reason = errors->first;
    return lg_fail(err, LG_WRITE, "%s: write: %s", name,
                   reason[0] == '\0' ? "failed without a reason" : reason);
}

void lg_gdal_ignore(void)
{
    CPLPopErrorHandler();
}
