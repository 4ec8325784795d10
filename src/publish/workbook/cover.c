/*
 * The cover: what was evaluated, the headline figures, what stands where, how to read it.
 */
#include "base/text_index.h"
#include "landgauge/run.h"
#include "model/labels.h"
#include "model/sentences.h"
#include "publish/workbook/parts.h"

#include <stdio.h>
#include <string.h>

enum { LABEL, VALUE, UNIT, WHERE }; /* columns */

enum { CRS_SIZE = 64 };

static const double widths[WHERE + 1] = {30, 28, 20, 72};

/* How a headline figure is taken from its table. */
enum taking {
    TAKE_ROWS,    /* how many rows there are, or have the text */
    TAKE_PARCELS, /* how many parcels they are of; a park within another one lists them again */
    TAKE_CELL,    /* the cell of the row that has the text */
    TAKE_LEAST,   /* the smallest of a column */
    TAKE_MOST,
};

static const struct headline {
    const char *label; /* "workbook.head." is before it */
    enum taking taking;
    const char *sheet;
    const char *key;                    /* of the figure; NULL with rows */
    const char *where_key, *where_text; /* NULL: every row */
    const char *unit;                   /* "unit." or "workbook.unit." is before it */
} headlines[] = {
    {"parks", TAKE_CELL, "regional_totals", "parks", "part", "ALL", "parks"},
    {"area", TAKE_CELL, "regional_totals", "area_ha", "part", "ALL", "ha"},
    {"parcels", TAKE_ROWS, "register", NULL, NULL, NULL, "rows"},
    {"built", TAKE_CELL, "regional_totals", "a_ha", "part", "ALL", "ha"},
    {"supplied", TAKE_CELL, "regional_totals", "d_ha", "part", "ALL", "ha"},
    {"suppliable", TAKE_CELL, "regional_totals", "e_ha", "part", "ALL", "ha"},
    {"unsurveyed", TAKE_CELL, "regional_totals", "unsurveyed_ha", "part", "ALL", "ha"},
    {"idle_area", TAKE_CELL, "regional_totals", "idle_ha", "part", "ALL", "ha"},
    {"suspected", TAKE_PARCELS, "idle", "parcel_id", "confirmed", "no", "parcels"},
    {"confirmed", TAKE_PARCELS, "idle", "parcel_id", "confirmed", "yes", "parcels"},
    {"watchlist", TAKE_ROWS, "watchlist", NULL, NULL, NULL, "rows"},
    {"requests", TAKE_ROWS, "requests", NULL, NULL, NULL, "rows"},
    {"conversion", TAKE_PARCELS, "conversion", "parcel_id", "result", "SUSPECTED", "parcels"},
    {"score_most", TAKE_MOST, "scores", "combined", NULL, NULL, "points"},
    {"score_least", TAKE_LEAST, "scores", "combined", NULL, NULL, "points"},
    {"not_met", TAKE_ROWS, "compliance", NULL, "result", "NOT_MET", "rows"},
    {"errors", TAKE_ROWS, "quality", NULL, "severity", "error", "rows"},
    {"warnings", TAKE_ROWS, "quality", NULL, "severity", "warning", "rows"},
};

struct cover {
    struct lg_workbook *wb;
    lxw_worksheet *to;
    lxw_row_t row;
};

static void put(struct cover *cover, lxw_col_t column, const char *text, lxw_format *format)
{
    lg_workbook_put(cover->wb, cover->to, cover->row, column, text, format);
}

static const char *label(const struct cover *cover, const char *kind, const char *name)
{
    char id[96];
    (void)snprintf(id, sizeof(id), "workbook.%s.%s", kind, name);
    return lg_label(cover->wb->book->language, id);
}

static void add_heading(struct cover *cover, const char *name)
{
    cover->row++;
    lg_workbook_said(cover->wb, worksheet_set_row(cover->to, cover->row, 24, NULL));
    put(cover, LABEL, label(cover, "part", name), cover->wb->heading);
    cover->row++;
}

/* A text over the columns from one to the last; a merged cell keeps its text in the first. */
static void put_wide(struct cover *cover, lxw_col_t from, const char *text, lxw_format *format)
{
    static const double line_height = 16.5;
    enum { CHARACTERS_OF_LINE = 96 };
    size_t lines = 1 + lg_workbook_width(text) /
                           (from == LABEL ? CHARACTERS_OF_LINE + 24 : CHARACTERS_OF_LINE);
    lg_workbook_said(cover->wb,
                     worksheet_set_row(cover->to, cover->row, line_height * (double)lines, NULL));
    /* The merging writes the cells itself: first blank, then the text is put in, unlinked. */
    lg_workbook_said(cover->wb, worksheet_merge_range(cover->to, cover->row, from, cover->row,
                                                      WHERE, "", format));
    put(cover, from, text, format);
}

