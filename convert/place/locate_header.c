/* locate_header.c - the row where a grid's headings begin, searched for once. */
#include "place/locate_header.h"

#include <string.h>

#include "base/limits.h"
#include "place/locate_columns.h"

/* Searches of a sheet that are remembered: a bound on work, nothing more. */
#define KNOWN 32

/* A search that was made, and what came of it. */
struct known {
    const struct part_rule *part;
    struct locate_header_range range;
    int row;    /* with most of the headings; -1: none has any */
    bool whole; /* it has all of them */
    bool blank; /* none has words: they are at the top of the range */
    struct locate_header_place *place; /* NULL with -1 */
};

struct locate_header_known {
    struct known searches[KNOWN];
    int n; /* made so far, of which the last KNOWN are there */
};

/* The part's top-level headings, block by block. */
struct top_level {
    struct locate_wanted *wanted;
    int n;
    int n_worded; /* those that have words */
};

static struct top_level
top_level(struct arena *arena, const struct part_rule *part)
{
    struct top_level top = { .n = 0 };
    int n = 0;

    for (int b = 0; b < part->n_blocks; b++)
        n += part->blocks[b].n_columns;
    top.wanted = ARENA_ARRAY(arena, struct locate_wanted, n);
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_columns; i++) {
            const struct column_rule *node = &part->blocks[b].columns[i];

            top.wanted[top.n++] = (struct locate_wanted){ node, b };
            top.n_worded += !locate_columns_is_blank(node);
        }
    }
    return top;
}

/* Does a cell at or right of a column say a heading's words? */
static bool
is_said_by(struct folds *folds, const struct cell *cell,
           const struct column_rule *node, int left)
{
    return cell->col >= left && cell->type == CELL_TEXT
           && folded_word(folds, cell, &node->words);
}

/* How many different top-level headings a row of cells has; used: [n_cells]. */
static int
count_top(struct folds *folds, const struct top_level *top, int left,
          const struct cell *cells, int n_cells, uint8_t *used)
{
    int count = 0;

    memset(used, 0, (size_t)n_cells);
    for (int i = 0; i < top->n; i++) {
        if (locate_columns_is_blank(top->wanted[i].node))
            continue;
        for (int j = 0; j < n_cells; j++) {
            if (used[j]
                || !is_said_by(folds, &cells[j], top->wanted[i].node, left))
                continue;
            used[j] = 1;
            count++;
            break;
        }
    }
    return count;
}

/* Behind the rows that a range is searched in. */
static int
search_end(struct locate_header_range range)
{
    return range.end - range.top <= LIMIT_HEADER_SEARCH
               ? range.end
               : range.top + (int)LIMIT_HEADER_SEARCH;
}

/* Room for what of a row's cells is used, in rows [first, end) by index. */
static uint8_t *
room_of(struct folds *folds, int first, int end)
{
    const struct grid *grid = folds->grid;
    int widest = 0;

    for (int i = first; i < end; i++) {
        int n = grid->rows[i + 1].first - grid->rows[i].first;

        widest = n > widest ? n : widest;
    }
    return ARENA_ARRAY(folds->arena, uint8_t, widest + 1);
}

/* The first row with most of the headings. */
static void
find_row(struct folds *folds, const struct top_level *top, struct known *k)
{
    const struct grid *grid = folds->grid;
    int best = 0;
    int first = grid_row_index(grid, k->range.top);
    int end = grid_row_index(grid, search_end(k->range));
    uint8_t *used = room_of(folds, first, end);

    for (int i = first; i < end && !k->whole; i++) {
        int count = count_top(
            folds, top, k->range.left, &grid->cells[grid->rows[i].first],
            grid->rows[i + 1].first - grid->rows[i].first, used);

        if (count > best) {
            best = count;
            k->row = grid->rows[i].row;
        }
        k->whole = count == top->n_worded;
    }
}

static bool
is_in_row(struct folds *folds, const struct column_rule *node, int row,
          int left)
{
    int n;
    const struct cell *cells = grid_row(folds->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (is_said_by(folds, &cells[i], node, left))
            return true;
    }
    return false;
}

/* Where the headings begin: some may be in the two rows above most. */
static int
first_row(struct folds *folds, const struct top_level *top,
          const struct known *k)
{
    int first = k->row, left = k->range.left;

    for (int r = k->row - 1; r >= k->range.top && r >= k->row - 2; r--) {
        for (int i = 0; i < top->n && first != r; i++) {
            const struct column_rule *node = top->wanted[i].node;

            if (!locate_columns_is_blank(node)
                && is_in_row(folds, node, r, left)
                && !is_in_row(folds, node, k->row, left))
                first = r;
        }
    }
    return first;
}

