/* xlsx_sheet.c - ECMA-376 part 1, 18.3: sheetData and mergeCells. */
#include "book/xlsx_sheet.h"

#include <string.h>

#include "base/pairs.h"
#include "book/xlsx_quick.h"
#include "book/xlsx_value.h"

/* Bytes of a part from which on a window and copies of its texts are less. */
#define FLOW_LEAST (2 << 20)

/* What an f element says of itself; "" where it does not. */
struct formula_tag {
    struct text type, index, cells;
};

/* A cell of a shared formula that stands before the cell with the text. */
struct shared_early {
    int formula; /* index of the grid's */
    struct text index;
};

struct reader {
    struct xlsx_sheet_source *source;
    struct arena *arena;
    struct diag_list *diags;
    struct xml *xml;
    struct grid *grid;
    const char *sheet; /* name, for messages */
    int row, col;      /* of the cell being read */
    bool row_unnamed;  /* nothing said which row it is yet */
    int next_row;
    int last_row, last_col; /* of the last cell taken */
    bool unordered;         /* cells are not by row, then column */
    struct xlsx_flow *flow; /* the part goes by in windows; or NULL */
    int n_settled;          /* cells whose texts are not in the window */
    bool enough;            /* nobody wants more of the sheet */
    int *hidden;            /* rows, in the order of the part */
    int n_hidden, hidden_capacity;
    struct formula_tag formula; /* of the cell being read, if it has one */
    struct pairs *shared;       /* indexes of formulas by their own */
    struct shared_early *early;
    int n_early, early_capacity;
};

/* The attributes and children of a cell element. */
struct raw_cell {
    struct text type, style, value, formula;
    struct xlsx_text item;
    bool has_value, has_item, has_formula;
    bool strayed; /* its reference names another row */
};

LANGUAGE_FORMAT(3, 0)
static bool
wrong_cell(struct reader *r, enum diag_code code, const char *what,
           struct text found)
{
    char shown[64];
    size_t n = found.n < 60 ? found.n : 60;

    while (n && n < found.n && ((unsigned char)found.at[n] & 0xc0) == 0x80)
        n--;
    for (size_t i = 0; i < n; i++)
        shown[i] = (unsigned char)found.at[i] < 0x20 ? ' ' : found.at[i];
    diag_add(r->diags, code,
             PLACE_CELL(r->source->package->file, r->sheet, r->row, r->col),
             PLACE_NONE, "%s '%.*s'", diag_say(r->diags, what), (int)n, shown);
    return false;
}

LANGUAGE_FORMAT(3, 0)
static bool
wrong_part(struct reader *r, enum diag_code code, const char *what)
{
    diag_add(r->diags, code, PLACE_SHEET(r->source->package->file, r->sheet),
             PLACE_NONE, what);
    return false;
}

LANGUAGE_FORMAT(3, 0)
static bool
too_much(struct reader *r, enum limits limit, const char *what)
{
    return limits_reached(
        r->diags, limit, PLACE_SHEET(r->source->package->file, r->sheet), what);
}

LANGUAGE_FORMAT(2, 0)
static bool
too_long(struct reader *r, const char *what)
{
    return limits_reached(
        r->diags, LIMITS_TEXT_BYTES,
        PLACE_CELL(r->source->package->file, r->sheet, r->row, r->col), what);
}

/* Plain digits up to 'limit'; -1 for anything else. */
static int
whole_number(struct text t, int limit)
{
    int64_t value = 0;

    t = xml_collapse(t);
    if (!t.n || t.n > 10)
        return -1;
    for (size_t i = 0; i < t.n; i++) {
        if (!text_is_digit(t.at[i]))
            return -1;
        value = value * 10 + t.at[i] - '0';
    }
    return value <= limit ? (int)value : -1;
}

/* ---- shared strings ---- */

/* False, with a message, where there are too many. */
static bool
add_string(struct reader *r, struct xlsx_text item)
{
    struct xlsx_sheet_source *s = r->source;

    if (s->n_strings == LIMIT_STRINGS)
        return too_much(r, LIMITS_STRINGS, "too many shared texts");
    ARENA_PUSH(s->package->arena, s->strings, s->n_strings, s->strings_capacity,
               item);
    return true;
}

