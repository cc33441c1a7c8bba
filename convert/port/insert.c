/* insert.c - which rows codes and records get. */
#include "port/insert.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/pairs.h"
#include "book/cell_state.h"
#include "canon/item.h"
#include "port/insert_group.h"

struct growing {
    struct insert_sheet *sheet;
    struct placement *placement;
    const struct model_table *data;
    struct pairs *items; /* of the placement's slots */
};

/* ---- empty rows of a blank ---- */

/* A formula that waits for the row's figures; one in a code's column does
   not wait for a code. */
static bool
is_waiting(const struct row_run *run, const struct cell *cell)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (run->leaves[i].col == cell->col
            && run->block->leaves[i]->role == COLUMN_CODE)
            return false;
    }
    return cell_state_is_idle(cell);
}

/*
 * Is 'row' one that the sheet has for another entry of the run: formatted, and
 * with nothing but formulas or "…" in the run's columns?  Words left of them are
 * allowed only where they speak for several rows, or for the run's first.
 */
static bool
is_empty(const struct growing *g, const struct row_run *run, int row)
{
    int left, last, n;
    const struct cell *cells = grid_row(g->sheet->grid, row, &n);
    bool drawn;

    if (row >= g->sheet->n_rows)
        return false;
    drawn = g->sheet->formatted[row];
    insert_row_columns(run, &left, &last);
    for (int i = 0; i < n; i++) {
        struct span span = grid_span(g->sheet->grid, row, cells[i].col);

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
        if (grid_span(g->sheet->grid, row, col).left < left)
            return false;
    }
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (slot->row == row && slot->col >= left && slot->col <= last)
            return false;
    }
    return drawn;
}

static void
clear_placeholders(struct growing *g, int row)
{
    int n;
    const struct cell *cells = grid_row(g->sheet->grid, row, &n);
    struct cell *copy = ARENA_ARRAY(g->sheet->arena, struct cell, n + 1);

    if (n > 0)
        memcpy(copy, cells, (size_t)n * sizeof *copy);
    for (int i = 0; i < n; i++) {
        if (!cell_state_is_placeholder(&copy[i]))
            continue;
        copy[i].type = CELL_BLANK;
        copy[i].text = TEXT_NONE;
        grid_put(g->sheet->arena, g->sheet->grid, copy[i]);
    }
    grid_finish(g->sheet->arena, g->sheet->grid);
}

/* Takes the row, if it is an empty one. */
static bool
use_empty(struct growing *g, const struct row_run *run, int row)
{
    if (!is_empty(g, run, row))
        return false;
    clear_placeholders(g, row);
    return true;
}

/* ---- where rows go ---- */

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
    const struct cell *cells = grid_row(g->sheet->grid, row, &n);
    bool filled = false, ours = false;

    insert_row_columns(run, &left, &last);
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

/* A run's first row: below the rows that the mapping has above it; '*above' is
   the last of these, -1. */
static int
row_below(const struct growing *g, const struct row_run *run, int *above)
{
    int row = run->before;

    *above = -1;
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];

        if (slot->row >= row && is_above(run, &slot->by)) {
            row = slot->row + 1;
            *above = slot->row;
        }
    }
    return row;
}

/* In a blank: the first empty row that the sheet has for it, wherever it prints
   its totals. */
static int
first_row(const struct growing *g, const struct row_run *run, int *above)
{
    *above = -1;
    for (int at = run->before; at < g->sheet->n_rows; at++) {
        if (is_empty(g, run, at))
            return at;
        if (!may_pass(g, run, at))
            break;
    }
    return row_below(g, run, above);
}

/* ---- what is written there ---- */

static void
put_word(struct growing *g, int row, int col, struct text text)
{
    const struct cell *stood = grid_at(g->sheet->grid, row, col);
    struct cell cell = { .row = row,
                         .col = col,
                         .style = stood != NULL ? stood->style : 0,
                         .type = CELL_TEXT,
                         .text = text };

    if (text.n > 0)
        grid_put(g->sheet->arena, g->sheet->grid, cell);
}

/* Do the sheet's codes stand whole in the first of the columns below one
   heading? */
