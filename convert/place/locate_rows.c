/* locate_rows.c - body rows and their rules. */
#include "place/locate_rows.h"

#include "base/limits.h"
#include "book/cell_state.h"
#include "canon/unit.h"
#include "mapping/wording.h"
#include "place/locate_caption.h"
#include "place/locate_code.h"
#include "place/locate_number.h"
#include "place/locate_record.h"
#include "place/locate_ruler.h"
#include "place/locate_unclaimed.h"

static bool
may_say(const struct body_block *b, int i, int from_block, int own_block)
{
    const struct row_rule *rule = &b->block->rows[i];

    return rule->kind == ROW_ITEM && b->said[i] == NULL
           && (from_block == own_block
               || (rule->by_label.from >= 0
                   && from_block >= rule->by_label.from));
}

/* The label of the row above once more, and not of the rule that comes next: a
   row that is there twice, not one further down. */
static bool
is_repeated(struct site *site, const struct body_block *b,
            const struct cell *label, int next)
{
    return b->last_item >= 0 && next != b->last_item + 1
           && folded_word(site->folds, label,
                          &b->block->rows[b->last_item].by_label.words)
                  > 0;
}

/*
 * The labelled rule for a text: of several that say it the one with the row's
 * line number, else the next one down, else any; word for word before others.
 * Where an ordinal is left out, the next one down may be one that says it less
 * well: it is taken, and the other waits for a row of its own.
 */
static int
find_item(struct site *site, struct body_block *b, const struct cell *label,
          int from_block, int own_block, int line)
{
    int best = -1, next = -1, any = -1, best_well = 0, any_well = 0;

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];
        int well = may_say(b, i, from_block, own_block)
                       ? folded_word(site->folds, label, &rule->by_label.words)
                       : 0;

        if (well == 0)
            continue;
        if (line > 0 && rule->line == line && !b->line_reported)
            return i;
        if (well > any_well) {
            any = i;
            any_well = well;
        }
        if (i <= b->last_item)
            continue;
        if (next < 0)
            next = i;
        if (well > best_well) {
            best = i;
            best_well = well;
        }
    }
    if (is_repeated(site, b, label, next))
        return -1;
    if (next < 0)
        return any;
    if (any_well > best_well) /* the row of one above, or of one below? */
        return -1;
    if (best != next)
        b->waits[best] = label;
    return next;
}

/* The first free text cell of a row that may be its label. */
static const struct cell *
label_cell(struct body *body, struct body_block *b,
           const struct cell *const *cells, int n)
{
    int leaf = locate_body_leaf(b, COLUMN_LABEL);

    for (int i = 0; i < n; i++) {
        if (!locate_region_is_free(body->site, cells[i])
            || cells[i]->type != CELL_TEXT)
            continue;
        if (leaf >= 0 && locate_body_leaf_at(b, cells[i]->col) != leaf
            && locate_body_leaf_at(b, cells[i]->col) >= 0)
            continue;
        return cells[i];
    }
    return NULL;
}

/* Does no list of records begin or go on below the row, in the mapping? */
static bool
ends_list(const struct block_rule *block, int row)
{
    while (++row < block->n_rows && block->rows[row].kind != ROW_RECORD)
        ;
    return row == block->n_rows;
}

static bool
claim_item_row(struct body *body, int block, int row,
               const struct cell *const *cells, int n)
{
    struct body_block *own = &body->blocks[block];
    const struct cell *label = label_cell(body, own, cells, n), *number;
    int line;

    if (label == NULL)
        return false;
    line = locate_number_of(body, own, row, &number);
    for (int b = block; b < body->part->n_blocks; b++) {
        struct body_block *state = &body->blocks[b];
        int i = find_item(body->site, state, label, block, b, line);
        const struct row_rule *rule;

        if (i < 0)
            continue;
        rule = &state->block->rows[i];
        state->said[i] = label;
        if (i > state->last_item)
            state->last_item = i;
        if (state->list_end < 0 && state->records > 0
            && ends_list(state->block, i))
            state->list_end = row;
        locate_region_claim(body->site, label, CLAIM_LABEL);
        locate_region_check_extra(body->site, label, &rule->by_label.words,
                                  rule->place);
        locate_number_check(body, state, rule, row);
        locate_body_add_values(body, state, rule, row, label, rule->item);
        locate_body_claim_rest(body, own, rule, cells, n);
        return true;
    }
    return false;
}

