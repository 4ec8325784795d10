/*
 * What changed in the parks: parks, figures, land from state to state, rules.
 */
#include "model/diff.h"
#include "base/units.h"
#include "publish/tables/columns.h"

#include <math.h>

static const struct lg_diff *diff_of(const struct lg_row *row)
{
    return row->view->diff;
}

static const char *yes_if(bool holds)
{
    return holds ? "yes" : NULL;
}

/* ---- parks ---- */

static const struct lg_diff_park *park_at(const struct lg_row *row)
{
    return &diff_of(row)->parks[row->row];
}

static const char *park_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return park_at(row)->code;
}

static const char *park_scope(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return park_at(row)->scope;
}

static const char *park_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    return park_at(row)->name[column->role];
}

static const char *park_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_diff_park *park = park_at(row);
    if (!park->is_there[LG_DIFF_OLD]) return lg_diff_status_names[LG_DIFF_APPEARED];
    if (!park->is_there[LG_DIFF_NEW]) return lg_diff_status_names[LG_DIFF_VANISHED];
    return lg_diff_status_names[park->has_changed ? LG_DIFF_CHANGED : LG_DIFF_SAME];
}

static double park_changed_figures(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)park_at(row)->changed_figures;
}

static const char *park_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_diff_cause_text(park_at(row)->cause);
}

/* Old, new, and new less old behind them. */
static double side_or_change(const double values[LG_DIFF_SIDES], unsigned role)
{
    return role < LG_DIFF_SIDES ? values[role] : values[LG_DIFF_NEW] - values[LG_DIFF_OLD];
}

static double park_area_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return side_or_change(park_at(row)->area_ha, column->role);
}

static double park_idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return side_or_change(park_at(row)->idle_ha, column->role);
}

static double park_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_diff_park *park = park_at(row);
    if (!park->is_there[column->role]) return LG_NO_NUMBER;
    return (double)park->parcel_count[column->role];
}

static const struct lg_sheet_column diff_parks_columns[] = {
    TEXT("park_code", park_code),
    TEXT("scope", park_scope),
    TEXT_OF("old_name", LG_DIFF_OLD, park_name),
    TEXT_OF("new_name", LG_DIFF_NEW, park_name),
    TEXT("status", park_status),
    INTEGER("changed_figures", park_changed_figures),
    TEXT("cause", park_cause),
    NUMBER_OF("old_area_ha", LG_DECIMALS_HA, LG_DIFF_OLD, park_area_ha),
    NUMBER_OF("new_area_ha", LG_DECIMALS_HA, LG_DIFF_NEW, park_area_ha),
    NUMBER_OF("area_change_ha", LG_DECIMALS_HA, LG_DIFF_SIDES, park_area_ha),
    NUMBER_OF("old_idle_ha", LG_DECIMALS_HA, LG_DIFF_OLD, park_idle_ha),
    NUMBER_OF("new_idle_ha", LG_DECIMALS_HA, LG_DIFF_NEW, park_idle_ha),
    NUMBER_OF("idle_change_ha", LG_DECIMALS_HA, LG_DIFF_SIDES, park_idle_ha),
    NUMBER_OF("old_parcels", 0, LG_DIFF_OLD, park_parcels),
    NUMBER_OF("new_parcels", 0, LG_DIFF_NEW, park_parcels),
};

struct lg_sheet lg_sheet_diff_parks(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_parks",
        .column_count = sizeof(diff_parks_columns) / sizeof(diff_parks_columns[0]),
        .columns = diff_parks_columns,
        .row_count = view->diff->park_count,
    };
}

/* ---- figures ---- */

static const struct lg_diff_figure *figure_at(const struct lg_row *row)
{
    return &diff_of(row)->figures[row->row];
}

static const char *figure_park(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return diff_of(row)->parks[figure_at(row)->park].code;
}

static const char *figure_scope(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return diff_of(row)->parks[figure_at(row)->park].scope;
}

static const char *figure_table(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return figure_at(row)->source;
}

static const char *figure_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return figure_at(row)->code;
}

static const char *figure_part(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return figure_at(row)->part;
}

