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

/* How many tables the set of one has, and how many of them are there. */
static int
count_set(const struct template_rule *template, const bool *there, int table,
          int *n_there)
{
    int n = 0;

    *n_there = 0;
    for (int i = 0; i < template->n_tables; i++) {
        if (template->sets[i] != template->sets[table]
            || !is_first(template, i))
            continue;
        n++;
        *n_there += is_there(there, template, i);
    }
    return n;
}

/* Is a table missing whose set is begun?  *n_there of its *n tables are. */
static bool
is_missing(const struct template_rule *template, const bool *there, int table,
           int *n, int *n_there)
{
    if (!template->sets || !template->sets[table]
        || is_there(there, template, table) || !is_first(template, table))
        return false;
    *n = count_set(template, there, table, n_there);
    return *n_there > 0;
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
                    "%.*s is missing or blank, but there are %d of the %d "
                    "tables that %.*s files together",
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

    for (int i = 0; i < template->n_tables; i++) {
        int n, n_there;

        if (!is_missing(template, there, i, &n, &n_there))
            continue;
        tell(at, template, i, n_there, n, diags);
        whole = false;
    }
    return whole;
}

static void
assume(struct model_table *table)
{
    table->declared_empty = TEXT("-");
    table->assumed = true;
}

void
whole_assume(struct arena *arena, struct model *model,
             const struct template_rule *template)
{
    bool *there = whole_none(arena);

    whole_add(there, model);
    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table = &model->tables[i];

        if (!table->schema->evaluation && table->n_facts == 0
            && table->declared_empty.n == 0)
            assume(table);
    }
    for (int i = 0; model->bare && template && i < template->n_tables; i++) {
        struct model_table *table;
        int n, n_there;

        if (!is_missing(template, there, i, &n, &n_there))
            continue;
        table = model_add_table(arena, model, template->tables[i]->schema,
                                TEXT_NONE);
        table->template_id = template->id;
        assume(table);
    }
}

/* Does what a finding is about have values of a table? */
static bool
has_table(const struct finding *finding, const struct schema_table *schema)
{
    const struct rule *rule = finding->rule;

    for (int b = 0; b < rule->n_bodies; b++) {
        const struct rule_body *body = &rule->bodies[b];

        if (body->table != finding->table->schema)
            continue;
        for (int s = 0; s < RULE_SIDES; s++) {
            for (int i = 0; i < body->sides[s].n; i++) {
                if (body->sides[s].terms[i].table == schema)
                    return true;
            }
        }
    }
    return rule->needed == schema;
}

void
whole_settle(const struct model *model, struct findings *findings, bool *there)
{
    int n = 0;

    for (int i = 0; i < findings->n; i++) {
        const struct finding *finding = &findings->items[i];
        bool caused = false;

        for (int t = 0; t < model->n_tables; t++) {
            const struct model_table *table = &model->tables[t];

            if (!table->assumed || finding->outcome == FINDING_ROUNDING
                || !has_table(finding, table->schema))
                continue;
            there[schema_index(table->schema)] = false;
            caused = true;
        }
        if (!caused)
            findings->items[n++] = *finding;
    }
    findings->n = n;
}
