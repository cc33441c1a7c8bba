/* fill.c - what is done to the grid is done to the package. */
#include "submit/fill.h"

#include <string.h>

#include "base/limits.h"
#include "book/numfmt.h"
#include "book/properties.h"
#include "canon/date.h"
#include "edit/xlsx_fit.h"
#include "edit/xlsx_property.h"
#include "edit/xlsx_rows.h"
#include "edit/xlsx_style.h"
#include "port/cell_write.h"
#include "port/insert.h"
#include "submit/fill_forms.h"
#include "submit/fill_formulas.h"
#include "submit/fill_words.h"

/* ---- rows ---- */

static void
fill_sheet(struct filling *f, int sheet)
{
    struct located_sheet *located = &f->located->sheets[sheet];
    struct grid *grid = &f->book->sheets[sheet];
    struct insert_sheet plan
        = insert_row_open(f->arena, grid, located->tables, located->n_tables);

    if (located->n_tables == 0)
        return;
    xlsx_cells_formatted(f->edit, sheet, plan.formatted, plan.n_rows);
    plan.joins = f->edit->book->drawn_by.n > 0;
    for (int t = 0; t < located->n_tables; t++) {
        struct placement *p = located->tables[t];
        const struct model_table *table;
        int data = f->tables[sheet][t];

        if (data < 0)
            continue;
        table = &f->model->tables[data];
        fact_set_table(&f->out->sheets.stood, data, false); /* on another */
        insert_entries(&plan, p, table);
        cell_write_table(&f->out->sheets, sheet, p, data, STANDS_VALUE);
        fill_words(f, grid, p, table);
    }
    f->added[sheet] = insert_row_added(&plan);
    for (int i = 0; i < f->added[sheet].n; i++)
        f->out->n_rows += f->added[sheet].blocks[i].n;
}

/* Placeholders in whose place something was written. */
static void
drop_written(struct filling *f)
{
    struct stale *stale = &f->out->stale;
    int n = 0;

    for (int i = 0; i < stale->n; i++) {
        const struct stale_note *note = &stale->notes[i];
        const struct cell *now = grid_at(
            &f->book->sheets[note->sheet],
            formula_row(&f->added[note->sheet], note->row), note->col);

        if (note->kind != STALE_WORD
            || (now != NULL && text_equal(now->text, note->is)))
            stale->notes[n++] = *note;
    }
    stale->n = n;
}

/* ---- what changed ---- */

/* The blank's cell that is at the place of this one now, or NULL; *i goes up
   with the cells that are asked for. */
static const struct cell *
find_was(const struct filling *f, int sheet, const struct cell *now, int *i)
{
    const struct grid *was = &f->edit->book->sheets[sheet];

    for (; *i < was->n_cells; ++*i) {
        const struct cell *cell = &was->cells[*i];
        int row = formula_row(&f->added[sheet], cell->row);

        if (row == now->row && cell->col == now->col)
            return cell;
        if (row > now->row || (row == now->row && cell->col > now->col))
            return NULL;
    }
    return NULL;
}

/* The cells of the copy that are not as in the blank.  Cells are emptied, never
   taken away. */
static void
find_changes(struct filling *f, int sheet)
{
    struct grid *now = &f->book->sheets[sheet];
    int capacity = 0;

    for (int k = 0, i = 0; k < now->n_cells; k++) {
        struct cell *cell = &now->cells[k];
        const struct cell *was = find_was(f, sheet, cell, &i);
        int row = cell->row;

        if (was == NULL
                ? cell->type == CELL_BLANK
                : was->type == cell->type && text_equal(was->text, cell->text))
            continue;
        if (was != NULL && (was->flags & CELL_FORMULA)
            && cell->type == CELL_BLANK) {
            *cell = *was; /* the model says nothing: the formula may */
            cell->row = row;
            continue;
        }
        if (was != NULL)
            cell->flags = was->flags & CELL_FORMULA;
        ARENA_PUSH(f->arena, f->cells[sheet], f->n_cells[sheet], capacity,
                   ((struct xlsx_cell){ .row = row,
                                        .col = cell->col,
                                        .type = (enum cell_type)cell->type,
                                        .text = cell->text,
                                        .format = -1 }));
    }
    f->out->n_cells += f->n_cells[sheet];
}

/* [n_cells] The slots in cells of their own of what formats show otherwise:
   ratios that are hundredths, and dates. */
