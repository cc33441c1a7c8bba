/* xlsx_cell.c - ECMA-376 part 1, 18.3.1.4: c, with its v, is and f. */
#include "book/xlsx_cell.h"

#include <string.h>

#include "book/xlsx_value.h"

/* The attributes and children of a cell element. */
struct raw_cell {
    struct text type, style, value, formula;
    struct xlsx_text item;
    bool has_value, has_item, has_formula;
    bool strayed; /* its reference names another row */
};

bool
xlsx_cell_wrong(struct xlsx_cell_reader *r, enum diag_code code,
                const char *what, struct text found)
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

bool
xlsx_cell_wrong_part(struct xlsx_cell_reader *r, enum diag_code code,
                     const char *what)
{
    diag_add(r->diags, code, PLACE_SHEET(r->source->package->file, r->sheet),
             PLACE_NONE, what);
    return false;
}

bool
xlsx_cell_too_much(struct xlsx_cell_reader *r, enum limits limit,
                   const char *what)
{
    return limits_reached(
        r->diags, limit, PLACE_SHEET(r->source->package->file, r->sheet), what);
}

LANGUAGE_FORMAT(2, 0)
static bool
too_long(struct xlsx_cell_reader *r, const char *what)
{
    return limits_reached(
        r->diags, LIMITS_TEXT_BYTES,
        PLACE_CELL(r->source->package->file, r->sheet, r->row, r->col), what);
}

/* Plain digits up to 'limit'; -1 for anything else. */
int
xlsx_cell_number(struct text t, int limit)
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
add_string(struct xlsx_cell_reader *r, struct xlsx_text item)
{
    struct xlsx_sheet_source *s = r->source;

    if (s->n_strings == LIMIT_STRINGS)
        return xlsx_cell_too_much(r, LIMITS_STRINGS, "too many shared texts");
    ARENA_PUSH(s->package->arena, s->strings, s->n_strings, s->strings_capacity,
               item);
    return true;
}