static void add_fact(struct cover *cover, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0') return;
    put_wide(cover, VALUE, text, cover->wb->wrapped);
    put(cover, LABEL, label(cover, "fact", name), cover->wb->label);
    cover->row++;
}

static void add_facts(struct cover *cover)
{
    char day[LG_DATE_TEXT_SIZE];
    struct lg_text text = {0};
    const struct lg_book *book = cover->wb->book;
    add_heading(cover, "facts");
    add_fact(cover, "as_of", lg_date_format(book->as_of, day));
    add_fact(cover, "area",
             label(cover, "area", book->area == LG_AREA_RECORDED ? "recorded" : "measured"));
    for (size_t i = 0; i < book->rule_set_count; i++) {
        if (i > 0) lg_text_add_text(&text, ", ");
        lg_text_add_text(&text, book->rule_sets[i]);
    }
    add_fact(cover, "rules", text.bytes);
    lg_text_clear(&text);
    lg_text_printf(&text, "landgauge %s", lg_version());
    add_fact(cover, "program", text.bytes);
    if (book->check_only) add_fact(cover, "check", label(cover, "fact", "check_only"));
    if (book->masks_holders) add_fact(cover, "mask", label(cover, "fact", "masked"));
    if (text.failed) lg_workbook_said(cover->wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&text);
}

static bool has_text(struct lg_row *row, const struct lg_sheet_column *column, const char *text)
{
    if (column == NULL) return false;
    const struct lg_cell cell = lg_row_cell(row, column);
    return !cell.is_missing && cell.kind == LG_CELL_TEXT && strcmp(cell.text, text) == 0;
}

struct texts {
    size_t count;
    const char **items; /* [count]; NULL: missing */
};

/* The texts of a column in the rows that have another text; false when memory is out. */
static bool keep_texts(struct lg_workbook *wb, const struct lg_sheet *sheet, const char *key,
                       const char *where_key, const char *where_text, struct texts *texts)
{
    *texts = (struct texts){.count = 0};
    const struct lg_sheet_column *column = sheet == NULL ? NULL : lg_sheet_column(sheet, key);
    const struct lg_sheet_column *where = sheet == NULL ? NULL : lg_sheet_column(sheet, where_key);
    if (column == NULL || where == NULL) return true;
    texts->items = lg_arena_take(&wb->memory, (sheet->row_count + 1) * sizeof(*texts->items));
    bool is_kept = texts->items != NULL;
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; i < sheet->row_count && is_kept; i++) {
        lg_row_move(&row, sheet, i);
        if (!has_text(&row, where, where_text)) continue;
        const struct lg_cell cell = lg_row_cell(&row, column);
        const char *text = NULL;
        if (!cell.is_missing) text = lg_arena_text(&wb->memory, cell.text, strlen(cell.text));
        is_kept = cell.is_missing || text != NULL;
        texts->items[texts->count++] = text;
    }
    is_kept = is_kept && !row.scratch.failed;
    lg_text_reset(&row.scratch);
    return is_kept;
}

