#include "input/crs.h"

#include "base/text.h"
#include "input/projection.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_core.h>
#include <ogr_srs_api.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A worse match of EPSG's list is another system (platform.md 6: a local grid scores 25). */
enum { CONFIDENCE_MIN = 90 };

enum datum {
    DATUM_CGCS2000,
    DATUM_WGS84,
    DATUM_XIAN80,
    DATUM_BEIJING54,
    DATUM_OTHER,
    DATUM_UNKNOWN
};

/* Letters and digits of a name, lower case: "D_China_2000" and "China 2000" compare alike. */
static void plain_name(const char *name, char plain[120])
{
    size_t size = 0;
    for (const char *c = name == NULL ? "" : name; *c != '\0' && size < 119; c++) {
        char low = *c;
        if (low >= 'A' && low <= 'Z') low = (char)(low - 'A' + 'a');
        if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) plain[size++] = low;
    }
    plain[size] = '\0';
}

static bool has_any(const char *plain, const char *const words[])
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strstr(plain, words[i]) != NULL) return true;
    }
    return false;
}

static enum datum datum_by_name(OGRSpatialReferenceH srs)
{
    static const char *const cgcs[] = {"china2000", "cgcs2000", "coordinatesystem2000", NULL};
    static const char *const xian[] = {"xian1980", "xian80", NULL};
    static const char *const beijing[] = {"beijing1954", "beijing54", "newbeijing", NULL};
    static const char *const unknown[] = {"unknown", "unnamed", "notspecified", "undefined", NULL};
    char datum[120];
    char system[120];
    plain_name(OSRGetAttrValue(srs, "DATUM", 0), datum);
    plain_name(OSRGetAttrValue(srs, "GEOGCS", 0), system);
    OGRErr failure = OGRERR_NONE;
    double flattening = OSRGetInvFlattening(srs, &failure);
    if (has_any(datum, xian) || has_any(system, xian)) return DATUM_XIAN80;
    if (has_any(datum, beijing) || has_any(system, beijing)) return DATUM_BEIJING54;
    if (has_any(datum, cgcs) || has_any(system, cgcs)) {
        bool fits = failure == OGRERR_NONE && fabs(flattening - 298.257222101) < 1e-6 &&
                    fabs(OSRGetSemiMajor(srs, &failure) - 6378137.0) < 1e-3;
        return fits ? DATUM_CGCS2000 : DATUM_UNKNOWN;
    }
    if (strstr(datum, "wgs1984") != NULL || strstr(datum, "wgs84") != NULL) return DATUM_WGS84;
    if (datum[0] == '\0' || has_any(datum, unknown)) return DATUM_UNKNOWN;
    return DATUM_OTHER;
}

static enum datum datum_of(OGRSpatialReferenceH srs)
{
    const char *code = OSRGetAuthorityCode(srs, "GEOGCS");
    const char *authority = OSRGetAuthorityName(srs, "GEOGCS");
    if (code == NULL || authority == NULL || strcmp(authority, "EPSG") != 0) {
        return datum_by_name(srs);
    }
    switch (strtol(code, NULL, 10)) {
    case 4490:
    case 4480:
        return DATUM_CGCS2000;
    case 4326:
    case 4979:
        return DATUM_WGS84;
    case 4610:
        return DATUM_XIAN80;
    case 4214:
    case 4555:
        return DATUM_BEIJING54;
    default:
        return datum_by_name(srs);
    }
}

/* The EPSG system that this is, made anew so that its area of use is known; NULL: none. */
static OGRSpatialReferenceH find_match(OGRSpatialReferenceH srs, int *confidence)
{
    int count = 0;
    int *confidences = NULL;
    OGRSpatialReferenceH *matches = OSRFindMatches(srs, NULL, &count, &confidences);
    OGRSpatialReferenceH found = NULL;
    for (int i = 0; i < count && found == NULL; i++) {
        const char *authority = OSRGetAuthorityName(matches[i], NULL);
        const char *code = OSRGetAuthorityCode(matches[i], NULL);
        if (confidences[i] < CONFIDENCE_MIN || authority == NULL || code == NULL) continue;
        if (strcmp(authority, "EPSG") != 0) continue;
        found = OSRNewSpatialReference(NULL);
        if (found == NULL) break;
        if (OSRImportFromEPSG(found, (int)strtol(code, NULL, 10)) != OGRERR_NONE) {
            OSRDestroySpatialReference(found);
            found = NULL;
        }
        *confidence = confidences[i];
    }
    if (matches != NULL) OSRFreeSRSArray(matches);
    CPLFree(confidences);
    return found;
}

static enum lg_status refuse_none(const struct lg_crs_facts *facts, struct lg_error *err)
{
    return lg_fail(err, LG_BAD_INPUT, "%s: no CRS%s; give crs: under %s, such as EPSG:4490 [E_CRS]",
                   facts->file, facts->is_shapefile ? " (the .prj is missing)" : "", facts->key);
}

