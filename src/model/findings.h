/*
 * What is doubtful in the data: one row per finding (domain.md 6.9, T8).
 *
 * Every stage may add; run/ sorts before anyone reads.
 */
#ifndef LG_MODEL_FINDINGS_H
#define LG_MODEL_FINDINGS_H

#include "base/arena.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lg_finding_code {
    LG_E_GEOM,
    LG_E_CRS,
    LG_E_DUP,
    LG_E_AREA,
    LG_E_CODE,
    LG_E_DATE,
    LG_E_SUM,
    LG_E_CLOSURE,
    LG_W_GEOM,
    LG_W_OVERLAP,
    LG_W_GAP,
    LG_W_OUT,
    LG_W_NEST,
    LG_W_AREA,
    LG_W_UNIT,
    LG_W_CODE,
    LG_W_DATE,
    LG_W_DATE1900,
    LG_W_ORDER,
    LG_W_FUTURE,
    LG_W_STATE,
    LG_W_FLOORS,
    LG_W_SUPPLY,
    LG_W_JOIN,
    LG_W_ENC,
    LG_W_SLIVER,
    LG_W_VALUE,
    LG_W_SUM,
    LG_W_SPIKE,
    LG_W_THIN,
    LG_W_FAR,
    LG_W_SYSTEM,
    LG_W_ID,
    LG_W_PLAN,
    LG_W_EMPTY,
    LG_W_STARTED,
    LG_I_MISSING,
    LG_I_GUESS,
    LG_I_VERTEX,
    LG_I_RING,
    LG_I_DIMENSION,
    LG_I_CANDIDATE,
    LG_FINDING_CODE_COUNT
};

enum lg_severity { LG_SEVERITY_ERROR, LG_SEVERITY_WARNING, LG_SEVERITY_NOTICE };

struct lg_finding {
    enum lg_finding_code code;
    const char *layer;       /* as lg_source_name() has it: "parcels", "parks" ... */
    size_t source;           /* position in lg_sources; SIZE_MAX: none or several */
    int64_t feature;         /* the source's own feature number; -1: none or several rows */
    const char *parcel_id;   /* NULL: none */
    const char *park_code;   /* NULL: none */
    double lon_deg, lat_deg; /* NaN: no place */
    double value, limit;     /* NaN: none */
    const char *message;
};

struct lg_findings {
    size_t count;
    size_t capacity;
    struct lg_finding *items; /* [count] */
    struct lg_arena texts;
};

/** "E_GEOM" and so on. */
const char *lg_finding_code_name(enum lg_finding_code code);
/** What the code is about, in a few words; static. */
const char *lg_finding_code_meaning(enum lg_finding_code code);
enum lg_severity lg_finding_severity(enum lg_finding_code code);

/**
 * Add a finding; its texts are copied.
 * @param finding  everything but the message
 * @param text     printf format of the message: one sentence
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_findings_add(struct lg_findings *findings,
                                            const struct lg_finding *finding, struct lg_error *err,
                                            const char *text, ...) LG_PRINTF(4, 5);
/** A finding with nothing but a code and a layer set: feature -1, numbers NaN. */
struct lg_finding lg_finding_blank(enum lg_finding_code code, const char *layer);
/** Move all findings over; from is left empty. */
LG_NODISCARD enum lg_status lg_findings_append(struct lg_findings *findings,
                                               struct lg_findings *from, struct lg_error *err);
/** Order by code, layer, park, parcel, place, value, message, source, feature. */
void lg_findings_sort(struct lg_findings *findings);
size_t lg_findings_count(const struct lg_findings *findings, enum lg_severity severity);
void lg_findings_reset(struct lg_findings *findings);

#endif
