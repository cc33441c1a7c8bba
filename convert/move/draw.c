/* draw.c - tables laid out as their mappings say. */
#include "move/draw.h"


#include <stdlib.h>
#include <string.h>

#include "move/ticks.h"

enum drawn_style {
    STYLE_TITLE,
    STYLE_PLAIN_LEFT,
    STYLE_PLAIN_CENTER,
    STYLE_PLAIN_RIGHT,
    STYLE_HEADING,
    STYLE_LABEL,
    STYLE_LABEL_CENTER,
    STYLE_CODE,
    STYLE_NUMBER,
    STYLE_CENTER,
    STYLE_TEXT,
    STYLE_N
};

static const struct cell_style styles[STYLE_N] = {
    [STYLE_TITLE] = { .font_size = 18, .bold = true, .wrap = true,
                      .align = ALIGN_CENTER },
    [STYLE_PLAIN_LEFT] = { .wrap = true, .align = ALIGN_LEFT },
    [STYLE_PLAIN_CENTER] = { .align = ALIGN_CENTER },
    [STYLE_PLAIN_RIGHT] = { .align = ALIGN_RIGHT },
    [STYLE_HEADING] = { .wrap = true, .border = true, .align = ALIGN_CENTER },
    [STYLE_LABEL] = { .wrap = true, .border = true, .align = ALIGN_LEFT },
    [STYLE_LABEL_CENTER] = { .wrap = true, .border = true,
                             .align = ALIGN_CENTER },
    [STYLE_CODE] = { .border = true, .align = ALIGN_LEFT },
    [STYLE_NUMBER] = { .border = true, .align = ALIGN_RIGHT },
    [STYLE_CENTER] = { .wrap = true, .border = true, .align = ALIGN_CENTER },
    [STYLE_TEXT] = { .wrap = true, .border = true, .align = ALIGN_LEFT },
};

struct canvas {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    const struct template_rule *template;
    const struct table_rule *table;
    const struct model *model;
    const struct model_table *data;
    struct placement *placement;
    int n_cols; /* sheet columns of the whole table */
    int row;    /* next row to draw */
    int beside_end; /* where the beside label of the part being drawn ends
                       before the part does; 0: with it */
    uint16_t style[STYLE_N];
};

/* ---- cells ---- */

/* A cell over a span, merged where that is more than one. */
static void
put(struct canvas *c, struct span span, enum drawn_style style,
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

static struct span
row_span(int row, int left, int end_col)
{
    return (struct span){ row, left, row + 1, end_col };
}

static enum drawn_style
value_style(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return STYLE_NUMBER;
    case VALUE_TEXT:
        return STYLE_TEXT;
    case VALUE_RATIO:
    case VALUE_SCORE:
    case VALUE_COUNT:
        break;
    }
    return STYLE_CENTER;
}

/* ---- patterns ---- */

static struct text
value_of(struct arena *arena, const struct model_table *data,
         const struct pattern_part *part, int unit_shift)
{
    const struct fact *fact
        = data ? model_find(data, part->item, part->measure) : NULL;
    struct decimal value;
    int places;

    if (fact == NULL)
        return TEXT_NONE;
    if (fact->kind == VALUE_TEXT)
        return fact->text;
    value = fact->value;
    places = fact->decimals;
    if (fact->kind == VALUE_AMOUNT) {
        (void)decimal_shift(value, -unit_shift, &value);
        places += unit_shift;
    }
    /* 88.0 is not 88: the decimals say how it was given. */
    while (value.scale < places && value.units <= DECIMAL_MAX / 10
           && value.units >= -DECIMAL_MAX / 10) {
        value.units *= 10;
        value.scale++;
    }
    return decimal_text(arena, value);
}

struct text
draw_pattern(struct arena *arena, const struct pattern *pattern,
             const struct model *model, const struct model_table *data,
             int unit_shift, const struct ticks *ticks)
{
    struct text line = TEXT_NONE;

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        struct text t = part->text;
        int year = data != NULL && data->year != 0 ? data->year
                   : model != NULL                 ? model->fiscal_year
                                                   : 0;

        if (!part->literal) {
            t = TEXT_NONE;
            switch (part->field) {
            case FIELD_ANY:
                break;
            case FIELD_DEPARTMENT:
                if (data != NULL && data->department.n > 0)
                    t = data->department;
                else if (model != NULL)
                    t = model->department;
                break;
            case FIELD_YEAR:
                if (year != 0)
                    t = text_printf(arena, "%d", year);
                break;
            case FIELD_UNIT:
                t = mapping_unit_word(unit_shift);
                break;
            case FIELD_VALUE:
                t = value_of(arena, data, part, unit_shift);
                if (t.n == 0 && year != 0
                    && text_equal(part->measure, TEXT("year"))
                    && data == NULL)
                    t = text_printf(arena, "%d", year);
                if (ticks != NULL && ticks->n > 0)
                    t = ticks_show(arena, ticks, t);
                break;
            }
        }
        line = text_printf(arena, "%.*s%.*s", TEXT_ARG(line), TEXT_ARG(t));
    }
    return line;
}

