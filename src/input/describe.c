/*
 * What was decided about a source, as its row of the model.
 */
#include "input/reader_state.h"

#include "input/source_files.h"

#include <string.h>

static const char *keep(struct lg_sources *sources, const char *text, bool *failed)
{
    if (text == NULL) return NULL;
    const char *kept = lg_arena_text(&sources->memory, text, strlen(text));
    if (kept == NULL) *failed = true;
    return kept;
}

static void describe_fields(const struct lg_reader *reader, struct lg_sources *sources,
                            struct lg_source *source, bool *failed)
{
    const struct lg_field_uses *uses = &reader->uses;
    source->fields = lg_arena_take(&sources->memory, (uses->count + 1) * sizeof(*source->fields));
    if (source->fields == NULL) {
        *failed = true;
        return;
    }
    source->field_count = uses->count;
    for (size_t i = 0; i < uses->count; i++) {
        struct lg_field_choice *choice = &source->fields[i];
        *choice = uses->items[i].choice;
        choice->field = keep(sources, choice->field, failed);
        choice->unit = keep(sources, choice->unit, failed);
        choice->codes = keep(sources, choice->codes, failed);
    }
}

static void describe_unused(const struct lg_reader *reader, const struct lg_field *fields,
                            size_t field_count, struct lg_sources *sources,
                            struct lg_source *source, bool *failed)
{
    const char **unused = lg_arena_take(&sources->memory, (field_count + 1) * sizeof(*unused));
    if (unused == NULL) {
        *failed = true;
        return;
    }
    source->unused = unused;
    source->unused_count = 0;
    for (size_t i = 0; i < field_count; i++) {
        if (reader->uses.is_used[i]) continue;
        unused[source->unused_count++] = keep(sources, fields[i].name, failed);
    }
}

enum lg_status lg_source_describe(const struct lg_reader *reader, const struct lg_field *fields,
                                  size_t field_count, struct lg_sources *sources,
                                  struct lg_error *err)
{
    struct lg_source *source = &sources->items[reader->source];
    const struct lg_opened *opened = &reader->opened;
    bool failed = false;
    source->path = reader->file;
    source->layer = keep(sources, OGR_L_GetName(opened->layer), &failed);
    source->driver = keep(sources, opened->driver, &failed);
    source->encoding = keep(sources, opened->encoding.name, &failed);
    source->encoding_why =
        keep(sources, opened->settles_encoding ? "the format settles it" : opened->encoding.why,
             &failed);
    source->feature_count = opened->feature_count;
    if (reader->crs.label[0] != '\0') {
        source->crs = keep(sources, reader->crs.label, &failed);
        source->crs_why = keep(sources, reader->crs.why, &failed);
        memcpy(source->metre_box, reader->crs.use_box_deg, sizeof(source->metre_box));
    }
    describe_fields(reader, sources, source, &failed);
    describe_unused(reader, fields, field_count, sources, source, &failed);
    if (failed) return lg_fail(err, LG_NO_MEMORY, "%s: its description", reader->file);
    return lg_source_files_add(sources, reader->source,
                               opened->memory_path == NULL ? opened->dataset : NULL, opened->path,
                               opened->parts.cpg, err);
}
