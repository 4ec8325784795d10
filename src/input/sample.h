/*
 * The fields of an opened source and what its first rows have in them.
 */
#ifndef LG_INPUT_SAMPLE_H
#define LG_INPUT_SAMPLE_H

#include "input/fields.h"
#include "input/opened.h"

enum { LG_SAMPLE_EXAMPLE_COUNT = 3 };

/* What a person wants to know of a field. */
struct lg_field_profile {
    const char *type; /* "text", "number", "date", "other" */
    int width;        /* 0: not limited */
    size_t filled;    /* rows of the sample with a value */
    size_t example_count;
    const char *examples[LG_SAMPLE_EXAMPLE_COUNT]; /* different ones */
};

struct lg_sample {
    size_t field_count, row_count;
    struct lg_field *fields;           /* [field_count] for lg_fields_map() */
    struct lg_field_profile *profiles; /* [field_count] */
};

/**
 * Look at the first rows; the layer is left at its start.
 *
 * @param memory  what the result lives in
 * @return LG_OK; LG_BAD_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_sample_take(struct lg_opened *opened, size_t row_count_max,
                                           struct lg_arena *memory, struct lg_sample *sample,
                                           struct lg_error *err);

#endif
