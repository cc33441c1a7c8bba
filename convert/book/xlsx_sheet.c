/* xlsx_sheet.c - ECMA-376 part 1, 18.3: sheetData and mergeCells. */
#include "book/xlsx_sheet.h"

#include <string.h>

#include "book/xlsx_cell.h"

/* Bytes of a part from which on a window and copies of its texts are less. */
#define FLOW_LEAST (2 << 20)

static bool
read_row(struct xlsx_cell_reader *r)
{
    const struct text *ref = xml_find(r->xml, SPACE_NONE, "r");
    bool hidden = xml_true(r->xml, "hidden", false);
    int n_before = r->grid->n_cells;
    struct xlsx_quick_row quick = { .n = 0 };
    enum xml_event event;

    r->row = ref ? xlsx_cell_number(*ref, LIMIT_ROWS) - 1 : r->next_row;
    r->col = -1;
    if (r->row < 0 || r->row >= LIMIT_ROWS) {
        r->row = -1;
        xlsx_cell_wrong(r, DIAG_REF_INVALID, "no row number",
                        ref ? *ref : TEXT_NONE);
        return xml_skip(r->xml);
    }
    r->next_row = r->row + 1;
    r->row_unnamed = !ref;
    /* Until something says which row it is, cells are asked. */
    if (ref && !r->source->package->careful)
        xlsx_quick_begin(r->xml, r->row, &quick);
    for (;;) {
        if (xlsx_cell_quick(r, &quick))
            continue;
        event = xml_next(r->xml);
        if (event != EVENT_START)
            break;
        if (!(xml_is(r->xml, "c") ? xlsx_cell_read(r) : xml_skip(r->xml)))
            return false;
    }
    if (hidden && r->grid->n_cells > n_before && !r->source->taker)
        ARENA_PUSH(r->arena, r->hidden, r->n_hidden, r->hidden_capacity,
                   r->row);
    return event == EVENT_END;
}

/* Texts of cells move out of the window, which is shown anew. */
static void
settle_texts(struct xlsx_cell_reader *r)
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
hand_on(struct xlsx_cell_reader *r)
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
read_data(struct xlsx_cell_reader *r)
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
read_merges(struct xlsx_cell_reader *r)
{
    enum xml_event event;

    while ((event = xml_next(r->xml)) == EVENT_START) {
        const struct text *ref = xml_find(r->xml, SPACE_NONE, "ref");
        struct span span;

        if (xml_is(r->xml, "mergeCell")) {
            if (r->grid->n_merges == LIMIT_MERGES)
                return xlsx_cell_too_much(r, LIMITS_MERGES,
                                          "too many merged ranges");
            if (ref
                && (cellref_parse_span(*ref, &span)
                    || cellref_parse_whole(*ref, &span))) {
                grid_merge(r->arena, r->grid, span);
            } else {
                r->row = r->col = -1;
                xlsx_cell_wrong(r, DIAG_REF_INVALID, "no merged range",
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
check_twice(struct xlsx_cell_reader *r)
{
    const struct grid *grid = r->grid;

    if (!r->unordered || !grid_sort(r->arena, r->grid))
        return;
    for (int i = 1; i < grid->n_cells; i++)
        if (grid->cells[i].row == grid->cells[i - 1].row
            && grid->cells[i].col == grid->cells[i - 1].col) {
            r->row = grid->cells[i].row;
            r->col = grid->cells[i].col;
            xlsx_cell_wrong(r, DIAG_REF_INVALID,
                            "the cell occurs twice, also as",
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
warn_no_rows(struct xlsx_cell_reader *r)
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
read_root(struct xlsx_cell_reader *r)
{
    bool has_data = false, needs_data = xml_is(r->xml, "worksheet");
    enum xml_event event;

    if (!is_sheet(r->xml))
        return xlsx_cell_wrong_part(r, DIAG_PART_INVALID,
                                    "the part of the sheet holds no sheet");
    while ((event = xml_next(r->xml)) == EVENT_START) {
        bool is_data = xml_is(r->xml, "sheetData");

        /* Of two, one program takes both and another the first. */
        if (is_data && has_data)
            return xlsx_cell_wrong_part(
                r, DIAG_PART_INVALID,
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
finish(struct xlsx_cell_reader *r)
{
    check_twice(r);
    xlsx_cell_share(r);
    grid_sort_formulas(r->arena, r->grid);
    grid_finish(r->arena, r->grid);
    grid_hide_rows(r->arena, r->grid, r->hidden, r->n_hidden);
}

static struct xlsx_cell_reader
reader_of(struct xlsx_sheet_source *source, struct grid *grid,
          const char *sheet)
{
    return (struct xlsx_cell_reader){ .source = source,
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
    struct xlsx_cell_reader r;
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
    struct xlsx_cell_reader r;

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
