/*
 * base/answer: numbers of documents, burdens and open work, in the words met in the data.
 */
#include "base/answer.h"
#include "support/cmocka.h"

struct number_case {
    const char *name;
    const char *text;
    bool expected;
};

static const struct number_case numbers[] = {
    {"nothing", NULL, false},
    {"an empty text", "", false},
    {"blanks", "  \t", false},
    {"full-width blanks", "　　", false},
    {"none in Chinese", "无", false},
    {"none yet", "暂无", false},
    {"yes is no number", "是", false},
    {"not found", "未认定", false},
    {"a stroke", "/", false},
    {"a dash", "-", false},
    {"a long dash", "——", false},
    {"nought", "0", false},
    {"noughts", "000", false},
    {"null", "NULL", false},
    {"a document", "藏自然资闲认〔2026〕3号", true},
    {"a bare number", "7", true},
    {"a full-width digit", "第３号", true},
    {"a city that begins with none", "无锡认〔2025〕1号", true},
};

static void check_number(void **state)
{
    const struct number_case *row = *state;
    assert_int_equal(lg_answer_is_number(row->text), row->expected);
}

struct burden_case {
    const char *name;
    const char *text;
    enum lg_answer expected;
};

static const struct burden_case burdens[] = {
    {"nothing", NULL, LG_ANSWER_NONE},
    {"blanks", "  ", LG_ANSWER_NONE},
    {"no", "否", LG_ANSWER_NO},
    {"nought", "0", LG_ANSWER_NO},
    {"none", "无", LG_ANSWER_NO},
    {"not seized", "未查封", LG_ANSWER_NO},
    {"a stroke", "/", LG_ANSWER_NO},
    {"a wide dash", "－", LG_ANSWER_NO},
    {"yes", "是", LG_ANSWER_YES},
    {"one", "1", LG_ANSWER_YES},
    {"the number of the paper", "（2025）藏01执5号", LG_ANSWER_YES},
    {"a bank", "无锡银行", LG_ANSWER_YES},
};

static void check_burden(void **state)
{
    const struct burden_case *row = *state;
    assert_int_equal(lg_answer_read_burden(row->text), row->expected);
}

struct task_case {
    const char *name;
    const char *text;
    enum lg_task expected;
};

/* As of 2026-06-30. */
static const struct task_case tasks[] = {
    {"nothing", NULL, LG_TASK_NONE},
    {"blanks", " 　", LG_TASK_NONE},
    {"a stroke", "/", LG_TASK_NONE},
    {"yes", "是", LG_TASK_DONE},
    {"yes in English", "Yes", LG_TASK_DONE},
    {"done", "已完成", LG_TASK_DONE},
    {"a date", "2025-03-01", LG_TASK_DONE},
    {"today", "2026-06-30", LG_TASK_DONE},
    {"tomorrow", "2026-07-01", LG_TASK_OPEN},
    {"a document", "藏地灾评〔2025〕12号", LG_TASK_DONE},
    {"a long document with a middle in it", "拉萨市地质灾害危险性评估报告中心审查意见〔2025〕12号",
     LG_TASK_DONE},
    {"no", "否", LG_TASK_OPEN},
    {"no in English", "NO", LG_TASK_OPEN},
    {"nought", "0", LG_TASK_OPEN},
    {"not done", "未完成", LG_TASK_OPEN},
    {"not begun", " 未开展 ", LG_TASK_OPEN},
    {"no water", "不通", LG_TASK_OPEN},
    {"not yet", "尚未开展", LG_TASK_OPEN},
    {"under way", "正在编制", LG_TASK_OPEN},
    {"under way, at the end", "办理中", LG_TASK_OPEN},
    {"none", "无", LG_TASK_OPEN},
    {"not needed", "不需要", LG_TASK_NOT_NEEDED},
    {"no need", "无需", LG_TASK_NOT_NEEDED},
    {"not needed in English", "Not needed", LG_TASK_NOT_NEEDED},
    {"not concerned", "不涉及", LG_TASK_NOT_NEEDED},
};

static void check_task(void **state)
{
    const struct task_case *row = *state;
    assert_int_equal(lg_task_read(row->text, lg_date_make(2026, 6, 30)), row->expected);
}

int main(void)
{
    int failed = RUN_CASES("base/answer numbers", numbers, check_number);
    failed += RUN_CASES("base/answer burdens", burdens, check_burden);
    return failed + RUN_CASES("base/answer tasks", tasks, check_task);
}
