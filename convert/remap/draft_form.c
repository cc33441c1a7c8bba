/* draft_form.c - the body of a table as lines and grids. */
#include "remap/draft_form.h"

#include <string.h>

#include "mapping/pattern.h"
#include "mapping/wording.h"
#include "place/aside.h"
#include "remap/draft_grid.h"
#include "remap/draft_said.h"

static void
push(struct draft_table *t, struct part_rule part)
{
    ARENA_PUSH(t->arena, t->parts, t->n_parts, t->parts_capacity, part);
}

static struct place
place_of(const struct draft_table *t, int row, int col)
{
    return (struct place){ t->book->file, text_zero(t->arena, t->grid->name),
                           row, col };
}

/* --- ticks --- */

static bool
is_mark(uint32_t c)
{
    return c == 0x2611 || c == 0x2612 || c == 0x2713 || c == 0x2714
           || c == 0x221A || c == 0x25A0 || c == 0x25A1 || c == 0x2610
           || c == 0x25CB;
}

/* 优☑ 良□ 中□ 差□, □因素法 ☑项目法: two choices at least with their marks. */
static bool
read_ticks(struct draft_table *t, struct text text, struct ticks *out)
{
    struct text list[32];
    size_t from = 0, at = 0;
    int n = 0, marks = 0;

    memset(out, 0, sizeof *out);
    while (at < text.n) {
        size_t here = at;
        uint32_t c = text_next(text, &at);
        struct text choice;

        if (!is_mark(c))
            continue;
        choice = text_trim(text_slice(text, from, here));
        if (marks++ == 0 && !choice.n)
            out->before = true;
        if (choice.n && n < ARRAY_LEN(list))
            list[n++] = choice;
        from = at;
    }
    if (out->before && text_trim(text_slice(text, from, text.n)).n
        && n < ARRAY_LEN(list))
        list[n++] = text_trim(text_slice(text, from, text.n));
    if (marks < 2 || n != marks)
        return false;
    out->n = n;
    out->shown = ARENA_ARRAY(t->arena, struct text, n);
    memcpy(out->shown, list, (size_t)n * sizeof *list);
    return true;
}

/* --- lines --- */

/* What stands in a field's cell decides what it is, where no mapping knows the
   label. */
static enum value_kind
kind_of_field(const struct draft_table *t, int row, int col, struct text label)
{
    if (text_find(label, TEXT("元)"), 0) > 0
        || text_find(label, TEXT("金额"), 0) >= 0
        || text_ends(label, TEXT("资金")) || text_ends(label, TEXT("总额"))
        || text_ends(label, TEXT("拨款")))
        return drafting_text(t, row, col).n && !drafting_is_number(t, row, col)
                   ? VALUE_TEXT
                   : VALUE_AMOUNT;
    return drafting_is_date(t, row, col) ? VALUE_DATE : VALUE_TEXT;
}

static struct line_cell
field_of(struct draft_table *t, int row, int col, struct text label, int at)
{
    struct draft_ask ask
        = { DRAFT_FIELD, t->base, t->schema, label, TEXT_NONE, NULL, at, NULL };
    const struct draft_word *word = draft_words_find(t->words, &ask);
    struct line_cell cell = { .kind = LINE_FIELD };
    enum value_kind kind;
    bool ticks = read_ticks(t, drafting_text(t, row, col), &cell.ticks);

    if (word && word->field) {
        struct ticks own = cell.ticks;

        cell = *word->field;
        if (ticks)
            cell.ticks = own;
        cell.optional = false;
        t->n_known++;
        return cell;
    }
    cell.field.kind = kind_of_field(t, row, col, label);
    /* A row of other tables, 年度资金总额, is an amount here. */
    if (word && word->item.n && !word->measure.n && t->schema
        && schema_value(t->schema, word->item, TEXT("amount"), &kind)
        && kind == cell.field.kind) {
        cell.field.item = word->item;
        cell.field.measure = TEXT("amount");
        t->n_known++;
    }
    return cell;
}

/* A text with a label and a colon in one cell, 评价方式：…, by its mapping. */
static const struct line_cell *
pattern_of(const struct draft_table *t, struct text text)
{
    for (int i = 0; i < t->words->n_tables; i++) {
        const struct table_rule *table = t->words->tables[i];
        const struct part_rule *parts = mapping_parts(table);

        if (table->schema != t->schema)
            continue;
        for (int p = 0; p < table->n_parts; p++) {
            for (int c = 0; c < parts[p].n_cells; c++) {
                const struct line_cell *cell = &parts[p].cells[c];

                for (int k = 0; k < cell->n_patterns; k++) {
                    const struct pattern *pattern = &cell->patterns[k];
                    struct text *spans = ARENA_ARRAY(t->arena, struct text,
                                                     pattern->n_parts + 1);

                    if ((pattern->n_parts > 1 || pattern->parts[0].glob.n)
                        && pattern_match(t->arena, pattern, text, spans))
                        return cell;
                }
            }
        }
    }
    return NULL;
}

