/* draw_grid.c - headers, rulers and blocks, drawn. */
#include "place/draw_grid.h"

#include "place/draw_rows.h"

static void
draw_columns(struct canvas *c, const struct draw_rows_block *b,
             const struct column_rule *nodes, int n, int row, int end)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *node = &nodes[i];
        bool parted = node->n_children > 0 && !node->bare;
        struct span span = { row, b->leaves[draw_pen_first_leaf(node)].col,
                             parted ? row + 1 : end,
                             b->leaves[draw_pen_last_leaf(node)].end_col };

        draw_pen_put(c, span, STYLE_HEADING,
                     node->words.n > 0 ? node->words.shown[0] : TEXT_NONE);
        if (parted)
            draw_columns(c, b, node->children, node->n_children, row + 1, end);
    }
}

/* Groups of neighbouring blocks that say the same are one merged heading. */
static void
draw_header(struct canvas *c, struct draw_rows_block *blocks, int n, int depth)
{
    for (int b = 0; b < n; b++) {
        const struct block_rule *block = blocks[b].block;
        int join = b;

        if (block->n_columns == 1 && block->columns[0].n_children > 0) {
            while (
                join + 1 < n && blocks[join + 1].block->n_columns == 1
                && blocks[join + 1].block->columns[0].n_children > 0
                && text_equal(blocks[join + 1].block->columns[0].words.shown[0],
                              block->columns[0].words.shown[0]))
                join++;
        }
        if (join == b) {
            draw_columns(c, &blocks[b], block->columns, block->n_columns,
                         c->row, c->row + depth);
            continue;
        }
        draw_pen_put(c, draw_pen_row(c->row, blocks[b].left, blocks[join].end),
                     STYLE_HEADING, block->columns[0].words.shown[0]);
        for (int k = b; k <= join; k++)
            draw_columns(c, &blocks[k], blocks[k].block->columns[0].children,
                         blocks[k].block->columns[0].n_children, c->row + 1,
                         c->row + depth);
        b = join;
    }
    c->row += depth;
}

/* Labels, codes, names, and columns that hold only text have no number. */
static bool
is_key(const struct block_rule *block, int leaf)
{
    enum column_role role = block->leaves[leaf]->role;
    bool text = false;

    for (int i = 0; i < block->n_rows && role == COLUMN_VALUE; i++) {
        const struct value_rule *value = &block->rows[i].values[leaf];

        if (!value->used)
            continue;
        if (!schema_is_text(value->kind))
            return false;
        text = true;
    }
    return text || role == COLUMN_LABEL || role == COLUMN_CODE
           || role == COLUMN_NAME;
}

/* The ruler: 栏次 over the key columns, numbers under the others. */
static void
draw_ruler(struct canvas *c, const struct part_rule *part,
           const struct draw_rows_block *blocks)
{
    int number = 0;
    struct text word = part->ruler.n > 0 ? part->ruler.shown[0] : TEXT_NONE;

    for (int b = 0; b < part->n_blocks; b++) {
        const struct draw_rows_block *d = &blocks[b];

        for (int i = 0; i < d->block->n_leaves;) {
            struct span span = draw_rows_cell(d, i, c->row);
            int end = i;

            while (end < d->block->n_leaves && is_key(d->block, end))
                end++;
            if (end > i) {
                span.end_col = d->leaves[end - 1].end_col;
                draw_pen_put(c, span, STYLE_HEADING, word);
                i = end;
                continue;
            }
            draw_pen_put(c, span, STYLE_HEADING,
                         d->block->leaves[i]->role == COLUMN_VALUE
                             ? text_printf(c->arena, "%d", ++number)
                             : TEXT_NONE);
            i++;
        }
    }
    c->row++;
}

static void
draw_feet(struct canvas *c, const struct draw_rows_block *blocks, int n,
          int row)
{
    bool any = false;

    for (int b = 0; b < n; b++) {
        for (int i = 0; i < blocks[b].block->n_rows; i++) {
            const struct row_rule *rule = &blocks[b].block->rows[i];
            int from = rule->by_label.from >= 0 ? rule->by_label.from : b,
                value = 0;

            if (rule->kind != ROW_ITEM || !rule->foot)
                continue;
            any = true;
            while (value < blocks[b].block->n_leaves
                   && !rule->values[value].used)
                value++;
            draw_pen_put(c,
                         draw_pen_row(row, blocks[from].left,
                                      value < blocks[b].block->n_leaves
                                          ? blocks[b].leaves[value].col
                                          : blocks[b].end),
                         STYLE_LABEL_CENTER, rule->by_label.words.shown[0]);
            draw_rows_values(c, &blocks[b], rule, row, rule->item, value);
        }
    }
    if (any)
        c->row++;
}

