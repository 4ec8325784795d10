/*
 * Writes the rows of the sample: shapefiles in GBK with pinyin field names, tables as CSV.
 */
#include "samples/sample.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <math.h>
#include <string.h>

/* CGCS2000, 3-degree zone 30 with its number before the easting; near 91.0 E, 29.65 N. */
#define CRS_EPSG   4518
#define EASTING_M  30596000.0
#define NORTHING_M 3281500.0

#define MERIDIAN_M 30500000.0
#define EARTH_M    6371000.0

/* A survey on the ground at 3650 m gives more than the ellipsoid has, as old certificates show. */
#define GROUND_EXCESS 1147e-6

const struct kind_entry kinds[KIND_COUNT] = {
    [FACTORY] = {"A2", "0601", "工业厂区", 2, 0.45},
    [HOUSING] = {"A1", "0701", "职工住宅", 6, 0.25},
    [SHOPS] = {"A4", "0501", "商业网点", 3, 0.40},
    [OFFICES] = {"A52", "0801", "管理服务", 5, 0.30},
};

static const struct field park_fields[] = {
    {"KFQDM", OFTString, 7, 0},    {"KFQMC", OFTString, 60, 0},  {"KFQJB", OFTString, 10, 0},
    {"KFQSPLX", OFTString, 20, 0}, {"YQFL", OFTString, 10, 0},   {"KFQPJFW", OFTString, 12, 0},
    {"KFQPJLX", OFTString, 16, 0}, {"SJYQDM", OFTString, 7, 0},  {"XZQMC", OFTString, 30, 0},
    {"SPTDZMJ", OFTReal, 12, 4},   {"KFQPJMJ", OFTReal, 12, 4},  {"SLSJ", OFTString, 8, 0},
    {"CZRK", OFTReal, 8, 0},       {"GDZCTZZE", OFTReal, 14, 2}, {"GYZSR", OFTReal, 14, 2},
    {"GYSSZE", OFTReal, 14, 2},    {"ESCYSSZE", OFTReal, 14, 2}, {"GDMJ1", OFTReal, 10, 4},
    {"GDMJ2", OFTReal, 10, 4},     {"GDMJ3", OFTReal, 10, 4},    {"GDMJ4", OFTReal, 10, 4},
    {"GDMJ5", OFTReal, 10, 4},     {"GYGD1", OFTReal, 10, 4},    {"GYGD2", OFTReal, 10, 4},
    {"GYGD3", OFTReal, 10, 4},     {"GYGD4", OFTReal, 10, 4},    {"GYGD5", OFTReal, 10, 4},
    {NULL, OFTString, 0, 0},
};

static const struct field parcel_fields[] = {
    {"ZDDM", OFTString, 19, 0},  {"ZL", OFTString, 60, 0},   {"TDSYZ", OFTString, 60, 0},
    {"DLDM", OFTString, 4, 0},   {"GYDM", OFTString, 4, 0},  {"DLBM", OFTString, 5, 0},
    {"PZDM", OFTString, 5, 0},   {"ZDMJ", OFTReal, 12, 2},   {"ZSMJ", OFTReal, 12, 2},
    {"JDZMJ", OFTReal, 12, 2},   {"RJLXX", OFTReal, 6, 2},   {"RJLSX", OFTReal, 6, 2},
    {"DZJGH", OFTString, 20, 0}, {"XZYY", OFTString, 4, 0},  {"ZMWH", OFTString, 40, 0},
    {"TDXZQK", OFTString, 2, 0}, {"SFDY", OFTString, 2, 0},  {"SFCF", OFTString, 2, 0},
    {"RDSH", OFTString, 40, 0},  {"RDSJ", OFTString, 10, 0}, {"PZRQ", OFTString, 10, 0},
    {"TSHUI", OFTString, 2, 0},  {"TDIAN", OFTString, 2, 0}, {"TLU", OFTString, 2, 0},
    {"TQI", OFTString, 2, 0},    {"TNUAN", OFTString, 2, 0}, {"TXUN", OFTString, 2, 0},
    {"CDPZ", OFTString, 8, 0},   {"ZSWC", OFTString, 8, 0},  {"AZBC", OFTString, 8, 0},
    {"DZZH", OFTString, 8, 0},   {"DZAQ", OFTString, 8, 0},  {"YFKC", OFTString, 8, 0},
    {"SBPJ", OFTString, 8, 0},   {"HSYX", OFTString, 8, 0},  {"TRWR", OFTString, 8, 0},
    {"WWDC", OFTString, 8, 0},   {"GXPC", OFTString, 8, 0},  {"LDPC", OFTString, 8, 0},
    {"RFPC", OFTString, 8, 0},   {"BZ", OFTString, 60, 0},   {NULL, OFTString, 0, 0},
};

