/* operand.c - values of formulas, alone and in arrays. */
#include "edit/operand.h"

#include <strings.h>

#include "base/limits.h"

#define ARRAY_MAX 20000 /* cells; a total over columns needs no array */

struct value
operand_number(struct decimal d)
{
    return (struct value){ .type = IS_NUMBER, .number = d };
}

struct value
operand_text(struct text t)
{
    return (struct value){ .type = IS_TEXT, .text = t };
}

struct value
operand_bool(bool yes)
{
    return (struct value){ .type = IS_BOOL, .yes = yes };
}

struct value
operand_error(void)
{
    return (struct value){ .type = IS_ERROR };
}

struct operand
operand_one(struct arena *arena, struct value value)
{
    struct value *values = ARENA_NEW(arena, struct value);

    *values = value;
    return (struct operand){ .rows = 1, .cols = 1, .values = values };
}

struct operand
operand_ref(const struct grid *grid, const struct formula_ref *ref)
{
    int up = ref->row[0] > ref->row[1], back = ref->col[0] > ref->col[1];
    struct operand o = { .grid = grid };

    o.top = ref->columns ? 0 : ref->row[up];
    o.rows = (ref->columns ? LIMIT_ROWS : ref->row[!up] + 1) - o.top;
    o.left = ref->rows ? 0 : ref->col[back];
    o.cols = (ref->rows ? LIMIT_COLS : ref->col[!back] + 1) - o.left;
    return o;
}

static struct value
cell_value(const struct cell *cell)
{
    struct decimal d;

    if (cell->flags & CELL_NO_RESULT)
        return operand_error();
    switch ((enum cell_type)cell->type) {
    case CELL_BLANK:
        return (struct value){ .type = IS_BLANK };
    case CELL_NUMBER:
    case CELL_DATE:
        return decimal_parse_cell(cell->text, &d) == DECIMAL_OK
                   ? operand_number(d)
                   : operand_error();
    case CELL_TEXT:
        return operand_text(cell->text);
    case CELL_BOOL:
        return operand_bool(text_equal(cell->text, TEXT("1")));
    case CELL_ISO_DATE:
    case CELL_ERROR:
        break;
    }
    return operand_error();
}

/* The next cell of a reference from *i on, row by row; NULL behind the last.
   *row is an index of the grid's rows, -1 to begin with. */
static const struct cell *
next_cell(const struct operand *o, int *row, int *i)
{
    const struct grid *grid = o->grid;

    if (*row < 0) {
        *row = grid_row_index(grid, o->top);
        *i = *row < grid->n_rows ? grid->rows[*row].first : 0;
    }
    for (; *row < grid->n_rows && grid->rows[*row].row - o->top < o->rows;
         ++*row) {
        if (*i < grid->rows[*row].first)
            *i = grid->rows[*row].first;
        while (*i < grid->rows[*row + 1].first) {
            const struct cell *cell = &grid->cells[(*i)++];

            if (cell->col >= o->left && cell->col - o->left < o->cols)
                return cell;
        }
    }
    return NULL;
}

struct operand
operand_values(struct arena *arena, struct operand o)
{
    const struct cell *cell;
    struct value *values;
    int row = -1, i = 0;

    if (!o.grid)
        return o;
    if ((int64_t)o.rows * o.cols > ARRAY_MAX)
        return operand_one(arena, operand_error());
    values = ARENA_ARRAY(arena, struct value, o.rows * o.cols);
    while ((cell = next_cell(&o, &row, &i)) != NULL)
        values[(cell->row - o.top) * o.cols + cell->col - o.left]
            = cell_value(cell);
    o.values = values;
    o.grid = NULL;
    return o;
}

struct value
operand_single(struct arena *arena, struct operand o)
{
    if (o.rows != 1 || o.cols != 1)
        return operand_error();
    return operand_values(arena, o).values[0];
}

bool
operand_as_number(struct value v, struct decimal *out)
{
    switch ((enum value_type)v.type) {
    case IS_BLANK:
        *out = decimal_of(0);
        return true;
    case IS_NUMBER:
        *out = v.number;
        return true;
    case IS_BOOL:
        *out = decimal_of(v.yes);
        return true;
    case IS_TEXT: /* "3"+1 is 4 in Excel, and an error or 1 elsewhere */
    case IS_NA:
    case IS_ERROR:
        break;
    }
    return false;
}

struct text
operand_as_text(struct arena *arena, struct value v)
{
    switch ((enum value_type)v.type) {
    case IS_NUMBER:
        return decimal_text(arena, decimal_normal(v.number));
    case IS_TEXT:
        return v.text;
    case IS_BOOL:
        return v.yes ? TEXT("TRUE") : TEXT("FALSE");
    case IS_BLANK:
    case IS_NA:
    case IS_ERROR:
        break;
    }
    return TEXT_NONE;
}

bool
operand_as_bool(struct value v, bool *out)
{
    struct decimal d;

    if (!operand_as_number(v, &d))
        return false;
    *out = !decimal_is_zero(d);
    return true;
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

int
operand_compare(struct value a, struct value b)
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

struct operand
operand_lift(struct arena *arena, operand_pair pair, struct operand a,
             struct operand b)
{
    struct operand out = { .rows = a.rows > b.rows ? a.rows : b.rows,
                           .cols = a.cols > b.cols ? a.cols : b.cols };
    struct value *values;

    a = operand_values(arena, a);
    b = operand_values(arena, b);
    if ((int64_t)out.rows * out.cols > ARRAY_MAX
        || ((a.rows != out.rows || a.cols != out.cols)
            && (a.rows != 1 || a.cols != 1))
        || ((b.rows != out.rows || b.cols != out.cols)
            && (b.rows != 1 || b.cols != 1)))
        return operand_one(arena, operand_error());
    values = ARENA_ARRAY(arena, struct value, out.rows * out.cols);
    for (int i = 0; i < out.rows * out.cols; i++) {
        struct value x = a.values[a.rows * a.cols > 1 ? i : 0];
        struct value y = b.values[b.rows * b.cols > 1 ? i : 0];

        values[i] = x.type >= IS_NA   ? x
                    : y.type >= IS_NA ? y
                                      : pair(arena, x, y);
    }
    out.values = values;
    return out;
}

static bool
add(struct decimal d, struct decimal *sum)
{
    return decimal_add(*sum, d, sum) == DECIMAL_OK;
}

bool
operand_add_up(struct operand o, struct decimal *sum)
{
    const struct cell *cell;
    int row = -1, i = 0;

    if (o.grid) {
        while ((cell = next_cell(&o, &row, &i)) != NULL) {
            struct value v = cell_value(cell);

            if (v.type >= IS_NA || (v.type == IS_NUMBER && !add(v.number, sum)))
                return false;
        }
        return true;
    }
    for (i = 0; i < o.rows * o.cols; i++) {
        struct decimal d;
        bool one = o.rows * o.cols == 1;

        if (o.values[i].type >= IS_NA
            || (one && !operand_as_number(o.values[i], &d)))
            return false;
        if (o.values[i].type == IS_NUMBER || one) {
            if (!one)
                d = o.values[i].number;
            if (!add(d, sum))
                return false;
        }
    }
    return true;
}

int
operand_count(struct operand o)
{
    const struct cell *cell;
    int row = -1, i = 0, n = 0;

    if (!o.grid) {
        for (; i < o.rows * o.cols; i++)
            n += o.values[i].type == IS_NUMBER;
        return n;
    }
    while ((cell = next_cell(&o, &row, &i)) != NULL)
        n += cell_value(cell).type == IS_NUMBER;
    return n;
}
