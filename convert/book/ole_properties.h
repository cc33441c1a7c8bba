/*
 * ole_properties.h - the properties of a document in an OLE2 container.
 *
 * Source   [MS-OLEPS] 2.21, 2.17 (dictionary), 2.15 (typed values).
 * Memory   In the container's arena.
 * Errors   None: properties that are damaged say nothing.
 */
#ifndef BOOK_OLE_PROPERTIES_H
#define BOOK_OLE_PROPERTIES_H

#include "book/grid.h"
#include "book/ole.h"

/* What they say of the filing goes into the book. */
void ole_properties_read(struct ole *ole, struct book *book);

#endif
