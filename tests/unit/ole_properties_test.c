/* ole_properties_test.c - what an old workbook says of the filing. */
#include "book/ole_properties.h"

#include "support/expect.h"
#include "support/given_biff.h"

static struct arena arena;

/* A stream of one set, or of two, the first of them empty; its items as
   given_biff has them. */
#define HEAD(n) ".0xfffe .0 :0 :0 :0 :0 :0 :" n " :0 :0 :0 :0 :68 :0 :0 :0 :0 "
#define ONE(set) "0000 " HEAD("1") ":0 " set
#define TWO(set) "0000 " HEAD("2") ":76 :0 :0 " set
/* Two properties of ours with their names, and the code page. */
#define OWN                                                                    \
    ":0 :4 :0 :40 :1 :90 :2 :98 :3 :117 :2 :2 :17 'juesuan.template' ,0 "      \
    ":3 :13 'juesuan.year' ,0 .2 .0 .936 .0 :30 :11 'hubei-2022' ,0 :3 :2022"

static const struct properties_case {
    const char *name, *stream, *records, *want;
} cases[] = {
    { "texts in bytes, and a number", "\005DocumentSummaryInformation",
      TWO(OWN), "hubei-2022 - - 2022 - -" },
    { "texts in two bytes a character", "\005DocumentSummaryInformation",
      TWO(":0 :4 :0 :40 :1 :116 :2 :124 :3 :0 :2 "
          ":2 :17 \"juesuan.template\" .0 .0 :3 :10 \"juesuan.x\" .0 "
          ".2 .0 .1200 .0 :31 :11 \"hubei-2022\" .0"),
      "hubei-2022 - - 0 - -" },
    { "a text in a code page", "\005DocumentSummaryInformation",
      TWO(":0 :3 :0 :32 :1 :65 :2 :73 :1 :2 :19 'juesuan.department' ,0 ,0 ,0 "
          ".2 .0 .936 .0 :30 :5 ,0xb2 ,0xc6 ,0xd5 ,0xfe ,0"),
      "- - 财政 0 - -" },
    { "all that we write", "\005DocumentSummaryInformation",
      TWO(":0 :5 :0 :48 :1 :126 :2 :134 :3 :147 :4 :160 :3 "
          ":2 :19 'juesuan.department' ,0 :3 :16 'juesuan.version' ,0 "
          ":4 :15 'juesuan.source' ,0 "
          ".2 .0 .936 .0 :30 :5 ,0xb2 ,0xc6 ,0xd5 ,0xfe ,0 "
          ":30 :5 '1.0' ,0 ,0 :30 :4 'abc' ,0"),
      "- 1.0 财政 0 abc -" },
    { "a value of another kind, and half a character",
      "\005DocumentSummaryInformation",
      TWO(":0 :4 :0 :40 :1 :90 :2 :98 :3 :117 :2 :2 :17 'juesuan.template' ,0 "
          ":3 :13 'juesuan.year' ,0 .2 .0 .936 .0 :30 :2 ,0xb2 :0 :0 :0 .0 ,0 "
          ":11 :1"),
      "- - - 0 - -" },
    { "years that are none", "\005DocumentSummaryInformation",
      TWO(":0 :5 :0 :48 :1 :115 :2 :123 :3 :136 :4 :149 :3 "
          ":2 :13 'juesuan.year' ,0 :3 :13 'juesuan.year' ,0 "
          ":4 :13 'juesuan.year' ,0 .2 .0 .936 .0 :30 :5 'abcd' ,0 "
          ":30 :5 '20.5' ,0 :30 :5 '0999' ,0"),
      "- - - 0 - -" },
    { "names longer than the stream", "\005DocumentSummaryInformation",
      TWO(":0 :1 :0 :16 :4000000000 :2 :4000000000 'juesuan.template' ,0"),
      "- - - 0 - -" },
    { "properties that are not there", "\005DocumentSummaryInformation",
      TWO(":0 :4000000000 :7 :8"), "- - - 0 - -" },
    { "one set only", "\005DocumentSummaryInformation", ONE(OWN),
      "- - - 0 - -" },
    { "when it was saved", "\005SummaryInformation",
      ONE(":0 :1 :13 :16 :64 :3771732608 :31092427"),
      "- - - 0 - 2024-03-05T07:08:09Z" },
    { "a time that is cut off", "\005SummaryInformation",
      ONE(":0 :1 :13 :16 :64 :3771732608"), "- - - 0 - -" },
    { "a time that is a number", "\005SummaryInformation",
      ONE(":0 :1 :13 :16 :3 :3771732608 :31092427"), "- - - 0 - -" },
    { "another stream", "Other", TWO(OWN), "- - - 0 - -" },
};

static struct text
shown(struct text t)
{
    return t.n ? t : TEXT("-");
}

static void
run_case(const struct properties_case *c)
{
    struct diag_list diags = { .arena = &arena };
    struct text record = given_biff(&arena, c->records);
    struct book book = { .file = "t.xls" };
    struct ole ole;

    expect_begin(c->name);
    if (!EXPECT(ole_read(
            &arena, "t.xls",
            given_ole(&arena, c->stream, text_slice(record, 4, record.n)), &ole,
            &diags)))
        return;
    ole_properties_read(&ole, &book);
    EXPECT_TEXT(c->want, arena_printf(&arena, "%.*s %.*s %.*s %d %.*s %.*s",
                                      TEXT_ARG(shown(book.template_id)),
                                      TEXT_ARG(shown(book.drawn_by)),
                                      TEXT_ARG(shown(book.department)),
                                      book.year, TEXT_ARG(shown(book.source)),
                                      TEXT_ARG(shown(book.saved))));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    arena_release(&arena);
    return expect_finish();
}