static bool
begins_with_mark(struct text text)
{
    size_t at = 0;

    return text.n && is_mark(text_next(text, &at));
}

/* 优 | ☑ | 良 | □: choices in cells of their own, and their marks, from a column
   on, up to the next label that is known.  Returns the column behind them; 0
   for none. */
static int
read_spread_ticks(struct draft_table *t, const struct draft_area *area, int row,
                  int col, struct ticks *out)
{
    struct text joined = TEXT_NONE;
    struct ticks read;
    int end = col, found = 0;

    while (end < area->right) {
        struct text text = drafting_text(t, row, end);

        if (end > col && text.n
            && draft_words_known(t->words, DRAFT_FIELD,
                                 text_fold(t->arena, text))
            && !begins_with_mark(
                drafting_text(t, row, drafting_span(t, row, end).end_col)))
            break;
        joined = text_printf(t->arena, "%.*s %.*s", TEXT_ARG(joined),
                             TEXT_ARG(text));
        end = drafting_span(t, row, end).end_col;
        if (text.n && read_ticks(t, joined, &read)) {
            found = end;
            *out = read;
        }
    }
    if (!found || found <= drafting_span(t, row, col).end_col)
        return 0;
    out->apart = !out->before;
    return found;
}

/* 填表人：张三: a label, and whoever signs, whom no mapping names. */
static bool
read_signature(struct draft_table *t, int row, int col, struct line_cell *cell)
{
    struct text text = drafting_text(t, row, col);
    struct pattern *pattern = ARENA_NEW(t->arena, struct pattern);
    long colon = text_find(text, TEXT("："), 0);

    if (!aside_is_signature(text_fold(t->arena, text)) || colon <= 0)
        return false;
    pattern->source = text_printf(t->arena, "%.*s：{*}",
                                  TEXT_ARG(text_slice(text, 0, (size_t)colon)));
    cell->kind = LINE_PATTERN;
    cell->patterns = pattern;
    cell->n_patterns = 1;
    return true;
}

/* Is the text at a place a label: known as one, or in its turn? */
static bool
is_label(const struct draft_table *t, int row, int col, bool turn)
{
    struct text folded = drafting_folded(t, row, col);

    if (!folded.n)
        return false;
    if (draft_words_known(t->words, DRAFT_FIELD, folded))
        return true;
    return turn && !drafting_is_number(t, row, col);
}

/* 项目名称：甲 主管部门：乙: labels with their values in one cell, each to be
   named; whoever signs is not. */
static bool
read_said(struct draft_table *t, int row, int col, struct line_cell *cell)
{
    struct draft_said *said;
    int n = draft_said_read(t, drafting_text(t, row, col), &said);
    struct pattern *pattern = ARENA_NEW(t->arena, struct pattern);

    if (n == 0
        || (n == 1
            && (!said[0].value.n
                || !(
                    text_is_digit(said[0].value.at[0])
                    || draft_words_known(t->words, DRAFT_FIELD,
                                         text_fold(t->arena, said[0].label))))))
        return false;
    pattern->n_parts = 2 * n;
    pattern->parts = ARENA_ARRAY(t->arena, struct pattern_part, 2 * n);
    for (int i = 0; i < n; i++) {
        struct pattern_part *label = &pattern->parts[2 * i];
        struct text head
            = text_printf(t->arena, "%.*s：", TEXT_ARG(said[i].label));

        label->literal = true;
        label->text = text_printf(
            t->arena, "%.*s%.*s",
            TEXT_ARG(i && !said[i].stop.n ? TEXT("　") : said[i].stop),
            TEXT_ARG(head));
        label->folded = text_fold(t->arena, said[i].label);
        label[1].field = aside_is_signature(text_fold(t->arena, head))
                             ? FIELD_ANY
                             : FIELD_VALUE;
    }
    cell->kind = LINE_PATTERN;
    cell->patterns = pattern;
    cell->n_patterns = 1;
    return true;
}

static void
read_line(struct draft_table *t, const struct draft_area *area, int row,
          struct part_rule *part)
{
    struct text label = TEXT_NONE;
    int capacity = 0, at = 0;
    bool turn = true;

