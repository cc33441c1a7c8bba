/* show_book.c - cells as lines. */
#include "support/show_book.h"

static struct text
show_place(struct arena *arena, struct place at)
{
    char ref[CELLREF_MAX];

    if (!at.sheet)
        return TEXT_NONE;
    if (at.row < 0 || at.col < 0)
        return text_printf(arena, "%s ", at.sheet);
    cellref_show(at.row, at.col, ref);
    return text_printf(arena, "%s ", ref);
}

static void
show_sheet(struct arena *arena, const struct book *book,
           const struct grid *grid, struct text *out)
{
    static const char *const states[] = { "visible", "hidden", "veryHidden" };
    static const char types[] = " ndDsbe";

    *out = text_printf(arena, "%.*s%.*s %s\n", TEXT_ARG(*out),
                       TEXT_ARG(grid->name), states[grid->state]);
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        struct text format = book->styles[cell->style].format;
        char ref[CELLREF_MAX];

        cellref_show(cell->row, cell->col, ref);
        if (text_equal(format, TEXT("General")))
            format = TEXT_NONE;
        *out = text_printf(arena, "%.*s%s %c%s%s %.*s%s%.*s\n", TEXT_ARG(*out),
                           ref, types[cell->type],
                           cell->flags & CELL_NO_RESULT ? "?"
                           : cell->flags & CELL_FORMULA ? "+"
                                                        : "",
                           cell->flags & CELL_MARKED ? "^" : "",
                           TEXT_ARG(cell->text), format.n ? " " : "",
                           TEXT_ARG(format));
    }
    for (int i = 0; i < grid->n_merges; i++)
        *out = text_printf(arena, "%.*s%s\n", TEXT_ARG(*out),
                           cellref_span(arena, grid->merges[i]));
    for (int i = 0; grid->hidden_rows && i < grid->n_rows; i++)
        if (grid->hidden_rows[i])
            *out = text_printf(arena, "%.*shidden %d\n", TEXT_ARG(*out),
                               grid->rows[i].row + 1);
}

const char *
show_book(struct arena *arena, const struct book *book,
          const struct diag_list *diags)
{
    struct text out = TEXT_NONE;

    if (book && book->date1904)
        out = TEXT("1904\n");
    for (int i = 0; book && i < book->n_sheets; i++)
        show_sheet(arena, book, &book->sheets[i], &out);
    for (int i = 0; i < diags->n; i++) {
        struct place at = diags->items[i]->at;

        out = text_printf(arena, "%.*s%.*s%s\n", TEXT_ARG(out),
                          TEXT_ARG(show_place(arena, at)),
                          diag_word(diags->items[i]->code));
    }
    return text_zero(arena, out);
}
