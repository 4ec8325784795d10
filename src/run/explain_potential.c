/*
 * What a park could still hold: each potential with its formula, the parts put in, and whether they
 * make what is written.
 *
 * Source: domain.md 1.8.
 */
#include "run/explain_score.h"

#include <math.h>
#include <string.h>

/* How far written digits may be off: ha of eight decimals, ratios of six. */
static const double half_digit_ha = 0.51e-8;
static const double half_digit = 0.51e-6;

/* How a potential is made. */
enum making {
    MADE_OF_LAND,      /* land as it is */
    MADE_OF_STRUCTURE, /* A x (ideal - value) / 100 */
    MADE_OF_INTENSITY, /* land x (ideal - value) / ideal */
};

static const struct potential_kind {
    const char *kind;
    enum lg_word name, formula;
    enum making making;
    const char *lands[2]; /* codes of land states, G: idle land; both are added */
    const char *more;     /* key by which explain lists the parcels; NULL */
} kinds[] = {
    {"expansion",
     LG_WORD_POT_EXPANSION,
     LG_WORD_POT_IS_EXPANSION,
     MADE_OF_LAND,
     {"E", NULL},
     "e_ha"},
    {"expansion_industrial",
     LG_WORD_POT_INDUSTRIAL,
     LG_WORD_POT_IS_INDUSTRIAL,
     MADE_OF_LAND,
     {"E21", NULL},
     "e21_ha"},
    {"structure",
     LG_WORD_POT_STRUCTURE,
     LG_WORD_POT_IS_STRUCTURE,
     MADE_OF_STRUCTURE,
     {"A", NULL},
     "A21"},
    {"intensity",
     LG_WORD_POT_INTENSITY,
     LG_WORD_POT_IS_INTENSITY,
     MADE_OF_INTENSITY,
     {NULL, NULL},
     NULL},
    {"expired", LG_WORD_POT_EXPIRED, LG_WORD_POT_IS_EXPIRED, MADE_OF_LAND, {"D22", NULL}, "d22_ha"},
    {"idle", LG_WORD_POT_IDLE, LG_WORD_POT_IS_IDLE, MADE_OF_LAND, {"G", NULL}, "idle_ha"},
    {"management",
     LG_WORD_POT_MANAGEMENT,
     LG_WORD_POT_IS_MANAGEMENT,
     MADE_OF_LAND,
     {"D22", "G"},
     NULL},
};

/* One row at work. */
struct potential {
    const struct potential_kind *kind;
    const char *park, *indicator;            /* indicator NULL: none */
    const char *land;                        /* of the formulas with an ideal */
    double land_ha, second_ha, value, ideal; /* NaN: not in the tables */
    double written_ha;                       /* before it is cut off at 0 */
};

static const struct potential_kind *find_kind(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].kind, name) == 0) return &kinds[i];
    }
    return NULL;
}

/* An area that the tables have. */
static enum lg_status read_land(struct lg_explaining *explaining, const char *park,
                                const char *land, double *ha, struct lg_error *err)
{
    struct lg_found found = {0};
    bool is_idle = strcmp(land, "G") == 0;
    enum lg_status status = lg_explain_ask(
        explaining, &found,
        is_idle ? "SELECT idle_ha AS ha FROM parks WHERE park = %s AND 'G' = %s"
                : "SELECT area_ha AS ha FROM land_state WHERE park = %s AND code = %s",
        LG_VALUES(park, land), err);
    *ha = lg_found_number(&found, 0, "ha");
    lg_found_reset(&found);
    return status;
}

