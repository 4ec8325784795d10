/*
 * Everything one run knows: what was read, what was measured, what was judged.
 *
 * Columns by table. Each column or block of columns names the one stage that writes it; the
 * others only read. Positions: park, parcel, piece are rows of their tables. run/ brings parks
 * into the order of code and scope, parcels into the order of id, pieces into the order of park
 * and parcel, before any stage after input/ and spatial/ sees them; so no result depends on the
 * order of the input.
 */
#ifndef LG_MODEL_MODEL_H
#define LG_MODEL_MODEL_H

#include "base/text.h"
#include "landgauge/project.h"
#include "landgauge/rules.h"
#include "model/enclaves.h"
#include "model/evaluation.h"
#include "model/findings.h"
#include "model/indicators.h"
#include "model/land_state.h"
#include "model/land_use.h"
#include "model/ledger.h"
#include "model/quality_areas.h"
#include "model/rules.h"
#include "model/shapes.h"
#include "model/sites.h"
#include "model/sources.h"
#include "model/table.h"

#define LG_NO_PARK     SIZE_MAX
#define LG_WHOLE_SHAPE SIZE_MAX

/* One row per park and scope. Order: code, scope. */
struct lg_parks {
    struct lg_table table;    /* input: one row per park and scope, features of one joined */
    struct lg_shapes lon_lat; /* spatial: repaired boundary, degrees */
    double *area_m2;          /* [count] spatial: by the national formula */
    uint8_t *decimals;        /* [count] spatial: digits at which the rounded boundary is valid */
    double *overlap_m2;       /* [count] spatial: land that also lies in other parks; 0: none */
    size_t *nearest_park;     /* [count] spatial: the other park that is nearest; LG_NO_PARK */
    double *nearest_m;        /* [count] spatial: how far its land is; 0: they touch or share land;
                                 NaN: there is no other park */
    double *forbidden_m2;     /* [count] spatial: under forbidding layers, each square metre once;
                                 measured. NULL: no constraint layer at all */
};

/* How urgent a parcel of the idle ledger is, in points; NaN: the part is not known. */
struct lg_priority {
    double area, time, free, ready;
    double total; /* of the parts that are known */
    double most;  /* what these parts can give */
    size_t rank;  /* 1: the first of the run; 0: not in the ledger */
};

/* What became of the three uses of a parcel (domain.md 6.3). Static texts; NULL: nothing to say. */
struct lg_conversion {
    const char *result;           /* SAME SUSPECTED PLAN_DIFFERS INDUSTRIAL PRICE FORBIDDEN
                                     UNDECIDED */
    const char *price_adjustment; /* yes no unknown */
    const char *step;             /* key of the procedure */
    const char *rule;             /* the articles behind it */
    enum lg_use_group from, to;   /* of the change; LG_GROUP_NONE: there is none to tell */
};

/* The three uses of a parcel, in the order of use_systems. */
enum lg_parcel_use { LG_CURRENT_USE, LG_APPROVED_USE, LG_PLANNED_USE, LG_PARCEL_USE_COUNT };

/* One row per parcel. Order: id, source, geometry. */
struct lg_parcels {
    struct lg_table table;       /* input; joins of the supply table: rules/ */
    size_t *shape;               /* [count] run: row of shapes and lon_lat that is this parcel's */
    struct lg_shapes shapes;     /* spatial: repaired, in the CRS of the row's source */
    struct lg_shapes lon_lat;    /* spatial: the same rings and vertices in degrees */
    double *area_m2;             /* [count] spatial: national formula; NaN when unusable */
    double *center_lon_lat_deg;  /* [2 * count] run: a place to show, centre of the box; NaN */
    const char **id;             /* [count] input: unique, never NULL */
    enum lg_state *land_state;   /* [count] measure: refined; LG_STATE_NONE unknown */
    bool *land_state_guessed;    /* [count] measure: from the use, not from a survey (DL_GUESS) */
    enum lg_state *supply_state; /* [count] measure */
    double *investment_yuan, *revenue_yuan, *tax_yuan; /* [count] measure: enterprises joined */
    struct lg_idle_finding *idle;                      /* [count] rules: the clock */
    const char **stock_class; /* [count] rules: domain.md 2.5, static text; NULL: not known. S3b
                                 is set after the sums, by the look at low use */
    const char **bond;        /* [count] rules: domain.md 2.6: yes, no, nodata */
    const char **planned_use; /* [count] spatial: largest share of the plan layer; NULL: no plan
                                 layer, or none of it here. Read it by lg_parcel_use() */
    double *built_up_share;   /* [count] spatial: built-up part of the cells of the evidence raster
                                 that tell, 0..1; NaN: they tell of less than half of the parcel.
                                 NULL: no raster */
    double *built_up_told;    /* [count] spatial: part of the parcel on cells that tell, 0..1; NaN:
                                 its shape is lost. NULL: no raster */
    double *building_cover;   /* [count] quality: buildings' footprint on each m2 of the parcel's
                                 counted land; NaN: none. NULL: no buildings layer */
    struct lg_conversion *conversion; /* [count] rules */
    const char **suppliable;          /* [count] rules: yes, no, nodata (no constraint layer);
                                         NULL: not land of state E */
    const char **low_efficiency;      /* [count] rules: yes, no, nodata; NULL: not asked */
    const char **option_first;        /* [count] rules: option codes; NULL: none */
    const char **option_second;       /* [count] rules */
    struct lg_priority *priority;     /* [count] rules: of idle land; all NaN otherwise */
    uint8_t *decimals;                /* [count] spatial: as for parks */
};

