/* recalc.c - formulas in the order in which they need one another. */
#include "edit/recalc.h"

#include <strings.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/pairs.h"
#include "base/sorted.h"
#include "book/formula.h"
#include "book/markup.h"

/* Formulas that wait for one another; columns are read downward. */
#define DEPTH 400

enum state { WAITING, AT_WORK, SETTLED };

/* ---- what there is ---- */

/* A definition that is one fixed reference to a sheet of the workbook. */
static bool
is_reference(struct arena *arena, struct text definition)
{
    struct formula_scan scan = { definition, 0, arena };
    struct formula_ref ref;

    return formula_next(&scan, &ref) && ref.end == definition.n && ref.sheet.n
           && !ref.external && !ref.until.n && !ref.rows && !ref.columns
           && text_find(definition, TEXT("!"), 0) + 1 == (long)ref.top
           && ref.fixed_row[0] && ref.fixed_row[1] && ref.fixed_col[0]
           && ref.fixed_col[1];
}

/* The defined names, by their ASCII letters in lower case. */
struct recalc_names {
    struct pairs *cells;  /* index of a reference */
    struct pairs *others; /* those that are none */
    struct text *references;
    int n, capacity;
    struct bytes lower; /* the word looked for */
};

static struct text
lower_case(struct bytes *lower, struct text word)
{
    lower->n = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.at[i];

        bytes_char(lower, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    return bytes_text(lower);
}

static void
list_names(struct recalc *calc)
{
    struct arena *arena = calc->edit->arena;
    struct recalc_names *names = ARENA_NEW(arena, struct recalc_names);
    struct part *p = xlsx_edit_part(calc->edit, calc->edit->workbook);
    const struct part_element *e
        = part_child(p, part_find(p, NULL, "definedNames"), "definedName");

    calc->names = names;
    names->lower.arena = arena;
    names->cells = pairs_new(arena);
    names->others = pairs_new(arena);
    for (; e; e = part_sibling(p, e, "definedName")) {
        struct text name = markup_decode(arena, part_get(p, e, "name"));
        struct text definition = part_text(p, e);

        if (e->empty)
            continue;
        /* Those of the program itself cannot be used in formulas. */
        if (!name.n || text_starts(name, TEXT("_xlnm.")))
            continue;
        name = text_copy(arena, lower_case(&names->lower, name));
        if (part_get(p, e, "localSheetId").at
            || !is_reference(arena, definition)) {
            pairs_add(names->others, name, TEXT_NONE, 0);
        } else if (pairs_add(names->cells, name, TEXT_NONE, names->n) < 0) {
            ARENA_PUSH(arena, names->references, names->n, names->capacity,
                       definition);
        }
    }
}

/* A formula while its names are looked up. */
struct naming {
    struct recalc_names *names;
    bool other; /* it has a name that is no reference */
};

/* The cells for a word that is a name. */
static struct text
name_cells(void *context, struct text word)
{
    struct naming *naming = context;
    struct recalc_names *names = naming->names;
    struct text name = lower_case(&names->lower, word);
    int found = pairs_find(names->cells, name, TEXT_NONE);

    if (found >= 0)
        return names->references[found];
    naming->other |= pairs_find(names->others, name, TEXT_NONE) >= 0;
    return TEXT_NONE;
}

struct recalc *
recalc_open(struct xlsx_edit *edit, struct book *book,
            struct xlsx_cell *const *cells, const int *n_cells)
{
    struct recalc *calc = ARENA_NEW(edit->arena, struct recalc);

    calc->edit = edit;
    calc->book = book;
    calc->cells = cells;
    calc->n_cells = n_cells;
    calc->first = ARENA_ARRAY(edit->arena, int, book->n_sheets + 1);
    calc->memo = evaluate_memo_open(edit->arena);
    list_names(calc);
    for (int s = 0; s < book->n_sheets; s++) {
        const struct grid *grid = &book->sheets[s];

        calc->first[s] = calc->n_items;
        for (int i = 0; i < grid->n_formulas; i++) {
            const struct grid_formula *formula = &grid->formulas[i];
            struct recalc_item item
                = { .sheet = s,
                    .row = formula->row,
                    .col = formula->col,
                    .formula = grid_formula_text(edit->arena, formula),
                    .whole = formula->whole != NULL };
            struct naming naming = { .names = calc->names };

            item.worked = formula_replace(edit->arena, item.formula, name_cells,
                                          &naming);
            item.named = naming.other;
            ARENA_PUSH(edit->arena, calc->items, calc->n_items,
                       calc->items_capacity, item);
        }
        calc->first[s + 1] = calc->n_items;
    }
    return calc;
}

/* The sheet's first item at or behind a place. */
static int
item_from(const struct recalc *calc, int sheet, int row, int col)
{
    const struct recalc_item *items = calc->items;
    int at;

    SORTED_FIND(at, calc->first[sheet], calc->first[sheet + 1],
                items[at].row < row
                    || (items[at].row == row && items[at].col < col));
    return at;
}

struct recalc_item *
recalc_find(const struct recalc *calc, int sheet, int row, int col)
{
    int i = item_from(calc, sheet, row, col);

    if (i < calc->first[sheet + 1] && calc->items[i].row == row
        && calc->items[i].col == col)
        return &calc->items[i];
    return NULL;
}

/* ---- what a formula needs ---- */

/* A reference's cells; sheet -1: they lie elsewhere, or on several. */
struct area {
    int sheet;
    struct span cells;
};

static bool
is_changed(struct recalc *calc, const struct area *area)
{
    const struct xlsx_cell *cells = calc->cells[area->sheet];
    int n = calc->n_cells[area->sheet], at;

    SORTED_FIND(at, 0, n, cells[at].row < area->cells.top);
    for (; at < n && cells[at].row < area->cells.end_row; at++) {
        calc->steps++;
        if (cells[at].col >= area->cells.left
            && cells[at].col < area->cells.end_col)
            return true;
    }
    return false;
}

static bool
holds_word(struct text formula, struct text word)
{
    for (size_t i = 0; i + word.n <= formula.n; i++) {
        if (strncasecmp(formula.at + i, word.at, word.n) == 0)
            return true;
    }
    return false;
}

/* Does it need cells that its references do not say? */
static bool
is_opaque(const struct recalc_item *item)
{
    struct text formula = item->worked;

    return item->named || !formula.n || holds_word(formula, TEXT("INDIRECT("))
           || holds_word(formula, TEXT("OFFSET("))
           || text_find(formula, TEXT("["), 0) >= 0;
}

static void settle(struct recalc *calc, struct recalc_item *item, int depth);

/* What the area says of the formula that needs it; false: a result that it
   needs is not known. */
static bool
settle_area(struct recalc *calc, struct recalc_item *item,
            const struct area *area, int depth)
{
    bool sure = true;

    item->reached = is_changed(calc, area) || item->reached;
    for (int i = item_from(calc, area->sheet, area->cells.top, 0);
         i < calc->first[area->sheet + 1]
         && calc->items[i].row < area->cells.end_row
         && calc->steps < LIMIT_RECALC;
         i++) {
        struct recalc_item *other = &calc->items[i];

        calc->steps++;
        if (other->col < area->cells.left || other->col >= area->cells.end_col)
            continue;
        if (other->state == WAITING && depth < DEPTH)
            settle(calc, other, depth + 1);
        item->reached = item->reached || other->reached;
        item->doubt = item->doubt || (other->doubt && !other->given)
                      || other->state != SETTLED;
        sure = sure
               && (!other->reached || other->given
                   || other->result.result != EVALUATE_UNKNOWN);
    }
    return sure;
}

/* ---- results ---- */

static void
put_result(struct recalc *calc, const struct recalc_item *item)
{
    struct grid *grid = &calc->book->sheets[item->sheet];
    struct cell *cell = grid_cell(grid, item->row, item->col);
    struct decimal had;

    if (item->result.result == EVALUATE_NUMBER && cell->type == CELL_NUMBER
        && !(cell->flags & CELL_NO_RESULT)
        && decimal_parse_cell(cell->text, &had) == DECIMAL_OK
        && decimal_compare(had, item->result.number) == 0)
        return;
    cell->flags = CELL_FORMULA;
    cell->type = CELL_NUMBER;
    if (item->result.result == EVALUATE_NUMBER) {
        cell->text = decimal_text(calc->edit->arena, item->result.number);
    } else { /* the reader leaves out an empty one */
        cell->type = item->result.text.n ? CELL_TEXT : CELL_BLANK;
        cell->text = item->result.text;
    }
}

static bool
lacks_result(const struct recalc *calc, const struct recalc_item *item)
{
    const struct cell *cell
        = grid_at(&calc->book->sheets[item->sheet], item->row, item->col);

    return cell != NULL && (cell->flags & CELL_NO_RESULT);
}

static void
settle(struct recalc *calc, struct recalc_item *item, int depth)
{
    struct formula_scan scan = { item->worked, 0, calc->edit->arena };
    struct formula_ref ref;
    bool sure = true;

    item->state = AT_WORK;
    item->reached = item->given || lacks_result(calc, item);
    item->doubt = item->whole || is_opaque(item);
    while (formula_next(&scan, &ref)) {
        struct area area;

        area.sheet = formula_cells(calc->book, item->sheet, &ref, &area.cells);
        if (area.sheet >= 0) {
            sure = settle_area(calc, item, &area, depth) && sure;
            calc->steps += area.cells.end_row - area.cells.top <= 1000
                               ? 1
                               : calc->book->sheets[area.sheet].n_rows;
        } else {
            item->doubt = true;
        }
    }
    item->doubt = item->doubt || calc->steps >= LIMIT_RECALC;
    item->result.result = EVALUATE_UNKNOWN;
    if (item->reached && sure && !item->doubt)
        item->result = evaluate_formula(calc->memo, calc->edit->arena,
                                        calc->book, item->sheet, item->worked);
    if (item->result.result != EVALUATE_UNKNOWN && !item->given)
        put_result(calc, item);
    item->state = SETTLED;
}

void
recalc_all(struct recalc *calc)
{
    for (int i = 0; i < calc->n_items; i++) {
        if (calc->items[i].state == WAITING)
            settle(calc, &calc->items[i], 0);
    }
}
