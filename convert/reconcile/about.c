/* about.c - a message's table, by its two addresses. */
#include "reconcile/about.h"

#include <string.h>

static int
by_mapping(const struct template_rule *template, const struct place *by)
{
    for (int i = 0; by->file && i < template->n_tables; i++) {
        const struct table_rule *table = template->tables[i];

        if (table->place.file && strcmp(table->place.file, by->file) == 0)
            return table->schema->index;
    }
    return -1;
}

int
about_table(const struct model *model, const struct template_rule *template,
            const struct diag *diag)
{
    int found = template ? by_mapping(template, &diag->by) : -1;

    for (int i = 0; found < 0 && diag->at.sheet && i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        if (text_equal(model_table_sheet(table), text_of(diag->at.sheet)))
            found = table->schema->index;
    }
    return found;
}
