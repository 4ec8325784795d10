/*
 * The fields of an opened source and what its first rows have in them.
 */
#ifndef LG_INPUT_SAMPLE_H
#define LG_INPUT_SAMPLE_H

#include "input/fields.h"
#include "input/opened.h"

#define LG_SAMPLE_NO_VALUE UINT32_MAX

/* What a field has in the rows looked at: its different values and which row has which. */
struct lg_field_profile {
    const char *type;  /* "text", "number", "date", "yes/no", "other" */
    int width;         /* 0: not limited */
    size_t filled;     /* rows with a value */
    size_t star_count; /* rows with stars only, which a number that does not fit leaves */
    size_t value_count;
    const char **values;  /* [value_count] as they first come; long ones cut */
    uint32_t *row_counts; /* [value_count] rows with the value */
    uint32_t *cells;      /* [row_capacity of the sample] position in values, or _NO_VALUE */
    uint32_t *slots;      /* private: hash table over values */
    size_t slot_count, value_capacity;
};

struct lg_sample {
    size_t field_count, row_count;
    size_t row_capacity;
    size_t deleted_count;              /* rows marked as deleted among those passed over */
    struct lg_field *fields;           /* [field_count] for lg_fields_map() */
    struct lg_field_profile *profiles; /* [field_count] */
    int64_t *features;                 /* [row_count] feature numbers */
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

/** The value of a field in a row of the sample; NULL: none. */
const char *lg_sample_value(const struct lg_sample *sample, size_t field, size_t row);

/** The number that a value is; NaN: it is none. */
double lg_sample_number(const struct lg_sample *sample, size_t field, size_t row);

#endif
