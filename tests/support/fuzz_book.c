/* fuzz_book.c - the laws of a book. */
#include "support/fuzz_book.h"

#include "base/tree.h"
#include "book/gridtext.h"
#include "store/cells.h"
#include "support/gridtext_read.h"

/* By row, then column, each place once, inside of a sheet, with a style. */
static void
check_grid(const struct book *book, const struct grid *grid)
{
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        const struct cell *before = i > 0 ? cell - 1 : NULL;

        FUZZ_HOLDS(cell->row >= 0 && cell->row < 1048576);
        FUZZ_HOLDS(cell->col >= 0 && cell->col < 16384);
        FUZZ_HOLDS(!before || before->row < cell->row
                   || (before->row == cell->row && before->col < cell->col));
        FUZZ_HOLDS(cell->style < book->n_styles);
        FUZZ_HOLDS(text_is_utf8(cell->text));
        FUZZ_HOLDS(grid_at(grid, cell->row, cell->col) == cell);
    }
}

static int
count_values(const struct grid *grid)
{
    int n = 0;

    for (int i = 0; i < grid->n_cells; i++)
        n += grid->cells[i].type != CELL_BLANK
             && !(grid->cells[i].flags & CELL_NO_RESULT);
    return n;
}

static void
check_listing(struct arena *arena, const struct book *book)
{
    struct diag_list diags = { .arena = arena };
    FILE *stream = fuzz_stream();
    const struct node *all, *sheet;

    cells_write_json(stream, book);
    all = tree_read_json(arena, "listing", fuzz_written(arena, stream), &diags);
    FUZZ_HOLDS(all != NULL);
    sheet = tree_find(all, TEXT("sheets"))->child;
    for (int i = 0; i < book->n_sheets; i++, sheet = sheet->next) {
        FUZZ_EQUAL(book->sheets[i].name, tree_find(sheet, TEXT("name"))->text);
        FUZZ_HOLDS(tree_find(sheet, TEXT("cells"))->n
                   == count_values(&book->sheets[i]));
    }
    stream = fuzz_stream();
    cells_write_csv(arena, stream, book, CSV_TEXT_GUARDED);
    fuzz_written(arena, stream);
    cells_warn(book, &diags);
    fuzz_show(&diags);
}

static void
check_shown(struct arena *arena, const struct book *book)
{
    struct diag_list diags = { .arena = arena };
    struct text shown = gridtext_show(arena, book);
    const struct book *again = gridtext_read(arena, "again", shown, &diags);

    FUZZ_HOLDS(again != NULL && again->n_sheets == book->n_sheets);
    for (int i = 0; i < book->n_sheets; i++) {
        int row, col;

        FUZZ_HOLDS(grid_equal(book, &book->sheets[i], again, &again->sheets[i],
                              &row, &col));
    }
}

void
fuzz_book(struct arena *arena, const struct book *book)
{
    for (int i = 0; i < book->n_sheets; i++)
        check_grid(book, &book->sheets[i]);
    check_listing(arena, book);
    check_shown(arena, book);
}
