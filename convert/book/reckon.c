/* reckon.c - sums of cells, read by descent. */
#include "book/reckon.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "book/formula.h"

#define DEPTH 64 /* brackets in brackets; Excel has as many */

struct reckoning {
    struct arena *arena;
    const struct book *book;
    int sheet;
    struct text text;
    size_t at;
    int depth;
    bool failed;
};

static struct decimal sum(struct reckoning *r);

static struct decimal
fail(struct reckoning *r)
{
    r->failed = true;
    return decimal_of(0);
}

static char
peek(struct reckoning *r)
{
    while (r->at < r->text.n
           && (r->text.at[r->at] == ' ' || r->text.at[r->at] == '\n'
               || r->text.at[r->at] == '\r'))
        r->at++;
    return r->at < r->text.n ? r->text.at[r->at] : '\0';
}

static bool
take(struct reckoning *r, char c)
{
    if (peek(r) != c)
        return false;
    r->at++;
    return true;
}

static struct decimal
add(struct reckoning *r, struct decimal a, struct decimal b)
{
    struct decimal out;

    return decimal_add(a, b, &out) == DECIMAL_OK ? out : fail(r);
}

/* ---- cells ---- */

/* A cell as a term; of an area, texts count as nothing. */
static struct decimal
cell_value(struct reckoning *r, const struct cell *cell, bool area)
{
    struct decimal d;

    if (!cell || cell->type == CELL_BLANK)
        return decimal_of(0);
    if (cell->flags & CELL_NO_RESULT)
        return fail(r);
    if (cell->type == CELL_NUMBER || cell->type == CELL_DATE)
        return decimal_parse_cell(cell->text, &d) == DECIMAL_OK ? d : fail(r);
    return area && cell->type == CELL_TEXT ? decimal_of(0) : fail(r);
}

static struct decimal
area_value(struct reckoning *r, const struct grid *grid,
           const struct formula_ref *ref)
{
    int up = ref->row[0] > ref->row[1], back = ref->col[0] > ref->col[1];
    int top = ref->columns ? 0 : ref->row[up];
    int last = ref->columns ? LIMIT_ROWS : ref->row[!up];
    int left = ref->rows ? 0 : ref->col[back];
    int right = ref->rows ? LIMIT_COLS : ref->col[!back];
    struct decimal all = decimal_of(0);

    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row <= last; i++) {
        for (int k = grid->rows[i].first; k < grid->rows[i + 1].first; k++) {
            const struct cell *cell = &grid->cells[k];

            if (cell->col >= left && cell->col <= right)
                all = add(r, all, cell_value(r, cell, true));
        }
    }
    return all;
}

static const struct grid *
find_sheet(const struct reckoning *r, const struct formula_ref *ref)
{
    if (ref->external || ref->until.n)
        return NULL;
    if (!ref->sheet.n)
        return &r->book->sheets[r->sheet];
    for (int i = 0; i < r->book->n_sheets; i++) {
        if (formula_is_sheet(ref->sheet, r->book->sheets[i].name))
            return &r->book->sheets[i];
    }
    return NULL;
}

/* A reference at the place reached; false, and nothing taken, if none is. */
static bool
take_ref(struct reckoning *r, bool areas, struct decimal *out)
{
    struct formula_scan scan = { r->text, r->at, r->arena };
    struct formula_ref ref;
    const struct grid *grid;
    size_t before;

    if (!formula_next(&scan, &ref))
        return false;
    before = ref.top;
    if (ref.sheet.n) { /* the name and its ! stand before the reference */
        before = r->at;
        for (size_t i = r->at; i < ref.top; i++) {
            char c = r->text.at[i];

            if (r->text.at[r->at] != '\'' && strchr("+-*/(),:<>=&^ ", c))
                return false;
        }
    }
    if (before != r->at)
        return false;
    grid = find_sheet(r, &ref);
    if (!grid || (ref.area && !areas))
        *out = fail(r);
    else if (ref.area)
        *out = area_value(r, grid, &ref);
    else
        *out = cell_value(r, grid_at(grid, ref.row[0], ref.col[0]), areas);
    r->at = ref.end;
    return true;
}

/* ---- terms ---- */