static enum lg_status read_parts(struct lg_explaining *explaining, struct potential *potential,
                                 struct lg_error *err)
{
    struct lg_found figure = {0};
    enum lg_status status = LG_OK;
    const char *const *lands = potential->kind->lands;
    potential->land = lands[0];
    if (potential->indicator != NULL) {
        status = lg_explain_ask(explaining, &figure,
                                "SELECT value, ideal FROM indicators WHERE park = %s AND code = %s",
                                LG_VALUES(potential->park, potential->indicator), err);
        potential->value = lg_found_number(&figure, 0, "value");
        potential->ideal = lg_found_number(&figure, 0, "ideal");
        const struct lg_indicator_entry *entry = lg_indicator_find(potential->indicator);
        bool is_intensity = potential->kind->making == MADE_OF_INTENSITY && entry != NULL;
        /* Intensities are of the land that the indicator is of: A2, or A. */
        if (is_intensity) {
            bool is_industrial = strcmp(entry->denominator, "A2") == 0;
            potential->land = is_industrial ? "A2" : "A";
        }
    }
    lg_found_reset(&figure);
    if (status != LG_OK || potential->land == NULL) return status;
    status = read_land(explaining, potential->park, potential->land, &potential->land_ha, err);
    if (status == LG_OK && lands[1] != NULL) {
        status = read_land(explaining, potential->park, lands[1], &potential->second_ha, err);
    }
    return status;
}

/* What the parts make, and how far their written digits may be off. */
static double make(const struct potential *potential, double *slack_ha)
{
    bool is_both = potential->kind->lands[1] != NULL;
    double land_ha = potential->land_ha;
    double whole = potential->kind->making == MADE_OF_STRUCTURE ? 100.0 : potential->ideal;
    *slack_ha = 4.0 * half_digit_ha;
    if (is_both) land_ha += potential->second_ha;
    if (potential->kind->making == MADE_OF_LAND) return land_ha;
    *slack_ha += land_ha * 4.0 * half_digit / whole;
    return land_ha * (potential->ideal - potential->value) / whole;
}

/* The formula with its figures put in; nothing where it is one area. */
static void tell_sum(struct lg_explaining *explaining, const struct potential *potential,
                     const char *made)
{
    struct lg_shown land, second, value, ideal;
    struct lg_text text = {0};
    (void)lg_show_number(&land, potential->land_ha, 4);
    (void)lg_show_number(&second, potential->second_ha, 4);
    (void)lg_show_number(&value, potential->value, 4);
    (void)lg_show_number(&ideal, potential->ideal, 4);
    if (potential->kind->making != MADE_OF_LAND) {
        bool is_structure = potential->kind->making == MADE_OF_STRUCTURE;
        lg_text_printf(&text, "%s × (%s - %s) / %s = %s", land.text, ideal.text, value.text,
                       is_structure ? "100" : ideal.text, made);
    } else if (potential->kind->lands[1] != NULL) {
        lg_text_printf(&text, "%s + %s = %s", land.text, second.text, made);
    }
    lg_explain_field(explaining, LG_WORD_POT_SUM, text.bytes);
    lg_text_reset(&text);
}

static void tell_made(struct lg_explaining *explaining, const struct potential *potential)
{
    struct lg_shown made, written, difference;
    double slack_ha;
    double made_ha = make(potential, &slack_ha);
    if (isnan(made_ha) || isnan(potential->written_ha)) return;
    (void)lg_show_number(&made, made_ha, 4);
    (void)lg_show_number(&written, potential->written_ha, 4);
    tell_sum(explaining, potential, made.text);
    bool closes = fabs(made_ha - potential->written_ha) <= slack_ha;
    lg_explain_item(explaining, closes ? LG_WORD_MADE_CLOSES : LG_WORD_MADE_DIFFERS,
                    LG_VALUES(made.text, written.text,
                              lg_show_number(&difference, made_ha - potential->written_ha, 8)));
}

static void tell_years(struct lg_explaining *explaining, const struct lg_found *found, size_t row)
{
    struct lg_shown mean, most;
    double years_3 = lg_found_number(found, row, "years_3");
    double years_5 = lg_found_number(found, row, "years_5");
    if (isnan(years_3) && isnan(years_5)) return;
    (void)lg_show_number(&mean, years_3, 2);
    (void)lg_show_number(&most, years_5, 2);
    lg_explain_item(explaining, LG_WORD_POT_YEARS,
                    LG_VALUES(isnan(years_3) ? "-" : mean.text, isnan(years_5) ? "-" : most.text));
}

