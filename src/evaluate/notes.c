#include "evaluate/notes.h"

#include "evaluate/questions.h"

#include <math.h>
#include <string.h>

const char lg_note_broken_boundary[] =
    "the boundary was delivered broken (E_GEOM): not closed, or it crosses itself; draw it again";
const char lg_note_no_industrial_supply[] = "the park has no industrial supplied land";

bool lg_note_is_nothing_to_ask(const char *reason)
{
    if (reason == NULL) return false;
    for (size_t i = 0; i < LG_QUESTION_COUNT; i++) {
        const char *nobody = lg_questions[i].nobody;
        if (nobody != NULL && strcmp(reason, nobody) == 0) return true;
    }
    return strcmp(reason, lg_note_no_industrial_supply) == 0;
}

enum lg_status lg_note_keep(struct lg_model *model, struct lg_text *text,
                            struct lg_fact_value *fact, struct lg_error *err)
{
    if (text->size == 0 && !text->failed) return LG_OK;
    return lg_keep_text(model, text, &fact->reason, err);
}

bool lg_note_is_missing(const struct lg_fact_value *base, struct lg_fact_value *fact)
{
    if (!isnan(base->value)) return false;
    *fact = (struct lg_fact_value){(double)NAN, base->reason};
    if (fact->reason == NULL) fact->reason = "not known";
    return true;
}
