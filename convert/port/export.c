/* export.c - models drawn, or put back into the sheets they came from. */
#include "port/export.h"

#include <string.h>

#include "base/limits.h"

#include "place/draw.h"
#include "place/draw_page.h"
#include "port/cell_write.h"
#include "port/insert.h"

struct exporting {
    struct arena *arena;
    const struct template_rule *template;
    const struct model *model;
    struct book *book;
    int sheets_capacity;
    bool **written; /* [model tables][facts] */
    bool **stood;   /* the same: a sheet as it stood says them */
    bool *drawn;    /* [model tables] */
    int *sheet;     /* [model tables] where it is, -1: nowhere yet */
    struct diag_list *diags;
};

/* ---- sheet names ---- */

static bool
name_taken(const struct book *book, struct text name)
{
    for (int i = 0; i < book->n_sheets; i++) {
        struct text other = book->sheets[i].name;

        if (other.n == name.n && other.n > 0
            && strncasecmp(other.at, name.at, name.n) == 0)
            return true;
    }
    return false;
}

/* The first so many UTF-16 units, without characters a name may not have. */
static struct text
clean_name(struct arena *arena, struct text t, int units)
{
    /* A unit is at most three bytes, whatever stands in its place in t. */
    char *bytes = ARENA_ARRAY(arena, char, (size_t)units * 3 + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);

        if (c < 0x20 || strchr("[]:*?/\\", (int)(c < 0x80 ? c : 'x')) != NULL)
            continue;
        units -= c > 0xFFFF ? 2 : 1;
        if (units < 0)
            break;
        n += (size_t)text_put(bytes + n, c);
    }
    while (n > 0 && bytes[n - 1] == '\'')
        n--;
    while (n > 0 && *bytes == '\'') {
        bytes++;
        n--;
    }
    return text_trim((struct text){ bytes, n });
}

/* The highest number of "name（2）", "name（3）" … in the book, at least 1. */
static int
highest_twin(const struct book *book, struct text name)
{
    int highest = 1;

    for (int i = 0; i < book->n_sheets; i++) {
        struct text other = book->sheets[i].name;
        size_t at = name.n + TEXT("（").n;
        int number = 0;

        if (!text_starts(other, name)
            || !text_starts(text_slice(other, name.n, other.n), TEXT("（")))
            continue;
        while (at < other.n && other.at[at] >= '0' && other.at[at] <= '9'
               && number < LIMIT_SHEETS)
            number = number * 10 + (other.at[at++] - '0');
        if (number > highest && number <= LIMIT_SHEETS)
            highest = number;
    }
    return highest;
}

struct text
export_sheet_name(struct arena *arena, const struct book *book,
                  struct text wanted)
{
    struct text name = clean_name(arena, wanted, 31);

    if (name.n == 0)
        name = wanted = TEXT("表");
    if (!name_taken(book, name))
        return name;
    name = clean_name(arena, wanted, 24); /* and （10000） */
    for (int n = highest_twin(book, name) + 1;; n++) {
        struct text twin = text_printf(arena, "%.*s（%d）", TEXT_ARG(name), n);

        if (!name_taken(book, twin))
            return twin;
    }
}

static struct grid *
add_sheet(struct exporting *e, struct text name)
{
    struct grid grid = { .name = name };

    ARENA_PUSH(e->arena, e->book->sheets, e->book->n_sheets, e->sheets_capacity,
               grid);
    return &e->book->sheets[e->book->n_sheets - 1];
}

/* ---- drawing ---- */

static void
draw_sheet(struct exporting *e, const struct table_rule *table, int data,
           struct text name)
{
    struct grid *grid = add_sheet(e, name);
    const struct model_table *values
        = data >= 0 ? &e->model->tables[data] : NULL;
    struct placement *p = draw_table(e->arena, e->book, grid, e->template,
                                     table, e->model, values);

    if (values != NULL) {
        cell_write_table(e->arena, e->book, grid, p, e->model, values,
                         STANDS_NOT, e->written[data], NULL, e->diags);
        e->drawn[data] = true;
        e->sheet[data] = e->book->n_sheets - 1;
    }
    draw_page_fit(e->arena, e->book, grid, table);
}

struct text
export_table_title(const struct table_rule *table)
{
    struct text title = TEXT_NONE;

    if (table->n_titles > 0 && table->titles[0].n_parts == 1
        && table->titles[0].parts[0].literal)
        title = table->titles[0].parts[0].text;
    return title.n > 0 ? title : text_of(table->schema->title);
}

