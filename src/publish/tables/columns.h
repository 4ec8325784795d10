/*
 * Column rows in one line each, for the lists of publish/tables/.
 */
#ifndef LG_PUBLISH_TABLES_COLUMNS_H
#define LG_PUBLISH_TABLES_COLUMNS_H

#include "publish/tables/cells.h"

#define TEXT(KEY, ACCESSOR)                                                                        \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .text = (ACCESSOR)                                                      \
    }
#define INTEGER(KEY, ACCESSOR)                                                                     \
    {                                                                                              \
        KEY, LG_CELL_INTEGER, .number = (ACCESSOR)                                                 \
    }
#define NUMBER(KEY, DECIMALS, ACCESSOR)                                                            \
    {                                                                                              \
        KEY, LG_CELL_NUMBER, .decimals = (DECIMALS), .number = (ACCESSOR)                          \
    }
#define DATE(KEY, ACCESSOR)                                                                        \
    {                                                                                              \
        KEY, LG_CELL_DATE, .date = (ACCESSOR)                                                      \
    }

/* With a role or a land state for the accessor. */
#define NUMBER_OF(KEY, DECIMALS, ROLE, ACCESSOR)                                                   \
    {                                                                                              \
        KEY, LG_CELL_NUMBER, .decimals = (DECIMALS), .role = (ROLE), .number = (ACCESSOR)          \
    }
#define INTEGER_OF(KEY, ROLE, ACCESSOR)                                                            \
    {                                                                                              \
        KEY, LG_CELL_INTEGER, .role = (ROLE), .number = (ACCESSOR)                                 \
    }
#define TEXT_OF(KEY, ROLE, ACCESSOR)                                                               \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .role = (ROLE), .text = (ACCESSOR)                                      \
    }

/* Straight from the parks and parcels tables. */
#define PARK_TEXT(KEY, ROLE)                                                                       \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .role = (ROLE), .text = lg_cell_park_text                               \
    }
#define PARCEL_TEXT(KEY, ROLE)                                                                     \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .role = (ROLE), .text = lg_cell_parcel_text                             \
    }
#define PARCEL_DATE(KEY, ROLE)                                                                     \
    {                                                                                              \
        KEY, LG_CELL_DATE, .role = (ROLE), .date = lg_cell_parcel_date                             \
    }

/* Without an accessor: who writes the sheet fills the cells (publish/copies/changes.c). */
#define NO_TEXT(KEY)                                                                               \
    {                                                                                              \
        KEY, .kind = LG_CELL_TEXT                                                                  \
    }
#define NO_INTEGER(KEY)                                                                            \
    {                                                                                              \
        KEY, .kind = LG_CELL_INTEGER                                                               \
    }
#define NO_NUMBER(KEY, DECIMALS)                                                                   \
    {                                                                                              \
        KEY, .kind = LG_CELL_NUMBER, .decimals = (DECIMALS)                                        \
    }

#endif
