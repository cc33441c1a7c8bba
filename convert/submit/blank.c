/* blank.c - cells opened, explained, tested and named. */
#include "submit/blank.h"

#include "base/pairs.h"
#include "book/formula.h"
#include "book/sheet_name.h"
#include "mapping/pattern.h"
#include "place/draw.h"
#include "place/draw_page.h"
#include "place/draw_pen.h"
#include "port/export_draw.h"
#include "submit/validation.h"

#define CODES_SHEET "科目代码"

struct dressing {
    struct arena *arena;
    struct blank *blank;
    struct pairs *names;
    /* The table at hand. */
    const struct placement *placement;
    struct grid *grid;
    int sheet;
    struct ask ask; /* of the grid */
    struct text id; /* what its names begin with */
    /* Where the first table says its department, which others repeat. */
    struct text caption;
    int caption_sheet, caption_row, caption_col;
};

/* ---- drawing ---- */

static void
draw_sheet(struct arena *arena, struct blank *blank,
           const struct table_rule *table, int rows)
{
    struct grid *grid = &blank->book->sheets[blank->n];
    const struct draw_source source = { .template = blank->template,
                                        .table = table,
                                        .model = blank->year,
                                        .room = rows };
    struct placement *p;

    grid->name = sheet_name(arena, blank->book, export_draw_title(table));
    blank->book->n_sheets++;
    p = draw_table(arena, blank->book, grid, &source);
    draw_page_fit(arena, blank->book, grid, table);
    blank->tables[blank->n++] = p;
}

struct blank *
blank_draw(struct arena *arena, const struct template_rule *template, int rows,
           int fiscal_year)
{
    struct blank *blank = ARENA_NEW(arena, struct blank);
    struct model *year = ARENA_NEW(arena, struct model);

    year->fiscal_year = fiscal_year;
    if (fiscal_year == 0 && template->year_first == template->year_last)
        year->fiscal_year = template->year_first;
    blank->template = template;
    blank->year = year;
    blank->book = ARENA_NEW(arena, struct book);
    blank->book->template_id = template->id;
    blank->book->year = fiscal_year;
    book_style(arena, blank->book,
               (struct cell_style){ .format = TEXT("General") });
    /* And one for the codes. */
    blank->book->sheets
        = ARENA_ARRAY(arena, struct grid, template->n_tables + 1);
    blank->tables
        = ARENA_ARRAY(arena, struct placement *, template->n_tables + 1);
    for (int t = 0; t < template->n_tables; t++)
        draw_sheet(arena, blank, template->tables[t], rows);
    return blank;
}

/* ---- names ---- */

static void
add_name(struct dressing *d, struct text name, struct span span)
{
    struct book *book = d->blank->book;
    struct book_name named = { name, d->sheet, span };

    for (int n = 2; pairs_add(d->names, named.name, TEXT_NONE, 0) >= 0; n++)
        named.name = text_printf(d->arena, "%.*s.%d", TEXT_ARG(name), n);
    ARENA_PUSH(d->arena, book->names, book->n_names, book->names_capacity,
               named);
}

static void
name_value(struct dressing *d, struct text item, struct text measure,
           struct span span)
{
    add_name(d,
             text_printf(d->arena, "%.*s.%.*s.%.*s", TEXT_ARG(d->id),
                         TEXT_ARG(item), TEXT_ARG(measure)),
             span);
}

/* ---- slots ---- */

static bool
is_formula(const struct dressing *d, struct span span)
{
    const struct cell *cell = grid_at(d->grid, span.top, span.left);

    return cell != NULL && (cell->flags & CELL_FORMULA);
}

/* Why a formula is as it is: that of the first row of a run, for all of it. */
static struct text
why(const struct dressing *d, const struct span *span)
{
    for (int i = 0; i < d->blank->n_sums; i++) {
        const struct blank_sum *sum = &d->blank->sums[i];

        if (sum->sheet == d->sheet && sum->row == span->top
            && sum->col == span->left)
            return sum->why;
    }
    return TEXT_NONE;
}

/* 一般公共预算财政拨款收入 金额, in the words of the model. */
static struct text
title_of(const struct dressing *d, const struct slot *slot)
{
    const struct schema_table *schema = d->placement->table->schema;
    struct text item = schema_label(schema, slot->item, TEXT_NONE);
    struct text measure = schema_label(schema, slot->item, slot->measure);
    struct text code = schema_item_code(schema, slot->item);
    const struct code_list *list
        = schema->codes
              ? mapping_codes(d->blank->template, text_of(schema->codes))
              : NULL;

    if (code.n > 0 && list != NULL && codes_name(list, code).n > 0)
        item = codes_name(list, code);
    /* 项目名称, not 基本情况 项目名称: in a form such items hold it all. */
    if (schema->evaluation && measure.n > 0
        && text_find(slot->item, TEXT("."), 0) < 0)
        item = TEXT_NONE;
    return text_printf(d->arena, "%.*s%s%.*s", TEXT_ARG(item),
                       item.n > 0 && measure.n > 0 ? " " : "",
                       TEXT_ARG(measure));
}

