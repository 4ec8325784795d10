/*
 * A park's land: map, states, what became of the area on the way to buildings, the closed account.
 */
#include "publish/report/report.h"

#include "model/palette.h"

#include <math.h>
#include <string.h>

/* The states whose slices make the bar of a classification, each with what it is a part of. */
struct part {
    const char *code;
    const char *whole; /* its letter */
};

static const struct part built_parts[] = {
    {"A1", "A"}, {"A2", "A"},  {"A3", "A"},  {"A4", "A"}, {"A5", "A"}, {"A6", "A"},
    {"B1", "B"}, {"B21", "B"}, {"B22", "B"}, {"C1", "C"}, {"C2", "C"}, {"C3", "C"},
};
enum { BUILT_PARTS = sizeof(built_parts) / sizeof(built_parts[0]), SLICES = BUILT_PARTS + 4 };

static const char *const shown_codes[] = {"A",   "A1",  "A2", "A3", "A4", "A5", "A6", "B", "B1",
                                          "B21", "B22", "C",  "C1", "C2", "C3", "D",  "E", "F"};
enum { SHOWN_CODES = sizeof(shown_codes) / sizeof(shown_codes[0]) };

void lg_report_add_park_map(struct lg_report *page, size_t park)
{
    lg_report_maps_add_park(page->maps, &page->html, park);
}

/* The row of a code among the rows of a park; SIZE_MAX: none. */
static size_t find_code(struct lg_report *page, size_t park, const char *code)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_LAND_STATE, park, &count);
    for (size_t i = 0; i < count; i++) {
        if (lg_report_is(page, LG_REPORT_LAND_STATE, rows[i], "code", code)) return rows[i];
    }
    return SIZE_MAX;
}

static double area_of(struct lg_report *page, size_t park, const char *code)
{
    size_t row = find_code(page, park, code);
    double area_ha = lg_report_number(page, LG_REPORT_LAND_STATE, row, "area_ha");
    return isnan(area_ha) ? 0 : area_ha;
}

static void put_slice(struct lg_report_slice *slices, size_t *count, struct lg_report_slice slice)
{
    if (slice.value > 0) slices[(*count)++] = slice;
}

static void add_states_bar(struct lg_report *page, size_t park)
{
    struct lg_report_slice slices[SLICES];
    size_t count = 0;
    size_t next = 0;
    for (const char *letter = "ABC"; *letter != '\0'; letter++) {
        const char whole[] = {*letter, '\0'};
        double rest_ha = area_of(page, park, whole);
        for (; next < BUILT_PARTS && built_parts[next].whole[0] == *letter; next++) {
            const char *code = built_parts[next].code;
            double area_ha = area_of(page, park, code);
            rest_ha -= area_ha;
            put_slice(slices, &count,
                      (struct lg_report_slice){lg_colour(LG_COLOUR_LAND_STATE, code),
                                               lg_label_value(page->language, "land_state", code),
                                               area_ha});
        }
        if (rest_ha > 1e-6) {
            put_slice(slices, &count,
                      (struct lg_report_slice){lg_colour(LG_COLOUR_LAND_STATE, whole),
                                               lg_label_value(page->language, "land_state",
                                                              *letter == 'A'   ? "A"
                                                              : *letter == 'B' ? "B"
                                                                               : "C"),
                                               rest_ha});
        }
    }
    double unsurveyed_ha = lg_report_number(page, LG_REPORT_PARKS, park, "unsurveyed_ha");
    put_slice(slices, &count,
              (struct lg_report_slice){lg_colour(LG_COLOUR_LAND_STATE, NULL),
                                       lg_label(page->language, "report.unsurveyed"),
                                       isnan(unsurveyed_ha) ? 0 : unsurveyed_ha});
    lg_report_add_stack(page, slices, count);
}

static void add_state_row(struct lg_report *page, size_t row, const char *code, bool has_change)
{
    struct lg_text *html = &page->html;
    lg_text_printf(html, "<tr data-row=\"%zu\"%s><th scope=\"row\">", row,
                   code[1] == '\0' ? " class=\"whole\"" : "");
    if (code[0] <= 'C') lg_report_add_swatch(page, lg_colour(LG_COLOUR_LAND_STATE, code));
    lg_text_printf(html, "<span class=\"code\">%s</span> ", code);
    lg_html_add(html, lg_label_value(page->language, "land_state", code));
    lg_text_add_text(html, "</th>");
    lg_report_add_cell(page, LG_REPORT_LAND_STATE, row, "area_ha");
    lg_report_add_cell(page, LG_REPORT_LAND_STATE, row, "share_pct");
    lg_report_add_cell(page, LG_REPORT_LAND_STATE, row, "parcels");
    if (has_change) lg_report_add_cell(page, LG_REPORT_LAND_STATE, row, "change_ha");
    lg_text_add_text(html, "</tr>\n");
}

