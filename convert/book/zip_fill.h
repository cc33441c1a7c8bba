/*
 * zip_fill.h - a zip container once more, with other bytes in some entries.
 *
 * Unlike zip_write.h it changes nothing else: headers stay as they are but for
 * sizes, checksums and offsets.  For containers that a program has just made
 * and that have been read: entries stand one behind the other in the order of
 * the directory, without zip64.
 *
 * Memory   What is read points into the container; the result is in the arena.
 * Errors   False for a container that is otherwise.
 */
#ifndef BOOK_ZIP_FILL_H
#define BOOK_ZIP_FILL_H

#include "base/text.h"

struct zip_fill_entry {
    struct text name;
    struct text local, central; /* its headers, with the name */
    struct text packed;
};

struct zip_fill {
    struct zip_fill_entry *entries;
    int n;
    struct text end; /* behind the directory */
};

/* What comes into an entry. */
struct zip_fill_part {
    struct text packed; /* .at NULL: it stays */
    uint64_t n_unpacked;
    uint32_t crc;
};

bool zip_fill_read(struct arena *arena, struct text container,
                   struct zip_fill *out);
/* parts[zip->n] */
struct text zip_fill_write(struct arena *arena, const struct zip_fill *zip,
                           const struct zip_fill_part *parts);

#endif
