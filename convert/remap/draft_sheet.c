/* draft_sheet.c - the tables of a sheet, by the grid alone. */
#include "remap/draft_sheet.h"

#include <limits.h>
#include <string.h>

#include "canon/counter.h"
#include "canon/unit.h"
#include "mapping/pattern.h"
#include "mapping/wording.h"
#include "place/aside.h"
#include "place/locate_cover.h"
#include "place/locate_year.h"
#include "remap/draft_said.h"

/* --- title --- */

static bool
ends_as_title(struct text folded)
{
    static const char *const ends[] = { "表", "报告", "情况", "一览", "明细" };
    struct text bare = text_sans_tail(folded);

    for (int i = 0; i < ARRAY_LEN(ends); i++) {
        if (text_ends(bare, text_of(ends[i])))
            return bare.n >= 12;
    }
    return false;
}

/* 公开02表, 财决公开01表: short, the number right before its last word. In a
   title, 2023年度收入决算表 or 表2 收入决算表, words are between. */
static bool
is_number_of_table(struct text folded)
{
    size_t end = strlen("表");

    return text_ends(folded, TEXT("表")) && folded.n <= 27 && folded.n > end
           && text_is_digits(
               text_slice(folded, folded.n - end - 1, folded.n - end));
}

static bool
is_known_title(const struct draft_words *words, struct text folded)
{
    struct text bare = text_sans_ordinal(folded);

    for (int i = 0; i < words->n_tables; i++) {
        const struct table_rule *table = words->tables[i];

        for (int k = 0; k < table->n_titles; k++) {
            struct text title
                = text_fold(words->arena, table->titles[k].source);

            if (text_equal(title, folded) || text_equal(title, bare)
                || text_equal(title, text_sans_tail(bare)))
                return true;
        }
    }
    return false;
}

/* The column of a row's title, or -1: nothing but a number stands beside. */
static int
title_in_row(const struct draft_table *t, const struct draft_area *all, int row)
{
    int first, n = drafting_anchors(t, all, row, &first);
    int found = -1;

    if (n > 3)
        return -1;
    for (int col = all->left; col < all->right; col++) {
        struct text folded = drafting_folded(t, row, col);

        if (folded.n && !is_number_of_table(folded) && folded.n < 300
            && found < 0 && ends_as_title(folded))
            found = col;
    }
    return found;
}

/* --- captions --- */

/* (2023年度), (  年度) */
static bool
is_year_alone(struct text folded)
{
    return text_starts(folded, TEXT("(")) && text_ends(folded, TEXT(")"))
           && text_find(folded, TEXT("年"), 0) > 0 && folded.n <= 30;
}

static bool
matches_caption(const struct draft_table *t, struct text text)
{
    for (int i = 0; i < t->words->n_tables; i++) {
        const struct table_rule *table = t->words->tables[i];

        for (int k = 0; k < table->n_caption_patterns; k++) {
            const struct pattern *p = &table->caption_patterns[k];
            struct text *spans
                = ARENA_ARRAY(t->arena, struct text, p->n_parts + 1);

            if (pattern_match(t->arena, p, text, spans))
                return true;
        }
    }
    return false;
}

static bool
says_caption(const struct draft_table *t, int row, int col)
{
    struct text folded = drafting_folded(t, row, col);

    return is_number_of_table(folded) || is_year_alone(folded)
           || unit_of_text(folded).kind != UNIT_NONE || counter_is_unit(folded)
           || (text_find(folded, TEXT(":"), 0) > 0
               && (text_find(folded, TEXT("编号:"), 0) >= 0
                   || matches_caption(t, drafting_text(t, row, col))));
}

/* What every table's caption may say. */
static struct text
field_of(const struct draft_table *t, const struct draft_said *said)
{
    struct text head = text_fold(
        t->arena, text_printf(t->arena, "%.*s:", TEXT_ARG(said->label)));
    struct text all = text_fold(t->arena, text_printf(t->arena, "%.*s:%.*s",
                                                      TEXT_ARG(said->label),
                                                      TEXT_ARG(said->value)));

    if (unit_of_text(all).kind == UNIT_KNOWN)
        return TEXT("{unit}");
    if (locate_cover_label(head) > 0 || text_equal(head, TEXT("单位:")))
        return TEXT("{department}");
    return locate_year_is_label(text_slice(head, 0, head.n - 1))
               ? TEXT("{year}")
               : TEXT_NONE;
}

/* Does a cell that says the unit say values of a form, too?  项目名称：甲
   单位：万元 */
