/*
 * The two classifications of the same land: construction state (A B C) and supply state (D E F).
 *
 * Codes and names: domain.md 1.3 [S02][S03]. Defined in src/data/land_state.c.
 */
#ifndef LG_MODEL_LAND_STATE_H
#define LG_MODEL_LAND_STATE_H

#include <stdbool.h>
#include <stddef.h>

/* Parents stand before their children. */
enum lg_state {
    LG_STATE_NONE, /* no state known */
    LG_STATE_A,
    LG_STATE_A1,
    LG_STATE_A2,
    LG_STATE_A3,
    LG_STATE_A31,
    LG_STATE_A32,
    LG_STATE_A4,
    LG_STATE_A5,
    LG_STATE_A51,
    LG_STATE_A52,
    LG_STATE_A6,
    LG_STATE_B,
    LG_STATE_B1,
    LG_STATE_B11,
    LG_STATE_B12,
    LG_STATE_B2,
    LG_STATE_B21,
    LG_STATE_B22,
    LG_STATE_C,
    LG_STATE_C1,
    LG_STATE_C2,
    LG_STATE_C3,
    LG_STATE_D,
    LG_STATE_D1,
    LG_STATE_D2,
    LG_STATE_D21,
    LG_STATE_D22,
    LG_STATE_E,
    LG_STATE_E1,
    LG_STATE_E2,
    LG_STATE_E21,
    LG_STATE_E22,
    LG_STATE_F,
    LG_STATE_COUNT
};

struct lg_state_entry {
    const char *code;          /* "B21" */
    enum lg_state parent;      /* LG_STATE_NONE for A to F */
    const char *const name[2]; /* by enum lg_language */
};

extern const struct lg_state_entry lg_states[LG_STATE_COUNT];

/** The state of a code, blanks and case aside; LG_STATE_NONE when there is none. */
enum lg_state lg_state_find(const char *code);
/** Whether a state is another one or lies below it in the tree. */
bool lg_state_is_within(enum lg_state state, enum lg_state ancestor);
/** Whether the state belongs to A, B, C (construction) rather than D, E, F (supply). */
bool lg_state_is_construction(enum lg_state state);

/* What land is by its supply and its clock (domain.md 2.5). */
struct lg_stock_entry {
    const char *code;          /* "S2c" */
    const char *const name[2]; /* by enum lg_language */
};

/** The stock class of a code as rules/ writes it; NULL when there is none. */
const struct lg_stock_entry *lg_stock_find(const char *code);

/* What rows are called that have no code: of a thing not known, of land without a stock class. */
extern const char *const lg_name_unknown[2]; /* by enum lg_language */
extern const char *const lg_name_unclassed[2];

#endif
