/* text.c - UTF-8, and the ordinals, brackets and patterns of labels. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define REPLACEMENT 0xFFFD
/* Bytes, so that a search by hand is linear: of the needle, or of all. */
#define SHORT_NEEDLE 12
#define SHORT_TEXT 256

struct text
text_copy(struct arena *arena, struct text t)
{
    return (struct text){ text_zero(arena, t), t.n };
}

struct text
text_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *made;

    va_start(args, format);
    made = arena_vprintf(arena, format, args);
    va_end(args);
    return text_of(made);
}

struct text
text_join(struct arena *arena, struct text a, struct text b)
{
    char *bytes = arena_bytes(arena, a.n + b.n + 1);

    if (a.n)
        memcpy(bytes, a.at, a.n);
    if (b.n)
        memcpy(bytes + a.n, b.at, b.n);
    bytes[a.n + b.n] = '\0';
    return (struct text){ bytes, a.n + b.n };
}

const char *
text_zero(struct arena *arena, struct text t)
{
    return arena_copy(arena, t.at ? t.at : "", t.n);
}

/* Most texts are short; a call would cost more than their bytes. */
void
text_write(FILE *out, struct text t)
{
    if (t.n > 20)
        fwrite_unlocked(t.at, 1, t.n, out);
    else
        for (size_t i = 0; i < t.n; i++)
            putc_unlocked(t.at[i], out);
}

void
text_write_padded(FILE *out, struct text t, int width)
{
    int blanks = width - text_width(t);

    fprintf(out, "%.*s%*s", TEXT_ARG(t), blanks > 0 ? blanks : 0, "");
}

bool
text_same_bytes(struct text a, struct text b)
{
    return a.n == 0 || memcmp(a.at, b.at, a.n) == 0;
}

bool
text_same_letters(struct text a, struct text b)
{
    return a.n == b.n && strncasecmp(text_start(a), text_start(b), a.n) == 0;
}

int
text_compare(struct text a, struct text b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.at, b.at, n) : 0;

    if (order)
        return order < 0 ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

static int
compare_items(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

void
text_sort(struct text *texts, int n)
{
    int i = 1;

    while (i < n && text_compare(texts[i - 1], texts[i]) <= 0)
        i++;
    if (i < n)
        qsort(texts, (size_t)n, sizeof *texts, compare_items);
}

bool
text_same_words(struct arena *arena, struct text a, struct text b)
{
    return text_equal(text_fold(arena, a), text_fold(arena, b));
}

/* Eight bytes a step: every label and shared string is hashed.  The
   value differs by byte order and must not reach any output. */
char *
text_append_int(char *to, long long value)
{
    char digits[TEXT_INT];
    unsigned long long left
        = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        digits[--at] = '-';
    return text_append(to, (struct text){ digits + at, sizeof digits - at });
}

uint64_t
text_hash(struct text t)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = odd ^ t.n, word;
    size_t i;

    for (i = 0; i + sizeof word <= t.n; i += sizeof word) {
        memcpy(&word, t.at + i, sizeof word);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32;
    }
    if (i < t.n) {
        if (t.n >= sizeof word) { /* some of it for the second time */
            memcpy(&word, t.at + t.n - sizeof word, sizeof word);
        } else {
            word = 0;
            for (; i < t.n; i++)
                word = word << 8 | (unsigned char)t.at[i];
        }
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32;
    }
    hash *= odd;
    return hash ^ (hash >> 29);
}

size_t
text_digits(struct text t, size_t pos)
{
    while (pos < t.n && text_is_digit(t.at[pos]))
        pos++;
    return pos;
}

bool
text_has_digit(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (text_is_digit(t.at[i]))
            return true;
    }
    return false;
}

bool
text_is_digits(struct text t)
{
    return text_digits(t, 0) == t.n;
}

struct text
text_sans_digits(struct text t)
{
    while (t.n && text_is_digit(t.at[t.n - 1]))
        t.n--;
    return t;
}

/* Most needles and texts are short: they are found by the needle's last byte,
   which is rarer than the first of an ideograph. */