static struct slot *
add_slot(struct canvas *c, int row, int col, struct place by)
{
    struct slot *slot = placement_add(c->arena, c->placement);

    slot->row = row;
    slot->col = col;
    slot->end_col = col + 1;
    slot->shift = c->placement->unit_shift;
    slot->by = by;
    return slot;
}

/* A cell that a pattern fills, and its slots. */
static void
put_pattern(struct canvas *c, struct span span, enum drawn_style style,
            const struct pattern *pattern, const struct ticks *ticks)
{
    put(c, span, style,
        draw_pattern(c->arena, pattern, c->model, c->data,
                     c->placement->unit_shift, ticks));
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        struct slot *slot;

        if (part->literal || part->field != FIELD_VALUE)
            continue;
        slot = add_slot(c, span.top, span.left, pattern->place);
        slot->item = part->item;
        slot->measure = part->measure;
        slot->kind = part->kind;
        slot->pattern = pattern;
        slot->part = i;
        slot->ticks = ticks != NULL && ticks->n > 0 ? ticks : NULL;
    }
}

/* ---- widths of parts ---- */

static int
leaf_span(const struct column_rule *leaf)
{
    return leaf->span > 0 ? leaf->span : 1;
}

static int
block_cols(const struct block_rule *block)
{
    int n = 0;

    for (int i = 0; i < block->n_leaves; i++)
        n += leaf_span(block->leaves[i]);
    return n;
}

static int
beside_cols(const struct part_rule *part)
{
    if (part->beside == NULL)
        return 0;
    return part->beside->span > 0 ? part->beside->span : 1;
}

static int
part_cols(const struct part_rule *part)
{
    int n = beside_cols(part);

    for (int i = 0; i < part->n_cells; i++)
        n += part->cells[i].span > 0 ? part->cells[i].span : 1;
    for (int b = 0; b < part->n_blocks; b++)
        n += block_cols(&part->blocks[b]);
    return n;
}

static int
table_cols(const struct table_rule *table)
{
    int n = table->columns;

    for (int i = 0; i < table->n_parts; i++) {
        int wide = part_cols(&table->parts[i]);

        n = wide > n ? wide : n;
    }
    return n;
}

/* ---- grid parts ---- */

/* A block while it is drawn. */
struct drawn_block {
    const struct block_rule *block;
    int *col, *end_col; /* [leaves] */
    int left, end;      /* columns */
    int rows;           /* drawn below the header so far */
    int records;        /* of them records */
    int n_values;       /* ruler numbers before it */
};

static int
group_leaf_end(const struct column_rule *node)
{
    while (node->n_children > 0)
        node = &node->children[node->n_children - 1];
    return node->leaf;
}

static int
group_leaf_first(const struct column_rule *node)
{
    while (node->n_children > 0)
        node = &node->children[0];
    return node->leaf;
}

static void
draw_columns(struct canvas *c, const struct drawn_block *b,
             const struct column_rule *nodes, int n, int row, int end)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *node = &nodes[i];
        bool parted = node->n_children > 0 && !node->bare;
        struct span span = { row, b->col[group_leaf_first(node)],
                             parted ? row + 1 : end,
                             b->end_col[group_leaf_end(node)] };

        put(c, span, STYLE_HEADING,
            node->words.n > 0 ? node->words.shown[0] : TEXT_NONE);
        if (parted)
            draw_columns(c, b, node->children, node->n_children, row + 1, end);
    }
}

/* Groups of neighbouring blocks that say the same are one merged heading. */
static void
draw_header(struct canvas *c, struct drawn_block *blocks, int n, int depth)
{
    for (int b = 0; b < n; b++) {
        const struct block_rule *block = blocks[b].block;
        int join = b;

        if (block->n_columns == 1 && block->columns[0].n_children > 0) {
            while (join + 1 < n && blocks[join + 1].block->n_columns == 1
                   && blocks[join + 1].block->columns[0].n_children > 0
                   && text_equal(
                       blocks[join + 1].block->columns[0].words.shown[0],
                       block->columns[0].words.shown[0]))
                join++;
        }
        if (join == b) {
            draw_columns(c, &blocks[b], block->columns, block->n_columns,
                         c->row, c->row + depth);
            continue;
        }
        put(c, row_span(c->row, blocks[b].left, blocks[join].end),
            STYLE_HEADING, block->columns[0].words.shown[0]);
        for (int k = b; k <= join; k++)
            draw_columns(c, &blocks[k], blocks[k].block->columns[0].children,
                         blocks[k].block->columns[0].n_children, c->row + 1,
                         c->row + depth);
        b = join;
    }
    c->row += depth;
}

