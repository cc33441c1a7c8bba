/*
 * overlap.h - can two patterns match one text, and which?
 *
 * Memory   In the arena given.
 */
#ifndef MAPPING_OVERLAP_H
#define MAPPING_OVERLAP_H

#include "mapping/mapping.h"

/* A folded text that both match, TEXT_NONE when there is none. */
struct text overlap_of(struct arena *arena, const struct pattern *a,
                       const struct pattern *b);

#endif
