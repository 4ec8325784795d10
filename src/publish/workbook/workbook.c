/*
 * The workbook as a whole, and the calls that all of its sheets are made by.
 */
#include "publish/workbook/workbook.h"

#include "landgauge/run.h"
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SECONDS_PER_DAY = 86400,
    EPOCH_AS_SERIAL = 25569, /* 1970-01-01 as a spreadsheet counts days */
};

void lg_workbook_said(struct lg_workbook *wb, lxw_error fault)
{
    if (wb->fault == LXW_NO_ERROR) wb->fault = fault;
}

/* What a fault of the library means to who called us. */
static enum lg_status status_of(lxw_error fault)
{
    static const struct {
        lxw_error fault;
        enum lg_status status;
    } known[] = {
        {LXW_NO_ERROR, LG_OK},
        {LXW_ERROR_MEMORY_MALLOC_FAILED, LG_NO_MEMORY},
        {LXW_ERROR_CREATING_TMPFILE, LG_WRITE},
        {LXW_ERROR_READING_TMPFILE, LG_WRITE},
        {LXW_ERROR_CREATING_XLSX_FILE, LG_WRITE},
        {LXW_ERROR_ZIP_FILE_OPERATION, LG_WRITE},
        {LXW_ERROR_ZIP_BAD_ZIP_FILE, LG_WRITE},
        {LXW_ERROR_ZIP_FILE_ADD, LG_WRITE},
        {LXW_ERROR_ZIP_CLOSE, LG_WRITE},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (known[i].fault == fault) return known[i].status;
    }
    return LG_INTERNAL;
}

enum lg_status lg_workbook_fault(const struct lg_workbook *wb, struct lg_error *err)
{
    if (wb->scratch.failed) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": out of memory");
    enum lg_status status = status_of(wb->fault);
    if (status == LG_OK) return LG_OK;
    return lg_fail(err, status, LG_WORKBOOK_FILE ": write: %s", lxw_strerror(wb->fault));
}

void lg_workbook_put(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row, lxw_col_t column,
                     const char *text, lxw_format *format)
{
    bool is_cut;
    if (text == NULL || text[0] == '\0') return;
    const char *clean = lg_workbook_text(&wb->scratch, text, &is_cut);
    if (is_cut) wb->cut_count++;
    lg_workbook_said(wb, worksheet_write_string(to, row, column, clean, format));
}

void lg_workbook_put_date(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row,
                          lxw_col_t column, lg_date date)
{
    char text[LG_DATE_TEXT_SIZE];
    if (date < LG_WORKBOOK_FIRST_DATE) {
        /* Spreadsheets know no such day. */
        lg_workbook_put(wb, to, row, column, lg_date_format(date, text), wb->text);
        return;
    }
    lg_workbook_said(
        wb, worksheet_write_number(to, row, column, (double)date + EPOCH_AS_SERIAL, wb->date));
}

/* Where no more files can be opened, the library writes lines of its own to stderr. */
static bool can_open_one_more(const struct lg_workbook *wb)
{
    int descriptor = dup(wb->descriptor);
    if (descriptor < 0) return false;
    (void)close(descriptor);
    return true;
}

/* The library's file would be written by 4 KiB; the buffer is wanted until the book is closed. */
static void give_buffer(struct lg_workbook *wb, lxw_worksheet *to)
{
    enum { BUFFER_BYTES = 1 << 16 };
    char *buffer = lg_arena_take(&wb->memory, BUFFER_BYTES);
    if (buffer == NULL) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    /* A refusal leaves the small one. */
    (void)setvbuf(to->optimize_tmpfile, buffer, _IOFBF, BUFFER_BYTES);
}

lxw_worksheet *lg_workbook_sheet(struct lg_workbook *wb, const char *name)
{
    static const char everywhere[] = "A1:XFD1048576";
    if (!can_open_one_more(wb)) {
        lg_workbook_said(wb, LXW_ERROR_CREATING_TMPFILE);
        return NULL;
    }
    lxw_worksheet *to = workbook_add_worksheet(wb->file, name);
    if (to == NULL) {
        lg_workbook_said(wb, LXW_ERROR_CREATING_TMPFILE);
        return NULL;
    }
    give_buffer(wb, to);
    /* Codes are texts with digits, and shall not be marked for it. */
    lg_workbook_said(wb, worksheet_ignore_errors(to, LXW_IGNORE_NUMBER_STORED_AS_TEXT, everywhere));
    return to;
}

const char *lg_workbook_label(const struct lg_workbook *wb, const char *id)
{
    const char *label = lg_label(wb->book->language, id);
    assert(label != NULL);
    return label;
}

/* A text in a footer: "&" begins a sign there. */
static void add_footer_text(struct lg_text *text, const char *plain)
{
    enum { FOOTER_TEXT_MAX = 90 };
    size_t length = strlen(plain);
    if (length > FOOTER_TEXT_MAX) length = lg_utf8_valid_prefix(plain, FOOTER_TEXT_MAX);
    for (size_t i = 0; i < length; i++) {
        if (plain[i] == '&') lg_text_add_char(text, '&');
        lg_text_add_char(text, plain[i]);
    }
}

