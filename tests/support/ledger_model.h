/*
 * Parks and parcels as numbers alone, one piece for each parcel: for the lists of the idle ledger.
 */
#ifndef TESTS_SUPPORT_LEDGER_MODEL_H
#define TESTS_SUPPORT_LEDGER_MODEL_H

#include "model/model.h"

/* A parcel that lies wholly in one park. */
struct ledger_parcel {
    const char *id;
    size_t park; /* LG_NO_PARK: in none */
    double account_m2;
    enum lg_state supply;
    enum lg_idle_status status;
    const char *holder, *seized, *cause;
};

/**
 * A model of 2026-06-30 with parks "K1", "K2" ... and the parcels, measured by account_m2; the
 * sums have surveyed_m2 and idle_m2. Every other column is missing. Free with lg_model_free().
 * @param parcels  [count] ordered by park, in no park last
 */
struct lg_model *ledger_model_new(size_t park_count, const struct ledger_parcel *parcels,
                                  size_t count);

/** Give a parcel or park a value; the column is made where it is not there. */
void ledger_model_text(struct lg_table *table, size_t role, size_t row, const char *text);
void ledger_model_number(struct lg_table *table, size_t role, size_t row, double number);
/** @param day  20260630 */
void ledger_model_date(struct lg_table *table, size_t role, size_t row, int day);

#endif