static const struct slot **
mark_shown(const struct filling *f, int sheet)
{
    const struct located_sheet *located = &f->located->sheets[sheet];
    const struct grid *grid = &f->book->sheets[sheet];
    const struct slot **marks
        = ARENA_ARRAY(f->arena, const struct slot *, grid->n_cells + 1);

    for (int t = 0; t < located->n_tables; t++) {
        const struct placement *p = located->tables[t];

        for (int i = 0; i < p->n_slots; i++) {
            const struct slot *slot = &slot_list(p)[i];
            const struct cell *cell;

            if (slot->pattern != NULL
                || (slot->kind != VALUE_DATE
                    && !(slot->percent && slot->kind == VALUE_RATIO)))
                continue;
            cell = grid_at(grid, slot->row, slot->col);
            if (cell)
                marks[cell - grid->cells] = slot;
        }
    }
    return marks;
}

/* In a format that shows percents a share of 100 is 1, in one that shows dates
   a date is a day's number. */
static void
settle_value(struct filling *f, const struct slot *slot, struct text format,
             struct text made, struct xlsx_cell *change)
{
    struct decimal d;
    struct text day;

    if (slot->kind == VALUE_DATE) {
        day = change->type == CELL_TEXT && numfmt_is_date(format)
                  ? cell_write_day(f->arena, date_read(f->arena, change->text),
                                   f->book->date1904)
                  : TEXT_NONE;
        if (day.n == 0)
            return;
        change->type = CELL_DATE;
        change->text = day;
    } else if (change->type == CELL_NUMBER && numfmt_is_percent(format)
               && !numfmt_is_percent(made)
               && decimal_parse_cell(change->text, &d) == DECIMAL_OK
               && decimal_shift(d, -2, &d) == DECIMAL_OK) {
        change->text = decimal_text(f->arena, d);
    }
}

/* The grid has formats of its own making; the sheet keeps those that it has. */
static void
settle_formats(struct filling *f, int sheet, const struct text *codes, int n)
{
    int *formats = ARENA_ARRAY(f->arena, int, f->n_cells[sheet] + 1);
    struct grid *grid = &f->book->sheets[sheet];
    const struct slot **shown = mark_shown(f, sheet);

    xlsx_cells_formats(f->edit, sheet, f->cells[sheet], f->n_cells[sheet],
                       formats);
    for (int i = 0; i < f->n_cells[sheet]; i++) {
        struct xlsx_cell *change = &f->cells[sheet][i];
        struct cell *cell = grid_cell(grid, change->row, change->col);
        struct cell_style style = { .format = TEXT("General") };
        struct text made = f->book->styles[cell->style].format;
        const struct slot *slot = shown[cell - grid->cells];

        if (formats[i] < n)
            style.format = codes[formats[i]];
        if (slot)
            settle_value(f, slot, style.format, made, change);
        cell->type = (uint8_t)change->type;
        cell->text = change->text;
        cell->style = (uint16_t)book_style(f->arena, f->book, style);
    }
}

/* ---- rounding ---- */

/* The blank's own formats say what is shown; a figure that it had already may
   be cut, too. */
static void
round_sheets(struct filling *f)
{
    f->out->tails = rounding_apply(f->arena, f->book, f->located);
    f->out->n_cells = 0;
    for (int s = 0; s < f->book->n_sheets; s++) {
        f->cells[s] = NULL;
        f->n_cells[s] = 0;
        find_changes(f, s);
    }
}

/* ---- what the result says ---- */

/* Was something written into the cell?  A formula's result may stand where the
   model says nothing; that is told with the formula. */
static bool
is_written(const struct filling *f, int sheet, int row, int col)
{
    const struct cell *cell = grid_at(&f->book->sheets[sheet], row, col);

    return cell && !(cell->flags & CELL_FORMULA)
           && xlsx_cells_find(f->cells[sheet], f->n_cells[sheet], row, col);
}

/*
 * What was written must not read as more than the model says.  What the blank
 * holds besides is told before it is filled (stale.h).
 */
static void
tell_more(struct filling *f, const struct written *w)
{
    for (int t = 0; t < w->says->n_tables; t++) {
        const struct model_table *table = &w->says->tables[t];

        for (int i = 0; i < table->n_facts; i++) {
            const struct fact *fact = &table->facts[i];
            struct text name = model_sheet(table, fact);
            int sheet = w->more.has[t][i] ? book_sheet(f->book, name) : -1;

            if (sheet < 0 || !is_written(f, sheet, fact->row, fact->col))
                continue;
            diag_add_as(f->diags,
                        DIAG_AS(DIAG_WRITE_DIFFERS,
                                schema_is_text(fact->of->kind) ? DIAG_WARNING
                                                               : DIAG_ERROR),
                        PLACE_CELL(f->edit->made, text_zero(f->arena, name),
                                   fact->row, fact->col),
                        *fact->of->by,
                        "the cell reads as %.*s, %.*s = %.*s, of which the "
                        "model says nothing",
                        TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure),
                        TEXT_ARG(model_value_text(f->arena, fact)));
        }
    }
}

