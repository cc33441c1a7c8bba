/* locate.c - titles, parts top to bottom, and what is left over. */
#include "move/locate.h"

#include <limits.h>
#include <string.h>

#include "move/folds.h"
#include "move/header.h"
#include "move/lines.h"
#include "move/rows.h"

/* A title's row holds little else. */
#define TITLE_ROW_CELLS 6

/* Titles of many tables, by what they say. */
struct title_word {
    struct text glob; /* folded; with * when it has placeholders */
    const struct table_rule *table;
    bool plain;
    struct title_word *next; /* same hash */
};

struct title_index {
    struct title_word *words;
    int n;
    struct title_word **slots;
    size_t n_slots;
};

static struct text
title_glob(struct arena *arena, const struct pattern *pattern, bool *plain)
{
    struct text glob = TEXT_NONE;

    *plain = true;
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        *plain = *plain && part->literal;
        glob = text_printf(arena, "%.*s%.*s", TEXT_ARG(glob),
                           TEXT_ARG(part->literal ? part->folded : TEXT("*")));
    }
    return glob;
}

static struct title_index
index_titles(struct arena *arena, const struct table_rule *const *tables,
             int n_tables)
{
    struct title_index index = { 0 };
    int n = 0;

    for (int i = 0; i < n_tables; i++)
        n += tables[i]->n_titles;
    index.words = ARENA_ARRAY(arena, struct title_word, n + 1);
    for (index.n_slots = 64; index.n_slots < (size_t)n * 2;)
        index.n_slots *= 2;
    index.slots = ARENA_ARRAY(arena, struct title_word *, index.n_slots);
    for (int i = 0; i < n_tables; i++) {
        for (int k = 0; k < tables[i]->n_titles; k++) {
            struct title_word *word = &index.words[index.n++];
            size_t slot;

            word->table = tables[i];
            word->glob = title_glob(arena, &tables[i]->titles[k], &word->plain);
            slot = (size_t)text_hash(word->glob) & (index.n_slots - 1);
            if (word->plain) {
                word->next = index.slots[slot];
                index.slots[slot] = word;
            }
        }
    }
    return index;
}

/* "…2022年度" before a title, and 部门 or 单位 after that, say no other table. */
static struct text
sans_year(struct text t, int *year)
{
    struct text mark = TEXT("年");
    long at = text_find(t, mark, 0);

    if (at < 4)
        return TEXT_NONE;
    for (int i = 1; i <= 4; i++) {
        char c = t.at[at - i];

        if (c < '0' || c > '9')
            return TEXT_NONE;
    }
    *year = 0;
    for (int i = 4; i >= 1; i--)
        *year = *year * 10 + (t.at[at - i] - '0');
    t = text_slice(t, (size_t)at + mark.n, t.n);
    if (text_starts(t, TEXT("度")))
        t = text_slice(t, TEXT("度").n, t.n);
    return t;
}

struct title_match {
    const struct table_rule *tables[16];
    int n;
    int well; /* 3 as printed, 2 without year, 1 by a pattern */
};

static void
match_plain(const struct title_index *index, struct text t, int well,
            struct title_match *match)
{
    size_t slot = (size_t)text_hash(t) & (index->n_slots - 1);

    if (t.n == 0 || match->n > 0)
        return;
    for (struct title_word *w = index->slots[slot]; w != NULL; w = w->next) {
        if (text_equal(w->glob, t) && match->n < ARRAY_LEN(match->tables)) {
            match->tables[match->n++] = w->table;
            match->well = well;
        }
    }
}

