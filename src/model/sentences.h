/*
 * Sentences that the program writes into tables, in the language of who reads a document.
 *
 * Tables hold them in English whatever the language is, for programs read them. The catalogues have
 * each under "sentence.NAME": in English as it is written, with {PARTS} where something is put in,
 * and in Chinese with the same parts. What a part may hold is the beginning of its name:
 * sentences.c.
 */
#ifndef LG_MODEL_SENTENCES_H
#define LG_MODEL_SENTENCES_H

#include "base/text.h"
#include "landgauge/project.h"

#include <stdbool.h>

/**
 * Add a sentence of a table in a language; as it stands where the catalogue does not have it.
 * In English, too, columns and figures get their names for keys, and figures beside a limit have
 * two decimals unless they would then be the limit.
 * @param sentence  UTF-8
 * @return false: it was added as it stands, and the language is not English
 */
bool lg_sentence_add(struct lg_text *text, enum lg_language language, const char *sentence);

#endif
