#include "publish/calendar.h"

#include "landgauge/run.h"
#include "model/labels.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_OCTETS_MAX = 75 };

#define LINE_END "\r\n"
/* U+FFFD, for a byte that is no UTF-8. */
#define REPLACEMENT "\xEF\xBF\xBD"

struct deadline {
    lg_date due_on;
    size_t parcel;
    const char *event;
};

/* Of one day and parcel, in this order; the last has no row in the watch list. */
static const char *const events[] = {
    "start_due", "full_year", "two_years", "stopped_year", "completion_due", "disposal_due",
};

void lg_calendar_add_line(struct lg_text *text, const char *line)
{
    size_t left = strlen(line);
    size_t room = LINE_OCTETS_MAX;
    while (left > room) {
        size_t size = room;
        while (size > 1 && ((unsigned char)line[size] & 0xC0U) == 0x80U) {
            size--;
        }
        lg_text_add(text, line, size);
        lg_text_add_text(text, LINE_END " ");
        line += size;
        left -= size;
        room = LINE_OCTETS_MAX - 1;
    }
    lg_text_add(text, line, left);
    lg_text_add_text(text, LINE_END);
}

static void add_escaped_byte(struct lg_text *text, char byte)
{
    if (byte == '\n') {
        lg_text_add_text(text, "\\n");
        return;
    }
    bool is_control = ((unsigned char)byte < ' ' && byte != '\t') || byte == 0x7F;
    if (is_control) return;
    if (byte == '\\' || byte == ';' || byte == ',') lg_text_add_char(text, '\\');
    lg_text_add_char(text, byte);
}

void lg_calendar_add_escaped(struct lg_text *text, const char *value)
{
    size_t left = strlen(value);
    while (left > 0) {
        size_t valid = lg_utf8_valid_prefix(value, left);
        for (size_t i = 0; i < valid; i++) {
            add_escaped_byte(text, value[i]);
        }
        value += valid;
        left -= valid;
        if (left == 0) break;
        lg_text_add_text(text, REPLACEMENT);
        value++;
        left--;
    }
}

static const char *label_of(const char *event, enum lg_language language)
{
    const char *label = lg_label_value(language, "event", event);
    return label == NULL ? event : label;
}

static void end_line(struct lg_text *text, struct lg_text *line)
{
    text->failed = text->failed || line->failed;
    if (!line->failed) lg_calendar_add_line(text, line->bytes);
    lg_text_clear(line);
}

/* "YYYYMMDD" between a beginning and an end. */
static void add_day(struct lg_text *line, const char *beginning, lg_date date, const char *end)
{
    int year = 0;
    int month = 0;
    int day = 0;
    lg_date_split(date, &year, &month, &day);
    lg_text_printf(line, "%s%04d%02d%02d%s", beginning, year, month, day, end);
}

/* "name：value" in Chinese, "name: value" in English; nothing without a value. */
static void add_fact(struct lg_text *line, const char *word, const char *value,
                     enum lg_language language)
{
    if (value == NULL) return;
    lg_text_add_text(line, "\\n");
    lg_text_add_text(line, lg_label(language, word));
    lg_text_add_text(line, language == LG_CHINESE ? "：" : ": ");
    lg_calendar_add_escaped(line, value);
}

static void add_summary(struct lg_text *line, const struct lg_view *view,
                        const struct deadline *deadline)
{
    const struct lg_parcels *parcels = &view->model->parcels;
    const char *holder = lg_table_text(&parcels->table, LG_PARCEL_HOLDER, deadline->parcel);
    lg_text_add_text(line, "SUMMARY:");
    lg_calendar_add_escaped(line, label_of(deadline->event, view->language));
    lg_text_add_text(line, view->language == LG_CHINESE ? "：" : ": ");
    lg_calendar_add_escaped(line, parcels->id[deadline->parcel]);
    if (holder == NULL) return;
    lg_text_add_char(line, ' ');
    lg_calendar_add_escaped(line, holder);
}

static void add_description(struct lg_text *line, const struct lg_view *view,
                            const struct deadline *deadline)
{
    const struct lg_model *model = view->model;
    const struct lg_table *table = &model->parcels.table;
    size_t parcel = deadline->parcel;
    char day[LG_DATE_TEXT_SIZE];
    lg_text_add_text(line, "DESCRIPTION:");
    lg_calendar_add_escaped(line, label_of(deadline->event, view->language));
    add_fact(line, "calendar.parcel", model->parcels.id[parcel], view->language);
    add_fact(line, "calendar.holder", lg_table_text(table, LG_PARCEL_HOLDER, parcel),
             view->language);
    add_fact(line, "calendar.location", lg_table_text(table, LG_PARCEL_LOCATION, parcel),
             view->language);
    if (model->parcels.idle != NULL) {
        const char *code = lg_idle_status_code(model->parcels.idle[parcel].status);
        add_fact(line, "calendar.status", code, view->language);
    }
    add_fact(line, "calendar.as_of", lg_date_format(model->as_of, day), view->language);
}

