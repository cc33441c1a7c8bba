/* ole.c - sectors in chains, a directory as a tree. */
#include "book/ole.h"

#include <string.h>

#include "base/octets.h"

#define HEADER 512
#define MINI_SHIFT 6
#define CUTOFF 4096               /* shorter streams are in the small one */
#define ENTRY 128                 /* bytes of an entry of the directory */
#define NAME_BYTES 64             /* of these its name */
#define LAST UINT32_C(0xfffffffe) /* ends a chain */

enum entry_kind { ENTRY_STREAM = 2, ENTRY_ROOT = 5 };

/* One chain being followed: sectors of a size, the table of what comes next. */
struct chain {
    struct ole *ole;
    bool small; /* of short streams' sectors */
    int shift;
    uint32_t n; /* sectors that there are */
    uint8_t *seen;
};

LANGUAGE_FORMAT(2, 0)
static bool
wrong(struct ole *ole, const char *what)
{
    struct diag *d = diag_add(ole->diags, DIAG_OLE_INVALID,
                              PLACE_FILE(ole->file), PLACE_NONE, what);

    diag_hint(ole->diags, d,
              "the file is damaged or was cut off: copy or download it again, "
              "or open it in a spreadsheet program and save it as .xlsx");
    return false;
}

/* A sector's bytes; the last one may be cut off. */
static struct text
sector(const struct ole *ole, uint32_t i)
{
    size_t size = (size_t)1 << ole->shift;
    size_t from = size < HEADER ? HEADER + i * size : (i + (size_t)1) * size;

    return text_slice(ole->bytes, from,
                      from + size < ole->bytes.n ? from + size : ole->bytes.n);
}

/* The sector behind one, of the big ones. */
static uint32_t
next_sector(const struct ole *ole, uint32_t i)
{
    uint32_t each = UINT32_C(1) << (ole->shift - 2);
    struct text table;

    if (i / each >= ole->n_table)
        return LAST + 1; /* free, which ends no chain */
    table = sector(ole, ole->table[i / each]);
    return (size_t)(i % each + 1) * 4 <= table.n
               ? octets_32(table, (size_t)(i % each) * 4)
               : LAST + 1;
}

static uint32_t
next_in(const struct chain *c, uint32_t i)
{
    if (!c->small)
        return next_sector(c->ole, i);
    return octets_32(c->ole->small_table, (size_t)i * 4);
}

static struct chain
chain_of(struct ole *ole, bool small)
{
    struct chain c = { .ole = ole, .small = small };

    c.shift = small ? MINI_SHIFT : ole->shift;
    c.n = small ? (uint32_t)(ole->small_table.n / 4) : ole->n_sectors;
    c.seen = ARENA_ARRAY(ole->arena, uint8_t, c.n / 8 + 1);
    return c;
}

/* May the chain go on through this sector? */
static bool
visit(struct chain *c, uint32_t i)
{
    uint8_t bit = (uint8_t)(1 << i % 8);

    if (i >= c->n || (c->seen[i / 8] & bit))
        return false;
    c->seen[i / 8] |= bit;
    return true;
}

static struct text
piece(const struct chain *c, uint32_t i)
{
    if (!c->small)
        return sector(c->ole, i);
    return text_slice(c->ole->small, (size_t)i << MINI_SHIFT,
                      ((size_t)i + 1) << MINI_SHIFT);
}

/*
 * The first n bytes of a chain, or fewer where the file is cut off in the last
 * of its sectors.  The chain is walked twice: once to see that it is whole and
 * whether its sectors lie in a row.
 */
