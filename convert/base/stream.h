/*
 * stream.h - what is written to a FILE, as bytes.
 *
 * Memory   While it is open the C library's; the bytes are in the arena, and a
 *          NUL behind them.  An arena that is exhausted closes it.
 * Errors   What there is no memory for exhausts the arena.
 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"

struct stream {
    FILE *out;
    /* stream.c's own: */
    struct arena *arena;
    struct arena_closer closer;
    char *at;
    size_t n;
};

void stream_open(struct stream *stream, struct arena *arena);
void stream_close(struct stream *stream, struct text *bytes);

#endif
