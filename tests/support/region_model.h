/*
 * Parks with places, parents and shares, and figures that can be added up by hand.
 */
#ifndef TESTS_SUPPORT_REGION_MODEL_H
#define TESTS_SUPPORT_REGION_MODEL_H

#include "model/model.h"

struct region_park {
    const char *code, *scope, *parent, *home, *host;
    double share;
    double area_ha, built_ha;
    double tax_wan; /* total tax; the other money is a multiple of it */
};

/*
 * E in Lhasa holds N, Nagqu's, and Z, a bonded zone of its own. Q lies in Qinghai and belongs to
 * Lhasa. S has two scopes.
 */
enum { PARK_E, PARK_N, PARK_Q, PARK_S1, PARK_S2, PARK_Z, PARK_COUNT };

extern const struct region_park region_parks[PARK_COUNT];

/** A model without parks that knows 西藏, 拉萨, 那曲 and 阿里. Free with lg_model_free(). Ends the
 * program when memory is out. */
struct lg_model *region_model_empty(void);

/** The same with parks and their sums. @param parks  [count] in the order of code and scope */
struct lg_model *region_model_new(const struct region_park *parks, size_t count);

/** The same with its enclaves and totals. */
struct lg_model *run_scene(const struct region_park *parks, size_t count);

/** The total of a place ("拉萨") or a part ("ALL"). */
const struct lg_regional_total *total_of(const struct lg_model *model, const char *name);

/** Two numbers, or twice none. */
void assert_same(double actual, double expected);

/** Area, taxes by location and by share; the other money goes the same ways. */
void assert_total(const struct lg_model *model, const char *name, double area_ha, double tax_wan,
                  double shared_wan);

/** An enclave by its row. @param type  "-": none */
void assert_enclave(const struct lg_model *model, size_t row, const char *type, const char *outside,
                    double home_wan, double host_wan, const char *status);

#endif
