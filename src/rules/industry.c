#include "rules/industry.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_industries_init(struct lg_industries *industries, const struct lg_model *model,
                                  struct lg_error *err)
{
    size_t count = model->enterprises.count;
    *industries = (struct lg_industries){.model = model};
    industries->parcel_ids = calloc(count + 1, sizeof(*industries->parcel_ids));
    if (industries->parcel_ids == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the industries of %zu enterprises", count);
    }
    for (size_t row = 0; row < count; row++) {
        industries->parcel_ids[row] =
            lg_table_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, row);
    }
    return lg_text_index_build(&industries->by_parcel_id, industries->parcel_ids, count, err);
}

void lg_industries_reset(struct lg_industries *industries)
{
    lg_text_index_reset(&industries->by_parcel_id);
    free((void *)industries->parcel_ids);
    *industries = (struct lg_industries){.model = NULL};
}

static bool are_same(const char *left, const char *right)
{
    size_t left_length = strlen(left);
    size_t right_length = strlen(right);
    left = lg_text_trim(left, &left_length);
    right = lg_text_trim(right, &right_length);
    return left_length == right_length && memcmp(left, right, left_length) == 0;
}

/* An enterprise that does not say its industry may be of another one. Of texts that differ by
 * blanks alone the one that sorts first, so that the order of the table does not show. */
static const char *common_industry(const struct lg_industries *industries, size_t parcel)
{
    const struct lg_table *table = &industries->model->enterprises;
    const char *common = NULL;
    size_t row =
        lg_text_index_find(&industries->by_parcel_id, industries->model->parcels.id[parcel]);
    for (; row != LG_NO_ROW; row = lg_text_index_next(&industries->by_parcel_id, row)) {
        const char *code = lg_table_text(table, LG_ENTERPRISE_INDUSTRY, row);
        if (code == NULL || (common != NULL && !are_same(common, code))) return NULL;
        if (common == NULL || strcmp(code, common) < 0) common = code;
    }
    return common;
}

struct lg_industry lg_industry_of(const struct lg_industries *industries, size_t parcel)
{
    const struct lg_model *model = industries->model;
    const char *own = lg_table_text(&model->parcels.table, LG_PARCEL_INDUSTRY, parcel);
    if (own != NULL) return (struct lg_industry){own, model->industry_edition};
    const char *common = common_industry(industries, parcel);
    return (struct lg_industry){common, common != NULL ? model->enterprise_industry_edition : NULL};
}

/* The digits of a code, without the letter of its section ("C1331"), and how many there are. */
static const char *digits_of(const char *code, size_t *length)
{
    *length = 0;
    if (code == NULL) return NULL;
    size_t size = strlen(code);
    code = lg_text_trim(code, &size);
    bool has_letter = (code[0] >= 'A' && code[0] <= 'T') || (code[0] >= 'a' && code[0] <= 't');
    if (size > 0 && has_letter) {
        code++;
        size--;
    }
    *length = strspn(code, "0123456789");
    /* Anything behind the digits, and it is a name and no code. */
    if (*length > size) *length = size;
    if (*length < size) *length = 0;
    return code;
}

/* How well a row fits: 0 not at all, else more for a longer code and for the very edition. */
static size_t fit_of(const struct lg_baseline *row, const char *digits, size_t length,
                     const char *edition)
{
    if (row->edition != NULL && (edition == NULL || strcmp(row->edition, edition) != 0)) return 0;
    size_t row_length = row->industry != NULL ? strlen(row->industry) : 0;
    if (row_length > length) return 0;
    if (row_length > 0 && strncmp(row->industry, digits, row_length) != 0) return 0;
    return 1 + 2 * row_length + (row->edition != NULL);
}

double lg_baseline_figure(const struct lg_baseline *row, enum lg_low_item item)
{
    switch (item) {
    case LG_LOW_FAR:
        return row->far_min;
    case LG_LOW_COEFFICIENT:
        return row->coefficient_min;
    case LG_LOW_INVESTMENT:
        return row->investment_yuan_per_m2_min;
    case LG_LOW_REVENUE:
        return row->revenue_yuan_per_m2_min;
    case LG_LOW_TAX:
        return row->tax_yuan_per_m2_min;
    case LG_LOW_ITEM_COUNT:
        break;
    }
    return (double)NAN;
}

void lg_baselines_find(const struct lg_policy *policy, struct lg_industry industry,
                       const struct lg_baseline *rows[LG_LOW_ITEM_COUNT])
{
    size_t best[LG_LOW_ITEM_COUNT] = {0};
    size_t length = 0;
    const char *digits = digits_of(industry.code, &length);
    for (size_t item = 0; item < LG_LOW_ITEM_COUNT; item++) {
        rows[item] = NULL;
    }
    for (size_t i = 0; i < policy->baseline_count; i++) {
        const struct lg_baseline *row = &policy->baselines[i];
        size_t fit = fit_of(row, digits, length, industry.edition);
        for (size_t item = 0; fit > 0 && item < LG_LOW_ITEM_COUNT; item++) {
            if (fit <= best[item] || isnan(lg_baseline_figure(row, (enum lg_low_item)item))) {
                continue;
            }
            best[item] = fit;
            rows[item] = row;
        }
    }
}
