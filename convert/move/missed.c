/* missed.c - titles that are nearly right, and headings without one. */
#include "move/missed.h"

#include "move/figures.h"
#include "move/header.h"

/* A title is one of the first texts of a sheet. */
#define TITLE_ROWS 30

struct missing {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    struct folds *folds;
    struct diag_list *diags;
    const struct table_rule *table; /* the nearest so far */
    struct text title;
    const struct cell *cell;
    int distance;
};

/* How far a text is from a title: it may have words before and behind. */
static int
distance(struct text folded, struct text title, int most)
{
    if (text_find(folded, title, 0) >= 0)
        return 1; /* all of it, and more */
    return text_distance(folded, title, most);
}

/* Letters that may differ: one in five, two at least. */
static int
most_of(struct text title)
{
    int n = text_width(title) / 2 / 5;

    return n < 2 ? 2 : n;
}

static void
try_title(struct missing *m, const struct cell *cell,
          const struct table_rule *table)
{
    struct text folded
        = text_sans_tail(text_sans_ordinal(folds_of(m->folds, cell)));

    for (int i = 0; i < table->n_titles; i++) {
        const struct pattern *p = &table->titles[i];
        struct text title = TEXT_NONE;
        int far;

        /* Of a title with placeholders its longest words. */
        for (int k = 0; k < p->n_parts; k++) {
            if (p->parts[k].literal && p->parts[k].folded.n > title.n)
                title = p->parts[k].folded;
        }
        if (title.n < 9)
            continue;
        far = distance(folded, title, most_of(title));
        if (far > most_of(title) || far >= m->distance)
            continue;
        m->distance = far;
        m->table = table;
        m->title = p->source;
        m->cell = cell;
    }
}

/* 预算 where the title that is known has none; 一般公共预算 is a kind of money. */
static bool
is_of_budget(const struct missing *m)
{
    return text_find(m->cell->text, TEXT("预算"), 0) >= 0
           && text_find(m->cell->text, TEXT("决算"), 0) < 0
           && text_find(m->title, TEXT("预算"), 0) < 0;
}

static void
tell_title(struct missing *m)
{
    bool budget = is_of_budget(m);
    struct diag *d = diag_add(
        m->diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(m->book->file, text_zero(m->arena, m->grid->name),
                   m->cell->row, m->cell->col),
        m->table->place,
        budget ? "'%.*s' is a table of the budget (预算), not of the final "
                 "account; the sheet is not read"
               : "'%.*s' is no title that is known; the sheet is not read",
        TEXT_ARG(text_trim(m->cell->text)));

    diag_detail(m->diags, d, "the nearest is '%.*s'", TEXT_ARG(m->title));
    if (budget)
        diag_hint(m->diags, d,
                  "if it is the final account, write its title as '%.*s'",
                  TEXT_ARG(m->title));
    else if (text_find(folds_of(m->folds, m->cell),
                       text_fold(m->arena, m->title), 0)
             >= 0)
        diag_hint(m->diags, d,
                  "it says more, and may be another table: leave the sheet as "
                  "it is and send it to whoever keeps the mappings; only if it "
                  "is that table, write its title as '%.*s'",
                  TEXT_ARG(m->title));
    else
        diag_hint(m->diags, d,
                  "write the title as '%.*s'; if it is another table, send the "
                  "sheet to whoever keeps the mappings",
                  TEXT_ARG(m->title));
}

/* The table all of whose headings stand on the sheet. */
static const struct header_place *
find_headings(struct missing *m, const struct table_rule *const *tables, int n)
{
    const struct header_place *found = NULL;

    for (int i = 0; i < n; i++) {
        const struct header_place *place;

        if (tables[i]->n_parts == 0 || tables[i]->parts[0].kind != PART_GRID)
            continue;
        place = header_find(m->arena, m->folds, &tables[i]->parts[0], 0,
                            grid_end_row(m->grid), 0);
        if (place == NULL || place->n_wanted < 4
            || place->n_found < place->n_wanted
            || (found != NULL && place->n_wanted <= found->n_wanted))
            continue;
        found = place;
        m->table = tables[i];
    }
    return found;
}

static void
tell_headings(struct missing *m, const struct header_place *place)
{
    struct text title = m->table->titles[0].source;
    struct diag *d = diag_add(
        m->diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(m->book->file, text_zero(m->arena, m->grid->name),
                   place->top, place->left),
        m->table->place,
        "the headings are those of '%.*s', but the sheet has no title that is "
        "known; it is not read",
        TEXT_ARG(title));

    diag_hint(m->diags, d, "write '%.*s' above the table", TEXT_ARG(title));
}

bool
missed_tell(struct arena *arena, const struct book *book, struct folds *folds,
            int sheet, const struct table_rule *const *tables, int n_tables,
            struct diag_list *diags)
{
    struct missing m = { .arena = arena,
                         .book = book,
                         .grid = &book->sheets[sheet],
                         .folds = folds,
                         .diags = diags,
                         .distance = 1000 };
    const struct header_place *place;

    if (figures_find(arena, m.grid, NULL).n == 0)
        return false;
    for (int c = 0; c < m.grid->n_cells && m.grid->cells[c].row < TITLE_ROWS;
         c++) {
        const struct cell *cell = &m.grid->cells[c];

        if (cell->type != CELL_TEXT || cell->text.n > 200)
            continue;
        for (int i = 0; i < n_tables; i++)
            try_title(&m, cell, tables[i]);
    }
    if (m.table != NULL) {
        tell_title(&m);
        return true;
    }
    place = find_headings(&m, tables, n_tables);
    if (place != NULL)
        tell_headings(&m, place);
    return place != NULL;
}

/* ---- pages ---- */

/* Would a rule of the table claim a row that begins so? */
static bool
goes_on(struct folds *folds, const struct table_rule *table,
        const struct cell *cell)
{
    for (int p = 0; p < table->n_parts; p++) {
        for (int b = 0; b < table->parts[p].n_blocks; b++) {
            const struct block_rule *block = &table->parts[p].blocks[b];

            for (int i = 0; i < block->n_rows; i++) {
                const struct row_rule *rule = &block->rows[i];

                if (rule->kind == ROW_ITEM
                    && folds_word(folds, cell, &rule->label))
                    return true;
                if (rule->kind == ROW_CODE
                    && codes_is_code(folds_of(folds, cell)))
                    return true;
            }
        }
    }
    return false;
}

bool
missed_page(struct arena *arena, const struct book *book, struct folds *folds,
            int sheet, const struct placement *above, struct diag_list *diags)
{
    const struct grid *grid = &book->sheets[sheet];
    const struct cell *found = NULL;
    struct diag *d;

    if (figures_find(arena, grid, NULL).n == 0)
        return false;
    for (int c = 0; c < grid->n_cells && found == NULL
                    && grid->cells[c].row == grid->cells[0].row;
         c++) {
        if (grid->cells[c].type == CELL_TEXT
            && goes_on(folds, above->table, &grid->cells[c]))
            found = &grid->cells[c];
    }
    if (found == NULL)
        return false;
    d = diag_add(
        diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(book->file, text_zero(arena, grid->name), found->row,
                   found->col),
        above->table->place,
        "sheet %.*s has no title; its rows seem to go on with '%.*s' of "
        "sheet %.*s, and are not read",
        TEXT_ARG(grid->name), TEXT_ARG(above->table->titles[0].source),
        TEXT_ARG(above->grid->name));
    diag_hint(diags, d, "put the rows below those of sheet %.*s",
              TEXT_ARG(above->grid->name));
    return true;
}
