/* operand.c - values one by one, in pairs, and as arguments of functions. */
#include "edit/operand.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/pairs.h"

#define ARRAY_MAX 100000 /* values */

/* ---- values ---- */

struct operand
operand_one(struct evaluation *e, struct value value)
{
    struct value *values = ARENA_NEW(e->arena, struct value);

    *values = value;
    return (struct operand){ .rows = 1, .cols = 1, .values = values };
}

struct operand
operand_fail(struct evaluation *e)
{
    e->failed = true;
    return operand_one(e, UNKNOWN);
}

static struct value
cell_value(const struct cell *cell)
{
    struct decimal d;

    if (cell->flags & CELL_NO_RESULT)
        return UNKNOWN;
    switch ((enum cell_type)cell->type) {
    case CELL_BLANK:
        return A_BLANK;
    case CELL_NUMBER:
    case CELL_DATE:
        return decimal_parse_cell(cell->text, &d) == DECIMAL_OK ? A_NUMBER(d)
                                                                : UNKNOWN;
    case CELL_TEXT:
        return A_TEXT(cell->text);
    case CELL_BOOL:
        return A_BOOL(text_equal(cell->text, TEXT("1")));
    case CELL_ERROR:
        return text_equal(cell->text, TEXT("#N/A")) ? NOT_THERE : AN_ERROR;
    case CELL_ISO_DATE:
        break;
    }
    return UNKNOWN;
}

/* The values of an operand, one after the other; of a reference those of the
   cells that are there. */
struct walk {
    struct operand o;
    int i, row;              /* row: an index of the grid's, from -1 on */
    const struct cell *cell; /* of a reference: the last one's */
};

static bool
next_cell(struct walk *w)
{
    const struct grid *grid = w->o.grid;

    if (w->row < 0) {
        w->row = grid_row_index(grid, w->o.top);
        w->i = w->row < grid->n_rows ? grid->rows[w->row].first : 0;
    }
    for (;
         w->row < grid->n_rows && grid->rows[w->row].row - w->o.top < w->o.rows;
         w->row++) {
        while (w->i < grid->rows[w->row + 1].first) {
            w->cell = &grid->cells[w->i++];
            if (w->cell->col >= w->o.left
                && w->cell->col - w->o.left < w->o.cols)
                return true;
        }
    }
    return false;
}

static bool
next_value(struct walk *w, struct value *v)
{
    bool more = w->o.grid ? next_cell(w) : w->i < w->o.rows * w->o.cols;

    if (more)
        *v = w->o.grid ? cell_value(w->cell) : w->o.values[w->i++];
    return more;
}

/* For so many values. */
static struct value *
array(struct evaluation *e, struct operand o)
{
    e->work += o.rows * o.cols;
    return ARENA_ARRAY(e->arena, struct value, o.rows * o.cols);
}

/* A reference's cells as values. */
static struct operand
values_of(struct evaluation *e, struct operand o)
{
    struct walk walk = { .o = o, .row = -1 };
    struct value *values, v;

    if (!o.grid)
        return o;
    if ((int64_t)o.rows * o.cols > ARRAY_MAX)
        return operand_one(e, UNKNOWN);
    values = array(e, o);
    while (next_value(&walk, &v))
        values[(walk.cell->row - o.top) * o.cols + walk.cell->col - o.left] = v;
    o.values = values;
    o.grid = NULL;
    return o;
}

struct value
operand_single(struct evaluation *e, struct operand o)
{
    return o.rows == 1 && o.cols == 1 ? values_of(e, o).values[0] : UNKNOWN;
}

/* "3"+1 is 4 in Excel, and an error or 1 elsewhere. */
bool
operand_as_number(struct value v, struct decimal *out)
{
    *out = v.type == IS_NUMBER ? v.number
                               : decimal_of(v.type == IS_BOOL && v.yes);
    return v.type == IS_NUMBER || v.type == IS_BOOL || v.type == IS_BLANK;
}

