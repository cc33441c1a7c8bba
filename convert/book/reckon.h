/*
 * reckon.h - what a plain formula comes to, exactly.
 *
 * Knows numbers, references, + - *, / by a power of ten, brackets, SUM and
 * ROUND; a blank cell counts as nothing.  All other formulas are not judged:
 * RECKON_UNKNOWN.
 *
 * Memory   'arena' is for what is asked on the way.
 */
#ifndef BOOK_RECKON_H
#define BOOK_RECKON_H

#include "base/decimal.h"
#include "book/grid.h"

enum reckon_result { RECKON_DONE, RECKON_UNKNOWN };

/* 'sheet' is where the formula stands, 'book' holds all results. */
enum reckon_result reckon_formula(struct arena *arena, const struct book *book,
                                  int sheet, struct text formula,
                                  struct decimal *out);

#endif
