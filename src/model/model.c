#include "model/model.h"

#include "base/answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_model_new(struct lg_model **model, struct lg_error *err)
{
    *model = NULL;
    struct lg_model *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for a model");
    enum lg_status status =
        lg_table_init(&made->parks.table, lg_park_roles, LG_PARK_ROLE_COUNT, err);
    if (status != LG_OK) goto fail;
    status = lg_table_init(&made->parcels.table, lg_parcel_roles, LG_PARCEL_ROLE_COUNT, err);
    if (status != LG_OK) goto fail;
    status = lg_table_init(&made->enterprises, lg_enterprise_roles, LG_ENTERPRISE_ROLE_COUNT, err);
    if (status != LG_OK) goto fail;
    status = lg_table_init(&made->supply, lg_parcel_roles, LG_PARCEL_ROLE_COUNT, err);
    if (status != LG_OK) goto fail;
    made->as_of = LG_DATE_NONE;
    *model = made;
    return LG_OK;

fail:
    lg_model_free(made);
    return status;
}

static void reset_parks(struct lg_parks *parks)
{
    lg_table_reset(&parks->table);
    lg_shapes_reset(&parks->lon_lat);
    free(parks->area_m2);
    free(parks->decimals);
    free(parks->overlap_m2);
    free(parks->nearest_park);
    free(parks->nearest_m);
    free(parks->forbidden_m2);
}

static void reset_parcels(struct lg_parcels *parcels)
{
    lg_table_reset(&parcels->table);
    lg_shapes_reset(&parcels->shapes);
    lg_shapes_reset(&parcels->lon_lat);
    free(parcels->shape);
    free(parcels->area_m2);
    free(parcels->center_lon_lat_deg);
    free((void *)parcels->id);
    free(parcels->land_state);
    free(parcels->land_state_guessed);
    free(parcels->supply_state);
    free(parcels->investment_yuan);
    free(parcels->revenue_yuan);
    free(parcels->tax_yuan);
    free(parcels->idle);
    free((void *)parcels->stock_class);
    free((void *)parcels->bond);
    free((void *)parcels->planned_use);
    free(parcels->built_up_share);
    free(parcels->built_up_told);
    free(parcels->building_cover);
    free(parcels->conversion);
    free((void *)parcels->suppliable);
    free((void *)parcels->low_efficiency);
    free((void *)parcels->option_first);
    free((void *)parcels->option_second);
    free(parcels->priority);
    free(parcels->decimals);
}

static void reset_pieces(struct lg_pieces *pieces)
{
    free(pieces->park);
    free(pieces->parcel);
    free(pieces->inside_m2);
    free(pieces->counted_m2);
    free(pieces->disputed_m2);
    free(pieces->share);
    free(pieces->account_m2);
    free(pieces->cut);
    lg_shapes_reset(&pieces->cut_lon_lat);
    lg_shapes_reset(&pieces->cut_shapes);
    free(pieces->cut_decimals);
    free(pieces->footprint_micro_m2);
    free(pieces->floor_micro_m2);
    free(pieces->forbidden_m2);
    free(pieces->constrained_m2);
    free(pieces->footprint_m2);
    free(pieces->floor_area_m2);
}

static void reset_results(struct lg_results *results)
{
    free(results->sums);
    free(results->indicators);
    free(results->account);
    free(results->watch);
    free(results->boundary);
    free(results->matrix);
    free(results->register_sums);
    free(results->evidence);
    free(results->low);
    free(results->waterfall);
    free(results->requests);
    free(results->holders);
    free(results->idle_status);
    free(results->idle_summary);
    free(results->facts);
    free(results->scores);
    free(results->score_rows);
    free(results->places);
    free(results->potentials);
    free(results->benchmarks);
    free(results->compliance);
    free(results->assessed);
    free(results->flag_rows);
    free(results->flags);
    free(results->sensitivity);
    free(results->sensitivity_causes);
    free(results->enclaves);
    free(results->regional_totals);
    lg_sites_reset(&results->sites);
    lg_arena_reset(&results->texts);
}