static bool
read_strings(struct reader *r)
{
    struct xlsx_sheet_source *s = r->source;
    struct xml *xml = ARENA_NEW(r->arena, struct xml);
    enum xml_event event;

    s->strings_read = true;
    if (!s->strings_part.n)
        return wrong_part(r, DIAG_PART_MISSING,
                          "cells use shared strings, the workbook has none");
    if (!package_open(s->package, s->strings_part, xml))
        return false;
    if (!xml_is(xml, "sst"))
        return wrong_part(r, DIAG_PART_INVALID,
                          "the part of shared strings holds none");
    for (;;) {
        struct xlsx_text item = { TEXT_NONE, LOOK_OF_CELL };

        if (!s->package->careful && xlsx_quick_item(xml, &item.text)) {
            item.text = xlsx_text_decode(item.text);
            if (!add_string(r, item))
                return false;
            continue;
        }
        event = xml_next(xml);
        if (event != EVENT_START)
            break;
        if (!(xml_is(xml, "si") ? xlsx_text_item(r->arena, xml, &s->runs, &item)
                                      && add_string(r, item)
                                : xml_skip(xml)))
            return false;
    }
    return event == EVENT_END && xml_next(xml) == EVENT_DONE;
}

/* ---- cells ---- */

static void
cell_style(struct reader *r, const struct raw_cell *raw, struct cell *cell)
{
    const struct xlsx_sheet_source *s = r->source;
    int format;

    cell->style = 0;
    if (s->n_formats < 0)
        return;
    format = raw->style.n ? whole_number(raw->style, s->n_formats - 1) : 0;
    if (format >= 0 && format < s->n_formats) {
        cell->style = s->formats[format];
        cell->flags = s->marked[format] ? CELL_MARKED : 0;
    } else if (raw->style.n) {
        wrong_cell(r, DIAG_REF_STYLE,
                   "no such cell format, kept as plain:", raw->style);
    }
}

/* The text of a string item, and what its own runs say of its look. */
static void
take_text(struct cell *cell, const struct xlsx_text *item)
{
    cell->text = item->text;
    if (item->look == LOOK_PLAIN)
        cell->flags = 0;
    else if (item->look == LOOK_MARKED)
        cell->flags = CELL_MARKED;
}

/* A number, or a formula without a result. */
static bool
number_cell(struct reader *r, const struct raw_cell *raw, struct cell *cell)
{
    cell->type = r->source->dates[cell->style] ? CELL_DATE : CELL_NUMBER;
    cell->text = raw->value;
    if (xlsx_value_is_plain(cell->text))
        return true;
    cell->text = xml_collapse(cell->text);
    if (!cell->text.n)
        return true;
    if (cell->text.n > LIMIT_TEXT_BYTES)
        return too_long(r, "the number is too long");
    return xlsx_value_is_number(cell->text)
           || wrong_cell(r, DIAG_NUM_INVALID, "no finite number", cell->text);
}

static bool
shared_cell(struct reader *r, const struct raw_cell *raw, struct cell *cell,
            bool *stop)
{
    int i;

    cell->text = xml_collapse(raw->value);
    if (!cell->text.n)
        return true;
    if (!r->source->strings_read && !read_strings(r)) {
        *stop = true;
        return false;
    }
    i = whole_number(cell->text, r->source->n_strings - 1);
    if (i < 0)
        return wrong_cell(r, DIAG_REF_INVALID, "no such shared string",
                          cell->text);
    take_text(cell, &r->source->strings[i]);
    return true;
}