static bool
any_statement(const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (!model->tables[i].schema->evaluation)
            return true;
    }
    return false;
}

/* The sheets that the template draws for what is not drawn yet. */
static void
draw_rest(struct exporting *e, bool blanks)
{
    bool *stood = ARENA_ARRAY(e->arena, bool, e->model->n_tables + 1);

    for (int i = 0; i < e->model->n_tables; i++)
        stood[i] = e->drawn[i];
    for (int t = 0; t < e->template->n_tables; t++) {
        const struct table_rule *table = e->template->tables[t];
        bool some = false;

        for (int i = 0; i < e->model->n_tables; i++) {
            const struct model_table *data = &e->model->tables[i];
            struct text name = export_table_title(table);

            if (data->schema != table->schema)
                continue;
            some = true;
            /* A template may have one table on two sheets. */
            if (table->has_instance ? e->drawn[i] : stood[i])
                continue;
            if (table->has_instance && data->instance.n > 0)
                name = data->instance;
            draw_sheet(e, table, i, export_sheet_name(e->arena, e->book, name));
        }
        /* A set of statements is published whole, blank tables too. */
        if (!some && blanks && !table->has_instance)
            draw_sheet(e, table, -1,
                       export_sheet_name(e->arena, e->book,
                                         export_table_title(table)));
    }
}

/* ---- sheets as they stood ---- */

static enum cell_type
kept_type(char type)
{
    switch (type) {
    case 'n':
        return CELL_NUMBER;
    case 'd':
        return CELL_DATE;
    case 'D':
        return CELL_ISO_DATE;
    case 'b':
        return CELL_BOOL;
    case 'e':
        return CELL_ERROR;
    case 's':
        return CELL_TEXT;
    default:
        return CELL_BLANK;
    }
}

static char
type_letter(uint8_t type)
{
    switch ((enum cell_type)type) {
    case CELL_NUMBER:
        return 'n';
    case CELL_DATE:
        return 'd';
    case CELL_ISO_DATE:
        return 'D';
    case CELL_BOOL:
        return 'b';
    case CELL_ERROR:
        return 'e';
    case CELL_TEXT:
        return 's';
    case CELL_BLANK:
        break;
    }
    return 0;
}

/* A sheet just as it was kept. */
static void
stand_sheet(struct exporting *e, const struct kept_sheet *sheet)
{
    struct grid *grid = add_sheet(e, sheet->name);

    grid->state = (enum sheet_state)sheet->state;
    grid->unit_given = sheet->unit_given;
    grid->unit_shift = sheet->unit_shift;
    for (int i = 0; i < sheet->n_cells; i++) {
        const struct kept_cell *kept = &sheet->cells[i];
        struct cell cell = { .row = kept->row,
                             .col = kept->col,
                             .type = (uint8_t)kept_type(kept->type),
                             .text = kept->value };
        struct cell_style style = { .format = kept->format };

        if (style.format.n == 0)
            style.format = TEXT("General");
        cell.style = (uint16_t)book_style(e->arena, e->book, style);
        grid_put(e->arena, grid, cell);
    }
    for (int i = 0; i < sheet->n_merges; i++)
        grid_merge(e->arena, grid, sheet->merges[i]);
    grid_finish(e->arena, grid);
}

static int
find_table(const struct model *model, struct text table, struct text instance)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (text_equal(text_of(model->tables[i].schema->id), table)
            && text_equal(model->tables[i].instance, instance))
            return i;
    }
    return -1;
}

static const struct table_rule *
find_rule(const struct template_rule *template, struct text table)
{
    for (int i = 0; i < template->n_tables; i++) {
        if (text_equal(text_of(template->tables[i]->schema->id), table))
            return template->tables[i];
    }
    return NULL;
}

/* The next table of the schema that no sheet takes. */
static int
find_untaken(const struct exporting *e, struct text table, const bool *taken)
{
    for (int i = 0; i < e->model->n_tables; i++) {
        if (!taken[i]
            && text_equal(text_of(e->model->tables[i].schema->id), table))
            return i;
    }
    return -1;
}

/*
 * The model's table of each kept sheet's first one, or -1: by name, and where
 * a form's name was changed, the next that no other sheet has.
 */
