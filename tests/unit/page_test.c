/* page_test.c - texts in pages stay texts. */
#include "submit/page.h"

#include <stdlib.h>
#include <string.h>

#include "support/expect.h"

static const struct page_case {
    const char *name, *text, *want;
} cases[] = {
    { "plain words are as they are", "收入 12.50", "收入 12.50" },
    { "a tag is no tag", "<script>alert(1)</script>",
      "&lt;script&gt;alert(1)&lt;/script&gt;" },
    { "nor does a quote end an attribute", "\"onload=x", "&quot;onload=x" },
    { "a reference is shown, not followed", "&#0; &lt;", "&amp;#0; &amp;lt;" },
    { "an end of a style sheet is none", "</style>", "&lt;/style&gt;" },
    { "controls are replaced, line breaks stay", "a\x01\x1b\x7f\nb\tc",
      "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\nb\tc" },
    { "controls of two bytes too", "a\xc2\x85z", "a\xef\xbf\xbdz" },
    { "what is no character is replaced", "a\xef\xbf\xbez", "a\xef\xbf\xbdz" },
    { "a byte that is no UTF-8 is replaced", "a\xffz", "a\xef\xbf\xbdz" },
    { "what turns the direction is replaced, opened or not closed",
      "\xe2\x80\xaa"
      "a\xe2\x80\xae"
      "\xe2\x81\xa6z\xe2\x81\xa9",
      "\xef\xbf\xbd"
      "a\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd" },
    { "letters from right to left, and their marks, stay",
      "\xd7\x90\xe2\x80\x8f\xe2\x80\xaf", "\xd7\x90\xe2\x80\x8f\xe2\x80\xaf" },
};

/* What is written by 'write', with its text. */
static const char *
written(struct arena *arena, const char *text, bool apart)
{
    struct page page = { NULL, arena, LANGUAGE_EN };
    char *bytes = NULL;
    const char *out;
    size_t n = 0;

    page.out = open_memstream(&bytes, &n);
    if (apart)
        page_bdi(&page, text_of(text));
    else
        page_text(page.out, text_of(text));
    fclose(page.out);
    out = arena_copy(arena, bytes, n);
    free(bytes);
    return out;
}

static void
run_long(struct arena *arena)
{
    char *text = ARENA_ARRAY(arena, char, 32768 + 1);
    const char *out;

    memset(text, 'x', 32767);
    text[32767] = '\0';
    expect_begin("a long text is cut, and says so");
    out = written(arena, text, true);
    EXPECT_INT(PAGE_LETTERS, strspn(out + strlen("<bdi>"), "x"));
    EXPECT_TEXT("</bdi><i>… (32767 characters in all)</i>",
                out + strlen("<bdi>") + PAGE_LETTERS);
    text[PAGE_LETTERS] = '\0';
    expect_begin("one that just fits is not");
    EXPECT_INT(PAGE_LETTERS + strlen("<bdi></bdi>"),
               strlen(written(arena, text, true)));
}

static void
run_link(struct arena *arena)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);

    page_link(out, TEXT("filings/局 \"a\"#1.xlsx.html"));
    fclose(out);
    expect_begin("a link has no sign that means something in it");
    EXPECT_TEXT("filings/%E5%B1%80%20%22a%22%231.xlsx.html",
                arena_copy(arena, bytes, n));
    free(bytes);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].name);
        EXPECT_TEXT(cases[i].want, written(&arena, cases[i].text, false));
    }
    run_long(&arena);
    run_link(&arena);
    arena_release(&arena);
    return expect_finish();
}
