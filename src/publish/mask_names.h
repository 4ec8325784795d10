/*
 * Who the holders of a book are, and where their names stand in a text. For publish/mask.c only.
 */
#ifndef LG_PUBLISH_MASK_NAMES_H
#define LG_PUBLISH_MASK_NAMES_H

#include "base/text.h"
#include "publish/book.h"

/**
 * Number the holders of a book: those of the register in its order, then those of other sheets.
 *
 * @param book  not masked yet
 * @param mask  out: free with lg_mask_free(), after a failure, too
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_mask_new(const struct lg_book *book, struct lg_mask **mask,
                                        struct lg_error *err);

/** The number of a holder of the book: "holder 001". */
const char *lg_mask_number(const struct lg_mask *mask, const char *holder);

/**
 * Whether holders are named in a text; then it is added with their numbers in the names' places.
 * @param is_sentence  names that may be codes are looked for, too
 */
bool lg_mask_add(const struct lg_mask *mask, const char *text, bool is_sentence,
                 struct lg_text *masked);

#endif
