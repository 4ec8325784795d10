/*
 * The matrices from approved to planned and to current uses (T2), by group of use.
 */
#include "base/grow.h"
#include "measure/measure.h"
#include "measure/tally.h"

#include <stdlib.h>

/* Groups and, behind them, the total. */
enum { TOTAL = LG_GROUP_COUNT, SIDE = LG_GROUP_COUNT + 1 };

struct cell {
    struct lg_sum m2;
    size_t parcel_count;
};

struct matrix {
    struct cell cells[SIDE][SIDE]; /* [approved][other] */
};

static enum lg_use_group group_of(const struct lg_model *model, size_t piece,
                                  enum lg_parcel_use use)
{
    const struct lg_use_entry *entry = lg_parcel_use_entry(model, model->pieces.parcel[piece], use);
    return entry != NULL ? entry->group : LG_GROUP_NONE;
}

static void add_to_cell(struct cell *cell, double area_m2, size_t parcel_count)
{
    cell->parcel_count += parcel_count;
    if (!isnan(area_m2)) lg_sum_add(&cell->m2, area_m2);
}

static void fill_matrix(const struct lg_model *model, enum lg_parcel_use kind, size_t first_piece,
                        size_t end_piece, struct matrix *matrix)
{
    for (size_t piece = first_piece; piece < end_piece; piece++) {
        enum lg_use_group approved = group_of(model, piece, LG_APPROVED_USE);
        enum lg_use_group other = group_of(model, piece, kind);
        add_to_cell(&matrix->cells[approved][other], model->pieces.account_m2[piece], 1);
    }
}

/* From the cells, so that a total is what its row or column shows. */
static void add_totals(struct matrix *matrix)
{
    for (size_t approved = 0; approved < TOTAL; approved++) {
        for (size_t other = 0; other < TOTAL; other++) {
            const struct cell cell = matrix->cells[approved][other];
            double area_m2 = lg_sum_value(cell.m2);
            add_to_cell(&matrix->cells[approved][TOTAL], area_m2, cell.parcel_count);
            add_to_cell(&matrix->cells[TOTAL][other], area_m2, cell.parcel_count);
            add_to_cell(&matrix->cells[TOTAL][TOTAL], area_m2, cell.parcel_count);
        }
    }
}

/* The total of everything is a row even of a park without parcels. */
static bool is_shown(const struct matrix *matrix, size_t approved, size_t other)
{
    bool is_all = approved == TOTAL && other == TOTAL;
    return is_all || matrix->cells[approved][other].parcel_count > 0;
}

static enum lg_status add_rows(struct lg_results *results, size_t *capacity, size_t park,
                               enum lg_parcel_use kind, const struct matrix *matrix,
                               struct lg_error *err)
{
    size_t needed = results->matrix_count + (size_t)SIDE * SIDE;
    if (needed > *capacity) {
        size_t grown = lg_grow_capacity(*capacity, needed);
        struct lg_matrix_cell *rows = lg_resize(results->matrix, grown, sizeof(*rows));
        if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the use matrices");
        results->matrix = rows;
        *capacity = grown;
    }
    for (size_t approved = 0; approved < SIDE; approved++) {
        for (size_t other = 0; other < SIDE; other++) {
            if (!is_shown(matrix, approved, other)) continue;
            const struct cell *cell = &matrix->cells[approved][other];
            results->matrix[results->matrix_count++] = (struct lg_matrix_cell){
                park,
                kind,
                (enum lg_use_group)approved,
                (enum lg_use_group)other,
                lg_sum_value(cell->m2),
                cell->parcel_count,
            };
        }
    }
    return LG_OK;
}

static enum lg_status add_park(struct lg_model *model, size_t *capacity, size_t park,
                               size_t first_piece, size_t end_piece, struct lg_error *err)
{
    static const struct {
        enum lg_parcel_use kind;
        const char *what;
    } kinds[] = {{LG_PLANNED_USE, "approved and planned use"},
                 {LG_CURRENT_USE, "approved and current use"}};
    double register_m2 = lg_register_m2(&model->pieces, first_piece, end_piece);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct matrix matrix = {0};
        fill_matrix(model, kinds[i].kind, first_piece, end_piece, &matrix);
        add_totals(&matrix);
        double made_m2 = lg_sum_value(matrix.cells[TOTAL][TOTAL].m2);
        enum lg_status status =
            lg_register_check(model, park, kinds[i].what, made_m2, register_m2, err);
        if (status == LG_OK) {
            status = add_rows(&model->results, capacity, park, kinds[i].kind, &matrix, err);
        }
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

enum lg_status lg_measure_matrices(struct lg_model *model, struct lg_error *err)
{
    size_t capacity = 0;
    free(model->results.matrix);
    model->results.matrix = NULL;
    model->results.matrix_count = 0;
    enum lg_status status = LG_OK;
    size_t first_piece = 0;
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        size_t end_piece = lg_end_of_park(&model->pieces, first_piece, park);
        status = add_park(model, &capacity, park, first_piece, end_piece, err);
        first_piece = end_piece;
    }
    return status;
}
