/* xlsx_fit.c - row heights (ECMA-376 part 1, 18.3.1.73). */
#include "edit/xlsx_fit.h"

#include "base/decimal.h"
#include "base/limits.h"
#include "book/fit.h"
#include "edit/sheetdata.h"
#include "edit/xlsx_related.h"

#define WIDE 6          /* a shorter text takes one line anywhere */
#define COLUMN 8.43f    /* the width of one that says none */
#define LINE 15         /* the height of a row that says none */
#define POINTS_MOST 409 /* that Excel shows */
#define TIGHT 1.23f     /* a line's least height, in font sizes */

struct fitting {
    struct arena *arena;
    struct xlsx_edit *edit;
    struct part *sheet, *styles;
    const struct grid *grid;
    float *widths; /* [LIMIT_COLS] */
    float *fonts;  /* [n_fonts] by cell format */
    int n_fonts;
    struct sheetdata rows;
    bool changed;
};

static float
number_of(struct text t, float otherwise)
{
    struct decimal d;
    float value;

    if (decimal_parse(t, &d) != DECIMAL_OK)
        return otherwise;
    value = (float)d.units;
    for (int i = 0; i < d.scale; i++)
        value /= 10;
    return value;
}

static void
read_widths(struct fitting *f)
{
    const struct part_element *root = part_root(f->sheet);
    const struct part_element *format
        = part_child(f->sheet, root, "sheetFormatPr");
    const struct part_element *e
        = part_child(f->sheet, part_child(f->sheet, root, "cols"), "col");
    float width
        = number_of(part_get(f->sheet, format, "defaultColWidth"), COLUMN);

    f->widths = ARENA_ARRAY(f->arena, float, LIMIT_COLS);
    for (int i = 0; i < LIMIT_COLS; i++)
        f->widths[i] = width;
    for (; e; e = part_sibling(f->sheet, e, "col")) {
        int min = part_number(f->sheet, e, "min");
        int max = part_number(f->sheet, e, "max");

        width = part_yes(f->sheet, e, "hidden")
                    ? 0
                    : number_of(part_get(f->sheet, e, "width"), COLUMN);
        for (int i = min; i > 0 && i <= max && i <= LIMIT_COLS; i++)
            f->widths[i - 1] = width;
    }
}

/* The children of that name in a list of the styles, *n of them. */
static const struct part_element **
list_of(const struct fitting *f, const char *list, const char *name, int *n)
{
    const struct part_element *parent
        = part_child(f->styles, part_root(f->styles), list);
    const struct part_element **items = NULL;
    int capacity = 0;

    *n = 0;
    for (const struct part_element *e = part_child(f->styles, parent, name); e;
         e = part_sibling(f->styles, e, name))
        ARENA_PUSH(f->arena, items, *n, capacity, e);
    return items;
}

/* The font sizes of the cell formats that break lines; of others 0. */
static void
read_fonts(struct fitting *f)
{
    int n_fonts;
    const struct part_element **fonts = list_of(f, "fonts", "font", &n_fonts);
    const struct part_element **formats
        = list_of(f, "cellXfs", "xf", &f->n_fonts);

    f->fonts = ARENA_ARRAY(f->arena, float, f->n_fonts + 1);
    for (int i = 0; i < f->n_fonts; i++) {
        int font = part_number(f->styles, formats[i], "fontId");
        const struct part_element *size = part_child(
            f->styles, font >= 0 && font < n_fonts ? fonts[font] : NULL, "sz");

        if (part_yes(f->styles, part_child(f->styles, formats[i], "alignment"),
                     "wrapText"))
            f->fonts[i] = number_of(part_get(f->styles, size, "val"), FIT_FONT);
    }
}

static float
height_of(const struct fitting *f, int row)
{
    const struct part_element *format
        = part_child(f->sheet, part_root(f->sheet), "sheetFormatPr");
    const struct sheetdata_spot *spot = sheetdata_find(&f->rows, row);

    return number_of(
        part_get(f->sheet, spot ? spot->element : NULL, "ht"),
        number_of(part_get(f->sheet, format, "defaultRowHeight"), LINE));
}

