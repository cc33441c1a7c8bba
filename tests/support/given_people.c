/* given_people.c - see given_people.h. */
#include "support/given_people.h"

#include <stdlib.h>
#include <string.h>

#include "port/export.h"
#include "support/given_filing.h"

/* ---- cells ---- */

void
given_note(struct given_people *people, const char *format, ...)
{
    va_list args;
    const char *line;

    va_start(args, format);
    line = arena_vprintf(people->arena, format, args);
    va_end(args);
    people->notes = arena_printf(people->arena, "%s%s\n", people->notes, line);
}

struct grid *
given_grid(struct given_people *people, const struct given_page *page)
{
    return &people->book->sheets[page->sheet];
}

const struct cell *
given_cell(const struct given_people *people, int sheet, int row, int col)
{
    const struct cell *cell = grid_at(&people->book->sheets[sheet], row, col);

    return cell && cell->type != CELL_BLANK ? cell : NULL;
}

void
given_put(struct given_people *people, int sheet, int row, int col,
          enum cell_type type, struct text text, const char *format)
{
    struct grid *grid = &people->book->sheets[sheet];
    const struct cell *before = grid_at(grid, row, col);
    struct cell cell = { .row = row, .col = col };

    if (before)
        cell = *before;
    cell.type = (uint8_t)type;
    cell.flags = 0;
    cell.text = text;
    if (format) {
        struct cell_style style = people->book->styles[cell.style];

        style.format = text_of(format);
        cell.style = (uint16_t)book_style(people->arena, people->book, style);
    }
    grid_put(people->arena, grid, cell);
    grid_finish(people->arena, grid);
}

void
given_remove(struct given_people *people, int sheet, int row, int col)
{
    struct grid *grid = &people->book->sheets[sheet];
    int n = 0;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].row != row || grid->cells[i].col != col)
            grid->cells[n++] = grid->cells[i];
    }
    grid->n_cells = n;
    grid_finish(people->arena, grid);
}

void
given_unmerge(struct given_people *people, int sheet, int row, int col)
{
    struct grid *grid = &people->book->sheets[sheet];
    int n = 0;

    for (int i = 0; i < grid->n_merges; i++) {
        struct span m = grid->merges[i];

        if (row < m.top || row >= m.end_row || col < m.left || col >= m.end_col)
            grid->merges[n++] = m;
    }
    grid->n_merges = n;
    grid_finish(people->arena, grid);
}

/* ---- lines: rows or columns ---- */

/* A line after lines were inserted or cut; -1 where it is cut itself. */
static int
shifted(int line, int at, int by)
{
    if (line < at)
        return line;
    if (by < 0 && line < at - by)
        return -1;
    return line + by;
}

/* [from, end) after that; false when nothing is left. */
static bool
shift_span(int *from, int *end, int at, int by)
{
    int first = *from, last = *end - 1;

    if (by >= 0) {
        *from = shifted(first, at, by);
        *end = shifted(last, at, by) + 1;
        return true;
    }
    while (first < *end && shifted(first, at, by) < 0)
        first++;
    if (first == *end)
        return false;
    while (shifted(last, at, by) < 0)
        last--;
    *from = shifted(first, at, by);
    *end = shifted(last, at, by) + 1;
    return true;
}

/* Where a cell goes: with the merged range that it speaks for. */
static int
shift_cell(const struct grid *grid, int row, int col, bool rows, int at, int by)
{
    struct span span = grid_span(grid, row, col);
    bool anchor = span.top == row && span.left == col;
    int from = rows ? (anchor ? span.top : row) : (anchor ? span.left : col);
    int end = anchor ? (rows ? span.end_row : span.end_col) : from + 1;

    return shift_span(&from, &end, at, by) ? from : -1;
}

static void
shift_place(int *row, int *col, const struct grid *old, bool rows, int at,
            int by)
{
    int to = *row < 0 ? -1 : shift_cell(old, *row, *col, rows, at, by);

    if (to < 0)
        *row = *col = -1;
    else
        *(rows ? row : col) = to;
}

