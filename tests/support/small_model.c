#include "support/small_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number that is missing. */
#define NONE ((double)NAN)

enum { PARK_COUNT = 2, PARCEL_COUNT = 3, PIECE_COUNT = 4 };

static void must(bool done)
{
    if (done) return;
    (void)fprintf(stderr, "small model: out of memory\n");
    exit(1);
}

static void *copy_of(const void *items, size_t size_bytes)
{
    void *copy = malloc(size_bytes);
    must(copy != NULL);
    memcpy(copy, items, size_bytes);
    return copy;
}

void small_model_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].text[row] = text;
}

static void set_number(struct lg_table *table, size_t role, size_t row, double number)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].number[row] = number;
}

static void set_date(struct lg_table *table, size_t role, size_t row, lg_date date)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].date[row] = (struct lg_date_reading){LG_DATE_READ, LG_DATE_BY_DAY, date};
}

/* A closed box as a ring of the last shape, counter-clockwise or turned. */
static void add_box(struct lg_shapes *shapes, bool is_hole, const double box[4], bool clockwise)
{
    double *xy = NULL;
    must(lg_shapes_add_ring(shapes, is_hole, 5, &xy, NULL) == LG_OK);
    const double turn[] = {box[0], box[1], box[2], box[1], box[2],
                           box[3], box[0], box[3], box[0], box[1]};
    for (size_t i = 0; i < 5; i++) {
        size_t from = clockwise ? 4 - i : i;
        xy[2 * i] = turn[2 * from];
        xy[2 * i + 1] = turn[2 * from + 1];
    }
}

static void begin_shape(struct lg_shapes *shapes)
{
    must(lg_shapes_begin(shapes, NULL) == LG_OK);
}

static void fill_parks(struct lg_parks *parks)
{
    must(lg_table_add_rows(&parks->table, PARK_COUNT, NULL) == LG_OK);
    small_model_text(&parks->table, LG_PARK_CODE, 0, "K1");
    small_model_text(&parks->table, LG_PARK_CODE, 1, "K2");
    small_model_text(&parks->table, LG_PARK_NAME, 0, "东园");
    small_model_text(&parks->table, LG_PARK_SCOPE, 0, "主区");
    small_model_text(&parks->table, LG_PARK_SCOPE, 1, "主区");
    begin_shape(&parks->lon_lat);
    add_box(&parks->lon_lat, false, (double[]){91, 29, 91.5, 29.5}, false);
    begin_shape(&parks->lon_lat);
    add_box(&parks->lon_lat, false, (double[]){91.5, 29, 92, 29.25}, true);
    parks->area_m2 = copy_of((double[]){1000000, 500000}, sizeof(double[2]));
    parks->decimals = copy_of((uint8_t[]){8, 8}, 2);
}

static void fill_parcel_table(struct lg_table *table)
{
    must(lg_table_add_rows(table, PARCEL_COUNT, NULL) == LG_OK);
    small_model_text(table, LG_PARCEL_LOCATION, 0, "Road \"7\", gate");
    small_model_text(table, LG_PARCEL_HOLDER, 0, "=SUM(A1)");
    small_model_text(table, LG_PARCEL_CURRENT_USE, 0, "A2");
    small_model_text(table, LG_PARCEL_REMARKS, 1, "见附件");
    set_number(table, LG_PARCEL_CERTIFICATE_AREA, 0, 8000);
    set_number(table, LG_PARCEL_PRICE, 0, 12345678);
    set_number(table, LG_PARCEL_FAR_MIN, 0, 0);
    set_date(table, LG_PARCEL_SIGNED_ON, 0, lg_date_make(2024, 2, 29));
    set_date(table, LG_PARCEL_START_DUE, 1, lg_date_make(2025, 1, 1));
}

