/* given_blank.c - grid text into a workbook, and a workbook into grid text. */
#include "support/given_blank.h"

#include "book/gridtext.h"
#include "book/numfmt.h"
#include "edit/xlsx_cells.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_zip.h"

#define STYLES                                                                 \
    "<styleSheet xmlns=\"" GIVEN_MAIN "\"><fonts count=\"2\"><font/><font>"    \
    "<strike/></font></fonts><cellXfs count=\"4\"><xf numFmtId=\"0\"/>"        \
    "<xf numFmtId=\"2\"/><xf numFmtId=\"2\" fontId=\"1\"/>"                    \
    "<xf numFmtId=\"10\"/></cellXfs>"                                          \
    "</styleSheet>"

/* The blank as a sheet part: drawn cells have a format, formulas no result. */
static const char *
given_part(struct arena *arena, const struct book *book, int sheet)
{
    const struct grid *grid = &book->sheets[sheet];
    const char *part = "<worksheet xmlns=\"" GIVEN_MAIN "\"><sheetData>";

    for (int r = 0; r < grid->n_rows; r++) {
        part = arena_printf(arena, "%s<row r=\"%d\">", part,
                            grid->rows[r].row + 1);
        for (int i = grid->rows[r].first; i < grid->rows[r + 1].first; i++) {
            const struct cell *cell = &grid->cells[i];
            bool percent = numfmt_is_percent(book->styles[cell->style].format);
            char ref[CELLREF_MAX];

            cellref_show(cell->row, cell->col, ref);
            part = arena_printf(
                arena,
                percent                    ? "%s<c r=\"%s\" s=\"3\"/>"
                : cell->type == CELL_BLANK ? "%s<c r=\"%s\" s=\"1\"/>"
                : cell->flags & CELL_MARKED
                    ? "%s<c r=\"%s\" s=\"2\"><v>%.*s</v></c>"
                : cell->flags ? "%s<c r=\"%s\" s=\"1\"><f>%.*s</f></c>"
                : cell->type == CELL_NUMBER
                    ? "%s<c r=\"%s\"><v>%.*s</v></c>"
                    : "%s<c r=\"%s\" t=\"inlineStr\"><is><t>%.*s</t></is></c>",
                part, ref, TEXT_ARG(cell->text));
        }
        part = arena_printf(arena, "%s</row>", part);
    }
    part = arena_printf(arena, "%s</sheetData>", part);
    for (int i = 0; i < grid->n_merges; i++)
        part = arena_printf(arena, "%s%s<mergeCell ref=\"%s\"/>%s", part,
                            i ? "" : "<mergeCells>",
                            cellref_span(arena, grid->merges[i]),
                            i + 1 < grid->n_merges ? "" : "</mergeCells>");
    return arena_printf(arena, "%s</worksheet>", part);
}

const char *
given_filled(struct arena *arena, struct text made, struct diag_list *diags)
{
    struct xlsx_edit *edit = xlsx_edit_open(arena, "made.xlsx", made, diags);
    struct book plain = { .file = "made.xlsx" };
    struct grid grid = { .name = TEXT("Sheet1") };
    const struct grid *read;

    if (!edit)
        return "";
    read = &edit->book->sheets[0];
    book_style(arena, &plain, (struct cell_style){ .format = TEXT("General") });
    for (int i = 0; i < read->n_cells; i++) {
        struct cell cell = read->cells[i];

        cell.style = 0;
        grid_put(arena, &grid, cell);
    }
    for (int i = 0; i < read->n_merges; i++)
        grid_merge(arena, &grid, read->merges[i]);
    for (int i = 0; i < read->n_formulas; i++) {
        const struct grid_formula *formula = &read->formulas[i];
        const struct cell *cell = grid_at(read, formula->row, formula->col);
        struct cell shown
            = { .row = formula->row, .col = formula->col, .type = CELL_TEXT };

        shown.text = text_printf(
            arena, "%.*s → %.*s", TEXT_ARG(grid_formula_text(arena, formula)),
            TEXT_ARG(cell && !(cell->flags & CELL_NO_RESULT) ? cell->text
                                                             : TEXT("?")));
        grid_put(arena, &grid, shown);
    }
    grid_finish(arena, &grid);
    return gridtext_show_sheet(arena, &plain, &grid).at;
}

struct xlsx_edit *
given_blank(struct arena *arena, const char *grid, struct diag_list *diags)
{
    struct diag_list none = { .arena = arena };
    struct book *blank = given_sheets(arena, grid);
    struct xlsx_edit *edit = xlsx_edit_open(
        arena, "blank.xlsx",
        given_workbook(
            arena,
            (struct given_workbook){ .sheet = given_part(arena, blank, 0),
                                     .second = blank->n_sheets > 1
                                                   ? given_part(arena, blank, 1)
                                                   : NULL,
                                     .styles = STYLES }),
        &none);

    EXPECT(edit != NULL);
    edit->diags = diags;
    return edit;
}