/* One row per parcel and park that it lies in, and one for each parcel in no park. */
struct lg_pieces {
    size_t count, capacity;
    size_t *park;        /* [count] LG_NO_PARK: the parcel lies in no park */
    size_t *parcel;      /* [count] */
    double *inside_m2;   /* [count] spatial: parcel in park, before overlaps; measured */
    double *counted_m2;  /* [count] spatial: what counts here; measured */
    double *disputed_m2; /* [count] spatial: of counted_m2, what other parcels claim, too */
    double *share;       /* [count] spatial: counted_m2 of the parcel's area, 0..1: shares totals */
    double *account_m2;  /* [count] measure: counted area by the chosen area basis */
    size_t *cut; /* [count] spatial: row of cut_lon_lat; LG_WHOLE_SHAPE: all of the parcel */
    struct lg_shapes cut_lon_lat; /* spatial: geometry of pieces that are not a whole parcel */
    struct lg_shapes cut_shapes;  /* [cut_lon_lat.count] spatial: in the plane of the parcel */
    uint8_t *cut_decimals;        /* [cut_lon_lat.count] spatial */
    int64_t *footprint_micro_m2;  /* [count] spatial: buildings on the piece; order-free sums */
    int64_t *floor_micro_m2;      /* [count] spatial */
    double *forbidden_m2;   /* [count] spatial: of counted_m2, under forbidding layers, each square
                               metre once; measured. NULL: no constraint layer at all */
    double *constrained_m2; /* [count] spatial: the same under any constraint layer */
    double *footprint_m2, *floor_area_m2; /* [count] measure: NaN when not known */
};

/* Two parcels that claim the same land. Written by spatial/, ordered by winner, loser. */
struct lg_overlap {
    size_t winner, loser; /* parcels: the later contract wins, else the smaller id */
};

struct lg_overlap_list {
    size_t count, capacity;
    struct lg_overlap *items; /* [count] */
};

/*
 * A park's boundary three ways, and the strips between: a row of the boundary table. Written by
 * quality/, ordered by park and line.
 */
struct lg_boundary_row {
    size_t park;
    const char *line;       /* approved recorded boundary parcels gap_edge gap_inside beyond */
    const char *size_class; /* of strips, in m2: "<1", "1-10" ... ">=10000"; NULL for whole areas */
    size_t count;           /* strips; 0 for whole areas */
    double area_m2;         /* NaN: not given */
};

/* A layer that keeps land from being built or supplied, as the project has it. */
struct lg_constraint {
    const char *name;
    bool forbids;        /* effect: forbid; else flag */
    bool binds_outside;  /* the land outside of its polygons is bound */
    enum lg_state state; /* C1 to C3: what unbuilt land under it is; LG_STATE_NONE: as it was */
};

/* A constraint on a piece. Ordered by piece, constraint. Measured. */
struct lg_constraint_hit {
    size_t piece, constraint;
    double area_m2;  /* of counted_m2 under the layer */
    double fresh_m2; /* of area_m2, what no earlier constraint has taken: adds up */
    double state_m2; /* the same among those with a state; 0 of one without */
};