static bool
typed_cell(struct reader *r, const struct raw_cell *raw, struct cell *cell,
           bool *stop)
{
    struct text type = raw->type;

    cell->type = CELL_TEXT;
    cell->text = raw->value;
    if (type.n == 1) {
        switch (type.at[0]) {
        case 's':
            return shared_cell(r, raw, cell, stop);
        case 'n':
            return number_cell(r, raw, cell);
        case 'b':
            cell->type = CELL_BOOL;
            cell->text = xml_collapse(raw->value);
            if (text_equal(cell->text, TEXT("true")))
                cell->text = TEXT("1");
            else if (text_equal(cell->text, TEXT("false")))
                cell->text = TEXT("0");
            return !cell->text.n || text_equal(cell->text, TEXT("0"))
                   || text_equal(cell->text, TEXT("1"))
                   || wrong_cell(r, DIAG_TYPE_INVALID, "no truth value",
                                 cell->text);
        case 'e':
            cell->type = CELL_ERROR;
            cell->text = xml_collapse(raw->value);
            return true;
        case 'd':
            cell->type = CELL_ISO_DATE;
            cell->text = xml_collapse(raw->value);
            return !cell->text.n || xlsx_value_is_date(cell->text)
                   || wrong_cell(r, DIAG_NUM_INVALID, "no date", cell->text);
        default:
            break;
        }
    }
    if (text_equal(type, TEXT("str"))) {
        cell->text = xlsx_text_decode(raw->value);
        return true;
    }
    if (text_equal(type, TEXT("inlineStr"))) {
        /* The item is the text; a v beside it is another program's copy, and
           one behind a formula is not where a result belongs. */
        if (raw->has_item || raw->has_formula)
            take_text(cell, &raw->item);
        return true;
    }
    return wrong_cell(r, DIAG_TYPE_INVALID, "unknown cell type", type);
}

/* ---- formulas ---- */

/* After the start of an f element. */
static struct formula_tag
formula_tag(const struct xml *xml)
{
    struct formula_tag tag = { .type = TEXT_NONE };

    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->space != SPACE_NONE)
            continue;
        if (text_equal(a->name, TEXT("t")))
            tag.type = a->value;
        else if (text_equal(a->name, TEXT("si")))
            tag.index = xml_collapse(a->value);
        else if (text_equal(a->name, TEXT("ref")))
            tag.cells = a->value;
    }
    return tag;
}

/* Takes over the text of formula 'index', if that is read. */
static bool
take_shared(struct reader *r, struct grid_formula *formula, struct text index)
{
    int i = pairs_find(r->shared, index, TEXT_NONE);
    const struct grid_formula *first;

    if (i < 0)
        return false;
    first = &r->grid->formulas[i];
    formula->text = first->text;
    formula->rows = formula->row - first->row;
    formula->cols = formula->col - first->col;
    return true;
}

/* One cell of a shared formula has its text, the others its index; a text that
   they have, too, does not count (ECMA-376 part 1, 18.3.1.40). */
static void
share_formula(struct reader *r, struct grid_formula *formula)
{
    struct shared_early early = { r->grid->n_formulas, r->formula.index };

    if (!r->shared)
        r->shared = pairs_new(r->arena);
    if (take_shared(r, formula, early.index))
        return;
    if (formula->text.n)
        pairs_add(r->shared, early.index, TEXT_NONE, early.formula);
    else
        ARENA_PUSH(r->arena, r->early, r->n_early, r->early_capacity, early);
}

static void
share_early(struct reader *r)
{
    for (int i = 0; i < r->n_early; i++)
        (void)take_shared(r, &r->grid->formulas[r->early[i].formula],
                          r->early[i].index);
}

/* False stops the part. */
static bool
keep_formula(struct reader *r, struct text text)
{
    struct grid_formula formula
        = { .row = r->row, .col = r->col, .text = text };
    struct text type = r->formula.type;

    if (r->grid->n_formulas == LIMIT_CELLS)
        return too_much(r, LIMITS_CELLS, "too many formulas");
    if (text_equal(type, TEXT("shared"))) {
        share_formula(r, &formula);
    } else if (text_equal(type, TEXT("array"))
               || text_equal(type, TEXT("dataTable"))) {
        struct span *whole = ARENA_NEW(r->arena, struct span);

        if (!cellref_parse_span(r->formula.cells, whole))
            *whole = (struct span){ .top = r->row,
                                    .left = r->col,
                                    .end_row = r->row + 1,
                                    .end_col = r->col + 1 };
        formula.whole = whole;
    }
    ARENA_PUSH(r->arena, r->grid->formulas, r->grid->n_formulas,
               r->grid->formulas_capacity, formula);
    return true;
}

/* ---- cells in the grid ---- */

/* Is the cell without a result, rather than with an empty one? */
static bool
lacks_result(const struct raw_cell *raw, const struct cell *cell)
{
    if (!raw->has_formula || cell->text.n || raw->has_item)
        return false;
    return !raw->has_value
           || (!text_equal(raw->type, TEXT("str"))
               && !text_equal(raw->type, TEXT("s")));
}

