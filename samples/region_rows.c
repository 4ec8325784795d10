/*
 * Writes the rows of the made-up region: shapefiles in GBK with pinyin field names.
 */
#include "samples/region.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* EPSG: CGCS2000 in degrees, and in 3-degree zone 0 with the zone's number before the easting. */
#define EPSG_DEGREES 4490
#define EPSG_ZONE_0  4488
/* CGCS2000 */
#define AXIS_M  6378137.0
#define FLATTEN (1 / 298.257222101)
#define EARTH_M 6371000.0

static const struct field park_fields[] = {
    {"KFQDM", OFTString, 7, 0},    {"KFQMC", OFTString, 60, 0},  {"KFQJB", OFTString, 10, 0},
    {"KFQSPLX", OFTString, 24, 0}, {"YQFL", OFTString, 10, 0},   {"KFQPJFW", OFTString, 12, 0},
    {"KFQPJLX", OFTString, 16, 0}, {"SJYQDM", OFTString, 7, 0},  {"XZQMC", OFTString, 30, 0},
    {"FRD", OFTString, 30, 0},     {"FXBL", OFTReal, 6, 2},      {"NXSL", OFTString, 2, 0},
    {"SPTDZMJ", OFTReal, 12, 4},   {"KFQPJMJ", OFTReal, 12, 4},  {"SLSJ", OFTString, 10, 0},
    {"CZRK", OFTReal, 8, 0},       {"GDZCTZZE", OFTReal, 14, 2}, {"GYZSR", OFTReal, 14, 2},
    {"GYSSZE", OFTReal, 14, 2},    {"ESCYSSZE", OFTReal, 14, 2}, {"GDMJ1", OFTReal, 10, 4},
    {"GDMJ2", OFTReal, 10, 4},     {"GDMJ3", OFTReal, 10, 4},    {"GDMJ4", OFTReal, 10, 4},
    {"GDMJ5", OFTReal, 10, 4},     {"GYGD1", OFTReal, 10, 4},    {"GYGD2", OFTReal, 10, 4},
    {"GYGD3", OFTReal, 10, 4},     {"GYGD4", OFTReal, 10, 4},    {"GYGD5", OFTReal, 10, 4},
    {"TJBS", OFTString, 2, 0},     {NULL, OFTString, 0, 0},
};

/* Floor areas and footprints in 10 000 m2, as the evaluation's data standard has these names. */
static const struct field parcel_fields[] = {
    {"ZDDM", OFTString, 19, 0},   {"ZL", OFTString, 60, 0},     {"TDSYZ", OFTString, 60, 0},
    {"DLDM", OFTString, 4, 0},    {"GYDM", OFTString, 4, 0},    {"DLBM", OFTString, 5, 0},
    {"PZDM", OFTString, 5, 0},    {"GHDM", OFTString, 5, 0},    {"ZDMJ", OFTReal, 12, 2},
    {"JZMJ", OFTReal, 12, 6},     {"JZJDMJ", OFTReal, 12, 6},   {"JDZMJ", OFTReal, 12, 6},
    {"DZJGH", OFTString, 20, 0},  {"QDRQ", OFTString, 10, 0},   {"YDJDSJ", OFTString, 10, 0},
    {"SJJDSJ", OFTString, 10, 0}, {"YDDGSJ", OFTString, 10, 0}, {"SJDGSJ", OFTString, 10, 0},
    {"ZZKFSJ", OFTString, 10, 0}, {"YDJGSJ", OFTString, 10, 0}, {"SJJGSJ", OFTString, 10, 0},
    {"SHRQ", OFTString, 10, 0},   {"YDGMJ", OFTReal, 12, 2},    {"YKGMJ", OFTReal, 12, 2},
    {"ZTZE", OFTReal, 12, 2},     {"YTZE", OFTReal, 12, 2},     {"CJJG", OFTReal, 12, 2},
    {"XZYY", OFTString, 4, 0},    {"ZMWH", OFTString, 40, 0},   {"RDSH", OFTString, 40, 0},
    {"RDSJ", OFTString, 10, 0},   {"HYDM", OFTString, 4, 0},    {"GDZCTZ", OFTReal, 12, 2},
    {"ZSR", OFTReal, 12, 2},      {"SSZE", OFTReal, 12, 2},     {"BZD", OFTString, 2, 0},
    {NULL, OFTString, 0, 0},
};