static bool
says_more(const struct draft_table *t, int row, int col)
{
    struct draft_said *said;
    int n = draft_said_read(t, drafting_text(t, row, col), &said);

    for (int i = 0; n > 1 && i < n; i++) {
        if (!field_of(t, &said[i]).n)
            return true;
    }
    return false;
}

/* A text with a colon, 填报日期：2023年3月, over all its columns: the value, if
   any, is in the same cell. */
static bool
is_said(const struct draft_table *t, const struct draft_area *all, int row,
        int col)
{
    struct text folded = drafting_folded(t, row, col);
    long colon = text_find(folded, TEXT(":"), 0);
    int next = drafting_span(t, row, col).end_col;

    return colon > 0 && colon <= 45
           && (next >= all->right || drafting_text(t, row, next).n);
}

/* What one cell of the caption says. */
static void
read_caption(struct draft_table *t, int row, int col)
{
    struct text folded = drafting_folded(t, row, col);
    struct unit_said unit = unit_of_text(folded);

    if (is_number_of_table(folded))
        t->number = drafting_text(t, row, col);
    else if (is_year_alone(folded))
        t->center = drafting_text(t, row, col);
    if (unit.kind == UNIT_KNOWN)
        t->unit = text_of(unit_word(unit.shift));
    t->counted |= counter_is_unit(folded);
    t->captioned
        |= unit.kind == UNIT_KNOWN || text_find(folded, TEXT(":"), 0) > 0;
}

/* A caption for each label of the cell. */
static void
keep_caption(struct draft_table *t, int row, int col)
{
    struct draft_said *said;
    int n = draft_said_read(t, drafting_text(t, row, col), &said);

    for (int i = 0; i < n; i++) {
        struct draft_caption caption
            = { .row = row,
                .col = col,
                .end_col = drafting_span(t, row, col).end_col,
                .stop = said[i].stop,
                .label = said[i].label,
                .field = field_of(t, &said[i]) };

        caption.needed = !caption.field.n
                         || text_equal(text_trim(caption.label), TEXT("单位"));
        ARENA_PUSH(t->arena, t->captions, t->n_captions, t->captions_capacity,
                   caption);
    }
}

static void
read_captions(struct draft_table *t, const struct draft_area *all)
{
    for (int row = t->top; row < t->end; row++) {
        int first, n = drafting_anchors(t, all, row, &first);
        bool captions = true;

        if (row == t->title_row || (n == 0 && row > t->title_row)) {
            if (row > t->title_row && t->body == row)
                t->body = row + 1;
            n = 0;
        }
        for (int col = all->left; n && col < all->right; col++) {
            if (drafting_text(t, row, col).n)
                captions
                    &= says_caption(t, row, col) || is_said(t, all, row, col);
        }
        if (row > t->title_row && !captions)
            return;
        for (int col = all->left; col < all->right; col++) {
            bool says;

            if (!drafting_text(t, row, col).n
                || (row == t->title_row && col == t->title_col))
                continue;
            says = says_caption(t, row, col);
            if (says)
                read_caption(t, row, col);
            if (row > t->title_row
                && (matches_caption(t, drafting_text(t, row, col))
                    || says_more(t, row, col)
                    || (!says && is_said(t, all, row, col))))
                keep_caption(t, row, col);
        }
        if (row >= t->title_row)
            t->body = row + 1;
    }
}

/* --- notes --- */

static void
read_notes(struct draft_table *t, const struct draft_area *all)
{
    int row = t->end, first, top = t->end;

    while (row > t->body) {
        int n = drafting_anchors(t, all, row - 1, &first);
        struct span span;
        struct text folded;

        if (n == 0 && drafting_is_blank_row(t, all, row - 1)) {
            row--;
            continue;
        }
        folded = n == 1 ? drafting_folded(t, row - 1, first) : TEXT_NONE;
        if (n != 1 || drafting_is_number(t, row - 1, first))
            break;
        span = drafting_span(t, row - 1, first);
        if (!aside_is_remark(folded)
            && !(span.left <= all->left && span.end_col >= all->right
                 && span.end_row == row
                 && !draft_words_known(t->words, DRAFT_FIELD, folded)))
            break;
        top = --row;
    }
    t->body_end = top;
    for (row = top; row < t->end; row++) {
        if (drafting_anchors(t, all, row, &first))
            ARENA_PUSH(t->arena, t->notes, t->n_notes, t->notes_capacity,
                       drafting_text(t, row, first));
    }
    while (
        t->body_end > t->body && drafting_is_blank_row(t, all, t->body_end - 1)
        && drafting_span(t, t->body_end - 1, all->left).top == t->body_end - 1)
        t->body_end--;
}

