#include "run/fix.h"

#include "base/grow.h"
#include "base/pool.h"
#include "base/text.h"
#include "input/copy.h"
#include "publish/copies/copy.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_ROW_COUNT = 1024 };

struct lg_fix {
    struct lg_output_dir *dir;
    const char *shown; /* the folder, as the user wrote it */
    struct lg_output_file *changes;
    struct lg_sources sources; /* of the second reading */
    struct lg_copy_suffix *suffixes;
    size_t suffix_count;
    size_t count;                  /* copies so far */
    char **names;                  /* [count] without extension */
    char **files;                  /* [count] with it */
    struct lg_copy_entry *entries; /* [count] */
};

/* One copy being written. */
struct copying {
    struct lg_job *job;
    struct lg_fix *fix;
    const struct lg_source *described; /* as the check read it */
    const char *layer;                 /* "parcels" */
    const char *source_name;           /* file name */
    struct lg_copy_source *source;
    struct lg_copy_writer *writer;
    struct lg_tidy_options options;
    struct lg_changes layer_changes;
    size_t row_count, change_count;
};

/* What one thread works with. */
struct copying_state {
    struct lg_block block;
    struct lg_copy_rows rows;
    struct lg_shapes shapes;
    struct lg_tidy_row *tidy; /* [BLOCK_ROW_COUNT] */
    struct lg_changes changes;
    struct lg_spatial_worker *worker;
};

static const struct {
    enum lg_source_kind kind;
    const char *layer;
    size_t id_role;
} kinds[] = {
    {LG_SOURCE_PARKS, "parks", LG_PARK_CODE},
    {LG_SOURCE_PARCELS, "parcels", LG_PARCEL_ID},
    {LG_SOURCE_BUILDINGS, "buildings", LG_BUILDING_ID},
};

enum lg_status lg_fix_begin(struct lg_job *job, struct lg_fix **fix, struct lg_error *err)
{
    const char *path = job->options->fix_dir;
    *fix = NULL;
    if (path == NULL) return LG_OK;
    enum lg_status status = lg_fix_check_place(job->project, path, &job->model->sources, err);
    if (status != LG_OK) return status;
    struct lg_fix *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path);
    made->shown = path;
    status = lg_output_dir_begin_listed(path, &made->dir, err);
    if (status == LG_OK) status = lg_changes_open(made->dir, &made->changes, err);
    if (status == LG_OK) {
        *fix = made;
    } else {
        lg_fix_abort(made);
    }
    return status;
}

void lg_fix_abort(struct lg_fix *fix)
{
    if (fix == NULL) return;

    lg_output_file_drop(fix->changes);
    lg_output_dir_abort(fix->dir);
    lg_sources_reset(&fix->sources);
    for (size_t i = 0; i < fix->count; i++) {
        free(fix->names[i]);
        free(fix->files[i]);
    }
    free((void *)fix->names);
    free((void *)fix->files);
    free(fix->entries);
    free(fix->suffixes);
    free(fix);
}

enum lg_status lg_fix_commit(struct lg_fix *fix, struct lg_error *err)
{
    if (fix == NULL) return LG_OK;

    struct lg_output_dir *dir = fix->dir;
    fix->dir = NULL;
    lg_fix_abort(fix);
    return lg_output_dir_commit(dir, err);
}

