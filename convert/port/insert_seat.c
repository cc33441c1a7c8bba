/* insert_seat.c - rows of a list in their order, and what they say of groups. */
#include "port/insert_seat.h"

#include "base/bytes.h"
#include "base/pairs.h"
#include "base/sorted.h"
#include "canon/item.h"

#define NONE (-1)

/* A row of the list. */
struct place_row {
    int row;            /* of the sheet; of a new one that which it is behind */
    int now;            /* once all are made; NONE: it was not */
    int previous, next; /* in the order of the sheet; NONE */
    int next_alike;     /* of the empty rows that say the same; NONE */
    bool made;          /* it is new */
    bool found;         /* for a record, here */
    struct text item;   /* of the record in it; "" */
    struct text *said;  /* [groups] folded; "" for nothing */
    int joins;          /* so many groups are those of the row above */
};

/* The empty rows that say the same. */
struct alike {
    struct text *said; /* [groups] its own: the rows' change */
    int first;         /* in their order; NONE */
};

struct seats {
    struct insert_sheet *sheet;
    struct insert_groups groups;
    struct place_row *rows; /* those of the sheet first, by row */
    int n, capacity, n_there;
    int before, tail; /* the sheet's row of rows[0]; the last row */
    int last;         /* the last row of the sheet with a record above it or
                            in it */
    struct alike *alikes;
    int n_alikes, alikes_capacity;
    struct pairs *alike_of; /* by all words */
    /* By the words of groups from the outermost on: the last row that says
       so. */
    struct pairs *heads;
    int *last_of;
    int n_heads, heads_capacity;
};

/* ---- the rows as they are ---- */

/* Which record each row of the sheet has, and which rows are another's. */
struct owners {
    struct text *items; /* [sheet->n_rows] */
    bool *other;
};

static struct owners
find_owners(const struct insert_groups *g)
{
    int n = g->sheet->n_rows;
    struct owners o = { ARENA_ARRAY(g->arena, struct text, n),
                        ARENA_ARRAY(g->arena, bool, n) };

    for (int i = 0; i < g->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(g->placement)[i];
        int row = slot->row;

        if (row < 0 || row >= n || slot->col < g->left || slot->col > g->last)
            continue;
        if (item_number_in(g->run->rule->item, slot->item) == 0)
            o.other[row] = true;
        /* A group's cell also speaks for the rows below its own. */
        else if (grid_span(g->grid, row, slot->col).end_row == row + 1)
            o.items[row] = slot->item;
    }
    return o;
}

/* A record's row, or an empty one. */
static bool
is_ours(const struct insert_groups *g, const struct owners *o, int row)
{
    return o->items[row].n
           || (!o->other[row]
               && insert_group_is_empty(g->sheet, g->run, row,
                                        g->run->first >= 0, true));
}

/* What the row says of its groups. */
static struct text *
words_of(const struct insert_groups *g, const struct owners *o, int row)
{
    struct text *said = ARENA_ARRAY(g->arena, struct text, g->n + 1);

    for (int i = 0; i < g->n; i++) {
        int leaf = g->leaves[i], col = g->run->leaves[leaf].col;
        int top = grid_span(g->grid, row, col).top;
        struct text item = o->items[row].n ? o->items[row] : o->items[top];

        /* Words of records that have rows are not on the sheet yet. */
        if (item.n)
            said[i] = insert_group_of_model(g, item, leaf);
        if (!said[i].n)
            said[i] = insert_group_of_sheet(g, row, col);
    }
    return said;
}

/* ---- what is known of them ---- */

static struct text
key_of(const struct seats *s, const struct text *said, int n)
{
    struct bytes out = { .arena = s->groups.arena };

    for (int i = 0; i < n; i++) {
        bytes_add(&out, said[i]);
        bytes_char(&out, '\x1f');
    }
    return bytes_text(&out);
}

/* A new row is known right behind the one that it is behind. */
static bool
is_later(const struct seats *s, int a, int b)
{
    return s->rows[a].made ? s->rows[a].previous == b
                           : s->rows[a].row > s->rows[b].row;
}

