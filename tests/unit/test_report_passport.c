/*
 * publish/report/passport: each sentence of a park's passport in all its wordings, from made-up
 * tables that stand here: none, one, several, not known; never a hole.
 */
#include "publish/report/passport.h"

#include "model/catalogues.h"
#include "support/cmocka.h"
#include "support/label_lists.h"
#include "support/passport_book.h"

#include <string.h>

struct sentence_case {
    const char *name;
    void (*say)(struct lg_report_sentence *, size_t);
    int left_out; /* a table that the book has not; -1: none */
    size_t park;
    struct made_row rows[8];
    const char *expected; /* without markup */
};

#define NO_ROW                                                                                     \
    {                                                                                              \
        -1,                                                                                        \
        {                                                                                          \
            NULL                                                                                   \
        }                                                                                          \
    }
#define PARK(AREA, BUILT, SUPPLY, IDLE_HA, RATE)                                                   \
    {                                                                                              \
        PARKS,                                                                                     \
        {                                                                                          \
            "K", "A", AREA, BUILT, SUPPLY, IDLE_HA, RATE                                           \
        }                                                                                          \
    }

static const struct sentence_case cases[] = {
    {"land, all known",
     lg_report_say_land,
     -1,
     0,
     {PARK("100", "60", "12.5", NULL, NULL),
      {STATES, {"K", "A", "A", "60"}},
      {SITES, {"K", "K-S2", "IDLE", "1.5", "30"}},
      {SITES, {"K", "K-S1", "IDLE", "5.25", "88"}},
      NO_ROW},
     "Of 100.00 ha, 60.00 ha are built as urban land, 60.00%. 12.50 ha can still be supplied. The "
     "largest site is K-S1 (IDLE), 5.25 ha, with room for a circle of 88.00 m radius."},
    {"land, nothing left and no site",
     lg_report_say_land,
     -1,
     0,
     {PARK("100", "60", "0", NULL, NULL), NO_ROW},
     "The park has 100.00 ha; 60.00 ha are built as urban land. No land is left to be supplied. "
     "There is no site of idle or suppliable land."},
    {"land, no sites computed",
     lg_report_say_land,
     SITES,
     0,
     {PARK("100", NULL, NULL, NULL, NULL), NO_ROW},
     "The park has 100.00 ha; how much of it is built is not known, as the data have no land "
     "states. How much can still be supplied is not known, as the data have no supply states."},
    {"land, nothing known",
     lg_report_say_land,
     SITES,
     0,
     {PARK(NULL, NULL, "3", NULL, NULL), NO_ROW},
     "The area of the park and how much of it is built are not known. 3.00 ha can still be "
     "supplied."},
    {"idle, none",
     lg_report_say_idle,
     -1,
     0,
     {PARK("1", NULL, NULL, "0", "0"),
      {STATUSES, {"K", "A", "IDLE1", "0"}},
      {STATUSES, {"K", "A", "IDLE2", "0"}},
      {STATUSES, {"K", "A", "IDLE_S", "0"}},
      NO_ROW},
     "By the data, no land is suspected to be idle."},
    {"idle, one",
     lg_report_say_idle,
     -1,
     0,
     {PARK("1", NULL, NULL, "2.5", "4"),
      {STATUSES, {"K", "A", "IDLE1", "1"}},
      {STATUSES, {"K", "A", "IDLE2", "0"}},
      {STATUSES, {"K", "A", "IDLE_S", "0"}},
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE"}},
      NO_ROW},
     "1 parcel is suspected to be idle, 2.50 ha, 4.00% of the supplied land. Idle longest is P1: "
     "suspected idle for one year, 42.00 days so far; next step: idle fee."},
    {"idle, several, one found, some undecided",
     lg_report_say_idle,
     -1,
     0,
     {PARK("1", NULL, NULL, "2.5", NULL),
      {STATUSES, {"K", "A", "IDLE1", "2"}},
      {STATUSES, {"K", "A", "IDLE2", "1"}},
      {STATUSES, {"K", "A", "IDLE_S", "0"}},
      {STATUSES, {"K", "A", "UNKNOWN", "3"}},
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE"}},
      {IDLE, {"K", "P2", "IDLE2", "yes", "420", NULL}},
      NO_ROW},
     "3 parcels are suspected to be idle, 2.50 ha together. Parcels that cannot be decided for "
     "want of facts: 3.00. Parcels of the ledger found idle by the authority: 1. Idle longest is "
     "P2, 420.00 days so far."},
    {"idle, cannot be told",
     lg_report_say_idle,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {STATUSES, {"K", "A", "IDLE1", "0"}},
      {STATUSES, {"K", "A", "IDLE2", "0"}},
      {STATUSES, {"K", "A", "IDLE_S", "0"}},
      {STATUSES, {"K", "A", "UNKNOWN", "3"}},
      NO_ROW},
     "Whether land is idle cannot be told; parcels that facts are missing of: 3.00."},
    {"idle, no tables",
     lg_report_say_idle,
     STATUSES,
     0,
     {PARK("1", NULL, NULL, NULL, NULL), NO_ROW},
     "Whether land is idle is not known for want of data."},
    {"idle, area by the records",
     lg_report_say_idle,
     STATUSES,
     0,
     {PARK("1", NULL, NULL, "7", NULL), NO_ROW},
     "By the records 7.00 ha are suspected to be idle, not told by parcel."},
    {"idle, second area of a park, no register",
     lg_report_say_idle,
     REGISTER,
     1,
     {PARK("1", NULL, NULL, "1", NULL),
      {PARKS, {"K", "B", "1", NULL, NULL, "1", "2"}},
      {STATUSES, {"K", "B", "IDLE1", "1"}},
      {STATUSES, {"K", "B", "IDLE2", "0"}},
      {STATUSES, {"K", "B", "IDLE_S", "0"}},
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE"}},
      NO_ROW},
     "1 parcel is suspected to be idle, 1.00 ha, 2.00% of the supplied land. Single parcels are "
     "listed together with this park's area A."},
    {"standing, ranked in its class",
     lg_report_say_standing,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {SCORES, {"K", "A", "70", "71.5", "综合性园区", "2", "9", "T", "1", "3", "ok"}},
      {INDICATORS, {"K", "A", "A31", "FAR", "1", "0.5", "1", "50", "0.9", "ok"}},
      {INDICATORS, {"K", "A", "A10", "Rate", "%", "80", "100", "80", NULL, "ok"}},
      NO_ROW},
     "The score is 71.50, no. 2.00 of 9.00 parks of the class comprehensive park. Farthest from "
     "its ideal "
     "is FAR: 0.50 against 1.00, a standard value of 50.00. FAR is 0.50; the benchmark is 0.90."},
    {"standing, ranked by its type alone; what is doubtful is left out",
     lg_report_say_standing,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {SCORES, {"K", "A", "70", "71.5", NULL, NULL, NULL, "T", "1", "3", "ok"}},
      {INDICATORS, {"K", "A", "A31", "FAR", "1", "9999", "1", "5", "0.9", "out_of_range: big"}},
      {INDICATORS, {"K", "A", "A10", "Rate", "%", "80", "100", "80", NULL, "ok"}},
      NO_ROW},
     "The score is 71.50, no. 1.00 of 3.00 parks of the type T. Farthest from its ideal is Rate: "
     "80.00 against 100.00 (%), a standard value of 80.00."},
    {"standing, no rank, all reached",
     lg_report_say_standing,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {SCORES, {"K", "A", "70", NULL, NULL, NULL, NULL, NULL, NULL, NULL, "ok"}},
      {INDICATORS, {"K", "A", "A10", "Rate", "%", "100", "100", "100", NULL, "ok"}},
      NO_ROW},
     "The score is 70.00, without a rank. Every indicator that has an ideal has reached it."},
    {"standing, no score for want of indicators",
     lg_report_say_standing,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {SCORES, {"K", "A", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "missing: A31"}},
      NO_ROW},
     "There is no score: no value for Floor area ratio. No indicator can be held against an "
     "ideal."},
    {"standing, no score of this area, others of another",
     lg_report_say_standing,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {SCORES,
       {"K", "A", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        "AA has no score (missing: C11); A has no score (no ideal: A31)"}},
      NO_ROW},
     "There is no score: the rule sets give no ideal for Floor area ratio. No indicator can be "
     "held against an ideal."},
    {"standing, nothing computed",
     lg_report_say_standing,
     SCORES,
     0,
     {PARK("1", NULL, NULL, NULL, NULL), NO_ROW},
     "There is no score, as none was computed. No indicator can be held against an ideal."},
    {"due, none",
     lg_report_say_due,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {REGISTER, {"K", "A", "P1"}},
      {WATCH, {"P9", "start_due", "2026-07-01", "1"}},
      NO_ROW},
     "Nothing comes due within the time that is watched."},
    {"due, several, the next first",
     lg_report_say_due,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {REGISTER, {"K", "A", "P1"}},
      {REGISTER, {"K", "A", "P2"}},
      {WATCH, {"P1", "start_due", "2026-07-20", "20"}},
      {WATCH, {"P2", "start_due", "2026-07-05", "5"}},
      NO_ROW},
     "2 clocks run out within the time that is watched, the first on 2026-07-05, in 5.00 days, P2: "
     "start due."},
    {"due, one",
     lg_report_say_due,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {REGISTER, {"K", "A", "P1"}},
      {WATCH, {"P1", "start_due", "2026-07-20", "20"}},
      NO_ROW},
     "1 clock runs out within the time that is watched: on 2026-07-20, in 20.00 days, P1: start "
     "due."},
    {"due, not told by park",
     lg_report_say_due,
     REGISTER,
     0,
     {PARK("1", NULL, NULL, NULL, NULL), NO_ROW},
     "What comes due is not known: no table tells it by park."},
    {"first, by an option; one request",
     lg_report_say_first,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE", "2", "1", "BUYBACK", "2026-01-01"}},
      {IDLE, {"K", "P2", "IDLE2", "no", "42", "FEE", "2", "3", "BUYBACK", NULL}},
      {IDLE, {"K", "P3", "IDLE2", "no", "42", "FEE", "2", "2", "BUYBACK", NULL}},
      {REQUESTS, {"K", "P4", "start_due|handover_on;price", "1"}},
      NO_ROW},
     "Begin with P3 (priority no. 2.00, 2.00 ha, suspected idle for two years); proposed: paid "
     "recovery by agreement. 1 parcel waits for missing facts: P4 (agreed start or day of "
     "hand-over, "
     "contract price)."},
    {"first, by the route; several requests",
     lg_report_say_first,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL),
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE", "2", "1", NULL, NULL}},
      {REQUESTS, {"K", "P4", "price", "2"}},
      {REQUESTS, {"K", "P5", "price", "1"}},
      NO_ROW},
     "Begin with P1 (priority no. 1.00, 2.00 ha, suspected idle for one year); route: idle fee. 2 "
     "parcels wait for missing facts, first of all P5 (contract price)."},
    {"first, nothing to do",
     lg_report_say_first,
     -1,
     0,
     {PARK("1", NULL, NULL, NULL, NULL), NO_ROW},
     "No suspected idle parcel waits to be dealt with. No parcel waits for missing facts."},
    {"first, no ledger",
     lg_report_say_first,
     IDLE,
     0,
     {PARK("1", NULL, NULL, NULL, NULL), NO_ROW},
     "There is no ledger of idle land to say where to begin. No parcel waits for missing facts."},
    {"first, second area of a park, no register",
     lg_report_say_first,
     REGISTER,
     1,
     {PARK("1", NULL, NULL, NULL, NULL), {PARKS, {"K", "B"}}, NO_ROW},
     "Single parcels are listed together with this park's area A."},
    {"first, second area of a park",
     lg_report_say_first,
     -1,
     1,
     {PARK("1", NULL, NULL, NULL, NULL),
      {PARKS, {"K", "B"}},
      {REGISTER, {"K", "B", "P1"}},
      {IDLE, {"K", "P1", "IDLE1", "no", "42", "FEE", "2", "1", NULL, NULL}},
      NO_ROW},
     "Begin with P1 (priority no. 1.00, 2.00 ha, suspected idle for one year); route: idle fee. "
     "Parcels that wait for missing facts are listed with the area A."},
};

