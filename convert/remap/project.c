/* project.c - drawn and read until nothing is lost. */
#include "remap/project.h"

#include "base/pairs.h"
#include "canon/item.h"
#include "mapping/domain.h"
#include "remap/align.h"
#include "remap/year.h"

#define ROUNDS 8 /* two do, three where a list closes up; then tables go */

/* A list whose members are numbered anew. */
struct packing {
    struct text list;
    int most;
    int *number_of; /* [most + 1] the new number; 0: none */
};

struct fitting {
    struct arena *arena;
    const struct template_rule *template;
    const struct model *whole;
    struct fact_set lost;     /* of the whole */
    struct model *model;      /* what is left */
    int *table_of;            /* [its tables] of the whole */
    int **fact_of;            /* [its tables][facts] of the whole */
    struct packing *packings; /* of the table at hand */
    int n_packings, packings_capacity;
};

/* ---- numbers ---- */

static struct packing *
find_packing(struct fitting *f, struct text list)
{
    for (int i = 0; i < f->n_packings; i++) {
        if (text_equal(f->packings[i].list, list))
            return &f->packings[i];
    }
    return NULL;
}

static bool
has_lists(const struct table_rule *rule)
{
    struct domain_rows at = { .table = rule };

    while (domain_next_row(&at)) {
        if (at.rule->kind == ROW_RECORD)
            return true;
    }
    return false;
}

/* The lists that have rows of their own are numbered without gaps. */
static void
pack_lists(struct fitting *f, const struct table_rule *rule,
           const struct model_table *table, const bool *lost)
{
    bool any = has_lists(rule);
    struct text list;
    int number;

    f->n_packings = 0;
    for (int i = 0; any && i < table->n_facts; i++) {
        struct packing *packing, fresh = { .list = TEXT_NONE };

        number = align_number(table, *table->facts[i].item, &fresh.list);
        if (number == 0)
            continue;
        packing = find_packing(f, fresh.list);
        if (packing == NULL) {
            if (!domain_is_list(rule, fresh.list))
                continue;
            ARENA_PUSH(f->arena, f->packings, f->n_packings,
                       f->packings_capacity, fresh);
            packing = &f->packings[f->n_packings - 1];
        }
        packing->most = number > packing->most ? number : packing->most;
    }
    if (f->n_packings == 0)
        return;
    for (int i = 0; i < f->n_packings; i++)
        f->packings[i].number_of
            = ARENA_ARRAY(f->arena, int, f->packings[i].most + 1);
    for (int i = 0; i < table->n_facts; i++) {
        struct packing *packing;

        number = align_number(table, *table->facts[i].item, &list);
        packing = number > 0 ? find_packing(f, list) : NULL;
        if (packing != NULL && !lost[i])
            packing->number_of[number] = 1;
    }
    for (int i = 0; i < f->n_packings; i++) {
        int last = 0;

        for (int k = 1; k <= f->packings[i].most; k++) {
            if (f->packings[i].number_of[k] > 0)
                f->packings[i].number_of[k] = ++last;
        }
    }
}

static struct text
packed_item(struct fitting *f, const struct model_table *table,
            struct text item)
{
    struct text list;
    int number = f->n_packings > 0 ? align_number(table, item, &list) : 0;
    const struct packing *packing = number > 0 ? find_packing(f, list) : NULL;

    if (packing == NULL || packing->number_of[number] == number)
        return item;
    return item_member(f->arena, list, packing->number_of[number]);
}

/* ---- what is left ---- */

/* A code keeps its name, unless all of its facts are lost. */
static void
copy_names(struct fitting *f, struct model_table *to,
           const struct model_table *from)
{
    struct pairs *had = pairs_new(f->arena), *has = pairs_new(f->arena);
    bool all = to->n_facts == from->n_facts || from->n_names == 0;

    for (int i = 0; !all && i < from->n_facts; i++)
        pairs_add(had, *from->facts[i].item, TEXT_NONE, 0);
    for (int i = 0; !all && i < to->n_facts; i++)
        pairs_add(has, *to->facts[i].item, TEXT_NONE, 0);
    for (int i = 0; i < from->n_names; i++) {
        struct text code = from->names[i].code;

        if (all || pairs_find(had, code, TEXT_NONE) < 0
            || pairs_find(has, code, TEXT_NONE) >= 0)
            model_add_name(f->arena, to, code, from->names[i].name);
    }
}

static int
count_left(const struct model_table *table, const bool *lost)
{
    int n = 0;

    for (int i = 0; i < table->n_facts; i++)
        n += !lost[i];
    return n;
}

