/*
 * input/project: the place named when a project file says what it may not. Lines and columns
 * counted by hand.
 */
#include "landgauge/project.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <string.h>

struct wrong_case {
    const char *name;
    const char *text;
    const char *expected; /* message */
};

static const struct wrong_case wrong_cases[] = {
    {"unknown key", "titel: x\n",
     "project.yaml:1:1: unknown key \"titel\"; allowed here: title as_of rules area layers tables "
     "output "
     "repair "
     "overlaps tolerances evidence sensitivity previous [E_PROJECT]"},
    {"sensitivity is asked for or not", "sensitivity: maybe\n",
     "project.yaml:1:14: unknown value \"maybe\"; allowed here: false true [E_PROJECT]"},
    {"unknown key of a layer, the nearest first",
     "layers:\n  parks:\n    path: p.shp\n    filds: {}\n",
     "project.yaml:4:5: unknown key \"filds\"; allowed here: fields path encoding crs where units "
     "codes values "
     "[E_PROJECT]"},
    {"only tables have a join key", "layers: {parks: {path: p, key: id}}\n",
     "project.yaml:1:27: unknown key \"key\"; allowed here: path encoding crs where fields units "
     "codes values "
     "[E_PROJECT]"},
    {"unknown role", "tables:\n  enterprises: {path: e.csv, fields: {inverstment: A}}\n",
     "project.yaml:2:39: unknown role \"inverstment\"; allowed here: investment parcel_id name "
     "industry "
     "revenue "
     "tax employees land_area plant_land office_land yard_land reserve_land road_land green_land "
     "other_land floor_area footprint footprint_yards far coefficient [E_PROJECT]"},
    {"a parcel role that the supply table does not carry",
     "tables: {supply: {path: s, fields: {far_min: A}}}\n",
     "project.yaml:1:37: unknown role \"far_min\";"},
    {"unknown unit", "layers: {parcels: {path: p, units: {price: wanyuan}}}\n",
     "project.yaml:1:44: unit \"wanyuan\" does not fit \"price\"; allowed here: yuan wan_yuan "
     "yi_yuan "
     "[E_PROJECT]"},
    {"a unit of another kind", "layers: {parcels: {path: p, units: {price: mu}}}\n",
     "project.yaml:1:44: unit \"mu\" does not fit \"price\"; allowed here: yuan wan_yuan yi_yuan "
     "[E_PROJECT]"},
    {"a unit for a text", "layers: {parcels: {path: p, units: {holder: m2}}}\n",
     "project.yaml:1:37: \"holder\" has no unit; remove the line [E_PROJECT]"},
    {"unknown code system", "layers: {parcels: {path: p, codes: {current_use: gb2007}}}\n",
     "project.yaml:1:50: unknown code system \"gb2007\"; allowed here: gb2017 survey3 ydyh2023 kfq "
     "[E_PROJECT]"},
    {"codes for a text", "layers: {parcels: {path: p, codes: {holder: gb2017}}}\n",
     "project.yaml:1:37: \"holder\" holds no codes; remove the line [E_PROJECT]"},
    {"a land state that is none", "layers: {parcels: {path: p, values: {land_state: {1: B3}}}}\n",
     "project.yaml:1:54: \"B3\" is no land state; write one of ours, such as A B21 D E F "
     "[E_PROJECT]"},
    {"values without codes", "layers: {parcels: {path: p, values: {land_state: A}}}\n",
     "project.yaml:1:50: \"land_state\" must be a map from their codes to ours [E_PROJECT]"},
    {"unknown join key", "tables: {supply: {path: s, key: contract}}\n",
     "project.yaml:1:33: unknown join key \"contract\"; allowed here: contract_no supervision_no "
     "id "
     "[E_PROJECT]"},
    {"a layer without a path", "layers:\n  parks: {crs: EPSG:4490}\n",
     "project.yaml:2:10: layers.parks has no \"path\"; name the file to read [E_PROJECT]"},
    {"a layer as a text", "layers: {parks: p.shp}\n",
     "project.yaml:1:17: layers.parks must be a map of keys and values [E_PROJECT]"},
    {"buildings as a list", "layers: {buildings: [{path: b}]}\n",
     "project.yaml:1:21: layers.buildings takes one source, not a list [E_PROJECT]"},
    {"parcels as an empty list", "layers: {parcels: []}\n",
     "project.yaml:1:19: layers.parcels is an empty list; name a source or remove it [E_PROJECT]"},
    {"enterprises as a list", "tables: {enterprises: [{path: b}]}\n",
     "project.yaml:1:23: tables.enterprises takes one source, not a list [E_PROJECT]"},
    {"plan as an empty list", "layers: {plan: []}\n",
     "project.yaml:1:16: layers.plan is an empty list; name a source or remove it [E_PROJECT]"},
    {"a role that the plan does not have", "layers: {plan: {path: p, fields: {current_use: A}}}\n",
     "project.yaml:1:35: unknown role \"current_use\"; allowed here: id planned_use [E_PROJECT]"},
    {"constraints as an empty list", "layers: {constraints: []}\n",
     "project.yaml:1:23: layers.constraints is an empty list; name a source or remove it "
     "[E_PROJECT]"},
    {"a constraint as a text", "layers: {constraints: [a.shp]}\n",
     "project.yaml:1:24: layers.constraints must be a map of keys and values [E_PROJECT]"},
    {"a constraint without a name", "layers: {constraints: [{path: a}]}\n",
     "project.yaml:1:24: a constraint has no \"name\"; give it the one to be shown [E_PROJECT]"},
    {"a constraint without a path", "layers: {constraints: [{name: a}]}\n",
     "project.yaml:1:24: layers.constraints has no \"path\"; name the file to read [E_PROJECT]"},
    {"a constraint with a semicolon", "layers: {constraints: [{name: a;b, path: a}]}\n",
     "project.yaml:1:31: name \"a;b\" has a semicolon, which divides names; leave it out "
     "[E_PROJECT]"},
    {"a state of unbuilt land", "layers: {constraints: [{name: a, path: a, state: B1}]}\n",
     "project.yaml:1:50: unknown value \"B1\"; allowed here: C1 C2 C3 [E_PROJECT]"},
    {"an unknown effect", "layers: {constraints: [{name: a, path: a, effect: ban}]}\n",
     "project.yaml:1:51: unknown value \"ban\"; allowed here: flag forbid [E_PROJECT]"},
    {"an unknown side", "layers: {constraints: [{name: a, path: a, binds: in}]}\n",
     "project.yaml:1:50: unknown value \"in\"; allowed here: inside outside [E_PROJECT]"},
    {"fields of a constraint", "layers: {constraints: [{name: a, path: a, fields: {id: B}}]}\n",
     "project.yaml:1:43: unknown key \"fields\"; allowed here: name path state effect binds "
     "encoding crs where [E_PROJECT]"},
    {"one name, two effects",
     "layers:\n  constraints:\n    - {name: a, path: a, effect: forbid}\n"
     "    - {name: a, path: b, effect: flag}\n",
     "project.yaml:4:34: constraint \"a\" has another \"effect\" above; give all entries of one "
     "name the same [E_PROJECT]"},
    {"one name, a state and none",
     "layers:\n  constraints:\n    - {name: a, path: a, state: C1}\n    - {name: a, path: b}\n",
     "project.yaml:4:7: constraint \"a\" has another \"state\" above; give all entries of one name "
     "the same [E_PROJECT]"},
    {"a format of the design", "output: {formats: [csv, metrics]}\n",
     "project.yaml:1:25: format \"metrics\" is not in this version; remove it [E_PROJECT]"},
    {"unknown format", "output: {formats: [geojsn]}\n",
     "project.yaml:1:20: unknown format \"geojsn\"; allowed here: geojson csv ics gpkg qgis xlsx "
     "report [E_PROJECT]"},
    {"a QGIS project without layers", "output: {formats: [csv, qgis]}\n",
     "project.yaml:1:19: formats has qgis, which shows gpkg or geojson: add one of them "
     "[E_PROJECT]"},
    {"no format", "output: {formats: []}\n",
     "project.yaml:1:19: formats is an empty list; write geojson, csv, xlsx or the like "
     "[E_PROJECT]"},
    {"a mask of nothing", "output: {mask: no}\n",
     "project.yaml:1:16: unknown value \"no\"; allowed here: none holder [E_PROJECT]"},
    {"a switch that is no switch", "output: {field_sheets: all}\n",
     "project.yaml:1:24: unknown value \"all\"; allowed here: false true [E_PROJECT]"},
    {"unknown word", "area: mesured\n",
     "project.yaml:1:7: unknown value \"mesured\"; allowed here: measured recorded [E_PROJECT]"},
    {"a month is no day", "as_of: 2026-06\n",
     "project.yaml:1:8: as_of \"2026-06\" is not a day; write it as YYYY-MM-DD [E_PROJECT]"},
    {"a day that is none", "as_of: 2026-06-31\n",
     "project.yaml:1:8: as_of \"2026-06-31\" is not a day; write it as YYYY-MM-DD [E_PROJECT]"},
    {"a map where a text belongs", "title: {a: b}\n",
     "project.yaml:1:8: \"title\" must be one value, not a map [E_PROJECT]"},
    {"a key without a value", "title:\narea: measured\n",
     "project.yaml:1:7: \"title\" has no value; write one or remove the line [E_PROJECT]"},
    {"a value of blanks", "title: ' \xE3\x80\x80'\n",
     "project.yaml:1:8: \"title\" has no value; write one or remove the line [E_PROJECT]"},
    {"evidence without its values", "evidence: {path: e.tif}\n",
     "project.yaml:1:11: evidence has no \"built\"; list the cell values that mean built-up, such "
     "as built: [1, 2, \"5-7\"] [E_PROJECT]"},
    {"evidence with no value", "evidence: {path: e.tif, built: []}\n",
     "project.yaml:1:32: evidence has no \"built\";"},
    {"a built-up value that is none", "evidence: {built: [1, urban]}\n",
     "project.yaml:1:23: built \"urban\" is no value and no range; write 5 or \"5-7\" "
     "[E_PROJECT]"},
    {"a range the wrong way round", "evidence: {built: [\"7-5\"]}\n",
     "project.yaml:1:20: built \"7-5\" is no value and no range;"},
    {"a range of three", "evidence: {built: [\"1-2-3\"]}\n",
     "project.yaml:1:20: built \"1-2-3\" is no value and no range;"},
    {"a band that is none", "evidence: {built: 1, band: 0}\n",
     "project.yaml:1:28: band \"0\" is not a whole number from 1 to 65535 [E_PROJECT]"},
    {"half a band", "evidence: {built: 1, band: 1.5}\n",
     "project.yaml:1:28: band \"1.5\" is not a whole number from 1 to 65535 [E_PROJECT]"},
    {"an unknown key of evidence", "evidence: {built: 1, bands: 1}\n",
     "project.yaml:1:22: unknown key \"bands\"; allowed here: band path built crs [E_PROJECT]"},
    {"a negative tolerance", "tolerances: {sliver_m2: -1}\n",
     "project.yaml:1:25: sliver_m2 \"-1\" is not a number from 0 to 1e9 (m2) [E_PROJECT]"},
    {"a share in percent", "tolerances: {area_ratio: 5}\n",
     "project.yaml:1:26: area_ratio \"5\" is not a number from 0 to 1 (a share) [E_PROJECT]"},
    {"a tolerance that is not a number", "tolerances: {closure: nan}\n",
     "project.yaml:1:23: closure \"nan\" is not a number from 0 to 1 (a share) [E_PROJECT]"},
    {"a list for a file", "- a\n",
     "project.yaml:1:1: a project file must be a map of keys and values [E_PROJECT]"},
    {"an empty file", "", "project.yaml:1:1: the file is empty [E_PROJECT]"},
    {"a key given twice", "area: measured\narea: recorded\n",
     "project.yaml:2:1: key \"area\" again (first in line 1); keep one of them [E_PROJECT]"},
};

static void check_wrong(void **state)
{
    const struct wrong_case *row = *state;
    sandbox_put("project.yaml", row->text);
    struct lg_project *project = NULL;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_project_read("project.yaml", &project, &err), LG_BAD_PROJECT);
    assert_null(project);
    /* A row that ends in a semicolon leaves the long list of roles out. */
    size_t length = strlen(row->expected);
    if (row->expected[length - 1] == ';') {
        assert_true(strncmp(err.message, row->expected, length) == 0);
    } else {
        assert_string_equal(err.message, row->expected);
    }
}

int main(void)
{
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = RUN_CASES("input/project refuses", wrong_cases, check_wrong);
    return failed + remove_sandbox(&sandbox);
}
