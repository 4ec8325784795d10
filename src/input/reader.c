#include "input/reader_state.h"

#include "base/address.h"
#include "input/gdal_errors.h"
#include "input/path.h"
#include "input/sample.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_srs_api.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows looked at to tell what a field holds. */
enum { SAMPLE_ROW_COUNT = 500 };

void lg_input_start(void)
{
    GDALAllRegister();
    (void)CPLSetErrorHandler(CPLQuietErrorHandler);
    /* A missing index is the user's to supply, never made up beside his files. */
    CPLSetConfigOption("SHAPE_RESTORE_SHX", "NO");
    OSRSetPROJEnableNetwork(0);
}

const struct lg_role *lg_reader_roles(enum lg_source_kind kind, size_t *role_count)
{
    static const struct {
        const struct lg_role *roles;
        size_t count;
    } tables[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = {lg_park_roles, LG_PARK_ROLE_COUNT},
        [LG_SOURCE_PARCELS] = {lg_parcel_roles, LG_PARCEL_ROLE_COUNT},
        [LG_SOURCE_BUILDINGS] = {lg_building_roles, LG_BUILDING_ROLE_COUNT},
        [LG_SOURCE_PLAN] = {lg_plan_roles, LG_PLAN_ROLE_COUNT},
        [LG_SOURCE_CONSTRAINTS] = {lg_constraint_roles, LG_CONSTRAINT_ROLE_COUNT},
        [LG_SOURCE_ENTERPRISES] = {lg_enterprise_roles, LG_ENTERPRISE_ROLE_COUNT},
        [LG_SOURCE_SUPPLY] = {lg_parcel_roles, LG_PARCEL_ROLE_COUNT},
    };
    assert(kind < LG_SOURCE_KIND_COUNT);
    *role_count = tables[kind].count;
    return tables[kind].roles;
}

static enum lg_status check_extent(struct lg_reader *reader, struct lg_error *err)
{
    OGREnvelope extent;
    reader->checked_box = (struct lg_box){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    if (OGR_L_GetExtent(reader->opened.layer, &extent, TRUE) != OGRERR_NONE) return LG_OK;
    struct lg_box box = {extent.MinX, extent.MinY, extent.MaxX, extent.MaxY};
    bool is_finite =
        isfinite(box.x_min) && isfinite(box.y_min) && isfinite(box.x_max) && isfinite(box.y_max);
    /* A header may lie: what the rows have is checked again while reading. */
    if (!is_finite || box.x_min > box.x_max) return LG_OK;
    enum lg_status status = lg_crs_check_box(&reader->crs, &box, err);
    if (status == LG_OK) reader->checked_box = box;
    return status;
}

static enum lg_status decide_crs(struct lg_reader *reader, const struct lg_layer *layer,
                                 struct lg_sources *sources, struct lg_error *err)
{
    if (lg_source_is_table(reader->kind)) return LG_OK;

    struct lg_crs_facts facts = {
        .file = reader->file,
        .key = lg_source_key(reader->kind),
        .declared = layer->crs,
        .definition = OGR_L_GetSpatialRef(reader->opened.layer),
        .is_shapefile = reader->opened.is_shapefile,
    };
    struct lg_crs crs;
    enum lg_status status = lg_crs_decide(&facts, &crs, err);
    if (status != LG_OK) return status;
    sources->items[reader->source].projection = crs.projection;
    reader->crs = crs;
    reader->crs.projection = (struct lg_projection){.state = NULL};
    status = lg_projection_clone(&crs.projection, &reader->crs.projection, err);
    if (status != LG_OK) return status;
    reader->checked_box = (struct lg_box){-HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL};
    return reader->is_whole ? LG_OK : check_extent(reader, err);
}

/* Tell OGR what need not be read: everything of a raw table, fields without a role elsewhere. */
static enum lg_status ignore_rest(struct lg_reader *reader, struct lg_error *err)
{
    /* A filter may need any field, a copy needs them all. */
    if (reader->is_filtered || (reader->is_whole && reader->opened.dbf == NULL)) return LG_OK;

    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(reader->opened.layer);
    int count = OGR_FD_GetFieldCount(definition);
    const char **names = calloc((size_t)count + 2, sizeof(*names));
    if (names == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: fields", reader->file);
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        if (reader->opened.dbf == NULL && reader->uses.is_used[i]) continue;
        names[used++] = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
    }
    if (lg_source_is_table(reader->kind)) names[used] = "OGR_GEOMETRY";
    /* A driver that cannot leave fields out is slower, not wrong. */
    (void)OGR_L_SetIgnoredFields(reader->opened.layer, names);
    free((void *)names);
    return LG_OK;
}

static enum lg_status decide_fields(struct lg_reader *reader, const struct lg_layer *layer,
                                    struct lg_sources *sources, struct lg_error *err)
{
    struct lg_sample sample;
    enum lg_status status =
        lg_sample_take(&reader->opened, SAMPLE_ROW_COUNT, &reader->memory, &sample, err);
    if (status != LG_OK) return status;
    struct lg_field_request request = {
        .file = reader->file,
        .key = lg_source_key(reader->kind),
        .roles = reader->roles,
        .role_count = reader->role_count,
        .is_supply = reader->kind == LG_SOURCE_SUPPLY,
        .layer = layer,
        .fields = sample.fields,
        .field_count = sample.field_count,
    };
    status = lg_fields_map(&request, &reader->memory, &reader->uses, err);
    if (status == LG_OK) status = ignore_rest(reader, err);
    if (status == LG_OK) {
        status = lg_source_describe(reader, sample.fields, sample.field_count, sources, err);
    }
    return status;
}

static enum lg_status note_encoding(const struct lg_reader *reader, struct lg_findings *findings,
                                    struct lg_error *err)
{
    const struct lg_encoding *encoding = &reader->opened.encoding;
    if (!encoding->doubtful) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_W_ENC, lg_source_name(reader->kind));
    finding.source = reader->source;
    return lg_findings_add(findings, &finding, err,
                           "texts read as %s: %s; if they look wrong, mend the .cpg or declare "
                           "encoding:",
                           encoding->name, encoding->why);
}

