/*
 * given_book.h - books made up from a number, the same for the same number.
 *
 * For laws: every kind of cell, number formats, merged cells, odd names and
 * texts, hidden rows and sheets.  Print the seed of a book that fails.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_BOOK_H
#define SUPPORT_GIVEN_BOOK_H

#include <stdint.h>

#include "book/grid.h"

/* The next of a sequence; *seed may be anything. */
uint64_t given_random(uint64_t *seed);
/* 0 to n - 1 */
int given_below(uint64_t *seed, int n);

/* 'writable': only what an .xlsx file holds as it is. */
struct book *given_book(struct arena *arena, uint64_t seed, bool writable);

#endif
