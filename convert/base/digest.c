/* digest.c - SHA-256: blocks by libmd, or by a processor that can. */
#include "base/digest.h"

#include <sha2.h>
#include <string.h>

#define BLOCK SHA256_BLOCK_LENGTH
#define WORDS 8

typedef void (*block_fn)(uint32_t state[WORDS], const uint8_t *at, size_t n);

/* n blocks. */
static void
add_blocks(uint32_t state[WORDS], const uint8_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        SHA256Transform(state, at + i * BLOCK);
}

/* clang cannot ask for it by name. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__
#include <immintrin.h>

/* The first 32 bits of the fractional parts of the cube roots of the first 64
   primes (FIPS 180-4, 4.2.2). */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The processor has the state as ABEF and CDGH, does two rounds an instruction,
   and has two more for the schedule of four words. */
__attribute__((target("sha,sse4.1"))) static void
add_blocks_fast(uint32_t state[WORDS], const uint8_t *at, size_t n)
{
    const __m128i order
        = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i low = _mm_loadu_si128((const __m128i *)state);
    __m128i high = _mm_loadu_si128((const __m128i *)(state + 4));
    __m128i abef, cdgh;

    low = _mm_shuffle_epi32(low, 0xB1);
    high = _mm_shuffle_epi32(high, 0x1B);
    abef = _mm_alignr_epi8(low, high, 8);
    cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; n > 0; n--, at += BLOCK) {
        __m128i abef_was = abef, cdgh_was = cdgh, w[4];

        for (int i = 0; i < 4; i++)
            w[i] = _mm_shuffle_epi8(
                _mm_loadu_si128((const __m128i *)(at + 16 * i)), order);
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __m128i next = w[i % 4], sum;

            sum = _mm_add_epi32(
                next, _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh,
                                         _mm_shuffle_epi32(sum, 0x0E));
            if (i >= 12)
                continue;
            next = _mm_sha256msg1_epu32(next, w[(i + 1) % 4]);
            next = _mm_add_epi32(
                next, _mm_alignr_epi8(w[(i + 3) % 4], w[(i + 2) % 4], 4));
            w[i % 4] = _mm_sha256msg2_epu32(next, w[(i + 3) % 4]);
        }
        abef = _mm_add_epi32(abef, abef_was);
        cdgh = _mm_add_epi32(cdgh, cdgh_was);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

/* The compiler's own start asks the processor: CPUID is slow in a virtual
   machine. */
static block_fn
best(void)
{
    bool can
        = __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1");

    return can ? add_blocks_fast : add_blocks;
}
#else
static block_fn
best(void)
{
    return add_blocks;
}
#endif

struct digest {
    block_fn add;
    uint32_t state[WORDS];
    uint64_t n; /* bytes that were added */
    uint8_t rest[BLOCK];
};

struct digest *
digest_new(struct arena *arena)
{
    struct digest *digest = ARENA_NEW(arena, struct digest);
    SHA2_CTX first;

    SHA256Init(&first);
    memcpy(digest->state, first.state.st32, sizeof digest->state);
    digest->add = best();
    return digest;
}

void
digest_add(struct digest *digest, struct text bytes)
{
    const uint8_t *at = (const uint8_t *)bytes.at;
    size_t held = digest->n % BLOCK, n = bytes.n;

    digest->n += n;
    if (held && n) {
        size_t more = n < BLOCK - held ? n : BLOCK - held;

        memcpy(digest->rest + held, at, more);
        at += more;
        n -= more;
        if (held + more < BLOCK)
            return;
        digest->add(digest->state, digest->rest, 1);
    }
    if (n / BLOCK)
        digest->add(digest->state, at, n / BLOCK);
    if (n % BLOCK)
        memcpy(digest->rest, at + n / BLOCK * BLOCK, n % BLOCK);
}

/* A bit, zeros, and the number of bits in the last eight bytes of a block. */
static void
pad(struct digest *digest)
{
    uint8_t end[2 * BLOCK] = { 0x80 };
    size_t held = digest->n % BLOCK;
    size_t n = (held < BLOCK - 8 ? BLOCK : 2 * BLOCK) - held;
    uint64_t bits = digest->n * 8;

    for (int i = 0; i < 8; i++)
        end[n - 1 - (size_t)i] = (uint8_t)(bits >> 8 * i);
    digest_add(digest, (struct text){ (const char *)end, n });
}

struct text
digest_end(struct arena *arena, struct digest *digest)
{
    static const char hex[] = "0123456789abcdef";
    char *digits = arena_alloc(arena, SHA256_DIGEST_STRING_LENGTH);

    pad(digest);
    for (int i = 0; i < WORDS * 8; i++)
        digits[i] = hex[digest->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    digits[WORDS * 8] = '\0';
    return text_of(digits);
}

struct text
digest_of(struct arena *arena, struct text bytes)
{
    struct digest *digest = digest_new(arena);

    digest_add(digest, bytes);
    return digest_end(arena, digest);
}
