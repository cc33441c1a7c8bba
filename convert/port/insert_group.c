/* insert_group.c - records and printed groups, matched by their words. */
#include "port/insert_group.h"

#include "base/limits.h"
#include "book/cell_state.h"
#include "canon/item.h"

enum state { NOT_OURS, OPEN, TAKEN };

struct seating {
    struct arena *arena;
    const struct insert_sheet *sheet;
    const struct grid *grid;
    const struct placement *placement;
    const struct row_run *run;
    struct model_index *data;
    struct text *items; /* [sheet->n_rows] of the record there */
    bool *other;        /* [sheet->n_rows] slots of something else */
    int *groups;        /* [n_groups] leaves */
    int n_groups;
    int left, last; /* columns of the run */
};

static bool
is_group(const struct row_run *run, int leaf)
{
    return run->block->leaves[leaf]->group && run->rule->values[leaf].used
           && run->leaves[leaf].col >= 0;
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

static struct seating
open_seating(struct arena *arena, const struct insert_sheet *sheet,
             const struct placement *placement, const struct row_run *run,
             struct model_index *data)
{
    struct seating s = { .arena = arena,
                         .sheet = sheet,
                         .grid = sheet->grid,
                         .placement = placement,
                         .run = run,
                         .data = data };

    insert_row_columns(run, &s.left, &s.last);
    s.groups = ARENA_ARRAY(s.arena, int, run->block->n_leaves + 1);
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (is_group(run, i))
            s.groups[s.n_groups++] = i;
    }
    return s;
}

/* ---- what is said ---- */

