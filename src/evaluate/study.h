/*
 * The parks of one type and everything their scores are weighed from, with weights and ideals that
 * can be moved. Shared by the files of sensitivity; nothing of the model is changed.
 */
#ifndef LG_EVALUATE_STUDY_H
#define LG_EVALUATE_STUDY_H

#include "model/model.h"

/* An area of a park. */
struct lg_study_area {
    const struct lg_score_row *rows; /* [node_count of the tree] as the park was scored */
    size_t tree;                     /* of the scheme; SIZE_MAX: the area has no score */
    size_t weight_tree; /* whose area says what it weighs in the park; SIZE_MAX: none */
};

/* A park that has a rank. */
struct lg_study_park {
    size_t park; /* the row that stands for it */
    size_t area_count;
    struct lg_study_area areas[LG_SCOPE_COUNT];
};

struct lg_study {
    const struct lg_model *model;
    enum lg_eval_type type;
    size_t park_count;
    struct lg_study_park *parks;   /* [park_count] in order */
    size_t node_count;             /* of all trees of the scheme */
    size_t *first_node;            /* [tree count] place of a tree's nodes among those of all */
    double *weights;               /* [node_count] as moved */
    double *node_factors;          /* [node_count] of a tree's ideals; 1: as it is */
    double *ideal_factors;         /* [ideal count] of a row of the rule set; 1: as it is */
    double *standards;             /* [node_count] room to work */
    struct lg_node_score *nodes;   /* [node_count] room to work */
    struct lg_study_place *places; /* [park_count] room to work */
    double *scores;                /* [park_count] out of lg_study_score() */
    size_t *ranks;                 /* [park_count] the same; 1: best, equal scores share one */
};

/**
 * The parks of a type that have a rank, and the weights as they are written.
 * @param study  out: free with lg_study_reset(), also after a failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_study_init(struct lg_study *study, const struct lg_model *model,
                                          enum lg_eval_type type, struct lg_error *err);
void lg_study_reset(struct lg_study *study);

/** Whether a tree is one of the study's type. */
bool lg_study_has(const struct lg_study *study, size_t tree);
/** How many weights share the place of a node: its sisters and itself; of an area, the areas. */
size_t lg_study_sisters(const struct lg_study *study, size_t tree, size_t node);

/** All weights and ideals as they are written. */
void lg_study_restore(struct lg_study *study);
/** Bring moved weights back to the sum that sisters have as written. One alone does not move. */
void lg_study_level(struct lg_study *study);
/** Fill scores and ranks, these as lg_ranks_fill() makes them: by what is published. */
void lg_study_score(struct lg_study *study);

#endif
