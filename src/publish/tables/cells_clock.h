/*
 * Cells of the idle clock, for the ledger of idle land and the table of all clocks.
 */
#ifndef LG_PUBLISH_TABLES_CELLS_CLOCK_H
#define LG_PUBLISH_TABLES_CELLS_CLOCK_H

#include "publish/sheet.h"

/** The clock's finding of the row's parcel; NULL when no clock was read. */
const struct lg_idle_finding *lg_row_clock(const struct lg_row *row);

/* The dates that the clock runs by, where the first one comes from, and how exactly it is known. */
lg_date lg_cell_start_due(const struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_due_source(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_due_precision(struct lg_row *row, const struct lg_sheet_column *column);
lg_date lg_cell_end_first(const struct lg_row *row, const struct lg_sheet_column *column);
lg_date lg_cell_end_second(const struct lg_row *row, const struct lg_sheet_column *column);
/* Shares of a site that was started; missing when not known. */
double lg_cell_developed_ratio(const struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_invested_ratio(const struct lg_row *row, const struct lg_sheet_column *column);
/* The cause that counts, the route, and the fee in 万元, of the whole parcel. */
const char *lg_cell_cause(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_route(struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_fee_wan(const struct lg_row *row, const struct lg_sheet_column *column);

/** Add the names of the facts that would decide a clock. @param missing  bits LG_MISSING_* */
void lg_clock_add_missing(struct lg_text *text, unsigned missing, char separator);

#endif
