/* year.c - one year, two places. */
#include "remap/year.h"

#include "mapping/domain.h"

#define ITEM TEXT("header")
#define MEASURE TEXT("year")

bool
year_is_field(const struct fact *fact)
{
    return text_equal(fact->of->measure, MEASURE)
           && text_equal(*fact->item, ITEM);
}

const struct fact *
year_field(const struct model_table *table)
{
    return model_find(table, ITEM, MEASURE);
}

void
year_add_field(struct arena *arena, struct model_table *table)
{
    if (table->year != 0)
        model_add_fact(arena, table, ITEM, MEASURE, VALUE_TEXT)->text
            = text_printf(arena, "%d", table->year);
}

bool
year_is_asked(struct arena *arena, const struct table_rule *rule)
{
    return rule != NULL && rule->schema->evaluation
           && domain_has(domain_of(arena, rule), ITEM, MEASURE);
}

static bool
holds_year(const struct pattern *pattern)
{
    for (int i = 0; pattern != NULL && i < pattern->n_parts; i++) {
        if (!pattern->parts[i].literal && pattern->parts[i].field == FIELD_YEAR)
            return true;
    }
    return false;
}

bool
year_is_in_title(const struct table_rule *rule)
{
    bool says = rule->n_titles > 0 && holds_year(&rule->titles[0]);

    for (int i = 0; i < rule->n_captions; i++)
        says = says || holds_year(rule->captions[i].left)
               || holds_year(rule->captions[i].center)
               || holds_year(rule->captions[i].right);
    return says;
}

/* Is the table's year to stand in a field that it does not have? */
static bool
lacks_field(struct arena *arena, const struct model_table *table,
            const struct template_rule *target)
{
    return table->n_facts > 0 && table->year != 0 && year_field(table) == NULL
           && year_is_asked(arena, domain_form(arena, target, table));
}

const struct model *
year_into_fields(struct arena *arena, const struct model *model,
                 const struct template_rule *target)
{
    struct model *copy;
    int first = 0;

    while (first < model->n_tables
           && !lacks_field(arena, &model->tables[first], target))
        first++;
    if (first == model->n_tables)
        return model;
    copy = model_like(arena, model);
    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table
            = model_copy_table(arena, copy, &model->tables[i]);

        if (i >= first && lacks_field(arena, &model->tables[i], target))
            year_add_field(arena, table);
    }
    return copy;
}
