/* bytes_test.c - texts that grow, and fields as COPY reads them. */
#include "base/bytes.h"

#include "support/expect.h"

static const struct copy_case {
    const char *name, *text, *want;
} cases[] = {
    { "plain", "收入决算表", "收入决算表" },
    { "nothing", "", "" },
    { "line breaks and tabs", "a\tb\nc\rd", "a\\tb\\nc\\rd" },
    { "blanks at the ends", " a ", " a " },
    { "what COPY takes for NULL", "\\N", "\\\\N" },
    { "a byte that is no UTF-8", "a\xFF", "a\xFF" },
};

static void
run_case(const struct copy_case *c)
{
    struct arena arena = { 0 };
    struct bytes bytes = { .arena = &arena };

    expect_begin(c->name);
    /* With many before it, so that the room has to grow somewhere. */
    for (int i = 0; i < 300; i++)
        bytes_copy(&bytes, text_of(c->text));
    bytes.n = 0;
    bytes_copy(&bytes, text_of(c->text));
    EXPECT_BYTES(c->want, bytes_text(&bytes));
    arena_release(&arena);
}

static void
test_numbers(void)
{
    struct arena arena = { 0 };
    struct bytes bytes = { .arena = &arena };

    expect_begin("nothing takes no memory");
    EXPECT_TEXT("", bytes_text(&bytes).at);
    EXPECT(arena.used == 0);

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