static void fill_idle(struct lg_parcels *parcels)
{
    const struct lg_idle_finding blank = {
        .status = LG_IDLE_DONE,
        .start_due = LG_DATE_NONE,
        .end_first = LG_DATE_NONE,
        .end_second = LG_DATE_NONE,
        .stopped_end = LG_DATE_NONE,
        .developed_ratio = NONE,
        .invested_ratio = NONE,
        .fee_yuan = NONE,
    };
    struct lg_idle_finding idle[PARCEL_COUNT] = {blank, blank, blank};
    idle[1].status = LG_IDLE_FIRST;
    idle[1].due_source = LG_DUE_CONTRACT;
    idle[1].start_due = lg_date_make(2025, 1, 1);
    idle[1].end_first = lg_date_make(2026, 1, 1);
    idle[1].end_second = lg_date_make(2027, 1, 1);
    idle[1].overdue_days = 366;
    idle[1].idle_days = 1;
    idle[1].developed_ratio = 0;
    idle[1].route = LG_ROUTE_FEE;
    idle[1].cause = "O0";
    idle[1].missing = LG_MISSING_PRICE;
    idle[2].status = LG_IDLE_UNKNOWN;
    idle[2].missing = LG_MISSING_START_DUE | LG_MISSING_DEVELOPED;
    parcels->idle = copy_of(idle, sizeof(idle));
}

static void fill_parcels(struct lg_parcels *parcels)
{
    fill_parcel_table(&parcels->table);
    fill_idle(parcels);
    begin_shape(&parcels->lon_lat);
    add_box(&parcels->lon_lat, false, (double[]){91.1, 29.1, 91.2, 29.2}, true);
    add_box(&parcels->lon_lat, true, (double[]){91.125, 29.125, 91.15, 29.15}, false);
    begin_shape(&parcels->lon_lat);
    add_box(&parcels->lon_lat, false, (double[]){91.4, 29, 91.6, 29.125}, false);
    begin_shape(&parcels->lon_lat);
    parcels->shape = copy_of((size_t[]){0, 1, 2}, sizeof(size_t[3]));
    parcels->area_m2 = copy_of((double[]){10000, 20000, NONE}, sizeof(double[3]));
    parcels->id = copy_of((const char *[]){"P1", "P2", "P3"}, sizeof(char *[3]));
    parcels->land_state = copy_of((enum lg_state[]){LG_STATE_A2, LG_STATE_B21, LG_STATE_NONE},
                                  sizeof(enum lg_state[3]));
    parcels->land_state_guessed = copy_of((bool[]){false, true, false}, sizeof(bool[3]));
    parcels->supply_state = copy_of((enum lg_state[]){LG_STATE_D2, LG_STATE_D2, LG_STATE_NONE},
                                    sizeof(enum lg_state[3]));
    parcels->investment_yuan = copy_of((double[]){NONE, 1000000, NONE}, sizeof(double[3]));
    parcels->revenue_yuan = copy_of((double[]){NONE, 0, NONE}, sizeof(double[3]));
    parcels->tax_yuan = copy_of((double[]){NONE, NONE, NONE}, sizeof(double[3]));
    parcels->stock_class = copy_of((const char *[]){"S5", "S2c", NULL}, sizeof(char *[3]));
    parcels->bond = copy_of((const char *[]){"no", "yes", "nodata"}, sizeof(char *[3]));
    parcels->decimals = copy_of((uint8_t[]){9, 8, 8}, 3);
}

static void fill_pieces(struct lg_pieces *pieces)
{
    pieces->count = PIECE_COUNT;
    pieces->capacity = PIECE_COUNT;
    pieces->park = copy_of((size_t[]){0, 0, 1, LG_NO_PARK}, sizeof(size_t[4]));
    pieces->parcel = copy_of((size_t[]){0, 1, 1, 2}, sizeof(size_t[4]));
    pieces->inside_m2 = copy_of((double[]){10000, 12000, 8000, NONE}, sizeof(double[4]));
    pieces->counted_m2 = copy_of((double[]){10000, 12000, 8000, NONE}, sizeof(double[4]));
    pieces->disputed_m2 = copy_of((double[]){0, 0, 0, 0}, sizeof(double[4]));
    pieces->share = copy_of((double[]){1, 0.6, 0.4, NONE}, sizeof(double[4]));
    pieces->account_m2 = copy_of((double[]){10000, 12000, 8000, NONE}, sizeof(double[4]));
    pieces->footprint_m2 = copy_of((double[]){2500, 0, NONE, NONE}, sizeof(double[4]));
    pieces->floor_area_m2 = copy_of((double[]){5000, 0, NONE, NONE}, sizeof(double[4]));
    pieces->cut = copy_of((size_t[]){LG_WHOLE_SHAPE, 0, 1, LG_WHOLE_SHAPE}, sizeof(size_t[4]));
    pieces->cut_decimals = copy_of((uint8_t[]){8, 8}, 2);
    begin_shape(&pieces->cut_lon_lat);
    add_box(&pieces->cut_lon_lat, false, (double[]){91.4, 29, 91.5, 29.125}, false);
    begin_shape(&pieces->cut_lon_lat);
    add_box(&pieces->cut_lon_lat, false, (double[]){91.5, 29, 91.6, 29.125}, false);
}

