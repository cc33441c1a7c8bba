/* locate_report.c - what is wrong with a header, with evidence. */
#include "place/locate_report.h"

#include "base/cellref.h"
#include "base/limits.h"
#include "book/cell_state.h"
#include "mapping/wording.h"
#include "place/locate_body.h"

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
tell_read(struct site *site, struct diag *d, const struct part_rule *part,
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
tell_missing(struct site *site, struct diag *d,
             const struct locate_header_place *place)
{
    for (int i = 0; i < place->n_missing && i < NAMED; i++)
        diag_detail(site->diags, d, "not found: '%.*s'",
                    TEXT_ARG(place->missing[i]->words.shown[0]));
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

/* A heading over columns nobody asked for. */
static void
report_unknown(struct site *site, const struct part_rule *part,
               const struct locate_header_place *place, const struct cell *cell)
{
    const struct leaf_place *first
        = leaf_that_says(part, place, locate_region_folded(site, cell));
    struct place at = locate_region_place(site, cell->row, cell->col);
    struct diag *d;

    if (is_below_unknown(site, cell)) {
        locate_region_claim(site, cell, CLAIM_NAMED);
        return;
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
    tell_missing(site, d, place);
    tell_read(site, d, part, place);
    mark_unknown(site, cell);
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
 * How many blocks from the left are whole where of the others nothing stands
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
tell_cut(struct site *site, const struct part_rule *part,
         const struct locate_header_place *place, int whole, const char *rest)
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
        "only the columns %s to %s are on the sheet; right of them "
        "%.*s are missing%s",
        column_name(site, place->left), column_name(site, leaf->end_col - 1),
        TEXT_ARG(words), rest);
    diag_hint(site->diags, d,
              "copy them from the original (were they cut off when the sheet "
              "was copied?)");
}

static void
report_missing(struct site *site, const struct part_rule *part,
               const struct locate_header_place *place)
{
    int whole = whole_blocks(part, place);

    if (whole < part->n_blocks) {
        tell_cut(site, part, place, whole, "");
        site->placement->folded[DIAG_ERROR] += place->n_missing - 1;
        return;
    }
    for (int i = 0; i < place->n_missing; i++) {
        const struct column_rule *column = place->missing[i];
        const struct cell *near = locate_region_nearest_free(
            site, &column->words, place->top, place->end);
        struct diag *d
            = diag_add(site->diags, DIAG_HEADER_MISSING,
                       locate_region_place(site, near ? near->row : place->top,
                                           near ? near->col : place->left),
                       column->place, "no column is headed '%.*s'",
                       TEXT_ARG(column->words.shown[0]));

        if (near != NULL) {
            char ref[CELLREF_MAX];

            cellref_show(near->row, near->col, ref);
            diag_detail(site->diags, d, "'%s' stands here",
                        locate_region_quote(site, near));
            diag_hint(site->diags, d,
                      "if it is this column, write '%.*s' in %s; where the "
                      "sheet is right as it is, send it to whoever keeps the "
                      "mappings, to add the wording ('also')",
                      TEXT_ARG(column->words.shown[0]), ref);
            mark_unknown(site, near);
        } else {
            diag_hint(site->diags, d,
                      "add the column, or write its heading as the form has "
                      "it");
        }
        if (i == 0)
            tell_read(site, d, part, place);
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

static void
check_cell(struct site *site, const struct part_rule *part,
           const struct locate_header_place *place, const struct cell *cell)
{
    struct text folded = text_fold(site->arena, cell->text);
    int end = heading_end(part, place, cell->col);

    if (wording_match(&part->ignored, folded)
        || (end > cell->row && folded.at[0] == '(')) {
        locate_region_claim(site, cell, CLAIM_LABEL);
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

void
locate_report_claim(struct site *site, const struct part_rule *part,
                    struct locate_header_place *place, int left)
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

            if (cell->type != CELL_BLANK && locate_region_is_free(site, cell)
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
    int limit = locate_region_near_limit(key);

    for (int i = grid_row_index(grid, site->placement->title_row);
         i < grid->n_rows && grid->rows[i].row < site->end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            struct text folded = locate_region_folded(site, &grid->cells[c]);

            if (folded.n == 0 || key.n == 0
                || !locate_region_is_free(site, &grid->cells[c]))
                continue;
            folded = text_sans_ordinal(folded);
            if (text_starts(folded, key)
                || text_distance(text_sans_tail(folded), key, limit) <= limit)
                return &grid->cells[c];
        }
    }
    return NULL;
}

/* Where the table ends so far: the last row that was read, else its title. */
static struct place
last_place(struct site *site)
{
    int n;
    const struct cell *cells = grid_row(site->grid, site->last_data, &n);

    for (int i = 0; i < n && site->last_data >= 0; i++) {
        if (cells[i].type != CELL_BLANK)
            return locate_region_place(site, cells[i].row, cells[i].col);
    }
    return locate_region_place(site, site->placement->title_row,
                               site->placement->title_col);
}

/* Some headings of a part, too few. */
static bool
tell_few(struct site *site, const struct part_rule *part, int row)
{
    const struct locate_header_place *best = locate_header_best(
        site->folds, part, (struct locate_header_range){ row, site->end, 0 });
    int whole;
    struct diag *d;

    if (best == NULL || best->n_found == 0)
        return false;
    whole = whole_blocks(part, best);
    if (whole < part->n_blocks) {
        tell_cut(site, part, best, whole, "; the table is not read");
        return true;
    }
    d = diag_add(site->diags, DIAG_HEADER_MISSING,
                 locate_region_place(site, best->top, best->left), part->place,
                 "%d of %d headings stand here, too few to tell the columns "
                 "by; the table is not read",
                 best->n_found, best->n_wanted);
    diag_hint(site->diags, d, "write the headings as the form has them");
    tell_missing(site, d, best);
    return true;
}

void
locate_report_no_part(struct site *site, const struct part_rule *part, int row)
{
    struct lack lack = { .words = first_words(part),
                         .at = last_place(site),
                         .by = part->place,
                         .kind = LACK_PART };

    if (part->kind == PART_GRID) {
        site->lost_part = true;
        if (tell_few(site, part, row))
            return;
    }
    lack.like = find_like(site, lack.words);
    locate_region_add_lack(site, lack);
}

static void
tell_label(struct site *site, const struct lack *lack)
{
    struct diag *d = diag_add(site->diags, DIAG_HEADER_MISSING, lack->at,
                              lack->by, "the label '%.*s' is not in this row",
                              TEXT_ARG(lack->words));

    diag_hint(site->diags, d, "write the label where the form has it");
}

/* Where a part's first words, or what is near to them, stand elsewhere. */
static const char *
like_text(struct site *site, const struct lack *lack)
{
    char ref[CELLREF_MAX];

    if (lack->like == NULL)
        return "";
    cellref_show(lack->like->row, lack->like->col, ref);
    return arena_printf(site->arena, " ('%s' stands in %s)",
                        locate_region_quote(site, lack->like), ref);
}

static void
tell_lack(struct site *site, struct diag *d, const struct lack *lack)
{
    switch (lack->kind) {
    case LACK_PART:
        diag_detail(site->diags, d,
                    "missing: the part that begins with '%.*s'%s",
                    TEXT_ARG(lack->words), like_text(site, lack));
        break;
    case LACK_LABEL:
        diag_detail(site->diags, d, "missing: the label '%.*s' in row %d",
                    TEXT_ARG(lack->words), lack->at.row + 1);
        break;
    case LACK_ROWS:
        diag_detail(site->diags, d,
                    "missing: the row '%.*s' and all others below the headings "
                    "in row %d",
                    TEXT_ARG(lack->words), lack->at.row + 1);
        break;
    }
}

/* Rows that are not of the form, or lack on it. */
static void
tell_rows(struct site *site, struct diag *d)
{
    for (int i = 0; i < site->of_rows.n; i++) {
        const struct diag *row = site->of_rows.items[i];
        char ref[CELLREF_MAX];

        cellref_show(row->at.row, row->at.col, ref);
        diag_detail(site->diags, d, "%s: %s", ref, row->text);
        site->placement->folded[row->level]++;
    }
}

/* One part, and its first words stand near by: they are misprinted. */
static void
tell_misprint(struct site *site, const struct lack *lack)
{
    char ref[CELLREF_MAX];
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING,
        locate_region_place(site, lack->like->row, lack->like->col), lack->by,
        "'%s' stands here where the form has '%.*s'; what belongs to it is not "
        "read",
        locate_region_quote(site, lack->like), TEXT_ARG(lack->words));

    cellref_show(lack->like->row, lack->like->col, ref);
    diag_hint(site->diags, d, "write '%.*s' in %s", TEXT_ARG(lack->words), ref);
}

/* A table of one part lacks all of it. */
static void
tell_no_table(struct site *site, const struct lack *lack)
{
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING, lack->at, lack->by,
        "below this the headings of the table are missing, '%.*s' and the "
        "others; the table is not read",
        TEXT_ARG(lack->words));

    diag_hint(site->diags, d, "write the headings as the form has them");
}

/* Several lacks, or a whole part of many. */
static void
tell_other_form(struct site *site)
{
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING, last_place(site), site->lacks[0].by,
        "the sheet does not fit the form '%s' of %.*s, the nearest that is "
        "known: parts or labels of it are missing, and what they hold is not "
        "read",
        site->table->schema->title, TEXT_ARG(site->placement->template->id));

    for (int i = 0; i < site->n_lacks; i++) {
        tell_lack(site, d, &site->lacks[i]);
        site->placement->folded[DIAG_ERROR] += site->lacks[i].kind != LACK_ROWS;
    }
    site->placement->folded[DIAG_ERROR]--; /* the message itself */
    tell_rows(site, d);
    diag_hint(
        site->diags, d,
        "if rows were cut off, copy them from the original; if your office "
        "prescribed this form, send it as it is to whoever keeps the "
        "mappings; if it is the wrong form, take the right one");
}

/* The first lack, and how much lacks: a part without a trace counts twice. */
static const struct lack *
first_lack(const struct site *site, int *weight)
{
    const struct lack *first = NULL;

    *weight = 0;
    for (int i = site->n_lacks - 1; i >= 0; i--) {
        if (site->lacks[i].kind == LACK_ROWS)
            continue;
        first = &site->lacks[i];
        *weight += first->kind == LACK_PART && first->like == NULL ? 2 : 1;
    }
    return first;
}

void
locate_report_tell_lacks(struct site *site)
{
    int weight;
    const struct lack *first = first_lack(site, &weight);

    if (weight > 1 && site->table->n_parts > 1) {
        tell_other_form(site);
        return;
    }
    diag_move(site->diags, &site->of_rows);
    if (first == NULL)
        return;
    if (first->kind == LACK_LABEL)
        tell_label(site, first);
    else if (first->like != NULL)
        tell_misprint(site, first);
    else
        tell_no_table(site, first);
}
