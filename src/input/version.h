/*
 * Which libraries read the input.
 */
#ifndef LG_INPUT_VERSION_H
#define LG_INPUT_VERSION_H

/** "GDAL 3.6.2, PROJ 9.1.1"; static text. */
const char *lg_input_versions(void);

#endif
