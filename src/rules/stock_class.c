/*
 * Which class of stock land a parcel is in: the register's words for what is to be done about it.
 */
#include "rules/facts.h"

const char *const lg_stock_classes[LG_STOCK_CLASS_COUNT] = {"S1",  "S1b", "S2a", "S2b", "S2c",
                                                            "S3a", "S3b", "S4",  "S5"};

/* Approved so many years ago; on the anniversary itself the years are just full, not over. */
static bool is_approval_overdue(const struct lg_model *model, size_t parcel)
{
    lg_date approved_on = lg_table_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, parcel);
    return approved_on != LG_DATE_NONE &&
           lg_date_add_years(approved_on, model->rules.approval_years) < model->as_of;
}

static bool is_recovered(const struct lg_model *model, size_t parcel)
{
    lg_date recovered_on = lg_table_date(&model->parcels.table, LG_PARCEL_RECOVERED_ON, parcel);
    return recovered_on != LG_DATE_NONE && recovered_on <= model->as_of;
}

const char *lg_stock_class_of(const struct lg_model *model, size_t parcel)
{
    enum lg_state supply = model->parcels.supply_state[parcel];
    bool is_expired = lg_state_is_within(supply, LG_STATE_D22);
    switch (model->parcels.idle[parcel].status) {
    case LG_IDLE_NOT_APPLICABLE:
        /* Land that cannot be supplied at all is no stock. */
        if (!lg_state_is_within(supply, LG_STATE_E)) return NULL;
        return is_approval_overdue(model, parcel) ? "S1b" : "S1";
    case LG_IDLE_WAIT:
        return "S2a";
    case LG_IDLE_LATE:
        return "S2b";
    case LG_IDLE_FIRST:
    case LG_IDLE_SECOND:
    case LG_IDLE_STOPPED:
        return "S2c";
    case LG_IDLE_LATE_FINISH:
        return "S3a";
    case LG_IDLE_UNKNOWN:
        return is_expired ? "S4" : NULL;
    case LG_IDLE_DONE:
        /* Recovered land is in nobody's use: no class of 2.5 says what it is now. */
        if (is_recovered(model, parcel)) return NULL;
        return is_expired ? "S4" : "S5";
    case LG_IDLE_STARTED_NODATA:
    case LG_IDLE_SUSPENDED:
    case LG_IDLE_ACTIVE:
        return is_expired ? "S4" : "S5";
    case LG_IDLE_STATUS_COUNT:
        break;
    }
    return NULL;
}
