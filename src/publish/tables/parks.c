/*
 * The layer of parks: one wide row for each park and scope.
 *
 * Keys: design.md 6; meaning: domain.md 1.3, 1.4 and 6.4.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

#include <string.h>

/* Figures of the row's park; NULL when none were made. */
static const struct lg_park_sums *sums_of(const struct lg_row *row)
{
    const struct lg_park_sums *sums = row->model->results.sums;
    return sums == NULL || row->park == LG_NO_PARK ? NULL : &sums[row->park];
}

static double park_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parks.area_m2, row->park) / LG_M2_PER_HA;
}

static double recorded_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_table_number(&row->model->parks.table, column->role, row->park) / LG_M2_PER_HA;
}

static double state_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_park_sums *sums = sums_of(row);
    if (sums == NULL) return LG_NO_NUMBER;
    return lg_sums_state_m2(sums, (enum lg_state)column->role) / LG_M2_PER_HA;
}

static double ready_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    if (sums == NULL) return LG_NO_NUMBER;
    return (lg_sums_state_m2(sums, LG_STATE_A) + lg_sums_state_m2(sums, LG_STATE_B21)) /
           LG_M2_PER_HA;
}

static double idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    return sums == NULL ? LG_NO_NUMBER : sums->idle_m2 / LG_M2_PER_HA;
}

static double unsurveyed_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    return sums == NULL ? LG_NO_NUMBER : sums->unsurveyed_m2 / LG_M2_PER_HA;
}

/* The indicator whose key the column has. */
static double by_key(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_view_indicator(row->view, row->park, column->key);
}

/* Of the area; the combined one stands in the table scores. */
static double score(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *scores = row->model->results.scores;
    return scores == NULL ? LG_NO_NUMBER : scores[row->park].score;
}

static const struct lg_sheet_column park_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    PARK_TEXT("level", LG_PARK_LEVEL),
    PARK_TEXT("type", LG_PARK_TYPE),
    PARK_TEXT("class", LG_PARK_CLASS),
    TEXT("scope", lg_cell_scope),
    TEXT("eval_type", lg_cell_eval_type),
    PARK_TEXT("parent", LG_PARK_PARENT),
    NUMBER("area_ha", LG_DECIMALS_HA, park_ha),
    NUMBER_OF("recorded_ha", LG_DECIMALS_HA, LG_PARK_RECORDED_AREA, recorded_ha),
    NUMBER_OF("a_ha", LG_DECIMALS_HA, LG_STATE_A, state_ha),
    NUMBER_OF("b_ha", LG_DECIMALS_HA, LG_STATE_B, state_ha),
    NUMBER_OF("c_ha", LG_DECIMALS_HA, LG_STATE_C, state_ha),
    NUMBER_OF("d_ha", LG_DECIMALS_HA, LG_STATE_D, state_ha),
    NUMBER_OF("e_ha", LG_DECIMALS_HA, LG_STATE_E, state_ha),
    NUMBER_OF("f_ha", LG_DECIMALS_HA, LG_STATE_F, state_ha),
    NUMBER_OF("a1_ha", LG_DECIMALS_HA, LG_STATE_A1, state_ha),
    NUMBER_OF("a2_ha", LG_DECIMALS_HA, LG_STATE_A2, state_ha),
    NUMBER_OF("b21_ha", LG_DECIMALS_HA, LG_STATE_B21, state_ha),
    NUMBER("ready_ha", LG_DECIMALS_HA, ready_ha),
    NUMBER("idle_ha", LG_DECIMALS_HA, idle_ha),
    NUMBER("unsurveyed_ha", LG_DECIMALS_HA, unsurveyed_ha),
    NUMBER("development_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("supply_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("built_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("industrial_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("far", LG_DECIMALS_RATIO, by_key),
    NUMBER("density", LG_DECIMALS_PERCENT, by_key),
    NUMBER("industrial_far", LG_DECIMALS_RATIO, by_key),
    NUMBER("industrial_coefficient", LG_DECIMALS_PERCENT, by_key),
    NUMBER("investment_per_ha", LG_DECIMALS_WAN_YUAN, by_key),
    NUMBER("industrial_tax_per_ha", LG_DECIMALS_WAN_YUAN, by_key),
    NUMBER("tax_per_ha", LG_DECIMALS_WAN_YUAN, by_key),
    NUMBER("population_per_ha", LG_DECIMALS_RATIO, by_key),
    NUMBER("idle_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("score", LG_DECIMALS_SCORE, score),
    TEXT("candidate", lg_cell_candidate),
};

static void bind_park(struct lg_row *row)
{
    row->park = row->row;
}

static struct lg_row_shape park_shape(const struct lg_row *row)
{
    const struct lg_parks *parks = &row->model->parks;
    struct lg_row_shape place = {&parks->lon_lat, row->park, LG_DECIMALS_DEGREES};
    if (parks->decimals != NULL && parks->decimals[row->park] > place.decimals) {
        place.decimals = parks->decimals[row->park];
    }
    return place;
}

/* Whether two parks, neighbours in the order of the table, have one code. */
static bool have_same_code(const struct lg_model *model, size_t left, size_t right)
{
    if (left >= model->parks.table.count || right >= model->parks.table.count) return false;
    const char *left_code = lg_table_text(&model->parks.table, LG_PARK_CODE, left);
    const char *right_code = lg_table_text(&model->parks.table, LG_PARK_CODE, right);
    if (left_code == NULL || right_code == NULL) return left_code == right_code;
    return strcmp(left_code, right_code) == 0;
}

/* The code; with the scope where the park has several; the row's number where neither is known. */
static const char *park_id(struct lg_row *row)
{
    const char *code = lg_cell_park_code(row, NULL);
    const char *scope = lg_cell_scope(row, NULL);
    bool has_scopes = have_same_code(row->model, row->park, row->park + 1) ||
                      (row->park > 0 && have_same_code(row->model, row->park, row->park - 1));
    if (code != NULL && !has_scopes) return code;

    struct lg_text *text = lg_row_scratch(row);
    if (code != NULL) lg_text_add_text(text, code);
    lg_text_add_char(text, '@');
    if (scope != NULL) {
        lg_text_add_text(text, scope);
    } else {
        lg_text_add_int(text, (int64_t)row->park + 1);
    }
    return lg_row_made(row);
}

struct lg_sheet lg_sheet_parks(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "parks",
        .column_count = sizeof(park_columns) / sizeof(park_columns[0]),
        .columns = park_columns,
        .row_count = view->model->parks.table.count,
        .bind = bind_park,
        .shape = park_shape,
        .id = park_id,
    };
}
