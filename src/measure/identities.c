/*
 * What must hold of a park's sums.
 *
 * Source: domain.md 1.3. A gap is land of its own (unsurveyed), so it stands on the side of the
 * states when they are compared with the park.
 */
#include "measure/tally.h"

/* What the pieces of a park may differ from it by in the formula's rounding, relative. */
static const double closing_ratio_max = 1e-7;
/* Sums of the same numbers in two orders, relative. */
static const double rounding_ratio_max = 1e-9;

static const char *park_name(const struct lg_model *model, size_t park)
{
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
    return code != NULL ? code : "without code";
}

/* Parcels that cover more than the park: ours to prevent, or the data's to explain. */
static enum lg_status check_overfull(struct lg_model *model, const struct lg_tally *tally,
                                     struct lg_error *err)
{
    double over_m2 = lg_sum_value(tally->covered_m2) - tally->total_m2;
    double allowed_m2 = closing_ratio_max * tally->total_m2 + tally->slivers_m2;
    if (model->area_basis == LG_AREA_RECORDED) allowed_m2 = tally->tolerance_m2;
    if (!(over_m2 > allowed_m2)) return LG_OK;

    bool is_measured = model->area_basis == LG_AREA_MEASURED;
    if (is_measured && model->overlaps == LG_OVERLAPS_ONCE && tally->is_one_crs) {
        return lg_fail(err, LG_INTERNAL,
                       "park %s: its parcels cover %.3f m2 more than the %.3f m2 it has",
                       park_name(model, tally->park), over_m2, tally->total_m2);
    }
    struct lg_finding finding =
        lg_park_finding(model, is_measured ? LG_E_CLOSURE : LG_E_SUM, tally->park);
    finding.value = over_m2 / LG_M2_PER_HA;
    finding.limit = allowed_m2 / LG_M2_PER_HA;
    return lg_findings_add(&model->findings, &finding, err,
                           is_measured
                               ? "the parcels cover more than the park (value in ha): their edges "
                                 "are straight in another CRS; deliver both in one"
                               : "the recorded areas of the parcels add up to more than the park's "
                                 "(value in ha); correct them");
}

static enum lg_status report_sum(struct lg_model *model, const struct lg_tally *tally,
                                 enum lg_finding_code code, double difference_m2, const char *text,
                                 struct lg_error *err)
{
    struct lg_finding finding = lg_park_finding(model, code, tally->park);
    finding.value = difference_m2 / LG_M2_PER_HA;
    finding.limit = tally->tolerance_m2 / LG_M2_PER_HA;
    return lg_findings_add(&model->findings, &finding, err, "%s (difference in ha)", text);
}

/* Measured gaps are land that can be shown (W_GAP); of recorded areas there is only the sum. */
static enum lg_status check_recorded_gap(struct lg_model *model, const struct lg_tally *tally,
                                         struct lg_error *err)
{
    double gap_m2 = model->results.sums[tally->park].unsurveyed_m2;
    if (model->area_basis != LG_AREA_RECORDED || !(gap_m2 > tally->tolerance_m2)) return LG_OK;
    return report_sum(model, tally, LG_W_SUM, gap_m2,
                      "the recorded areas of the parcels add up to less than the park's; the rest "
                      "is unsurveyed in the account; add the parcels or correct the areas",
                      err);
}

/* T = A + B + C = D + E + F, and ready = A + B21 = D + E. */
static enum lg_status check_sums(struct lg_model *model, const struct lg_tally *tally,
                                 struct lg_error *err)
{
    const struct lg_park_sums *sums = &model->results.sums[tally->park];
    const double *m2 = sums->state_m2;
    /* An overfull park has a finding of its own. */
    double surveyed_m2 =
        fmax(tally->total_m2 - sums->unsurveyed_m2, lg_sum_value(tally->covered_m2));
    double land_m2 = m2[LG_STATE_A] + m2[LG_STATE_B] + m2[LG_STATE_C];
    double supply_m2 = m2[LG_STATE_D] + m2[LG_STATE_E] + m2[LG_STATE_F];
    double ready_m2 = m2[LG_STATE_D] + m2[LG_STATE_E];
    double limit_m2 = tally->tolerance_m2;
    enum lg_status status = LG_OK;

