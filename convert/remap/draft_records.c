/* draft_records.c - the rows of a grid that are records, and their sums. */
#include "remap/draft_records.h"

#include "mapping/wording.h"
#include "remap/draft_columns.h"

/* The leaf of that index, to be changed. */
static struct column_rule *
leaf_at(struct column_rule *columns, int n, int leaf)
{
    struct column_rule *found = NULL;

    for (int i = 0; i < n && !found; i++)
        found = columns[i].n_children
                    ? leaf_at(columns[i].children, columns[i].n_children, leaf)
                : columns[i].leaf == leaf ? &columns[i]
                                          : NULL;
    return found;
}

/* Leaves without a heading are what they are there. */
static void
read_bare(struct draft_reading *r, const struct block_rule *known)
{
    for (int i = 0; i < r->block->n_leaves; i++) {
        struct column_rule *c
            = leaf_at(r->block->columns, r->block->n_columns, i);

        if (c->words.exact[0].n || !known)
            continue;
        for (int k = 0; k < known->n_leaves; k++) {
            const struct column_rule *o = known->leaves[k];

            if (o->words.n && !o->words.exact[0].n
                && (k == i || known->n_leaves == 1)) {
                c->role = o->role;
                c->item = o->item;
                c->measure = o->measure;
                c->group = o->group;
            }
        }
    }
}

/* The value of a row of sums in a column that has a measure; or NULL. */
static const struct value_rule *
sum_in(const struct draft_word *word, const struct column_rule *c)
{
    for (int i = 0; word && c->measure.n && i < word->block->n_leaves; i++) {
        if (word->row->values[i].used
            && text_equal(word->block->leaves[i]->measure, c->measure))
            return &word->row->values[i];
    }
    return NULL;
}

/* The row of sums in a mapping that has the label, and most of the columns. */
static const struct draft_word *
sum_like(const struct draft_reading *r, const struct row_rule *row)
{
    const struct draft_words *words = r->t->words;
    const struct draft_word *best = NULL;
    int most = 0;

    for (int i = 0; i < words->n; i++) {
        const struct draft_word *word = &words->items[i];
        int n = 0;

        if (!word->row || !word->row->values || !r->t->schema
            || (!wording_match(word->words, row->by_label.words.exact[0])
                && !(word->block == r->known && word->row->sum)))
            continue;
        for (int k = 0; k < r->block->n_leaves; k++) {
            const struct value_rule *value = sum_in(word, r->block->leaves[k]);
            enum value_kind kind;

            n += value
                 && schema_value(r->t->schema, word->item, value->measure,
                                 &kind);
        }
        n = 4 * n + 2 * (word->schema == r->t->schema)
            + (word->table == r->t->base);
        if (n > most && n >= 4) {
            most = n;
            best = word;
        }
    }
    return best;
}

/* In a row of a sum only some columns hold values, and other words. */
static void
restrict_values(struct draft_reading *r, struct row_rule *row)
{
    const struct draft_word *of = sum_like(r, row);
    struct block_rule *block = r->block;

    row->n_values = block->n_leaves;
    row->values
        = ARENA_ARRAY(r->t->arena, struct value_rule, block->n_leaves + 1);
    /* A word for such a label elsewhere is of other records. */
    row->item = of ? of->item : TEXT_NONE;
    for (int i = 0; i < block->n_leaves; i++) {
        const struct column_rule *c = block->leaves[i];
        const struct value_rule *value = sum_in(of, c);

        if (value)
            row->values[i] = *value;
        else if (drafting_is_number(r->t, row->place.row, c->place.col)
                 || (of && text_ends(c->words.exact[0], TEXT("得分"))))
            row->values[i].used = true;
        else if (!of && i > 0
                 && drafting_span(r->t, row->place.row, c->place.col).left
                        == c->place.col)
            row->values[i].used
                = draft_columns_texts(r->t, r->body, c->place.col) * 2
                  < r->body->end - r->body->top;
    }
}

/* Has this kind of table the item of such a row? */
static bool
is_item(const struct draft_table *t, const struct row_rule *row)
{
    enum item_kind kind;
    struct text item
        = row->kind == ROW_RECORD
              ? text_printf(t->arena, "%.*s{n}", TEXT_ARG(row->item))
              : row->item;

    return !item.n || !t->schema || schema_item(t->schema, item, &kind);
}

/* The one list that this kind of table has: "unit."; "": none, or more. */
static struct text
only_list(const struct draft_table *t)
{
    const struct schema_item *item;
    struct text found = TEXT_NONE;

    for (int i = 0; t->schema && (item = schema_item_at(t->schema, i)); i++) {
        if (item->kind == ITEM_NUMBERED && found.n)
            return TEXT_NONE;
        if (item->kind == ITEM_NUMBERED)
            found = item->word;
    }
    return found;
}