static void
copy_table(struct fitting *f, int i, const struct table_rule *rule)
{
    const struct model_table *from = &f->whole->tables[i];
    struct model_table *to = model_like_table(f->arena, f->model, from);
    int at = f->model->n_tables - 1, n = 0;

    f->table_of[at] = i;
    f->fact_of[at] = ARENA_ARRAY(f->arena, int, from->n_facts + 1);
    pack_lists(f, rule, from, f->lost.has[i]);
    for (int k = 0; k < from->n_facts; k++) {
        struct fact fact = from->facts[k];

        if (f->lost.has[i][k])
            continue;
        fact.item = model_share_item(f->arena, &to->shared,
                                     packed_item(f, from, *fact.item));
        model_copy_fact(f->arena, to, fact);
        f->fact_of[at][n++] = k;
    }
    copy_names(f, to, from);
}

/* The model without what is lost so far. */
static void
copy_rest(struct fitting *f)
{
    int n = f->whole->n_tables;

    f->model = model_like(f->arena, f->whole);
    f->table_of = ARENA_ARRAY(f->arena, int, n + 1);
    f->fact_of = ARENA_ARRAY(f->arena, int *, n + 1);
    for (int i = 0; i < n; i++) {
        const struct model_table *table = &f->whole->tables[i];
        const struct table_rule *rule
            = domain_form(f->arena, f->template, table);

        if (rule == NULL)
            fact_set_table(&f->lost, i, true);
        /* A statement may say by a sentence that it is empty; a form without
           anything in it is none. */
        else if (count_left(table, f->lost.has[i]) > 0
                 || (table->n_facts == 0 && !table->schema->evaluation))
            copy_table(f, i, rule);
    }
}

/* ---- rounds ---- */

/* What the rules of a table have no cell for is lost before it is drawn; but
   the year, which a title may say. */
static void
lose_strangers(struct fitting *f)
{
    for (int i = 0; i < f->whole->n_tables; i++) {
        const struct model_table *table = &f->whole->tables[i];
        const struct table_rule *rule
            = domain_form(f->arena, f->template, table);
        const struct domain *domain
            = rule != NULL ? domain_of(f->arena, rule) : NULL;

        for (int k = 0; domain != NULL && k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];

            f->lost.has[i][k]
                = !domain_has(domain, *fact->item, fact->of->measure)
                  && !year_is_field(fact);
        }
    }
}

/* Returns how many more are lost now.  What found no place ('unread') a title
   may say: the year. */
static int
lose(struct fitting *f, const struct fact_set *lost, bool unread)
{
    int n = 0;

    for (int i = 0; i < f->model->n_tables; i++) {
        const struct model_table *table = &f->model->tables[i];

        for (int k = 0; k < table->n_facts; k++) {
            if (!lost->has[i][k] || (unread && year_is_field(&table->facts[k])))
                continue;
            f->lost.has[f->table_of[i]][f->fact_of[i][k]] = true;
            n++;
        }
    }
    return n;
}

/* What still changes after so many rounds has no stable place at all. */
static void
lose_tables(struct fitting *f, const struct fact_set *lost)
{
    for (int i = 0; i < f->model->n_tables; i++) {
        if (fact_set_count_table(lost, i) > 0)
            fact_set_table(&f->lost, f->table_of[i], true);
    }
}

/* The whole in place of what is left of it. */
static struct written
of_whole(const struct fitting *f, const struct written *rest)
{
    int n = f->whole->n_tables;
    struct written w = { .source = f->whole,
                         .book = rest->book,
                         .sheet = ARENA_ARRAY(f->arena, int, n + 1),
                         .lost = f->lost,
                         .located = rest->located,
                         .says = rest->says,
                         .says_of = ARENA_ARRAY(f->arena, int, n + 1) };

    for (int i = 0; i < n; i++)
        w.sheet[i] = w.says_of[i] = -1;
    for (int i = 0; i < f->model->n_tables; i++) {
        w.sheet[f->table_of[i]] = rest->sheet[i];
        w.says_of[f->table_of[i]] = rest->says_of[i];
    }
    return w;
}

struct written
project_model(struct arena *arena, const struct model *model,
              const struct template_rule *template, struct diag_list *diags)
{
    struct fitting f = { .arena = arena,
                         .template = template,
                         .whole = model,
                         .lost = fact_set_new(arena, model, false) };

    lose_strangers(&f);
    for (int turn = 0;; turn++) {
        struct diag_list told = diag_apart(diags, arena);
        struct exported out;
        struct written rest;

        copy_rest(&f);
        out = export_book(arena, template, f.model, NULL, &told);
        if (lose(&f, &out.lost, true) > 0)
            continue;
        rest = remainder_find(arena, &out, template);
        if (lose(&f, &rest.lost, false) == 0) {
            diag_move(diags, &told);
            return of_whole(&f, &rest);
        }
        if (turn >= ROUNDS)
            lose_tables(&f, &rest.lost);
    }
}
