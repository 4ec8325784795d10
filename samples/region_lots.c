/*
 * The lots of the made-up region: what a letter stands for, their histories, and what changes
 * between the two dates.
 */
#include "samples/region.h"

/* ---- histories of lots ---- */

#define UNTOUCHED .developed_share = -1, .invested_share = -1
/* Supplied and not begun: signed, handed over, start agreed, cause, document. */
#define SUPPLIED(signing, handover, due, why, document)                                            \
    {                                                                                              \
        .state = "B21", .supply = "D21", .use = "1206", .signed_on = (signing),                    \
        .handover_due = (handover), .handover_on = (handover), .start_due = (due), .cause = (why), \
        .evidence = (document), UNTOUCHED                                                          \
    }
/* Begun: start, suspension, parts developed and invested. */
#define BEGUN(start, stop, developed, invested, why)                                               \
    {                                                                                              \
        .state = "B21", .supply = "D21", .use = "1206", .signed_on = "2023-10-12",                 \
        .handover_due = "2023-12-20", .handover_on = "2023-12-20", .start_due = "2024-06-30",      \
        .start_on = (start), .suspended_on = (stop), .completion_due = "2026-12-31",               \
        .developed_share = (developed), .invested_share = (invested), .cause = (why)               \
    }
#define AS_IT_IS(stage, code)                                                                      \
    {                                                                                              \
        .supply = (code), .state = (stage), UNTOUCHED                                              \
    }

static const struct history waiting =
    SUPPLIED("2025-10-16", "2025-12-18", "2026-12-31", NULL, NULL);
/* One full year after its agreed start ends between the two dates. */
static const struct history late_in_may =
    SUPPLIED("2024-09-10", "2024-11-20", "2025-05-15", "O0", NULL);
static const struct history late_in_june =
    SUPPLIED("2024-09-10", "2024-11-20", "2025-06-10", "O0", NULL);
static const struct history late = SUPPLIED("2025-01-15", "2025-03-20", "2025-09-30", "O0", NULL);
static const struct history idle_own =
    SUPPLIED("2024-03-12", "2024-05-20", "2024-11-30", "O0", NULL);
static const struct history idle_plan =
    SUPPLIED("2024-01-16", "2024-03-20", "2024-10-31", "G2", "虚构函〔2025〕11号");
static const struct history idle_unknown =
    SUPPLIED("2022-03-10", "2022-05-20", "2022-11-30", "U0", NULL);
static const struct history idle_long_own =
    SUPPLIED("2021-10-12", "2021-12-20", "2022-06-30", "O0", NULL);
static const struct history idle_long_policy =
    SUPPLIED("2021-10-12", "2021-12-20", "2022-06-30", "G3", "虚构函〔2023〕4号");
static const struct history idle_found = {.state = "B21",
                                          .supply = "D21",
                                          .use = "1206",
                                          .signed_on = "2020-03-02",
                                          .handover_due = "2020-05-20",
                                          .handover_on = "2020-05-20",
                                          .start_due = "2020-09-30",
                                          .cause = "O0",
                                          .finding_no = "虚构闲认〔2023〕5号",
                                          .finding_on = "2023-11-15",
                                          UNTOUCHED};
static const struct history recovered = {.state = "B21",
                                         .supply = "E21",
                                         .use = "1206",
                                         .signed_on = "2021-10-12",
                                         .handover_due = "2021-12-20",
                                         .handover_on = "2021-12-20",
                                         .start_due = "2022-06-30",
                                         .recovered_on = "2026-05-08",
                                         UNTOUCHED};
static const struct history stopped = BEGUN("2024-06-10", "2025-02-10", 0.2, 0.15, "O0");
static const struct history stopped_of_late = BEGUN("2024-06-10", "2025-11-20", 0.2, 0.2, "O0");
static const struct history under_way = BEGUN("2024-06-10", NULL, 0.6, 0.55, NULL);
static const struct history begun_in_may = {.state = "B21",
                                            .supply = "D21",
                                            .use = "1206",
                                            .signed_on = "2024-03-12",
                                            .handover_due = "2024-05-20",
                                            .handover_on = "2024-05-20",
                                            .start_due = "2024-11-30",
                                            .start_on = "2026-05-06",
                                            .completion_due = "2027-11-30",
                                            .developed_share = 0.4,
                                            .invested_share = 0.3};
