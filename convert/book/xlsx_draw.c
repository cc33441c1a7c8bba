/*
 * xlsx_draw.c - libxlsxwriter kept at arm's length.
 *
 * What of 1.1.4 (Debian 12) is worked around, and the version that mends it;
 * "none" was looked up in the source of 1.2.3:
 *
 *   a temporary file cut short is a success: errno, reading back   none (a)
 *   a crash when memory ends (_insert_cell): a child, or memory
 *     that does not end for the library (xlsx_memory.h)            none
 *   numbers by LC_NUMERIC: uselocale()                             none (b)
 *   messages on standard error: /dev/null, or nowhere              none
 *   choices in a buffer of 255 bytes: given as a formula           1.1.6
 *   print titles without quotes where the sheet's name looks like
 *     a cell or begins with a digit: defined as a name             none
 *   a text that looks like _x000D_ is not escaped: it is before    none
 *   no error values: a formula that gives one                      none
 *   no truth value as a formula's result: xlsx_settle.h refuses    none
 *
 * (a) from 1.1.5, (b) from 1.1.1 it can be built otherwise: USE_MEM_FILE,
 * USE_DTOA_LIBRARY; Debian does not.
 */
#include "book/xlsx_draw.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "book/properties.h"

#define CREATED 946684800 /* 2000-01-01: a file says nothing about its day */
#define FONT "宋体"
#define FONT_FAMILY_OTHER 3 /* so Excel writes it for 宋体 */
#define PAPER_A4 9
#define MARGIN_SIDE 0.5 /* inches */
#define MARGIN_END 0.6
#define WIDTH_MAX 255    /* characters of a column */
#define HEIGHT_MAX 409   /* points of a row */
#define NUMBER "%.16G"   /* how the library prints one */
#define PRINTED_PLAIN 15 /* digits before the point, and in all */
#define PRINTED_ZEROS 3  /* behind the point, before the others */
#define WHOLE_SHEET "A1:XFD1048576"

#define FUNCTIONS(F)                                                           \
    F(workbook_new_opt)                                                        \
    F(workbook_set_properties)                                                 \
    F(workbook_set_custom_property_string)                                     \
    F(workbook_add_format)                                                     \
    F(workbook_add_worksheet)                                                  \
    F(workbook_define_name)                                                    \
    F(workbook_close)                                                          \
    F(lxw_strerror)                                                            \
    F(format_set_font_name)                                                    \
    F(format_set_font_size)                                                    \
    F(format_set_font_family)                                                  \
    F(format_set_bold)                                                         \
    F(format_set_num_format)                                                   \
    F(format_set_text_wrap)                                                    \
    F(format_set_border)                                                       \
    F(format_set_unlocked)                                                     \
    F(format_set_align)                                                        \
    F(format_set_indent)                                                       \
    F(worksheet_write_blank)                                                   \
    F(worksheet_write_number)                                                  \
    F(worksheet_write_string)                                                  \
    F(worksheet_write_boolean)                                                 \
    F(worksheet_write_formula_str)                                             \
    F(worksheet_write_formula_num)                                             \
    F(worksheet_merge_range)                                                   \
    F(worksheet_set_column)                                                    \
    F(worksheet_set_row_opt)                                                   \
    F(worksheet_set_landscape)                                                 \
    F(worksheet_set_paper)                                                     \
    F(worksheet_set_margins)                                                   \
    F(worksheet_center_horizontally)                                           \
    F(worksheet_fit_to_pages)                                                  \
    F(worksheet_repeat_rows)                                                   \
    F(worksheet_repeat_columns)                                                \
    F(worksheet_freeze_panes)                                                  \
    F(worksheet_protect)                                                       \
    F(worksheet_ignore_errors)                                                 \
    F(worksheet_data_validation_range)                                         \
    F(worksheet_activate)                                                      \
    F(worksheet_set_first_sheet)                                               \
    F(worksheet_hide)

struct pen {
#define FIELD(name) __typeof__(name) *name;
    FUNCTIONS(FIELD)
#undef FIELD
    lxw_format **made; /* [n_styles] of the book */
    struct draw_library *library;
};

