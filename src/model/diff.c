#include "model/diff.h"

#include <stdlib.h>

const char *const lg_diff_field_names[LG_DIFF_FIELD_COUNT] = {
    [LG_DIFF_LAND_STATE] = "land_state",
    [LG_DIFF_SUPPLY_STATE] = "supply_state",
    [LG_DIFF_CURRENT_USE] = "current_use",
    [LG_DIFF_APPROVED_USE] = "approved_use",
    [LG_DIFF_PLANNED_USE] = "planned_use",
    [LG_DIFF_HOLDER] = "holder",
    [LG_DIFF_IDLE_STATUS] = "idle_status",
    [LG_DIFF_STOCK_CLASS] = "stock_class",
    [LG_DIFF_LOW_EFFICIENCY] = "low_efficiency",
    [LG_DIFF_CONVERSION] = "conversion",
    [LG_DIFF_AREA] = "area_m2",
};

const char *const lg_diff_idle_names[LG_DIFF_IDLE_COUNT] = {
    [LG_DIFF_IDLE_NEW] = "new",         [LG_DIFF_IDLE_WORSE] = "worse",
    [LG_DIFF_IDLE_BETTER] = "better",   [LG_DIFF_IDLE_RESOLVED] = "resolved",
    [LG_DIFF_IDLE_GONE] = "gone",       [LG_DIFF_IDLE_UNKNOWN] = "unknown",
    [LG_DIFF_IDLE_DECIDED] = "decided",
};

const char *const lg_diff_relation_names[LG_DIFF_RELATION_COUNT] = {
    [LG_DIFF_SAME_SHAPE] = "same_shape", [LG_DIFF_SHIFTED] = "shifted",
    [LG_DIFF_RESHAPED] = "reshaped",     [LG_DIFF_SPLIT] = "split",
    [LG_DIFF_MERGED] = "merged",         [LG_DIFF_REARRANGED] = "rearranged",
    [LG_DIFF_OTHER_LAND] = "other_land", [LG_DIFF_ID_ONLY] = "id_only",
};

const char *const lg_diff_status_names[LG_DIFF_STATUS_COUNT] = {
    [LG_DIFF_SAME] = "same",
    [LG_DIFF_CHANGED] = "changed",
    [LG_DIFF_APPEARED] = "appeared",
    [LG_DIFF_VANISHED] = "vanished",
};

static void reset_side(struct lg_diff_side *side)
{
    free(side->rows);
    free(side->parcels);
    lg_shapes_reset(&side->row_shapes);
    lg_shapes_reset(&side->parcel_shapes);
}

void lg_diff_reset(struct lg_diff *diff)
{
    reset_side(&diff->sides[LG_DIFF_OLD]);
    reset_side(&diff->sides[LG_DIFF_NEW]);
    free(diff->parks);
    free(diff->figures);
    free(diff->links);
    free(diff->pairs);
    free(diff->changes);
    free(diff->transitions);
    free(diff->rules);
    free(diff->shown);
    free(diff->notes);
    lg_arena_reset(&diff->texts);
    *diff = (struct lg_diff){.is_changed = false};
}

const char *lg_diff_cause_text(unsigned cause)
{
    static const char *const all[16] = {
        "",
        "DATA",
        "RULES",
        "DATA+RULES",
        "TIME",
        "DATA+TIME",
        "RULES+TIME",
        "DATA+RULES+TIME",
        "PROGRAM",
        "DATA+PROGRAM",
        "RULES+PROGRAM",
        "DATA+RULES+PROGRAM",
        "TIME+PROGRAM",
        "DATA+TIME+PROGRAM",
        "RULES+TIME+PROGRAM",
        "DATA+RULES+TIME+PROGRAM",
    };
    static const char *const any_one[8] = {
        "", "DATA", "RULES", "DATA|RULES", "TIME", "DATA|TIME", "RULES|TIME", "DATA|RULES|TIME",
    };
    return (cause & LG_CAUSE_ANY_ONE) != 0 ? any_one[cause & 7U] : all[cause & 15U];
}
