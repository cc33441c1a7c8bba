/* import.c - located tables become a model. */
#include "port/import.h"

#include <stdlib.h>

#include "base/pairs.h"
#include "canon/item.h"
#include "place/census.h"
#include "place/locate_cover.h"
#include "port/cell_read.h"

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
    struct pairs *told;   /* texts that were told of */
    struct place year_at; /* the cell that says it */
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
        else if (item_is_code(run.code))
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
    struct cell_reader reader
        = cell_read_open(im->arena, im->located->book, p->grid, im->diags);
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

        if (cell_read(&reader, &p->slots[i], &fact) != CELL_READ_FACT)
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
    cell_read_close(&reader);
}

const int *const *
import_tables(struct arena *arena, const struct located *located)
{
    int n_sheets = located->book->n_sheets, n = 0, capacity = 0;
    int **tables = ARENA_ARRAY(arena, int *, n_sheets + 1);
    const struct schema_table **schemas = NULL; /* [n] of the model's tables */

    for (int s = 0; s < n_sheets; s++) {
        const struct located_sheet *sheet = &located->sheets[s];

        tables[s] = ARENA_ARRAY(arena, int, sheet->n_tables + 1);
        for (int t = 0; t < sheet->n_tables; t++) {
            const struct table_rule *rule = sheet->tables[t]->table;
            int i = rule->has_instance ? -1 : n - 1;

            while (i >= 0 && schemas[i] != rule->schema)
                i--;
            tables[s][t] = i < 0 ? n : i;
            if (i < 0)
                ARENA_PUSH(arena, schemas, n, capacity, rule->schema);
        }
    }
    return (const int *const *)tables;
}

/* The model's table for a placement: a new one, unless the template has it on
   two sheets and this is the second. */
