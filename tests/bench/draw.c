/* draw.c FILE BOOKS SHEETS TEXTS NUMBERS BLANKS STYLES - what libxlsxwriter
   takes to draw a workbook of so many cells, BOOKS times, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#define COLUMNS 8

enum { BOOKS = 2, SHEETS, TEXTS, NUMBERS, BLANKS, STYLES, N_ARGUMENTS };

static lxw_format *
style(lxw_workbook *book, int i)
{
    lxw_format *format = workbook_add_format(book);

    format_set_font_name(format, "宋体");
    format_set_font_size(format, 9 + i % 8);
    format_set_border(format, (uint8_t)(i % 3));
    format_set_align(format, (uint8_t)(i % 4));
    format_set_num_format(format, i % 2 ? "#,##0.00" : "General");
    return format;
}

static lxw_error
draw(const char *path, const int n[N_ARGUMENTS])
{
    lxw_workbook *book = workbook_new(path);
    lxw_format *formats[256];
    int n_styles = n[STYLES] < 1 ? 1 : n[STYLES] > 256 ? 256 : n[STYLES];

    for (int i = 0; i < n_styles; i++)
        formats[i] = style(book, i);
    for (int s = 0; s < n[SHEETS]; s++) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
        int texts = n[TEXTS] / n[SHEETS], numbers = n[NUMBERS] / n[SHEETS];
        int cells = texts + numbers + n[BLANKS] / n[SHEETS];

        for (int i = 0; i < cells; i++) {
            lxw_row_t row = (lxw_row_t)(i / COLUMNS);
            lxw_col_t col = (lxw_col_t)(i % COLUMNS);
            lxw_format *format = formats[i % n_styles];
            char text[64];

            if (i < texts) {
                snprintf(text, sizeof text, "一般公共服务支出%d", i * 7 + s);
                worksheet_write_string(sheet, row, col, text, format);
            } else if (i < texts + numbers) {
                worksheet_write_number(sheet, row, col,
                                       i * 104729 % 9999999 / 100.0, format);
            } else {
                worksheet_write_blank(sheet, row, col, format);
            }
        }
    }
    return workbook_close(book);
}

int
main(int argc, char **argv)
{
    int n[N_ARGUMENTS];

    if (argc != N_ARGUMENTS)
        return 2;
    for (int i = BOOKS; i < N_ARGUMENTS; i++)
        n[i] = atoi(argv[i]);
    for (int i = 0; i < n[BOOKS]; i++)
        if (draw(argv[1], n) != LXW_NO_ERROR)
            return 1;
    return 0;
}
