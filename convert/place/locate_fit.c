/* locate_fit.c - tables are tried as each template has them. */
#include "place/locate_fit.h"

#include "mapping/mix.h"
#include "place/locate_mention.h"
#include "place/locate_missed.h"
#include "place/locate_sheet.h"

#define ERROR_COST 100L
/* So many complaints a table that is found outweighs. */
#define TABLE_WORTH 1000L
/* So much more trials may hold before some are let go of. */
#define TRIALS_BYTES (4 << 20)

/* How badly one table rule fits below one title. */
struct trial {
    bool tried;
    long cost;
    int year;
    int top, end; /* the region that it was tried in */
    int n_slots;
    /* What it found, while that may be of use: chunk NULL when not. */
    struct arena arena;
    struct diag_list diags;
    struct placement *placement;
    uint8_t *claims;
};

/* Complaints of some trials, and how many tables they find. */
struct tally {
    int tables;
    long cost;
};

/* A template's trials: those done, and for the titles from 'at' on the hope
   that nothing is wrong with them. */
struct fit {
    const struct template_rule *template; /* NULL: none */
    struct tally sets, forms;             /* of the report, self-evaluations */
    int at;
};

/* Titles [from, end). */
struct range {
    int from, end;
};

/* The table rules of all templates, each once. */
static struct table_list
all_tables(struct arena *arena, const struct mapping_set *set)
{
    const struct table_rule **tables = NULL;
    int n = 0, capacity = 0;

    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];

        for (int k = 0; k < template->n_tables; k++) {
            bool known = false;

            for (int m = n - 1; m >= 0 && !known; m--)
                known = tables[m] == template->tables[k];
            if (!known)
                ARENA_PUSH(arena, tables, n, capacity, template->tables[k]);
        }
    }
    return (struct table_list){ tables, n };
}

/* So many faults of that level. */
static long
count_faults(const struct trial *trial, enum diag_level level)
{
    return (long)trial->diags.n_level[level] + trial->placement->folded[level];
}

static void
try_title(struct trials *t, int i, const struct template_rule *template)
{
    struct trial *trial = &t->trials[i];
    int sheet = t->titles.items[i].sheet;
    struct locating l
        = { .arena = &trial->arena, .in = t->in, .diags = &trial->diags };

    trial->arena = arena_beside(t->in->arena);
    trial->diags = diag_apart(t->diags, &trial->arena);
    l.located = locate_sheet_open(&trial->arena, t->in->book, template);
    locate_sheet_open_claims(&trial->arena, l.located, sheet);
    locate_sheet_table(&l, &t->titles, i, NULL);
    trial->placement = l.located->sheets[sheet].tables[0];
    trial->claims = l.located->sheets[sheet].claims;
    trial->cost = ERROR_COST * count_faults(trial, DIAG_ERROR)
                  + 10 * count_faults(trial, DIAG_WARNING);
    trial->year = trial->placement->year;
    trial->top = trial->placement->top;
    trial->end = trial->placement->end;
    trial->n_slots = trial->placement->n_slots;
    if (trial->n_slots == 0) /* a title with nothing below it */
        trial->cost += TABLE_WORTH;
    trial->tried = true;
    /* What shares its sheet is located again, with what is around it. */
    if (trial->top != 0
        || trial->end < grid_end_row(&t->in->book->sheets[sheet]))
        arena_release(&trial->arena);
    t->held += trial->arena.used;
}

/* Is it a title of two forms of one table? */
static bool
is_alternative(const struct title *a, const struct title *b)
{
    return a->sheet == b->sheet && a->row == b->row && a->col == b->col
           && a->table->schema == b->table->schema;
}

void
locate_fit_choose(const struct folded_book *in,
                  const struct template_rule *template, struct titles *titles,
                  const struct diag_list *diags)
{
    struct trials t = { .in = in, .diags = diags, .titles = *titles };
    int n = 0;

    for (int i = 1; i < titles->n; i++)
        n += is_alternative(&titles->items[i - 1], &titles->items[i]);
    if (n == 0)
        return;
    t.trials = ARENA_ARRAY(in->arena, struct trial, titles->n + 1);
    t.titles.items = ARENA_ARRAY(in->arena, struct title, titles->n + 1);
    for (int i = 0; i < titles->n; i++)
        t.titles.items[i] = titles->items[i];
    titles->n = 0;
    for (int i = 0, end; i < t.titles.n; i = end) {
        int best = i;

        for (end = i + 1;
             end < t.titles.n
             && is_alternative(&t.titles.items[i], &t.titles.items[end]);
             end++) {
            if (end == i + 1)
                try_title(&t, i, template);
            try_title(&t, end, template);
            if (t.trials[end].cost < t.trials[best].cost)
                best = end;
        }
        titles->items[titles->n++] = t.titles.items[best];
    }
    locate_fit_drop(&t, NULL);
}

