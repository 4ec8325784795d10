/*
 * SIGINT and SIGTERM as a flag that the library looks at.
 */
#ifndef LG_CLI_STOP_H
#define LG_CLI_STOP_H

#include <signal.h>

/** Catch the signals from now on; one that the caller of the program ignores stays ignored. */
void lg_stop_catch(void);

/** The flag: 0, or the first signal that came. */
const volatile sig_atomic_t *lg_stop_flag(void);

/** 128 and the signal, as shells do: 130 or 143. */
int lg_stop_exit_code(void);

#endif
