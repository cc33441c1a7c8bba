/* locate_header.c - header trees found by their words. */
#include "place/locate_header.h"

#include "base/limits.h"
#include "canon/unit.h"
#include "mapping/wording.h"
#include <string.h>

/* Rows below a heading in which its own sub-headings are looked for. */
#define SLACK 2
/* Rows below a title in which its headings are looked for. */
#define HEADER_SEARCH_ROWS 100
/* Rows that a header tree may take. */
#define WINDOW_ROWS 16

struct search {
    struct arena *arena;
    const struct grid *grid;
    struct folds *folds;
    uint8_t *taken; /* [cells of the window] headings matched so far */
    int first;      /* the window's first cell */
    int end;        /* rows beyond hold no header */
    struct locate_header_place *place;
    int block;
};

/* A heading's cell with its merged span. */
struct spot {
    bool found, shared;
    struct span span;
    const struct cell *cell;
};

/* Where a cell of the window is among those taken. */
static uint8_t *
taken(struct search *s, const struct cell *cell)
{
    return &s->taken[(cell - s->grid->cells) - s->first];
}

static bool
may_be_heading(const struct cell *cell)
{
    return cell->type == CELL_TEXT;
}

/* The leftmost untaken cell that says the words at least so well. */
static const struct cell *
find_words(struct search *s, const struct wording *words, int well, int top,
           int end, int left, int right)
{
    for (int row = top; row < end && row < s->end; row++) {
        int n;
        const struct cell *cell = grid_row(s->grid, row, &n);

        for (int i = 0; i < n; i++) {
            if (cell[i].col < left || cell[i].col >= right
                || !may_be_heading(&cell[i]) || *taken(s, &cell[i]))
                continue;
            if (folded_word(s->folds, &cell[i], words) >= well)
                return &cell[i];
        }
    }
    return NULL;
}

static bool
is_blank_heading(const struct column_rule *node)
{
    return node->words.n == 0 || node->words.exact[0].n == 0;
}

static void
take(struct search *s, struct spot *spot, const struct cell *cell,
     const struct column_rule *rule)
{
    spot->found = true;
    spot->cell = cell;
    spot->span = grid_span(s->grid, cell->row, cell->col);
    *taken(s, cell) = 1;
    ARENA_PUSH(s->arena, s->place->cells, s->place->n_cells,
               s->place->cells_capacity, cell);
    ARENA_PUSH(s->arena, s->place->rules, s->place->n_rules,
               s->place->rules_capacity, rule);
}

static void
place_leaf(struct search *s, const struct column_rule *node,
           const struct spot *spot, struct heading_says says)
{
    struct leaf_place *leaf = &s->place->leaves[s->block][node->leaf];

    leaf->col = spot->span.left;
    leaf->end_col = spot->span.end_col;
    leaf->end_row = spot->span.end_row;
    leaf->says = says;
}

/* What a heading says, with those above it. */
static struct heading_says
spot_says(struct search *s, struct heading_says above, const struct spot *spot)
{
    if (spot->cell == NULL)
        return above;
    return placement_heading(above, folded_of(s->folds, spot->cell),
                             spot->cell);
}

/* A heading to find and the block whose leaves it has. */
struct wanted {
    const struct column_rule *node;
    int block;
};

static void match_columns(struct search *s, const struct wanted *wanted, int n,
                          struct heading_says above, int top, int slack,
                          int left, int right);

/* Leaves below a node that a sheet must have. */
static int
count_wanted(const struct column_rule *node)
{
    int n = 0;

    if (node->optional)
        return 0;
    if (node->n_children == 0)
        return !is_blank_heading(node);
    for (int i = 0; i < node->n_children; i++)
        n += count_wanted(&node->children[i]);
    return n;
}

/* A group that is not there is missed by its own name, its columns with it. */
static void
note_missing(struct search *s, const struct column_rule *node)
{
    struct locate_header_place *p = s->place;
    int n = count_wanted(node);

    if (n == 0)
        return;
    if (is_blank_heading(node)) {
        for (int i = 0; i < node->n_children; i++)
            note_missing(s, &node->children[i]);
        return;
    }
    p->n_wanted += n;
    ARENA_PUSH(s->arena, p->missing, p->n_missing, p->missing_capacity, node);
}

