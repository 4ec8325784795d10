/*
 * quality/: the approved area, the delivered boundary and the parcels' outer edge of each park,
 * and the strips between them by size: many small ones are a matter of drawing, a large one is
 * land.
 */
#include "base/grow.h"
#include "model/parcel_pieces.h"
#include "quality/quality.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *name;
    double below_m2;
} size_classes[] = {
    {"<1", 1},         {"1-10", 10},        {"10-100", 100},
    {"100-1000", 1e3}, {"1000-10000", 1e4}, {">=10000", (double)INFINITY},
};

enum { CLASS_COUNT = sizeof(size_classes) / sizeof(size_classes[0]) };

enum strip_kind { STRIP_GAP_EDGE, STRIP_GAP_INSIDE, STRIP_BEYOND, STRIP_KIND_COUNT };

static const char *const strip_lines[STRIP_KIND_COUNT] = {
    [STRIP_GAP_EDGE] = "gap_edge", [STRIP_GAP_INSIDE] = "gap_inside", [STRIP_BEYOND] = "beyond"};

struct strips {
    size_t count;
    double area_m2;
};

/* All strips of one park. */
struct park_strips {
    struct strips of[STRIP_KIND_COUNT][CLASS_COUNT];
    double gap_m2;
};

static void add_strip(struct strips *of_class, double area_m2)
{
    size_t class = 0;
    while (!(area_m2 < size_classes[class].below_m2) && class + 1 < CLASS_COUNT) {
        class ++;
    }
    of_class[class].count++;
    of_class[class].area_m2 += area_m2;
}

static void collect_gaps(const struct lg_model *model, struct park_strips *parks)
{
    for (size_t i = 0; i < model->quality_areas.count; i++) {
        const struct lg_quality_area *area = &model->quality_areas.items[i];
        if (area->code != LG_W_GAP) continue;
        struct park_strips *park = &parks[area->park];
        add_strip(park->of[area->touches_boundary ? STRIP_GAP_EDGE : STRIP_GAP_INSIDE],
                  area->area_m2);
        park->gap_m2 += area->area_m2;
    }
}

/* What parcels of a park have outside every park. */
static void collect_beyond(const struct lg_model *model, const struct lg_parcel_pieces *index,
                           struct park_strips *parks)
{
    const struct lg_pieces *pieces = &model->pieces;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        if (pieces->park[piece] != LG_NO_PARK || !(pieces->inside_m2[piece] > 0.0)) continue;
        size_t park = lg_parcel_park(index, model, pieces->parcel[piece]);
        if (park != LG_NO_PARK) {
            add_strip(parks[park].of[STRIP_BEYOND], pieces->inside_m2[piece]);
        }
    }
}

static void add_row(struct lg_results *results, size_t park, const char *line, double area_m2)
{
    results->boundary[results->boundary_count++] =
        (struct lg_boundary_row){.park = park, .line = line, .area_m2 = area_m2};
}

static void add_park(struct lg_model *model, size_t park, const struct park_strips *strips)
{
    struct lg_results *results = &model->results;
    const struct lg_table *table = &model->parks.table;
    double area_m2 = model->parks.area_m2[park];
    add_row(results, park, "approved", lg_table_number(table, LG_PARK_APPROVED_AREA, park));
    add_row(results, park, "recorded", lg_table_number(table, LG_PARK_RECORDED_AREA, park));
    add_row(results, park, "boundary", area_m2);
    add_row(results, park, "parcels", area_m2 - strips->gap_m2);
    for (size_t kind = 0; kind < STRIP_KIND_COUNT; kind++) {
        for (size_t class = 0; class < CLASS_COUNT; class ++) {
            const struct strips *of_class = &strips->of[kind][class];
            if (of_class->count == 0) continue;
            add_row(results, park, strip_lines[kind], of_class->area_m2);
            struct lg_boundary_row *row = &results->boundary[results->boundary_count - 1];
            row->size_class = size_classes[class].name;
            row->count = of_class->count;
        }
    }
}

enum lg_status lg_quality_boundary(struct lg_model *model, struct lg_error *err)
{
    enum { WHOLE_LINES = 4, ROWS_MAX = WHOLE_LINES + STRIP_KIND_COUNT * CLASS_COUNT };
    size_t park_count = model->parks.table.count;
    struct lg_parcel_pieces index = {.start = NULL};
    struct park_strips *parks = calloc(park_count + 1, sizeof(*parks));
    struct lg_boundary_row *rows =
        lg_resize(NULL, ROWS_MAX * park_count, sizeof(*model->results.boundary));
    enum lg_status status;
    if (parks == NULL || rows == NULL) {
        free(rows);
        status =
            lg_fail(err, LG_NO_MEMORY, "no memory for the boundaries of %zu parks", park_count);
        goto done;
    }
    model->results.boundary = rows;
    model->results.boundary_count = 0;
    status = lg_parcel_pieces_init(&index, model, err);
    if (status != LG_OK) goto done;
    collect_gaps(model, parks);
    collect_beyond(model, &index, parks);
    for (size_t park = 0; park < park_count; park++) {
        add_park(model, park, &parks[park]);
    }

done:
    lg_parcel_pieces_reset(&index);
    free(parks);
    return status;
}