/* Is the slot in rows that are dressed by their columns? */
static bool
is_in_run(const struct dressing *d, const struct slot *slot)
{
    for (int i = 0; i < d->placement->n_runs; i++) {
        const struct row_run *run = &d->placement->runs[i];

        if (slot->row >= run->first && slot->row <= run->last
            && slot->by->row == run->rule->place.row
            && slot->by->file == run->rule->place.file)
            return true;
    }
    return false;
}

static void
dress_slot(struct dressing *d, const struct slot *slot)
{
    struct span span = { slot->row, slot->col, slot->row + 1, slot->col + 1 };
    struct span cells = grid_span(d->grid, slot->row, slot->col);
    struct validation_value want = { .kind = slot->kind,
                                     .percent = slot->percent,
                                     .shift = slot->shift,
                                     .title = title_of(d, slot) };

    if (slot->shared || is_in_run(d, slot))
        return;
    name_value(d, slot->item, slot->measure, span);
    if (is_formula(d, span))
        validation_formula(&d->ask, &want, why(d, &span), false, cells);
    else if (slot->ticks != NULL && slot->end_col > slot->col + 1)
        validation_apart(&d->ask, slot, want.title);
    else if (slot->ticks != NULL)
        validation_ticks(&d->ask, slot, want.title, cells);
    else if (slot->pattern == NULL)
        validation_value(&d->ask, &want, cells);
    /* One cell for all of its placeholders. */
    else if (slot == slot_list(d->placement)
             || slot[-1].pattern != slot->pattern)
        validation_pattern(&d->ask, slot->pattern, want.title, span);
}

/* ---- rows to type into ---- */

/* The heading of a column, with the one above it: 本年支出 小计. */
static struct text
heading_of(const struct dressing *d, const struct column_rule *nodes, int n,
           const struct column_rule *leaf)
{
    for (int i = 0; i < n; i++) {
        struct text own
            = nodes[i].words.n > 0 ? nodes[i].words.shown[0] : TEXT_NONE;
        struct text below;

        if (&nodes[i] == leaf)
            return own;
        below = heading_of(d, nodes[i].children, nodes[i].n_children, leaf);
        if (below.at != NULL)
            return text_printf(d->arena, "%.*s%s%.*s", TEXT_ARG(own),
                               own.n > 0 && below.n > 0 ? " " : "",
                               TEXT_ARG(below));
    }
    return TEXT_NONE;
}

static void
dress_column(struct dressing *d, const struct row_run *run, int i,
             struct text section)
{
    const struct column_rule *leaf = run->block->leaves[i];
    const struct value_rule *value = &run->rule->values[i];
    struct span span = { run->first, run->leaves[i].col, run->last + 1,
                         run->leaves[i].col + 1 };
    struct span wide = grid_span(d->grid, span.top, span.left);
    struct slot ticks = { .ticks = &leaf->ticks };
    struct validation_value want
        = { .kind = value->kind,
            .percent = run->leaves[i].says.percent,
            .in_list = true,
            .shift = run->leaves[i].says.unit.kind == UNIT_KNOWN
                         ? run->leaves[i].says.unit.shift
                         : d->placement->unit_shift,
            .title
            = heading_of(d, run->block->columns, run->block->n_columns, leaf) };

    wide.end_row = span.end_row;
    if (value->used)
        name_value(d, section, value->measure, span);
    if (leaf->role == COLUMN_CODE) {
        validation_code(&d->ask, run, leaf, span);
        name_value(d, section,
                   leaf->part == CODE_CLASS     ? TEXT("class")
                   : leaf->part == CODE_SECTION ? TEXT("section")
                   : leaf->part == CODE_ITEM    ? TEXT("item")
                                                : TEXT("code"),
                   span);
    } else if (leaf->role == COLUMN_NAME) {
        validation_note(&d->ask, want.title, TEXT("科目名称。"), wide);
    } else if (leaf->role == COLUMN_KEPT) {
        validation_note(&d->ask, want.title, TEXT("按需要填写。"), wide);
    } else if (value->used && is_formula(d, span)) {
        validation_formula(&d->ask, &want, why(d, &span), true, wide);
    } else if (value->used && leaf->ticks.n > 0) {
        validation_ticks(&d->ask, &ticks, want.title, wide);
    } else if (value->used) {
        validation_value(&d->ask, &want, wide);
    }
}

