/* text.c - UTF-8, and the folding, ordinals and patterns of labels. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

struct text
text_of(const char *zero_terminated)
{
    if (!zero_terminated)
        return TEXT_NONE;
    return (struct text){ zero_terminated, strlen(zero_terminated) };
}

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
text_equal(struct text a, struct text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
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
    if (n > 0)
        qsort(texts, (size_t)n, sizeof *texts, compare_items);
}

/* Eight bytes a step: every label and shared string is hashed.  The
   value differs by byte order and must not reach any output. */
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
        word = 0;
        memcpy(&word, t.at + i, t.n - i);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32;
    }
    hash *= odd;
    return hash ^ (hash >> 29);
}

bool
text_starts(struct text t, struct text head)
{
    return t.n >= head.n && text_equal(text_slice(t, 0, head.n), head);
}

bool
text_ends(struct text t, struct text tail)
{
    return t.n >= tail.n && text_equal(text_slice(t, t.n - tail.n, t.n), tail);
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

long
text_find(struct text t, struct text needle, size_t from)
{
    const char *found;

    if (from > t.n || needle.n > t.n - from)
        return -1;
    if (needle.n == 0)
        return (long)from;
    found = memmem(t.at + from, t.n - from, needle.at, needle.n);
    return found ? (long)(found - t.at) : -1;
}

struct text
text_slice(struct text t, size_t from, size_t end)
{
    if (end > t.n)
        end = t.n;
    if (from >= end)
        return (struct text){ t.at, 0 };
    return (struct text){ t.at + from, end - from };
}

/* The second byte's least and largest value depends on the first: that
   excludes overlong forms, surrogates and what lies above U+10FFFF
   (Unicode, table 3-7). */
uint32_t
text_next(struct text t, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)t.at + *pos;
    size_t left = t.n - *pos, more;
    unsigned char least = 0x80, most = 0xBF;
    uint32_t c = p[0];

    ++*pos;
    if (c < 0x80)
        return c;
    if (c >= 0xC2 && c <= 0xDF) {
        more = 1;
        c &= 0x1F;
    } else if ((c & 0xF0) == 0xE0) {
        more = 2;
        least = c == 0xE0 ? 0xA0 : 0x80;
        most = c == 0xED ? 0x9F : 0xBF;
        c &= 0x0F;
    } else if (c >= 0xF0 && c <= 0xF4) {
        more = 3;
        least = c == 0xF0 ? 0x90 : 0x80;
        most = c == 0xF4 ? 0x8F : 0xBF;
        c &= 0x07;
    } else {
        return REPLACEMENT;
    }
    if (more >= left || p[1] < least || p[1] > most)
        return REPLACEMENT;
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (p[i] & 0x3F);
    }
    *pos += more;
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
    if (c < 0x85)
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

struct text
text_trim(struct text t)
{
    size_t from = 0, end = t.n;

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

/*
 * The characters that U+2F00… (Kangxi radicals) and U+2E80… (supplement)
 * stand for, three bytes each; the blank: none.  Source: Unicode's
 * EquivalentUnifiedIdeograph.txt, but 户, 青 and 黄 in the form that China
 * writes: that is what the copied PDF showed.
 */
#define KANGXI_FIRST 0x2F00
#define SUPPLEMENT_FIRST 0x2E80
static const char kangxi[]
    = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土"
      "士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手"
      "支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉"
      "瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳"
      "聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
      "辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯"
      "鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static const char supplement[]
    = "　厂乛乚乙亻冂　刀刂卜㔾小小兀尣尢　巳幺彑彐忄心扌攵　旡日月歺母"
      "民氵氺灬爫爫丬牛犭王　目示礻　糹纟罓罒㓁冗　羊　　耂肀聿肉　艹艹"
      "艹虎衤覀西见角　讠贝　车辶辶辶邑钅長镸长门　阝雨青韦页风飞食　飠"
      "饣　马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

static uint32_t
radical(const char *table, uint32_t index, uint32_t c)
{
    size_t pos = 0;
    uint32_t meant
        = text_next((struct text){ table + (size_t)3 * index, 3 }, &pos);

    return meant == 0x3000 ? c : meant;
}

/* One of U+FE30…FE6B: vertical and small forms. */
static uint32_t
fold_small(uint32_t c)
{
    static const char small[] = ",\0" /* FE50, then 、 */
                                ".\0;:?!-(){}[]#&*+-<>=\0\\$%@";

    if (c == 0xFE30 || c == 0xFE13)
        return ':';
    if (c == 0xFE51)
        return 0x3001;
    if (c >= 0xFE50 && c <= 0xFE6B && small[c - 0xFE50])
        return (unsigned char)small[c - 0xFE50];
    return c;
}

/* What a code point folds to; 0 where nothing is left of it. */
static uint32_t
fold(uint32_t c)
{
    if (text_is_space(c))
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E) {
        c -= 0xFEE0;
        return c;
    }
    if (c >= KANGXI_FIRST && c < KANGXI_FIRST + sizeof kangxi / 3)
        return radical(kangxi, c - KANGXI_FIRST, c);
    if (c >= SUPPLEMENT_FIRST && c < SUPPLEMENT_FIRST + sizeof supplement / 3)
        return radical(supplement, c - SUPPLEMENT_FIRST, c);
    if (c >= 0x2010 && c <= 0x2015) /* hyphens and dashes */
        return '-';
    if (c >= 0xFE13 && c <= 0xFE6B)
        return fold_small(c);
    switch (c) {
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A:
    case 0x201B:
        return '\'';
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x201F: /* ‟ */
    case 0x300C: /* 「 */
    case 0x300D: /* 」 */
    case 0x300E: /* 『 */
    case 0x300F: /* 』 */
    case 0x301D: /* 〝 */
    case 0x301E: /* 〞 */
    case 0x301F: /* 〟 */
        return '"';
    case 0x2212: /* minus */
    case 0x2500: /* ─, box drawing */
    case 0x2501: /* ━ */
    case 0x2E3A: /* two-em dash */
    case 0x2E3B: /* three-em dash */
        return '-';
    case 0x2236: /* ∶, ratio */
        return ':';
    case 0x223C: /* ∼ */
    case 0x301C: /* 〜 */
        return '~';
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */
    case 0x3016: /* 〖 */
        return '[';
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case 0x3017: /* 〗 */
        return ']';
    case 0xFF61: /* ｡, half width */
        return 0x3002;
    case 0xFF64: /* ､, half width */
        return 0x3001;
    case 0xFFE5: /* ￥ */
        return 0x00A5;
    default:
        return c;
    }
}

