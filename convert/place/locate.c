/* locate.c - the tables of a book, of one template or of the best. */
#include "place/locate.h"

#include "base/limits.h"
#include "place/figures.h"
#include "place/locate_fit.h"
#include "place/locate_mention.h"
#include "place/locate_sheet.h"
#include "place/locate_unit.h"

const struct template_rule *
locate_template(struct arena *arena, const struct book *book,
                const struct mapping_set *set, struct diag_list *diags)
{
    struct folded_book in = folded_open_book(arena, book);
    struct trials t = locate_fit_try(&in, set, diags);

    locate_fit_drop(&t, NULL);
    return t.best;
}

/* Is the title the only one of its sheet? */
static bool
is_alone(const struct titles *titles, int i)
{
    const struct title *items = titles->items;

    return (i == 0 || items[i - 1].sheet != items[i].sheet)
           && (i == titles->n - 1 || items[i + 1].sheet != items[i].sheet);
}

/* Does the sheet go on with the table above?  The rows that it lacks are
   there, then. */
static bool
is_next_page(const struct folded_book *in, int s, const struct placement *above,
             struct diag_list *diags)
{
    if (!locate_missed_page(in, s, above, diags))
        return false;
    diag_withdraw(diags, DIAG_ROW_MISSING,
                  text_zero(in->arena, above->grid->name), above->title_row);
    return true;
}

/* Titles that are none for their length. */
static void
report_long(const struct locating *l, const struct titles *titles)
{
    for (int i = 0; i < titles->n_longs; i++) {
        const struct title *title = &titles->longs[i];
        struct text name = l->in->book->sheets[title->sheet].name;

        limits_reached(l->diags, LIMITS_TITLE_BYTES,
                       PLACE_CELL(l->in->book->file, text_zero(l->arena, name),
                                  title->row, title->col),
                       "a text that begins as the title '%.*s' is not read",
                       TEXT_ARG(title->table->titles[0].source));
    }
}

/* The tables below all titles; of 't' what was tried. */
static void
locate_titles(const struct locating *l, struct trials *t)
{
    const struct template_rule *template = l->located->template;
    struct table_list tables = { template->tables, template->n_tables };
    struct titles titles = t->trials != NULL
                               ? locate_title_again(l->in, tables, &t->titles)
                               : locate_title_find(l->in, tables, false);
    const struct title **read;

    report_long(l, &titles);
    locate_mention_drop(l->in, &titles);
    locate_fit_choose(l->in, template, &titles, l->diags);
    read = locate_sheet_copies(l->in, template, &titles);
    for (int i = 0; i < titles.n; i++) {
        const struct title *title = &titles.items[i];
        const struct title *other = locate_sheet_instead(template, read, title);

        if (other != NULL || !is_alone(&titles, i)
            || !locate_fit_take(t, title, l->located, l->diags))
            locate_sheet_table(l, &titles, i, other);
    }
}

/* What of a book's sheets no table claimed. */
static void
report_rest(const struct locating *l)
{
    const struct template_rule *template = l->located->template;
    struct known_titles titles
        = { { template->tables, template->n_tables }, template->words };
    const struct placement *above = NULL;

    for (int s = 0; s < l->in->book->n_sheets; s++) {
        struct located_sheet *sheet = &l->located->sheets[s];

        locate_sheet_keep_rest(l->located, s);
        if (sheet->n_tables > 0) {
            above = sheet->tables[sheet->n_tables - 1];
            locate_missed_below(l->in, s, sheet->claims, titles, l->diags);
            continue;
        }
        if (sheet->twice) /* that was reported */
            continue;
        sheet->missed
            = locate_missed_report(l->in, s, titles, &sheet->unmapped, l->diags)
              || (above != NULL && is_next_page(l->in, s, above, l->diags));
    }
}

static struct located *
locate_tables(struct trials *t, const struct template_rule *template,
              struct diag_list *diags)
{
    struct arena *arena = t->in->arena;
    struct locating l = { arena, t->in, NULL, diags };

    l.located = locate_sheet_open(arena, t->in->book, template);
    for (int s = 0; s < t->in->book->n_sheets; s++)
        locate_sheet_open_claims(arena, l.located, s);
    locate_titles(&l, t);
    report_rest(&l);
    locate_unit_book(t->in, l.located, diags);
    return l.located;
}

/* What is at the title of a table of another template. */
LANGUAGE_FORMAT(5, 0)
static struct diag *
report_other(struct arena *arena, const struct located *located,
             const struct placement *p, enum diag_code code, const char *what,
             struct diag_list *diags)
{
    const struct cell *cell = grid_at(p->grid, p->title_row, p->title_col);
    const struct template_rule *other = p->template;

