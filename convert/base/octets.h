/*
 * octets.h - numbers in the bytes of a file, least byte first.
 *
 * Memory   None is taken.
 * Errors   Bytes outside of the text count as 0: whoever asks has seen that
 *          they are there, or takes 0 for "none".
 */
#ifndef BASE_OCTETS_H
#define BASE_OCTETS_H

#include "base/text.h"

static inline uint32_t
octets_8(struct text t, size_t at)
{
    return at < t.n ? (unsigned char)t.at[at] : 0;
}

static inline uint32_t
octets_16(struct text t, size_t at)
{
    return octets_8(t, at) | octets_8(t, at + 1) << 8;
}

static inline uint32_t
octets_32(struct text t, size_t at)
{
    return octets_16(t, at) | octets_16(t, at + 2) << 16;
}

static inline uint64_t
octets_64(struct text t, size_t at)
{
    return octets_32(t, at) | (uint64_t)octets_32(t, at + 4) << 32;
}

#endif
