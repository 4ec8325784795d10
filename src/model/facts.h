/*
 * The named figures of a park and scope that expressions of a rule set may use: land by state,
 * sums, supply history, what the register holds, scores and ranks.
 *
 * One row of LG_FACT_COUNT values per park, each with the reason where it is missing. Names,
 * labels and units stand in src/data/facts.c. Areas are in ha (floor and footprint 万m2, the same
 * number), money in 万元, as in the tables.
 */
#ifndef LG_MODEL_FACTS_H
#define LG_MODEL_FACTS_H

#include "model/land_state.h"

/* When a fact is known: an expression may only name what is known before it is made. */
enum lg_fact_stage {
    LG_FACT_OF_SUMS,     /* measure/: indicators may use it */
    LG_FACT_OF_REGISTER, /* evaluate/: compliance items may, too */
    LG_FACT_OF_SCORES,   /* evaluate/: flags may, too */
};

/* Land by state has the numbers of enum lg_state: LG_STATE_A2 is the fact A2. */
enum lg_fact {
    LG_FACT_FIRST_STATE = LG_STATE_A,
    /* Sums, written by measure/. */
    LG_FACT_TOTAL = LG_STATE_COUNT, /* T */
    LG_FACT_IDLE,                   /* G */
    LG_FACT_READY,                  /* A + B21 */
    LG_FACT_BUILDABLE,              /* A + B */
    LG_FACT_UNSURVEYED,
    LG_FACT_APPROVED_AREA,
    LG_FACT_GUESSED, /* land whose state is guessed from its use */
    LG_FACT_FLOOR,
    LG_FACT_FOOTPRINT,
    LG_FACT_INDUSTRIAL_FLOOR,
    LG_FACT_INDUSTRIAL_YARDS, /* footprint with yards on A2 */
    LG_FACT_INVESTMENT,       /* industrial fixed investment */
    LG_FACT_INDUSTRIAL_TAX,
    LG_FACT_INDUSTRIAL_REVENUE,
    LG_FACT_TOTAL_TAX,
    LG_FACT_POPULATION,
    LG_FACT_SUPPLY_MEAN_3, /* ha a year, of the last three years */
    LG_FACT_SUPPLY_MAX_5,  /* largest of the last five */
    LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3,
    LG_FACT_INDUSTRIAL_SUPPLY_MAX_5,
    /* What the register and the lists hold, written by evaluate/. */
    LG_FACT_BOUNDARY_DIFFERENCE_PCT, /* measured against approved area */
    LG_FACT_LAND_CLOSURE_PCT,        /* A + B + C against T, parcels' land only */
    LG_FACT_SUPPLY_CLOSURE_PCT,      /* D + E + F against T */
    LG_FACT_REGISTER_COMPLETE_PCT,   /* supplied parcels with contract, agreed start and holder */
    LG_FACT_DISPOSAL_PLAN_PCT,       /* idle parcels with a day of disposal */
    LG_FACT_FAR_MET_PCT,             /* industrial parcels that meet the line of their industry */
    LG_FACT_COEFFICIENT_MET_PCT,
    LG_FACT_OFFICE_MET_PCT, /* enterprises within the share of office land */
    LG_FACT_GREEN_MET_PCT,
    LG_FACT_INVESTMENT_MET_PCT,
    LG_FACT_YIELD_MET_PCT, /* tax and revenue */
    LG_FACT_STANDARD_LAND_PCT,
    LG_FACT_CONFORMING_PCT,       /* parcels whose uses agree */
    LG_FACT_FORBIDDEN_HA,         /* under layers that forbid building */
    LG_FACT_FORBIDDEN_PCT,        /* of the park */
    LG_FACT_OVERDUE_APPROVAL_HA,  /* S1b */
    LG_FACT_LOW_EFFICIENCY_HA,    /* S3b */
    LG_FACT_STATISTICS_DELIVERED, /* 1 yes, 0 no */
    LG_FACT_RECOVERABLE_PARCELS,  /* IDLE2 for the holder's own cause, or for a cause not proven */
    LG_FACT_YEARS_ESTABLISHED,
    LG_FACT_OVERLAP_HA, /* with other parks */
    LG_FACT_NEAREST_PARK_KM,
    LG_FACT_INSIDE_BOUNDARY_PCT, /* of the park inside 城镇开发边界 */
    /* Written by evaluate/ once scores are made; of the main area and the whole park. */
    LG_FACT_SCORE,          /* combined */
    LG_FACT_CLASS_PARKS,    /* parks of the class that have a score */
    LG_FACT_CLASS_MEDIAN,   /* of their scores; missing in a small class */
    LG_FACT_CLASS_RANK_PCT, /* rank of number, 0 < x <= 100; missing in a small class */
    LG_FACT_CLASS_LAST_PCT, /* place from the end, of number; missing in a small class */
    LG_FACT_PREVIOUS_SCORE,
    LG_FACT_PREVIOUS_CLASS_LAST_PCT,
    LG_FACT_SCORE_CHANGE,
    LG_FACT_YEARS_3,            /* of supply left: E / mean supply of three years */
    LG_FACT_YEARS_5,            /* E / largest of five years */
    LG_FACT_EXPANSION_READY_HA, /* ready, unsupplied land of the park's expansion area */
    LG_FACT_COMPLIANCE_PCT,
    LG_FACT_COUNT
};

struct lg_fact_entry {
    const char *name;           /* in expressions: "supply_mean_3" */
    const char *const label[2]; /* by enum lg_language */
    const char *unit;           /* "ha", "%", "wan_yuan", "1" ... */
    enum lg_fact_stage stage;
};

/* A figure, or why there is none. */
struct lg_fact_value {
    double value;       /* NaN: see the reason */
    const char *reason; /* beside a value: what it leaves out; NULL: nothing. Texts of the results
                           or static */
};

/* From LG_FACT_TOTAL on; land by state stands in lg_states. */
extern const struct lg_fact_entry lg_facts[LG_FACT_COUNT];

/** Name of a fact, land by state too. */
const char *lg_fact_name(size_t fact);
/** Its label. @param language  enum lg_language */
const char *lg_fact_label(size_t fact, int language);
/** When a fact is known. */
enum lg_fact_stage lg_fact_stage(size_t fact);
/** The fact of a name; LG_FACT_COUNT when there is none. Case counts. */
size_t lg_fact_find(const char *name);

#endif
