/*
 * Parcels get their names and their places: after this, nothing depends on the order of the input.
 */
#include "base/grow.h"
#include "base/text_index.h"
#include "run/job.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place {
    const char *id; /* NULL: the source gave none */
    size_t row;
    const struct lg_parcels *parcels;
};

/* By id, a missing one last; then by geometry, so that twins do not depend on the input's order. */
static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    if (a->id == NULL || b->id == NULL) {
        if (a->id != b->id) return a->id == NULL ? 1 : -1;
    } else {
        int order = strcmp(a->id, b->id);
        if (order != 0) return order;
    }
    int order = lg_shapes_compare(&a->parcels->lon_lat, a->row, &b->parcels->lon_lat, b->row);
    if (order != 0) return order;
    const struct lg_table *table = &a->parcels->table;
    if (table->source[a->row] != table->source[b->row]) {
        return table->source[a->row] < table->source[b->row] ? -1 : 1;
    }
    return (table->feature[a->row] > table->feature[b->row]) -
           (table->feature[a->row] < table->feature[b->row]);
}

static bool is_sorted(const struct place *places, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (compare_places(&places[i - 1], &places[i]) > 0) return false;
    }
    return true;
}

static struct place *sorted_places(const struct lg_parcels *parcels, struct lg_error *err)
{
    size_t count = parcels->table.count;
    struct place *places = lg_resize(NULL, count, sizeof(*places));
    if (places == NULL) {
        (void)lg_fail(err, LG_NO_MEMORY, "no memory to sort %zu parcels", count);
        return NULL;
    }
    for (size_t row = 0; row < count; row++) {
        places[row] = (struct place){
            .id = lg_table_text(&parcels->table, LG_PARCEL_ID, row),
            .row = row,
            .parcels = parcels,
        };
    }
    if (!is_sorted(places, count)) qsort(places, count, sizeof(*places), compare_places);
    return places;
}

/* Rows of area_m2 and decimals follow the order; shapes stay, the row remembers where. */
static enum lg_status reorder_columns(struct lg_parcels *parcels, const size_t *order,
                                      struct lg_error *err)
{
    size_t count = parcels->table.count;
    double *area_m2 = lg_resize(NULL, count, sizeof(*area_m2));
    uint8_t *decimals = lg_resize(NULL, count, sizeof(*decimals));
    if (area_m2 == NULL || decimals == NULL) {
        free(area_m2);
        free(decimals);
        return lg_fail(err, LG_NO_MEMORY, "no memory to sort %zu parcels", count);
    }
    for (size_t i = 0; i < count; i++) {
        area_m2[i] = parcels->area_m2[order[i]];
        decimals[i] = parcels->decimals[order[i]];
    }
    free(parcels->area_m2);
    free(parcels->decimals);
    parcels->area_m2 = area_m2;
    parcels->decimals = decimals;
    return lg_table_reorder(&parcels->table, order, err);
}

static enum lg_status fill_centers(struct lg_parcels *parcels, struct lg_error *err)
{
    size_t count = parcels->table.count;
    parcels->center_lon_lat_deg = lg_resize(NULL, count, 2 * sizeof(double));
    if (parcels->center_lon_lat_deg == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parcels", count);
    }
    for (size_t row = 0; row < count; row++) {
        struct lg_box box = lg_shapes_box(&parcels->lon_lat, parcels->shape[row]);
        bool known = box.x_min <= box.x_max;
        parcels->center_lon_lat_deg[2 * row] = known ? (box.x_min + box.x_max) / 2 : (double)NAN;
        parcels->center_lon_lat_deg[2 * row + 1] =
            known ? (box.y_min + box.y_max) / 2 : (double)NAN;
    }
    return LG_OK;
}

/* The id to show where the source gives none: its own feature number. */
static const char *made_id(struct lg_parcels *parcels, size_t row, struct lg_error *err)
{
    char text[64];
    int size = snprintf(text, sizeof(text), "FID:%u:%lld", (unsigned)parcels->table.source[row],
                        (long long)parcels->table.feature[row]);
    const char *id = lg_arena_text(&parcels->table.texts, text, (size_t)size);
    if (id == NULL) (void)lg_fail(err, LG_NO_MEMORY, "no memory for parcel ids");
    return id;
}

/*
 * The second and later parcels of one id get "#2", "#3" behind it, but no id that another parcel
 * has by its own data.
 *
 * @param number  in: the first to try; out: the one taken
 */
