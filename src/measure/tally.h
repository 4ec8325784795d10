/*
 * What the pieces of one park add up to, and what is missing of it. Shared by this folder's files.
 */
#ifndef LG_MEASURE_TALLY_H
#define LG_MEASURE_TALLY_H

#include "measure/sum.h"
#include "model/model.h"

/* A figure that some parcels do not carry. */
struct lg_lack {
    size_t parcel_count;
    struct lg_sum m2;
};

enum lg_lack_kind {
    LG_LACK_AREA,             /* recorded_area, where areas are recorded ones */
    LG_LACK_STATE,            /* land_state */
    LG_LACK_BUILT_KIND,       /* land_state no finer than A */
    LG_LACK_OPEN_KIND,        /* land_state no finer than B or B2 */
    LG_LACK_SUPPLY,           /* supply_state */
    LG_LACK_CLOCK,            /* supplied, the clock cannot be read */
    LG_LACK_SUPPLY_CLOCK,     /* perhaps supplied, and then the clock cannot be read */
    LG_LACK_FLOOR,            /* floor area on built land that should have some */
    LG_LACK_INDUSTRIAL_FLOOR, /* ... on A2 */
    LG_LACK_FOOTPRINT,
    LG_LACK_YARDS, /* footprint with yards on A2 */
    LG_LACK_COUNT
};

/* Money that is recorded here and there: nothing recorded on a parcel is nothing there. */
struct lg_money {
    size_t parcel_count; /* with a record */
    struct lg_sum yuan;
};

struct lg_tally {
    size_t park;
    size_t first_piece, end_piece;
    double total_m2;          /* the park's area by the chosen basis; NaN when it has none */
    double tolerance_m2;      /* of identities */
    double slivers_m2;        /* what slivers may have moved into the park */
    bool is_one_crs;          /* park and parcels come in the same CRS */
    struct lg_sum covered_m2; /* land under parcels, each square metre once */
    struct lg_sum own_m2[LG_STATE_COUNT];      /* by the code itself, without children */
    struct lg_sum disputed_m2[LG_STATE_COUNT]; /* of own_m2 */
    size_t own_parcels[LG_STATE_COUNT];
    struct lg_sum idle_m2, guessed_m2;
    struct lg_sum floor_m2, footprint_m2, industrial_floor_m2, industrial_yards_m2;
    struct lg_money investment, revenue, industrial_tax, tax;
    struct lg_lack lacks[LG_LACK_COUNT];
};

/** Add the pieces of a park up. @param tally  in: park and pieces; out: the rest */
void lg_tally_fill(const struct lg_model *model, struct lg_tally *tally);

/** Fill pieces.account_m2, footprint_m2 and floor_area_m2. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_tally_fill_pieces(struct lg_model *model, struct lg_error *err);

/** The pieces of a park stand together: from here to the first one of another park. */
size_t lg_end_of_park(const struct lg_pieces *pieces, size_t first, size_t park);

/** All land of a park's register; pieces whose area is not known (recorded) are in no sum. */
double lg_register_m2(const struct lg_pieces *pieces, size_t first_piece, size_t end_piece);

/**
 * Hold what was made of a park's register against it.
 * @param what  "the matrix of planned uses"
 * @return LG_OK; LG_INTERNAL when they differ by more than 1e-9 relative
 */
LG_NODISCARD enum lg_status lg_register_check(const struct lg_model *model, size_t park,
                                              const char *what, double made_m2, double register_m2,
                                              struct lg_error *err);

/** Whether so much is missing of a figure that it has no value. */
bool lg_tally_lacks(const struct lg_tally *tally, enum lg_lack_kind kind);

/** The park's sums from its tally: everything but the reasons and the type. */
void lg_sums_fill(const struct lg_model *model, const struct lg_tally *tally,
                  struct lg_park_sums *sums);

/**
 * Check the sums of a park: an overfull park, gaps (W_GAP), the identities of domain.md 1.3
 * (E_SUM), built land without supply (W_STATE), recorded areas that are missing (I_MISSING).
 *
 * @return LG_OK; LG_INTERNAL when the pieces of a park add up to more than the park; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_identities_check(struct lg_model *model,
                                                const struct lg_tally *tally, struct lg_error *err);

/* The account being written. Zero-initialise, then add. */
struct lg_account_book {
    size_t capacity;        /* of results.account */
    size_t park;            /* the rows of which are added */
    struct lg_sum total_m2; /* of that park's rows */
};

/** Add the account rows of a park. @return LG_OK; LG_INTERNAL; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_account_add_park(struct lg_model *model,
                                                const struct lg_tally *tally,
                                                struct lg_account_book *book, struct lg_error *err);
/** Add the rows of the land outside every park: pieces from first_piece on. */
LG_NODISCARD enum lg_status lg_account_add_outside(struct lg_model *model, size_t first_piece,
                                                   struct lg_account_book *book,
                                                   struct lg_error *err);

/** Fill the facts of a park that are sums; all others are left without a value. Needs the sums. */
LG_NODISCARD enum lg_status lg_facts_fill(struct lg_model *model, const struct lg_tally *tally,
                                          struct lg_error *err);

/** Fill the indicators of a park, built-in and of the rule set; needs the facts. */
LG_NODISCARD enum lg_status lg_indicators_fill(struct lg_model *model, const struct lg_tally *tally,
                                               struct lg_error *err);

/** Decide the park's evaluation type by domain.md 1.2; needs the sums. */
LG_NODISCARD enum lg_status lg_eval_type_decide(struct lg_model *model,
                                                const struct lg_tally *tally, struct lg_error *err);

#endif
