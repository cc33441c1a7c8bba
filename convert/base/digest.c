/* digest.c - SHA-256, by libmd. */
#include "base/digest.h"

#include <sha2.h>

struct text
digest_of(struct arena *arena, struct text bytes)
{
    char *digits = arena_alloc(arena, SHA256_DIGEST_STRING_LENGTH);

    SHA256Data((const uint8_t *)(bytes.n ? bytes.at : ""), bytes.n, digits);
    return text_of(digits);
}

struct digest {
    SHA2_CTX state;
};

struct digest *
digest_new(struct arena *arena)
{
    struct digest *digest = ARENA_NEW(arena, struct digest);

    SHA256Init(&digest->state);
    return digest;
}

void
digest_add(struct digest *digest, struct text bytes)
{
    if (bytes.n)
        SHA256Update(&digest->state, (const uint8_t *)bytes.at, bytes.n);
}

struct text
digest_end(struct arena *arena, struct digest *digest)
{
    char *digits = arena_alloc(arena, SHA256_DIGEST_STRING_LENGTH);

    SHA256End(&digest->state, digits);
    return text_of(digits);
}