static int *
plan_sheets(const struct exporting *e, const struct kept *kept)
{
    bool *taken = ARENA_ARRAY(e->arena, bool, e->model->n_tables + 1);
    int *plan = ARENA_ARRAY(e->arena, int, kept->n_sheets + 1);

    for (int s = 0; s < kept->n_sheets; s++) {
        plan[s] = find_table(e->model, kept->sheets[s].table,
                             kept->sheets[s].instance);
        if (plan[s] >= 0)
            taken[plan[s]] = true;
    }
    for (int s = 0; s < kept->n_sheets; s++) {
        const struct table_rule *rule
            = find_rule(e->template, kept->sheets[s].table);

        if (plan[s] >= 0 || rule == NULL || !rule->has_instance)
            continue;
        plan[s] = find_untaken(e, kept->sheets[s].table, taken);
        if (plan[s] >= 0)
            taken[plan[s]] = true;
    }
    return plan;
}

/* The rule by which a sheet is drawn that was not kept; NULL: a form of which
   the model has nothing any more. */
static const struct table_rule *
drawn_rule(const struct exporting *e, const struct kept_sheet *sheet, int data)
{
    const struct table_rule *rule = find_rule(e->template, sheet->table);

    return rule != NULL && rule->has_instance && data < 0 ? NULL : rule;
}

/* Which of the model's tables a placement on a standing sheet is. */
static int
table_of(struct exporting *e, const struct placement *p,
         const struct kept_sheet *sheet, int planned)
{
    int i = -1;

    if (text_equal(sheet->table, text_of(p->table->schema->id)))
        i = planned;
    if (i >= 0 && (!e->drawn[i] || !p->table->has_instance))
        return i;
    /* Changed names, or several tables on one sheet: the next not yet put. */
    for (i = 0; i < e->model->n_tables; i++) {
        if (e->model->tables[i].schema == p->table->schema && !e->drawn[i])
            return i;
    }
    return -1;
}

/* A table on several sheets: which of its figures stand right on one. */
static void
find_stood(struct exporting *e, const struct located *located, int data,
           enum stands stands)
{
    int n = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (int s = 0; s < e->book->n_sheets; s++) {
            for (int i = 0; i < located->sheets[s].n_tables; i++) {
                const struct placement *p = located->sheets[s].tables[i];

                if (p->table->has_instance
                    || p->table->schema != e->model->tables[data].schema)
                    continue;
                if (pass == 0)
                    n++;
                else if (n > 1)
                    cell_write_find_stood(
                        e->arena, e->book, &e->book->sheets[s], p,
                        &e->model->tables[data], stands, e->stood[data]);
            }
        }
    }
}

/* Do the standing sheets lack a figure of the table, as far as known? */
static bool
wants_rows(const struct exporting *e, int data)
{
    for (int i = 0; i < e->model->tables[data].n_facts; i++) {
        if (!e->stood[data][i])
            return true;
    }
    return false;
}

/* ---- a department that has another name now ---- */

struct renamed {
    struct text was, now; /* was "": none */
};

static struct text
replace(struct arena *arena, struct text t, const struct renamed *renamed)
{
    struct text made = TEXT_NONE;
    size_t pos = 0;
    long at;

    while ((at = text_find(t, renamed->was, pos)) >= 0) {
        made = text_printf(arena, "%.*s%.*s%.*s", TEXT_ARG(made),
                           (int)((size_t)at - pos), t.at + pos,
                           TEXT_ARG(renamed->now));
        pos = (size_t)at + renamed->was.n;
    }
    return text_printf(arena, "%.*s%.*s", TEXT_ARG(made), (int)(t.n - pos),
                       t.at + pos);
}

/* In captions and titles; on covers where a text begins with the name. */
static void
rename_sheet(struct exporting *e, const struct located_sheet *located,
             struct grid *grid, const struct renamed *renamed)
{
    for (int i = 0; i < grid->n_cells && renamed->was.n > 0; i++) {
        struct cell *cell = &grid->cells[i];
        enum claim claim = (enum claim)located->claims[i];

        if (cell->type == CELL_TEXT
            && (claim == CLAIM_LABEL
                || (claim == CLAIM_KEPT
                    && text_starts(text_trim(cell->text), renamed->was)))
            && text_find(cell->text, renamed->was, 0) >= 0)
            cell->text = replace(e->arena, cell->text, renamed);
    }
}

/* Does the model call the department of a standing table otherwise?  Of a
   table on two sheets the first says whose it is. */
static struct renamed
find_renamed(const struct exporting *e, const struct placement *p, int data,
             struct text *says)
{
    const struct model_table *table
        = data >= 0 ? &e->model->tables[data] : NULL;
    struct renamed renamed = { p->department, e->model->department };

