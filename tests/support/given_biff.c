/* given_biff.c - records and sectors written by hand. */
#include "support/given_biff.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

#define SECTOR 512
#define SMALL 64
#define CUTOFF 4096

static void
put(struct bytes *to, uint64_t value, int n)
{
    for (int i = 0; i < n; i++)
        bytes_char(to, (char)(value >> 8 * i & 0xff));
}

static void
put_wide(struct bytes *to, struct text t)
{
    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);

        if (c >= 0x10000) {
            put(to, 0xd800 + ((c - 0x10000) >> 10), 2);
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        put(to, c, 2);
    }
}

/* Where the n-th BOF but for the first is, which is that of the globals. */
static uint32_t
sheet_at(struct text stream, int n)
{
    for (size_t at = 0; at + 4 <= stream.n;) {
        const unsigned char *p = (const unsigned char *)stream.at + at;

        if (p[0] == 0x09 && p[1] == 0x08 && n-- == 0)
            return (uint32_t)at;
        at += 4u + p[2] + 256u * p[3];
    }
    return (uint32_t)stream.n;
}

/* A place that is known when all records are there. */
struct later {
    int at, sheet;
};

/* One item of a record, from *p, which moves behind it. */
static void
put_item(struct bytes *to, const char **p, struct later *later)
{
    const char *from = *p + 1, *end;
    char *after = NULL;
    double number;
    uint64_t bits;

    switch (**p) {
    case '.':
        put(to, strtoull(from, &after, 0), 2);
        break;
    case ':':
        put(to, strtoull(from, &after, 0), 4);
        break;
    case ',':
        put(to, strtoull(from, &after, 0), 1);
        break;
    case '#':
        number = strtod(from, &after);
        memcpy(&bits, &number, sizeof bits);
        put(to, bits, 8);
        break;
    case '@':
        *later = (struct later){ to->n, atoi(from) };
        put(to, strtoull(from, &after, 0), 4);
        break;
    default:
        end = strchr(from, **p);
        if (**p == '\'')
            bytes_add(to, (struct text){ from, (size_t)(end - from) });
        else
            put_wide(to, (struct text){ from, (size_t)(end - from) });
        *p = end + 1;
        return;
    }
    *p = after;
}

struct text
given_biff(struct arena *arena, const char *records)
{
    struct bytes to = { .arena = arena };
    struct later later[64];
    int n_later = 0;

    for (const char *p = records; *p; p += strspn(p, "\n")) {
        int from = to.n;
        char *after;

        put(&to, strtoull(p, &after, 16), 2);
        put(&to, 0, 2);
        for (p = after + strspn(after, " "); *p && *p != '\n';
             p += strspn(p, " ")) {
            later[n_later].sheet = 0;
            put_item(&to, &p, &later[n_later]);
            n_later += later[n_later].sheet != 0;
        }
        to.at[from + 2] = (char)((to.n - from - 4) & 0xff);
        to.at[from + 3] = (char)((to.n - from - 4) >> 8);
    }
    for (int i = 0; i < n_later; i++) {
        uint32_t at
            = sheet_at((struct text){ to.at, (size_t)to.n }, later[i].sheet);

        for (int k = 0; k < 4; k++)
            to.at[later[i].at + k] = (char)(at >> 8 * k & 0xff);
    }
    return (struct text){ to.at, (size_t)to.n };
}

/* ---- containers ---- */

/* A chain of n that begins at 'first', and what is free behind it. */
static void
put_chain(struct bytes *to, uint32_t first, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        put(to, i + 1 < n ? first + i + 1 : 0xfffffffe, 4);
}

static void
pad(struct bytes *to, int size, char with)
{
    while (to->n % size != 0)
        bytes_char(to, with);
}

static void
put_entry(struct bytes *to, const char *name, int kind, uint32_t child,
          uint32_t start, uint32_t n)
{
    int from = to->n;

    put_wide(to, text_of(name));
    while (to->n < from + 64)
        bytes_char(to, 0);
    put(to, 2 * strlen(name) + 2, 2);
    put(to, (uint64_t)kind, 1);
    put(to, 1, 1);
    put(to, 0xffffffff, 4);
    put(to, 0xffffffff, 4);
    put(to, child, 4);
    while (to->n < from + 116)
        bytes_char(to, 0);
    put(to, start, 4);
    put(to, n, 4);
    put(to, 0, 4);
}

static void
put_header(struct bytes *to, bool small)
{
    bytes_add(to, ((struct text){ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }));
    while (to->n < 24)
        bytes_char(to, 0);
    put(to, 0x3e, 2);
    put(to, 3, 2);
    put(to, 0xfffe, 2);
    put(to, 9, 2);
    put(to, 6, 2);
    while (to->n < 44)
        bytes_char(to, 0);
    put(to, 1, 4); /* sectors of chains */
    put(to, 1, 4); /* the directory's */
    put(to, 0, 4);
    put(to, CUTOFF, 4);
    put(to, small ? 2 : 0xfffffffe, 4);
    put(to, small ? 1 : 0, 4);
    put(to, 0xfffffffe, 4);
    put(to, 0, 4);
    put(to, 0, 4);
    pad(to, SECTOR, (char)0xff);
}

struct text
given_ole(struct arena *arena, const char *name, struct text stream)
{
    struct bytes to = { .arena = arena };
    bool small = stream.n < CUTOFF;
    uint32_t first = small ? 3 : 2;
    uint32_t sectors = (uint32_t)((stream.n + SECTOR - 1) / SECTOR);

    put_header(&to, small);
    put(&to, 0xfffffffd, 4);
    put(&to, 0xfffffffe, 4);
    if (small)
        put(&to, 0xfffffffe, 4);
    put_chain(&to, first, sectors);
    pad(&to, SECTOR, (char)0xff);
    put_entry(&to, "Root Entry", 5, 1, small ? first : 0xfffffffe,
              small ? (uint32_t)(stream.n + SMALL - 1) / SMALL * SMALL : 0);
    put_entry(&to, name, 2, 0xffffffff, small ? 0 : first, (uint32_t)stream.n);
    pad(&to, SECTOR, 0);
    if (small) {
        put_chain(&to, 0, (uint32_t)((stream.n + SMALL - 1) / SMALL));
        pad(&to, SECTOR, (char)0xff);
    }
    bytes_add(&to, stream);
    pad(&to, SECTOR, 0);
    return (struct text){ to.at, (size_t)to.n };
}