#ifdef XLSXWRITER_INSIDE
static bool
take_functions(struct pen *lxw)
{
#define TAKE(name) lxw->name = name;
    FUNCTIONS(TAKE)
#undef TAKE
    return true;
}
#else
static bool
take_functions(struct pen *lxw)
{
    static const struct {
        const char *name;
        size_t at; /* of its pointer in struct pen */
    } functions[] = {
#define ENTRY(name) { #name, offsetof(struct pen, name) },
        FUNCTIONS(ENTRY)
#undef ENTRY
    };

    for (int i = 0; i < ARRAY_LEN(functions); i++) {
        void *address = lxw->library->find(lxw->library, functions[i].name);

        if (!address)
            return false;
        memcpy((char *)lxw + functions[i].at, &address, sizeof address);
    }
    return true;
}
#endif

/* What went wrong first is what is told; the library can be called after it. */
static void
fail(const struct pen *lxw, const char *what, const char *why)
{
    if (!lxw->library->what) {
        lxw->library->what = what;
        lxw->library->why = why;
    }
}

static void
check(const struct pen *lxw, lxw_error error)
{
    if (error != LXW_NO_ERROR)
        fail(lxw, "the library says", lxw->lxw_strerror(error));
}

static void
set_font(const struct pen *lxw, lxw_format *f, int size)
{
    lxw->format_set_font_name(f, FONT);
    lxw->format_set_font_family(f, FONT_FAMILY_OTHER);
    lxw->format_set_font_size(f, size ? size : XLSX_DRAW_FONT_SIZE);
}

static lxw_format *
make_format(const struct pen *lxw, lxw_workbook *workbook,
            const struct cell_style *style, const char *number_format)
{
    static const uint8_t aligns[]
        = { LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT };
    lxw_format *f = lxw->workbook_add_format(workbook);

    if (!f) {
        fail(lxw, "the library says", "out of memory");
        return NULL;
    }
    set_font(lxw, f, style->font_size);
    if (number_format)
        lxw->format_set_num_format(f, number_format);
    if (style->bold)
        lxw->format_set_bold(f);
    if (style->wrap)
        lxw->format_set_text_wrap(f);
    if (style->border)
        lxw->format_set_border(f, LXW_BORDER_THIN);
    if (style->unlocked)
        lxw->format_set_unlocked(f);
    if (style->align != ALIGN_GENERAL)
        lxw->format_set_align(f, aligns[style->align]);
    lxw->format_set_align(f, style->valign ? LXW_ALIGN_VERTICAL_TOP
                                           : LXW_ALIGN_VERTICAL_CENTER);
    if (style->indent)
        lxw->format_set_indent(f, style->indent);
    return f;
}

static lxw_error
draw_formula(const struct pen *lxw, lxw_worksheet *sheet,
             const struct cell *cell, const char *text, const char *formula,
             lxw_format *f)
{
    lxw_row_t row = (lxw_row_t)cell->row;
    lxw_col_t col = (lxw_col_t)cell->col;

    if (cell->type == CELL_NUMBER || cell->type == CELL_DATE)
        return lxw->worksheet_write_formula_num(sheet, row, col, formula, f,
                                                strtod(text, NULL));
    return lxw->worksheet_write_formula_str(sheet, row, col, formula, f, text);
}

static lxw_error
draw_cell(const struct pen *lxw, lxw_worksheet *sheet, const struct cell *cell,
          const char *text, lxw_format *f)
{
    lxw_row_t row = (lxw_row_t)cell->row;
    lxw_col_t col = (lxw_col_t)cell->col;

    switch ((enum cell_type)cell->type) {
    case CELL_BLANK:
        return lxw->worksheet_write_blank(sheet, row, col, f);
    case CELL_NUMBER:
    case CELL_DATE:
        return lxw->worksheet_write_number(sheet, row, col, strtod(text, NULL),
                                           f);
    case CELL_BOOL:
        return lxw->worksheet_write_boolean(sheet, row, col, text[0] == '1', f);
    case CELL_ERROR:
        return lxw->worksheet_write_formula_str(sheet, row, col, text, f, text);
    case CELL_TEXT:
        return lxw->worksheet_write_string(sheet, row, col, text, f);
    case CELL_ISO_DATE:
        break;
    }
    return LXW_ERROR_PARAMETER_VALIDATION; /* settled books have no others */
}

