/* locate.c - parts top to bottom, and what is left over. */
#include "place/locate.h"

#include <string.h>

#include "place/figures.h"
#include "place/folded.h"
#include "place/locate_caption.h"
#include "place/locate_header.h"
#include "place/locate_lack.h"
#include "place/locate_line.h"
#include "place/locate_missed.h"
#include "place/locate_report.h"
#include "place/locate_rows.h"
#include "place/locate_title.h"
#include "place/locate_unit.h"

/* ---- the parts of one table ---- */

static const struct cell *
find_beside(struct site *site, const struct beside_rule *beside, int top,
            int end)
{
    for (int well = 2; well >= 1; well--) {
        for (int i = grid_row_index(site->grid, top);
             i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
            for (int c = site->grid->rows[i].first;
                 c < site->grid->rows[i + 1].first; c++) {
                const struct cell *cell = &site->grid->cells[c];

                if (locate_region_is_free(site, cell)
                    && folded_word(site->folds, cell, &beside->words) >= well)
                    return cell;
            }
        }
    }
    return NULL;
}

static bool
has_header(const struct part_rule *part)
{
    for (int b = 0; b < part->n_blocks; b++) {
        if (part->blocks[b].has_header)
            return true;
    }
    return false;
}

/* The row in [top, end) where a part begins, or -1. */
static int
part_row(struct site *site, const struct part_rule *part, int top, int end)
{
    const struct locate_header_place *place;
    const struct cell *beside;

    if (part->kind == PART_LINE)
        return locate_line_find(site, part, top, end);
    if (has_header(part)) {
        place = locate_header_find(site->folds, part,
                                   (struct locate_header_range){ top, end, 0 });
        return place == NULL ? -1 : place->top;
    }
    beside = part->beside == NULL ? NULL
                                  : find_beside(site, part->beside, top, end);
    return beside == NULL ? -1 : beside->row;
}

/* Where the parts behind part i begin, or the region's end. */
static int
part_end(struct site *site, int i, int top)
{
    const struct table_rule *table = site->table;
    int end = site->end;

    for (int k = i + 1; k < table->n_parts; k++) {
        int row = part_row(site, &table->parts[k], top, end);

        if (row < 0)
            continue;
        if (row < end)
            end = row;
        if (!table->parts[k].optional)
            break;
    }
    return end;
}

static struct heading_says
beside_says(struct site *site, const struct cell *beside)
{
    return heading_read_beside(locate_region_folded(site, beside), beside);
}

/* The unit that a label beside the part says, where no heading says one. */
static void
take_unit(const struct part_rule *part, struct locate_header_place *place,
          struct heading_says beside)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            struct heading_says *says = &place->leaves[b][i].says;

            *says = heading_below(beside, *says);
        }
    }
}

/* Does a heading stand over what names the rows, and nothing else? */
static bool
heads_rows(const struct column_rule *rule)
{
    for (int i = 0; i < rule->n_children; i++) {
        if (!heads_rows(&rule->children[i]))
            return false;
    }
    return rule->n_children > 0 || rule->role == COLUMN_CODE
           || rule->role == COLUMN_NAME || rule->role == COLUMN_LABEL
           || rule->role == COLUMN_LINE;
}

/* Does a heading stand over a column of figures? */
static bool
heads_figures(const struct part_rule *part, const struct column_rule *rule)
{
    for (int i = 0; i < rule->n_children; i++) {
        if (heads_figures(part, &rule->children[i]))
            return true;
    }
    if (rule->role != COLUMN_VALUE)
        return false;
    for (int b = 0; b < part->n_blocks; b++) {
        const struct block_rule *block = &part->blocks[b];

        if (rule->leaf < 0 || rule->leaf >= block->n_leaves
            || block->leaves[rule->leaf] != rule)
            continue;
        for (int i = 0; i < block->n_rows; i++) {
            if (block->rows[i].values != NULL
                && block->rows[i].values[rule->leaf].used
                && block->rows[i].values[rule->leaf].kind != VALUE_TEXT)
                return true;
        }
    }
    return false;
}

