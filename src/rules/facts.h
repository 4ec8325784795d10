/*
 * What the files of this folder share: from the model's columns to the facts of the clock.
 */
#ifndef LG_RULES_FACTS_H
#define LG_RULES_FACTS_H

#include "landgauge/rules.h"
#include "model/model.h"

/** What the columns say of one parcel; needs land_state and supply_state. */
struct lg_idle_facts lg_idle_facts_read(const struct lg_model *model, size_t parcel);

/** Whether too little was developed or invested; what is not known is not too little. */
bool lg_idle_is_small(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts);

/** The static text of a cause code (domain.md 2.4), blanks and case aside; NULL: no such cause. */
const char *lg_idle_find_cause(const char *code);

/* The causes (domain.md 2.4), the first one stands for "not yet known". */
enum { LG_IDLE_CAUSE_COUNT = 10 };
extern const char *const lg_idle_causes[LG_IDLE_CAUSE_COUNT];

/* The stock classes (domain.md 2.5), in order. */
enum { LG_STOCK_CLASS_COUNT = 9 };
extern const char *const lg_stock_classes[LG_STOCK_CLASS_COUNT];

/**
 * The class of stock land that a parcel is in by its clock and supply; needs parcels.idle and
 * supply_state. Low use (S3b) is known later.
 *
 * @return static text; NULL: not known, or no stock
 * @source domain.md 2.5
 */
const char *lg_stock_class_of(const struct lg_model *model, size_t parcel);

#endif