static inline void
add_cell(struct reader *r, struct cell cell)
{
    r->unordered |= r->row < r->last_row
                    || (r->row == r->last_row && r->col <= r->last_col);
    r->last_row = r->row;
    r->last_col = r->col;
    if (r->grid->n_cells < r->grid->cells_capacity)
        r->grid->cells[r->grid->n_cells++] = cell;
    else
        grid_put(r->arena, r->grid, cell);
}

/* Puts the cell into the grid; false stops the part. */
static bool
take_cell(struct reader *r, const struct raw_cell *raw)
{
    struct xlsx_sheet_source *s = r->source;
    struct cell cell = { .row = r->row, .col = r->col };
    bool stop = false;

    if (s->formulas && raw->has_formula && !raw->strayed
        && !keep_formula(r, raw->formula))
        return false;
    if (raw->item.text.n && !text_equal(raw->type, TEXT("inlineStr"))) {
        wrong_cell(r, DIAG_TYPE_INVALID,
                   "an inline text in another cell:", raw->item.text);
        return true;
    }
    cell_style(r, raw, &cell);
    if (!(raw->type.n ? typed_cell(r, raw, &cell, &stop)
                      : number_cell(r, raw, &cell)))
        return !stop;
    if (raw->has_formula)
        cell.flags |= CELL_FORMULA;
    if (lacks_result(raw, &cell)) {
        cell.flags |= CELL_NO_RESULT;
        cell.text = raw->formula;
    } else if (!cell.text.n) {
        return true;
    }
    if (raw->strayed) {
        wrong_cell(r, DIAG_REF_INVALID,
                   "a cell in the row of another:", cell.text);
        return true;
    }
    if (cell.text.n > LIMIT_TEXT_BYTES) {
        too_long(r, "the text is too long");
        return true;
    }
    if (!intake_take(&s->intake, cell.text, 1,
                     PLACE_SHEET(s->package->file, r->sheet), r->diags))
        return false;
    add_cell(r, cell);
    return true;
}

/* "B5" of the row being read: letters, then that row's number. */
static bool
parse_ref(struct reader *r, struct text ref, bool *strayed)
{
    int row = 0, col = 0;
    size_t i = 0;

    for (; i < ref.n && i < 4; i++) {
        int letter = (unsigned char)ref.at[i] | 0x20;

        if (letter < 'a' || letter > 'z')
            break;
        col = col * 26 + letter - 'a' + 1;
    }
    if (!i || col > LIMIT_COLS || ref.n - i > 7 || i == ref.n
        || ref.at[i] == '0')
        return wrong_cell(r, DIAG_REF_INVALID, "no cell reference", ref);
    for (; i < ref.n; i++) {
        if (!text_is_digit(ref.at[i]))
            return wrong_cell(r, DIAG_REF_INVALID, "no cell reference", ref);
        row = row * 10 + ref.at[i] - '0';
    }
    if (row > LIMIT_ROWS)
        return wrong_cell(r, DIAG_REF_INVALID, "no cell reference", ref);
    r->col = col - 1;
    if (r->row_unnamed) {
        r->row_unnamed = false;
        r->row = row - 1;
        r->next_row = row;
    }
    *strayed = row - 1 != r->row;
    return true;
}

/* One more of what a cell may have once. */
static bool
once(struct reader *r, bool *has, struct text first)
{
    if (*has)
        return wrong_cell(r, DIAG_TYPE_INVALID,
                          "a cell with two values:", first);
    *has = true;
    return true;
}

static bool
behind_last_column(struct reader *r)
{
    if (r->col < LIMIT_COLS)
        return false;
    r->col = LIMIT_COLS - 1;
    wrong_cell(r, DIAG_REF_INVALID, "a cell behind the last column", TEXT_NONE);
    return true;
}

/* A text that is not too long for a cell, nor with all before it for the
   workbook; else the long way complains. */
static inline bool
fits(const struct intake *in, struct text text)
{
    return text.n > 0 && text.n <= LIMIT_TEXT_BYTES
           && in->text + text.n <= in->most && in->cells < LIMIT_CELLS;
}

/* The value of a cell that xlsx_quick.h passed; false: it is not as plain as it
   looked. */
