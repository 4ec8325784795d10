/*
 * Fuzz the ring area: a finite closed ring has an area, and the ring backwards has the same one
 * with the other sign.
 *
 * Each vertex is eight bytes: two 32-bit steps of longitude and latitude over the whole earth.
 */
#include "landgauge/area.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VERTICES_MAX 1024
/* No ring holds more than this many times its edges: the earth's surface is 5.1e14 m2. */
#define EARTH_M2 5.1e14

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t read_ring(const uint8_t *data, size_t size, double *ring)
{
    size_t count = 0;
    for (; size >= 8 && count < VERTICES_MAX - 1; data += 8, size -= 8) {
        int32_t steps[2];
        memcpy(steps, data, sizeof(steps));
        ring[2 * count] = steps[0] * (180.0 / 2147483648.0);
        ring[2 * count + 1] = steps[1] * (90.0 / 2147483648.0);
        count++;
    }
    if (count == 0) return 0;
    memcpy(ring + 2 * count, ring, 2 * sizeof(*ring));
    return count + 1;
}

static void check_pair(double there_m2, double back_m2, size_t count)
{
    if (!isfinite(there_m2) || !isfinite(back_m2)) abort();
    if (fabs(there_m2 + back_m2) > 64.0 * (double)count * EARTH_M2 * DBL_EPSILON) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    double ring[2 * VERTICES_MAX];
    double back[2 * VERTICES_MAX];
    size_t count = read_ring(data, size, ring);
    for (size_t i = 0; i < count; i++) {
        memcpy(back + 2 * i, ring + 2 * (count - 1 - i), 2 * sizeof(*ring));
    }
    check_pair(lg_area_ring_m2(ring, count), lg_area_ring_m2(back, count), count);

    /* A ring around the earth is divided into a million parts: a few vertices will do. */
    if (count > 8) return 0;
    double there_m2 = 0.0;
    double back_m2 = 0.0;
    if (lg_area_ring_divided_m2(ring, count, &there_m2, NULL) != LG_OK) abort();
    if (lg_area_ring_divided_m2(back, count, &back_m2, NULL) != LG_OK) abort();
    check_pair(there_m2, back_m2, 100000 * count);
    return 0;
}
