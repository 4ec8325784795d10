/*
 * How cells look.
 */
#include "publish/workbook/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_FILL = 0x1F4E78, HEADER_TEXT = 0xFFFFFF, KEY_TEXT = 0x808080, LINK_TEXT = 0x0563C1 };

/* Columns whose codes are coloured. */
static const struct {
    const char *sheet; /* NULL: of any */
    const char *key;
    enum lg_colour_kind kind;
    const char *code; /* NULL: every code of the kind */
    const char *like; /* the code of the kind that lends its colour */
} coloured[] = {
    {"idle", "status", LG_COLOUR_IDLE_STATUS, NULL, NULL},
    {"idle_status", "status", LG_COLOUR_IDLE_STATUS, NULL, NULL},
    {"clocks", "status", LG_COLOUR_IDLE_STATUS, NULL, NULL},
    {NULL, "idle_status", LG_COLOUR_IDLE_STATUS, NULL, NULL},
    {"conversion", "result", LG_COLOUR_CONVERSION, NULL, NULL},
    {NULL, "severity", LG_COLOUR_SEVERITY, NULL, NULL},
    {NULL, "land_state", LG_COLOUR_LAND_STATE, NULL, NULL},
    {"land_state", "code", LG_COLOUR_LAND_STATE, NULL, NULL},
    {"compliance", "result", LG_COLOUR_SEVERITY, "NOT_MET", "error"},
    {"compliance", "result", LG_COLOUR_SEVERITY, "NODATA", "warning"},
    {"low_efficiency", "result", LG_COLOUR_SEVERITY, "below", "warning"},
    {"register", "low_efficiency", LG_COLOUR_SEVERITY, "yes", "warning"},
    {"suppliable", "ready", LG_COLOUR_SEVERITY, "no", "warning"},
    {"assessment", "expand_support", LG_COLOUR_SEVERITY, "yes", "notice"},
    {"assessment", "expand_against", LG_COLOUR_SEVERITY, "yes", "warning"},
    {"assessment", "adjust", LG_COLOUR_SEVERITY, "yes", "warning"},
    {"assessment", "upgrade", LG_COLOUR_SEVERITY, "yes", "notice"},
    {"assessment", "exit", LG_COLOUR_SEVERITY, "yes", "error"},
    {"assessment", "establish", LG_COLOUR_SEVERITY, "yes", "notice"},
    {"assessment_flags", "result", LG_COLOUR_SEVERITY, "yes", "notice"},
};

static lxw_format *new_format(struct lg_workbook *wb)
{
    lxw_format *format = workbook_add_format(wb->file);
    if (format == NULL) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    } else {
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    return format;
}

static lxw_format *new_heading(struct lg_workbook *wb, double size)
{
    lxw_format *format = new_format(wb);
    if (format == NULL) return NULL;
    format_set_bold(format);
    format_set_font_size(format, size);
    format_set_font_color(format, HEADER_FILL);
    return format;
}

static lxw_format *new_wrapped(struct lg_workbook *wb, lxw_color_t colour, double size)
{
    lxw_format *format = new_format(wb);
    if (format == NULL) return NULL;
    format_set_text_wrap(format);
    format_set_font_size(format, size);
    format_set_font_color(format, colour);
    return format;
}

static lxw_format *new_header(struct lg_workbook *wb)
{
    lxw_format *format = new_wrapped(wb, HEADER_TEXT, 11);
    if (format == NULL) return NULL;
    format_set_bold(format);
    format_set_bg_color(format, HEADER_FILL);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, HEADER_TEXT);
    return format;
}

static lxw_format *new_text(struct lg_workbook *wb, const char *layout)
{
    lxw_format *format = new_format(wb);
    if (format == NULL) return NULL;
    format_set_num_format(format, layout);
    /* A text behind a figure would touch it. */
    if (layout[0] == '@') format_set_indent(format, 1);
    return format;
}

void lg_workbook_dress(struct lg_workbook *wb)
{
    wb->title = new_heading(wb, 20);
    wb->heading = new_heading(wb, 13);
    wb->header = new_header(wb);
    wb->text = new_text(wb, "@");
    wb->date = new_text(wb, "yyyy-mm-dd");
    wb->wrapped = new_wrapped(wb, 0x000000, 11);
    wb->muted = new_wrapped(wb, KEY_TEXT, 9);
    wb->label = new_wrapped(wb, 0x404040, 11);
    wb->key = new_text(wb, "@");
    wb->link = new_text(wb, "@");
    wb->unknown = new_text(wb, "General");
    if (wb->fault != LXW_NO_ERROR) return;
    format_set_align(wb->unknown, LXW_ALIGN_RIGHT);
    format_set_align(wb->date, LXW_ALIGN_CENTER);
    format_set_indent(wb->wrapped, 1);
    format_set_num_format(wb->wrapped, "@");
    format_set_indent(wb->key, 0);
    format_set_indent(wb->link, 0);
    format_set_font_size(wb->key, 8);
    format_set_font_color(wb->key, KEY_TEXT);
    format_set_italic(wb->key);
    format_set_bottom(wb->key, LXW_BORDER_THIN);
    format_set_bottom_color(wb->key, KEY_TEXT);
    format_set_underline(wb->link, LXW_UNDERLINE_SINGLE);
    format_set_font_color(wb->link, LINK_TEXT);
}