static bool
join(struct chain *c, uint32_t start, uint64_t n, struct text *out)
{
    size_t size = (size_t)1 << c->shift;
    uint64_t sectors = (n + size - 1) / size;
    bool row = true;
    uint32_t i = start;
    char *to;

    *out = TEXT_NONE;
    if (n == 0)
        return true;
    if (sectors > c->n)
        return false;
    for (uint64_t k = 0; k < sectors; k++) {
        uint32_t next;

        if (!visit(c, i))
            return false;
        next = next_in(c, i);
        row = row && (k + 1 == sectors || next == i + 1);
        i = next;
    }
    if (row) {
        struct text all = c->small ? c->ole->small : c->ole->bytes;
        size_t from = (size_t)(piece(c, start).at - all.at);

        *out = text_slice(all, from, from + (size_t)n);
        return true;
    }
    to = arena_alloc(c->ole->arena, (size_t)n);
    *out = (struct text){ to, 0 };
    for (i = start; out->n < n; i = next_in(c, i)) {
        struct text from = text_slice(piece(c, i), 0, (size_t)n - out->n);

        memcpy(to + out->n, text_start(from), from.n);
        out->n += from.n;
        if (from.n < size)
            break; /* the end, or the cut off end of the file */
    }
    return true;
}

/* All of a chain, however long it is. */
static bool
join_all(struct ole *ole, uint32_t start, struct text *out)
{
    struct chain c = chain_of(ole, false);
    uint64_t n = 0;
    uint32_t i = start;

    for (; i < LAST; i = next_sector(ole, i)) {
        if (!visit(&c, i))
            return false;
        n += sector(ole, i).n;
    }
    if (i != LAST)
        return false;
    c = chain_of(ole, false);
    return join(&c, start, n, out);
}

/* ---- the header ---- */

/* Which sectors hold the chains: the first 109 are named by the header, others
   in sectors of their own.  No more are taken than the file can need. */
static bool
read_table(struct ole *ole)
{
    struct chain seen = chain_of(ole, false);
    uint32_t each = UINT32_C(1) << (ole->shift - 2);
    uint32_t most = ole->n_sectors / each + 1;
    uint32_t next = octets_32(ole->bytes, 0x44);

    ole->table = ARENA_ARRAY(ole->arena, uint32_t, most);
    for (size_t at = 0x4c; at < HEADER && ole->n_table < most; at += 4) {
        uint32_t i = octets_32(ole->bytes, at);

        if (i >= ole->n_sectors)
            return true;
        ole->table[ole->n_table++] = i;
    }
    while (ole->n_table < most && next < LAST) {
        struct text list;

        if (!visit(&seen, next))
            return false;
        list = sector(ole, next);
        if (list.n < (size_t)each * 4)
            return false;
        for (uint32_t k = 0; k + 1 < each && ole->n_table < most; k++) {
            uint32_t i = octets_32(list, (size_t)k * 4);

            if (i >= ole->n_sectors)
                return true;
            ole->table[ole->n_table++] = i;
        }
        next = octets_32(list, ((size_t)each - 1) * 4);
    }
    return true;
}

static bool
read_header(struct ole *ole)
{
    if (ole->bytes.n < HEADER)
        return wrong(ole, "the container is cut off in its header");
    ole->shift = (int)octets_16(ole->bytes, 0x1e);
    if (ole->shift < 7 || ole->shift > 16)
        return wrong(ole, "the container states sectors of a size that none "
                          "has");
    if (octets_16(ole->bytes, 0x20) != MINI_SHIFT)
        return wrong(ole, "the container states small sectors of a size that "
                          "none has");
    for (size_t at = ole->shift > 9 ? (size_t)1 << ole->shift : HEADER;
         at < ole->bytes.n; at += (size_t)1 << ole->shift)
        ole->n_sectors++;
    if (!read_table(ole))
        return wrong(ole, "the list of the container's chains leads back to "
                          "itself or out of the file");
    return true;
}

/* ---- the directory ---- */

