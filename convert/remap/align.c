/* align.c - members matched by what they hold. */
#include "remap/align.h"

#include "canon/item.h"

#define PAIRS_MAX 4000000 /* members times members; more are left in order */

/* The facts of one member. */
struct member {
    const struct fact **facts;
    int n, capacity;
};

struct matching {
    struct arena *arena;
    struct align_list *list;
    struct member *old, *new; /* [numbers + 1], from 1 */
};

int
align_number(const struct model_table *table, struct text item,
             struct text *list)
{
    enum item_kind kind;
    int number = item_number(item, list);

    if (number == 0 || !schema_item(table->schema, item, &kind)
        || kind != ITEM_NUMBERED)
        return 0;
    return number;
}

struct align_list *
align_find(const struct match *match, struct text list)
{
    for (int i = 0; i < match->n_lists; i++) {
        if (text_equal(match->lists[i].list, list))
            return &match->lists[i];
    }
    return NULL;
}

/* ---- members ---- */

static void
count(struct arena *arena, struct match *match, const struct model_table *table,
      bool old)
{
    for (int i = 0; i < table->n_facts; i++) {
        struct align_list fresh = { .list = TEXT_NONE }, *list;
        int number = align_number(table, *table->facts[i].item, &fresh.list);
        int *most;

        if (number == 0)
            continue;
        list = align_find(match, fresh.list);
        if (list == NULL) {
            ARENA_PUSH(arena, match->lists, match->n_lists,
                       match->lists_capacity, fresh);
            list = &match->lists[match->n_lists - 1];
        }
        most = old ? &list->n_old : &list->n_new;
        *most = number > *most ? number : *most;
    }
}

static struct member *
members_of(struct arena *arena, const struct model_table *table,
           struct text list, int n)
{
    struct member *members = ARENA_ARRAY(arena, struct member, n + 1);

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];
        struct member *member;
        struct text word;
        int number = align_number(table, *fact->item, &word);

        if (number == 0 || !text_equal(word, list))
            continue;
        member = &members[number];
        ARENA_PUSH(arena, member->facts, member->n, member->capacity, fact);
    }
    return members;
}

/* How much two members say alike; words tell more than figures. */
static int
likeness(const struct member *a, const struct member *b)
{
    int alike = 0;

    for (int i = 0; i < a->n; i++) {
        for (int k = 0; k < b->n; k++) {
            if (!text_equal(a->facts[i]->of->measure, b->facts[k]->of->measure))
                continue;
            if (model_value_equal(a->facts[i], b->facts[k]))
                alike += schema_is_text(a->facts[i]->of->kind) ? 3 : 2;
            break;
        }
    }
    return alike;
}

static bool
is_same(const struct member *a, const struct member *b)
{
    int all = 0;

    for (int i = 0; i < a->n; i++)
        all += schema_is_text(a->facts[i]->of->kind) ? 3 : 2;
    return a->n == b->n && a->n > 0 && likeness(a, b) == all;
}

/* ---- matching ---- */

static void
pair_up(struct matching *m, int old, int new)
{
    m->list->new_of[old] = new;
    m->list->old_of[new] = old;
}

/* The matching of [old, old_end) with [new, new_end) that has most in common,
   by the table of all shorter ones. */
static void
match_best(struct matching *m, int old, int old_end, int new, int new_end)
{
    int rows = old_end - old, cols = new_end - new, i = rows, k = cols;
    int *best;

    if (rows <= 0 || cols <= 0 || (int64_t)rows * cols > PAIRS_MAX)
        return;
    best = ARENA_ARRAY(m->arena, int, (rows + 1) * (cols + 1));
#define BEST(i, k) best[(i) * (cols + 1) + (k)]
    for (int r = 1; r <= rows; r++) {
        for (int c = 1; c <= cols; c++) {
            int alike = likeness(&m->old[old + r - 1], &m->new[new + c - 1]);
            int most = BEST(r - 1, c) > BEST(r, c - 1) ? BEST(r - 1, c)
                                                       : BEST(r, c - 1);

            if (alike > 0 && BEST(r - 1, c - 1) + alike >= most)
                most = BEST(r - 1, c - 1) + alike;
            BEST(r, c) = most;
        }
    }
    while (i > 0 && k > 0) {
        int alike = likeness(&m->old[old + i - 1], &m->new[new + k - 1]);

        if (alike > 0 && BEST(i, k) == BEST(i - 1, k - 1) + alike) {
            pair_up(m, old + --i, new + --k);
        } else if (BEST(i, k) == BEST(i - 1, k)) {
            i--;
        } else {
            k--;
        }
    }
#undef BEST
}

/* Between two that are matched: as many on both sides are the same. */
static void
match_gaps(struct matching *m)
{
    int old = 1, new = 1;

    while (old <= m->list->n_old || new <= m->list->n_new) {
        int old_end = old, new_end = new;

        while (old_end <= m->list->n_old && m->list->new_of[old_end] == 0)
            old_end++;
        while (new_end <= m->list->n_new && m->list->old_of[new_end] == 0)
            new_end++;
        if (old_end - old == new_end - new) {
            for (int i = 0; i < old_end - old; i++)
                pair_up(m, old + i, new + i);
        }
        old = old_end + 1;
        new = new_end + 1;
    }
}

static void
align_list(struct matching *m, bool in_place)
{
    int first = 1, old_end = m->list->n_old + 1, new_end = m->list->n_new + 1;

    while (first < old_end && first < new_end
           && is_same(&m->old[first], &m->new[first])) {
        pair_up(m, first, first);
        first++;
    }
    while (old_end > first && new_end > first
           && is_same(&m->old[old_end - 1], &m->new[new_end - 1]))
        pair_up(m, --old_end, --new_end);
    match_best(m, first, old_end, first, new_end);
    if (in_place)
        match_gaps(m);
}

struct match *
align_tables(struct arena *arena, const struct model_table *old,
             const struct model_table *new, bool in_place)
{
    struct match *match = ARENA_NEW(arena, struct match);

    count(arena, match, old, true);
    count(arena, match, new, false);
    for (int i = 0; i < match->n_lists; i++) {
        struct align_list *list = &match->lists[i];
        struct matching m = { arena, list, NULL, NULL };

        list->new_of = ARENA_ARRAY(arena, int, list->n_old + 1);
        list->old_of = ARENA_ARRAY(arena, int, list->n_new + 1);
        m.old = members_of(arena, old, list->list, list->n_old);
        m.new = members_of(arena, new, list->list, list->n_new);
        align_list(&m, in_place);
    }
    return match;
}

/* ---- items ---- */

static struct text
item_of(struct arena *arena, const struct match *match,
        const struct model_table *table, struct text item, bool new)
{
    struct text word;
    int number = align_number(table, item, &word), other = 0;
    const struct align_list *list = align_find(match, word);

    if (number == 0)
        return item;
    if (list != NULL && number <= (new ? list->n_old : list->n_new))
        other = new ? list->new_of[number] : list->old_of[number];
    if (other == number)
        return item;
    return other == 0 ? TEXT_NONE : item_member(arena, word, other);
}

struct text
align_new_item(struct arena *arena, const struct match *match,
               const struct model_table *table, struct text item)
{
    return item_of(arena, match, table, item, true);
}

struct text
align_old_item(struct arena *arena, const struct match *match,
               const struct model_table *table, struct text item)
{
    return item_of(arena, match, table, item, false);
}
