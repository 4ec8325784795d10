/*
 * The idle-land clock of one parcel: Order 53 as a chain of questions, first answer wins.
 */
#include "base/text.h"
#include "rules/facts.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static const char *const status_codes[LG_IDLE_STATUS_COUNT] = {
    [LG_IDLE_NOT_APPLICABLE] = "N_A",
    [LG_IDLE_DONE] = "DONE",
    [LG_IDLE_UNKNOWN] = "UNKNOWN",
    [LG_IDLE_WAIT] = "WAIT",
    [LG_IDLE_LATE] = "LATE",
    [LG_IDLE_FIRST] = "IDLE1",
    [LG_IDLE_SECOND] = "IDLE2",
    [LG_IDLE_STARTED_NODATA] = "STARTED_NODATA",
    [LG_IDLE_STOPPED] = "IDLE_S",
    [LG_IDLE_SUSPENDED] = "SUSPENDED",
    [LG_IDLE_LATE_FINISH] = "LATE_FIN",
    [LG_IDLE_ACTIVE] = "ACTIVE",
};

static const char *const route_codes[LG_ROUTE_COUNT] = {
    [LG_ROUTE_NONE] = "NONE", [LG_ROUTE_INVESTIGATE] = "INVESTIGATE", [LG_ROUTE_ART12] = "ART12",
    [LG_ROUTE_FEE] = "FEE",   [LG_ROUTE_RECOVER] = "RECOVER",
};

enum cause_kind {
    CAUSE_UNKNOWN,
    CAUSE_EXEMPT, /* government, force majeure, preparatory work: only with a document */
    CAUSE_OWN,
};

const char *const lg_idle_causes[LG_IDLE_CAUSE_COUNT] = {"U0", "G1", "G2", "G3", "G4",
                                                         "G5", "G6", "F1", "P1", "O0"};

static const enum cause_kind cause_kinds[LG_IDLE_CAUSE_COUNT] = {
    CAUSE_UNKNOWN, CAUSE_EXEMPT, CAUSE_EXEMPT, CAUSE_EXEMPT, CAUSE_EXEMPT,
    CAUSE_EXEMPT,  CAUSE_EXEMPT, CAUSE_EXEMPT, CAUSE_EXEMPT, CAUSE_OWN,
};

struct lg_idle_rules lg_idle_rules_order53(void)
{
    return (struct lg_idle_rules){
        .years_first = 1,
        .years_second = 2,
        .suspended_years = 1,
        .handover_plus_years = 1,
        .developed_numerator = 1,
        .developed_denominator = 3,
        .invested_ratio_min = 0.25,
        .fee_ratio = 0.20,
        .anniversary_inclusive = false,
        .built_is_done = true,
    };
}

/* What is dated after the evaluation date has not happened on it. */
static bool has_happened(lg_date date, lg_date as_of)
{
    return date != LG_DATE_NONE && date <= as_of;
}

static bool is_over(const struct lg_idle_rules *rules, lg_date end, lg_date as_of)
{
    return rules->anniversary_inclusive ? as_of >= end : as_of > end;
}

static int days_since(const struct lg_idle_rules *rules, lg_date end, lg_date as_of)
{
    return as_of - end + (rules->anniversary_inclusive ? 1 : 0);
}

static bool has_areas(const struct lg_idle_facts *facts)
{
    return facts->developed_area_m2 >= 0.0 && facts->due_area_m2 > 0.0;
}

static bool has_investments(const struct lg_idle_facts *facts)
{
    return facts->invested_yuan >= 0.0 && facts->total_investment_yuan > 0.0;
}

static double developed_ratio(const struct lg_idle_facts *facts)
{
    if (has_areas(facts)) return facts->developed_area_m2 / facts->due_area_m2;
    return facts->developed_pct >= 0.0 ? facts->developed_pct / 100.0 : (double)NAN;
}

static double invested_ratio(const struct lg_idle_facts *facts)
{
    if (has_investments(facts)) return facts->invested_yuan / facts->total_investment_yuan;
    return facts->invested_pct >= 0.0 ? facts->invested_pct / 100.0 : (double)NAN;
}

/* As products: a third has no exact quotient, so exactly one third would be a matter of luck. */
static bool is_little_developed(const struct lg_idle_rules *rules,
                                const struct lg_idle_facts *facts)
{
    double numerator = rules->developed_numerator;
    double denominator = rules->developed_denominator;
    if (has_areas(facts)) {
        return denominator * facts->developed_area_m2 < numerator * facts->due_area_m2;
    }
    return facts->developed_pct >= 0.0 && denominator * facts->developed_pct < numerator * 100.0;
}

