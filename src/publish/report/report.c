/*
 * The page as a whole: head, policy, table of contents, sections, scripts.
 */
#include "publish/report/report.h"

#include "base/hash.h"
#include "landgauge/run.h"
#include "publish/report/assets.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    FLUSH_BYTES = 1 << 20,
    CONTENTS_PARKS = 24,
    CONTENTS_PASSPORTS = 4,
    LEDGER_ROWS = 50,
    LEDGER_ROWS_OF_MANY = 20,
    MANY_PARKS = 50
};

static const char file_name[] = "report.html";

/* Where the page goes, and whether it still can. */
struct lg_report_writer {
    struct lg_report *page;
    struct lg_output_file *file;
    const volatile sig_atomic_t *stop;
    enum lg_status status; /* of what was written between the parks */
    struct lg_error err;
};

static enum lg_status flush(struct lg_report_writer *writer, struct lg_error *err)
{
    struct lg_text *html = &writer->page->html;
    if (writer->status != LG_OK) return lg_fail(err, writer->status, "%s", writer->err.message);
    if (html->failed || writer->page->row.scratch.failed) {
        return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file_name);
    }
    if (writer->stop != NULL && *writer->stop != 0) {
        return lg_fail(err, LG_STOPPED, "stopped by a signal");
    }
    enum lg_status status = lg_output_file_write(writer->file, html->bytes, html->size, err);
    lg_text_clear(html);
    return status;
}

bool lg_report_spill(struct lg_report *page)
{
    struct lg_report_writer *writer = page->writer;
    if (writer == NULL) return true;
    bool is_due = page->html.size >= FLUSH_BYTES || page->html.failed;
    if (is_due && writer->status == LG_OK) writer->status = flush(writer, &writer->err);
    return writer->status == LG_OK;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name);
    size_t end_length = strlen(end);
    return length >= end_length && strcmp(name + length - end_length, end) == 0;
}

static bool is_style(const struct lg_report_asset *asset)
{
    return ends_with(asset->name, "_style");
}

/* The sources of the policy: a hash of each block as it stands between its tags. */
static enum lg_status add_hashes(struct lg_report *page, bool styles, struct lg_error *err)
{
    for (const struct lg_report_asset *asset = lg_report_assets; asset->name != NULL; asset++) {
        char hash[LG_SHA256_BASE64_SIZE];
        if (is_style(asset) != styles) continue;
        enum lg_status status = lg_hash_bytes_base64(asset->text, strlen(asset->text), hash, err);
        if (status != LG_OK) return status;
        lg_text_printf(&page->html, " 'sha256-%s'", hash);
    }
    return LG_OK;
}

static void add_blocks(struct lg_report *page, bool styles)
{
    const char *tag = styles ? "style" : "script";
    for (const struct lg_report_asset *asset = lg_report_assets; asset->name != NULL; asset++) {
        if (is_style(asset) != styles) continue;
        lg_text_printf(&page->html, "<%s>", tag);
        lg_text_add_text(&page->html, asset->text);
        lg_text_printf(&page->html, "</%s>\n", tag);
    }
}

static void add_title(struct lg_report *page)
{
    if (page->book->title != NULL) {
        lg_html_add_short(&page->html, page->book->title, 120);
    } else {
        lg_report_add_label(page, "report.title");
    }
}

static enum lg_status add_head(struct lg_report *page, struct lg_error *err)
{
    struct lg_text *html = &page->html;
    lg_text_printf(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                   page->language == LG_ENGLISH ? "en" : "zh-CN");
    lg_text_add_text(html, "<meta http-equiv=\"Content-Security-Policy\" content=\""
                           "default-src 'none'; style-src");
    enum lg_status status = add_hashes(page, true, err);
    if (status != LG_OK) return status;
    lg_text_add_text(html, "; script-src");
    status = add_hashes(page, false, err);
    if (status != LG_OK) return status;
    lg_text_add_text(html, "; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, "
                           "initial-scale=1\">\n<meta name=\"generator\" content=\"landgauge ");
    lg_html_add(html, lg_version());
    lg_text_add_text(html, "\">\n<title>");
    add_title(page);
    lg_text_add_text(html, "</title>\n");
    add_blocks(page, true);
    lg_text_add_text(html, "</head>\n<body>\n");
    return LG_OK;
}

static void add_top(struct lg_report *page)
{
    struct lg_text *html = &page->html;
    char date[LG_DATE_TEXT_SIZE];
    lg_date_format(page->book->as_of, date);
    lg_text_add_text(html, "<a class=\"skip\" href=\"#main\">");
    lg_report_add_label(page, "report.skip");
    lg_text_add_text(html, "</a>\n<header class=\"top\"><h1>");
    add_title(page);
    lg_text_add_text(html, "</h1>\n<p>");
    const struct lg_label_part parts[] = {
        {"DATE", date},
        {"AREA",
         lg_label(page->language, page->book->area == LG_AREA_MEASURED ? "report.area.measured"
                                                                       : "report.area.recorded")},
        {NULL, NULL}};
    lg_html_add_label(html, page->language, "report.subtitle", parts);
    lg_text_add_text(html, "</p></header>\n");
}

static bool is_there(const struct lg_report *page, const struct lg_report_section *section)
{
    return section->is_there == NULL || section->is_there(page);
}