void lg_workbook_print_setup(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                             double width)
{
    enum { A3 = 8, A4 = 9 };
    static const double a4_width = 150; /* characters across a page that can still be read */
    static const double a3_width = 230;
    const double page_width = width <= a4_width ? a4_width : a3_width;
    worksheet_set_landscape(to);
    worksheet_set_paper(to, page_width == a4_width ? A4 : A3);
    worksheet_fit_to_pages(to, (uint16_t)(width > page_width ? ceil(width / page_width) : 1), 0);
    worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.6);
    worksheet_gridlines(to, LXW_SHOW_ALL_GRIDLINES);
    lg_text_clear(&wb->scratch);
    lg_text_add_text(&wb->scratch, "&L");
    add_footer_text(&wb->scratch, wb->book->title == NULL ? lg_workbook_label(wb, "workbook.title")
                                                          : wb->book->title);
    lg_text_add_text(&wb->scratch, "&C");
    add_footer_text(&wb->scratch, name);
    lg_text_add_text(&wb->scratch, "&R&P / &N");
    if (wb->scratch.failed) return;
    lg_workbook_said(wb, worksheet_set_footer(to, wb->scratch.bytes));
}

/* No clock: the day of the evaluation is the day that the file names. */
static void set_properties(struct lg_workbook *wb)
{
    char title[400];
    char author[64];
    const char *given =
        wb->book->title == NULL ? lg_workbook_label(wb, "workbook.title") : wb->book->title;
    size_t length = strlen(given);
    enum { TITLE_BYTES = 240 };
    if (length > TITLE_BYTES) length = lg_utf8_valid_prefix(given, TITLE_BYTES);
    (void)snprintf(title, sizeof(title), "%.*s", (int)length, given);
    (void)snprintf(author, sizeof(author), "landgauge %s", lg_version());
    lxw_doc_properties properties = {
        .title = title,
        .author = author,
        .created = (time_t)wb->book->as_of * SECONDS_PER_DAY,
    };
    lg_workbook_said(wb, workbook_set_properties(wb->file, &properties));
}

static enum lg_status add_tables(struct lg_workbook *wb, struct lg_error *err)
{
    const char *chart = lg_workbook_label(wb, "workbook.chart");
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < wb->tab_count && status == LG_OK; i++) {
        for (size_t part = 0; part < wb->tabs[i].part_count && status == LG_OK; part++) {
            status = lg_workbook_add_table(wb, &wb->tabs[i], part, err);
        }
        if (status != LG_OK || strcmp(wb->tabs[i].sheet->name, "scores") != 0) continue;
        if (!lg_workbook_has_chart(wb)) continue;
        lxw_worksheet *to = lg_workbook_sheet(wb, chart);
        status =
            to == NULL ? lg_workbook_fault(wb, err) : lg_workbook_add_chart(wb, to, chart, err);
    }
    return status;
}

/* A sheet behind the tables that explains what cells have. */
static enum lg_status add_list(struct lg_workbook *wb, const char *id,
                               void (*add)(struct lg_workbook *wb, lxw_worksheet *to,
                                           const char *name),
                               struct lg_error *err)
{
    const char *name = lg_workbook_label(wb, id);
    lxw_worksheet *to = lg_workbook_sheet(wb, name);
    if (to == NULL) return lg_workbook_fault(wb, err);
    add(wb, to, name);
    return lg_workbook_flush(to, err);
}

static enum lg_status fill(struct lg_workbook *wb, struct lg_error *err)
{
    const char *cover_name = lg_workbook_label(wb, "workbook.cover");
    lg_workbook_dress(wb);
    set_properties(wb);
    lxw_worksheet *cover = lg_workbook_sheet(wb, cover_name);
    enum lg_status status = lg_workbook_fault(wb, err);
    if (status == LG_OK) status = add_tables(wb, err);
    if (status == LG_OK && wb->code_count > 0) {
        status = add_list(wb, "workbook.codes", lg_workbook_add_codes, err);
    }
    if (status == LG_OK && wb->sentence_count > 0) {
        status = add_list(wb, "workbook.sentences", lg_workbook_add_sentences, err);
    }
    if (status != LG_OK) return status;
    lg_workbook_add_cover(wb, cover, cover_name);
    worksheet_activate(cover);
    return lg_workbook_fault(wb, err);
}

enum lg_status lg_workbook_make(const struct lg_book *book, const struct lg_document_means *means,
                                size_t rows_max, struct lg_output_dir *dir, struct lg_error *err)
{
    assert(book != NULL && means != NULL && dir != NULL);
    assert(rows_max > 0 && rows_max <= LXW_ROW_MAX - LG_WORKBOOK_HEADER_ROWS);

    struct lg_workbook wb = {
        .book = book, .means = means, .dir = dir, .descriptor = -1, .rows_max = rows_max};
    enum lg_status status = lg_workbook_plan(&wb, err);
    if (status == LG_OK) status = lg_workbook_open(&wb, err);
    if (status == LG_OK) status = fill(&wb, err);
    if (status == LG_OK) status = lg_workbook_close(&wb, err);
    lg_workbook_drop(&wb);
    free(wb.codes);
    free(wb.sentences);
    lg_text_reset(&wb.scratch);
    lg_arena_reset(&wb.memory);
    return status;
}

enum lg_status lg_workbook_write(const struct lg_book *book, const struct lg_document_means *means,
                                 struct lg_output_dir *dir, struct lg_error *err)
{
    return lg_workbook_make(book, means, LXW_ROW_MAX - LG_WORKBOOK_HEADER_ROWS, dir, err);
}
