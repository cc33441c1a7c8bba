/* evaluate.c - formulas read by descent, and worked out as they are read. */
#include "edit/evaluate.h"

#include <string.h>
#include <strings.h>

#include "base/pairs.h"
#include "edit/operand.h"

#define DEPTH 64 /* brackets in brackets; Excel has as many */
#define ARRAY_BYTES ((size_t)64 << 20) /* a blank's total takes one */
#define MEMO_WORTH 3   /* arrays that one took; fewer are made again */
#define MEMO_VALUES 64 /* in it */

struct evaluate_memo {
    struct arena arena;
    struct pairs *known; /* index by what is written, and the sheet */
    struct operand *arrays;
    int n, capacity;
};

static struct operand expression(struct evaluation *e);
static struct operand term(struct evaluation *e);

static char
peek(struct evaluation *e)
{
    while (e->at < e->text.n && memchr(" \n\r", e->text.at[e->at], 3))
        e->at++;
    return e->at < e->text.n ? e->text.at[e->at] : '\0';
}

static bool
take(struct evaluation *e, const char *word)
{
    size_t n = strlen(word);

    (void)peek(e);
    if (e->text.n - e->at < n || strncasecmp(e->text.at + e->at, word, n) != 0)
        return false;
    e->at += n;
    return true;
}

static struct operand
refer(struct evaluation *e, const struct formula_ref *ref)
{
    struct span cells;
    int sheet = formula_cells(e->book, e->sheet, ref, &cells);

    if (sheet < 0)
        return operand_fail(e);
    return (struct operand){ .grid = &e->book->sheets[sheet],
                             .top = cells.top,
                             .left = cells.left,
                             .rows = cells.end_row - cells.top,
                             .cols = cells.end_col - cells.left };
}

/* A reference at the place reached; false, and nothing taken, if none is. */
static bool
take_ref(struct evaluation *e, struct operand *out)
{
    struct formula_scan scan = { e->text, e->at, e->arena };
    struct formula_ref ref;

    if (!formula_next(&scan, &ref) || (!ref.sheet.n && ref.top != e->at))
        return false;
    /* The sheet's name and its ! come before the reference. */
    for (size_t i = e->at; i < ref.top && e->text.at[e->at] != '\''; i++) {
        if (strchr("+-*/(),:<>=&^ \"", e->text.at[i]))
            return false;
    }
    *out = refer(e, &ref);
    e->at = ref.end;
    return true;
}

static const struct operand_function *
take_function(struct evaluation *e)
{
    const struct operand_function *f = operand_functions;

    while (f->name && !take(e, f->name))
        f++;
    return f->name ? f : NULL;
}

static struct operand
call(struct evaluation *e, const struct operand_function *function)
{
    struct operand *a = NULL;
    int n = 0, capacity = 0;

    do {
        char c = peek(e);
        struct operand o;

        if (n == function->most)
            return operand_fail(e);
        /* SUM(A1,,B1): nothing is added. */
        o = c == ',' || c == ')' ? operand_one(e, A_BLANK) : expression(e);
        ARENA_PUSH(e->arena, a, n, capacity, o);
    } while (!e->failed && take(e, ","));
    if (e->failed || !take(e, ")") || n < function->least)
        return operand_fail(e);
    if (function->work)
        return function->work(e, a, n);
    return operand_pair(e, &function->each, a[0],
                        n > 1 ? a[1] : operand_one(e, A_NUMBER(decimal_of(0))));
}

static struct operand
number(struct evaluation *e)
{
    struct decimal d;
    size_t from = e->at;

    while (e->at < e->text.n
           && (text_is_digit(e->text.at[e->at]) || e->text.at[e->at] == '.'))
        e->at++;
    if (decimal_parse(text_slice(e->text, from, e->at), &d) != DECIMAL_OK)
        return operand_fail(e);
    return operand_one(e, A_NUMBER(d));
}

/* "a ""b""" */
static struct operand
string(struct evaluation *e)
{
    char *out = arena_alloc(e->arena, e->text.n + 1);
    size_t n = 0;

    for (e->at++; e->at < e->text.n; e->at++) {
        bool quote = e->text.at[e->at] == '"';

        if (quote && (++e->at == e->text.n || e->text.at[e->at] != '"'))
            return operand_one(e, A_TEXT(((struct text){ out, n })));
        out[n++] = e->text.at[e->at];
    }
    return operand_fail(e);
}

/* ---- arrays that were met before ---- */

/* What is written from here to the end of a bracket, with the function before
   it; "" where there is none. */
static struct text
bracketed(const struct evaluation *e)
{
    const char *at = e->text.at;
    size_t i = e->at;
    char quote = '\0';
    int depth = 0;

    while (i < e->text.n && ((at[i] | 0x20) >= 'a' && (at[i] | 0x20) <= 'z'))
        i++;
    if (i == e->text.n || at[i] != '(')
        return TEXT_NONE;
    for (; i < e->text.n; i++) {
        if (quote)
            quote = at[i] == quote ? '\0' : quote;
        else if (at[i] == '"' || at[i] == '\'')
            quote = at[i];
        else if (at[i] == '(')
            depth++;
        else if (at[i] == ')' && --depth == 0)
            return text_slice(e->text, e->at, i + 1);
    }
    return TEXT_NONE;
}

