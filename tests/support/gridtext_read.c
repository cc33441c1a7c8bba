/* gridtext_read.c - the lines of book/gridtext.h taken apart. */
#include "support/gridtext_read.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "book/gridtext.h"
#include "book/numfmt.h"

struct reading {
    struct arena *arena;
    struct diag_list *diags;
    struct book *book;
    struct text line;
    size_t at;          /* in line */
    int number;         /* of the line, from 1 */
    struct grid *sheet; /* the one being read, not finished; or NULL */
    int sheets_capacity;
    int last_row;
    struct bytes piece; /* the text being unescaped */
    int *hidden;        /* rows to hide, zero-based, in the order written */
    int n_hidden, hidden_capacity;
    bool no_sheets;
};

static bool
wrong(struct reading *r, const char *what)
{
    diag_add(r->diags, DIAG_USAGE,
             ((struct place){ r->book->file, NULL, r->number, (int)r->at + 1 }),
             PLACE_NONE, "%s", what);
    return false;
}

static void
skip_blanks(struct reading *r)
{
    while (r->at < r->line.n && r->line.at[r->at] == ' ')
        r->at++;
}

static bool
at_end(const struct reading *r)
{
    return r->at == r->line.n;
}

/* Moves behind 'c' when it is here. */
static bool
take(struct reading *r, char c)
{
    if (at_end(r) || r->line.at[r->at] != c)
        return false;
    r->at++;
    return true;
}

