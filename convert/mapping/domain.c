/* domain.c - the cells of a table that hold values. */
#include "mapping/domain.h"

#include "base/pairs.h"
#include "canon/item.h"

struct making {
    struct arena *arena;
    const struct part_rule *part; /* or NULL */
    struct domain_cell *cells;
    int n, capacity;
};

static void
add(struct making *m, struct domain_cell cell)
{
    cell.part = m->part;
    if (m->part != NULL) {
        cell.optional |= m->part->optional;
        cell.undrawn |= m->part->undrawn;
    }
    ARENA_PUSH(m->arena, m->cells, m->n, m->capacity, cell);
}

static void
add_pattern(struct making *m, const struct pattern *pattern, bool undrawn)
{
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        if (!part->literal && part->field == FIELD_VALUE)
            add(m, (struct domain_cell){ .item = part->item,
                                         .measure = part->measure,
                                         .kind = part->kind,
                                         .undrawn = undrawn,
                                         .pattern = pattern,
                                         .by = pattern->place });
    }
}

/* The first is drawn, the others are matched. */
static void
add_patterns(struct making *m, const struct pattern *patterns, int n)
{
    for (int i = 0; i < n; i++)
        add_pattern(m, &patterns[i], i > 0);
}

/* Does a caption draw it, or is it only matched there? */
static bool
is_drawn(const struct table_rule *table, const struct pattern *pattern)
{
    for (int i = 0; i < table->n_captions; i++) {
        const struct caption_rule *line = &table->captions[i];
        const struct pattern *drawn[]
            = { line->left, line->center, line->right };

        for (int k = 0; k < ARRAY_LEN(drawn); k++) {
            if (drawn[k] != NULL && drawn[k]->place.row == pattern->place.row
                && drawn[k]->place.col == pattern->place.col)
                return true;
        }
    }
    return false;
}

static void
add_row(struct making *m, const struct block_rule *block,
        const struct row_rule *row)
{
    for (int i = 0; i < block->n_leaves; i++) {
        const struct value_rule *value = &row->values[i];
        const struct column_rule *column = block->leaves[i];

        if (value->used)
            add(m, (struct domain_cell){
                       .item = value->item.n > 0 ? value->item : row->item,
                       .measure = value->measure,
                       .kind = value->kind,
                       .optional = row->by_label.optional || column->optional,
                       .undrawn = row->by_label.undrawn,
                       .block = block,
                       .row = row,
                       .column = column,
                       .by = row->place });
    }
}

static void
add_part(struct making *m, const struct part_rule *part)
{
    m->part = part;
    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        if (cell->kind == LINE_FIELD)
            add(m, (struct domain_cell){ .item = cell->field.item,
                                         .measure = cell->field.measure,
                                         .kind = cell->field.kind,
                                         .by = cell->place });
        add_patterns(m, cell->patterns, cell->n_patterns);
    }
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_rows; i++)
            add_row(m, &part->blocks[b], &part->blocks[b].rows[i]);
    }
    m->part = NULL;
}

static void
add_table(struct making *m, const struct table_rule *table)
{
    for (int i = 0; i < table->n_caption_patterns; i++)
        add_pattern(m, &table->caption_patterns[i],
                    !is_drawn(table, &table->caption_patterns[i]));
    for (int i = 0; i < table->n_parts; i++)
        add_part(m, &mapping_parts(table)[i]);
    add_patterns(m, table->titles, table->n_titles);
}

/* Cells of rows by code, by their measure, in their order. */
static void
list_coded(struct arena *arena, struct domain *domain)
{
    domain->coded = pairs_new(arena);
    domain->next_coded = ARENA_ARRAY(arena, int, domain->n + 1);
    for (int i = domain->n - 1; i >= 0; i--) {
        const struct domain_cell *cell = &domain->cells[i];

        domain->next_coded[i] = -1;
        domain->literal_codes |= text_digits(cell->item, 0) > 0;
    }
    for (int i = 0, last; i < domain->n; i++) {
        const struct domain_cell *cell = &domain->cells[i];

        if (cell->item.n > 0)
            continue;
        last = pairs_add(domain->coded, cell->measure, TEXT_NONE, i);
        if (last < 0)
            continue;
        while (domain->next_coded[last] >= 0)
            last = domain->next_coded[last];
        domain->next_coded[last] = i;
    }
}

static const struct domain *
make(struct arena *arena, const struct table_rule *table)
{
    struct domain *domain = ARENA_NEW(arena, struct domain);
    struct making m = { .arena = arena };

    if (table != NULL)
        add_table(&m, table);
    domain->table = table;
    domain->cells = m.cells;
    domain->n = m.n;
    domain->pairs = pairs_new(arena);
    for (int optional = 0; optional <= 1; optional++) {
        for (int i = 0; i < m.n; i++) {
            if (m.cells[i].optional == (optional == 1))
                pairs_add(domain->pairs, m.cells[i].item, m.cells[i].measure,
                          optional);
        }
    }
    list_coded(arena, domain);
    return domain;
}

