/* export_kept.c - sheets kept, and put back. */
#include "port/export_kept.h"

#include "base/sheetref.h"
#include "book/sheet_name.h"
#include "port/cell_write.h"
#include "port/export_draw.h"
#include "port/import.h"
#include "port/insert.h"

/* A kept sheet and its place in the book. */
struct kept_place {
    const struct kept_sheet *kept;
    int data;  /* the model's table of its first one, -1: none */
    int sheet; /* of the book; -1: it is left out */
};

struct restoring {
    struct exported *out;
    const struct template_rule *template;
    struct kept_place *places; /* [n] in their order */
    int n;
    enum stands stands;
    const struct located *located; /* all sheets, once they are there */
};

/* ---- sheets as they were ---- */

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

/* What a sheet is called in a book of its own: of several workbooks' sheets
   each name is there once. */
static struct text
own_name(const struct exported *e, struct text name)
{
    struct sheetref ref = sheetref_parse(name);

    return ref.file.n > 0 ? sheet_name(e->arena, e->book, ref.sheet) : name;
}

/* A sheet just as it was kept. */
static void
add_kept(struct exported *e, const struct kept_sheet *sheet)
{
    struct grid *grid = exported_add_sheet(e, own_name(e, sheet->name));

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

struct book *
export_kept_book(struct arena *arena, const struct kept *kept, const char *file)
{
    const struct model nothing = { .file = file };
    struct exported e = exported_open(arena, &nothing, NULL, NULL);

    e.book->date1904 = kept->date1904;
    for (int s = 0; s < kept->n_sheets; s++) {
        if (kept->sheets[s].whole)
            add_kept(&e, &kept->sheets[s]);
    }
    return e.book;
}

/* ---- which table is on which sheet ---- */

/* The next table of the schema that no sheet takes, -1. */
static int
find_untaken(const struct model *model, const struct schema_table *schema,
             const bool *taken)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (!taken[i] && model->tables[i].schema == schema)
            return i;
    }
    return -1;
}

/*
 * The model's table of each kept sheet's first one: by name, and where a
 * form's name was changed, the next that no other sheet has.
 */
static void
plan_sheets(struct restoring *r, const struct kept *kept)
{
    const struct model *model = r->out->model;
    bool *taken = ARENA_ARRAY(r->out->arena, bool, model->n_tables + 1);

    for (int s = 0; s < r->n; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];
        const struct model_table *table
            = model_find_table(model, sheet->table, sheet->instance);

        r->places[s] = (struct kept_place){
            sheet, table != NULL ? (int)(table - model->tables) : -1, -1
        };
        if (table != NULL)
            taken[table - model->tables] = true;
    }
    for (int s = 0; s < r->n; s++) {
        const struct table_rule *rule
            = mapping_table_named(r->template, kept->sheets[s].table);

        if (r->places[s].data >= 0 || rule == NULL || !rule->has_instance)
            continue;
        r->places[s].data = find_untaken(model, rule->schema, taken);
        if (r->places[s].data >= 0)
            taken[r->places[s].data] = true;
    }
}

/* Which of the model's tables a placement on a kept sheet is, -1. */
static int
table_of(const struct restoring *r, const struct kept_place *place,
         const struct placement *p)
{
    const struct exported *e = r->out;
    int i = -1;

    if (text_equal(place->kept->table, text_of(p->table->schema->id)))
        i = place->data;
    if (i >= 0 && (e->sheet[i] < 0 || !p->table->has_instance))
        return i;
    /* Changed names, or several tables on one sheet: the next not yet put. */
    for (i = 0; i < e->model->n_tables; i++) {
        if (e->model->tables[i].schema == p->table->schema && e->sheet[i] < 0)
            return i;
    }
    return -1;
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
rename_sheet(struct restoring *r, int s, const struct renamed *renamed)
{
    struct grid *grid = &r->out->book->sheets[s];

    for (int i = 0; i < grid->n_cells && renamed->was.n > 0; i++) {
        struct cell *cell = &grid->cells[i];
        enum claim claim = (enum claim)r->located->sheets[s].claims[i];

        if (cell->type == CELL_TEXT
            && (claim == CLAIM_LABEL
                || (claim == CLAIM_KEPT
                    && text_starts(text_trim(cell->text), renamed->was)))
            && text_find(cell->text, renamed->was, 0) >= 0)
            cell->text = replace(r->out->arena, cell->text, renamed);
    }
}

/* Does the model call the department of a kept table otherwise?  Of a table on
   two sheets the first says whose it is. */
static struct renamed
find_renamed(const struct exported *e, const struct placement *p, int data,
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
        || text_same_words(e->arena, renamed.was, renamed.now))
        renamed.was = TEXT_NONE;
    return renamed;
}

