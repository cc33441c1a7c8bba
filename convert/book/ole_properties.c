/* ole_properties.c - two streams of sets of numbered values. */
#include "book/ole_properties.h"

#include "base/limits.h"
#include "base/moment.h"
#include "base/octets.h"
#include "book/codepage.h"
#include "book/properties.h"

enum { ID_NAMES = 0, ID_CODEPAGE = 1, ID_SAVED = 13 };
enum {
    KIND_SHORT = 2,
    KIND_INT = 3,
    KIND_BYTES = 30,
    KIND_WIDE = 31,
    KIND_TIME = 64
};

#define WIDE_PAGE 1200

struct set {
    struct arena *arena;
    struct text bytes;
    int codepage; /* of its texts */
};

/* The n-th set of a stream; empty where there is none. */
static struct set
set_of(struct arena *arena, struct text stream, uint32_t n)
{
    struct set set = { .arena = arena };

    if (n < octets_32(stream, 24))
        set.bytes = text_slice(stream, octets_32(stream, 44 + (size_t)n * 20),
                               stream.n);
    return set;
}

/* Where the value of a property is, its kind first; empty: there is none. */
static struct text
find_value(const struct set *set, uint32_t id)
{
    uint32_t n = octets_32(set->bytes, 4);

    for (size_t at = 8; n > 0 && at + 8 <= set->bytes.n; n--, at += 8) {
        if (octets_32(set->bytes, at) == id)
            return text_slice(set->bytes, octets_32(set->bytes, at + 4),
                              set->bytes.n);
    }
    return TEXT_NONE;
}

/* A text of so many bytes, up to its NUL. */
static struct text
text_at(const struct set *set, struct text bytes, size_t at, size_t n,
        int codepage)
{
    struct text found = text_slice(bytes, at, at + n), out;
    size_t size = codepage == WIDE_PAGE ? 2 : 1, end = 0;

    while (end + size <= found.n
           && (size == 2 ? octets_16(found, end) : octets_8(found, end)) != 0)
        end += size;
    return codepage_decode(set->arena, codepage, text_slice(found, 0, end),
                           &out)
               ? out
               : TEXT_NONE;
}

static struct text
show_value(const struct set *set, struct text value)
{
    switch (octets_16(value, 0)) {
    case KIND_INT:
        return text_printf(set->arena, "%d", (int)octets_32(value, 4));
    case KIND_BYTES:
        return text_at(set, value, 8, octets_32(value, 4), set->codepage);
    case KIND_WIDE:
        return text_at(set, value, 8, (size_t)octets_32(value, 4) * 2,
                       WIDE_PAGE);
    default:
        return TEXT_NONE;
    }
}

/* The names that a document gives its own properties, and their values. */
static void
read_own(struct set *set, struct book *book)
{
    struct text names = find_value(set, ID_NAMES);
    struct text page = find_value(set, ID_CODEPAGE);
    uint32_t n = octets_32(names, 0);
    size_t at = 4;

    set->codepage = (int)octets_16(page, 4);
    for (; n > 0 && at + 8 <= names.n; n--) {
        bool wide = set->codepage == WIDE_PAGE;
        size_t size = octets_32(names, at + 4);
        struct text name;

        size = size <= LIMIT_PROPERTIES ? size * (wide ? 2 : 1) : 0;
        name = text_at(set, names, at + 8, size, set->codepage);
        if (properties_is_ours(name))
            properties_take(
                book, name,
                show_value(set, find_value(set, octets_32(names, at))));
        at += 8 + (wide ? (size + 3) / 4 * 4 : size);
    }
}

/* 100 nanoseconds since 1601. */
static void
read_saved(const struct set *set, struct book *book)
{
    struct text value = find_value(set, ID_SAVED);

    if (octets_16(value, 0) == KIND_TIME && value.n >= 12)
        properties_take_saved(
            set->arena, book,
            moment_of_seconds(set->arena,
                              (int64_t)(octets_64(value, 4) / 10000000)));
}

/* A stream of properties; empty where there is none, or where it is long. */
static struct text
open_properties(struct ole *ole, const char *name)
{
    struct diag_list none = diag_none(ole->arena), *diags = ole->diags;
    const struct ole_stream *found = ole_find(ole, name);
    struct text stream = TEXT_NONE;

    if (!found || found->n > LIMIT_PROPERTIES)
        return TEXT_NONE;
    ole->diags = &none;
    if (!ole_open(ole, found, &stream))
        stream = TEXT_NONE;
    ole->diags = diags;
    return stream;
}

void
ole_properties_read(struct ole *ole, struct book *book)
{
    struct text summary = open_properties(ole, "\005SummaryInformation");
    struct text more = open_properties(ole, "\005DocumentSummaryInformation");
    struct set own = set_of(ole->arena, more, 1);
    struct set first = set_of(ole->arena, summary, 0);

    read_own(&own, book);
    read_saved(&first, book);
}
