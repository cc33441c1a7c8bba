/*
 * digest.h - which bytes a file held, in 64 characters.
 *
 * Memory   In the arena given.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/text.h"

/* SHA-256 (FIPS 180-4) as lower-case hexadecimal digits, NUL-terminated. */
struct text digest_of(struct arena *arena, struct text bytes);

/* The same of bytes that come one after another. */
struct digest;
struct digest *digest_new(struct arena *arena);
void digest_add(struct digest *digest, struct text bytes);
struct text digest_end(struct arena *arena, struct digest *digest);

#endif