/* The definition to go by, owned by the caller. */
static enum lg_status read_definition(const struct lg_crs_facts *facts, OGRSpatialReferenceH *srs,
                                      struct lg_error *err)
{
    *srs = NULL;
    if (facts->declared == NULL && facts->definition == NULL) return refuse_none(facts, err);
    OGRSpatialReferenceH built =
        facts->declared == NULL ? OSRClone(facts->definition) : OSRNewSpatialReference(NULL);
    if (built == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: CRS", facts->file);
    /* An address is no CRS here: nothing is fetched. */
    if (facts->declared != NULL && (strstr(facts->declared, "://") != NULL ||
                                    OSRSetFromUserInput(built, facts->declared) != OGRERR_NONE)) {
        OSRDestroySpatialReference(built);
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: crs '%s' under %s is not known; write EPSG:4490, WKT or +proj=... "
                       "[E_CRS]",
                       facts->file, facts->declared, facts->key);
    }
    if (OSRIsCompound(built)) (void)OSRStripVertical(built);
    OSRSetAxisMappingStrategy(built, OAMS_TRADITIONAL_GIS_ORDER);
    if (!OSRIsProjected(built) && !OSRIsGeographic(built)) {
        const char *name = OSRGetName(built);
        (void)lg_fail(
            err, LG_BAD_INPUT,
            "%s: CRS '%s' is neither projected nor geographic; give crs: under %s [E_CRS]",
            facts->file, name == NULL ? "unnamed" : name, facts->key);
        OSRDestroySpatialReference(built);
        return LG_BAD_INPUT;
    }
    *srs = built;
    return LG_OK;
}

static void describe(const struct lg_crs_facts *facts, OGRSpatialReferenceH srs, int confidence,
                     struct lg_crs *crs)
{
    const char *name = OSRGetName(srs);
    const char *code = OSRGetAuthorityCode(srs, NULL);
    if (name == NULL) name = "unnamed";
    if (confidence > 0 && code != NULL) {
        (void)snprintf(crs->label, sizeof(crs->label), "EPSG:%s %s", code, name);
    } else {
        (void)snprintf(crs->label, sizeof(crs->label), "%s", name);
    }
    const char *origin = facts->declared != NULL ? "project file"
                         : facts->is_shapefile   ? ".prj"
                                                 : "layer";
    if (confidence > 0) {
        (void)snprintf(crs->why, sizeof(crs->why), "%s, found in EPSG (confidence %d)", origin,
                       confidence);
    } else {
        (void)snprintf(crs->why, sizeof(crs->why), "%s, not an EPSG system, datum %.100s", origin,
                       OSRGetAttrValue(srs, "DATUM", 0));
    }
}

/* EPSG's names of 3-degree zones say so, those of 6-degree zones say nothing. */
static int zone_width(OGRSpatialReferenceH srs, bool is_known)
{
    char plain[120];
    plain_name(OSRGetName(srs), plain);
    if (strstr(plain, "3degree") != NULL) return 3;
    return is_known || strstr(plain, "6degree") != NULL ? 6 : 0;
}

static void read_zone(OGRSpatialReferenceH srs, bool is_known, struct lg_crs *crs)
{
    double *box = crs->use_box_deg;
    const char *area = NULL;
    bool has_box = is_known && OSRGetAreaOfUse(srs, &box[0], &box[1], &box[2], &box[3], &area);
    if (!has_box || box[0] > box[2]) memset(crs->use_box_deg, 0, sizeof(crs->use_box_deg));

    const char *method = OSRIsProjected(srs) ? OSRGetAttrValue(srs, "PROJECTION", 0) : NULL;
    const char *code = OSRGetAuthorityCode(srs, NULL);
    crs->is_web_mercator = is_known && code != NULL && strcmp(code, "3857") == 0;
    if (method == NULL ||
        (strcmp(method, "Transverse_Mercator") != 0 && strcmp(method, "Gauss_Kruger") != 0)) {
        return;
    }
    OGRErr failure = OGRERR_NONE;
    double easting = OSRGetProjParm(srs, "false_easting", 0.0, &failure);
    double scale = OSRGetProjParm(srs, "scale_factor", 1.0, &failure);
    double meridian = OSRGetProjParm(srs, "central_meridian", 0.0, &failure);
    double millions = floor(easting / 1e6);
    if (fabs(easting - millions * 1e6 - 500000.0) > 0.5 || fabs(scale - 1.0) > 1e-9) return;

    crs->is_gauss = fabs(OSRGetLinearUnits(srs, NULL) - 1.0) < 1e-9;
    crs->zone_prefix = millions >= 1.0 && millions <= 60.0 ? (int)millions : 0;
    crs->meridian_deg = meridian;
    if (crs->is_gauss) crs->zone_width_deg = zone_width(srs, is_known);
    if (!is_known) {
        /* A zone of its own meridian: as wide as the widest standard zone. */
        crs->use_box_deg[0] = meridian - 3.0;
        crs->use_box_deg[1] = 3.0;
        crs->use_box_deg[2] = meridian + 3.0;
        crs->use_box_deg[3] = 54.0;
    }
}

