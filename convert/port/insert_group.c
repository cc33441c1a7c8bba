/* insert_group.c - records and printed groups, brought together by their words. */
#include "port/insert_group.h"

#include "base/limits.h"
#include "book/cell_state.h"
#include "canon/item.h"
#include "place/locate_header.h"

#define GROUPS 8 /* group columns of one list; forms have up to three */

enum state { NOT_OURS, OPEN, TAKEN };

struct seating {
    struct arena *arena;
    const struct grid *grid;
    const struct placement *placement;
    const struct row_run *run;
    const struct model_table *data;
    const bool *formatted;
    int n_rows;
    struct model_index *index;
    struct text *items;           /* [n_rows] of the record there */
    bool *other;                  /* [n_rows] slots of something else */
    int groups[GROUPS], n_groups; /* leaves */
    int left, last;               /* columns of the run */
};

static bool
is_group(const struct row_run *run, int leaf)
{
    return run->block->leaves[leaf]->group && run->rule->values[leaf].used
           && run->columns[leaf] >= 0;
}

bool
insert_group_has_groups(const struct row_run *run)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (is_group(run, i))
            return true;
    }
    return false;
}

static void
open_seating(struct seating *s)
{
    s->left = LIMIT_COLS;
    s->last = -1;
    for (int i = 0; i < s->run->block->n_leaves; i++) {
        int col = s->run->columns[i];

        if (col >= 0 && col < s->left)
            s->left = col;
        if (col > s->last)
            s->last = col;
        if (is_group(s->run, i) && s->n_groups < GROUPS)
            s->groups[s->n_groups++] = i;
    }
    s->index = model_index(s->arena, s->data);
}

/* ---- what is said ---- */

static struct text
said_by_model(struct seating *s, struct text item, int leaf)
{
    const struct fact *fact
        = model_index_find(s->index, item, s->run->rule->values[leaf].measure);

    return fact ? text_fold(s->arena, fact->text) : TEXT_NONE;
}

static struct text
said_by_sheet(struct seating *s, int row, int col)
{
    const struct cell *cell = grid_speaker(s->grid, row, col);

    return cell && cell->type == CELL_TEXT && !cell_state_is_placeholder(cell)
               ? text_fold(s->arena, cell->text)
               : TEXT_NONE;
}

/* Which record each row has, and which rows are something else's. */
static void
list_rows(struct seating *s)
{
    s->items = ARENA_ARRAY(s->arena, struct text, s->n_rows);
    s->other = ARENA_ARRAY(s->arena, bool, s->n_rows);
    for (int i = 0; i < s->placement->n_slots; i++) {
        const struct slot *slot = &s->placement->slots[i];
        int row = slot->row;

        if (row < 0 || row >= s->n_rows || slot->col < s->left
            || slot->col > s->last)
            continue;
        if (item_number_in(s->run->rule->item, slot->item) == 0)
            s->other[row] = true;
        /* A group's cell also speaks for the rows below its own. */
        else if (grid_span(s->grid, row, slot->col).end_row == row + 1)
            s->items[row] = slot->item;
    }
}

static bool
is_group_column(const struct seating *s, int col)
{
    for (int i = 0; i < s->n_groups; i++) {
        const struct leaf_place *leaf = &s->run->leaves[s->groups[i]];

        if (col >= leaf->col && col < leaf->end_col)
            return true;
    }
    return false;
}

/* Nothing in the row but words of groups, and formulas that wait. */
static bool
is_open(const struct seating *s, int row)
{
    int n;
    const struct cell *cells = grid_row(s->grid, row, &n);
    bool named = false;

    for (int i = 0; i < n; i++) {
        const struct cell *cell = &cells[i];
        struct span span = grid_span(s->grid, row, cell->col);

        named = named || cell_state_is_placeholder(cell);
        if (cell->type == CELL_BLANK || cell->col > s->last
            || cell_state_is_placeholder(cell) || cell_state_is_idle(cell))
            continue;
        if (cell->col >= s->left) {
            if (!is_group_column(s, cell->col) || cell->type != CELL_TEXT)
                return false;
            named = true;
        } else if (s->run->first >= 0 && span.end_row == span.top + 1) {
            return false;
        }
    }
    for (int col = s->left; col <= s->last; col++) {
        if (grid_span(s->grid, row, col).left < s->left)
            return false;
    }
    return named || (row < s->n_rows && s->formatted[row]);
}

static enum state
state_of(const struct seating *s, int row)
{
    if (s->items[row].n)
        return TAKEN;
    return !s->other[row] && is_open(s, row) ? OPEN : NOT_OURS;
}

/* How many groups of the row are the wanted ones, from the first on; with
   *fits false where one is another. */
