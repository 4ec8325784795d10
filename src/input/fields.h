/*
 * Which field is taken for which role, in which unit, by whose word.
 */
#ifndef LG_INPUT_FIELDS_H
#define LG_INPUT_FIELDS_H

#include "landgauge/project.h"
#include "model/sources.h"

/* A field as the source has it. */
struct lg_field {
    const char *name;    /* UTF-8 */
    size_t stored_bytes; /* length of the name as stored in a .dbf, 0 elsewhere */
    bool is_usable;      /* false: of a type that no role is read from */
    bool is_filled;      /* some looked-at row has a value */
    bool is_state_like;  /* every value looked at is a code of the land-state tree */
};

struct lg_field_request {
    const char *file; /* what messages call the layer's file */
    const char *key;  /* "layers.parcels" */
    const struct lg_role *roles;
    size_t role_count;
    bool is_supply; /* only the roles that lg_supply_carries() */
    const struct lg_layer *layer;
    const struct lg_field *fields; /* [field_count] */
    size_t field_count;
};

/* One choice with what the rows need of it. */
struct lg_field_use {
    struct lg_field_choice choice; /* its texts live as long as the request and the arena */
    size_t field;
    double factor;                     /* to m2, yuan, m, persons; 1 for pure numbers */
    const struct lg_value_map *values; /* the user's, NULL */
    size_t star_count; /* numbers so far that are stars only: what dBase writers leave for none */
};

struct lg_field_uses {
    size_t count;
    struct lg_field_use *items; /* [count] by role */
    bool *is_used;              /* [field_count] */
};

/**
 * Choose fields: the user's first, then aliases in their order of preference, filled fields before
 * empty ones; a field is never taken twice by alias.
 *
 * @param memory  what the result lives in
 * @return LG_OK; LG_BAD_INPUT (a named field is not there, a unit is of another kind);
 *         LG_NO_MEMORY
 * @source design.md 4; domain.md 4.1
 */
LG_NODISCARD enum lg_status lg_fields_map(const struct lg_field_request *request,
                                          struct lg_arena *memory, struct lg_field_uses *uses,
                                          struct lg_error *err);

/** The name of a role that a field goes by: the role's own, an alias, one that a .dbf cut; NULL. */
const char *lg_field_goes_by(const struct lg_role *role, const struct lg_field *field);

/** Whether a value is a code of the land-state tree (A, A31, B21, C3). @param length of it */
bool lg_is_land_state(const char *value, size_t length);

#endif
