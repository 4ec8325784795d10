#include "base/units.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    enum lg_unit_kind kind;
    double factor;
} units[] = {
    {"m2", LG_UNIT_AREA, 1.0},
    {"ha", LG_UNIT_AREA, LG_M2_PER_HA},
    {"mu", LG_UNIT_AREA, LG_M2_PER_MU},
    {"km2", LG_UNIT_AREA, 1e6},
    {"wan_m2", LG_UNIT_AREA, 1e4},
    {"yuan", LG_UNIT_MONEY, 1.0},
    {"wan_yuan", LG_UNIT_MONEY, LG_YUAN_PER_WAN},
    {"yi_yuan", LG_UNIT_MONEY, 1e8},
    {"m", LG_UNIT_LENGTH, 1.0},
    {"persons", LG_UNIT_PERSONS, 1.0},
};

bool lg_unit_find(const char *name, enum lg_unit_kind *kind, double *factor)
{
    assert(name != NULL);
    assert(kind != NULL);
    assert(factor != NULL);

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strcmp(units[i].name, name) == 0) {
            *kind = units[i].kind;
            *factor = units[i].factor;
            return true;
        }
    }
    return false;
}

const char *lg_unit_names(enum lg_unit_kind kind)
{
    switch (kind) {
    case LG_UNIT_NONE:
        return "";
    case LG_UNIT_AREA:
        return "m2 ha mu km2 wan_m2";
    case LG_UNIT_MONEY:
        return "yuan wan_yuan yi_yuan";
    case LG_UNIT_LENGTH:
        return "m";
    case LG_UNIT_PERSONS:
        return "persons";
    }
    return "";
}