/* A constraint on all the land of a park. Measured. */
struct lg_park_constraint {
    double area_m2;   /* of the park, bound by it; 0: none */
    double inside_m2; /* of the park, within its polygons: the rest where it binds outside of them,
                         else the same */
};

/* All constraints in the order of the project. Written by spatial/, the list by run/. */
struct lg_constraints {
    size_t count;
    struct lg_constraint *items; /* [count] */
    size_t hit_count, hit_capacity;
    struct lg_constraint_hit *hits;      /* [hit_count] */
    struct lg_park_constraint *on_parks; /* [park count * count] by park, constraint; NULL: none */
    size_t polygon_count;                /* rows read */
    struct lg_arena texts;
};

/* A planned use on a parcel. Ordered by parcel, area from the largest, use. Measured. */
struct lg_plan_share {
    size_t parcel;
    const char *use; /* as the plan layer has it */
    double area_m2;
};

struct lg_plan_shares {
    size_t count, capacity;
    struct lg_plan_share *items; /* [count] */
    size_t polygon_count;        /* rows read */
    struct lg_arena texts;
};

/* An item of the look at low use. Ordered by parcel, item. Written by rules/. */
struct lg_low_row {
    size_t parcel;
    enum lg_low_item item;
    double value, baseline; /* NaN: not known, no baseline */
    const char *industry;   /* as delivered; NULL */
    const char *edition;    /* of GB/T 4754; NULL: not declared */
    const char *source;     /* of the baseline; NULL */
    const char *result;     /* below met nodata no_baseline; static text */
};

/* A step from the gross idle land of a park to what can be used. Written by rules/. */
struct lg_waterfall_row {
    size_t park;
    const char *step;   /* gross, constraint, seized, usable */
    const char *name;   /* of the constraint; NULL */
    const char *effect; /* forbid, flag; NULL */
    bool is_given;      /* false: no such layer or field, so nothing is known of it */
    double taken_m2;    /* by the chosen area basis; NaN: not known */
    double left_m2;
};

/* The figures of one park and scope. Areas by the chosen basis. */
struct lg_park_sums {
    double state_m2[LG_STATE_COUNT]; /* parents hold the sum of their children and own land */
    size_t state_parcels[LG_STATE_COUNT];
    double surveyed_m2;   /* all pieces of the park */
    double unsurveyed_m2; /* park less union of its parcels */
    double total_m2;      /* the park's area by the chosen basis */
    double approved_m2;   /* NaN: not given */
    double ready_m2;      /* A + B21 */
    double idle_m2;       /* G; NaN: none found, but some clock cannot be read */
    double undecided_m2;  /* supplied land whose clock cannot be read */
    size_t undecided_parcels;
    double guessed_m2;
    double floor_m2, footprint_m2, industrial_floor_m2, industrial_footprint_yards_m2; /* NaN */
    double industrial_investment_yuan, industrial_revenue_yuan, industrial_tax_yuan, tax_yuan;
    double population;
    const char *eval_type;     /* stable: 工业主导型 or 产城融合型; NULL undecidable */
    const char *eval_type_why; /* "given", "rule", "fallback" */
};

/* A row of the indicators table. */
struct lg_indicator {
    size_t park;
    const struct lg_indicator_entry *entry;
    double numerator, denominator, value; /* NaN: see reason */
    const char *reason; /* why there is no value, or "out_of_range: ..." with it; NULL: neither */
};

/* A row of the closed land account: rows of a park add up to its total. */
struct lg_account_row {
    size_t park;      /* LG_NO_PARK: land outside every park */
    const char *line; /* surveyed overlap unsurveyed boundary_difference outside */
    enum lg_state code;
    double area_m2;
};

/*
 * A cell of the matrix from approved uses to others. Ordered by park, kind (planned first),
 * approved, other; LG_GROUP_COUNT stands for the total of a row or column.
 */
struct lg_matrix_cell {
    size_t park;
    enum lg_parcel_use kind; /* LG_PLANNED_USE, LG_CURRENT_USE */
    enum lg_use_group approved, other;
    double area_m2; /* by the chosen basis */
    size_t parcel_count;
};

/*
 * Land of the register with one code. Ordered by park, by, code, land without a code last; the rows
 * of one park and by add up to the land of its register.
 */
