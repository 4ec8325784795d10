/*
 * Drawings by numbers: inline SVG without a script, colours as attributes, so that the page's
 * policy allows them and they print.
 */
#include "publish/report/report.h"

#include <math.h>

enum { STACK_WIDTH = 1000, STACK_HEIGHT = 28, BAR_WIDTH = 200, BAR_HEIGHT = 12 };
enum { BULLET_WIDTH = 160, BULLET_HEIGHT = 16 };

static void add_title(struct lg_report *page, const char *text)
{
    lg_text_add_text(&page->html, "<title>");
    lg_html_add(&page->html, text);
    lg_text_add_text(&page->html, "</title>");
}

void lg_report_add_stack(struct lg_report *page, const struct lg_report_slice *slices, size_t count)
{
    struct lg_text *html = &page->html;
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        total += slices[i].value;
    }
    if (!(total > 0)) return;
    lg_text_printf(html,
                   "<svg class=\"stack\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
                   "aria-hidden=\"true\">",
                   STACK_WIDTH, STACK_HEIGHT);
    double left = 0;
    for (size_t i = 0; i < count; i++) {
        double width = slices[i].value / total * STACK_WIDTH;
        lg_text_add_text(html, "<rect x=\"");
        lg_text_add_fixed(html, left, 1);
        lg_text_add_text(html, "\" width=\"");
        lg_text_add_fixed(html, width, 1);
        lg_text_printf(html, "\" height=\"%d\" fill=\"%s\">", STACK_HEIGHT, slices[i].rgb);
        add_title(page, slices[i].name);
        lg_text_add_text(html, "</rect>");
        left += width;
    }
    lg_text_add_text(html, "</svg>\n");
}

void lg_report_add_swatch(struct lg_report *page, const char *rgb)
{
    lg_text_printf(&page->html,
                   "<svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">"
                   "<rect x=\".5\" y=\".5\" width=\"9\" height=\"9\" fill=\"%s\"/></svg>",
                   rgb);
}

void lg_report_add_bar(struct lg_report *page, const char *rgb, double value, double most)
{
    struct lg_text *html = &page->html;
    double width = value > 0 && most > 0 ? value / most * BAR_WIDTH : 0;
    lg_text_printf(html,
                   "<svg class=\"bar\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
                   "aria-hidden=\"true\"><rect width=\"",
                   BAR_WIDTH, BAR_HEIGHT);
    lg_text_add_fixed(html, fmin(width, BAR_WIDTH), 1);
    lg_text_printf(html, "\" height=\"%d\" fill=\"%s\"/></svg>", BAR_HEIGHT, rgb);
}

static void add_mark(struct lg_report *page, const char *kind, double value, double scale)
{
    struct lg_text *html = &page->html;
    if (isnan(value)) return;
    lg_text_printf(html, "<path class=\"%s\" d=\"M", kind);
    lg_text_add_fixed(html, fmax(1, fmin(value * scale, BULLET_WIDTH - 1)), 1);
    lg_text_printf(html, " 0v%d\"/>", BULLET_HEIGHT);
}

void lg_report_add_bullet(struct lg_report *page, const struct lg_report_bullet *bullet)
{
    struct lg_text *html = &page->html;
    /* fmax() passes over NaN. */
    double most = fmax(fmax(bullet->value, bullet->ideal), bullet->benchmark);
    if (isnan(bullet->value) || !(most > 0)) return;
    double scale = BULLET_WIDTH / (most * 1.05);
    lg_text_printf(html,
                   "<svg class=\"bullet\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">"
                   "<path class=\"rail\" d=\"M0 8h%d\"/><rect y=\"4\" height=\"8\" width=\"",
                   BULLET_WIDTH, BULLET_HEIGHT, BULLET_WIDTH);
    lg_text_add_fixed(html, fmax(0, bullet->value * scale), 1);
    lg_text_add_text(html, "\"/>");
    add_mark(page, "benchmark", bullet->benchmark, scale);
    add_mark(page, "ideal", bullet->ideal, scale);
    lg_text_add_text(html, "</svg>");
}
