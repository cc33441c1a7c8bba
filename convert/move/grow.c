/* grow.c - inserted rows. */
#include "move/grow.h"

struct growing {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    struct placement *const *all;
    int n_all;
    struct placement *placement;
    const struct model_table *data;
};

static void
shift_placement(struct placement *p, int at)
{
    for (int i = 0; i < p->n_slots; i++) {
        if (p->slots[i].row >= at)
            p->slots[i].row++;
    }
    for (int i = 0; i < p->n_runs; i++) {
        struct row_run *run = &p->runs[i];

        run->first += run->first >= at;
        run->last += run->last >= at;
        run->before += run->before >= at;
    }
    p->top += p->top >= at;
    p->end += p->end >= at;
    p->title_row += p->title_row >= at;
}

/* Makes room for one row at 'at'. */
static void
insert_row(struct growing *g, int at)
{
    struct grid *grid = g->grid;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].row >= at)
            grid->cells[i].row++;
    }
    for (int i = 0; i < grid->n_merges; i++) {
        struct span *merge = &grid->merges[i];

        if (merge->top >= at)
            merge->top++;
        if (merge->end_row > at)
            merge->end_row++;
    }
    for (int i = 0; i < g->n_all; i++)
        shift_placement(g->all[i], at);
    grid_finish(g->arena, grid);
}

/* Blank cells and merges as in the row 'like', where it has them. */
static void
copy_look(struct growing *g, int like, int row)
{
    int n, n_merges = g->grid->n_merges;
    const struct cell *cells = grid_row(g->grid, like, &n);
    struct cell *copy = ARENA_ARRAY(g->arena, struct cell, n + 1);

    for (int i = 0; i < n; i++) {
        copy[i] = cells[i];
        copy[i].row = row;
        copy[i].type = CELL_BLANK;
        copy[i].flags = 0;
        copy[i].text = TEXT_NONE;
    }
    for (int i = 0; i < n; i++)
        grid_put(g->arena, g->grid, copy[i]);
    for (int i = 0; i < n_merges; i++) {
        struct span merge = g->grid->merges[i];

        if (merge.top != like || merge.end_row != like + 1)
            continue;
        merge.top = row;
        merge.end_row = row + 1;
        grid_merge(g->arena, g->grid, merge);
    }
    grid_finish(g->arena, g->grid);
}

static void
put_word(struct growing *g, int row, int col, struct text text)
{
    const struct cell *stood = grid_at(g->grid, row, col);
    struct cell cell = { .row = row,
                         .col = col,
                         .style = stood != NULL ? stood->style : 0,
                         .type = CELL_TEXT,
                         .text = text };

    if (text.n > 0)
        grid_put(g->arena, g->grid, cell);
}

static void
put_code(struct growing *g, const struct row_run *run, int row,
         struct text code)
{
    static const size_t from[] = { 0, 0, 3, 5 }, end[] = { 99, 3, 5, 7 };
    struct text name = TEXT_NONE;
    const struct code_list *list
        = mapping_codes(g->placement->template, run->rule->codes);

    if (list != NULL)
        name = codes_name(list, code);
    if (name.n == 0)
        name = model_find_name(g->data, code);
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        size_t last;

        if (run->columns[i] < 0)
            continue;
        if (leaf->role == COLUMN_NAME)
            put_word(g, row, run->columns[i], name);
        if (leaf->role != COLUMN_CODE)
            continue;
        last = end[leaf->part] < code.n ? end[leaf->part] : code.n;
        if (from[leaf->part] < last)
            put_word(g, row, run->columns[i],
                     text_slice(code, from[leaf->part], last));
    }
    grid_finish(g->arena, g->grid);
}

