/* locate_sheet.c - the tables of a sheet, and second copies. */
#include "place/locate_sheet.h"

#include "place/locate_table.h"

struct located *
locate_sheet_open(struct arena *arena, const struct book *book,
                  const struct template_rule *template)
{
    struct located *located = ARENA_NEW(arena, struct located);

    located->book = book;
    located->template = template;
    located->sheets
        = ARENA_ARRAY(arena, struct located_sheet, book->n_sheets + 1);
    for (int s = 0; s < book->n_sheets; s++)
        located->sheets[s].grid = &book->sheets[s];
    return located;
}

void
locate_sheet_open_claims(struct arena *arena, struct located *located, int s)
{
    located->sheets[s].claims
        = ARENA_ARRAY(arena, uint8_t, located->book->sheets[s].n_cells + 1);
}

static void
claim_region(struct site *site)
{
    const struct grid *grid = site->grid;
    int first = grid->rows[grid_row_index(grid, site->top)].first;
    int end = grid->rows[grid_row_index(grid, site->end)].first;

    for (int i = first; i < end; i++) {
        if (grid->cells[i].type != CELL_BLANK && site->claims[i] == CLAIM_NONE)
            site->claims[i] = CLAIM_NAMED;
    }
}

static bool
is_hidden(const struct book *book, const struct title *title)
{
    return book->sheets[title->sheet].state != SHEET_VISIBLE;
}

const struct title **
locate_sheet_copies(const struct folded_book *in,
                    const struct template_rule *template,
                    const struct titles *titles)
{
    const struct title **read
        = ARENA_ARRAY(in->arena, const struct title *, template->n_tables + 1);

    for (int t = 0; t < template->n_tables; t++) {
        for (int i = 0; i < titles->n; i++) {
            const struct title *title = &titles->items[i];

            if (title->table == template->tables[t]
                && (read[t] == NULL
                    || (is_hidden(in->book, read[t])
                        && !is_hidden(in->book, title))))
                read[t] = title;
        }
    }
    return read;
}

const struct title *
locate_sheet_instead(const struct template_rule *template,
                     const struct title *const *read, const struct title *title)
{
    if (title->table->has_instance)
        return NULL;
    for (int t = 0; t < template->n_tables; t++) {
        if (template->tables[t] == title->table)
            return read[t] == title ? NULL : read[t];
    }
    return NULL;
}

/* A second copy, and where the one that is read is. */
static void
report_twice(struct site *site, const struct title *title,
             const struct title *read)
{
    const struct book *book = site->book;
    struct place at = locate_region_place(site, title->row, title->col);
    const char *where = "";
    char ref[CELLREF_MAX];
    struct diag *d;

    cellref_show(read->row, read->col, ref);
    if (read->sheet != title->sheet)
        where = arena_printf(site->arena, diag_say(site->diags, "sheet %.*s, "),
                             TEXT_ARG(book->sheets[read->sheet].name));
    if (is_hidden(book, title) && !is_hidden(book, read)) {
        d = diag_add(site->diags, DIAG_TABLE_HIDDEN, at, title->table->place,
                     "the table '%s' is on this hidden sheet, too; it is read "
                     "from %s%s",
                     title->table->schema->title, where, ref);
        diag_hint(site->diags, d,
                  "delete the hidden sheet if it is no longer needed");
        return;
    }
    d = diag_add(site->diags, DIAG_TABLE_TWICE, at, title->table->place,
                 "the table '%s' is in the workbook a second time; it is read "
                 "from %s%s, this one is not",
                 title->table->schema->title, where, ref);
    diag_hint(site->diags, d, "delete the one that does not count");
}

/* A table that is read from a sheet that nobody sees. */
static void
report_hidden(struct site *site, const struct title *title)
{
    struct diag *d = diag_add_as(
        site->diags, DIAG_AS(DIAG_TABLE_HIDDEN, DIAG_HINT),
        locate_region_place(site, title->row, title->col), title->table->place,
        "the table '%s' is read from this sheet, which is hidden",
        title->table->schema->title);

    diag_hint(site->diags, d,
              "show the sheet, or delete it if it does not belong to the "
              "filing");
}

/*
 * Where the region of title i begins: behind the data of the table above it,
 * so that what is between the two is read with the lower one.  Titles of
 * other tables in the same row, or that are tried alone, make no difference.
 */
static int
region_top(struct located_sheet *sheet, const struct titles *titles, int i)
{
    const struct placement *above
        = sheet->n_tables > 0 ? sheet->tables[sheet->n_tables - 1] : NULL;
    const struct title *items = titles->items;
    int row = items[i].row;

    for (int k = i - 1; k >= 0 && items[k].sheet == items[i].sheet; k--) {
        if (items[k].row == row)
            continue;
        if (above == NULL || above->data_end > row)
            return row;
        for (int c
             = sheet->grid->rows[grid_row_index(sheet->grid, above->data_end)]
                   .first;
             c < sheet->grid->n_cells && sheet->grid->cells[c].row < row; c++) {
            if (sheet->claims[c] == CLAIM_KEPT)
                sheet->claims[c] = CLAIM_NONE;
        }
        return above->data_end;
    }
    return 0;
}

void
locate_sheet_table(const struct locating *l, const struct titles *titles, int i,
                   const struct title *instead)
{
    const struct title *title = &titles->items[i];
    struct located_sheet *sheet = &l->located->sheets[title->sheet];
    struct site site = { .arena = l->arena,
                         .book = l->in->book,
                         .grid = sheet->grid,
                         .folds = &l->in->sheets[title->sheet],
                         .claims = sheet->claims,
                         .table = title->table,
                         .diags = l->diags,
                         .top = region_top(sheet, titles, i),
                         .end = locate_title_end(sheet->grid, titles, i) };

    if (instead != NULL) {
        report_twice(&site, title, instead);
        claim_region(&site);
        sheet->twice = true;
        return;
    }
    if (is_hidden(l->in->book, title))
        report_hidden(&site, title);
    ARENA_PUSH(l->arena, sheet->tables, sheet->n_tables, sheet->tables_capacity,
               locate_table(&site, l->located->template, title));
}

void
locate_sheet_keep_rest(struct located *located, int s)
{
    struct located_sheet *sheet = &located->sheets[s];

    for (int i = 0; i < sheet->grid->n_cells; i++) {
        if (sheet->claims[i] == CLAIM_NONE
            && sheet->grid->cells[i].type != CELL_BLANK)
            sheet->claims[i] = CLAIM_KEPT;
    }
}
