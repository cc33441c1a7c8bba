/* insert_group.c - records and printed groups, matched by their words. */
#include "port/insert_group.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/pairs.h"
#include "book/cell_state.h"
#include "canon/item.h"

bool
insert_group_names(const struct row_run *run, int leaf)
{
    return run->block->leaves[leaf]->group && run->rule->values[leaf].used
           && run->leaves[leaf].col >= 0;
}

/* ---- empty rows ---- */

/* The leaf column that a column of the sheet is of; -1. */
static int
leaf_at(const struct row_run *run, int col)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct leaf_place *leaf = &run->leaves[i];

        if (leaf->col >= 0 && col >= leaf->col
            && (col == leaf->col || col < leaf->end_col))
            return i;
    }
    return -1;
}

/* May a row with that cell be empty?  A formula waits for the row's figures;
   one in a code's column does not wait for a code. */
static bool
is_waiting(const struct row_run *run, const struct cell *cell, bool groups)
{
    int leaf = leaf_at(run, cell->col);

    if (leaf >= 0 && groups && cell->type == CELL_TEXT
        && insert_group_names(run, leaf))
        return true;
    return cell_state_is_idle(cell)
           && (leaf < 0 || run->block->leaves[leaf]->role != COLUMN_CODE);
}

bool
insert_group_is_empty(const struct insert_sheet *sheet,
                      const struct row_run *run, int row, bool begun,
                      bool groups)
{
    const struct grid *grid = sheet->grid;
    int n, left, last;
    const struct cell *cells = grid_row(grid, row, &n);
    bool drawn = row < sheet->n_rows && sheet->formatted[row];

    insert_row_columns(run, &left, &last);
    for (int i = 0; i < n; i++) {
        const struct cell *cell = &cells[i];
        struct span span = grid_span(grid, row, cell->col);

        drawn = drawn || cell_state_is_placeholder(cell);
        if (cell->type == CELL_BLANK || cell->col > last
            || cell_state_is_placeholder(cell))
            continue;
        if (cell->col < left ? begun && span.end_row == span.top + 1
                             : !is_waiting(run, cell, groups))
            return false;
        drawn = drawn || (cell->col >= left && !cell_state_is_idle(cell));
    }
    for (int col = left; col <= last; col++) {
        if (grid_span(grid, row, col).left < left)
            return false;
    }
    return drawn;
}

/* ---- words ---- */

struct insert_groups
insert_group_open(struct arena *arena, const struct insert_sheet *sheet,
                  const struct placement *placement, const struct row_run *run,
                  struct model_index *data)
{
    struct insert_groups g = { .arena = arena,
                               .sheet = sheet,
                               .grid = sheet->grid,
                               .placement = placement,
                               .run = run,
                               .data = data };

    insert_row_columns(run, &g.left, &g.last);
    g.leaves = ARENA_ARRAY(arena, int, run->block->n_leaves + 1);
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (insert_group_names(run, i))
            g.leaves[g.n++] = i;
    }
    return g;
}

struct text
insert_group_of_model(const struct insert_groups *g, struct text item, int leaf)
{
    const struct fact *fact
        = model_index_find(g->data, item, g->run->rule->values[leaf].measure);

    return fact ? text_fold(g->arena, model_text(fact)) : TEXT_NONE;
}

struct text
insert_group_of_sheet(const struct insert_groups *g, int row, int col)
{
    const struct cell *cell = grid_speaker(g->grid, row, col);

    return cell && cell->type == CELL_TEXT && !cell_state_is_placeholder(cell)
               ? text_fold(g->arena, cell->text)
               : TEXT_NONE;
}

/* ---- printed records ---- */

/* Is the leaf one whose words tell a printed record from others? */
static bool
tells(const struct insert_groups *g, int leaf)
{
    return g->run->rule->values[leaf].used && g->run->leaves[leaf].col >= 0
           && schema_is_text(g->run->rule->values[leaf].kind)
           && !insert_group_names(g->run, leaf);
}

/* The leaves in which something is printed in the row, beside its groups. */
static struct text
printed_leaves(const struct insert_groups *g, int row)
{
    struct bytes out = { .arena = g->arena };

    for (int i = 0; i < g->run->block->n_leaves; i++) {
        struct text said = TEXT_NONE;

        if (tells(g, i))
            said = insert_group_of_sheet(g, row, g->run->leaves[i].col);
        bytes_char(&out, said.n && !cell_state_is_absent(said) ? '1' : '0');
    }
    return bytes_text(&out);
}

/* What is said in these leaves by a row, or by a record (.at not NULL). */
static struct text
said_in(const struct insert_groups *g, struct text leaves, int row,
        struct text item)
{
    struct bytes out = { .arena = g->arena };

    for (int i = 0; i < (int)leaves.n; i++) {
        if (leaves.at[i] == '0')
            continue;
        bytes_add(&out, item.n ? insert_group_of_model(g, item, i)
                               : insert_group_of_sheet(g, row,
                                                       g->run->leaves[i].col));
        bytes_char(&out, '\x1f');
    }
    return bytes_text(&out);
}