static bool
take_word(struct reckoning *r, const char *word)
{
    size_t n = strlen(word);

    (void)peek(r);
    if (r->text.n - r->at < n || strncasecmp(r->text.at + r->at, word, n) != 0)
        return false;
    r->at += n;
    return true;
}

/* A bare reference is an argument of its own: its texts count as nothing. */
static struct decimal
sum_argument(struct reckoning *r)
{
    struct decimal value;
    size_t from;
    char c;

    (void)peek(r);
    from = r->at;
    if (take_ref(r, true, &value)) {
        c = peek(r);
        if (c == ',' || c == ')')
            return value;
        r->at = from;
    }
    return sum(r);
}

static struct decimal
function_sum(struct reckoning *r)
{
    struct decimal all = decimal_of(0);

    do {
        if (peek(r) == ',' || peek(r) == ')')
            continue;
        all = add(r, all, sum_argument(r));
    } while (!r->failed && take(r, ','));
    return take(r, ')') ? all : fail(r);
}

static struct decimal
function_round(struct reckoning *r)
{
    struct decimal value = sum(r), places;

    if (!take(r, ','))
        return fail(r);
    places = decimal_normal(sum(r));
    if (!take(r, ')') || places.scale > 0 || places.units < 0
        || places.units > DECIMAL_SCALE_MAX)
        return fail(r);
    return decimal_round(value, (int)places.units);
}

static struct decimal
number(struct reckoning *r)
{
    struct decimal d;
    size_t from = r->at;

    while (r->at < r->text.n
           && ((r->text.at[r->at] >= '0' && r->text.at[r->at] <= '9')
               || r->text.at[r->at] == '.'))
        r->at++;
    if (decimal_parse(text_slice(r->text, from, r->at), &d) != DECIMAL_OK)
        return fail(r);
    return d;
}

static struct decimal
term(struct reckoning *r)
{
    struct decimal value;
    char c = peek(r);

    if (r->failed || ++r->depth > DEPTH)
        return fail(r);
    if (take(r, '-')) {
        value = term(r);
        value.units = -value.units;
    } else if (take(r, '+')) {
        value = term(r);
    } else if (take(r, '(')) {
        value = sum(r);
        if (!take(r, ')'))
            fail(r);
    } else if (take_word(r, "SUM(")) {
        value = function_sum(r);
    } else if (take_word(r, "ROUND(")) {
        value = function_round(r);
    } else if (!take_ref(r, false, &value)) {
        value = (c >= '0' && c <= '9') || c == '.' ? number(r) : fail(r);
    }
    r->depth--;
    return value;
}

/* By 10000, 0.01 …: what is exact in decimals. */
static struct decimal
divide(struct reckoning *r, struct decimal value, struct decimal by)
{
    struct decimal out;
    int places;

    by = decimal_normal(by);
    places = by.scale;
    while (by.units != 0 && by.units % 10 == 0) {
        by.units /= 10;
        places--;
    }
    if (by.units != 1 || decimal_shift(value, places, &out) != DECIMAL_OK)
        return fail(r);
    return out;
}

static struct decimal
product(struct reckoning *r)
{
    struct decimal value = term(r), out;

    while (!r->failed && (peek(r) == '*' || peek(r) == '/')) {
        if (take(r, '/'))
            value = divide(r, value, term(r));
        else if (take(r, '*')
                 && decimal_multiply(value, term(r), &out) == DECIMAL_OK)
            value = out;
        else
            return fail(r);
    }
    return value;
}

static struct decimal
sum(struct reckoning *r)
{
    struct decimal value = product(r), other;

    while (!r->failed && (peek(r) == '+' || peek(r) == '-')) {
        bool minus = r->text.at[r->at++] == '-';

        other = product(r);
        if (minus)
            other.units = -other.units;
        value = add(r, value, other);
    }
    return value;
}

enum reckon_result
reckon_formula(struct arena *arena, const struct book *book, int sheet,
               struct text formula, struct decimal *out)
{
    struct reckoning r
        = { .arena = arena, .book = book, .sheet = sheet, .text = formula };

    (void)take(&r, '=');
    *out = decimal_normal(sum(&r));
    return r.failed || peek(&r) != '\0' ? RECKON_UNKNOWN : RECKON_DONE;
}
