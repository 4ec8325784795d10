/*
 * Places of whole parks among those of their type and of their class.
 *
 * Parks are ranked by what is published: equal there is equal, and the places after are left free
 * (1 2 2 4). Source: domain.md 6.4; the classes are those of the notice, Article 10 [S01].
 */
#include "evaluate/evaluate.h"
#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* As data write a class, and what it is called here. */
static const struct {
    const char *part, *name;
} class_names[] = {
    {"综合", "综合性园区"},
    {"专业", "专业性园区"},
};

static const char *name_class(const char *text)
{
    for (size_t i = 0; i < sizeof(class_names) / sizeof(class_names[0]); i++) {
        if (strstr(text, class_names[i].part) != NULL) return class_names[i].name;
    }
    return text;
}

static const char *class_by_rule(const struct lg_scheme *scheme, const char *text)
{
    for (size_t i = 0; text != NULL && i < scheme->class_count; i++) {
        if (strstr(text, scheme->classes[i].text) != NULL) return scheme->classes[i].park_class;
    }
    return NULL;
}

/* Given by the data, else by the park's type, else by its name. */
static void set_class(struct lg_model *model, size_t park)
{
    const struct lg_table *parks = &model->parks.table;
    const struct lg_scheme *scheme = &model->rules.scheme;
    struct lg_park_score *score = &model->results.scores[park];
    const char *given = lg_table_text(parks, LG_PARK_CLASS, park);
    score->class_why = "given";
    score->park_class = given == NULL ? NULL : name_class(given);
    if (score->park_class != NULL) return;

    score->class_why = "assumed";
    score->park_class = class_by_rule(scheme, lg_table_text(parks, LG_PARK_TYPE, park));
    if (score->park_class == NULL) {
        score->park_class = class_by_rule(scheme, lg_table_text(parks, LG_PARK_NAME, park));
    }
    if (score->park_class == NULL) score->class_why = NULL;
}

static bool are_of_one_type(const struct lg_park_score *left, const struct lg_park_score *right)
{
    return left->has_type && right->has_type && left->type == right->type;
}

/* A score among others. */
struct place {
    size_t count, better, worse;
};

static void count_place(double own, double other, struct place *place)
{
    own = lg_as_published(own, LG_SCORE_DECIMALS);
    other = lg_as_published(other, LG_SCORE_DECIMALS);
    place->count++;
    place->better += other > own;
    place->worse += other < own;
}

static void rank_park(struct lg_model *model, size_t park)
{
    struct lg_park_score *scores = model->results.scores;
    struct lg_park_score *own = &scores[park];
    struct place of_type = {0};
    struct place of_class = {0};
    for (size_t other = 0; other < model->parks.table.count; other++) {
        if (!lg_takes_part(model, other) || isnan(scores[other].combined)) continue;
        if (are_of_one_type(own, &scores[other])) {
            count_place(own->combined, scores[other].combined, &of_type);
        }
        if (lg_is_of_class(&scores[other], own->park_class)) {
            count_place(own->combined, scores[other].combined, &of_class);
        }
    }
    own->type_count = of_type.count;
    own->class_count = of_class.count;
    if (isnan(own->combined) || !lg_takes_part(model, park)) return;
    if (own->has_type) own->rank_type = of_type.better + 1;
    if (own->park_class == NULL) return;
    own->rank_class = of_class.better + 1;
    own->class_from_end = of_class.worse + 1;
}

void lg_ranks_fill(struct lg_model *model)
{
    assert(model->parks.table.count == 0 || model->results.scores != NULL);

    for (size_t park = 0; park < model->parks.table.count; park++) {
        set_class(model, park);
    }
    for (size_t park = 0; park < model->parks.table.count; park++) {
        rank_park(model, park);
    }
}
