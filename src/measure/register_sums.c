/*
 * The sums under the register (T1): each park's land by what the register says of it.
 */
#include "base/grow.h"
#include "measure/measure.h"
#include "measure/tally.h"
#include "model/land_state.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* More codes than any of the five lists has. */
enum { BIN_COUNT_MAX = 64 };

struct bin {
    const char *code; /* NULL: not known */
    const char *name[2];
    struct lg_sum m2;
    size_t parcel_count;
};

struct bins {
    struct bin items[BIN_COUNT_MAX];
    size_t count;
};

/* A way to part the land: the bin of a piece, its sums aside. */
struct division {
    const char *by;
    struct bin (*bin_of)(const struct lg_model *model, size_t piece);
};

static struct bin bin_of_unknown(void)
{
    return (struct bin){.name = {lg_name_unknown[0], lg_name_unknown[1]}};
}

static struct bin bin_of_park(const struct lg_model *model, size_t piece)
{
    const struct lg_table *parks = &model->parks.table;
    const char *name = lg_table_text(parks, LG_PARK_NAME, model->pieces.park[piece]);
    return (struct bin){
        .code = lg_table_text(parks, LG_PARK_CODE, model->pieces.park[piece]),
        .name = {name, name},
    };
}

static struct bin bin_of_state(enum lg_state state)
{
    if (state == LG_STATE_NONE) return bin_of_unknown();
    const struct lg_state_entry *entry = &lg_states[state];
    return (struct bin){.code = entry->code, .name = {entry->name[0], entry->name[1]}};
}

static struct bin bin_of_land_state(const struct lg_model *model, size_t piece)
{
    return bin_of_state(model->parcels.land_state[model->pieces.parcel[piece]]);
}

static struct bin bin_of_supply_state(const struct lg_model *model, size_t piece)
{
    return bin_of_state(model->parcels.supply_state[model->pieces.parcel[piece]]);
}

/* The first level of the current use: two digits, or the letter of a system of letters. */
static struct bin bin_of_use_class(const struct lg_model *model, size_t piece)
{
    const struct lg_use_entry *use =
        lg_parcel_use_entry(model, model->pieces.parcel[piece], LG_CURRENT_USE);
    if (use == NULL) return bin_of_unknown();
    bool is_digits = use->code[0] >= '0' && use->code[0] <= '9';
    char class[3] = {use->code[0], '\0', '\0'};
    if (is_digits) class[1] = use->code[1];
    const struct lg_use_entry *entry = lg_use_find(model->use_systems[LG_CURRENT_USE], class);
    assert(entry != NULL);
    return (struct bin){.code = entry->code, .name = {entry->name[0], entry->name[1]}};
}

static struct bin bin_of_stock_class(const struct lg_model *model, size_t piece)
{
    const char *const *classes = model->parcels.stock_class;
    const char *code = classes != NULL ? classes[model->pieces.parcel[piece]] : NULL;
    /* Land that cannot be supplied has none either. */
    if (code == NULL) return (struct bin){.name = {lg_name_unclassed[0], lg_name_unclassed[1]}};
    const struct lg_stock_entry *entry = lg_stock_find(code);
    if (entry == NULL) return (struct bin){.code = code, .name = {code, code}};
    return (struct bin){.code = entry->code, .name = {entry->name[0], entry->name[1]}};
}

static const struct division divisions[] = {
    {"park", bin_of_park},
    {"land_state", bin_of_land_state},
    {"supply_state", bin_of_supply_state},
    {"use_class", bin_of_use_class},
    {"stock_class", bin_of_stock_class},
};

static bool has_code(const struct bin *bin, const char *code)
{
    if (bin->code == NULL || code == NULL) return bin->code == code;
    return strcmp(bin->code, code) == 0;
}

static void add_piece(struct bins *bins, struct bin bin, double area_m2)
{
    size_t at = 0;
    while (at < bins->count && !has_code(&bins->items[at], bin.code)) {
        at++;
    }
    assert(at < BIN_COUNT_MAX);
    if (at == bins->count) bins->items[bins->count++] = bin;
    bins->items[at].parcel_count++;
    if (!isnan(area_m2)) lg_sum_add(&bins->items[at].m2, area_m2);
}