static void add_event(struct lg_text *text, const struct lg_view *view,
                      const struct deadline *deadline)
{
    struct lg_text line = {0};
    lg_calendar_add_line(text, "BEGIN:VEVENT");
    lg_text_add_text(&line, "UID:");
    lg_calendar_add_escaped(&line, deadline->event);
    lg_text_add_char(&line, '-');
    lg_calendar_add_escaped(&line, view->model->parcels.id[deadline->parcel]);
    lg_text_add_text(&line, "@landgauge");
    end_line(text, &line);
    add_day(&line, "DTSTAMP:", view->model->as_of, "T000000Z");
    end_line(text, &line);
    add_day(&line, "DTSTART;VALUE=DATE:", deadline->due_on, "");
    end_line(text, &line);
    add_summary(&line, view, deadline);
    end_line(text, &line);
    add_description(&line, view, deadline);
    end_line(text, &line);
    lg_text_add_text(&line, "CATEGORIES:");
    lg_calendar_add_escaped(&line, deadline->event);
    end_line(text, &line);
    lg_calendar_add_line(text, "TRANSP:TRANSPARENT");
    lg_calendar_add_line(text, "END:VEVENT");
    lg_text_reset(&line);
}

/* A calendar without any component is none (RFC 5545, 3.6): without a deadline it has its zone. */
static void add_zone(struct lg_text *text)
{
    static const char *const lines[] = {
        "BEGIN:VTIMEZONE",    "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19910915T010000",
        "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800",   "END:STANDARD",   "END:VTIMEZONE",
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        lg_calendar_add_line(text, lines[i]);
    }
}

static bool has_happened(const struct lg_model *model, size_t role, size_t parcel)
{
    lg_date date = lg_table_date(&model->parcels.table, role, parcel);
    return date != LG_DATE_NONE && date <= model->as_of;
}

static bool waits_for_disposal(const struct lg_model *model, size_t parcel)
{
    lg_date due_on = lg_table_date(&model->parcels.table, LG_PARCEL_DISPOSAL_DUE, parcel);
    return due_on != LG_DATE_NONE && due_on >= model->as_of &&
           !has_happened(model, LG_PARCEL_DISPOSED_ON, parcel) &&
           !has_happened(model, LG_PARCEL_COMPLETION_ON, parcel) &&
           !has_happened(model, LG_PARCEL_RECOVERED_ON, parcel);
}

static size_t rank_of(const char *event)
{
    size_t rank = 0;
    while (rank < sizeof(events) / sizeof(events[0]) && strcmp(events[rank], event) != 0) {
        rank++;
    }
    return rank;
}

static int compare_deadlines(const void *left, const void *right)
{
    const struct deadline *a = left;
    const struct deadline *b = right;
    if (a->due_on != b->due_on) return a->due_on < b->due_on ? -1 : 1;
    if (a->parcel != b->parcel) return a->parcel < b->parcel ? -1 : 1;
    size_t a_rank = rank_of(a->event);
    size_t b_rank = rank_of(b->event);
    if (a_rank != b_rank) return a_rank < b_rank ? -1 : 1;
    return strcmp(a->event, b->event);
}

/* @param deadlines  [watch_count + parcel count] room for all */
static size_t collect(const struct lg_model *model, struct deadline *deadlines)
{
    const struct lg_results *results = &model->results;
    size_t count = 0;
    for (size_t i = 0; i < results->watch_count; i++) {
        const struct lg_watch_row *watch = &results->watch[i];
        deadlines[count++] = (struct deadline){watch->due_on, watch->parcel, watch->event};
    }
    for (size_t parcel = 0; parcel < model->parcels.table.count; parcel++) {
        if (!waits_for_disposal(model, parcel)) continue;
        lg_date due_on = lg_table_date(&model->parcels.table, LG_PARCEL_DISPOSAL_DUE, parcel);
        deadlines[count++] = (struct deadline){due_on, parcel, "disposal_due"};
    }
    if (count > 0) qsort(deadlines, count, sizeof(*deadlines), compare_deadlines);
    return count;
}

enum lg_status lg_calendar_add(struct lg_text *text, const struct lg_view *view,
                               struct lg_error *err)
{
    const struct lg_model *model = view->model;
    size_t capacity = model->results.watch_count + model->parcels.table.count;
    struct deadline *deadlines = calloc(capacity + 1, sizeof(*deadlines));
    if (deadlines == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", LG_CALENDAR_FILE);

    struct lg_text product = {0};
    lg_calendar_add_line(text, "BEGIN:VCALENDAR");
    lg_calendar_add_line(text, "VERSION:2.0");
    lg_text_printf(&product, "PRODID:-//landgauge//landgauge %s//EN", lg_version());
    end_line(text, &product);
    lg_text_reset(&product);
    lg_calendar_add_line(text, "CALSCALE:GREGORIAN");
    size_t count = collect(model, deadlines);
    for (size_t i = 0; i < count; i++) {
        add_event(text, view, &deadlines[i]);
    }
    if (count == 0) add_zone(text);
    lg_calendar_add_line(text, "END:VCALENDAR");
    free(deadlines);
    return LG_OK;
}
