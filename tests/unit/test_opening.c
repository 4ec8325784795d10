/*
 * What is opened of a result, for every program that shows it.
 */
#include "landgauge/run.h"
#include "support/cmocka.h"

struct opening_case {
    const char *name;
    unsigned formats;
    bool check_only;
    const char *expected;
};

static const struct opening_case opening_cases[] = {
    {"all of a run", LG_FORMATS_ALL, false,
     "report.html (browser), landgauge.qgz (QGIS), landgauge.xlsx (spreadsheet)"},
    {"all that a check writes", LG_FORMATS_ALL, true,
     "landgauge.qgz (QGIS), landgauge.xlsx (spreadsheet)"},
    {"a check", LG_FORMATS_CHECK_DEFAULT, true,
     "quality.geojson (QGIS), tables/quality.csv (spreadsheet)"},
    {"layers and tables", LG_FORMAT_GEOJSON | LG_FORMAT_CSV, false,
     "register.geojson (QGIS), tables/register.csv (spreadsheet)"},
    {"a GeoPackage before its layers", LG_FORMAT_GEOJSON | LG_FORMAT_GPKG, false,
     "landgauge.gpkg (QGIS)"},
    {"tables", LG_FORMAT_CSV, false, "tables/register.csv (spreadsheet)"},
    {"the calendar last", LG_FORMAT_CSV | LG_FORMAT_ICS, false,
     "tables/register.csv (spreadsheet)"},
    {"the calendar alone", LG_FORMAT_ICS, false, "deadlines.ics (calendar)"},
    {"a calendar that a check does not write", LG_FORMAT_ICS, true, "run.json"},
    {"a report that a check does not write", LG_FORMAT_REPORT, true, "run.json"},
    {"nothing", 0, false, "run.json"},
};

static void check_opening(void **state)
{
    const struct opening_case *row = *state;
    char text[LG_OPENING_SIZE];
    assert_ptr_equal(lg_opening_format(row->formats, row->check_only, text), text);
    assert_string_equal(text, row->expected);
}

int main(void)
{
    return RUN_CASES("opening", opening_cases, check_opening);
}
