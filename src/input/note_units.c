/*
 * Which unit a field of areas or money looks to be in, by the layer's own shapes: each candidate
 * with what would come of it. Units are declared; this is what to declare them by.
 */
#include "input/look.h"

#include "base/sorted.h"
#include "base/text.h"
#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Areas on the ground at 2800 to 5000 m against those on the ellipsoid, domain.md 4.6. */
#define RAISED_RATIO_MIN 1.0010
#define RAISED_RATIO_MAX 1.0016

/* Rows from which a constant ratio is one, and how near together the middle half must be. */
enum { ROW_COUNT_MIN = 5 };
#define CONSTANT_SPREAD_MAX   0.10
#define CONSTANT_RESIDUAL_MAX 0.002
#define RESIDUAL_MIN          0.003 /* as the findings of a run have it */

/* What a column is held against, and where the median should be, by own convention [P]. */
struct expectation {
    enum lg_source_kind kind;
    bool is_survey; /* the same land as measured: what is left over is told */
    size_t role;
    const char *units[4]; /* candidates, ends with NULL or after four */
    const char *what;     /* what number / measured area is */
    double min, max;      /* both 0: no figure to hold it against */
};

/* 5 % is far more than surveys differ and far less than units do. */
#define SURVEY_DIFFERENCE_MAX 0.05
#define SURVEY_MIN            (1.0 - SURVEY_DIFFERENCE_MAX)
#define SURVEY_MAX            (1.0 + SURVEY_DIFFERENCE_MAX)

#define LAND_UNITS                                                                                 \
    {                                                                                              \
        "m2", "mu", "ha", "km2"                                                                    \
    }
#define FLOOR_UNITS                                                                                \
    {                                                                                              \
        "m2", "wan_m2", NULL, NULL                                                                 \
    }
#define MONEY_UNITS                                                                                \
    {                                                                                              \
        "yuan", "wan_yuan", "yi_yuan", NULL                                                        \
    }

/*
 * Floors and money: the sanity ranges of domain.md 1.11, those of floors wider, as the findings of
 * a run have them; taxes from 0.5, since from 0 every smaller unit would fit.
 */
static const struct expectation expectations[] = {
    {LG_SOURCE_PARKS, false, LG_PARK_APPROVED_AREA, LAND_UNITS, "recorded / measured", 0.3, 3.0},
    {LG_SOURCE_PARKS, true, LG_PARK_RECORDED_AREA, LAND_UNITS, "recorded / measured", SURVEY_MIN,
     SURVEY_MAX},
    {LG_SOURCE_PARKS, false, LG_PARK_FIXED_INVESTMENT, MONEY_UNITS, "wan_yuan/ha", 100, 50000},
    {LG_SOURCE_PARKS, false, LG_PARK_INDUSTRIAL_REVENUE, MONEY_UNITS, "wan_yuan/ha", 0, 0},
    {LG_SOURCE_PARKS, false, LG_PARK_INDUSTRIAL_TAX, MONEY_UNITS, "wan_yuan/ha", 0.5, 5000},
    {LG_SOURCE_PARKS, false, LG_PARK_TOTAL_TAX, MONEY_UNITS, "wan_yuan/ha", 0.5, 5000},
    {LG_SOURCE_PARCELS, true, LG_PARCEL_RECORDED_AREA, LAND_UNITS, "recorded / measured",
     SURVEY_MIN, SURVEY_MAX},
    {LG_SOURCE_PARCELS, true, LG_PARCEL_CERTIFICATE_AREA, LAND_UNITS, "recorded / measured",
     SURVEY_MIN, SURVEY_MAX},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_DUE_AREA, LAND_UNITS, "recorded / measured", 0.1, 1.05},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_DEVELOPED_AREA, LAND_UNITS, "recorded / measured", 0.1,
     1.05},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_FLOOR_AREA, FLOOR_UNITS, "floor area ratio", 0.02, 10.0},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_FOOTPRINT, FLOOR_UNITS, "share of the land built over",
     0.005, 1.0},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_FOOTPRINT_YARDS, FLOOR_UNITS,
     "share of the land built over or in use", 0.005, 1.05},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_TOTAL_INVESTMENT, MONEY_UNITS, "wan_yuan/ha", 100, 50000},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_INVESTED, MONEY_UNITS, "wan_yuan/ha", 100, 50000},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_INVESTMENT, MONEY_UNITS, "wan_yuan/ha", 100, 50000},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_REVENUE, MONEY_UNITS, "wan_yuan/ha", 0, 0},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_TAX, MONEY_UNITS, "wan_yuan/ha", 0.5, 5000},
    {LG_SOURCE_PARCELS, false, LG_PARCEL_PRICE, MONEY_UNITS, "wan_yuan/ha", 0, 0},
    {LG_SOURCE_BUILDINGS, false, LG_BUILDING_FLOOR_AREA, FLOOR_UNITS, "floors on the footprint",
     0.5, 100},
};

