/* cell_state_test.c - cells that hold no value, though they are not empty. */
#include "book/cell_state.h"

#include "support/expect.h"

static const struct absent_case {
    const char *text;
    bool want;
} absents[] = {
    { "", true },      { " \n　", true }, { "-", true },    { "—", true },
    { "——", true },    { "－", true },    { "/", true },    { "／", true },
    { "─", true },     { "−", true },     { "- -", false }, { "0", false },
    { "0.00", false }, { "-1", false },   { "无", false },  { "*", false },
};

static const struct state_case {
    const char *text;
    enum cell_type type;
    uint8_t flags;
    bool placeholder, idle;
} states[] = {
    { "…", CELL_TEXT, 0, true, false },
    { " …… ", CELL_TEXT, 0, true, false },
    { "...", CELL_TEXT, 0, true, false },
    { "… 等", CELL_TEXT, 0, false, false },
    { "0", CELL_NUMBER, 0, false, false },
    { "0", CELL_NUMBER, CELL_FORMULA, false, true },
    { "0.00", CELL_NUMBER, CELL_FORMULA, false, true },
    { "0.01", CELL_NUMBER, CELL_FORMULA, false, false },
    { "-", CELL_TEXT, CELL_FORMULA, false, true },
    { "#DIV/0!", CELL_ERROR, CELL_FORMULA, false, true },
    { "582.36", CELL_NUMBER, CELL_FORMULA | CELL_NO_RESULT, false, true },
};

static void
run_state(const struct state_case *c)
{
    const struct cell cell
        = { .type = c->type, .flags = c->flags, .text = text_of(c->text) };

    expect_begin(c->text);
    EXPECT_INT(c->placeholder, cell_state_is_placeholder(&cell));
    EXPECT_INT(c->idle, cell_state_is_idle(&cell));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(absents); i++) {
        expect_begin(absents[i].text);
        EXPECT_INT(absents[i].want,
                   cell_state_is_absent(text_of(absents[i].text)));
    }
    for (int i = 0; i < ARRAY_LEN(states); i++)
        run_state(&states[i]);
    return expect_finish();
}
