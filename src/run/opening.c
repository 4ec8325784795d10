/*
 * What to open of a result: one file for each program that shows it.
 */
#include "landgauge/run.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 4 };

/* The first file of a row that was written stands for its program. */
struct opening {
    const char *program;
    struct {
        unsigned format;
        const char *name, *name_of_check; /* NULL: a check does not write it */
    } files[NAMES_MAX];
};

static const struct opening openings[] = {
    {"browser", {{LG_FORMAT_REPORT, "report.html", NULL}}},
    {"QGIS",
     {{LG_FORMAT_QGIS, "landgauge.qgz", "landgauge.qgz"},
      {LG_FORMAT_GPKG, "landgauge.gpkg", "landgauge.gpkg"},
      {LG_FORMAT_GEOJSON, "register.geojson", "quality.geojson"}}},
    {"spreadsheet",
     {{LG_FORMAT_XLSX, "landgauge.xlsx", "landgauge.xlsx"},
      {LG_FORMAT_CSV, "tables/register.csv", "tables/quality.csv"}}},
};

enum { OPENING_COUNT = sizeof(openings) / sizeof(openings[0]) };

static const char *find_file(const struct opening *opening, unsigned formats, bool check_only)
{
    for (size_t i = 0; i < NAMES_MAX && opening->files[i].format != 0; i++) {
        if ((formats & opening->files[i].format) == 0) continue;
        return check_only ? opening->files[i].name_of_check : opening->files[i].name;
    }
    return NULL;
}

const char *lg_opening_format(unsigned formats, bool check_only, char text[LG_OPENING_SIZE])
{
    assert(text != NULL);

    bool has_calendar = !check_only && (formats & LG_FORMAT_ICS) != 0;
    (void)snprintf(text, LG_OPENING_SIZE, "%s",
                   has_calendar ? "deadlines.ics (calendar)" : "run.json");
    const char *before = "";
    size_t used = 0;
    for (size_t i = 0; i < OPENING_COUNT; i++) {
        const char *name = find_file(&openings[i], formats, check_only);
        if (name == NULL) continue;
        (void)snprintf(text + used, LG_OPENING_SIZE - used, "%s%s (%s)", before, name,
                       openings[i].program);
        used = strlen(text);
        before = ", ";
    }
    return text;
}