/* What no table of a sheet says otherwise holds for all sheets.  A drawn sheet
   has its name from the model. */
static void
rename_sheets(struct restoring *r)
{
    const struct exported *e = r->out;
    struct text *says
        = ARENA_ARRAY(e->arena, struct text, e->model->n_tables + 1);
    struct renamed *of_sheet
        = ARENA_ARRAY(e->arena, struct renamed, e->book->n_sheets + 1);
    bool *named = ARENA_ARRAY(e->arena, bool, e->book->n_sheets + 1);
    struct renamed first = { TEXT_NONE, TEXT_NONE };

    for (int i = 0; i < r->n; i++) {
        const struct kept_place *place = &r->places[i];
        const struct located_sheet *sheet;

        if (place->sheet < 0)
            continue;
        if (!place->kept->whole) {
            named[place->sheet] = true;
            continue;
        }
        sheet = &r->located->sheets[place->sheet];
        for (int t = 0; t < sheet->n_tables; t++) {
            const struct placement *p = sheet->tables[t];
            struct renamed renamed
                = find_renamed(e, p, table_of(r, place, p), says);

            named[place->sheet] |= p->department.n > 0;
            if (of_sheet[place->sheet].was.n == 0)
                of_sheet[place->sheet] = renamed;
            if (first.was.n == 0)
                first = renamed;
        }
    }
    for (int s = 0; s < e->book->n_sheets; s++)
        rename_sheet(r, s, named[s] ? &of_sheet[s] : &first);
}

/* ---- the model's figures ---- */

/* A table on several sheets: which of its figures one of them says. */
static void
find_stood(struct restoring *r, int data)
{
    const struct schema_table *schema = r->out->model->tables[data].schema;
    int n = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (int s = 0; s < r->out->book->n_sheets; s++) {
            for (int i = 0; i < r->located->sheets[s].n_tables; i++) {
                const struct placement *p = r->located->sheets[s].tables[i];

                if (p->table->has_instance || p->table->schema != schema)
                    continue;
                if (pass == 0)
                    n++;
                else if (n > 1)
                    cell_write_find_stood(r->out, s, p, data, r->stands);
            }
        }
    }
}

/* Do the kept sheets lack a figure of the table, as far as known? */
static bool
wants_rows(const struct exported *e, int data)
{
    for (int i = 0; i < e->model->tables[data].n_facts; i++) {
        if (!e->stood.has[data][i])
            return true;
    }
    return false;
}

static void
write_sheet(struct restoring *r, const struct kept_place *place)
{
    struct exported *e = r->out;
    const struct located_sheet *sheet = &r->located->sheets[place->sheet];

    for (int i = 0; i < sheet->n_tables; i++) {
        struct placement *p = sheet->tables[i];
        int data = table_of(r, place, p);

        if (data < 0)
            continue;
        e->sheet[data] = place->sheet;
        if (wants_rows(e, data)) {
            struct insert_sheet rows
                = insert_row_open(e->arena, &e->book->sheets[place->sheet],
                                  sheet->tables, sheet->n_tables);

            insert_rows(&rows, p, &e->model->tables[data], e->stood.has[data]);
        }
        cell_write_table(e, place->sheet, p, data, r->stands);
    }
}

/* Adds the sheets.  A form of which the model has nothing any more is not
   drawn. */
