/*
 * The program's sentences that cells have, in the language of the workbook.
 *
 * Cells have them in English, as the tables do: programs read them. Who reads the cells finds them
 * here; of a column with very many different ones the first.
 */
#include "model/sentences.h"
#include "base/grow.h"
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OTHERS_MAX = 400, /* texts of a column that are none, before nothing more is looked for */
    COLUMN_COUNT = 5
};

static const double widths[COLUMN_COUNT] = {20, 18, 26, 64, 64};

/* Room for one more; false when memory is out. */
static bool make_room(struct lg_workbook *wb)
{
    if (wb->sentence_count < wb->sentence_capacity) return true;
    const size_t capacity = lg_grow_capacity(wb->sentence_capacity, wb->sentence_count + 1);
    struct lg_workbook_sentence *rows = lg_resize(wb->sentences, capacity, sizeof(*rows));
    if (rows == NULL) return false;
    wb->sentences = rows;
    wb->sentence_capacity = capacity;
    return true;
}

static bool keep(struct lg_workbook *wb, const struct lg_workbook_reader *reader, const char *text,
                 const char *said)
{
    const struct lg_workbook_sentence kept = {
        .table = reader->table,
        .key = reader->key,
        .text = lg_arena_text(&wb->memory, text, strlen(text)),
        .said = lg_arena_text(&wb->memory, said, strlen(said)),
    };
    if (kept.text == NULL || kept.said == NULL || !make_room(wb)) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return false;
    }
    wb->sentences[wb->sentence_count++] = kept;
    return true;
}

static bool is_kept(const struct lg_workbook *wb, const struct lg_workbook_reader *reader,
                    const char *text)
{
    for (size_t i = 0; i < reader->kept_count; i++) {
        if (strcmp(wb->sentences[reader->kept[i]].text, text) == 0) return true;
    }
    return false;
}

void lg_workbook_read(struct lg_workbook *wb, struct lg_workbook_reader *reader, const char *text)
{
    /* A sentence has several words. */
    if (wb->book->language == LG_ENGLISH || strchr(text, ' ') == NULL) return;
    if (reader->kept_count == LG_WORKBOOK_KEPT_MAX || reader->other_count == OTHERS_MAX) return;
    if (is_kept(wb, reader, text)) return;
    struct lg_text said = {0};
    if (!lg_sentence_add(&said, wb->book->language, text)) {
        reader->other_count++;
    } else if (said.bytes != NULL && keep(wb, reader, text, said.bytes)) {
        reader->kept[reader->kept_count++] = wb->sentence_count - 1;
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
        line_count = fmax(line_count, ceil((double)lg_workbook_width(texts[i]) / (widths[i] - 6)));
    }
    lg_workbook_said(wb, worksheet_set_row(to, row, LG_WORKBOOK_LINE_HEIGHT * line_count, NULL));
}

void lg_workbook_add_sentences(struct lg_workbook *wb, lxw_worksheet *to, const char *name)
{
    static const char *const headers[COLUMN_COUNT] = {
        "workbook.sentences.sheet", "workbook.codes.column", "workbook.codes.key",
        "workbook.sentences.text", "workbook.sentences.said"};
    double width = 0;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        lxw_col_t at = (lxw_col_t)i;
        lg_workbook_put(wb, to, 0, at, lg_workbook_label(wb, headers[i]), wb->header);
        lg_workbook_said(wb, worksheet_set_column(to, at, at, widths[i], NULL));
        width += widths[i];
    }
    for (size_t i = 0; i < wb->sentence_count; i++) {
        add_row(wb, to, (lxw_row_t)(i + 1), &wb->sentences[i]);
    }
    worksheet_freeze_panes(to, 1, 0);
    lg_workbook_said(
        wb, worksheet_autofilter(to, 0, 0, (lxw_row_t)wb->sentence_count, COLUMN_COUNT - 1));
    lg_workbook_said(wb, worksheet_repeat_rows(to, 0, 0));
    lg_workbook_print_setup(wb, to, name, width);
}
