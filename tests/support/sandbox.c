#include "support/sandbox.h"

#include "support/cmocka.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int make_sandbox(void **state)
{
    char *path = strdup("/tmp/landgauge_test_XXXXXX");
    if (path == NULL) return 1;
    if (mkdtemp(path) == NULL || chdir(path) != 0) {
        free(path);
        return 1;
    }
    *state = path;
    return 0;
}

static void remove_all(int parent_fd, const char *name)
{
    if (unlinkat(parent_fd, name, 0) == 0) return;
    int fd = openat(parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);
    if (entries == NULL) return;
    struct dirent *entry = NULL;
    while ((entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        remove_all(dirfd(entries), entry->d_name);
    }
    (void)closedir(entries);
    (void)unlinkat(parent_fd, name, AT_REMOVEDIR);
}

int remove_sandbox(void **state)
{
    char *path = *state;
    int failed = chdir("/");
    remove_all(AT_FDCWD, path);
    free(path);
    return failed;
}

void sandbox_put(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

const char *sandbox_get(const char *path, char text[SANDBOX_TEXT_SIZE])
{
    text[0] = '\0';
    FILE *file = fopen(path, "rb");
    if (file == NULL) return "(no file)";
    size_t size = fread(text, 1, SANDBOX_TEXT_SIZE - 1, file);
    (void)fclose(file);
    text[size] = '\0';
    return text;
}

bool sandbox_has(const char *path)
{
    struct stat there;
    return lstat(path, &there) == 0;
}

int sandbox_count(const char *path)
{
    DIR *entries = opendir(path);
    assert_non_null(entries);
    int count = -2;
    while (readdir(entries) != NULL) {
        count++;
    }
    (void)closedir(entries);
    return count;
}
