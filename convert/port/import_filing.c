/* import_filing.c - whose filing it is, and of which year. */
#include "port/import_filing.h"

#include "base/pairs.h"
#include "place/locate_cover.h"
#include "place/locate_year.h"

/* A cover says what it says in its first rows. */
#define COVER_ROWS 60

struct settling {
    struct arena *arena;
    const struct located *located;
    struct model *model;
    struct pairs *told;   /* texts that were reported */
    struct place year_at; /* the cell that says it */
    struct diag_list *diags;
};

static struct place
table_place(struct settling *f, const struct placement *p, int row, int col)
{
    return PLACE_CELL(f->located->book->file,
                      text_zero(f->arena, p->grid->name), row, col);
}

/* ---- what tables say ---- */

/* "sheet 收入 (A3)", for what another sheet says. */
static const char *
show_other(struct settling *f, const struct placement *p, int row, int col)
{
    char ref[CELLREF_MAX];

    cellref_show(row, col, ref);
    return arena_printf(f->arena, diag_say(f->diags, "sheet %.*s (%s)"),
                        TEXT_ARG(p->grid->name), ref);
}

/* One name, or that and a shorter form of it. */
static bool
is_short(struct settling *f, struct text a, struct text b)
{
    return locate_cover_is_alike(text_fold(f->arena, a),
                                 text_fold(f->arena, b));
}

/* Against the option, and the first sheet that says one. */
static void
check_department(struct settling *f, const struct placement *first,
                 const struct placement *p)
{
    const struct book_given *given = &f->located->book->given;

    if (given->department.n > 0
        && !text_same_words(f->arena, given->department, p->department))
        diag_add_as(f->diags, DIAG_AS(DIAG_DEPARTMENT_DIFFERS, DIAG_ERROR),
                    table_place(f, p, p->department_row, p->department_col),
                    p->table->place, "this sheet is of '%.*s', %s says '%.*s'",
                    TEXT_ARG(p->department), given->department_by,
                    TEXT_ARG(given->department));
    if (text_same_words(f->arena, first->department, p->department))
        return;
    diag_add_as(
        f->diags,
        DIAG_AS(DIAG_DEPARTMENT_DIFFERS,
                is_short(f, first->department, p->department) ? DIAG_WARNING
                                                              : DIAG_ERROR),
        table_place(f, p, p->department_row, p->department_col),
        p->table->place, "this sheet is of '%.*s', %s of '%.*s'",
        TEXT_ARG(p->department),
        show_other(f, first, first->department_row, first->department_col),
        TEXT_ARG(first->department));
    diag_leave_open(f->diags);
}

/* Forms may be of projects of several years; the filing is of one. */
static void
check_year(struct settling *f, const struct placement *first,
           const struct placement *p)
{
    const struct book_given *given = &f->located->book->given;
    struct place at = table_place(f, p, p->year_row, p->year_col);
    bool form = p->table->has_instance;
    struct diag *d;

    if (given->year != 0 && given->year != p->year)
        diag_add_as(f->diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR), at,
                    p->table->place, "this sheet is of %d, %s says %d", p->year,
                    given->year_by, given->year);
    if (p->year == first->year)
        return;
    d = diag_add_as(
        f->diags, DIAG_AS(DIAG_YEAR_DIFFERS, form ? DIAG_WARNING : DIAG_ERROR),
        at, p->table->place, "this sheet is of %d, %s of %d", p->year,
        show_other(f, first, first->year_row, first->year_col), first->year);
    diag_hint(f->diags, d,
              "correct the one that is wrong; a filing is of one year");
    if (form)
        diag_leave_open(f->diags);
}

/* What is behind a department's label, but is not all understood, once;
   the caption is often the same on all sheets. */
static void
tell_unclear(struct settling *f, const struct placement *p)
{
    const struct cell *cell = p->unclear;
    struct text t = text_trim(cell->text);
    struct diag *d;

    if (pairs_add(f->told, t, TEXT_NONE, 0) >= 0)
        return;
    d = diag_add(f->diags, DIAG_CAPTION_UNCLEAR,
                 table_place(f, p, cell->row, cell->col), p->table->place,
                 "'%.*s' says more than a name, or two years; the department "
                 "is read as '%.*s'",
                 TEXT_ARG(t), TEXT_ARG(p->department));
    diag_hint(f->diags, d,
              "write the name alone behind its label, and the year in a cell "
              "of its own");
}