static void take_markup_out(char *text)
{
    char *to = text;
    bool is_tag = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '<') is_tag = true;
        if (!is_tag) *to++ = *at;
        if (*at == '>') is_tag = false;
    }
    *to = '\0';
}

static void say(const struct sentence_case *given, enum lg_language language, struct lg_text *said)
{
    static struct passport_book made;
    struct lg_report page = {.language = language};
    struct lg_report_sentence sentence;
    struct lg_error err;
    make_passport_book(&made, given->rows, given->left_out, language);
    assert_int_equal(lg_report_init(&page, &made.book, &err), LG_OK);
    lg_report_index_watchlist(&page);
    lg_report_sentence_begin(&sentence, &page);
    given->say(&sentence, given->park);
    lg_report_sentence_end(&sentence);
    assert_false(page.html.failed);
    assert_true(page.html.size > 0);
    lg_text_add_text(said, page.html.bytes);
    lg_report_reset(&page);
}

static void sentences_have_no_holes(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct lg_text said = {0};
        say(&cases[i], LG_ENGLISH, &said);
        take_markup_out(said.bytes);
        if (strcmp(said.bytes, cases[i].expected) != 0) {
            print_message("%s:\n  %s\ninstead of\n  %s\n", cases[i].name, said.bytes,
                          cases[i].expected);
            wrong++;
        }
        lg_text_clear(&said);
        say(&cases[i], LG_CHINESE, &said);
        assert_null(strchr(said.bytes, '{'));
        assert_null(strstr(said.bytes, "\xE2\x80\x94"));
        lg_text_reset(&said);
    }
    assert_int_equal(wrong, 0);
}

