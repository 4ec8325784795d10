/*
 * A look at a source of which nobody has said yet what it is.
 */
#ifndef LG_INPUT_LOOK_H
#define LG_INPUT_LOOK_H

#include "input/crs.h"
#include "input/sample.h"

struct lg_look {
    enum lg_source_kind kind; /* what its fields look like */
    const char *kind_why;     /* static */
    struct lg_opened opened;
    struct lg_sample sample;
    struct lg_field_uses uses;   /* of that kind */
    struct lg_crs crs;           /* no label: a table, or see crs_error */
    struct lg_error crs_error;   /* why the CRS cannot be used; empty: it can */
    struct lg_box box;           /* inverted: not known */
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

#endif
