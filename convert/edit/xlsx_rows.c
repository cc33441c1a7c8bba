/*
 * xlsx_rows.c - every place of a package that names a row.
 *
 * Source   ECMA-376 part 1, 18.3 (sheets), 18.5 (tables), 18.7 (comments),
 *          20.5 (drawing anchors); MS-OI29500 2.5 for VML anchors.
 */
#include "edit/xlsx_rows.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "book/markup.h"
#include "edit/xlsx_cells.h"

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
    int index, row, col;
    struct text text;
    bool moves; /* its cells must have formulas of their own */
};

struct shifting {
    struct xlsx_edit *edit;
    struct arena *arena;
    struct text part, bytes, prefix;
    struct markup_patches patches;
    struct formula_shift shift;
    bool here; /* the part is of the sheet with the new rows */
    struct shared *shared;
    int n_shared, shared_capacity;
    size_t data, data_end;   /* sheetData */
    int row, col;            /* of the cell at hand */
    int anchor, anchor_from; /* of a drawing: enum anchor; row of its corner */
    bool in_to;
    bool breaks; /* among row breaks */
};

enum anchor { ANCHOR_NONE, ANCHOR_BOTH, ANCHOR_TOP, ANCHOR_FIXED };

static struct text
number_text(struct shifting *s, int number)
{
    return text_printf(s->arena, "%d", number);
}

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
shift_attributes(struct shifting *s, const struct markup_tag *tag)
{
    for (int i = 0; i < ARRAY_LEN(ranges); i++) {
        struct text value;

        if (!markup_is(tag, ranges[i].element))
            continue;
        value = markup_find(tag, ranges[i].attribute);
        if (value.at)
            markup_patch_value(&s->patches, s->bytes, value,
                               shift_ranges(s, value, ranges[i].stretch));
    }
}

/* What a format or validation is for: its attribute, or in an extension an
   element within. */
static struct text
find_cells(const struct shifting *s, const struct markup *m,
           const struct markup_tag *tag)
{
    struct markup inside = *m, behind = *m;
    struct text list = markup_find(tag, "sqref");
    struct markup_tag open, close, end;

    if (list.at || !markup_skip(&behind, tag, &end)
        || !markup_to(&inside, "sqref", &open) || open.top >= end.top
        || !markup_skip(&inside, &open, &close))
        return list;
    return text_slice(s->bytes, open.end, close.top);
}

/*
 * Formats and validations speak of their first cell, and of others by their
 * distance to it.  Where new rows are taken in at the top, the first cell is
 * one of these.
 */
