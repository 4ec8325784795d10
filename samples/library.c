/*
 * How a program uses the library: the area of a ring, and the idle clock of one parcel.
 */
#include "landgauge.h"

#include <math.h>
#include <stdio.h>

/* A square hundredth of a degree near Lhasa: longitude, latitude. */
static const double ring[] = {91.00, 29.65, 91.01, 29.65, 91.01, 29.66, 91.00, 29.66, 91.00, 29.65};

int main(void)
{
    struct lg_error error = {.message = ""};
    double area_m2 = 0;
    if (lg_area_ring_divided_m2(ring, 5, &area_m2, &error) != LG_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    printf("ellipsoid area: %.4f m2\n", area_m2);

    const struct lg_idle_rules rules = lg_idle_rules_order53();
    const struct lg_idle_facts facts = {
        .supply = LG_SUPPLIED,
        .revised_start_due = LG_DATE_NONE,
        .start_due = lg_date_make(2025, 6, 29),
        .handover_on = LG_DATE_NONE,
        .start_on = LG_DATE_NONE,
        .suspended_on = LG_DATE_NONE,
        .completion_due = LG_DATE_NONE,
        .completion_on = LG_DATE_NONE,
        .recovered_on = LG_DATE_NONE,
        .due_area_m2 = (double)NAN,
        .developed_area_m2 = (double)NAN,
        .developed_pct = (double)NAN,
        .total_investment_yuan = (double)NAN,
        .invested_yuan = (double)NAN,
        .invested_pct = (double)NAN,
        .price_yuan = 1e7,
        .cause = "O0",
    };
    struct lg_idle_finding finding = lg_idle_judge(&rules, &facts, lg_date_make(2026, 6, 30));
    printf("idle status: %s for %d day, route %s, fee %.0f yuan\n",
           lg_idle_status_code(finding.status), finding.idle_days,
           lg_idle_route_code(finding.route), finding.fee_yuan);
    return 0;
}
