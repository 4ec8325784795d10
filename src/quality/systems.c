/*
 * quality/: codes that look like another code system than the one declared.
 *
 * The same digits mean different things (0601 is industrial land in GB/T 21010, a rural road in the
 * guide of 2023), so a wrong declaration goes unnoticed row by row: the column tells.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { EXAMPLE_COUNT = 3 };

/* Beside the systems that have a table: the edition of 2007 of GB/T 21010, told by its form. */
enum { LOOK_EDITION_2007 = LG_USE_SYSTEM_COUNT, LOOK_COUNT };

/* The smallest texts seen, each once: they do not depend on the order of the rows. */
struct examples {
    const char *items[EXAMPLE_COUNT];
    size_t count;
};

/* What the codes of one column and source are, seen with the eyes of another system. */
struct look {
    size_t known_count;     /* rows that the system knows */
    size_t only_count;      /* of them, rows that the declared one does not know */
    size_t ambiguous_count; /* of them, rows that mean something else in the declared one */
    struct examples only, ambiguous;
};

struct column_look {
    enum lg_use_system declared;
    size_t role, source;
    size_t code_count;     /* rows with a code */
    size_t declared_count; /* of them, rows that the declared system knows */
    struct look looks[LOOK_COUNT];
};

static void keep_example(struct examples *examples, const char *text)
{
    size_t at = 0;
    while (at < examples->count && strcmp(examples->items[at], text) < 0) {
        at++;
    }
    if (at == EXAMPLE_COUNT) return;
    if (at < examples->count && strcmp(examples->items[at], text) == 0) return;
    if (examples->count < EXAMPLE_COUNT) examples->count++;
    for (size_t i = examples->count - 1; i > at; i--) {
        examples->items[i] = examples->items[i - 1];
    }
    examples->items[at] = text;
}

/* Three digits, perhaps with a letter behind: 061 of the edition of 2007, or a town code 203A. */
static bool is_edition_2007(const char *code)
{
    size_t length = strlen(code);
    const char *trimmed = lg_text_trim(code, &length);
    if (length == 4 && trimmed[3] >= 'A' && trimmed[3] <= 'Z') length--;
    return length == 3 && strspn(trimmed, "0123456789") == 3;
}

static void look_at_code(struct column_look *column, const char *code)
{
    const struct lg_use_entry *meant = lg_use_find(column->declared, code);
    bool is_known = meant != NULL;
    column->code_count++;
    column->declared_count += meant != NULL;
    for (size_t system = LG_USE_NONE + 1; system < LG_USE_SYSTEM_COUNT; system++) {
        if (system == column->declared) continue;
        /* A plan's letters are no land states, though both begin with A and B. */
        if (system == LG_USE_GB50137 && column->role == LG_PARCEL_LAND_STATE) continue;
        const struct lg_use_entry *other = lg_use_find((enum lg_use_system)system, code);
        struct look *look = &column->looks[system];
        if (other == NULL) continue;
        is_known = true;
        look->known_count++;
        if (meant == NULL) {
            look->only_count++;
            keep_example(&look->only, code);
        } else if (strcmp(meant->name[LG_CHINESE], other->name[LG_CHINESE]) != 0) {
            look->ambiguous_count++;
            keep_example(&look->ambiguous, code);
        }
    }
    struct look *edition = &column->looks[LOOK_EDITION_2007];
    if (is_known || !is_edition_2007(code)) return;
    edition->known_count++;
    edition->only_count++;
    keep_example(&edition->only, code);
}

/* The system that knows most of what the declared one does not; 0: there is none. */
static size_t best_look(const struct column_look *column)
{
    size_t best = LG_USE_NONE;
    for (size_t i = LG_USE_NONE + 1; i < LOOK_COUNT; i++) {
        const struct look *look = &column->looks[i];
        const struct look *before = &column->looks[best];
        bool is_better =
            look->only_count > before->only_count ||
            (look->only_count == before->only_count && look->known_count > before->known_count);
        if (look->only_count > 0 && is_better) best = i;
    }
    return best;
}

static void add_examples(struct lg_text *text, const struct examples *examples)
{
    for (size_t i = 0; i < examples->count; i++) {
        lg_text_printf(text, "%s%s", i > 0 ? ", " : "", examples->items[i]);
    }
}

