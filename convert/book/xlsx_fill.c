/* xlsx_fill.c - columns, rows and texts as the library would write them. */
#include "book/xlsx_fill.h"

#include <limits.h>
#include <string.h>

#include "base/limits.h"
#include "base/pairs.h"
#include "book/markup.h"
#include "book/xlsx_draw.h"

#define TEXT_MAX 32767 /* bytes, so characters, too, of a text */
#define SPANS_ROWS 16  /* rows that say together which columns they use */
#define CELL_ROOM 128  /* of a cell's tags, with a number in it */
#define DIMENSION "<dimension ref=\""
#define COLUMNS "<cols>"
#define ROWS "<sheetData"
#define ROWS_END "</sheetData>"
#define ROWS_NONE "<sheetData/>"
#define LOCK "<sheetProtection "
#define MERGED "<mergeCells "
#define MERGED_END "</mergeCells>"
#define COUNT " count=\""

/* A cell as it is drawn. */
struct drawn {
    int row, col;
    uint16_t style;
    const struct cell *cell; /* NULL: a blank under a merged cell */
};

/* A sheet under way. */
struct filling {
    struct xlsx_fill *fill;
    const struct grid *grid;
    struct drawn *cells;
    int n, capacity;
    const struct span **open; /* merged cells over the row at hand, by column */
    int n_open, open_capacity;
    int formula; /* the next one */
    struct bytes out;
    /* The last height that was printed. */
    float points;
    char height[XLSX_DRAW_NUMBER];
    int n_height;
};

/* ---- a part taken apart ---- */

size_t
xlsx_fill_behind(struct text part, const char *mark, size_t from)
{
    long at = text_find(part, text_of(mark), from);

    return at < 0 ? 0 : (size_t)at + strlen(mark);
}

static bool
is_at(struct text part, size_t at, const char *mark)
{
    return text_starts(text_slice(part, at, part.n), text_of(mark));
}

bool
xlsx_fill_split_sheet(struct text part, struct xlsx_fill_sheet *out)
{
    size_t dimension = xlsx_fill_behind(part, DIMENSION, 0);
    size_t quote = dimension ? xlsx_fill_behind(part, "\"", dimension) : 0;
    size_t rows = quote ? xlsx_fill_behind(part, ROWS, quote) : 0, end, merged,
           columns;

    if (!rows)
        return false;
    end = is_at(part, rows - strlen(ROWS), ROWS_NONE)
              ? rows + strlen(ROWS_NONE) - strlen(ROWS)
              : xlsx_fill_behind(part, ROWS_END, rows);
    if (!end)
        return false;
    merged = is_at(part, end, LOCK) ? xlsx_fill_behind(part, "/>", end) : end;
    out->head = text_slice(part, 0, dimension);
    columns = xlsx_fill_behind(part, COLUMNS, quote);
    out->middle
        = text_slice(part, quote - 1,
                     columns && columns < rows ? columns - strlen(COLUMNS)
                                               : rows - strlen(ROWS));
    out->rest = text_slice(part, end, merged);
    if (is_at(part, merged, MERGED))
        merged = xlsx_fill_behind(part, MERGED_END, merged);
    out->tail = text_slice(part, merged, part.n);
    return merged > 0;
}

/* ---- which cells there are ---- */

static void
add_drawn(struct filling *f, int row, int col, uint16_t style,
          const struct cell *cell)
{
    ARENA_PUSH(f->fill->arena, f->cells, f->n, f->capacity,
               ((struct drawn){ row, col, style, cell }));
}

/* Merged cells that begin in the row, and none that ended before it.  Those
   whose first cell nobody drew have no look, and are not drawn. */
static void
open_merges(struct filling *f, int row, int *next)
{
    int n = 0;

    for (int i = 0; i < f->n_open; i++)
        if (f->open[i]->end_row > row)
            f->open[n++] = f->open[i];
    f->n_open = n;
    for (; *next < f->grid->n_merges && f->grid->merges[*next].top == row;
         ++*next) {
        const struct span *span = &f->grid->merges[*next];

        if (!grid_at(f->grid, span->top, span->left))
            continue;
        ARENA_PUSH(f->fill->arena, f->open, f->n_open, f->open_capacity, span);
        for (int i = f->n_open - 1;
             i > 0 && f->open[i - 1]->left > f->open[i]->left; i--) {
            const struct span *other = f->open[i];

            f->open[i] = f->open[i - 1];
            f->open[i - 1] = other;
        }
    }
}

