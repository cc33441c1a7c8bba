/* zip_fill.c - headers copied, and the numbers in them that change. */
#include "book/zip_fill.h"

#include <assert.h>

#include "base/octets.h"
#include "book/zip_record.h"

struct filling {
    char *start, *at;
};

/* n bytes at 'at' that follow on what was before; 'at' moves behind them. */
static bool
take(struct text from, size_t *at, size_t n, struct text *out)
{
    if (*at > from.n || n > from.n - *at)
        return false;
    *out = (struct text){ from.at + *at, n };
    *at += n;
    return true;
}

/* The entry of the directory at *at, and what stands for it at *local. */
static bool
read_entry(struct text all, size_t *at, size_t *local,
           struct zip_fill_entry *out)
{
    size_t n_name = octets_16(all, *at + 28);
    size_t n = CENTRAL_SIZE + n_name + octets_16(all, *at + 30)
               + octets_16(all, *at + 32);
    size_t n_packed = octets_32(all, *at + 20);

    if (octets_32(all, *at) != CENTRAL_MARK
        || octets_32(all, *at + 42) != *local
        || octets_32(all, *local) != LOCAL_MARK
        || !take(all, at, n, &out->central))
        return false;
    n = LOCAL_SIZE + (size_t)octets_16(all, *local + 26)
        + octets_16(all, *local + 28);
    out->name = text_slice(out->central, CENTRAL_SIZE, CENTRAL_SIZE + n_name);
    return take(all, local, n, &out->local)
           && take(all, local, n_packed, &out->packed);
}

bool
zip_fill_read(struct arena *arena, struct text container, struct zip_fill *out)
{
    size_t end = container.n - END_SIZE, at, local = 0;

    if (container.n < END_SIZE || octets_32(container, end) != END_MARK)
        return false;
    at = octets_32(container, end + 16);
    out->n = (int)octets_16(container, end + 10);
    out->entries = ARENA_ARRAY(arena, struct zip_fill_entry, out->n);
    out->end = text_slice(container, end, container.n);
    for (int i = 0; i < out->n; i++)
        if (!read_entry(container, &at, &local, &out->entries[i]))
            return false;
    return at == end && local == octets_32(container, end + 16);
}

static void
put(struct filling *f, struct text t)
{
    memcpy(f->at, text_start(t), t.n);
    f->at += t.n;
}

static void
set32(char *at, uint64_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * i & 0xff);
}

/* Checksum and sizes stand in the same order in both headers. */
static void
put_header(struct filling *f, struct text header, size_t at,
           const struct zip_fill_part *part)
{
    put(f, header);
    if (!part->packed.at)
        return;
    set32(f->at - header.n + at, part->crc);
    set32(f->at - header.n + at + 4, part->packed.n);
    set32(f->at - header.n + at + 8, part->n_unpacked);
}

struct text
zip_fill_write(struct arena *arena, const struct zip_fill *zip,
               const struct zip_fill_part *parts)
{
    size_t *tops = ARENA_ARRAY(arena, size_t, zip->n), size = zip->end.n;
    struct filling f;
    char *directory, *end;

    for (int i = 0; i < zip->n; i++) {
        const struct zip_fill_entry *e = &zip->entries[i];

        size += e->local.n + e->central.n
                + (parts[i].packed.at ? parts[i].packed.n : e->packed.n);
    }
    assert(size <= UINT32_MAX);
    f.start = f.at = arena_bytes(arena, size);
    for (int i = 0; i < zip->n; i++) {
        tops[i] = (size_t)(f.at - f.start);
        put_header(&f, zip->entries[i].local, 14, &parts[i]);
        put(&f, parts[i].packed.at ? parts[i].packed : zip->entries[i].packed);
    }
    directory = f.at;
    for (int i = 0; i < zip->n; i++) {
        struct text header = zip->entries[i].central;

        put_header(&f, header, 16, &parts[i]);
        set32(f.at - header.n + 42, tops[i]);
    }
    end = f.at;
    put(&f, zip->end);
    set32(end + 12, (uint64_t)(end - directory));
    set32(end + 16, (uint64_t)(directory - f.start));
    return (struct text){ f.start, size };
}
