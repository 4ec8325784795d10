#include "input/version.h"
#include "landgauge/run.h"
#include "spatial/version.h"

#include <stdio.h>

const char *lg_version(void)
{
    return LG_VERSION;
}

const char *lg_library_versions(void)
{
    /* Written with the same bytes by every call. */
    static char text[128];
    (void)snprintf(text, sizeof(text), "%s, GEOS %s", lg_input_versions(), lg_spatial_version());
    return text;
}
