/* headcheck.c - what is wrong with a header, with evidence. */
#include "move/headcheck.h"

#include "base/limits.h"
#include "move/body.h"
/* Headings named in one message. */
#define NAMED 12

static void
mark_unknown(struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    struct unknown_column unknown
        = { span.left, span.end_col, cell->row, LIMIT_ROWS };

    struct unknown_column *last
        = site->n_unknown > 0 ? &site->unknown[site->n_unknown - 1] : NULL;

    site_claim(site, cell, CLAIM_NAMED);
    /* Neighbours are one, so that there are never more than known columns. */
    if (last != NULL && last->end_col == unknown.col && last->top == cell->row
        && last->end == LIMIT_ROWS) {
        last->end_col = unknown.end_col;
        return;
    }
    ARENA_PUSH(site->arena, site->unknown, site->n_unknown,
               site->unknown_capacity, unknown);
}

/* Is it below a heading that was named already? */
static bool
is_below_unknown(const struct site *site, const struct cell *cell)
{
    for (int i = 0; i < site->n_unknown; i++) {
        const struct unknown_column *unknown = &site->unknown[i];

        if (cell->col >= unknown->col && cell->col < unknown->end_col
            && cell->row >= unknown->top && cell->row < unknown->end)
            return true;
    }
    return false;
}

static const char *
column_name(struct site *site, int col)
{
    char ref[CELLREF_MAX];
    size_t n = 0;

    cellref_show(0, col, ref);
    while (ref[n] >= 'A' && ref[n] <= 'Z')
        n++;
    return arena_copy(site->arena, ref, n);
}

/* The columns of figures that were found, with their letters. */
static void
tell_read(struct site *site, struct diag *d, const struct part_rule *part,
          const struct header_place *place)
{
    struct text all = TEXT_NONE;
    int n = 0;

    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            const struct column_rule *leaf = part->blocks[b].leaves[i];

            if (leaf->role != COLUMN_VALUE || place->leaves[b][i].col < 0
                || n++ >= NAMED)
                continue;
            all = text_printf(site->arena, "%.*s%s%.*s (%s)", TEXT_ARG(all),
                              n > 1 ? ", " : "", TEXT_ARG(leaf->words.shown[0]),
                              column_name(site, place->leaves[b][i].col));
        }
    }
    if (n > 0)
        diag_detail(site->diags, d, "read all the same: %.*s%s", TEXT_ARG(all),
                    n > NAMED ? " …" : "");
}

static void
tell_missing(struct site *site, struct diag *d,
             const struct header_place *place)
{
    for (int i = 0; i < place->n_missing && i < NAMED; i++)
        diag_detail(site->diags, d, "not found: '%.*s' (%s:%d)",
                    TEXT_ARG(place->missing[i]->words.shown[0]),
                    place->missing[i]->place.file,
                    place->missing[i]->place.row);
    if (place->n_missing > NAMED)
        diag_detail(site->diags, d, "and %d more", place->n_missing - NAMED);
}

/* The found leaf that says the words, or NULL. */
static const struct leaf_place *
leaf_that_says(const struct part_rule *part, const struct header_place *place,
               struct text folded)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            if (place->leaves[b][i].col >= 0
                && placement_word(&part->blocks[b].leaves[i]->words, folded))
                return &place->leaves[b][i];
        }
    }
    return NULL;
}

/* A heading over columns nobody asked for. */
static void
report_unknown(struct site *site, const struct part_rule *part,
               const struct header_place *place, const struct cell *cell)
{
    const struct leaf_place *first
        = leaf_that_says(part, place, site_folded(site, cell));
    struct place at = site_place(site, cell->row, cell->col);
    struct diag *d;

    if (is_below_unknown(site, cell)) {
        site_claim(site, cell, CLAIM_NAMED);
        return;
    }
    if (first != NULL) {
        d = diag_add(site->diags, DIAG_HEADER_TWICE, at, part->place,
                     "a second column is headed '%s'; column %s is read",
                     site_quote(site, cell->text),
                     column_name(site, first->col));
    } else {
        d = diag_add(site->diags, DIAG_COLUMN_UNKNOWN, at, part->place,
                     "the mapping has no column '%s'",
                     site_quote(site, cell->text));
        diag_hint(site->diags, d,
                  "its figures are kept but not in the model; add the column "
                  "to the mapping, or another wording with 'also'");
    }
    tell_missing(site, d, place);
    tell_read(site, d, part, place);
    mark_unknown(site, cell);
}