/* What the drawn headings say, down to the leaves. */
static void
say_headings(struct draw_rows_block *b, const struct column_rule *nodes, int n,
             struct heading_says above)
{
    for (int i = 0; i < n; i++) {
        struct heading_says says = above;

        if (nodes[i].words.n > 0)
            says = heading_read(above, nodes[i].words.exact[0], NULL);
        if (nodes[i].n_children == 0)
            b->leaves[nodes[i].leaf].says = says;
        else
            say_headings(b, nodes[i].children, nodes[i].n_children, says);
    }
}

/* Does a label stand beside the part, and beside none below it? */
static bool
is_last_beside(const struct table_rule *table, const struct part_rule *part)
{
    const struct part_rule *end = mapping_parts(table) + table->n_parts;
    const struct beside_rule *next = part + 1 < end ? part[1].beside : NULL;

    while (next != NULL && next != part->beside)
        next = next->outer;
    return part->beside != NULL && next == NULL;
}

static struct draw_rows_block *
lay_out(struct canvas *c, const struct part_rule *part, int left)
{
    struct draw_rows_block *blocks
        = ARENA_ARRAY(c->arena, struct draw_rows_block, part->n_blocks);
    struct heading_says beside = draw_pen_beside_says(part->beside);
    int col = left;

    for (int b = 0; b < part->n_blocks; b++) {
        const struct block_rule *block = &part->blocks[b];

        blocks[b].block = block;
        blocks[b].left = col;
        blocks[b].beside = b == 0 && is_last_beside(c->table, part);
        blocks[b].leaves
            = ARENA_ARRAY(c->arena, struct leaf_place, block->n_leaves);
        for (int i = 0; i < block->n_leaves; i++) {
            bool last = b == part->n_blocks - 1 && i == block->n_leaves - 1;

            blocks[b].leaves[i].col = col;
            col += draw_pen_leaf(block->leaves[i]);
            if (last && col < c->n_cols)
                col = c->n_cols;
            blocks[b].leaves[i].end_col = col;
        }
        say_headings(&blocks[b], block->columns, block->n_columns, beside);
        blocks[b].end = col;
    }
    return blocks;
}

/* Behind the codes, names or labels at a block's left. */
static int
keys_end(const struct draw_rows_block *b)
{
    int end = 0;

    for (int i = 0; i < b->block->n_leaves; i++) {
        enum column_role role = b->block->leaves[i]->role;

        if (role != COLUMN_CODE && role != COLUMN_NAME && role != COLUMN_LABEL)
            break;
        end = b->leaves[i].end_col;
    }
    return end;
}

static int
header_depth(const struct part_rule *part)
{
    int depth = 0;

    for (int b = 0; b < part->n_blocks; b++) {
        if (part->blocks[b].has_header && part->blocks[b].depth > depth)
            depth = part->blocks[b].depth;
    }
    return depth;
}

/* A block's rows, from 'top' on. */
static void
draw_block(struct canvas *c, const struct part_rule *part,
           struct draw_rows_block *b, int top)
{
    int left = b->left;

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        /* A total below a list that has a label beside it is drawn over the
           whole width; the label ends there. */
        if (b->beside && i > 0 && rule->kind == ROW_ITEM
            && !rule->by_label.undrawn && rule[-1].kind == ROW_RECORD) {
            left = b->left - draw_pen_label(part->beside);
            c->beside_end = top + b->rows;
        }
        draw_rows_draw(c, b, i, top, left);
    }
}

void
draw_grid_draw(struct canvas *c, const struct part_rule *part)
{
    int left = draw_pen_beside(part), depth = header_depth(part), rows = 0;
    struct draw_rows_block *blocks = lay_out(c, part, left);

    if (depth > 0) {
        draw_header(c, blocks, part->n_blocks, depth);
        /* A form's first grid is not what its next page goes on with. */
        if (c->table->n_parts == 1) {
            c->grid->repeat_end = c->row;
            c->grid->freeze_cols
                = part->n_blocks == 1 ? keys_end(&blocks[0]) : 0;
        }
    }
    if (part->has_ruler)
        draw_ruler(c, part, blocks);
    for (int b = 0; b < part->n_blocks; b++) {
        draw_block(c, part, &blocks[b], c->row);
        rows = blocks[b].rows > rows ? blocks[b].rows : rows;
    }
    for (int b = 0; b < part->n_blocks; b++) {
        for (int row = blocks[b].rows; row < rows; row++)
            draw_rows_blank(c, &blocks[b], c->row + row, 0);
    }
    c->row += rows;
    draw_feet(c, blocks, part->n_blocks, c->row);
}
