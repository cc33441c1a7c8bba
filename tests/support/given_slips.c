/*
 * given_slips.c - what people do to a sheet, one kind a function.
 *
 * A kind changes cells and says of each figure that it touches what it is
 * worth now.  It is long because people have many ways.
 */
#include <stdlib.h>
#include <string.h>

#include "support/given_people.h"

#define ONE_OF(seed, list) ((list)[given_below((seed), ARRAY_LEN(list))])

/* ---- numbers as they are typed ---- */

/* With at least so many decimals. */
static struct text
digits(struct given_people *people, struct decimal d, int scale)
{
    while (d.scale < scale) {
        d.units *= 10;
        d.scale++;
    }
    return decimal_text(people->arena, d);
}

static struct text
separated(struct given_people *people, struct decimal d)
{
    struct text t = digits(people, d, 2);
    char *out = arena_alloc(people->arena, 2 * t.n + 1);
    size_t n = 0, whole = 0, minus = t.at[0] == '-';

    while (whole < t.n && t.at[whole] != '.')
        whole++;
    for (size_t i = 0; i < t.n; i++) {
        if (i > minus && i < whole && (whole - i) % 3 == 0)
            out[n++] = ',';
        out[n++] = t.at[i];
    }
    return (struct text){ out, n };
}

static struct text
widened(struct given_people *people, struct text t)
{
    char *out = arena_alloc(people->arena, 3 * t.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++)
        n += (size_t)text_put(out + n, 0xFF00u + (unsigned char)t.at[i] - 0x20);
    return (struct text){ out, n };
}

static struct decimal
moved(struct decimal d, int places)
{
    struct decimal out = d;

    (void)decimal_shift(d, places, &out);
    return out;
}

static struct decimal
negated(struct decimal d)
{
    d.units = -d.units;
    return d;
}

/* ---- which figure ---- */

enum { ANY_KIND = -1 };

static bool
may_change(struct given_people *people, const struct given_page *page,
           const struct given_figure *f, int kind, bool zero)
{
    struct decimal number;

    return f->sheet == page->sheet && !f->fixed && f->fate == FATE_STANDS
           && (kind == ANY_KIND || (int)f->kind == kind)
           && given_number(people, f, &number)
           && (zero || !decimal_is_zero(number));
}

/* A figure in a cell of its own that nothing was done to: the same one also
   where others may no longer be changed, so that slips can be left out. */
static struct given_figure *
pick(struct given_people *people, const struct given_page *page, uint64_t *seed,
     int kind, bool zero)
{
    uint64_t dice = given_random(seed), least = 0;
    struct given_figure *best = NULL;

    for (int i = 0; i < people->n_figures; i++) {
        uint64_t state = dice + (uint64_t)i * 77, rank;

        if (!may_change(people, page, &people->figures[i], kind, zero))
            continue;
        rank = given_random(&state);
        if (best == NULL || rank < least) {
            best = &people->figures[i];
            least = rank;
        }
    }
    return best;
}

static const char *
where(struct given_people *people, int sheet, int row, int col)
{
    char ref[CELLREF_MAX];

    cellref_show(row, col, ref);
    return arena_printf(people->arena, "%.*s!%s",
                        TEXT_ARG(people->book->sheets[sheet].name), ref);
}

static void
tell(struct given_people *people, const char *slip,
     const struct given_figure *f, struct text t)
{
    given_note(people, "%s: '%.*s' in %s", slip, TEXT_ARG(t),
               where(people, f->sheet, f->row, f->col));
}

static void
type(struct given_people *people, const char *slip, struct given_figure *f,
     struct text t)
{
    f->fixed = true;
    given_put(people, f->sheet, f->row, f->col, CELL_TEXT, t, NULL);
    tell(people, slip, f, t);
}

static void
hold(struct given_people *people, const char *slip, struct given_figure *f,
     struct decimal number, const char *format)
{
    struct text t = decimal_text(people->arena, number);

    f->fixed = true;
    given_put(people, f->sheet, f->row, f->col, CELL_NUMBER, t, format);
    tell(people, slip, f,
         text_printf(people->arena, "%.*s{%s}", TEXT_ARG(t), format));
}

static bool
reword(struct given_people *people, const struct given_page *page,
       const struct cell *cell, const char *what, struct text t)
{
    int row, col;

    if (!cell || t.n == 0)
        return false;
    row = cell->row;
    col = cell->col;
    given_put(people, page->sheet, row, col, CELL_TEXT, t, NULL);
    given_note(people, "%s '%.*s' in %s", what, TEXT_ARG(t),
               where(people, page->sheet, row, col));
    return true;
}

/* ---- units ---- */

static const struct {
    const char *word;
    int shift;
} units[] = {
    { "元", 0 },     { "万元", 4 },   { "元", 0 },
    { "千元", 3 },   { "亿元", 8 },   { "百元", 2 },
    { "百万元", 6 }, { "十万元", 5 }, { "千万元", 7 },
};
#define N_USUAL_UNITS 3

/* # is the unit. */
static struct text
worded(struct given_people *people, const char *wording, const char *unit)
{
    const char *mark = strchr(wording, '#');

    return text_printf(people->arena, "%.*s%s%s", (int)(mark - wording),
                       wording, unit, mark + 1);
}

static const char *const wordings[] = {
    "单位：#",
    "金额单位：#",
    "单位:#",
    "单位 ： #",
    "单　位：　#",
    "（单位：#）",
    "（金额单位：#）",
    "(单位:#)",
    "单位：人民币#",
    "单位：#（人民币）",
    "单位：#。",
    "第1页 共2页 单位：#",
    "币种：人民币 单位：#",
    "币种：人民币　金额单位：#",
    "计量单位：#",
    "单位：（#）",
    "2022年度 单位：#",
    "金额单位：#\xE2\x80\x8B",
    "\xE2\x80\x8E单位：#",
    "單位：#",
    "単位：#",
    "单位;#",
    "单位.#",
    "单位＝#",
    "金额：#",
    "币种：#",
    "金额单位均为#",
    "单位：人民币（#）",
    "（以#计）",
    "金额以#列示",
    "本表按“#”填列",
    "单位：# 精确到分",
    "公开02表 #",
};

/* Once a page: the second would take the title for the unit of the first. */
static bool
has_unit(const struct given_page *page)
{
    return page->unit_row >= 0 && !page->form && !page->unit_said;
}

static bool
is_twice(const struct given_people *people, const struct given_page *page)
{
    for (int i = 0; i < people->n_figures; i++) {
        if (people->figures[i].sheet == page->sheet && people->figures[i].twice)
            return true;
    }
    return false;
}

/* The numbers of a page in another unit; with 'same' the numbers stay, and are
   worth something else. */
static void
rescale(struct given_people *people, struct given_page *page, int shift,
        bool same)
{
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *f = &people->figures[i];
        struct decimal number;

        if (f->sheet != page->sheet || !f->sheets_unit
            || !given_number(people, f, &number))
            continue;
        if (same && !is_twice(people, page)) {
            f->worth = decimal_normal(moved(number, shift));
            continue;
        }
        number = moved(f->worth, -shift);
        given_put(people, f->sheet, f->row, f->col, CELL_NUMBER,
                  decimal_text(people->arena, number),
                  number.scale > 2 ? "General" : NULL);
    }
    page->shift = shift;
}

static void
settle_amounts(struct given_people *people, const struct given_page *page,
               enum given_fate fate)
{
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *f = &people->figures[i];

        if (f->sheet == page->sheet && f->sheets_unit)
            given_settle(f, fate);
    }
}

static void
say_unit(struct given_people *people, struct given_page *page, int row, int col,
         struct text t)
{
    page->unit_said = true;
    page->unit_row = row;
    page->unit_col = col;
    given_put(people, page->sheet, row, col, CELL_TEXT, t, NULL);
    given_note(people, "unit: '%.*s' in %s", TEXT_ARG(t),
               where(people, page->sheet, row, col));
}

static void
take_unit(struct given_people *people, struct given_page *page)
{
    given_remove(people, page->sheet, page->unit_row, page->unit_col);
    page->unit_row = page->unit_col = -1;
}

static int
any_unit(uint64_t *seed, bool usual)
{
    return given_below(seed, usual ? N_USUAL_UNITS : ARRAY_LEN(units));
}

static bool
unit_worded(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    int unit = any_unit(seed, true);

    if (!has_unit(page))
        return false;
    rescale(people, page, units[unit].shift, given_below(seed, 4) == 0);
    say_unit(people, page, page->unit_row, page->unit_col,
             worded(people, ONE_OF(seed, wordings), units[unit].word));
    return true;
}

static bool
unit_rare(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int unit = any_unit(seed, false);
    struct text t;

    if (!has_unit(page))
        return false;
    rescale(people, page, units[unit].shift, given_below(seed, 2) == 0);
    t = worded(people, ONE_OF(seed, wordings), units[unit].word);
    if (given_below(seed, 3) == 0 && units[unit].shift == 4)
        t = TEXT("單位：萬元");
    say_unit(people, page, page->unit_row, page->unit_col, t);
    return true;
}

