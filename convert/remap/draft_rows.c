/* draft_rows.c - the rows of a grid: by code and by label. */
#include "remap/draft_rows.h"

#include <stdlib.h>

#include "mapping/wording.h"
#include "remap/draft_columns.h"
#include "remap/draft_records.h"

static const struct column_rule *
leaf_of(const struct block_rule *block, enum column_role role)
{
    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role == role)
            return block->leaves[i];
    }
    return NULL;
}

void
draft_rows_push(struct draft_reading *r, struct row_rule row)
{
    ARENA_PUSH(r->t->arena, r->block->rows, r->block->n_rows, r->capacity, row);
}

static bool
has_heading(const struct block_rule *block, const struct wording *words)
{
    for (int i = 0; i < block->n_leaves; i++) {
        const struct wording *other = &block->leaves[i]->words;

        if (wording_match(other, words->exact[0])
            || (!words->exact[0].n && other->n && !other->exact[0].n))
            return true;
    }
    return false;
}

/* The block of a mapping whose headings are most like these; NULL: none. */
static const struct block_rule *
like_of(const struct draft_reading *r, const struct schema_table *schema)
{
    const struct draft_words *words = r->t->words;
    const struct block_rule *best = NULL;
    int most = 0;

    for (int i = 0; i < words->n; i++) {
        const struct block_rule *block = words->items[i].block;
        int rating = 0, n = 0;

        if (!block || words->items[i].role != DRAFT_HEADING
            || (i && words->items[i - 1].block == block)
            || (schema && words->items[i].schema != schema))
            continue;
        for (int k = 0; k < r->block->n_leaves; k++)
            n += has_heading(block, &r->block->leaves[k]->words);
        if (4 * n < (r->t->schema ? 2 : 3) * r->block->n_leaves)
            continue;
        if (block->n_columns
            && wording_match(&block->columns[0].words,
                             r->block->columns[0].words.exact[0]))
            n++;
        rating = 4 * n - abs(block->n_leaves - r->block->n_leaves)
                 + 2 * (words->items[i].table == r->t->base);
        if (rating > most) {
            most = rating;
            best = block;
        }
    }
    return best;
}

static const struct block_rule *
like(const struct draft_reading *r)
{
    const struct block_rule *own
        = r->t->schema ? like_of(r, r->t->schema) : NULL;

    return own ? own : like_of(r, NULL);
}

/* Has the nearest table a row of that label without figures, and this sheet no
   figure there? */
static bool
is_kept(const struct draft_reading *r, struct text folded, int row, int col)
{
    const struct table_rule *base = r->t->base;
    bool kept = false;

    for (int p = 0; base && p < base->n_parts; p++) {
        const struct part_rule *part = &mapping_parts(base)[p];

        for (int b = 0; b < part->n_blocks; b++) {
            const struct block_rule *block = &part->blocks[b];

            for (int i = 0; i < block->n_rows; i++)
                kept
                    |= block->rows[i].kept
                       && wording_match(&block->rows[i].by_label.words, folded);
        }
    }
    while (kept && ++col < r->right)
        kept = !drafting_is_number(r->t, row, col)
               || (r->line && col == r->line->place.col);
    return kept;
}

/* A row that its label names, with the word that mappings have for it. */
struct row_rule
draft_rows_label(struct draft_reading *r, int row, int col)
{
    struct draft_table *t = r->t;
    struct text shown = drafting_text(t, row, col);
    struct row_rule out = { .kind = ROW_ITEM, .by_label.from = -1 };
    struct draft_ask ask
        = { DRAFT_ROW, t->base,  t->schema, text_fold(t->arena, shown),
            r->sum,    r->known, 0,         r->t->items };
    const struct draft_word *word = draft_words_find(t->words, &ask);

    out.place = (struct place){ t->book->file,
                                text_zero(t->arena, t->grid->name), row, col };
    out.by_label.words = drafting_wording(t->arena, text_trim(shown));
    if (is_kept(r, ask.text, row, col)) {
        out.kept = true;
        t->n_known++;
        return out;
    }
    if (word && (word->item.n || word->measure.n)) {
        out.item = word->item;
        (void)pairs_add(t->items, TEXT("item"), out.item, t->n_known);
        if (!word->row && word->measure.n && !word->item.n) {
            /* A heading elsewhere: what it says holds for the row. */
            out.n_values = -1;
            out.values = ARENA_NEW(t->arena, struct value_rule);
            out.values->measure = word->measure;
        }
        t->n_known++;
    }
    out.sum = (word && word->row && word->row->sum)
              || draft_columns_is_sum(text_sans_tail(ask.text));
    if (out.sum)
        r->sum = draft_words_key(ask.text);
    return out;
}

/* The column where a row of codes has its label, which is no code; in a foot it
   may begin in a block before and be merged into this one. */
static bool
is_part(struct text folded)
{
    return text_equal(folded, TEXT("类")) || text_equal(folded, TEXT("款"))
           || text_equal(folded, TEXT("项"));
}

static int
label_of_codes(const struct draft_reading *r, int row)
{
    for (int col = r->left; col < r->right; col++) {
        struct span span = drafting_span(r->t, row, col);

        if (drafting_text(r->t, row, span.left).n && span.top == row
            && !is_part(drafting_folded(r->t, row, span.left))
            && !drafting_is_number(r->t, row, span.left))
            return span.end_col > r->right ? -1 : span.left;
    }
    return -1;
}