static const struct field limit_fields[] = {{"MC", OFTString, 20, 0}, {NULL, OFTString, 0, 0}};

/* ---- shapes ---- */

OGRGeometryH make_shape(const struct site *site, const struct point *points, size_t count)
{
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (size_t i = 0; i <= count; i++) {
        const struct point *point = &points[i % count];
        OGR_G_AddPoint_2D(ring, site->x0 + (site->a * point->u - site->b * point->v) * site->step,
                          site->y0 + (site->b * point->u + site->a * point->v) * site->step);
    }
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    (void)OGR_G_AddGeometryDirectly(polygon, ring);
    return polygon;
}

OGRGeometryH make_rectangle(const struct site *site, struct box box)
{
    const struct point points[] = {
        {box.u0, box.v0}, {box.u0, box.v1}, {box.u1, box.v1}, {box.u1, box.v0}};
    return make_shape(site, points, 4);
}

/*
 * Area on the ellipsoid, good to a few millionths. In a plane it is smaller by the square of the
 * distance from the meridian over the earth's radius; in degrees a step is as long as the
 * ellipsoid's radii of curvature make it.
 */
static double measured_m2(const struct site *site, OGRGeometryH shape)
{
    OGREnvelope box;
    OGR_G_GetEnvelope(shape, &box);
    double area = OGR_G_Area(shape);
    if (!site->in_degrees) {
        double meridian_m = site->zone * 1000000.0 + 500000.0;
        double east = ((box.MinX + box.MaxX) / 2 - meridian_m) / EARTH_M;
        return area / (1 + east * east);
    }
    const double radian = acos(-1) / 180, e2 = FLATTEN * (2 - FLATTEN);
    double latitude = (box.MinY + box.MaxY) / 2 * radian;
    double w2 = 1 - e2 * sin(latitude) * sin(latitude);
    return area * radian * radian * AXIS_M * AXIS_M * (1 - e2) * cos(latitude) / (w2 * w2);
}

/* ---- rows ---- */

/* A number that differs from lot to lot and is the same on both dates. */
static unsigned number_of(const struct lot *lot)
{
    return (unsigned)((int)lot->park->site * 13 + lot->column * 7 + lot->row * 5 + lot->slot * 3);
}

static bool is_built(const struct lot *lot)
{
    const char *state = lot->land->state;
    if (lot->history != NULL && lot->history->state != NULL) state = lot->history->state;
    return state[0] == 'A';
}

/* How much more or less than is usual a lot has and yields: the same in parks laid out alike. */
static double spread_of(const struct lot *lot)
{
    return 0.8 + 0.1 * ((lot->column * 7 + lot->row * 5 + lot->slot * 3) % 5);
}

/* The year of a contract of long ago, after the park was set up. */
static int contract_year(const struct lot *lot)
{
    int year = 2001;
    if (lot->park->established != NULL) year = (int)strtol(lot->park->established, NULL, 10);
    year += 1 + (int)(number_of(lot) % 7);
    return year > 2022 ? 2022 : year;
}

static void set_day(struct region *region, OGRFeatureH feature, const char *name, int year,
                    const char *day)
{
    char text[TEXT_SIZE];
    (void)snprintf(text, TEXT_SIZE, "%d-%s", year, day);
    set_text(&region->sample, feature, name, text);
}

static void set_dates(struct region *region, OGRFeatureH feature, const struct lot *lot)
{
    const struct history *h = lot->history;
    if (h == NULL) {
        int year = contract_year(lot);
        set_day(region, feature, "QDRQ", year, "03-10");
        set_day(region, feature, "YDJDSJ", year, "05-31");
        set_day(region, feature, "SJJDSJ", year, "05-20");
        set_day(region, feature, "YDDGSJ", year, "09-30");
        set_day(region, feature, "SJDGSJ", year, "09-12");
        set_day(region, feature, "YDJGSJ", year + 2, "09-30");
        set_day(region, feature, "SJJGSJ", year + 2, "08-25");
        return;
    }
    const struct {
        const char *field, *value;
    } texts[] = {
        {"QDRQ", h->signed_on},        {"YDJDSJ", h->handover_due},
        {"SJJDSJ", h->handover_on},    {"YDDGSJ", h->start_due},
        {"SJDGSJ", h->start_on},       {"ZZKFSJ", h->suspended_on},
        {"YDJGSJ", h->completion_due}, {"SJJGSJ", h->completion_on},
        {"SHRQ", h->recovered_on},     {"XZYY", h->cause},
        {"ZMWH", h->evidence},         {"RDSH", h->finding_no},
        {"RDSJ", h->finding_on},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        set_text(&region->sample, feature, texts[i].field, texts[i].value);
    }
}

