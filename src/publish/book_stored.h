/*
 * A book of tables that were read from a result's files.
 *
 * What a column is called and holds is told by the same descriptions as in a run (publish/tables/);
 * only the accessors are others: they read stored cells.
 */
#ifndef LG_PUBLISH_BOOK_STORED_H
#define LG_PUBLISH_BOOK_STORED_H

#include "model/stored.h"
#include "publish/book.h"

/**
 * Hold a table against its description: its cells become numbers and dates where the columns are.
 *
 * @param described  of lg_book_sheet_at()
 * @param stored     as it was read
 * @return LG_OK; LG_BAD_INPUT (other columns than this version writes, a number or a date that is
 *         none)
 */
LG_NODISCARD enum lg_status lg_book_check_stored(const struct lg_sheet *described,
                                                 struct lg_stored *stored, struct lg_error *err);

/**
 * Add a table to the sheets of a book.
 *
 * @param book      with a view of an empty model and room in sheets for every table
 * @param position  of lg_book_sheet_at()
 * @param stored    held against its description; the book borrows it. Its places are those of the
 *                  sheet; without them the sheet is no layer
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_book_add_stored(struct lg_book *book, size_t position,
                                               struct lg_stored *stored, struct lg_error *err);

/** Make room in a book for every table. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_book_begin_stored(struct lg_book *book, struct lg_error *err);

#endif
