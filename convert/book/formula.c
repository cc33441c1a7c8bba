/* formula.c - A1 references by their bytes. */
#include "book/formula.h"

#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "book/sheet_name.h"

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What names, numbers and references are made of. */
static bool
is_word(char c)
{
    return is_letter(c) || text_is_digit(c) || c == '_' || c == '.' || c == '$'
           || c == '\\' || c == '?' || (unsigned char)c >= 0x80;
}

static size_t
word_end(struct text t, size_t at)
{
    while (at < t.n && is_word(t.at[at]))
        at++;
    return at;
}

/* Behind the closing quote; a doubled one is a letter. */
static size_t
quote_end(struct text t, size_t at)
{
    char quote = t.at[at++];

    while (at < t.n) {
        if (t.at[at++] != quote)
            continue;
        if (at == t.n || t.at[at] != quote)
            return at;
        at++;
    }
    return at;
}

/* Behind the ] of the [ at 'at'; ' takes the meaning of what follows it. */
static size_t
bracket_end(struct text t, size_t at)
{
    int depth = 0;

    for (; at < t.n; at++) {
        if (t.at[at] == '\'')
            at++;
        else if (t.at[at] == '[')
            depth++;
        else if (t.at[at] == ']' && --depth == 0)
            return at + 1;
    }
    return t.n;
}

/* "#REF!", "#N/A", "#DIV/0!": behind it. */
static size_t
error_end(struct text t, size_t at)
{
    for (at++; at < t.n; at++) {
        char c = t.at[at];

        if (c == '!' || c == '?')
            return at + 1;
        if (!is_letter(c) && c != '/' && c != '0' && c != '_')
            return at;
    }
    return at;
}

/* ---- one reference ---- */

/* A corner: letters, digits or both, each with or without $. */
struct corner {
    int row, col; /* -1: not said */
    bool fixed_row, fixed_col;
};

static bool
parse_corner(struct text word, struct corner *out)
{
    size_t i = 0;
    int col = 0, row = 0;

    *out = (struct corner){ -1, -1, false, false };
    if (i < word.n && word.at[i] == '$' && i + 1 < word.n
        && is_letter(word.at[i + 1])) {
        out->fixed_col = true;
        i++;
    }
    for (; i < word.n && is_letter(word.at[i]); i++) {
        col = col * 26 + ((word.at[i] | 0x20) - 'a' + 1);
        if (col > LIMIT_COLS)
            return false;
    }
    out->col = col - 1;
    if (i == word.n)
        return col > 0;
    if (word.at[i] == '$') {
        out->fixed_row = true;
        i++;
    }
    if (i == word.n || word.at[i] == '0')
        return false;
    for (; i < word.n && text_is_digit(word.at[i]); i++) {
        row = row * 10 + (word.at[i] - '0');
        if (row > LIMIT_ROWS)
            return false;
    }
    out->row = row - 1;
    return i == word.n;
}

static void
set_corner(struct formula_ref *ref, int i, const struct corner *c)
{
    ref->row[i] = c->row;
    ref->col[i] = c->col;
    ref->fixed_row[i] = c->fixed_row;
    ref->fixed_col[i] = c->fixed_col;
}

/* A reference in the word at [at, end), and the one behind a colon. */
static bool
parse_ref(struct text t, size_t at, size_t end, struct formula_ref *ref)
{
    struct corner a, b;
    size_t second;

    if (!parse_corner(text_slice(t, at, end), &a))
        return false;
    ref->top = at;
    ref->area = ref->rows = ref->columns = false;
    if (end < t.n && t.at[end] == ':') {
        second = word_end(t, end + 1);
        if (second > end + 1 && (second == t.n || t.at[second] != '(')
            && parse_corner(text_slice(t, end + 1, second), &b)
            && (a.row < 0) == (b.row < 0) && (a.col < 0) == (b.col < 0)) {
            ref->area = true;
            ref->columns = a.row < 0;
            ref->rows = a.col < 0;
            set_corner(ref, 0, &a);
            set_corner(ref, 1, &b);
            ref->end = second;
            return true;
        }
    }
    if (a.row < 0 || a.col < 0 || (end < t.n && t.at[end] == '('))
        return false;
    set_corner(ref, 0, &a);
    set_corner(ref, 1, &a);
    ref->end = end;
    return true;
}

