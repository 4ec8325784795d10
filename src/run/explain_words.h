/*
 * Every label and sentence of an explanation, in both languages, in one place.
 *
 * {0} to {9} stand for values that the caller gives.
 */
#ifndef LG_RUN_EXPLAIN_WORDS_H
#define LG_RUN_EXPLAIN_WORDS_H

/* X(NAME, Chinese, English) */
#define LG_EXPLAIN_WORDS(X)                                                                                                                \
    /* headings */                                                                                                                         \
    X(HEAD_PARCEL, "宗地 {0}，评价日期 {1}", "Parcel {0}, as of {1}")                                                                      \
    X(HEAD_FIGURE, "{0} {1}，{2}，评价日期 {3}", "{0} {1}, {2}, as of {3}")                                                                \
    X(HEAD_LAND, "土地", "Land")                                                                                                           \
    X(HEAD_PARKS, "所在园区", "Parks that it lies in")                                                                                     \
    X(HEAD_DATES, "日期", "Dates")                                                                                                         \
    X(HEAD_CHAIN, "闲置判定过程", "How the clock decides")                                                                                 \
    X(HEAD_STATUS, "结论", "Status")                                                                                                       \
    X(HEAD_ROUTE, "处置路径", "Route")                                                                                                     \
    X(HEAD_CHANGE, "什么会改变结论", "What would change it")                                                                               \
    X(HEAD_MISSING, "缺少的事实", "What is missing")                                                                                       \
    X(HEAD_REACTIVATE, "盘活", "Reactivation")                                                                                             \
    X(HEAD_CONVERSION, "用途转换", "Use conversion")                                                                                       \
    X(HEAD_REQUESTS, "待补资料", "Data asked for")                                                                                         \
    X(HEAD_EVIDENCE, "影像或建筑证据", "Evidence")                                                                                         \
    X(HEAD_FINDINGS, "数据检查结果", "Findings")                                                                                           \
    X(HEAD_RULES, "所用规则参数", "Rule parameters used")                                                                                  \
    X(HEAD_FORMULA, "公式", "Formula")                                                                                                     \
    X(HEAD_NUMERATOR, "分子：{0}", "Numerator: {0}")                                                                                       \
    X(HEAD_DENOMINATOR, "分母：{0}", "Denominator: {0}")                                                                                   \
    X(HEAD_PART, "组成：{0}", "Made of: {0}")                                                                                              \
    X(HEAD_LACKS, "缺少输入的宗地", "Parcels that lack the input")                                                                         \
    /* labels */                                                                                                                           \
    X(RESULT, "结果文件夹", "result")                                                                                                      \
    X(RULE_SETS, "规则集", "rule sets")                                                                                                    \
    X(BASIS, "面积口径", "area basis")                                                                                                     \
    X(HOLDER, "使用权人", "holder")                                                                                                        \
    X(LOCATION, "坐落", "location")                                                                                                        \
    X(MEASURED, "椭球面积", "measured area")                                                                                               \
    X(CERTIFICATE, "证载面积", "certificate area")                                                                                         \
    X(LAND_STATE, "建设状态", "land state")                                                                                                \
    X(SUPPLY_STATE, "供应状态", "supply state")                                                                                            \
    X(APPROVED_USE, "批准用途", "approved use")                                                                                            \
    X(CURRENT_USE, "现状用途", "current use")                                                                                              \
    X(PLANNED_USE, "规划用途", "planned use")                                                                                              \
    X(SUPPLY_MODE, "供应方式", "supply mode")                                                                                              \
    X(CONTRACT_NO, "合同编号", "contract")                                                                                                 \
    X(SUPERVISION_NO, "电子监管号", "supervision no.")                                                                                     \
    X(STOCK_CLASS, "存量分类", "stock class")                                                                                              \
    X(LOW_EFFICIENCY, "低效标志", "low use")                                                                                               \
    X(SUPPLIABLE, "可供应", "suppliable")                                                                                                  \
    X(CONSTRAINTS, "限制因素", "constraints")                                                                                              \
    X(CONSTRAINED, "受限土地", "constrained land")                                                                                         \
    X(REMARKS, "备注", "remarks")                                                                                                          \
    X(SIGNED_ON, "签订日期", "signed on")                                                                                                  \
    X(HANDOVER_DUE, "约定交地", "hand-over due")                                                                                           \
    X(HANDOVER_ON, "实际交地", "handed over on")                                                                                           \
    X(AGREED_START, "约定动工", "agreed start")                                                                                            \
    X(REVISED_START, "补充约定动工", "start agreed anew")                                                                                  \
    X(START_DUE, "应动工日期", "start due")                                                                                                \
    X(END_FIRST, "满一年之日", "first year ends")                                                                                          \
    X(END_SECOND, "满二年之日", "second year ends")                                                                                        \
    X(START_ON, "实际动工", "started on")                                                                                                  \
    X(SUSPENDED_ON, "停工日期", "suspended on")                                                                                            \
    X(STOPPED_END, "停工满一年之日", "year of standstill ends")                                                                            \
    X(COMPLETION_DUE, "约定竣工", "completion due")                                                                                        \
    X(COMPLETION_ON, "实际竣工", "completed on")                                                                                           \
    X(RECOVERED_ON, "收回日期", "recovered on")                                                                                            \
    X(FINDING_NO, "认定书文号", "authority's finding")                                                                                     \
    X(FINDING_ON, "认定日期", "found on")                                                                                                  \
    X(DEVELOPED, "已动工面积比", "developed share")                                                                                        \
    X(INVESTED, "已投资比", "invested share")                                                                                              \
    X(STATUS, "状态", "status")                                                                                                            \
    X(STANDING, "认定情况", "standing")                                                                                                    \
    X(OVERDUE_DAYS, "逾期天数", "days overdue")                                                                                            \
    X(IDLE_DAYS, "闲置天数", "days idle")                                                                                                  \
    X(MEANS, "含义", "meaning")                                                                                                            \
    X(ARTICLE, "依据", "article")                                                                                                          \
    X(CAUSE, "原因", "cause")                                                                                                              \
    X(EVIDENCE, "证据文号", "evidence")                                                                                                    \
    X(ROUTE_OPEN, "尚不能判定是否闲置，补齐资料后再定路径。",                                                                              \
      "It cannot be told yet whether the land is idle; the missing facts decide the route.")                                               \
    X(ROUTE, "路径", "route")                                                                                                              \
    X(FEE, "闲置费", "fee")                                                                                                                \
    X(MORTGAGE, "抵押", "mortgage")                                                                                                        \
    X(SEIZED, "查封", "seized")                                                                                                            \
    X(BOND, "专项债初筛", "special bonds")                                                                                                 \
    X(OPTIONS, "建议方式", "options")                                                                                                      \
    X(PRIORITY, "优先序", "priority")                                                                                                      \
    X(UNIT, "单位", "unit")                                                                                                                \
    X(VALUE, "数值", "value")                                                                                                              \
    X(NUMERATOR, "分子", "numerator")                                                                                                      \
    X(DENOMINATOR, "分母", "denominator")                                                                                                  \
    X(NOTE, "说明", "note")                                                                                                                \
    X(SUM, "合计", "sum")                                                                                                                  \
    X(CHECK, "核对", "check")                                                                                                              \
    /* values */                                                                                                                           \
    X(NOT_KNOWN, "未知", "not known")                                                                                                      \
    X(NO_VALUE, "没有数值", "no value")                                                                                                    \
    X(BASIS_MEASURED, "椭球面积", "measured")                                                                                              \
    X(BASIS_RECORDED, "记载面积", "recorded")                                                                                              \
    X(BY_DAY, "精确到日", "known to the day")                                                                                              \
    X(BY_MONTH, "只写到月，按月末日", "only the month is written, so its last day counts")                                                 \
    X(BY_YEAR, "只写到年，按年末日", "only the year is written, so 31 December counts")                                                    \
    X(LATER, "{0}（在评价日期之后，尚未发生）",                                                                                            \
      "{0} (after the evaluation date: has not happened yet)")                                                                             \
    X(GUESSED, "{0}（由用途推测，不是调查）", "{0} (guessed from the use, no survey)")                                                     \
    X(DIFFERS, "{0} m2，椭球面积相差 {1}%", "{0} m2; the measured area differs by {1} %")                                                  \
    X(SUSPECTED, "疑似，尚无认定书", "suspected: no finding of the authority is given")                                                    \
    X(CONFIRMED, "已认定，{0}", "found by the authority: {0}")                                                                             \
    X(PARK_COUNTS, "{0}，计入 {1} 公顷，占宗地 {2}%",                                                                                      \
      "{0}: counts with {1} ha, {2} % of the parcel")                                                                                      \
    X(NO_PARK, "园区外", "outside every park")                                                                                             \
    X(NOTHING, "无", "none")                                                                                                               \
    /* the questions of the clock */                                                                                                       \
    X(ASK_SUPPLY_YES, "已供应？是：{0}。", "Supplied? Yes: {0}.")                                                                          \
    X(ASK_SUPPLY_NO, "已供应？否：{0}，时钟不走：{1}。",                                                                                   \
      "Supplied? No: {0}, so no clock runs: {1}.")                                                                                         \
    X(ASK_SUPPLY_OPEN, "已供应？不知道：没有供应状态，也没有合同的迹象。",                                                                 \
      "Supplied? Not known: there is neither a supply state nor a sign of a contract.")                                                    \
    X(ASK_COMPLETED, "到 {0} 已竣工？是，{1}：{2}。", "Completed by {0}? Yes, on {1}: {2}.")                                               \
    X(ASK_RECOVERED, "到 {0} 已收回？是，{1}：{2}。", "Recovered by {0}? Yes, on {1}: {2}.")                                               \
    X(ASK_ENDED_NO, "到 {0} 已竣工或收回？否：竣工 {1}；收回 {2}。",                                                                       \
      "Completed or recovered by {0}? No: completion {1}; recovery {2}.")                                                                  \
    X(ASK_BUILT_YES, "调查为已建成？是：{0}：{1}。", "Surveyed as built? Yes, {0}: {1}.")                                                  \
    X(ASK_BUILT_OFF, "调查为已建成？是（{0}），但 idle.built_is_done 为否，时钟继续走。",                                                  \
      "Surveyed as built? Yes ({0}), but idle.built_is_done is off: the clock runs on.")                                                   \
    X(ASK_BUILT_NO, "调查为已建成？否：{0}。", "Surveyed as built? No: {0}.")                                                              \
    X(ASK_DUE_YES, "应动工日期已知？是：{0}（{1}；{2}）。",                                                                                \
      "Start date known? Yes: {0} ({1}; {2}).")                                                                                            \
    X(ASK_DUE_NO, "应动工日期已知？否：没有约定，也没有实际交地日期：{0}。",                                                               \
      "Start date known? No: none was agreed and no hand-over has happened: {0}.")                                                         \
    X(ASK_DUE_SUPPLY, "应动工日期为 {0}，但是否供应不知道：{1}。",                                                                         \
      "The start is due {0}, but whether the land was supplied is not known: {1}.")                                                        \
    X(ASK_STARTED_YES, "到 {0} 已动工？是，{1}。", "Started by {0}? Yes, on {1}.")                                                         \
    X(ASK_STARTED_NO, "到 {0} 已动工？否：动工 {1}。", "Started by {0}? No: start {1}.")                                                   \
    X(ASK_WAIT, "已过应动工日期 {0}？否，还有 {1} 天：{2}。",                                                                              \
      "Is the start date {0} over? No, {1} day(s) are left: {2}.")                                                                         \
    X(ASK_OVERDUE, "已过应动工日期 {0}？是，逾期 {1} 天。",                                                                                \
      "Is the start date {0} over? Yes, since {1} day(s).")                                                                                \
    X(ASK_YEAR_NO, "满 {0} 年？否：{1} 才满，到 {2} 还有 {3} 天：{4}。",                                                                   \
      "Is a period of {0} full year(s) over? No: it ends on {1}, and as of {2} {3} day(s) are "                                            \
      "left: {4}.")                                                                                                                        \
    X(ASK_YEAR_YES, "满 {0} 年？是：{1} 满，到 {2} 已过 {3} 天：{4}。",                                                                    \
      "Is a period of {0} full year(s) over? Yes: it ended on {1}, and as of {2} that is {3} "                                             \
      "day(s) over: {4}.")                                                                                                                 \
    X(ASK_SHARES_NO, "开发面积比例和投资比例已知？都不知道：{0}。",                                                                        \
      "Developed or invested share known? Neither is: {0}.")                                                                               \
    X(ASK_SHARES,                                                                                                                          \
      "开发和投资算小吗？已动工面积比 {0}（低于 {1} 算小），已投资比 {2}（低于 {3} 算小）：{4}。",                                         \
      "Is too little done? Developed {0} (small below {1}), invested {2} (small below {3}): {4}.")                                         \
    X(SMALL, "算小", "yes")                                                                                                                \
    X(NOT_SMALL, "不算小", "no")                                                                                                           \
    X(SMALL_OPEN, "已知的不算小，未知的可能算小",                                                                                          \
      "not by what is known; the share that is not known may")                                                                             \
    X(ASK_STOPPED_NO, "已停工？否：停工 {0}。", "Suspended? No: suspension {0}.")                                                          \
    X(ASK_STOPPED_EARLY, "停工满 {0} 年？否：{1} 停工，{2} 才满：{3}。",                                                                   \
      "Suspended for {0} full year(s)? No: since {1}, and it ends on {2}: {3}.")                                                           \
    X(ASK_STOPPED_YES, "停工满 {0} 年？是：{1} 停工，{2} 满，到 {3} 已过 {4} 天：{5}。",                                                   \
      "Suspended for {0} full year(s)? Yes: since {1}, ended on {2}, as of {3} that is {4} "                                               \
      "day(s) "                                                                                                                            \
      "over: {5}.")                                                                                                                        \
    X(ASK_FINISH_LATE, "已过约定竣工 {0}？是，{1} 天：{2}。",                                                                              \
      "Is the agreed completion {0} over? Yes, since {1} day(s): {2}.")                                                                    \
    X(ASK_FINISH_NO, "已过约定竣工？否，约定竣工 {0}：{1}。",                                                                              \
      "Is the agreed completion over? No, it is {0}: {1}.")                                                                                \
    X(CHAIN_LACKS, "表中缺少这一步所需的日期，无法复述；状态取自表：{0}。",                                                                \
      "The tables lack the dates of this step; the status is the table's: {0}.")                                                           \
    X(CHAIN_DIFFERS, "注意：按这些日期应为 {0}，而表中是 {1}；请运行 landgauge check --self。",                                            \
      "Mind: by these dates it would be {0}, but the table says {1}; run landgauge check --self.")                                         \
    /* what would change it */                                                                                                             \
    X(DO_START_DUE, "在 {0} 当日或之前动工，就不逾期；{1} 起为 LATE。",                                                                    \
      "A start on or before {0} is in time; from {1} on it is LATE.")                                                                      \
    X(DO_START_YEAR, "在 {0} 之前动工，就不成为闲置；{0} 起为 IDLE1。",                                                                    \
      "A start before {0} keeps it from being idle; from {0} on it is IDLE1.")                                                             \
    X(DO_SECOND, "仍不动工，{0} 起为 IDLE2（企业原因：无偿收回）。",                                                                       \
      "Without a start it is IDLE2 from {0} on (own cause: recovery without compensation).")                                               \
    X(DO_STARTED, "评价日期前的实际动工日期（须符合53号令第30条的动工标准）。",                                                            \
      "An actual start before the evaluation date (as Order 53 art. 30 defines one).")                                                     \
    X(DO_COMPLETE, "评价日期前的竣工日期：DONE。",                                                                                         \
      "A completion before the evaluation date: DONE.")                                                                                    \
    X(DO_EXTEND, "补充协议或第十二条延期（最长一年）约定的新动工日期：时钟从它重新起算。",                                                 \
      "A start agreed anew (supplementary agreement, or extension by art. 12 of at most one "                                              \
      "year): the clock runs from it.")                                                                                                    \
    X(DO_EVIDENCE,                                                                                                                         \
      "政府原因、不可抗力或前期工作（G1至G6、F1、P1），并有证明文号：路径改为 ART12，不收费。",                                            \
      "A cause of government, force majeure or preparatory work (G1 to G6, F1, P1) with a "                                                \
      "document: the route becomes ART12, without a fee.")                                                                                 \
    X(DO_OWN, "查明为企业自身原因（O0）：路径改为 {0}。",                                                                                  \
      "A finding that the cause is the holder's own (O0): the route becomes {0}.")                                                         \
    X(DO_RESUME, "复工（去掉停工日期），或开发面积比达到 {0} 且投资比达到 {1}。",                                                          \
      "Resumed work (no suspension date), or at least {0} developed and {1} invested.")                                                    \
    X(DO_STOPPED, "仍停工且开发或投资算小，{0} 起为 IDLE_S。",                                                                             \
      "Still suspended and too little done: IDLE_S from {0} on.")                                                                          \
    X(DO_SHARES, "补充已动工面积比或已投资比。", "The developed or the invested share.")                                                   \
    X(DO_DUE, "补充约定动工日期或实际交地日期。", "The agreed start, or the actual hand-over.")                                            \
    X(DO_SUPPLY, "补充供应状态或合同。", "The supply state, or a contract.")                                                               \
    X(DO_CONTRACT, "供应（合同或划拨决定书）后时钟才开始。",                                                                               \
      "A supply (contract or allocation decision) starts the clock.")                                                                      \
    X(DO_SUSPEND, "停工日期会使它成为 SUSPENDED。", "A suspension would make it SUSPENDED.")                                               \
    X(DO_FINISH, "到 {0} 不竣工，次日起为 LATE_FIN。",                                                                                     \
      "Without a completion by {0}, LATE_FIN from the next day on.")                                                                       \
    X(DO_UNBUILT, "若调查不再是已建成，时钟按日期走。",                                                                                    \
      "If the survey no longer said built, the clock would go by the dates.")                                                              \
    X(DO_NOTHING, "时钟已停，没有日期会再改变它。",                                                                                        \
      "The clock has stopped; no date moves it any more.")                                                                                 \
    X(NEXT_EVENT, "下一个日期：{0}（{1}），还有 {2} 天。", "Next date: {0} ({1}), in {2} day(s).")                                         \
    X(FEE_SUM, "{0} × {1} 万元 = {2} 万元", "{0} x {1} wan yuan = {2} wan yuan")                                                           \
    X(FEE_OPEN, "{0} × 成交价款，但价款缺失", "{0} x price, but the price is missing")                                                     \
    X(PARAMETER, "{0} = {1}（{2}；{3}）", "{0} = {1} ({2}; {3})")                                                                          \
    X(FINDING, "{0} {1}：{2}", "{0} {1}: {2}")                                                                                             \
    X(LACKS_TABLE, "{0}：这一部分不完整。", "{0}: this part is incomplete.")                                                               \
    /* figures */                                                                                                                          \
    X(WAN_YUAN, "万元", "wan yuan")                                                                                                        \
    X(PERSONS, "人", "persons")                                                                                                            \
    X(HECTARES, "公顷", "ha")                                                                                                              \
    X(WAN_M2, "万m2", "wan m2")                                                                                                            \
    X(LISTED, "{0} 宗，合计 {1} {2}", "{0} parcel(s), together {1} {2}")                                                                   \
    X(MORE, "另有 {0} 宗，合计 {1} {2}（--all 全部列出）",                                                                                 \
      "{0} more, together {1} {2} (--all lists them)")                                                                                     \
    X(CHECK_CLOSES, "所列之和 {0}，表中 {1}，相差 {2}：一致。",                                                                            \
      "listed {0}, in the tables {1}, difference {2}: it adds up.")                                                                        \
    X(CHECK_DIFFERS, "所列之和 {0}，表中 {1}，相差 {2}：不一致，请运行 landgauge check --self。",                                          \
      "listed {0}, in the tables {1}, difference {2}: it does not add up; run landgauge check "                                            \
      "--self.")                                                                                                                           \
    X(CHECK_NONE, "表中没有数值，所列之和 {0} 只供参考。",                                                                                 \
      "the tables have no value; the sum of what is listed, {0}, is for orientation.")                                                     \
    X(OWN_FIGURE, "园区图层自带 {0}，数值 {1} 来自它；宗地之和 {2} 只供参考。",                                                            \
      "The park layer brings {0} of its own, from which {1} comes; the parcels' sum {2} is for "                                           \
      "orientation.")                                                                                                                      \
    X(FROM_PARK_LAYER, "来自园区图层的 {0}，没有宗地组成。",                                                                               \
      "From {0} of the park layer; it is not made of parcels.")                                                                            \
    X(FROM_RECORD,                                                                                                                         \
      "闲置面积取自数据的 "                                                                                                       \
      "recorded_idle（reactivation.idle_from），表中没有逐宗记录；下列是时钟认为闲置的宗地。",                                             \
      "Idle land is taken from recorded_idle of the data (reactivation.idle_from), which no "                                              \
      "table repeats; listed is what the clock finds.")                                                                                    \
    X(FROM_BOUNDARY, "按国家公式由园区边界量算。",                                                                                         \
      "Measured from the park's boundary by the national formula.")                                                                        \
    X(FROM_PARK_RECORD, "园区图层记载的面积。", "As the park layer records it.")                                                           \
    X(REST_OF_PARK, "园区面积 {0} 公顷减去各宗地 {1} 公顷（重复主张的只减一次）。",                                                        \
      "The park's {0} ha less its parcels' {1} ha (land claimed twice is taken off once).")                                                \
    X(LACK_OF, "{0}：{1} 宗，{2} 公顷", "{0}: {1} parcel(s), {2} ha")                                                                      \
    X(LACK_AREA, "面积缺失", "no area")                                                                                                    \
    X(LACK_STATE, "建设状态缺失", "no land state")                                                                                         \
    X(LACK_BUILT_KIND, "只有 A，不知哪一类", "only A, not which part of it")                                                               \
    X(LACK_OPEN_KIND, "只有 B 或 B2，不知是否达到供地条件", "only B or B2, not whether ready")                                             \
    X(LACK_SUPPLY, "供应状态缺失", "no supply state")                                                                                      \
    X(LACK_CLOCK, "时钟无法读取", "a clock that cannot be read")                                                                           \
    X(LACK_FLOOR, "建筑面积缺失", "no floor area")                                                                                         \
    X(LACK_FOOTPRINT, "基底面积缺失", "no footprint")                                                                                      \
    X(LACK_YARDS, "建筑和堆场占地缺失", "no footprint and yards")                                                                          \
    /* scores */                                                                                                                           \
    X(COMBINED, "综合得分", "combined score")                                                                                              \
    X(EVAL_TYPE, "评价类型", "evaluation type")                                                                                            \
    X(MAIN_AREA, "主区", "main area")                                                                                                      \
    X(EXPANSION_AREA, "发展方向区", "expansion area")                                                                                      \
    X(HEAD_AREAS, "综合得分的组成：权重 × 得分",                                                                                           \
      "What the combined score is made of: weight × score")                                                                                \
    X(ONE_AREA, "园区只有一个评价范围：它的得分就是园区的得分。",                                                                          \
      "The park has one area: its score is the park's.")                                                                                   \
    X(AREA_DIFFERS,                                                                                                                        \
      "{0}：score_nodes 中得分 {1}，scores 中 {2}：不一致，表被改过，或来自另一次运行。",                                                  \
      "{0}: the score is {1} in score_nodes, {2} in scores: it does not add up; a table was "                                              \
      "edited, or is of another run.")                                                                                                     \
    X(HEAD_TREE, "得分树：在上一级中的权重 × 得分 = 加权得分",                                                                             \
      "The tree: weight in the node above × score = weighted score")                                                                       \
    X(IN_AREA, "{0}：", "{0}:")                                                                                                            \
    X(TREE_VALUE, "现状 {0}，理想 {1} {2}", "value {0}, ideal {1} {2}")                                                                    \
    X(CAPPED, "（封顶）", "(capped)")                                                                                                      \
    X(PARTIAL, "（不完整）", "(partial)")                                                                                                  \
    X(TREE_CLOSES, "{0} 个加权和与表中得分一致，{1} 个标准值与现状值和理想值一致。",                                                       \
      "{0} weighted sum(s) make the written scores, {1} standard value(s) follow from value and "                                          \
      "ideal: it adds up.")                                                                                                                \
    X(SUM_DIFFERS, "{0}：下级加权和为 {1}，表中 {2}：不一致，表被改过，或来自另一次运行。",                                                \
      "{0}: the weighted sum of what is below is {1}, written is {2}: it does not add up; a "                                              \
      "table was edited, or is of another run.")                                                                                           \
    X(STANDARD_DIFFERS,                                                                                                                    \
      "{0}：由现状值和理想值应为 {1}，表中 {2}：不一致，表被改过，或来自另一次运行。",                                                     \
      "{0}: value and ideal make {1}, written is {2}: it does not add up; a table was edited, or "                                         \
      "is of another run.")                                                                                                                \
    X(WEIGHTED_DIFFERS, "{0}：权重 × 得分为 {1}，表中 {2}：不一致，表被改过，或来自另一次运行。",                                          \
      "{0}: weight × score is {1}, written is {2}: it does not add up; a table was edited, or is "                                        \
      "of another run.")                                                                                                                   \
    X(HEAD_BLOCKED, "缺少什么，影响什么", "What is missing, and what that blocks")                                                         \
    X(MISSING_NODE, "{0}：{1}", "{0}: {1}")                                                                                                \
    X(BLOCKS, "因此没有得分", "no score of")                                                                                               \
    X(LEFT_OUT_OF, "未计入", "left out of")                                                                                                \
    X(NO_COMBINED, "没有综合得分：{0}", "There is no combined score: {0}")                                                                 \
    X(COMBINED_PARTIAL, "综合得分不完整：{0}", "The combined score is partial: {0}")                                                       \
    X(NO_SCORE_ROWS, "得分表中没有这个园区。", "The table of scores has no row of this park.")                                             \
    X(NODE_SCORE, "{0}：得分 {1}，在综合得分中的权重 {2}，贡献 {3}",                                                                       \
      "{0}: score {1}, weight in the combined score {2}, which makes {3} of it")                                                           \
    X(NODE_NO_SCORE, "{0}：没有得分：{1}", "{0}: no score: {1}")                                                                           \
    X(HEAD_PLACES, "等次和名次", "Band and ranks")                                                                                         \
    X(BAND, "等次", "band")                                                                                                                \
    X(BAND_FROM, "（{0} 分起；{1}）", "(from {0}; {1})")                                                                                   \
    X(NEXT_BAND, "距 {0}（{1} 分起）差 {2} 分。", "To {0} (from {1}) it lacks {2}.")                                                       \
    X(RANK_TYPE, "同类型名次", "rank within type")                                                                                         \
    X(RANK_CLASS, "同类别名次", "rank within class")                                                                                       \
    X(RANKED, "{0} / {1}（{2}；{3}）", "{0} of {1} ({2}; {3})")                                                                            \
    X(NOT_RANKED, "没有名次，有名次的园区 {1} 个（{2}；{3}）", "not ranked, {1} are ({2}; {3})")                                           \
    X(PARK_BEFORE, "前一名：{0}，{1}，高 {2}", "before it: {0}, {1}, {2} more")                                                            \
    X(PARK_BESIDE, "同名次：{0}，{1}，相差 {2}", "at the same place: {0}, {1}, difference {2}")                                            \
    X(PARKS_BESIDE, "同名次的还有 {0} 个。", "{0} more at the same place.")                                                                \
    X(PARK_AFTER, "后一名：{0}，{1}，低 {2}", "after it: {0}, {1}, {2} less")                                                              \
    X(HEAD_GAINS, "什么会改变得分", "What would change the score")                                                                         \
    X(GAINS_ARE,                                                                                                                           \
      "仅为按所写数字的算术：该指标达到理想值、其他不变时综合得分的增量 = 在综合得分中的权重 × " \
      "(100 - 标准值)。",                                                                                                                  \
      "Arithmetic on the written figures alone: the gain of the combined score with this one "                                             \
      "indicator at its ideal = its weight in the whole × (100 - standard value).")                                                        \
    X(GAINS_LATER,                                                                                                                         \
      "仅为按所写数字的算术：现在没有综合得分，缺少的补齐以后，该指标达到理想值时的增量 = "        \
      "在综合得分中的权重 × (100 - 标准值)。",                                                                                             \
      "Arithmetic on the written figures alone: there is no combined score yet; once what is "                                             \
      "missing is there, the gain with this one indicator at its ideal = its weight in the whole "                                         \
      "× (100 - standard value).")                                                                                                         \
    X(FROM_TO, "现状 {0}，到 {1} {2}", "from {0} to {1} {2}")                                                                              \
    X(REACHED, "已达到理想值：{0}", "at the ideal already: {0}")                                                                           \
    X(GAINS_CLOSE, "合计 {0}；100 减综合得分为 {1}，相差 {2}：一致。",                                                                     \
      "together {0}; 100 less the combined score is {1}, difference {2}: it adds up.")                                                     \
    X(GAINS_DIFFER, "合计 {0}；100 减综合得分为 {1}，相差 {2}：不一致。",                                                                  \
      "together {0}; 100 less the combined score is {1}, difference {2}: it does not add up.")                                             \
    X(HEAD_ORIGIN, "权重和理想值的来源", "Where weights and ideals come from")                                                             \
    X(WEIGHTS_FROM, "权重 {0}：{1}", "weights of {0}: {1}")                                                                                \
    X(IDEALS_FROM, "理想值 {0}：{1}", "ideals of {0}: {1}")                                                                                \
    X(HEAD_BLOCK, "{0}：在综合得分中的权重 {1}", "{0}: weight in the combined score {1}")                                                  \
    X(SIDE, "{0}：{1}，{2}", "{0}: {1}, {2}")                                                                                              \
    X(SIDE_AS_ABOVE, "{0}：{1}，{2}（宗地见 {3}）", "{0}: {1}, {2} (its parcels stand under {3})")                                         \
    X(MORE_OF_IT, "全部：landgauge explain {0} {1} {2}",                                                                                   \
      "all of it: landgauge explain {0} {1} {2}")                                                                                          \
    X(HEAD_STANDING, "理想值、得分和比较", "Ideal, score and comparison")                                                                  \
    X(IDEAL, "理想值", "ideal")                                                                                                            \
    X(STANDARD, "标准值", "standard value")                                                                                                \
    X(WEIGHT, "权重", "weight")                                                                                                            \
    X(WEIGHT_IN, "{0}（在 {1} 中），在综合得分中 {2}", "{0} in {1}, {2} in the combined score")                                            \
    X(MORE_TO_IDEAL, "分母不变时，{2}还需增加 {0} {1}才达到理想值。",                                                                      \
      "With the denominator as it is, the ideal takes {0} {1} more of {2}.")                                                               \
    X(LESS_TO_IDEAL, "分母不变时，{2}还需减少 {0} {1}才达到理想值。",                                                                      \
      "With the denominator as it is, the ideal takes {0} {1} less of {2}.")                                                               \
    X(RANK, "名次", "rank")                                                                                                                \
    X(RANK_OF, "{0} / {1}（同一评价范围的园区）", "{0} of {1} (parks, same kind of area)")                                                 \
    X(BENCHMARK, "公布值", "published figure")                                                                                             \
    X(BENCHMARK_IS, "{0}，相差 {1}（{2}）", "{0}, distance {1} ({2})")                                                                     \
    X(HEAD_BENCHMARKS, "与公布值比较", "Beside published figures")                                                                         \
    X(CHANGE, "比上次", "change since last run")                                                                                           \
    X(IDEAL_SOURCE, "理想值来源", "source of the ideal")                                                                                   \
    X(WEIGHT_SOURCE, "权重来源", "source of the weight")                                                                                   \
    X(NO_SCORES, "结果没有得分表（{0}）：不说明理想值、权重和名次。",                                                                      \
      "The result has no table of scores ({0}): neither ideal nor weight nor rank is told.")                                               \
    X(NOT_IN_TREE, "该园区的得分树中没有这个指标：不计分。",                                                                               \
      "The park's tree does not have this indicator: it is not scored.")                                                                   \
    X(OWN_NO_FORMULA, "run.json 中没有这个指标的公式；分子、分母取自表。",                                                                 \
      "run.json does not have its formula; numerator and denominator are those of the table.")                                             \
    X(OWN_FROM, "公式来源", "source of the formula")                                                                                       \
    /* potentials */                                                                                                                       \
    X(POTENTIAL, "潜力", "potentials")                                                                                                     \
    X(HEAD_POTENTIAL, "{0}", "{0}")                                                                                                        \
    X(POT_OVERLAP, "各类潜力可能是同一块土地，不能相加。",                                                                                 \
      "Potentials may be of the same land: they are never one sum.")                                                                       \
    X(POT_EXPANSION, "扩展潜力", "Expansion")                                                                                              \
    X(POT_INDUSTRIAL, "扩展潜力（工矿仓储）", "Expansion, industrial")                                                                     \
    X(POT_STRUCTURE, "结构潜力", "Structure")                                                                                              \
    X(POT_INTENSITY, "强度潜力", "Intensity")                                                                                              \
    X(POT_EXPIRED, "管理潜力（应收回）", "Management, expired")                                                                            \
    X(POT_IDLE, "管理潜力（闲置）", "Management, idle")                                                                                    \
    X(POT_MANAGEMENT, "管理潜力合计", "Management, together")                                                                              \
    X(POT_IS_EXPANSION, "尚可供应土地 E", "land still to be supplied E")                                                                   \
    X(POT_IS_INDUSTRIAL, "尚可供应工矿仓储用地 E21", "industrial land still to be supplied E21")                                           \
    X(POT_IS_STRUCTURE, "{0} × ({1} 理想值 - {1} 现状值) / 100",                                                                           \
      "{0} × (ideal of {1} - value of {1}) / 100")                                                                                         \
    X(POT_IS_INTENSITY, "{0} × ({1} 理想值 - {1} 现状值) / {1} 理想值",                                                                    \
      "{0} × (ideal of {1} - value of {1}) / ideal of {1}")                                                                                \
    X(POT_IS_EXPIRED, "有偿使用且已到期但未处置土地 D22",                                                                                  \
      "land whose term has ended, not dealt with, D22")                                                                                    \
    X(POT_IS_IDLE, "闲置土地 G", "idle land G")                                                                                            \
    X(POT_IS_MANAGEMENT, "D22 + G", "D22 + G")                                                                                             \
    X(POT_FORMULA, "公式", "formula")                                                                                                      \
    X(MADE_CLOSES, "由各部分得 {0}，表中 {1}，相差 {2}：一致。",                                                                           \
      "the parts make {0}, in the tables {1}, difference {2}: it adds up.")                                                                \
    X(MADE_DIFFERS, "由各部分得 {0}，表中 {1}，相差 {2}：不一致，表被改过，或来自另一次运行。",                                            \
      "the parts make {0}, in the tables {1}, difference {2}: it does not add up; a table was "                                            \
      "edited, or is of another run.")                                                                                                     \
    X(POT_SUM, "代入", "with the figures")                                                                                                 \
    X(POT_NONE, "计算值小于 0：没有潜力，按 0 计。",                                                                                       \
      "It comes out below 0: there is none, which is written as 0.")                                                                       \
    X(POT_YEARS, "可供地年数：按近三年平均供应 {0} 年，按近五年最大供应 {1} 年。",                                                         \
      "It lasts {0} years at the mean supply of the last three years, {1} at the largest of the "                                          \
      "last five.")                                                                                                                        \
    /* parts of figures */                                                                                                                 \
    X(PART_SUPPLIED, "已供应土地 D", "supplied land D")                                                                                    \
    X(PART_BUILT, "已建成土地 A", "built land A")                                                                                          \
    X(PART_INDUSTRIAL, "已建成工矿仓储用地 A2", "built industrial land A2")                                                                \
    X(PART_READY, "已达到供地条件的土地 A + B21", "land ready for supply A + B21")                                                         \
    X(PART_BUILDABLE, "可建设土地 A + B", "buildable land A + B")                                                                          \
    X(PART_IDLE, "闲置土地 G", "idle land G")                                                                                              \
    X(PART_FLOOR, "A 上建筑面积", "floor area on A")                                                                                       \
    X(PART_FOOTPRINT, "A 上建筑基底", "footprint on A")                                                                                    \
    X(PART_INDUSTRIAL_FLOOR, "A2 上建筑面积", "floor area on A2")                                                                          \
    X(PART_YARDS, "A2 上建筑和堆场占地", "footprint and yards on A2")                                                                      \
    X(PART_INVESTMENT, "工业企业固定资产投资", "industrial fixed investment")                                                              \
    X(PART_INDUSTRIAL_TAX, "工业企业税收", "industrial tax")                                                                               \
    X(PART_REVENUE, "工业企业收入", "industrial revenue")                                                                                  \
    X(PART_TAX, "二三产业税收", "tax of the second and third sector")                                                                      \
    X(PART_POPULATION, "常住人口", "resident population")                                                                                  \
    X(PART_STATE, "状态码 {0} 及其下级", "land of state {0} and below")                                                                    \
    X(PART_PARK, "园区面积", "area of the park")                                                                                           \
    X(PART_RECORD, "园区记载面积", "recorded area of the park")                                                                            \
    X(PART_REST, "未调查土地", "land that no parcel covers")

enum lg_word {
#define LG_WORD_NAME(NAME, CHINESE, ENGLISH) LG_WORD_##NAME,
    LG_EXPLAIN_WORDS(LG_WORD_NAME)
#undef LG_WORD_NAME
        LG_WORD_COUNT
};

/** A text of the list. @param language  enum lg_language */
const char *lg_word(enum lg_word word, int language);

#endif
