/*
 * landgauge run and landgauge check: the main job, and its first half.
 */
#include "cli/check_self.h"
#include "cli/command.h"
#include "cli/stop.h"
#include "landgauge/project.h"
#include "landgauge/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define M2_PER_HA 10000.0

/* What the command line says; -1, 0, NULL and LG_DATE_NONE leave it to the project file. */
static struct {
    struct lg_words parks, parcels, plan, constraints, supply, rules;
    const char *buildings, *enterprises, *evidence, *output_dir, *publish, *fix_dir, *self;
    const char *previous;
    lg_date as_of;
    int area, language, fail_on, progress, log_format, cap, mask;
    unsigned formats;
    size_t thread_count;
    bool quiet, renormalise, sensitivity, field_sheets;
} given = {
    .as_of = LG_DATE_NONE,
    .area = -1,
    .language = -1,
    .fail_on = LG_FAIL_NEVER,
    .progress = LG_PROGRESS_AUTO,
    .cap = -1,
    .mask = -1,
};

static const char *const areas[] = {
    [LG_AREA_MEASURED] = "measured", [LG_AREA_RECORDED] = "recorded", NULL};
static const char *const languages[] = {[LG_CHINESE] = "zh", [LG_ENGLISH] = "en", NULL};
static const char *const fail_levels[] = {
    [LG_FAIL_NEVER] = "never", [LG_FAIL_WARNING] = "warning", [LG_FAIL_ERROR] = "error", NULL};
static const char *const progress_modes[] = {[LG_PROGRESS_AUTO] = "auto",
                                             [LG_PROGRESS_ALWAYS] = "always",
                                             [LG_PROGRESS_NEVER] = "never",
                                             NULL};
static const char *const caps[] = {"100", "none", NULL};
static const char *const log_formats[] = {"text", "json", NULL};
static const char *const masks[] = {"holder", NULL};

/* Those of check; run has all but the first ones. */
enum { CHECK_ONLY_COUNT = 2 };

