/*
 * Fuzz input/crs: any text under crs: is either refused with a message or gives a projection that
 * can be cloned and tried.
 */
#include "input/crs.h"
#include "input/reader.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL) return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    text[strcspn(text, "\r\n")] = '\0';

    lg_input_start();
    struct lg_crs_facts facts = {.file = "a.shp", .key = "layers.parcels", .declared = text};
    struct lg_crs crs;
    struct lg_error err = {""};
    enum lg_status status = lg_crs_decide(&facts, &crs, &err);
    if (status != LG_OK && err.message[0] == '\0') abort();
    if (status == LG_OK) {
        const struct lg_box box = {500000.0, 3200000.0, 510000.0, 3210000.0};
        struct lg_projection copy;
        (void)!lg_crs_check_box(&crs, &box, &err);
        if (crs.projection.clone(crs.projection.state, &copy, &err) == LG_OK) {
            copy.free(copy.state);
        }
        crs.projection.free(crs.projection.state);
    }
    free(text);
    return 0;
}
