/*
 * Which library lays geometry over geometry.
 */
#ifndef LG_SPATIAL_VERSION_H
#define LG_SPATIAL_VERSION_H

/** "3.11.1-CAPI-1.17.1"; static text. */
const char *lg_spatial_version(void);

#endif
