/* arena.c - chunks for small blocks, a chunk of its own for each large one. */
#include "base/arena.h"

#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks from here on get a chunk of their own, which realloc can move
   without a copy; small enough that little of a shared chunk is wasted. */
#define LARGE ((size_t)32 << 10)
#define UNIT _Alignof(max_align_t) /* blocks are multiples of it */
#ifdef ARENA_APART /* sanitizers see a byte too far only at a chunk's end */
#undef LARGE
#undef UNIT
#define LARGE ((size_t)1)
#define UNIT ((size_t)1)
#endif
#define CHUNK_FIRST ((size_t)8 << 10) /* a scratch arena often needs no more */
#define CHUNK_MAX ((size_t)1 << 20)
#define CLEAN_AHEAD ((size_t)1 << 10) /* zeroed for many small blocks at once */

struct arena_chunk {
    struct arena_chunk *older, *newer;
    struct arena_chunk *next, *previous; /* kin */
    size_t used, size;
    size_t clean; /* from 'used' to here it is zero */
    max_align_t data[];
};

_Noreturn void
arena_exhaust(struct arena *arena)
{
    if (arena->exhausted)
        arena->exhausted(arena->context);
    abort();
}

static void
close_held(void *context)
{
    struct arena_closer *closer = context;

    arena_let_go(closer);
    closer->close(closer->what);
    arena_exhaust(closer->arena);
}

void
arena_hold(struct arena *arena, struct arena_closer *closer)
{
    closer->arena = arena;
    closer->exhausted = arena->exhausted;
    closer->context = arena->context;
    arena->exhausted = close_held;
    arena->context = closer;
}

void
arena_let_go(struct arena_closer *closer)
{
    closer->arena->exhausted = closer->exhausted;
    closer->arena->context = closer->context;
}

static size_t
round_up(size_t size)
{
    return size ? (size + UNIT - 1) / UNIT * UNIT : UNIT;
}

/* Counts 'size' bytes more against all budgets, or does not return. */
static void
spend(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        arena_exhaust(arena);
    for (struct arena *a = arena; a; a = a->within) {
        if (a->budget && (a->used > a->budget || size > a->budget - a->used))
            arena_exhaust(arena);
    }
    for (struct arena *a = arena; a; a = a->within)
        a->used += size;
}

static void
give_back(struct arena *arena, size_t size)
{
    for (; arena; arena = arena->within)
        arena->used -= size;
}

/*
 * Who jumps out when an outer arena is exhausted has no hold of the arenas that
 * are within it.  So their chunks are kin of the outermost one's, and released
 * with it.
 */
static struct arena *
outermost(struct arena *arena)
{
    while (arena->within)
        arena = arena->within;
    return arena;
}

static void
join_kin(struct arena *arena, struct arena_chunk *chunk)
{
    struct arena *outer = outermost(arena);

    if (outer == arena)
        return;
    chunk->previous = NULL;
    chunk->next = outer->kin;
    if (chunk->next)
        chunk->next->previous = chunk;
    outer->kin = chunk;
}

static void
leave_kin(struct arena *arena, const struct arena_chunk *chunk)
{
    struct arena *outer = outermost(arena);

    if (outer == arena)
        return;
    if (chunk->next)
        chunk->next->previous = chunk->previous;
    if (chunk->previous)
        chunk->previous->next = chunk->next;
    else
        outer->kin = chunk->next;
}

static struct arena_chunk *
new_chunk(struct arena *arena, size_t size, bool zeroed)
{
    size_t all = sizeof(struct arena_chunk) + size;
    struct arena_chunk *chunk = zeroed ? calloc(1, all) : malloc(all);

    if (!chunk)
        arena_exhaust(arena);
    *chunk = (struct arena_chunk){ .size = size };
    join_kin(arena, chunk);
    return chunk;
}

/* A full chunk goes behind the newest, which still has room. */
static void *
alloc_large(struct arena *arena, size_t size, bool zeroed)
{
    struct arena_chunk *chunk = new_chunk(arena, size, zeroed);

    chunk->used = size;
    chunk->newer = arena->chunk;
    if (arena->chunk) {
        chunk->older = arena->chunk->older;
        if (chunk->older)
            chunk->older->newer = chunk;
        arena->chunk->older = chunk;
    } else {
        arena->chunk = chunk;
    }
    return chunk->data;
}

/* A newest chunk with room for that, which is not LARGE. */
static void
add_chunk(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->chunk;
    size_t room = CHUNK_FIRST;

    if (chunk && chunk->size >= CHUNK_FIRST)
        room = chunk->size < CHUNK_MAX / 2 ? chunk->size * 2 : CHUNK_MAX;
    while (room < size) /* CHUNK_MAX holds whatever is not LARGE */
        room *= 2;
    chunk = new_chunk(arena, room, false);
    chunk->older = arena->chunk;
    if (arena->chunk)
        arena->chunk->newer = chunk;
    arena->chunk = chunk;
}

/* Only what is given out is zeroed, so no page is touched before its time. */
static void
clean(struct arena_chunk *chunk, size_t from)
{
    size_t ahead = chunk->used + CLEAN_AHEAD;

    if (chunk->clean > from)
        from = chunk->clean;
    chunk->clean = ahead < chunk->size ? ahead : chunk->size;
    memset((char *)chunk->data + from, 0, chunk->clean - from);
}