static int
claim_grid(struct site *site, int i, int cursor, int end)
{
    const struct part_rule *part = &site->table->parts[i];
    const struct cell *beside = NULL;
    const struct locate_header_place *found;
    struct locate_header_place *place;
    int left = 0, part_top = cursor, n_unknown = site->n_unknown;

    if (part->beside != NULL)
        beside = find_beside(site, part->beside, cursor, end);
    if (beside != NULL) {
        struct span span = grid_span(site->grid, beside->row, beside->col);

        left = span.end_col;
        locate_region_claim(site, beside, CLAIM_LABEL);
        if (!has_header(part))
            part_top = beside->row;
    }
    found = locate_header_find(
        site->folds, part, (struct locate_header_range){ part_top, end, left });
    if (found == NULL) {
        locate_lack_no_part(site, part, cursor);
        return cursor;
    }
    place = locate_header_copy(site->arena, part, found);
    for (int k = 0; k < place->n_cells; k++) {
        locate_region_claim(site, place->cells[k], CLAIM_LABEL);
        if (heads_rows(place->rules[k]))
            locate_region_hear_unit(site, place->cells[k]);
        if (heads_figures(part, place->rules[k]))
            locate_region_check_extra(site, place->cells[k],
                                      &place->rules[k]->words,
                                      place->rules[k]->place);
    }
    if (beside != NULL)
        take_unit(part, place, beside_says(site, beside));
    if (has_header(part))
        locate_report_claim(site, part, place, left);
    end = part_end(site, i, place->end > place->top ? place->end : place->top);
    locate_rows_claim(site, part, place, end, i == site->table->n_parts - 1);
    for (int k = n_unknown; k < site->n_unknown; k++)
        site->unknown[k].end = end;
    return end;
}

/* The row below 'cursor' where part i begins, or -1.  What need not be there
   is looked for above the next part only. */
static int
find_part(struct site *site, int i, int cursor)
{
    const struct part_rule *part = &site->table->parts[i];
    int row = part_row(site, part, cursor, site->end);

    if (row >= 0 && part->optional && row > part_end(site, i, cursor))
        return -1;
    return row;
}

/* The label beside a line, once for all lines that share it; what it says. */
static struct heading_says
claim_beside(struct site *site, const struct part_rule *part, int i, int row)
{
    struct heading_says none = { .percent = false };
    const struct cell *beside;

    if (part->beside == NULL) {
        site->beside = NULL;
        return none;
    }
    beside = find_beside(site, part->beside, row, row + 1);
    if (beside != NULL) {
        locate_region_claim(site, beside, CLAIM_LABEL);
        site->beside = beside;
    } else if (i == 0 || part[-1].beside != part->beside) {
        site->beside = NULL;
    }
    return site->beside != NULL ? beside_says(site, site->beside) : none;
}

/* Walks the parts down the region; returns false where none was found. */
static void
claim_parts(struct site *site)
{
    const struct table_rule *table = site->table;
    int cursor = site->first_part;

    site->of_rows = (struct diag_list){ .arena = site->arena,
                                        .unwanted = site->diags->unwanted };
    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &table->parts[i];
        int row = find_part(site, i, cursor);

        if (row < 0) {
            if (!part->optional)
                locate_lack_no_part(site, part, cursor);
            continue;
        }
        if (part->kind == PART_GRID) {
            cursor
                = claim_grid(site, i, row < cursor ? cursor : row, site->end);
            continue;
        }
        locate_line_claim(site, part, row, claim_beside(site, part, i, row));
        cursor = row + 1;
    }
    locate_lack_tell(site);
}

/* Under a heading that was named, or a table whose headings were not found. */
static bool
is_unknown(const struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);

    for (int i = 0; i < site->n_unknown; i++) {
        const struct unknown_column *unknown = &site->unknown[i];

        if (span.left >= unknown->col && span.left < unknown->end_col
            && span.top >= unknown->top && span.top < unknown->end)
            return true;
    }
    return site->lost_part && cell->type != CELL_TEXT;
}

/* A figure outside of the table behind words that end in a colon: 电话： */
static bool
is_captioned(struct site *site, const struct cell *cell)
{
    int n;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    while (cell > cells && (cell - 1)->type == CELL_BLANK)
        cell--;
    return cell > cells
           && text_ends(locate_region_folded(site, cell - 1), TEXT(":"));
}

/* A cell that belongs to nothing of the table, and where it stands. */
static void
report_cell(struct site *site, const struct cell *cell)
{
    bool text = cell->type == CELL_TEXT;
    struct diag *d = diag_add(
        site->diags, DIAG_CELL_UNCLAIMED,
        locate_region_place(site, cell->row, cell->col), site->table->place,
        "'%s' stands %s and belongs to nothing in it; it is not read",
        locate_region_quote(site, cell),
        cell->row < site->first_part  ? "above the table"
        : cell->row > site->last_data ? "below the table"
                                      : "inside the table");

    diag_hint(site->diags, d,
              text ? "write it as the form has it, or below the table if it is "
                     "a remark"
                   : "delete it, or put it where it belongs");
}