static enum lg_status prepare(struct lg_reader *reader, const struct lg_layer *layer,
                              struct lg_sources *sources, struct lg_findings *findings,
                              struct lg_error *err)
{
    enum lg_status status = lg_sources_add(sources, reader->kind, &reader->source, err);
    if (status != LG_OK) return status;
    /* The row may outlive the project that the layer belongs to. */
    reader->file = lg_address_shown(&sources->memory, layer->path);
    reader->features = calloc(LG_FEATURE_BATCH, sizeof(*reader->features));
    reader->cache = calloc(LG_TEXT_CACHE_SIZE, sizeof(*reader->cache));
    if (reader->file == NULL || reader->features == NULL || reader->cache == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s", lg_source_name(reader->kind));
    }
    sources->items[reader->source].path = reader->file;
    struct lg_open_request request = {
        .kind = reader->kind,
        .file = reader->file,
        .key = lg_source_key(reader->kind),
        .name = lg_source_name(reader->kind),
        .layer = layer,
    };
    status = lg_opened_init(&request, &reader->opened, err);
    if (status != LG_OK) return status;
    reader->is_filtered = layer->where != NULL;
    if (reader->opened.dbf != NULL) {
        size_t count = 0;
        reader->raw_fields = lg_dbf_fields(reader->opened.dbf, &count);
    }
    status = lg_decoder_open("UTF-8", &reader->utf8, err);
    if (status == LG_OK) status = decide_crs(reader, layer, sources, err);
    if (status == LG_OK) status = decide_fields(reader, layer, sources, err);
    if (status == LG_OK) status = note_encoding(reader, findings, err);
    if (status == LG_OK) OGR_L_ResetReading(reader->opened.layer);
    return status;
}

static enum lg_status open_reader(struct lg_reader *built, const struct lg_layer *layer,
                                  struct lg_sources *sources, struct lg_findings *findings,
                                  struct lg_reader **reader, struct lg_error *err)
{
    enum lg_status status = prepare(built, layer, sources, findings, err);
    if (status == LG_OK) {
        *reader = built;
    } else {
        lg_reader_close(built);
    }
    return status;
}

static struct lg_reader *new_reader(enum lg_source_kind kind, const struct lg_layer *layer,
                                    struct lg_error *err)
{
    assert(layer != NULL && layer->path != NULL);

    struct lg_reader *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        (void)lg_fail(err, LG_NO_MEMORY, "%s", lg_source_name(kind));
        return NULL;
    }
    made->kind = kind;
    made->roles = lg_reader_roles(kind, &made->role_count);
    return made;
}

enum lg_status lg_reader_open(enum lg_source_kind kind, const struct lg_layer *layer,
                              struct lg_sources *sources, struct lg_findings *findings,
                              struct lg_reader **reader, struct lg_error *err)
{
    *reader = NULL;
    struct lg_reader *made = new_reader(kind, layer, err);
    if (made == NULL) return LG_NO_MEMORY;
    return open_reader(made, layer, sources, findings, reader, err);
}

enum lg_status lg_reader_open_whole(enum lg_source_kind kind, const struct lg_layer *layer,
                                    struct lg_sources *sources, struct lg_findings *findings,
                                    struct lg_reader **reader, struct lg_error *err)
{
    assert(layer->where == NULL && layer->value_count == 0);

    *reader = NULL;
    struct lg_reader *made = new_reader(kind, layer, err);
    if (made == NULL) return LG_NO_MEMORY;
    made->is_whole = true;
    return open_reader(made, layer, sources, findings, reader, err);
}