static bool
has_code(const struct draft_reading *r, int row)
{
    for (int i = 0; i < r->block->n_leaves; i++) {
        const struct column_rule *c = r->block->leaves[i];

        if (c->role == COLUMN_CODE
            && text_is_digits(drafting_text(r->t, row, c->place.col))
            && drafting_text(r->t, row, c->place.col).n)
            return true;
    }
    return false;
}

static int
count_code_blocks(const struct part_rule *part)
{
    int n = 0;

    for (int i = 0; i < part->n_blocks; i++)
        n += leaf_of(&part->blocks[i], COLUMN_CODE) != NULL;
    return n;
}

/* The first three digits of the block's codes, each once. */
static void
read_under(struct draft_reading *r, struct row_rule *row)
{
    int capacity = 0;

    for (int at = r->body->top; at < r->body->end; at++) {
        struct text code = drafting_text(r->t, at, r->code->place.col);
        bool known = false;

        if (!text_is_digits(code) || code.n < 3)
            continue;
        code.n = 3;
        for (int i = 0; i < row->by_code.n_under && !known; i++)
            known = text_equal(row->by_code.under[i], code);
        if (!known)
            ARENA_PUSH(r->t->arena, row->by_code.under, row->by_code.n_under,
                       capacity, code);
    }
}

static void
push_codes(struct draft_reading *r)
{
    struct row_rule row = { .kind = ROW_CODE, .by_label.from = -1 };

    row.by_code.list = r->code->codes;
    if (count_code_blocks(r->part) > 1)
        read_under(r, &row);
    row.by_code.catalogue = row.by_code.n_under > 0;
    draft_rows_push(r, row);
    r->t->n_mechanical++;
}

/* 类, 款 and 项 may share the row of a total. */
static void
ignore_parts(struct draft_reading *r, int row)
{
    for (int col = r->left; col < r->right; col++) {
        if (is_part(drafting_folded(r->t, row, col)))
            wording_add(r->t->arena, &r->part->ignored,
                        drafting_text(r->t, row, col));
    }
}

static void
read_codes(struct draft_reading *r)
{
    bool pushed = false;

    for (int row = r->body->top; row < r->body->end; row++) {
        int col = label_of_codes(r, row);

        if (has_code(r, row)) {
            if (!pushed)
                push_codes(r);
            pushed = true;
        } else if (col >= 0) {
            if (!pushed && row > r->body->top && !r->block->n_rows) {
                push_codes(r); /* above it there is room for them */
                pushed = true;
            }
            struct row_rule rule = draft_rows_label(r, row, col);

            ignore_parts(r, row);
            rule.foot = count_code_blocks(r->part) > 1 && pushed;
            for (int i = 0; i < r->index && col < r->left; i++) {
                if (r->part->blocks[i].leaves[0]->place.col <= col)
                    rule.by_label.from = i;
            }
            draft_rows_push(r, rule);
        }
    }
    if (!pushed)
        push_codes(r);
}

static int
line_at(const struct draft_reading *r, int row)
{
    struct text text
        = r->line ? drafting_text(r->t, row, r->line->place.col) : TEXT_NONE;

    return text.n && text_is_digits(text) && text.n < 6
               ? atoi(text_zero(r->t->arena, text))
               : 0;
}

static void
read_labels(struct draft_reading *r)
{
    struct row_rule blank = { .kind = ROW_BLANK, .by_label.from = -1 };

    for (int row = r->body->top; row < r->body->end; row++) {
        int col = r->label->place.col, line = line_at(r, row);
        bool inside = drafting_span(r->t, row, col).top < row;

        if (inside)
            continue;
        if (!drafting_text(r->t, row, col).n) {
            if (!blank.blank)
                blank.line = line;
            blank.blank++;
            continue;
        }
        if (blank.blank && r->block->n_rows)
            draft_rows_push(r, blank);
        blank.blank = blank.line = 0;
        draft_rows_push(r, draft_rows_label(r, row, col));
        r->block->rows[r->block->n_rows - 1].line = line;
    }
    if (blank.blank && blank.line)
        draft_rows_push(r, blank);
}

int
draft_rows_read(struct draft_table *t, struct part_rule *part,
                const struct draft_area *body)
{
    for (int i = 0; i < part->n_blocks; i++) {
        struct block_rule *block = &part->blocks[i];
        struct draft_reading r = {
            .t = t, .part = part, .block = block, .index = i, .body = body
        };

        r.code = leaf_of(block, COLUMN_CODE);
        r.name = leaf_of(block, COLUMN_NAME);
        r.label = leaf_of(block, COLUMN_LABEL);
        r.line = leaf_of(block, COLUMN_LINE);
        r.left = block->leaves[0]->place.col;
        r.right = i + 1 < part->n_blocks
                      ? part->blocks[i + 1].leaves[0]->place.col
                      : body->right;
        r.known = like(&r);
        r.left = block->leaves[0]->place.col;
        if (draft_records_is(&r))
            r.label = NULL;
        if (r.code && !draft_records_of_codes(&r))
            read_codes(&r);
        else if (r.label)
            read_labels(&r);
        else
            draft_records_read(&r);
    }
    return body->end;
}