static inline bool
quick_value(struct reader *r, const struct xlsx_quick_cell *quick,
            struct cell *cell)
{
    struct xlsx_sheet_source *s = r->source;
    int format = quick->style < 0 ? 0 : quick->style;

    if (quick->style >= s->n_formats && quick->style >= 0 && s->n_formats >= 0)
        return false;
    if (format < s->n_formats) {
        cell->style = s->formats[format];
        cell->flags = s->marked[format] ? CELL_MARKED : 0;
    }
    switch (quick->kind) {
    case QUICK_SHARED:
        if (quick->index >= s->n_strings)
            return false;
        cell->type = CELL_TEXT;
        take_text(cell, &s->strings[quick->index]);
        break;
    case QUICK_INLINE:
        cell->type = CELL_TEXT;
        cell->text = quick->text;
        break;
    default:
        cell->type = s->dates[cell->style] ? CELL_DATE : CELL_NUMBER;
        cell->text = quick->text;
    }
    if (quick->has_formula)
        cell->flags |= CELL_FORMULA;
    return fits(&s->intake, cell->text);
}

/* The cell that is next, if it is plain in form and value. */
static bool
read_quick(struct reader *r, const struct xlsx_quick_row *row)
{
    char *before = r->xml->at;
    struct intake *in = &r->source->intake;
    struct xlsx_quick_cell quick;
    struct cell cell = { .row = r->row };

    if (!xlsx_quick_cell(r->xml, row, &quick))
        return false;
    if (quick.kind != QUICK_BLANK) {
        if (!quick_value(r, &quick, &cell)
            || (quick.has_formula && r->source->formulas)) {
            r->xml->at = before;
            return false;
        }
        if (quick.kind == QUICK_INLINE)
            cell.text = xlsx_text_decode(cell.text);
        in->text += cell.text.n;
        in->cells++;
        cell.col = r->col = quick.col;
        add_cell(r, cell);
    }
    r->col = quick.col;
    return true;
}

/* After the start of a c element, to behind its end; false stops the part. */
static bool
read_cell(struct reader *r)
{
    struct xml *xml = r->xml;
    struct raw_cell raw = { 0 };
    enum xml_event event;
    bool sound = true;

    r->col++;
    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->name.n != 1 || a->space != SPACE_NONE)
            continue;
        if (a->name.at[0] == 'r')
            sound = parse_ref(r, a->value, &raw.strayed);
        else if (a->name.at[0] == 's')
            raw.style = a->value;
        else if (a->name.at[0] == 't')
            raw.type = a->value;
    }
    r->row_unnamed = false;
    sound = !behind_last_column(r) && sound;
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "v")) {
            sound = once(r, &raw.has_value, raw.value) && sound;
            if (!xml_text(xml, &raw.value))
                return false;
        } else if (xml_is(xml, "is")) {
            sound = once(r, &raw.has_item, raw.item.text) && sound;
            if (!xlsx_text_item(r->arena, xml, &r->source->runs, &raw.item))
                return false;
        } else if (xml_is(xml, "f")) {
            sound = once(r, &raw.has_formula, raw.formula) && sound;
            r->formula = formula_tag(xml);
            if (!xml_text(xml, &raw.formula))
                return false;
        } else if (!xml_skip(xml)) {
            return false;
        }
    }
    if (event != EVENT_END)
        return false;
    if (!sound || (!raw.has_value && !raw.has_item && !raw.has_formula))
        return true;
    return take_cell(r, &raw);
}

static bool
read_row(struct reader *r)
{
    const struct text *ref = xml_find(r->xml, SPACE_NONE, "r");
    bool hidden = xml_true(r->xml, "hidden", false);
    int n_before = r->grid->n_cells;
    struct xlsx_quick_row quick = { .n = 0 };
    enum xml_event event;

    r->row = ref ? whole_number(*ref, LIMIT_ROWS) - 1 : r->next_row;
    r->col = -1;
    if (r->row < 0 || r->row >= LIMIT_ROWS) {
        r->row = -1;
        wrong_cell(r, DIAG_REF_INVALID, "no row number",
                   ref ? *ref : TEXT_NONE);
        return xml_skip(r->xml);
    }
    r->next_row = r->row + 1;
    r->row_unnamed = !ref;
    /* Until something says which row it is, cells are asked. */
    if (ref && !r->source->package->careful)
        xlsx_quick_begin(r->xml, r->row, &quick);
    for (;;) {
        if (read_quick(r, &quick))
            continue;
        event = xml_next(r->xml);
        if (event != EVENT_START)
            break;
        if (!(xml_is(r->xml, "c") ? read_cell(r) : xml_skip(r->xml)))
            return false;
    }
    if (hidden && r->grid->n_cells > n_before && !r->source->taker)
        ARENA_PUSH(r->arena, r->hidden, r->n_hidden, r->hidden_capacity,
                   r->row);
    return event == EVENT_END;
}