static bool
recall(struct evaluation *e, struct text written, struct operand *out)
{
    const struct evaluate_memo *memo = e->memo;
    int found = memo && memo->n
                    ? pairs_find(memo->known, written, e->sheet_number)
                    : -1;

    if (found < 0)
        return false;
    *out = memo->arrays[found];
    e->at += written.n;
    return true;
}

/* An array that took so many values in others. */
static void
keep(struct evaluation *e, struct text written, struct operand o, int64_t work)
{
    struct evaluate_memo *memo = e->memo;
    int n = o.rows * o.cols;

    if (!memo || e->failed || o.grid || n < MEMO_VALUES
        || work < (int64_t)MEMO_WORTH * n)
        return;
    pairs_add(memo->known, written, e->sheet_number, memo->n);
    ARENA_PUSH(&memo->arena, memo->arrays, memo->n, memo->capacity, o);
}

/* ---- terms ---- */

static struct operand
in_brackets(struct evaluation *e)
{
    const struct operand_function *function;
    struct operand o;

    if (!take(e, "(")) {
        function = take_function(e);
        return function ? call(e, function) : operand_fail(e);
    }
    o = expression(e);
    return take(e, ")") ? o : operand_fail(e);
}

static struct operand
sans_brackets(struct evaluation *e)
{
    struct operand o;
    char c = peek(e);

    if (take(e, "-")) {
        o = term(e);
        return operand_pair(e, &operand_minus,
                            operand_one(e, A_NUMBER(decimal_of(0))), o);
    }
    if (take(e, "+"))
        return term(e);
    if (c == '"')
        return string(e);
    if (take_ref(e, &o))
        return o;
    return text_is_digit(c) || c == '.' ? number(e) : operand_fail(e);
}

static struct operand
term(struct evaluation *e)
{
    struct text written;
    struct operand o;

    (void)peek(e);
    if (e->failed || ++e->depth > DEPTH || e->arena->used > ARRAY_BYTES)
        return operand_fail(e);
    written = bracketed(e);
    if (!written.n) {
        o = sans_brackets(e);
    } else if (!recall(e, written, &o)) {
        int64_t work = e->work;

        o = in_brackets(e);
        keep(e, written, o, e->work - work);
    }
    e->depth--;
    return o;
}

static const struct operand_operator *
take_operator(struct evaluation *e, int level)
{
    const struct operand_operator *o = operand_operators;

    while (o->word && (o->level != level || !take(e, o->word)))
        o++;
    return o->word ? o : NULL;
}

static struct operand
operation(struct evaluation *e, int level)
{
    struct operand o = level ? operation(e, level - 1) : term(e);
    const struct operand_operator *op;

    while (!e->failed && (op = take_operator(e, level)) != NULL)
        o = operand_pair(e, &op->each, o,
                         level ? operation(e, level - 1) : term(e));
    return o;
}

static struct operand
expression(struct evaluation *e)
{
    return operation(e, OPERAND_LEVELS - 1);
}

/* ---- the whole ---- */

struct evaluate_memo *
evaluate_memo_open(struct arena *arena)
{
    struct evaluate_memo *memo = ARENA_NEW(arena, struct evaluate_memo);

    memo->arena = arena_beside(arena);
    return memo;
}

void
evaluate_memo_close(struct evaluate_memo *memo)
{
    arena_release(&memo->arena);
    memo->known = NULL;
    memo->arrays = NULL;
    memo->n = memo->capacity = 0;
}

struct evaluated
evaluate_formula(struct evaluate_memo *memo, struct arena *arena,
                 const struct book *book, int sheet, struct text formula)
{
    struct arena scratch = arena_beside(arena);
    struct evaluation e = { .arena = &scratch,
                            .book = book,
                            .sheet = sheet,
                            .text = formula,
                            .memo = memo };
    struct evaluated out = { .result = EVALUATE_UNKNOWN };
    struct value value;
    int n_known;

    if (memo && memo->arena.used > ARRAY_BYTES)
        evaluate_memo_close(memo);
    if (memo && !memo->known)
        memo->known = pairs_new(&memo->arena);
    n_known = memo ? memo->n : 0;
    if (memo)
        e.sheet_number = text_printf(&scratch, "%d", sheet);
    (void)take(&e, "=");
    value = operand_single(&e, expression(&e));
    if (!e.failed && peek(&e) == '\0') {
        if (value.type == IS_TEXT) {
            out.result = EVALUATE_TEXT;
            out.text = text_copy(arena, value.text);
        } else if (value.type != IS_BOOL
                   && operand_as_number(value, &out.number)) {
            out.result = EVALUATE_NUMBER;
            out.number = decimal_normal(out.number);
        }
    }
    /* What the memo has of it is in there. */
    if (memo && memo->n > n_known)
        arena_adopt(&memo->arena, &scratch);
    arena_release(&scratch);
    return out;
}

bool
evaluate_number(struct arena *arena, const struct book *book, int sheet,
                struct text formula, struct decimal *out)
{
    struct evaluated r = evaluate_formula(NULL, arena, book, sheet, formula);

    *out = r.number;
    return r.result == EVALUATE_NUMBER;
}
