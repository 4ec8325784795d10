/*
 * How a park stands: its land, its idle land, its score.
 */
#include "publish/report/passport.h"

#include "model/sentences.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 64, REASON_SIZE = 400, NAMED_INDICATORS = 3 };

/* The statuses that are idle. */
static const char *const idle_codes[] = {"IDLE1", "IDLE2", "IDLE_S"};

/* ---- the land ---- */

static void say_site(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const none[] = {"passport.land.no_site", NULL};
    static const char *const largest[] = {"passport.land.site", "passport.land.site.area", NULL};
    struct lg_report *page = sentence->page;
    size_t count = 0;
    size_t found = SIZE_MAX;
    double most_ha = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_SITES, park, &count);
    if (page->sheets[LG_REPORT_SITES] == NULL) return;
    for (size_t i = 0; i < count; i++) {
        double area_ha = lg_report_number(page, LG_REPORT_SITES, rows[i], "area_ha");
        if (!(area_ha > most_ha)) continue;
        most_ha = area_ha;
        found = rows[i];
    }
    lg_report_sentence_space(sentence);
    lg_report_sentence_cell(sentence, "SITE", LG_REPORT_SITES, found, "site_id");
    lg_report_sentence_codes(sentence, "KIND", LG_REPORT_SITES, found, "site_kind", NULL);
    lg_report_sentence_figure(sentence, "SITE_HA", LG_REPORT_SITES, found, "area_ha");
    lg_report_sentence_figure(sentence, "CIRCLE", LG_REPORT_SITES, found, "circle_m");
    (void)lg_report_sentence_say(sentence, found == SIZE_MAX ? none : largest);
}

void lg_report_say_land(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const built[] = {"passport.land.built", "passport.land.built.area",
                                        "passport.land.area", "passport.land.unknown", NULL};
    static const char *const supply[] = {"passport.land.supply", "passport.land.supply_unknown",
                                         NULL};
    static const char *const none[] = {"passport.land.supply_none", NULL};
    struct lg_report *page = sentence->page;
    size_t row = lg_report_row_with(page, LG_REPORT_LAND_STATE, park, "code", "A");
    double supply_ha = lg_report_number(page, LG_REPORT_PARKS, park, "e_ha");
    lg_report_sentence_figure(sentence, "AREA", LG_REPORT_PARKS, park, "area_ha");
    lg_report_sentence_figure(sentence, "BUILT", LG_REPORT_PARKS, park, "a_ha");
    lg_report_sentence_figure(sentence, "SHARE", LG_REPORT_LAND_STATE, row, "share_pct");
    lg_report_sentence_figure(sentence, "SUPPLY", LG_REPORT_PARKS, park, "e_ha");
    (void)lg_report_sentence_say(sentence, built);
    lg_report_sentence_space(sentence);
    (void)lg_report_sentence_say(sentence, supply_ha == 0 ? none : supply);
    say_site(sentence, park);
}

/* ---- idle land ---- */

/* Parcels of a status in the park; NaN: not known. */
static double count_status(struct lg_report *page, size_t park, const char *status)
{
    size_t row = lg_report_row_with(page, LG_REPORT_IDLE_STATUS, park, "status", status);
    return lg_report_number(page, LG_REPORT_IDLE_STATUS, row, "parcels");
}

static double count_idle(struct lg_report *page, size_t park)
{
    double count = 0;
    for (size_t i = 0; i < sizeof(idle_codes) / sizeof(idle_codes[0]); i++) {
        count += count_status(page, park, idle_codes[i]);
    }
    return count;
}

/* The row that has been idle longest; SIZE_MAX: none. @param found_count  out: confirmed ones */
static size_t find_oldest(struct lg_report *page, size_t park, size_t *found_count)
{
    size_t count = 0;
    size_t oldest = SIZE_MAX;
    double most_days = -1;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_IDLE, park, &count);
    *found_count = 0;
    for (size_t i = 0; i < count; i++) {
        double days = lg_report_number(page, LG_REPORT_IDLE, rows[i], "idle_days");
        if (lg_report_is(page, LG_REPORT_IDLE, rows[i], "confirmed", "yes")) (*found_count)++;
        if (!(days > most_days)) continue;
        most_days = days;
        oldest = rows[i];
    }
    return oldest;
}

