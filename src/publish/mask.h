/*
 * A book for those who shall not read who holds the land: numbers in place of names.
 *
 * Each holder gets a number by its first appearance in the register ("使用权人 001", "holder 001"),
 * the same in every table. Ids, contract and supervision numbers stay: they are what a row is
 * looked up by.
 */
#ifndef LG_PUBLISH_MASK_H
#define LG_PUBLISH_MASK_H

#include "base/text.h"
#include "publish/book.h"

/**
 * Mask every sheet of a book, its title and the paths of its inputs.
 *
 * Cells of columns "holder" become numbers, those of "remarks" are emptied; where a holder's name
 * stands in another text its number takes its place. A name that is one word of ASCII, and so may
 * be a code, is looked for in sentences only; one of a character or a few letters only where it is
 * all of a text, or in sentences all that stands between separators.
 *
 * @param book  all sheets in it; what it has is freed with it
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_book_mask_holders(struct lg_book *book, struct lg_error *err);

/* The column that names who holds the land. */
#define LG_MASK_HOLDER "holder"

/** Free what a book's mask has; NULL is allowed. */
void lg_mask_free(struct lg_mask *mask);

/** How many holders have numbers; one that is written in several ways has one. */
size_t lg_mask_count(const struct lg_mask *mask);

/** The last part of a path. */
const char *lg_mask_path(const char *path);

#endif
