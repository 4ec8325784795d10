/*
 * A result table as data: its columns, its rows, and for a layer its geometry.
 *
 * CSV and GeoJSON are both written from this one description, so they cannot differ, and a new
 * column is one line in publish/tables/.
 */
#ifndef LG_PUBLISH_SHEET_H
#define LG_PUBLISH_SHEET_H

#include "base/text.h"
#include "model/model.h"
#include "publish/view.h"

#include <stdbool.h>
#include <stdint.h>

/* Decimals of each kind of quantity in every output. */
enum {
    LG_DECIMALS_M2 = 4,
    LG_DECIMALS_HA = 8,
    LG_DECIMALS_MU = 6,
    LG_DECIMALS_PERCENT = 4,
    LG_DECIMALS_RATIO = 6,
    LG_DECIMALS_WAN_YUAN = 6,
    LG_DECIMALS_SHARE = 4,
    LG_DECIMALS_SCORE = 4,
    LG_DECIMALS_DEGREES = 8,
    LG_DECIMALS_NINE_DIGITS = 255, /* any unit: nine significant digits */
};

enum lg_cell_kind { LG_CELL_TEXT, LG_CELL_INTEGER, LG_CELL_NUMBER, LG_CELL_DATE };

/* What an accessor sees of one row; positions that a sheet has no use for are SIZE_MAX. */
struct lg_row {
    const struct lg_sheet *sheet;
    const struct lg_view *view;
    const struct lg_model *model;
    size_t row;             /* 0-based in the sheet */
    size_t park;            /* LG_NO_PARK: none */
    size_t parcel;          /* SIZE_MAX: none */
    size_t piece;           /* SIZE_MAX: none */
    size_t indicator;       /* in results.indicators; SIZE_MAX: none */
    struct lg_text scratch; /* a text made for one cell lives here until the next cell */
};

struct lg_sheet_column {
    const char *key; /* design.md 6: the name in every format */
    enum lg_cell_kind kind;
    uint8_t decimals; /* of numbers */
    uint8_t role;     /* for the accessor: a role, a land state ... */
    /*
     * The accessor of the kind. All NULL: who writes the sheet fills the cells. NULL, NaN and
     * LG_DATE_NONE are missing.
     */
    const char *(*text)(struct lg_row *row, const struct lg_sheet_column *column);
    double (*number)(const struct lg_row *row, const struct lg_sheet_column *column);
    lg_date (*date)(const struct lg_row *row, const struct lg_sheet_column *column);
};

/* Where the geometry of a row is. */
struct lg_row_shape {
    const struct lg_shapes *shapes; /* degrees; NULL: the row has none */
    size_t shape;
    int decimals; /* digits at which it stays valid */
};

struct lg_row_point {
    double lon_deg, lat_deg; /* NaN: the row has none */
};

struct lg_sheet {
    const char *name; /* "register": register.geojson, tables/register.csv */
    size_t column_count;
    const struct lg_sheet_column *columns; /* [column_count] */
    size_t row_count;
    /* Set park, parcel and piece of a row. */
    void (*bind)(struct lg_row *row);
    /* Layers only, else NULL: polygons or points, and a text that no other row has. */
    struct lg_row_shape (*shape)(const struct lg_row *row);
    struct lg_row_point (*point)(const struct lg_row *row);
    const char *(*id)(struct lg_row *row);
    const void *source; /* for the accessors of who makes sheets of other things than the model */
};

/* One cell as every format shows it: a number is rounded to its column's decimals. */
struct lg_cell {
    enum lg_cell_kind kind;
    bool is_missing;
    const char *text; /* of a text; lives until the next cell of the row */
    double number;    /* of an integer or a number */
    lg_date date;     /* of a date */
};

/** The row at a position: every position but its own SIZE_MAX, then bound. */
void lg_row_move(struct lg_row *row, const struct lg_sheet *sheet, size_t position);

/**
 * An emptied place to make the text of one cell in; that an earlier text did not fit in memory
 * stays known. Hand out lg_row_made().
 */
struct lg_text *lg_row_scratch(struct lg_row *row);
/** The text made in the scratch, NULL when it is empty. */
const char *lg_row_made(const struct lg_row *row);

/** Add a number as its column writes it; nothing when it is missing. */
void lg_sheet_add_number(struct lg_text *text, const struct lg_sheet_column *column, double value);

