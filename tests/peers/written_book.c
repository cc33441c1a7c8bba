/*
 * written_book.c - one made-up workbook, and what another reader must find.
 *
 *   written_book SEED OUT.xlsx
 *
 * Prints a line for each sheet, merge and cell, texts as UTF-8 in hex.
 */
#include <stdio.h>
#include <stdlib.h>

#include "book/xlsx_write.h"
#include "support/given_book.h"

static void
put_hex(struct text t)
{
    putchar('\t');
    for (size_t i = 0; i < t.n; i++)
        printf("%02x", (unsigned char)t.at[i]);
}

int
main(int argc, char **argv)
{
    static const char types[] = { [CELL_NUMBER] = 'n',
                                  [CELL_DATE] = 'd',
                                  [CELL_TEXT] = 's',
                                  [CELL_BOOL] = 'b',
                                  [CELL_ERROR] = 'e' };
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct book *book;

    if (argc != 3)
        return 2;
    book = given_book(&arena, strtoull(argv[1], NULL, 10), true);
    if (!xlsx_write(&arena, argv[2], book, NULL, &diags)) {
        diag_write_text(stderr, diags.items[0]);
        return 1;
    }
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];

        printf("sheet\t%s", grid->state ? "hidden" : "visible");
        put_hex(grid->name);
        printf("\npage\t%s\t%d\t%d", grid->landscape ? "landscape" : "portrait",
               grid->repeat_end, grid->freeze_rows);
        for (int k = 0; k < grid->n_merges; k++)
            printf("\nmerge\t%s", cellref_span(&arena, grid->merges[k]));
        for (int k = 0; k < grid->n_cells; k++) {
            const struct cell *cell = &grid->cells[k];

            if (cell->type == CELL_BLANK)
                continue;
            printf("\ncell\t%d\t%d\t%c", cell->row + 1, cell->col + 1,
                   types[cell->type]);
            put_hex(book->styles[cell->style].format);
            put_hex(cell->text);
        }
        putchar('\n');
    }
    arena_release(&arena);
    return 0;
}
