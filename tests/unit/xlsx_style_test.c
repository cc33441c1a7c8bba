/* xlsx_style_test.c - formats added to, and taken from, styles of others. */
#include "edit/xlsx_style.h"

#include <string.h>
#include <time.h>

#include "base/bytes.h"
#include "book/markup.h"
#include "support/expect.h"
#include "support/given_zip.h"
#include "support/show_store.h"

#define RED "FFFFC7CE"
#define SOLID(p, colour)                                                       \
    "<" p "fill><" p "patternFill patternType=\"solid\"><" p                   \
    "fgColor rgb=\"" colour "\"/><" p "bgColor indexed=\"64\"/></" p           \
    "patternFill></" p "fill>"
#define STYLES(inner)                                                          \
    "<styleSheet xmlns=\"" GIVEN_MAIN "\">" inner "</styleSheet>"
#define XFS(n, inner) "<cellXfs count=\"" n "\">" inner "</cellXfs>"
#define TOP "<alignment vertical=\"top\" wrapText=\"1\"/>"

static struct xlsx_edit *
given_styles(struct arena *arena, const char *styles, struct diag_list *diags)
{
    return xlsx_edit_open(
        arena, "given.xlsx",
        given_workbook(arena, (struct given_workbook){ .styles = styles }),
        diags);
}

/* ---- added ---- */

#define FIRST                                                                  \
    "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill "      \
    "patternType=\"gray125\"/></fill>"

static const struct added_case {
    const char *name, *before;
    int format;
    struct xlsx_look look;
    int want;
    const char *after; /* NULL: as before */
    const char *said;
} added_cases[] = {
    { "elements with a prefix",
      "<x:styleSheet xmlns:x=\"" GIVEN_MAIN
      "\"><x:fonts><x:font><x:b/></x:font></x:fonts><x:fills/>"
      "<x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>",
      0,
      { .font = "<b/><u/>", .wrap = true },
      1,
      "<x:styleSheet xmlns:x=\"" GIVEN_MAIN
      "\"><x:fonts count=\"2\"><x:font><x:b/></x:font><x:font><x:b/><x:u/>"
      "</x:font></x:fonts><x:fills/><x:cellXfs count=\"2\"><x:xf/>"
      "<x:xf fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\">"
      "<x:alignment vertical=\"top\" wrapText=\"1\"/></x:xf></x:cellXfs>"
      "</x:styleSheet>",
      "" },
    { "an alignment that is there keeps all else",
      STYLES(XFS("1", "<xf><alignment horizontal=\"center\" wrapText=\"0\"/>"
                      "</xf>")),
      0,
      { .wrap = true },
      1,
      STYLES(XFS("2", "<xf><alignment horizontal=\"center\" wrapText=\"0\"/>"
                      "</xf><xf applyAlignment=\"1\"><alignment "
                      "horizontal=\"center\" wrapText=\"1\"/></xf>")),
      "" },
    { "one that is not there comes before the protection",
      STYLES(XFS("1", "<xf><protection locked=\"0\"/></xf>")),
      0,
      { .wrap = true },
      1,
      STYLES(XFS("2", "<xf><protection locked=\"0\"/></xf><xf "
                      "applyAlignment=\"1\">" TOP
                      "<protection locked=\"0\"/></xf>")),
      "" },
    { "a fill and a format that are there are taken",
      STYLES("<fills count=\"3\">" FIRST SOLID("", RED) "</fills>" XFS(
          "2", "<xf/><xf fillId=\"2\" applyFill=\"1\"/>")),
      0,
      { .fill = RED },
      1,
      NULL,
      "" },
    { "a format that there is none of is the first, and no fill is among the "
      "two that Excel has",
      STYLES("<fills count=\"1\"><fill/></fills>" XFS("1", "<xf/>")),
      7,
      { .fill = RED },
      1,
      STYLES("<fills count=\"3\"><fill/><fill><patternFill "
             "patternType=\"gray125\"/></fill>" SOLID("", RED) "</fills>" XFS(
                 "2", "<xf/><xf fillId=\"2\" applyFill=\"1\"/>")),
      "" },
    { "a fill of Excel's in another place is no fill for its place",
      STYLES("<fills count=\"1\"><fill><patternFill patternType=\"gray125\"/>"
             "</fill></fills>" XFS("1", "<xf/>")),
      0,
      { .fill = RED },
      1,
      STYLES("<fills count=\"3\"><fill><patternFill patternType=\"gray125\"/>"
             "</fill><fill><patternFill patternType=\"gray125\"/></fill>" SOLID(
                 "", RED) "</fills>" XFS("2", "<xf/><xf fillId=\"2\" "
                                              "applyFill=\"1\"/>")),
      "" },
    { "a format of another prefix than the root, opened",
      "<styleSheet xmlns=\"" GIVEN_MAIN "\" xmlns:x=\"" GIVEN_MAIN
      "\"><x:cellXfs><x:xf/></x:cellXfs></styleSheet>",
      0,
      { .wrap = true },
      1,
      "<styleSheet xmlns=\"" GIVEN_MAIN "\" xmlns:x=\"" GIVEN_MAIN
      "\"><x:cellXfs count=\"2\"><x:xf/><x:xf applyAlignment=\"1\">" TOP
      "</x:xf></x:cellXfs></styleSheet>",
      "" },
    { "styles without formats stay",
      STYLES("<fills><fill/></fills>"),
      3,
      { .fill = RED },
      3,
      NULL,
      "" },
    { "so do those whose list is empty",
      STYLES("<fills><fill/></fills><cellXfs/>"),
      3,
      { .fill = RED },
      3,
      NULL,
      "" },
    { "a list that there is none of is made",
      STYLES(XFS("1", "<xf/>")),
      0,
      { .fill = RED, .font = "<b/>" },
      1,
      STYLES("<fonts count=\"2\"><font/><font><b/></font></fonts><fills "
             "count=\"3\">" FIRST SOLID("", RED) "</fills>" XFS(
                 "2", "<xf/><xf fillId=\"2\" applyFill=\"1\" fontId=\"1\" "
                      "applyFont=\"1\"/>")),
      "" },
    { "and so is one that is empty, under its prefix",
      "<x:styleSheet xmlns:x=\"" GIVEN_MAIN
      "\"><x:fonts/><x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>",
      0,
      { .font = "<b/>" },
      1,
      "<x:styleSheet xmlns:x=\"" GIVEN_MAIN
      "\"><x:fonts count=\"2\"><x:font/><x:font><x:b/></x:font></x:fonts>"
      "<x:cellXfs count=\"2\"><x:xf/><x:xf fontId=\"1\" applyFont=\"1\"/>"
      "</x:cellXfs></x:styleSheet>",
      "" },
};

