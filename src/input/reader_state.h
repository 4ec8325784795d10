/*
 * The inside of a reader, shared by opening it and by reading rows and shapes.
 */
#ifndef LG_INPUT_READER_STATE_H
#define LG_INPUT_READER_STATE_H

#include "input/crs.h"
#include "input/fields.h"
#include "input/opened.h"
#include "input/reader.h"

/* Texts of one block seen lately: land-use codes and names come again and again. */
enum { LG_TEXT_CACHE_SIZE = 1024 };

struct lg_cached_text {
    const char *raw; /* [length] NULL: empty place */
    size_t length;
    const char *text; /* in the block's arena; NULL: blank */
    enum lg_decoding decoding;
};

struct lg_reader {
    enum lg_source_kind kind;
    const char *file; /* as the user wrote it, in memory of the sources */
    size_t source;
    const struct lg_role *roles;
    size_t role_count;
    struct lg_opened opened;
    struct lg_arena memory; /* field names and choices */
    struct lg_field_uses uses;
    const struct lg_dbf_field *raw_fields; /* of opened.dbf, NULL without */
    struct lg_decoder *utf8;               /* for texts that OGR hands out */
    struct lg_crs crs;                     /* spatial kinds; its projection is a clone of its own */
    struct lg_box checked_box;
    int64_t row_count;      /* read so far */
    size_t dimension_count; /* of them, shapes with Z or M */
    bool is_filtered, is_ended;
    bool is_whole; /* every row and field is wanted, to be copied; nothing is checked again */
    /* Of a whole reading: called for each row when its columns are filled; NULL: nobody asks. */
    enum lg_status (*keep_row)(void *keeper, OGRFeatureH feature, size_t row, struct lg_error *err);
    void *keeper;
    OGRFeatureH *features; /* [LG_FEATURE_BATCH] */
    struct lg_cached_text *cache;
    struct lg_arena cache_memory; /* raw bytes of cached texts */
    struct lg_text scratch;
    double *xy; /* [2 * xy_capacity] vertices of the shape being read */
    size_t xy_capacity;
    size_t *ring_sizes; /* [ring_capacity] */
    uint8_t *ring_holes;
    size_t ring_capacity, ring_count, vertex_count;
};

enum { LG_FEATURE_BATCH = 1024 };

/**
 * Open a source that was read before for a second, whole reading: the same encoding, CRS and
 * fields, and no look at the coordinates.
 *
 * @param layer  without where: and values:, which a copy knows nothing of
 */
LG_NODISCARD enum lg_status lg_reader_open_whole(enum lg_source_kind kind,
                                                 const struct lg_layer *layer,
                                                 struct lg_sources *sources,
                                                 struct lg_findings *findings,
                                                 struct lg_reader **reader, struct lg_error *err);

/** Fill one row of the block's table. */
LG_NODISCARD enum lg_status lg_row_read(struct lg_reader *reader, OGRFeatureH feature,
                                        struct lg_block *block, size_t row, struct lg_error *err);

/** Add one shape to block->raw; findings for geometry that is no polygon. */
LG_NODISCARD enum lg_status lg_geometry_read(struct lg_reader *reader, OGRFeatureH feature,
                                             struct lg_block *block, struct lg_error *err);

/** Write what was decided into the reader's row of the sources. */
LG_NODISCARD enum lg_status lg_source_describe(const struct lg_reader *reader,
                                               const struct lg_field *fields, size_t field_count,
                                               struct lg_sources *sources, struct lg_error *err);

#endif
