/*
 * Spikes, thin strips, vertices given twice, rings the wrong way round.
 */
#include "spatial/outline_checks.h"

#include <math.h>
#include <stdio.h>

#define PI              3.14159265358979323846
#define DEGREES_PER_RAD (180.0 / PI)
/* CGCS2000 */
#define SEMI_MAJOR_M         6378137.0
#define ECCENTRICITY_SQUARED 0.0066943800229

/* Metres by degree in both directions, near one shape. */
struct scale {
    double x_m, y_m;
};

static struct scale scale_near(const struct lg_shapes *lon_lat, size_t shape)
{
    double lat_deg = lon_lat->xy[2 * lg_shapes_first_vertex(lon_lat, shape) + 1];
    double sine = sin(lat_deg / DEGREES_PER_RAD);
    double flattened = 1.0 - ECCENTRICITY_SQUARED * sine * sine;
    double across_m = SEMI_MAJOR_M / sqrt(flattened);                     /* N */
    double along_m = across_m * (1.0 - ECCENTRICITY_SQUARED) / flattened; /* M */
    return (struct scale){across_m * cos(lat_deg / DEGREES_PER_RAD) / DEGREES_PER_RAD,
                          along_m / DEGREES_PER_RAD};
}

static struct lg_outline_doubt *add(struct lg_outline_look *look, enum lg_finding_code code,
                                    const double *lon_lat)
{
    struct lg_outline_doubt *doubt = &look->doubts[look->count++];
    doubt->code = code;
    doubt->lon_deg = lon_lat[0];
    doubt->lat_deg = lon_lat[1];
    doubt->limit = (double)NAN;
    return doubt;
}

/* ---- spikes and outline length, in degrees ---- */

struct walk {
    size_t spike_count;
    const double *first_spike; /* NULL: none */
    double length_m;
};

/*
 * The vertex between two edges is the tip of a spike when the edges run back on each other: a small
 * angle, and the end of the shorter edge near the longer one.
 */
static bool is_spike(const struct lg_outline_limits *limits, const double *back,
                     const double *ahead)
{
    double dot = back[0] * ahead[0] + back[1] * ahead[1];
    if (dot <= 0) return false;
    double cross = fabs(back[0] * ahead[1] - back[1] * ahead[0]);
    double back_m = hypot(back[0], back[1]);
    double ahead_m = hypot(ahead[0], ahead[1]);
    double width_m = cross / fmax(back_m, ahead_m);
    return width_m < limits->spike_width_m &&
           atan2(cross, dot) * DEGREES_PER_RAD < limits->spike_angle_deg;
}

static void edge_between(const struct scale *scale, const double *from, const double *to,
                         double *edge)
{
    edge[0] = (to[0] - from[0]) * scale->x_m;
    edge[1] = (to[1] - from[1]) * scale->y_m;
}

/* The vertex before the one at position, other than it; its own position when there is none. */
static size_t vertex_before(const double *xy, size_t count, size_t position)
{
    size_t at = position;
    for (size_t step = 1; step < count; step++) {
        at = at == 0 ? count - 1 : at - 1;
        if (xy[2 * at] != xy[2 * position] || xy[2 * at + 1] != xy[2 * position + 1]) return at;
    }
    return position;
}

/* One ring; @param count  vertices without the closing one */
static void walk_ring(const struct lg_outline_limits *limits, const struct scale *scale,
                      const double *xy, size_t count, struct walk *walk)
{
    for (size_t i = 0; i < count; i++) {
        const double *tip = xy + 2 * i;
        double ahead[2], back[2];
        edge_between(scale, tip, tip + 2, ahead);
        if (ahead[0] == 0 && ahead[1] == 0) continue;
        walk->length_m += hypot(ahead[0], ahead[1]);
        edge_between(scale, tip, xy + 2 * vertex_before(xy, count, i), back);
        if (!is_spike(limits, back, ahead)) continue;
        if (walk->spike_count++ == 0) walk->first_spike = tip;
    }
}

static struct walk walk_shape(const struct lg_outline_limits *limits,
                              const struct lg_shapes *lon_lat, size_t shape)
{
    struct walk walk = {0};
    struct scale scale = scale_near(lon_lat, shape);
    for (size_t ring = lon_lat->ring_start[shape]; ring < lon_lat->ring_start[shape + 1]; ring++) {
        size_t first = lon_lat->vertex_start[ring];
        size_t count = lon_lat->vertex_start[ring + 1] - first;
        walk_ring(limits, &scale, lon_lat->xy + 2 * first, count - 1, &walk);
    }
    return walk;
}