/* Numbers of a field per measured m2, sorted. */
struct ratios {
    double *items; /* [count] */
    size_t count;
};

/* A ratio that some row really has. */
static double quantile(const struct ratios *ratios, double share)
{
    return lg_sorted_quantile(ratios->items, ratios->count, share);
}

static void collect(const struct lg_look *look, size_t field, struct ratios *ratios)
{
    ratios->count = 0;
    for (size_t row = 0; row < look->sample.row_count; row++) {
        double number = lg_sample_number(&look->sample, field, row);
        double area_m2 = look->area_m2[row];
        if (number > 0 && area_m2 > 0) ratios->items[ratios->count++] = number / area_m2;
    }
    lg_sorted_make(ratios->items, ratios->count);
}

/* What a ratio comes to in a unit: a share of the land, or wan_yuan/ha. */
static double in_unit(double ratio, const char *unit)
{
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double factor = 1.0;
    (void)lg_unit_find(unit, &kind, &factor);
    double value = ratio * factor;
    if (kind != LG_UNIT_MONEY) return value;
    return value * LG_M2_PER_HA / LG_YUAN_PER_WAN;
}

static bool fits(const struct expectation *expected, double ratio, const char *unit)
{
    double value = in_unit(ratio, unit);
    return value >= expected->min && value <= expected->max;
}

/* ha and wan_m2 are of one size: either name is the same unit. */
static bool is_same_unit(const char *left, const char *right)
{
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double a = 0.0;
    double b = 0.0;
    return lg_unit_find(left, &kind, &a) && lg_unit_find(right, &kind, &b) && a / b == 1.0;
}

/* Near 1 the decimals matter: 1.0012 is another thing than 1.0000. */
static void add_figure(struct lg_text *text, double value)
{
    lg_text_printf(text, value > 0.9 && value < 1.1 ? "%.4f" : "%.4g", value);
}

/* "m2 0.43, wan_m2 4300 (data standard)" */
static void add_candidates(struct lg_text *text, const struct expectation *expected,
                           const struct lg_field_choice *choice, double median)
{
    for (size_t i = 0; i < 4 && expected->units[i] != NULL; i++) {
        const char *unit = expected->units[i];
        lg_text_printf(text, "%s%s ", i == 0 ? "" : ", ", unit);
        add_figure(text, in_unit(median, unit));
        if (is_same_unit(unit, choice->unit)) lg_text_printf(text, " (%s)", choice->unit_why);
    }
}

/* The middle latitude says which plane an area may have been taken in. */
static const char *explain_slip(const struct lg_look *look, double ratio)
{
    if (isnan(look->degrees[0])) return "another projection or zone";
    double cosine = cos((look->degrees[1] + look->degrees[3]) / 2.0 * PI / 180.0);
    if (fabs(ratio * cosine - 1.0) < 0.01) return "a plane that does not shrink with the latitude";
    if (fabs(ratio * cosine * cosine - 1.0) < 0.01) return "the plane of web maps";
    return "another projection or zone";
}

/* How recorded land stands to measured land beyond the unit: "; half of them ..." */
static void add_residual(struct lg_text *text, const struct lg_look *look,
                         const struct ratios *ratios, double factor)
{
    double low = quantile(ratios, 0.25) * factor;
    double median = quantile(ratios, 0.5) * factor;
    double high = quantile(ratios, 0.75) * factor;
    bool is_many = ratios->count >= ROW_COUNT_MIN;
    bool is_constant = is_many && (high - low) / median < CONSTANT_RESIDUAL_MAX;
    lg_text_printf(text, ", half of them within %.4f to %.4f", low, high);
    if (is_many && median >= RAISED_RATIO_MIN && median <= RAISED_RATIO_MAX &&
        low >= RAISED_RATIO_MIN - 0.0005 && high <= RAISED_RATIO_MAX + 0.0005) {
        lg_text_add_text(text, "; such is a survey on a raised local datum at 3000 to 5000 m: ask "
                               "the surveyor for its height");
    } else if (is_constant && fabs(median - 1.0) > RESIDUAL_MIN) {
        lg_text_printf(text, "; %+.2f %% in nearly every row is a slip, as if taken in %s",
                       100 * (median - 1.0), explain_slip(look, median));
    }
}

