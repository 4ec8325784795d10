/*
 * The nodes of an R-tree, built from the leaves up: full ones, side by side. SQLite would find a
 * place for each entry anew.
 */
#include "publish/database/geopackage_rows.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BYTES = 4,  /* depth and count of cells, two bytes each */
    CELL_BYTES = 24, /* a number of eight bytes, four coordinates of four */
    SQL_SIZE = 160,
};

/* The tables of an index, while it is built. */
struct building {
    sqlite3 *database;
    const char *index;
    size_t capacity; /* cells in a node */
    size_t node_bytes;
    sqlite3_stmt *add_node, *add_parent, *add_row;
    unsigned char *node; /* [node_bytes] */
    int64_t *leaves;     /* [number_max + 1] the leaf of each row; 0: it has no entry */
    int64_t number_max;
};

static float round_down(double value)
{
    float rounded = (float)value;
    return (double)rounded > value ? nextafterf(rounded, -INFINITY) : rounded;
}

static float round_up(double value)
{
    float rounded = (float)value;
    return (double)rounded < value ? nextafterf(rounded, INFINITY) : rounded;
}

struct lg_index_entry lg_index_entry_of(int64_t number, const struct lg_box *box)
{
    return (struct lg_index_entry){number, round_down(box->x_min), round_up(box->x_max),
                                   round_down(box->y_min), round_up(box->y_max)};
}

/* ---- order ---- */

static int compare_numbers(const struct lg_index_entry *a, const struct lg_index_entry *b)
{
    return (a->number > b->number) - (a->number < b->number);
}

static int compare_x(const void *left, const void *right)
{
    const struct lg_index_entry *a = left;
    const struct lg_index_entry *b = right;
    float a_x = a->x_min + a->x_max;
    float b_x = b->x_min + b->x_max;
    return a_x != b_x ? (a_x > b_x) - (a_x < b_x) : compare_numbers(a, b);
}

static int compare_y(const void *left, const void *right)
{
    const struct lg_index_entry *a = left;
    const struct lg_index_entry *b = right;
    float a_y = a->y_min + a->y_max;
    float b_y = b->y_min + b->y_max;
    return a_y != b_y ? (a_y > b_y) - (a_y < b_y) : compare_numbers(a, b);
}

/* Strips from west to east, each from south to north, of about as many nodes as there are strips.
 */
static void sort_entries(struct lg_index_entry *entries, size_t count, size_t capacity)
{
    size_t node_count = (count + capacity - 1) / capacity;
    size_t strip = capacity * (size_t)ceil(sqrt((double)node_count));
    qsort(entries, count, sizeof(*entries), compare_x);
    for (size_t first = 0; first < count; first += strip) {
        size_t left = count - first;
        qsort(entries + first, left < strip ? left : strip, sizeof(*entries), compare_y);
    }
}

/* ---- nodes ---- */

static unsigned char *put_bytes(unsigned char *at, uint64_t value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        *at++ = (unsigned char)(value >> (8 * i));
    }
    return at;
}

static unsigned char *put_float(unsigned char *at, float value)
{
    uint32_t bits = 0;
    memcpy(&bits, &value, sizeof(bits));
    return put_bytes(at, bits, sizeof(bits));
}

static int add_pair(sqlite3_stmt *statement, int64_t first, int64_t second)
{
    int said = sqlite3_bind_int64(statement, 1, first);
    if (said == SQLITE_OK) said = sqlite3_bind_int64(statement, 2, second);
    if (said != SQLITE_OK) return said;
    (void)sqlite3_step(statement);
    return sqlite3_reset(statement);
}

/* Write a node and make the entry by which the level above knows it. */
static int add_node(const struct building *building, int64_t number, int depth,
                    const struct lg_index_entry *cells, size_t count, struct lg_index_entry *outer)
{
    memset(building->node, 0, building->node_bytes);
    unsigned char *at = put_bytes(building->node, (uint64_t)depth, 2);
    at = put_bytes(at, count, 2);
    *outer = cells[0];
    outer->number = number;
    for (size_t i = 0; i < count; i++) {
        const struct lg_index_entry *cell = &cells[i];
        at = put_bytes(at, (uint64_t)cell->number, 8);
        at = put_float(at, cell->x_min);
        at = put_float(at, cell->x_max);
        at = put_float(at, cell->y_min);
        at = put_float(at, cell->y_max);
        outer->x_min = fminf(outer->x_min, cell->x_min);
        outer->x_max = fmaxf(outer->x_max, cell->x_max);
        outer->y_min = fminf(outer->y_min, cell->y_min);
        outer->y_max = fmaxf(outer->y_max, cell->y_max);
    }
    int said = sqlite3_bind_int64(building->add_node, 1, number);
    if (said == SQLITE_OK) {
        said = sqlite3_bind_blob(building->add_node, 2, building->node, (int)building->node_bytes,
                                 SQLITE_STATIC);
    }
    if (said == SQLITE_OK) (void)sqlite3_step(building->add_node);
    return said == SQLITE_OK ? sqlite3_reset(building->add_node) : said;
}

