#include "base/random.h"

#include <stddef.h>

static uint64_t mix(uint64_t bits)
{
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

uint64_t lg_random_bits(uint64_t key, uint64_t draw)
{
    return mix(key + (draw + 1) * UINT64_C(0x9E3779B97F4A7C15));
}

/* FNV-1a over the bytes, begun at the key above; the end is a byte that no text has. */
uint64_t lg_random_key(uint64_t above, const char *text)
{
    const uint64_t prime = UINT64_C(0x100000001B3);
    uint64_t key = (UINT64_C(0xCBF29CE484222325) ^ mix(above)) * prime;
    for (size_t i = 0; text != NULL && text[i] != '\0'; i++) {
        key = (key ^ (unsigned char)text[i]) * prime;
    }
    return mix((key ^ (text == NULL ? 0x100U : 0xFFU)) * prime);
}

double lg_random_either_way(uint64_t key, uint64_t draw)
{
    return (double)(lg_random_bits(key, draw) >> 11) * 0x1p-52 - 1.0;
}
