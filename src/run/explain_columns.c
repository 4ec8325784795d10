/*
 * The words are those of docs/reference.md; domain.md 6.3, 6.5.
 */
#include "run/explain_columns.h"

#include "landgauge/project.h"

#include <string.h>

struct wording {
    const char *key;
    const char *chinese;
    const char *english;
};

static const struct wording columns[] = {
    {"park_code", "园区代码", "park"},
    {"area_ha", "面积（公顷）", "area (ha)"},
    {"approved_use", "批准用途", "approved use"},
    {"current_use", "现状用途", "current use"},
    {"planned_use", "规划用途", "planned use"},
    {"approved_use_name", "批准用途名称", "approved use, name"},
    {"current_use_name", "现状用途名称", "current use, name"},
    {"planned_use_name", "规划用途名称", "planned use, name"},
    {"approved_group", "批准用途类别", "approved group"},
    {"current_group", "现状用途类别", "current group"},
    {"planned_group", "规划用途类别", "planned group"},
    {"from_group", "转换前类别", "from group"},
    {"to_group", "转换后类别", "to group"},
    {"result", "结论", "result"},
    {"price_adjustment", "价款调整", "price adjustment"},
    {"step", "办理步骤", "step"},
    {"rule", "依据", "article"},
    {"missing_fields", "缺失项", "missing fields"},
    {"blocks_ha", "涉及面积（公顷）", "land it blocks (ha)"},
    {"rank", "序", "rank"},
    {"contract_no", "合同编号", "contract"},
    {"supervision_no", "电子监管号", "supervision no."},
    {"land_state", "建设状态", "land state"},
    {"idle_status", "闲置状态", "idle status"},
    {"cover_pct", "建筑物覆盖率（%）", "building cover (%)"},
    {"built_up_pct", "影像建成比例（%）", "built-up in raster (%)"},
    {"told_pct", "影像有效比例（%）", "told by raster (%)"},
    {"contradiction", "矛盾类型", "contradiction"},
    {"priority_area", "面积", "area"},
    {"priority_time", "时间", "time"},
    {"priority_free", "无限制", "free of constraints"},
    {"priority_ready", "条件", "utilities ready"},
};

static const struct wording results[] = {
    {"SUSPECTED", "疑似擅自改变用途", "use may have been changed without consent"},
    {"PLAN_DIFFERS", "规划不符待转换", "planned for another use"},
    {"INDUSTRIAL", "产业用地间可转换", "may convert within the industrial types"},
    {"PRICE", "需补缴价款", "price to be paid for the new use"},
    {"FORBIDDEN", "禁止", "forbidden by constraint layers"},
    {"UNDECIDED", "无法判定", "cannot be decided"},
};

static const struct wording steps[] = {
    {"NONE", "无", "nothing to do"},
    {"SITE_CHECK_GRANTED", "现场核查，按出让土地改变用途办理", "site check; as granted land"},
    {"SITE_CHECK_ALLOCATED", "现场核查，按划拨土地改变用途办理", "site check; as allocated land"},
    {"SITE_CHECK", "现场核查，先查明供应方式", "site check; find out first how it was supplied"},
    {"CONVERT_AT_RENEWAL", "更新或续期时转换", "convert at renewal or redevelopment"},
    {"CONVERT_INDUSTRIAL", "产业用地类型间合理转换", "convert between industrial types"},
    {"PRICE_RECALCULATE", "重新核算价款", "calculate the price anew first"},
    {"NOT_A_CANDIDATE", "不列入转换", "no candidate"},
    {"REQUEST_DATA", "补充资料", "enter the missing use, or survey the land state"},
};

static const struct wording groups[] = {
    {"NONE", "未知", "not known"},
    {"RES", "住宅", "housing"},
    {"IND", "工矿仓储", "industry, mining, storage"},
    {"RD", "街巷", "streets"},
    {"TR", "其他交通运输", "other transport"},
    {"COM", "商服", "commerce, services"},
    {"GRN", "公园与绿地", "parks and green"},
    {"PUB", "其他公共管理与公共服务", "other public"},
    {"SPC", "特殊及其他城镇建设", "special and other urban"},
    {"RUR", "农村建设", "rural construction"},
    {"AGR", "农用", "farming, forest, grass"},
    {"WAT", "水域与湿地", "water, wetland"},
    {"OTH", "其他", "other land"},
};

static const struct wording contradictions[] = {
    {"built_but_empty", "调查为已建成，却未见建筑", "surveyed as built, nothing stands there"},
    {"unstarted_but_built", "记为未动工，却有建设迹象",
     "recorded as not started, something is built"},
};

/* English answers stand for themselves. */
static const struct wording answers[] = {
    {"yes", "是", NULL},
    {"no", "否", NULL},
    {"nodata", "缺资料", NULL},
    {"unknown", "未知", NULL},
};

#define WORDINGS(LIST) LIST, sizeof(LIST) / sizeof((LIST)[0])

static const struct {
    const char *column;
    const struct wording *wordings;
    size_t count;
} codes[] = {
    {"result", WORDINGS(results)},           {"step", WORDINGS(steps)},
    {"approved_group", WORDINGS(groups)},    {"current_group", WORDINGS(groups)},
    {"planned_group", WORDINGS(groups)},     {"from_group", WORDINGS(groups)},
    {"to_group", WORDINGS(groups)},          {"contradiction", WORDINGS(contradictions)},
    {"price_adjustment", WORDINGS(answers)}, {"low_efficiency", WORDINGS(answers)},
    {"suppliable", WORDINGS(answers)},       {"bond", WORDINGS(answers)},
};

/* @return NULL: there are no words for it */
static const char *find_words(const struct wording *wordings, size_t count, const char *key,
                              int language)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(wordings[i].key, key) == 0) {
            return language == LG_ENGLISH ? wordings[i].english : wordings[i].chinese;
        }
    }
    return NULL;
}

const char *lg_explain_column_label(const char *column, int language)
{
    const char *words = find_words(WORDINGS(columns), column, language);
    return words == NULL ? column : words;
}

void lg_explain_add_cell(struct lg_text *text, const char *column, const char *value, int language)
{
    lg_text_add_text(text, value);
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(codes[i].column, column) != 0) continue;
        const char *words = find_words(codes[i].wordings, codes[i].count, value, language);
        if (words != NULL) lg_text_printf(text, " %s", words);
        return;
    }
}