/* The cells of a row, and blanks between them where merged cells are. */
static void
lay_row(struct filling *f, int row, const struct cell *cells, int n)
{
    int k = 0;

    for (int i = 0; i < f->n_open; i++) {
        const struct span *span = f->open[i];
        const struct cell *first = grid_at(f->grid, span->top, span->left);

        for (int col = span->left; col < span->end_col; col++) {
            for (; k < n && cells[k].col < col; k++)
                add_drawn(f, row, cells[k].col, cells[k].style, &cells[k]);
            if (k < n && cells[k].col == col) {
                add_drawn(f, row, col, cells[k].style, &cells[k]);
                k++;
            } else {
                add_drawn(f, row, col, first->style, NULL);
            }
        }
    }
    for (; k < n; k++)
        add_drawn(f, row, cells[k].col, cells[k].style, &cells[k]);
}

static void
lay_cells(struct filling *f)
{
    const struct grid *grid = f->grid;

    for (int r = 0, next = 0, row = -1;;) {
        int after = f->n_open > 0 ? row + 1 : INT_MAX;
        const struct cell *cells = NULL;
        int n = 0;

        if (next < grid->n_merges && grid->merges[next].top < after)
            after = grid->merges[next].top;
        if (r < grid->n_rows && grid->rows[r].row < after)
            after = grid->rows[r].row;
        if (after == INT_MAX)
            break;
        row = after;
        open_merges(f, row, &next);
        if (r < grid->n_rows && grid->rows[r].row == row) {
            cells = &grid->cells[grid->rows[r].first];
            n = grid->rows[r + 1].first - grid->rows[r].first;
            r++;
        }
        lay_row(f, row, cells, n);
    }
}

/* ---- texts ---- */

void
xlsx_fill_escaped(struct bytes *out, struct text t, bool controls)
{
    size_t from = 0;

    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];
        bool control
            = controls && (unsigned char)c < ' ' && c != '\t' && c != '\n';

        if (!control && c != '&' && c != '<' && c != '>')
            continue;
        bytes_add(out, text_slice(t, from, i));
        if (control)
            bytes_printf(out, "_x%04X_", (unsigned char)c);
        else
            bytes_add(out, text_of(c == '&'   ? "&amp;"
                                   : c == '<' ? "&lt;"
                                              : "&gt;"));
        from = i + 1;
    }
    bytes_add(out, text_slice(t, from, t.n));
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The number of a shared text. */
static int
share(struct xlsx_fill *fill, struct text t)
{
    int number = pairs_add(fill->texts, t, TEXT_NONE, fill->n_texts);

    fill->odd |= t.n > TEXT_MAX;
    fill->n_strings++;
    if (number >= 0)
        return number;
    bytes_add(&fill->strings, is_space(t.at[0]) || is_space(t.at[t.n - 1])
                                  ? TEXT("<si><t xml:space=\"preserve\">")
                                  : TEXT("<si><t>"));
    xlsx_fill_escaped(&fill->strings, t, true);
    bytes_add(&fill->strings, TEXT("</t></si>"));
    return fill->n_texts++;
}

/* ---- cells ---- */

#define PUT(at, literal) text_append((at), TEXT(literal))

/* A formula, its result behind it; errors are formulas that give them. */
static void
put_formula(struct filling *f, struct text formula, const struct cell *cell)
{
    struct bytes *out = &f->out;
    char number[XLSX_DRAW_NUMBER];

    bytes_add(out, cell->type == CELL_NUMBER || cell->type == CELL_DATE
                       ? TEXT("><f>")
                       : TEXT(" t=\"str\"><f>"));
    xlsx_fill_escaped(out, formula, false);
    bytes_add(out, TEXT("</f><v>"));
    if (cell->type == CELL_NUMBER || cell->type == CELL_DATE)
        bytes_add(out, (struct text){ number, (size_t)xlsx_draw_number(
                                                  cell->text, number) });
    else
        xlsx_fill_escaped(
            out, markup_escape_odd(f->fill->arena, cell->text, false), false);
    bytes_add(out, TEXT("</v></c>"));
}

static char *
put_value(struct filling *f, char *at, const struct cell *cell)
{
    switch ((enum cell_type)cell->type) {
    case CELL_NUMBER:
    case CELL_DATE:
        at = PUT(at, "><v>");
        at += xlsx_draw_number(cell->text, at);
        return PUT(at, "</v></c>");
    case CELL_BOOL:
        at = PUT(at, " t=\"b\"><v>");
        *at++ = cell->text.n && cell->text.at[0] == '1' ? '1' : '0';
        return PUT(at, "</v></c>");
    case CELL_TEXT:
        if (cell->text.n == 0)
            break;
        at = PUT(at, " t=\"s\"><v>");
        at = text_append_int(
            at, share(f->fill,
                      markup_escape_odd(f->fill->arena, cell->text, false)));
        return PUT(at, "</v></c>");
    case CELL_BLANK:
    case CELL_ERROR:
    case CELL_ISO_DATE:
        break;
    }
    return PUT(at, "/>");
}

