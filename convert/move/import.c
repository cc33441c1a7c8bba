/* import.c - located tables become a model. */
#include "move/import.h"

#include <stdlib.h>

#include "base/pairs.h"
#include "move/census.h"
#include "move/cover.h"
#include "move/slot.h"

/* A cover says what it says in its first rows. */
#define COVER_ROWS 60

/* One book being read. */
struct importing {
    struct arena *arena;
    const struct located *located;
    struct model *model;
    struct pairs *instances; /* table and instance, seen */
    /* By table of the model: what the next of its name is numbered. */
    int *next;
    int n_next, next_capacity;
    struct diag_list *diags;
    int unread; /* figures of tables that made no fact */
};

static struct place
table_place(struct importing *im, const struct placement *p, int row, int col)
{
    return PLACE_CELL(im->located->book->file,
                      text_zero(im->arena, p->grid->name), row, col);
}

/* A code's facts that stand behind one another. */
struct code_run {
    struct text code;
    int first, end;
};

static int
compare_runs(const void *a, const void *b)
{
    const struct code_run *x = a, *y = b;
    int order = text_compare(x->code, y->code);

    return order != 0 ? order : (x->first > y->first) - (x->first < y->first);
}

static struct code_run *
code_runs(struct arena *arena, const struct model_table *table, int *n)
{
    struct code_run *runs = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < table->n_facts; i++) {
        struct code_run run = { table->facts[i].item, i, i + 1 };

        if (*n > 0 && runs[*n - 1].end == i
            && text_equal(runs[*n - 1].code, run.code))
            runs[*n - 1].end++;
        else if (schema_is_code(run.code))
            ARENA_PUSH(arena, runs, *n, capacity, run);
    }
    return runs;
}

void
import_roles(struct arena *arena, struct model_table *table)
{
    struct code_run *runs;
    int n;

    if (table->schema->codes == NULL)
        return;
    runs = code_runs(arena, table, &n);
    if (n > 0)
        qsort(runs, (size_t)n, sizeof *runs, compare_runs);
    for (int i = 0; i < n;) {
        int end = i + 1;

        while (end < n && text_equal(runs[end].code, runs[i].code))
            end++;
        /* A code with others below it in the table is their sum. */
        for (int k = i;
             k < end && end < n && text_starts(runs[end].code, runs[i].code);
             k++) {
            for (int f = runs[k].first; f < runs[k].end; f++)
                table->facts[f].role = ROLE_SUM;
        }
        i = end;
    }
}

static struct text
sans_breaks(struct arena *arena, struct text t)
{
    char *bytes;
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\n' || t.at[i] == '\r')
            goto copy;
    }
    return t;
copy:
    bytes = ARENA_ARRAY(arena, char, t.n);
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n' && t.at[i] != '\r')
            bytes[n++] = t.at[i];
    }
    return (struct text){ bytes, n };
}

/* A figure that is said twice must be the same both times. */
static void
check_again(struct importing *im, const struct placement *p,
            const struct model_table *table, struct fact *before,
            const struct fact *fact)
{
    char ref[CELLREF_MAX] = "";
    const char *sheet = "";

    if (model_value_equal(before, fact)) {
        if (fact->role == ROLE_SUM)
            before->role = ROLE_SUM;
        if (fact->decimals > before->decimals)
            before->decimals = fact->decimals;
        return;
    }
    if (before->row >= 0)
        cellref_show(before->row, before->col, ref);
    if (!text_equal(model_sheet(table, before), p->grid->name))
        sheet = arena_printf(im->arena, "%.*s!",
                             TEXT_ARG(model_sheet(table, before)));
    diag_add(im->diags, DIAG_VALUE_TWICE,
             table_place(im, p, fact->row, fact->col), fact->by,
             "'%.*s' here, but '%.*s' in %s%s, for %.*s, %.*s",
             TEXT_ARG(fact->found), TEXT_ARG(before->found), sheet, ref,
             TEXT_ARG(fact->item), TEXT_ARG(fact->measure));
}