static struct text
said_by_model(struct seating *s, struct text item, int leaf)
{
    const struct fact *fact
        = model_index_find(s->data, item, s->run->rule->values[leaf].measure);

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
    s->items = ARENA_ARRAY(s->arena, struct text, s->sheet->n_rows);
    s->other = ARENA_ARRAY(s->arena, bool, s->sheet->n_rows);
    for (int i = 0; i < s->placement->n_slots; i++) {
        const struct slot *slot = &s->placement->slots[i];
        int row = slot->row;

        if (row < 0 || row >= s->sheet->n_rows || slot->col < s->left
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
    return named || (row < s->sheet->n_rows && s->sheet->formatted[row]);
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
        int leaf = s->groups[i], col = s->run->leaves[leaf].col;
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

/* What the rows of the list offer to a record; -1: none does. */
struct offers {
    int whole;        /* an empty row that says all of its groups */
    int partly;       /* the first empty one that says the outer ones */
    int behind, same; /* the last row that says most of them, and how many */
    int blank;        /* the first empty one below the list that says none */
    int end;          /* the last row of the list */
};

static struct offers
find_offers(struct seating *s, const struct text *wanted, int n_wanted)
{
    struct offers o = { -1, -1, -1, 0, -1, -1 };

    for (int row = s->run->before; row < s->sheet->n_rows && o.whole < 0;
         row++) {
        enum state state = state_of(s, row);
        bool fits, open;
        int same;

        if (state == NOT_OURS)
            break;
        same = compare_groups(s, row, wanted, &fits);
        open = state == OPEN && fits;
        if (open && same == n_wanted && n_wanted > 0)
            o.whole = row;
        if (open && same > 0 && o.partly < 0)
            o.partly = row;
        if (open && same == 0 && o.blank < 0 && row > s->run->last)
            o.blank = row;
        if (same > 0 && same >= o.same) {
            o.same = same;
            o.behind = row;
        }
        if (state == TAKEN || !fits || same > 0)
            o.end = row;
    }
    return o;
}

/* The rule of choice, the best offer first. */
static struct seat
choose(const struct offers *o)
{
    if (o->whole >= 0)
        return (struct seat){ o->whole, true, 0 };
    if (o->partly >= 0)
        return (struct seat){ o->partly, true, 0 };
    /* The row below its group is the sheet's for more of it. */
    if (o->behind >= 0 && o->blank == o->behind + 1)
        return (struct seat){ o->blank, true, o->same };
    if (o->behind >= 0)
        return (struct seat){ o->behind + 1, false, o->same };
    if (o->blank >= 0)
        return (struct seat){ o->blank, true, 0 };
    if (o->end >= 0)
        return (struct seat){ o->end + 1, false, 0 };
    return (struct seat){ -1, false, 0 };
}

struct seat
insert_group_find(const struct insert_sheet *sheet,
                  const struct placement *placement, const struct row_run *run,
                  struct model_index *data, struct text item)
{
    struct arena scratch = arena_beside(sheet->arena);
    struct seating s = open_seating(&scratch, sheet, placement, run, data);
    struct text *wanted = ARENA_ARRAY(s.arena, struct text, s.n_groups + 1);
    struct offers offers;
    int n_wanted = 0;

    list_rows(&s);
    for (int i = 0; i < s.n_groups; i++) {
        wanted[i] = said_by_model(&s, item, s.groups[i]);
        n_wanted += wanted[i].n > 0;
    }
    offers = find_offers(&s, wanted, n_wanted);
    arena_release(&scratch);
    return choose(&offers);
}

/* ---- printed records ---- */

/* Does the model's record say what is printed in the row beside its groups? */
static bool
says_row(struct seating *s, int row, struct text item)
{
    bool some = false;

    for (int i = 0; i < s->run->block->n_leaves; i++) {
        struct text said;

        if (!s->run->rule->values[i].used || s->run->leaves[i].col < 0
            || !schema_is_text(s->run->rule->values[i].kind)
            || is_group(s->run, i))
            continue;
        said = said_by_sheet(s, row, s->run->leaves[i].col);
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

/* The records that a sheet prints, and which of the model's each is. */
struct printed {
    int have;   /* numbered 1 to have */
    int *row;   /* [have + 1] the last of each */
    int *now;   /* [have + 1] the model's number; 0: not known yet */
    int want;   /* the model's are numbered 1 to want */
    bool *used; /* [want + have + 1] the model's numbers */
};

static struct printed
find_printed(const struct seating *s, const struct model_table *data)
{
    struct text list = s->run->rule->item;
    const struct placement *placement = s->placement;
    struct printed p = { .have = slot_last_member(placement, list) };

    p.want = model_last_member(data, list, data->n_facts + LIMIT_LIST_GAP);
    p.row = ARENA_ARRAY(s->arena, int, p.have + 1);
    p.now = ARENA_ARRAY(s->arena, int, p.have + 1);
    p.used = ARENA_ARRAY(s->arena, bool, p.want + p.have + 1);
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(list, placement->slots[i].item);

        if (n > 0 && placement->slots[i].row > p.row[n])
            p.row[n] = placement->slots[i].row;
    }
    return p;
}

/* Gives a printed record the first number whose record says the same. */
static void
find_same(struct seating *s, struct printed *p, int n, int first, int last)
{
    for (int to = first; p->now[n] == 0 && to <= last; to++) {
        if (p->used[to] || !says_row(s, p->row[n], member(s, to)))
            continue;
        p->now[n] = to;
        p->used[to] = true;
    }
}

void
insert_group_settle(const struct insert_sheet *sheet,
                    struct placement *placement, const struct row_run *run,
                    const struct model_table *data)
{
    struct seating s;
    struct printed p;
    int next = 1;

    if (slot_last_member(placement, run->rule->item) == 0)
        return;
    s = open_seating(sheet->arena, sheet, placement, run,
                     model_index(sheet->arena, data));
    p = find_printed(&s, data);
    if (p.want == 0)
        return;
    /* In place first: most lists are as they were. */
    for (int n = 1; n <= p.have && n <= p.want; n++)
        find_same(&s, &p, n, n, n);
    for (int n = 1; n <= p.have; n++)
        find_same(&s, &p, n, 1, p.want);
    for (int n = 1; n <= p.have; n++) {
        if (p.now[n] > 0)
            continue;
        while (p.used[next])
            next++;
        p.now[n] = next;
        p.used[next] = true;
    }
    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(run->rule->item, placement->slots[i].item);

        if (n > 0 && p.now[n] != n)
            placement->slots[i].item = member(&s, p.now[n]);
    }
}
