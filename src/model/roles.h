/*
 * What a field of a layer can mean to us. The names are those under "fields:" in a project file.
 *
 * The tables are defined in src/data/roles.c, each alias with its source.
 */
#ifndef LG_MODEL_ROLES_H
#define LG_MODEL_ROLES_H

#include "base/units.h"

#include <stdbool.h>
#include <stddef.h>

enum lg_kind { LG_KIND_TEXT, LG_KIND_NUMBER, LG_KIND_DATE };

/* A field name met in practice, and the unit that its data standard gives it (NULL: the role's). */
struct lg_alias {
    const char *field;
    const char *unit;
};

struct lg_role {
    const char *name;
    enum lg_kind kind;
    enum lg_unit_kind unit;
    const char
        *standard_unit; /* where neither the user nor the alias says; NULL for pure numbers */
    bool is_code;       /* a code of a declared system: land state, supply state, land use */
    bool is_industry;   /* a code of GB/T 4754, of which the edition may be declared */
    const char *const label[2];  /* by enum lg_language: Chinese, English */
    struct lg_alias aliases[16]; /* in order of preference, ends with a NULL field */
};

enum lg_park_role {
    LG_PARK_CODE,
    LG_PARK_NAME,
    LG_PARK_LEVEL,
    LG_PARK_TYPE,
    LG_PARK_CLASS,
    LG_PARK_SCOPE,
    LG_PARK_EVAL_TYPE,
    LG_PARK_PARENT,
    LG_PARK_CANDIDATE,
    LG_PARK_HOME,
    LG_PARK_HOST,
    LG_PARK_SHARE,
    LG_PARK_APPROVED_AREA,
    LG_PARK_RECORDED_AREA,
    LG_PARK_ESTABLISHED,
    LG_PARK_POPULATION,
    LG_PARK_FIXED_INVESTMENT,
    LG_PARK_INDUSTRIAL_REVENUE,
    LG_PARK_INDUSTRIAL_TAX,
    LG_PARK_TOTAL_TAX,
    /* from here on, land supplied in a year: the last year first, then the years before it */
    LG_PARK_SUPPLIED_Y1,
    LG_PARK_SUPPLIED_Y2,
    LG_PARK_SUPPLIED_Y3,
    LG_PARK_SUPPLIED_Y4,
    LG_PARK_SUPPLIED_Y5,
    LG_PARK_SUPPLIED_INDUSTRIAL_Y1,
    LG_PARK_SUPPLIED_INDUSTRIAL_Y2,
    LG_PARK_SUPPLIED_INDUSTRIAL_Y3,
    LG_PARK_SUPPLIED_INDUSTRIAL_Y4,
    LG_PARK_SUPPLIED_INDUSTRIAL_Y5,
    LG_PARK_STATISTICS_DELIVERED, /* yes or no */
    LG_PARK_ROLE_COUNT
};

