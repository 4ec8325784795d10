/*
 * landgauge report - the documents of a result again.
 */
#include "cli/command.h"
#include "cli/stop.h"
#include "landgauge/report.h"

#include <stdio.h>
#include <stdlib.h>

static struct {
    const char *output_dir;
    size_t thread_count;
    int language, mask;
    unsigned formats;
    bool field_sheets, quiet;
} given = {.language = -1, .mask = -1};

static const char *const languages[] = {[LG_CHINESE] = "zh", [LG_ENGLISH] = "en", NULL};
static const char *const masks[] = {"holder", NULL};

static const struct lg_option options[] = {
    {LG_OPTION_TEXT, 'o', "output", "DIR", NULL, &given.output_dir,
     "another folder for them; an earlier result there is replaced"},
    {LG_OPTION_CHOICE, 0, "lang", "zh|en", languages, &given.language,
     "language of labels and names (default: that of the result)"},
    {LG_OPTION_CHOICE, 0, "mask", "holder", masks, &given.mask,
     "write numbers in place of the names of holders; needs -o"},
    {LG_OPTION_SET, 0, "formats", "LIST", lg_format_names, &given.formats,
     "some of geojson,csv,ics,gpkg,qgis,xlsx,report (default: those\n"
     "                            of the result; with -o all)"},
    {LG_OPTION_FLAG, 0, "field-sheets", NULL, NULL, &given.field_sheets,
     "put a sheet to fill in for each suspected parcel into the report"},
    {LG_OPTION_COUNT, 'j', "threads", "N", NULL, &given.thread_count,
     "threads (default: all cores)"},
    {LG_OPTION_FLAG, 'q', "quiet", NULL, NULL, &given.quiet, "say nothing but errors"},
    {.kind = LG_OPTION_END},
};

static enum lg_status report(struct lg_call *call, struct lg_error *err)
{
    call->console->quiet = given.quiet;
    call->console->show_progress = !given.quiet && lg_console_is_terminal();
    const struct lg_report_options how = {
        .output_dir = given.output_dir,
        .thread_count = given.thread_count,
        .language = given.language,
        .formats = given.formats,
        .mask_holders = given.mask >= 0,
        .field_sheets = given.field_sheets,
    };
    const struct lg_hooks hooks = lg_console_hooks(call->console);
    char *text = NULL;
    lg_stop_catch();
    enum lg_status status = lg_report(call->arguments[0], &how, &hooks, &text, err);
    lg_console_clear(call->console);
    if (status != LG_OK) return status;
    if (!given.quiet && text != NULL) (void)fputs(text, stdout);
    free(text);
    lg_console_end(call->console, "the documents are");
    return LG_OK;
}

const struct lg_command lg_command_report = {
    .name = "report",
    .summary = "write the documents of a result again, in another language or masked",
    .synopsis = "DIR [-o OUT]",
    .details =
        "DIR is the result of a run or a check that has tables/*.csv and, for maps, the layers as\n"
        "GeoJSON. Without -o the documents in DIR are renewed and its other files stay; with -o\n"
        "OUT gets what is asked for and is a result itself: explain, diff, check --self and\n"
        "report work on it. Nothing but DIR is read.\n"
        "--mask holder is for what leaves the office: each holder becomes a number, the same in\n"
        "every file; remarks are emptied, input paths cut to file names, deadlines.ics left out.\n"
        "\nexamples:\n"
        "  landgauge report result --formats xlsx,report\n"
        "  landgauge report result --lang en -o result-en\n"
        "  landgauge report result --mask holder -o for-others\n"
        "\nexit codes: 0 done; 64 usage; 65 no result, or a broken one; 66 not found, or without\n"
        "the tables; 70 internal error; 73, 74 output; 75 output folder in use; 130, 143 stopped\n",
    .options = options,
    .arguments_least = 1,
    .arguments_most = 1,
    .run = report,
};