static void look_for_spikes(const struct lg_outline_limits *limits, const struct walk *walk,
                            struct lg_outline_look *look)
{
    if (walk->spike_count == 0) return;
    struct lg_outline_doubt *doubt = add(look, LG_W_SPIKE, walk->first_spike);
    doubt->value = (double)walk->spike_count;
    doubt->limit = 0;
    (void)snprintf(doubt->message, sizeof(doubt->message),
                   "%zu spike%s sharper than %g degrees and narrower than %g m; move or delete the "
                   "vertex",
                   walk->spike_count, walk->spike_count == 1 ? "" : "s", limits->spike_angle_deg,
                   limits->spike_width_m);
}

static void look_at_width(const struct lg_outline_limits *limits, const struct walk *walk,
                          double area_m2, const double *place, struct lg_outline_look *look)
{
    double width_m = walk->length_m > 0 ? 2 * area_m2 / walk->length_m : (double)NAN;
    if (!limits->looks_for_thin || !(width_m < limits->thin_width_m)) return;
    struct lg_outline_doubt *doubt = add(look, LG_W_THIN, place);
    doubt->value = width_m;
    doubt->limit = limits->thin_width_m;
    (void)snprintf(doubt->message, sizeof(doubt->message),
                   "strip of %.2f m2 with a mean width of %.3f m, left over from an overlay by its "
                   "looks; delete it or join it to its neighbour",
                   area_m2, width_m);
}

/* ---- as delivered ---- */

static size_t count_repeated(const double *xy, size_t count, size_t *first)
{
    size_t repeated = 0;
    for (size_t i = 1; i < count; i++) {
        if (xy[2 * i] != xy[2 * i - 2] || xy[2 * i + 1] != xy[2 * i - 1]) continue;
        if (repeated++ == 0) *first = i;
    }
    return repeated;
}

static void look_at_raw(const struct lg_block *block, size_t row, const double *place,
                        struct lg_outline_look *look)
{
    const struct lg_shapes *raw = &block->raw;
    size_t repeated = 0, turned = 0, first = 0;
    for (size_t ring = raw->ring_start[row]; ring < raw->ring_start[row + 1]; ring++) {
        const double *xy = raw->xy + 2 * raw->vertex_start[ring];
        size_t count = raw->vertex_start[ring + 1] - raw->vertex_start[ring];
        repeated += count_repeated(xy, count, &first);
        double area = lg_ring_twice_area(xy, count);
        turned += raw->ring_is_hole[ring] != 0 ? area < 0 : area > 0;
    }
    if (repeated > 0) {
        struct lg_outline_doubt *doubt = add(look, LG_I_VERTEX, place);
        doubt->value = (double)repeated;
        (void)snprintf(doubt->message, sizeof(doubt->message),
                       "%zu %s twice in a row; nothing changes by it", repeated,
                       repeated == 1 ? "vertex stands" : "vertices stand");
    }
    if (turned > 0 && block->outer_is_clockwise) {
        struct lg_outline_doubt *doubt = add(look, LG_I_RING, place);
        doubt->value = (double)turned;
        (void)snprintf(doubt->message, sizeof(doubt->message),
                       "%zu %s the wrong way round for a shapefile; read as meant here, other "
                       "programs may take %s for holes",
                       turned, turned == 1 ? "ring runs" : "rings run",
                       turned == 1 ? "it" : "them");
    }
}

double lg_outline_length_m(const struct lg_shapes *lon_lat, size_t shape)
{
    /* A limit of no angle finds no spike: what is left is the length. */
    const struct lg_outline_limits no_limits = {.spike_angle_deg = 0.0};
    if (lg_shapes_is_empty(lon_lat, shape)) return 0.0;
    return walk_shape(&no_limits, lon_lat, shape).length_m;
}

struct lg_outline_look lg_outline_look(const struct lg_outline_limits *limits,
                                       const struct lg_block *block, size_t row)
{
    struct lg_outline_look look = {.count = 0};
    if (block->fate[row] == LG_SHAPE_LOST || lg_shapes_is_empty(&block->lon_lat, row)) return look;

    const double *place = block->lon_lat.xy + 2 * lg_shapes_first_vertex(&block->lon_lat, row);
    struct walk walk = walk_shape(limits, &block->lon_lat, row);
    look_for_spikes(limits, &walk, &look);
    look_at_width(limits, &walk, block->area_m2[row], place, &look);
    look_at_raw(block, row, place, &look);
    return look;
}
