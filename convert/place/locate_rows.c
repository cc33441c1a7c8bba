/* locate_rows.c - body rows and their rules. */
#include "place/locate_rows.h"

#include "base/cellref.h"
#include "base/limits.h"
#include <limits.h>

#include "book/cell_state.h"
#include "mapping/wording.h"
#include "place/locate_code.h"
#include "place/locate_line.h"
#include "place/locate_record.h"
#include "place/locate_ruler.h"

/* The line number (行次) of a row; 0 where it has none. */
static int
line_number(struct body *body, const struct body_block *b, int row,
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

/* Compared with the mapping's; the first difference of a block is said. */
static void
check_line(struct body *body, struct body_block *b, const struct row_rule *rule,
           int row)
{
    struct site *site = body->site;
    const struct cell *cell;
    int line = line_number(body, b, row, &cell);

    if (rule->line == 0 || rule->line == line || b->line_told || cell == NULL
        || cell->type == CELL_BLANK
        || locate_body_is_stray(
            body, b->block->leaves[locate_body_leaf(b, COLUMN_LINE)], cell))
        return;
    b->line_told = true;
    diag_add(site->diags, DIAG_LINE_DIFFERS,
             locate_region_place(site, cell->row, cell->col), rule->place,
             "line number '%s' where the form has %d for '%.*s'",
             locate_region_quote(site, cell), rule->line,
             TEXT_ARG(rule->label.n > 0 ? rule->label.shown[0] : rule->item));
}

static bool
may_say(const struct body_block *b, int i, int from_block, int own_block)
{
    const struct row_rule *rule = &b->block->rows[i];

    return rule->kind == ROW_ITEM && b->said[i] == NULL
           && (from_block == own_block
               || (rule->from >= 0 && from_block >= rule->from));
}

/* The label of the row above once more, and not of the rule that comes next: a
   row that is there twice, not one further down. */
static bool
is_repeated(struct site *site, const struct body_block *b,
            const struct cell *label, int next)
{
    return b->last_item >= 0 && next != b->last_item + 1
           && folded_word(site->folds, label,
                          &b->block->rows[b->last_item].label)
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
                       ? folded_word(site->folds, label, &rule->label)
                       : 0;

        if (well == 0)
            continue;
        if (line > 0 && rule->line == line && !b->line_told)
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

static bool
claim_item_row(struct body *body, int block, int row,
               const struct cell *const *cells, int n)
{
    struct body_block *own = &body->blocks[block];
    const struct cell *label = label_cell(body, own, cells, n), *number;
    int line;

    if (label == NULL)
        return false;
    line = line_number(body, own, row, &number);
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
        locate_region_claim(body->site, label, CLAIM_LABEL);
        locate_region_check_extra(body->site, label, &rule->label, rule->place);
        check_line(body, state, rule, row);
        locate_body_add_values(body, state, rule, row, label, rule->item);
        locate_body_claim_rest(body, own, rule, cells, n);
        return true;
    }
    return false;
}

/* A row with a line number and nothing else. */
static bool
claim_filler_row(struct body *body, struct body_block *b,
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

/* Does a text begin as one of the table's notes does (注： 备注：)? */
static bool
is_note(struct site *site, const struct cell *cell)
{
    struct text folded = locate_region_folded(site, cell);

    if (folded.n == 0)
        return false;
    for (int i = 0; i < site->table->notes.n; i++) {
        struct text note = site->table->notes.exact[i];
        long colon = text_find(note, TEXT(":"), 0);

        if (text_equal(note, folded)
            || (colon > 0
                && text_starts(folded, text_slice(note, 0, (size_t)colon + 1))))
            return true;
    }
    return false;
}

/* A figure that nobody sees is one that is left out. */
static void
tell_hidden(struct body *body, const struct cell *cell)
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
        span = grid_span(site->grid, row, cells[i].col);
        if (span.top != row || span.left != cells[i].col) {
            tell_hidden(body, &cells[i]);
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
           || claim_filler_row(body, b, cells, n)
           || locate_record_claim(body, b, row, cells, n)
           || locate_record_claim_one(body, b, row, cells, n)
           || claim_kept_row(body, b, cells, n);
}

/* "…" in a blank's cells: rows that the department is to put there. */
static bool
claim_placeholders(struct body *body, const struct cell *const *cells, int n)
{
    for (int i = 0; i < n; i++) {
        if (!cell_state_is_placeholder(cells[i]))
            return false;
    }
    for (int i = 0; i < n; i++)
        locate_region_claim(body->site, cells[i], CLAIM_KEPT);
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
    if (locate_line_declares_empty(body->site, cells[0])) {
        locate_region_claim(body->site, cells[0], CLAIM_KEPT);
        return;
    }
    if (is_note(body->site, cells[0])) {
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

/* Does the row hold a figure in a column of figures? */
static bool
has_figures(struct body *body, int row)
{
    int n;
    const struct cell *cells = grid_row(body->site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(body->site, &cells[i])
            && cells[i].type == CELL_NUMBER && cells[i].col >= body->place->left
            && cells[i].col < body->place->right
            && !locate_body_is_key(body, cells[i].col))
            return true;
    }
    return false;
}

/* Do both say that a row is a total, in whatever word? */
static bool
are_totals(struct text a, struct text b)
{
    static const char *const words[] = { "合计", "总计", "小计", "共计" };
    int n = 0;

    for (int i = 0; i < ARRAY_LEN(words); i++)
        n += text_equal(a, text_of(words[i]))
             + text_equal(b, text_of(words[i]));
    return n == 2;
}

/* A row of the table that no row of the sheet says, and that the cell may mean:
   its index in the block, or -1. */
static int
meant_row(struct site *site, const struct body_block *b,
          const struct cell *cell)
{
    struct text folded = text_sans_ordinal(locate_region_folded(site, cell));
    int least = INT_MAX, best = -1;

    for (int i = 0; i < b->block->n_rows && folded.n > 0; i++) {
        const struct row_rule *rule = &b->block->rows[i];
        int distance, limit;

        if (rule->kind != ROW_ITEM || rule->label.n == 0 || b->said[i] != NULL)
            continue;
        limit = locate_region_near_limit(rule->label.key[0]);
        distance = are_totals(folded, rule->label.key[0])
                       ? 0
                       : text_distance(folded, rule->label.key[0], limit);
        if (distance <= limit && distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

/* The row stands for one of the table that is missing: one message for both. */
static bool
report_meant(struct body *body, const struct pending *p, const char *ref)
{
    struct site *site = body->site;

    for (int b = 0; b < body->part->n_blocks; b++) {
        struct body_block *state = &body->blocks[b];
        int i = meant_row(site, state, p->cell);
        const struct row_rule *rule;
        struct diag *d;

        if (i < 0)
            continue;
        rule = &state->block->rows[i];
        state->said[i] = p->cell;
        site->placement->folded[DIAG_WARNING] += !rule->kept && !rule->optional;
        d = diag_add(
            &site->of_rows, DIAG_ROW_UNCLAIMED,
            locate_region_place(site, p->row, p->cell->col), rule->place,
            "'%s' is not a row of this table, and its row '%.*s' is "
            "missing; the row is not read",
            locate_region_quote(site, p->cell), TEXT_ARG(rule->label.shown[0]));
        diag_hint(&site->of_rows, d, "if it is that row, write '%.*s' in %s",
                  TEXT_ARG(rule->label.shown[0]), ref);
        return true;
    }
    return false;
}

/* The block whose columns hold the cell. */
static const struct body_block *
block_of(const struct body *body, const struct cell *cell)
{
    int b = body->part->n_blocks - 1;

    while (b > 0 && cell->col < body->blocks[b].left)
        b--;
    return &body->blocks[b];
}

/* A row in the words of one that was read, or of several: false for none. */
static bool
report_worded(struct body *body, const struct pending *p)
{
    struct site *site = body->site;
    const struct body_block *b = block_of(body, p->cell);
    const struct row_rule *rule = NULL;
    const struct cell *twice = NULL;
    struct place at = locate_region_place(site, p->row, p->cell->col);
    char ref[CELLREF_MAX];
    struct diag *d;

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *own = &b->block->rows[i];

        if (own->kind != ROW_ITEM
            || !folded_word(site->folds, p->cell, &own->label)
            || (rule != NULL && b->said[i] != NULL))
            continue;
        rule = own;
        twice = b->said[i];
    }
    if (rule == NULL)
        return false;
    if (twice == NULL) {
        d = diag_add(&site->of_rows, DIAG_ROW_UNCLAIMED, at, rule->place,
                     "'%s' may be more than one row of the form where it "
                     "stands; the row is not read",
                     locate_region_quote(site, p->cell));
        diag_hint(&site->of_rows, d,
                  "put the rows in the order of the form, with their ordinals "
                  "(一、 二、)");
        return true;
    }
    cellref_show(twice->row, twice->col, ref);
    d = diag_add(&site->of_rows, DIAG_ROW_UNCLAIMED, at, rule->place,
                 "the row '%s' stands in %s, too, and is read there; this one "
                 "is not read",
                 locate_region_quote(site, p->cell), ref);
    diag_hint(&site->of_rows, d, "leave one of the two, or mend its label");
    return true;
}

/* The column of the block's code where the row has none, or -1. */
static int
blank_code(const struct body *body, const struct body_block *b, int row)
{
    int leaf = locate_body_leaf(b, COLUMN_CODE);
    const struct cell *cell
        = leaf < 0 ? NULL : grid_at(body->site->grid, row, b->leaves[leaf].col);

    return leaf < 0 || (cell != NULL && cell->type != CELL_BLANK)
               ? -1
               : b->leaves[leaf].col;
}

static void
report_other(struct body *body, const struct pending *p, const char *ref)
{
    struct site *site = body->site;
    const struct body_block *b = block_of(body, p->cell);
    int leaf = locate_body_leaf_at(b, p->cell->col);
    bool is_code = leaf >= 0 && b->block->leaves[leaf]->role == COLUMN_CODE
                   && text_has_digit(text_fold(site->arena, p->cell->text));
    int code = blank_code(body, b, p->row);
    struct diag *d = diag_add(
        &site->of_rows, DIAG_ROW_UNCLAIMED,
        locate_region_place(site, p->row, p->cell->col), body->part->place,
        "'%s' is %s of this table; the row is not read",
        locate_region_quote(site, p->cell), is_code ? "no code" : "not a row");

    if (is_code) {
        diag_hint(&site->of_rows, d, "mend the code in %s", ref);
    } else if (code >= 0) {
        char at[CELLREF_MAX];

        cellref_show(p->row, code, at);
        diag_hint(&site->of_rows, d, "write the row's code in %s", at);
    } else if (locate_body_is_figure(site, p->cell)) {
        diag_hint(&site->of_rows, d,
                  "write the row's label as the form has it, or delete the "
                  "figures");
    } else {
        diag_hint(&site->of_rows, d,
                  "write the label as the form has it; if the form has no such "
                  "row, put it below the table as a remark, without figures");
    }
}

static void
report_row(struct body *body, const struct pending *p)
{
    struct site *site = body->site;
    char ref[CELLREF_MAX];
    int n;
    const struct cell *cells = grid_row(site->grid, p->row, &n);

    cellref_show(p->row, p->cell->col, ref);
    if (!report_worded(body, p) && !report_meant(body, p, ref))
        report_other(body, p, ref);
    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(site, &cells[i]))
            locate_region_claim(site, &cells[i], CLAIM_NAMED);
    }
}

/* A row left out: / or - in every cell that is not claimed. */
static bool
is_left_out(struct body *body, int row)
{
    int n;
    const struct cell *cells = grid_row(body->site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(body->site, &cells[i])
            && cells[i].type != CELL_BLANK
            && (cells[i].type != CELL_TEXT
                || !cell_state_is_absent(cells[i].text)))
            return false;
    }
    return true;
}

/* Unclaimed rows: notes behind the data, errors among them. */
static void
settle_pending(struct body *body, bool last)
{
    struct site *site = body->site;

    for (int i = 0; i < body->n_pending; i++) {
        const struct pending *p = &body->pending[i];
        int n;
        const struct cell *cells;

        if (!locate_region_is_free(site, p->cell))
            continue;
        if (!is_left_out(body, p->row)
            && ((p->row < body->last_row && !is_note(site, p->cell))
                || has_figures(body, p->row) || !last)) {
            report_row(body, p);
            continue;
        }
        cells = grid_row(site->grid, p->row, &n);
        for (int k = 0; k < n; k++) {
            if (locate_region_is_free(site, &cells[k]))
                locate_region_claim(site, &cells[k], CLAIM_KEPT);
        }
    }
}

/* A row that may be the missing one, but was read for one above it. */
static void
tell_waiting(struct site *site, const struct row_rule *rule,
             const struct cell *label)
{
    struct diag *d = diag_add(
        &site->of_rows, DIAG_ROW_MISSING,
        locate_region_place(site, label->row, label->col), rule->place,
        "the table has no row '%.*s'; '%s', here, was read for a "
        "row above it",
        TEXT_ARG(rule->label.shown[0]), locate_region_quote(site, label));

    diag_hint(&site->of_rows, d,
              "write the labels with their ordinals (一、 二、)");
}

/* Rows that follow each other in the table, and where they would stand. */
struct missing_rows {
    const struct row_rule *first;
    struct text names;
    int n;
    struct place below;
};

static void
tell_missing_rows(struct site *site, struct missing_rows *rows)
{
    struct diag *d;

    if (rows->n == 0)
        return;
    d = diag_add(&site->of_rows, DIAG_ROW_MISSING, rows->below,
                 rows->first->place,
                 rows->n == 1 ? "the row %.*s is missing below this"
                              : "the rows %.*s are missing below this",
                 TEXT_ARG(rows->names));
    diag_hint(
        &site->of_rows, d,
        "copy them from the original, where they may be on the next page, "
        "or add them without figures");
    rows->n = 0;
}

static void
add_missing_row(struct site *site, struct missing_rows *rows,
                const struct row_rule *rule)
{
    struct text name = rule->label.shown[0];

    if (rows->n++ > 0)
        site->placement->folded[DIAG_WARNING]++;
    if (rows->n == 1) {
        rows->first = rule;
        rows->names = text_printf(site->arena, "'%.*s'", TEXT_ARG(name));
    } else {
        rows->names = text_printf(site->arena, "%.*s, '%.*s'",
                                  TEXT_ARG(rows->names), TEXT_ARG(name));
    }
}

static void
report_missing_in(struct body *body, const struct body_block *b, int left)
{
    struct site *site = body->site;
    struct missing_rows missing
        = { .below = locate_region_place(site, body->place->top, left) };

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        if (rule->kind != ROW_ITEM)
            continue;
        if (b->said[i] != NULL) {
            tell_missing_rows(site, &missing);
            missing.below
                = locate_region_place(site, b->said[i]->row, b->said[i]->col);
        } else if (b->waits[i] != NULL) {
            tell_waiting(site, rule, b->waits[i]);
        } else if (!rule->kept && !rule->optional) {
            add_missing_row(site, &missing, rule);
        }
    }
    tell_missing_rows(site, &missing);
}

/* Below headings that are missing, which is told. */
static void
fold_missing_in(struct body *body, const struct body_block *b)
{
    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        body->site->placement->folded[DIAG_WARNING]
            += rule->kind == ROW_ITEM && b->said[i] == NULL && !rule->kept
               && !rule->optional;
    }
}