const struct domain *
domain_of(struct arena *arena, const struct table_rule *table)
{
    struct arena *lasting
        = table != NULL ? image_arena(&table->parts_later) : NULL;

    if (lasting == NULL)
        return make(arena, table);
    if (table->domain == NULL)
        ((struct table_rule *)table)->domain = make(lasting, table);
    return table->domain;
}

struct domain_cell *
domain_part(struct arena *arena, const struct part_rule *part, int *n)
{
    struct making m = { .arena = arena };

    add_part(&m, part);
    *n = m.n;
    return m.cells;
}

/* ---- questions ---- */

/* Is it a cell of the item's row?  Rows by code may take some codes only. */
static bool
is_of(const struct domain_cell *cell, struct text item)
{
    struct text code;

    if (cell->row == NULL || cell->row->kind != ROW_CODE)
        return item_number_in(cell->item, item) > 0
               || text_equal(cell->item, item);
    code = item_code(item);
    return code.n > 0 && mapping_takes(cell->row, code);
}

bool
domain_item(const struct domain *domain, struct text item)
{
    for (int i = 0; i < domain->n; i++) {
        if (is_of(&domain->cells[i], item))
            return true;
    }
    return false;
}

bool
domain_measure(const struct domain *domain, struct text measure)
{
    for (int i = 0; i < domain->n; i++) {
        if (text_equal(domain->cells[i].measure, measure))
            return true;
    }
    return false;
}

static bool
has_word(const struct domain *domain, struct text item, struct text measure,
         bool optional)
{
    int found = pairs_find(domain->pairs, item, measure);

    return found == 0 || (found > 0 && optional);
}

static bool
has(const struct domain *domain, struct text item, struct text measure,
    bool optional)
{
    bool code = item.n > 0 && text_is_digit(item.at[0]);
    struct text list;

    if ((!code || domain->literal_codes)
        && (has_word(domain, item, measure, optional)
            || (item_number(item, &list) > 0
                && has_word(domain, list, measure, optional))))
        return true;
    for (int i = pairs_find(domain->coded, measure, TEXT_NONE); i >= 0;
         i = domain->next_coded[i]) {
        const struct domain_cell *cell = &domain->cells[i];

        if ((optional || !cell->optional) && is_of(cell, item))
            return true;
    }
    return false;
}

bool
domain_has(const struct domain *domain, struct text item, struct text measure)
{
    return has(domain, item, measure, true);
}

bool
domain_always(const struct domain *domain, struct text item,
              struct text measure)
{
    return has(domain, item, measure, false);
}

/* ---- forms ---- */

/* Has the table a place for all that the model says? */
static bool
has_all(struct arena *arena, const struct table_rule *table,
        const struct model_table *data)
{
    const struct domain *domain = domain_of(arena, table);

    for (int i = 0; i < data->n_facts; i++) {
        if (!domain_has(domain, *data->facts[i].item,
                        data->facts[i].of->measure))
            return false;
    }
    return true;
}

const struct table_rule *
domain_form(struct arena *arena, const struct template_rule *template,
            const struct model_table *data)
{
    const struct table_rule *first = mapping_table(template, data->schema);
    bool asked = false; /* whether the first has it all: it has not */

    if (first == NULL)
        return NULL; /* no table has the schema */
    for (int t = 0; t < template->n_tables; t++) {
        const struct table_rule *table = template->tables[t];

        if (table->schema != data->schema || table == first)
            continue;
        if (!asked && has_all(arena, first, data))
            break;
        asked = true;
        if (has_all(arena, table, data))
            return table;
    }
    return first;
}

/* ---- rows ---- */

bool
domain_next_row(struct domain_rows *at)
{
    for (; at->part < at->table->n_parts; at->part++, at->block = 0) {
        const struct part_rule *part = &mapping_parts(at->table)[at->part];

        for (; at->block < part->n_blocks; at->block++, at->row = 0) {
            at->in = &part->blocks[at->block];
            if (at->row < at->in->n_rows) {
                at->rule = &at->in->rows[at->row++];
                return true;
            }
        }
    }
    return false;
}

bool
domain_is_list(const struct table_rule *table, struct text list)
{
    struct domain_rows at = { .table = table };

    while (domain_next_row(&at)) {
        if (at.rule->kind == ROW_RECORD && text_equal(at.rule->item, list))
            return true;
    }
    return false;
}
