/*
 * The idle-land clock: what the dates of one parcel say on one day. And the rule sets behind it.
 */
#ifndef LANDGAUGE_RULES_H
#define LANDGAUGE_RULES_H

#include "landgauge/date.h"

/* Order 53 as data: every number of the clock, replaceable by a rules file. */
struct lg_idle_rules {
    int years_first;            /* 1: years after the start date until the land is idle */
    int years_second;           /* 2: until it may be recovered */
    int suspended_years;        /* 1: years of suspension until a started site may be idle */
    int handover_plus_years;    /* 1: start date after hand-over where no date was agreed */
    int developed_numerator;    /* 1 of */
    int developed_denominator;  /* 3: less than this share developed is "small" */
    double invested_ratio_min;  /* 0.25: a smaller invested share is "small" */
    double fee_ratio;           /* 0.20 of the land price */
    bool anniversary_inclusive; /* false: the anniversary itself still belongs to the year */
    bool built_is_done;         /* true: land surveyed as built (state A) has no running clock */
};

enum lg_supply {
    LG_SUPPLY_UNKNOWN, /* neither a supply state nor any sign of a contract */
    LG_SUPPLY_NONE,    /* not supplied: the clock does not apply */
    LG_SUPPLIED,
};

enum lg_idle_status {
    LG_IDLE_NOT_APPLICABLE, /* N_A */
    LG_IDLE_DONE,
    LG_IDLE_UNKNOWN, /* facts are missing; never read as "not idle" */
    LG_IDLE_WAIT,
    LG_IDLE_LATE,
    LG_IDLE_FIRST,  /* IDLE1: one full year */
    LG_IDLE_SECOND, /* IDLE2: two full years */
    LG_IDLE_STARTED_NODATA,
    LG_IDLE_STOPPED, /* IDLE_S: started, small, suspended for a full year */
    LG_IDLE_SUSPENDED,
    LG_IDLE_LATE_FINISH, /* LATE_FIN */
    LG_IDLE_ACTIVE,
    LG_IDLE_STATUS_COUNT
};

enum lg_due_source {
    LG_DUE_UNKNOWN,
    LG_DUE_SUPPLEMENT, /* a supplementary agreement or an extension by art. 12 */
    LG_DUE_CONTRACT,
    LG_DUE_HANDOVER,
};

enum lg_idle_route {
    LG_ROUTE_NONE,
    LG_ROUTE_INVESTIGATE,
    LG_ROUTE_ART12,
    LG_ROUTE_FEE,
    LG_ROUTE_RECOVER,
    LG_ROUTE_COUNT
};

/* Facts of one parcel; a date not known is LG_DATE_NONE, a number not known NaN. */
struct lg_idle_facts {
    enum lg_supply supply;
    bool surveyed_built;       /* land state A */
    lg_date revised_start_due; /* agreed anew; stands over start_due */
    lg_date start_due, handover_on, start_on, suspended_on, completion_due, completion_on;
    lg_date recovered_on;
    double due_area_m2, developed_area_m2, developed_pct; /* pct counts when the areas do not say */
    double total_investment_yuan, invested_yuan, invested_pct; /* without land price and taxes */
    double price_yuan;
    const char *cause; /* domain.md 2.4: G1..G6 F1 P1 O0 U0; NULL: not known */
    bool has_evidence; /* a document is named for the cause */
};

struct lg_idle_finding {
    enum lg_idle_status status;
    enum lg_due_source due_source;
    lg_date start_due, end_first, end_second; /* LG_DATE_NONE when unknown */
    lg_date stopped_end;                      /* suspension plus its year; LG_DATE_NONE */
    int overdue_days;                         /* since start_due while LATE, IDLE1, IDLE2; else 0 */
    int idle_days; /* since the land became idle (end of the first year); 0 unless idle */
    double developed_ratio, invested_ratio; /* NaN when unknown */
    enum lg_idle_route route;
    double fee_yuan;   /* NaN unless the route is LG_ROUTE_FEE and the price is known */
    const char *cause; /* the cause that counts: without evidence G, F and P count as U0 */
    unsigned missing;  /* bits LG_MISSING_*: the facts that would decide the case */
};

enum lg_idle_missing {
    LG_MISSING_SUPPLY = 1,
    LG_MISSING_START_DUE = 2, /* agreed start or actual hand-over */
    LG_MISSING_DEVELOPED = 4,
    LG_MISSING_INVESTED = 8,
    LG_MISSING_PRICE = 16,
};

/** Order 53 of 2012 as in force (domain.md 2.1 to 2.3). */
LG_PUBLIC struct lg_idle_rules lg_idle_rules_order53(void);

/**
 * Judge one parcel.
 *
 * @param rules  the thresholds to judge by
 * @param facts  what is known
 * @param as_of  evaluation date, not LG_DATE_NONE
 * @return the finding, by value; cannot fail
 * @source Order 53 art. 2, 8, 12, 14, 22, 30; Civil Code art. 200 to 202; domain.md 2.2 and 2.3
 */
LG_PUBLIC struct lg_idle_finding lg_idle_judge(const struct lg_idle_rules *rules,
                                               const struct lg_idle_facts *facts, lg_date as_of);

/** The stable ASCII code of a status ("IDLE1"), for every output. */
LG_PUBLIC const char *lg_idle_status_code(enum lg_idle_status status);

/** The stable ASCII code of a route ("ART12"). */
LG_PUBLIC const char *lg_idle_route_code(enum lg_idle_route route);

/** Whether the status makes the parcel count as idle (IDLE1, IDLE2, IDLE_S). */
LG_PUBLIC bool lg_idle_is_idle(enum lg_idle_status status);

/**
 * Whether the facts leave it open that the land is idle: no date to count from, or a site that has
 * rested its full period and of which a share that decides is not known.
 *
 * @param rules    those that the finding was judged by: they say when a period is over
 * @param finding  of lg_idle_judge()
 * @param as_of    the evaluation date of that finding
 * @source Order 53 art. 2 (2); Civil Code art. 201 and 202; domain.md 2.2 and 2.3
 */
LG_PUBLIC bool lg_idle_is_undecided(const struct lg_idle_rules *rules,
                                    const struct lg_idle_finding *finding, lg_date as_of);

/**
 * Whether a cause counts as the government's: G1 to G6, and F1, which article 8 treats the same.
 * @param cause  of a finding, so documented; NULL: none
 */
LG_PUBLIC bool lg_idle_is_government_caused(const char *cause);

/**
 * The built-in rule sets, one line each: name, valid-from date, source.
 *
 * @param text  out: owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_rules_list(char **text, struct lg_error *err);

/** A built-in rule set as YAML, to read or to start an own one from; NULL: no such set. */
LG_PUBLIC const char *lg_rules_text(const char *name);

/**
 * Whether a rule set can be used: keys known, values in range, each with its source.
 *
 * @param name  a built-in name or the path of a YAML file
 * @return LG_OK; LG_BAD_PROJECT (the message has line and column); LG_NO_INPUT; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_rules_check(const char *name, struct lg_error *err);

#endif
