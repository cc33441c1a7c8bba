/* pairs.c - open addressing, at most half full. */
#include "base/pairs.h"

#include <assert.h>
#include <limits.h>

#define FIRST_SLOTS 16 /* a power of two */

struct slot {
    struct text a, b;
    uint64_t hash;
    int number; /* plus one; 0: empty */
};

struct pairs {
    struct arena *arena;
    struct slot *slots; /* [mask + 1]; NULL: none yet */
    size_t mask;
    size_t n;
};

static uint64_t
hash_pair(struct text a, struct text b)
{
    uint64_t hash = text_hash(a) * UINT64_C(0x9E3779B97F4A7C15) ^ text_hash(b);

    hash *= UINT64_C(0xFF51AFD7ED558CCD);
    return hash ^ hash >> 32;
}

struct pairs *
pairs_new(struct arena *arena)
{
    struct pairs *pairs = ARENA_NEW(arena, struct pairs);

    pairs->arena = arena;
    pairs->mask = FIRST_SLOTS - 1;
    return pairs;
}

/* The slot of the pair, or the empty one where it would go. */
static struct slot *
seek(const struct pairs *pairs, struct text a, struct text b, uint64_t hash)
{
    size_t i = (size_t)hash & pairs->mask;

    for (;; i = (i + 1) & pairs->mask) {
        struct slot *slot = &pairs->slots[i];

        if (slot->number == 0
            || (slot->hash == hash && text_equal(slot->a, a)
                && text_equal(slot->b, b)))
            return slot;
    }
}

static void
widen(struct pairs *pairs)
{
    struct slot *old = pairs->slots;
    size_t n = pairs->mask + 1;

    pairs->mask = 2 * n - 1;
    pairs->slots = ARENA_ARRAY(pairs->arena, struct slot, 2 * n);
    for (size_t i = 0; i < n; i++)
        if (old[i].number > 0)
            *seek(pairs, old[i].a, old[i].b, old[i].hash) = old[i];
}

int
pairs_add(struct pairs *pairs, struct text a, struct text b, int number)
{
    uint64_t hash = hash_pair(a, b);
    struct slot *slot;

    assert(number >= 0 && number < INT_MAX);
    if (!pairs->slots)
        pairs->slots = ARENA_ARRAY(pairs->arena, struct slot, FIRST_SLOTS);
    slot = seek(pairs, a, b, hash);
    if (slot->number > 0)
        return slot->number - 1;
    *slot = (struct slot){ .a = a, .b = b, .hash = hash, .number = number + 1 };
    if (++pairs->n > pairs->mask / 2)
        widen(pairs);
    return -1;
}

int
pairs_find(const struct pairs *pairs, struct text a, struct text b)
{
    return pairs->slots ? seek(pairs, a, b, hash_pair(a, b))->number - 1 : -1;
}
