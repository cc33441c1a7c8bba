/* mix.c - tables of other templates behind a template's own. */
#include "mapping/mix.h"

const struct template_rule *
mix_owner(const struct template_rule *template, const struct table_rule *table)
{
    for (int i = 0; template->owners && i < template->n_tables; i++) {
        if (template->tables[i] == table)
            return template->owners[i];
    }
    return template;
}

const struct template_rule *
mix_add(struct arena *arena, const struct template_rule *template,
        const struct template_rule *other, const struct table_rule *table)
{
    struct template_rule *mix = ARENA_NEW(arena, struct template_rule);
    int n = template->n_tables;
    int *sets = ARENA_ARRAY(arena, int, n + 1);

    *mix = *template;
    mix->tables = ARENA_ARRAY(arena, const struct table_rule *, n + 1);
    mix->owners = ARENA_ARRAY(arena, const struct template_rule *, n + 1);
    for (int i = 0; i < n; i++) {
        mix->tables[i] = template->tables[i];
        mix->owners[i] = template->owners ? template->owners[i] : template;
        sets[i] = template->sets ? template->sets[i] : 0;
    }
    mix->tables[n] = table;
    mix->owners[n] = other;
    mix->n_tables = n + 1;
    if (template->sets)
        mix->sets = sets; /* the new table is in none */
    return mix;
}

/* With a schema's table as that template has it, unless there is one. */
static const struct template_rule *
add_schema(struct arena *arena, const struct mapping_set *set,
           const struct template_rule *template, struct text id,
           const struct schema_table *schema)
{
    const struct template_rule *other;

    if (id.n == 0 || !schema || text_equal(id, template->id)
        || mapping_table(template, schema))
        return template;
    other = mapping_find(set, id);
    for (int i = 0; other && i < other->n_tables; i++) {
        if (other->tables[i]->schema == schema)
            template = mix_add(arena, template, other, other->tables[i]);
    }
    return template;
}

const struct template_rule *
mix_for(struct arena *arena, const struct mapping_set *set,
        const struct template_rule *template, const struct model *model,
        const struct kept *kept)
{
    if (model && text_equal(model->template_id, template->id)) {
        for (int i = 0; i < model->n_tables; i++)
            template
                = add_schema(arena, set, template, model->tables[i].template_id,
                             model->tables[i].schema);
    }
    if (kept && text_equal(kept->template_id, template->id)) {
        for (int i = 0; i < kept->n_others; i++)
            template
                = add_schema(arena, set, template, kept->others[i].template_id,
                             schema_find(set->words, kept->others[i].table));
    }
    return template;
}
