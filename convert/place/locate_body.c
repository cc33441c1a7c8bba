/* locate_body.c - what all kinds of rows do with their cells. */
#include "place/locate_body.h"

#include "book/cell_state.h"
#include "place/figures.h"

int
locate_body_leaf_at(const struct body_block *b, int col)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->leaves[i].col >= 0 && col >= b->leaves[i].col
            && col < b->leaves[i].end_col)
            return i;
    }
    return -1;
}

int
locate_body_leaf(const struct body_block *b, enum column_role role)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->block->leaves[i]->role == role && b->leaves[i].col >= 0)
            return i;
    }
    return -1;
}

bool
locate_body_is_key(const struct body *body, int col)
{
    for (int b = 0; b < body->part->n_blocks; b++) {
        int leaf = locate_body_leaf_at(&body->blocks[b], col);

        if (leaf >= 0)
            return body->blocks[b].block->leaves[leaf]->role != COLUMN_VALUE;
    }
    return false;
}

int
locate_body_find_rule(const struct body_block *b, enum row_kind kind,
                      struct text code)
{
    int any = -1;

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        if (rule->kind != kind)
            continue;
        if (kind != ROW_CODE || mapping_takes(rule, code))
            return i;
        any = i; /* reading takes any code in any block */
    }
    return any;
}

void
locate_body_open_row(struct body *body, int row)
{
    body->row = row;
    body->cells = grid_row(body->site->grid, row, &body->n_cells);
    body->is_merged = grid_is_merged(body->site->grid, row);
    if (body->n_cells <= body->room)
        return;
    body->room = 2 * body->n_cells;
    body->free
        = ARENA_ARRAY(body->site->arena, const struct cell *, body->room);
    body->own = ARENA_ARRAY(body->site->arena, const struct cell *, body->room);
}

const struct cell *
locate_body_cell(const struct body *body, int row, int col)
{
    if (row != body->row)
        return grid_at(body->site->grid, row, col);
    return grid_in_row(body->cells, body->n_cells, col);
}

const struct cell *
locate_body_value_cell(const struct body *body, const struct leaf_place *leaf,
                       bool spreads, int row, bool *shared)
{
    *shared = false;
    for (int col = leaf->col; col < leaf->end_col; col++) {
        struct span span = grid_span(body->site->grid, row, col);
        const struct cell *cell;

        if (span.left < leaf->col || span.left >= leaf->end_col)
            continue;
        if (span.top != row && !spreads)
            continue;
        cell = locate_body_cell(body, span.top, span.left);
        if (cell == NULL || cell->type == CELL_BLANK)
            continue;
        *shared = span.top != row;
        return cell;
    }
    return NULL;
}

/* Is a place covered by a cell merged from above or from the left? */
static bool
is_covered(struct site *site, int row, int col)
{
    struct span span = grid_span(site->grid, row, col);

    return span.top != row || span.left != col;
}

/* Another value of the row, and of a figure, below the same merged cell? */
static int
merged_with(const struct body_block *b, const struct row_rule *rule, int leaf,
            struct span span)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (i != leaf && rule->values[i].used && b->leaves[i].col >= span.left
            && b->leaves[i].col < span.end_col
            && !schema_is_text(rule->values[i].kind))
            return i;
    }
    return -1;
}

/* A heading that no column of the mapping has, over columns [left, right). */
static const struct cell *
other_heading(const struct body *body, int left, int right)
{
    const struct grid *grid = body->site->grid;

    for (int i = grid_row_index(grid, body->place->top);
         i < grid->n_rows && grid->rows[i].row < body->place->end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            const struct cell *cell = &grid->cells[c];

            if (cell->type == CELL_TEXT && cell->col >= left
                && cell->col < right)
                return cell;
        }
    }
    return NULL;
}

/* A figure merged over the cells of two measures is of neither. */
static bool
check_merged(struct body *body, const struct body_block *b,
             const struct row_rule *rule, int leaf, const struct cell *cell)
{
    struct site *site = body->site;
    struct span span = grid_span(site->grid, cell->row, cell->col);
    int other = merged_with(b, rule, leaf, span);
    const struct cell *heading
        = other >= 0
              ? NULL
              : other_heading(body, b->leaves[leaf].end_col, span.end_col);
    struct diag *d;

    if (cell->type == CELL_TEXT && cell_state_is_absent(cell->text))
        return true;
    if (other >= 0 || heading != NULL) {
        d = diag_add_as(
            site->diags, DIAG_AS(DIAG_VALUE_MERGED, DIAG_ERROR),
            locate_region_place(site, cell->row, cell->col), rule->place,
            "'%s' is merged over '%.*s' and '%.*s'; it is read for "
            "neither",
            locate_region_quote(site, cell),
            TEXT_ARG(b->block->leaves[leaf]->words.shown[0]),
            TEXT_ARG(heading != NULL
                         ? text_trim(heading->text)
                         : b->block->leaves[other]->words.shown[0]));
        diag_hint(site->diags, d,
                  "unmerge the cell and type each figure in its column");
        locate_region_claim(site, cell, CLAIM_NAMED);
        return false;
    }
    locate_region_check_rows(site, cell, span.top + 1, rule->place);
    return true;
}

