/* values.c - a value's coordinates: what its row and its column say. */
#include "mapping/values.h"

#include "mapping/named.h"
#include "mapping/near.h"

static void
hint(struct source *source, struct diag *diag, struct text near)
{
    if (near.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near));
}

bool
values_check(struct source *source, struct source_said item,
             struct source_said measure, enum value_kind *kind)
{
    const struct schema_table *schema = source->schema;
    struct diag *diag;

    if (!schema || schema_value(schema, item.word, measure.word, kind))
        return true;
    if (!near_is_item(schema, item.word)) {
        diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, item.at,
                           "table %s has no item '%.*s'", schema->id,
                           TEXT_ARG(item.word));
        hint(source, diag, near_item(schema, item.word, TEXT_NONE));
        return false;
    }
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, measure.at,
                       "item '%.*s' of table %s has no measure '%.*s'",
                       TEXT_ARG(item.word), schema->id, TEXT_ARG(measure.word));
    hint(source, diag, near_measure(schema, item.word, measure.word));
    return false;
}

/* One coordinate, said by row, by column, or by both the same. */
static struct text
unite(struct source *source, const char *what, struct source_said by_row,
      struct source_said by_column)
{
    struct diag *diag;

    if (by_row.word.n == 0)
        return by_column.word;
    if (by_column.word.n == 0 || text_equal(by_row.word, by_column.word))
        return by_row.word;
    diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, by_row.at,
                       "the row says %s '%.*s', the column '%.*s'", what,
                       TEXT_ARG(by_row.word), TEXT_ARG(by_column.word));
    diag_detail(source->diags, diag, "the column: %s",
                diag_place(source->arena, by_column.at));
    return by_row.word;
}

static void
no_coordinate(struct source *source, const char *what,
              const struct row_rule *row, const struct column_rule *column)
{
    struct text heading = column->words.n ? column->words.shown[0] : TEXT_NONE;
    struct diag *diag = source_fail(
        source, DIAG_MAPPING_NO_COORDINATE, column->place,
        "no %s for the values of column '%.*s'", what, TEXT_ARG(heading));

    diag_detail(source->diags, diag,
                "neither the column nor the row says one; the row: %s",
                diag_place(source->arena, row->place));
    diag_hint(source->diags, diag,
              "give '%s' in the row, the column or a heading above it", what);
}

/* {column's: row's} */
static struct text
column_of(struct source *source, const struct node *node)
{
    return named_measure(
        source, source->schema,
        (struct source_said){ node->key, tree_key_place(node) });
}

/* The row's word for a column's measure; false when it has none for it. */
static bool
rename_measure(struct source *source, const struct values_row *says,
               const struct column_rule *column, struct source_said *measure)
{
    const struct node *node = says->measures->child;

    while (node && !text_equal(column_of(source, node), column->measure))
        node = node->next;
    if (!node)
        return false;
    measure->word = source_text(source, node, "a measure");
    measure->at = tree_place(node);
    measure->word = named_measure(source, source->schema, *measure);
    return measure->word.n > 0;
}

static void
read_value(struct source *source, const struct values_row *says,
           const struct column_rule *column, const struct row_rule *row,
           struct value_rule *out)
{
    const struct source_words *words;
    struct source_said item, measure;

    if (column->role != COLUMN_VALUE || row->kept || row->kind == ROW_BLANK)
        return;
    words = source_recall(source, column->place);
    item.at = says->item.word.n ? says->item.at : words->item;
    item.word = unite(source, "item", says->item,
                      (struct source_said){ column->item, column->place });
    if (says->measures) {
        if (!rename_measure(source, says, column, &measure))
            return;
    } else {
        measure.at = says->measure.word.n ? says->measure.at : words->measure;
        measure.word
            = unite(source, "measure", says->measure,
                    (struct source_said){ column->measure, column->place });
    }
    if (item.word.n == 0 || measure.word.n == 0) {
        no_coordinate(source, item.word.n ? "measure" : "item", row, column);
        return;
    }
    out->used = values_check(source, item, measure, &out->kind);
    /* Of a code or record row, the sheet says which item it is. */
    out->item = row->kind == ROW_CODE || row->kind == ROW_RECORD ? TEXT("")
                                                                 : item.word;
    out->measure = measure.word;
    out->sum = row->sum || column->sum;
}

/* Each key of 'measures' must be the measure of some column. */
static void
check_renames(struct source *source, const struct node *measures,
              const struct block_rule *block)
{
    for (const struct node *m = measures->child; m; m = m->next) {
        struct text measure = column_of(source, m);
        struct near near = near_of(measure);
        bool found = false;

        for (int i = 0; i < block->n_leaves; i++)
            found = found || text_equal(block->leaves[i]->measure, measure);
        for (int i = 0; !found && i < block->n_leaves; i++)
            near_try(&near, block->leaves[i]->measure);
        if (found)
            continue;
        hint(source,
             source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_key_place(m),
                         "no column has the measure '%.*s'", TEXT_ARG(m->key)),
             near.found);
    }
}

void
values_of(struct source *source, const struct values_row *says,
          const struct block_rule *block, struct row_rule *row)
{
    row->n_values = block->n_leaves;
    row->values
        = ARENA_ARRAY(source->arena, struct value_rule, block->n_leaves + 1);
    if (says->measures)
        check_renames(source, says->measures, block);
    for (int i = 0; i < block->n_leaves; i++)
        read_value(source, says, block->leaves[i], row, &row->values[i]);
}
