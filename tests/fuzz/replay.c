/*
 * Stand-in for libFuzzer's main: feed each file named on the command line once. Makes every fuzz
 * target an ordinary test under any compiler.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Memory of exactly the file's size, so that a sanitizer sees a step beyond it. */
static uint8_t *read_whole(const char *path, size_t *size)
{
    uint8_t *data = NULL;
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    if (fseek(file, 0, SEEK_END) != 0) goto fail;
    long end = ftell(file);
    if (end < 0 || fseek(file, 0, SEEK_SET) != 0) goto fail;

    data = malloc(end > 0 ? (size_t)end : 1);
    if (data == NULL || fread(data, 1, (size_t)end, file) != (size_t)end) goto fail;
    (void)fclose(file);
    *size = (size_t)end;
    return data;

fail:
    (void)fclose(file);
    free(data);
    return NULL;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = read_whole(argv[i], &size);
        if (data == NULL) {
            perror(argv[i]);
            return EXIT_FAILURE;
        }
        (void)LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    return EXIT_SUCCESS;
}
