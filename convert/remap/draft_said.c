/* draft_said.c - see draft_said.h. */
#include "remap/draft_said.h"

#include "place/aside.h"

#define LABEL_MOST 45 /* bytes, folded */

static bool
is_colon(uint32_t c)
{
    return c == ':' || c == 0xFF1A;
}

/* White space, and stops of either width. */
static bool
parts_said(uint32_t c)
{
    return text_is_space(c) || c == ',' || c == ';' || c == 0xFF0C
           || c == 0xFF1B || c == 0x3001 || c == 0x3002;
}

static int
bracket(uint32_t c)
{
    bool opens = c == '(' || c == 0xFF08 || c == 0x3010 || c == 0x300A;
    bool ends = c == ')' || c == 0xFF09 || c == 0x3011 || c == 0x300B;

    return opens - ends;
}

/* Where the last word before 'end' begins, not before 'top'; the characters of
   主 管 部 门 are one. */
static size_t
word_before(struct text t, size_t top, size_t end)
{
    size_t word = top, at = top;
    int n = 0, before = 0; /* characters of the last word, and of that before */

    while (at < end) {
        size_t from = at;
        uint32_t c = text_next(t, &at);

        if (parts_said(c)) {
            before = n > 0 ? n : before;
            n = 0;
            continue;
        }
        if (n++ > 0)
            continue;
        if (before != 1
            || (at < end && !parts_said(text_next(t, &(size_t){ at }))))
            word = from;
    }
    return word;
}

/* The longest label of any form that the text ends with, or its end. */
static size_t
known_before(const struct draft_table *t, struct text text, size_t top,
             size_t end)
{
    for (size_t at = top; at < end; (void)text_next(text, &at)) {
        if (draft_words_known(t->words, DRAFT_FIELD,
                              text_fold(t->arena, text_slice(text, at, end))))
            return at;
    }
    return end;
}

/* Where the label before a colon begins; 'top': behind the colon before it.
   The colon's place: there is none. */
static size_t
label_before(const struct draft_table *t, struct text text, size_t top,
             size_t colon)
{
    size_t at = word_before(text, top, colon);

    if (text_is_blank(text_slice(text, top, at)))
        at = known_before(t, text, at, colon);
    return text_fold(t->arena, text_slice(text, at, colon)).n > LABEL_MOST
               ? colon
               : at;
}

/* Without what parts it from the next label. */
static struct text
sans_parting(struct text t)
{
    size_t end = 0;

    for (size_t at = 0; at < t.n;) {
        if (!parts_said(text_next(t, &at)))
            end = at;
    }
    return text_trim(text_slice(t, 0, end));
}

/* The stop right before a label, without white space. */
static struct text
stop_before(struct text t, size_t top, size_t label)
{
    size_t from = label;

    for (size_t at = top; at < label;) {
        size_t here = at;

        if (!parts_said(text_next(t, &at)))
            from = label;
        else if (from == label)
            from = here;
    }
    return text_trim(text_slice(t, from, label));
}

int
draft_said_read(const struct draft_table *t, struct text text,
                struct draft_said **out)
{
    struct draft_said *said = NULL;
    int n = 0, capacity = 0, depth = 0;
    uint32_t last = 0;

    for (size_t at = 0; at < text.n;) {
        size_t from = at, top = n ? said[n - 1].end : 0, label = 0;
        uint32_t c = text_next(text, &at);
        struct draft_said next = { .end = at };

        depth += bracket(c);
        if (is_colon(c) && depth <= 0 && !(last >= '0' && last <= '9')) {
            if (n > 0)
                label = label_before(t, text, top, from);
            next.label = text_trim(text_slice(text, label, from));
            if (next.label.n > 0
                && !text_ends(text_fold(t->arena, next.label), TEXT("其中"))) {
                if (n > 0) {
                    said[n - 1].value
                        = sans_parting(text_slice(text, top, label));
                    next.stop = stop_before(text, top, label);
                }
                ARENA_PUSH(t->arena, said, n, capacity, next);
            }
        }
        last = c;
    }
    if (n > 0)
        said[n - 1].value
            = sans_parting(text_slice(text, said[n - 1].end, text.n));
    *out = said;
    return n;
}

struct text
draft_said_unsigned(const struct draft_table *t, struct text note)
{
    struct text out = TEXT_NONE;
    struct draft_said *said;
    int n = aside_is_signature(text_fold(t->arena, note))
                ? draft_said_read(t, note, &said)
                : 0;

    for (int i = 0; i < n; i++)
        out = text_printf(t->arena, "%.*s%s%.*s：", TEXT_ARG(out),
                          i ? "　" : "", TEXT_ARG(said[i].label));
    return n ? out : note;
}
