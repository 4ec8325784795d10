/*
 * landgauge diff - what changed between two results.
 */
#include "cli/command.h"
#include "cli/stop.h"
#include "landgauge/diff.h"
#include "landgauge/project.h"

#include <stdio.h>
#include <stdlib.h>

static struct {
    const char *output_dir;
    size_t thread_count;
    int language, fail_on;
    bool quiet;
} given = {.language = -1};

static const char *const languages[] = {[LG_CHINESE] = "zh", [LG_ENGLISH] = "en", NULL};
static const char *const fail_words[] = {"never", "change", NULL};

static const struct lg_option options[] = {
    {LG_OPTION_TEXT, 'o', "output", "DIR", NULL, &given.output_dir,
     "where the comparison goes; an earlier one there is replaced"},
    {LG_OPTION_CHOICE, 0, "lang", "zh|en", languages, &given.language,
     "language of the closing lines (default: that of the new run)"},
    {LG_OPTION_CHOICE, 0, "fail-on", "change|never", fail_words, &given.fail_on,
     "exit with 1 when anything changed (default: never)"},
    {LG_OPTION_COUNT, 'j', "threads", "N", NULL, &given.thread_count,
     "threads (default: all cores)"},
    {LG_OPTION_FLAG, 'q', "quiet", NULL, NULL, &given.quiet, "say nothing but errors"},
    {.kind = LG_OPTION_END},
};

static enum lg_status diff(struct lg_call *call, struct lg_error *err)
{
    if (given.output_dir == NULL) {
        return lg_fail(err, LG_USAGE, "no output folder: give -o DIR; see 'landgauge help diff'");
    }
    call->console->quiet = given.quiet;
    call->console->show_progress = !given.quiet && lg_console_is_terminal();
    const struct lg_diff_options how = {given.output_dir, given.thread_count, given.language};
    const struct lg_hooks hooks = lg_console_hooks(call->console);
    char *text = NULL;
    bool changed = false;
    lg_stop_catch();
    enum lg_status status =
        lg_diff(call->arguments[0], call->arguments[1], &how, &hooks, &changed, &text, err);
    lg_console_clear(call->console);
    if (status != LG_OK) return status;
    call->exit_code = changed && given.fail_on == 1 ? 1 : 0;
    if (!given.quiet) (void)fputs(text, stdout);
    free(text);
    lg_console_end(call->console, "the comparison is");
    return LG_OK;
}

const struct lg_command lg_command_diff = {
    .name = "diff",
    .summary = "what changed between two results, and why",
    .synopsis = "OLD_DIR NEW_DIR -o DIR",
    .details =
        "OLD_DIR and NEW_DIR are results of run. Parcels are matched by id and by the land they\n"
        "share: appeared, vanished, split, merged, redrawn; and which state, use, holder, clock "
        "or\n"
        "class changed. Each change says its cause: DATA, RULES, TIME (the evaluation date),\n"
        "PROGRAM (the version), or several. DIR gets tables/diff_*.csv, diff.geojson for QGIS and\n"
        "diff.json. Nothing but the two folders is read.\n"
        "\nexamples:\n"
        "  landgauge diff 2026q1 2026q2 -o q1-q2\n"
        "  landgauge diff exclusive inclusive -o rules --fail-on change\n"
        "\nexit codes: 0 done; 1 done, something changed and --fail-on change; 64 usage;\n"
        "65 no result, or one of check; 66 not found; 70 internal error; 73, 74 output;\n"
        "75 output folder in use; 130, 143 stopped\n",
    .options = options,
    .arguments_least = 2,
    .arguments_most = 2,
    .run = diff,
};
