/*
 * From the files to the model: readers in a row, blocks through the pool.
 */
#include "base/address.h"
#include "base/grow.h"
#include "base/pool.h"
#include "base/repeats.h"
#include "base/text.h"
#include "run/job.h"
#include "spatial/overlay.h"
#include "spatial/prepare.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Rows of a block: enough to keep a thread busy for milliseconds, little enough to stay in cache.
 */
enum { BLOCK_ROW_COUNT = 2048 };

/* Building ids that are told apart: 32 MB at most; of longer layers a sample of the ids is. */
enum { BUILDING_ID_COUNT_MAX = 1 << 20 };

/* All sources of one kind, read one after the other as if they were one. */
struct stream {
    struct lg_job *job;
    enum lg_source_kind kind;
    struct lg_prepare_options prepare;
    size_t reader; /* the one being read */
    size_t rows_done;
    enum lg_status (*keep)(struct lg_job *job, struct lg_block *block, struct lg_error *err);
    const struct lg_building_overlay *overlay; /* buildings only */
    struct lg_repeats *ids;                    /* buildings only */
};

/* What one thread works with. */
struct stream_state {
    struct lg_block block;
    struct lg_spatial_worker *worker;
    struct lg_building_shares shares;
};

/* A line that memory did not suffice for is not said: the run goes on without it. */
static void say(struct lg_job *job, const struct lg_text *line)
{
    if (line->failed || line->size == 0) return;
    job->hooks.log(job->hooks.user, LG_LOG_NOTICE, line->bytes);
}

static void log_source(struct lg_job *job, const struct lg_source *source)
{
    struct lg_text line = {0};
    lg_text_printf(&line, "%s: %s, %lld rows", source->path, source->driver,
                   (long long)source->feature_count);
    if (source->encoding != NULL && source->encoding[0] != '\0') {
        lg_text_printf(&line, ", text in %s (%s)", source->encoding, source->encoding_why);
    }
    if (source->crs != NULL) lg_text_printf(&line, ", %s (%s)", source->crs, source->crs_why);
    say(job, &line);
    lg_text_clear(&line);
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(source->kind, &role_count);
    for (size_t i = 0; i < source->field_count; i++) {
        const struct lg_field_choice *field = &source->fields[i];
        if (i == 0) lg_text_printf(&line, "%s: fields ", source->path);
        lg_text_printf(&line, "%s%s=%s", i > 0 ? ", " : "", roles[field->role].name, field->field);
        if (field->unit != NULL) lg_text_printf(&line, " [%s]", field->unit);
    }
    say(job, &line);
    lg_text_reset(&line);
}

static const struct lg_layers *layers_of(const struct lg_project *project, enum lg_source_kind kind)
{
    switch (kind) {
    case LG_SOURCE_PARKS:
        return &project->parks;
    case LG_SOURCE_PARCELS:
        return &project->parcels;
    case LG_SOURCE_BUILDINGS:
        return &project->buildings;
    case LG_SOURCE_PLAN:
        return &project->plan;
    case LG_SOURCE_CONSTRAINTS:
        return &project->constraints.layers;
    case LG_SOURCE_ENTERPRISES:
        return &project->enterprises;
    case LG_SOURCE_SUPPLY:
        return &project->supply;
    case LG_SOURCE_EVIDENCE:
    case LG_SOURCE_KIND_COUNT:
        break;
    }
    assert(false);
    return NULL;
}