static const struct field plan_fields[] = {
    {"DKBH", OFTString, 8, 0}, {"YDYHFLDM", OFTString, 6, 0}, {NULL, OFTString, 0, 0}};
static const struct field constraint_fields[] = {{"MC", OFTString, 20, 0}, {NULL, OFTString, 0, 0}};

static const struct field building_fields[] = {
    {"JZBH", OFTString, 12, 0}, {"ZDDM", OFTString, 19, 0}, {"CS", OFTInteger, 4, 0},
    {"GD", OFTReal, 8, 1},      {"JZMJ", OFTReal, 12, 2},   {"JZZT", OFTString, 10, 0},
    {"JGSJ", OFTString, 8, 0},  {NULL, OFTString, 0, 0},
};

void add_ring(OGRGeometryH polygon, const struct point *points, size_t count)
{
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (size_t i = 0; i <= count; i++) {
        const struct point *point = &points[i % count];
        OGR_G_AddPoint_2D(ring, EASTING_M + (24 * point->u - 7 * point->v) / 32,
                          NORTHING_M + (7 * point->u + 24 * point->v) / 32);
    }
    (void)OGR_G_AddGeometryDirectly(polygon, ring);
}

OGRGeometryH make_polygon(const struct point *points, size_t count)
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    add_ring(polygon, points, count);
    return polygon;
}

OGRGeometryH make_box(struct box box)
{
    const struct point points[] = {
        {box.u0, box.v0}, {box.u0, box.v1}, {box.u1, box.v1}, {box.u1, box.v0}};
    return make_polygon(points, 4);
}

/*
 * Area on the ellipsoid: a Gauss-Krueger plane is larger by the square of the distance from the
 * meridian over the earth's radius. Good to a few millionths, as a survey's record is.
 */
double ellipsoid_m2(OGRGeometryH shape)
{
    OGREnvelope box;
    OGR_G_GetEnvelope(shape, &box);
    double east = ((box.MinX + box.MaxX) / 2 - MERIDIAN_M) / EARTH_M;
    return OGR_G_Area(shape) / (1 + east * east);
}

static const char *text_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* One line of the land-market table; amounts in 10 000 yuan and m2. */
static void put_contract(struct sample *sample, const struct parcel *parcel, const char *number)
{
    const struct history *h = parcel->history;
    double due_m2 = 3 * floor(parcel->area_m2 / 3);
    double investment = round(parcel->area_m2 * 0.3);
    FILE *file = sample->supply;
    (void)fprintf(file, "%s,虚构合同%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,", number,
                  number + strlen(number) - 5, "挂牌出让", text_or_empty(h->signed_on),
                  text_or_empty(h->handover_due), text_or_empty(h->handover_on),
                  text_or_empty(h->start_due), text_or_empty(h->start_on),
                  text_or_empty(h->suspended_on), text_or_empty(h->completion_due),
                  text_or_empty(h->completion_on), text_or_empty(h->recovered_on));
    if (h->developed_share >= 0) {
        (void)fprintf(file, "%.0f,%.0f,%.0f,%.0f,", due_m2, round(due_m2 * h->developed_share),
                      investment, round(investment * h->invested_share));
    } else {
        (void)fputs(",,,,", file);
    }
    (void)fprintf(file, "%.2f,%s\n", parcel->area_m2 * 0.035, text_or_empty(h->revised_start_due));
}