static const char *suffixed_id(struct lg_parcels *parcels, const struct lg_text_index *known,
                               const char *id, size_t *number, struct lg_error *err)
{
    size_t size = strlen(id) + 32; /* '#', at most 20 digits, the terminator */
    char *text = lg_arena_take(&parcels->table.texts, size);
    if (text == NULL) {
        (void)lg_fail(err, LG_NO_MEMORY, "no memory for parcel ids");
        return NULL;
    }
    (void)snprintf(text, size, "%s#%zu", id, *number);
    while (lg_text_index_find(known, text) != LG_NO_ROW) {
        (void)snprintf(text, size, "%s#%zu", id, ++*number);
    }
    return text;
}

static enum lg_status name_twin(struct lg_model *model, size_t row, size_t number,
                                struct lg_error *err)
{
    struct lg_finding finding = lg_parcel_finding(model, LG_E_DUP, row);
    finding.value = (double)number;
    finding.limit = 1;
    return lg_findings_add(
        &model->findings, &finding, err,
        "parcel id %s stands more than once; this one, number %zu, is called %s here; "
        "give each parcel its own id",
        lg_table_text(&model->parcels.table, LG_PARCEL_ID, row), number, model->parcels.id[row]);
}

static enum lg_status fill_ids(struct lg_model *model, const struct lg_text_index *known,
                               struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    size_t count = parcels->table.count;
    size_t unnamed_count = 0;
    size_t twin = 1;   /* how many rows up to this one carry its id */
    size_t suffix = 1; /* the number behind the last of them */
    for (size_t row = 0; row < count; row++) {
        const char *id = lg_table_text(&parcels->table, LG_PARCEL_ID, row);
        const char *before = row > 0 ? lg_table_text(&parcels->table, LG_PARCEL_ID, row - 1) : NULL;
        twin = id != NULL && before != NULL && strcmp(id, before) == 0 ? twin + 1 : 1;
        suffix = twin > 1 ? suffix + 1 : 1;
        unnamed_count += id == NULL;
        const char *unique = id;
        if (id == NULL) unique = made_id(parcels, row, err);
        if (id != NULL && twin > 1) unique = suffixed_id(parcels, known, id, &suffix, err);
        if (unique == NULL) return LG_NO_MEMORY;
        parcels->id[row] = unique;
        if (twin > 1) {
            enum lg_status status = name_twin(model, row, twin, err);
            if (status != LG_OK) return status;
        }
    }
    if (unnamed_count == 0) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_I_MISSING, "parcels");
    finding.value = (double)unnamed_count;
    return lg_findings_add(
        &model->findings, &finding, err,
        "parcels without an id are called by their feature number: %zu; enter the ids",
        unnamed_count);
}

static bool has_twins(const char *const *ids, size_t count)
{
    for (size_t row = 1; row < count; row++) {
        if (ids[row] != NULL && ids[row - 1] != NULL && strcmp(ids[row], ids[row - 1]) == 0) {
            return true;
        }
    }
    return false;
}

static enum lg_status make_ids(struct lg_model *model, struct lg_error *err)
{
    const struct lg_column *ids = &model->parcels.table.columns[LG_PARCEL_ID];
    struct lg_text_index known = {0};
    size_t count = ids->present ? model->parcels.table.count : 0;
    /* Without twins nothing is looked up. */
    if (!has_twins(ids->text, count)) count = 0;
    enum lg_status status = lg_text_index_build(&known, ids->text, count, err);
    if (status == LG_OK) status = fill_ids(model, &known, err);
    lg_text_index_reset(&known);
    return status;
}

enum lg_status lg_order_parcels(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    size_t count = parcels->table.count;
    struct place *places = sorted_places(parcels, err);
    if (places == NULL) return LG_NO_MEMORY;

    enum lg_status status;
    parcels->shape = lg_resize(NULL, count, sizeof(*parcels->shape));
    parcels->id = lg_resize(NULL, count, sizeof(*parcels->id));
    if (parcels->shape == NULL || parcels->id == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for %zu parcels", count);
        goto done;
    }
    for (size_t i = 0; i < count; i++) {
        parcels->shape[i] = places[i].row;
    }
    status = reorder_columns(parcels, parcels->shape, err);
    if (status != LG_OK) goto done;
    status = fill_centers(parcels, err);
    if (status != LG_OK) goto done;
    status = make_ids(model, err);

done:
    free(places);
    return status;
}
