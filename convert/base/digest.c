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
