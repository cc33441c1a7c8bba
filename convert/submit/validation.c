/* validation.c - tests, hints and choices of cells. */
#include "submit/validation.h"

#include "book/formula.h"
#include "book/numfmt.h"
#include "canon/unit.h"
#include "mapping/checkbox.h"

/* Characters of what a cell says when it is entered, and of a list. */
#define TITLE_MAX 32
#define HINT_MAX 255
#define CHOICES_MAX 255

/* ---- cells ---- */

/* The cells of a span; 'format' may be "": as it is. */
static void
style_cells(struct ask *a, struct span span, struct text format, bool unlocked)
{
    for (int row = span.top; row < span.end_row; row++) {
        for (int col = span.left; col < span.end_col; col++) {
            const struct cell *cell = grid_at(a->grid, row, col);
            struct cell_style style;

            if (cell == NULL)
                continue;
            style = a->book->styles[cell->style];
            style.unlocked = unlocked;
            if (format.n > 0)
                style.format = format;
            a->grid->cells[cell - a->grid->cells].style
                = (uint16_t)book_style(a->arena, a->book, style);
        }
    }
}

/* Where a test is: in a merged cell its first, else in each row. */
static struct span
first_of(const struct ask *a, struct span cells)
{
    struct span one = grid_span(a->grid, cells.top, cells.left);

    cells.end_col = cells.left + 1;
    if (one.end_row > one.top + 1)
        cells.end_row = cells.top + 1;
    return cells;
}

static void
open_cells(struct ask *a, struct span span, struct text format)
{
    style_cells(a, span, format, true);
}

/* The first so many characters. */
static struct text
clip(struct text t, int most)
{
    size_t end = 0;

    for (int n = 0; end < t.n && n < most; n++)
        (void)text_next(t, &end);
    return text_slice(t, 0, end);
}

static void
add_input(struct ask *a, struct grid_input input)
{
    input.title = clip(input.title, TITLE_MAX);
    input.hint = clip(input.hint, HINT_MAX);
    input.error = clip(input.error, HINT_MAX);
    ARENA_PUSH(a->arena, a->grid->inputs, a->grid->n_inputs,
               a->grid->inputs_capacity, input);
}

/* ---- what is asked for ---- */

static struct text
number_format(const struct ask *a, const struct validation_value *want)
{
    switch (want->kind) {
    case VALUE_AMOUNT:
        return numfmt_fixed(a->arena, a->decimals, false);
    case VALUE_RATIO:
        return want->percent ? TEXT_NONE : TEXT("0.00%");
    case VALUE_TEXT: /* 3-5 is no date, 007 no 7; long texts show only so */
        return want->in_list ? TEXT("@") : TEXT_NONE;
    case VALUE_DATE:
        return TEXT(NUMFMT_DATE);
    case VALUE_COUNT:
        return numfmt_count(a->arena, 0);
    case VALUE_SCORE:
        break;
    }
    return TEXT_NONE;
}

