/*
 * The closing lines of a comparison, in both languages.
 */
#include "base/units.h"
#include "landgauge/project.h"
#include "run/diff.h"
#include "run/explain_text.h"

enum { COUNT_DECIMALS = 0, HA_DECIMALS = 2 };

/* The text that is told, and in what language. */
struct telling {
    struct lg_text *text;
    int language;
};

/* One of two sentences, {0} to {9} filled in. @param values  ends with NULL */
static void tell(const struct telling *telling, const char *chinese, const char *english,
                 const char *const *values)
{
    lg_explain_fill(telling->text, telling->language == LG_ENGLISH ? english : chinese, values);
}

static const char *show_count(struct lg_shown *shown, size_t count)
{
    return lg_show_number(shown, (double)count, COUNT_DECIMALS);
}

static const char *show_ha(struct lg_shown *shown, double area_m2)
{
    return lg_show_number(shown, area_m2 / LG_M2_PER_HA, HA_DECIMALS);
}

static void tell_runs(const struct telling *telling, const struct lg_diff *diff)
{
    static const char *const names[][2] = {
        {"数据", "data"}, {"规则", "rules"}, {"日期", "day"}, {"程序版本", "program"}};
    const struct lg_diff_side *from = &diff->sides[LG_DIFF_OLD];
    const struct lg_diff_side *to = &diff->sides[LG_DIFF_NEW];
    tell(telling, "比较 {0}（评价日期 {1}）与 {2}（评价日期 {3}）",
         "compared {0} (as of {1}) with {2} (as of {3})",
         LG_VALUES(from->folder, from->as_of_text, to->folder, to->as_of_text));
    if (diff->factors == 0) {
        tell(telling, "：数据、规则、日期、程序均相同\n",
             ": data, rules, day and program are the same\n", LG_VALUES(NULL));
        return;
    }
    tell(telling, "：不同的是", ": they differ in ", LG_VALUES(NULL));
    bool is_first = true;
    for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((diff->factors >> i & 1U) == 0) continue;
        if (!is_first) tell(telling, "、", ", ", LG_VALUES(NULL));
        tell(telling, names[i][0], names[i][1], LG_VALUES(NULL));
        is_first = false;
    }
    lg_text_add_char(telling->text, '\n');
}

static void tell_parcels(const struct telling *telling, const struct lg_diff *diff)
{
    const struct lg_diff_counts *counts = &diff->counts;
    struct lg_shown shown[7];
    tell(telling,
         "宗地：未变 {0}，变化 {1}，新增 {2}，消失 {3}；分割 {4} 宗，合并成 {5} 宗，边界变动 {6} "
         "宗\n",
         "parcels: {0} same, {1} changed, {2} appeared, {3} vanished; {4} split, {5} merged out of "
         "several, {6} redrawn\n",
         LG_VALUES(show_count(&shown[0], counts->by_status[LG_DIFF_SAME]),
                   show_count(&shown[1], counts->by_status[LG_DIFF_CHANGED]),
                   show_count(&shown[2], counts->by_status[LG_DIFF_APPEARED]),
                   show_count(&shown[3], counts->by_status[LG_DIFF_VANISHED]),
                   show_count(&shown[4], counts->split_parcels),
                   show_count(&shown[5], counts->merged_parcels),
                   show_count(&shown[6], counts->by_relation[LG_DIFF_RESHAPED])));
}

