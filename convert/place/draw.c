/* draw.c - tables laid out as their mappings say. */
#include "place/draw.h"

#include "mapping/checkbox.h"
#include "mapping/domain.h"
#include "mapping/pattern.h"
#include "place/draw_grid.h"
#include "place/draw_pen.h"
#include "place/draw_rows.h"

/* Choices in cells of their own: 优 | 良 | 中 | 差. */
static void
draw_apart(struct canvas *c, const struct ticks *ticks, struct span span)
{
    int wide = (span.end_col - span.left) / ticks->n;

    for (int i = 0; i < ticks->n; i++) {
        int left = span.left + i * wide;

        draw_pen_put(
            c,
            draw_pen_row(span.top, left,
                         i == ticks->n - 1 ? span.end_col : left + wide),
            STYLE_CENTER, checkbox_show_one(c->arena, ticks, i, TEXT_NONE));
    }
}

static void
draw_field(struct canvas *c, const struct line_cell *rule, struct span span,
           struct heading_says says)
{
    const struct ticks *ticks = &rule->ticks;
    struct slot_rule what = slot_of_field(rule, says);
    struct slot_cell cell = { .row = span.top, .col = span.left };

    if (ticks->apart && span.end_col - span.left >= ticks->n) {
        cell.end_col = span.end_col;
        draw_apart(c, ticks, span);
    } else {
        draw_pen_put(c, span, draw_pen_style(rule->field.kind),
                     ticks->n > 0 ? checkbox_show(c->arena, ticks, TEXT_NONE)
                                  : TEXT_NONE);
    }
    slot_add(c->arena, c->placement, cell, &what);
}

static void
draw_line(struct canvas *c, const struct part_rule *part)
{
    int col = draw_pen_beside(part);
    struct heading_says beside = draw_pen_beside_says(part->beside);
    struct heading_says says = beside;

    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *rule = &part->cells[i];
        int end = col + (rule->span > 0 ? rule->span : 1);
        struct span span;

        if (i == part->n_cells - 1 && end < c->n_cols)
            end = c->n_cols;
        span = draw_pen_row(c->row, col, end);
        switch (rule->kind) {
        case LINE_LABEL:
            draw_pen_put(c, span, STYLE_LABEL_CENTER, rule->words.shown[0]);
            says = heading_read(beside, rule->words.exact[0], NULL);
            break;
        case LINE_PATTERN:
            draw_pen_pattern(c, span, STYLE_TEXT, &rule->patterns[0],
                             &rule->ticks);
            says = beside;
            break;
        case LINE_KEPT:
            draw_pen_put(c, span, STYLE_KEPT, TEXT_NONE);
            break;
        case LINE_FIELD:
            draw_field(c, rule, span, says);
            break;
        }
        col = end;
    }
    if (part->n_cells == 1)
        slot_begin_section(c->placement, says);
    c->row++;
}

/* The number of the table, in its row of the title, above or below it. */
static bool
draw_number(struct canvas *c, enum number_row row)
{
    const struct table_rule *table = c->table;
    bool beside = row == NUMBER_BESIDE;
    int half = (c->n_cols + 1) / 2;
    enum number_row own = table->number_row;

    if (own == NUMBER_BESIDE && c->n_cols < 2)
        own = NUMBER_BELOW;
    if (table->number.n == 0 || own != row)
        return false;
    if (table->number_left)
        draw_pen_put(c, draw_pen_row(c->row, 0, beside ? 1 : half),
                     STYLE_PLAIN_LEFT, table->number.shown[0]);
    else
        draw_pen_put(c, draw_pen_row(c->row, c->n_cols - 1, c->n_cols),
                     STYLE_PLAIN_RIGHT, table->number.shown[0]);
    return true;
}

static void
draw_captions(struct canvas *c)
{
    int half = (c->n_cols + 1) / 2;

    for (int i = 0; i < c->table->n_captions; i++) {
        const struct caption_rule *line = &c->table->captions[i];
        int left_end = half;

        if (line->center != NULL && line->left == NULL && line->right == NULL) {
            draw_pen_pattern(c, draw_pen_row(c->row, 0, c->n_cols),
                             STYLE_PLAIN_CENTER, line->center, NULL);
            c->row++;
            continue;
        }
        if (line->right == NULL)
            left_end = c->n_cols;
        if (line->left != NULL)
            draw_pen_pattern(c, draw_pen_row(c->row, 0, left_end),
                             STYLE_PLAIN_LEFT, line->left, NULL);
        if (line->right != NULL)
            draw_pen_pattern(c, draw_pen_row(c->row, left_end, c->n_cols),
                             STYLE_PLAIN_RIGHT, line->right, NULL);
        c->row++;
    }
}

static bool
has_fact(const struct canvas *c, const struct domain_cell *cell)
{
    if (cell->row == NULL || cell->row->kind == ROW_ITEM
        || cell->row->kind == ROW_ONE)
        return draw_pen_fact(c, cell->item, cell->measure) != NULL;
    return cell->row->kind == ROW_RECORD ? draw_rows_count(c, cell->row) > 0
                                         : c->data->n_facts > 0;
}

