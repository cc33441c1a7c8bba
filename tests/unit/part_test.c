/* part_test.c - small parts, changes to them, and all the bytes after. */
#include "edit/part.h"

#include "edit/schema.h"
#include "support/expect.h"

/* Changes by their signs: what is done to which element, by its index. */
struct step {
    char what; /* + append, ^ prepend, < before, > after, = put, - remove,
                  @ set an attribute, # take one out */
    int element;
    const char *text, *value;
};

static const struct part_case {
    const char *name, *before, *after;
    struct step steps[4];
} part_cases[] = {
    { "nothing changes",
      "<a> <b x='1'/>\n</a>",
      "<a> <b x='1'/>\n</a>",
      { { 0 } } },
    { "an attribute is changed, added and taken out; quotes stay",
      "<a><b x='1'  y = \"2\" /></a>",
      "<a><b x='7'  z=\"3\"/></a>",
      { { '@', 1, "x", "7" }, { '#', 1, "y", NULL }, { '@', 1, "z", "3" } } },
    { "<x/> takes in what is put into it, in that order, attributes too",
      "<a><b/><c/></a>",
      "<a><b n=\"1\"><d/><e/></b><c/></a>",
      { { '+', 1, "<d/>", NULL },
        { '@', 1, "n", "1" },
        { '+', 1, "<e/>", NULL } } },
    { "nothing put into <x/> leaves it",
      "<a><b/></a>",
      "<a><b/></a>",
      { { '+', 1, "", NULL } } },
    { "what comes behind <x/> comes behind what is put into it",
      "<a><b/></a>",
      "<a><b>1</b>2</a>",
      { { '>', 1, "2", NULL }, { '+', 1, "1", NULL } } },
    { "in front of all, behind all, before and after",
      "<a><b>t</b></a>",
      "<a>1<b>2t3</b>4</a>",
      { { '<', 1, "1", NULL },
        { '+', 1, "3", NULL },
        { '^', 1, "2", NULL },
        { '>', 1, "4", NULL } } },
    { "an element goes with all that is in it",
      "<a>1<b><c/>2<!-- </b> --></b>3</a>",
      "<a>13</a>",
      { { '-', 1, NULL, NULL } } },
    { "comments, CDATA sections and instructions are no elements, and stay",
      "<?xml version='1.0'?><!-- <b> --><a><![CDATA[<b>]]><?p <b>?><b>x</b>"
      "</a>",
      "<?xml version='1.0'?><!-- <b> --><a><![CDATA[<b>]]><?p <b>?><b>y</b>"
      "</a>",
      { { '=', 1, "y", NULL } } },
    { "a > within quotes ends no tag",
      "<a x='>'><b y=\"/>\"/></a>",
      "<a x='>'><b y=\"/>\">1</b></a>",
      { { '+', 1, "1", NULL } } },
    { "the name that was written closes it",
      "<x:a><y:b/></x:a>",
      "<x:a><y:b>1</y:b></x:a>",
      { { '+', 1, "1", NULL } } },
    { "of alternate content only what is named changes",
      "<a><mc:AlternateContent><mc:Choice Requires=\"x\"><c r=\"1\"/>"
      "</mc:Choice><mc:Fallback><c r=\"1\"/></mc:Fallback>"
      "</mc:AlternateContent></a>",
      "<a><mc:AlternateContent><mc:Choice Requires=\"x\"><c r=\"1\"/>"
      "</mc:Choice><mc:Fallback><c r=\"2\"/></mc:Fallback>"
      "</mc:AlternateContent></a>",
      { { '@', 5, "r", "2" } } },
    { "what is never closed stays",
      "<a><b><c/>",
      "<a><b>",
      { { '-', 1, NULL, NULL }, { '-', 2, NULL, NULL } } },
};

