/*
 * xlsx_cells.c - sheetData (ECMA-376 part 1, 18.3.1.80), patched.
 */
#include "edit/xlsx_cells.h"

#include "base/bytes.h"
#include "base/decimal.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "edit/sheetdata.h"
#include "edit/xlsx_related.h"

#define GAP_POINTS 6 /* a lower row holds no line of text */

struct editing {
    struct arena *arena;
    struct xlsx_edit *edit;
    int sheet;
    struct part *part;
    const struct part_element *data; /* sheetData */
    struct sheetdata rows;
    bool row_added;
};

struct xlsx_cell *
xlsx_cells_find(struct xlsx_cell *cells, int n, int row, int col)
{
    int at;

    SORTED_FIND(at, 0, n,
                cells[at].row < row
                    || (cells[at].row == row && cells[at].col < col));
    return at < n && cells[at].row == row && cells[at].col == col ? &cells[at]
                                                                  : NULL;
}

static bool
begin(struct editing *e, struct xlsx_edit *edit, int sheet)
{
    struct text name = xlsx_edit_sheet(edit, sheet);

    *e = (struct editing){ .arena = edit->arena, .edit = edit, .sheet = sheet };
    e->part = xlsx_edit_part(edit, name);
    e->data = part_find(e->part, NULL, "sheetData");
    if (!e->data)
        return xlsx_edit_wrong(edit, name, "has no place for cells");
    e->rows = sheetdata_rows(e->part);
    return true;
}

/* ---- a cell's element ---- */

/* What says the type of a cell; .at NULL: a number. */
static struct text
type_word(const struct xlsx_cell *cell, bool has_formula)
{
    switch (cell->type) {
    case CELL_TEXT:
        return has_formula ? TEXT("str") : TEXT("inlineStr");
    case CELL_BOOL:
        return TEXT("b");
    case CELL_BLANK:
    case CELL_NUMBER:
    case CELL_DATE:
    case CELL_ISO_DATE:
    case CELL_ERROR:
        break;
    }
    return TEXT_NONE;
}

static bool
needs_space(struct text t)
{
    return t.n
           && (t.at[0] == ' ' || t.at[0] == '\n' || t.at[0] == '\t'
               || t.at[t.n - 1] == ' ' || t.at[t.n - 1] == '\n'
               || t.at[t.n - 1] == '\t');
}

/* "<v>12.5</v>", "<is><t>…</t></is>", or nothing. */
static struct text
value_xml(const struct editing *e, const struct xlsx_cell *cell,
          bool has_formula)
{
    struct text t = cell->text;

    if (cell->type == CELL_TEXT && t.n == 0 && has_formula)
        return part_xml(e->part, "<v></v>");
    if (cell->type == CELL_BLANK || t.n == 0)
        return TEXT_NONE;
    if (cell->type == CELL_TEXT)
        t = markup_escape_cell(e->arena, t);
    if (cell->type != CELL_TEXT || has_formula)
        return part_xml(e->part, "<v>%.*s</v>", TEXT_ARG(t));
    return part_xml(e->part, "<is><t%s>%.*s</t></is>",
                    needs_space(t) ? " xml:space=\"preserve\"" : "",
                    TEXT_ARG(t));
}

/* A formula of the cell's own and its result. */
static struct text
formula_xml(const struct editing *e, const struct xlsx_cell *cell)
{
    return part_xml(e->part, "<f>%.*s</f>%.*s",
                    TEXT_ARG(markup_escape(e->arena, cell->formula)),
                    TEXT_ARG(value_xml(e, cell, true)));
}

static struct text
new_cell(const struct editing *e, const struct xlsx_cell *cell, int format)
{
    bool has_formula = cell->formula.n > 0;
    struct text type = type_word(cell, has_formula);
    struct text value
        = has_formula ? formula_xml(e, cell) : value_xml(e, cell, false);
    char head[CELLREF_MAX + 40], ref[CELLREF_MAX];
    int n = 0;

    cellref_show(cell->row, cell->col, ref);
    n = snprintf(head, sizeof head, " r=\"%s\"", ref);
    if (format > 0)
        n += snprintf(head + n, sizeof head - (size_t)n, " s=\"%d\"", format);
    if (value.n == 0)
        return part_xml(e->part, "<c%s/>", head);
    if (type.at)
        snprintf(head + n, sizeof head - (size_t)n, " t=\"%s\"", type.at);
    return part_xml(e->part, "<c%s>%.*s</c>", head, TEXT_ARG(value));
}

