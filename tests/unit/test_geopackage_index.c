/*
 * publish/database/geopackage_index: SQLite finds in a packed index what it would find in its own.
 */
#include "publish/database/geopackage_rows.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WINDOW_COUNT = 200, SQL_SIZE = 512 };

struct index_case {
    const char *name;
    size_t count;
    size_t step; /* of the numbers: rows without a place lie between */
    bool is_one_place;
};

/* 51 cells fill a node: 51 * 51 entries are two levels. */
static const struct index_case index_cases[] = {
    {"none", 0, 1, false},
    {"one", 1, 1, false},
    {"a full root", 51, 1, false},
    {"one more than a root holds", 52, 3, false},
    {"two full levels", 2601, 2, false},
    {"three levels", 7000, 1, false},
    {"all in one place", 300, 1, true},
};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct lg_box make_box(uint32_t *seed, bool is_one_place)
{
    double x = is_one_place ? 120.1 : 120 + next_random(seed) * 1e-7;
    double y = is_one_place ? 30.1 : 30 + next_random(seed) * 1e-7;
    double size = is_one_place ? 0 : (next_random(seed) % 1000) * 1e-6;
    return (struct lg_box){x, y, x + size, y + size};
}

static int64_t ask(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *query = NULL;
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(query, 0);
    assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
    return number;
}

/* In windows anywhere both indexes have the same entries, and each box is found in itself. */
static void compare_indexes(sqlite3 *database, uint32_t *seed)
{
    char sql[SQL_SIZE];
    for (int i = 0; i < WINDOW_COUNT; i++) {
        struct lg_box box = make_box(seed, false);
        (void)snprintf(sql, sizeof(sql),
                       "SELECT (SELECT total(id) FROM packed WHERE x1 >= %.9f AND x0 <= %.9f AND "
                       "y1 >= %.9f AND y0 <= %.9f) = (SELECT total(id) FROM own WHERE x1 >= %.9f "
                       "AND x0 <= %.9f AND y1 >= %.9f AND y0 <= %.9f)",
                       box.x_min, box.x_max + 0.1, box.y_min, box.y_max + 0.1, box.x_min,
                       box.x_max + 0.1, box.y_min, box.y_max + 0.1);
        assert_int_equal(ask(database, sql), 1);
    }
    assert_int_equal(ask(database, "SELECT rtreecheck('packed') = 'ok'"), 1);
    assert_int_equal(ask(database, "SELECT count(*) FROM (SELECT * FROM packed EXCEPT SELECT * "
                                   "FROM own)"),
                     0);
}

static void check_index(void **state)
{
    const struct index_case *row = *state;
    char sql[SQL_SIZE];
    uint32_t seed = 7;
    sqlite3 *database = NULL;
    struct lg_index_entry *entries = calloc(row->count + 1, sizeof(*entries));
    assert_non_null(entries);
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database,
                                  "CREATE VIRTUAL TABLE packed USING rtree(id, x0, x1, y0, y1);"
                                  "CREATE VIRTUAL TABLE own USING rtree(id, x0, x1, y0, y1);BEGIN",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < row->count; i++) {
        struct lg_box box = make_box(&seed, row->is_one_place);
        int64_t number = (int64_t)(i * row->step) + 1;
        entries[i] = lg_index_entry_of(number, &box);
        assert_true((double)entries[i].x_min <= box.x_min && (double)entries[i].x_max >= box.x_max);
        assert_true((double)entries[i].y_min <= box.y_min && (double)entries[i].y_max >= box.y_max);
        (void)snprintf(sql, sizeof(sql),
                       "INSERT INTO own VALUES (%lld, %.17g, %.17g, %.17g, %.17g)",
                       (long long)number, (double)entries[i].x_min, (double)entries[i].x_max,
                       (double)entries[i].y_min, (double)entries[i].y_max);
        assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    }
    assert_int_equal(lg_geopackage_index(database, "packed", entries, row->count), SQLITE_OK);
    assert_int_equal(ask(database, "SELECT count(*) FROM packed"), (int64_t)row->count);
    compare_indexes(database, &seed);
    /* It can be changed afterwards, as any other. */
    assert_int_equal(sqlite3_exec(database,
                                  "DELETE FROM packed WHERE id % 2 = 1;"
                                  "INSERT INTO packed VALUES (99999999, 1, 2, 3, 4);COMMIT",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(ask(database, "SELECT rtreecheck('packed') = 'ok'"), 1);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    free(entries);
}

int main(void)
{
    return RUN_CASES("publish/database/geopackage_index", index_cases, check_index);
}
