/*
 * edited_book.c - workbooks that others made, changed on each sheet.
 *
 *   edited_book FOLDER WORKBOOK...
 *
 * Makes of each workbook two in FOLDER, N.cells.xlsx (some cells set, two notes
 * added) and N.rows.xlsx (rows inserted in two places), and prints what was
 * done, sheets and texts as UTF-8 in hex:
 *
 *   book N PATH           N counts
 *   refused WORD          it is not read
 *   made KIND             N.KIND.xlsx is there; what was done stands above
 *   failed KIND WORD ...  it is not, and what is said of that
 *   set SHEET CELL TYPE TEXT, note SHEET CELL, rows SHEET AT N LIKE
 */
#include <stdio.h>

#include "base/cellref.h"
#include "base/file.h"
#include "base/limits.h"
#include "book/numfmt.h"
#include "edit/xlsx_cells.h"
#include "edit/xlsx_comment.h"
#include "edit/xlsx_style.h"
#include "support/given_rows.h"

#define BEHIND 2 /* rows below the last, for what was not there */

struct editing {
    struct arena *arena;
    struct xlsx_edit *edit;
    struct book *want;
};

/* The first row below all cells. */
static int
end_row(const struct grid *grid)
{
    return grid->n_cells ? grid->cells[grid->n_cells - 1].row + 1 : 0;
}

static void
put_hex(struct text t)
{
    putchar('\t');
    for (size_t i = 0; i < t.n; i++)
        printf("%02x", (unsigned char)t.at[i]);
}

static void
tell(const struct editing *e, const char *what, int sheet, int row, int col)
{
    char ref[CELLREF_MAX];

    cellref_show(row, col, ref);
    printf("%s", what);
    put_hex(e->want->sheets[sheet].name);
    printf("\t%s", ref);
}

/* ---- cells ---- */

/* The first cell of that type with its own value, from either end; NULL. */
static const struct cell *
pick(const struct grid *grid, enum cell_type type, bool last)
{
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell
            = &grid->cells[last ? grid->n_cells - 1 - i : i];
        bool covered = false;

        for (int k = 0; k < grid->n_merges; k++) {
            const struct span *m = &grid->merges[k];

            covered |= cell->row >= m->top && cell->row < m->end_row
                       && cell->col >= m->left && cell->col < m->end_col;
        }
        if (cell->type == type && !covered && !(cell->flags & CELL_FORMULA))
            return cell;
    }
    return NULL;
}

static bool
is_date(struct editing *e, int sheet, const struct xlsx_cell *cell)
{
    int n, format = 0;
    const struct text *codes = xlsx_style_codes(e->edit, &n);

    xlsx_cells_formats(e->edit, sheet, cell, 1, &format);
    return format < n && numfmt_is_date(codes[format]);
}

static void
set_cell(struct editing *e, int sheet, struct xlsx_cell set)
{
    static const char types[] = { [CELL_BLANK] = '-',
                                  [CELL_NUMBER] = 'n',
                                  [CELL_TEXT] = 's',
                                  [CELL_BOOL] = 'b' };
    struct grid *grid = &e->want->sheets[sheet];
    struct cell cell = { .row = set.row,
                         .col = set.col,
                         .type = (uint8_t)set.type,
                         .text = set.text };

    set.format = -1;
    if (set.type == CELL_NUMBER && is_date(e, sheet, &set))
        cell.type = CELL_DATE;
    grid_put(e->arena, grid, cell);
    grid_finish(e->arena, grid);
    xlsx_cells_set(e->edit, sheet, &set, 1);
    tell(e, "set", sheet, set.row, set.col);
    printf("\t%c", types[set.type]);
    put_hex(set.text);
    putchar('\n');
}

