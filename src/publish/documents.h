/*
 * What people open: each a file, or some, made from a book and nothing else.
 */
#ifndef LG_PUBLISH_DOCUMENTS_H
#define LG_PUBLISH_DOCUMENTS_H

#include "publish/book.h"

/**
 * Write the text files and documents that the book's formats ask for, as many at once as there are
 * threads: a document that takes long is made beside the text files.
 *
 * @param hooks  NULL when nobody watches
 * @param dir    as for lg_texts_write()
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_documents_write(const struct lg_book *book,
                                               const struct lg_document_means *means,
                                               const struct lg_hooks *hooks,
                                               struct lg_output_dir *dir, struct lg_error *err);

#endif
