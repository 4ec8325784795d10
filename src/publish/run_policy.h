/*
 * run.json: the lists of the rule sets that the run went by, row by row with their sources.
 */
#ifndef LG_PUBLISH_RUN_POLICY_H
#define LG_PUBLISH_RUN_POLICY_H

#include "model/model.h"
#include "publish/json_text.h"

/** Add the member "policy". @param lists  [LG_RULE_LIST_COUNT] where each came from; NULL: not
 * known */
void lg_run_policy_add(struct lg_json *json, const struct lg_rules *rules,
                       const struct lg_rule_list *lists);

#endif
