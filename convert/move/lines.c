/* lines.c - labels and the fields beside them. */
#include "move/lines.h"

#include <limits.h>

int
lines_label_shift(struct text folded)
{
    size_t end = folded.n, open;
    int shift;

    /* Any trailing group may be the unit: 预算执行情况(万元)(20分). */
    while (end > 0 && folded.at[end - 1] == ')') {
        open = end;
        while (open > 0 && folded.at[open - 1] != '(')
            open--;
        if (open == 0)
            return -1;
        if (mapping_unit(text_slice(folded, open, end - 1), &shift))
            return shift;
        end = open - 1;
    }
    return -1;
}

bool
lines_declares_empty(struct site *site, const struct cell *cell)
{
    struct text *spans;

    if (cell->type != CELL_TEXT)
        return false;
    for (int i = 0; i < site->table->n_declared_empty; i++) {
        const struct pattern *p = &site->table->declared_empty[i];

        spans = ARENA_ARRAY(site->arena, struct text, p->n_parts);
        if (!placement_match(site->arena, p, cell->text, spans))
            continue;
        for (int k = 0; k < p->n_parts; k++) {
            if (!p->parts[k].literal && p->parts[k].field == FIELD_YEAR)
                site_set_year(site, cell, spans[k]);
        }
        if (site->placement->declared_empty.n == 0)
            site->placement->declared_empty = text_trim(cell->text);
        return true;
    }
    return false;
}

/* Does any of the patterns match, without claiming? */
static bool
patterns_match(struct site *site, const struct cell *cell,
               const struct pattern *patterns, int n)
{
    if (cell->type != CELL_TEXT)
        return false;
    for (int i = 0; i < n; i++) {
        struct text *spans
            = ARENA_ARRAY(site->arena, struct text, patterns[i].n_parts);

        if (placement_match(site->arena, &patterns[i], cell->text, spans))
            return true;
    }
    return false;
}

/* The free cell right of a merged span, when it holds something that is no
   caption of its own. */
static const struct cell *
next_cell(struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    const struct cell *next = grid_at(site->grid, cell->row, span.end_col);

    if (next == NULL || next->type == CELL_BLANK || !site_is_free(site, next)
        || patterns_match(site, next, site->table->caption_patterns,
                          site->table->n_caption_patterns)
        || placement_word(&site->table->number, site_folded(site, next)))
        return NULL;
    return next;
}

static struct slot *
field_slot(struct site *site, const struct pattern_part *part, int row,
           int col)
{
    struct slot *slot = placement_add(site->arena, site->placement);

    slot->row = row;
    slot->col = col;
    slot->end_col = col + 1;
    slot->item = part->item;
    slot->measure = part->measure;
    slot->kind = part->kind;
    slot->shift = site->placement->unit_shift;
    return slot;
}

/* Choices in cells of their own, from 'cell' to the end of its row. */
static int
claim_choices(struct site *site, const struct cell *cell)
{
    int n, end_col = cell->col + 1;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col <= cell->col || cells[i].type != CELL_TEXT
            || !site_is_free(site, &cells[i]))
            continue;
        site_claim(site, &cells[i], CLAIM_FACT);
        end_col = cells[i].col + 1;
    }
    return end_col;
}

/* Claims a cell that a pattern matched, with what its placeholders say. */
static void
claim_pattern(struct site *site, const struct cell *cell,
              const struct pattern *pattern, const struct text *spans,
              const struct ticks *ticks)
{
    bool fact = false;

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        const struct cell *beside = NULL;
        struct text value = spans[i];

        if (part->literal)
            continue;
        /* 部门： | 某局, in two cells */
        if (value.n == 0 && i == pattern->n_parts - 1)
            beside = next_cell(site, cell);
        if (beside != NULL) {
            value = text_trim(beside->text);
            site_claim(site, beside,
                       part->field == FIELD_VALUE ? CLAIM_FACT : CLAIM_LABEL);
        }
        switch (part->field) {
        case FIELD_ANY:
            break;
        case FIELD_DEPARTMENT:
            site_set_department(site, beside ? beside : cell, value);
            break;
        case FIELD_YEAR:
            site_set_year(site, beside ? beside : cell, value);
            break;
        case FIELD_UNIT:
            site_set_unit(site, beside ? beside : cell, value);
            break;
        case FIELD_VALUE: {
            struct slot *slot;

            fact = true;
            if (text_equal(part->measure, TEXT("year")))
                site_set_year(site, cell, value);
            if (beside != NULL) {
                slot = field_slot(site, part, beside->row, beside->col);
            } else {
                slot = field_slot(site, part, cell->row, cell->col);
                slot->pattern = pattern;
                slot->part = i;
            }
            slot->ticks = ticks != NULL && ticks->n > 0 ? ticks : NULL;
            slot->by = pattern->place;
            if (beside != NULL && slot->ticks != NULL)
                slot->end_col = claim_choices(site, beside);
            break;
        }
        }
    }
    site_claim(site, cell, fact ? CLAIM_FACT : CLAIM_LABEL);
}

static bool
try_patterns(struct site *site, const struct cell *cell,
             const struct pattern *patterns, int n, const struct ticks *ticks)
{
    if (cell->type != CELL_TEXT || !site_is_free(site, cell))
        return false;
    for (int i = 0; i < n; i++) {
        struct text *spans
            = ARENA_ARRAY(site->arena, struct text, patterns[i].n_parts);

        if (placement_match(site->arena, &patterns[i], cell->text, spans)) {
            claim_pattern(site, cell, &patterns[i], spans, ticks);
            return true;
        }
    }
    return false;
}

