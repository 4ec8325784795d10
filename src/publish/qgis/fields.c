/*
 * Fields: their names, the names of the codes in them, what is told of the shape under the mouse.
 */
#include "model/labels.h"
#include "model/sentences.h"
#include "publish/qgis/style.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 48, DECIMALS_TOLD = 4, VALUES_MAX = 256 };

/* Fields that a file has beside the columns: the id of GeoJSON and the row number of GeoPackage. */
static const struct {
    const char *key, *label;
} extra_fields[] = {
    {"id", "qgis.field.id"},
    {"fid", "qgis.field.fid"},
};

static void add_alias(struct lg_xml *xml, const char *key, const char *name)
{
    lg_xml_empty(xml, "alias", (const char *const[]){"field", key, "name", name, NULL});
}

static void add_aliases(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    const struct lg_sheet *sheet = view->sheet;
    lg_xml_open(xml, "aliases", NULL);
    for (size_t i = 0; i < sizeof(extra_fields) / sizeof(extra_fields[0]); i++) {
        if (lg_sheet_column(sheet, extra_fields[i].key) != NULL) continue;
        add_alias(xml, extra_fields[i].key, lg_label(view->book->language, extra_fields[i].label));
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *key = sheet->columns[i].key;
        add_alias(xml, key, lg_label_column(view->book->language, sheet->name, key));
    }
    lg_xml_close(xml);
}

/* The different codes or sentences of a column, each of which has a name. */
struct values {
    size_t count;
    const char *items[VALUES_MAX];
    bool failed; /* memory is out */
};

/* What the data say may look like a sentence, and is none. */
static bool has_sentences(const char *key)
{
    static const char *const keys[] = {"message", "status", "reason"};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        size_t length = strlen(keys[i]);
        size_t key_length = strlen(key);
        if (key_length >= length && strcmp(key + key_length - length, keys[i]) == 0) return true;
    }
    return false;
}

/* What a code or a sentence of the program is called; text is emptied first. @return false: none */
static bool name_value(struct lg_text *name, const struct lg_qgis_view *view, const char *key,
                       const char *value)
{
    const char *label = lg_label_suspected(view->book->language, key, value);
    lg_text_clear(name);
    if (label == NULL && has_sentences(key)) {
        return lg_sentence_add(name, view->book->language, value);
    }
    if (label != NULL) lg_text_add_text(name, label);
    return label != NULL;
}

/*
 * Collect them; false as soon as it is clear that the column holds something else. Whether a text
 * is a sentence takes long to see, and is seen once there are not too many of them.
 */
static bool take_value(struct values *values, const struct lg_qgis_view *view, const char *key,
                       const char *text, struct lg_arena *memory)
{
    const enum lg_language language = view->book->language;
    for (size_t i = values->count; i-- > 0;) {
        if (strcmp(values->items[i], text) == 0) return true;
    }
    if (values->count == VALUES_MAX) return false;
    /* English sentences need no other name. */
    bool may_be_sentence = language != LG_ENGLISH && has_sentences(key);
    if (!may_be_sentence && lg_label_suspected(language, key, text) == NULL) return false;
    const char *kept = lg_arena_text(memory, text, strlen(text));
    values->failed = values->failed || kept == NULL;
    if (kept == NULL) return false;
    values->items[values->count++] = kept;
    return true;
}

static bool have_names(const struct values *values, const struct lg_qgis_view *view,
                       const char *key)
{
    struct lg_text name = {0};
    bool are_named = true;
    for (size_t i = 0; i < values->count && are_named; i++) {
        are_named = name_value(&name, view, key, values->items[i]) && !name.failed;
    }
    lg_text_reset(&name);
    return are_named;
}

/* By their letters, so that the order of the rows does not show. */
static void sort_values(struct values *values)
{
    for (size_t i = 1; i < values->count; i++) {
        const char *item = values->items[i];
        size_t at = i;
        for (; at > 0 && strcmp(values->items[at - 1], item) > 0; at--) {
            values->items[at] = values->items[at - 1];
        }
        values->items[at] = item;
    }
}

