/*
 * What GDAL said last, fit for one line.
 */
#ifndef LG_INPUT_GDAL_ERRORS_H
#define LG_INPUT_GDAL_ERRORS_H

#define LG_REASON_SIZE 300

/** The last message of this thread with line ends as blanks; "no reason given" for none. */
const char *lg_gdal_reason(char buffer[LG_REASON_SIZE]);

#endif
