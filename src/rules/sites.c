/*
 * What is to be said of each site: how much land, whose, for what use, how long idle; and which is
 * the largest.
 */
#include "base/text.h"
#include "rules/ledger.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double closure_ratio = 1e-9;
static const double closure_m2 = 1e-6;

/* A piece with the texts it is told by. */
struct part {
    const char *holder; /* as names are compared; "": none */
    const char *use;    /* planned; NULL: not known */
    size_t parcel;
    double counted_m2;
};

/* A site on its way to its place. */
struct placed {
    struct lg_site site;
    size_t code_park; /* the first park row with the code of the site's park */
};

struct work {
    struct lg_model *model;
    struct part *parts;       /* [of the largest site] */
    struct placed *placed;    /* [site count] */
    size_t *code_park;        /* [park count] */
    bool *is_part;            /* [park count] its land is another park's, or a candidate's */
    double *due_m2, *told_m2; /* [park count] by pieces, by sites */
    struct lg_arena names;
    struct lg_text scratch;
};

/* ---- one site ---- */

static int compare_holders(const void *left, const void *right)
{
    const struct part *a = left;
    const struct part *b = right;
    return strcmp(a->holder, b->holder);
}

/* What is not known stands behind. */
static int compare_uses(const void *left, const void *right)
{
    const struct part *a = left;
    const struct part *b = right;
    if (a->use == NULL || b->use == NULL) return (a->use == NULL) - (b->use == NULL);
    int order = strcmp(a->use, b->use);
    if (order != 0) return order;
    return (a->parcel > b->parcel) - (a->parcel < b->parcel);
}

static void count_holders(struct part *parts, struct lg_site *site)
{
    qsort(parts, site->piece_count, sizeof(*parts), compare_holders);
    for (size_t i = 0; i < site->piece_count; i++) {
        if (parts[i].holder[0] == '\0') {
            site->unknown_holder_count++;
        } else if (i == 0 || strcmp(parts[i].holder, parts[i - 1].holder) != 0) {
            site->holder_count++;
        }
    }
}

/* The use of most of the land, of equal ones the first by code; where no use is known of more land
 * than any has, none. */
static void find_use(struct part *parts, struct lg_site *site)
{
    double most_m2 = 0.0;
    qsort(parts, site->piece_count, sizeof(*parts), compare_uses);
    site->use_parcel = SIZE_MAX;
    for (size_t first = 0, end; first < site->piece_count; first = end) {
        double m2 = parts[first].counted_m2;
        for (end = first + 1; end < site->piece_count; end++) {
            bool is_same = parts[end].use == parts[first].use ||
                           (parts[end].use != NULL && parts[first].use != NULL &&
                            strcmp(parts[end].use, parts[first].use) == 0);
            if (!is_same) break;
            m2 += parts[end].counted_m2;
        }
        if (m2 <= most_m2) continue;
        most_m2 = m2;
        site->use_parcel = parts[first].use == NULL ? SIZE_MAX : parts[first].parcel;
    }
}

static void add_land(const struct lg_model *model, size_t piece, struct lg_site *site)
{
    const struct lg_pieces *pieces = &model->pieces;
    const struct lg_idle_finding *idle = model->parcels.idle;
    size_t parcel = pieces->parcel[piece];
    double area_m2 = pieces->account_m2[piece];
    site->area_m2 += area_m2;
    if (lg_piece_is_suppliable(model, piece)) site->suppliable_m2 += area_m2;
    if (!lg_piece_is_in_idle_ledger(model, piece)) return;
    site->idle_m2 += area_m2;
    if (idle == NULL || !lg_idle_is_idle(idle[parcel].status)) return;
    site->oldest_idle_days = fmax(site->oldest_idle_days, idle[parcel].idle_days);
}

static const char *kind_of(const struct lg_model *model, const struct lg_site *site)
{
    bool has_idle = false, has_suppliable = false;
    const size_t *pieces = model->results.sites.pieces + site->first;
    for (size_t i = 0; i < site->piece_count; i++) {
        has_idle = has_idle || lg_piece_is_in_idle_ledger(model, pieces[i]);
        has_suppliable = has_suppliable || lg_piece_is_suppliable(model, pieces[i]);
    }
    if (has_idle && has_suppliable) return "mixed";
    return has_idle ? "idle" : "suppliable";
}