    if (table == NULL || p->department.n == 0)
        return (struct renamed){ TEXT_NONE, TEXT_NONE };
    if (table->department.n > 0)
        renamed.now = table->department;
    if (says[data].n == 0)
        says[data] = p->department;
    if (renamed.now.n == 0 || !text_equal(says[data], p->department)
        || text_equal(text_fold(e->arena, renamed.was),
                      text_fold(e->arena, renamed.now)))
        renamed.was = TEXT_NONE;
    return renamed;
}

/* What no table of a sheet says otherwise holds for all sheets. */
static void
rename_sheets(struct exporting *e, const struct kept *kept, const int *plan,
              const struct located *located)
{
    struct text *says
        = ARENA_ARRAY(e->arena, struct text, e->model->n_tables + 1);
    struct renamed *of_sheet
        = ARENA_ARRAY(e->arena, struct renamed, e->book->n_sheets + 1);
    bool *named = ARENA_ARRAY(e->arena, bool, e->book->n_sheets + 1);
    struct renamed first = { TEXT_NONE, TEXT_NONE };

    for (int s = 0, k = 0; s < kept->n_sheets; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];

        if (!sheet->whole) {
            if (drawn_rule(e, sheet, plan[s]) != NULL)
                named[k++] = true; /* by the model */
            continue;
        }
        for (int i = 0; i < located->sheets[k].n_tables; i++) {
            const struct placement *p = located->sheets[k].tables[i];
            struct renamed renamed
                = find_renamed(e, p, table_of(e, p, sheet, plan[s]), says);

            named[k] |= p->department.n > 0;
            if (of_sheet[k].was.n == 0)
                of_sheet[k] = renamed;
            if (first.was.n == 0)
                first = renamed;
        }
        k++;
    }
    for (int k = 0; k < e->book->n_sheets; k++)
        rename_sheet(e, &located->sheets[k], &e->book->sheets[k],
                     named[k] ? &of_sheet[k] : &first);
}

/* ---- all of them ---- */

static void
stand_sheets(struct exporting *e, const struct kept *kept)
{
    enum stands stands = kept->lost != NULL ? STANDS_VALUE : STANDS_EXACT;
    struct diag_list none = diag_none(e->arena);
    const int *plan = plan_sheets(e, kept);
    struct located *located;

    for (int s = 0; s < kept->n_sheets; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];

        if (!sheet->whole) {
            const struct table_rule *table = drawn_rule(e, sheet, plan[s]);

            if (table != NULL) {
                draw_sheet(e, table, plan[s], sheet->name);
                e->book->sheets[e->book->n_sheets - 1].state
                    = (enum sheet_state)sheet->state;
            }
            continue;
        }
        stand_sheet(e, sheet);
    }
    located = locate_book(e->arena, e->book, e->template, &none);
    for (int i = 0; i < e->model->n_tables; i++)
        find_stood(e, located, i, stands);
    rename_sheets(e, kept, plan, located);
    for (int s = 0, k = 0; s < kept->n_sheets; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];

        if (!sheet->whole) {
            k += drawn_rule(e, sheet, plan[s]) != NULL;
            continue;
        }
        for (int i = 0; i < located->sheets[k].n_tables; i++) {
            struct placement *p = located->sheets[k].tables[i];
            int data = table_of(e, p, sheet, plan[s]);

            if (data < 0)
                continue;
            e->drawn[data] = true;
            e->sheet[data] = k;
            if (wants_rows(e, data))
                insert_rows(e->arena, e->book, &e->book->sheets[k],
                            located->sheets[k].tables,
                            located->sheets[k].n_tables, p,
                            &e->model->tables[data], e->stood[data], NULL);
            cell_write_table(e->arena, e->book, &e->book->sheets[k], p,
                             e->model, &e->model->tables[data], stands,
                             e->written[data], e->stood[data], e->diags);
        }
        k++;
    }
}

struct exported
export_book(struct arena *arena, const struct template_rule *template,
            const struct model *model, const struct kept *kept,
            struct diag_list *diags)
{
    struct exporting e = {
        .arena = arena, .template = template, .model = model, .diags = diags
    };
    struct exported out;

    e.book = ARENA_NEW(arena, struct book);
    e.book->file = model->file;
    book_style(arena, e.book, (struct cell_style){ .format = TEXT("General") });
    e.written = ARENA_ARRAY(arena, bool *, model->n_tables + 1);
    e.stood = ARENA_ARRAY(arena, bool *, model->n_tables + 1);
    e.drawn = ARENA_ARRAY(arena, bool, model->n_tables + 1);
    e.sheet = ARENA_ARRAY(arena, int, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++) {
        e.sheet[i] = -1;
        e.written[i] = ARENA_ARRAY(arena, bool, model->tables[i].n_facts + 1);
        e.stood[i] = ARENA_ARRAY(arena, bool, model->tables[i].n_facts + 1);
    }
    if (kept != NULL) {
        e.book->date1904 = kept->date1904;
        stand_sheets(&e, kept);
    }
    draw_rest(&e, kept == NULL && any_statement(model));
    out.book = e.book;
    out.lost = model_pick(arena, model, e.written, false);
    out.written = e.written;
    out.sheet = e.sheet;
    return out;
}

