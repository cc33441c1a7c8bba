/* locate_code.c - codes of rows, whole or in parts. */
#include "place/locate_code.h"

#include <assert.h>

#include "canon/item.h"

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
    return text_is_digits(t) ? t : TEXT_NONE;
}

/* Economic codes have no 项. */
static bool
is_code_of(struct text codes, struct text code)
{
    return item_is_code(code)
           && (item_level(code) < 3 || text_equal(codes, TEXT("functional")));
}

/* A code part as two digits: a number cell has lost its leading zero. */
static struct text
two_digits(struct arena *arena, struct text t)
{
    return t.n == 1 ? text_printf(arena, "0%.*s", TEXT_ARG(t)) : t;
}

/* What the code columns of a row hold. */
struct code_cells {
    struct text codes;         /* functional, economic */
    struct text parts[3];      /* 类 款 项, in columns of their own */
    struct text whole;         /* the longest that is more than a 类 */
    const struct cell *first;  /* where the code begins; NULL: no code */
    int deepest;               /* last of the parts there, -1 */
    const struct cell *marked; /* what looks like one, but with parts of it
                                  struck out or raised; or NULL */
};

static void
take_code_cell(struct site *site, struct code_cells *code,
               const struct cell *cell, int part)
{
    struct text digits;

    if (cell == NULL || !locate_region_is_free(site, cell))
        return;
    digits = code_digits(site, cell);
    if (digits.n == 0)
        return;
    if (cell->flags & CELL_MARKED)
        code->marked = cell;
    if (code->first == NULL)
        code->first = cell;
    if (digits.n > 3) {
        if (digits.n > code->whole.n)
            code->whole = digits;
        return;
    }
    if (part > 2)
        return;
    code->parts[part] = part == 0 ? digits : two_digits(site->arena, digits);
    code->deepest = part > code->deepest ? part : code->deepest;
}

/* A heading over several columns of the sheet has the parts below it. */
static struct code_cells
code_cells(struct body *body, const struct body_block *b, int row)
{
    struct code_cells code = { .deepest = -1 };

    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct column_rule *column = b->block->leaves[i];
        const struct leaf_place *leaf = &b->leaves[i];
        int part = column->part == CODE_WHOLE
                       ? 0
                       : (int)column->part - (int)CODE_CLASS;

        if (column->role != COLUMN_CODE || leaf->col < 0)
            continue;
        code.codes = column->codes;
        for (int col = leaf->col; col < leaf->end_col; col++)
            take_code_cell(body->site, &code, locate_body_cell(body, row, col),
                           part + col - leaf->col);
    }
    return code;
}

/* Nobody knows whose figures these are, nor those below that take over a part
   of the code. */
static void
refuse_marked(struct site *site, struct body_block *b, const struct cell *cell)
{
    struct diag *d = diag_add(
        site->diags, DIAG_VALUE_NO_NUMBER,
        locate_region_place(site, cell->row, cell->col),
        b->block->leaves[0]->place,
        "a part of '%.*s' is struck out, raised or lowered, so it is no code; "
        "this row is not read",
        TEXT_ARG(cell->text));

    d->found = text_zero(site->arena, cell->text);
    diag_hint(site->diags, d,
              "leave in the cell the code alone, in plain type");
    for (int i = 0; i < ARRAY_LEN(b->above); i++)
        b->above[i] = TEXT_NONE;
}

/*
 * The code of a row: whole in one column, split over 类 款 项, or whole in
 * one of them.  A part left blank is that of the row above.
 */
static struct text
row_code(struct body *body, struct body_block *b, struct code_cells cells)
{
    struct text code = cells.whole;
    int deepest = cells.deepest;

    if (code.n == 0 && deepest < 0)
        return TEXT_NONE;
    if (code.n == 0) {
        for (int i = 0; i < deepest; i++) {
            if (cells.parts[i].n == 0)
                cells.parts[i] = b->above[i];
        }
        code = text_join(
            body->site->arena, cells.parts[0],
            text_join(body->site->arena, cells.parts[1], cells.parts[2]));
        if (cells.parts[0].n != 3 || code.n != 3 + 2 * (size_t)deepest)
            return TEXT_NONE;
    }
    if (!is_code_of(cells.codes, code))
        return TEXT_NONE;
    for (int i = 0; i < ITEM_LEVELS; i++)
        b->above[i] = item_digits_at(code, i + 1);
    return code;
}

/* What a rule's values are, for codes that are in two blocks. */
static struct text
measure_of(const struct body_block *b, const struct row_rule *rule)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (rule->values[i].used)
            return rule->values[i].measure;
    }
    return TEXT_NONE;
}

/* The cell that has the code already, -1: it is new, and noted.  In order, as
   codes mostly are, each is behind the last. */