static void
put_cell(struct filling *f, const struct drawn *d)
{
    char *at = bytes_room(&f->out, CELL_ROOM);
    int format = f->fill->format[d->style];

    at = PUT(at, "<c r=\"");
    at += cellref_show(d->row, d->col, at);
    at = PUT(at, "\" s=\"");
    at = text_append_int(at, format);
    *at++ = '"';
    if (!d->cell) {
        at = PUT(at, "/>");
    } else if ((d->cell->flags & CELL_FORMULA) || d->cell->type == CELL_ERROR) {
        f->out.n = (int)(at - f->out.at);
        put_formula(f,
                    d->cell->flags & CELL_FORMULA
                        ? f->grid->formulas[f->formula++].text
                        : d->cell->text,
                    d->cell);
        return;
    } else {
        at = put_value(f, at, d->cell);
    }
    f->out.n = (int)(at - f->out.at);
}

/* ---- rows ---- */

/* What the rows from drawn cell i on, up to the end of their sixteen, use. */
static void
find_columns(const struct filling *f, int i, int *left, int *right)
{
    int block = f->cells[i].row / SPANS_ROWS;

    *left = INT_MAX;
    *right = -1;
    for (; i < f->n && f->cells[i].row / SPANS_ROWS == block; i++) {
        if (f->cells[i].col < *left)
            *left = f->cells[i].col;
        if (f->cells[i].col > *right)
            *right = f->cells[i].col;
    }
}

static char *
put_height(struct filling *f, char *at, const struct row_height *height)
{
    if (f->points != height->points) {
        f->points = height->points;
        f->n_height = xlsx_draw_height(height, f->height);
    }
    if (f->n_height) {
        at = PUT(at, " ht=\"");
        at = text_append(at, (struct text){ f->height, (size_t)f->n_height });
        *at++ = '"';
    }
    if (height->hidden)
        at = PUT(at, " hidden=\"1\"");
    return f->n_height ? PUT(at, " customHeight=\"1\"") : at;
}

/* 'left' -1: there are no cells in it. */
static void
put_row(struct filling *f, int row, int left, int right,
        const struct row_height *height)
{
    char *at = bytes_room(&f->out, CELL_ROOM * 2);

    at = PUT(at, "<row r=\"");
    at = text_append_int(at, row + 1);
    *at++ = '"';
    if (left >= 0) {
        at = PUT(at, " spans=\"");
        at = text_append_int(at, left + 1);
        *at++ = ':';
        at = text_append_int(at, right + 1);
        *at++ = '"';
    }
    if (height && height->style) {
        at = PUT(at, " s=\"");
        at = text_append_int(at, f->fill->format[height->style]);
        at = PUT(at, "\" customFormat=\"1\"");
    }
    if (height)
        at = put_height(f, at, height);
    at = left >= 0 ? PUT(at, ">") : PUT(at, "/>");
    f->out.n = (int)(at - f->out.at);
}

/* Those without a width are not there. */
static void
put_columns(struct filling *f)
{
    struct bytes *out = &f->out;
    bool any = false;

    for (int i = 0; i < f->grid->n_widths; i++) {
        char width[XLSX_DRAW_NUMBER];
        int n;

        if (!(f->grid->widths[i] > 0))
            continue;
        f->fill->odd |= i >= LIMIT_COLS;
        n = xlsx_draw_width(f->grid->widths[i], width);
        bytes_printf(out,
                     "%s<col min=\"%d\" max=\"%d\" width=\"%.*s\" "
                     "customWidth=\"1\"/>",
                     any ? "" : COLUMNS, i + 1, i + 1, n, width);
        any = true;
    }
    if (any)
        bytes_add(out, TEXT("</cols>"));
}

