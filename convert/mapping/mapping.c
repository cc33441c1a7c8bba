/* mapping.c - look-ups in a mapping set. */
#include "mapping/mapping.h"

#include <assert.h>
#include <stddef.h>

#include "mapping/near.h"

const char *
mapping_years(struct arena *arena, int first, int last)
{
    return first == last ? arena_printf(arena, "%d", first)
                         : arena_printf(arena, "%d-%d", first, last);
}

const struct template_rule *
mapping_find(const struct mapping_set *set, struct text id)
{
    for (int i = 0; i < set->n_templates; i++) {
        if (text_equal(set->templates[i]->id, id))
            return set->templates[i];
    }
    return NULL;
}

const struct template_rule *
mapping_ask(const struct mapping_set *set, struct text id, struct place at,
            struct diag_list *diags)
{
    const struct template_rule *found = mapping_find(set, id);
    struct near near = near_of(id);
    struct diag *diag;

    if (found)
        return found;
    for (int i = 0; i < set->n_templates; i++)
        near_try(&near, set->templates[i]->id);
    diag = diag_add(diags, DIAG_TEMPLATE_UNKNOWN, at, PLACE_FILE("mappings"),
                    "there is no template '%.*s'", TEXT_ARG(id));
    if (near.found.n)
        diag_hint(diags, diag, "did you mean '%.*s'?", TEXT_ARG(near.found));
    else
        diag_hint(diags, diag, "'juesuan mappings list' names them all");
    return NULL;
}

struct text
mapping_family(const struct mapping_set *set, struct text id)
{
    const struct template_rule *rule = mapping_find(set, id);

    while (rule && rule->extends.n) {
        id = rule->extends;
        rule = mapping_find(set, id);
    }
    return id;
}

const struct table_rule *
mapping_table(const struct template_rule *template,
              const struct schema_table *schema)
{
    for (int i = 0; i < template->n_tables; i++) {
        if (template->tables[i]->schema == schema)
            return template->tables[i];
    }
    return NULL;
}

const struct table_rule *
mapping_table_named(const struct template_rule *template, struct text id)
{
    for (int i = 0; i < template->n_tables; i++) {
        if (text_equal(text_of(template->tables[i]->schema->id), id))
            return template->tables[i];
    }
    return NULL;
}

const struct part_rule *
mapping_parts(const struct table_rule *table)
{
    const struct part_rule *parts
        = table->parts ? table->parts : image_get(&table->parts_later);

    assert(parts || table->n_parts == 0);
    return parts;
}

bool
mapping_takes(const struct row_rule *rule, struct text code)
{
    for (int i = 0; i < rule->by_code.n_under; i++) {
        if (text_starts(code, rule->by_code.under[i]))
            return true;
    }
    return rule->by_code.n_under == 0;
}

const struct code_list *
mapping_codes(const struct template_rule *template, struct text classification)
{
    if (text_equal(classification, TEXT("functional")))
        return template->functional;
    if (text_equal(classification, TEXT("economic")))
        return template->economic;
    return NULL;
}

bool
mapping_has_table(const struct template_rule *template,
                  const struct table_rule *table)
{
    for (int i = 0; i < template->n_tables; i++) {
        if (template->tables[i] == table)
            return true;
    }
    return false;
}

bool
mapping_counts(const struct row_rule *rule)
{
    for (int i = 0; i < rule->n_values; i++) {
        if (rule->values[i].used && rule->values[i].kind == VALUE_COUNT)
            return true;
    }
    return false;
}
