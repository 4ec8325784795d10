/*
 * input/inspect: the look at a layer, and a starter project that the project reader accepts.
 */
#include "input/reader.h"
#include "landgauge/run.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *write_file(const char *name, const char *text, char path[256])
{
    const char *folder = getenv("TMPDIR");
    (void)snprintf(path, 256, "%s/landgauge-inspect-%ld-%s", folder == NULL ? "/tmp" : folder,
                   (long)getpid(), name);
    if (text == NULL) return path;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

#define POLYGON                                                                                    \
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[91,29],[91.1,29],[91,29.1],[91,29]]]}"
#define LAYER(properties)                                                                          \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"          \
    "{" properties "}," POLYGON "}]}"

struct kind_case {
    const char *name;
    const char *file;
    const char *text;
    const char *expected; /* line of the look */
};

/* The first five also make a starter project. */
static const struct kind_case kinds[] = {
    {"parks", "a.geojson", LAYER("\"KFQMC\":\"园区\",\"KFQJB\":\"省级\""), "read as   parks"},
    {"parcels of a zone", "b.geojson", LAYER("\"KFQMC\":\"园区\",\"DLDM\":\"A2\",\"TBBH\":\"1\""),
     "read as   parcels"},
    {"buildings", "c.geojson", LAYER("\"CS\":6,\"GD\":18.5"), "read as   buildings"},
    {"enterprises", "d.csv", "企业名称,WCTZ,TBBH\n甲,1,2\n", "read as   enterprises"},
    {"supply", "e.csv", "电子监管号,合同签订日期,约定开工时间\n1,2024-1-1,2025-1-1\n",
     "read as   supply"},
    {"buildings with their parcel and year", "g.geojson",
     LAYER("\"JZBH\":\"1\",\"ZDDM\":\"2\",\"CS\":6,\"JZMJ\":90,\"JGSJ\":\"2015\""),
     "read as   buildings"},
    {"parcels that tell floors, too", "f.geojson",
     LAYER("\"TDSYZ\":\"甲\",\"DLDM\":\"A2\",\"CS\":6"), "read as   parcels"},
};

static void check_kind(void **state)
{
    const struct kind_case *row = *state;
    char path[256];
    struct lg_layer layer = {.path = write_file(row->file, row->text, path)};
    char *text = NULL;
    struct lg_error err = {""};
    enum lg_status status = lg_inspect(&layer, &text, &err);
    (void)remove(path);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    assert_non_null(strstr(text, row->expected));
    free(text);
}

/* A column of Chinese names ends where one of Latin names of half the length does. */
static void check_columns(void **state)
{
    (void)state;
    char path[256];
    struct lg_layer layer = {
        .path = write_file("f.geojson", LAYER("\"地块编号\":\"x\",\"ABCDEFGH\":\"y\""), path)};
    char *text = NULL;
    assert_int_equal(lg_inspect(&layer, &text, NULL), LG_OK);
    (void)remove(path);
    assert_non_null(strstr(text, "\n  地块编号  text"));
    assert_non_null(strstr(text, "\n  ABCDEFGH  text"));
    assert_non_null(strstr(text, "\n  field     type"));
    free(text);
}

/*
 * What a look finds worth saying. The square has 100 m by 100 m at the central meridian of
 * EPSG:4539 (scale 1), so 10000 m2 on the ellipsoid, too: 1 ha, 15 mu. Expected figures are worked
 * by hand.
 */
#define SQUARE_AT(x0, x1, z)                                                                       \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" x0 ",3281000" z "],[" x1 ",3281000" z "],[" x1     \
    ",3281100" z "],[" x0 ",3281100" z "],[" x0 ",3281000" z "]]]}"