static int
used_right(const struct grid *grid, int top, int end)
{
    int right = 0;

    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row < end; i++) {
        const struct cell *last = &grid->cells[grid->rows[i + 1].first - 1];
        struct span span = grid_span(grid, last->row, last->col);

        right = span.end_col > right ? span.end_col : right;
    }
    return right;
}

/* The headings from the row on that has most of them. */
static struct locate_header_place *
match(struct folds *folds, const struct part_rule *part,
      const struct top_level *top, const struct known *k)
{
    int first = k->blank ? k->row : first_row(folds, top, k);
    int end = k->range.end, most = locate_columns_end(first);
    int right
        = used_right(folds->grid, first, k->blank || end < most ? end : most);
    struct locate_level level
        = { .wanted = top->wanted,
            .n = top->n,
            .area = { first, k->range.left, k->blank ? first + 1 : k->row + 2,
                      right } };

    return locate_columns_match(folds, part, &level, end);
}

static struct known
search(struct folds *folds, const struct part_rule *part,
       struct locate_header_range range)
{
    struct top_level top = top_level(folds->arena, part);
    struct known k = {
        .part = part, .range = range, .row = -1, .blank = top.n_worded == 0
    };

    if (k.blank)
        k.row = range.top;
    else
        find_row(folds, &top, &k);
    if (k.row >= 0)
        k.place = match(folds, part, &top, &k);
    return k;
}

/* Does it matter to the headings from a row on where a range ends? */
static bool
is_cut_alike(int first, int end, int other)
{
    int most = locate_columns_end(first);

    return end == other || (end >= most && other >= most);
}

/*
 * Would a search of this range find what one that was made has found?  It may
 * begin further down, but not below the first heading; see no row that may have
 * more of them; and end elsewhere, but not among the headings.
 */
static bool
answers(const struct known *k, const struct part_rule *part,
        struct locate_header_range range)
{
    if (k->part != part || k->range.left != range.left)
        return false;
    if (k->range.top == range.top && k->range.end == range.end)
        return true;
    if (k->blank || range.top < k->range.top
        || (!k->whole && search_end(range) > search_end(k->range)))
        return false;
    return k->place == NULL
           || (range.top <= k->place->top && range.end > k->row
               && is_cut_alike(k->place->top, k->range.end, range.end));
}

const struct locate_header_place *
locate_header_best(struct folds *folds, const struct part_rule *part,
                   struct locate_header_range range)
{
    struct locate_header_known *known = folds->headers;
    struct known *k;

    if (known == NULL)
        known = folds->headers
            = ARENA_NEW(folds->arena, struct locate_header_known);
    for (int i = known->n - 1; i >= 0 && i >= known->n - KNOWN; i--) {
        k = &known->searches[i % KNOWN];
        if (answers(k, part, range))
            return k->place;
    }
    k = &known->searches[known->n++ % KNOWN];
    *k = search(folds, part, range);
    return k->place;
}

const struct locate_header_place *
locate_header_find(struct folds *folds, const struct part_rule *part,
                   struct locate_header_range range)
{
    const struct locate_header_place *place
        = locate_header_best(folds, part, range);

    return place == NULL || place->n_found * 2 < place->n_wanted ? NULL : place;
}

int
locate_header_beyond(struct folds *folds, const struct part_rule *part,
                     struct locate_header_range range)
{
    const struct grid *grid = folds->grid;
    struct top_level top = top_level(folds->arena, part);
    int first = grid_row_index(grid, search_end(range));
    int end = grid_row_index(grid, range.end);
    uint8_t *used = room_of(folds, first, end);

    for (int i = first; i < end && top.n_worded > 0; i++) {
        int count = count_top(
            folds, &top, range.left, &grid->cells[grid->rows[i].first],
            grid->rows[i + 1].first - grid->rows[i].first, used);

        if (count * 2 >= top.n_worded)
            return grid->rows[i].row;
    }
    return -1;
}

struct locate_header_place *
locate_header_copy(struct arena *arena, const struct part_rule *part,
                   const struct locate_header_place *place)
{
    struct locate_header_place *copy
        = ARENA_NEW(arena, struct locate_header_place);

    *copy = *place;
    copy->leaves = ARENA_ARRAY(arena, struct leaf_place *, part->n_blocks);
    for (int b = 0; b < part->n_blocks; b++) {
        int n = part->blocks[b].n_leaves;

        copy->leaves[b] = ARENA_ARRAY(arena, struct leaf_place, n);
        if (n > 0)
            memcpy(copy->leaves[b], place->leaves[b],
                   (size_t)n * sizeof *copy->leaves[b]);
    }
    return copy;
}