    return diag_add(
        diags, code,
        PLACE_CELL(located->book->file, text_zero(arena, p->grid->name),
                   p->title_row, p->title_col),
        p->table->place,
        "'%.*s' is a table of template %.*s (%.*s), not of %.*s; %s",
        TEXT_ARG(text_trim(cell->text)), TEXT_ARG(other->id),
        TEXT_ARG(other->name), TEXT_ARG(located->template->id),
        diag_say(diags, what));
}

/* Tables that another template has, and this one not. */
static void
report_mixed(struct arena *arena, const struct located *located,
             struct diag_list *diags)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            const struct placement *p = located->sheets[s].tables[i];

            if (!text_equal(p->template->id, located->template->id))
                report_other(arena, located, p, DIAG_TEMPLATE_OTHER,
                             "it is read by that", diags);
        }
    }
}

struct located *
locate_book(struct arena *arena, const struct book *book,
            const struct template_rule *template, struct diag_list *diags)
{
    struct folded_book in = folded_open_book(arena, book);
    struct trials none = { .in = &in };

    return locate_tables(&none, template, diags);
}

struct located *
locate_best(struct arena *arena, const struct book *book,
            const struct mapping_set *set, struct diag_list *diags)
{
    struct folded_book in = folded_open_book(arena, book);
    struct trials t = locate_fit_try(&in, set, diags);
    struct located *located = NULL;

    if (t.best != NULL) {
        located = locate_tables(&t, t.best, diags);
        report_mixed(arena, located, diags);
    }
    locate_fit_drop(&t, NULL);
    return located;
}

struct located *
locate_nothing(struct arena *arena, const struct book *book)
{
    static const struct template_rule nobody
        = { .id = { "—", 3 }, .name = { "—", 3 } };
    struct located *located = locate_sheet_open(arena, book, &nobody);

    for (int s = 0; s < book->n_sheets; s++) {
        locate_sheet_open_claims(arena, located, s);
        locate_sheet_keep_rest(located, s);
    }
    return located;
}

bool
locate_has_table(const struct located *located)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        if (located->sheets[s].n_tables > 0)
            return true;
    }
    return false;
}

/* The template that a sheet is of by itself, with its tables; NULL: none. */
static struct located *
locate_alone(struct arena *arena, const struct book *book, int s,
             const struct mapping_set *set, struct diag_list *diags)
{
    struct book *alone = ARENA_NEW(arena, struct book);
    struct diag_list none = diag_none(arena);
    struct folded_book in;
    struct located *located = NULL;
    struct trials t;

    *alone = *book;
    alone->sheets = &book->sheets[s];
    alone->n_sheets = 1;
    alone->template_id = TEXT_NONE;
    in = folded_open_book(arena, alone);
    t = locate_fit_try(&in, set, &none);
    if (t.best != NULL)
        located = locate_tables(&t, t.best, diags);
    locate_fit_drop(&t, NULL);
    return located != NULL && located->sheets[0].n_tables > 0 ? located : NULL;
}

/* Does a sheet without a table hold figures? */
static bool
is_without(struct arena *arena, const struct located_sheet *sheet)
{
    return sheet->n_tables == 0 && !sheet->twice
           && figures_any(arena, sheet->grid);
}

/* The row from which on a sheet's texts are of the table alone: its title's
   where figures are above, of a table with a title of its own. */
static int
first_row(struct arena *arena, const struct placement *p)
{
    const struct cell *figure = figures_find(arena, p->grid, NULL).first;

    return figure != NULL && figure->row < p->title_row ? p->title_row : 0;
}

void
locate_others(struct arena *arena, struct located *located,
              const struct mapping_set *set, struct diag_list *diags)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        struct located_sheet *sheet = &located->sheets[s];
        struct diag_list none = diag_none(arena);
        struct located *other
            = is_without(arena, sheet)
                  ? locate_alone(arena, located->book, s, set, &none)
                  : NULL;
        const struct placement *p;

        if (other == NULL)
            continue;
        p = other->sheets[0].tables[0];
        if (sheet->missed) /* not a misspelt title, then */
            diag_withdraw(diags, DIAG_TITLE_UNKNOWN,
                          text_zero(arena, sheet->grid->name),
                          first_row(arena, p));
        diag_hint(diags,
                  report_other(arena, located, p, DIAG_SHEET_UNMAPPED,
                               "the sheet is not read", diags),
                  "read it by itself: -t %.*s", TEXT_ARG(p->template->id));
        sheet->missed = true;
    }
}