/* Could a character with this first byte fold to something else?  Not ASCII
   above the blank and not the ideographs, U+4000 to U+9FFF. */
static bool
may_fold(unsigned char first)
{
    return first <= 0x20 || first == 0xC2 || first == 0xD8
           || (first >= 0xE1 && first <= 0xE3) || first == 0xEF;
}

/* Where the first character starts that folding changes; t.n if none. */
static size_t
first_to_fold(struct text t)
{
    size_t pos = 0;

    while (pos < t.n) {
        unsigned char first = (unsigned char)t.at[pos];
        if (may_fold(first)) {
            size_t start = pos;
            uint32_t c = text_next(t, &pos);
            if (fold(c) != c)
                return start;
        } else {
            /* Stepping into the middle of a character does no harm: what
               follows has no byte that may_fold() accepts. */
            pos++;
        }
    }
    return t.n;
}

struct text
text_fold(struct arena *arena, struct text t)
{
    size_t pos = first_to_fold(t), n = pos;
    char *out;

    if (pos == t.n)
        return t;
    out = arena_alloc(arena, t.n + 1); /* no character folds to a longer one */
    if (n)
        memcpy(out, t.at, n);
    while (pos < t.n) {
        size_t start = pos;
        uint32_t c = text_next(t, &pos), folded = fold(c);
        if (folded == c) { /* also a byte that is not UTF-8 */
            memcpy(out + n, t.at + start, pos - start);
            n += pos - start;
        } else if (folded) {
            n += (size_t)text_put(out + n, folded);
        }
    }
    out[n] = '\0';
    return (struct text){ out, n };
}

bool
text_same_words(struct arena *arena, struct text a, struct text b)
{
    return text_equal(text_fold(arena, a), text_fold(arena, b));
}

struct text
text_fold_from(struct arena *arena, struct text t, const size_t **from)
{
    size_t *at = ARENA_ARRAY(arena, size_t, t.n + 1);
    char *bytes = ARENA_ARRAY(arena, char, t.n + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < t.n;) {
        size_t start = pos;
        struct text one;

        (void)text_next(t, &pos);
        one = text_fold(arena, text_slice(t, start, pos));
        for (size_t i = 0; i < one.n; i++) {
            bytes[n] = one.at[i];
            at[n++] = start;
        }
    }
    at[n] = t.n;
    *from = at;
    return (struct text){ bytes, n };
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
        if (text_starts(t, words[i]))
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
        struct text bare = text_sans_group(folded);

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

#define DISTANCE_MAX 256

/* Decodes t; -1 when it is longer than DISTANCE_MAX code points. */
static int
decode(struct text t, uint32_t out[DISTANCE_MAX])
{
    size_t pos = 0;
    int n = 0;

    while (pos < t.n) {
        if (n == DISTANCE_MAX)
            return -1;
        out[n++] = text_next(t, &pos);
    }
    return n;
}

/* Optimal string alignment is not wanted: a swap counts two.  Texts beyond
   DISTANCE_MAX are only ever equal or too far: words are misspelt, pages not. */
int
text_distance(struct text a, struct text b, int limit)
{
    uint32_t at[DISTANCE_MAX], bt[DISTANCE_MAX];
    int row[DISTANCE_MAX + 1], na, nb;

    if (text_equal(a, b))
        return 0;
    na = decode(a, at);
    nb = decode(b, bt);
    if (na < 0 || nb < 0 || na - nb > limit || nb - na > limit)
        return limit + 1;
    for (int j = 0; j <= nb; j++)
        row[j] = j;
    for (int i = 1; i <= na; i++) {
        int diagonal = row[0], least = i;
        row[0] = i;
        for (int j = 1; j <= nb; j++) {
            int best = diagonal + (at[i - 1] != bt[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
            if (best < least)
                least = best;
        }
        if (least > limit)
            return limit + 1;
    }
    return row[nb] > limit ? limit + 1 : row[nb];
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