/* Without the register the ledger's rows stand with the first area of a park that has several. */
static void say_oldest(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const alone[] = {"passport.idle.oldest", "passport.idle.oldest.days", NULL};
    static const char *const together[] = {"passport.idle.oldest_of_all",
                                           "passport.idle.oldest.days", NULL};
    static const char *const found[] = {"passport.idle.found", NULL};
    char name[NAME_SIZE];
    struct lg_report *page = sentence->page;
    size_t found_count = 0;
    size_t oldest = find_oldest(page, park, &found_count);
    (void)snprintf(name, sizeof(name), "passport/%zu/found_parcels", park);
    if (found_count > 0) {
        lg_report_sentence_derived(sentence, "FOUND", name, (double)found_count, 0);
        lg_report_sentence_space(sentence);
        (void)lg_report_sentence_say(sentence, found);
    }
    if (oldest == SIZE_MAX) return;
    lg_report_sentence_parcel(sentence, "PARCEL", LG_REPORT_IDLE, oldest);
    lg_report_sentence_status(sentence, "STATUS", oldest);
    lg_report_sentence_figure(sentence, "DAYS", LG_REPORT_IDLE, oldest, "idle_days");
    lg_report_sentence_codes(sentence, "ROUTE", LG_REPORT_IDLE, oldest, "route", NULL);
    lg_report_sentence_space(sentence);
    (void)lg_report_sentence_say(sentence, lg_report_knows_area(page, park) ? alone : together);
}

static void say_idle_land(struct lg_report_sentence *sentence, size_t park, double count)
{
    static const char *const none[] = {"passport.idle.none", NULL};
    static const char *const recorded[] = {"passport.idle.recorded", NULL};
    static const char *const one[] = {"passport.idle.one.rate", "passport.idle.one",
                                      "passport.idle.one.no_area", NULL};
    static const char *const several[] = {"passport.idle.several.rate", "passport.idle.several",
                                          "passport.idle.several.no_area", NULL};
    static const char *const unknown[] = {"passport.idle.unknown", "passport.idle.not_known", NULL};
    struct lg_report *page = sentence->page;
    double idle_ha = lg_report_number(page, LG_REPORT_PARKS, park, "idle_ha");
    const char *const *ids = count > 1        ? several
                             : count == 1     ? one
                             : isnan(idle_ha) ? unknown
                             : idle_ha > 0    ? recorded
                                              : none;
    (void)lg_report_sentence_say(sentence, ids);
}

void lg_report_say_idle(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const undecided[] = {"passport.idle.undecided", NULL};
    static const char *const elsewhere[] = {"passport.elsewhere.scope", "passport.elsewhere", NULL};
    char name[NAME_SIZE];
    struct lg_report *page = sentence->page;
    const struct lg_report_park *own = &page->parks[park];
    double count = count_idle(page, park);
    double unknown = count_status(page, park, "UNKNOWN");
    bool is_area_known = !isnan(lg_report_number(page, LG_REPORT_PARKS, park, "idle_ha"));
    (void)snprintf(name, sizeof(name), "passport/%zu/idle_parcels", park);
    lg_report_sentence_derived(sentence, "COUNT", name, count, 0);
    lg_report_sentence_figure(sentence, "AREA", LG_REPORT_PARKS, park, "idle_ha");
    lg_report_sentence_figure(sentence, "RATE", LG_REPORT_PARKS, park, "idle_rate");
    if (unknown > 0) {
        size_t row = lg_report_row_with(page, LG_REPORT_IDLE_STATUS, park, "status", "UNKNOWN");
        lg_report_sentence_figure(sentence, "UNKNOWN", LG_REPORT_IDLE_STATUS, row, "parcels");
    }
    say_idle_land(sentence, park, count);
    if (unknown > 0 && (is_area_known || count > 0)) {
        lg_report_sentence_space(sentence);
        (void)lg_report_sentence_say(sentence, undecided);
    }
    if (own->first == park || lg_report_knows_area(page, park)) {
        say_oldest(sentence, park);
    } else if (count > 0) {
        lg_report_sentence_codes(sentence, "SCOPE", LG_REPORT_PARKS, own->first, "scope", NULL);
        lg_report_sentence_space(sentence);
        (void)lg_report_sentence_say(sentence, elsewhere);
    }
}

/* ---- score, ideal, benchmark ---- */

