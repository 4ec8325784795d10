/*
 * The words are those of docs/reference.md; domain.md 6.3, 6.5.
 */
#include "run/explain_columns.h"

#include "landgauge/project.h"
#include "model/labels.h"

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

#define WORDINGS(LIST) LIST, sizeof(LIST) / sizeof((LIST)[0])

/* Their codes have words in the labels. */
static const char *const coded[] = {
    "result",           "step",           "approved_group", "current_group",
    "planned_group",    "from_group",     "to_group",       "contradiction",
    "price_adjustment", "low_efficiency", "suppliable",     "bond",
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
    /* English answers stand for themselves. */
    if (language == LG_ENGLISH && lg_label_value(LG_ENGLISH, "any", value) != NULL) return;
    for (size_t i = 0; i < sizeof(coded) / sizeof(coded[0]); i++) {
        if (strcmp(coded[i], column) != 0) continue;
        const char *words = lg_label_value((enum lg_language)language, column, value);
        if (words != NULL) lg_text_printf(text, " %s", words);
        return;
    }
}
