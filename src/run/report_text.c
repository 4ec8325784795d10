/*
 * The closing lines: what was written, what stays as it was, what to open.
 */
#include "run/report.h"

#include "publish/mask.h"

#include <stdio.h>

static const char *ending_of(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_formats(struct lg_text *text, unsigned formats)
{
    const char *before = "";
    for (size_t i = 0; lg_format_names[i] != NULL; i++) {
        if ((formats & (1U << i)) == 0) continue;
        lg_text_printf(text, "%s%s", before, lg_format_names[i]);
        before = ",";
    }
}

static void add_calendar(const struct lg_reporting *reporting, struct lg_text *text)
{
    if (reporting->is_calendar_old) {
        lg_text_add_text(text, "as it was: deadlines.ics, which only a run writes\n");
    }
    if (reporting->is_calendar_lost) {
        lg_text_printf(text, "left out: deadlines.ics, which %s\n",
                       reporting->book.mask != NULL ? "names holders" : "only a run writes");
    }
}

void lg_report_tell(const struct lg_reporting *reporting, struct lg_text *text)
{
    const struct lg_book *book = &reporting->book;
    const char *output = reporting->options->output_dir;
    char as_of[LG_DATE_TEXT_SIZE];
    char opening[LG_OPENING_SIZE];
    lg_text_printf(
        text, "written again from %zu table%s with %zu row%s, as of %s, in %s: ", book->sheet_count,
        ending_of(book->sheet_count), reporting->row_count, ending_of(reporting->row_count),
        lg_date_format(book->as_of, as_of), book->language == LG_ENGLISH ? "English" : "Chinese");
    add_formats(text, book->formats);
    lg_text_add_char(text, '\n');
    if (reporting->untranslated_count > 0) {
        lg_text_printf(text,
                       "in the language of the run: %zu name%s of rules or codes that have "
                       "none in the other\n",
                       reporting->untranslated_count, ending_of(reporting->untranslated_count));
    }
    if (book->mask != NULL) {
        size_t count = lg_mask_count(book->mask);
        lg_text_printf(text,
                       "masked: %zu holder%s; remarks emptied; parcel ids, contract and "
                       "supervision numbers stay\n",
                       count, ending_of(count));
    }
    add_calendar(reporting, text);
    lg_text_printf(text, "result: %s; open first: %s\n",
                   output == NULL ? reporting->folder : output,
                   lg_opening_format(book->formats, book->check_only, opening));
}