/* Does a cell say a line cell's words? */
static bool
says(struct site *site, const struct cell *cell, const struct line_cell *rule)
{
    if (!site_is_free(site, cell))
        return false;
    if (rule->kind == LINE_LABEL)
        return placement_word(&rule->words, site_folded(site, cell)) > 0;
    return rule->kind == LINE_PATTERN
           && patterns_match(site, cell, rule->patterns, rule->n_patterns);
}

int
lines_find(struct site *site, const struct part_rule *part, int top, int end)
{
    const struct line_cell *head = NULL;

    for (int i = 0; i < part->n_cells && head == NULL; i++) {
        if (part->cells[i].kind == LINE_LABEL
            || part->cells[i].kind == LINE_PATTERN)
            head = &part->cells[i];
    }
    if (head == NULL)
        return -1;
    for (int i = grid_row_index(site->grid, top);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            if (says(site, &site->grid->cells[c], head))
                return site->grid->rows[i].row;
        }
    }
    return -1;
}

/* The first free cell of a row, at or right of col, that says the words. */
static const struct cell *
find_in_row(struct site *site, const struct line_cell *rule, int row, int col)
{
    int n;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col >= col && says(site, &cells[i], rule))
            return &cells[i];
    }
    return NULL;
}

/* The column where the next label of the line stands. */
static int
field_end(struct site *site, const struct part_rule *part, int k, int row,
          int col)
{
    for (int i = k + 1; i < part->n_cells; i++) {
        const struct cell *cell;

        if (part->cells[i].kind == LINE_FIELD
            || part->cells[i].kind == LINE_KEPT)
            continue;
        cell = find_in_row(site, &part->cells[i], row, col);
        if (cell != NULL)
            return cell->col;
    }
    return INT_MAX;
}

/* How many fields stand side by side from k on. */
static int
fields_abreast(const struct part_rule *part, int k)
{
    int n = 0;

    while (k + n < part->n_cells
           && (part->cells[k + n].kind == LINE_FIELD
               || part->cells[k + n].kind == LINE_KEPT))
        n++;
    return n;
}

static void
claim_field(struct site *site, const struct line_cell *rule, int row, int col,
            int end, int shift)
{
    struct slot *slot;
    const struct cell *cell = NULL;
    int n;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < col || cells[i].col >= end
            || !site_is_free(site, &cells[i]))
            continue;
        if (rule->kind == LINE_KEPT) {
            site_claim(site, &cells[i], CLAIM_KEPT);
            continue;
        }
        if (cell == NULL)
            cell = &cells[i];
        if (cell == &cells[i] || rule->ticks.n > 0)
            site_claim(site, &cells[i], CLAIM_FACT);
    }
    if (rule->kind == LINE_KEPT)
        return;
    slot = placement_add(site->arena, site->placement);
    slot->row = row;
    slot->col = cell != NULL ? cell->col : col;
    slot->end_col = slot->col + 1;
    if (rule->ticks.n > 0) {
        slot->col = col;
        slot->end_col = end;
        slot->ticks = &rule->ticks;
    }
    slot->item = rule->item;
    slot->measure = rule->measure;
    slot->kind = rule->value;
    slot->sum = rule->sum;
    slot->shift = shift >= 0 ? shift : site->placement->unit_shift;
    slot->by = rule->place;
}

/* Fields side by side take a merged cell each, the last one the rest. */
static int
claim_fields(struct site *site, const struct part_rule *part, int k, int row,
             int col, int shift)
{
    int n = fields_abreast(part, k), end = field_end(site, part, k, row, col);

    for (int i = 0; i < n; i++) {
        int to = end;

        if (i < n - 1) {
            struct span span = grid_span(site->grid, row, col);

            to = span.end_col < end ? span.end_col : end;
        }
        claim_field(site, &part->cells[k + i], row, col, to, shift);
        col = to;
    }
    return col;
}

void
lines_claim(struct site *site, const struct part_rule *part, int row)
{
    int col = 0, shift = -1;

    for (int k = 0; k < part->n_cells; k++) {
        const struct line_cell *rule = &part->cells[k];
        const struct cell *cell;

        if (rule->kind == LINE_FIELD || rule->kind == LINE_KEPT) {
            col = claim_fields(site, part, k, row, col, shift);
            k += fields_abreast(part, k) - 1;
            shift = -1;
            continue;
        }
        cell = find_in_row(site, rule, row, col);
        if (cell == NULL && rule->optional)
            continue;
        if (cell == NULL) {
            struct text word = rule->kind == LINE_LABEL
                                   ? rule->words.shown[0]
                                   : rule->patterns[0].source;

            diag_add(site->diags, DIAG_HEADER_MISSING,
                     site_place(site, row, col), rule->place,
                     "no label '%.*s' in this row", TEXT_ARG(word));
            continue;
        }
        if (rule->kind == LINE_PATTERN) {
            (void)try_patterns(site, cell, rule->patterns, rule->n_patterns,
                               &rule->ticks);
        } else {
            shift = lines_label_shift(site_folded(site, cell));
            site_claim(site, cell, CLAIM_LABEL);
        }
        col = grid_span(site->grid, cell->row, cell->col).end_col;
    }
    if (row > site->last_data)
        site->last_data = row;
}

void
lines_captions(struct site *site, int top, int end)
{
    for (int i = grid_row_index(site->grid, top);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];

            if (!site_is_free(site, cell))
                continue;
            if (placement_word(&site->table->number, site_folded(site, cell))) {
                site_claim(site, cell, CLAIM_LABEL);
                continue;
            }
            if (lines_declares_empty(site, cell)) {
                site_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            (void)try_patterns(site, cell, site->table->caption_patterns,
                               site->table->n_caption_patterns, NULL);
        }
    }
}
