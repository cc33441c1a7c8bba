/* form.c - the parts of a table. */
#include "mapping/form.h"

#include "base/limits.h"
#include "mapping/columns.h"
#include "mapping/named.h"
#include "mapping/near.h"
#include "mapping/pattern.h"
#include "mapping/rows.h"
#include "mapping/values.h"
#include "mapping/wording.h"

struct parts {
    struct source *source;
    struct table_rule *table;
    int capacity;
};

/* A text with a placeholder is a pattern, any other a label. */
static void
read_text_cell(struct source *source, const struct node *node,
               struct line_cell *out)
{
    if (node->text.n == 0) {
        diag_hint(source->diags,
                  source_fail(source, DIAG_MAPPING_WRONG_VALUE,
                              tree_place(node), "an empty label"),
                  "write ~ for a cell that is no part of the model");
        return;
    }
    if (text_find(node->text, TEXT("{"), 0) >= 0) {
        out->kind = LINE_PATTERN;
        pattern_read_list(source, node, "a pattern", &out->patterns,
                          &out->n_patterns);
        return;
    }
    out->kind = LINE_LABEL;
    wording_add(source->arena, &out->words, node->text);
}

/* The one key that is none of a field's own: the item. */
static const struct node *
field_item(const struct node *map)
{
    for (const struct node *child = map->child; child; child = child->next) {
        if (!text_equal(child->key, TEXT("ticks"))
            && !text_equal(child->key, TEXT("span"))
            && !text_equal(child->key, TEXT("sum")))
            return child;
    }
    return NULL;
}

/* {header: category, ticks: […]} */
static void
read_field(struct source *source, const struct node *map, struct line_cell *out)
{
    const struct node *item = field_item(map);
    const struct node *ticks = source_find(map, "ticks");
    const struct node *after = item ? item->next : NULL;

    out->kind = LINE_FIELD;
    if (!item) {
        source_fail(source, DIAG_MAPPING_NO_COORDINATE, tree_place(map),
                    "a field without its item and measure");
        return;
    }
    for (; after; after = after->next) {
        struct near near = near_of(after->key);
        struct diag *diag;

        if (text_equal(after->key, TEXT("ticks"))
            || text_equal(after->key, TEXT("span"))
            || text_equal(after->key, TEXT("sum")))
            continue;
        diag = source_fail(source, DIAG_MAPPING_UNKNOWN_KEY,
                           tree_key_place(after),
                           "a field is one item and its measure; '%.*s' is "
                           "one more",
                           TEXT_ARG(after->key));
        near_try(&near, TEXT("ticks"));
        near_try(&near, TEXT("span"));
        near_try(&near, TEXT("sum"));
        if (near.found.n)
            diag_hint(source->diags, diag, "write '%.*s'",
                      TEXT_ARG(near.found));
    }
    out->field.item
        = named_item(source, source->schema,
                     (struct source_said){ item->key, tree_key_place(item) });
    out->field.measure = named_measure(
        source, source->schema,
        (struct source_said){ source_text(source, item, "a measure"),
                              tree_place(item) });
    out->field.sum = source_flag(source, map, "sum");
    if (out->field.measure.n)
        (void)values_check(
            source,
            (struct source_said){ out->field.item, tree_key_place(item) },
            (struct source_said){ out->field.measure, tree_place(item) },
            &out->field.kind);
    if (ticks)
        columns_read_ticks(source, ticks, &out->ticks);
}

static void
read_cell_map(struct source *source, const struct node *map,
              struct line_cell *out)
{
    const struct node *label = source_find(map, "label");
    const struct node *pattern = source_find(map, "pattern");
    const struct node *ticks = source_find(map, "ticks");

    out->span = source_number(source, map, "span", 1, 100, 0);
    out->optional = (label || pattern) && source_flag(source, map, "optional");
    if (label) {
        (void)source_map(source, map, SOURCE_CELL_LABEL);
        out->kind = LINE_LABEL;
        wording_read(source, label, "'label'", &out->words);
        wording_read_also(source, map, &out->words);
    } else if (pattern) {
        (void)source_map(source, map, SOURCE_CELL_PATTERN);
        out->kind = LINE_PATTERN;
        pattern_read_list(source, pattern, "'pattern'", &out->patterns,
                          &out->n_patterns);
        if (ticks)
            columns_read_ticks(source, ticks, &out->ticks);
    } else if (source_find(map, "kept")) {
        (void)source_map(source, map, SOURCE_CELL_KEPT);
        (void)source_flag(source, map, "kept");
        out->unmodelled = source_text_at(source, map, "unmodelled").n > 0;
        out->kind = LINE_KEPT;
    } else {
        read_field(source, map, out);
    }
}

