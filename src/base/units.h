/*
 * The units a bureau writes in, and their size in ours (m2, yuan, m, persons).
 */
#ifndef LG_BASE_UNITS_H
#define LG_BASE_UNITS_H

#include <stdbool.h>

enum lg_unit_kind {
    LG_UNIT_NONE, /* a pure number: floors, FAR, percent */
    LG_UNIT_AREA,
    LG_UNIT_MONEY,
    LG_UNIT_LENGTH,
    LG_UNIT_PERSONS,
};

#define LG_M2_PER_HA    10000.0
#define LG_M2_PER_MU    (2000.0 / 3.0)
#define LG_YUAN_PER_WAN 10000.0

/**
 * Look a unit name up: m2 ha mu km2 wan_m2, yuan wan_yuan yi_yuan, m, persons.
 *
 * @param name    the name as in a project file
 * @param kind    out: what it measures
 * @param factor  out: how many of our unit one of it is
 * @return false when there is no such unit
 * @source design.md 4; 1 mu = 2000/3 m2 [S66b]
 */
bool lg_unit_find(const char *name, enum lg_unit_kind *kind, double *factor);

/** All names of one kind, for error messages: "m2 ha mu km2 wan_m2". */
const char *lg_unit_names(enum lg_unit_kind kind);

#endif
