/* stream.c - a stream that grows, and what it held. */
#include "base/stream.h"

#include <stdlib.h>

static void
drop(void *context)
{
    struct stream *stream = context;

    if (stream->out)
        fclose(stream->out);
    free(stream->at);
}

void
stream_open(struct stream *stream, struct arena *arena)
{
    *stream = (struct stream){ .arena = arena,
                               .closer = { .close = drop, .what = stream } };
    stream->out = open_memstream(&stream->at, &stream->n);
    if (!stream->out)
        arena_exhaust(arena);
    arena_hold(arena, &stream->closer);
}

void
stream_close(struct stream *stream, struct text *bytes)
{
    FILE *out = stream->out;
    bool good = !ferror(out);

    stream->out = NULL;
    good = fclose(out) == 0 && good;
    if (!good)
        arena_exhaust(stream->arena);
    *bytes = (struct text){ arena_copy(stream->arena, stream->at, stream->n),
                            stream->n };
    arena_let_go(&stream->closer);
    drop(stream);
}
