/*
 * Of which industry a parcel is: its own code, else that of its enterprises.
 */
#ifndef LG_RULES_INDUSTRY_H
#define LG_RULES_INDUSTRY_H

#include "base/text_index.h"
#include "model/model.h"

/* Zero-initialise; free with lg_industries_reset(). */
struct lg_industries {
    const struct lg_model *model;
    const char **parcel_ids; /* [enterprise count] */
    struct lg_text_index by_parcel_id;
};

struct lg_industry {
    const char *code;    /* as delivered; NULL: not known, or several */
    const char *edition; /* "2017" of GB/T 4754; NULL: not declared, or no code */
};

/** @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_industries_init(struct lg_industries *industries,
                                               const struct lg_model *model, struct lg_error *err);
void lg_industries_reset(struct lg_industries *industries);

/** The industry of a parcel; of its enterprises only when all of them say the same. */
struct lg_industry lg_industry_of(const struct lg_industries *industries, size_t parcel);

/**
 * The figures that hold for an industry: of each, those of the row with the longest code that fits,
 * and of two such rows that of the edition before that of any.
 *
 * @param rows  [LG_LOW_ITEM_COUNT] out: the row of each item; NULL: no baseline
 * @source domain.md 2.8: numbers of one edition are never read in another
 */
void lg_baselines_find(const struct lg_policy *policy, struct lg_industry industry,
                       const struct lg_baseline *rows[LG_LOW_ITEM_COUNT]);

/** The figure of an item in m2, yuan and parts of 1; NaN: the row has none. */
double lg_baseline_figure(const struct lg_baseline *row, enum lg_low_item item);

#endif
