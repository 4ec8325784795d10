/*
 * Figures of the report and its tables: what is shown, and beside it what the CSV has.
 */
#include "publish/report/report.h"

#include "model/sentences.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ID_CHARACTERS = 28, CODE_SIZE = 64, TEXT_CHARACTERS = 120, SENTENCE_CHARACTERS = 400 };

static const char missing[] = "<span class=\"none\">\xE2\x80\x94</span>";

static bool is_figure(const struct lg_sheet_column *column)
{
    return column->kind == LG_CELL_NUMBER || column->kind == LG_CELL_INTEGER;
}

static const char nothing_to_say[] = "ok"; /* of a column that says why something is missing */

struct lg_cell lg_report_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                              const char *key)
{
    const struct lg_cell none = {.is_missing = true};
    const struct lg_sheet *from = page->sheets[sheet];
    if (from == NULL || row >= from->row_count) return none;
    const struct lg_sheet_column *column = lg_sheet_column(from, key);
    if (column == NULL) return none;
    if (page->row.sheet != from || page->row.row != row) lg_row_move(&page->row, from, row);
    return lg_row_cell(&page->row, column);
}

double lg_report_number(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                        const char *key)
{
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    bool is_number = cell.kind == LG_CELL_NUMBER || cell.kind == LG_CELL_INTEGER;
    return cell.is_missing || !is_number ? LG_NO_NUMBER : cell.number;
}

bool lg_report_is(struct lg_report *page, enum lg_report_sheet sheet, size_t row, const char *key,
                  const char *text)
{
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    return !cell.is_missing && cell.kind == LG_CELL_TEXT && strcmp(cell.text, text) == 0;
}

void lg_report_add_label(struct lg_report *page, const char *id)
{
    static const struct lg_label_part none[] = {{NULL, NULL}};
    lg_html_add_label(&page->html, page->language, id, none);
}

void lg_report_add_words(struct lg_report *page, const char *tag, const char *kind, const char *id)
{
    lg_html_add_element(&page->html, tag, kind, lg_label(page->language, id));
}

int lg_report_decimals(double value, int most)
{
    int decimals = 2;
    double least = 0.1;
    while (decimals < most && value != 0 && fabs(value) < least) {
        decimals++;
        least /= 10;
    }
    return decimals < most ? decimals : most;
}

static const double little_max = 0.001;

/*
 * A number for people, rounded as its decimal digits say: 0.0915 is a little less as a double, and
 * still 0.092. What the CSV has ends at the eighth decimal, so nothing else is moved. Of billions
 * of billions the little would be seen itself.
 */
static void add_rounded(struct lg_report *page, double value, int decimals)
{
    double little = 1e-9 + fabs(value) * 0x1p-51;
    if (little > little_max) little = 0;
    lg_html_add_number(&page->html, value == 0 ? value : value + copysign(little, value), decimals);
}

/* What the CSV has as the value, what people read as the text. */
static void add_number(struct lg_report *page, const struct lg_sheet_column *column,
                       const struct lg_cell *cell)
{
    struct lg_text *html = &page->html;
    int most = column->decimals == LG_DECIMALS_NINE_DIGITS ? LG_DECIMALS_HA : column->decimals;
    lg_text_add_text(html, " value=\"");
    if (cell->kind == LG_CELL_INTEGER) {
        lg_text_add_int(html, (int64_t)cell->number);
    } else {
        lg_sheet_add_number(html, column, cell->number);
    }
    lg_text_add_text(html, "\">");
    add_rounded(page, cell->number,
                cell->kind == LG_CELL_INTEGER ? 0 : lg_report_decimals(cell->number, most));
}

void lg_report_add_figure(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                          const char *key)
{
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    const struct lg_sheet *from = page->sheets[sheet];
    if (cell.is_missing || !is_figure(lg_sheet_column(from, key))) {
        lg_text_add_text(&page->html, missing);
        return;
    }
    lg_text_printf(&page->html, "<data data-table=\"%s\" data-row=\"%zu\" data-column=\"%s\"",
                   from->name, row, key);
    add_number(page, lg_sheet_column(from, key), &cell);
    lg_text_add_text(&page->html, "</data>");
}

void lg_report_add_derived(struct lg_report *page, const char *name, double value, int decimals)
{
    struct lg_text *html = &page->html;
    if (isnan(value)) {
        lg_text_add_text(html, missing);
        return;
    }
    lg_text_printf(html, "<data data-derived=\"%s\" value=\"", name);
    lg_text_add_fixed(html, value, decimals);
    lg_text_add_text(html, "\">");
    add_rounded(page, value, decimals == 0 ? 0 : lg_report_decimals(value, decimals));
    lg_text_add_text(html, "</data>");
}

