/*
 * ole.h - the streams of an OLE2 container that is already in memory.
 *
 * Only streams of the root are found: what is embedded in a document is not
 * the document.  Every sector chain is followed at most once through each
 * sector, and no further than its stream is long; what a header states of
 * numbers of sectors is not believed.
 *
 * Source   [MS-CFB].
 * Memory   A stream whose sectors lie in a row points into the bytes given;
 *          another is joined in the arena.
 * Errors   ole-invalid.
 */
#ifndef BOOK_OLE_H
#define BOOK_OLE_H

#include "base/diag.h"

/* A stream of the root: where it begins and how long it is. */
struct ole_stream {
    struct text name; /* UTF-16LE */
    uint32_t start;
    uint64_t n; /* bytes */
};

struct ole {
    struct arena *arena;
    const char *file; /* for messages */
    struct diag_list *diags;
    struct text bytes;
    int shift; /* a sector has 1 << shift bytes */
    uint32_t n_sectors;
    uint32_t *table; /* [n_table] the sectors that hold the sectors' chains */
    uint32_t n_table;
    uint32_t small_start; /* of the stream that holds short ones */
    uint64_t n_small;
    struct text small;       /* that stream, once one of them is asked for */
    struct text small_table; /* their chains */
    struct ole_stream *streams;
    int n_streams, streams_capacity;
};

/* 'bytes' begins as ZIP_OLE2 says. */
bool ole_read(struct arena *arena, const char *file, struct text bytes,
              struct ole *out, struct diag_list *diags);
/* The stream of that name, in letters of either case; NULL if there is none. */
const struct ole_stream *ole_find(const struct ole *ole, const char *name);
/* How many streams have that name. */
int ole_count(const struct ole *ole, const char *name);
bool ole_open(struct ole *ole, const struct ole_stream *stream,
              struct text *out);

#endif
