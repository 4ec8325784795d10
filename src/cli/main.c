/*
 * Pick a command, fill its options, run it, and say once why it failed.
 */
#include "cli/help.h"
#include "cli/options.h"
#include "cli/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "landgauge --help" and "landgauge --version" are asked for by habit. */
static const char *name_command(const char *argument)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) return "help";
    if (strcmp(argument, "--version") == 0 || strcmp(argument, "-V") == 0) return "version";
    return argument;
}

static enum lg_status run_command(struct lg_call *call, int argc, char **argv, struct lg_error *err)
{
    const struct lg_command *command = lg_command_find(name_command(argv[0]), err);
    if (command == NULL) return LG_USAGE;
    const char **arguments = calloc((size_t)argc, sizeof(*arguments));
    if (arguments == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the arguments");

    bool wants_help = false;
    enum lg_status status =
        lg_options_read(command, argc, argv, arguments, &call->argument_count, &wants_help, err);
    call->arguments = arguments;
    if (status == LG_OK && wants_help) {
        lg_help_command(command, stdout);
        status = lg_console_flush(err);
    } else if (status == LG_OK) {
        status = command->run(call, err);
    }
    free(arguments);
    return status;
}

/* An address given in a wrong place comes back in messages: as a project file, as a folder. */
static void hide_passwords(int argc, char **argv, struct lg_error *err)
{
    for (int i = 1; i < argc; i++) {
        const char *equals = strchr(argv[i], '=');
        lg_error_hide(err, argv[i]);
        if (equals != NULL) lg_error_hide(err, equals + 1);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        lg_help_overview(stderr);
        return lg_status_exit_code(LG_USAGE);
    }
    struct lg_console console = lg_console_new(argc, argv);
    struct lg_call call = {.console = &console};
    struct lg_error err = {.message = ""};
    enum lg_status status = run_command(&call, argc - 1, argv + 1, &err);
    lg_console_clear(&console);
    if (status == LG_OK) return call.exit_code;

    hide_passwords(argc, argv, &err);
    lg_console_error(&console, status, err.message);
    return status == LG_STOPPED ? lg_stop_exit_code() : lg_status_exit_code(status);
}