/* ---- sheets ---- */

/* Takes apart "[1]First:Last", which was before a !. */
static void
set_sheet(struct formula_scan *scan, struct formula_ref *ref, struct text name,
          bool quoted)
{
    long colon, bracket;

    if (quoted) {
        char *out = arena_alloc(scan->arena, name.n + 1);
        size_t n = 0;

        for (size_t i = 0; i < name.n; i++) {
            out[n++] = name.at[i];
            i += name.at[i] == '\'';
        }
        name = (struct text){ out, n };
    }
    bracket = text_find(name, TEXT("]"), 0);
    ref->external = bracket >= 0;
    colon = text_find(name, TEXT(":"), 0);
    ref->sheet = colon < 0 ? name : text_slice(name, 0, (size_t)colon);
    ref->until
        = colon < 0 ? TEXT_NONE : text_slice(name, (size_t)colon + 1, name.n);
}

/* Behind a ! : a reference, or something else that is passed over. */
static bool
behind_sheet(struct formula_scan *scan, size_t at, struct formula_ref *ref)
{
    size_t end = word_end(scan->text, at);

    scan->at = end > at ? end : at;
    if (end == at || !parse_ref(scan->text, at, end, ref))
        return false;
    scan->at = ref->end;
    return true;
}

static bool
quoted_sheet(struct formula_scan *scan, struct formula_ref *ref)
{
    size_t end = quote_end(scan->text, scan->at);

    if (end >= scan->text.n || scan->text.at[end] != '!') {
        scan->at = end;
        return false;
    }
    set_sheet(scan, ref, text_slice(scan->text, scan->at + 1, end - 1), true);
    return behind_sheet(scan, end + 1, ref);
}

/* A word at scan->at: a name, a number, a function, a sheet, a reference;
   'from' is where a workbook's bracket before it began. */
static bool
at_word(struct formula_scan *scan, size_t from, struct formula_ref *ref)
{
    struct text t = scan->text;
    size_t end = word_end(t, scan->at), last;

    if (end < t.n && t.at[end] == '!') {
        set_sheet(scan, ref, text_slice(t, from, end), false);
        return behind_sheet(scan, end + 1, ref);
    }
    if (end < t.n && t.at[end] == ':') {
        last = word_end(t, end + 1);
        if (last > end + 1 && last < t.n && t.at[last] == '!') {
            set_sheet(scan, ref, text_slice(t, from, last), false);
            return behind_sheet(scan, last + 1, ref);
        }
    }
    if (end < t.n && t.at[end] == '[') {
        scan->at = bracket_end(t, end);
        return false;
    }
    if (from == scan->at && parse_ref(t, scan->at, end, ref)) {
        scan->at = ref->end;
        return true;
    }
    scan->at = end;
    return false;
}

bool
formula_next(struct formula_scan *scan, struct formula_ref *ref)
{
    while (scan->at < scan->text.n) {
        char c = scan->text.at[scan->at];
        size_t from = scan->at;

        *ref = (struct formula_ref){ .external = false };
        if (c == '"') {
            scan->at = quote_end(scan->text, scan->at);
        } else if (c == '\'') {
            if (quoted_sheet(scan, ref))
                return true;
        } else if (c == '#') {
            scan->at = error_end(scan->text, scan->at);
        } else if (c == '[') {
            scan->at = bracket_end(scan->text, scan->at);
            if (scan->at < scan->text.n && is_word(scan->text.at[scan->at])
                && at_word(scan, from, ref))
                return true;
        } else if (is_word(c)) {
            if (at_word(scan, from, ref))
                return true;
        } else {
            scan->at++;
        }
    }
    return false;
}

static struct text
quoted(struct arena *arena, struct text t, char quote)
{
    char *out = arena_alloc(arena, t.n * 2 + 3);
    size_t n = 0;

    out[n++] = quote;
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == quote)
            out[n++] = quote;
        out[n++] = t.at[i];
    }
    out[n++] = quote;
    return (struct text){ out, n };
}