/* ---- one copy, block by block ---- */

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    struct copying *copying = shared;
    struct copying_state *own = state;
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(copying->described->kind, &role_count);
    enum lg_status status = lg_block_init(&own->block, roles, role_count, err);
    own->tidy = lg_resize(NULL, BLOCK_ROW_COUNT, sizeof(*own->tidy));
    if (status == LG_OK && own->tidy == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory to copy %s", copying->source_name);
    }
    if (status != LG_OK) return status;
    return lg_spatial_worker_new(&copying->fix->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct copying_state *own = state;
    lg_block_reset(&own->block);
    lg_copy_rows_reset(&own->rows);
    lg_shapes_reset(&own->shapes);
    lg_changes_reset(&own->changes);
    free(own->tidy);
    lg_spatial_worker_free(own->worker);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct copying *copying = shared;
    struct copying_state *own = state;
    lg_block_clear(&own->block);
    lg_copy_rows_clear(&own->rows);
    lg_changes_clear(&own->changes);
    enum lg_status status = lg_copy_source_read(copying->source, BLOCK_ROW_COUNT, &own->block,
                                                &own->rows, &own->changes, err);
    /* The last thing to say may have no rows beside it. */
    *more = own->block.table.count > 0 || own->changes.count > 0;
    return status;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    struct copying *copying = shared;
    struct copying_state *own = state;
    enum lg_status status = lg_tidy_block(own->worker, &copying->options, own->rows.flags,
                                          &own->block, &own->shapes, own->tidy, err);
    if (status != LG_OK) return status;
    return lg_fix_tell_rows(&own->block, copying->options.prepare.id_role, &own->shapes, &own->rows,
                            own->tidy, &own->changes, err);
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct copying *copying = shared;
    struct copying_state *own = state;
    struct lg_hooks *hooks = &copying->job->hooks;
    enum lg_status status = lg_copy_writer_add(copying->writer, &own->shapes, &own->rows, err);
    if (status == LG_OK) {
        status = lg_changes_write(copying->fix->changes, copying->layer, copying->source_name,
                                  &own->changes, err);
    }
    copying->row_count += own->rows.count;
    copying->change_count += own->changes.count;
    int64_t total = copying->described->feature_count;
    hooks->progress(hooks->user, "copies", copying->row_count, total > 0 ? (size_t)total : 0);
    return status;
}

