/* draft_grid.c - headings of a grid: a tree by how they are merged, in blocks. */
#include "remap/draft_grid.h"

#include <string.h>

#include "mapping/wording.h"
#include "remap/draft_columns.h"
#include "remap/draft_rows.h"
#include "remap/draft_said.h"

/* --- where the headings end --- */

/* 栏次, or 序号 beside a number: elsewhere that is a heading. */
static bool
is_ruler_word(const struct draft_table *t, int row, int col)
{
    struct text folded = drafting_folded(t, row, col);
    int next = drafting_span(t, row, col).end_col;

    return text_equal(folded, TEXT("栏次"))
           || (text_equal(folded, TEXT("序号"))
               && drafting_is_number(t, row, next));
}

/* 栏次 | 1 | 2 | 3: numbers from 1 on, at most a word before them. */
static bool
is_ruler(const struct draft_table *t, const struct draft_area *area, int row)
{
    int wanted = 1;
    bool named = false;

    for (int col = area->left; col < area->right; col++) {
        struct text text = drafting_text(t, row, col);
        struct text want = text_printf(t->arena, "%d", wanted);

        if (!text.n)
            continue;
        named |= text_equal(text_fold(t->arena, text), TEXT("栏次"));
        if (text_equal(text, want))
            wanted++;
        else if (text_is_digits(text))
            return false;
    }
    return wanted > 2 || named;
}

/* Have columns of a heading texts of their own below it? */
static bool
is_divided(const struct draft_table *t, struct span span, int row)
{
    int n = 0;

    for (int col = span.left; col < span.end_col; col++) {
        if (drafting_text(t, row, col).n)
            n += col > span.left ? 2 : 1;
    }
    return n > 1;
}

/* Does every column have a heading, none of them over several? */
static bool
is_complete(const struct draft_table *t, const struct draft_area *area, int row)
{
    for (int col = area->left; col < area->right;) {
        struct span span = drafting_span(t, row, col);
        struct text text = drafting_text(t, span.top, span.left);

        if (span.top < area->top)
            return true;
        if (!text.n && row > area->top && drafting_text(t, row - 1, col).n
            && !drafting_text(t, row + 1, col).n)
            text = TEXT("above");
        if (!text.n && col > area->left)
            return false;
        if (span.end_col - span.left > 1 && row + 1 < area->end
            && is_divided(t, span, row + 1))
            return false;
        if (span.end_row > row + 1)
            return false;
        col = span.end_col;
    }
    return true;
}

/* A row below complete headings that says no more of them: 决算数 in each. */
static bool
is_repeated(const struct draft_table *t, const struct draft_area *area, int row)
{
    struct text word = TEXT_NONE;
    int n = 0;

    for (int col = area->left; col < area->right; col++) {
        struct text folded = drafting_folded(t, row, col);

        if (!folded.n || text_equal(folded, TEXT("类"))
            || text_equal(folded, TEXT("款")) || text_equal(folded, TEXT("项")))
            continue;
        if (drafting_is_number(t, row, col)
            || (word.n && !text_equal(word, folded)))
            return false;
        word = folded;
        n++;
    }
    return n > 2;
}

static bool
has_figure(const struct draft_table *t, const struct draft_area *area, int row)
{
    for (int col = area->left; col < area->right; col++) {
        if (drafting_is_number(t, row, col))
            return true;
    }
    return false;
}

/* Behind the last row of headings; the ruler is below it, where there is one. */
static int
header_end(const struct draft_table *t, const struct draft_area *area)
{
    int row = area->top;

    for (; row < area->end && row < area->top + 8; row++) {
        if (row > area->top && is_ruler(t, area, row))
            return row;
        if (row > area->top && has_figure(t, area, row))
            return row;
        if (is_complete(t, area, row))
            break;
    }
    row++;
    while (row < area->end && is_repeated(t, area, row)
           && !is_ruler(t, area, row))
        row++;
    return row < area->end ? row : area->end;
}

/* A line begins with a label that is no heading elsewhere. */
static bool
begins_line(const struct draft_table *t, const struct draft_area *area, int row,
            int first)
{
    struct text folded = drafting_folded(t, row, first);

    return first == area->left
           && draft_words_known(t->words, DRAFT_FIELD, folded)
           && !draft_words_known(t->words, DRAFT_HEADING, folded);
}

/* Has every cell of the row a text? */
static bool
is_covered(const struct draft_table *t, const struct draft_area *area, int row)
{
    for (int col = area->left; col < area->right;
         col = drafting_span(t, row, col).end_col) {
        if (!drafting_text(t, row, col).n && col > area->left)
            return false;
    }
    return true;
}

