/* locate_mention.c - titles that nothing of a table is below. */
#include "place/locate_mention.h"

#include "place/locate_table.h"

/* What titles may leave behind before it is let go of. */
#define SCRATCH_BYTES (1 << 20)

/* Has it a point or a separator, of either width? */
static bool
has_point(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '.' || t.at[i] == ',' || t.at[i] == '\xEF')
            return true;
    }
    return false;
}

/* An amount: with a point, separators or more digits than a page number has. */
static bool
is_amount(struct folds *folds, const struct cell *cell)
{
    struct decimal value;
    struct text t;

    if (cell->type == CELL_NUMBER)
        return cell->text.n > 4 || text_find(cell->text, TEXT("."), 0) >= 0;
    if (cell->type != CELL_TEXT || cell->text.n > DECIMAL_TEXT_MAX
        || !has_point(cell->text))
        return false;
    t = folded_of(folds, cell);
    return (text_find(t, TEXT("."), 0) > 0 || text_find(t, TEXT(","), 0) > 0)
           && decimal_parse_typed(t, &value) == DECIMAL_OK && value.scale > 0;
}

/* Does a region hold figures, so that a title without a header is an error?
   A formula without a result is none: nothing of it can come back. */
static bool
region_has_figures(struct folds *folds, int top, int end)
{
    const struct grid *grid = folds->grid;

    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row < end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            if (!(grid->cells[c].flags & CELL_NO_RESULT)
                && is_amount(folds, &grid->cells[c]))
                return true;
        }
    }
    return false;
}

/* Is there a table below this title, or is it only mentioned (contents)? */
static bool
heads_a_table(struct arena *arena, const struct folded_book *in,
              const struct title *title, int end, uint8_t *no_claims)
{
    struct diag_list none = diag_none(arena);
    struct placement placement = { .title_row = title->row };
    struct site site = { .arena = arena,
                         .book = in->book,
                         .grid = &in->book->sheets[title->sheet],
                         .folds = &in->sheets[title->sheet],
                         .claims = no_claims,
                         .table = title->table,
                         .placement = &placement,
                         .diags = &none,
                         .top = title->row,
                         .end = end };

    return locate_table_begins(&site, title->row + 1);
}

/* Is the title in its row a second time? */
static bool
is_again(const struct titles *titles, const struct title *title)
{
    for (int i = titles->n - 1; i >= 0 && titles->items[i].sheet == title->sheet
                                && titles->items[i].row == title->row;
         i--) {
        if (titles->items[i].table == title->table)
            return true;
    }
    return false;
}

void
locate_mention_drop(const struct folded_book *in, struct titles *titles)
{
    struct arena scratch = arena_beside(in->arena);
    const struct book *book = in->book;
    struct titles heads = { .items = titles->items };
    int most = 0, sheet = -1, row = -1;
    bool figures = false; /* below titles in that row */
    uint8_t *no_claims;

    for (int s = 0; s < book->n_sheets; s++)
        most = book->sheets[s].n_cells > most ? book->sheets[s].n_cells : most;
    no_claims = ARENA_ARRAY(in->arena, uint8_t, most + 1);
    for (int i = 0; i < titles->n; i++) {
        struct title title = titles->items[i];
        int end = locate_title_end(&book->sheets[title.sheet], titles, i);

        if (is_again(&heads, &title))
            continue;
        /* Figures first: they are found sooner than a header is, and once for
           all tables of that title. */
        if (title.sheet != sheet || title.row != row)
            figures
                = region_has_figures(&in->sheets[title.sheet], title.row, end);
        sheet = title.sheet;
        row = title.row;
        if (figures || heads_a_table(&scratch, in, &title, end, no_claims))
            heads.items[heads.n++] = title;
        if (scratch.used > SCRATCH_BYTES)
            arena_release(&scratch);
    }
    arena_release(&scratch);
    titles->n = heads.n;
}
