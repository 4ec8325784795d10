/*
 * A look at a source of which nobody has said yet what it is.
 */
#ifndef LG_INPUT_LOOK_H
#define LG_INPUT_LOOK_H

#include "input/crs.h"
#include "input/notes.h"
#include "input/sample.h"

struct lg_look {
    const char *file;         /* as the user wrote it, without a password */
    enum lg_source_kind kind; /* what its fields look like */
    const char *kind_why;     /* static */
    struct lg_opened opened;
    struct lg_sample sample;
    struct lg_field_uses uses; /* of that kind */
    struct lg_crs crs;         /* no label: a table, or see crs_error */
    struct lg_error crs_error; /* why the CRS cannot be used; empty: it can */
    bool has_no_crs;           /* neither the layer nor the user has one */
    struct lg_box box;         /* inverted: not known */
    double degrees[4];         /* the box as west, south, east, north; NaN: not known */
    double *area_m2;           /* [sample.row_count] measured, NaN: none; NULL: a table */
    bool is_plane;             /* without a CRS: area_m2 is that of a plane in metres */
    size_t measured_count;     /* shapes looked at */
    size_t empty_count;        /* of them without a shape */
    size_t dimension_count;    /* of them with Z or M */
    size_t other_count;        /* of them, parts that are no polygons */
    struct lg_notes notes;
    const struct lg_role *roles; /* of the kind */
    size_t role_count;
    struct lg_arena memory;
};

/**
 * Look. A CRS that cannot be used is part of the picture, not a failure.
 *
 * @param look  out: lg_look_reset(); nothing to reset on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT; LG_BAD_PROJECT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_look_take(const struct lg_layer *layer, struct lg_look *look,
                                         struct lg_error *err);
void lg_look_reset(struct lg_look *look);

/** The use that was found for a role; NULL: none. */
const struct lg_field_use *lg_look_use(const struct lg_look *look, size_t role);

/**
 * Measure the shapes of the sample: on the ellipsoid where the CRS can be used, else in the plane
 * where the coordinates look like metres.
 *
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_look_measure(struct lg_look *look, struct lg_error *err);

/* What each part of a look finds worth saying, added to look->notes; memory: look->notes.failed. */
void lg_note_encoding(struct lg_look *look);
void lg_note_crs(struct lg_look *look);
void lg_note_roles(struct lg_look *look);
void lg_note_units(struct lg_look *look);
void lg_note_codes(struct lg_look *look);
void lg_note_dates(struct lg_look *look);
void lg_note_checks(struct lg_look *look);

#endif
