/*
 * Parks with indicators and a rule set of trees, weights and ideals, all made by hand.
 *
 * One tree for 工业主导型, 主区: goals A, B, C with one indicator each (A11, B11, B12); weights
 * 0.5, 0.25, 0.25; ideals 100, so a value is its standard value. A second tree of the type may be
 * there for 发展方向区: the same goals, the areas 0.8 and 0.2.
 */
#ifndef TESTS_SUPPORT_WEIGHED_MODEL_H
#define TESTS_SUPPORT_WEIGHED_MODEL_H

#include "model/model.h"

enum { WEIGHED_NODES = 7, WEIGHED_IDEALS = 3 };

struct weighed_park {
    const char *code;
    enum lg_scope scope;
    double values[WEIGHED_IDEALS]; /* A11, B11, B12; NaN: missing */
};

/**
 * A model that is ready to be scored, with changes of 0.2 and 0.05, 200 draws and a seed.
 * @param parks  [count] in the order of code and scope
 * @return free with lg_model_free(); ends the program when memory is out
 */
struct lg_model *weighed_model_new(const struct weighed_park *parks, size_t count, bool has_areas);

#endif
