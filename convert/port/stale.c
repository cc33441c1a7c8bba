/* stale.c - a blank's names, figures and words, held against the model's. */
#include "port/stale.h"

#include <string.h>

#include "base/pairs.h"
#include "book/cell_state.h"
#include "canon/unit.h"
#include "place/census.h"
#include "place/figures.h"
#include "port/cell_read.h"

#define NAMED 8 /* cells, sheets or codes that a note names */

struct finding {
    struct arena *arena;
    const struct located *blank;
    const struct model *model;
    int data; /* the model's table of the placement at hand, -1: none */
    struct stale found;
    struct diag_list none; /* what reading the cells says */
};

static struct stale_note *
add_note(struct finding *f, enum stale_kind kind, int sheet, int row, int col,
         struct place by)
{
    struct stale_note note = { .kind = kind,
                               .sheet = sheet,
                               .row = row,
                               .col = col,
                               .by = by,
                               .n = 1,
                               .more = "" };

    ARENA_PUSH(f->arena, f->found.notes, f->found.n, f->found.capacity, note);
    return &f->found.notes[f->found.n - 1];
}

static const char *
list_on(struct arena *arena, const char *list, struct text word)
{
    return arena_printf(arena, "%s%s%.*s", list, *list ? ", " : "",
                        TEXT_ARG(word));
}

/* One more of the kind. */
static void
count(struct finding *f, struct stale_note *note, struct text word)
{
    if (note->n++ < NAMED)
        note->more = list_on(f->arena, note->more, word);
}

/* ---- whose ---- */

/* What several sheets say alike is one note. */
static void
note_filing(struct finding *f, enum stale_kind kind, int sheet,
            const struct placement *p, struct text is, struct text want)
{
    bool department = kind == STALE_DEPARTMENT;
    struct stale_note *note;

    for (int i = 0; i < f->found.n; i++) {
        note = &f->found.notes[i];
        if (note->kind == kind && text_equal(note->is, is)
            && text_equal(note->want, want)) {
            count(f, note, p->grid->name);
            return;
        }
    }
    note = add_note(
        f, kind, sheet, department ? p->department_row : p->title_row,
        department ? p->department_col : p->title_col, p->table->place);
    note->is = is;
    note->want = want;
}

static struct text
show_year(struct finding *f, int year)
{
    return text_printf(f->arena, "%d", year);
}

bool
stale_is_open(struct arena *arena, struct text t)
{
    struct text folded = text_fold(arena, t);
    uint32_t before = 0;

    for (size_t pos = 0; pos < folded.n;) {
        uint32_t c = text_next(folded, &pos);

        if (c == before
            && (c == 'X' || c == 'x' || c == 0xD7 || c == '*' || c == '_'
                || c == 0x25CB)) /* ○ */
            return true;
        before = c;
    }
    return false;
}

static void
find_filing(struct finding *f, int sheet, const struct placement *p)
{
    const struct model_table *table
        = f->data < 0 ? NULL : &f->model->tables[f->data];
    struct text department = f->model->department;
    int year = f->model->fiscal_year;

    if (table != NULL && table->department.n > 0)
        department = table->department;
    if (table != NULL && table->year != 0)
        year = table->year;
    if (p->department.n > 0 && department.n > 0
        && !text_same_words(f->arena, p->department, department))
        note_filing(f, STALE_DEPARTMENT, sheet, p, p->department, department);
    if (p->year != 0 && year != 0 && p->year != year)
        note_filing(f, STALE_YEAR, sheet, p, show_year(f, p->year),
                    show_year(f, year));
}

/* ---- figures ---- */

static bool
is_figure(const struct placement *p, const struct slot *slot,
          const struct fact *fact)
{
    const struct cell *cell = grid_at(p->grid, slot->row, slot->col);

    if (schema_is_text(fact->of->kind) || decimal_is_zero(fact->value)
        || slot->pattern != NULL || cell == NULL
        || (cell->flags & CELL_FORMULA) != 0)
        return false;
    return fact->of->kind == VALUE_AMOUNT || !p->table->schema->evaluation;
}

/* Is the row of a code that a department writes there itself? */
static bool
is_code_row(const struct placement *p, int row)
{
    for (int i = 0; i < p->n_runs; i++) {
        const struct row_run *run = &p->runs[i];

        if (run->rule->kind == ROW_CODE && !run->rule->by_code.catalogue
            && run->first >= 0 && row >= run->first && row <= run->last)
            return true;
    }
    return false;
}