static bool
unit_strange(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    static const char *const strange[]
        = { "万美元",  "美元",      "元/人",    "万欧元", "港元",
            "万元/人", "元/平方米", "百万美元", "日元",   "文" };

    if (!has_unit(page))
        return false;
    settle_amounts(people, page, FATE_OPEN);
    say_unit(people, page, page->unit_row, page->unit_col,
             worded(people, ONE_OF(seed, wordings), ONE_OF(seed, strange)));
    return true;
}

static bool
unit_in_two_cells(struct given_people *people, struct given_page *page,
                  uint64_t *seed)
{
    static const char *const labels[]
        = { "单位", "单位：", "金额单位", "金额单位：", "单位:" };
    int unit = any_unit(seed, true), row = page->unit_row;

    if (!has_unit(page) || page->unit_col + 1 >= page->end_col)
        return false;
    rescale(people, page, units[unit].shift, false);
    given_unmerge(people, page->sheet, row, page->unit_col);
    say_unit(people, page, row, page->unit_col, text_of(ONE_OF(seed, labels)));
    say_unit(people, page, row, page->unit_col + 1, text_of(units[unit].word));
    return true;
}

/* 单位： | 万 | 元, or 单位：万 | 元 */
static bool
unit_cut(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int row = page->unit_row, col = page->unit_col;
    bool three = given_below(seed, 2);

    if (!has_unit(page) || col + 1 + three >= page->end_col)
        return false;
    rescale(people, page, 4, false);
    given_unmerge(people, page->sheet, row, col);
    say_unit(people, page, row, col, three ? TEXT("单位：") : TEXT("单位：万"));
    if (three)
        say_unit(people, page, row, col + 1, TEXT("万"));
    say_unit(people, page, row, col + 1 + three, TEXT("元"));
    return true;
}

static bool
unit_above(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int unit = any_unit(seed, true);
    int row = page->title_row;

    if (!has_unit(page) || row < 0)
        return false;
    rescale(people, page, units[unit].shift, false);
    take_unit(people, page);
    given_shift(people, page, true, row, 1);
    say_unit(people, page, row, given_below(seed, 2) ? page->end_col - 1 : 0,
             worded(people, ONE_OF(seed, wordings), units[unit].word));
    return true;
}

static bool
unit_below(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int unit = any_unit(seed, true);

    if (!has_unit(page))
        return false;
    rescale(people, page, units[unit].shift, false);
    take_unit(people, page);
    given_shift(people, page, true, page->end, 1);
    say_unit(people, page, page->end, given_below(seed, 2) ? 1 : 0,
             worded(people, ONE_OF(seed, wordings), units[unit].word));
    return true;
}

static bool
unit_in_title(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    static const char *const tails[] = { "（单位：#）", "（#）", "(单位：#)",
                                         "　单位：#", "（金额单位：#）" };
    int unit = any_unit(seed, true);
    const struct cell *title;
    struct text tail;

    if (!has_unit(page) || page->title_row < 0)
        return false;
    rescale(people, page, units[unit].shift, false);
    take_unit(people, page);
    title = given_cell(people, page->sheet, page->title_row, page->title_col);
    tail = worded(people, ONE_OF(seed, tails), units[unit].word);
    say_unit(people, page, page->title_row, page->title_col,
             text_printf(people->arena, "%.*s%.*s", TEXT_ARG(title->text),
                         TEXT_ARG(tail)));
    return true;
}

static bool
unit_beside_others(struct given_people *people, struct given_page *page,
                   uint64_t *seed)
{
    int unit = any_unit(seed, true);
    struct grid *grid = given_grid(people, page);

    if (!has_unit(page))
        return false;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        int row = cell->row, col = cell->col;
        struct text t = cell->text;

        if (cell->type != CELL_TEXT
            || (!text_starts(t, TEXT("公开"))
                && !text_starts(t, TEXT("部门："))))
            continue;
        if (given_below(seed, 2))
            continue;
        rescale(people, page, units[unit].shift, false);
        take_unit(people, page);
        say_unit(people, page, row, col,
                 text_printf(people->arena, "%.*s%s单位：%s", TEXT_ARG(t),
                             given_below(seed, 2) ? "　　" : " ",
                             units[unit].word));
        return true;
    }
    return false;
}

static bool
unit_missing(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    if (!has_unit(page))
        return false;
    rescale(people, page, given_below(seed, 2) ? 0 : page->shift, false);
    settle_amounts(people, page, FATE_OPEN);
    take_unit(people, page);
    page->unit_said = true;
    given_note(people, "unit: none on %.*s",
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
unit_twice(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int place = given_below(seed, 3);
    struct text t
        = worded(people, ONE_OF(seed, wordings),
                 given_below(seed, 2) && page->shift != 0 ? "元" : "千元");

    if (!has_unit(page) || page->title_row < 0)
        return false;
    settle_amounts(people, page, FATE_OPEN);
    if (place == 0) {
        given_shift(people, page, true, page->title_row, 1);
        say_unit(people, page, page->title_row - 1, 0, t);
    } else if (place == 1) {
        given_shift(people, page, true, page->end, 1);
        say_unit(people, page, page->end, 0, t);
    } else {
        given_shift(people, page, true, page->unit_row, 1);
        say_unit(people, page, page->unit_row - 1, page->end_col - 1, t);
    }
    page->whole = true;
    return true;
}

/* The heading, row or column, that speaks for a figure alone. */
static const struct cell *
heading_cell(struct given_people *people, const struct given_figure *f)
{
    const struct grid *grid = &people->book->sheets[f->sheet];

    for (int r = f->row - 1; r >= 0; r--) {
        const struct cell *cell = grid_speaker(grid, r, f->col);

        if (!cell || cell->type != CELL_TEXT || cell->text.n <= 2)
            continue;
        return text_equal(cell->text, f->heading) ? cell : NULL;
    }
    return NULL;
}

static bool
is_under(const struct grid *grid, const struct cell *heading,
         const struct given_figure *f)
{
    struct span span = grid_span(grid, heading->row, heading->col);

    return f->row >= span.end_row && f->col >= span.left
           && f->col < span.end_col;
}

static bool
unit_in_heading(struct given_people *people, struct given_page *page,
                uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    const struct cell *cell
        = f && f->sheets_unit ? heading_cell(people, f) : NULL;
    struct grid *grid = given_grid(people, page);
    struct cell heading;

    if (!cell || page->form)
        return false;
    heading = *cell;
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *g = &people->figures[i];
        struct decimal number;

        if (g->sheet != page->sheet || !is_under(grid, &heading, g)
            || g->kind != VALUE_AMOUNT || !given_number(people, g, &number))
            continue;
        given_put(people, g->sheet, g->row, g->col, CELL_NUMBER,
                  decimal_text(people->arena, moved(g->worth, 0)), NULL);
        g->sheets_unit = false;
    }
    return reword(people, page, &heading, "heading",
                  text_printf(people->arena, "%.*s（%s元）",
                              TEXT_ARG(heading.text),
                              given_below(seed, 2) ? "单位：" : ""));
}

static bool
unit_strange_heading(struct given_people *people, struct given_page *page,
                     uint64_t *seed)
{
    static const char *const strange[]
        = { "美元", "万美元", "%", "元/人", "万", "港币", "元（万元）" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    const struct cell *cell = f ? heading_cell(people, f) : NULL;
    struct cell heading;

    if (!cell || page->form)
        return false;
    heading = *cell;
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *g = &people->figures[i];

        if (g->sheet == page->sheet
            && is_under(given_grid(people, page), &heading, g))
            given_settle(g, FATE_OPEN);
    }
    return reword(people, page, &heading, "heading",
                  text_printf(people->arena, "%.*s（%s）",
                              TEXT_ARG(heading.text), ONE_OF(seed, strange)));
}

static bool
unit_in_label(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    struct grid *grid = given_grid(people, page);

    for (int i = 0; i < grid->n_cells; i++) {
        struct cell cell = grid->cells[i];
        struct span span = grid_span(grid, cell.row, cell.col);
        long at = cell.type == CELL_TEXT
                      ? text_find(cell.text, TEXT("（万元）"), 0)
                      : -1;
        int unit = any_unit(seed, true);

        if (at < 0 || span.end_row - span.top < 2)
            continue;
        for (int k = 0; k < people->n_figures; k++) {
            struct given_figure *f = &people->figures[k];
            struct decimal number;

            if (f->sheet != page->sheet || f->row < span.top
                || f->row >= span.end_row || f->kind != VALUE_AMOUNT
                || f->sheets_unit || !given_number(people, f, &number))
                continue;
            number = moved(f->worth, -units[unit].shift);
            given_put(people, f->sheet, f->row, f->col, CELL_NUMBER,
                      decimal_text(people->arena, number), NULL);
        }
        return reword(
            people, page, &cell, "label",
            text_printf(people->arena, "%.*s（%s%s）%.*s", (int)at,
                        cell.text.at, given_below(seed, 2) ? "单位：" : "",
                        units[unit].word,
                        (int)(cell.text.n - (size_t)at - strlen("（万元）")),
                        cell.text.at + at + strlen("（万元）")));
    }
    return false;
}

/* ---- figures as text ---- */

static bool
text_plain(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    type(people, "as text", f,
         given_below(seed, 2) ? separated(people, n) : digits(people, n, 2));
    return true;
}

/* All figures of a column, as a machine exports them. */
static bool
text_column(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, ANY_KIND, true);
    bool commas = given_below(seed, 2);
    int col;

    if (!f)
        return false;
    col = f->col;
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *g = &people->figures[i];
        struct decimal n;

        if (g->col == col && g->kind == VALUE_AMOUNT
            && may_change(people, page, g, ANY_KIND, true)
            && given_number(people, g, &n)) {
            g->fixed = true;
            given_put(people, g->sheet, g->row, col, CELL_TEXT,
                      commas ? separated(people, n) : digits(people, n, 2),
                      given_below(seed, 2) ? "@" : NULL);
        }
    }
    given_note(people, "column %d of %.*s as text", col + 1,
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
text_wide(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    type(people, "full width", f,
         widened(people, given_below(seed, 2) ? separated(people, n)
                                              : digits(people, n, 2)));
    return true;
}

/* # is the figure. */
static bool
text_around(struct given_people *people, struct given_page *page,
            uint64_t *seed, const char *slip, const char *form)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    type(people, slip, f,
         worded(people, form,
                text_zero(people->arena, given_below(seed, 2)
                                             ? separated(people, n)
                                             : digits(people, n, 2))));
    return true;
}

