/*
 * Cells that several sheets have: what a park, a parcel or a piece is called and how large it is.
 */
#ifndef LG_PUBLISH_TABLES_CELLS_H
#define LG_PUBLISH_TABLES_CELLS_H

#include "publish/sheet.h"

/* Accessors of columns; each takes the row's park, parcel, piece or indicator, column->role where
 * said. */

/* Park code and scope; no code and 园区外 in no park. */
const char *lg_cell_park_code(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_scope(struct lg_row *row, const struct lg_sheet_column *column);
/* yes, no. */
const char *lg_cell_candidate(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_eval_type(struct lg_row *row, const struct lg_sheet_column *column);
/* How that type was decided: given, rule, fallback. */
const char *lg_cell_type_source(struct lg_row *row, const struct lg_sheet_column *column);
/* A text of the parks table by role. */
const char *lg_cell_park_text(struct lg_row *row, const struct lg_sheet_column *column);
/* A text, number, sum of money or date of the parcels table by role, of the whole parcel. */
const char *lg_cell_parcel_text(struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_parcel_number(const struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_parcel_wan(const struct lg_row *row, const struct lg_sheet_column *column);
lg_date lg_cell_parcel_date(const struct lg_row *row, const struct lg_sheet_column *column);

const char *lg_cell_parcel_id(struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_parcel_m2(const struct lg_row *row, const struct lg_sheet_column *column);
/* Code and name of a use of the parcel, column->role an enum lg_parcel_use. */
const char *lg_cell_use(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_use_name(struct lg_row *row, const struct lg_sheet_column *column);
/** The code of a use group ("IND"); NULL: no group. */
const char *lg_group_code(enum lg_use_group group);
const char *lg_cell_idle_status(struct lg_row *row, const struct lg_sheet_column *column);
/* Of the parcel's land: under buildings, built-up by the evidence raster; evidence.c. */
double lg_cell_cover_pct(const struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_built_up_pct(const struct lg_row *row, const struct lg_sheet_column *column);

/* Counted area of a piece by the chosen basis; 0 outside every park, missing of a lost shape. */
double lg_piece_account_m2(const struct lg_row *row);
/* Counted area of a piece, measured; 0 outside every park, missing of a lost shape. */
double lg_cell_inside_m2(const struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_inside_ha(const struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_inside_mu(const struct lg_row *row, const struct lg_sheet_column *column);

/** The row's indicator, and what it is called, counted in and comes to. */
const struct lg_indicator *lg_row_indicator(const struct lg_row *row);
const char *lg_cell_indicator_code(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_indicator_name(struct lg_row *row, const struct lg_sheet_column *column);
const char *lg_cell_indicator_unit(struct lg_row *row, const struct lg_sheet_column *column);
double lg_cell_indicator_value(const struct lg_row *row, const struct lg_sheet_column *column);

/* Names of the constraints on the piece, in the order of the project, ';' between. */
const char *lg_cell_constraints(struct lg_row *row, const struct lg_sheet_column *column);

/** Share of the parcel's totals that the piece carries; all of them where the shape is lost. */
double lg_piece_share(const struct lg_row *row);

/** Geometry and unique text of a row with a piece. */
struct lg_row_shape lg_piece_shape(const struct lg_row *row);
const char *lg_piece_id(struct lg_row *row);

/** An item of a column that a stage may not have made: NaN without the column. */
double lg_number_at(const double *numbers, size_t position);

#endif