/* The format of a layout, made when it is first asked for. */
static lxw_format *format_of(struct lg_workbook *wb, const char *layout)
{
    for (size_t i = 0; i < wb->layout_count; i++) {
        if (strcmp(wb->layouts[i].layout, layout) == 0) return wb->layouts[i].format;
    }
    if (wb->layout_count == LG_WORKBOOK_LAYOUTS_MAX) return NULL;
    lxw_format *format = new_text(wb, layout);
    if (format == NULL) return NULL;
    (void)snprintf(wb->layouts[wb->layout_count].layout, LG_WORKBOOK_LAYOUT_SIZE, "%s", layout);
    wb->layouts[wb->layout_count++].format = format;
    return format;
}

lxw_format *lg_workbook_figure(struct lg_workbook *wb, unsigned decimals, bool has_thousands)
{
    static const char zeros[] = "000000000000";
    char layout[LG_WORKBOOK_LAYOUT_SIZE];
    const char *whole = has_thousands ? "#,##0" : "0";
    int shown = decimals < sizeof(zeros) ? (int)decimals : (int)sizeof(zeros) - 1;
    (void)snprintf(layout, sizeof(layout), "%s%s%.*s", whole, shown > 0 ? "." : "", shown, zeros);
    return format_of(wb, layout);
}

lxw_format *lg_workbook_code_format(struct lg_workbook *wb, const char *label)
{
    for (size_t i = 0; i < wb->code_layout_count; i++) {
        if (strcmp(wb->code_layouts[i].label, label) == 0) return wb->code_layouts[i].format;
    }
    if (wb->code_layout_count == LG_WORKBOOK_CODE_LAYOUTS_MAX) return wb->text;
    char layout[LG_WORKBOOK_LAYOUT_SIZE];
    lg_workbook_code_layout(label, layout);
    lxw_format *format = new_text(wb, layout);
    if (format == NULL) return wb->text;
    wb->code_layouts[wb->code_layout_count].label = label;
    wb->code_layouts[wb->code_layout_count++].format = format;
    return format;
}

/* Black or white, whichever is easier to read on a colour (relative luminance). */
static lxw_color_t text_on(lxw_color_t colour)
{
    enum { BRIGHT = 140 };
    double bright = 0.299 * (double)(colour >> 16 & 0xFF) + 0.587 * (double)(colour >> 8 & 0xFF) +
                    0.114 * (double)(colour & 0xFF);
    return bright > BRIGHT ? 0x000000 : 0xFFFFFF;
}

/* The format that fills with a colour of the palette. */
static lxw_format *fill_of(struct lg_workbook *wb, size_t entry)
{
    if (entry >= sizeof(wb->colours) / sizeof(wb->colours[0])) return NULL;
    if (wb->colours[entry] != NULL) return wb->colours[entry];
    lxw_format *format = workbook_add_format(wb->file);
    if (format == NULL) return NULL;
    lxw_color_t colour = (lxw_color_t)strtoul(lg_colours[entry].rgb + 1, NULL, 16);
    format_set_bg_color(format, colour);
    format_set_font_color(format, text_on(colour));
    wb->colours[entry] = format;
    return format;
}

struct area {
    lxw_worksheet *to;
    lxw_col_t column;
    lxw_row_t last_row;
};

static void colour_code(struct lg_workbook *wb, const struct area *area, const char *code,
                        size_t entry)
{
    char value[64];
    lxw_conditional_format rule = {.format = fill_of(wb, entry), .stop_if_true = LXW_TRUE};
    if (rule.format == NULL) return;
    if (lg_colours[entry].kind == LG_COLOUR_LAND_STATE) {
        /* Land states nest by their letters; the longest come first. */
        rule.type = LXW_CONDITIONAL_TYPE_TEXT;
        rule.criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH;
        (void)snprintf(value, sizeof(value), "%s", code);
    } else {
        rule.type = LXW_CONDITIONAL_TYPE_CELL;
        rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
        (void)snprintf(value, sizeof(value), "\"%s\"", code);
    }
    rule.value_string = value;
    lg_workbook_said(wb, worksheet_conditional_format_range(area->to, LG_WORKBOOK_HEADER_ROWS,
                                                            area->column, area->last_row,
                                                            area->column, &rule));
}

/* All codes of a kind, or the one that borrows a colour. */
static void colour_column(struct lg_workbook *wb, const struct area *area, size_t row)
{
    enum { LONGEST_STATE = 3 };
    for (size_t length = LONGEST_STATE; length > 0; length--) {
        for (size_t i = 0; i < lg_colour_count; i++) {
            const struct lg_colour_entry *entry = &lg_colours[i];
            if (entry->kind != coloured[row].kind) continue;
            bool is_state = entry->kind == LG_COLOUR_LAND_STATE;
            if (is_state ? strlen(entry->code) != length : length != 1) continue;
            if (coloured[row].code == NULL) {
                colour_code(wb, area, entry->code, i);
            } else if (strcmp(entry->code, coloured[row].like) == 0) {
                colour_code(wb, area, coloured[row].code, i);
            }
        }
    }
}

void lg_workbook_colour(struct lg_workbook *wb, const struct lg_sheet *sheet, lxw_worksheet *to,
                        size_t row_count)
{
    for (size_t i = 0; i < sizeof(coloured) / sizeof(coloured[0]); i++) {
        if (coloured[i].sheet != NULL && strcmp(coloured[i].sheet, sheet->name) != 0) continue;
        const struct lg_sheet_column *column = lg_sheet_column(sheet, coloured[i].key);
        if (column == NULL) continue;
        const struct area area = {to, (lxw_col_t)(column - sheet->columns),
                                  (lxw_row_t)(LG_WORKBOOK_HEADER_ROWS + row_count - 1)};
        colour_column(wb, &area, i);
    }
}