static void
shift_places(struct given_people *people, struct given_page *page,
             const struct grid *old, bool rows, int at, int by)
{
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *f = &people->figures[i];
        int to;

        if (f->sheet != page->sheet || f->row < 0)
            continue;
        to = shift_cell(old, f->row, f->col, rows, at, by);
        if (to < 0) {
            f->fate = FATE_GONE;
            f->row = f->col = -1;
        } else {
            *(rows ? &f->row : &f->col) = to;
        }
    }
    for (int i = 0; i < people->n_pages; i++) {
        struct given_page *p = &people->pages[i];

        if (p->sheet != page->sheet)
            continue;
        shift_place(&p->title_row, &p->title_col, old, rows, at, by);
        shift_place(&p->unit_row, &p->unit_col, old, rows, at, by);
        if (!rows)
            p->end_col = at < p->end_col ? p->end_col + by : p->end_col;
        else if (!shift_span(&p->first, &p->end, at, by))
            p->end = p->first;
    }
}

void
given_shift(struct given_people *people, struct given_page *page, bool rows,
            int at, int by)
{
    struct grid *grid = given_grid(people, page), old = *grid;

    shift_places(people, page, &old, rows, at, by);
    grid->cells = NULL;
    grid->merges = NULL;
    grid->n_cells = grid->cells_capacity = 0;
    grid->n_merges = grid->merges_capacity = 0;
    grid->hidden_rows = NULL;
    for (int i = 0; i < old.n_cells; i++) {
        struct cell cell = old.cells[i];
        int to = shift_cell(&old, cell.row, cell.col, rows, at, by);

        if (to < 0)
            continue;
        *(rows ? &cell.row : &cell.col) = to;
        grid_put(people->arena, grid, cell);
    }
    for (int i = 0; i < old.n_merges; i++) {
        struct span m = old.merges[i];

        if (rows ? shift_span(&m.top, &m.end_row, at, by)
                 : shift_span(&m.left, &m.end_col, at, by))
            if (m.end_row - m.top > 1 || m.end_col - m.left > 1)
                grid_merge(people->arena, grid, m);
    }
    grid_finish(people->arena, grid);
}

static int
swapped(int line, int a, int b)
{
    return line == a ? b : line == b ? a : line;
}

bool
given_swap(struct given_people *people, struct given_page *page, bool rows,
           int a, int b)
{
    struct grid *grid = given_grid(people, page);

    for (int i = 0; i < grid->n_merges; i++) {
        const struct span *m = &grid->merges[i];
        int from = rows ? m->top : m->left,
            end = rows ? m->end_row : m->end_col;
        bool has_a = a >= from && a < end, has_b = b >= from && b < end;

        if (end - from > 1
            && (has_a != has_b || (has_a && a == from) || (has_b && b == from)))
            return false;
    }
    for (int i = 0; i < grid->n_cells; i++) {
        int *line = rows ? &grid->cells[i].row : &grid->cells[i].col;

        *line = swapped(*line, a, b);
    }
    for (int i = 0; i < grid->n_merges; i++) {
        struct span *m = &grid->merges[i];
        int *from = rows ? &m->top : &m->left;
        int *end = rows ? &m->end_row : &m->end_col;

        if (*end - *from == 1) {
            *from = swapped(*from, a, b);
            *end = *from + 1;
        }
    }
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *f = &people->figures[i];

        if (f->sheet == page->sheet && f->row >= 0) {
            int *line = rows ? &f->row : &f->col;

            *line = swapped(*line, a, b);
        }
    }
    if (!rows) {
        page->unit_col = swapped(page->unit_col, a, b);
        page->title_col = swapped(page->title_col, a, b);
    }
    grid->hidden_rows = NULL;
    grid_finish(people->arena, grid);
    return true;
}

/* ---- figures ---- */

struct given_figure *
given_add(struct given_people *people, const struct given_figure *like)
{
    ARENA_PUSH(people->arena, people->figures, people->n_figures,
               people->figures_capacity, *like);
    return &people->figures[people->n_figures - 1];
}

void
given_extra(struct given_people *people, int sheet, int row, int col)
{
    struct given_figure extra = { .fate = FATE_STANDS,
                                  .sheet = sheet,
                                  .row = row,
                                  .col = col,
                                  .fixed = true };

    given_add(people, &extra);
}

bool
given_number(struct given_people *people, const struct given_figure *figure,
             struct decimal *out)
{
    const struct cell *cell
        = figure->row < 0
              ? NULL
              : given_cell(people, figure->sheet, figure->row, figure->col);