    part->kind = PART_LINE;
    for (int col = area->left, end; col < area->right; col = end) {
        struct span span = drafting_span(t, row, col);
        struct line_cell cell = { .kind = LINE_LABEL };
        const struct line_cell *known;

        end = span.end_col > area->right ? area->right : span.end_col;
        if (end <= col)
            end = col + 1;
        cell.place = place_of(t, row, col);
        known = pattern_of(t, drafting_text(t, row, col));
        if (turn && !known && read_said(t, row, col, &cell)) {
            turn = true;
        } else if (turn && read_signature(t, row, col, &cell)) {
            t->n_mechanical++;
        } else if (is_label(t, row, col, turn)) {
            label = drafting_folded(t, row, col);
            if (known && !draft_words_known(t->words, DRAFT_FIELD, label)) {
                cell = *known;
                t->n_known++;
                turn = true;
            } else {
                cell.words
                    = drafting_wording(t->arena, drafting_text(t, row, col));
                turn = false;
            }
        } else if (turn && part->n_cells) {
            /* Blank cells behind a field: the field is as wide. */
            part->cells[part->n_cells - 1].span += end - col;
            continue;
        } else {
            struct ticks ticks;
            int last = read_spread_ticks(t, area, row, col, &ticks);

            cell = field_of(t, row, col, label, at++);
            if (last) {
                cell.ticks = ticks;
                end = last;
            }
            turn = true;
        }
        cell.place = place_of(t, row, col);
        cell.span = end - col;
        ARENA_PUSH(t->arena, part->cells, part->n_cells, capacity, cell);
    }
}

/* --- parts --- */

static int read_part(struct draft_table *t, const struct draft_area *area,
                     const struct beside_rule *beside);

static void
read_parts(struct draft_table *t, const struct draft_area *area,
           const struct beside_rule *beside)
{
    struct draft_area rest = *area;

    while (rest.top < rest.end)
        rest.top = read_part(t, &rest, beside);
}

/* A label merged over the rows of the parts right of it. */
static bool
is_beside(const struct draft_table *t, const struct draft_area *area)
{
    struct span span = drafting_span(t, area->top, area->left);
    struct draft_area right
        = { area->top, span.end_row, span.end_col, area->right };

    if (span.end_row - span.top < 2 || span.end_row > area->end
        || span.end_col >= area->right
        || !drafting_text(t, area->top, area->left).n)
        return false;
    if (draft_words_known(t->words, DRAFT_BESIDE,
                          drafting_folded(t, area->top, area->left)))
        return true;
    /* Headings merged over two rows are no label beside. */
    for (int col = right.left; col < right.right;) {
        struct span other = drafting_span(t, area->top, col);

        if (other.end_row >= span.end_row && drafting_text(t, area->top, col).n)
            return false;
        col = other.end_col;
    }
    return t->is_form;
}

static int
read_beside(struct draft_table *t, const struct draft_area *area)
{
    struct span span = drafting_span(t, area->top, area->left);
    struct beside_rule *beside = ARENA_NEW(t->arena, struct beside_rule);
    struct draft_area right
        = { area->top, span.end_row, span.end_col, area->right };

    beside->words
        = drafting_wording(t->arena, drafting_text(t, area->top, area->left));
    beside->span = span.end_col - span.left;
    beside->place = place_of(t, area->top, area->left);
    if (draft_words_known(t->words, DRAFT_BESIDE, beside->words.exact[0]))
        t->n_known++;
    else
        t->n_mechanical++;
    /* The row of their sum may be below the label, and is theirs. */
    while (right.end < area->end
           && drafting_span(t, right.end, area->left).end_col > span.end_col
           && draft_words_known(t->words, DRAFT_ROW,
                                drafting_folded(t, right.end, area->left)))
        right.end++;
    read_parts(t, &right, beside);
    return right.end;
}

/* One part at the top of the area; returns the row below it. */
static int
read_part(struct draft_table *t, const struct draft_area *area,
          const struct beside_rule *beside)
{
    struct part_rule part = { .beside = beside };
    int end;

    part.place = place_of(t, area->top, area->left);
    if (drafting_is_blank_row(t, area, area->top)
        && drafting_span(t, area->top, area->left).end_row <= area->top + 1
        && !beside)
        return area->top + 1;
    if (!beside && is_beside(t, area))
        return read_beside(t, area);
    if (!t->is_form || draft_grid_is_header(t, area, area->top)) {
        end = draft_grid_read(t, area, &part);
    } else if (beside && area->end - area->top > 0
               && drafting_span(t, area->top, area->left).end_col
                      >= area->right) {
        /* One field over the whole width, a row each: a list without headings */
        part.kind = PART_GRID;
        end = area->end;
        draft_grid_bare(t, area, &part);
    } else {
        struct span span = drafting_span(t, area->top, area->left);

        read_line(t, area, area->top, &part);
        end = span.end_row > area->top ? span.end_row : area->top + 1;
    }
    push(t, part);
    return end > area->top ? end : area->top + 1;
}

