/* zip_test.c - containers read right, and those that lie refused. */
#include "book/zip.h"

#include <string.h>

#include "support/expect.h"
#include "support/given_zip.h"

/* One fixed block: the literals "hello h" and a match at distance 6. */
static const char deflated[] = "\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x27\x01";
#define DEFLATED "hello hello hello hello"
#define DEFLATED_CRC 0x8d3d51e3u

static const struct zip_case {
    const char *name;
    struct given_part parts[3];
    int n;
    struct given_end end;
    const char *want; /* the content of part "a", or the word of the error */
} cases[] = {
    { "a stored part", { { .name = "a", .content = "abc" } }, 1, { 0 }, "abc" },
    { "an empty part", { { .name = "a", .content = "" } }, 1, { 0 }, "" },
    { "letters of either case and a leading slash are one name",
      { { .name = "/A", .content = "abc" } },
      1,
      { 0 },
      "abc" },
    { "a comment behind the end",
      { { .name = "a", .content = "abc" } },
      1,
      { .comment = "hello", .n_comment = 5 },
      "abc" },
    { "one bit wrong",
      { { .name = "a", .content = "abc", .crc_xor = 1 } },
      1,
      { 0 },
      "zip-invalid" },
    { "more declared than stored",
      { { .name = "a", .content = "abc", .size_off = 1 } },
      1,
      { 0 },
      "zip-invalid" },
    { "another name in the local header",
      { { .name = "a", .content = "abc", .local_name = "b" } },
      1,
      { 0 },
      "zip-unsafe" },
    { "another size in the local header",
      { { .name = "a", .content = "abc", .local_size_off = 9 } },
      1,
      { 0 },
      "zip-unsafe" },
    { "a name twice",
      { { .name = "a", .content = "1" }, { .name = "a", .content = "2" } },
      2,
      { 0 },
      "zip-unsafe" },
    { "a name twice but for its case",
      { { .name = "x/a", .content = "1" }, { .name = "X\\A", .content = "2" } },
      2,
      { 0 },
      "zip-unsafe" },
    { "a name that climbs",
      { { .name = "x/../../a", .content = "1" } },
      1,
      { 0 },
      "name-unsafe" },
    { "a name that climbs with backslashes",
      { { .name = "..\\a", .content = "1" } },
      1,
      { 0 },
      "name-unsafe" },
    { "dots that do not climb",
      { { .name = "a", .content = "1" }, { .name = "b..c", .content = "2" } },
      2,
      { 0 },
      "1" },
    { "a drive letter",
      { { .name = "C:\\a", .content = "1" } },
      1,
      { 0 },
      "name-unsafe" },
    { "no name",
      { { .name = "\0", .n_name = 0, .content = "1" } },
      1,
      { 0 },
      "name-unsafe" },
    { "a NUL in a name",
      { { .name = "a\0.png", .n_name = 6, .content = "1" } },
      1,
      { 0 },
      "name-unsafe" },
    { "two entries over the same bytes",
      { { .name = "a", .content = "1" },
        { .name = "a", .content = "1", .top = 1 } },
      2,
      { 0 },
      "zip-invalid" },
    { "an entry past the end",
      { { .name = "a", .content = "1", .top = 0xfffffff0u } },
      1,
      { 0 },
      "zip-invalid" },
    { "an encrypted part",
      { { .name = "a", .content = "1", .flags = 1 } },
      1,
      { 0 },
      "encrypted" },
    { "bzip2",
      { { .name = "a", .content = "1", .method = 12 } },
      1,
      { 0 },
      "zip-unsupported" },
    { "fewer entries than claimed",
      { { .name = "a", .content = "1" } },
      1,
      { .count_off = 1 },
      "zip-invalid" },
    { "more entries than claimed",
      { { .name = "a", .content = "1" }, { .name = "b", .content = "1" } },
      2,
      { .count_off = -1 },
      "zip-invalid" },
    { "many more claimed",
      { { .name = "a", .content = "1" } },
      1,
      { .count_off = 20000 },
      "limit-reached" },
    { "one disk of several",
      { { .name = "a", .content = "1" } },
      1,
      { .disk = 3 },
      "zip-unsupported" },
    { "a deflated part",
      { { .name = "a",
          .content = deflated,
          .n_content = 10,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 23 } },
      1,
      { 0 },
      DEFLATED },
    { "more comes out than declared",
      { { .name = "a",
          .content = deflated,
          .n_content = 10,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 22 } },
      1,
      { 0 },
      "zip-invalid" },
    { "less comes out than declared",
      { { .name = "a",
          .content = deflated,
          .n_content = 10,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 24 } },
      1,
      { 0 },
      "zip-invalid" },
    { "a claim no deflate can keep",
      { { .name = "a",
          .content = deflated,
          .n_content = 10,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 20000 } },
      1,
      { 0 },
      "limit-reached" },
    { "a part over its limit",
      { { .name = "a",
          .content = deflated,
          .n_content = 10,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 0x7fffffff } },
      1,
      { 0 },
      "limit-reached" },
    { "a deflated part cut short",
      { { .name = "a",
          .content = deflated,
          .n_content = 7,
          .method = 8,
          .crc = DEFLATED_CRC,
          .n_unpacked = 23 } },
      1,
      { 0 },
      "zip-invalid" },
};

