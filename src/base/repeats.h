/*
 * Which texts stand more than once in a stream that is too long to keep?
 */
#ifndef LG_BASE_REPEATS_H
#define LG_BASE_REPEATS_H

#include "landgauge/status.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Hashes of the texts seen, as many as there is room for: when it is full, the larger half of all
 * hashes is given up, now and for the rest of the stream. What is left depends on the texts alone,
 * not on their order. Zero-initialise but for hash_count_max.
 */
struct lg_repeats {
    size_t hash_count_max; /* room: distinct texts that are told apart without a sample */
    size_t hash_count, slot_count;
    struct lg_repeat_slot *slots; /* [slot_count] a power of two, at least twice hash_count */
    unsigned halvings;            /* texts told apart are one of 2^halvings */
    char *example;                /* the repeated text of the smallest hash; NULL: none */
    uint64_t example_hash;
    uint64_t text_count; /* all that were given */
};

/** Look at the next text. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_repeats_add(struct lg_repeats *repeats, const char *text,
                                           struct lg_error *err);
/**
 * How many texts stood in the stream before, each time they came again.
 *
 * With halvings it is an estimate: the repeats among the texts of the sample, times its share.
 */
uint64_t lg_repeats_count(const struct lg_repeats *repeats);
/** A text that stood more than once; NULL: none is known. Lives as long as the repeats. */
const char *lg_repeats_example(const struct lg_repeats *repeats);
void lg_repeats_reset(struct lg_repeats *repeats);

#endif
