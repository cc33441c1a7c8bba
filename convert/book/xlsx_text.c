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

        if (text_is_digit(c))
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
add_run(struct arena *arena, struct xml *xml, struct xlsx_text_runs *runs,
        struct text *run)
{
    if (!xml_text(xml, run))
        return false;
    *run = xlsx_text_decode(*run);
    if (run->n)
        ARENA_PUSH(arena, runs->items, runs->n, runs->capacity, *run);
    return true;
}

bool
xlsx_text_font(struct xml *xml, bool *marked)
{
    enum xml_event event;

    *marked = false;
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "strike")) {
            *marked |= xml_true(xml, "val", true);
        } else if (xml_is(xml, "vertAlign")) {
            const struct text *val = xml_find(xml, SPACE_NONE, "val");

            *marked |= val && !text_equal(*val, TEXT("baseline"));
        }
        if (!xml_skip(xml))
            return false;
    }
    return event == EVENT_END;
}

/* What all runs together look like; of blanks nothing can be seen. */
static void
add_look(struct text run, enum xlsx_text_look look, bool *seen,
         enum xlsx_text_look *all)
{
    if (text_is_blank(run))
        return;
    if (!*seen || look == LOOK_MARKED
        || (look == LOOK_OF_CELL && *all != LOOK_MARKED))
        *all = look;
    *seen = true;
}

/* After the start of an r element. */
static bool
read_run(struct arena *arena, struct xml *xml, struct xlsx_text_runs *runs,
         bool *seen, enum xlsx_text_look *all)
{
    enum xlsx_text_look look = LOOK_OF_CELL;
    struct text run = TEXT_NONE;
    enum xml_event event;
    bool marked;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "t")) {
            if (!add_run(arena, xml, runs, &run))
                return false;
        } else if (xml_is(xml, "rPr")) {
            if (!xlsx_text_font(xml, &marked))
                return false;
            look = marked ? LOOK_MARKED : LOOK_PLAIN;
        } else if (!xml_skip(xml)) {
            return false;
        }
    }
    add_look(run, look, seen, all);
    return event == EVENT_END;
}

bool
xlsx_text_item(struct arena *arena, struct xml *xml,
               struct xlsx_text_runs *runs, struct xlsx_text *out)
{
    enum xml_event event;
    bool seen = false;
    struct text run;

    runs->n = 0;
    *out = (struct xlsx_text){ TEXT_NONE, LOOK_OF_CELL };
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "t")) {
            if (!add_run(arena, xml, runs, &run))
                return false;
            add_look(run, LOOK_OF_CELL, &seen, &out->look);
        } else if (xml_is(xml, "r")) {
            if (!read_run(arena, xml, runs, &seen, &out->look))
                return false;
        } else if (!xml_skip(xml)) { /* rPh, phoneticPr, what is not ours */
            return false;
        }
    }
    if (event != EVENT_END)
        return false;
    /* Joined only now: what lies between the runs is no longer needed. */
    for (int i = 0; i < runs->n; i++)
        out->text = xml_join(out->text, runs->items[i]);
    return true;
}