/* Rows and columns that are printed on each page. */
static void
draw_titles(const struct pen *lxw, lxw_workbook *workbook, lxw_worksheet *sheet,
            const struct grid *grid, const struct drawn_sheet *drawn)
{
    if (drawn->title_cells) {
        check(lxw, lxw->workbook_define_name(workbook, drawn->titles,
                                             drawn->title_cells));
        return;
    }
    if (grid->repeat_end > grid->repeat_top)
        check(lxw,
              lxw->worksheet_repeat_rows(sheet, (lxw_row_t)grid->repeat_top,
                                         (lxw_row_t)grid->repeat_end - 1));
    if (grid->repeat_cols > 0)
        check(lxw, lxw->worksheet_repeat_columns(
                       sheet, 0, (lxw_col_t)grid->repeat_cols - 1));
}

/* The library writes no height for its default. */
static double
height_of(const struct row_height *h)
{
    double points = h->points > 0 ? h->points : LXW_DEF_ROW_HEIGHT;

    return points < HEIGHT_MAX ? points : HEIGHT_MAX;
}

static void
draw_page(const struct pen *lxw, lxw_workbook *workbook, lxw_worksheet *sheet,
          const struct grid *grid, const struct drawn_sheet *drawn)
{
    for (int i = 0; i < grid->n_widths; i++)
        if (grid->widths[i] > 0)
            check(lxw,
                  lxw->worksheet_set_column(
                      sheet, (lxw_col_t)i, (lxw_col_t)i,
                      grid->widths[i] < WIDTH_MAX ? grid->widths[i] : WIDTH_MAX,
                      NULL));
    for (int i = 0; i < grid->n_heights; i++) {
        const struct row_height *h = &grid->heights[i];
        lxw_row_col_options options = { .hidden = h->hidden };

        check(lxw, lxw->worksheet_set_row_opt(
                       sheet, (lxw_row_t)h->row, height_of(h),
                       h->style ? lxw->made[h->style] : NULL, &options));
    }
    if (grid->landscape)
        lxw->worksheet_set_landscape(sheet);
    lxw->worksheet_set_paper(sheet, PAPER_A4);
    lxw->worksheet_set_margins(sheet, MARGIN_SIDE, MARGIN_SIDE, MARGIN_END,
                               MARGIN_END);
    lxw->worksheet_center_horizontally(sheet);
    lxw->worksheet_fit_to_pages(
        sheet, (uint16_t)(grid->pages_wide > 0 ? grid->pages_wide : 1), 0);
    draw_titles(lxw, workbook, sheet, grid, drawn);
    if (grid->freeze_rows > 0)
        lxw->worksheet_freeze_panes(sheet, (lxw_row_t)grid->freeze_rows,
                                    (lxw_col_t)grid->freeze_cols);
}

static void
draw_input(const struct pen *lxw, lxw_worksheet *sheet,
           const struct grid_input *input, const struct drawn_input *drawn)
{
    static const uint8_t kinds[]
        = { LXW_VALIDATION_TYPE_ANY, LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
            LXW_VALIDATION_TYPE_LIST_FORMULA,
            LXW_VALIDATION_TYPE_LIST_FORMULA };
    lxw_data_validation v
        = { .validate = kinds[input->kind],
            .error_type = input->warns ? LXW_VALIDATION_ERROR_TYPE_WARNING
                                       : LXW_VALIDATION_ERROR_TYPE_STOP,
            .value_formula = drawn->formula,
            .input_title = drawn->title,
            .input_message = drawn->hint,
            .error_message = drawn->error };
    const struct span *s = &input->span;

    check(lxw, lxw->worksheet_data_validation_range(
                   sheet, (lxw_row_t)s->top, (lxw_col_t)s->left,
                   (lxw_row_t)s->end_row - 1, (lxw_col_t)s->end_col - 1, &v));
}

/*
 * Without a password.  Columns and rows may be made wider and higher: it is
 * the clerk's paper.  Nor need Excel mark each code that is a text, and each
 * formula that may be copied into a new row.
 */