/* "Intensity: A33 Industrial floor area ratio" */
static void tell_kind(struct lg_explaining *explaining, const struct potential *potential)
{
    const struct lg_indicator_entry *entry = lg_indicator_find(potential->indicator);
    struct lg_text title = {0};
    lg_text_add_text(&title, lg_word(potential->kind->name, explaining->language));
    if (potential->indicator != NULL) {
        lg_text_printf(&title, ": %s %s", potential->indicator,
                       entry == NULL ? "" : entry->name[explaining->language]);
    }
    lg_explain_heading(explaining, LG_WORD_HEAD_POTENTIAL,
                       LG_VALUES(title.bytes == NULL ? "" : title.bytes));
    lg_text_reset(&title);
    struct lg_text formula = {0};
    lg_explain_fill(&formula, lg_word(potential->kind->formula, explaining->language),
                    LG_VALUES(potential->land == NULL ? "A" : potential->land,
                              potential->indicator == NULL ? "" : potential->indicator));
    lg_explain_field(explaining, LG_WORD_POT_FORMULA, formula.bytes);
    lg_text_reset(&formula);
}

static enum lg_status tell_row(struct lg_explaining *explaining, const struct lg_found *found,
                               size_t row, const char *park_code, struct lg_error *err)
{
    const char *reason = lg_found_text(found, row, "status");
    struct potential potential = {
        .kind = find_kind(lg_found_text(found, row, "kind")),
        .park = lg_found_text(found, row, "park"),
        .indicator = lg_found_text(found, row, "indicator"),
        .land_ha = (double)NAN,
        .value = (double)NAN,
        .ideal = (double)NAN,
        .written_ha = lg_found_number(found, row, "raw_ha"),
    };
    if (potential.kind == NULL) return LG_OK;
    enum lg_status status = read_parts(explaining, &potential, err);
    if (status != LG_OK) return status;

    tell_kind(explaining, &potential);
    lg_figure_tell_number(explaining, LG_WORD_VALUE, lg_found_number(found, row, "area_ha"),
                          lg_word(LG_WORD_HECTARES, explaining->language));
    if (potential.written_ha < 0.0) lg_explain_item(explaining, LG_WORD_POT_NONE, NULL);
    tell_made(explaining, &potential);
    tell_years(explaining, found, row);
    if (lg_told_has_reason(reason)) lg_explain_field(explaining, LG_WORD_NOTE, reason);
    const char *more = potential.kind->more;
    if (potential.kind->making == MADE_OF_INTENSITY) more = potential.indicator;
    if (more != NULL && park_code != NULL) {
        lg_explain_item(explaining, LG_WORD_MORE_OF_IT,
                        LG_VALUES(explaining->folder, park_code, more));
    }
    return LG_OK;
}

enum lg_status lg_explain_potential(struct lg_explaining *explaining, const struct lg_found *parks,
                                    size_t row, struct lg_error *err)
{
    const char *park = lg_found_text(parks, row, "park");
    const char *lack = lg_result_lack(explaining->result, "potential");
    struct lg_found found = {0};
    if (lack != NULL) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: no table of potentials (%s): run landgauge run again, with its tables",
                       explaining->folder, lack);
    }
    enum lg_status status =
        lg_explain_ask(explaining, &found, "SELECT * FROM potential WHERE park = %s ORDER BY n",
                       LG_VALUES(park == NULL ? "" : park), err);
    lg_explain_item(explaining, LG_WORD_POT_OVERLAP, NULL);
    for (size_t i = 0; status == LG_OK && i < found.row_count; i++) {
        status = tell_row(explaining, &found, i, lg_found_text(parks, row, "park_code"), err);
    }
    lg_found_reset(&found);
    return status;
}
