/* figures.c - figures or else page numbers, years, ordinals, codes. */
#include "place/figures.h"

#include "canon/item.h"
#include "canon/unit.h"
#include "place/locate_words.h"

#define HEAD_REACH 3 /* rows or columns between a run and what heads it */

bool
figures_parse(struct arena *arena, const struct cell *cell,
              struct decimal *value)
{
    struct unit_said said;
    struct text t = cell->text;

    if (cell->flags & CELL_NO_RESULT)
        return false;
    if (cell->type == CELL_NUMBER)
        return decimal_parse_cell(t, value) == DECIMAL_OK;
    if (cell->type != CELL_TEXT || t.n > DECIMAL_TEXT_MAX)
        return false;
    t = text_fold(arena, t);
    if (!text_has_digit(t))
        return false;
    t = unit_strip(t, &said);
    if (text_ends(t, TEXT("%")))
        t = text_slice(t, 0, t.n - 1);
    return decimal_parse_typed(t, value) == DECIMAL_OK;
}

/* ---- one cell ---- */

static bool
is_year(struct decimal value)
{
    return value.scale == 0 && value.units >= 1949 && value.units <= 2100;
}

/* The next cell in the row that is not blank, 'step' 1 or -1; NULL: none. */
static const struct cell *
beside(const struct grid *grid, const struct cell *cell, int step)
{
    const struct cell *end = &grid->cells[grid->n_cells];

    for (cell += step; cell >= grid->cells && cell < end; cell += step) {
        if (cell->row != cell[-step].row)
            return NULL;
        if (cell->type != CELL_BLANK)
            return cell;
    }
    return NULL;
}

/* 2022, 2022.3, 20220301 */
static bool
may_be_date(struct decimal value)
{
    int64_t whole = value.units;

    for (int i = 0; i < value.scale; i++)
        whole /= 10;
    return is_year(decimal_of(whole)) || is_year(decimal_of(whole / 10000));
}

/* Do the words before or behind a number say that it counts nothing? */
static bool
is_said_other(struct text before, struct text behind, struct decimal value)
{
    static const char *const numbers[]
        = { "电话", "手机", "传真", "邮编", "邮政编码", "号码",
            "编码", "代码", "编号", "页码", "页次",     "页" };
    static const char *const dates[] = { "日期", "时间", "年度", "年份", "年" };
    static const char *const units[] = { "年", "月", "日", "页" };

    before = text_sans_tail(before);
    if (value.units < 0)
        return false;
    if (value.scale == 0
        && (ENDS(before, numbers) > 0 || IS_ONE(behind, units)))
        return true;
    return ENDS(before, dates) > 0 && may_be_date(value);
}

/* Below zero as accountants write it, △5 or (5.00), or held as text by a quote
   in front: '5.  Whole numbers in brackets may be ordinals. */
static bool
parse_accounting(struct arena *arena, const struct cell *cell,
                 struct decimal *value)
{
    struct cell bare = *cell;
    bool brackets, marked;

    if (cell->type != CELL_TEXT)
        return false;
    bare.text = text_fold(arena, cell->text);
    brackets
        = text_starts(bare.text, TEXT("(")) && text_ends(bare.text, TEXT(")"));
    marked = text_starts(bare.text, TEXT("△"))
             || text_starts(bare.text, TEXT("▲"));
    if (brackets)
        bare.text = text_slice(bare.text, 1, bare.text.n - 1);
    else if (marked)
        bare.text = text_slice(bare.text, TEXT("△").n, bare.text.n);
    else if (text_starts(bare.text, TEXT("'")))
        bare.text = text_slice(bare.text, 1, bare.text.n);
    else
        return false;
    return figures_parse(arena, &bare, value)
           && (!brackets || value->scale > 0 || value->units >= 100);
}

bool
figures_stand(struct arena *arena, const struct grid *grid,
              const struct cell *cell)
{
    const struct cell *left = beside(grid, cell, -1);
    const struct cell *right = beside(grid, cell, 1);
    struct text before = TEXT_NONE, behind = TEXT_NONE;
    struct decimal value, none;

    if (parse_accounting(arena, cell, &value))
        return true;
    if (!figures_parse(arena, cell, &value))
        return false;
    value = decimal_normal(value);
    if (left != NULL && left->type == CELL_TEXT)
        before = text_fold(arena, left->text);
    if (right != NULL && right->type == CELL_TEXT
        && !figures_parse(arena, right, &none))
        behind = text_fold(arena, right->text);
    return !is_said_other(before, behind, value)
           && (left != NULL || behind.n == 0 || value.scale > 0
               || value.units < 0 || value.units >= 100);
}