static void
draw_lock(const struct pen *lxw, lxw_worksheet *sheet, const struct grid *grid)
{
    lxw_protection may = { .format_columns = LXW_TRUE,
                           .format_rows = LXW_TRUE,
                           .insert_rows = grid->grows,
                           .delete_rows = grid->grows };

    if (!grid->locked)
        return;
    lxw->worksheet_protect(sheet, NULL, &may);
    check(lxw, lxw->worksheet_ignore_errors(
                   sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, WHOLE_SHEET));
    check(lxw, lxw->worksheet_ignore_errors(sheet, LXW_IGNORE_FORMULA_UNLOCKED,
                                            WHOLE_SHEET));
}

static void
draw_sheet(const struct pen *lxw, lxw_workbook *workbook,
           const struct draw_job *job, int index)
{
    const struct grid *grid = &job->book->sheets[index];
    const struct drawn_sheet *drawn = &job->sheets[index];
    lxw_worksheet *sheet = lxw->workbook_add_worksheet(workbook, drawn->name);

    if (!sheet) {
        fail(lxw, "the library refuses the sheet", drawn->name);
        return;
    }
    draw_page(lxw, workbook, sheet, grid, drawn);
    /* Merging draws the whole span like its anchor; cells that the book has
       there come after, so that theirs holds. */
    for (int i = 0; i < grid->n_merges; i++) {
        const struct span *m = &grid->merges[i];
        const struct cell *anchor = grid_at(grid, m->top, m->left);

        check(lxw, lxw->worksheet_merge_range(
                       sheet, (lxw_row_t)m->top, (lxw_col_t)m->left,
                       (lxw_row_t)m->end_row - 1, (lxw_col_t)m->end_col - 1, "",
                       anchor ? lxw->made[anchor->style] : NULL));
    }
    for (int i = 0, k = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        lxw_format *f = lxw->made[cell->style];

        if (cell->flags & CELL_FORMULA)
            check(lxw, draw_formula(lxw, sheet, cell, drawn->texts[i],
                                    drawn->formulas[k++], f));
        else
            check(lxw, draw_cell(lxw, sheet, cell, drawn->texts[i], f));
    }
    for (int i = 0; i < grid->n_inputs; i++)
        draw_input(lxw, sheet, &grid->inputs[i], &drawn->inputs[i]);
    draw_lock(lxw, sheet, grid);
    if (grid->state != SHEET_VISIBLE)
        lxw->worksheet_hide(sheet);
    if (index == job->visible) {
        lxw->worksheet_activate(sheet);
        lxw->worksheet_set_first_sheet(sheet);
    }
}

static void
draw_properties(const struct pen *lxw, lxw_workbook *workbook,
                const struct draw_job *job)
{
    static const char *const names[]
        = { PROPERTIES_TEMPLATE, PROPERTIES_VERSION, PROPERTIES_DEPARTMENT,
            PROPERTIES_YEAR, PROPERTIES_SOURCE };

    for (int i = 0; i < ARRAY_LEN(names); i++)
        if (job->properties[i])
            check(lxw, lxw->workbook_set_custom_property_string(
                           workbook, names[i], job->properties[i]));
}

static void
draw_book(const struct pen *lxw, const struct draw_job *job)
{
    lxw_workbook_options options = { .tmpdir = (char *)(uintptr_t)job->folder };
    lxw_doc_properties properties
        = { .author = (char[]){ "juesuan" },
            .subject = (char *)(uintptr_t)job->subject,
            .created = CREATED };
    lxw_workbook *workbook = lxw->workbook_new_opt(job->temporary, &options);

    if (!workbook) {
        fail(lxw, "the library says", "out of memory");
        return;
    }
    check(lxw, lxw->workbook_set_properties(workbook, &properties));
    draw_properties(lxw, workbook, job);
    /* The format of cells that nobody drew, so that what is typed into them
       looks like the rest. */
    set_font(lxw, STAILQ_FIRST(workbook->formats), XLSX_DRAW_FONT_SIZE);
    for (int i = 0; i < job->book->n_styles; i++)
        lxw->made[i] = make_format(lxw, workbook, &job->book->styles[i],
                                   job->formats[i]);
    for (int i = 0; i < job->book->n_sheets; i++)
        draw_sheet(lxw, workbook, job, i);
    for (int i = 0; i < job->book->n_names; i++)
        check(lxw, lxw->workbook_define_name(workbook, job->names[i],
                                             job->name_cells[i]));
    check(lxw, lxw->workbook_close(workbook));
}

