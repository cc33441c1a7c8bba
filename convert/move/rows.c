/* rows.c - body rows and their rules. */
#include "move/rows.h"


#include <limits.h>
#include <string.h>

#include "move/lines.h"

/* Codes seen, to find one that occurs twice. */
struct seen_code {
    struct text code;
    int row, col;
};

/* One block while its rows are claimed. */
struct block_state {
    const struct block_rule *block;
    const struct leaf_place *leaves;
    int left, right;     /* columns whose cells are the block's */
    bool *used;          /* [n_rows] labelled rules already found */
    int last_item;       /* the last labelled rule found, -1 */
    int *run;            /* [n_rows] index of placement.runs, -1 */
    int records;
    bool one;
    bool line_told;
    struct text above[3]; /* class, section, item of the row above */
    struct seen_code *seen;
    int n_seen, seen_capacity;
};

/* A row that no rule claimed, until it is known whether data follow it. */
struct pending {
    int row;
    const struct cell *cell;
};

struct body {
    struct site *site;
    const struct part_rule *part;
    const struct header_place *place;
    struct block_state *blocks;
    bool ruler_seen, data_seen;
    struct pending *pending;
    int n_pending, pending_capacity;
    int last_row; /* last row that a rule claimed, -1 */
};

static const struct leaf_place *
leaf_of(const struct block_state *b, int leaf)
{
    return &b->leaves[leaf];
}

/* The leaf a column belongs to, or -1. */
static int
leaf_at(const struct block_state *b, int col)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->leaves[i].col >= 0 && col >= b->leaves[i].col
            && col < b->leaves[i].end_col)
            return i;
    }
    return -1;
}

static int
leaf_with_role(const struct block_state *b, enum column_role role)
{
    for (int i = 0; i < b->block->n_leaves; i++) {
        if (b->block->leaves[i]->role == role && b->leaves[i].col >= 0)
            return i;
    }
    return -1;
}

static bool
holds_value(const struct cell *cell)
{
    if (cell == NULL || cell->type == CELL_BLANK)
        return false;
    return cell->type != CELL_TEXT || !placement_is_absent(cell->text);
}

/*
 * The cell that stands for a leaf in a row.  A cell merged over several rows
 * speaks for all of them where the column is a group or holds text; a figure
 * speaks for its first row only, or it would count twice.
 */
static const struct cell *
value_cell(struct site *site, const struct leaf_place *leaf, bool spreads,
           int row, bool *shared)
{
    *shared = false;
    for (int col = leaf->col; col < leaf->end_col; col++) {
        struct span span = grid_span(site->grid, row, col);
        const struct cell *cell;

        if (span.left < leaf->col || span.left >= leaf->end_col)
            continue;
        if (span.top != row && !spreads)
            continue;
        cell = grid_at(site->grid, span.top, span.left);
        if (cell == NULL || cell->type == CELL_BLANK)
            continue;
        *shared = span.top != row;
        return cell;
    }
    return NULL;
}

static void
add_value(struct body *body, const struct block_state *b,
          const struct row_rule *rule, int leaf, int row, struct text item)
{
    struct site *site = body->site;
    const struct value_rule *value = &rule->values[leaf];
    const struct column_rule *column = b->block->leaves[leaf];
    const struct leaf_place *lp = leaf_of(b, leaf);
    const struct cell *cell;
    struct slot *slot;
    bool shared;

    if (!value->used || lp->col < 0)
        return;
    cell = value_cell(site, lp, column->group || value->kind == VALUE_TEXT,
                      row, &shared);
    slot = placement_add(site->arena, site->placement);
    slot->row = cell != NULL ? cell->row : row;
    slot->col = cell != NULL ? cell->col : lp->col;
    slot->end_col = slot->col + 1;
    slot->shared = shared;
    slot->item = value->item.n > 0 ? value->item : item;
    slot->measure = value->measure;
    slot->kind = value->kind;
    slot->sum = value->sum;
    slot->percent = lp->percent;
    slot->shift = lp->shift >= 0 ? lp->shift : site->placement->unit_shift;
    slot->by = rule->place;
    if (column->ticks.n > 0) {
        slot->ticks = &column->ticks;
        slot->end_col = lp->end_col;
    }
    if (cell != NULL && site_is_free(site, cell))
        site_claim(site, cell, CLAIM_FACT);
}

