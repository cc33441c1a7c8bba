/* draw_pen.c - cells, patterns and slots being drawn. */
#include "place/draw_pen.h"

#include "base/pairs.h"
#include "book/numfmt.h"
#include "mapping/pattern.h"

static const struct cell_style styles[STYLE_N] = {
    [STYLE_TITLE]
    = { .font_size = 18, .bold = true, .wrap = true, .align = ALIGN_CENTER },
    [STYLE_PLAIN_LEFT] = { .wrap = true, .align = ALIGN_LEFT },
    [STYLE_PLAIN_CENTER] = { .align = ALIGN_CENTER },
    [STYLE_PLAIN_RIGHT] = { .align = ALIGN_RIGHT },
    [STYLE_HEADING] = { .wrap = true, .border = true, .align = ALIGN_CENTER },
    [STYLE_LABEL] = { .wrap = true, .border = true, .align = ALIGN_LEFT },
    [STYLE_LABEL_CENTER]
    = { .wrap = true, .border = true, .align = ALIGN_CENTER },
    [STYLE_CODE] = { .border = true, .align = ALIGN_LEFT },
    [STYLE_NUMBER] = { .border = true, .align = ALIGN_RIGHT, .indent = 1 },
    [STYLE_CENTER] = { .wrap = true, .border = true, .align = ALIGN_CENTER },
    [STYLE_TEXT] = { .wrap = true, .border = true, .align = ALIGN_LEFT },
    [STYLE_DATE] = { .border = true, .align = ALIGN_CENTER },
    [STYLE_KEPT] = { .wrap = true, .border = true, .align = ALIGN_LEFT },
};

/* The data's facts by what they are of, once somebody asks. */
struct draw_pen_lookup {
    struct model_index *facts;
};

void
draw_pen_open(struct canvas *c)
{
    c->lookup = ARENA_NEW(c->arena, struct draw_pen_lookup);
    for (int i = 0; i < STYLE_N; i++) {
        struct cell_style style = styles[i];

        style.format = i == STYLE_DATE ? TEXT(NUMFMT_DATE) : TEXT("General");
        style.unlocked = i == STYLE_KEPT && c->room > 0;
        c->style[i] = (uint16_t)book_style(c->arena, c->book, style);
    }
}

const struct fact *
draw_pen_fact(const struct canvas *c, struct text item, struct text measure)
{
    if (c->data == NULL)
        return NULL;
    if (c->lookup->facts == NULL)
        c->lookup->facts = model_index(c->arena, c->data);
    return model_index_find(c->lookup->facts, item, measure);
}

/* A code's name as it was printed where the data come from. */
struct text
draw_pen_name(const struct canvas *c, struct text code)
{
    return c->data == NULL ? TEXT_NONE : model_find_name(c->data, code);
}

/* A cell over a span, merged where that is more than one. */
void
draw_pen_put(struct canvas *c, struct span span, enum drawn_style style,
             struct text text)
{
    struct cell cell = { .style = c->style[style] };

    for (int row = span.top; row < span.end_row; row++) {
        for (int col = span.left; col < span.end_col; col++) {
            cell.row = row;
            cell.col = col;
            cell.type = CELL_BLANK;
            cell.text = TEXT_NONE;
            if (row == span.top && col == span.left && text.n > 0) {
                cell.type = CELL_TEXT;
                cell.text = text;
            }
            grid_put(c->arena, c->grid, cell);
        }
    }
    if (span.end_row - span.top > 1 || span.end_col - span.left > 1)
        grid_merge(c->arena, c->grid, span);
}

struct span
draw_pen_row(int row, int left, int end_col)
{
    return (struct span){ row, left, row + 1, end_col };
}

enum drawn_style
draw_pen_style(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return STYLE_NUMBER;
    case VALUE_TEXT:
        return STYLE_TEXT;
    case VALUE_DATE:
        return STYLE_DATE;
    case VALUE_RATIO:
    case VALUE_SCORE:
    case VALUE_COUNT:
        break;
    }
    return STYLE_CENTER;
}

/* A cell that a pattern fills, and its slots. */
void
draw_pen_pattern(struct canvas *c, struct span span, enum drawn_style style,
                 const struct pattern *pattern, const struct ticks *ticks)
{
    struct pattern_data data = { c->room > 0 ? NULL : c->model, c->data,
                                 c->placement->unit_shift, ticks };

    draw_pen_put(c, span, style, pattern_show(c->arena, pattern, &data));
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        struct slot_rule what;

        if (part->literal || part->field != FIELD_VALUE)
            continue;
        what = slot_of_part(pattern, i, ticks);
        slot_add(c->arena, c->placement,
                 (struct slot_cell){ .row = span.top, .col = span.left },
                 &what);
    }
}

int
draw_pen_leaf(const struct column_rule *leaf)
{
    return leaf->span > 0 ? leaf->span : 1;
}

int
draw_pen_label(const struct beside_rule *beside)
{
    return beside->span > 0 ? beside->span : 1;
}

int
draw_pen_beside(const struct part_rule *part)
{
    int wide = 0;

    for (const struct beside_rule *b = part->beside; b != NULL; b = b->outer)
        wide += draw_pen_label(b);
    return wide;
}

struct heading_says
draw_pen_beside_says(const struct beside_rule *beside)
{
    if (beside == NULL)
        return HEADING_NONE;
    return heading_below(draw_pen_beside_says(beside->outer),
                         heading_read_beside(beside->words.exact[0], NULL));
}

int
draw_pen_first_leaf(const struct column_rule *node)
{
    while (node->n_children > 0)
        node = &node->children[0];
    return node->leaf;
}

int
draw_pen_last_leaf(const struct column_rule *node)
{
    while (node->n_children > 0)
        node = &node->children[node->n_children - 1];
    return node->leaf;
}

static int
block_cols(const struct block_rule *block)
{
    int n = 0;

    for (int i = 0; i < block->n_leaves; i++)
        n += draw_pen_leaf(block->leaves[i]);
    return n;
}

static int
part_cols(const struct part_rule *part)
{
    int n = draw_pen_beside(part);

    for (int i = 0; i < part->n_cells; i++)
        n += part->cells[i].span > 0 ? part->cells[i].span : 1;
    for (int b = 0; b < part->n_blocks; b++)
        n += block_cols(&part->blocks[b]);
    return n;
}

int
draw_pen_columns(const struct table_rule *table)
{
    int n = table->columns;

    for (int i = 0; i < table->n_parts; i++) {
        int wide = part_cols(&mapping_parts(table)[i]);

        n = wide > n ? wide : n;
    }
    return n;
}
