/*
 * The command line, read by a command's table of options. No file is opened here.
 */
#ifndef LG_CLI_OPTIONS_H
#define LG_CLI_OPTIONS_H

#include "cli/command.h"

/**
 * Fill the options of a command and collect its other arguments.
 *
 * @param argv       [argc] from the command's name on
 * @param arguments  out: [argc] room; the arguments that are no options
 * @param count      out: how many
 * @param wants_help out: --help or -h is among them; the rest is not read then
 * @return LG_OK; LG_USAGE
 */
LG_NODISCARD enum lg_status lg_options_read(const struct lg_command *command, int argc, char **argv,
                                            const char **arguments, size_t *count, bool *wants_help,
                                            struct lg_error *err);

#endif