static void
name_instance(struct importing *im, struct model_table *table,
              const struct placement *p)
{
    const struct fact *name = model_find(table, p->table->instance_item,
                                         p->table->instance_measure);
    struct text id = text_of(table->schema->id);
    struct text base
        = name != NULL ? sans_breaks(im->arena, name->text) : p->grid->name;
    struct text instance = base;
    int number = (int)(table - im->model->tables);
    int before = pairs_add(im->instances, id, instance, number);

    while (im->n_next <= number)
        ARENA_PUSH(im->arena, im->next, im->n_next, im->next_capacity, 2);
    while (before >= 0) {
        instance = text_printf(im->arena, "%.*s（%d）", TEXT_ARG(base),
                               im->next[before]++);
        if (pairs_add(im->instances, id, instance, number) < 0)
            break;
    }
    table->instance = instance;
    if (before >= 0)
        diag_add(im->diags, DIAG_INSTANCE_TWICE,
                 table_place(im, p, name != NULL ? name->row : p->title_row,
                             name != NULL ? name->col : p->title_col),
                 p->table->place,
                 "sheet %.*s is of '%.*s', too; this one is named '%.*s'",
                 TEXT_ARG(im->model->tables[before].sheet), TEXT_ARG(base),
                 TEXT_ARG(instance));
}

static int
shown_decimals(const struct model_table *table, int shift, int fallback)
{
    int most = -128;

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (fact->kind == VALUE_AMOUNT && fact->decimals + shift > most)
            most = fact->decimals + shift;
    }
    return most < 0 ? fallback : most;
}

static void
add_fact(struct arena *arena, struct model_table *table, struct fact fact)
{
    *model_add_fact(arena, table, fact.item, fact.measure, fact.kind) = fact;
}

/* The figures of a sheet: all of the table's, or on a second sheet of it the
   same, or more. */
static void
import_facts(struct importing *im, const struct placement *p,
             struct model_table *table)
{
    struct slot_reader reader
        = slot_open(im->arena, im->located->book, p->grid, im->diags);
    bool again = table->n_facts > 0;
    struct pairs *seen = NULL;

    model_merge_names(im->arena, table, p->names, p->n_names);
    reader.table = table;
    if (again || table->schema->evaluation) {
        seen = pairs_new(im->arena);
        for (int i = 0; i < table->n_facts; i++)
            pairs_add(seen, table->facts[i].item, table->facts[i].measure, i);
    }
    for (int i = 0; i < p->n_slots; i++) {
        struct fact fact;
        int before = -1;

        if (slot_read(&reader, &p->slots[i], &fact) != SLOT_FACT)
            continue;
        if (seen != NULL)
            before = pairs_add(seen, fact.item, fact.measure, table->n_facts);
        if (before >= 0) {
            check_again(im, p, table, &table->facts[before], &fact);
            continue;
        }
        if (!text_equal(table->sheet, p->grid->name))
            fact.sheet = p->grid->name;
        add_fact(im->arena, table, fact);
    }
    im->unread += reader.n_bad;
    slot_close(&reader);
}

/* The model's table for a placement: a new one, unless the template has it on
   two sheets and this is the second. */
static struct model_table *
table_for(struct importing *im, struct placement *p)
{
    struct model *model = im->model;
    struct model_table *table = NULL;

    for (int i = 0; i < model->n_tables && !p->table->has_instance; i++) {
        if (model->tables[i].schema == p->table->schema)
            table = &model->tables[i];
    }
    if (table == NULL) {
        table = model_add_table(im->arena, model, p->table->schema, TEXT_NONE);
        table->template_id = p->template->id;
        table->scope = p->table->scope;
    }
    p->data = (int)(table - model->tables);
    if (table->n_facts == 0) {
        table->unit_shift = p->unit_shift;
        table->sheet = p->grid->name;
    }
    if (table->department.n == 0)
        table->department = p->department;
    if (table->year == 0)
        table->year = p->year;
    if (table->declared_empty.n == 0)
        table->declared_empty = p->declared_empty;
    return table;
}

static bool
has_figures(const struct model_table *table)
{
    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (fact->kind != VALUE_TEXT && !decimal_is_zero(fact->value))
            return true;
    }
    return false;
}

static void
import_table(struct importing *im, struct placement *p)
{
    const struct template_rule *template = p->template;
    struct model_table *table = table_for(im, p);

    import_facts(im, p, table);
    table->decimals
        = shown_decimals(table, table->unit_shift, p->table->decimals);
    if (p->table->has_instance)
        name_instance(im, table, p);
    import_roles(im->arena, table);
    if (p->declared_empty.n > 0 && has_figures(table))
        diag_add(im->diags, DIAG_EMPTY_DIFFERS,
                 table_place(im, p, p->title_row, p->title_col),
                 p->table->place, "the sheet has figures, but says '%.*s'",
                 TEXT_ARG(p->declared_empty));
    if (p->year != 0
        && (p->year < template->year_first || p->year > template->year_last))
        diag_hint(im->diags,
                  diag_add(im->diags, DIAG_YEAR_DIFFERS,
                           table_place(im, p, p->title_row, p->title_col),
                           template->place,
                           "the sheet says %d, the template %.*s is for %s",
                           p->year, TEXT_ARG(template->id),
                           mapping_years(im->arena, template)),
                  "see that the year is right; where it is, the sheet may be "
                  "of another form of that year");
}