/* Columns that a run of blank headings stands for: what is left between. */
static void
place_blanks(struct spot *spots, const struct wanted *wanted, int n, int top,
             int left, int right)
{
    for (int i = 0; i < n;) {
        int from = left, to = right, end = i, k;

        if (!is_blank_heading(wanted[i].node)) {
            i++;
            continue;
        }
        while (end < n && is_blank_heading(wanted[end].node))
            end++;
        if (i > 0 && spots[i - 1].found)
            from = spots[i - 1].span.end_col;
        for (int j = end; j < n; j++) {
            if (spots[j].found) {
                to = spots[j].span.left;
                break;
            }
        }
        k = end - i;
        for (int j = 0; j < k && from + j < to; j++) {
            int end_col = j == k - 1 ? to : from + j + 1;

            spots[i + j].found = true;
            spots[i + j].span = (struct span){ top, from + j, top, end_col };
        }
        i = end;
    }
}

/*
 * The columns a group heading covers: its merged span, or, unmerged, up to
 * the next heading of its level.
 */
static int
group_end(const struct spot *spots, int n, int i, int right)
{
    int end = right;

    if (spots[i].span.end_col > spots[i].span.left + 1)
        return spots[i].span.end_col;
    for (int j = 0; j < n; j++) {
        if (spots[j].found && !spots[j].shared
            && spots[j].span.left > spots[i].span.left
            && spots[j].span.left < end)
            end = spots[j].span.left;
    }
    return end;
}

static void
find_spots(struct search *s, const struct wanted *wanted, int n,
           struct spot *spots, int top, int slack, int left, int right)
{
    for (int well = 2; well >= 1; well--) {
        for (int i = 0; i < n; i++) {
            const struct column_rule *node = wanted[i].node;
            const struct cell *cell;

            if (spots[i].found || is_blank_heading(node))
                continue;
            cell = find_words(s, &node->words, well, top, top + slack + 1, left,
                              right);
            if (cell != NULL)
                take(s, &spots[i], cell, node);
        }
    }
    /* One merged heading may stand over several groups that say the same. */
    for (int i = 1; i < n; i++) {
        const struct column_rule *node = wanted[i].node;

        if (!spots[i].found && node->n_children > 0 && spots[i - 1].found
            && !is_blank_heading(node)
            && wording_match(&wanted[i - 1].node->words,
                             node->words.exact[0])) {
            spots[i] = spots[i - 1];
            spots[i].shared = true;
        }
    }
    place_blanks(spots, wanted, n, top, left, right);
}

/*
 * A heading over the parts of a code, 类 款 项, none of which stands below it:
 * the sheet has the whole code there.
 */
static bool
is_unsplit(struct search *s, const struct column_rule *node,
           const struct spot *spot, int right)
{
    for (int i = 0; i < node->n_children; i++) {
        const struct column_rule *child = &node->children[i];
        int top = spot->span.end_row;

        if (child->role != COLUMN_CODE
            || find_words(s, &child->words, 1, top, top + SLACK + 1,
                          spot->span.left, right)
                   != NULL)
            return false;
    }
    return node->n_children > 0;
}

static void
match_columns(struct search *s, const struct wanted *wanted, int n,
              struct heading_says above, int top, int slack, int left,
              int right)
{
    struct spot *spots = ARENA_ARRAY(s->arena, struct spot, n);

    find_spots(s, wanted, n, spots, top, slack, left, right);
    for (int i = 0; i < n; i++) {
        const struct column_rule *node = wanted[i].node;
        struct heading_says says;
        struct wanted *children;

        s->block = wanted[i].block;
        if (!spots[i].found) {
            note_missing(s, node);
            continue;
        }
        if (is_unsplit(s, node, &spots[i], group_end(spots, n, i, right)))
            node = &node->children[0];
        says = spot_says(s, above, &spots[i]);
        if (node->n_children == 0) {
            place_leaf(s, node, &spots[i], says);
            if (!is_blank_heading(node)) {
                s->place->n_wanted++;
                s->place->n_found++;
            }
            continue;
        }
        children = ARENA_ARRAY(s->arena, struct wanted, node->n_children);
        for (int j = 0; j < node->n_children; j++)
            children[j]
                = (struct wanted){ &node->children[j], wanted[i].block };
        match_columns(s, children, node->n_children, says,
                      spots[i].span.end_row, SLACK, spots[i].span.left,
                      group_end(spots, n, i, right));
    }
}

