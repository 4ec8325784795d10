/*
 * The made-up park: what generate.c lays out, with the lots of histories.c, and rows.c writes.
 * layer.c writes for the region, too.
 */
#ifndef SAMPLES_SAMPLE_H
#define SAMPLES_SAMPLE_H

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TEXT_SIZE 128
#define BUILT_MAX 512

/* Years of the supply history, the last full year before the evaluation date first. */
#define SUPPLY_YEARS 5

/* What a lot is for. */
enum kind { FACTORY, HOUSING, SHOPS, OFFICES, KIND_COUNT };

/* What a kind of lot is like once built. */
struct kind_entry {
    const char *built_state, *use, *use_name;
    double floors, cover; /* typical floors, share of the lot under roof */
};

extern const struct kind_entry kinds[KIND_COUNT];

/* One history of a lot, seen on 2026-06-30. NULL: nothing was entered. */
struct history {
    const char *state, *supply, *use; /* NULL state: built as its kind has it */
    const char *signed_on, *handover_due, *handover_on, *start_due, *start_on, *suspended_on;
    const char *completion_due, *completion_on, *recovered_on;
    double developed_share, invested_share; /* below 0: not entered */
    const char *cause, *evidence, *remark;
    const char *revised_start_due;                     /* by a supplementary agreement */
    const char *approved_on, *finding_no, *finding_on; /* conversion; the authority's finding */
    const char *connections; /* water, power, road, gas, heat, telecom: '1' or '0' each */
    const char *conditions;  /* levelled, expropriated, resettled and ten assessments: 1, 0, - */
};

/* A fault or a peculiarity of a lot; PUBLIC_LAND is none of a firm. */
enum quirk {
    NO_QUIRK,
    GAP,
    OVERLAP,
    BOW_TIE,
    SAME_ID,
    TWO_PARTS,
    WRONG_AREA,
    GROSS_AREA,
    NOTHING_ON_IT,
    BUILT_EARLY,
    PUBLIC_LAND
};

struct point {
    double u, v;
};

struct box {
    double u0, v0, u1, v1;
};

/* A lot that was built as agreed. */
extern const struct history built_in_time;
/** One of the other histories by number; behind the last they begin again. */
const struct history *other_history(unsigned number);
/** Of a lot on which the survey and what stands there contradict each other; NULL: no such. */
const struct history *contradiction(enum quirk quirk);

/* A row of the parcel layer before it is written. */
struct parcel {
    int zone;
    enum kind kind;
    enum quirk quirk;
    const struct history *history;
    const char *what;
    unsigned number;
    double area_m2;
    char holder[TEXT_SIZE];
};

/* The layers that keep land from being built or supplied. */
enum constraint { RED_LINE, RIVER_BANK, TOWN_LIMIT, CONSTRAINT_COUNT };

struct sample {
    GDALDatasetH set;
    OGRLayerH parks, parcels, buildings, plan, constraints[CONSTRAINT_COUNT];
    FILE *supply, *firms;
    unsigned row_count, parcel_count, building_count, plan_count, factory_count, history;
    size_t built_count;
    struct box built[BUILT_MAX]; /* [built_count] lots that a satellite sees built up */
    char last_id[TEXT_SIZE];
    bool failed;
};

/* A field of a shapefile's table; a list of them ends with a NULL name. */
struct field {
    const char *name;
    OGRFieldType type;
    int width, decimals;
};

/** Say once on stderr what went wrong; the sample is useless then. */
void fail(struct sample *sample, const char *what, const char *why);

/** Make a folder of shapefiles; layers of these names that an earlier run wrote are removed. */
void open_set(struct sample *sample, const char *folder, const char *const *names, size_t count);
/** Close it and write the code pages; every write is checked by then. */
void close_set(struct sample *sample, const char *folder, const char *const *names, size_t count);
/** Begin a layer of polygons. */
OGRLayerH open_layer(struct sample *sample, const char *name, int epsg, const struct field *fields);
/** Begin a table of text with its first line; NULL: it could not be opened. */
FILE *open_table(struct sample *sample, const char *folder, const char *name, const char *heading);
void close_table(struct sample *sample, FILE *file, const char *name);

/** Open the layers and tables in a folder; what an earlier run wrote there is replaced. */
void open_sample(struct sample *sample, const char *folder);
/** Close them; every write is checked by then. */
void close_sample(struct sample *sample, const char *folder);

OGRGeometryH make_polygon(const struct point *points, size_t count);
OGRGeometryH make_box(struct box box);
void add_ring(OGRGeometryH polygon, const struct point *points, size_t count);

/** Area on the ellipsoid, good to a few millionths as a survey's record is. */
double ellipsoid_m2(OGRGeometryH shape);

/** An amount to two decimals. */
double to_cents(double value);

/** A made-up firm by number; the same number is the same firm. */
void name_firm(unsigned number, char text[TEXT_SIZE]);

/** Write a parcel with its contract and its firm; the shape is taken over. */
void put_parcel(struct sample *sample, const struct parcel *parcel, OGRGeometryH shape);
/** Write a building on the last parcel. */
void put_building(struct sample *sample, struct box box, double floors, const char *status);

/** Set a field of a feature; NULL leaves it empty. */
void set_text(struct sample *sample, OGRFeatureH feature, const char *name, const char *value);
/** Set a field of a feature; NaN leaves it empty. */
void set_number(struct sample *sample, OGRFeatureH feature, const char *name, double value);
/** Set the fields NAME1 to NAME5. */
void set_years(struct sample *sample, OGRFeatureH feature, const char *name,
               const double values[SUPPLY_YEARS]);
/** Write a feature; it and the shape are taken over. */
void put(struct sample *sample, OGRLayerH layer, OGRFeatureH feature, OGRGeometryH shape);
/** From the plane of the layers to local steps. */
struct point to_local(double x_m, double y_m);
/** A way from degrees to that plane; NULL: there is none. */
OGRCoordinateTransformationH to_plane(void);
/** Whether a place lies on a street of the sample's grid. */
bool is_street(struct point point);

/** Write a piece of the plan; uses are those of the guide of 2023. */
void put_plan(struct sample *sample, struct box box, const char *use);
/** Write a polygon of a constraint. */
void put_constraint(struct sample *sample, enum constraint constraint, struct box box);
/** Remember a lot that is built up. */
void note_built(struct sample *sample, struct box box);
/** Write what is built up as a GeoTIFF in degrees. @param whole  land that the satellite sees */
void put_raster(struct sample *sample, const char *path, struct box whole);

struct park {
    const char *code, *name, *type, *scope, *eval_type, *parent;
    double population, record_excess; /* recorded area over the measured one, a share */
    double supplied_ha[SUPPLY_YEARS], industrial_ha[SUPPLY_YEARS]; /* the second is part of it */
};

/** Write a park feature; the shape is taken over. */
void put_park(struct sample *sample, const struct park *park, OGRGeometryH shape);

#endif
