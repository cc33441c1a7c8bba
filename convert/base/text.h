/*
 * text.h - UTF-8 bytes with a length, and the one folding of labels.
 *
 * Titles, headings and labels are compared after folding.
 *
 * Folding removes every kind of white space (both widths, line breaks, no-break
 * and zero-width blanks), turns full-width letters, digits and punctuation
 * into their ASCII twins (brackets （）〔〕【】 into () [] [], colon, comma,
 * quotes “”„‟＂ into "), dashes into -, Kangxi and CJK-supplement radicals into
 * the characters that they are forms of.  It is for labels only, never for values.
 *
 * Memory   A text does not own its bytes; functions that make one name the
 *          arena it lives in.  Bytes need not end in NUL.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct text {
    const char *at; /* NULL only when n is 0 */
    size_t n;
};

#define TEXT(literal) ((struct text){ (literal), sizeof(literal) - 1 })
/* The same to initialise what is static; it may hold NUL. */
#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }
#define TEXT_NONE ((struct text){ NULL, 0 })
/* For printf's "%.*s". */
#define TEXT_ARG(t) (int)(t).n, text_start(t)

/* Where it begins, also of a text that is nowhere. */
static inline const char *
text_start(struct text t)
{
    return t.at ? t.at : "";
}

/* NULL gives TEXT_NONE. */
static inline struct text
text_of(const char *zero_terminated)
{
    if (!zero_terminated)
        return TEXT_NONE;
    return (struct text){ zero_terminated, strlen(zero_terminated) };
}

/* The bytes [from, end) of it that there are. */
static inline struct text
text_slice(struct text t, size_t from, size_t end)
{
    if (end > t.n)
        end = t.n;
    if (from >= end)
        return (struct text){ t.at, 0 };
    return (struct text){ t.at + from, end - from };
}

struct text text_copy(struct arena *arena, struct text t);
struct text text_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* One behind the other. */
struct text text_join(struct arena *arena, struct text a, struct text b);
/* A NUL-terminated copy. */
const char *text_zero(struct arena *arena, struct text t);
/* To a stream; an error is seen by whoever closes it. */
void text_write(FILE *out, struct text t);
/* Then blanks up to 'width' columns of a page (text_width). */
void text_write_padded(FILE *out, struct text t, int width);

/* Of two that are as long as each other. */
bool text_same_bytes(struct text a, struct text b);

static inline bool
text_equal(struct text a, struct text b)
{
    return a.n == b.n && text_same_bytes(a, b);
}

bool text_same_letters(struct text a,
                       struct text b);          /* ASCII's of either case */
int text_compare(struct text a, struct text b); /* by bytes: -1 0 1 */
void text_sort(struct text *texts, int n);      /* by bytes */
uint64_t text_hash(struct text t);

/* Its bytes, where there is room for them; behind them. */
static inline char *
text_append(char *to, struct text t)
{
    memcpy(to, text_start(t), t.n);
    return to + t.n;
}

#define TEXT_INT 24 /* bytes of any number's digits, with a sign */
/* The same of a number's digits; TEXT_INT fit any. */
char *text_append_int(char *to, long long value);

static inline bool
text_starts(struct text t, struct text head)
{
    return t.n >= head.n && (head.n == 0 || memcmp(t.at, head.at, head.n) == 0);
}

static inline bool
text_ends(struct text t, struct text tail)
{
    return t.n >= tail.n
           && (tail.n == 0
               || memcmp(t.at + t.n - tail.n, tail.at, tail.n) == 0);
}

static inline bool
text_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Nothing but the digits 0 to 9; "" is. */
bool text_is_digits(struct text t);
bool text_has_digit(struct text t);
/* Behind the digits at pos; without those at the end. */
size_t text_digits(struct text t, size_t pos);
struct text text_sans_digits(struct text t);
/* Byte offset of the first 'needle' at or after 'from', or -1. */
long text_find(struct text t, struct text needle, size_t from);

/*
 * The code point at *pos, which moves behind it; a byte that is no UTF-8 is
 * returned as U+FFFD.  Call only while *pos < t.n.
 */
uint32_t text_next_wide(struct text t, size_t *pos); /* of a byte not ASCII's */
static inline uint32_t
text_next(struct text t, size_t *pos)
{
    unsigned char c = (unsigned char)t.at[*pos];

    if (c >= 0x80)
        return text_next_wide(t, pos);
    ++*pos;
    return c;
}

/* Writes a code point; returns its 1 to 4 bytes. */
int text_put(char out[4], uint32_t code_point);
bool text_is_utf8(struct text t);
bool text_is_space(uint32_t code_point); /* of either width, line breaks too */

/* Without white space (of any kind) at both ends; points into t. */
struct text text_trim(struct text t);
bool text_is_blank(struct text t); /* empty or white space only */

/* Folded as said above; returns t itself, uncopied, where nothing changes. */
struct text text_fold(struct arena *arena, struct text t);
/* Are both the same when folded? */
bool text_same_words(struct arena *arena, struct text a, struct text b);
/* Folded, with the offset in t of each byte's character: from[n + 1]. */
struct text text_fold_from(struct arena *arena, struct text t,
                           const size_t **from);
/*
 * Folded text without its leading ordinal: 二十四、 (一) 1. 1、 (1) ①, and a
 * leading 其中: or 加: 减:.  Points into t.
 */
struct text text_sans_ordinal(struct text folded);
/* Bytes of the numeral that it begins with, 12 or 十二; 0 if none. */
size_t text_numeral(struct text folded);
/* Without its line breaks; itself where it has none. */
struct text text_sans_breaks(struct arena *arena, struct text t);
/* Folded text without trailing colons and trailing (...) groups; without the
   last of these alone. */
struct text text_sans_tail(struct text folded);
struct text text_sans_group(struct text folded);
/* What such a group, (...) or a colon, has inside; TEXT_NONE for a colon. */
struct text text_inside(struct text group);

/* Does the folded text match a pattern with * for any run of characters?  A *
   behind TEXT_GLOB_ESCAPE is one. */
#define TEXT_GLOB_ESCAPE '\x01'
bool text_glob(struct text pattern, struct text t);

/* Columns it takes on a page: 2 for East Asian wide, 1 else; widest line. */
int text_width(struct text t);
/* Edit distance in code points, at most 'limit' (then limit + 1). */
int text_distance(struct text a, struct text b, int limit);

/* 1 → 一, 24 → 二十四; 1 to 99. */
struct text text_ordinal(struct arena *arena, int number);

#endif