static void
report_missing_rows(struct body *body)
{
    for (int b = 0; b < body->part->n_blocks; b++) {
        const struct body_block *state = &body->blocks[b];
        bool headed = state->left < LIMIT_COLS;

        if (!headed && state->block->has_header)
            fold_missing_in(body, state);
        else
            report_missing_in(
                body, state, b > 0 && headed ? state->left : body->place->left);
    }
}

/* Headings alone: what is below them is lacking where more of the form is. */
static void
note_no_rows(struct body *body)
{
    const struct block_rule *block = &body->part->blocks[0];

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *rule = &block->rows[i];
        struct lack lack
            = { .kind = LACK_ROWS,
                .at = locate_region_place(body->site, body->place->top,
                                          body->place->left),
                .by = rule->place };

        if (rule->kind != ROW_ITEM || rule->optional || rule->kept)
            continue;
        lack.words = rule->label.shown[0];
        locate_region_add_lack(body->site, lack);
        return;
    }
}

static void
start_block(struct body *body, int b)
{
    struct site *site = body->site;
    struct body_block *state = &body->blocks[b];
    const struct block_rule *block = &body->part->blocks[b];
    int *columns = ARENA_ARRAY(site->arena, int, block->n_leaves);

    state->block = block;
    state->leaves = body->place->leaves[b];
    state->last_item = -1;
    state->said
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_rows + 1);
    state->waits
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_rows + 1);
    state->run = ARENA_ARRAY(site->arena, int, block->n_rows);
    state->group
        = ARENA_ARRAY(site->arena, const struct cell *, block->n_leaves + 1);
    state->left = LIMIT_COLS;
    for (int i = 0; i < block->n_leaves; i++) {
        columns[i] = state->leaves[i].col;
        if (columns[i] >= 0 && columns[i] < state->left)
            state->left = columns[i];
    }
    for (int i = 0; i < block->n_rows; i++) {
        struct placement *p = site->placement;
        struct row_run run
            = { &block->rows[i], block, columns, state->leaves, -1, -1,
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

    body.codes = pairs_new(site->arena);
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
    settle_pending(&body, last);
    if (body.data_seen)
        report_missing_rows(&body);
    else
        note_no_rows(&body);
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
