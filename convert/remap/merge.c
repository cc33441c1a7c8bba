/* merge.c - one model of what is kept and what is there now. */
#include "remap/merge.h"

#include "canon/item.h"
#include "mapping/domain.h"
#include "remap/align.h"
#include "remap/coverage.h"
#include "remap/year.h"

/* ---- tables ---- */

struct joining {
    struct arena *arena;
    const struct migrate_past *past;
    const struct model *source;
    int *now_of; /* [tables then said] its table in the source, or -1 */
    bool *taken; /* [source tables] */
    const struct model *lost; /* what was not written then */
    struct model *joined;
    struct diag_list *diags;
};

static int
find_now(const struct joining *j, const struct model_table *then, bool by_sheet)
{
    for (int i = 0; i < j->source->n_tables; i++) {
        const struct model_table *now = &j->source->tables[i];

        if (!j->taken[i] && now->schema == then->schema
            && (by_sheet ? text_equal(now->sheet, then->sheet)
                         : text_equal(now->instance, then->instance)))
            return i;
    }
    return -1;
}

/* Those that have no other half yet; the first of them, or -1. */
static int
count_open(const struct joining *j, const struct schema_table *schema, bool now,
           int *first)
{
    const struct model *model = now ? j->source : j->past->then.says;
    int n = 0;

    *first = -1;
    for (int i = model->n_tables - 1; i >= 0; i--) {
        if (model->tables[i].schema != schema
            || (now ? j->taken[i] : j->now_of[i] >= 0))
            continue;
        *first = i;
        n++;
    }
    return n;
}

/* By name, by sheet, and where as many are left on both sides, by order. */
static void
find_tables(struct joining *j)
{
    const struct model *then = j->past->then.says;
    int now;

    for (int i = 0; i < then->n_tables; i++)
        j->now_of[i] = -1;
    for (int by_sheet = 0; by_sheet <= 1; by_sheet++) {
        for (int i = 0; i < then->n_tables; i++) {
            now = j->now_of[i] < 0
                      ? find_now(j, &then->tables[i], by_sheet == 1)
                      : -1;
            if (now < 0)
                continue;
            j->now_of[i] = now;
            j->taken[now] = true;
        }
    }
    for (int i = 0; i < then->n_tables; i++) {
        int first;

        if (j->now_of[i] >= 0
            || count_open(j, then->tables[i].schema, true, &now)
                   != count_open(j, then->tables[i].schema, false, &first))
            continue;
        j->now_of[i] = now;
        j->taken[now] = true;
    }
}

/* A sheet that was drawn because it belongs to the set, and of no table: what
   it has now came since. */
static void
leave_new(struct joining *j)
{
    const struct written *then = &j->past->then;

    for (int k = 0; k < then->says->n_tables; k++) {
        bool of_was = false;

        for (int i = 0; i < j->past->was->n_tables; i++)
            of_was = of_was || then->says_of[i] == k;
        if (!of_was && j->now_of[k] >= 0)
            j->taken[j->now_of[k]] = false;
    }
}

/* ---- the numbers of list members ---- */

/* A list's members in the end: those that were and those that are. */
struct merged_list {
    struct text list;
    int n_was, n_now;
    int *of_was, *of_now; /* [n + 1] 0: gone */
};

struct merging {
    struct arena *arena;
    const struct model_table *was, *then, *now;
    struct match *written, *changed; /* was to then, then to now */
    struct merged_list *lists;
    int n_lists, lists_capacity;
};

static void
merge_list(struct merging *m, struct text list)
{
    const struct align_list *written = align_find(m->written, list);
    const struct align_list *changed = align_find(m->changed, list);
    struct merged_list merged = { .list = list };
    int last = 0, done = 0;

    merged.n_was = written != NULL ? written->n_old : 0;
    merged.n_now = changed != NULL ? changed->n_new : 0;
    merged.of_was = ARENA_ARRAY(m->arena, int, merged.n_was + 1);
    merged.of_now = ARENA_ARRAY(m->arena, int, merged.n_now + 1);
    for (int was = 1; was <= merged.n_was; was++) {
        int then = written->new_of[was], now = 0;

        if (then > 0 && changed != NULL && then <= changed->n_old)
            now = changed->new_of[then];
        if (then > 0 && now == 0)
            continue;
        while (done < now - 1)
            merged.of_now[++done] = ++last;
        merged.of_was[was] = ++last;
        if (now > 0)
            merged.of_now[done = now] = last;
    }
    while (done < merged.n_now)
        merged.of_now[++done] = ++last;
    ARENA_PUSH(m->arena, m->lists, m->n_lists, m->lists_capacity, merged);
}

