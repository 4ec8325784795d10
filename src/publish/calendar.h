/*
 * The deadlines as a calendar file: what runs out when, for the calendar of an office.
 */
#ifndef LG_PUBLISH_CALENDAR_H
#define LG_PUBLISH_CALENDAR_H

#include "base/text.h"
#include "publish/view.h"

#define LG_CALENDAR_FILE "deadlines.ics"

/**
 * Add a calendar (RFC 5545): one event of a day for each row of the watch list, and one for each
 * disposal_due from the evaluation date on of a parcel that is not disposed of, completed or
 * recovered. In the order of day, parcel, event.
 *
 * UID is EVENT-PARCEL@landgauge: a deadline that moves stays the same event of the calendar.
 * DTSTAMP is the evaluation date, so the same result gives the same bytes.
 *
 * @param text  its member failed says that memory was out, as ever
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_calendar_add(struct lg_text *text, const struct lg_view *view,
                                            struct lg_error *err);

/** Add a content line: folded at 75 octets, never inside a character, with CRLF. */
void lg_calendar_add_line(struct lg_text *text, const char *line);

/** Add a value of the type TEXT: backslash, semicolon, comma and line end escaped; no other control
 * characters, and nothing that is no UTF-8. */
void lg_calendar_add_escaped(struct lg_text *text, const char *value);

#endif
