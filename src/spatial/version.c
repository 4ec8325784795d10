#include "spatial/version.h"

#include <geos_c.h>

const char *lg_spatial_version(void)
{
    return GEOSversion();
}