/* The height of a row, which is made where it has none. */
static struct row_height *
height_of(struct dressing *d, int row)
{
    struct grid *grid = d->grid;

    for (int i = 0; i < grid->n_heights; i++) {
        if (grid->heights[i].row == row)
            return &grid->heights[i];
    }
    ARENA_PUSH(d->arena, grid->heights, grid->n_heights, grid->heights_capacity,
               ((struct row_height){ .row = row, .points = DRAW_PAGE_LINE }));
    return &grid->heights[grid->n_heights - 1];
}

static bool
is_bare(const struct grid *grid, int row)
{
    int n;

    (void)grid_row(grid, row, &n);
    return n == 0;
}

/*
 * Rows may be inserted where the sheet is locked, and deleted again when all
 * of their cells are open, those right of the table too.  The rows that are
 * left out around them do not show: what is inserted below looks like them.
 */
static void
dress_run(struct dressing *d, const struct row_run *run)
{
    struct cell_style open = { .format = TEXT("General"), .unlocked = true };
    int style = book_style(d->arena, d->blank->book, open);
    struct text section = TEXT("rows");

    if (run->rule->kind == ROW_RECORD && run->rule->item.n > 1)
        section = text_slice(run->rule->item, 0, run->rule->item.n - 1);
    for (int i = 0; i < run->block->n_leaves; i++)
        dress_column(d, run, i, section);
    for (int row = run->first - 1; row <= run->last + 1; row++) {
        if (row < 0 || (row < run->first && !is_bare(d->grid, row)))
            continue;
        height_of(d, row)->style = (uint16_t)style;
        height_of(d, row)->hidden = row < run->first || row > run->last;
    }
    d->grid->grows = true;
}

/* Is text typed into a cell of the row, which is one column wide?  Programs
   give the row the height that it takes; not so for merged cells. */
static bool
takes_text(const struct dressing *d, int row)
{
    int n;
    const struct cell *cells = grid_row(d->grid, row, &n);

    for (int i = 0; i < n; i++) {
        const struct cell_style *style
            = &d->blank->book->styles[cells[i].style];
        struct span span = grid_span(d->grid, row, cells[i].col);

        if (style->wrap && style->unlocked && span.end_row == row + 1
            && span.end_col == cells[i].col + 1)
            return true;
    }
    return false;
}

static void
loosen_rows(struct dressing *d)
{
    for (int i = 0; i < d->grid->n_heights; i++) {
        struct row_height *height = &d->grid->heights[i];

        if (height->points <= DRAW_PAGE_LINE && takes_text(d, height->row))
            height->points = 0;
    }
}

/* ---- captions ---- */

static bool
asks_department(const struct pattern *pattern)
{
    for (int i = 0; pattern != NULL && i < pattern->n_parts; i++) {
        if (!pattern->parts[i].literal
            && pattern->parts[i].field == FIELD_DEPARTMENT)
            return true;
    }
    return false;
}

/* Typed in the first table; the same line of others takes it from there. */
static void
dress_department(struct dressing *d, const struct pattern *pattern,
                 const struct cell *cell)
{
    struct validation_value want
        = { .kind = VALUE_TEXT, .title = TEXT("单位名称") };
    struct span span = { cell->row, cell->col, cell->row + 1, cell->col + 1 };
    struct text sheet;
    char first[CELLREF_MAX];

    add_name(d, text_printf(d->arena, "%.*s.department", TEXT_ARG(d->id)),
             span);
    if (!text_equal(d->caption, cell->text)) {
        if (d->caption.n == 0) {
            d->caption = cell->text;
            d->caption_sheet = d->sheet;
            d->caption_row = cell->row;
            d->caption_col = cell->col;
        }
        validation_pattern(&d->ask, pattern, want.title, span);
        return;
    }
    sheet = d->blank->book->sheets[d->caption_sheet].name;
    cellref_show(d->caption_row, d->caption_col, first);
    grid_put_formula(d->arena, d->grid, cell->row, cell->col,
                     text_printf(d->arena, "%.*s!%s",
                                 TEXT_ARG(formula_sheet(d->arena, sheet)),
                                 first));
    validation_formula(
        &d->ask, &want,
        text_printf(d->arena, "在“%.*s”中填写。", TEXT_ARG(sheet)), false,
        grid_span(d->grid, cell->row, cell->col));
}