static const char *figure_unit(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return figure_at(row)->unit;
}

static double figure_value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return side_or_change(figure_at(row)->value, column->role);
}

static const char *figure_changed(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return yes_if(figure_at(row)->cause != 0);
}

static const char *figure_reason(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return figure_at(row)->reason;
}

static const char *figure_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_diff_cause_text(figure_at(row)->cause);
}

static const struct lg_sheet_column diff_figures_columns[] = {
    TEXT("park_code", figure_park),
    TEXT("scope", figure_scope),
    TEXT("table", figure_table),
    TEXT("code", figure_code),
    TEXT("part", figure_part),
    TEXT("unit", figure_unit),
    NUMBER_OF("old", LG_DECIMALS_HA, LG_DIFF_OLD, figure_value),
    NUMBER_OF("new", LG_DECIMALS_HA, LG_DIFF_NEW, figure_value),
    NUMBER_OF("change", LG_DECIMALS_HA, LG_DIFF_SIDES, figure_value),
    TEXT("changed", figure_changed),
    TEXT("reason", figure_reason),
    TEXT("cause", figure_cause),
};

struct lg_sheet lg_sheet_diff_figures(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_figures",
        .column_count = sizeof(diff_figures_columns) / sizeof(diff_figures_columns[0]),
        .columns = diff_figures_columns,
        .row_count = view->diff->figure_count,
    };
}

/* ---- land from state to state ---- */

static const struct lg_diff_transition *line_at(const struct lg_row *row)
{
    return &diff_of(row)->transitions[row->row];
}

static const char *line_park(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return diff_of(row)->parks[line_at(row)->park].code;
}

static const char *line_scope(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return diff_of(row)->parks[line_at(row)->park].scope;
}

static const char *line_kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return line_at(row)->kind;
}

static const char *line_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    return line_at(row)->state[column->role];
}

static double line_area_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return line_at(row)->area_m2 / LG_M2_PER_HA;
}

static double line_parts(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)line_at(row)->part_count;
}

static const struct lg_sheet_column diff_transitions_columns[] = {
    TEXT("park_code", line_park),
    TEXT("scope", line_scope),
    TEXT("kind", line_kind),
    TEXT_OF("old_state", LG_DIFF_OLD, line_state),
    TEXT_OF("new_state", LG_DIFF_NEW, line_state),
    NUMBER("area_ha", LG_DECIMALS_HA, line_area_ha),
    INTEGER("parts", line_parts),
};

struct lg_sheet lg_sheet_diff_transitions(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_transitions",
        .column_count = sizeof(diff_transitions_columns) / sizeof(diff_transitions_columns[0]),
        .columns = diff_transitions_columns,
        .row_count = view->diff->transition_count,
    };
}

/* ---- rules ---- */

static const struct lg_diff_rule *rule_at(const struct lg_row *row)
{
    return &diff_of(row)->rules[row->row];
}

static const char *rule_key(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return rule_at(row)->key;
}

static const char *rule_value(struct lg_row *row, const struct lg_sheet_column *column)
{
    return rule_at(row)->value[column->role];
}

static const char *rule_set(struct lg_row *row, const struct lg_sheet_column *column)
{
    return rule_at(row)->set[column->role];
}

static const char *rule_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    return rule_at(row)->source[column->role];
}

static const struct lg_sheet_column diff_rules_columns[] = {
    TEXT("key", rule_key),
    TEXT_OF("old", LG_DIFF_OLD, rule_value),
    TEXT_OF("new", LG_DIFF_NEW, rule_value),
    TEXT_OF("old_set", LG_DIFF_OLD, rule_set),
    TEXT_OF("new_set", LG_DIFF_NEW, rule_set),
    TEXT_OF("old_source", LG_DIFF_OLD, rule_source),
    TEXT_OF("new_source", LG_DIFF_NEW, rule_source),
};

struct lg_sheet lg_sheet_diff_rules(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "diff_rules",
        .column_count = sizeof(diff_rules_columns) / sizeof(diff_rules_columns[0]),
        .columns = diff_rules_columns,
        .row_count = view->diff->rule_count,
    };
}
