/*
 * The land-state tree, and the stock classes.
 *
 * Source: codes and names domain.md 1.3 [S02][S03]; stock classes domain.md 2.5 [MH][MM][S02][S67];
 * the English names are ours.
 */
#include "model/land_state.h"

#include "base/text.h"
#include "landgauge/project.h"

#include <string.h>

const struct lg_state_entry lg_states[LG_STATE_COUNT] = {
    [LG_STATE_NONE] = {"", LG_STATE_NONE, {"未定", "not known"}},
    [LG_STATE_A] = {"A", LG_STATE_NONE, {"已建成城镇建设用地", "built urban construction land"}},
    [LG_STATE_A1] = {"A1", LG_STATE_A, {"住宅用地", "housing"}},
    [LG_STATE_A2] = {"A2", LG_STATE_A, {"工矿仓储用地", "industrial, mining, storage"}},
    [LG_STATE_A3] = {"A3", LG_STATE_A, {"交通运输用地", "transport"}},
    [LG_STATE_A31] = {"A31", LG_STATE_A3, {"街巷用地", "streets"}},
    [LG_STATE_A32] = {"A32", LG_STATE_A3, {"其他交通运输用地", "other transport"}},
    [LG_STATE_A4] = {"A4", LG_STATE_A, {"商服用地", "commercial, services"}},
    [LG_STATE_A5] = {"A5", LG_STATE_A, {"公共管理与公共服务用地", "public"}},
    [LG_STATE_A51] = {"A51", LG_STATE_A5, {"公园与绿地", "parks and green"}},
    [LG_STATE_A52] = {"A52", LG_STATE_A5, {"其他公共管理与公共服务用地", "other public"}},
    [LG_STATE_A6] = {"A6", LG_STATE_A, {"其他城镇建设用地", "other urban"}},
    [LG_STATE_B] = {"B", LG_STATE_NONE, {"未建成城镇建设用地", "not built as urban land"}},
    [LG_STATE_B1] = {"B1", LG_STATE_B, {"已建成农村建设用地", "built rural construction land"}},
    [LG_STATE_B11] = {"B11", LG_STATE_B1, {"农村工矿仓储用地", "rural industrial"}},
    [LG_STATE_B12] = {"B12", LG_STATE_B1, {"其他农村建设用地", "other rural"}},
    [LG_STATE_B2] = {"B2", LG_STATE_B, {"其他土地", "other land"}},
    [LG_STATE_B21] = {"B21", LG_STATE_B2, {"已达到供地条件", "ready for supply"}},
    [LG_STATE_B22] = {"B22", LG_STATE_B2, {"未达到供地条件", "not ready for supply"}},
    [LG_STATE_C] = {"C", LG_STATE_NONE, {"不可建设土地", "not buildable"}},
    [LG_STATE_C1] = {"C1", LG_STATE_C, {"河湖及其蓄滞洪区", "rivers, lakes, flood storage"}},
    [LG_STATE_C2] = {"C2", LG_STATE_C, {"自然、生态保护区", "protected areas"}},
    [LG_STATE_C3] = {"C3", LG_STATE_C, {"其他不可建设土地", "other not buildable"}},
    [LG_STATE_D] = {"D",
                    LG_STATE_NONE,
                    {"已供应国有建设用地", "supplied state-owned construction land"}},
    [LG_STATE_D1] = {"D1", LG_STATE_D, {"划拨土地", "allocated"}},
    [LG_STATE_D2] = {"D2", LG_STATE_D, {"有偿使用土地", "paid use"}},
    [LG_STATE_D21] = {"D21", LG_STATE_D2, {"未到期", "not expired"}},
    [LG_STATE_D22] = {"D22", LG_STATE_D2, {"已到期但未处置", "expired, not yet dealt with"}},
    [LG_STATE_E] = {"E", LG_STATE_NONE, {"尚可供应土地", "still available for supply"}},
    [LG_STATE_E1] = {"E1", LG_STATE_E, {"尚可划拨土地", "can be allocated"}},
    [LG_STATE_E2] = {"E2", LG_STATE_E, {"尚可有偿使用土地", "for paid supply"}},
    [LG_STATE_E21] = {"E21", LG_STATE_E2, {"尚可供应工矿仓储用地", "for industrial supply"}},
    [LG_STATE_E22] = {"E22", LG_STATE_E2, {"其他尚可供应土地", "for other supply"}},
    [LG_STATE_F] = {"F", LG_STATE_NONE, {"不可供应土地", "cannot be supplied"}},
};

enum { CODE_LENGTH_MAX = 3 };

enum lg_state lg_state_find(const char *code)
{
    if (code == NULL) return LG_STATE_NONE;

    size_t length = strlen(code);
    const char *trimmed = lg_text_trim(code, &length);
    char upper[CODE_LENGTH_MAX + 1] = "";
    if (length == 0 || length > CODE_LENGTH_MAX) return LG_STATE_NONE;
    for (size_t i = 0; i < length; i++) {
        upper[i] = trimmed[i];
        if (upper[i] >= 'a' && upper[i] <= 'z') upper[i] = (char)(upper[i] - 'a' + 'A');
    }
    for (enum lg_state state = LG_STATE_A; state < LG_STATE_COUNT; state++) {
        if (strcmp(lg_states[state].code, upper) == 0) return state;
    }
    return LG_STATE_NONE;
}

bool lg_state_is_within(enum lg_state state, enum lg_state ancestor)
{
    if (ancestor == LG_STATE_NONE) return state == LG_STATE_NONE;
    while (state != LG_STATE_NONE && state != ancestor) {
        state = lg_states[state].parent;
    }
    return state == ancestor;
}

bool lg_state_is_construction(enum lg_state state)
{
    return state >= LG_STATE_A && state < LG_STATE_D;
}

static const struct lg_stock_entry stock[] = {
    {"S1", {"批而未供", "approved, not yet supplied"}},
    {"S1b", {"批而未供超两年", "approved long ago, not yet supplied"}},
    {"S2a", {"供而未用，正常待建", "supplied, start not yet due"}},
    {"S2b", {"供而未用，逾期未动工", "supplied, start overdue"}},
    {"S2c", {"闲置土地", "idle"}},
    {"S3a", {"逾期竣工", "completion overdue"}},
    {"S3b", {"低效用地", "used too little"}},
    {"S4", {"到期未处置", "term expired, not dealt with"}},
    {"S5", {"正常使用", "in regular use"}},
};

const struct lg_stock_entry *lg_stock_find(const char *code)
{
    for (size_t i = 0; code != NULL && i < sizeof(stock) / sizeof(stock[0]); i++) {
        if (strcmp(stock[i].code, code) == 0) return &stock[i];
    }
    return NULL;
}

const char *const lg_name_unknown[2] = {[LG_CHINESE] = "未知", [LG_ENGLISH] = "not known"};
const char *const lg_name_unclassed[2] = {[LG_CHINESE] = "未归类", [LG_ENGLISH] = "no class"};