/* 年初目标 | 完成情况: two short texts beside a label, over cells that are as wide
   and hold no labels. */
static bool
is_pair(const struct draft_table *t, const struct draft_area *area, int row)
{
    const size_t most = 24; /* bytes, 8 characters */
    int first, n = drafting_anchors(t, area, row, &first);

    if (area->left == t->left || n != 2 || row + 1 >= area->end
        || !is_covered(t, area, row))
        return false;
    for (int col = area->left, end; col < area->right; col = end) {
        struct text folded = drafting_folded(t, row, col);

        end = drafting_span(t, row, col).end_col;
        if (folded.n > most || text_sans_ordinal(folded).n < folded.n
            || drafting_is_number(t, row, col))
            return false;
        for (int below = row + 1; below < area->end; below++) {
            struct span span = drafting_span(t, below, col);

            if (span.left != col || span.end_col != end
                || draft_words_known(t->words, DRAFT_FIELD,
                                     drafting_folded(t, below, col)))
                return false;
        }
    }
    return true;
}

bool
draft_grid_is_header(const struct draft_table *t, const struct draft_area *area,
                     int row)
{
    int first, n = drafting_anchors(t, area, row, &first);
    int known = 0, fields = 0, items = 0, alike = 0;
    bool heading;

    /* One heading alone is one only beside a label, over the whole width. */
    if (n == 0
        || (n == 1
            && (area->left == t->left || first != area->left
                || row + 1 >= area->end
                || drafting_span(t, row, first).end_col < area->right)))
        return false;
    if (is_pair(t, area, row))
        return true;
    if (begins_line(t, area, row, first))
        return false;
    for (int col = area->left; col < area->right; col++) {
        struct text folded = drafting_folded(t, row, col);
        struct span span = drafting_span(t, row, col);

        if (!folded.n)
            continue;
        if (drafting_is_number(t, row, col))
            return false;
        heading = draft_words_known(t->words, DRAFT_HEADING, folded);
        known += heading;
        items += !heading && draft_words_known(t->words, DRAFT_ROW, folded);
        fields += draft_words_known(t->words, DRAFT_FIELD, folded);
        if (row + 1 < area->end && span.end_row == row + 1)
            alike += drafting_span(t, row + 1, col).left == col
                     && drafting_span(t, row + 1, col).end_col == span.end_col;
    }
    if (known * 2 >= n)
        return known > fields || n > 2;
    if (alike != n || n < 2 || row + 1 >= area->end
        || !is_covered(t, area, row))
        return false;
    /* Items in a row, with their values below them. */
    return (known + items) * 2 > n || (n >= 3 && has_figure(t, area, row + 1));
}

/* --- the tree --- */

/* Numbers of a ruler are no headings. */
static struct text
heading_text(const struct draft_table *t, int row, int col)
{
    struct text text = drafting_text(t, row, col);

    if (text_is_digits(text) || is_ruler_word(t, row, col))
        return TEXT_NONE;
    return text;
}

static struct place
place_of(const struct draft_table *t, int row, int col)
{
    return (struct place){ t->book->file, text_zero(t->arena, t->grid->name),
                           row, col };
}

/* Columns that a heading without a merge is over: those right of it that are
   blank here and have headings below. */
static int
reach(const struct draft_table *t, const struct draft_area *area, int col)
{
    int end = drafting_span(t, area->top, col).end_col;

    while (end < area->right && area->top + 1 < area->end
           && drafting_span(t, area->top, end).top == area->top
           && !heading_text(t, area->top, end).n
           && heading_text(t, area->top + 1, end).n
           && heading_text(t, area->top + 1, col).n)
        end = drafting_span(t, area->top, end).end_col;
    return end;
}

static bool
has_heading(const struct draft_table *t, const struct draft_area *area)
{
    for (int row = area->top; row < area->end; row++) {
        for (int col = area->left; col < area->right; col++) {
            if (heading_text(t, row, col).n)
                return true;
        }
    }
    return false;
}

static struct wording
blank_wording(struct arena *arena)
{
    struct wording words = { .n = 1 };

    words.shown = ARENA_NEW(arena, struct text);
    words.exact = ARENA_NEW(arena, struct text);
    words.key = ARENA_NEW(arena, struct text);
    *words.shown = *words.exact = *words.key = TEXT("");
    return words;
}

