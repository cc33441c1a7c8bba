/* zip_flow.c - the one place that knows zlib, which libxlsxwriter asks, too. */
#include "book/zip_flow.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "book/xlsx_memory.h"

#define PACK_MEMORY 8 /* zlib's DEF_MEM_LEVEL */

struct zip_flow_engine {
    z_stream stream;
};

/* Returned with the arena. */
static void *
give(void *arena, unsigned n, unsigned size)
{
    return arena_alloc(arena, (size_t)n * size);
}

static void
take_back(void *arena, void *block)
{
    (void)arena;
    (void)block;
}

static void
start_engine(struct arena *arena, struct zip_flow *flow)
{
    z_stream *stream;

    if (flow->engine) {
        (void)inflateReset(&flow->engine->stream);
        return;
    }
    flow->engine = ARENA_NEW(arena, struct zip_flow_engine);
    stream = &flow->engine->stream;
    stream->zalloc = give;
    stream->zfree = take_back;
    stream->opaque = arena;
    /* Without a head of its own; it fails only for want of memory. */
    if (inflateInit2(stream, -MAX_WBITS) != Z_OK)
        arena_exhaust(arena);
}

bool
zip_flow_open(struct arena *arena, struct zip *zip,
              const struct zip_entry *entry, struct zip_flow *flow)
{
    if (!zip_admits(zip, entry))
        return false;
    zip->n_given += entry->n_unpacked;
    *flow = (struct zip_flow){ .entry = entry, .engine = flow->engine };
    start_engine(arena, flow);
    return true;
}

static size_t
inflate_some(struct zip_flow *flow, char *into, size_t n)
{
    z_stream *stream = &flow->engine->stream;
    const struct zip_entry *entry = flow->entry;
    uint64_t left = entry->n_packed - flow->n_taken;
    uInt n_in = left < UINT_MAX ? (uInt)left : UINT_MAX;
    uInt n_out = n < UINT_MAX ? (uInt)n : UINT_MAX;
    int state;

    stream->next_in = (z_const Bytef *)entry->packed + flow->n_taken;
    stream->avail_in = n_in;
    stream->next_out = (Bytef *)into;
    stream->avail_out = n_out;
    state = inflate(stream, Z_NO_FLUSH);
    flow->n_taken += n_in - stream->avail_in;
    flow->ended = state != Z_OK;
    flow->wrong = flow->ended && state != Z_STREAM_END;
    return n_out - stream->avail_out;
}

static size_t
copy_some(struct zip_flow *flow, char *into, size_t n)
{
    uint64_t left = flow->entry->n_packed - flow->n_taken;

    n = left < n ? (size_t)left : n;
    memcpy(into, flow->entry->packed + flow->n_taken, n);
    flow->n_taken += n;
    flow->ended = n == left;
    return n;
}

size_t
zip_flow_read(struct zip_flow *flow, char *into, size_t n)
{
    size_t got = 0;

    while (got < n && !flow->ended)
        got += flow->entry->method == 0
                   ? copy_some(flow, into + got, n - got)
                   : inflate_some(flow, into + got, n - got);
    flow->crc = zip_crc(flow->crc, (struct text){ into, got });
    flow->n_given += got;
    if (flow->n_given > flow->entry->n_unpacked)
        flow->ended = flow->wrong = true;
    return got;
}

bool
zip_flow_is_whole(const struct zip_flow *flow)
{
    return flow->ended && !flow->wrong
           && flow->n_given == flow->entry->n_unpacked
           && flow->n_taken == flow->entry->n_packed
           && flow->crc == flow->entry->crc;
}

/* ---- packing ---- */

struct zip_flow_packer {
    z_stream stream;
};

/* As _add_file_to_zip() of libxlsxwriter's packager.c has it. */
struct zip_flow_packer *
zip_flow_packer(struct arena *arena)
{
    struct zip_flow_packer *packer = ARENA_NEW(arena, struct zip_flow_packer);
    z_stream *stream = &packer->stream;

    stream->zalloc = give;
    stream->zfree = take_back;
    stream->opaque = arena;
    if (deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS,
                     PACK_MEMORY, Z_DEFAULT_STRATEGY)
        != Z_OK)
        arena_exhaust(arena);
    return packer;
}

struct text
zip_flow_pack(struct arena *arena, struct zip_flow_packer *packer,
              struct text bytes)
{
    z_stream *stream = &packer->stream;
    uLong room = deflateBound(stream, bytes.n);
    char *out = arena_bytes(arena, room);

    assert(bytes.n < UINT_MAX && room < UINT_MAX);
    (void)deflateReset(stream);
    stream->next_in = (z_const Bytef *)(uintptr_t)bytes.at;
    stream->avail_in = (uInt)bytes.n;
    stream->next_out = (Bytef *)out;
    stream->avail_out = (uInt)room;
    /* There is room for all of it. */
    (void)deflate(stream, Z_FINISH);
    return (struct text){ out, room - stream->avail_out };
}

#ifdef XLSXWRITER_INSIDE
/* ---- libxlsxwriter's, in memory of xlsx_memory.h ---- */

static voidpf
piece_alloc(voidpf unused, uInt n, uInt size)
{
    (void)unused;
    return xlsx_memory_calloc(n, size);
}

static void
piece_free(voidpf unused, voidpf old)
{
    (void)unused;
    xlsx_memory_free(old);
}

/* As zlib.h has it, by the name of xlsx_names.h. */
int zip_flow_deflate_init(z_stream *z, int level, int method, int bits,
                          int memory, int strategy, const char *version,
                          int size);

int
zip_flow_deflate_init(z_stream *z, int level, int method, int bits, int memory,
                      int strategy, const char *version, int size)
{
    z->zalloc = piece_alloc;
    z->zfree = piece_free;
    return deflateInit2_(z, level, method, bits, memory, strategy, version,
                         size);
}
#endif
