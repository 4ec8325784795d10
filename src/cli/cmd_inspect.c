/*
 * landgauge inspect: how layers would be read, before anything is computed.
 */
#include "cli/command.h"
#include "landgauge/run.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
    const char *init;
    const char *encoding;
    const char *crs;
} inspect_options;

static const struct lg_option options[] = {
    {LG_OPTION_TEXT, 0, "init", "FILE", NULL, &inspect_options.init,
     "write a starter project file for these layers"},
    {LG_OPTION_TEXT, 0, "encoding", "NAME", NULL, &inspect_options.encoding,
     "read texts in this encoding, such as GBK"},
    {LG_OPTION_TEXT, 0, "crs", "CRS", NULL, &inspect_options.crs,
     "take the coordinates as EPSG:4547, WKT or a PROJ string"},
    {.kind = LG_OPTION_END},
};

static enum lg_status inspect_layer(const char *path, bool is_first, struct lg_error *err)
{
    struct lg_layer layer = {
        .path = path,
        .encoding = inspect_options.encoding,
        .crs = inspect_options.crs,
    };
    char *text = NULL;
    enum lg_status status = lg_inspect(&layer, &text, err);
    if (status == LG_OK) (void)printf("%s%s", is_first ? "" : "\n", text);
    free(text);
    return status;
}

static enum lg_status inspect_together(const struct lg_call *call, struct lg_error *err)
{
    if (call->argument_count < 2) return LG_OK;
    struct lg_layer *layers = calloc(call->argument_count, sizeof(*layers));
    if (layers == NULL) return lg_fail(err, LG_NO_MEMORY, "inspect: the layers together");
    for (size_t i = 0; i < call->argument_count; i++) {
        layers[i].path = call->arguments[i];
        layers[i].encoding = inspect_options.encoding;
        layers[i].crs = inspect_options.crs;
    }
    char *text = NULL;
    enum lg_status status = lg_inspect_together(layers, call->argument_count, &text, err);
    if (status == LG_OK) (void)printf("\n%s", text);
    free(text);
    free(layers);
    return status;
}

static enum lg_status inspect(struct lg_call *call, struct lg_error *err)
{
    if (inspect_options.init != NULL &&
        (inspect_options.encoding != NULL || inspect_options.crs != NULL)) {
        return lg_fail(err, LG_USAGE,
                       "inspect: --init takes neither --encoding nor --crs; write "
                       "them into the project file");
    }
    for (size_t i = 0; i < call->argument_count; i++) {
        enum lg_status one = inspect_layer(call->arguments[i], i == 0, err);
        if (one != LG_OK) {
            (void)fflush(stdout); /* what is known of the layers before it comes first */
            return one;
        }
    }
    enum lg_status status = inspect_together(call, err);
    if (status != LG_OK) return status;
    if (inspect_options.init != NULL) {
        status = lg_inspect_init(call->arguments, call->argument_count, inspect_options.init, err);
        if (status != LG_OK) return status;
        (void)printf("\nwrote %s; read it over, then: landgauge run %s -o result\n",
                     inspect_options.init, inspect_options.init);
    }
    return lg_console_flush(err);
}

const struct lg_command lg_command_inspect = {
    .name = "inspect",
    .summary = "tell how layers would be read; write a starter project file",
    .synopsis = "LAYER... [--init PROJECT.yaml]",
    .details = "LAYER is anything GDAL opens; FILE@NAME is a layer inside a file.\n\n"
               "examples:\n"
               "  landgauge inspect parcels.shp\n"
               "  landgauge inspect parks.shp parcels.shp --init project.yaml\n",
    .options = options,
    .arguments_least = 1,
    .arguments_most = SIZE_MAX,
    .run = inspect,
};
