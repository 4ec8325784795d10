/*
 * Fuzz the project file: any bytes are either a project whose every text stands up to a look, or
 * refused with one line that names a line and a column.
 */
#include "landgauge/project.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_pairs(const struct lg_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (pairs->items[i].key == NULL || pairs->items[i].value[0] == '\0') abort();
    }
}

static void check_layers(const struct lg_layers *layers, size_t count_max)
{
    if (layers->count > count_max) abort();
    for (size_t i = 0; i < layers->count; i++) {
        const struct lg_layer *layer = &layers->items[i];
        if (layer->path == NULL || layer->path[0] == '\0') abort();
        check_pairs(&layer->fields);
        check_pairs(&layer->units);
        check_pairs(&layer->codes);
        for (size_t v = 0; v < layer->value_count; v++) {
            if (layer->values[v].role == NULL) abort();
            check_pairs(&layer->values[v].codes);
        }
    }
}

static void check_project(const struct lg_project *project)
{
    check_layers(&project->parks, SIZE_MAX);
    check_layers(&project->parcels, SIZE_MAX);
    check_layers(&project->buildings, 1);
    check_layers(&project->enterprises, 1);
    check_layers(&project->supply, 1);
    for (size_t i = 0; i < project->rules_count; i++) {
        if (project->rules[i][0] == '\0') abort();
    }
    if (project->formats == 0 || (project->formats & ~(unsigned)LG_FORMATS_ALL) != 0) abort();
    if (project->tolerances.sliver_share < 0 || project->tolerances.closure > 1) abort();
}

/* "PATH:3:1: ... [E_PROJECT]" on one line; a file that is too large has no place in it. */
static void check_message(const char *message, const char *path)
{
    size_t length = strlen(path);
    if (strncmp(message, path, length) != 0 || strpbrk(message, "\n\r\x1b") != NULL) abort();
    char *end = NULL;
    if (message[length] != ':' || strtoul(message + length + 1, &end, 10) == 0) abort();
    if (*end != ':' || strtoul(end + 1, &end, 10) == 0 || *end != ':') abort();
    if (strstr(message, " [E_PROJECT]") == NULL) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536) return 0;
    char path[] = "/tmp/landgauge_fuzz_XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) abort();
    if (write(fd, data, size) != (ssize_t)size || close(fd) != 0) abort();

    struct lg_project *project = NULL;
    struct lg_error err = {.message = ""};
    enum lg_status status = lg_project_read(path, &project, &err);
    (void)unlink(path);
    if (status == LG_OK) {
        check_project(project);
    } else if (status == LG_BAD_PROJECT) {
        check_message(err.message, path);
    } else {
        abort();
    }
    lg_project_free(project);
    return 0;
}
