/* insert.c - inserted rows. */
#include "port/insert.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/pairs.h"
#include "book/cell_state.h"
#include "canon/item.h"
#include "place/locate_header.h"
#include "port/insert_group.h"

struct growing {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    struct placement *const *all;
    int n_all;
    struct placement *placement;
    const struct model_table *data;
    struct insert_plan *plan; /* or NULL */
    struct pairs *items;      /* of the placement's slots */
    int n_used;               /* rows up to the last that holds anything */
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

static int
used_rows(const struct grid *grid)
{
    int i = grid->n_cells;

    while (i > 0 && grid->cells[i - 1].type == CELL_BLANK)
        i--;
    return i > 0 ? grid->cells[i - 1].row + 1 : 0;
}

/* Has the sheet one more row, there? */
static bool
has_room(const struct growing *g, int at)
{
    return at < LIMIT_ROWS && g->n_used < LIMIT_ROWS;
}

/* Makes room for one row at 'at'; what is merged at the end of the sheet falls
   off it. */
static void
insert_row(struct growing *g, int at)
{
    struct grid *grid = g->grid;
    int n_merges = 0;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].row >= at)
            grid->cells[i].row++;
    }
    for (int i = 0; i < grid->n_merges; i++) {
        struct span merge = grid->merges[i];

        merge.top += merge.top >= at;
        merge.end_row += merge.end_row > at && merge.end_row < LIMIT_ROWS;
        if (merge.top < merge.end_row)
            grid->merges[n_merges++] = merge;
    }
    grid->n_merges = n_merges;
    g->n_used = at >= g->n_used ? at + 1 : g->n_used + 1;
    for (int i = 0; i < g->n_all; i++)
        shift_placement(g->all[i], at);
    grid_finish(g->arena, grid);
    if (g->plan != NULL && at < g->plan->n_rows) {
        /* The last one falls off the end: it is far below the table. */
        memmove(g->plan->formatted + at + 1, g->plan->formatted + at,
                (size_t)(g->plan->n_rows - at - 1) * sizeof(bool));
        g->plan->formatted[at] = true;
    }
}

/* The first column of the run, and its last. */
static void
run_columns(const struct row_run *run, int *left, int *last)
{
    *left = LIMIT_COLS;
    *last = -1;
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (run->columns[i] >= 0 && run->columns[i] < *left)
            *left = run->columns[i];
        if (run->columns[i] > *last)
            *last = run->columns[i];
    }
}

/* A formula that waits for the row's figures; one in a code's column does
   not wait for a code. */
static bool
is_waiting(const struct row_run *run, const struct cell *cell)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (run->columns[i] == cell->col
            && run->block->leaves[i]->role == COLUMN_CODE)
            return false;
    }
    return cell_state_is_idle(cell);
}

/*
 * Is 'row' one that the sheet has for another entry of the run: formatted, and
 * with nothing but formulas or "…" in the run's columns?  Words left of them may stand there only
 * where they speak for several rows, or for the run's first.
 */
static bool
is_empty(const struct growing *g, const struct row_run *run, int row)
{
    int left, last, n;
    const struct cell *cells = grid_row(g->grid, row, &n);
    bool drawn;

    if (g->plan == NULL || row >= g->plan->n_rows)
        return false;
    drawn = g->plan->formatted[row];
    run_columns(run, &left, &last);
    for (int i = 0; i < n; i++) {
        struct span span = grid_span(g->grid, row, cells[i].col);

        drawn = drawn || cell_state_is_placeholder(&cells[i]);
        if (cells[i].type == CELL_BLANK || cells[i].col > last
            || cell_state_is_placeholder(&cells[i]))
            continue;
        if (cells[i].col >= left && is_waiting(run, &cells[i]))
            continue;
        if (cells[i].col >= left
            || (run->first >= 0 && span.end_row == span.top + 1))
            return false;
    }
    for (int col = left; col <= last; col++) {
        if (grid_span(g->grid, row, col).left < left)
            return false;
    }
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (slot->row == row && slot->col >= left && slot->col <= last)
            return false;
    }
    return drawn;
}

/* Does the merged cell join columns of the run, as a total's label does? */
static bool
joins_columns(const struct row_run *run, struct span span)
{
    int n = 0;

    for (int i = 0; i < run->block->n_leaves; i++)
        n += run->columns[i] >= span.left && run->columns[i] < span.end_col;
    return n > 1;
}