/* A row of a grid that holds nothing of the model. */
static bool
claim_kept_row(struct body *body, const struct body_block *b,
               const struct cell *const *cells, int n)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->block->leaves[i]->role != COLUMN_KEPT)
            return false;
    }
    for (int i = 0; i < n; i++)
        locate_region_claim(body->site, cells[i], CLAIM_KEPT);
    return true;
}

/* A figure that nobody sees is one that is left out. */
static void
report_hidden(struct body *body, const struct cell *cell)
{
    struct site *site = body->site;
    struct span span = grid_span(site->grid, cell->row, cell->col);
    const struct cell *over = grid_at(site->grid, span.top, span.left);
    bool ruler = over != NULL
                 && wording_match(&body->part->ruler,
                                  locate_region_folded(site, over));
    bool figure = locate_body_is_figure(site, cell) && !ruler;
    struct diag *d = diag_add_as(
        site->diags,
        DIAG_AS(DIAG_CELL_UNDER_MERGE, figure ? DIAG_ERROR : DIAG_WARNING),
        locate_region_place(site, cell->row, cell->col), site->table->place,
        "'%s' is hidden under a merged cell and not read",
        locate_region_quote(site, cell));

    if (figure)
        diag_hint(site->diags, d,
                  "unmerge the cells, and see which figures belong there");
    locate_region_claim(site, cell, CLAIM_NAMED);
}

/* Free cells of a row, those hidden under a merged cell set aside. */
static int
free_cells(struct body *body, int row, const struct cell ***out)
{
    struct site *site = body->site;
    int n = body->n_cells, k = 0;
    const struct cell *cells = body->cells;

    *out = body->free;
    for (int i = 0; i < n; i++) {
        struct span span;

        if (cells[i].type == CELL_BLANK
            || !locate_region_is_free(site, &cells[i]))
            continue;
        if (!body->is_merged) {
            (*out)[k++] = &cells[i];
            continue;
        }
        span = grid_span(site->grid, row, cells[i].col);
        if (span.top != row || span.left != cells[i].col) {
            report_hidden(body, &cells[i]);
            continue;
        }
        (*out)[k++] = &cells[i];
    }
    return k;
}

static bool
claim_block_row(struct body *body, int block, int row,
                const struct cell *const *cells, int n)
{
    struct body_block *b = &body->blocks[block];

    return claim_item_row(body, block, row, cells, n)
           || locate_code_claim(body, b, row, cells, n)
           || locate_number_claim_alone(body, b, cells, n)
           || locate_record_claim(body, b, row, cells, n)
           || locate_record_claim_one(body, b, row, cells, n)
           || claim_kept_row(body, b, cells, n);
}

/* "…" in a blank's cells: rows that the department is to put there.  It is a
   row of the table; the next one is behind no gap. */
static bool
claim_placeholders(struct body *body, const struct cell *const *cells, int n)
{
    for (int i = 0; i < n; i++) {
        if (!cell_state_is_placeholder(cells[i]))
            return false;
    }
    for (int i = 0; i < n; i++)
        locate_region_claim(body->site, cells[i], CLAIM_KEPT);
    if (body->last_row >= 0)
        body->last_row = body->row;
    return true;
}

/* A blank's formulas in a row that nobody filled in: without a code, a label
   or a record's words they say nothing. */
static bool
claim_idle_row(struct body *body, const struct body_block *b,
               const struct cell *const *cells, int n)
{
    bool some = false;

    for (int i = 0; i < b->block->n_rows; i++) {
        if (b->block->rows[i].kind == ROW_ONE)
            return false;
        some = some || b->block->rows[i].kind == ROW_CODE
               || b->block->rows[i].kind == ROW_RECORD;
    }
    for (int i = 0; i < n && some; i++)
        some = cell_state_is_idle(cells[i]);
    for (int i = 0; i < n && some; i++)
        locate_region_claim(body->site, cells[i], CLAIM_KEPT);
    return some;
}

/* A caption between the rows, 币种：人民币 单位：千元, and nothing beside it. */
static bool
claim_caption(struct body *body, const struct cell *const *cells, int n)
{
    const size_t most = 60; /* more is a note */
    struct site *site = body->site;
    struct text folded = locate_region_folded(site, cells[0]);
    struct unit_said said;

    if (n > 1 || folded.n == 0 || folded.n > most)
        return false;
    said = unit_of_text(folded);
    if (said.kind == UNIT_NONE)
        return false;
    locate_region_set_unit(site, cells[0], cells[0]->text, said);
    locate_region_claim(site, cells[0], CLAIM_LABEL);
    return true;
}

