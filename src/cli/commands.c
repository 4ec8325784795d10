#include "cli/command.h"
#include "landgauge/names.h"

#include <string.h>

#define COMMANDS_MAX 16

const struct lg_command *const lg_commands[] = {
    &lg_command_run,     &lg_command_check,
    &lg_command_inspect, &lg_command_explain,
    &lg_command_diff,    &lg_command_report,
    &lg_command_rules,   &lg_command_help,
    &lg_command_version, NULL,
};

const struct lg_command *lg_command_find(const char *name, struct lg_error *err)
{
    const char *names[COMMANDS_MAX] = {NULL};
    size_t count = 0;
    for (; lg_commands[count] != NULL; count++) {
        if (strcmp(lg_commands[count]->name, name) == 0) return lg_commands[count];
        names[count] = lg_commands[count]->name;
    }
    size_t nearest = lg_names_nearest(name, names, count);
    if (nearest < count) {
        (void)lg_fail(err, LG_USAGE, "no command %.60s, did you mean %s? See 'landgauge help'",
                      name, names[nearest]);
    } else {
        (void)lg_fail(err, LG_USAGE, "no command %.60s; see 'landgauge help'", name);
    }
    return NULL;
}
