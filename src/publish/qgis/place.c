#include "publish/qgis/place.h"

#include <cpl_conv.h>
#include <math.h>
#include <ogr_srs_api.h>

enum { EDGE_PARTS = 8 }; /* a straight line of latitude is a curve on the map */

/* All of China, where nothing has a place. */
static const struct lg_box everywhere = {73, 18, 135, 54};

int lg_qgis_place_epsg(const struct lg_box *box_deg)
{
    double middle = (box_deg->x_min + box_deg->x_max) / 2;
    int meridian = (int)lround(middle / LG_QGIS_ZONE_DEG) * LG_QGIS_ZONE_DEG;
    bool is_near = box_deg->x_min >= meridian - LG_QGIS_ZONE_DEG &&
                   box_deg->x_max <= meridian + LG_QGIS_ZONE_DEG;
    if (!is_near || meridian < LG_QGIS_FIRST_MERIDIAN_DEG || meridian > LG_QGIS_LAST_MERIDIAN_DEG) {
        return LG_QGIS_EPSG_DEGREES;
    }
    return LG_QGIS_EPSG_FIRST_ZONE + (meridian - LG_QGIS_FIRST_MERIDIAN_DEG) / LG_QGIS_ZONE_DEG;
}

static void widen(struct lg_box *all, const struct lg_box *box, bool *found)
{
    if (!*found) *all = *box;
    *found = true;
    all->x_min = fmin(all->x_min, box->x_min);
    all->y_min = fmin(all->y_min, box->y_min);
    all->x_max = fmax(all->x_max, box->x_max);
    all->y_max = fmax(all->y_max, box->y_max);
}

static void widen_by_sheet(const struct lg_book *book, const struct lg_sheet *sheet,
                           struct lg_box *all, bool *found)
{
    struct lg_row row = lg_book_row(book);
    for (size_t i = 0; i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        if (sheet->point != NULL) {
            struct lg_row_point point = sheet->point(&row);
            struct lg_box box = {point.lon_deg, point.lat_deg, point.lon_deg, point.lat_deg};
            if (!isnan(point.lon_deg) && !isnan(point.lat_deg)) widen(all, &box, found);
            continue;
        }
        struct lg_row_shape place = sheet->shape(&row);
        if (place.shapes == NULL || lg_shapes_is_empty(place.shapes, place.shape)) continue;
        struct lg_box box = lg_shapes_box(place.shapes, place.shape);
        widen(all, &box, found);
    }
    lg_text_reset(&row.scratch);
}

static struct lg_box find_box(const struct lg_book *book)
{
    struct lg_box all = everywhere;
    bool found = false;
    const struct lg_sheet *parks = lg_book_sheet(book, "parks");
    if (parks != NULL && lg_sheet_is_layer(parks)) widen_by_sheet(book, parks, &all, &found);
    bool has_parks = found;
    for (size_t i = 0; i < book->sheet_count && !has_parks; i++) {
        if (lg_sheet_is_layer(&book->sheets[i])) {
            widen_by_sheet(book, &book->sheets[i], &all, &found);
        }
    }
    return all;
}

static enum lg_status export_wkt(int epsg, OGRSpatialReferenceH *system, struct lg_text *wkt,
                                 struct lg_error *err)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
    char *text = NULL;
    *system = OSRNewSpatialReference(NULL);
    if (*system == NULL || OSRImportFromEPSG(*system, epsg) != OGRERR_NONE ||
        OSRExportToWktEx(*system, &text, options) != OGRERR_NONE) {
        CPLFree(text);
        return lg_fail(err, LG_INTERNAL, "landgauge.qgz: EPSG:%d cannot be looked up", epsg);
    }
    OSRSetAxisMappingStrategy(*system, OAMS_TRADITIONAL_GIS_ORDER);
    lg_text_add_text(wkt, text);
    CPLFree(text);
    return wkt->failed ? lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory") : LG_OK;
}

/* The box around a box of degrees on the map. */
static bool bring(OGRCoordinateTransformationH way, const struct lg_box *degrees,
                  struct lg_box *map)
{
    bool found = false;
    for (int i = 0; i <= EDGE_PARTS; i++) {
        double share = (double)i / EDGE_PARTS;
        double lon = degrees->x_min + share * (degrees->x_max - degrees->x_min);
        double lat = degrees->y_min + share * (degrees->y_max - degrees->y_min);
        double x[] = {lon, lon, degrees->x_min, degrees->x_max};
        double y[] = {degrees->y_min, degrees->y_max, lat, lat};
        if (OCTTransform(way, 4, x, y, NULL) == 0) return false;
        for (int corner = 0; corner < 4; corner++) {
            struct lg_box box = {x[corner], y[corner], x[corner], y[corner]};
            if (!isfinite(x[corner]) || !isfinite(y[corner])) return false;
            widen(map, &box, &found);
        }
    }
    return true;
}

/* Room around the land, and some where there is but a point. */
static void add_room(struct lg_qgis_place *place)
{
    struct lg_box *box = &place->box;
    double least = place->is_metric ? 100 : 0.001;
    double room = fmax(fmax(box->x_max - box->x_min, box->y_max - box->y_min) * 0.05, least);
    box->x_min -= room;
    box->y_min -= room;
    box->x_max += room;
    box->y_max += room;
}

enum lg_status lg_qgis_place_find(const struct lg_book *book, struct lg_qgis_place *place,
                                  struct lg_error *err)
{
    OGRSpatialReferenceH degrees = NULL;
    OGRSpatialReferenceH map = NULL;
    OGRCoordinateTransformationH way = NULL;
    const struct lg_box box = find_box(book);
    *place = (struct lg_qgis_place){.epsg = lg_qgis_place_epsg(&box)};
    place->is_metric = place->epsg != LG_QGIS_EPSG_DEGREES;
    place->meridian_deg =
        LG_QGIS_FIRST_MERIDIAN_DEG + (place->epsg - LG_QGIS_EPSG_FIRST_ZONE) * LG_QGIS_ZONE_DEG;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    enum lg_status status = export_wkt(LG_QGIS_EPSG_DEGREES, &degrees, &place->degrees_wkt, err);
    if (status == LG_OK) status = export_wkt(place->epsg, &map, &place->map_wkt, err);
    if (status != LG_OK) goto done;
    way = OCTNewCoordinateTransformation(degrees, map);
    if (way == NULL || !bring(way, &box, &place->box)) {
        status = lg_fail(err, LG_INTERNAL, "landgauge.qgz: no way from EPSG:%d to EPSG:%d",
                         LG_QGIS_EPSG_DEGREES, place->epsg);
        goto done;
    }
    add_room(place);

done:
    OCTDestroyCoordinateTransformation(way);
    OSRDestroySpatialReference(map);
    OSRDestroySpatialReference(degrees);
    CPLPopErrorHandler();
    return status;
}

void lg_qgis_place_reset(struct lg_qgis_place *place)
{
    lg_text_reset(&place->map_wkt);
    lg_text_reset(&place->degrees_wkt);
}