static bool is_little_invested(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts)
{
    if (has_investments(facts)) {
        return facts->invested_yuan < rules->invested_ratio_min * facts->total_investment_yuan;
    }
    return facts->invested_pct >= 0.0 && facts->invested_pct < rules->invested_ratio_min * 100.0;
}

bool lg_idle_is_small(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts)
{
    return is_little_developed(rules, facts) || is_little_invested(rules, facts);
}

static void set_dates(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts,
                      lg_date as_of, struct lg_idle_finding *finding)
{
    if (facts->revised_start_due != LG_DATE_NONE) {
        finding->due_source = LG_DUE_SUPPLEMENT;
        finding->start_due = facts->revised_start_due;
    } else if (facts->start_due != LG_DATE_NONE) {
        finding->due_source = LG_DUE_CONTRACT;
        finding->start_due = facts->start_due;
    } else if (has_happened(facts->handover_on, as_of)) {
        finding->due_source = LG_DUE_HANDOVER;
        finding->start_due = lg_date_add_years(facts->handover_on, rules->handover_plus_years);
    }
    if (finding->start_due != LG_DATE_NONE) {
        finding->end_first = lg_date_add_years(finding->start_due, rules->years_first);
        finding->end_second = lg_date_add_years(finding->start_due, rules->years_second);
    }
    if (has_happened(facts->suspended_on, as_of)) {
        finding->stopped_end = lg_date_add_years(facts->suspended_on, rules->suspended_years);
    }
}

/* Not started: only the start date decides. */
static enum lg_idle_status judge_waiting(const struct lg_idle_rules *rules,
                                         const struct lg_idle_finding *finding, lg_date as_of)
{
    if (as_of <= finding->start_due) return LG_IDLE_WAIT;
    if (!is_over(rules, finding->end_first, as_of)) return LG_IDLE_LATE;
    return is_over(rules, finding->end_second, as_of) ? LG_IDLE_SECOND : LG_IDLE_FIRST;
}

/* Started: how much of it, and since when nothing has moved. */
static enum lg_idle_status judge_started(const struct lg_idle_rules *rules,
                                         const struct lg_idle_facts *facts, lg_date as_of,
                                         struct lg_idle_finding *finding)
{
    unsigned unknown = (isnan(finding->developed_ratio) ? LG_MISSING_DEVELOPED : 0U) |
                       (isnan(finding->invested_ratio) ? LG_MISSING_INVESTED : 0U);
    if (unknown == (LG_MISSING_DEVELOPED | LG_MISSING_INVESTED)) {
        finding->missing |= unknown;
        return LG_IDLE_STARTED_NODATA;
    }
    if (finding->stopped_end != LG_DATE_NONE) {
        if (!is_over(rules, finding->stopped_end, as_of)) return LG_IDLE_SUSPENDED;
        if (lg_idle_is_small(rules, facts)) return LG_IDLE_STOPPED;
        /* The share that is not known could still make it idle. */
        finding->missing |= unknown;
        return LG_IDLE_SUSPENDED;
    }
    bool is_late = facts->completion_due != LG_DATE_NONE && as_of > facts->completion_due;
    return is_late ? LG_IDLE_LATE_FINISH : LG_IDLE_ACTIVE;
}

static enum lg_idle_status judge_status(const struct lg_idle_rules *rules,
                                        const struct lg_idle_facts *facts, lg_date as_of,
                                        struct lg_idle_finding *finding)
{
    if (facts->supply == LG_SUPPLY_NONE) return LG_IDLE_NOT_APPLICABLE;
    if (has_happened(facts->completion_on, as_of) || has_happened(facts->recovered_on, as_of)) {
        return LG_IDLE_DONE;
    }
    if (facts->surveyed_built && rules->built_is_done) return LG_IDLE_DONE;
    if (facts->supply == LG_SUPPLY_UNKNOWN) finding->missing |= LG_MISSING_SUPPLY;
    if (finding->start_due == LG_DATE_NONE) finding->missing |= LG_MISSING_START_DUE;
    if (finding->missing != 0) return LG_IDLE_UNKNOWN;
    if (!has_happened(facts->start_on, as_of)) return judge_waiting(rules, finding, as_of);
    return judge_started(rules, facts, as_of, finding);
}