    return cell && cell->type == CELL_NUMBER && cell->flags == 0
           && decimal_parse(cell->text, out) == DECIMAL_OK;
}

void
given_settle(struct given_figure *figure, enum given_fate fate)
{
    if (figure->fate == FATE_STANDS)
        figure->fate = fate;
}

bool
given_holds(const struct given_people *people, int sheet, int row, int col)
{
    for (int i = 0; i < people->n_figures; i++) {
        const struct given_figure *f = &people->figures[i];

        if (f->sheet == sheet && f->row == row && f->col == col)
            return true;
    }
    return false;
}

/* ---- the filing before any slip ---- */

/* The first text above, or to the left, that is no ruler. */
static struct text
words_of(const struct grid *grid, int row, int col, bool above, int from)
{
    for (int i = (above ? row : col) - 1; i >= from; i--) {
        const struct cell *cell
            = grid_speaker(grid, above ? i : row, above ? col : i);

        if (cell && cell->type == CELL_TEXT && cell->text.n > 2)
            return cell->text;
    }
    return TEXT_NONE;
}

static bool
says_unit(const struct cell *cell)
{
    return cell && cell->type == CELL_TEXT
           && (text_find(cell->text, TEXT("元）"), 0) >= 0
               || text_find(cell->text, TEXT("元)"), 0) >= 0);
}

/* Does a heading above or a label beside it say a unit of its own? */
static bool
has_own_unit(const struct grid *grid, const struct given_page *page, int row,
             int col)
{
    for (int r = page->title_row + 1; r <= row; r++) {
        for (int c = 0; c <= col; c++) {
            if ((r == row || c == col) && r != page->unit_row
                && says_unit(grid_speaker(grid, r, c)))
                return true;
        }
    }
    return false;
}

static void
find_unit(struct given_page *page, const struct grid *grid)
{
    page->unit_row = page->unit_col = -1;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        if (cell->type != CELL_TEXT || page->unit_row >= 0
            || (!text_starts(cell->text, TEXT("金额单位："))
                && !text_starts(cell->text, TEXT("单位："))))
            continue;
        page->unit_row = cell->row;
        page->unit_col = cell->col;
    }
}

/* A slot's fact, with its place; false where the sheet says it otherwise. */
static bool
add_figure(struct given_people *people, struct given_page *page,
           const struct placement *p, const struct slot *slot,
           const struct fact *fact)
{
    const struct grid *grid = &people->book->sheets[page->sheet];
    struct given_figure f = { .schema = p->table->schema,
                              .item = *fact->item,
                              .measure = fact->of->measure,
                              .kind = fact->of->kind,
                              .worth = decimal_normal(fact->value),
                              .sheet = page->sheet,
                              .row = slot->row,
                              .col = slot->col };
    struct decimal number;

    f.fixed = slot->pattern != NULL || slot->end_col > slot->col + 1
              || slot->shared || !given_number(people, &f, &number);
    if (!f.fixed && fact->of->kind == VALUE_AMOUNT) {
        if (decimal_shift(number, slot->shift, &number) != DECIMAL_OK
            || decimal_compare(number, f.worth) != 0)
            return false;
        f.sheets_unit
            = page->unit_row >= 0 && !has_own_unit(grid, page, f.row, f.col);
    }
    f.heading = words_of(grid, f.row, f.col, true, page->title_row + 1);
    f.label = words_of(grid, f.row, f.col, false, 0);
    for (int i = 0; i < people->n_figures; i++) {
        struct given_figure *other = &people->figures[i];

        if (other->schema == f.schema && text_equal(other->item, f.item)
            && text_equal(other->measure, f.measure)) {
            other->fixed = f.fixed = true;
            other->twice = f.twice = true;
        }
    }
    given_add(people, &f);
    if (page->first < 0 || f.row < page->first)
        page->first = f.row;
    if (f.row >= page->end)
        page->end = f.row + 1;
    return true;
}