static bool
is_key(enum column_role role)
{
    return role == COLUMN_LABEL || role == COLUMN_CODE || role == COLUMN_NAME;
}

/* The ruler: 栏次 over the key columns, numbers under the others. */
static void
draw_ruler(struct canvas *c, const struct part_rule *part,
           const struct drawn_block *blocks)
{
    int number = 0;
    struct text word
        = part->ruler.n > 0 ? part->ruler.shown[0] : TEXT_NONE;

    for (int b = 0; b < part->n_blocks; b++) {
        const struct drawn_block *d = &blocks[b];
        int i = 0;

        while (i < d->block->n_leaves) {
            int end = i;

            while (end < d->block->n_leaves
                   && is_key(d->block->leaves[end]->role))
                end++;
            if (end > i) {
                put(c, row_span(c->row, d->col[i], d->end_col[end - 1]),
                    STYLE_HEADING, word);
                i = end;
                continue;
            }
            put(c, row_span(c->row, d->col[i], d->end_col[i]), STYLE_HEADING,
                d->block->leaves[i]->role == COLUMN_VALUE
                    ? text_printf(c->arena, "%d", ++number)
                    : TEXT_NONE);
            i++;
        }
    }
    c->row++;
}

static void
draw_value(struct canvas *c, const struct drawn_block *b,
           const struct row_rule *rule, int leaf, int row, struct text item)
{
    const struct value_rule *value = &rule->values[leaf];
    const struct column_rule *column = b->block->leaves[leaf];
    struct slot *slot;

    put(c, row_span(row, b->col[leaf], b->end_col[leaf]),
        value->used ? value_style(value->kind) : STYLE_TEXT, TEXT_NONE);
    if (!value->used)
        return;
    slot = add_slot(c, row, b->col[leaf], rule->place);
    slot->item = value->item.n > 0 ? value->item : item;
    slot->measure = value->measure;
    slot->kind = value->kind;
    slot->sum = value->sum;
    slot->percent = column->percent;
    if (column->ticks.n > 0)
        slot->ticks = &column->ticks;
}

static void
draw_values(struct canvas *c, const struct drawn_block *b,
            const struct row_rule *rule, int row, struct text item, int from)
{
    for (int i = from; i < b->block->n_leaves; i++) {
        enum column_role role = b->block->leaves[i]->role;

        if (role == COLUMN_VALUE)
            draw_value(c, b, rule, i, row, item);
        else if (role == COLUMN_KEPT)
            put(c, row_span(row, b->col[i], b->end_col[i]), STYLE_TEXT,
                TEXT_NONE);
    }
}

static void
draw_line_number(struct canvas *c, const struct drawn_block *b, int row,
                 int line)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        struct cell cell = { .row = row, .col = b->col[i] };

        if (b->block->leaves[i]->role != COLUMN_LINE)
            continue;
        put(c, row_span(row, b->col[i], b->end_col[i]), STYLE_CENTER,
            TEXT_NONE);
        if (line == 0)
            continue;
        cell.style = c->style[STYLE_CENTER];
        cell.type = CELL_NUMBER;
        cell.text = text_printf(c->arena, "%d", line);
        grid_put(c->arena, c->grid, cell);
    }
}

/*
 * Columns that the label of a row takes: its label column, or all key columns
 * of a code table, or in a list everything before its first value.
 */
static int
draw_label(struct canvas *c, const struct drawn_block *b, int left,
           const struct row_rule *rule, int row)
{
    const struct block_rule *block = b->block;
    int first = 0, end;
    enum drawn_style style = STYLE_LABEL_CENTER;

    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role != COLUMN_LABEL)
            continue;
        put(c, row_span(row, b->col[i], b->end_col[i]), STYLE_LABEL,
            rule->label.shown[0]);
        return i + 1;
    }
    while (first < block->n_leaves && !rule->values[first].used
           && block->leaves[first]->role != COLUMN_LINE)
        first++;
    end = first < block->n_leaves ? b->col[first] : b->end;
    if (end > left)
        put(c, row_span(row, left, end), style, rule->label.shown[0]);
    return first;
}

static void
draw_code(struct canvas *c, const struct drawn_block *b,
          const struct row_rule *rule, struct text code, int row)
{
    static const size_t from[] = { 0, 0, 3, 5 }, end[] = { 99, 3, 5, 7 };
    struct text name = TEXT_NONE;
    const struct code_list *list = mapping_codes(c->template, rule->codes);

    if (list != NULL)
        name = codes_name(list, code);
    if (name.n == 0 && c->data != NULL)
        name = model_find_name(c->data, code);
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct column_rule *leaf = b->block->leaves[i];
        struct span span = row_span(row, b->col[i], b->end_col[i]);
        size_t first, last;

        if (leaf->role == COLUMN_NAME)
            put(c, span, STYLE_LABEL, name);
        if (leaf->role != COLUMN_CODE)
            continue;
        first = from[leaf->part];
        last = end[leaf->part] < code.n ? end[leaf->part] : code.n;
        put(c, span, STYLE_CODE,
            first < last ? text_slice(code, first, last) : TEXT_NONE);
    }
    draw_values(c, b, rule, row, code, 0);
}