static struct model_table *
table_for(struct importing *im, const struct placement *p, int number)
{
    struct model *model = im->model;
    struct model_table *table;

    if (number == model->n_tables) {
        table = model_add_table(im->arena, model, p->table->schema, TEXT_NONE);
        table->template_id = p->template->id;
        table->scope = p->table->scope;
    }
    table = &model->tables[number];
    if (table->n_facts == 0) {
        table->unit_shift = p->unit_shift;
        table->sheet = p->grid->name;
        table->unit_said = p->unit_cell != NULL;
        table->unit_row = table->unit_said ? p->unit_cell->row : 0;
        table->unit_col = table->unit_said ? p->unit_cell->col : 0;
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
import_table(struct importing *im, const struct placement *p, int number)
{
    const struct template_rule *template = p->template;
    struct model_table *table = table_for(im, p, number);

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

/* "sheet 收入 (A3)", for what another sheet says. */
static const char *
show_other(struct importing *im, const struct placement *p, int row, int col)
{
    char ref[CELLREF_MAX];

    cellref_show(row, col, ref);
    return arena_printf(im->arena, "sheet %.*s (%s)", TEXT_ARG(p->grid->name),
                        ref);
}

/* One name, or that and a shorter form of it. */
static bool
is_short(struct importing *im, struct text a, struct text b)
{
    return locate_cover_is_alike(text_fold(im->arena, a),
                                 text_fold(im->arena, b));
}

/* Against the option, and the first sheet that says one. */
static void
check_department(struct importing *im, const struct placement *first,
                 const struct placement *p)
{
    const struct book_given *given = &im->located->book->given;

    if (given->department.n > 0
        && !is_department(im->arena, given->department, p->department))
        diag_add_as(im->diags, DIAG_AS(DIAG_DEPARTMENT_DIFFERS, DIAG_ERROR),
                    table_place(im, p, p->department_row, p->department_col),
                    p->table->place, "this sheet is of '%.*s', %s says '%.*s'",
                    TEXT_ARG(p->department), given->department_by,
                    TEXT_ARG(given->department));
    if (is_department(im->arena, first->department, p->department))
        return;
    diag_add_as(
        im->diags,
        DIAG_AS(DIAG_DEPARTMENT_DIFFERS,
                is_short(im, first->department, p->department) ? DIAG_WARNING
                                                               : DIAG_ERROR),
        table_place(im, p, p->department_row, p->department_col),
        p->table->place, "this sheet is of '%.*s', %s of '%.*s'",
        TEXT_ARG(p->department),
        show_other(im, first, first->department_row, first->department_col),
        TEXT_ARG(first->department));
    diag_leave_open(im->diags);
}

/* Forms may be of projects of several years; the filing is of one. */
static void
check_year(struct importing *im, const struct placement *first,
           const struct placement *p)
{
    const struct book_given *given = &im->located->book->given;
    struct place at = table_place(im, p, p->year_row, p->year_col);
    bool form = p->table->has_instance;
    struct diag *d;

    if (given->year != 0 && given->year != p->year)
        diag_add_as(im->diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR), at,
                    p->table->place, "this sheet is of %d, %s says %d", p->year,
                    given->year_by, given->year);
    if (p->year == first->year)
        return;
    d = diag_add_as(
        im->diags, DIAG_AS(DIAG_YEAR_DIFFERS, form ? DIAG_WARNING : DIAG_ERROR),
        at, p->table->place, "this sheet is of %d, %s of %d", p->year,
        show_other(im, first, first->year_row, first->year_col), first->year);
    diag_hint(im->diags, d,
              "correct the one that is wrong; a filing is of one year");
    if (form)
        diag_leave_open(im->diags);
}

/* What stands behind a department's label, but is not all understood, once;
   the caption is often the same on all sheets. */
static void
tell_unclear(struct importing *im, const struct placement *p)
{
    const struct cell *cell = p->unclear;
    struct text t = text_trim(cell->text);
    struct diag *d;

    if (pairs_add(im->told, t, TEXT_NONE, 0) >= 0)
        return;
    d = diag_add(im->diags, DIAG_CAPTION_UNCLEAR,
                 table_place(im, p, cell->row, cell->col), p->table->place,
                 "'%.*s' says more than a name, or two years; the department "
                 "is read as '%.*s'",
                 TEXT_ARG(t), TEXT_ARG(p->department));
    diag_hint(im->diags, d,
              "write the name alone behind its label, and the year in a cell "
              "of its own");
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

            if (p->unclear != NULL)
                tell_unclear(im, p);
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
    if (department != NULL) {
        im->model->department = department->department;
        im->model->named_at
            = table_place(im, department, department->department_row,
                          department->department_col);
    }
    if (year != NULL) {
        im->model->fiscal_year = year->year;
        im->year_at = table_place(im, year, year->year_row, year->year_col);
    }
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

/* What covers say, and where. */
struct covers {
    struct text department;
    int year;
    struct place department_at, year_at;
    bool differ;
};

/* Another cell of the same book. */
static const char *
show_place(struct importing *im, struct place at)
{
    at.file = NULL;
    return diag_place(im->arena, at);
}

/* Two years, of which neither is the likelier one. */
static void
tell_years(struct importing *im, struct place at, int year,
           struct place other_at, int other)
{
    struct place by = im->located->template->place;
    struct diag *d = diag_add_as(
        im->diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR), at, by,
        "this cell says %d, %s says %d", year, show_place(im, other_at), other);

    diag_hint(im->diags, d,
              "correct the one that is wrong; a filing is of one year");
}

static void
tell_departments(struct importing *im, struct place at, struct text name,
                 struct place other_at, struct text other)
{
    diag_add(im->diags, DIAG_DEPARTMENT_DIFFERS, at,
             im->located->template->place,
             "this cell says '%.*s', %s says '%.*s'", TEXT_ARG(name),
             show_place(im, other_at), TEXT_ARG(other));
    diag_leave_open(im->diags);
}

static void
take_cover(struct importing *im, struct covers *covers, struct place at,
           const struct locate_cover_said *said)
{
    bool named = said->name.n > 0 && !said->unclear;

    if (said->year != 0 && covers->year != 0 && said->year != covers->year) {
        tell_years(im, at, said->year, covers->year_at, covers->year);
        covers->differ = true;
    } else if (said->year != 0) {
        covers->year = said->year;
        covers->year_at = at;
    }
    if (named && covers->department.n > 0
        && !is_short(im, said->name, covers->department)) {
        tell_departments(im, at, said->name, covers->department_at,
                         covers->department);
        covers->differ = true;
    } else if (named && covers->department.n == 0) {
        covers->department = said->name;
        covers->department_at = at;
    }
}

/* 单位名称：某局, or 2023年度 in a cell of its own, before all tables. */
static struct locate_cover_said
plain_cover(struct importing *im, struct text t)
{
    const size_t *from;
    struct text folded = text_fold(im->arena, t);
    size_t label = locate_cover_label(folded);
    struct locate_cover_said said = { .year = locate_cover_year(folded) };

    if (label == 0)
        return said;
    (void)text_fold_from(im->arena, t, &from);
    return locate_cover_read(im->arena, text_slice(t, from[label], t.n));
}

/* The cells of a sheet that may be a cover's. */
static void
read_covers(struct importing *im, const struct located_sheet *sheet,
            bool before, struct covers *covers)
{
    for (int i = 0;
         i < sheet->grid->n_cells && is_above(sheet, &sheet->grid->cells[i]);
         i++) {
        const struct cell *cell = &sheet->grid->cells[i];
        struct locate_cover_said said = { .year = 0 };

        if (cell->type != CELL_TEXT || cell->text.n > 300
            || (sheet->n_tables > 0
                && cell->row == sheet->tables[0]->title_row))
            continue;
        if (!locate_cover_parse(im->arena, cell->text, &said) && before)
            said = plain_cover(im, cell->text);
        take_cover(im, covers,
                   PLACE_CELL(im->located->book->file,
                              text_zero(im->arena, sheet->grid->name),
                              cell->row, cell->col),
                   &said);
    }
}

/*
 * What a cover says, or the heading of a publication above its first table:
 * where no table does, it counts; else it must not be another.  Two that differ
 * say nothing.
 */
static void
take_covers(struct importing *im)
{
    const struct book *book = im->located->book;
    struct model *model = im->model;
    struct covers covers = { .year = 0 };
    bool before = true; /* the first table */

    for (int s = 0; s < book->n_sheets; s++) {
        const struct located_sheet *sheet = &im->located->sheets[s];

        before = before && sheet->n_tables == 0;
        read_covers(im, sheet, before, &covers);
    }
    if (covers.differ)
        return;
    if (model->department.n == 0) {
        model->department = covers.department;
        model->named_at = covers.department_at;
    } else if (covers.department.n > 0
               && !is_short(im, covers.department, model->department)) {
        tell_departments(im, covers.department_at, covers.department,
                         model->named_at, model->department);
    }
    if (model->fiscal_year == 0)
        model->fiscal_year = covers.year;
    else if (covers.year != 0 && covers.year != model->fiscal_year)
        tell_years(im, covers.year_at, covers.year, im->year_at,
                   model->fiscal_year);
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
        diag_add_as(diags, DIAG_AS(DIAG_DEPARTMENT_DIFFERS, DIAG_ERROR), at,
                    PLACE_NONE, "the file is of '%.*s', %s says '%.*s'",
                    TEXT_ARG(department), given->department_by,
                    TEXT_ARG(given->department));
    if (year != 0 && given->year != 0 && year != given->year)
        diag_add_as(diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR), at,
                    PLACE_NONE, "the file is of %d, %s says %d", year,
                    given->year_by, given->year);
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

/* Where what nobody said is to be written, and what stands near it. */
struct unsaid {
    struct place at;
    const char *hint, *near; /* NULL: nothing */
};

static void
tell_unsaid(enum diag_code code, const struct unsaid *unsaid, struct place by,
            const char *text, struct diag_list *diags)
{
    struct diag *diag = diag_add(diags, code, unsaid->at, by, "%s", text);

    if (unsaid->near != NULL)
        diag_detail(diags, diag, "%s", unsaid->near);
    diag_hint(diags, diag, "%s", unsaid->hint);
}

static struct unsaid
unsaid_name(struct place at)
{
    return (struct unsaid){ at, "say it with --department NAME", NULL };
}

static struct unsaid
unsaid_year(struct place at)
{
    return (struct unsaid){ at, "say it with --year YEAR", NULL };
}

/* What nobody said so far: the options do, or it is open.  A year is never
   taken from the template: it may be of a later one. */
static void
settle_rest(struct arena *arena, struct model *model,
            const struct book_given *given, const struct unsaid *name,
            const struct unsaid *year, struct place by, struct diag_list *diags)
{
    if (model->department.n == 0)
        model->department = given->department;
    find_department(arena, model);
    if (model->department.n == 0)
        tell_unsaid(DIAG_DEPARTMENT_UNKNOWN, name, by,
                    "nothing says whose filing it is", diags);
    if (model->fiscal_year == 0)
        model->fiscal_year = given->year;
    if (model->fiscal_year == 0)
        tell_unsaid(DIAG_YEAR_UNKNOWN, year, by,
                    "nothing says which year the filing is of", diags);
    if (model->region.n == 0)
        model->region = given->region;
    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].year == 0)
            model->tables[i].year = model->fiscal_year;
    }
}