/* Whose filing it is, and of which year: the first sheet that says it. */
static void
read_tables(struct settling *f)
{
    const struct placement *department = NULL, *year = NULL;

    for (int s = 0; s < f->located->book->n_sheets; s++) {
        const struct located_sheet *sheet = &f->located->sheets[s];

        for (int i = 0; i < sheet->n_tables; i++) {
            const struct placement *p = sheet->tables[i];

            if (p->unclear != NULL)
                tell_unclear(f, p);
            if (p->department.n > 0) {
                department = department != NULL ? department : p;
                check_department(f, department, p);
            }
            if (p->year != 0) {
                year = year != NULL ? year : p;
                check_year(f, year, p);
            }
        }
    }
    if (department != NULL) {
        f->model->department = department->department;
        f->model->named_at
            = table_place(f, department, department->department_row,
                          department->department_col);
    }
    if (year != NULL) {
        f->model->fiscal_year = year->year;
        f->year_at = table_place(f, year, year->year_row, year->year_col);
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
            model->department = text_sans_breaks(arena, model_text(unit));
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
show_place(struct settling *f, struct place at)
{
    at.file = NULL;
    return diag_place(f->arena, at);
}

/* Two years, of which neither is the likelier one. */
static void
tell_years(struct settling *f, struct place at, int year, struct place other_at,
           int other)
{
    struct place by = f->located->template->place;
    struct diag *d = diag_add_as(
        f->diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR), at, by,
        "this cell says %d, %s says %d", year, show_place(f, other_at), other);

    diag_hint(f->diags, d,
              "correct the one that is wrong; a filing is of one year");
}

static void
tell_departments(struct settling *f, struct place at, struct text name,
                 struct place other_at, struct text other)
{
    diag_add(f->diags, DIAG_DEPARTMENT_DIFFERS, at, f->located->template->place,
             "this cell says '%.*s', %s says '%.*s'", TEXT_ARG(name),
             show_place(f, other_at), TEXT_ARG(other));
    diag_leave_open(f->diags);
}

static void
take_cover(struct settling *f, struct covers *covers, struct place at,
           const struct locate_cover_said *said)
{
    bool named = said->name.n > 0 && !said->unclear;

    if (said->year != 0 && covers->year != 0 && said->year != covers->year) {
        tell_years(f, at, said->year, covers->year_at, covers->year);
        covers->differ = true;
    } else if (said->year != 0) {
        covers->year = said->year;
        covers->year_at = at;
    }
    if (named && covers->department.n > 0
        && !is_short(f, said->name, covers->department)) {
        tell_departments(f, at, said->name, covers->department_at,
                         covers->department);
        covers->differ = true;
    } else if (named && covers->department.n == 0) {
        covers->department = said->name;
        covers->department_at = at;
    }
}

/* 单位名称：某局, or 2023年度 in a cell of its own, before all tables. */
static struct locate_cover_said
plain_cover(struct settling *f, struct text t)
{
    const size_t *from;
    struct text folded = text_fold(f->arena, t);
    size_t label = locate_cover_label(folded);
    struct locate_cover_said said = { .year = locate_year_alone(folded) };

    if (label == 0)
        return said;
    (void)text_fold_from(f->arena, t, &from);
    return locate_cover_read(f->arena, text_slice(t, from[label], t.n));
}

/* The cells of a sheet that may be a cover's. */
static void
read_covers(struct settling *f, const struct located_sheet *sheet, bool before,
            struct covers *covers)
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
        if (!locate_cover_parse(f->arena, cell->text, &said) && before)
            said = plain_cover(f, cell->text);
        take_cover(f, covers,
                   PLACE_CELL(f->located->book->file,
                              text_zero(f->arena, sheet->grid->name), cell->row,
                              cell->col),
                   &said);
    }
}

/*
 * What a cover says, or the heading of a publication above its first table:
 * where no table does, it counts; else it must not be another.  Two that differ
 * say nothing.
 */