static int
tree(struct draft_table *t, const struct draft_area *area,
     struct column_rule **out)
{
    struct column_rule *columns = NULL;
    int n = 0, capacity = 0;

    for (int col = area->left, end; col < area->right; col = end) {
        struct span span = drafting_span(t, area->top, col);
        struct column_rule c = { .leaf = -1 };
        struct draft_area below = { span.end_row, area->end, col, 0 };

        end = reach(t, area, col);
        below.right = end;
        c.place = place_of(t, area->top, col);
        c.words = drafting_wording(t->arena, heading_text(t, area->top, col));
        if (c.words.n == 0 || !c.words.exact[0].n)
            c.words = blank_wording(t->arena);
        c.role = COLUMN_VALUE;
        c.span = end - col;
        if (below.top < below.end && has_heading(t, &below)) {
            if (!c.words.exact[0].n) { /* nothing above: the one below counts */
                struct column_rule *inner;
                int m = tree(t, &below, &inner);

                for (int i = 0; i < m; i++)
                    ARENA_PUSH(t->arena, columns, n, capacity, inner[i]);
                continue;
            }
            c.role = COLUMN_GROUP;
            c.n_children = tree(t, &below, &c.children);
        }
        ARENA_PUSH(t->arena, columns, n, capacity, c);
    }
    *out = columns;
    return n;
}

/* How wide the cells below a heading are: the narrowest. */
static int
body_width(const struct draft_table *t, const struct column_rule *c,
           const struct draft_area *body)
{
    int width = c->span;

    for (int row = body->top; row < body->end && row < body->top + 3; row++) {
        struct span span = drafting_span(t, row, c->place.col);
        int here = span.end_col - span.left;

        if (span.left == c->place.col && here < width)
            width = here;
    }
    return width;
}

/* A heading over several columns that have none of their own. */
static void
part_leaves(struct draft_table *t, struct column_rule *columns, int n,
            const struct draft_area *body)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];
        int width = c->span > 1 ? body_width(t, c, body) : c->span;

        part_leaves(t, c->children, c->n_children, body);
        if (c->n_children || c->span < 2 || width == c->span)
            continue;
        c->role = COLUMN_GROUP;
        c->children = ARENA_ARRAY(t->arena, struct column_rule, c->span);
        for (int at = 0; at < c->span;) {
            struct span span = drafting_span(t, body->top, c->place.col + at);
            struct column_rule *child = &c->children[c->n_children++];

            *child = (struct column_rule){ .leaf = -1, .role = COLUMN_VALUE };
            child->words = blank_wording(t->arena);
            child->place = place_of(t, c->place.row, c->place.col + at);
            child->span = span.end_col - span.left;
            if (child->span > c->span - at)
                child->span = c->span - at;
            at += child->span;
        }
        if (c->n_children == 1) {
            c->role = COLUMN_VALUE;
            c->n_children = 0;
        }
    }
}

/* 决算数 below each heading, and below it nothing: the heading is the leaf. */
static void
prune(struct draft_table *t, struct column_rule *columns, int n,
      struct part_rule *part)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];

        if (c->n_children == 1 && !c->children[0].n_children
            && c->children[0].span == c->span) {
            wording_add(t->arena, &part->ignored,
                        c->children[0].words.shown[0]);
            c->role = COLUMN_VALUE;
            c->n_children = 0;
        }
        prune(t, c->children, c->n_children, part);
    }
}

static void
gather(struct draft_table *t, struct block_rule *block,
       struct column_rule *columns, int n, int *capacity)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];

        if (c->n_children) {
            gather(t, block, c->children, c->n_children, capacity);
            continue;
        }
        c->leaf = block->n_leaves;
        ARENA_PUSH(t->arena, block->leaves, block->n_leaves, *capacity, c);
    }
}

/* --- blocks --- */

static const struct column_rule *
first_leaf(const struct column_rule *c)
{
    while (c->n_children)
        c = c->children;
    return c;
}

static bool
has_value(const struct column_rule *c)
{
    if (!c->n_children)
        return c->role == COLUMN_VALUE;
    for (int i = 0; i < c->n_children; i++) {
        if (has_value(&c->children[i]))
            return true;
    }
    return false;
}