static bool
text_blanks(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const forms[]
        = { " # ", "　#", "#\xC2\xA0", "#\n", "\t#", "　　#　", "\n#" };

    return text_around(people, page, seed, "blanks", ONE_OF(seed, forms));
}

static bool
text_yuan_sign(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    static const char *const forms[] = { "￥#", "¥#", "¥ #", "￥　#" };

    return text_around(people, page, seed, "yuan sign", ONE_OF(seed, forms));
}

static bool
text_marks(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const forms[] = {
        "\xE2\x80\x8B#",
        "#\xE2\x80\x8B",
        "\xE2\x80\x8E#",
        "#\xE2\x80\x8E",
        "\xE2\x80\xAA#\xE2\x80\xAC",
        "\xEF\xBB\xBF#",
        "#\xEF\xBB\xBF",
    };

    return text_around(people, page, seed, "invisible mark",
                       ONE_OF(seed, forms));
}

static bool
text_unit(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    int unit = given_below(seed, 2);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    f->worth = decimal_normal(moved(n, units[unit].shift));
    type(people, "unit behind", f,
         text_printf(people->arena, "%.*s%s%s", TEXT_ARG(digits(people, n, 2)),
                     given_below(seed, 3) ? "" : " ", units[unit].word));
    return true;
}

static bool
text_two(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const forms[]
        = { "%.*s\n%s", "%.*s %s", "%.*s/%s", "%.*s\r\n%s", "%.*s、%s" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    given_settle(f, FATE_OPEN);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    type(people, "two figures", f,
         text_printf(people->arena, ONE_OF(seed, forms),
                     TEXT_ARG(digits(people, n, 2)),
                     given_below(seed, 2) ? "345.60" : "120"));
#pragma GCC diagnostic pop
    return true;
}

static bool
text_minus(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const forms[]
        = { "（#）", "(#)", "−#",  "－#", "△#", "▲#", "#-",
            "—#",    "– #", "- #", "负#", "-#", "#－" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    f->worth = negated(f->worth);
    type(people, "minus", f,
         worded(people, ONE_OF(seed, forms),
                text_zero(people->arena, digits(people, n, 2))));
    return true;
}

static bool
text_percent(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_RATIO, false);
    struct decimal n;

    if (!f) {
        f = pick(people, page, seed, VALUE_AMOUNT, false);
        if (f)
            given_settle(f, FATE_OPEN);
    }
    if (!f || !given_number(people, f, &n))
        return false;
    if (f->kind == VALUE_RATIO)
        n = moved(f->worth, 2);
    type(people, "percent", f,
         text_printf(people->arena, "%.*s%s", TEXT_ARG(digits(people, n, 2)),
                     given_below(seed, 2) ? "%" : "％"));
    return true;
}

/* Other words in its place. */
static bool
text_instead(struct given_people *people, struct given_page *page,
             uint64_t *seed, const char *slip, const char *words,
             enum given_fate fate)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);

    if (!f)
        return false;
    given_settle(f, fate);
    type(people, slip, f, text_of(words));
    return true;
}

static bool
text_absent(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const marks[]
        = { "-", "—", "/", "－", "——", " - ", "–" };

    return text_instead(people, page, seed, "absent", ONE_OF(seed, marks),
                        FATE_GONE);
}

static bool
text_none(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const marks[]
        = { "无", "无数据", "暂无", "不适用", "没有" };

    return text_instead(people, page, seed, "none", ONE_OF(seed, marks),
                        FATE_GONE);
}

static bool
text_remarks(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    static const char *const forms[]
        = { "约#", "#（暂）", "#左右", "#*", "#①",         "其中：#",
            "≈#",  "#+",      "#?",    "<#", "#（含上年）" };

    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    given_settle(f, FATE_OPEN);
    type(people, "remark", f,
         worded(people, ONE_OF(seed, forms),
                text_zero(people->arena, digits(people, n, 2))));
    return true;
}

static bool
text_slipped(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    static const char *const texts[]
        = { "1O8.50",   "12,34.5", "1.234.50", "12，3", "1 2 3 4",
            "12..5",    "1,23",    "0x10",     "1e3",   "一百二十",
            "壹佰元整", "12.3.",   "2022年",   "l2.5",  "12。5",
            "同上",     "*",       "#",        "?" };

    return text_instead(people, page, seed, "mistyped", ONE_OF(seed, texts),
                        FATE_OPEN);
}

static bool
text_long(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const numbers[] = {
        "12345678901234.56",  "1234567890123.456",   "9007199254740993",
        "123456789012345678", "0.12345678901234567", "12345.678901234567",
    };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct text t = text_of(ONE_OF(seed, numbers));
    struct decimal exact, rounded;
    int shift;

    if (!f || page->form || !f->sheets_unit
        || decimal_parse(t, &exact) != DECIMAL_OK
        || decimal_parse_cell(t, &rounded) != DECIMAL_OK)
        return false;
    shift = page->shift;
    f->worth = decimal_normal(moved(exact, shift));
    if (decimal_shift(exact, shift, &exact) != DECIMAL_OK)
        given_settle(f, FATE_OPEN); /* it does not fit */
    f->also = f->worth;
    if (given_below(seed, 2)) {
        type(people, "16 digits", f, t);
        return true;
    }
    /* A cell's number has 15 digits, as Excel shows it. */
    f->also = f->worth = decimal_normal(moved(rounded, shift));
    given_put(people, f->sheet, f->row, f->col, CELL_NUMBER, t, "General");
    tell(people, "16 digits", f, t);
    return true;
}

/* ---- number formats ---- */

/* The figure as it is, in another format. */
static bool
format_one(struct given_people *people, struct given_page *page, uint64_t *seed,
           const char *slip, const char *format, enum given_fate fate)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    given_settle(f, fate);
    hold(people, slip, f, n, format);
    return true;
}

static bool
format_plain(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    static const char *const formats[] = {
        "General",
        "0.0",
        "#,##0.00",
        "#,##0.00_ ",
        "@",
        "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        "0.00_);(0.00)",
        "#,##0.00_);[Red]\\(#,##0.00\\)",
        "0.00;[Red]-0.00",
        "#,##0.##",
        "0.00_ ;[Red]\\-0.00\\ ",
        "0.0000",
        "#,##0.00;-#,##0.00;;@",
        "[$-804]0.00",
        "??0.00",
    };

    return format_one(people, page, seed, "format", ONE_OF(seed, formats),
                      FATE_STANDS);
}

static bool
format_yuan(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const formats[]
        = { "\"￥\"#,##0.00", "[$¥-804]#,##0.00", "¥#,##0.00",
            "\"¥\"#,##0.00;\"¥\"\\-#,##0.00", "[$￥-804]0.00" };

    return format_one(people, page, seed, "format with a yuan sign",
                      ONE_OF(seed, formats), FATE_STANDS);
}