    if (fabs(land_m2 - surveyed_m2) > limit_m2) {
        status = report_sum(model, tally, LG_E_SUM, land_m2 - surveyed_m2,
                            "A + B + C and the unsurveyed land do not make the park; look for "
                            "missing land states and overlaps",
                            err);
    }
    if (status != LG_OK || !(supply_m2 > 0.0)) return status;
    if (fabs(supply_m2 - surveyed_m2) > limit_m2) {
        status = report_sum(model, tally, LG_E_SUM, supply_m2 - surveyed_m2,
                            "D + E + F and the unsurveyed land do not make the park; look for "
                            "missing supply states and overlaps",
                            err);
    }
    if (status == LG_OK && fabs(sums->ready_m2 - ready_m2) > limit_m2) {
        /* Usually so, says domain.md 1.3: surveys that count B22 as available land differ. */
        status = report_sum(model, tally, LG_W_SUM, sums->ready_m2 - ready_m2,
                            "land ready for supply is not the same by the land state (A + B21) and "
                            "by the supply state (D + E); check B21, B22 and E",
                            err);
    }
    if (status == LG_OK && sums->idle_m2 - m2[LG_STATE_D] > limit_m2) {
        status = report_sum(model, tally, LG_E_SUM, sums->idle_m2 - m2[LG_STATE_D],
                            "more land is idle (G) than is supplied (D); check recorded_idle and "
                            "the supply states",
                            err);
    }
    return status;
}

static enum lg_status check_supplied(struct lg_model *model, const struct lg_tally *tally,
                                     struct lg_error *err)
{
    const double *m2 = model->results.sums[tally->park].state_m2;
    double over_m2 = m2[LG_STATE_A] - m2[LG_STATE_D];
    bool is_known = !lg_tally_lacks(tally, LG_LACK_SUPPLY);
    if (!is_known || !(over_m2 > tally->tolerance_m2)) return LG_OK;

    struct lg_finding finding = lg_park_finding(model, LG_W_STATE, tally->park);
    finding.value = over_m2 / LG_M2_PER_HA;
    finding.limit = tally->tolerance_m2 / LG_M2_PER_HA;
    return lg_findings_add(&model->findings, &finding, err,
                           "more land is built (A) than was supplied (D), so the built rate is "
                           "above 100 %% (value in ha); look for land built without papers");
}

/* The states and the gap make the park: a fault of ours where they do not. */
static enum lg_status check_closed(const struct lg_model *model, const struct lg_tally *tally,
                                   struct lg_error *err)
{
    const struct lg_park_sums *sums = &model->results.sums[tally->park];
    double twice_m2 = 0.0;
    if (model->overlaps == LG_OVERLAPS_KEEP && model->area_basis == LG_AREA_MEASURED) {
        for (size_t code = 0; code < LG_STATE_COUNT; code++) {
            twice_m2 += lg_sum_value(tally->disputed_m2[code]);
        }
    }
    double covered_m2 = lg_sum_value(tally->covered_m2);
    double off_m2 = sums->surveyed_m2 - twice_m2 - covered_m2;
    if (!(fabs(off_m2) > rounding_ratio_max * fmax(tally->total_m2, covered_m2))) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "park %s: its states are %.6f m2 off the land they cover",
                   park_name(model, tally->park), off_m2);
}

/* A sum of recorded areas needs every one of them. */
static enum lg_status check_recorded(struct lg_model *model, const struct lg_tally *tally,
                                     struct lg_error *err)
{
    const struct lg_lack *lack = &tally->lacks[LG_LACK_AREA];
    if (lack->parcel_count == 0) return LG_OK;
    struct lg_finding finding = lg_park_finding(model, LG_I_MISSING, tally->park);
    finding.value = (double)lack->parcel_count;
    return lg_findings_add(&model->findings, &finding, err,
                           "parcels without recorded_area: %zu, so sums of recorded areas have no "
                           "value; enter them, or use the measured areas",
                           lack->parcel_count);
}

enum lg_status lg_identities_check(struct lg_model *model, const struct lg_tally *tally,
                                   struct lg_error *err)
{
    enum lg_status status = check_closed(model, tally, err);
    if (status == LG_OK) status = check_overfull(model, tally, err);
    if (status == LG_OK) status = check_recorded_gap(model, tally, err);
    if (status == LG_OK) status = check_sums(model, tally, err);
    if (status == LG_OK) status = check_supplied(model, tally, err);
    if (status == LG_OK) status = check_recorded(model, tally, err);
    return status;
}
