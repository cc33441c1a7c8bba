/*
 * zip.c - PKWARE APPNOTE 6.3, as far as OPC (ECMA-376 part 2, annex C) allows.
 */
#include "book/zip.h"

#include <inttypes.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "book/kind.h"
#include "book/zip_record.h"

#define COMMENT_MAX 65535

#define FLAG_ENCRYPTED 0x0001u
#define FLAG_DESCRIPTOR 0x0008u
#define FLAG_PATCHED 0x0020u
#define FLAG_STRONG 0x0040u
#define FLAG_MASKED 0x2000u

struct directory {
    uint64_t offset, size, n;
    uint64_t end_at; /* where the end record (zip64 if there) is */
};

/* What every step needs. */
struct context {
    struct arena *arena;
    struct zip *zip;
    struct diag_list *diags;
};

LANGUAGE_FORMAT(3, 0)
static bool
wrong(const struct context *c, enum diag_code code, const char *what)
{
    diag_add(c->diags, code, PLACE_FILE(c->zip->file), PLACE_NONE, what);
    return false;
}

/* A name is not yet known to be text: what of it is printable. */
static const char *
shown_name(const struct context *c, const struct zip_entry *entry)
{
    struct text name = entry->name;

    if (name.n > 200)
        name.n = 200;
    char *shown = arena_copy(c->arena, name.at, name.n);
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)shown[i] < 0x20 || shown[i] == 0x7f)
            shown[i] = '?';
    if (!text_is_utf8((struct text){ shown, name.n }))
        for (size_t i = 0; i < name.n; i++)
            if ((unsigned char)shown[i] >= 0x80)
                shown[i] = '?';
    return shown;
}

LANGUAGE_FORMAT(4, 0)
static bool
wrong_entry(const struct context *c, enum diag_code code,
            const struct zip_entry *entry, const char *what)
{
    diag_add(c->diags, code, PLACE_FILE(c->zip->file), PLACE_NONE,
             "part '%s' %s", shown_name(c, entry), diag_say(c->diags, what));
    return false;
}

/* ---- files of other kinds ---- */

static bool
wrong_kind(const struct context *c)
{
    if (text_starts(c->zip->bytes, TEXT("PK\x03\x04")))
        return wrong(c, DIAG_ZIP_INVALID,
                     "container is cut short: its end record is missing");
    return kind_refuse(c->zip->file, kind_of_bytes(c->zip->bytes), c->diags);
}

/* Other archives may be packed in ways that workbooks are not. */
LANGUAGE_FORMAT(4, 0)
static bool
wrong_method(const struct context *c, enum diag_code code,
             const struct zip_entry *entry, const char *what)
{
    if (kind_is_book_name(entry->name))
        return kind_refuse(c->zip->file, kind_of_archive(c->diags, entry->name),
                           c->diags);
    return wrong_entry(c, code, entry, what);
}

/* ---- the end record ---- */

/*
 * Reads the end record at 'at'; false if it cannot be one: its directory has
 * to stand before it and begin with an entry.
 */
static bool
end_at(struct text bytes, uint64_t at, struct directory *out)
{
    const char *end = bytes.at + at;
    struct directory d
        = { zip_record_get32(end + 16), zip_record_get32(end + 12),
            zip_record_get16(end + 10), at };

    if (at + END_SIZE + zip_record_get16(end + 20) > bytes.n)
        return false;
    if (d.offset == UINT32_MAX || d.size == UINT32_MAX || d.n == UINT16_MAX) {
        uint64_t at64;

        if (at >= LOCATOR_SIZE
            && zip_record_get32(bytes.at + at - LOCATOR_SIZE) == LOCATOR_MARK) {
            at64 = zip_record_get64(bytes.at + at - LOCATOR_SIZE + 8);
            if (at < LOCATOR_SIZE + END64_SIZE
                || at64 > at - LOCATOR_SIZE - END64_SIZE
                || zip_record_get32(bytes.at + at64) != END64_MARK)
                return false;
            d.n = zip_record_get64(bytes.at + at64 + 32);
            d.size = zip_record_get64(bytes.at + at64 + 40);
            d.offset = zip_record_get64(bytes.at + at64 + 48);
            d.end_at = at64;
        }
    }
    if (d.offset > d.end_at || d.size > d.end_at - d.offset)
        return false;
    if (d.size >= 4 && zip_record_get32(bytes.at + d.offset) != CENTRAL_MARK)
        return false;
    *out = d;
    return true;
}