/* Words of the header may share a row with the first data. */
static int
drop_ignored(struct body *body, const struct cell **cells, int n)
{
    int k = 0;

    for (int i = 0; i < n; i++) {
        if (folded_word(body->site->folds, cells[i], &body->part->ignored))
            locate_region_claim(body->site, cells[i], CLAIM_LABEL);
        else
            cells[k++] = cells[i];
    }
    if (k < n)
        body->head_end = body->row + 1;
    return k;
}

static void
claim_row(struct body *body, int row)
{
    const struct cell **cells;
    int n;
    bool claimed = false;

    locate_body_open_row(body, row);
    n = free_cells(body, row, &cells);
    if (!body->data_seen)
        n = drop_ignored(body, cells, n);
    if (n == 0 || locate_ruler_claim(body, cells, n)
        || claim_placeholders(body, cells, n))
        return;
    if (locate_caption_declares_empty(body->site, cells[0])) {
        locate_region_claim(body->site, cells[0], CLAIM_KEPT);
        return;
    }
    if (locate_body_is_note(body->site, cells[0])) {
        struct pending note = { row, cells[0] };

        ARENA_PUSH(body->site->arena, body->pending, body->n_pending,
                   body->pending_capacity, note);
        return;
    }
    if (claim_caption(body, cells, n))
        return;
    for (int b = 0; b < body->part->n_blocks; b++) {
        const struct cell **own = body->own;
        int k = 0;

        for (int i = 0; i < n; i++) {
            if (locate_region_is_free(body->site, cells[i])
                && cells[i]->col >= body->blocks[b].left
                && cells[i]->col < body->blocks[b].right)
                own[k++] = cells[i];
        }
        if (k == 0 || claim_idle_row(body, &body->blocks[b], own, k))
            continue;
        if (claim_block_row(body, b, row, own, k)) {
            claimed = true;
        } else {
            struct pending rest = { row, own[0] };

            ARENA_PUSH(body->site->arena, body->pending, body->n_pending,
                       body->pending_capacity, rest);
        }
    }
    if (claimed) {
        body->data_seen = true;
        body->last_row = row;
    }
}

static void
start_block(struct body *body, int b)
{
    struct site *site = body->site;
    struct body_block *state = &body->blocks[b];
    const struct block_rule *block = &body->part->blocks[b];

    state->block = block;
    state->leaves = body->place->leaves[b];
    state->last_item = state->list_end = -1;
    state->said
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_rows + 1);
    state->waits
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_rows + 1);
    state->run = ARENA_ARRAY(site->arena, int, block->n_rows);
    state->group
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_leaves + 1);
    state->left = LIMIT_COLS;
    for (int i = 0; i < block->n_leaves; i++) {
        int col = state->leaves[i].col;

        if (col >= 0 && col < state->left)
            state->left = col;
    }
    for (int i = 0; i < block->n_rows; i++) {
        struct placement *p = site->placement;
        struct row_run run = { &block->rows[i], block, state->leaves, -1, -1,
                               body->place->end };

        state->run[i] = -1;
        if (block->rows[i].kind != ROW_CODE
            && block->rows[i].kind != ROW_RECORD)
            continue;
        state->run[i] = p->n_runs;
        ARENA_PUSH(site->arena, p->runs, p->n_runs, p->runs_capacity, run);
    }
}

void
locate_rows_claim(struct site *site, const struct part_rule *part,
                  const struct locate_header_place *place, int end, bool last)
{
    struct body body = { .site = site,
                         .part = part,
                         .place = place,
                         .head_end = place->end,
                         .last_row = -1,
                         .row = -1 };

    body.blocks = ARENA_ARRAY(site->arena, struct body_block, part->n_blocks);
    for (int b = 0; b < part->n_blocks; b++)
        start_block(&body, b);
    for (int b = 0; b < part->n_blocks; b++)
        body.blocks[b].right
            = b + 1 < part->n_blocks ? body.blocks[b + 1].left : LIMIT_COLS;
    body.blocks[0].left = 0;
    for (int i = grid_row_index(site->grid, place->body);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++)
        claim_row(&body, site->grid->rows[i].row);
    locate_unclaimed_settle(&body, last);
    if (body.data_seen)
        locate_unclaimed_missing(&body);
    else
        locate_unclaimed_no_rows(&body);
    locate_record_place_empty(&body, end);
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < body.blocks[b].block->n_rows; i++) {
            if (body.blocks[b].run[i] >= 0)
                site->placement->runs[body.blocks[b].run[i]].before
                    = body.head_end;
        }
    }
    if (body.last_row > site->last_data)
        site->last_data = body.last_row;
}
