/* derive_text.c - areas, sums of them, and factors between units. */
#include "reconcile/derive_text.h"

#include <stdlib.h>

#include "base/cellref.h"
#include "book/formula.h"

#define ARGUMENTS 255 /* of one SUM, as Excel has it */

int
derive_text_shift(const struct slot *slot)
{
    if (slot->kind == VALUE_AMOUNT)
        return slot->shift;
    return slot->kind == VALUE_RATIO && slot->percent ? -2 : 0;
}

/* How many cells from the first on are next to each other in one line. */
static int
count_run(const struct derive_cell *parts, int n)
{
    int down = 1, across = 1;

    while (down < n && parts[down].sheet == parts[0].sheet
           && parts[down].slot->col == parts[0].slot->col
           && parts[down].slot->row == parts[0].slot->row + down)
        down++;
    while (down == 1 && across < n && parts[across].sheet == parts[0].sheet
           && parts[across].slot->row == parts[0].slot->row
           && parts[across].slot->col == parts[0].slot->col + across)
        across++;
    return down > across ? down : across;
}

struct composing {
    struct arena *arena;
    const struct book *book;
    const struct derive_cell *cell; /* that the formula is for */
    struct text *arguments;
    int n, capacity;
};

static void
add_argument(struct composing *c, const struct derive_cell *parts, int n)
{
    char first[CELLREF_MAX], last[CELLREF_MAX];
    const char *sheet = "", *mark = "";
    struct text t;

    cellref_show(parts[0].slot->row, parts[0].slot->col, first);
    cellref_show(parts[n - 1].slot->row, parts[n - 1].slot->col, last);
    if (parts[0].sheet != c->cell->sheet) {
        sheet = text_zero(
            c->arena,
            formula_sheet(c->arena, c->book->sheets[parts[0].sheet].name));
        mark = "!";
    }
    t = text_printf(c->arena, "%s%s%s%s%s", sheet, mark, first,
                    n > 1 ? ":" : "", n > 1 ? last : "");
    ARENA_PUSH(c->arena, c->arguments, c->n, c->capacity, t);
}

/* SUM(a,b,...); sums of sums where they are too many. */
static struct text
sum_text(struct arena *arena, const struct text *arguments, int n)
{
    struct text all = TEXT_NONE;
    int each = 1;

    while (n > ARGUMENTS * each)
        each *= ARGUMENTS;
    for (int i = 0; i < n; i += each) {
        struct text t = arguments[i];

        if (each > 1)
            t = sum_text(arena, arguments + i, n - i < each ? n - i : each);
        all = i == 0
                  ? t
                  : text_printf(arena, "%.*s,%.*s", TEXT_ARG(all), TEXT_ARG(t));
    }
    return text_printf(arena, "SUM(%.*s)", TEXT_ARG(all));
}

/* The parts come by unit; each unit's sum gets its factor. */
struct text
derive_text(struct arena *arena, const struct book *book,
            const struct derived *derived)
{
    struct text all = TEXT_NONE;

    for (int i = 0; i < derived->n_parts;) {
        struct composing c
            = { .arena = arena, .book = book, .cell = &derived->cell };
        int shift = derive_text_shift(derived->parts[i].slot), factor = 1;
        int by = shift - derive_text_shift(derived->cell.slot);
        struct text t;

        while (i < derived->n_parts
               && derive_text_shift(derived->parts[i].slot) == shift) {
            const struct derive_cell *first = &derived->parts[i];
            int n = 1;

            while (i + n < derived->n_parts
                   && derive_text_shift(first[n].slot) == shift)
                n++;
            n = count_run(first, n);
            add_argument(&c, first, n);
            i += n;
        }
        for (int k = 0; k < abs(by); k++)
            factor *= 10;
        t = sum_text(arena, c.arguments, c.n);
        if (by)
            t = text_printf(arena, "%.*s%c%d", TEXT_ARG(t), by > 0 ? '*' : '/',
                            factor);
        all = all.n
                  ? text_printf(arena, "%.*s+%.*s", TEXT_ARG(all), TEXT_ARG(t))
                  : t;
    }
    return all;
}