static const struct history begun_early = {.state = "B21",
                                           .supply = "D21",
                                           .use = "1206",
                                           .signed_on = "2025-10-16",
                                           .handover_due = "2025-12-18",
                                           .handover_on = "2025-12-18",
                                           .start_due = "2026-12-31",
                                           .start_on = "2026-05-20",
                                           .completion_due = "2028-12-31",
                                           .developed_share = 0.1,
                                           .invested_share = 0.1};
static const struct history finished = {.supply = "D21",
                                        .signed_on = "2023-10-12",
                                        .handover_due = "2023-12-20",
                                        .handover_on = "2023-12-20",
                                        .start_due = "2024-06-30",
                                        .start_on = "2024-06-10",
                                        .completion_due = "2026-12-31",
                                        .completion_on = "2026-05-28",
                                        .developed_share = 1,
                                        .invested_share = 1};
static const struct history supplied_in_april =
    SUPPLIED("2026-04-20", "2026-06-10", "2027-03-31", NULL, NULL);
/* The term ran out and nobody has dealt with it. */
static const struct history expired = {.supply = "D22",
                                       .signed_on = "1995-03-10",
                                       .handover_due = "1995-05-31",
                                       .handover_on = "1995-05-20",
                                       .start_due = "1995-09-30",
                                       .start_on = "1995-09-12",
                                       .completion_due = "1997-09-30",
                                       .completion_on = "1997-08-25",
                                       .developed_share = 1,
                                       .invested_share = 1};
static const struct history allocated = {.supply = "D1", UNTOUCHED};
static const struct history offered = AS_IT_IS("B21", "E21");
static const struct history offered_other = AS_IT_IS("B21", "E22");
static const struct history not_ready = AS_IT_IS("B22", "F");
static const struct history village = AS_IT_IS("B12", "F");
static const struct history rural_works = AS_IT_IS("B11", "F");
static const struct history river = AS_IT_IS("C1", "F");
static const struct history reserve = AS_IT_IS("C2", "F");
static const struct history slope = AS_IT_IS("C3", "F");

/* ---- letters ---- */

static const struct land lands[] = {
    {'F', true, 2, 2, NULL, "A2", "0601", "工业厂区", "0601", 1.9, 0.45},
    {'f', true, 2, 1, NULL, "A2", "0601", "工业厂区", "0601", 1.8, 0.42},
    {'L', true, 1, 1, NULL, "A2", "0601", "大型厂区", "0601", 1.5, 0.50},
    {'K', true, 1, 1, NULL, "A2", "0604", "仓储物流", "0604", 1.3, 0.45},
    {'H', true, 2, 1, NULL, "A1", "0701", "职工住宅", "0701", 5.5, 0.22},
    {'h', true, 1, 1, NULL, "A1", "0701", "住宅小区", "0701", 5.0, 0.24},
    {'S', true, 2, 1, NULL, "A4", "0501", "商业网点", "0501", 3.0, 0.38},
    {'s', true, 1, 1, NULL, "A4", "0504", "旅馆", "0504", 4.0, 0.30},
    {'O', true, 1, 1, &allocated, "A52", "0801", "管理服务", "0801", 5.0, 0.25},
    {'G', true, 1, 1, &allocated, "A51", "0810", "公园绿地", "0810", 1.0, 0.02},
    {'T', true, 1, 1, &allocated, "A32", "1005", "货运站场", "1005", 1.0, 0.10},
    {'B', true, 2, 1, &waiting, "A2", "0601", "工业地块", "0601", 1.7, 0.42},
    {'b', true, 2, 1, &waiting, "A4", "0501", "商服地块", "0501", 3.0, 0.38},
    {'D', true, 2, 1, &under_way, "A2", "0601", "工业地块", "0601", 1.7, 0.42},
    {'E', true, 2, 1, &offered, "A2", "1206", "工业地块", "0601", 1.7, 0.42},
    {'e', true, 1, 1, &offered_other, "A4", "1206", "商服地块", "0501", 3.0, 0.38},
    {'N', false, 2, 1, &not_ready, NULL, "0404", "未征收草地", NULL, 0, 0},
    {'V', false, 2, 2, &village, NULL, "0702", "村庄", NULL, 0, 0},
    {'R', false, 1, 1, &rural_works, NULL, "0601", "村办厂", NULL, 0, 0},
    {'W', false, 1, 1, &river, NULL, "1101", "河流", NULL, 0, 0},
    {'P', false, 1, 1, &reserve, NULL, "0401", "保护地", NULL, 0, 0},
    {'C', false, 1, 1, &slope, NULL, "1207", "陡坡裸岩", NULL, 0, 0},
};