struct lg_register_sum {
    size_t park;
    const char *by;      /* park land_state supply_state use_class stock_class */
    const char *code;    /* NULL: not known */
    const char *name[2]; /* by enum lg_language */
    double area_m2;      /* by the chosen basis */
    double whole_m2;     /* of the park's register */
    size_t parcel_count;
};

struct lg_watch_row {
    size_t parcel;
    const char *event; /* start_due full_year two_years stopped_year completion_due */
    lg_date due_on;
    int days_left;
};

/* A parcel whose record and what stands on it contradict each other. Ordered by parcel. */
struct lg_evidence_row {
    size_t parcel;
    const char *contradiction; /* built_but_empty unstarted_but_built */
};

struct lg_results {
    struct lg_park_sums *sums;       /* [park count] measure/ */
    struct lg_indicator *indicators; /* [indicator_count] measure/: park by park, built-in ones
                                        first, then those of the rule set */
    size_t indicator_count;
    struct lg_fact_value *facts;     /* [park count * LG_FACT_COUNT] measure/, then evaluate/ */
    struct lg_park_score *scores;    /* [park count] evaluate/ */
    struct lg_score_row *score_rows; /* [score_row_count] evaluate/ */
    size_t score_row_count;
    struct lg_indicator_place *places;   /* [indicator_count] evaluate/ */
    struct lg_potential_row *potentials; /* [potential_count] evaluate/ */
    size_t potential_count;
    struct lg_benchmark_row *benchmarks; /* [benchmark_count] evaluate/ */
    size_t benchmark_count;
    struct lg_compliance_row *compliance; /* [compliance_count] evaluate/ */
    size_t compliance_count;
    size_t *assessed; /* [assessed_count] evaluate/: park rows that are asked for flags, in order */
    size_t assessed_count;
    struct lg_flag_row *flag_rows; /* [flag_row_count] evaluate/ */
    size_t flag_row_count;
    struct lg_park_flag *flags; /* [flag_count] evaluate/ */
    size_t flag_count;
    struct lg_sensitivity_row *sensitivity; /* [sensitivity_count] evaluate/ */
    size_t sensitivity_count;
    struct lg_sensitivity_cause *sensitivity_causes; /* [sensitivity_cause_count] evaluate/ */
    size_t sensitivity_cause_count;
    struct lg_account_row *account; /* [account_count] measure/ */
    size_t account_count;
    struct lg_watch_row *watch; /* [watch_count] rules/ */
    size_t watch_count;
    struct lg_low_row *low; /* [low_count] rules/ */
    size_t low_count;
    struct lg_waterfall_row *waterfall; /* [waterfall_count] rules/ */
    size_t waterfall_count;
    struct lg_request_row *requests; /* [request_count] rules/ */
    size_t request_count;
    struct lg_holder_row *holders; /* [holder_count] rules/ */
    size_t holder_count;
    struct lg_idle_status_row *idle_status; /* [idle_status_count] rules/: by park, status */
    size_t idle_status_count;
    struct lg_idle_summary *idle_summary; /* [park count] rules/ */
    struct lg_boundary_row *boundary;     /* [boundary_count] quality/ */
    size_t boundary_count;
    struct lg_matrix_cell *matrix; /* [matrix_count] measure/ */
    size_t matrix_count;
    struct lg_register_sum *register_sums; /* [register_sum_count] measure/ */
    size_t register_sum_count;
    struct lg_evidence_row *evidence; /* [evidence_count] quality/ */
    size_t evidence_count;
    struct lg_enclave *enclaves; /* [enclave_count] evaluate/ */
    size_t enclave_count;
    struct lg_regional_total *regional_totals; /* [regional_total_count] evaluate/ */
    size_t regional_total_count;
    struct lg_sites sites; /* spatial/, then rules/ */
    struct lg_arena texts;
};

/* Sums over the buildings that were read; they are not kept one by one. Written by spatial/. */
struct lg_building_totals {
    bool given;
    size_t count, invalid_count, no_parcel_count, floors_from_height_count, floors_assumed_count;
    int64_t footprint_micro_m2, off_parcel_micro_m2;
};

/* The run before this one, as far as it is compared with. Read by run/. */
struct lg_previous {
    bool is_given;
    struct lg_previous_park *parks; /* [park count] */
    double *indicators;             /* [indicator count] values; NaN: none */
    double *state_m2;               /* [park count * LG_STATE_COUNT]; NaN: none */
};