static void
dress_caption(struct dressing *d, const struct pattern *pattern)
{
    struct pattern_data none = { .unit_shift = d->placement->unit_shift };
    struct text drawn;

    if (!asks_department(pattern))
        return;
    drawn = pattern_show(d->arena, pattern, &none);
    for (int i = 0; i < d->grid->n_cells; i++) {
        const struct cell *cell = &d->grid->cells[i];

        if (cell->type == CELL_TEXT && text_equal(cell->text, drawn)) {
            dress_department(d, pattern, cell);
            return;
        }
    }
}

/* A line below the notes for a sentence that says that there are no data. */
static void
dress_sentence(struct dressing *d)
{
    const struct table_rule *table = d->placement->table;
    struct pattern_data data
        = { .model = d->blank->year, .unit_shift = d->placement->unit_shift };
    int row = d->placement->end - 1;

    if (table->n_declared_empty == 0)
        return;
    validation_note(
        &d->ask, TEXT("没有数据时"),
        text_printf(
            d->arena, "全表没有数据时，在此说明，如：%.*s",
            TEXT_ARG(pattern_show(d->arena, &table->declared_empty[0], &data))),
        grid_span(d->grid, row, 0));
}

/* ---- the list of codes ---- */

static void
put_codes(struct dressing *d, const struct code_list *list, const char *name,
          int col)
{
    struct span span = { 0, col, list->n_entries, col + 1 };

    for (int i = 0; i < list->n_entries; i++) {
        struct cell cell = { .row = i, .col = col, .type = CELL_TEXT };

        cell.text = codes_entries(list)[i].code;
        grid_put(d->arena, d->grid, cell);
        cell.col++;
        cell.text = codes_entries(list)[i].name;
        grid_put(d->arena, d->grid, cell);
    }
    add_name(d, text_printf(d->arena, "codes.%s", name), span);
}

static bool
asks_codes(const struct blank *blank, const char *classification)
{
    for (int t = 0; t < blank->n; t++) {
        for (int i = 0; i < blank->tables[t]->n_runs; i++) {
            const struct row_rule *rule = blank->tables[t]->runs[i].rule;

            if (rule->kind == ROW_CODE
                && text_equal(rule->by_code.list, text_of(classification)))
                return true;
        }
    }
    return false;
}

/* Hidden, and of texts alone, which nobody takes for figures. */
static void
add_codes(struct dressing *d)
{
    static const char *const words[] = { "functional", "economic" };
    struct book *book = d->blank->book;
    int col = 0;

    d->sheet = book->n_sheets;
    d->grid = &book->sheets[d->sheet];
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        const struct code_list *list
            = mapping_codes(d->blank->template, text_of(words[i]));

        if (list == NULL || list->n_entries == 0
            || !asks_codes(d->blank, words[i]))
            continue;
        put_codes(d, list, words[i], col);
        col += 2;
    }
    if (col == 0)
        return;
    d->grid->name = sheet_name(d->arena, book, TEXT(CODES_SHEET));
    d->grid->state = SHEET_HIDDEN;
    grid_finish(d->arena, d->grid);
    book->n_sheets++;
}

/* ---- the whole ---- */

/* "state_capital", for the second sheet of the table "state_capital_2". */
static struct text
id_of(struct arena *arena, const struct blank *blank, int t)
{
    const struct schema_table *schema = blank->tables[t]->table->schema;
    int before = 0;

    for (int i = 0; i < t; i++)
        before += blank->tables[i]->table->schema == schema;
    return before == 0 ? text_of(schema->id)
                       : text_printf(arena, "%s_%d", schema->id, before + 1);
}

static void
dress_table(struct dressing *d, int t)
{
    const struct table_rule *table = d->blank->tables[t]->table;

    d->placement = d->blank->tables[t];
    d->sheet = t;
    d->grid = &d->blank->book->sheets[t];
    d->ask = (struct ask){ d->arena, d->blank->book, d->grid,
                           d->blank->template, table->decimals };
    d->id = id_of(d->arena, d->blank, t);
    for (int i = 0; i < table->n_captions; i++) {
        dress_caption(d, table->captions[i].left);
        dress_caption(d, table->captions[i].center);
        dress_caption(d, table->captions[i].right);
    }
    for (int i = 0; i < d->placement->n_slots; i++)
        dress_slot(d, &slot_list(d->placement)[i]);
    for (int i = 0; i < d->placement->n_runs; i++)
        dress_run(d, &d->placement->runs[i]);
    dress_sentence(d);
    loosen_rows(d);
    d->grid->freeze_rows = d->grid->repeat_end;
    d->grid->locked = true;
}

void
blank_dress(struct arena *arena, struct blank *blank)
{
    struct dressing d
        = { .arena = arena, .blank = blank, .names = pairs_new(arena) };

    for (int t = 0; t < blank->n; t++)
        dress_table(&d, t);
    add_codes(&d);
}