static void
note_words(struct seats *s, int index)
{
    const struct text *said = s->rows[index].said;

    for (int n = 1; n <= s->groups.n && said[n - 1].n; n++) {
        int found
            = pairs_add(s->heads, key_of(s, said, n), TEXT_NONE, s->n_heads);

        if (found < 0)
            ARENA_PUSH(s->groups.arena, s->last_of, s->n_heads,
                       s->heads_capacity, index);
        else if (is_later(s, index, s->last_of[found]))
            s->last_of[found] = index;
    }
}

/* Puts an empty row among those that say the same, in their order. */
static void
add_alike(struct seats *s, int index)
{
    struct place_row *row = &s->rows[index];
    int found = pairs_add(s->alike_of, key_of(s, row->said, s->groups.n),
                          TEXT_NONE, s->n_alikes);
    int *at;

    if (found < 0) {
        struct alike alike
            = { ARENA_ARRAY(s->groups.arena, struct text, s->groups.n + 1),
                NONE };

        for (int i = 0; i < s->groups.n; i++)
            alike.said[i] = row->said[i];
        found = s->n_alikes;
        ARENA_PUSH(s->groups.arena, s->alikes, s->n_alikes, s->alikes_capacity,
                   alike);
    }
    at = &s->alikes[found].first;
    while (*at != NONE && *at < index)
        at = &s->rows[*at].next_alike;
    row->next_alike = *at;
    *at = index;
}

/* Nothing where it is offered to nobody any more. */
static void
remove_alike(struct seats *s, int index)
{
    int found = pairs_find(
        s->alike_of, key_of(s, s->rows[index].said, s->groups.n), TEXT_NONE);
    int *at = &s->alikes[found].first;

    while (*at != NONE && *at != index)
        at = &s->rows[*at].next_alike;
    if (*at != NONE)
        *at = s->rows[index].next_alike;
}

struct seats *
insert_seat_open(struct insert_sheet *sheet, const struct placement *placement,
                 const struct row_run *run, struct model_index *data)
{
    struct seats *s = ARENA_NEW(sheet->arena, struct seats);
    struct owners owners;

    s->sheet = sheet;
    s->groups = insert_group_open(sheet->arena, sheet, placement, run, data);
    s->alike_of = pairs_new(sheet->arena);
    s->heads = pairs_new(sheet->arena);
    s->before = run->before;
    s->last = run->last;
    owners = find_owners(&s->groups);
    for (int row = s->before;
         row < sheet->n_rows && is_ours(&s->groups, &owners, row); row++) {
        struct place_row place = { .row = row,
                                   .previous = s->n - 1,
                                   .next = s->n + 1,
                                   .next_alike = NONE,
                                   .item = owners.items[row],
                                   .said = words_of(&s->groups, &owners, row) };

        ARENA_PUSH(sheet->arena, s->rows, s->n, s->capacity, place);
        note_words(s, s->n - 1);
    }
    for (int i = s->n - 1; i >= 0; i--) {
        if (!s->rows[i].item.n)
            add_alike(s, i);
    }
    s->n_there = s->n;
    s->tail = s->n - 1;
    if (s->n > 0)
        s->rows[s->tail].next = NONE;
    return s;
}

/* ---- a record's row ---- */

/* How many groups are the wanted ones, from the outermost on; -1: one is
   another. */
static int
count_same(const struct seats *s, const struct text *said,
           const struct text *wanted)
{
    int same = 0;

    for (int i = 0; i < s->groups.n; i++) {
        if (!said[i].n)
            continue;
        if (!wanted[i].n || !text_equal(said[i], wanted[i]))
            return NONE;
        same += same == i;
    }
    return same;
}

/* What the rows of the list offer to a record; NONE: none does. */
struct offers {
    int whole;        /* an empty row that says all of its groups */
    int partly;       /* the first empty one that says the outer ones */
    int behind, same; /* the last row that says most of them, and how many */
    int blank;        /* the first empty one below the records that says none */
};

static void
offer(int *best, int index)
{
    if (index != NONE && (*best == NONE || index < *best))
        *best = index;
}

