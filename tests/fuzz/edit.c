/*
 * edit.c - a workbook's parts (support/given_parts.h) changed in place.
 *
 *   nothing     an edit of nothing gives every part as it was
 *   cells       what is set is what reads back, all else stays
 *   rows        cells and merged ranges move as formula_row() says
 *   the rest    notes, formats and sheets are added, cells stay
 *   parts       one that was not meant is byte for byte the same
 *
 * What stands before the first part says, byte by byte, what is done.
 */
#include "edit/xlsx_edit.h"

#include "book/markup.h"
#include "book/numfmt.h"
#include "edit/xlsx_append.h"
#include "edit/xlsx_cells.h"
#include "edit/xlsx_comment.h"
#include "edit/xlsx_style.h"
#include "support/fuzz.h"
#include "support/given_parts.h"
#include "support/given_rows.h"

#define CHANGES 4
#define ODD " 中<&>\"_x0041_\t\n"

struct editing {
    struct arena *arena;
    struct text choices;
    struct xlsx_edit *edit;
    struct book *want;
    bool uncertain; /* what will be read back */
};

/* ---- rows ---- */

static void
insert_rows(struct editing *e, int sheet)
{
    struct formula_rows rows = { .at = fuzz_below(&e->choices, 8) };

    rows.n = 1 + fuzz_below(&e->choices, 3);
    rows.like = rows.at - fuzz_below(&e->choices, 2);
    /* A formula without a result is a text, in which rows move. */
    for (int s = 0; s < e->want->n_sheets; s++) {
        for (int i = 0; i < e->want->sheets[s].n_cells; i++)
            e->uncertain
                |= (e->want->sheets[s].cells[i].flags & CELL_NO_RESULT) != 0;
    }
    given_rows(e->edit, e->want, sheet, &rows, 1);
}

/* ---- cells ---- */

static bool
is_date(struct editing *e, int sheet, const struct xlsx_cell *cell)
{
    int n, format = 0;
    const struct text *codes = xlsx_style_codes(e->edit, &n);

    xlsx_cells_formats(e->edit, sheet, cell, 1, &format);
    return format < n && numfmt_is_date(codes[format]);
}

static void
set_cell(struct editing *e, int sheet)
{
    static const struct {
        enum cell_type type;
        struct text text;
    } values[] = {
        { CELL_NUMBER, { "582.36", 6 } },
        { CELL_BLANK, { NULL, 0 } },
        { CELL_TEXT, { ODD, sizeof(ODD) - 1 } },
        { CELL_TEXT, { "-", 1 } },
        { CELL_BOOL, { "1", 1 } },
    };
    int row = fuzz_below(&e->choices, 12), col = fuzz_below(&e->choices, 6);
    int which = fuzz_below(&e->choices, ARRAY_LEN(values));
    struct xlsx_cell set = { .row = row,
                             .col = col,
                             .type = values[which].type,
                             .text = values[which].text,
                             .format = -1 };
    struct grid *grid = &e->want->sheets[sheet];
    struct cell cell = { .row = row, .col = col };

    cell.type = (uint8_t)set.type;
    cell.text = set.text;
    if (set.type == CELL_NUMBER && is_date(e, sheet, &set))
        cell.type = CELL_DATE;
    /* A formula whose result is taken away has none. */
    if (set.type == CELL_BLANK && grid_at(grid, row, col) != NULL)
        e->uncertain |= grid_at(grid, row, col)->flags != 0;
    grid_put(e->arena, grid, cell);
    grid_finish(e->arena, grid);
    xlsx_cells_set(e->edit, sheet, &set, 1);
}

/* ---- what adds to the package ---- */

static void
add_note(struct editing *e, int sheet)
{
    struct xlsx_comment note = { .row = fuzz_below(&e->choices, 12),
                                 .col = fuzz_below(&e->choices, 6),
                                 .text = TEXT("一\n<2>") };

    xlsx_comment_add(e->edit, sheet, "j&n", &note, 1);
}

