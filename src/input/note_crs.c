/*
 * Where the coordinates lie, what looks like this CRS and is another, and what the digits say where
 * there is none.
 */
#include "input/look.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Zones that touch Tibet (78 to 99 degrees east) and Golmud, domain.md 4.3. */
enum { TIBET_ZONE_MIN = 26, TIBET_ZONE_MAX = 33 };

/* Mainland and seas, domain.md 4.3's zones with some room. */
#define CHINA_WEST  73.0
#define CHINA_EAST  136.0
#define CHINA_SOUTH 3.0
#define CHINA_NORTH 54.0

#define NORTHING_MIN 1.5e6
#define NORTHING_MAX 6.0e6

static const struct lg_note plain = {LG_NOTE_CRS, LG_NOTE_NO_ROLE, NULL, NULL, NULL};

static int zone_of(const struct lg_crs *crs, int width_deg)
{
    double zone = width_deg == 3 ? crs->meridian_deg / 3.0 : (crs->meridian_deg + 3.0) / 6.0;
    return fabs(zone - round(zone)) < 1e-9 ? (int)round(zone) : 0;
}

/* EPSG's code of a CGCS2000 zone; 0: there is none. */
static int zone_code(int zone, int width_deg, bool has_prefix)
{
    if (width_deg == 3 && zone >= 25 && zone <= 45) return (has_prefix ? 4488 : 4509) + zone;
    if (width_deg == 6 && zone >= 13 && zone <= 23) return (has_prefix ? 4478 : 4489) + zone;
    return 0;
}

static void note_zone(struct lg_look *look)
{
    const struct lg_crs *crs = &look->crs;
    int width = crs->zone_width_deg;
    int zone = width == 0 ? 0 : zone_of(crs, width);
    if (zone == 0) {
        lg_note_add(&look->notes, &plain,
                    "central meridian %.6g E, which is no standard zone's; a local grid",
                    crs->meridian_deg);
        return;
    }
    char prefix[80];
    if (crs->zone_prefix != 0) {
        (void)snprintf(prefix, sizeof(prefix), "the number %d stands in front of the eastings",
                       crs->zone_prefix);
    } else {
        (void)snprintf(prefix, sizeof(prefix),
                       "no zone number in front of the eastings: the CRS alone tells the zone");
    }
    lg_note_add(&look->notes, &plain, "central meridian %.6g E, %d-degree zone %d; %s",
                crs->meridian_deg, width, zone, prefix);
    if (!crs->is_cgcs2000) return;
    int twin = zone_code(zone, width, crs->zone_prefix == 0);
    int other_width = width == 3 ? 6 : 3;
    int other_zone = zone_of(crs, other_width);
    int other = zone_code(other_zone, other_width, crs->zone_prefix != 0);
    if (twin != 0) {
        lg_note_add(&look->notes, &plain, "look-alike: EPSG:%d is the same zone %s the number",
                    twin, crs->zone_prefix == 0 ? "with" : "without");
    }
    if (other != 0) {
        lg_note_add(&look->notes, &plain,
                    "look-alike: EPSG:%d, %d-degree zone %d, has the same central meridian%s",
                    other, other_width, other_zone,
                    crs->zone_prefix == 0 ? " and gives the same coordinates"
                                          : " and another number in front");
    }
}

static void note_place(struct lg_look *look)
{
    const struct lg_crs *crs = &look->crs;
    const double *at = look->degrees;
    const double *use = crs->use_box_deg;
    bool is_known = use[0] < use[2] && !crs->projection.is_geographic;
    bool is_inside = at[0] >= use[0] && at[1] >= use[1] && at[2] <= use[2] && at[3] <= use[3];
    char place[160] = "";
    if (is_known) {
        (void)snprintf(
            place, sizeof(place), "; %s its area of use (%.4g to %.4g E, %.4g to %.4g N)",
            is_inside ? "inside" : "partly or wholly outside", use[0], use[2], use[1], use[3]);
    }
    lg_note_add(&look->notes, &plain, "lies at %.4f to %.4f E, %.4f to %.4f N%s", at[0], at[2],
                at[1], at[3], place);
    bool is_abroad =
        at[2] < CHINA_WEST || at[0] > CHINA_EAST || at[3] < CHINA_SOUTH || at[1] > CHINA_NORTH;
    if (is_abroad) {
        lg_note_add(&look->notes, &plain,
                    "that is not in China: the coordinates or the CRS may be wrong");
    }
    if (crs->is_gauss && crs->zone_width_deg != 0) {
        double half = crs->zone_width_deg / 2.0;
        double west = at[0] - (crs->meridian_deg - half);
        double east = crs->meridian_deg + half - at[2];
        double edge = fmin(west, east);
        if (edge < 0) {
            lg_note_add(&look->notes, &plain,
                        "reaches %.2f degrees beyond its zone, into that of central meridian %.6g",
                        -edge, crs->meridian_deg + (west < east ? -2 : 2) * half);
        }
    }
}