void
locate_fit_drop(struct trials *t, const struct template_rule *template)
{
    for (int i = 0; i < t->titles.n; i++) {
        const struct table_rule *table = t->titles.items[i].table;

        if (t->trials[i].tried
            && (template == NULL
                || (!mapping_has_table(template, table)
                    && (t->best == NULL
                        || !mapping_has_table(t->best, table))))) {
            t->held -= t->trials[i].arena.used;
            arena_release(&t->trials[i].arena);
        }
    }
}

/* Behind the titles in the row of title i. */
static int
row_end(const struct trials *t, int i)
{
    int end = i;

    while (end < t->titles.n
           && t->titles.items[end].sheet == t->titles.items[i].sheet
           && t->titles.items[end].row == t->titles.items[i].row)
        end++;
    return end;
}

/* The best trial of a template's tables among titles [i, end), or NULL. */
static const struct trial *
best_trial(struct trials *t, int i, int end,
           const struct template_rule *template)
{
    const struct trial *best = NULL;

    for (; i < end; i++) {
        if (!mapping_has_table(template, t->titles.items[i].table))
            continue;
        if (!t->trials[i].tried)
            try_title(t, i, template);
        if (best == NULL || t->trials[i].cost < best->cost)
            best = &t->trials[i];
    }
    return best;
}

static struct tally *
tally_of(struct fit *fit, const struct table_rule *table)
{
    return table->schema->evaluation ? &fit->forms : &fit->sets;
}

/* How a template fits where none of its tables is complained of. */
static struct fit
best_hope(const struct trials *t, struct range range,
          const struct template_rule *template)
{
    struct fit fit = { template, { 0, 0 }, { 0, 0 }, range.from };

    for (int i = range.from, end; i < range.end; i = end) {
        const struct table_rule *ours = NULL;

        end = row_end(t, i);
        for (int k = i; k < end && ours == NULL; k++) {
            if (mapping_has_table(template, t->titles.items[k].table))
                ours = t->titles.items[k].table;
        }
        if (ours != NULL)
            tally_of(&fit, ours)->tables++;
    }
    return fit;
}

/* The less, the better. */
static long
score(const struct tally *tally)
{
    return tally->cost - TABLE_WORTH * tally->tables;
}

static int
count_found(const struct fit *fit)
{
    return fit->sets.tables + fit->forms.tables;
}

/*
 * A table more outweighs most complaints.  The tables of the report decide, and
 * where two templates have them alike the forms, which may be another's; then
 * the one that others extend, then the one that misses fewer of its tables,
 * then the first by name.  No further complaint makes one better.
 */
static bool
fits_better(const struct fit *a, const struct fit *b)
{
    long order;

    order = score(&a->sets) - score(&b->sets);
    if (order == 0)
        order = score(&a->forms) - score(&b->forms);
    if (order == 0)
        order = (a->template->extends.n > 0) - (b->template->extends.n > 0);
    if (order == 0)
        order = (a->template->n_tables - count_found(a))
                - (b->template->n_tables - count_found(b));
    if (order == 0)
        order = text_compare(a->template->id, b->template->id);
    return order < 0;
}

static bool
fits_well(const struct trial *trial)
{
    return trial->tried && trial->cost < ERROR_COST;
}

/* Does the form in a row fit ill, and another template's well? */
static bool
is_of_other(struct trials *t, int i, int end, const struct trial *ours,
            const struct template_rule *template)
{
    if (ours->cost < ERROR_COST
        || !t->titles.items[ours - t->trials].table->schema->evaluation)
        return false;
    for (int k = i; k < end; k++) {
        if (fits_well(&t->trials[k]))
            return true;
    }
    for (int k = i; k < end; k++) {
        if (!t->trials[k].tried)
            try_title(t, k, template);
        if (fits_well(&t->trials[k]))
            return true;
    }
    return false;
}

/* Adds the complaints of the next row in which the template has a table. */
static void
add_row(struct trials *t, struct range range, struct fit *fit)
{
    const struct template_rule *template = fit->template;
    const struct trial *trial = NULL;
    struct tally *tally;
    int i = fit->at;

    for (; trial == NULL && fit->at < range.end; fit->at = row_end(t, i)) {
        i = fit->at;
        trial = best_trial(t, i, row_end(t, i), template);
    }
    if (trial == NULL)
        return;
    tally = tally_of(fit, t->titles.items[trial - t->trials].table);
    if (is_of_other(t, i, fit->at, trial, template)) {
        tally->tables--;
        return;
    }
    tally->cost += trial->cost;
    if (trial->year != 0
        && (trial->year < template->year_first
            || trial->year > template->year_last))
        tally->cost += 40;
}

