/*
 * The codes that cells have, with their names.
 */
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_known(const struct lg_workbook *wb, const char *key, const char *code)
{
    for (size_t i = 0; i < wb->code_count; i++) {
        if (strcmp(wb->codes[i].key, key) == 0 && strcmp(wb->codes[i].code, code) == 0) return true;
    }
    return false;
}

static const char *name_of_one(struct lg_workbook *wb, const char *key, const char *code)
{
    const char *label = lg_label_suspected(wb->book->language, key, code);
    if (label == NULL || is_known(wb, key, code)) return label;
    const char *copy = lg_arena_text(&wb->memory, code, strlen(code));
    if (copy == NULL || !lg_workbook_make_room((void **)&wb->codes, &wb->code_capacity,
                                               wb->code_count, sizeof(*wb->codes))) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return label;
    }
    wb->codes[wb->code_count++] = (struct lg_workbook_code){key, copy, label};
    return label;
}

/* The names of several codes, "start_due|handover_on;cause"; NULL when one of them has none. */
static const char *name_of_several(struct lg_workbook *wb, const char *key, const char *codes)
{
    enum { ONE_SIZE = 64 };
    char one[ONE_SIZE];
    struct lg_text names = {0};
    bool has_all = true;
    while (has_all && *codes != '\0') {
        size_t length = strcspn(codes, ";|");
        (void)snprintf(one, sizeof(one), "%.*s", (int)length, codes);
        const char *name = length < sizeof(one) ? name_of_one(wb, key, one) : NULL;
        has_all = name != NULL;
        if (has_all) lg_text_add_text(&names, name);
        codes += length;
        if (*codes == '\0') break;
        lg_text_add_text(&names, lg_workbook_label(wb, *codes == '|' ? "report.or" : "report.and"));
        codes++;
    }
    const char *kept = NULL;
    if (has_all && !names.failed && names.size > 0) {
        kept = lg_arena_text(&wb->memory, names.bytes, names.size);
    }
    if (names.failed || (has_all && names.size > 0 && kept == NULL)) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    lg_text_reset(&names);
    return kept;
}

const char *lg_workbook_code(struct lg_workbook *wb, const char *key, const char *code)
{
    const char *name = name_of_one(wb, key, code);
    if (name != NULL || strpbrk(code, ";|") == NULL) return name;
    return name_of_several(wb, key, code);
}

static int compare_codes(const void *left, const void *right)
{
    const struct lg_workbook_code *a = left;
    const struct lg_workbook_code *b = right;
    int order = strcmp(a->key, b->key);
    return order != 0 ? order : strcmp(a->code, b->code);
}

void lg_workbook_add_codes(struct lg_workbook *wb, lxw_worksheet *to, const char *name)
{
    static const struct lg_workbook_list_column columns[] = {{"workbook.codes.column", 26},
                                                             {"workbook.codes.key", 22},
                                                             {"workbook.codes.code", 22},
                                                             {"workbook.codes.name", 60}};
    lg_workbook_begin_list(wb, to, name, columns, sizeof(columns) / sizeof(columns[0]),
                           wb->code_count);
    if (wb->code_count > 0) {
        qsort(wb->codes, wb->code_count, sizeof(*wb->codes), compare_codes);
    }
    for (size_t i = 0; i < wb->code_count; i++) {
        const struct lg_workbook_code *code = &wb->codes[i];
        lxw_row_t row = (lxw_row_t)(i + 1);
        lg_workbook_put(wb, to, row, 0, lg_label_column(wb->book->language, "", code->key),
                        wb->text);
        lg_workbook_put(wb, to, row, 1, code->key, wb->text);
        lg_workbook_put(wb, to, row, 2, code->code, wb->text);
        lg_workbook_put(wb, to, row, 3, code->label, wb->wrapped);
    }
}
