/*
 * Reasons of facts: made, handed on, and those that are an answer of their own.
 */
#ifndef LG_EVALUATE_NOTES_H
#define LG_EVALUATE_NOTES_H

#include "base/text.h"
#include "model/model.h"

/* The boundary was delivered broken, whatever its area is. */
extern const char lg_note_broken_boundary[];
extern const char lg_note_no_industrial_supply[];

/** Whether a fact is missing because a park has nothing that could be asked: the reason says so. */
bool lg_note_is_nothing_to_ask(const char *reason);

/**
 * Keep a made reason at a fact; an empty text leaves the fact as it is.
 * @param text  freed
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_note_keep(struct lg_model *model, struct lg_text *text,
                                         struct lg_fact_value *fact, struct lg_error *err);

/** Hand on why a fact that another rests on is missing. @return false: it is there */
bool lg_note_is_missing(const struct lg_fact_value *base, struct lg_fact_value *fact);

#endif
