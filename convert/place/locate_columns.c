/* locate_columns.c - a tree of headings matched below a row, level by level. */
#include "place/locate_columns.h"

#include "base/limits.h"
#include "mapping/wording.h"
#include <string.h>

/* Rows below a heading in which its own sub-headings are looked for. */
#define SLACK 2

struct search {
    struct arena *arena;
    const struct grid *grid;
    struct folds *folds;
    uint8_t *taken; /* [cells of the window] headings matched so far */
    int first;      /* the window's first cell */
    int end;        /* rows beyond hold no header */
    bool limited;   /* since a header takes no more rows */
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

/* The leftmost untaken cell of an area that says the words at least so well. */
static const struct cell *
find_words(struct search *s, const struct wording *words, int well,
           struct span area)
{
    for (int row = area.top; row < area.end_row && row < s->end; row++) {
        int n;
        const struct cell *cell = grid_row(s->grid, row, &n);

        for (int i = 0; i < n; i++) {
            if (cell[i].col < area.left || cell[i].col >= area.end_col
                || cell[i].type != CELL_TEXT || *taken(s, &cell[i]))
                continue;
            if (folded_word(s->folds, &cell[i], words) >= well)
                return &cell[i];
        }
    }
    return NULL;
}

bool
locate_columns_is_blank(const struct column_rule *node)
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
    return heading_read(above, folded_of(s->folds, spot->cell), spot->cell);
}

/* Leaves below a node that a sheet must have. */
static int
count_wanted(const struct column_rule *node)
{
    int n = 0;

    if (node->optional)
        return 0;
    if (node->n_children == 0)
        return !locate_columns_is_blank(node);
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
    if (locate_columns_is_blank(node)) {
        for (int i = 0; i < node->n_children; i++)
            note_missing(s, &node->children[i]);
        return;
    }
    p->n_wanted += n;
    ARENA_PUSH(s->arena, p->missing, p->n_missing, p->missing_capacity, node);
}

/* Columns of a run of blank headings: what is left between. */
static void
place_blanks(const struct locate_level *level, struct spot *spots)
{
    int top = level->area.top, n = level->n;

    for (int i = 0; i < n;) {
        int from = level->area.left, to = level->area.end_col, end = i, k;

        if (!locate_columns_is_blank(level->wanted[i].node)) {
            i++;
            continue;
        }
        while (end < n && locate_columns_is_blank(level->wanted[end].node))
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
find_spots(struct search *s, const struct locate_level *level,
           struct spot *spots)
{
    for (int well = 2; well >= 1; well--) {
        for (int i = 0; i < level->n; i++) {
            const struct column_rule *node = level->wanted[i].node;
            const struct cell *cell;

            if (spots[i].found || locate_columns_is_blank(node))
                continue;
            cell = find_words(s, &node->words, well, level->area);
            if (cell != NULL)
                take(s, &spots[i], cell, node);
        }
    }
    /* One merged heading may be over several groups that say the same. */
    for (int i = 1; i < level->n; i++) {
        const struct column_rule *node = level->wanted[i].node;

        if (!spots[i].found && node->n_children > 0 && spots[i - 1].found
            && !locate_columns_is_blank(node)
            && wording_match(&level->wanted[i - 1].node->words,
                             node->words.exact[0])) {
            spots[i] = spots[i - 1];
            spots[i].shared = true;
        }
    }
    place_blanks(level, spots);
}

/* Where the sub-headings of a heading may be. */
static struct span
area_below(const struct spot *spot, int right)
{
    return (struct span){ spot->span.end_row, spot->span.left,
                          spot->span.end_row + SLACK + 1, right };
}

/*
 * A heading over the parts of a code, 类 款 项, none of which is below it: the
 * sheet has the whole code there.
 */
static bool
is_unsplit(struct search *s, const struct column_rule *node,
           const struct spot *spot, int right)
{
    for (int i = 0; i < node->n_children; i++) {
        const struct column_rule *child = &node->children[i];

        if (child->role != COLUMN_CODE
            || find_words(s, &child->words, 1, area_below(spot, right)) != NULL)
            return false;
    }
    return node->n_children > 0;
}

static void match_level(struct search *s, const struct locate_level *level);

/* The headings below one that was found. */
static void
match_children(struct search *s, const struct column_rule *node,
               struct heading_says says, struct span area)
{
    struct locate_wanted *children
        = ARENA_ARRAY(s->arena, struct locate_wanted, node->n_children);
    struct locate_level below = { children, node->n_children, says, area };

    for (int i = 0; i < node->n_children; i++)
        children[i] = (struct locate_wanted){ &node->children[i], s->block };
    match_level(s, &below);
}

static void
match_level(struct search *s, const struct locate_level *level)
{
    struct spot *spots = ARENA_ARRAY(s->arena, struct spot, level->n);

    find_spots(s, level, spots);
    for (int i = 0; i < level->n; i++) {
        const struct column_rule *node = level->wanted[i].node;
        struct heading_says says;
        int right;

        s->block = level->wanted[i].block;
        if (!spots[i].found) {
            s->place->cut |= s->limited && level->area.end_row > s->end;
            note_missing(s, node);
            continue;
        }
        right = group_end(spots, level->n, i, level->area.end_col);
        if (is_unsplit(s, node, &spots[i], right))
            node = &node->children[0];
        says = spot_says(s, level->above, &spots[i]);
        if (node->n_children > 0) {
            match_children(s, node, says, area_below(&spots[i], right));
            continue;
        }
        place_leaf(s, node, &spots[i], says);
        if (!locate_columns_is_blank(node)) {
            s->place->n_wanted++;
            s->place->n_found++;
        }
    }
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

int
locate_columns_end(int first)
{
    return LIMIT_HEADER_ROWS < LIMIT_ROWS - first
               ? first + (int)LIMIT_HEADER_ROWS
               : LIMIT_ROWS;
}

/* Sets the cells that the headings from 'row' on can be. */
static void
open_window(struct search *s, int row)
{
    const struct grid *grid = s->grid;
    int end = locate_columns_end(row), top = grid_row_index(grid, row);
    int behind = grid_row_index(grid, end);

    s->limited = s->end > end;
    s->end = s->limited ? end : s->end;
    s->first = grid->rows[top].first;
    s->taken = ARENA_ARRAY(s->arena, uint8_t,
                           grid->rows[behind].first - s->first + 1);
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
            || locate_columns_is_blank(rule))
            continue;
        again = find_words(s, &rule->words, 2,
                           (struct span){ s->place->top, own->end_col,
                                          own->end_row, LIMIT_COLS });
        if (again != NULL && again->col < end)
            end = again->col;
    }
    return end;
}

/*
 * A block's columns are left of those of the next one: where a heading is
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
locate_columns_match(struct folds *folds, const struct part_rule *part,
                     const struct locate_level *level, int end)
{
    struct search s = {
        .arena = folds->arena, .grid = folds->grid, .folds = folds, .end = end
    };

    open_window(&s, level->area.top);
    s.place = new_place(s.arena, part, level->area.top);
    match_level(&s, level);
    keep_blocks_apart(&s, part);
    frame(s.place, part);
    return s.place;
}
