/*
 * Parent, home, host and share of each park, held against each other.
 *
 * A park lies where its host is, else where its home is; one that lies in another lies where that
 * one does, and has from it the home and the share that it does not give itself. The figures of a
 * park hold those of the parks in it.
 */
#include "evaluate/enclave_parks.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Money may be rounded where it was added up: by a yuan, and by a billionth. */
static const double money_yuan = 1.0;
static const double money_ratio = 1e-9;
/* A park larger than the one that it lies in by less is a matter of drawing. */
static const double area_ratio = 1e-3;

static const char *text_of(const struct lg_enclave_parks *all, enum lg_park_role role, size_t park)
{
    return lg_table_text(&all->model->parks.table, role, park);
}

static bool is_same(const char *left, const char *right)
{
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* ---- parents ---- */

static enum lg_status tell_parent(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    struct lg_finding finding = lg_park_finding(all->model, LG_W_VALUE, park);
    const char *parent = text_of(all, LG_PARK_PARENT, park);
    if (all->parks[park].fault == LG_PARENT_UNKNOWN) {
        return lg_findings_add(&all->model->findings, &finding, err,
                               "parent \"%s\" is the code of no park here, so the park counts as "
                               "lying in none; correct the code or add the park",
                               parent);
    }
    return lg_findings_add(
        &all->model->findings, &finding, err,
        "parent \"%s\" lies, by the parents that are given, in this park itself, "
        "so the park counts as lying in none; correct one of the parents",
        parent);
}

static void find_parent(struct lg_enclave_parks *all, size_t park)
{
    struct lg_enclave_park *row = &all->parks[park];
    row->is_candidate = lg_park_is_candidate(all->model, park);
    row->parent = lg_park_parent(all->model, park);
    bool is_given = !row->is_candidate && text_of(all, LG_PARK_PARENT, park) != NULL;
    if (!is_given || row->parent != LG_NO_PARK) return;
    bool is_circle = lg_park_is_in_circle(all->model, park);
    row->fault = is_circle ? LG_PARENT_CIRCLE : LG_PARENT_UNKNOWN;
}

static enum lg_status nest(struct lg_enclave_parks *all, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < all->model->parks.table.count; park++) {
        find_parent(all, park);
        if (all->parks[park].fault != LG_PARENT_FINE) status = tell_parent(all, park, err);
    }
    return status;
}

/* ---- places and shares ---- */

static enum lg_status read_share(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    double share = lg_table_number(&all->model->parks.table, LG_PARK_SHARE, park);
    all->parks[park].share = share;
    if (isnan(share) || (share >= 0 && share <= 1)) return LG_OK;
    all->parks[park].share = (double)NAN;
    struct lg_finding finding = lg_park_finding(all->model, LG_W_VALUE, park);
    finding.value = share;
    finding.limit = share < 0 ? 0 : 1;
    return lg_findings_add(&all->model->findings, &finding, err,
                           "share %g is not from 0 to 1 and counts as missing; write the part of "
                           "the home as a fraction, 30 %% as 0.3",
                           share);
}

static enum lg_status read_places(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    struct lg_enclave_park *row = &all->parks[park];
    enum lg_status status =
        lg_places_find(&all->places, all->model, text_of(all, LG_PARK_HOME, park), &row->home, err);
    if (status == LG_OK) {
        status = lg_places_find(&all->places, all->model, text_of(all, LG_PARK_HOST, park),
                                &row->place, err);
    }
    if (status == LG_OK) status = read_share(all, park, err);
    return status;
}

/* The host of a park that lies in another must be where that one is. */
static enum lg_status take_place(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    struct lg_enclave_park *row = &all->parks[park];
    const struct lg_enclave_park *parent = &all->parks[row->parent];
    size_t host = row->place;
    row->place = parent->place;
    if (row->home == LG_PLACE_UNKNOWN) row->home = parent->home;
    if (isnan(row->share) && row->home == parent->home) row->share = parent->share;
    if (!lg_places_differ(&all->places, host, row->place)) return LG_OK;
    struct lg_finding finding = lg_park_finding(all->model, LG_W_VALUE, park);
    return lg_findings_add(&all->model->findings, &finding, err,
                           "host %s, but its parent %s lies in %s, so the park counts there; "
                           "correct the host or the parent",
                           all->places.items[host].name, text_of(all, LG_PARK_CODE, row->parent),
                           all->places.items[row->place].name);
}

static size_t depth_of(const struct lg_enclave_parks *all, size_t park)
{
    size_t depth = 0;
    for (size_t at = all->parks[park].parent; at != LG_NO_PARK; at = all->parks[at].parent) {
        depth++;
    }
    return depth;
}

/* Parents before what lies in them: level by level. */
static enum lg_status find_places(struct lg_enclave_parks *all, struct lg_error *err)
{
    size_t count = all->model->parks.table.count;
    size_t deepest = 0;
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        struct lg_enclave_park *row = &all->parks[park];
        if (row->is_candidate) continue;
        status = read_places(all, park, err);
        size_t depth = depth_of(all, park);
        if (depth > deepest) deepest = depth;
        if (depth == 0 && row->place == LG_PLACE_UNKNOWN) row->place = row->home;
    }
    for (size_t depth = 1; depth <= deepest; depth++) {
        for (size_t park = 0; status == LG_OK && park < count; park++) {
            if (depth_of(all, park) == depth) status = take_place(all, park, err);
        }
    }
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        struct lg_enclave_park *row = &all->parks[park];
        bool is_one_unknown = row->home == LG_PLACE_UNKNOWN || row->place == LG_PLACE_UNKNOWN;
        row->is_split = lg_places_differ(&all->places, row->home, row->place) ||
                        (is_one_unknown && row->home != row->place);
    }
    return status;
}

