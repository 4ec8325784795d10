/*
 * The layers of a book by park: what the maps of the report are drawn from.
 */
#ifndef LG_PUBLISH_REPORT_MAP_ROWS_H
#define LG_PUBLISH_REPORT_MAP_ROWS_H

#include "base/arena.h"
#include "base/text_index.h"
#include "model/box_tree.h"
#include "publish/book.h"

enum lg_map_layer_kind { LG_MAP_REGISTER, LG_MAP_IDLE, LG_MAP_SITES, LG_MAP_LAYER_COUNT };

/* A sheet with the rows of each park side by side, in the order of the sheet. */
struct lg_map_layer {
    const struct lg_sheet *sheet; /* NULL: the book has none */
    size_t *start;                /* [park count + 1] into rows */
    size_t *rows;                 /* [start[park count]]; rows of no park are not there */
    struct lg_box *boxes;         /* [row count of the sheet] degrees */
    bool is_by_scope;             /* else the rows of all parks of a code stand at the first one */
};

struct lg_map_park {
    const char *code; /* NULL: none */
    const char *scope;
    const char *name; /* the code where it has no name; "" when it has neither */
    size_t group;     /* the first park with the code: rows that tell no scope stand there */
    bool is_alone;    /* no other park has the code */
    bool is_candidate;
    bool is_counted; /* in sums over all parks: no candidate, and not in another park of the book */
    struct lg_box box; /* degrees */
};

/* Where the register's rows of one park lie: maps of single parcels come park by park. */
struct lg_map_near {
    struct lg_box_tree *tree; /* of the rows of lg_map_rows_of(); NULL: of no park yet */
    size_t park;
    struct lg_box_hits hits;
};

struct lg_report_maps {
    const struct lg_book *book;
    enum lg_language language;
    const struct lg_sheet *park_sheet; /* NULL: the book has none */
    size_t park_count;
    struct lg_map_park *parks; /* [park_count] */
    struct lg_map_layer layers[LG_MAP_LAYER_COUNT];
    struct lg_map_near near;
    struct lg_row row;    /* moved over every sheet */
    size_t drawing_count; /* so far: ids differ from map to map */
    struct lg_arena memory;
};

/** Move to a row of a layer and say where it is. */
struct lg_row_shape lg_map_shape_at(struct lg_report_maps *maps, const struct lg_sheet *sheet,
                                    size_t row);
/** A text of the row that was moved to, until the next cell; NULL when it or its column is missing.
 */
const char *lg_map_text_at(struct lg_report_maps *maps, const char *key);
/** A number of the row that was moved to; NaN when it or its column is missing. */
double lg_map_number_at(struct lg_report_maps *maps, const char *key);

/**
 * Whether a row of a layer belongs to a park: a row that tells no scope is in all parks of its code
 * whose boxes hold it.
 */
bool lg_map_row_is_in(const struct lg_report_maps *maps, const struct lg_map_layer *layer,
                      size_t row, size_t park);
/** The rows that may belong to a park. @param count  out @return [count] borrowed */
const size_t *lg_map_rows_of(const struct lg_report_maps *maps, enum lg_map_layer_kind kind,
                             size_t park, size_t *count);

/**
 * The rows of the register that may belong to a park and whose boxes meet a window.
 *
 * @param window_deg  lg_map_box_is_some()
 * @param hits        out: positions in lg_map_rows_of(), ascending; borrowed until the next call
 * @return false when memory is out
 */
bool lg_map_find_near(struct lg_report_maps *maps, size_t park, const struct lg_box *window_deg,
                      const struct lg_box_hits **hits);

#endif
