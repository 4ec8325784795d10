/*
 * The compiled catalogues of labels, made at build time from src/data/labels/.
 */
#ifndef LG_MODEL_CATALOGUES_H
#define LG_MODEL_CATALOGUES_H

struct lg_catalogue {
    const char *name;  /* "zh", "en" */
    const char *bytes; /* an MO file, little-endian */
};

extern const struct lg_catalogue lg_catalogues[]; /* ends with a NULL name */

#endif
