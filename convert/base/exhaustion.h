/*
 * exhaustion.h - work that ends where its memory ends.
 *
 * While it runs, the arena's hook jumps back here; afterwards it is the one
 * that it was.  What the work left open (files) is its caller's to close;
 * memory goes with the arena.
 *
 * Memory   None of its own.
 */
#ifndef BASE_EXHAUSTION_H
#define BASE_EXHAUSTION_H

#include <stdbool.h>

#include "base/arena.h"

/* False when the arena was exhausted before 'work' came to its end.  What
   'work' has for its caller goes through 'context', not through variables. */
bool exhaustion_catch(struct arena *arena, void (*work)(void *context),
                      void *context);

#endif
