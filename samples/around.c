/*
 * What lies over the sample's lots: the plan, the layers that constrain land, and a raster of what
 * is built up, as a satellite sees it.
 */
#include "samples/sample.h"

#include <cpl_conv.h>
#include <cpl_error.h>

#include <stdint.h>
#include <stdlib.h>

/* Pixels of 0.0001 degrees, about 10 m, in longitude and latitude. */
#define PIXEL_DEG 0.0001

enum { PIXEL_BARE = 0, PIXEL_BUILT = 1, PIXEL_ROAD = 2, PIXEL_UNSEEN = 255 };

struct raster {
    double west_deg, north_deg;
    int columns, rows;
    uint8_t *pixels; /* [columns * rows] */
};

void put_plan(struct sample *sample, struct box box, const char *use)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sample->plan));
    char number[TEXT_SIZE];
    (void)snprintf(number, TEXT_SIZE, "GH%03u", ++sample->plan_count);
    set_text(sample, feature, "DKBH", number);
    set_text(sample, feature, "YDYHFLDM", use);
    put(sample, sample->plan, feature, make_box(box));
}

void put_constraint(struct sample *sample, enum constraint constraint, struct box box)
{
    OGRLayerH layer = sample->constraints[constraint];
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    set_text(sample, feature, "MC", "虚构");
    put(sample, layer, feature, make_box(box));
}

void note_built(struct sample *sample, struct box box)
{
    if (sample->built_count == BUILT_MAX) {
        fail(sample, "built lots", "more than the sample has room for");
        return;
    }
    sample->built[sample->built_count++] = box;
}

static bool holds(struct box box, struct point point)
{
    return point.u >= box.u0 && point.u <= box.u1 && point.v >= box.v0 && point.v <= box.v1;
}

/* What a satellite sees at a place. */
static uint8_t look(const struct sample *sample, struct point point, struct box whole)
{
    if (!holds(whole, point)) return PIXEL_UNSEEN;
    for (size_t i = 0; i < sample->built_count; i++) {
        if (holds(sample->built[i], point)) return PIXEL_BUILT;
    }
    return point.v >= 0 && is_street(point) ? PIXEL_ROAD : PIXEL_BARE;
}

/* One row of pixels by their centres. */
static void fill_row(const struct sample *sample, struct raster *raster, struct box whole,
                     OGRCoordinateTransformationH transformation, int row)
{
    for (int column = 0; column < raster->columns; column++) {
        double x = raster->west_deg + (column + 0.5) * PIXEL_DEG;
        double y = raster->north_deg - (row + 0.5) * PIXEL_DEG;
        uint8_t *pixel = &raster->pixels[(size_t)row * (size_t)raster->columns + (size_t)column];
        bool is_on = OCTTransform(transformation, 1, &x, &y, NULL) != 0;
        *pixel = is_on ? look(sample, to_local(x, y), whole) : PIXEL_UNSEEN;
    }
}

static void write_raster(struct sample *sample, const struct raster *raster, const char *path)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    char *wkt = NULL;
    double transform[6] = {raster->west_deg, PIXEL_DEG, 0, raster->north_deg, 0, -PIXEL_DEG};
    GDALDriverH driver = GDALGetDriverByName("GTiff");
    GDALDatasetH set = GDALCreate(driver, path, raster->columns, raster->rows, 1, GDT_Byte, NULL);
    bool is_good = set != NULL && OSRImportFromEPSG(crs, 4326) == OGRERR_NONE &&
                   OSRExportToWkt(crs, &wkt) == OGRERR_NONE &&
                   GDALSetProjection(set, wkt) == CE_None &&
                   GDALSetGeoTransform(set, transform) == CE_None;
    if (is_good) {
        GDALRasterBandH band = GDALGetRasterBand(set, 1);
        is_good = GDALSetRasterNoDataValue(band, PIXEL_UNSEEN) == CE_None &&
                  GDALRasterIO(band, GF_Write, 0, 0, raster->columns, raster->rows, raster->pixels,
                               raster->columns, raster->rows, GDT_Byte, 0, 0) == CE_None;
    }
    CPLErrorReset();
    if (set != NULL) GDALClose(set);
    if (!is_good || CPLGetLastErrorType() >= CE_Failure) fail(sample, path, "cannot be written");
    CPLFree(wkt);
    OSRDestroySpatialReference(crs);
}

void put_raster(struct sample *sample, const char *path, struct box whole)
{
    struct raster raster = {.west_deg = 90.988, .north_deg = 29.662, .columns = 310, .rows = 160};
    size_t count = (size_t)raster.columns * (size_t)raster.rows;
    OGRCoordinateTransformationH transformation = to_plane();
    raster.pixels = malloc(count);
    if (raster.pixels == NULL || transformation == NULL) {
        fail(sample, path, "no memory, or no way to the plane");
    } else {
        for (int row = 0; row < raster.rows; row++) {
            fill_row(sample, &raster, whole, transformation, row);
        }
        write_raster(sample, &raster, path);
    }
    OCTDestroyCoordinateTransformation(transformation);
    free(raster.pixels);
}
