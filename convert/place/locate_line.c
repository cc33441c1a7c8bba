/* locate_line.c - labels and the fields beside them. */
#include "place/locate_line.h"

#include "base/limits.h"
#include "place/locate_lack.h"
#include "place/locate_pattern.h"

/* Does a cell say a line cell's words? */
static bool
says(struct site *site, const struct cell *cell, const struct line_cell *rule)
{
    if (!locate_region_is_free(site, cell))
        return false;
    if (rule->kind == LINE_LABEL)
        return folded_word(site->folds, cell, &rule->words) > 0;
    return rule->kind == LINE_PATTERN
           && locate_pattern_any(site, cell, rule->patterns, rule->n_patterns);
}

int
locate_line_find(struct site *site, const struct part_rule *part, int top,
                 int end)
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

/* The column of the next label of the line. */
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
    return LIMIT_COLS;
}

/* How many fields are side by side from k on. */
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

/* The first that is free; one with a value before a formula without. */
static const struct cell *
field_cell(struct site *site, int row, int col, int end)
{
    const struct cell *found = NULL;
    int n;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < col || cells[i].col >= end
            || !locate_region_is_free(site, &cells[i]))
            continue;
        if (!(cells[i].flags & CELL_NO_RESULT))
            return &cells[i];
        if (found == NULL)
            found = &cells[i];
    }
    return found;
}

/* Behind the rows of the label left of a cell; its own row's where none is. */
static int
label_end(struct site *site, const struct cell *cell)
{
    int n, end = cell->row + 1;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    for (int i = 0; i < n && cells[i].col < cell->col; i++) {
        if (cells[i].type == CELL_TEXT)
            end = grid_span(site->grid, cell->row, cells[i].col).end_row;
    }
    return end;
}

static void
claim_field(struct site *site, const struct line_cell *rule, int row, int col,
            int end, const struct heading_says *says)
{
    struct slot_rule what = slot_of_field(rule, *says);
    const struct cell *cell = field_cell(site, row, col, end);
    int n, last = col;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < col || cells[i].col >= end)
            continue;
        if (!locate_region_is_free(site, &cells[i])) {
            if (rule->ticks.n > 0) /* a run of choices ends at others' words */
                break;
            continue;
        }
        if (rule->kind == LINE_KEPT) {
            locate_region_claim(site, &cells[i],
                                rule->unmodelled ? CLAIM_UNMODELLED
                                                 : CLAIM_KEPT);
            continue;
        }
        if (cell == &cells[i] || rule->ticks.n > 0)
            locate_region_claim(site, &cells[i], CLAIM_FACT);
        last = cells[i].col;
    }
    /* The next label is where the field would be: it has no place. */
    if (rule->kind == LINE_KEPT || col >= end)
        return;
    if (cell != NULL && !schema_is_text(rule->field.kind) && rule->ticks.n == 0)
        locate_region_check_rows(site, cell, label_end(site, cell),
                                 rule->place);
    if (cell != NULL && rule->ticks.n == 0)
        col = cell->col;
    slot_add(site->arena, site->placement,
             (struct slot_cell){ row, col, last + 1, false }, &what);
}

/* The columns in [col, end) of as many filled cells as there are fields. */
static bool
filled_columns(struct site *site, int row, int col, int end, int n, int *out)
{
    int n_cells, k = 0;
    const struct cell *cells = grid_row(site->grid, row, &n_cells);

    for (int i = 0; i < n_cells; i++) {
        if (cells[i].col < col || cells[i].col >= end
            || cells[i].type == CELL_BLANK
            || !locate_region_is_free(site, &cells[i]))
            continue;
        if (k < n)
            out[k] = cells[i].col;
        k++;
    }
    return k == n;
}

/* Fields side by side take a filled cell each; where there are fewer, a
   merged cell each, the last one the rest. */
static int
claim_fields(struct site *site, const struct part_rule *part, int k, int row,
             int col, const struct heading_says *says)
{
    int n = fields_abreast(part, k), end = field_end(site, part, k, row, col);
    int *columns = ARENA_ARRAY(site->arena, int, n + 1);
    bool filled = filled_columns(site, row, col, end, n, columns);

    for (int i = 0; i < n; i++) {
        int to = end;

        if (i < n - 1 && filled) {
            to = columns[i + 1];
        } else if (i < n - 1) {
            struct span span = grid_span(site->grid, row, col);

            to = span.end_col < end ? span.end_col : end;
        }
        claim_field(site, &part->cells[k + i], row, col, to, says);
        col = to;
    }
    return col;
}

/* Is a field beside the label at k no text? */
static bool
heads_figure(const struct part_rule *part, int k)
{
    for (k++; k < part->n_cells && part->cells[k].kind == LINE_FIELD; k++) {
        if (!schema_is_text(part->cells[k].field.kind))
            return true;
    }
    return false;
}

void
locate_line_claim(struct site *site, const struct part_rule *part, int row,
                  struct locate_beside beside)
{
    int n;
    int col = beside.left, last = grid_row(site->grid, row, &n)->col;
    struct heading_says says = beside.says;
    const struct cell *cell = NULL;

    site->line = part;
    for (int k = 0; k < part->n_cells; k++) {
        const struct line_cell *rule = &part->cells[k];

        if (rule->kind == LINE_FIELD || rule->kind == LINE_KEPT) {
            col = claim_fields(site, part, k, row, col, &says);
            k += fields_abreast(part, k) - 1;
            continue;
        }
        cell = find_in_row(site, rule, row, col);
        if (cell == NULL) /* what belongs to it is not there, either */
            k += fields_abreast(part, k + 1);
        if (cell == NULL && rule->optional)
            continue;
        if (cell == NULL) {
            struct lack lack = { .kind = LACK_LABEL,
                                 .words = rule->kind == LINE_LABEL
                                              ? rule->words.shown[0]
                                              : rule->patterns[0].source,
                                 .at = locate_region_place(site, row, last),
                                 .by = rule->place };

            locate_lack_add(site, lack);
            continue;
        }
        if (rule->kind == LINE_PATTERN) {
            (void)locate_pattern_claim(site, cell, rule->patterns,
                                       rule->n_patterns, &rule->ticks);
            says = beside.says;
        } else {
            says = heading_read(beside.says, locate_region_folded(site, cell),
                                cell);
            if (heads_figure(part, k))
                locate_region_check_extra(site, cell, &rule->words,
                                          rule->place);
            locate_region_claim(site, cell, CLAIM_LABEL);
        }
        last = cell->col;
        col = grid_span(site->grid, cell->row, cell->col).end_col;
    }
    site->line = NULL;
    if (part->n_cells == 1)
        slot_begin_section(site->placement, says);
    if (row > site->last_data)
        site->last_data = row;
}