#define SQUARE SQUARE_AT("499950", "500050", "")
#define ROW_ON(shape, properties)                                                                  \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" shape "}"
#define ROW(properties)   ROW_ON(SQUARE, properties)
#define THREE(properties) ROW(properties) "," ROW(properties) "," ROW(properties)
#define SIX(properties)   THREE(properties) "," THREE(properties)
#define IN_CRS(code, rows)                                                                         \
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"         \
    "\"EPSG:" code "\"}},\"features\":[" rows "]}"
#define GK(rows) IN_CRS("4539", rows)

struct note_case {
    const char *name;
    const char *file;
    const char *text;
    const char *expected; /* stands in the look, runs of blanks as one */
    const char *absent;   /* does not; NULL */
};

static const struct note_case notes[] = {
    /* units */
    {"floor area in m2 where the standard has wan_m2", "n.geojson",
     GK(THREE("\"TBBH\":\"1\",\"JZMJ\":4300")),
     "floor_area JZMJ floor area ratio by unit: m2 0.43, wan_m2 4300 (data standard) in the median "
     "of 3 rows -> declare units: {floor_area: m2}",
     "wan_m2 fits"},
    {"floor area in wan_m2 as the standard has it", "n.geojson",
     GK(THREE("\"TBBH\":\"1\",\"JZMJ\":0.43")),
     "wan_m2 fits: floor area ratio 0.43 in the median of 3 rows", "declare units"},
    {"footprint in m2", "n.geojson", GK(THREE("\"TBBH\":\"1\",\"JZJDMJ\":2800")),
     "m2 0.28, wan_m2 2800 (data standard) in the median of 3 rows -> declare units: {footprint: "
     "m2}",
     NULL},
    {"recorded area in ha where the standard has m2", "n.geojson", GK(THREE("\"ZDMJ\":1.0")),
     "m2 0.0001 (data standard), mu 0.06667, ha 1.0000, km2 100 in the median of 3 rows -> declare "
     "units: {recorded_area: ha}",
     NULL},
    {"recorded area in mu", "n.geojson", GK(THREE("\"ZDMJ\":15")),
     "declare units: {recorded_area: mu}", NULL},
    {"recorded area 3 % off is in its unit still", "n.geojson", GK(THREE("\"ZDMJ\":10300")),
     "m2 fits: recorded / measured 1.0300 in the median of 3 rows", "slip"},
    {"recorded area 6 % off is in none", "n.geojson", GK(THREE("\"ZDMJ\":10600")),
     "no unit fits (0.95 to 1.05 expected): check the field", "declare units"},
    {"the same 20 % in six rows is a slip", "n.geojson", GK(SIX("\"ZDMJ\":12000")),
     "no unit fits; m2 is nearest, and +20.0 % in every row is a slip", NULL},
    {"the same 1 % in six rows is a slip", "n.geojson", GK(SIX("\"ZDMJ\":10100")),
     "+1.00 % in nearly every row is a slip", "raised"},
    {"0.25 % is no slip", "n.geojson", GK(SIX("\"ZDMJ\":10025")), "recorded / measured 1.0025",
     "slip"},
    {"1.0012 in six rows is a raised datum's", "n.geojson", GK(SIX("\"ZDMJ\":10012")),
     "such is a survey on a raised local datum", NULL},
    {"1.0008 is none's", "n.geojson", GK(SIX("\"ZDMJ\":10008")), "recorded / measured 1.0008",
     "raised"},
    {"three rows are too few for a datum", "n.geojson", GK(THREE("\"ZDMJ\":10012")),
     "recorded / measured 1.0012", "raised"},
    {"a field without a role that goes with the shapes", "n.geojson", GK(SIX("\"F_AREA\":0.0085")),
     "F_AREA looks like an area in km2: 0.8500 of the measured one in the median of 6 rows, half "
     "of "
     "them within 0.8500 to 0.8500; measured areas are +17.6 % from it in every row, a slip",
     NULL},
    {"a field without a role that is right", "n.geojson", GK(SIX("\"F_AREA\":0.01")),
     "F_AREA looks like an area in km2: 1.0000", "slip"},
    {"numbers that do not go with the shapes", "n.geojson",
     GK(THREE("\"F_AREA\":0.0085") "," THREE("\"F_AREA\":0.017")), "read as parcels",
     "looks like an area"},
    {"investment in wan_yuan", "n.geojson", GK(THREE("\"TBBH\":\"1\",\"WCTZ\":4500")),
     "wan_yuan fits: wan_yuan/ha 4500 in the median of 3 rows (100 to 50000 expected)", NULL},
    {"investment in yuan", "n.geojson", GK(THREE("\"TBBH\":\"1\",\"WCTZ\":45000000")),
     "wan_yuan/ha by unit: yuan 4500, wan_yuan 4.5e+07 (data standard), yi_yuan 4.5e+11 in the "
     "median of 3 rows -> declare units: {invested: yuan}",
     NULL},
    {"an empty column cannot be told", "n.geojson", GK(THREE("\"TBBH\":\"1\",\"JZMJ\":null")),
     "no row has both a number and a measured shape", "fits"},
    {"a table has no shapes", "n.csv", "企业名称,WCTZ,TBBH\n甲,1,2\n",
     "a table has no shapes to hold amounts against", NULL},
    /* code systems */
    {"six digits are of the guide of 2023", "n.geojson", GK(THREE("\"DLBM\":\"100101\"")),
     "rows known of 3: gb2017 0, survey3 0, ydyh2023 3, kfq 0 -> declare codes: {current_use: "
     "ydyh2023}; codes of six digits (100101) in 3 rows: only ydyh2023 has them",
     NULL},
    {"an H is of the third survey", "n.geojson", GK(THREE("\"DLBM\":\"05H1\"")),
     "-> declare codes: {current_use: survey3}; codes with an H (05H1) in 3 rows: only survey3",
     NULL},
    {"a code of three systems is undecided", "n.geojson", GK(THREE("\"DLBM\":\"0601\"")),
     "gb2017 3, survey3 3, ydyh2023 3, kfq 0 -> undecided (gb2017 and survey3 mean the same by "
     "every "
     "code here): ask, then declare codes: {current_use: ...}; 0601 (3 rows) is 工业用地 in "
     "gb2017, "
     "农村道路 in ydyh2023",
     "six digits"},
    {"two rows do not decide", "n.geojson",
     GK(ROW("\"DLBM\":\"05H1\"") "," ROW("\"DLBM\":\"05H1\"") "," SIX("\"DLBM\":\"0601\"")),
     "-> undecided", NULL},
    {"land states as an approved use", "n.geojson", GK(THREE("\"PZDM\":\"C1\"")),
     "gb2017 0, survey3 0, ydyh2023 0, kfq 3 -> declare codes: {approved_use: kfq}", NULL},
    {"a land state or a letter of an old plan", "n.geojson", GK(THREE("\"PZDM\":\"A2\"")),
     "kfq 3, gb50137 3 -> undecided", NULL},
    {"letters of an old plan", "n.geojson", GK(THREE("\"GHDM\":\"M1\"")),
     "kfq 0, gb50137 3 -> declare codes: {planned_use: gb50137}", NULL},
    {"DLDM with land states", "n.geojson", GK(THREE("\"DLDM\":\"A2\"")),
     "land_state DLDM all 3 rows are codes of A to C; look-alike: in other layers the name is a "
     "land-use code's",
     NULL},
    {"DLDM with use codes", "n.geojson", GK(THREE("\"DLDM\":\"0601\"")),
     "look-alike: DLDM is the land state in the evaluation database, by its values it is a use "
     "here",
     "codes of A to C"},
    {"a supply state that is none", "n.geojson",
     GK(ROW("\"GYDM\":\"X9\"") "," ROW("\"GYDM\":\"D21\"") "," ROW("\"GYDM\":\"E\"")),
     "2 of 3 rows are codes of D to F, others are not (X9): name yours under values: "
     "{supply_state:",
     NULL},
    /* dates */
    {"spellings without a day", "n.csv",
     "电子监管号,合同签订日期\n1,200606\n2,2006-06\n3,2010-6\n4,2012\n5,历史形成\n6,0\n",
     "YYYYMM 1, YYYY-MM 1, YYYY-M 1, YYYY 1; 4 without a day: the last day of the month or year "
     "stands in; no date in 2: \"历史形成\" 1, \"0\" 1; these count as missing",
     NULL},
    {"spellings with a day", "n.csv",
     "电子监管号,合同签订日期\n1,2015-03-10\n2,2015/3/1\n3,2015年3月1日\n4,20150301\n"
     "5,2015-03-10 08:30\n",
     "YYYY-MM-DD 1, YYYY/M/D 1, YYYY年M月D日 1, YYYYMMDD 1, YYYY-MM-DD time 1", "without a day"},
    {"placeholder and impossible day", "n.csv",
     "电子监管号,约定开工时间\n1,1900-01-01\n2,2025-02-30\n3,2025-02-28\n",
     "YYYY-MM-DD 1; no date in 2: \"1900-01-01\" 1, \"2025-02-30\" 1; these count as missing",
     NULL},
    /* roles */
    {"another field by the name of the role", "n.geojson",
     GK(THREE("\"TDSYZ\":\"甲\",\"QYMC\":\"乙\"")), "holder TDSYZ could be, too, by name: QYMC",
     NULL},
    {"a field of another role is no rival", "n.geojson",
     GK(THREE("\"DLDM\":\"A2\",\"DLBM\":\"0601\"")), "current_use DLBM", "could be, too"},
    {"parcel codes under a name that says nothing", "n.geojson",
     GK(THREE("\"X\":\"540100001001GB00001\"")),
     "X values look like parcel codes (宗地代码 or 不动产单元号): name it under fields: as id?",
     NULL},
    {"18 characters are no parcel code", "n.geojson", GK(THREE("\"X\":\"540100001001GB0001\"")),
     "no field found (宗地代码): blocks joins to tables", "look like"},
    {"parcel codes beside an id", "n.geojson",
     GK(THREE("\"TBBH\":\"1\",\"X\":\"540100001001GB00001W00000000\"")),
     "values look like parcel codes (宗地代码 or 不动产单元号); id is TBBH already", NULL},
    {"land states under a name that says nothing", "n.geojson",
     GK(ROW("\"ZT\":\"A2\"") "," ROW("\"ZT\":\"B21\"") "," ROW("\"ZT\":\"C1\"")),
     "ZT values look like land states (A to C): name it under fields: as land_state?", NULL},
    {"one letter everywhere is no state", "n.geojson", GK(THREE("\"ZT\":\"A\"")), "read as parcels",
     "look like"},
    {"dates under a name that says nothing", "n.csv",
     "电子监管号,合同签订日期,RQ\n1,2015-1-1,2015-01\n2,2015-1-1,2016-02\n3,2015-1-1,2017-03\n",
     "RQ values look like dates: name it under fields: as start_due or another date?", NULL},
    {"years alone are no dates", "n.csv",
     "电子监管号,合同签订日期,RQ\n1,2015-1-1,2015\n2,2015-1-1,2016\n3,2015-1-1,2017\n",
     "read as supply", "look like"},
    {"use codes under a name that says nothing", "n.geojson",
     GK(ROW("\"YT2\":\"0601\"") "," ROW("\"YT2\":\"0701\"") "," ROW("\"YT2\":\"0801\"")),
     "YT2 values look like land-use codes: name it under fields: as current_use?", NULL},
    {"what a missing role blocks", "n.geojson", GK(THREE("\"TBBH\":\"1\"")),
     "start_due no field found (约定动工): blocks the idle clock, unless a supply table has it",
     NULL},
    /* checks */
    {"an id twice", "n.geojson",
     GK(ROW("\"ZDDM\":\"7\"") "," ROW("\"ZDDM\":\"7\"") "," ROW("\"ZDDM\":\"9\"")),
     "ZDDM (id) is not unique: 1 value in 2 rows, such as 7 in 2", NULL},
    {"ids that are unique", "n.geojson",
     GK(ROW("\"ZDDM\":\"7\"") "," ROW("\"ZDDM\":\"5\"") "," ROW("\"ZDDM\":\"9\"")), "id", "(id)"},
    {"an id that counts the rows", "n.geojson",
     GK(ROW("\"ZDDM\":1") "," ROW("\"ZDDM\":2") "," ROW("\"ZDDM\":3")), "ZDDM (id) counts the rows",
     NULL},
    {"an id of the software", "n.geojson",
     GK(ROW("\"OBJECTID\":7") "," ROW("\"OBJECTID\":3") "," ROW("\"OBJECTID\":5")),
     "OBJECTID (id) is a number of the software's", NULL},
    {"19 digits as a floating number", "n.geojson", GK(ROW("\"ZDDM\":5401990010010000001.0")),
     "ZDDM (id) holds long numbers as floating ones", NULL},
    {"19 digits as an integer", "n.geojson", GK(ROW("\"ZDDM\":5401990010010000001")),
     "5401990010010000001", "floating"},
    {"SHAPE_AREA is no record", "n.geojson", GK(THREE("\"TBBH\":\"1\",\"Shape_Area\":10000")),
     "Shape_Area (recorded_area) is the plane area that the software computed", NULL},
    {"a surveyed area goes before SHAPE_AREA", "n.geojson",
     GK(THREE("\"TBBH\":\"1\",\"ZDMJ\":10000,\"Shape_Area\":10000")),
     "recorded_area ZDMJ could be, too, by name: Shape_Area", "plane area"},
    {"a scope of one's own", "n.geojson", GK(ROW("\"KFQMC\":\"园区\",\"KFQPJFW\":\"一区\"")),
     "KFQPJFW (scope) has \"一区\"; the standard's scopes are 主区 and 发展方向区", NULL},
    {"a scope of the standard", "n.geojson", GK(ROW("\"KFQMC\":\"园区\",\"KFQPJFW\":\"主区\"")),
     "read as parks", "(scope)"},
    {"empty, zero and constant fields", "n.geojson",
     GK(ROW("\"TBBH\":\"1\",\"E\":null,\"Z\":0,\"K\":\"x\"") "," ROW(
         "\"TBBH\":\"2\",\"E\":null,\"Z\":0,\"K\":\"x\"")),
     "empty in every row: E 0 in every row: Z the same in every row: K", NULL},
    {"heights", "n.geojson", GK(ROW_ON(SQUARE_AT("499950", "500050", ",3650"), "\"TBBH\":\"1\"")),
     "shapes with heights or measures (Z, M), which are not used: 1", NULL},
    {"a row without a shape", "n.geojson",
     GK(ROW("\"TBBH\":\"1\"") "," ROW_ON("null", "\"TBBH\":\"2\"")),
     "rows without a shape, so without an area: 1", "heights"},
    /* CRS */
    {"a zone without number in front", "n.geojson", GK(ROW("\"TBBH\":\"1\"")),
     "central meridian 90 E, 3-degree zone 30; no zone number in front of the eastings: the CRS "
     "alone tells the zone look-alike: EPSG:4518 is the same zone with the number lies at 89.9995 "
     "to 90.0005 E",
     "beyond"},
    {"a 3-degree zone that is a 6-degree one, too", "n.geojson",
     IN_CRS("4538", ROW("\"TBBH\":\"1\"")),
     "look-alike: EPSG:4504, 6-degree zone 15, has the same central meridian and gives the same",
     NULL},
    {"a place beyond the zone's edge", "n.geojson",
     GK(ROW_ON(SQUARE_AT("650000", "650100", ""), "\"TBBH\":\"1\"")),
     "reaches 0.05 degrees beyond its zone, into that of central meridian 93", NULL},
    {"the plane of web maps", "n.geojson",
     IN_CRS("3857", ROW_ON("{\"type\":\"Polygon\",\"coordinates\":[[[10130073,3459000],[10130173,"
                           "3459000],[10130173,3459100],[10130073,3459000]]]}",
                           "\"TBBH\":\"1\"")),
     "the plane of web maps, in which areas come out 1.32 times too large here", NULL},
    {"WGS 84 is taken as CGCS2000", "n.geojson", LAYER("\"TBBH\":\"1\""),
     "look-alike: WGS 84 is taken as CGCS2000", "not in China"},
    {"a place abroad", "n.geojson",
     IN_CRS("4326",
            ROW_ON("{\"type\":\"Polygon\",\"coordinates\":[[[2,44],[2.1,44],[2,44.1],[2,44]]]}",
                   "\"TBBH\":\"1\"")),
     "that is not in China", NULL},
    /* encoding */
    {"texts that can be UTF-8 alone", "n.csv", "企业名称,TBBH\n甲,1\n",
     "of 2 texts with bytes above 0x7F 1 can be GB18030, all can be UTF-8", "one text as"},
    {"texts of a terminal's trap", "n.geojson", GK(ROW("\"TBBH\":\"a\\u001b[31mb\"")), "a [31mb",
     "\x1b"},
};