static void
ask_number(struct ask *a, const struct validation_value *want, struct span span)
{
    struct grid_input input
        = { .span = span, .kind = INPUT_TEST, .title = want->title };
    char ref[CELLREF_MAX];
    int places = a->decimals;
    struct text unit = text_of(unit_word(want->shift));

    cellref_show(span.top, span.left, ref);
    switch (want->kind) {
    case VALUE_AMOUNT:
        input.formula
            = text_printf(a->arena, "AND(ISNUMBER(%s),ROUND(%s,%d)=%s)", ref,
                          ref, places, ref);
        input.hint
            = text_printf(a->arena, "单位：%.*s，最多%d位小数。没有数的留空。",
                          TEXT_ARG(unit), places);
        input.error = text_printf(
            a->arena, "请输入数字，单位：%.*s，最多%d位小数；没有数的留空。",
            TEXT_ARG(unit), places);
        break;
    case VALUE_RATIO:
        input.formula
            = text_printf(a->arena, "AND(ISNUMBER(%s),%s>=0,%s<=%s)", ref, ref,
                          ref, want->percent ? "1000" : "10");
        input.hint = want->percent ? TEXT("单位：%，只填数字，如 99.94。")
                                   : TEXT("百分比，如 99.94%。");
        input.error
            = text_printf(a->arena, "请输入百分比：%.*s", TEXT_ARG(input.hint));
        break;
    case VALUE_COUNT:
        input.formula = text_printf(
            a->arena, "AND(ISNUMBER(%s),%s>=0,INT(%s)=%s)", ref, ref, ref, ref);
        input.hint = TEXT("数量，整数。没有的留空。");
        input.error = TEXT("请输入不小于 0 的整数；没有的留空。");
        break;
    case VALUE_SCORE:
    case VALUE_TEXT:
    case VALUE_DATE:
        input.formula
            = text_printf(a->arena, "AND(ISNUMBER(%s),%s>=0)", ref, ref);
        input.hint = TEXT("分，只填数字。");
        input.error = TEXT("请输入不小于 0 的数字。");
        break;
    }
    add_input(a, input);
}

void
validation_value(struct ask *a, const struct validation_value *want,
                 struct span cells)
{
    struct span span = first_of(a, cells);

    open_cells(a, cells, number_format(a, want));
    if (!schema_is_text(want->kind))
        ask_number(a, want, span);
    else
        add_input(
            a, (struct grid_input){ .span = span,
                                    .title = want->title,
                                    .hint = want->kind == VALUE_DATE
                                                ? TEXT("日期，如 2022-3-1。")
                                                : TEXT("文字，按实际填写。") });
}

void
validation_note(struct ask *a, struct text title, struct text hint,
                struct span cells)
{
    open_cells(a, cells, TEXT_NONE);
    add_input(a, (struct grid_input){ .span = first_of(a, cells),
                                      .title = title,
                                      .hint = hint });
}

void
validation_formula(struct ask *a, const struct validation_value *want,
                   struct text why, bool open, struct span cells)
{
    struct grid_input input
        = { .span = first_of(a, cells),
            .title = want->title,
            .hint = text_printf(a->arena, "由公式计算，不用填。%.*s%s",
                                TEXT_ARG(why), open ? "\n" : "") };

    style_cells(a, cells, number_format(a, want), open);
    if (open) {
        input.kind = INPUT_TEST;
        input.formula = TEXT("FALSE");
        input.warns = true;
        input.hint
            = text_printf(a->arena, "%.*s插入行后，把上一行的公式复制下来。",
                          TEXT_ARG(input.hint));
        input.error
            = TEXT("此格由公式计算。改填数字后，就不再随其他数字变动。");
    }
    add_input(a, input);
}

/* ---- choices and patterns ---- */

/* The cell's text with one choice ticked. */
static struct text
ticked(struct ask *a, const struct slot *slot, int choice)
{
    struct text t = TEXT_NONE;

    if (slot->pattern == NULL)
        return checkbox_show(a->arena, slot->ticks,
                             slot->ticks->values[choice]);
    for (int i = 0; i < slot->pattern->n_parts; i++) {
        const struct pattern_part *part = &slot->pattern->parts[i];
        struct text one = part->text;

        if (!part->literal)
            one = i == slot->part ? checkbox_show(a->arena, slot->ticks,
                                                  slot->ticks->values[choice])
                                  : TEXT_NONE;
        t = text_printf(a->arena, "%.*s%.*s", TEXT_ARG(t), TEXT_ARG(one));
    }
    return t;
}

static int
characters(struct text t)
{
    int n = 0;

    for (size_t at = 0; at < t.n; n++)
        (void)text_next(t, &at);
    return n;
}

/* One of the lines; several may be ticked by hand, after a question. */
void
validation_ticks(struct ask *a, const struct slot *slot, struct text title,
                 struct span cells)
{
    struct grid_input input
        = { .span = first_of(a, cells),
            .kind = INPUT_CHOICE,
            .warns = true,
            .title = title,
            .n_choices = slot->ticks->n,
            .hint = TEXT("从列表中选一项。"),
            .error = TEXT("不是列表中的写法。仍要这样填吗？") };
    int all = 0;