static void
put_rows(struct filling *f)
{
    const struct grid *grid = f->grid;
    int block = -1, left = -1, right = -1;

    if (f->n == 0 && grid->n_heights == 0) {
        bytes_add(&f->out, TEXT(ROWS_NONE));
        return;
    }
    bytes_add(&f->out, TEXT(ROWS ">"));
    for (int i = 0, h = 0; i < f->n || h < grid->n_heights;) {
        int row = i < f->n ? f->cells[i].row : INT_MAX;
        const struct row_height *height
            = h < grid->n_heights && grid->heights[h].row <= row
                  ? &grid->heights[h++]
                  : NULL;

        if (height && height->row < row) {
            put_row(f, height->row, -1, -1, height);
            continue;
        }
        if (row / SPANS_ROWS != block)
            find_columns(f, i, &left, &right);
        block = row / SPANS_ROWS;
        put_row(f, row, left, right, height);
        for (; i < f->n && f->cells[i].row == row; i++)
            put_cell(f, &f->cells[i]);
        bytes_add(&f->out, TEXT("</row>"));
    }
    bytes_add(&f->out, TEXT(ROWS_END));
}

/* ---- the sheet ---- */

static void
put_span(struct bytes *out, struct span span)
{
    char *at = bytes_room(out, CELLREF_MAX * 2);

    at += cellref_show(span.top, span.left, at);
    if (span.end_row - span.top > 1 || span.end_col - span.left > 1) {
        *at++ = ':';
        at += cellref_show(span.end_row - 1, span.end_col - 1, at);
    }
    out->n = (int)(at - out->at);
}

static void
reach(struct span *all, int row, int col)
{
    if (row < all->top)
        all->top = row;
    if (row >= all->end_row)
        all->end_row = row + 1;
    if (col < all->left)
        all->left = col;
    if (col >= all->end_col)
        all->end_col = col + 1;
}

/* A row of its own height counts with the first column; of merged cells without
   a look the last counts alone. */
static void
put_dimension(struct filling *f)
{
    struct span all = { INT_MAX, INT_MAX, 0, 0 };
    const struct grid *grid = f->grid;

    for (int i = 0; i < grid->n_heights; i++)
        reach(&all, grid->heights[i].row, 0);
    for (int i = 0; i < grid->n_merges; i++)
        reach(&all, grid->merges[i].end_row - 1, grid->merges[i].end_col - 1);
    for (int i = 0; i < f->n; i++)
        reach(&all, f->cells[i].row, f->cells[i].col);
    if (all.end_row == 0)
        reach(&all, 0, 0);
    put_span(&f->out, all);
}

static void
put_merges(struct filling *f)
{
    const struct grid *grid = f->grid;

    if (grid->n_merges == 0)
        return;
    bytes_add(&f->out, TEXT("<mergeCells count=\""));
    bytes_int(&f->out, grid->n_merges);
    bytes_add(&f->out, TEXT("\">"));
    for (int i = 0; i < grid->n_merges; i++) {
        bytes_add(&f->out, TEXT("<mergeCell ref=\""));
        put_span(&f->out, grid->merges[i]);
        bytes_add(&f->out, TEXT("\"/>"));
    }
    bytes_add(&f->out, TEXT(MERGED_END));
}

struct xlsx_fill
xlsx_fill_begin(struct arena *arena, const struct book *book, const int *format)
{
    return (struct xlsx_fill){ .arena = arena,
                               .book = book,
                               .format = format,
                               .texts = pairs_new(arena),
                               .strings = { .arena = arena } };
}

struct text
xlsx_fill_sheet(struct xlsx_fill *fill, int sheet,
                const struct xlsx_fill_sheet *drawn)
{
    struct filling f = { .fill = fill,
                         .grid = &fill->book->sheets[sheet],
                         .out = { .arena = fill->arena },
                         .points = -1 };

    lay_cells(&f);
    bytes_add(&f.out, drawn->head);
    put_dimension(&f);
    bytes_add(&f.out, drawn->middle);
    put_columns(&f);
    put_rows(&f);
    bytes_add(&f.out, drawn->rest);
    put_merges(&f);
    bytes_add(&f.out, drawn->tail);
    return bytes_text(&f.out);
}

/* ---- what sheets share ---- */

struct text
xlsx_fill_strings(struct xlsx_fill *fill, struct text part)
{
    struct bytes out = { .arena = fill->arena };
    size_t count = xlsx_fill_behind(part, COUNT, 0);

    if (!count)
        return TEXT_NONE;
    bytes_add(&out, text_slice(part, 0, count));
    bytes_int(&out, fill->n_strings);
    bytes_add(&out, TEXT("\" uniqueCount=\""));
    bytes_int(&out, fill->n_texts);
    bytes_add(&out, TEXT("\">"));
    bytes_add(&out, bytes_text(&fill->strings));
    bytes_add(&out, TEXT("</sst>"));
    return bytes_text(&out);
}
