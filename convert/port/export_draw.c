/* export_draw.c - a table drawn and filled. */
#include "port/export_draw.h"

#include "place/draw.h"
#include "place/draw_page.h"
#include "port/cell_write.h"

void
export_draw(struct exported *out, const struct template_rule *template,
            const struct table_rule *table, int data, struct text name)
{
    const struct model_table *values
        = data >= 0 ? &out->model->tables[data] : NULL;
    struct grid *grid = exported_add_sheet(out, name);
    const struct draw_source source = { .template = template,
                                        .table = table,
                                        .model = out->model,
                                        .data = values };
    struct placement *p = draw_table(out->arena, out->book, grid, &source);

    if (values != NULL) {
        out->sheet[data] = out->book->n_sheets - 1;
        cell_write_table(out, out->sheet[data], p, data, STANDS_NOT);
    }
    draw_page_fit(out->arena, out->book, grid, table);
}

struct text
export_draw_title(const struct table_rule *table)
{
    struct text title = TEXT_NONE;

    if (table->n_titles > 0 && table->titles[0].n_parts == 1
        && table->titles[0].parts[0].literal)
        title = table->titles[0].parts[0].text;
    return title.n > 0 ? title : text_of(table->schema->title);
}