/* Blank cells and merges as in the row 'like', where it has them. */
static void
copy_look(struct growing *g, const struct row_run *run, int like, int row)
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

        if (merge.top != like || merge.end_row != like + 1
            || joins_columns(run, merge))
            continue;
        merge.top = row;
        merge.end_row = row + 1;
        grid_merge(g->arena, g->grid, merge);
    }
    grid_finish(g->arena, g->grid);
}

static void
clear_placeholders(struct growing *g, int row)
{
    int n;
    const struct cell *cells = grid_row(g->grid, row, &n);
    struct cell *copy = ARENA_ARRAY(g->arena, struct cell, n + 1);

    if (n > 0)
        memcpy(copy, cells, (size_t)n * sizeof *copy);
    for (int i = 0; i < n; i++) {
        if (!cell_state_is_placeholder(&copy[i]))
            continue;
        copy[i].type = CELL_BLANK;
        copy[i].text = TEXT_NONE;
        grid_put(g->arena, g->grid, copy[i]);
    }
    grid_finish(g->arena, g->grid);
}

/* A row of the table at 'row': an empty one that is there, or a new one that
   looks like its neighbour 'above' or, where that is -1, the one below.  False:
   the sheet has no more. */
static bool
make_row(struct growing *g, const struct row_run *run, int row, int above,
         bool like_below)
{
    struct insert_step step = { row, above >= 0 ? above : -1 };

    if (is_empty(g, run, row)) {
        clear_placeholders(g, row);
        return true;
    }
    if (!has_room(g, row))
        return false;
    if (above < 0 && like_below)
        step.like = row + 1;
    insert_row(g, row);
    if (step.like >= 0)
        copy_look(g, run, step.like, row);
    if (g->plan != NULL)
        ARENA_PUSH(g->arena, g->plan->steps, g->plan->n_steps,
                   g->plan->steps_capacity, step);
    return true;
}

/* Is the rule one of the run's block, above the run's own? */
static bool
is_above(const struct row_run *run, const struct place *by)
{
    for (const struct row_rule *rule = run->block->rows; rule < run->rule;
         rule++) {
        if (rule->place.row == by->row && rule->place.file == by->file)
            return true;
    }
    return false;
}

/* May an empty row for the run be looked for below this one?  Below rows that
   the mapping has above it; not below words that are none of the table. */
static bool
may_pass(const struct growing *g, const struct row_run *run, int row)
{
    int left, last, n;
    const struct cell *cells = grid_row(g->grid, row, &n);
    bool filled = false, ours = false;

    run_columns(run, &left, &last);
    for (int i = 0; i < n; i++)
        filled = filled
                 || (cells[i].type != CELL_BLANK && cells[i].col >= left
                     && cells[i].col <= last);
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (slot->row != row)
            continue;
        if (!is_above(run, &slot->by))
            return false;
        ours = true;
    }
    return ours || !filled;
}

/*
 * Where a run's first row goes: into the first empty row that the sheet has
 * for it, wherever it prints its totals; else below the rows that the mapping
 * has above it.
 */
static int
first_row(const struct growing *g, const struct row_run *run, int *above)
{
    int row = run->before;

    *above = -1;
    for (int at = row; g->plan != NULL && at < g->plan->n_rows; at++) {
        if (is_empty(g, run, at))
            return at;
        if (!may_pass(g, run, at))
            break;
    }
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (slot->row >= row && is_above(run, &slot->by)) {
            row = slot->row + 1;
            *above = slot->row;
        }
    }
    return row;
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

/* Do the sheet's codes stand whole in the first of the columns below one
   heading? */
static bool
stands_whole(const struct growing *g, const struct row_run *run, int second)
{
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];
        const struct cell *cell;

        if (run->first < 0 || slot->row < run->first || slot->row > run->last
            || slot->by.row != run->rule->place.row || slot->item.n < 5)
            continue;
        cell = grid_at(g->grid, slot->row, second);
        return cell == NULL || cell->type == CELL_BLANK;
    }
    return false;
}

/* A code under a heading that has 类 款 项 below it. */
static void
put_parts(struct growing *g, int row, const struct leaf_place *leaf,
          struct text code)
{
    size_t from = 0, end = 3;

    for (int col = leaf->col; col < leaf->end_col && from < code.n; col++) {
        end = col + 1 == leaf->end_col || end > code.n ? code.n : end;
        put_word(g, row, col, text_slice(code, from, end));
        from = end;
        end += 2;
    }
}

static void
put_code(struct growing *g, const struct row_run *run, int row,
         struct text code)
{
    struct text name = TEXT_NONE;
    const struct code_list *list
        = mapping_codes(g->placement->template, run->rule->codes);