static void set_days(const struct lg_idle_rules *rules, lg_date as_of,
                     struct lg_idle_finding *finding)
{
    bool is_unstarted = finding->status == LG_IDLE_LATE || finding->status == LG_IDLE_FIRST ||
                        finding->status == LG_IDLE_SECOND;
    if (is_unstarted) finding->overdue_days = as_of - finding->start_due;
    if (!lg_idle_is_idle(finding->status)) return;
    lg_date end = finding->status == LG_IDLE_STOPPED ? finding->stopped_end : finding->end_first;
    finding->idle_days = days_since(rules, end, as_of);
}

static size_t find_cause(const char *code)
{
    for (size_t cause = 0; code != NULL && cause < LG_IDLE_CAUSE_COUNT; cause++) {
        if (strcmp(lg_idle_causes[cause], code) == 0) return cause;
    }
    return 0;
}

static void set_route(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts,
                      struct lg_idle_finding *finding)
{
    size_t cause = find_cause(facts->cause);
    if (cause_kinds[cause] == CAUSE_EXEMPT && !facts->has_evidence) cause = 0;
    bool is_idle = lg_idle_is_idle(finding->status);
    if (is_idle || facts->cause != NULL) finding->cause = lg_idle_causes[cause];
    if (!is_idle) return;

    switch (cause_kinds[cause]) {
    case CAUSE_UNKNOWN:
        finding->route = LG_ROUTE_INVESTIGATE;
        break;
    case CAUSE_EXEMPT:
        finding->route = LG_ROUTE_ART12;
        break;
    case CAUSE_OWN:
        finding->route = finding->status == LG_IDLE_FIRST    ? LG_ROUTE_FEE
                         : finding->status == LG_IDLE_SECOND ? LG_ROUTE_RECOVER
                                                             : LG_ROUTE_ART12;
        break;
    }
    if (finding->route != LG_ROUTE_FEE) return;
    if (facts->price_yuan >= 0.0) {
        finding->fee_yuan = rules->fee_ratio * facts->price_yuan;
    } else {
        finding->missing |= LG_MISSING_PRICE;
    }
}

struct lg_idle_finding lg_idle_judge(const struct lg_idle_rules *rules,
                                     const struct lg_idle_facts *facts, lg_date as_of)
{
    assert(rules != NULL);
    assert(facts != NULL);
    assert(as_of != LG_DATE_NONE);

    struct lg_idle_finding finding = {
        .status = LG_IDLE_UNKNOWN,
        .due_source = LG_DUE_UNKNOWN,
        .start_due = LG_DATE_NONE,
        .end_first = LG_DATE_NONE,
        .end_second = LG_DATE_NONE,
        .stopped_end = LG_DATE_NONE,
        .developed_ratio = developed_ratio(facts),
        .invested_ratio = invested_ratio(facts),
        .route = LG_ROUTE_NONE,
        .fee_yuan = (double)NAN,
    };
    set_dates(rules, facts, as_of, &finding);
    finding.status = judge_status(rules, facts, as_of, &finding);
    set_days(rules, as_of, &finding);
    set_route(rules, facts, &finding);
    return finding;
}

const char *lg_idle_status_code(enum lg_idle_status status)
{
    assert(status < LG_IDLE_STATUS_COUNT);
    return status_codes[status];
}

const char *lg_idle_route_code(enum lg_idle_route route)
{
    assert(route < LG_ROUTE_COUNT);
    return route_codes[route];
}

bool lg_idle_is_idle(enum lg_idle_status status)
{
    return status == LG_IDLE_FIRST || status == LG_IDLE_SECOND || status == LG_IDLE_STOPPED;
}

bool lg_idle_is_undecided(const struct lg_idle_rules *rules, const struct lg_idle_finding *finding,
                          lg_date as_of)
{
    assert(rules != NULL);
    assert(finding != NULL);

    if (finding->status == LG_IDLE_UNKNOWN) return true;
    bool lacks_share = (finding->missing & (LG_MISSING_DEVELOPED | LG_MISSING_INVESTED)) != 0;
    return lacks_share && finding->stopped_end != LG_DATE_NONE &&
           is_over(rules, finding->stopped_end, as_of);
}

bool lg_idle_is_government_caused(const char *cause)
{
    return cause != NULL && (cause[0] == 'G' || strcmp(cause, "F1") == 0);
}

const char *lg_idle_find_cause(const char *code)
{
    if (code == NULL) return NULL;
    size_t length = strlen(code);
    const char *trimmed = lg_text_trim(code, &length);
    char word[3] = "";
    if (length != 2) return NULL;
    memcpy(word, trimmed, length);
    for (size_t cause = 0; cause < LG_IDLE_CAUSE_COUNT; cause++) {
        if (lg_text_equal_nocase(lg_idle_causes[cause], word)) return lg_idle_causes[cause];
    }
    return NULL;
}
