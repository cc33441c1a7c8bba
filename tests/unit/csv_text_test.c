/* csv_text_test.c - fields and records of CSV, and formulas made harmless. */
#include "base/csv_text.h"

#include <stdlib.h>
#include <string.h>

#include "support/expect.h"
#include "support/given_book.h"
#include "support/show_store.h"

#define MARK "\xEF\xBB\xBF"

static struct arena arena;

/* One field, written both ways. */
static const struct field_case {
    const char *in, *plain, *guarded;
} fields[] = {
    { "", "", "" },
    { "收入", "收入", "收入" },
    { "a b", "a b", "a b" },
    { " a", "\" a\"", "\" a\"" },
    { "a\t", "\"a\t\"", "\"a\t\"" },
    { "a,b", "\"a,b\"", "\"a,b\"" },
    { "1234567,", "\"1234567,\"", "\"1234567,\"" },
    { "12345678,", "\"12345678,\"", "\"12345678,\"" },
    { "12345678,0123456789", "\"12345678,0123456789\"",
      "\"12345678,0123456789\"" },
    { "教育局（本级）,二〇二二", "\"教育局（本级）,二〇二二\"",
      "\"教育局（本级）,二〇二二\"" },
    { "a b c d e f g h i j k\nl", "\"a b c d e f g h i j k\nl\"",
      "\"a b c d e f g h i j k\nl\"" },
    { "教育局（本级）.二〇二二", "教育局（本级）.二〇二二",
      "教育局（本级）.二〇二二" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\"" },
    { "1\n2", "\"1\n2\"", "\"1\n2\"" },
    { "1\r\n2", "\"1\r\n2\"", "\"1\r\n2\"" },
    { "≥95%", "≥95%", "≥95%" },
    { "=1+1", "=1+1", "'=1+1" },
    { "+86", "+86", "'+86" },
    { "-12.5", "-12.5", "'-12.5" },
    { "@x", "@x", "'@x" },
    { "|x", "|x", "'|x" },
    { "＝", "＝", "'＝" },
    { "＋1", "＋1", "'＋1" },
    { "－1", "－1", "'－1" },
    { "＠x", "＠x", "'＠x" },
    { "  =1", "\"  =1\"", "\"'  =1\"" },
    { "\"=1\"", "\"\"\"=1\"\"\"", "\"'\"\"=1\"\"\"" },
    { ",;=1", "\",;=1\"", "\"',;=1\"" },
    { "'=1", "'=1", "''=1" },
    { "''=1", "''=1", "'''=1" },
    { "\tx", "\"\tx\"", "\"'\tx\"" },
    { "\nx", "\"\nx\"", "\"'\nx\"" },
    { "'\tx", "'\tx", "''\tx" },
    { "'", "'", "'" },
    { "'x", "'x", "'x" },
    { "' '", "' '", "' '" },
    { "a=1", "a=1", "a=1" },
    { "（=1", "（=1", "（=1" },
};

/* Records as text: fields between [ ], line number in front. */
static const char *
show_records(struct text bytes)
{
    struct diag_list diags = { .arena = &arena };
    struct csv_text_table table;
    const char *all = "";

    if (!csv_text_read(&arena, "t.csv", bytes, DIAG_MODEL_INVALID, &table,
                       &diags))
        return show_complaints(&arena, &diags);
    for (int i = 0; i < table.n; i++) {
        all = arena_printf(&arena, "%s%d", all, table.rows[i].line);
        for (int j = 0; j < table.rows[i].n; j++)
            all = arena_printf(&arena, "%s [%.*s]", all,
                               TEXT_ARG(table.rows[i].fields[j]));
        all = arena_printf(&arena, "%s\n", all);
    }
    return all;
}

static struct text
write_field(struct text t, enum csv_text_style style)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    struct text written;

    csv_text_write_mark(out, style);
    csv_text_write(out, t, style);
    fclose(out);
    written = text_copy(&arena, (struct text){ bytes, n });
    free(bytes);
    return written;
}

static void
run_field(const struct field_case *c)
{
    struct text in = text_of(c->in);
    struct text plain = write_field(in, CSV_TEXT_PLAIN);
    struct text guarded = write_field(in, CSV_TEXT_GUARDED);
    struct bytes bytes = { .arena = &arena };
    const char *want = c->in[0] ? arena_printf(&arena, "1 [%s]\n", c->in) : "";

    expect_begin(arena_printf(&arena, "field '%s'", c->in));
    EXPECT_BYTES(c->plain, plain);
    csv_text_add(&bytes, in, CSV_TEXT_PLAIN);
    EXPECT_BYTES(c->plain, bytes_text(&bytes));
    EXPECT_BYTES(arena_printf(&arena, MARK "%s", c->guarded), guarded);
    bytes = (struct bytes){ .arena = &arena };
    csv_text_add(&bytes, in, CSV_TEXT_GUARDED);
    EXPECT_BYTES(c->guarded, bytes_text(&bytes));
    EXPECT_TEXT(want, show_records(plain));
    EXPECT_TEXT(want, show_records(guarded));
}

