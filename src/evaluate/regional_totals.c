/*
 * The totals of the region, of what lies in it and outside, and of each place.
 *
 * Land and money by location are those of the parks that lie in no other: what is in these is in
 * their figures. By share, a park's money goes to its home and to the place where it lies; that of
 * a park in another one is taken off the other's, so it matters only where the two go different
 * ways. So both ways give the same where home and place are both in the total.
 */
#include "evaluate/enclave_parks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double closure_ratio = 1e-9;
static const double closure_least = 1e-6;
/* A status names so many parks of a figure. */
enum { NAMED_MAX = 20 };

/* Which places a total has, and what keeps its figures from being known. */
struct totals {
    const struct lg_enclave_parks *all;
    bool *has_place; /* [place count] */
    struct lg_text status;
    const char *last_code; /* of the park that was named last */
    size_t named_count;    /* parks of the present figure that lack it */
};

static const char *const land_keys[LG_TOTAL_LAND_COUNT] = {
    [LG_TOTAL_AREA] = "area_ha", [LG_TOTAL_A] = "a_ha",
    [LG_TOTAL_B] = "b_ha",       [LG_TOTAL_C] = "c_ha",
    [LG_TOTAL_D] = "d_ha",       [LG_TOTAL_E] = "e_ha",
    [LG_TOTAL_F] = "f_ha",       [LG_TOTAL_A2] = "a2_ha",
    [LG_TOTAL_IDLE] = "idle_ha", [LG_TOTAL_UNSURVEYED] = "unsurveyed_ha",
};

static const char *code_of(const struct totals *totals, size_t park)
{
    const char *code = lg_table_text(&totals->all->model->parks.table, LG_PARK_CODE, park);
    return code == NULL ? "?" : code;
}

/* ---- what is missing ---- */

static void begin_figure(struct totals *totals)
{
    totals->named_count = 0;
    totals->last_code = NULL;
}

/* "a_ha lacks K1, K2": each park once, scopes of one stand together. */
static void add_lack(struct totals *totals, const char *prefix, const char *key, const char *what,
                     size_t park)
{
    struct lg_text *text = &totals->status;
    const char *code = code_of(totals, park);
    if (totals->last_code != NULL && strcmp(totals->last_code, code) == 0) return;
    totals->last_code = code;
    totals->named_count++;
    if (totals->named_count > NAMED_MAX) return;
    if (totals->named_count == 1) {
        lg_text_printf(text, "%s%s%s lacks ", text->size > 0 ? "; " : "", prefix, key);
    } else {
        lg_text_add_text(text, ", ");
    }
    lg_text_printf(text, "%s%s", what, code);
}

static void end_figure(struct totals *totals)
{
    if (totals->named_count <= NAMED_MAX) return;
    lg_text_printf(&totals->status, ", %zu more", totals->named_count - NAMED_MAX);
}

/* ---- sums ---- */

static bool lies_here(const struct totals *totals, size_t park)
{
    const struct lg_enclave_park *row = &totals->all->parks[park];
    return !row->is_candidate && row->parent == LG_NO_PARK && totals->has_place[row->place];
}

/* A figure of the parks that lie here; offset: of a double in struct lg_enclave_park. */
static double sum_located(struct totals *totals, size_t offset, const char *key)
{
    double sum = 0.0;
    begin_figure(totals);
    for (size_t park = 0; park < totals->all->model->parks.table.count; park++) {
        if (!lies_here(totals, park)) continue;
        double value;
        memcpy(&value, (const char *)&totals->all->parks[park] + offset, sizeof(value));
        if (isnan(value)) {
            add_lack(totals, "", key, "", park);
        } else {
            sum += value;
        }
    }
    end_figure(totals);
    return totals->named_count > 0 ? (double)NAN : sum;
}