/* The part's top-level headings, block by block. */
static struct wanted *
top_level(struct arena *arena, const struct part_rule *part, int *n)
{
    struct wanted *wanted;
    int k = 0;

    *n = 0;
    for (int b = 0; b < part->n_blocks; b++)
        *n += part->blocks[b].n_columns;
    wanted = ARENA_ARRAY(arena, struct wanted, *n);
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_columns; i++)
            wanted[k++] = (struct wanted){ &part->blocks[b].columns[i], b };
    }
    return wanted;
}

/* How many different top-level headings stand in a row. */
static int
count_top(struct search *s, const struct wanted *wanted, int n, int row,
          int left)
{
    int count = 0, n_cells;
    const struct cell *cells = grid_row(s->grid, row, &n_cells);
    uint8_t *used
        = n_cells > 0 ? ARENA_ARRAY(s->arena, uint8_t, n_cells) : NULL;

    for (int i = 0; i < n; i++) {
        if (is_blank_heading(wanted[i].node))
            continue;
        for (int j = 0; j < n_cells; j++) {
            if (used[j] || cells[j].col < left || !may_be_heading(&cells[j])
                || !folded_word(s->folds, &cells[j], &wanted[i].node->words))
                continue;
            used[j] = 1;
            count++;
            break;
        }
    }
    return count;
}

/* Rows and columns that the leaves take together. */
static void
frame(struct locate_header_place *p, const struct part_rule *part)
{
    bool some = false;

    p->body = p->end = p->top;
    p->left = LIMIT_COLS;
    p->right = 0;
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            const struct leaf_place *leaf = &p->leaves[b][i];

            if (leaf->col < 0)
                continue;
            p->left = leaf->col < p->left ? leaf->col : p->left;
            p->right = leaf->end_col > p->right ? leaf->end_col : p->right;
            if (leaf->end_row <= p->top)
                continue;
            p->end = leaf->end_row > p->end ? leaf->end_row : p->end;
            if (!some || leaf->end_row < p->body)
                p->body = leaf->end_row;
            some = true;
        }
    }
    if (p->left == LIMIT_COLS)
        p->left = 0;
}

static struct locate_header_place *
new_place(struct arena *arena, const struct part_rule *part, int top)
{
    struct locate_header_place *p
        = ARENA_NEW(arena, struct locate_header_place);

    p->top = top;
    p->leaves = ARENA_ARRAY(arena, struct leaf_place *, part->n_blocks);
    for (int b = 0; b < part->n_blocks; b++) {
        int n = part->blocks[b].n_leaves;

        p->leaves[b] = ARENA_ARRAY(arena, struct leaf_place, n);
        for (int i = 0; i < n; i++)
            p->leaves[b][i] = (struct leaf_place){ .col = -1,
                                                   .end_col = -1,
                                                   .end_row = -1 };
    }
    return p;
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

static int
best_row(struct search *s, const struct wanted *wanted, int n, int top,
         int left)
{
    int row = -1, need = 0, best = 0;

    for (int i = 0; i < n; i++)
        need += !is_blank_heading(wanted[i].node);
    for (int i = grid_row_index(s->grid, top);
         i < s->grid->n_rows && s->grid->rows[i].row < s->end
         && s->grid->rows[i].row < top + HEADER_SEARCH_ROWS;
         i++) {
        int count = count_top(s, wanted, n, s->grid->rows[i].row, left);

        if (count > best) {
            best = count;
            row = s->grid->rows[i].row;
        }
        if (count == need)
            break;
    }
    return row;
}

static bool
stands_in(struct search *s, const struct column_rule *node, int row, int left)
{
    int n;
    const struct cell *cells = grid_row(s->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col >= left && may_be_heading(&cells[i])
            && folded_word(s->folds, &cells[i], &node->words))
            return true;
    }
    return false;
}

/* Where the headings begin: some may stand in the two rows above most. */
static int
first_row(struct search *s, const struct wanted *wanted, int n, int top,
          int row, int left)
{
    int first = row;

    for (int r = row - 1; r >= top && r >= row - 2; r--) {
        for (int i = 0; i < n; i++) {
            if (!is_blank_heading(wanted[i].node)
                && stands_in(s, wanted[i].node, r, left)
                && !stands_in(s, wanted[i].node, row, left))
                first = r;
        }
    }
    return first;
}