static void
add_slots(struct growing *g, const struct row_run *run, int row,
          struct text item)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct value_rule *value = &run->rule->values[i];
        struct slot *slot;

        if (!value->used || run->columns[i] < 0)
            continue;
        slot = placement_add(g->arena, g->placement);
        slot->row = row;
        slot->col = run->columns[i];
        slot->end_col = slot->col + 1;
        slot->item = item;
        slot->measure = value->measure;
        slot->kind = value->kind;
        slot->sum = value->sum;
        slot->percent = run->block->leaves[i]->percent;
        slot->shift = g->placement->unit_shift;
        slot->by = run->rule->place;
    }
}

/* Whether a slot of the item is there, and the last row of one before it. */
static bool
has_item(const struct growing *g, const struct row_run *run, struct text item,
         int *after)
{
    *after = -1;
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (text_equal(slot->item, item))
            return true;
        if (run->first >= 0 && slot->row >= run->first
            && slot->row <= run->last && slot->by.row == run->rule->place.row
            && text_compare(slot->item, item) < 0 && slot->row > *after)
            *after = slot->row;
    }
    return false;
}

static bool
takes_code(const struct row_run *run, struct text code)
{
    if (run->rule->kind != ROW_CODE)
        return false;
    for (size_t i = 0; i < code.n; i++) {
        if (code.at[i] < '0' || code.at[i] > '9')
            return false;
    }
    if (code.n < 3)
        return false;
    for (int i = 0; i < run->rule->n_under; i++) {
        if (text_starts(code, run->rule->under[i]))
            return true;
    }
    return run->rule->n_under == 0;
}

static void
grow_code(struct growing *g, struct row_run *run, struct text code)
{
    int after, row;

    if (!takes_code(run, code) || has_item(g, run, code, &after))
        return;
    row = after >= 0 ? after + 1 : run->first >= 0 ? run->first : run->before;
    insert_row(g, row);
    if (run->first >= 0)
        copy_look(g, after >= 0 ? after : row + 1, row);
    run->first = run->first < 0 || run->first > row ? row : run->first;
    run->last = run->last < row ? row : run->last;
    put_code(g, run, row, code);
    add_slots(g, run, row, code);
}

/* indicator.7 → 7, 0 for another item. */
static int
record_number(const struct row_rule *rule, struct text item)
{
    int n = 0;

    if (rule->item.n == 0 || !text_starts(item, rule->item))
        return 0;
    for (size_t i = rule->item.n; i < item.n; i++) {
        if (item.at[i] < '0' || item.at[i] > '9' || n > 100000)
            return 0;
        n = n * 10 + (item.at[i] - '0');
    }
    return n;
}

static void
grow_records(struct growing *g, struct row_run *run)
{
    int have = 0, want = 0;

    for (int i = 0; i < g->placement->n_slots; i++) {
        int n = record_number(run->rule, g->placement->slots[i].item);

        have = n > have ? n : have;
    }
    for (int i = 0; i < g->data->n_facts; i++) {
        int n = record_number(run->rule, g->data->facts[i].item);

        want = n > want ? n : want;
    }
    for (int n = have + 1; n <= want; n++) {
        int row = run->last >= 0 ? run->last + 1 : run->before;

        insert_row(g, row);
        if (run->last >= 0)
            copy_look(g, run->last, row);
        run->first = run->first < 0 ? row : run->first;
        run->last = row;
        add_slots(g, run, row,
                  text_printf(g->arena, "%.*s%d", TEXT_ARG(run->rule->item),
                              n));
    }
}

void
grow_rows(struct arena *arena, struct book *book, struct grid *grid,
          struct placement *const *all, int n, struct placement *placement,
          const struct model_table *data)
{
    struct growing g = { arena, book, grid, all, n, placement, data };

    for (int r = 0; r < placement->n_runs; r++) {
        struct row_run *run = &placement->runs[r];

        if (run->rule->kind == ROW_RECORD) {
            grow_records(&g, run);
            continue;
        }
        for (int i = 0; i < data->n_facts; i++) {
            if (i == 0
                || !text_equal(data->facts[i].item, data->facts[i - 1].item))
                grow_code(&g, run, data->facts[i].item);
        }
    }
}