static const struct record_case {
    const char *name, *in, *want;
} records[] = {
    { "nothing", "", "" },
    { "only a byte order mark", MARK, "" },
    { "lines that end in LF", "a,b\nc,d\n", "1 [a] [b]\n2 [c] [d]\n" },
    { "in CR LF", "a,b\r\nc,d\r\n", "1 [a] [b]\n2 [c] [d]\n" },
    { "in CR", "a,b\rc,d\r", "1 [a] [b]\n2 [c] [d]\n" },
    { "in nothing", "a,b\nc,d", "1 [a] [b]\n2 [c] [d]\n" },
    { "empty lines are left out", "\na\n\r\n\nb\n\n", "2 [a]\n5 [b]\n" },
    { "empty fields", ",\n\"\",\n", "1 [] []\n2 [] []\n" },
    { "a field over lines", "\"a\nb\r\n\",c\nd,e\n",
      "1 [a\nb\r\n] [c]\n4 [d] [e]\n" },
    { "blanks belong to their field", " a , b \n", "1 [ a ] [ b ]\n" },
    { "quotes are doubled", "\"a\"\"b\"\"\"\n", "1 [a\"b\"]\n" },
    { "without a mark nothing is taken away", "'=1\n", "1 ['=1]\n" },
    { "with a mark, one '", MARK "'=1,''=1,'x\n", "1 [=1] ['=1] ['x]\n" },
    { "a quote that is not closed", "a\n\"b\nc\n",
      "t.csv:2: a double quote that is not doubled, or not closed "
      "[model-invalid]\n" },
    { "a quote inside", "a\nb\"c\n",
      "t.csv:2: a double quote that is not doubled, or not closed "
      "[model-invalid]\n" },
    { "text behind a quote", "\"a\"b\n",
      "t.csv:1: a double quote that is not doubled, or not closed "
      "[model-invalid]\n" },
    { "GB18030", "a\n\xB2\xC6\xD5\xFE\n",
      "t.csv:2: the file is no UTF-8 text [model-invalid]\n" },
};

static void
run_record(const struct record_case *c)
{
    expect_begin(c->name);
    EXPECT_TEXT(c->want, show_records(text_of(c->in)));
}

/* Pieces of which dangerous texts are made, and harmless ones. */
static struct text
strange_text(uint64_t *seed)
{
    static const char *const pieces[]
        = { "'",  "''", "=",         "+",  "-",  "@",  "|",  " ",
            "\"", ",",  ";",         "\t", "\n", "\r", "＝", "＋",
            "－", "＠", "cmd|' /C'", "1",  "中", "a" };
    const char *all = "";

    for (int n = 1 + given_below(seed, 5); n > 0; n--)
        all = arena_printf(&arena, "%s%s", all,
                           pieces[given_below(seed, ARRAY_LEN(pieces))]);
    return text_of(all);
}

/* The rule, said once more: what is behind the leading ones of a set. */
static bool
would_run(struct text t)
{
    static const char *const runs[]
        = { "=", "+", "-", "@", "|", "＝", "＋", "－", "＠" };
    size_t pos = strspn(t.at, " \t\r\n\"',;");

    for (int i = 0; i < ARRAY_LEN(runs); i++)
        if (text_starts(text_slice(t, pos, t.n), text_of(runs[i])))
            return true;
    return t.at[0] == '\t' || t.at[0] == '\r' || t.at[0] == '\n';
}

static struct text
only_field(struct text bytes)
{
    struct diag_list diags = { .arena = &arena };
    struct csv_text_table table = { 0 };

    if (!csv_text_read(&arena, "t.csv", bytes, DIAG_MODEL_INVALID, &table,
                       &diags)
        || table.n != 1 || table.rows[0].n != 1)
        return TEXT("no single field");
    return table.rows[0].fields[0];
}

static void
run_laws(void)
{
    uint64_t seed = 7;
    bool back = true, plain = true, guarded = true;

    expect_begin("any text comes back; none that would be run stands bare");
    for (int i = 0; i < 5000; i++) {
        struct text t = strange_text(&seed), field;
        struct text bytes = write_field(t, CSV_TEXT_GUARDED);

        back &= text_equal(t, only_field(bytes));
        plain &= text_equal(t, only_field(write_field(t, CSV_TEXT_PLAIN)));
        /* As a program reads it that does not know the guard. */
        field = only_field(text_slice(bytes, sizeof MARK - 1, bytes.n));
        guarded &= !would_run(t) || field.at[0] == '\'';
        guarded &= text_equal(field, t)
                   || (field.at[0] == '\''
                       && text_equal(text_slice(field, 1, field.n), t));
        if (i % 500 == 0)
            arena_release(&arena);
    }
    EXPECT(back);
    EXPECT(plain);
    EXPECT(guarded);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(fields); i++)
        run_field(&fields[i]);
    for (int i = 0; i < ARRAY_LEN(records); i++)
        run_record(&records[i]);
    run_laws();
    expect_begin("a NUL and a long field");
    EXPECT_TEXT("1 [a]\n", show_records(TEXT("a\0b\n")));
    EXPECT(csv_text_read(&arena, "", text_printf(&arena, "%100000d,x", 1),
                         DIAG_MODEL_INVALID, &(struct csv_text_table){ 0 },
                         &(struct diag_list){ .arena = &arena }));
    arena_release(&arena);
    return expect_finish();
}
