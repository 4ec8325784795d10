/*
 * The lists around the idle ledger: what is missing to decide, whose land it is, how it adds up.
 *
 * Written by rules/ once the parks are measured. Areas by the chosen basis.
 */
#ifndef LG_MODEL_LEDGER_H
#define LG_MODEL_LEDGER_H

#include "landgauge/rules.h"

/* A parcel whose case is undecided. Ordered by blocked land from the largest, parcel. */
struct lg_request_row {
    size_t parcel;
    size_t park;                /* the one that counts most of the parcel */
    const char *missing_fields; /* roles joined by ';', alternatives by '|' */
    double blocks_m2;           /* counted land in parks */
};

/* All land in parks of one holder. Ordered by idle land and area from the largest, name. */
struct lg_holder_row {
    const char *holder; /* NULL: parcels without a holder */
    size_t parcel_count, park_count;
    double area_m2, supplied_m2;
    double idle_m2;       /* NaN: none found, but some clock cannot be read */
    int oldest_idle_days; /* 0: none idle by the clock */
};

/* Land of a park by what its clock says; the rows of a park add up to its surveyed land. */
struct lg_idle_status_row {
    size_t park;
    enum lg_idle_status status;
    size_t parcel_count;
    double area_m2;
};

/* What idle land of a park means in money and cases. */
struct lg_idle_summary {
    size_t government_parcels; /* idle for a cause of government or force majeure, documented */
    size_t fee_unknown_parcels;
    size_t bond_parcels;
    double government_m2, bond_m2; /* government_m2 NaN: idle land not known */
    double fee_yuan;               /* known fees, by the share of the parcel in the park; NaN */
    double usable_m2;              /* end of the waterfall; NaN */
    /* What if the idle land yielded what industrial land of the park yields today; NaN. */
    double what_if_tax_yuan, what_if_investment_yuan;
};

#endif