enum lg_parcel_role {
    LG_PARCEL_ID,
    LG_PARCEL_LOCATION,
    LG_PARCEL_HOLDER,
    LG_PARCEL_LAND_STATE,
    LG_PARCEL_SUPPLY_STATE,
    LG_PARCEL_CURRENT_USE,
    LG_PARCEL_APPROVED_USE,
    LG_PARCEL_PLANNED_USE,
    LG_PARCEL_RECORDED_AREA,
    LG_PARCEL_CERTIFICATE_AREA,
    LG_PARCEL_FLOOR_AREA,
    LG_PARCEL_FOOTPRINT,
    LG_PARCEL_FOOTPRINT_YARDS,
    LG_PARCEL_FAR_MIN,
    LG_PARCEL_FAR_MAX,
    /* from here to evidence: what the land-market table carries, too */
    LG_PARCEL_CONTRACT_NO,
    LG_PARCEL_SUPERVISION_NO,
    LG_PARCEL_SUPPLY_MODE,
    LG_PARCEL_SIGNED_ON,
    LG_PARCEL_HANDOVER_DUE,
    LG_PARCEL_HANDOVER_ON,
    LG_PARCEL_START_DUE,
    LG_PARCEL_REVISED_START_DUE, /* by a supplementary agreement, or extended by Order 53 art. 12 */
    LG_PARCEL_START_ON,
    LG_PARCEL_SUSPENDED_ON,
    LG_PARCEL_COMPLETION_DUE,
    LG_PARCEL_COMPLETION_ON,
    LG_PARCEL_RECOVERED_ON,
    LG_PARCEL_DUE_AREA,
    LG_PARCEL_DEVELOPED_AREA,
    LG_PARCEL_DEVELOPED_PCT,
    LG_PARCEL_TOTAL_INVESTMENT,
    LG_PARCEL_INVESTED,
    LG_PARCEL_INVESTED_PCT,
    LG_PARCEL_PRICE,
    LG_PARCEL_CAUSE,
    LG_PARCEL_EVIDENCE,
    LG_PARCEL_RECORDED_IDLE,
    LG_PARCEL_IDLE_FINDING_NO,
    LG_PARCEL_IDLE_FINDING_ON,
    LG_PARCEL_MORTGAGE,
    LG_PARCEL_SEIZED,
    LG_PARCEL_INDUSTRY,
    LG_PARCEL_INVESTMENT,
    LG_PARCEL_REVENUE,
    LG_PARCEL_TAX,
    LG_PARCEL_READY_FOR_SUPPLY,
    LG_PARCEL_APPROVED_ON,
    LG_PARCEL_SUSPECTED_ON,
    LG_PARCEL_NOTICE_RECEIVED_ON,
    LG_PARCEL_DISPOSAL_UNIT,
    LG_PARCEL_DISPOSAL_DUE,
    LG_PARCEL_DISPOSED_ON,
    LG_PARCEL_PRICE_LEVEL,
    /* from here to telecom: connections, yes or no */
    LG_PARCEL_WATER,
    LG_PARCEL_POWER,
    LG_PARCEL_ROAD,
    LG_PARCEL_GAS,
    LG_PARCEL_HEAT,
    LG_PARCEL_TELECOM,
    /* from here to civil_defence: done, not needed or open, a date or a document number */
    LG_PARCEL_LEVELLED,
    LG_PARCEL_EXPROPRIATED,
    LG_PARCEL_RESETTLED,
    LG_PARCEL_GEOHAZARD,
    LG_PARCEL_SEISMIC,
    LG_PARCEL_MINERALS,
    LG_PARCEL_SOIL_CONSERVATION,
    LG_PARCEL_FLOOD,
    LG_PARCEL_SOIL_POLLUTION,
    LG_PARCEL_HERITAGE,
    LG_PARCEL_UTILITY_LINES,
    LG_PARCEL_GREEN_LAND,
    LG_PARCEL_CIVIL_DEFENCE,
    LG_PARCEL_STANDARD_LAND, /* yes or no: supplied as standard land */
    LG_PARCEL_REMARKS,
    LG_PARCEL_ROLE_COUNT
};

enum lg_building_role {
    LG_BUILDING_ID,
    LG_BUILDING_PARCEL_ID,
    LG_BUILDING_FLOORS,
    LG_BUILDING_HEIGHT,
    LG_BUILDING_FLOOR_AREA,
    LG_BUILDING_STATUS,
    LG_BUILDING_BUILT_ON,
    LG_BUILDING_ROLE_COUNT
};

enum lg_enterprise_role {
    LG_ENTERPRISE_PARCEL_ID,
    LG_ENTERPRISE_NAME,
    LG_ENTERPRISE_INDUSTRY,
    LG_ENTERPRISE_INVESTMENT,
    LG_ENTERPRISE_REVENUE,
    LG_ENTERPRISE_TAX,
    LG_ENTERPRISE_EMPLOYEES,
    LG_ENTERPRISE_LAND_AREA,
    /* from here to other_land: the parts that the land is divided into */
    LG_ENTERPRISE_PLANT_LAND,
    LG_ENTERPRISE_OFFICE_LAND,
    LG_ENTERPRISE_YARD_LAND,
    LG_ENTERPRISE_RESERVE_LAND,
    LG_ENTERPRISE_ROAD_LAND,
    LG_ENTERPRISE_GREEN_LAND,
    LG_ENTERPRISE_OTHER_LAND,
    LG_ENTERPRISE_FLOOR_AREA,
    LG_ENTERPRISE_FOOTPRINT,
    LG_ENTERPRISE_FOOTPRINT_YARDS,
    LG_ENTERPRISE_FAR,
    LG_ENTERPRISE_COEFFICIENT,
    LG_ENTERPRISE_ROLE_COUNT
};

enum lg_plan_role { LG_PLAN_ID, LG_PLAN_PLANNED_USE, LG_PLAN_ROLE_COUNT };

enum lg_constraint_role { LG_CONSTRAINT_ID, LG_CONSTRAINT_ROLE_COUNT };

extern const struct lg_role lg_park_roles[LG_PARK_ROLE_COUNT];
extern const struct lg_role lg_parcel_roles[LG_PARCEL_ROLE_COUNT];
extern const struct lg_role lg_building_roles[LG_BUILDING_ROLE_COUNT];
extern const struct lg_role lg_enterprise_roles[LG_ENTERPRISE_ROLE_COUNT];
extern const struct lg_role lg_plan_roles[LG_PLAN_ROLE_COUNT];
extern const struct lg_role lg_constraint_roles[LG_CONSTRAINT_ROLE_COUNT];
/* The supply table is read with the parcel roles; these are the ones that it may carry. */
bool lg_supply_carries(enum lg_parcel_role role);

/** Position of the role with this name, or count when there is none. */
size_t lg_role_find(const struct lg_role *roles, size_t count, const char *name);

#endif
