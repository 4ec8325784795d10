/*
 * The made-up region: its parks stand in region_parks.c, their lots in region_lots.c; region.c lays
 * them out, region_rows.c writes them.
 */
#ifndef SAMPLES_REGION_H
#define SAMPLES_REGION_H

#include "samples/sample.h"

#define ROWS_MAX           4
#define PARK_MAX           24
#define DATE_COUNT         2
#define LAYERS_OF_ZONE_MAX 4

/* A cell of a grid in steps: about 400 m by 300 m, 12 ha. */
#define CELL_U 512.0
#define CELL_V 384.0

/* Evaluation dates; the second is a quarter after the first. */
enum date { FIRST_DATE, SECOND_DATE };

/* A grid of cells on which one park, or several side by side, are laid out. */
enum site_id {
    LAKE,
    BONDED,
    BARLEY,
    FLOWER,
    FIR,
    PASTURE,
    CLOUD,
    STAR,
    GLACIER,
    MOUNTAIN,
    LUCK,
    LOTUS,
    DAWN,
    SITE_COUNT
};

/* Place u, v of the grid is x = x0 + (a u - b v) step, y = y0 + (b u + a v) step. */
struct site {
    int zone;        /* 3-degree zone; its files hold the site */
    bool in_degrees; /* x0 and y0 are longitude and latitude; else with the zone's number in x0 */
    int a, b;        /* the grid is turned by their angle; 1, 0: not at all */
    double x0, y0, step;
};

/* One feature of the boundary layer. Levels are 10 000 yuan a hectare; NaN: not delivered. */
struct region_park {
    const char *code, *name, *level, *type, *class_name, *scope, *eval_type, *parent;
    const char *home, *host, *established;
    const char *rows[ROWS_MAX]; /* letters of land, the southernmost row first; NULL: the land is
                                   that of the park around it, so nothing is laid out again */
    const char *statistics;     /* 是, 否, NULL */
    enum site_id site;
    int column, row, row_count; /* its first cell on the site */
    int columns[DATE_COUNT];    /* cells from west to east on each date */
    bool is_candidate;
    double share;
    double investment_per_ha, revenue_per_ha, tax_per_ha; /* of built industrial land */
    double total_tax_per_ha, people_per_ha;               /* of built urban land */
    double intensity; /* how much stands on built lots, 1 is usual */
    double supplied_ha[SUPPLY_YEARS], industrial_ha[SUPPLY_YEARS];
};

/* What a letter of a row stands for. */
struct land {
    char letter;
    bool has_street;                 /* along the cell's west and south */
    int across, down;                /* lots of the cell */
    const struct history *history;   /* NULL: built years ago, under a contract */
    const char *state, *use, *title; /* state and use once built, and in words */
    const char *approved;            /* use */
    double floors, cover;            /* once built: floors, share of the lot under roof */
};

/* What becomes of a lot between the dates, but for its history. */
enum fate { STAYS, SPLITS, TAKES_NEXT, GOES, SOLD };

/* A lot out of the ordinary; NULL: as its letter says. */
struct change {
    enum site_id site;
    int column, row, lot;
    enum fate fate;
    const struct history *histories[DATE_COUNT];
};

/* A box of a layer that keeps land from being built on, in cells of a site. */
struct limit {
    enum site_id site;
    enum constraint constraint;
    double column0, row0, column1, row1;
};

/* What the lots of a park come to: m2 and 10 000 yuan. */
struct totals {
    double built_m2, industrial_m2, investment, revenue, tax;
};

struct region {
    struct sample sample; /* the layers of the zone in hand */
    enum date date;
    struct totals totals[PARK_MAX];
};

/* A lot before it is written. */
struct lot {
    const struct region_park *park;
    const struct land *land;
    const struct history *history;
    struct box box;
    int column, row, slot; /* its cell on the site, its number in it */
    bool is_sold;
    double area_m2;
};

extern const struct site sites[SITE_COUNT];
extern const struct region_park region_parks[];
extern const size_t region_park_count;
extern const struct limit limits[];
extern const size_t limit_count;

/** The land that a letter stands for; NULL: none. */
const struct land *find_land(char letter);
/** What is out of the ordinary about a lot; NULL: nothing. */
const struct change *find_change(enum site_id site, int column, int row, int lot);

/** Begin the layers of a zone; the limits only where the zone has some. */
void open_zone(struct region *region, int zone);
/** The names of a zone's layers. @return how many of them the zone has */
size_t name_layers(int zone, char names[LAYERS_OF_ZONE_MAX][TEXT_SIZE]);

OGRGeometryH make_shape(const struct site *site, const struct point *points, size_t count);
OGRGeometryH make_rectangle(const struct site *site, struct box box);

/** Write a lot, and add what it yields to each park that it lies in; the shape is taken over. */
void put_lot(struct region *region, struct lot *lot, OGRGeometryH shape);
/** Write a park's feature with what its lots come to: after them. */
void put_region_park(struct region *region, size_t number);
/** Write a box of a limit. */
void put_limit(struct region *region, const struct limit *limit);

#endif