/* Amounts of the contract, 10 000 yuan; the share developed and invested where it is known. */
static void set_contract(struct region *region, OGRFeatureH feature, const struct lot *lot)
{
    struct sample *sample = &region->sample;
    const struct history *h = lot->history;
    char number[2 * TEXT_SIZE], year[TEXT_SIZE];
    (void)snprintf(year, sizeof(year), "%d", contract_year(lot));
    if (h != NULL) (void)snprintf(year, sizeof(year), "%.4s", h->signed_on);
    (void)snprintf(number, sizeof(number), "%s%sB%d%02d%02d", lot->park->code + 1, year,
                   lot->row + 1, lot->column + 1, lot->slot);
    set_text(sample, feature, "DZJGH", number);
    set_number(sample, feature, "CJJG", to_cents(lot->area_m2 * 0.02));
    bool is_industrial = strncmp(lot->land->approved, "06", 2) == 0;
    if (is_industrial) set_text(sample, feature, "BZD", number_of(lot) % 3 == 0 ? "否" : "是");
    double developed = h == NULL ? 1 : h->developed_share;
    double invested = h == NULL ? 1 : h->invested_share;
    if (developed < 0) return;
    double due_m2 = floor(lot->area_m2), investment = round(lot->area_m2 * 0.3);
    set_number(sample, feature, "YDGMJ", due_m2);
    set_number(sample, feature, "YKGMJ", to_cents(due_m2 * developed));
    set_number(sample, feature, "ZTZE", investment);
    set_number(sample, feature, "YTZE", to_cents(investment * invested));
}

/* Classes of GB/T 4754-2017: drinks, Tibetan medicine, building materials and what else there is.
 */
static const char *industry_of(const struct lot *lot)
{
    static const char *const makers[] = {"1523", "2740", "3021", "1351", "3311", "1512", "2432"};
    if (strcmp(lot->land->use, "0604") == 0) return "5990";
    return makers[number_of(lot) % (sizeof(makers) / sizeof(makers[0]))];
}

/* What a built lot yields a year; parks add it up. */
static void set_yield(struct region *region, OGRFeatureH feature, const struct lot *lot,
                      struct totals *yield)
{
    struct sample *sample = &region->sample;
    const struct region_park *park = lot->park;
    double ha = lot->area_m2 / 10000 * spread_of(lot);
    yield->industrial_m2 = lot->area_m2;
    yield->investment = to_cents(park->investment_per_ha * ha);
    yield->revenue = to_cents(park->revenue_per_ha * ha);
    yield->tax = to_cents(park->tax_per_ha * ha);
    set_text(sample, feature, "HYDM", industry_of(lot));
    set_number(sample, feature, "GDZCTZ", yield->investment);
    set_number(sample, feature, "ZSR", yield->revenue);
    set_number(sample, feature, "SSZE", yield->tax);
}

static void set_buildings(struct region *region, OGRFeatureH feature, const struct lot *lot)
{
    double share = lot->land->cover * lot->park->intensity * (1 + spread_of(lot)) / 2;
    double footprint_m2 = lot->area_m2 * share;
    double floors = lot->land->floors;
    set_number(&region->sample, feature, "JZJDMJ", footprint_m2 / 10000);
    set_number(&region->sample, feature, "JZMJ", footprint_m2 * floors / 10000);
    set_number(&region->sample, feature, "JDZMJ", (footprint_m2 + lot->area_m2 * 0.12) / 10000);
}

