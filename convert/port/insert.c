/* insert.c - which rows codes and records get. */
#include "port/insert.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/pairs.h"
#include "canon/item.h"
#include "port/insert_entry.h"
#include "port/insert_group.h"
#include "port/insert_seat.h"

/* Whose slots a row has, while a run grows. */
enum slots {
    SLOTS_HERE = 1,  /* in columns of the run */
    SLOTS_ABOVE = 2, /* of a rule that the mapping has above the run's */
    SLOTS_OTHER = 4
};

struct growing {
    struct insert_sheet *sheet;
    struct placement *placement;
    const struct model_table *data;
    struct pairs *items; /* of the placement's slots, and those entered */
    bool fills;          /* a blank: it may have empty rows */

    /* Of one run: rows as they are numbered until settle(). */
    struct row_run *run;
    int left, last;       /* its columns */
    const uint8_t *slots; /* [n_slots] of each row, if it fills */
    int n_slots;
    int behind; /* the row that the next entry comes behind; NOWHERE */
    bool begun; /* it has rows */
    struct insert_entry *entries;
    int n_entries, entries_capacity;
};

#define NOWHERE (-2)

/* ---- empty rows of a blank ---- */

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

static void
list_slots(struct growing *g)
{
    uint8_t *slots = ARENA_ARRAY(g->sheet->arena, uint8_t, g->sheet->n_rows);

    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(g->placement)[i];

        if (slot->row < 0 || slot->row >= g->sheet->n_rows)
            continue;
        if (slot->col >= g->left && slot->col <= g->last)
            slots[slot->row] |= SLOTS_HERE;
        slots[slot->row]
            |= is_above(g->run, slot->by) ? SLOTS_ABOVE : SLOTS_OTHER;
    }
    g->slots = slots;
    g->n_slots = g->sheet->n_rows;
}

/* Is 'row' one that the sheet has for another entry of the run? */
static bool
is_empty(const struct growing *g, int row)
{
    return row < g->n_slots && !(g->slots[row] & SLOTS_HERE)
           && row + insert_row_asked(g->sheet) < LIMIT_ROWS
           && insert_group_is_empty(g->sheet, g->run, row, g->begun, false);
}

/* ---- where rows go ---- */

/* May an empty row for the run be looked for below this one?  Below rows that
   the mapping has above it; not below words that are none of the table. */
static bool
may_pass(const struct growing *g, int row)
{
    int n;
    const struct cell *cells = grid_row(g->sheet->grid, row, &n);
    bool filled = false;

    for (int i = 0; i < n; i++)
        filled = filled
                 || (cells[i].type != CELL_BLANK && cells[i].col >= g->left
                     && cells[i].col <= g->last);
    return !(g->slots[row] & SLOTS_OTHER)
           && ((g->slots[row] & SLOTS_ABOVE) || !filled);
}

/* A run's first row: below the rows that the mapping has above it; '*above' is
   the last of these, -1. */
static int
row_below(const struct growing *g, int *above)
{
    int row = g->run->before;

    *above = -1;
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(g->placement)[i];

        if (slot->row >= row && is_above(g->run, slot->by)) {
            row = slot->row + 1;
            *above = slot->row;
        }
    }
    return row;
}

/* In a blank: the first empty row that the sheet has for it, wherever it prints
   its totals. */
static int
first_row(const struct growing *g, int *above)
{
    *above = -1;
    for (int at = g->run->before; at < g->n_slots; at++) {
        if (is_empty(g, at))
            return at;
        if (!may_pass(g, at))
            break;
    }
    return row_below(g, above);
}

/* The place behind the last entry, or of the first one; '*like' is the row that
   a new one looks like there. */
static int
next_row(const struct growing *g, int *like)
{
    int row;

    if (g->behind != NOWHERE)
        return (*like = g->behind) + 1;
    if (g->run->first >= 0)
        return *like = g->run->first;
    if (g->fills)
        return first_row(g, like);
    row = row_below(g, like);
    *like = -1;
    return row;
}

/* ---- entries ---- */