static bool
is_under(const struct row_rule *rule, struct text code)
{
    if (rule->n_under == 0)
        return true;
    for (int i = 0; i < rule->n_under; i++) {
        if (text_starts(code, rule->under[i]))
            return true;
    }
    return false;
}

static bool
is_digits(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return false;
    }
    return t.n >= 3;
}

static int
compare_texts(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* The codes a rule draws: those of the data, and its catalogue's. */
static struct text *
codes_of(struct canvas *c, const struct row_rule *rule, int *n)
{
    const struct code_list *list = mapping_codes(c->template, rule->codes);
    struct text *codes = NULL, last = TEXT_NONE;
    int capacity = 0, k = 0;

    *n = 0;
    for (int i = 0; rule->catalogue && list != NULL && i < list->n_entries;
         i++) {
        if (is_under(rule, list->entries[i].code))
            ARENA_PUSH(c->arena, codes, *n, capacity, list->entries[i].code);
    }
    for (int i = 0; c->data != NULL && i < c->data->n_facts; i++) {
        struct text item = c->data->facts[i].item;

        if (text_equal(item, last) || !is_digits(item)
            || !is_under(rule, item))
            continue;
        last = item;
        ARENA_PUSH(c->arena, codes, *n, capacity, item);
    }
    /* A code whose figures are all blank has a name, but no fact. */
    for (int i = 0; c->data != NULL && i < c->data->n_names; i++) {
        if (is_under(rule, c->data->names[i].code))
            ARENA_PUSH(c->arena, codes, *n, capacity, c->data->names[i].code);
    }
    if (*n > 0)
        qsort(codes, (size_t)*n, sizeof *codes, compare_texts);
    for (int i = 0; i < *n; i++) {
        if (k == 0 || !text_equal(codes[k - 1], codes[i]))
            codes[k++] = codes[i];
    }
    *n = k;
    return codes;
}

/* How many records of a list the data hold: indicator.1 … indicator.n. */
static int
count_records(const struct canvas *c, const struct row_rule *rule)
{
    int most = 0;

    for (int i = 0; c->data != NULL && i < c->data->n_facts; i++) {
        struct text item = c->data->facts[i].item;
        int number = 0;

        if (!text_starts(item, rule->item))
            continue;
        for (size_t k = rule->item.n; k < item.n; k++) {
            if (item.at[k] < '0' || item.at[k] > '9' || number > 100000)
                number = -1000000;
            else
                number = number * 10 + (item.at[k] - '0');
        }
        most = number > most ? number : most;
    }
    return most;
}

static const struct fact *
record_fact(const struct canvas *c, const struct row_rule *rule, int n,
            struct text measure)
{
    struct text item
        = text_printf(c->arena, "%.*s%d", TEXT_ARG(rule->item), n);

    return c->data ? model_find(c->data, item, measure) : NULL;
}

/* Are records n and n+1 in one group down to leaf 'leaf'? */
static bool
same_group(const struct canvas *c, const struct block_rule *block,
           const struct row_rule *rule, int leaf, int n)
{
    for (int i = 0; i <= leaf; i++) {
        const struct fact *a, *b;

        if (!block->leaves[i]->group || !rule->values[i].used)
            continue;
        a = record_fact(c, rule, n, rule->values[i].measure);
        b = record_fact(c, rule, n + 1, rule->values[i].measure);
        if (a == NULL && b == NULL && i < leaf)
            continue;
        if (a == NULL || b == NULL || !model_value_equal(a, b))
            return false;
    }
    return true;
}

/* Group columns: one merged cell for a run of records that say the same. */
static void
draw_groups(struct canvas *c, const struct drawn_block *b,
            const struct row_rule *rule, int top, int first, int n)
{
    for (int leaf = 0; leaf < b->block->n_leaves; leaf++) {
        const struct column_rule *column = b->block->leaves[leaf];

        if (!column->group || !rule->values[leaf].used)
            continue;
        for (int i = 0; i < n;) {
            int end = i + 1;
            struct slot *slot;

            while (end < n && same_group(c, b->block, rule, leaf, first + end - 1))
                end++;
            put(c,
                (struct span){ top + i, b->col[leaf], top + end,
                               b->end_col[leaf] },
                STYLE_LABEL_CENTER, TEXT_NONE);
            for (int k = i; k < end; k++) {
                slot = add_slot(c, top + i, b->col[leaf], rule->place);
                slot->item = text_printf(c->arena, "%.*s%d",
                                         TEXT_ARG(rule->item), first + k);
                slot->measure = rule->values[leaf].measure;
                slot->kind = rule->values[leaf].kind;
                slot->shared = k > i;
            }
            i = end;
        }
    }
}

static void
draw_records(struct canvas *c, struct drawn_block *b,
             const struct row_rule *rule, int top, int first, int n)
{
    for (int i = 0; i < n; i++) {
        struct text item = text_printf(c->arena, "%.*s%d",
                                       TEXT_ARG(rule->item), first + i);

        for (int leaf = 0; leaf < b->block->n_leaves; leaf++) {
            if (!b->block->leaves[leaf]->group
                || !rule->values[leaf].used)
                draw_value(c, b, rule, leaf, top + i, item);
        }
    }
    draw_groups(c, b, rule, top, first, n);
    b->rows += n;
    b->records += n;
}

/* How many records from 'first' on add up to a sum in one column; -1. */
static int
records_up_to(const struct canvas *c, const struct row_rule *records,
              const struct row_rule *sum, int leaf, int first, int total)
{
    const struct value_rule *value = &sum->values[leaf];
    const struct fact *want = c->data && value->used
                                  ? model_find(c->data, value->item,
                                               value->measure)
                                  : NULL;
    struct decimal so_far = { 0, 0 };

    if (want == NULL || want->kind == VALUE_TEXT || !records->values[leaf].used)
        return -1;
    for (int n = first; n <= total; n++) {
        const struct fact *fact
            = record_fact(c, records, n, records->values[leaf].measure);

        if (fact == NULL)
            continue;
        if (decimal_add(so_far, fact->value, &so_far) != DECIMAL_OK)
            return -1;
        if (decimal_compare(so_far, want->value) == 0)
            return n - first + 1;
    }
    return -1;
}

/*
 * How many records the rule draws, from 'first' on.  Where the list goes on
 * below a sum, those that the sum adds up; all, where that cannot be told.
 */
static int
records_for(const struct canvas *c, const struct block_rule *block, int rule,
            int first)
{
    const struct row_rule *records = &block->rows[rule];
    int total = count_records(c, records), end = rule + 1;

    while (end < block->n_rows && block->rows[end].kind != ROW_RECORD)
        end++;
    for (int i = rule + 1; end < block->n_rows && i < end; i++) {
        const struct row_rule *sum = &block->rows[i];

        for (int leaf = 0; sum->sum && leaf < block->n_leaves; leaf++) {
            int n = records_up_to(c, records, sum, leaf, first, total);

            if (n > 0)
                return n;
        }
    }
    return total < first ? 0 : total - first + 1;
}

static void
draw_row(struct canvas *c, struct drawn_block *b, int i, int top, int left)
{
    const struct row_rule *rule = &b->block->rows[i];
    int row = top + b->rows, n, from;
    struct text *codes;

    switch (rule->kind) {
    case ROW_ITEM:
        if (rule->foot || rule->undrawn)
            return;
        from = draw_label(c, b, left, rule, row);
        draw_line_number(c, b, row, rule->line);
        draw_values(c, b, rule, row, rule->item, from);
        b->rows++;
        break;
    case ROW_BLANK:
        for (int k = 0; k < rule->blank; k++, row++) {
            put(c, row_span(row, b->left, b->end), STYLE_TEXT, TEXT_NONE);
            b->rows++;
        }
        break;
    case ROW_CODE:
        codes = codes_of(c, rule, &n);
        for (int k = 0; k < n; k++)
            draw_code(c, b, rule, codes[k], row + k);
        b->rows += n;
        break;
    case ROW_RECORD:
        from = b->records + 1;
        n = records_for(c, b->block, i, from);
        /* Blank rows have numbers, too: none before records to come. */
        if (n < rule->min_rows && count_records(c, rule) < from + n)
            n = rule->min_rows;
        draw_records(c, b, rule, row, from, n);
        break;
    case ROW_ONE:
        draw_values(c, b, rule, row, rule->item, 0);
        b->rows++;
        break;
    }
}

/* Blank rows: one cell a column, with line numbers, none merged. */
static void
draw_blank(struct canvas *c, const struct drawn_block *b, int row, int line)
{
    for (int i = 0; i < b->block->n_leaves; i++)
        put(c, row_span(row, b->col[i], b->end_col[i]), STYLE_TEXT, TEXT_NONE);
    draw_line_number(c, b, row, line);
}

static void
draw_feet(struct canvas *c, const struct drawn_block *blocks, int n, int row)
{
    bool any = false;

    for (int b = 0; b < n; b++) {
        for (int i = 0; i < blocks[b].block->n_rows; i++) {
            const struct row_rule *rule = &blocks[b].block->rows[i];
            int from = rule->from >= 0 ? rule->from : b, value = 0;

            if (rule->kind != ROW_ITEM || !rule->foot)
                continue;
            any = true;
            while (value < blocks[b].block->n_leaves
                   && !rule->values[value].used)
                value++;
            put(c, row_span(row, blocks[from].left, blocks[b].col[value]),
                STYLE_LABEL_CENTER, rule->label.shown[0]);
            draw_values(c, &blocks[b], rule, row, rule->item, value);
        }
    }
    if (any)
        c->row++;
}

static struct drawn_block *
lay_out(struct canvas *c, const struct part_rule *part, int left)
{
    struct drawn_block *blocks
        = ARENA_ARRAY(c->arena, struct drawn_block, part->n_blocks);
    int col = left;

    for (int b = 0; b < part->n_blocks; b++) {
        const struct block_rule *block = &part->blocks[b];

        blocks[b].block = block;
        blocks[b].left = col;
        blocks[b].col = ARENA_ARRAY(c->arena, int, block->n_leaves);
        blocks[b].end_col = ARENA_ARRAY(c->arena, int, block->n_leaves);
        for (int i = 0; i < block->n_leaves; i++) {
            bool last = b == part->n_blocks - 1 && i == block->n_leaves - 1;

            blocks[b].col[i] = col;
            col += leaf_span(block->leaves[i]);
            if (last && col < c->n_cols)
                col = c->n_cols;
            blocks[b].end_col[i] = col;
        }
        blocks[b].end = col;
    }
    return blocks;
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

static void
draw_grid(struct canvas *c, const struct part_rule *part)
{
    int left = beside_cols(part), depth = header_depth(part);
    struct drawn_block *blocks = lay_out(c, part, left);
    int top, rows = 0;

    if (depth > 0) {
        int header = c->row;

        draw_header(c, blocks, part->n_blocks, depth);
        if (c->grid->repeat_end == 0) {
            c->grid->repeat_top = header;
            c->grid->repeat_end = c->row;
        }
    }
    if (part->has_ruler)
        draw_ruler(c, part, blocks);
    top = c->row;
    for (int b = 0; b < part->n_blocks; b++) {
        int label_left = blocks[b].left;

        for (int i = 0; i < blocks[b].block->n_rows; i++) {
            const struct row_rule *rule = &blocks[b].block->rows[i];

            /* A total below a list is drawn over the whole width. */
            if (left > 0 && b == 0 && i > 0 && rule->kind == ROW_ITEM
                && !rule->undrawn && rule[-1].kind == ROW_RECORD) {
                label_left = 0;
                c->beside_end = top + blocks[b].rows;
            }
            if (rule->kind == ROW_BLANK) {
                for (int k = 0; k < rule->blank; k++)
                    draw_blank(c, &blocks[b], top + blocks[b].rows++,
                               rule->line > 0 ? rule->line + k : 0);
                continue;
            }
            draw_row(c, &blocks[b], i, top, label_left);
        }
        rows = blocks[b].rows > rows ? blocks[b].rows : rows;
    }
    for (int b = 0; b < part->n_blocks; b++) {
        for (int row = blocks[b].rows; row < rows; row++)
            draw_blank(c, &blocks[b], top + row, 0);
    }
    c->row = top + rows;
    draw_feet(c, blocks, part->n_blocks, c->row);
}

/* ---- lines ---- */

/* Choices in cells of their own: 优 | 良 | 中 | 差. */
static void
draw_apart(struct canvas *c, const struct ticks *ticks, struct span span,
           struct slot *slot)
{
    int wide = (span.end_col - span.left) / ticks->n;

    for (int i = 0; i < ticks->n; i++) {
        int left = span.left + i * wide;

        put(c,
            row_span(span.top, left,
                     i == ticks->n - 1 ? span.end_col : left + wide),
            STYLE_CENTER, ticks_show_one(c->arena, ticks, i, TEXT_NONE));
    }
    slot->end_col = span.end_col;
}

static void
draw_line(struct canvas *c, const struct part_rule *part)
{
    int col = beside_cols(part);

    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *rule = &part->cells[i];
        int end = col + (rule->span > 0 ? rule->span : 1);
        struct span span;
        struct slot *slot;

        if (i == part->n_cells - 1 && end < c->n_cols)
            end = c->n_cols;
        span = row_span(c->row, col, end);
        switch (rule->kind) {
        case LINE_LABEL:
            put(c, span, STYLE_LABEL_CENTER, rule->words.shown[0]);
            break;
        case LINE_PATTERN:
            put_pattern(c, span, STYLE_TEXT, &rule->patterns[0],
                        &rule->ticks);
            break;
        case LINE_KEPT:
            put(c, span, STYLE_TEXT, TEXT_NONE);
            break;
        case LINE_FIELD:
            slot = add_slot(c, c->row, col, rule->place);
            slot->item = rule->item;
            slot->measure = rule->measure;
            slot->kind = rule->value;
            slot->sum = rule->sum;
            if (rule->ticks.n > 0)
                slot->ticks = &rule->ticks;
            if (rule->ticks.apart && end - col >= rule->ticks.n)
                draw_apart(c, &rule->ticks, span, slot);
            else
                put(c, span, value_style(rule->value), TEXT_NONE);
            break;
        }
        col = end;
    }
    c->row++;
}

/* ---- the table ---- */

static void
draw_captions(struct canvas *c)
{
    int half = (c->n_cols + 1) / 2;

    if (c->table->number.n > 0) {
        put(c, row_span(c->row, c->n_cols - 1, c->n_cols), STYLE_PLAIN_RIGHT,
            c->table->number.shown[0]);
        c->row++;
    }
    for (int i = 0; i < c->table->n_captions; i++) {
        const struct caption_rule *line = &c->table->captions[i];
        int left_end = half;

        if (line->center != NULL && line->left == NULL && line->right == NULL) {
            put_pattern(c, row_span(c->row, 0, c->n_cols), STYLE_PLAIN_CENTER,
                        line->center, NULL);
            c->row++;
            continue;
        }
        if (line->right == NULL)
            left_end = c->n_cols;
        if (line->left != NULL)
            put_pattern(c, row_span(c->row, 0, left_end), STYLE_PLAIN_LEFT,
                        line->left, NULL);
        if (line->right != NULL)
            put_pattern(c, row_span(c->row, left_end, c->n_cols),
                        STYLE_PLAIN_RIGHT, line->right, NULL);
        c->row++;
    }
}

static bool
has_fact(const struct canvas *c, struct text item, struct text measure)
{
    return model_find(c->data, item, measure) != NULL;
}

/* Has the model one of the values of a line's cell? *asks: has it values? */
static bool
cell_has_facts(const struct canvas *c, const struct line_cell *cell,
               bool *asks)
{
    bool some = false;

    if (cell->kind == LINE_FIELD) {
        *asks = true;
        return has_fact(c, cell->item, cell->measure);
    }
    for (int i = 0; cell->kind == LINE_PATTERN
                    && i < cell->patterns[0].n_parts; i++) {
        const struct pattern_part *part = &cell->patterns[0].parts[i];

        if (part->literal || part->field != FIELD_VALUE)
            continue;
        *asks = true;
        some = some || has_fact(c, part->item, part->measure);
    }
    return some;
}

static bool
block_has_facts(const struct canvas *c, const struct block_rule *block,
                bool *asks)
{
    bool some = false;

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *rule = &block->rows[i];

        for (int leaf = 0; leaf < block->n_leaves; leaf++) {
            const struct value_rule *value = &rule->values[leaf];

            if (!value->used)
                continue;
            *asks = true;
            some = some
                   || (value->item.n > 0 ? has_fact(c, value->item,
                                                    value->measure)
                       : rule->kind == ROW_RECORD
                           ? count_records(c, rule) > 0
                           : c->data->n_facts > 0);
        }
    }
    return some;
}

