#include "run/self_shapes.h"

#include "base/grow.h"
#include "base/text.h"
#include "model/sources.h"
#include "spatial/union_area.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const layer_tables[LG_RESULT_LAYER_COUNT] = {
    [LG_RESULT_PARKS] = "parks_layer",
    [LG_RESULT_REGISTER] = "register_layer",
    [LG_RESULT_IDLE] = "idle_layer",
};
static const char *const drawn_tables[LG_RESULT_LAYER_COUNT] = {
    [LG_RESULT_PARKS] = "drawn_parks",
    [LG_RESULT_REGISTER] = "drawn_register",
    [LG_RESULT_IDLE] = "drawn_idle",
};

enum { DRAWN_COLUMNS = 4, UNION_COLUMNS = 3 };

/* The rows of the register by park, both counted from 0. */
struct grouping {
    size_t count, capacity;
    size_t *rows;  /* [count] of the register's layer */
    size_t *parks; /* [count] of the parks' layer, ascending */
};

static enum lg_status measure_layer(struct lg_result *result, struct lg_spatial_worker *worker,
                                    enum lg_result_layer layer, struct lg_error *err)
{
    static const char *const columns[] = {"area_m2", "limit_m2", "rings", "valid", NULL};
    const struct lg_shapes *shapes = lg_result_shapes(result, layer);
    double *values = lg_resize(NULL, (shapes->count + 1) * DRAWN_COLUMNS, sizeof(*values));
    if (values == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu areas", shapes->count);
    enum lg_status status = LG_OK;
    for (size_t row = 0; status == LG_OK && row < shapes->count; row++) {
        struct lg_drawn_area drawn = lg_drawn_area_of(shapes, row);
        bool is_valid = false;
        status = lg_drawn_is_valid(worker, shapes, row, &is_valid, err);
        double *of_row = values + DRAWN_COLUMNS * row;
        of_row[0] = drawn.area_m2;
        of_row[1] = drawn.limit_m2;
        of_row[2] = (double)(shapes->ring_start[row + 1] - shapes->ring_start[row]);
        of_row[3] = is_valid ? 1.0 : 0.0;
    }
    if (status == LG_OK) {
        status = lg_result_put(result, drawn_tables[layer], columns, values, shapes->count, err);
    }
    free(values);
    return status;
}

/*
 * What each row should measure, and by how much it may be off. Outside every park that is the
 * overlay's figure, or the share of four digits where there is no overlay. A part that was cut off
 * was adjusted to close on its parcel: by 1e-7 and 0.005 m2 for each ring at most, or by what a
 * finding E_CLOSURE says.
 */
static enum lg_status make_rows(struct lg_result *result, struct lg_error *err)
{
    bool has_overlay = lg_result_lack(result, "overlay_csv") == NULL;
    bool has_quality = lg_result_lack(result, "quality_csv") == NULL;
    struct lg_text sql = {0};
    lg_text_printf(
        &sql,
        "CREATE TABLE drawn_row AS SELECT r.n, r.park, r.park_code, r.parcel_id, d.area_m2 AS "
        "drawn_m2, d.rings, CASE WHEN r.park IS NOT NULL THEN r.inside_m2 %s WHEN r.split IS NULL "
        "THEN r.area_m2 ELSE r.area_m2 * r.split END AS due_m2, d.limit_m2 + 0.5001e-4 + CASE WHEN "
        "r.split IS NOT NULL THEN 1e-7 * r.area_m2 + 0.005 * (d.rings + 2) ELSE 0 END "
        "+ CASE WHEN r.park IS NULL AND r.split IS NOT NULL THEN %s * r.area_m2 ELSE 0 END + %s AS "
        "limit_m2 FROM register_layer r JOIN drawn_register d ON d.n = r.n %s %s",
        has_overlay ? "WHEN o.parcel_id IS NOT NULL THEN o.outside_m2" : "",
        has_overlay ? "0" : "0.51e-4", has_quality ? "ifnull(q.m2, 0)" : "0",
        has_overlay ? "LEFT JOIN overlay_csv o ON o.parcel_id = r.parcel_id" : "",
        has_quality ? "LEFT JOIN (SELECT parcel_id, sum(value) AS m2 FROM quality_csv WHERE code = "
                      "'E_CLOSURE' AND parcel_id IS NOT NULL GROUP BY parcel_id) q ON q.parcel_id "
                      "= r.parcel_id"
                    : "");
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_result_do(result, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

static enum lg_status take_pair(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    struct grouping *grouping = user;
    if (grouping->count == grouping->capacity) {
        size_t capacity = lg_grow_capacity(grouping->capacity, grouping->count + 1);
        size_t *rows = lg_resize(grouping->rows, capacity, sizeof(*rows));
        if (rows != NULL) grouping->rows = rows;
        size_t *parks = lg_resize(grouping->parks, capacity, sizeof(*parks));
        if (parks != NULL) grouping->parks = parks;
        if (rows == NULL || parks == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows by park", capacity);
        }
        grouping->capacity = capacity;
    }
    grouping->rows[grouping->count] = (size_t)lg_result_row_number(row, 0) - 1;
    grouping->parks[grouping->count] = (size_t)lg_result_row_number(row, 1) - 1;
    grouping->count++;
    return LG_OK;
}

/* The union of one park after the other, so that no more than one park's shapes are GEOS's. */
static enum lg_status unite_parks(struct lg_result *result, struct lg_spatial_worker *worker,
                                  const struct grouping *grouping, double sliver_m2, double *values,
                                  struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t first = 0, end = 0; status == LG_OK && first < grouping->count; first = end) {
        size_t park = grouping->parks[first];
        while (end < grouping->count && grouping->parks[end] == park) {
            end++;
        }
        const struct lg_drawn_rows rows = {
            .lon_lat = lg_result_shapes(result, LG_RESULT_REGISTER),
            .rows = grouping->rows + first,
            .count = end - first,
            .boundary = lg_result_shapes(result, LG_RESULT_PARKS),
            .boundary_row = park,
            .pair_m2_max = sliver_m2,
        };
        struct lg_drawn_union together;
        status = lg_drawn_union_of(worker, &rows, &together, err);
        double *of_park = values + UNION_COLUMNS * park;
        of_park[0] = together.union_m2;
        of_park[1] = together.shared_m2;
        of_park[2] = together.beyond_m2;
    }
    return status;
}

/*
 * What the rows of a park may differ by together, and what slivers that are not split off may
 * reach beyond its boundary: as the findings say, 0.01 m2 a row where they say nothing; by the rule
 * where there are no findings.
 */
static enum lg_status sum_parks(struct lg_result *result, struct lg_error *err)
{
    bool has_quality = lg_result_lack(result, "quality_csv") == NULL;
    const char *sliver =
        has_quality ? "s.n * 0.01 + ifnull((SELECT sum(value) FROM quality_csv q WHERE q.code = "
                      "'W_SLIVER' AND q.park_code = p.park_code), 0)"
                    : "s.n * (SELECT sliver_m2 FROM run)";
    struct lg_text sql = {0};
    lg_text_printf(
        &sql,
        "CREATE TABLE drawn_union AS SELECT u.n, u.union_m2, u.shared_m2, u.beyond_m2, "
        "s.sum_m2, s.limit_m2, %s AS sliver_m2 FROM united u JOIN parks_layer p ON p.n = "
        "u.n JOIN (SELECT park, count(*) AS n, total(due_m2) AS sum_m2, total(limit_m2) "
        "AS limit_m2 FROM drawn_row WHERE park IS NOT NULL GROUP BY park) s ON s.park = "
        "p.park",
        sliver);
    enum lg_status status = sql.failed ? lg_fail(err, LG_NO_MEMORY, "no memory for a question")
                                       : lg_result_do(result, sql.bytes, err);
    lg_text_reset(&sql);
    return status;
}

/* Hands the callback on from rows of a question. */
struct failing {
    void (*failed)(void *user, const char *park);
    void *user;
};

static enum lg_status tell_failed(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    const struct failing *failing = user;
    const char *park = lg_result_row_text(row, 0);
    failing->failed(failing->user, park != NULL ? park : "without code");
    return LG_OK;
}

static enum lg_status measure_unions(struct lg_result *result, struct lg_spatial_worker *worker,
                                     double sliver_m2, struct lg_error *err)
{
    static const char *const columns[] = {"union_m2", "shared_m2", "beyond_m2", NULL};
    size_t park_count = lg_result_shapes(result, LG_RESULT_PARKS)->count;
    struct grouping grouping = {0};
    double *values = lg_resize(NULL, (park_count + 1) * UNION_COLUMNS, sizeof(*values));
    if (values == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parks", park_count);
    for (size_t i = 0; i < park_count * UNION_COLUMNS; i++) {
        values[i] = (double)NAN;
    }
    enum lg_status status = lg_result_ask(result,
                                          "SELECT r.n AS land, p.n AS place FROM register_layer r "
                                          "JOIN parks_layer p ON p.park = r.park "
                                          "ORDER BY p.n, r.n",
                                          take_pair, &grouping, err);
    if (status == LG_OK) {
        status = unite_parks(result, worker, &grouping, sliver_m2, values, err);
    }
    if (status == LG_OK) status = lg_result_put(result, "united", columns, values, park_count, err);
    if (status == LG_OK) status = sum_parks(result, err);
    free(grouping.rows);
    free(grouping.parks);
    free(values);
    return status;
}

enum lg_status lg_self_shapes_measure(struct lg_result *result, double sliver_m2,
                                      void (*failed)(void *user, const char *park), void *user,
                                      struct lg_error *err)
{
    const struct lg_sources no_sources = {.count = 0};
    struct lg_spatial_worker *worker = NULL;
    struct failing failing = {failed, user};
    bool has[LG_RESULT_LAYER_COUNT];
    enum lg_status status = lg_spatial_worker_new(&no_sources, &worker, err);
    for (int layer = 0; status == LG_OK && layer < LG_RESULT_LAYER_COUNT; layer++) {
        has[layer] = lg_result_lack(result, layer_tables[layer]) == NULL;
        if (has[layer]) {
            status = measure_layer(result, worker, (enum lg_result_layer)layer, err);
        }
    }
    if (status == LG_OK && has[LG_RESULT_REGISTER]) {
        status = make_rows(result, err);
        if (status == LG_OK && has[LG_RESULT_PARKS]) {
            status = measure_unions(result, worker, sliver_m2, err);
        }
        if (status == LG_OK && has[LG_RESULT_PARKS]) {
            status = lg_result_ask(result,
                                   "SELECT p.park FROM drawn_union u JOIN parks_layer p ON p.n = "
                                   "u.n WHERE u.union_m2 IS NULL OR u.beyond_m2 IS NULL",
                                   tell_failed, &failing, err);
        }
    }
    lg_spatial_worker_free(worker);
    return status;
}
