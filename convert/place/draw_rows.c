/* draw_rows.c - rows of a grid part, drawn. */
#include "place/draw_rows.h"

#include "base/limits.h"
#include "canon/item.h"
#include "mapping/checkbox.h"

struct span
draw_rows_cell(const struct draw_rows_block *b, int leaf, int row)
{
    return draw_pen_row(row, b->leaves[leaf].col, b->leaves[leaf].end_col);
}

/* Counts among amounts stand in their column as those do. */
static enum drawn_style
style_of(const struct block_rule *block, const struct value_rule *value,
         int leaf)
{
    for (int i = 0; value->kind == VALUE_COUNT && i < block->n_rows; i++) {
        const struct value_rule *other = &block->rows[i].values[leaf];

        if (other->used && other->kind == VALUE_AMOUNT)
            return STYLE_NUMBER;
    }
    return draw_pen_style(value->kind);
}

static void
draw_value(struct canvas *c, const struct draw_rows_block *b,
           const struct row_rule *rule, int leaf, int row, struct text item)
{
    const struct value_rule *value = &rule->values[leaf];
    struct heading_says label = HEADING_NONE;
    struct slot_rule what;

    if (!value->used) {
        draw_pen_put(c, draw_rows_cell(b, leaf, row),
                     rule->mark.n > 0 ? STYLE_CENTER : STYLE_TEXT, rule->mark);
        return;
    }
    draw_pen_put(c, draw_rows_cell(b, leaf, row),
                 style_of(b->block, value, leaf), TEXT_NONE);
    if (rule->by_label.words.n > 0)
        label = heading_read_label(rule->by_label.words.exact[0], NULL);
    what = slot_of_leaf(rule, b->block->leaves[leaf], &b->leaves[leaf], label,
                        item);
    slot_add(c->arena, c->placement,
             (struct slot_cell){ .row = row, .col = b->leaves[leaf].col },
             &what);
}

void
draw_rows_values(struct canvas *c, const struct draw_rows_block *b,
                 const struct row_rule *rule, int row, struct text item,
                 int from)
{
    for (int i = from; i < b->block->n_leaves; i++) {
        enum column_role role = b->block->leaves[i]->role;

        if (role == COLUMN_VALUE)
            draw_value(c, b, rule, i, row, item);
        else if (role == COLUMN_KEPT)
            draw_pen_put(c, draw_rows_cell(b, i, row), STYLE_KEPT, TEXT_NONE);
    }
}

static void
draw_line_number(struct canvas *c, const struct draw_rows_block *b, int row,
                 int line)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        struct cell cell = { .row = row, .col = b->leaves[i].col };

        if (b->block->leaves[i]->role != COLUMN_LINE)
            continue;
        draw_pen_put(c, draw_rows_cell(b, i, row), STYLE_CENTER, TEXT_NONE);
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
draw_label(struct canvas *c, const struct draw_rows_block *b, int left,
           const struct row_rule *rule, int row)
{
    const struct block_rule *block = b->block;
    int first = 0, end;
    enum drawn_style style = STYLE_LABEL_CENTER;

    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role != COLUMN_LABEL)
            continue;
        draw_pen_put(c, draw_rows_cell(b, i, row), STYLE_LABEL,
                     rule->by_label.words.shown[0]);
        return i + 1;
    }
    while (first < block->n_leaves && !rule->values[first].used
           && block->leaves[first]->role != COLUMN_LINE)
        first++;
    end = first < block->n_leaves ? b->leaves[first].col : b->end;
    if (end > left)
        draw_pen_put(c, draw_pen_row(row, left, end), style,
                     rule->by_label.words.shown[0]);
    return first;
}

static void
draw_code_words(struct canvas *c, const struct draw_rows_block *b,
                const struct row_rule *rule, struct text code, int row)
{
    struct text name = TEXT_NONE;
    const struct code_list *list
        = mapping_codes(c->template, rule->by_code.list);

    if (list != NULL)
        name = codes_name(list, code);
    if (name.n == 0)
        name = draw_pen_name(c, code);
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct column_rule *leaf = b->block->leaves[i];
        struct span span = draw_rows_cell(b, i, row);

        if (leaf->role == COLUMN_NAME)
            draw_pen_put(c, span, STYLE_LABEL, name);
        else if (leaf->role == COLUMN_CODE)
            draw_pen_put(c, span, STYLE_CODE,
                         item_digits_at(code, (int)leaf->part));
    }
}

