/*
 * Numbers that look random and are the same on every machine: splitmix64 by position.
 *
 * A stream is a key, its draws are found by their number, in any order. Keys are made of the seed
 * and of texts that name what is drawn, so a stream does not depend on what else is drawn.
 *
 * Source: G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators, 2014.
 */
#ifndef LG_BASE_RANDOM_H
#define LG_BASE_RANDOM_H

#include <stdint.h>

/** A key for what a text names, below another key. @param text  terminated; NULL is a text, too */
uint64_t lg_random_key(uint64_t above, const char *text);

/** 64 bits of a stream. @param draw  from 0 on */
uint64_t lg_random_bits(uint64_t key, uint64_t draw);

/** Evenly from [-1, 1), in steps of 2^-52. */
double lg_random_either_way(uint64_t key, uint64_t draw);

#endif
