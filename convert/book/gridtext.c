/* gridtext.c - cells, rows, merges and sheets, each as a line. */
#include "book/gridtext.h"

#include <string.h>

#include "base/bytes.h"
#include "base/decimal.h"

#define MERGE_LINE 72 /* columns after which a line of merges is broken */

enum cell_type
gridtext_type(struct text t)
{
    struct decimal_form form;

    if (t.n == 0)
        return CELL_BLANK;
    if (decimal_lex(t, &form))
        return CELL_NUMBER;
    return text_equal(t, TEXT("TRUE")) || text_equal(t, TEXT("FALSE"))
               ? CELL_BOOL
               : CELL_TEXT;
}

static void
put_word(struct bytes *p, const char *word)
{
    bytes_add(p, text_of(word));
}

static void
put_byte(struct bytes *p, char c)
{
    static const char hex[] = "0123456789ABCDEF";

    put_word(p, "\\x");
    bytes_char(p, hex[(unsigned char)c >> 4]);
    bytes_char(p, hex[c & 15]);
}

/* 'special': further bytes that get a backslash. */
static void
put_escaped(struct bytes *p, struct text t, const char *special)
{
    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];
        const char *named = c ? strchr("\nn\rr\tt", c) : NULL;

        if (named && (unsigned char)c < ' ') {
            bytes_char(p, '\\');
            bytes_char(p, named[1]);
        } else if (c == ' ' && (i == 0 || i == t.n - 1)) {
            put_word(p, "\\s");
        } else if ((unsigned char)c < ' ' || c == 0x7F) {
            put_byte(p, c);
        } else {
            if (c == '\\' || strchr(special, c))
                bytes_char(p, '\\');
            bytes_char(p, c);
        }
    }
}

static bool
is_general(struct text format)
{
    return text_equal(format, TEXT("General"));
}

static void
put_value(struct bytes *p, const struct cell *cell)
{
    struct text t = cell->text;

    switch ((enum cell_type)cell->type) {
    case CELL_BLANK:
        break;
    case CELL_BOOL:
        put_word(p, text_equal(t, TEXT("1")) ? "TRUE" : "FALSE");
        break;
    case CELL_ISO_DATE:
        bytes_char(p, '@');
        put_escaped(p, t, "|{");
        break;
    case CELL_TEXT:
        if (gridtext_type(t) != CELL_TEXT
            || strchr("^=" GRIDTEXT_MARKS, t.at[0]))
            bytes_char(p, '\'');
        put_escaped(p, t, "|{");
        break;
    case CELL_ERROR:
        if (t.n == 0 || t.at[0] != '#')
            bytes_char(p, '!');
        put_escaped(p, t, "|{");
        break;
    case CELL_NUMBER:
    case CELL_DATE:
        put_escaped(p, t, "|{");
        break;
    }
}

/* A formula without a result; the mark says its type, so such a mark at the
   beginning of the formula itself is written as a byte. */
static void
put_formula(struct bytes *p, const struct cell *cell)
{
    static const char marks[] = { [CELL_TEXT] = '\'',
                                  [CELL_ISO_DATE] = '@',
                                  [CELL_ERROR] = '#',
                                  [CELL_BOOL] = '!' };
    struct text t = cell->text;

    put_word(p, "=?");
    if (marks[cell->type]) {
        bytes_char(p, marks[cell->type]);
    } else if (t.n && strchr(GRIDTEXT_MARKS, t.at[0])) {
        put_byte(p, t.at[0]);
        t = text_slice(t, 1, t.n);
    }
    put_escaped(p, t, "|{");
}

static bool
is_shown(const struct book *book, const struct cell *cell)
{
    return cell->type != CELL_BLANK || (cell->flags & CELL_NO_RESULT)
           || !is_general(book->styles[cell->style].format);
}

static void
put_cell(struct bytes *p, const struct book *book, const struct cell *cell)
{
    struct text format = book->styles[cell->style].format;

    if (cell->flags & CELL_MARKED)
        bytes_char(p, '^');
    if (cell->flags & CELL_NO_RESULT) {
        put_formula(p, cell);
    } else {
        if (cell->flags & CELL_FORMULA)
            bytes_char(p, '=');
        put_value(p, cell);
    }
    if (!is_general(format)) {
        bytes_char(p, '{');
        put_escaped(p, format, "|}");
        bytes_char(p, '}');
    }
}

/* The cells of row i as far as they are shown. */
static int
shown_cells(const struct book *book, const struct grid *sheet, int i)
{
    int n = sheet->rows[i + 1].first - sheet->rows[i].first;

    while (n > 0
           && !is_shown(book, &sheet->cells[sheet->rows[i].first + n - 1]))
        n--;
    return n;
}

static void
put_row(struct bytes *p, const struct book *book, const struct cell *cells,
        int n)
{
    int col = 0;

    if (n == 0)
        return;
    bytes_printf(p, "%d|", cells[0].row + 1);
    for (int i = 0; i < n; i++) {
        for (; col < cells[i].col; col++)
            put_word(p, " |");
        if (is_shown(book, &cells[i])) {
            bytes_char(p, ' ');
            put_cell(p, book, &cells[i]);
        }
    }
    bytes_char(p, '\n');
}

static void
put_merges(struct bytes *p, const struct grid *sheet)
{
    int start = 0;

    for (int i = 0; i < sheet->n_merges; i++) {
        if (i == 0 || p->n - start > MERGE_LINE) {
            if (i)
                bytes_char(p, '\n');
            start = p->n;
            put_word(p, "merge");
        }
        bytes_char(p, ' ');
        put_word(p, cellref_span(p->arena, sheet->merges[i]));
    }
    if (sheet->n_merges)
        bytes_char(p, '\n');
}

static void
put_hidden(struct bytes *p, const struct book *book, const struct grid *sheet)
{
    bool any = false;

    if (!sheet->hidden_rows)
        return;
    for (int i = 0; i < sheet->n_rows; i++) {
        if (!sheet->hidden_rows[i] || !shown_cells(book, sheet, i))
            continue;
        bytes_printf(p, "%s %d", any ? "" : "hidden", sheet->rows[i].row + 1);
        any = true;
    }
    if (any)
        bytes_char(p, '\n');
}

static void
put_sheet(struct bytes *p, const struct book *book, const struct grid *sheet)
{
    for (int i = 0; i < sheet->n_rows; i++)
        put_row(p, book, &sheet->cells[sheet->rows[i].first],
                shown_cells(book, sheet, i));
    put_merges(p, sheet);
    put_hidden(p, book, sheet);
}

struct text
gridtext_show(struct arena *arena, const struct book *book)
{
    static const char *const states[] = { "", " | hidden", " | very hidden" };
    struct bytes p = { .arena = arena };

    if (book->date1904)
        put_word(&p, "date1904\n");
    if (book->n_sheets == 0)
        put_word(&p, "no sheets\n");
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *sheet = &book->sheets[i];

        put_word(&p, sheet->name.n ? "# " : "#");
        put_escaped(&p, sheet->name, "|");
        put_word(&p, states[sheet->state]);
        bytes_char(&p, '\n');
        put_sheet(&p, book, sheet);
    }
    return bytes_text(&p);
}

struct text
gridtext_show_sheet(struct arena *arena, const struct book *book,
                    const struct grid *sheet)
{
    struct bytes p = { .arena = arena };

    put_sheet(&p, book, sheet);
    return bytes_text(&p);
}

struct text
gridtext_show_cell(struct arena *arena, const struct book *book,
                   const struct cell *cell)
{
    struct bytes p = { .arena = arena };

    put_cell(&p, book, cell);
    return bytes_text(&p);
}