/* The part of a park's own money that goes to places of the total, 0..1; NaN: no share. */
static double part_here(const struct totals *totals, size_t park)
{
    const struct lg_enclave_park *row = &totals->all->parks[park];
    if (row->is_candidate) return 0.0;
    bool has_home = totals->has_place[row->home];
    bool has_place = totals->has_place[row->place];
    if (!row->is_split || has_home == has_place) return has_place ? 1.0 : 0.0;
    return has_home ? row->share : 1.0 - row->share;
}

/* What a park adds by share, in parts of its money: what goes here, less what its parent sends. */
static double weight_here(struct totals *totals, size_t park, const char *key)
{
    size_t parent = totals->all->parks[park].parent;
    double own = part_here(totals, park);
    double from_parent = parent == LG_NO_PARK ? 0.0 : part_here(totals, parent);
    if (isnan(own)) add_lack(totals, "shared_", key, "share of ", park);
    /* What the parent lacks is told of the parent. */
    return own - from_parent;
}

static double sum_shared(struct totals *totals, enum lg_park_money money)
{
    const char *key = lg_park_money_key(money);
    double sum = 0.0;
    begin_figure(totals);
    for (size_t park = 0; park < totals->all->model->parks.table.count; park++) {
        const struct lg_enclave_park *row = &totals->all->parks[park];
        double weight = weight_here(totals, park, key);
        if (weight == 0.0 || isnan(weight)) continue;
        if (isnan(row->yuan[money])) {
            add_lack(totals, "shared_", key, "", park);
        } else if (row->parent != LG_NO_PARK &&
                   lg_enclave_park_is_over(&totals->all->parks[row->parent], money)) {
            add_lack(totals, "shared_", key, "rest of ", row->parent);
        } else {
            sum += row->yuan[money] * weight;
        }
    }
    end_figure(totals);
    return totals->named_count > 0 ? (double)NAN : sum;
}

/* ---- counts ---- */

/* The park in no other one that a park lies in. */
static size_t root_of(const struct lg_enclave_parks *all, size_t park)
{
    while (all->parks[park].parent != LG_NO_PARK) {
        park = all->parks[park].parent;
    }
    return park;
}

/* Codes that lie here; the scopes of one stand together. */
static size_t count_codes(const struct totals *totals, bool is_nested)
{
    const struct lg_enclave_parks *all = totals->all;
    const char *last = NULL;
    size_t count = 0;
    for (size_t park = 0; park < all->model->parks.table.count; park++) {
        if ((all->parks[park].parent != LG_NO_PARK) != is_nested) continue;
        if (!lies_here(totals, root_of(all, park))) continue;
        const char *code = code_of(totals, park);
        count += last == NULL || strcmp(last, code) != 0;
        last = code;
    }
    return count;
}

/* Land of two parks that both lie here and neither of which names the other as its parent. */
static double sum_twice(struct totals *totals)
{
    const struct lg_quality_areas *areas = &totals->all->model->quality_areas;
    double sum_m2 = 0.0;
    size_t last = LG_NO_PARK;
    size_t last_other = LG_NO_PARK;
    for (size_t i = 0; i < areas->count; i++) {
        const struct lg_quality_area *area = &areas->items[i];
        if (area->code != LG_W_NEST) continue;
        if (!lies_here(totals, area->park) || !lies_here(totals, area->other_park)) continue;
        sum_m2 += area->area_m2;
        if (area->park == last && area->other_park == last_other) continue;
        last = area->park;
        last_other = area->other_park;
        struct lg_text *text = &totals->status;
        lg_text_printf(text, "%s%s and %s share land, counted twice", text->size > 0 ? "; " : "",
                       code_of(totals, last), code_of(totals, last_other));
    }
    return sum_m2;
}

/* Parks that name each other as parents may share land, and nobody has looked how much; what lies
 * outside of its parent has no total that it is in. */