struct book *
export_stood(struct arena *arena, const struct kept *kept, const char *file)
{
    struct exporting e = { .arena = arena };

    e.book = ARENA_NEW(arena, struct book);
    e.book->file = file;
    e.book->date1904 = kept->date1904;
    book_style(arena, e.book, (struct cell_style){ .format = TEXT("General") });
    for (int s = 0; s < kept->n_sheets; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];

        if (!sheet->whole)
            continue;
        stand_sheet(&e, sheet);
    }
    return e.book;
}

/* ---- what is kept ---- */

/* A formula without a result was named, and has nothing to keep.  Nor has a
   figure or code that is struck out: it would stand without its mark. */
static bool
has_nothing(const struct cell *cell, enum claim claim)
{
    return (cell->flags & CELL_NO_RESULT) != 0
           || ((cell->flags & CELL_MARKED) != 0
               && (claim == CLAIM_FACT || claim == CLAIM_NAMED));
}

static void
keep_cells(struct arena *arena, const struct book *book,
           const struct located_sheet *from, struct kept_sheet *sheet)
{
    const struct grid *grid = from->grid;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        struct text format = book->styles[cell->style].format;
        struct kept_cell kept = { cell->row, cell->col, type_letter(cell->type),
                                  cell->text, format };

        if (kept.type == 0 || has_nothing(cell, (enum claim)from->claims[i]))
            continue;
        if (text_equal(format, TEXT("General")))
            kept.format = TEXT_NONE;
        ARENA_PUSH(arena, sheet->cells, sheet->n_cells, sheet->cells_capacity,
                   kept);
    }
    for (int i = 0; i < grid->n_merges; i++)
        ARENA_PUSH(arena, sheet->merges, sheet->n_merges,
                   sheet->merges_capacity, grid->merges[i]);
}

/* Would the template draw the sheet just as it is? */
static bool
draws_alike(struct arena *arena, const struct located *located,
            const struct placement *p, const struct model *model, int data)
{
    struct exporting e
        = { .arena = arena, .template = located->template, .model = model };
    struct diag_list none = diag_none(arena);
    int row, col;

    e.diags = &none;
    e.book = ARENA_NEW(arena, struct book);
    book_style(arena, e.book, (struct cell_style){ .format = TEXT("General") });
    e.written = ARENA_ARRAY(arena, bool *, model->n_tables);
    e.drawn = ARENA_ARRAY(arena, bool, model->n_tables);
    e.sheet = ARENA_ARRAY(arena, int, model->n_tables);
    e.written[data] = ARENA_ARRAY(arena, bool, model->tables[data].n_facts + 1);
    draw_sheet(&e, p->table, data, p->grid->name);
    return grid_equal(located->book, p->grid, e.book, &e.book->sheets[0], &row,
                      &col);
}

struct kept *
export_kept(struct arena *arena, const struct located *located,
            const struct model *model, bool all)
{
    struct kept *kept = ARENA_NEW(arena, struct kept);

    kept->template_id = located->template->id;
    kept->date1904 = located->book->date1904;
    for (int s = 0; s < located->book->n_sheets; s++) {
        const struct located_sheet *from = &located->sheets[s];
        struct kept_sheet sheet = { .name = from->grid->name,
                                    .state = (int)from->grid->state,
                                    .whole = true };

        if (from->n_tables > 0) {
            int data = from->tables[0]->data; /* import_book set it */

            sheet.table = text_of(model->tables[data].schema->id);
            sheet.instance = model->tables[data].instance;
            sheet.unit_given = from->tables[0]->unit_given;
            sheet.unit_shift = from->tables[0]->unit_shift;
            /* A sheet not kept is found again by its table alone. */
            sheet.whole
                = all || from->n_tables > 1
                  || find_rule(located->template, sheet.table)
                         != from->tables[0]->table
                  || !draws_alike(arena, located, from->tables[0], model, data);
        }
        if (sheet.whole)
            keep_cells(arena, located->book, from, &sheet);
        ARENA_PUSH(arena, kept->sheets, kept->n_sheets, kept->sheets_capacity,
                   sheet);
    }
    return kept;
}
