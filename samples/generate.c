/*
 * Writes the sample: a park near Lhasa that does not exist, its parcels, buildings, contracts and
 * firms, with one case of everything that landgauge looks for.
 *
 *     generate FOLDER
 *
 * Every name, number and boundary is made up. The same program writes the same bytes each time.
 * Lots lie on a grid that is turned by the triangle 7-24-25 and scaled to steps of 1/32 m, so that
 * corners are exact binary numbers and neighbours share their edges to the last bit.
 */
#include "samples/sample.h"

#include <math.h>

/* Local steps: 32 of them are 25 m. Lots are 50 m x 75 m, streets 25 m wide. */
#define STREET      32.0
#define BLOCK_U     384.0
#define BLOCK_V     192.0
#define COLUMNS     6
#define ROWS        4
#define DEV_COLUMNS 2
#define MAIN_U      (COLUMNS * (BLOCK_U + STREET) + STREET)
#define MAIN_V      (ROWS * (BLOCK_V + STREET) + STREET)
#define DEV_U       (DEV_COLUMNS * (BLOCK_U + STREET))
#define RIVER_V     64.0

/* Lots out of the ordinary: zone, column, row, number in the block. */
static const struct {
    int zone, column, row, lot;
    enum quirk quirk;
} quirks[] = {
    {0, 3, 0, 7, GAP},           {0, 0, 2, 2, OVERLAP},     {0, 0, 1, 5, BOW_TIE},
    {0, 5, 0, 4, SAME_ID},       {0, 1, 3, 5, TWO_PARTS},   {0, 2, 3, 0, GAP},
    {0, 2, 0, 1, WRONG_AREA},    {0, 2, 0, 8, GROSS_AREA},  {1, 1, 2, 3, GAP},
    {0, 1, 1, 2, NOTHING_ON_IT}, {0, 0, 3, 1, BUILT_EARLY},
};

/* What stands on the blocks of the main zone: factories, housing, shops, offices, a green, one
 * large works round a substation. */
static const char blocks[ROWS][COLUMNS + 1] = {"FFFFFF", "FFOFGH", "FFLFSH", "FFFSHH"};

/* Streets, greens and the river: allocated land without a contract. */
static void put_public(struct sample *sample, int zone, const struct history *history,
                       const char *what, OGRGeometryH shape)
{
    struct parcel parcel = {.zone = zone,
                            .kind = OFFICES,
                            .quirk = PUBLIC_LAND,
                            .what = what,
                            .history = history,
                            .area_m2 = ellipsoid_m2(shape),
                            .number = sample->parcel_count};
    (void)snprintf(parcel.holder, TEXT_SIZE, "示例开发区管理委员会（虚构）");
    put_parcel(sample, &parcel, shape);
}

/* Halls one behind the other, with the share of the lot under roof that its kind has. */
static void put_buildings(struct sample *sample, const struct parcel *parcel, struct box lot)
{
    static const int counts[KIND_COUNT] = {3, 4, 2, 2};
    bool is_built = parcel->history->completion_on != NULL;
    int count = is_built ? counts[parcel->kind] : 1;
    double depth = (lot.v1 - lot.v0) / counts[parcel->kind];
    double side = sqrt(kinds[parcel->kind].cover);
    double width = floor((lot.u1 - lot.u0) * side), height = floor(depth * side);
    for (int i = 0; i < count; i++) {
        struct box box = {lot.u0 + 4, lot.v0 + i * depth + 4, lot.u0 + 4 + width,
                          lot.v0 + i * depth + 4 + height};
        double floors = kinds[parcel->kind].floors + (i == 0 ? 1 : 0);
        put_building(sample, box, floors, is_built ? "已建成" : "在建");
    }
}

static OGRGeometryH lot_shape(enum quirk quirk, struct box lot)
{
    if (quirk == BOW_TIE) { /* the last two corners were taken in the wrong order */
        const struct point points[] = {{lot.u0, lot.v0},
                                       {lot.u1, lot.v0},
                                       {lot.u1, lot.v1},
                                       {lot.u0, lot.v1 - 16},
                                       {lot.u0 + 16, lot.v1}};
        return make_polygon(points, 5);
    }
    if (quirk == OVERLAP) lot.u1 += 8;
    OGRGeometryH shape = make_box(lot);
    if (quirk != TWO_PARTS) return shape;

    OGRGeometryH both = OGR_G_CreateGeometry(wkbMultiPolygon);
    double step = lot.u1 - lot.u0 + STREET;
    lot.u0 += step;
    lot.u1 += step;
    (void)OGR_G_AddGeometryDirectly(both, shape);
    (void)OGR_G_AddGeometryDirectly(both, make_box(lot));
    return both;
}

