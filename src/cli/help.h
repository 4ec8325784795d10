/*
 * Help texts, made from the tables of commands and options.
 */
#ifndef LG_CLI_HELP_H
#define LG_CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

/** All commands in a line each. */
void lg_help_overview(FILE *file);

/** One command: usage, what it does, its options, an example. */
void lg_help_command(const struct lg_command *command, FILE *file);

#endif