static void
change_cells(struct editing *e, int sheet)
{
    struct grid *grid = &e->want->sheets[sheet];
    int below = end_row(grid) + BEHIND;
    static const struct {
        enum cell_type was, becomes;
        struct text text;
        bool last;
    } changes[] = {
        { CELL_NUMBER, CELL_NUMBER, { "582.36", 6 }, false },
        { CELL_TEXT, CELL_TEXT, { " 改<&>\"", 8 }, false },
        { CELL_TEXT, CELL_BLANK, { "", 0 }, true },
    };
    struct xlsx_comment notes[2]
        = { { .text = TEXT("注一\n<2>") }, { .text = TEXT("注二") } };

    if (below >= LIMIT_ROWS)
        return;
    if (grid->n_cells) {
        notes[0].row = grid->cells[0].row;
        notes[0].col = grid->cells[0].col;
    }
    notes[1].row = below;
    for (int i = 0; i < ARRAY_LEN(changes); i++) {
        const struct cell *cell = pick(grid, changes[i].was, changes[i].last);

        if (cell)
            set_cell(e, sheet,
                     (struct xlsx_cell){ .row = cell->row,
                                         .col = cell->col,
                                         .type = changes[i].becomes,
                                         .text = changes[i].text });
    }
    set_cell(
        e, sheet,
        (struct xlsx_cell){
            .row = below, .col = 1, .type = CELL_BOOL, .text = TEXT("1") });
    xlsx_comment_add(e->edit, sheet, "某人", notes, 2);
    for (int i = 0; i < 2; i++) {
        tell(e, "note", sheet, notes[i].row, notes[i].col);
        putchar('\n');
    }
}

/* ---- rows ---- */

static void
change_rows(struct editing *e, int sheet)
{
    int last = end_row(&e->want->sheets[sheet]);
    struct formula_rows rows[2] = { { .at = last / 3 + 1, .n = 1 },
                                    { .at = last / 3 * 2 + 2, .n = 3 } };

    rows[1].down = rows[0].n;
    for (int i = 0; i < 2; i++) {
        rows[i].like = rows[i].at - 1;
        printf("rows");
        put_hex(e->want->sheets[sheet].name);
        printf("\t%d\t%d\t%d\n", rows[i].at, rows[i].n, rows[i].like);
    }
    given_rows(e->edit, e->want, sheet, rows, 2);
}

/* ---- workbooks ---- */

static const struct {
    const char *name;
    void (*change)(struct editing *e, int sheet);
} kinds[] = { { "cells", change_cells }, { "rows", change_rows } };

static void
edit_book(const char *folder, int number, const char *path, int kind)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct editing e = { .arena = &arena };
    struct text bytes, made;
    bool good = file_read(&arena, path, LIMIT_FILE_BYTES, &bytes, &diags)
                && (e.edit = xlsx_edit_open(&arena, path, bytes, &diags));

    if (!good) {
        if (kind == 0)
            printf("refused\t%s\n", diag_word(diags.items[0]->code));
        arena_release(&arena);
        return;
    }
    e.want = book_copy(&arena, e.edit->book);
    for (int s = 0; s < e.want->n_sheets; s++)
        kinds[kind].change(&e, s);
    good = xlsx_edit_finish(e.edit, e.want, &made)
           && xlsx_edit_write(e.edit,
                              arena_printf(&arena, "%s/%d.%s.xlsx", folder,
                                           number, kinds[kind].name),
                              made);
    if (good)
        printf("made\t%s\n", kinds[kind].name);
    for (int i = diags.n - 1; !good && i >= 0; i--) {
        if (diags.items[i]->level != DIAG_ERROR)
            continue;
        printf("failed\t%s\t%s\t%s!%d,%d: %s\n", kinds[kind].name,
               diag_word(diags.items[i]->code),
               diags.items[i]->at.sheet ? diags.items[i]->at.sheet : "",
               diags.items[i]->at.row, diags.items[i]->at.col,
               diags.items[i]->text);
        good = true;
    }
    arena_release(&arena);
}

int
main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    for (int i = 2; i < argc; i++) {
        printf("book\t%d\t%s\n", i - 2, argv[i]);
        for (int k = 0; k < ARRAY_LEN(kinds); k++)
            edit_book(argv[1], i - 2, argv[i], k);
    }
    return 0;
}