static void tell_parents(struct totals *totals)
{
    const struct lg_enclave_parks *all = totals->all;
    struct lg_text *text = &totals->status;
    for (size_t park = 0; park < all->model->parks.table.count; park++) {
        const struct lg_enclave_park *row = &all->parks[park];
        if (!lies_here(totals, root_of(all, park))) continue;
        if (row->fault == LG_PARENT_CIRCLE) {
            lg_text_printf(text, "%s%s has parents in a circle, land perhaps counted twice",
                           text->size > 0 ? "; " : "", code_of(totals, park));
        }
        if (row->beyond_m2 > 0.0) {
            lg_text_printf(text, "%s%s lies partly outside %s, land not counted",
                           text->size > 0 ? "; " : "", code_of(totals, park),
                           code_of(totals, row->parent));
        }
    }
}

static enum lg_status add_row(struct totals *totals, struct lg_regional_total row,
                              struct lg_error *err)
{
    struct lg_results *results = &totals->all->model->results;
    row.park_count = count_codes(totals, false);
    row.nested_count = count_codes(totals, true);
    for (enum lg_total_land land = 0; land < LG_TOTAL_LAND_COUNT; land++) {
        size_t offset = offsetof(struct lg_enclave_park, land_m2) + land * sizeof(double);
        row.land_m2[land] = sum_located(totals, offset, land_keys[land]);
    }
    row.twice_m2 = sum_twice(totals);
    tell_parents(totals);
    for (enum lg_park_money money = 0; money < LG_PARK_MONEY_COUNT; money++) {
        size_t offset = offsetof(struct lg_enclave_park, yuan) + money * sizeof(double);
        row.yuan[money] = sum_located(totals, offset, lg_park_money_key(money));
        row.shared_yuan[money] = sum_shared(totals, money);
    }
    enum lg_status status = lg_keep_status(totals->all->model, &totals->status, &row.status, err);
    results->regional_totals[results->regional_total_count++] = row;
    return status;
}

/* ---- rows ---- */

static enum lg_status add_all(struct totals *totals, struct lg_error *err)
{
    for (size_t i = 0; i < totals->all->places.count; i++) {
        totals->has_place[i] = true;
    }
    return add_row(totals, (struct lg_regional_total){.part = "ALL"}, err);
}

static enum lg_status add_side(struct totals *totals, enum lg_side side, const char *part,
                               struct lg_error *err)
{
    const struct lg_places *places = &totals->all->places;
    for (size_t i = 0; i < places->count; i++) {
        totals->has_place[i] = places->items[i].side == side;
    }
    const struct lg_place of_side = {.side = side};
    return add_row(totals,
                   (struct lg_regional_total){.part = part, .outside = lg_place_outside(&of_side)},
                   err);
}

static enum lg_status add_place(struct totals *totals, size_t place, struct lg_error *err)
{
    const struct lg_place *of = &totals->all->places.items[place];
    memset(totals->has_place, 0, totals->all->places.count * sizeof(*totals->has_place));
    totals->has_place[place] = true;
    return add_row(totals,
                   (struct lg_regional_total){
                       .part = "PLACE",
                       .place = of->name,
                       .code = of->code,
                       .outside = lg_place_outside(of),
                   },
                   err);
}

static bool is_anything_unknown(const struct lg_enclave_parks *all)
{
    for (size_t park = 0; park < all->model->parks.table.count; park++) {
        const struct lg_enclave_park *row = &all->parks[park];
        if (row->is_candidate) continue;
        if (row->home == LG_PLACE_UNKNOWN || row->place == LG_PLACE_UNKNOWN) return true;
    }
    return false;
}

/* A known place by its position, to be put in order. */
struct ordered_place {
    const struct lg_place *place;
    size_t position;
};

/* Inside before outside, by code, by name: no two are equal. */
static int compare_places(const void *left, const void *right)
{
    const struct lg_place *a = ((const struct ordered_place *)left)->place;
    const struct lg_place *b = ((const struct ordered_place *)right)->place;
    if (a->side != b->side) return a->side < b->side ? -1 : 1;
    int order = a->code == NULL ? 0 : strcmp(a->code, b->code);
    return order != 0 ? order : strcmp(a->name, b->name);
}

