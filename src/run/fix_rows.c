/*
 * What was changed in the rows of a copy, in words.
 */
#include "base/grow.h"
#include "run/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_SIZE = 80 };

/* One row and where its changes go. */
struct teller {
    const struct lg_block *block;
    const struct lg_shapes *shapes; /* of the copy */
    size_t row;
    const struct lg_tidy_row *tidy;
    const char *id;
    struct lg_changes *changes;
};

static struct lg_change change_of(const struct teller *teller, const char *code)
{
    struct lg_change change = lg_change_blank(code, teller->block->table.feature[teller->row]);
    change.id = teller->id;
    change.lon_deg = teller->tidy->lon_deg;
    change.lat_deg = teller->tidy->lat_deg;
    return change;
}

static const char *show_size(const struct lg_shapes *shapes, size_t row, char text[SHOWN_SIZE])
{
    size_t ring_count = shapes->ring_start[row + 1] - shapes->ring_start[row];
    size_t vertex_count = ring_count == 0 ? 0 : lg_shapes_vertex_count(shapes, row);
    (void)snprintf(text, SHOWN_SIZE, "%zu ring%s, %zu vertices", ring_count,
                   ring_count == 1 ? "" : "s", vertex_count);
    return ring_count == 0 ? "no rings" : text;
}

static enum lg_status tell_lost(const struct teller *teller, struct lg_error *err)
{
    char before[SHOWN_SIZE];
    struct lg_change change = change_of(teller, "lost");
    change.before = show_size(&teller->block->raw, teller->row, before);
    change.after = "no geometry";
    const char *why = teller->tidy->message;
    return lg_changes_add(teller->changes, &change, err, "the shape cannot be used or repaired: %s",
                          why == NULL ? "it cannot be read" : why);
}

static enum lg_status tell_mended(const struct teller *teller, struct lg_error *err)
{
    if (!teller->tidy->is_mended) return LG_OK;
    char before[SHOWN_SIZE];
    char after[SHOWN_SIZE];
    struct lg_change change = change_of(teller, "repaired");
    change.before = show_size(&teller->block->raw, teller->row, before);
    change.after = show_size(teller->shapes, teller->row, after);
    change.area_before_m2 = teller->tidy->area_before_m2;
    change.area_after_m2 = teller->tidy->area_after_m2;
    return lg_changes_add(teller->changes, &change, err, "%s", teller->tidy->message);
}

/* Changes that are counts: what was counted, one and many, and what became of it. */
struct counted {
    const char *code, *one, *many, *after;
};

static const struct counted closed = {"closed", "open ring", "open rings", "closed"};
static const struct counted ring_dropped = {"ring_dropped", "ring of fewer than three points",
                                            "rings of fewer than three points", "dropped"};
static const struct counted vertex_dropped = {"vertex_dropped", "vertex given twice in a row",
                                              "vertices given twice in a row", "dropped"};
static const struct counted turned = {"turned", "ring the wrong way round",
                                      "rings the wrong way round", "turned"};
static const struct counted straightened = {"straightened", "shape with arcs", "shapes with arcs",
                                            "made of straight edges"};
static const struct counted part_dropped = {"part_dropped", "shape with parts that are no polygons",
                                            "shapes with parts that are no polygons",
                                            "left with its polygons"};

static enum lg_status tell_count(const struct teller *teller, const struct counted *counted,
                                 size_t count, struct lg_error *err)
{
    if (count == 0) return LG_OK;
    char shown[SHOWN_SIZE];
    struct lg_change change = change_of(teller, counted->code);
    (void)snprintf(shown, sizeof(shown), "%zu %s", count,
                   count == 1 ? counted->one : counted->many);
    change.before = shown;
    change.after = counted->after;
    return lg_changes_add(teller->changes, &change, err, "%s %s %s", shown,
                          count == 1 ? "was" : "were", counted->after);
}

static enum lg_status tell_row(const struct teller *teller, uint8_t flags, struct lg_error *err)
{
    const struct lg_tidy_row *tidy = teller->tidy;
    enum lg_status status =
        tell_count(teller, &straightened, (flags & LG_COPY_HAD_CURVE) != 0, err);
    if (status == LG_OK) {
        status = tell_count(teller, &part_dropped, (flags & LG_COPY_HAD_OTHER) != 0, err);
    }
    if (status != LG_OK || (flags & LG_COPY_IS_OUTSIDE) != 0) return status;
    if (tidy->is_lost) {
        return (flags & LG_COPY_HAD_SHAPE) != 0 ? tell_lost(teller, err) : LG_OK;
    }
    status = tell_count(teller, &closed, tidy->closed_count, err);
    if (status == LG_OK) status = tell_count(teller, &ring_dropped, tidy->dropped_count, err);
    if (status == LG_OK) status = tell_mended(teller, err);
    if (status == LG_OK) status = tell_count(teller, &vertex_dropped, tidy->repeated_count, err);
    if (status == LG_OK) status = tell_count(teller, &turned, tidy->turned_count, err);
    return status;
}

enum lg_status lg_fix_tell_rows(const struct lg_block *block, size_t id_role,
                                const struct lg_shapes *shapes, const struct lg_copy_rows *rows,
                                const struct lg_tidy_row *tidy, struct lg_changes *changes,
                                struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t row = 0; status == LG_OK && row < rows->count; row++) {
        const struct teller teller = {
            .block = block,
            .shapes = shapes,
            .row = row,
            .tidy = &tidy[row],
            .id = lg_table_text(&block->table, id_role, row),
            .changes = changes,
        };
        status = tell_row(&teller, rows->flags[row], err);
    }
    return status;
}

static int compare_suffixes(const void *left, const void *right)
{
    const struct lg_copy_suffix *a = left;
    const struct lg_copy_suffix *b = right;
    if (a->source != b->source) return a->source < b->source ? -1 : 1;
    return (a->feature > b->feature) - (a->feature < b->feature);
}

enum lg_status lg_fix_suffixes(const struct lg_parcels *parcels, struct lg_copy_suffix **suffixes,
                               size_t *count, struct lg_error *err)
{
    size_t found = 0;
    struct lg_copy_suffix *items = lg_resize(NULL, parcels->table.count + 1, sizeof(*items));
    *suffixes = items;
    *count = 0;
    if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the ids of the copies");
    for (size_t row = 0; row < parcels->table.count; row++) {
        const char *id = lg_table_text(&parcels->table, LG_PARCEL_ID, row);
        if (id == NULL || strcmp(id, parcels->id[row]) == 0) continue;
        items[found++] = (struct lg_copy_suffix){
            .source = parcels->table.source[row],
            .feature = parcels->table.feature[row],
            .text = parcels->id[row] + strlen(id),
        };
    }
    if (found > 1) qsort(items, found, sizeof(*items), compare_suffixes);
    *count = found;
    return LG_OK;
}