static const char *
find_short(const char *at, const char *end, struct text needle)
{
    size_t last = needle.n - 1;

    while (at < end) {
        const char *found
            = memchr(at + last, needle.at[last], (size_t)(end - at));

        if (!found)
            break;
        at = found - last;
        if (last == 0 || memcmp(at, needle.at, last) == 0)
            return at;
        at++;
    }
    return NULL;
}

long
text_find(struct text t, struct text needle, size_t from)
{
    const char *found;

    if (from > t.n || needle.n > t.n - from)
        return -1;
    if (needle.n == 0)
        return (long)from;
    found = needle.n <= SHORT_NEEDLE || t.n - from <= SHORT_TEXT
                ? find_short(t.at + from, t.at + (t.n - needle.n + 1), needle)
                : memmem(t.at + from, t.n - from, needle.at, needle.n);
    return found ? (long)(found - t.at) : -1;
}

/* The second byte's least and largest value depends on the first: that
   excludes overlong forms, surrogates and what lies above U+10FFFF
   (Unicode, table 3-7). */
static size_t
length_by(unsigned char first, unsigned char second)
{
    if ((second & 0xC0) != 0x80)
        return 1;
    if (first >= 0xE0 && first <= 0xEF)
        return (first == 0xE0 && second < 0xA0)
                       || (first == 0xED && second > 0x9F)
                   ? 1
                   : 3;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xF0 && first <= 0xF4)
        return (first == 0xF0 && second < 0x90)
                       || (first == 0xF4 && second > 0x8F)
                   ? 1
                   : 4;
    return 1;
}

uint32_t
text_next_wide(struct text t, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)t.at + *pos;
    size_t left = t.n - *pos, n;
    uint32_t c;

    /* An ideograph, as most are. */
    if (left > 2 && p[0] > 0xE0 && p[0] < 0xED && (p[1] & 0xC0) == 0x80
        && (p[2] & 0xC0) == 0x80) {
        *pos += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6
               | (p[2] & 0x3F);
    }
    n = left > 1 ? length_by(p[0], p[1]) : 1;
    ++*pos;
    if (n == 1 || n > left)
        return REPLACEMENT;
    c = (uint32_t)(p[0] & (0x7F >> n)) << 6 | (p[1] & 0x3F);
    for (size_t i = 2; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (p[i] & 0x3F);
    }
    *pos += n - 1;
    return c;
}

int
text_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool
text_is_utf8(struct text t)
{
    size_t pos = 0;

    while (pos < t.n) {
        size_t start = pos;
        if (text_next(t, &pos) == REPLACEMENT && pos - start == 1)
            return false;
    }
    return true;
}

bool
text_is_space(uint32_t c)
{
    if (c <= 0x20)
        return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    if (c < 0x85 || (c > 0x3000 && c != 0xFEFF))
        return false;
    if (c >= 0x2000 && c <= 0x200D)
        return true;
    switch (c) {
    case 0x0085: /* next line */
    case 0x00A0: /* no-break */
    case 0x1680:
    case 0x180E:
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
    case 0x202F:
    case 0x205F:
    case 0x2060: /* word joiner */
    case 0x00AD: /* soft hyphen */
    case 0x061C: /* marks of direction that turn no digits round */
    case 0x200E:
    case 0x200F:
    case 0x202A:
    case 0x202B:
    case 0x202C:
    case 0x202D:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
    case 0x3000: /* full width */
    case 0xFEFF: /* no-break of no width; byte order mark */
        return true;
    default:
        return false;
    }
}

/* Does it begin and end with what is no blank, as far as that is seen at once?
   Most texts do: characters of ASCII, and ideographs. */
static bool
is_trimmed(struct text t)
{
    const unsigned char *p = (const unsigned char *)t.at;
    const unsigned char *last;

    if (t.n < 3)
        return false;
    last = p + t.n - 3;
    return ((p[0] > 0x20 && p[0] < 0x80) || (p[0] > 0xE3 && p[0] < 0xED))
           && ((last[2] > 0x20 && last[2] < 0x80)
               || (last[0] > 0xE3 && last[0] < 0xED && (last[1] & 0xC0) == 0x80
                   && (last[2] & 0xC0) == 0x80));
}