static void
add_stream(struct ole *ole, struct text entry)
{
    size_t n = octets_16(entry, NAME_BYTES);
    struct ole_stream stream
        = { .start = octets_32(entry, 116), .n = octets_32(entry, 120) };

    if (octets_16(ole->bytes, 0x1a) > 3)
        stream.n |= (uint64_t)octets_32(entry, 124) << 32;
    stream.name = text_slice(entry, 0, n >= 2 && n <= NAME_BYTES ? n - 2 : 0);
    ARENA_PUSH(ole->arena, ole->streams, ole->n_streams, ole->streams_capacity,
               stream);
}

/*
 * Takes the streams of the root: a tree of siblings, of which each is passed
 * once.  Those still to be passed are in 'open', at most one an entry.
 */
static void
walk(struct ole *ole, struct text directory)
{
    uint32_t n = (uint32_t)(directory.n / ENTRY), n_open = 0;
    uint32_t *open = ARENA_ARRAY(ole->arena, uint32_t, n + 1);
    bool *seen = ARENA_ARRAY(ole->arena, bool, n + 1);
    uint32_t next = octets_32(directory, 76);

    for (;;) {
        struct text entry;

        while (next >= n || seen[next]) {
            if (n_open == 0)
                return;
            next = open[--n_open];
        }
        seen[next] = true;
        entry = text_slice(directory, (size_t)next * ENTRY,
                           ((size_t)next + 1) * ENTRY);
        if (entry.at[66] == ENTRY_STREAM)
            add_stream(ole, entry);
        if (octets_32(entry, 72) < n)
            open[n_open++] = octets_32(entry, 72);
        next = octets_32(entry, 68);
    }
}

static bool
read_directory(struct ole *ole)
{
    struct text directory;

    if (!join_all(ole, octets_32(ole->bytes, 0x30), &directory)
        || directory.n < ENTRY || directory.at[66] != ENTRY_ROOT)
        return wrong(ole, "the directory of the container is not whole");
    walk(ole, directory);
    ole->small_start = octets_32(directory, 116);
    ole->n_small = octets_32(directory, 120);
    return true;
}

bool
ole_read(struct arena *arena, const char *file, struct text bytes,
         struct ole *out, struct diag_list *diags)
{
    *out = (struct ole){
        .arena = arena, .file = file, .diags = diags, .bytes = bytes
    };
    return read_header(out) && read_directory(out);
}

/* ---- streams ---- */

static bool
is_named(struct text wide, const char *name)
{
    if (wide.n != 2 * strlen(name))
        return false;
    for (size_t i = 0; name[i]; i++) {
        char c = wide.at[2 * i], other = name[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (other >= 'A' && other <= 'Z')
            other = (char)(other + ('a' - 'A'));
        if (c != other || wide.at[2 * i + 1] != 0)
            return false;
    }
    return true;
}

const struct ole_stream *
ole_find(const struct ole *ole, const char *name)
{
    for (int i = 0; i < ole->n_streams; i++) {
        if (is_named(ole->streams[i].name, name))
            return &ole->streams[i];
    }
    return NULL;
}

int
ole_count(const struct ole *ole, const char *name)
{
    int n = 0;

    for (int i = 0; i < ole->n_streams; i++)
        n += is_named(ole->streams[i].name, name);
    return n;
}

/* The stream of short streams, and their chains. */
static bool
open_small(struct ole *ole)
{
    struct chain c = chain_of(ole, false);

    return join_all(ole, octets_32(ole->bytes, 0x3c), &ole->small_table)
           && join(&c, ole->small_start, ole->n_small, &ole->small);
}

bool
ole_open(struct ole *ole, const struct ole_stream *stream, struct text *out)
{
    bool small = stream->n < CUTOFF;
    struct chain c;

    if (small && !ole->small.at && !open_small(ole))
        return wrong(ole, "the short streams of the container are not whole");
    c = chain_of(ole, small);
    return (join(&c, stream->start, stream->n, out) && out->n == stream->n)
           || wrong(ole, "the workbook in the container is not whole: its "
                         "sectors end, come again or lead out of the file");
}
