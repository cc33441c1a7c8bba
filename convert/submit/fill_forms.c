/* fill_forms.c - a form for each table of the filing. */
#include "submit/fill_forms.h"

#include "mapping/domain.h"
#include "mapping/pattern.h"

/* What the sheet prints where the name of such a table is, else "". */
static struct text
printed_name(const struct placement *p)
{
    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        const struct cell *cell;

        if (!text_equal(slot->item, p->table->instance_item)
            || !text_equal(slot->measure, p->table->instance_measure)
            || slot->pattern != NULL)
            continue;
        cell = grid_at(p->grid, slot->row, slot->col);
        return cell && cell->type == CELL_TEXT ? cell->text : TEXT("");
    }
    return TEXT("");
}

/* Is the sheet meant for this very table, by its name or what it prints? */
static bool
is_for(const struct filling *f, const struct placement *p,
       const struct model_table *table)
{
    struct text name = text_fold(f->arena, table->instance);

    return name.n > 0
           && (text_equal(name, text_fold(f->arena, p->grid->name))
               || text_equal(name, text_fold(f->arena, printed_name(p))));
}

/* Does it print the name of something that the model does not have? */
static bool
is_others(const struct filling *f, const struct placement *p)
{
    struct text name = printed_name(p);

    if (!name.n || stale_is_open(f->arena, name))
        return false;
    for (int i = 0; i < f->model->n_tables; i++) {
        const struct model_table *table = &f->model->tables[i];

        if (table->schema == p->table->schema && is_for(f, p, table))
            return false;
    }
    return true;
}

static bool
has_own_sheet(const struct filling *f, const struct model_table *table)
{
    for (int s = 0; s < f->book->n_sheets; s++) {
        for (int t = 0; t < f->located->sheets[s].n_tables; t++) {
            const struct placement *p = f->located->sheets[s].tables[t];

            if (p->table->schema == table->schema && is_for(f, p, table))
                return true;
        }
    }
    return false;
}

/* The model's table for a placement: the one that it names, else the next of
   those that its form fits best that has no place yet, nor a sheet of its
   own. */
static int
table_of(const struct filling *f, const struct placement *p,
         const struct table_rule *const *forms)
{
    bool others = p->table->has_instance && is_others(f, p);
    int next = -1;

    for (int i = 0; i < f->model->n_tables; i++) {
        const struct model_table *table = &f->model->tables[i];

        if (table->schema != p->table->schema)
            continue;
        if (!p->table->has_instance) /* the same table on two sheets */
            return i;
        if (f->out->sheets.sheet[i] >= 0)
            continue;
        if (is_for(f, p, table))
            return i;
        if (next < 0 && !others && forms[i] == p->table
            && !has_own_sheet(f, table))
            next = i;
    }
    return next;
}

void
fill_forms_plan(struct filling *f)
{
    const struct table_rule **forms = ARENA_ARRAY(
        f->arena, const struct table_rule *, f->model->n_tables + 1);

    for (int i = 0; i < f->model->n_tables; i++)
        forms[i]
            = domain_form(f->arena, f->out->template, &f->model->tables[i]);
    for (int s = 0; s < f->book->n_sheets; s++) {
        const struct located_sheet *sheet = &f->located->sheets[s];

        f->tables[s] = ARENA_ARRAY(f->arena, int, sheet->n_tables + 1);
        for (int t = 0; t < sheet->n_tables; t++) {
            int data = table_of(f, sheet->tables[t], forms);

            f->tables[s][t] = data;
            if (data >= 0 && f->out->sheets.sheet[data] < 0)
                f->out->sheets.sheet[data] = s;
        }
    }
}

/* ---- those without a form ---- */

/* How many of the form the blank has; -1: none, nor another of its kind. */
static int
count_forms(const struct located *blank, const struct table_rule *form)
{
    int n = -1;

    for (int s = 0; s < blank->book->n_sheets; s++) {
        for (int t = 0; t < blank->sheets[s].n_tables; t++) {
            const struct table_rule *rule = blank->sheets[s].tables[t]->table;

            if (rule->schema != form->schema || !rule->has_instance)
                continue;
            n = (n < 0 ? 0 : n) + (rule == form);
        }
    }
    return n;
}

static void
tell_form(const struct fill_result *filled, const struct model_table *table,
          const struct table_rule *form, struct diag_as as,
          struct diag_list *diags)
{
    struct arena *arena = filled->sheets.arena;
    struct text title = pattern_show(arena, &form->titles[0],
                                     &(struct pattern_data){ .table = NULL });
    struct place at = PLACE_SHEET(filled->sheets.model->file,
                                  text_zero(arena, table->sheet));
    int n = count_forms(filled->blank, form);

    if (n > 0)
        diag_hint(diags,
                  diag_add_as(diags, as, at, form->place,
                              "the blank has only %d '%.*s' and none is left "
                              "for '%.*s': %d facts are not written",
                              n, TEXT_ARG(title), TEXT_ARG(table->instance),
                              table->n_facts),
                  "copy the sheet of the empty form in the blank, so that each "
                  "project has one of its own");
    else
        diag_hint(diags,
                  diag_add_as(diags, as, at, form->place,
                              "the blank has no '%.*s' for '%.*s': %d facts "
                              "are not written",
                              TEXT_ARG(title), TEXT_ARG(table->instance),
                              table->n_facts),
                  "copy a sheet with this form into the blank");
}

int
fill_forms_report(const struct fill_result *filled, enum diag_level level,
                  struct fact_set *lost, struct diag_list *diags)
{
    const struct model *model = filled->sheets.model;
    struct arena *arena = filled->sheets.arena;
    int n = 0;

    *lost = fact_set_new(arena, model, false);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        const struct table_rule *form
            = filled->sheets.sheet[i] < 0
                  ? domain_form(arena, filled->template, table)
                  : NULL;

        if (!form || count_forms(filled->blank, form) < 0) {
            for (int k = 0; k < table->n_facts; k++)
                lost->has[i][k] = filled->written.lost.has[i][k];
            continue;
        }
        tell_form(filled, table, form, DIAG_AS(DIAG_FACT_NO_PLACE, level),
                  diags);
        n++;
    }
    return n;
}