static bool holds_cell(const struct region *region, const struct region_park *park,
                       const struct lot *lot)
{
    return park->site == lot->park->site && lot->column >= park->column &&
           lot->column < park->column + park->columns[region->date] && lot->row >= park->row &&
           lot->row < park->row + park->row_count;
}

/* A lot counts in every park that it lies in. */
static void add_totals(struct region *region, const struct lot *lot, const struct totals *yield)
{
    for (size_t park = 0; park < region_park_count; park++) {
        if (!holds_cell(region, &region_parks[park], lot)) continue;
        struct totals *totals = &region->totals[park];
        totals->built_m2 += yield->built_m2;
        totals->industrial_m2 += yield->industrial_m2;
        totals->investment += yield->investment;
        totals->revenue += yield->revenue;
        totals->tax += yield->tax;
    }
}

static void name_lot(struct region *region, OGRFeatureH feature, const struct lot *lot)
{
    char text[TEXT_SIZE];
    bool is_main = strcmp(lot->park->scope, "主区") == 0;
    (void)snprintf(text, TEXT_SIZE, "%s001%sGB%d%02d%02d", lot->park->code + 1,
                   is_main ? "001" : "002", lot->row + 1, lot->column + 1, lot->slot);
    set_text(&region->sample, feature, "ZDDM", text);
    (void)snprintf(text, TEXT_SIZE, "虚构路%u号(%s)", number_of(lot), lot->land->title);
    set_text(&region->sample, feature, "ZL", text);
    bool is_firm = lot->history == NULL || lot->history->signed_on != NULL;
    (void)snprintf(text, TEXT_SIZE, "%s管理委员会", lot->park->name);
    if (is_firm) name_firm(number_of(lot) + (lot->is_sold ? 4 : 0), text);
    set_text(&region->sample, feature, "TDSYZ", text);
}

/* The plan has what was approved, but for some works and shops. */
static const char *planned_use(const struct lot *lot)
{
    const char *state = lot->land->state;
    if (state == NULL || lot->history != NULL) return lot->land->approved;
    if (strcmp(state, "A2") == 0 && number_of(lot) % 9 == 0) return "0604";
    if (strcmp(state, "A4") == 0 && number_of(lot) % 5 == 0) return "0701";
    return lot->land->approved;
}

void put_lot(struct region *region, struct lot *lot, OGRGeometryH shape)
{
    struct sample *sample = &region->sample;
    const struct history *h = lot->history;
    const struct land *land = lot->land;
    struct totals yield = {0};
    lot->area_m2 = measured_m2(&sites[lot->park->site], shape);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->parcels));
    name_lot(region, feature, lot);
    set_text(sample, feature, "DLDM", h == NULL || h->state == NULL ? land->state : h->state);
    set_text(sample, feature, "GYDM", h == NULL ? "D21" : h->supply);
    set_text(sample, feature, "DLBM", h == NULL || h->use == NULL ? land->use : h->use);
    set_text(sample, feature, "PZDM", land->approved);
    set_text(sample, feature, "GHDM", planned_use(lot));
    set_number(sample, feature, "ZDMJ", to_cents(lot->area_m2));
    set_dates(region, feature, lot);
    if (h == NULL || h->signed_on != NULL) set_contract(region, feature, lot);
    if (is_built(lot)) {
        yield.built_m2 = lot->area_m2;
        if (land->cover > 0) set_buildings(region, feature, lot);
        if (strcmp(land->state, "A2") == 0) set_yield(region, feature, lot, &yield);
    }
    add_totals(region, lot, &yield);
    put(sample, sample->parcels, feature, shape);
    sample->row_count++;
}

static void set_park_texts(struct sample *sample, OGRFeatureH feature,
                           const struct region_park *park)
{
    const struct {
        const char *field, *value;
    } texts[] = {
        {"KFQDM", park->code},
        {"KFQMC", park->name},
        {"KFQJB", park->level},
        {"KFQSPLX", park->type},
        {"YQFL", park->class_name},
        {"KFQPJFW", park->scope},
        {"KFQPJLX", park->eval_type},
        {"SJYQDM", park->parent},
        {"XZQMC", park->home},
        {"FRD", park->host},
        {"SLSJ", park->established},
        {"TJBS", park->statistics},
        {"NXSL", park->is_candidate ? "是" : "否"},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        set_text(sample, feature, texts[i].field, texts[i].value);
    }
}

