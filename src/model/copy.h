/*
 * Rows of a source as delivered, on their way into a repaired copy, and what was changed in them.
 *
 * input/ fills schema and rows with every field of the source, spatial/ mends the shapes beside
 * them, publish/ writes both; run/ hands them on, block by block.
 */
#ifndef LG_MODEL_COPY_H
#define LG_MODEL_COPY_H

#include "base/arena.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a value of a copy is. */
enum lg_copy_type {
    LG_COPY_STORED, /* bytes of a dBase cell that are no text: numbers, dates, flags as written */
    LG_COPY_TEXT,   /* UTF-8 */
    LG_COPY_INTEGER,
    LG_COPY_LONG, /* 64 bits */
    LG_COPY_REAL,
    LG_COPY_DAY,
    LG_COPY_TIME, /* day and time */
    LG_COPY_BYTES,
};

enum lg_copy_detail {
    LG_COPY_PLAIN,
    LG_COPY_BOOLEAN, /* of an integer */
    LG_COPY_SHORT,   /* of an integer: 16 bits */
    LG_COPY_FLOAT,   /* of a real: 32 bits */
    LG_COPY_JSON,    /* of a text */
};

struct lg_copy_field {
    const char *name; /* UTF-8 */
    enum lg_copy_type type;
    enum lg_copy_detail detail;
    char stored_type;       /* of a shapefile: C N F D L ... */
    unsigned width;         /* of a shapefile in bytes, elsewhere in characters; 0: not limited */
    unsigned stored_digits; /* of a shapefile: the decimals byte as it stands */
};

/* How a copy is laid out. */
struct lg_copy_schema {
    bool is_shapefile; /* else a GeoPackage */
    bool was_shapefile;
    size_t field_count;
    struct lg_copy_field *fields; /* [field_count] in the order of the source */
    size_t id_field;              /* the one taken for the id role; SIZE_MAX: none */
    const char *layer_name;       /* inside the source */
    const char *row_number_name;  /* GeoPackage: column of the feature numbers */
    const char *shape_name;       /* GeoPackage: column of the geometry */
    const char *prj;              /* content of the .prj; NULL for a GeoPackage */
    const char *wkt;              /* the CRS for a GeoPackage */
};

struct lg_copy_value {
    const char *bytes;
    size_t length;
    int64_t integer;
    double real;
    int time[6]; /* year, month, day, hour, minute, OGR's time zone flag */
    float second;
    bool is_set; /* false: null */
};

/* What is known of the shape of a row beside its rings. */
enum lg_copy_row_flags {
    LG_COPY_HAD_SHAPE = 1,  /* the source has something there, whether or not it can be read */
    LG_COPY_HAD_CURVE = 2,  /* curves, which became lines */
    LG_COPY_HAD_OTHER = 4,  /* parts that are no polygons, which are left out */
    LG_COPY_IS_OUTSIDE = 8, /* the project's where: leaves the row out: nothing is mended in it */
};

/* Values of a block of rows. Zero-initialise, then use. */
struct lg_copy_rows {
    size_t count, capacity, field_count;
    struct lg_copy_value *values; /* [count * field_count] */
    uint8_t *flags;               /* [count] enum lg_copy_row_flags */
    int64_t *numbers;             /* [count] feature number in a GeoPackage; ascending */
    struct lg_arena texts;
};

/* The unique id of a row that shares its id with an earlier one. */
struct lg_copy_suffix {
    uint32_t source;
    int64_t feature;
    const char *text; /* "#2" */
};

/* One change of a copy against its source. */
struct lg_change {
    const char *code;        /* "turned"; static */
    int64_t feature;         /* number in the source; -1: the layer as a whole */
    const char *id;          /* NULL: none */
    const char *before;      /* NULL: none */
    const char *after;       /* NULL: none */
    double area_before_m2;   /* NaN: no matter of area */
    double area_after_m2;    /* NaN */
    double lon_deg, lat_deg; /* NaN: no place */
    const char *message;     /* one sentence */
};

struct lg_changes {
    size_t count, capacity;
    struct lg_change *items; /* [count] */
    struct lg_arena texts;
};

/**
 * Room for more rows, all null.
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_copy_rows_add(struct lg_copy_rows *rows, size_t row_count,
                                             struct lg_error *err);
/** Forget the rows, keep the memory. */
void lg_copy_rows_clear(struct lg_copy_rows *rows);
void lg_copy_rows_reset(struct lg_copy_rows *rows);

/** A change with nothing but a code and a row set. @param feature  -1: the layer as a whole */
struct lg_change lg_change_blank(const char *code, int64_t feature);
/**
 * Add a change; its texts are copied.
 * @param text  printf format of the message: one sentence
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_changes_add(struct lg_changes *changes,
                                           const struct lg_change *change, struct lg_error *err,
                                           const char *text, ...) LG_PRINTF(4, 5);
/** Forget the changes. */
void lg_changes_clear(struct lg_changes *changes);
void lg_changes_reset(struct lg_changes *changes);

/** The suffix of a row, NULL when it has none. @param suffixes  [count] by source and feature */
const char *lg_copy_suffix_find(const struct lg_copy_suffix *suffixes, size_t count,
                                uint32_t source, int64_t feature);

#endif