/* ---- in words ---- */

/* 2023.12 */
static bool
is_month(struct decimal value)
{
    int64_t of = value.scale == 1 ? 10 : 100;

    return value.scale >= 1 && value.scale <= 2
           && is_year(decimal_of(value.units / of)) && value.units % of >= 1
           && value.units % of <= 12;
}

/* Is what is written between two texts a figure?  One with decimals is, else
   the words beside it must say so. */
static bool
is_said(struct text before, struct text t, struct text behind)
{
    static const char *const others[]
        = { "号", "第", "共", "附件", "附表", "表", "年", "月", "日", "次" };
    static const char *const money[]
        = { "收入", "支出", "结余", "结转", "余额", "数",
            "额",   "资金", "经费", "合计", "拨款", "款" };
    static const char *const amounts[] = { "元", "万元", "亿元", "千元", "%" };
    static const char *const parts[]
        = { "年", "月", "日", "号", "表", "页", "期", "次", "-", "/" };
    struct text label = text_sans_tail(before);
    struct decimal value;

    if (decimal_parse_typed(t, &value) != DECIMAL_OK)
        return false;
    if (BEGINS(behind, amounts) > 0)
        return true;
    if (is_month(value) || is_said_other(before, TEXT_NONE, value))
        return false;
    if (value.scale > 0)
        return true;
    return !may_be_date(value) && BEGINS(behind, parts) == 0
           && ENDS(label, others) == 0
           && (text_ends(before, TEXT(":")) || ENDS(before, money) > 0);
}

struct text
figures_said(struct text folded)
{
    for (size_t at = 0, end; at < folded.n; at = end) {
        char last = at > 0 ? folded.at[at - 1] : ' ';

        end = at + 1;
        if (!text_is_digit(folded.at[at]))
            continue;
        while (end < folded.n
               && (text_is_digit(folded.at[end])
                   || ((folded.at[end] == '.' || folded.at[end] == ',')
                       && end + 1 < folded.n
                       && text_is_digit(folded.at[end + 1]))))
            end++;
        if (!(last >= 'A' && last <= 'z') && last != '/'
            && is_said(text_slice(folded, 0, at), text_slice(folded, at, end),
                       text_slice(folded, end, folded.n)))
            return text_slice(folded, at, end);
    }
    return TEXT_NONE;
}

/* ---- one run ---- */

/* Numbers beside or below each other, and what else they could all be. */
struct run {
    int first, last; /* its cells' indices; 'before' leads back from the last */
    int n, end;      /* how many; the row or column behind the last */
    bool whole, ordinal, year, near, code, page;
    struct decimal value; /* of the last */
};

/* The runs of one direction. */
struct runs {
    struct arena *arena;
    const struct grid *grid;
    bool down;
    enum { UNKNOWN, YES, NO } contents; /* is it one of the book? */
    int *before;      /* [n_cells] the cell before it in its run */
    bool *is, *other; /* [n_cells] as in the result */
};

enum head { HEAD_NONE, HEAD_MONEY, HEAD_NUMBERS, HEAD_YEARS };

static bool
says_one(struct text folded, const char *const *words, bool at_end)
{
    for (; *words != NULL; words++) {
        struct text word = text_of(*words);

        if (at_end ? text_ends(folded, word) : text_find(folded, word, 0) >= 0)
            return true;
    }
    return false;
}

/* What a heading or label says of the numbers below or beside it. */
static enum head
head_of(struct text folded)
{
    static const char *const money[]
        = { "金额", "元", "决算数", "预算数", "执行数", "合计", NULL };
    static const char *const numbers[]
        = { "序号", "编号", "编码", "代码", "科目", "栏次",
            "行次", "页码", "页次", "电话", "邮编", NULL };
    static const char *const years[] = { "年度", "年份", "年", NULL };

    if (says_one(folded, numbers, true))
        return HEAD_NUMBERS;
    if (says_one(folded, years, true))
        return HEAD_YEARS;
    return says_one(folded, money, false) ? HEAD_MONEY : HEAD_NONE;
}