/* A part that need not be there is drawn in a blank form, where the model has
   one of its values, and where it has none to ask for. */
static bool
is_wanted(const struct canvas *c, const struct part_rule *part)
{
    bool asks = false, some = false;

    if (part->undrawn)
        return false;
    if (!part->optional || c->data == NULL)
        return true;
    for (int i = 0; i < part->n_cells; i++)
        some = cell_has_facts(c, &part->cells[i], &asks) || some;
    for (int b = 0; b < part->n_blocks; b++)
        some = block_has_facts(c, &part->blocks[b], &asks) || some;
    return some || !asks;
}

static void
draw_parts(struct canvas *c)
{
    for (int i = 0; i < c->table->n_parts;) {
        const struct beside_rule *beside = c->table->parts[i].beside;
        int top = c->row, end;

        c->beside_end = 0;
        do {
            const struct part_rule *part = &c->table->parts[i++];

            if (!is_wanted(c, part))
                continue;
            if (part->kind == PART_GRID)
                draw_grid(c, part);
            else
                draw_line(c, part);
        } while (beside != NULL && i < c->table->n_parts
                 && c->table->parts[i].beside == beside);
        end = c->beside_end > 0 ? c->beside_end : c->row;
        if (beside != NULL && end > top)
            put(c,
                (struct span){ top, 0, end,
                               beside->span > 0 ? beside->span : 1 },
                STYLE_LABEL_CENTER, beside->words.shown[0]);
    }
}