const struct land *find_land(char letter)
{
    for (size_t i = 0; i < sizeof(lands) / sizeof(lands[0]); i++) {
        if (lands[i].letter == letter) return &lands[i];
    }
    return NULL;
}

/* ---- lots out of the ordinary, and what the second date changes ---- */

static const struct change changes[] = {
    /* real changes: built, begun, supplied, divided, joined, sold, gone, recovered, put to use */
    {LAKE, 4, 3, 0, STAYS, {&under_way, &finished}},
    {LAKE, 3, 3, 0, STAYS, {&waiting, &begun_early}},
    {LAKE, 6, 0, 0, STAYS, {&offered, &supplied_in_april}},
    {LAKE, 5, 0, 1, SPLITS, {NULL, NULL}},
    {LOTUS, 0, 0, 0, TAKES_NEXT, {NULL, NULL}},
    {LOTUS, 0, 0, 1, GOES, {NULL, NULL}},
    {CLOUD, 1, 0, 0, SOLD, {NULL, NULL}},
    {STAR, 1, 3, 1, GOES, {&offered, &offered}},
    {MOUNTAIN, 0, 2, 1, STAYS, {&idle_long_own, &recovered}},
    {CLOUD, 2, 2, 0, STAYS, {&idle_own, &begun_in_may}},
    {FIR, 3, 3, 0, STAYS, {&offered, &supplied_in_april}},
    {FIR, 2, 3, 1, STAYS, {&under_way, &finished}},
    {STAR, 3, 2, 0, STAYS, {&under_way, &finished}},
    /* nothing changes but the date: a year is over */
    {BARLEY, 2, 1, 0, STAYS, {&late_in_may, &late_in_may}},
    {FLOWER, 2, 1, 0, STAYS, {&late_in_june, &late_in_june}},
    {PASTURE, 3, 1, 0, STAYS, {&late_in_may, &late_in_may}},
    /* idle on both dates */
    {LAKE, 5, 1, 0, STAYS, {&idle_own, &idle_own}},
    {BARLEY, 1, 3, 0, STAYS, {&idle_own, &idle_own}},
    {FLOWER, 1, 3, 0, STAYS, {&idle_own, &idle_own}},
    {GLACIER, 3, 0, 0, STAYS, {&idle_found, &idle_found}},
    {LUCK, 3, 1, 0, STAYS, {&idle_plan, &idle_plan}},
    {PASTURE, 2, 0, 0, STAYS, {&idle_long_own, &idle_long_own}},
    {PASTURE, 2, 0, 1, STAYS, {&idle_long_own, &idle_long_own}},
    {PASTURE, 0, 1, 0, STAYS, {&idle_plan, &idle_plan}},
    {PASTURE, 0, 1, 1, STAYS, {&idle_long_policy, &idle_long_policy}},
    {PASTURE, 2, 1, 0, STAYS, {&idle_own, &idle_own}},
    {PASTURE, 2, 1, 1, STAYS, {&stopped, &stopped}},
    {PASTURE, 3, 1, 1, STAYS, {&idle_unknown, &idle_unknown}},
    {PASTURE, 1, 2, 0, STAYS, {&idle_own, &idle_own}},
    /* not idle */
    {LAKE, 0, 2, 1, STAYS, {&under_way, &under_way}},
    {DAWN, 3, 1, 1, STAYS, {&late, &late}},
    {STAR, 4, 2, 0, STAYS, {&stopped_of_late, &stopped_of_late}},
    {LOTUS, 1, 1, 0, STAYS, {&expired, &expired}},
};

const struct change *find_change(enum site_id site, int column, int row, int lot)
{
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        const struct change *change = &changes[i];
        if (change->site == site && change->column == column && change->row == row &&
            change->lot == lot) {
            return change;
        }
    }
    return NULL;
}
