/* arena_test.c - blocks are zeroed, aligned, kept, counted and limited. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "support/expect.h"

static jmp_buf back;

static void
jump_back(void *context)
{
    ++*(int *)context;
    longjmp(back, 1);
}

static bool
is_zero(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i])
            return false;
    return true;
}

static void
test_blocks(void)
{
    static const size_t sizes[]
        = { 0, 1, 7, 16, 100, 5000, 32767, 32768, 70000, 3000000, 3 };
    struct arena arena = { 0 };
    char *blocks[ARRAY_LEN(sizes)];

    expect_begin("blocks are zeroed, aligned and apart");
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < ARRAY_LEN(sizes); i++) {
            blocks[i] = arena_alloc(&arena, sizes[i]);
            EXPECT((uintptr_t)blocks[i] % _Alignof(max_align_t) == 0);
            EXPECT(is_zero(blocks[i], sizes[i]));
            memset(blocks[i], i + 1, sizes[i]);
        }
        for (int i = 0; i < ARRAY_LEN(sizes); i++)
            EXPECT(
                !sizes[i]
                || (blocks[i][0] == i + 1 && blocks[i][sizes[i] - 1] == i + 1));
    }
    EXPECT(arena.used > 20u * 3000000);
    arena_release(&arena);
    EXPECT(arena.used == 0 && !arena.chunk);
}

/* Memory that was used before is not zero: blocks of it are. */
static void
test_reused(void)
{
    struct arena arena = { 0 };
    char *list = NULL;
    int n, capacity;
    bool zeroed = true;

    expect_begin("blocks between copies and lists are zeroed, used memory too");
    for (int round = 0; round < 3; round++) {
        list = NULL;
        n = capacity = 0;
        for (int i = 0; i < 3000; i++) {
            size_t size = (size_t)i * 7 % 400;
            char *block = arena_alloc(&arena, size);

            zeroed = zeroed && is_zero(block, size);
            memset(block, 0xff, size);
            memset(arena_copy(&arena, "copied", 6), 0xff, 7);
            memset(arena_bytes(&arena, size), 0xff, size);
            for (int k = 0; k < i % 5; k++) {
                list = arena_grow(&arena, list, n, &capacity, 1);
                zeroed = zeroed && list[n] == 0;
                list[n++] = '\xff';
            }
        }
        for (int i = 0; i < n; i++)
            zeroed = zeroed && list[i] == '\xff';
        arena_release(&arena);
    }
    EXPECT(zeroed);
}

static void
test_grow(void)
{
    struct arena arena = { 0 };
    int *small = NULL, *large = NULL, n = 0, room_small = 0, room_large = 0;
    bool right = true;

    expect_begin("two lists that grow side by side keep what they hold");
    for (int m = 0; n < 300000; n++) {
        large = arena_grow(&arena, large, n, &room_large, sizeof *large);
        right = right && large[n] == 0;
        large[n] = n;
        if (n % 100 == 0) {
            int value = n;

            ARENA_PUSH(&arena, small, m, room_small, value);
        }
    }
    for (int i = 0; i < n; i++)
        right = right && large[i] == i && small[i / 100] == i / 100 * 100;
    EXPECT(right);
    arena_release(&arena);

    expect_begin("a list that grows alone is not copied about");
    large = NULL;
    room_large = n = 0;
    for (int i = 0; i < 1000; i++)
        ARENA_PUSH(&arena, large, n, room_large, i);
    EXPECT(arena.used < 2 * 1024 * sizeof *large);
    arena_release(&arena);
}

static void
test_budget(void)
{
    int calls = 0;
    struct arena arena
        = { .budget = 10000, .exhausted = jump_back, .context = &calls };

    expect_begin("the budget is the most that is given out");
    if (!setjmp(back)) {
        for (;;)
            arena_alloc(&arena, 16);
    }
    EXPECT_INT(1, calls);
    EXPECT_INT(10000, arena.used);
    arena_release(&arena);

    expect_begin("growing is counted too");
    if (!setjmp(back)) {
        int *list = NULL, n = 0, room = 0;

        arena.budget = 1000000;
        for (;;)
            ARENA_PUSH(&arena, list, n, room, 1);
    }
    EXPECT_INT(2, calls);
    arena_release(&arena);

    expect_begin("an absurd size is refused, not wrapped");
    if (!setjmp(back))
        arena_alloc(&arena, SIZE_MAX - 3);
    EXPECT_INT(3, calls);
    if (!setjmp(back))
        arena_copy(&arena, "", SIZE_MAX);
    EXPECT_INT(4, calls);
    if (!setjmp(back))
        arena_exhaust(&arena);
    EXPECT_INT(5, calls);
    arena_release(&arena);
}

static void
close_held(void *what)
{
    *(int *)what += 1;
}

static void
test_held(void)
{
    int calls = 0, outer_closed = 0, inner_closed = 0;
    struct arena arena
        = { .budget = 100, .exhausted = jump_back, .context = &calls };
    struct arena_closer outer = { .close = close_held, .what = &outer_closed };
    struct arena_closer inner = { .close = close_held, .what = &inner_closed };
    struct arena_closer gone = { .close = close_held, .what = &calls };

    expect_begin("what is held open is closed, once, before the jump");
    arena_hold(&arena, &outer);
    arena_hold(&arena, &gone);
    arena_let_go(&gone);
    arena_hold(&arena, &inner);
    if (!setjmp(back)) {
        struct arena beside = arena_beside(&arena);

        arena_alloc(&beside, 1000);
    }
    EXPECT_INT(1, outer_closed);
    EXPECT_INT(1, inner_closed);
    EXPECT_INT(1, calls);
    EXPECT(arena.exhausted == jump_back && arena.context == &calls);
    arena_release(&arena);
}

static void
test_texts(void)
{
    struct arena arena = { 0 };
    char long_one[1000];

    expect_begin("copies and printed texts end in NUL");
    EXPECT_TEXT("abc", arena_copy(&arena, "abcdef", 3));
    EXPECT_TEXT("", arena_copy(&arena, NULL, 0));
    EXPECT_TEXT("7 决算", arena_printf(&arena, "%d %s", 7, "决算"));
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    EXPECT_TEXT(long_one, arena_printf(&arena, "%s", long_one));
    arena_release(&arena);
}

static void
test_adopt(void)
{
    struct arena arena = { 0 }, other = { 0 };
    int *list = NULL, n = 0, capacity = 0;
    bool right = true;

    expect_begin("what another arena holds is kept, and still grows");
    arena_adopt(&arena, &other);
    EXPECT(arena.used == 0);
    for (int i = 0; i < 20000; i++)
        ARENA_PUSH(&other, list, n, capacity, i);
    arena_adopt(&arena, &other);
    EXPECT(other.chunk == NULL && other.used == 0 && arena.used >= 80000);
    arena_copy(&other, "again", 5);
    arena_copy(&arena, "own", 3);
    arena_adopt(&arena, &other);
    for (int i = n; i < 40000; i++)
        ARENA_PUSH(&arena, list, n, capacity, i);
    for (int i = 0; i < n; i++)
        right = right && list[i] == i;
    EXPECT(right);
    arena_release(&arena);
}

int
main(void)
{
    test_blocks();
    test_reused();
    test_grow();
    test_adopt();
    test_budget();
    test_held();
    test_texts();
    return expect_finish();
}