static bool is_among(const struct texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (text != NULL && texts->items[i] != NULL && strcmp(texts->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Each parcel once, and none of parks that are only proposed: as the areas are. */
static double count_parcels(struct lg_workbook *wb, const struct headline *headline,
                            const struct lg_sheet *sheet)
{
    struct texts ids;
    struct texts parks;
    struct texts proposed;
    struct lg_text_index index = {0};
    struct lg_error ignored;
    double count = 0;
    bool is_kept =
        keep_texts(wb, sheet, "parcel_id", headline->where_key, headline->where_text, &ids) &&
        keep_texts(wb, sheet, "park_code", headline->where_key, headline->where_text, &parks) &&
        keep_texts(wb, lg_book_sheet(wb->book, "parks"), "park_code", "candidate", "yes",
                   &proposed);
    for (size_t i = 0; is_kept && i < ids.count; i++) {
        if (i < parks.count && is_among(&proposed, parks.items[i])) ids.items[i] = NULL;
    }
    if (!is_kept || lg_text_index_build(&index, ids.items, ids.count, &ignored) != LG_OK) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return LG_NO_NUMBER;
    }
    for (size_t i = 0; i < ids.count; i++) {
        if (ids.items[i] != NULL && lg_text_index_find(&index, ids.items[i]) == i) count++;
    }
    lg_text_index_reset(&index);
    return count;
}

/* NaN: there is none. */
static double take(struct lg_workbook *wb, const struct headline *headline,
                   const struct lg_sheet *sheet)
{
    const struct lg_sheet_column *figure =
        headline->key == NULL ? NULL : lg_sheet_column(sheet, headline->key);
    if (headline->key != NULL && figure == NULL) return LG_NO_NUMBER;
    if (headline->taking == TAKE_ROWS && headline->where_key == NULL) {
        return (double)sheet->row_count;
    }
    const struct lg_sheet_column *where =
        headline->where_key == NULL ? NULL : lg_sheet_column(sheet, headline->where_key);
    double taken = headline->taking == TAKE_ROWS ? 0 : LG_NO_NUMBER;
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        if (headline->where_key != NULL && !has_text(&row, where, headline->where_text)) continue;
        const double value = figure == NULL ? 1 : lg_row_cell(&row, figure).number;
        if (headline->taking == TAKE_ROWS) {
            taken += value;
        } else if (headline->taking == TAKE_MOST) {
            taken = value > taken || isnan(taken) ? value : taken;
        } else if (headline->taking == TAKE_LEAST) {
            taken = value < taken || isnan(taken) ? value : taken;
        } else {
            taken = value;
        }
    }
    if (row.scratch.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&row.scratch);
    return taken;
}

/* A link to a sheet of the file, under its name. */
static void put_link(struct cover *cover, lxw_col_t column, const char *sheet)
{
    char target[LG_WORKBOOK_NAME_SIZE + 24];
    (void)snprintf(target, sizeof(target), "internal:'%s'!A1", sheet);
    lg_workbook_said(cover->wb, worksheet_write_url_opt(cover->to, cover->row, column, target,
                                                        cover->wb->link, sheet, NULL));
}

static void add_headlines(struct cover *cover)
{
    struct lg_workbook *wb = cover->wb;
    add_heading(cover, "headlines");
    for (size_t i = 0; i < sizeof(headlines) / sizeof(headlines[0]); i++) {
        const struct headline *headline = &headlines[i];
        const struct lg_workbook_tab *tab = lg_workbook_tab(wb, headline->sheet);
        if (tab == NULL) continue;
        const double value = headline->taking == TAKE_PARCELS
                                 ? count_parcels(wb, headline, tab->sheet)
                                 : take(wb, headline, tab->sheet);
        bool is_area = headline->key != NULL && strcmp(headline->unit, "ha") == 0;
        unsigned decimals = is_area || strcmp(headline->unit, "points") == 0 ? 2 : 0;
        put(cover, LABEL, label(cover, "head", headline->label), wb->label);
        if (isnan(value)) {
            put(cover, VALUE, label(cover, "head", "unknown"), wb->unknown);
        } else {
            lg_workbook_said(wb, worksheet_write_number(cover->to, cover->row, VALUE, value,
                                                        lg_workbook_figure(wb, decimals, true)));
        }
        put(cover, UNIT, label(cover, "unit", headline->unit), wb->text);
        if (tab->part_count > 0) {
            put_link(cover, WHERE, tab->name);
        } else {
            put(cover, WHERE, tab->name, wb->muted);
        }
        cover->row++;
    }
}

/* As high as the text of the last column needs. */
static void set_height(struct cover *cover, const char *text)
{
    static const double line_height = 15.5;
    if (text == NULL) return;
    const size_t lines = 1 + lg_workbook_width(text) / (size_t)(widths[WHERE] - 2);
    lg_workbook_said(cover->wb,
                     worksheet_set_row(cover->to, cover->row, line_height * (double)lines, NULL));
}

static void put_header(struct cover *cover, const char *const names[WHERE + 1])
{
    for (unsigned i = LABEL; i <= WHERE; i++) {
        put(cover, (lxw_col_t)i, label(cover, "list", names[i]), cover->wb->header);
    }
    cover->row++;
}

static void add_own_sheet(struct cover *cover, const char *name, const char *about)
{
    put_link(cover, LABEL, lg_workbook_label(cover->wb, name));
    put(cover, WHERE, label(cover, "about", about), cover->wb->wrapped);
    cover->row++;
}

static void add_contents(struct cover *cover)
{
    static const char *const names[] = {"sheet", "table", "rows", "about"};
    struct lg_workbook *wb = cover->wb;
    add_heading(cover, "contents");
    put_header(cover, names);
    for (size_t i = 0; i < wb->tab_count; i++) {
        const struct lg_workbook_tab *tab = &wb->tabs[i];
        const char *about = tab->is_left_out ? label(cover, "about", "left_out")
                                             : label(cover, "about", tab->sheet->name);
        set_height(cover, about);
        if (tab->part_count > 0) {
            put_link(cover, LABEL, tab->name);
        } else {
            put(cover, LABEL, tab->name, wb->muted);
        }
        put(cover, VALUE, tab->sheet->name, wb->muted);
        lg_workbook_said(wb, worksheet_write_number(cover->to, cover->row, UNIT,
                                                    (double)tab->sheet->row_count,
                                                    lg_workbook_figure(wb, 0, true)));
        put(cover, WHERE, about, wb->wrapped);
        cover->row++;
        if (strcmp(tab->sheet->name, "scores") == 0 && lg_workbook_has_chart(wb)) {
            add_own_sheet(cover, "workbook.chart", "chart");
        }
    }
    if (wb->code_count > 0) add_own_sheet(cover, "workbook.codes", "codes");
    if (wb->sentence_count > 0) add_own_sheet(cover, "workbook.sentences", "sentences");
}

static void add_notes(struct cover *cover)
{
    static const char *const notes[] = {"suspected", "missing",   "figures", "headers",
                                        "codes",     "sentences", "empty",   "hints"};
    add_heading(cover, "notes");
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        bool is_of_sentences = strcmp(notes[i], "sentences") == 0;
        if (is_of_sentences && cover->wb->sentence_count == 0) continue;
        put_wide(cover, LABEL, label(cover, "note", notes[i]), cover->wb->wrapped);
        cover->row++;
    }
    if (cover->wb->cut_count == 0) return;
    char count[24];
    struct lg_text text = {0};
    (void)snprintf(count, sizeof(count), "%zu", cover->wb->cut_count);
    const struct lg_label_part parts[] = {{"COUNT", count}, {NULL, NULL}};
    lg_label_add(&text, cover->wb->book->language, "workbook.note.cut", parts);
    if (text.bytes != NULL) put_wide(cover, LABEL, text.bytes, cover->wb->wrapped);
    lg_text_reset(&text);
    cover->row++;
}

