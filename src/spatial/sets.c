#include "spatial/sets.h"

size_t lg_sets_first(size_t *first_of, size_t at)
{
    while (first_of[at] != at) {
        first_of[at] = first_of[first_of[at]];
        at = first_of[at];
    }
    return at;
}

void lg_sets_join(size_t *first_of, size_t left, size_t right)
{
    left = lg_sets_first(first_of, left);
    right = lg_sets_first(first_of, right);
    if (left < right) {
        first_of[right] = left;
    } else {
        first_of[left] = right;
    }
}