struct lg_model {
    struct lg_sources sources;
    struct lg_parks parks;
    struct lg_parcels parcels;
    struct lg_overlap_list overlap_list;
    struct lg_quality_areas quality_areas;
    struct lg_pieces pieces;
    struct lg_constraints constraints;
    struct lg_plan_shares plan_shares;
    struct lg_building_totals buildings;
    struct lg_table enterprises;
    struct lg_table supply;
    struct lg_findings findings;
    struct lg_rules rules;
    struct lg_results results;
    struct lg_previous previous;
    enum lg_area_basis area_basis;
    enum lg_overlaps overlaps;
    enum lg_use_system use_systems[LG_PARCEL_USE_COUNT];
    /* "2017": of GB/T 4754, of parcels and of enterprises; static texts; NULL: not declared */
    const char *industry_edition, *enterprise_industry_edition;
    lg_date as_of;
};

/** An empty model. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_model_new(struct lg_model **model, struct lg_error *err);
/** A finding of the parcel layer: the parcel's id and a place in it. @param parcel  row */
struct lg_finding lg_parcel_finding(const struct lg_model *model, enum lg_finding_code code,
                                    size_t parcel);
/** A finding of the park layer: the park's code and the middle of its boundary. @param park  row */
struct lg_finding lg_park_finding(const struct lg_model *model, enum lg_finding_code code,
                                  size_t park);
/** A use of a parcel as delivered; the planned one of the plan layer first. NULL: not known. */
const char *lg_parcel_use(const struct lg_model *model, size_t parcel, enum lg_parcel_use use);
/** What its declared code system says of a use; NULL: no code, or none that the system has. */
const struct lg_use_entry *lg_parcel_use_entry(const struct lg_model *model, size_t parcel,
                                               enum lg_parcel_use use);
/**
 * Whether an authority has found the land of the parcel to be idle by the evaluation date: a
 * finding number is given that has a digit from 1 to 9, and its date is none or not later. A date
 * that cannot be read leaves it open when the land was found idle: not yet.
 */
bool lg_parcel_is_found_idle(const struct lg_model *model, size_t parcel);
/** Whether the parcel counts as idle in the sums: by the clock, or as recorded. */
bool lg_parcel_is_idle(const struct lg_model *model, size_t parcel);
/** Whether the facts leave it open that it does. */
bool lg_parcel_may_be_idle(const struct lg_model *model, size_t parcel);
/** The scope of a park: the expansion area where its text says so, else the main area. */
enum lg_scope lg_park_scope(const struct lg_model *model, size_t park);
/**
 * Land of a code in a park: 0 only when it is known that no parcel has it, else NaN: when parcels
 * have a code above it only, or none of the park has any code of its classification.
 */
double lg_sums_state_m2(const struct lg_park_sums *sums, enum lg_state code);
/**
 * The row of the park that a park names as its parent: the one with its own scope, else the first
 * of that code; LG_NO_PARK: it names none, or one that is not here. A candidate has no parent and
 * is nobody's.
 */
size_t lg_park_named_parent(const struct lg_model *model, size_t park);
/** Whether a park lies, by the parents that are given, in itself. */
bool lg_park_is_in_circle(const struct lg_model *model, size_t park);
/**
 * The row of the park that a park lies in, whose land has this one's already; LG_NO_PARK: it counts
 * by itself, as all parks of a circle do.
 */
size_t lg_park_parent(const struct lg_model *model, size_t park);
/**
 * Whether the boundary is that of a park that may be set up: measured as any park, but none of the
 * region's yet. What is neither yes nor no makes no candidate.
 * @source domain.md 6.7 (设立)
 */
bool lg_park_is_candidate(const struct lg_model *model, size_t park);
/** Whether two rows may share land: scopes of one park, or a park and its parent. */
bool lg_park_may_share(const struct lg_model *model, size_t left, size_t right);
/**
 * Whether the second park is another one to the first: of another code, neither its parent nor its
 * child, and no candidate.
 */
bool lg_park_is_other(const struct lg_model *model, size_t park, size_t other);
/**
 * Keep a text among the results' texts; the text is emptied in every case.
 * @param kept  out @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_keep_text(struct lg_model *model, struct lg_text *text,
                                         const char **kept, struct lg_error *err);
/** Free everything; NULL is allowed. */
void lg_model_free(struct lg_model *model);

#endif
