/*
 * model/sentences: what the program writes into tables, said in Chinese.
 */
#include "model/sentences.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(enum lg_language language, const char *sentence, const char *expected, bool said)
{
    struct lg_text text = {0};
    bool is_said = lg_sentence_add(&text, language, sentence);
    assert_false(text.failed);
    assert_string_equal(text.bytes, expected);
    assert_int_equal(is_said, said);
    lg_text_reset(&text);
}

static void english_stays(void **state)
{
    (void)state;
    check(LG_ENGLISH, "no line set", "no line set", true);
    check(LG_ENGLISH, "what nobody wrote", "what nobody wrote", true);
}

static void english_names_keys(void **state)
{
    (void)state;
    check(LG_ENGLISH, "idle: idle_rate = 7.2785018 (> 3); unbuilt: built_rate = 58.5 (< 60)",
          "idle: Idle rate = 7.28 (> 3); unbuilt: Built rate = 58.5 (< 60)", true);
    check(LG_ENGLISH, "主区 has no score (missing: A21, A31)",
          "main area has no score (missing: A21 Industrial land share, A31 Floor area ratio)",
          true);
}

/* A figure is not rounded to the limit that it does not meet. */
static void figures_beside_limits_are_short(void **state)
{
    (void)state;
    check(LG_CHINESE, "idle: idle_rate = 25.0000033 (> 3)", "闲置：土地闲置率 = 25.00（满足 > 3）",
          true);
    check(LG_CHINESE, "full: built_rate = 89.9999967 (not >= 90)",
          "整体达标：土地建成率 = 89.9999967（不满足 ≥ 90）", true);
    /* Two decimals would put it beyond a limit of three. */
    check(LG_ENGLISH, "full: built_rate = 89.996 (not >= 89.997)",
          "full: Built rate = 89.996 (not ≥ 89.997)", true);
    check(LG_ENGLISH, "idle: idle_rate = 0.0072785 (not > 3)", "idle: Idle rate = 0.0073 (not > 3)",
          true);
}

static void sentences_are_said_in_chinese(void **state)
{
    static const char *const rows[][2] = {
        {"no line set", "未设定标准"},
        {"the park has no supplied land (D)", "园区没有已供应国有建设用地（D）"},
        {"missing: A21; no ideal: B11", "缺少 A21 工业用地率；未设定理想值：B11 "
                                        "工业用地固定资产投入强度"},
        {"missing: A21, B11", "缺少 A21 工业用地率、B11 工业用地固定资产投入强度"},
        {"not known: L10, L11", "下列各项无法判定：L10、L11"},
        {"without contract_no and supervision_no, start_due", "缺合同编号和电子监管号、约定动工"},
        /* The part with most letters of its own: a parcel could be called "both". */
        {"parcels P1 and P2 share 1.50 m2, which counts for both; correct the boundary",
         "宗地 P1 与 P2 重叠 1.50 平方米，两宗都计入，请更正边界"},
        {"parcels P1 and P2 share 1.50 m2, which counts for P2; correct the boundary",
         "宗地 P1 与 P2 重叠 1.50 平方米，计入 P2，请更正边界"},
        {"国土资发〔2008〕24号: 7 % at most; to be confirmed",
         "国土资发〔2008〕24号：不超过 7%；待核实"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check(LG_CHINESE, rows[i][0], rows[i][1], true);
    }
}

/* Reasons in reasons, conditions in cases, expressions. */
static void sentences_stand_in_sentences(void **state)
{
    static const char *const rows[][2] = {
        {"idle: idle_rate = 7.5 (> 3); supply: years_3 = 2 (not > 10)",
         "闲置：土地闲置率 = 7.5（满足 > 3）；存量充足：尚可供地年数（三年平均） = 2（不满足 > "
         "10）"},
        {"unbuildable: C / T * 100 = 31 (not <= 30)",
         "不可建设：不可建设土地 / 园区总面积 × 100 = 31（不满足 ≤ 30）"},
        {"last: class_last_pct: the class has 3 parks with a score, fewer than 8: ranks only, "
         "previous_class_last_pct: no run before is given: give --previous",
         "排名末位：同类倒数名次百分位：同类园区中有得分的只有 3 个，少于 8 个，只排名次，"
         "上期倒数名次百分位：未提供上一期结果（--previous）"},
        {"主区 has no score (missing: A21); 发展方向区 has no score (no indicator below it has a "
         "weight)",
         "主区没有得分（缺少 A21 工业用地率）；发展方向区没有得分（其下各指标都没有权重）"},
        {"out_of_range: 0.05 to 3 is plausible; check the unit of floor_area, and floors",
         "数值存疑：合理范围为 0.05 至 3，请核对建筑面积的单位和层数"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check(LG_CHINESE, rows[i][0], rows[i][1], true);
    }
}

static void what_is_not_known_stays(void **state)
{
    static const char *const rows[] = {
        "what nobody wrote",
        "no line set, or so",
        "the park has no money",
        "missing: ",
        "last: class_last_pct: what nobody wrote",
        "国土资发〔2008〕24号: what nobody wrote",
        "{TEXT}",
        "parcels  and ",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check(LG_CHINESE, rows[i], rows[i], false);
    }
}

/* A text of the data's making must not keep the program busy. */
static void long_texts_end(void **state)
{
    enum { SIZE = 60000 };
    static const char *const pieces[] = {", ", "; ", "a: ", "no line set, ", "parcels a and ", "("};
    (void)state;
    for (size_t piece = 0; piece < sizeof(pieces) / sizeof(pieces[0]); piece++) {
        struct lg_text text = {0};
        struct lg_text said = {0};
        while (text.size < SIZE) {
            lg_text_add_text(&text, pieces[piece]);
        }
        assert_false(text.failed);
        assert_false(lg_sentence_add(&said, LG_CHINESE, text.bytes));
        assert_string_equal(said.bytes, text.bytes);
        lg_text_reset(&text);
        lg_text_reset(&said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_stays),
        cmocka_unit_test(english_names_keys),
        cmocka_unit_test(figures_beside_limits_are_short),
        cmocka_unit_test(sentences_are_said_in_chinese),
        cmocka_unit_test(sentences_stand_in_sentences),
        cmocka_unit_test(what_is_not_known_stays),
        cmocka_unit_test(long_texts_end),
    };
    return cmocka_run_group_tests_name("model/sentences", tests, NULL, NULL);
}
