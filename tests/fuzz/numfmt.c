/*
 * numfmt.c - a line as a number format, the rest as the value of a cell.
 *
 * A value is shown in UTF-8 and the same each time; a text stays as it is.
 */
#include "book/numfmt.h"

#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text format = fuzz_line(&in);
    struct cell_style style = { .format = format };
    struct book book = { .styles = &style, .n_styles = 1 };

    (void)diags;
    FUZZ_HOLDS(numfmt_places(format) >= -1);
    (void)numfmt_is_percent(format);
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