static void
run_added(const struct added_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit = given_styles(&arena, c->before, &diags);
    struct xlsx_style *styles = xlsx_style_open(edit);

    expect_begin(c->name);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    EXPECT_INT(c->want, xlsx_style_add(styles, c->format, c->look));
    xlsx_style_close(styles);
    EXPECT_BYTES(c->after ? c->after : c->before,
                 xlsx_edit_bytes(edit, TEXT("xl/styles.xml")));
    EXPECT_TEXT(c->said, show_complaints(&arena, &diags));
    EXPECT_INT(*c->said != '\0', edit->failed);
    arena_release(&arena);
}

/* Excel opens 65490 formats and no more. */
static void
run_full(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    char *many = arena_alloc(&arena, 65490 * 5 + 1);
    struct xlsx_edit *edit;

    for (int i = 0; i < 65490; i++)
        memcpy(many + (size_t)i * 5, "<xf/>", 6);
    expect_begin("a format stays as it is where there is room for no more");
    edit = given_styles(
        &arena,
        arena_printf(&arena, STYLES("<fills><fill/></fills>" XFS("1", "%s")),
                     many),
        &diags);
    EXPECT_INT(5, xlsx_style_add(xlsx_style_open(edit), 5,
                                 (struct xlsx_look){ .fill = RED }));
    EXPECT(!edit->failed);
    arena_release(&arena);
}

/* Styles that are missing are made once, under one name, with a format for
   each that a cell names. */
#define LOST(target)                                                           \
    "<Relationships xmlns=\"" GIVEN_RELATIONS                                  \
    "\">" LINKED("rId1", "worksheet", "worksheets/sheet1.xml") target          \
        "</Relationships>"
#define LINKED(id, type, target)                                               \
    "<Relationship Id=\"" id "\" Type=\"" GIVEN_LINK "/" type                  \
    "\" Target=\"" target "\"/>"
#define TYPED(name)                                                            \
    "<Override PartName=\"/" name "\" ContentType=\"application/vnd."          \
    "openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
#define TYPES(all)                                                             \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-"   \
    "types\">" all "</Types>"

