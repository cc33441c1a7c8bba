/* addup.c - sums whose rounded parts do not give the rounded total. */
#include "reconcile/addup.h"

#include <stdlib.h>

#include "edit/evaluate.h"

struct adding {
    struct arena *arena;
    const struct book *rounded;
    struct book exact;
    struct addup_list out;
};

/* The book with the figures as they were. */
static struct book
exact_book(struct arena *arena, const struct book *book,
           const struct tails *tails)
{
    struct book exact = *book;

    exact.sheets = ARENA_ARRAY(arena, struct grid, book->n_sheets + 1);
    for (int s = 0; s < book->n_sheets; s++) {
        struct grid *grid = &exact.sheets[s];

        *grid = book->sheets[s];
        grid->cells = ARENA_ARRAY(arena, struct cell, grid->n_cells + 1);
        for (int i = 0; i < grid->n_cells; i++)
            grid->cells[i] = book->sheets[s].cells[i];
    }
    for (int i = 0; i < tails->n; i++) {
        const struct tail *tail = &tails->items[i];
        struct grid *grid = &exact.sheets[tail->sheet];
        const struct cell *cell
            = grid_at(grid, tail->slot->row, tail->slot->col);

        grid->cells[cell - grid->cells].text = decimal_text(arena, tail->exact);
    }
    return exact;
}

/* What the cell holds, and what its parts add up to. */
static bool
weigh(const struct adding *a, const struct book *book,
      const struct derived *derived, struct decimal *value,
      struct decimal *parts)
{
    const struct derive_cell *at = &derived->cell;
    const struct cell *cell
        = grid_at(&book->sheets[at->sheet], at->slot->row, at->slot->col);

    return cell && cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, value) == DECIMAL_OK
           && evaluate_number(a->arena, book, at->sheet, derived->formula,
                              parts);
}

/* Nothing is accepted, so that all are looked at. */
static bool
look(void *context, const struct derived *derived)
{
    struct adding *a = context;
    struct addup found = { .derived = *derived };
    struct decimal value, parts;

    if (!weigh(a, &a->exact, derived, &value, &parts)
        || decimal_compare(value, parts) != 0
        || !weigh(a, a->rounded, derived, &found.written, &found.parts)
        || decimal_compare(found.written, found.parts) == 0
        || decimal_subtract(found.parts, found.written, &found.tail)
               != DECIMAL_OK)
        return false;
    ARENA_PUSH(a->arena, a->out.items, a->out.n, a->out.capacity, found);
    return false;
}

struct addup_list
addup_find(struct arena *arena, const struct book *book,
           const struct located *located, const struct rule_set *rules,
           int year, const struct tails *tails)
{
    struct adding a = { .arena = arena,
                        .rounded = book,
                        .exact = exact_book(arena, book, tails) };
    struct derive_options options
        = { .year = year, .accept = look, .context = &a };
    int n;
    const struct derive_place *places = derive_places(arena, located, &n);

    derive_formulas(arena, book, rules, places, n, &options);
    return a.out;
}
