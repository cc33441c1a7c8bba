/*
 * locate_pattern.h - cells that match a mapping's pattern: 部门：{department}
 *
 * Memory   In the site's arena; spans point into the cell's text.
 */
#ifndef PLACE_LOCATE_PATTERN_H
#define PLACE_LOCATE_PATTERN_H

#include "place/locate_region.h"

/* What a pattern's parts take of a cell that shows 't'; NULL when it does not
   match. */
struct text *locate_pattern_match(struct site *site, const struct cell *cell,
                                  struct text t, const struct pattern *pattern);
/* Does any of the patterns match? */
bool locate_pattern_any(struct site *site, const struct cell *cell,
                        const struct pattern *patterns, int n);
/* Claims a free cell that one of them matches, with what its placeholders say:
   slots, and the table's year and department; false when none does. */
bool locate_pattern_claim(struct site *site, const struct cell *cell,
                          const struct pattern *patterns, int n,
                          const struct ticks *ticks);
/* The free cell right of a label, where it holds something that is no caption
   of its own; NULL: none. */
const struct cell *locate_pattern_beside(struct site *site,
                                         const struct cell *cell);
/* What {year} takes: four digits; 0: something else. */
int locate_pattern_year(struct site *site, struct text t);

#endif