static const struct missing_case {
    const char *name, *relations, *types, *sheet;
    const char *want_relations, *want_types;
    int n; /* formats before one is added */
} missing_cases[] = {
    { "no styles, and nothing speaks of them", LOST(""), TYPES(""),
      "<row><c/></row>", LOST(LINKED("rId2", "styles", "/xl/styles.xml")),
      TYPES(TYPED("xl/styles.xml")), 1 },
    { "a relation and a type that are left over",
      LOST(LINKED("s", "styles", "styles.xml")), TYPES(TYPED("xl/styles.xml")),
      "<row s=\"3\"><c s=\"7\"/><c s=\"2\"/></row>",
      LOST(LINKED("s", "styles", "/xl/styles.xml")),
      TYPES(TYPED("xl/styles.xml")), 8 },
    { "a relation to another name, a type that is another's",
      LOST(LINKED("s", "styles", "../looks.xml")),
      TYPES("<Override ContentType=\"x\" PartName=\"/xl/Styles.xml\"/>"),
      "<row s=\"3\"><c s=\" 2\"/></row>",
      LOST(LINKED("s", "styles", "/xl/styles.xml")),
      TYPES("<Override ContentType=\"application/vnd.openxmlformats-"
            "officedocument.spreadsheetml.styles+xml\" "
            "PartName=\"/xl/Styles.xml\"/>"),
      4 },
};

static int
count(struct text bytes, const char *word)
{
    int n = 0;

    for (long at = text_find(bytes, text_of(word), 0); at >= 0;
         at = text_find(bytes, text_of(word), (size_t)at + 1))
        n++;
    return n;
}

static void
run_missing(const struct missing_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit = xlsx_edit_open(
        &arena, "given.xlsx",
        given_workbook(&arena,
                       (struct given_workbook){ .relations = c->relations,
                                                .types = c->types,
                                                .data = c->sheet }),
        &diags);
    struct xlsx_look look = { .fill = RED };
    struct xlsx_style *styles = xlsx_style_open(edit);
    struct text bytes;

    expect_begin(c->name);
    EXPECT_INT(c->n, xlsx_style_add(styles, 1, look));
    EXPECT_INT(c->n + 1,
               xlsx_style_add(styles, 1, (struct xlsx_look){ .wrap = true }));
    xlsx_style_close(styles);
    styles = xlsx_style_open(edit);
    EXPECT_INT(c->n, xlsx_style_add(styles, 0, look));
    xlsx_style_close(styles);
    EXPECT_BYTES(c->want_relations,
                 xlsx_edit_bytes(edit, TEXT("xl/_rels/workbook.xml.rels")));
    EXPECT_BYTES(c->want_types,
                 xlsx_edit_bytes(edit, TEXT("[Content_Types].xml")));
    bytes = xlsx_edit_bytes(edit, TEXT("xl/styles.xml"));
    EXPECT_INT(c->n + 3, count(bytes, "<xf "));
    EXPECT(!edit->failed);
    arena_release(&arena);
}

/* What it costs grows with the formats, not with their square: where every
   format is looked through for each, 32000 of them take minutes. */
static void
run_many(int n)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct bytes xfs = { .arena = &arena };
    struct xlsx_style *styles;
    struct xlsx_edit *edit;
    const char *red = RED;
    clock_t start;
    int added = n, n_codes;

    expect_begin(arena_printf(&arena, "%d formats, each made red", n));
    for (int i = 0; i < n; i++)
        bytes_printf(&xfs, "<xf numFmtId=\"%d\"/>", i + 1000);
    edit = given_styles(
        &arena,
        arena_printf(&arena,
                     STYLES("<fills><fill/><fill/></fills>" XFS("1", "%s")),
                     text_zero(&arena, bytes_text(&xfs))),
        &diags);
    start = clock();
    styles = xlsx_style_open(edit);
    for (int i = 0; i < n; i++)
        added += xlsx_style_add(styles, i, (struct xlsx_look){ .fill = RED })
                 == n + i;
    EXPECT_INT(2 * n, added);
    for (int i = 0; i < n; i++)
        added -= xlsx_style_without(styles, n + i, &red, 1) == i;
    EXPECT_INT(n, added);
    xlsx_style_close(styles);
    xlsx_style_codes(edit, &n_codes);
    EXPECT_INT(2 * n, n_codes);
    EXPECT((clock() - start) / CLOCKS_PER_SEC < 8);
    arena_release(&arena);
}

/* ---- taken out ---- */

#define FILLS                                                                  \
    "<fills count=\"3\"><fill/>" SOLID("", RED) SOLID("", "FFFFEB9C") "</fills>"