void lg_report_add_land(struct lg_report *page, size_t park)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_LAND_STATE, park, &count);
    if (count == 0) return;
    bool has_change = lg_report_has_any(page, LG_REPORT_LAND_STATE, rows, count, "change_ha");
    add_states_bar(page, park);
    lg_report_open_table(page, LG_REPORT_LAND_STATE);
    lg_text_add_text(&page->html, "<thead><tr>");
    static const char *const keys[] = {"name", "area_ha", "share_pct", "parcels"};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        lg_report_add_column(page, LG_REPORT_LAND_STATE, keys[i]);
    }
    if (has_change) lg_report_add_column(page, LG_REPORT_LAND_STATE, "change_ha");
    lg_text_add_text(&page->html, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < SHOWN_CODES; i++) {
        size_t row = find_code(page, park, shown_codes[i]);
        if (row == SIZE_MAX) continue;
        bool is_part = shown_codes[i][1] != '\0';
        double area_ha = lg_report_number(page, LG_REPORT_LAND_STATE, row, "area_ha");
        if (is_part && !(area_ha > 0)) continue;
        add_state_row(page, row, shown_codes[i], has_change);
    }
    lg_report_close_table(page);
}

/* A step on the way from the area to what is built; the rate is that of the step before. */
struct step {
    const char *key;
    const char *rate; /* NULL: none */
    const char *name;
    const char *state; /* whose colour it has */
};

static const struct step steps[] = {
    {"area_ha", NULL, "report.funnel.area", "A3"},
    {"ready_ha", "development_rate", "report.funnel.ready", "B1"},
    {"d_ha", "supply_rate", "report.funnel.supplied", "B21"},
    {"a_ha", "built_rate", "report.funnel.built", "C1"},
    {"idle_ha", "idle_rate", "report.funnel.idle", NULL},
};

static void add_steps(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    double most = lg_report_number(page, LG_REPORT_PARKS, park, "area_ha");
    lg_text_add_text(html, "<div class=\"scroll\" tabindex=\"0\"><table class=\"funnel\">"
                           "<thead><tr><th scope=\"col\">");
    lg_report_add_label(page, "report.funnel.step");
    lg_text_add_text(html, "</th><th scope=\"col\" class=\"n\">");
    lg_html_add(html, lg_label_column(page->language, "parks", "area_ha"));
    lg_text_add_text(html, "</th><th scope=\"col\"></th><th scope=\"col\" class=\"n\">");
    lg_report_add_label(page, "report.funnel.rate");
    lg_text_add_text(html, "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        const struct step *step = &steps[i];
        const char *rgb = step->state == NULL ? lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE1")
                                              : lg_colour(LG_COLOUR_LAND_STATE, step->state);
        double value = lg_report_number(page, LG_REPORT_PARKS, park, step->key);
        lg_text_add_text(html, "<tr>");
        lg_report_add_words(page, "th", NULL, step->name);
        lg_text_add_text(html, "<td class=\"n\">");
        lg_report_add_figure(page, LG_REPORT_PARKS, park, step->key);
        lg_text_add_text(html, "</td><td class=\"drawn\">");
        if (!isnan(value)) lg_report_add_bar(page, rgb, value, most);
        lg_text_add_text(html, "</td><td class=\"n\">");
        if (step->rate != NULL) {
            lg_html_add(html, lg_label_column(page->language, "parks", step->rate));
            lg_text_add_char(html, ' ');
            lg_report_add_figure(page, LG_REPORT_PARKS, park, step->rate);
        }
        lg_text_add_text(html, "</td></tr>\n");
    }
    lg_report_close_table(page);
}

static const struct lg_report_column account_columns[] = {
    {"line", NULL, LG_LOOK_CODE, false},     {"code", "land_state", LG_LOOK_CODE, true},
    {"area_ha", NULL, LG_LOOK_PLAIN, false}, {"share_pct", NULL, LG_LOOK_PLAIN, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};

void lg_report_add_funnel(struct lg_report *page, size_t park)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_ACCOUNT, park, &count);
    const struct lg_report_table table = {LG_REPORT_ACCOUNT, account_columns, rows, count, false};
    add_steps(page, park);
    if (count == 0) return;
    lg_report_add_words(page, "h5", NULL, "report.account");
    lg_report_add_table(page, &table);
    lg_report_add_words(page, "p", "note", "report.account.note");
}
