/* paint.c - formats made, notes put. */
#include "submit/paint.h"

#include <stdlib.h>

#include "base/sheetref.h"
#include "edit/xlsx_cells.h"
#include "edit/xlsx_comment.h"

#define AUTHOR "juesuan"

struct paint
paint_open(struct xlsx_edit *edit, const char *const *colours, int n_colours)
{
    return (struct paint){ .edit = edit,
                           .styles = xlsx_style_open(edit),
                           .colours = colours,
                           .n_colours = n_colours };
}

void
paint_close(struct paint *paint)
{
    xlsx_style_close(paint->styles);
}

int
paint_sheet(const struct xlsx_edit *edit, struct text name)
{
    struct sheetref ref = sheetref_parse(name);

    /* Of several workbooks each has the marks on its own sheets. */
    if (ref.file.n > 0 && sheetref_is_of(ref.file, edit->book->file))
        name = ref.sheet;
    return book_sheet(edit->book, name);
}

int
paint_format(struct paint *paint, int format, int colour)
{
    int at = (format < 0 ? 0 : format) * paint->n_colours + colour;
    struct xlsx_look look = { .fill = paint->colours[colour] };

    while (paint->n_made <= at)
        ARENA_PUSH(paint->edit->arena, paint->made, paint->n_made,
                   paint->made_capacity, 0);
    if (!paint->made[at])
        paint->made[at]
            = 1
              + xlsx_style_add(paint->styles,
                               xlsx_style_without(paint->styles, format,
                                                  paint->colours,
                                                  paint->n_colours),
                               look);
    return paint->made[at] - 1;
}

/* ---- what an earlier run left ---- */

static int
compare_places(const void *a, const void *b)
{
    const struct xlsx_place *x = a, *y = b;

    return x->row != y->row ? (x->row > y->row) - (x->row < y->row)
                            : (x->col > y->col) - (x->col < y->col);
}

void
paint_clear(struct paint *paint, int sheet, bool (*is_own)(struct text))
{
    struct xlsx_edit *edit = paint->edit;
    int n;
    struct xlsx_place *places = xlsx_comment_remove(edit, sheet, is_own, &n);
    struct xlsx_cell *cells;
    int *formats;

    if (n == 0)
        return;
    qsort(places, (size_t)n, sizeof *places, compare_places);
    cells = ARENA_ARRAY(edit->arena, struct xlsx_cell, n);
    formats = ARENA_ARRAY(edit->arena, int, n);
    for (int i = 0; i < n; i++)
        cells[i] = (struct xlsx_cell){ .row = places[i].row,
                                       .col = places[i].col,
                                       .look = true };
    xlsx_cells_formats(edit, sheet, cells, n, formats);
    for (int i = 0; i < n; i++)
        cells[i].format = xlsx_style_without(paint->styles, formats[i],
                                             paint->colours, paint->n_colours);
    xlsx_cells_set(edit, sheet, cells, n);
}

/* ---- the cells ---- */

void
paint_cells(struct paint *paint, int sheet, const struct paint_cell *cells,
            int n)
{
    struct xlsx_edit *edit = paint->edit;
    struct xlsx_cell *looks = ARENA_ARRAY(edit->arena, struct xlsx_cell, n);
    struct xlsx_comment *notes
        = ARENA_ARRAY(edit->arena, struct xlsx_comment, n);
    const struct paint_cell **coloured
        = ARENA_ARRAY(edit->arena, const struct paint_cell *, n);
    int *formats = ARENA_ARRAY(edit->arena, int, n);
    int n_looks = 0, n_notes = 0;

    for (int i = 0; i < n; i++) {
        const struct paint_cell *cell = &cells[i];

        if (cell->note.n)
            notes[n_notes++]
                = (struct xlsx_comment){ cell->row, cell->col, cell->note };
        if (cell->colour < 0)
            continue;
        coloured[n_looks] = cell;
        looks[n_looks++] = (struct xlsx_cell){ .row = cell->row,
                                               .col = cell->col,
                                               .look = true };
    }
    xlsx_cells_formats(edit, sheet, looks, n_looks, formats);
    for (int i = 0; i < n_looks; i++)
        looks[i].format = paint_format(paint, formats[i], coloured[i]->colour);
    xlsx_cells_set(edit, sheet, looks, n_looks);
    xlsx_comment_add(edit, sheet, AUTHOR, notes, n_notes);
}
