#include "input/raster.h"

#include "base/address.h"
#include "base/grow.h"
#include "input/crs.h"
#include "input/gdal_errors.h"
#include "input/opened.h"
#include "input/path.h"
#include "input/source_files.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A tile has at most this many cells on each side: 2 MB of values. */
enum { TILE_CELLS = 512 };

struct lg_raster {
    const struct lg_evidence *evidence;
    const char *file; /* as the user wrote it, in memory of the sources */
    GDALDatasetH dataset;
    GDALRasterBandH band, mask; /* mask NULL: every cell is valid */
    struct lg_ground_grid grid;
    double *values;      /* [value_capacity] of the window being read */
    uint8_t *mask_bytes; /* [value_capacity] */
    size_t value_capacity;
};

static enum lg_status open_dataset(struct lg_raster *raster, struct lg_error *err)
{
    const char *path = raster->evidence->path;
    CPLErrorReset();
    raster->dataset = GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (raster->dataset != NULL && GDALGetRasterCount(raster->dataset) > 0) return LG_OK;

    char reason[LG_REASON_SIZE];
    bool is_said = CPLGetLastErrorMsg()[0] != '\0';
    (void)lg_gdal_reason(reason);
    bool is_there = lg_path_exists(path, NULL, NULL);
    return lg_fail(err, is_there ? LG_BAD_INPUT : LG_NO_INPUT,
                   "%s: cannot be opened as a raster (%s); deliver a GeoTIFF", raster->file,
                   is_said ? reason : "it has no bands of cells");
}

static enum lg_status pick_band(struct lg_raster *raster, struct lg_error *err)
{
    size_t wanted = raster->evidence->band > 0 ? raster->evidence->band : 1;
    int count = GDALGetRasterCount(raster->dataset);
    if (wanted > (size_t)count) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: has no band %zu, only %d; correct band: under evidence", raster->file,
                       wanted, count);
    }
    raster->band = GDALGetRasterBand(raster->dataset, (int)wanted);
    if (GDALDataTypeIsComplex(GDALGetRasterDataType(raster->band))) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: band %zu holds complex numbers; deliver whole or real ones",
                       raster->file, wanted);
    }
    if ((GDALGetMaskFlags(raster->band) & GMF_ALL_VALID) == 0) {
        raster->mask = GDALGetMaskBand(raster->band);
    }
    return LG_OK;
}

/* Whole blocks, as many as stay small; of larger blocks GDAL's cache keeps the rest. */
static size_t tile_side(int block_cells)
{
    size_t side = block_cells > 0 ? (size_t)block_cells : 1;
    return side >= TILE_CELLS ? TILE_CELLS : TILE_CELLS / side * side;
}

static enum lg_status read_place(struct lg_raster *raster, struct lg_error *err)
{
    double to_plane[6];
    struct lg_ground_grid *grid = &raster->grid;
    bool is_finite = GDALGetGeoTransform(raster->dataset, to_plane) == CE_None;
    for (size_t i = 0; i < 6 && is_finite; i++) {
        is_finite = isfinite(to_plane[i]);
    }
    double cell_area =
        is_finite ? to_plane[1] * to_plane[5] - to_plane[2] * to_plane[4] : (double)NAN;
    if (!(fabs(cell_area) > 0.0)) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: does not say where its cells lie (no geotransform); deliver a GeoTIFF "
                       "that does",
                       raster->file);
    }
    int block_columns = 0;
    int block_rows = 0;
    GDALGetBlockSize(raster->band, &block_columns, &block_rows);
    *grid = (struct lg_ground_grid){
        .source = grid->source,
        .corner = {to_plane[0], to_plane[3]},
        .column = {to_plane[1], to_plane[4]},
        .row = {to_plane[2], to_plane[5]},
        .column_count = (size_t)GDALGetRasterBandXSize(raster->band),
        .row_count = (size_t)GDALGetRasterBandYSize(raster->band),
        .tile_columns = tile_side(block_columns),
        .tile_rows = tile_side(block_rows),
        .state = raster,
    };
    return LG_OK;
}

/* Of the outermost cells' centres: rasters of the whole earth reach half a cell beyond it. */
static struct lg_box centre_box(const struct lg_ground_grid *grid)
{
    struct lg_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t corner = 0; corner < 4; corner++) {
        double column = corner % 2 == 0 ? 0.5 : (double)grid->column_count - 0.5;
        double row = corner / 2 == 0 ? 0.5 : (double)grid->row_count - 0.5;
        double x = grid->corner[0] + column * grid->column[0] + row * grid->row[0];
        double y = grid->corner[1] + column * grid->column[1] + row * grid->row[1];
        box = (struct lg_box){fmin(box.x_min, x), fmin(box.y_min, y), fmax(box.x_max, x),
                              fmax(box.y_max, y)};
    }
    return box;
}

static enum lg_status decide_crs(struct lg_raster *raster, struct lg_sources *sources,
                                 struct lg_error *err)
{
    struct lg_crs_facts facts = {
        .file = raster->file,
        .key = lg_source_key(LG_SOURCE_EVIDENCE),
        .declared = raster->evidence->crs,
        .definition = GDALGetSpatialRef(raster->dataset),
    };
    struct lg_crs crs;
    enum lg_status status = lg_crs_decide(&facts, &crs, err);
    if (status != LG_OK) return status;
    struct lg_source *source = &sources->items[raster->grid.source];
    source->projection = crs.projection;
    source->crs = lg_arena_text(&sources->memory, crs.label, strlen(crs.label));
    source->crs_why = lg_arena_text(&sources->memory, crs.why, strlen(crs.why));
    memcpy(source->metre_box, crs.use_box_deg, sizeof(source->metre_box));
    if (source->crs == NULL || source->crs_why == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s: its CRS", raster->file);
    }
    struct lg_box box = centre_box(&raster->grid);
    return lg_crs_check_box(&crs, &box, err);
}