static void note_look_alikes(struct lg_look *look)
{
    const struct lg_crs *crs = &look->crs;
    if (crs->is_web_mercator) {
        double lat_rad =
            (look->degrees[1] + look->degrees[3]) / 2.0 * 3.14159265358979323846 / 180.0;
        double scale = 1.0 / (cos(lat_rad) * cos(lat_rad));
        lg_note_add(&look->notes, &plain,
                    "look-alike: the plane of web maps, in which areas come out %.2f times too "
                    "large here; a run measures on the ellipsoid, an area recorded from this plane "
                    "is wrong",
                    scale);
    } else if (strncmp(crs->label, "EPSG:4326 ", 10) == 0) {
        lg_note_add(&look->notes, &plain,
                    "look-alike: WGS 84 is taken as CGCS2000, less than 1 m away; the survey's own "
                    "system is EPSG:4490");
    }
}

/* One candidate: a CRS in which the coordinates would have a place. */
static void note_candidate(struct lg_look *look, int code)
{
    char name[24];
    (void)snprintf(name, sizeof(name), "EPSG:%d", code);
    struct lg_crs_facts facts = {.file = "", .key = "", .declared = name};
    struct lg_crs crs;
    struct lg_error err;
    double at[4];
    enum lg_status status = lg_crs_decide(&facts, &crs, &err);
    if (status == LG_NO_MEMORY) look->notes.failed = true;
    if (status != LG_OK) return;
    if (lg_crs_check_box(&crs, &look->box, &err) == LG_OK &&
        lg_crs_box_degrees(&crs, &look->box, at, &err) == LG_OK) {
        struct lg_note note = plain;
        note.declare = name;
        lg_note_add(&look->notes, &note, "%s would put it at %.2f E, %.2f N", crs.label,
                    (at[0] + at[2]) / 2.0, (at[1] + at[3]) / 2.0);
    }
    crs.projection.free(crs.projection.state);
}

/* No zone in front: every zone has a place for it, as far from its own meridian. */
static void note_zones(struct lg_look *look)
{
    double middle = (look->box.x_min + look->box.x_max) / 2.0;
    double lat_rad = (look->box.y_min + look->box.y_max) / 2.0 / 6378137.0;
    double off_deg =
        (middle - 500000.0) / (6378137.0 * cos(lat_rad)) * 180.0 / 3.14159265358979323846;
    lg_note_add(&look->notes, &plain,
                "no zone number in front of the eastings: the zone cannot be told from them, the "
                "place is %.2f degrees %s of whichever central meridian; ask for it, then declare "
                "one of these",
                fabs(off_deg), off_deg < 0 ? "west" : "east");
    if (fabs(off_deg) <= 1.5) {
        for (int zone = TIBET_ZONE_MIN; zone <= TIBET_ZONE_MAX; zone++) {
            note_candidate(look, zone_code(zone, 3, false));
        }
    } else {
        for (int zone = 13; zone <= 17; zone++) {
            note_candidate(look, zone_code(zone, 6, false));
        }
    }
}

static void note_digits(struct lg_look *look)
{
    const struct lg_box *box = &look->box;
    double x = fmax(fabs(box->x_min), fabs(box->x_max));
    double y = fmax(fabs(box->y_min), fabs(box->y_max));
    int zone = (int)floor(fmin(x, 1e9) / 1e6);
    bool is_northing = box->y_min >= NORTHING_MIN && box->y_max <= NORTHING_MAX;
    bool is_swapped = (x <= 90.0 && y > 90.0 && y <= 180.0) ||
                      (box->x_min >= NORTHING_MIN && x <= NORTHING_MAX && y < 1e6);
    if (is_swapped) {
        lg_note_add(&look->notes, &plain,
                    "x looks like a latitude or northing and y like a longitude or easting: they "
                    "are swapped, have the layer exported again");
    } else if (x <= 180.0 && y <= 90.0) {
        lg_note_add(&look->notes, &plain, "the coordinates are degrees by their size");
        note_candidate(look, 4490);
    } else if (is_northing && zone_code(zone, 3, true) + zone_code(zone, 6, true) != 0) {
        int width = zone_code(zone, 3, true) != 0 ? 3 : 6;
        lg_note_add(&look->notes, &plain,
                    "eastings of 8 digits: %d in front is a %d-degree zone's number", zone, width);
        note_candidate(look, zone_code(zone, width, true));
    } else if (is_northing && x < 1e6 && box->x_min > 0) {
        note_zones(look);
    } else {
        lg_note_add(&look->notes, &plain,
                    "the coordinates look like no CGCS2000 zone's: a local grid; ask the surveyor");
        return;
    }
    if (!is_swapped) {
        lg_note_add(&look->notes, &plain,
                    "Xi'an 80 and Beijing 54 have the same digits and lie some 100 m away: "
                    "nothing in the numbers tells, ask which it is");
    }
}

void lg_note_crs(struct lg_look *look)
{
    const struct lg_crs *crs = &look->crs;
    if (!look->opened.has_geometry || lg_source_is_table(look->kind)) return;

    bool has_box = look->box.x_min <= look->box.x_max;
    if (crs->label[0] == '\0' && look->has_no_crs) {
        if (has_box) note_digits(look);
        return;
    }
    if (strstr(look->crs_error.message, "no published way") != NULL) {
        lg_note_add(&look->notes, &plain,
                    "look-alike: its coordinates look like those of CGCS2000 and lie some 100 m "
                    "away; do not declare CGCS2000 to get by");
        return;
    }
    if (crs->is_gauss) note_zone(look);
    if (!isnan(look->degrees[0])) note_place(look);
    if (!isnan(look->degrees[0])) note_look_alikes(look);
}