/* Texts of cells move out of the window, which is shown anew. */
static void
settle_texts(struct reader *r)
{
    struct grid *grid = r->grid;
    size_t n = 0;
    char *to;

    for (int i = r->n_settled; i < grid->n_cells; i++)
        if (xlsx_flow_has(r->flow, grid->cells[i].text))
            n += grid->cells[i].text.n;
    to = arena_alloc(r->arena, n);
    for (int i = r->n_settled; i < grid->n_cells; i++) {
        struct text *t = &grid->cells[i].text;

        if (!xlsx_flow_has(r->flow, *t))
            continue;
        memcpy(to, t->at, t->n);
        t->at = to;
        to += t->n;
    }
    r->n_settled = grid->n_cells;
}

/* What was read since the last time goes on; false: the sheet has to be read as
   a whole. */
static bool
hand_on(struct reader *r)
{
    const struct grid_taker *taker = r->source->taker;

    if (!taker) {
        settle_texts(r);
        return true;
    }
    if (r->unordered)
        return false;
    r->enough = !taker->take(taker->context, r->source->book, r->grid);
    r->grid->n_cells = 0;
    return true;
}

static bool
read_data(struct reader *r)
{
    enum xml_event event = EVENT_START;

    while (event == EVENT_START) {
        if (r->flow && xlsx_flow_is_read(r->flow, r->xml)) {
            if (!hand_on(r))
                return false;
            if (r->enough)
                return true;
            if (!xlsx_flow_more(r->flow, r->xml))
                return false;
        }
        event = xml_next(r->xml);
        if (event == EVENT_START
            && !(xml_is(r->xml, "row") ? read_row(r) : xml_skip(r->xml)))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_merges(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(r->xml)) == EVENT_START) {
        const struct text *ref = xml_find(r->xml, SPACE_NONE, "ref");
        struct span span;

        if (xml_is(r->xml, "mergeCell")) {
            if (r->grid->n_merges == LIMIT_MERGES)
                return too_much(r, LIMITS_MERGES, "too many merged ranges");
            if (ref
                && (cellref_parse_span(*ref, &span)
                    || cellref_parse_whole(*ref, &span))) {
                grid_merge(r->arena, r->grid, span);
            } else {
                r->row = r->col = -1;
                wrong_cell(r, DIAG_REF_INVALID, "no merged range",
                           ref ? *ref : TEXT_NONE);
            }
        }
        if (!xml_skip(r->xml))
            return false;
    }
    return event == EVENT_END;
}

/* Reports every cell that is at the place of another: the part contradicts
   itself, and neither value is the right one. */
static void
check_twice(struct reader *r)
{
    const struct grid *grid = r->grid;

    if (!r->unordered || !grid_sort(r->arena, r->grid))
        return;
    for (int i = 1; i < grid->n_cells; i++)
        if (grid->cells[i].row == grid->cells[i - 1].row
            && grid->cells[i].col == grid->cells[i - 1].col) {
            r->row = grid->cells[i].row;
            r->col = grid->cells[i].col;
            wrong_cell(r, DIAG_REF_INVALID, "the cell occurs twice, also as",
                       grid->cells[i].text);
        }
}

static bool
is_sheet(const struct xml *xml)
{
    return xml_is(xml, "worksheet") || xml_is(xml, "dialogsheet")
           || text_equal(xml->name, TEXT("macrosheet"));
}

/* A sheet that is merely empty has a list of no rows. */
static void
warn_no_rows(struct reader *r)
{
    struct diag *d = diag_add(
        r->diags, DIAG_SHEET_UNREAD,
        PLACE_SHEET(r->source->package->file, r->sheet), PLACE_NONE,
        "the sheet's part in the workbook has no list of rows; nothing is "
        "read of it");

    diag_hint(r->diags, d,
              "open the workbook in a spreadsheet program, see whether the "
              "sheet is whole, and save it again");
}