struct text
text_trim(struct text t)
{
    size_t from = 0, end = t.n;

    if (is_trimmed(t))
        return t;

    while (from < end) {
        size_t pos = from;
        if (!text_is_space(text_next(t, &pos)))
            break;
        from = pos;
    }
    while (end > from) {
        size_t start = end - 1, pos;
        while (start > from && ((unsigned char)t.at[start] & 0xC0) == 0x80)
            start--;
        pos = start;
        if (!text_is_space(text_next(t, &pos)) || pos != end)
            break;
        end = start;
    }
    return text_slice(t, from, end);
}

bool
text_is_blank(struct text t)
{
    return text_trim(t).n == 0;
}

static bool
is_chinese_numeral(uint32_t c)
{
    switch (c) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
    case 0x4E00: /* 一 */
    case 0x4E8C: /* 二 */
    case 0x4E09: /* 三 */
    case 0x56DB: /* 四 */
    case 0x4E94: /* 五 */
    case 0x516D: /* 六 */
    case 0x4E03: /* 七 */
    case 0x516B: /* 八 */
    case 0x4E5D: /* 九 */
    case 0x5341: /* 十 */
    case 0x767E: /* 百 */
        return true;
    default:
        return false;
    }
}

/* ① ⑴ ⒈ ㈠ ㊀ ❶ and their like: an ordinal in one character. */
static bool
is_ordinal_sign(uint32_t c)
{
    return (c >= 0x2460 && c <= 0x249B) || (c >= 0x24EB && c <= 0x24FF)
           || (c >= 0x2776 && c <= 0x2793) || (c >= 0x3220 && c <= 0x3229)
           || (c >= 0x3280 && c <= 0x3289);
}

/* End of the run of at most two digits or at most five Chinese numerals that
   starts at 'from'; 'from' where there is none.  Longer ones are codes, years
   and amounts. */
static size_t
numeral_end(struct text t, size_t from)
{
    size_t pos = text_digits(t, from), end;
    int n = 0;

    if (pos > from)
        return pos - from <= 2 ? pos : from;
    for (end = pos; pos < t.n; end = pos, n++) {
        if (!is_chinese_numeral(text_next(t, &pos)))
            break;
    }
    return n <= 5 ? end : from;
}

/* Bytes of the ordinal that t starts with; 0 if none. */
static size_t
ordinal_length(struct text t)
{
    static const struct text stops[] = { { "、", 3 }, { ".", 1 }, { ")", 1 } };
    static const struct text words[]
        = { { "其中:", 7 }, { "加:", 4 }, { "减:", 4 } };
    size_t pos = 0, end;

    if (t.n == 0)
        return 0;
    for (int i = 0; i < ARRAY_LEN(words); i++)
        if (t.at[0] == words[i].at[0] && text_starts(t, words[i]))
            return words[i].n;
    if (is_ordinal_sign(text_next(t, &pos))) {
        if (pos < t.n && t.at[pos] == '.')
            pos++;
        else if (text_starts(text_slice(t, pos, t.n), stops[0]))
            pos += stops[0].n;
        return pos;
    }
    if (t.at[0] == '(' || t.at[0] == '[') {
        end = numeral_end(t, 1);
        if (end == 1 || end == t.n)
            return 0;
        return t.at[end] == (t.at[0] == '(' ? ')' : ']') ? end + 1 : 0;
    }
    end = numeral_end(t, 0);
    if (end == 0)
        return 0;
    for (int i = 0; i < ARRAY_LEN(stops); i++) {
        size_t behind = end + stops[i].n;
        if (!text_starts(text_slice(t, end, t.n), stops[i]))
            continue;
        /* 1.5 is a number. */
        if (t.at[end] == '.' && behind < t.n && text_is_digit(t.at[behind]))
            return 0;
        return behind;
    }
    return 0;
}