int
formula_cells(const struct book *book, int sheet, const struct formula_ref *ref,
              struct span *cells)
{
    int up = ref->row[0] > ref->row[1], back = ref->col[0] > ref->col[1];

    *cells = (struct span){
        .top = ref->columns ? 0 : ref->row[up],
        .left = ref->rows ? 0 : ref->col[back],
        .end_row = ref->columns ? LIMIT_ROWS : ref->row[!up] + 1,
        .end_col = ref->rows ? LIMIT_COLS : ref->col[!back] + 1,
    };
    if (ref->external || ref->until.n)
        return -1;
    return ref->sheet.n ? sheet_name_find(book, ref->sheet) : sheet;
}

struct text
formula_sheet(struct arena *arena, struct text name)
{
    return quoted(arena, name, '\'');
}

struct text
formula_quote(struct arena *arena, struct text t)
{
    return quoted(arena, t, '"');
}

/* ---- rows inserted ---- */

/* The first block at that row or below it; added->n: none. */
static int
find_block(const struct formula_added *added, int row)
{
    int at;

    SORTED_FIND(at, 0, added->n, added->blocks[at].at < row);
    return at;
}

int
formula_row(const struct formula_added *added, int row)
{
    int i = find_block(added, row + 1);

    return i ? row + added->blocks[i - 1].down + added->blocks[i - 1].n : row;
}

/* The block right before a row, if it looks like row 'like'. */
static int
added_like(const struct formula_added *added, int at, int like)
{
    int i = find_block(added, at);

    return i < added->n && added->blocks[i].at == at
                   && added->blocks[i].like == like
               ? added->blocks[i].n
               : 0;
}

struct span
formula_span(const struct formula_added *added, struct span span, bool stretch)
{
    int top = span.top, end = span.end_row;

    span.top = formula_row(added, top);
    span.end_row = formula_row(added, end - 1) + 1;
    if (stretch) {
        span.top -= added_like(added, top, top);
        span.end_row += added_like(added, end, end - 1);
    }
    if (span.end_row > LIMIT_ROWS)
        span.end_row = LIMIT_ROWS;
    return span;
}

/* ---- writing ---- */

struct writing {
    char *bytes;
    size_t n;
};

static void
put(struct writing *w, struct text t)
{
    if (t.n)
        memcpy(w->bytes + w->n, t.at, t.n);
    w->n += t.n;
}

static void
put_corner(struct writing *w, const struct formula_ref *ref, int i)
{
    char shown[CELLREF_MAX];
    size_t letters = 0;

    cellref_show(ref->row[i] < 0 ? 0 : ref->row[i],
                 ref->col[i] < 0 ? 0 : ref->col[i], shown);
    while (is_letter(shown[letters]))
        letters++;
    if (!ref->rows) {
        if (ref->fixed_col[i])
            put(w, TEXT("$"));
        put(w, (struct text){ shown, letters });
    }
    if (!ref->columns) {
        if (ref->fixed_row[i])
            put(w, TEXT("$"));
        put(w, text_of(shown + letters));
    }
}

static void
put_ref(struct writing *w, const struct formula_ref *ref)
{
    for (int i = 0; i <= (int)ref->area; i++) {
        if (i > 0)
            put(w, TEXT(":"));
        if ((!ref->columns && (ref->row[i] < 0 || ref->row[i] >= LIMIT_ROWS))
            || (!ref->rows && (ref->col[i] < 0 || ref->col[i] >= LIMIT_COLS))) {
            /* Out of the sheet: what programs write then. */
            put(w, TEXT("#REF!"));
            return;
        }
        put_corner(w, ref, i);
    }
}

/* The rows of all that was added to runs that [top, end) is over. */
static struct span
take_in(const struct formula_shift *shift, int top, int end, struct span span)
{
    for (int i = 0; i < shift->added->n_runs; i++) {
        const struct formula_run *run = &shift->added->runs[i];

        if (top > run->top || end < run->end
            || (shift->own > run->top && shift->own <= run->end))
            continue;
        if (run->from < span.top)
            span.top = run->from;
        if (run->to > span.end_row)
            span.end_row = run->to;
    }
    return span;
}