/* Blanks and ends of lines as one blank each: lines are broken where a terminal has no room. */
static void squeeze(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        bool is_blank = *from == ' ' || *from == '\n';
        if (is_blank && to > text && to[-1] == ' ') continue;
        *to = *from;
        if (is_blank) *to = ' ';
        to++;
    }
    *to = '\0';
}

static void check_note(void **state)
{
    const struct note_case *row = *state;
    char path[256];
    struct lg_layer layer = {.path = write_file(row->file, row->text, path)};
    char *text = NULL;
    struct lg_error err = {""};
    enum lg_status status = lg_inspect(&layer, &text, &err);
    (void)remove(path);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    squeeze(text);
    bool is_right = strstr(text, row->expected) != NULL &&
                    (row->absent == NULL || strstr(text, row->absent) == NULL);
    if (!is_right) print_error("%s\n", text);
    assert_true(is_right);
    free(text);
}

/* No line of notes is wider than the terminal that it is broken for. */
static void check_wrapping(void **state)
{
    (void)state;
    char path[256];
    struct lg_layer layer = {
        .path = write_file("w.geojson", GK(SIX("\"DLBM\":\"0601\",\"ZDMJ\":12000")), path)};
    char *text = NULL;
    assert_int_equal(lg_inspect(&layer, &text, NULL), LG_OK);
    (void)remove(path);
    const char *notes_start = strstr(text, "\n  roles");
    assert_non_null(notes_start);
    size_t line_cells = 0;
    for (const char *c = notes_start; *c != '\0'; c++) {
        /* Every Chinese character has three bytes and two cells here. */
        if (((unsigned char)*c & 0xC0) == 0x80) continue;
        line_cells = *c == '\n' ? 0 : line_cells + ((unsigned char)*c >= 0xE2 ? 2 : 1);
        assert_true(line_cells <= 100);
    }
    free(text);
}