static void
read_cells(struct source *source, const struct node *list,
           struct part_rule *out)
{
    out->cells = ARENA_ARRAY(source->arena, struct line_cell, list->n + 1);
    for (const struct node *node = list->child; node; node = node->next) {
        struct line_cell *cell = &out->cells[out->n_cells++];

        cell->place = tree_place(node);
        if (node->kind == NODE_MAP)
            read_cell_map(source, node, cell);
        else if (node->kind == NODE_LIST)
            source_kind(source, node, "a cell of a line",
                        N_("a label, ~ or {ITEM: MEASURE}"));
        else if (tree_is_null(node))
            cell->kind = LINE_KEPT;
        else
            read_text_cell(source, node, cell);
    }
    if (list->n == 0)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(list),
                    "there are no cells in the line");
}

/* The key 'spans': a number for each of 'n' things, put in by 'set'. */
static void
read_spans(struct source *source, const struct node *map, int n,
           const char *things, int *out)
{
    const struct node *node = source_find(map, "spans");
    int i = 0;

    if (!node)
        return;
    if (node->kind != NODE_LIST) {
        source_kind(source, node, "'spans'", N_("a list of numbers"));
        return;
    }
    if (node->n != n) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'spans' must have a number for each of %d %s, not %d", n,
                    things, node->n);
        return;
    }
    for (const struct node *at = node->child; at; at = at->next)
        out[i++] = source_number_of(source, at, "a span", 1, 100, 0);
}

static void
read_line(struct source *source, const struct node *map, struct part_rule *out)
{
    const struct node *list = source_find(map, "line");
    int *spans;

    (void)source_map(source, map, SOURCE_LINE);
    out->kind = PART_LINE;
    out->undrawn = source_flag(source, map, "undrawn");
    out->optional = out->undrawn || source_flag(source, map, "optional");
    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'line'", N_("a list of cells"));
        return;
    }
    read_cells(source, list, out);
    spans = ARENA_ARRAY(source->arena, int, out->n_cells + 1);
    read_spans(source, map, out->n_cells, "cells", spans);
    for (int i = 0; i < out->n_cells; i++) {
        if (spans[i])
            out->cells[i].span = spans[i];
    }
}

/* header, rows and foot of one block. */
static void
read_block(struct source *source, const struct node *map, int n_blocks,
           struct block_rule *out)
{
    const struct node *header = source_need(source, map, "header", "a grid");
    const struct node *rows = source_need(source, map, "rows", "a grid");

    if (!header || !rows)
        return;
    columns_read(source, header, out);
    rows_read(source, rows, source_find(map, "foot"), n_blocks, out);
}

static bool
has_foot(const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        if (block->rows[i].foot)
            return true;
    }
    return false;
}

/* The label of a foot takes in blocks at its left that have none. */
static void
check_feet(struct source *source, const struct part_rule *part)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_rows; i++) {
            const struct row_rule *row = &part->blocks[b].rows[i];

            if (row->by_label.from > b)
                source_fail(source, DIAG_MAPPING_WRONG_VALUE, row->place,
                            "a label cannot begin behind its own block, "
                            "number %d",
                            b + 1);
            for (int k = row->by_label.from; k >= 0 && k < b; k++) {
                if (has_foot(&part->blocks[k]))
                    source_fail(source, DIAG_MAPPING_WRONG_VALUE, row->place,
                                "the label reaches over block %d, which has a "
                                "foot of its own",
                                k + 1);
            }
        }
    }
}

static void
read_blocks(struct source *source, const struct node *list,
            struct part_rule *out)
{
    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'blocks'", N_("a list"));
        return;
    }
    out->blocks = ARENA_ARRAY(source->arena, struct block_rule, list->n + 1);
    for (const struct node *node = list->child; node; node = node->next) {
        if (source_map(source, node, SOURCE_BLOCK))
            read_block(source, node, list->n, &out->blocks[out->n_blocks++]);
    }
    check_feet(source, out);
    if (list->n == 0)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(list),
                    "there are no blocks in the list");
}

/* Of the leaves below some headings. */
static void
set_spans(struct column_rule *nodes, int n, const int *spans)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *node = &nodes[i];

        if (node->leaf >= 0 && spans[node->leaf] > 0)
            node->span = spans[node->leaf];
        set_spans(node->children, node->n_children, spans);
    }
}

static void
read_leaf_spans(struct source *source, const struct node *map,
                struct part_rule *out)
{
    int n = 0, *spans;