void put_region_park(struct region *region, size_t number)
{
    const struct region_park *park = &region_parks[number];
    const struct totals *totals = &region->totals[number];
    struct sample *sample = &region->sample;
    struct box box = {.u0 = park->column * CELL_U, .v0 = park->row * CELL_V};
    box.u1 = box.u0 + park->columns[region->date] * CELL_U;
    box.v1 = box.v0 + park->row_count * CELL_V;
    OGRGeometryH shape = make_rectangle(&sites[park->site], box);
    double area_ha = measured_m2(&sites[park->site], shape) / 10000;
    double built_ha = totals->built_m2 / 10000;
    bool is_main = strcmp(park->scope, "主区") == 0;

    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->parks));
    set_park_texts(sample, feature, park);
    if (is_main && !park->is_candidate) set_number(sample, feature, "SPTDZMJ", area_ha);
    set_number(sample, feature, "KFQPJMJ", area_ha);
    set_number(sample, feature, "FXBL", park->share);
    set_number(sample, feature, "CZRK", round(park->people_per_ha * built_ha));
    bool is_delivered = !isnan(park->investment_per_ha);
    set_number(sample, feature, "GDZCTZZE", is_delivered ? totals->investment : (double)NAN);
    is_delivered = !isnan(park->revenue_per_ha);
    set_number(sample, feature, "GYZSR", is_delivered ? totals->revenue : (double)NAN);
    set_number(sample, feature, "GYSSZE", is_delivered ? totals->tax : (double)NAN);
    set_number(sample, feature, "ESCYSSZE", round(park->total_tax_per_ha * built_ha));
    set_years(sample, feature, "GDMJ", park->supplied_ha);
    set_years(sample, feature, "GYGD", park->industrial_ha);
    put(sample, sample->parks, feature, shape);
}

void put_limit(struct region *region, const struct limit *limit)
{
    struct sample *sample = &region->sample;
    OGRLayerH layer = sample->constraints[limit->constraint];
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    const struct box box = {limit->column0 * CELL_U, limit->row0 * CELL_V, limit->column1 * CELL_U,
                            limit->row1 * CELL_V};
    set_text(sample, feature, "MC", "虚构");
    put(sample, layer, feature, make_rectangle(&sites[limit->site], box));
}

/* ---- layers ---- */

static const struct {
    const char *name;
    const struct field *fields;
} layers[LAYERS_OF_ZONE_MAX] = {{"园区", park_fields},
                                {"宗地", parcel_fields},
                                {"城镇开发边界", limit_fields},
                                {"生态保护红线", limit_fields}};

static bool has_red_line(int zone)
{
    for (size_t i = 0; i < limit_count; i++) {
        if (limits[i].constraint == RED_LINE && sites[limits[i].site].zone == zone) return true;
    }
    return false;
}

size_t name_layers(int zone, char names[LAYERS_OF_ZONE_MAX][TEXT_SIZE])
{
    for (size_t i = 0; i < LAYERS_OF_ZONE_MAX; i++) {
        (void)snprintf(names[i], TEXT_SIZE, "%s%d", layers[i].name, zone);
    }
    return has_red_line(zone) ? LAYERS_OF_ZONE_MAX : LAYERS_OF_ZONE_MAX - 1;
}

void open_zone(struct region *region, int zone)
{
    char names[LAYERS_OF_ZONE_MAX][TEXT_SIZE];
    OGRLayerH opened[LAYERS_OF_ZONE_MAX] = {NULL};
    size_t count = name_layers(zone, names);
    int epsg = EPSG_ZONE_0 + zone;
    for (int site = 0; site < SITE_COUNT; site++) {
        if (sites[site].zone == zone && sites[site].in_degrees) epsg = EPSG_DEGREES;
    }
    for (size_t i = 0; i < count; i++) {
        opened[i] = open_layer(&region->sample, names[i], epsg, layers[i].fields);
    }
    region->sample.parks = opened[0];
    region->sample.parcels = opened[1];
    region->sample.constraints[TOWN_LIMIT] = opened[2];
    region->sample.constraints[RED_LINE] = opened[3];
}