/* The one end record of the file; where two could be it, the file is refused. */
static bool
find_end(const struct context *c, struct directory *out)
{
    struct text bytes = c->zip->bytes;
    uint64_t at, stop, last = 0;
    bool found = false, marked = false;

    if (bytes.n < END_SIZE)
        return wrong_kind(c);
    at = bytes.n - END_SIZE;
    stop = at > COMMENT_MAX ? at - COMMENT_MAX : 0;
    for (at++; at > stop; at--) {
        const char *mark = memrchr(bytes.at + stop, END_MARK & 0xff, at - stop);
        struct directory d;

        if (!mark)
            break;
        at = (uint64_t)(mark - bytes.at) + 1;
        if (zip_record_get32(mark) != END_MARK)
            continue;
        marked = true;
        if (!end_at(bytes, at - 1, &d))
            continue;
        if (found)
            return wrong(c, DIAG_ZIP_UNSAFE, "container has two end records");
        *out = d;
        last = at - 1;
        found = true;
    }
    if (!found && marked)
        return wrong(c, DIAG_ZIP_INVALID,
                     "container is cut short or damaged: its end record does "
                     "not fit its content");
    if (!found)
        return wrong_kind(c);
    if (zip_record_get16(bytes.at + last + 4)
            != zip_record_get16(bytes.at + last + 6)
        || (zip_record_get16(bytes.at + last + 4) != 0
            && zip_record_get16(bytes.at + last + 4) != UINT16_MAX))
        return wrong(c, DIAG_ZIP_UNSUPPORTED,
                     "container is one disk of a split archive");
    if (zip_record_get16(bytes.at + last + 8)
        != zip_record_get16(bytes.at + last + 10))
        return wrong(c, DIAG_ZIP_INVALID,
                     "end record contradicts itself about the entries");
    return true;
}

/* ---- names ---- */

static unsigned char
fold(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return (unsigned char)(letter + ('a' - 'A'));
    return letter == '\\' ? '/' : (unsigned char)letter;
}

static struct text
bare(struct text name)
{
    while (name.n && fold(name.at[0]) == '/')
        name = text_slice(name, 1, name.n);
    return name;
}

static uint32_t
fold_hash(struct text name)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < name.n; i++)
        hash = (hash ^ fold(name.at[i])) * 16777619u;
    return hash ^ hash >> 15;
}

static bool
fold_equal(struct text a, struct text b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (fold(a.at[i]) != fold(b.at[i]))
            return false;
    return true;
}

/* The slot that holds the name, or the free one where it would go. */
static int *
slot_of(const struct zip *zip, struct text name)
{
    uint32_t i = fold_hash(name) & (zip->n_slots - 1);

    while (zip->slots[i]
           && !fold_equal(bare(zip->entries[zip->slots[i] - 1].name), name))
        i = (i + 1) & (zip->n_slots - 1);
    return &zip->slots[i];
}

/* Nothing is ever written by these names, but others may not be so careful. */
static bool
name_is_safe(const struct context *c, const struct zip_entry *entry)
{
    struct text name = entry->name;
    size_t segment = 0;

    if (!name.n)
        return wrong_entry(c, DIAG_NAME_UNSAFE, entry, "has no name");
    if (name.n > LIMIT_ENTRY_NAME)
        return wrong_entry(c, DIAG_LIMIT_REACHED, entry,
                           "has a name longer than 4096 bytes");
    if (memchr(name.at, '\0', name.n))
        return wrong_entry(c, DIAG_NAME_UNSAFE, entry, "has a NUL in its name");
    if (name.n > 1 && name.at[1] == ':')
        return wrong_entry(c, DIAG_NAME_UNSAFE, entry,
                           "has a drive letter in its name");
    for (size_t i = 0; i <= name.n; i++)
        if (i == name.n || fold(name.at[i]) == '/') {
            if (i - segment == 2 && name.at[segment] == '.'
                && name.at[segment + 1] == '.')
                return wrong_entry(c, DIAG_NAME_UNSAFE, entry,
                                   "climbs out of the container (..)");
            segment = i + 1;
        }
    return true;
}

