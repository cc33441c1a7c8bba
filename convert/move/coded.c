/* coded.c - codes of rows, whole or in parts. */
#include "move/coded.h"

/* Digits only, blanks of any kind left out; TEXT_NONE when it is no code. */
static struct text
code_digits(struct site *site, const struct cell *cell)
{
    struct text t;

    if (cell == NULL || (cell->type != CELL_TEXT && cell->type != CELL_NUMBER))
        return TEXT_NONE;
    t = text_fold(site->arena, cell->text);
    if (cell->type == CELL_NUMBER) {
        struct decimal d;

        if (decimal_parse_cell(t, &d) != DECIMAL_OK || decimal_digits(d) > 0)
            return TEXT_NONE;
        t = decimal_text(site->arena, decimal_normal(d));
    }
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return TEXT_NONE;
    }
    return t;
}

static bool
is_code_length(struct text codes, size_t n)
{
    return n == 3 || n == 5
           || (n == 7 && text_equal(codes, TEXT("functional")));
}

/* A code part as two digits: a number cell has lost its leading zero. */
static struct text
two_digits(struct arena *arena, struct text t)
{
    return t.n == 1 ? text_printf(arena, "0%.*s", TEXT_ARG(t)) : t;
}

/*
 * The code of a row: whole in one column, split over 类 款 项, or whole in
 * the first of them.  A part left blank is that of the row above.
 */
static struct text
row_code(struct body *body, struct body_block *b, int row,
         const struct cell **where)
{
    struct site *site = body->site;
    struct text parts[3] = { TEXT_NONE, TEXT_NONE, TEXT_NONE };
    struct text codes = TEXT_NONE, code;
    int deepest = -1;

    *where = NULL;
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct column_rule *column = b->block->leaves[i];
        const struct cell *cell;
        struct text digits;
        int part;

        if (column->role != COLUMN_CODE || b->leaves[i].col < 0)
            continue;
        codes = column->codes;
        cell = grid_at(site->grid, row, b->leaves[i].col);
        if (cell != NULL && !site_is_free(site, cell))
            continue;
        digits = code_digits(site, cell);
        if (digits.n == 0)
            continue;
        if (*where == NULL)
            *where = cell;
        if (column->part == CODE_WHOLE || digits.n > 3)
            return is_code_length(codes, digits.n) ? digits : TEXT_NONE;
        part = (int)column->part - (int)CODE_CLASS;
        parts[part] = part == 0 ? digits : two_digits(site->arena, digits);
        deepest = part > deepest ? part : deepest;
    }
    if (deepest < 0)
        return TEXT_NONE;
    for (int i = 0; i < deepest; i++) {
        if (parts[i].n == 0)
            parts[i] = b->above[i];
    }
    for (int i = 0; i < 3; i++)
        b->above[i] = i <= deepest ? parts[i] : TEXT_NONE;
    code = text_printf(site->arena, "%.*s%.*s%.*s", TEXT_ARG(parts[0]),
                       TEXT_ARG(parts[1]), TEXT_ARG(parts[2]));
    return parts[0].n == 3 && code.n == (size_t)(3 + 2 * deepest)
                   && is_code_length(codes, code.n)
               ? code
               : TEXT_NONE;
}

/* Twice the room for the codes seen; an open hash, empty where code.n is 0. */
/* False, and said, when the block had the code before. */
static bool
is_new(struct body *body, struct body_block *b, struct text code,
       const struct cell *cell)
{
    struct site *site = body->site;
    int before = pairs_add(b->codes, code, TEXT_NONE, site_index(site, cell));
    const struct cell *first;
    char ref[CELLREF_MAX];
    struct diag *d;

    if (before < 0)
        return true;
    first = &site->grid->cells[before];
    cellref_show(first->row, first->col, ref);
    d = diag_add(site->diags, DIAG_CODE_TWICE,
                 site_place(site, cell->row, cell->col),
                 b->block->leaves[0]->place,
                 "code %.*s is already in %s; this row is not read",
                 TEXT_ARG(code), ref);
    diag_hint(site->diags, d, "join the two rows or mend the code");
    return false;
}

static void
claim_name(struct body *body, struct body_block *b, struct text code, int row)
{
    struct site *site = body->site;
    struct placement *p = site->placement;
    int leaf = body_leaf(b, COLUMN_NAME);
    const struct cell *cell;
    struct printed_name name = { code, TEXT_NONE };

    if (leaf < 0)
        return;
    cell = grid_at(site->grid, row, b->leaves[leaf].col);
    if (cell == NULL || cell->type != CELL_TEXT || !site_is_free(site, cell))
        return;
    site_claim(site, cell, CLAIM_LABEL);
    name.name = text_trim(cell->text);
    ARENA_PUSH(site->arena, p->names, p->n_names, p->names_capacity, name);
}

static void
claim_codes(struct body *body, struct body_block *b, int row)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell;

        if (b->block->leaves[i]->role != COLUMN_CODE || b->leaves[i].col < 0)
            continue;
        cell = grid_at(body->site->grid, row, b->leaves[i].col);
        if (cell != NULL && site_is_free(body->site, cell))
            site_claim(body->site, cell, CLAIM_LABEL);
    }
}

bool
coded_claim(struct body *body, struct body_block *b, int row,
            const struct cell *const *cells, int n)
{
    const struct cell *where;
    struct text code;
    int i = body_find_rule(b, ROW_CODE, TEXT_NONE);

    if (i < 0)
        return false;
    code = row_code(body, b, row, &where);
    if (code.n == 0)
        return false;
    i = body_find_rule(b, ROW_CODE, code);
    if (!is_new(body, b, code, where)) {
        for (int k = 0; k < n; k++)
            site_claim(body->site, cells[k], CLAIM_NAMED);
        return true;
    }
    claim_codes(body, b, row);
    claim_name(body, b, code, row);
    body_add_values(body, b, &b->block->rows[i], row, code);
    body_claim_rest(body, b, &b->block->rows[i], cells, n);
    body_extend_run(body, b, i, row);
    return true;
}
