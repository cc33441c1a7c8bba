/* places.c - see places.h. */
#include "reconcile/places.h"

#include "base/pairs.h"
#include "canon/item.h"

/* Rows by code: any code that begins with one of the rule's. */
struct coded {
    const struct row_rule *row;
    const struct block_rule *block;
};

struct places {
    struct arena *arena;
    struct pairs *listed; /* item, or "indicator." for records, and measure */
    int n_listed;
    struct coded *coded;
    int n_coded, coded_capacity;
};

static void
add(struct places *places, struct text item, struct text measure)
{
    pairs_add(places->listed, item, measure, places->n_listed++);
}

static void
add_patterns(struct places *places, const struct pattern *patterns, int n)
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < patterns[i].n_parts; k++) {
            const struct pattern_part *part = &patterns[i].parts[k];

            if (!part->literal && part->field == FIELD_VALUE)
                add(places, part->item, part->measure);
        }
    }
}

static void
add_line(struct places *places, const struct part_rule *part)
{
    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        if (cell->kind == LINE_FIELD)
            add(places, cell->item, cell->measure);
        add_patterns(places, cell->patterns, cell->n_patterns);
    }
}

static void
add_row(struct places *places, const struct block_rule *block,
        const struct row_rule *row)
{
    if (row->kept || row->optional || row->kind == ROW_BLANK)
        return;
    if (row->kind == ROW_CODE) {
        struct coded coded = { row, block };

        ARENA_PUSH(places->arena, places->coded, places->n_coded,
                   places->coded_capacity, coded);
        return;
    }
    for (int i = 0; i < block->n_leaves; i++) {
        const struct value_rule *value = &row->values[i];

        if (value->used && !block->leaves[i]->optional)
            add(places, value->item.n ? value->item : row->item,
                value->measure);
    }
}

struct places *
places_new(struct arena *arena, const struct table_rule *table)
{
    struct places *places = ARENA_NEW(arena, struct places);

    places->arena = arena;
    places->listed = pairs_new(arena);
    add_patterns(places, table->caption_patterns, table->n_caption_patterns);
    add_patterns(places, table->titles, table->n_titles);
    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &table->parts[i];

        if (part->optional)
            continue;
        add_line(places, part);
        for (int b = 0; b < part->n_blocks; b++) {
            for (int k = 0; k < part->blocks[b].n_rows; k++)
                add_row(places, &part->blocks[b], &part->blocks[b].rows[k]);
        }
    }
    return places;
}

bool
places_has(const struct places *places, struct text item, struct text measure)
{
    struct text list, code = item_code(item);

    if (pairs_find(places->listed, item, measure) >= 0)
        return true;
    if (item_number(item, &list) > 0
        && pairs_find(places->listed, list, measure) >= 0)
        return true;
    for (int i = 0; i < places->n_coded; i++) {
        const struct coded *coded = &places->coded[i];

        if (code.n == 0 || !mapping_takes(coded->row, code))
            continue;
        for (int k = 0; k < coded->block->n_leaves; k++) {
            const struct value_rule *value = &coded->row->values[k];

            if (value->used && !coded->block->leaves[k]->optional
                && text_equal(value->measure, measure))
                return true;
        }
    }
    return false;
}
