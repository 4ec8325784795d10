#include "support/scratch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[256];

static void remove_folder(void)
{
    DIR *entries = opendir(folder);
    if (entries == NULL) return;
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        char path[1024];
        (void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        (void)unlink(path);
    }
    (void)closedir(entries);
    (void)rmdir(folder);
}

const char *scratch_folder(void)
{
    if (folder[0] != '\0') return folder;
    const char *parent = getenv("TMPDIR");
    (void)snprintf(folder, sizeof(folder), "%s/landgauge-test-XXXXXX",
                   parent != NULL && parent[0] != '\0' ? parent : "/tmp");
    if (mkdtemp(folder) == NULL || atexit(remove_folder) != 0) {
        perror(folder);
        exit(EXIT_FAILURE);
    }
    return folder;
}

const char *scratch_write(const char *name, const void *bytes, size_t size_bytes)
{
    static char path[1024];
    (void)snprintf(path, sizeof(path), "%s/%s", scratch_folder(), name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size_bytes, file) != size_bytes || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return path;
}