static struct offers
find_offers(struct seats *s, const struct text *wanted, int n_wanted)
{
    struct offers o = { NONE, NONE, NONE, 0, NONE };

    for (int i = 0; i < s->n_alikes; i++) {
        struct alike *alike = &s->alikes[i];
        int same = count_same(s, alike->said, wanted);

        /* Rows above a record are none for others without words. */
        while (same == 0 && alike->first != NONE
               && s->rows[alike->first].row <= s->last)
            alike->first = s->rows[alike->first].next_alike;
        if (same > 0 && same == n_wanted)
            offer(&o.whole, alike->first);
        if (same > 0)
            offer(&o.partly, alike->first);
        if (same == 0)
            offer(&o.blank, alike->first);
    }
    for (int n = s->groups.n; n > 0 && o.behind == NONE; n--) {
        int found = pairs_find(s->heads, key_of(s, wanted, n), TEXT_NONE);

        if (found >= 0) {
            o.behind = s->last_of[found];
            o.same = n;
        }
    }
    return o;
}

/* The last row that is not an empty one without words. */
static int
find_end(const struct seats *s, const struct text *wanted)
{
    int i = s->tail;

    while (i != NONE && !s->rows[i].item.n
           && count_same(s, s->rows[i].said, wanted) == 0)
        i = s->rows[i].previous;
    return i;
}

static int
add_behind(struct seats *s, int index)
{
    struct place_row made = { .row = s->rows[index].row,
                              .previous = index,
                              .next = s->rows[index].next,
                              .next_alike = NONE,
                              .made = true };

    made.said = ARENA_ARRAY(s->groups.arena, struct text, s->groups.n + 1);
    ARENA_PUSH(s->groups.arena, s->rows, s->n, s->capacity, made);
    s->rows[index].next = s->n - 1;
    if (made.next == NONE)
        s->tail = s->n - 1;
    else
        s->rows[made.next].previous = s->n - 1;
    return s->n - 1;
}

/* The rule of choice, the best offer first; NONE: nothing is offered. */
static int
choose(struct seats *s, const struct offers *o, const struct text *wanted,
       int *joins)
{
    int end;

    *joins = 0;
    if (o->whole != NONE)
        return o->whole;
    if (o->partly != NONE)
        return o->partly;
    if (o->behind != NONE) {
        *joins = o->same;
        /* The row below its group is the sheet's for more of it. */
        return o->blank != NONE && s->rows[o->behind].next == o->blank
                   ? o->blank
                   : add_behind(s, o->behind);
    }
    if (o->blank != NONE)
        return o->blank;
    end = find_end(s, wanted);
    return end == NONE ? NONE : add_behind(s, end);
}

/* The empty rows below a merged cell say what its first record does. */
static void
spread_words(struct seats *s, int index)
{
    for (int i = 0; i < s->groups.n; i++) {
        int col = s->groups.run->leaves[s->groups.leaves[i]].col;
        int row = s->rows[index].row;
        struct span span = grid_span(s->groups.grid, row, col);
        struct text said = s->rows[index].said[i];

        for (int at = index + 1; span.top == row && at < s->n_there
                                 && at - index < span.end_row - row;
             at++) {
            if (s->rows[at].item.n || text_equal(s->rows[at].said[i], said))
                continue;
            remove_alike(s, at);
            s->rows[at].said[i] = said;
            add_alike(s, at);
            note_words(s, at);
        }
    }
}

bool
insert_seat_find(struct seats *s, struct text item)
{
    struct insert_groups *g = &s->groups;
    struct text *wanted = ARENA_ARRAY(g->arena, struct text, g->n + 1);
    struct place_row *row;
    struct offers offers;
    int n_wanted = 0, index, joins;

    for (int i = 0; i < g->n; i++) {
        wanted[i] = insert_group_of_model(g, item, g->leaves[i]);
        n_wanted += wanted[i].n > 0;
    }
    offers = find_offers(s, wanted, n_wanted);
    index = choose(s, &offers, wanted, &joins);
    if (index == NONE)
        return false;
    row = &s->rows[index];
    if (!row->made)
        remove_alike(s, index);
    row->item = item;
    row->found = true;
    row->joins = joins;
    for (int i = 0; i < g->n; i++) {
        if (wanted[i].n)
            row->said[i] = wanted[i];
    }
    note_words(s, index);
    if (!row->made)
        spread_words(s, index);
    s->last = row->row > s->last ? row->row : s->last;
    return true;
}

/* ---- cells that become one with those above them ---- */

struct joining {
    const struct seats *s;
    struct grid *grid;
    int n_merges;       /* of the sheet before */
    struct span *grown; /* as they are to be, whether there was one or not */
    int n_grown, grown_capacity;
    struct span *gone; /* that new rows have for themselves */
    int n_gone, gone_capacity;
};