/* All complaints of a template. */
static struct fit
whole_fit(struct trials *t, struct range range,
          const struct template_rule *template)
{
    struct fit fit = best_hope(t, range, template);

    while (fit.at < range.end && count_found(&fit) > 0)
        add_row(t, range, &fit);
    return fit;
}

/* Where trials hold much, those that may be for nothing are let go of. */
static void
drop_some(struct trials *t, const struct template_rule *template)
{
    if (t->held < t->most)
        return;
    locate_fit_drop(t, template);
    t->most = t->held + TRIALS_BYTES;
}

/*
 * Trying a table costs as much as reading it, and complaints only add up: the
 * most hopeful template goes on by one row, until that is one without rows
 * left.  Then no other can be better.
 */
static struct fit
best_fit(struct trials *t, struct range range, const struct mapping_set *set)
{
    struct fit *fits = ARENA_ARRAY(t->in->arena, struct fit, set->n_templates);
    struct fit *next;

    for (int i = 0; i < set->n_templates; i++)
        fits[i] = best_hope(t, range, set->templates[i]);
    for (;;) {
        next = NULL;
        for (int i = 0; i < set->n_templates; i++) {
            if (count_found(&fits[i]) > 0
                && (next == NULL || fits_better(&fits[i], next)))
                next = &fits[i];
        }
        if (next == NULL)
            return (struct fit){ .template = NULL };
        drop_some(t, next->template);
        if (next->at >= range.end)
            return *next;
        add_row(t, range, next);
    }
}

/*
 * A province's form beside the tables that its template shares with the one it
 * extends: where the set is whole by that one, and not by the province's, only
 * the form is the province's.
 */
static struct fit
whole_one(struct trials *t, struct range range, struct fit best,
          const struct mapping_set *set)
{
    const struct template_rule *base
        = best.forms.tables > 0 ? mapping_find(set, best.template->extends)
                                : NULL;
    struct fit fit;

    if (base == NULL || locate_title_lacking(&t->titles, best.template) == 0
        || locate_title_lacking(&t->titles, base) > 0)
        return best;
    fit = whole_fit(t, range, base);
    return score(&fit.sets) <= score(&best.sets) ? fit : best;
}

/*
 * The template that the document's properties name, which is certain where it
 * has a table there at all.
 */
static const struct template_rule *
claimed_template(const struct trials *t, const struct mapping_set *set,
                 struct diag_list *diags)
{
    struct text id = t->in->book->template_id;
    const struct template_rule *template = id.n ? mapping_find(set, id) : NULL;
    struct range all = { 0, t->titles.n };
    struct fit hope = { .template = NULL };

    if (template)
        hope = best_hope(t, all, template);
    if (!id.n || (template && count_found(&hope) > 0))
        return template;
    diag_add(diags, DIAG_TEMPLATE_CLAIMED, PLACE_FILE(t->in->book->file),
             PLACE_FILE("mappings"),
             template
                 ? N_("the document's properties name the template '%.*s', "
                      "but no table of it is there")
                 : N_("the document's properties name the template '%.*s', "
                      "which is not known; its tables decide"),
             TEXT_ARG(id));
    return NULL;
}

/* The year that a sheet says below a title of one of its tables; 0: none. */
static int
said_year(const struct trials *t, const struct template_rule *template)
{
    int year = 0;

    for (int i = 0; i < t->titles.n && year == 0; i++) {
        if (t->trials[i].tried
            && mapping_has_table(template, t->titles.items[i].table))
            year = t->trials[i].year;
    }
    return year;
}

/*
 * A form is published anew: of the editions of one region that begin with this
 * one, and fit no worse, the latest that the filing's year allows.
 */
static const struct template_rule *
latest_edition(struct trials *t, struct range range,
               const struct mapping_set *set, const struct fit *first)
{
    const struct template_rule *latest = first->template;
    int year = latest ? said_year(t, latest) : 0;

    for (int i = 0; i < set->n_templates && year != 0; i++) {
        const struct template_rule *next = set->templates[i];
        struct fit fit;

        if (!text_equal(next->extends, first->template->id)
            || !text_equal(next->region, first->template->region)
            || next->year_first <= latest->year_first || year < next->year_first
            || year > next->year_last)
            continue;
        fit = whole_fit(t, range, next);
        if (score(&fit.sets) <= score(&first->sets)
            && score(&fit.forms) <= score(&first->forms))
            latest = next;
    }
    return latest;
}

/* ---- tables of other templates ---- */

