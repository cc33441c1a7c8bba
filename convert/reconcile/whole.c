/* whole.c - the sets of tables a filing begins, and what they lack. */
#include "reconcile/whole.h"

#include "place/placement.h"

bool *
whole_none(struct arena *arena)
{
    return ARENA_ARRAY(arena, bool, SCHEMA_TABLES);
}

void
whole_add(bool *there, const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++)
        there[model->tables[i].schema->index] = true;
}

static bool
is_there(const bool *there, const struct template_rule *template, int table)
{
    return there[template->tables[table]->schema->index];
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

/* How many tables the set of one has; is one of them there? */
static int
count_set(const struct template_rule *template, const bool *there, int table,
          bool *begun)
{
    int n = 0;

    *begun = false;
    for (int i = 0; i < template->n_tables; i++) {
        if (template->sets[i] != template->sets[table]
            || !is_first(template, i))
            continue;
        n++;
        *begun |= is_there(there, template, i);
    }
    return n;
}

/* Is a table missing whose set, of *n tables, is begun? */
static bool
is_missing(const struct template_rule *template, const bool *there, int table,
           int *n)
{
    bool begun;

    if (!template->sets || !template->sets[table]
        || is_there(there, template, table) || !is_first(template, table))
        return false;
    *n = count_set(template, there, table, &begun);
    return begun;
}

static void
tell(struct place at, const struct template_rule *template, int table, int n,
     enum whole_of of, struct diag_list *diags)
{
    const struct table_rule *rule = template->tables[table];
    struct text title = text_of(rule->schema->title);
    struct diag *diag;

    if (rule->n_titles && rule->titles[0].n_parts == 1
        && rule->titles[0].parts[0].literal)
        title = rule->titles[0].source;
    diag = diag_add(diags, DIAG_TABLE_MISSING, at, rule->place,
                    "%.*s is missing or blank; it is one of the %d tables that "
                    "%.*s files together",
                    TEXT_ARG(title), n, TEXT_ARG(template->id));
    if (of == WHOLE_OF_BOOK)
        diag_hint(diags, diag,
                  "copy its sheet into this workbook, with its title; only if "
                  "the table has no figures: a sheet with the title %.*s and, "
                  "below it, %s",
                  TEXT_ARG(title), PLACEMENT_NO_DATA);
    else if (of == WHOLE_OF_MODEL)
        diag_hint(diags, diag,
                  "add the table to the workbook that this was made from, and "
                  "import that again");
    else
        diag_hint(diags, diag,
                  "load the workbook that has the table, too, or this one "
                  "again with the table in it");
}

bool
whole_tell(struct place at, const struct template_rule *template,
           const bool *there, enum whole_of of, struct diag_list *diags)
{
    bool whole = true;

    for (int i = 0; i < template->n_tables; i++) {
        int n;

        if (!is_missing(template, there, i, &n))
            continue;
        tell(at, template, i, n, of, diags);
        whole = false;
    }
    return whole;
}

static void
assume(struct model_table *table)
{
    table->declared_empty = TEXT(WHOLE_NO_DATA);
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
        int n;

        if (!is_missing(template, there, i, &n))
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
                if (body->sides[s].terms[i].table == schema
                    && !body->sides[s].terms[i].last)
                    return true;
            }
        }
    }
    return rule->needed == schema;
}

/* Takes out of 'there' those that the findings are about, and out of the
   findings what those are the cause of. */
static void
settle(const struct model *model, struct findings *findings, bool *there)
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
            there[table->schema->index] = false;
            caused = true;
        }
        if (!caused)
            findings->items[n++] = *finding;
    }
    findings->n = n;
}

const bool *
whole_check(struct arena *arena, const struct check_wish *wish,
            struct model *model, const struct template_rule *template,
            struct findings *findings)
{
    bool *there = whole_none(arena);

    whole_assume(arena, model, template);
    if (wish->last)
        whole_assume(
            arena, wish->last,
            ledger_template(arena, wish->last, wish->rules->templates));
    whole_add(there, model);
    check_model(arena, wish, model, findings);
    settle(model, findings, there);
    return there;
}