size_t lg_reader_source(const struct lg_reader *reader)
{
    return reader->source;
}

void lg_reader_close(struct lg_reader *reader)
{
    if (reader == NULL) return;

    lg_opened_reset(&reader->opened);
    lg_decoder_close(reader->utf8);
    if (reader->crs.projection.free != NULL) {
        reader->crs.projection.free(reader->crs.projection.state);
    }
    lg_arena_reset(&reader->memory);
    lg_arena_reset(&reader->cache_memory);
    lg_text_reset(&reader->scratch);
    free((void *)reader->features);
    free(reader->cache);
    free(reader->xy);
    free(reader->ring_sizes);
    free(reader->ring_holes);
    free(reader);
}

/* A row whose shape OGR gave up on comes without one: say why. */
static enum lg_status note_unreadable(struct lg_reader *reader, OGRFeatureH feature,
                                      struct lg_block *block, struct lg_error *err)
{
    if (CPLGetLastErrorType() < CE_Failure || lg_source_is_table(reader->kind)) return LG_OK;
    if (OGR_F_GetGeometryRef(feature) != NULL) return LG_OK;
    if (lg_shapefile_is_lost(&reader->opened.parts, OGR_F_GetFID(feature))) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_E_GEOM, lg_source_name(reader->kind));
    finding.source = reader->source;
    finding.feature = OGR_F_GetFID(feature);
    char reason[LG_REASON_SIZE];
    return lg_findings_add(&block->findings, &finding, err,
                           "the shape cannot be read (%s) and is left out; have the layer "
                           "delivered again",
                           lg_gdal_reason(reason));
}

/* @param count  out: features held, fewer than asked for at the end of the source */
static enum lg_status fetch(struct lg_reader *reader, size_t wanted, size_t *count,
                            struct lg_block *block, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    *count = 0;
    while (*count < wanted && status == LG_OK) {
        CPLErrorReset();
        OGRFeatureH feature = OGR_L_GetNextFeature(reader->opened.layer);
        if (feature == NULL) {
            reader->is_ended = true;
            if (CPLGetLastErrorType() < CE_Failure) return LG_OK;
            char reason[LG_REASON_SIZE];
            return lg_fail(err, LG_BAD_INPUT, "%s: row %lld cannot be read (%s)", reader->file,
                           (long long)reader->row_count + (long long)*count,
                           lg_gdal_reason(reason));
        }
        reader->features[(*count)++] = feature;
        status = note_unreadable(reader, feature, block, err);
    }
    return status;
}

/* What was found while a row was read names its parcel or park, too. */
static enum lg_status name_findings(const struct lg_reader *reader, struct lg_block *block,
                                    size_t first, size_t row, struct lg_error *err)
{
    static const size_t id_roles[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = LG_PARK_CODE,
        [LG_SOURCE_PARCELS] = LG_PARCEL_ID,
        [LG_SOURCE_BUILDINGS] = LG_BUILDING_PARCEL_ID,
        [LG_SOURCE_PLAN] = LG_PLAN_ID,
        [LG_SOURCE_CONSTRAINTS] = LG_CONSTRAINT_ID,
        [LG_SOURCE_ENTERPRISES] = LG_ENTERPRISE_PARCEL_ID,
        [LG_SOURCE_SUPPLY] = LG_PARCEL_ID,
    };
    const char *id = lg_table_text(&block->table, id_roles[reader->kind], row);
    if (id == NULL || first == block->findings.count) return LG_OK;
    const char *kept = lg_arena_text(&block->findings.texts, id, strlen(id));
    if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: texts", reader->file);
    for (size_t i = first; i < block->findings.count; i++) {
        struct lg_finding *finding = &block->findings.items[i];
        *(reader->kind == LG_SOURCE_PARKS ? &finding->park_code : &finding->parcel_id) = kept;
    }
    return LG_OK;
}

static enum lg_status take_batch(struct lg_reader *reader, size_t count, struct lg_block *block,
                                 struct lg_error *err)
{
    size_t first = block->table.count;
    enum lg_status status = lg_table_add_rows(&block->table, count, err);
    for (size_t i = 0; i < count && status == LG_OK; i++) {
        size_t found = block->findings.count;
        status = lg_row_read(reader, reader->features[i], block, first + i, err);
        if (status == LG_OK && !lg_source_is_table(reader->kind)) {
            status = lg_geometry_read(reader, reader->features[i], block, err);
        }
        if (status == LG_OK) status = name_findings(reader, block, found, first + i, err);
        if (status == LG_OK && reader->keep_row != NULL) {
            status = reader->keep_row(reader->keeper, reader->features[i], first + i, err);
        }
    }
    return status;
}