static enum lg_status copy_rows(struct copying *copying, struct lg_error *err)
{
    struct lg_pool_job pool = {
        .thread_count = copying->job->thread_count,
        .state_bytes = sizeof(struct copying_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = copying->job->hooks.stop,
    };
    return lg_pool_run(&pool, copying, err);
}

/* ---- all copies ---- */

static enum lg_status make_room(struct lg_fix *fix, struct lg_error *err)
{
    size_t count = fix->count + 1;
    char **names = lg_resize((void *)fix->names, count, sizeof(char *));
    if (names != NULL) fix->names = names;
    char **files = lg_resize((void *)fix->files, count, sizeof(char *));
    if (files != NULL) fix->files = files;
    struct lg_copy_entry *entries = lg_resize(fix->entries, count, sizeof(*entries));
    if (entries != NULL) fix->entries = entries;
    if (names != NULL && files != NULL && entries != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the list of copies");
}

/* The names of the next copy; they belong to the list from here on. */
static enum lg_status name_copy(struct copying *copying, const struct lg_copy_schema *schema,
                                struct lg_error *err)
{
    struct lg_fix *fix = copying->fix;
    char *name = NULL;
    enum lg_status status = make_room(fix, err);
    if (status == LG_OK) {
        status = lg_fix_name(copying->described, fix->names, fix->count, &name, err);
    }
    if (status != LG_OK) return status;
    struct lg_text file = {0};
    lg_text_printf(&file, "%s%s", name, lg_copy_extension(schema));
    if (file.failed) {
        free(name);
        lg_text_reset(&file);
        return lg_fail(err, LG_NO_MEMORY, "no memory for the list of copies");
    }
    fix->names[fix->count] = name;
    fix->files[fix->count] = file.bytes;
    fix->entries[fix->count] = (struct lg_copy_entry){
        .layer = copying->layer, .source = copying->source_name, .copy = file.bytes};
    fix->count++;
    return LG_OK;
}

static enum lg_status end_copy(struct copying *copying, enum lg_status status, struct lg_error *err)
{
    struct lg_fix *fix = copying->fix;
    if (status == LG_OK) {
        status = lg_copy_writer_close(copying->writer, err);
    } else {
        lg_copy_writer_drop(copying->writer);
    }
    if (status != LG_OK) return status;
    struct lg_copy_entry *entry = &fix->entries[fix->count - 1];
    entry->row_count = copying->row_count;
    entry->change_count = copying->change_count;
    lg_job_log(copying->job, LG_LOG_NOTICE, "%s: copied to %s/%s, %zu rows, %s",
               copying->described->path, fix->shown, entry->copy, entry->row_count,
               entry->change_count == 0 ? "nothing had to be changed" : "see changes.csv there");
    return LG_OK;
}

static enum lg_status copy_source(struct copying *copying, const struct lg_copy_request *request,
                                  struct lg_error *err)
{
    struct lg_fix *fix = copying->fix;
    enum lg_status status =
        lg_copy_source_open(request, &fix->sources, &copying->layer_changes, &copying->source, err);
    if (status != LG_OK) return status;
    const struct lg_copy_schema *schema = lg_copy_source_schema(copying->source);
    copying->options.was_clockwise = schema->was_shapefile;
    copying->options.is_clockwise = schema->is_shapefile;
    status = name_copy(copying, schema, err);
    if (status == LG_OK) {
        copying->change_count = copying->layer_changes.count;
        status = lg_changes_write(fix->changes, copying->layer, copying->source_name,
                                  &copying->layer_changes, err);
    }
    if (status == LG_OK) {
        status = lg_copy_writer_open(fix->dir, fix->names[fix->count - 1], schema, &copying->writer,
                                     err);
    }
    if (status == LG_OK) status = copy_rows(copying, err);
    status = end_copy(copying, status, err);
    lg_copy_source_close(copying->source);
    return status;
}

static const char *field_of(const struct lg_source *source, size_t role)
{
    for (size_t i = 0; i < source->field_count; i++) {
        if (source->fields[i].role == role) return source->fields[i].field;
    }
    return NULL;
}

/* The file's own name, so that the list reads the same wherever the data lie. */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static const struct lg_layers *layers_of(const struct lg_project *project, enum lg_source_kind kind)
{
    if (kind == LG_SOURCE_PARKS) return &project->parks;
    return kind == LG_SOURCE_PARCELS ? &project->parcels : &project->buildings;
}

/* @param position  in, out: of the next source in the model, which has them in the order opened */
static enum lg_status copy_kind(struct lg_job *job, struct lg_fix *fix, size_t kind,
                                size_t *position, struct lg_error *err)
{
    const struct lg_layers *layers = layers_of(job->project, kinds[kind].kind);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < layers->count; i++, (*position)++) {
        const struct lg_source *described = &job->model->sources.items[*position];
        assert(described->kind == kinds[kind].kind);
        struct copying copying = {
            .job = job,
            .fix = fix,
            .described = described,
            .layer = kinds[kind].layer,
            .source_name = file_name(described->path),
            .options.prepare = {job->project->repair, LG_PREPARE_SHAPE, kinds[kind].layer,
                                kinds[kind].id_role, NULL},
        };
        const struct lg_copy_request request = {
            .kind = kinds[kind].kind,
            .layer = &layers->items[i],
            .id_field = field_of(described, kinds[kind].id_role),
            .id_role = kinds[kind].id_role,
            .source = (uint32_t)*position,
            .suffixes = fix->suffixes,
            .suffix_count = fix->suffix_count,
        };
        status = copy_source(&copying, &request, err);
        lg_changes_reset(&copying.layer_changes);
    }
    return status;
}

enum lg_status lg_fix_write(struct lg_job *job, struct lg_fix *fix, struct lg_run_summary *summary,
                            struct lg_error *err)
{
    if (fix == NULL) return LG_OK;

    size_t position = 0;
    enum lg_status status =
        lg_fix_suffixes(&job->model->parcels, &fix->suffixes, &fix->suffix_count, err);
    for (size_t kind = 0; status == LG_OK && kind < sizeof(kinds) / sizeof(kinds[0]); kind++) {
        status = copy_kind(job, fix, kind, &position, err);
    }
    if (status == LG_OK) {
        status = lg_output_file_close(fix->changes, err);
        fix->changes = NULL;
    }
    if (status == LG_OK) status = lg_copies_write(fix->dir, fix->entries, fix->count, err);
    if (status == LG_OK) status = lg_output_dir_list(fix->dir, err);
    for (size_t i = 0; i < fix->count; i++) {
        summary->change_count += fix->entries[i].change_count;
    }
    summary->copy_count = fix->count;
    return status;
}