static struct title_match
match_title(const struct title_index *index, struct text folded, int *year)
{
    struct title_match match = { .n = 0 };
    struct text bare = text_sans_ordinal(folded);
    struct text rest = sans_year(folded, year);
    size_t longest = 0;

    match_plain(index, folded, 3, &match);
    match_plain(index, bare, 3, &match);
    match_plain(index, text_sans_tail(bare), 3, &match);
    match_plain(index, rest, 2, &match);
    match_plain(index, text_sans_tail(rest), 2, &match);
    if (text_starts(rest, TEXT("部门")) || text_starts(rest, TEXT("单位")))
        match_plain(index, text_slice(rest, TEXT("部门").n, rest.n), 2,
                    &match);
    if (match.n > 0)
        return match;
    for (int i = 0; i < index->n; i++) {
        const struct title_word *w = &index->words[i];

        if (w->plain || w->glob.n < longest || !text_glob(w->glob, folded))
            continue;
        if (w->glob.n > longest)
            match.n = 0;
        longest = w->glob.n;
        match.well = 1;
        if (match.n < ARRAY_LEN(match.tables))
            match.tables[match.n++] = w->table;
    }
    return match;
}

static bool
is_crowded(const struct grid *grid, int first, int end)
{
    int n = 0;

    for (int c = first; c < end && n <= TITLE_ROW_CELLS; c++)
        n += grid->cells[c].type != CELL_BLANK;
    return n > TITLE_ROW_CELLS;
}

struct title *
locate_titles(struct arena *arena, const struct book *book,
              struct folds *folds, const struct table_rule *const *tables,
              int n_tables, int *n_titles)
{
    struct title_index index = index_titles(arena, tables, n_tables);
    struct title *titles = NULL;
    int capacity = 0;

    *n_titles = 0;
    for (int s = 0; s < book->n_sheets; s++) {
        const struct grid *grid = &book->sheets[s];

        for (int i = 0; i < grid->n_rows; i++) {
            int first = grid->rows[i].first, end = grid->rows[i + 1].first;

            if (is_crowded(grid, first, end))
                continue;
            for (int c = first; c < end; c++) {
                const struct cell *cell = &grid->cells[c];
                struct title_match match;
                int year = 0;

                if (cell->type != CELL_TEXT || cell->text.n > 600)
                    continue;
                match = match_title(&index, folds_of(&folds[s], cell), &year);
                for (int k = 0; k < match.n; k++) {
                    struct title title = { match.tables[k], s, cell->row,
                                           cell->col, year };
                    ARENA_PUSH(arena, titles, *n_titles, capacity, title);
                }
            }
        }
    }
    return titles;
}

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

                if (site_is_free(site, cell)
                    && placement_word(&beside->words, site_folded(site, cell))
                           >= well)
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
    const struct cell *beside;

    if (part->kind == PART_LINE)
        return lines_find(site, part, top, end);
    if (has_header(part))
        return header_row(site->arena, site->folds, part, top, end);
    beside = part->beside == NULL
                 ? NULL
                 : find_beside(site, part->beside, top, end);
    return beside == NULL ? -1 : beside->row;
}

/* A heading over columns nobody asked for. */
static void
report_unknown(struct site *site, const struct part_rule *part,
               const struct header_place *place, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    struct unknown_column unknown = { span.left, span.end_col };
    struct diag *d;

    for (int i = 0; i < site->n_unknown; i++) {
        if (span.left >= site->unknown[i].col
            && span.left < site->unknown[i].end_col) {
            site_claim(site, cell, CLAIM_NAMED);
            return;
        }
    }
    d = diag_add(site->diags, DIAG_COLUMN_UNKNOWN,
                 site_place(site, cell->row, cell->col), part->place,
                 "the mapping has no column '%s'",
                 site_quote(site, cell->text));
    for (int i = 0; i < place->n_missing; i++)
        diag_detail(site->diags, d, "not found: '%.*s' (%s:%d)",
                    TEXT_ARG(place->missing[i]->words.shown[0]),
                    place->missing[i]->place.file,
                    place->missing[i]->place.row);
    diag_hint(site->diags, d,
              "its figures are kept but not in the model; add the column to "
              "the mapping, or another wording with 'also'");
    site_claim(site, cell, CLAIM_NAMED);
    ARENA_PUSH(site->arena, site->unknown, site->n_unknown,
               site->unknown_capacity, unknown);
}