/* What no part claimed: notes around the table, errors inside it. */
static void
sweep(struct site *site)
{
    for (int i = grid_row_index(site->grid, site->top);
         i < site->grid->n_rows && site->grid->rows[i].row < site->end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];
            bool inside, unknown;

            if (!locate_region_is_free(site, cell) || cell->type == CELL_BLANK)
                continue;
            unknown = is_unknown(site, cell);
            inside
                = cell->row >= site->first_part && cell->row <= site->last_data;
            if (unknown && (inside || site->lost_part)) {
                locate_region_claim(site, cell, CLAIM_NAMED);
                continue;
            }
            if (cell->type == CELL_TEXT
                && (!inside || locate_caption_declares_empty(site, cell))) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            if (!inside
                && (cell->type == CELL_DATE || cell->type == CELL_ISO_DATE
                    || is_captioned(site, cell))) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            locate_region_claim(site, cell, CLAIM_NAMED);
            report_cell(site, cell);
        }
    }
}

/* What the rows above the table, its title and those below it say. */
static void
claim_around(struct site *site, const struct cell *title, size_t tail)
{
    locate_caption_title(site, title, tail);
    locate_unit_hear(site, site->top, site->first_part);
    locate_caption_claim(site, site->top, site->first_part);
}

/* Does a sentence from row 'top' on say that the table has no data? */
static bool
is_declared_empty(struct site *site, int top)
{
    const struct grid *grid = site->grid;
    int end = grid->rows[grid_row_index(grid, site->end)].first;

    for (int c = grid->rows[grid_row_index(grid, top)].first; c < end; c++) {
        if (locate_caption_says_empty(site, &grid->cells[c]))
            return true;
    }
    return false;
}

static struct placement *
locate_table(struct site *site, const struct template_rule *template,
             const struct title *title)
{
    struct placement *p = ARENA_NEW(site->arena, struct placement);
    const struct cell *cell = grid_at(site->grid, title->row, title->col);
    int first = -1;

    site->placement = p;
    p->template = template;
    p->table = site->table;
    p->grid = site->grid;
    p->top = site->top;
    p->end = site->end;
    p->title_row = title->row;
    p->title_col = title->col;
    p->year = title->year;
    p->year_row = title->row;
    p->year_col = title->col;
    p->unit_shift = site->table->unit_shift;
    locate_region_claim(site, cell, CLAIM_LABEL);
    for (int i = 0; i < site->table->n_parts && first < 0; i++)
        first = find_part(site, i, title->row + 1);
    site->first_part = first < 0 ? title->row + 1 : first;
    site->last_data = -1;
    if (first < 0 && is_declared_empty(site, title->row + 1))
        site->first_part = site->end; /* it needs no headings */
    claim_around(site, cell, title->tail);
    if (site->first_part < site->end)
        claim_parts(site);
    p->data_top = site->first_part;
    p->data_end
        = (site->last_data > title->row ? site->last_data : title->row) + 1;
    /* Of two tables, what stands between them is the lower one's. */
    if (site->end >= grid_end_row(site->grid))
        locate_unit_hear(site, p->data_end, site->end);
    locate_unit_table(site);
    sweep(site);
    return p;
}

/* ---- titles that head a table ---- */

/* What titles may leave behind before it is let go of. */
#define SCRATCH_BYTES (1 << 20)

/* Is there a table below this title, or a sentence that it has no data, or is
   it only mentioned (contents)? */
static bool
heads_a_table(struct arena *arena, const struct book *book, struct folds *folds,
              const struct title *title, int end, uint8_t *no_claims)
{
    struct diag_list none = diag_none(arena);
    const struct grid *grid = &book->sheets[title->sheet];
    struct placement placement = { .title_row = title->row };
    struct site site = { .arena = arena,
                         .book = book,
                         .grid = grid,
                         .folds = &folds[title->sheet],
                         .claims = no_claims,
                         .table = title->table,
                         .placement = &placement,
                         .diags = &none,
                         .top = title->row,
                         .end = end };

    bool found = false;

    for (int i = 0; i < title->table->n_parts && !found; i++)
        found = part_row(&site, &title->table->parts[i], title->row + 1, end)
                >= 0;
    return found || is_declared_empty(&site, title->row + 1);
}

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