/* "missing: A21, A31" in words: the first few by name. @return false: another reason */
static bool add_flawed_indicators(struct lg_report *page, const char *status, const char *beginning,
                                  const char *id, struct lg_text *reason)
{
    const char *at = strstr(status, beginning);
    size_t named = 0;
    if (at == NULL) return false;
    at += strlen(beginning);
    lg_text_add_text(reason, lg_label(page->language, id));
    while (*at != '\0' && *at != ')' && *at != ';') {
        char code[NAME_SIZE];
        size_t length = strcspn(at, ",;)");
        if (named == NAMED_INDICATORS) {
            lg_text_add_text(reason, lg_label(page->language, "passport.and_more"));
            return true;
        }
        if (length == 0 || length >= sizeof(code)) return false;
        memcpy(code, at, length);
        code[length] = '\0';
        const char *told = lg_label_value(page->language, "indicator", code);
        if (named > 0) lg_text_add_text(reason, lg_label(page->language, "report.and"));
        lg_text_add_text(reason, told == NULL ? code : told);
        named++;
        at += length;
        at += strspn(at, ", ");
    }
    return named > 0;
}

/* What is said of one area alone, where a park's areas are told one after the other. */
static void keep_own(struct lg_text *status, const char *scope)
{
    static const char begins[] = " has no score (";
    static const char between[] = "; ";
    size_t scope_length = strlen(scope);
    const char *at = status->bytes;
    while (strncmp(at, scope, scope_length) != 0 ||
           strncmp(at + scope_length, begins, strlen(begins)) != 0) {
        at = strstr(at, between);
        if (at == NULL) return;
        at += strlen(between);
    }
    at += scope_length + strlen(begins);
    size_t length = strcspn(at, ")");
    memmove(status->bytes, at, length);
    status->bytes[length] = '\0';
    status->size = length;
}

/* Why the area of a row has no score; nothing when it has one. */
static void add_own_status(struct lg_report *page, size_t row, struct lg_text *status)
{
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_SCORES, row, "status");
    if (cell.is_missing || cell.kind != LG_CELL_TEXT || strcmp(cell.text, "ok") == 0) return;
    lg_text_add_text(status, cell.text);
    cell = lg_report_cell(page, LG_REPORT_SCORES, row, "scope");
    if (!cell.is_missing && cell.kind == LG_CELL_TEXT && !status->failed) {
        keep_own(status, cell.text);
    }
}

/* What the data lack comes before what the rule sets lack. */
static bool add_missing_indicators(struct lg_report *page, const char *status,
                                   struct lg_text *reason)
{
    return add_flawed_indicators(page, status, "missing: ", "passport.why.missing", reason) ||
           add_flawed_indicators(page, status, "no ideal: ", "passport.why.no_ideals", reason);
}

void lg_report_sentence_no_score(struct lg_report_sentence *sentence, const char *name, size_t row)
{
    struct lg_report *page = sentence->page;
    struct lg_text status = {0};
    struct lg_text reason = {0};
    add_own_status(page, row, &status);
    bool is_said = status.size > 0 && add_missing_indicators(page, status.bytes, &reason);
    if (!is_said && status.size > 0) {
        lg_text_clear(&reason);
        (void)lg_sentence_add(&reason, page->language, status.bytes);
    }
    lg_report_sentence_text(sentence, name, reason.size == 0 ? NULL : reason.bytes);
    page->html.failed = page->html.failed || reason.failed || status.failed;
    lg_text_reset(&reason);
    lg_text_reset(&status);
}

bool lg_report_knows_area(const struct lg_report *page, size_t park)
{
    return page->parks[park].is_alone || page->sheets[LG_REPORT_REGISTER] != NULL;
}

bool lg_report_is_doubtful(struct lg_report *page, size_t row)
{
    static const char beginning[] = "out_of_range";
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "status");
    return !cell.is_missing && cell.kind == LG_CELL_TEXT &&
           strncmp(cell.text, beginning, strlen(beginning)) == 0;
}

