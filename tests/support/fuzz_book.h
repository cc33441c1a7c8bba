/*
 * fuzz_book.h - what holds of any book that was read.
 *
 *   cells     are by row and column, each place once, in UTF-8, with a style
 *   listing   what `cells` prints is JSON, with every cell that has a value
 *   showing   the book as text reads back as the same
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_FUZZ_BOOK_H
#define SUPPORT_FUZZ_BOOK_H

#include "book/grid.h"
#include "support/fuzz.h"

void fuzz_book(struct arena *arena, const struct book *book);

#endif
