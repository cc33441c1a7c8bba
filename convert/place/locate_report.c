/* locate_report.c - what is wrong with a header, with evidence. */
#include "place/locate_report.h"

#include "base/cellref.h"
#include "base/limits.h"
#include "book/cell_state.h"
#include "mapping/wording.h"
#include "place/locate_body.h"
#include "place/locate_columns.h"

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

    locate_region_claim(site, cell, CLAIM_NAMED);
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
report_read(struct site *site, struct diag *d, const struct part_rule *part,
            const struct locate_header_place *place)
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
detail_missing(struct site *site, struct diag *d,
               const struct locate_header_place *place)
{
    for (int i = 0; i < place->n_missing && i < NAMED; i++) {
        struct text words = place->missing[i]->words.shown[0];
        bool said = false;

        for (int k = 0; k < i; k++)
            said |= text_equal(place->missing[k]->words.shown[0], words);
        if (!said)
            diag_detail(site->diags, d, "not found: '%.*s'", TEXT_ARG(words));
    }
    if (place->n_missing > NAMED)
        diag_detail(site->diags, d, "and %d more", place->n_missing - NAMED);
}

/* The found leaf that says the words, or NULL. */
static const struct leaf_place *
leaf_that_says(const struct part_rule *part,
               const struct locate_header_place *place, struct text folded)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            if (place->leaves[b][i].col >= 0
                && wording_match(&part->blocks[b].leaves[i]->words, folded))
                return &place->leaves[b][i];
        }
    }
    return NULL;
}

/* A heading over columns nobody asked for; whether it was called unknown. */
static bool
report_unknown(struct site *site, const struct part_rule *part,
               const struct locate_header_place *place, const struct cell *cell)
{
    const struct leaf_place *first
        = leaf_that_says(part, place, locate_region_folded(site, cell));
    struct place at = locate_region_place(site, cell->row, cell->col);
    struct diag *d;

    if (is_below_unknown(site, cell)) {
        locate_region_claim(site, cell, CLAIM_NAMED);
        return false;
    }
    if (first != NULL) {
        d = diag_add(site->diags, DIAG_HEADER_TWICE, at, part->place,
                     "a second column is headed '%s'; column %s is read",
                     locate_region_quote(site, cell),
                     column_name(site, first->col));
    } else {
        d = diag_add(site->diags, DIAG_COLUMN_UNKNOWN, at, part->place,
                     "the form has no column '%s'; its figures are not in the "
                     "result",
                     locate_region_quote(site, cell));
        diag_hint(site->diags, d,
                  "if it is a column of the form, write its heading as there; "
                  "where the sheet is right as it is, send it to whoever keeps "
                  "the mappings, to add the column or the wording ('also')");
    }
    detail_missing(site, d, place);
    report_read(site, d, part, place);
    mark_unknown(site, cell);
    return first == NULL;
}

/* How many of a block's columns were found, and how many a sheet must have. */
static int
found_columns(const struct part_rule *part,
              const struct locate_header_place *place, int b, int *wanted)
{
    int found = 0;

    *wanted = 0;
    for (int i = 0; i < part->blocks[b].n_leaves; i++) {
        found += place->leaves[b][i].col >= 0;
        *wanted += !part->blocks[b].leaves[i]->optional;
    }
    return found;
}

/* "公用经费 (科目编码, 科目名称, 决算数)" */
static struct text
block_words(struct site *site, const struct block_rule *block)
{
    struct text words = TEXT_NONE;

    for (int i = 0; i < block->n_leaves; i++)
        words = text_printf(site->arena, "%.*s%s%.*s", TEXT_ARG(words),
                            i > 0 ? ", " : "",
                            TEXT_ARG(block->leaves[i]->words.shown[0]));
    if (block->n_columns != 1 || block->columns[0].n_children == 0)
        return words;
    return text_printf(site->arena, "%.*s (%.*s)",
                       TEXT_ARG(block->columns[0].words.shown[0]),
                       TEXT_ARG(words));
}

/*
 * How many blocks from the left are whole where of the others nothing is
 * on the sheet: the rest was cut off.  All of them where nothing was.
 */
