/*
 * xlsx_shift.c - every place of a part that names a row.
 *
 * Source   ECMA-376 part 1, 18.3 (sheets), 18.5 (tables), 18.7 (comments),
 *          20.5 (drawing anchors); MS-OI29500 2.5 for VML anchors.
 */
#include "edit/xlsx_shift.h"

#include <assert.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/pairs.h"
#include "book/sheet_name.h"
#include "edit/sheetdata.h"

/* The attributes that hold a reference or a list of them. */
static const struct {
    const char *element, *attribute;
    bool stretch; /* takes in new rows that look like its last one */
} ranges[] = {
    { "dimension", "ref", true },
    { "conditionalFormatting", "sqref", true },
    { "dataValidation", "sqref", true },
    { "hyperlink", "ref", false },
    { "autoFilter", "ref", true },
    { "sortState", "ref", true },
    { "sortCondition", "ref", true },
    { "protectedRange", "sqref", true },
    { "ignoredError", "sqref", true },
    { "cellWatch", "r", false },
    { "inputCells", "r", false },
    { "comment", "ref", false },
    { "threadedComment", "ref", false },
    { "table", "ref", true },
    { "singleXmlCell", "r", false },
    { "location", "ref", false }, /* of a pivot table */
};

/* The attributes that hold a formula: of form controls and shapes. */
static const char *const formula_attributes[]
    = { "fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx", "textlink" };

/* The elements whose text is a formula. */
static const char *const formulas[] = { "formula",
                                        "formula1",
                                        "formula2",
                                        "f",
                                        "calculatedColumnFormula",
                                        "totalsRowFormula",
                                        "FmlaLink",
                                        "FmlaRange",
                                        "FmlaGroup",
                                        "FmlaTxbx" };

/* A formula that other cells take over. */
struct shared {
    int row, col;
    struct text text;
    bool moves; /* its cells must have formulas of their own */
};

struct shifting {
    struct xlsx_edit *edit;
    struct arena *arena;
    struct text name;
    struct part *part;
    struct formula_shift shift;
    bool here; /* the part is of the sheet with the new rows */
    struct shared *shared;
    int n_shared, shared_capacity;
    struct pairs *shared_by; /* index of 'shared' by "si" */
};

/* ---- ranges ---- */

/* "A1:B2 C3" with its spans moved; the same text where none moves. */
static struct text
shift_ranges(struct shifting *s, struct text list, bool stretch)
{
    struct bytes out = { .arena = s->arena };
    size_t at = 0;
    bool moved = false;

    while (at < list.n) {
        size_t end = at;
        struct span span, now;
        struct text ref;

        while (end < list.n && list.at[end] != ' ')
            end++;
        ref = text_slice(list, at, end);
        if (out.n)
            bytes_add(&out, TEXT(" "));
        if (cellref_parse_span(ref, &span)) {
            now = formula_span(s->shift.added, span, stretch);
            if (now.top >= LIMIT_ROWS)
                now.top = LIMIT_ROWS - 1;
            if (now.top != span.top || now.end_row != span.end_row) {
                ref = text_of(cellref_span(s->arena, now));
                moved = true;
            }
        } else {
            ref = formula_shift(s->arena, ref, &s->shift); /* 3:5, A:A */
            moved |= ref.at != list.at + at;
        }
        bytes_add(&out, ref);
        for (at = end; at < list.n && list.at[at] == ' ';)
            at++;
    }
    return moved ? bytes_text(&out) : list;
}

static void
shift_attributes(struct shifting *s, const struct part_element *e)
{
    for (int i = 0; i < ARRAY_LEN(ranges); i++) {
        struct text value;

        if (!part_is(s->part, e, ranges[i].element))
            continue;
        value = part_get(s->part, e, ranges[i].attribute);
        if (value.at)
            part_set(s->part, e, ranges[i].attribute,
                     shift_ranges(s, value, ranges[i].stretch));
    }
}

/* What a format or validation is for: its attribute, or in an extension an
   element within. */
