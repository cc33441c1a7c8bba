/* json_out_test.c - the one spelling that a text has in JSON. */
#include "base/json_out.h"

#include <stdlib.h>

#include "support/expect.h"

static struct arena arena;

static const struct string_case {
    const char *name, *text, *want;
} strings[] = {
    { "plain", "收入决算表", "收入决算表" },
    { "nothing", "", "" },
    { "quotes and backslashes", "a,\"b\"\\N", "a,\\\"b\\\"\\\\N" },
    { "what has a letter", "\b\t\n\f\r", "\\b\\t\\n\\f\\r" },
    { "what has none", "\x01\x1f/", "\\u0001\\u001f/" },
    { "delete is no control character there", "\x7f", "\x7f" },
    { "bytes that are no UTF-8", "a\xFF中\xE4\xB8",
      "a\xEF\xBF\xBD中\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "U+FFFD itself, and the last there is", "\uFFFD\U0010FFFF",
      "\uFFFD\U0010FFFF" },
    { "a long one", "0123456789012345678901234567890123456789012345678901\n",
      "0123456789012345678901234567890123456789012345678901\\n" },
};

static void
run_string(const struct string_case *c)
{
    const char *want = arena_printf(&arena, "\"%s\"", c->want);
    struct bytes bytes = { .arena = &arena };
    char *written = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&written, &n);

    expect_begin(c->name);
    json_out_string(out, text_of(c->text));
    fclose(out);
    EXPECT_BYTES(want, ((struct text){ written, n }));
    free(written);
    json_out_add(&bytes, text_of(c->text));
    EXPECT_BYTES(want, bytes_text(&bytes));
}

static void
test_members(void)
{
    char *written = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&written, &n);
    struct json_out object = { out, false }, none = { out, false };

    expect_begin("members; what is empty has none");
    json_out_end(&none);
    json_out_word(&object, "a", "x\n");
    json_out_text(&object, "b", TEXT_NONE);
    json_out_int(&object, "c", -7);
    json_out_place(&object, "d", PLACE_NONE);
    json_out_place(&object, "e", (struct place){ "f\"", NULL, 3, 0 });
    json_out_place(&object, "g", (struct place){ "f", NULL, 3, 4 });
    json_out_end(&object);
    fclose(out);
    EXPECT_BYTES(
        "{}{\"a\":\"x\\n\",\"c\":-7,\"e\":\"f\\\":3\",\"g\":\"f:3:4\"}",
        ((struct text){ written, n }));
    free(written);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(strings); i++)
        run_string(&strings[i]);
    test_members();
    arena_release(&arena);
    return expect_finish();
}
