/* package_table.c - facts in tables of one column a measure. */
#include "store/package_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/pairs.h"

/* A table while it is laid out. */
struct layout {
    struct arena *arena;
    const struct model *model;
    const struct schema_table *schema;
    const struct schema_section *section; /* NULL: all of the table */
    struct package_column *columns;
    struct text *measures; /* [n_columns] "" for the first columns */
    int n_columns, columns_capacity, measures_capacity;
    int n_first; /* columns before the measures */
    struct text *cells;
    int n_cells, cells_capacity;
};

static void
add_column(struct layout *layout, struct text name, struct text title,
           struct text measure, bool number)
{
    struct package_column column = { name, title, number };
    int n = layout->n_columns;

    ARENA_PUSH(layout->arena, layout->measures, n, layout->measures_capacity,
               measure);
    ARENA_PUSH(layout->arena, layout->columns, layout->n_columns,
               layout->columns_capacity, column);
}

static bool
has_name(const struct layout *layout, struct text name)
{
    for (int i = 0; i < layout->n_columns; i++)
        if (text_equal(layout->columns[i].name, name))
            return true;
    return false;
}

static void
add_section(struct layout *layout, const struct schema_section *section)
{
    const struct schema_measure *measure;

    for (int i = 0; (measure = schema_measure_at(section, i)) != NULL; i++) {
        struct text name = text_of(measure->word);

        if (has_name(layout, name)) {
            if (!layout->schema->evaluation)
                continue; /* another section has the same */
            name = text_printf(layout->arena, "%s_%s", section->id,
                               measure->word);
        }
        add_column(layout, name, text_of(measure->label),
                   text_of(measure->word), !schema_is_text(measure->kind));
    }
}

/* The codes that are measures somewhere in the table, with the names that
   their columns had. */
static void
add_codes(struct layout *layout)
{
    struct pairs *seen = pairs_new(layout->arena);
    struct pairs *named = pairs_new(layout->arena);
    struct text *codes = NULL, *names = NULL;
    int n = 0, n_names = 0, codes_capacity = 0, names_capacity = 0;

    for (int i = 0; i < layout->n_columns; i++)
        pairs_add(seen, layout->measures[i], TEXT_NONE, 0);
    for (int i = 0; i < layout->model->n_tables; i++) {
        const struct model_table *table = &layout->model->tables[i];

        if (table->schema != layout->schema)
            continue;
        for (int j = 0; j < table->n_facts; j++)
            if (pairs_add(seen, table->facts[j].of->measure, TEXT_NONE, 0) < 0)
                ARENA_PUSH(layout->arena, codes, n, codes_capacity,
                           table->facts[j].of->measure);
        for (int j = 0; j < table->n_names; j++)
            if (pairs_add(named, table->names[j].code, TEXT_NONE, n_names) < 0)
                ARENA_PUSH(layout->arena, names, n_names, names_capacity,
                           table->names[j].name);
    }
    text_sort(codes, n);
    for (int i = 0; i < n; i++) {
        int name = pairs_find(named, codes[i], TEXT_NONE);

        add_column(layout, codes[i],
                   names && name >= 0 ? names[name] : TEXT_NONE, codes[i],
                   true);
    }
}

static void
lay_columns(struct layout *layout)
{
    const struct schema_section *section;

    add_column(layout, TEXT("instance"), TEXT("实例"), TEXT_NONE, false);
    add_column(layout, TEXT("item"), TEXT("项目"), TEXT_NONE, false);
    if (!layout->section)
        add_column(layout, TEXT("name"), TEXT("名称"), TEXT_NONE, false);
    layout->n_first = layout->n_columns;
    if (layout->section) {
        add_section(layout, layout->section);
        return;
    }
    for (int i = 0; (section = schema_section_at(layout->schema, i)); i++)
        add_section(layout, section);
    if (layout->schema->code_measures)
        add_codes(layout);
}

/* An item of one table, to sort by. */
struct item_row {
    const struct schema_table *schema;
    struct text item;
};

static int
compare_rows(const void *a, const void *b)
{
    const struct item_row *x = a, *y = b;

    return schema_compare_items(x->schema, x->item, y->item);
}

static bool
in_section(const struct layout *layout, struct text item)
{
    return !layout->section
           || schema_section(layout->schema, item) == layout->section;
}