static void
merge_lists(struct merging *m)
{
    m->written = align_tables(m->arena, m->was, m->then, false);
    m->changed = align_tables(m->arena, m->then, m->now, true);
    for (int i = 0; i < m->written->n_lists; i++)
        merge_list(m, m->written->lists[i].list);
    for (int i = 0; i < m->changed->n_lists; i++) {
        struct text list = m->changed->lists[i].list;

        if (align_find(m->written, list) == NULL)
            merge_list(m, list);
    }
}

/* The item's number in the end; TEXT_NONE where its member is gone. */
static struct text
merged_item(const struct merging *m, const struct model_table *table,
            struct text item)
{
    struct text list;
    int number = align_number(table, item, &list), last = 0;

    if (number == 0)
        return item;
    for (int i = 0; i < m->n_lists; i++) {
        const struct merged_list *merged = &m->lists[i];

        if (!text_equal(merged->list, list))
            continue;
        if (table == m->now)
            last = number <= merged->n_now ? merged->of_now[number] : 0;
        else
            last = number <= merged->n_was ? merged->of_was[number] : 0;
    }
    if (last == number)
        return item;
    return last == 0 ? TEXT_NONE : item_member(m->arena, list, last);
}

/* ---- one table ---- */

static void
add_fact(struct joining *j, struct model_table *to, const struct fact *fact,
         struct text item)
{
    model_copy_fact(j->arena, to, *fact)->item
        = model_share_item(j->arena, &to->shared, item);
}

/*
 * What the sheets say by themselves, and always did: no figure of the filing.
 * Where K holds another value for the place, that one counts.
 */
static bool
is_drawn(const struct merging *m, const struct fact *now,
         struct model_index *then, struct model_index *was)
{
    struct text item = align_old_item(m->arena, m->changed, m->now, *now->item);
    const struct fact *before
        = item.n > 0 ? model_index_find(then, item, now->of->measure) : NULL;
    const struct fact *first;

    if (before == NULL || !model_value_equal(before, now))
        return false;
    item = align_old_item(m->arena, m->written, m->then, item);
    first = item.n > 0 ? model_index_find(was, item, now->of->measure) : NULL;
    return first == NULL || !model_value_equal(first, now);
}

static bool
add_now(struct joining *j, const struct merging *m, struct model_table *to)
{
    struct model_index *then = model_index(j->arena, m->then);
    struct model_index *was = model_index(j->arena, m->was);
    bool changed = m->now->n_facts != m->then->n_facts;

    for (int i = 0; i < m->now->n_facts; i++) {
        const struct fact *fact = &m->now->facts[i], *before;
        struct text item = merged_item(m, m->now, *fact->item);

        before = model_index_find(then, *fact->item, fact->of->measure);
        changed = changed || before == NULL || !model_value_equal(before, fact);
        if (item.n > 0 && !is_drawn(m, fact, then, was))
            add_fact(j, to, fact, item);
    }
    return changed;
}

static void
report_unused(struct joining *j, const struct model_table *now,
              const struct fact *fact, struct diag **d)
{
    if (*d == NULL)
        *d = diag_add(
            j->diags, DIAG_KEPT_UNUSED,
            PLACE_SHEET(j->source->file, text_zero(j->arena, now->sheet)),
            PLACE_NONE,
            "what was kept of list members that are no longer here "
            "is not restored");
    if ((*d)->n_detail < 20)
        diag_detail(j->diags, *d, "%.*s, %.*s = %.*s", TEXT_ARG(*fact->item),
                    TEXT_ARG(fact->of->measure),
                    TEXT_ARG(model_value_text(j->arena, fact)));
}

static const struct model_table *
find_lost(const struct merging *m, const struct model *lost)
{
    return model_find_table(lost, text_of(m->was->schema->id),
                            m->was->instance);
}

/* What B has no place for; 'told' were added before. */
static void
add_lost(struct joining *j, const struct merging *m, struct model_table *to,
         const struct model_table *from, const struct model_table *told)
{
    struct model_index *index = model_index(j->arena, to);
    struct diag *unused = NULL;
    int n = to->n_facts;

    for (int i = 0; from != NULL && i < from->n_facts; i++) {
        struct fact fact = from->facts[i];
        struct fact_column column;
        struct text item = merged_item(m, m->was, *fact.item);

        fact.row = fact.col = -1; /* a cell of another workbook */
        column = *fact.of;
        column.sheet = NULL;
        fact.of = model_share(j->arena, &to->shared, column);
        if (item.n == 0 && told != NULL
            && model_find(told, *from->facts[i].item, fact.of->measure) != NULL)
            continue;
        if (item.n == 0)
            report_unused(j, m->now, &fact, &unused);
        else if (model_index_find(index, item, fact.of->measure) == NULL)
            add_fact(j, to, &fact, item);
    }
    if (from != NULL && to->n_facts > n)
        model_merge_names(j->arena, to, from->names, from->n_names);
}