static bool
format_scaled(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    static const struct {
        const char *format;
        int places;
    } formats[] = {
        { "0!.0000", 4 }, { "0\".\"0000", 4 },   { "0\\.0000", 4 },
        { "0.00,", 3 },   { "#,##0.00,,", 6 },   { "#,##0.00,", 3 },
        { "0!.00,", 5 },  { "#,##0.0000,,", 6 },
    };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    int i = given_below(seed, ARRAY_LEN(formats));
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    hold(people, "format that scales", f, moved(n, formats[i].places),
         formats[i].format);
    return true;
}

static bool
format_literal_percent(struct given_people *people, struct given_page *page,
                       uint64_t *seed)
{
    static const char *const formats[]
        = { "0.00\"%\"", "0.00\\%", "0.00\"％\"", "0.00!%" };
    struct given_figure *f = pick(people, page, seed, VALUE_RATIO, false);

    if (!f)
        return false;
    hold(people, "literal %", f, moved(f->worth, 2), ONE_OF(seed, formats));
    return true;
}

static bool
format_percent(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    static const char *const formats[] = { "0.00%", "0%", "0.00\"%\"" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    const char *format = ONE_OF(seed, formats);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    given_settle(f, FATE_OPEN);
    hold(people, "percent format", f, strchr(format, '"') ? n : moved(n, -2),
         format);
    return true;
}

static bool
format_foreign(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    static const char *const formats[]
        = { "\"$\"#,##0.00", "[$$-409]#,##0.00", "[$€-2] 0.00",
            "[$£-809]0.00",  "\"US$\"0.00",      "$0.00",
            "0.00\"美元\"",  "[$USD] 0.00",      "\"HK$\"0.00" };

    return format_one(people, page, seed, "foreign sign", ONE_OF(seed, formats),
                      FATE_OPEN);
}

static bool
format_sign(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    if (given_below(seed, 2)) {
        hold(people, "format without its minus", f, negated(n),
             given_below(seed, 2) ? "0.00;0.00" : "#,##0.00_ ;#,##0.00\\ ");
        return true;
    }
    f->worth = negated(f->worth);
    if (given_below(seed, 2))
        hold(people, "format with a minus", f, n, "\\-0.00");
    else /* red says minus */
        hold(people, "red format", f, negated(n), "#,##0.00;[Red]#,##0.00");
    return true;
}

static bool
format_hidden(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    static const char *const formats[]
        = { ";;;", "\"\"", "\"-\"", "\"见附表\"", ";;", "[>0]\"\";0.00" };

    return format_one(people, page, seed, "format that hides",
                      ONE_OF(seed, formats), FATE_OPEN);
}

static bool
format_odd(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    static const char *const formats[] = { "[DBNum2][$-804]General",
                                           "[DBNum1]0.00",
                                           "# ?/?",
                                           "0.00E+00",
                                           "# \?\?/\?\?",
                                           "##0.0E+0",
                                           "[DBNum2]0.00",
                                           "[DBNum3]0.00",
                                           "0" };

    return format_one(people, page, seed, "odd format", ONE_OF(seed, formats),
                      FATE_STANDS);
}

static bool
format_unit(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const formats[][2]
        = { { "0.00\"元\"", "0.00\"万元\"" },
            { "#,##0.00\\元", "#,##0.00\"万\"\"元\"" } };

    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    int unit = given_below(seed, 2), form = given_below(seed, 2);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    f->worth = decimal_normal(moved(n, units[unit].shift));
    hold(people, "unit in the format", f, n, formats[form][unit]);
    return true;
}

static bool
format_date(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const formats[]
        = { "yyyy/m/d", "yyyy\"年\"m\"月\"", "h:mm", "m/d" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    const char *format = ONE_OF(seed, formats);
    struct decimal n;

    if (!f || !given_number(people, f, &n))
        return false;
    given_settle(f, FATE_OPEN);
    given_put(people, f->sheet, f->row, f->col, CELL_DATE,
              decimal_text(people->arena, n), format);
    tell(people, "date", f, text_of(format));
    return true;
}

/* ---- formulas, errors, codes ---- */

static bool
formula_kept(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct cell cell;

    if (!f)
        return false;
    cell = *given_cell(people, f->sheet, f->row, f->col);
    cell.flags = CELL_FORMULA;
    grid_put(people->arena, given_grid(people, page), cell);
    grid_finish(people->arena, given_grid(people, page));
    tell(people, "formula", f, cell.text);
    return true;
}

static bool
formula_lost(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    bool row = given_below(seed, 2);
    struct grid *grid = given_grid(people, page);

    if (!f)
        return false;
    for (int i = 0, at = f->row, col = f->col; i < people->n_figures; i++) {
        struct given_figure *g = &people->figures[i];
        struct cell cell;

        if (!may_change(people, page, g, ANY_KIND, true) || g->row != at
            || (!row && g->col != col))
            continue;
        cell = *given_cell(people, g->sheet, g->row, g->col);
        cell.flags = CELL_FORMULA | CELL_NO_RESULT;
        cell.text = TEXT("SUM(C1:C3)");
        grid_put(people->arena, grid, cell);
        grid_finish(people->arena, grid);
        given_settle(g, FATE_OPEN);
    }
    tell(people, row ? "formulas without results" : "formula without result", f,
         TEXT("=SUM(C1:C3)"));
    return true;
}

static bool
error_value(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const errors[]
        = { "#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct text t = text_of(ONE_OF(seed, errors));

    if (!f)
        return false;
    given_settle(f, FATE_OPEN);
    given_put(people, f->sheet, f->row, f->col, CELL_ERROR, t, NULL);
    tell(people, "error", f, t);
    return true;
}

static bool
is_code(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return false;
    }
    return t.n >= 3 && t.n <= 7;
}

/* Is it a code's cell: a text of digits left of figures that it names? */
static bool
is_code_cell(const struct given_people *people, const struct given_page *page,
             const struct cell *cell)
{
    for (int i = 0; i < people->n_figures; i++) {
        const struct given_figure *f = &people->figures[i];

        if (f->sheet == page->sheet && f->row == cell->row
            && text_equal(f->item, cell->text))
            return cell->type == CELL_TEXT && is_code(cell->text);
    }
    return false;
}

static bool
change_codes(struct given_people *people, struct given_page *page,
             uint64_t *seed, const char *slip,
             struct text (*change)(struct given_people *people,
                                   struct text code),
             enum cell_type as)
{
    struct grid *grid = given_grid(people, page);
    bool one = given_below(seed, 2) == 0, any = false;

    for (int i = 0; i < grid->n_cells && (!one || !any); i++) {
        struct cell cell = grid->cells[i];

        if (!is_code_cell(people, page, &cell)
            || (one && given_below(seed, 6) > 0))
            continue;
        given_put(people, page->sheet, cell.row, cell.col, as,
                  change(people, cell.text), NULL);
        if (!any)
            given_note(people, "%s in %s%s", slip,
                       where(people, page->sheet, cell.row, cell.col),
                       one ? "" : " and below");
        any = true;
    }
    return any;
}

static struct text
code_same(struct given_people *people, struct text code)
{
    (void)people;
    return code;
}

static struct text
code_blanks(struct given_people *people, struct text code)
{
    return text_printf(people->arena, "%s%.*s%s", code.n > 3 ? "　" : "",
                       TEXT_ARG(code), code.n > 5 ? "" : " ");
}

static struct text
code_marks(struct given_people *people, struct text code)
{
    return text_printf(people->arena, "\xE2\x80\x8E%.*s\xE2\x80\x8B",
                       TEXT_ARG(code));
}

static bool
code_as_number(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    return change_codes(people, page, seed, "code as number", code_same,
                        CELL_NUMBER);
}

static bool
code_as_wide(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    return change_codes(people, page, seed, "full-width code", widened,
                        CELL_TEXT);
}

static bool
code_in_blanks(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    return change_codes(people, page, seed, "code in blanks",
                        given_below(seed, 2) ? code_blanks : code_marks,
                        CELL_TEXT);
}

/* ---- rows and columns ---- */

static int
any_row(const struct given_page *page, uint64_t *seed)
{
    return page->first + given_below(seed, page->end - page->first);
}

static bool
has_rows(const struct given_page *page, int n)
{
    return page->end - page->first >= n;
}

/* Is a figure merged over the row, or column, and another?  Cut, it looks like
   one that is right. */
static bool
is_merged_line(struct given_people *people, const struct given_page *page,
               bool rows, int line)
{
    for (int i = 0; i < people->n_figures; i++) {
        const struct given_figure *f = &people->figures[i];
        struct span span;
        int from, end;

        if (f->sheet != page->sheet || f->row < 0 || f->fate != FATE_OPEN)
            continue;
        span = grid_span(given_grid(people, page), f->row, f->col);
        from = rows ? span.top : span.left;
        end = rows ? span.end_row : span.end_col;
        if (from <= line && line < end && end - from > 1)
            return true;
    }
    return false;
}

static bool
cut_row(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int row;

    if (!has_rows(page, 1))
        return false;
    row = any_row(page, seed);
    if (is_merged_line(people, page, true, row))
        return false;
    given_note(people, "row %d cut off %.*s", row + 1,
               TEXT_ARG(given_grid(people, page)->name));
    given_shift(people, page, true, row, -1);
    return true;
}

static bool
cut_head(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int row;

    if (page->first < 2 || page->whole)
        return false;
    row = given_below(seed, page->first);
    given_note(people, "row %d above the figures cut off %.*s", row + 1,
               TEXT_ARG(given_grid(people, page)->name));
    given_shift(people, page, true, row, -1);
    if (page->unit_row < 0)
        settle_amounts(people, page, FATE_OPEN);
    return true;
}

static bool
cut_end(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int row, end = grid_end_row(given_grid(people, page));

    if (!has_rows(page, 1) || page->title_row < 0 || page->whole)
        return false;
    row = page->title_row + 1 + given_below(seed, end - page->title_row - 1);
    given_note(people, "rows %d and below cut off %.*s", row + 1,
               TEXT_ARG(given_grid(people, page)->name));
    given_shift(people, page, true, row, row - end);
    if (page->unit_row < 0)
        settle_amounts(people, page, FATE_OPEN);
    return true;
}

static bool
cut_column(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int col;

    if (page->end_col < 2 || page->form || page->whole)
        return false;
    col = given_below(seed, page->end_col);
    if (is_merged_line(people, page, false, col))
        return false;
    given_note(people, "column %d cut off %.*s", col + 1,
               TEXT_ARG(given_grid(people, page)->name));
    given_shift(people, page, false, col, -1);
    if (page->unit_row < 0)
        settle_amounts(people, page, FATE_OPEN);
    return true;
}

/* Does a row differ from all others by what is in it? */
static bool
is_named_alone(struct given_people *people, const struct given_page *page,
               int row)
{
    struct grid *grid = given_grid(people, page);
    bool any = false;
    int n;
    const struct cell *cells = grid_row(grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].type != CELL_TEXT || cells[i].text.n <= 2)
            continue;
        any = true;
        for (int k = 0; k < grid->n_cells; k++) {
            if (grid->cells[k].row != row
                && text_equal(
                    text_sans_ordinal(text_fold(people->arena, cells[i].text)),
                    text_sans_ordinal(
                        text_fold(people->arena, grid->cells[k].text))))
                return false;
        }
    }
    return any;
}