/* The nearest text before a run that says what its numbers are. */
static enum head
find_head(const struct runs *runs, const struct run *run)
{
    const struct grid *grid = runs->grid;
    const struct cell *first = &grid->cells[run->first];

    for (int k = 1; k <= HEAD_REACH; k++) {
        int row = first->row - (runs->down ? k : 0);
        int col = first->col - (runs->down ? 0 : k);
        enum head head;
        struct span span;
        const struct cell *cell;

        if (row < 0 || col < 0)
            break;
        span = grid_span(grid, row, col);
        cell = grid_at(grid, span.top, span.left);
        if (cell == NULL || cell->type != CELL_TEXT)
            continue;
        head = head_of(text_fold(runs->arena, cell->text));
        if (head != HEAD_NONE)
            return head;
    }
    return HEAD_NONE;
}

/* Does the sheet list the contents of the book: 目录, 收入决算表……3? */
static bool
is_contents(struct runs *runs)
{
    static const char *const words[] = { "目录", "目次", "……", NULL };

    for (int i = 0; runs->contents == UNKNOWN && i < runs->grid->n_cells; i++) {
        const struct cell *cell = &runs->grid->cells[i];

        if (cell->type == CELL_TEXT
            && says_one(text_fold(runs->arena, cell->text), words, false))
            runs->contents = YES;
    }
    if (runs->contents == UNKNOWN)
        runs->contents = NO;
    return runs->contents == YES;
}

/* Are all numbers of the run something else than figures? */
static bool
is_harmless(struct runs *runs, const struct run *run)
{
    enum head head = run->whole ? find_head(runs, run) : HEAD_MONEY;

    if (head == HEAD_MONEY)
        return false;
    if (head == HEAD_NUMBERS || (head == HEAD_YEARS && run->year))
        return true;
    return run->n >= 2
           && (run->ordinal || run->code || (run->year && run->near)
               || (run->page && is_contents(runs)));
}

static void
close_run(struct runs *runs, struct run *run)
{
    bool harmless = run->n > 0 && is_harmless(runs, run);
    int i = run->last, n = run->n;

    run->n = 0;
    if (harmless ? !runs->down : n < 3)
        return;
    for (; n > 0; n--, i = runs->before[i])
        (harmless ? runs->other : runs->is)[i] = true;
}

/* Is there a word beside a cell, in the next column but for blank ones? */
static bool
has_word(const struct grid *grid, const struct cell *cell, int step)
{
    cell = beside(grid, cell, step);
    return cell != NULL && cell->type == CELL_TEXT;
}

/* Is 'to' so much more than 'from', in whole numbers? */
static bool
steps(struct decimal from, struct decimal to, int least, int most)
{
    struct decimal step;

    return decimal_subtract(to, from, &step) == DECIMAL_OK && step.scale == 0
           && step.units >= least && step.units <= most;
}

/* Is it of the form of a code, and behind the one above it? */
static bool
is_code(const struct runs *runs, const struct cell *cell,
        const struct cell *above)
{
    struct text t = cell->text;

    return item_is_code(t)
           && (above == NULL || text_compare(above->text, t) < 0)
           && has_word(runs->grid, cell, 1);
}

/* 'value' NULL: one that is not known, which may be any. */
static void
add_to_run(struct runs *runs, struct run *run, int i,
           const struct decimal *value)
{
    const struct cell *cell = &runs->grid->cells[i], *above = NULL;
    struct span span = grid_span(runs->grid, cell->row, cell->col);
    int at = runs->down ? cell->row : cell->col;
    struct decimal v = value != NULL ? *value : decimal_of(0);
    bool whole = value != NULL && v.scale == 0 && v.units >= 0;

    if (run->n > 0 && at != run->end)
        close_run(runs, run);
    if (run->n == 0) {
        /* Ordinals go on where those before them ended. */
        run->ordinal = (run->ordinal && steps(run->value, v, 1, 1))
                       || decimal_compare(v, decimal_of(1)) == 0;
        run->whole = run->year = run->near = true;
        run->code = run->page = runs->down;
        run->first = i;
    } else {
        above = &runs->grid->cells[run->last];
        run->ordinal = run->ordinal && steps(run->value, v, 1, 1);
        run->near = run->near && steps(run->value, v, -1, 1);
        run->page = run->page && decimal_compare(run->value, v) <= 0;
    }
    run->whole = run->whole && whole;
    run->year = run->year && is_year(v);
    run->code = run->code && is_code(runs, cell, above);
    run->page = run->page && v.units > 0 && v.units < 1000
                && has_word(runs->grid, cell, -1);
    runs->before[i] = run->last;
    run->last = i;
    run->value = v;
    run->end = runs->down ? span.end_row : span.end_col;
    run->n++;
}

