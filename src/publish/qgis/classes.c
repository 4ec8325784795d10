#include "publish/qgis/classes.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DECIMALS_MAX = 12, FEW_CLASSES = 4 };

/* The entry whose colour lg_colour() gives: the code's own or, of land states, a parent's. */
static size_t entry_of(enum lg_colour_kind kind, const char *code)
{
    for (size_t length = strlen(code); length > 0; length--) {
        for (size_t i = 0; i < lg_colour_count; i++) {
            if (lg_colours[i].kind == kind && strlen(lg_colours[i].code) == length &&
                memcmp(lg_colours[i].code, code, length) == 0) {
                return i;
            }
        }
        if (kind != LG_COLOUR_LAND_STATE) break;
    }
    return SIZE_MAX;
}

static bool has_code(const struct lg_qgis_codes *codes, const char *code)
{
    for (size_t i = codes->count; i-- > 0;) {
        if (strcmp(codes->items[i].code, code) == 0) return true;
    }
    return false;
}

static int compare_codes(const void *left, const void *right)
{
    const struct lg_qgis_code *one = left;
    const struct lg_qgis_code *other = right;
    if (one->entry != other->entry) return one->entry < other->entry ? -1 : 1;
    return strcmp(one->code, other->code);
}

enum lg_status lg_qgis_codes_find(const struct lg_book *book, const struct lg_sheet *sheet,
                                  const struct lg_qgis_layer *layer, struct lg_arena *memory,
                                  struct lg_qgis_codes *codes, struct lg_error *err)
{
    *codes = (struct lg_qgis_codes){0};
    enum lg_status status = LG_OK;
    const struct lg_sheet_column *column = lg_sheet_column(sheet, layer->column);
    if (column == NULL) {
        codes->has_others = true;
        return LG_OK;
    }
    struct lg_row row = lg_book_row(book);
    for (size_t i = 0; i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        struct lg_cell cell = lg_row_cell(&row, column);
        if (!cell.is_missing && has_code(codes, cell.text)) continue;
        if (cell.is_missing || codes->count == LG_QGIS_CODES_MAX) {
            codes->has_others = true;
            continue;
        }
        const char *code = lg_arena_text(memory, cell.text, strlen(cell.text));
        if (code == NULL) {
            status = lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory");
            break;
        }
        codes->items[codes->count++] = (struct lg_qgis_code){code, entry_of(layer->colours, code)};
    }
    if (status == LG_OK && row.scratch.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory");
    }
    lg_text_reset(&row.scratch);
    qsort(codes->items, codes->count, sizeof(codes->items[0]), compare_codes);
    return status;
}

static int compare_values(const void *left, const void *right)
{
    double one = *(const double *)left;
    double other = *(const double *)right;
    if (isnan(one) || isnan(other)) return isnan(one) - isnan(other);
    return (one > other) - (one < other);
}

/* The unit of a value's last digit where it is written with so many. */
static double step_of(double value, int digits)
{
    return pow(10, floor(log10(fabs(value))) - (digits - 1));
}

static int decimals_of(double value, int digits)
{
    if (value == 0) return 0;
    int decimals = digits - 1 - (int)floor(log10(fabs(value)));
    if (decimals < 0) return 0;
    return decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
}

enum direction { DOWN = -1, NEAREST, UP };

static double round_to(double value, int digits, enum direction direction)
{
    if (value == 0) return 0;
    double step = step_of(value, digits);
    double steps = value / step;
    /* A value that has no more digits is its own bound, whatever the division leaves. */
    if (direction == NEAREST || fabs(steps - round(steps)) < 1e-9) return round(steps) * step;
    return (direction == UP ? ceil(steps) : floor(steps)) * step;
}

/* Bounds at equal shares of sorted values above 0. */
static void set_bounds(struct lg_qgis_classes *classes, const double *values, size_t count,
                       size_t wanted, int digits)
{
    double most = round_to(values[count - 1], digits, UP);
    classes->count = 0;
    classes->decimals = 0;
    classes->bounds[0] = round_to(values[0], digits, DOWN);
    for (size_t i = 1; i < wanted; i++) {
        double bound = round_to(values[i * count / wanted], digits, NEAREST);
        if (bound > classes->bounds[classes->count] && bound < most && bound > values[0]) {
            classes->bounds[++classes->count] = bound;
        }
    }
    classes->bounds[++classes->count] = most;
    for (size_t i = 0; i <= classes->count; i++) {
        int decimals = decimals_of(classes->bounds[i], digits);
        if (decimals > classes->decimals) classes->decimals = decimals;
    }
    /* Exactly the numbers that are written, so that a value on a bound meets it. */
    for (size_t i = 0; i <= classes->count; i++) {
        classes->bounds[i] = lg_round_fixed(classes->bounds[i], classes->decimals);
    }
}

/* The same with one digit, or with two where that saves more than half of the classes. */
static void set_rounder_bounds(struct lg_qgis_classes *classes, const double *values, size_t count,
                               size_t wanted)
{
    struct lg_qgis_classes rounder = *classes;
    set_bounds(classes, values, count, wanted, 2);
    set_bounds(&rounder, values, count, wanted, 1);
    if (2 * rounder.count >= classes->count) *classes = rounder;
}

/* Keep each of two digits once, the least and the most as they are. @return how many are left */
static size_t keep_different(double *values, size_t count)
{
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (round_to(values[i], 2, NEAREST) == round_to(values[kept - 1], 2, NEAREST)) continue;
        values[kept++] = values[i];
    }
    values[kept - 1] = values[count - 1];
    return kept;
}

struct lg_qgis_classes lg_qgis_classes_make(double *values, size_t count, size_t class_max)
{
    assert(class_max > 0 && class_max <= LG_QGIS_CLASSES_MAX);

    struct lg_qgis_classes classes = {0};
    if (count > 0) qsort(values, count, sizeof(values[0]), compare_values);
    size_t known = count;
    while (known > 0 && isnan(values[known - 1])) {
        known--;
    }
    classes.has_missing = known < count;
    classes.missing = known > 0 && values[0] < 0 ? floor(values[0]) - 1 : -1;
    size_t first = 0;
    while (first < known && values[first] == 0) {
        first++;
    }
    classes.has_zero = first > 0;
    if (first == known) return classes;

    size_t wanted = class_max - (classes.has_zero && class_max > 1 ? 1 : 0);
    set_rounder_bounds(&classes, values + first, known - first, wanted);
    if (classes.count >= FEW_CLASSES) return classes;
    struct lg_qgis_classes other = classes;
    set_rounder_bounds(&other, values + first, keep_different(values + first, known - first),
                       wanted);
    return other.count > classes.count ? other : classes;
}

enum lg_status lg_qgis_classes_find(const struct lg_book *book, const struct lg_sheet *sheet,
                                    const struct lg_sheet_column *column,
                                    struct lg_qgis_classes *classes, struct lg_error *err)
{
    *classes = (struct lg_qgis_classes){0};
    if (sheet->row_count == 0) return LG_OK;
    double *values = calloc(sheet->row_count, sizeof(*values));
    if (values == NULL) return lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory");
    struct lg_row row = lg_book_row(book);
    for (size_t i = 0; i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        values[i] = lg_row_cell(&row, column).number;
    }
    lg_text_reset(&row.scratch);
    *classes = lg_qgis_classes_make(values, sheet->row_count, LG_QGIS_CLASSES_MAX);
    free(values);
    return LG_OK;
}
