/*
 * arena.h - memory that is given out in one direction and returned at once.
 *
 * One arena a document (workbook, mapping set, output) and one scratch arena
 * a command.  Nothing else in the program allocates.
 *
 * Memory   Blocks come zeroed and aligned for any object.  There is no free
 *          for one object; arena_release() returns everything.
 * Errors   arena_alloc() never returns NULL.  When the budget is spent or the
 *          machine has no more, 'exhausted' is called; it must not return
 *          (tool/ reports and exits 3, tests jump back).  Without a hook the
 *          program aborts.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk; /* newest first; NULL before the first use */
    struct arena_chunk *kin;   /* of arenas within it, one after the other */
    size_t used;               /* bytes given out so far */
    size_t budget;             /* most bytes it may give out; 0: no limit */
    struct arena *within;      /* whose bytes these are, too; or NULL */
    void (*exhausted)(void *context);
    void *context;
};

void *arena_alloc(struct arena *arena, size_t size);
/* The same, but not zeroed: for what is written as a whole. */
void *arena_bytes(struct arena *arena, size_t size);

/* For libraries that allocate on their own and have no more: the hook. */
_Noreturn void arena_exhaust(struct arena *arena);

/*
 * What a foreign library holds open: from arena_hold() to arena_let_go() it is
 * closed before the hook is called.  The last one held is let go first.
 */
struct arena_closer {
    void (*close)(void *what);
    void *what;
    struct arena *arena; /* these are arena.c's: the hook that it is before */
    void (*exhausted)(void *context);
    void *context;
};
void arena_hold(struct arena *arena, struct arena_closer *closer);
void arena_let_go(struct arena_closer *closer);

/* A NUL-terminated copy of n bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t n);

char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

/*
 * Makes room for one more element of 'size' bytes behind the n at 'items';
 * returns where the items now are (moved when *capacity had to grow).  That
 * element is zeroed, the spare room behind it is not.  Items come from this
 * function or from arena_alloc() with exactly *capacity elements.
 */
void *arena_grow(struct arena *arena, void *items, int n, int *capacity,
                 size_t size);

/* An empty arena whose hook is that of another, and whose bytes count against
   the other's budget, too. */
struct arena arena_beside(struct arena *of);

/* Takes over all memory of another arena, which is empty then. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Returns all memory, also that of arenas within it, and leaves the arena empty;
   budget and hook stay. */
void arena_release(struct arena *arena);

/* From now on released memory, up to 64 MB of it, stays with the process: one
   document after another would else cost an eighth of the time in pages. */
void arena_reuse(void);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n)                                            \
    ((type *)arena_alloc((arena), (size_t)(n) * sizeof(type)))

/* Appends 'value' to the list items, n, capacity (lvalues). */
#define ARENA_PUSH(arena, items, n, capacity, value)                           \
    do {                                                                       \
        if ((n) >= (capacity))                                                 \
            (items) = arena_grow((arena), (items), (n), &(capacity),           \
                                 sizeof *(items));                             \
        (items)[(n)++] = (value);                                              \
    } while (0)

#define ARRAY_LEN(a) ((int)(sizeof(a) / sizeof *(a)))

#endif