/* A row as it was found: by which rule, what it is of, and what its label says
   of its figures. */
struct found_row {
    int row;
    const struct row_rule *rule;
    struct text item;
    struct heading_says says;
};

static void
add_value(struct body *body, const struct body_block *b,
          const struct found_row *found, int leaf)
{
    struct site *site = body->site;
    const struct row_rule *rule = found->rule;
    int row = found->row;
    const struct value_rule *value = &rule->values[leaf];
    const struct column_rule *column = b->block->leaves[leaf];
    const struct leaf_place *lp = &b->leaves[leaf];
    const struct cell *cell;
    enum claim claim = CLAIM_NONE;
    struct slot_rule what;
    bool shared;

    if (!value->used || lp->col < 0)
        return;
    cell = locate_body_value_cell(
        body, lp, column->group || schema_is_text(value->kind), row, &shared);
    if (cell == NULL && is_covered(site, row, lp->col))
        return;
    if (cell != NULL)
        claim = (enum claim)site->claims[locate_region_index(site, cell)];
    /* A total may share its row with headings: no place for a value there. */
    if (claim != CLAIM_NONE && (!shared || claim == CLAIM_LABEL))
        return;
    if (cell != NULL && !schema_is_text(value->kind) && column->ticks.n == 0
        && !check_merged(body, b, rule, leaf, cell))
        return;
    what = slot_of_leaf(rule, column, lp, found->says, found->item);
    slot_add(site->arena, site->placement,
             (struct slot_cell){ cell != NULL ? cell->row : row,
                                 cell != NULL ? cell->col : lp->col,
                                 lp->end_col, shared && claim == CLAIM_FACT },
             &what);
    /* A group's name may be in a row of its own above the first member. */
    if (cell != NULL && (claim == CLAIM_NONE || shared))
        locate_region_claim(site, cell, CLAIM_FACT);
}

/* The row of counts has a label that says a unit of money: nothing is read. */
static void
refuse_money(struct body *body, const struct body_block *b,
             const struct found_row *found, const struct cell *label)
{
    struct site *site = body->site;
    struct diag *d = diag_add_as(
        site->diags, DIAG_AS(DIAG_WORDS_MORE, DIAG_ERROR),
        locate_region_place(site, label->row, label->col), found->rule->place,
        "'%s' says a unit of money where the form counts; its "
        "figures are not read",
        locate_region_quote(site, label));
    bool shared;

    diag_hint(site->diags, d, "write the label as the form has it: %.*s",
              TEXT_ARG(found->rule->by_label.words.shown[0]));
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell
            = found->rule->values[i].used ? locate_body_value_cell(
                  body, &b->leaves[i], false, found->row, &shared)
                                          : NULL;

        if (cell != NULL && locate_region_is_free(site, cell))
            locate_region_claim(site, cell, CLAIM_NAMED);
    }
}

/* Is each value in a cell of its own, or where it would be, which nothing else
   has claimed? */
static bool
is_plain(const struct body *body, const struct body_block *b,
         const struct row_rule *rule, const struct heading_says *says)
{
    const struct cell *cell = body->cells, *end = cell + body->n_cells;

    if (body->is_merged || says->unit.kind != UNIT_NONE || says->percent
        || says->counted)
        return false;
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct leaf_place *lp = &b->leaves[i];

        if (!rule->values[i].used || lp->col < 0)
            continue;
        if (lp->end_col > lp->col + 1
            || (cell > body->cells && cell[-1].col >= lp->col))
            return false;
        while (cell < end && cell->col < lp->col)
            cell++;
        if (cell < end && cell->col == lp->col
            && !locate_region_is_free(body->site, cell++))
            return false;
    }
    return true;
}

/* A plain row by the rule of the one above: what there is to say of it, was
   said of that. */
static void
repeat_row(struct body *body, const struct body_block *b,
           const struct found_row *found)
{
    const struct cell *cell = body->cells, *end = cell + body->n_cells;

    slot_repeat_row(body->site->placement, found->row, found->item);
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct leaf_place *lp = &b->leaves[i];

        if (!found->rule->values[i].used || lp->col < 0)
            continue;
        while (cell < end && cell->col < lp->col)
            cell++;
        if (cell < end && cell->col == lp->col && cell->type != CELL_BLANK)
            locate_region_claim(body->site, cell, CLAIM_FACT);
    }
}

