/*
 * The rows of a GeoPackage whose tables are there, through SQLite itself: GDAL takes four times as
 * long for them, and leaves out what a disk said.
 */
#ifndef LG_PUBLISH_DATABASE_GEOPACKAGE_ROWS_H
#define LG_PUBLISH_DATABASE_GEOPACKAGE_ROWS_H

#include "publish/book.h"

#include <sqlite3.h>

/**
 * Fill the empty tables of all sheets, their spatial indexes, extents and counts.
 *
 * @param path  a GeoPackage as GDAL made it, closed
 * @param name  for messages
 * @param stop  NULL: never
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_geopackage_fill(const char *path, const char *name,
                                               const struct lg_book *book,
                                               const volatile sig_atomic_t *stop,
                                               struct lg_error *err);

/* The box of a row in a spatial index: at least as large as that of its geometry. */
struct lg_index_entry {
    int64_t number; /* of the row */
    float x_min, x_max, y_min, y_max;
};

/** The entry of a row. */
struct lg_index_entry lg_index_entry_of(int64_t number, const struct lg_box *box);

/**
 * Fill an empty spatial index: entries that lie together come into one node.
 *
 * @param index    "rtree_parks_geom", a virtual table of the module rtree, empty
 * @param entries  [count] in the order of their numbers on entry; sorted by place afterwards
 * @return SQLITE_OK or what SQLite says; SQLITE_NOMEM
 * @source SQLite 3, ext/rtree/rtree.c, "Database Format of R-Tree Tables"; the order of Leutenegger
 *         et al., STR: a simple and efficient algorithm for R-tree packing (1997)
 */
int lg_geopackage_index(sqlite3 *database, const char *index, struct lg_index_entry *entries,
                        size_t count);

#endif
