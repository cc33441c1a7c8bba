/* locate_number.c - line numbers (行次) of rows, compared with the mapping's. */
#include "place/locate_number.h"

int
locate_number_of(struct body *body, const struct body_block *b, int row,
                 const struct cell **cell)
{
    int leaf = locate_body_leaf(b, COLUMN_LINE);
    struct decimal number;

    *cell = leaf < 0 ? NULL : locate_body_cell(body, row, b->leaves[leaf].col);
    if (*cell == NULL || (*cell)->type == CELL_BLANK
        || decimal_parse_typed(text_fold(body->site->arena, (*cell)->text),
                               &number)
               != DECIMAL_OK)
        return 0;
    number = decimal_normal(number);
    return number.scale == 0 && number.units > 0 && number.units < 100000
               ? (int)number.units
               : 0;
}

void
locate_number_check(struct body *body, struct body_block *b,
                    const struct row_rule *rule, int row)
{
    struct site *site = body->site;
    const struct cell *cell;
    int line = locate_number_of(body, b, row, &cell);

    if (rule->line == 0 || rule->line == line || b->line_reported
        || cell == NULL || cell->type == CELL_BLANK
        || locate_body_is_stray(
            body, b->block->leaves[locate_body_leaf(b, COLUMN_LINE)], cell))
        return;
    b->line_reported = true;
    diag_add(site->diags, DIAG_LINE_DIFFERS,
             locate_region_place(site, cell->row, cell->col), rule->place,
             "line number '%s' where the form has %d for '%.*s'",
             locate_region_quote(site, cell), rule->line,
             TEXT_ARG(rule->by_label.words.n > 0 ? rule->by_label.words.shown[0]
                                                 : rule->item));
}

bool
locate_number_claim_alone(struct body *body, struct body_block *b,
                          const struct cell *const *cells, int n)
{
    int leaf = locate_body_leaf(b, COLUMN_LINE);

    if (leaf < 0)
        return false;
    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(body->site, cells[i])
            && (locate_body_leaf_at(b, cells[i]->col) != leaf
                || !locate_body_is_figure(body->site, cells[i])))
            return false;
    }
    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(body->site, cells[i]))
            locate_region_claim(body->site, cells[i], CLAIM_LABEL);
    }
    return true;
}