static struct text
find_cells(const struct shifting *s, const struct part_element *e)
{
    struct text list = part_get(s->part, e, "sqref");

    return list.at ? list
                   : part_inside(s->part, part_find(s->part, e, "sqref"));
}

/*
 * Formats and validations speak of their first cell, and of others by their
 * distance to it.  Where new rows are taken in at the top, the first cell is
 * one of these.
 */
static void
set_relative(struct shifting *s, const struct part_element *e)
{
    struct text list = find_cells(s, e);
    struct span span;
    int top = -1;

    for (size_t at = 0; at < list.n;) {
        size_t end = at;

        while (end < list.n && list.at[end] != ' ')
            end++;
        if (cellref_parse_span(text_slice(list, at, end), &span)) {
            if (top < 0 || span.top < top)
                top = span.top;
        }
        at = end + 1;
    }
    s->shift.anchor = 0;
    if (!s->here || top < 0)
        return;
    span = (struct span){ .top = top, .end_row = top + 1 };
    s->shift.anchor = top + 1;
    s->shift.back = formula_row(s->shift.added, top)
                    - formula_span(s->shift.added, span, true).top;
}

/* ---- formulas ---- */

static void
shift_text(struct shifting *s, const struct part_element *e)
{
    struct text was = part_text(s->part, e), now;

    if (part_child(s->part, e, NULL)) /* that has it in an extension */
        return;
    now = formula_shift(s->arena, was, &s->shift);
    if (now.at != was.at)
        part_put(s->part, e, markup_escape(s->arena, now));
}

static struct text
shared_key(const struct shifting *s, const struct part_element *f)
{
    return text_printf(s->arena, "%d", part_number(s->part, f, "si"));
}

/* Does the formula name the sheet with the new rows? */
static bool
names_sheet(struct shifting *s, struct text formula)
{
    struct formula_scan scan = { formula, 0, s->arena };
    struct formula_ref ref;

    while (formula_next(&scan, &ref)) {
        if (!ref.external && ref.sheet.n
            && sheet_name_same(ref.sheet, s->shift.sheet))
            return true;
    }
    return false;
}

static bool
is_shared(const struct shifting *s, const struct part_element *f)
{
    return text_equal(part_get(s->part, f, "t"), TEXT("shared"))
           && part_number(s->part, f, "si") >= 0;
}

/* A formula at its first cell. */
static void
add_shared(struct shifting *s, const struct part_element *f, int row, int col)
{
    struct shared shared = { .row = row, .col = col };

    if (!part_inside(s->part, f).n || !is_shared(s, f)
        || pairs_add(s->shared_by, shared_key(s, f), TEXT_NONE, s->n_shared)
               >= 0)
        return;
    shared.text = part_text(s->part, f);
    shared.moves = s->here || names_sheet(s, shared.text);
    ARENA_PUSH(s->arena, s->shared, s->n_shared, s->shared_capacity, shared);
}

/* A cell's formula: its references, and what it says of itself. */
static void
shift_cell_formula(struct shifting *s, const struct part_element *f, int row,
                   int col)
{
    static const char *const spans[] = { "ref", "r1", "r2" };
    int i = is_shared(s, f)
                ? pairs_find(s->shared_by, shared_key(s, f), TEXT_NONE)
                : -1;

    s->shift.own = s->here ? row + 1 : 0;
    assert(i < 0 || s->shared != NULL);
    if (i >= 0 && s->shared[i].moves) {
        int down = row - s->shared[i].row, right = col - s->shared[i].col;
        struct text text = s->shared[i].text;

        if (down || right)
            text = formula_move(s->arena, text, down, right);
        text = formula_shift(s->arena, text, &s->shift);
        part_replace(s->part, f,
                     part_xml(s->part, "<f>%.*s</f>",
                              TEXT_ARG(markup_escape(s->arena, text))));
        return;
    }
    for (i = 0; s->here && i < ARRAY_LEN(spans); i++) {
        struct text value = part_get(s->part, f, spans[i]);

        if (value.at)
            part_set(s->part, f, spans[i], shift_ranges(s, value, false));
    }
    shift_text(s, f);
}