static void
find_codes(struct finding *f, int sheet, const struct placement *p)
{
    const struct model_table *table = &f->model->tables[f->data];
    struct pairs *items = pairs_new(f->arena);
    struct stale_note *note = NULL;

    for (int i = 0; i < table->n_facts; i++)
        pairs_add(items, *table->facts[i].item, TEXT_NONE, i);
    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];

        if (slot->row < 0 || !is_code_row(p, slot->row)
            || pairs_add(items, slot->item, TEXT_NONE, 0) >= 0)
            continue;
        if (note != NULL) {
            count(f, note, slot->item);
            continue;
        }
        note = add_note(f, STALE_CODES, sheet, slot->row, 0, p->table->place);
        note->is = slot->item;
    }
}

static void
find_figures(struct finding *f, int sheet, const struct placement *p)
{
    const struct model_table *table
        = f->data < 0 ? NULL : &f->model->tables[f->data];
    struct model_index *index
        = table != NULL ? model_index(f->arena, table) : NULL;
    struct cell_reader reader
        = cell_read_open(f->arena, f->blank->book, p->grid, &f->none);
    struct stale_note *note = NULL;

    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        const struct fact *ours;
        char ref[CELLREF_MAX];
        struct fact fact;

        if (slot->row < 0 || slot->shared
            || cell_read(&reader, slot, &fact) != CELL_READ_FACT
            || !is_figure(p, slot, &fact))
            continue;
        ours = index != NULL
                   ? model_index_find(index, *fact.item, fact.of->measure)
                   : NULL;
        if (ours != NULL && model_value_equal(ours, &fact))
            continue;
        cellref_show(slot->row, slot->col, ref);
        if (note == NULL)
            note = add_note(f, table != NULL ? STALE_CHANGED : STALE_STAYS,
                            sheet, slot->row, slot->col, p->table->place);
        else
            count(f, note, text_of(ref));
    }
}

/* ---- figures in no place of the template ---- */

/* A number, not nothing, that somebody typed. */
static bool
is_typed(struct finding *f, const struct cell *cell)
{
    struct decimal value;

    return !(cell->flags & CELL_FORMULA)
           && figures_parse(f->arena, cell, &value) && !decimal_is_zero(value);
}

static bool
has_typed(struct finding *f, int sheet)
{
    const struct located_sheet *located = &f->blank->sheets[sheet];

    for (int i = 0; i < located->grid->n_cells; i++) {
        if (located->claims[i] == CLAIM_KEPT
            && is_typed(f, &located->grid->cells[i]))
            return true;
    }
    return false;
}

/* In tables, where no rule takes them. */
static void
find_unclaimed(struct finding *f, int sheet)
{
    const struct located_sheet *located = &f->blank->sheets[sheet];
    struct stale_note *note = NULL;

    for (int i = 0; i < located->grid->n_cells; i++) {
        const struct cell *cell = &located->grid->cells[i];
        char ref[CELLREF_MAX];

        if (located->claims[i] != CLAIM_NAMED || !is_typed(f, cell))
            continue;
        cellref_show(cell->row, cell->col, ref);
        if (note != NULL)
            count(f, note, text_of(ref));
        else
            note = add_note(f, STALE_LEFT, sheet, cell->row, cell->col,
                            located->tables[0]->table->place);
    }
}

/* And beside tables, as reading the blank would tell. */
static void
find_left(struct finding *f)
{
    struct diag_list unread = diag_none(f->arena);

    (void)census_take(f->arena, f->blank, &unread);
    for (int s = 0; s < f->blank->book->n_sheets; s++) {
        const struct located_sheet *located = &f->blank->sheets[s];
        const char *name = text_zero(f->arena, located->grid->name);

        if (located->n_tables > 0 && !located->twice)
            find_unclaimed(f, s);
        for (int i = 0; i < unread.n; i++) {
            const struct diag *d = unread.items[i];

            if (strcmp(d->at.sheet, name) == 0 && has_typed(f, s))
                add_note(f, STALE_LEFT, s, d->at.row, d->at.col, d->by);
        }
    }
}

/* Amounts whose unit nothing in the blank says. */
static void
find_unit(struct finding *f, int sheet, const struct placement *p)
{
    struct stale_note *note = NULL;

    for (int i = 0; i < p->n_slots; i++) {
        if (slot_list(p)[i].kind != VALUE_AMOUNT || !slot_list(p)[i].assumed)
            continue;
        if (note != NULL) {
            note->n++;
            continue;
        }
        note = add_note(f, STALE_UNIT, sheet, p->title_row, p->title_col,
                        p->table->place);
        note->is = text_of(unit_word(p->unit_shift));
    }
}