/* Behind the rows of title i: the next title's, or the sheet's end. */
static int
next_title_row(const struct grid *grid, const struct title *titles, int n,
               int i)
{
    for (int k = i + 1; k < n; k++) {
        if (titles[k].sheet != titles[i].sheet)
            break;
        if (titles[k].row > titles[i].row)
            return titles[k].row;
    }
    return grid_end_row(grid);
}

/* Is the title in its row a second time? */
static bool
is_again(const struct title *titles, int n, const struct title *title)
{
    for (int i = n - 1; i >= 0 && titles[i].sheet == title->sheet
                        && titles[i].row == title->row;
         i--) {
        if (titles[i].table == title->table)
            return true;
    }
    return false;
}

/* Only titles that head a table; mentions are left to the sheet. */
static int
drop_mentions(struct arena *arena, const struct book *book, struct folds *folds,
              struct title *titles, int n)
{
    struct arena scratch = arena_beside(arena);
    int k = 0, most = 0;
    uint8_t *no_claims;

    for (int s = 0; s < book->n_sheets; s++)
        most = book->sheets[s].n_cells > most ? book->sheets[s].n_cells : most;
    no_claims = ARENA_ARRAY(arena, uint8_t, most + 1);
    for (int i = 0; i < n; i++) {
        int end = next_title_row(&book->sheets[titles[i].sheet], titles, n, i);

        if (is_again(titles, k, &titles[i]))
            continue;
        /* Figures first: they are found sooner than a header is. */
        if (region_has_figures(&folds[titles[i].sheet], titles[i].row, end)
            || heads_a_table(&scratch, book, folds, &titles[i], end, no_claims))
            titles[k++] = titles[i];
        if (scratch.used > SCRATCH_BYTES)
            arena_release(&scratch);
    }
    arena_release(&scratch);
    return k;
}

static void
keep_rest(struct located *located, int s)
{
    struct located_sheet *sheet = &located->sheets[s];

    for (int i = 0; i < sheet->grid->n_cells; i++) {
        if (sheet->claims[i] == CLAIM_NONE
            && sheet->grid->cells[i].type != CELL_BLANK)
            sheet->claims[i] = CLAIM_KEPT;
    }
}

static bool
is_hidden(const struct book *book, const struct title *title)
{
    return book->sheets[title->sheet].state != SHEET_VISIBLE;
}

/*
 * For each of a template's tables the title that is read where a table that
 * occurs once stands twice: the first on a visible sheet, else the first.
 */
static const struct title **
find_read(struct arena *arena, const struct book *book,
          const struct template_rule *template, const struct title *titles,
          int n)
{
    const struct title **read
        = ARENA_ARRAY(arena, const struct title *, template->n_tables + 1);

    for (int t = 0; t < template->n_tables; t++) {
        for (int i = 0; i < n; i++) {
            if (titles[i].table == template->tables[t]
                && (read[t] == NULL
                    || (is_hidden(book, read[t])
                        && !is_hidden(book, &titles[i]))))
                read[t] = &titles[i];
        }
    }
    return read;
}