/* In which node the cells are. */
static int note_cells(const struct building *building, int depth,
                      const struct lg_index_entry *cells, size_t count, int64_t node)
{
    int said = SQLITE_OK;
    for (size_t i = 0; said == SQLITE_OK && i < count; i++) {
        if (depth == 0) {
            building->leaves[cells[i].number] = node;
        } else {
            said = add_pair(building->add_parent, cells[i].number, node);
        }
    }
    return said;
}

/*
 * The nodes over count entries, and their own entries in the first places: those before are done
 * with by then. The root is node 1 and has the depth of the tree.
 */
static int add_level(const struct building *building, int depth, struct lg_index_entry *entries,
                     size_t count, int64_t first_node)
{
    size_t node_count = (count + building->capacity - 1) / building->capacity;
    bool is_root = node_count == 1;
    int said = SQLITE_OK;
    for (size_t i = 0; said == SQLITE_OK && i < node_count; i++) {
        struct lg_index_entry outer;
        const struct lg_index_entry *cells = entries + i * building->capacity;
        size_t left = count - i * building->capacity;
        size_t cell_count = left < building->capacity ? left : building->capacity;
        int64_t node = is_root ? 1 : first_node + (int64_t)i;
        said = add_node(building, node, is_root ? depth : 0, cells, cell_count, &outer);
        if (said == SQLITE_OK) said = note_cells(building, depth, cells, cell_count, node);
        entries[i] = outer;
    }
    return said;
}

static int add_nodes(const struct building *building, struct lg_index_entry *entries, size_t count)
{
    int64_t next_node = 2;
    int depth = 0;
    int said = add_level(building, depth, entries, count, next_node);
    while (said == SQLITE_OK && count > building->capacity) {
        count = (count + building->capacity - 1) / building->capacity;
        next_node += (int64_t)count;
        said = add_level(building, ++depth, entries, count, next_node);
    }
    return said;
}

/* ---- tables ---- */

static int prepare_pair(const struct building *building, const char *table,
                        sqlite3_stmt **statement)
{
    char sql[SQL_SIZE];
    int length = snprintf(sql, sizeof(sql), "INSERT OR REPLACE INTO \"%s_%s\" VALUES (?, ?)",
                          building->index, table);
    assert(length > 0 && (size_t)length < sizeof(sql));
    return sqlite3_prepare_v2(building->database, sql, -1, statement, NULL);
}

/* The size of a node is that of the root that SQLite has made. */
static int look_at_root(struct building *building)
{
    sqlite3_stmt *root = NULL;
    char sql[SQL_SIZE];
    int length = snprintf(sql, sizeof(sql), "SELECT length(data) FROM \"%s_node\" WHERE nodeno = 1",
                          building->index);
    assert(length > 0 && (size_t)length < sizeof(sql));
    int said = sqlite3_prepare_v2(building->database, sql, -1, &root, NULL);
    if (said == SQLITE_OK && sqlite3_step(root) == SQLITE_ROW) {
        building->node_bytes = (size_t)sqlite3_column_int64(root, 0);
    }
    if (said == SQLITE_OK) said = sqlite3_finalize(root);
    if (said != SQLITE_OK) return said;
    if (building->node_bytes < HEAD_BYTES + 2 * CELL_BYTES) return SQLITE_CORRUPT;
    building->capacity = (building->node_bytes - HEAD_BYTES) / CELL_BYTES;
    building->node = calloc(1, building->node_bytes);
    return building->node == NULL ? SQLITE_NOMEM : SQLITE_OK;
}

static int start(struct building *building)
{
    int said = look_at_root(building);
    if (said == SQLITE_OK) said = prepare_pair(building, "node", &building->add_node);
    if (said == SQLITE_OK) said = prepare_pair(building, "parent", &building->add_parent);
    if (said == SQLITE_OK) said = prepare_pair(building, "rowid", &building->add_row);
    return said;
}

static int add_rows(const struct building *building)
{
    int said = SQLITE_OK;
    for (int64_t number = 1; said == SQLITE_OK && number <= building->number_max; number++) {
        int64_t leaf = building->leaves[number];
        if (leaf != 0) said = add_pair(building->add_row, number, leaf);
    }
    return said;
}

int lg_geopackage_index(sqlite3 *database, const char *index, struct lg_index_entry *entries,
                        size_t count)
{
    if (count == 0) return SQLITE_OK;

    struct building building = {
        .database = database, .index = index, .number_max = entries[count - 1].number};
    building.leaves = calloc((size_t)building.number_max + 1, sizeof(*building.leaves));
    int said = building.leaves == NULL ? SQLITE_NOMEM : start(&building);
    if (said == SQLITE_OK) {
        sort_entries(entries, count, building.capacity);
        said = add_nodes(&building, entries, count);
    }
    if (said == SQLITE_OK) said = add_rows(&building);
    (void)sqlite3_finalize(building.add_node);
    (void)sqlite3_finalize(building.add_parent);
    (void)sqlite3_finalize(building.add_row);
    free(building.node);
    free(building.leaves);
    return said;
}