/* ---- words ---- */

static bool
is_own(const struct located_sheet *sheet, struct text folded)
{
    for (int t = 0; t < sheet->n_tables; t++) {
        const struct table_rule *table = sheet->tables[t]->table;

        for (int k = 0; k < table->notes.n; k++) {
            if (text_equal(table->notes.exact[k], folded))
                return true;
        }
    }
    return false;
}

static void
find_words(struct finding *f, int sheet)
{
    const struct located_sheet *located = &f->blank->sheets[sheet];
    const struct grid *grid = located->grid;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        if (cell->type != CELL_TEXT
            || !(cell_state_is_placeholder(cell)
                 || (stale_is_open(f->arena, cell->text)
                     && !is_own(located, text_fold(f->arena, cell->text)))))
            continue;
        add_note(f, STALE_WORD, sheet, cell->row, cell->col, PLACE_NONE)->is
            = cell->text;
    }
}

struct stale
stale_find(struct arena *arena, const struct located *blank,
           const struct model *model, const int *const *tables)
{
    struct finding f = { .arena = arena, .blank = blank, .model = model };

    f.none.arena = arena;
    for (int s = 0; s < blank->book->n_sheets; s++) {
        for (int t = 0; t < blank->sheets[s].n_tables; t++) {
            const struct placement *p = blank->sheets[s].tables[t];

            f.data = tables[s][t];
            find_filing(&f, s, p);
            find_figures(&f, s, p);
            if (f.data < 0)
                continue;
            find_codes(&f, s, p);
            find_unit(&f, s, p);
        }
        find_words(&f, s);
    }
    find_left(&f);
    return f.found;
}

/* ---- reporting ---- */

/* Of another department or year than the filing. */
static bool
is_whose(const struct stale_note *note)
{
    return note->kind == STALE_DEPARTMENT || note->kind == STALE_YEAR;
}

/* Is there more of another filing than its name? */
static bool
holds_figures(const struct stale *stale)
{
    for (int i = 0; i < stale->n; i++) {
        enum stale_kind kind = stale->notes[i].kind;

        if (kind == STALE_STAYS || kind == STALE_CHANGED || kind == STALE_CODES
            || kind == STALE_LEFT)
            return true;
    }
    return false;
}

/* The other cells of which the same is true; the text has how many they are,
   the cells, and that there are more. */
LANGUAGE_FORMAT(3, 0)
static void
tell_more(const struct stale_note *note, struct diag *d, const char *format,
          struct diag_list *diags)
{
    if (note->n > 1)
        diag_detail(diags, d, format, note->n - 1, note->more,
                    note->n > NAMED ? ", …" : "");
}

static struct diag *
tell_filing(struct arena *arena, const struct stale *stale,
            const struct stale_note *note, struct place at,
            enum diag_level level, struct diag_list *diags)
{
    bool department = note->kind == STALE_DEPARTMENT;
    struct diag *d
        = diag_add_as(diags, DIAG_AS(DIAG_BLANK_OTHER, level), at, note->by,
                      "the blank is of %.*s, the filing of %.*s",
                      TEXT_ARG(note->is), TEXT_ARG(note->want));

    d->found = text_zero(arena, note->is);
    d->want = text_zero(arena, note->want);
    tell_more(note, d,
              note->n > 2 ? N_("and so are %d more of its sheets: %s%s")
                          : N_("and so is %d more of its sheets: %s%s"),
              diags);
    if (holds_figures(stale))
        diag_hint(diags, d,
                  "take an empty blank of %.*s: this one also holds figures of "
                  "another filing",
                  TEXT_ARG(note->want));
    else
        diag_hint(diags, d,
                  department ? N_("put the right name there, or take the "
                                  "department's own blank")
                             : N_("take the blank of that year"));
    return d;
}

static void
tell_figures(const struct stale_note *note, struct place at,
             enum diag_level level, struct diag_list *diags)
{
    bool stays = note->kind == STALE_STAYS;
    struct diag *d = diag_add_as(
        diags, DIAG_AS(DIAG_BLANK_FILLED, stays ? level : DIAG_WARNING), at,
        note->by,
        stays
            ? N_("the blank holds a figure of a table that the filing does not "
                 "have; it is left there")
            : N_("the blank holds a figure that is not the filing's; the "
                 "filing's takes its place"));