static void
colour_cell(struct editing *e, int sheet)
{
    struct xlsx_look look = { .fill = "FFFFC7CE" };
    struct xlsx_cell cell = { .row = fuzz_below(&e->choices, 12),
                              .col = fuzz_below(&e->choices, 6),
                              .look = true };
    struct xlsx_style *styles = xlsx_style_open(e->edit);
    int format = 0;

    xlsx_cells_formats(e->edit, sheet, &cell, 1, &format);
    cell.format = xlsx_style_add(styles, format, look);
    xlsx_style_close(styles);
    xlsx_cells_set(e->edit, sheet, &cell, 1);
}

static void
add_sheet(struct editing *e)
{
    xlsx_append_show(e->edit, -1);
    xlsx_append_first(
        e->edit, xlsx_append_name(e->edit, TEXT("检查")),
        TEXT("<worksheet xmlns=\"" GIVEN_MAIN "\"><sheetData/></worksheet>"));
}

static void
change(struct editing *e)
{
    int what = fuzz_below(&e->choices, 8);
    int sheet = fuzz_below(&e->choices, e->want->n_sheets);

    if (what < 3)
        set_cell(e, sheet);
    else if (what < 5)
        insert_rows(e, sheet);
    else if (what == 5)
        add_note(e, sheet);
    else if (what == 6)
        colour_cell(e, sheet);
    else
        add_sheet(e);
}

/* ---- what came out ---- */

static bool
is_changed(const struct xlsx_edit *edit, struct text name)
{
    for (int i = 0; i < edit->n_parts; i++) {
        if (edit->parts[i].changed && text_equal(edit->parts[i].name, name))
            return true;
    }
    return false;
}

static void
check_parts(struct editing *e, struct text made)
{
    struct diag_list diags = { .arena = e->arena };
    struct zip *old = &e->edit->package.zip, new;

    FUZZ_HOLDS(zip_read(e->arena, "made", made, &new, &diags));
    for (int i = 0; i < old->n_entries; i++) {
        const struct zip_entry *was = &old->entries[i];
        const struct zip_entry *now = zip_find(&new, was->name);

        if (is_changed(e->edit, was->name))
            continue;
        FUZZ_HOLDS(now != NULL && now->method == was->method);
        FUZZ_EQUAL(((struct text){ was->packed, (size_t)was->n_packed }),
                   ((struct text){ now->packed, (size_t)now->n_packed }));
    }
}

/* Edited once more, it comes out as the same bytes. */
static void
check_again(struct arena *arena, struct text made)
{
    struct diag_list diags = { .arena = arena };
    struct xlsx_edit *edit = xlsx_edit_open(arena, "made", made, &diags);
    struct text again;

    FUZZ_HOLDS(edit != NULL);
    FUZZ_HOLDS(xlsx_edit_finish(edit, edit->book, &again));
    FUZZ_EQUAL(made, again);
}

/* Elements are edited by their names and the root's prefix: where others are
   bound further down, that may be another thing than was read. */
static bool
binds_below_root(struct editing *e)
{
    for (int s = 0; s < e->want->n_sheets; s++) {
        struct text part
            = xlsx_edit_bytes(e->edit, xlsx_edit_sheet(e->edit, s));
        struct markup m = { part, 0 };
        struct markup_tag root;

        if (markup_next(&m, &root)
            && text_find(part, TEXT("xmlns"), root.end) >= 0)
            return true;
    }
    return false;
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct editing e = { .arena = arena };
    struct text bytes = given_parts(arena, in, &e.choices), made;

    e.edit = xlsx_edit_open(arena, "fuzz", bytes, diags);
    FUZZ_ANSWERED(e.edit, diags);
    if (e.edit == NULL || e.edit->book->n_sheets == 0)
        return;
    e.want = book_copy(arena, e.edit->book);
    e.uncertain = diag_has_errors(diags) || binds_below_root(&e);
    for (int i = 0; i < CHANGES && e.choices.n > 0; i++)
        change(&e);
    if (xlsx_edit_finish(e.edit, e.want, &made)) {
        check_parts(&e, made);
        check_again(arena, made);
    } else {
        FUZZ_HOLDS(diag_has_errors(diags));
        /* Nothing is given out then; a plain workbook must not end so. */
        if (!e.uncertain)
            fuzz_unsaid(diags, DIAG_WRITE_DIFFERS);
    }
}

FUZZ_TARGET(run)