/* Is there a blank cell right of the first label? */
static bool
has_field(const struct draft_table *t, const struct draft_area *area)
{
    for (int col = drafting_span(t, area->top, area->left).end_col;
         col < area->right; col = drafting_span(t, area->top, col).end_col) {
        if (!drafting_text(t, area->top, col).n)
            return true;
    }
    return false;
}

/* 单位名称 编制人数 实有人数: headings, though a form may begin with the first of
   them.  Each has a text, and what is below is divided further, figures beside
   one name, or blank. */
static bool
begins_as_grid(const struct draft_table *t)
{
    struct draft_area all = { t->body, t->body_end, t->left, t->right };
    int below = drafting_span(t, t->body, t->left).end_row;
    int n = 0, first, texts = 0, figures = 0;

    for (int col = t->left; col < t->right;
         col = drafting_span(t, t->body, col).end_col) {
        if (!drafting_text(t, t->body, col).n)
            return false;
        n++;
    }
    if (n < 3 || below >= t->body_end)
        return false;
    if (below > t->body + 1)
        return drafting_anchors(t, &all, t->body + 1, &first) > 0;
    for (int col = t->left; col < t->right; col++) {
        bool number = drafting_is_number(t, below, col);

        figures += number;
        texts += !number && drafting_text(t, below, col).n > 0;
    }
    return texts <= 1 && (figures > 0) == (texts > 0);
}

/* 一、基本情况 | （一）概况 | …: a label over several rows, each of which has a
   label of its own in one column and a field right of it. */
static bool
begins_beside(const struct draft_table *t)
{
    struct span side = drafting_span(t, t->body, t->left);
    struct span first = drafting_span(t, t->body, side.end_col);
    bool blank = true, ordinals = true;

    if (side.end_row < t->body + 2 || side.end_row > t->body_end
        || first.end_col >= t->right)
        return false;
    for (int row = side.top; row < side.end_row; row++) {
        struct span span = drafting_span(t, row, first.left);
        struct text label = drafting_folded(t, row, first.left);

        if (!label.n || span.top < row || span.end_row > row + 1
            || span.end_col != first.end_col
            || drafting_span(t, row, first.end_col).end_col < t->right)
            return false;
        ordinals &= text_sans_ordinal(label).n < label.n;
        blank &= !drafting_text(t, row, first.end_col).n;
    }
    return blank || ordinals;
}

/* Does the body begin with a line, or have a label beside parts? */
static bool
begins_as_form(struct draft_table *t)
{
    struct draft_area all = { t->body, t->body_end, t->left, t->right };
    int first, n = drafting_anchors(t, &all, t->body, &first);

    if (t->schema && !t->same_title)
        return t->schema->evaluation;
    if (!t->same_title
        && draft_words_known(t->words, DRAFT_FIELD,
                             drafting_folded(t, t->body, t->left)))
        return !begins_as_grid(t);
    if (t->base) {
        const struct part_rule *parts = mapping_parts(t->base);

        return parts[0].kind == PART_LINE || parts[0].beside
               || t->base->n_parts > 1;
    }
    if (begins_beside(t))
        return true;
    return n <= 2 && drafting_span(t, t->body, t->left).end_row == t->body + 1
           && has_field(t, &all) && !draft_grid_is_header(t, &all, t->body);
}

/* Does a text below the table say that there are no data? */
static bool
says_empty(const struct draft_table *t, struct text text)
{
    for (int i = 0; t->base && i < t->base->n_declared_empty; i++) {
        const struct pattern *p = &t->base->declared_empty[i];
        struct text *spans = ARENA_ARRAY(t->arena, struct text, p->n_parts + 1);

        if (pattern_match(t->arena, p, text, spans))
            return true;
    }
    return text_find(text_fold(t->arena, text), TEXT("年度无"), 0) >= 0;
}

/* Such a sentence is no note. */
static void
part_notes(struct draft_table *t)
{
    int n = 0;

    for (int i = 0; i < t->n_notes; i++) {
        if (says_empty(t, t->notes[i]))
            t->empty = t->notes[i];
        else
            t->notes[n++] = t->notes[i];
    }
    t->n_notes = n;
}

void
draft_form_read(struct draft_table *t)
{
    struct draft_area all = { t->body, t->body_end, t->left, t->right };

    part_notes(t);
    t->items = pairs_new(t->arena);
    t->is_form = begins_as_form(t);
    read_parts(t, &all, NULL);
}
