/*
 * run.json: what the rule sets say of the evaluation, row by row with value, source and set.
 */
#ifndef LG_PUBLISH_RUN_SCHEME_H
#define LG_PUBLISH_RUN_SCHEME_H

#include "model/model.h"
#include "publish/json_text.h"

/** Add a member for each list. @param lists  [LG_RULE_LIST_COUNT] where each came from; NULL: not
 * known */
void lg_run_scheme_add(struct lg_json *json, const struct lg_scheme *scheme,
                       const struct lg_rule_list *lists);

#endif