    if (list != NULL)
        name = codes_name(list, code);
    if (name.n == 0)
        name = model_find_name(g->data, code);
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        const struct leaf_place *place = &run->leaves[i];
        struct text digits = item_digits_at(code, (int)leaf->part);

        if (run->columns[i] < 0)
            continue;
        if (leaf->role == COLUMN_NAME)
            put_word(g, row, run->columns[i], name);
        if (leaf->role != COLUMN_CODE)
            continue;
        if (leaf->part == CODE_WHOLE && place->end_col > place->col + 1
            && grid_span(g->grid, row, place->col).end_col == place->col + 1
            && !stands_whole(g, run, place->col + 1)) {
            put_parts(g, row, place, code);
            continue;
        }
        if (digits.n > 0)
            put_word(g, row, run->columns[i], digits);
    }
    grid_finish(g->arena, g->grid);
}

static void
add_slots(struct growing *g, const struct row_run *run, int row,
          struct text item)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct leaf_place *leaf = &run->leaves[i];
        struct slot_rule what;
        int top;

        if (!run->rule->values[i].used || leaf->col < 0)
            continue;
        what = slot_of_leaf(run->rule, run->block->leaves[i], leaf,
                            HEADING_NONE, item);
        top = grid_span(g->grid, row, leaf->col).top;
        slot_add(
            g->arena, g->placement,
            (struct slot_cell){ top, leaf->col, leaf->end_col, top != row },
            &what);
    }
    pairs_add(g->items, item, TEXT_NONE, 0);
}

/* The last row of the run with an item before this one, -1. */
static int
row_before(const struct growing *g, const struct row_run *run, struct text item)
{
    int after = -1;

    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (run->first >= 0 && slot->row >= run->first && slot->row <= run->last
            && slot->by.row == run->rule->place.row
            && text_compare(slot->item, item) < 0 && slot->row > after)
            after = slot->row;
    }
    return after;
}

static struct pairs *
slot_items(struct arena *arena, const struct placement *p)
{
    struct pairs *items = pairs_new(arena);

    for (int i = 0; i < p->n_slots; i++) {
        if (i == 0 || !text_equal(p->slots[i].item, p->slots[i - 1].item))
            pairs_add(items, p->slots[i].item, TEXT_NONE, 0);
    }
    return items;
}

static void
grow_code(struct growing *g, struct row_run *run, struct text code)
{
    int after, row, above;
    bool made;

    if (run->rule->kind != ROW_CODE || !item_is_code(code)
        || !mapping_takes(run->rule, code)
        || pairs_find(g->items, code, TEXT_NONE) >= 0)
        return;
    after = row_before(g, run, code);
    if (after >= 0 || run->first >= 0) {
        row = after >= 0 ? after + 1 : run->first;
        made = make_row(g, run, row, after, true);
    } else {
        row = first_row(g, run, &above);
        made = make_row(g, run, row, g->plan != NULL ? above : -1, false);
    }
    if (!made)
        return;
    run->first = run->first < 0 || run->first > row ? row : run->first;
    run->last = run->last < row ? row : run->last;
    put_code(g, run, row, code);
    add_slots(g, run, row, code);
}

/* The merged cell over (row - 1, col) takes in the row, or becomes one. */
static void
join_above(struct growing *g, int row, int col)
{
    struct span span = grid_span(g->grid, row - 1, col);

    if (span.end_row != row)
        return;
    for (int i = 0; i < g->grid->n_merges; i++) {
        struct span *merge = &g->grid->merges[i];

        if (merge->top == span.top && merge->left == span.left) {
            merge->end_row++;
            grid_finish(g->arena, g->grid);
            return;
        }
    }
    span.end_row++;
    grid_merge(g->arena, g->grid, span);
    grid_finish(g->arena, g->grid);
}

/* A new row of a list: it joins the groups that it is of, and whatever speaks
   for the whole list at its left. */
static void
insert_record(struct growing *g, const struct row_run *run, struct seat seat)
{
    struct insert_step step = { seat.row, seat.row - 1 };
    int left, last, joined = 0;

    insert_row(g, seat.row);
    copy_look(g, run, seat.row - 1, seat.row);
    run_columns(run, &left, &last);
    for (int i = 0; i < run->block->n_leaves && joined < seat.n_groups; i++) {
        if (!run->block->leaves[i]->group || run->columns[i] < 0)
            continue;
        join_above(g, seat.row, run->columns[i]);
        joined++;
    }
    for (int col = 0; col < left; col++) {
        struct span span = grid_span(g->grid, seat.row - 1, col);

        if (span.left == col && span.end_row == seat.row
            && span.top < seat.row - 1)
            join_above(g, seat.row, col);
    }
    ARENA_PUSH(g->arena, g->plan->steps, g->plan->n_steps,
               g->plan->steps_capacity, step);
}

