#include "cli/stop.h"

#include <stddef.h>

/* A signal handler can reach nothing but a global. */
static volatile sig_atomic_t stop_signal;

static void keep_signal(int signal)
{
    /* A second signal changes nothing: the run is on its clean way out already. */
    if (stop_signal == 0) stop_signal = signal;
}

static void catch_one(int signal)
{
    struct sigaction before;
    if (sigaction(signal, NULL, &before) != 0 || before.sa_handler == SIG_IGN) return;
    /* Interrupted reads go on: a library half-way in a file must not see an error. */
    struct sigaction action = {.sa_handler = keep_signal, .sa_flags = SA_RESTART};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(signal, &action, NULL);
}

void lg_stop_catch(void)
{
    catch_one(SIGINT);
    catch_one(SIGTERM);
    /* A closed pipe at the far end of stderr or stdout must not kill a run half-way. */
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&ignore.sa_mask);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    /* A file that may grow no further is a write that fails, with its message and its exit code. */
    (void)sigaction(SIGXFSZ, &ignore, NULL);
}

const volatile sig_atomic_t *lg_stop_flag(void)
{
    return &stop_signal;
}

int lg_stop_exit_code(void)
{
    return 128 + (stop_signal != 0 ? (int)stop_signal : SIGINT);
}