static bool
is_department(struct arena *arena, struct text a, struct text b)
{
    return text_equal(text_fold(arena, a), text_fold(arena, b));
}

/* Against the option, and the first sheet that says one. */
static void
check_department(struct importing *im, const struct placement *first,
                 const struct placement *p)
{
    const struct book_given *given = &im->located->book->given;

    if (given->department.n > 0
        && !is_department(im->arena, given->department, p->department))
        diag_add_as(im->diags, DIAG_DEPARTMENT_DIFFERS, DIAG_ERROR,
                    table_place(im, p, p->department_row, p->department_col),
                    p->table->place, "this sheet is of '%.*s', %s says '%.*s'",
                    TEXT_ARG(p->department), given->department_by,
                    TEXT_ARG(given->department));
    if (!is_department(im->arena, first->department, p->department))
        diag_add(im->diags, DIAG_DEPARTMENT_DIFFERS,
                 table_place(im, p, p->department_row, p->department_col),
                 p->table->place,
                 "this sheet is of '%.*s', sheet %.*s of '%.*s'",
                 TEXT_ARG(p->department), TEXT_ARG(first->grid->name),
                 TEXT_ARG(first->department));
}

static void
check_year(struct importing *im, const struct placement *first,
           const struct placement *p)
{
    const struct book_given *given = &im->located->book->given;

    if (given->year != 0 && given->year != p->year)
        diag_add_as(im->diags, DIAG_YEAR_DIFFERS, DIAG_ERROR,
                    table_place(im, p, p->title_row, p->title_col),
                    p->table->place, "this sheet is of %d, %s says %d", p->year,
                    given->year_by, given->year);
    if (p->year != first->year)
        diag_add(im->diags, DIAG_YEAR_DIFFERS,
                 table_place(im, p, p->title_row, p->title_col),
                 p->table->place, "this sheet is of %d, sheet %.*s of %d",
                 p->year, TEXT_ARG(first->grid->name), first->year);
}

/* Whose filing it is, and of which year: the first sheet that says it. */
static void
settle_filing(struct importing *im)
{
    const struct placement *department = NULL, *year = NULL;

    for (int s = 0; s < im->located->book->n_sheets; s++) {
        const struct located_sheet *sheet = &im->located->sheets[s];

        for (int i = 0; i < sheet->n_tables; i++) {
            const struct placement *p = sheet->tables[i];

            if (p->department.n > 0) {
                department = department != NULL ? department : p;
                check_department(im, department, p);
            }
            if (p->year != 0) {
                year = year != NULL ? year : p;
                check_year(im, year, p);
            }
        }
    }
    if (department != NULL)
        im->model->department = department->department;
    if (year != NULL)
        im->model->fiscal_year = year->year;
}

/* A form may name the unit it was made for, which may be one below the
   department: where nobody says more. */
static void
find_department(struct arena *arena, struct model *model)
{
    for (int i = 0; i < model->n_tables && model->department.n == 0; i++) {
        const struct fact *unit = model_find(&model->tables[i], TEXT("header"),
                                             TEXT("implementing_unit"));

        if (unit != NULL)
            model->department = sans_breaks(arena, unit->text);
    }
}

/* Is the cell above all tables of its sheet? */
static bool
is_above(const struct located_sheet *sheet, const struct cell *cell)
{
    return cell->row < COVER_ROWS
           && (sheet->n_tables == 0 || cell->row < sheet->tables[0]->data_top);
}

/*
 * What a cover says, or the heading of a publication above its first table,
 * where no table does.  Two that differ say nothing.
 */
static void
take_covers(struct importing *im)
{
    const struct book *book = im->located->book;
    struct text department = TEXT_NONE;
    int year = 0;
    bool differ = false;

    for (int s = 0; s < book->n_sheets; s++) {
        const struct located_sheet *sheet = &im->located->sheets[s];

        for (int i = 0; i < sheet->grid->n_cells
                        && is_above(sheet, &sheet->grid->cells[i]);
             i++) {
            const struct cell *cell = &sheet->grid->cells[i];
            struct text name = TEXT_NONE;
            int said = 0;

            if (cell->type != CELL_TEXT || cell->text.n > 300
                || (sheet->n_tables > 0
                    && cell->row == sheet->tables[0]->title_row)
                || !cover_parse(text_fold(im->arena, cell->text), &name, &said))
                continue;
            differ |= (year != 0 && year != said)
                      || (department.n > 0 && name.n > 0
                          && !text_equal(department, name));
            year = said;
            department = name.n > 0 ? name : department;
        }
    }
    if (differ)
        return;
    if (im->model->department.n == 0)
        im->model->department = department;
    if (im->model->fiscal_year == 0)
        im->model->fiscal_year = year;
}