/* A part that need not be there is drawn in a blank form, where the model has
   one of its values, and where it has none to ask for. */
static bool
is_wanted(const struct canvas *c, const struct part_rule *part)
{
    const struct domain_cell *cells;
    bool asks = false;
    int n;

    if (part->undrawn)
        return false;
    if (!part->optional || c->data == NULL)
        return true;
    cells = domain_part(c->arena, part, &n);
    for (int i = 0; i < n; i++) {
        if (cells[i].pattern != NULL && cells[i].undrawn)
            continue;
        if (has_fact(c, &cells[i]))
            return true;
        asks = true;
    }
    return !asks;
}

/* Of the labels beside a part, the one next to 'outer' (NULL: the page's edge)
   on its right; NULL where there is none. */
static const struct beside_rule *
label_within(const struct part_rule *part, const struct beside_rule *outer)
{
    const struct beside_rule *label = part->beside;

    while (label != NULL && label->outer != outer)
        label = label->outer;
    return label;
}

/* Does a label stand beside the part? */
static bool
is_beside(const struct part_rule *part, const struct beside_rule *label)
{
    const struct beside_rule *own = part->beside;

    while (own != NULL && own != label)
        own = own->outer;
    return own == label;
}

/* Parts from i on, those beside 'outer' where that is a label; behind them. */
static int
draw_parts(struct canvas *c, int i, const struct beside_rule *outer, int left)
{
    while (i < c->table->n_parts
           && is_beside(&mapping_parts(c->table)[i], outer)) {
        const struct part_rule *part = &mapping_parts(c->table)[i];
        const struct beside_rule *label = label_within(part, outer);
        int top = c->row, end, right;

        if (label == NULL && is_wanted(c, part)) {
            if (part->kind == PART_GRID)
                draw_grid_draw(c, part);
            else
                draw_line(c, part);
        }
        if (label == NULL) {
            i++;
            continue;
        }
        right = left + draw_pen_label(label);
        c->beside_end = 0;
        i = draw_parts(c, i, label, right);
        end = c->beside_end > 0 ? c->beside_end : c->row;
        if (end > top)
            draw_pen_put(c, (struct span){ top, left, end, right },
                         STYLE_LABEL_CENTER, label->words.shown[0]);
        c->beside_end = 0;
    }
    return i;
}

/* The title, and the number around it. */
static void
draw_title(struct canvas *c)
{
    const struct table_rule *table = c->table;
    struct span span;
    bool beside;

    c->row += draw_number(c, NUMBER_ABOVE);
    beside = draw_number(c, NUMBER_BESIDE);
    span = draw_pen_row(c->row, beside && table->number_left,
                        c->n_cols - (beside && !table->number_left));
    c->placement->title_row = span.top;
    c->placement->title_col = span.left;
    draw_pen_put(
        c, span, STYLE_TITLE,
        pattern_show(c->arena, &table->titles[0],
                     &(struct pattern_data){ c->model, c->data,
                                             table->unit_shift, NULL }));
    c->row++;
    c->row += draw_number(c, NUMBER_BELOW);
}

/* Notes, and the sentence that says that the table is empty, or its row. */
static void
draw_end(struct canvas *c)
{
    const struct table_rule *table = c->table;

    for (int i = 0; i < table->notes.n; i++)
        draw_pen_put(c, draw_pen_row(c->row++, 0, c->n_cols), STYLE_PLAIN_LEFT,
                     table->notes.shown[i]);
    if (c->data != NULL ? c->data->declared_empty.n > 0
                        : c->room > 0 && table->n_declared_empty > 0)
        draw_pen_put(c, draw_pen_row(c->row++, 0, c->n_cols), STYLE_PLAIN_LEFT,
                     c->data != NULL ? c->data->declared_empty : TEXT_NONE);
}

struct placement *
draw_table(struct arena *arena, struct book *book, struct grid *grid,
           const struct draw_source *source)
{
    const struct table_rule *table = source->table;
    struct canvas c = { .arena = arena,
                        .book = book,
                        .grid = grid,
                        .template = source->template,
                        .table = table,
                        .model = source->model,
                        .data = source->data,
                        .room = source->room,
                        .n_cols = draw_pen_columns(table) };

    c.placement = ARENA_NEW(arena, struct placement);
    c.placement->template = c.template;
    c.placement->table = table;
    c.placement->grid = grid;
    c.placement->unit_shift = table->unit_shift;
    draw_pen_open(&c);
    draw_title(&c);
    draw_captions(&c);
    (void)draw_parts(&c, 0, NULL, 0);
    draw_end(&c);
    c.placement->end = c.row;
    grid->landscape = table->landscape;
    grid_finish(arena, grid);
    return c.placement;
}