static void
begin_run(struct growing *g, struct row_run *run)
{
    g->run = run;
    g->begun = run->first >= 0;
    g->behind = NOWHERE;
    if (run->rule->kind == ROW_RECORD && g->begun)
        g->behind = run->last;
    insert_row_columns(run, &g->left, &g->last);
    if (g->fills)
        list_slots(g);
}

static void
add_entry(struct growing *g, struct text item, int row)
{
    struct insert_entry entry = { item, row };

    ARENA_PUSH(g->sheet->arena, g->entries, g->n_entries, g->entries_capacity,
               entry);
    pairs_add(g->items, item, TEXT_NONE, 0);
    g->begun = true;
}

/* The next entry of the run: in an empty row, or a new one.  False: the sheet
   is full. */
static bool
enter(struct growing *g, struct text item)
{
    int like, row = next_row(g, &like);
    int made = row + insert_row_asked(g->sheet);

    if (g->fills && is_empty(g, row))
        g->behind = row;
    else if (insert_row(g->sheet, row, like))
        g->behind = row - 1;
    else
        return false;
    add_entry(g, item, made);
    return true;
}

/* Makes the rows, and writes into them what the model's figures do not. */
static void
settle(struct growing *g)
{
    insert_row_apply(g->sheet, g->run);
    insert_entry_write(g->sheet, g->placement, g->run, g->data, g->entries,
                       g->n_entries);
    g->n_entries = 0;
}

/* ---- codes ---- */

static bool
wants_row(const struct growing *g, struct text code)
{
    return g->run->rule->kind == ROW_CODE && item_is_code(code)
           && mapping_takes(g->run->rule, code)
           && pairs_find(g->items, code, TEXT_NONE) < 0;
}

static int
compare_facts(const void *a, const void *b)
{
    const struct fact *const *x = a, *const *y = b;

    return text_compare(*(*x)->item, *(*y)->item);
}

/* A fact of each code that the run has no row for, in the order of codes; of
   those that have one which no sheet says ('stood', NULL: none does). */
static const struct fact **
list_wanted(const struct growing *g, const bool *stood, int *n)
{
    const struct model_table *data = g->data;
    const struct fact **wanted = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < data->n_facts; i++) {
        const struct fact *fact = &data->facts[i];

        if ((stood && stood[i])
            || (*n && text_equal(*wanted[*n - 1]->item, *fact->item))
            || !wants_row(g, *fact->item))
            continue;
        ARENA_PUSH(g->sheet->arena, wanted, *n, capacity, fact);
    }
    if (*n)
        qsort(wanted, (size_t)*n, sizeof *wanted, compare_facts);
    return wanted;
}

static int
compare_slots(const void *a, const void *b)
{
    const struct slot *const *x = a, *const *y = b;

    return text_compare((*x)->item, (*y)->item);
}

/* A slot of each row that the run has, in the order of codes. */
static const struct slot **
list_rows(const struct growing *g, int *n)
{
    const struct row_run *run = g->run;
    const struct slot **rows = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(g->placement)[i];

        if (run->first < 0 || slot->row < run->first || slot->row > run->last
            || slot->by->row != run->rule->place.row
            || (*n && rows[*n - 1]->row == slot->row
                && text_equal(rows[*n - 1]->item, slot->item)))
            continue;
        ARENA_PUSH(g->sheet->arena, rows, *n, capacity, slot);
    }
    if (*n)
        qsort(rows, (size_t)*n, sizeof *rows, compare_slots);
    return rows;
}

/* Each behind the last row that has a smaller one; so they fill a blank's empty
   rows downward. */
static void
enter_codes(struct growing *g, const bool *stood)
{
    int n, n_rows, k = 0;
    const struct fact **wanted = list_wanted(g, stood, &n);
    const struct slot **rows = list_rows(g, &n_rows);

    for (int i = 0; i < n; i++) {
        struct text code = *wanted[i]->item;

        for (; k < n_rows && text_compare(rows[k]->item, code) < 0; k++) {
            if (rows[k]->row > g->behind)
                g->behind = rows[k]->row;
        }
        if (wants_row(g, code))
            (void)enter(g, code);
    }
}