/* A factory's yearly figures, in GBK as an office's spreadsheet writes them. */
static void put_firm(struct sample *sample, const char *id, const struct parcel *parcel)
{
    char line[4 * TEXT_SIZE];
    unsigned n = parcel->number;
    (void)snprintf(line, sizeof(line), "%s,%s,%u,%.0f,%.0f,%.1f,%u\n", id, parcel->holder,
                   1300 + n % 31 * 100, parcel->area_m2 * (0.2 + n % 7 * 0.05),
                   parcel->area_m2 * (0.3 + n % 5 * 0.1), parcel->area_m2 * (0.01 + n % 4 * 0.01),
                   20 + n % 90);
    char *gbk = CPLRecode(line, CPL_ENC_UTF8, "CP936");
    (void)fputs(gbk, sample->firms);
    CPLFree(gbk);
}

/* What land for supply is connected to, and what has been looked into before it is supplied. */
static void put_conditions(struct sample *sample, OGRFeatureH feature, const struct history *h)
{
    static const char *const connections[] = {"TSHUI", "TDIAN", "TLU", "TQI", "TNUAN", "TXUN"};
    static const char *const conditions[] = {"CDPZ", "ZSWC", "AZBC", "DZZH", "DZAQ", "YFKC", "SBPJ",
                                             "HSYX", "TRWR", "WWDC", "GXPC", "LDPC", "RFPC"};
    for (size_t i = 0; h->connections != NULL && h->connections[i] != '\0'; i++) {
        set_text(sample, feature, connections[i], h->connections[i] == '1' ? "是" : "否");
    }
    for (size_t i = 0; h->conditions != NULL && h->conditions[i] != '\0'; i++) {
        const char *word = h->conditions[i] == '1'   ? "已完成"
                           : h->conditions[i] == '0' ? "未完成"
                                                     : "不需要";
        set_text(sample, feature, conditions[i], word);
    }
}

OGRCoordinateTransformationH to_plane(void)
{
    OGRSpatialReferenceH degrees = OSRNewSpatialReference(NULL);
    OGRSpatialReferenceH plane = OSRNewSpatialReference(NULL);
    OGRCoordinateTransformationH transformation = NULL;
    if (OSRImportFromEPSG(degrees, 4326) == OGRERR_NONE &&
        OSRImportFromEPSG(plane, CRS_EPSG) == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(degrees, OAMS_TRADITIONAL_GIS_ORDER);
        OSRSetAxisMappingStrategy(plane, OAMS_TRADITIONAL_GIS_ORDER);
        transformation = OCTNewCoordinateTransformation(degrees, plane);
    }
    OSRDestroySpatialReference(degrees);
    OSRDestroySpatialReference(plane);
    return transformation;
}

struct point to_local(double x_m, double y_m)
{
    double x = 32 * (x_m - EASTING_M) / 625, y = 32 * (y_m - NORTHING_M) / 625;
    return (struct point){24 * x + 7 * y, 24 * y - 7 * x};
}

