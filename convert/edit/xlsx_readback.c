/* xlsx_readback.c - sheets, formulas, names and locks, compared one by one. */
#include "edit/xlsx_readback.h"

#include "base/file.h"
#include "base/limits.h"
#include "book/gridtext.h"
#include "book/xlsx_read.h"
#include "edit/xlsx_cells.h"

/* An error value comes back as the text that its formula gave. */
static void
restore_errors(const struct grid *wrote, struct grid *got)
{
    for (int i = 0; i < got->n_cells; i++) {
        struct cell *cell = &got->cells[i];
        const struct cell *was;

        if (cell->type != CELL_TEXT || !(cell->flags & CELL_FORMULA))
            continue;
        was = grid_at(wrote, cell->row, cell->col);
        if (was && was->type == CELL_ERROR)
            cell->type = CELL_ERROR;
    }
}

static const char *
show(struct arena *arena, const struct book *book, const struct grid *sheet,
     int row, int col)
{
    const struct cell *cell = grid_at(sheet, row, col);

    return cell ? gridtext_show_cell(arena, book, cell).at : "nothing";
}

static bool
compare_sheet(const struct book *book, const char *path, const struct book *got,
              int index, struct diag_list *diags)
{
    const struct grid *a = &book->sheets[index];
    struct grid *b = &got->sheets[index];
    const char *name = text_zero(diags->arena, a->name);
    struct diag *d;
    int row, col;

    restore_errors(a, b);
    if (!text_equal(a->name, b->name) || a->state != b->state) {
        diag_add(diags, DIAG_WRITE_DIFFERS, PLACE_SHEET(path, name), PLACE_NONE,
                 "the sheet's name or state reads back otherwise");
        return false;
    }
    if (grid_equal(book, a, got, b, &row, &col))
        return true;
    if (row < 0) {
        diag_add(diags, DIAG_WRITE_DIFFERS, PLACE_SHEET(path, name), PLACE_NONE,
                 "the merged cells read back otherwise");
        return false;
    }
    d = diag_add(diags, DIAG_WRITE_DIFFERS, PLACE_CELL(path, name, row, col),
                 PLACE_NONE, "the cell reads back otherwise");
    d->want = show(diags->arena, book, a, row, col);
    d->found = show(diags->arena, got, b, row, col);
    diag_detail(diags, d, "given      %s", d->want);
    diag_detail(diags, d, "read back  %s", d->found);
    return false;
}

static bool
same_formula(const struct grid_formula *a, const struct xlsx_formula *b)
{
    return a && b && a->row == b->row && a->col == b->col
           && text_equal(a->text, b->text);
}

/* Formulas are compared by their texts; those that error values got are
   passed over. */
static bool
compare_formulas(const struct book *book, const char *path,
                 struct xlsx_edit *edit, int index, struct diag_list *diags)
{
    const struct grid *a = &book->sheets[index];
    int n, i = 0, k = 0;
    const struct xlsx_formula *got = xlsx_cells_formulas(edit, index, &n);
    struct diag *d;

    for (;;) {
        const struct grid_formula *x
            = i < a->n_formulas ? &a->formulas[i] : NULL;
        const struct xlsx_formula *y = k < n ? &got[k] : NULL;
        const struct cell *was = y ? grid_at(a, y->row, y->col) : NULL;

        if (!x && !y)
            return true;
        if (was && was->type == CELL_ERROR && !(was->flags & CELL_FORMULA)) {
            k++;
            continue;
        }
        if (!same_formula(x, y)) {
            d = diag_add(diags, DIAG_WRITE_DIFFERS,
                         PLACE_CELL(path, text_zero(diags->arena, a->name),
                                    x ? x->row : y->row, x ? x->col : y->col),
                         PLACE_NONE, "the formula reads back otherwise");
            diag_detail(diags, d, "given      %.*s",
                        TEXT_ARG(x ? x->text : TEXT_NONE));
            diag_detail(diags, d, "read back  %.*s",
                        TEXT_ARG(y ? y->text : TEXT_NONE));
            return false;
        }
        i++;
        k++;
    }
}

