/* xlsx_same.c - sheets compared, and the first difference reported. */
#include "book/xlsx_same.h"

#include <assert.h>

#include "book/gridtext.h"

LANGUAGE_FORMAT(3, 0)
static bool
sheet_differs(const struct xlsx_same *same, const struct grid *want,
              const char *what)
{
    diag_add(same->diags, DIAG_WRITE_DIFFERS,
             PLACE_SHEET(same->path, text_zero(same->diags->arena, want->name)),
             PLACE_NONE, what);
    return false;
}

static struct place
place_of(const struct xlsx_same *same, const struct grid *want, int row,
         int col)
{
    return PLACE_CELL(same->path, text_zero(same->diags->arena, want->name),
                      row, col);
}

/* The diagnostic at a cell, and both of what is there. */
static struct diag *
cell_differs(const struct xlsx_same *same, struct place at, const char *what,
             const char *given, const char *found)
{
    struct diag *d = diag_add(same->diags, DIAG_WRITE_DIFFERS, at, PLACE_NONE,
                              "the %s reads back otherwise", what);

    diag_detail(same->diags, d, "given      %s", given);
    diag_detail(same->diags, d, "read back  %s", found);
    return d;
}

static const char *
show(const struct xlsx_same *same, const struct book *book,
     const struct grid *sheet, int row, int col)
{
    const struct cell *cell = grid_at(sheet, row, col);

    return cell ? gridtext_show_cell(same->diags->arena, book, cell).at
                : "nothing";
}

static bool
same_cells(const struct xlsx_same *same, const struct grid *want,
           const struct grid *got)
{
    const char *given, *found;
    struct diag *d;
    int row, col;

    if (same->edited ? grid_alike(want, got, &row, &col)
                     : grid_equal(same->want, want, same->got, got, &row, &col))
        return true;
    if (row < 0)
        return sheet_differs(same, want,
                             "the merged cells read back otherwise");
    given = show(same, same->want, want, row, col);
    found = show(same, same->got, got, row, col);
    d = cell_differs(same, place_of(same, want, row, col), "cell", given,
                     found);
    d->want = given;
    d->found = found;
    return false;
}

/* ---- formulas ---- */

static bool
same_span(const struct span *a, const struct span *b)
{
    return !a == !b
           && (!a
               || (a->top == b->top && a->left == b->left
                   && a->end_row == b->end_row && a->end_col == b->end_col));
}

static bool
same_formula(struct arena *arena, const struct grid_formula *a,
             const struct grid_formula *b)
{
    if (!a || !b || a->row != b->row || a->col != b->col
        || !same_span(a->whole, b->whole))
        return false;
    if (a->rows == b->rows && a->cols == b->cols
        && text_equal(a->text, b->text))
        return true;
    return text_equal(grid_formula_text(arena, a), grid_formula_text(arena, b));
}

static const char *
formula_at(struct arena *arena, const struct grid_formula *f, int row, int col)
{
    return f && f->row == row && f->col == col
               ? text_zero(arena, grid_formula_text(arena, f))
               : "";
}

static bool
same_formulas(const struct xlsx_same *same, const struct grid *want,
              const struct grid *got)
{
    struct arena *arena = same->diags->arena;

    for (int i = 0; i < want->n_formulas || i < got->n_formulas; i++) {
        const struct grid_formula *a
            = i < want->n_formulas ? &want->formulas[i] : NULL;
        const struct grid_formula *b
            = i < got->n_formulas ? &got->formulas[i] : NULL;
        const struct grid_formula *first = a;

        if (same_formula(arena, a, b))
            continue;
        if (!a
            || (b
                && (b->row < a->row || (b->row == a->row && b->col < a->col))))
            first = b;
        assert(first != NULL);
        cell_differs(same, place_of(same, want, first->row, first->col),
                     "formula", formula_at(arena, a, first->row, first->col),
                     formula_at(arena, b, first->row, first->col));
        return false;
    }
    return true;
}

bool
xlsx_same_sheet(const struct xlsx_same *same, const struct grid *want,
                const struct grid *got)
{
    if (!text_equal(want->name, got->name) || want->state != got->state)
        return sheet_differs(same, want,
                             "the sheet's name or state reads back otherwise");
    return same_cells(same, want, got) && same_formulas(same, want, got);
}
