/* locate_record.c - rows without a label of their own. */
#include "place/locate_record.h"

#include "base/cellref.h"
#include "base/limits.h"
#include "book/cell_state.h"
#include "canon/item.h"
#include "place/aside.h"

static bool
holds_value(const struct cell *cell)
{
    if (cell == NULL || cell->type == CELL_BLANK || cell_state_is_idle(cell))
        return false;
    return cell->type != CELL_TEXT || !cell_state_is_absent(cell->text);
}

/*
 * Does the row hold anything beside group names?  Behind a gap, a row that
 * fills less than half of the columns is a signature, no record.
 */
static bool
is_record(struct body *body, struct body_block *b, const struct row_rule *rule,
          int row, bool *grouped)
{
    int filled = 0, columns = 0;
    int above = body->last_row >= 0 ? body->last_row : body->place->end - 1;
    bool own = false;

    *grouped = false;
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell;
        bool shared;

        if (!rule->values[i].used || b->leaves[i].col < 0)
            continue;
        columns++;
        cell = locate_body_value_cell(body, &b->leaves[i], false, row, &shared);
        if (!holds_value(cell) || !locate_region_is_free(body->site, cell))
            continue;
        filled++;
        own = own || !b->block->leaves[i]->group;
        *grouped = *grouped || b->block->leaves[i]->group;
    }
    if (row > above + 1 && filled * 2 < columns)
        return *grouped = false;
    return own;
}

/* Is it one cell over all columns, and there are several? */
static bool
is_over_all(const struct body *body, const struct body_block *b,
            const struct cell *cell)
{
    int first = LIMIT_COLS, last = -1;

    for (int i = 0; i < b->block->n_leaves; i++) {
        int col = b->leaves[i].col;

        first = col >= 0 && col < first ? col : first;
        last = col > last ? col : last;
    }
    return first < last && cell->col <= first
           && grid_span(body->site->grid, cell->row, cell->col).end_col > last;
}

/*
 * A list ends where a row says in words that it is none of its entries: a sum,
 * which the mapping may not know, a remark, a signature.  A name that ends as a
 * sum does, 产出指标小计, is one where all beside it are figures.
 */
static bool
is_aside(struct body *body, const struct body_block *b,
         const struct cell *const *cells, int n)
{
    struct site *site = body->site;
    struct text first = TEXT_NONE;
    bool figures = true;

    for (int i = 0; i < n; i++) {
        struct text folded;

        if (!locate_region_is_free(site, cells[i]))
            continue;
        if (cells[i]->type != CELL_TEXT) {
            figures = figures && (first.n || cells[i]->type == CELL_BLANK);
            continue;
        }
        folded = locate_region_folded(site, cells[i]);
        if (aside_is_sum(folded))
            return true;
        if (first.n)
            figures = figures
                      && (cell_state_is_absent(cells[i]->text)
                          || locate_body_is_figure(site, cells[i]));
        else
            first = folded;
    }
    return (n == 1 && is_over_all(body, b, cells[0])) || aside_is_remark(first)
           || aside_is_signature(first)
           || (figures && aside_ends_as_sum(first));
}

/* Figures below other entries, and not a word beside them: a sum whose label
   is missing, or an entry whose name is. */
static bool
is_wordless(const struct body *body, const struct body_block *b,
            const struct row_rule *rule, int row)
{
    bool words = false;

    if (b->records == 0)
        return false;
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell;
        bool shared;

        if (!rule->values[i].used || b->leaves[i].col < 0)
            continue;
        words = words || schema_is_text(rule->values[i].kind);
        cell = locate_body_value_cell(body, &b->leaves[i], true, row, &shared);
        if (holds_value(cell) && !locate_body_is_figure(body->site, cell))
            return false;
    }
    return words;
}

static void
doubt_wordless(struct site *site, const struct row_rule *rule,
               const struct cell *cell)
{
    struct diag *d
        = diag_add(site->diags, DIAG_RECORD_UNNAMED,
                   locate_region_place(site, cell->row, cell->col), rule->place,
                   "the row has figures and no words; it is read as one more "
                   "of the list");

    diag_hint(site->diags, d,
              "write its name; if it is a sum, write 合计 in front of it");
}

/* Is the cell of its own row only, not merged over others? */
static bool
is_alone(const struct site *site, const struct cell *cell)
{
    return grid_span(site->grid, cell->row, cell->col).end_row == cell->row + 1;
}

/*
 * A group's name may be merged over its rows, or repeated.  Where it is in
 * one row alone, a blank below is of the group for one reader and of none for
 * another: it is read as none, and named.
 */
