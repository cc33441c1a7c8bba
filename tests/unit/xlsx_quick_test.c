/* xlsx_quick_test.c - which cells and shared strings are passed at once. */
#include "book/xlsx_quick.h"

#include "support/expect.h"

/* In row 7: column, format, kind and value; NULL: left to xml_next(). */
static const struct cell_case {
    const char *name, *cell, *want;
} cells[] = {
    { "a number", "<c r=\"C7\"><v>582.36</v></c>", "2 -1 n 582.36" },
    { "with its format", "<c r=\"AA7\" s=\"12\"><v>-0.5</v></c>",
      "26 12 n -0.5" },
    { "in the last column", "<c r=\"XFD7\"><v>1</v></c>", "16383 -1 n 1" },
    { "a shared string", "<c r=\"A7\" s=\"2\" t=\"s\"><v>17</v></c>",
      "0 2 s 17" },
    { "the type first", "<c r=\"A7\" t=\"s\" s=\"2\"><v>17</v></c>",
      "0 2 s 17" },
    { "a number that says so", "<c r=\"A7\" t=\"n\"><v>007</v></c>",
      "0 -1 n 007" },
    { "nothing", "<c r=\"B7\" s=\"1\"/>", "1 1 b " },
    { "a formula", "<c r=\"B7\"><f>A1+B$2</f><v>3</v></c>", "1 -1 f 3" },
    { "an inline text", "<c r=\"A7\" t=\"inlineStr\"><is><t>a b</t></is></c>",
      "0 -1 i a b" },
    { "with its blanks",
      "<c r=\"A7\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> </t></is></c>",
      "0 -1 i  " },
    { "another row", "<c r=\"C8\"><v>1</v></c>", NULL },
    { "a longer row", "<c r=\"C77\"><v>1</v></c>", NULL },
    { "a shorter row", "<c r=\"C\"><v>1</v></c>", NULL },
    { "no reference", "<c><v>1</v></c>", NULL },
    { "small letters", "<c r=\"c7\"><v>1</v></c>", NULL },
    { "behind the last column", "<c r=\"XFE7\"><v>1</v></c>", NULL },
    { "four letters", "<c r=\"AAAA7\"><v>1</v></c>", NULL },
    { "another type", "<c r=\"A7\" t=\"b\"><v>1</v></c>", NULL },
    { "a text of a formula", "<c r=\"A7\" t=\"str\"><v>1</v></c>", NULL },
    { "a type twice", "<c r=\"A7\" t=\"n\" t=\"n\"><v>1</v></c>", NULL },
    { "a format twice", "<c r=\"A7\" s=\"1\" s=\"1\"><v>1</v></c>", NULL },
    { "a format that is no number", "<c r=\"A7\" s=\"\"><v>1</v></c>", NULL },
    { "a long index", "<c r=\"A7\" t=\"s\"><v>123456789</v></c>", NULL },
    { "a signed index", "<c r=\"A7\" t=\"s\"><v>-1</v></c>", NULL },
    { "another attribute", "<c r=\"A7\" cm=\"1\"><v>1</v></c>", NULL },
    { "two blanks", "<c  r=\"A7\"><v>1</v></c>", NULL },
    { "a blank behind", "<c r=\"A7\" ><v>1</v></c>", NULL },
    { "other quotes", "<c r='A7'><v>1</v></c>", NULL },
    { "a prefix", "<x:c r=\"A7\"><v>1</v></x:c>", NULL },
    { "no value", "<c r=\"A7\"></c>", NULL },
    { "an empty value", "<c r=\"A7\"><v></v></c>", NULL },
    { "an empty text", "<c r=\"A7\" t=\"inlineStr\"><is><t></t></is></c>",
      NULL },
    { "an exponent", "<c r=\"A7\"><v>1E+5</v></c>", NULL },
    { "no digit before the point", "<c r=\"A7\"><v>.5</v></c>", NULL },
    { "no digit behind it", "<c r=\"A7\"><v>5.</v></c>", NULL },
    { "two points", "<c r=\"A7\"><v>1.2.3</v></c>", NULL },
    { "blanks around it", "<c r=\"A7\"><v> 1</v></c>", NULL },
    { "a word", "<c r=\"A7\"><v>NaN</v></c>", NULL },
    { "a reference", "<c r=\"A7\"><v>&#49;</v></c>", NULL },
    { "a reference in a text",
      "<c r=\"A7\" t=\"inlineStr\"><is><t>&lt;</t></is></c>", NULL },
    { "a reference in a formula", "<c r=\"A7\"><f>1&lt;2</f><v>1</v></c>",
      NULL },
    { "a shared formula", "<c r=\"A7\"><f t=\"shared\"/><v>1</v></c>", NULL },
    { "a formula of a text", "<c r=\"A7\" t=\"s\"><f>1</f><v>1</v></c>", NULL },
    { "a formula without a result", "<c r=\"A7\"><f>1</f></c>", NULL },
    { "runs", "<c r=\"A7\" t=\"inlineStr\"><is><r><t>a</t></r></is></c>",
      NULL },
    { "CDATA", "<c r=\"A7\"><v><![CDATA[1]]></v></c>", NULL },
    { "a comment", "<c r=\"A7\"><v>1<!-- --></v></c>", NULL },
    { "a comment in a text",
      "<c r=\"A7\" t=\"inlineStr\"><is><t>a<!-- --></t></is></c>", NULL },
    { "a line of old", "<c r=\"A7\" t=\"inlineStr\"><is><t>a\r</t></is></c>",
      NULL },
    { "a bracket", "<c r=\"A7\" t=\"inlineStr\"><is><t>a]]></t></is></c>",
      NULL },
    { "two values", "<c r=\"A7\"><v>1</v><v>2</v></c>", NULL },
    { "a value of another kind", "<c r=\"A7\"><is><t>1</t></is></c>", NULL },
    { "crossed", "<c r=\"A7\"><v>1</c></v>", NULL },
    { "a longer name", "<cx r=\"A7\"><v>1</v></cx>", NULL },
    { "cut short", "<c r=\"A7\"><v>1", NULL },
};

