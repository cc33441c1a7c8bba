/*
 * places.h - which values a table of a template has a cell for.
 *
 * A value that is absent is blank only where its template has a place for it:
 * 其中：教育收费 is not blank in a template without that column.
 *
 * Memory   In the arena given; points into the table rule.
 */
#ifndef RECONCILE_PLACES_H
#define RECONCILE_PLACES_H

#include "mapping/mapping.h"

struct places;

struct places *places_new(struct arena *arena, const struct table_rule *table);
/* A place that a sheet may lack is none: what is there is no blank. */
bool places_has(const struct places *places, struct text item,
                struct text measure);

#endif
