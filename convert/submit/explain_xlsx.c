/* explain_xlsx.c - the cells painted, and the sheet 读取说明. */
#include "submit/explain_xlsx.h"

#include "base/limits.h"
#include "book/numfmt.h"
#include "submit/explain_note.h"
#include "submit/listing.h"

#define LIST TEXT("读取说明")
#define N_COLOURS (EXPLAIN_N - 1) /* EXPLAIN_NONE has none */

/* ---- the list ---- */

static const struct listing_column columns[] = { { "类别", 9 },
                                                 { "数目", 11 },
                                                 { "位置", 40 },
                                                 { "说明", 66 },
                                                 { "映射", 46 } };
enum { COLUMN_KIND, COLUMN_COUNT, COLUMN_PLACE, COLUMN_TEXT, COLUMN_BY };

bool
explain_xlsx_is_list(const struct grid *sheet)
{
    return listing_is(sheet, LIST, columns, ARRAY_LEN(columns));
}

static void
put_kind(struct listing *list, enum explain_kind kind)
{
    listing_text(list, COLUMN_KIND, text_of(explain_word(kind)->word),
                 paint_format(list->paint, list->wrapped, (int)kind - 1));
}

static void
put_legend(struct listing *list, const struct explained *explained)
{
    for (int k = EXPLAIN_N - 1; k > EXPLAIN_NONE; k--) {
        const struct explain_word *word = explain_word((enum explain_kind)k);

        listing_begin_row(list);
        put_kind(list, (enum explain_kind)k);
        listing_text(list, COLUMN_COUNT,
                     text_printf(list->arena, "%d 格", explained->n[k]),
                     list->wrapped);
        listing_text(list, COLUMN_TEXT, text_of(word->meaning), list->wrapped);
        listing_end_row(list);
    }
}

/* By what.  Whose filing it is, and of which year, would be read from here when
   the copy is. */
static void
put_template(struct listing *list, const struct template_rule *template)
{
    listing_begin_row(list);
    listing_text(list, COLUMN_TEXT,
                 text_printf(list->arena, "模板 %.*s", TEXT_ARG(template->id)),
                 list->wrapped);
    listing_end_row(list);
}

static void
put_told(struct listing *list, const struct diag *diag)
{
    struct arena *arena = list->arena;
    int sheet = diag->at.sheet
                    ? paint_sheet(list->paint->edit, text_of(diag->at.sheet))
                    : -1;

    listing_begin_row(list);
    listing_text(list, COLUMN_KIND, text_of(explain_level(diag)),
                 list->wrapped);
    listing_place(list, COLUMN_PLACE,
                  (struct listing_place){ sheet, diag->at.row, diag->at.col });
    listing_text(list, COLUMN_TEXT, explain_note_message(arena, diag),
                 list->wrapped);
    listing_text(list, COLUMN_BY,
                 text_printf(arena, "[%s]%s%s", diag_word(diag->code),
                             diag->by.file ? "\n" : "",
                             diag->by.file ? diag_place(arena, diag->by) : ""),
                 list->wrapped);
    listing_end_row(list);
}

/* What no message is at. */
static void
put_unread(struct listing *list, const struct explained *explained, int s)
{
    const struct book *book = explained->filing->located->book;
    const struct explain_sheet *sheet = &explained->sheets[s];

    for (int top, end = 0; explain_next_run(sheet, end, &top, &end);) {
        struct bytes shown = { .arena = list->arena };

        for (int i = top; i < end; i++) {
            const struct cell *cell = grid_at(sheet->grid, sheet->cells[i].row,
                                              sheet->cells[i].col);

            bytes_printf(
                &shown, "%s%.*s", i > top ? " | " : "",
                TEXT_ARG(explain_note_cut(
                    list->arena, numfmt_show(list->arena, book, cell))));
        }
        listing_begin_row(list);
        put_kind(list, sheet->cells[top].kind);
        listing_text(list, COLUMN_COUNT,
                     text_printf(list->arena, "%d 格", end - top),
                     list->wrapped);
        listing_place(list, COLUMN_PLACE,
                      (struct listing_place){ s, sheet->cells[top].row,
                                              sheet->cells[top].col });
        listing_text(list, COLUMN_TEXT, bytes_text(&shown), list->wrapped);
        listing_end_row(list);
    }
}

static void
add_list(struct paint *paint, const struct explained *explained)
{
    struct listing list = listing_open(paint, columns, ARRAY_LEN(columns));

    put_template(&list, explained->filing->template);
    put_legend(&list, explained);
    for (int i = 0; i < explained->n_told; i++)
        put_told(&list, explained->told[i]);
    for (int s = 0; s < explained->filing->located->book->n_sheets; s++)
        put_unread(&list, explained, s);
    listing_close(&list, LIST);
}

/* ---- the cells ---- */

static void
paint_sheet_cells(struct paint *paint, const struct explain_sheet *sheet, int s)
{
    struct paint_cell *cells = ARENA_ARRAY(
        paint->edit->arena, struct paint_cell, sheet->n_cells + 1);

    for (int i = 0; i < sheet->n_cells; i++) {
        const struct explain_cell *cell = &sheet->cells[i];

        cells[i] = (struct paint_cell){ cell->row, cell->col,
                                        (int)cell->kind - 1, cell->note };
    }
    paint_cells(paint, s, cells, sheet->n_cells);
}

/* Is it the workbook that was read? */
static bool
is_same(const struct xlsx_edit *edit, const struct book *read)
{
    bool same = edit->book->n_sheets == read->n_sheets;

    for (int i = 0; same && i < read->n_sheets; i++)
        same = text_equal(edit->book->sheets[i].name, read->sheets[i].name);
    return same;
}

/* A copy without its colours would say nothing. */
static bool
refuse_formats(struct xlsx_edit *edit)
{
    struct diag *d = diag_add(
        edit->diags, DIAG_EDIT_UNSUPPORTED, PLACE_FILE(edit->file), PLACE_NONE,
        "the workbook has as many cell formats as Excel opens, so "
        "its cells cannot be coloured");

    diag_hint(edit->diags, d, "a page shows the same: -o OUT.html");
    return false;
}

bool
explain_xlsx(struct xlsx_edit *edit, const struct explained *explained)
{
    const char *colours[N_COLOURS];
    struct paint paint;

    if (explained->n_notes > LIMIT_NOTES)
        return limits_reached(edit->diags, LIMITS_NOTES, PLACE_FILE(edit->file),
                              "the copy would hold %d notes; a page (-o "
                              "OUT.html) needs none",
                              explained->n_notes);
    if (!is_same(edit, explained->filing->located->book)) {
        diag_add(edit->diags, DIAG_FILE_UNREADABLE, PLACE_FILE(edit->file),
                 PLACE_NONE, "the workbook was changed while it was read");
        return false;
    }
    for (int k = 0; k < N_COLOURS; k++)
        colours[k] = explain_word((enum explain_kind)(k + 1))->colour;
    paint = paint_open(edit, colours, N_COLOURS);
    for (int i = 0; i < edit->book->n_sheets; i++) {
        if (edit->rewritten < 0 && explain_xlsx_is_list(&edit->book->sheets[i]))
            edit->rewritten = i;
        else
            paint_clear(&paint, i, explain_is_note);
    }
    add_list(&paint, explained);
    for (int s = 0; s < explained->filing->located->book->n_sheets; s++) {
        if (s != edit->rewritten)
            paint_sheet_cells(&paint, &explained->sheets[s], s);
    }
    if (xlsx_style_full(paint.styles))
        return refuse_formats(edit);
    paint_close(&paint);
    return !edit->failed;
}