/* A row of texts that wrap, as high as the longest of them needs. */
static void put_row(struct cover *cover, const char *const texts[WHERE + 1])
{
    static const double line_height = 15.5;
    size_t lines = 1;
    for (unsigned i = LABEL; i <= WHERE; i++) {
        if (texts[i] == NULL) continue;
        const size_t own = 1 + lg_workbook_width(texts[i]) / (size_t)(widths[i] - 2);
        if (own > lines) lines = own;
    }
    lg_workbook_said(cover->wb,
                     worksheet_set_row(cover->to, cover->row, line_height * (double)lines, NULL));
    for (unsigned i = LABEL; i <= WHERE; i++) {
        put(cover, (lxw_col_t)i, texts[i], i == LABEL ? cover->wb->label : cover->wb->wrapped);
    }
    cover->row++;
}

static void add_inputs(struct cover *cover)
{
    static const char *const names[] = {"kind", "path", "crs", "sha256"};
    const struct lg_book *book = cover->wb->book;
    if (book->input_count == 0) return;
    add_heading(cover, "inputs");
    put_header(cover, names);
    for (size_t i = 0; i < book->input_count; i++) {
        const struct lg_book_input *input = &book->inputs[i];
        const char *kind = lg_label_value(book->language, "layer", input->kind);
        char crs[CRS_SIZE] = "";
        /* The code says it all. */
        if (input->crs != NULL) {
            (void)snprintf(crs, sizeof(crs), "%.*s", (int)strcspn(input->crs, " "), input->crs);
        }
        put_row(cover, (const char *const[]){kind == NULL ? input->kind : kind, input->path, crs,
                                             input->sha256});
    }
}

static void add_parameters(struct cover *cover)
{
    static const char *const names[] = {"parameter", "value", "set", "source"};
    const struct lg_book *book = cover->wb->book;
    if (book->parameter_count == 0) return;
    struct lg_text source = {0};
    add_heading(cover, "parameters");
    put_header(cover, names);
    for (size_t i = 0; i < book->parameter_count; i++) {
        const struct lg_rule_parameter *parameter = &book->parameters[i];
        lg_text_clear(&source);
        if (parameter->source != NULL) {
            (void)lg_sentence_add(&source, book->language, parameter->source);
        }
        put_row(cover, (const char *const[]){parameter->key, parameter->value, parameter->set,
                                             source.bytes});
    }
    if (source.failed) lg_workbook_said(cover->wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&source);
}

void lg_workbook_add_cover(struct lg_workbook *wb, lxw_worksheet *to, const char *name)
{
    const char *title = wb->book->title;
    struct cover cover = {wb, to, 0};
    double width = 0;
    for (unsigned i = LABEL; i <= WHERE; i++) {
        lg_workbook_said(wb, worksheet_set_column(to, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
        width += widths[i];
    }
    lg_workbook_said(wb, worksheet_set_row(to, 0, 36, NULL));
    put(&cover, LABEL, title == NULL ? lg_workbook_label(wb, "workbook.title") : title, wb->title);
    cover.row++;
    add_facts(&cover);
    add_headlines(&cover);
    add_contents(&cover);
    add_notes(&cover);
    add_inputs(&cover);
    add_parameters(&cover);
    lg_workbook_print_setup(wb, to, name, width);
    worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
}
