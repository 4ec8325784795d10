/*
 * landgauge rules: what the figures are judged by.
 */
#include "cli/command.h"
#include "landgauge/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct lg_option no_options[] = {{.kind = LG_OPTION_END}};

static enum lg_status list(struct lg_error *err)
{
    char *text = NULL;
    enum lg_status status = lg_rules_list(&text, err);
    if (status == LG_OK) (void)fputs(text, stdout);
    free(text);
    return status;
}

static enum lg_status show(const char *name, struct lg_error *err)
{
    const char *text = lg_rules_text(name);
    if (text == NULL) {
        return lg_fail(err, LG_USAGE,
                       "rules show: no built-in rule set %.60s; see 'landgauge rules list'", name);
    }
    (void)fputs(text, stdout);
    return LG_OK;
}

static enum lg_status check(const char *path, struct lg_error *err)
{
    enum lg_status status = lg_rules_check(path, err);
    if (status == LG_OK) (void)printf("%s: fit for use\n", path);
    return status;
}

static enum lg_status rules(struct lg_call *call, struct lg_error *err)
{
    const char *word = call->arguments[0];
    bool wants_name = strcmp(word, "list") != 0;
    enum lg_status status;
    if (call->argument_count != (wants_name ? 2U : 1U) ||
        (wants_name && strcmp(word, "show") != 0 && strcmp(word, "check") != 0)) {
        return lg_fail(err, LG_USAGE,
                       "rules: write 'landgauge rules list', '... show NAME' or "
                       "'... check FILE'");
    }
    if (!wants_name) {
        status = list(err);
    } else if (strcmp(word, "show") == 0) {
        status = show(call->arguments[1], err);
    } else {
        status = check(call->arguments[1], err);
    }
    return status == LG_OK ? lg_console_flush(err) : status;
}

const struct lg_command lg_command_rules = {
    .name = "rules",
    .summary = "list, show or check rule sets",
    .synopsis = "list | show NAME | check FILE",
    .details =
        "An own rule set gives only what differs; name it after the built-in ones:\n"
        "  landgauge rules show order53-2012 > ours.yaml\n"
        "  landgauge rules check ours.yaml\n"
        "  landgauge run project.yaml --rules kfq-2014 --rules order53-2012 "
        "--rules ours.yaml\n"
        "Each list of a set (option_table, baselines ...) stands over the earlier one whole, "
        "options code by code.\n",
    .options = no_options,
    .arguments_least = 1,
    .arguments_most = 2,
    .run = rules,
};
