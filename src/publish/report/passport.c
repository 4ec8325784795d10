/*
 * Each park on one printed page, for its leader: six figures, a map, five sentences.
 */
#include "publish/report/passport.h"

#include <math.h>
#include <string.h>

enum { REASON_CHARACTERS = 120, FACT_CHARACTERS = 40 };

/* A column of the parks and the indicator whose status says why it has no value. */
struct choice {
    const char *key;
    const char *indicator;
};

static const struct choice rates[] = {
    {"development_rate", "A10"}, {"supply_rate", "A11"}, {"built_rate", "A12"}};
static const struct choice idle[] = {{"idle_rate", "C11"}};
/* The first of these that has a value is shown. */
static const struct choice ratios[] = {
    {"far", "A31"}, {"industrial_far", "A33"}, {"density", "A32"}, {NULL, NULL}};
static const struct choice yields[] = {{"investment_per_ha", "B11"},
                                       {"industrial_tax_per_ha", "B12"},
                                       {"tax_per_ha", "B21"},
                                       {NULL, NULL}};

void lg_report_begin_passports(struct lg_report *page)
{
    lg_report_index_watchlist(page);
    lg_report_add_words(page, "p", "note passports-note", "passport.note");
    lg_text_add_char(&page->html, '\n');
}

/* A number of a register's own list, whose words we do not have, is said to be one. */
static void add_fact(struct lg_report *page, size_t park, const char *key)
{
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_PARKS, park, key);
    if (cell.is_missing || cell.kind != LG_CELL_TEXT) return;
    const char *words = lg_label_value(page->language, key, cell.text);
    bool is_number = cell.text[strspn(cell.text, "0123456789")] == '\0';
    lg_text_add_text(&page->html, "<li>");
    lg_html_add(&page->html, lg_label_column(page->language, "parks", key));
    lg_report_add_label(page, is_number ? "passport.code" : "passport.colon");
    lg_html_add_short(&page->html, words == NULL ? cell.text : words, FACT_CHARACTERS);
    lg_text_add_text(&page->html, "</li>");
}

static void add_head(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    char date[LG_DATE_TEXT_SIZE];
    static const char *const facts[] = {"level", "type", "scope", "eval_type"};
    lg_report_add_words(page, "p", "eyebrow", "passport.title");
    lg_text_add_text(html, "<h3>");
    lg_report_add_park_name(page, park);
    lg_text_add_text(html, "</h3>\n<ul class=\"facts\">");
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        add_fact(page, park, facts[i]);
    }
    if (lg_report_is(page, LG_REPORT_PARKS, park, "candidate", "yes")) {
        lg_report_add_words(page, "li", NULL, "passport.candidate");
    }
    const struct lg_label_part parts[] = {{"DATE", lg_date_format(page->book->as_of, date)},
                                          {NULL, NULL}};
    lg_text_add_text(html, "<li>");
    lg_html_add_label(html, page->language, "passport.as_of", parts);
    lg_text_add_text(html, "</li></ul>\n");
}

static bool is_known(struct lg_report *page, size_t park, const char *key)
{
    return !isnan(lg_report_number(page, LG_REPORT_PARKS, park, key));
}

/* Why an indicator has no value, or one to be doubted; nothing where all is well. */
static void add_why(struct lg_report *page, size_t park, const struct choice *choice)
{
    size_t row = lg_report_row_with(page, LG_REPORT_INDICATORS, park, "code", choice->indicator);
    if (lg_report_is_doubtful(page, row)) {
        lg_report_add_words(page, "p", "why", "passport.why.doubtful");
        return;
    }
    if (is_known(page, park, choice->key)) return;
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "status");
    if (cell.is_missing || strcmp(cell.text, "ok") == 0) {
        lg_report_add_words(page, "p", "why", "passport.why.not_computed");
        return;
    }
    lg_text_add_text(&page->html, "<p class=\"why\">");
    lg_report_add_sentence(page, LG_REPORT_INDICATORS, row, "status", REASON_CHARACTERS);
    lg_text_add_text(&page->html, "</p>");
}

static void open_card(struct lg_report *page, const char *kind, const char *name)
{
    lg_text_printf(&page->html, "<li class=\"card %s\">", kind);
    lg_html_add_element(&page->html, "p", "name", name);
}

static void add_park_figure(struct lg_report *page, size_t park, const char *key)
{
    lg_text_add_text(&page->html, "<p class=\"figure\">");
    lg_report_add_figure(page, LG_REPORT_PARKS, park, key);
    lg_text_add_text(&page->html, "</p>");
}

static void close_card(struct lg_report *page)
{
    lg_text_add_text(&page->html, "</li>\n");
}

static void add_area_card(struct lg_report *page, size_t park)
{
    open_card(page, "area", lg_label_column(page->language, "parks", "area_ha"));
    add_park_figure(page, park, "area_ha");
    if (!is_known(page, park, "area_ha")) {
        lg_report_add_words(page, "p", "why", "passport.why.no_boundary");
    }
    close_card(page);
}

static void add_rates_card(struct lg_report *page, size_t park)
{
    const struct choice *why = NULL;
    open_card(page, "rates", lg_label(page->language, "passport.card.rates"));
    lg_text_add_text(&page->html, "<ul class=\"rates\">");
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
        lg_text_add_text(&page->html, "<li>");
        lg_html_add(&page->html, lg_label_column(page->language, "parks", rates[i].key));
        lg_text_add_text(&page->html, " <strong>");
        lg_report_add_figure(page, LG_REPORT_PARKS, park, rates[i].key);
        lg_text_add_text(&page->html, "</strong></li>");
        if (why == NULL && !is_known(page, park, rates[i].key)) why = &rates[i];
    }
    lg_text_add_text(&page->html, "</ul>");
    if (why != NULL) add_why(page, park, why);
    close_card(page);
}