static void figures_say_which_cell_they_are(void **state)
{
    (void)state;
    struct lg_text said = {0};
    say(&cases[0], LG_CHINESE, &said);
    assert_non_null(strstr(said.bytes, "<data data-table=\"parks\" data-row=\"0\" "
                                       "data-column=\"area_ha\" value=\"100.0000\">100.00</data>"));
    assert_non_null(strstr(said.bytes, "<data data-table=\"sites\" data-row=\"1\" "
                                       "data-column=\"area_ha\" value=\"5.2500\">5.25</data>"));
    lg_text_reset(&said);
}

static void texts_are_no_markup(void **state)
{
    (void)state;
    static const struct sentence_case nasty = {
        "nasty",
        lg_report_say_first,
        -1,
        0,
        {PARK("1", NULL, NULL, NULL, NULL),
         {IDLE, {"K", "<b>{RANK}</b>", "IDLE1", "no", "42", "FEE", "2", "1", NULL, NULL}},
         NO_ROW},
        NULL};
    struct lg_text said = {0};
    say(&nasty, LG_ENGLISH, &said);
    assert_null(strstr(said.bytes, "<b>"));
    assert_non_null(strstr(said.bytes, "&lt;b&gt;{RANK}&lt;/b&gt;"));
    lg_text_reset(&said);
}

/* What a sentence is made of is put together without being escaped once more. */
static void wordings_have_no_markup(void **state)
{
    (void)state;
    size_t seen = 0;
    for (size_t catalogue = 0; lg_catalogues[catalogue].name != NULL; catalogue++) {
        for (size_t i = 0; i < label_id_count(catalogue); i++) {
            const char *id = label_id_at(catalogue, i);
            if (strncmp(id, "passport.", strlen("passport.")) != 0) continue;
            seen++;
            assert_null(strpbrk(label_required(LG_CHINESE, id), "<>&\""));
            assert_null(strpbrk(label_required(LG_ENGLISH, id), "<>&\""));
        }
    }
    assert_true(seen > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_have_no_holes),
        cmocka_unit_test(figures_say_which_cell_they_are),
        cmocka_unit_test(texts_are_no_markup),
        cmocka_unit_test(wordings_have_no_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
