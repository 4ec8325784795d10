/*
 * The inside of a copy source, shared by opening it, by its layout and by reading its rows.
 */
#ifndef LG_INPUT_COPY_STATE_H
#define LG_INPUT_COPY_STATE_H

#include "input/copy.h"
#include "input/reader_state.h"

/* What the cells of one field of a shapefile are like, all rows together. */
struct lg_copy_census {
    size_t bytes_max; /* in UTF-8 */
    size_t star_count;
    bool has_fraction; /* some number is not whole */
    bool has_junk; /* some value is none of the field's type, or has more digits than it keeps */
};

struct lg_copy_source {
    const struct lg_copy_request *request;
    struct lg_layer layer; /* without where: and values: */
    struct lg_reader *reader;
    struct lg_copy_schema schema;
    struct lg_arena memory;
    struct lg_copy_census *censuses; /* [schema.field_count] of a shapefile */
    struct lg_text scratch;
    int64_t *chosen; /* [chosen_count] rows that pass where:, ascending; NULL: all do */
    size_t chosen_count;
    int64_t next_record;    /* of a shapefile: the first one not seen yet */
    int64_t last_number;    /* in the copy; -1: no row yet */
    size_t dimension_count; /* shapes with Z or M so far */
    VSILFILE *index;        /* the .shx, opened when it is first asked for */
    /* Of the read under way: */
    struct lg_block *block;
    struct lg_copy_rows *rows;
    struct lg_changes *changes;
};

/** A text cell of a dBase record with the blanks before it; not those behind it. */
const char *lg_copy_cell(const struct lg_dbf_field *field, const char *record, size_t *length);

/** A kept copy of a text; NULL when memory is out. */
const char *lg_copy_keep(struct lg_copy_source *source, const char *text);

/** The suffix of a row's id, NULL when it has none. */
const char *lg_copy_suffix_of(const struct lg_copy_source *source, int64_t feature);

/**
 * Decode a value to UTF-8 in source->scratch, with the suffix of an id behind it.
 *
 * @param suffix  NULL: none
 */
enum lg_decoding lg_copy_decode(struct lg_copy_source *source, const char *bytes, size_t length,
                                const char *suffix);

/** copy_layout.c: fields, widths and format. */
LG_NODISCARD enum lg_status lg_copy_layout(struct lg_copy_source *source,
                                           struct lg_changes *changes, struct lg_error *err);

/** copy_crs.c: the CRS of the copy. */
LG_NODISCARD enum lg_status lg_copy_crs(struct lg_copy_source *source, struct lg_changes *changes,
                                        struct lg_error *err);

/** The keep_row of a reader; keeper is the copy source. */
LG_NODISCARD enum lg_status lg_copy_keep_row(void *keeper, OGRFeatureH feature, size_t row,
                                             struct lg_error *err);

/** Name the records from next_record up to, not with, record: they are marked as deleted. */
LG_NODISCARD enum lg_status lg_copy_tell_deleted(struct lg_copy_source *source, int64_t record,
                                                 struct lg_error *err);

#endif
