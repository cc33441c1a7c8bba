/*
 * xlsx_cells.c - sheetData (ECMA-376 part 1, 18.3.1.80), patched.
 */
#include "edit/xlsx_cells.h"

#include "base/bytes.h"
#include "base/decimal.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "book/formula.h"
#include "book/markup.h"

#define GAP_POINTS 6 /* a lower row holds no line of text */

struct spot {
    int at;       /* row or column */
    bool silent;  /* its number is not written, only counted */
    bool strayed; /* its reference names another row */
    struct markup_tag open, close;
};

struct spots {
    struct spot *items;
    int n, capacity;
    bool unordered; /* not each behind the one before */
};

struct editing {
    struct arena *arena;
    struct xlsx_edit *edit;
    int sheet;
    struct text bytes;
    struct text prefix; /* "x:" or "", of new elements */
    struct markup_family family;
    struct markup_patches patches;
    struct markup_tag data, data_end; /* sheetData */
    struct spots rows;
    bool row_added;
};

/* ---- where things are ---- */

int
xlsx_cells_row(struct text bytes, const struct markup_tag *row, int next)
{
    int number = markup_number(markup_find(row, "r")), col;
    struct markup m = { bytes, row->end };
    struct markup_tag cell;

    if (number > 0)
        return number - 1;
    if (row->kind == MARKUP_OPEN && markup_next(&m, &cell)
        && cell.kind != MARKUP_CLOSE && markup_is(&cell, "c")
        && cellref_parse(markup_find(&cell, "r"), &number, &col))
        return number;
    return next;
}

static void
push(const struct editing *e, struct spots *spots, struct spot place)
{
    spots->unordered |= spots->n && place.at <= spots->items[spots->n - 1].at;
    ARENA_PUSH(e->arena, spots->items, spots->n, spots->capacity, place);
}

static void
find_rows(struct editing *e)
{
    struct markup m = { e->bytes, e->data.end };
    int next = 0;

    if (e->data.kind == MARKUP_EMPTY)
        return;
    for (;;) {
        struct spot place = { .silent = false };

        if (!markup_next(&m, &place.open) || place.open.top >= e->data_end.top)
            return;
        if (place.open.kind == MARKUP_CLOSE)
            continue;
        if (!markup_skip(&m, &place.open, &place.close))
            return;
        if (!markup_akin(&e->family, &place.open)
            || !markup_is(&place.open, "row"))
            continue;
        place.silent = markup_number(markup_find(&place.open, "r")) < 1;
        place.at = xlsx_cells_row(e->bytes, &place.open, next);
        next = place.at + 1;
        push(e, &e->rows, place);
    }
}

static struct spots
find_cells(const struct editing *e, const struct spot *row)
{
    struct markup m = { e->bytes, row->open.end };
    struct spots cells = { NULL, 0, 0, false };
    int next = 0;

    if (row->open.kind == MARKUP_EMPTY)
        return cells;
    for (;;) {
        struct spot place = { .silent = false };
        struct text ref;
        int number;

        if (!markup_next(&m, &place.open) || place.open.top >= row->close.top)
            return cells;
        if (!markup_skip(&m, &place.open, &place.close))
            return cells;
        if (!markup_akin(&e->family, &place.open)
            || !markup_is(&place.open, "c"))
            continue;
        ref = markup_find(&place.open, "r");
        place.silent = !ref.n || !cellref_parse(ref, &number, &place.at);
        if (place.silent)
            place.at = next;
        else
            place.strayed = number != row->at;
        next = place.at + 1;
        if (place.at < LIMIT_COLS) /* what was not read is not there */
            push(e, &cells, place);
    }
}

