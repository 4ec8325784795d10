#include "publish/report/sentence.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { TEXT_CHARACTERS = 100, ID_CHARACTERS = 36, CODE_SIZE = 64 };

void lg_report_sentence_begin(struct lg_report_sentence *sentence, struct lg_report *page)
{
    *sentence = (struct lg_report_sentence){.page = page};
}

void lg_report_sentence_end(struct lg_report_sentence *sentence)
{
    lg_arena_reset(&sentence->memory);
    *sentence = (struct lg_report_sentence){.page = NULL};
}

/* The place of a part: a later one of the same name stands for the earlier. */
static struct lg_label_part *part_of(struct lg_report_sentence *sentence, const char *name)
{
    size_t at = 0;
    while (at < sentence->part_count && strcmp(sentence->parts[at].name, name) != 0) {
        at++;
    }
    assert(at < LG_SENTENCE_PARTS);
    if (at == sentence->part_count) sentence->part_count++;
    sentence->parts[at] = (struct lg_label_part){name, NULL};
    return &sentence->parts[at];
}

/* What was added to the page since then becomes the part instead. */
static void cut(struct lg_report_sentence *sentence, const char *name, size_t before)
{
    struct lg_text *html = &sentence->page->html;
    struct lg_label_part *part = part_of(sentence, name);
    if (html->failed || html->size == before) return;
    part->text = lg_arena_text(&sentence->memory, html->bytes + before, html->size - before);
    html->failed = part->text == NULL;
    html->size = before;
    html->bytes[before] = '\0';
}

void lg_report_sentence_figure(struct lg_report_sentence *sentence, const char *name,
                               enum lg_report_sheet sheet, size_t row, const char *key)
{
    size_t before = sentence->page->html.size;
    if (!isnan(lg_report_number(sentence->page, sheet, row, key))) {
        lg_report_add_figure(sentence->page, sheet, row, key);
    }
    cut(sentence, name, before);
}

void lg_report_sentence_derived(struct lg_report_sentence *sentence, const char *name,
                                const char *derived, double value, int decimals)
{
    size_t before = sentence->page->html.size;
    if (!isnan(value)) lg_report_add_derived(sentence->page, derived, value, decimals);
    cut(sentence, name, before);
}

void lg_report_sentence_text(struct lg_report_sentence *sentence, const char *name,
                             const char *text)
{
    size_t before = sentence->page->html.size;
    lg_html_add_short(&sentence->page->html, text, TEXT_CHARACTERS);
    cut(sentence, name, before);
}

void lg_report_sentence_cell(struct lg_report_sentence *sentence, const char *name,
                             enum lg_report_sheet sheet, size_t row, const char *key)
{
    char date[LG_DATE_TEXT_SIZE];
    struct lg_cell cell = lg_report_cell(sentence->page, sheet, row, key);
    const char *text = cell.is_missing             ? NULL
                       : cell.kind == LG_CELL_DATE ? lg_date_format(cell.date, date)
                       : cell.kind == LG_CELL_TEXT ? cell.text
                                                   : NULL;
    lg_report_sentence_text(sentence, name, text);
}

void lg_report_sentence_codes(struct lg_report_sentence *sentence, const char *name,
                              enum lg_report_sheet sheet, size_t row, const char *key,
                              const char *words)
{
    struct lg_report *page = sentence->page;
    size_t before = page->html.size;
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    const char *codes = cell.is_missing || cell.kind != LG_CELL_TEXT ? "" : cell.text;
    while (*codes != '\0') {
        char code[CODE_SIZE];
        size_t length = strcspn(codes, ";|");
        if (length > 0 && length < sizeof(code)) {
            memcpy(code, codes, length);
            code[length] = '\0';
            const char *told = lg_label_value(page->language, words == NULL ? key : words, code);
            lg_html_add(&page->html, told == NULL ? code : told);
        }
        codes += length;
        if (*codes == '\0') break;
        lg_report_add_label(page, *codes == '|' ? "report.or" : "report.and");
        codes++;
    }
    cut(sentence, name, before);
}

void lg_report_sentence_status(struct lg_report_sentence *sentence, const char *name, size_t row)
{
    bool is_found = lg_report_is(sentence->page, LG_REPORT_IDLE, row, "confirmed", "yes");
    lg_report_sentence_codes(sentence, name, LG_REPORT_IDLE, row, "status",
                             is_found ? "status" : "suspected");
}

void lg_report_sentence_parcel(struct lg_report_sentence *sentence, const char *name,
                               enum lg_report_sheet sheet, size_t row)
{
    struct lg_report *page = sentence->page;
    size_t before = page->html.size;
    struct lg_cell cell = lg_report_cell(page, sheet, row, "parcel_id");
    if (!cell.is_missing && cell.kind == LG_CELL_TEXT) {
        size_t idle = lg_report_find_idle(page, cell.text);
        bool leads = idle != SIZE_MAX && page->listed[idle];
        if (leads) lg_text_printf(&page->html, "<a href=\"#parcel-%zu\">", idle);
        lg_html_add_short(&page->html, cell.text, ID_CHARACTERS);
        if (leads) lg_text_add_text(&page->html, "</a>");
    }
    cut(sentence, name, before);
}

void lg_report_sentence_space(struct lg_report_sentence *sentence)
{
    if (sentence->page->language == LG_ENGLISH) lg_text_add_char(&sentence->page->html, ' ');
}

static bool is_known(const struct lg_report_sentence *sentence, const char *name, size_t length)
{
    for (size_t i = 0; i < sentence->part_count; i++) {
        const struct lg_label_part *part = &sentence->parts[i];
        if (strncmp(part->name, name, length) == 0 && part->name[length] == '\0') {
            return part->text != NULL;
        }
    }
    return false;
}

static bool is_whole(const struct lg_report_sentence *sentence, const char *wording)
{
    for (const char *at = strchr(wording, '{'); at != NULL; at = strchr(at, '{')) {
        at++;
        size_t length = strcspn(at, "}");
        if (!is_known(sentence, at, length)) return false;
    }
    return true;
}

bool lg_report_sentence_say(struct lg_report_sentence *sentence, const char *const *ids)
{
    struct lg_report *page = sentence->page;
    for (; *ids != NULL; ids++) {
        const char *wording = lg_label(page->language, *ids);
        assert(wording != NULL);
        if (!is_whole(sentence, wording)) continue;
        /* The parts are markup already, and a wording has none: tests hold it to that. */
        lg_label_add(&page->html, page->language, *ids, sentence->parts);
        return true;
    }
    return false;
}