/* What is said of the filing as a whole, against the options. */
static void
check_given(struct arena *arena, struct text department, int year,
            const struct book_given *given, const char *path,
            struct diag_list *diags)
{
    struct place at = PLACE_FILE(path);

    if (department.n > 0 && given->department.n > 0
        && !is_department(arena, department, given->department))
        diag_add_as(diags, DIAG_DEPARTMENT_DIFFERS, DIAG_ERROR, at, PLACE_NONE,
                    "the file is of '%.*s', %s says '%.*s'",
                    TEXT_ARG(department), given->department_by,
                    TEXT_ARG(given->department));
    if (year != 0 && given->year != 0 && year != given->year)
        diag_add_as(diags, DIAG_YEAR_DIFFERS, DIAG_ERROR, at, PLACE_NONE,
                    "the file is of %d, %s says %d", year, given->year_by,
                    given->year);
}

/* What no sheet says the document may. */
static void
take_properties(struct importing *im)
{
    const struct book *book = im->located->book;
    struct text department = TEXT_NONE;
    int year = 0;

    if (im->model->department.n == 0)
        im->model->department = department = book->department;
    if (im->model->fiscal_year == 0)
        im->model->fiscal_year = year = book->year;
    check_given(im->arena, department, year, &book->given, book->file,
                im->diags);
}

/* What nobody said so far: the options do, or it is open.  A year is never
   taken from the template: it may be of a later one. */
static void
settle_rest(struct arena *arena, struct model *model,
            const struct book_given *given, struct place at, struct place by,
            struct diag_list *diags)
{
    struct diag *diag;

    if (model->department.n == 0)
        model->department = given->department;
    find_department(arena, model);
    if (model->department.n == 0) {
        diag = diag_add(diags, DIAG_DEPARTMENT_UNKNOWN, at, by,
                        "nothing says whose filing it is");
        diag_hint(diags, diag, "say it with --department NAME");
    }
    if (model->fiscal_year == 0)
        model->fiscal_year = given->year;
    if (model->fiscal_year == 0) {
        diag = diag_add(diags, DIAG_YEAR_UNKNOWN, at, by,
                        "nothing says which year the filing is of");
        diag_hint(diags, diag, "say it with --year YEAR");
    }
    if (model->region.n == 0)
        model->region = given->region;
    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].year == 0)
            model->tables[i].year = model->fiscal_year;
    }
}

static void
settle_year(struct importing *im)
{
    const struct template_rule *template = im->located->template;
    int year = im->model->fiscal_year, given = im->located->book->given.year;

    if (year == 0 && given != 0
        && (given < template->year_first || given > template->year_last))
        diag_add(im->diags, DIAG_YEAR_DIFFERS,
                 PLACE_FILE(im->located->book->file), template->place,
                 "%s says %d, the template %.*s is for %s",
                 im->located->book->given.year_by, given,
                 TEXT_ARG(template->id), mapping_years(im->arena, template));
    settle_rest(im->arena, im->model, &im->located->book->given,
                PLACE_FILE(im->located->book->file), template->place,
                im->diags);
}

void
import_given(struct arena *arena, struct model *model,
             const struct book_given *given, const char *path,
             struct diag_list *diags)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (model->department.n == 0)
            model->department = model->tables[i].department;
        if (model->fiscal_year == 0)
            model->fiscal_year = model->tables[i].year;
    }
    check_given(arena, model->department, model->fiscal_year, given, path,
                diags);
    settle_rest(arena, model, given, PLACE_FILE(path), PLACE_NONE, diags);
}

struct model *
import_book(struct arena *arena, const struct located *located,
            struct diag_list *diags)
{
    struct importing im = { .arena = arena,
                            .located = located,
                            .model = ARENA_NEW(arena, struct model),
                            .instances = pairs_new(arena),
                            .diags = diags };

    im.model->template_id = located->template->id;
    im.model->file = located->book->file;
    im.model->region = located->book->given.region;
    im.model->saved = located->book->saved;
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++)
            import_table(&im, located->sheets[s].tables[i]);
    }
    settle_filing(&im);
    take_covers(&im);
    take_properties(&im);
    settle_year(&im);
    im.model->unread = im.unread + census_take(arena, located, diags);
    return im.model;
}
