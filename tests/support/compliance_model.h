/*
 * One park of as many hectares as it has parcels, for the tests of the list of items to be met.
 */
#ifndef TESTS_SUPPORT_COMPLIANCE_MODEL_H
#define TESTS_SUPPORT_COMPLIANCE_MODEL_H

#include "support/stock_model.h"

/**
 * The parcels of stock_model_new(), in use (S5) and of no land or supply state. The park is a main
 * area of count hectares; its facts have neither value nor reason but T, E and A2, which are 0 but
 * for T. Shares of office and green land: 7 and 20 %. No rule set: items are the test's own.
 * Free with lg_model_free().
 */
struct lg_model *compliance_model_new(size_t count);

/** One more park row of a code and scope (NULL: none said), else as the first is by now. */
void compliance_model_park(struct lg_model *model, const char *code, const char *scope);

/** The fact of a park, to be read or set. */
struct lg_fact_value *compliance_model_fact(const struct lg_model *model, size_t park, size_t fact);

/** A row of low use, added behind the others: parcels and their items must come in order. */
void compliance_model_low(struct lg_model *model, size_t parcel, enum lg_low_item item,
                          double value, double baseline, const char *result);

/** A row of the enterprises table; areas in m2, NaN: not given. */
void compliance_model_firm(struct lg_model *model, const char *parcel_id, const char *name,
                           double land_m2, double office_m2, double green_m2);

/** The first so many parcels are built industrial land. */
void build_industry(struct lg_model *model, size_t count);

/** The first park's fact of the register is a value with a note (NULL: none), or no value (NaN)
 * with a reason. The facts are filled for it. */
void check_fact(struct lg_model *model, enum lg_fact fact, double value, const char *reason);

#endif