    input.choices = ARENA_ARRAY(a->arena, struct text, slot->ticks->n);
    for (int i = 0; i < slot->ticks->n; i++) {
        input.choices[i] = ticked(a, slot, i);
        all += characters(input.choices[i]) + 1;
        if (text_find(input.choices[i], TEXT(","), 0) >= 0)
            all = CHOICES_MAX + 2;
    }
    if (all > CHOICES_MAX + 1) {
        input.kind = INPUT_ANY;
        input.hint = TEXT("把所选项旁的 □ 改为 ☑。");
        input.error = TEXT_NONE;
    }
    open_cells(a, cells, TEXT_NONE);
    add_input(a, input);
}

/* Each choice has a cell of its own. */
void
validation_apart(struct ask *a, const struct slot *slot, struct text title)
{
    for (int col = slot->col; col < slot->end_col; col++) {
        const struct cell *cell = grid_at(a->grid, slot->row, col);
        struct grid_input input = { .kind = INPUT_CHOICE,
                                    .title = title,
                                    .n_choices = 2,
                                    .hint = TEXT("选中的一项打 √。"),
                                    .error = TEXT("从列表中选。") };
        int choice;

        if (cell == NULL || cell->type != CELL_TEXT)
            continue;
        choice = checkbox_choice(a->arena, slot->ticks, cell->text);
        if (choice < 0)
            continue;
        input.span = grid_span(a->grid, slot->row, col);
        input.choices = ARENA_ARRAY(a->arena, struct text, 2);
        input.choices[0] = cell->text;
        input.choices[1] = checkbox_show_one(a->arena, slot->ticks, choice,
                                             slot->ticks->values[choice]);
        open_cells(a, input.span, TEXT_NONE);
        input.span.end_row = input.span.top + 1;
        input.span.end_col = input.span.left + 1;
        add_input(a, input);
    }
}

/* A date, or a text that looks so: *年*月*日. */
static void
ask_date(struct ask *a, struct text glob, struct text title, struct span span)
{
    struct grid_input input = { .span = span,
                                .kind = INPUT_TEST,
                                .title = title,
                                .hint = TEXT("日期，如 2023年4月18日。") };
    char ref[CELLREF_MAX];

    cellref_show(span.top, span.left, ref);
    input.formula
        = text_printf(a->arena, "OR(ISNUMBER(%s),COUNTIF(%s,%.*s)>0)", ref, ref,
                      TEXT_ARG(formula_quote(a->arena, glob)));
    input.error = TEXT("请输入日期，如 2023年4月18日。");
    open_cells(a, grid_span(a->grid, span.top, span.left),
               TEXT("yyyy\"年\"m\"月\"d\"日\""));
    add_input(a, input);
}

/* The words around what is to be typed must stay: 填报日期：… */
void
validation_pattern(struct ask *a, const struct pattern *pattern,
                   struct text title, struct span span)
{
    const struct pattern_part *first = &pattern->parts[0];
    const struct pattern_part *last = &pattern->parts[pattern->n_parts - 1];
    struct grid_input input
        = { .span = span, .kind = INPUT_TEST, .title = title };
    struct text head = first->literal ? first->text : TEXT_NONE;
    struct text tail = last != first && last->literal ? last->text : TEXT_NONE;
    char ref[CELLREF_MAX];