static bool
index_names(const struct context *c)
{
    struct zip *zip = c->zip;

    zip->n_slots = 16;
    while (zip->n_slots < (uint32_t)zip->n_entries * 2)
        zip->n_slots *= 2;
    zip->slots = ARENA_ARRAY(c->arena, int, zip->n_slots);
    for (int i = 0; i < zip->n_entries; i++) {
        int *slot;

        if (!name_is_safe(c, &zip->entries[i]))
            return false;
        slot = slot_of(zip, bare(zip->entries[i].name));
        if (*slot)
            return wrong_entry(c, DIAG_ZIP_UNSAFE, &zip->entries[i],
                               "occurs twice");
        *slot = i + 1;
    }
    return true;
}

/* ---- the central directory ---- */

/* Takes the 64-bit values of the zip64 extra field for those that are full. */
static bool
read_zip64(struct text extra, uint64_t *unpacked, uint64_t *packed,
           uint64_t *offset)
{
    uint64_t *wanted[3];
    int n = 0;

    if (*unpacked == UINT32_MAX)
        wanted[n++] = unpacked;
    if (*packed == UINT32_MAX)
        wanted[n++] = packed;
    if (offset && *offset == UINT32_MAX)
        wanted[n++] = offset;
    if (!n)
        return true;
    while (extra.n >= 4) {
        size_t size = zip_record_get16(extra.at + 2);

        if (size > extra.n - 4)
            return false;
        if (zip_record_get16(extra.at) == 1) {
            if (size < (size_t)n * 8)
                return false;
            for (int i = 0; i < n; i++)
                *wanted[i] = zip_record_get64(extra.at + 4 + i * 8);
            return true;
        }
        extra = text_slice(extra, 4 + size, extra.n);
    }
    return false;
}

/* The local header must say what the central directory says. */
static bool
read_local(const struct context *c, struct zip_entry *entry, uint16_t flags,
           uint64_t limit)
{
    const char *local = c->zip->bytes.at + entry->top;
    uint64_t unpacked, packed, data;
    size_t n_name, n_extra;

    if (entry->top > limit || limit - entry->top < LOCAL_SIZE
        || zip_record_get32(local) != LOCAL_MARK)
        return wrong_entry(c, DIAG_ZIP_INVALID, entry,
                           "is not where the directory says");
    n_name = zip_record_get16(local + 26);
    n_extra = zip_record_get16(local + 28);
    data = entry->top + LOCAL_SIZE + n_name + n_extra;
    if (data > limit || entry->n_packed > limit - data)
        return wrong_entry(c, DIAG_ZIP_INVALID, entry,
                           "reaches past the end of the container");
    if (!text_equal(entry->name, (struct text){ local + LOCAL_SIZE, n_name }))
        return wrong_entry(c, DIAG_ZIP_UNSAFE, entry,
                           "has another name in its local header");
    if (zip_record_get16(local + 8) != entry->method
        || ((zip_record_get16(local + 6) ^ flags)
            & (FLAG_ENCRYPTED | FLAG_DESCRIPTOR)))
        return wrong_entry(c, DIAG_ZIP_UNSAFE, entry,
                           "has another method in its local header");
    packed = zip_record_get32(local + 18);
    unpacked = zip_record_get32(local + 22);
    if (!(flags & FLAG_DESCRIPTOR)) {
        struct text extra = { local + LOCAL_SIZE + n_name, n_extra };

        if (!read_zip64(extra, &unpacked, &packed, NULL)
            || unpacked != entry->n_unpacked || packed != entry->n_packed
            || zip_record_get32(local + 14) != entry->crc)
            return wrong_entry(c, DIAG_ZIP_UNSAFE, entry,
                               "has other sizes in its local header");
    }
    entry->packed = c->zip->bytes.at + data;
    entry->end = data + entry->n_packed;
    return true;
}

