/* digest_test.c - SHA-256 as its standard has it. */
#include "base/digest.h"

#include <string.h>

#include "support/expect.h"

/* FIPS 180-4's examples, and lengths on both sides of a block. */
static const struct digest_case {
    const char *name;
    char byte; /* so many times; 0: the text */
    size_t n;
    const char *text, *want;
} cases[] = {
    { "nothing", 0, 0, "",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", 0, 3, "abc",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "two blocks", 0, 56,
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "a million times a", 'a', 1000000, NULL,
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

/* The same, a few bytes at a time. */
static struct text
by_pieces(struct arena *arena, struct text bytes)
{
    struct digest *digest = digest_new(arena);

    for (size_t i = 0; i < bytes.n; i += 1000)
        digest_add(digest, text_slice(bytes, i,
                                      i + 1000 < bytes.n ? i + 1000 : bytes.n));
    return digest_end(arena, digest);
}

static void
run_case(const struct digest_case *c)
{
    struct arena arena = { 0 };
    struct text bytes = { c->text, c->n };

    expect_begin(c->name);
    if (c->byte)
        bytes.at = memset(arena_alloc(&arena, c->n), c->byte, c->n);
    EXPECT_BYTES(c->want, digest_of(&arena, bytes));
    EXPECT_BYTES(c->want, by_pieces(&arena, bytes));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
