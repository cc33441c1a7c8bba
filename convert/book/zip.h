/*
 * zip.h - the parts of a zip container that is already in memory.
 *
 * Stricter than unzip programs: what the central directory says must be what
 * the local headers say, entries may not overlap or share a name (letters
 * folded, \ taken as /), and a part is given out only when its length and
 * CRC-32 are right.  Stored and deflated entries, zip64 where a file has it;
 * no encryption, no split archives.
 *
 * Memory   Entries point into the bytes given; unpacked parts are fresh copies
 *          in the arena named, and the caller may change them.
 * Errors   Those of kind.h for a file of another kind; encrypted, zip-invalid,
 *          zip-unsafe, zip-unsupported, name-unsafe, limit-reached.
 * Limits   LIMIT_ENTRIES, LIMIT_ENTRY_NAME when read; LIMIT_PART_BYTES,
 *          LIMIT_RATIO, LIMIT_BOOK_BYTES when unpacked, so that a part that
 *          nobody needs may have any size.
 */
#ifndef BOOK_ZIP_H
#define BOOK_ZIP_H

#include "base/diag.h"

/* How an OLE2 container begins, which old and encrypted workbooks are. */
#define ZIP_OLE2 "\xd0\xcf\x11\xe0"

struct zip_entry {
    struct text name; /* as the file has it */
    const char *packed;
    uint64_t n_packed, n_unpacked; /* bytes; the second is only declared */
    uint64_t top, end;             /* of the whole entry in the file */
    uint32_t crc;
    uint16_t method; /* 0 or 8 */
};

struct zip {
    const char *file; /* for messages */
    struct text bytes;
    struct zip_entry *entries; /* in the order of the central directory */
    int n_entries;
    int *slots; /* [n_slots] entry + 1 by hash of the folded name; 0: free */
    uint32_t n_slots;
    uint64_t n_given; /* bytes unpacked so far */
};

bool zip_read(struct arena *arena, const char *file, struct text bytes,
              struct zip *out, struct diag_list *diags);

/* By name without a leading /, letters of either case; NULL if not there. */
const struct zip_entry *zip_find(const struct zip *zip, struct text name);

/* Do the limits allow that it is unpacked? */
bool zip_admits(const struct zip *zip, const struct zip_entry *entry);
/* The checksum of bytes behind others, of which it was 'crc'; 0: of none. */
uint32_t zip_crc(uint32_t crc, struct text bytes);
/* The bytes of an entry, followed by a NUL; NULL on failure. */
char *zip_unpack(struct arena *arena, struct zip *zip,
                 const struct zip_entry *entry, struct diag_list *diags);

/* Gives back what a thread keeps for unpacking, which no arena holds. */
void zip_let_go(void);

/* The bytes deflated, and their checksum: what zip_unpack() undoes. */
struct text zip_pack(struct arena *arena, struct text bytes, uint32_t *crc);

#endif