/* No unit fits: an area whose ratio is the same everywhere has slipped as a whole. */
static bool find_slip(const struct ratios *ratios, const char **unit, double *ratio)
{
    static const char *const units[] = LAND_UNITS;
    double median = quantile(ratios, 0.5);
    double spread = (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / median;
    if (ratios->count < ROW_COUNT_MIN || spread > CONSTANT_SPREAD_MAX) return false;
    for (size_t i = 0; i < 4; i++) {
        enum lg_unit_kind kind = LG_UNIT_NONE;
        double factor = 1.0;
        if (!lg_unit_find(units[i], &kind, &factor)) continue;
        *ratio = median * factor;
        *unit = units[i];
        if (*ratio > 0.5 && *ratio < 2.0) return true;
    }
    return false;
}

/* The candidates that fit. @return the taken one where it fits, else the first; NULL: none */
static const char *find_fitting(const struct expectation *expected, const char *taken,
                                double median, size_t *fit_count)
{
    const char *fitting = NULL;
    *fit_count = 0;
    for (size_t i = 0; i < 4 && expected->units[i] != NULL; i++) {
        if (!fits(expected, median, expected->units[i])) continue;
        (*fit_count)++;
        if (fitting == NULL || is_same_unit(expected->units[i], taken)) {
            fitting = expected->units[i];
        }
    }
    return fitting;
}

/* "m2 fits: floor area ratio 0.43 in the median of 11 rows" */
static void add_good_news(struct lg_text *text, const struct lg_look *look,
                          const struct expectation *expected, const char *unit,
                          const struct ratios *ratios)
{
    enum lg_unit_kind kind = LG_UNIT_NONE;
    double factor = 1.0;
    bool is_money = lg_unit_find(unit, &kind, &factor) && kind == LG_UNIT_MONEY;
    lg_text_printf(text, "%s fits: %s ", unit, expected->what);
    add_figure(text, in_unit(quantile(ratios, 0.5), unit));
    lg_text_printf(text, " in the median of %zu row%s", ratios->count,
                   ratios->count == 1 ? "" : "s");
    if (is_money) lg_text_printf(text, " (%.10g to %.10g expected)", expected->min, expected->max);
    if (expected->is_survey) add_residual(text, look, ratios, in_unit(1.0, unit));
}

static void add_verdict(struct lg_text *text, const struct lg_look *look,
                        const struct expectation *expected, const struct lg_field_use *use,
                        const struct ratios *ratios)
{
    double median = quantile(ratios, 0.5);
    size_t fit_count = 0;
    const char *fitting = find_fitting(expected, use->choice.unit, median, &fit_count);
    lg_text_printf(text, "%s by unit: ", expected->what);
    add_candidates(text, expected, &use->choice, median);
    lg_text_printf(text, " in the median of %zu row%s -> ", ratios->count,
                   ratios->count == 1 ? "" : "s");
    const char *unit = NULL;
    double slip = 0.0;
    if (!(expected->max > 0)) {
        lg_text_add_text(text, "compare with what you know");
    } else if (fitting != NULL) {
        lg_text_printf(text, "declare units: {%s: %s}%s", look->roles[use->choice.role].name,
                       fitting, fit_count > 1 ? " if so" : "");
    } else if (expected->is_survey && find_slip(ratios, &unit, &slip)) {
        lg_text_printf(text,
                       "no unit fits; %s is nearest, and %+.1f %% in every row is a slip, "
                       "as if taken in %s",
                       unit, 100 * (slip - 1.0), explain_slip(look, slip));
    } else {
        lg_text_printf(text, "no unit fits (%.10g to %.10g expected): check the field",
                       expected->min, expected->max);
    }
}

static void note_unit(struct lg_look *look, const struct expectation *expected,
                      const struct lg_field_use *use, const struct ratios *ratios)
{
    struct lg_note note = {LG_NOTE_UNITS, use->choice.role, use->choice.field, NULL, NULL};
    size_t fit_count = 0;
    const char *fitting =
        find_fitting(expected, use->choice.unit, quantile(ratios, 0.5), &fit_count);
    struct lg_text text = {0};
    if (fitting != NULL && is_same_unit(fitting, use->choice.unit)) {
        add_good_news(&text, look, expected, use->choice.unit, ratios);
    } else {
        add_verdict(&text, look, expected, use, ratios);
        /* Amounts of money say less than areas do: they are told, not written into a project. */
        bool is_area = look->roles[use->choice.role].unit == LG_UNIT_AREA;
        if (fit_count == 1 && is_area) note.declare = fitting;
    }
    if (text.failed) look->notes.failed = true;
    if (text.bytes != NULL) lg_note_add(&look->notes, &note, "%s", text.bytes);
    lg_text_reset(&text);
}

/* A number field without a role whose numbers go with the shapes. */
static void note_area_like(struct lg_look *look, size_t field, const struct ratios *ratios)
{
    const char *unit = NULL;
    double ratio = 0.0;
    if (ratios->count == 0 || !find_slip(ratios, &unit, &ratio)) return;
    const struct lg_note note = {LG_NOTE_UNITS, LG_NOTE_NO_ROLE, look->sample.fields[field].name,
                                 NULL, NULL};
    struct lg_text text = {0};
    if (fabs(ratio - 1.0) > SURVEY_DIFFERENCE_MAX) {
        lg_text_printf(&text,
                       "; measured areas are %+.1f %% from it in every row, a slip, as "
                       "if taken in %s",
                       100 * (1.0 / ratio - 1.0), explain_slip(look, ratio));
    }
    double median = quantile(ratios, 0.5);
    lg_note_add(&look->notes, &note,
                "looks like an area in %s: %.4f of the measured one in the median of %zu rows, "
                "half of them within %.4f to %.4f%s",
                unit, ratio, ratios->count, ratio * quantile(ratios, 0.25) / median,
                ratio * quantile(ratios, 0.75) / median, text.bytes == NULL ? "" : text.bytes);
    if (text.failed) look->notes.failed = true;
    lg_text_reset(&text);
}

static const struct expectation *find_expectation(const struct lg_look *look, size_t role)
{
    for (size_t i = 0; i < sizeof(expectations) / sizeof(expectations[0]); i++) {
        if (expectations[i].kind == look->kind && expectations[i].role == role) {
            return &expectations[i];
        }
    }
    return NULL;
}

static void note_uses(struct lg_look *look, struct ratios *ratios)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_use *use = &look->uses.items[i];
        const struct expectation *expected = find_expectation(look, use->choice.role);
        if (expected == NULL || use->choice.unit == NULL) continue;
        collect(look, use->field, ratios);
        const struct lg_note note = {LG_NOTE_UNITS, use->choice.role, use->choice.field, NULL,
                                     NULL};
        if (ratios->count > 0) {
            note_unit(look, expected, use, ratios);
        } else {
            lg_note_add(&look->notes, &note,
                        "no row has both a number and a measured shape: %s by the %s, nothing to "
                        "hold it against",
                        use->choice.unit, use->choice.unit_why);
        }
    }
}