/* A text above a table or on a cover that may be a name, or says a year. */
static bool
is_near(struct importing *im, const struct cell *cell, bool year)
{
    struct locate_cover_said said;

    if (cell->type != CELL_TEXT || cell->text.n > 120)
        return false;
    if (year)
        return locate_cover_any_year(text_fold(im->arena, cell->text)) != 0;
    said = locate_cover_read(im->arena, cell->text);
    return locate_cover_is_office(text_fold(im->arena, said.name));
}

static const char *
find_near(struct importing *im, bool year)
{
    const struct book *book = im->located->book;

    for (int s = 0; s < book->n_sheets; s++) {
        const struct located_sheet *sheet = &im->located->sheets[s];

        for (int i = 0; i < sheet->grid->n_cells
                        && is_above(sheet, &sheet->grid->cells[i]);
             i++) {
            const struct cell *cell = &sheet->grid->cells[i];

            if (sheet->claims[i] != CLAIM_LABEL && is_near(im, cell, year))
                return arena_printf(
                    im->arena, "%s says '%.*s'",
                    diag_place(
                        im->arena,
                        PLACE_CELL(NULL,
                                   text_zero(im->arena, sheet->grid->name),
                                   cell->row, cell->col)),
                    TEXT_ARG(text_trim(cell->text)));
        }
    }
    return NULL;
}