static void
add_values(struct body *body, const struct block_state *b,
           const struct row_rule *rule, int row, struct text item)
{
    for (int i = 0; i < b->block->n_leaves; i++)
        add_value(body, b, rule, i, row, item);
}

/* What is left in a claimed row: words beside the values. */
static void
claim_rest(struct body *body, struct block_state *b,
           const struct row_rule *rule, const struct cell *const *cells, int n)
{
    struct site *site = body->site;

    for (int i = 0; i < n; i++) {
        int leaf;

        if (!site_is_free(site, cells[i]))
            continue;
        leaf = leaf_at(b, cells[i]->col);
        if (leaf < 0)
            continue;
        if (b->block->leaves[leaf]->role == COLUMN_KEPT || rule->kept)
            site_claim(site, cells[i], CLAIM_KEPT);
        else if (b->block->leaves[leaf]->role != COLUMN_VALUE)
            site_claim(site, cells[i], CLAIM_LABEL);
        else if (!rule->values[leaf].used && cells[i]->type == CELL_TEXT)
            site_claim(site, cells[i], CLAIM_KEPT);
    }
}

/* 行次: compared with the mapping's, the first difference of a block said. */
static void
check_line(struct body *body, struct block_state *b,
           const struct row_rule *rule, int row)
{
    struct site *site = body->site;
    int leaf = leaf_with_role(b, COLUMN_LINE);
    const struct cell *cell;
    struct decimal number;

    if (leaf < 0 || rule->line == 0 || b->line_told)
        return;
    cell = grid_at(site->grid, row, leaf_of(b, leaf)->col);
    if (cell == NULL || cell->type == CELL_BLANK)
        return;
    if (decimal_parse_typed(text_fold(site->arena, cell->text), &number)
            == DECIMAL_OK
        && decimal_compare(number, decimal_of(rule->line)) == 0)
        return;
    b->line_told = true;
    diag_add(site->diags, DIAG_LINE_DIFFERS,
             site_place(site, cell->row, cell->col), rule->place,
             "line number '%s' where the mapping has %d for '%.*s'",
             site_quote(site, cell->text), rule->line,
             TEXT_ARG(rule->label.n > 0 ? rule->label.shown[0] : rule->item));
}

/* The labelled rule for a text: the next one down that says it, else any. */
static int
find_item(const struct block_state *b, struct text folded, int from_block,
          int own_block)
{
    const struct block_rule *block = b->block;

    for (int well = 2; well >= 1; well--) {
        int any = -1;

        for (int i = 0; i < block->n_rows; i++) {
            const struct row_rule *rule = &block->rows[i];

            if (rule->kind != ROW_ITEM || b->used[i])
                continue;
            if (from_block != own_block
                && (rule->from < 0 || from_block < rule->from))
                continue;
            if (placement_word(&rule->label, folded) < well)
                continue;
            if (i > b->last_item)
                return i;
            if (any < 0)
                any = i;
        }
        if (any >= 0)
            return any;
    }
    return -1;
}

