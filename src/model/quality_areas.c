#include "model/quality_areas.h"

#include "base/grow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct lg_quality_area lg_quality_area_blank(enum lg_finding_code code)
{
    return (struct lg_quality_area){
        .code = code,
        .park = SIZE_MAX,
        .other_park = SIZE_MAX,
        .parcel = SIZE_MAX,
        .other_parcel = SIZE_MAX,
        .area_m2 = (double)NAN,
        .width_m = (double)NAN,
        .lon_deg = (double)NAN,
        .lat_deg = (double)NAN,
    };
}

static enum lg_status reserve(struct lg_quality_areas *areas, size_t needed, struct lg_error *err)
{
    if (needed > areas->capacity) {
        size_t capacity = lg_grow_capacity(areas->capacity, needed);
        struct lg_quality_area *items = lg_resize(areas->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu areas", needed);
        areas->items = items;
        areas->capacity = capacity;
    }
    if (needed > areas->decimals_capacity) {
        uint8_t *decimals = lg_resize(areas->decimals, areas->capacity, sizeof(*decimals));
        if (decimals == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu areas", needed);
        areas->decimals = decimals;
        areas->decimals_capacity = areas->capacity;
    }
    return LG_OK;
}

enum lg_status lg_quality_areas_add(struct lg_quality_areas *areas,
                                    const struct lg_quality_area *area,
                                    const struct lg_shapes *lon_lat, size_t row, uint8_t decimals,
                                    struct lg_error *err)
{
    enum lg_status status = reserve(areas, areas->count + 1, err);
    if (status == LG_OK) status = lg_shapes_append(&areas->lon_lat, lon_lat, row, 1, err);
    if (status != LG_OK) return status;
    areas->items[areas->count] = *area;
    areas->items[areas->count].shape = areas->count;
    areas->decimals[areas->count] = decimals;
    areas->count++;
    return LG_OK;
}

enum lg_status lg_quality_areas_append(struct lg_quality_areas *areas,
                                       const struct lg_quality_areas *from, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < from->count && status == LG_OK; i++) {
        size_t shape = from->items[i].shape;
        status = lg_quality_areas_add(areas, &from->items[i], &from->lon_lat, shape,
                                      from->decimals[shape], err);
    }
    return status;
}

static int compare_positions(size_t left, size_t right)
{
    return (left > right) - (left < right);
}

static int compare_numbers(double left, double right)
{
    return (left > right) - (left < right);
}

static int compare_areas(const void *left, const void *right)
{
    const struct lg_quality_area *a = left;
    const struct lg_quality_area *b = right;
    int order = compare_positions(a->code, b->code);
    if (order == 0) order = compare_positions(a->park, b->park);
    if (order == 0) order = compare_positions(a->other_park, b->other_park);
    if (order == 0) order = compare_positions(a->parcel, b->parcel);
    if (order == 0) order = compare_positions(a->other_parcel, b->other_parcel);
    if (order == 0) order = compare_numbers(a->lon_deg, b->lon_deg);
    if (order == 0) order = compare_numbers(a->lat_deg, b->lat_deg);
    if (order == 0) order = compare_numbers(a->area_m2, b->area_m2);
    return order;
}

void lg_quality_areas_sort(struct lg_quality_areas *areas)
{
    if (areas->count < 2) return;
    qsort(areas->items, areas->count, sizeof(*areas->items), compare_areas);
}

void lg_quality_areas_clear(struct lg_quality_areas *areas)
{
    areas->count = 0;
    lg_shapes_clear(&areas->lon_lat);
}

void lg_quality_areas_reset(struct lg_quality_areas *areas)
{
    free(areas->items);
    free(areas->decimals);
    lg_shapes_reset(&areas->lon_lat);
    *areas = (struct lg_quality_areas){.count = 0};
}