/* ---- what readers pass over ---- */

static int
count(struct text bytes, const char *tag)
{
    int n = 0;
    long at = 0;

    while ((at = text_find(bytes, text_of(tag), (size_t)at)) >= 0) {
        n++;
        at++;
    }
    return n;
}

static bool
other_number(struct diag_list *diags, struct place place, const char *what,
             int want, int found)
{
    if (want == found)
        return true;
    diag_add(diags, DIAG_WRITE_DIFFERS, place, PLACE_NONE,
             "there are %d %s in what was written, where %d were given", found,
             what, want);
    return false;
}

/* Input tests and the lock, by their number. */
static bool
compare_inputs(const struct book *book, const char *path,
               struct xlsx_edit *edit, int index, struct diag_list *diags)
{
    const struct grid *grid = &book->sheets[index];
    struct place place = PLACE_SHEET(path, text_zero(diags->arena, grid->name));
    struct text bytes = xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, index));

    return other_number(diags, place, "tests of cells", grid->n_inputs,
                        count(bytes, "<dataValidation "))
           && other_number(diags, place, "locks of sheets", grid->locked,
                           count(bytes, "<sheetProtection "));
}

static bool
compare_names(const struct book *book, const char *path, struct xlsx_edit *edit,
              struct diag_list *diags)
{
    int n = book->n_names;

    /* Rows repeated on each page are a name, too. */
    for (int i = 0; i < book->n_sheets; i++)
        n += book->sheets[i].repeat_end > book->sheets[i].repeat_top;
    if (!text_equal(edit->book->template_id, book->template_id)) {
        diag_add(diags, DIAG_WRITE_DIFFERS, PLACE_FILE(path), PLACE_NONE,
                 "the template reads back otherwise");
        return false;
    }
    if (!text_equal(edit->book->department, book->department)
        || !text_equal(edit->book->source, book->source)
        || edit->book->year != book->year) {
        diag_add(diags, DIAG_WRITE_DIFFERS, PLACE_FILE(path), PLACE_NONE,
                 "the document's properties read back otherwise");
        return false;
    }
    return other_number(
        diags, PLACE_FILE(path), "names", n,
        count(xlsx_edit_bytes(edit, edit->workbook), "<definedName "));
}

/* Is there more than what readers give? */
static bool
has_more(const struct book *book)
{
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];

        if (grid->n_formulas > 0 || grid->n_inputs > 0 || grid->locked)
            return true;
    }
    return book->n_names > 0 || book->template_id.n > 0
           || book->department.n > 0 || book->year != 0 || book->source.n > 0;
}

bool
xlsx_readback(struct arena *scratch, const char *temporary,
              const struct book *book, const char *path,
              struct diag_list *diags)
{
    struct diag_list found = { .arena = scratch };
    const struct book *got = NULL;
    struct xlsx_edit *edit = NULL; /* only where it is asked for more */
    struct text bytes;

    if (!has_more(book))
        got = xlsx_read(scratch, temporary, &found);
    else if (file_read(scratch, temporary, LIMIT_FILE_BYTES, &bytes, &found)
             && (edit = xlsx_edit_open(scratch, temporary, bytes, &found)))
        got = edit->book;
    if (!got || got->n_sheets != book->n_sheets || got->date1904) {
        struct diag *d = diag_add(diags, DIAG_WRITE_FAILED, PLACE_FILE(path),
                                  PLACE_NONE, "what was written %s",
                                  got ? "has other sheets" : "cannot be read");

        if (!got && found.n)
            diag_detail(diags, d, "%s", found.items[0]->text);
        return false;
    }
    for (int i = 0; i < got->n_sheets; i++)
        if (!compare_sheet(book, path, got, i, diags)
            || (edit
                && (!compare_formulas(book, path, edit, i, diags)
                    || !compare_inputs(book, path, edit, i, diags))))
            return false;
    return !edit || compare_names(book, path, edit, diags);
}
