/*
 * What to ask for: for each undecided parcel the fewest facts after which the clock, whatever the
 * answers are, has decided its case.
 *
 * The clock itself is asked: every set of missing facts is tried with all values that can make a
 * difference, the smallest set whose every outcome is decided wins.
 */
#include "base/grow.h"
#include "base/text.h"
#include "rules/facts.h"
#include "rules/ledger.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What can be asked, in the order in which it is named. */
enum fact {
    FACT_START, /* the start date, which a hand-over gives, too; or that there is a contract */
    FACT_DEVELOPED,
    FACT_INVESTED,
    FACT_CAUSE, /* with its document */
    FACT_PRICE,
    FACT_COUNT
};

enum {
    SET_COUNT = 1 << FACT_COUNT,
    FIELDS_MAX = FACT_COUNT + 1,
    SHARES = 1 << FACT_DEVELOPED | 1 << FACT_INVESTED
};

/* The case of one parcel. */
struct search {
    const struct lg_idle_rules *rules;
    lg_date as_of;
    struct lg_idle_facts facts;
    unsigned asked_for;           /* bits 1 << enum fact that are missing at all */
    const char *text[FACT_COUNT]; /* roles to name; alternatives by '|', both by ';' */
    unsigned fields[FACT_COUNT];  /* how many fields that is */
    unsigned values[FACT_COUNT];  /* how many answers make a difference */
};

static bool is_decided(const struct search *search, const struct lg_idle_facts *facts)
{
    struct lg_idle_finding finding = lg_idle_judge(search->rules, facts, search->as_of);
    return finding.missing == 0 && finding.route != LG_ROUTE_INVESTIGATE;
}

static void miss(struct search *search, enum fact fact, const char *text, unsigned fields,
                 unsigned values)
{
    search->asked_for |= 1U << fact;
    search->text[fact] = text;
    search->fields[fact] = fields;
    search->values[fact] = values;
}

static void miss_cause(struct search *search)
{
    const char *cause = search->facts.cause;
    bool is_cause_known = cause != NULL && strcmp(cause, "U0") != 0;
    bool is_own = is_cause_known && strcmp(cause, "O0") == 0;
    bool has_evidence = search->facts.has_evidence;
    if (is_own || (is_cause_known && has_evidence)) return;
    if (is_cause_known) {
        miss(search, FACT_CAUSE, "evidence", 1, 1);
    } else if (has_evidence) {
        miss(search, FACT_CAUSE, "cause", 1, 2);
    } else {
        miss(search, FACT_CAUSE, "cause;evidence", 2, 2);
    }
}

static struct search begin_search(const struct lg_model *model, size_t parcel)
{
    const struct lg_idle_finding *finding = &model->parcels.idle[parcel];
    struct search search = {
        .rules = &model->rules.idle,
        .as_of = model->as_of,
        .facts = lg_idle_facts_read(model, parcel),
    };
    /* A start date or a hand-over is a sign of a contract, too (measure/states). */
    if (finding->start_due == LG_DATE_NONE) {
        miss(&search, FACT_START, "start_due|handover_on", 1, 4);
    } else if (search.facts.supply == LG_SUPPLY_UNKNOWN) {
        miss(&search, FACT_START, "contract_no|signed_on", 1, 1);
    }
    if (isnan(finding->developed_ratio)) miss(&search, FACT_DEVELOPED, "developed_pct", 1, 2);
    if (isnan(finding->invested_ratio)) miss(&search, FACT_INVESTED, "invested_pct", 1, 2);
    miss_cause(&search);
    if (!(search.facts.price_yuan >= 0.0)) miss(&search, FACT_PRICE, "price", 1, 1);
    return search;
}

/* A start date for each answer of the clock: waiting, late, idle for one year, for two. */
static lg_date start_value(const struct search *search, unsigned value)
{
    const int days_a_year = 366;
    switch (value) {
    case 0:
        return search->as_of + 1;
    case 1:
        return search->as_of - 1;
    case 2:
        return search->as_of - days_a_year * search->rules->years_first - 1;
    default:
        return search->as_of - days_a_year * search->rules->years_second - 1;
    }
}

static void answer(const struct search *search, enum fact fact, unsigned value,
                   struct lg_idle_facts *facts)
{
    switch (fact) {
    case FACT_START:
        facts->supply = LG_SUPPLIED;
        if (search->values[fact] > 1) facts->start_due = start_value(search, value);
        break;
    case FACT_DEVELOPED:
        facts->developed_pct = value == 0 ? 0.0 : 100.0;
        break;
    case FACT_INVESTED:
        facts->invested_pct = value == 0 ? 0.0 : 100.0;
        break;
    case FACT_CAUSE:
        facts->has_evidence = true;
        if (search->values[fact] > 1) facts->cause = value == 0 ? "O0" : "G1";
        break;
    case FACT_PRICE:
        facts->price_yuan = 1.0;
        break;
    case FACT_COUNT:
        break;
    }
}

/* Whether every combination of answers to a set of facts decides the case. */
static bool decides(const struct search *search, unsigned set)
{
    unsigned combinations = 1;
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        if ((set & 1U << fact) != 0) combinations *= search->values[fact];
    }
    for (unsigned combination = 0; combination < combinations; combination++) {
        struct lg_idle_facts facts = search->facts;
        unsigned rest = combination;
        for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
            if ((set & 1U << fact) == 0) continue;
            answer(search, (enum fact)fact, rest % search->values[fact], &facts);
            rest /= search->values[fact];
        }
        if (!is_decided(search, &facts)) return false;
    }
    return true;
}

static unsigned count_fields(const struct search *search, unsigned set)
{
    unsigned count = 0;
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        if ((set & 1U << fact) != 0) count += search->fields[fact];
    }
    return count;
}

