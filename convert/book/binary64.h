/*
 * binary64.h - the numbers of old workbooks as decimal text.
 *
 * The only place that knows what a floating-point number is: the text is the
 * shortest that stands for this very number, as a workbook in XML has it.
 *
 * Source   IEEE 754 binary64; [MS-XLS] 2.5.122 (RkNumber).
 * Memory   In the arena.
 * Errors   False for what is no finite number.
 */
#ifndef BOOK_BINARY64_H
#define BOOK_BINARY64_H

#include "base/text.h"

bool binary64_show(struct arena *arena, uint64_t bits, struct text *out);
/* A number in 32 bits: whole or with fewer digits, in hundredths or not. */
bool binary64_show_rk(struct arena *arena, uint32_t rk, struct text *out);

#endif