static enum lg_status tell_site(struct work *work, struct lg_site *site, struct lg_error *err)
{
    const struct lg_model *model = work->model;
    const struct lg_pieces *pieces = &model->pieces;
    double counted_m2 = 0.0, constrained_m2 = 0.0;
    site->area_m2 = site->idle_m2 = site->suppliable_m2 = 0.0;
    site->holder_count = site->unknown_holder_count = 0;
    site->oldest_idle_days = (double)NAN;
    site->kind = kind_of(model, site);
    for (size_t i = 0; i < site->piece_count; i++) {
        size_t piece = model->results.sites.pieces[site->first + i];
        size_t parcel = pieces->parcel[piece];
        add_land(model, piece, site);
        counted_m2 += pieces->counted_m2[piece];
        if (pieces->constrained_m2 != NULL) constrained_m2 += pieces->constrained_m2[piece];
        work->parts[i] = (struct part){
            .holder = lg_ledger_holder_key(model, parcel, &work->names, &work->scratch),
            .use = lg_parcel_use(model, parcel, LG_PLANNED_USE),
            .parcel = parcel,
            .counted_m2 = pieces->counted_m2[piece],
        };
        if (work->parts[i].holder == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for the holders of a site");
        }
    }
    site->constraint_share =
        pieces->constrained_m2 == NULL ? (double)NAN : constrained_m2 / counted_m2;
    count_holders(work->parts, site);
    find_use(work->parts, site);
    return LG_OK;
}

/* ---- order ---- */

/* The larger first; land whose area is not known behind, then the piece that comes first. */
static int compare_areas(const struct lg_site *a, const struct lg_site *b)
{
    bool is_known[2] = {!isnan(a->area_m2), !isnan(b->area_m2)};
    if (is_known[0] != is_known[1]) return is_known[0] ? -1 : 1;
    if (is_known[0] && a->area_m2 != b->area_m2) return a->area_m2 > b->area_m2 ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static int compare_placed(const void *left, const void *right)
{
    const struct placed *a = left;
    const struct placed *b = right;
    if (a->code_park != b->code_park) return a->code_park < b->code_park ? -1 : 1;
    return compare_areas(&a->site, &b->site);
}

static int compare_ranked(const void *left, const void *right)
{
    const struct placed *a = left;
    const struct placed *b = right;
    return compare_areas(&a->site, &b->site);
}

/* Parks stand by code: the scopes of one follow each other. */
static void find_codes(struct work *work)
{
    const struct lg_table *parks = &work->model->parks.table;
    for (size_t park = 0; park < parks->count; park++) {
        const char *code = lg_table_text(parks, LG_PARK_CODE, park);
        const char *before = park == 0 ? NULL : lg_table_text(parks, LG_PARK_CODE, park - 1);
        bool is_same = code != NULL && before != NULL && strcmp(code, before) == 0;
        work->code_park[park] = is_same ? work->code_park[park - 1] : park;
    }
}

static enum lg_status name_site(struct lg_model *model, struct lg_site *site, size_t number,
                                struct lg_error *err)
{
    struct lg_text text = {0};
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, site->park);
    lg_text_printf(&text, "%s-S%zu", code != NULL ? code : "", number);
    return lg_keep_text(model, &text, &site->id, err);
}

/* By area over the region, but for land that is not the region's, or is so by another park. */
static void rank_sites(struct work *work)
{
    size_t count = work->model->results.sites.count;
    size_t rank = 0;
    if (count > 0) qsort(work->placed, count, sizeof(*work->placed), compare_ranked);
    for (size_t i = 0; i < count; i++) {
        struct lg_site *site = &work->placed[i].site;
        site->rank = work->is_part[site->park] ? 0 : ++rank;
    }
}

