/*
 * Names in stored tables brought to another language.
 *
 * A name is known again by the code beside it: what stands there in the one language is replaced
 * by what the code is called in the other. A name that the code does not have is somebody's own
 * and stays.
 */
#ifndef LG_PUBLISH_TRANSLATE_H
#define LG_PUBLISH_TRANSLATE_H

#include "landgauge/project.h"
#include "model/stored.h"

/* What a rule set calls something: an item, a flag, a node, a band, an indicator of its own. */
struct lg_name_pair {
    const char *code;
    const char *name[2]; /* by enum lg_language; NULL: none */
};

struct lg_translation {
    enum lg_language from, to;
    size_t pair_count;
    const struct lg_name_pair *pairs; /* [pair_count] of the run's rule sets */
};

/**
 * Translate the columns of a table that have names.
 *
 * @param stored      as it was read; its texts are then static ones, or those of the pairs
 * @param left_count  in, out: names that stay because nobody knows them in the other language
 */
void lg_stored_translate(struct lg_stored *stored, const struct lg_translation *translation,
                         size_t *left_count);

/* The sentence of publish/tables/assessment.c, by enum lg_language. */
extern const char *const lg_assessment_notes[2];

#endif
