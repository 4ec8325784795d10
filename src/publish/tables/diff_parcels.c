/*
 * What changed in the parcels: pairs of an old and a new one, their fields, their land in common.
 */
#include "base/units.h"
#include "model/diff.h"
#include "publish/tables/columns.h"

#include <math.h>

#define LAYER_NAME "diff"

enum { DECIMALS_MORE = 12 };

/* A field of a side, for the accessor. */
#define OLD_FIELD(FIELD) ((FIELD)*2)
#define NEW_FIELD(FIELD) ((FIELD)*2 + 1)

static const struct lg_diff *diff_of(const struct lg_row *row)
{
    return row->view->diff;
}

/* The pair of a row, in row->piece by the sheet. */
static const struct lg_diff_pair *pair_at(const struct lg_row *row)
{
    return &diff_of(row)->pairs[row->piece];
}

/* The parcel of a side; NULL: there is none. */
static const struct lg_diff_parcel *parcel_at(const struct lg_row *row, unsigned which)
{
    size_t parcel = pair_at(row)->parcel[which];
    return parcel == LG_NO_ROW_HERE ? NULL : &diff_of(row)->sides[which].parcels[parcel];
}

static const char *pair_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role);
    return parcel == NULL ? NULL : parcel->id;
}

static const char *pair_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_diff_status_names[pair_at(row)->status];
}

static const char *relation_name(enum lg_diff_relation relation)
{
    return relation == LG_DIFF_RELATION_COUNT ? NULL : lg_diff_relation_names[relation];
}

static const char *pair_relation(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return relation_name(pair_at(row)->relation);
}

static const char *pair_matched_by(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return pair_at(row)->matched_by;
}

static const char *pair_changes(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    struct lg_text *text = lg_row_scratch(row);
    for (unsigned field = 0; field < LG_DIFF_FIELD_COUNT; field++) {
        if ((pair_at(row)->changes >> field & 1U) == 0) continue;
        if (text->size > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, lg_diff_field_names[field]);
    }
    return lg_row_made(row);
}

static const char *pair_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *text = lg_diff_cause_text(pair_at(row)->cause);
    return text[0] != '\0' ? text : NULL;
}

static const char *pair_idle_change(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    enum lg_diff_idle change = pair_at(row)->idle_change;
    return change == LG_DIFF_IDLE_COUNT ? NULL : lg_diff_idle_names[change];
}

static const char *pair_id_elsewhere(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return pair_at(row)->is_id_elsewhere ? "yes" : NULL;
}

static double pair_area_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role);
    return parcel == NULL ? LG_NO_NUMBER : parcel->area_m2;
}

static double pair_counted_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role);
    return parcel == NULL ? LG_NO_NUMBER : parcel->counted_m2 / LG_M2_PER_HA;
}

static double pair_overlap_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return pair_at(row)->overlap_m2;
}

static double share_of(const struct lg_diff_parcel *parcel, double common_m2)
{
    if (parcel == NULL || !(parcel->drawn_m2 > 0.0)) return LG_NO_NUMBER;
    return common_m2 / parcel->drawn_m2;
}

static double pair_share(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return share_of(parcel_at(row, column->role), pair_at(row)->overlap_m2);
}

/* Codes of the parks that a parcel lies in, ';' between. */
static const char *pair_parks(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role);
    const struct lg_diff_side *side = &diff_of(row)->sides[column->role];
    struct lg_text *text = lg_row_scratch(row);
    for (size_t i = 0; parcel != NULL && i < parcel->row_count; i++) {
        size_t park = side->rows[parcel->first_row + i].park;
        if (park == LG_NO_ROW_HERE) continue;
        if (text->size > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, diff_of(row)->parks[park].code);
    }
    return lg_row_made(row);
}

static const char *pair_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role % 2U);
    return parcel == NULL ? NULL : parcel->text[column->role / 2U];
}

