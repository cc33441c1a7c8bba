/*
 * given_biff.h - old workbooks made in memory from the records they hold.
 *
 *     0809 .0x0600 .5          a record a line: its id, then what is in it:
 *     0085 @1 ,0 ,0 ,1 ,0 'S'  .N 16 bits, :N 32, ,N 8, #N a binary64,
 *     000a                     'text' its bytes, "text" its UTF-16LE,
 *     0809 .0x0600 .0x10       @N where the N-th sheet begins (its BOF)
 *     0203 .0 .0 .0 #1.5
 *     000a
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_BIFF_H
#define SUPPORT_GIVEN_BIFF_H

#include "base/text.h"

/* The stream; bare, it is a workbook. */
struct text given_biff(struct arena *arena, const char *records);

/* A stream of the name in an OLE2 container of 512-byte sectors: sector 0 has
   the chains, 1 the directory, the stream begins in 2; of a short stream 2 has
   the small chains, 3 and on the small sectors. */
struct text given_ole(struct arena *arena, const char *name,
                      struct text stream);

#endif