static bool
are_whole(const struct growing *g, const struct row_run *run, int second)
{
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &g->placement->slots[i];
        const struct cell *cell;

        if (run->first < 0 || slot->row < run->first || slot->row > run->last
            || slot->by.row != run->rule->place.row || slot->item.n < 5)
            continue;
        cell = grid_at(g->sheet->grid, slot->row, second);
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
        = mapping_codes(g->placement->template, run->rule->by_code.list);

    if (list != NULL)
        name = codes_name(list, code);
    if (name.n == 0)
        name = model_find_name(g->data, code);
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        const struct leaf_place *place = &run->leaves[i];
        struct text digits = item_digits_at(code, (int)leaf->part);

        if (run->leaves[i].col < 0)
            continue;
        if (leaf->role == COLUMN_NAME)
            put_word(g, row, run->leaves[i].col, name);
        if (leaf->role != COLUMN_CODE)
            continue;
        if (leaf->part == CODE_WHOLE && place->end_col > place->col + 1
            && grid_span(g->sheet->grid, row, place->col).end_col
                   == place->col + 1
            && !are_whole(g, run, place->col + 1)) {
            put_parts(g, row, place, code);
            continue;
        }
        if (digits.n > 0)
            put_word(g, row, run->leaves[i].col, digits);
    }
    grid_finish(g->sheet->arena, g->sheet->grid);
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
        top = grid_span(g->sheet->grid, row, leaf->col).top;
        slot_add(
            g->sheet->arena, g->placement,
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

/* The row is the run's now. */
static void
take_row(struct row_run *run, int row)
{
    run->first = run->first < 0 || row < run->first ? row : run->first;
    run->last = row > run->last ? row : run->last;
}

/* ---- codes ---- */

static bool
wants_row(const struct growing *g, const struct row_run *run, struct text code)
{
    return run->rule->kind == ROW_CODE && item_is_code(code)
           && mapping_takes(run->rule, code)
           && pairs_find(g->items, code, TEXT_NONE) < 0;
}

/* Between the rows that a run has, in the order of codes. */
static int
row_between(const struct growing *g, const struct row_run *run,
            struct text code, int *like)
{
    int after = row_before(g, run, code);

    *like = after >= 0 ? after : run->first + 1; /* it moves down */
    return after >= 0 ? after + 1 : run->first;
}

static void
add_code(struct growing *g, struct row_run *run, int row, struct text code)
{
    take_row(run, row);
    put_code(g, run, row, code);
    add_slots(g, run, row, code);
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

/* The first facts of the codes that have one which no sheet says. */
static const struct fact **
wanted_codes(const struct growing *g, const bool *stood, int *n)
{
    const struct model_table *data = g->data;
    const struct fact **wanted
        = ARENA_ARRAY(g->sheet->arena, const struct fact *, data->n_facts + 1);

    *n = 0;
    for (int i = 0, end; i < data->n_facts; i = end) {
        end = item_end(data, i);
        if (stood == NULL || !all_stand(stood, i, end))
            wanted[(*n)++] = &data->facts[i];
    }
    return wanted;
}

static void
insert_codes(struct growing *g, struct row_run *run, const bool *stood)
{
    int n, row, like, above;
    const struct fact **wanted = wanted_codes(g, stood, &n);

    for (int i = 0; i < n; i++) {
        struct text code = wanted[i]->item;

        if (!wants_row(g, run, code))
            continue;
        like = -1;
        row = run->first >= 0 ? row_between(g, run, code, &like)
                              : row_below(g, run, &above);
        if (insert_row(g->sheet, run, row, like))
            add_code(g, run, row, code);
    }
}

/* One by one in their order: so they fill a blank's empty rows downward. */
static void
enter_codes(struct growing *g, struct row_run *run)
{
    int n, row, like;
    const struct fact **wanted = wanted_codes(g, NULL, &n);

    if (n > 0)
        qsort(wanted, (size_t)n, sizeof *wanted, compare_items);
    for (int i = 0; i < n; i++) {
        struct text code = wanted[i]->item;

        if (!wants_row(g, run, code))
            continue;
        row = run->first >= 0 ? row_between(g, run, code, &like)
                              : first_row(g, run, &like);
        if (use_empty(g, run, row) || insert_row(g->sheet, run, row, like))
            add_code(g, run, row, code);
    }
}

/* ---- records ---- */

/* How many records the sheet has, and how many the model. */
static void
count_records(const struct growing *g, const struct row_run *run, int *have,
              int *want)
{
    *have = slot_last_member(g->placement, run->rule->item);
    *want = model_last_member(g->data, run->rule->item,
                              *have + g->data->n_facts + LIMIT_LIST_GAP);
}

/* Below those that are there. */
static void
insert_records(struct growing *g, struct row_run *run)
{
    int have, want, above;

    count_records(g, run, &have, &want);
    for (int n = have + 1; n <= want; n++) {
        int row = run->last >= 0 ? run->last + 1 : row_below(g, run, &above);

        if (!insert_row(g->sheet, run, row, run->last))
            return;
        take_row(run, row);
        add_slots(g, run, row,
                  item_member(g->sheet->arena, run->rule->item, n));
    }
}

/* A new row of a list: it joins the groups that it is of, and whatever speaks
   for the whole list at its left. */
static bool
insert_record(struct growing *g, const struct row_run *run, struct seat seat)
{
    int left, last, joined = 0;

    if (!insert_row(g->sheet, run, seat.row, seat.row - 1))
        return false;
    insert_row_columns(run, &left, &last);
    for (int i = 0; i < run->block->n_leaves && joined < seat.n_groups; i++) {
        if (!run->block->leaves[i]->group || run->leaves[i].col < 0)
            continue;
        insert_row_join(g->sheet, seat.row, run->leaves[i].col);
        joined++;
    }
    for (int col = 0; col < left; col++) {
        struct span span = grid_span(g->sheet->grid, seat.row - 1, col);

        if (span.left == col && span.end_row == seat.row
            && span.top < seat.row - 1)
            insert_row_join(g->sheet, seat.row, col);
    }
    return true;
}

/* The row for a record of a list that names groups; -1: it has none. */
static int
seat_record(struct growing *g, const struct row_run *run, struct text item)
{
    struct seat seat
        = insert_group_find(g->sheet, g->placement, run, g->data, item);

    if (seat.there)
        clear_placeholders(g, seat.row);
    else if (seat.row < 0 || !insert_record(g, run, seat))
        return -1;
    return seat.row;
}

static struct pairs *
data_items(const struct growing *g)
{
    struct pairs *items = pairs_new(g->sheet->arena);

    for (int i = 0; i < g->data->n_facts; i++)
        pairs_add(items, g->data->facts[i].item, TEXT_NONE, 0);
    return items;
}

/* A row of a blank for a record; -1: the sheet is full. */
static int
enter_record(struct growing *g, const struct row_run *run, struct text item)
{
    int row = -1, above = run->last;

    if (insert_group_has_groups(run))
        row = seat_record(g, run, item);
    if (row >= 0)
        return row;
    row = above >= 0 ? above + 1 : first_row(g, run, &above);
    return use_empty(g, run, row) || insert_row(g->sheet, run, row, above) ? row
                                                                           : -1;
}

/* Those that the model has, whatever their numbers. */
static void
enter_records(struct growing *g, struct row_run *run)
{
    struct pairs *said = data_items(g);
    int have, want;

    count_records(g, run, &have, &want);
    for (int n = 1; n <= want; n++) {
        struct text item = item_member(g->sheet->arena, run->rule->item, n);
        int row;

        if (pairs_find(g->items, item, TEXT_NONE) >= 0
            || pairs_find(said, item, TEXT_NONE) < 0)
            continue;
        row = enter_record(g, run, item);
        if (row < 0)
            return;
        take_row(run, row);
        add_slots(g, run, row, item);
    }
}

/* ---- both ---- */

void
insert_rows(struct insert_sheet *sheet, struct placement *placement,
            const struct model_table *data, const bool *stood)
{
    struct growing g
        = { sheet, placement, data, slot_items(sheet->arena, placement) };

    for (int r = 0; r < placement->n_runs; r++) {
        struct row_run *run = &placement->runs[r];

        if (run->rule->kind == ROW_RECORD)
            insert_records(&g, run);
        else
            insert_codes(&g, run, stood);
    }
}

void
insert_entries(struct insert_sheet *sheet, struct placement *placement,
               const struct model_table *data)
{
    struct growing g = { .sheet = sheet, .placement = placement, .data = data };

    for (int r = 0; r < placement->n_runs; r++) {
        if (placement->runs[r].rule->kind == ROW_RECORD)
            insert_group_settle(sheet, placement, &placement->runs[r], data);
    }
    g.items = slot_items(sheet->arena, placement);
    for (int r = 0; r < placement->n_runs; r++) {
        struct row_run *run = &placement->runs[r];

        if (run->rule->kind == ROW_RECORD)
            enter_records(&g, run);
        else
            enter_codes(&g, run);
    }
}