/* The words of a code; the code itself where it has none. */
static void add_code(struct lg_report *page, const char *words, const char *code, size_t length)
{
    char one[CODE_SIZE];
    if (length >= sizeof(one)) { /* a name out of the data; no code is as long */
        struct lg_text name = {0};
        lg_text_add(&name, code, length);
        lg_html_add_short(&page->html, name.bytes, TEXT_CHARACTERS);
        page->html.failed = page->html.failed || name.failed;
        lg_text_reset(&name);
        return;
    }
    memcpy(one, code, length);
    one[length] = '\0';
    const char *name = lg_label_value(page->language, words, one);
    lg_html_add(&page->html, name == NULL ? one : name);
}

void lg_report_add_codes(struct lg_report *page, const char *words, const char *codes)
{
    while (*codes != '\0') {
        size_t length = strcspn(codes, ";|");
        add_code(page, words, codes, length);
        codes += length;
        if (*codes == '\0') return;
        lg_report_add_label(page, *codes == '|' ? "report.or" : "report.and");
        codes++;
    }
}

/* The words of an idle status; the land is suspected unless an authority has found it idle. */
static void add_status(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                       const char *status)
{
    char code[CODE_SIZE];
    size_t length = strlen(status);
    if (length >= sizeof(code)) return;
    memcpy(code, status, length + 1); /* the next cell takes the place of this one */
    bool is_confirmed = lg_report_is(page, sheet, row, "confirmed", "yes");
    add_code(page, is_confirmed ? "status" : "suspected", code, length);
}

/* A park by its name, led to by a link. */
static void add_park(struct lg_report *page, const char *code)
{
    size_t park = lg_report_find_park(page, code);
    if (park == SIZE_MAX) {
        lg_html_add_short(&page->html, code, TEXT_CHARACTERS);
        return;
    }
    lg_text_printf(&page->html, "<a href=\"#park-%zu\">", park);
    lg_html_add_short(&page->html, page->parks[park].name, TEXT_CHARACTERS);
    lg_text_add_text(&page->html, "</a>");
}

static void add_parcel(struct lg_report *page, const char *id, bool is_here)
{
    size_t idle = is_here ? SIZE_MAX : lg_report_find_idle(page, id);
    bool leads = idle != SIZE_MAX && page->listed[idle];
    if (leads) lg_text_printf(&page->html, "<a href=\"#parcel-%zu\">", idle);
    lg_html_add_short(&page->html, id, TEXT_CHARACTERS);
    if (leads) lg_text_add_text(&page->html, "</a>");
}

/* A sentence of the program in the language of the page; one that has no words there is marked. */
static void add_sentence(struct lg_report *page, const char *sentence, size_t character_count)
{
    struct lg_text said = {0};
    bool is_said = lg_sentence_add(&said, page->language, sentence);
    if (!is_said) lg_text_add_text(&page->html, "<span lang=\"en\">");
    lg_html_add_short(&page->html, said.bytes, character_count);
    if (!is_said) lg_text_add_text(&page->html, "</span>");
    page->html.failed = page->html.failed || said.failed;
    lg_text_reset(&said);
}

void lg_report_add_sentence(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                            const char *key, size_t character_count)
{
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    if (cell.is_missing || cell.kind != LG_CELL_TEXT) {
        lg_text_add_text(&page->html, missing);
        return;
    }
    lg_text_printf(&page->html, "<data data-table=\"%s\" data-row=\"%zu\" data-column=\"%s\"",
                   page->sheets[sheet]->name, row, key);
    lg_html_add_attribute(&page->html, "value", cell.text);
    lg_text_add_char(&page->html, '>');
    add_sentence(page, cell.text, character_count);
    lg_text_add_text(&page->html, "</data>");
}

void lg_report_add_source(struct lg_report *page, const char *source)
{
    if (source != NULL) add_sentence(page, source, SENTENCE_CHARACTERS);
}

