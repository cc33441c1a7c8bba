/*
 * gridtext_read.h - sheets as text (book/gridtext.h), read into a book.
 *
 * Memory   The book lives in 'arena' and points into nothing else but 'name'.
 * Errors   usage with line and column; NULL at the first.
 */
#ifndef SUPPORT_GRIDTEXT_READ_H
#define SUPPORT_GRIDTEXT_READ_H

#include "base/diag.h"
#include "book/grid.h"

/* 'name' becomes the book's file name, for messages. */
struct book *gridtext_read(struct arena *arena, const char *name, struct text t,
                           struct diag_list *diags);

#endif