/* Whichever allocation fails, a look says so or is whole: nothing is left out unsaid. */
static void check_memory(void **state)
{
    (void)state;
    char path[256];
    struct lg_layer layer = {
        .path = write_file("m.csv", "电子监管号,合同签订日期\n1,200606\n2,2015-03-10\n", path)};
    char *whole = NULL;
    assert_int_equal(lg_inspect(&layer, &whole, NULL), LG_OK);
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status == LG_NO_MEMORY && count < 2000; count++) {
        char *text = NULL;
        failing_alloc_after(count);
        status = lg_inspect(&layer, &text, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_NO_MEMORY ? text == NULL : strcmp(text, whole) == 0);
        free(text);
    }
    (void)remove(path);
    assert_int_equal(status, LG_OK);
    free(whole);
}

struct together_case {
    const char *name;
    const char *texts[2];
    const char *expected;
    const char *absent;
};

static const struct together_case together[] = {
    {"one CRS, one place",
     {GK(ROW("\"TBBH\":\"1\"")), GK(ROW("\"KFQMC\":\"a\""))},
     "their extents meet",
     "they differ"},
    {"two zones that meet",
     {GK(ROW("\"TBBH\":\"1\"")),
      IN_CRS("4518", ROW_ON(SQUARE_AT("30499950", "30500050", ""), "\"KFQMC\":\"a\""))},
     "CRS they differ",
     "none of the others"},
    {"a zone that was mistaken",
     {GK(ROW("\"TBBH\":\"1\"")), IN_CRS("4540", ROW("\"KFQMC\":\"a\""))},
     "where none of the others is; check its CRS",
     "their extents meet"},
    {"buildings twice",
     {GK(ROW("\"CS\":6")), GK(ROW("\"CS\":7"))},
     "buildings 2 (a project takes one)",
     NULL},
};