/* Has the template a title on the sheet? */
static bool
has_title(const struct trials *t, const struct template_rule *template,
          int sheet)
{
    for (int i = 0; i < t->titles.n; i++) {
        if (t->titles.items[i].sheet == sheet
            && mapping_has_table(template, t->titles.items[i].table))
            return true;
    }
    return false;
}

/*
 * The title in a row of which the template has no table, nor a layout for it
 * under another title, as the template has it that fits best; -1: none.  Beside
 * the template's own tables only what nothing is wrong with is a table.
 */
static int
find_other(struct trials *t, struct range row, const struct mapping_set *set,
           struct fit *other)
{
    const struct title *items = t->titles.items;
    const struct trial *trial;

    for (int i = row.from; i < row.end; i++) {
        if (mapping_table(t->best, items[i].table->schema))
            return -1;
    }
    *other = best_fit(t, row, set);
    trial = best_trial(t, row.from, row.end, other->template);
    if (trial->n_slots == 0
        || (trial->cost >= ERROR_COST
            && has_title(t, t->best, items[row.from].sheet)))
        return -1;
    return (int)(trial - t->trials);
}

/* A table that only another template knows is read by that. */
static void
mix_others(struct trials *t, const struct mapping_set *set)
{
    struct arena *arena = t->in->arena;
    struct range row = { 0, 0 };

    for (; row.from < t->titles.n; row.from = row.end) {
        struct fit other;
        int i;

        row.end = row_end(t, row.from);
        i = find_other(t, row, set, &other);
        if (i >= 0)
            t->best = mix_add(arena, t->best, other.template,
                              t->titles.items[i].table);
    }
}

/* What a sheet of a book without any table seems to be. */
static void
report_missed(const struct folded_book *in, int s, struct known_titles titles,
              struct diag_list *diags)
{
    struct unmapped_title unmapped = { .known = NULL };

    if (!locate_missed_report(in, s, titles, &unmapped, diags)
        && unmapped.known != NULL)
        locate_missed_unmapped(in->arena, in->book, &in->book->sheets[s],
                               titles.words, &unmapped, diags);
}

struct trials
locate_fit_try(const struct folded_book *in, const struct mapping_set *set,
               struct diag_list *diags)
{
    struct trials t = { .in = in, .diags = diags };
    struct table_list tables = all_tables(in->arena, set);

    t.titles = locate_title_find(in, tables, true);
    locate_mention_drop(in, &t.titles);
    t.trials = ARENA_ARRAY(in->arena, struct trial, t.titles.n + 1);
    t.best = claimed_template(&t, set, diags);
    if (t.best == NULL) {
        const struct range all = { 0, t.titles.n };
        struct fit best = best_fit(&t, all, set);

        best = whole_one(&t, all, best, set);
        t.best = latest_edition(&t, all, set, &best);
    }
    if (t.best != NULL)
        mix_others(&t, set);
    if (t.best == NULL) {
        diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(in->book->file),
                 PLACE_FILE("mappings"),
                 "no sheet holds a table that a mapping describes");
        for (int s = 0; s < in->book->n_sheets; s++)
            report_missed(in, s, (struct known_titles){ tables, set->words },
                          diags);
    }
    return t;
}

/* The trial of this very title, when it had the sheet to itself, too. */
static struct trial *
find_trial(struct trials *t, const struct title *title)
{
    for (int i = 0; i < t->titles.n; i++) {
        const struct title *other = &t->titles.items[i];

        if (other->sheet == title->sheet && other->row == title->row
            && other->col == title->col && other->table == title->table
            && other->year == title->year && t->trials[i].arena.chunk != NULL
            && t->trials[i].top == 0
            && t->trials[i].end
                   == grid_end_row(&t->in->book->sheets[title->sheet]))
            return &t->trials[i];
    }
    return NULL;
}

bool
locate_fit_take(struct trials *t, const struct title *title,
                struct located *located, struct diag_list *diags)
{
    struct located_sheet *sheet = &located->sheets[title->sheet];
    const struct template_rule *owner
        = mix_owner(located->template, title->table);
    struct trial *trial = find_trial(t, title);

    /* A complaint may name the template that it was tried for. */
    if (trial == NULL
        || (trial->diags.n > 0 && trial->placement->template != owner))
        return false;
    trial->placement->template = owner;
    sheet->claims = trial->claims;
    ARENA_PUSH(t->in->arena, sheet->tables, sheet->n_tables,
               sheet->tables_capacity, trial->placement);
    diag_move(diags, &trial->diags);
    arena_adopt(t->in->arena, &trial->arena);
    if (trial->placement->slots != NULL)
        trial->placement->slots->arena = t->in->arena;
    return true;
}
