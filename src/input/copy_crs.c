/*
 * The CRS of a copy: the .prj as delivered, or what the project file declares in its place.
 */
#include "input/copy_state.h"

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include <stdlib.h>
#include <string.h>

enum { PRJ_BYTES_MAX = 65536 };

/* The CRS that the source was read in, owned by the caller; NULL: it cannot be made. */
static OGRSpatialReferenceH read_crs(const struct lg_copy_source *source)
{
    const char *declared = source->request->layer->crs;
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(source->reader->opened.layer);
    if (declared == NULL) return own == NULL ? NULL : OSRClone(own);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    if (srs != NULL && OSRSetFromUserInput(srs, declared) != OGRERR_NONE) {
        OSRDestroySpatialReference(srs);
        srs = NULL;
    }
    if (srs != NULL) OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

static const char *export_text(struct lg_copy_source *source, OGRSpatialReferenceH srs,
                               const char *format)
{
    char *text = NULL;
    const char *kept = NULL;
    const char *const options[] = {format, NULL};
    if (OSRExportToWktEx(srs, &text, options) == OGRERR_NONE && text != NULL) {
        kept = lg_copy_keep(source, text);
    }
    CPLFree(text);
    return kept;
}

static enum lg_status tell_declared(const struct lg_copy_source *source, OGRSpatialReferenceH srs,
                                    struct lg_changes *changes, struct lg_error *err)
{
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(source->reader->opened.layer);
    double parameters[7];
    bool has_parameters = OSRGetTOWGS84(srs, parameters, 7) == OGRERR_NONE;
    const char *own_name = own == NULL ? NULL : OSRGetName(own);
    struct lg_change change = lg_change_blank("crs", -1);
    change.before = own_name == NULL ? "none" : own_name;
    change.after = source->reader->crs.label;
    return lg_changes_add(changes, &change, err,
                          "the CRS is the one that the project file declares%s",
                          has_parameters ? "; its datum parameters have no place in the copy, so "
                                           "declare crs: for the copy, too"
                                         : "; crs: is not needed for the copy");
}

enum lg_status lg_copy_crs(struct lg_copy_source *source, struct lg_changes *changes,
                           struct lg_error *err)
{
    struct lg_opened *opened = &source->reader->opened;
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(opened->layer);
    OGRSpatialReferenceH srs = read_crs(source);
    if (srs == NULL) return lg_fail(err, LG_INTERNAL, "%s: its CRS", source->reader->file);
    bool is_own = source->request->layer->crs == NULL || (own != NULL && OSRIsSame(own, srs));
    enum lg_status status = LG_OK;
    if (source->schema.is_shapefile && is_own && opened->parts.prj != NULL) {
        char *text = lg_small_file_read(opened->parts.prj, PRJ_BYTES_MAX);
        source->schema.prj = text == NULL ? NULL : lg_copy_keep(source, text);
        free(text);
    } else if (source->schema.is_shapefile) {
        source->schema.prj = export_text(source, srs, "FORMAT=WKT1_ESRI");
    } else {
        if (OSRIsCompound(srs)) (void)OSRStripVertical(srs);
        source->schema.wkt = export_text(source, srs, "FORMAT=WKT2_2019");
    }
    if (source->schema.prj == NULL && source->schema.wkt == NULL) {
        status = lg_fail(err, LG_INTERNAL, "%s: its CRS cannot be written", source->reader->file);
    }
    if (status == LG_OK && !is_own) status = tell_declared(source, srs, changes, err);
    OSRDestroySpatialReference(srs);
    return status;
}