static void fill_findings(struct lg_findings *findings)
{
    struct lg_finding finding = lg_finding_blank(LG_W_AREA, "parcels");
    finding.parcel_id = "P1";
    finding.park_code = "K1";
    finding.feature = 0;
    finding.lon_deg = 91.15;
    finding.lat_deg = 29.15;
    finding.value = 0.25;
    finding.limit = 0.003;
    must(lg_findings_add(findings, &finding, NULL, "recorded 8000, measured 10000 m2") == LG_OK);
    finding = lg_finding_blank(LG_I_MISSING, "parks");
    must(lg_findings_add(findings, &finding, NULL, "no population") == LG_OK);
}

static void fill_results(struct lg_results *results)
{
    struct lg_park_sums sums[PARK_COUNT] = {0};
    sums[0].state_m2[LG_STATE_A] = 10000;
    sums[0].state_m2[LG_STATE_A2] = 10000;
    sums[0].state_parcels[LG_STATE_A2] = 1;
    sums[0].state_parcels[LG_STATE_A] = 1;
    sums[0].total_m2 = 1000000;
    sums[0].unsurveyed_m2 = 978000;
    sums[0].idle_m2 = 12000;
    sums[0].eval_type = "工业主导型";
    sums[1].total_m2 = 500000;
    results->sums = copy_of(sums, sizeof(sums));
    results->indicators = copy_of(
        (struct lg_indicator[]){
            {0, lg_indicator_find("A21"), 1, 1, 100, NULL},
            {0, lg_indicator_find("B22"), NONE, 1, NONE, "no population"},
        },
        sizeof(struct lg_indicator[2]));
    results->indicator_count = 2;
    results->account = copy_of(
        (struct lg_account_row[]){
            {0, "surveyed", LG_STATE_A, 10000},
            {LG_NO_PARK, "outside", LG_STATE_NONE, 5000},
        },
        sizeof(struct lg_account_row[2]));
    results->account_count = 2;
    results->watch = copy_of(&(struct lg_watch_row){1, "two_years", lg_date_make(2027, 1, 1), 90},
                             sizeof(struct lg_watch_row));
    results->watch_count = 1;
}

static void fill_sources(struct lg_sources *sources)
{
    size_t position = 0;
    must(lg_sources_add(sources, LG_SOURCE_PARCELS, &position, NULL) == LG_OK);
    struct lg_source *source = &sources->items[position];
    source->path = "宗地.shp";
    source->layer = "宗地";
    source->driver = "ESRI Shapefile";
    source->encoding = "GB18030";
    source->encoding_why = "the .cpg file";
    source->crs = "EPSG:4490";
    source->crs_why = "the .prj file";
    source->feature_count = 4;
    source->fields = lg_arena_take(&sources->memory, sizeof(*source->fields));
    source->files = lg_arena_take(&sources->memory, sizeof(*source->files));
    must(source->fields != NULL && source->files != NULL);
    source->field_count = 1;
    source->fields[0] = (struct lg_field_choice){LG_PARCEL_RECORDED_AREA, "MJ", "alias", "ha",
                                                 "data standard",         NULL};
    source->file_count = 1;
    source->files[0] = (struct lg_input_file){"宗地.shp", 1234, "00ff"};
}

struct lg_model *small_model_new(void)
{
    struct lg_model *model = NULL;
    must(lg_model_new(&model, NULL) == LG_OK);
    model->as_of = lg_date_make(2026, 1, 2);
    model->use_systems[0] = LG_USE_KFQ;
    fill_sources(&model->sources);
    fill_parks(&model->parks);
    fill_parcels(&model->parcels);
    fill_pieces(&model->pieces);
    fill_findings(&model->findings);
    fill_results(&model->results);
    return model;
}