static void *
alloc(struct arena *arena, size_t size, bool zeroed)
{
    size_t from;

    if (size > SIZE_MAX / 4)
        arena_exhaust(arena);
    size = round_up(size);
    spend(arena, size);
    if (size >= LARGE)
        return alloc_large(arena, size, zeroed);
    if (!arena->chunk || arena->chunk->size - arena->chunk->used < size)
        add_chunk(arena, size);
    from = arena->chunk->used;
    arena->chunk->used += size;
    if (zeroed && arena->chunk->used > arena->chunk->clean)
        clean(arena->chunk, from);
    return (char *)arena->chunk->data + from;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    return alloc(arena, size, true);
}

void *
arena_bytes(struct arena *arena, size_t size)
{
    return alloc(arena, size, false);
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t n)
{
    char *copy;

    if (n > SIZE_MAX / 4)
        arena_exhaust(arena);
    copy = alloc(arena, n + 1, false);
    if (n)
        memcpy(copy, bytes, n);
    copy[n] = '\0';
    return copy;
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    char small[256], *out;
    va_list again;
    int n;

    va_copy(again, args);
    n = vsnprintf(small, sizeof small, format, args);
    if (n < 0) {
        va_end(again);
        return arena_copy(arena, "", 0);
    }
    if ((size_t)n < sizeof small) {
        out = arena_copy(arena, small, (size_t)n);
    } else {
        out = arena_alloc(arena, (size_t)n + 1);
        vsnprintf(out, (size_t)n + 1, format, again);
    }
    va_end(again);
    return out;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *out;

    va_start(args, format);
    out = arena_vprintf(arena, format, args);
    va_end(args);
    return out;
}

/* The items are a large chunk's only block: let the machine move its pages. */
static void *
grow_large(struct arena *arena, void *items, size_t old, size_t new)
{
    struct arena_chunk *chunk
        = (void *)((char *)items - offsetof(struct arena_chunk, data));
    struct arena_chunk *moved;

    spend(arena, new - old);
    leave_kin(arena, chunk);
    moved = realloc(chunk, sizeof *chunk + new);
    join_kin(arena, moved ? moved : chunk);
    if (!moved) {
        give_back(arena, new - old);
        arena_exhaust(arena);
    }
    moved->used = moved->size = new;
    if (moved->older)
        moved->older->newer = moved;
    if (moved->newer)
        moved->newer->older = moved;
    else
        arena->chunk = moved;
    return moved->data;
}

void *
arena_grow(struct arena *arena, void *items, int n, int *capacity, size_t size)
{
    struct arena_chunk *chunk = arena->chunk;
    size_t old, new;
    int room;

    if (n < *capacity) {
        memset((char *)items + (size_t)n * size, 0, size);
        return items;
    }
    if (n > INT_MAX / 2 || (size_t)n > SIZE_MAX / 8 / size)
        arena_exhaust(arena);
    room = n < 8 ? 8 : n * 2;
    old = *capacity ? round_up((size_t)*capacity * size) : 0;
    new = round_up((size_t)room * size);
    if (old >= LARGE) {
        items = grow_large(arena, items, old, new);
    } else if (old && new < LARGE
               && (char *)items + old == (char *)chunk->data + chunk->used
               && chunk->size - chunk->used >= new - old) {
        spend(arena, new - old);
        chunk->used += new - old;
    } else {
        void *moved = alloc(arena, new, false);

        if (n)
            memcpy(moved, items, (size_t)n * size);
        items = moved;
    }
    *capacity = room;
    memset((char *)items + (size_t)n * size, 0, size);
    return items;
}

struct arena
arena_beside(struct arena *of)
{
    return (struct arena){ .within = of,
                           .exhausted = of->exhausted,
                           .context = of->context };
}

/* Its chunks go behind the newest, as full ones do. */
void
arena_adopt(struct arena *arena, struct arena *other)
{
    struct arena_chunk *first = other->chunk, *last = first;
    size_t used = other->used;

    if (!first)
        return;
    other->chunk = NULL;
    give_back(other, used);
    for (struct arena_chunk *c = first; c; c = c->older) {
        leave_kin(other, c);
        join_kin(arena, c);
    }
    if (!arena->chunk) {
        arena->chunk = first;
    } else {
        while (last->older)
            last = last->older;
        last->older = arena->chunk->older;
        if (last->older)
            last->older->newer = last;
        first->newer = arena->chunk;
        arena->chunk->older = first;
    }
    spend(arena, used);
}

void
arena_release(struct arena *arena)
{
    struct arena_chunk *chunk = arena->chunk;

    while (chunk) {
        struct arena_chunk *older = chunk->older;

        leave_kin(arena, chunk);
        free(chunk);
        chunk = older;
    }
    while (arena->kin) {
        chunk = arena->kin;
        arena->kin = chunk->next;
        free(chunk);
    }
    arena->chunk = NULL;
    give_back(arena, arena->used);
}

void
arena_reuse(void)
{
#ifdef M_MMAP_THRESHOLD /* the GNU C library's */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}