void
locate_body_add_values(struct body *body, struct body_block *b,
                       const struct row_rule *rule, int row,
                       const struct cell *label, struct text item)
{
    struct placement *p = body->site->placement;
    struct found_row found = { row, rule, item, HEADING_NONE };
    int n = p->n_slots;
    bool plain;

    if (label != NULL)
        found.says = heading_read_label(locate_region_folded(body->site, label),
                                        label);
    if (rule->kind == ROW_ITEM && found.says.unit.kind == UNIT_KNOWN
        && mapping_counts(rule)) {
        refuse_money(body, b, &found, label);
        return;
    }
    plain = row == body->row && is_plain(body, b, rule, &found.says);
    if (plain && b->plain == rule && slot_last_row(p) == b->plain_row) {
        repeat_row(body, b, &found);
        return;
    }
    slot_begin_row(p);
    for (int i = 0; i < b->block->n_leaves; i++)
        add_value(body, b, &found, i);
    slot_end_row(p, item);
    b->plain_row = slot_last_row(p);
    /* Where no column was found, the last row is another block's. */
    b->plain = plain && b->plain_row >= 0 && p->n_slots > n ? rule : NULL;
}

bool
locate_body_is_stray(const struct body *body, const struct column_rule *leaf,
                     const struct cell *cell)
{
    struct decimal value;

    if (!figures_parse(body->site->arena, cell, &value))
        return false;
    value = decimal_normal(value);
    switch (leaf->role) {
    case COLUMN_LABEL:
    case COLUMN_NAME:
        return value.units != 0;
    case COLUMN_LINE:
        return value.scale > 0 || value.units < 0 || value.units >= 1000;
    case COLUMN_CODE:
        return value.scale > 0 || value.units < 0;
    default:
        return false;
    }
}

/* Says the cell that its column does not apply to the row, as the mapping has
   it? */
static bool
is_mark(const struct body_block *b, const struct row_rule *rule, int leaf,
        const struct cell *cell)
{
    return rule->mark.n > 0 && b->block->leaves[leaf]->role == COLUMN_VALUE
           && !rule->values[leaf].used && cell->type == CELL_TEXT
           && cell_state_is_absent(cell->text);
}

void
locate_body_claim_rest(struct body *body, struct body_block *b,
                       const struct row_rule *rule,
                       const struct cell *const *cells, int n)
{
    struct site *site = body->site;

    for (int i = 0; i < n; i++) {
        enum claim claim = CLAIM_NONE;
        enum column_role role;
        int leaf;

        if (!locate_region_is_free(site, cells[i]))
            continue;
        leaf = locate_body_leaf_at(b, cells[i]->col);
        if (leaf < 0)
            continue;
        role = b->block->leaves[leaf]->role;
        if (is_mark(b, rule, leaf, cells[i]))
            claim = CLAIM_LABEL;
        else if (b->block->leaves[leaf]->unmodelled || rule->unmodelled)
            claim = CLAIM_UNMODELLED;
        else if (role != COLUMN_VALUE && role != COLUMN_KEPT
                 && !locate_body_is_stray(body, b->block->leaves[leaf],
                                          cells[i]))
            claim = CLAIM_LABEL;
        else if (role == COLUMN_KEPT || rule->kept
                 || (role == COLUMN_VALUE && !rule->values[leaf].used
                     && cells[i]->type == CELL_TEXT))
            claim = CLAIM_KEPT;
        if (claim != CLAIM_NONE)
            locate_region_claim(site, cells[i], claim);
    }
}

void
locate_body_extend_run(struct body *body, struct body_block *b, int rule,
                       int row)
{
    struct row_run *run = &body->site->placement->runs[b->run[rule]];

    if (run->first < 0)
        run->first = row;
    run->last = row;
}

bool
locate_body_is_figure(struct site *site, const struct cell *cell)
{
    struct text folded;
    struct decimal d;

    if (cell->type == CELL_NUMBER)
        return true;
    folded = locate_region_folded(site, cell);
    for (size_t pos = 0; pos < folded.n;) {
        size_t at = pos;
        uint32_t c = text_next(folded, &pos);

        if (c > 0x7f || c == '%') {
            folded = text_slice(folded, 0, at);
            break;
        }
    }
    return folded.n > 0 && decimal_parse_typed(folded, &d) == DECIMAL_OK;
}

bool
locate_body_is_note(struct site *site, const struct cell *cell)
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