    tell_more(note, d, "and %d more of the table: %s%s", diags);
    diag_hint(diags, d, "take a blank without figures");
}

static void
tell_codes(const struct stale_note *note, struct place at,
           struct diag_list *diags)
{
    struct diag *d
        = diag_add(diags, DIAG_BLANK_FILLED, at, note->by,
                   "the blank has a row of code %.*s, which the filing does "
                   "not have; it is left, without figures",
                   TEXT_ARG(note->is));

    tell_more(note, d, "and %d more of the table: %s%s", diags);
    diag_hint(diags, d, "delete such rows in the blank");
}

static void
tell_left(const struct stale_note *note, struct place at,
          struct diag_list *diags)
{
    struct diag *d = diag_add(
        diags, DIAG_BLANK_FILLED, at, note->by,
        "the blank holds a figure where the template has none; it is left "
        "there");

    tell_more(note, d, "and %d more of the sheet: %s%s", diags);
    diag_hint(diags, d,
              "delete what is of another filing on this sheet of the blank");
}

static void
tell_unit(const struct stale_note *note, struct place at,
          struct diag_list *diags)
{
    struct diag *d = diag_add(
        diags, DIAG_UNIT_UNNAMED, at, note->by,
        "the table does not say its unit of money; amounts are written in "
        "%.*s, as the template has it",
        TEXT_ARG(note->is));

    diag_hint(diags, d,
              "write the unit above the table of the blank (单位：%.*s)",
              TEXT_ARG(note->is));
}

/* All words of a sheet; i is the first. */
static void
tell_words(const struct stale *stale, int i, struct place at,
           struct diag_list *diags)
{
    const struct stale_note *first = &stale->notes[i];
    struct diag *d
        = diag_add(diags, DIAG_BLANK_PLACEHOLDER, at, PLACE_NONE,
                   "'%.*s' is to be replaced, and still stands there",
                   TEXT_ARG(first->is));

    for (int n = 0; ++i < stale->n;) {
        const struct stale_note *note = &stale->notes[i];
        char ref[CELLREF_MAX];

        if (note->kind != STALE_WORD || note->sheet != first->sheet
            || n++ >= NAMED)
            continue;
        cellref_show(note->row, note->col, ref);
        diag_detail(diags, d, "%s  '%.*s'", ref, TEXT_ARG(note->is));
    }
    diag_hint(diags, d, "write there what belongs there");
}

int
stale_report(struct arena *arena, const struct stale *stale, const char *file,
             const struct book *blank, enum diag_level level,
             struct diag_list *diags)
{
    int n = 0, told = -1; /* the sheet whose words are */
    struct diag *whose = NULL;

    for (int i = 0; i < stale->n; i++) {
        const struct stale_note *note = &stale->notes[i];
        const char *sheet = text_zero(arena, blank->sheets[note->sheet].name);
        struct place at = PLACE_CELL(file, sheet, note->row, note->col);

        if (!is_whose(note))
            continue;
        n++;
        if (whose == NULL)
            whose = tell_filing(arena, stale, note, at, level, diags);
        else
            diag_detail(diags, whose, "and %s of %.*s, the filing of %.*s",
                        diag_place(arena, at), TEXT_ARG(note->is),
                        TEXT_ARG(note->want));
    }
    /* Then nothing is written, and what else it holds is of that filing. */
    if (whose != NULL && level == DIAG_ERROR)
        return n;
    for (int i = 0; i < stale->n; i++) {
        const struct stale_note *note = &stale->notes[i];
        const char *sheet = text_zero(arena, blank->sheets[note->sheet].name);
        struct place at = PLACE_CELL(file, sheet, note->row, note->col);

        switch (note->kind) {
        case STALE_DEPARTMENT:
        case STALE_YEAR:
            break;
        case STALE_STAYS:
        case STALE_CHANGED:
            tell_figures(note, at, level, diags);
            n += note->kind == STALE_STAYS;
            break;
        case STALE_CODES:
            tell_codes(note, at, diags);
            break;
        case STALE_LEFT:
            tell_left(note, at, diags);
            break;
        case STALE_UNIT:
            tell_unit(note, at, diags);
            break;
        case STALE_WORD:
            if (note->sheet != told)
                tell_words(stale, i, at, diags);
            told = note->sheet;
            break;
        }
    }
    return n;
}
