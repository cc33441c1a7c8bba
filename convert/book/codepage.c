/* codepage.c - code pages are the C library's; UTF-16 is ours. */
#include "book/codepage.h"

#include <iconv.h>

static const struct page {
    int number;
    const char *name; /* iconv's */
} pages[] = {
    { 367, "US-ASCII" },
    { 437, "CP437" },
    { 737, "CP737" },
    { 775, "CP775" },
    { 850, "CP850" },
    { 852, "CP852" },
    { 855, "CP855" },
    { 857, "CP857" },
    { 860, "CP860" },
    { 861, "CP861" },
    { 862, "CP862" },
    { 863, "CP863" },
    { 864, "CP864" },
    { 865, "CP865" },
    { 866, "CP866" },
    { 869, "CP869" },
    { 874, "CP874" },
    { 932, "CP932" },
    { 936, "CP936" },
    { 949, "CP949" },
    { 950, "CP950" },
    { 1200, "UTF-16LE" },
    { 1250, "CP1250" },
    { 1251, "CP1251" },
    { 1252, "CP1252" },
    { 1253, "CP1253" },
    { 1254, "CP1254" },
    { 1255, "CP1255" },
    { 1256, "CP1256" },
    { 1257, "CP1257" },
    { 1258, "CP1258" },
    { 1361, "CP1361" },
    { 10000, "MACINTOSH" },
    { 10001, "SHIFT_JIS" },
    { 10002, "BIG5" },
    { 10003, "EUC-KR" },
    { 10007, "MAC-CYRILLIC" },
    { 10008, "GBK" },
    { 10029, "MAC-CENTRALEUROPE" },
    { 28591, "ISO-8859-1" },
    { 32768, "MACINTOSH" },
    { 32769, "CP1252" },
    { 54936, "GB18030" },
    { 65001, "UTF-8" },
};

bool
codepage_is_ascii(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if ((unsigned char)t.at[i] >= 0x80)
            return false;
    }
    return true;
}

static const char *
page_name(int codepage)
{
    for (int i = 0; i < ARRAY_LEN(pages); i++) {
        if (pages[i].number == (codepage ? codepage : 1252))
            return pages[i].name;
    }
    return NULL;
}

bool
codepage_decode(struct arena *arena, int codepage, struct text bytes,
                struct text *out)
{
    const char *name = page_name(codepage);
    char *from = (char *)(uintptr_t)bytes.at, *to, *start;
    size_t n_from = bytes.n, n_to = bytes.n * 4;
    bool whole;
    iconv_t i;

    *out = bytes;
    if (codepage != 1200 && codepage_is_ascii(bytes))
        return true;
    if (!name || (i = iconv_open("UTF-8", name)) == (iconv_t)-1)
        return false;
    start = to = arena_alloc(arena, n_to);
    whole = iconv(i, &from, &n_from, &to, &n_to) == 0 && n_from == 0;
    iconv_close(i);
    *out = (struct text){ start, (size_t)(to - start) };
    return whole;
}

static void
put(struct codepage_text *to, uint32_t c)
{
    to->n += (size_t)text_put(to->at + to->n, c);
}

/* A character of UTF-16, which may be half of one. */
static void
add_unit(struct codepage_text *to, uint32_t c)
{
    bool low = c >= 0xdc00 && c <= 0xdfff;

    if (to->high != 0) {
        if (low)
            put(to, 0x10000 + ((to->high - 0xd800) << 10) + (c - 0xdc00));
        to->wrong = to->wrong || !low;
        to->high = 0;
    } else if (c >= 0xd800 && c <= 0xdbff) {
        to->high = c;
    } else {
        to->wrong = to->wrong || low;
        put(to, c);
    }
}

void
codepage_add(struct codepage_text *to, struct text piece, bool wide)
{
    const unsigned char *p = (const unsigned char *)text_start(piece);

    if (!wide) {
        for (size_t i = 0; i < piece.n; i++)
            add_unit(to, p[i]);
        return;
    }
    for (size_t i = 0; i + 1 < piece.n; i += 2)
        add_unit(to, p[i] | (uint32_t)p[i + 1] << 8);
}

bool
codepage_end(const struct codepage_text *text)
{
    return !text->wrong && text->high == 0;
}
