#include "publish/tables/cells.h"

#include "base/units.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A value of the data standard's scope field, so the same in every language. */
#define SCOPE_OUTSIDE "园区外"

double lg_number_at(const double *numbers, size_t position)
{
    return numbers == NULL ? LG_NO_NUMBER : numbers[position];
}

const char *lg_cell_park_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK) return NULL;
    return lg_table_text(&row->model->parks.table, LG_PARK_CODE, row->park);
}

const char *lg_cell_scope(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK) return SCOPE_OUTSIDE;
    return lg_table_text(&row->model->parks.table, LG_PARK_SCOPE, row->park);
}

const char *lg_cell_eval_type(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK || row->model->results.sums == NULL) return NULL;
    return row->model->results.sums[row->park].eval_type;
}

const char *lg_cell_candidate(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK) return NULL;
    return lg_park_is_candidate(row->model, row->park) ? "yes" : "no";
}

const char *lg_cell_type_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK || row->model->results.sums == NULL) return NULL;
    return row->model->results.sums[row->park].eval_type_why;
}

const char *lg_cell_park_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    if (row->park == LG_NO_PARK) return NULL;
    return lg_table_text(&row->model->parks.table, column->role, row->park);
}

const char *lg_cell_parcel_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_table_text(&row->model->parcels.table, column->role, row->parcel);
}

double lg_cell_parcel_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_table_number(&row->model->parcels.table, column->role, row->parcel);
}

double lg_cell_parcel_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_cell_parcel_number(row, column) / LG_YUAN_PER_WAN;
}

lg_date lg_cell_parcel_date(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_table_date(&row->model->parcels.table, column->role, row->parcel);
}

const char *lg_cell_parcel_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->model->parcels.id[row->parcel];
}

double lg_cell_parcel_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parcels.area_m2, row->parcel);
}

const char *lg_cell_use(struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_parcel_use(row->model, row->parcel, (enum lg_parcel_use)column->role);
}

const char *lg_cell_use_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_use_entry *entry =
        lg_parcel_use_entry(row->model, row->parcel, (enum lg_parcel_use)column->role);
    return entry == NULL ? NULL : entry->name[row->view->language];
}

const char *lg_group_code(enum lg_use_group group)
{
    return group == LG_GROUP_NONE ? NULL : lg_use_groups[group].code;
}

const char *lg_cell_idle_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *idle = row->model->parcels.idle;
    return idle == NULL ? NULL : lg_idle_status_code(idle[row->parcel].status);
}

/* Nothing of what lies in no park; not known of a parcel whose shape is lost, which may lie
 * anywhere. */
static double nothing_inside(const struct lg_row *row)
{
    return isnan(lg_cell_parcel_m2(row, NULL)) ? LG_NO_NUMBER : 0;
}

double lg_cell_inside_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK) return nothing_inside(row);
    return row->model->pieces.counted_m2[row->piece];
}

const struct lg_indicator *lg_row_indicator(const struct lg_row *row)
{
    return &row->model->results.indicators[row->indicator];
}

const char *lg_cell_indicator_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->entry->code;
}

const char *lg_cell_indicator_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->entry->name[row->view->language];
}

const char *lg_cell_indicator_unit(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->entry->unit;
}

double lg_cell_indicator_value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->value;
}

double lg_piece_account_m2(const struct lg_row *row)
{
    if (row->park == LG_NO_PARK) return nothing_inside(row);
    return lg_number_at(row->model->pieces.account_m2, row->piece);
}

double lg_cell_inside_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_piece_account_m2(row) / LG_M2_PER_HA;
}

double lg_cell_inside_mu(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_piece_account_m2(row) / LG_M2_PER_MU;
}

double lg_piece_share(const struct lg_row *row)
{
    double share = row->model->pieces.share[row->piece];
    return isnan(share) ? 1 : share;
}

struct lg_row_shape lg_piece_shape(const struct lg_row *row)
{
    const struct lg_pieces *pieces = &row->model->pieces;
    const struct lg_parcels *parcels = &row->model->parcels;
    size_t cut = pieces->cut[row->piece];
    const uint8_t *decimals = NULL;
    struct lg_row_shape place = {.decimals = LG_DECIMALS_DEGREES};
    if (cut == LG_WHOLE_SHAPE) {
        place.shapes = &parcels->lon_lat;
        place.shape = parcels->shape == NULL ? row->parcel : parcels->shape[row->parcel];
        decimals = parcels->decimals == NULL ? NULL : &parcels->decimals[row->parcel];
    } else {
        place.shapes = &pieces->cut_lon_lat;
        place.shape = cut;
        decimals = pieces->cut_decimals == NULL ? NULL : &pieces->cut_decimals[cut];
    }
    if (decimals != NULL && *decimals > place.decimals) place.decimals = *decimals;
    return place;
}

/* Whether another piece of the row's parcel lies in a park of the same code (another scope). */
static bool shares_park_code(struct lg_row *row, const char *code)
{
    const struct lg_view *view = row->view;
    const struct lg_pieces *pieces = &row->model->pieces;
    size_t end = view->by_parcel.start[row->parcel + 1];
    for (size_t i = view->by_parcel.start[row->parcel]; i < end; i++) {
        size_t piece = view->by_parcel.pieces[i];
        if (piece == row->piece || pieces->park[piece] == LG_NO_PARK) continue;
        const char *other =
            lg_table_text(&row->model->parks.table, LG_PARK_CODE, pieces->park[piece]);
        if (other == code || (other != NULL && code != NULL && strcmp(other, code) == 0)) {
            return true;
        }
    }
    return false;
}

const char *lg_piece_id(struct lg_row *row)
{
    const struct lg_view *view = row->view;
    const char *parcel_id = row->model->parcels.id[row->parcel];
    size_t first = view->by_parcel.start[row->parcel];
    if (view->by_parcel.start[row->parcel + 1] - first < 2) return parcel_id;

    const char *code = lg_cell_park_code(row, NULL);
    bool needs_scope = shares_park_code(row, code);
    const char *scope = lg_cell_scope(row, NULL);
    struct lg_text *text = lg_row_scratch(row);
    lg_text_add_text(text, parcel_id);
    if (code != NULL) {
        lg_text_add_char(text, '@');
        lg_text_add_text(text, code);
    }
    if ((needs_scope || code == NULL) && scope != NULL) {
        lg_text_add_char(text, '@');
        lg_text_add_text(text, scope);
    }
    return lg_row_made(row);
}