static void add_idle_card(struct lg_report *page, size_t park)
{
    open_card(page, "idle", lg_label(page->language, "passport.card.idle"));
    add_park_figure(page, park, "idle_ha");
    if (is_known(page, park, "idle_rate")) {
        struct lg_report_sentence sentence;
        static const char *const ids[] = {"passport.card.idle_rate", NULL};
        lg_report_sentence_begin(&sentence, page);
        lg_report_sentence_figure(&sentence, "RATE", LG_REPORT_PARKS, park, idle[0].key);
        lg_text_add_text(&page->html, "<p class=\"beside\">");
        (void)lg_report_sentence_say(&sentence, ids);
        lg_text_add_text(&page->html, "</p>");
        lg_report_sentence_end(&sentence);
    }
    add_why(page, park, &idle[0]);
    close_card(page);
}

/* The first that is known; where none is, the first with its reason. */
static void add_choice_card(struct lg_report *page, size_t park, const struct choice *choices)
{
    const struct choice *chosen = choices;
    for (size_t i = 0; choices[i].key != NULL; i++) {
        if (!is_known(page, park, choices[i].key)) continue;
        chosen = &choices[i];
        break;
    }
    open_card(page, chosen->key, lg_label_column(page->language, "parks", chosen->key));
    add_park_figure(page, park, chosen->key);
    add_why(page, park, chosen);
    if (chosen != choices) {
        struct lg_report_sentence sentence;
        static const char *const ids[] = {"passport.card.instead", NULL};
        lg_report_sentence_begin(&sentence, page);
        lg_report_sentence_text(&sentence, "NAME",
                                lg_label_value(page->language, "indicator", choices[0].indicator));
        lg_text_add_text(&page->html, "<p class=\"why\">");
        (void)lg_report_sentence_say(&sentence, ids);
        lg_text_add_text(&page->html, "</p>");
        lg_report_sentence_end(&sentence);
    }
    close_card(page);
}

static void add_score_card(struct lg_report *page, size_t park)
{
    static const char *const ranked[] = {"passport.card.rank_class", "passport.card.rank_type",
                                         "passport.card.no_rank", NULL};
    static const char *const missing[] = {"passport.card.no_score", "passport.why.not_computed",
                                          NULL};
    size_t row = lg_report_row_of(page, LG_REPORT_SCORES, park);
    bool is_combined = !isnan(lg_report_number(page, LG_REPORT_SCORES, row, "combined"));
    const char *key = is_combined ? "combined" : "score";
    bool is_scored = !isnan(lg_report_number(page, LG_REPORT_SCORES, row, key));
    struct lg_report_sentence sentence;
    lg_report_sentence_begin(&sentence, page);
    open_card(page, "score", lg_label_column(page->language, "scores", key));
    lg_text_add_text(&page->html, "<p class=\"figure\">");
    lg_report_add_figure(page, LG_REPORT_SCORES, row, key);
    lg_text_add_text(&page->html, "</p>");
    lg_report_sentence_figure(&sentence, "RANK_CLASS", LG_REPORT_SCORES, row, "rank_class");
    lg_report_sentence_figure(&sentence, "OF_CLASS", LG_REPORT_SCORES, row, "class_parks");
    lg_report_sentence_figure(&sentence, "RANK_TYPE", LG_REPORT_SCORES, row, "rank_type");
    lg_report_sentence_figure(&sentence, "OF_TYPE", LG_REPORT_SCORES, row, "type_parks");
    if (!is_scored) lg_report_sentence_no_score(&sentence, "WHY", row);
    lg_text_printf(&page->html, "<p class=\"%s\">", is_scored ? "beside" : "why");
    (void)lg_report_sentence_say(&sentence, is_scored ? ranked : missing);
    lg_text_add_text(&page->html, "</p>");
    close_card(page);
    lg_report_sentence_end(&sentence);
}

static void add_sentences(struct lg_report *page, size_t park)
{
    static void (*const say[])(struct lg_report_sentence *, size_t) = {
        lg_report_say_land, lg_report_say_idle, lg_report_say_standing, lg_report_say_due,
        lg_report_say_first};
    static const char *const names[] = {"passport.land", "passport.idle", "passport.standing",
                                        "passport.due", "passport.first"};
    lg_text_add_text(&page->html, "<ol class=\"says\">\n");
    for (size_t i = 0; i < sizeof(say) / sizeof(say[0]); i++) {
        struct lg_report_sentence sentence;
        lg_report_sentence_begin(&sentence, page);
        lg_text_add_text(&page->html, "<li>");
        lg_report_add_words(page, "strong", NULL, names[i]);
        lg_text_add_char(&page->html, ' ');
        say[i](&sentence, park);
        lg_text_add_text(&page->html, "</li>\n");
        lg_report_sentence_end(&sentence);
    }
    lg_text_add_text(&page->html, "</ol>\n");
}

void lg_report_add_passport(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    lg_text_printf(html, "<article class=\"passport\" id=\"passport-%zu\">", park);
    add_head(page, park);
    lg_text_add_text(html, "<ul class=\"cards\">\n");
    add_area_card(page, park);
    add_rates_card(page, park);
    add_idle_card(page, park);
    add_choice_card(page, park, ratios);
    add_choice_card(page, park, yields);
    add_score_card(page, park);
    lg_text_add_text(html, "</ul>\n");
    lg_report_maps_add_passport(page->maps, html, park);
    add_sentences(page, park);
    lg_report_add_words(page, "p", "note", "passport.foot");
    lg_text_printf(html, "<p class=\"back\"><a href=\"#park-%zu\">", park);
    lg_report_add_label(page, "passport.details");
    lg_text_add_text(html, "</a></p></article>\n");
}
