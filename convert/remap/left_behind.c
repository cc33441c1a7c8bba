/* left_behind.c - cells that no table takes along. */
#include "remap/left_behind.h"

#include "base/cellref.h"
#include "place/figures.h"

#define NAMED_CELLS 12 /* a sheet */

/* Does a table of the sheet say this text itself, or is it in the model? */
static bool
is_own_text(struct arena *arena, const struct located_sheet *sheet,
            const struct cell *cell)
{
    struct text folded = text_fold(arena, cell->text);

    for (int i = 0; i < sheet->n_tables; i++) {
        const struct placement *p = sheet->tables[i];

        for (int k = 0; k < p->table->notes.n; k++) {
            if (text_equal(p->table->notes.exact[k], folded))
                return true;
        }
        if (p->declared_empty.n > 0
            && text_equal(text_fold(arena, p->declared_empty), folded))
            return true;
    }
    return false;
}

static const struct grid *
find_sheet(const struct book *book, struct text name)
{
    int sheet = book != NULL ? book_sheet(book, name) : -1;

    return sheet < 0 ? NULL : &book->sheets[sheet];
}

static bool
is_drawn(const struct grid *drawn, const struct cell *cell)
{
    const struct cell *like
        = drawn != NULL ? grid_at(drawn, cell->row, cell->col) : NULL;

    return like != NULL && like->type == cell->type
           && text_equal(like->text, cell->text);
}

/* ---- figures among them ---- */

/* [n_cells] The cells that no table has, and no reason of the mapping. */
static const bool *
mark_left(struct arena *arena, const struct located_sheet *sheet)
{
    int n = sheet->grid->n_cells;
    bool *left = ARENA_ARRAY(arena, bool, n + 1);

    for (int i = 0; i < n; i++)
        left[i]
            = sheet->claims[i] == CLAIM_KEPT || sheet->claims[i] == CLAIM_NAMED;
    return left;
}

/* [sheet->n_tables] The rows in which a table's values stand. */
static struct span *
find_bodies(struct arena *arena, const struct located_sheet *sheet)
{
    struct span *bodies = ARENA_ARRAY(arena, struct span, sheet->n_tables + 1);

    for (int t = 0; t < sheet->n_tables; t++) {
        const struct placement *p = sheet->tables[t];

        bodies[t].top = p->end;
        for (int i = 0; i < p->n_slots; i++) {
            int row = slot_list(p)[i].row;

            if (row >= 0 && row < bodies[t].top)
                bodies[t].top = row;
            if (row >= bodies[t].end_row)
                bodies[t].end_row = row + 1;
        }
    }
    return bodies;
}

/* Is a cell that no table has a figure: in a table's rows, in a run, or an
   amount on a sheet without a table? */
static bool
is_figure(struct arena *arena, const struct located_sheet *sheet,
          const struct span *bodies, const struct figures *runs,
          const bool *left, int i)
{
    const struct cell *cell = &sheet->grid->cells[i];
    struct decimal value;
    bool inside = false;

    if (runs->is[i] || !left[i] || runs->other[i]
        || !figures_parse(arena, cell, &value))
        return runs->is[i];
    for (int t = 0; t < sheet->n_tables; t++)
        inside |= cell->row >= bodies[t].top && cell->row < bodies[t].end_row;
    return inside || (sheet->n_tables == 0 && value.scale > 0);
}

/* ---- reporting both ---- */

/* Cells of one kind, the first of them by name. */
struct cell_names {
    const char *cells;
    int n;
};

static void
name_cell(struct arena *arena, struct cell_names *names,
          const struct cell *cell)
{
    char ref[CELLREF_MAX];

    if (names->n++ >= NAMED_CELLS)
        return;
    cellref_show(cell->row, cell->col, ref);
    names->cells = arena_printf(arena, "%s%s%s", names->cells,
                                names->n > 1 ? ", " : "", ref);
}

/* Which cells are left where: what left_behind_report() is given. */
struct leaving {
    struct arena *arena;
    const struct located *located;
    const struct book *drawn;
    const struct template_rule *target;
    enum diag_level level;
    struct diag_list *diags;
};

static void
report_others(const struct leaving *l, struct place at,
              const struct cell_names *others)
{
    if (others->n > 0)
        diag_add(
            l->diags, DIAG_CELL_LEFT_BEHIND, at, l->target->place,
            others->n > 1
                ? N_(
                    "%d cells beside the tables of %.*s are not taken over: %s%s")
                : N_(
                    "%d cell beside the tables of %.*s is not taken over: %s%s"),
            others->n, TEXT_ARG(l->located->template->id), others->cells,
            others->n > NAMED_CELLS ? ", …" : "");
}

static void
report_figures(const struct leaving *l, struct place at,
               const struct cell_names *figures)
{
    struct diag *d;

    if (figures->n == 0)
        return;
    d = diag_add_as(
        l->diags, DIAG_AS(DIAG_FIGURES_LEFT, l->level), at, l->target->place,
        figures->n > 1
            ? N_(
                "%d figures of the sheet are in no table of %.*s, and are lost: %s%s")
            : N_(
                "%d figure of the sheet is in no table of %.*s, and is lost: %s%s"),
        figures->n, TEXT_ARG(l->located->template->id), figures->cells,
        figures->n > NAMED_CELLS ? ", …" : "");
    if (l->level == DIAG_ERROR)
        diag_hint(l->diags, d,
                  "keep them with --kept FILE, or agree with --lossy");
}

/* Returns how many figures are left. */
static int
report_sheet(const struct leaving *l, const struct located_sheet *sheet)
{
    struct arena *arena = l->arena;
    const struct grid *grid = sheet->grid;
    const struct grid *like = find_sheet(l->drawn, grid->name);
    struct place at
        = PLACE_SHEET(l->located->book->file, text_zero(arena, grid->name));
    const struct span *bodies = find_bodies(arena, sheet);
    const bool *left = mark_left(arena, sheet);
    struct figures runs = figures_find(arena, grid, left);
    struct cell_names figures = { "", 0 }, others = { "", 0 };

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        enum claim claim = (enum claim)sheet->claims[i];

        if (cell->type == CELL_BLANK || claim == CLAIM_LABEL
            || claim == CLAIM_FACT || is_own_text(arena, sheet, cell)
            || is_drawn(like, cell))
            continue;
        name_cell(arena,
                  is_figure(arena, sheet, bodies, &runs, left, i) ? &figures
                                                                  : &others,
                  cell);
    }
    report_others(l, at, &others);
    report_figures(l, at, &figures);
    return figures.n;
}

int
left_behind_report(struct arena *arena, const struct located *located,
                   const struct book *drawn, const struct template_rule *target,
                   enum diag_level level, struct diag_list *diags)
{
    struct leaving l = { arena, located, drawn, target, level, diags };
    int n = 0;

    for (int s = 0; s < located->book->n_sheets; s++)
        n += report_sheet(&l, &located->sheets[s]);
    return n;
}
