/* item_test.c - items taken apart by their form, and put together. */
#include "canon/item.h"

#include "support/expect.h"

static struct arena arena;

/* want: level, then the codes at 1, 2, 3, then the digits that each adds. */
static const struct code_case {
    const char *code, *want;
} codes[] = {
    { "210", "1: 210 210 210, 210 - -" },
    { "21015", "2: 210 21015 21015, 210 15 -" },
    { "2101550", "3: 210 21015 2101550, 210 15 50" },
    { "", "0" },
    { "2", "0" },
    { "21", "0" },
    { "2101", "0" },
    { "210155", "0" },
    { "21015501", "0" },
    { "210155001", "0" },
    { "21O", "0" },
    { "21O15", "0" },
    { "2101.5", "0" },
    { "1.5", "0" },
    { "-10", "0" },
    { "２１０", "0" },
};

/* want: the code that the item is a row of, then list and number. */
static const struct item_case {
    const char *item, *want;
} items[] = {
    { "210", "210, no member" },
    { "2101550.2", "2101550, 2101550. 2" },
    { "2101550.0", "no code, no member" },
    { "2101550.", "no code, no member" },
    { "2101550.2.3", "no code, 2101550.2. 3" },
    { "2101.2", "no code, 2101. 2" },
    { "expenditure.210", "no code, expenditure. 210" },
    { "total", "no code, no member" },
    { "", "no code, no member" },
    { "indicator.7", "no code, indicator. 7" },
    { "indicator.999999", "no code, indicator. 999999" },
    { "indicator.1000000", "no code, no member" },
    { "indicator.99999999999999999999", "no code, no member" },
    { "indicator.0", "no code, no member" },
    { "indicator.07", "no code, no member" },
    { "indicator.", "no code, no member" },
    { "indicator7", "no code, no member" },
    { "indicator.7 ", "no code, no member" },
    { "indicator.{n}", "no code, no member" },
    { ".7", "no code, no member" },
};

static const struct in_case {
    const char *list, *item;
    int want;
} ins[] = {
    { "indicator.", "indicator.12", 12 }, { "indicator.", "indicator.", 0 },
    { "indicator.", "goal.12", 0 },       { "indicator", "indicator.12", 0 },
    { "indicator", "indicator12", 0 },    { "", "12", 0 },
    { "indicator.1", "indicator.12", 0 }, { "indicator.", "indicator.1.2", 0 },
};

static struct text
or_dash(struct text t)
{
    return t.n > 0 ? t : TEXT("-");
}

static void
run_code(const struct code_case *c)
{
    struct text code = text_of(c->code);
    int level = item_level(code);
    struct text got = text_printf(&arena, "%d", level);

    expect_begin(c->code);
    EXPECT(item_is_code(code) == (level > 0));
    for (int i = 1; level > 0 && i <= ITEM_LEVELS; i++)
        got = text_printf(&arena, "%.*s%s%.*s", TEXT_ARG(got),
                          i == 1 ? ": " : " ", TEXT_ARG(item_code_at(code, i)));
    for (int i = 1; level > 0 && i <= ITEM_LEVELS; i++)
        got = text_printf(&arena, "%.*s%s%.*s", TEXT_ARG(got),
                          i == 1 ? ", " : " ",
                          TEXT_ARG(or_dash(item_digits_at(code, i))));
    EXPECT_TEXT(c->want, text_zero(&arena, got));
    EXPECT(item_code_at(code, 0).n == 0);
    EXPECT(text_equal(item_digits_at(code, 0), code));
}

static void
run_item(const struct item_case *c)
{
    struct text item = text_of(c->item), code = item_code(item), list;
    int number = item_number(item, &list);
    struct text got = code.n > 0 ? code : TEXT("no code");

    expect_begin(c->item);
    if (number == 0) {
        got = text_printf(&arena, "%.*s, no member", TEXT_ARG(got));
        EXPECT(text_equal(list, item));
    } else {
        got = text_printf(&arena, "%.*s, %.*s %d", TEXT_ARG(got),
                          TEXT_ARG(list), number);
        EXPECT(item_number_in(list, item) == number);
        EXPECT(text_equal(item_member(&arena, list, number), item));
    }
    EXPECT_TEXT(c->want, text_zero(&arena, got));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(codes); i++)
        run_code(&codes[i]);
    for (int i = 0; i < ARRAY_LEN(items); i++)
        run_item(&items[i]);
    for (int i = 0; i < ARRAY_LEN(ins); i++) {
        expect_begin(ins[i].item);
        EXPECT(item_number_in(text_of(ins[i].list), text_of(ins[i].item))
               == ins[i].want);
    }
    arena_release(&arena);
    return expect_finish();
}
