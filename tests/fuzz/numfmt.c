/*
 * numfmt.c - a line as a number format, the rest as the value of a cell.
 *
 * A value is shown in UTF-8 and the same each time; a text stays as it is.
 * What a format shows no digits of has no scale.
 */
#include "book/numfmt.h"
#include "book/numfmt_look.h"

#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text format = fuzz_line(&in);
    struct cell_style style = { .format = format };
    struct decimal value;
    struct book book = { .styles = &style, .n_styles = 1 };

    (void)diags;
    FUZZ_HOLDS(numfmt_places(format) >= -1);
    (void)numfmt_is_percent(format);
    if (decimal_parse_cell(in, &value) == DECIMAL_OK) {
        struct numfmt_look look = numfmt_look(arena, format, value);

        FUZZ_HOLDS(look.decimals >= -1 && look.off >= 0);
        FUZZ_HOLDS(!look.hidden || look.off == 0);
    }
    for (int type = CELL_NUMBER; type <= CELL_ERROR; type++) {
        struct cell cell = { .type = (uint8_t)type, .text = in };
        struct text shown = numfmt_show(arena, &book, &cell);

        FUZZ_HOLDS(text_is_utf8(shown) || !text_is_utf8(in)
                   || !text_is_utf8(format));
        if (type == CELL_TEXT)
            FUZZ_EQUAL(in, shown);
        book.date1904 = !book.date1904;
    }
}

FUZZ_TARGET(run)
