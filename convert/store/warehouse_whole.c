/* warehouse_whole.c - whether the filings of a department and year make whole
   sets of tables together. */
#include "base/pairs.h"
#include "reconcile/whole.h"
#include "store/warehouse_own.h"

#include "store/warehouse.sql.inc"

static void
put(bool *there, const struct vocabulary *words, struct text table_id)
{
    const struct schema_table *schema = schema_find(words, table_id);

    if (schema)
        there[schema->index] = true;
}

static bool
is_whole(struct taking *taking)
{
    const struct template_rule *template = mapping_find(
        taking->warehouse->set, taking->fields[WAREHOUSE_TEMPLATE]);
    struct diag_list unheard = diag_none(taking->arena);
    bool *there = whole_none(taking->arena);
    struct text bytes = taking->bytes;
    struct line line;

    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[TABLE_FIELDS];

        if (line.letter != 'T')
            continue;
        warehouse_split(taking->arena, line.rest, fields, TABLE_FIELDS);
        put(there, taking->warehouse->set->words, fields[TABLE_ID]);
    }
    return !template
           || whole_tell(PLACE_NONE, template, there, WHOLE_OF_LOAD, &unheard);
}

void
warehouse_whole_note(struct taking *taking, struct text id)
{
    struct warehouse *warehouse = taking->warehouse;

    if (taking->bytes.at[0] == '=' || !is_whole(taking))
        ARENA_PUSH(warehouse->arena, warehouse->parts, warehouse->n_parts,
                   warehouse->parts_capacity, warehouse_number_of(id));
}

/* 'told': the first filing of each office that was reported. */
static bool
tell_part(struct warehouse *warehouse, struct arena *scratch, long long part,
          struct pairs *told, struct diag_list *diags)
{
    struct text id = warehouse_number(scratch, part);
    const struct database_statement of_office
        = { sql_current_tables_of_office, &id, 1 };
    const struct database_statement alone
        = { sql_current_tables_of_filing, &id, 1 };
    bool *there = whole_none(scratch);
    const struct template_rule *template;
    struct database_rows rows;
    const struct text *last;

    if (!warehouse_query(warehouse, scratch, &of_office, &rows, diags)
        || (rows.n == 0
            && !warehouse_query(warehouse, scratch, &alone, &rows, diags)))
        return false;
    if (rows.n == 0)
        return true;
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];

        put(there, warehouse->set->words, row[3]);
    }
    last = &rows.cells[(rows.n - 1) * rows.n_columns];
    template = mapping_find(warehouse->set, last[1]);
    if (template && pairs_find(told, rows.cells[0], TEXT_NONE) < 0
        && !whole_tell(PLACE_FILE(text_zero(diags->arena, last[2])), template,
                       there, WHOLE_OF_LOAD, diags))
        pairs_add(told, text_copy(warehouse->arena, rows.cells[0]), TEXT_NONE,
                  0);
    return true;
}

bool
warehouse_whole_tell(struct warehouse *warehouse, struct diag_list *diags)
{
    struct pairs *told = pairs_new(warehouse->arena);
    bool good = true;

    for (int i = 0; good && i < warehouse->n_parts; i++) {
        struct arena scratch = arena_beside(warehouse->arena);

        good = tell_part(warehouse, &scratch, warehouse->parts[i], told, diags);
        arena_release(&scratch);
    }
    return good;
}