/* The row below the heading of the leaf that a column belongs to; -1. */
static int
heading_end(const struct part_rule *part, const struct header_place *place,
            int col)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            const struct leaf_place *leaf = &place->leaves[b][i];

            if (leaf->col >= 0 && col >= leaf->col && col < leaf->end_col)
                return leaf->end_row;
        }
    }
    return -1;
}

static void
report_missing(struct site *site, const struct header_place *place)
{
    for (int i = 0; i < place->n_missing; i++) {
        const struct column_rule *column = place->missing[i];
        const struct cell *near
            = site_nearest_free(site, &column->words, place->top, place->end);
        struct diag *d = diag_add(
            site->diags, DIAG_HEADER_MISSING,
            site_place(site, near ? near->row : place->top,
                       near ? near->col : place->left),
            column->place, "no column is headed '%.*s'",
            TEXT_ARG(column->words.shown[0]));

        if (near != NULL)
            diag_detail(site->diags, d, "'%s' stands here",
                        site_quote(site, near->text));
    }
}

/* What stands among the headings and is none of them. */
static void
check_header(struct site *site, const struct part_rule *part,
             const struct header_place *place)
{
    report_missing(site, place);
    for (int i = grid_row_index(site->grid, place->top);
         i < site->grid->n_rows && site->grid->rows[i].row < place->end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];
            struct text folded = site_folded(site, cell);
            int end = heading_end(part, place, cell->col);

            if (!site_is_free(site, cell) || cell->col < place->left
                || folded.n == 0)
                continue;
            if (placement_word(&part->ignored, folded)
                || (end > cell->row && folded.at[0] == '(')) {
                site_claim(site, cell, CLAIM_LABEL);
                continue;
            }
            if (end < 0 || cell->row < end)
                report_unknown(site, part, place, cell);
        }
    }
}

static void
report_part_missing(struct site *site, const struct part_rule *part, int row)
{
    struct text words = TEXT_NONE;

    if (part->kind == PART_LINE) {
        words = part->cells[0].kind == LINE_PATTERN
                    ? part->cells[0].patterns[0].source
                    : TEXT_NONE;
        for (int i = 0; i < part->n_cells && words.n == 0; i++) {
            if (part->cells[i].kind == LINE_LABEL)
                words = part->cells[i].words.shown[0];
        }
    }
    for (int b = 0; b < part->n_blocks && words.n == 0; b++) {
        for (int i = 0; i < part->blocks[b].n_columns && words.n == 0; i++)
            words = part->blocks[b].columns[i].words.shown[0];
    }
    if (words.n == 0 && part->beside != NULL)
        words = part->beside->words.shown[0];
    diag_add(site->diags, DIAG_HEADER_MISSING,
             site_place(site, row, site->placement->title_col), part->place,
             "the part that begins with '%.*s' is not below this",
             TEXT_ARG(words));
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

/* The unit that a label beside the part says, where no heading says one. */
static void
take_unit(const struct part_rule *part, struct header_place *place, int shift)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            if (place->leaves[b][i].shift < 0)
                place->leaves[b][i].shift = shift;
        }
    }
}

