/* locate_unclaimed.c - rows too many and rows too few. */
#include "place/locate_unclaimed.h"

#include <limits.h>

#include "base/cellref.h"
#include "base/limits.h"
#include "book/cell_state.h"
#include "place/aside.h"
#include "place/figures.h"
#include "place/locate_lack.h"

/* A number in a column of figures, or a text there that is one. */
static bool
is_figure_of(struct body *body, const struct cell *cell)
{
    struct site *site = body->site;

    if (cell->col < body->place->left || cell->col >= body->place->right
        || locate_body_is_key(body, cell->col))
        return false;
    return cell->type == CELL_NUMBER
           || figures_stand(site->arena, site->grid, cell);
}

/* Does the row hold a figure in a column of figures? */
static bool
has_figures(struct body *body, int row)
{
    int n;
    const struct cell *cells = grid_row(body->site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (locate_region_is_free(body->site, &cells[i])
            && is_figure_of(body, &cells[i]))
            return true;
    }
    return false;
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

        if (rule->kind != ROW_ITEM || rule->by_label.words.n == 0
            || b->said[i] != NULL)
            continue;
        limit = locate_region_near_limit(rule->by_label.words.key[0]);
        distance
            = aside_is_sum(folded) && aside_is_sum(rule->by_label.words.key[0])
                  ? 0
                  : text_distance(folded, rule->by_label.words.key[0], limit);
        if (distance <= limit && distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

/* The row is in the place of one of the table that is missing: one message for both. */
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
        site->placement->folded[DIAG_WARNING]
            += !rule->kept && !rule->by_label.optional;
        d = diag_add(&site->of_rows, DIAG_ROW_UNCLAIMED,
                     locate_region_place(site, p->row, p->cell->col),
                     rule->place,
                     "'%s' is not a row of this table, and its row '%.*s' is "
                     "missing; the row is not read",
                     locate_region_quote(site, p->cell),
                     TEXT_ARG(rule->by_label.words.shown[0]));
        diag_hint(&site->of_rows, d, "if it is that row, write '%.*s' in %s",
                  TEXT_ARG(rule->by_label.words.shown[0]), ref);
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
            || !folded_word(site->folds, p->cell, &own->by_label.words)
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
        locate_region_quote(site, p->cell),
        diag_say(&site->of_rows, is_code ? N_("no code") : N_("not a row")));

    if (is_code) {
        diag_hint(&site->of_rows, d, "mend the code in %s", ref);
    } else if (code >= 0) {
        char at[CELLREF_MAX];

        cellref_show(p->row, code, at);
        diag_hint(&site->of_rows, d, "write the row's code in %s", at);
    } else if (b->list_end >= 0 && p->row > b->list_end) {
        diag_hint(&site->of_rows, d,
                  "if it is one more of the list, put it above the list's sum");
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

void
locate_unclaimed_settle(struct body *body, bool last)
{
    struct site *site = body->site;

    for (int i = 0; i < body->n_pending; i++) {
        const struct pending *p = &body->pending[i];
        int n;
        const struct cell *cells;

        if (!locate_region_is_free(site, p->cell))
            continue;
        if (!is_left_out(body, p->row)
            && ((p->row < body->last_row && !locate_body_is_note(site, p->cell))
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
report_waiting(struct site *site, const struct row_rule *rule,
               const struct cell *label)
{
    struct diag *d = diag_add(
        &site->of_rows, DIAG_ROW_MISSING,
        locate_region_place(site, label->row, label->col), rule->place,
        "the table has no row '%.*s'; '%s', here, was read for a "
        "row above it",
        TEXT_ARG(rule->by_label.words.shown[0]),
        locate_region_quote(site, label));

    diag_hint(&site->of_rows, d,
              "write the labels with their ordinals (一、 二、)");
}

/* Rows that follow each other in the table, and where they would be. */
struct missing_rows {
    const struct row_rule *first;
    struct text names;
    int n;
    struct place below;
};

static void
report_missing_rows(struct site *site, struct missing_rows *rows)
{
    struct diag *d;

    if (rows->n == 0)
        return;
    d = diag_add(&site->of_rows, DIAG_ROW_MISSING, rows->below,
                 rows->first->place,
                 rows->n == 1 ? N_("the row %.*s is missing below this")
                              : N_("the rows %.*s are missing below this"),
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
    struct text name = rule->by_label.words.shown[0];

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
            report_missing_rows(site, &missing);
            missing.below
                = locate_region_place(site, b->said[i]->row, b->said[i]->col);
        } else if (b->waits[i] != NULL) {
            report_waiting(site, rule, b->waits[i]);
        } else if (!rule->kept && !rule->by_label.optional) {
            add_missing_row(site, &missing, rule);
        }
    }
    report_missing_rows(site, &missing);
}

/* Below headings that are missing, which is reported. */
static void
fold_missing_in(struct body *body, const struct body_block *b)
{
    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        body->site->placement->folded[DIAG_WARNING]
            += rule->kind == ROW_ITEM && b->said[i] == NULL && !rule->kept
               && !rule->by_label.optional;
    }
}

void
locate_unclaimed_missing(struct body *body)
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

void
locate_unclaimed_no_rows(struct body *body)
{
    const struct block_rule *block = &body->part->blocks[0];

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *rule = &block->rows[i];
        struct lack lack
            = { .kind = LACK_ROWS,
                .at = locate_region_place(body->site, body->place->top,
                                          body->place->left),
                .by = rule->place };

        if (rule->kind != ROW_ITEM || rule->by_label.optional || rule->kept)
            continue;
        lack.words = rule->by_label.words.shown[0];
        locate_lack_add(body->site, lack);
        return;
    }
}