/* The box of what was read, held against the CRS when it goes beyond what was checked before. */
static enum lg_status check_block(struct lg_reader *reader, const struct lg_shapes *raw,
                                  struct lg_error *err)
{
    if (raw->vertex_count == 0) return LG_OK;

    struct lg_box box = reader->checked_box;
    for (size_t i = 0; i < raw->vertex_count; i++) {
        double x = raw->xy[2 * i];
        double y = raw->xy[2 * i + 1];
        if (!isfinite(x) || !isfinite(y)) continue; /* loses its shape, not the run */
        if (x < box.x_min) box.x_min = x;
        if (x > box.x_max) box.x_max = x;
        if (y < box.y_min) box.y_min = y;
        if (y > box.y_max) box.y_max = y;
    }
    const struct lg_box *known = &reader->checked_box;
    if (box.x_min >= known->x_min && box.x_max <= known->x_max && box.y_min >= known->y_min &&
        box.y_max <= known->y_max) {
        return LG_OK;
    }
    reader->checked_box = box;
    return lg_crs_check_box(&reader->crs, &box, err);
}

static enum lg_status note_deleted(struct lg_reader *reader, struct lg_block *block,
                                   struct lg_error *err)
{
    int64_t lost = reader->opened.feature_count - reader->row_count;
    if (!reader->is_ended || reader->is_filtered || lost <= 0) return LG_OK;
    reader->opened.feature_count = reader->row_count; /* said once */
    struct lg_finding finding = lg_finding_blank(LG_W_VALUE, lg_source_name(reader->kind));
    finding.source = reader->source;
    finding.value = (double)lost;
    return lg_findings_add(&block->findings, &finding, err,
                           "rows marked as deleted were left out, %lld; delete them for good, or "
                           "bring them back",
                           (long long)lost);
}

/*
 * Stars are a number that was not there (GDAL and QGIS write it so) or one too long for its field:
 * nobody can tell, so the rows count as missing and the field says how many.
 */
static enum lg_status note_stars(struct lg_reader *reader, struct lg_block *block,
                                 struct lg_error *err)
{
    if (!reader->is_ended) return LG_OK;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < reader->uses.count; i++) {
        struct lg_field_use *use = &reader->uses.items[i];
        if (use->star_count == 0) continue;
        struct lg_finding finding = lg_finding_blank(LG_I_MISSING, lg_source_name(reader->kind));
        finding.source = reader->source;
        finding.value = (double)use->star_count;
        status = lg_findings_add(&block->findings, &finding, err,
                                 "field %s (%s) is filled with stars, as for no number or one "
                                 "too long for it, and has "
                                 "no value there; rows: %zu; enter the numbers, widen the field",
                                 use->choice.field, reader->roles[use->choice.role].name,
                                 use->star_count);
        use->star_count = 0; /* said once */
    }
    return status;
}

static enum lg_status note_dimensions(struct lg_reader *reader, struct lg_block *block,
                                      struct lg_error *err)
{
    if (!reader->is_ended || reader->dimension_count == 0) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_I_DIMENSION, lg_source_name(reader->kind));
    finding.source = reader->source;
    finding.value = (double)reader->dimension_count;
    reader->dimension_count = 0; /* said once */
    return lg_findings_add(&block->findings, &finding, err,
                           "shapes with heights or measures (Z, M), which are not used: %.0f",
                           finding.value);
}

enum lg_status lg_reader_read(struct lg_reader *reader, size_t row_count_max,
                              struct lg_block *block, struct lg_error *err)
{
    assert(reader != NULL && row_count_max > 0);

    enum lg_status status = LG_OK;
    block->source = reader->source;
    block->outer_is_clockwise = reader->opened.is_shapefile;
    memset(reader->cache, 0, LG_TEXT_CACHE_SIZE * sizeof(*reader->cache));
    lg_arena_reset(&reader->cache_memory);
    for (size_t i = 0; i < reader->uses.count && status == LG_OK; i++) {
        status = lg_table_add_column(&block->table, reader->uses.items[i].choice.role, err);
    }
    while (status == LG_OK && !reader->is_ended && block->table.count < row_count_max) {
        size_t wanted = row_count_max - block->table.count;
        size_t count = 0;
        if (wanted > LG_FEATURE_BATCH) wanted = LG_FEATURE_BATCH;
        status = fetch(reader, wanted, &count, block, err);
        if (status == LG_OK) status = take_batch(reader, count, block, err);
        for (size_t i = 0; i < count; i++) {
            OGR_F_Destroy(reader->features[i]);
        }
        reader->row_count += (int64_t)count;
    }
    if (status == LG_OK) status = check_block(reader, &block->raw, err);
    if (status == LG_OK) status = note_deleted(reader, block, err);
    if (status == LG_OK) status = note_stars(reader, block, err);
    if (status == LG_OK) status = note_dimensions(reader, block, err);
    return status;
}