static const struct sans_case {
    const char *name, *styles;
    int format, want;
} sans_cases[] = {
    { "the format that it was",
      STYLES(FILLS XFS("2", "<xf/><xf fillId=\"1\" applyFill=\"1\"/>")), 1, 0 },
    { "not one of another number format",
      STYLES(FILLS XFS("3", "<xf/><xf numFmtId=\"2\" fillId=\"0\"/><xf "
                            "numFmtId=\"2\" fillId=\"1\"/>")),
      2, 1 },
    { "rather one without any fill than one with a fill of others",
      STYLES(FILLS XFS("3", "<xf fillId=\"2\"/><xf fillId=\"0\"/><xf "
                            "fillId=\"1\"/>")),
      2, 1 },
    { "but that where there is no other: the first of them",
      STYLES(FILLS XFS("3", "<xf fillId=\"2\"/><xf fillId=\"2\" "
                            "applyFill=\"1\"/><xf fillId=\"1\"/>")),
      2, 0 },
    { "never another of ours",
      STYLES(FILLS XFS("2", "<xf fillId=\"1\"/><xf "
                            "fillId=\"1\"/>")),
      1, 1 },
    { "a fill of others is kept",
      STYLES(FILLS XFS("2", "<xf/><xf fillId=\"2\"/>")), 1, 1 },
    { "so is one without a colour",
      STYLES(FILLS XFS("2", "<xf/><xf fillId=\"0\"/>")), 1, 1 },
    { "one that is not there",
      STYLES(FILLS XFS("2", "<xf/><xf fillId=\"9\"/>")), 1, 1 },
    { "no fill at all", STYLES(FILLS XFS("2", "<xf/><xf/>")), 1, 1 },
    { "a format that there is none of", STYLES(FILLS XFS("1", "<xf/>")), 7, 7 },
    { "no list of formats", STYLES(FILLS), 1, 1 },
    { "no styles", NULL, 4, 4 },
};

static void
run_sans(const struct sans_case *c)
{
    static const char *const red = RED;
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit = given_styles(&arena, c->styles, &diags);

    expect_begin(c->name);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    EXPECT_INT(c->want,
               xlsx_style_without(xlsx_style_open(edit), c->format, &red, 1));
    arena_release(&arena);
}

/* ---- number formats ---- */

static const struct codes_case {
    const char *name, *styles, *want;
} codes_cases[] = {
    { "built in, of the workbook, and unknown",
      STYLES("<numFmts count=\"2\"><numFmt numFmtId=\"170\" formatCode=\"0\"/>"
             "<numFmt numFmtId=\"171\" formatCode=\"0.0&quot;元&quot;\"/>"
             "</numFmts>" XFS("4", "<xf numFmtId=\"2\"/><xf numFmtId=\"171\">"
                                   "<protection/></xf><xf numFmtId=\"180\"/>"
                                   "<xf/>")),
      "0.00|0.0\"元\"|General|General|" },
    { "without a number or a code, and two of one number",
      STYLES("<numFmts count=\"4\"><numFmt formatCode=\"yyyy\"/>"
             "<numFmt numFmtId=\"170\" formatCode=\"0\"/>"
             "<numFmt numFmtId=\"170\" formatCode=\"0.0\"/>"
             "<numFmt numFmtId=\"170\"/></numFmts>" XFS(
                 "2", "<xf/><xf numFmtId=\"170\"/>")),
      "General|0.0|" },
    { "white space round numbers",
      STYLES(
          "<numFmts><numFmt numFmtId=\" 170\" formatCode=\"0\"/></numFmts>" XFS(
              "2", "<xf numFmtId=\"170 \"/><xf numFmtId=\" 2 \"/>")),
      "0|0.00|" },
    { "no list of formats", STYLES("<fills/>"), "" },
    { "no styles", NULL, "" },
};

static void
run_codes(const struct codes_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit = given_styles(&arena, c->styles, &diags);
    const char *all = "";
    int n;
    struct text *codes = xlsx_style_codes(edit, &n);

    expect_begin(c->name);
    for (int i = 0; i < n; i++)
        all = arena_printf(&arena, "%s%.*s|", all, TEXT_ARG(codes[i]));
    EXPECT_TEXT(c->want, all);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(added_cases); i++)
        run_added(&added_cases[i]);
    run_full();
    for (int i = 0; i < ARRAY_LEN(missing_cases); i++)
        run_missing(&missing_cases[i]);
    for (int n = 500; n <= 32000; n *= 8)
        run_many(n);
    for (int i = 0; i < ARRAY_LEN(sans_cases); i++)
        run_sans(&sans_cases[i]);
    for (int i = 0; i < ARRAY_LEN(codes_cases); i++)
        run_codes(&codes_cases[i]);
    return expect_finish();
}
