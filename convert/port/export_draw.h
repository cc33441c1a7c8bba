/*
 * export_draw.h - one table of a model on a sheet of its own, as the template
 * draws it.
 *
 * Memory   In the arena of the book that is written.
 * Errors   Those of cell_write.h.
 */
#ifndef PORT_EXPORT_DRAW_H
#define PORT_EXPORT_DRAW_H

#include "mapping/mapping.h"
#include "port/exported.h"

/* The last sheet of the book then.  'data' is the model's table, -1: a blank
   one. */
void export_draw(struct exported *out, const struct template_rule *template,
                 const struct table_rule *table, int data, struct text name);

/* What a table's sheet is called, before it is made a sheet's name. */
struct text export_draw_title(const struct table_rule *table);

#endif