/* ---- rows and cells ---- */

/* A row that would leave the sheet: one without values is dropped, as in a
   spreadsheet program; such rows often have formats down to the last one. */
static void
drop_row(struct shifting *s, const struct part_element *row)
{
    if (part_find(s->part, row, "v") || part_find(s->part, row, "is")
        || part_find(s->part, row, "f"))
        xlsx_edit_wrong(s->edit, s->name,
                        "has values in the last rows of its sheet, so no "
                        "row can be inserted");
    else
        part_remove(s->part, row);
}

static void
shift_cell(struct shifting *s, const struct sheetdata_spot *cell, int row)
{
    const struct part_element *f = part_child(s->part, cell->element, "f");
    int now = formula_row(s->shift.added, row);
    char ref[CELLREF_MAX];

    if (s->here && !cell->silent && now != row) {
        cellref_show(now, cell->at, ref);
        part_set(s->part, cell->element, "r", text_printf(s->arena, "%s", ref));
    }
    for (; f; f = part_sibling(s->part, f, "f"))
        shift_cell_formula(s, f, row, cell->at);
    s->shift.own = 0;
}

static void
shift_row(struct shifting *s, const struct sheetdata_spot *row)
{
    struct sheetdata cells = sheetdata_cells(s->part, row);
    int now = formula_row(s->shift.added, row->at);

    if (s->here && now >= LIMIT_ROWS) {
        drop_row(s, row->element);
        return;
    }
    if (s->here && (now != row->at || row->silent))
        part_set_number(s->part, row->element, "r", now + 1);
    for (int i = 0; i < cells.n; i++)
        shift_cell(s, &cells.items[i], row->at);
}

static void
shift_data(struct shifting *s)
{
    struct sheetdata rows = sheetdata_rows(s->part);

    s->shared_by = pairs_new(s->arena);
    for (int i = 0; i < rows.n; i++) {
        struct sheetdata cells = sheetdata_cells(s->part, &rows.items[i]);

        for (int k = 0; k < cells.n; k++) {
            const struct part_element *f
                = part_child(s->part, cells.items[k].element, "f");

            for (; f; f = part_sibling(s->part, f, "f"))
                add_shared(s, f, rows.items[i].at, cells.items[k].at);
        }
    }
    for (int i = 0; i < rows.n; i++)
        shift_row(s, &rows.items[i]);
}

/* ---- drawings ---- */

static void
shift_number(struct shifting *s, const struct part_element *e)
{
    int row = markup_number(text_trim(part_inside(s->part, e)));

    if (row >= 0 && formula_row(s->shift.added, row) != row)
        part_put(s->part, e,
                 text_printf(s->arena, "%d", formula_row(s->shift.added, row)));
}

static int
corner_row(const struct shifting *s, const struct part_element *row)
{
    return markup_number(part_inside(s->part, row));
}

/* The rows of an anchor's corners; of one that keeps its size, the lower
   corner moves as the upper does. */
static void
shift_anchor(struct shifting *s, const struct part_element *anchor)
{
    struct text as = part_get(s->part, anchor, "editAs");
    const struct part_element *from = part_child(s->part, anchor, "from");
    const struct part_element *to = part_child(s->part, anchor, "to");
    const struct part_element *rows[]
        = { part_child(s->part, from, "row"), part_child(s->part, to, "row") };
    int down = 0;

    if (text_equal(as, TEXT("absolute")))
        return;
    for (int i = 0; i < ARRAY_LEN(rows); i++) {
        int row = corner_row(s, rows[i]);

        if (row < 0)
            continue;
        if (i == 0 || !text_equal(as, TEXT("oneCell")))
            down = formula_row(s->shift.added, row) - row;
        if (down)
            part_put(s->part, rows[i], text_printf(s->arena, "%d", row + down));
    }
}

