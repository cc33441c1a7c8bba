/* xml_utf8.c - UTF-16 and ISO-8859-1, decoded into UTF-8. */
#include "book/xml_utf8.h"

#include "base/arena.h"

/* The unit at 'at'; 0, which starts no pair, beyond the end. */
static uint32_t
unit(struct text in, size_t at, bool big)
{
    uint32_t first, second;

    if (in.n - at < 2)
        return 0;
    first = (unsigned char)in.at[at];
    second = (unsigned char)in.at[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

char *
xml_utf8_of_utf16(struct arena *arena, struct text in, size_t *n, size_t *bad)
{
    bool big = in.at[0] == '\0' || (unsigned char)in.at[0] == 0xfe;
    char *out = arena_alloc(arena, in.n / 2 * 3 + 1);
    size_t at = unit(in, 0, big) == 0xfeff ? 2 : 0;

    for (*n = 0; at + 1 < in.n; at += 2) {
        uint32_t c = unit(in, at, big);

        if (c >= 0xd800 && c < 0xe000) {
            uint32_t low = unit(in, at + 2, big);

            if (c >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
                break;
            c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
            at += 2;
        }
        *n += (size_t)text_put(out + *n, c);
    }
    *bad = at;
    return at == in.n ? out : NULL;
}

char *
xml_utf8_of_latin1(struct arena *arena, struct text in, size_t *n)
{
    char *out = arena_alloc(arena, 2 * in.n + 1);

    *n = 0;
    for (size_t i = 0; i < in.n; i++)
        *n += (size_t)text_put(out + *n, (unsigned char)in.at[i]);
    return out;
}
