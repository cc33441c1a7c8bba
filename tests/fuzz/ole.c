/*
 * ole.c - any bytes as an OLE2 container, and the properties in it.
 *
 *   streams   what opens is as long as its entry says, and found by its name
 *   again     a stream that was opened once opens as the same
 */
#include "book/ole.h"
#include "book/ole_properties.h"
#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct ole ole;
    struct book book = { .file = "fuzz" };

    if (in.n < 8)
        return;
    if (!ole_read(arena, "fuzz", in, &ole, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    for (int i = 0; i < ole.n_streams && i < 20; i++) {
        const struct ole_stream *stream = &ole.streams[i];
        struct text bytes, again;

        if (!ole_open(&ole, stream, &bytes)) {
            FUZZ_HOLDS(diag_has_errors(diags));
            continue;
        }
        FUZZ_HOLDS(bytes.n == stream->n);
        FUZZ_HOLDS(ole_open(&ole, stream, &again));
        FUZZ_EQUAL(bytes, again);
    }
    ole_properties_read(&ole, &book);
}

FUZZ_TARGET(run)
