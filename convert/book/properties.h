/*
 * properties.h - what the properties of a document say of the filing.
 *
 * Programs that convert a workbook keep them, so a blank of ours that was
 * saved as .xls or .ods is still known as one.
 *
 * Memory   Texts are kept as they are; moments in the arena.
 * Errors   None: what is no property of ours, or none at all, is passed over.
 */
#ifndef BOOK_PROPERTIES_H
#define BOOK_PROPERTIES_H

#include "book/grid.h"

#define PROPERTIES_TEMPLATE "juesuan.template"
#define PROPERTIES_VERSION "juesuan.version"
#define PROPERTIES_DEPARTMENT "juesuan.department"
#define PROPERTIES_YEAR "juesuan.year"
#define PROPERTIES_SOURCE "juesuan.source"

/* Is it a property of ours? */
bool properties_is_ours(struct text name);
/* Takes its value over into the book. */
void properties_take(struct book *book, struct text name, struct text value);
/* When it was saved, in ISO 8601.  Programs that do not know the day write one
   that is long past, as ours does: that is none. */
void properties_take_saved(struct arena *arena, struct book *book,
                           struct text moment);

#endif