/* Takes out what the cell held; *formula is the element that stays. */
static void
clear_value(struct editing *e, const struct sheetdata_spot *place,
            const struct xlsx_cell *cell, const struct part_element **formula)
{
    const struct part_element *in = part_child(e->part, place->element, NULL);

    *formula = NULL;
    for (; in; in = part_sibling(e->part, in, NULL)) {
        if (!part_akin(e->part, in))
            continue;
        if (part_is(e->part, in, "f")) {
            if (cell->formula.at && cell->formula.n == 0) {
                part_remove(e->part, in);
                xlsx_related_unchain(e->edit);
                continue;
            }
            *formula = in;
            if (!cell->formula.at)
                continue;
            /* It was shared with other cells, which keep theirs. */
            part_set(e->part, in, "t", TEXT_NONE);
            part_set(e->part, in, "si", TEXT_NONE);
            part_put(e->part, in, markup_escape(e->arena, cell->formula));
        } else if (part_is(e->part, in, "v") || part_is(e->part, in, "is")) {
            part_remove(e->part, in);
        }
    }
}

static void
write_ref(struct editing *e, const struct sheetdata_spot *place, int row)
{
    char ref[CELLREF_MAX];

    cellref_show(row, place->at, ref);
    part_set(e->part, place->element, "r", text_printf(e->arena, "%s", ref));
}

static void
change_cell(struct editing *e, const struct sheetdata_spot *place,
            const struct xlsx_cell *cell)
{
    const struct part_element *formula;
    struct text value;

    if (cell->format >= 0)
        part_set_number(e->part, place->element, "s", cell->format);
    if (cell->look)
        return;
    if (place->strayed)
        write_ref(e, place, cell->row);
    clear_value(e, place, cell, &formula);
    value = cell->formula.n && !formula ? formula_xml(e, cell)
                                        : value_xml(e, cell, formula != NULL);
    part_set(e->part, place->element, "t",
             value.n ? type_word(cell, formula || cell->formula.n) : TEXT_NONE);
    part_set(e->part, place->element, "vm", TEXT_NONE);
    if (formula)
        part_after(e->part, formula, value);
    else
        part_prepend(e->part, place->element, value);
}

/* ---- the format of a place ---- */

static int
column_format(const struct editing *e, int col)
{
    const struct part_element *cols
        = part_child(e->part, part_root(e->part), "cols");
    const struct part_element *c = part_child(e->part, cols, "col");

    for (; c; c = part_sibling(e->part, c, "col")) {
        if (col + 1 >= part_number(e->part, c, "min")
            && col + 1 <= part_number(e->part, c, "max"))
            return part_number(e->part, c, "style");
    }
    return 0;
}

static int
place_format(const struct editing *e, const struct sheetdata_spot *row,
             const struct sheetdata_spot *cell, int col)
{
    int format = -1;

    if (cell)
        format = part_number(e->part, cell->element, "s");
    else if (row && part_yes(e->part, row->element, "customFormat"))
        format = part_number(e->part, row->element, "s");
    if (!cell && format <= 0)
        format = column_format(e, col);
    return format > 0 ? format : 0;
}

/* Of two elements for one place, which does a program read? */
static bool
is_once(const struct editing *e, const struct sheetdata *places,
        const struct sheetdata_spot *place, const struct xlsx_cell *cell)
{
    const struct sheetdata_spot *end = places->items + places->n;

    if (!places->unordered)
        return true;
    for (const struct sheetdata_spot *other = place + 1; other < end; other++) {
        if (other->at != place->at)
            continue;
        diag_add(e->edit->diags, DIAG_EDIT_UNSUPPORTED,
                 PLACE_CELL(
                     e->edit->file,
                     text_zero(e->arena, e->edit->book->sheets[e->sheet].name),
                     cell->row, cell->col),
                 PLACE_NONE, "the cell or its row is there twice in the file");
        e->edit->failed = true;
        return false;
    }
    return true;
}

/* ---- rows ---- */

/* "1:6" takes in the columns of the new cells. */
static void
widen_row(struct editing *e, const struct part_element *row,
          const struct xlsx_cell *cells, int n)
{
    struct text spans = part_get(e->part, row, "spans");
    long colon = text_find(spans, TEXT(":"), 0);
    int first, last;

    if (colon < 0 || text_find(spans, TEXT(" "), 0) >= 0)
        return;
    first = markup_number(text_slice(spans, 0, (size_t)colon));
    last = markup_number(text_slice(spans, (size_t)colon + 1, spans.n));
    if (first < 0 || last < 0)
        return;
    first = cells[0].col + 1 < first ? cells[0].col + 1 : first;
    last = cells[n - 1].col + 1 > last ? cells[n - 1].col + 1 : last;
    part_set(e->part, row, "spans",
             text_printf(e->arena, "%d:%d", first, last));
}

/* Puts a new row or cell where it belongs. */
static void
put_new(struct editing *e, const struct sheetdata *among, int at,
        const struct part_element *parent, struct text xml)
{
    const struct sheetdata_spot *behind = sheetdata_from(among, at);

    if (behind)
        part_before(e->part, behind->element, xml);
    else
        part_append(e->part, parent, xml);
}