static void check_together(void **state)
{
    const struct together_case *row = *state;
    char paths[2][256];
    struct lg_layer layers[2] = {{.path = write_file("t1.geojson", row->texts[0], paths[0])},
                                 {.path = write_file("t2.geojson", row->texts[1], paths[1])}};
    char *text = NULL;
    struct lg_error err = {""};
    enum lg_status status = lg_inspect_together(layers, 2, &text, &err);
    (void)remove(paths[0]);
    (void)remove(paths[1]);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    squeeze(text);
    bool is_right = strstr(text, row->expected) != NULL &&
                    (row->absent == NULL || strstr(text, row->absent) == NULL);
    if (!is_right) print_error("%s\n", text);
    assert_true(is_right);
    free(text);
}

static void check_starter(void **state)
{
    (void)state;
    char paths[6][256];
    const char *layers[5];
    for (size_t i = 0; i < 5; i++) {
        layers[i] = write_file(kinds[i].file, kinds[i].text, paths[i]);
    }
    const char *starter = write_file("starter.yaml", NULL, paths[5]);
    struct lg_error err = {""};
    enum lg_status status = lg_inspect_init(layers, 5, starter, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    struct lg_project *project = NULL;
    status = lg_project_read(starter, &project, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    assert_int_equal(project->parks.count, 1);
    assert_int_equal(project->parcels.count, 1);
    assert_int_equal(project->buildings.count, 1);
    assert_int_equal(project->enterprises.count, 1);
    assert_int_equal(project->supply.count, 1);
    assert_string_equal(project->parks.items[0].path, layers[0]);
    lg_project_free(project);
    /* What is there is never overwritten. */
    assert_int_equal(lg_inspect_init(layers, 5, starter, &err), LG_NO_OUTPUT);
    for (size_t i = 0; i < 6; i++) {
        (void)remove(paths[i]);
    }
}

int main(void)
{
    lg_input_start();
    const struct CMUnitTest others[] = {
        cmocka_unit_test(check_columns),
        cmocka_unit_test(check_wrapping),
        cmocka_unit_test(check_memory),
        cmocka_unit_test(check_starter),
    };
    int failed = RUN_CASES("input/inspect", kinds, check_kind) +
                 RUN_CASES("input/inspect notes", notes, check_note) +
                 RUN_CASES("input/inspect together", together, check_together);
    return failed + cmocka_run_group_tests_name("input/inspect", others, NULL, NULL);
}