static void
change(struct part *p, const struct step *step)
{
    const struct part_element *e = &p->items[step->element];
    struct text t = text_of(step->text ? step->text : "");

    switch (step->what) {
    case '+':
        part_append(p, e, t);
        break;
    case '^':
        part_prepend(p, e, t);
        break;
    case '<':
        part_before(p, e, t);
        break;
    case '>':
        part_after(p, e, t);
        break;
    case '=':
        part_put(p, e, t);
        break;
    case '-':
        part_remove(p, e);
        break;
    case '@':
        part_set(p, e, step->text, text_of(step->value));
        break;
    case '#':
        part_set(p, e, step->text, TEXT_NONE);
        break;
    default:
        break;
    }
}

static void
run_case(const struct part_case *c)
{
    struct arena arena = { 0 };
    struct part *p = part_read(&arena, text_of(c->before));

    expect_begin(c->name);
    for (size_t i = 0; i < ARRAY_LEN(c->steps); i++)
        change(p, &c->steps[i]);
    EXPECT_BYTES(c->after, part_bytes(p));
    arena_release(&arena);
}

static void
run_finding(void)
{
    struct arena arena = { 0 };
    struct part *p = part_read(
        &arena,
        TEXT("<x:a xmlns:x='u' xmlns:z='v'><x:b i='7'>1&lt;<c>3</c>2</x:b>"
             "<z:c/><b/></x:a><!-- -->"));
    const struct part_element *a = part_root(p), *b = part_child(p, a, "b");

    expect_begin("elements are found by name, below and beside others");
    EXPECT_INT(5, p->n);
    EXPECT_BYTES("x:b", part_name(p, b));
    EXPECT_INT(7, part_number(p, b, "i"));
    EXPECT_INT(-1, part_number(p, NULL, "i"));
    EXPECT_BYTES("1<2", part_text(p, b));
    EXPECT_INT(2, (int)(part_find(p, NULL, "c") - p->items));
    EXPECT_INT(3, (int)(part_child(p, a, "c") - p->items));
    EXPECT_INT(4, (int)(part_sibling(p, b, "b") - p->items));
    EXPECT_INT(1, part_sibling(p, &p->items[4], NULL) == NULL);
    EXPECT_INT(1, part_parent(p, &p->items[2]) == b);
    EXPECT_INT(1, part_akin(p, b));
    EXPECT_INT(0, part_akin(p, &p->items[3]));
    EXPECT_BYTES("<x:v a=\"5\"><x:t/></x:v>",
                 part_xml(p, "<v a=\"%d\"><t/></v>", 5));
    /* No name may have it, but it may stand there. */
    p = part_read(&arena, TEXT("<%d:a/>"));
    EXPECT_BYTES("<%d:v a=\"5\"/>", part_xml(p, "<v a=\"%d\"/>", 5));
    EXPECT_BYTES("<%d:v/>", part_prefixed(p, "<v/>"));
    arena_release(&arena);
}

/* Each new element where the schema has it. */
static const struct insert_case {
    const char *name, *before, *after;
} insert_cases[] = {
    { "behind the last that comes before it",
      "<w><sheetData/><autoFilter/> <pageMargins/></w>",
      "<w><sheetData/><autoFilter/><mergeCells/> <pageMargins/></w>" },
    { "what the schema does not know comes later",
      "<w><sheetData/><unknown/></w>",
      "<w><sheetData/><mergeCells/><unknown/></w>" },
    { "the first where none comes before it", "<w><drawing/></w>",
      "<w><mergeCells/><drawing/></w>" },
    { "into a root that is empty", "<w/>", "<w><mergeCells/></w>" },
};

static void
run_insert(const struct insert_case *c)
{
    struct arena arena = { 0 };
    struct part *p = part_read(&arena, text_of(c->before));

    expect_begin(c->name);
    part_insert(p, part_root(p), schema_worksheet, "mergeCells",
                part_xml(p, "<mergeCells/>"));
    EXPECT_BYTES(c->after, part_bytes(p));
    arena_release(&arena);
}

int
main(void)
{
    for (size_t i = 0; i < ARRAY_LEN(part_cases); i++)
        run_case(&part_cases[i]);
    run_finding();
    for (size_t i = 0; i < ARRAY_LEN(insert_cases); i++)
        run_insert(&insert_cases[i]);
    return expect_finish();
}
