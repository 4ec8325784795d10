/*
 * landgauge check --self, for the command check.
 */
#ifndef LG_CLI_CHECK_SELF_H
#define LG_CLI_CHECK_SELF_H

#include "cli/command.h"

/**
 * Check a result folder against itself and print what agrees and what does not; the call's exit
 * code becomes 1 when something differs.
 *
 * @return LG_OK; LG_WRITE; what lg_self_check() returns
 */
LG_NODISCARD enum lg_status lg_check_self(struct lg_call *call, const char *folder,
                                          struct lg_error *err);

#endif
