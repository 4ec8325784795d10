/*
 * Calendar dates as day numbers, the legal year arithmetic, and the written forms met in practice.
 */
#ifndef LANDGAUGE_DATE_H
#define LANDGAUGE_DATE_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t lg_date; /* days since 1970-01-01, Gregorian, may be negative */

#define LG_DATE_NONE      INT32_MIN
#define LG_DATE_TEXT_SIZE 11 /* "2026-06-30" and the terminator */

enum lg_date_precision {
    LG_DATE_BY_DAY,
    LG_DATE_BY_MONTH, /* only the month was written: the last day of it stands for it */
    LG_DATE_BY_YEAR,  /* only the year was written: 31 December stands for it */
};

enum lg_date_form {
    LG_DATE_READ,        /* a date; see its precision */
    LG_DATE_EMPTY,       /* nothing but blanks, zeros and the separators between them */
    LG_DATE_PLACEHOLDER, /* 1900-01-01, which the land-market portal writes for "none" */
    LG_DATE_WRONG,       /* something is written that is no date */
};

struct lg_date_reading {
    enum lg_date_form form;
    enum lg_date_precision precision;
    lg_date date; /* LG_DATE_NONE unless form is LG_DATE_READ */
};

/** Whether year 1..9999, month 1..12 and day exist together in the Gregorian calendar. */
LG_PUBLIC bool lg_date_exists(int year, int month, int day);

/** The day number of an existing date. @param year 1..9999 */
LG_PUBLIC lg_date lg_date_make(int year, int month, int day);

/** Year, month and day of a date that is not LG_DATE_NONE. */
LG_PUBLIC void lg_date_split(lg_date date, int *year, int *month, int *day);

/**
 * The corresponding day some years on; the month's last day where there is none; 9999-12-31 at
 * most, which is written for "never".
 *
 * @param date   not LG_DATE_NONE
 * @param years  0..100
 * @source Civil Code art. 200 to 202: 2024-02-29 and one year is 2025-02-28.
 */
LG_PUBLIC lg_date lg_date_add_years(lg_date date, int years);

/**
 * Read a date in any of the written forms of the data standards and the wild:
 * YYYYMMDD, YYYY-M-D, YYYY/M/D, YYYY.M.D, YYYY年M月D日, each also without its day (month precision)
 * or with a time of day behind it, YYYY- and YYYY (year precision), blanks, zeros, 1900-01-01.
 *
 * @param text    [length] bytes, UTF-8, surrounding blanks allowed; NULL when length is 0
 * @return the reading; never fails, a text that is no date has form LG_DATE_WRONG
 * @source domain.md 4.2; [S03] for YYYYMM, [S68] for 1900-01-01
 */
LG_PUBLIC struct lg_date_reading lg_date_read(const char *text, size_t length);

/** Write YYYY-MM-DD, or an empty text for LG_DATE_NONE. @return buffer */
LG_PUBLIC const char *lg_date_format(lg_date date, char buffer[LG_DATE_TEXT_SIZE]);

#endif