/* "1, 15, 4, 2, 3, 54, 8, 9": columns, rows and offsets of both corners. */
static void
shift_vml_anchor(struct shifting *s, const struct part_element *e)
{
    struct text t = part_inside(s->part, e);
    struct bytes out = { .arena = s->arena };
    size_t at = 0;
    int down = 0;

    for (int i = 0; i < 8; i++) {
        size_t end = at;
        int number;

        while (end < t.n && t.at[end] != ',')
            end++;
        number = markup_number(text_trim(text_slice(t, at, end)));
        if (number < 0)
            return;
        if (i == 2)
            down = formula_row(s->shift.added, number) - number;
        if (i == 2 || i == 6)
            number += down;
        bytes_printf(&out, "%s%d", i ? ", " : "", number);
        at = end + 1;
    }
    if (down)
        part_put(s->part, e, bytes_text(&out));
}

/* ---- parts ---- */

static bool
is_formula(const struct part *p, const struct part_element *e)
{
    for (int i = 0; i < ARRAY_LEN(formulas); i++) {
        if (part_is(p, e, formulas[i]))
            return true;
    }
    return false;
}

/* The break is above the row of that index. */
static void
shift_break(struct shifting *s, const struct part_element *brk)
{
    int row = part_number(s->part, brk, "id");

    if (row >= 0 && part_is(s->part, part_parent(s->part, brk), "rowBreaks"))
        part_set_number(s->part, brk, "id", formula_row(s->shift.added, row));
}

/* What only the sheet with the new rows has to say otherwise. */
static void
shift_here(struct shifting *s, const struct part_element *e)
{
    const struct part *p = s->part;

    shift_attributes(s, e);
    if (part_is(p, e, "twoCellAnchor") || part_is(p, e, "oneCellAnchor")
        || part_is(p, e, "anchor")) /* of a control, in the sheet */
        shift_anchor(s, e);
    else if (part_is(p, e, "brk"))
        shift_break(s, e);
    else if (part_is(p, e, "Anchor"))
        shift_vml_anchor(s, e);
    else if (part_is(p, e, "Row"))
        shift_number(s, e);
    else if (part_is(p, e, "sqref"))
        part_put(s->part, e, shift_ranges(s, part_inside(p, e), true));
}

/* An attribute that is a formula. */
static void
shift_attribute(struct shifting *s, const struct part_element *e,
                const char *name)
{
    struct text raw = part_get(s->part, e, name), was, now;

    if (!raw.n)
        return;
    was = markup_decode(s->arena, raw);
    now = formula_shift(s->arena, was, &s->shift);
    if (now.at != was.at)
        part_set(s->part, e, name, markup_escape(s->arena, now));
}

static void
shift_element(struct shifting *s, const struct part_element *e)
{
    if (s->here)
        shift_here(s, e);
    if (part_is(s->part, e, "hyperlink"))
        shift_attribute(s, e, "location");
    for (int i = 0; i < ARRAY_LEN(formula_attributes); i++)
        shift_attribute(s, e, formula_attributes[i]);
    if (is_formula(s->part, e))
        shift_text(s, e);
}

void
xlsx_shift_part(struct xlsx_edit *edit, struct text name,
                const struct formula_shift *shift, bool here)
{
    struct shifting s
        = { .edit = edit, .arena = edit->arena, .name = name, .here = here };
    const struct part_element *e, *end, *relative = NULL;

    s.part = xlsx_edit_part(edit, name);
    s.shift = *shift;
    s.shift.here = here;
    end = s.part->items + s.part->n;
    for (e = s.part->items; e < end;) {
        assert(e != NULL);
        if (relative && e >= s.part->items + relative->next) {
            s.shift.anchor = 0;
            relative = NULL;
        }
        if (part_is(s.part, e, "sheetData")) {
            shift_data(&s);
            e = s.part->items + e->next;
            continue;
        }
        if (part_is(s.part, e, "conditionalFormatting")
            || part_is(s.part, e, "dataValidation")) {
            set_relative(&s, e);
            relative = e;
        }
        shift_element(&s, e++);
    }
    xlsx_edit_save(edit, name, s.part);
}