/* ---- records ---- */

/* Do columns of the run name groups of records? */
static bool
has_groups(const struct row_run *run)
{
    int i = 0;

    while (i < run->block->n_leaves && !insert_group_names(run, i))
        i++;
    return i < run->block->n_leaves;
}

/* The rows that records of a list with groups were found. */
static void
settle_seats(struct growing *g, struct seats **seats)
{
    struct insert_entry *entries;
    int n = 0;

    if (*seats == NULL)
        return;
    entries = insert_seat_close(*seats, &n);
    for (int i = 0; i < n; i++)
        add_entry(g, entries[i].item, entries[i].row);
    settle(g);
    begin_run(g, g->run); /* it moved */
    *seats = NULL;
}

/* False: the sheet is full. */
static bool
enter_in_group(struct growing *g, struct seats **seats,
               struct model_index *data, struct text item)
{
    bool first = g->run->first < 0;

    if (*seats == NULL)
        *seats = insert_seat_open(g->sheet, g->placement, g->run, data);
    if (insert_seat_find(*seats, item)) {
        /* Words beside the list are allowed in its first row alone. */
        if (first)
            settle_seats(g, seats);
        return true;
    }
    settle_seats(g, seats);
    if (!enter(g, item))
        return false;
    settle(g);
    begin_run(g, g->run);
    return true;
}

/* Those of a blank that the model has, whatever their numbers; of a sheet as it
   was kept all below those that are there. */
static void
enter_records(struct growing *g)
{
    struct text list = g->run->rule->item;
    int have = slot_last_member(g->placement, list);
    int want = model_last_member(g->data, list,
                                 have + g->data->n_facts + LIMIT_LIST_GAP);
    struct pairs *said = pairs_new(g->sheet->arena);
    struct model_index *data = g->fills && has_groups(g->run)
                                   ? model_index(g->sheet->arena, g->data)
                                   : NULL;
    struct seats *seats = NULL;

    for (int i = 0; i < g->data->n_facts; i++)
        pairs_add(said, *g->data->facts[i].item, TEXT_NONE, 0);
    for (int n = g->fills ? 1 : have + 1; n <= want; n++) {
        struct text item = item_member(g->sheet->arena, list, n);

        if (g->fills
            && (pairs_find(g->items, item, TEXT_NONE) >= 0
                || pairs_find(said, item, TEXT_NONE) < 0))
            continue;
        if (!(data ? enter_in_group(g, &seats, data, item) : enter(g, item)))
            break;
    }
    settle_seats(g, &seats);
}

/* ---- both ---- */

static void
enter_all(struct growing *g, const bool *stood)
{
    struct placement *placement = g->placement;

    g->items = pairs_new(g->sheet->arena);
    for (int i = 0; i < placement->n_slots; i++) {
        if (i == 0
            || !text_equal(slot_list(placement)[i].item,
                           slot_list(placement)[i - 1].item))
            pairs_add(g->items, slot_list(placement)[i].item, TEXT_NONE, 0);
    }
    for (int r = 0; r < placement->n_runs; r++) {
        begin_run(g, &placement->runs[r]);
        if (g->run->rule->kind == ROW_RECORD)
            enter_records(g);
        else
            enter_codes(g, stood);
        settle(g);
    }
}

void
insert_rows(struct insert_sheet *sheet, struct placement *placement,
            const struct model_table *data, const bool *stood)
{
    struct growing g = { .sheet = sheet, .placement = placement, .data = data };

    enter_all(&g, stood);
}

void
insert_entries(struct insert_sheet *sheet, struct placement *placement,
               const struct model_table *data)
{
    struct growing g = {
        .sheet = sheet, .placement = placement, .data = data, .fills = true
    };

    for (int r = 0; r < placement->n_runs; r++) {
        if (placement->runs[r].rule->kind == ROW_RECORD)
            insert_group_settle(sheet, placement, &placement->runs[r], data);
    }
    enter_all(&g, NULL);
}