/* One heading over two blocks is that of each. */
static void
part_groups(struct draft_table *t, struct column_rule **columns, int *n)
{
    struct column_rule *out = NULL;
    int m = 0, capacity = 0;

    for (int i = 0; i < *n; i++) {
        struct column_rule c = (*columns)[i];
        int from = 0;
        bool value = false;

        for (int k = 0; k < c.n_children; k++) {
            struct column_rule *child = &c.children[k];
            enum column_role role = first_leaf(child)->role;
            struct column_rule left = c;

            if (value && (role == COLUMN_LABEL || role == COLUMN_CODE)) {
                left.children = c.children + from;
                left.n_children = k - from;
                ARENA_PUSH(t->arena, out, m, capacity, left);
                from = k;
                value = false;
            }
            value |= has_value(child);
        }
        c.children += c.n_children ? from : 0;
        c.n_children -= from;
        ARENA_PUSH(t->arena, out, m, capacity, c);
    }
    *columns = out;
    *n = m;
}

/* Headings of the top level up to the next that begins with labels or codes. */
static void
split(struct draft_table *t, struct column_rule *columns, int n,
      struct part_rule *part)
{
    int capacity = 0;

    for (int i = 0, end; i < n; i = end) {
        struct block_rule block = { .columns = columns + i };
        bool value = false;
        int leaves = 0;

        for (end = i; end < n; end++) {
            enum column_role role = first_leaf(&columns[end])->role;

            if (value && (role == COLUMN_LABEL || role == COLUMN_CODE))
                break;
            value |= has_value(&columns[end]);
        }
        block.n_columns = end - i;
        gather(t, &block, block.columns, block.n_columns, &leaves);
        ARENA_PUSH(t->arena, part->blocks, part->n_blocks, capacity, block);
    }
}

/* Headings in one row of a form say how wide they are; elsewhere a column is a
   column. */
static void
set_spans(struct column_rule *columns, int n, bool form)
{
    for (int i = 0; i < n; i++) {
        set_spans(columns[i].children, columns[i].n_children, form);
        if (columns[i].n_children || !form || columns[i].span == 1)
            columns[i].span = 0;
    }
}

/* The grid of a form ends where labels with values in one cell begin a line,
   over several of its columns: 预算数：100 执行数：98. */
static struct draft_area
sans_said(const struct draft_table *t, struct draft_area area)
{
    struct draft_said *said;

    for (int row = area.top + 1; t->is_form && row < area.end; row++) {
        struct span span = drafting_span(t, row, area.left);

        if (span.end_col - span.left < 2 || span.top != row
            || has_figure(t, &area, row)
            || draft_said_read(t, drafting_text(t, row, area.left), &said) < 2)
            continue;
        area.end = row;
    }
    return area;
}

int
draft_grid_read(struct draft_table *t, const struct draft_area *whole,
                struct part_rule *out)
{
    const struct draft_area cut = sans_said(t, *whole), *area = &cut;
    int end = header_end(t, area), body, last;
    struct draft_area head = { area->top, end, area->left, area->right };
    struct column_rule *columns;
    int n;

    body = end;
    if (end < area->end && end > area->top && is_ruler(t, area, end)) {
        out->has_ruler = true;
        for (int col = area->left; col < area->right; col++) {
            if (text_equal(drafting_folded(t, end, col), TEXT("栏次")))
                out->ruler = drafting_wording(t->arena, TEXT("栏次"));
        }
        head.end = body = end + 1;
    }
    out->kind = PART_GRID;
    n = tree(t, &head, &columns);
    prune(t, columns, n, out);
    if (t->is_form && body < area->end)
        part_leaves(
            t, columns, n,
            &(struct draft_area){ body, area->end, area->left, area->right });
    last = draft_columns_read(
        t, columns, n,
        &(struct draft_area){ body, area->end, area->left, area->right });
    part_groups(t, &columns, &n);
    split(t, columns, n, out);
    last = draft_rows_read(
        t, out, &(struct draft_area){ body, last, area->left, area->right });
    set_spans(columns, n, t->is_form);
    return last;
}

void
draft_grid_bare(struct draft_table *t, const struct draft_area *area,
                struct part_rule *out)
{
    struct block_rule *block = ARENA_NEW(t->arena, struct block_rule);
    struct column_rule *column = ARENA_NEW(t->arena, struct column_rule);
    int capacity = 0;

    *column = (struct column_rule){ .role = COLUMN_VALUE,
                                    .span = area->right - area->left };
    column->words = blank_wording(t->arena);
    column->place = place_of(t, area->top, area->left);
    block->columns = column;
    block->n_columns = 1;
    gather(t, block, column, 1, &capacity);
    out->blocks = block;
    out->n_blocks = 1;
    (void)draft_rows_read(t, out, area);
    set_spans(column, 1, true);
}
