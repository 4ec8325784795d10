#include "support/failing_rename.h"

#include <errno.h>

static bool is_unknown = false;
static int renames_left = -1;

int __real_renameat(int old_fd, const char *old_name, int new_fd, const char *new_name);
int __real_renameat2(int old_fd, const char *old_name, int new_fd, const char *new_name,
                     unsigned flags);
int __wrap_renameat(int old_fd, const char *old_name, int new_fd, const char *new_name);
int __wrap_renameat2(int old_fd, const char *old_name, int new_fd, const char *new_name,
                     unsigned flags);

void failing_rename_unknown(bool unknown)
{
    is_unknown = unknown;
}

void failing_rename_after(int count)
{
    renames_left = count;
}

int __wrap_renameat(int old_fd, const char *old_name, int new_fd, const char *new_name)
{
    if (renames_left >= 0 && renames_left-- == 0) {
        errno = EIO;
        return -1;
    }
    return __real_renameat(old_fd, old_name, new_fd, new_name);
}

int __wrap_renameat2(int old_fd, const char *old_name, int new_fd, const char *new_name,
                     unsigned flags)
{
    if (is_unknown) {
        errno = EINVAL;
        return -1;
    }
    return __real_renameat2(old_fd, old_name, new_fd, new_name, flags);
}