/* The other title that is read for this one's table; NULL: this one is. */
static const struct title *
read_instead(const struct template_rule *template,
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

/* A second copy, and where the one that is read stands. */
static void
tell_twice(struct site *site, const struct title *title,
           const struct title *read)
{
    const struct book *book = site->book;
    struct place at = locate_region_place(site, title->row, title->col);
    const char *where = "";
    char ref[CELLREF_MAX];
    struct diag *d;

    cellref_show(read->row, read->col, ref);
    if (read->sheet != title->sheet)
        where = arena_printf(site->arena, "sheet %.*s, ",
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
tell_hidden(struct site *site, const struct title *title)
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

/*
 * Where the region of title i begins: behind the data of the table above it,
 * so that what stands between the two is read with the lower one.  Titles of
 * other tables in the same row, or that are tried alone, make no difference.
 */
static int
region_top(struct located_sheet *sheet, const struct title *titles, int i)
{
    const struct placement *above
        = sheet->n_tables > 0 ? sheet->tables[sheet->n_tables - 1] : NULL;
    int row = titles[i].row;

    for (int k = i - 1; k >= 0 && titles[k].sheet == titles[i].sheet; k--) {
        if (titles[k].row == row)
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

/* 'read' is the copy of the table that counts, where this one does not. */
static void
locate_title(struct arena *arena, struct located *located, struct folds *folds,
             const struct title *titles, int n, int i, const struct title *read,
             struct diag_list *diags)
{
    const struct title *title = &titles[i];
    struct located_sheet *sheet = &located->sheets[title->sheet];
    struct site site = { .arena = arena,
                         .book = located->book,
                         .grid = sheet->grid,
                         .folds = &folds[title->sheet],
                         .claims = sheet->claims,
                         .table = title->table,
                         .diags = diags,
                         .top = region_top(sheet, titles, i),
                         .end = next_title_row(sheet->grid, titles, n, i) };

    if (read != NULL) {
        site.placement = NULL;
        tell_twice(&site, title, read);
        claim_region(&site);
        sheet->twice = true;
        return;
    }
    if (is_hidden(located->book, title))
        tell_hidden(&site, title);
    ARENA_PUSH(arena, sheet->tables, sheet->n_tables, sheet->tables_capacity,
               locate_table(&site, located->template, title));
}

static struct located *
open_located(struct arena *arena, const struct book *book,
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

static void
open_claims(struct arena *arena, struct located *located, int s)
{
    located->sheets[s].claims
        = ARENA_ARRAY(arena, uint8_t, located->book->sheets[s].n_cells + 1);
}

/* ---- which template ---- */

/* So many complaints a table that is found outweighs, at 100 an error. */
#define TABLE_WORTH 1000L

/* How badly one table rule fits below one title. */
struct trial {
    bool tried;
    long cost;
    int year;
    int top, end; /* the region that it was tried in */
    /* What it found, while that may be of use: chunk NULL when not. */
    struct arena arena;
    struct diag_list diags;
    struct placement *placement;
    uint8_t *claims;
};

/* All titles of a book that any template has, and what trying one is done
   with. */
struct trials {
    struct arena *arena;
    const struct book *book;
    struct folds *folds;
    struct title *titles;
    struct trial *trials; /* [n], one a title */
    int n;
};

/* A template's trials: complaints, and how many tables it finds. */
struct fit {
    const struct template_rule *template; /* NULL: none */
    int tables;
    long cost;
};

/* The table rules of all templates, each once. */
static const struct table_rule **
all_tables(struct arena *arena, const struct mapping_set *set, int *n)
{
    const struct table_rule **tables = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];

        for (int k = 0; k < template->n_tables; k++) {
            bool known = false;

            for (int m = *n - 1; m >= 0 && !known; m--)
                known = tables[m] == template->tables[k];
            if (!known)
                ARENA_PUSH(arena, tables, *n, capacity, template->tables[k]);
        }
    }
    return tables;
}

static bool
has_table(const struct template_rule *template, const struct table_rule *table)
{
    for (int i = 0; i < template->n_tables; i++) {
        if (template->tables[i] == table)
            return true;
    }
    return false;
}

/* So many faults of that level. */
static long
count_faults(const struct trial *trial, enum diag_level level)
{
    return (long)trial->diags.n_level[level] + trial->placement->folded[level];
}

static void
try_title(struct trials *t, int i, const struct template_rule *template)
{
    struct trial *trial = &t->trials[i];
    int sheet = t->titles[i].sheet;
    struct located *located;

    trial->arena = arena_beside(t->arena);
    trial->diags.arena = &trial->arena;
    located = open_located(&trial->arena, t->book, template);
    open_claims(&trial->arena, located, sheet);
    locate_title(&trial->arena, located, t->folds, t->titles, t->n, i, NULL,
                 &trial->diags);
    trial->placement = located->sheets[sheet].tables[0];
    trial->claims = located->sheets[sheet].claims;
    trial->cost = 100 * count_faults(trial, DIAG_ERROR)
                  + 10 * count_faults(trial, DIAG_WARNING);
    trial->year = trial->placement->year;
    trial->top = trial->placement->top;
    trial->end = trial->placement->end;
    if (trial->placement->n_slots == 0) /* a title with nothing below it */
        trial->cost += TABLE_WORTH;
    trial->tried = true;
    /* What shares its sheet is located again, with what stands around it. */
    if (trial->top != 0 || trial->end < grid_end_row(&t->book->sheets[sheet]))
        arena_release(&trial->arena);
}

/* Lets go of what was found for other templates than this one. */
static void
drop_trials(struct trials *t, const struct template_rule *template)
{
    for (int i = 0; i < t->n; i++) {
        if (t->trials[i].tried
            && (template == NULL || !has_table(template, t->titles[i].table)))
            arena_release(&t->trials[i].arena);
    }
}

/* Behind the titles in the row of title i. */
static int
row_end(const struct trials *t, int i)
{
    int end = i;

    while (end < t->n && t->titles[end].sheet == t->titles[i].sheet
           && t->titles[end].row == t->titles[i].row)
        end++;
    return end;
}

/* The best trial of a template's tables among titles [i, end), or NULL. */
static const struct trial *
best_trial(struct trials *t, int i, int end,
           const struct template_rule *template)
{
    const struct trial *best = NULL;

    for (; i < end; i++) {
        if (!has_table(template, t->titles[i].table))
            continue;
        if (!t->trials[i].tried)
            try_title(t, i, template);
        if (best == NULL || t->trials[i].cost < best->cost)
            best = &t->trials[i];
    }
    return best;
}

/* How a template fits where none of its tables is complained of. */
static struct fit
best_hope(const struct trials *t, const struct template_rule *template)
{
    struct fit fit = { template, 0, 0 };

    for (int i = 0, end; i < t->n; i = end) {
        bool ours = false;

        end = row_end(t, i);
        for (int k = i; k < end && !ours; k++)
            ours = has_table(template, t->titles[k].table);
        fit.tables += ours;
    }
    return fit;
}

/*
 * A table more outweighs most complaints; of two that fit alike the one that
 * others extend, then the one that misses fewer of its tables, then the first
 * by name.  No further complaint makes one better.
 */
static bool
fits_better(const struct fit *a, const struct fit *b)
{
    long order;

    if (a->tables == 0 || b->template == NULL)
        return a->tables > 0;
    order = (a->cost - TABLE_WORTH * a->tables)
            - (b->cost - TABLE_WORTH * b->tables);
    if (order == 0)
        order = (a->template->extends.n > 0) - (b->template->extends.n > 0);
    if (order == 0)
        order = (a->template->n_tables - a->tables)
                - (b->template->n_tables - b->tables);
    if (order == 0)
        order = text_compare(a->template->id, b->template->id);
    return order < 0;
}

/* Adds the complaints up, as long as the sum is better than the best. */
static void
add_up(struct trials *t, struct fit *fit, const struct fit *best)
{
    const struct template_rule *template = fit->template;

    for (int i = 0, end; i < t->n && fits_better(fit, best); i = end) {
        const struct trial *trial;

        end = row_end(t, i);
        trial = best_trial(t, i, end, template);
        if (trial == NULL)
            continue;
        fit->cost += trial->cost;
        if (trial->year != 0
            && (trial->year < template->year_first
                || trial->year > template->year_last))
            fit->cost += 40;
    }
}

/*
 * Trying a table costs as much as reading it, and complaints only add up: the
 * most hopeful template is tried first, and most others need no trial then.
 */
static struct fit
best_fit(struct trials *t, const struct mapping_set *set)
{
    struct fit best = { NULL, 0, 0 };
    struct fit *hopes = ARENA_ARRAY(t->arena, struct fit, set->n_templates);

    for (int i = 0; i < set->n_templates; i++)
        hopes[i] = best_hope(t, set->templates[i]);
    for (int left = set->n_templates; left > 0; left--) {
        struct fit *next = &hopes[0];

        for (int i = 1; i < left; i++) {
            if (fits_better(&hopes[i], next))
                next = &hopes[i];
        }
        add_up(t, next, &best);
        if (fits_better(next, &best))
            best = *next;
        drop_trials(t, best.template);
        *next = hopes[left - 1];
    }
    return best;
}

/*
 * The template that the document's properties name, which is certain where it
 * has a table there at all.
 */
static const struct template_rule *
claimed_template(const struct trials *t, const struct mapping_set *set,
                 struct diag_list *diags)
{
    struct text id = t->book->template_id;
    const struct template_rule *template = id.n ? mapping_find(set, id) : NULL;

    if (!id.n || (template && best_hope(t, template).tables > 0))
        return template;
    diag_add(diags, DIAG_TEMPLATE_CLAIMED, PLACE_FILE(t->book->file),
             PLACE_FILE("mappings"),
             template ? "the document's properties name the template '%.*s', "
                        "but no table of it is there"
                      : "the document's properties name the template '%.*s', "
                        "which is not known; its tables decide",
             TEXT_ARG(id));
    return NULL;
}

static struct trials
try_templates(struct arena *arena, const struct book *book,
              const struct mapping_set *set, struct fit *best,
              struct diag_list *diags)
{
    struct trials t = { .arena = arena, .book = book };
    int n_tables;
    const struct table_rule **tables = all_tables(arena, set, &n_tables);

    t.folds = folded_open_book(arena, book);
    t.titles
        = locate_title_find(arena, book, t.folds, tables, n_tables, true, &t.n);
    t.n = drop_mentions(arena, book, t.folds, t.titles, t.n);
    t.trials = ARENA_ARRAY(arena, struct trial, t.n + 1);
    best->template = claimed_template(&t, set, diags);
    if (best->template == NULL)
        *best = best_fit(&t, set);
    if (best->template == NULL) {
        diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(book->file),
                 PLACE_FILE("mappings"),
                 "no sheet holds a table that a mapping describes");
        for (int s = 0; s < book->n_sheets; s++)
            locate_missed_tell(arena, book, &t.folds[s], s, tables, n_tables,
                               diags);
    }
    return t;
}

const struct template_rule *
locate_template(struct arena *arena, const struct book *book,
                const struct mapping_set *set, struct diag_list *diags)
{
    struct fit best;
    struct trials t = try_templates(arena, book, set, &best, diags);

    drop_trials(&t, NULL);
    return best.template;
}

/* ---- the tables of a book ---- */

/* Is the title the only one of its sheet? */
static bool
is_alone(const struct title *titles, int n, int i)
{
    return (i == 0 || titles[i - 1].sheet != titles[i].sheet)
           && (i == n - 1 || titles[i + 1].sheet != titles[i].sheet);
}

/* The trial of this very title, when it had the sheet to itself, too. */
static struct trial *
find_trial(struct trials *t, const struct title *title)
{
    for (int i = 0; i < t->n; i++) {
        const struct title *other = &t->titles[i];

        if (other->sheet == title->sheet && other->row == title->row
            && other->col == title->col && other->table == title->table
            && other->year == title->year && t->trials[i].arena.chunk != NULL
            && t->trials[i].top == 0
            && t->trials[i].end == grid_end_row(&t->book->sheets[title->sheet]))
            return &t->trials[i];
    }
    return NULL;
}

static void
take_trial(struct arena *arena, struct located *located, int s,
           struct trial *trial, struct diag_list *diags)
{
    struct located_sheet *sheet = &located->sheets[s];

    trial->placement->template = located->template;
    sheet->claims = trial->claims;
    ARENA_PUSH(arena, sheet->tables, sheet->n_tables, sheet->tables_capacity,
               trial->placement);
    diag_move(diags, &trial->diags);
    arena_adopt(arena, &trial->arena);
}

/* Does the sheet go on with the table above?  The rows that it lacks are
   there, then. */
static bool
is_next_page(struct trials *t, int s, const struct placement *above,
             struct diag_list *diags)
{
    if (!locate_missed_page(t->arena, t->book, &t->folds[s], s, above, diags))
        return false;
    diag_withdraw(diags, DIAG_ROW_MISSING,
                  text_zero(t->arena, above->grid->name), above->title_row);
    return true;
}

static struct located *
locate_tables(struct trials *t, const struct template_rule *template,
              struct diag_list *diags)
{
    struct located *located = open_located(t->arena, t->book, template);
    const struct title **read;
    struct title *titles;
    const struct placement *above = NULL;
    int n;

    for (int s = 0; s < t->book->n_sheets; s++)
        open_claims(t->arena, located, s);
    titles = locate_title_find(t->arena, t->book, t->folds, template->tables,
                               template->n_tables, false, &n);
    n = drop_mentions(t->arena, t->book, t->folds, titles, n);
    read = find_read(t->arena, t->book, template, titles, n);
    for (int i = 0; i < n; i++) {
        const struct title *other = read_instead(template, read, &titles[i]);
        struct trial *trial = other == NULL && is_alone(titles, n, i)
                                  ? find_trial(t, &titles[i])
                                  : NULL;

        if (trial != NULL)
            take_trial(t->arena, located, titles[i].sheet, trial, diags);
        else
            locate_title(t->arena, located, t->folds, titles, n, i, other,
                         diags);
    }
    for (int s = 0; s < t->book->n_sheets; s++) {
        struct located_sheet *sheet = &located->sheets[s];

        keep_rest(located, s);
        if (sheet->n_tables > 0) {
            above = sheet->tables[sheet->n_tables - 1];
            locate_missed_below(t->arena, t->book, &t->folds[s], s,
                                sheet->claims, template->tables,
                                template->n_tables, diags);
            continue;
        }
        if (sheet->twice) /* that was said */
            continue;
        sheet->missed
            = locate_missed_tell(t->arena, t->book, &t->folds[s], s,
                                 template->tables, template->n_tables, diags)
              || (above != NULL && is_next_page(t, s, above, diags));
    }
    locate_unit_book(t->arena, located, t->folds, diags);
    return located;
}

struct located *
locate_book(struct arena *arena, const struct book *book,
            const struct template_rule *template, struct diag_list *diags)
{
    struct trials none = { .arena = arena, .book = book };

    none.folds = folded_open_book(arena, book);
    return locate_tables(&none, template, diags);
}

struct located *
locate_best(struct arena *arena, const struct book *book,
            const struct mapping_set *set, struct diag_list *diags)
{
    struct fit best;
    struct trials t = try_templates(arena, book, set, &best, diags);
    struct located *located = NULL;

    if (best.template != NULL)
        located = locate_tables(&t, best.template, diags);
    drop_trials(&t, NULL);
    return located;
}

bool
locate_has_table(const struct located *located)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        if (located->sheets[s].n_tables > 0)
            return true;
    }
    return false;
}

/* ---- sheets of other templates ---- */

/* The template that a sheet is of by itself, with its tables; NULL: none. */
static struct located *
locate_alone(struct arena *arena, const struct book *book, int s,
             const struct mapping_set *set, struct diag_list *diags)
{
    struct book *alone = ARENA_NEW(arena, struct book);
    struct diag_list none = diag_none(arena);
    struct located *located = NULL;
    struct trials t;
    struct fit best;

    *alone = *book;
    alone->sheets = &book->sheets[s];
    alone->n_sheets = 1;
    alone->template_id = TEXT_NONE;
    t = try_templates(arena, alone, set, &best, &none);
    if (best.template != NULL)
        located = locate_tables(&t, best.template, diags);
    drop_trials(&t, NULL);
    return located != NULL && located->sheets[0].n_tables > 0 ? located : NULL;
}

/* Is one of a sheet's tables one that the template has a layout for, too? */
static bool
knows_table(const struct template_rule *template,
            const struct located_sheet *sheet)
{
    for (int i = 0; i < sheet->n_tables; i++) {
        if (mapping_table(template, sheet->tables[i]->table->schema) != NULL)
            return true;
    }
    return false;
}

static void
tell_other(struct arena *arena, struct located *located,
           const struct located *other, bool read, struct diag_list *diags)
{
    const struct placement *p = other->sheets[0].tables[0];
    const struct cell *cell = grid_at(p->grid, p->title_row, p->title_col);
    struct diag *d = diag_add(
        diags, read ? DIAG_TEMPLATE_OTHER : DIAG_SHEET_UNMAPPED,
        PLACE_CELL(located->book->file, text_zero(arena, p->grid->name),
                   p->title_row, p->title_col),
        p->table->place,
        "'%.*s' is a table of template %.*s (%.*s), not of %.*s; %s",
        TEXT_ARG(text_trim(cell->text)), TEXT_ARG(other->template->id),
        TEXT_ARG(other->template->name), TEXT_ARG(located->template->id),
        read ? "it is read by that" : "the sheet is not read");

    if (!read)
        diag_hint(diags, d, "read it by itself: -t %.*s",
                  TEXT_ARG(other->template->id));
}

/* Does a sheet without a table hold figures of which nothing was said? */
static bool
is_silent(struct arena *arena, const struct located_sheet *sheet)
{
    return sheet->n_tables == 0 && !sheet->twice && !sheet->missed
           && figures_any(arena, sheet->grid);
}

void
locate_others(struct arena *arena, struct located *located,
              const struct mapping_set *set, bool read, struct diag_list *diags)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        struct located_sheet *sheet = &located->sheets[s];
        struct diag_list said = { .arena = arena };
        struct located *other
            = is_silent(arena, sheet)
                  ? locate_alone(arena, located->book, s, set, &said)
                  : NULL;
        bool taken = read && other != NULL
                     && !knows_table(located->template, &other->sheets[0]);

        if (other == NULL)
            continue;
        tell_other(arena, located, other, taken, diags);
        if (taken) {
            *sheet = other->sheets[0];
            diag_move(diags, &said);
        } else {
            sheet->missed = true;
        }
    }
}
