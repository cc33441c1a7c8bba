/*
 * domain.h - what a table of a template can say: which items, which measures,
 * and which of them together.
 *
 * Memory   In the arena; points into the mapping.
 */
#ifndef MAPPING_DOMAIN_H
#define MAPPING_DOMAIN_H

#include "base/pairs.h"
#include "mapping/mapping.h"

/* Items are words, "indicator." for a list, and "" for codes. */
struct reach {
    const struct table_rule *table;
    struct pairs *items, *measures; /* by word */
    struct pairs *values;           /* by item and measure */
};

/* Of NULL: nothing. */
struct reach domain_of(struct arena *arena, const struct table_rule *table);

bool domain_item(const struct reach *reach, struct text item);
bool domain_measure(const struct reach *reach, struct text measure);
bool domain_value(const struct reach *reach, struct text item,
                  struct text measure);

/* Does a list have rows of its own, as many as there are members? */
bool domain_is_list(const struct table_rule *table, struct text list);

#endif