/* By code; land without one last. */
static int compare_bins(const void *left, const void *right)
{
    const struct bin *a = left;
    const struct bin *b = right;
    if (a->code == NULL || b->code == NULL) return (a->code == NULL) - (b->code == NULL);
    return strcmp(a->code, b->code);
}

static struct lg_register_sum row_of(const struct division *division, const struct bin *bin)
{
    return (struct lg_register_sum){
        .by = division->by,
        .code = bin->code,
        .name = {bin->name[0], bin->name[1]},
        .area_m2 = lg_sum_value(bin->m2),
        .parcel_count = bin->parcel_count,
    };
}

static enum lg_status add_rows(struct lg_results *results, size_t *capacity, size_t park,
                               const struct division *division, const struct bins *bins,
                               double whole_m2, struct lg_error *err)
{
    size_t needed = results->register_sum_count + bins->count;
    if (needed > *capacity) {
        size_t grown = lg_grow_capacity(*capacity, needed);
        struct lg_register_sum *rows = lg_resize(results->register_sums, grown, sizeof(*rows));
        if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the register's sums");
        results->register_sums = rows;
        *capacity = grown;
    }
    for (size_t i = 0; i < bins->count; i++) {
        struct lg_register_sum row = row_of(division, &bins->items[i]);
        row.park = park;
        row.whole_m2 = whole_m2;
        results->register_sums[results->register_sum_count++] = row;
    }
    return LG_OK;
}

static enum lg_status sum_park(struct lg_model *model, size_t *capacity, size_t park,
                               size_t first_piece, size_t end_piece, struct lg_error *err)
{
    double whole_m2 = lg_register_m2(&model->pieces, first_piece, end_piece);
    for (size_t i = 0; i < sizeof(divisions) / sizeof(divisions[0]); i++) {
        struct bins bins = {.count = 0};
        struct lg_sum made_m2 = {0};
        for (size_t piece = first_piece; piece < end_piece; piece++) {
            add_piece(&bins, divisions[i].bin_of(model, piece), model->pieces.account_m2[piece]);
        }
        qsort(bins.items, bins.count, sizeof(bins.items[0]), compare_bins);
        for (size_t bin = 0; bin < bins.count; bin++) {
            lg_sum_add(&made_m2, lg_sum_value(bins.items[bin].m2));
        }
        enum lg_status status =
            lg_register_check(model, park, divisions[i].by, lg_sum_value(made_m2), whole_m2, err);
        if (status == LG_OK) {
            status = add_rows(&model->results, capacity, park, &divisions[i], &bins, whole_m2, err);
        }
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

size_t lg_end_of_park(const struct lg_pieces *pieces, size_t first, size_t park)
{
    size_t piece = first;
    while (piece < pieces->count && pieces->park[piece] == park) {
        piece++;
    }
    return piece;
}

double lg_register_m2(const struct lg_pieces *pieces, size_t first_piece, size_t end_piece)
{
    struct lg_sum m2 = {0};
    for (size_t piece = first_piece; piece < end_piece; piece++) {
        if (!isnan(pieces->account_m2[piece])) lg_sum_add(&m2, pieces->account_m2[piece]);
    }
    return lg_sum_value(m2);
}

enum lg_status lg_register_check(const struct lg_model *model, size_t park, const char *what,
                                 double made_m2, double register_m2, struct lg_error *err)
{
    static const double ratio_max = 1e-9;
    double off_m2 = made_m2 - register_m2;
    if (fabs(off_m2) <= ratio_max * fabs(register_m2)) return LG_OK;
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
    return lg_fail(err, LG_INTERNAL, "park %s: the sums by %s are %.6f m2 off its register",
                   code != NULL ? code : "without code", what, off_m2);
}

enum lg_status lg_measure_register(struct lg_model *model, struct lg_error *err)
{
    size_t capacity = 0;
    free(model->results.register_sums);
    model->results.register_sums = NULL;
    model->results.register_sum_count = 0;
    enum lg_status status = LG_OK;
    size_t first_piece = 0;
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        size_t end_piece = lg_end_of_park(&model->pieces, first_piece, park);
        status = sum_park(model, &capacity, park, first_piece, end_piece, err);
        first_piece = end_piece;
    }
    return status;
}