static int
claim_grid(struct site *site, int i, int cursor, int end)
{
    const struct part_rule *part = &site->table->parts[i];
    const struct cell *beside = NULL;
    struct header_place *place;
    int left = 0, part_top = cursor;

    if (part->beside != NULL)
        beside = find_beside(site, part->beside, cursor, end);
    if (beside != NULL) {
        struct span span = grid_span(site->grid, beside->row, beside->col);

        left = span.end_col;
        site_claim(site, beside, CLAIM_LABEL);
        if (!has_header(part))
            part_top = beside->row;
    }
    place = header_find(site->arena, site->folds, part, part_top, end, left);
    if (place == NULL) {
        report_part_missing(site, part, cursor);
        return cursor;
    }
    for (int k = 0; k < place->n_cells; k++)
        site_claim(site, place->cells[k], CLAIM_LABEL);
    if (beside != NULL)
        take_unit(part, place, lines_label_shift(site_folded(site, beside)));
    if (has_header(part))
        check_header(site, part, place);
    end = part_end(site, i, place->end > place->top ? place->end
                                                     : place->top);
    rows_claim(site, part, place, end, i == site->table->n_parts - 1);
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

/* Walks the parts down the region; returns false where none was found. */
static void
claim_parts(struct site *site)
{
    const struct table_rule *table = site->table;
    int cursor = site->first_part;

    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &table->parts[i];
        int row = find_part(site, i, cursor);

        if (row < 0) {
            if (!part->optional)
                report_part_missing(site, part, cursor);
            continue;
        }
        if (part->kind == PART_GRID) {
            cursor = claim_grid(site, i, row < cursor ? cursor : row,
                                site->end);
            continue;
        }
        if (part->beside != NULL) {
            const struct cell *beside
                = find_beside(site, part->beside, row, row + 1);

            if (beside != NULL)
                site_claim(site, beside, CLAIM_LABEL);
        }
        lines_claim(site, part, row);
        cursor = row + 1;
    }
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
            bool inside, unknown = false;
            struct span span;

            if (!site_is_free(site, cell) || cell->type == CELL_BLANK)
                continue;
            span = grid_span(site->grid, cell->row, cell->col);
            for (int k = 0; k < site->n_unknown; k++)
                unknown = unknown
                          || (span.left >= site->unknown[k].col
                              && span.left < site->unknown[k].end_col);
            inside = cell->row >= site->first_part
                     && cell->row <= site->last_data;
            if (unknown && inside) {
                site_claim(site, cell, CLAIM_NAMED);
                continue;
            }
            if (cell->type == CELL_TEXT
                && (!inside || lines_declares_empty(site, cell))) {
                site_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            if (!inside
                && (cell->type == CELL_DATE || cell->type == CELL_ISO_DATE)) {
                site_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            site_claim(site, cell, CLAIM_NAMED);
            diag_add(site->diags, DIAG_CELL_UNCLAIMED,
                     site_place(site, cell->row, cell->col),
                     site->table->place, "no rule claims '%s'",
                     site_quote(site, cell->text));
        }
    }
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
    p->unit_shift = site->table->unit_shift;
    site_claim(site, cell, CLAIM_LABEL);
    for (int i = 0; i < site->table->n_parts && first < 0; i++)
        first = find_part(site, i, title->row + 1);
    site->first_part = first < 0 ? title->row + 1 : first;
    site->last_data = -1;
    lines_captions(site, site->top, site->first_part);
    claim_parts(site);
    sweep(site);
    return p;
}

/* ---- the tables of a book ---- */

/* Is there a table below this title, or is it only mentioned (contents)? */
static bool
heads_a_table(struct arena *arena, const struct book *book,
              struct folds *folds, const struct title *title, int end)
{
    struct diag_list none = { .arena = arena };
    const struct grid *grid = &book->sheets[title->sheet];
    struct placement placement = { .title_row = title->row };
    struct site site = { .arena = arena,
                         .book = book,
                         .grid = grid,
                         .folds = &folds[title->sheet],
                         .table = title->table,
                         .placement = &placement,
                         .diags = &none,
                         .top = title->row,
                         .end = end };

    site.claims = ARENA_ARRAY(arena, uint8_t, grid->n_cells + 1);
    for (int i = 0; i < title->table->n_parts; i++) {
        if (part_row(&site, &title->table->parts[i], title->row + 1, end) >= 0)
            return true;
    }
    return false;
}

/* Does a region hold figures, so that a title without a header is an error? */
static bool
region_has_figures(const struct grid *grid, int top, int end)
{
    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row < end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            if (grid->cells[c].type == CELL_NUMBER
                && text_find(grid->cells[c].text, TEXT("."), 0) >= 0)
                return true;
        }
    }
    return false;
}