void put_parcel(struct sample *sample, const struct parcel *parcel, OGRGeometryH shape)
{
    const struct history *h = parcel->history;
    bool is_lot = parcel->quirk != PUBLIC_LAND;
    char id[TEXT_SIZE], supervision[TEXT_SIZE], place[TEXT_SIZE];
    if (parcel->quirk != SAME_ID) {
        (void)snprintf(sample->last_id, TEXT_SIZE, "540199001%03dGB%05u", parcel->zone + 1,
                       ++sample->parcel_count);
    }
    memcpy(id, sample->last_id, TEXT_SIZE);
    (void)snprintf(supervision, TEXT_SIZE, "540199%.4sB%05u",
                   h->signed_on == NULL ? "2020" : h->signed_on, sample->parcel_count);
    (void)snprintf(place, TEXT_SIZE, "虚构县示例路%u号(%s)", parcel->number, parcel->what);
    double area_m2 = to_cents(parcel->area_m2);
    if (parcel->quirk == WRONG_AREA) area_m2 = to_cents(area_m2 * 1.02);
    if (parcel->quirk == GROSS_AREA) area_m2 = to_cents(area_m2 * 1.08);

    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->parcels));
    set_text(sample, feature, "ZDDM", id);
    set_text(sample, feature, "ZL", place);
    set_text(sample, feature, "TDSYZ", parcel->holder);
    set_text(sample, feature, "DLDM",
             h->state == NULL ? kinds[parcel->kind].built_state : h->state);
    set_text(sample, feature, "GYDM", h->supply);
    set_text(sample, feature, "DLBM", h->use == NULL ? kinds[parcel->kind].use : h->use);
    set_text(sample, feature, "PZDM", is_lot ? kinds[parcel->kind].use : h->use);
    set_number(sample, feature, "ZDMJ", area_m2);
    bool has_contract =
        is_lot && parcel->quirk != SAME_ID && (h->supply[0] == 'D' || h->signed_on != NULL);
    if (has_contract) {
        set_number(sample, feature, "ZSMJ", to_cents(parcel->area_m2 * (1 + GROUND_EXCESS)));
        set_text(sample, feature, "DZJGH", supervision);
        set_number(sample, feature, "RJLXX", parcel->kind == FACTORY ? 0.7 : 1.0);
        set_number(sample, feature, "RJLSX", parcel->kind == FACTORY ? 2.0 : 2.5);
        put_contract(sample, parcel, supervision);
    }
    bool is_built = h->completion_on != NULL;
    if (is_lot && is_built && parcel->kind == FACTORY) {
        set_number(sample, feature, "JDZMJ", to_cents(parcel->area_m2 * 0.62));
        put_firm(sample, id, parcel);
    }
    set_text(sample, feature, "XZYY", h->cause);
    set_text(sample, feature, "ZMWH", h->evidence);
    bool is_recorded_idle =
        h->cause != NULL && h->cause[0] == 'O' && h->start_on == NULL && h->recovered_on == NULL;
    set_text(sample, feature, "TDXZQK", is_recorded_idle ? "是" : NULL);
    set_text(sample, feature, "SFDY", parcel->number % 5 == 0 ? "是" : "否");
    set_text(sample, feature, "SFCF", parcel->number % 17 == 0 ? "是" : "否");
    set_text(sample, feature, "RDSH", h->finding_no);
    set_text(sample, feature, "RDSJ", h->finding_on);
    set_text(sample, feature, "PZRQ", h->approved_on);
    put_conditions(sample, feature, h);
    set_text(sample, feature, "BZ", h->remark);
    put(sample, sample->parcels, feature, shape);
    sample->row_count++;
}

void put_building(struct sample *sample, struct box box, double floors, const char *status)
{
    OGRGeometryH shape = make_box(box);
    unsigned n = ++sample->building_count;
    char number[TEXT_SIZE];
    (void)snprintf(number, TEXT_SIZE, "JZ%05u", n);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->buildings));
    set_text(sample, feature, "JZBH", number);
    set_text(sample, feature, "ZDDM", sample->last_id);
    /* What is recorded differs as in real surveys: all, floors only, height only, nothing. */
    bool has_floors = n % 10 != 5 && n % 25 != 7;
    set_number(sample, feature, "CS", has_floors ? floors : (double)NAN);
    set_number(sample, feature, "GD", n % 25 == 7 ? (double)NAN : floors * 3.2);
    bool has_area = has_floors && n % 10 != 3;
    set_number(sample, feature, "JZMJ",
               has_area ? to_cents(OGR_G_Area(shape) * floors) : (double)NAN);
    set_text(sample, feature, "JZZT", status);
    set_text(sample, feature, "JGSJ", strcmp(status, "已建成") == 0 ? "201708" : NULL);
    put(sample, sample->buildings, feature, shape);
}