static void
join_table(struct joining *j, const struct model_table *was,
           const struct model_table *then, const struct model_table *now)
{
    struct merging m
        = { .arena = j->arena, .was = was, .then = then, .now = now };
    struct model_table *to = model_like_table(j->arena, j->joined, was);

    merge_lists(&m);
    to->template_id = now->template_id;
    to->unit_shift = now->unit_shift;
    to->decimals = now->decimals;
    to->scope = now->scope;
    to->sheet = now->sheet;
    if (now->department.n > 0 && !text_equal(now->department, then->department))
        to->department = now->department;
    if (now->year != 0 && now->year != then->year)
        to->year = now->year;
    if (year_field(was) != NULL && year_field(then) == NULL)
        year_add_field(j->arena, to); /* B says it in a title */
    if (add_now(j, &m, to))
        coverage_report_scope(j->arena, j->source, now, j->past->from,
                              j->diags);
    model_merge_names(j->arena, to, now->names, now->n_names);
    model_merge_names(j->arena, to, was->names, was->n_names);
    /* By K, and by the mappings as they are now. */
    add_lost(j, &m, to, find_lost(&m, j->past->kept->lost), NULL);
    add_lost(j, &m, to, find_lost(&m, j->lost),
             find_lost(&m, j->past->kept->lost));
}

/* ---- all tables ---- */

/* A table that was written nowhere: what K has of it, and what the workbook
   may have got since. */
static void
join_unwritten(struct joining *j, const struct model_table *was)
{
    struct model scratch = { .n_tables = 0 };
    const struct model_table *nothing
        = model_like_table(j->arena, &scratch, was);
    int now = find_now(j, was, false);

    if (now >= 0)
        j->taken[now] = true;
    join_table(j, was, nothing, now < 0 ? nothing : &j->source->tables[now]);
}

static void
join_missing(struct joining *j, const struct model_table *was)
{
    if (was->n_facts > 0)
        diag_add_as(j->diags, DIAG_AS(DIAG_TABLE_MISSING, DIAG_WARNING),
                    PLACE_FILE(j->source->file), PLACE_NONE,
                    "the workbook no longer has %s%s%.*s; it is restored as "
                    "it stood",
                    was->schema->title, was->instance.n > 0 ? " " : "",
                    TEXT_ARG(was->instance));
    model_copy_table(j->arena, j->joined, was);
}

/* A sheet that came since. */
static void
add_new(struct joining *j, const struct model_table *now)
{
    struct model_table *table = model_copy_table(j->arena, j->joined, now);

    if (year_field(now) == NULL
        && year_is_asked(j->arena, domain_form(j->arena, j->past->from, now)))
        year_add_field(j->arena, table);
}

static struct model *
join(struct joining *j)
{
    const struct model *was = j->past->was, *then = j->past->then.says;
    const struct model *now = j->source;

    j->joined = model_like(j->arena, was);
    j->joined->file = now->file;
    if (now->department.n > 0 && !text_equal(now->department, then->department))
        j->joined->department = now->department;
    if (now->fiscal_year != 0 && now->fiscal_year != then->fiscal_year)
        j->joined->fiscal_year = now->fiscal_year;
    find_tables(j);
    leave_new(j);
    for (int i = 0; i < was->n_tables; i++) {
        int k = j->past->then.says_of[i];

        if (k < 0)
            join_unwritten(j, &was->tables[i]);
        else if (j->now_of[k] < 0)
            join_missing(j, &was->tables[i]);
        else
            join_table(j, &was->tables[i], &then->tables[k],
                       &now->tables[j->now_of[k]]);
    }
    for (int i = 0; i < now->n_tables; i++) {
        if (!j->taken[i] && now->tables[i].n_facts > 0)
            add_new(j, &now->tables[i]);
    }
    return j->joined;
}

struct model *
merge_models(struct arena *arena, const struct migrate_past *past,
             const struct model *source, struct diag_list *diags)
{
    struct joining j
        = { .arena = arena, .past = past, .source = source, .diags = diags };

    j.lost = fact_set_pick(arena, &past->then.lost);
    j.now_of = ARENA_ARRAY(arena, int, past->then.says->n_tables + 1);
    j.taken = ARENA_ARRAY(arena, bool, source->n_tables + 1);
    return join(&j);
}