size_t
text_numeral(struct text folded)
{
    return numeral_end(folded, 0);
}

struct text
text_sans_ordinal(struct text folded)
{
    for (;;) {
        size_t n = ordinal_length(folded);
        if (n == 0 || n == folded.n) /* an ordinal alone is all there is */
            return folded;
        folded = text_slice(folded, n, folded.n);
    }
}

/* Where the "(...)" that ends t starts; t.n if it ends in none. */
static size_t
tail_group(struct text t)
{
    size_t depth = 0;

    for (size_t i = t.n; i-- > 0;) {
        if (t.at[i] == ')')
            depth++;
        else if (t.at[i] == '(')
            depth--;
        if (depth == 0)
            return t.at[i] == '(' ? i : t.n;
    }
    return t.n;
}

struct text
text_sans_group(struct text folded)
{
    size_t n = text_ends(folded, TEXT(":")) ? folded.n - 1 : tail_group(folded);

    if (n > 0) /* never cut down to nothing */
        folded.n = n;
    return folded;
}

struct text
text_inside(struct text group)
{
    return group.n > 2 ? text_slice(group, 1, group.n - 1) : TEXT_NONE;
}

struct text
text_sans_tail(struct text folded)
{
    for (;;) {
        struct text bare;

        /* Most texts end with neither. */
        if (folded.n == 0
            || (folded.at[folded.n - 1] != ')'
                && folded.at[folded.n - 1] != ':'))
            return folded;
        bare = text_sans_group(folded);

        if (bare.n == folded.n)
            return folded;
        folded = bare;
    }
}

struct text
text_sans_breaks(struct arena *arena, struct text t)
{
    char *bytes;
    size_t n = 0;

    if (text_find(t, TEXT("\n"), 0) < 0 && text_find(t, TEXT("\r"), 0) < 0)
        return t;
    bytes = ARENA_ARRAY(arena, char, t.n);
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n' && t.at[i] != '\r')
            bytes[n++] = t.at[i];
    }
    return (struct text){ bytes, n };
}

/* Is that byte itself at *p?  Then *p moves behind it. */
static bool
literal_at(struct text pattern, size_t *p, char byte)
{
    size_t at = *p;

    if (at + 1 < pattern.n && pattern.at[at] == TEXT_GLOB_ESCAPE)
        at++;
    if (at >= pattern.n || pattern.at[at] != byte)
        return false;
    *p = at + 1;
    return true;
}

bool
text_glob(struct text pattern, struct text t)
{
    size_t p = 0, i = 0, star = SIZE_MAX, resume = 0;

    while (i < t.n) {
        if (p < pattern.n && pattern.at[p] == '*') {
            star = p++;
            resume = i;
        } else if (literal_at(pattern, &p, t.at[i])) {
            i++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.at[p] == '*')
        p++;
    return p == pattern.n;
}

/* Unicode's East Asian Width W and F, in blocks. */
static bool
is_wide(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } wide[] = {
        { 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0xA4CF },
        { 0xA960, 0xA97C },   { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },
        { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6F },   { 0xFF01, 0xFF60 },
        { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF },
        { 0x20000, 0x3FFFD },
    };

    if (c < wide[0].first)
        return false;
    for (int i = 0; i < ARRAY_LEN(wide); i++)
        if (c <= wide[i].last)
            return c >= wide[i].first;
    return false;
}

int
text_width(struct text t)
{
    size_t pos = 0;
    int width = 0, widest = 0;

    while (pos < t.n) {
        uint32_t c = text_next(t, &pos);
        if (c == '\n') {
            width = 0;
            continue;
        }
        if (c != '\r')
            width += is_wide(c) ? 2 : 1;
        if (width > widest)
            widest = width;
    }
    return widest;
}

struct text
text_ordinal(struct arena *arena, int number)
{
    static const char digits[][4]
        = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    int tens = number / 10 % 10;

    return text_printf(arena, "%s%s%s", tens > 1 ? digits[tens] : "",
                       tens ? "十" : "", digits[number % 10]);
}