    for (int b = 0; b < out->n_blocks; b++)
        n += out->blocks[b].n_leaves;
    spans = ARENA_ARRAY(source->arena, int, n + 1);
    read_spans(source, map, n, "columns", spans);
    for (int b = 0; b < out->n_blocks; b++) {
        set_spans(out->blocks[b].columns, out->blocks[b].n_columns, spans);
        spans += out->blocks[b].n_leaves;
    }
}

void
form_read_grid(struct source *source, const struct node *map,
               struct part_rule *out)
{
    const struct node *blocks = source_find(map, "blocks");
    const struct node *ruler = source_find(map, "ruler");
    const struct node *ignore = source_find(map, "ignore");
    const struct node *header = source_find(map, "header");

    out->kind = PART_GRID;
    if (blocks && header) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_key_place(header),
                    "'header' and 'blocks' cannot both be there");
    } else if (blocks) {
        read_blocks(source, blocks, out);
    } else {
        out->blocks = ARENA_NEW(source->arena, struct block_rule);
        out->n_blocks = 1;
        read_block(source, map, 1, out->blocks);
    }
    if (ruler) {
        out->has_ruler = true;
        if (text_equal(ruler->text, TEXT("false")) && !ruler->quoted)
            out->has_ruler = false;
        else if (ruler->quoted || !text_equal(ruler->text, TEXT("true")))
            wording_read(source, ruler, "'ruler'", &out->ruler);
    }
    if (ignore) {
        out->ignored_place = tree_place(ignore);
        wording_read(source, ignore, "'ignore'", &out->ignored);
    }
}

static struct part_rule *
add_part(struct parts *parts, const struct node *node,
         const struct beside_rule *beside)
{
    struct table_rule *table = parts->table;
    struct part_rule part = { .place = tree_place(node), .beside = beside };

    ARENA_PUSH(parts->source->arena, table->parts, table->n_parts,
               parts->capacity, part);
    return &table->parts[table->n_parts - 1];
}

/* The key 'beside': a label, or {label, also, span}. */
static const struct beside_rule *
read_beside(struct source *source, const struct node *node,
            const struct beside_rule *outer)
{
    struct beside_rule *beside = ARENA_NEW(source->arena, struct beside_rule);

    beside->outer = outer;
    beside->place = tree_place(node);
    if (node->kind == NODE_MAP) {
        const struct node *label
            = source_need(source, node, "label", "a label beside a part");

        (void)source_map(source, node, SOURCE_BESIDE);
        beside->span = source_number(source, node, "span", 1, 100, 0);
        if (label)
            wording_read(source, label, "'label'", &beside->words);
        wording_read_also(source, node, &beside->words);
    } else {
        wording_read(source, node, "'beside'", &beside->words);
    }
    return beside;
}

static void
read_part(struct parts *parts, const struct node *node,
          const struct beside_rule *beside)
{
    struct source *source = parts->source;
    struct part_rule *part;

    if (node->kind == NODE_MAP && source_find(node, "form")) {
        const struct node *side
            = source_need(source, node, "beside", "a form inside a form");
        const struct node *form = source_find(node, "form");

        (void)source_map(source, node, SOURCE_BESIDE_FORM);
        if (side)
            beside = read_beside(source, side, beside);
        if (form->kind != NODE_LIST)
            source_kind(source, form, "'form'", N_("a list"));
        for (node = form->child; node; node = node->next)
            read_part(parts, node, beside);
        return;
    }
    part = add_part(parts, node, beside);
    if (node->kind == NODE_LIST) {
        read_cells(source, node, part);
    } else if (node->kind == NODE_SCALAR && !tree_is_null(node)) {
        part->cells = ARENA_NEW(source->arena, struct line_cell);
        part->n_cells = 1;
        part->cells->place = tree_place(node);
        read_text_cell(source, node, part->cells);
    } else if (node->kind != NODE_MAP) {
        source_kind(source, node, "a part of a form",
                    N_("a line, a text or a grid"));
    } else if (source_find(node, "line")) {
        read_line(source, node, part);
    } else {
        (void)source_map(source, node, SOURCE_GRID);
        part->undrawn = source_flag(source, node, "undrawn");
        part->optional = part->undrawn || source_flag(source, node, "optional");
        if (source_find(node, "beside"))
            part->beside
                = read_beside(source, source_find(node, "beside"), beside);
        form_read_grid(source, node, part);
        read_leaf_spans(source, node, part);
    }
}

void
form_read(struct source *source, const struct node *list,
          struct table_rule *out)
{
    struct parts parts = { source, out, 0 };

    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'form'", N_("a list"));
        return;
    }
    for (const struct node *node = list->child; node; node = node->next)
        read_part(&parts, node, NULL);
}
