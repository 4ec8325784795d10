/*
 * Enclaves, and the totals of the region: land once where it lies, money twice, by location and by
 * share. Written by evaluate/. Areas by the chosen basis.
 *
 * Source: 藏政办发〔2026〕2号 art. 8; domain.md 6.8.
 */
#ifndef LG_MODEL_ENCLAVES_H
#define LG_MODEL_ENCLAVES_H

#include <stdbool.h>
#include <stddef.h>

/* The money of a park that is divided between two places. */
enum lg_park_money {
    LG_MONEY_INVESTMENT,
    LG_MONEY_REVENUE,
    LG_MONEY_INDUSTRIAL_TAX,
    LG_MONEY_TOTAL_TAX,
    LG_PARK_MONEY_COUNT
};

/* The land of a park that adds up in the totals. */
enum lg_total_land {
    LG_TOTAL_AREA,
    LG_TOTAL_A,
    LG_TOTAL_B,
    LG_TOTAL_C,
    LG_TOTAL_D,
    LG_TOTAL_E,
    LG_TOTAL_F,
    LG_TOTAL_A2,
    LG_TOTAL_IDLE,
    LG_TOTAL_UNSURVEYED,
    LG_TOTAL_LAND_COUNT
};

/* A park that lies in another, or of which a host is given. Ordered by park. Texts: static, or in
 * the results. */
struct lg_enclave {
    size_t park;
    double share;        /* part of its home, 0..1; NaN: not known */
    const char *type;    /* INTER_PROVINCE INTRA_REGION NESTED; NULL: none, or not known */
    const char *outside; /* yes no unknown: whether its land lies outside the region */
    double yuan[LG_PARK_MONEY_COUNT]; /* all of it, by location; NaN */
    /* Less the money of the parks in it, divided by the share; NaN: see status. */
    double home_yuan[LG_PARK_MONEY_COUNT], host_yuan[LG_PARK_MONEY_COUNT];
    const char *status; /* "ok", or what is missing */
};

/* Land and money of one place, or of several. Ordered: ALL INSIDE OUTSIDE UNKNOWN, then places. */
struct lg_regional_total {
    const char *part;                        /* ALL INSIDE OUTSIDE UNKNOWN PLACE */
    const char *place;                       /* of PLACE: its name */
    const char *code;                        /* of a place of the region; NULL */
    const char *outside;                     /* yes no unknown; NULL of ALL */
    size_t park_count;                       /* codes of parks in no other one that lie there */
    size_t nested_count;                     /* codes of parks that lie in these */
    double land_m2[LG_TOTAL_LAND_COUNT];     /* NaN: see status */
    double twice_m2;                         /* counted twice: parks that share land; measured */
    double yuan[LG_PARK_MONEY_COUNT];        /* by location; NaN */
    double shared_yuan[LG_PARK_MONEY_COUNT]; /* by share; NaN */
    const char *status;                      /* "ok", or which park lacks what */
};

#endif