static enum lg_status add_places(struct totals *totals, struct lg_error *err)
{
    const struct lg_places *places = &totals->all->places;
    struct ordered_place *order = calloc(places->count + 1, sizeof(*order));
    if (order == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu places", places->count);
    size_t count = 0;
    for (size_t i = LG_PLACE_UNKNOWN + 1; i < places->count; i++) {
        order[count++] = (struct ordered_place){&places->items[i], i};
    }
    qsort(order, count, sizeof(*order), compare_places);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        status = add_place(totals, order[i].position, err);
    }
    free(order);
    return status;
}

static double figure_of(const struct lg_regional_total *row, size_t at)
{
    if (at < LG_TOTAL_LAND_COUNT) return row->land_m2[at];
    at -= LG_TOTAL_LAND_COUNT;
    return at < LG_PARK_MONEY_COUNT ? row->yuan[at] : row->shared_yuan[at - LG_PARK_MONEY_COUNT];
}

/* The rows behind the first from one up to another add up to it, where all is known. */
static enum lg_status check_sum(const struct lg_results *results, const char *const parts[3],
                                size_t at, struct lg_error *err)
{
    double whole = figure_of(&results->regional_totals[0], at);
    double sum = 0.0;
    double size = fabs(whole);
    for (size_t i = 1; i < results->regional_total_count; i++) {
        const struct lg_regional_total *row = &results->regional_totals[i];
        bool is_part = false;
        for (size_t part = 0; part < 3; part++) {
            is_part = is_part || strcmp(row->part, parts[part]) == 0;
        }
        if (!is_part) continue;
        sum += figure_of(row, at);
        size += fabs(figure_of(row, at));
    }
    if (!(fabs(sum - whole) > closure_ratio * size + closure_least)) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "figure %zu of the region is %.4f, its parts %.4f", at, whole,
                   sum);
}

static enum lg_status check_closure(const struct lg_results *results, struct lg_error *err)
{
    static const char *const sides[] = {"INSIDE", "OUTSIDE", "UNKNOWN"};
    static const char *const places[] = {"PLACE", "UNKNOWN", "UNKNOWN"};
    enum lg_status status = LG_OK;
    for (size_t at = 0; status == LG_OK && at < LG_TOTAL_LAND_COUNT + 2 * LG_PARK_MONEY_COUNT;
         at++) {
        status = check_sum(results, sides, at, err);
        if (status == LG_OK) status = check_sum(results, places, at, err);
    }
    return status;
}

static enum lg_status add_rows(struct totals *totals, struct lg_error *err)
{
    enum lg_status status = add_all(totals, err);
    if (status == LG_OK) status = add_side(totals, LG_SIDE_INSIDE, "INSIDE", err);
    if (status == LG_OK) status = add_side(totals, LG_SIDE_OUTSIDE, "OUTSIDE", err);
    if (status == LG_OK && is_anything_unknown(totals->all)) {
        status = add_side(totals, LG_SIDE_UNKNOWN, "UNKNOWN", err);
    }
    if (status == LG_OK) status = add_places(totals, err);
    return status == LG_OK ? check_closure(&totals->all->model->results, err) : status;
}

enum lg_status lg_regional_totals_fill(const struct lg_enclave_parks *all, struct lg_error *err)
{
    struct lg_results *results = &all->model->results;
    size_t row_count = all->places.count + 4;
    free(results->regional_totals);
    results->regional_total_count = 0;
    results->regional_totals = calloc(row_count, sizeof(*results->regional_totals));
    struct totals totals = {.all = all};
    totals.has_place = calloc(all->places.count + 1, sizeof(*totals.has_place));
    if (results->regional_totals == NULL || totals.has_place == NULL) {
        free(totals.has_place);
        return lg_fail(err, LG_NO_MEMORY, "no memory for the totals of %zu places", row_count);
    }
    enum lg_status status = add_rows(&totals, err);
    free(totals.has_place);
    lg_text_reset(&totals.status);
    return status;
}
