#include "input/version.h"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdio.h>

const char *lg_input_versions(void)
{
    /* Written with the same bytes by every call. */
    static char text[64];
    int major = 0;
    int minor = 0;
    int patch = 0;
    OSRGetPROJVersion(&major, &minor, &patch);
    (void)snprintf(text, sizeof(text), "GDAL %s, PROJ %d.%d.%d", GDALVersionInfo("RELEASE_NAME"),
                   major, minor, patch);
    return text;
}