static int
whole_blocks(const struct part_rule *part,
             const struct locate_header_place *place)
{
    int whole = 0, wanted;

    while (whole < part->n_blocks
           && found_columns(part, place, whole, &wanted) >= wanted)
        whole++;
    for (int b = whole; b < part->n_blocks; b++) {
        if (whole == 0 || found_columns(part, place, b, &wanted) > 0)
            return part->n_blocks;
    }
    return whole;
}

static void
report_cut(struct site *site, const struct part_rule *part,
           const struct locate_header_place *place, int whole, bool is_read)
{
    const struct block_rule *last = &part->blocks[whole - 1];
    const struct leaf_place *leaf
        = &place->leaves[whole - 1][last->n_leaves - 1];
    struct text words = TEXT_NONE;
    struct diag *d;

    for (int b = whole; b < part->n_blocks; b++)
        words = text_printf(site->arena, "%.*s%s%.*s", TEXT_ARG(words),
                            b > whole ? "; " : "",
                            TEXT_ARG(block_words(site, &part->blocks[b])));
    d = diag_add(
        site->diags, DIAG_HEADER_MISSING,
        locate_region_place(site, leaf->end_row - 1, leaf->end_col - 1),
        part->blocks[whole].leaves[0]->place,
        is_read
            ? N_("only the columns %s to %s are on the sheet; right of them "
                 "%.*s are missing")
            : N_("only the columns %s to %s are on the sheet; right of them "
                 "%.*s are missing; the table is not read"),
        column_name(site, place->left), column_name(site, leaf->end_col - 1),
        TEXT_ARG(words));
    diag_hint(site->diags, d,
              "copy them from the original (were they cut off when the sheet "
              "was copied?)");
}

/* A heading that is missing where another stands that is near to it. */
static struct diag *
report_near(struct site *site, const struct column_rule *column,
            const struct cell *near)
{
    char ref[CELLREF_MAX];
    struct diag *d = diag_add(site->diags, DIAG_HEADER_MISSING,
                              locate_region_place(site, near->row, near->col),
                              column->place, "no column is headed '%.*s'",
                              TEXT_ARG(column->words.shown[0]));

    cellref_show(near->row, near->col, ref);
    diag_detail(site->diags, d, "'%s' stands here",
                locate_region_quote(site, near));
    diag_hint(site->diags, d,
              "if it is this column, write '%.*s' in %s; where the "
              "sheet is right as it is, send it to whoever keeps the "
              "mappings, to add the wording ('also')",
              TEXT_ARG(column->words.shown[0]), ref);
    mark_unknown(site, near);
    return d;
}

/* Those of a whole block, or near which something stands; the others' indices
   into 'lost'.  Returns how many. */
static int
report_missing(struct site *site, const struct part_rule *part,
               const struct locate_header_place *place, int *lost)
{
    int whole = whole_blocks(part, place), n = 0;

    if (whole < part->n_blocks) {
        report_cut(site, part, place, whole, true);
        site->placement->folded[DIAG_ERROR] += place->n_missing - 1;
        return 0;
    }
    for (int i = 0; i < place->n_missing; i++) {
        const struct cell *near = locate_region_nearest_free(
            site, &place->missing[i]->words, place->top, place->end);
        struct diag *d;

        if (near == NULL) {
            lost[n++] = i;
            continue;
        }
        d = report_near(site, place->missing[i], near);
        if (i == 0)
            report_read(site, d, part, place);
    }
    return n;
}

/* Headings without a trace.  Where as many unknown ones stand there, those say
   what was not found. */
static void
report_lost(struct site *site, const struct part_rule *part,
            const struct locate_header_place *place, const int *lost, int n)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *column = place->missing[lost[i]];
        struct diag *d = diag_add(
            site->diags, DIAG_HEADER_MISSING,
            locate_region_place(site, place->top, place->left), column->place,
            "no column is headed '%.*s'", TEXT_ARG(column->words.shown[0]));

        diag_hint(site->diags, d,
                  "add the column, or write its heading as the form has it");
        if (lost[i] == 0)
            report_read(site, d, part, place);
    }
}

