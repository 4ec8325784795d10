/*
 * A model of one park with the worked example of domain.md 1.9, for the tests of what is made of
 * it.
 *
 * Its sums are laid on twenty parcels so that every one of them comes out; the park holds them
 * without a gap. Floor and footprint in 万m2 (10 000 m2), money in 万元.
 */
#ifndef TESTS_SUPPORT_WORKED_EXAMPLE_H
#define TESTS_SUPPORT_WORKED_EXAMPLE_H

#include "model/model.h"

#define HA  10000.0
#define WAN 10000.0

struct example_land {
    enum lg_state land, supply;
    double ha, floor_wan_m2, footprint_wan_m2, yards_wan_m2; /* 0: not recorded */
    enum lg_idle_status status;
};

enum {
    PARCEL_COUNT = 20,
    HOUSING = 0,
    INDUSTRY = 1,
    STREET = 2,
    SHOPS = 4,
    IDLE_LAND = 11,
    WAITING = 12,
    LAST = PARCEL_COUNT - 1,
};

extern const struct example_land worked_example[PARCEL_COUNT];

/** The model; free with lg_model_free(). Any failure ends the test. */
struct lg_model *worked_example_model(void);

/* Set a cell, making its column first. */
void set_cell_number(struct lg_table *table, size_t role, size_t row, double number);
void set_cell_text(struct lg_table *table, size_t role, size_t row, const char *text);

/** How many findings have a code. */
size_t count_findings(const struct lg_model *model, enum lg_finding_code code);

/** The park's row of an indicator. */
const struct lg_indicator *find_indicator(const struct lg_model *model, const char *code);

/** Area of a line and code of the account. */
double account_ha(const struct lg_model *model, const char *line, enum lg_state code);
/** All lines of the park. */
double account_total_ha(const struct lg_model *model);

#endif
