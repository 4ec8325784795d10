/*
 * Writes the second sample: a region of parks that do not exist, on two evaluation dates.
 *
 *     region FOLDER
 *
 * A folder a date, and in it the parks and the parcels of each 3-degree zone. The same program
 * writes the same bytes each time. Land lies on grids that are turned by Pythagorean triangles and
 * scaled so that corners are exact binary numbers and neighbours share their edges to the last bit;
 * one zone's grid stands in degrees, and its lines run along meridians and parallels.
 */
#include "samples/region.h"

#include <cpl_vsi.h>

#include <assert.h>
#include <string.h>

#define STREET     32.0
#define ZONE_FIRST 27
#define ZONE_LAST  32
#define ZONE_COUNT (ZONE_LAST - ZONE_FIRST + 1)

static const char *const dates[DATE_COUNT] = {"2026-03-31", "2026-06-30"};

/* A street along the west and the south of a cell. */
static void put_street(struct region *region, const struct lot *cell)
{
    static const struct history allocated = {
        .supply = "D1", .developed_share = -1, .invested_share = -1};
    static const struct land street = {
        .state = "A31", .use = "1004", .title = "街道", .approved = "1004"};
    struct box box = cell->box;
    const struct point points[] = {{box.u0, box.v0},          {box.u0, box.v1},
                                   {box.u0 + STREET, box.v1}, {box.u0 + STREET, box.v0 + STREET},
                                   {box.u1, box.v0 + STREET}, {box.u1, box.v0}};
    struct lot lot = *cell;
    lot.land = &street;
    lot.history = &allocated;
    lot.slot = 0;
    put_lot(region, &lot, make_shape(&sites[cell->park->site], points, 6));
}

/* One lot of a cell, as it is on the date: whole, in two, with its neighbour, or not there. */
static void put_lot_of_cell(struct region *region, const struct lot *cell, int number)
{
    const struct land *land = cell->land;
    const struct site *site = &sites[cell->park->site];
    const struct change *change = find_change(cell->park->site, cell->column, cell->row, number);
    bool is_second = region->date == SECOND_DATE;
    enum fate fate = change == NULL || !is_second ? STAYS : change->fate;
    if (fate == GOES) return;

    double inset = land->has_street ? STREET : 0;
    double width = (CELL_U - inset) / land->across, depth = (CELL_V - inset) / land->down;
    struct lot lot = *cell;
    lot.slot = number + 1 + (fate == TAKES_NEXT ? 20 : 0);
    lot.is_sold = fate == SOLD;
    lot.history = change == NULL ? land->history : change->histories[region->date];
    int across = number % land->across, down = number / land->across;
    lot.box.u0 += inset + across * width;
    lot.box.v0 += inset + down * depth;
    lot.box.u1 = lot.box.u0 + width * (fate == TAKES_NEXT ? 2 : 1);
    lot.box.v1 = lot.box.v0 + depth;
    if (fate == SPLITS) {
        struct lot part = lot;
        part.slot = 11 + 2 * number;
        part.box.v1 = lot.box.v0 + depth / 2;
        put_lot(region, &part, make_rectangle(site, part.box));
        lot.slot = part.slot + 1;
        lot.box.v0 = part.box.v1;
    }
    put_lot(region, &lot, make_rectangle(site, lot.box));
}

static void put_cell(struct region *region, const struct region_park *park, int column, int row)
{
    struct lot cell = {.park = park,
                       .land = find_land(park->rows[row][column]),
                       .column = park->column + column,
                       .row = park->row + row};
    if (cell.land == NULL) {
        fail(&region->sample, park->rows[row], "a letter that stands for no land");
        return;
    }
    cell.box.u0 = cell.column * CELL_U;
    cell.box.v0 = cell.row * CELL_V;
    cell.box.u1 = cell.box.u0 + CELL_U;
    cell.box.v1 = cell.box.v0 + CELL_V;
    if (cell.land->has_street) put_street(region, &cell);
    for (int lot = 0; lot < cell.land->across * cell.land->down; lot++) {
        put_lot_of_cell(region, &cell, lot);
    }
}

static void put_land(struct region *region, const struct region_park *park)
{
    for (int row = 0; park->rows[0] != NULL && row < park->row_count; row++) {
        for (int column = 0; column < park->columns[region->date]; column++) {
            put_cell(region, park, column, row);
        }
    }
}

static void put_zone(struct region *region, int zone)
{
    open_zone(region, zone);
    if (region->sample.failed) return;
    for (size_t park = 0; park < region_park_count; park++) {
        if (sites[region_parks[park].site].zone == zone) put_land(region, &region_parks[park]);
    }
    for (size_t park = 0; park < region_park_count; park++) {
        if (sites[region_parks[park].site].zone == zone) put_region_park(region, park);
    }
    for (size_t i = 0; i < limit_count; i++) {
        if (sites[limits[i].site].zone == zone) put_limit(region, &limits[i]);
    }
}

/* Write the layers of one date. @return rows of parcels, 0 when it went wrong */
static unsigned put_date(const char *folder, enum date date)
{
    char path[1024], texts[ZONE_COUNT][LAYERS_OF_ZONE_MAX][TEXT_SIZE];
    const char *names[ZONE_COUNT * LAYERS_OF_ZONE_MAX];
    size_t count = 0;
    for (int i = 0; i < ZONE_COUNT; i++) {
        size_t layers_of_zone = name_layers(ZONE_FIRST + i, texts[i]);
        for (size_t layer = 0; layer < layers_of_zone; layer++) {
            names[count++] = texts[i][layer];
        }
    }
    (void)VSIMkdir(folder, 0755); /* VSIMkdirRecursive() makes no parent of a relative path */
    (void)snprintf(path, sizeof(path), "%s/%s", folder, dates[date]);
    struct region region = {.date = date};
    open_set(&region.sample, path, names, count);
    for (int i = 0; i < ZONE_COUNT && !region.sample.failed; i++) {
        put_zone(&region, ZONE_FIRST + i);
    }
    close_set(&region.sample, path, names, count);
    return region.sample.failed ? 0 : region.sample.row_count;
}

int main(int count, char **texts)
{
    if (count != 2 || texts[1][0] == '-') {
        (void)fputs("usage: region FOLDER   writes the made-up region into FOLDER\n", stderr);
        return 64;
    }
    assert(region_park_count <= PARK_MAX);
    for (int date = 0; date < DATE_COUNT; date++) {
        unsigned rows = put_date(texts[1], (enum date)date);
        if (rows == 0) return 74;
        (void)printf("made up: %zu parks and %u parcels in %s/%s\n", region_park_count, rows,
                     texts[1], dates[date]);
    }
    return 0;
}
