/* exhaustion.c - a jump out of work whose memory is used up. */
#include "base/exhaustion.h"

#include <setjmp.h>

static void
jump_back(void *point)
{
    longjmp(*(jmp_buf *)point, 1);
}

bool
exhaustion_catch(struct arena *arena, void (*work)(void *context),
                 void *context)
{
    struct arena was = arena_beside(arena);
    volatile bool done = false;
    jmp_buf point;

    arena->exhausted = jump_back;
    arena->context = &point;
    if (setjmp(point) == 0) {
        work(context);
        done = true;
    }
    arena->exhausted = was.exhausted;
    arena->context = was.context;
    return done;
}