static const struct lg_option options[] = {
    {LG_OPTION_TEXT, 0, "fix", "DIR", NULL, &given.fix_dir,
     "write repaired copies of the layers and a list of every change"},
    {LG_OPTION_TEXT, 0, "self", "DIR", NULL, &given.self,
     "compute the figures of the result in DIR again, from its files"},
    {LG_OPTION_LIST, 0, "parks", "F", NULL, &given.parks, "park boundaries; may be repeated"},
    {LG_OPTION_LIST, 0, "parcels", "F", NULL, &given.parcels, "land parcels; may be repeated"},
    {LG_OPTION_TEXT, 0, "buildings", "F", NULL, &given.buildings, "building footprints"},
    {LG_OPTION_LIST, 0, "plan", "F", NULL, &given.plan, "planned land uses; may be repeated"},
    {LG_OPTION_LIST, 0, "constraint", "NAME=F", NULL, &given.constraints,
     "land bound by red lines and the like; may be repeated"},
    {LG_OPTION_TEXT, 0, "enterprises", "F", NULL, &given.enterprises, "table of enterprises"},
    {LG_OPTION_LIST, 0, "supply", "F", NULL, &given.supply, "land-market table; may be repeated"},
    {LG_OPTION_TEXT, 0, "evidence", "FILE", NULL, &given.evidence,
     "raster of what is built-up; its values stand under evidence: built:"},
    {LG_OPTION_LIST, 0, "rules", "FILE|NAME", NULL, &given.rules,
     "rule set; may be repeated, later ones override"},
    {LG_OPTION_DAY, 0, "as-of", "YYYY-MM-DD", NULL, &given.as_of,
     "judge as of this day (default: today)"},
    {LG_OPTION_CHOICE, 0, "area", "measured|recorded", areas, &given.area,
     "which areas are summed (default: measured)"},
    {LG_OPTION_CHOICE, 0, "cap", "100|none", caps, &given.cap,
     "where scores of indicators end (default: as the rule sets say)"},
    {LG_OPTION_FLAG, 0, "renormalise", NULL, NULL, &given.renormalise,
     "score parks with gaps: missing indicators leave their weight to the others"},
    {LG_OPTION_SET, 0, "formats", "LIST", lg_format_names, &given.formats,
     "some of geojson,csv,ics,gpkg,qgis,xlsx,report (default: all;\n"
     "                            of a check geojson,csv)"},
    {LG_OPTION_CHOICE, 0, "mask", "holder", masks, &given.mask,
     "write numbers in place of the names of holders"},
    {LG_OPTION_FLAG, 0, "field-sheets", NULL, NULL, &given.field_sheets,
     "put a sheet to fill in for each suspected parcel into the report"},
    {LG_OPTION_CHOICE, 0, "lang", "zh|en", languages, &given.language,
     "language of labels (default: by LANG, else zh)"},
    {LG_OPTION_FLAG, 0, "sensitivity", NULL, NULL, &given.sensitivity,
     "run only: move weights and ideals, and say what becomes of scores and ranks"},
    {LG_OPTION_TEXT, 'o', "output", "DIR", NULL, &given.output_dir,
     "where the results go, a folder or PG:...; an earlier result there is replaced"},
    {LG_OPTION_TEXT, 0, "publish", "PG:...", NULL, &given.publish,
     "write the result into a PostGIS database, too: a schema of its own"},
    {LG_OPTION_TEXT, 0, "previous", "DIR", NULL, &given.previous,
     "result of the run before, to compare with; of a run only"},
    {LG_OPTION_CHOICE, 0, "fail-on", "error|warning|never", fail_levels, &given.fail_on,
     "exit with 1 on such findings (default: never)"},
    {LG_OPTION_COUNT, 'j', "threads", "N", NULL, &given.thread_count,
     "threads (default: all cores)"},
    {LG_OPTION_FLAG, 'q', "quiet", NULL, NULL, &given.quiet, "say nothing but errors"},
    {LG_OPTION_CHOICE, 0, "progress", "auto|always|never", progress_modes, &given.progress,
     "progress bar (default: auto, on a terminal only)"},
    {LG_OPTION_CHOICE, 0, "log-format", "text|json", log_formats, &given.log_format,
     "lines on stderr as text or as JSON objects (default: text)"},
    {.kind = LG_OPTION_END},
};

