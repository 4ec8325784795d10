/*
 * Two results side by side: what was read of each, and what was found to differ.
 *
 * Columns by side, rows of findings by kind. run/ reads and matches, spatial/ lays the shapes over
 * each other, publish/ writes. Positions: park, parcel and row count from 0; LG_NO_ROW_HERE is
 * none. Areas are m2. Texts live in the arena of the comparison; NULL is missing, as NaN is.
 */
#ifndef LG_MODEL_DIFF_H
#define LG_MODEL_DIFF_H

#include "base/arena.h"
#include "landgauge/project.h"
#include "landgauge/rules.h"
#include "model/shapes.h"

#define LG_NO_ROW_HERE SIZE_MAX

/* Smaller differences are the noise of drawing and rounding (docs/method.md, 10). */
#define LG_DIFF_AREA_M2   0.1
#define LG_DIFF_BORDER_M  0.001
#define LG_DIFF_RATIO     1e-9
#define LG_DIFF_SHIFT_M   0.1
#define LG_DIFF_MATCH     0.5  /* so much of a parcel makes it the same land */
#define LG_DIFF_LINK_M2   1.0  /* less shared land is no link ... */
#define LG_DIFF_LINK_PART 1e-4 /* ... nor a smaller share of the smaller parcel */

enum lg_diff_which { LG_DIFF_OLD, LG_DIFF_NEW, LG_DIFF_SIDES };

/* What is compared of a parcel. All but the area are texts. */
enum lg_diff_field {
    LG_DIFF_LAND_STATE,
    LG_DIFF_SUPPLY_STATE,
    LG_DIFF_CURRENT_USE,
    LG_DIFF_APPROVED_USE,
    LG_DIFF_PLANNED_USE,
    LG_DIFF_HOLDER,
    LG_DIFF_IDLE_STATUS,
    LG_DIFF_STOCK_CLASS,
    LG_DIFF_LOW_EFFICIENCY,
    LG_DIFF_CONVERSION,
    LG_DIFF_TEXT_COUNT,
    LG_DIFF_AREA = LG_DIFF_TEXT_COUNT,
    LG_DIFF_FIELD_COUNT
};
extern const char *const lg_diff_field_names[LG_DIFF_FIELD_COUNT]; /* "land_state" ... */

/* Why something moved; bits. */
enum lg_diff_cause {
    LG_CAUSE_DATA = 1,
    LG_CAUSE_RULES = 2,
    LG_CAUSE_TIME = 4,
    LG_CAUSE_PROGRAM = 8,
    LG_CAUSE_ANY_ONE = 16, /* each of the others alone would have done it */
};

/* How an idle clock moved; the last ones are not known on one side. */
enum lg_diff_idle {
    LG_DIFF_IDLE_NEW,
    LG_DIFF_IDLE_WORSE,
    LG_DIFF_IDLE_BETTER,
    LG_DIFF_IDLE_RESOLVED,
    LG_DIFF_IDLE_GONE,
    LG_DIFF_IDLE_UNKNOWN,
    LG_DIFF_IDLE_DECIDED,
    LG_DIFF_IDLE_COUNT
};
extern const char *const lg_diff_idle_names[LG_DIFF_IDLE_COUNT];

/* What became of the land. */
enum lg_diff_relation {
    LG_DIFF_SAME_SHAPE,
    LG_DIFF_SHIFTED, /* as most parcels are: another drawing of the same */
    LG_DIFF_RESHAPED,
    LG_DIFF_SPLIT,
    LG_DIFF_MERGED,
    LG_DIFF_REARRANGED,
    LG_DIFF_OTHER_LAND,
    LG_DIFF_ID_ONLY,
    LG_DIFF_RELATION_COUNT
};
extern const char *const lg_diff_relation_names[LG_DIFF_RELATION_COUNT];

enum lg_diff_status {
    LG_DIFF_SAME,
    LG_DIFF_CHANGED,
    LG_DIFF_APPEARED,
    LG_DIFF_VANISHED,
    LG_DIFF_STATUS_COUNT
};
extern const char *const lg_diff_status_names[LG_DIFF_STATUS_COUNT];

/* A row of a register: a parcel, or its part in a park. */
struct lg_diff_row {
    size_t park;       /* in parks; LG_NO_ROW_HERE: in none */
    size_t parcel;     /* of its side */
    size_t shape;      /* in row_shapes */
    double account_m2; /* what counts in the park by the run's area basis; NaN: not known */
    double drawn_m2;   /* of the shape as written; 0: it has none */
};

/* A parcel: all rows of one id. */
struct lg_diff_parcel {
    const char *id;
    const char *text[LG_DIFF_TEXT_COUNT];
    const char *facts; /* what the run was told of it, in one text */
    size_t first_row;  /* its rows stand side by side */
    size_t row_count;
    size_t shape;      /* in parcel_shapes */
    double area_m2;    /* the register's: the whole parcel */
    double drawn_m2;   /* of the shape as written: what lies in parks, or all */
    double border_m;   /* length of its rings */
    double counted_m2; /* account_m2 of its rows in parks that are no part of another */
    struct lg_idle_facts clock;
    bool has_clock;    /* the clock's facts are known */
    bool has_plain_id; /* the id names it: not made up, and not repeated on either side */
};