/* The items that a table has facts of, sorted; *n of them. */
static struct item_row *
list_items(const struct layout *layout, const struct model_table *table, int *n)
{
    struct pairs *seen = pairs_new(layout->arena);
    struct item_row *rows = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < table->n_facts; i++) {
        struct item_row row = { table->schema, *table->facts[i].item };

        if (pairs_add(seen, row.item, TEXT_NONE, 0) < 0
            && in_section(layout, row.item))
            ARENA_PUSH(layout->arena, rows, *n, capacity, row);
    }
    if (*n > 0)
        qsort(rows, (size_t)*n, sizeof *rows, compare_rows);
    return rows;
}

static struct text
name_of(const struct model_table *table, const struct pairs *names,
        struct text item)
{
    struct text code = schema_item_code(table->schema, item);
    int name = code.n > 0 ? pairs_find(names, code, TEXT_NONE) : -1;

    if (name >= 0)
        return table->names[name].name;
    return schema_label(table->schema, item, TEXT_NONE);
}

static void
lay_rows(struct layout *layout, const struct model_table *table)
{
    struct arena *arena = layout->arena;
    const struct model_index *index = model_index(arena, table);
    struct pairs *names = pairs_new(arena);
    int n;
    const struct item_row *rows = list_items(layout, table, &n);

    for (int i = 0; i < table->n_names; i++)
        pairs_add(names, table->names[i].code, TEXT_NONE, i);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < layout->n_columns; j++) {
            const struct fact *fact;
            struct text cell = TEXT_NONE;

            if (j == 0) {
                cell = table->instance;
            } else if (j == 1) {
                cell = rows[i].item;
            } else if (j < layout->n_first) {
                cell = name_of(table, names, rows[i].item);
            } else {
                fact = model_index_find(index, rows[i].item,
                                        layout->measures[j]);
                if (fact)
                    cell = model_value_text(arena, fact);
            }
            ARENA_PUSH(arena, layout->cells, layout->n_cells,
                       layout->cells_capacity, cell);
        }
}

static bool
has_facts(const struct layout *layout)
{
    for (int i = 0; i < layout->model->n_tables; i++) {
        const struct model_table *table = &layout->model->tables[i];

        if (table->schema != layout->schema)
            continue;
        for (int j = 0; j < table->n_facts; j++)
            if (in_section(layout, *table->facts[j].item))
                return true;
    }
    return false;
}

static struct package_table
lay_out(struct arena *arena, const struct layout *start)
{
    struct layout layout = *start;
    const struct schema_table *schema = layout.schema;
    struct package_table table;

    lay_columns(&layout);
    for (int i = 0; i < layout.model->n_tables; i++)
        if (layout.model->tables[i].schema == schema)
            lay_rows(&layout, &layout.model->tables[i]);
    table = (struct package_table){
        .name = text_of(schema->id),
        .title = text_of(schema->title),
        .columns = layout.columns,
        .n_columns = layout.n_columns,
        .cells = layout.cells,
        .n_rows = layout.n_cells / layout.n_columns,
    };
    if (layout.section) {
        table.name
            = text_printf(arena, "%s.%s", schema->id, layout.section->id);
        table.title
            = text_printf(arena, "%s（%s）", schema->title, layout.section->id);
    }
    return table;
}

struct package_table *
package_table_list(struct arena *arena, const struct model *model, int *n)
{
    struct package_table *tables = NULL;
    const struct schema_table **used
        = ARENA_ARRAY(arena, const struct schema_table *, SCHEMA_TABLES);
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < model->n_tables; i++)
        used[model->tables[i].schema->index] = model->tables[i].schema;
    for (int i = 0; i < SCHEMA_TABLES; i++) {
        struct layout layout
            = { .arena = arena, .model = model, .schema = used[i] };

        if (!used[i])
            continue;
        if (!layout.schema->evaluation) {
            ARENA_PUSH(arena, tables, *n, capacity, lay_out(arena, &layout));
            continue;
        }
        for (int j = 0; (layout.section = schema_section_at(layout.schema, j));
             j++)
            if (has_facts(&layout))
                ARENA_PUSH(arena, tables, *n, capacity,
                           lay_out(arena, &layout));
    }
    return tables;
}
