/* xlsx_rows.c - new rows, and what of the workbook names others. */
#include "edit/xlsx_rows.h"

#include "base/bytes.h"
#include "base/sorted.h"
#include "book/sheet_name.h"
#include "edit/schema.h"
#include "edit/sheetdata.h"
#include "edit/xlsx_related.h"
#include "edit/xlsx_shift.h"

/* ---- the new rows ---- */

/* A row element like another, for row 'row': same height, same formats,
   nothing in it. */
struct row_like {
    struct part *part;
    const struct sheetdata_spot *row;
    struct sheetdata cells;
};

static void
put_row_like(const struct row_like *like, int row, struct bytes *out)
{
    const struct part *p = like->part;
    const struct part_element *e = like->row->element;
    struct part *head
        = part_read(p->arena, text_slice(p->bytes, e->top, e->inside));

    part_set_number(head, part_root(head), "r", row + 1);
    part_set(head, part_root(head), "hidden", TEXT_NONE);
    part_set(head, part_root(head), "collapsed", TEXT_NONE);
    bytes_add(out, part_bytes(head));
    for (int i = 0; i < like->cells.n; i++) {
        const struct part_element *cell = like->cells.items[i].element;
        struct text format = part_get(p, cell, "s");
        char ref[CELLREF_MAX];

        /* Also one without a format: its column may have another. */
        cellref_show(row, like->cells.items[i].at, ref);
        bytes_printf(out, "<%.*s r=\"%s\"", TEXT_ARG(part_name(p, cell)), ref);
        if (format.n)
            bytes_printf(out, " s=\"%.*s\"", TEXT_ARG(format));
        bytes_add(out, TEXT("/>"));
    }
    bytes_add(out, text_slice(p->bytes, e->close, e->end));
}

/* Row 'like' of 'block' has another number in the shifted part. */
static void
add_rows(struct xlsx_edit *edit, struct text name,
         const struct formula_added *added)
{
    struct part *p = xlsx_edit_part(edit, name);
    struct sheetdata rows = sheetdata_rows(p);
    const struct part_element *data = part_find(p, NULL, "sheetData");

    for (int b = 0, down = 0; b < added->n; b++) {
        const struct formula_rows *block = &added->blocks[b];
        struct row_like like = { .part = p };
        struct bytes out = { .arena = edit->arena };
        int first = block->at + down;
        const struct sheetdata_spot *behind = sheetdata_from(&rows, first);

        down += block->n;
        if (block->like >= 0)
            like.row = sheetdata_find(&rows, formula_row(added, block->like));
        if (!like.row)
            continue;
        like.cells = sheetdata_cells(p, like.row);
        for (int k = 0; k < block->n; k++)
            put_row_like(&like, first + k, &out);
        if (behind)
            part_before(p, behind->element, bytes_text(&out));
        else
            part_append(p, data, bytes_text(&out));
    }
    xlsx_edit_save(edit, name, p);
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
    struct text name;
    struct part *part;
    const struct formula_added *added;
    bool *had; /* [added->n_merges] the part has it already */
};