struct lg_diff_side {
    const char *folder; /* as the user wrote it */
    const char *title, *version, *as_of_text, *basis, *inputs, *rules_text;
    lg_date as_of;
    int language;
    struct lg_idle_rules rules;
    size_t row_count;
    struct lg_diff_row *rows; /* [row_count] by parcel, then as written */
    size_t parcel_count;
    struct lg_diff_parcel *parcels; /* [parcel_count] by id */
    bool has_shapes;
    struct lg_shapes row_shapes;    /* degrees, as written */
    struct lg_shapes parcel_shapes; /* parts of a parcel joined */
};

struct lg_diff_park {
    const char *code, *scope;
    const char *name[LG_DIFF_SIDES];
    bool is_there[LG_DIFF_SIDES];
    bool is_part[LG_DIFF_SIDES]; /* lies in another park of its run */
    bool has_changed;
    unsigned cause;
    size_t changed_figures;
    double area_ha[LG_DIFF_SIDES], idle_ha[LG_DIFF_SIDES];
    size_t parcel_count[LG_DIFF_SIDES];
    unsigned data_cause, idle_cause; /* of its parcels' changes: what they were told, the clock */
};

struct lg_diff_figure {
    size_t park;
    const char *source; /* table: parks, land_state, indicators, scores */
    const char *code;   /* key or code */
    const char *part;   /* of a code: value, numerator, area_ha ...; NULL */
    const char *unit;
    double value[LG_DIFF_SIDES];
    const char *reason; /* why one of them is missing; NULL */
    unsigned cause;     /* 0: it has not moved */
};

/* Land of an old and a new parcel in common. Ordered by old, new. */
struct lg_diff_link {
    size_t parcel[LG_DIFF_SIDES];
    double area_m2;
    enum lg_diff_relation relation; /* of the pair that it makes; LG_DIFF_RELATION_COUNT: of none */
};

/* An old parcel and the new one that it became; or one of the two alone. */
struct lg_diff_pair {
    size_t parcel[LG_DIFF_SIDES]; /* LG_NO_ROW_HERE: none on that side */
    const char *matched_by;       /* id overlap; NULL: one alone */
    double overlap_m2;            /* NaN: no shapes */
    enum lg_diff_status status;
    enum lg_diff_relation relation; /* LG_DIFF_RELATION_COUNT: one alone, and of no others */
    enum lg_diff_idle idle_change;  /* LG_DIFF_IDLE_COUNT: it has not moved */
    unsigned changes;               /* bits by enum lg_diff_field */
    unsigned causes[LG_DIFF_FIELD_COUNT];
    unsigned cause;       /* of all of them, or of the appearance */
    bool is_id_elsewhere; /* its id stands on other land on the other side */
};

/* A changed field of a pair. */
struct lg_diff_change {
    size_t pair;
    enum lg_diff_field field;
};

struct lg_diff_transition {
    size_t park;
    const char *kind;                 /* construction supply */
    const char *state[LG_DIFF_SIDES]; /* a code, NO_STATE, NO_LAND */
    double area_m2;
    size_t part_count; /* pairs of parts that make it */
};

struct lg_diff_rule {
    const char *key;
    const char *value[LG_DIFF_SIDES], *source[LG_DIFF_SIDES], *set[LG_DIFF_SIDES];
};

/* How many pairs of each kind there are. */
struct lg_diff_counts {
    size_t by_status[LG_DIFF_STATUS_COUNT];
    size_t by_relation[LG_DIFF_RELATION_COUNT];
    size_t idle[LG_DIFF_IDLE_COUNT];
    double idle_m2[LG_DIFF_IDLE_COUNT];
    double idle_land_m2[LG_DIFF_SIDES];      /* suspected idle, in parks, each place once */
    double undecided_land_m2[LG_DIFF_SIDES]; /* whose clock cannot be read, likewise */
    size_t split_parcels, merged_parcels;    /* old ones that were split, new ones out of several */
    size_t changed_parks;
};

/* What the comparison could not look at, or saw of both drawings, by enum lg_language. */
struct lg_diff_note {
    const char *text[2];
};

struct lg_diff {
    struct lg_diff_side sides[LG_DIFF_SIDES];
    size_t park_count, figure_count, link_count, pair_count, change_count, transition_count;
    size_t rule_count, note_count;
    struct lg_diff_park *parks;             /* by code, scope */
    struct lg_diff_figure *figures;         /* by park, source, code */
    struct lg_diff_link *links;             /* by old, new */
    struct lg_diff_pair *pairs;             /* by old parcel, new parcel; the new alone last */
    struct lg_diff_change *changes;         /* by pair, field */
    struct lg_diff_transition *transitions; /* by park, kind, old, new */
    struct lg_diff_rule *rules;             /* by key */
    size_t *shown;                          /* pairs that are not the same: the layer */
    size_t shown_count;
    struct lg_diff_counts counts;
    struct lg_diff_note *notes;
    unsigned factors; /* bits of enum lg_diff_cause: what differs between the runs at all */
    bool is_changed;
    struct lg_arena texts;
};

/** Free all columns; a zeroed struct is an empty comparison. */
void lg_diff_reset(struct lg_diff *diff);

/** "DATA", "TIME+RULES", "TIME|RULES": all of it, or each alone; "" for 0. Static text. */
const char *lg_diff_cause_text(unsigned cause);

#endif
