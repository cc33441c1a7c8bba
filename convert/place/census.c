/* census.c - figures that are left out. */
#include "place/census.h"

#include "base/cellref.h"
#include "base/sheetref.h"
#include "place/figures.h"

#define NAMED 8 /* cells in one message */

/* [n_cells] The cells that nothing of the mapping claims, nor a message. */
static const bool *
mark_left(struct arena *arena, const struct located_sheet *sheet)
{
    int n = sheet->grid->n_cells;
    bool *left = ARENA_ARRAY(arena, bool, n + 1);

    for (int i = 0; i < n; i++) {
        if (sheet->claims[i] == CLAIM_KEPT) /* few are: most pages stay */
            left[i] = true;
    }
    return left;
}

/* ---- in tables ---- */

/* [grid_end_row()] Which rows of a sheet its tables' rules have claimed. */
static const bool *
mark_bodies(struct arena *arena, const struct located_sheet *sheet)
{
    int end = grid_end_row(sheet->grid);
    bool *in_body = ARENA_ARRAY(arena, bool, end + 1);

    for (int i = 0; i < sheet->n_tables; i++) {
        const struct placement *p = sheet->tables[i];

        for (int row = p->data_top; row < p->data_end && row < end; row++)
            in_body[row] = true;
    }
    return in_body;
}

/* [n_cells] The figures that no fact holds of a sheet with tables. */
static const bool *
mark_tables(struct arena *arena, const struct located_sheet *sheet)
{
    const bool *in_body = mark_bodies(arena, sheet);
    const bool *left = mark_left(arena, sheet);
    struct figures runs = figures_find(arena, sheet->grid, left);
    bool *marked = ARENA_ARRAY(arena, bool, sheet->grid->n_cells + 1);
    struct decimal value;

    for (int i = 0; i < sheet->grid->n_cells; i++) {
        const struct cell *cell = &sheet->grid->cells[i];
        bool alone = left[i] && !runs.is[i] && !runs.other[i];

        if (sheet->claims[i] == CLAIM_NAMED || runs.is[i]
            || (alone && in_body[cell->row]))
            marked[i] = figures_parse(arena, cell, &value);
        else if (alone)
            marked[i] = figures_stand(arena, sheet->grid, cell);
    }
    return marked;
}

static int
count_sheet(struct arena *arena, const struct located *located, int s,
            struct diag_list *diags)
{
    const struct located_sheet *sheet = &located->sheets[s];
    const bool *marked = mark_tables(arena, sheet);
    const struct cell *first = NULL;
    struct text cells = TEXT_NONE;
    int n = 0, unread = 0;
    struct diag *d;

    for (int i = 0; i < sheet->grid->n_cells; i++) {
        const struct cell *cell = &sheet->grid->cells[i];
        char ref[CELLREF_MAX];

        unread += marked[i];
        if (!marked[i] || sheet->claims[i] == CLAIM_NAMED)
            continue;
        first = first != NULL ? first : cell;
        if (n++ >= NAMED)
            continue;
        cellref_show(cell->row, cell->col, ref);
        cells = text_printf(arena, "%.*s%s%s", TEXT_ARG(cells),
                            n > 1 ? ", " : "", ref);
    }
    if (first == NULL)
        return unread;
    if (located->keeps)
        return unread - n;
    d = diag_add(diags, DIAG_FIGURES_UNREAD,
                 PLACE_CELL(located->book->file,
                            text_zero(arena, sheet->grid->name), first->row,
                            first->col),
                 sheet->n_tables > 0 ? sheet->tables[0]->table->place
                                     : located->template->place,
                 n > 1 ? N_("%d figures stand where the mapping has no part "
                            "of the model and are not read: %.*s%s")
                       : N_("%d figure stands where the mapping has no part "
                            "of the model and is not read: %.*s%s"),
                 n, TEXT_ARG(cells), n > NAMED ? " …" : "");
    diag_hint(diags, d,
              "--kept FILE keeps them; the mapping may say why they need not "
              "be read (unmodelled: why)");
    return unread;
}

/* ---- on sheets without a table ---- */

static bool
is_unmodelled(struct arena *arena, const struct located *located, int s)
{
    const struct template_rule *template = located->template;
    struct text name
        = text_fold(arena, sheetref_parse(located->book->sheets[s].name).sheet);

    for (int i = 0; i < template->n_unmodelled; i++) {
        if (text_equal(template->unmodelled[i], name))
            return true;
    }
    return false;
}

static int
count_unmapped(struct arena *arena, const struct located *located, int s,
               struct diag_list *diags)
{
    const struct grid *grid = located->sheets[s].grid;
    struct figures figures
        = figures_find(arena, grid, mark_left(arena, &located->sheets[s]));
    struct diag *d;

    if (located->keeps)
        return 0;
    if (located->sheets[s].missed) /* that was said */
        return figures.n > 0 ? figures.n : 1;
    if (located->sheets[s].unmapped.known != NULL) {
        locate_missed_unmapped(arena, located->book, grid,
                               located->template->words,
                               &located->sheets[s].unmapped, diags);
        return figures.n > 0 ? figures.n : 1;
    }
    if (figures.n == 0)
        return 0;
    d = diag_add(diags, DIAG_SHEET_UNMAPPED,
                 PLACE_CELL(located->book->file, text_zero(arena, grid->name),
                            figures.first->row, figures.first->col),
                 located->template->place,
                 "the sheet holds %d numbers, but no title of the template; "
                 "they are not read",
                 figures.n);
    diag_hint(diags, d,
              "see whether its title was changed; --kept FILE keeps what it "
              "holds");
    return figures.n;
}

/* Is it counted as one with tables?  It has some, or something of it is named
   already: a table that is there twice. */
static bool
has_tables(const struct located_sheet *sheet)
{
    if (sheet->n_tables > 0)
        return true;
    for (int i = 0; i < sheet->grid->n_cells; i++) {
        if (sheet->claims[i] == CLAIM_NAMED)
            return true;
    }
    return false;
}

int
census_take(struct arena *arena, const struct located *located,
            struct diag_list *diags)
{
    int unread = 0;

    for (int s = 0; s < located->book->n_sheets; s++) {
        if (has_tables(&located->sheets[s]))
            unread += count_sheet(arena, located, s, diags);
        else if (!is_unmodelled(arena, located, s))
            unread += count_unmapped(arena, located, s, diags);
    }
    return unread;
}

const bool *
census_unread(struct arena *arena, const struct located *located, int s)
{
    const struct located_sheet *sheet = &located->sheets[s];

    if (has_tables(sheet))
        return mark_tables(arena, sheet);
    return is_unmodelled(arena, located, s)
               ? NULL
               : figures_find(arena, sheet->grid, mark_left(arena, sheet)).is;
}