static void
report_missing(struct site *site, const struct part_rule *part,
               const struct header_place *place)
{
    for (int i = 0; i < place->n_missing; i++) {
        const struct column_rule *column = place->missing[i];
        const struct cell *near
            = site_nearest_free(site, &column->words, place->top, place->end);
        struct diag *d
            = diag_add(site->diags, DIAG_HEADER_MISSING,
                       site_place(site, near ? near->row : place->top,
                                  near ? near->col : place->left),
                       column->place, "no column is headed '%.*s'",
                       TEXT_ARG(column->words.shown[0]));

        if (near != NULL) {
            diag_detail(site->diags, d, "'%s' stands here",
                        site_quote(site, near->text));
            diag_hint(site->diags, d,
                      "if it is this column, add the wording with 'also'");
            mark_unknown(site, near);
        }
        if (i == 0)
            tell_read(site, d, part, place);
    }
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
check_cell(struct site *site, const struct part_rule *part,
           const struct header_place *place, const struct cell *cell)
{
    struct text folded = text_fold(site->arena, cell->text);
    int end = heading_end(part, place, cell->col);

    if (placement_word(&part->ignored, folded)
        || (end > cell->row && folded.at[0] == '(')) {
        site_claim(site, cell, CLAIM_LABEL);
        return;
    }
    if (end < 0 || cell->row < end)
        report_unknown(site, part, place, cell);
}

/* Is it words, below a heading that has none below it in the mapping? */
static bool
is_subheading(struct site *site, const struct part_rule *part,
              const struct cell *cell)
{
    return cell->type == CELL_TEXT && site_is_free(site, cell)
           && !placement_is_absent(cell->text)
           && !placement_word(&part->ignored, site_folded(site, cell))
           && unit_of_text(site_folded(site, cell)).kind == UNIT_NONE
           && !body_is_figure(site, cell);
}

/*
 * A heading whose column the sheet splits into others: 事业收入 over 小计 and
 * 其中：教育收费.  Where the first of these is a word that the mapping ignores, it
 * is the heading's column; else none of them is.
 */
static void
check_split(struct site *site, const struct part_rule *part,
            const struct header_place *place, const struct column_rule *rule,
            struct leaf_place *leaf)
{
    const struct cell *other = NULL;

    for (int row = leaf->end_row; leaf->col >= 0 && row < place->end; row++) {
        int n;
        const struct cell *cells = grid_row(site->grid, row, &n);

        for (int i = 0; i < n && other == NULL; i++) {
            if (cells[i].col >= leaf->col && cells[i].col < leaf->end_col
                && is_subheading(site, part, &cells[i]))
                other = &cells[i];
        }
    }
    if (other == NULL)
        return;
    if (other->col > leaf->col) {
        leaf->end_col = leaf->col + 1;
    } else {
        struct diag *d = diag_add(
            site->diags, DIAG_HEADER_MISSING,
            site_place(site, other->row, other->col), rule->place,
            "'%s' stands below '%.*s', which is one column in the mapping; it "
            "is not read",
            site_quote(site, other->text), TEXT_ARG(rule->words.shown[0]));

        diag_hint(site->diags, d,
                  "take the heading away, or add it to the mapping");
        site_claim(site, other, CLAIM_NAMED);
        leaf->col = leaf->end_col = -1;
    }
}

void
headcheck_claim(struct site *site, const struct part_rule *part,
                struct header_place *place, int left)
{
    const struct grid *grid = site->grid;

    report_missing(site, part, place);
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            if (part->blocks[b].leaves[i]->role == COLUMN_VALUE)
                check_split(site, part, place, part->blocks[b].leaves[i],
                            &place->leaves[b][i]);
        }
    }
    for (int i = grid_row_index(grid, place->top);
         i < grid->n_rows && grid->rows[i].row < place->end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            const struct cell *cell = &grid->cells[c];

            if (cell->type != CELL_BLANK && site_is_free(site, cell)
                && cell->col >= left && !text_is_blank(cell->text))
                check_cell(site, part, place, cell);
        }
    }
}

/* What a part begins with, for messages. */
static struct text
first_words(const struct part_rule *part)
{
    if (part->kind == PART_LINE) {
        if (part->cells[0].kind == LINE_PATTERN)
            return part->cells[0].patterns[0].source;
        for (int i = 0; i < part->n_cells; i++) {
            if (part->cells[i].kind == LINE_LABEL)
                return part->cells[i].words.shown[0];
        }
    }
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_columns; i++) {
            const struct wording *words = &part->blocks[b].columns[i].words;

            if (words->n > 0 && words->shown[0].n > 0)
                return words->shown[0];
        }
    }
    return part->beside != NULL ? part->beside->words.shown[0] : TEXT_NONE;
}

/* A free cell in the region that begins with the words, or is near to them. */
static const struct cell *
find_like(struct site *site, struct text words)
{
    const struct grid *grid = site->grid;
    struct text key
        = text_sans_tail(text_sans_ordinal(text_fold(site->arena, words)));
    int limit = site_near_limit(key);

    for (int i = grid_row_index(grid, site->placement->title_row);
         i < grid->n_rows && grid->rows[i].row < site->end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            struct text folded = site_folded(site, &grid->cells[c]);

            if (folded.n == 0 || key.n == 0
                || !site_is_free(site, &grid->cells[c]))
                continue;
            folded = text_sans_ordinal(folded);
            if (text_starts(folded, key)
                || text_distance(text_sans_tail(folded), key, limit) <= limit)
                return &grid->cells[c];
        }
    }
    return NULL;
}

void
headcheck_no_part(struct site *site, const struct part_rule *part, int row)
{
    const struct header_place *best = NULL;
    const struct cell *like;
    char ref[CELLREF_MAX];
    struct diag *d;

    if (part->kind == PART_GRID) {
        site->lost_part = true;
        best = header_best(site->arena, site->folds, part, row, site->end, 0);
    }
    if (site->last_data < 0) /* nothing found below the title yet */
        row = site->placement->title_row;
    if (best != NULL && best->n_found > 0) {
        d = diag_add(site->diags, DIAG_HEADER_MISSING,
                     site_place(site, best->top, best->left), part->place,
                     "%d of %d headings stand here, too few to tell the "
                     "columns by; the table is not read",
                     best->n_found, best->n_wanted);
        tell_missing(site, d, best);
        return;
    }
    d = diag_add(site->diags, DIAG_HEADER_MISSING,
                 site_place(site, row, site->placement->title_col), part->place,
                 "the part that begins with '%.*s' is not below this",
                 TEXT_ARG(first_words(part)));
    like = find_like(site, first_words(part));
    if (like != NULL) {
        cellref_show(like->row, like->col, ref);
        diag_detail(site->diags, d, "'%s' stands in %s",
                    site_quote(site, like->text), ref);
    }
}