/* Moves those of the part to where they are now. */
static void
shift_merges(struct merging *s, const struct part_element *list)
{
    const struct formula_added *added = s->added;
    const struct part_element *e = part_child(s->part, list, "mergeCell");

    for (; e; e = part_sibling(s->part, e, "mergeCell")) {
        struct text ref = part_get(s->part, e, "ref");
        struct span span, was;
        int i;

        if (!cellref_parse_span(ref, &was) && !cellref_parse_whole(ref, &was))
            continue;
        span = formula_span(added, was, false);
        if (span.top >= span.end_row) {
            xlsx_edit_wrong(s->edit, s->name,
                            "has merged cells in the last rows of its sheet, "
                            "so no row can be inserted");
            return;
        }
        i = find_merge(added, &span);
        if (i >= 0 && s->had[i]) {
            xlsx_edit_wrong(s->edit, s->name,
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
            part_set(s->part, e, "ref",
                     text_of(cellref_span(s->edit->arena, span)));
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
        bytes_add(&out,
                  part_xml(s->part, "<mergeCell ref=\"%s\"/>",
                           cellref_span(s->edit->arena, s->added->merges[i])));
        ++*n;
    }
    return bytes_text(&out);
}

static void
set_merges(struct xlsx_edit *edit, struct text name,
           const struct formula_added *added)
{
    struct merging s = { .edit = edit, .name = name, .added = added };
    const struct part_element *list;
    struct text made;
    int n, count;

    s.part = xlsx_edit_part(edit, name);
    s.had = ARENA_ARRAY(edit->arena, bool, added->n_merges + 1);
    list = part_child(s.part, part_root(s.part), "mergeCells");
    shift_merges(&s, list);
    made = new_merges(&s, &n);
    count = part_number(s.part, list, "count");
    if (n > 0 && list) {
        part_append(s.part, list, made);
        if (count >= 0)
            part_set_number(s.part, list, "count", count + n);
    } else if (n > 0) {
        part_insert(
            s.part, part_root(s.part), schema_worksheet, "mergeCells",
            part_xml(s.part, "<mergeCells>%.*s</mergeCells>", TEXT_ARG(made)));
    }
    xlsx_edit_save(edit, name, s.part);
}

/* ---- the rest of the workbook ---- */

static void
shift_names(struct xlsx_edit *edit, const struct formula_shift *shift)
{
    struct part *p = xlsx_edit_part(edit, edit->workbook);
    const struct part_element *names = part_find(p, NULL, "definedNames");
    const struct part_element *e = part_child(p, names, "definedName");

    for (; e; e = part_sibling(p, e, "definedName")) {
        struct formula_shift how = *shift;
        struct text name = part_get(p, e, "name"), was = part_text(p, e), now;

        /* What is printed or filtered takes in rows at its end. */
        how.stretch = text_equal(name, TEXT("_xlnm.Print_Area"))
                      || text_equal(name, TEXT("_xlnm._FilterDatabase"));
        now = formula_shift(edit->arena, was, &how);
        if (now.at != was.at)
            part_put(p, e, markup_escape(edit->arena, now));
    }
    xlsx_edit_save(edit, edit->workbook, p);
}

/* The parts that hang on a sheet, of one type; charts on its drawings. */
static void
shift_related(struct xlsx_edit *edit, struct text part, const char *type,
              const struct formula_shift *shift, bool here)
{
    int n;
    struct text *targets = xlsx_related_all(edit, part, type, &n);

    for (int i = 0; i < n; i++)
        xlsx_shift_part(edit, targets[i], shift, here);
}

static void
shift_charts(struct xlsx_edit *edit, struct text part,
             const struct formula_shift *shift)
{
    int n;
    struct text *drawings = xlsx_related_all(edit, part, "drawing", &n);

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
    struct text *caches
        = xlsx_related_all(edit, edit->workbook, "pivotCacheDefinition", &n);

    for (int i = 0; i < n; i++) {
        struct part *p = xlsx_edit_part(edit, caches[i]);
        const struct part_element *source
            = part_find(p, NULL, "worksheetSource");
        struct text sheet = part_get(p, source, "sheet");
        struct text ref = part_get(p, source, "ref");
        struct formula_shift how = *shift;

        how.here = true;
        if (!ref.n
            || !sheet_name_same(markup_decode(edit->arena, sheet),
                                shift->sheet))
            continue;
        part_set(p, source, "ref", formula_shift(edit->arena, ref, &how));
        xlsx_edit_save(edit, caches[i], p);
    }
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

    if (added->n == 0) {
        if (added->n_merges > edit->book->sheets[sheet].n_merges)
            set_merges(edit, part, added);
        return;
    }
    for (int i = 0; i < edit->n_listed; i++) {
        const struct xlsx_listed *listed = &edit->listed[i];
        bool here = listed->sheet == sheet;

        if (!listed->part.n)
            continue;
        shift_charts(edit, listed->part, &shift);
        if (listed->sheet >= 0)
            xlsx_shift_part(edit, listed->part, &shift, here);
        /* Of other sheets what may hold formulas: the first three. */
        for (int k = 0; k < (here ? ARRAY_LEN(hanging) : 3); k++)
            shift_related(edit, listed->part, hanging[k], &shift, here);
    }
    shift_caches(edit, &shift);
    add_rows(edit, part, added);
    set_merges(edit, part, added);
    shift_names(edit, &shift);
    xlsx_related_unchain(edit);
}