/* The codes a rule draws: those of the data, and its catalogue's. */
static struct text *
codes_of(struct canvas *c, const struct row_rule *rule, int *n)
{
    const struct code_list *list
        = mapping_codes(c->template, rule->by_code.list);
    struct text *codes = NULL, last = TEXT_NONE;
    int capacity = 0, k = 0;

    *n = 0;
    for (int i = 0;
         rule->by_code.catalogue && list != NULL && i < list->n_entries; i++) {
        if (mapping_takes(rule, codes_entries(list)[i].code))
            ARENA_PUSH(c->arena, codes, *n, capacity,
                       codes_entries(list)[i].code);
    }
    for (int i = 0; c->data != NULL && i < c->data->n_facts; i++) {
        struct text item = *c->data->facts[i].item;

        if (text_equal(item, last) || !item_is_code(item)
            || !mapping_takes(rule, item))
            continue;
        last = item;
        ARENA_PUSH(c->arena, codes, *n, capacity, item);
    }
    /* A code whose figures are all blank has a name, but no fact. */
    for (int i = 0; c->data != NULL && i < c->data->n_names; i++) {
        if (mapping_takes(rule, c->data->names[i].code))
            ARENA_PUSH(c->arena, codes, *n, capacity, c->data->names[i].code);
    }
    text_sort(codes, *n);
    for (int i = 0; i < *n; i++) {
        if (k == 0 || !text_equal(codes[k - 1], codes[i]))
            codes[k++] = codes[i];
    }
    *n = k;
    return codes;
}

/* How many records of a list the data hold: indicator.1 … indicator.n. */
int
draw_rows_count(const struct canvas *c, const struct row_rule *rule)
{
    return c->data == NULL
               ? 0
               : model_last_member(c->data, rule->item,
                                   c->data->n_facts + LIMIT_LIST_GAP);
}

static const struct fact *
record_fact(const struct canvas *c, const struct row_rule *rule, int n,
            struct text measure)
{
    return draw_pen_fact(c, item_member(c->arena, rule->item, n), measure);
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

/* Is the leaf right of a group column under the same bare heading? */
static bool
is_bare_pair(const struct column_rule *columns, int n, int leaf)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *node = &columns[i];

        if (node->bare && draw_pen_first_leaf(node) <= leaf
            && draw_pen_last_leaf(node) > leaf)
            return true;
        if (is_bare_pair(node->children, node->n_children, leaf))
            return true;
    }
    return false;
}

/*
 * A record whose group has no other, and that has nothing in the column
 * beside it under the same heading, takes both: (1) 依据的充分性.
 */
static bool
takes_both(const struct canvas *c, const struct block_rule *block,
           const struct row_rule *rule, int leaf, int n)
{
    if (leaf + 1 >= block->n_leaves || !block->leaves[leaf]->group
        || block->leaves[leaf + 1]->group || !rule->values[leaf + 1].used
        || !is_bare_pair(block->columns, block->n_columns, leaf))
        return false;
    return record_fact(c, rule, n, rule->values[leaf].measure) != NULL
           && record_fact(c, rule, n, rule->values[leaf + 1].measure) == NULL
           && (n == 1 || !same_group(c, block, rule, leaf, n - 1))
           && !same_group(c, block, rule, leaf, n);
}

/* Members first, first + 1 … of a list, in rows from 'top' on. */
struct records {
    const struct row_rule *rule;
    int top, first, n;
};

/* Group columns: one merged cell for a run of records that say the same. */
static void
draw_groups(struct canvas *c, const struct draw_rows_block *b,
            const struct records *r)
{
    const struct row_rule *rule = r->rule;

    for (int leaf = 0; leaf < b->block->n_leaves; leaf++) {
        const struct column_rule *column = b->block->leaves[leaf];

        if (!column->group || !rule->values[leaf].used)
            continue;
        for (int i = 0; i < r->n;) {
            int end = i + 1;
            struct span span;

            while (end < r->n
                   && same_group(c, b->block, rule, leaf, r->first + end - 1))
                end++;
            span = draw_rows_cell(b, leaf, r->top + i);
            span.end_row = r->top + end;
            if (takes_both(c, b->block, rule, leaf, r->first + i))
                span.end_col = b->leaves[leaf + 1].end_col;
            draw_pen_put(c, span, STYLE_LABEL_CENTER, TEXT_NONE);
            for (int k = i; k < end; k++) {
                struct slot_rule what = slot_of_leaf(
                    rule, column, &b->leaves[leaf], HEADING_NONE,
                    item_member(c->arena, rule->item, r->first + k));

                slot_add(c->arena, c->placement,
                         (struct slot_cell){ .row = r->top + i,
                                             .col = b->leaves[leaf].col,
                                             .shared = k > i },
                         &what);
            }
            i = end;
        }
    }
}

static void
draw_records(struct canvas *c, struct draw_rows_block *b,
             const struct records *r)
{
    const struct row_rule *rule = r->rule;

    for (int i = 0; i < r->n; i++) {
        struct text item = item_member(c->arena, rule->item, r->first + i);

        for (int leaf = 0; leaf < b->block->n_leaves; leaf++) {
            if (leaf > 0
                && takes_both(c, b->block, rule, leaf - 1, r->first + i))
                continue;
            if (!b->block->leaves[leaf]->group || !rule->values[leaf].used)
                draw_value(c, b, rule, leaf, r->top + i, item);
        }
    }
    draw_groups(c, b, r);
    b->rows += r->n;
    b->records += r->n;
}

