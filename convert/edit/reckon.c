/* reckon.c - formulas read by descent, and worked out as they are read. */
#include "edit/reckon.h"

#include <string.h>
#include <strings.h>

#include "base/pairs.h"
#include "edit/operand.h"

#define DEPTH 64                 /* brackets in brackets; Excel has as many */
#define ARGUMENTS 255            /* of a function; the same */
#define BYTES ((size_t)64 << 20) /* for arrays; a blank's total takes one */

struct reckoning {
    struct arena *arena;
    const struct book *book;
    int sheet;
    struct text text;
    size_t at;
    int depth;
    bool failed; /* it is not understood */
};

static struct operand expression(struct reckoning *r);

static struct operand
one(struct reckoning *r, struct value v)
{
    return operand_one(r->arena, v);
}

static struct operand
fail(struct reckoning *r)
{
    r->failed = true;
    return one(r, operand_error());
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

/* ---- references ---- */

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
take_ref(struct reckoning *r, struct operand *out)
{
    struct formula_scan scan = { r->text, r->at, r->arena };
    struct formula_ref ref;
    const struct grid *grid;
    size_t before;

    if (!formula_next(&scan, &ref))
        return false;
    before = ref.top;
    if (ref.sheet.n) { /* the name and its ! come before the reference */
        before = r->at;
        for (size_t i = r->at; i < ref.top; i++) {
            char c = r->text.at[i];

            if (r->text.at[r->at] != '\'' && strchr("+-*/(),:<>=&^ \"", c))
                return false;
        }
    }
    if (before != r->at)
        return false;
    grid = find_sheet(r, &ref);
    *out = grid ? operand_ref(grid, &ref) : fail(r);
    r->at = ref.end;
    return true;
}

/* ---- functions ---- */

struct call {
    struct operand arguments[ARGUMENTS];
    int n;
};

static struct operand
function_sum(struct reckoning *r, const struct call *call)
{
    struct decimal sum = decimal_of(0);

    for (int i = 0; i < call->n; i++) {
        if (!operand_add_up(call->arguments[i], &sum))
            return one(r, operand_error());
    }
    return one(r, operand_number(sum));
}

static struct operand
function_count(struct reckoning *r, const struct call *call)
{
    int n = 0;

    for (int i = 0; i < call->n; i++)
        n += operand_count(call->arguments[i]);
    return one(r, operand_number(decimal_of(n)));
}

/* A value that is not a number counts as nothing. */
static struct operand
function_sumproduct(struct reckoning *r, const struct call *call)
{
    struct decimal sum = decimal_of(0);
    struct operand *a = ARENA_ARRAY(r->arena, struct operand, call->n);

    for (int k = 0; k < call->n; k++) {
        a[k] = operand_values(r->arena, call->arguments[k]);
        if (a[k].rows != a[0].rows || a[k].cols != a[0].cols)
            return one(r, operand_error());
    }
    for (int i = 0; i < a[0].rows * a[0].cols; i++) {
        struct decimal product = decimal_of(1);

        for (int k = 0; k < call->n; k++) {
            const struct value *v = &a[k].values[i];
            struct decimal d = v->type == IS_NUMBER ? v->number : decimal_of(0);

            if (v->type >= IS_NA
                || decimal_multiply(product, d, &product) != DECIMAL_OK)
                return one(r, operand_error());
        }
        if (decimal_add(sum, product, &sum) != DECIMAL_OK)
            return one(r, operand_error());
    }
    return one(r, operand_number(sum));
}

static struct value
round_pair(struct arena *arena, struct value a, struct value b)
{
    struct decimal value, places;

    (void)arena;
    if (!operand_as_number(a, &value) || !operand_as_number(b, &places))
        return operand_error();
    places = decimal_normal(places);
    if (places.scale > 0 || places.units < 0
        || places.units > DECIMAL_SCALE_MAX)
        return operand_error();
    return operand_number(decimal_round(value, (int)places.units));
}

static struct operand
function_round(struct reckoning *r, const struct call *call)
{
    return operand_lift(r->arena, round_pair, call->arguments[0],
                        call->arguments[1]);
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
length_pair(struct arena *arena, struct value a, struct value b)
{
    (void)b;
    return operand_number(decimal_of(length(operand_as_text(arena, a))));
}

static bool
count_of(struct value v, int64_t *out)
{
    struct decimal d;

    if (!operand_as_number(v, &d) || d.units < 0)
        return false;
    d = decimal_normal(d);
    *out = d.units;
    return d.scale == 0;
}

static struct value
left_pair(struct arena *arena, struct value a, struct value b)
{
    struct text t = operand_as_text(arena, a);
    int64_t n;

    if (!count_of(b, &n))
        return operand_error();
    return operand_text(text_slice(t, 0, characters(t, n)));
}

static struct value
right_pair(struct arena *arena, struct value a, struct value b)
{
    struct text t = operand_as_text(arena, a);
    int64_t n;

    if (!count_of(b, &n))
        return operand_error();
    return operand_text(text_slice(t, characters(t, length(t) - n), t.n));
}

static struct operand
function_len(struct reckoning *r, const struct call *call)
{
    return operand_lift(r->arena, length_pair, call->arguments[0],
                        call->arguments[0]);
}

static struct operand
function_left(struct reckoning *r, const struct call *call)
{
    return operand_lift(r->arena, left_pair, call->arguments[0],
                        call->arguments[1]);
}

static struct operand
function_right(struct reckoning *r, const struct call *call)
{
    return operand_lift(r->arena, right_pair, call->arguments[0],
                        call->arguments[1]);
}

/* ISNA and ISNUMBER see what other functions pass on. */
static struct operand
test_each(struct reckoning *r, struct operand o, enum value_type type)
{
    struct value *values;

    o = operand_values(r->arena, o);
    values = ARENA_ARRAY(r->arena, struct value, o.rows * o.cols);
    for (int i = 0; i < o.rows * o.cols; i++)
        values[i] = operand_bool(o.values[i].type == type);
    o.values = values;
    return o;
}

static struct operand
function_isna(struct reckoning *r, const struct call *call)
{
    return test_each(r, call->arguments[0], IS_NA);
}

static struct operand
function_isnumber(struct reckoning *r, const struct call *call)
{
    return test_each(r, call->arguments[0], IS_NUMBER);
}

/* Only texts are looked for, and only equal ones: no wildcards. */
static struct operand
function_match(struct reckoning *r, const struct call *call)
{
    struct operand what = operand_values(r->arena, call->arguments[0]);
    struct operand in = operand_values(r->arena, call->arguments[1]);
    struct value how = operand_single(r->arena, call->arguments[2]);
    struct pairs *texts = pairs_new(r->arena);
    struct value *values;

    if (how.type != IS_NUMBER || !decimal_is_zero(how.number)
        || (in.rows != 1 && in.cols != 1))
        return fail(r);
    for (int i = 0; i < in.rows * in.cols; i++) {
        if (in.values[i].type == IS_TEXT)
            pairs_add(texts, in.values[i].text, TEXT_NONE, i + 1);
    }
    values = ARENA_ARRAY(r->arena, struct value, what.rows * what.cols);
    for (int i = 0; i < what.rows * what.cols; i++) {
        struct value v = what.values[i];
        int found;

        if (v.type != IS_TEXT || text_find(v.text, TEXT("*"), 0) >= 0
            || text_find(v.text, TEXT("?"), 0) >= 0)
            return fail(r);
        found = pairs_find(texts, v.text, TEXT_NONE);
        values[i] = found > 0 ? operand_number(decimal_of(found))
                              : (struct value){ .type = IS_NA };
    }
    what.values = values;
    return what;
}

/* The branch that is not taken may have any result. */
static struct operand
function_if(struct reckoning *r, const struct call *call)
{
    bool yes;

    if (!operand_as_bool(operand_single(r->arena, call->arguments[0]), &yes))
        return one(r, operand_error());
    if (!yes && call->n < 3)
        return one(r, operand_bool(false));
    return call->arguments[yes ? 1 : 2];
}

static const struct function {
    const char *name; /* with its bracket */
    int least, most;
    struct operand (*work)(struct reckoning *r, const struct call *call);
} functions[] = {
    { "SUM(", 1, ARGUMENTS, function_sum },
    { "SUMPRODUCT(", 1, ARGUMENTS, function_sumproduct },
    { "COUNT(", 1, ARGUMENTS, function_count },
    { "ROUND(", 2, 2, function_round },
    { "IF(", 2, 3, function_if },
    { "LEN(", 1, 1, function_len },
    { "LEFT(", 2, 2, function_left },
    { "RIGHT(", 2, 2, function_right },
    { "MATCH(", 3, 3, function_match },
    { "ISNA(", 1, 1, function_isna },
    { "ISNUMBER(", 1, 1, function_isnumber },
};

static const struct function *
take_function(struct reckoning *r)
{
    for (int i = 0; i < ARRAY_LEN(functions); i++) {
        if (take_word(r, functions[i].name))
            return &functions[i];
    }
    return NULL;
}

static struct operand
call_function(struct reckoning *r, const struct function *function)
{
    struct call *call = ARENA_NEW(r->arena, struct call);

    do {
        char c = peek(r);

        if (call->n == ARGUMENTS)
            return fail(r);
        /* SUM(A1,,B1): nothing is added. */
        call->arguments[call->n++]
            = c == ',' || c == ')' ? one(r, (struct value){ .type = IS_BLANK })
                                   : expression(r);
    } while (!r->failed && take(r, ','));
    if (r->failed || !take(r, ')') || call->n < function->least
        || call->n > function->most)
        return fail(r);
    return function->work(r, call);
}

/* ---- terms ---- */

static struct operand
number(struct reckoning *r)
{
    struct decimal d;
    size_t from = r->at;

    while (r->at < r->text.n
           && (text_is_digit(r->text.at[r->at]) || r->text.at[r->at] == '.'))
        r->at++;
    if (decimal_parse(text_slice(r->text, from, r->at), &d) != DECIMAL_OK)
        return fail(r);
    return one(r, operand_number(d));
}

/* "a ""b""" */
static struct operand
string(struct reckoning *r)
{
    char *out = arena_alloc(r->arena, r->text.n + 1);
    size_t n = 0;

    for (r->at++; r->at < r->text.n; r->at++) {
        bool quote = r->text.at[r->at] == '"';

        if (quote && (++r->at == r->text.n || r->text.at[r->at] != '"'))
            return one(r, operand_text((struct text){ out, n }));
        out[n++] = r->text.at[r->at];
    }
    return fail(r);
}

static struct value
negative(struct arena *arena, struct value a, struct value b)
{
    struct decimal d;

    (void)arena;
    (void)b;
    if (!operand_as_number(a, &d))
        return operand_error();
    d.units = -d.units;
    return operand_number(d);
}

static struct operand
term(struct reckoning *r)
{
    const struct function *function;
    struct operand o;
    char c = peek(r);

    if (r->failed || ++r->depth > DEPTH || r->arena->used > BYTES)
        return fail(r);
    if (take(r, '-')) {
        o = term(r);
        o = operand_lift(r->arena, negative, o, o);
    } else if (take(r, '+')) {
        o = term(r);
    } else if (take(r, '(')) {
        o = expression(r);
        if (!take(r, ')'))
            o = fail(r);
    } else if (c == '"') {
        o = string(r);
    } else if ((function = take_function(r)) != NULL) {
        o = call_function(r, function);
    } else if (!take_ref(r, &o)) {
        o = text_is_digit(c) || c == '.' ? number(r) : fail(r);
    }
    r->depth--;
    return o;
}

/* ---- operators ---- */

static struct value
product_pair(struct arena *arena, struct value a, struct value b)
{
    struct decimal x, y, out;

    (void)arena;
    if (!operand_as_number(a, &x) || !operand_as_number(b, &y)
        || decimal_multiply(x, y, &out) != DECIMAL_OK)
        return operand_error();
    return operand_number(out);
}

/* By a power of ten, which is exact. */
static struct value
quotient_pair(struct arena *arena, struct value a, struct value b)
{
    struct decimal x, y, out;
    int places = 0;

    (void)arena;
    if (!operand_as_number(a, &x) || !operand_as_number(b, &y))
        return operand_error();
    y = decimal_normal(y);
    while (y.units > 1 && y.units % 10 == 0) {
        y.units /= 10;
        places++;
    }
    if (y.units != 1 || decimal_shift(x, y.scale - places, &out) != DECIMAL_OK)
        return operand_error();
    return operand_number(out);
}

static struct value
sum_pair(struct arena *arena, struct value a, struct value b)
{
    struct decimal x, y, out;

    (void)arena;
    if (!operand_as_number(a, &x) || !operand_as_number(b, &y)
        || decimal_add(x, y, &out) != DECIMAL_OK)
        return operand_error();
    return operand_number(out);
}

static struct value
join_pair(struct arena *arena, struct value a, struct value b)
{
    struct text x = operand_as_text(arena, a), y = operand_as_text(arena, b);

    if (y.n == 0 || x.n == 0)
        return operand_text(y.n == 0 ? x : y);
    return operand_text(
        text_printf(arena, "%.*s%.*s", TEXT_ARG(x), TEXT_ARG(y)));
}

#define COMPARISON(name, test)                                                 \
    static struct value name(struct arena *arena, struct value a,              \
                             struct value b)                                   \
    {                                                                          \
        int order = operand_compare(a, b);                                     \
                                                                               \
        (void)arena;                                                           \
        return operand_bool(order test 0);                                     \
    }
COMPARISON(equal_pair, ==)
COMPARISON(other_pair, !=)
COMPARISON(less_pair, <)
COMPARISON(most_pair, <=)
COMPARISON(more_pair, >)
COMPARISON(least_pair, >=)

/* The loosest last; of one row the longer words first. */
static const struct operator
{
    const char *word;
    int level;
    operand_pair pair;
    bool minus;
}
operators[] = {
    { "*", 0, product_pair, false }, { "/", 0, quotient_pair, false },
    { "+", 1, sum_pair, false },     { "-", 1, sum_pair, true },
    { "&", 2, join_pair, false },    { "<=", 3, most_pair, false },
    { ">=", 3, least_pair, false },  { "<>", 3, other_pair, false },
    { "<", 3, less_pair, false },    { ">", 3, more_pair, false },
    { "=", 3, equal_pair, false },
};
#define LEVELS 4

static const struct operator* take_operator(struct reckoning *r, int level)
{
    for (int i = 0; i < ARRAY_LEN(operators); i++) {
        if (operators[i].level == level && take_word(r, operators[i].word))
            return &operators[i];
    }
    return NULL;
}

static struct operand
operation(struct reckoning *r, int level)
{
    struct operand o = level ? operation(r, level - 1) : term(r);
    const struct operator* operator;

    while (!r->failed && (operator= take_operator(r, level)) != NULL) {
        struct operand other = level ? operation(r, level - 1) : term(r);

        if (operator->minus)
            other = operand_lift(r->arena, negative, other, other);
        o = operand_lift(r->arena, operator->pair, o, other);
    }
    return o;
}

static struct operand
expression(struct reckoning *r)
{
    return operation(r, LEVELS - 1);
}

struct reckoned
reckon_formula(struct arena *arena, const struct book *book, int sheet,
               struct text formula)
{
    struct arena scratch = arena_beside(arena);
    struct reckoning r
        = { .arena = &scratch, .book = book, .sheet = sheet, .text = formula };
    struct reckoned out = { .result = RECKON_UNKNOWN };
    struct value value;

    (void)take(&r, '=');
    value = operand_single(&scratch, expression(&r));
    if (!r.failed && peek(&r) == '\0') {
        if (value.type == IS_TEXT) {
            out.result = RECKON_TEXT;
            out.text = text_copy(arena, value.text);
        } else if (value.type != IS_BOOL
                   && operand_as_number(value, &out.number)) {
            out.result = RECKON_NUMBER;
            out.number = decimal_normal(out.number);
        }
    }
    arena_release(&scratch);
    return out;
}

bool
reckon_number(struct arena *arena, const struct book *book, int sheet,
              struct text formula, struct decimal *out)
{
    struct reckoned r = reckon_formula(arena, book, sheet, formula);

    *out = r.number;
    return r.result == RECKON_NUMBER;
}