/* Text behind <data value="...">: what the CSV has is not what is shown. */
static void add_text(struct lg_report *page, const struct lg_report_table *table,
                     const struct lg_report_column *shown, size_t row, const char *text)
{
    const char *words = shown->words == NULL ? shown->key : shown->words;
    bool is_ok = shown->look == LG_LOOK_WIDE && strcmp(text, nothing_to_say) == 0;
    bool is_told = shown->look == LG_LOOK_WIDE || shown->look == LG_LOOK_SENTENCE ||
                   shown->look == LG_LOOK_CODE || shown->look == LG_LOOK_CODES ||
                   shown->look == LG_LOOK_PARK || shown->look == LG_LOOK_STATUS;
    if (is_told) {
        lg_text_add_text(&page->html, "<data");
        lg_html_add_attribute(&page->html, "value", text);
        lg_text_add_char(&page->html, '>');
    }
    switch (shown->look) {
    case LG_LOOK_CODE:
        add_code(page, words, text, strlen(text));
        break;
    case LG_LOOK_STATUS:
        add_status(page, table->sheet, row, text);
        break;
    case LG_LOOK_CODES:
        lg_report_add_codes(page, words, text);
        break;
    case LG_LOOK_PARK:
        add_park(page, text);
        break;
    case LG_LOOK_PARCEL:
        add_parcel(page, text, table->has_anchors);
        break;
    case LG_LOOK_WIDE:
    case LG_LOOK_SENTENCE:
        if (is_ok) {
            lg_html_add(&page->html, lg_label_value(page->language, "status", nothing_to_say));
        } else {
            add_sentence(page, text, SENTENCE_CHARACTERS);
        }
        break;
    case LG_LOOK_PLAIN:
    default:
        lg_html_add_short(&page->html, text, TEXT_CHARACTERS);
    }
    if (is_told) lg_text_add_text(&page->html, "</data>");
}

/* An id that may stand in one line. */
static bool is_short_id(const struct lg_report_column *shown, const struct lg_cell *cell)
{
    return shown->look == LG_LOOK_PARCEL && !cell->is_missing && strlen(cell->text) < ID_CHARACTERS;
}

/* Words for a code are few, and none of them is broken off. */
static bool is_code(const struct lg_report_column *shown)
{
    return shown->look == LG_LOOK_CODE || shown->look == LG_LOOK_STATUS;
}

/* A cell with what is in it; texts are shown as the column of a table says. */
static void add_shown_cell(struct lg_report *page, const struct lg_report_table *table,
                           const struct lg_report_column *shown, size_t row)
{
    struct lg_text *html = &page->html;
    struct lg_cell cell = lg_report_cell(page, table->sheet, row, shown->key);
    const struct lg_sheet_column *column = lg_sheet_column(page->sheets[table->sheet], shown->key);
    lg_text_add_text(html, is_figure(column)             ? "<td class=\"n\">"
                           : shown->look == LG_LOOK_WIDE ? "<td class=\"w\">"
                           : cell.kind == LG_CELL_DATE || is_short_id(shown, &cell)
                               ? "<td class=\"id\">"
                           : is_code(shown) ? "<td class=\"c\">"
                                            : "<td>");
    if (cell.is_missing) {
        lg_text_add_text(html, missing);
    } else if (is_figure(column)) {
        lg_text_add_text(html, "<data");
        add_number(page, column, &cell);
        lg_text_add_text(html, "</data>");
    } else if (cell.kind == LG_CELL_DATE) {
        char date[LG_DATE_TEXT_SIZE];
        lg_text_add_text(html, lg_date_format(cell.date, date));
    } else {
        add_text(page, table, shown, row, cell.text);
    }
    lg_text_add_text(html, "</td>");
}

static void add_looked_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                            const char *key, enum lg_report_look look)
{
    const struct lg_report_column shown = {.key = key, .look = look};
    const struct lg_report_table table = {.sheet = sheet};
    if (page->sheets[sheet] == NULL || lg_sheet_column(page->sheets[sheet], key) == NULL) {
        lg_text_printf(&page->html, "<td class=\"n\">%s</td>", missing);
        return;
    }
    add_shown_cell(page, &table, &shown, row);
}

void lg_report_add_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                        const char *key)
{
    add_looked_cell(page, sheet, row, key, LG_LOOK_PLAIN);
}

void lg_report_add_code_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                             const char *key)
{
    add_looked_cell(page, sheet, row, key, LG_LOOK_CODE);
}

/* Where words stand for codes the header does not say "code": "report.column.KEY" has its words. */
static const char *header_of(const struct lg_report *page, const struct lg_sheet *sheet,
                             const struct lg_report_column *column)
{
    char id[CODE_SIZE];
    const char *words = NULL;
    if (column->look == LG_LOOK_CODE || column->look == LG_LOOK_CODES) {
        (void)snprintf(id, sizeof(id), "report.column.%s",
                       column->words == NULL ? column->key : column->words);
        words = lg_label(page->language, id);
    }
    /* A park is shown by its name. */
    const char *key = column->look == LG_LOOK_PARK ? "park_name" : column->key;
    return words == NULL ? lg_label_column(page->language, sheet->name, key) : words;
}