/* Only what is in one column is the program's to fit from now on. */
static void
raise_row(struct fitting *f, int row, float points, bool merged)
{
    const struct sheetdata_spot *spot = sheetdata_find(&f->rows, row);

    if (!spot || part_yes(f->sheet, spot->element, "hidden"))
        return;
    if (points > POINTS_MOST)
        points = POINTS_MOST;
    part_set(f->sheet, spot->element, "ht",
             text_printf(f->arena, "%d", (int)(points + 0.5f)));
    part_set(f->sheet, spot->element, "customHeight",
             merged ? TEXT("1") : TEXT_NONE);
    f->changed = true;
}

/* Behind the last row of the cells, or one that is merged with some. */
static int
rows_of(const struct grid *grid, const struct xlsx_cell *cells, int n)
{
    int end = cells[n - 1].row + 1;

    for (int i = 0; i < grid->n_merges; i++)
        end = grid->merges[i].end_row > end ? grid->merges[i].end_row : end;
    return end;
}

/* What the rows are asked for: [rows_of]. */
struct needs {
    float *points;
    bool *merged; /* by a cell over several columns or rows */
};

/* A cell over several rows asks the last of them for what is lacking. */
static void
ask(const struct fitting *f, const struct xlsx_cell *cell, float font,
    struct needs *needs)
{
    struct span span = grid_span(f->grid, cell->row, cell->col);
    int last = span.end_row - 1, lines;
    float width = 0, have = 0, points;

    for (int col = span.left; col < span.end_col && col < LIMIT_COLS; col++)
        width += f->widths[col];
    for (int row = span.top; row <= last && have < POINTS_MOST; row++)
        have += height_of(f, row);
    lines = fit_lines(cell->text, width, font);
    if (lines < 2 || have >= (float)lines * font * TIGHT)
        return;
    points = fit_points(lines, font) - have + height_of(f, last);
    if (needs->points[last] < points)
        needs->points[last] = points;
    needs->merged[last]
        |= span.end_row > span.top + 1 || span.end_col > span.left + 1;
}

static void
fit_cells(struct fitting *f, const struct xlsx_cell *cells, int n,
          const int *formats)
{
    int end = rows_of(f->grid, cells, n);
    struct needs needs = { ARENA_ARRAY(f->arena, float, end + 1),
                           ARENA_ARRAY(f->arena, bool, end + 1) };

    for (int i = 0; i < n; i++) {
        float font = formats[i] < f->n_fonts ? f->fonts[formats[i]] : 0;

        if (font > 0)
            ask(f, &cells[i], font, &needs);
    }
    for (int row = 0; row < end; row++) {
        if (needs.points[row] > 0)
            raise_row(f, row, needs.points[row], needs.merged[row]);
    }
}

void
xlsx_fit_rows(struct xlsx_edit *edit, int sheet, const struct grid *grid,
              const struct xlsx_cell *cells, int n)
{
    struct fitting f = { .arena = edit->arena, .edit = edit, .grid = grid };
    struct xlsx_cell *long_ones
        = ARENA_ARRAY(edit->arena, struct xlsx_cell, n + 1);
    struct text styles = xlsx_related(edit, edit->workbook, "styles");
    int *formats, n_long = 0;

    for (int i = 0; i < n; i++) {
        if (cells[i].type == CELL_TEXT
            && (text_width(cells[i].text) > WIDE
                || text_find(cells[i].text, TEXT("\n"), 0) >= 0))
            long_ones[n_long++] = cells[i];
    }
    if (n_long == 0 || styles.n == 0)
        return;
    formats = ARENA_ARRAY(edit->arena, int, n_long);
    xlsx_cells_formats(edit, sheet, long_ones, n_long, formats);
    f.sheet = xlsx_edit_part(edit, xlsx_edit_sheet(edit, sheet));
    f.styles = xlsx_edit_part(edit, styles);
    f.rows = sheetdata_rows(f.sheet);
    read_widths(&f);
    read_fonts(&f);
    fit_cells(&f, long_ones, n_long, formats);
    if (f.changed)
        xlsx_edit_save(edit, xlsx_edit_sheet(edit, sheet), f.sheet);
}