static const struct lg_sheet_column diff_parcels_columns[] = {
    TEXT_OF("old_id", LG_DIFF_OLD, pair_id),
    TEXT_OF("new_id", LG_DIFF_NEW, pair_id),
    TEXT("status", pair_status),
    TEXT("relation", pair_relation),
    TEXT("matched_by", pair_matched_by),
    TEXT("id_elsewhere", pair_id_elsewhere),
    TEXT("changes", pair_changes),
    TEXT("cause", pair_cause),
    TEXT("idle_change", pair_idle_change),
    TEXT_OF("old_parks", LG_DIFF_OLD, pair_parks),
    TEXT_OF("new_parks", LG_DIFF_NEW, pair_parks),
    NUMBER_OF("old_area_m2", LG_DECIMALS_M2, LG_DIFF_OLD, pair_area_m2),
    NUMBER_OF("new_area_m2", LG_DECIMALS_M2, LG_DIFF_NEW, pair_area_m2),
    NUMBER_OF("old_counted_ha", LG_DECIMALS_HA, LG_DIFF_OLD, pair_counted_ha),
    NUMBER_OF("new_counted_ha", LG_DECIMALS_HA, LG_DIFF_NEW, pair_counted_ha),
    NUMBER("overlap_m2", LG_DECIMALS_M2, pair_overlap_m2),
    NUMBER_OF("old_share", LG_DECIMALS_RATIO, LG_DIFF_OLD, pair_share),
    NUMBER_OF("new_share", LG_DECIMALS_RATIO, LG_DIFF_NEW, pair_share),
    TEXT_OF("old_land_state", OLD_FIELD(LG_DIFF_LAND_STATE), pair_text),
    TEXT_OF("new_land_state", NEW_FIELD(LG_DIFF_LAND_STATE), pair_text),
    TEXT_OF("old_supply_state", OLD_FIELD(LG_DIFF_SUPPLY_STATE), pair_text),
    TEXT_OF("new_supply_state", NEW_FIELD(LG_DIFF_SUPPLY_STATE), pair_text),
    TEXT_OF("old_current_use", OLD_FIELD(LG_DIFF_CURRENT_USE), pair_text),
    TEXT_OF("new_current_use", NEW_FIELD(LG_DIFF_CURRENT_USE), pair_text),
    TEXT_OF("old_approved_use", OLD_FIELD(LG_DIFF_APPROVED_USE), pair_text),
    TEXT_OF("new_approved_use", NEW_FIELD(LG_DIFF_APPROVED_USE), pair_text),
    TEXT_OF("old_planned_use", OLD_FIELD(LG_DIFF_PLANNED_USE), pair_text),
    TEXT_OF("new_planned_use", NEW_FIELD(LG_DIFF_PLANNED_USE), pair_text),
    TEXT_OF("old_holder", OLD_FIELD(LG_DIFF_HOLDER), pair_text),
    TEXT_OF("new_holder", NEW_FIELD(LG_DIFF_HOLDER), pair_text),
    TEXT_OF("old_idle_status", OLD_FIELD(LG_DIFF_IDLE_STATUS), pair_text),
    TEXT_OF("new_idle_status", NEW_FIELD(LG_DIFF_IDLE_STATUS), pair_text),
    TEXT_OF("old_stock_class", OLD_FIELD(LG_DIFF_STOCK_CLASS), pair_text),
    TEXT_OF("new_stock_class", NEW_FIELD(LG_DIFF_STOCK_CLASS), pair_text),
    TEXT_OF("old_low_efficiency", OLD_FIELD(LG_DIFF_LOW_EFFICIENCY), pair_text),
    TEXT_OF("new_low_efficiency", NEW_FIELD(LG_DIFF_LOW_EFFICIENCY), pair_text),
    TEXT_OF("old_conversion", OLD_FIELD(LG_DIFF_CONVERSION), pair_text),
    TEXT_OF("new_conversion", NEW_FIELD(LG_DIFF_CONVERSION), pair_text),
};

static void bind_pair(struct lg_row *row)
{
    row->piece = row->row;
}

struct lg_sheet lg_sheet_diff_parcels(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_parcels",
        .column_count = sizeof(diff_parcels_columns) / sizeof(diff_parcels_columns[0]),
        .columns = diff_parcels_columns,
        .row_count = view->diff->pair_count,
        .bind = bind_pair,
    };
}

static void bind_shown(struct lg_row *row)
{
    row->piece = diff_of(row)->shown[row->row];
}

/* A shape that was written with more digits, or joined, stays valid with more alone. */
static int decimals_of(const struct lg_shapes *shapes, size_t shape)
{
    size_t first = 2 * lg_shapes_first_vertex(shapes, shape);
    size_t count = 2 * lg_shapes_vertex_count(shapes, shape);
    for (size_t i = first; i < first + count; i++) {
        double units = shapes->xy[i] * 1e8;
        if (fabs(units - round(units)) > 1e-4) return DECIMALS_MORE;
    }
    return LG_DECIMALS_DEGREES;
}