static int
general_style(struct arena *arena, struct book *book, struct cell_style style)
{
    style.format = TEXT("General");
    return book_style(arena, book, style);
}

struct placement *
draw_table(struct arena *arena, struct book *book, struct grid *grid,
           const struct template_rule *template,
           const struct table_rule *table, const struct model *model,
           const struct model_table *data)
{
    struct canvas c = { .arena = arena,
                        .book = book,
                        .grid = grid,
                        .template = template,
                        .table = table,
                        .model = model,
                        .data = data };

    c.placement = ARENA_NEW(arena, struct placement);
    c.placement->template = template;
    c.placement->table = table;
    c.placement->grid = grid;
    c.placement->unit_shift = table->unit_shift;
    c.n_cols = table_cols(table);
    for (int i = 0; i < STYLE_N; i++)
        c.style[i] = (uint16_t)general_style(arena, book, styles[i]);
    if (table->n_titles > 0) {
        put(&c, row_span(0, 0, c.n_cols), STYLE_TITLE,
            draw_pattern(arena, &table->titles[0], model, data,
                         table->unit_shift, NULL));
        c.row = 1;
    }
    draw_captions(&c);
    draw_parts(&c);
    for (int i = 0; i < table->notes.n; i++)
        put(&c, row_span(c.row++, 0, c.n_cols), STYLE_PLAIN_LEFT,
            table->notes.shown[i]);
    if (data != NULL && data->declared_empty.n > 0)
        put(&c, row_span(c.row++, 0, c.n_cols), STYLE_PLAIN_LEFT,
            data->declared_empty);
    grid->landscape = table->landscape;
    c.placement->end = c.row;
    grid_finish(arena, grid);
    return c.placement;
}