static enum quirk quirk_of(int zone, int column, int row, int lot)
{
    for (size_t i = 0; i < sizeof(quirks) / sizeof(quirks[0]); i++) {
        if (quirks[i].zone == zone && quirks[i].column == column && quirks[i].row == row &&
            quirks[i].lot == lot) {
            return quirks[i].quirk;
        }
    }
    return NO_QUIRK;
}

/* The next lot's history: most of the main zone is built, most of the new zone is not. */
static const struct history *next_history(struct sample *sample, int zone, enum kind kind)
{
    if (kind != FACTORY) return &built_in_time;
    unsigned n = sample->factory_count++;
    bool is_built = zone == 0 ? n % 4 != 1 : n % 3 == 0;
    return is_built ? &built_in_time : other_history(sample->history++);
}

static void put_lot(struct sample *sample, int zone, enum kind kind, enum quirk quirk,
                    struct box lot)
{
    struct parcel parcel = {.zone = zone,
                            .kind = kind,
                            .quirk = quirk,
                            .what = kinds[kind].use_name,
                            .number = sample->parcel_count + 1};
    const struct history *history = next_history(sample, zone, kind);
    parcel.history = contradiction(quirk) == NULL ? history : contradiction(quirk);
    OGRGeometryH shape = lot_shape(quirk, lot);
    parcel.area_m2 = quirk == BOW_TIE ? ellipsoid_m2(shape) * 1.01 : ellipsoid_m2(shape);
    name_firm(parcel.number, parcel.holder);
    put_parcel(sample, &parcel, shape);
    bool has_works = parcel.history->completion_on != NULL || parcel.history->developed_share > 0;
    if (quirk == NOTHING_ON_IT || (!has_works && quirk != BUILT_EARLY)) return;
    put_buildings(sample, &parcel, lot);
    note_built(sample, lot);
}

/* Lots side by side in two rows. */
static void put_block(struct sample *sample, int zone, int column, int row, enum kind kind)
{
    static const int counts[KIND_COUNT] = {6, 4, 3, 2};
    int lots_across = zone == 0 ? counts[kind] : 3;
    double left = zone == 0 ? STREET : MAIN_U;
    struct point corner = {left + column * (BLOCK_U + STREET), STREET + row * (BLOCK_V + STREET)};
    double width = BLOCK_U / lots_across, depth = BLOCK_V / 2;
    for (int lot = 0; lot < 2 * lots_across; lot++) {
        enum quirk quirk = quirk_of(zone, column, row, lot);
        if (quirk == GAP) continue;
        struct box box = {.u0 = corner.u + lot % lots_across * width,
                          .v0 = lot < lots_across ? corner.v : corner.v + depth};
        box.u1 = box.u0 + width;
        box.v1 = box.v0 + depth;
        put_lot(sample, zone, kind, quirk, box);
    }
}

static void put_special_block(struct sample *sample, int column, int row)
{
    static const struct history green = {.state = "A51",
                                         .supply = "D1",
                                         .use = "0810",
                                         .developed_share = -1,
                                         .remark = "示例:公园"};
    static const struct history power = {.state = "A52",
                                         .supply = "D1",
                                         .use = "0809",
                                         .developed_share = -1,
                                         .remark = "示例:洞中之地"};
    double u = STREET + column * (BLOCK_U + STREET), v = STREET + row * (BLOCK_V + STREET);
    struct box box = {u, v, u + BLOCK_U, v + BLOCK_V};
    OGRGeometryH shape = make_box(box);
    if (blocks[row][column] == 'G') {
        put_public(sample, 0, &green, "公园绿地", shape);
        return;
    }
    const struct point hole[] = {
        {u + 96, v + 64}, {u + 128, v + 64}, {u + 128, v + 96}, {u + 96, v + 96}};
    const struct box station = {u + 96, v + 64, u + 128, v + 96};
    add_ring(shape, hole, 4);
    struct parcel works = {.kind = FACTORY,
                           .history = &built_in_time,
                           .what = "大型厂区",
                           .number = sample->parcel_count + 1,
                           .area_m2 = ellipsoid_m2(shape)};
    name_firm(works.number, works.holder);
    put_parcel(sample, &works, shape);
    put_building(sample, (struct box){u + 144, v + 16, u + 368, v + 176}, 1, "已建成");
    note_built(sample, box);
    put_public(sample, 0, &power, "变电站", make_box(station));
}

/* What the plan has for a block: most as it stands, five blocks otherwise. */
static const char *planned_use(int column, int row)
{
    static const struct {
        int column, row;
        const char *use;
    } others[] = {
        {0, 3, "110101"}, {4, 1, "090102"}, {5, 3, "140101"}, {2, 3, "110101"}, {7, 3, "090101"}};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (others[i].column == column && others[i].row == row) return others[i].use;
    }
    if (column >= COLUMNS) return "100102";
    switch (blocks[row][column]) {
    case 'G':
        return "1401";
    case 'H':
        return "070102";
    case 'S':
        return "0901";
    case 'O':
        return "0801";
    default:
        return "100101";
    }
}

