/*
 * The result as one workbook: a cover, the tables in an officer's order, a chart, the codes.
 *
 * Every cell has the value of the CSV table, only its look is the workbook's. No cell is a formula.
 */
#ifndef LG_PUBLISH_WORKBOOK_H
#define LG_PUBLISH_WORKBOOK_H

#include "publish/documents.h"

#define LG_WORKBOOK_FILE "landgauge.xlsx"

/**
 * Write landgauge.xlsx: every table of the book that has rows.
 *
 * Rows go to scratch files in the folder, which have no names; the file itself is made in memory
 * and written once it is whole.
 *
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_workbook_write(const struct lg_book *book,
                                              const struct lg_document_means *means,
                                              struct lg_output_dir *dir, struct lg_error *err);

#endif