/* The first label of a department without a name behind it. */
static struct unsaid
find_unnamed(struct importing *im)
{
    const struct located *located = im->located;
    struct unsaid unsaid = unsaid_name(PLACE_FILE(located->book->file));
    const struct placement *first = NULL;

    for (int s = 0; s < located->book->n_sheets && first == NULL; s++) {
        for (int i = 0; i < located->sheets[s].n_tables && first == NULL; i++) {
            if (located->sheets[s].tables[i]->unnamed != NULL)
                first = located->sheets[s].tables[i];
        }
    }
    if (first == NULL)
        return unsaid;
    unsaid.at
        = table_place(im, first, first->unnamed->row, first->unnamed->col);
    unsaid.hint = arena_printf(
        im->arena,
        "write the name behind '%.*s', or say it with --department NAME",
        TEXT_ARG(text_trim(first->unnamed->text)));
    return unsaid;
}

static void
settle_year(struct importing *im)
{
    const struct template_rule *template = im->located->template;
    int year = im->model->fiscal_year, given = im->located->book->given.year;
    struct unsaid name = find_unnamed(im);
    struct unsaid unsaid = unsaid_year(PLACE_FILE(im->located->book->file));

    if (year == 0 && given != 0
        && (given < template->year_first || given > template->year_last))
        diag_add(im->diags, DIAG_YEAR_DIFFERS,
                 PLACE_FILE(im->located->book->file), template->place,
                 "%s says %d, the template %.*s is for %s",
                 im->located->book->given.year_by, given,
                 TEXT_ARG(template->id), mapping_years(im->arena, template));
    if (im->model->department.n == 0)
        name.near = find_near(im, false);
    if (year == 0)
        unsaid.near = find_near(im, true);
    settle_rest(im->arena, im->model, &im->located->book->given, &name, &unsaid,
                template->place, im->diags);
}

void
import_given(struct arena *arena, struct model *model,
             const struct book_given *given, const char *path,
             struct diag_list *diags)
{
    struct unsaid name = unsaid_name(PLACE_FILE(path));
    struct unsaid year = unsaid_year(PLACE_FILE(path));

    for (int i = 0; i < model->n_tables; i++) {
        if (model->department.n == 0)
            model->department = model->tables[i].department;
        if (model->fiscal_year == 0)
            model->fiscal_year = model->tables[i].year;
    }
    check_given(arena, model->department, model->fiscal_year, given, path,
                diags);
    settle_rest(arena, model, given, &name, &year, PLACE_NONE, diags);
}

struct model *
import_book(struct arena *arena, const struct located *located,
            struct diag_list *diags)
{
    struct importing im = { .arena = arena,
                            .located = located,
                            .model = ARENA_NEW(arena, struct model),
                            .instances = pairs_new(arena),
                            .told = pairs_new(arena),
                            .diags = diags };
    const int *const *tables = import_tables(arena, located);

    im.model->template_id = located->template->id;
    im.model->file = located->book->file;
    im.model->region = located->book->given.region;
    im.model->saved = located->book->saved;
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++)
            import_table(&im, located->sheets[s].tables[i], tables[s][i]);
    }
    settle_filing(&im);
    take_covers(&im);
    take_properties(&im);
    settle_year(&im);
    im.model->unread = im.unread + census_take(arena, located, diags);
    return im.model;
}