void lg_model_free(struct lg_model *model)
{
    if (model == NULL) return;
    reset_parks(&model->parks);
    reset_parcels(&model->parcels);
    reset_pieces(&model->pieces);
    free(model->overlap_list.items);
    free(model->constraints.items);
    free(model->constraints.hits);
    free(model->constraints.on_parks);
    lg_arena_reset(&model->constraints.texts);
    free(model->plan_shares.items);
    lg_arena_reset(&model->plan_shares.texts);
    lg_quality_areas_reset(&model->quality_areas);
    lg_table_reset(&model->enterprises);
    lg_table_reset(&model->supply);
    lg_findings_reset(&model->findings);
    reset_results(&model->results);
    free(model->previous.parks);
    free(model->previous.indicators);
    free(model->previous.state_m2);
    lg_sources_reset(&model->sources);
    free(model);
}

struct lg_finding lg_parcel_finding(const struct lg_model *model, enum lg_finding_code code,
                                    size_t parcel)
{
    struct lg_finding finding = lg_finding_blank(code, "parcels");
    finding.parcel_id = model->parcels.id[parcel];
    finding.source = model->parcels.table.source[parcel];
    finding.feature = model->parcels.table.feature[parcel];
    if (model->parcels.center_lon_lat_deg != NULL) {
        finding.lon_deg = model->parcels.center_lon_lat_deg[2 * parcel];
        finding.lat_deg = model->parcels.center_lon_lat_deg[2 * parcel + 1];
    }
    return finding;
}

struct lg_finding lg_park_finding(const struct lg_model *model, enum lg_finding_code code,
                                  size_t park)
{
    struct lg_finding finding = lg_finding_blank(code, "parks");
    finding.park_code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
    finding.source = model->parks.table.source[park];
    finding.feature = model->parks.table.feature[park];
    /* The code may stand for several scopes: the place tells them apart. */
    if (park < model->parks.lon_lat.count && !lg_shapes_is_empty(&model->parks.lon_lat, park)) {
        struct lg_box box = lg_shapes_box(&model->parks.lon_lat, park);
        finding.lon_deg = (box.x_min + box.x_max) / 2.0;
        finding.lat_deg = (box.y_min + box.y_max) / 2.0;
    }
    return finding;
}

bool lg_parcel_is_idle(const struct lg_model *model, size_t parcel)
{
    if (!model->rules.idle_from_record) {
        return lg_idle_is_idle(model->parcels.idle[parcel].status);
    }
    const char *record = lg_table_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, parcel);
    return lg_answer_read(record) == LG_ANSWER_YES;
}

bool lg_parcel_may_be_idle(const struct lg_model *model, size_t parcel)
{
    if (model->rules.idle_from_record) {
        return !model->parcels.table.columns[LG_PARCEL_RECORDED_IDLE].present;
    }
    return lg_idle_is_undecided(&model->rules.idle, &model->parcels.idle[parcel], model->as_of);
}

