/* diag_test.c - what people and programs read about what is wrong. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "support/expect.h"

#define BOOK "2023/教育局.xlsx"
#define MAP "mappings/hubei-2022/income.yaml"

static const struct place_case {
    const char *name;
    struct place at;
    const char *want;
} places[] = {
    { "a cell", { BOOK, "收入决算表", 8, 2 }, BOOK "!收入决算表!C9" },
    { "the last cell", { "a", "b", 1048575, 16383 }, "a!b!XFD1048576" },
    { "a row", { "a", "b", 8, -1 }, "a!b!9:9" },
    { "a sheet", { BOOK, "收入决算表", -1, -1 }, BOOK "!收入决算表" },
    { "a sheet of no file", { NULL, "表", 0, 0 }, "表!A1" },
    { "a line and column", { MAP, NULL, 33, 5 }, MAP ":33:5" },
    { "a line", { MAP, NULL, 33, 0 }, MAP ":33" },
    { "a file", { MAP, NULL, 0, 0 }, MAP },
    { "nothing", { NULL, NULL, -1, -1 }, "" },
};

/* Both ways of writing one diagnostic. */
static const struct write_case {
    const char *name;
    struct diag diag;
    const char *text, *json;
} writes[] = {
    { "figures, evidence, who asked, hint",
      { .code = DIAG_ROW_UNCLAIMED,
        .level = DIAG_ERROR,
        .at = { BOOK, "收入决算表", 8, 2 },
        .by = { MAP, NULL, 33, 7 },
        .text = "no row rule claims '其中：专项收入'",
        .detail = (const char *[]){ "A14 is blank", "B14 is not '合计'" },
        .n_detail = 2,
        .hint = "add a row rule",
        .found = "904.50",
        .want = "904.05",
        .unit = "万元" },
      BOOK "!收入决算表!C9: error: no row rule claims '其中：专项收入' "
           "[row-unclaimed]\n"
           "    A14 is blank\n"
           "    B14 is not '合计'\n"
           "  asked for by " MAP ":33\n"
           "  hint: add a row rule\n",
      "{\"code\":\"row-unclaimed\",\"level\":\"error\",\"file\":\"" BOOK
      "\",\"sheet\":\"收入决算表\",\"cell\":\"C9\",\"by\":\"" MAP
      ":33\",\"text\":\"no row rule claims '其中：专项收入'\","
      "\"found\":\"904.50\",\"want\":\"904.05\",\"unit\":\"万元\","
      "\"detail\":[\"A14 is blank\",\"B14 is not '合计'\"],"
      "\"hint\":\"add a row rule\"}\n" },
    { "a line of a mapping",
      { .code = DIAG_MAPPING_UNKNOWN_KEY,
        .level = DIAG_ERROR,
        .at = { MAP, NULL, 3, 1 },
        .text = "unknown key 'titel'" },
      MAP ":3:1: error: unknown key 'titel' [mapping-unknown-key]\n",
      "{\"code\":\"mapping-unknown-key\",\"level\":\"error\",\"file\":\"" MAP
      "\",\"line\":3,\"column\":1,\"text\":\"unknown key 'titel'\"}\n" },
    { "no place",
      { .code = DIAG_USAGE,
        .level = DIAG_ERROR,
        .at = { NULL, NULL, -1, -1 },
        .text = "no workbook named" },
      "juesuan: error: no workbook named [usage]\n",
      "{\"code\":\"usage\",\"level\":\"error\",\"text\":\"no workbook "
      "named\"}\n" },
    { "who asked may be a cell",
      { .code = DIAG_VALUE_TWICE,
        .level = DIAG_ERROR,
        .at = { "a.xlsx", "b", 0, 0 },
        .by = { "a.xlsx", "c", 1, 1 },
        .text = "differs" },
      "a.xlsx!b!A1: error: differs [value-twice]\n"
      "  asked for by a.xlsx!c!B2\n",
      "{\"code\":\"value-twice\",\"level\":\"error\",\"file\":\"a.xlsx\","
      "\"sheet\":\"b\",\"cell\":\"A1\",\"by\":\"a.xlsx!c!B2\","
      "\"text\":\"differs\"}\n" },
    { "control characters and bad bytes do no harm",
      { .code = DIAG_CELL_UNCLAIMED,
        .level = DIAG_WARNING,
        .at = { "a\x1B[2Jb", "x\ny", 0, 0 },
        .text = "no rule claims '\"\\\t\xFF'" },
      "a\\x1b[2Jb!x y!A1: warning: no rule claims '\"\\\\x09\xFF' "
      "[cell-unclaimed]\n",
      "{\"code\":\"cell-unclaimed\",\"level\":\"warning\",\"file\":"
      "\"a\\u001b[2Jb\",\"sheet\":\"x\\ny\",\"cell\":\"A1\",\"text\":"
      "\"no rule claims '\\\"\\\\\\t\uFFFD'\"}\n" },
};

typedef void (*write_fn)(FILE *out, const struct diag *diag);

static void
expect_written(const char *want, write_fn write, const struct diag *diag)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);

    write(out, diag);
    fclose(out);
    EXPECT_TEXT(want, bytes);
    free(bytes);
}

