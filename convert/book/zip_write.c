/* zip_write.c - PKWARE APPNOTE 6.3, written. */
#include "book/zip_write.h"

#include <string.h>

#include "book/zip_record.h"

#define VERSION 20         /* of a reader that knows deflate */
#define DATE_NONE 0x21u    /* 1980-01-01, the first there is */
#define FLAGS_KEPT 0x0806u /* how deflate tried, and that names are UTF-8 */

/* One entry as it will be written. */
struct entry {
    struct text name, packed;
    uint64_t n_unpacked;
    uint32_t crc, top;
    uint16_t method, flags, time, date;
};

struct writing {
    struct arena *arena;
    struct entry *entries;
    int n, capacity;
    char *at; /* where the next byte goes */
};

static void
put16(struct writing *w, uint32_t value)
{
    *w->at++ = (char)(value & 0xff);
    *w->at++ = (char)(value >> 8 & 0xff);
}

static void
put32(struct writing *w, uint64_t value)
{
    put16(w, (uint32_t)(value & 0xffff));
    put16(w, (uint32_t)(value >> 16 & 0xffff));
}

static void
put(struct writing *w, struct text t)
{
    if (t.n)
        memcpy(w->at, t.at, t.n);
    w->at += t.n;
}

static void
add_old(struct writing *w, const struct zip *zip, const struct zip_entry *old,
        const struct zip_write_part *part)
{
    const char *local = zip->bytes.at + old->top;
    struct entry e = { .name = old->name,
                       .packed = { old->packed, (size_t)old->n_packed },
                       .n_unpacked = old->n_unpacked,
                       .crc = old->crc,
                       .method = old->method,
                       .flags = zip_record_get16(local + 6) & FLAGS_KEPT,
                       .time = zip_record_get16(local + 10),
                       .date = zip_record_get16(local + 12) };

    if (part && !part->bytes.at)
        return;
    if (part) {
        e.packed = zip_pack(w->arena, part->bytes, &e.crc);
        e.n_unpacked = part->bytes.n;
        e.method = 8;
        e.flags &= 0x0800u;
    }
    ARENA_PUSH(w->arena, w->entries, w->n, w->capacity, e);
}

static void
add_new(struct writing *w, const struct zip_write_part *part)
{
    struct entry e = { .name = part->name,
                       .n_unpacked = part->bytes.n,
                       .method = 8,
                       .date = DATE_NONE };

    e.packed = zip_pack(w->arena, part->bytes, &e.crc);
    ARENA_PUSH(w->arena, w->entries, w->n, w->capacity, e);
}

/* What both headers of an entry say. */
static void
put_fields(struct writing *w, const struct entry *e)
{
    put16(w, VERSION);
    put16(w, e->flags);
    put16(w, e->method);
    put16(w, e->time);
    put16(w, e->date);
    put32(w, e->crc);
    put32(w, e->packed.n);
    put32(w, e->n_unpacked);
    put16(w, (uint32_t)e->name.n);
    put16(w, 0);
}

static void
put_all(struct writing *w, char *start)
{
    uint64_t directory, end;

    w->at = start;
    for (int i = 0; i < w->n; i++) {
        struct entry *e = &w->entries[i];

        e->top = (uint32_t)(w->at - start);
        put32(w, LOCAL_MARK);
        put_fields(w, e);
        put(w, e->name);
        put(w, e->packed);
    }
    directory = (uint64_t)(w->at - start);
    for (int i = 0; i < w->n; i++) {
        const struct entry *e = &w->entries[i];

        put32(w, CENTRAL_MARK);
        put16(w, VERSION);
        put_fields(w, e);
        put16(w, 0);
        put16(w, 0);
        put16(w, 0);
        put32(w, 0);
        put32(w, e->top);
        put(w, e->name);
    }
    end = (uint64_t)(w->at - start);
    put32(w, END_MARK);
    put32(w, 0);
    put16(w, (uint32_t)w->n);
    put16(w, (uint32_t)w->n);
    put32(w, end - directory);
    put32(w, directory);
    put16(w, 0);
}

bool
zip_write(struct arena *arena, const struct zip *zip,
          const struct zip_write_part *parts, int n, struct text *out,
          struct diag_list *diags)
{
    struct writing w = { .arena = arena };
    const struct zip_write_part **of
        = ARENA_ARRAY(arena, const struct zip_write_part *, zip->n_entries + 1);
    uint64_t size = END_SIZE;
    char *start;

    for (int i = 0; i < n; i++) {
        const struct zip_entry *old = zip_find(zip, parts[i].name);

        if (old)
            of[old - zip->entries] = &parts[i];
    }
    for (int i = 0; i < zip->n_entries; i++)
        add_old(&w, zip, &zip->entries[i], of[i]);
    for (int i = 0; i < n; i++) {
        if (parts[i].bytes.at && !zip_find(zip, parts[i].name))
            add_new(&w, &parts[i]);
    }
    for (int i = 0; i < w.n; i++)
        size += LOCAL_SIZE + CENTRAL_SIZE + w.entries[i].name.n * 2
                + w.entries[i].packed.n;
    if (size > UINT32_MAX || w.n > UINT16_MAX) {
        diag_add(diags, DIAG_LIMIT_REACHED, PLACE_FILE(zip->file), PLACE_NONE,
                 "the workbook would be larger than 4 GiB");
        return false;
    }
    start = arena_alloc(arena, (size_t)size);
    put_all(&w, start);
    *out = (struct text){ start, (size_t)(w.at - start) };
    return true;
}