enum lg_status lg_keep_text(struct lg_model *model, struct lg_text *text, const char **kept,
                            struct lg_error *err)
{
    *kept = text->failed ? NULL : lg_arena_text(&model->results.texts, text->bytes, text->size);
    lg_text_reset(text);
    if (*kept != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the texts of the results");
}

enum lg_scope lg_park_scope(const struct lg_model *model, size_t park)
{
    const char *scope = lg_table_text(&model->parks.table, LG_PARK_SCOPE, park);
    bool is_expansion = scope != NULL && strstr(scope, lg_scope_names[LG_SCOPE_EXPANSION]) != NULL;
    return is_expansion ? LG_SCOPE_EXPANSION : LG_SCOPE_MAIN;
}

/* Parcels that carry the code itself, none below it. */
static size_t own_parcels(const struct lg_park_sums *sums, enum lg_state code)
{
    size_t below = 0;
    for (size_t child = 0; child < LG_STATE_COUNT; child++) {
        if (lg_states[child].parent == code) below += sums->state_parcels[child];
    }
    return sums->state_parcels[code] - below;
}

double lg_sums_state_m2(const struct lg_park_sums *sums, enum lg_state code)
{
    if (sums->state_parcels[code] > 0) return sums->state_m2[code];
    for (enum lg_state above = lg_states[code].parent; above != LG_STATE_NONE;
         above = lg_states[above].parent) {
        if (own_parcels(sums, above) > 0) return (double)NAN;
    }
    const size_t *parcels = sums->state_parcels;
    size_t classified = lg_state_is_construction(code)
                            ? parcels[LG_STATE_A] + parcels[LG_STATE_B] + parcels[LG_STATE_C]
                            : parcels[LG_STATE_D] + parcels[LG_STATE_E] + parcels[LG_STATE_F];
    return classified > 0 ? sums->state_m2[code] : (double)NAN;
}

bool lg_park_is_candidate(const struct lg_model *model, size_t park)
{
    const char *written = lg_table_text(&model->parks.table, LG_PARK_CANDIDATE, park);
    return lg_answer_read(written) == LG_ANSWER_YES;
}

static bool is_same_text(const char *left, const char *right)
{
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

size_t lg_park_named_parent(const struct lg_model *model, size_t park)
{
    const struct lg_table *parks = &model->parks.table;
    const char *parent = lg_table_text(parks, LG_PARK_PARENT, park);
    const char *scope = lg_table_text(parks, LG_PARK_SCOPE, park);
    size_t found = LG_NO_PARK;
    if (parent == NULL || lg_park_is_candidate(model, park)) return LG_NO_PARK;
    for (size_t row = 0; row < parks->count; row++) {
        if (!is_same_text(lg_table_text(parks, LG_PARK_CODE, row), parent)) continue;
        if (lg_park_is_candidate(model, row)) continue;
        const char *other = lg_table_text(parks, LG_PARK_SCOPE, row);
        if ((scope == NULL && other == NULL) || is_same_text(scope, other)) return row;
        if (found == LG_NO_PARK) found = row;
    }
    return found;
}

bool lg_park_is_in_circle(const struct lg_model *model, size_t park)
{
    const struct lg_table *parks = &model->parks.table;
    const char *code = lg_table_text(parks, LG_PARK_CODE, park);
    size_t at = lg_park_named_parent(model, park);
    for (size_t i = 0; at != LG_NO_PARK && i < parks->count; i++) {
        if (is_same_text(lg_table_text(parks, LG_PARK_CODE, at), code)) return true;
        at = lg_park_named_parent(model, at);
    }
    return false;
}

size_t lg_park_parent(const struct lg_model *model, size_t park)
{
    return lg_park_is_in_circle(model, park) ? LG_NO_PARK : lg_park_named_parent(model, park);
}

bool lg_park_may_share(const struct lg_model *model, size_t left, size_t right)
{
    const struct lg_table *parks = &model->parks.table;
    const char *left_code = lg_table_text(parks, LG_PARK_CODE, left);
    const char *right_code = lg_table_text(parks, LG_PARK_CODE, right);
    return is_same_text(left_code, right_code) ||
           is_same_text(lg_table_text(parks, LG_PARK_PARENT, left), right_code) ||
           is_same_text(lg_table_text(parks, LG_PARK_PARENT, right), left_code);
}

bool lg_park_is_other(const struct lg_model *model, size_t park, size_t other)
{
    return park != other && !lg_park_is_candidate(model, other) &&
           !lg_park_may_share(model, park, other);
}

const char *lg_parcel_use(const struct lg_model *model, size_t parcel, enum lg_parcel_use use)
{
    static const size_t roles[LG_PARCEL_USE_COUNT] = {
        [LG_CURRENT_USE] = LG_PARCEL_CURRENT_USE,
        [LG_APPROVED_USE] = LG_PARCEL_APPROVED_USE,
        [LG_PLANNED_USE] = LG_PARCEL_PLANNED_USE,
    };
    const char *const *by_layer = model->parcels.planned_use;
    if (use == LG_PLANNED_USE && by_layer != NULL && by_layer[parcel] != NULL) {
        return by_layer[parcel];
    }
    return lg_table_text(&model->parcels.table, roles[use], parcel);
}

const struct lg_use_entry *lg_parcel_use_entry(const struct lg_model *model, size_t parcel,
                                               enum lg_parcel_use use)
{
    return lg_use_find(model->use_systems[use], lg_parcel_use(model, parcel, use));
}

bool lg_parcel_is_found_idle(const struct lg_model *model, size_t parcel)
{
    const struct lg_table *table = &model->parcels.table;
    struct lg_date_reading found_on = lg_table_reading(table, LG_PARCEL_IDLE_FINDING_ON, parcel);
    if (found_on.form == LG_DATE_WRONG) return false;
    if (found_on.form == LG_DATE_READ && found_on.date > model->as_of) return false;
    return lg_answer_is_number(lg_table_text(table, LG_PARCEL_IDLE_FINDING_NO, parcel));
}