/* Numbers that no decimal holds are compared by their text; so the book gets
   the one that the library will print. */
void
xlsx_draw_settle(struct arena *arena, const struct book *book)
{
    for (int i = 0; i < book->n_sheets; i++)
        for (int k = 0; k < book->sheets[i].n_cells; k++) {
            struct cell *cell = &book->sheets[i].cells[k];

            if ((cell->type == CELL_NUMBER || cell->type == CELL_DATE)
                && text_find(cell->text, TEXT("E"), 0) > 0)
                cell->text = text_printf(
                    arena, NUMBER, strtod(text_zero(arena, cell->text), NULL));
        }
}

/*
 * A double is nearer to such a number than half its 16th digit, so that is what
 * is printed: from 4.5 * 10^n on, its last bit may be worth more, unless it is
 * whole.  Numbers of more digits, or smaller, are printed with an exponent.
 */
static bool
is_printed_so(struct text number)
{
    size_t at = number.n && number.at[0] == '-';
    size_t point = text_digits(number, at);

    if (point == at || point - at > PRINTED_PLAIN)
        return false;
    if (point == number.n)
        return true;
    if (number.at[point] != '.' || number.n - at > PRINTED_PLAIN + 1
        || text_digits(number, point + 1) < number.n)
        return false;
    if (at + 1 == point && number.at[at] == '0') {
        at = point + 1;
        for (int i = 0;
             i < PRINTED_ZEROS && at < number.n && number.at[at] == '0'; i++)
            at++;
    }
    return at < number.n && number.at[at] >= '1' && number.at[at] <= '3';
}

int
xlsx_draw_number(struct text number, char out[XLSX_DRAW_NUMBER])
{
    char text[XLSX_DRAW_NUMBER];

    if (is_printed_so(number)) {
        memcpy(out, number.at, number.n);
        return (int)number.n;
    }
    memcpy(text, text_start(number),
           number.n < sizeof text ? number.n : sizeof text - 1);
    text[number.n < sizeof text ? number.n : sizeof text - 1] = '\0';
    return snprintf(out, XLSX_DRAW_NUMBER, NUMBER, strtod(text, NULL));
}

int
xlsx_draw_height(const struct row_height *height, char out[XLSX_DRAW_NUMBER])
{
    double points = height_of(height);

    return points == LXW_DEF_ROW_HEIGHT
               ? 0
               : snprintf(out, XLSX_DRAW_NUMBER, NUMBER, points);
}

/* In pixels of digits, 7 wide with 5 around them, then in 256ths of a digit. */
int
xlsx_draw_width(float characters, char out[XLSX_DRAW_NUMBER])
{
    double width = characters < WIDTH_MAX ? characters : WIDTH_MAX;
    int pixels
        = width < 1 ? (int)(width * 12 + 0.5) : (int)(width * 7 + 0.5) + 5;

    return snprintf(out, XLSX_DRAW_NUMBER, NUMBER,
                    (int)(pixels / 7.0 * 256.0) / 256.0);
}

bool
xlsx_draw_same_style(const struct cell_style *a, const struct cell_style *b)
{
    return text_equal(a->format, b->format)
           && (a->font_size ? a->font_size : XLSX_DRAW_FONT_SIZE)
                  == (b->font_size ? b->font_size : XLSX_DRAW_FONT_SIZE)
           && a->bold == b->bold && a->wrap == b->wrap && a->border == b->border
           && a->unlocked == b->unlocked && a->align == b->align
           && a->valign == b->valign && a->indent == b->indent;
}

bool
xlsx_draw_book(const struct draw_job *job, struct draw_library *library)
{
    struct pen lxw = { .made = (lxw_format **)job->made, .library = library };

    if (take_functions(&lxw))
        draw_book(&lxw, job);
    return !library->what;
}