/* The set with the fewest fields, of these the first; all that is missing always decides. */
static unsigned find_smallest(const struct search *search)
{
    for (unsigned fields = 1; fields <= FIELDS_MAX; fields++) {
        for (unsigned set = 1; set < SET_COUNT; set++) {
            if ((set & ~search->asked_for) != 0) continue;
            if (count_fields(search, set) == fields && decides(search, set)) return set;
        }
    }
    return search->asked_for;
}

static void name_fields(const struct search *search, unsigned set, struct lg_text *text)
{
    unsigned share = set & SHARES;
    bool is_one_share = share != 0 && share != SHARES;
    bool is_either =
        is_one_share && (search->asked_for & SHARES) == SHARES && decides(search, set ^ SHARES);
    lg_text_clear(text);
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        if ((set & 1U << fact) == 0) continue;
        if (text->size > 0) lg_text_add_char(text, ';');
        bool is_share = (SHARES & 1U << fact) != 0;
        lg_text_add_text(text,
                         is_share && is_either ? "developed_pct|invested_pct" : search->text[fact]);
    }
}

/* What counts of each parcel in parks, each square metre once. */
struct places {
    double *blocks_m2; /* [parcel count] */
    double *most_m2;   /* [parcel count] of the largest piece */
    size_t *park;      /* [parcel count] of the largest piece; LG_NO_PARK: in no park */
};

static void free_places(struct places *places)
{
    free(places->blocks_m2);
    free(places->most_m2);
    free(places->park);
}

static void add_place(const struct lg_model *model, size_t piece, bool is_part,
                      struct places *places)
{
    size_t parcel = model->pieces.parcel[piece];
    double area_m2 = model->pieces.account_m2[piece];
    if (!is_part) places->blocks_m2[parcel] += area_m2;
    /* A piece without a recorded area is the largest of none. */
    if (places->park[parcel] != LG_NO_PARK && !(area_m2 > places->most_m2[parcel])) return;
    places->park[parcel] = model->pieces.park[piece];
    places->most_m2[parcel] = isnan(area_m2) ? 0.0 : area_m2;
}

static enum lg_status find_places(const struct lg_model *model, struct places *places,
                                  struct lg_error *err)
{
    size_t count = model->parcels.table.count;
    bool *is_part = NULL;
    *places = (struct places){
        .blocks_m2 = calloc(count + 1, sizeof(double)),
        .most_m2 = calloc(count + 1, sizeof(double)),
        .park = calloc(count + 1, sizeof(size_t)),
    };
    if (places->blocks_m2 == NULL || places->most_m2 == NULL || places->park == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the requests of %zu parcels", count);
    }
    enum lg_status status = lg_ledger_part_parks(model, &is_part, err);
    if (status != LG_OK) return status;
    for (size_t parcel = 0; parcel < count; parcel++) {
        places->park[parcel] = LG_NO_PARK;
    }
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        size_t park = model->pieces.park[piece];
        if (park != LG_NO_PARK) add_place(model, piece, is_part[park], places);
    }
    free(is_part);
    return LG_OK;
}

/* Land whose area is not known stands behind. */
static double blocks_of(const struct lg_request_row *row)
{
    return isnan(row->blocks_m2) ? -1.0 : row->blocks_m2;
}

static int compare_rows(const void *left, const void *right)
{
    const struct lg_request_row *a = left;
    const struct lg_request_row *b = right;
    if (blocks_of(a) != blocks_of(b)) return blocks_of(a) > blocks_of(b) ? -1 : 1;
    return (a->parcel > b->parcel) - (a->parcel < b->parcel);
}

static enum lg_status add_row(struct lg_model *model, size_t *capacity, struct lg_request_row row,
                              const struct lg_text *fields, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    if (results->request_count == *capacity) {
        size_t grown = lg_grow_capacity(*capacity, results->request_count + 1);
        struct lg_request_row *rows = lg_resize(results->requests, grown, sizeof(*rows));
        if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the requests");
        results->requests = rows;
        *capacity = grown;
    }
    row.missing_fields =
        fields->failed ? NULL : lg_arena_text(&results->texts, fields->bytes, fields->size);
    if (row.missing_fields == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the requests");
    results->requests[results->request_count++] = row;
    return LG_OK;
}

static bool is_disposed(const struct lg_model *model, size_t parcel)
{
    lg_date disposed_on = lg_table_date(&model->parcels.table, LG_PARCEL_DISPOSED_ON, parcel);
    return disposed_on != LG_DATE_NONE && disposed_on <= model->as_of;
}

enum lg_status lg_requests_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parcels.table.count == 0 || model->parcels.idle != NULL);

    struct lg_results *results = &model->results;
    struct places places;
    struct lg_text fields = {0};
    size_t capacity = 0;
    free(results->requests);
    results->requests = NULL;
    results->request_count = 0;
    enum lg_status status = find_places(model, &places, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        if (places.park[parcel] == LG_NO_PARK || is_disposed(model, parcel)) continue;
        struct search search = begin_search(model, parcel);
        if (is_decided(&search, &search.facts)) continue;
        name_fields(&search, find_smallest(&search), &fields);
        const struct lg_request_row row = {
            .parcel = parcel,
            .park = places.park[parcel],
            .blocks_m2 = places.blocks_m2[parcel],
        };
        status = add_row(model, &capacity, row, &fields, err);
    }
    if (status == LG_OK && results->request_count > 0) {
        qsort(results->requests, results->request_count, sizeof(*results->requests), compare_rows);
    }
    lg_text_reset(&fields);
    free_places(&places);
    return status;
}