/* Digits only, blanks of any kind left out; TEXT_NONE when it is no code. */
static struct text
code_digits(struct site *site, const struct cell *cell)
{
    struct text t;

    if (cell == NULL
        || (cell->type != CELL_TEXT && cell->type != CELL_NUMBER))
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
    return n == 3 || n == 5 || (n == 7 && text_equal(codes, TEXT("functional")));
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
row_code(struct body *body, struct block_state *b, int row,
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
static void
grow_seen(struct body *body, struct block_state *b)
{
    int capacity = b->seen_capacity > 0 ? b->seen_capacity * 2 : 64;
    struct seen_code *seen
        = ARENA_ARRAY(body->site->arena, struct seen_code, capacity);

    for (int i = 0; i < b->seen_capacity; i++) {
        size_t at = (size_t)text_hash(b->seen[i].code);

        if (b->seen[i].code.n == 0)
            continue;
        while (seen[at & (size_t)(capacity - 1)].code.n > 0)
            at++;
        seen[at & (size_t)(capacity - 1)] = b->seen[i];
    }
    b->seen = seen;
    b->seen_capacity = capacity;
}

static bool
codes_differ(struct body *body, struct block_state *b, struct text code,
             const struct cell *cell)
{
    struct site *site = body->site;
    struct seen_code seen = { code, cell->row, cell->col };
    size_t at = (size_t)text_hash(code);

    if (b->n_seen * 2 >= b->seen_capacity)
        grow_seen(body, b);
    for (;; at++) {
        struct seen_code *before = &b->seen[at & (size_t)(b->seen_capacity - 1)];
        char ref[CELLREF_MAX];
        struct diag *d;

        if (before->code.n == 0) {
            *before = seen;
            b->n_seen++;
            return true;
        }
        if (!text_equal(before->code, code))
            continue;
        cellref_show(before->row, before->col, ref);
        d = diag_add(site->diags, DIAG_CODE_TWICE,
                     site_place(site, cell->row, cell->col),
                     b->block->leaves[0]->place,
                     "code %.*s is already in %s; this row is not read",
                     TEXT_ARG(code), ref);
        diag_hint(site->diags, d, "join the two rows or mend the code");
        return false;
    }
}

static void
extend_run(struct body *body, struct block_state *b, int rule, int row)
{
    struct row_run *run = &body->site->placement->runs[b->run[rule]];

    if (run->first < 0)
        run->first = row;
    run->last = row;
}

static void
claim_name(struct body *body, struct block_state *b, struct text code, int row)
{
    struct site *site = body->site;
    struct placement *p = site->placement;
    int leaf = leaf_with_role(b, COLUMN_NAME);
    const struct cell *cell;
    struct printed_name name = { code, TEXT_NONE };

    if (leaf < 0)
        return;
    cell = grid_at(site->grid, row, leaf_of(b, leaf)->col);
    if (cell == NULL || cell->type != CELL_TEXT || !site_is_free(site, cell))
        return;
    site_claim(site, cell, CLAIM_LABEL);
    name.name = text_trim(cell->text);
    ARENA_PUSH(site->arena, p->names, p->n_names, p->names_capacity, name);
}

static void
claim_codes(struct body *body, struct block_state *b, int row)
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

static int
find_rule(const struct block_state *b, enum row_kind kind, struct text code)
{
    int any = -1;

    for (int i = 0; i < b->block->n_rows; i++) {
        const struct row_rule *rule = &b->block->rows[i];

        if (rule->kind != kind)
            continue;
        if (kind != ROW_CODE || rule->n_under == 0)
            return i;
        for (int k = 0; k < rule->n_under; k++) {
            if (text_starts(code, rule->under[k]))
                return i;
        }
        any = i; /* reading takes any code in any block */
    }
    return any;
}

static bool
claim_code_row(struct body *body, struct block_state *b, int row,
               const struct cell *const *cells, int n)
{
    const struct cell *where;
    struct text code;
    int i = find_rule(b, ROW_CODE, TEXT_NONE);

    if (i < 0)
        return false;
    code = row_code(body, b, row, &where);
    if (code.n == 0)
        return false;
    i = find_rule(b, ROW_CODE, code);
    if (!codes_differ(body, b, code, where)) {
        for (int k = 0; k < n; k++)
            site_claim(body->site, cells[k], CLAIM_NAMED);
        return true;
    }
    claim_codes(body, b, row);
    claim_name(body, b, code, row);
    add_values(body, b, &b->block->rows[i], row, code);
    claim_rest(body, b, &b->block->rows[i], cells, n);
    extend_run(body, b, i, row);
    return true;
}

/*
 * Does the row hold anything beside group names?  Behind a gap, a row that
 * fills less than half of the columns is a signature, no record.
 */
static bool
is_record(struct body *body, struct block_state *b,
          const struct row_rule *rule, int row, bool *grouped)
{
    int filled = 0, columns = 0;
    bool own = false;

    *grouped = false;
    for (int i = 0; i < b->block->n_leaves; i++) {
        const struct cell *cell;
        bool shared;

        if (!rule->values[i].used || b->leaves[i].col < 0)
            continue;
        columns++;
        cell = value_cell(body->site, leaf_of(b, i), false, row, &shared);
        if (!holds_value(cell) || !site_is_free(body->site, cell))
            continue;
        filled++;
        own = own || !b->block->leaves[i]->group;
        *grouped = *grouped || b->block->leaves[i]->group;
    }
    if (b->records > 0 && row > body->last_row + 1 && filled * 2 < columns)
        return *grouped = false;
    return own;
}

static bool
claim_record_row(struct body *body, struct block_state *b, int row,
                 const struct cell *const *cells, int n)
{
    const struct row_rule *rule;
    struct text item;
    bool grouped;
    int i = find_rule(b, ROW_RECORD, TEXT_NONE);

    if (i < 0)
        return false;
    rule = &b->block->rows[i];
    if (!is_record(body, b, rule, row, &grouped)) {
        if (!grouped)
            return false;
        /* A printed row that only names a group: the sheet's, no record.  A
           merged group cell may still speak for records below. */
        for (int k = 0; k < n; k++) {
            int leaf = leaf_at(b, cells[k]->col);

            if (leaf >= 0 && site_is_free(body->site, cells[k]))
                site_claim(body->site, cells[k], CLAIM_KEPT);
        }
        return true;
    }
    item = text_printf(body->site->arena, "%.*s%d", TEXT_ARG(rule->item),
                       ++b->records);
    add_values(body, b, rule, row, item);
    claim_rest(body, b, rule, cells, n);
    for (int k = 0; k < b->block->n_rows; k++) {
        if (b->block->rows[k].kind == ROW_RECORD)
            extend_run(body, b, k, row);
    }
    return true;
}

/* A number, or a text that is one: 1,234.50 or 73 万元. */
static bool
is_figure(struct site *site, const struct cell *cell)
{
    struct text folded;
    struct decimal d;

    if (cell->type == CELL_NUMBER)
        return true;
    folded = site_folded(site, cell);
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

static bool
claim_one_row(struct body *body, struct block_state *b, int row,
              const struct cell *const *cells, int n)
{
    int i = find_rule(b, ROW_ONE, TEXT_NONE);
    bool some = false;

    if (i < 0 || b->one)
        return false;
    for (int k = 0; k < n; k++) {
        int leaf = leaf_at(b, cells[k]->col);

        /* Words where figures belong are a note or a signature. */
        if (leaf >= 0 && b->block->rows[i].values[leaf].used)
            some = some
                   || b->block->rows[i].values[leaf].kind == VALUE_TEXT
                   || is_figure(body->site, cells[k])
                   || cells[k]->type != CELL_TEXT;
    }
    if (!some)
        return false;
    b->one = true;
    add_values(body, b, &b->block->rows[i], row, b->block->rows[i].item);
    claim_rest(body, b, &b->block->rows[i], cells, n);
    return true;
}

/* The first free text cell of a row that may be its label. */
static const struct cell *
label_cell(struct body *body, struct block_state *b,
           const struct cell *const *cells, int n)
{
    int leaf = leaf_with_role(b, COLUMN_LABEL);

    for (int i = 0; i < n; i++) {
        if (!site_is_free(body->site, cells[i])
            || cells[i]->type != CELL_TEXT)
            continue;
        if (leaf >= 0 && leaf_at(b, cells[i]->col) != leaf
            && leaf_at(b, cells[i]->col) >= 0)
            continue;
        return cells[i];
    }
    return NULL;
}

static bool
claim_item_row(struct body *body, int block, int row,
               const struct cell *const *cells, int n)
{
    struct block_state *own = &body->blocks[block];
    const struct cell *label = label_cell(body, own, cells, n);
    struct text folded;

    if (label == NULL)
        return false;
    folded = site_folded(body->site, label);
    for (int b = block; b < body->part->n_blocks; b++) {
        struct block_state *state = &body->blocks[b];
        int i = find_item(state, folded, block, b);
        const struct row_rule *rule;

        if (i < 0)
            continue;
        rule = &state->block->rows[i];
        state->used[i] = true;
        if (i > state->last_item)
            state->last_item = i;
        site_claim(body->site, label, CLAIM_LABEL);
        check_line(body, state, rule, row);
        add_values(body, state, rule, row, rule->item);
        claim_rest(body, own, rule, cells, n);
        return true;
    }
    return false;
}

/* A row with a line number and nothing else. */
static bool
claim_filler_row(struct body *body, struct block_state *b,
                 const struct cell *const *cells, int n)
{
    int leaf = leaf_with_role(b, COLUMN_LINE);

    if (leaf < 0)
        return false;
    for (int i = 0; i < n; i++) {
        if (site_is_free(body->site, cells[i])
            && (leaf_at(b, cells[i]->col) != leaf
                || !is_figure(body->site, cells[i])))
            return false;
    }
    for (int i = 0; i < n; i++) {
        if (site_is_free(body->site, cells[i]))
            site_claim(body->site, cells[i], CLAIM_LABEL);
    }
    return true;
}

/* Does a text begin as one of the table's notes does (注： 备注：)? */
static bool
is_note(struct site *site, const struct cell *cell)
{
    struct text folded = site_folded(site, cell);

    if (folded.n == 0)
        return false;
    for (int i = 0; i < site->table->notes.n; i++) {
        struct text note = site->table->notes.exact[i];
        long colon = text_find(note, TEXT(":"), 0);

        if (text_equal(note, folded)
            || (colon > 0
                && text_starts(folded,
                               text_slice(note, 0, (size_t)colon + 1))))
            return true;
    }
    return false;
}

/* Free cells of a row, those hidden under a merged cell set aside. */
static int
free_cells(struct body *body, int row, const struct cell ***out)
{
    struct site *site = body->site;
    int n, k = 0;
    const struct cell *cells = grid_row(site->grid, row, &n);

    *out = ARENA_ARRAY(site->arena, const struct cell *, n);
    for (int i = 0; i < n; i++) {
        struct span span;

        if (cells[i].type == CELL_BLANK || !site_is_free(site, &cells[i]))
            continue;
        span = grid_span(site->grid, row, cells[i].col);
        if (span.top != row || span.left != cells[i].col) {
            diag_add(site->diags, DIAG_CELL_UNDER_MERGE,
                     site_place(site, row, cells[i].col), site->table->place,
                     "'%s' is hidden under a merged cell and not read",
                     site_quote(site, cells[i].text));
            site_claim(site, &cells[i], CLAIM_NAMED);
            continue;
        }
        (*out)[k++] = &cells[i];
    }
    return k;
}

/* The ruler: 栏次 1 2 3 …, a check on the order of the columns. */
static bool
claim_ruler(struct body *body, const struct cell *const *cells, int n)
{
    struct site *site = body->site;
    int numbers = 0, last = 0;
    bool word = false, rising = true, only = true;

    if (!body->part->has_ruler || body->ruler_seen || body->data_seen)
        return false;
    for (int i = 0; i < n; i++) {
        struct text folded = text_fold(site->arena, cells[i]->text);
        struct decimal d;
        int64_t value;

        if (placement_word(&body->part->ruler, folded)) {
            word = true;
            continue;
        }
        /* (1) and ① are printed too; letters name the key columns (甲 乙) */
        if (decimal_parse_typed(folded, &d) != DECIMAL_OK
            || decimal_digits(d) > 0) {
            only = false;
            continue;
        }
        value = decimal_normal(d).units;
        numbers++;
        rising = rising && value == last + 1;
        last = value < 10000 ? (int)value : 0;
    }
    if (!word && (numbers < 2 || !rising || !only))
        return false;
    if (numbers > 0 && !rising) {
        struct diag *d
            = diag_add(site->diags, DIAG_RULER_DIFFERS,
                       site_place(site, cells[0]->row, cells[0]->col),
                       body->part->place,
                       "the column numbers do not run 1, 2, 3 …");

        diag_hint(site->diags, d,
                  "see whether columns were moved, added or removed");
    }
    for (int i = 0; i < n; i++)
        site_claim(site, cells[i], CLAIM_LABEL);
    body->ruler_seen = true;
    return true;
}

static bool
claim_block_row(struct body *body, int block, int row,
                const struct cell *const *cells, int n)
{
    struct block_state *b = &body->blocks[block];

    return claim_item_row(body, block, row, cells, n)
           || claim_code_row(body, b, row, cells, n)
           || claim_filler_row(body, b, cells, n)
           || claim_record_row(body, b, row, cells, n)
           || claim_one_row(body, b, row, cells, n);
}

static void
claim_row(struct body *body, int row)
{
    const struct cell **cells;
    int n = free_cells(body, row, &cells);
    bool claimed = false;

    if (n == 0 || claim_ruler(body, cells, n))
        return;
    if (lines_declares_empty(body->site, cells[0])) {
        site_claim(body->site, cells[0], CLAIM_KEPT);
        return;
    }
    if (is_note(body->site, cells[0])) {
        struct pending note = { row, cells[0] };

        ARENA_PUSH(body->site->arena, body->pending, body->n_pending,
                   body->pending_capacity, note);
        return;
    }
    for (int b = 0; b < body->part->n_blocks; b++) {
        const struct cell **own
            = ARENA_ARRAY(body->site->arena, const struct cell *, n);
        int k = 0;

        for (int i = 0; i < n; i++) {
            if (site_is_free(body->site, cells[i])
                && cells[i]->col >= body->blocks[b].left
                && cells[i]->col < body->blocks[b].right)
                own[k++] = cells[i];
        }
        if (k == 0)
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
        if (!site_is_free(body->site, &cells[i])
            || cells[i].col < body->place->left
            || cells[i].col >= body->place->right)
            continue;
        if (cells[i].type == CELL_NUMBER)
            return true;
    }
    return false;
}

static void
report_row(struct body *body, const struct pending *p)
{
    struct site *site = body->site;
    const struct row_rule *nearest = NULL;
    struct text folded = site_folded(site, p->cell);
    int least = 4, n;
    const struct cell *cells = grid_row(site->grid, p->row, &n);
    struct diag *d;

    for (int b = 0; b < body->part->n_blocks; b++) {
        const struct block_rule *block = body->blocks[b].block;

        for (int i = 0; i < block->n_rows; i++) {
            int distance;

            if (block->rows[i].kind != ROW_ITEM || block->rows[i].label.n == 0
                || folded.n == 0)
                continue;
            distance = text_distance(text_sans_ordinal(folded),
                                     block->rows[i].label.key[0], least);
            if (distance < least) {
                least = distance;
                nearest = &block->rows[i];
            }
        }
    }
    d = diag_add(site->diags, DIAG_ROW_UNCLAIMED,
                 site_place(site, p->row, p->cell->col),
                 nearest ? nearest->place : body->part->place,
                 "no rule claims the row of '%s'",
                 site_quote(site, p->cell->text));
    if (nearest != NULL)
        diag_hint(site->diags, d, "the nearest label is '%.*s'",
                  TEXT_ARG(nearest->label.shown[0]));
    for (int i = 0; i < n; i++) {
        if (site_is_free(site, &cells[i]))
            site_claim(site, &cells[i], CLAIM_NAMED);
    }
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

        if (!site_is_free(site, p->cell))
            continue;
        if ((p->row < body->last_row && !is_note(site, p->cell))
            || has_figures(body, p->row) || !last) {
            report_row(body, p);
            continue;
        }
        cells = grid_row(site->grid, p->row, &n);
        for (int k = 0; k < n; k++) {
            if (site_is_free(site, &cells[k]))
                site_claim(site, &cells[k], CLAIM_KEPT);
        }
    }
}

static void
report_missing_rows(struct body *body)
{
    struct site *site = body->site;

    for (int b = 0; b < body->part->n_blocks; b++) {
        struct block_state *state = &body->blocks[b];

        for (int i = 0; i < state->block->n_rows; i++) {
            const struct row_rule *rule = &state->block->rows[i];

            if (rule->kind != ROW_ITEM || state->used[i] || rule->kept
                || rule->optional)
                continue;
            diag_add(site->diags, DIAG_ROW_MISSING,
                     site_place(site, body->place->top, body->place->left),
                     rule->place, "the table has no row '%.*s'",
                     TEXT_ARG(rule->label.shown[0]));
        }
    }
}

/* A single row that stands empty still has its place. */
static void
place_empty_ones(struct body *body, int end)
{
    struct site *site = body->site;
    int row = body->place->body, n;
    const struct cell *cells;

    for (int i = grid_row_index(site->grid, row);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        const struct cell *cell
            = &site->grid->cells[site->grid->rows[i].first];

        if (site->claims[site_index(site, cell)] == CLAIM_LABEL)
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
        int i = find_rule(&body->blocks[b], ROW_ONE, TEXT_NONE);

        if (i >= 0 && !body->blocks[b].one)
            add_values(body, &body->blocks[b], &body->blocks[b].block->rows[i],
                       row, body->blocks[b].block->rows[i].item);
    }
}

static void
start_block(struct body *body, int b)
{
    struct site *site = body->site;
    struct block_state *state = &body->blocks[b];
    const struct block_rule *block = &body->part->blocks[b];
    int *columns = ARENA_ARRAY(site->arena, int, block->n_leaves);

    state->block = block;
    state->leaves = body->place->leaves[b];
    state->last_item = -1;
    state->used = ARENA_ARRAY(site->arena, bool, block->n_rows);
    state->run = ARENA_ARRAY(site->arena, int, block->n_rows);
    state->left = INT_MAX;
    for (int i = 0; i < block->n_leaves; i++) {
        columns[i] = state->leaves[i].col;
        if (columns[i] >= 0 && columns[i] < state->left)
            state->left = columns[i];
    }
    for (int i = 0; i < block->n_rows; i++) {
        struct placement *p = site->placement;
        struct row_run run = { &block->rows[i], block, columns,
                               -1, -1, body->place->end };

        state->run[i] = -1;
        if (block->rows[i].kind != ROW_CODE
            && block->rows[i].kind != ROW_RECORD)
            continue;
        state->run[i] = p->n_runs;
        ARENA_PUSH(site->arena, p->runs, p->n_runs, p->runs_capacity, run);
    }
}

void
rows_claim(struct site *site, const struct part_rule *part,
           const struct header_place *place, int end, bool last)
{
    struct body body = { .site = site, .part = part, .place = place,
                         .last_row = -1 };

    body.blocks = ARENA_ARRAY(site->arena, struct block_state, part->n_blocks);
    for (int b = 0; b < part->n_blocks; b++)
        start_block(&body, b);
    for (int b = 0; b < part->n_blocks; b++)
        body.blocks[b].right
            = b + 1 < part->n_blocks ? body.blocks[b + 1].left : INT_MAX;
    body.blocks[0].left = 0;
    for (int i = grid_row_index(site->grid, place->body);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++)
        claim_row(&body, site->grid->rows[i].row);
    settle_pending(&body, last);
    if (body.data_seen)
        report_missing_rows(&body);
    place_empty_ones(&body, end);
    if (body.last_row > site->last_data)
        site->last_data = body.last_row;
}
