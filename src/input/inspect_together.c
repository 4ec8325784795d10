/*
 * Several layers held against each other: zones that differ, places that do not meet.
 */
#include "base/text.h"
#include "input/look.h"
#include "input/reader.h"
#include "landgauge/run.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which of the layers before one shares its CRS; itself: none does. */
static size_t first_alike(const struct lg_look *looks, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(looks[i].crs.label, looks[at].crs.label) == 0) return i;
    }
    return at;
}

static size_t count_systems(const struct lg_look *looks, size_t count)
{
    size_t systems = 0;
    for (size_t i = 0; i < count; i++) {
        systems += looks[i].crs.label[0] != '\0' && first_alike(looks, i) == i;
    }
    return systems;
}

static void add_systems(struct lg_text *text, const struct lg_look *looks, size_t count)
{
    size_t systems = count_systems(looks, count);
    if (systems == 0) return;
    if (systems > 1) {
        lg_text_add_text(text, "  CRS       they differ: each is brought over by a run, if each is "
                               "what it says; check that all are meant\n");
    }
    for (size_t i = 0; i < count; i++) {
        if (looks[i].crs.label[0] == '\0' || first_alike(looks, i) != i) continue;
        lg_text_printf(text, "  %-8s  %s:", systems > 1 ? "" : "CRS", looks[i].crs.label);
        for (size_t other = i; other < count; other++) {
            if (strcmp(looks[other].crs.label, looks[i].crs.label) != 0) continue;
            lg_text_printf(text, " %s", looks[other].file);
        }
        lg_text_add_char(text, '\n');
    }
}

static bool do_meet(const double *a, const double *b)
{
    return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/* Every layer of shapes must meet some other one. */
static void add_places(struct lg_text *text, const struct lg_look *looks, size_t count)
{
    size_t placed = 0;
    size_t apart = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(looks[i].degrees[0])) continue;
        placed++;
        bool meets = false;
        size_t others = 0;
        for (size_t other = 0; other < count; other++) {
            if (other == i || isnan(looks[other].degrees[0])) continue;
            others++;
            meets = meets || do_meet(looks[i].degrees, looks[other].degrees);
        }
        if (meets || others == 0) continue;
        apart++;
        lg_text_printf(text,
                       "  place     %s lies at %.4f to %.4f E, %.4f to %.4f N, where none of the "
                       "others is; check its CRS\n",
                       looks[i].file, looks[i].degrees[0], looks[i].degrees[2], looks[i].degrees[1],
                       looks[i].degrees[3]);
    }
    if (placed > 1 && apart == 0) lg_text_add_text(text, "  place     their extents meet\n");
}

static void add_kinds(struct lg_text *text, const struct lg_look *looks, size_t count)
{
    lg_text_add_text(text, "  read as   ");
    bool is_first = true;
    for (int kind = 0; kind < LG_SOURCE_KIND_COUNT; kind++) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++) {
            found += looks[i].kind == (enum lg_source_kind)kind;
        }
        if (found == 0) continue;
        bool may_repeat = lg_source_may_repeat((enum lg_source_kind)kind);
        lg_text_printf(text, "%s%s %zu%s", is_first ? "" : ", ",
                       lg_source_name((enum lg_source_kind)kind), found,
                       found > 1 && !may_repeat ? " (a project takes one)" : "");
        is_first = false;
    }
    lg_text_add_char(text, '\n');
}

enum lg_status lg_inspect_together(const struct lg_layer *layers, size_t count, char **text,
                                   struct lg_error *err)
{
    assert(layers != NULL && count > 0 && text != NULL);

    *text = NULL;
    lg_input_start();
    struct lg_look *looks = calloc(count, sizeof(*looks));
    if (looks == NULL) return lg_fail(err, LG_NO_MEMORY, "the layers together");
    enum lg_status status = LG_OK;
    size_t looked = 0;
    while (looked < count && status == LG_OK) {
        status = lg_look_take(&layers[looked], &looks[looked], err);
        if (status == LG_OK) looked++;
    }
    struct lg_text lines = {0};
    if (status == LG_OK) {
        lg_text_add_text(&lines, "together\n");
        add_kinds(&lines, looks, count);
        add_systems(&lines, looks, count);
        add_places(&lines, looks, count);
        if (lines.failed) status = lg_fail(err, LG_NO_MEMORY, "the layers together");
    }
    for (size_t i = 0; i < looked; i++) {
        lg_look_reset(&looks[i]);
    }
    free(looks);
    if (status != LG_OK) lg_text_reset(&lines);
    *text = lines.bytes;
    return status;
}
