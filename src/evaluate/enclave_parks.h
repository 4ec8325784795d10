/*
 * What each park tells of its place: where it lies, in which other park, whose money it makes.
 */
#ifndef LG_EVALUATE_ENCLAVE_PARKS_H
#define LG_EVALUATE_ENCLAVE_PARKS_H

#include "base/text.h"
#include "model/model.h"

/* Position of the place that nobody has told. */
#define LG_PLACE_UNKNOWN ((size_t)0)

enum lg_side { LG_SIDE_UNKNOWN, LG_SIDE_INSIDE, LG_SIDE_OUTSIDE };

struct lg_place {
    const char *name; /* NULL: the unknown one */
    const char *code; /* of the region's list; NULL outside of it */
    enum lg_side side;
};

/* Zero-initialise; free with lg_places_reset(). The first is the unknown one. */
struct lg_places {
    size_t count, capacity;
    struct lg_place *items; /* [count] */
};

/** The place of a text as delivered, added where it is new. @param place  out: position; the
 * unknown one of NULL and blanks; @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_places_find(struct lg_places *places, struct lg_model *model,
                                           const char *text, size_t *place, struct lg_error *err);
/** Whether two known places differ, neither of them being a part of the other. */
bool lg_places_differ(const struct lg_places *places, size_t left, size_t right);
void lg_places_reset(struct lg_places *places);

enum lg_parent_fault { LG_PARENT_FINE, LG_PARENT_UNKNOWN, LG_PARENT_CIRCLE };

struct lg_enclave_park {
    size_t parent; /* row of the park that it lies in; LG_NO_PARK */
    size_t home;   /* place that it belongs to */
    size_t place;  /* where its land is */
    double share;  /* of home, 0..1; NaN */
    double land_m2[LG_TOTAL_LAND_COUNT];
    double yuan[LG_PARK_MONEY_COUNT];
    double nested_yuan[LG_PARK_MONEY_COUNT]; /* of the parks right in it; NaN: of one not known */
    double beyond_m2; /* of its parcels, outside of its parent; measured; 0: none seen */
    enum lg_parent_fault fault;
    bool is_candidate; /* no park of the region yet: in no sum, and in no other park */
    bool is_split; /* home and place are two, so that the share decides */
};

/* Zero-initialise; free with lg_enclave_parks_reset(). */
struct lg_enclave_parks {
    struct lg_model *model;
    struct lg_enclave_park *parks; /* [park count] */
    struct lg_places places;
};

/** Read every park; what cannot be used is a finding. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_enclave_parks_init(struct lg_enclave_parks *all,
                                                  struct lg_model *model, struct lg_error *err);
void lg_enclave_parks_reset(struct lg_enclave_parks *all);

/** Find beyond_m2 of parks in others; land outside is a finding. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_nested_land_check(struct lg_enclave_parks *all,
                                                 struct lg_error *err);

/** Whether the parks right in a park have more of the money than it has itself. */
bool lg_enclave_park_is_over(const struct lg_enclave_park *park, enum lg_park_money money);
/** "yes", "no", "unknown": whether a place lies outside the region. */
const char *lg_place_outside(const struct lg_place *place);
/** The column of a table that has it: "total_tax_wan". */
const char *lg_park_money_key(enum lg_park_money money);

/** Fill results.regional_totals. @return LG_OK; LG_NO_MEMORY; LG_INTERNAL */
LG_NODISCARD enum lg_status lg_regional_totals_fill(const struct lg_enclave_parks *all,
                                                    struct lg_error *err);

/** Keep a status in the results and empty the text; "ok" for an empty one. @param kept  out;
 * @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_keep_status(struct lg_model *model, struct lg_text *text,
                                           const char **kept, struct lg_error *err);

#endif
