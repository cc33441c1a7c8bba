/* page.c - markup and texts. */
#include "submit/page.h"

#include <stdarg.h>

/* NULL: as it is. */
static const char *
entity(uint32_t c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\t':
    case '\n':
        return NULL;
    default:
        return c < ' ' || (c >= 0x7f && c < 0xa0)
                       || (c >= 0x202a && c <= 0x202e)
                       || (c >= 0x2066 && c <= 0x2069) || c == 0xfffd
                       || c == 0xfffe || c == 0xffff
                   ? "\xef\xbf\xbd"
                   : NULL;
    }
}

void
page_text(FILE *out, struct text t)
{
    size_t from = 0, pos = 0;

    while (pos < t.n) {
        size_t at = pos;
        const char *instead = entity(text_next(t, &pos));

        if (!instead)
            continue;
        text_write(out, text_slice(t, from, at));
        fputs(instead, out);
        from = pos;
    }
    text_write(out, text_slice(t, from, t.n));
}

const char *
page_say(const struct page *page, const char *english)
{
    return language_say(page->language, english);
}

void
page_put(const struct page *page, const char *english, ...)
{
    va_list args;

    va_start(args, english);
    page_text(page->out, text_of(arena_vprintf(page->arena,
                                               page_say(page, english), args)));
    va_end(args);
}

void
page_bdi(const struct page *page, struct text t)
{
    size_t pos = 0, end = 0;
    int n = 0;

    while (pos < t.n) {
        (void)text_next(t, &pos);
        if (++n == PAGE_LETTERS)
            end = pos;
    }
    fputs("<bdi>", page->out);
    page_text(page->out, n > PAGE_LETTERS ? text_slice(t, 0, end) : t);
    fputs("</bdi>", page->out);
    if (n > PAGE_LETTERS) {
        fputs("<i>", page->out);
        page_put(page, N_("… (%d characters in all)"), n);
        fputs("</i>", page->out);
    }
}

void
page_link(FILE *out, struct text path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.at[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || text_is_digit((char)c) || c == '/' || c == '.' || c == '-'
            || c == '_')
            putc(c, out);
        else
            fprintf(out, "%%%02X", c);
    }
}

/* The policy holds where a browser asks for one: nothing is fetched or run. */
void
page_open(const struct page *page, struct text title, const char *style)
{
    fprintf(page->out,
            "<!DOCTYPE html>\n<html lang=\"%s\"><head>"
            "<meta charset=\"utf-8\"/>"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
            "<meta name=\"viewport\" content=\"width=device-width\"/>"
            "<title>",
            page->language == LANGUAGE_ZH ? "zh-CN" : "en");
    page_text(page->out, title);
    fprintf(page->out, "</title><style>%s</style></head>\n<body>\n", style);
}

void
page_close(const struct page *page)
{
    fputs("</body></html>\n", page->out);
}
