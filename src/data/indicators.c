/*
 * The indicators of the 2014-style evaluation, with the parks layer's column for each.
 *
 * Source: domain.md 1.4 [S02][S03][S05], A21 [S14]. A22 and B13 need high-tech land, for which
 * there is no field; the management indicators of the 2010 version are not in use any more.
 *
 * Numerators and denominators are in ha, 万m2 (numerically hectares of floor or footprint), 万元
 * and persons, so that value = numerator / denominator, times 100 where the unit is "%".
 */
#include "model/indicators.h"

#include <math.h>
#include <string.h>

/* Plausible ranges: domain.md 1.11, own convention; a range is a doubt, never a limit. */
#define RATE 0, 100, false
#define FAR  0.05, 3, false
#define ANY  -HUGE_VAL, HUGE_VAL, false

const struct lg_indicator_entry lg_indicator_entries[] = {
    {"A10", "development_rate", {"土地开发率", "Development rate"}, "%", "A + B21", "A + B", RATE},
    {"A11", "supply_rate", {"土地供应率", "Supply rate"}, "%", "D", "A + B21", RATE},
    {"A12", "built_rate", {"土地建成率", "Built rate"}, "%", "A", "D", RATE},
    {"A21", "industrial_rate", {"工业用地率", "Industrial land share"}, "%", "A2", "A", RATE},
    {"A31", "far", {"综合容积率", "Floor area ratio"}, "1", "floor area on A", "A", FAR},
    {"A32", "density", {"建筑密度", "Building density"}, "%", "footprint on A", "A", 2, 80, false},
    {"A33",
     "industrial_far",
     {"工业用地综合容积率", "Industrial floor area ratio"},
     "1",
     "floor area on A2",
     "A2",
     FAR},
    {"A34",
     "industrial_coefficient",
     {"工业用地建筑系数", "Industrial building coefficient"},
     "%",
     "footprint and yards on A2",
     "A2",
     RATE},
    {"B11",
     "investment_per_ha",
     {"工业用地固定资产投入强度", "Industrial fixed investment per hectare"},
     "wan_yuan/ha",
     "industrial fixed investment",
     "A2",
     100,
     50000,
     false},
    {"B12",
     "industrial_tax_per_ha",
     {"工业用地地均税收", "Industrial tax per hectare"},
     "wan_yuan/ha",
     "industrial tax",
     "A2",
     0,
     5000,
     false},
    {"B12'",
     "industrial_revenue_per_ha",
     {"工业用地产出强度", "Industrial revenue per hectare"},
     "wan_yuan/ha",
     "industrial revenue",
     "A2",
     ANY},
    {"B21",
     "tax_per_ha",
     {"综合地均税收", "Tax per hectare"},
     "wan_yuan/ha",
     "tax of the second and third sector",
     "A",
     ANY},
    {"B22",
     "population_per_ha",
     {"人口密度", "Population per hectare"},
     "persons/ha",
     "resident population",
     "A",
     ANY},
    {"C11", "idle_rate", {"土地闲置率", "Idle rate"}, "%", "G", "D", 0, 100, true},
};

const size_t lg_indicator_entry_count =
    sizeof(lg_indicator_entries) / sizeof(lg_indicator_entries[0]);

const struct lg_indicator_entry *lg_indicator_find(const char *code)
{
    for (size_t i = 0; code != NULL && i < lg_indicator_entry_count; i++) {
        if (strcmp(lg_indicator_entries[i].code, code) == 0) return &lg_indicator_entries[i];
    }
    return NULL;
}