/* From behind the start of the root element. */
static bool
read_root(struct reader *r)
{
    bool has_data = false, needs_data = xml_is(r->xml, "worksheet");
    enum xml_event event;

    if (!is_sheet(r->xml))
        return wrong_part(r, DIAG_PART_INVALID,
                          "the part of the sheet holds no sheet");
    while ((event = xml_next(r->xml)) == EVENT_START) {
        bool is_data = xml_is(r->xml, "sheetData");

        /* Of two, one program takes both and another the first. */
        if (is_data && has_data)
            return wrong_part(r, DIAG_PART_INVALID,
                              "the part of the sheet has two lists of rows");
        has_data = has_data || is_data;
        if (!(is_data                        ? read_data(r)
              : xml_is(r->xml, "mergeCells") ? read_merges(r)
                                             : xml_skip(r->xml)))
            return false;
        if (r->enough)
            return true;
    }
    if (event != EVENT_END || xml_next(r->xml) != EVENT_DONE)
        return false;
    if (needs_data && !has_data)
        warn_no_rows(r);
    return true;
}

static void
finish(struct reader *r)
{
    check_twice(r);
    share_early(r);
    grid_sort_formulas(r->arena, r->grid);
    grid_finish(r->arena, r->grid);
    grid_hide_rows(r->arena, r->grid, r->hidden, r->n_hidden);
}

static struct reader
reader_of(struct xlsx_sheet_source *source, struct grid *grid,
          const char *sheet)
{
    return (struct reader){ .source = source,
                            .arena = source->package->arena,
                            .diags = source->package->diags,
                            .xml = source->xml,
                            .grid = grid,
                            .sheet = sheet,
                            .row = -1,
                            .col = -1,
                            .last_row = -1 };
}

/* Without a word: what deserves one is read as a whole. */
static bool
read_flowing(struct xlsx_sheet_source *source, const struct zip_entry *entry,
             struct grid *grid, const char *sheet)
{
    struct package *package = source->package;
    struct diag_list *told = package->diags;
    struct diag_list untold = diag_apart(told, package->arena);
    struct reader r;
    bool done;

    package->diags = &untold;
    r = reader_of(source, grid, sheet);
    r.flow = &source->flow;
    done = xlsx_flow_open(r.flow, package, entry, r.xml) && read_root(&r)
           && (r.enough || (xlsx_flow_is_whole(r.flow) && hand_on(&r)));
    if (done)
        finish(&r);
    package->diags = told;
    return done && untold.n == 0;
}

/* The same, and if it cannot be, as if it had not been tried. */
static bool
try_flowing(struct xlsx_sheet_source *source, const struct zip_entry *entry,
            struct grid *grid, const char *sheet)
{
    struct xlsx_sheet_source before = *source;
    struct grid blank = *grid;
    uint64_t n_given = source->package->zip.n_given;

    if (read_flowing(source, entry, grid, sheet))
        return true;
    before.flow = source->flow;
    before.runs = source->runs;
    *source = before;
    *grid = blank;
    source->package->zip.n_given = n_given;
    return false;
}

/* The part, if it should go by in windows; or NULL. */
static const struct zip_entry *
flowing(const struct xlsx_sheet_source *source, struct text part)
{
    const struct package *package = source->package;
    const struct zip_entry *entry = zip_find(&package->zip, part);

    return entry && !source->formulas && !package->careful
                   && (source->taker || package->window
                       || entry->n_unpacked >= FLOW_LEAST)
               ? entry
               : NULL;
}

bool
xlsx_sheet_read(struct xlsx_sheet_source *source, struct text part,
                struct grid *grid)
{
    struct package *package = source->package;
    const char *sheet = text_zero(package->arena, grid->name);
    const struct zip_entry *entry = flowing(source, part);
    struct reader r;

    if (entry && try_flowing(source, entry, grid, sheet))
        return true;
    if (source->taker)
        return false;
    r = reader_of(source, grid, sheet);
    if (!package_open(package, part, r.xml) || !read_root(&r))
        return false;
    finish(&r);
    return true;
}
