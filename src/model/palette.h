/*
 * Colours of codes: the same in the QGIS project, the workbook and the report.
 *
 * Chosen so that neighbours in a legend differ for people who do not see red and green apart, and
 * in lightness on a grey print. Defined in src/data/palette.c.
 */
#ifndef LG_MODEL_PALETTE_H
#define LG_MODEL_PALETTE_H

#include <stddef.h>

enum lg_colour_kind {
    LG_COLOUR_LAND_STATE,  /* "A2"; a code without its own has its parent's */
    LG_COLOUR_IDLE_STATUS, /* "IDLE1" */
    LG_COLOUR_CONVERSION,  /* "SUSPECTED" */
    LG_COLOUR_SEVERITY,    /* "error" */
    LG_COLOUR_INTENSITY,   /* "1" low to "5" high: shades of one scale */
};

struct lg_colour_entry {
    enum lg_colour_kind kind;
    const char *code;
    const char *rgb; /* "#d55e00" */
};

/* The codes of a kind stand together, in the order of a legend. */
extern const struct lg_colour_entry lg_colours[];
extern const size_t lg_colour_count;

/** The colour of a code: "#d55e00"; that of what is not known when the code has none or is NULL. */
const char *lg_colour(enum lg_colour_kind kind, const char *code);

#endif
