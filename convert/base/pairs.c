/* pairs.c - open addressing, at most half full. */
#include "base/pairs.h"

#include <assert.h>

#define FIRST_SLOTS 64 /* a power of two */

struct entry {
    struct text a, b;
    uint32_t hash;
    int number;
};

struct pairs {
    struct arena *arena;
    struct entry *entries; /* [n] as they were added */
    int n, capacity;
    uint32_t *slots; /* [mask + 1] index of an entry + 1, 0: empty; NULL: none
                        yet */
    uint32_t mask;
};

static uint32_t
hash_pair(struct text a, struct text b)
{
    uint64_t hash = text_hash(a) * UINT64_C(0x9E3779B97F4A7C15) ^ text_hash(b);

    hash *= UINT64_C(0xFF51AFD7ED558CCD);
    return (uint32_t)(hash ^ hash >> 32);
}

struct pairs *
pairs_new(struct arena *arena)
{
    struct pairs *pairs = ARENA_NEW(arena, struct pairs);

    pairs->arena = arena;
    return pairs;
}

/* The slot of the pair, or the empty one where it would go. */
static uint32_t *
seek(const struct pairs *pairs, struct text a, struct text b, uint32_t hash)
{
    for (uint32_t i = hash & pairs->mask;; i = (i + 1) & pairs->mask) {
        uint32_t *slot = &pairs->slots[i];
        const struct entry *entry;

        if (*slot == 0)
            return slot;
        entry = &pairs->entries[*slot - 1];
        if (entry->hash == hash && text_equal(entry->a, a)
            && text_equal(entry->b, b))
            return slot;
    }
}

static void
make_slots(struct pairs *pairs, uint32_t n)
{
    pairs->mask = n - 1;
    pairs->slots = ARENA_ARRAY(pairs->arena, uint32_t, n);
    for (int k = 0; k < pairs->n; k++) {
        uint32_t i = pairs->entries[k].hash & pairs->mask;

        while (pairs->slots[i] != 0)
            i = (i + 1) & pairs->mask;
        pairs->slots[i] = (uint32_t)k + 1;
    }
}

int
pairs_add(struct pairs *pairs, struct text a, struct text b, int number)
{
    struct entry entry = { a, b, hash_pair(a, b), number };
    uint32_t *slot;

    assert(number >= 0);
    if (!pairs->slots)
        make_slots(pairs, FIRST_SLOTS);
    slot = seek(pairs, a, b, entry.hash);
    if (*slot != 0)
        return pairs->entries[*slot - 1].number;
    ARENA_PUSH(pairs->arena, pairs->entries, pairs->n, pairs->capacity, entry);
    *slot = (uint32_t)pairs->n;
    if ((uint32_t)pairs->n > pairs->mask / 2)
        make_slots(pairs, 2 * (pairs->mask + 1));
    return -1;
}

int
pairs_find(const struct pairs *pairs, struct text a, struct text b)
{
    uint32_t slot = pairs->slots ? *seek(pairs, a, b, hash_pair(a, b)) : 0;

    return slot ? pairs->entries[slot - 1].number : -1;
}
