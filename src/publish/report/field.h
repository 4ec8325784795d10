/*
 * The parts of a field sheet: what an inspector takes along to a parcel.
 */
#ifndef LG_PUBLISH_REPORT_FIELD_H
#define LG_PUBLISH_REPORT_FIELD_H

#include "publish/report/report.h"

/* A parcel of a sheet: suspected to be idle, or undecided for want of facts. */
struct lg_report_field {
    struct lg_report *page;
    size_t park; /* SIZE_MAX: in none */
    size_t idle; /* its row of each sheet; SIZE_MAX: none */
    size_t request;
    size_t clock;
    size_t registered;
};

/** A cell of the parcel: of the first sheet that has something in it. @param sheet  out: which */
struct lg_cell lg_report_field_cell(const struct lg_report_field *field, const char *key,
                                    enum lg_report_sheet *sheet, size_t *row);

/** What the data tell of the parcel. */
void lg_report_field_add_facts(const struct lg_report_field *field);
/** What decides the case, to be ticked and written in. */
void lg_report_field_add_questions(const struct lg_report_field *field);
/** Where the corners are that the map numbers. */
void lg_report_field_add_corners(const struct lg_report_field *field);
/** What the law says about the case. */
void lg_report_field_add_law(const struct lg_report_field *field);

#endif