/* The new shape, of what vanished the old one. */
static struct lg_row_shape shown_shape(const struct lg_row *row)
{
    const size_t *parcels = pair_at(row)->parcel;
    unsigned which = parcels[LG_DIFF_NEW] == LG_NO_ROW_HERE ? LG_DIFF_OLD : LG_DIFF_NEW;
    const struct lg_diff_side *side = &diff_of(row)->sides[which];
    if (!side->has_shapes) return (struct lg_row_shape){.decimals = LG_DECIMALS_DEGREES};
    size_t shape = side->parcels[parcels[which]].shape;
    return (struct lg_row_shape){
        .shapes = &side->parcel_shapes,
        .shape = shape,
        .decimals = decimals_of(&side->parcel_shapes, shape),
    };
}

/* Ids of both sides are unique together; an arrow stands in no id of a standard. */
static const char *shown_id(struct lg_row *row)
{
    struct lg_text *text = lg_row_scratch(row);
    const struct lg_diff_parcel *from = parcel_at(row, LG_DIFF_OLD);
    const struct lg_diff_parcel *to = parcel_at(row, LG_DIFF_NEW);
    lg_text_printf(text, "%s>%s", from == NULL ? "" : from->id, to == NULL ? "" : to->id);
    return lg_row_made(row);
}

struct lg_sheet lg_sheet_diff_layer(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = LAYER_NAME,
        .column_count = sizeof(diff_parcels_columns) / sizeof(diff_parcels_columns[0]),
        .columns = diff_parcels_columns,
        .row_count = view->diff->shown_count,
        .bind = bind_shown,
        .shape = shown_shape,
        .id = shown_id,
    };
}

/* ---- changed fields ---- */

static const struct lg_diff_change *change_at(const struct lg_row *row)
{
    return &diff_of(row)->changes[row->row];
}

static const char *change_field(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_diff_field_names[change_at(row)->field];
}

static const char *change_value(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_parcel *parcel = parcel_at(row, column->role);
    if (change_at(row)->field != LG_DIFF_AREA) return parcel->text[change_at(row)->field];
    struct lg_text *text = lg_row_scratch(row);
    if (!isnan(parcel->area_m2)) lg_text_add_fixed(text, parcel->area_m2, LG_DECIMALS_M2);
    return lg_row_made(row);
}

static const char *change_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_diff_cause_text(pair_at(row)->causes[change_at(row)->field]);
}

static const struct lg_sheet_column diff_changes_columns[] = {
    TEXT_OF("old_id", LG_DIFF_OLD, pair_id),
    TEXT_OF("new_id", LG_DIFF_NEW, pair_id),
    TEXT("field", change_field),
    TEXT_OF("old", LG_DIFF_OLD, change_value),
    TEXT_OF("new", LG_DIFF_NEW, change_value),
    TEXT("cause", change_cause),
};

static void bind_change(struct lg_row *row)
{
    row->piece = change_at(row)->pair;
}

struct lg_sheet lg_sheet_diff_changes(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_changes",
        .column_count = sizeof(diff_changes_columns) / sizeof(diff_changes_columns[0]),
        .columns = diff_changes_columns,
        .row_count = view->diff->change_count,
        .bind = bind_change,
    };
}

/* ---- land in common ---- */

static const struct lg_diff_link *link_at(const struct lg_row *row)
{
    return &diff_of(row)->links[row->row];
}

static const struct lg_diff_parcel *link_parcel(const struct lg_row *row, unsigned which)
{
    return &diff_of(row)->sides[which].parcels[link_at(row)->parcel[which]];
}

static const char *link_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    return link_parcel(row, column->role)->id;
}

static double link_overlap_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return link_at(row)->area_m2;
}

static double link_share(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return share_of(link_parcel(row, column->role), link_at(row)->area_m2);
}

static const char *link_relation(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return relation_name(link_at(row)->relation);
}

static const struct lg_sheet_column diff_links_columns[] = {
    TEXT_OF("old_id", LG_DIFF_OLD, link_id),
    TEXT_OF("new_id", LG_DIFF_NEW, link_id),
    NUMBER("overlap_m2", LG_DECIMALS_M2, link_overlap_m2),
    NUMBER_OF("old_share", LG_DECIMALS_RATIO, LG_DIFF_OLD, link_share),
    NUMBER_OF("new_share", LG_DECIMALS_RATIO, LG_DIFF_NEW, link_share),
    TEXT("relation", link_relation),
};

struct lg_sheet lg_sheet_diff_links(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_links",
        .column_count = sizeof(diff_links_columns) / sizeof(diff_links_columns[0]),
        .columns = diff_links_columns,
        .row_count = view->diff->link_count,
    };
}