static bool
begin(struct editing *e, struct xlsx_edit *edit, int sheet)
{
    struct text part = xlsx_edit_sheet(edit, sheet);
    struct markup m;

    *e = (struct editing){ .arena = edit->arena, .edit = edit, .sheet = sheet };
    e->patches.arena = edit->arena;
    e->bytes = xlsx_edit_bytes(edit, part);
    m = (struct markup){ e->bytes, 0 };
    e->prefix = markup_prefix(e->arena, e->bytes);
    e->family = markup_family(e->arena, e->bytes);
    if (!markup_to(&m, "sheetData", &e->data)
        || !markup_skip(&m, &e->data, &e->data_end))
        return xlsx_edit_wrong(edit, part, "has no place for cells");
    find_rows(e);
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
    struct text p = e->prefix, t;

    if (cell->type == CELL_TEXT && cell->text.n == 0 && has_formula)
        return text_printf(e->arena, "<%.*sv></%.*sv>", TEXT_ARG(p),
                           TEXT_ARG(p));
    if (cell->type == CELL_BLANK || cell->text.n == 0)
        return TEXT_NONE;
    if (cell->type != CELL_TEXT)
        return text_printf(e->arena, "<%.*sv>%.*s</%.*sv>", TEXT_ARG(p),
                           TEXT_ARG(cell->text), TEXT_ARG(p));
    t = markup_escape_cell(e->arena, cell->text);
    if (has_formula)
        return text_printf(e->arena, "<%.*sv>%.*s</%.*sv>", TEXT_ARG(p),
                           TEXT_ARG(t), TEXT_ARG(p));
    return text_printf(e->arena, "<%.*sis><%.*st%s>%.*s</%.*st></%.*sis>",
                       TEXT_ARG(p), TEXT_ARG(p),
                       needs_space(t) ? " xml:space=\"preserve\"" : "",
                       TEXT_ARG(t), TEXT_ARG(p), TEXT_ARG(p));
}

/* A formula of the cell's own and its result. */
static struct text
formula_xml(const struct editing *e, const struct xlsx_cell *cell)
{
    return text_printf(e->arena, "<%.*sf>%.*s</%.*sf>%.*s", TEXT_ARG(e->prefix),
                       TEXT_ARG(markup_escape(e->arena, cell->formula)),
                       TEXT_ARG(e->prefix), TEXT_ARG(value_xml(e, cell, true)));
}

static struct text
new_cell(const struct editing *e, const struct xlsx_cell *cell, int format)
{
    char ref[CELLREF_MAX];
    bool has_formula = cell->formula.at != NULL;
    struct text type = type_word(cell, has_formula), p = e->prefix;
    struct text value
        = has_formula ? formula_xml(e, cell) : value_xml(e, cell, false);
    struct bytes out = { .arena = e->arena };

    cellref_show(cell->row, cell->col, ref);
    bytes_printf(&out, "<%.*sc r=\"%s\"", TEXT_ARG(p), ref);
    if (format > 0)
        bytes_printf(&out, " s=\"%d\"", format);
    if (value.n && type.at)
        bytes_printf(&out, " t=\"%.*s\"", TEXT_ARG(type));
    if (value.n)
        bytes_printf(&out, ">%.*s</%.*sc>", TEXT_ARG(value), TEXT_ARG(p));
    else
        bytes_add(&out, TEXT("/>"));
    return bytes_text(&out);
}

/* Takes out what the cell held; *at is where its new value goes. */
static bool
clear_value(struct editing *e, const struct spot *place,
            const struct xlsx_cell *cell, size_t *at)
{
    struct markup m = { e->bytes, place->open.end };
    bool has_formula = false;

    *at = place->open.end;
    if (place->open.kind == MARKUP_EMPTY)
        return false;
    for (;;) {
        struct markup_tag open, close;

        if (!markup_next(&m, &open) || open.top >= place->close.top
            || !markup_skip(&m, &open, &close))
            return has_formula;
        if (!markup_akin(&e->family, &open))
            continue;
        if (markup_is(&open, "f")) {
            has_formula = true;
            *at = close.end;
            if (cell->formula.at && open.kind == MARKUP_OPEN)
                markup_patch(&e->patches, open.end, close.top,
                             markup_escape(e->arena, cell->formula));
        } else if (markup_is(&open, "v") || markup_is(&open, "is")) {
            markup_patch(&e->patches, open.top, close.end, TEXT_NONE);
        }
    }
}

