/*
 * The table of enclaves (T7): which parks they are, of what kind, and how their money is divided.
 */
#include "evaluate/enclave_parks.h"
#include "evaluate/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_keep_status(struct lg_model *model, struct lg_text *text, const char **kept,
                              struct lg_error *err)
{
    *kept = "ok";
    if (text->size == 0 && !text->failed) return LG_OK;
    return lg_keep_text(model, text, kept, err);
}

/* Of two places: on two sides of the region's boundary, or both inside. */
static const char *type_of(const struct lg_enclave_parks *all, const struct lg_enclave_park *park)
{
    enum lg_side home = all->places.items[park->home].side;
    enum lg_side place = all->places.items[park->place].side;
    bool is_known = home != LG_SIDE_UNKNOWN && place != LG_SIDE_UNKNOWN;
    if (is_known && home != place) return "INTER_PROVINCE";
    if (is_known && home == LG_SIDE_INSIDE && park->is_split) return "INTRA_REGION";
    return park->parent != LG_NO_PARK ? "NESTED" : NULL;
}

static void add_words(struct lg_text *text, const char *words, const char *key, const char *more)
{
    lg_text_printf(text, "%s%s%s%s", text->size > 0 ? "; " : "", words, key, more);
}

static void tell_places(const struct lg_enclave_parks *all, const struct lg_enclave_park *park,
                        struct lg_text *text)
{
    if (park->fault == LG_PARENT_UNKNOWN) add_words(text, "parent not found", "", "");
    if (park->fault == LG_PARENT_CIRCLE) add_words(text, "parents in a circle", "", "");
    if (park->home == LG_PLACE_UNKNOWN) add_words(text, "no home", "", "");
    if (park->place == LG_PLACE_UNKNOWN) add_words(text, "no host", "", "");
    if (!park->is_split && park->place != LG_PLACE_UNKNOWN) {
        add_words(text, "home and host are one place, nothing to divide", "", "");
        return;
    }
    enum lg_side home = all->places.items[park->home].side;
    enum lg_side place = all->places.items[park->place].side;
    if (home == LG_SIDE_OUTSIDE && place == LG_SIDE_OUTSIDE) {
        add_words(text, "home and host both outside the region", "", "");
    }
    if (isnan(park->share)) add_words(text, "no share", "", "");
}

static void divide(const struct lg_enclave_park *park, enum lg_park_money money,
                   struct lg_enclave *row, struct lg_text *text)
{
    const char *key = lg_park_money_key(money);
    double own_yuan = park->yuan[money] - park->nested_yuan[money];
    row->yuan[money] = park->yuan[money];
    row->home_yuan[money] = row->host_yuan[money] = (double)NAN;
    if (isnan(park->yuan[money])) add_words(text, "no ", key, "");
    if (!park->is_split) return;
    if (isnan(park->nested_yuan[money])) add_words(text, "no ", key, " of a park in it");
    if (lg_enclave_park_is_over(park, money)) {
        add_words(text, "less ", key, " than the parks in it");
        return;
    }
    row->home_yuan[money] = own_yuan * park->share;
    row->host_yuan[money] = own_yuan - row->home_yuan[money];
}

static enum lg_status fill_row(const struct lg_enclave_parks *all, size_t at,
                               struct lg_enclave *row, struct lg_text *text, struct lg_error *err)
{
    const struct lg_enclave_park *park = &all->parks[at];
    *row = (struct lg_enclave){
        .park = at,
        .share = park->share,
        .type = type_of(all, park),
        .outside = lg_place_outside(&all->places.items[park->place]),
    };
    tell_places(all, park, text);
    for (enum lg_park_money money = 0; money < LG_PARK_MONEY_COUNT; money++) {
        divide(park, money, row, text);
    }
    return lg_keep_status(all->model, text, &row->status, err);
}

static bool is_listed(const struct lg_model *model, size_t park)
{
    if (lg_park_is_candidate(model, park)) return false;
    return lg_table_text(&model->parks.table, LG_PARK_HOST, park) != NULL ||
           lg_table_text(&model->parks.table, LG_PARK_PARENT, park) != NULL;
}

static enum lg_status fill_rows(const struct lg_enclave_parks *all, struct lg_error *err)
{
    struct lg_results *results = &all->model->results;
    size_t park_count = all->model->parks.table.count;
    free(results->enclaves);
    results->enclave_count = 0;
    results->enclaves = calloc(park_count + 1, sizeof(*results->enclaves));
    if (results->enclaves == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the enclaves of %zu parks", park_count);
    }
    struct lg_text text = {0};
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < park_count; park++) {
        if (!is_listed(all->model, park)) continue;
        struct lg_enclave *row = &results->enclaves[results->enclave_count++];
        status = fill_row(all, park, row, &text, err);
    }
    lg_text_reset(&text);
    return status;
}

enum lg_status lg_enclaves_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_enclave_parks all;
    enum lg_status status = lg_enclave_parks_init(&all, model, err);
    if (status == LG_OK) status = fill_rows(&all, err);
    if (status == LG_OK) status = lg_regional_totals_fill(&all, err);
    lg_enclave_parks_reset(&all);
    return status;
}