/* One central header at *at, which moves behind it. */
static bool
read_central(const struct context *c, uint64_t *at, uint64_t end,
             uint64_t limit, struct zip_entry *entry)
{
    const char *central = c->zip->bytes.at + *at;
    size_t n_name, n_extra, n_comment;
    uint16_t flags;

    if (end - *at < CENTRAL_SIZE || zip_record_get32(central) != CENTRAL_MARK)
        return wrong(c, DIAG_ZIP_INVALID,
                     "central directory is damaged or has fewer entries than "
                     "the end record says");
    flags = zip_record_get16(central + 8);
    n_name = zip_record_get16(central + 28);
    n_extra = zip_record_get16(central + 30);
    n_comment = zip_record_get16(central + 32);
    if (end - *at - CENTRAL_SIZE < n_name + n_extra + n_comment)
        return wrong(c, DIAG_ZIP_INVALID, "central directory is cut short");
    *entry = (struct zip_entry){
        .name = { central + CENTRAL_SIZE, n_name },
        .n_packed = zip_record_get32(central + 20),
        .n_unpacked = zip_record_get32(central + 24),
        .top = zip_record_get32(central + 42),
        .crc = zip_record_get32(central + 16),
        .method = zip_record_get16(central + 10),
    };
    *at += CENTRAL_SIZE + n_name + n_extra + n_comment;
    if (!read_zip64((struct text){ entry->name.at + n_name, n_extra },
                    &entry->n_unpacked, &entry->n_packed, &entry->top))
        return wrong_entry(c, DIAG_ZIP_INVALID, entry,
                           "lacks its 64-bit sizes");
    if (flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED))
        return wrong_method(c, DIAG_ZIP_ENCRYPTED, entry, "is encrypted");
    if (flags & FLAG_PATCHED)
        return wrong_entry(c, DIAG_ZIP_UNSUPPORTED, entry,
                           "is a patch of another file");
    if (entry->method != 0 && entry->method != 8)
        return wrong_method(c, DIAG_ZIP_UNSUPPORTED, entry,
                            "is packed by a method other than deflate");
    if (entry->method == 0 && entry->n_packed != entry->n_unpacked)
        return wrong_entry(c, DIAG_ZIP_INVALID, entry,
                           "is stored, but its two sizes differ");
    return read_local(c, entry, flags, limit);
}

static int
compare_tops(const void *a, const void *b)
{
    const struct zip_entry *x = *(const struct zip_entry *const *)a;
    const struct zip_entry *y = *(const struct zip_entry *const *)b;

    return x->top < y->top ? -1 : x->top > y->top;
}

static bool
check_overlap(const struct context *c)
{
    struct zip *zip = c->zip;
    const struct zip_entry **order
        = ARENA_ARRAY(c->arena, const struct zip_entry *, zip->n_entries);

    for (int i = 0; i < zip->n_entries; i++)
        order[i] = &zip->entries[i];
    qsort(order, (size_t)zip->n_entries, sizeof *order, compare_tops);
    for (int i = 1; i < zip->n_entries; i++)
        if (order[i - 1]->end > order[i]->top)
            return wrong_entry(c, DIAG_ZIP_UNSAFE, order[i],
                               "overlaps another part");
    return true;
}

bool
zip_read(struct arena *arena, const char *file, struct text bytes,
         struct zip *out, struct diag_list *diags)
{
    struct context c;
    struct directory d = { 0 };
    uint64_t at;

    *out = (struct zip){ .file = file, .bytes = bytes };
    c = (struct context){ arena, out, diags };
    if (text_starts(bytes, TEXT(ZIP_OLE2)))
        return wrong_kind(&c);
    if (!find_end(&c, &d))
        return false;
    if (d.n > LIMIT_ENTRIES)
        return limits_reached(diags, LIMITS_ENTRIES, PLACE_FILE(file),
                              "too many entries in the container");
    if (d.n > d.size / CENTRAL_SIZE)
        return wrong(&c, DIAG_ZIP_INVALID,
                     "end record claims more entries than there are");
    out->entries = ARENA_ARRAY(arena, struct zip_entry, d.n);
    at = d.offset;
    for (uint64_t i = 0; i < d.n; i++) {
        if (!read_central(&c, &at, d.offset + d.size, d.offset,
                          &out->entries[i]))
            return false;
        out->n_entries++;
    }
    if (at != d.offset + d.size)
        return wrong(&c, DIAG_ZIP_INVALID,
                     "central directory holds more than its entries");
    return index_names(&c) && check_overlap(&c);
}

const struct zip_entry *
zip_find(const struct zip *zip, struct text name)
{
    int *slot;

    if (zip->n_entries == 0) /* it is only being made */
        return NULL;
    slot = slot_of(zip, bare(name));
    return *slot ? &zip->entries[*slot - 1] : NULL;
}

