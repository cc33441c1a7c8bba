/*
 * reach.h - what a table of a template can say: which items, which measures,
 * and which of them together.
 *
 * Memory   In the arena; points into the mapping.
 */
#ifndef MOVE_REACH_H
#define MOVE_REACH_H

#include "base/pairs.h"
#include "mapping/mapping.h"

/* Items are words, "indicator." for a list, and "" for codes. */
struct reach {
    const struct table_rule *table;
    struct pairs *items, *measures; /* by word */
    struct pairs *values;           /* by item and measure */
};

/* Of NULL: nothing. */
struct reach reach_of(struct arena *arena, const struct table_rule *table);

bool reach_item(const struct reach *reach, struct text item);
bool reach_measure(const struct reach *reach, struct text measure);
bool reach_value(const struct reach *reach, struct text item,
                 struct text measure);

/* "indicator.7" → "indicator." and 7; any other item → itself and 0. */
struct text reach_list(struct text item, int *number);
/* Does a list have rows of its own, as many as there are members? */
bool reach_is_list(const struct table_rule *table, struct text list);

#endif