static void
change_row(struct editing *e, const struct sheetdata_spot *row,
           const struct xlsx_cell *cells, int n)
{
    struct sheetdata have = sheetdata_cells(e->part, row);
    bool inserted = false;

    for (int i = 0; i < n; i++) {
        const struct sheetdata_spot *place
            = sheetdata_find(&have, cells[i].col);
        int format = cells[i].format;

        if (place) {
            if (!is_once(e, &have, place, &cells[i]))
                return;
            change_cell(e, place, &cells[i]);
            continue;
        }
        if (cells[i].type == CELL_BLANK && format < 0)
            continue;
        inserted = true;
        if (format < 0)
            format = place_format(e, row, NULL, cells[i].col);
        put_new(e, &have, cells[i].col, row->element,
                new_cell(e, &cells[i], format));
    }
    if (!inserted)
        return;
    widen_row(e, row->element, cells, n);
    for (int i = 0; i < have.n; i++) {
        if (have.items[i].silent)
            write_ref(e, &have.items[i], row->at);
    }
}

static void
add_row(struct editing *e, const struct xlsx_cell *cells, int n)
{
    struct bytes out = { .arena = e->arena };

    bytes_add(&out, part_xml(e->part, "<row r=\"%d\">", cells[0].row + 1));
    for (int i = 0; i < n; i++) {
        int format = cells[i].format >= 0
                         ? cells[i].format
                         : place_format(e, NULL, NULL, cells[i].col);

        bytes_add(&out, new_cell(e, &cells[i], format));
    }
    bytes_add(&out, part_xml(e->part, "</row>"));
    put_new(e, &e->rows, cells[0].row, e->data, bytes_text(&out));
    e->row_added = true;
}

static void
widen_dimension(struct editing *e, const struct xlsx_cell *cells, int n)
{
    const struct part_element *tag
        = part_child(e->part, part_root(e->part), "dimension");
    struct span span;

    if (!cellref_parse_span(part_get(e->part, tag, "ref"), &span))
        return;
    for (int i = 0; i < n; i++) {
        if (cells[i].row < span.top)
            span.top = cells[i].row;
        if (cells[i].row >= span.end_row)
            span.end_row = cells[i].row + 1;
        if (cells[i].col < span.left)
            span.left = cells[i].col;
        if (cells[i].col >= span.end_col)
            span.end_col = cells[i].col + 1;
    }
    part_set(e->part, tag, "ref", text_of(cellref_span(e->arena, span)));
}

void
xlsx_cells_set(struct xlsx_edit *edit, int sheet, const struct xlsx_cell *cells,
               int n)
{
    struct editing e;
    int end;

    if (n == 0 || !begin(&e, edit, sheet))
        return;
    for (int i = 0; i < n; i = end) {
        const struct sheetdata_spot *row
            = sheetdata_find(&e.rows, cells[i].row);

        for (end = i; end < n && cells[end].row == cells[i].row;)
            end++;
        if (row && !is_once(&e, &e.rows, row, &cells[i]))
            return;
        if (row)
            change_row(&e, row, cells + i, end - i);
        else
            add_row(&e, cells + i, end - i);
    }
    for (int i = 0; e.row_added && i < e.rows.n; i++) {
        if (e.rows.items[i].silent)
            part_set_number(e.part, e.rows.items[i].element, "r",
                            e.rows.items[i].at + 1);
    }
    widen_dimension(&e, cells, n);
    xlsx_edit_save(edit, xlsx_edit_sheet(edit, sheet), e.part);
}

void
xlsx_cells_formats(struct xlsx_edit *edit, int sheet,
                   const struct xlsx_cell *cells, int n, int *formats)
{
    const struct sheetdata_spot *row = NULL;
    struct sheetdata have = { .n = 0 };
    struct editing e;

    if (!begin(&e, edit, sheet))
        return;
    for (int i = 0; i < n; i++) {
        if (i == 0 || cells[i].row != cells[i - 1].row) {
            row = sheetdata_find(&e.rows, cells[i].row);
            have = row ? sheetdata_cells(e.part, row)
                       : (struct sheetdata){ .n = 0 };
        }
        formats[i] = place_format(&e, row, sheetdata_find(&have, cells[i].col),
                                  cells[i].col);
    }
}

/* Is a row one that people see?  Some are a gap of a few points. */
static bool
is_seen(const struct editing *e, const struct sheetdata_spot *row)
{
    struct decimal points;

    return !part_yes(e->part, row->element, "hidden")
           && (decimal_parse(part_get(e->part, row->element, "ht"), &points)
                   != DECIMAL_OK
               || decimal_compare(points, decimal_of(GAP_POINTS)) >= 0);
}

void
xlsx_cells_formatted(struct xlsx_edit *edit, int sheet, bool *rows, int n)
{
    struct editing e;

    if (!begin(&e, edit, sheet))
        return;
    for (int i = 0; i < e.rows.n; i++) {
        const struct sheetdata_spot *row = &e.rows.items[i];
        struct sheetdata cells = sheetdata_cells(e.part, row);

        for (int k = 0; k < cells.n && row->at < n && is_seen(&e, row); k++)
            rows[row->at]
                |= part_number(e.part, cells.items[k].element, "s") > 0;
    }
}
