/* xlsx_text.c - string items read in place. */
#include "book/xlsx_text.h"

#include <string.h>

/* The value of the _xHHHH_ at p, -1 if there is none. */
static long
escape_at(const char *p, size_t n)
{
    long value = 0;

    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        char c = p[i];

        if (c >= '0' && c <= '9')
            value = value * 16 + c - '0';
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value * 16 + (c | 0x20) - 'a' + 10;
        else
            return -1;
    }
    return value;
}

struct text
xlsx_text_decode(struct text t)
{
    /* The part's bytes are ours to change (xml.h). */
    char *from = (char *)(uintptr_t)t.at, *end, *to;

    if (t.n < 7)
        return t;
    end = from + t.n;
    from = memchr(from, '_', t.n);
    if (!from)
        return t;
    for (to = from; from < end;) {
        long c = *from == '_' ? escape_at(from, (size_t)(end - from)) : -1;
        long low;

        if (c < 0 || (c >= 0xdc00 && c <= 0xdfff)) {
            *to++ = *from++;
            continue;
        }
        if (c >= 0xd800 && c <= 0xdbff) {
            low = escape_at(from + 7, (size_t)(end - from - 7));
            if (low < 0xdc00 || low > 0xdfff) {
                *to++ = *from++;
                continue;
            }
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            from += 7;
        }
        from += 7;
        to += text_put(to, (uint32_t)c);
    }
    t.n = (size_t)(to - t.at);
    return t;
}

static bool
add_run(struct arena *arena, struct xml *xml, struct xlsx_text_runs *runs)
{
    struct text run;

    if (!xml_text(xml, &run))
        return false;
    run = xlsx_text_decode(run);
    if (run.n)
        ARENA_PUSH(arena, runs->items, runs->n, runs->capacity, run);
    return true;
}

bool
xlsx_text_item(struct arena *arena, struct xml *xml,
               struct xlsx_text_runs *runs, struct text *out)
{
    enum xml_event event;

    runs->n = 0;
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "t")) {
            if (!add_run(arena, xml, runs))
                return false;
        } else if (xml_is(xml, "r")) {
            while ((event = xml_next(xml)) == EVENT_START)
                if (!(xml_is(xml, "t") ? add_run(arena, xml, runs)
                                       : xml_skip(xml)))
                    return false;
            if (event != EVENT_END)
                return false;
        } else if (!xml_skip(xml)) { /* rPh, phoneticPr, what is not ours */
            return false;
        }
    }
    if (event != EVENT_END)
        return false;
    /* Joined only now: what lies between the runs is no longer needed. */
    *out = TEXT_NONE;
    for (int i = 0; i < runs->n; i++)
        *out = xml_join(*out, runs->items[i]);
    return true;
}
