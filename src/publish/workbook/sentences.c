/*
 * The program's sentences that cells have, in the language of the workbook.
 *
 * Cells have them in English, as the tables do: programs read them. Who reads the cells finds them
 * here; of a column with very many different ones the first.
 */
#include "model/sentences.h"
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <math.h>
#include <string.h>

enum {
    OTHERS_MAX = 400, /* texts of a column that are none, before nothing more is looked for */
    COLUMN_COUNT = 5
};

static const struct lg_workbook_list_column columns[COLUMN_COUNT] = {
    {"workbook.sentences.sheet", 20},
    {"workbook.codes.column", 18},
    {"workbook.codes.key", 26},
    {"workbook.sentences.text", 64},
    {"workbook.sentences.said", 64}};

static bool keep(struct lg_workbook *wb, const struct lg_workbook_column_sentences *column,
                 const char *text, const char *said)
{
    const struct lg_workbook_sentence kept = {
        .table = column->table,
        .key = column->key,
        .text = lg_arena_text(&wb->memory, text, strlen(text)),
        .said = lg_arena_text(&wb->memory, said, strlen(said)),
    };
    if (kept.text == NULL || kept.said == NULL ||
        !lg_workbook_make_room((void **)&wb->sentences, &wb->sentence_capacity, wb->sentence_count,
                               sizeof(*wb->sentences))) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return false;
    }
    wb->sentences[wb->sentence_count++] = kept;
    return true;
}

static bool is_kept(const struct lg_workbook *wb, const struct lg_workbook_column_sentences *column,
                    const char *text)
{
    for (size_t i = 0; i < column->kept_count; i++) {
        if (strcmp(wb->sentences[column->kept[i]].text, text) == 0) return true;
    }
    return false;
}

void lg_workbook_keep_sentence(struct lg_workbook *wb, struct lg_workbook_column_sentences *column,
                               const char *text)
{
    /* A sentence has several words. */
    if (wb->book->language == LG_ENGLISH || strchr(text, ' ') == NULL) return;
    if (column->kept_count == LG_WORKBOOK_KEPT_MAX || column->other_count == OTHERS_MAX) return;
    if (is_kept(wb, column, text)) return;
    struct lg_text said = {0};
    if (!lg_sentence_add(&said, wb->book->language, text)) {
        column->other_count++;
    } else if (said.bytes != NULL && keep(wb, column, text, said.bytes)) {
        column->kept[column->kept_count++] = wb->sentence_count - 1;
    }
    wb->scratch.failed = wb->scratch.failed || said.failed;
    lg_text_reset(&said);
}

static void add_row(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row,
                    const struct lg_workbook_sentence *sentence)
{
    const struct lg_workbook_tab *tab = lg_workbook_tab(wb, sentence->table);
    const char *const texts[COLUMN_COUNT] = {
        tab == NULL ? sentence->table : tab->name,
        lg_label_column(wb->book->language, sentence->table, sentence->key), sentence->key,
        sentence->text, sentence->said};
    double line_count = 1;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        lg_workbook_put(wb, to, row, (lxw_col_t)i, texts[i], wb->wrapped);
        /* Words that do not fit leave a part of their line empty. */
        line_count =
            fmax(line_count, ceil((double)lg_workbook_width(texts[i]) / (columns[i].width - 6)));
    }
    lg_workbook_said(wb, worksheet_set_row(to, row, LG_WORKBOOK_LINE_HEIGHT * line_count, NULL));
}

void lg_workbook_add_sentences(struct lg_workbook *wb, lxw_worksheet *to, const char *name)
{
    lg_workbook_begin_list(wb, to, name, columns, COLUMN_COUNT, wb->sentence_count);
    for (size_t i = 0; i < wb->sentence_count; i++) {
        add_row(wb, to, (lxw_row_t)(i + 1), &wb->sentences[i]);
    }
}