static struct row_rule
record_of(const struct draft_reading *r, const struct block_rule *known)
{
    struct row_rule row = { .kind = ROW_ONE, .by_label.from = -1 };
    bool text = false;

    for (int i = 0; known && i < known->n_rows; i++) {
        if ((known->rows[i].kind == ROW_RECORD
             || known->rows[i].kind == ROW_ONE)
            && is_item(r->t, &known->rows[i])) {
            row.kind = known->rows[i].kind;
            row.item = known->rows[i].item;
            return row;
        }
    }
    row.item = only_list(r->t);
    if (row.item.n) {
        row.kind = ROW_RECORD;
        return row;
    }
    for (int i = 0; i < r->block->n_leaves; i++)
        text |= text_ends(r->block->leaves[i]->words.exact[0], TEXT("名称"))
                || draft_columns_texts(r->t, r->body,
                                       r->block->leaves[i]->place.col)
                       > 1;
    if (text || r->body->end - r->body->top > 1)
        row.kind = ROW_RECORD;
    return row;
}

/* Its label may begin left of the block, below what is beside it. */
static bool
is_total(const struct draft_reading *r, int row)
{
    int col = drafting_span(r->t, row, r->left).left;
    struct text folded = drafting_folded(r->t, row, col);

    return draft_columns_is_sum(text_sans_tail(folded))
           || text_equal(folded, TEXT("总分"))
           || text_ends(folded, TEXT("小计"))
           || (folded.n && draft_words_known(r->t->words, DRAFT_ROW, folded)
               && (drafting_span(r->t, row, r->left).end_col
                       > drafting_span(r->t, r->body->top, r->left).end_col
                   || col < r->left));
}

/* Is nothing of it part of a model? */
static bool
is_kept(const struct block_rule *block)
{
    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role != COLUMN_KEPT)
            return false;
    }
    return true;
}

/* 序号 before records numbers them, as they are numbered without it. */
static void
keep_ordinals(struct draft_reading *r)
{
    for (int i = 0; i < r->block->n_leaves; i++) {
        struct column_rule *c
            = leaf_at(r->block->columns, r->block->n_columns, i);

        if (c->role == COLUMN_LINE)
            c->role = COLUMN_KEPT;
    }
}

void
draft_records_read(struct draft_reading *r)
{
    const struct block_rule *known = r->known;
    struct row_rule record;
    bool any = false;
    int count = 0;

    read_bare(r, known);
    keep_ordinals(r);
    if (is_kept(r->block)) {
        draft_rows_push(
            r, (struct row_rule){ .kind = ROW_BLANK,
                                  .by_label.from = -1,
                                  .blank = r->body->end > r->body->top
                                               ? r->body->end - r->body->top
                                               : 1 });
        return;
    }
    record = record_of(r, known);
    for (int row = r->body->top; row < r->body->end; row++) {
        struct row_rule rule;

        if (!is_total(r, row)) {
            count++;
            continue;
        }
        if (count && record.kind == ROW_RECORD) {
            record.min_rows = count < 10 ? count : 10;
            draft_rows_push(r, record);
        }
        count = 0;
        rule = draft_rows_label(r, row, drafting_span(r->t, row, r->left).left);
        restrict_values(r, &rule);
        draft_rows_push(r, rule);
    }
    record.min_rows = count < 10 ? count : 10;
    for (int i = 0; i < r->block->n_rows; i++)
        any |= r->block->rows[i].kind == record.kind;
    if (count || !any)
        draft_rows_push(r, record);
}

/* Columns that hold mostly texts, or group others. */
static int
count_wordy(const struct draft_reading *r)
{
    int n = 0;

    for (int i = 0; i < r->block->n_leaves; i++) {
        const struct column_rule *c = r->block->leaves[i];
        int texts = draft_columns_texts(r->t, r->body, c->place.col),
            numbers = 0;

        for (int row = r->body->top; row < r->body->end; row++)
            numbers += drafting_is_number(r->t, row, c->place.col);
        n += c->group || texts > numbers;
    }
    return n;
}

/* 科目编码 科目名称 项目名称: a code may stand before several names, and tells no
   rows from one another. */
bool
draft_records_of_codes(struct draft_reading *r)
{
    bool named = false;

    for (int i = 0; i < r->block->n_leaves && r->name; i++) {
        const struct column_rule *c = r->block->leaves[i];

        named |= (c->role == COLUMN_VALUE || c->role == COLUMN_NAME)
                 && c->place.col > r->name->place.col
                 && text_ends(c->words.exact[0], TEXT("名称"));
    }
    for (int i = 0; i < r->block->n_leaves && named; i++) {
        struct column_rule *c
            = leaf_at(r->block->columns, r->block->n_columns, i);

        if (c->role == COLUMN_CODE || c->role == COLUMN_NAME) {
            c->role = COLUMN_VALUE;
            c->codes = TEXT_NONE;
        }
    }
    return named;
}

/* In a form a first column of texts beside others of texts tells no rows from
   one another: it groups records. */
bool
draft_records_is(struct draft_reading *r)
{
    struct column_rule *c = leaf_at(r->block->columns, r->block->n_columns, 0);

    if (!r->t->is_form || r->label != c
        || (c->words.exact[0].n
            && draft_columns_find(r->t, c->words.exact[0], TEXT_NONE))
        || count_wordy(r) < (c->words.exact[0].n ? 3 : 2))
        return false;
    c->role = COLUMN_VALUE;
    c->group = true;
    return true;
}
