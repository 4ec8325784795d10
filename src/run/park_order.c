/*
 * Parks get their codes, scopes and places; features of one code and scope become one park.
 */
#include "base/grow.h"
#include "run/job.h"
#include "spatial/join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* domain.md 1.2: where the layer has no scope, the boundary is that of the approved zone. */
static const char default_scope[] = "主区";

/* Less land shared by two features of one park is a matter of digits. */
#define SHARED_M2_MAX 0.01

static enum lg_status fill_text(struct lg_table *table, size_t role, size_t row, const char *text,
                                struct lg_error *err)
{
    const char *kept = lg_arena_text(&table->texts, text, strlen(text));
    if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the parks");
    table->columns[role].text[row] = kept;
    return LG_OK;
}

/* A park without a code is called by its name, one without either stops the run. */
static enum lg_status fill_codes(struct lg_model *model, struct lg_error *err)
{
    struct lg_table *table = &model->parks.table;
    enum lg_status status = lg_table_add_column(table, LG_PARK_CODE, err);
    if (status == LG_OK) status = lg_table_add_column(table, LG_PARK_SCOPE, err);
    for (size_t row = 0; status == LG_OK && row < table->count; row++) {
        if (lg_table_text(table, LG_PARK_SCOPE, row) == NULL) {
            status = fill_text(table, LG_PARK_SCOPE, row, default_scope, err);
        }
        if (status != LG_OK || lg_table_text(table, LG_PARK_CODE, row) != NULL) continue;
        const char *name = lg_table_text(table, LG_PARK_NAME, row);
        if (name == NULL) {
            return lg_fail(err, LG_BAD_INPUT,
                           "%s: feature %lld has neither code nor name; say which field holds "
                           "them with fields: {code: ..., name: ...} under layers.parks",
                           model->sources.items[table->source[row]].path,
                           (long long)table->feature[row]);
        }
        status = fill_text(table, LG_PARK_CODE, row, name, err);
    }
    return status;
}

struct park_place {
    const char *code, *scope;
    size_t row;
    const struct lg_shapes *lon_lat;
};

static int compare_park_places(const void *left, const void *right)
{
    const struct park_place *a = left;
    const struct park_place *b = right;
    int order = strcmp(a->code, b->code);
    if (order == 0) order = strcmp(a->scope, b->scope);
    if (order == 0) order = lg_shapes_compare(a->lon_lat, a->row, b->lon_lat, b->row);
    return order;
}

static enum lg_status sort_parks(struct lg_parks *parks, struct lg_error *err)
{
    size_t count = parks->table.count;
    struct lg_shapes sorted = {0};
    struct park_place *places = lg_resize(NULL, count, sizeof(*places));
    size_t *order = lg_resize(NULL, count, sizeof(*order));
    double *area_m2 = lg_resize(NULL, count, sizeof(*area_m2));
    uint8_t *decimals = lg_resize(NULL, count, sizeof(*decimals));
    enum lg_status status = LG_OK;
    if (places == NULL || order == NULL || area_m2 == NULL || decimals == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory to sort the parks");
        goto done;
    }
    for (size_t row = 0; row < count; row++) {
        places[row] = (struct park_place){
            .code = lg_table_text(&parks->table, LG_PARK_CODE, row),
            .scope = lg_table_text(&parks->table, LG_PARK_SCOPE, row),
            .row = row,
            .lon_lat = &parks->lon_lat,
        };
    }
    qsort(places, count, sizeof(*places), compare_park_places);
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        order[i] = places[i].row;
        area_m2[i] = parks->area_m2[order[i]];
        decimals[i] = parks->decimals[order[i]];
        status = lg_shapes_append(&sorted, &parks->lon_lat, order[i], 1, err);
    }
    if (status == LG_OK) status = lg_table_reorder(&parks->table, order, err);
    if (status != LG_OK) goto done;
    memcpy(parks->area_m2, area_m2, count * sizeof(*area_m2));
    memcpy(parks->decimals, decimals, count * sizeof(*decimals));
    lg_shapes_reset(&parks->lon_lat);
    parks->lon_lat = sorted;
    sorted = (struct lg_shapes){0};

done:
    lg_shapes_reset(&sorted);
    free(places);
    free(order);
    free(area_m2);
    free(decimals);
    return status;
}

static bool is_same_park(const struct lg_table *table, size_t left, size_t right)
{
    return strcmp(lg_table_text(table, LG_PARK_CODE, left),
                  lg_table_text(table, LG_PARK_CODE, right)) == 0 &&
           strcmp(lg_table_text(table, LG_PARK_SCOPE, left),
                  lg_table_text(table, LG_PARK_SCOPE, right)) == 0;
}