static void add_section_label(struct lg_report *page, const char *kind, const char *id)
{
    char label[64];
    (void)snprintf(label, sizeof(label), "report.%s.%s", kind, id);
    lg_report_add_label(page, label);
}

/* Parks in the contents: all of a few; of many the overview has them. */
static void add_contents_parks(struct lg_report *page, const char *beginning)
{
    if (page->park_count < 2 || page->park_count > CONTENTS_PARKS) return;
    lg_text_add_text(&page->html, "<ol class=\"parks\">");
    for (size_t park = 0; park < page->park_count; park++) {
        lg_text_printf(&page->html, "<li><a href=\"#%s-%zu\">", beginning, park);
        lg_report_add_park_name(page, park);
        lg_text_add_text(&page->html, "</a></li>");
    }
    lg_text_add_text(&page->html, "</ol>");
}

static void add_contents(struct lg_report *page)
{
    struct lg_text *html = &page->html;
    lg_text_add_text(html, "<nav class=\"contents\" aria-labelledby=\"contents\">"
                           "<h2 id=\"contents\">");
    lg_report_add_label(page, "report.contents");
    lg_text_add_text(html, "</h2><ol>\n");
    for (size_t i = 0; lg_report_sections[i].id != NULL; i++) {
        const struct lg_report_section *section = &lg_report_sections[i];
        if (!is_there(page, section)) continue;
        lg_text_printf(html, "<li><a href=\"#%s\">", section->id);
        add_section_label(page, "section", section->id);
        lg_text_add_text(html, "</a>");
        if (strcmp(section->id, "parks") == 0) add_contents_parks(page, "park");
        /* A park leads to its passport, so that many parks need not be listed twice. */
        if (strcmp(section->id, "passports") == 0 && page->park_count <= CONTENTS_PASSPORTS) {
            add_contents_parks(page, "passport");
        }
        lg_text_add_text(html, "</li>\n");
    }
    lg_text_add_text(html, "</ol></nav>\n");
}

void lg_report_add_park_name(struct lg_report *page, size_t park)
{
    const struct lg_report_park *told = &page->parks[park];
    lg_html_add_short(&page->html, told->name, 120);
    if (told->is_alone || told->scope == NULL) return;
    lg_text_add_text(&page->html, " \xC2\xB7 ");
    const char *words = lg_label_value(page->language, "scope", told->scope);
    lg_html_add_short(&page->html, words == NULL ? told->scope : words, 40);
}

static enum lg_status add_parks(struct lg_report_writer *writer,
                                const struct lg_report_section *section, struct lg_error *err)
{
    struct lg_report *page = writer->page;
    enum lg_status status = LG_OK;
    for (size_t park = 0; park < page->park_count && status == LG_OK; park++) {
        section->add_park(page, park);
        if (page->html.size >= FLUSH_BYTES || page->html.failed) status = flush(writer, err);
    }
    return status;
}

static enum lg_status add_sections(struct lg_report_writer *writer, struct lg_error *err)
{
    struct lg_report *page = writer->page;
    enum lg_status status = LG_OK;
    lg_text_add_text(&page->html, "<main id=\"main\">\n");
    for (size_t i = 0; lg_report_sections[i].id != NULL && status == LG_OK; i++) {
        const struct lg_report_section *section = &lg_report_sections[i];
        if (!is_there(page, section)) continue;
        lg_text_printf(&page->html, "<section class=\"%s\" id=\"%s\"><h2>", section->id,
                       section->id);
        add_section_label(page, "section", section->id);
        lg_text_add_text(&page->html, "</h2>\n");
        if (section->add != NULL) section->add(page);
        if (section->add_park != NULL) status = add_parks(writer, section, err);
        lg_text_add_text(&page->html, "</section>\n");
        if (status == LG_OK) status = flush(writer, err);
    }
    lg_text_add_text(&page->html, "</main>\n");
    return status;
}

static enum lg_status write_page(struct lg_report_writer *writer, struct lg_error *err)
{
    struct lg_report *page = writer->page;
    enum lg_status status = add_head(page, err);
    if (status != LG_OK) return status;
    add_top(page);
    add_contents(page);
    status = add_sections(writer, err);
    if (status != LG_OK) return status;
    add_blocks(page, false);
    lg_text_add_text(&page->html, "</body>\n</html>\n");
    return flush(writer, err);
}

enum lg_status lg_report_write(const struct lg_book *book, const struct lg_document_means *means,
                               struct lg_output_dir *dir, struct lg_error *err)
{
    assert(book != NULL && dir != NULL);

    struct lg_report page = {.language = book->language, .ledger_rows = LEDGER_ROWS};
    struct lg_report_writer writer = {.page = &page, .stop = means->stop};
    enum lg_status status = lg_report_init(&page, book, err);
    if (status != LG_OK) goto done;
    page.writer = &writer;
    if (page.park_count > MANY_PARKS) page.ledger_rows = LEDGER_ROWS_OF_MANY;
    lg_report_choose_ledger(&page);
    status = lg_report_maps_new(book, &page.maps, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_open(dir, file_name, &writer.file, err);
    if (status != LG_OK) goto done;
    status = write_page(&writer, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_close(writer.file, err);
    writer.file = NULL;

done:
    lg_output_file_drop(writer.file);
    lg_report_reset(&page);
    return status;
}
