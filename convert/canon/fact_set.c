/* fact_set.c - marks beside a model's facts. */
#include "canon/fact_set.h"

struct fact_set
fact_set_new(struct arena *arena, const struct model *model, bool all)
{
    struct fact_set set = { .model = model };

    set.has = ARENA_ARRAY(arena, bool *, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++) {
        set.has[i] = ARENA_ARRAY(arena, bool, model->tables[i].n_facts + 1);
        if (all)
            fact_set_table(&set, i, true);
    }
    return set;
}

void
fact_set_table(struct fact_set *set, int table, bool in)
{
    for (int i = 0; i < set->model->tables[table].n_facts; i++)
        set->has[table][i] = in;
}

int
fact_set_count_table(const struct fact_set *set, int table)
{
    int n = 0;

    for (int i = 0; i < set->model->tables[table].n_facts; i++)
        n += set->has[table][i];
    return n;
}

int
fact_set_count(const struct fact_set *set)
{
    int n = 0;

    for (int i = 0; i < set->model->n_tables; i++)
        n += fact_set_count_table(set, i);
    return n;
}

struct model *
fact_set_pick(struct arena *arena, const struct fact_set *set)
{
    struct model *picked = model_like(arena, set->model);

    for (int i = 0; i < set->model->n_tables; i++) {
        const struct model_table *from = &set->model->tables[i];
        struct model_table *table;

        if (fact_set_count_table(set, i) == 0)
            continue;
        table = model_like_table(arena, picked, from);
        model_merge_names(arena, table, from->names, from->n_names);
        for (int k = 0; k < from->n_facts; k++) {
            if (set->has[i][k])
                model_copy_fact(arena, table, from->facts[k]);
        }
    }
    return picked;
}