static void
set_relative(struct shifting *s, const struct markup *m,
             const struct markup_tag *tag)
{
    struct text list = find_cells(s, m, tag);
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

static struct text
content(const struct shifting *s, const struct markup_tag *open,
        const struct markup_tag *close)
{
    return open->kind == MARKUP_EMPTY
               ? TEXT_NONE
               : text_slice(s->bytes, open->end, close->top);
}

static void
put_formula(struct shifting *s, const struct markup_tag *open,
            const struct markup_tag *close, struct text raw, struct text now)
{
    if (raw.at != now.at && !text_equal(raw, now))
        markup_patch(&s->patches, open->end, close->top,
                     markup_escape(s->arena, now));
}

static void
shift_text(struct shifting *s, const struct markup_tag *open,
           const struct markup_tag *close)
{
    struct text raw = content(s, open, close);
    struct text decoded = markup_decode(s->arena, raw), now;

    if (!raw.n || memchr(raw.at, '<', raw.n))
        return;
    now = formula_shift(s->arena, decoded, &s->shift);
    if (now.at != decoded.at)
        put_formula(s, open, close, raw, now);
}

static struct shared *
find_shared(struct shifting *s, int index)
{
    for (int i = 0; i < s->n_shared; i++) {
        if (s->shared[i].index == index)
            return &s->shared[i];
    }
    return NULL;
}

/* Does the formula name the sheet with the new rows? */
static bool
names_sheet(struct shifting *s, struct text formula)
{
    struct formula_scan scan = { formula, 0, s->arena };
    struct formula_ref ref;

    while (formula_next(&scan, &ref)) {
        if (!ref.external && ref.sheet.n
            && formula_is_sheet(ref.sheet, s->shift.sheet))
            return true;
    }
    return false;
}

static bool
is_shared(const struct markup_tag *tag)
{
    return text_equal(markup_find(tag, "t"), TEXT("shared"));
}

/* The first cell of each shared formula. */
static void
find_all_shared(struct shifting *s)
{
    struct markup m = { text_slice(s->bytes, 0, s->data_end), s->data };
    struct markup_tag tag, close;
    int row = -1, col = -1;

    while (markup_next(&m, &tag)) {
        struct shared shared = { .index = -1 };
        struct text raw;

        if (tag.kind == MARKUP_CLOSE)
            continue;
        if (markup_is(&tag, "row")) {
            row = xlsx_cells_row(s->bytes, &tag, row + 1);
            col = -1;
        } else if (markup_is(&tag, "c")) {
            int at_row, at_col;

            col = cellref_parse(markup_find(&tag, "r"), &at_row, &at_col)
                      ? at_col
                      : col + 1;
        } else if (markup_is(&tag, "f") && tag.kind == MARKUP_OPEN
                   && is_shared(&tag) && markup_skip(&m, &tag, &close)) {
            raw = content(s, &tag, &close);
            shared.index = markup_number(markup_find(&tag, "si"));
            shared.row = row;
            shared.col = col;
            shared.text = markup_decode(s->arena, raw);
            shared.moves = s->here || names_sheet(s, shared.text);
            if (raw.n && shared.index >= 0 && !find_shared(s, shared.index))
                ARENA_PUSH(s->arena, s->shared, s->n_shared, s->shared_capacity,
                           shared);
        }
    }
}

/* A cell's formula: its references, and what it says of itself. */
static void
shift_cell_formula(struct shifting *s, const struct markup_tag *open,
                   const struct markup_tag *close)
{
    static const char *const spans[] = { "ref", "r1", "r2" };
    const struct shared *shared = NULL;
    struct text text;

    s->shift.own = s->here ? s->row + 1 : 0;
    if (is_shared(open))
        shared = find_shared(s, markup_number(markup_find(open, "si")));
    if (shared && shared->moves) {
        text = formula_move(s->arena, shared->text, s->row - shared->row,
                            s->col - shared->col);
        text = formula_shift(s->arena, text, &s->shift);
        text = text_printf(s->arena, "<%.*sf>%.*s</%.*sf>", TEXT_ARG(s->prefix),
                           TEXT_ARG(markup_escape(s->arena, text)),
                           TEXT_ARG(s->prefix));
        markup_patch(&s->patches, open->top, close->end, text);
        return;
    }
    for (int i = 0; s->here && i < ARRAY_LEN(spans); i++) {
        struct text value = markup_find(open, spans[i]);

        if (value.at)
            markup_patch_value(&s->patches, s->bytes, value,
                               shift_ranges(s, value, false));
    }
    shift_text(s, open, close);
}

/* ---- rows and cells ---- */

/* A row that would leave the sheet: one without values is dropped, as in a
   spreadsheet program; such rows often have formats down to the last one. */
static void
drop_row(struct shifting *s, struct markup *m, const struct markup_tag *open)
{
    struct markup_tag close, tag;
    struct markup inside = *m;

    if (!markup_skip(m, open, &close)) /* nothing within is shifted */
        return;
    while (open->kind != MARKUP_EMPTY && markup_next(&inside, &tag)
           && tag.top < close.top) {
        if (markup_is(&tag, "v") || markup_is(&tag, "is")
            || markup_is(&tag, "f")) {
            xlsx_edit_wrong(s->edit, s->part,
                            "has values in the last rows of its sheet, so no "
                            "row can be inserted");
            return;
        }
    }
    markup_patch(&s->patches, open->top, close.end, TEXT_NONE);
}

static void
shift_row(struct shifting *s, struct markup *m, const struct markup_tag *tag)
{
    int now;

    s->row = xlsx_cells_row(s->bytes, tag, s->row + 1);
    s->col = -1;
    if (!s->here)
        return;
    now = formula_row(s->shift.added, s->row);
    if (now >= LIMIT_ROWS)
        drop_row(s, m, tag);
    else if (now != s->row || markup_number(markup_find(tag, "r")) < 1)
        markup_patch_attribute(&s->patches, s->bytes, tag, "r",
                               number_text(s, now + 1));
}

static void
shift_cell(struct shifting *s, const struct markup_tag *tag)
{
    struct text ref = markup_find(tag, "r");
    char shown[CELLREF_MAX];
    int row, col, now;
    bool named = cellref_parse(ref, &row, &col);

    s->col = named ? col : s->col + 1;
    now = formula_row(s->shift.added, s->row);
    if (!s->here || !named || now == s->row)
        return;
    cellref_show(now, s->col, shown);
    markup_patch_value(&s->patches, s->bytes, ref,
                       text_printf(s->arena, "%s", shown));
}

/* ---- drawings ---- */

static void
begin_anchor(struct shifting *s, const struct markup_tag *tag)
{
    struct text as = markup_find(tag, "editAs");

    s->anchor = ANCHOR_BOTH;
    if (text_equal(as, TEXT("oneCell")))
        s->anchor = ANCHOR_TOP;
    else if (text_equal(as, TEXT("absolute")))
        s->anchor = ANCHOR_FIXED;
}

/* The row of an anchor's corner; of one that keeps its size, the lower corner
   moves as the upper does. */
static void
shift_anchor(struct shifting *s, const struct markup_tag *open,
             const struct markup_tag *close)
{
    int row = markup_number(content(s, open, close)), now;

    if (row < 0 || s->anchor == ANCHOR_FIXED)
        return;
    now = formula_row(s->shift.added, row);
    if (!s->in_to)
        s->anchor_from = row;
    else if (s->anchor == ANCHOR_TOP)
        now = row + formula_row(s->shift.added, s->anchor_from)
              - s->anchor_from;
    if (now != row)
        markup_patch(&s->patches, open->end, close->top, number_text(s, now));
}

/* "1, 15, 4, 2, 3, 54, 8, 9": columns, rows and offsets of both corners. */
static void
shift_vml_anchor(struct shifting *s, const struct markup_tag *open,
                 const struct markup_tag *close)
{
    struct text t = content(s, open, close);
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
        markup_patch(&s->patches, open->end, close->top, bytes_text(&out));
}

static void
shift_number(struct shifting *s, const struct markup_tag *open,
             const struct markup_tag *close)
{
    int row = markup_number(text_trim(content(s, open, close)));

    if (row >= 0 && formula_row(s->shift.added, row) != row)
        markup_patch(&s->patches, open->end, close->top,
                     number_text(s, formula_row(s->shift.added, row)));
}

/* ---- parts ---- */

static bool
is_formula(const struct markup_tag *tag)
{
    for (int i = 0; i < ARRAY_LEN(formulas); i++) {
        if (markup_is(tag, formulas[i]))
            return true;
    }
    return false;
}

/* What only the sheet with the new rows has to say otherwise. */
static void
shift_here(struct shifting *s, struct markup *m, const struct markup_tag *tag)
{
    struct markup probe = *m;
    struct markup_tag close;

    shift_attributes(s, tag);
    if (markup_is(tag, "twoCellAnchor") || markup_is(tag, "oneCellAnchor"))
        begin_anchor(s, tag);
    else if (markup_is(tag, "anchor")) /* of a control, in the sheet */
        s->anchor = ANCHOR_BOTH;
    else if (markup_is(tag, "from") || markup_is(tag, "to"))
        s->in_to = markup_is(tag, "to");
    else if (markup_is(tag, "rowBreaks") || markup_is(tag, "colBreaks"))
        s->breaks = markup_is(tag, "rowBreaks");
    else if (markup_is(tag, "brk") && s->breaks) {
        struct text id = markup_find(tag, "id");
        int row = markup_number(id);

        /* The break is above the row of that index. */
        if (row >= 0)
            markup_patch_value(
                &s->patches, s->bytes, id,
                number_text(s, formula_row(s->shift.added, row)));
    }
    if (tag->kind != MARKUP_OPEN)
        return;
    if (markup_is(tag, "row") && s->anchor && markup_skip(&probe, tag, &close))
        shift_anchor(s, tag, &close);
    else if (markup_is(tag, "Anchor") && markup_skip(&probe, tag, &close))
        shift_vml_anchor(s, tag, &close);
    else if (markup_is(tag, "Row") && markup_skip(&probe, tag, &close))
        shift_number(s, tag, &close);
    else if (markup_is(tag, "sqref") && markup_skip(&probe, tag, &close)) {
        struct text list = content(s, tag, &close);
        struct text now = shift_ranges(s, list, true);

        if (now.at != list.at)
            markup_patch(&s->patches, tag->end, close.top, now);
    }
}

/* An attribute that is a formula. */
static void
shift_attribute(struct shifting *s, const struct markup_tag *tag,
                const char *name)
{
    struct text raw = markup_find(tag, name), was, now;

    if (!raw.n)
        return;
    was = markup_decode(s->arena, raw);
    now = formula_shift(s->arena, was, &s->shift);
    if (now.at != was.at)
        markup_patch_value(&s->patches, s->bytes, raw,
                           markup_escape(s->arena, now));
}

static void
shift_tag(struct shifting *s, struct markup *m, const struct markup_tag *tag)
{
    bool in_data = tag->top >= s->data && tag->top < s->data_end;
    struct markup_tag close;

    if (in_data && markup_is(tag, "row")) {
        shift_row(s, m, tag);
        return;
    }
    if (in_data && markup_is(tag, "c")) {
        shift_cell(s, tag);
        return;
    }
    if (in_data && markup_is(tag, "f")) {
        if (markup_skip(m, tag, &close))
            shift_cell_formula(s, tag, &close);
        s->shift.own = 0;
        return;
    }
    if (in_data)
        return;
    if (s->here)
        shift_here(s, m, tag);
    if (markup_is(tag, "conditionalFormatting")
        || markup_is(tag, "dataValidation"))
        set_relative(s, m, tag);
    if (markup_is(tag, "hyperlink"))
        shift_attribute(s, tag, "location");
    for (int i = 0; i < ARRAY_LEN(formula_attributes); i++)
        shift_attribute(s, tag, formula_attributes[i]);
    if (is_formula(tag) && tag->kind == MARKUP_OPEN) {
        struct markup probe = *m;

        if (markup_skip(&probe, tag, &close))
            shift_text(s, tag, &close);
    }
}

static void
shift_part(struct xlsx_edit *edit, struct text part,
           const struct formula_shift *shift, bool here)
{
    struct shifting s = { .edit = edit,
                          .arena = edit->arena,
                          .part = part,
                          .here = here,
                          .row = -1,
                          .col = -1 };
    struct markup_tag tag, close;
    struct markup m;

    s.patches.arena = edit->arena;
    s.shift = *shift;
    s.shift.here = here;
    s.bytes = xlsx_edit_bytes(edit, part);
    s.prefix = markup_prefix(edit->arena, s.bytes);
    m = (struct markup){ s.bytes, 0 };
    if (markup_to(&m, "sheetData", &tag) && markup_skip(&m, &tag, &close)) {
        s.data = tag.end;
        s.data_end = close.top;
        find_all_shared(&s);
    }
    m.at = 0;
    while (markup_next(&m, &tag)) {
        if (tag.kind != MARKUP_CLOSE) {
            shift_tag(&s, &m, &tag);
        } else if (markup_is(&tag, "conditionalFormatting")
                   || markup_is(&tag, "dataValidation")) {
            s.shift.anchor = 0;
        } else if (markup_is(&tag, "twoCellAnchor")
                   || markup_is(&tag, "oneCellAnchor")
                   || markup_is(&tag, "anchor")) {
            s.anchor = ANCHOR_NONE;
        }
    }
    if (s.patches.n)
        xlsx_edit_put(edit, part, markup_apply(&s.patches, s.bytes));
}

/* ---- the new rows ---- */

/* A row element like the one at 'open', for row 'row': same height, same
   formats, nothing in it. */
static void
put_row_like(struct arena *arena, struct text bytes,
             const struct markup_tag *open, const struct markup_tag *close,
             int row, struct bytes *out)
{
    struct text head = text_slice(bytes, open->top, open->end);
    struct markup_patches patches = { .arena = arena };
    struct markup m = { head, 0 };
    struct markup_tag tag;
    int col = -1;

    if (!markup_next(&m, &tag))
        return;
    markup_patch_attribute(&patches, head, &tag, "r",
                           text_printf(arena, "%d", row + 1));
    markup_patch_attribute(&patches, head, &tag, "hidden", TEXT_NONE);
    markup_patch_attribute(&patches, head, &tag, "collapsed", TEXT_NONE);
    bytes_add(out, markup_apply(&patches, head));
    if (open->kind == MARKUP_EMPTY)
        return;
    m = (struct markup){ text_slice(bytes, 0, close->top), open->end };
    while (markup_next(&m, &tag)) {
        struct text format;
        char ref[CELLREF_MAX];
        int at_row, at_col;

        if (tag.kind == MARKUP_CLOSE || !markup_is(&tag, "c"))
            continue;
        col = cellref_parse(markup_find(&tag, "r"), &at_row, &at_col) ? at_col
                                                                      : col + 1;
        if (col >= LIMIT_COLS) /* nobody read it */
            break;
        /* Also one without a format: its column may have another. */
        format = markup_find(&tag, "s");
        cellref_show(row, col, ref);
        bytes_printf(out, "<%.*s r=\"%s\"", TEXT_ARG(markup_name(&tag)), ref);
        if (format.n)
            bytes_printf(out, " s=\"%.*s\"", TEXT_ARG(format));
        bytes_add(out, TEXT("/>"));
    }
    bytes_add(out, text_slice(bytes, close->top, close->end));
}

struct row_spot {
    int row;
    struct markup_tag open, close;
};

static struct row_spot *
find_rows(struct arena *arena, struct text bytes, int *n, size_t *data_end)
{
    struct row_spot *rows = NULL;
    struct markup m = { bytes, 0 };
    struct markup_tag data;
    int capacity = 0, next = 0;

    *n = 0;
    *data_end = 0;
    if (!markup_to(&m, "sheetData", &data) || data.kind == MARKUP_EMPTY)
        return NULL;
    for (;;) {
        struct row_spot spot;

        if (!markup_next(&m, &spot.open))
            return rows;
        if (spot.open.kind == MARKUP_CLOSE) {
            *data_end = spot.open.top;
            return rows;
        }
        if (!markup_skip(&m, &spot.open, &spot.close))
            return rows;
        if (!markup_is(&spot.open, "row"))
            continue;
        spot.row = xlsx_cells_row(bytes, &spot.open, next);
        next = spot.row + 1;
        ARENA_PUSH(arena, rows, *n, capacity, spot);
    }
}

/* Row 'like' of 'block' has another number in the shifted part. */
static void
add_rows(struct xlsx_edit *edit, struct text part,
         const struct formula_added *added)
{
    struct text bytes = xlsx_edit_bytes(edit, part);
    struct markup_patches patches = { .arena = edit->arena };
    size_t data_end;
    int n;
    struct row_spot *rows = find_rows(edit->arena, bytes, &n, &data_end);

    for (int b = 0, down = 0; b < added->n; b++) {
        const struct formula_rows *block = &added->blocks[b];
        struct bytes out = { .arena = edit->arena };
        size_t at = data_end;
        int first = block->at + down;
        int like = block->like < 0 ? -1 : formula_row(added, block->like);

        down += block->n;
        for (int i = 0; i < n && at == data_end; i++) {
            if (rows[i].row >= first)
                at = rows[i].open.top;
        }
        for (int i = 0; i < n; i++) {
            if (rows[i].row != like)
                continue;
            for (int k = 0; k < block->n; k++)
                put_row_like(edit->arena, bytes, &rows[i].open, &rows[i].close,
                             first + k, &out);
            break;
        }
        if (out.n)
            markup_patch(&patches, at, at, bytes_text(&out));
    }
    xlsx_edit_put(edit, part, markup_apply(&patches, bytes));
}

/* The index of the merged cell with that first cell, -1. */
static int
find_merge(const struct formula_added *added, const struct span *anchor)
{
    const struct span *merges = added->merges;
    int at;

    SORTED_FIND(at, 0, added->n_merges,
                merges[at].top < anchor->top
                    || (merges[at].top == anchor->top
                        && merges[at].left < anchor->left));
    return at < added->n_merges && merges[at].top == anchor->top
                   && merges[at].left == anchor->left
               ? at
               : -1;
}

/* A part while its merged cells are set. */
struct merging {
    struct xlsx_edit *edit;
    struct text part, bytes, prefix;
    const struct formula_added *added;
    bool *had; /* [added->n_merges] the part has it already */
    struct markup_patches patches;
};

/* Moves those of the part, from m->at to 'end', to where they are now. */
static void
shift_merges(struct merging *s, struct markup *m, size_t end)
{
    const struct formula_added *added = s->added;
    struct markup_tag tag;

    while (markup_to(m, "mergeCell", &tag) && tag.top < end) {
        struct text ref = markup_find(&tag, "ref");
        struct span span, was;
        int i;

        if (!cellref_parse_span(ref, &was) && !cellref_parse_whole(ref, &was))
            continue;
        span = formula_span(added, was, false);
        if (span.top >= span.end_row) {
            xlsx_edit_wrong(s->edit, s->part,
                            "has merged cells in the last rows of its sheet, "
                            "so no row can be inserted");
            return;
        }
        i = find_merge(added, &span);
        if (i >= 0 && s->had[i]) {
            xlsx_edit_wrong(s->edit, s->part,
                            "has merged cells that overlap, so no row can be "
                            "inserted");
            return;
        }
        if (i >= 0) {
            span = added->merges[i];
            s->had[i] = true;
        }
        /* Whole columns stay as they are written. */
        if (span.top != was.top || span.end_row != was.end_row
            || span.end_col != was.end_col)
            markup_patch_value(&s->patches, s->bytes, ref,
                               text_of(cellref_span(s->edit->arena, span)));
    }
}

/* The elements before mergeCells (18.3.1.99), the last first. */
static const char *const before_merges[]
    = { "customSheetViews", "dataConsolidate", "sortState",
        "autoFilter",       "scenarios",       "protectedRanges",
        "sheetProtection",  "sheetCalcPr",     "sheetData" };

static void
open_merges(struct merging *s, struct text inside)
{
    struct markup_tag open, close;

    for (int i = 0; i < ARRAY_LEN(before_merges); i++) {
        struct markup m = { s->bytes, 0 };

        if (!markup_to(&m, before_merges[i], &open)
            || !markup_skip(&m, &open, &close))
            continue;
        markup_patch(&s->patches, close.end, close.end,
                     text_printf(s->edit->arena,
                                 "<%.*smergeCells>%.*s</%.*smergeCells>",
                                 TEXT_ARG(s->prefix), TEXT_ARG(inside),
                                 TEXT_ARG(s->prefix)));
        return;
    }
}

/* The elements of those that the part has not; *n of them. */
static struct text
new_merges(const struct merging *s, int *n)
{
    struct bytes out = { .arena = s->edit->arena };

    *n = 0;
    for (int i = 0; i < s->added->n_merges; i++) {
        if (s->had[i])
            continue;
        bytes_printf(&out, "<%.*smergeCell ref=\"%s\"/>", TEXT_ARG(s->prefix),
                     cellref_span(s->edit->arena, s->added->merges[i]));
        ++*n;
    }
    return bytes_text(&out);
}

static void
set_merges(struct xlsx_edit *edit, struct text part,
           const struct formula_added *added)
{
    struct merging s = { .edit = edit, .part = part, .added = added };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag open, close;
    struct text made, count;
    bool some;
    int n;

    s.patches.arena = edit->arena;
    s.bytes = m.bytes = xlsx_edit_bytes(edit, part);
    s.prefix = markup_prefix(edit->arena, s.bytes);
    s.had = ARENA_ARRAY(edit->arena, bool, added->n_merges + 1);
    some = markup_to(&m, "mergeCells", &open) && open.kind == MARKUP_OPEN;
    if (some) {
        struct markup inside = m;

        if (!markup_skip(&m, &open, &close))
            return;
        shift_merges(&s, &inside, close.top);
    }
    made = new_merges(&s, &n);
    if (n > 0 && some) {
        markup_patch(&s.patches, close.top, close.top, made);
        count = markup_find(&open, "count");
        if (markup_number(count) >= 0)
            markup_patch_value(
                &s.patches, s.bytes, count,
                text_printf(edit->arena, "%d", markup_number(count) + n));
    } else if (n > 0) {
        open_merges(&s, made);
    }
    xlsx_edit_put(edit, part, markup_apply(&s.patches, s.bytes));
}

/* ---- the rest of the workbook ---- */

static void
shift_names(struct xlsx_edit *edit, const struct formula_shift *shift)
{
    struct text bytes = xlsx_edit_bytes(edit, edit->workbook);
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag open, close;

    while (markup_to(&m, "definedName", &open)) {
        struct formula_shift how = *shift;
        struct text name = markup_find(&open, "name"), was, now;

        if (!markup_skip(&m, &open, &close) || open.kind != MARKUP_OPEN)
            continue;
        /* What is printed or filtered takes in rows at its end. */
        how.stretch = text_equal(name, TEXT("_xlnm.Print_Area"))
                      || text_equal(name, TEXT("_xlnm._FilterDatabase"));
        was = markup_decode(edit->arena,
                            text_slice(bytes, open.end, close.top));
        now = formula_shift(edit->arena, was, &how);
        if (now.at != was.at)
            markup_patch(&patches, open.end, close.top,
                         markup_escape(edit->arena, now));
    }
    if (patches.n)
        xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
}

/* The parts that hang on a sheet, of one type; charts on its drawings. */
static void
shift_related(struct xlsx_edit *edit, struct text part, const char *type,
              const struct formula_shift *shift, bool here)
{
    int n;
    struct text *targets = xlsx_edit_all_related(edit, part, type, &n);

    for (int i = 0; i < n; i++)
        shift_part(edit, targets[i], shift, here);
}

static void
shift_charts(struct xlsx_edit *edit, struct text part,
             const struct formula_shift *shift)
{
    int n;
    struct text *drawings = xlsx_edit_all_related(edit, part, "drawing", &n);

    for (int i = 0; i < n; i++) {
        shift_related(edit, drawings[i], "chart", shift, false);
        shift_related(edit, drawings[i], "chartEx", shift, false);
    }
}

/* Where pivot tables have their figures from. */
static void
shift_caches(struct xlsx_edit *edit, const struct formula_shift *shift)
{
    int n;
    struct text *caches = xlsx_edit_all_related(edit, edit->workbook,
                                                "pivotCacheDefinition", &n);

    for (int i = 0; i < n; i++) {
        struct markup_patches patches = { .arena = edit->arena };
        struct text bytes = xlsx_edit_bytes(edit, caches[i]), ref;
        struct markup m = { bytes, 0 };
        struct formula_shift how = *shift;
        struct markup_tag tag;

        if (!markup_to(&m, "worksheetSource", &tag)
            || !formula_is_sheet(
                markup_decode(edit->arena, markup_find(&tag, "sheet")),
                shift->sheet))
            continue;
        how.here = true;
        ref = markup_find(&tag, "ref");
        if (!ref.n)
            continue;
        markup_patch_value(&patches, bytes, ref,
                           formula_shift(edit->arena, ref, &how));
        xlsx_edit_put(edit, caches[i], markup_apply(&patches, bytes));
    }
}

static void
drop_chain(struct xlsx_edit *edit)
{
    struct text chain
        = xlsx_edit_related(edit, edit->workbook, "calcChain", NULL);

    if (!chain.n)
        return;
    xlsx_edit_unrelate(edit, edit->workbook, "calcChain");
    xlsx_edit_drop(edit, chain);
}

void
xlsx_rows_insert(struct xlsx_edit *edit, int sheet,
                 const struct formula_added *added)
{
    static const char *const hanging[]
        = { "drawing",  "ctrlProp",        "table",      "vmlDrawing",
            "comments", "threadedComment", "pivotTable", "tableSingleCells" };
    struct text part = xlsx_edit_sheet(edit, sheet);
    struct formula_shift shift
        = { .added = added, .sheet = edit->book->sheets[sheet].name };

    if (added->n == 0)
        return;
    for (int i = 0; i < edit->n_listed; i++) {
        const struct xlsx_listed *listed = &edit->listed[i];
        bool here = listed->sheet == sheet;

        if (!listed->part.n)
            continue;
        shift_charts(edit, listed->part, &shift);
        if (listed->sheet >= 0)
            shift_part(edit, listed->part, &shift, here);
        /* Of other sheets what may hold formulas: the first three. */
        for (int k = 0; k < (here ? ARRAY_LEN(hanging) : 3); k++)
            shift_related(edit, listed->part, hanging[k], &shift, here);
    }
    shift_caches(edit, &shift);
    add_rows(edit, part, added);
    set_merges(edit, part, added);
    shift_names(edit, &shift);
    drop_chain(edit);
}