static int
compare_groups(struct seating *s, int row, const struct text *wanted,
               bool *fits)
{
    struct text item = s->items[row];
    int same = 0;

    *fits = true;
    for (int i = 0; i < s->n_groups; i++) {
        int leaf = s->groups[i], col = s->run->columns[leaf];
        int top = grid_span(s->grid, row, col).top;
        struct text said = TEXT_NONE;

        /* Words of records that have rows are not on the sheet yet. */
        if (item.n || s->items[top].n)
            said = said_by_model(s, item.n ? item : s->items[top], leaf);
        if (!said.n)
            said = said_by_sheet(s, row, col);
        if (!said.n)
            continue;
        if (!wanted[i].n || !text_equal(said, wanted[i]))
            *fits = false;
        else if (same == i)
            same++;
    }
    return same;
}

/* ---- a record's row ---- */

struct seat
insert_group_find(struct arena *arena, const struct grid *grid,
                  const struct placement *placement, const struct row_run *run,
                  const struct model_table *data, struct text item,
                  const bool *formatted, int n_rows)
{
    struct seating s = { .arena = arena,
                         .grid = grid,
                         .placement = placement,
                         .run = run,
                         .data = data,
                         .formatted = formatted,
                         .n_rows = n_rows };
    struct text wanted[GROUPS];
    int n_wanted = 0, best = 0, behind = -1, partly = -1, blank = -1, end = -1;

    open_seating(&s);
    list_rows(&s);
    for (int i = 0; i < s.n_groups; i++) {
        wanted[i] = said_by_model(&s, item, s.groups[i]);
        n_wanted += wanted[i].n > 0;
    }
    for (int row = run->before; row < n_rows; row++) {
        enum state state = state_of(&s, row);
        bool fits;
        int same;

        if (state == NOT_OURS)
            break;
        same = compare_groups(&s, row, wanted, &fits);
        if (state == OPEN && fits && same == n_wanted && n_wanted > 0)
            return (struct seat){ row, true, 0 };
        if (state == OPEN && fits && same > 0 && partly < 0)
            partly = row;
        if (state == OPEN && fits && same == 0 && blank < 0 && row > run->last)
            blank = row;
        if (same > 0 && same >= best) {
            best = same;
            behind = row;
        }
        if (state == TAKEN || !fits || same > 0)
            end = row;
    }
    if (partly >= 0)
        return (struct seat){ partly, true, 0 };
    /* The row below its group is the sheet's for more of it. */
    if (behind >= 0 && blank == behind + 1)
        return (struct seat){ blank, true, 0 };
    if (behind >= 0)
        return (struct seat){ behind + 1, false, best };
    if (blank >= 0)
        return (struct seat){ blank, true, 0 };
    return (struct seat){ end < 0 ? -1 : end + 1, false, 0 };
}

/* ---- printed records ---- */

/* Does the model's record say what is printed in the row beside its groups? */
static bool
says_row(struct seating *s, int row, struct text item)
{
    bool some = false;

    for (int i = 0; i < s->run->block->n_leaves; i++) {
        struct text said;

        if (!s->run->rule->values[i].used || s->run->columns[i] < 0
            || s->run->rule->values[i].kind != VALUE_TEXT
            || is_group(s->run, i))
            continue;
        said = said_by_sheet(s, row, s->run->columns[i]);
        if (!said.n || cell_state_is_absent(said))
            continue;
        if (!text_equal(said, said_by_model(s, item, i)))
            return false;
        some = true;
    }
    return some;
}

static struct text
member(struct seating *s, int number)
{
    return item_member(s->arena, s->run->rule->item, number);
}

void
insert_group_settle(struct arena *arena, const struct grid *grid,
                    struct placement *placement, const struct row_run *run,
                    const struct model_table *data)
{
    struct seating s = { .arena = arena,
                         .grid = grid,
                         .placement = placement,
                         .run = run,
                         .data = data };
    struct text list = run->rule->item;
    int have = slot_last_member(placement, list);
    int want = model_last_member(data, list, data->n_facts + LIMIT_LIST_GAP);
    int next = 1;
    int *row, *now;
    bool *used;

    if (have == 0 || want == 0)
        return;
    open_seating(&s);
    row = ARENA_ARRAY(arena, int, have + 1);
    now = ARENA_ARRAY(arena, int, have + 1);
    used = ARENA_ARRAY(arena, bool, want + have + 1);
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(list, placement->slots[i].item);

        if (n > 0 && placement->slots[i].row > row[n])
            row[n] = placement->slots[i].row;
    }
    /* In place first: most lists stand as they stood. */
    for (int away = 0; away < 2; away++) {
        for (int n = 1; n <= have; n++) {
            for (int to = away ? 1 : n; !now[n] && to <= (away ? want : n);
                 to++) {
                if (to > want || used[to]
                    || !says_row(&s, row[n], member(&s, to)))
                    continue;
                now[n] = to;
                used[to] = true;
            }
        }
    }
    for (int n = 1; n <= have; n++) {
        while (!now[n] && used[next])
            next++;
        if (!now[n])
            used[now[n] = next] = true;
    }
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(list, placement->slots[i].item);

        if (n > 0 && now[n] != n)
            placement->slots[i].item = member(&s, now[n]);
    }
}