static void tell_idle(const struct telling *telling, const struct lg_diff *diff)
{
    static const char *const words[LG_DIFF_IDLE_COUNT][2] = {
        [LG_DIFF_IDLE_NEW] = {"新增闲置 {0} 宗 {1} 公顷", "{0} newly idle ({1} ha)"},
        [LG_DIFF_IDLE_WORSE] = {"时钟加重 {0} 宗 {1} 公顷", "{0} worse ({1} ha)"},
        [LG_DIFF_IDLE_BETTER] = {"时钟减轻 {0} 宗 {1} 公顷", "{0} better ({1} ha)"},
        [LG_DIFF_IDLE_RESOLVED] = {"已解除 {0} 宗 {1} 公顷", "{0} resolved ({1} ha)"},
        [LG_DIFF_IDLE_GONE] = {"宗地已不在 {0} 宗 {1} 公顷", "{0} no longer a parcel ({1} ha)"},
        [LG_DIFF_IDLE_UNKNOWN] = {"变为无法判定 {0} 宗 {1} 公顷",
                                  "{0} can no longer be decided ({1} ha)"},
        [LG_DIFF_IDLE_DECIDED] = {"已可判定 {0} 宗 {1} 公顷", "{0} can now be decided ({1} ha)"},
    };
    const struct lg_diff_counts *counts = &diff->counts;
    struct lg_shown shown[2];
    tell(telling, "疑似闲置：{0} → {1} 公顷", "suspected idle: {0} -> {1} ha",
         LG_VALUES(show_ha(&shown[0], counts->idle_land_m2[LG_DIFF_OLD]),
                   show_ha(&shown[1], counts->idle_land_m2[LG_DIFF_NEW])));
    /* Nothing found idle beside land that nobody can judge is no clean sheet. */
    if (counts->undecided_land_m2[LG_DIFF_OLD] > 0.0 ||
        counts->undecided_land_m2[LG_DIFF_NEW] > 0.0) {
        tell(telling, "（无法判定 {0} → {1} 公顷）", " (undecided {0} -> {1} ha)",
             LG_VALUES(show_ha(&shown[0], counts->undecided_land_m2[LG_DIFF_OLD]),
                       show_ha(&shown[1], counts->undecided_land_m2[LG_DIFF_NEW])));
    }
    bool is_first = true;
    for (int kind = 0; kind < LG_DIFF_IDLE_COUNT; kind++) {
        if (counts->idle[kind] == 0) continue;
        tell(telling, is_first ? "；" : "，", is_first ? "; " : ", ", LG_VALUES(NULL));
        is_first = false;
        tell(telling, words[kind][0], words[kind][1],
             LG_VALUES(show_count(&shown[0], counts->idle[kind]),
                       show_ha(&shown[1], counts->idle_m2[kind])));
    }
    if (is_first) tell(telling, "；时钟未动", "; no clock moved", LG_VALUES(NULL));
    lg_text_add_char(telling->text, '\n');
}

static void tell_parks(const struct telling *telling, const struct lg_diff *diff)
{
    struct lg_shown shown[2];
    tell(telling, "园区：{0} 个中 {1} 个有变化", "parks: {1} of {0} changed",
         LG_VALUES(show_count(&shown[0], diff->park_count),
                   show_count(&shown[1], diff->counts.changed_parks)));
    if (diff->rule_count > 0) {
        tell(telling, "；规则不同 {0} 项，见 tables/diff_rules.csv",
             "; {0} rules differ: tables/diff_rules.csv",
             LG_VALUES(show_count(&shown[0], diff->rule_count)));
    }
    lg_text_add_char(telling->text, '\n');
}

/* The file that says most. */
static const char *choose_first(const struct lg_diff *diff)
{
    if (diff->shown_count > 0) return "diff.geojson";
    return diff->is_changed ? "tables/diff_figures.csv" : "diff.json";
}

void lg_diff_tell(const struct lg_diff *diff, const char *folder, int language,
                  struct lg_text *text)
{
    const struct telling telling = {text, language};
    tell_runs(&telling, diff);
    if (diff->is_changed) {
        tell_parcels(&telling, diff);
        tell_idle(&telling, diff);
    } else {
        tell(&telling, "没有变化\n", "nothing changed\n", LG_VALUES(NULL));
    }
    tell_parks(&telling, diff);
    for (size_t i = 0; i < diff->note_count; i++) {
        tell(&telling, "注意：{0}\n", "note: {0}\n", LG_VALUES(diff->notes[i].text[language]));
    }
    tell(&telling, "结果：{0}；先打开：{1}\n", "result: {0}; open first: {1}\n",
         LG_VALUES(folder, choose_first(diff)));
}