static enum lg_status open_kind(struct lg_job *job, enum lg_source_kind kind, struct lg_error *err)
{
    const struct lg_layers *layers = layers_of(job->project, kind);
    struct lg_input_readers *input = &job->inputs[kind];
    if (layers->count == 0) return LG_OK;
    input->items = calloc(layers->count, sizeof(struct lg_reader *));
    if (input->items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to open layers");
    input->count = layers->count;
    for (size_t i = 0; i < layers->count; i++) {
        enum lg_status status = lg_reader_open(kind, &layers->items[i], &job->model->sources,
                                               &job->model->findings, &input->items[i], err);
        if (status != LG_OK) return status;
        const struct lg_source *source =
            &job->model->sources.items[lg_reader_source(input->items[i])];
        log_source(job, source);
        if (source->feature_count > 0) input->row_count += (size_t)source->feature_count;
    }
    return LG_OK;
}

enum lg_status lg_open_inputs(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (int kind = 0; status == LG_OK && kind < LG_SOURCE_KIND_COUNT; kind++) {
        if (kind == LG_SOURCE_EVIDENCE) continue;
        status = open_kind(job, (enum lg_source_kind)kind, err);
    }
    return status == LG_OK ? lg_open_evidence(job, err) : status;
}

void lg_close_inputs(struct lg_job *job)
{
    lg_raster_close(job->raster);
    job->raster = NULL;
    for (int kind = 0; kind < LG_SOURCE_KIND_COUNT; kind++) {
        struct lg_input_readers *input = &job->inputs[kind];
        for (size_t i = 0; i < input->count; i++) {
            lg_reader_close(input->items[i]);
        }
        free((void *)input->items);
        *input = (struct lg_input_readers){0};
    }
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    struct stream *stream = shared;
    struct stream_state *own = state;
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(stream->kind, &role_count);
    enum lg_status status = lg_block_init(&own->block, roles, role_count, err);
    if (status != LG_OK) return status;
    return lg_spatial_worker_new(&stream->job->model->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct stream_state *own = state;
    lg_block_reset(&own->block);
    lg_spatial_worker_free(own->worker);
    lg_building_shares_reset(&own->shares);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct stream *stream = shared;
    struct stream_state *own = state;
    const struct lg_input_readers *input = &stream->job->inputs[stream->kind];
    lg_block_clear(&own->block);
    while (stream->reader < input->count) {
        enum lg_status status =
            lg_reader_read(input->items[stream->reader], BLOCK_ROW_COUNT, &own->block, err);
        if (status != LG_OK) return status;
        if (own->block.table.count > 0) {
            *more = true;
            return LG_OK;
        }
        stream->reader++;
    }
    *more = false;
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    struct stream *stream = shared;
    struct stream_state *own = state;
    enum lg_status status = lg_prepare_block(own->worker, &stream->prepare, &own->block, err);
    if (status != LG_OK || stream->overlay == NULL) return status;
    return lg_building_overlay_work(stream->overlay, own->worker, stream->job->model, &own->block,
                                    &own->shares, err);
}

/* Blocks are given one at a time, so the ids need no lock. */
static enum lg_status note_ids(struct lg_repeats *ids, const struct lg_table *table,
                               struct lg_error *err)
{
    enum lg_status status = LG_OK;
    if (!table->columns[LG_BUILDING_ID].present) return status;
    for (size_t row = 0; status == LG_OK && row < table->count; row++) {
        const char *id = lg_table_text(table, LG_BUILDING_ID, row);
        if (id != NULL) status = lg_repeats_add(ids, id, err);
    }
    return status;
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct stream *stream = shared;
    struct stream_state *own = state;
    stream->rows_done += own->block.table.count;
    if (stream->overlay != NULL) lg_building_overlay_give(stream->job->model, &own->shares);
    enum lg_status status =
        lg_findings_append(&stream->job->model->findings, &own->block.findings, err);
    if (status == LG_OK && stream->ids != NULL) {
        status = note_ids(stream->ids, &own->block.table, err);
    }
    if (status == LG_OK && stream->keep != NULL) {
        status = stream->keep(stream->job, &own->block, err);
    }
    stream->job->hooks.progress(stream->job->hooks.user, stream->prepare.layer, stream->rows_done,
                                stream->job->inputs[stream->kind].row_count);
    return status;
}

static enum lg_status run_stream(struct stream *stream, struct lg_error *err)
{
    struct lg_pool_job pool = {
        .thread_count = stream->job->thread_count,
        .state_bytes = sizeof(struct stream_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = stream->job->hooks.stop,
    };
    return lg_pool_run(&pool, stream, err);
}

/* Row columns grow beside the table; shapes and vertices beside each other. */
static enum lg_status append_measures(double **area_m2, uint8_t **decimals, size_t first,
                                      const struct lg_block *block, size_t count,
                                      struct lg_error *err)
{
    double *areas = lg_resize(*area_m2, first + count, sizeof(*areas));
    if (areas != NULL) *area_m2 = areas;
    uint8_t *digits = lg_resize(*decimals, first + count, sizeof(*digits));
    if (digits != NULL) *decimals = digits;
    if (areas == NULL || digits == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", first + count);
    }
    memcpy(areas + first, block->area_m2, count * sizeof(*areas));
    memcpy(digits + first, block->decimals, count * sizeof(*digits));
    return LG_OK;
}

static enum lg_status keep_parks(struct lg_job *job, struct lg_block *block, struct lg_error *err)
{
    struct lg_parks *parks = &job->model->parks;
    size_t count = block->table.count;
    enum lg_status status =
        append_measures(&parks->area_m2, &parks->decimals, parks->table.count, block, count, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(&parks->lon_lat, &block->lon_lat, 0, count, err);
    if (status != LG_OK) return status;
    return lg_table_append(&parks->table, &block->table, err);
}

static enum lg_status keep_parcels(struct lg_job *job, struct lg_block *block, struct lg_error *err)
{
    struct lg_parcels *parcels = &job->model->parcels;
    size_t count = block->table.count;
    enum lg_status status = append_measures(&parcels->area_m2, &parcels->decimals,
                                            parcels->table.count, block, count, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(&parcels->shapes, &block->shapes, 0, count, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(&parcels->lon_lat, &block->lon_lat, 0, count, err);
    if (status != LG_OK) return status;
    return lg_table_append(&parcels->table, &block->table, err);
}

/* A driver may announce rows and give none. */
static enum lg_status check_row_count(const struct lg_job *job, enum lg_source_kind kind,
                                      size_t row_count, struct lg_error *err)
{
    if (row_count > 0) return LG_OK;
    const char *path = layers_of(job->project, kind)->items[0].path;
    const char *shown = lg_address_shown(&job->model->sources.memory, path);
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: rows are announced, but none can be read; deliver it again",
                   shown == NULL ? "a layer" : shown);
}

static struct lg_outline_limits outline_limits(const struct lg_rules *rules, bool looks_for_thin)
{
    return (struct lg_outline_limits){rules->spike_angle_deg, rules->spike_width_m,
                                      rules->thin_width_m, looks_for_thin};
}

enum lg_status lg_load_parks(struct lg_job *job, struct lg_error *err)
{
    const struct lg_outline_limits limits = outline_limits(&job->model->rules, false);
    struct stream stream = {
        .job = job,
        .kind = LG_SOURCE_PARKS,
        .prepare = {job->project->repair, LG_PREPARE_FULL, "parks", LG_PARK_CODE, &limits},
        .keep = keep_parks,
    };
    enum lg_status status = run_stream(&stream, err);
    if (status == LG_OK) {
        status = check_row_count(job, LG_SOURCE_PARKS, job->model->parks.table.count, err);
    }
    return status == LG_OK ? lg_order_parks(job->model, err) : status;
}

enum lg_status lg_load_parcels(struct lg_job *job, struct lg_error *err)
{
    const struct lg_outline_limits limits = outline_limits(&job->model->rules, true);
    struct stream stream = {
        .job = job,
        .kind = LG_SOURCE_PARCELS,
        .prepare = {job->project->repair, LG_PREPARE_FULL, "parcels", LG_PARCEL_ID, &limits},
        .keep = keep_parcels,
    };
    enum lg_status status = run_stream(&stream, err);
    if (status == LG_OK) {
        status = check_row_count(job, LG_SOURCE_PARCELS, job->model->parcels.table.count, err);
    }
    return status == LG_OK ? lg_order_parcels(job->model, err) : status;
}

enum lg_status lg_load_polygons(struct lg_job *job, enum lg_source_kind kind, const char *layer,
                                size_t id_role,
                                enum lg_status (*keep)(struct lg_job *job, struct lg_block *block,
                                                       struct lg_error *err),
                                struct lg_error *err)
{
    struct stream stream = {
        .job = job,
        .kind = kind,
        .prepare = {job->project->repair, LG_PREPARE_FULL, layer, id_role, NULL},
        .keep = keep,
    };
    return run_stream(&stream, err);
}

static enum lg_status report_ids(struct lg_job *job, const struct lg_repeats *ids,
                                 struct lg_error *err)
{
    uint64_t count = lg_repeats_count(ids);
    const char *example = lg_repeats_example(ids);
    if (count == 0 || example == NULL) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_E_DUP, "buildings");
    finding.source = lg_reader_source(job->inputs[LG_SOURCE_BUILDINGS].items[0]);
    finding.value = (double)count;
    finding.limit = 0;
    return lg_findings_add(&job->model->findings, &finding, err,
                           "%s%llu of %llu building ids stand there before, such as \"%s\"; each "
                           "building counts, so delete those that were delivered twice, or name "
                           "another field for id",
                           ids->halvings > 0 ? "by a sample about " : "", (unsigned long long)count,
                           (unsigned long long)ids->text_count, example);
}

enum lg_status lg_load_buildings(struct lg_job *job, struct lg_error *err)
{
    if (job->inputs[LG_SOURCE_BUILDINGS].count == 0) return LG_OK;

    struct lg_building_overlay *overlay = NULL;
    struct lg_repeats ids = {.hash_count_max = BUILDING_ID_COUNT_MAX};
    struct stream stream = {
        .job = job,
        .kind = LG_SOURCE_BUILDINGS,
        .ids = &ids,
        .prepare = {job->project->repair, LG_PREPARE_SHAPE, "buildings", LG_BUILDING_ID, NULL},
    };
    job->model->buildings.given = true;
    enum lg_status status = lg_building_overlay_new(job->model, &overlay, err);
    stream.overlay = overlay;
    if (status == LG_OK) status = run_stream(&stream, err);
    if (status == LG_OK) status = report_ids(job, &ids, err);
    lg_repeats_reset(&ids);
    lg_building_overlay_free(overlay);
    return status;
}

/* Tables are small beside layers and need no geometry: one thread reads them whole. */
static enum lg_status load_table(struct lg_job *job, enum lg_source_kind kind,
                                 struct lg_table *into, struct lg_error *err)
{
    struct stream stream = {.job = job, .kind = kind};
    struct stream_state state = {.worker = NULL};
    enum lg_status status = lg_block_init(&state.block, into->roles, into->role_count, err);
    bool more = status == LG_OK;
    while (more) {
        status = take_block(&stream, &state, &more, err);
        if (status == LG_OK && more) {
            status = lg_findings_append(&job->tables.findings, &state.block.findings, err);
        }
        if (status == LG_OK && more) status = lg_table_append(into, &state.block.table, err);
        more = more && status == LG_OK;
    }
    lg_block_reset(&state.block);
    return status;
}

static void *load_both(void *user)
{
    struct lg_job *job = user;
    struct lg_table_reading *tables = &job->tables;
    struct lg_model *model = job->model;
    tables->status = load_table(job, LG_SOURCE_ENTERPRISES, &model->enterprises, &tables->error);
    if (tables->status == LG_OK) {
        tables->status = load_table(job, LG_SOURCE_SUPPLY, &model->supply, &tables->error);
    }
    return NULL;
}

void lg_tables_start(struct lg_job *job)
{
    struct lg_table_reading *tables = &job->tables;
    if (job->thread_count < 2) return;
    /* Without a thread to be had, the tables are read when they are needed. */
    tables->is_running = pthread_create(&tables->thread, NULL, load_both, job) == 0;
    tables->is_read = tables->is_running;
}

void lg_tables_wait(struct lg_job *job)
{
    if (job->tables.is_running) (void)pthread_join(job->tables.thread, NULL);
    job->tables.is_running = false;
}

enum lg_status lg_load_tables(struct lg_job *job, struct lg_error *err)
{
    struct lg_table_reading *tables = &job->tables;
    lg_tables_wait(job);
    if (!tables->is_read) (void)load_both(job);
    tables->is_read = true;
    if (tables->status != LG_OK) return lg_fail(err, tables->status, "%s", tables->error.message);
    return lg_findings_append(&job->model->findings, &tables->findings, err);
}