static void
run_words(void)
{
    expect_begin("each code has a word of its own, in small letters");
    for (int i = 0; i < DIAG_N_CODES; i++) {
        const char *word = diag_word((enum diag_code)i);
        EXPECT(strspn(word, "abcdefghijklmnopqrstuvwxyz-") == strlen(word));
        EXPECT(diag_meaning((enum diag_code)i)[0] != '\0');
        for (int j = 0; j < i; j++)
            EXPECT(strcmp(word, diag_word((enum diag_code)j)) != 0);
    }
}

static void
run_lists(void)
{
    struct arena arena = { 0 };
    struct diag_list a = { .arena = &arena }, b = { .arena = &arena };
    struct diag_list c = { .arena = &arena };
    struct diag *last = NULL;

    expect_begin("level comes from the code");
    diag_add(&a, DIAG_PLACE_NO_FACT, PLACE_NONE, PLACE_NONE, "%d", 1);
    diag_add(&a, DIAG_UNIT_DIFFERS, PLACE_NONE, PLACE_NONE, "%d", 2);
    EXPECT(!diag_has_errors(&a));
    EXPECT_INT(DIAG_HINT, a.items[0]->level);
    EXPECT_INT(DIAG_WARNING, a.items[1]->level);
    EXPECT_TEXT("2", a.items[1]->text);

    expect_begin("details and a hint are kept in order");
    last = diag_add(&a, DIAG_USAGE, PLACE_NONE, PLACE_NONE, "wrong");
    diag_detail(&a, last, "first %s", "a");
    diag_detail(&a, last, "second");
    diag_hint(&a, last, "do %s", "this");
    EXPECT(diag_has_errors(&a));
    EXPECT_INT(2, last->n_detail);
    EXPECT_TEXT("first a", last->detail[0]);
    EXPECT_TEXT("second", last->detail[1]);
    EXPECT_TEXT("do this", last->hint);

    expect_begin("beyond the limit diagnostics are counted, not kept");
    for (int i = 0; i < LIMIT_DIAGS + 5; i++) {
        last = diag_add(&b, DIAG_PLACE_NO_FACT, PLACE_NONE, PLACE_NONE, "x");
        diag_detail(&b, last, "y");
        diag_hint(&b, last, "z");
    }
    EXPECT_INT(LIMIT_DIAGS, b.n);
    EXPECT_INT(LIMIT_DIAGS + 5, b.n_level[DIAG_HINT]);

    expect_begin("hints do not crowd out errors");
    diag_add(&b, DIAG_USAGE, PLACE_NONE, PLACE_NONE, "wrong");
    EXPECT_INT(LIMIT_DIAGS + 1, b.n);
    EXPECT_TEXT("wrong", b.items[b.n - 1]->text);

    expect_begin("an error that was agreed to counts as a warning");
    for (int i = 0; i < LIMIT_DIAGS + 5; i++)
        last = diag_add_as(&c, DIAG_AS(DIAG_FACT_NO_PLACE, DIAG_WARNING),
                           PLACE_NONE, PLACE_NONE, "%d", i);
    EXPECT(last == c.spare);
    EXPECT(!diag_has_errors(&c));
    EXPECT_INT(LIMIT_DIAGS, c.n);
    EXPECT_INT(LIMIT_DIAGS + 5, c.n_level[DIAG_WARNING]);
    EXPECT_INT(DIAG_WARNING, c.items[0]->level);
    EXPECT_INT(DIAG_WARNING, c.spare->level);

    expect_begin("moving keeps limits and counts");
    diag_move(&a, &b);
    EXPECT_INT(LIMIT_DIAGS + 3, a.n);
    EXPECT_INT(LIMIT_DIAGS + 6, a.n_level[DIAG_HINT]);
    EXPECT_INT(1, a.n_level[DIAG_WARNING]);
    EXPECT_INT(2, a.n_level[DIAG_ERROR]);
    arena_release(&arena);
}

static void
test_long(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    const struct diag *d = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                                    "%s%*s", "收", 9999, "x");

    expect_begin("a text that quotes too much is cut");
    EXPECT(strlen(d->text) <= 2003);
    EXPECT_TEXT("…", d->text + strlen(d->text) - 3);
    expect_begin("a text is cut only where that makes it no longer");
    for (int n = 1990; n < 2010; n++) {
        d = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, "%*s", n, "x");
        EXPECT(strlen(d->text) <= 2003 && strlen(d->text) <= (size_t)n);
    }
}

int
main(void)
{
    struct arena arena = { 0 };

    test_long(&arena);
    for (int i = 0; i < ARRAY_LEN(places); i++) {
        expect_begin(places[i].name);
        EXPECT_TEXT(places[i].want, diag_place(&arena, places[i].at));
    }
    for (int i = 0; i < ARRAY_LEN(writes); i++) {
        expect_begin(writes[i].name);
        expect_written(writes[i].text, diag_write_text, &writes[i].diag);
        expect_written(writes[i].json, diag_write_json, &writes[i].diag);
    }
    run_words();
    run_lists();
    arena_release(&arena);
    return expect_finish();
}