/* The content of part "a", or the word of the one error. */
static const char *
outcome(struct arena *arena, struct text bytes)
{
    struct diag_list diags = { .arena = arena };
    const struct zip_entry *entry;
    const char *content = NULL;
    struct zip zip;

    if (zip_read(arena, "t.xlsx", bytes, &zip, &diags)) {
        entry = zip_find(&zip, TEXT("a"));
        if (!entry)
            return "no such part";
        content = zip_unpack(arena, &zip, entry, &diags);
    }
    if (content)
        return diags.n ? "content and an error" : content;
    return diags.n == 1 ? diag_word(diags.items[0]->code) : "no single error";
}

/* Cut anywhere, changed anywhere: an error or the content, never a crash. */
static void
test_abuse(struct arena *arena)
{
    static const struct given_part parts[]
        = { { .name = "b", .content = "something before it" },
            { .name = "a",
              .content = deflated,
              .n_content = 10,
              .method = 8,
              .crc = DEFLATED_CRC,
              .n_unpacked = 23 } };
    struct text bytes = given_zip(arena, parts, 2, (struct given_end){ 0 });
    bool cut = true, changed = true;

    expect_begin("a container cut short is refused");
    for (size_t n = 0; n < bytes.n; n++)
        cut = cut
              && strcmp(outcome(arena, (struct text){ bytes.at, n }), DEFLATED)
                     != 0;
    EXPECT(cut);
    expect_begin("a changed byte never changes the content");
    for (size_t i = 0; i < bytes.n * 8; i++) {
        char *copy = arena_copy(arena, bytes.at, bytes.n);
        const char *got;

        copy[i / 8] = (char)(copy[i / 8] ^ 1 << i % 8);
        got = outcome(arena, (struct text){ copy, bytes.n });
        changed
            = changed
              && (!strcmp(got, DEFLATED) || strchr(got, '-')
                  || !strcmp(got, "encrypted") || !strcmp(got, "no such part"));
    }
    EXPECT(changed);
}

static void
test_two_ends(struct arena *arena)
{
    struct given_part inner = { .name = "a", .content = "inner" };
    struct given_part outer = { .name = "a", .content = "outer" };
    struct text small = given_zip(arena, &inner, 1, (struct given_end){ 0 });
    struct text both = given_zip(
        arena, &outer, 1,
        (struct given_end){ .comment = small.at, .n_comment = small.n });
    const char *got = outcome(arena, both);

    expect_begin("an archive in the comment is never read for the outer one");
    EXPECT(!strcmp(got, "outer") || !strcmp(got, "zip-unsafe"));
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].name);
        EXPECT_TEXT(cases[i].want,
                    outcome(&arena, given_zip(&arena, cases[i].parts,
                                              cases[i].n, cases[i].end)));
    }
    test_abuse(&arena);
    test_two_ends(&arena);
    arena_release(&arena);
    return expect_finish();
}