void put_park(struct sample *sample, const struct park *park, OGRGeometryH shape)
{
    double area_ha = ellipsoid_m2(shape) / 10000;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->parks));
    set_text(sample, feature, "KFQDM", park->code);
    set_text(sample, feature, "KFQMC", park->name);
    set_text(sample, feature, "KFQJB", "省级");
    set_text(sample, feature, "KFQSPLX", park->type);
    set_text(sample, feature, "YQFL", "综合性");
    set_text(sample, feature, "KFQPJFW", park->scope);
    set_text(sample, feature, "KFQPJLX", park->eval_type);
    set_text(sample, feature, "SJYQDM", park->parent);
    set_text(sample, feature, "XZQMC", "西藏虚构市");
    bool is_main = strcmp(park->scope, "主区") == 0;
    set_number(sample, feature, "SPTDZMJ", is_main ? area_ha : (double)NAN);
    set_number(sample, feature, "KFQPJMJ", area_ha * (1 + park->record_excess));
    set_text(sample, feature, "SLSJ", "200109");
    set_number(sample, feature, "CZRK", park->population);
    /* 10 000 yuan, by the hectare: round figures of a park that does not exist. */
    set_number(sample, feature, "GDZCTZZE", round(area_ha * 2500));
    set_number(sample, feature, "GYZSR", round(area_ha * 3600));
    set_number(sample, feature, "GYSSZE", round(area_ha * 180));
    set_number(sample, feature, "ESCYSSZE", round(area_ha * 210));
    set_years(sample, feature, "GDMJ", park->supplied_ha);
    set_years(sample, feature, "GYGD", park->industrial_ha);
    put(sample, sample->parks, feature, shape);
}

static const char *const layer_names[] = {
    "园区边界", "宗地", "建筑", "国土空间规划", "生态保护红线", "河湖管理范围", "城镇开发边界"};

#define LAYER_COUNT (sizeof(layer_names) / sizeof(layer_names[0]))

void open_sample(struct sample *sample, const char *folder)
{
    open_set(sample, folder, layer_names, LAYER_COUNT);
    if (sample->set == NULL) return;
    sample->parks = open_layer(sample, layer_names[0], CRS_EPSG, park_fields);
    sample->parcels = open_layer(sample, layer_names[1], CRS_EPSG, parcel_fields);
    sample->buildings = open_layer(sample, layer_names[2], CRS_EPSG, building_fields);
    sample->plan = open_layer(sample, layer_names[3], CRS_EPSG, plan_fields);
    for (int i = 0; i < CONSTRAINT_COUNT; i++) {
        sample->constraints[i] =
            open_layer(sample, layer_names[4 + i], CRS_EPSG, constraint_fields);
    }
    sample->supply = open_table(sample, folder, "供地.csv",
                                "电子监管号,合同编号,供地方式,合同签订日期,约定交地时间,"
                                "实际交地时间,约定动工时间,实际动工时间,中止开发时间,"
                                "约定竣工时间,实际竣工时间,收回日期,应动工面积,已动工面积,"
                                "总投资额,已投资额,成交价格,补充约定动工时间\n");
    char *heading =
        CPLRecode("宗地代码,企业名称,行业代码,固定资产投资,营业收入,税收总额,从业人数\n",
                  CPL_ENC_UTF8, "CP936");
    sample->firms = open_table(sample, folder, "企业.csv", heading);
    CPLFree(heading);
}

void close_sample(struct sample *sample, const char *folder)
{
    close_table(sample, sample->supply, "供地.csv");
    close_table(sample, sample->firms, "企业.csv");
    close_set(sample, folder, layer_names, LAYER_COUNT);
}
