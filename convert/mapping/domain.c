/* domain.c - the words of a table rule. */
#include "mapping/domain.h"

#include "canon/item.h"

static void
add(struct reach *reach, struct text item, struct text measure)
{
    pairs_add(reach->items, item, TEXT_NONE, 0);
    pairs_add(reach->measures, measure, TEXT_NONE, 0);
    pairs_add(reach->values, item, measure, 0);
}

static void
add_patterns(struct reach *reach, const struct pattern *patterns, int n)
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < patterns[i].n_parts; k++) {
            const struct pattern_part *part = &patterns[i].parts[k];

            if (!part->literal && part->field == FIELD_VALUE)
                add(reach, part->item, part->measure);
        }
    }
}

static void
add_block(struct reach *reach, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *rule = &block->rows[i];

        for (int leaf = 0; leaf < block->n_leaves; leaf++) {
            const struct value_rule *value = &rule->values[leaf];

            if (value->used)
                add(reach, value->item.n > 0 ? value->item : rule->item,
                    value->measure);
        }
    }
}

struct reach
domain_of(struct arena *arena, const struct table_rule *table)
{
    struct reach reach
        = { table, pairs_new(arena), pairs_new(arena), pairs_new(arena) };

    if (table == NULL)
        return reach;
    add_patterns(&reach, table->titles, table->n_titles);
    add_patterns(&reach, table->caption_patterns, table->n_caption_patterns);
    for (int p = 0; p < table->n_parts; p++) {
        const struct part_rule *part = &table->parts[p];

        for (int i = 0; i < part->n_cells; i++) {
            const struct line_cell *cell = &part->cells[i];

            if (cell->kind == LINE_FIELD)
                add(&reach, cell->item, cell->measure);
            add_patterns(&reach, cell->patterns, cell->n_patterns);
        }
        for (int b = 0; b < part->n_blocks; b++)
            add_block(&reach, &part->blocks[b]);
    }
    return reach;
}

/* Is there a row for this code?  A catalogue may take some classes only. */
static bool
has_code(const struct table_rule *table, struct text code)
{
    for (int p = 0; p < table->n_parts; p++) {
        for (int b = 0; b < table->parts[p].n_blocks; b++) {
            const struct block_rule *block = &table->parts[p].blocks[b];

            for (int i = 0; i < block->n_rows; i++) {
                if (block->rows[i].kind == ROW_CODE
                    && mapping_takes(&block->rows[i], code))
                    return true;
            }
        }
    }
    return false;
}

/* As reach.items has it. */
static struct text
item_word(const struct reach *reach, struct text item)
{
    struct text list;

    if (pairs_find(reach->items, item, TEXT_NONE) >= 0)
        return item;
    if (item_is_code(item) && reach->table != NULL
        && has_code(reach->table, item))
        return TEXT_NONE;
    (void)item_number(item, &list);
    return list;
}

bool
domain_item(const struct reach *reach, struct text item)
{
    return pairs_find(reach->items, item_word(reach, item), TEXT_NONE) >= 0;
}

bool
domain_measure(const struct reach *reach, struct text measure)
{
    return pairs_find(reach->measures, measure, TEXT_NONE) >= 0;
}

bool
domain_value(const struct reach *reach, struct text item, struct text measure)
{
    return pairs_find(reach->values, item_word(reach, item), measure) >= 0;
}

bool
domain_is_list(const struct table_rule *table, struct text list)
{
    for (int p = 0; p < table->n_parts; p++) {
        for (int b = 0; b < table->parts[p].n_blocks; b++) {
            const struct block_rule *block = &table->parts[p].blocks[b];

            for (int i = 0; i < block->n_rows; i++) {
                if (block->rows[i].kind == ROW_RECORD
                    && text_equal(block->rows[i].item, list))
                    return true;
            }
        }
    }
    return false;
}