void lg_note_units(struct lg_look *look)
{
    const struct lg_note note = {LG_NOTE_UNITS, LG_NOTE_NO_ROLE, NULL, NULL, NULL};
    bool has_unit = false;
    for (size_t i = 0; i < look->uses.count; i++) {
        has_unit = has_unit || look->uses.items[i].choice.unit != NULL;
    }
    if (look->area_m2 == NULL) {
        if (has_unit) {
            lg_note_add(&look->notes, &note,
                        "a table has no shapes to hold amounts against: units are those of the "
                        "data standard until you declare others");
        }
        return;
    }
    struct ratios ratios = {.items = calloc(look->sample.row_count + 1, sizeof(*ratios.items))};
    if (ratios.items == NULL) {
        look->notes.failed = true;
        return;
    }
    if (look->is_plane && look->measured_count > 0) {
        lg_note_add(&look->notes, &note,
                    "without a CRS: held against the plane area, coordinates taken for metres");
    }
    note_uses(look, &ratios);
    for (size_t i = 0; i < look->sample.field_count; i++) {
        bool is_number = strcmp(look->sample.profiles[i].type, "number") == 0;
        if (look->uses.is_used[i] || !is_number) continue;
        collect(look, i, &ratios);
        note_area_like(look, i, &ratios);
    }
    free(ratios.items);
}