static int
hex_digit(char c)
{
    if (text_is_digit(c))
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that an escape means, behind its backslash. */
static bool
take_escape(struct reading *r, char *out)
{
    static const char from[] = "nrts\\|{}", to[] = "\n\r\t \\|{}";
    struct text rest = text_slice(r->line, r->at, r->line.n);
    const char *known;

    if (rest.n >= 3 && rest.at[0] == 'x' && hex_digit(rest.at[1]) >= 0
        && hex_digit(rest.at[2]) >= 0) {
        *out = (char)(hex_digit(rest.at[1]) * 16 + hex_digit(rest.at[2]));
        r->at += 3;
        return true;
    }
    known = rest.n && rest.at[0] ? strchr(from, rest.at[0]) : NULL;
    if (!known)
        return wrong(r, "no such escape; a backslash itself is \\\\");
    *out = to[known - from];
    r->at++;
    return true;
}

/* The text before one of 'stops', unescaped, without blanks around it. */
static bool
take_text(struct reading *r, const char *stops, struct text *out)
{
    int kept = 0;

    r->piece.n = 0;
    skip_blanks(r);
    while (!at_end(r) && !strchr(stops, r->line.at[r->at])) {
        char c = r->line.at[r->at++];
        bool escaped = c == '\\';

        if (escaped && !take_escape(r, &c))
            return false;
        bytes_char(&r->piece, c);
        if (escaped || c != ' ')
            kept = r->piece.n;
    }
    if (!at_end(r) && !r->line.at[r->at])
        return wrong(r, "a NUL byte");
    *out = (struct text){ arena_copy(r->arena, r->piece.at, (size_t)kept),
                          (size_t)kept };
    return true;
}

/* The type that a mark here says; moves behind the mark. */
static enum cell_type
take_mark(struct reading *r, enum cell_type none)
{
    static const enum cell_type types[]
        = { CELL_TEXT, CELL_ISO_DATE, CELL_ERROR, CELL_BOOL };

    for (int i = 0; GRIDTEXT_MARKS[i]; i++)
        if (take(r, GRIDTEXT_MARKS[i]))
            return types[i];
    return none;
}

static bool
take_formula(struct reading *r, struct cell *cell)
{
    cell->flags = CELL_FORMULA | CELL_NO_RESULT;
    cell->type = (uint8_t)take_mark(r, CELL_NUMBER);
    return take_text(r, "|{", &cell->text);
}

static bool
take_value(struct reading *r, struct cell *cell)
{
    char mark = at_end(r) ? '\0' : r->line.at[r->at];

    if (mark && strchr("'@!", mark))
        r->at++;
    if (!take_text(r, "|{", &cell->text))
        return false;
    if (mark == '\'')
        cell->type = CELL_TEXT;
    else if (mark == '@')
        cell->type = CELL_ISO_DATE;
    else if (mark == '#' || mark == '!')
        cell->type = CELL_ERROR;
    else
        cell->type = (uint8_t)gridtext_type(cell->text);
    if (cell->type == CELL_BOOL)
        cell->text = cell->text.at[0] == 'T' ? TEXT("1") : TEXT("0");
    return true;
}

static bool
take_cell(struct reading *r, struct cell *cell)
{
    struct cell_style style = { .format = TEXT("General") };
    bool marked;

    skip_blanks(r);
    marked = take(r, '^');
    if (take(r, '=')) {
        cell->flags = CELL_FORMULA;
        skip_blanks(r);
    }
    if (cell->flags && take(r, '?') ? !take_formula(r, cell)
                                    : !take_value(r, cell))
        return false;
    if (take(r, '{')) {
        if (!take_text(r, "}", &style.format))
            return false;
        if (!take(r, '}'))
            return wrong(r, "a number format without }");
        if (!style.format.n)
            style.format = TEXT("General");
        skip_blanks(r);
    }
    if (!at_end(r) && r->line.at[r->at] != '|')
        return wrong(r, "a cell ends with its number format");
    if (cell->type == CELL_NUMBER && numfmt_is_date(style.format))
        cell->type = CELL_DATE;
    if (marked)
        cell->flags |= CELL_MARKED;
    cell->style = (uint16_t)book_style(r->arena, r->book, style);
    return true;
}

/* A row number as on the sheet, zero-based in *row. */
static bool
take_row_number(struct reading *r, int *row)
{
    int n = 0;

    while (!at_end(r) && text_is_digit(r->line.at[r->at]) && n <= LIMIT_ROWS)
        n = n * 10 + r->line.at[r->at++] - '0';
    if (n < 1 || n > LIMIT_ROWS)
        return wrong(r, "a row number from 1 to 1048576 must stand here");
    *row = n - 1;
    return true;
}

static bool
read_row(struct reading *r)
{
    int row;

    if (!take_row_number(r, &row))
        return false;
    if (row <= r->last_row)
        return wrong(r, "row numbers must rise");
    r->last_row = row;
    for (int col = 0; !at_end(r); col++) {
        struct cell cell = { .row = row, .col = col };

        if (!take(r, '|'))
            return wrong(r, "a bar must stand between cells");
        if (col == LIMIT_COLS)
            return wrong(r, "a sheet has no more columns");
        if (!take_cell(r, &cell))
            return false;
        if (cell.type != CELL_BLANK || (cell.flags & CELL_NO_RESULT)
            || !text_equal(r->book->styles[cell.style].format, TEXT("General")))
            grid_put(r->arena, r->sheet, cell);
    }
    return true;
}

static bool
read_merges(struct reading *r)
{
    for (skip_blanks(r); !at_end(r); skip_blanks(r)) {
        size_t start = r->at;
        struct span span;

        while (!at_end(r) && r->line.at[r->at] != ' ')
            r->at++;
        if (!cellref_parse_span(text_slice(r->line, start, r->at), &span)) {
            r->at = start;
            return wrong(r, "merged cells are written A1:B2");
        }
        grid_merge(r->arena, r->sheet, span);
    }
    return true;
}

static bool
read_hidden(struct reading *r)
{
    for (skip_blanks(r); !at_end(r); skip_blanks(r)) {
        int row;

        if (!take_row_number(r, &row))
            return false;
        ARENA_PUSH(r->arena, r->hidden, r->n_hidden, r->hidden_capacity, row);
    }
    return true;
}

static void
end_sheet(struct reading *r)
{
    bool *hidden;

    if (!r->sheet)
        return;
    grid_finish(r->arena, r->sheet);
    if (r->n_hidden) {
        hidden = ARENA_ARRAY(r->arena, bool, r->sheet->n_rows);
        for (int i = 0; i < r->n_hidden; i++) {
            int at = grid_row_index(r->sheet, r->hidden[i]);

            if (at < r->sheet->n_rows && r->sheet->rows[at].row == r->hidden[i])
                hidden[at] = true;
        }
        r->sheet->hidden_rows = hidden;
    }
    r->n_hidden = 0;
    r->sheet = NULL;
}

static void
begin_sheet(struct reading *r, struct text name, enum sheet_state state)
{
    struct grid sheet = { .name = name, .state = state };

    end_sheet(r);
    ARENA_PUSH(r->arena, r->book->sheets, r->book->n_sheets, r->sheets_capacity,
               sheet);
    r->sheet = &r->book->sheets[r->book->n_sheets - 1];
    r->last_row = -1;
}

static bool
read_sheet_line(struct reading *r)
{
    enum sheet_state state = SHEET_VISIBLE;
    struct text name, word;

    if (!take_text(r, "|", &name))
        return false;
    if (take(r, '|')) {
        if (!take_text(r, "", &word))
            return false;
        if (text_equal(word, TEXT("hidden")))
            state = SHEET_HIDDEN;
        else if (text_equal(word, TEXT("very hidden")))
            state = SHEET_VERY_HIDDEN;
        else
            return wrong(r, "a sheet is 'hidden' or 'very hidden'");
    }
    begin_sheet(r, name, state);
    return true;
}

static bool
take_word(struct reading *r, struct text word)
{
    struct text rest = text_slice(r->line, r->at, r->line.n);

    if (!text_starts(rest, word) || (rest.n > word.n && rest.at[word.n] != ' '))
        return false;
    r->at += word.n;
    return true;
}

static bool
read_line(struct reading *r)
{
    skip_blanks(r);
    if (at_end(r))
        return true;
    if (take(r, '#'))
        return read_sheet_line(r);
    if (text_equal(r->line, TEXT("date1904"))) {
        r->book->date1904 = true;
        return true;
    }
    if (text_equal(r->line, TEXT("no sheets"))) {
        r->no_sheets = true;
        return true;
    }
    if (!r->sheet)
        begin_sheet(r, TEXT("Sheet1"), SHEET_VISIBLE);
    if (take_word(r, TEXT("merge")))
        return read_merges(r);
    if (take_word(r, TEXT("hidden")))
        return read_hidden(r);
    return read_row(r);
}

struct book *
gridtext_read(struct arena *arena, const char *name, struct text t,
              struct diag_list *diags)
{
    struct book *book = ARENA_NEW(arena, struct book);
    struct reading r = { .arena = arena,
                         .diags = diags,
                         .book = book,
                         .piece = { .arena = arena } };
    size_t at = 0;

    book->file = name;
    book_style(arena, book, (struct cell_style){ .format = TEXT("General") });
    while (at < t.n) {
        long end = text_find(t, TEXT("\n"), at);

        r.line = text_slice(t, at, end < 0 ? t.n : (size_t)end);
        r.at = 0;
        r.number++;
        if (!read_line(&r))
            return NULL;
        at += r.line.n + 1;
    }
    if (!book->n_sheets && !r.no_sheets)
        begin_sheet(&r, TEXT("Sheet1"), SHEET_VISIBLE);
    end_sheet(&r);
    return book;
}
