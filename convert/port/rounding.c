/* rounding.c - each figure cut to the decimals that its cell shows. */
#include "port/rounding.h"

#include "book/numfmt.h"

/* Decimals that a cell is to have; -1: all it has. */
static int
shown_decimals(const struct book *book, const struct cell *cell,
               const struct placement *p, const struct slot *slot)
{
    int shown = numfmt_places(book->styles[cell->style].format);

    if (slot->kind == VALUE_AMOUNT && (shown < 0 || shown > p->table->decimals))
        shown = p->table->decimals;
    return shown;
}

static void
round_slot(struct arena *arena, struct book *book, int sheet,
           const struct placement *p, const struct slot *slot,
           struct tails *tails)
{
    struct grid *grid = &book->sheets[sheet];
    const struct cell *found = grid_at(grid, slot->row, slot->col);
    struct tail tail = { .sheet = sheet, .slot = slot };
    struct cell *cell;
    int shown;

    if (!found || found->type != CELL_NUMBER
        || decimal_parse_cell(found->text, &tail.exact) != DECIMAL_OK)
        return;
    shown = shown_decimals(book, found, p, slot);
    if (shown < 0 || decimal_digits(tail.exact) <= shown)
        return;
    tail.exact = decimal_normal(tail.exact);
    tail.written = decimal_round(tail.exact, shown);
    if (decimal_subtract(tail.exact, tail.written, &tail.tail) != DECIMAL_OK)
        return; /* never: the tail is the smaller */
    cell = &grid->cells[found - grid->cells];
    cell->text = decimal_text(arena, decimal_normal(tail.written));
    if (numfmt_places(book->styles[cell->style].format) != shown) {
        struct cell_style style = book->styles[cell->style];

        style.format = numfmt_fixed(arena, shown, false);
        cell->style = (uint16_t)book_style(arena, book, style);
    }
    ARENA_PUSH(arena, tails->items, tails->n, tails->capacity, tail);
}

struct tails
rounding_apply(struct arena *arena, struct book *book,
               const struct located *located)
{
    struct tails tails = { .n = 0 };

    for (int s = 0; s < book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            const struct placement *p = located->sheets[s].tables[i];

            for (int k = 0; k < p->n_slots; k++) {
                const struct slot *slot = &slot_list(p)[k];

                if (slot->row >= 0 && !slot->shared && !slot->pattern
                    && !schema_is_text(slot->kind))
                    round_slot(arena, book, s, p, slot, &tails);
            }
        }
    }
    return tails;
}