static int
next_title_row(const struct title *titles, int n, int i)
{
    for (int k = i + 1; k < n; k++) {
        if (titles[k].sheet != titles[i].sheet)
            break;
        if (titles[k].row > titles[i].row)
            return titles[k].row;
    }
    return INT_MAX;
}

/* Only titles that head a table; mentions are left to the sheet. */
static int
drop_mentions(struct arena *arena, const struct book *book,
              struct folds *folds, struct title *titles, int n)
{
    int k = 0;

    for (int i = 0; i < n; i++) {
        int end = next_title_row(titles, n, i);

        if (heads_a_table(arena, book, folds, &titles[i], end)
            || region_has_figures(&book->sheets[titles[i].sheet],
                                  titles[i].row, end))
            titles[k++] = titles[i];
    }
    return k;
}

static void
keep_rest(struct located *located, struct arena *arena, int s,
          struct diag_list *diags)
{
    struct located_sheet *sheet = &located->sheets[s];
    const struct grid *grid = sheet->grid;
    const struct cell *figure = NULL;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        if (sheet->claims[i] != CLAIM_NONE || cell->type == CELL_BLANK)
            continue;
        sheet->claims[i] = CLAIM_KEPT;
        if (figure == NULL && cell->type == CELL_NUMBER
            && text_find(cell->text, TEXT("."), 0) >= 0)
            figure = cell;
    }
    if (sheet->n_tables == 0 && figure != NULL) {
        struct diag *d = diag_add(
            diags, DIAG_SHEET_UNMAPPED,
            PLACE_CELL(located->book->file, text_zero(arena, grid->name),
                       figure->row, figure->col),
            located->template->place,
            "the sheet holds figures, but no title of the template");

        diag_hint(diags, d, "see whether its title was changed; what it holds "
                            "is kept, not read");
    }
}

static bool
is_twice(const struct located *located, const struct table_rule *table)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            if (located->sheets[s].tables[i]->table == table)
                return true;
        }
    }
    return false;
}

static void
locate_title(struct arena *arena, struct located *located, struct folds *folds,
             const struct title *titles, int n, int i,
             struct diag_list *diags)
{
    const struct title *title = &titles[i];
    struct located_sheet *sheet = &located->sheets[title->sheet];
    bool first = sheet->n_tables == 0
                 && (i == 0 || titles[i - 1].sheet != title->sheet);
    struct site site = { .arena = arena,
                         .book = located->book,
                         .grid = sheet->grid,
                         .folds = &folds[title->sheet],
                         .claims = sheet->claims,
                         .table = title->table,
                         .diags = diags,
                         .top = first ? 0 : title->row,
                         .end = next_title_row(titles, n, i) };

    if (!title->table->has_instance && is_twice(located, title->table)) {
        site.placement = NULL;
        diag_add(diags, DIAG_TABLE_TWICE,
                 site_place(&site, title->row, title->col),
                 title->table->place,
                 "the table '%s' is in the workbook a second time; this one "
                 "is not read",
                 title->table->schema->title);
        return;
    }
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
    located->sheets = ARENA_ARRAY(arena, struct located_sheet,
                                  book->n_sheets + 1);
    for (int s = 0; s < book->n_sheets; s++) {
        located->sheets[s].grid = &book->sheets[s];
        located->sheets[s].claims
            = ARENA_ARRAY(arena, uint8_t, book->sheets[s].n_cells + 1);
    }
    return located;
}

struct located *
locate_book(struct arena *arena, const struct book *book,
            const struct template_rule *template, struct diag_list *diags)
{
    struct located *located = open_located(arena, book, template);
    struct folds *folds = folds_open_book(arena, book);
    struct title *titles;
    int n;

    titles = locate_titles(arena, book, folds, template->tables,
                           template->n_tables, &n);
    n = drop_mentions(arena, book, folds, titles, n);
    for (int i = 0; i < n; i++)
        locate_title(arena, located, folds, titles, n, i, diags);
    for (int s = 0; s < book->n_sheets; s++)
        keep_rest(located, arena, s, diags);
    return located;
}

