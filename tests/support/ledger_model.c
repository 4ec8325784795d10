#include "support/ledger_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void must(bool holds)
{
    if (holds) return;
    (void)fputs("ledger_model: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

static void *room(size_t count, size_t size_bytes)
{
    void *made = calloc(count + 1, size_bytes);
    must(made != NULL);
    return made;
}

void ledger_model_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].text[row] = text;
}

void ledger_model_number(struct lg_table *table, size_t role, size_t row, double number)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].number[row] = number;
}

void ledger_model_date(struct lg_table *table, size_t role, size_t row, int day)
{
    must(lg_table_add_column(table, role, NULL) == LG_OK);
    table->columns[role].date[row] = (struct lg_date_reading){
        LG_DATE_READ, LG_DATE_BY_DAY, lg_date_make(day / 10000, day / 100 % 100, day % 100)};
}

static void fill_parks(struct lg_model *model, size_t park_count)
{
    static const char *const codes[] = {"K1", "K2", "K3"};
    must(park_count <= 3);
    must(lg_table_add_rows(&model->parks.table, park_count, NULL) == LG_OK);
    for (size_t park = 0; park < park_count; park++) {
        ledger_model_text(&model->parks.table, LG_PARK_CODE, park, codes[park]);
    }
    model->results.sums = room(park_count, sizeof(*model->results.sums));
}

static void size_columns(struct lg_model *model, size_t count)
{
    struct lg_parcels *parcels = &model->parcels;
    must(lg_table_add_rows(&parcels->table, count, NULL) == LG_OK);
    parcels->id = room(count, sizeof(*parcels->id));
    parcels->land_state = room(count, sizeof(*parcels->land_state));
    parcels->land_state_guessed = room(count, sizeof(*parcels->land_state_guessed));
    parcels->supply_state = room(count, sizeof(*parcels->supply_state));
    parcels->idle = room(count, sizeof(*parcels->idle));
    parcels->bond = room(count, sizeof(*parcels->bond));
    struct lg_pieces *pieces = &model->pieces;
    pieces->count = count;
    pieces->park = room(count, sizeof(*pieces->park));
    pieces->parcel = room(count, sizeof(*pieces->parcel));
    pieces->counted_m2 = room(count, sizeof(*pieces->counted_m2));
    pieces->account_m2 = room(count, sizeof(*pieces->account_m2));
    pieces->share = room(count, sizeof(*pieces->share));
}

static void fill_parcel(struct lg_model *model, size_t row, const struct ledger_parcel *from)
{
    struct lg_parcels *parcels = &model->parcels;
    parcels->id[row] = from->id;
    parcels->supply_state[row] = from->supply;
    parcels->idle[row] = (struct lg_idle_finding){
        .status = from->status,
        .start_due = LG_DATE_NONE,
        .end_first = LG_DATE_NONE,
        .end_second = LG_DATE_NONE,
        .stopped_end = LG_DATE_NONE,
        .developed_ratio = (double)NAN,
        .invested_ratio = (double)NAN,
        .fee_yuan = (double)NAN,
        .cause = from->cause,
    };
    if (from->holder != NULL) {
        ledger_model_text(&parcels->table, LG_PARCEL_HOLDER, row, from->holder);
    }
    if (from->seized != NULL) {
        ledger_model_text(&parcels->table, LG_PARCEL_SEIZED, row, from->seized);
    }
    model->pieces.park[row] = from->park;
    model->pieces.parcel[row] = row;
    model->pieces.counted_m2[row] = from->account_m2;
    model->pieces.account_m2[row] = from->account_m2;
    model->pieces.share[row] = 1;
    if (from->park == LG_NO_PARK) return;
    struct lg_park_sums *sums = &model->results.sums[from->park];
    sums->surveyed_m2 += from->account_m2;
    if (lg_idle_is_idle(from->status)) sums->idle_m2 += from->account_m2;
}

struct lg_model *ledger_model_new(size_t park_count, const struct ledger_parcel *parcels,
                                  size_t count)
{
    struct lg_model *model = NULL;
    must(lg_model_new(&model, NULL) == LG_OK);
    model->as_of = lg_date_make(2026, 6, 30);
    model->rules.idle = lg_idle_rules_order53();
    fill_parks(model, park_count);
    size_columns(model, count);
    for (size_t row = 0; row < count; row++) {
        fill_parcel(model, row, &parcels[row]);
    }
    return model;
}