static void
set_format(struct editing *e, const struct spot *place, int format)
{
    struct text number = text_printf(e->arena, "%d", format);

    if (format >= 0)
        markup_patch_attribute(&e->patches, e->bytes, &place->open, "s",
                               number);
}

static void
write_ref(struct editing *e, const struct spot *place, int row)
{
    char ref[CELLREF_MAX];

    cellref_show(row, place->at, ref);
    markup_patch_attribute(&e->patches, e->bytes, &place->open, "r",
                           text_printf(e->arena, "%s", ref));
}

static void
change_cell(struct editing *e, const struct spot *place,
            const struct xlsx_cell *cell)
{
    struct text value, type;
    bool has_formula;
    size_t at;

    set_format(e, place, cell->format);
    if (cell->look)
        return;
    if (place->strayed)
        write_ref(e, place, cell->row);
    has_formula = clear_value(e, place, cell, &at);
    value = cell->formula.at && !has_formula ? formula_xml(e, cell)
                                             : value_xml(e, cell, has_formula);
    type = value.n ? type_word(cell, has_formula || cell->formula.at)
                   : TEXT_NONE;
    markup_patch_attribute(&e->patches, e->bytes, &place->open, "t", type);
    markup_patch_attribute(&e->patches, e->bytes, &place->open, "vm",
                           TEXT_NONE);
    if (place->open.kind != MARKUP_EMPTY)
        markup_patch(&e->patches, at, at, value);
    else if (value.n)
        markup_fill(&e->patches, &place->open, value);
}

/* ---- the format of a place ---- */

static int
column_format(const struct editing *e, int col)
{
    struct markup m = { text_slice(e->bytes, 0, e->data.top), 0 };
    struct markup_tag tag;

    while (markup_to(&m, "col", &tag)) {
        int least = markup_number(markup_find(&tag, "min"));
        int most = markup_number(markup_find(&tag, "max"));
        int style = markup_number(markup_find(&tag, "style"));

        if (col + 1 >= least && col + 1 <= most)
            return style > 0 ? style : 0;
    }
    return 0;
}

static int
place_format(const struct editing *e, const struct spot *row,
             const struct spot *cell, int col)
{
    struct text custom;
    int format;

    if (cell) {
        format = markup_number(markup_find(&cell->open, "s"));
        return format > 0 ? format : 0;
    }
    if (row) {
        custom = markup_find(&row->open, "customFormat");
        format = markup_number(markup_find(&row->open, "s"));
        if (format > 0
            && (text_equal(custom, TEXT("1"))
                || text_equal(custom, TEXT("true"))))
            return format;
    }
    return column_format(e, col);
}

static const struct spot *
find_place(const struct spots *places, int at)
{
    int i;

    if (places->unordered) {
        for (i = 0; i < places->n && places->items[i].at != at; i++)
            ;
    } else {
        SORTED_FIND(i, 0, places->n, places->items[i].at < at);
    }
    return i < places->n && places->items[i].at == at ? &places->items[i]
                                                      : NULL;
}