static bool find_values(const struct lg_qgis_view *view, const struct lg_sheet_column *column,
                        struct lg_arena *memory, struct values *values)
{
    *values = (struct values){.count = 0};
    if (column->kind != LG_CELL_TEXT) return false;
    struct lg_row row = lg_book_row(view->book);
    bool is_code = true;
    for (size_t i = 0; i < view->sheet->row_count && is_code; i++) {
        lg_row_move(&row, view->sheet, i);
        struct lg_cell cell = lg_row_cell(&row, column);
        if (cell.is_missing) continue;
        is_code = take_value(values, view, column->key, cell.text, memory);
    }
    values->failed = values->failed || row.scratch.failed;
    lg_text_reset(&row.scratch);
    if (!is_code || values->count == 0 || !have_names(values, view, column->key)) return false;
    sort_values(values);
    return true;
}

static void add_value_map(struct lg_xml *xml, const struct lg_qgis_view *view, const char *key,
                          const struct values *values)
{
    const char *const map[] = {"type", "Map", NULL};
    struct lg_text name = {0};
    lg_xml_open(xml, "field", (const char *const[]){"name", key, NULL});
    lg_xml_open(xml, "editWidget", (const char *const[]){"type", "ValueMap", NULL});
    lg_xml_open(xml, "config", NULL);
    lg_xml_open(xml, "Option", map);
    lg_xml_open(xml, "Option", (const char *const[]){"name", "map", "type", "List", NULL});
    for (size_t i = 0; i < values->count; i++) {
        (void)name_value(&name, view, key, values->items[i]);
        lg_xml_open(xml, "Option", map);
        lg_xml_empty(xml, "Option",
                     (const char *const[]){"name", name.bytes, "type", "QString", "value",
                                           values->items[i], NULL});
        lg_xml_close(xml);
    }
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || name.failed;
    lg_text_reset(&name);
}

void lg_qgis_fields_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    struct lg_arena memory = {0};
    struct values values;
    lg_xml_open(xml, "fieldConfiguration", NULL);
    for (size_t i = 0; i < view->sheet->column_count; i++) {
        const struct lg_sheet_column *column = &view->sheet->columns[i];
        bool is_code = find_values(view, column, &memory, &values);
        xml->text->failed = xml->text->failed || values.failed;
        if (!is_code) continue;
        add_value_map(xml, view, column->key, &values);
    }
    lg_xml_close(xml);
    lg_arena_reset(&memory);
    add_aliases(xml, view);
}

/*
 * An expression of what a field holds, as HTML: names of codes, days, no more decimals than one can
 * read. Markup in a text stays text.
 */
static void add_told(struct lg_text *html, const struct lg_sheet_column *column)
{
    const char *key = column->key;
    switch (column->kind) {
    case LG_CELL_TEXT:
        lg_text_printf(html,
                       "[%% coalesce(replace(replace(to_string(represent_value(\"%s\")),"
                       "'&','&amp;'),'<','&lt;'),'—') %%]",
                       key);
        return;
    case LG_CELL_INTEGER:
        lg_text_printf(html, "[%% coalesce(to_string(\"%s\"),'—') %%]", key);
        return;
    case LG_CELL_NUMBER:
        lg_text_printf(html, "[%% coalesce(to_string(round(\"%s\",%d)),'—') %%]", key,
                       column->decimals < DECIMALS_TOLD ? column->decimals : DECIMALS_TOLD);
        return;
    case LG_CELL_DATE:
        lg_text_printf(html, "[%% coalesce(format_date(\"%s\",'yyyy-MM-dd'),'—') %%]", key);
        return;
    }
}

void lg_qgis_tip_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    char key[KEY_SIZE];
    if (view->layer == NULL || view->layer->tip == NULL) return;
    struct lg_text html = {0};
    lg_text_add_text(&html, "<table cellspacing=\"0\" cellpadding=\"2\">");
    for (const char *at = view->layer->tip; *at != '\0';) {
        size_t length = strcspn(at, " ");
        (void)snprintf(key, sizeof(key), "%.*s", (int)length, at);
        at += length + (at[length] == ' ' ? 1 : 0);
        const struct lg_sheet_column *column = lg_sheet_column(view->sheet, key);
        if (column == NULL) continue;
        lg_text_add_text(&html, "<tr><td style=\"color:#595959\">");
        lg_text_add_text(&html, lg_label_column(view->book->language, view->sheet->name, key));
        lg_text_add_text(&html, "</td><td><b>");
        add_told(&html, column);
        lg_text_add_text(&html, "</b></td></tr>");
    }
    lg_text_add_text(&html, "</table>");
    lg_xml_element(xml, "mapTip", NULL, html.bytes);
    xml->text->failed = xml->text->failed || html.failed;
    lg_text_reset(&html);
}