static void
add_sheets(struct restoring *r)
{
    struct exported *e = r->out;

    for (int i = 0; i < r->n; i++) {
        struct kept_place *place = &r->places[i];
        const struct kept_sheet *kept = place->kept;
        const struct table_rule *rule
            = mapping_table_named(r->template, kept->table);

        if (kept->whole) {
            add_kept(e, kept);
        } else if (rule != NULL && (place->data >= 0 || !rule->has_instance)) {
            export_draw(e, r->template, rule, place->data,
                        own_name(e, kept->name));
            e->book->sheets[e->book->n_sheets - 1].state
                = (enum sheet_state)kept->state;
        } else {
            continue;
        }
        place->sheet = e->book->n_sheets - 1;
    }
}

void
export_kept_sheets(struct exported *out, const struct template_rule *template,
                   const struct kept *kept)
{
    struct diag_list none = diag_none(out->arena);
    struct restoring r
        = { .out = out,
            .template = template,
            .places
            = ARENA_ARRAY(out->arena, struct kept_place, kept->n_sheets + 1),
            .n = kept->n_sheets,
            .stands = kept->lost != NULL ? STANDS_VALUE : STANDS_EXACT };

    out->book->date1904 = kept->date1904;
    plan_sheets(&r, kept);
    add_sheets(&r);
    r.located = locate_book(out->arena, out->book, template, &none);
    for (int i = 0; i < out->model->n_tables; i++)
        find_stood(&r, i);
    rename_sheets(&r);
    for (int i = 0; i < r.n; i++) {
        if (r.places[i].kept->whole)
            write_sheet(&r, &r.places[i]);
    }
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
draws_alike(struct exported *e, const struct located *located,
            const struct placement *p, int data)
{
    int row, col;

    e->book = ARENA_NEW(e->arena, struct book);
    e->sheets_capacity = 0;
    book_style(e->arena, e->book,
               (struct cell_style){ .format = TEXT("General") });
    export_draw(e, located->template, p->table, data, p->grid->name);
    return grid_equal(located->book, p->grid, e->book, &e->book->sheets[0],
                      &row, &col);
}

/* The tables that the located template has from another. */
static void
keep_others(struct arena *arena, const struct template_rule *template,
            struct kept *kept)
{
    for (int i = 0; template->owners && i < template->n_tables; i++) {
        const struct template_rule *owner = template->owners[i];
        struct kept_other other
            = { text_of(template->tables[i]->schema->id), owner->id };

        if (!text_equal(owner->id, template->id))
            ARENA_PUSH(arena, kept->others, kept->n_others,
                       kept->others_capacity, other);
    }
}

struct kept *
export_kept(struct arena *arena, const struct located *located,
            const struct model *model, bool all)
{
    struct diag_list none = diag_none(arena);
    struct exported drawn = exported_open(arena, model, NULL, &none);
    const int *const *tables = import_tables(arena, located);
    struct kept *kept = ARENA_NEW(arena, struct kept);

    kept->template_id = located->template->id;
    keep_others(arena, located->template, kept);
    kept->date1904 = located->book->date1904;
    for (int s = 0; s < located->book->n_sheets; s++) {
        const struct located_sheet *from = &located->sheets[s];
        struct kept_sheet sheet = { .name = from->grid->name,
                                    .state = (int)from->grid->state,
                                    .whole = true };

        if (from->n_tables > 0) {
            const struct placement *first = from->tables[0];
            int data = tables[s][0];

            sheet.table = text_of(model->tables[data].schema->id);
            sheet.instance = model->tables[data].instance;
            sheet.unit_given = first->unit_given;
            sheet.unit_shift = first->unit_shift;
            /* A sheet not kept is found again by its table alone. */
            sheet.whole = all || from->n_tables > 1
                          || mapping_table_named(located->template, sheet.table)
                                 != first->table
                          || !draws_alike(&drawn, located, first, data);
        }
        if (sheet.whole)
            keep_cells(arena, located->book, from, &sheet);
        ARENA_PUSH(arena, kept->sheets, kept->n_sheets, kept->sheets_capacity,
                   sheet);
    }
    return kept;
}