static int
cell_before(struct body *body, struct text code, struct text measure, int cell)
{
    struct arena *arena = body->site->arena;
    struct code_seen seen = { code, cell };
    int n = body->n_in_order;

    if (body->codes == NULL
        && (n == 0
            || (text_equal(body->in_order_measure, measure)
                && text_compare(body->in_order[n - 1].code, code) < 0))) {
        body->in_order_measure = measure;
        ARENA_PUSH(arena, body->in_order, body->n_in_order,
                   body->in_order_capacity, seen);
        return -1;
    }
    if (body->codes == NULL) {
        body->codes = pairs_new(arena);
        for (int i = 0; i < n; i++)
            pairs_add(body->codes, body->in_order[i].code,
                      body->in_order_measure, body->in_order[i].cell);
    }
    return pairs_add(body->codes, code, measure, cell);
}

/* False, and reported, when the part had the code before. */
static bool
is_new(struct body *body, struct body_block *b, const struct row_rule *rule,
       struct text code, const struct cell *cell)
{
    struct site *site = body->site;
    int before = cell_before(body, code, measure_of(b, rule),
                             locate_region_index(site, cell));
    const struct cell *first;
    char ref[CELLREF_MAX];
    struct diag *d;

    if (before < 0)
        return true;
    assert(cell != NULL);
    first = &site->grid->cells[before];
    cellref_show(first->row, first->col, ref);
    d = diag_add(site->diags, DIAG_CODE_TWICE,
                 locate_region_place(site, cell->row, cell->col),
                 b->block->leaves[0]->place,
                 "code %.*s is already in %s; this row is not read",
                 TEXT_ARG(code), ref);
    diag_hint(site->diags, d, "join the two rows or mend the code");
    return false;
}

/* A name without the unit that its row's figures are in: 教育支出（元）. */
static struct text
sans_unit(struct site *site, const struct cell *cell)
{
    struct text t = text_trim(cell->text),
                folded = locate_region_folded(site, cell);
    struct text bare = text_sans_group(folded);
    size_t open = t.n;

    if (unit_of_brackets(text_slice(folded, bare.n, folded.n)).kind
        == UNIT_NONE)
        return t;
    while (open > 0
           && !text_equal(text_fold(site->arena, text_slice(t, 0, open)), bare))
        open--;
    return text_trim(text_slice(t, 0, open));
}

/* The cell with the code's name, NULL where there is none. */
static const struct cell *
claim_name(struct body *body, struct body_block *b, struct text code, int row)
{
    struct site *site = body->site;
    struct placement *p = site->placement;
    int leaf = locate_body_leaf(b, COLUMN_NAME);
    const struct cell *cell;
    struct printed_name name = { code, TEXT_NONE };

    if (leaf < 0)
        return NULL;
    cell = locate_body_cell(body, row, b->leaves[leaf].col);
    if (cell == NULL || cell->type != CELL_TEXT
        || !locate_region_is_free(site, cell)
        || locate_body_is_stray(body, b->block->leaves[leaf], cell))
        return NULL;
    locate_region_claim(site, cell, CLAIM_LABEL);
    name.name = sans_unit(site, cell);
    ARENA_PUSH(site->arena, p->names, p->n_names, p->names_capacity, name);
    return cell;
}

static void
claim_codes(struct body *body, struct body_block *b, int row)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->block->leaves[i]->role != COLUMN_CODE || b->leaves[i].col < 0)
            continue;
        for (int col = b->leaves[i].col; col < b->leaves[i].end_col; col++) {
            const struct cell *cell = locate_body_cell(body, row, col);

            if (cell != NULL && locate_region_is_free(body->site, cell))
                locate_region_claim(body->site, cell, CLAIM_LABEL);
        }
    }
}

bool
locate_code_claim(struct body *body, struct body_block *b, int row,
                  const struct cell *const *cells, int n)
{
    struct code_cells where;
    struct text code;
    int i = locate_body_find_rule(b, ROW_CODE, TEXT_NONE);

    if (i < 0)
        return false;
    where = code_cells(body, b, row);
    code = where.marked ? TEXT_NONE : row_code(body, b, where);
    if (code.n == 0 && !where.marked)
        return false;
    if (where.marked)
        refuse_marked(body->site, b, where.marked);
    else
        i = locate_body_find_rule(b, ROW_CODE, code);
    if (where.marked
        || !is_new(body, b, &b->block->rows[i], code, where.first)) {
        for (int k = 0; k < n; k++)
            locate_region_claim(body->site, cells[k], CLAIM_NAMED);
        return true;
    }
    claim_codes(body, b, row);
    locate_body_add_values(body, b, &b->block->rows[i], row,
                           claim_name(body, b, code, row), code);
    locate_body_claim_rest(body, b, &b->block->rows[i], cells, n);
    locate_body_extend_run(body, b, i, row);
    return true;
}