static const struct item_case {
    const char *name, *item, *want;
} items[] = {
    { "a text", "<si><t>收入</t></si>", "收入" },
    { "with its blanks", "<si><t xml:space=\"preserve\"> a </t></si>", " a " },
    { "none", "<si><t></t></si>", "" },
    { "a reference", "<si><t>a&amp;b</t></si>", NULL },
    { "runs", "<si><r><t>a</t></r></si>", NULL },
    { "how it is spoken", "<si><t>a</t><rPh><t>b</t></rPh></si>", NULL },
    { "a closed text", "<si><t/></si>", NULL },
    { "an attribute", "<si xml:space=\"preserve\"><t>a</t></si>", NULL },
    { "a comment", "<si><t>a<!-- --></t></si>", NULL },
    { "a blank", "<si> <t>a</t></si>", NULL },
    { "a bracket", "<si><t>a]</t></si>", NULL },
    { "cut short", "<si><t>a", NULL },
};

/* Inside of an element of the namespace, if one is given. */
static struct xml *
open_in(struct arena *arena, const char *space, const char *inside)
{
    static struct diag_list diags;
    struct xml *xml = ARENA_NEW(arena, struct xml);
    struct text part
        = text_printf(arena, "<row xmlns=\"%s\">%s</row>", space, inside);

    diags = (struct diag_list){ .arena = arena };
    xml_open(xml,
             &(struct xml_part){ arena, "t.xlsx", "t.xml",
                                 arena_copy(arena, part.at, part.n), part.n },
             &diags);
    EXPECT(xml_next(xml) == EVENT_START);
    return xml;
}

static const char *
show(struct arena *arena, const struct xlsx_quick_cell *cell)
{
    char kind = cell->has_formula ? 'f' : "bnsi"[cell->kind];

    if (cell->kind == QUICK_SHARED)
        return arena_printf(arena, "%d %d %c %d", cell->col, cell->style, kind,
                            cell->index);
    return arena_printf(arena, "%d %d %c %.*s", cell->col, cell->style, kind,
                        cell->kind == QUICK_BLANK ? 0 : (int)cell->text.n,
                        cell->kind == QUICK_BLANK ? "" : cell->text.at);
}

static const char *
cell_in(struct arena *arena, const char *space, const char *written)
{
    struct xml *xml = open_in(arena, space, written);
    char *before = xml->at;
    struct xlsx_quick_row row;
    struct xlsx_quick_cell cell;

    xlsx_quick_begin(xml, 6, &row);
    if (xlsx_quick_cell(xml, &row, &cell)) {
        EXPECT(xml_next(xml) == EVENT_END);
        return show(arena, &cell);
    }
    EXPECT(xml->at == before);
    return NULL;
}

static void
test_item(struct arena *arena, const struct item_case *c)
{
    struct xml *xml = open_in(arena, "", c->item);
    char *before = xml->at;
    struct text item;
    bool passed;

    expect_begin(c->name);
    passed = xlsx_quick_item(xml, &item);
    EXPECT_TEXT(c->want,
                passed ? arena_printf(arena, "%.*s", TEXT_ARG(item)) : NULL);
    EXPECT(passed ? xml_next(xml) == EVENT_END : xml->at == before);
}

int
main(void)
{
    static const char main_space[]
        = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cells); i++) {
        expect_begin(cells[i].name);
        EXPECT_TEXT(cells[i].want, cell_in(&arena, main_space, cells[i].cell));
    }
    for (int i = 0; i < ARRAY_LEN(items); i++)
        test_item(&arena, &items[i]);
    expect_begin("in another namespace it is another element");
    EXPECT_TEXT(NULL, cell_in(&arena, "urn:x", cells[0].cell));
    arena_release(&arena);
    return expect_finish();
}
