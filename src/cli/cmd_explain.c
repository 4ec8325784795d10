/*
 * landgauge explain - where a status or a figure of a result comes from.
 */
#include "cli/command.h"
#include "landgauge/explain.h"
#include "landgauge/project.h"

#include <stdio.h>
#include <stdlib.h>

static struct lg_explain_options given = {.language = -1};

static const char *const languages[] = {[LG_CHINESE] = "zh", [LG_ENGLISH] = "en", NULL};

static const struct lg_option options[] = {
    {LG_OPTION_FLAG, 0, "all", NULL, NULL, &given.all_parcels,
     "every parcel of a figure, not only the largest (20; 3 of each side in a score)"},
    {LG_OPTION_CHOICE, 0, "lang", "zh|en", languages, &given.language,
     "language of the text (default: that of the run)"},
    {.kind = LG_OPTION_END},
};

static enum lg_status explain(struct lg_call *call, struct lg_error *err)
{
    const char *const *arguments = call->arguments;
    char *text = NULL;
    enum lg_status status =
        call->argument_count == 2
            ? lg_explain_parcel(arguments[0], arguments[1], &given, &text, err)
            : lg_explain_indicator(arguments[0], arguments[1], arguments[2], &given, &text, err);
    if (status != LG_OK) return status;
    (void)fputs(text, stdout);
    free(text);
    return lg_console_flush(err);
}

const struct lg_command lg_command_explain = {
    .name = "explain",
    .summary = "where a status or a figure of a result comes from",
    .synopsis = "DIR PARCEL | DIR PARK INDICATOR",
    .details =
        "A parcel: its parks, its dates, the questions of the idle clock with the dates put in,\n"
        "the articles behind status, route and fee, what would change them, the findings.\n"
        "An indicator: formula, numerator, denominator, the parcels that make each, and\n"
        "whether they add up. DIR is the folder of a result; PARCEL an id as the register\n"
        "writes it; PARK a code or a name; INDICATOR a code (A11) or a key (supply_rate,\n"
        "idle_ha, a2_ha). Nothing but DIR is read.\n"
        "INDICATOR may also be score: the combined score with its areas, goals and weights,\n"
        "what is missing, rank, what would change it, and each indicator down to parcels; a\n"
        "goal or sub-goal (A, A1): the same for its part; potential: what the park could still\n"
        "hold.\n"
        "\nexamples:\n"
        "  landgauge explain result 540199001001GB00031\n"
        "  landgauge explain result S540199 A11 --all\n"
        "  landgauge explain result S540199 score\n",
    .options = options,
    .arguments_least = 2,
    .arguments_most = 3,
    .run = explain,
};
