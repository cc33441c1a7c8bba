/* image_test.c - structs as bytes and back, and bytes that are no image. */
#include "base/image.h"

#include <string.h>

#include "base/decimal.h"
#include "base/diag.h"
#include "support/expect.h"

#include "unit/image_test.def"
#define IMAGE_TYPES
#include "unit/image_test.def"

static struct arena arena;

static struct text
image(const struct thing *thing)
{
    struct image_writer *writer = image_new(&arena, "/somewhere/mappings");

    image_add(writer, image_of_thing(), thing);
    return image_bytes(writer);
}

static const void *
read(struct arena *own, struct text bytes, const struct image_type *type)
{
    struct image_reader *reader = image_open(own, bytes);

    return reader ? image_root(reader, type) : NULL;
}

static struct thing *
given(void)
{
    static const struct leaf alone = { { "alone", 5 }, 7 };
    static const int ints[] = { 3, -1 };
    static float floats[] = { 0, 8.43f };
    static struct text words[] = { { "b", 1 }, { "a", 1 } };
    static struct leaf leaves[] = { { { "b", 1 }, 1 }, { { "a", 1 }, 2 } };
    static struct leaf fruit[] = { { { "c", 1 }, 3 }, { { "d", 1 }, 4 } };
    static const struct leaf *order[] = { &leaves[1], &leaves[0] };
    static struct thing thing;

    thing = (struct thing){
        .flag = true,
        .number = -5,
        .bits = 0x80000001,
        .level = DIAG_ERROR,
        .amount = { -123456789012345, 2 },
        .some = TEXT("决算"),
        .empty = TEXT(""),
        .file = "/somewhere/mappings/a.yaml",
        .place = { "/somewhere/mappings/a.yaml", NULL, 12, 3 },
        .inside = { TEXT_NONE, 4 },
        .both = { { TEXT_NONE, 0 }, { TEXT("b"), 0 } },
        .leaves = leaves,
        .words = words,
        .n_leaves = 2,
        .ints = ints,
        .n_ints = 2,
        .floats = floats,
        .n_floats = 2,
        .fruit = fruit,
        .n_fruit = 2,
        .first = &leaves[0],
        .alone = &alone,
        .same = &alone,
        .order = order,
        .string = "string",
        .capacity = 9,
    };
    return &thing;
}

static void
test_members(const struct thing *got)
{
    const struct leaf *fruit = image_get(&got->fruit_later);

    expect_begin("each member comes back");
    EXPECT(got->flag);
    EXPECT_INT(-5, got->number);
    EXPECT_INT(0x80000001, got->bits);
    EXPECT_INT(DIAG_ERROR, got->level);
    EXPECT_INT(-123456789012345, got->amount.units);
    EXPECT_INT(2, got->amount.scale);
    EXPECT_BYTES("决算", got->some);
    EXPECT(got->empty.at && got->empty.n == 0);
    EXPECT(!got->none.at);
    EXPECT_INT(12, got->place.row);
    EXPECT_INT(3, got->place.col);
    EXPECT_INT(4, got->inside.number);
    EXPECT_BYTES("b", got->both[1].name);
    EXPECT_INT(2, got->n_leaves);
    EXPECT_BYTES("a", got->leaves[1].name);
    EXPECT_BYTES("b", got->words[0]);
    EXPECT_INT(-1, got->ints[1]);
    EXPECT(got->floats[1] == 8.43f);
    EXPECT_BYTES("alone", got->alone->name);
    EXPECT_TEXT("string", got->string);
    EXPECT(!got->no_string);
    expect_begin("what is read later has its count before");
    EXPECT(!got->fruit);
    EXPECT_INT(2, got->n_fruit);
    EXPECT_INT(0, got->n_nothing);
    EXPECT(!image_get(&got->nothing_later));
    if (EXPECT(fruit))
        EXPECT_BYTES("d", fruit[1].name);
    EXPECT(image_get(&got->fruit_later) == fruit);
    expect_begin("what no image has is 0");
    EXPECT_INT(0, got->capacity);
    expect_begin("a file is named alike wherever the folder is");
    EXPECT_TEXT("mappings/a.yaml", got->file);
    expect_begin("what was one is one");
    EXPECT(got->first == &got->leaves[0]);
    EXPECT(got->order[0] == &got->leaves[1]);
    EXPECT(got->order[1] == &got->leaves[0]);
    EXPECT(got->alone == got->same);
    EXPECT(got->file == got->place.file);
}

/* Byte by byte, as on every machine. */
static void
test_layout(void)
{
    static const char want[]
        = "JSI1\4\0\0\0\1\0\0\0\1\0\0\0"     /* 4 words, 1 object, 1 root */
          "\1\0\0\0\1\0\0\0"                 /* root: string 1, object 1 */
          "\0\0\0\0\1\0\0\0"                 /* object: word 0, 1 element */
          "\7\0\0\0\1\0\0\0\xfb\xff\xff\xff" /* members 0 to 2: true, -5 */
          "\1\0\0\x80"                       /* bits */
          "\0\5\0\0\0thing";                 /* strings */
    struct thing thing = { .flag = true, .number = -5, .bits = 0x80000001 };
    struct text got = image(&thing);

    expect_begin("the same bytes on every machine");
    EXPECT_INT(sizeof want, got.n);
    EXPECT(got.n == sizeof want && memcmp(want, got.at, got.n) == 0);
}

/* What was read is whole: it can be written again. */
static void
try(struct text bytes)
{
    struct arena own = { 0 };
    const struct thing *thing = read(&own, bytes, image_of_thing());

    if (thing)
        image(thing);
    arena_release(&own);
}

/* A copy that ends where the bytes do, for sanitizers. */
static struct text
copy(struct arena *own, struct text bytes, size_t n)
{
    char *at = arena_alloc(own, n);

    memcpy(at, bytes.at, n);
    return (struct text){ at, n };
}

static void
test_broken(struct text bytes)
{
    static const unsigned char others[] = { 0x01, 0x02, 0x10, 0x80, 0xff };
    struct arena own = { 0 };

    expect_begin("bytes that are no image make no pointer to anywhere");
    for (size_t n = 0; n < bytes.n; n++)
        try(copy(&own, bytes, n));
    for (size_t i = 0; i < bytes.n; i++) {
        for (int k = 0; k < ARRAY_LEN(others); k++) {
            struct text broken = copy(&own, bytes, bytes.n);

            ((char *)broken.at)[i] ^= (char)others[k];
            try(broken);
        }
    }
    EXPECT(!read(&own, TEXT_NONE, image_of_thing()));
    EXPECT(!read(&own, copy(&own, bytes, bytes.n - 1), image_of_thing()));
    expect_begin("an image has roots of certain types");
    EXPECT(!read(&own, bytes, image_of_leaf()));
    arena_release(&own);
}

int
main(void)
{
    struct text bytes = image(given());
    const struct thing *got = read(&arena, bytes, image_of_thing());
    struct text again;

    test_layout();
    if (EXPECT(got)) {
        test_members(got);
        again = image(got);
        expect_begin("what was read makes the same image");
        EXPECT(bytes.n == again.n && memcmp(bytes.at, again.at, bytes.n) == 0);
        test_broken(bytes);
    }
    arena_release(&arena);
    return expect_finish();
}