static bool
swap_rows(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int a, b;

    if (!has_rows(page, 2) || page->form)
        return false;
    a = any_row(page, seed);
    b = any_row(page, seed);
    if (a == b || !is_named_alone(people, page, a)
        || !is_named_alone(people, page, b)
        || !given_swap(people, page, true, a, b))
        return false;
    given_note(people, "rows %d and %d swapped on %.*s", a + 1, b + 1,
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
swap_columns(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    struct given_figure *f, *g;
    int a, b;

    if (page->form)
        return false;
    f = pick(people, page, seed, ANY_KIND, true);
    g = pick(people, page, seed, ANY_KIND, true);
    if (!f || !g || f->col == g->col)
        return false;
    a = f->col;
    b = g->col;
    /* Blocks side by side have their labels in their own columns. */
    for (int c = (a < b ? a : b) + 1; c < (a < b ? b : a); c++) {
        const struct cell *cell = given_cell(people, page->sheet, f->row, c);

        if (cell && cell->type == CELL_TEXT)
            return false;
    }
    if (!given_swap(people, page, false, a, b))
        return false;
    given_note(people, "columns %d and %d swapped on %.*s", a + 1, b + 1,
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
insert_row(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    int row, n = 1 + given_below(seed, 2);

    if (!has_rows(page, 2))
        return false;
    row = any_row(page, seed);
    given_shift(people, page, true, row, n);
    given_note(people, "%d empty rows above row %d of %.*s", n, row + 1,
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
insert_row_in_table(struct given_people *people, struct given_page *page,
                    uint64_t *seed)
{
    return !page->form && insert_row(people, page, seed);
}

static bool
insert_row_in_form(struct given_people *people, struct given_page *page,
                   uint64_t *seed)
{
    return page->form && insert_row(people, page, seed);
}

static bool
insert_column(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    int col;

    if (page->form)
        return false;
    col = 1 + given_below(seed, page->end_col);
    given_shift(people, page, false, col, 1);
    given_note(people, "an empty column at %d of %.*s", col + 1,
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

/* A list of units, of which any words are one. */
static bool
has_units(const struct given_people *people, const struct given_page *page)
{
    for (int i = 0; i < people->n_figures; i++) {
        if (people->figures[i].sheet == page->sheet
            && text_starts(people->figures[i].item, TEXT("unit.")))
            return true;
    }
    return false;
}

static bool
insert_unknown_row(struct given_people *people, struct given_page *page,
                   uint64_t *seed)
{
    static const char *const labels[]
        = { "其他调整", "其中：专项", "补充资料", "本年小计", "" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct text label = text_of(ONE_OF(seed, labels));
    int row, col;

    if (!f || page->form)
        return false;
    row = f->row + 1;
    col = f->col;
    if (row >= page->end || has_units(people, page))
        return false;
    given_shift(people, page, true, row, 1);
    if (label.n > 0)
        given_put(people, page->sheet, row, 0, CELL_TEXT, label, NULL);
    given_put(people, page->sheet, row, col, CELL_NUMBER, TEXT("77.31"),
              "0.00");
    given_extra(people, page->sheet, row, col);
    given_note(people, "a row '%.*s' with 77.31 in %s", TEXT_ARG(label),
               where(people, page->sheet, row, col));
    return true;
}

/* A row of another code, for each figure of a row by code. */
static bool
copy_code(struct given_people *people, struct given_page *page, uint64_t *seed,
          bool again)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct grid *grid;
    struct text code;
    int row, n_before = people->n_figures, code_col = -1;

    if (!f || !is_code(f->item) || f->item.n != 7 || page->form)
        return false;
    row = f->row;
    grid = given_grid(people, page);
    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].row == row
            && is_code_cell(people, page, &grid->cells[i]))
            code_col = grid->cells[i].col;
    }
    if (code_col < 0)
        return false;
    code = again ? f->item : text_printf(people->arena, "%.5s98", f->item.at);
    given_shift(people, page, true, row + 1, 1);
    given_put(people, page->sheet, row + 1, code_col, CELL_TEXT, code, NULL);
    given_put(people, page->sheet, row + 1, code_col + 1, CELL_TEXT,
              TEXT("其他事项"), NULL);
    for (int i = 0; i < n_before; i++) {
        struct given_figure added = people->figures[i];

        if (added.sheet != page->sheet || added.row != row
            || added.kind != VALUE_AMOUNT)
            continue;
        added.row = row + 1;
        added.item = code;
        added.worth = added.also = decimal_of(712000);
        added.fate = FATE_STANDS;
        if (!added.sheets_unit)
            continue;
        given_put(people, page->sheet, row + 1, added.col, CELL_NUMBER,
                  decimal_text(people->arena, moved(added.worth, -page->shift)),
                  NULL);
        if (again) {
            people->figures[i].also = added.worth;
            people->figures[i].instead = true;
            given_extra(people, page->sheet, row + 1, added.col);
            people->figures[people->n_figures - 1].instead = true;
        } else {
            given_add(people, &added);
        }
    }
    given_note(people, "a row of code %.*s %s in %s", TEXT_ARG(code),
               again ? "again" : "added",
               where(people, page->sheet, row + 1, code_col));
    return true;
}

static bool
code_added(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    return copy_code(people, page, seed, false);
}

static bool
code_again(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    return copy_code(people, page, seed, true);
}

/* A whole row a second time, with other figures. */
static bool
label_again(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    int n_before = people->n_figures, n, row;
    const struct cell *cells;
    struct cell *copies;

    if (!f || page->form || is_code(f->item) || f->label.n == 0
        || has_units(people, page))
        return false;
    row = f->row;
    cells = grid_row(given_grid(people, page), row, &n);
    copies = ARENA_ARRAY(people->arena, struct cell, n);
    memcpy(copies, cells, (size_t)n * sizeof *copies);
    given_shift(people, page, true, row + 1, 1);
    for (int i = 0; i < n; i++)
        given_put(people, page->sheet, row + 1, copies[i].col,
                  (enum cell_type)copies[i].type, copies[i].text, NULL);
    for (int i = 0; i < n_before; i++) {
        struct given_figure *g = &people->figures[i];
        struct decimal number;

        if (g->sheet != page->sheet || g->row != row)
            continue;
        if (!g->sheets_unit || !given_number(people, g, &number)) {
            given_remove(people, page->sheet, row + 1, g->col);
            continue;
        }
        number = moved(g->worth, -page->shift);
        number.units += 700;
        given_put(people, page->sheet, row + 1, g->col, CELL_NUMBER,
                  decimal_text(people->arena, number), NULL);
        g->also = decimal_normal(moved(number, page->shift));
        g->instead = true;
        given_extra(people, page->sheet, row + 1, g->col);
        people->figures[people->n_figures - 1].instead = true;
    }
    given_note(people, "row %d of %.*s again below it, with other figures",
               row + 1, TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
insert_unknown_column(struct given_people *people, struct given_page *page,
                      uint64_t *seed)
{
    static const char *const headings[]
        = { "上年决算数", "备注金额", "增减额", "其他（预算数）", "调整数" };
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, true);
    struct text heading = text_of(ONE_OF(seed, headings));
    const struct cell *cell = f ? heading_cell(people, f) : NULL;
    int col, row, n = 0;

    if (!cell || page->form)
        return false;
    row = cell->row;
    col = given_below(seed, 2) ? f->col : page->end_col;
    if (col == f->col
        && grid_span(given_grid(people, page), row, col).left < col)
        col++;
    given_shift(people, page, false, col, 1);
    if (col >= page->end_col)
        page->end_col = col + 1;
    given_put(people, page->sheet, row, col, CELL_TEXT, heading, NULL);
    for (int r = page->first; r < page->end && n < 5; r++) {
        if (given_cell(people, page->sheet, r, col)
            || grid_span(given_grid(people, page), r, col).end_col
                       - grid_span(given_grid(people, page), r, col).left
                   > 1)
            continue;
        given_put(people, page->sheet, r, col, CELL_NUMBER, TEXT("66.25"),
                  "0.00");
        given_extra(people, page->sheet, r, col);
        n++;
    }
    given_note(people, "a column '%.*s' with 66.25 in %s", TEXT_ARG(heading),
               where(people, page->sheet, row, col));
    return n > 0;
}

static bool
merge_figures(struct given_people *people, struct given_page *page,
              uint64_t *seed, bool rows)
{
    struct given_figure *f = pick(people, page, seed, VALUE_AMOUNT, false);
    struct grid *grid = given_grid(people, page);
    int left = given_below(seed, 2);
    struct span a, b;

    if (!f)
        return false;
    a = grid_span(grid, f->row, f->col);
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *g = &people->figures[i];

        b = grid_span(grid, g->row < 0 ? 0 : g->row, g->col < 0 ? 0 : g->col);
        if (g->sheet != f->sheet || !may_change(people, page, g, ANY_KIND, true)
            || (rows ? g->col != f->col || b.top != a.end_row
                           || b.end_col != a.end_col
                     : g->row != f->row || b.left != a.end_col
                           || b.end_row != a.end_row))
            continue;
        given_note(people, "merged with its neighbour: %s",
                   where(people, f->sheet, f->row, f->col));
        given_unmerge(people, f->sheet, f->row, f->col);
        given_unmerge(people, g->sheet, g->row, g->col);
        /* The one that stays is not the other's. */
        if (left) {
            given_remove(people, g->sheet, g->row, g->col);
            g->fate = FATE_GONE;
        }
        grid_merge(people->arena, grid,
                   (struct span){ a.top, a.left, b.end_row, b.end_col });
        grid_finish(people->arena, grid);
        f->fate = FATE_OPEN;
        given_settle(g, FATE_OPEN);
        return true;
    }
    return false;
}

static bool
merge_measures(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    return merge_figures(people, page, seed, false);
}

static bool
merge_rows(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    return merge_figures(people, page, seed, true);
}

static bool
hide_rows(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    struct grid *grid = given_grid(people, page);
    bool *hidden = ARENA_ARRAY(people->arena, bool, grid->n_rows + 1);
    int from;

    if (!has_rows(page, 2))
        return false;
    from = any_row(page, seed);
    for (int i = 0; i < grid->n_rows; i++)
        hidden[i] = grid->rows[i].row >= from && grid->rows[i].row < from + 3;
    grid->hidden_rows = hidden;
    given_note(people, "rows %d to %d hidden on %.*s", from + 1, from + 3,
               TEXT_ARG(grid->name));
    return true;
}

static bool
stray_figure(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    int row, col = page->end_col + given_below(seed, 2);

    if (!has_rows(page, 1))
        return false;
    row = any_row(page, seed);
    /* Beside an empty field it would be the field's. */
    if (page->form
        && given_cell(people, page->sheet, row, page->end_col - 1) == NULL)
        return false;
    if (given_below(seed, 3) == 0 && page->title_row >= 0) {
        row = page->title_row;
        col = page->end_col - 1;
        given_shift(people, page, true, row, 1);
    }
    given_put(people, page->sheet, row, col, CELL_NUMBER, TEXT("55123.45"),
              "0.00");
    given_extra(people, page->sheet, row, col);
    given_note(people, "55123.45 beside the table in %s",
               where(people, page->sheet, row, col));
    return true;
}

/* ---- titles, headings, labels ---- */

static bool
retitle(struct given_people *people, struct given_page *page, const char *form)
{
    const struct cell *title
        = page->title_row < 0 ? NULL
                              : given_cell(people, page->sheet, page->title_row,
                                           page->title_col);
    struct text t;

    if (!title || title->type != CELL_TEXT || page->titled)
        return false;
    page->titled = true;
    t = worded(people, form, text_zero(people->arena, title->text));
    given_put(people, page->sheet, page->title_row, page->title_col, CELL_TEXT,
              t, NULL);
    given_note(people, "title '%.*s'", TEXT_ARG(t));
    return true;
}

static bool
title_numbered(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    static const char *const forms[]
        = { "表二：#",  "2.#",     "二、#",    "（二）#",
            "附表2：#", "表2 #",   "附件3　#", "公开02表 #",
            "表2-1：#", "表二、#", "2、#" };

    return retitle(people, page, ONE_OF(seed, forms));
}

static bool
says_department(struct given_people *people, const struct given_page *page)
{
    const struct grid *grid = given_grid(people, page);

    for (int i = 0; i < grid->n_cells; i++) {
        if (text_find(grid->cells[i].text, TEXT(GIVEN_DEPARTMENT), 0) >= 0)
            return true;
    }
    return false;
}

static bool
title_of_department(struct given_people *people, struct given_page *page,
                    uint64_t *seed)
{
    static const char *const forms[] = { GIVEN_DEPARTMENT "#",
                                         GIVEN_DEPARTMENT "　#",
                                         "2022年度" GIVEN_DEPARTMENT "#",
                                         GIVEN_DEPARTMENT "2022年度#",
                                         "2022年度#",
                                         GIVEN_DEPARTMENT "\n#" };
    int year = people->template->year_first;
    const char *form = ONE_OF(seed, forms);

    if (strstr(form, "2022") && (year != 2022 || page->form))
        return false;
    if (strstr(form, GIVEN_DEPARTMENT) && !says_department(people, page))
        return false;
    return retitle(people, page, form);
}

/* One character left out, doubled, put in or changed. */
static struct text
misprinted(struct given_people *people, struct text t, uint64_t *seed)
{
    static const char *const wrong[] = { "报", "祘", "的", "某", "1" };
    size_t pos = 0, at = 0, end = t.n;
    int n = 0, kind = given_below(seed, 4);
    const char *put = ONE_OF(seed, wrong);

    while (pos < t.n) {
        size_t from = pos;
        uint32_t c = text_next(t, &pos);

        if (c >= 0x3400 && given_below(seed, ++n) == 0) {
            at = from;
            end = pos;
        }
    }
    if (n < 2)
        return TEXT_NONE;
    if (kind == 1)
        put = "";
    if (kind == 2)
        put = text_zero(people->arena, text_slice(t, at, end));
    return text_printf(people->arena, "%.*s%s%.*s", (int)(kind >= 2 ? end : at),
                       t.at, put, (int)(t.n - end), t.at + end);
}

static bool
title_misprinted(struct given_people *people, struct given_page *page,
                 uint64_t *seed)
{
    const struct cell *title
        = page->title_row < 0 ? NULL
                              : given_cell(people, page->sheet, page->title_row,
                                           page->title_col);
    struct text t = title && title->type == CELL_TEXT
                        ? misprinted(people, title->text, seed)
                        : TEXT_NONE;

    if (t.n == 0 || page->titled)
        return false;
    page->titled = true;
    given_put(people, page->sheet, page->title_row, page->title_col, CELL_TEXT,
              t, NULL);
    given_note(people, "title '%.*s'", TEXT_ARG(t));
    return true;
}

static bool
title_gone(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    (void)seed;
    if (page->title_row < 0)
        return false;
    given_remove(people, page->sheet, page->title_row, page->title_col);
    given_note(people, "no title on %.*s",
               TEXT_ARG(given_grid(people, page)->name));
    page->title_row = page->title_col = -1;
    return true;
}

static const struct cell *
any_heading(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, ANY_KIND, true);

    return f ? heading_cell(people, f) : NULL;
}

static const struct cell *
any_label(struct given_people *people, struct given_page *page, uint64_t *seed)
{
    struct given_figure *f = pick(people, page, seed, ANY_KIND, true);
    const struct grid *grid = given_grid(people, page);

    for (int c = f ? f->col - 1 : -1; c >= 0; c--) {
        const struct cell *cell = grid_speaker(grid, f->row, c);

        if (cell && cell->type == CELL_TEXT && cell->text.n > 2)
            return text_equal(cell->text, f->label) ? cell : NULL;
    }
    return NULL;
}

static bool
heading_qualified(struct given_people *people, struct given_page *page,
                  uint64_t *seed)
{
    static const char *const forms[]
        = { "#（预算数）",     "#（上年数）",       "#（年初预算）", "上年#",
            "#（调整预算数）", "其中：#（非本级）", "#预算数" };
    const struct cell *cell = any_heading(people, page, seed);
    struct cell heading;

    if (!cell || page->form)
        return false;
    heading = *cell;
    for (int r = 0; r <= heading.row; r++) {
        const struct cell *above
            = grid_speaker(given_grid(people, page), r, heading.col);

        if (r > page->title_row && above
            && text_find(above->text, TEXT("预算"), 0) >= 0)
            return false;
    }
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *f = &people->figures[i];

        if (f->sheet == page->sheet
            && is_under(given_grid(people, page), &heading, f))
            given_settle(f, FATE_OPEN);
    }
    return reword(people, page, &heading, "heading",
                  worded(people, ONE_OF(seed, forms),
                         text_zero(people->arena, heading.text)));
}

static bool
heading_misprinted(struct given_people *people, struct given_page *page,
                   uint64_t *seed)
{
    const struct cell *cell = any_heading(people, page, seed);

    return cell
           && reword(people, page, cell, "heading",
                     misprinted(people, cell->text, seed));
}

static bool
label_misprinted(struct given_people *people, struct given_page *page,
                 uint64_t *seed)
{
    const struct cell *cell = any_label(people, page, seed);
    struct text t = cell ? cell->text : TEXT_NONE;

    if (!cell)
        return false;
    if (text_equal(t, TEXT("合计")))
        t = given_below(seed, 2) ? TEXT("总计") : TEXT("共计");
    else
        t = misprinted(people, t, seed);
    return reword(people, page, cell, "label", t);
}

/* Blanks, line breaks and marks that nobody sees, between any two letters. */
static struct text
loosened(struct given_people *people, struct text t, uint64_t *seed)
{
    static const char *const between[]
        = { " ", "　", "\n", "  ", "\xE2\x80\x8B", "\xC2\xA0", "\xE2\x80\x8E" };
    const char *put = ONE_OF(seed, between);
    size_t pos = 0, at = 0;
    int n = 0;

    while (pos < t.n) {
        uint32_t c = text_next(t, &pos);

        if (c >= 0x4E00 && c < 0xA000 && given_below(seed, ++n) == 0)
            at = pos;
    }
    return text_printf(people->arena, "%.*s%s%.*s", (int)at, t.at, put,
                       (int)(t.n - at), t.at + at);
}

/* （ ） ： “ ” and digits in the other width. */
static struct text
narrowed(struct given_people *people, struct text t)
{
    static const char *const pairs[][2]
        = { { "（", "(" }, { "）", ")" }, { "：", ":" }, { "“", "\"" },
            { "”", "\"" }, { "1", "１" }, { "A", "Ａ" } };
    char *out = arena_alloc(people->arena, 3 * t.n + 1);
    size_t n = 0, pos = 0;

    while (pos < t.n) {
        size_t from = pos;
        const char *put = NULL;

        text_next(t, &pos);
        for (int i = 0; i < ARRAY_LEN(pairs); i++) {
            if (text_equal(text_slice(t, from, pos), text_of(pairs[i][0])))
                put = pairs[i][1];
        }
        memcpy(out + n, put ? put : t.at + from,
               put ? strlen(put) : pos - from);
        n += put ? strlen(put) : pos - from;
    }
    return (struct text){ out, n };
}

static bool
words_loosened(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    const struct cell *cell = given_below(seed, 2)
                                  ? any_heading(people, page, seed)
                                  : any_label(people, page, seed);

    return cell && cell->text.n > 3
           && reword(people, page, cell, "blanks in",
                     loosened(people, cell->text, seed));
}

static bool
words_narrowed(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    const struct cell *cell = given_below(seed, 2)
                                  ? any_heading(people, page, seed)
                                  : any_label(people, page, seed);
    struct text t = cell ? narrowed(people, cell->text) : TEXT_NONE;

    return cell && !text_equal(t, cell->text)
           && reword(people, page, cell, "other width:", t);
}

static bool
title_loosened(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    const struct cell *cell
        = page->title_row < 0 ? NULL
                              : given_cell(people, page->sheet, page->title_row,
                                           page->title_col);

    return cell && cell->type == CELL_TEXT
           && reword(people, page, cell, "blanks in the title",
                     loosened(people, cell->text, seed));
}

static bool
label_renumbered(struct given_people *people, struct given_page *page,
                 uint64_t *seed)
{
    static const char *const ordinals[]
        = { "1.", "（一）", "十、", "1、", "(1)", "①", "" };
    const struct cell *cell = any_label(people, page, seed);
    struct text t, bare;

    if (!cell || page->form)
        return false;
    t = text_fold(people->arena, cell->text);
    bare = text_sans_ordinal(t);
    if (bare.n == t.n || text_starts(t, TEXT("其中")))
        return false;
    return reword(people, page, cell, "ordinal",
                  text_printf(people->arena, "%s%.*s", ONE_OF(seed, ordinals),
                              TEXT_ARG(bare)));
}

/* ---- sheets ---- */

static bool
sheet_hidden(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    given_grid(people, page)->state
        = given_below(seed, 2) ? SHEET_HIDDEN : SHEET_VERY_HIDDEN;
    given_note(people, "hidden: %.*s",
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

static bool
sheet_renamed(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    static const char *const names[]
        = { "Sheet%d", "Z%02d", "GK%02d", "表%d", "公开%02d", "%d" };
    struct grid *grid = given_grid(people, page);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    struct text name
        = text_printf(people->arena, ONE_OF(seed, names), page->sheet + 1);
#pragma GCC diagnostic pop

    for (int s = 0; s < people->book->n_sheets; s++) {
        if (text_equal(people->book->sheets[s].name, name))
            return false;
    }
    given_note(people, "%.*s is called %.*s", TEXT_ARG(grid->name),
               TEXT_ARG(name));
    grid->name = name;
    return true;
}

/* A second copy of a table's sheet, in front or behind; with other figures
   they are a former state of it. */
static bool
copy_sheet(struct given_people *people, struct given_page *page, uint64_t *seed,
           bool other)
{
    struct grid *from = given_grid(people, page), *to;
    int n_before = people->n_figures, sheet;
    bool hidden = given_below(seed, 2);

    if (page->form || page->whole)
        return false;
    sheet = given_add_sheet(
        people, text_printf(people->arena, "%.*s (2)",
                            (int)(from->name.n > 60 ? 60 : from->name.n),
                            from->name.at));
    from = given_grid(people, page);
    to = &people->book->sheets[sheet];
    to->state = hidden ? SHEET_HIDDEN : SHEET_VISIBLE;
    for (int i = 0; i < from->n_cells; i++)
        grid_put(people->arena, to, from->cells[i]);
    for (int i = 0; i < from->n_merges; i++)
        grid_merge(people->arena, to, from->merges[i]);
    grid_finish(people->arena, to);
    for (int i = 0; other && i < n_before; i++) {
        struct given_figure *f = &people->figures[i];
        struct decimal n;

        if (!may_change(people, page, f, VALUE_AMOUNT, true) || !f->sheets_unit
            || !given_number(people, f, &n) || given_below(seed, 3))
            continue;
        n.units += 700;
        given_put(people, sheet, f->row, f->col, CELL_NUMBER,
                  decimal_text(people->arena, n), NULL);
        f->also = decimal_normal(moved(n, page->shift));
        f->instead = true;
        given_extra(people, sheet, f->row, f->col);
        people->figures[people->n_figures - 1].instead = true;
    }
    given_note(people, "a %s sheet %.*s with %s figures",
               hidden ? "hidden" : "visible", TEXT_ARG(to->name),
               other ? "other" : "the same");
    return true;
}

static bool
sheet_copied(struct given_people *people, struct given_page *page,
             uint64_t *seed)
{
    return copy_sheet(people, page, seed, false);
}

static bool
sheet_revised(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    return copy_sheet(people, page, seed, true);
}

static bool
sheet_unknown(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    static const char *const titles[] = { "政府采购情况表", "机关运行经费明细",
                                          "", "资产负债简表", "2021年度对比" };
    struct text title = text_of(ONE_OF(seed, titles));
    int sheet = given_add_sheet(people, TEXT("附表"));
    int n = 3 + given_below(seed, 3);
    bool across = given_below(seed, 2);

    (void)page;
    if (title.n > 0)
        given_put(people, sheet, 0, 0, CELL_TEXT, title, NULL);
    given_put(people, sheet, 1, 0, CELL_TEXT, TEXT("项目"), NULL);
    given_put(people, sheet, 1, 1, CELL_TEXT, TEXT("金额"), NULL);
    for (int i = 0; i < n; i++) {
        int row = across ? 2 : 2 + i, col = across ? 1 + i : 1;

        given_put(people, sheet, row, 0, CELL_TEXT, TEXT("货物"), NULL);
        given_put(people, sheet, row, col, CELL_NUMBER,
                  text_printf(people->arena, "%d.5", 10 + i), "0.00");
        given_extra(people, sheet, row, col);
    }
    given_note(people, "a sheet 附表 '%.*s' with %d figures", TEXT_ARG(title),
               n);
    return true;
}

static bool
sheet_of_words(struct given_people *people, struct given_page *page,
               uint64_t *seed)
{
    static const char *const lines[] = { "部门决算公开目录",
                                         "一、收入支出决算总表",
                                         "二、收入决算表",
                                         "填表说明",
                                         "2022年度",
                                         "第 3 页",
                                         "联系电话：",
                                         "1",
                                         "2" };
    int sheet = given_add_sheet(people, TEXT("说明"));

    (void)page;
    for (int i = 0; i < 6; i++)
        given_put(people, sheet, 2 * i, 0, CELL_TEXT,
                  text_of(ONE_OF(seed, lines)), NULL);
    given_note(people, "a sheet 说明 of words");
    return true;
}

static bool
words_below(struct given_people *people, struct given_page *page,
            uint64_t *seed)
{
    static const char *const lines[]
        = { "单位负责人：      财务负责人：      制表人：",
            "第 2 页，共 9 页",
            "填表日期：2023年6月30日",
            "— 2 —",
            "审核：",
            "说明：本表无补充事项。" };
    int row = grid_end_row(given_grid(people, page)) + given_below(seed, 3);

    given_put(people, page->sheet, row, 0, CELL_TEXT,
              text_of(ONE_OF(seed, lines)), NULL);
    given_note(people, "words below %.*s",
               TEXT_ARG(given_grid(people, page)->name));
    return true;
}

/* Each after the other on one sheet. */
static bool
sheets_joined(struct given_people *people, struct given_page *page,
              uint64_t *seed)
{
    struct given_page *other
        = &people->pages[given_below(seed, people->n_pages)];
    struct grid *to = given_grid(people, page);
    struct grid *from = given_grid(people, other);
    int down = grid_end_row(to) + 2;

    if (other == page || other->dropped || other->form || page->form
        || other->sheet == page->sheet || other->title_row < 0
        || page->title_row < 0)
        return false;
    page->whole = true;
    for (int i = 0; i < from->n_cells; i++) {
        struct cell cell = from->cells[i];

        cell.row += down;
        grid_put(people->arena, to, cell);
    }
    for (int i = 0; i < from->n_merges; i++) {
        struct span m = from->merges[i];

        m.top += down;
        m.end_row += down;
        grid_merge(people->arena, to, m);
    }
    grid_finish(people->arena, to);
    for (int i = 0; i < people->n_figures; i++) {
        if (people->figures[i].sheet == other->sheet) {
            people->figures[i].sheet = page->sheet;
            if (people->figures[i].row >= 0)
                people->figures[i].row += down;
        }
    }
    from->n_cells = from->n_merges = 0;
    grid_finish(people->arena, from);
    other->dropped = true;
    given_note(people, "%.*s stands below %.*s", TEXT_ARG(from->name),
               TEXT_ARG(to->name));
    return true;
}

/* ---- all of them ---- */

enum { UNITS, CELLS, LINES, WORDS, SHEETS, LAST };

const struct given_slip given_slips[] = {
    { "unit in other words", true, UNITS, unit_worded },
    { "unit in two cells", true, UNITS, unit_in_two_cells },
    { "unit cut into cells", true, UNITS, unit_cut },
    { "unit above the title", true, UNITS, unit_above },
    { "unit in the title", true, UNITS, unit_in_title },
    { "unit beside number or department", true, UNITS, unit_beside_others },
    { "unit below the table", false, UNITS, unit_below },
    { "rare unit", false, UNITS, unit_rare },
    { "unit that is no money of ours", false, UNITS, unit_strange },
    { "no unit", false, UNITS, unit_missing },
    { "two units", false, UNITS, unit_twice },
    { "unit in one heading", false, UNITS, unit_in_heading },
    { "heading in no money of ours", false, UNITS, unit_strange_heading },
    { "unit in a form's label", false, UNITS, unit_in_label },
    { "figure as text", true, CELLS, text_plain },
    { "column as text", true, CELLS, text_column },
    { "figure in full width", true, CELLS, text_wide },
    { "figure in blanks", true, CELLS, text_blanks },
    { "figure behind a yuan sign", true, CELLS, text_yuan_sign },
    { "figure in invisible marks", true, CELLS, text_marks },
    { "mark for absent", true, CELLS, text_absent },
    { "figure with its unit", false, CELLS, text_unit },
    { "two figures in a cell", false, CELLS, text_two },
    { "minus as people write it", false, CELLS, text_minus },
    { "percent as text", false, CELLS, text_percent },
    { "words instead of a figure", false, CELLS, text_none },
    { "figure with a remark", false, CELLS, text_remarks },
    { "figure mistyped", false, CELLS, text_slipped },
    { "figure of 16 digits", false, CELLS, text_long },
    { "plain format", true, CELLS, format_plain },
    { "format with a yuan sign", true, CELLS, format_yuan },
    { "format that scales", false, CELLS, format_scaled },
    { "format with a literal %", false, CELLS, format_literal_percent },
    { "percent format on an amount", false, CELLS, format_percent },
    { "format with a foreign sign", false, CELLS, format_foreign },
    { "format that changes the sign", false, CELLS, format_sign },
    { "format that shows nothing", false, CELLS, format_hidden },
    { "odd format", false, CELLS, format_odd },
    { "format with a unit", false, CELLS, format_unit },
    { "figure as a date", false, CELLS, format_date },
    { "formula", true, CELLS, formula_kept },
    { "formula without result", false, CELLS, formula_lost },
    { "error value", false, CELLS, error_value },
    { "codes as numbers", true, CELLS, code_as_number },
    { "codes in full width", true, CELLS, code_as_wide },
    { "codes in blanks", true, CELLS, code_in_blanks },
    { "figures merged over measures", false, CELLS, merge_measures },
    { "figures merged over rows", false, CELLS, merge_rows },
    { "row cut", false, LINES, cut_row },
    { "row of the head cut", false, LINES, cut_head },
    { "rows cut at the end", false, LINES, cut_end },
    { "column cut", false, LINES, cut_column },
    { "rows swapped", false, LINES, swap_rows },
    { "columns swapped", true, LINES, swap_columns },
    { "empty row in a table", true, LINES, insert_row_in_table },
    { "empty row in a form", false, LINES, insert_row_in_form },
    { "empty column", false, LINES, insert_column },
    { "row that nobody knows", false, LINES, insert_unknown_row },
    { "column that nobody knows", false, LINES, insert_unknown_column },
    { "row of a code added", true, LINES, code_added },
    { "row of a code again", false, LINES, code_again },
    { "row of a label again", false, LINES, label_again },
    { "figure beside the table", false, LINES, stray_figure },
    { "title with a number", true, WORDS, title_numbered },
    { "title with department or year", true, WORDS, title_of_department },
    { "blanks in the title", true, WORDS, title_loosened },
    { "title misprinted", false, WORDS, title_misprinted },
    { "no title", false, WORDS, title_gone },
    { "blanks in headings and labels", true, WORDS, words_loosened },
    { "other width in headings and labels", true, WORDS, words_narrowed },
    { "other ordinal", true, WORDS, label_renumbered },
    { "heading qualified", false, WORDS, heading_qualified },
    { "heading misprinted", false, WORDS, heading_misprinted },
    { "label misprinted", false, WORDS, label_misprinted },
    { "sheet renamed", true, SHEETS, sheet_renamed },
    { "sheet hidden", false, SHEETS, sheet_hidden },
    { "sheet twice", false, SHEETS, sheet_copied },
    { "sheet twice with other figures", false, SHEETS, sheet_revised },
    { "sheet that nobody knows", false, SHEETS, sheet_unknown },
    { "sheet of words", true, SHEETS, sheet_of_words },
    { "tables on one sheet", false, SHEETS, sheets_joined },
    { "words below the table", true, SHEETS, words_below },
    { "hidden rows", true, LAST, hide_rows },
};
const int given_n_slips = ARRAY_LEN(given_slips);