static bool
all_blank(const struct wanted *wanted, int n)
{
    for (int i = 0; i < n; i++) {
        if (!is_blank_heading(wanted[i].node))
            return false;
    }
    return true;
}

/* The rows that the headings below 'row' can reach. */
static void
open_window(struct search *s, int row)
{
    const struct grid *grid = s->grid;
    int top = grid_row_index(grid, row);
    int end = grid_row_index(grid, row + WINDOW_ROWS);

    if (s->end > row + WINDOW_ROWS)
        s->end = row + WINDOW_ROWS;
    s->first = grid->rows[top].first;
    s->taken
        = ARENA_ARRAY(s->arena, uint8_t, grid->rows[end].first - s->first + 1);
}

/*
 * Where a block's columns end: at those of the next one, found or said by a
 * second heading of one of its own key columns.
 */
static int
block_end(struct search *s, const struct part_rule *part, int b)
{
    const struct block_rule *block = &part->blocks[b];
    int end = LIMIT_COLS;

    if (b + 1 < part->n_blocks && part->blocks[b + 1].n_leaves > 0
        && s->place->leaves[b + 1][0].col >= 0)
        return s->place->leaves[b + 1][0].col;
    for (int i = 0; i < block->n_leaves; i++) {
        const struct leaf_place *own = &s->place->leaves[b][i];
        const struct column_rule *rule = block->leaves[i];
        const struct cell *again;

        if (own->col < 0 || rule->role == COLUMN_VALUE
            || is_blank_heading(rule))
            continue;
        again = find_words(s, &rule->words, 2, s->place->top, own->end_row,
                           own->end_col, LIMIT_COLS);
        if (again != NULL && again->col < end)
            end = again->col;
    }
    return end;
}

/*
 * A block's columns stand left of those of the next one: where a heading is
 * not as the mapping has it, the same words further right are another block's.
 */
static void
keep_blocks_apart(struct search *s, const struct part_rule *part)
{
    struct locate_header_place *p = s->place;

    for (int b = 0; b < part->n_blocks; b++) {
        int n = part->blocks[b].n_leaves;
        int end = n > 0 ? block_end(s, part, b) : 0;

        for (int i = 0; i < n; i++) {
            struct leaf_place *leaf = &p->leaves[b][i];
            bool before = part->n_blocks > 1 && leaf->col < p->leaves[b][0].col;

            if (leaf->col < 0 || (!before && leaf->col < end))
                continue;
            leaf->col = leaf->end_col = leaf->end_row = -1;
            p->n_found--;
            ARENA_PUSH(s->arena, p->missing, p->n_missing, p->missing_capacity,
                       part->blocks[b].leaves[i]);
        }
    }
}

struct locate_header_place *
locate_header_best(struct arena *arena, struct folds *folds,
                   const struct part_rule *part, int top, int end, int left)
{
    const struct grid *grid = folds->grid;
    struct search s
        = { .arena = arena, .grid = grid, .folds = folds, .end = end };
    int n, row = top, first, right;
    struct wanted *wanted = top_level(arena, part, &n);
    bool blank = all_blank(wanted, n);

    if (!blank)
        row = best_row(&s, wanted, n, top, left);
    if (row < 0)
        return NULL;
    first = blank ? row : first_row(&s, wanted, n, top, row, left);
    open_window(&s, first);
    right = used_right(grid, first, blank ? end : s.end);
    s.place = new_place(arena, part, first);
    match_columns(&s, wanted, n, (struct heading_says){ .percent = false },
                  first, blank ? 0 : row - first + 1, left, right);
    keep_blocks_apart(&s, part);
    frame(s.place, part);
    return s.place;
}

struct locate_header_place *
locate_header_find(struct arena *arena, struct folds *folds,
                   const struct part_rule *part, int top, int end, int left)
{
    struct locate_header_place *place
        = locate_header_best(arena, folds, part, top, end, left);

    if (place == NULL || place->n_found * 2 < place->n_wanted)
        return NULL;
    return place;
}

int
locate_header_row(struct arena *arena, struct folds *folds,
                  const struct part_rule *part, int top, int end)
{
    const struct locate_header_place *place
        = locate_header_find(arena, folds, part, top, end, 0);

    return place == NULL ? -1 : place->top;
}