/* A layer on the command line replaces all of its kind that the project file names. */
static enum lg_status replace_layers(struct lg_project *project, struct lg_layers *layers,
                                     const char *const *paths, size_t count, struct lg_error *err)
{
    if (count == 0) return LG_OK;
    *layers = (struct lg_layers){.count = 0};
    for (size_t i = 0; i < count; i++) {
        enum lg_status status = lg_project_add_layer(project, layers, paths[i], err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status replace_all_layers(struct lg_project *project, struct lg_error *err)
{
    const struct {
        struct lg_layers *layers;
        const char *const *paths;
        size_t count;
    } rows[] = {
        {&project->parks, given.parks.items, given.parks.count},
        {&project->parcels, given.parcels.items, given.parcels.count},
        {&project->buildings, &given.buildings, given.buildings != NULL},
        {&project->plan, given.plan.items, given.plan.count},
        {&project->enterprises, &given.enterprises, given.enterprises != NULL},
        {&project->supply, given.supply.items, given.supply.count},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        enum lg_status status =
            replace_layers(project, rows[i].layers, rows[i].paths, rows[i].count, err);
        if (status != LG_OK) return status;
    }
    if (given.constraints.count == 0) return LG_OK;
    return lg_project_replace_constraints(project, given.constraints.items, given.constraints.count,
                                          err);
}

/*
 * Labels are English where LANG says so, Chinese elsewhere: a scheduled run has LANG=C or none and
 * shall write what the officer reads by day.
 */
static enum lg_language choose_language(void)
{
    const char *lang = getenv("LANG");
    return lang != NULL && strncmp(lang, "en", 2) == 0 ? LG_ENGLISH : LG_CHINESE;
}

static enum lg_status override_project(struct lg_project *project, struct lg_error *err)
{
    enum lg_status status = replace_all_layers(project, err);
    if (status != LG_OK) return status;
    if (given.rules.count > 0) {
        project->rules = given.rules.items;
        project->rules_count = given.rules.count;
    }
    if (given.evidence != NULL) project->evidence.path = given.evidence;
    if (given.as_of != LG_DATE_NONE) project->as_of = given.as_of;
    if (given.area >= 0) project->area = (enum lg_area_basis)given.area;
    if (given.formats != 0) {
        project->formats = given.formats;
        project->formats_given = true;
    }
    if (given.mask >= 0) project->mask_holders = true;
    if (given.field_sheets) project->field_sheets = true;
    if (given.sensitivity) project->sensitivity = true;
    if (given.output_dir != NULL) project->output_dir = given.output_dir;
    if (given.publish != NULL) project->publish = given.publish;
    if (given.previous != NULL) project->previous_dir = given.previous;
    if (given.language >= 0) {
        project->language = (enum lg_language)given.language;
    } else if (!project->language_given) {
        project->language = choose_language();
    }
    return LG_OK;
}

/*
 * What can be seen before a file is opened; without a project file the options are all there is.
 */
static enum lg_status check_options(const struct lg_call *call, struct lg_error *err)
{
    if (!lg_formats_fit(given.formats)) {
        return lg_fail(err, LG_USAGE,
                       "--formats: qgis shows the layers of gpkg or geojson; add one of them");
    }
    if (call->argument_count > 0) return LG_OK;
    const char *missing = NULL;
    if (given.parks.count == 0) {
        missing = "no park boundaries: give --parks FILE";
    } else if (given.parcels.count == 0) {
        missing = "no parcels: give --parcels FILE";
    } else if (given.output_dir == NULL) {
        missing = "no output folder: give -o DIR";
    }
    if (missing == NULL) return LG_OK;
    return lg_fail(err, LG_USAGE, "%s, or a project file; see 'landgauge help run'", missing);
}

static const char *choose_ending(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/* An area that some parcel does not carry is no number. */
static void print_area(const char *before, double area_m2, const char *behind)
{
    if (isnan(area_m2)) {
        (void)printf("%snot known%s", before, behind);
    } else {
        (void)printf("%s%.2f ha%s", before, area_m2 / M2_PER_HA, behind);
    }
}

static void print_findings(const struct lg_run_summary *summary)
{
    (void)printf("findings: %zu error%s, %zu warning%s, %zu notice%s\n", summary->error_count,
                 choose_ending(summary->error_count, "", "s"), summary->warning_count,
                 choose_ending(summary->warning_count, "", "s"), summary->notice_count,
                 choose_ending(summary->notice_count, "", "s"));
}

/* What was found most of, for a first look; the errors come first. */
static void print_codes(const struct lg_run_summary *summary)
{
    for (size_t i = 0; i < summary->code_count; i++) {
        const struct lg_code_count *of = &summary->codes[i];
        (void)printf("  %-11s %8zu  %s\n", of->code, of->count, of->meaning);
    }
}

/* Without ideals there are no scores: that is said, with the place that says why. */
static void print_scores(const struct lg_run_summary *summary)
{
    size_t count = summary->scored_count + summary->unscored_count;
    (void)printf("scores: %zu of %zu park%s", summary->scored_count, count,
                 choose_ending(count, "", "s"));
    if (summary->partial_count > 0) (void)printf(", %zu partial", summary->partial_count);
    bool says_why = summary->unscored_count > 0 && (summary->formats & LG_FORMAT_CSV) != 0;
    (void)printf("%s\n", says_why ? "; what is missing: tables/scores.csv" : "");
}

/* Where it is. The address of a database may have a password in it: its schema tells enough. */
static void print_places(const struct lg_project *project, const struct lg_run_summary *summary,
                         bool check_only)
{
    char opening[LG_OPENING_SIZE];
    bool in_database = summary->schema[0] != '\0';
    if (in_database) (void)printf("database: schema %s\n", summary->schema);
    if (in_database && strncmp(project->output_dir, "PG:", 3) == 0) return;
    (void)printf("result: %s; open first: %s\n", project->output_dir,
                 lg_opening_format(summary->formats, check_only, opening));
}

/* The closing lines: what came of it, where it is, and what to open first. */
static void print_summary(const struct lg_project *project, const struct lg_run_summary *summary,
                          bool check_only)
{
    char as_of[LG_DATE_TEXT_SIZE];
    (void)printf("%s %zu park%s, %zu parcel%s", check_only ? "checked" : "measured",
                 summary->park_count, choose_ending(summary->park_count, "", "s"),
                 summary->parcel_count, choose_ending(summary->parcel_count, "", "s"));
    if (summary->building_count > 0) {
        (void)printf(", %zu building%s", summary->building_count,
                     choose_ending(summary->building_count, "", "s"));
    }
    (void)printf(", as of %s\n", lg_date_format(summary->as_of, as_of));
    if (!check_only) {
        print_area("parks: ", summary->park_area_m2, ", ");
        print_area("parcels in them: ", summary->parcel_inside_m2, "\n");
        print_area("suspected idle: ", summary->idle_m2, " in ");
        (void)printf("%zu parcel%s; undecided for want of facts: %zu\n", summary->idle_count,
                     choose_ending(summary->idle_count, "", "s"), summary->unknown_count);
        print_scores(summary);
    }
    print_findings(summary);
    if (check_only) print_codes(summary);
    if (given.fix_dir != NULL) {
        (void)printf("repaired copies: %s; %zu layer%s, %zu change%s: changes.csv\n", given.fix_dir,
                     summary->copy_count, choose_ending(summary->copy_count, "", "s"),
                     summary->change_count, choose_ending(summary->change_count, "", "s"));
    }
    print_places(project, summary, check_only);
}

static enum lg_status read_project(const struct lg_call *call, struct lg_project **project,
                                   struct lg_error *err)
{
    if (call->argument_count == 0) return lg_project_new(project, err);
    return lg_project_read(call->arguments[0], project, err);
}

static void set_console(struct lg_console *console)
{
    console->json = given.log_format == 1;
    console->quiet = given.quiet;
    console->show_progress =
        !given.quiet && (given.progress == LG_PROGRESS_ALWAYS ||
                         (given.progress == LG_PROGRESS_AUTO && lg_console_is_terminal()));
}

static enum lg_status run_project(struct lg_call *call, bool check_only, struct lg_error *err)
{
    struct lg_project *project = NULL;
    struct lg_run_summary summary = {.park_count = 0};
    const struct lg_run_options run_options = {
        .thread_count = given.thread_count,
        .check_only = check_only,
        .fix_dir = given.fix_dir,
        .renormalise = given.renormalise,
        .cap = given.cap < 0    ? LG_CAP_OF_RULES
               : given.cap == 0 ? LG_CAP_100
                                : LG_CAP_NONE,
        .fail_on = (enum lg_fail_on)given.fail_on,
    };
    const struct lg_hooks hooks = lg_console_hooks(call->console);

    set_console(call->console);
    enum lg_status status = check_options(call, err);
    if (status != LG_OK) return status;
    lg_stop_catch();
    status = read_project(call, &project, err);
    if (status == LG_OK) status = override_project(project, err);
    if (status == LG_OK) status = lg_run(project, &run_options, &hooks, &summary, err);
    lg_console_clear(call->console);
    if (status == LG_OK) {
        call->exit_code = summary.fail_on_reached ? 1 : 0;
        if (!given.quiet) print_summary(project, &summary, check_only);
        lg_console_end(call->console, "the result is");
    }
    lg_project_free(project);
    return status;
}

static enum lg_status run(struct lg_call *call, struct lg_error *err)
{
    return run_project(call, false, err);
}

/* A result is checked as it is: what chooses input, rules or output has nothing to do there. */
static bool has_other_options(const struct lg_call *call)
{
    return call->argument_count > 0 || given.parks.count > 0 || given.parcels.count > 0 ||
           given.plan.count > 0 || given.constraints.count > 0 || given.rules.count > 0 ||
           given.buildings != NULL || given.enterprises != NULL || given.supply.count > 0 ||
           given.evidence != NULL || given.output_dir != NULL || given.publish != NULL ||
           given.previous != NULL || given.as_of != LG_DATE_NONE || given.area >= 0 ||
           given.language >= 0 || given.formats != 0 || given.fix_dir != NULL ||
           given.fail_on != LG_FAIL_NEVER || given.progress != LG_PROGRESS_AUTO ||
           given.thread_count > 0 || given.cap >= 0 || given.renormalise;
}

static enum lg_status check(struct lg_call *call, struct lg_error *err)
{
    if (given.sensitivity) {
        return lg_fail(err, LG_USAGE, "check: --sensitivity is for a run; a check makes no scores");
    }
    if (given.self == NULL && given.previous != NULL) {
        return lg_fail(err, LG_USAGE,
                       "check: there are no figures to compare; give --previous to a run");
    }
    if (given.self == NULL) return run_project(call, true, err);
    if (has_other_options(call)) {
        return lg_fail(
            err, LG_USAGE,
            "check: --self takes a result folder and, of the other options, only --quiet "
            "and --log-format; see 'landgauge help check'");
    }
    set_console(call->console);
    return lg_check_self(call, given.self, err);
}

#define SOURCES_HELP                                                                               \
    "F is anything GDAL opens: a shapefile, GeoPackage, GeoJSON, CSV, a .zip, PG:...; F@NAME is\n" \
    "a layer inside a file. Options stand over the project file; a layer given as an option\n"     \
    "replaces those of its kind, a constraint the files of its name: it keeps the effect that\n"   \
    "the project file gives it, and only flags land where the file does not know it.\n\n"

const struct lg_command lg_command_run = {
    .name = "run",
    .summary = "measure parks, judge their land and write the results",
    .synopsis = "[PROJECT.yaml] [OPTIONS] -o DIR",
    .details = SOURCES_HELP "examples:\n"
                            "  landgauge run --parks parks.shp --parcels parcels.shp -o result\n"
                            "  landgauge run project.yaml --as-of 2026-06-30 -o 2026q2\n\n"
                            "exit codes: 0 done; 1 done, and --fail-on was reached; 64 usage; "
                            "65 unusable data;\n66 input not found; 70 internal error; 73, 74 "
                            "output; 75 output folder in use;\n78 project or rules file wrong; "
                            "130, 143 stopped\n",
    .options = options + CHECK_ONLY_COUNT,
    .arguments_most = 1,
    .run = run,
};

const struct lg_command lg_command_check = {
    .name = "check",
    .summary = "check the quality of the data and write the findings",
    .synopsis = "[PROJECT.yaml] [OPTIONS] -o DIR | --self DIR",
    .details = SOURCES_HELP "examples:\n"
                            "  landgauge check project.yaml --fail-on error -o findings\n"
                            "  landgauge check project.yaml -o findings --fix ../repaired\n"
                            "  landgauge check --self result\n\n"
                            "--self reads a result and nothing else, and says where its figures "
                            "differ from what\nits own files add up to; exit code 1 when some do\n",
    .options = options,
    .arguments_most = 1,
    .run = check,
};