/* ---- sizes ---- */

/* Width in characters that a column's own cells ask for. */
static float
natural_width(const struct grid *grid, int col)
{
    int most = 6;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        struct span span;
        int wide;

        if (cell->col != col || cell->type == CELL_BLANK)
            continue;
        span = grid_span(grid, cell->row, cell->col);
        if (span.end_col - span.left > 1)
            continue;
        wide = text_width(cell->text);
        if (cell->type == CELL_TEXT)
            wide = wide > 24 ? 24 : wide;
        else
            wide += 3;
        most = wide > most ? wide : most;
    }
    return (float)(most + 2);
}

/* Lines a text takes in a cell so many characters wide. */
static int
lines_of(struct text t, float width)
{
    int lines = 0;
    size_t start = 0;

    for (size_t i = 0; i <= t.n; i++) {
        int wide;

        if (i < t.n && t.at[i] != '\n')
            continue;
        wide = text_width(text_slice(t, start, i));
        lines += 1 + (int)((float)(wide > 0 ? wide - 1 : 0) / (width - 1));
        start = i + 1;
    }
    return lines;
}

static void
fit_rows(struct arena *arena, const struct book *book, struct grid *grid)
{
    for (int r = 0; r < grid->n_rows; r++) {
        struct row_height height = { grid->rows[r].row, 18 };

        for (int c = grid->rows[r].first; c < grid->rows[r + 1].first; c++) {
            const struct cell *cell = &grid->cells[c];
            const struct cell_style *style = &book->styles[cell->style];
            struct span span;
            float width = 0, line = style->font_size > 0 ? 26 : 15, points;

            if (cell->type == CELL_BLANK || !style->wrap)
                continue;
            span = grid_span(grid, cell->row, cell->col);
            for (int col = span.left; col < span.end_col; col++)
                width += col < grid->n_widths ? grid->widths[col] : 9;
            points = (float)lines_of(cell->text, width) * line + 4;
            points /= (float)(span.end_row - span.top);
            if (points > height.points)
                height.points = points < 400 ? points : 400;
        }
        ARENA_PUSH(arena, grid->heights, grid->n_heights,
                   grid->heights_capacity, height);
    }
}

