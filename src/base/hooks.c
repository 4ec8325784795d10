#include "base/hooks.h"

void lg_hooks_tell(const struct lg_hooks *hooks, const char *stage, size_t done, size_t total)
{
    if (hooks != NULL && hooks->progress != NULL) hooks->progress(hooks->user, stage, done, total);
}

const volatile sig_atomic_t *lg_hooks_stop(const struct lg_hooks *hooks)
{
    return hooks != NULL ? hooks->stop : NULL;
}
