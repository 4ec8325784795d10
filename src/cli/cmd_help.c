/*
 * landgauge help and landgauge version.
 */
#include "cli/help.h"
#include "landgauge/run.h"

#define COLUMN 30 /* where the texts of options begin */

static const struct lg_option no_options[] = {{.kind = LG_OPTION_END}};

void lg_help_overview(FILE *file)
{
    (void)fputs("landgauge: land-use intensity and idle land of development parks\n\n"
                "usage: landgauge COMMAND [ARGUMENTS]\n\n",
                file);
    for (size_t i = 0; lg_commands[i] != NULL; i++) {
        (void)fprintf(file, "  %-9s %s\n", lg_commands[i]->name, lg_commands[i]->summary);
    }
    (void)fputs("\nexample: landgauge run --parks parks.shp --parcels parcels.shp -o result\n"
                "'landgauge help COMMAND' tells more about one of them.\n",
                file);
}

static void write_option(const struct lg_option *option, FILE *file)
{
    char text[COLUMN * 3];
    char letter[] = {'-', option->letter, ',', ' ', '\0'};
    int length = snprintf(text, sizeof(text), "  %s--%s%s%s", option->letter != 0 ? letter : "",
                          option->name, option->hint != NULL ? " " : "",
                          option->hint != NULL ? option->hint : "");
    if (length >= COLUMN) {
        (void)fprintf(file, "%s\n%*s%s\n", text, COLUMN, "", option->help);
    } else {
        (void)fprintf(file, "%-*s%s\n", COLUMN, text, option->help);
    }
}

void lg_help_command(const struct lg_command *command, FILE *file)
{
    (void)fprintf(file, "usage: landgauge %s%s%s\n\n%s.\n", command->name,
                  command->synopsis[0] != '\0' ? " " : "", command->synopsis, command->summary);
    if (command->options[0].kind != LG_OPTION_END) (void)fputs("\noptions:\n", file);
    for (const struct lg_option *option = command->options; option->kind != LG_OPTION_END;
         option++) {
        write_option(option, file);
    }
    (void)fprintf(file, "\n%s", command->details);
}

static enum lg_status help(struct lg_call *call, struct lg_error *err)
{
    if (call->argument_count == 0) {
        lg_help_overview(stdout);
        return lg_console_flush(err);
    }
    const struct lg_command *command = lg_command_find(call->arguments[0], err);
    if (command == NULL) return LG_USAGE;
    lg_help_command(command, stdout);
    return lg_console_flush(err);
}

const struct lg_command lg_command_help = {
    .name = "help",
    .summary = "this overview, or the help of a command",
    .synopsis = "[COMMAND]",
    .details = "example:\n  landgauge help run\n",
    .options = no_options,
    .arguments_most = 1,
    .run = help,
};

static enum lg_status version(struct lg_call *call, struct lg_error *err)
{
    (void)call;
    (void)printf("landgauge %s\n%s\n", lg_version(), lg_library_versions());
    return lg_console_flush(err);
}

const struct lg_command lg_command_version = {
    .name = "version",
    .summary = "the versions of landgauge and its libraries",
    .synopsis = "",
    .details = "example:\n  landgauge version\n",
    .options = no_options,
    .run = version,
};
