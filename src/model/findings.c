#include "model/findings.h"

#include "base/grow.h"
#include "model/labels.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const codes[LG_FINDING_CODE_COUNT] = {
    [LG_E_GEOM] = "E_GEOM",
    [LG_E_CRS] = "E_CRS",
    [LG_E_DUP] = "E_DUP",
    [LG_E_AREA] = "E_AREA",
    [LG_E_CODE] = "E_CODE",
    [LG_E_DATE] = "E_DATE",
    [LG_E_SUM] = "E_SUM",
    [LG_E_CLOSURE] = "E_CLOSURE",
    [LG_W_GEOM] = "W_GEOM",
    [LG_W_OVERLAP] = "W_OVERLAP",
    [LG_W_GAP] = "W_GAP",
    [LG_W_OUT] = "W_OUT",
    [LG_W_NEST] = "W_NEST",
    [LG_W_AREA] = "W_AREA",
    [LG_W_UNIT] = "W_UNIT",
    [LG_W_CODE] = "W_CODE",
    [LG_W_DATE] = "W_DATE",
    [LG_W_DATE1900] = "W_DATE1900",
    [LG_W_ORDER] = "W_ORDER",
    [LG_W_FUTURE] = "W_FUTURE",
    [LG_W_STATE] = "W_STATE",
    [LG_W_FLOORS] = "W_FLOORS",
    [LG_W_SUPPLY] = "W_SUPPLY",
    [LG_W_JOIN] = "W_JOIN",
    [LG_W_ENC] = "W_ENC",
    [LG_W_SLIVER] = "W_SLIVER",
    [LG_W_VALUE] = "W_VALUE",
    [LG_W_SUM] = "W_SUM",
    [LG_W_SPIKE] = "W_SPIKE",
    [LG_W_THIN] = "W_THIN",
    [LG_W_FAR] = "W_FAR",
    [LG_W_SYSTEM] = "W_SYSTEM",
    [LG_W_ID] = "W_ID",
    [LG_W_PLAN] = "W_PLAN",
    [LG_W_EMPTY] = "W_EMPTY",
    [LG_W_STARTED] = "W_STARTED",
    [LG_I_MISSING] = "I_MISSING",
    [LG_I_GUESS] = "I_GUESS",
    [LG_I_VERTEX] = "I_VERTEX",
    [LG_I_RING] = "I_RING",
    [LG_I_DIMENSION] = "I_DIMENSION",
    [LG_I_CANDIDATE] = "I_CANDIDATE",
};

const char *lg_finding_code_name(enum lg_finding_code code)
{
    assert(code < LG_FINDING_CODE_COUNT);
    return codes[code];
}

const char *lg_finding_code_meaning(enum lg_finding_code code)
{
    assert(code < LG_FINDING_CODE_COUNT);
    return lg_label_value(LG_ENGLISH, "finding", codes[code]);
}

enum lg_severity lg_finding_severity(enum lg_finding_code code)
{
    switch (lg_finding_code_name(code)[0]) {
    case 'E':
        return LG_SEVERITY_ERROR;
    case 'W':
        return LG_SEVERITY_WARNING;
    default:
        return LG_SEVERITY_NOTICE;
    }
}

struct lg_finding lg_finding_blank(enum lg_finding_code code, const char *layer)
{
    return (struct lg_finding){
        .code = code,
        .layer = layer,
        .source = SIZE_MAX,
        .feature = -1,
        .lon_deg = (double)NAN,
        .lat_deg = (double)NAN,
        .value = (double)NAN,
        .limit = (double)NAN,
    };
}

static enum lg_status reserve(struct lg_findings *findings, size_t needed, struct lg_error *err)
{
    if (needed <= findings->capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(findings->capacity, needed);
    struct lg_finding *items = lg_resize(findings->items, capacity, sizeof(*items));
    if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu findings", needed);
    findings->items = items;
    findings->capacity = capacity;
    return LG_OK;
}

/* False when memory is out; a missing text stays missing. */
static bool keep_text(struct lg_findings *findings, const char **text)
{
    if (*text == NULL) return true;
    *text = lg_arena_text(&findings->texts, *text, strlen(*text));
    return *text != NULL;
}

enum lg_status lg_findings_add(struct lg_findings *findings, const struct lg_finding *finding,
                               struct lg_error *err, const char *text, ...)
{
    char message[1024];
    va_list values;
    va_start(values, text);
    /* A message cut at a thousand bytes still says what it is about. */
    (void)vsnprintf(message, sizeof(message), text, values);
    va_end(values);

    enum lg_status status = reserve(findings, findings->count + 1, err);
    if (status != LG_OK) return status;
    struct lg_finding *added = &findings->items[findings->count];
    *added = *finding;
    added->message = message;
    if (!keep_text(findings, &added->layer) || !keep_text(findings, &added->parcel_id) ||
        !keep_text(findings, &added->park_code) || !keep_text(findings, &added->message)) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for a finding");
    }
    findings->count++;
    return LG_OK;
}

enum lg_status lg_findings_append(struct lg_findings *findings, struct lg_findings *from,
                                  struct lg_error *err)
{
    enum lg_status status = reserve(findings, findings->count + from->count, err);
    if (status != LG_OK) return status;
    if (from->count > 0) {
        memcpy(findings->items + findings->count, from->items, from->count * sizeof(*from->items));
    }
    findings->count += from->count;
    from->count = 0;
    lg_arena_join(&findings->texts, &from->texts);
    return LG_OK;
}

static int compare_texts(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return (left != NULL) - (right != NULL);
    return strcmp(left, right);
}

/* A missing number stands before every number. */
static int compare_numbers(double left, double right)
{
    if (isnan(left) || isnan(right)) return !isnan(left) - !isnan(right);
    return (left > right) - (left < right);
}

static int compare_findings(const void *left, const void *right)
{
    const struct lg_finding *a = left;
    const struct lg_finding *b = right;
    if (a->code != b->code) return a->code < b->code ? -1 : 1;
    int order = compare_texts(a->layer, b->layer);
    if (order == 0) order = compare_texts(a->park_code, b->park_code);
    if (order == 0) order = compare_texts(a->parcel_id, b->parcel_id);
    if (order == 0) order = compare_numbers(a->lon_deg, b->lon_deg);
    if (order == 0) order = compare_numbers(a->lat_deg, b->lat_deg);
    if (order == 0) order = compare_numbers(a->value, b->value);
    if (order == 0) order = compare_texts(a->message, b->message);
    if (order == 0) order = (a->source > b->source) - (a->source < b->source);
    if (order == 0) order = (a->feature > b->feature) - (a->feature < b->feature);
    return order;
}

void lg_findings_sort(struct lg_findings *findings)
{
    if (findings->count < 2) return;
    qsort(findings->items, findings->count, sizeof(*findings->items), compare_findings);
}

size_t lg_findings_count(const struct lg_findings *findings, enum lg_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        count += lg_finding_severity(findings->items[i].code) == severity;
    }
    return count;
}

void lg_findings_reset(struct lg_findings *findings)
{
    free(findings->items);
    lg_arena_reset(&findings->texts);
    *findings = (struct lg_findings){0};
}