/* How many records from 'first' on add up to a sum in one column; -1. */
static int
records_up_to(const struct canvas *c, const struct row_rule *records,
              const struct row_rule *sum, int leaf, int first, int total)
{
    const struct value_rule *value = &sum->values[leaf];
    const struct fact *want
        = value->used ? draw_pen_fact(c, value->item, value->measure) : NULL;
    struct decimal so_far = { 0, 0 };

    if (want == NULL || schema_is_text(want->of->kind)
        || !records->values[leaf].used)
        return -1;
    for (int n = first; n <= total; n++) {
        const struct fact *fact
            = record_fact(c, records, n, records->values[leaf].measure);

        if (fact == NULL)
            continue;
        if (decimal_add(so_far, model_value(fact), &so_far) != DECIMAL_OK)
            return -1;
        if (decimal_compare(so_far, want->value) == 0)
            return n - first + 1;
    }
    return -1;
}

/*
 * How many records the rule draws, from 'first' on.  Where the list goes on
 * below a sum, those that the sum adds up; all, where that is not known.
 */
static int
records_for(const struct canvas *c, const struct block_rule *block, int rule,
            int first)
{
    const struct row_rule *records = &block->rows[rule];
    int total = draw_rows_count(c, records), end = rule + 1;

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

/* Rows that somebody will type into; see draw_source.room. */
static void
add_run(struct canvas *c, const struct draw_rows_block *b,
        const struct row_rule *rule, int first, int n)
{
    struct placement *p = c->placement;
    struct row_run run = { .rule = rule,
                           .block = b->block,
                           .leaves = b->leaves,
                           .first = first,
                           .last = first + n - 1,
                           .before = first };

    ARENA_PUSH(c->arena, p->runs, p->n_runs, p->runs_capacity, run);
}

/* Rows for codes that are not known yet. */
static void
draw_room(struct canvas *c, struct draw_rows_block *b,
          const struct row_rule *rule, int row)
{
    int gap = b->rows > 0;

    add_run(c, b, rule, row + gap, c->room);
    for (int i = 0; i < c->room; i++) {
        int at = row + gap + i;

        draw_code_words(c, b, rule, TEXT_NONE, at);
        draw_rows_values(
            c, b, rule, at,
            text_printf(c->arena, "%s#%d", c->table->schema->id, at), 0);
    }
    b->rows += gap + c->room + 1;
}

void
draw_rows_blank(struct canvas *c, const struct draw_rows_block *b, int row,
                int line)
{
    for (int i = 0; i < b->block->n_leaves; i++)
        draw_pen_put(c, draw_rows_cell(b, i, row),
                     b->block->leaves[i]->role == COLUMN_KEPT ? STYLE_KEPT
                                                              : STYLE_TEXT,
                     TEXT_NONE);
    draw_line_number(c, b, row, line);
}

static void
draw_item(struct canvas *c, struct draw_rows_block *b,
          const struct row_rule *rule, int row, int left)
{
    int from;

    if (rule->foot || rule->by_label.undrawn)
        return;
    from = draw_label(c, b, left, rule, row);
    draw_line_number(c, b, row, rule->line);
    draw_rows_values(c, b, rule, row, rule->item, from);
    b->rows++;
}

static void
draw_codes(struct canvas *c, struct draw_rows_block *b,
           const struct row_rule *rule, int row)
{
    int n;
    struct text *codes;

    if (c->room > 0 && !rule->by_code.catalogue) {
        draw_room(c, b, rule, row);
        return;
    }
    codes = codes_of(c, rule, &n);
    for (int k = 0; k < n; k++) {
        draw_code_words(c, b, rule, codes[k], row + k);
        draw_rows_values(c, b, rule, row + k, codes[k], 0);
    }
    b->rows += n;
}

/* The records of rule i, from the first that is not drawn yet. */
static void
draw_list(struct canvas *c, struct draw_rows_block *b, int i, int row)
{
    const struct row_rule *rule = &b->block->rows[i];
    int first = b->records + 1, n = records_for(c, b->block, i, first);

    if (c->room > 0 && b->rows > 0) {
        b->rows++;
        row++;
    }
    /* Blank rows have numbers, too: none before records to come. */
    if (n < rule->min_rows && draw_rows_count(c, rule) < first + n)
        n = rule->min_rows;
    if (c->room > 0) {
        /* A form has so many lines; a table of records any number. */
        if (!c->table->schema->evaluation && n < c->room)
            n = c->room;
        add_run(c, b, rule, row, n);
    }
    draw_records(c, b, &(struct records){ rule, row, first, n });
    b->rows += c->room > 0;
}

void
draw_rows_draw(struct canvas *c, struct draw_rows_block *b, int i, int top,
               int left)
{
    const struct row_rule *rule = &b->block->rows[i];
    int row = top + b->rows;

    switch (rule->kind) {
    case ROW_ITEM:
        draw_item(c, b, rule, row, left);
        break;
    case ROW_BLANK:
        for (int k = 0; k < rule->blank; k++)
            draw_rows_blank(c, b, row + k, rule->line > 0 ? rule->line + k : 0);
        b->rows += rule->blank;
        break;
    case ROW_CODE:
        draw_codes(c, b, rule, row);
        break;
    case ROW_RECORD:
        draw_list(c, b, i, row);
        break;
    case ROW_ONE:
        draw_rows_values(c, b, rule, row, rule->item, 0);
        b->rows++;
        break;
    }
}