/* --- tables --- */

/* Without an ordinal, a year and brackets about year or number. */
static struct text
title_text(struct draft_table *t)
{
    struct text text = drafting_text(t, t->title_row, t->title_col), bare;
    const size_t *from;
    struct text folded = text_fold_from(t->arena, text, &from);
    size_t begin, end = folded.n;
    long year, colon;

    bare = text_sans_group(folded);
    if (bare.n < folded.n
        && (text_has_digit(text_slice(folded, bare.n, folded.n))
            || text_find(folded, TEXT("年"), bare.n) > 0))
        end = bare.n;
    folded = text_slice(folded, 0, end);
    begin = end - text_sans_ordinal(folded).n;
    colon = text_find(folded, TEXT(":"), begin); /* 附表:, 附件1: */
    if (colon > 0 && colon < (long)begin + 15)
        begin = (size_t)colon + 1;
    year = text_find(folded, TEXT("年度"), begin);
    if (year >= (long)begin + 4
        && text_is_digits(text_slice(folded, (size_t)year - 4, (size_t)year)))
        begin = (size_t)year + strlen("年度");
    return text_trim(text_slice(text, from[begin], from[end]));
}

/* What is filled from a row on and above another. */
static struct draft_area
area_of(const struct grid *grid, int top, int end)
{
    struct draft_area all = { top, end, INT_MAX, 0 };

    for (int i = 0; i < grid->n_cells && grid->cells[i].row < end; i++) {
        struct span span
            = grid_span(grid, grid->cells[i].row, grid->cells[i].col);

        if (grid->cells[i].type == CELL_BLANK || span.top < top)
            continue;
        all.left = span.left < all.left ? span.left : all.left;
        all.right = span.end_col > all.right ? span.end_col : all.right;
        all.end = span.end_row > all.end ? span.end_row : all.end;
    }
    return all;
}

static void
add_table(struct draft_tables *out, struct draft_table table)
{
    struct draft_area all = area_of(table.grid, table.title_row, table.end);
    struct draft_table *t = ARENA_NEW(table.arena, struct draft_table);
    bool wide = false;
    int first;

    *t = table;
    t->left = all.left;
    t->right = all.right;
    all.top = t->top;
    all.end = t->end;
    t->body = t->title_row + 1;
    read_captions(t, &all);
    read_notes(t, &all);
    for (int row = t->body; row < t->body_end && !wide; row++)
        wide = drafting_anchors(t, &all, row, &first) > 1;
    if (!wide)
        return;
    t->title = title_text(t);
    ARENA_PUSH(t->arena, out->items, out->n, out->capacity, t);
}

/* Is the row's only text below a blank row? */
static bool
is_apart(const struct draft_table *t, const struct draft_area *all, int row)
{
    int first;

    return row > all->top && drafting_is_blank_row(t, all, row - 1)
           && drafting_anchors(t, all, row, &first) == 1;
}

/* Is it the title of one more table, not a heading of this one? */
static bool
is_further(const struct draft_table *t, const struct draft_area *all, int row,
           int col)
{
    struct text folded = drafting_folded(t, row, col);
    struct span span = grid_span(t->grid, row, col);

    return is_known_title(t->words, folded)
           || (span.left <= all->left
               && (span.end_col >= all->right || is_apart(t, all, row))
               && text_ends(text_sans_tail(folded), TEXT("表")));
}

void
draft_sheet_read(struct arena *arena, const struct draft_words *words,
                 const struct book *book, const struct grid *grid,
                 struct draft_tables *out)
{
    struct draft_area all = area_of(grid, 0, grid_end_row(grid));
    struct draft_table t = { .arena = arena,
                             .words = words,
                             .book = book,
                             .grid = grid,
                             .left = all.left,
                             .right = all.right,
                             .title_row = -1 };

    for (int row = 0; row < all.end; row++) {
        int col = title_in_row(&t, &all, row);

        if (col < 0)
            continue;
        if (t.title_row >= 0 && !is_further(&t, &all, row, col))
            continue;
        if (t.title_row >= 0) {
            t.end = row;
            add_table(out, t);
            t.top = row;
        }
        t.title_row = row;
        t.title_col = col;
    }
    if (t.title_row < 0)
        return;
    t.end = all.end;
    add_table(out, t);
}