    if (pattern->n_parts == 1 && first->glob.n > 0) {
        ask_date(a, first->glob, title, span);
        return;
    }
    cellref_show(span.top, span.left, ref);
    if (head.n > 0)
        input.formula
            = text_printf(a->arena, "LEFT(%s,%d)=%.*s", ref, characters(head),
                          TEXT_ARG(formula_quote(a->arena, head)));
    if (tail.n > 0)
        input.formula = text_printf(
            a->arena, "%s%.*s%sRIGHT(%s,%d)=%.*s%s", head.n > 0 ? "AND(" : "",
            TEXT_ARG(input.formula), head.n > 0 ? "," : "", ref,
            characters(tail), TEXT_ARG(formula_quote(a->arena, tail)),
            head.n > 0 ? ")" : "");
    input.hint
        = text_printf(a->arena, "在格内填写，保留“%.*s%s%.*s”。",
                      TEXT_ARG(head), tail.n > 0 ? "…" : "", TEXT_ARG(tail));
    input.error
        = text_printf(a->arena, "请保留原有文字“%.*s%s%.*s”。", TEXT_ARG(head),
                      tail.n > 0 ? "…" : "", TEXT_ARG(tail));
    if (head.n + tail.n == 0) {
        input.kind = INPUT_ANY;
        input.formula = input.error = TEXT_NONE;
        input.hint = TEXT("文字，按实际填写。");
    }
    open_cells(a, grid_span(a->grid, span.top, span.left), TEXT_NONE);
    add_input(a, input);
}

/* The code that a row's cells make, for a test of one of them. */
static struct text
code_expression(struct ask *a, const struct row_run *run, int row)
{
    struct text t = TEXT_NONE;

    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        char ref[CELLREF_MAX];

        if (leaf->role != COLUMN_CODE)
            continue;
        cellref_show(row, run->leaves[i].col, ref);
        t = leaf->part == CODE_WHOLE || leaf->part == CODE_CLASS
                ? text_printf(a->arena, "%.*s%s$%s", TEXT_ARG(t),
                              t.n > 0 ? "&" : "", ref)
                : text_printf(a->arena, "%.*s%sRIGHT(\"0\"&$%s,2*(LEN($%s)>0))",
                              TEXT_ARG(t), t.n > 0 ? "&" : "", ref, ref);
    }
    return t;
}

/* Codes of the year's list; others after a question, as no list is whole. */
/* 类 款 项, of the right lengths. */
static struct text
length_test(struct ask *a, struct text code, bool functional)
{
    return text_printf(
        a->arena, "OR(LEN(%.*s)=3,LEN(%.*s)=5%s%.*s%s)", TEXT_ARG(code),
        TEXT_ARG(code), functional ? ",LEN(" : "",
        TEXT_ARG(functional ? code : TEXT_NONE), functional ? ")=7" : "");
}

void
validation_code(struct ask *a, const struct row_run *run,
                const struct column_rule *leaf, struct span span)
{
    const struct code_list *list = mapping_codes(a->template, leaf->codes);
    bool functional = text_equal(leaf->codes, TEXT("functional"));
    struct text code = code_expression(a, run, span.top);
    struct text name
        = text_printf(a->arena, "codes.%.*s", TEXT_ARG(leaf->codes));
    struct grid_input input = { .span = span, .warns = true };

    input.title = leaf->words.n > 0 ? leaf->words.shown[0] : TEXT_NONE;
    input.hint = functional
                     ? TEXT("功能分类科目代码：类3位、款5位、项7位，各占一行。")
                     : TEXT("经济分类科目代码：类3位、款5位，各占一行。");
    input.error = TEXT("本年度科目表中没有这个代码。仍要使用吗？");
    if (leaf->part != CODE_WHOLE)
        input.hint = TEXT("类3位、款2位、项2位，分格填写；每行都要填全"
                          "上级，类、款也各占一行。");
    if (list == NULL || list->n_entries == 0) {
        input.kind = INPUT_TEST;
        input.formula = length_test(a, code, functional);
        input.error = TEXT("代码的位数不对。仍要使用吗？");
    } else if (leaf->part != CODE_WHOLE) {
        input.kind = INPUT_TEST;
        input.formula = text_printf(a->arena, "ISNUMBER(MATCH(%.*s,%.*s,0))",
                                    TEXT_ARG(code), TEXT_ARG(name));
    } else {
        input.kind = INPUT_LIST;
        input.formula = name;
    }
    open_cells(a, span, TEXT("@"));
    add_input(a, input);
}