/* ---- land and money ---- */

static void take_figures(const struct lg_park_sums *sums, struct lg_enclave_park *row)
{
    static const struct {
        enum lg_total_land land;
        enum lg_state state;
    } states[] = {
        {LG_TOTAL_A, LG_STATE_A},   {LG_TOTAL_B, LG_STATE_B}, {LG_TOTAL_C, LG_STATE_C},
        {LG_TOTAL_D, LG_STATE_D},   {LG_TOTAL_E, LG_STATE_E}, {LG_TOTAL_F, LG_STATE_F},
        {LG_TOTAL_A2, LG_STATE_A2},
    };
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
        row->land_m2[states[i].land] = lg_sums_state_m2(sums, states[i].state);
    }
    row->land_m2[LG_TOTAL_AREA] = sums->total_m2;
    row->land_m2[LG_TOTAL_IDLE] = sums->idle_m2;
    row->land_m2[LG_TOTAL_UNSURVEYED] = sums->unsurveyed_m2;
    row->yuan[LG_MONEY_INVESTMENT] = sums->industrial_investment_yuan;
    row->yuan[LG_MONEY_REVENUE] = sums->industrial_revenue_yuan;
    row->yuan[LG_MONEY_INDUSTRIAL_TAX] = sums->industrial_tax_yuan;
    row->yuan[LG_MONEY_TOTAL_TAX] = sums->tax_yuan;
}

bool lg_enclave_park_is_over(const struct lg_enclave_park *park, enum lg_park_money money)
{
    double nested = park->nested_yuan[money];
    return nested > park->yuan[money] + money_yuan + money_ratio * fabs(nested);
}

const char *lg_park_money_key(enum lg_park_money money)
{
    static const char *const keys[LG_PARK_MONEY_COUNT] = {
        [LG_MONEY_INVESTMENT] = "fixed_investment_wan",
        [LG_MONEY_REVENUE] = "industrial_revenue_wan",
        [LG_MONEY_INDUSTRIAL_TAX] = "industrial_tax_wan",
        [LG_MONEY_TOTAL_TAX] = "total_tax_wan",
    };
    return keys[money];
}

static enum lg_status check_nested(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (enum lg_park_money money = 0; status == LG_OK && money < LG_PARK_MONEY_COUNT; money++) {
        if (!lg_enclave_park_is_over(&all->parks[park], money)) continue;
        struct lg_finding finding = lg_park_finding(all->model, LG_W_VALUE, park);
        status = lg_findings_add(&all->model->findings, &finding, err,
                                 "the parks in it have more %s than the park itself, whose figures "
                                 "must hold theirs; its rest is not known",
                                 lg_park_money_key(money));
    }
    return status;
}

static enum lg_status check_area(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    size_t parent = all->parks[park].parent;
    const char *code = text_of(all, LG_PARK_CODE, parent);
    double area_m2 = all->parks[park].land_m2[LG_TOTAL_AREA];
    double parent_m2 = 0.0;
    for (size_t row = 0; row < all->model->parks.table.count; row++) {
        if (!is_same(text_of(all, LG_PARK_CODE, row), code)) continue;
        parent_m2 += all->parks[row].land_m2[LG_TOTAL_AREA];
    }
    if (!(area_m2 > parent_m2 * (1.0 + area_ratio))) return LG_OK;
    struct lg_finding finding = lg_park_finding(all->model, LG_W_VALUE, park);
    finding.value = area_m2;
    finding.limit = parent_m2;
    return lg_findings_add(&all->model->findings, &finding, err,
                           "the park is larger than its parent %s, which is to hold its land: "
                           "%.2f m2 and %.2f m2; totals count the parent's land alone; correct the "
                           "parent or a boundary",
                           code, area_m2, parent_m2);
}

static enum lg_status add_up(struct lg_enclave_parks *all, struct lg_error *err)
{
    size_t count = all->model->parks.table.count;
    for (size_t park = 0; park < count; park++) {
        take_figures(&all->model->results.sums[park], &all->parks[park]);
    }
    for (size_t park = 0; park < count; park++) {
        size_t parent = all->parks[park].parent;
        if (parent == LG_NO_PARK) continue;
        for (size_t money = 0; money < LG_PARK_MONEY_COUNT; money++) {
            all->parks[parent].nested_yuan[money] += all->parks[park].yuan[money];
        }
    }
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        status = check_nested(all, park, err);
        if (status == LG_OK && all->parks[park].parent != LG_NO_PARK) {
            status = check_area(all, park, err);
        }
    }
    return status;
}

enum lg_status lg_enclave_parks_init(struct lg_enclave_parks *all, struct lg_model *model,
                                     struct lg_error *err)
{
    size_t count = model->parks.table.count;
    assert(count == 0 || model->results.sums != NULL);

    *all = (struct lg_enclave_parks){.model = model};
    all->parks = calloc(count + 1, sizeof(*all->parks));
    if (all->parks == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parks", count);
    enum lg_status status = nest(all, err);
    if (status == LG_OK) status = find_places(all, err);
    if (status == LG_OK) status = add_up(all, err);
    if (status == LG_OK) status = lg_nested_land_check(all, err);
    return status;
}

void lg_enclave_parks_reset(struct lg_enclave_parks *all)
{
    free(all->parks);
    lg_places_reset(&all->places);
    *all = (struct lg_enclave_parks){.model = NULL};
}
