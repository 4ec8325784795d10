/*
 * What one thread needs for geometry: a GEOS context, projections, scratch memory.
 */
#ifndef LG_SPATIAL_WORKER_H
#define LG_SPATIAL_WORKER_H

#include "model/sources.h"

struct lg_spatial_worker;

/**
 * @param sources  their projections are cloned on first use; must outlive the worker
 * @param worker   out: free with lg_spatial_worker_free(); NULL on failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_spatial_worker_new(const struct lg_sources *sources,
                                                  struct lg_spatial_worker **worker,
                                                  struct lg_error *err);
void lg_spatial_worker_free(struct lg_spatial_worker *worker);

#endif