/* ---- the whole ---- */

/* The tables of a copy of the blank; false, and said, where there is none. */
static bool
locate_blank(struct filling *f, const struct template_rule *template)
{
    struct diag_list told = diag_apart(f->diags, f->arena);

    f->book = book_copy(f->arena, f->edit->book);
    f->located = locate_book(f->arena, f->book, template, &told);
    diag_move_code(f->diags, &told, DIAG_TABLE_HIDDEN);
    if (diag_move_code(f->diags, &told, DIAG_TABLE_TWICE))
        return false; /* which is the blank, nobody can know */
    if (locate_has_table(f->located))
        return true;
    diag_add(f->diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(f->edit->file),
             template->place, "no sheet holds a table of template '%.*s'",
             TEXT_ARG(template->id));
    return false;
}

static void
open_sheets(struct filling *f)
{
    int n = f->book->n_sheets + 1;

    f->out->sheets = exported_open(f->arena, f->model, f->book, f->diags);
    f->tables = ARENA_ARRAY(f->arena, int *, n);
    f->added = ARENA_ARRAY(f->arena, struct formula_added, n);
    f->cells = ARENA_ARRAY(f->arena, struct xlsx_cell *, n);
    f->n_cells = ARENA_ARRAY(f->arena, int, n);
}

/* From the copy to the package; rows come first, so that cells have the same
   numbers in both, and formats last, since they are asked for by cell. */
static void
change_package(struct filling *f)
{
    int n_codes;
    const struct text *codes;

    for (int s = 0; s < f->book->n_sheets; s++) {
        find_changes(f, s);
        xlsx_rows_insert(f->edit, s, &f->added[s]);
    }
    codes = xlsx_style_codes(f->edit, &n_codes);
    for (int s = 0; s < f->book->n_sheets; s++)
        settle_formats(f, s, codes, n_codes);
}

/* A blank that we drew is known by its properties, also where no sheet says
   whose it is and of which year. */
static void
sign(struct filling *f)
{
    int year = f->model->fiscal_year;

    if (f->edit->book->drawn_by.n == 0)
        return;
    xlsx_property_set(f->edit, PROPERTIES_DEPARTMENT, f->model->department);
    if (year != 0)
        xlsx_property_set(f->edit, PROPERTIES_YEAR,
                          text_printf(f->arena, "%d", year));
}

/* The order matters: each step needs what the one before it leaves. */
bool
fill_book(struct xlsx_edit *edit, const struct template_rule *template,
          const struct model *model, bool rounded, struct fill_result *out,
          struct diag_list *diags)
{
    struct filling f = { .arena = edit->arena,
                         .edit = edit,
                         .model = model,
                         .out = out,
                         .diags = diags };
    struct written says;

    *out = (struct fill_result){ .template = template };
    if (!locate_blank(&f, template))
        return false;
    out->blank = f.located;
    open_sheets(&f);
    fill_forms_plan(&f); /* all of them, before any is filled */
    /* What is of another filing: before it is written over. */
    out->stale
        = stale_find(f.arena, f.located, model, (const int *const *)f.tables);
    for (int s = 0; s < f.book->n_sheets; s++)
        fill_sheet(&f, s);
    drop_written(&f);
    change_package(&f);
    /* Digits that rounding cuts are no facts without a place. */
    if (rounded) {
        out->written = remainder_find(f.arena, &out->sheets, template);
        round_sheets(&f); /* and what differs is found again */
    }
    fill_formulas(&f); /* with the figures that are written */
    says = remainder_find(f.arena, &out->sheets, template);
    tell_more(&f, &says);
    fill_words_tell(&f, &says);
    if (!rounded)
        out->written = says;
    for (int s = 0; s < f.book->n_sheets; s++) {
        xlsx_fit_rows(edit, s, &f.book->sheets[s], f.cells[s], f.n_cells[s]);
        xlsx_cells_set(edit, s, f.cells[s], f.n_cells[s]);
    }
    sign(&f);
    if (edit->uncalculated)
        xlsx_edit_calculate(edit);
    return !edit->failed;
}
