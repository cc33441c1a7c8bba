/* text_fold.c - characters left out, or compared as others, in labels. */
#include "base/text.h"

#include <string.h>

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

/* First bytes of characters that may fold to something else, from 0xC0 on: not
   those of the ideographs, U+4000 to U+9FFF. */
#define FIRST(byte) (UINT64_C(1) << ((byte)-0xC0))
static const uint64_t folding = FIRST(0xC2) | FIRST(0xD8) | FIRST(0xE1)
                                | FIRST(0xE2) | FIRST(0xE3) | FIRST(0xEF);

/* Could a character with this first byte fold to something else?  ASCII above
   the blank does not; a byte that is inside a character is none. */
static inline bool
may_fold(unsigned char first)
{
    return first < 0xC0 ? first <= 0x20 : (folding >> (first - 0xC0) & 1) != 0;
}

/* The next byte, from 'pos' on, that may_fold() accepts; t.n if none.  Stepping
   into the middle of a character does no harm: it accepts no byte there. */
static inline size_t
skip_kept(struct text t, size_t pos)
{
    while (pos < t.n && !may_fold((unsigned char)t.at[pos]))
        pos++;
    return pos;
}

/* Where the first character starts that folding changes; t.n if none. */
static size_t
first_to_fold(struct text t)
{
    size_t pos = 0;

    for (;;) {
        size_t start = pos = skip_kept(t, pos);
        uint32_t c;

        if (pos == t.n)
            return t.n;
        c = text_next(t, &pos);
        if (fold(c) != c)
            return start;
    }
}

struct text
text_fold(struct arena *arena, struct text t)
{
    size_t pos = first_to_fold(t), n = pos;
    char *out;

    if (pos == t.n)
        return t;
    out = arena_bytes(arena, t.n + 1); /* no character folds to a longer one */
    memcpy(out, t.at, n);
    while (pos < t.n) {
        size_t start = pos;
        uint32_t c = text_next(t, &pos), folded = fold(c);

        if (folded != c) {
            if (folded)
                n += (size_t)text_put(out + n, folded);
            start = pos;
        }
        /* Also a byte that is not UTF-8. */
        pos = skip_kept(t, pos);
        memcpy(out + n, t.at + start, pos - start);
        n += pos - start;
    }
    out[n] = '\0';
    return (struct text){ out, n };
}

struct text
text_fold_from(struct arena *arena, struct text t, const size_t **from)
{
    size_t *at = arena_bytes(arena, (t.n + 1) * sizeof *at);
    char *bytes = arena_bytes(arena, t.n + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < t.n;) {
        size_t start = pos, end = n;
        uint32_t c = text_next(t, &pos), folded = fold(c);

        if (folded == c)
            while (end - n < pos - start) {
                bytes[end] = t.at[start + (end - n)];
                end++;
            }
        else if (folded)
            end += (size_t)text_put(bytes + n, folded);
        while (n < end)
            at[n++] = start;
    }
    at[n] = t.n;
    *from = at;
    return (struct text){ bytes, n };
}