/* Streets between the blocks, and the river. */
static void put_planned_streets(struct sample *sample)
{
    double east = MAIN_U + DEV_U;
    put_plan(sample, (struct box){0, -RIVER_V, MAIN_U, 0}, "1701");
    for (int row = 0; row <= ROWS; row++) {
        double v = row * (BLOCK_V + STREET);
        put_plan(sample, (struct box){0, v, east, v + STREET}, "1207");
        for (int column = 0; row < ROWS && column <= COLUMNS + DEV_COLUMNS; column++) {
            double u = column * (BLOCK_U + STREET);
            struct box box = {u, v + STREET, u + STREET, v + STREET + BLOCK_V};
            put_plan(sample, box, "1207");
        }
    }
}

/* The plan: a piece for each block, one of them divided. */
static void put_plans(struct sample *sample)
{
    put_planned_streets(sample);
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS + DEV_COLUMNS; column++) {
            double u = STREET + column * (BLOCK_U + STREET), v = STREET + row * (BLOCK_V + STREET);
            struct box box = {u, v, u + BLOCK_U, v + BLOCK_V};
            if (column == 1 && row == 0) {
                double middle = u + BLOCK_U * 0.4;
                put_plan(sample, (struct box){u, v, middle, v + BLOCK_V}, "1402");
                box.u0 = middle;
            }
            put_plan(sample, box, planned_use(column, row));
        }
    }
}

/* A red line over the north-east, the river's bank, and a town that ends before the new zone. */
static void put_constraints(struct sample *sample)
{
    double east = MAIN_U + DEV_U;
    put_constraint(sample, RED_LINE,
                   (struct box){MAIN_U + 300, MAIN_V - 250, east + 99, MAIN_V + 99});
    put_constraint(sample, RED_LINE, (struct box){MAIN_U + 500, MAIN_V - 300, east + 99, MAIN_V});
    put_constraint(sample, RIVER_BANK, (struct box){-50, -RIVER_V - 50, east + 50, STREET + 60});
    put_constraint(sample, TOWN_LIMIT, (struct box){-300, -200, east - 200, MAIN_V + 200});
}

bool is_street(struct point point)
{
    double u = fmod(point.u, BLOCK_U + STREET), v = fmod(point.v, BLOCK_V + STREET);
    return v < STREET || (point.u < MAIN_U && u < STREET) ||
           (point.u >= MAIN_U && fmod(point.u - MAIN_U, BLOCK_U + STREET) >= BLOCK_U);
}

static void put_blocks(struct sample *sample)
{
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            switch (blocks[row][column]) {
            case 'G':
            case 'L':
                put_special_block(sample, column, row);
                break;
            case 'H':
                put_block(sample, 0, column, row, HOUSING);
                break;
            case 'S':
                put_block(sample, 0, column, row, SHOPS);
                break;
            case 'O':
                put_block(sample, 0, column, row, OFFICES);
                break;
            default:
                put_block(sample, 0, column, row, FACTORY);
                break;
            }
        }
        for (int column = 0; column < DEV_COLUMNS; column++) {
            put_block(sample, 1, column, row, FACTORY);
        }
    }
}

static void put_streets(struct sample *sample)
{
    static const struct history street = {
        .state = "A31", .supply = "D1", .use = "1004", .developed_share = -1};
    for (int row = 0; row <= ROWS; row++) {
        double v = row * (BLOCK_V + STREET);
        put_public(sample, 0, &street, "街道", make_box((struct box){0, v, MAIN_U, v + STREET}));
        put_public(sample, 1, &street, "街道",
                   make_box((struct box){MAIN_U, v, MAIN_U + DEV_U, v + STREET}));
        if (row == ROWS) break;
        double v0 = v + STREET, v1 = v0 + BLOCK_V;
        for (int column = 0; column <= COLUMNS; column++) {
            double u = column * (BLOCK_U + STREET);
            put_public(sample, 0, &street, "街道", make_box((struct box){u, v0, u + STREET, v1}));
        }
        for (int column = 0; column < DEV_COLUMNS; column++) {
            double u = MAIN_U + BLOCK_U + column * (BLOCK_U + STREET);
            put_public(sample, 1, &street, "街道", make_box((struct box){u, v0, u + STREET, v1}));
        }
    }
}

#define BANK_COUNT 9

/* The far bank of the river, which is the park's southern boundary. */
static struct point bank(int i)
{
    return (struct point){MAIN_U / (BANK_COUNT - 1) * i, i % 2 == 0 ? -RIVER_V : 8 - RIVER_V};
}

