#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char lg_no_type_reason[] =
    "the park has no evaluation type: give eval_type, or the parts of its built land";

double lg_as_published(double value, int decimals)
{
    double unit = decimals == LG_SCORE_DECIMALS ? 1e4 : 1e6;
    assert(decimals == LG_SCORE_DECIMALS || decimals == LG_VALUE_DECIMALS);
    return round(value * unit) / unit;
}

enum lg_status lg_no_ideal_reason(struct lg_model *model, const struct lg_indicator_entry *entry,
                                  const char **reason, struct lg_error *err)
{
    struct lg_text text = {0};
    lg_text_printf(&text, "no ideal for %s: give one in a rule set", entry->code);
    return lg_keep_text(model, &text, reason, err);
}

bool lg_takes_part(const struct lg_model *model, size_t park)
{
    return model->results.scores[park].is_whole_park && !lg_park_is_candidate(model, park);
}

bool lg_is_of_class(const struct lg_park_score *score, const char *park_class)
{
    return score->park_class != NULL && park_class != NULL &&
           strcmp(score->park_class, park_class) == 0;
}

size_t lg_end_of_code(const struct lg_model *model, size_t first)
{
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, first);
    size_t end = first + 1;
    while (code != NULL && end < model->parks.table.count) {
        const char *next = lg_table_text(&model->parks.table, LG_PARK_CODE, end);
        if (next == NULL || strcmp(next, code) != 0) break;
        end++;
    }
    return end;
}

size_t lg_find_scope(const struct lg_model *model, size_t first, size_t end, enum lg_scope scope)
{
    size_t row = first;
    while (row < end && lg_park_scope(model, row) != scope) {
        row++;
    }
    return row;
}

size_t lg_whole_park_row(const struct lg_model *model, size_t first, size_t end)
{
    size_t main_row = lg_find_scope(model, first, end, LG_SCOPE_MAIN);
    return main_row < end ? main_row : first;
}