/* Pages that the sheet takes, made to fit one page wide. */
static int
count_pages(float width, float height, float page_width, float page_height,
            float *scale)
{
    *scale = width > page_width ? page_width / width : 1;
    return 1 + (int)(height * *scale / page_height);
}

/*
 * A4 upright or on its side: as the mapping says, or on its side where it is
 * wide; but upright where that saves pages and the print stays readable.
 */
static void
turn_page(struct grid *grid, float characters)
{
    float width = characters * 5.8f, height = 0, upright, side;
    int upright_pages, side_pages;

    for (int i = 0; i < grid->n_heights; i++)
        height += grid->heights[i].points;
    upright_pages = count_pages(width, height, 520, 760, &upright);
    side_pages = count_pages(width, height, 770, 510, &side);
    if (characters > 110)
        grid->landscape = true;
    if (upright_pages < side_pages && upright >= 0.6f)
        grid->landscape = false;
}

void
draw_fit(struct arena *arena, const struct book *book, struct grid *grid,
         const struct table_rule *table)
{
    int n_cols = table_cols(table);
    float total = 0;

    grid->widths = ARENA_ARRAY(arena, float, n_cols);
    grid->n_widths = n_cols;
    for (int col = 0; col < n_cols; col++) {
        bool said = col < table->n_widths && table->widths[col] > 0;

        grid->widths[col]
            = said ? table->widths[col] : natural_width(grid, col);
        total += grid->widths[col];
    }
    /* A narrow table is spread over the page, or its title would break. */
    if (total < 84 && table->n_widths == 0) {
        for (int col = 0; col < n_cols; col++)
            grid->widths[col] *= 84 / total;
    }
    fit_rows(arena, book, grid);
    turn_page(grid, total);
}
