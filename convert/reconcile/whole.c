/* whole.c - see whole.h. */
#include "reconcile/whole.h"

bool *
whole_none(struct arena *arena)
{
    return ARENA_ARRAY(arena, bool, schema_count());
}

void
whole_add(bool *there, const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++)
        there[schema_index(model->tables[i].schema)] = true;
}

static bool
is_there(const bool *there, const struct template_rule *template, int table)
{
    return there[schema_index(template->tables[table]->schema)];
}

/* Two files may be of one table. */
static bool
is_first(const struct template_rule *template, int table)
{
    for (int i = 0; i < table; i++) {
        if (template->tables[i]->schema == template->tables[table]->schema)
            return false;
    }
    return true;
}

static void
tell(struct place at, const struct template_rule *template, int table,
     int n_there, int n, struct diag_list *diags)
{
    const struct table_rule *rule = template->tables[table];
    struct text title = text_of(rule->schema->title);
    struct diag *diag;

    if (rule->n_titles && rule->titles[0].n_parts == 1
        && rule->titles[0].parts[0].literal)
        title = rule->titles[0].source;
    diag = diag_add(diags, DIAG_TABLE_MISSING, at, rule->place,
                    "there is no %.*s, but %d of the %d tables that %.*s files "
                    "together",
                    TEXT_ARG(title), n_there, n, TEXT_ARG(template->id));
    diag_hint(
        diags, diag,
        "add its sheet, with 本表无数据 if it is empty; where it is there, "
        "restore its title %.*s",
        TEXT_ARG(title));
}

bool
whole_tell(struct place at, const struct template_rule *template,
           const bool *there, struct diag_list *diags)
{
    bool whole = true;

    for (int i = 0; template->sets && i < template->n_tables; i++) {
        int n = 0, n_there = 0;

        if (!template->sets[i] || is_there(there, template, i)
            || !is_first(template, i))
            continue;
        for (int k = 0; k < template->n_tables; k++) {
            if (template->sets[k] != template->sets[i]
                || !is_first(template, k))
                continue;
            n++;
            n_there += is_there(there, template, k);
        }
        if (n_there == 0)
            continue;
        tell(at, template, i, n_there, n, diags);
        whole = false;
    }
    return whole;
}