static enum lg_status place_sites(struct work *work, struct lg_error *err)
{
    struct lg_sites *sites = &work->model->results.sites;
    enum lg_status status = LG_OK;
    size_t number = 0;
    find_codes(work);
    for (size_t i = 0; i < sites->count; i++) {
        struct lg_site site = sites->items[i];
        work->placed[i] = (struct placed){site, work->code_park[site.park]};
    }
    rank_sites(work);
    if (sites->count > 0) {
        qsort(work->placed, sites->count, sizeof(*work->placed), compare_placed);
    }
    for (size_t i = 0; status == LG_OK && i < sites->count; i++) {
        bool is_first = i == 0 || work->placed[i].code_park != work->placed[i - 1].code_park;
        number = is_first ? 1 : number + 1;
        sites->items[i] = work->placed[i].site;
        status = name_site(work->model, &sites->items[i], number, err);
    }
    return status;
}

/* ---- sums ---- */

/* Each piece of the ledger and of the suppliable land is in a site, and in one alone. */
static enum lg_status check_sums(struct work *work, struct lg_error *err)
{
    const struct lg_model *model = work->model;
    const struct lg_sites *sites = &model->results.sites;
    size_t piece_count = 0;
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        if (!lg_piece_is_in_site(model, piece)) continue;
        work->due_m2[model->pieces.park[piece]] += model->pieces.account_m2[piece];
        piece_count++;
    }
    for (size_t i = 0; i < sites->count; i++) {
        work->told_m2[sites->items[i].park] += sites->items[i].area_m2;
    }
    if (piece_count != sites->piece_count) {
        return lg_fail(err, LG_INTERNAL, "%zu pieces of land are in sites, not %zu",
                       sites->piece_count, piece_count);
    }
    for (size_t park = 0; park < model->parks.table.count; park++) {
        double due_m2 = work->due_m2[park];
        bool differs = fabs(work->told_m2[park] - due_m2) > closure_ratio * due_m2 + closure_m2;
        if (differs || isnan(work->told_m2[park]) != isnan(due_m2)) {
            return lg_fail(err, LG_INTERNAL, "park %zu: sites are %.4f m2, their pieces %.4f m2",
                           park, work->told_m2[park], due_m2);
        }
    }
    return LG_OK;
}

static enum lg_status begin(struct work *work, struct lg_error *err)
{
    const struct lg_sites *sites = &work->model->results.sites;
    size_t park_count = work->model->parks.table.count;
    size_t largest = 0;
    for (size_t i = 0; i < sites->count; i++) {
        if (sites->items[i].piece_count > largest) largest = sites->items[i].piece_count;
    }
    enum lg_status status = lg_ledger_part_parks(work->model, &work->is_part, err);
    if (status != LG_OK) return status;
    work->parts = calloc(largest + 1, sizeof(*work->parts));
    work->placed = calloc(sites->count + 1, sizeof(*work->placed));
    work->code_park = calloc(park_count + 1, sizeof(*work->code_park));
    work->due_m2 = calloc(park_count + 1, sizeof(*work->due_m2));
    work->told_m2 = calloc(park_count + 1, sizeof(*work->told_m2));
    if (work->parts != NULL && work->placed != NULL && work->code_park != NULL &&
        work->due_m2 != NULL && work->told_m2 != NULL) {
        return LG_OK;
    }
    return lg_fail(err, LG_NO_MEMORY, "no memory for %zu sites", sites->count);
}

enum lg_status lg_sites_tell(struct lg_model *model, struct lg_error *err)
{
    assert(model->pieces.count == 0 || model->pieces.account_m2 != NULL);

    struct work work = {.model = model};
    struct lg_sites *sites = &model->results.sites;
    enum lg_status status = begin(&work, err);
    for (size_t i = 0; status == LG_OK && i < sites->count; i++) {
        status = tell_site(&work, &sites->items[i], err);
    }
    if (status == LG_OK) status = place_sites(&work, err);
    if (status == LG_OK) status = check_sums(&work, err);
    free(work.parts);
    free(work.placed);
    free(work.code_park);
    free(work.is_part);
    free(work.due_m2);
    free(work.told_m2);
    lg_arena_reset(&work.names);
    lg_text_reset(&work.scratch);
    return status;
}
