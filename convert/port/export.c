/* export.c - a book of the sheets that were kept and those that are drawn. */
#include "port/export.h"

#include "book/sheet_name.h"
#include "mapping/domain.h"
#include "port/export_draw.h"

static bool
any_statement(const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (!model->tables[i].schema->evaluation)
            return true;
    }
    return false;
}

/* Draws what is on no sheet yet. */
static void
draw_rest(struct exported *e, const struct template_rule *template, bool blanks)
{
    const struct model *model = e->model;
    bool *stood = ARENA_ARRAY(e->arena, bool, model->n_tables + 1);

    for (int i = 0; i < model->n_tables; i++)
        stood[i] = e->sheet[i] >= 0;
    for (int t = 0; t < template->n_tables; t++) {
        const struct table_rule *table = template->tables[t];
        struct text title = export_draw_title(table);

        for (int i = 0; i < model->n_tables; i++) {
            const struct model_table *data = &model->tables[i];

            if (data->schema != table->schema)
                continue;
            /* A template may have one table on two sheets. */
            if (table->has_instance
                    ? e->sheet[i] >= 0
                          || domain_form(e->arena, template, data) != table
                    : stood[i])
                continue;
            export_draw(e, template, table, i,
                        sheet_name(e->arena, e->book,
                                   table->has_instance && data->instance.n > 0
                                       ? data->instance
                                       : title));
        }
        /* A set of statements is published whole, blank tables too. */
        if (blanks && !table->has_instance
            && !model_has_table(model, table->schema))
            export_draw(e, template, table, -1,
                        sheet_name(e->arena, e->book, title));
    }
}

struct exported
export_book(struct arena *arena, const struct template_rule *template,
            const struct model *model, const struct kept *kept,
            struct diag_list *diags)
{
    struct exported e = exported_open(arena, model, NULL, diags);

    if (kept != NULL)
        export_kept_sheets(&e, template, kept);
    draw_rest(&e, template, kept == NULL && any_statement(model));
    return e;
}