/* What the ambiguous codes would mean: the first one stands for all. */
static void add_meanings(struct lg_text *text, const struct column_look *column, size_t best)
{
    const struct look *look = &column->looks[best];
    const char *code = look->ambiguous.items[0];
    const struct lg_use_entry *here = lg_use_find(column->declared, code);
    const struct lg_use_entry *there = lg_use_find((enum lg_use_system)best, code);
    assert(here != NULL && there != NULL);
    lg_text_printf(text,
                   "; %zu more rows have codes of both that mean something else there, such as %s: "
                   "%s (%s), not %s (%s)",
                   look->ambiguous_count, code, there->name[LG_CHINESE], there->name[LG_ENGLISH],
                   here->name[LG_CHINESE], here->name[LG_ENGLISH]);
}

static void write_message(struct lg_text *text, const struct lg_model *model,
                          const struct column_look *column, size_t best, bool fits_better)
{
    const struct look *look = &column->looks[best];
    const char *role = lg_parcel_roles[column->role].name;
    const char *file = lg_quality_file_name(model->sources.items[column->source].path);
    lg_text_printf(text, "%zu of %zu codes of %s in %s are not in %s, but ", look->only_count,
                   column->code_count, role, file, lg_use_system_name(column->declared));
    if (best == LOOK_EDITION_2007) {
        lg_text_printf(text, "look like GB/T 21010-2007 or town codes of three digits (");
        add_examples(text, &look->only);
        lg_text_printf(text, "); map them under values: {%s: ...}", role);
        return;
    }
    const char *name = lg_use_system_name((enum lg_use_system)best);
    lg_text_printf(text, "in %s (", name);
    add_examples(text, &look->only);
    lg_text_printf(text, ")");
    if (fits_better && look->ambiguous_count > 0) add_meanings(text, column, best);
    lg_text_printf(text, "; declare codes: {%s: %s} if it is the system, else correct them", role,
                   name);
}

static enum lg_status report_column(struct lg_model *model, const struct column_look *column,
                                    struct lg_error *err)
{
    size_t best = best_look(column);
    if (best == LG_USE_NONE) return LG_OK;

    const struct look *look = &column->looks[best];
    /* Ambiguous codes side with the system that fits the column better. */
    bool fits_better = look->known_count > column->declared_count;
    size_t affected_count = look->only_count + (fits_better ? look->ambiguous_count : 0);
    struct lg_finding finding = lg_finding_blank(LG_W_SYSTEM, "parcels");
    finding.source = column->source;
    finding.value = (double)affected_count / (double)column->code_count;
    finding.limit = 0;
    struct lg_text text = {0};
    write_message(&text, model, column, best, fits_better);
    enum lg_status status =
        text.failed ? lg_fail(err, LG_NO_MEMORY, "out of memory for a finding")
                    : lg_findings_add(&model->findings, &finding, err, "%s", text.bytes);
    lg_text_reset(&text);
    return status;
}

static enum lg_status look_at_role(struct lg_model *model, size_t role, enum lg_use_system declared,
                                   struct lg_error *err)
{
    const struct lg_table *table = &model->parcels.table;
    size_t source_count = model->sources.count;
    if (declared == LG_USE_NONE || !table->columns[role].present) return LG_OK;
    struct column_look *columns = calloc(source_count + 1, sizeof(*columns));
    if (columns == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for the codes of %zu sources",
                       source_count);
    }
    for (size_t source = 0; source < source_count; source++) {
        columns[source].declared = declared;
        columns[source].role = role;
        columns[source].source = source;
    }
    for (size_t row = 0; row < table->count; row++) {
        const char *code = lg_table_text(table, role, row);
        if (code != NULL) look_at_code(&columns[table->source[row]], code);
    }
    enum lg_status status = LG_OK;
    for (size_t source = 0; status == LG_OK && source < source_count; source++) {
        status = report_column(model, &columns[source], err);
    }
    free(columns);
    return status;
}

enum lg_status lg_quality_systems(struct lg_model *model, struct lg_error *err)
{
    const struct {
        size_t role;
        enum lg_use_system declared;
    } columns[] = {
        {LG_PARCEL_LAND_STATE, LG_USE_KFQ},
        {LG_PARCEL_CURRENT_USE, model->use_systems[LG_CURRENT_USE]},
        {LG_PARCEL_APPROVED_USE, model->use_systems[LG_APPROVED_USE]},
        {LG_PARCEL_PLANNED_USE, model->use_systems[LG_PLANNED_USE]},
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sizeof(columns) / sizeof(columns[0]); i++) {
        status = look_at_role(model, columns[i].role, columns[i].declared, err);
    }
    return status;
}