static struct text
member(const struct insert_groups *g, int number)
{
    return item_member(g->arena, g->run->rule->item, number);
}

/* The model's records by what they say in some leaves. */
struct listed {
    struct text leaves; /* of printed_leaves() */
    struct pairs *said; /* the first record that says so */
    /* [want + 1] Of a first one: the first that is not used, and the last; of
       each the next that says the same. */
    int *unused, *last, *next;
};

/* The records that a sheet prints, and which of the model's each is. */
struct printed {
    int have;   /* numbered 1 to have */
    int *row;   /* [have + 1] the last of each */
    int *now;   /* [have + 1] the model's number; 0: not known yet */
    int want;   /* the model's are numbered 1 to want */
    bool *used; /* [want + have + 1] the model's numbers */
    struct listed *lists;
    int n_lists, lists_capacity;
};

static struct printed
find_printed(const struct insert_groups *g, const struct model_table *data)
{
    struct text list = g->run->rule->item;
    const struct placement *placement = g->placement;
    struct printed p = { .have = slot_last_member(placement, list) };

    p.want = model_last_member(data, list, data->n_facts + LIMIT_LIST_GAP);
    p.row = ARENA_ARRAY(g->arena, int, p.have + 1);
    p.now = ARENA_ARRAY(g->arena, int, p.have + 1);
    p.used = ARENA_ARRAY(g->arena, bool, p.want + p.have + 1);
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(list, slot_list(placement)[i].item);

        if (n > 0 && slot_list(placement)[i].row > p.row[n])
            p.row[n] = slot_list(placement)[i].row;
    }
    return p;
}

static struct listed *
list_said(const struct insert_groups *g, struct printed *p, struct text leaves)
{
    struct listed l = { .leaves = leaves };

    for (int i = 0; i < p->n_lists; i++) {
        if (text_equal(p->lists[i].leaves, leaves))
            return &p->lists[i];
    }
    l.said = pairs_new(g->arena);
    l.unused = ARENA_ARRAY(g->arena, int, p->want + 1);
    l.last = ARENA_ARRAY(g->arena, int, p->want + 1);
    l.next = ARENA_ARRAY(g->arena, int, p->want + 1);
    for (int n = 1; n <= p->want; n++) {
        int first = pairs_add(l.said, said_in(g, leaves, -1, member(g, n)),
                              TEXT_NONE, n);

        if (first < 0)
            first = l.unused[n] = n;
        else
            l.next[l.last[first]] = n;
        l.last[first] = n;
    }
    ARENA_PUSH(g->arena, p->lists, p->n_lists, p->lists_capacity, l);
    return &p->lists[p->n_lists - 1];
}

static void
take(struct printed *p, int n, int number)
{
    p->now[n] = number;
    p->used[number] = true;
}

/* Gives a printed record its own number, or the first, whose record says the
   same. */
static void
find_same(const struct insert_groups *g, struct printed *p, int n, bool own)
{
    struct text leaves, said;
    struct listed *l;
    int first;

    if (p->now[n] > 0)
        return;
    leaves = printed_leaves(g, p->row[n]);
    if (text_find(leaves, TEXT("1"), 0) < 0)
        return;
    said = said_in(g, leaves, p->row[n], TEXT_NONE);
    if (own) {
        if (text_equal(said, said_in(g, leaves, -1, member(g, n))))
            take(p, n, n);
        return;
    }
    l = list_said(g, p, leaves);
    first = pairs_find(l->said, said, TEXT_NONE);
    if (first < 0)
        return;
    while (l->unused[first] > 0 && p->used[l->unused[first]])
        l->unused[first] = l->next[l->unused[first]];
    if (l->unused[first] > 0)
        take(p, n, l->unused[first]);
}

void
insert_group_settle(const struct insert_sheet *sheet,
                    struct placement *placement, const struct row_run *run,
                    const struct model_table *data)
{
    struct insert_groups g;
    struct printed p;
    int next = 1;

    if (slot_last_member(placement, run->rule->item) == 0)
        return;
    g = insert_group_open(sheet->arena, sheet, placement, run,
                          model_index(sheet->arena, data));
    p = find_printed(&g, data);
    if (p.want == 0)
        return;
    /* In place first: most lists are as they were. */
    for (int n = 1; n <= p.have && n <= p.want; n++)
        find_same(&g, &p, n, true);
    for (int n = 1; n <= p.have; n++)
        find_same(&g, &p, n, false);
    for (int n = 1; n <= p.have; n++) {
        if (p.now[n] > 0)
            continue;
        while (p.used[next])
            next++;
        take(&p, n, next);
    }
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(run->rule->item, slot_list(placement)[i].item);

        if (n > 0 && p.now[n] != n)
            slot_list(placement)[i].item = member(&g, p.now[n]);
    }
}
