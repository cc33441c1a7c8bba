/* uncalculated.c - results that are 0, held against what formulas come to. */
#include "store/uncalculated.h"

#include "book/xlsx_read.h"
#include "edit/evaluate.h"

/* Are there formulas, and is 0 what each of them holds? */
static bool
hold_zeros(const struct book *book)
{
    bool some = false;

    for (int s = 0; s < book->n_sheets; s++) {
        const struct grid *grid = &book->sheets[s];

        for (int i = 0; i < grid->n_cells; i++) {
            const struct cell *cell = &grid->cells[i];

            if (!(cell->flags & CELL_FORMULA) || (cell->flags & CELL_NO_RESULT))
                continue;
            if (!grid_is_zero(cell))
                return false;
            some = true;
        }
    }
    return some;
}

/* The formulas of a sheet that come to something else; 'first' and what it
   comes to, where it is NULL. */
static int
count_others(struct arena *arena, const struct book *book, int sheet,
             const struct cell **first, struct decimal *comes_to)
{
    const struct grid *grid = &book->sheets[sheet];
    int n = 0;

    for (int i = 0; i < grid->n_formulas; i++) {
        const struct grid_formula *formula = &grid->formulas[i];
        const struct cell *cell = grid_at(grid, formula->row, formula->col);
        struct decimal value;

        if (cell == NULL || !grid_is_zero(cell)
            || !evaluate_number(arena, book, sheet,
                                grid_formula_text(arena, formula), &value)
            || decimal_is_zero(value))
            continue;
        if (*first == NULL) {
            *first = cell;
            *comes_to = value;
        }
        n++;
    }
    return n;
}

void
uncalculated_check(struct arena *arena, struct text bytes,
                   const struct book *book, struct diag_list *diags)
{
    struct diag_list none = diag_none(arena);
    const struct book *whole;
    const struct cell *first = NULL;
    struct decimal comes_to = decimal_of(0);
    struct text sheet = TEXT_NONE;
    struct diag *d;
    int n = 0;

    if (!hold_zeros(book))
        return;
    whole = xlsx_read_bytes(arena, book->file, bytes, &none);
    for (int s = 0; whole != NULL && s < whole->n_sheets; s++) {
        n += count_others(arena, whole, s, &first, &comes_to);
        if (first != NULL && sheet.n == 0)
            sheet = whole->sheets[s].name;
    }
    if (first == NULL)
        return;
    d = diag_add(
        diags, DIAG_CELL_NO_RESULT,
        PLACE_CELL(book->file, text_zero(arena, sheet), first->row, first->col),
        PLACE_NONE,
        "no program has worked out the formulas: all hold 0, and %d "
        "of them come to something else, this one to %.*s",
        n, TEXT_ARG(decimal_text(arena, comes_to)));
    diag_hint(diags, d, "open the workbook in Excel or WPS and save it");
}
