/* bytes_test.c - fields of rows, as each format escapes them. */
#include "base/bytes.h"

#include "support/expect.h"

static const struct bytes_case {
    const char *name, *text, *csv, *json, *copy;
} cases[] = {
    { "plain", "收入决算表", "收入决算表", "\"收入决算表\"", "收入决算表" },
    { "nothing", "", "", "\"\"", "" },
    { "commas and quotes", "a,\"b\"", "\"a,\"\"b\"\"\"", "\"a,\\\"b\\\"\"",
      "a,\"b\"" },
    { "line breaks and tabs", "a\tb\nc\rd", "\"a\tb\nc\rd\"",
      "\"a\\u0009b\\u000ac\\u000dd\"", "a\\tb\\nc\\rd" },
    { "blanks at the ends", " a ", "\" a \"", "\" a \"", " a " },
    { "what COPY takes for NULL", "\\N", "\\N", "\"\\\\N\"", "\\\\N" },
    { "a byte that is no UTF-8", "a\xFF", "a\xFF", "\"a\xEF\xBF\xBD\"",
      "a\xFF" },
};

static void
expect_field(void (*add)(struct bytes *bytes, struct text t), const char *text,
             const char *want)
{
    struct arena arena = { 0 };
    struct bytes bytes = { .arena = &arena };

    /* With many before it, so that the room has to grow somewhere. */
    for (int i = 0; i < 300; i++)
        add(&bytes, text_of(text));
    bytes.n = 0;
    add(&bytes, text_of(text));
    EXPECT_BYTES(want, bytes_text(&bytes));
    arena_release(&arena);
}

static void
run_case(const struct bytes_case *c)
{
    expect_begin(c->name);
    expect_field(bytes_csv, c->text, c->csv);
    expect_field(bytes_json, c->text, c->json);
    expect_field(bytes_copy, c->text, c->copy);
}

static void
test_numbers(void)
{
    struct arena arena = { 0 };
    struct bytes bytes = { .arena = &arena };

    expect_begin("numbers");
    bytes_int(&bytes, -9223372036854775807LL - 1);
    bytes_char(&bytes, ' ');
    bytes_int(&bytes, 0);
    bytes_printf(&bytes, " %d%s", 7, "x");
    EXPECT_BYTES("-9223372036854775808 0 7x", bytes_text(&bytes));
    EXPECT(bytes_text(&bytes).at[bytes.n] == '\0');
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    test_numbers();
    return expect_finish();
}