/* The row for a record of a list that names groups; -1: it has none. */
static int
seat_record(struct growing *g, const struct row_run *run, struct text item)
{
    struct seat seat
        = insert_group_find(g->arena, g->grid, g->placement, run, g->data, item,
                            g->plan->formatted, g->plan->n_rows);

    if (seat.there)
        clear_placeholders(g, seat.row);
    else if (seat.row >= 0 && has_room(g, seat.row))
        insert_record(g, run, seat);
    else
        return -1;
    return seat.row;
}

static struct pairs *
data_items(const struct growing *g)
{
    struct pairs *items = pairs_new(g->arena);

    for (int i = 0; i < g->data->n_facts; i++)
        pairs_add(items, g->data->facts[i].item, TEXT_NONE, 0);
    return items;
}

static void
grow_records(struct growing *g, struct row_run *run)
{
    struct pairs *said = data_items(g);
    struct text list = run->rule->item;
    int have = slot_last_member(g->placement, list);
    int want = model_last_member(g->data, list,
                                 have + g->data->n_facts + LIMIT_LIST_GAP);

    for (int n = g->plan != NULL ? 1 : have + 1; n <= want; n++) {
        struct text item = item_member(g->arena, list, n);
        int above = run->last, row = -1;

        if (pairs_find(g->items, item, TEXT_NONE) >= 0
            || (g->plan != NULL && pairs_find(said, item, TEXT_NONE) < 0))
            continue;
        if (g->plan != NULL && insert_group_has_groups(run))
            row = seat_record(g, run, item);
        if (row < 0) {
            row = above >= 0 ? above + 1 : first_row(g, run, &above);
            if (!make_row(g, run, row,
                          run->last >= 0 || g->plan != NULL ? above : -1,
                          false))
                return;
        }
        run->first = run->first < 0 || row < run->first ? row : run->first;
        run->last = row > run->last ? row : run->last;
        add_slots(g, run, row, item);
    }
}

/* Behind the facts of one item that stand behind one another. */
static int
item_end(const struct model_table *data, int i)
{
    int end = i + 1;

    while (end < data->n_facts
           && text_equal(data->facts[end].item, data->facts[i].item))
        end++;
    return end;
}

static bool
all_stand(const bool *stood, int i, int end)
{
    while (i < end && stood[i])
        i++;
    return i == end;
}

static int
compare_items(const void *a, const void *b)
{
    const struct fact *const *x = a, *const *y = b;

    return text_compare((*x)->item, (*y)->item);
}

/* One by one in their order: so they fill a blank's empty rows downward. */
static void
grow_codes(struct growing *g, struct row_run *run, const bool *stood)
{
    const struct model_table *data = g->data;
    const struct fact **wanted
        = ARENA_ARRAY(g->arena, const struct fact *, data->n_facts + 1);
    int n = 0;

    for (int i = 0, end; i < data->n_facts; i = end) {
        end = item_end(data, i);
        if (stood == NULL || !all_stand(stood, i, end))
            wanted[n++] = &data->facts[i];
    }
    if (n > 0 && g->plan != NULL)
        qsort(wanted, (size_t)n, sizeof *wanted, compare_items);
    for (int i = 0; i < n; i++)
        grow_code(g, run, wanted[i]->item);
}

void
insert_rows(struct arena *arena, struct book *book, struct grid *grid,
            struct placement *const *all, int n, struct placement *placement,
            const struct model_table *data, const bool *stood,
            struct insert_plan *plan)
{
    struct growing g
        = { arena, book, grid, all, n, placement, data, plan, NULL, 0 };

    for (int r = 0; r < placement->n_runs && plan != NULL; r++) {
        if (placement->runs[r].rule->kind == ROW_RECORD)
            insert_group_settle(arena, grid, placement, &placement->runs[r],
                                data);
    }
    g.items = slot_items(arena, placement);
    g.n_used = used_rows(grid);
    for (int r = 0; r < placement->n_runs; r++) {
        struct row_run *run = &placement->runs[r];

        if (run->rule->kind == ROW_RECORD) {
            grow_records(&g, run);
            continue;
        }
        grow_codes(&g, run, stood);
    }
}