static bool
add_page(struct given_people *people, struct given_page *page,
         const struct placement *p, const struct model *model)
{
    const struct grid *grid = &people->book->sheets[page->sheet];
    bool good = true;

    page->table = p->table;
    page->form = p->table->n_parts != 1
                 || mapping_parts(p->table)[0].kind != PART_GRID;
    page->title_row = p->title_row;
    page->title_col = p->title_col;
    page->shift = p->unit_shift;
    page->first = -1;
    find_unit(page, grid);
    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].col >= page->end_col)
            page->end_col = grid->cells[i].col + 1;
    }
    for (int t = 0; t < model->n_tables; t++) {
        const struct model_table *table = &model->tables[t];

        for (int i = 0; table->schema == p->table->schema && i < p->n_slots;
             i++) {
            const struct fact *fact = model_find(table, slot_list(p)[i].item,
                                                 slot_list(p)[i].measure);

            if (fact && !schema_is_text(fact->of->kind))
                good &= add_figure(people, page, p, &slot_list(p)[i], fact);
        }
    }
    return good && page->first >= 0;
}

/* Blank cells are for drawing: readers leave them out. */
static void
drop_blanks(struct given_people *people)
{
    for (int s = 0; s < people->book->n_sheets; s++) {
        struct grid *grid = &people->book->sheets[s];
        int n = 0;

        for (int i = 0; i < grid->n_cells; i++) {
            if (grid->cells[i].type != CELL_BLANK)
                grid->cells[n++] = grid->cells[i];
        }
        grid->n_cells = n;
        grid_finish(people->arena, grid);
    }
}

/* A page that is left out has an empty sheet, so that the others keep their
   numbers. */
static void
drop_page(struct given_people *people, struct given_page *page)
{
    struct grid *grid = given_grid(people, page);
    int n = 0;

    page->dropped = true;
    grid->n_cells = grid->n_merges = 0;
    grid_finish(people->arena, grid);
    for (int i = 0; i < people->n_figures; i++) {
        if (people->figures[i].sheet != page->sheet)
            people->figures[n++] = people->figures[i];
    }
    people->n_figures = n;
}

struct given_people *
given_people(struct arena *arena, const struct template_rule *template,
             uint64_t seed, const bool *kept)
{
    struct given_people *people = ARENA_NEW(arena, struct given_people);
    struct diag_list diags = { .arena = arena };
    struct model *model = given_filing(arena, template, seed);
    struct located *located;
    bool good = true;

    model->department = TEXT(GIVEN_DEPARTMENT);
    for (int i = 0; i < model->n_tables; i++)
        model->tables[i].department = model->department;
    *people = (struct given_people){ .arena = arena,
                                     .template = template,
                                     .notes = "" };
    people->book = export_book(arena, template, model, NULL, &diags).book;
    people->book->file = "people.xlsx";
    drop_blanks(people);
    people->pages
        = ARENA_ARRAY(arena, struct given_page, people->book->n_sheets);
    located = locate_book(arena, people->book, template, &diags);
    for (int s = 0; s < people->book->n_sheets; s++) {
        struct given_page *page = &people->pages[people->n_pages];

        page->sheet = s;
        if (located->sheets[s].n_tables == 1
            && add_page(people, page, located->sheets[s].tables[0], model))
            people->n_pages++;
        else
            good = false;
    }
    for (int i = 0; kept && i < people->n_pages; i++) {
        if (!kept[i])
            drop_page(people, &people->pages[i]);
    }
    return good && people->n_pages > 0 ? people : NULL;
}

struct book *
given_people_book(const struct given_people *people)
{
    struct book *book = ARENA_NEW(people->arena, struct book);
    int n = 0;

    *book = *people->book;
    book->sheets = ARENA_ARRAY(people->arena, struct grid, book->n_sheets);
    for (int s = 0; s < book->n_sheets; s++) {
        if (people->book->sheets[s].n_cells > 0)
            book->sheets[n++] = people->book->sheets[s];
    }
    book->n_sheets = n;
    return book;
}

int
given_add_sheet(struct given_people *people, struct text name)
{
    struct book *book = people->book;
    struct grid *sheets
        = ARENA_ARRAY(people->arena, struct grid, book->n_sheets + 1);

    memcpy(sheets, book->sheets, (size_t)book->n_sheets * sizeof *sheets);
    sheets[book->n_sheets] = (struct grid){ .name = name };
    grid_finish(people->arena, &sheets[book->n_sheets]);
    book->sheets = sheets;
    return book->n_sheets++;
}