static struct text
as_text(struct evaluation *e, struct value v)
{
    if (v.type == IS_NUMBER)
        return decimal_text(e->arena, decimal_normal(v.number));
    if (v.type == IS_BOOL)
        return v.yes ? TEXT("TRUE") : TEXT("FALSE");
    return v.type == IS_TEXT ? v.text : TEXT_NONE;
}

static int
compare_texts(struct text a, struct text b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? strncasecmp(a.at, b.at, n) : 0;

    if (order)
        return order < 0 ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

/* -1 0 1 as < = > have it; numbers before texts before truths. */
static int
compare(struct value a, struct value b)
{
    /* A blank is the other's nothing. */
    if (a.type == IS_BLANK)
        a.type = b.type == IS_TEXT || b.type == IS_BOOL ? b.type : IS_NUMBER;
    if (b.type == IS_BLANK)
        b.type = a.type;
    if (a.type != b.type)
        return a.type < b.type ? -1 : 1;
    if (a.type == IS_TEXT)
        return compare_texts(a.text, b.text);
    if (a.type == IS_BOOL)
        return (a.yes > b.yes) - (a.yes < b.yes);
    return decimal_compare(a.number, b.number);
}

/* ---- what is done with two values ---- */

/* By a power of ten, which is exact. */
static enum decimal_result
divide(struct decimal a, struct decimal b, struct decimal *out)
{
    int places = 0;

    b = decimal_normal(b);
    while (b.units > 1 && b.units % 10 == 0) {
        b.units /= 10;
        places++;
    }
    return b.units == 1 ? decimal_shift(a, b.scale - places, out)
                        : DECIMAL_NO_NUMBER;
}

static enum decimal_result
round_to(struct decimal a, struct decimal b, struct decimal *out)
{
    b = decimal_normal(b);
    if (b.scale > 0 || b.units < 0 || b.units > DECIMAL_SCALE_MAX)
        return DECIMAL_NO_NUMBER;
    *out = decimal_round(a, (int)b.units);
    return DECIMAL_OK;
}

/* Where so many characters from the front end; the text's end at most. */
static size_t
characters(struct text t, int64_t n)
{
    size_t at = 0;

    while (n-- > 0 && at < t.n)
        (void)text_next(t, &at);
    return at;
}

static int
length(struct text t)
{
    int n = 0;

    for (size_t at = 0; at < t.n; n++)
        (void)text_next(t, &at);
    return n;
}

static struct value
text_length(struct text t, int64_t n)
{
    (void)n;
    return A_NUMBER(decimal_of(length(t)));
}

static struct value
text_left(struct text t, int64_t n)
{
    return A_TEXT(text_slice(t, 0, characters(t, n)));
}

static struct value
text_right(struct text t, int64_t n)
{
    return A_TEXT(text_slice(t, characters(t, length(t) - n), t.n));
}

/* Orders that a comparison holds in, 1 << (order + 1). */
#define LESS 1
#define SAME 2
#define MORE 4

static struct text
join(struct arena *arena, struct text a, struct text b)
{
    if (a.n == 0 || b.n == 0)
        return a.n ? a : b;
    return text_printf(arena, "%.*s%.*s", TEXT_ARG(a), TEXT_ARG(b));
}

static struct value
pair(struct evaluation *e, const struct operand_pairing *p, struct value a,
     struct value b)
{
    struct decimal x, y, out;
    struct text t;

    if (p->number == divide && operand_as_number(b, &y) && decimal_is_zero(y))
        return operand_as_number(a, &x) ? AN_ERROR : UNKNOWN;
    if (p->number)
        return operand_as_number(a, &x) && operand_as_number(b, &y)
                       && p->number(x, y, &out) == DECIMAL_OK
                   ? A_NUMBER(out)
                   : UNKNOWN;
    if (p->orders)
        return A_BOOL((p->orders & (1 << (compare(a, b) + 1))) != 0);
    t = as_text(e, a);
    if (!p->text)
        return A_TEXT(join(e->arena, t, as_text(e, b)));
    if (!operand_as_number(b, &y))
        return UNKNOWN;
    y = decimal_normal(y);
    return y.units < 0 || y.scale > 0 ? UNKNOWN : p->text(t, y.units);
}

static bool
fits(struct operand o, struct operand all)
{
    return (o.rows == all.rows && o.cols == all.cols)
           || (o.rows == 1 && o.cols == 1);
}

/* For each pair of values; a single one is paired with each of the other. */
struct operand
operand_pair(struct evaluation *e, const struct operand_pairing *p,
             struct operand a, struct operand b)
{
    struct operand out = { .rows = a.rows > b.rows ? a.rows : b.rows,
                           .cols = a.cols > b.cols ? a.cols : b.cols };
    struct value *values;

    a = values_of(e, a);
    b = values_of(e, b);
    if ((int64_t)out.rows * out.cols > ARRAY_MAX || !fits(a, out)
        || !fits(b, out))
        return operand_one(e, UNKNOWN);
    values = array(e, out);
    for (int i = 0; i < out.rows * out.cols; i++) {
        struct value x = a.values[a.rows * a.cols > 1 ? i : 0];
        struct value y = b.values[b.rows * b.cols > 1 ? i : 0];

        values[i] = x.type >= IS_NA   ? x
                    : y.type >= IS_NA ? y
                                      : pair(e, p, x, y);
    }
    out.values = values;
    return out;
}

/* ---- functions ---- */

/* The numbers of a reference or an array; a value alone must be one. */
static struct operand
function_sum(struct evaluation *e, const struct operand *a, int n)
{
    struct decimal sum = decimal_of(0), d;

    for (int i = 0; i < n; i++) {
        struct walk walk = { .o = a[i], .row = -1 };
        bool alone = !a[i].grid && a[i].rows * a[i].cols == 1;
        struct value v;

        while (next_value(&walk, &v)) {
            bool number = operand_as_number(v, &d);

            if (v.type >= IS_NA)
                return operand_one(e, v);
            if ((alone && !number)
                || ((alone || v.type == IS_NUMBER)
                    && decimal_add(sum, d, &sum) != DECIMAL_OK))
                return operand_one(e, UNKNOWN);
        }
    }
    return operand_one(e, A_NUMBER(sum));
}

static struct operand
function_count(struct evaluation *e, const struct operand *a, int n)
{
    int count = 0;

    for (int i = 0; i < n; i++) {
        struct walk walk = { .o = a[i], .row = -1 };
        struct value v;

        while (next_value(&walk, &v)) {
            if (v.type == IS_UNKNOWN)
                return operand_one(e, v);
            count += v.type == IS_NUMBER;
        }
    }
    return operand_one(e, A_NUMBER(decimal_of(count)));
}

/* A value that is not a number counts as nothing. */
static struct operand
function_sumproduct(struct evaluation *e, const struct operand *arguments,
                    int n)
{
    struct decimal sum = decimal_of(0);
    struct operand *a = ARENA_ARRAY(e->arena, struct operand, n);

    for (int k = 0; k < n; k++) {
        a[k] = values_of(e, arguments[k]);
        if (a[k].rows != a[0].rows || a[k].cols != a[0].cols)
            return operand_one(e, UNKNOWN);
    }
    for (int i = 0; i < a[0].rows * a[0].cols; i++) {
        struct decimal product = decimal_of(1);

        for (int k = 0; k < n; k++) {
            const struct value *v = &a[k].values[i];
            struct decimal d = v->type == IS_NUMBER ? v->number : decimal_of(0);

            if (v->type >= IS_NA)
                return operand_one(e, *v);
            if (decimal_multiply(product, d, &product) != DECIMAL_OK)
                return operand_one(e, UNKNOWN);
        }
        if (decimal_add(sum, product, &sum) != DECIMAL_OK)
            return operand_one(e, UNKNOWN);
    }
    return operand_one(e, A_NUMBER(sum));
}

/* ISNA and ISNUMBER see what other functions pass on. */
static struct operand
test_each(struct evaluation *e, struct operand o, enum value_type type)
{
    struct value *values;

    o = values_of(e, o);
    values = array(e, o);
    for (int i = 0; i < o.rows * o.cols; i++)
        values[i] = o.values[i].type == IS_UNKNOWN
                        ? UNKNOWN
                        : A_BOOL(o.values[i].type == type);
    o.values = values;
    return o;
}

static struct operand
function_isna(struct evaluation *e, const struct operand *a, int n)
{
    (void)n;
    return test_each(e, a[0], IS_NA);
}

static struct operand
function_isnumber(struct evaluation *e, const struct operand *a, int n)
{
    (void)n;
    return test_each(e, a[0], IS_NUMBER);
}

/* Only texts are looked for, and only equal ones: no wildcards. */
static struct operand
function_match(struct evaluation *e, const struct operand *a, int n)
{
    struct operand what = values_of(e, a[0]), in = values_of(e, a[1]);
    struct value how = operand_single(e, a[2]), *values;
    struct pairs *texts = pairs_new(e->arena);

    (void)n;
    if (how.type != IS_NUMBER || !decimal_is_zero(how.number)
        || (in.rows != 1 && in.cols != 1))
        return operand_fail(e);
    for (int i = 0; i < in.rows * in.cols; i++) {
        if (in.values[i].type == IS_UNKNOWN)
            return operand_one(e, UNKNOWN);
        if (in.values[i].type == IS_TEXT)
            pairs_add(texts, in.values[i].text, TEXT_NONE, i + 1);
    }
    values = array(e, what);
    for (int i = 0; i < what.rows * what.cols; i++) {
        struct value v = what.values[i];
        int found;

        if (v.type != IS_TEXT || text_find(v.text, TEXT("*"), 0) >= 0
            || text_find(v.text, TEXT("?"), 0) >= 0)
            return operand_fail(e);
        found = pairs_find(texts, v.text, TEXT_NONE);
        values[i] = found > 0 ? A_NUMBER(decimal_of(found)) : NOT_THERE;
    }
    what.values = values;
    return what;
}

/* The branch that is not taken may have any result. */
static struct operand
function_if(struct evaluation *e, const struct operand *a, int n)
{
    struct value condition = operand_single(e, a[0]);
    struct decimal d;

    if (!operand_as_number(condition, &d))
        return operand_one(e, condition.type >= IS_NA ? condition : UNKNOWN);
    if (!decimal_is_zero(d))
        return a[1];
    return n < 3 ? operand_one(e, A_BOOL(false)) : a[2];
}

const struct operand_function operand_functions[] = {
    { "SUM(", 1, OPERAND_ARGUMENTS, .work = function_sum },
    { "SUMPRODUCT(", 1, OPERAND_ARGUMENTS, .work = function_sumproduct },
    { "COUNT(", 1, OPERAND_ARGUMENTS, .work = function_count },
    { "IF(", 2, 3, .work = function_if },
    { "MATCH(", 3, 3, .work = function_match },
    { "ISNA(", 1, 1, .work = function_isna },
    { "ISNUMBER(", 1, 1, .work = function_isnumber },
    { "ROUND(", 2, 2, .each = { .number = round_to } },
    { "LEN(", 1, 1, .each = { .text = text_length } },
    { "LEFT(", 2, 2, .each = { .text = text_left } },
    { "RIGHT(", 2, 2, .each = { .text = text_right } },
    { .name = NULL },
};

const struct operand_operator operand_operators[] = {
    { "*", 0, { .number = decimal_multiply } },
    { "/", 0, { .number = divide } },
    { "+", 1, { .number = decimal_add } },
    { "-", 1, { .number = decimal_subtract } },
    { "&", 2, { .orders = 0 } },
    { "<=", 3, { .orders = LESS | SAME } },
    { ">=", 3, { .orders = SAME | MORE } },
    { "<>", 3, { .orders = LESS | MORE } },
    { "<", 3, { .orders = LESS } },
    { ">", 3, { .orders = MORE } },
    { "=", 3, { .orders = SAME } },
    { .word = NULL },
};

const struct operand_pairing operand_minus = { .number = decimal_subtract };