static void
take_covers(struct settling *f)
{
    const struct book *book = f->located->book;
    struct model *model = f->model;
    struct covers covers = { .year = 0 };
    bool before = true; /* the first table */

    for (int s = 0; s < book->n_sheets; s++) {
        const struct located_sheet *sheet = &f->located->sheets[s];

        before = before && sheet->n_tables == 0;
        read_covers(f, sheet, before, &covers);
    }
    if (covers.differ)
        return;
    if (model->department.n == 0) {
        model->department = covers.department;
        model->named_at = covers.department_at;
    } else if (covers.department.n > 0
               && !is_short(f, covers.department, model->department)) {
        tell_departments(f, covers.department_at, covers.department,
                         model->named_at, model->department);
    }
    if (model->fiscal_year == 0)
        model->fiscal_year = covers.year;
    else if (covers.year != 0 && covers.year != model->fiscal_year)
        tell_years(f, covers.year_at, covers.year, f->year_at,
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
        && !text_same_words(arena, department, given->department))
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
take_properties(struct settling *f)
{
    const struct book *book = f->located->book;
    struct text department = TEXT_NONE;
    int year = 0;

    if (f->model->department.n == 0)
        f->model->department = department = book->department;
    if (f->model->fiscal_year == 0)
        f->model->fiscal_year = year = book->year;
    check_given(f->arena, department, year, &book->given, book->file, f->diags);
}

/* Where what nobody said is to be written, and what is near it. */
struct unsaid {
    struct place at;
    const char *hint, *near; /* NULL: nothing */
};

/* Whose filing it is, and of which year, where nobody may say it. */
struct open_questions {
    struct unsaid name, year;
    struct place by; /* the mapping's, where a template asks */
};

LANGUAGE_FORMAT(4, 0)
static void
tell_unsaid(enum diag_code code, const struct unsaid *unsaid, struct place by,
            const char *text, struct diag_list *diags)
{
    struct diag *diag = diag_add(diags, code, unsaid->at, by, text);

    if (unsaid->near != NULL)
        diag_detail(diags, diag, "%s", unsaid->near);
    diag_hint(diags, diag, "%s", diag_say(diags, unsaid->hint));
}

static struct unsaid
unsaid_name(struct place at)
{
    return (struct unsaid){ at, N_("say it with --department NAME"), NULL };
}

static struct unsaid
unsaid_year(struct place at)
{
    return (struct unsaid){ at, N_("say it with --year YEAR"), NULL };
}

/* What nobody said so far: the options do, or it is open.  A year is never
   taken from the template: it may be of a later one. */
static void
settle_rest(struct arena *arena, struct model *model,
            const struct book_given *given, const struct open_questions *open,
            struct diag_list *diags)
{
    if (model->department.n == 0)
        model->department = given->department;
    find_department(arena, model);
    if (model->department.n == 0)
        tell_unsaid(DIAG_DEPARTMENT_UNKNOWN, &open->name, open->by,
                    "nothing says whose filing it is", diags);
    if (model->fiscal_year == 0)
        model->fiscal_year = given->year;
    if (model->fiscal_year == 0)
        tell_unsaid(DIAG_YEAR_UNKNOWN, &open->year, open->by,
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
is_near(struct settling *f, const struct cell *cell, bool year)
{
    struct locate_cover_said said;

    if (cell->type != CELL_TEXT || cell->text.n > 120)
        return false;
    if (year)
        return locate_year_any(text_fold(f->arena, cell->text)) != 0;
    said = locate_cover_read(f->arena, cell->text);
    return locate_cover_is_office(text_fold(f->arena, said.name));
}

static const char *
find_near(struct settling *f, bool year)
{
    const struct book *book = f->located->book;

    for (int s = 0; s < book->n_sheets; s++) {
        const struct located_sheet *sheet = &f->located->sheets[s];

        /* What nobody sees, the codes of our own blanks among it. */
        if (sheet->grid->state != SHEET_VISIBLE)
            continue;
        for (int i = 0; i < sheet->grid->n_cells
                        && is_above(sheet, &sheet->grid->cells[i]);
             i++) {
            const struct cell *cell = &sheet->grid->cells[i];

            if (sheet->claims[i] != CLAIM_LABEL && is_near(f, cell, year))
                return arena_printf(
                    f->arena, diag_say(f->diags, "%s says '%.*s'"),
                    diag_place(
                        f->arena,
                        PLACE_CELL(NULL, text_zero(f->arena, sheet->grid->name),
                                   cell->row, cell->col)),
                    TEXT_ARG(text_trim(cell->text)));
        }
    }
    return NULL;
}

/* The first label of a department without a name behind it. */
static struct unsaid
find_unnamed(struct settling *f)
{
    const struct located *located = f->located;
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
    unsaid.at = table_place(f, first, first->unnamed->row, first->unnamed->col);
    unsaid.hint = arena_printf(
        f->arena,
        diag_say(
            f->diags,
            "write the name behind '%.*s', or say it with --department NAME"),
        TEXT_ARG(text_trim(first->unnamed->text)));
    return unsaid;
}

static void
settle_open(struct settling *f)
{
    const struct template_rule *template = f->located->template;
    int year = f->model->fiscal_year, given = f->located->book->given.year;
    struct open_questions open
        = { find_unnamed(f), unsaid_year(PLACE_FILE(f->located->book->file)),
            template->place };

    if (year == 0 && given != 0
        && (given < template->year_first || given > template->year_last))
        diag_add(
            f->diags, DIAG_YEAR_DIFFERS, PLACE_FILE(f->located->book->file),
            template->place, "%s says %d, the template %.*s is for %s",
            f->located->book->given.year_by, given, TEXT_ARG(template->id),
            mapping_years(f->arena, template->year_first, template->year_last));
    if (f->model->department.n == 0)
        open.name.near = find_near(f, false);
    if (year == 0)
        open.year.near = find_near(f, true);
    settle_rest(f->arena, f->model, &f->located->book->given, &open, f->diags);
}

void
import_filing_given(struct arena *arena, struct model *model,
                    const struct book_given *given, const char *path,
                    struct diag_list *diags)
{
    struct open_questions open = { unsaid_name(PLACE_FILE(path)),
                                   unsaid_year(PLACE_FILE(path)), PLACE_NONE };

    for (int i = 0; i < model->n_tables; i++) {
        if (model->department.n == 0)
            model->department = model->tables[i].department;
        if (model->fiscal_year == 0)
            model->fiscal_year = model->tables[i].year;
    }
    check_given(arena, model->department, model->fiscal_year, given, path,
                diags);
    settle_rest(arena, model, given, &open, diags);
}

void
import_filing(struct arena *arena, const struct located *located,
              struct model *model, struct diag_list *diags)
{
    struct settling f = { .arena = arena,
                          .located = located,
                          .model = model,
                          .told = pairs_new(arena),
                          .diags = diags };

    read_tables(&f);
    take_covers(&f);
    take_properties(&f);
    settle_open(&f);
}