/* ---- which template ---- */

/* How badly one table rule fits below one title. */
struct trial {
    const struct title *title;
    long cost;
    int year;
};

/* A template's trials: complaints, and how many tables it finds. */
struct fit {
    const struct template_rule *template;
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

static struct trial
try_title(struct arena *outer, const struct book *book, struct folds *folds,
          const struct template_rule *any, const struct title *titles, int n,
          int i)
{
    struct arena arena = { .budget = outer->budget,
                           .exhausted = outer->exhausted,
                           .context = outer->context };
    struct diag_list diags = { .arena = &arena };
    struct located *located = open_located(&arena, book, any);
    struct trial trial = { .title = &titles[i] };

    locate_title(&arena, located, folds, titles, n, i, &diags);
    trial.cost = 100L * diags.n_level[DIAG_ERROR]
                 + 10L * diags.n_level[DIAG_WARNING];
    trial.year = located->sheets[titles[i].sheet].tables[0]->year;
    arena_release(&arena);
    return trial;
}

/* The best trial of a template's tables at one place, or NULL. */
static const struct trial *
best_trial(const struct trial *trials, int n,
           const struct template_rule *template, int *i)
{
    const struct title *at = trials[*i].title;
    const struct trial *best = NULL;

    for (; *i < n && trials[*i].title->sheet == at->sheet
           && trials[*i].title->row == at->row;
         ++*i) {
        bool ours = false;

        for (int k = 0; k < template->n_tables && !ours; k++)
            ours = template->tables[k] == trials[*i].title->table;
        if (ours && (best == NULL || trials[*i].cost < best->cost))
            best = &trials[*i];
    }
    return best;
}

static struct fit
add_up(const struct trial *trials, int n, const struct template_rule *template)
{
    struct fit fit = { template, 0, 0 };

    for (int i = 0; i < n;) {
        const struct trial *trial = best_trial(trials, n, template, &i);

        if (trial == NULL)
            continue;
        fit.tables++;
        fit.cost += trial->cost;
        if (trial->year != 0
            && (trial->year < template->year_first
                || trial->year > template->year_last))
            fit.cost += 40;
    }
    return fit;
}

/* A table more outweighs most complaints; of two that fit alike the one that
   misses fewer of its tables, then the one that others extend. */
static bool
fits_better(const struct fit *a, const struct fit *b)
{
    long order = (a->cost - 1000L * a->tables) - (b->cost - 1000L * b->tables);

    if (order == 0)
        order = (a->template->n_tables - a->tables)
                - (b->template->n_tables - b->tables);
    if (order == 0)
        order = (a->template->extends.n > 0) - (b->template->extends.n > 0);
    return order < 0;
}

const struct template_rule *
locate_template(struct arena *arena, const struct book *book,
                const struct mapping_set *set, struct diag_list *diags)
{
    struct fit best = { NULL, 0, 0 };
    struct folds *folds = folds_open_book(arena, book);
    int n_tables, n;
    const struct table_rule **tables = all_tables(arena, set, &n_tables);
    struct title *titles
        = locate_titles(arena, book, folds, tables, n_tables, &n);
    struct trial *trials;

    n = drop_mentions(arena, book, folds, titles, n);
    trials = ARENA_ARRAY(arena, struct trial, n + 1);
    for (int i = 0; i < n; i++)
        trials[i] = try_title(arena, book, folds, set->templates[0], titles,
                              n, i);
    for (int i = 0; i < set->n_templates; i++) {
        struct fit fit = add_up(trials, n, set->templates[i]);

        if (fit.tables > 0
            && (best.template == NULL || fits_better(&fit, &best)))
            best = fit;
    }
    if (best.template == NULL)
        diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(book->file),
                 PLACE_FILE(set->folder),
                 "no sheet holds a table that a mapping describes");
    return best.template;
}
