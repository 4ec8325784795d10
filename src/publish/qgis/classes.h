/*
 * What a layer is coloured by: the codes that occur in a column, or classes of its numbers.
 */
#ifndef LG_PUBLISH_QGIS_CLASSES_H
#define LG_PUBLISH_QGIS_CLASSES_H

#include "base/arena.h"
#include "publish/qgis/layers.h"

enum { LG_QGIS_CODES_MAX = 64, LG_QGIS_CLASSES_MAX = 5, LG_QGIS_BOUNDS_MAX = 6 };

/* A code that occurs, and the entry of the palette whose colour it has. */
struct lg_qgis_code {
    const char *code;
    size_t entry; /* of lg_colours; SIZE_MAX: none, the colour of what is not known */
};

/* The codes of a column, in the order of the palette, then by their letters. */
struct lg_qgis_codes {
    size_t count;
    struct lg_qgis_code items[LG_QGIS_CODES_MAX];
    bool has_others; /* rows without a code, or more codes than there is room for */
};

/**
 * Collect the codes of a column.
 * @param memory  the codes live there
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_qgis_codes_find(const struct lg_book *book,
                                               const struct lg_sheet *sheet,
                                               const struct lg_qgis_layer *layer,
                                               struct lg_arena *memory, struct lg_qgis_codes *codes,
                                               struct lg_error *err);

/* Classes between bounds; a value on a bound belongs to the class below it. */
struct lg_qgis_classes {
    size_t count;                      /* of the classes between bounds; 0: no value above 0 */
    double bounds[LG_QGIS_BOUNDS_MAX]; /* [count + 1] ascending */
    int decimals;                      /* that show the bounds apart */
    bool has_zero;                     /* 0 is a class of its own, before the others */
    bool has_missing;
    double missing; /* stands for a missing value: below every value */
};

/**
 * Classes with about as many values each, their bounds rounded to one digit, or to two where that
 * saves more than half of them. Where most values are the same and so few classes are left, each
 * value counts once.
 *
 * @param values     [count] sorted in place; NaN: missing
 * @param class_max  1 to LG_QGIS_CLASSES_MAX, that of 0 included
 */
struct lg_qgis_classes lg_qgis_classes_make(double *values, size_t count, size_t class_max);

/** The classes of a number column. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_qgis_classes_find(const struct lg_book *book,
                                                 const struct lg_sheet *sheet,
                                                 const struct lg_sheet_column *column,
                                                 struct lg_qgis_classes *classes,
                                                 struct lg_error *err);

#endif
