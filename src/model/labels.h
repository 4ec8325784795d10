/*
 * What people read: names of tables, columns, values and parts of documents, in both languages.
 *
 * They stand in gettext catalogues, src/data/labels/zh.po and en.po, and nowhere else; what has a
 * source of its own (land states, uses, law, indicators) keeps its name beside that source.
 */
#ifndef LG_MODEL_LABELS_H
#define LG_MODEL_LABELS_H

#include "base/text.h"
#include "landgauge/project.h"

/**
 * A label.
 * @param id  "table.idle", "column.area_ha", "value.severity.error", "report.headline"
 * @return static text; NULL when the catalogue of the language does not have it
 */
const char *lg_label(enum lg_language language, const char *id);

/** Where the ids that do not come before this text begin; all ids are sorted. */
size_t lg_label_place(enum lg_language language, const char *beginning);

/** The id at a place; NULL behind the last one. */
const char *lg_label_id(enum lg_language language, size_t place);
/** The label at a place that has an id. */
const char *lg_label_at(enum lg_language language, size_t place);

/**
 * The header of a column, with its unit: of the table's own "column.TABLE.KEY" where the catalogue
 * has one, else of "column.KEY"; the key itself where it has neither.
 */
const char *lg_label_column(enum lg_language language, const char *table, const char *key);

/**
 * The unit that a column's label ends in, without its parentheses: "ha".
 * @return static text; NULL when the column has none, or another one in each row
 */
const char *lg_label_unit(enum lg_language language, const char *table, const char *key);

/**
 * What a code of a column means: "value.KEY.CODE", or what stands with the code's own source (land
 * states, use groups, indicators, law, tables and columns), or an answer ("value.any.yes").
 *
 * Before "old_" and "new_" a key is the key behind them. The codes of land_state.code are those of
 * the key "land_state", of indicators.code those of "indicator"; "code" itself means findings. An
 * idle status is here what it is once found; "suspected" names it where nothing is found yet.
 *
 * @param key  key of the column, or of what its codes are
 * @return static text; NULL when the code has no name
 */
const char *lg_label_value(enum lg_language language, const char *key, const char *code);

/**
 * The same where nothing says that an authority has found the land idle: an idle status is only
 * suspected.
 */
const char *lg_label_suspected(enum lg_language language, const char *key, const char *code);

/** A name to stand in a sentence for {NAME}. */
struct lg_label_part {
    const char *name;
    const char *text; /* NULL: as if it were empty */
};

/**
 * Add a label with its {NAMES} replaced; a name that no part has stays as it is.
 * @param parts  ends with a NULL name
 */
void lg_label_add(struct lg_text *text, enum lg_language language, const char *id,
                  const struct lg_label_part *parts);

#endif
