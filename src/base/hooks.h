/*
 * How a caller watches and stops a run, wherever in it one is.
 */
#ifndef LG_BASE_HOOKS_H
#define LG_BASE_HOOKS_H

#include "landgauge/run.h"

/**
 * Tell that so many steps of a stage are done.
 * @param hooks  NULL, and its members: nobody is told
 * @param total  0: not known
 */
void lg_hooks_tell(const struct lg_hooks *hooks, const char *stage, size_t done, size_t total);

/** What becomes other than 0 when the run is to end; NULL: nothing does. */
const volatile sig_atomic_t *lg_hooks_stop(const struct lg_hooks *hooks);

#endif