/* Of two elements for one place, which does a program read? */
static bool
is_once(const struct editing *e, const struct spots *places,
        const struct spot *place, const struct xlsx_cell *cell)
{
    const struct spot *end = places->items + places->n;

    if (!places->unordered)
        return true;
    for (const struct spot *other = place + 1; other < end; other++) {
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

/* Before which byte of 'end' something new at 'at' goes. */
static size_t
before(const struct spots *places, int at, size_t end)
{
    for (int i = 0; i < places->n; i++) {
        if (places->items[i].at > at)
            return places->items[i].open.top;
    }
    return end;
}

/* ---- rows ---- */

/* "1:6" takes in the columns of the new cells. */
static void
widen_row(struct editing *e, const struct spot *row,
          const struct xlsx_cell *cells, int n)
{
    struct text spans = markup_find(&row->open, "spans");
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
    markup_patch_value(&e->patches, e->bytes, spans,
                       text_printf(e->arena, "%d:%d", first, last));
}

static void
change_row(struct editing *e, const struct spot *row,
           const struct xlsx_cell *cells, int n)
{
    struct spots have = find_cells(e, row);
    struct bytes added = { .arena = e->arena };
    bool inserted = false;

    for (int i = 0; i < n; i++) {
        const struct spot *place = find_place(&have, cells[i].col);
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
        if (row->open.kind == MARKUP_EMPTY)
            bytes_add(&added, new_cell(e, &cells[i], format));
        else
            markup_patch(&e->patches,
                         before(&have, cells[i].col, row->close.top),
                         before(&have, cells[i].col, row->close.top),
                         new_cell(e, &cells[i], format));
    }
    if (added.n)
        markup_fill(&e->patches, &row->open, bytes_text(&added));
    if (!inserted)
        return;
    widen_row(e, row, cells, n);
    for (int i = 0; i < have.n; i++) {
        if (have.items[i].silent)
            write_ref(e, &have.items[i], row->at);
    }
}

static void
add_row(struct editing *e, const struct xlsx_cell *cells, int n,
        struct bytes *into_empty)
{
    struct bytes out = { .arena = e->arena };
    size_t at;

    bytes_printf(&out, "<%.*srow r=\"%d\">", TEXT_ARG(e->prefix),
                 cells[0].row + 1);
    for (int i = 0; i < n; i++) {
        int format = cells[i].format >= 0
                         ? cells[i].format
                         : place_format(e, NULL, NULL, cells[i].col);

        bytes_add(&out, new_cell(e, &cells[i], format));
    }
    bytes_printf(&out, "</%.*srow>", TEXT_ARG(e->prefix));
    if (e->data.kind == MARKUP_EMPTY) {
        bytes_add(into_empty, bytes_text(&out));
        return;
    }
    at = before(&e->rows, cells[0].row, e->data_end.top);
    markup_patch(&e->patches, at, at, bytes_text(&out));
    e->row_added = true;
}

static void
widen_dimension(struct editing *e, const struct xlsx_cell *cells, int n)
{
    struct markup m = { text_slice(e->bytes, 0, e->data.top), 0 };
    struct markup_tag tag;
    struct span span;
    struct text ref;

    if (!markup_to(&m, "dimension", &tag))
        return;
    ref = markup_find(&tag, "ref");
    if (!cellref_parse_span(ref, &span))
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
    markup_patch_value(&e->patches, e->bytes, ref,
                       text_of(cellref_span(e->arena, span)));
}

void
xlsx_cells_set(struct xlsx_edit *edit, int sheet, const struct xlsx_cell *cells,
               int n)
{
    struct bytes into_empty = { .arena = edit->arena };
    struct editing e;
    int end;

    if (n == 0 || !begin(&e, edit, sheet))
        return;
    for (int i = 0; i < n; i = end) {
        const struct spot *row = find_place(&e.rows, cells[i].row);

        for (end = i; end < n && cells[end].row == cells[i].row;)
            end++;
        if (row && !is_once(&e, &e.rows, row, &cells[i]))
            return;
        if (row)
            change_row(&e, row, cells + i, end - i);
        else
            add_row(&e, cells + i, end - i, &into_empty);
    }
    if (into_empty.n)
        markup_fill(&e.patches, &e.data, bytes_text(&into_empty));
    for (int i = 0; e.row_added && i < e.rows.n; i++) {
        if (e.rows.items[i].silent)
            markup_patch_attribute(
                &e.patches, e.bytes, &e.rows.items[i].open, "r",
                text_printf(e.arena, "%d", e.rows.items[i].at + 1));
    }
    widen_dimension(&e, cells, n);
    xlsx_edit_put(edit, xlsx_edit_sheet(edit, sheet),
                  markup_apply(&e.patches, e.bytes));
}

void
xlsx_cells_formats(struct xlsx_edit *edit, int sheet,
                   const struct xlsx_cell *cells, int n, int *formats)
{
    const struct spot *row = NULL;
    struct spots have = { NULL, 0, 0, false };
    struct editing e;

    if (!begin(&e, edit, sheet))
        return;
    for (int i = 0; i < n; i++) {
        if (i == 0 || cells[i].row != cells[i - 1].row) {
            row = find_place(&e.rows, cells[i].row);
            have = row ? find_cells(&e, row)
                       : (struct spots){ NULL, 0, 0, false };
        }
        formats[i] = place_format(&e, row, find_place(&have, cells[i].col),
                                  cells[i].col);
    }
}

/* Is a row one that people see?  Some are a gap of a few points. */
static bool
is_seen(const struct markup_tag *row)
{
    struct text height = markup_find(row, "ht");
    struct text hidden = markup_find(row, "hidden");
    struct decimal points;

    if (text_equal(hidden, TEXT("1")) || text_equal(hidden, TEXT("true")))
        return false;
    return decimal_parse(height, &points) != DECIMAL_OK
           || decimal_compare(points, decimal_of(GAP_POINTS)) >= 0;
}

void
xlsx_cells_formatted(struct xlsx_edit *edit, int sheet, bool *rows, int n)
{
    struct editing e;

    if (!begin(&e, edit, sheet))
        return;
    for (int i = 0; i < e.rows.n; i++) {
        const struct spot *row = &e.rows.items[i];
        struct spots cells = find_cells(&e, row);

        for (int k = 0; k < cells.n && row->at < n && is_seen(&row->open); k++)
            rows[row->at]
                |= markup_number(markup_find(&cells.items[k].open, "s")) > 0;
    }
}

/* ---- formulas ---- */

/* One formula that others take over, by its number. */
struct taken {
    int index, row, col;
    struct text text;
};

struct listing {
    struct editing e;
    struct xlsx_formula *items;
    int n, capacity;
    struct taken *taken;
    int n_taken, taken_capacity;
};

static void
list_formula(struct listing *l, int row, int col, const struct markup_tag *open,
             const struct markup_tag *close)
{
    struct xlsx_formula formula = { .row = row, .col = col };
    int index = markup_number(markup_find(open, "si"));
    struct text type = markup_find(open, "t");

    if (open->kind == MARKUP_OPEN)
        formula.text = markup_decode(
            l->e.arena, text_slice(l->e.bytes, open->end, close->top));
    formula.whole = text_equal(type, TEXT("array"))
                    || text_equal(type, TEXT("dataTable"));
    if (text_equal(type, TEXT("shared")) && index >= 0) {
        struct taken taken = { index, row, col, formula.text };

        for (int i = 0; i < l->n_taken && !formula.text.n; i++) {
            const struct taken *t = &l->taken[i];

            if (t->index == index)
                formula.text = formula_move(l->e.arena, t->text, row - t->row,
                                            col - t->col);
        }
        if (taken.text.n)
            ARENA_PUSH(l->e.arena, l->taken, l->n_taken, l->taken_capacity,
                       taken);
    }
    ARENA_PUSH(l->e.arena, l->items, l->n, l->capacity, formula);
}

struct xlsx_formula *
xlsx_cells_formulas(struct xlsx_edit *edit, int sheet, int *n)
{
    struct listing l = { .n = 0 };

    *n = 0;
    if (!begin(&l.e, edit, sheet))
        return NULL;
    for (int i = 0; i < l.e.rows.n; i++) {
        const struct spot *row = &l.e.rows.items[i];
        struct spots cells = find_cells(&l.e, row);

        for (int k = 0; k < cells.n; k++) {
            const struct spot *cell = &cells.items[k];
            struct markup m = { l.e.bytes, cell->open.end };
            struct markup_tag open, close;

            while (cell->open.kind == MARKUP_OPEN && markup_next(&m, &open)
                   && open.top < cell->close.top
                   && markup_skip(&m, &open, &close)) {
                if (markup_is(&open, "f"))
                    list_formula(&l, row->at, cell->at, &open, &close);
            }
        }
    }
    *n = l.n;
    return l.items;
}