/** The number that lg_sheet_add_number() would write; NaN when it is missing. */
double lg_sheet_round(const struct lg_sheet_column *column, double value);

/** A cell of the row that was moved to. An empty text is missing, as it is in CSV. */
struct lg_cell lg_row_cell(struct lg_row *row, const struct lg_sheet_column *column);

/** The column of a key; NULL when the sheet has none. */
const struct lg_sheet_column *lg_sheet_column(const struct lg_sheet *sheet, const char *key);

/** "error", "warning", "notice". */
const char *lg_severity_name(enum lg_severity severity);

/* All sheets in the order they are written: publish/tables/. */
struct lg_sheet lg_sheet_parks(const struct lg_view *view);
struct lg_sheet lg_sheet_land_state(const struct lg_view *view);
struct lg_sheet lg_sheet_indicators(const struct lg_view *view);
struct lg_sheet lg_sheet_account(const struct lg_view *view);
struct lg_sheet lg_sheet_register(const struct lg_view *view);
struct lg_sheet lg_sheet_register_sums(const struct lg_view *view);
struct lg_sheet lg_sheet_conversion(const struct lg_view *view);
struct lg_sheet lg_sheet_conversion_matrix(const struct lg_view *view);
struct lg_sheet lg_sheet_idle(const struct lg_view *view);
struct lg_sheet lg_sheet_low_efficiency(const struct lg_view *view);
struct lg_sheet lg_sheet_watchlist(const struct lg_view *view);
struct lg_sheet lg_sheet_clocks(const struct lg_view *view);
struct lg_sheet lg_sheet_idle_notice(const struct lg_view *view);
struct lg_sheet lg_sheet_requests(const struct lg_view *view);
struct lg_sheet lg_sheet_holders(const struct lg_view *view);
struct lg_sheet lg_sheet_idle_status(const struct lg_view *view);
struct lg_sheet lg_sheet_idle_summary(const struct lg_view *view);
struct lg_sheet lg_sheet_waterfall(const struct lg_view *view);
struct lg_sheet lg_sheet_suppliable(const struct lg_view *view);
struct lg_sheet lg_sheet_sites(const struct lg_view *view);
struct lg_sheet lg_sheet_enclaves(const struct lg_view *view);
struct lg_sheet lg_sheet_regional_totals(const struct lg_view *view);
struct lg_sheet lg_sheet_evidence(const struct lg_view *view);
struct lg_sheet lg_sheet_assessment(const struct lg_view *view);
struct lg_sheet lg_sheet_assessment_flags(const struct lg_view *view);
struct lg_sheet lg_sheet_sensitivity(const struct lg_view *view);
struct lg_sheet lg_sheet_sensitivity_causes(const struct lg_view *view);
struct lg_sheet lg_sheet_quality(const struct lg_view *view);
struct lg_sheet lg_sheet_quality_areas(const struct lg_view *view);
struct lg_sheet lg_sheet_overlay(const struct lg_view *view);
struct lg_sheet lg_sheet_boundary(const struct lg_view *view);
struct lg_sheet lg_sheet_plan_shares(const struct lg_view *view);
struct lg_sheet lg_sheet_constraint_shares(const struct lg_view *view);
struct lg_sheet lg_sheet_park_places(const struct lg_view *view);
struct lg_sheet lg_sheet_park_constraints(const struct lg_view *view);
struct lg_sheet lg_sheet_scores(const struct lg_view *view);
struct lg_sheet lg_sheet_score_nodes(const struct lg_view *view);
struct lg_sheet lg_sheet_potential(const struct lg_view *view);
struct lg_sheet lg_sheet_benchmarks(const struct lg_view *view);
struct lg_sheet lg_sheet_compliance(const struct lg_view *view);
struct lg_sheet lg_sheet_compliance_summary(const struct lg_view *view);
/** Of every column of every table, whatever the view has. */
struct lg_sheet lg_sheet_fields(const struct lg_view *view);

/* The sheets of a comparison: publish/tables/diff.c, publish/tables/diff_parcels.c. */
struct lg_sheet lg_sheet_diff_parks(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_figures(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_parcels(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_changes(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_links(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_transitions(const struct lg_view *view);
struct lg_sheet lg_sheet_diff_rules(const struct lg_view *view);
/** The layer: the rows of diff_parcels that are not the same. */
struct lg_sheet lg_sheet_diff_layer(const struct lg_view *view);

#endif