static void put_river(struct sample *sample)
{
    static const struct history river = {
        .state = "C1", .supply = "F", .use = "1101", .developed_share = -1};
    struct point points[BANK_COUNT + 2];
    for (int i = 0; i < BANK_COUNT; i++) {
        points[i] = bank(i);
    }
    points[BANK_COUNT] = (struct point){MAIN_U, 0};
    points[BANK_COUNT + 1] = (struct point){0, 0};
    put_public(sample, 0, &river, "河流", make_polygon(points, BANK_COUNT + 2));
}

/* The main zone has its north-west corner cut, so that a lot and two streets are split. */
static void put_parks(struct sample *sample)
{
    static const struct park main_zone = {
        .code = "S549901",
        .name = "示例开发区（虚构）",
        .type = "省级经济开发区",
        .scope = "主区",
        .eval_type = "工业主导型",
        .population = 4200,
        .supplied_ha = {6.2, 4.8, 7.5, 9.1, 5.4},
        .industrial_ha = {4.6, 3.9, 5.2, 6.8, 3.7},
    };
    static const struct park new_zone = {
        .code = "S549901",
        .name = "示例开发区（虚构）",
        .type = "省级经济开发区",
        .scope = "发展方向区",
        .eval_type = "工业主导型",
        .population = 150,
        .record_excess = 0.006,
        .supplied_ha = {3.9, 2.6, 4.4, 1.5, 0},
        .industrial_ha = {3.4, 2.6, 3.8, 1.5, 0},
    };
    static const struct park bonded = {
        .code = "S549902",
        .name = "示例综合保税区（虚构）",
        .type = "综合保税区",
        .scope = "主区",
        .eval_type = "工业主导型",
        .parent = "S549901",
        .supplied_ha = {0, 0, 0.8, 0, 3.7},
        .industrial_ha = {0, 0, 0.8, 0, 3.0},
    };
    struct point points[BANK_COUNT + 3];
    for (int i = 0; i < BANK_COUNT; i++) {
        points[i] = bank(i);
    }
    points[BANK_COUNT] = (struct point){MAIN_U, MAIN_V};
    points[BANK_COUNT + 1] = (struct point){96, MAIN_V};
    points[BANK_COUNT + 2] = (struct point){0, MAIN_V - 128};
    put_park(sample, &main_zone, make_polygon(points, BANK_COUNT + 3));
    put_park(sample, &new_zone, make_box((struct box){MAIN_U, 0, MAIN_U + DEV_U, MAIN_V}));
    double u = STREET + 3 * (BLOCK_U + STREET), v = STREET + 2 * (BLOCK_V + STREET);
    put_park(sample, &bonded, make_box((struct box){u, v, u + BLOCK_U, v + BLOCK_V}));
}

/* A lot beyond every park, and contracts that no parcel has, or that were signed before. */
static void put_strays(struct sample *sample)
{
    put_lot(sample, 1, HOUSING, NO_QUIRK, (struct box){-320, 300, -256, 396});
    put_building(sample, (struct box){-420, 300, -400, 320}, 1, "已建成");
    (void)fputs("5401992019B99999,虚构合同99999,挂牌出让,2019-05-06,2019-07-31,2019-07-20,"
                "2019-12-31,,,2021-12-31,,,,,,,88.00,\n",
                sample->supply);
    (void)fputs("5401992021B00002,虚构合同00002旧,挂牌出让,2018-01-08,2018-03-31,,2018-06-30,,,"
                "2020-06-30,,,,,,,120.00,\n",
                sample->supply);
}

/* What a satellite sees: the halls, yards and streets, all but a strip in the west. */
static void put_seen(struct sample *sample, const char *folder)
{
    char path[1024];
    (void)snprintf(path, sizeof(path), "%s/建成区影像.tif", folder);
    put_raster(sample, path, (struct box){-20, -RIVER_V - 20, MAIN_U + DEV_U + 20, MAIN_V + 20});
}

int main(int count, char **texts)
{
    if (count != 2 || texts[1][0] == '-') {
        (void)fputs("usage: generate FOLDER   writes the made-up sample into FOLDER\n", stderr);
        return 64;
    }
    struct sample sample = {.failed = false};
    open_sample(&sample, texts[1]);
    if (!sample.failed) {
        put_parks(&sample);
        put_blocks(&sample);
        put_streets(&sample);
        put_river(&sample);
        put_strays(&sample);
        put_plans(&sample);
        put_constraints(&sample);
        put_seen(&sample, texts[1]);
    }
    close_sample(&sample, texts[1]);
    if (sample.failed) return 74;
    (void)printf("made up: %u parcels and %u buildings in %s\n", sample.row_count,
                 sample.building_count, texts[1]);
    return 0;
}