static bool is_built(const struct lg_evidence *evidence, double value)
{
    for (size_t i = 0; i < evidence->built_count; i++) {
        if (value >= evidence->built[i].first && value <= evidence->built[i].last) return true;
    }
    return false;
}

static enum lg_status reserve(struct lg_raster *raster, size_t needed, struct lg_error *err)
{
    if (needed <= raster->value_capacity) return LG_OK;
    double *values = lg_resize(raster->values, needed, sizeof(*values));
    if (values != NULL) raster->values = values;
    uint8_t *mask_bytes = lg_resize(raster->mask_bytes, needed, sizeof(*mask_bytes));
    if (mask_bytes != NULL) raster->mask_bytes = mask_bytes;
    if (values == NULL || mask_bytes == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s: no memory for %zu cells", raster->file, needed);
    }
    raster->value_capacity = needed;
    return LG_OK;
}

static bool read_band(GDALRasterBandH band, const size_t first[2], const size_t count[2],
                      void *values, GDALDataType type)
{
    return GDALRasterIO(band, GF_Read, (int)first[0], (int)first[1], (int)count[0], (int)count[1],
                        values, (int)count[0], (int)count[1], type, 0, 0) == CE_None;
}

static enum lg_status read_ground(void *state, const size_t first[2], const size_t count[2],
                                  uint8_t *ground, struct lg_error *err)
{
    struct lg_raster *raster = state;
    size_t cell_count = count[0] * count[1];
    enum lg_status status = reserve(raster, cell_count, err);
    if (status != LG_OK) return status;
    CPLErrorReset();
    if (!read_band(raster->band, first, count, raster->values, GDT_Float64) ||
        (raster->mask != NULL &&
         !read_band(raster->mask, first, count, raster->mask_bytes, GDT_Byte))) {
        char reason[LG_REASON_SIZE];
        return lg_fail(
            err, LG_BAD_INPUT,
            "%s: cells from column %zu, row %zu on cannot be read (%s); deliver it again",
            raster->file, first[0], first[1], lg_gdal_reason(reason));
    }
    for (size_t i = 0; i < cell_count; i++) {
        bool is_silent =
            isnan(raster->values[i]) || (raster->mask != NULL && raster->mask_bytes[i] == 0);
        bool built = !is_silent && is_built(raster->evidence, raster->values[i]);
        ground[i] = (uint8_t)(is_silent ? LG_GROUND_SILENT
                              : built   ? LG_GROUND_BUILT
                                        : LG_GROUND_OPEN);
    }
    return LG_OK;
}

static enum lg_status describe(struct lg_raster *raster, struct lg_sources *sources,
                               struct lg_error *err)
{
    struct lg_source *source = &sources->items[raster->grid.source];
    const char *driver = GDALGetDriverShortName(GDALGetDatasetDriver(raster->dataset));
    source->driver = lg_arena_text(&sources->memory, driver, strlen(driver));
    if (source->driver == NULL) return lg_fail(err, LG_NO_MEMORY, "%s", raster->file);
    return lg_source_files_add(sources, raster->grid.source, raster->dataset,
                               raster->evidence->path, NULL, err);
}

static enum lg_status prepare(struct lg_raster *raster, struct lg_sources *sources,
                              struct lg_error *err)
{
    enum lg_status status = lg_sources_add(sources, LG_SOURCE_EVIDENCE, &raster->grid.source, err);
    if (status != LG_OK) return status;
    const char *file = lg_address_shown(&sources->memory, raster->evidence->path);
    if (file == NULL) return lg_fail(err, LG_NO_MEMORY, "evidence");
    raster->file = file;
    sources->items[raster->grid.source].path = file;
    status = open_dataset(raster, err);
    if (status == LG_OK) status = pick_band(raster, err);
    if (status == LG_OK) status = read_place(raster, err);
    if (status == LG_OK) status = decide_crs(raster, sources, err);
    if (status == LG_OK) status = describe(raster, sources, err);
    raster->grid.read = read_ground;
    return status;
}

enum lg_status lg_raster_open(const struct lg_evidence *evidence, struct lg_sources *sources,
                              struct lg_raster **raster, struct lg_error *err)
{
    assert(evidence->path != NULL);

    *raster = NULL;
    struct lg_raster *opened = calloc(1, sizeof(*opened));
    if (opened == NULL) return lg_fail(err, LG_NO_MEMORY, "evidence");
    opened->evidence = evidence;
    enum lg_status status = prepare(opened, sources, err);
    if (status == LG_OK) {
        *raster = opened;
    } else {
        lg_error_hide(err, evidence->path);
        lg_raster_close(opened);
    }
    return status;
}

const struct lg_ground_grid *lg_raster_grid(const struct lg_raster *raster)
{
    return &raster->grid;
}

void lg_raster_close(struct lg_raster *raster)
{
    if (raster == NULL) return;
    if (raster->dataset != NULL) GDALClose(raster->dataset);
    free(raster->values);
    free(raster->mask_bytes);
    free(raster);
}