static void
shift_ref(struct formula_ref *ref, const struct formula_shift *shift)
{
    bool up = ref->row[0] > ref->row[1];
    struct span span = { .top = ref->row[up], .end_row = ref->row[!up] + 1 };

    span = formula_span(shift->added, span, shift->stretch && ref->area);
    if (ref->area)
        span = take_in(shift, ref->row[up], ref->row[!up] + 1, span);
    for (int i = 0; i < 2; i++) {
        int row = ref->row[i];

        ref->row[i] = (i == 1) == up ? span.top : span.end_row - 1;
        if (shift->anchor && !ref->fixed_row[i] && row >= shift->anchor - 1)
            ref->row[i] = formula_row(shift->added, row) - shift->back;
    }
}

static bool
is_meant(const struct formula_ref *ref, const struct formula_shift *shift)
{
    if (ref->external || ref->columns)
        return false;
    if (ref->sheet.n == 0)
        return shift->here;
    return ref->until.n == 0 && sheet_name_same(ref->sheet, shift->sheet);
}

/* Changes a reference, or leaves it. */
typedef bool changer(const void *how, struct formula_ref *ref);

/* The formula with its references changed; itself where none is. */
static struct text
rewrite(struct arena *arena, struct text formula, changer *change,
        const void *how)
{
    struct formula_scan scan = { formula, 0, arena };
    struct writing w = { NULL, 0 };
    struct formula_ref ref;
    size_t from = 0;
    int n = 0;

    while (formula_next(&scan, &ref))
        n++;
    scan.at = 0;
    while (formula_next(&scan, &ref)) {
        if (!change(how, &ref))
            continue;
        if (!w.bytes)
            w.bytes = arena_alloc(arena, formula.n + (size_t)n * 24 + 1);
        put(&w, text_slice(formula, from, ref.top));
        put_ref(&w, &ref);
        from = ref.end;
    }
    if (!w.bytes)
        return formula;
    put(&w, text_slice(formula, from, formula.n));
    return (struct text){ w.bytes, w.n };
}

static bool
shift_one(const void *how, struct formula_ref *ref)
{
    struct formula_ref was = *ref;

    if (!is_meant(ref, how))
        return false;
    shift_ref(ref, how);
    return was.row[0] != ref->row[0] || was.row[1] != ref->row[1];
}

struct text
formula_shift(struct arena *arena, struct text formula,
              const struct formula_shift *shift)
{
    return rewrite(arena, formula, shift_one, shift);
}

/* By so many rows and columns. */
static bool
move_one(const void *how, struct formula_ref *ref)
{
    const int *by = how;

    for (int i = 0; i < 2; i++) {
        if (!ref->fixed_row[i] && !ref->columns)
            ref->row[i] += by[0];
        if (!ref->fixed_col[i] && !ref->rows)
            ref->col[i] += by[1];
    }
    return true;
}

struct text
formula_move(struct arena *arena, struct text formula, int rows, int cols)
{
    const int by[] = { rows, cols };

    return rewrite(arena, formula, move_one, by);
}

struct text
formula_replace(struct arena *arena, struct text formula, formula_namer *namer,
                void *context)
{
    struct bytes out = { .arena = arena };
    size_t from = 0, at = 0;

    while (at < formula.n) {
        size_t end = at + 1;
        struct text with = TEXT_NONE;

        if (formula.at[at] == '"' || formula.at[at] == '\'')
            end = quote_end(formula, at);
        else if (formula.at[at] == '[')
            end = bracket_end(formula, at);
        else if (is_word(formula.at[at])) {
            end = word_end(formula, at);
            if ((end == formula.n || !strchr("(!", formula.at[end]))
                && (at == 0 || formula.at[at - 1] != '!'))
                with = namer(context, text_slice(formula, at, end));
        }
        if (with.at) {
            bytes_add(&out, text_slice(formula, from, at));
            bytes_add(&out, with);
            from = end;
        }
        at = end;
    }
    if (from == 0)
        return formula;
    bytes_add(&out, text_slice(formula, from, formula.n));
    return bytes_text(&out);
}
