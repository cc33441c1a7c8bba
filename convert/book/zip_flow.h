/*
 * zip_flow.h - a part of a zip container that is unpacked piece by piece, and
 * one that is packed as libxlsxwriter packs it.
 *
 * For parts that need not be in memory as a whole.  What comes is only known to
 * be right when all of it has come: zip_flow_is_whole().
 *
 * Memory   zlib's own in the arena named: some 50 kB for one part after the
 *          other.
 * Errors   None are told: who finds that something is wrong has zip_unpack()
 *          say what.
 */
#ifndef BOOK_ZIP_FLOW_H
#define BOOK_ZIP_FLOW_H

#include "book/zip.h"

struct zip_flow {
    const struct zip_entry *entry;
    struct zip_flow_engine *engine; /* NULL before the first part */
    uint64_t n_given, n_taken;      /* bytes unpacked; of those packed */
    uint32_t crc;
    bool ended; /* nothing comes any more, for better or worse */
    bool wrong;
};

/* A flow that is all zero, or has been used; the bytes count as unpacked.
   False: zip_unpack() would refuse. */
bool zip_flow_open(struct arena *arena, struct zip *zip,
                   const struct zip_entry *entry, struct zip_flow *flow);
/* The next bytes, at most n; 0: that was all. */
size_t zip_flow_read(struct zip_flow *flow, char *into, size_t n);
/* Once it has ended: is it what the container declares? */
bool zip_flow_is_whole(const struct zip_flow *flow);

/* Deflates one text after the other, each to the very bytes that libxlsxwriter
   makes of it; some 270 kB in 'arena' for all of them. */
struct zip_flow_packer *zip_flow_packer(struct arena *arena);
struct text zip_flow_pack(struct arena *arena, struct zip_flow_packer *packer,
                          struct text bytes);

#endif