/* The row below the heading of the leaf that a column belongs to; -1. */
static int
heading_end(const struct part_rule *part,
            const struct locate_header_place *place, int col)
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

/* Whether it is an unknown heading. */
static bool
check_cell(struct site *site, const struct part_rule *part,
           const struct locate_header_place *place, const struct cell *cell)
{
    struct text folded = text_fold(site->arena, cell->text);
    int end = heading_end(part, place, cell->col);

    if (wording_match(&part->ignored, folded)
        || (end > cell->row && folded.at[0] == '(')) {
        locate_region_claim(site, cell, CLAIM_LABEL);
        return false;
    }
    return (end < 0 || cell->row < end)
           && report_unknown(site, part, place, cell);
}

/* Is it words, below a heading that has none below it in the mapping? */
static bool
is_subheading(struct site *site, const struct part_rule *part,
              const struct cell *cell)
{
    return cell->type == CELL_TEXT && locate_region_is_free(site, cell)
           && !cell_state_is_absent(cell->text)
           && !wording_match(&part->ignored, locate_region_folded(site, cell))
           && unit_of_text(locate_region_folded(site, cell)).kind == UNIT_NONE
           && !locate_body_is_figure(site, cell);
}

/*
 * A heading whose column the sheet splits into others: 事业收入 over 小计 and
 * 其中：教育收费.  Where the first of these is a word that the mapping ignores, it
 * is the heading's column; else none of them is.
 */
static void
check_split(struct site *site, const struct part_rule *part,
            const struct locate_header_place *place,
            const struct column_rule *rule, struct leaf_place *leaf)
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
            locate_region_place(site, other->row, other->col), rule->place,
            "'%s' stands below '%.*s', which is one column in the form; it is "
            "not read",
            locate_region_quote(site, other), TEXT_ARG(rule->words.shown[0]));

        diag_hint(site->diags, d,
                  "take the heading away if the form has none there; else send "
                  "the sheet to whoever keeps the mappings");
        locate_region_claim(site, other, CLAIM_NAMED);
        leaf->col = leaf->end_col = -1;
    }
}

/* Headings that go on below the rows that they may take. */
static void
report_cut_rows(struct site *site, const struct locate_header_place *place)
{
    limits_reached(site->diags, LIMITS_HEADER_ROWS,
                   locate_region_place(site, place->top, place->left),
                   "the headings that begin here go on in too many rows; "
                   "those further down are not read");
}

void
locate_report_claim(struct site *site, const struct part_rule *part,
                    struct locate_header_place *place, int left)
{
    const struct grid *grid = site->grid;
    int *lost = ARENA_ARRAY(site->arena, int, place->n_missing + 1);
    int n_lost = report_missing(site, part, place, lost), n_unknown = 0;

    if (place->cut)
        report_cut_rows(site, place);
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

            if (cell->type != CELL_BLANK && locate_region_is_free(site, cell)
                && cell->col >= left && !text_is_blank(cell->text))
                n_unknown += check_cell(site, part, place, cell);
        }
    }
    if (n_lost != n_unknown)
        report_lost(site, part, place, lost, n_lost);
    else
        site->placement->folded[DIAG_ERROR] += n_lost;
}

bool
locate_report_few(struct site *site, const struct part_rule *part, int row)
{
    const struct locate_header_place *best = locate_header_best(
        site->folds, part, (struct locate_header_range){ row, site->end, 0 });
    int whole;
    struct diag *d;

    if (best == NULL || best->n_found == 0)
        return false;
    if (best->cut) {
        report_cut_rows(site, best);
        return true;
    }
    whole = whole_blocks(part, best);
    if (whole < part->n_blocks) {
        report_cut(site, part, best, whole, false);
        return true;
    }
    d = diag_add(site->diags, DIAG_HEADER_MISSING,
                 locate_region_place(site, best->top, best->left), part->place,
                 "%d of %d headings stand here, too few to tell the columns "
                 "by; the table is not read",
                 best->n_found, best->n_wanted);
    diag_hint(site->diags, d, "write the headings as the form has them");
    detail_missing(site, d, best);
    return true;
}