static void put_indicator(struct lg_report_sentence *sentence, size_t row)
{
    lg_report_sentence_cell(sentence, "NAME", LG_REPORT_INDICATORS, row, "name");
    lg_report_sentence_figure(sentence, "VALUE", LG_REPORT_INDICATORS, row, "value");
    lg_report_sentence_figure(sentence, "IDEAL", LG_REPORT_INDICATORS, row, "ideal");
    lg_report_sentence_figure(sentence, "STANDARD", LG_REPORT_INDICATORS, row, "standard");
    lg_report_sentence_figure(sentence, "BENCHMARK", LG_REPORT_INDICATORS, row, "benchmark");
    lg_report_sentence_codes(sentence, "UNIT", LG_REPORT_INDICATORS, row, "unit", NULL);
    if (lg_report_is(sentence->page, LG_REPORT_INDICATORS, row, "unit", "1")) {
        lg_report_sentence_text(sentence, "UNIT", NULL); /* a ratio has none */
    }
}

/* The indicator with the smallest standard value that is not to be doubted; SIZE_MAX: none. */
static size_t find_weakest(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t weakest = SIZE_MAX;
    double least = (double)INFINITY;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_INDICATORS, park, &count);
    for (size_t i = 0; i < count; i++) {
        double standard = lg_report_number(page, LG_REPORT_INDICATORS, rows[i], "standard");
        if (!(standard < least) || lg_report_is_doubtful(page, rows[i])) continue;
        least = standard;
        weakest = rows[i];
    }
    return weakest;
}

static void say_ideal(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const weakest[] = {"passport.standing.weakest.unit",
                                          "passport.standing.weakest", NULL};
    static const char *const reached[] = {"passport.standing.reached", NULL};
    static const char *const none[] = {"passport.standing.no_ideal", NULL};
    size_t row = find_weakest(sentence->page, park);
    double standard = lg_report_number(sentence->page, LG_REPORT_INDICATORS, row, "standard");
    put_indicator(sentence, row);
    lg_report_sentence_space(sentence);
    (void)lg_report_sentence_say(sentence, row == SIZE_MAX   ? none
                                           : standard >= 100 ? reached
                                                             : weakest);
}

/* One indicator against what is published: which way is better is left to who reads. */
static void say_benchmark(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const ids[] = {"passport.standing.benchmark.unit",
                                      "passport.standing.benchmark", NULL};
    static const char *const codes[] = {"A31", "B11", "B21", "A12", "A10"};
    struct lg_report *page = sentence->page;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        size_t row = lg_report_row_with(page, LG_REPORT_INDICATORS, park, "code", codes[i]);
        if (lg_report_is_doubtful(page, row) ||
            isnan(lg_report_number(page, LG_REPORT_INDICATORS, row, "value")) ||
            isnan(lg_report_number(page, LG_REPORT_INDICATORS, row, "benchmark"))) {
            continue;
        }
        put_indicator(sentence, row);
        lg_report_sentence_space(sentence);
        (void)lg_report_sentence_say(sentence, ids);
        return;
    }
}

void lg_report_say_standing(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const scored[] = {"passport.standing.class", "passport.standing.type",
                                         "passport.standing.score", NULL};
    static const char *const missing[] = {"passport.standing.no_score", "passport.standing.unknown",
                                          NULL};
    struct lg_report *page = sentence->page;
    size_t row = lg_report_row_of(page, LG_REPORT_SCORES, park);
    bool is_combined = !isnan(lg_report_number(page, LG_REPORT_SCORES, row, "combined"));
    const char *key = is_combined ? "combined" : "score";
    bool is_scored = !isnan(lg_report_number(page, LG_REPORT_SCORES, row, key));
    lg_report_sentence_figure(sentence, "SCORE", LG_REPORT_SCORES, row, key);
    lg_report_sentence_codes(sentence, "CLASS", LG_REPORT_SCORES, row, "class", NULL);
    lg_report_sentence_figure(sentence, "RANK_CLASS", LG_REPORT_SCORES, row, "rank_class");
    lg_report_sentence_figure(sentence, "OF_CLASS", LG_REPORT_SCORES, row, "class_parks");
    lg_report_sentence_codes(sentence, "TYPE", LG_REPORT_SCORES, row, "eval_type", NULL);
    lg_report_sentence_figure(sentence, "RANK_TYPE", LG_REPORT_SCORES, row, "rank_type");
    lg_report_sentence_figure(sentence, "OF_TYPE", LG_REPORT_SCORES, row, "type_parks");
    lg_report_sentence_no_score(sentence, "WHY", row);
    (void)lg_report_sentence_say(sentence, is_scored ? scored : missing);
    say_ideal(sentence, park);
    say_benchmark(sentence, park);
}