/* ---- unpacking ---- */

bool
zip_admits(const struct zip *zip, const struct zip_entry *entry)
{
    return entry->n_unpacked <= LIMIT_PART_BYTES
           && entry->n_unpacked / LIMIT_RATIO <= entry->n_packed
           && entry->n_unpacked <= LIMIT_BOOK_BYTES - zip->n_given;
}

uint32_t
zip_crc(uint32_t crc, struct text bytes)
{
    return bytes.n ? libdeflate_crc32(crc, bytes.at, bytes.n) : crc;
}

static bool
check_sizes(const struct context *c, const struct zip_entry *entry)
{
    if (entry->n_unpacked > LIMIT_PART_BYTES)
        return limits_reached(
            c->diags, LIMITS_PART_BYTES, PLACE_FILE(c->zip->file),
            "part '%s' is too large unpacked", shown_name(c, entry));
    if (entry->n_unpacked / LIMIT_RATIO > entry->n_packed)
        return wrong_entry(c, DIAG_LIMIT_REACHED, entry,
                           "claims to unpack to more than 1100 times its size");
    if (entry->n_unpacked > LIMIT_BOOK_BYTES - c->zip->n_given)
        return limits_reached(c->diags, LIMITS_BOOK_BYTES,
                              PLACE_FILE(c->zip->file),
                              "the workbook with part '%s' is too large "
                              "unpacked",
                              shown_name(c, entry));
    return true;
}

/* One for all parts of a thread: it is as large as many of them. */
static _Thread_local struct libdeflate_decompressor *inflater;

void
zip_let_go(void)
{
    if (inflater)
        libdeflate_free_decompressor(inflater);
    inflater = NULL;
}

static enum libdeflate_result
inflate(struct arena *arena, const struct zip_entry *entry, char *out)
{
    enum libdeflate_result result;
    size_t n_in, n_out;

    if (!inflater)
        inflater = libdeflate_alloc_decompressor();
    if (!inflater)
        arena_exhaust(arena);
    result = libdeflate_deflate_decompress_ex(
        inflater, entry->packed, (size_t)entry->n_packed, out,
        (size_t)entry->n_unpacked, &n_in, &n_out);
    if (result == LIBDEFLATE_SUCCESS
        && (n_out != entry->n_unpacked || n_in != entry->n_packed))
        return LIBDEFLATE_BAD_DATA;
    return result;
}

char *
zip_unpack(struct arena *arena, struct zip *zip, const struct zip_entry *entry,
           struct diag_list *diags)
{
    struct context c = { arena, zip, diags };
    size_t n = (size_t)entry->n_unpacked;
    char *out;

    if (!check_sizes(&c, entry))
        return NULL;
    zip->n_given += n;
    out = arena_bytes(arena, n + 1);
    if (entry->method == 0) {
        if (n)
            memcpy(out, entry->packed, n);
    } else {
        switch (inflate(arena, entry, out)) {
        case LIBDEFLATE_SUCCESS:
            break;
        case LIBDEFLATE_INSUFFICIENT_SPACE:
            wrong_entry(&c, DIAG_ZIP_INVALID, entry,
                        "unpacks to more bytes than it declares");
            return NULL;
        default:
            wrong_entry(&c, DIAG_ZIP_INVALID, entry,
                        "is damaged: it does not unpack to what it declares");
            return NULL;
        }
    }
    out[n] = '\0';
    if (libdeflate_crc32(0, out, n) != entry->crc) {
        wrong_entry(&c, DIAG_ZIP_INVALID, entry,
                    "is damaged: its checksum (CRC-32) is wrong");
        return NULL;
    }
    return out;
}

struct text
zip_pack(struct arena *arena, struct text bytes, uint32_t *crc)
{
    size_t room = libdeflate_deflate_compress_bound(NULL, bytes.n), n;
    /* The arena may not return: nothing must be held while it is asked. */
    char *out = arena_bytes(arena, room);
    struct libdeflate_compressor *engine = libdeflate_alloc_compressor(6);

    if (!engine)
        arena_exhaust(arena);
    n = libdeflate_deflate_compress(engine, bytes.at, bytes.n, out, room);
    libdeflate_free_compressor(engine);
    *crc = libdeflate_crc32(0, bytes.at, bytes.n);
    return (struct text){ out, n };
}