static void add_header_cell(struct lg_report *page, enum lg_report_sheet sheet, const char *key,
                            const char *label)
{
    const struct lg_sheet *from = page->sheets[sheet];
    const struct lg_sheet_column *column = lg_sheet_column(from, key);
    lg_text_printf(&page->html, "<th scope=\"col\"%s data-column=\"%s\">",
                   column != NULL && is_figure(column) ? " class=\"n\"" : "", key);
    lg_html_add(&page->html, label);
    lg_text_add_text(&page->html, "</th>");
}

void lg_report_add_column(struct lg_report *page, enum lg_report_sheet sheet, const char *key)
{
    const char *table = page->sheets[sheet]->name;
    add_header_cell(page, sheet, key, lg_label_column(page->language, table, key));
}

void lg_report_open_table(struct lg_report *page, enum lg_report_sheet sheet)
{
    lg_text_printf(&page->html, "<div class=\"scroll\" tabindex=\"0\"><table data-table=\"%s\">\n",
                   page->sheets[sheet]->name);
}

void lg_report_close_table(struct lg_report *page)
{
    lg_text_add_text(&page->html, "</tbody></table></div>\n");
}

bool lg_report_has_any(struct lg_report *page, enum lg_report_sheet sheet, const size_t *rows,
                       size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        struct lg_cell cell = lg_report_cell(page, sheet, rows[i], key);
        if (cell.is_missing) continue;
        if (cell.kind != LG_CELL_TEXT || strcmp(cell.text, nothing_to_say) != 0) return true;
    }
    return false;
}

/* A column is shown that the sheet has and, where it may go, some row has something in. */
static bool is_shown(struct lg_report *page, const struct lg_report_table *table,
                     const struct lg_report_column *column)
{
    if (lg_sheet_column(page->sheets[table->sheet], column->key) == NULL) return false;
    /* Of one park alone the page's heading tells. */
    if (column->look == LG_LOOK_PARK && page->park_count == 1) return false;
    if (!column->may_go) return true;
    return lg_report_has_any(page, table->sheet, table->rows, table->row_count, column->key);
}

/* The columns shown, as bits; their headers are added. */
static uint64_t add_header(struct lg_report *page, const struct lg_report_table *table)
{
    uint64_t shown = 0;
    lg_text_add_text(&page->html, "<thead><tr>");
    for (size_t i = 0; table->columns[i].key != NULL; i++) {
        const struct lg_report_column *column = &table->columns[i];
        if (!is_shown(page, table, column)) continue;
        shown |= (uint64_t)1 << i;
        add_header_cell(page, table->sheet, column->key,
                        header_of(page, page->sheets[table->sheet], column));
    }
    lg_text_add_text(&page->html, "</tr></thead>");
    return shown;
}

void lg_report_add_table(struct lg_report *page, const struct lg_report_table *table)
{
    struct lg_text *html = &page->html;
    if (page->sheets[table->sheet] == NULL || table->row_count == 0) return;
    lg_report_open_table(page, table->sheet);
    uint64_t shown = add_header(page, table);
    lg_text_add_text(html, "<tbody>\n");
    for (size_t i = 0; i < table->row_count; i++) {
        size_t row = table->rows[i];
        lg_text_printf(html, "<tr data-row=\"%zu\"", row);
        if (table->has_anchors) {
            lg_text_add_text(html, " id=\"");
            lg_report_maps_add_anchor(html, row);
            lg_text_add_char(html, '"');
        }
        lg_text_add_char(html, '>');
        for (size_t column = 0; table->columns[column].key != NULL; column++) {
            if ((shown >> column & 1) == 0) continue;
            add_shown_cell(page, table, &table->columns[column], row);
        }
        lg_text_add_text(html, "</tr>\n");
    }
    lg_report_close_table(page);
}

void lg_report_add_more(struct lg_report *page, enum lg_report_sheet sheet, size_t shown,
                        size_t count)
{
    if (page->sheets[sheet] == NULL || count <= shown) return;
    struct lg_text more = {0};
    struct lg_text name = {0};
    lg_text_printf(&more, "%zu", count - shown);
    lg_text_printf(&name, "tables/%s.csv", page->sheets[sheet]->name);
    const struct lg_label_part parts[] = {
        {"COUNT", more.bytes}, {"FILE", name.bytes}, {NULL, NULL}};
    lg_text_add_text(&page->html, "<p class=\"more\">");
    lg_html_add_label(&page->html, page->language, "report.more", parts);
    lg_text_add_text(&page->html, "</p>\n");
    page->html.failed = page->html.failed || more.failed || name.failed;
    lg_text_reset(&more);
    lg_text_reset(&name);
}