static void
check_groups(struct body *body, struct body_block *b,
             const struct row_rule *rule, int row)
{
    struct site *site = body->site;
    bool ended = false;

    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell, *above = b->group[i];
        const struct leaf_place *leaf = &b->leaves[i];
        bool shared;

        if (!b->block->leaves[i]->group || !rule->values[i].used
            || leaf->col < 0)
            continue;
        cell = locate_body_value_cell(body, leaf, true, row, &shared);
        if (ended || cell != NULL) {
            ended = ended || above == NULL || cell == NULL
                    || !text_equal(cell->text, above->text);
            b->group[i] = cell;
        } else if (above != NULL && is_alone(site, above)
                   && grid_span(site->grid, row, leaf->col).top == row) {
            char ref[CELLREF_MAX];
            struct diag *d;

            cellref_show(above->row, above->col, ref);
            d = diag_add(site->diags, DIAG_GROUP_BLANK,
                         locate_region_place(site, row, leaf->col), rule->place,
                         "the cell names no group, and '%s' in %s stands for "
                         "its own row alone",
                         locate_region_quote(site, above), ref);
            diag_hint(site->diags, d,
                      "where the row is of that group, merge the cell over it "
                      "or repeat the name");
        }
    }
}

/* The records below are in none of the groups that end here. */
static void
end_groups(struct body *body, struct body_block *b, int row)
{
    bool ended = false;

    for (int i = 0; i < b->block->n_leaves; i++) {
        bool shared;

        ended = ended
                || locate_body_value_cell(body, &b->leaves[i], false, row,
                                          &shared)
                       != NULL;
        if (ended)
            b->group[i] = NULL;
    }
}

bool
locate_record_claim(struct body *body, struct body_block *b, int row,
                    const struct cell *const *cells, int n)
{
    const struct row_rule *rule;
    struct text item;
    bool grouped;
    int i = locate_body_find_rule(b, ROW_RECORD, TEXT_NONE);

    if (i < 0 || b->list_end >= 0 || is_aside(body, b, cells, n))
        return false;
    rule = &b->block->rows[i];
    if (!is_record(body, b, rule, row, &grouped)) {
        if (!grouped)
            return false;
        /* A printed row that only names a group: the sheet's, no record.  A
           merged group cell may still speak for records below. */
        end_groups(body, b, row);
        for (int k = 0; k < n; k++) {
            int leaf = locate_body_leaf_at(b, cells[k]->col);

            if (leaf >= 0 && locate_region_is_free(body->site, cells[k]))
                locate_region_claim(body->site, cells[k], CLAIM_KEPT);
        }
        return true;
    }
    if (is_wordless(body, b, rule, row))
        doubt_wordless(body->site, rule, cells[0]);
    else
        check_groups(body, b, rule, row);
    item = item_member(body->site->arena, rule->item, ++b->records);
    locate_body_add_values(body, b, rule, row, NULL, item);
    locate_body_claim_rest(body, b, rule, cells, n);
    for (int k = 0; k < b->block->n_rows; k++) {
        if (b->block->rows[k].kind == ROW_RECORD)
            locate_body_extend_run(body, b, k, row);
    }
    return true;
}

bool
locate_record_claim_one(struct body *body, struct body_block *b, int row,
                        const struct cell *const *cells, int n)
{
    int i = locate_body_find_rule(b, ROW_ONE, TEXT_NONE);
    bool some = false;

    if (i < 0 || b->one)
        return false;
    for (int k = 0; k < n; k++) {
        int leaf = locate_body_leaf_at(b, cells[k]->col);

        /* Words where figures belong are a note or a signature. */
        if (leaf >= 0 && b->block->rows[i].values[leaf].used)
            some = some || schema_is_text(b->block->rows[i].values[leaf].kind)
                   || locate_body_is_figure(body->site, cells[k])
                   || cells[k]->type != CELL_TEXT;
    }
    if (!some)
        return false;
    b->one = true;
    locate_body_add_values(body, b, &b->block->rows[i], row, NULL,
                           b->block->rows[i].item);
    locate_body_claim_rest(body, b, &b->block->rows[i], cells, n);
    return true;
}

/* A single row that is empty still has its place. */
void
locate_record_place_empty(struct body *body, int end)
{
    struct site *site = body->site;
    int row = body->place->body, n;
    const struct cell *cells;
    bool wanted = false;

    for (int b = 0; b < body->part->n_blocks; b++)
        wanted
            = wanted
              || (!body->blocks[b].one
                  && locate_body_find_rule(&body->blocks[b], ROW_ONE, TEXT_NONE)
                         >= 0);
    if (!wanted)
        return;

    for (int i = grid_row_index(site->grid, row);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        const struct cell *cell = &site->grid->cells[site->grid->rows[i].first];

        if (site->claims[locate_region_index(site, cell)] == CLAIM_LABEL)
            row = site->grid->rows[i].row + 1;
    }
    if (row >= end && end != site->end)
        return;
    cells = grid_row(site->grid, row, &n);
    for (int i = 0; i < n; i++) {
        if (cells[i].type != CELL_BLANK)
            return;
    }
    for (int b = 0; b < body->part->n_blocks; b++) {
        int i = locate_body_find_rule(&body->blocks[b], ROW_ONE, TEXT_NONE);

        if (i >= 0 && !body->blocks[b].one)
            locate_body_add_values(body, &body->blocks[b],
                                   &body->blocks[b].block->rows[i], row, NULL,
                                   body->blocks[b].block->rows[i].item);
    }
}