/* The first feature that says something speaks for the park; the order is that of the geometry. */
static void take_missing(struct lg_table *table, size_t into, size_t from)
{
    for (size_t role = 0; role < table->role_count; role++) {
        struct lg_column *column = &table->columns[role];
        if (!column->present) continue;
        switch (table->roles[role].kind) {
        case LG_KIND_TEXT:
            if (column->text[into] == NULL) column->text[into] = column->text[from];
            break;
        case LG_KIND_NUMBER:
            if (isnan(column->number[into])) column->number[into] = column->number[from];
            break;
        case LG_KIND_DATE:
            if (column->date[into].form != LG_DATE_EMPTY) break;
            column->date[into] = column->date[from];
            if (column->wrong != NULL) column->wrong[into] = column->wrong[from];
            break;
        }
    }
}

static enum lg_status report_shared(struct lg_model *model, size_t park, double shared_m2,
                                    struct lg_error *err)
{
    const struct lg_table *table = &model->parks.table;
    struct lg_finding finding = lg_park_finding(model, LG_W_OVERLAP, park);
    finding.value = shared_m2;
    finding.limit = SHARED_M2_MAX;
    return lg_findings_add(
        &model->findings, &finding, err,
        "features of park %s (%s) share %.2f m2, which count once; correct their boundaries",
        finding.park_code, lg_table_text(table, LG_PARK_SCOPE, park), shared_m2);
}

/* One row out of the rows first .. first + count - 1, which carry one code and scope. */
static enum lg_status join_run(struct lg_model *model, struct lg_spatial_worker *worker,
                               size_t first, size_t count, struct lg_shapes *joined,
                               struct lg_error *err)
{
    struct lg_parks *parks = &model->parks;
    if (count == 1) return lg_shapes_append(joined, &parks->lon_lat, first, 1, err);

    double shared_m2 = 0;
    enum lg_status status =
        lg_join_shapes(worker, &parks->lon_lat, first, count, joined, &shared_m2, err);
    if (status != LG_OK) return status;
    for (size_t row = first + 1; row < first + count; row++) {
        parks->area_m2[first] += parks->area_m2[row];
        if (parks->decimals[row] > parks->decimals[first]) {
            parks->decimals[first] = parks->decimals[row];
        }
        take_missing(&parks->table, first, row);
    }
    if (shared_m2 <= SHARED_M2_MAX) return LG_OK;
    parks->area_m2[first] -= shared_m2;
    return report_shared(model, first, shared_m2, err);
}

/* Keep the first row of each run, in order. */
static enum lg_status drop_joined_rows(struct lg_parks *parks, const size_t *kept,
                                       size_t kept_count, struct lg_error *err)
{
    size_t count = parks->table.count;
    size_t *order = lg_resize(NULL, count, sizeof(*order));
    if (order == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to join the parks");
    size_t next = kept_count;
    size_t run = 0;
    for (size_t row = 0; row < count; row++) {
        if (run < kept_count && kept[run] == row) {
            order[run] = row;
            parks->area_m2[run] = parks->area_m2[row];
            parks->decimals[run] = parks->decimals[row];
            run++;
        } else {
            order[next++] = row;
        }
    }
    enum lg_status status = lg_table_reorder(&parks->table, order, err);
    if (status == LG_OK) parks->table.count = kept_count;
    free(order);
    return status;
}

static enum lg_status join_parks(struct lg_model *model, struct lg_error *err)
{
    struct lg_parks *parks = &model->parks;
    size_t count = parks->table.count;
    struct lg_shapes joined = {0};
    struct lg_spatial_worker *worker = NULL;
    size_t kept_count = 0;
    size_t *kept = lg_resize(NULL, count, sizeof(*kept));
    if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to join the parks");
    enum lg_status status = lg_spatial_worker_new(&model->sources, &worker, err);

    size_t first = 0;
    while (status == LG_OK && first < count) {
        size_t end = first + 1;
        while (end < count && is_same_park(&parks->table, first, end)) {
            end++;
        }
        status = join_run(model, worker, first, end - first, &joined, err);
        kept[kept_count++] = first;
        first = end;
    }
    if (status == LG_OK) status = drop_joined_rows(parks, kept, kept_count, err);
    if (status == LG_OK) {
        lg_shapes_reset(&parks->lon_lat);
        parks->lon_lat = joined;
        joined = (struct lg_shapes){0};
    }
    lg_shapes_reset(&joined);
    lg_spatial_worker_free(worker);
    free(kept);
    return status;
}

/* A boundary that cannot be used leaves a park without an area: no figure of it could be right. */
static enum lg_status check_boundaries(const struct lg_model *model, struct lg_error *err)
{
    const struct lg_table *table = &model->parks.table;
    for (size_t row = 0; row < table->count; row++) {
        if (!isnan(model->parks.area_m2[row])) continue;
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: the boundary of park %s cannot be used or repaired; mend its geometry "
                       "[E_GEOM]",
                       model->sources.items[table->source[row]].path,
                       lg_table_text(table, LG_PARK_CODE, row));
    }
    return LG_OK;
}

enum lg_status lg_order_parks(struct lg_model *model, struct lg_error *err)
{
    enum lg_status status = fill_codes(model, err);
    if (status == LG_OK) status = check_boundaries(model, err);
    if (status == LG_OK) status = sort_parks(&model->parks, err);
    if (status == LG_OK) status = join_parks(model, err);
    return status;
}
