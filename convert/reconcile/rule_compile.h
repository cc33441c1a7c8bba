/*
 * rule_compile.h - the rules in an image, beside the mappings they speak of.
 *
 * Memory   In the arena; texts are in the image.
 */
#ifndef RECONCILE_RULE_COMPILE_H
#define RECONCILE_RULE_COMPILE_H

#include "base/image.h"
#include "reconcile/rule.h"

void rule_compile(struct image_writer *image, const struct rule_set *rules);
/* Those of an image, for its templates; NULL where it has none. */
struct rule_set *rule_compile_read(struct arena *arena, struct text image,
                                   const struct mapping_set *templates);

#endif