/* Does the row's cell in a column of groups ('group' -1: left of the list)
   become one with what is above it, which ends there? */
static bool
is_joined(const struct joining *j, const struct place_row *row,
          struct span here, struct span above, int group)
{
    if (!row->found || row->now == NONE || above.end_row != row->now
        || (group < 0 ? !row->made : row->joins <= group))
        return false;
    if (group < 0) /* what speaks for several rows, the whole list say */
        return above.left == here.left && above.top < row->now - 1;
    return row->made
           || (j->s->sheet->joins && above.end_col == above.left + 1
               && here.end_row == here.top + 1
               && here.end_col == here.left + 1);
}

static void
push_grown(struct joining *j, struct span span)
{
    if (span.end_row > 0)
        ARENA_PUSH(j->s->groups.arena, j->grown, j->n_grown, j->grown_capacity,
                   span);
}

/* Downward, so that a row joins what the row above has joined. */
static void
join_column(struct joining *j, int col, int group)
{
    struct span open = { 0 };

    for (int i = 0; i != NONE; i = j->s->rows[i].next) {
        const struct place_row *row = &j->s->rows[i];
        struct span here = grid_span(j->grid, row->now, col);
        struct span above = open.end_row > 0 && open.end_row == row->now
                                ? open
                                : grid_span(j->grid, row->now - 1, col);

        if (!is_joined(j, row, here, above, group))
            continue;
        if (row->made && here.end_col > here.left + 1)
            ARENA_PUSH(j->s->groups.arena, j->gone, j->n_gone, j->gone_capacity,
                       here);
        if (above.end_row != open.end_row)
            push_grown(j, open);
        open = above;
        open.end_row = row->now + 1;
    }
    push_grown(j, open);
}

/* That merge of the sheet, or NULL. */
static struct span *
find_merge(const struct joining *j, const struct span *span)
{
    struct span *merges = j->grid->merges;
    int at;

    SORTED_FIND(
        at, 0, j->n_merges,
        merges[at].top < span->top
            || (merges[at].top == span->top && merges[at].left < span->left));
    return at < j->n_merges && merges[at].top == span->top
                   && merges[at].left == span->left
               ? &merges[at]
               : NULL;
}

static void
join_cells(const struct seats *s)
{
    struct grid *grid = s->sheet->grid;
    struct joining j = { .s = s, .grid = grid, .n_merges = grid->n_merges };
    int n = 0;

    for (int i = 0; i < s->groups.n; i++)
        join_column(&j, s->groups.run->leaves[s->groups.leaves[i]].col, i);
    for (int col = 0; col < s->groups.left; col++)
        join_column(&j, col, -1);
    for (int i = 0; i < j.n_gone; i++) {
        struct span *merge = find_merge(&j, &j.gone[i]);

        if (merge)
            merge->end_row = merge->top;
    }
    for (int i = 0; i < j.n_grown; i++) {
        struct span *merge = find_merge(&j, &j.grown[i]);

        if (merge)
            merge->end_row = j.grown[i].end_row;
        else
            grid_merge(s->groups.arena, grid, j.grown[i]);
    }
    for (int i = 0; i < grid->n_merges; i++) {
        if (grid->merges[i].end_row > grid->merges[i].top)
            grid->merges[n++] = grid->merges[i];
    }
    grid->n_merges = n;
    grid_finish(s->groups.arena, grid);
}

/* ---- the rows made ---- */

struct insert_entry *
insert_seat_close(struct seats *s, int *n)
{
    struct insert_entry *entries
        = ARENA_ARRAY(s->groups.arena, struct insert_entry, s->n + 1);

    *n = 0;
    for (int i = s->n > 0 ? 0 : NONE; i != NONE; i = s->rows[i].next) {
        struct place_row *row = &s->rows[i];

        row->now = row->row + row->made + insert_row_asked(s->sheet);
        if (row->made && !insert_row(s->sheet, row->row + 1, row->row))
            row->now = NONE;
        else if (row->found)
            entries[(*n)++] = (struct insert_entry){ row->item, row->now };
    }
    if (*n == 0)
        return entries;
    insert_row_apply(s->sheet, s->groups.run);
    join_cells(s);
    return entries;
}