static bool
read_strings(struct xlsx_cell_reader *r)
{
    struct xlsx_sheet_source *s = r->source;
    struct xml *xml = ARENA_NEW(r->arena, struct xml);
    enum xml_event event;

    s->strings_read = true;
    if (!s->strings_part.n)
        return xlsx_cell_wrong_part(
            r, DIAG_PART_MISSING,
            "cells use shared strings, the workbook has none");
    if (!package_open(s->package, s->strings_part, xml))
        return false;
    if (!xml_is(xml, "sst"))
        return xlsx_cell_wrong_part(r, DIAG_PART_INVALID,
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
cell_style(struct xlsx_cell_reader *r, const struct raw_cell *raw,
           struct cell *cell)
{
    const struct xlsx_sheet_source *s = r->source;
    int format;

    cell->style = 0;
    if (s->n_formats < 0)
        return;
    format = raw->style.n ? xlsx_cell_number(raw->style, s->n_formats - 1) : 0;
    if (format >= 0 && format < s->n_formats) {
        cell->style = s->formats[format];
        cell->flags = s->marked[format] ? CELL_MARKED : 0;
    } else if (raw->style.n) {
        xlsx_cell_wrong(r, DIAG_REF_STYLE,
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
number_cell(struct xlsx_cell_reader *r, const struct raw_cell *raw,
            struct cell *cell)
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
           || xlsx_cell_wrong(r, DIAG_NUM_INVALID, "no finite number",
                              cell->text);
}

static bool
shared_cell(struct xlsx_cell_reader *r, const struct raw_cell *raw,
            struct cell *cell, bool *stop)
{
    int i;

    cell->text = xml_collapse(raw->value);
    if (!cell->text.n)
        return true;
    if (!r->source->strings_read && !read_strings(r)) {
        *stop = true;
        return false;
    }
    i = xlsx_cell_number(cell->text, r->source->n_strings - 1);
    if (i < 0)
        return xlsx_cell_wrong(r, DIAG_REF_INVALID, "no such shared string",
                               cell->text);
    take_text(cell, &r->source->strings[i]);
    return true;
}

static bool
typed_cell(struct xlsx_cell_reader *r, const struct raw_cell *raw,
           struct cell *cell, bool *stop)
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
                   || xlsx_cell_wrong(r, DIAG_TYPE_INVALID, "no truth value",
                                      cell->text);
        case 'e':
            cell->type = CELL_ERROR;
            cell->text = xml_collapse(raw->value);
            return true;
        case 'd':
            cell->type = CELL_ISO_DATE;
            cell->text = xml_collapse(raw->value);
            return !cell->text.n || xlsx_value_is_date(cell->text)
                   || xlsx_cell_wrong(r, DIAG_NUM_INVALID, "no date",
                                      cell->text);
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
    return xlsx_cell_wrong(r, DIAG_TYPE_INVALID, "unknown cell type", type);
}

/* ---- formulas ---- */

/* After the start of an f element. */
static struct xlsx_cell_formula
formula_tag(const struct xml *xml)
{
    struct xlsx_cell_formula tag = { .type = TEXT_NONE };

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
take_shared(struct xlsx_cell_reader *r, struct grid_formula *formula,
            struct text index)
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
share_formula(struct xlsx_cell_reader *r, struct grid_formula *formula)
{
    struct xlsx_cell_early early = { r->grid->n_formulas, r->formula.index };

    if (!r->shared)
        r->shared = pairs_new(r->arena);
    if (take_shared(r, formula, early.index))
        return;
    if (formula->text.n)
        pairs_add(r->shared, early.index, TEXT_NONE, early.formula);
    else
        ARENA_PUSH(r->arena, r->early, r->n_early, r->early_capacity, early);
}

void
xlsx_cell_share(struct xlsx_cell_reader *r)
{
    for (int i = 0; i < r->n_early; i++)
        (void)take_shared(r, &r->grid->formulas[r->early[i].formula],
                          r->early[i].index);
}

/* False stops the part. */
static bool
keep_formula(struct xlsx_cell_reader *r, struct text text)
{
    struct grid_formula formula
        = { .row = r->row, .col = r->col, .text = text };
    struct text type = r->formula.type;

    if (r->grid->n_formulas == LIMIT_CELLS)
        return xlsx_cell_too_much(r, LIMITS_CELLS, "too many formulas");
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
add_cell(struct xlsx_cell_reader *r, struct cell cell)
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
take_cell(struct xlsx_cell_reader *r, const struct raw_cell *raw)
{
    struct xlsx_sheet_source *s = r->source;
    struct cell cell = { .row = r->row, .col = r->col };
    bool stop = false;

    if (s->formulas && raw->has_formula && !raw->strayed
        && !keep_formula(r, raw->formula))
        return false;
    if (raw->item.text.n && !text_equal(raw->type, TEXT("inlineStr"))) {
        xlsx_cell_wrong(r, DIAG_TYPE_INVALID,
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
        xlsx_cell_wrong(r, DIAG_REF_INVALID,
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
parse_ref(struct xlsx_cell_reader *r, struct text ref, bool *strayed)
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
        return xlsx_cell_wrong(r, DIAG_REF_INVALID, "no cell reference", ref);
    for (; i < ref.n; i++) {
        if (!text_is_digit(ref.at[i]))
            return xlsx_cell_wrong(r, DIAG_REF_INVALID, "no cell reference",
                                   ref);
        row = row * 10 + ref.at[i] - '0';
    }
    if (row > LIMIT_ROWS)
        return xlsx_cell_wrong(r, DIAG_REF_INVALID, "no cell reference", ref);
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
once(struct xlsx_cell_reader *r, bool *has, struct text first)
{
    if (*has)
        return xlsx_cell_wrong(r, DIAG_TYPE_INVALID,
                               "a cell with two values:", first);
    *has = true;
    return true;
}

static bool
behind_last_column(struct xlsx_cell_reader *r)
{
    if (r->col < LIMIT_COLS)
        return false;
    r->col = LIMIT_COLS - 1;
    xlsx_cell_wrong(r, DIAG_REF_INVALID, "a cell behind the last column",
                    TEXT_NONE);
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
quick_value(struct xlsx_cell_reader *r, const struct xlsx_quick_cell *quick,
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
bool
xlsx_cell_quick(struct xlsx_cell_reader *r, const struct xlsx_quick_row *row)
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
bool
xlsx_cell_read(struct xlsx_cell_reader *r)
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
