/*
 * input/crs: which systems are used, which are refused, and where coordinates come out.
 *
 * Places: (91.0, 29.65) is 596825.586, 3281734.103 about 90 degrees east and 306333.657,
 * 3282988.648 about 93; (97.17, 31.14) is 611580.042, 3447085.410 about 96 (domain.md 4.4, made
 * with projinfo's PROJ and checked by the closed formulas there).
 */
#include "input/crs.h"
#include "input/reader.h"
#include "support/cmocka.h"

#include <math.h>
#include <string.h>

#define ESRI(name, datum, meridian)                                                                \
    "PROJCS[\"" name "\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"" datum      \
    "\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"                \
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"                           \
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"                     \
    "PARAMETER[\"Central_Meridian\"," meridian "],PARAMETER[\"Scale_Factor\",1.0],"                \
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"

struct crs_case {
    const char *name;
    const char *crs;
    enum lg_status status;
    const char *part;     /* of the label, or of the message */
    double xy[2];         /* a place in its plane; 0, 0: none */
    double lon_lat[2];    /* the same in degrees */
    double tolerance_deg; /* a millimetre is 1e-8 */
};

static const struct crs_case cases[] = {
    {"CGCS2000 degrees stay as they are",
     "EPSG:4490",
     LG_OK,
     "EPSG:4490",
     {91.0, 29.65},
     {91.0, 29.65},
     0.0},
    {"WGS 84 is taken as CGCS2000",
     "EPSG:4326",
     LG_OK,
     "EPSG:4326",
     {91.0, 29.65},
     {91.0, 29.65},
     0.0},
    {"3-degree zone without number",
     "EPSG:4539",
     LG_OK,
     "CM 90E",
     {596825.586, 3281734.103},
     {91.0, 29.65},
     2e-8},
    {"3-degree zone with number",
     "EPSG:4518",
     LG_OK,
     "zone 30",
     {30596825.586, 3281734.103},
     {91.0, 29.65},
     2e-8},
    {"neighbour zone",
     "EPSG:4540",
     LG_OK,
     "CM 93E",
     {306333.657, 3282988.648},
     {91.0, 29.65},
     2e-8},
    {"zone of CM 96",
     "EPSG:4541",
     LG_OK,
     "CM 96E",
     {611580.042, 3447085.410},
     {97.17, 31.14},
     2e-8},
    {"ESRI's definition is found in EPSG",
     ESRI("CGCS2000_3_Degree_GK_CM_93E", "D_China_2000", "93.0"),
     LG_OK,
     "EPSG:4540",
     {306333.657, 3282988.648},
     {91.0, 29.65},
     2e-8},
    {"local meridian on CGCS2000",
     ESRI("local", "D_China_2000", "91.0"),
     LG_OK,
     "local",
     {500000.0, 3281734.0},
     {91.0, 0.0},
     1.0},
    {"spherical Mercator of WGS 84", "EPSG:3857", LG_OK, "EPSG:3857", {0.0, 0.0}, {0.0, 0.0}, 0.0},
    {"another datum with a published operation",
     "EPSG:2154",
     LG_OK,
     "EPSG:2154",
     {0.0, 0.0},
     {0.0, 0.0},
     0.0},
    {"Xi'an 80 degrees", "EPSG:4610", LG_BAD_INPUT, "Xi'an 80", {0}, {0}, 0.0},
    {"Xi'an 80 zone", "EPSG:2374", LG_BAD_INPUT, "Xi'an 80", {0}, {0}, 0.0},
    {"Beijing 54 degrees", "EPSG:4214", LG_BAD_INPUT, "Beijing 54", {0}, {0}, 0.0},
    {"Beijing 54 zone", "EPSG:2437", LG_BAD_INPUT, "Beijing 54", {0}, {0}, 0.0},
    {"Xi'an 80 with parameters",
     "+proj=tmerc +lat_0=0 +lon_0=90 +k=1 +x_0=500000 +y_0=0 +a=6378140 +b=6356755.288157528 "
     "+towgs84=0,0,0,0,0,0,0 +units=m",
     LG_OK,
     "",
     {0.0, 0.0},
     {0.0, 0.0},
     0.0},
    {"no datum", "+proj=longlat +ellps=krass +no_defs", LG_BAD_INPUT, "not known", {0}, {0}, 0.0},
    {"a word that is none", "Lhasa 1960", LG_BAD_INPUT, "is not known", {0}, {0}, 0.0},
};

static void check_case(void **state)
{
    const struct crs_case *row = *state;
    struct lg_crs_facts facts = {.file = "a.shp", .key = "layers.parcels", .declared = row->crs};
    struct lg_crs crs;
    struct lg_error err = {""};
    enum lg_status status = lg_crs_decide(&facts, &crs, &err);
    if (status != row->status) print_error("%s %s\n", crs.label, err.message);
    assert_int_equal(status, row->status);
    if (status != LG_OK) {
        assert_non_null(strstr(err.message, row->part));
        assert_non_null(strstr(err.message, "[E_CRS]"));
        return;
    }
    assert_non_null(strstr(crs.label, row->part));
    struct lg_projection copy;
    assert_int_equal(crs.projection.clone(crs.projection.state, &copy, &err), LG_OK);
    crs.projection.free(crs.projection.state);
    if (row->xy[0] > 0.0) {
        double place[4] = {row->xy[0], row->xy[1], row->xy[0], row->xy[1]};
        assert_int_equal(copy.to_lon_lat(copy.state, 2, place, &err), LG_OK);
        ASSERT_CLOSE(place[0], row->lon_lat[0], row->tolerance_deg);
        if (row->tolerance_deg < 1.0) ASSERT_CLOSE(place[3], row->lon_lat[1], row->tolerance_deg);
        assert_int_equal(copy.from_lon_lat(copy.state, 2, place, &err), LG_OK);
        ASSERT_CLOSE(place[2], row->xy[0], 1e-6);
        ASSERT_CLOSE(place[3], row->xy[1], 1e-6);
    }
    copy.free(copy.state);
}

struct box_case {
    const char *name;
    const char *crs;
    struct lg_box box;
    const char *part; /* of the message; NULL: fine */
};

static const struct box_case boxes[] = {
    {"in the zone", "EPSG:4539", {590000, 3270000, 600000, 3280000}, NULL},
    {"a zone number where there is none",
     "EPSG:4539",
     {30590000, 3270000, 30600000, 3280000},
     "give crs: EPSG:4518"},
    {"no zone number where there is one",
     "EPSG:4518",
     {590000, 3270000, 600000, 3280000},
     "give crs: EPSG:4539"},
    {"another zone's number",
     "EPSG:4518",
     {31590000, 3270000, 31600000, 3280000},
     "give crs: EPSG:4519"},
    {"degrees in a plane", "EPSG:4539", {91, 29, 92, 30}, "look like degrees"},
    {"metres in degrees", "EPSG:4490", {590000, 3270000, 600000, 3280000}, "no degrees"},
    {"a degree beyond the zone's edge", "EPSG:4539", {700000, 3270000, 740000, 3280000}, NULL},
    {"another continent", "EPSG:4490", {2.3, 48.8, 2.4, 48.9}, "lies at"},
    {"far off the zone", "EPSG:4539", {1100000, 3270000, 1200000, 3280000}, "lies at"},
    {"no shapes", "EPSG:4539", {1, 1, 0, 0}, NULL},
};

static void check_box(void **state)
{
    const struct box_case *row = *state;
    struct lg_crs_facts facts = {.file = "a.shp", .key = "layers.parcels", .declared = row->crs};
    struct lg_crs crs;
    struct lg_error err = {""};
    assert_int_equal(lg_crs_decide(&facts, &crs, &err), LG_OK);
    enum lg_status status = lg_crs_check_box(&crs, &row->box, &err);
    crs.projection.free(crs.projection.state);
    assert_int_equal(status, row->part == NULL ? LG_OK : LG_BAD_INPUT);
    if (row->part != NULL && strstr(err.message, row->part) == NULL) {
        print_error("%s\n", err.message);
        fail();
    }
}

static void check_no_crs(void **state)
{
    (void)state;
    struct lg_crs_facts facts = {.file = "宗地.shp", .key = "layers.parcels", .is_shapefile = true};
    struct lg_crs crs;
    struct lg_error err = {""};
    assert_int_equal(lg_crs_decide(&facts, &crs, &err), LG_BAD_INPUT);
    /* The line that design.md 3 fixes. */
    assert_string_equal(err.message, "宗地.shp: no CRS (the .prj is missing); give crs: under "
                                     "layers.parcels, such as EPSG:4490 [E_CRS]");
}

int main(void)
{
    lg_input_start();
    const struct CMUnitTest others[] = {cmocka_unit_test(check_no_crs)};
    int failed = RUN_CASES("input/crs", cases, check_case);
    failed += RUN_CASES("input/extent", boxes, check_box);
    return failed + cmocka_run_group_tests_name("input/crs", others, NULL, NULL);
}
