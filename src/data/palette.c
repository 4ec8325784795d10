/*
 * Colours of codes.
 *
 * Source: own choice among the colours of Okabe and Ito (2008), "Color Universal Design", and of
 * Tol's muted scheme, which people with any kind of colour vision tell apart; the scale is
 * ColorBrewer's YlGnBu of five classes.
 */
#include "model/palette.h"

#include <string.h>

static const char unknown[] = "#8c8c8c";

const struct lg_colour_entry lg_colours[] = {
    {LG_COLOUR_LAND_STATE, "A1", "#ddcc77"},
    {LG_COLOUR_LAND_STATE, "A2", "#7a6fb3"},
    {LG_COLOUR_LAND_STATE, "A3", "#bdbdbd"},
    {LG_COLOUR_LAND_STATE, "A4", "#cc6677"},
    {LG_COLOUR_LAND_STATE, "A51", "#44aa99"},
    {LG_COLOUR_LAND_STATE, "A5", "#aa4499"},
    {LG_COLOUR_LAND_STATE, "A6", "#999933"},
    {LG_COLOUR_LAND_STATE, "A", "#b9b3d6"},
    {LG_COLOUR_LAND_STATE, "B1", "#d9a86c"},
    {LG_COLOUR_LAND_STATE, "B21", "#56b4e9"},
    {LG_COLOUR_LAND_STATE, "B22", "#cfe8f7"},
    {LG_COLOUR_LAND_STATE, "B", "#e5f2fa"},
    {LG_COLOUR_LAND_STATE, "C1", "#2b6ca3"},
    {LG_COLOUR_LAND_STATE, "C2", "#117733"},
    {LG_COLOUR_LAND_STATE, "C", "#4d6b57"},
    {LG_COLOUR_IDLE_STATUS, "IDLE2", "#d55e00"},
    {LG_COLOUR_IDLE_STATUS, "IDLE1", "#e69f00"},
    {LG_COLOUR_IDLE_STATUS, "IDLE_S", "#cc79a7"},
    {LG_COLOUR_IDLE_STATUS, "LATE", "#f0e442"},
    {LG_COLOUR_IDLE_STATUS, "WAIT", "#56b4e9"},
    {LG_COLOUR_IDLE_STATUS, "SUSPENDED", "#aa4499"},
    {LG_COLOUR_IDLE_STATUS, "LATE_FIN", "#882255"},
    {LG_COLOUR_IDLE_STATUS, "STARTED_NODATA", "#999933"},
    {LG_COLOUR_IDLE_STATUS, "ACTIVE", "#0072b2"},
    {LG_COLOUR_IDLE_STATUS, "UNKNOWN", "#595959"},
    {LG_COLOUR_IDLE_STATUS, "DONE", "#d9d9d9"},
    {LG_COLOUR_IDLE_STATUS, "N_A", "#f0f0f0"},
    {LG_COLOUR_CONVERSION, "SUSPECTED", "#d55e00"},
    {LG_COLOUR_CONVERSION, "FORBIDDEN", "#332288"},
    {LG_COLOUR_CONVERSION, "PRICE", "#cc79a7"},
    {LG_COLOUR_CONVERSION, "PLAN_DIFFERS", "#e69f00"},
    {LG_COLOUR_CONVERSION, "INDUSTRIAL", "#56b4e9"},
    {LG_COLOUR_CONVERSION, "UNDECIDED", "#8c8c8c"},
    {LG_COLOUR_CONVERSION, "SAME", "#d9d9d9"},
    {LG_COLOUR_SEVERITY, "error", "#d55e00"},
    {LG_COLOUR_SEVERITY, "warning", "#e69f00"},
    {LG_COLOUR_SEVERITY, "notice", "#56b4e9"},
    {LG_COLOUR_INTENSITY, "1", "#ffffcc"},
    {LG_COLOUR_INTENSITY, "2", "#a1dab4"},
    {LG_COLOUR_INTENSITY, "3", "#41b6c4"},
    {LG_COLOUR_INTENSITY, "4", "#2c7fb8"},
    {LG_COLOUR_INTENSITY, "5", "#253494"},
};

const size_t lg_colour_count = sizeof(lg_colours) / sizeof(lg_colours[0]);

/* The first letters of a code, as far as a colour is theirs; land states nest by their letters. */
static const char *find_colour(enum lg_colour_kind kind, const char *code, size_t length)
{
    for (size_t i = 0; i < lg_colour_count; i++) {
        if (lg_colours[i].kind == kind && strlen(lg_colours[i].code) == length &&
            memcmp(lg_colours[i].code, code, length) == 0) {
            return lg_colours[i].rgb;
        }
    }
    return NULL;
}

const char *lg_colour(enum lg_colour_kind kind, const char *code)
{
    if (code == NULL) return unknown;
    for (size_t length = strlen(code); length > 0; length--) {
        const char *rgb = find_colour(kind, code, length);
        if (rgb != NULL) return rgb;
        if (kind != LG_COLOUR_LAND_STATE) return unknown;
    }
    return unknown;
}