static enum lg_status refuse_datum(const struct lg_crs_facts *facts, enum datum datum,
                                   const char *label, struct lg_error *err)
{
    const char *name = datum == DATUM_XIAN80      ? "Xi'an 80"
                       : datum == DATUM_BEIJING54 ? "Beijing 54"
                                                  : "a datum that is not known";
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: %s is on %s, which has no published way to CGCS2000; deliver CGCS2000, or "
                   "give crs: with +towgs84 parameters under %s [E_CRS]",
                   facts->file, label, name, facts->key);
}

/* Another datum: by a published operation to CGCS2000, else to WGS 84. */
static enum lg_status reach_by_operation(OGRSpatialReferenceH srs, struct lg_projection *projection,
                                         struct lg_error *err)
{
    static const int targets[] = {4490, 4326};
    enum lg_status status = LG_BAD_INPUT;
    for (size_t i = 0; i < 2 && status == LG_BAD_INPUT; i++) {
        OGRSpatialReferenceH target = OSRNewSpatialReference(NULL);
        if (target == NULL || OSRImportFromEPSG(target, targets[i]) != OGRERR_NONE) {
            status = lg_fail(err, LG_INTERNAL, "EPSG:%d is not in PROJ's database", targets[i]);
        } else {
            OSRSetAxisMappingStrategy(target, OAMS_TRADITIONAL_GIS_ORDER);
            status = lg_projection_between(srs, target, projection, err);
        }
        if (target != NULL) OSRDestroySpatialReference(target);
    }
    return status;
}

/* On CGCS2000 or WGS 84 itself: out of the plane, no datum operation at all. */
static enum lg_status reach_own_degrees(OGRSpatialReferenceH srs, struct lg_projection *projection,
                                        struct lg_error *err)
{
    OGRSpatialReferenceH target = OSRCloneGeogCS(srs);
    if (target == NULL) return lg_fail(err, LG_NO_MEMORY, "a geographic CRS");
    OSRSetAxisMappingStrategy(target, OAMS_TRADITIONAL_GIS_ORDER);
    enum lg_status status = lg_projection_between(srs, target, projection, err);
    OSRDestroySpatialReference(target);
    return status;
}

static bool is_in_degrees_from_greenwich(OGRSpatialReferenceH srs)
{
    char *unit = NULL;
    char *meridian = NULL;
    return fabs(OSRGetAngularUnits(srs, &unit) - 0.017453292519943295) < 1e-12 &&
           fabs(OSRGetPrimeMeridian(srs, &meridian)) < 1e-12;
}

static enum lg_status make_projection(const struct lg_crs_facts *facts, OGRSpatialReferenceH srs,
                                      bool has_parameters, struct lg_crs *crs, struct lg_error *err)
{
    enum datum datum = datum_of(srs);
    bool is_ours = datum == DATUM_CGCS2000 || datum == DATUM_WGS84;
    crs->is_cgcs2000 = datum == DATUM_CGCS2000;
    if (!has_parameters && !is_ours && datum != DATUM_OTHER) {
        return refuse_datum(facts, datum, crs->label, err);
    }
    enum lg_status status;
    struct lg_error reason = {""};
    bool is_plain = is_ours && !has_parameters && is_in_degrees_from_greenwich(srs);
    if (is_plain && OSRIsGeographic(srs)) {
        crs->projection = lg_projection_identity();
        return LG_OK;
    }
    status = is_plain ? reach_own_degrees(srs, &crs->projection, &reason)
                      : reach_by_operation(srs, &crs->projection, &reason);
    if (status != LG_OK) {
        return lg_fail(err, status,
                       "%s: no way from %s to CGCS2000 (%.200s); deliver CGCS2000, or give crs: "
                       "with +towgs84 parameters under %s [E_CRS]",
                       facts->file, crs->label, reason.message, facts->key);
    }
    crs->projection.is_geographic = OSRIsGeographic(srs);
    crs->projection.metre_per_unit =
        crs->projection.is_geographic ? 0.0 : OSRGetLinearUnits(srs, NULL);
    return LG_OK;
}

enum lg_status lg_crs_decide(const struct lg_crs_facts *facts, struct lg_crs *crs,
                             struct lg_error *err)
{
    assert(facts->file != NULL && facts->key != NULL);

    memset(crs, 0, sizeof(*crs));
    crs->file = facts->file;
    crs->key = facts->key;
    OGRSpatialReferenceH srs = NULL;
    enum lg_status status = read_definition(facts, &srs, err);
    if (status != LG_OK) return status;

    double parameters[7];
    bool has_parameters =
        facts->declared != NULL && OSRGetTOWGS84(srs, parameters, 7) == OGRERR_NONE;
    int confidence = 0;
    OGRSpatialReferenceH match = has_parameters ? NULL : find_match(srs, &confidence);
    if (match != NULL) {
        OSRDestroySpatialReference(srs);
        srs = match;
        if (OSRIsCompound(srs)) (void)OSRStripVertical(srs);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    }
    describe(facts, srs, match == NULL ? 0 : confidence, crs);
    read_zone(srs, match != NULL, crs);
    status = make_projection(facts, srs, has_parameters, crs, err);
    OSRDestroySpatialReference(srs);
    return status;
}
