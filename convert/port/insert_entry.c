/* insert_entry.c - codes, names and slots in new rows. */
#include "port/insert_entry.h"

#include "book/cell_state.h"
#include "canon/item.h"

struct entering {
    struct insert_sheet *sheet;
    struct placement *placement;
    const struct row_run *run;
    const struct model_table *data;
    bool *whole; /* [leaves] codes stand in the first of several columns */
};

static void
clear_placeholders(struct grid *grid, int row)
{
    int n;
    const struct cell *cells = grid_row(grid, row, &n);

    for (int i = 0; i < n; i++) {
        struct cell *cell = &grid->cells[cells - grid->cells + i];

        if (!cell_state_is_placeholder(cell))
            continue;
        cell->type = CELL_BLANK;
        cell->text = TEXT_NONE;
    }
}

static void
put_word(struct entering *e, int row, int col, struct text text)
{
    const struct cell *stood = grid_at(e->sheet->grid, row, col);
    struct cell cell = { .row = row,
                         .col = col,
                         .style = stood != NULL ? stood->style : 0,
                         .type = CELL_TEXT,
                         .text = text };

    if (text.n > 0)
        grid_put(e->sheet->arena, e->sheet->grid, cell);
}

/* A code under a heading that has 类 款 项 below it. */
static void
put_parts(struct entering *e, int row, const struct leaf_place *leaf,
          struct text code)
{
    size_t from = 0, end = 3;

    for (int col = leaf->col; col < leaf->end_col && from < code.n; col++) {
        end = col + 1 == leaf->end_col || end > code.n ? code.n : end;
        put_word(e, row, col, text_slice(code, from, end));
        from = end;
        end += 2;
    }
}

/* Is it a column of codes with others beside it below its heading? */
static bool
is_spread(const struct entering *e, int leaf)
{
    const struct leaf_place *place = &e->run->leaves[leaf];

    return e->run->block->leaves[leaf]->part == CODE_WHOLE
           && place->end_col > place->col + 1;
}

/* Do the sheet's codes stand whole in the first of the columns below one
   heading? */
static bool
are_whole(const struct entering *e, int second)
{
    const struct row_run *run = e->run;

    for (int i = 0; i < e->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(e->placement)[i];
        const struct cell *cell;

        if (run->first < 0 || slot->row < run->first || slot->row > run->last
            || slot->by->row != run->rule->place.row || slot->item.n < 5)
            continue;
        cell = grid_at(e->sheet->grid, slot->row, second);
        return cell == NULL || cell->type == CELL_BLANK;
    }
    return false;
}

static void
find_whole(struct entering *e)
{
    int n = e->run->block->n_leaves;

    e->whole = ARENA_ARRAY(e->sheet->arena, bool, n + 1);
    for (int i = 0; i < n; i++)
        e->whole[i]
            = is_spread(e, i) && are_whole(e, e->run->leaves[i].col + 1);
}

static void
put_code(struct entering *e, const struct insert_entry *entry)
{
    const struct row_run *run = e->run;
    struct text name = TEXT_NONE;
    const struct code_list *list
        = mapping_codes(e->placement->template, run->rule->by_code.list);

    if (list != NULL)
        name = codes_name(list, entry->item);
    if (name.n == 0)
        name = model_find_name(e->data, entry->item);
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        const struct leaf_place *place = &run->leaves[i];
        struct text digits = item_digits_at(entry->item, (int)leaf->part);

        if (place->col < 0)
            continue;
        if (leaf->role == COLUMN_NAME)
            put_word(e, entry->row, place->col, name);
        if (leaf->role != COLUMN_CODE)
            continue;
        if (is_spread(e, i) && !e->whole[i]
            && grid_span(e->sheet->grid, entry->row, place->col).end_col
                   == place->col + 1)
            put_parts(e, entry->row, place, entry->item);
        else if (digits.n > 0)
            put_word(e, entry->row, place->col, digits);
    }
}

static void
add_slots(struct entering *e, const struct insert_entry *entry)
{
    const struct row_run *run = e->run;

    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct leaf_place *leaf = &run->leaves[i];
        struct slot_rule what;
        int top;

        if (!run->rule->values[i].used || leaf->col < 0)
            continue;
        what = slot_of_leaf(run->rule, run->block->leaves[i], leaf,
                            HEADING_NONE, entry->item);
        top = grid_span(e->sheet->grid, entry->row, leaf->col).top;
        slot_add(e->sheet->arena, e->placement,
                 (struct slot_cell){ top, leaf->col, leaf->end_col,
                                     top != entry->row },
                 &what);
    }
}

void
insert_entry_write(struct insert_sheet *sheet, struct placement *placement,
                   struct row_run *run, const struct model_table *data,
                   const struct insert_entry *entries, int n)
{
    struct entering e
        = { .sheet = sheet, .placement = placement, .run = run, .data = data };

    if (n == 0)
        return;
    find_whole(&e);
    for (int i = 0; i < n; i++) {
        clear_placeholders(sheet->grid, entries[i].row);
        if (run->rule->kind == ROW_CODE)
            put_code(&e, &entries[i]);
        add_slots(&e, &entries[i]);
        if (run->first < 0 || entries[i].row < run->first)
            run->first = entries[i].row;
        if (entries[i].row > run->last)
            run->last = entries[i].row;
    }
    grid_finish(sheet->arena, sheet->grid);
}