/* ---- a sheet ---- */

static void
try_cell(struct runs *runs, struct run *run, int i, const bool *among)
{
    const struct cell *cell = &runs->grid->cells[i];
    struct decimal value;

    if (among != NULL && !among[i])
        return;
    if (cell->flags & CELL_NO_RESULT) {
        add_to_run(runs, run, i, NULL);
    } else if (figures_parse(runs->arena, cell, &value)) {
        value = decimal_normal(value);
        add_to_run(runs, run, i, &value);
    }
}

static int
end_col(const struct grid *grid)
{
    int end = 0;

    for (int i = 0; i < grid->n_cells; i++)
        end = grid->cells[i].col >= end ? grid->cells[i].col + 1 : end;
    return end;
}

/* May a cell be a figure, or of those that may be any?  Notes and names are
   not. */
static bool
may_be(const struct cell *cell)
{
    if (cell->type == CELL_NUMBER || (cell->flags & CELL_NO_RESULT))
        return true;
    if (cell->type != CELL_TEXT || cell->text.n > DECIMAL_TEXT_MAX)
        return false;
    for (size_t i = 0; i < cell->text.n; i++) {
        if (text_is_digit(cell->text.at[i]) || cell->text.at[i] == '\xEF')
            return true; /* of either width */
    }
    return false;
}

static bool
any_may_be(const struct grid *grid, const bool *among)
{
    for (int i = 0; i < grid->n_cells; i++) {
        if ((among == NULL || among[i]) && may_be(&grid->cells[i]))
            return true;
    }
    return false;
}

struct figures
figures_find(struct arena *arena, const struct grid *grid, const bool *among)
{
    bool *is = ARENA_ARRAY(arena, bool, grid->n_cells + 1);
    bool *other = ARENA_ARRAY(arena, bool, grid->n_cells + 1);
    struct runs across
        = { .arena = arena, .grid = grid, .is = is, .other = other };
    struct runs down = across;
    struct run row = { .n = 0 }, *cols;
    int n_cols;
    struct figures found = { .is = is, .other = other };

    if (!any_may_be(grid, among) || grid_is_findings(grid))
        return found;
    n_cols = end_col(grid);
    cols = ARENA_ARRAY(arena, struct run, n_cols + 1);
    down.down = true;
    down.before = ARENA_ARRAY(arena, int, grid->n_cells + 1);
    across.before = ARENA_ARRAY(arena, int, grid->n_cells + 1);
    for (int i = 0; i < grid->n_cells; i++)
        try_cell(&down, &cols[grid->cells[i].col], i, among);
    for (int col = 0; col < n_cols; col++)
        close_run(&down, &cols[col]);
    for (int i = 0; i < grid->n_cells; i++) {
        if (i > 0 && grid->cells[i].row != grid->cells[i - 1].row) {
            close_run(&across, &row);
            row = (struct run){ .n = 0 };
        }
        if (!other[i])
            try_cell(&across, &row, i, among);
    }
    close_run(&across, &row);
    for (int i = 0; i < grid->n_cells; i++) {
        if (is[i] && found.n++ == 0)
            found.first = &grid->cells[i];
    }
    return found;
}

bool
figures_any(struct arena *arena, const struct grid *grid)
{
    struct figures figures = figures_find(arena, grid, NULL);

    for (int i = 0; !grid_is_findings(grid) && i < grid->n_cells; i++) {
        if (figures.is[i]
            || (!figures.other[i]
                && figures_stand(arena, grid, &grid->cells[i])))
            return true;
    }
    return false;
}
